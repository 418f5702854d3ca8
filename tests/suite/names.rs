//! Names in sentences: what the dictionary and the rules must and must not take.

use tallywire::dictionary::Dictionary;
use tallywire::findings::Wanted;
use tallywire::{Document, Pipeline};

pub fn pipeline(extra: &str) -> Pipeline {
    let text = format!("{}{extra}", include_str!("../data/names.csv"));
    let (dictionary, faults) = Dictionary::from_csv("names.csv", &text).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    Pipeline::with(dictionary, Wanted::default())
}

/// `text type name` of each mention.
pub fn names(pipeline: &Pipeline, body: &str) -> Vec<String> {
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
fn months_and_everyday_words_are_no_names() {
    let pipeline = pipeline("");
    assert_eq!(
        names(&pipeline, "In May the March figures came on Monday. Reading is fun. Nice work, people said."),
        Vec::<String>::new()
    );
}

/// One text, the mentions it must give.
pub fn all_of(pipeline: &Pipeline, cases: &[(&str, &[&str])]) {
    for (body, wanted) in cases {
        assert_eq!(names(pipeline, body), *wanted, "{body}");
    }
}

#[test]
fn acronyms_are_defined_either_way_round() {
    let pipeline = pipeline("");
    all_of(
        &pipeline,
        &[(
            "The FSB (Federal Salmon Board) met. The FSB agreed.",
            &[
                "FSB|organization|Federal Salmon Board",
                "Federal Salmon Board|organization|Federal Salmon Board",
                "FSB|organization|Federal Salmon Board",
            ],
        )],
    );
}

#[test]
fn titles_and_descriptions_in_a_dictionary_stay_outside_the_mention() {
    let pipeline = pipeline(
        "Idris II of Melka,person,person:idris,King Idris II,,,70,\nTammer,organization,org:tammer,Tammer news agency,,,60,\nLund,organization,org:lund,Danish broadcaster Lund,,,60,\nKenya Paper,organization,org:kp,Kenya newspaper,,,60,KE\n",
    );
    all_of(
        &pipeline,
        &[
            ("Crowds met King Idris II on Monday.", &["Idris II|person|Idris II of Melka"]),
            ("The Tammer news agency said so.", &["Tammer|organization|Tammer"]),
            ("It was told by Danish broadcaster Lund.", &["Lund|organization|Lund"]),
            // What is left is a place: no organization of that name.
            ("The men own a Kenya newspaper.", &["Kenya|place|Kenya"]),
        ],
    );
}

#[test]
fn a_noisy_dictionary_does_not_take_everyday_words() {
    let pipeline = pipeline(
        "Other,place,geonames:2,other,,,,\nCountry,place,geonames:3,country,,,,\nIt Is,place,geonames:4,It Is,,,,\nOf The,place,geonames:5,Of The,,,,\nWho,organization,org:who-band,Who,,,,\nSeven,organization,org:seven,77,,,,\n",
    );
    all_of(&pipeline, &[("It is in the other country. Of the 77, none came.", &[]), ("Who says so?", &[])]);
}

#[test]
fn kinds_of_ones_own_work_without_code() {
    let pipeline = pipeline(
        "Glucorex Forte,drug,drug:glucorex,Glucorex Forte,,,60,\nGlucorex Forte,drug,drug:glucorex,Glucorex,short,,60,\n",
    );
    all_of(
        &pipeline,
        &[(
            "Doctors gave Glucorex Forte to nine men in Oslo. Glucorex sold badly.",
            &["Glucorex Forte|drug|Glucorex Forte", "Oslo|place|Oslo", "Glucorex|drug|Glucorex Forte"],
        )],
    );
}

#[test]
fn relatives_in_apposition_are_people() {
    let pipeline = pipeline("");
    let found = names(&pipeline, "Mr Kato's wife, Maria, wept. Maria said she was sorry.");
    assert_eq!(found, ["Kato|person|Kato", "Maria|person|Maria", "Maria|person|Maria"]);
}

#[test]
fn without_rules_only_what_the_dictionary_has_is_found() {
    let (dictionary, _) = Dictionary::from_csv("names.csv", include_str!("../data/names.csv")).unwrap();
    let pipeline = Pipeline::with(dictionary, Wanted { names_by_rule: false, ..Wanted::default() });
    assert_eq!(
        names(
            &pipeline,
            "President Maria Castellan of the Harbour Board met the Federal Security Service in Oslo."
        ),
        ["Federal Security Service|organization|Federal Security Service", "Oslo|place|Oslo"]
    );
}

#[test]
fn german_and_nordic_letters_are_found_spelled_out_too() {
    let csv = "name,type\nJörn Fäßler,person\nØstby Brøndum,organization\nÅmål,place\nRené Dupré,person\n";
    let (dictionary, _) = Dictionary::from_csv("letters.csv", csv).unwrap();
    let pipeline = Pipeline::with(dictionary, Wanted { names_by_rule: false, ..Wanted::default() });
    for text in ["Jörn Fäßler", "Joern Faessler", "Jorn Fassler", "JOERN FAESSLER"] {
        let found = names(&pipeline, &format!("He saw {text} in the yard."));
        assert_eq!(found, [format!("{text}|person|Jörn Fäßler")]);
    }
    for (text, name) in [("Oestby Broendum", "Østby Brøndum"), ("Aamaal", "Åmål")] {
        assert!(names(&pipeline, &format!("He went to {text}."))[0].ends_with(name), "{text}");
    }
    assert!(names(&pipeline, "He saw Renee Dupree in the yard.").is_empty());
}

#[test]
fn initials_are_found_joined_and_apart() {
    let csv = "name,type\nJ. B. Sorelle,person\nK.T.W. Varga,person\nU.S. Harbour Board,organization\n";
    let (dictionary, _) = Dictionary::from_csv("initials.csv", csv).unwrap();
    let pipeline = Pipeline::with(dictionary, Wanted { names_by_rule: false, ..Wanted::default() });
    let found = |text: &str| names(&pipeline, &format!("He met {text} in the yard."));
    for text in ["J. B. Sorelle", "J.B. Sorelle", "JB Sorelle"] {
        assert_eq!(found(text), [format!("{text}|person|J. B. Sorelle")]);
    }
    for text in ["K.T.W. Varga", "K. T. W. Varga"] {
        assert_eq!(found(text), [format!("{text}|person|K.T.W. Varga")]);
    }
    assert!(found("J. Sorelle").is_empty() && found("K.W. Varga").is_empty());
    assert_eq!(found("the US Harbour Board").len(), 1);
}

/// Texts that the two engines must read alike.
const CASES: &[&str] = &[
    "New York, New York Times, New Yorker, NEW YORK, new york; U.S. and US and U.S.A. are not G20 nor G7.",
    "Al-Qaeda, al Qaeda, Al - Qaeda, al‑Qaeda and AL QAEDA's men; Côte d’Ivoire, Cote\u{a0}d'Ivoire, Coted'Ivoire.",
    "O'Brien & Sons; AT&T; 3M's 3 M; St. Louis, St Louis; Łódź, LODZ; São Tomé; Tayyip Erdoğan-",
    "New\nYork. New  York. New - York. New/York. (New York) \"New York\" New York's",
];

#[test]
fn both_engines_find_the_same() {
    use tallywire::dictionary::{EngineKind, Hit, Index};
    use tallywire::text::{SentenceRules, Text};
    let list = "New York|New York Times|York|US|U.S.A.|G20|G7|Al-Qaeda|Qaeda|Côte d'Ivoire|O'Brien|O'Brien & Sons|AT&T|3M|St. Louis|Lodz|São Tomé|Tayyip Erdogan|of the|A|Oslo|Kenya|Red Sea|Sea";
    let csv: String =
        list.split('|').map(|name| format!("\"{name}\",place,,\"{name}\",,any,50,\n")).collect();
    let (dictionary, faults) =
        Dictionary::from_csv("engines.csv", &format!("name,type,id,alias,kind,case,weight,country\n{csv}"))
            .unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    let engines = [EngineKind::Automaton, EngineKind::Spans]
        .map(|engine| Index::build_with(&dictionary, engine).unwrap());
    let rules = SentenceRules::new();
    let hits = |index: &Index, body: &str| -> Vec<Hit> {
        let text = Text::new(body, &rules);
        let mut hits = Vec::new();
        for start in 0..text.tokens.len() {
            index.hits(&text, start, text.tokens.len(), &mut hits);
        }
        hits
    };
    let mut found = 0;
    for body in CASES {
        let both = [hits(&engines[0], body), hits(&engines[1], body)];
        assert_eq!(both[0], both[1], "{body}");
        found += both[0].len();
    }
    assert!(found > 25, "only {found} hits");
    // Random texts of the words and marks that names are made of.
    let pieces = [
        "New", "York", "US", "U.S.", "Al", "-", " - ", "Qaeda", "d'", "Ivoire", "Côte", "O'Brien", "&",
        "Sons", "AT&T", "3", "M", "G20", ".", ",", "\n", " ", " ", " ", "of the", "A", "’s", "Red", "Sea",
        "Łódź",
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    for _ in 0..4_000 {
        let mut body = String::new();
        for _ in 0..12 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            body.push_str(pieces[(state % pieces.len() as u64) as usize]);
        }
        assert_eq!(hits(&engines[0], &body), hits(&engines[1], &body), "{body:?}");
    }
}

#[test]
fn odd_dictionaries_load_or_say_which_line() {
    let long = "Longwinded ".repeat(100);
    let same = "Same Thing,organization,Same Thing,name\n".repeat(1000);
    let csv = format!(
        "name,type,alias,kind\nLong,organization,{long},name\nA+*?(b,organization,,\nSmile 😀 Ltd,organization,,\n   ,organization,,\n{same}Alpha Beta,organization,Beta Gamma,short\nBeta Gamma,organization,Alpha Beta,short\n"
    );
    let (dictionary, faults) = Dictionary::from_csv("odd.csv", &csv).unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].to_string().contains("the name is empty"), "{}", faults[0]);
    let pipeline = Pipeline::with(dictionary, Wanted::default());
    let found = names(&pipeline, &format!("He met {}men of Smile 😀 Ltd, Same Thing and Alpha Beta.", long));
    for part in ["Smile 😀 Ltd|", "Same Thing|", "Alpha Beta|", "Longwinded Longwinded"] {
        assert!(found.iter().any(|f| f.starts_with(part)), "{part}: {found:?}");
    }
    // Bytes that are no UTF-8 are told by line, the rest is kept.
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("latin1.csv");
    std::fs::write(&path, b"name,type\nS\xe3o Nada,organization\nOslo Works,organization\n").unwrap();
    let sources = tallywire::dictionary::Sources { replace: vec![path], ..Default::default() };
    let (dictionary, faults) = Dictionary::load(&sources).unwrap();
    assert_eq!(dictionary.aliases.len(), 1);
    assert!(faults[0].to_string().contains(":2"), "{}", faults[0]);
}

