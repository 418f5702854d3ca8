//! A name in the text, how it was found and what it stands for.

use std::ops::Range;
use std::sync::Arc;

use super::Article;
use super::page::Page;
use crate::dictionary::{Kind, Territory};
use crate::span::Span;

/// How a mention was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// An alias of a dictionary.
    Dictionary,
    /// A shortened form of a name that stands in full in the article, or of a person whom everybody knows by it.
    ShortForm,
    /// Initials that the article defines.
    Acronym,
    /// In no dictionary: found by shape and context.
    Rule,
    /// An adjective that tells a place: no mention by itself.
    Adjective,
}

impl Method {
    /// The word written in the `method` column.
    pub fn name(self) -> &'static str {
        match self {
            Method::Dictionary => "dictionary",
            Method::ShortForm => "short_form",
            Method::Acronym => "acronym",
            Method::Rule => "rule",
            Method::Adjective => "adjective",
        }
    }
}

/// What a mention stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Referent {
    /// An entity of the dictionary, by its index there.
    Entity(u32),
    /// A name of no dictionary, in its fullest form in the article.
    Name(Arc<str>),
}

/// What made a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The alias of the dictionary that matched.
    Alias(u32),
    /// The rule that decided.
    Rule(&'static str),
}

/// A name in the text and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, in bytes of its part of the article.
    pub span: Span,
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// Index of the sentence it stands in, from 0.
    pub sentence: usize,
    /// What kind of thing it names.
    pub kind: Kind,
    /// What it stands for.
    pub referent: Referent,
    /// How it was found.
    pub method: Method,
    /// What found it.
    pub origin: Origin,
    /// Other entities the same words could stand for, best first.
    pub alternatives: Vec<u32>,
    /// The country it belongs to, by ISO 3166 code, where the dictionary tells.
    pub country: Option<[u8; 2]>,
    /// Whether it is a country or a state itself.
    pub territory: Territory,
}

impl Mention {
    /// Whether it is written to mentions.csv by itself; adjectives only serve the claims.
    pub fn counts(&self) -> bool {
        self.method != Method::Adjective
    }

    /// Its tokens that stand in a sentence, counted from the sentence's first; a name may begin in the sentence before.
    pub fn within(&self, sentence: &Range<usize>) -> Range<usize> {
        let inside = |token: usize| token.clamp(sentence.start, sentence.end) - sentence.start;
        inside(self.tokens.start)..inside(self.tokens.end)
    }
}

/// A body that is named without its country.
pub fn of_the_country(page: &Page<'_>, tokens: Range<usize>, alias: u32, article: &Article<'_>) -> Mention {
    let entity = article.dictionary.aliases[alias as usize].entity;
    Mention {
        referent: Referent::Entity(entity),
        method: Method::ShortForm,
        country: article.dictionary.country_code(entity),
        ..unlinked(page, tokens, Kind::ORGANIZATION, "national_body", vec![])
    }
}

/// A mention of a name that stands for nothing in the dictionary.
pub fn unlinked(
    page: &Page<'_>,
    tokens: Range<usize>,
    kind: Kind,
    rule: &'static str,
    alternatives: Vec<u32>,
) -> Mention {
    let span = page.text.span(tokens.clone());
    Mention {
        span,
        sentence: page.text.sentence_of(tokens.start),
        tokens,
        kind,
        referent: Referent::Name(Arc::from(spelled(span.of(page.text.source)))),
        method: Method::Rule,
        origin: Origin::Rule(rule),
        alternatives,
        country: None,
        territory: Territory::None,
    }
}

/// A name of no dictionary on one line, as it is written to the rows.
pub fn spelled(surface: &str) -> String {
    surface.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_over_two_sentences_has_its_part_in_each() {
        let mention = Mention {
            span: Span::new(0, 1),
            tokens: 4..7,
            sentence: 0,
            kind: Kind::PERSON,
            referent: Referent::Name(Arc::from("Ana St. Clair")),
            method: Method::Rule,
            origin: Origin::Rule("title"),
            alternatives: vec![],
            country: None,
            territory: Territory::None,
        };
        assert_eq!(mention.within(&(0..6)), 4..6);
        assert_eq!(mention.within(&(6..9)), 0..1);
        assert_eq!(mention.within(&(2..20)), 2..5);
        assert!(mention.within(&(7..9)).is_empty());
    }
}
