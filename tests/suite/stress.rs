//! Every reader over damaged copies of good files: nothing panics, nothing hangs, every article that comes
//! out is whole. A bounded run; `TALLYWIRE_STRESS=1000000 cargo test --release --test suite stress` makes so many
//! of each format. `fuzz/` holds the same for cargo-fuzz, which finds its own ways.

use std::sync::Arc;

use crate::corpora::*;
use tallywire::corpus::{Fields, Input, Sketch, Step, format_named, language, records_from};
use tallywire::dictionary::{Dictionary, check_file};
use tallywire::findings::Wanted;
use tallywire::text::Words;
use tallywire::{Document, Pipeline};

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 16) % n.max(1) as u64) as usize
    }
}

/// Pieces that mean something to one reader or another.
const TOKENS: [&[u8]; 24] = [
    b"<",
    b">",
    b"&",
    b"\"",
    b"'",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b"\n",
    b"\r\n\r\n",
    b"\0",
    b"\xff",
    b"\xc3\xa9",
    b"WARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n",
    b"</nitf>",
    b"<nitf>",
    b"</REUTERS>",
    b"&#xffffffff;",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"<p>",
];

fn damage(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..1 + random.below(6) {
        let at = random.below(bytes.len());
        match random.below(8) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
            1 if !bytes.is_empty() => bytes[at] = random.below(256) as u8,
            2 => bytes.truncate(at),
            3 => {
                let end = (at + 1 + random.below(200)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let end = (at + random.below(200)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            5 if bytes.len() > 8 => {
                // Lengths and offsets stand in four or eight bytes.
                let at = at.min(bytes.len() - 4);
                let value = [0, 1, 0x7fff_ffff, 0xffff_ffff, random.below(1 << 30) as u32][random.below(5)];
                bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
            }
            _ => {
                let token = TOKENS[random.below(TOKENS.len())];
                bytes.splice(at..at, token.iter().copied());
            }
        }
    }
    bytes
}

/// Reads bytes to their end; how many articles and errors came.
fn read(format: Option<&str>, name: &str, bytes: Vec<u8>) -> (usize, usize) {
    let input = Input::file(name.into(), None, format.map(|f| format_named(f).unwrap()));
    let fields = Fields::default();
    let (mut articles, mut errors, mut steps) = (0, 0, 0);
    let mut records = match records_from(&Arc::new(input), Box::new(std::io::Cursor::new(bytes)), &fields) {
        Ok(records) => records,
        Err(_) => return (0, 1),
    };
    while let Some(step) = records.step() {
        steps += 1;
        assert!(steps < 100_000, "a reader that does not end");
        match step {
            Step::Record(record) => match record.document(&fields) {
                Ok(document) => {
                    articles += 1;
                    assert!(!document.id.is_empty());
                    language(&document.body);
                    Sketch::of(&document.body);
                }
                Err(_) => {
                    errors += 1;
                    record.original();
                }
            },
            Step::Bad(_) => errors += 1,
            Step::Fatal(_) => {
                errors += 1;
                break;
            }
        }
    }
    (articles, errors)
}

fn rounds() -> usize {
    std::env::var("TALLYWIRE_STRESS").ok().and_then(|n| n.parse().ok()).unwrap_or(150)
}

/// The first articles: small seeds make many rounds.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let head = |bytes: Vec<u8>, n: usize| bytes[..bytes.len().min(n)].to_vec();
    let a = &ARTICLES[0];
    vec![
        ("a.txt", a.text().into_bytes()),
        ("a.md", markdown(a).into_bytes()),
        ("a.html", html(a, "windows-1252").into_bytes()),
        ("a.xml", head(nitf(), 2500)),
        ("b.xml", head(newsml(), 2500)),
        ("a.sgm", head(reuters(), 2500)),
        ("a.json", head(json_array(), 2500)),
        ("a.jsonl", head(jsonl(), 2500)),
        ("a.csv", head(table(b','), 2500)),
        ("a.tsv", head(table(b'\t'), 2500)),
        ("a.parquet", parquet(3)),
        ("a.warc", warc_records()[..5].concat()),
        ("a.warc.gz", warc_records()[..7].iter().flat_map(|r| gz(r)).collect()),
        ("a.eml", eml(a)),
        ("a.zip", zip(&files("txt", |a| a.text().into_bytes())[..4])),
        ("a.tar", tar(&files("txt", |a| a.text().into_bytes())[..4])),
        ("a.jsonl.zst", zst(&head(jsonl(), 2500))),
        ("a.jsonl.bz2", bz2(&head(jsonl(), 2500))),
        ("a.jsonl.xz", xz(&head(jsonl(), 2500))),
    ]
}

#[test]
fn no_reader_breaks_on_damaged_files() {
    let (mut articles, mut errors, mut all) = (0, 0, 0);
    for (n, (name, seed)) in seeds().into_iter().enumerate() {
        let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (n as u64 + 1));
        assert!(read(None, name, seed.clone()).0 > 0, "{name} is no good seed");
        for _ in 0..rounds() {
            let (a, e) = read(None, name, damage(&seed, &mut random));
            (articles, errors, all) = (articles + a, errors + e, all + 1);
        }
    }
    println!("{all} damaged files: {articles} articles, {errors} errors");
    assert!(articles > 0 && errors > 0);
}

/// What long runs found.
#[test]
fn findings_of_earlier_runs_stay_mended() {
    // A record id that is nothing but its prefix made an article without an id.
    let bare =
        String::from_utf8(warc_records()[2].clone()).unwrap().replace("urn:uuid:mill-fire", "urn:uuid:");
    assert_eq!(read(None, "a.warc", bare.into_bytes()), (1, 0));
}

#[test]
fn no_format_breaks_on_files_of_another() {
    let seeds = seeds();
    let formats =
        ["txt", "md", "html", "xml", "reuters", "json", "jsonl", "csv", "tsv", "parquet", "warc", "eml"];
    let mut random = Random(77);
    for format in formats {
        for (_, seed) in &seeds {
            read(Some(format), "x", seed.clone());
            for _ in 0..rounds() / 50 {
                read(Some(format), "x", damage(seed, &mut random));
            }
        }
    }
}

#[test]
fn no_text_breaks_the_extraction_and_no_table_the_dictionary() {
    let names =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/names.csv")).unwrap();
    let (dictionary, _) = Dictionary::from_csv("names.csv", &names).unwrap();
    let pipeline = Pipeline::with(dictionary, Wanted::default());
    let words = Words::new();
    let mut random = Random(4242);
    for n in 0..rounds() * 4 {
        let seed = ARTICLES[n % 12].text();
        let body = String::from_utf8_lossy(&damage(seed.as_bytes(), &mut random)).into_owned();
        let document = Document { id: "x".into(), body, ..Document::default() };
        let findings = pipeline.extract(&document);
        let length = document.body.chars().count();
        assert!(findings.mentions.iter().all(|m| m.start < m.end && m.end <= length));
        let _ = check_file("x.csv", &damage(names.as_bytes(), &mut random), &words);
    }
}