#[test]
fn articles_without_case_or_blanks_are_read_to_their_end() {
    let pipeline = pipeline("");
    let words = "Maria Castellan of the Harbour Safety Board said Kenya (HSB) met \"Oslo\" 3 2 ";
    let text = words.repeat(20_000);
    for body in [text.to_uppercase(), text.to_lowercase(), text.replace(' ', ""), "A. ".repeat(200_000), text]
    {
        let findings = pipeline.extract(&Document { body, ..Document::default() });
        let mut end = 0;
        for mention in &findings.mentions {
            assert!(mention.start >= end, "mentions overlap at {}", mention.start);
            end = mention.end;
        }
    }
}

#[test]
fn words_that_a_rule_takes_for_a_name_are_the_dictionarys() {
    let pipeline = pipeline("Great Salt Bridge,place,place:salt-bridge,Salt Bridge,,,46,NO\n");
    let found = names(&pipeline, "Salt Bridge was closed. Ferries passed under the Salt Bridge at noon.");
    assert_eq!(found, ["Salt Bridge|place|Great Salt Bridge", "Salt Bridge|place|Great Salt Bridge"]);
}

#[test]
fn what_has_a_year_for_a_name_is_a_vote_and_no_place() {
    let pipeline = pipeline("");
    assert_eq!(names(&pipeline, "She lost the 1987 Kenya general election."), Vec::<String>::new());
    assert_eq!(names(&pipeline, "She lost the Kenya election."), ["Kenya|place|Kenya"]);
    assert_eq!(names(&pipeline, "In 1987 Kenya went to the polls."), ["Kenya|place|Kenya"]);
}

