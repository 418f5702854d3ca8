//! Parts of speech, for sentences whose words the claims need to weigh.
//!
//! Function words have one tag each (`function_words.csv`). For the rest, a greedy averaged
//! perceptron (Collins 2002) chooses left to right, and a few rules mend what it gets wrong. Its
//! weights are one open hash table, built into the program and used in place, so that loading costs
//! nothing and a feature costs one probe. `examples/train_tagger.rs` makes the table.

use super::memo::Memo;
use super::mend::mend;
use super::seen::{Seen, Shape, View};
pub use super::tag::{ALL, TAGS, Tag};
use super::token::LetterCase;
use super::words::Words;

/// How many tags the tagger chooses among: all but marks, which their shape tells.
pub const CHOICES: usize = TAGS - 1;
/// Bytes before the table's features.
const MAGIC: usize = 8;

/// Chooses parts of speech.
pub struct Tagger {
    /// The features in their slots, apart from their weights: most features that are asked for are not there,
    /// and this part of the table stays in the caches.
    features: &'static [[u8; 4]],
    weights: &'static [[u8; CHOICES]],
    slots: u32,
    known: Memo<Known>,
}

/// What a word tells by itself, however it stands.
#[derive(Clone, Copy)]
struct Known {
    view: View,
    /// Its tag, where it can have only one or has shown no other.
    sure: Option<Tag>,
    /// What its own features weigh where it has no capital and opens nothing.
    weights: [i16; CHOICES],
}

impl Tagger {
    /// The tagger with its built-in weights.
    pub fn new() -> Self {
        Self::over(include_bytes!("../../data/lexicon/en/tagger.bin"))
    }

    /// A tagger over a table as [`write_table`] makes it; one that knows nothing where it is empty.
    pub fn over(bytes: &'static [u8]) -> Self {
        let slots = match bytes {
            [b't', b'a', b'l', b'l', b'y', a, b, c, ..] => u32::from_le_bytes([*a, *b, *c, 0]),
            _ => 0,
        };
        let table = bytes.get(MAGIC..).unwrap_or_default();
        let (features, weights) = table.split_at_checked(4 * room(slots)).unwrap_or_default();
        Tagger {
            features: features.as_chunks().0,
            weights: weights.as_chunks().0,
            slots,
            known: Memo::new(14),
        }
    }

    /// The feature in a slot; 0 where it is empty or behind the table.
    fn feature(&self, slot: usize) -> u32 {
        self.features.get(slot).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The weights of a feature, whose first slot holds `there`.
    fn row(&self, feature: u32, there: u32) -> Option<&'static [u8; CHOICES]> {
        let (mut slot, mut there) = (home(feature, self.slots), there);
        while there != feature {
            if there == 0 {
                return None;
            }
            slot += 1;
            there = self.feature(slot);
        }
        self.weights.get(slot)
    }

    /// The tag of a word that has shown no other, whatever its neighbours.
    fn sure(&self, seen: &Seen<'_>, view: &View) -> Option<Tag> {
        if seen.case.upper() {
            return None;
        }
        let feature = sure_feature(view);
        let [tag, rest @ ..] = self.row(feature, self.feature(home(feature, self.slots)))?;
        // An unknown word may fall on the row of a feature, which has weights and no tag.
        if rest.iter().any(|b| *b != 0) {
            return None;
        }
        ALL.get(usize::from(*tag)).copied()
    }

    /// Adds the weights of the features.
    fn weigh<const N: usize>(&self, features: &[u32; N], scores: &mut [i16; CHOICES]) {
        // All first slots are read before any is looked at, so that their ways from memory are gone together.
        let there = features.map(|feature| self.feature(home(feature, self.slots)));
        for (feature, there) in features.iter().zip(there) {
            if let Some(weights) = self.row(*feature, there) {
                for n in 0..CHOICES {
                    scores[n] += i16::from(weights[n] as i8);
                }
            }
        }
    }

    fn known(&self, words: &Words, seen: &Seen<'_>) -> Known {
        // Numbers and marks have their tag by their shape, and numbers seldom come again.
        if seen.shape != Shape::Word {
            let view = View::of(words, seen);
            return Known { view, sure: view.fixed, weights: [0; CHOICES] };
        }
        let under = u8::from(seen.case.capital()) | u8::from(seen.case.upper()) << 1;
        self.known.get(seen.lower, under, || {
            let view = View::of(words, seen);
            let sure = view.fixed.or_else(|| self.sure(seen, &view));
            let mut weights = [0; CHOICES];
            if sure.is_none() {
                self.weigh(&own_features(&view, 0), &mut weights);
            }
            Known { view, sure, weights }
        })
    }

