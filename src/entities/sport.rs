//! Reports on sport, where a city or county stands for its team.

use std::ops::Range;

use super::Article;
use super::accept;
use super::cues::Cues;
use super::page::Page;
use crate::dictionary::{AliasKind, Hit, Kind, Territory};
use crate::text::{Gap, LetterCase, TokenKind};

/// How many word tokens of each part are looked at.
const LOOKED_AT: usize = 400;

/// How many different words of sports reports make one.
const ENOUGH: usize = 3;

/// Whether the article reports on sport: it names a team by its bare place, and several words of such
/// reports stand near its beginning.
pub fn report(pages: &[Page<'_>], article: &Article<'_>) -> bool {
    let team = |hit: &Hit| {
        let aliases = article.dictionary.index.aliases(hit.pattern);
        aliases.iter().any(|a| article.dictionary.aliases[*a as usize].kind == AliasKind::Team)
    };
    let tables = pages.iter().any(table);
    if !tables && !pages.iter().any(|page| page.hits.iter().any(team)) {
        return false;
    }
    // A table of results needs few words with it.
    let enough = if tables { ENOUGH - 1 } else { ENOUGH };
    let mut seen: Vec<String> = Vec::new();
    for page in pages {
        let words = page.text.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word);
        for (at, _) in words.take(LOOKED_AT) {
            let word = page.as_is(at);
            if article.words.of_sport(word) && !seen.iter().any(|s| s.eq_ignore_ascii_case(word)) {
                seen.push(word.to_string());
                if seen.len() >= enough {
                    return true;
                }
            }
        }
    }
    false
}

/// How many cells make a table of results.
const CELLS: usize = 6;

fn table(page: &Page<'_>) -> bool {
    let cell = |n: &usize| page.word(*n).capital && in_table(page, *n, n + 1);
    (0..page.text.tokens.len()).filter(cell).take(CELLS).count() == CELLS
}

/// Whether the tokens stand as a team does in a table or a list of results: at the start of a line or
/// behind a figure, with a figure behind ("Rovers 2 Albion 1", "Rovers 12 8 2 2").
pub fn in_table(page: &Page<'_>, start: usize, end: usize) -> bool {
    let tokens = &page.text.tokens;
    let figure = |n: usize| tokens.get(n).is_some_and(|t| t.kind == TokenKind::Number && t.gap == Gap::Space);
    let opens = start == 0 || tokens[start].gap > Gap::Space || tokens[start - 1].kind == TokenKind::Number;
    if !opens || !figure(end) {
        return false;
    }
    match tokens.get(end + 1) {
        None => true,
        Some(next) => {
            next.gap > Gap::Space
                || matches!(page.as_is(end + 1), "(" | "," | ";" | ".")
                || next.kind == TokenKind::Number
                || next.kind == TokenKind::Word && next.case.capital()
        }
    }
}

/// Whether the words beside a team's bare place say that the team is meant, whatever the article is
/// about: "the Carolina receiver", "Boston beat".
pub fn plays(page: &Page<'_>, end: usize, article: &Article<'_>) -> bool {
    let next = page.text.tokens.get(end);
    next.is_some_and(|t| t.case == LetterCase::Lower && t.gap == Gap::Space)
        && article.words.cues(page.as_is(end)).any(Cues::SPORT | Cues::TEAM_ROLE | Cues::CONTEST)
}

/// The sports that the text speaks of where the team's name stands, each a bit, as far as it tells: "Boston" is
/// one club beside an inning and another beside a puck. The words around the name come first, then those of the
/// whole part.
pub fn around(page: &Page<'_>, tokens: &Range<usize>, article: &Article<'_>) -> u16 {
    let sentence = &page.text.sentences[page.text.sentence_of(tokens.start)].tokens;
    let start = tokens.start.saturating_sub(AROUND).max(sentence.start);
    let near = spoken_of(page, start..(tokens.end + AROUND).min(sentence.end), article);
    if near != 0 {
        return near;
    }
    of_part(page, article)
}

/// The sports that the whole part speaks of most.
fn of_part(page: &Page<'_>, article: &Article<'_>) -> u16 {
    *page.sports.get_or_init(|| spoken_of(page, 0..page.text.tokens.len(), article))
}

