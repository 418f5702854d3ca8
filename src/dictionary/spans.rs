//! The word-span table: hashes of whole-word beginnings of all spellings, so that a place in the text costs
//! one look-up a word and most places one look into a small filter.
//!
//! A hash of 64 bits stands for the folded words read so far. Where the table has it, it tells whether a
//! spelling ends there and whether one goes on. An end is compared byte for byte with the spelling it
//! stands for, so that two strings of one hash cannot give a wrong name.

use rustc_hash::FxHashMap;

use super::compiled::{Decoder, Encoder};
use super::fold::Folder;
use super::index::{Hit, goes_on, parts_phrases};
use crate::text::{Text, TokenKind};

/// No spelling ends here.
const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// The hash; 0 where the slot is empty.
    hash: u64,
    /// The spelling that ends here, and whether longer ones begin so.
    pattern: u32,
    goes_on: bool,
}

/// All spellings of a dictionary.
pub struct SpanTable {
    slots: Box<[Slot]>,
    /// One bit for each hash of a first word.
    filter: Box<[u64]>,
    patterns: Patterns,
    longest: usize,
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
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Hash(0xcbf2_9ce4_8422_2325)
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
    let mut hash = Hash::new();
    text.bytes().for_each(|b| hash.byte(b));
    hash.finish()
}

impl SpanTable {
    /// Makes the table of folded, distinct, non-empty spellings; the number of each is its pattern.
    pub fn build(patterns: Patterns) -> SpanTable {
        let count = patterns.len();
        let blanks = patterns.text.bytes().filter(|b| *b == b' ').count();
        let size = ((count + blanks) * 2).next_power_of_two().max(64);
        let filter_bits = (count * 8).next_power_of_two().clamp(1 << 12, 1 << 23);
        let longest = longest(&patterns.starts);
        let mut table = SpanTable {
            slots: vec![Slot { hash: 0, pattern: NONE, goes_on: false }; size].into(),
            filter: vec![0; filter_bits / 64].into(),
            patterns,
            longest,
        };
        for number in 0..count as u32 {
            let range = table.patterns.range(number);
            let mut hash = Hash::new();
            let mut first = true;
            for at in range {
                let byte = table.patterns.text.as_bytes()[at];
                if byte == b' ' {
                    table.slot_of(hash.finish()).goes_on = true;
                    if std::mem::take(&mut first) {
                        table.filter_in(hash.finish());
                    }
                }
                hash.byte(byte);
            }
            if first {
                table.filter_in(hash.finish());
            }
            table.slot_of(hash.finish()).pattern = number;
        }
        table
    }

    /// How many spellings there are.
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Writes the table as [`SpanTable::decode`] reads it: of the slots only those in use.
    pub(super) fn encode(&self, out: &mut Encoder) {
        out.string(&self.patterns.text);
        out.u32s(&self.patterns.starts);
        out.u64(self.slots.len() as u64);
        let used = || self.slots.iter().filter(|s| s.hash != 0);
        out.u64(used().count() as u64);
        for slot in used() {
            out.u64(slot.hash);
            out.u32(slot.pattern);
            out.u8(u8::from(slot.goes_on));
        }
        out.u64(self.filter.len() as u64);
        self.filter.iter().for_each(|word| out.u64(*word));
    }

    /// The table that [`SpanTable::encode`] wrote; none where it does not hold together.
    pub(super) fn decode(from: &mut Decoder<'_>) -> Option<SpanTable> {
        let text = from.string()?.to_string();
        let starts = from.u32s()?;
        let count = starts.len().checked_sub(1)?;
        let whole = starts.windows(2).all(|w| w[0] <= w[1] && text.is_char_boundary(w[1] as usize))
            && starts[0] == 0
            && starts[count] as usize == text.len();
        let size = usize::try_from(from.u64()?).ok()?;
        let used = from.count(13)?;
        // The table is never more than half full, and never less than an eighth but where it is tiny.
        if !whole || !size.is_power_of_two() || used * 2 > size || size > (used * 16).max(64) {
            return None;
        }
        let mut slots = vec![Slot { hash: 0, pattern: NONE, goes_on: false }; size].into_boxed_slice();
        for _ in 0..used {
            let slot = Slot { hash: from.u64()?, pattern: from.u32()?, goes_on: from.u8()? != 0 };
            if slot.pattern != NONE && slot.pattern as usize >= count {
                return None;
            }
            // They come in the order of their places, so that the next free one is soon found.
            let mut at = slot.hash as usize & (size - 1);
            while slots[at].hash != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = slot;
        }
        let filter: Box<[u64]> = (0..from.count(8)?).map(|_| from.u64()).collect::<Option<_>>()?;
        let longest = longest(&starts);
        let patterns = Patterns { text, starts, last: FxHashMap::default(), before: vec![] };
        filter.len().is_power_of_two().then_some(SpanTable { slots, filter, patterns, longest })
    }

    /// The word of the filter that a hash belongs to, and its bit there.
    fn bit(&self, hash: u64) -> (usize, u64) {
        let bit = hash as usize & (self.filter.len() * 64 - 1);
        (bit / 64, 1 << (bit % 64))
    }

    fn filter_in(&mut self, hash: u64) {
        let (word, bit) = self.bit(hash);
        self.filter[word] |= bit;
    }

    /// The slot of a hash, made where there is none. The table is never more than half full.
    fn slot_of(&mut self, hash: u64) -> &mut Slot {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].hash != hash && self.slots[at].hash != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at].hash = hash;
        &mut self.slots[at]
    }

    fn slot(&self, hash: u64) -> Option<&Slot> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = &self.slots[at];
            if slot.hash == hash {
                return Some(slot);
            }
            if slot.hash == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Bytes the table keeps.
    pub fn memory(&self) -> usize {
        size_of_val(&*self.slots)
            + size_of_val(&*self.filter)
            + self.patterns.text.len()
            + size_of_val(&*self.patterns.starts)
    }

    /// Adds all hits that begin at token `start` and end before token `limit`, shortest first.
    pub fn hits(&self, text: &Text<'_>, start: usize, limit: usize, hits: &mut Vec<Hit>) {
        let mut folder = Folder::default();
        let mut hash = Hash::new();
        let mut length = 0usize;
        // What the last whole word found: whether a spelling goes on behind it.
        let mut alive = true;
        let mut first_word = true;
        for at in start..limit {
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
            let (word, bit) = self.bit(finished);
            let passes = !first_word || self.filter[word] & bit != 0;
            let Some(slot) = passes.then(|| self.slot(finished)).flatten() else {
                alive = false;
                if apart(text, at) {
                    return;
                }
                continue;
            };
            alive = slot.goes_on;
            if slot.pattern != NONE && !goes_on(text, at) && self.is(slot.pattern, text, start, at + 1) {
                hits.push(Hit { start, end: at + 1, pattern: slot.pattern });
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

/// The bytes of the longest spelling.
fn longest(starts: &[u32]) -> usize {
    starts.windows(2).map(|w| (w[1] - w[0]) as usize).max().unwrap_or(0)
}

/// Whether the next token begins a new word for sure, so that what is no beginning now stays none.
fn apart(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at + 1).is_none_or(|next| !next.glued() && next.kind != TokenKind::Mark)
}
