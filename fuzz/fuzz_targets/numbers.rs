#![no_main]
//! Numbers and dates, without dictionaries, so that many fit into a minute.
use std::sync::LazyLock;

use tallywire::dictionary::Dictionary;
use tallywire::findings::Wanted;
use tallywire::{Document, Pipeline};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    let (dictionary, _) = Dictionary::from_csv("x.csv", "name,type\nKenya,place\n").expect("one line");
    Pipeline::with(dictionary, Wanted { names_by_rule: false, ..Wanted::default() })
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    tallywire::corpus::parse_date(text);
    let body = format!("Costs rose by {text} last year, to {text}.");
    PIPELINE.extract(&Document { id: "x".into(), body, ..Document::default() });
});
