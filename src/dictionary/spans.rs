//! The word-span table: hashes of whole-word beginnings of all spellings, so that a place in the text costs
//! one look-up a word and most places one look into a small filter.
//!
//! A hash of 64 bits stands for the folded words read so far. Where the table has it, it tells whether a
//! spelling ends there and whether one goes on. An end is compared byte for byte with the spelling it
//! stands for, so that two strings of one hash cannot give a wrong name.

use rustc_hash::FxHashMap;

use super::compiled::{Decoder, Encoder};
use super::fold::Folder;
use super::hit::{Hit, goes_on, parts_phrases};
use crate::text::{PerWord, Text, TokenKind};

/// No spelling.
const NONE: u32 = u32::MAX;

/// A hash, what ends there and whether more begins so, in 8 bytes, so that the table of a large dictionary
/// stays in the caches: the lower half of the hash, of which the place in the table tells the upper bits; the
/// number of the spelling in 31 bits; one bit for going on. An empty slot is 0.
#[derive(Debug, Clone, Copy, Default)]
struct Slot(u64);

impl Slot {
    /// No spelling ends here.
    const NO_PATTERN: u32 = NONE >> 1;

    fn new(tag: u32, pattern: Option<u32>, goes_on: bool) -> Slot {
        let pattern = pattern.unwrap_or(Self::NO_PATTERN);
        Slot(u64::from(tag) << 32 | u64::from(pattern) << 1 | u64::from(goes_on))
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn tag(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn pattern(self) -> Option<u32> {
        let pattern = self.0 as u32 >> 1;
        (pattern != Self::NO_PATTERN).then_some(pattern)
    }

    fn goes_on(self) -> bool {
        self.0 & 1 != 0
    }
}

/// All spellings of a dictionary.
pub struct SpanTable {
    slots: Box<[Slot]>,
    /// What hashes begin with: another where two hashes fell together.
    seed: u64,
    /// One bit for each hash of a first word.
    filter: Box<[u64]>,
    patterns: Patterns,
    longest: usize,
    /// What words find that spellings may begin with: most of the table's memory is far away.
    first_words: PerWord<FirstWord>,
}

/// What the first word of a spelling finds by itself.
#[derive(Debug, Clone, Copy)]
struct FirstWord {
    /// Of its letters, to be gone on with.
    hash: Hash,
    length: usize,
    /// Spellings are as long as that.
    room: bool,
    /// A spelling begins so.
    found: bool,
    /// One goes on behind the word.
    alive: bool,
    /// One ends with it.
    pattern: Option<u32>,
}

/// Folded spellings, one behind the other.
pub struct Patterns {
    text: String,
    /// Where each begins, and where the last ends.
    starts: Vec<u32>,
    /// By hash, the last spelling that has it; and for each spelling the one before it with its hash.
    last: FxHashMap<u64, u32>,
    before: Vec<u32>,
}

impl Patterns {
    /// Room for so many spellings.
    pub fn with_capacity(count: usize) -> Self {
        let mut last = FxHashMap::default();
        last.reserve(count);
        Patterns {
            text: String::with_capacity(count * 16),
            starts: vec![0],
            last,
            before: Vec::with_capacity(count),
        }
    }

    /// The number of a spelling, a new one where it was not there.
    pub fn number(&mut self, spelling: &str) -> u32 {
        let new = self.before.len() as u32;
        let last = self.last.get(&hash(spelling)).copied().unwrap_or(NONE);
        let mut found = last;
        while found != NONE {
            if self.get(found) == spelling {
                return found;
            }
            found = self.before[found as usize];
        }
        self.last.insert(hash(spelling), new);
        self.before.push(last);
        self.text.push_str(spelling);
        self.starts.push(self.text.len() as u32);
        new
    }

    fn range(&self, number: u32) -> std::ops::Range<usize> {
        self.starts[number as usize] as usize..self.starts[number as usize + 1] as usize
    }

    /// The spelling of a number.
    pub fn get(&self, number: u32) -> &str {
        &self.text[self.range(number)]
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|n| self.get(n))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Frees what only making them needed.
    pub fn finished(mut self) -> Self {
        self.last = FxHashMap::default();
        self.before = vec![];
        self.text.shrink_to_fit();
        self
    }
}

/// FNV-1a, 64 bits, with its offset basis and prime.
#[derive(Debug, Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn new(seed: u64) -> Self {
        Hash(0xcbf2_9ce4_8422_2325 ^ seed)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    /// The bits mixed (the finalizer of MurmurHash3), never 0.
    fn finish(self) -> u64 {
        let mut h = self.0;
        h ^= h >> 33;
        h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 33;
        h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        (h ^ (h >> 33)).max(1)
    }
}

/// A hash of 64 bits: of a million strings two share one once in 40 million times.
pub fn hash(text: &str) -> u64 {
    hash_of(text.bytes())
}

/// The hash of a text's bytes.
pub(super) fn hash_of(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut hash = Hash::new(0);
    bytes.for_each(|b| hash.byte(b));
    hash.finish()
}

/// The part of a hash that a slot keeps.
fn tag(hash: u64) -> u32 {
    (hash as u32).max(1)
}

impl SpanTable {
    /// Makes the table of folded, distinct, non-empty spellings; the number of each is its pattern.
    ///
    /// Two hashes that a slot cannot tell apart are met once in thousands of large dictionaries; then all hashes
    /// are made anew. Spellings for which that never helps come back.
    pub fn build(patterns: Patterns) -> Result<SpanTable, Patterns> {
        (1..SEEDS).fold(Self::attempt(patterns, 0, tag), |done, seed| {
            done.or_else(|patterns| Self::attempt(patterns, seed, tag))
        })
    }

