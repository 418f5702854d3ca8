//! What was found out about the words that news repeats, and a first look that tells most words apart.

use std::hash::Hasher;
use std::sync::OnceLock;

/// Remembers what a pure function says of words, for all workers at once and in bounded memory.
///
/// Each word has one place, by a hash of 64 bits; the first word that comes to a place keeps it, others are
/// worked out each time. News repeats its words so much that the places of frequent ones fill first: tens of
/// look-ups in large lists become one in a small table. Of a million words two share a hash once in 40
/// million times.
pub struct Memo<T> {
    places: Box<[OnceLock<(u64, T)>]>,
}

impl<T: Copy> Memo<T> {
    /// A memory of 2 to the power of `bits` places.
    pub fn new(bits: u32) -> Self {
        Memo { places: (0..1usize << bits).map(|_| OnceLock::new()).collect() }
    }

    /// What `find` says of `word`, read under the conditions `under`.
    #[inline]
    pub fn get(&self, word: &str, under: u8, find: impl FnOnce() -> T) -> T {
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(word.as_bytes());
        hasher.write_u8(under);
        let hash = hasher.finish();
        let place = &self.places[hash as usize & (self.places.len() - 1)];
        match place.get() {
            Some((kept, found)) if *kept == hash => *found,
            Some(_) => find(),
            None => {
                let found = find();
                // Another worker may have been quicker, with the same word or another.
                let _ = place.set((hash, found));
                found
            }
        }
    }
}

/// A first look at a word by its length, first and last letter in any letter case: tells most words that are
/// not in a short list, and never one that is.
pub struct FirstLook {
    seen: Box<[bool; LOOKS]>,
}

const LOOKS: usize = 1 << 12;

impl FirstLook {
    /// Knows no word yet.
    pub fn new() -> Self {
        FirstLook { seen: Box::new([false; LOOKS]) }
    }

    /// Adds a word of the list.
    pub fn insert(&mut self, word: &str) {
        if let Some(look) = look(word) {
            self.seen[look] = true;
        }
    }

    /// Whether the word may be in the list.
    #[inline]
    pub fn may_hold(&self, word: &str) -> bool {
        look(word).is_some_and(|look| self.seen[look])
    }
}

impl Default for FirstLook {
    fn default() -> Self {
        Self::new()
    }
}

/// ASCII letters differ from their other case in one bit, which is left out.
fn look(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let (first, last) = (usize::from(*bytes.first()? & 31), usize::from(*bytes.last()? & 31));
    Some(((first << 7) ^ (last << 2) ^ bytes.len()) & (LOOKS - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_says_what_the_function_says() {
        // Two places for hundreds of words: nearly all have to be worked out again.
        let memo = Memo::new(1);
        for round in 0..3 {
            for n in 0..300usize {
                let word = format!("word{n}");
                for under in [0, 1] {
                    let found = memo.get(&word, under, || n * 2 + usize::from(under));
                    assert_eq!(found, n * 2 + usize::from(under), "round {round}");
                }
            }
        }
    }

    #[test]
    fn a_first_look_never_loses_a_word_of_the_list() {
        let mut list = FirstLook::new();
        let words = ["goal", "goalkeeper", "éclair", "a", "x-ray"];
        words.iter().for_each(|w| list.insert(w));
        assert!(words.iter().all(|w| list.may_hold(w) && list.may_hold(&w.to_ascii_uppercase())));
        assert!(!list.may_hold("") && !list.may_hold("minister"));
    }
}
