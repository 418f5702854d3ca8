//! The words of a text in small letters, each written once.

use std::ops::Range;
use std::rc::Rc;

use crate::text::{Text, TokenKind};

/// The words of a text that are not written in small letters, in small letters.
pub struct SmallLetters {
    buffer: String,
    /// Each of these words' token and where the word ends in the buffer.
    words: Vec<(usize, usize)>,
}

impl SmallLetters {
    /// The words of a text in small letters.
    pub fn of(text: &Text<'_>) -> Self {
        let mut small = SmallLetters { buffer: String::new(), words: Vec::new() };
        for token in 0..text.tokens.len() {
            let word = text.word(token);
            if as_it_stands(text, token, word) {
                continue;
            }
            if word.is_ascii() {
                let start = small.buffer.len();
                small.buffer.push_str(word);
                small.buffer[start..].make_ascii_lowercase();
            } else {
                small.buffer.push_str(&word.replace('’', "'").to_lowercase());
            }
            small.words.push((token, small.buffer.len()));
        }
        small
    }

    /// The words of a range of tokens.
    pub fn words<'a>(&'a self, text: &Text<'a>, range: Range<usize>) -> Rc<[&'a str]> {
        let first = self.words.partition_point(|(token, _)| *token < range.start);
        let mut start = first.checked_sub(1).map_or(0, |before| self.words[before].1);
        let mut rewritten = self.words[first..].iter().peekable();
        range
            .map(|token| match rewritten.next_if(|(t, _)| *t == token) {
                Some((_, end)) => &self.buffer[std::mem::replace(&mut start, *end)..*end],
                None => text.word(token),
            })
            .collect()
    }
}

/// Whether a word is in small letters already, with nothing to be made straight.
fn as_it_stands(text: &Text<'_>, token: usize, word: &str) -> bool {
    let token = &text.tokens[token];
    // "'S" has no letter case of its own.
    !token.case.upper() && token.kind != TokenKind::Clitic && word.is_ascii()
}
