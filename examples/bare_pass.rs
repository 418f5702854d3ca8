//! The yardstick of speed: one bare aho-corasick pass (contiguous NFA, leftmost-longest, word boundaries
//! checked behind the match) over the texts of a JSONL file, on one core.
//!
//! ```text
//! cargo run --release --example bare_pass -- news.jsonl [names.csv ...]
//! ```
//!
//! The names are those of the dictionaries given, or of the shipped ones. Prints a line of JSON: the time of
//! the pass, and apart from it that of building the automaton.

use std::time::Instant;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Input, MatchKind};
use tallywire::dictionary::{Dictionary, Sources};

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path =
        arguments.next().ok_or_else(|| anyhow::anyhow!("usage: bare_pass NEWS.jsonl [NAMES.csv ...]"))?;
    let sources = Sources { replace: arguments.map(Into::into).collect(), ..Sources::default() };
    let (dictionary, _) = Dictionary::load(&sources)?;
    let mut names: Vec<&str> = dictionary.aliases.iter().map(|a| dictionary.string(a.text)).collect();
    names.sort_unstable();
    names.dedup();
    let began = Instant::now();
    let automaton = NFA::builder().match_kind(MatchKind::LeftmostLongest).build(&names)?;
    let build = began.elapsed().as_secs_f64();
    let texts: Vec<String> = std::fs::read_to_string(path)?
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|value| value["text"].as_str().map(String::from))
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let began = Instant::now();
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
    let pass = began.elapsed().as_secs_f64();
    let names = names.len();
    println!(
        "{}",
        serde_json::json!({"names": names, "hits": found, "bytes": bytes, "build": build, "pass": pass})
    );
    Ok(())
}
