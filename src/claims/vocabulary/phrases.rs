//! Phrases of several words, looked up by the word they begin or end with.

use rustc_hash::FxHashMap;

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

    /// The phrases looked up by `word`, longest first: the words that go on behind it, or before it from right to left.
    #[inline]
    pub fn with(&self, word: &str) -> &[(Vec<&'static str>, T)] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a phrase of one word means.
    pub fn word(&self, word: &str) -> Option<T> {
        self.with(word).iter().find(|(rest, _)| rest.is_empty()).map(|(_, value)| *value)
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
