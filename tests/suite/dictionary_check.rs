//! What `dictionary check` finds.

#[test]
fn one_id_for_bodies_of_two_countries_is_a_fault() {
    let words = tallywire::text::Words::new();
    let check = |csv: &str| tallywire::dictionary::check_file("parties.csv", csv.as_bytes(), &words).unwrap();
    let head = "name,type,id,alias,kind,case,weight,country\n";
    let faults = check(&format!(
        "{head}Salmon Party,organization,org:sp,Salmon Party,,,50,NO\nSalmon Party,organization,org:sp,Kenyan Salmon Party,,,50,KE\n"
    ));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].to_string().contains("org:sp is of KE here and of NO on line 2"), "{}", faults[0]);
    let faults = check(&format!(
        "{head}Salmon Party,organization,org:sp,Salmon Party,,,50,NO\nSalmon Party,organization,org:sp-ke,Salmon Party,,,50,KE\n"
    ));
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn the_country_of_a_row_may_be_a_state() {
    let words = tallywire::text::Words::new();
    for (country, faults) in
        [("US", 0), ("US-ME", 0), ("AU-2", 0), ("USA", 1), ("us-ME", 1), ("US-", 1), ("US-Maine", 1)]
    {
        let csv = format!(
            "name,type,id,alias,kind,case,weight,country\nFairhaven,place,g:1,Fairhaven,,,50,{country}\n"
        );
        let found = tallywire::dictionary::check_file("towns.csv", csv.as_bytes(), &words).unwrap();
        assert_eq!(found.len(), faults, "{country}: {found:?}");
    }
}

#[test]
fn an_alias_of_two_entities_that_nothing_tells_apart_is_ambiguous() {
    let words = tallywire::text::Words::new();
    let check = |rows: &str| {
        let csv = format!("name,type,id,alias,kind,case,weight,country\n{rows}");
        tallywire::dictionary::check_file("own.csv", csv.as_bytes(), &words).unwrap()
    };
    let faults = check("Zorblatt Widgets,product,p:1,ZWX,,,,\nZenith Waxworks,product,p:2,ZWX,,,,\n");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0].to_string().contains("own.csv:3: `ZWX` is p:2 here and p:1 on line 2: ambiguous"),
        "{faults:?}"
    );
    for decided in [
        "Zorblatt Widgets,product,p:1,ZWX,,,60,\nZenith Waxworks,product,p:2,ZWX,,,,\n",
        "Zorblatt Widgets,product,p:1,ZWX,,,,NO\nZenith Waxworks,product,p:2,ZWX,,,,KE\n",
    ] {
        assert!(check(decided).is_empty(), "{:?}", check(decided));
    }
}

#[test]
fn bodies_of_one_country_that_share_two_names_are_probably_one() {
    let words = tallywire::text::Words::new();
    let check = |kind: &str, countries: [&str; 2]| {
        let [one, other] = countries;
        let csv = format!(
            "name,type,id,alias,kind,case,weight,country\n\
             Zorblatt Works,{kind},z:1,Zorblatt Works,,,40,{one}\nZorblatt Works,{kind},z:1,Zorblatt Forges,,,40,{one}\n\
             Zorblatt Works,{kind},z:1,Zorblatt Mills,,,40,{one}\n\
             Zorblatt Group,{kind},z:2,Zorblatt Group,,,30,{other}\nZorblatt Group,{kind},z:2,Zorblatt Forges,,,30,{other}\n\
             Zorblatt Group,{kind},z:2,Zorblatt Mills,,,30,{other}\n"
        );
        tallywire::dictionary::check_file("own.csv", csv.as_bytes(), &words).unwrap()
    };
    for countries in [["DE", "DE"], ["DE", ""]] {
        let faults = check("organization", countries);
        assert_eq!(faults.len(), 1, "{faults:?}");
        let told =
            "own.csv:5: `Zorblatt Group` (z:2) and z:1 share the names zorblatt forges, zorblatt mills";
        assert!(faults[0].to_string().starts_with(told), "{}", faults[0]);
    }
    // Bodies of two countries, a father and his son, a town and the next one of its name.
    for (kind, countries) in
        [("organization", ["DE", "AT"]), ("person", ["DE", "DE"]), ("place", ["DE", "DE"])]
    {
        assert!(check(kind, countries).is_empty(), "{kind} {countries:?}");
    }
}

#[test]
fn all_faults_of_a_line_are_told() {
    let words = tallywire::text::Words::new();
    let told = |row: &str| -> Vec<String> {
        let csv = format!("name,type,id,alias,kind,case,weight,country\n{row}\n");
        let faults = tallywire::dictionary::check_file("own.csv", csv.as_bytes(), &words).unwrap();
        assert!(faults.iter().all(|f| f.line == Some(2) && f.hint.is_some()), "{faults:?}");
        faults.into_iter().map(|f| f.what).collect()
    };
    assert_eq!(
        told("Zorblatt Works,organisation,,,nickname,loose,900,Norway"),
        [
            "there is no kind `nickname`",
            "there is no case rule `loose`",
            "the weight `900` is no number from 0 to 100",
            "the type `organisation` is nearly `organization`",
            "the country `Norway` is no code of two capitals, nor one of a state",
        ]
    );
    assert_eq!(told(",,,,,,x,").len(), 3);
    // The line is left out as a whole: one fault is enough to tell that.
    let csv = "name,type,kind,weight\nZorblatt Works,organization,nickname,900\nZenith Wax,organization,,\n";
    let (dictionary, faults) = tallywire::dictionary::Dictionary::from_csv("own.csv", csv).unwrap();
    assert_eq!((dictionary.entities.len(), faults.len()), (1, 2));
}

#[test]
fn names_that_a_dictionary_takes_over_from_the_shipped_ones_are_told() {
    let folder = tempfile::TempDir::new().unwrap();
    let own = folder.path().join("own.csv");
    // Kenya is in the shipped dictionaries as iso3166:KE, with more weight than the usual 50.
    let rows = [
        "Kenya,place,own:kenya,Kenya,,,100,",
        "Kenya,place,iso3166:KE,Kenya,,,100,KE",
        "Kenya Group,product,own:group,Kenya,,,100,",
        "Kenya Shore,place,own:shore,Kenya,,,1,",
        "Zorblatt Shore,place,own:zorblatt,Zorblatt Shore,,,100,",
    ];
    let check = |rows: &[&str]| {
        let csv = format!("name,type,id,alias,kind,case,weight,country\n{}\n", rows.join("\n"));
        std::fs::write(&own, csv).unwrap();
        let command = ["dictionary", "check", "--add-dictionary"];
        let output = crate::tallywire().args(command).arg(&own).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, told) = check(&rows[..1]);
    assert_eq!(code, Some(0), "it may be meant: {told}");
    assert!(
        told.contains(
            "own.csv:2: `Kenya` is own:kenya here and takes it over from `Kenya` (iso3166:KE, dictionaries/"
        ),
        "{told}"
    );
    assert!(told.contains("give the row the id iso3166:KE"), "{told}");
    for row in &rows[1..] {
        assert_eq!(check(&[row]), (Some(0), String::new()), "{row}");
    }
}
