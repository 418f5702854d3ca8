//! Which entity of the dictionary a name in a sentence stands for, where it could be several or none.

use tallywire::Document;

use crate::names::{all_of, names, pipeline};

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
fn a_town_is_its_team_in_reports_on_sport_only() {
    let pipeline = pipeline(
        "Ostervik,place,geonames:1,Ostervik,,,70,NO\nOstervik FK,organization,org:ostervik,Ostervik FK,,,50,NO\nOstervik FK,organization,org:ostervik,Ostervik,team,,50,NO\n",
    );
    all_of(
        &pipeline,
        &[
            ("Floods hit Ostervik on Monday.", &["Ostervik|place|Ostervik"]),
            (
                "Ostervik beat Paris by three goals.",
                &["Ostervik|organization|Ostervik FK", "Paris|place|Paris"],
            ),
            ("The Ostervik striker was glad.", &["Ostervik|organization|Ostervik FK"]),
            (
                "The match ended after the striker left the pitch. The coach praised Ostervik. Fans slept in Ostervik.",
                &["Ostervik|organization|Ostervik FK", "Ostervik|place|Ostervik"],
            ),
        ],
    );
}

#[test]
fn a_surname_that_two_people_bear_is_the_nearer_ones() {
    let pipeline = pipeline("");
    let found = names(&pipeline, "Anna Lindqvist met Peter Lindqvist in Oslo. Lindqvist said no.");
    assert_eq!(found.last().map(String::as_str), Some("Lindqvist|person|Peter Lindqvist"));
}

#[test]
fn towns_of_one_name_are_told_apart_by_their_state() {
    let pipeline = pipeline(
        "Fairhaven in Oregon,place,geonames:1,Fairhaven,,,50,US-OR\nFairhaven in Maine,place,geonames:2,Fairhaven,,,30,US-ME\n\
         Oregon,place,iso3166-2:US-OR,Oregon,,,80,US\nMaine,place,iso3166-2:US-ME,Maine,,,80,US\n\
         Ohio,place,iso3166-2:US-OH,Ohio,,,80,US\nBigport,place,geonames:3,Bigport,,,72,US-ME\n\
         United States,place,iso3166:US,United States,,,90,US\n",
    );
    let fairhaven = |body: &str| -> Vec<String> {
        names(&pipeline, body).into_iter().filter(|n| n.starts_with("Fairhaven")).collect()
    };
    for (body, name) in [
        ("The mill in Fairhaven burned.", "Fairhaven in Oregon"),
        ("The mill in Fairhaven, Maine, burned.", "Fairhaven in Maine"),
        ("The mill at Fairhaven in Maine burned.", "Fairhaven in Maine"),
        ("The mill in Fairhaven burned, as others in Maine did.", "Fairhaven in Maine"),
        ("The mill in the Maine town of Fairhaven burned.", "Fairhaven in Maine"),
        ("The mill in the Bigport suburb of Fairhaven burned.", "Fairhaven in Maine"),
        ("The mill in Fairhaven burned, the United States said.", "Fairhaven in Oregon"),
        // No dictionary has that one.
        ("The mill in Fairhaven, Ohio, burned.", "Fairhaven"),
    ] {
        assert_eq!(fairhaven(body), [format!("Fairhaven|place|{name}")], "{body}");
    }
    // What the article says of the name once holds for it throughout.
    let all = fairhaven("The mill in Fairhaven burned. Ferries left Fairhaven, Ohio, at noon for Maine.");
    assert_eq!(all, ["Fairhaven|place|Fairhaven", "Fairhaven|place|Fairhaven"]);
}

#[test]
fn teams_of_one_town_are_told_apart_by_their_sport() {
    let pipeline = pipeline(
        "Cleveland Browns,organization,org:cleveland-browns,Cleveland,team,,58,US\n\
         Cleveland Guardians,organization,org:cleveland-guardians,Cleveland,team,,50,US\n",
    );
    all_of(
        &pipeline,
        &[
            (
                "The pitcher left in the sixth inning and Cleveland beat them.",
                &["Cleveland|organization|Cleveland Guardians"],
            ),
            (
                "The quarterback left early and Cleveland beat them.",
                &["Cleveland|organization|Cleveland Browns"],
            ),
            ("In the end Cleveland beat them.", &["Cleveland|organization|Cleveland Browns"]),
        ],
    );
}

#[test]
fn a_surname_alone_is_a_prominent_person_whom_nobody_shares_it_with() {
    let shared = "Petra Morozov,person,person:petra-morozov,Petra Morozov,,,68,NO\n";
    assert!(
        names(&pipeline(""), "Morozov denied the charge.")
            .contains(&"Morozov|person|Ilya Morozov".to_string())
    );
    assert!(
        names(&pipeline(shared), "Morozov denied the charge.")
            .contains(&"Morozov|person|Morozov".to_string())
    );
    // Others in the article tell whose country it is about.
    let minister = format!("{shared}Olga Lund,person,person:olga-lund,Olga Lund,,,58,NO\n");
    assert!(
        names(&pipeline(&minister), "Olga Lund said so. They thanked Mr Morozov.")
            .contains(&"Morozov|person|Petra Morozov".to_string())
    );
}

#[test]
fn a_town_is_the_team_that_the_article_calls_by_its_own_name() {
    let pipeline = pipeline(
        "Minnesota Vikings,organization,org:minnesota-vikings,Minnesota,team,,60,US\n\
         Minnesota Timberwolves,organization,org:minnesota-timberwolves,Minnesota,team,,56,US\n\
         Minnesota Timberwolves,organization,org:minnesota-timberwolves,Timberwolves,short,,56,US\n",
    );
    let called = "Okoro scored twice and Minnesota beat them. He had joined the Timberwolves in May.";
    all_of(
        &pipeline,
        &[
            (
                called,
                &[
                    "Okoro|person|Okoro",
                    "Minnesota|organization|Minnesota Timberwolves",
                    "Timberwolves|organization|Minnesota Timberwolves",
                ],
            ),
            (
                "Okoro scored twice and Minnesota beat them.",
                &["Okoro|person|Okoro", "Minnesota|organization|Minnesota Vikings"],
            ),
        ],
    );
}

