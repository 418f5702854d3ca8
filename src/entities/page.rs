//! One part of an article as the name rules see it: what each capitalised word is, what each line is.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Article;
use super::cues::Word;
use crate::dictionary::{AliasKind, Hit, name_key};
use crate::text::{Class, LetterCase, Text, TokenKind};

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Capitals mark names and sentence starts.
    Prose,
    /// Most words have a capital: a headline.
    Headline,
    /// All letters are capitals.
    Shouting,
}

pub struct Page<'t> {
    pub text: &'t Text<'t>,
    pub styles: Vec<Style>,
    pub hits: Vec<Hit>,
    /// Whether the article reports on sport.
    pub sport: bool,
    /// The sports that the part speaks of most; made when first asked for.
    pub sports: OnceCell<u16>,
    /// The entities that it names by more than one word; made when first asked for.
    in_full: OnceCell<FxHashSet<u32>>,
    /// Those that it names by a word of their own, not by their town; made when first asked for.
    nicknamed: OnceCell<FxHashSet<u32>>,
    words: Vec<Word>,
}

impl<'t> Page<'t> {
    pub fn new(text: &'t Text<'t>, article: &Article<'_>) -> Self {
        let styles: Vec<Style> =
            text.sentences.iter().map(|s| style(text, s.tokens.clone(), s.unmarked, article)).collect();
        let mut hits = Vec::new();
        let mut words = vec![Word::default(); text.tokens.len()];
        for (sentence, style) in text.sentences.iter().zip(&styles) {
            let mut address = 0;
            for at in sentence.tokens.clone() {
                let token = &text.tokens[at];
                let word = text.word(at);
                let shouting = *style == Style::Shouting && token.case == LetterCase::Upper;
                let describe = || article.words.describe(word, token.case, shouting, article.english);
                // No cue is a number, and words in capitals differ where all are.
                if shouting {
                    words[at] = describe();
                } else if token.kind != TokenKind::Number {
                    words[at] = article.words.described.get(text.number(at), describe);
                }
                if at < address {
                    words[at] = words[at].without_capital();
                    continue;
                }
                if opens_address(text, at) {
                    let parts = text.tokens[at + 1..].iter().take_while(|t| t.glued());
                    address = at + 1 + parts.count();
                    continue;
                }
                // "PepsiCo" begins a name, "F" in "USS F-16" does too; "k" in "25k" does not.
                let inside = token.glued() && at > 0 && text.tokens[at - 1].kind != TokenKind::Mark;
                if !inside && article.dictionary.index.may_start(text, at) {
                    article.dictionary.index.hits(text, at, sentence.tokens.end, &mut hits);
                }
            }
        }
        Page {
            text,
            styles,
            hits,
            sport: false,
            sports: OnceCell::new(),
            in_full: OnceCell::new(),
            nicknamed: OnceCell::new(),
            words,
        }
    }

    /// What is known of the word at `token`.
    #[inline]
    pub fn word(&self, token: usize) -> Word {
        self.words.get(token).copied().unwrap_or_default()
    }

    /// The hits that begin at the token.
    pub fn hits_at(&self, token: usize) -> &[Hit] {
        let start = self.hits.partition_point(|h| h.start < token);
        let end = start + self.hits[start..].iter().take_while(|h| h.start == token).count();
        &self.hits[start..end]
    }

    /// Whether the part names the entity by more than one word.
    pub fn names_in_full(&self, entity: u32, article: &Article<'_>) -> bool {
        let found = || {
            let long = self.hits.iter().filter(|h| h.end - h.start > 1);
            long.flat_map(|h| article.dictionary.aliases_of(h)).map(|a| a.entity).collect()
        };
        self.in_full.get_or_init(found).contains(&entity)
    }

    /// Whether the part names a team by what is its own: "the Timberwolves" beside "Minnesota".
    pub fn names_by_nickname(&self, entity: u32, article: &Article<'_>) -> bool {
        let found = || {
            let aliases = self.hits.iter().flat_map(|h| article.dictionary.aliases_of(h));
            let own = aliases.filter(|a| matches!(a.kind, AliasKind::Name | AliasKind::Short));
            own.map(|a| a.entity).collect()
        };
        self.nicknamed.get_or_init(found).contains(&entity)
    }

