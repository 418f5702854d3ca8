//! The parts of speech of a sentence: the tagger's, with names and headlines known, put right for statements.

use std::cell::OnceCell;
use std::ops::Deref;
use std::rc::Rc;

use super::retag::Retag;
use crate::claims::vocabulary::words::ClaimWords;
use crate::entities::Mention;
use crate::text::seen::{Seen, Shape};
use crate::text::tagger::Tag;
use crate::text::{English, LetterCase, Text, Token, TokenKind, WordNumber};

/// The parts of speech of a sentence, chosen when one is asked for: many a sentence turns out to hold no
/// quantity before.
pub struct Tags<'a> {
    chosen: OnceCell<Vec<Tag>>,
    text: &'a Text<'a>,
    base: usize,
    lower: Rc<[&'a str]>,
    numbers: Rc<[WordNumber]>,
    /// The mentions from the first of the sentence on.
    mentions: &'a [Mention],
    words: &'a ClaimWords,
    english: &'a English,
}

impl<'a> Tags<'a> {
    /// The parts of speech of the sentence that begins at token `base` and has the words `lower` with
    /// their numbers; `mentions` are those from its first on.
    pub fn new(
        text: &'a Text<'a>,
        base: usize,
        lower: Rc<[&'a str]>,
        numbers: Rc<[WordNumber]>,
        mentions: &'a [Mention],
        words: &'a ClaimWords,
        english: &'a English,
    ) -> Self {
        Tags { chosen: OnceCell::new(), text, base, lower, numbers, mentions, words, english }
    }

    /// Whether a sentence is a headline in which every word but the small ones begins with a capital ("Oil Falls Below
    /// $49"): of four such words and more none is an everyday word in small letters.
    fn headline(&self, tokens: &[Token]) -> bool {
        let mut capitals = 0;
        let mut words = tokens.iter().zip(self.lower.iter()).filter(|(t, _)| t.kind == TokenKind::Word);
        let all = words.all(|(token, lower)| {
            let capital = token.case.capital();
            capitals += usize::from(capital);
            // "Get the Nordvik Lamp at Arden": a headline has no articles.
            let article = *lower == "the" && !capital;
            !article
                && (capital
                    || lower.len() <= 4 && self.english.words.function(lower).is_some()
                    || lower.len() <= 3)
        });
        all && capitals >= 4
    }

    fn choose(&self) -> Vec<Tag> {
        let range = self.base..self.base + self.lower.len();
        let tokens = &self.text.tokens[range.clone()];
        let mentions = || self.mentions.iter().take_while(|m| m.tokens.start < range.end);
        let plain = self.headline(tokens);
        let named = |at: usize| mentions().any(|m| m.counts() && m.tokens.contains(&(self.base + at)));
        let seen: Vec<Seen<'_>> = tokens
            .iter()
            .zip(self.lower.iter())
            .enumerate()
            .map(|(at, (token, &lower))| {
                let shape = match token.kind {
                    TokenKind::Word | TokenKind::Clitic => Shape::Word,
                    TokenKind::Number => Shape::Digits,
                    TokenKind::Mark => Shape::Mark,
                };
                // In a headline a capital makes no name.
                let case = if plain && !named(at) { LetterCase::Lower } else { token.case };
                Seen { lower, case, shape }
            })
            .collect();
        let mut tags = self.english.tagger.tag(&self.english.words, &seen);
        for mention in mentions() {
            for at in mention.within(&range).filter(|_| mention.counts()) {
                if tokens[at].kind == TokenKind::Word {
                    tags[at] = Tag::Name;
                }
            }
        }
        let retag = Retag {
            lower: &self.lower,
            numbers: &self.numbers,
            capital: &|at| seen[at].case.capital(),
            joins: &|at| {
                self.lower.get(at) == Some(&"-")
                    && tokens.get(at).is_some_and(Token::glued)
                    && tokens.get(at + 1).is_some_and(|t| t.glued() && t.kind == TokenKind::Word)
            },
            words: self.words,
            english: self.english,
        };
        if plain {
            retag.headline(&mut tags);
        }
        retag.apply(&mut tags);
        tags
    }
}

impl Deref for Tags<'_> {
    type Target = [Tag];

    #[inline]
    fn deref(&self) -> &[Tag] {
        self.chosen.get_or_init(|| self.choose())
    }
}
