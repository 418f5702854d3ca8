//! The same story twice: exact copies by a hash of the words, near copies by MinHash.
//!
//! Workers make a [`Sketch`] of each article; whoever sees the sketches in the order of the input asks
//! [`Duplicates`], so that the answer is the same for any number of threads. MinHash and its bands: Broder
//! 1997, "On the resemblance and containment of documents"; one permutation for all slots: Li, Owen and
//! Zhang 2012.

use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::FxHashMap;

/// Slots of a signature.
const SLOTS: usize = 64;
/// Bands that are looked up, each of [`SLOTS`] / `BANDS` slots: two articles of which four shingles in five
/// are the same share one with near certainty.
const BANDS: usize = 16;
/// Words in a shingle.
const SHINGLE: usize = 4;
/// Fewer shingles than this tell nothing of near copies.
const TELLING: usize = 24;
/// Articles with fewer words than this are told apart by their headlines too.
const SHORT: usize = 60;
/// From which share of equal shingles on an article counts as a near copy.
pub const NEAR: f64 = 0.7;
/// Articles that are remembered. Older ones are forgotten, so that memory is bounded; copies of a story
/// come soon after it.
pub const REMEMBERED: usize = 1 << 18;

/// What is remembered of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    exact: u128,
    /// `None` where the article is too short.
    slots: Option<Box<[u16; SLOTS]>>,
}

/// The article that another is a copy of.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// Its id.
    pub of: Arc<str>,
    /// The share of equal shingles, 1 for an exact copy.
    pub similarity: f64,
}

fn mix(hash: u64, word: u64) -> u64 {
    let product = u128::from(hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    (product as u64) ^ ((product >> 64) as u64)
}

/// The words of a text as they come: each is hashed by itself, their hashes are hashed in shingles and all together.
struct Words {
    slots: [u32; SLOTS],
    /// The word before, and the hashes of the last two pairs of words: two pairs make a shingle.
    last: u64,
    pairs: [u64; 2],
    count: usize,
    /// The letters of a word that are not yet hashed, the first in the lowest byte, and how many they are.
    letters: u64,
    held: usize,
    /// The letters of the word before them.
    word: u64,
    /// All words before it.
    exact: [u64; 2],
}

impl Words {
    fn new() -> Words {
        Words {
            slots: [u32::MAX; SLOTS],
            last: 0,
            pairs: [0; 2],
            count: 0,
            letters: 0,
            held: 0,
            word: WORD,
            exact: [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344],
        }
    }

    /// Letters of a word, in small letters: the first of these eight bytes, of which there are `count`, none
    /// behind them.
    fn letters(&mut self, letters: u64, count: usize) {
        self.letters |= letters << (8 * self.held);
        let held = self.held + count;
        if held < 8 {
            self.held = held;
        } else {
            self.word = mix(self.word, self.letters);
            // What had no room; nothing had where all came in front.
            self.letters = letters.checked_shr(8 * (8 - self.held as u32)).unwrap_or(0);
            self.held = held - 8;
        }
    }

    /// The word that has begun ends here.
    fn gap(&mut self) {
        if self.held == 0 && self.word == WORD {
            return;
        }
        let word = mix(mix(self.word, self.letters), self.held as u64);
        (self.letters, self.held, self.word) = (0, 0, WORD);
        self.count += 1;
        self.exact = [mix(self.exact[0], word), mix(self.exact[1].rotate_left(23), word)];
        let pair = mix(self.last.rotate_left(32), word);
        let [earlier, later] = self.pairs;
        (self.last, self.pairs) = (word, [later, pair]);
        if self.count >= SHINGLE {
            let all = mix(earlier.rotate_left(32), pair);
            let slot = (all >> 58) as usize;
            self.slots[slot] = self.slots[slot].min(all as u32);
        }
    }

    /// All words of a text.
    fn add(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let eight = match bytes.get(at..).and_then(<[u8]>::first_chunk) {
                Some(eight) => u64::from_le_bytes(*eight),
                None => bytes[at..].iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)),
            };
            let (small, count) = leading_letters(eight);
            if count > 0 {
                self.letters(small, count);
                at += count;
                if count == 8 {
                    continue;
                }
            }
            // The byte behind the letters, if there is one.
            match bytes.get(at) {
                None => {}
                Some(b'\'') => at += 1,
                Some(byte) if byte.is_ascii() => {
                    self.gap();
                    at += 1;
                }
                Some(_) => {
                    let c = text[at..].chars().next().unwrap_or(' ');
                    at += c.len_utf8();
                    if c.is_alphanumeric() {
                        for small in c.to_lowercase() {
                            let mut eight = [0; 8];
                            let count = small.encode_utf8(&mut eight).len();
                            self.letters(u64::from_le_bytes(eight), count);
                        }
                    } else if !matches!(c, '’' | '\u{ad}') {
                        self.gap();
                    }
                }
            }
        }
        self.gap();
    }
}

