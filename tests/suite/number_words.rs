//! Numbers in words against a small speller, and against the crate text2num where that crate is right.

use std::collections::BTreeMap;

use tallywire::dictionary::Dictionary;
use tallywire::findings::Wanted;
use tallywire::{Document, Pipeline};
use text2num::{Language, text2digits};

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// How a number is spelled: with "and" (British) or without, with hyphens or blanks.
#[derive(Clone, Copy)]
struct Style {
    and: bool,
    hyphen: bool,
}

const STYLES: [Style; 3] = [
    Style { and: true, hyphen: true },
    Style { and: false, hyphen: true },
    Style { and: false, hyphen: false },
];

fn spell(n: u64, style: Style) -> String {
    let join = |high: String, low: u64| match low {
        0 => high,
        1..100 if style.and => format!("{high} and {}", spell(low, style)),
        _ => format!("{high} {}", spell(low, style)),
    };
    match n {
        0..20 => SMALL[n as usize].to_string(),
        20..100 => {
            let (ten, unit) = (TENS[n as usize / 10], n % 10);
            match unit {
                0 => ten.to_string(),
                _ => format!("{ten}{}{}", if style.hyphen { '-' } else { ' ' }, SMALL[unit as usize]),
            }
        }
        100..1_000 => join(format!("{} hundred", spell(n / 100, style)), n % 100),
        _ => {
            let (size, word) = [
                (1_000_000_000_000, "trillion"),
                (1_000_000_000, "billion"),
                (1_000_000, "million"),
                (1_000, "thousand"),
            ]
            .into_iter()
            .find(|(size, _)| n >= *size)
            .unwrap();
            join(format!("{} {word}", spell(n / size, style)), n % size)
        }
    }
}

/// The values that a pipeline reads in "They weighed WORDS tonnes.", one sentence for each of `words`.
fn read(words: &[String]) -> Vec<Option<String>> {
    let (dictionary, _) = Dictionary::from_csv("names.csv", "name,type\n").unwrap();
    let pipeline = Pipeline::with(dictionary, Wanted::default());
    let body: String = words.iter().map(|w| format!("They weighed {w} tonnes.\n\n")).collect();
    let findings = pipeline.extract(&Document { id: "words".into(), body, ..Document::default() });
    let mut values: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for row in &findings.claims {
        values.entry(row.sentence).or_default().push(row.claim.quantity.low.normalize().to_string());
    }
    (1..=words.len())
        .map(|sentence| match values.get(&sentence).map(Vec::as_slice) {
            Some([one]) => Some(one.clone()),
            _ => None,
        })
        .collect()
}

fn check(numbers: &[u64]) {
    for style in STYLES {
        let words: Vec<String> = numbers.iter().map(|n| spell(*n, style)).collect();
        let read = read(&words);
        let wrong: Vec<String> = numbers
            .iter()
            .zip(&words)
            .zip(&read)
            .filter(|((n, _), value)| value.as_deref() != Some(&n.to_string()))
            .map(|((n, words), value)| format!("{n}: {words} is {value:?}"))
            .collect();
        assert!(wrong.is_empty(), "{} wrong, such as {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
    }
}

#[test]
fn every_number_to_ten_thousand() {
    check(&(0..=10_000).collect::<Vec<_>>());
}

#[test]
fn samples_to_a_trillion() {
    // A small generator, so that the numbers are the same every time.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut numbers = Vec::new();
    for digits in 5..=12 {
        for _ in 0..120 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            numbers.push((state >> 16) % 10_u64.pow(digits));
        }
        numbers.push(10_u64.pow(digits));
        numbers.push(10_u64.pow(digits) - 1);
    }
    check(&numbers);
}

/// text2num reads words to digits; where both read a phrase they must agree.
#[test]
fn agrees_with_text2num() {
    let english = Language::english();
    let mut phrases: Vec<String> = (0..=10_000).step_by(7).map(|n| spell(n, STYLES[1])).collect();
    phrases.extend((0..400).map(|n| spell(n * 7_919 * 104_729, STYLES[1])));
    let ours = read(&phrases);
    let mut compared = 0;
    for (phrase, ours) in phrases.iter().zip(ours) {
        let Ok(theirs) = text2digits(phrase, &english) else { continue };
        compared += 1;
        assert_eq!(ours.as_deref(), Some(&theirs[..]), "{phrase}");
    }
    assert!(compared > 1_500, "only {compared} compared");
}

/// What text2num does not read, or reads as something else.
#[test]
fn goes_beyond_text2num() {
    let cases = [
        ("two and a half million", "2500000"),
        ("half a million", "500000"),
        ("a quarter of a million", "250000"),
        ("three quarters of a million", "750000"),
        ("one and a half", "1.5"),
        ("five and a quarter", "5.25"),
        ("a hundred and five", "105"),
        ("twelve hundred", "1200"),
        ("three lakh", "300000"),
        ("two crore", "20000000"),
        ("three lakh crore", "3000000000000"),
        ("four hundred thousand million", "400000000000"),
        ("two point five million", "2500000"),
        ("half a dozen", "6"),
        ("two dozen", "24"),
        ("nought point nought three", "0.03"),
        ("two billion and a half million", "2000500000"),
        ("three million, two hundred thousand", "3200000"),
        ("2.5 million", "2500000"),
        ("4 hundred million", "400000000"),
        ("2 1/2", "2.5"),
        ("2½", "2.5"),
        ("5,00,000", "500000"),
        ("1 234 567", "1234567"),
        ("34 000", "34000"),
        ("25k", "25000"),
        ("6.2x10^4", "62000"),
    ];
    let phrases: Vec<String> = cases.iter().map(|(phrase, _)| phrase.to_string()).collect();
    for ((phrase, value), read) in cases.iter().zip(read(&phrases)) {
        assert_eq!(read.as_deref(), Some(*value), "{phrase}");
    }
}
