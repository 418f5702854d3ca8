//! The name that stands inside of an alias.

use std::ops::Range;

use super::Article;
use super::cues::Cues;
use super::page::Page;
use crate::dictionary::{AliasKind, Entity, Hit, Kind, Territory};
use crate::text::{LetterCase, TokenKind};

/// The name in an alias: a title before it ("King Abdullah II") and what only describes it ("Interfax
/// news agency", "Irish broadcaster RTE") tell who is meant but stay outside. Nothing where a place or
/// an adjective is all that is left.
pub fn name(
    page: &Page<'_>,
    tokens: Range<usize>,
    entity: &Entity,
    article: &Article<'_>,
) -> Option<Range<usize>> {
    let (kind, name) = (entity.kind, article.dictionary.string(entity.name));
    let Range { mut start, mut end } = tokens.clone();
    // "Jordan's King Abdullah", "Vietnam's National Assembly": the country has a mention of its own.
    if kind != Kind::PLACE
        && !name.contains(['\'', '’'])
        && let Some(clitic) = (start + 1..end).find(|n| page.text.tokens[*n].kind == TokenKind::Clitic)
        && clitic + 1 < end
        && page
            .hits_at(start)
            .iter()
            .any(|h| h.end == clitic && article.dictionary.heaviest(h).1.territory == Territory::Country)
    {
        // "Iran's parliament"
        if !page.text.tokens[clitic + 1].case.capital() {
            return None;
        }
        start = clitic + 1;
    }
    let cues = |n: usize| page.word(n).written;
    let small = |n: usize| page.text.tokens[n].case == LetterCase::Lower;
    if kind == Kind::PERSON {
        while start + 1 < end && cues(start).any(Cues::HONOUR) {
            let next = start + 1 + usize::from(page.as_is(start + 1) == ".");
            if next >= end || !page.word(next).capital {
                break;
            }
            start = next;
        }
    } else if kind == Kind::ORGANIZATION && end - start > 1 {
        if small(end - 1) && cues(end - 1).any(Cues::ORG_NOUN) {
            while end - start > 1 && small(end - 1) {
                end -= 1;
            }
        }
        let described = (start..end - 1)
            .rev()
            .find(|n| small(*n) && cues(*n).any(Cues::ORG_NOUN) && page.text.tokens[n + 1].case.capital());
        start = described.map_or(start, |n| n + 1);
        let trimmed = start..end;
        let other = |h: &Hit| {
            let (alias, entity) = article.dictionary.heaviest(h);
            h.end == end && (alias.kind == AliasKind::Adjective || entity.kind == Kind::PLACE)
        };
        if trimmed != tokens && page.hits_at(start).iter().any(other) {
            return None;
        }
    } else if kind == Kind::PLACE {
        // "Harris County, Texas": what it lies in has a mention of its own.
        end = (start + 1..end).find(|n| page.as_is(*n) == ",").unwrap_or(end);
        // "Okumbe airport"
        let whole = end;
        let built = |n: usize| cues(n).any(Cues::PLACE_NOUN) && !matches!(page.as_is(n), "region" | "coast");
        while end - start > 1 && small(end - 1) && (end < whole || built(end - 1)) {
            end -= 1;
        }
        if end < whole && page.hits_at(start).iter().any(|h| h.end == end) {
            return None;
        }
        // "The Hague"
        let the = start > 0 && matches!(page.as_is(start - 1), "The" | "THE") && name.starts_with("The ");
        start -= usize::from(the);
    }
    Some(start..end)
}
