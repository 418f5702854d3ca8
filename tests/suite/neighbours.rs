//! Names of the dictionary and what stands beside them.

use tallywire::dictionary::Dictionary;
use tallywire::findings::Wanted;
use tallywire::{Document, Pipeline};

const ROWS: &str = "\
Norvania,place,iso3166-2:US-NV,Norvania,,,80,US
Norvania,place,iso3166-2:US-NV,Norv.,short,,80,US
Harlow County,place,place:harlow-county,\"Harlow County, Norvania\",,,50,US
Abdul III,person,person:abdul-iii,Kenya's King Abdul,,,60,KE
Okumbe University,organization,org:okumbe-university,Okumbe University,,,60,KE
Okumbe,place,geonames:1,Okumbe,,,60,KE
Labour Party,organization,org:labour,Labour,short,exact,70,GB
Petra Achebe,person,person:petra-achebe,Petra Achebe,,,70,NG
Petra Achebe,person,person:petra-achebe,Achebe,short,,70,NG
Virginia,place,iso3166-2:US-VA,Virginia,,,80,US
Ain,place,place:ain,Ain,,,50,FR
PT,organization,org:pt,PT,acronym,exact,60,BR
The Quagra,place,place:the-quagra,The Quagra,,,70,NL
Okumbe Airport,place,place:okumbe-airport,Okumbe airport,,,40,KE
Old City,place,place:old-city,Old City of Lima,,,60,PE
Old City,place,place:old-city,Old City,short,,60,PE
Ada van Dorn,person,person:ada-van-dorn,Ada van Dorn,,,70,NL
";

fn names(body: &str) -> Vec<String> {
    let text = format!("{}{ROWS}", include_str!("../data/names.csv"));
    let (dictionary, faults) = Dictionary::from_csv("names.csv", &text).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    let pipeline = Pipeline::with(dictionary, Wanted::default());
    let findings = pipeline.extract(&Document { body: body.into(), ..Document::default() });
    findings.mentions.iter().map(|m| format!("{}|{}|{}", m.text, m.kind, m.name)).collect()
}

fn all_of(cases: &[(&str, &[&str])]) {
    for (body, wanted) in cases {
        assert_eq!(&names(body), wanted, "{body}");
    }
}

#[test]
fn what_a_name_lies_in_has_a_mention_of_its_own() {
    all_of(&[
        (
            "A jury in Harlow County, Norvania, convicted him.",
            &["Harlow County|place|Harlow County", "Norvania|place|Norvania"],
        ),
        ("They met in The Quagra on Monday.", &["The Quagra|place|The Quagra"]),
        ("A crowd met at Okumbe airport.", &["Okumbe|place|Okumbe"]),
        ("They met in Kenya's Old City.", &["Kenya|place|Kenya", "Old City|place|Old City"]),
        ("Kenya's King Abdul flew home.", &["Kenya|place|Kenya", "Abdul|person|Abdul III"]),
        ("Sen. Maria Lund, R-Norv., said so.", &["Maria Lund|person|Maria Lund", "Norv.|place|Norvania"]),
    ]);
}

#[test]
fn half_of_a_name_is_none() {
    all_of(&[
        (
            "Rosa Achebe-Miller left. Achebe-Miller is 49.",
            &["Rosa Achebe-Miller|person|Rosa Achebe-Miller", "Achebe-Miller|person|Rosa Achebe-Miller"],
        ),
        ("They met in Ain al-Tineh.", &["Ain al-Tineh|place|Ain al-Tineh"]),
        ("PT Pilar Cerdas built it.", &["PT Pilar Cerdas|organization|PT Pilar Cerdas"]),
    ]);
}

#[test]
fn offices_relatives_and_schools_tell_what_a_name_is() {
    all_of(&[
        ("Labour Minister Maria Lund spoke.", &["Maria Lund|person|Maria Lund"]),
        ("He is Minister of Labour there.", &[]),
        ("The leader of Labour spoke.", &["Labour|organization|Labour Party"]),
        ("His daughter, Virginia, is nine.", &["Virginia|person|Virginia"]),
        ("The clothing firm Ain sold it.", &["Ain|organization|Ain"]),
        ("He met Kanu Odrago Jr. in May.", &["Kanu Odrago Jr.|person|Kanu Odrago Jr."]),
        ("They moved to Virginia.", &["Virginia|place|Virginia"]),
        ("She taught at Okumbe for years.", &["Okumbe|organization|Okumbe University"]),
        ("She graduated from Okumbe in May.", &["Okumbe|organization|Okumbe University"]),
        ("She came from Okumbe in May.", &["Okumbe|place|Okumbe"]),
    ]);
}

#[test]
fn nothing_else_named_the_most_prominent_body_is_meant() {
    let army = "US Army,organization,org:us-army,United States Army,,,70,US\n";
    let text = format!("{}{army}", include_str!("../data/names.csv"));
    let (dictionary, _) = Dictionary::from_csv("names.csv", &text).unwrap();
    let pipeline = Pipeline::with(dictionary, Wanted::default());
    let id = |body: &str| {
        let findings = pipeline.extract(&Document { body: body.into(), ..Document::default() });
        findings.mentions.iter().find(|m| m.text == "Army").map(|m| m.name.clone())
    };
    assert_eq!(id("He joined the Army in May.").as_deref(), Some("US Army"));
    assert_eq!(id("He left Norway. He joined the Army in May.").as_deref(), Some("Army"));
}

#[test]
fn addresses_hold_no_names() {
    all_of(&[
        ("See https://news.example/Kenya/Peru-votes for more.", &[]),
        ("See www.Kenya.example in Peru.", &["Peru|place|Peru"]),
    ]);
}

#[test]
fn a_surname_is_known_with_its_particles() {
    all_of(&[("A crowd met President van Dorn.", &["van Dorn|person|Ada van Dorn"])]);
}
