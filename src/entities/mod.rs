//! Names: every mention of an organization, person or place.
//!
//! `scan` finds words that are spelled like a dictionary's alias, `accept` keeps those that context
//! bears out, `discover` proposes names that no dictionary has, `resolve` chooses among overlapping
//! candidates, `refer` adds later short forms and acronyms.

mod accept;
mod area;
mod around;
mod bearer;
mod cues;
mod dateline;
mod discover;
mod divide;
mod evidence;
mod forms;
mod home;
mod initials;
mod inside;
mod joined;
mod link;
mod lists;
mod name_words;
mod national;
mod neighbours;
mod page;
mod people;
mod refer;
mod resolve;
pub mod rules;
mod runs;
mod sport;
mod teams;
mod things;
mod votes;
mod works;

use std::ops::Range;
use std::sync::Arc;

pub use crate::dictionary::{Kind, Territory};
pub use name_words::NameWords;

use crate::dictionary::Dictionary;
use crate::span::Span;
use crate::text::{English, Text};

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
    /// Index of the sentence it stands in.
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
}

/// Finds the names in the parts of one article (title, body). Names that one part holds in full help
/// to read their short forms in the other. Names of no dictionary are looked for where `by_rule` says so.
/// Mentions come in text order and never overlap.
pub fn extract(
    parts: &[&Text<'_>],
    dictionary: &Dictionary,
    words: &NameWords,
    english: &English,
    by_rule: bool,
) -> Vec<Vec<Mention>> {
    let article = Article { dictionary, words, english };
    let mut pages: Vec<page::Page<'_>> = parts.iter().map(|text| page::Page::new(text, &article)).collect();
    if sport::report(&pages, &article) {
        pages.iter_mut().for_each(|page| page.sport = true);
    }
    let areas = area::named(&pages, &article);
    let found = |page| if by_rule { runs::find(page, &article) } else { Default::default() };
    let runs: Vec<_> = pages.iter().map(found).collect();
    let mut evidence = evidence::Evidence::default();
    for (page, (runs, adjective)) in pages.iter().zip(&runs) {
        evidence.weigh(page, &article, runs, adjective);
    }
    let mut all: Vec<Vec<Mention>> = pages
        .iter()
        .zip(&runs)
        .map(|(page, (runs, adjective))| {
            let unknown = by_rule.then_some(discover::Unknown { runs, adjective, evidence: &evidence });
            resolve::choose(page, &article, &areas, unknown)
        })
        .collect();
    refer::complete(&pages, &article, &mut all);
    bearer::link(&pages, &article, &areas, &mut all);
    all
}

/// What all steps need to know.
struct Article<'a> {
    dictionary: &'a Dictionary,
    words: &'a NameWords,
    english: &'a English,
}

/// A stretch of tokens that may be a name.
#[derive(Debug, Clone)]
struct Candidate {
    tokens: Range<usize>,
    /// `None`: an event, law or prize; no name stands inside.
    kind: Option<Kind>,
    strength: Strength,
    source: CandidateSource,
}

#[derive(Debug, Clone)]
enum CandidateSource {
    /// The aliases that fit, heaviest first.
    Aliases(Vec<u32>),
    Rule(&'static str),
}

/// How sure a candidate is: the stronger come first, whatever their length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// Only where nothing else lies: shapes that are names more often than not.
    Weak,
    /// Dictionary names in doubtful context.
    Fair,
    /// The rest.
    Strong,
}
