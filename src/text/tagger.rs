//! Parts of speech, for sentences whose words the claims need to weigh.
//!
//! Function words have one tag each (`function_words.csv`). For the rest, a greedy averaged
//! perceptron (Collins 2002) chooses left to right among the classes that the word lists allow, and a few
//! rules mend what it gets wrong. Its
//! weights are one open hash table, built into the program and used in place, so that loading costs
//! nothing and a feature costs one probe. `examples/train_tagger.rs` makes the table.

use super::mend::mend;
pub use super::tag::{ALL, TAGS, Tag};
use super::words::{Class, Words};

/// What the tagger sees of a word.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The word in small letters.
    pub lower: &'a str,
    /// Whether it is written with a capital.
    pub capital: bool,
    /// Whether it is a number in digits, or a mark.
    pub shape: Shape,
}

/// What kind of token the tagger looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Letters.
    Word,
    /// Digits.
    Digits,
    /// Anything else.
    Mark,
}

const ROW: usize = 4 + TAGS;
const MAGIC: usize = 8;

/// Chooses parts of speech.
pub struct Tagger {
    table: &'static [u8],
    mask: u32,
}

impl Tagger {
    /// The tagger with its built-in weights.
    pub fn new() -> Self {
        Self::over(include_bytes!("../../data/lexicon/en/tagger.bin"))
    }

    /// A tagger over a table as [`write_table`] makes it; one that knows nothing where it is empty.
    pub fn over(bytes: &'static [u8]) -> Self {
        let slots = bytes.len().saturating_sub(MAGIC) / ROW;
        if slots == 0 || !slots.is_power_of_two() {
            return Tagger { table: &[], mask: 0 };
        }
        Tagger { table: &bytes[MAGIC..], mask: slots as u32 - 1 }
    }

