//! One pass over an article's text: tokens, letter case and sentences, all as spans into the
//! unchanged `&str`. Both sides, names and numbers, read this and nothing else.

pub mod lemma;
mod memo;
mod mend;
pub mod seen;
mod sentence;
mod tag;
pub mod tagger;
mod token;
mod vocabulary;
mod words;

use std::ops::Range;

use crate::span::Span;
pub use memo::FirstLook;
pub use sentence::SentenceRules;
pub use token::{Gap, LetterCase, Token, TokenKind, tokens};
pub use vocabulary::{PerWord, WordNumber};
pub use words::{Class, Words};

/// What the text layer knows of English: where sentences end, which classes a word can have, and
/// how to choose between them. Made once, shared by all workers.
pub struct English {
    /// Abbreviations and words that begin sentences.
    pub sentences: SentenceRules,
    /// Which parts of speech a word can have, and its base forms.
    pub words: Words,
    /// Chooses a part of speech in context.
    pub tagger: tagger::Tagger,
}

impl English {
    /// Reads the words that are built into the program.
    pub fn new() -> Self {
        English { sentences: SentenceRules::new(), words: Words::new(), tagger: tagger::Tagger::new() }
    }
}

impl Default for English {
    fn default() -> Self {
        Self::new()
    }
}

/// A sentence: its bytes and its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token's first byte to its last token's last.
    pub span: Span,
    /// Indices into [`Text::tokens`].
    pub tokens: Range<usize>,
    /// Whether this sentence begins a paragraph.
    pub opens_paragraph: bool,
    /// Whether a blank line, not a mark, ends it: headlines and other lines of their own.
    pub unmarked: bool,
}

/// One part of an article (its title or its body), cut into tokens and sentences.
///
/// Every character that is no white space belongs to exactly one token, and every token to exactly
/// one sentence. Offsets are bytes into [`Text::source`].
pub struct Text<'t> {
    /// The text itself, unchanged.
    pub source: &'t str,
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// All sentences in order.
    pub sentences: Vec<Sentence>,
    /// For each token the sentence that holds it, as rules ask for all the time.
    sentence_of: Vec<u32>,
    /// For each token its text.
    words: Vec<&'t str>,
    /// For each token the number of its word.
    numbers: Vec<WordNumber>,
}

impl<'t> Text<'t> {
    /// Cuts `source` into tokens and sentences.
    ///
    /// Texts of 4 GiB and more are cut off there, since token offsets are 32 bits wide; readers
    /// refuse such records long before.
    pub fn new(source: &'t str, rules: &SentenceRules) -> Self {
        let source = if source.len() >= u32::MAX as usize {
            let mut end = u32::MAX as usize - 4;
            while !source.is_char_boundary(end) {
                end -= 1;
            }
            &source[..end]
        } else {
            source
        };
        let tokens = token::tokens(source);
        let sentences = sentence::sentences(source, &tokens, rules);
        let mut sentence_of = Vec::with_capacity(tokens.len());
        for (n, sentence) in sentences.iter().enumerate() {
            sentence_of.resize(sentence.tokens.end, n as u32);
        }
        let words: Vec<&str> = tokens.iter().map(|t| &source[t.start as usize..t.end as usize]).collect();
        let number = |(token, word): (&Token, &&str)| match token.kind {
            // Figures seldom come again.
            TokenKind::Number => WordNumber::NONE,
            _ => WordNumber::of(word),
        };
        let numbers = tokens.iter().zip(&words).map(number).collect();
        Text { source, tokens, sentences, sentence_of, words, numbers }
    }

    /// The text of token `index`; empty where there is none.
    #[inline]
    pub fn word(&self, index: usize) -> &'t str {
        self.words.get(index).copied().unwrap_or("")
    }

    /// The number of the word at token `index`; none where it is a figure or there is no token.
    #[inline]
    pub fn number(&self, index: usize) -> WordNumber {
        self.numbers.get(index).copied().unwrap_or(WordNumber::NONE)
    }

    /// The bytes from the first token of `range` to its last.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.tokens[range.start].start as usize;
        Span::new(start, self.tokens[range.end - 1].end as usize)
    }

    /// The text from the first token of `range` to its last, as it stands.
    pub fn slice(&self, range: Range<usize>) -> &'t str {
        if range.is_empty() {
            return "";
        }
        self.span(range).of(self.source)
    }

    /// The tokens that lie wholly inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| (t.start as usize) < span.start);
        let end = self.tokens.partition_point(|t| (t.end as usize) <= span.end);
        start..end.max(start)
    }

    /// The index of the sentence that holds the token; the last one where it is out of range.
    #[inline]
    pub fn sentence_of(&self, token: usize) -> usize {
        match self.sentence_of.get(token) {
            Some(sentence) => *sentence as usize,
            None => self.sentences.len().saturating_sub(1),
        }
    }
}