#[test]
fn a_longer_name_takes_in_the_small_town_that_is_part_of_it() {
    let pipeline = pipeline("Ramalhos,place,place:ramalhos,Ramalhos,,,40,PT\n");
    all_of(
        &pipeline,
        &[(
            "The farmer Jorge dos Ramalhos sold it. In May Dos Ramalhos left.",
            &["Jorge dos Ramalhos|person|Jorge dos Ramalhos", "Dos Ramalhos|person|Jorge dos Ramalhos"],
        )],
    );
}

#[test]
fn a_firm_that_bears_a_surname_stays_a_firm() {
    all_of(
        &pipeline(""),
        &[
            (
                "Zafrounex Inc sold the plant. It fell short, Zafrounex said.",
                &["Zafrounex Inc|organization|Zafrounex Inc", "Zafrounex|organization|Zafrounex Inc"],
            ),
            (
                "Hughes Tool Co sold the plant. Hughes cited losses.",
                &["Hughes Tool Co|organization|Hughes Tool Co", "Hughes|organization|Hughes Tool Co"],
            ),
            (
                "Telvarra Corp <TVR> rose. Shares of Okumbe Ltd <OKB.TO> fell.",
                &["Telvarra Corp|organization|Telvarra Corp", "Okumbe Ltd|organization|Okumbe Ltd"],
            ),
        ],
    );
}