    fn add(&self, feature: u32, scores: &mut [i32; TAGS]) {
        if self.table.is_empty() {
            return;
        }
        let mut slot = feature & self.mask;
        loop {
            let row = &self.table[slot as usize * ROW..][..ROW];
            let key = u32::from_le_bytes([row[0], row[1], row[2], row[3]]);
            if key == 0 {
                return;
            }
            if key == feature {
                for (score, weight) in scores.iter_mut().zip(&row[4..]) {
                    *score += i32::from(*weight as i8);
                }
                return;
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// One tag for each word of a sentence.
    pub fn tag(&self, words: &Words, sentence: &[Seen<'_>]) -> Vec<Tag> {
        let views: Vec<View> = sentence.iter().map(|s| View::of(words, s)).collect();
        let mut tags: Vec<Tag> = Vec::with_capacity(sentence.len());
        for at in 0..sentence.len() {
            let tag = match views[at].fixed {
                Some(tag) => tag,
                None => {
                    let mut scores = [0i32; TAGS];
                    features(sentence, &views, &tags, at, |f| self.add(f, &mut scores));
                    best(&scores)
                }
            };
            tags.push(tag);
        }
        let classes: Vec<Class> = views.iter().map(|v| Class(v.class)).collect();
        mend(words, sentence, &classes, &mut tags);
        tags
    }
}

impl Default for Tagger {
    fn default() -> Self {
        Self::new()
    }
}

fn best(scores: &[i32; TAGS]) -> Tag {
    let mut top = 0;
    for n in 1..TAGS {
        if scores[n] > scores[top] {
            top = n;
        }
    }
    ALL[top]
}

/// What is known of a word before its neighbours are looked at.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Its tag, where it can have only one.
    pub fixed: Option<Tag>,
    class: u16,
    id: u32,
    suffix: u32,
}

impl View {
    /// Looks `seen` up in the lists.
    pub fn of(words: &Words, seen: &Seen<'_>) -> View {
        let fixed = match seen.shape {
            Shape::Digits => Some(Tag::Number),
            Shape::Mark => match seen.lower {
                "$" | "€" | "£" | "¥" | "%" | "°" | "+" | "=" | "~" | "<" | ">" | "@" | "#" | "*" | "^"
                | "|" | "₹" => Some(Tag::Symbol),
                "&" => Some(Tag::Conjunction),
                _ => Some(Tag::Mark),
            },
            Shape::Word => match words.function(seen.lower) {
                // "May", "Will" and "US" are names as often as function words.
                Some(_)
                    if seen.capital
                        && matches!(seen.lower, "may" | "will" | "us" | "it" | "mine" | "might") =>
                {
                    None
                }
                tag => tag,
            },
        };
        if fixed.is_some() {
            return View { fixed, class: 0, id: hash(1, seen.lower.as_bytes()), suffix: 0 };
        }
        let class = words.classes(seen.lower);
        let bytes = seen.lower.as_bytes();
        let tail = &bytes[bytes.len().saturating_sub(3)..];
        View { fixed: None, class: class.0, id: hash(1, bytes), suffix: hash(2, tail) }
    }

    fn group(&self) -> u32 {
        match self.fixed {
            Some(tag) => 0x1_0000 + tag as u32,
            None => u32::from(self.class & !(Class::COMMON_OTHER.0)),
        }
    }
}

fn hash(seed: u32, bytes: &[u8]) -> u32 {
    let mut h = 0x811c_9dc5u32 ^ seed.wrapping_mul(0x9e37_79b1);
    for b in bytes {
        h = (h ^ u32::from(*b)).wrapping_mul(0x0100_0193);
    }
    h ^ (h >> 15)
}

fn mix(kind: u32, a: u32, b: u32) -> u32 {
    let mut h = kind.wrapping_mul(0x9e37_79b1) ^ a;
    h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b) ^ b.wrapping_mul(0xc2b2_ae35);
    h ^= h >> 13;
    h = h.wrapping_mul(0x27d4_eb2f);
    // Zero marks an empty slot.
    (h ^ (h >> 15)).max(1)
}

/// Calls `each` with every feature of word `at`, given the tags chosen so far.
pub fn features(sentence: &[Seen<'_>], views: &[View], tags: &[Tag], at: usize, mut each: impl FnMut(u32)) {
    const EDGE: u32 = 0xfff0;
    let view = &views[at];
    let tag = |n: usize| at.checked_sub(n).map_or(EDGE, |i| tags[i] as u32);
    let next = views.get(at + 1);
    let group = |v: Option<&View>| v.map_or(EDGE, View::group);
    let id = |v: Option<&View>| v.map_or(EDGE, |v| v.id);
    let before = at.checked_sub(1).map(|i| &views[i]);
    let capital = u32::from(sentence[at].capital) * if at == 0 || tag(1) == Tag::Mark as u32 { 1 } else { 2 };
    let next_capital = u32::from(sentence.get(at + 1).is_some_and(|s| s.capital));
    each(mix(1, view.id, 0));
    each(mix(2, u32::from(view.class), capital));
    each(mix(3, view.suffix, capital));
    each(mix(4, u32::from(view.class), tag(1)));
    each(mix(5, u32::from(view.class), tag(1) << 8 ^ tag(2)));
    each(mix(6, u32::from(view.class), group(next)));
    each(mix(7, id(before), u32::from(view.class)));
    each(mix(8, id(next), u32::from(view.class)));
    each(mix(9, view.id, tag(1)));
    each(mix(10, tag(1) << 20 ^ group(next), u32::from(view.class)));
    each(mix(11, view.suffix, tag(1)));
    each(mix(12, capital << 4 ^ next_capital, tag(1)));
    each(mix(13, group(next), group(views.get(at + 2))));
}

/// The bytes of a table with the given weights, for [`Tagger::over`].
pub fn write_table(weights: &[(u32, [i8; TAGS])]) -> Vec<u8> {
    let slots = (weights.len() * 3 / 2).next_power_of_two().max(16);
    let mut out = vec![0u8; MAGIC + slots * ROW];
    out[..MAGIC].copy_from_slice(b"tallytag");
    let mask = slots as u32 - 1;
    for (feature, row) in weights {
        let mut slot = feature & mask;
        loop {
            let at = MAGIC + slot as usize * ROW;
            if out[at..at + 4] == [0; 4] {
                out[at..at + 4].copy_from_slice(&feature.to_le_bytes());
                for (n, weight) in row.iter().enumerate() {
                    out[at + 4 + n] = *weight as u8;
                }
                break;
            }
            slot = (slot + 1) & mask;
        }
    }
    out
}
