//! Names in sentences: what the dictionary and the rules must and must not take.

#![allow(clippy::unwrap_used)]

use tallywire::dictionary::Dictionary;
use tallywire::findings::Wanted;
use tallywire::{Document, Pipeline};

fn pipeline(extra: &str) -> Pipeline {
    let text = format!("{}{extra}", include_str!("data/names.csv"));
    let (dictionary, faults) = Dictionary::from_csv("names.csv", &text).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    Pipeline::with(dictionary, Wanted::default())
}

/// `text type name` of each mention.
fn names(pipeline: &Pipeline, body: &str) -> Vec<String> {
    let findings = pipeline.extract(&Document { body: body.into(), ..Document::default() });
    findings.mentions.iter().map(|m| format!("{}|{}|{}", m.text.replace('\n', " "), m.kind, m.name)).collect()
}

#[test]
fn spelling_variants_match_with_spans_in_the_unchanged_text() {
    let pipeline = pipeline(
        "Al-Qaeda,organization,org:aq,Al-Qaeda,,,80,\nCôte d'Ivoire,place,iso3166:CI,Côte d'Ivoire,,,80,CI\n",
    );
    for (body, text) in [
        ("Fighters of al Qaeda fled.", "al Qaeda"),
        ("Fighters of Al-Qaeda fled.", "Al-Qaeda"),
        ("He left Côte\nd’Ivoire by boat.", "Côte d’Ivoire"),
        ("He left Cote d'Ivoire by boat.", "Cote d'Ivoire"),
        ("He joined the European\u{a0}Union later.", "European\u{a0}Union"),
        ("FIGHTING IN KENYA GOES ON", "KENYA"),
    ] {
        let found = names(&pipeline, body);
        assert!(found.iter().any(|f| f.starts_with(&format!("{text}|"))), "{body}: {found:?}");
    }
}

#[test]
fn a_shorter_name_is_found_inside_a_longer_word_group() {
    let pipeline = pipeline(
        "New York,place,geonames:5128581,New York,,,90,US\nNew York Times,organization,org:nyt,New York Times,,,85,US\n",
    );
    assert_eq!(names(&pipeline, "He flew to New York by night."), ["New York|place|New York"]);
    assert_eq!(
        names(&pipeline, "He wrote for the New York Times then."),
        ["New York Times|organization|New York Times"]
    );
    assert!(
        names(&pipeline, "She bought a New York timeshare.").contains(&"New York|place|New York".to_string())
    );
}

#[test]
fn letter_case_decides_about_acronyms() {
    let pipeline = pipeline("Islamic State,organization,org:is,IS,acronym,exact,80,\n");
    assert_eq!(names(&pipeline, "This is what they told us, and who knows."), Vec::<String>::new());
    assert_eq!(
        names(&pipeline, "Fighters of IS withdrew, the WHO told the US."),
        [
            "IS|organization|Islamic State",
            "WHO|organization|World Health Organization",
            "US|place|United States"
        ]
    );
    assert_eq!(names(&pipeline, "WHO KNOWS WHAT IS NEXT FOR US"), Vec::<String>::new());
}

#[test]
fn short_forms_and_acronyms_follow_their_full_name() {
    let pipeline = pipeline("");
    let found = names(
        &pipeline,
        "Amina Otieno of the Harbour Safety Board (HSB) spoke first. Otieno said the HSB had warned Russian officials. Mr Otieno left.",
    );
    assert_eq!(
        found,
        [
            "Amina Otieno|person|Amina Otieno",
            "Harbour Safety Board|organization|Harbour Safety Board",
            "HSB|organization|Harbour Safety Board",
            "Otieno|person|Amina Otieno",
            "HSB|organization|Harbour Safety Board",
            "Otieno|person|Amina Otieno"
        ]
    );
}

#[test]
fn titles_possessives_and_articles_stay_outside() {
    let pipeline = pipeline("");
    let found = names(
        &pipeline,
        "President Maria Castellan met Dr. Tomas Brandvold. The European Union's envoy praised Kenya's police.",
    );
    assert_eq!(
        found,
        [
            "Maria Castellan|person|Maria Castellan",
            "Tomas Brandvold|person|Tomas Brandvold",
            "European Union|organization|European Union",
            "Kenya|place|Kenya"
        ]
    );
}

#[test]
fn events_hide_the_places_inside_them() {
    let pipeline = pipeline("");
    let found = names(&pipeline, "They met at the Nairobi Conference on Inland Shipping and then in Paris.");
    assert_eq!(found, ["Paris|place|Paris"]);
}

#[test]
fn ambiguous_names_follow_what_else_the_article_names() {
    let pipeline = pipeline(
        "Georgia,place,iso3166:GE,Georgia,,,84,GE\nGeorgia,place,iso3166-2:US-GA,Georgia,,,80,US\nAtlanta,place,geonames:4180439,Atlanta,,,72,US\nTbilisi,place,geonames:611717,Tbilisi,,,72,GE\n",
    );
    let id = |body: &str| {
        let findings = pipeline.extract(&Document { body: body.into(), ..Document::default() });
        let mention = findings.mentions.iter().find(|m| m.text == "Georgia").unwrap().clone();
        (mention.id.to_string(), mention.alternatives.len())
    };
    assert_eq!(
        id("Voters in Georgia went to the polls, said officials of the United States."),
        ("iso3166-2:US-GA".into(), 1)
    );
    assert_eq!(id("Voters in Georgia went to the polls."), ("iso3166:GE".into(), 1));
}

#[test]
fn months_and_everyday_words_are_no_names() {
    let pipeline = pipeline("");
    assert_eq!(
        names(&pipeline, "In May the March figures came on Monday. Reading is fun. Nice work, people said."),
        Vec::<String>::new()
    );
}
