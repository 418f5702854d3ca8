//! Bodies that every country has, named without their country: "the Army", "Parliament", "the Supreme Court".

use std::ops::Range;

use super::Article;
use super::area::{self, Areas};
use super::cues::Cues;
use super::page::Page;
use crate::dictionary::{AliasKind, Kind, fold};
use crate::text::TokenKind;

/// The alias by which the dictionary knows the body of this name in the country beside it, or else in the one
/// that the article is about: "Indian Army" for "the Army" in an article on India.
pub fn body(page: &Page<'_>, tokens: &Range<usize>, article: &Article<'_>, areas: &Areas<'_>) -> Option<u32> {
    if !is_public(page, tokens) {
        return None;
    }
    let country = area::before(page, tokens.start, article)
        .or_else(|| area::seat(page, tokens, article))
        .or(areas.home.country)
        .or_else(|| areas.says_nothing_but(MOST_PROMINENT).then_some(MOST_PROMINENT))?;
    // "the Department of Roads" may be a state's.
    if page.as_is(tokens.start) == "Department" && areas.names_state_of(country) {
        return None;
    }
    of_country(page, tokens, article, country)
}

/// The alias by which the dictionary knows the party of this name in the country beside it, or else in the one that
/// the article is about: "German Greens" for "the Greens".
pub fn party(
    page: &Page<'_>,
    tokens: &Range<usize>,
    article: &Article<'_>,
    areas: &Areas<'_>,
) -> Option<u32> {
    let country = area::before(page, tokens.start, article).or(areas.home.country)?;
    of_country(page, tokens, article, country)
}

/// The alias by which the dictionary knows what is called so in the country.
fn of_country(page: &Page<'_>, tokens: &Range<usize>, article: &Article<'_>, country: &str) -> Option<u32> {
    let bare = fold(page.text.slice(tokens.clone()));
    let dictionary = article.dictionary;
    let known = |spelling: &str| {
        let pattern = dictionary.index.pattern(spelling)?;
        dictionary.index.aliases(pattern).iter().copied().find(|a| {
            let entity = dictionary.entity_of(*a);
            entity.kind == Kind::ORGANIZATION
                && entity.country() == country
                && matches!(dictionary.aliases[*a as usize].kind, AliasKind::Name | AliasKind::Short)
        })
    };
    let mut spelling = String::with_capacity(64);
    let mut joined = |parts: [&str; 3]| {
        spelling.clear();
        parts.iter().for_each(|part| spelling.push_str(part));
        known(&spelling)
    };
    let mut nations = article.words.nation(country).iter();
    nations.find_map(|nation| joined([nation, " ", &bare]).or_else(|| joined([&bare, " of ", nation])))
}

/// Whose bodies are meant where an article has nothing of any other country.
const MOST_PROMINENT: &str = "US";

/// Whether the words are everyday English with a capital and name nothing that is anybody's own.
fn general(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() <= 8
        && tokens.clone().all(|n| {
            let word = page.word(n);
            match page.text.tokens[n].kind {
                TokenKind::Word => !word.capital || word.english && page.as_is(n).chars().count() > 2,
                TokenKind::Mark => page.as_is(n) == ",",
                _ => false,
            }
        })
}

/// Whether the words name what most countries have one of.
pub fn is_public(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let body = |n: usize| page.word(n).cues.any(Cues::ORG_END | Cues::ORG_OF | Cues::INSTITUTION);
    (body(tokens.end - 1) || body(tokens.start)) && general(page, tokens)
}