#[test]
fn festivals_storms_ships_and_sums_are_no_names() {
    let pipeline = pipeline("Hong Kong,place,iso3166:HK,HK,acronym,exact,84,HK\n");
    all_of(
        &pipeline,
        &[
            ("Meals cost HK$35 in HK.", &["HK|place|Hong Kong"]),
            ("Hurricane Larry turned north. Then Larry grew weak.", &[]),
            ("The HMS Okumbe sank off the coast.", &[]),
            ("The Okumbe Film Festival opened.", &[]),
            ("MPP Maria Lund left.", &["Maria Lund|person|Maria Lund"]),
        ],
    );
}

#[test]
fn numbers_of_roads_and_zones_of_the_clock_are_no_names() {
    let pipeline = pipeline("New Hampshire,place,iso3166-2:US-NH,NH,acronym,exact,70,US\n");
    all_of(
        &pipeline,
        &[
            ("Lorries left the NH-66 for Nairobi.", &["Nairobi|place|Nairobi"]),
            ("Lorries left NH for Nairobi.", &["NH|place|New Hampshire", "Nairobi|place|Nairobi"]),
            (
                "At 09:14 GMT Okumbe Rail Ltd said it had no trains.",
                &["Okumbe Rail Ltd|organization|Okumbe Rail Ltd"],
            ),
        ],
    );
}

#[test]
fn an_everyday_word_that_opens_the_name_of_somebody_known_is_no_given_name() {
    let pipeline = pipeline(
        "Money Okumbe,person,person:money-okumbe,Money Okumbe,name,,60,KE\n\
         Tavo Okumbe,person,person:tavo-okumbe,Tavo Okumbe,name,,60,KE\n",
    );
    let found = names(&pipeline, "They met Money Okumbe. Later they sold Money Telvarra and left.");
    assert_eq!(found[0], "Money Okumbe|person|Money Okumbe");
    assert!(!found.iter().any(|f| f.starts_with("Money Telvarra|person")), "{found:?}");
    let found = names(&pipeline, "They met Tavo Okumbe. Later they met Tavo Telvarra and left.");
    assert!(found.contains(&"Tavo Telvarra|person|Tavo Telvarra".into()), "{found:?}");
}

#[test]
fn partners_and_two_firms_are_told_apart() {
    let pipeline = pipeline("Okumbe Trust,organization,org:okumbe-trust,Okumbe Trust,,,60,KE\n");
    all_of(
        &pipeline,
        &[
            // Each is a firm by itself.
            (
                "The bid of Quillatex Inc and Brindicom Pumps Ltd failed.",
                &[
                    "Quillatex Inc|organization|Quillatex Inc",
                    "Brindicom Pumps Ltd|organization|Brindicom Pumps Ltd",
                ],
            ),
            // So is what the dictionary has.
            ("Mercer and Okumbe Trust Corp met.", &["Okumbe Trust Corp|organization|Okumbe Trust"]),
            // Who is named by himself as well is no partner.
            (
                "Mercer and Thomas Foods Corp signed it. Mercer slept.",
                &["Thomas Foods Corp|organization|Thomas Foods Corp"],
            ),
        ],
    );
}

