//! What the tagger sees of words.

use super::tag::Tag;
use super::token::LetterCase;
use super::words::{Class, Words};

/// What the tagger sees of a word.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The word in small letters.
    pub lower: &'a str,
    /// Its letter case.
    pub case: LetterCase,
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

/// What is known of a word before its neighbours are looked at.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Its tag, where it can have only one.
    pub fixed: Option<Tag>,
    /// What the word lists allow; nothing for words with a fixed tag.
    pub class: Class,
    pub(super) id: u32,
    pub(super) tail3: u32,
    pub(super) tail4: u32,
}

impl View {
    /// Looks `seen` up in the lists.
    pub fn of(words: &Words, seen: &Seen<'_>) -> View {
        let mut fixed = match seen.shape {
            Shape::Digits => Some(Tag::Number),
            Shape::Mark => Some(mark(seen.lower)),
            Shape::Word if ordinal(seen.lower) => Some(Tag::Adjective),
            Shape::Word => None,
        };
        let mut class = Class::default();
        if fixed.is_none() {
            match words.function_or_classes(seen.lower) {
                // "May", "Will" and "US" are names as often as function words.
                Ok(_) if seen.case.capital() && NAMES_TOO.contains(&seen.lower) => {
                    class = words.classes(seen.lower);
                }
                Ok(tag) => fixed = Some(tag),
                Err(classes) => class = classes,
            }
        }
        let bytes = seen.lower.as_bytes();
        let tail = |n: usize| hash(n as u32, &bytes[bytes.len().saturating_sub(n)..]);
        let (tail3, tail4) = if fixed.is_some() { (0, 0) } else { (tail(3), tail(4)) };
        View { fixed, class, id: hash(1, bytes), tail3, tail4 }
    }

    pub(super) fn group(&self) -> u32 {
        match self.fixed {
            Some(tag) => 0x1_0000 + tag as u32,
            None => u32::from(self.class.0 & !(Class::COMMON_OTHER.0)),
        }
    }
}

/// The tag of a mark.
pub fn mark(mark: &str) -> Tag {
    match mark {
        "$" | "€" | "£" | "¥" | "%" | "°" | "+" | "=" | "~" | "<" | ">" | "@" | "#" | "*" | "^" | "|"
        | "₹" => Tag::Symbol,
        "&" => Tag::Conjunction,
        _ => Tag::Mark,
    }
}

/// Function words that are names when written with a capital.
const NAMES_TOO: [&str; 6] = ["may", "will", "us", "it", "mine", "might"];

/// Whether a word in small letters is an ordinal in digits: "5th".
pub fn ordinal(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end))
}

fn hash(seed: u32, bytes: &[u8]) -> u32 {
    let mut h = 0x811c_9dc5u32 ^ seed.wrapping_mul(0x9e37_79b1);
    for b in bytes {
        h = (h ^ u32::from(*b)).wrapping_mul(0x0100_0193);
    }
    h ^ (h >> 15)
}