#[test]
fn a_party_without_its_country_is_that_of_the_country_in_the_news() {
    let pipeline = pipeline(
        "Liberal Party of Australia,organization,org:liberal-au,Liberal Party,name,,52,AU\n\
         Liberal Party of Kenya,organization,org:liberal-ke,Liberal Party of Kenya,name,,40,KE\n\
         Liberal Party of Kenya,organization,org:liberal-ke,Kenyan Liberal Party,name,,40,KE\n",
    );
    let found = names(
        &pipeline,
        "NAIROBI, Kenya - Kenyan farmers voted on Sunday. The Liberal Party lost nine towns in Kenya.",
    );
    assert!(found.contains(&"Liberal Party|organization|Liberal Party of Kenya".into()), "{found:?}");
    let found = names(&pipeline, "The Liberal Party lost nine towns.");
    assert_eq!(found, ["Liberal Party|organization|Liberal Party of Australia"]);
}

#[test]
fn a_firm_named_by_an_everyday_word_is_told_by_the_one_beside_it() {
    let pipeline = pipeline(
        "Apple,organization,org:apple,Apple,name,exact,95,US\nOkumbe,organization,org:okumbe,Okumbe,name,,70,KE\n",
    );
    all_of(
        &pipeline,
        &[
            ("Apple and Okumbe sell lamps.", &["Apple|organization|Apple", "Okumbe|organization|Okumbe"]),
            ("Apple and pear trees stood there.", &[]),
        ],
    );
}

#[test]
fn a_village_of_a_land_that_the_article_does_not_name_wants_a_word_that_places_it() {
    let pipeline = pipeline("Karovna,place,place:karovna,Karovna,name,,36,SI\n");
    let kenya = "NAIROBI, Kenya - Kenyan farmers met in Nairobi, Kenya.";
    let found = names(&pipeline, &format!("{kenya} The Karovna case went on."));
    assert!(!found.iter().any(|f| f.starts_with("Karovna|place")), "{found:?}");
    let found = names(&pipeline, &format!("{kenya} They slept in Karovna."));
    assert!(found.contains(&"Karovna|place|Karovna".into()), "{found:?}");
}

#[test]
fn a_well_known_state_is_none_of_the_children_called_like_it() {
    // "Bahia" is a given name in the lists; a town of that weight is still no more than the child.
    let state = pipeline("Bahia,place,iso3166-2:BR-BA,Bahia,name,,62,BR\n");
    let town = pipeline("Bahia,place,place:bahia-town,Bahia,name,,62,BR\n");
    let sentence = "Rain fell on the Bahia cocoa farms.";
    assert_eq!(names(&state, sentence), ["Bahia|place|Bahia"]);
    assert_ne!(names(&town, sentence), ["Bahia|place|Bahia"]);
}

#[test]
fn a_shop_in_the_possessive_yields_to_somebody_of_the_article() {
    let pipeline = pipeline("Mercer's,organization,org:mercers,Mercer's,,,65,US\n");
    all_of(
        &pipeline,
        &[
            ("She bought it at Mercer's on Monday.", &["Mercer's|organization|Mercer's"]),
            (
                "Maria Mercer spoke for an hour. Nobody liked Mercer's speech.",
                &["Maria Mercer|person|Maria Mercer", "Mercer|person|Maria Mercer"],
            ),
        ],
    );
}

#[test]
fn who_is_meant_does_not_depend_on_the_order_of_the_rows() {
    let rows = [
        "Okumbe Star,organization,org:star,Okumbe,short,,60,KE\n",
        "Okumbe,place,geonames:9,Okumbe,,,60,KE\n",
        "Okumbe,place,geonames:7,Okumbe,,,60,KE\n",
        "Great Okumbe,place,geonames:1,Okumbe,,,60,KE\n",
        // Another row of the second says more of its prominence, but not by its own name.
        "Okumbe,place,geonames:9,Okumbe Mill,,,90,KE\n",
    ];
    let id = |rows: &[&str]| {
        let findings = pipeline(&rows.concat())
            .extract(&Document { body: "Trains leave Okumbe at nine.".into(), ..Document::default() });
        findings.mentions[0].id.to_string()
    };
    let mut turned = rows;
    turned.reverse();
    // Names before short forms, what is called so in full before what is not, then by id.
    assert_eq!((id(&rows), id(&turned)), ("geonames:7".into(), "geonames:7".into()));
}

#[test]
fn a_ruler_whom_everybody_knows_is_named_by_title_and_surname() {
    let pipeline = pipeline(
        "Mario Quispe,person,person:mq,Mario Quispe,,,80,PE\nLuis Quispe,person,person:lq,Luis Quispe,,,70,PE\nAbdel el-Qaddumi,person,person:aq,Abdel el-Qaddumi,,,80,EG\n",
    );
    all_of(
        &pipeline,
        &[
            ("Trains stood still, President Quispe said.", &["Quispe|person|Mario Quispe"]),
            ("Trains stood still, Mr Quispe said.", &["Quispe|person|Quispe"]),
            // The same article before an Arab name.
            ("Trains stood still, President Al-Qaddumi said.", &["Al-Qaddumi|person|Abdel el-Qaddumi"]),
        ],
    );
}