    fn choose(&self, sentence: &[Seen<'_>], known: &Known, views: &[View], tags: &[Tag], at: usize) -> Tag {
        let capital = capital(sentence, tags, at);
        let mut scores = known.weights;
        if capital != 0 {
            scores = [0; CHOICES];
            self.weigh(&own_features(&views[at], capital), &mut scores);
        }
        self.weigh(&context_features(sentence, views, tags, at, capital), &mut scores);
        let mut best = 0;
        for n in 1..CHOICES {
            if scores[n] > scores[best] {
                best = n;
            }
        }
        ALL[best]
    }

    /// One tag for each word of a sentence.
    pub fn tag(&self, words: &Words, sentence: &[Seen<'_>]) -> Vec<Tag> {
        let known: Vec<Known> = sentence.iter().map(|s| self.known(words, s)).collect();
        let views: Vec<View> = known.iter().map(|k| k.view).collect();
        let mut tags: Vec<Tag> = Vec::with_capacity(sentence.len());
        for (at, known) in known.iter().enumerate() {
            tags.push(known.sure.unwrap_or_else(|| self.choose(sentence, known, &views, &tags, at)));
        }
        mend(words, sentence, &views, &mut tags);
        tags
    }
}

impl Default for Tagger {
    fn default() -> Self {
        Self::new()
    }
}

fn mix(kind: u32, a: u32, b: u32) -> u32 {
    let mut h = (u64::from(b) << 32 | u64::from(a ^ kind << 24)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h = (h ^ (h >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    // Zero marks an empty slot.
    ((h >> 32) as u32).max(1)
}

/// The feature whose row holds the tag of a word that has shown no other.
pub fn sure_feature(view: &View) -> u32 {
    mix(11, view.id, 0)
}

/// The features of word `at`, given the tags chosen so far.
pub fn features(sentence: &[Seen<'_>], views: &[View], tags: &[Tag], at: usize) -> [u32; 10] {
    let capital = capital(sentence, tags, at);
    let mut all = [0; 10];
    all[..4].copy_from_slice(&own_features(&views[at], capital));
    all[4..].copy_from_slice(&context_features(sentence, views, tags, at, capital));
    all
}

/// No word stands there.
const EDGE: u32 = 0xfff0;

/// How the word is written, and whether it opens the sentence or follows a mark; 0 for most words.
fn capital(sentence: &[Seen<'_>], tags: &[Tag], at: usize) -> u32 {
    let opens = at == 0 || tags[at - 1] == Tag::Mark;
    let written = match sentence[at].case {
        LetterCase::Upper => 3,
        LetterCase::Inner => 5,
        c if c.capital() => 1,
        _ => 0,
    };
    written * 2 + u32::from(opens)
}

/// The features of a word that its neighbours have no part in.
fn own_features(view: &View, capital: u32) -> [u32; 4] {
    [
        mix(1, view.id, 0),
        mix(2, u32::from(view.class.0), capital),
        mix(3, view.tail3, capital),
        mix(4, view.tail4, capital),
    ]
}

fn context_features(
    sentence: &[Seen<'_>],
    views: &[View],
    tags: &[Tag],
    at: usize,
    capital: u32,
) -> [u32; 6] {
    let view = &views[at];
    let tag = |n: usize| at.checked_sub(n).map_or(EDGE, |i| tags[i] as u32);
    let group = |v: Option<&View>| v.map_or(EDGE, View::group);
    let id = |v: Option<&View>| v.map_or(EDGE, |v| v.id);
    let (before, next) = (at.checked_sub(1).map(|i| &views[i]), views.get(at + 1));
    let (last, follows) = (tag(1), group(next));
    let next_capital = u32::from(sentence.get(at + 1).is_some_and(|s| s.case.capital()));
    let class = u32::from(view.class.0);
    [
        mix(5, class, last << 8 ^ tag(2)),
        mix(6, id(before), class),
        mix(7, id(next), class),
        mix(8, capital << 4 ^ next_capital, last),
        mix(9, follows, group(views.get(at + 2))),
        mix(10, view.id, follows),
    ]
}

/// The slot where a feature is looked for first, of `slots`.
fn home(feature: u32, slots: u32) -> usize {
    ((u64::from(feature) * u64::from(slots)) >> 32) as usize
}

/// Slots in all: behind the last lies room for what collides there, and an empty one that ends every search.
fn room(slots: u32) -> usize {
    slots as usize + 64
}

/// The bytes of a table with the given weights, for [`Tagger::over`]: a mark with the number of slots, the
/// features in their slots, then their weights.
pub fn write_table(rows: &[(u32, [i8; CHOICES])]) -> Vec<u8> {
    // Most features of a word are in no table: half of the slots are empty, so that this shows soon.
    let slots = rows.len() as u32 * 2 + 1;
    let mut features = vec![[0u8; 4]; room(slots)];
    let mut weights = vec![[0u8; CHOICES]; room(slots)];
    for (feature, row) in rows {
        let mut slot = home(*feature, slots);
        while features[slot] != [0; 4] {
            slot += 1;
        }
        features[slot] = feature.to_le_bytes();
        weights[slot] = row.map(|weight| weight as u8);
    }
    [b"tally", &slots.to_le_bytes()[..3], features.as_flattened(), weights.as_flattened()].concat()
}
