//! One sentence as the claim rules see it: words, parts of speech, names, all by their place in the
//! sentence from 0.

use std::ops::Range;
use std::rc::Rc;

use super::dateline::dateline_end;
use super::small_letters::SmallLetters;
use super::tags::Tags;
use crate::claims::vocabulary::literal::vulgar_fraction;
use crate::claims::vocabulary::words::ClaimWords;
use crate::entities::{Kind, Mention, Referent};
use crate::span::Span;
use crate::text::seen::mark;
use crate::text::tagger::Tag;
use crate::text::{English, Gap, Text, TokenKind, WordNumber, lemma};

/// Most words and marks of a share's code: "4410.X".
const LONGEST_CODE: usize = 4;

/// What the whole article tells its sentences.
#[derive(Clone, Copy, Default)]
pub struct Article<'a> {
    /// The country that the article is most about, by ISO 3166 code.
    pub country: Option<[u8; 2]>,
    /// That country, where the article names it.
    pub home: Option<&'a Referent>,
    /// It writes decimals with a comma: "1.234" is a thousand there.
    pub decimal_comma: bool,
}

/// A sentence with what the rules ask of it.
pub struct Line<'a> {
    pub text: &'a Text<'a>,
    /// Index of the sentence.
    pub sentence: usize,
    /// First token of the sentence.
    pub base: usize,
    /// The words in small letters with straight apostrophes.
    pub lower: Rc<[&'a str]>,
    /// The numbers of these words.
    numbers: Rc<[WordNumber]>,
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
    pub article: Article<'a>,
}

impl<'a> Line<'a> {
    /// The sentence with the index `sentence` of `text`; `small` are the words of the text in small letters.
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
        let (lower, numbers) = small.words(text, range.clone());
        let mut owner = vec![None; lower.len()];
        let first = mentions.partition_point(|m| m.tokens.end <= base);
        for (n, mention) in
            mentions.iter().enumerate().skip(first).take_while(|(_, m)| m.tokens.start < range.end)
        {
            owner[mention.within(&range)].fill(Some(n));
        }
        let body = dateline_end(text, sentence);
        let mut numerals = vec![lower.len(); lower.len()];
        let mut next = lower.len();
        for at in (0..lower.len()).rev() {
            let numeral = match text.tokens[base + at].kind {
                TokenKind::Number => true,
                TokenKind::Word => words.is_numeral(numbers[at], lower[at]),
                TokenKind::Mark => lower[at].len() > 1 && vulgar_fraction(lower[at]).is_some(),
                TokenKind::Clitic => false,
            };
            if numeral {
                next = at;
            }
            numerals[at] = next;
        }
        let tags = Tags::new(text, base, lower.clone(), numbers.clone(), &mentions[first..], words, english);
        Line {
            text,
            sentence,
            base,
            lower,
            numbers,
            tags,
            owner,
            numerals,
            mentions,
            words,
            english,
            body,
            article,
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

    /// The part of speech; that of a mark outside of the sentence.
    pub fn tag(&self, at: usize) -> Tag {
        match self.kind(at) {
            None => Tag::Mark,
            // What is no word needs no look around.
            Some(TokenKind::Number) => Tag::Number,
            Some(TokenKind::Mark) => mark(self.lower[at]),
            Some(TokenKind::Word | TokenKind::Clitic) => self.tags[at],
        }
    }

    /// Whether it is a word, a number or a mark; none outside of the sentence.
    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        (at < self.len()).then(|| self.text.tokens[self.base + at].kind)
    }

    /// Whether nothing or a mark stands at the token.
    pub fn ends(&self, at: usize) -> bool {
        self.kind(at).is_none_or(|kind| kind == TokenKind::Mark)
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

    /// Whether the word begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        at < self.len() && self.text.tokens[self.base + at].case.capital()
    }

    /// Whether a word stands at `at`.
    pub fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    /// Whether a number in digits stands at `at`.
    pub fn is_digits(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number)
    }

    /// Whether a number in digits or a numeral stands at `at`.
    pub fn is_numeral(&self, at: usize) -> bool {
        self.is_digits(at) || self.words.numeral(self.w(at)).is_some()
    }

    /// The first token from `at` on that may be a number or part of one: digits, a numeral, a fraction; the
    /// sentence's length where there is none.
    pub fn next_numeral(&self, at: usize) -> usize {
        self.numerals.get(at).copied().unwrap_or(self.len())
    }

    /// Where a range stands in the text, in bytes.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.text.span(self.base + range.start..self.base + range.end)
    }

    /// Where the code of a share ends that stands between angle brackets at `at`: "<4410.X>".
    pub fn code(&self, at: usize) -> Option<usize> {
        if self.w(at) != "<" {
            return None;
        }
        let mut inside = (at + 1..(at + 2 + LONGEST_CODE).min(self.len())).take_while(|t| self.glued(*t));
        inside.find(|t| self.w(*t) == ">" && *t > at + 1).map(|close| close + 1)
    }

    /// The words of a range as they stand, on one line, without the codes of shares.
    pub fn slice(&self, range: &Range<usize>) -> String {
        if range.is_empty() {
            return String::new();
        }
        let mut words =
            self.span(range).of(self.text.source).split_whitespace().collect::<Vec<_>>().join(" ");
        if words.contains(['<', '>']) {
            for code in range.clone().filter_map(|at| Some(at..self.code(at)?)) {
                words = words.replace(self.span(&code).of(self.text.source), "");
            }
            words.retain(|c| !matches!(c, '<' | '>'));
            words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        words
    }

    /// The tokens of a name that stand in the sentence.
    pub fn within(&self, mention: &Mention) -> Range<usize> {
        mention.within(&(self.base..self.base + self.len()))
    }

    /// The mention at a token; adjectives are none.
    pub fn mention(&self, at: usize) -> Option<&'a Mention> {
        self.owner.get(at).copied().flatten().map(|n| &self.mentions[n]).filter(|m| m.counts())
    }

    /// Whether a person is named at a token.
    pub fn is_person(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|m| m.kind == Kind::PERSON)
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
        match self.numbers.get(at) {
            Some(number) => lemma::numbered_verb_base(&self.english.words, *number, self.w(at)),
            None => "",
        }
    }

    /// Whether a phrase of small words stands at `at`.
    pub fn phrase(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.w(at + n) == *word)
    }

    /// Whether the words before `at` end in the phrase.
    pub fn phrase_before(&self, at: usize, words: &[&str]) -> bool {
        // The last word tells most.
        (words.len()..=self.len()).contains(&at)
            && words.iter().rev().zip(self.lower[..at.min(self.len())].iter().rev()).all(|(a, b)| a == b)
    }

    /// Whether a hyphen, dash or minus stands at `at`.
    pub fn dash(&self, at: usize) -> bool {
        matches!(self.w(at), "-" | "–" | "—" | "‑" | "−")
    }
}
