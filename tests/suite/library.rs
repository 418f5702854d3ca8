//! What a user of the library does: the example that publishes a corpus, run as it stands.

use tallywire::output::RUN;
use tallywire::results::Results;
use tallywire::{Date, Decimal, Document, Pipeline, Settings};

#[allow(dead_code)]
#[path = "../../examples/corpus.rs"]
mod corpus;

/// A small dictionary, so that nothing hangs on the shipped ones.
fn settings() -> Settings {
    let names = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/names.csv");
    let mut settings = Settings::default();
    settings.dictionaries.replace.push(names);
    settings
}

#[test]
fn the_example_publishes_a_corpus() {
    let folder = tempfile::TempDir::new().unwrap();
    let news = folder.path().join("news");
    std::fs::create_dir(&news).unwrap();
    std::fs::write(news.join("a.txt"), "Police in Nairobi arrested 25 men on Sunday.").unwrap();
    std::fs::write(news.join("b.jsonl"), "{\"text\": \"Kenya spent $3 million.\"}\n{\"text\": \n").unwrap();
    let (out, inputs) = (folder.path().join("out"), [news.display().to_string()]);
    let summary = corpus::extract(&inputs, &out, &settings()).unwrap();
    assert_eq!((summary.articles, summary.claims, summary.put_aside), (2, 2, 1));
    let results = Results::open(&out).unwrap();
    assert_eq!(results.run["interrupted"], false);
    let rows: Vec<_> = results.table("claims").unwrap().map(|row| row.unwrap()).collect();
    assert_eq!(rows.iter().map(|row| row.figure()).collect::<Vec<_>>(), ["25", "3000000"]);
    let again = corpus::extract(&inputs, &out, &settings()).unwrap_err();
    assert!(again.place.unwrap().ends_with(".csv") && out.join(RUN).is_file());
}

#[test]
fn days_and_figures_are_of_types_that_the_library_exports() {
    let (pipeline, _) = Pipeline::new(&settings()).unwrap();
    let published: Option<Date> = tallywire::corpus::parse_date("2026-03-02");
    let body = "Police in Nairobi arrested 25 men last year.".into();
    let row = pipeline.extract(&Document { body, published, ..Document::default() }).claims.remove(0);
    assert_eq!(row.claim.quantity.low, Decimal::from(25));
    assert_eq!(row.claim.time_from.map(Date::year), Some(2025));
    // Rows count sentences from 1, claims of a part from 0.
    assert_eq!((row.sentence, row.claim.sentence), (1, 0));
}