#[test]
fn and_may_be_written_for_the_sign() {
    let pipeline =
        pipeline("\"Okumbe, Lund & Tarrant\",organization,org:olt,\"Okumbe, Lund & Tarrant\",,,40,KE\n");
    let found = ["Okumbe, Lund & Tarrant", "Okumbe, Lund and Tarrant"].map(|firm| {
        let body = format!("It was sold by {firm} on Monday.");
        names(&pipeline, &body)
    });
    let wanted = |text: &str| vec![format!("{text}|organization|Okumbe, Lund & Tarrant")];
    assert_eq!(found, [wanted("Okumbe, Lund & Tarrant"), wanted("Okumbe, Lund and Tarrant")]);
}

#[test]
fn symbols_forms_of_firms_and_stops_in_odd_places_are_no_bodies() {
    let pipeline = pipeline(
        "Tarno,place,place:tarno,Tarno,,,50,KE\n\
         Union of Kenyan Bakers,organization,org:ukb,UKB,acronym,,60,KE\n\
         Sailors' Aid,organization,org:sa,SA,acronym,exact,60,KE\n",
    );
    all_of(
        &pipeline,
        &[
            ("Brindicom Inc <TARNO> paid nine pence.", &["Brindicom Inc|organization|Brindicom Inc"]),
            ("The village of <TARNO> paid nine pence.", &["TARNO|place|Tarno"]),
            (
                "He wrote to the U.K.B. in Kenya.",
                &["U.K.B.|organization|Union of Kenyan Bakers", "Kenya|place|Kenya"],
            ),
            ("He wrote to SA in Kenya.", &["SA|organization|Sailors' Aid", "Kenya|place|Kenya"]),
        ],
    );
    for other in ["He wrote to the UK.B in Kenya.", "Kenya sold it to Brindicom Telvarra S.A. on Monday."] {
        let found = names(&pipeline, other);
        assert!(!found.iter().any(|f| f.contains("Sailors") || f.contains("Bakers")), "{found:?}");
    }
}

#[test]
fn a_surname_known_to_all_yields_to_who_is_introduced_in_full() {
    let pipeline = pipeline(
        "Ivo Carnov,person,person:ivo-carnov,Ivo Carnov,name,,90,RU\nIvo Carnov,person,person:ivo-carnov,Carnov,short,,90,RU\n",
    );
    all_of(
        &pipeline,
        &[
            (
                "Maria Carnov rose to speak. Carnov said the dam was full.",
                &["Maria Carnov|person|Maria Carnov", "Carnov|person|Maria Carnov"],
            ),
            ("Carnov said the dam was full.", &["Carnov|person|Ivo Carnov"]),
            // He stood there before her, and holds an office.
            (
                "Carnov slept. Maria Carnov rose to speak. Carnov said the dam was full.",
                &["Carnov|person|Ivo Carnov", "Maria Carnov|person|Maria Carnov", "Carnov|person|Ivo Carnov"],
            ),
            (
                "Maria Carnov rose to speak. President Carnov said the dam was full.",
                &["Maria Carnov|person|Maria Carnov", "Carnov|person|Ivo Carnov"],
            ),
        ],
    );
}

#[test]
fn a_place_that_somebody_is_based_in_is_no_given_name() {
    let pipeline = pipeline("Hong Kong,place,iso3166:HK,Hong Kong,,,84,HK\n");
    all_of(
        &pipeline,
        &[
            ("Hong Kong-based traders slept.", &["Hong Kong|place|Hong Kong"]),
            ("The minister Kim Young-sam slept.", &["Kim Young-sam|person|Kim Young-sam"]),
        ],
    );
}

#[test]
fn a_firm_of_everyday_words_that_opens_a_sentence_keeps_them_all() {
    let pipeline = pipeline("Shine and Shave,organization,org:shine,Shine and Shave,,,40,US\n");
    all_of(
        &pipeline,
        &[
            (
                "Shine and Shave Cos Inc sold nine shops.",
                &["Shine and Shave Cos Inc|organization|Shine and Shave"],
            ),
            ("Shine and shave before you go.", &[]),
        ],
    );
}

#[test]
fn who_speaks_for_a_firm_names_it_whatever_the_given_name() {
    let pipeline = pipeline("Apple,organization,org:apple,Apple,name,exact,95,US\n");
    all_of(
        &pipeline,
        &[
            (
                "Apple lawyer Bill Otieno slept.",
                &["Apple|organization|Apple", "Bill Otieno|person|Bill Otieno"],
            ),
            ("Apple lawyer fees rose.", &[]),
        ],
    );
}