    /// Whether the word is an adverb more than a noun: "Meanwhile", "Separately", but not "Home".
    pub fn adverb(&self, token: usize, article: &Article<'_>) -> bool {
        let classes = article.english.words.classes(&self.as_is(token).to_lowercase());
        classes.any(Class::ADVERB) && !classes.any(Class::COMMON_NOUN)
    }

    /// The text of the token.
    pub fn as_is(&self, token: usize) -> &'t str {
        self.text.word(token)
    }

    /// The word before `token` in its sentence, quotes and opening brackets stepped over.
    pub fn before(&self, token: usize) -> Option<usize> {
        let start = self.text.sentences.get(self.text.sentence_of(token))?.tokens.start;
        let mut at = token;
        while at > start {
            at -= 1;
            if !matches!(self.as_is(at), "\"" | "“" | "‘" | "'" | "`") {
                return Some(at);
            }
        }
        None
    }

    /// Whether the token is the first word of its sentence, or of a quotation in it.
    pub fn opens(&self, token: usize) -> bool {
        let start = self.text.sentences[self.text.sentence_of(token)].tokens.start;
        if token == start {
            return true;
        }
        let quote = |n: usize| {
            matches!(
                self.as_is(n),
                "\"" | "“" | "‘" | "``" | "`" | "-" | "–" | "—" | "_" | ":" | "*" | "•" | "(" | "[" | "..."
            )
        };
        // "R-Ohio", "Anglo-Irish"
        let inside = self.text.tokens[token].glued() && self.as_is(token - 1) == "-";
        !inside
            && (start..token).rev().take_while(|n| self.text.tokens[*n].kind == TokenKind::Mark).any(quote)
            || (start..token).all(|n| self.text.tokens[n].kind != TokenKind::Word)
    }

    /// The style of the sentence that holds the token.
    pub fn style(&self, token: usize) -> Style {
        self.styles.get(self.text.sentence_of(token)).copied().unwrap_or(Style::Prose)
    }
}

/// Whether an address of the web begins at the token: nothing in it is a name.
fn opens_address(text: &Text<'_>, at: usize) -> bool {
    // Hardly any word has a mark glued behind it that another word is glued to.
    let glued = |n: usize| text.tokens.get(n).is_some_and(|t| t.glued());
    glued(at + 1)
        && glued(at + 2)
        && match text.word(at + 1) {
            ":" => matches!(text.word(at), "http" | "https"),
            "." => text.word(at) == "www",
            _ => false,
        }
}

/// Whether a line of capitalised words lists names ("Ana Ruiz (Spain) beat Jo Lund (Norway) 6-3 6-2"):
/// figures or brackets, and few words that have a capital only because they stand in a headline.
fn is_list(text: &Text<'_>, tokens: Range<usize>, article: &Article<'_>) -> bool {
    let (mut listed, mut names, mut everyday) = (0u32, 0u32, 0u32);
    for at in tokens {
        let token = &text.tokens[at];
        match token.kind {
            TokenKind::Number => listed += 1,
            TokenKind::Mark => listed += u32::from(matches!(text.word(at), "(" | "," | ";" | ":")),
            TokenKind::Word if token.case.capital() && token.end - token.start >= 4 => {
                if article.english.words.classes(&name_key(text.word(at))).common() {
                    everyday += 1;
                } else {
                    names += 1;
                }
            }
            _ => {}
        }
    }
    listed >= 2 && everyday * 2 < names
}

fn style(text: &Text<'_>, tokens: Range<usize>, unmarked: bool, article: &Article<'_>) -> Style {
    let (mut capital, mut upper, mut small, mut all) = (0u32, 0u32, 0u32, 0u32);
    for token in &text.tokens[tokens.clone()] {
        if token.kind != TokenKind::Word || token.end - token.start < 4 {
            continue;
        }
        all += 1;
        match token.case {
            LetterCase::Upper => upper += 1,
            LetterCase::Title | LetterCase::Camel => capital += 1,
            LetterCase::Lower => small += 1,
            _ => {}
        }
    }
    if all == 0 {
        return Style::Prose;
    }
    if upper > 0 && small == 0 && upper * 4 >= all * 3 && (upper >= 2 || all == 1) {
        return if all == 1 && !unmarked { Style::Prose } else { Style::Shouting };
    }
    if unmarked && all >= 4 && (capital + upper) * 10 >= all * 7 && !is_list(text, tokens, article) {
        return Style::Headline;
    }
    Style::Prose
}
