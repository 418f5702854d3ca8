//! The words of a text in small letters, each written once.

use std::ops::Range;
use std::rc::Rc;

use crate::text::{Text, TokenKind, WordNumber};

/// The words of a text that are not written in small letters, in small letters.
pub struct SmallLetters {
    buffer: String,
    words: Vec<Rewritten>,
}

/// A word of the buffer.
struct Rewritten {
    token: usize,
    /// Where it ends in the buffer.
    end: usize,
    number: WordNumber,
}

impl SmallLetters {
    /// The words of a text in small letters.
    pub fn of(text: &Text<'_>) -> Self {
        let mut small = SmallLetters { buffer: String::new(), words: Vec::new() };
        let plain = text.source.is_ascii();
        for token in 0..text.tokens.len() {
            let word = text.word(token);
            if as_it_stands(text, token) && (plain || word.is_ascii()) {
                continue;
            }
            let start = small.buffer.len();
            if word.is_ascii() {
                small.buffer.push_str(word);
                small.buffer[start..].make_ascii_lowercase();
            } else {
                small.buffer.push_str(&word.replace('’', "'").to_lowercase());
            }
            let number = WordNumber::of(&small.buffer[start..]);
            small.words.push(Rewritten { token, end: small.buffer.len(), number });
        }
        small
    }

    /// The words of a range of tokens, and their numbers.
    pub fn words<'a>(&'a self, text: &Text<'a>, range: Range<usize>) -> (Rc<[&'a str]>, Rc<[WordNumber]>) {
        let first = self.words.partition_point(|word| word.token < range.start);
        let mut start = first.checked_sub(1).map_or(0, |before| self.words[before].end);
        let mut rewritten = self.words[first..].iter().peekable();
        let mut numbers: Vec<WordNumber> = Vec::with_capacity(range.len());
        let words = range.map(|token| match rewritten.next_if(|word| word.token == token) {
            Some(Rewritten { end, number, .. }) => {
                numbers.push(*number);
                &self.buffer[std::mem::replace(&mut start, *end)..*end]
            }
            None => {
                numbers.push(text.number(token));
                text.word(token)
            }
        });
        (words.collect(), numbers.into())
    }
}

/// Whether a word is in small letters already.
fn as_it_stands(text: &Text<'_>, token: usize) -> bool {
    let token = &text.tokens[token];
    // "'S" has no letter case of its own.
    !token.case.upper() && token.kind != TokenKind::Clitic
}