    /// The table with this seed, or the spellings again where `tag` does not tell two of their beginnings apart.
    fn attempt(patterns: Patterns, seed: u64, tag: fn(u64) -> u32) -> Result<SpanTable, Patterns> {
        let count = patterns.len();
        let filter_bits = (count * 8).next_power_of_two().clamp(1 << 12, 1 << 23);
        let mut filter = vec![0u64; filter_bits / 64].into_boxed_slice();
        // Each beginning of whole words with what ends there.
        let mut beginnings: Vec<(u64, Option<u32>, bool)> = Vec::with_capacity(2 * count);
        for number in 0..count as u32 {
            let mut hash = Hash::new(seed);
            let mut first = true;
            for byte in patterns.get(number).bytes() {
                if byte == b' ' {
                    beginnings.push((hash.finish(), None, true));
                    if std::mem::take(&mut first) {
                        filter_in(&mut filter, hash.finish());
                    }
                }
                hash.byte(byte);
            }
            if first {
                filter_in(&mut filter, hash.finish());
            }
            beginnings.push((hash.finish(), Some(number), false));
        }
        beginnings.sort_unstable();
        beginnings.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.or(next.1);
                kept.2 |= next.2;
            }
            same
        });
        // Three quarters full at most.
        let size = (beginnings.len() * 4 / 3 + 1).next_power_of_two().max(64);
        let mut slots = vec![Slot::default(); size].into_boxed_slice();
        for (hash, pattern, goes_on) in beginnings {
            let mut at = home(hash, size);
            while !slots[at].is_empty() {
                if slots[at].tag() == tag(hash) {
                    return Err(patterns);
                }
                at = (at + 1) & (size - 1);
            }
            slots[at] = Slot::new(tag(hash), pattern, goes_on);
        }
        let longest = longest(&patterns.starts);
        Ok(SpanTable { slots, seed, filter, patterns, longest, first_words: PerWord::new() })
    }

    /// How many spellings there are.
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Writes the table as [`SpanTable::decode`] reads it.
    pub(super) fn encode(&self, out: &mut Encoder) {
        out.string(&self.patterns.text);
        out.u32s(&self.patterns.starts);
        out.u64(self.seed);
        out.u64s(self.slots.iter().map(|s| s.0));
        out.u64s(self.filter.iter().copied());
    }

    /// The table that [`SpanTable::encode`] wrote; none where it does not hold together.
    pub(super) fn decode(from: &mut Decoder) -> Option<SpanTable> {
        let text = from.string()?;
        let starts = from.u32s()?;
        let count = starts.len().checked_sub(1)?;
        let whole = starts.windows(2).all(|w| w[0] <= w[1] && text.is_char_boundary(w[1] as usize))
            && starts[0] == 0
            && starts[count] as usize == text.len();
        let seed = from.u64()?;
        let mut empty = 0;
        let slots = from.rows(|bytes| {
            let slot = Slot(u64::from_le_bytes(bytes));
            empty += usize::from(slot.is_empty());
            slot.pattern().is_none_or(|p| (p as usize) < count).then_some(slot)
        })?;
        let filter = from.u64s()?;
        // Searches end at an empty slot.
        let sizes = slots.len().is_power_of_two() && filter.len().is_power_of_two() && empty > 0;
        let longest = longest(&starts);
        let patterns = Patterns { text, starts, last: FxHashMap::default(), before: vec![] };
        (whole && sizes).then(|| SpanTable {
            slots: slots.into(),
            seed,
            filter: filter.into(),
            patterns,
            longest,
            first_words: PerWord::new(),
        })
    }

    fn slot(&self, hash: u64) -> Option<Slot> {
        let (mask, tag) = (self.slots.len() - 1, tag(hash));
        let mut at = home(hash, self.slots.len());
        loop {
            let slot = self.slots[at];
            if slot.tag() == tag {
                return Some(slot);
            }
            if slot.is_empty() {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a spelling by itself.
    pub fn pattern(&self, spelling: &str) -> Option<u32> {
        let mut hash = Hash::new(self.seed);
        spelling.bytes().for_each(|byte| hash.byte(byte));
        let pattern = self.slot(hash.finish())?.pattern()?;
        (self.patterns.get(pattern) == spelling).then_some(pattern)
    }

    /// Bytes the table keeps.
    pub fn memory(&self) -> usize {
        size_of_val(&*self.slots)
            + size_of_val(&*self.filter)
            + self.patterns.text.len()
            + size_of_val(&*self.patterns.starts)
    }

    /// What the first word of a spelling finds.
    fn first_word(&self, text: &Text<'_>, at: usize) -> FirstWord {
        let mut hash = Hash::new(self.seed);
        let mut length = 0;
        let room = Folder::default().token(text.source, &text.tokens[at], |byte| {
            hash.byte(byte);
            length += 1;
            length <= self.longest
        });
        let finished = hash.finish();
        let passes = room && length > 0 && filter_has(&self.filter, finished);
        let slot = passes.then(|| self.slot(finished)).flatten();
        let pattern = slot.and_then(Slot::pattern).filter(|p| self.is(*p, text, at, at + 1));
        FirstWord {
            hash,
            length,
            room,
            found: slot.is_some(),
            alive: slot.is_some_and(Slot::goes_on),
            pattern,
        }
    }

    /// Adds all hits that begin at token `start` and end before token `limit`, shortest first.
    pub fn hits(&self, text: &Text<'_>, start: usize, limit: usize, hits: &mut Vec<Hit>) {
        let first = self.first_words.get(text.number(start), || self.first_word(text, start));
        let FirstWord { mut hash, mut length, .. } = first;
        if !first.room || !first.found && length > 0 && apart(text, start) {
            return;
        }
        if let Some(pattern) = first.pattern.filter(|_| !goes_on(text, start)) {
            hits.push(Hit { start, end: start + 1, pattern });
        }
        let mut folder = if length > 0 { Folder::behind_word() } else { Folder::default() };
        // What the last whole word found: whether a spelling goes on behind it.
        let mut alive = first.alive || length == 0;
        let mut first_word = true;
        for at in start + 1..limit {
            if parts_phrases(text, start, at) {
                return;
            }
            let before = length;
            let room = folder.token(text.source, &text.tokens[at], |byte| {
                if byte == b' ' {
                    if !alive {
                        return false;
                    }
                    first_word = false;
                }
                hash.byte(byte);
                length += 1;
                length <= self.longest
            });
            if !room {
                return;
            }
            // A token that folds to nothing (a full stop) ends no name by itself.
            if length == before {
                continue;
            }
            let finished = hash.finish();
            let passes = !first_word || filter_has(&self.filter, finished);
            let Some(slot) = passes.then(|| self.slot(finished)).flatten() else {
                alive = false;
                if apart(text, at) {
                    return;
                }
                continue;
            };
            alive = slot.goes_on();
            if let Some(pattern) = slot.pattern()
                && !goes_on(text, at)
                && self.is(pattern, text, start, at + 1)
            {
                hits.push(Hit { start, end: at + 1, pattern });
            }
        }
    }

    /// Whether the tokens fold to the spelling.
    fn is(&self, pattern: u32, text: &Text<'_>, start: usize, end: usize) -> bool {
        let wanted = self.patterns.get(pattern).as_bytes();
        let mut folder = Folder::default();
        let mut at = 0;
        for token in &text.tokens[start..end] {
            let same = folder.token(text.source, token, |byte| {
                at += 1;
                wanted.get(at - 1) == Some(&byte)
            });
            if !same {
                return false;
            }
        }
        at == wanted.len()
    }
}

/// Ways to hash that are tried.
const SEEDS: u64 = 16;

/// Where a hash is looked for first, of so many slots, a power of two: by its upper bits.
fn home(hash: u64, slots: usize) -> usize {
    (hash >> (64 - slots.trailing_zeros())) as usize
}

/// The word of a filter that a hash belongs to, and its bit there.
fn bit(filter: &[u64], hash: u64) -> (usize, u64) {
    let bit = hash as usize & (filter.len() * 64 - 1);
    (bit / 64, 1 << (bit % 64))
}

fn filter_in(filter: &mut [u64], hash: u64) {
    let (word, bit) = bit(filter, hash);
    filter[word] |= bit;
}

fn filter_has(filter: &[u64], hash: u64) -> bool {
    let (word, bit) = bit(filter, hash);
    filter[word] & bit != 0
}

/// The bytes of the longest spelling.
fn longest(starts: &[u32]) -> usize {
    starts.windows(2).map(|w| (w[1] - w[0]) as usize).max().unwrap_or(0)
}

/// Whether the next token begins a new word for sure, so that what is no beginning now stays none.
fn apart(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at + 1).is_none_or(|next| !next.glued() && next.kind != TokenKind::Mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_that_a_slot_cannot_tell_apart_are_noticed() {
        let patterns = || {
            let mut patterns = Patterns::with_capacity(100);
            (0..3000).for_each(|n| _ = patterns.number(&format!("harbour {n} works")));
            patterns
        };
        // With a tag of one bit any two neighbours fall together.
        assert!(SpanTable::attempt(patterns(), 0, |hash| (hash as u32 & 1) + 1).is_err());
        let Ok(table) = SpanTable::build(patterns()) else { panic!("no table") };
        let mut hash = Hash::new(table.seed);
        "harbour 2999 works".bytes().for_each(|b| hash.byte(b));
        assert_eq!(table.slot(hash.finish()).and_then(Slot::pattern), Some(2999));
    }
}
