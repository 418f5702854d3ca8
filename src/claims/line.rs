//! One sentence as the claim rules see it: words, parts of speech, names, all by their place in the
//! sentence from 0.

use std::ops::Range;

use super::words::ClaimWords;
use crate::entities::Mention;
use crate::span::Span;
use crate::text::tagger::{Seen, Shape, Tag};
use crate::text::{English, Gap, Text, TokenKind, lemma};

/// What the whole article tells its sentences.
#[derive(Clone, Copy, Default)]
pub struct Article<'a> {
    /// The country that the article is most about, by ISO 3166 code.
    pub country: Option<[u8; 2]>,
    /// That country, where the article names it.
    pub home: Option<&'a crate::entities::Referent>,
    /// It writes decimals with a comma: "1.234" is a thousand there.
    pub decimal_comma: bool,
}

pub struct Line<'a> {
    pub text: &'a Text<'a>,
    /// Index of the sentence.
    pub sentence: usize,
    /// First token of the sentence.
    pub base: usize,
    pub lower: Vec<String>,
    pub tags: Vec<Tag>,
    /// For each token the mention it belongs to, as an index into `mentions`.
    pub owner: Vec<Option<usize>>,
    pub mentions: &'a [Mention],
    pub words: &'a ClaimWords,
    pub english: &'a English,
    /// Where a dateline ends ("ROME, May 3 (Reuters) -"): what it names and dates is the report, not the claim.
    pub body: usize,
    /// The country that the article is most about, by ISO 3166 code.
    pub country: Option<[u8; 2]>,
    /// That country, where the article names it.
    pub home: Option<&'a crate::entities::Referent>,
    /// The article writes decimals with a comma: "1.234" is a thousand there.
    pub decimal_comma: bool,
}

impl<'a> Line<'a> {
    pub fn new(
        text: &'a Text<'a>,
        sentence: usize,
        mentions: &'a [Mention],
        words: &'a ClaimWords,
        english: &'a English,
        article: Article<'a>,
    ) -> Self {
        let range = text.sentences[sentence].tokens.clone();
        let base = range.start;
        let lower: Vec<String> =
            range.clone().map(|t| text.word(t).replace('’', "'").to_lowercase()).collect();
        let seen: Vec<Seen<'_>> = range
            .clone()
            .zip(&lower)
            .map(|(t, lower)| {
                let token = &text.tokens[t];
                let shape = match token.kind {
                    TokenKind::Word | TokenKind::Clitic => Shape::Word,
                    TokenKind::Number => Shape::Digits,
                    TokenKind::Mark => Shape::Mark,
                };
                Seen { lower, case: token.case, shape }
            })
            .collect();
        let mut tags = english.tagger.tag(&english.words, &seen);
        let mut owner = vec![None; lower.len()];
        let first = mentions.partition_point(|m| m.tokens.end <= base);
        for (n, mention) in
            mentions.iter().enumerate().skip(first).take_while(|(_, m)| m.tokens.start < range.end)
        {
            for token in mention.tokens.clone() {
                if let Some(slot) = owner.get_mut(token - base) {
                    *slot = Some(n);
                    if mention.counts() && text.tokens[token].kind == TokenKind::Word {
                        tags[token - base] = Tag::Name;
                    }
                }
            }
        }
        let body = dateline_end(text, sentence);
        let Article { country, home, decimal_comma } = article;
        Line {
            text,
            sentence,
            base,
            lower,
            tags,
            owner,
            mentions,
            words,
            english,
            country,
            home,
            body,
            decimal_comma,
        }
    }

    /// How many tokens the sentence has.
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// The word in small letters with straight apostrophes; empty outside of the sentence.
    pub fn w(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The word before `at`; empty at the start.
    pub fn prev(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |n| self.w(n))
    }

    /// The word as it stands.
    pub fn raw(&self, at: usize) -> &'a str {
        if at < self.len() { self.text.word(self.base + at) } else { "" }
    }

    pub fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or(Tag::Mark)
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        (at < self.len()).then(|| self.text.tokens[self.base + at].kind)
    }

    /// Whether the token touches the one before it.
    pub fn glued(&self, at: usize) -> bool {
        at > 0 && at < self.len() && self.text.tokens[self.base + at].gap == Gap::None
    }

    /// Whether the sentence was cut where a token touches the one before it.
    pub fn touches_before(&self) -> bool {
        self.base > 0 && self.text.tokens[self.base].glued()
    }

    /// Whether the sentence was cut where a token touches the one behind it.
    pub fn touches_behind(&self) -> bool {
        self.text.tokens.get(self.base + self.len()).is_some_and(|t| t.glued())
    }

    pub fn capital(&self, at: usize) -> bool {
        at < self.len() && self.text.tokens[self.base + at].case.capital()
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    pub fn is_digits(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number)
    }

    pub fn span(&self, range: &Range<usize>) -> Span {
        self.text.span(self.base + range.start..self.base + range.end)
    }

    /// The words of a range as they stand, on one line.
    pub fn slice(&self, range: &Range<usize>) -> String {
        if range.is_empty() {
            return String::new();
        }
        self.span(range).of(self.text.source).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The mention at a token; adjectives are none.
    pub fn mention(&self, at: usize) -> Option<&'a Mention> {
        self.owner.get(at).copied().flatten().map(|n| &self.mentions[n]).filter(|m| m.counts())
    }

    /// Whether a name begins at a token.
    pub fn owner_starts(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|m| m.tokens.start == self.base + at)
    }

    /// The base form of the verb at `at`.
    pub fn verb(&self, at: usize) -> String {
        lemma::verb(&self.english.words, self.w(at))
    }

    /// Whether a phrase of small words stands at `at`.
    pub fn phrase(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.w(at + n) == *word)
    }

    /// Whether the words before `at` end in the phrase.
    pub fn phrase_before(&self, at: usize, words: &[&str]) -> bool {
        at >= words.len() && self.phrase(at - words.len(), words)
    }

    pub fn dash(&self, at: usize) -> bool {
        matches!(self.w(at), "-" | "–" | "—" | "‑" | "−")
    }
}

/// The token behind the dash of a dateline; 0 where the sentence has none.
fn dateline_end(text: &Text<'_>, sentence: usize) -> usize {
    let tokens = text.sentences[sentence].tokens.clone();
    if sentence > 12 || !text.sentences[sentence].opens_paragraph {
        return 0;
    }
    let first = text.word(tokens.start);
    let opens = first.chars().count() > 1
        && first.chars().all(|c| !c.is_lowercase())
        && text.tokens[tokens.start].kind == TokenKind::Word;
    let dash = |t: usize| matches!(text.word(t), "-" | "–" | "—" | "--" | "_") && !text.tokens[t].glued();
    let end = tokens.clone().take(16).find(|t| dash(*t)).filter(|_| opens);
    let Some(dash) = end else { return 0 };
    // "CAIRO - 26 July 2022: ..."
    let colon = (dash + 1..tokens.end.min(dash + 6)).find(|t| text.word(*t) == ":").filter(|colon| {
        (dash + 1..*colon).all(|t| {
            text.tokens[t].kind == TokenKind::Number
                || super::time::month_number(&text.word(t).to_lowercase()).is_some()
        })
    });
    colon.unwrap_or(dash) + 1 - tokens.start
}
