//! One sentence as the claim rules see it: words, parts of speech, names, all by their place in the
//! sentence from 0.

use std::cell::OnceCell;
use std::ops::{Deref, Range};
use std::rc::Rc;

use super::literal::vulgar_fraction;
use super::retag::Retag;
use super::words::ClaimWords;
use crate::entities::Mention;
use crate::span::Span;
use crate::text::seen::{Seen, Shape, mark};
use crate::text::tagger::Tag;
use crate::text::{English, Gap, LetterCase, Text, Token, TokenKind, lemma};

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
    /// The words in small letters with straight apostrophes.
    pub lower: Rc<[&'a str]>,
    pub tags: Tags<'a>,
    /// For each token the mention it belongs to, as an index into `mentions`.
    pub owner: Vec<Option<usize>>,
    /// For each token the first one from it on that may be a number or part of one.
    numerals: Vec<usize>,
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
        small: &'a SmallLetters,
    ) -> Self {
        let range = text.sentences[sentence].tokens.clone();
        let base = range.start;
        let lower: Rc<[&'a str]> = small.words(text, range.clone());
        let mut owner = vec![None; lower.len()];
        let first = mentions.partition_point(|m| m.tokens.end <= base);
        for (n, mention) in
            mentions.iter().enumerate().skip(first).take_while(|(_, m)| m.tokens.start < range.end)
        {
            for token in mention.tokens.clone() {
                if let Some(slot) = owner.get_mut(token - base) {
                    *slot = Some(n);
                }
            }
        }
        let body = dateline_end(text, sentence);
        let mut numerals = vec![lower.len(); lower.len()];
        let mut next = lower.len();
        for at in (0..lower.len()).rev() {
            let numeral = match text.tokens[base + at].kind {
                TokenKind::Number => true,
                TokenKind::Word => words.numeral(lower[at]).is_some(),
                TokenKind::Mark => lower[at].len() > 1 && vulgar_fraction(lower[at]).is_some(),
                TokenKind::Clitic => false,
            };
            if numeral {
                next = at;
            }
            numerals[at] = next;
        }
        let tags = Tags {
            chosen: OnceCell::new(),
            text,
            base,
            lower: lower.clone(),
            mentions,
            first,
            words,
            english,
        };
        let Article { country, home, decimal_comma } = article;
        Line {
            text,
            sentence,
            base,
            lower,
            tags,
            owner,
            numerals,
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
    pub fn w(&self, at: usize) -> &'a str {
        self.lower.get(at).copied().unwrap_or("")
    }

    /// The word before `at`; empty at the start.
    pub fn prev(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |n| self.w(n))
    }

    /// The word as it stands.
    pub fn raw(&self, at: usize) -> &'a str {
        if at < self.len() { self.text.word(self.base + at) } else { "" }
    }

    pub fn tag(&self, at: usize) -> Tag {
        match self.kind(at) {
            None => Tag::Mark,
            // What is no word needs no look around.
            Some(TokenKind::Number) => Tag::Number,
            Some(TokenKind::Mark) => mark(self.lower[at]),
            Some(TokenKind::Word | TokenKind::Clitic) => self.tags[at],
        }
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

    /// The first token from `at` on that may be a number or part of one: digits, a numeral, a fraction; the
    /// sentence's length where there is none.
    pub fn next_numeral(&self, at: usize) -> usize {
        self.numerals.get(at).copied().unwrap_or(self.len())
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
    pub fn verb(&self, at: usize) -> &'a str {
        // "to lay off 40 cooks": no past tense of "lie"
        if self.w(at) == "lay"
            && (matches!(self.w(at + 1), "off" | "out" | "down" | "aside" | "claim")
                || self.tag(at) == Tag::Verb)
        {
            return "lay";
        }
        lemma::verb_base(&self.english.words, self.w(at))
    }

    /// Whether a phrase of small words stands at `at`.
    pub fn phrase(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.w(at + n) == *word)
    }

    /// Whether the noun that a claim counts ends right before `end`, "votes" in "52 votes to".
    pub fn counts_up_to(&self, claim: &super::Claim, end: usize) -> bool {
        let last = self.span(&(end - 1..end)).end;
        let counted = last.checked_sub(claim.quantity.span.end);
        counted.is_some_and(|gap| gap <= claim.counted.len() + 1) && self.tag(end - 1).noun()
    }

    /// Whether the words before `at` end in the phrase.
    pub fn phrase_before(&self, at: usize, words: &[&str]) -> bool {
        // The last word tells most.
        (words.len()..=self.len()).contains(&at)
            && words.iter().rev().zip(self.lower[..at.min(self.len())].iter().rev()).all(|(a, b)| a == b)
    }

    pub fn dash(&self, at: usize) -> bool {
        matches!(self.w(at), "-" | "–" | "—" | "‑" | "−")
    }
}

/// The parts of speech of a sentence, chosen when one is asked for: many a sentence turns out to hold no
/// quantity before.
pub struct Tags<'a> {
    chosen: OnceCell<Vec<Tag>>,
    text: &'a Text<'a>,
    base: usize,
    lower: Rc<[&'a str]>,
    mentions: &'a [Mention],
    /// The first mention of the sentence.
    first: usize,
    words: &'a ClaimWords,
    english: &'a English,
}

impl Tags<'_> {
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
        let tokens = &self.text.tokens[self.base..self.base + self.lower.len()];
        let end = self.base + self.lower.len();
        let mentions = || self.mentions[self.first..].iter().take_while(|m| m.tokens.start < end);
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
            for at in mention.tokens.clone().filter(|_| mention.counts()).map(|t| t - self.base) {
                if tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word) {
                    tags[at] = Tag::Name;
                }
            }
        }
        let retag = Retag {
            lower: &self.lower,
            capital: &|at| seen[at].case.capital(),
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

    fn deref(&self) -> &[Tag] {
        self.chosen.get_or_init(|| self.choose())
    }
}

/// The words of a text that are not written in small letters, in small letters.
pub struct SmallLetters {
    buffer: String,
    /// Each of these words' token and where the word ends in the buffer.
    words: Vec<(usize, usize)>,
}

impl SmallLetters {
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
    fn words<'a>(&'a self, text: &Text<'a>, range: Range<usize>) -> Rc<[&'a str]> {
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

/// "Norwich, 21 February 2024 -": nothing but names, marks and a number before the dash.
fn place_and_date(text: &Text<'_>, tokens: Range<usize>) -> bool {
    tokens.len() <= 8
        && tokens.clone().any(|t| text.tokens[t].kind == TokenKind::Number)
        && tokens.clone().any(|t| text.word(t) == ",")
        && tokens.clone().all(|t| match text.tokens[t].kind {
            TokenKind::Word => {
                text.tokens[t].case.capital() || super::words::month_number(text.word(t)).is_some()
            }
            TokenKind::Number => true,
            _ => matches!(text.word(t), "," | "." | "(" | ")"),
        })
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
    let end = tokens
        .clone()
        .take(16)
        .find(|t| dash(*t))
        .filter(|end| opens || place_and_date(text, tokens.start..*end));
    let Some(dash) = end else { return 0 };
    // "LIMA - 3 May 2019: ..."
    let colon = (dash + 1..tokens.end.min(dash + 6)).find(|t| text.word(*t) == ":").filter(|colon| {
        (dash + 1..*colon).all(|t| {
            text.tokens[t].kind == TokenKind::Number
                || super::words::month_number(&text.word(t).to_lowercase()).is_some()
        })
    });
    colon.unwrap_or(dash) + 1 - tokens.start
}
