//! What is said on stderr: lines for people, or JSON lines for machines (`--log-format json`).

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use tallywire::Error;

use super::style::one_line;

/// Whether lines are JSON: set once, by the command, before anything is said.
static JSON: AtomicBool = AtomicBool::new(false);

pub fn use_json(json: bool) {
    JSON.store(json, Ordering::Relaxed);
}

#[derive(Serialize)]
struct Line<'l> {
    time: String,
    level: &'l str,
    message: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<&'l str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'l str>,
}

fn json(level: &str, message: &str, error: Option<&Error>) {
    let line = Line {
        time: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        level,
        message,
        input: error.and_then(|e| e.place.as_deref()),
        record: error.and_then(|e| e.line),
        hint: error.and_then(|e| e.hint.as_deref()),
    };
    eprintln!("{}", serde_json::to_string(&line).unwrap_or_default());
}

/// Says what went wrong: one line for what, one for the hint.
pub fn complain(error: &Error) {
    tell("error", error);
}

/// How many errors are shown one by one.
const SHOWN: usize = 20;

/// How many further places of the same error are named.
const PLACES: usize = 3;

/// Says what went wrong, the same thing once with how often and where first; `all` is how many errors there are,
/// of which these are the first, and `rest` says where the others are.
pub fn complain_all(errors: &[Error], all: u64, rest: &str) {
    let mut alike: Vec<Vec<&Error>> = Vec::new();
    let mut known: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    for error in errors {
        let n = *known.entry((&error.what, error.hint.as_deref())).or_insert(alike.len());
        match alike.get_mut(n) {
            Some(others) => others.push(error),
            None => alike.push(vec![error]),
        }
    }
    let mut told = 0;
    for errors in alike.iter().take(SHOWN) {
        let mut error = errors[0].clone();
        told += errors.len() as u64;
        if errors.len() > 1 {
            let place = |e: &&Error| match (e.place.as_deref(), e.line) {
                (Some(place), Some(line)) => format!("{place}:{line}"),
                (place, _) => place.unwrap_or_default().to_string(),
            };
            let places: Vec<String> = errors[1..].iter().take(PLACES).map(place).collect();
            let more = if errors.len() > 1 + PLACES { " ..." } else { "" };
            error.what = format!("{} ({} times; also {}{more})", error.what, errors.len(), places.join(", "));
        }
        complain(&error);
    }
    if all > told {
        say(&format!("and {} more; {rest}", all - told));
    }
}

/// Says what may be a mistake, though the work was done.
pub fn warn(warning: &Error) {
    tell("warning", warning);
}

fn tell(level: &str, error: &Error) {
    if JSON.load(Ordering::Relaxed) {
        return json(level, &error.what, Some(error));
    }
    eprintln!("tallywire: {}", one_line(&error.to_string()));
    if let Some(hint) = &error.hint {
        eprintln!("  hint: {}", one_line(hint));
    }
}

/// Says something that is no error.
pub fn say(message: &str) {
    if JSON.load(Ordering::Relaxed) {
        return json("info", message, None);
    }
    eprintln!("tallywire: {message}");
}
