//! Numbers that no article should hold but some do: of any length, without digits, in other scripts. None
//! may end the run, and none may give a value that the text does not say.

use tallywire::dictionary::Dictionary;
use tallywire::findings::Wanted;
use tallywire::{Document, Findings, Pipeline};

fn findings(body: &str) -> Findings {
    let (dictionary, _) = Dictionary::from_csv("names.csv", "name,type\n").unwrap();
    let pipeline = Pipeline::with(dictionary, Wanted::default());
    pipeline.extract(&Document { id: "text".into(), body: body.into(), ..Document::default() })
}

fn values(body: &str) -> Vec<String> {
    findings(body).claims.iter().map(|c| c.claim.quantity.low.normalize().to_string()).collect()
}

#[test]
fn nothing_is_made_of_what_is_no_number() {
    let ones = "1".repeat(1_000_000);
    let listed: String = (0..200_000).map(|n| format!("{},", n % 10)).collect();
    let power = "The sum was 10^400 at noon.";
    for text in [
        &ones,
        &listed,
        power,
        &"$".repeat(100_000),
        "$$$",
        "1/0",
        "The ratio 1/0 is not defined.",
        "km",
        "°C",
        "% € £ ¥",
        "MW/h and kg/m³ are units.",
        "The value was ٣٤٥ and 三千五百 there.",
        "\"\"\"\"\"\"",
        "\"\"' “ ‘",
        "1.2.3.4.5.6",
        "99,99,99,9",
        "++ -- ++",
        "e10",
        "million million million",
    ] {
        let found = values(text);
        assert!(found.is_empty(), "{:?} gives {found:?}", &text[..text.len().min(60)]);
    }
}

#[test]
fn signs_and_quotes_change_no_value() {
    assert_eq!(values("It fell to -5 points."), ["-5"]);
    assert_eq!(values("They waited--5 men and a dog."), ["5"]);
    assert_eq!(values("He said \"we have 5 men and left."), ["5"]);
    assert_eq!(values("The reading was <-30 at dawn."), ["-30"]);
    assert_eq!(values("It cost $-5.2bn in all."), ["-5200000000"]);
}

#[test]
fn a_sentence_of_a_megabyte_is_read() {
    let long = "and then 12 men carried 30 sacks over the hill ".repeat(1_000_000 / 47);
    let found = findings(&long);
    assert!(found.claims.len() > 40_000, "{} claims", found.claims.len());
    assert!(found.claims.iter().all(|c| matches!(&c.quantity[..], "12" | "30")));
}

#[test]
fn a_decimal_comma_is_read_where_the_article_writes_one() {
    let comma =
        "The port shipped 1.234,5 tonnes in May.\n\nIn June it shipped 2.345 tonnes and 0,75 tonnes of salt.";
    assert_eq!(values(comma), ["1234.5", "2345", "0.75"]);
    let point = "The port shipped 1,234.5 tonnes in May.\n\nIn June it shipped 2.345 tonnes.";
    assert_eq!(values(point), ["1234.5", "2.345"]);
}

#[test]
fn what_overflows_is_left_out_and_counted() {
    let found = findings("The counter showed 123456789012345678901234567890 beans and 12 peas.");
    let values: Vec<String> = found.claims.iter().map(|c| c.claim.quantity.low.to_string()).collect();
    assert_eq!(values, ["12"]);
    assert_eq!(found.too_large, 1);
    assert_eq!(findings(&"9".repeat(1_000_000)).too_large, 1);
    assert_eq!(findings("It grew to 10^400 at once.").too_large, 1);
    assert_eq!(findings("Call 0800 555 0142 or pay 1,234.5.").too_large, 0);
}