/// The teams, by their aliases, that play what the text speaks of, as far as both are known: the article on a
/// marathon means none of a town's ball clubs.
pub fn that_play(page: &Page<'_>, tokens: &Range<usize>, teams: Vec<u32>, article: &Article<'_>) -> Vec<u32> {
    if teams.is_empty() {
        return teams;
    }
    let spoken = around(page, tokens, article) | of_part(page, article);
    let plays = |alias: &u32| {
        let id = article.dictionary.string(article.dictionary.entity_of(*alias).id);
        let sport = article.words.sport_of_team(id);
        spoken == 0 || sport == 0 || sport & spoken != 0
    };
    teams.into_iter().filter(plays).collect()
}

/// How many tokens around a team's name are asked for its sport first.
const AROUND: usize = 40;

/// The sports for which most words and teams in the tokens speak, each a bit.
fn spoken_of(page: &Page<'_>, tokens: Range<usize>, article: &Article<'_>) -> u16 {
    let mut votes = [0u32; 16];
    let mut vote = |sports: u16, points: u32| {
        for (n, votes) in votes.iter_mut().enumerate() {
            *votes += points * u32::from(sports >> n & 1);
        }
    };
    for at in tokens {
        let token = &page.text.tokens[at];
        if token.kind != TokenKind::Word {
            continue;
        }
        if token.case == LetterCase::Lower {
            vote(article.words.sports_of_word(page.as_is(at)), 1);
            continue;
        }
        vote(article.words.sports_of_word(&page.as_is(at).to_lowercase()), 1);
        // A team that has its name to itself: "the Red Sox".
        for hit in page.hits_at(at) {
            let [alias] = article.dictionary.index.aliases(hit.pattern) else { continue };
            vote(
                article
                    .words
                    .sport_of_team(article.dictionary.string(article.dictionary.entity_of(*alias).id)),
                2,
            );
        }
    }
    let most = votes.iter().copied().max().unwrap_or(0);
    (0..16).filter(|n| most > 0 && votes[*n] == most).map(|n| 1 << n).sum()
}

/// Whether a team's bare place stands for the team there: nothing beside it says that the place is meant.
pub fn stands_for_team(page: &Page<'_>, start: usize, end: usize, article: &Article<'_>) -> bool {
    let text = page.text;
    if accept::in_dateline(page, start, end) {
        return false;
    }
    if page
        .before(start)
        .is_some_and(|b| matches!(page.as_is(b), "in" | "near" | "outside" | "around" | "at" | "In" | "At"))
    {
        return false;
    }
    // "San Jose, California"
    if start >= 2
        && page.as_is(start - 1) == ","
        && (start.saturating_sub(5)..start).flat_map(|n| page.hits_at(n)).any(|h| {
            h.end == start - 1
                && article.dictionary.index.aliases(h.pattern).iter().any(|a| {
                    let entity = article.dictionary.entity_of(*a);
                    entity.kind == Kind::PLACE && region(page, start, article) == entity.country()
                })
        })
    {
        return false;
    }
    let opens_line = text.sentences[text.sentence_of(start)].tokens.start == start;
    let next = page.as_is(end);
    // "Leicester: Kent 210 and 40-1", "SHEFFIELD 1996-08-30"
    if opens_line
        && (next == ":" || next.len() == 4 && page.as_is(end + 1) == "-" && text.tokens[end + 1].glued())
    {
        return false;
    }
    let lower = text.tokens.get(end).is_some_and(|t| t.case == LetterCase::Lower);
    if lower
        && (article.words.cues(next).any(Cues::PLACE_NOUN)
            || matches!(
                next,
                "police"
                    | "airport"
                    | "hospital"
                    | "court"
                    | "university"
                    | "marathon"
                    | "tournament"
                    | "meeting"
            ))
    {
        return false;
    }
    // "London-born", "Leeds, England"
    !(next == "-" && matches!(page.as_is(end + 1), "born" | "based" | "area")
        || next == "," && accept::followed_by_place(page, end, article))
}

/// The country of the subdivision that stands at the token, if one does.
fn region<'a>(page: &Page<'_>, start: usize, article: &Article<'a>) -> &'a str {
    let aliases = page.hits_at(start).iter().flat_map(|h| article.dictionary.index.aliases(h.pattern));
    aliases
        .map(|a| article.dictionary.entity_of(*a))
        .find(|e| e.territory != Territory::None)
        .map_or("-", |e| e.country())
}