/// What a word begins with.
const WORD: u64 = 0xa409_3822_299f_31d0;

/// The letters and digits of ASCII that eight bytes of text begin with, in small letters, and how many they are.
fn leading_letters(eight: u64) -> (u64, usize) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // The high bit of each byte of ASCII that is at least `low`; bytes above ASCII have theirs already.
    let from = |bytes: u64, low: u8| (bytes & !HIGH) + ONES * u64::from(0x80 - low);
    let small = eight | (ONES * 0x20);
    let letters = from(small, b'a') & !from(small, b'z' + 1);
    let digits = from(eight, b'0') & !from(eight, b'9' + 1);
    let others = !(letters | digits) & HIGH | eight & HIGH;
    let count = others.trailing_zeros() as usize / 8;
    // Digits have the bit of small letters already.
    let kept = if count < 8 { (1 << (8 * count)) - 1 } else { u64::MAX };
    (small & kept, count)
}

impl Sketch {
    /// The sketch in bytes, for [`Sketch::from_bytes`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.exact.to_le_bytes().to_vec();
        self.slots.iter().flat_map(|s| s.iter()).for_each(|slot| bytes.extend(slot.to_le_bytes()));
        bytes
    }

    /// The sketch that was written as these bytes; `None` where they are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Sketch> {
        let (exact, rest) = bytes.split_first_chunk()?;
        let mut slots = Box::new([0_u16; SLOTS]);
        if rest.len() == 2 * SLOTS {
            let each = rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            slots.iter_mut().zip(each).for_each(|(slot, value)| *slot = value);
        }
        let slots = (rest.len() == 2 * SLOTS).then_some(slots);
        (slots.is_some() || rest.is_empty()).then_some(Sketch { exact: u128::from_le_bytes(*exact), slots })
    }

    /// The sketch of a text: its letters and digits count, in small letters; `None` where it has no word.
    pub fn of(text: &str) -> Option<Sketch> {
        Sketch::of_article(None, text)
    }

    /// The sketch of an article. Its headline counts where the text is short: "Details to follow" stands under
    /// many stories.
    pub fn of_article(title: Option<&str>, body: &str) -> Option<Sketch> {
        let mut words = Words::new();
        words.add(body);
        if words.count > 0
            && words.count < SHORT
            && let Some(title) = title
        {
            words.add(title);
        }
        let Words { mut slots, count: words, exact: [high, low], .. } = words;
        if words == 0 {
            return None;
        }
        let exact = u128::from(high) << 64 | u128::from(low);
        let slots = (words >= TELLING + SHINGLE - 1).then(|| {
            fill(&mut slots);
            Box::new(slots.map(|s| (s ^ (s >> 16)) as u16))
        });
        Some(Sketch { exact, slots })
    }

    fn bands(slots: &[u16; SLOTS]) -> [u64; BANDS] {
        let rows = SLOTS / BANDS;
        std::array::from_fn(|band| {
            slots[band * rows..(band + 1) * rows]
                .iter()
                .fold(band as u64 + 1, |h, s| mix(h, u64::from(*s) + 1))
        })
    }
}

/// Slots that no shingle fell into take the value of the next that has one (Shrivastava and Li 2014).
fn fill(slots: &mut [u32; SLOTS]) {
    let own = *slots;
    for n in 0..SLOTS {
        if own[n] == u32::MAX
            && let Some((step, value)) =
                (1..SLOTS).map(|step| (step, own[(n + step) % SLOTS])).find(|(_, v)| *v != u32::MAX)
        {
            slots[n] = value.wrapping_add((step as u32).wrapping_mul(0x9e37_79b9));
        }
    }
}

struct Known {
    id: Arc<str>,
    exact: u128,
    slots: Option<Box<[u16; SLOTS]>>,
}

