//! Runs of capitalised words that hold several names: where one ends and the next begins.

use std::ops::Range;

use super::cues::Cues;
use super::page::Page;
use super::{Article, dateline};
use crate::dictionary::{Hit, Kind};
use crate::text::{LetterCase, TokenKind};

/// The names that a run holds one behind the other: an organization and who is of it, two people joined by "&", a
/// reporter and the town of the dateline ("By MARIA LUND OSLO (NTB) -").
pub fn divide(
    page: &Page<'_>,
    article: &Article<'_>,
    tokens: Range<usize>,
) -> (Range<usize>, Option<Range<usize>>) {
    let Range { start, end } = tokens;
    if let Some(town) = dateline::behind_byline(page, start, end) {
        return (start..town, Some(town..end));
    }
    let person = |part: Range<usize>| {
        let words: Vec<usize> = part.filter(|n| page.text.tokens[*n].kind == TokenKind::Word).collect();
        likely_person(page, article, &words)
    };
    if let Some(and) = (start + 2..end.saturating_sub(2)).find(|n| page.as_is(*n) == "&")
        && person(start..and)
        && person(and + 1..end)
    {
        return (start..and, Some(and + 1..end));
    }
    let split = person_behind(page, article, start..end);
    (start..split, (split < end).then_some(split..end))
}

/// Whether the words look like a person's name.
pub fn likely_person(page: &Page<'_>, article: &Article<'_>, words: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return false };
    let (f, l) = (page.word(first), page.word(last));
    (l.surname || !l.common)
        && (2..=4).contains(&words.len())
        && (f.given && (!f.common || f.cues.any(Cues::GIVEN_WORD))
            || article.words.family_first(page.as_is(first)))
        && !words.iter().any(|w| page.word(*w).cues.any(Cues::ORG_END | Cues::PLACE_END | Cues::EVENT_END))
}

/// Where a person's name begins that stands behind an organization in the same run ("Coastal Farmers Union Maria Lund",
/// "NTBK Maria Lund", "University of Oslo Maria Lund Ek"); the end of the run where there is none.
pub fn person_behind(page: &Page<'_>, article: &Article<'_>, tokens: Range<usize>) -> usize {
    let words: Vec<usize> = tokens.clone().filter(|n| page.text.tokens[*n].kind == TokenKind::Word).collect();
    for parts in [3, 2] {
        let Some(at) = words.len().checked_sub(parts + 1) else { continue };
        let (organization, name) = (words[at], &words[at + 1..]);
        let [first, ref between @ .., last] = *name else { continue };
        let (o, f, l) = (page.word(organization), page.word(first), page.word(last));
        let person = f.given
            && !f.common
            && !f.cues.any(Cues::ORG_END)
            && (l.surname || !f.english && !l.english)
            && !l.common
            && l.cues == Cues::default()
            && between.iter().all(|n| page.word(*n).surname || page.word(*n).given);
        if !person {
            continue;
        }
        // "Minister of Roads and Ports Maria Lund"
        let field = (o.common || o.english && !o.surname) && !o.given && o.cues == Cues::default();
        let token = &page.text.tokens[organization];
        let initials = token.case == LetterCase::Upper && token.end - token.start >= 3 && !o.given;
        // "the University of Oslo Maria Lund", called for the part behind "of"
        let town = at == 0
            && tokens.start > 0
            && page.as_is(tokens.start - 1) == "of"
            && page
                .hits_at(organization)
                .iter()
                .any(|h| h.end == organization + 1 && names_place(h, article));
        if (o.cues.any(Cues::ORG_END) || field) && (!o.surname || o.english) || initials || town {
            return first;
        }
    }
    tokens.end
}

/// Whether the dictionary knows the hit first of all as a place, and one that news names.
pub fn names_place(hit: &Hit, article: &Article<'_>) -> bool {
    let (alias, entity) = article.dictionary.heaviest(hit);
    entity.kind == Kind::PLACE && alias.weight >= 60
}
