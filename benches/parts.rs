//! `cargo bench`: the parts of the job, each by itself, over text and names that come with the repository.
//!
//! `TALLYWIRE_BENCH_TEXT=news.jsonl cargo bench` takes the texts of a file of your own instead of the sample
//! repeated. Bytes a second are bytes of article text.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use divan::Bencher;
use divan::counter::BytesCount;
use tallywire::corpus::{Fields, Input, Step, find_inputs, records};
use tallywire::dictionary::{Dictionary, Hit, Sources};
use tallywire::findings::{ClaimRow, MentionRow, Wanted};
use tallywire::output::{FORMATS, heads, write};
use tallywire::text::{SentenceRules, Text, tokens};
use tallywire::{Document, Pipeline};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// About a megabyte of articles.
fn articles() -> Vec<Document> {
    let own = std::env::var("TALLYWIRE_BENCH_TEXT").ok();
    let paths = [own.clone().unwrap_or_else(|| "data/sample".into())];
    let mut found = Vec::new();
    for input in find_inputs(&paths, None).inputs {
        found.extend(documents(Arc::new(input)));
    }
    let mut size = 0;
    let many = found.into_iter().cycle();
    many.take_while(|d| {
        size += d.body.len();
        size < 1 << 20
    })
    .collect()
}

fn documents(input: Arc<Input>) -> Vec<Document> {
    let fields = Fields::default();
    let mut records = records(&input, &fields, &Arc::new(AtomicU64::new(0))).unwrap();
    let mut found = Vec::new();
    while let Some(step) = records.step() {
        if let Step::Record(record) = step {
            found.extend(record.document(&fields));
        }
        if found.len() > 2000 {
            break;
        }
    }
    found
}

fn bytes(articles: &[Document]) -> BytesCount {
    BytesCount::new(articles.iter().map(|d| d.body.len()).sum::<usize>())
}

/// A dictionary of so many names: the shipped ones, and behind them people made of their words.
fn names(count: usize) -> Dictionary {
    let (shipped, _) = Dictionary::load(&Sources::default()).unwrap();
    let mut csv = String::from("name,type\n");
    let words: Vec<&str> = shipped
        .aliases
        .iter()
        .filter_map(|a| shipped.string(a.text).split(' ').next())
        .filter(|w| w.len() > 3)
        .collect();
    let known = shipped.aliases.iter().map(|a| shipped.string(a.text).to_string());
    let made = (0..)
        .map(|n: usize| format!("{} {}", words[n * 7919 % words.len()], words[n * 104_729 % words.len()]));
    for name in known.chain(made).filter(|n| !n.contains(['"', ','])).take(count) {
        let _ = writeln!(csv, "{name},person");
    }
    Dictionary::from_csv("bench.csv", &csv).unwrap().0
}

#[divan::bench]
fn word_spans(bencher: Bencher<'_, '_>) {
    let articles = articles();
    bencher
        .counter(bytes(&articles))
        .bench(|| articles.iter().map(|d| tokens(divan::black_box(&d.body)).len()).sum::<usize>());
}

#[divan::bench]
fn sentences(bencher: Bencher<'_, '_>) {
    let (articles, rules) = (articles(), SentenceRules::new());
    bencher
        .counter(bytes(&articles))
        .bench(|| articles.iter().map(|d| Text::new(&d.body, &rules).sentences.len()).sum::<usize>());
}

#[divan::bench(args = [10_000, 100_000, 787_000])]
fn scan(bencher: Bencher<'_, '_>, count: usize) {
    let (articles, rules, dictionary) = (articles(), SentenceRules::new(), names(count));
    let texts: Vec<Text<'_>> = articles.iter().map(|d| Text::new(&d.body, &rules)).collect();
    bencher.counter(bytes(&articles)).bench(|| {
        let mut hits: Vec<Hit> = Vec::new();
        for text in &texts {
            for sentence in &text.sentences {
                for token in sentence.tokens.clone() {
                    if dictionary.index.may_start(text, token) {
                        dictionary.index.hits(text, token, sentence.tokens.end, &mut hits);
                    }
                }
            }
        }
        hits.len()
    });
}

fn pipeline(names_by_rule: bool, claims: bool) -> Pipeline {
    let wanted = Wanted { names_by_rule, claims, ..Wanted::default() };
    Pipeline::with(Dictionary::load(&Sources::default()).unwrap().0, wanted)
}

#[divan::bench(args = ["dictionary", "rules", "claims"])]
fn extract(bencher: Bencher<'_, '_>, what: &str) {
    let articles = articles();
    let pipeline = pipeline(what != "dictionary", what == "claims");
    bencher.counter(bytes(&articles)).bench(|| {
        articles.iter().map(|d| pipeline.extract(divan::black_box(d)).mentions.len()).sum::<usize>()
    });
}

/// Numbers and what is said of them, without a dictionary.
#[divan::bench]
fn numbers(bencher: Bencher<'_, '_>) {
    let articles = articles();
    let (none, _) = Dictionary::from_csv("none.csv", "name,type\n").unwrap();
    let pipeline = Pipeline::with(none, Wanted { names_by_rule: false, claims: true, ..Wanted::default() });
    bencher
        .counter(bytes(&articles))
        .bench(|| articles.iter().map(|d| pipeline.extract(divan::black_box(d)).claims.len()).sum::<usize>());
}

#[divan::bench(args = ["csv", "jsonl"])]
fn rows(bencher: Bencher<'_, '_>, format: &str) {
    let articles = articles();
    let pipeline = pipeline(true, true);
    let found: Vec<_> = articles.iter().map(|d| pipeline.extract(d)).collect();
    let format = FORMATS.iter().find(|f| f.name == format).unwrap();
    let (mentions, claims) = (heads(MentionRow::COLUMNS), heads(ClaimRow::COLUMNS));
    bencher.counter(bytes(&articles)).bench(|| {
        let mut out = Vec::new();
        for findings in &found {
            for row in &findings.mentions {
                write(format.writer, &mentions, MentionRow::COLUMNS, row, &mut out);
            }
            for row in &findings.claims {
                write(format.writer, &claims, ClaimRow::COLUMNS, row, &mut out);
            }
        }
        out.len()
    });
}

#[divan::bench(args = ["jsonl", "csv", "txt"])]
fn read(bencher: Bencher<'_, '_>, format: &str) {
    let articles = articles();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("articles.{format}"));
    let lines: String = match format {
        "jsonl" => articles.iter().fold(String::new(), |mut all, d| {
            let _ = writeln!(all, "{}", serde_json::json!({"id": d.id, "text": d.body}));
            all
        }),
        "csv" => {
            let mut csv = csv::Writer::from_writer(vec![]);
            csv.write_record(["id", "text"]).unwrap();
            articles.iter().for_each(|d| csv.write_record([&d.id[..], &d.body[..]]).unwrap());
            String::from_utf8(csv.into_inner().unwrap()).unwrap()
        }
        _ => articles.iter().map(|d| &d.body[..]).collect::<Vec<_>>().join("\n\n"),
    };
    std::fs::write(&path, lines).unwrap();
    let paths = [path.display().to_string()];
    bencher.counter(bytes(&articles)).bench(|| {
        let input = find_inputs(divan::black_box(&paths), None).inputs.remove(0);
        documents(Arc::new(input)).len()
    });
}
