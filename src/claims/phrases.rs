//! Phrases of several words, looked up by the word they begin or end with.

use rustc_hash::FxHashMap;

use super::line::Line;

/// Phrases by the word they begin with (or end in), each with what it means. A hyphen between words counts
/// as a blank.
#[derive(Debug)]
pub struct Phrases<T>(FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>);

impl<T: Copy> Phrases<T> {
    /// No phrase yet.
    pub fn new() -> Self {
        Phrases(FxHashMap::default())
    }

    /// Adds a phrase that is looked up by its first word.
    pub fn insert(&mut self, phrase: &'static str, value: T) {
        let mut words = pieces(phrase);
        if words.is_empty() {
            return;
        }
        let first = words.remove(0);
        self.add(first, words, value);
    }

    /// Adds a phrase that is looked up by its last word.
    pub fn insert_backwards(&mut self, phrase: &'static str, value: T) {
        let mut words = pieces(phrase);
        if let Some(last) = words.pop() {
            words.reverse();
            self.add(last, words, value);
        }
    }

    fn add(&mut self, key: &'static str, rest: Vec<&'static str>, value: T) {
        let list = self.0.entry(key).or_default();
        // Longer phrases come first; of equal ones the later row counts.
        let place = list.iter().position(|(r, _)| r.len() <= rest.len()).unwrap_or(list.len());
        list.insert(place, (rest, value));
    }

    /// The longest phrase that begins at `at`, and where it ends.
    pub fn at(&self, line: &Line<'_>, at: usize) -> Option<(T, usize)> {
        self.0.get(line.w(at))?.iter().find_map(|(rest, value)| {
            let mut end = at + 1;
            for word in rest {
                if line.w(end) != *word && line.dash(end) && line.glued(end) {
                    end += 1;
                }
                // "sq. km"
                if line.w(end) == "." && *word != "." && line.glued(end) {
                    end += 1;
                }
                if line.w(end) != *word {
                    return None;
                }
                end += 1;
            }
            Some((*value, end))
        })
    }

    /// The phrases that end just before `end`, longest first, with their first token.
    pub fn before<'s>(&'s self, line: &'s Line<'_>, end: usize) -> impl Iterator<Item = (T, usize)> + 's {
        let last = end.checked_sub(1);
        let list = last.and_then(|n| self.0.get(line.w(n))).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(move |(rest, value)| {
            let start = last?.checked_sub(rest.len())?;
            let all = rest.iter().enumerate().all(|(n, word)| line.w(end - 2 - n) == *word);
            all.then_some((*value, start))
        })
    }

    /// What a phrase of one word means.
    pub fn word(&self, word: &str) -> Option<T> {
        self.0.get(word)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, value)| *value)
    }
}

/// A phrase cut as the tokenizer cuts it: words, numbers and marks, hyphens left out.
pub fn pieces(phrase: &'static str) -> Vec<&'static str> {
    let mut out = Vec::new();
    let sort = |c: char| match c {
        _ if c.is_alphabetic() || c == '\'' => 1,
        _ if c.is_ascii_digit() => 2,
        _ if c.is_whitespace() || c == '-' => 0,
        _ => 3,
    };
    let mut start = 0;
    let mut last = 0;
    for (at, c) in phrase.char_indices() {
        if sort(c) != last || last == 3 {
            if last != 0 {
                out.push(&phrase[start..at]);
            }
            (start, last) = (at, sort(c));
        }
    }
    if last != 0 {
        out.push(&phrase[start..]);
    }
    out
}