/// The articles so far.
#[derive(Default)]
pub struct Duplicates {
    known: VecDeque<Known>,
    /// How many were forgotten: the number of the first in `known`.
    first: u32,
    exact: FxHashMap<u128, u32>,
    /// For each band the latest article with that hash.
    bands: [FxHashMap<u64, u32>; BANDS],
}

impl Duplicates {
    /// Whether an article is a copy of an earlier one; if not, it is remembered as an original.
    pub fn ask(&mut self, id: &str, sketch: &Sketch) -> Option<Copy> {
        let known = |n: u32| n.checked_sub(self.first).and_then(|n| self.known.get(n as usize));
        if let Some(earlier) = self.exact.get(&sketch.exact).and_then(|n| known(*n)) {
            return Some(Copy { of: earlier.id.clone(), similarity: 1.0 });
        }
        let bands = sketch.slots.as_ref().map(|s| Sketch::bands(s));
        if let (Some(bands), Some(slots)) = (&bands, &sketch.slots) {
            let mut candidates: Vec<u32> =
                bands.iter().zip(&self.bands).filter_map(|(hash, table)| table.get(hash).copied()).collect();
            candidates.sort_unstable();
            candidates.dedup();
            // The most similar, of equal ones the earliest.
            let mut best: Option<(usize, &Known)> = None;
            for earlier in candidates.into_iter().filter_map(known) {
                let Some(theirs) = &earlier.slots else { continue };
                let equal = slots.iter().zip(theirs.iter()).filter(|(a, b)| a == b).count();
                if best.as_ref().is_none_or(|(most, _)| equal > *most) {
                    best = Some((equal, earlier));
                }
            }
            if let Some((equal, earlier)) = best {
                let similarity = equal as f64 / SLOTS as f64;
                if similarity >= NEAR {
                    return Some(Copy { of: earlier.id.clone(), similarity });
                }
            }
        }
        let number = self.first + self.known.len() as u32;
        self.exact.insert(sketch.exact, number);
        if let Some(bands) = bands {
            for (hash, table) in bands.iter().zip(&mut self.bands) {
                table.insert(*hash, number);
            }
        }
        self.known.push_back(Known { id: Arc::from(id), exact: sketch.exact, slots: sketch.slots.clone() });
        if self.known.len() > REMEMBERED {
            self.forget();
        }
        None
    }

