//! Names: every mention of an organization, person or place.
//!
//! `page` finds words that are spelled like a dictionary's alias, `accept` keeps those that context
//! bears out, `discover` proposes names that no dictionary has, `resolve` chooses among overlapping
//! candidates, `refer` adds later short forms and acronyms, `symbols` the companies that headlines begin with.

mod accept;
mod area;
mod around;
mod bearer;
mod cues;
mod dateline;
mod discover;
mod divide;
mod evidence;
mod firms;
mod forms;
mod home;
mod initials;
mod inside;
mod joined;
mod link;
mod lists;
mod mention;
mod name_words;
mod national;
mod neighbours;
mod one_word;
mod page;
mod people;
mod refer;
mod resolve;
pub mod rules;
mod runs;
mod short_form;
mod sport;
mod symbols;
mod teams;
mod things;
mod usage;
mod votes;
mod whole_run;
mod works;

use std::ops::Range;

pub use crate::dictionary::{Kind, Territory};
pub use mention::{Mention, Method, Origin, Referent};
pub use name_words::NameWords;

use crate::dictionary::Dictionary;
use crate::text::{English, Text};

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
    if by_rule {
        symbols::complete(&pages, &article, &areas, &mut all);
    }
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
