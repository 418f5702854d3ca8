//! The yardstick of speed: one bare aho-corasick pass (contiguous NFA, leftmost-longest, word boundaries
//! checked behind the match) over the texts of a JSONL file with the names of the shipped dictionaries.
//!
//! ```text
//! cargo run --release --example bare_pass -- news.jsonl
//! ```

use std::time::Instant;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Input, MatchKind};
use tallywire::dictionary::{Dictionary, Sources};

fn main() -> anyhow::Result<()> {
    let path = std::env::args().nth(1).ok_or_else(|| anyhow::anyhow!("usage: bare_pass NEWS.jsonl"))?;
    let (dictionary, _) = Dictionary::load(&Sources::default())?;
    let mut names: Vec<&str> = dictionary.aliases.iter().map(|a| &a.text[..]).collect();
    names.sort_unstable();
    names.dedup();
    let automaton = NFA::builder().match_kind(MatchKind::LeftmostLongest).build(&names)?;
    let texts: Vec<String> = std::fs::read_to_string(path)?
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|value| value["text"].as_str().map(String::from))
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let started = Instant::now();
    let mut found = 0u64;
    for text in &texts {
        let mut at = 0;
        while let Ok(Some(hit)) = automaton.try_find(&Input::new(text).range(at..)) {
            at = hit.end();
            let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
            let before = hit.start().checked_sub(1).and_then(|n| text.as_bytes().get(n));
            if !letter(before) && !letter(text.as_bytes().get(hit.end())) {
                found += 1;
            }
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{} names, {found} hits, {:.1} MB in {seconds:.2} s: {:.1} MB/s",
        names.len(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds
    );
    Ok(())
}