    fn forget(&mut self) {
        let Some(oldest) = self.known.pop_front() else { return };
        let number = self.first;
        self.first += 1;
        if self.exact.get(&oldest.exact) == Some(&number) {
            self.exact.remove(&oldest.exact);
        }
        if let Some(slots) = &oldest.slots {
            for (hash, table) in Sketch::bands(slots).iter().zip(&mut self.bands) {
                if table.get(hash) == Some(&number) {
                    table.remove(hash);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(seed: u64, words: usize) -> String {
        let mut state = seed;
        let mut text = String::new();
        for _ in 0..words {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(&format!("w{} ", (state >> 33) % 5000));
        }
        text
    }

    #[test]
    fn copies_are_found_and_others_are_not() {
        let mut all = Duplicates::default();
        let first = article(1, 300);
        let ask = |all: &mut Duplicates, id: &str, text: &str| all.ask(id, &Sketch::of(text).unwrap());
        assert_eq!(ask(&mut all, "a", &first), None);
        assert_eq!(ask(&mut all, "b", &article(2, 300)), None);
        // Letter case, line ends and punctuation make no difference.
        let loud = first.to_uppercase().replace(' ', ",\n");
        assert_eq!(ask(&mut all, "c", &loud), Some(Copy { of: "a".into(), similarity: 1.0 }));
        let longer = format!("{first} reporting by our correspondents in the valley");
        let copy = ask(&mut all, "d", &longer).unwrap();
        assert!(&*copy.of == "a" && copy.similarity > 0.8 && copy.similarity < 1.0, "{copy:?}");
        assert_eq!(ask(&mut all, "e", &format!("{} {}", article(1, 150), article(3, 200))), None);
        assert_eq!(ask(&mut all, "f", "Too short."), None);
        assert_eq!(&*ask(&mut all, "g", "too short").unwrap().of, "f");
        assert!(Sketch::of(" ... ").is_none());
    }

    #[test]
    fn words_are_the_same_however_they_are_written() {
        let plain = "dont wait until müllers twentyfour hundreds 1234567890 are überfüllt";
        let sketch = Sketch::of(plain).unwrap();
        for same in [
            "Don't wait until Müller's twenty\u{ad}four hundreds 1234567890 are ÜBERFÜLLT",
            "DON’T\twait, until «Müllers» twentyfour hundred's - 1234567890 are über\u{ad}füllt!",
        ] {
            assert_eq!(Sketch::of(same).unwrap(), sketch, "{same}");
        }
        // Every length of a word, every place of the end, and each letter counts.
        let mut seen = std::collections::HashSet::new();
        for length in 1..40 {
            let word = "abcdefghij".repeat(4)[..length].to_string();
            for at in 0..length {
                let (front, back) = word.split_at(at);
                assert!(at == 0 || seen.insert(Sketch::of(&format!("{front} {back}")).unwrap().exact));
                assert_eq!(Sketch::of(&format!("{front}'{back}")), Sketch::of(&word));
                assert!(seen.insert(Sketch::of(&format!("{front}\u{e9}{back}")).unwrap().exact));
                let other = format!("{front}Z{}", &back[1..]);
                assert!(seen.insert(Sketch::of(&other).unwrap().exact), "{other}");
            }
            assert!(seen.insert(Sketch::of(&word).unwrap().exact), "{word}");
        }
    }

    #[test]
    fn letters_are_those_of_ascii() {
        for byte in 0..=u8::MAX {
            let (small, count) = leading_letters(u64::from_le_bytes([byte, b' ', b'a', 0, 0, 0, 0, 0]));
            let letter = byte.is_ascii_alphanumeric();
            assert_eq!(count, usize::from(letter), "{byte}");
            assert_eq!(small, if letter { u64::from(byte.to_ascii_lowercase()) } else { 0 }, "{byte}");
        }
        let text = |t: &str| leading_letters(u64::from_le_bytes(t.as_bytes().try_into().unwrap()));
        assert_eq!(text("GDP2024x"), (u64::from_le_bytes(*b"gdp2024x"), 8));
        assert_eq!(text("M7 é A2").1, 2);
    }

    #[test]
    fn under_other_headlines_a_short_text_is_no_copy() {
        let note = "Our reporters are on their way. More of this story follows within the hour on this page.";
        for body in [note.to_string(), note.repeat(3)] {
            let mut all = Duplicates::default();
            let mut ask = |id: &str, title: &str| {
                all.ask(id, &Sketch::of_article(Some(title), &body).unwrap()).map(|c| c.of)
            };
            assert_eq!(ask("a", "Ferry runs aground off the northern cape with forty on board"), None);
            assert_eq!(ask("b", "Two ministers leave the cabinet over the price of bread"), None);
            assert_eq!(
                ask("c", "Two ministers leave the cabinet over the price of bread").as_deref(),
                Some("b")
            );
        }
        // Under a long text another headline is most often that of another paper.
        let long = article(5, 200);
        let mut all = Duplicates::default();
        assert_eq!(all.ask("a", &Sketch::of_article(Some("One headline"), &long).unwrap()), None);
        assert!(all.ask("b", &Sketch::of_article(Some("Another"), &long).unwrap()).is_some());
    }

    #[test]
    fn the_share_is_about_right() {
        let base = article(7, 1000);
        let words: Vec<&str> = base.split(' ').collect();
        for changed in [5, 20, 60] {
            let mut other: Vec<String> = words.iter().map(ToString::to_string).collect();
            for n in 0..changed {
                other[n * (1000 / changed)] = format!("changed{n}");
            }
            let (a, b) = (Sketch::of(&base).unwrap(), Sketch::of(&other.join(" ")).unwrap());
            let equal = a.slots.unwrap().iter().zip(b.slots.unwrap().iter()).filter(|(a, b)| a == b).count();
            let gone = 4.0 * changed as f64;
            let truth = (997.0 - gone) / (997.0 + gone);
            let found = equal as f64 / SLOTS as f64;
            assert!((found - truth).abs() < 0.16, "{changed}: {found} for {truth}");
        }
    }

    #[test]
    fn memory_is_bounded_by_forgetting() {
        let mut all = Duplicates::default();
        all.ask("0", &Sketch::of("number zero").unwrap());
        for n in 1..=REMEMBERED {
            all.ask("x", &Sketch::of(&format!("number {n}")).unwrap());
        }
        assert_eq!(all.known.len(), REMEMBERED);
        assert_eq!(all.exact.len(), REMEMBERED);
        assert_eq!(all.ask("again", &Sketch::of("number zero").unwrap()), None);
    }
}
