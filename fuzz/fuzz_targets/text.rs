#![no_main]
//! A whole article through the pipeline: tokens, sentences, names, claims, spans.
use std::sync::LazyLock;

use tallywire::{Document, Pipeline, Settings};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new(&Settings::default()).expect("the shipped dictionaries load").0);

libfuzzer_sys::fuzz_target!(|text: &str| {
    let document = Document { id: "x".into(), body: text.into(), ..Document::default() };
    let findings = PIPELINE.extract(&document);
    let length = text.chars().count();
    assert!(findings.mentions.iter().all(|m| m.start < m.end && m.end <= length));
    assert!(findings.claims.iter().all(|c| c.start < c.end && c.end <= length));
});
