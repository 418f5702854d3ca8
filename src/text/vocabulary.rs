//! Numbers for the words that news repeats, so that what is known of a word is found once and read from a row
//! afterwards.

use std::hash::Hasher;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// How many words are numbered.
const PLACES: usize = 1 << 15;

/// The number of a word as it is written, the same for all texts and workers of the process.
///
/// A word has two places, by a hash of 64 bits; the first word that comes to a place keeps it and has its number,
/// and words that find both taken have none. News repeats its words so much that the places of frequent ones are taken
/// first. Of a million words two share a hash once in 40 million times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordNumber(u16);

/// The hash of the word in each place; 0 where it is free.
static NUMBERED: [AtomicU64; PLACES] = [const { AtomicU64::new(0) }; PLACES];

impl WordNumber {
    /// A word without a number.
    pub const NONE: WordNumber = WordNumber(u16::MAX);

    /// The number of `word`.
    #[inline]
    pub fn of(word: &str) -> WordNumber {
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(word.as_bytes());
        let hash = hasher.finish().max(1);
        let home = hash as usize & (PLACES - 1);
        let holds = |place: &usize| match NUMBERED[*place].load(Relaxed) {
            // Another worker may be quicker to take a free place, for the same word or another.
            0 => match NUMBERED[*place].compare_exchange(0, hash, Relaxed, Relaxed) {
                Ok(_) => true,
                Err(kept) => kept == hash,
            },
            kept => kept == hash,
        };
        [home, home ^ 1].into_iter().find(holds).map_or(Self::NONE, |place| WordNumber(place as u16))
    }
}

/// What a pure function says of words, found when first asked for.
pub struct PerWord<T> {
    found: Box<[OnceLock<T>]>,
}

impl<T: Copy> PerWord<T> {
    /// Nothing is known yet.
    pub fn new() -> Self {
        PerWord { found: (0..PLACES).map(|_| OnceLock::new()).collect() }
    }

    /// What `find` says of the word with this number; it is asked each time for words without one.
    #[inline]
    pub fn get(&self, number: WordNumber, find: impl FnOnce() -> T) -> T {
        match self.found.get(usize::from(number.0)) {
            Some(place) => *place.get_or_init(find),
            None => find(),
        }
    }
}

impl<T: Copy> Default for PerWord<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_what_the_function_says() {
        let rows = PerWord::new();
        // More words than there are places.
        for round in 0..2 {
            for n in 0..2 * PLACES {
                let word = format!("word{n}");
                let number = WordNumber::of(&word);
                assert_eq!(rows.get(number, || n), n, "round {round}");
                assert_eq!(number, WordNumber::of(&word));
            }
        }
    }
}
