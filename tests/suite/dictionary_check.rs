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
