//! Reports on sport, where a city or county stands for its team.

use std::ops::Range;

use super::cues::Cues;
use super::page::Page;
use super::{Article, dateline, neighbours};
use crate::dictionary::{AliasKind, Entity, Hit, Kind, Territory};
use crate::text::{Gap, LetterCase, TokenKind};

/// How many word tokens of each part are looked at.
const LOOKED_AT: usize = 400;

/// How many different words of sports reports make one.
const ENOUGH: usize = 3;

/// Whether the article reports on sport: it names a team by its bare place or a club in full, and several words of such
/// reports stand near its beginning.
pub fn report(pages: &[Page<'_>], article: &Article<'_>) -> bool {
    let team = |hit: &Hit| {
        let aliases = article.dictionary.index.aliases(hit.pattern);
        aliases.iter().any(|a| article.dictionary.aliases[*a as usize].kind == AliasKind::Team)
    };
    let tables = pages.iter().any(table);
    let results: usize = pages.iter().map(results).sum();
    let clubs = || pages.iter().flat_map(|page| &page.hits).any(|hit| club(hit, article));
    let teams = || pages.iter().any(|page| page.hits.iter().any(team));
    if !tables && results == 0 && !teams() && !clubs() {
        return false;
    }
    // A table of results, or the result of a match that a club is named in, needs few words with it.
    let enough = match (tables, results) {
        (false, 0) => ENOUGH,
        (_, 0) => ENOUGH - 1,
        (_, 1) if !clubs() => ENOUGH - 1,
        _ => ENOUGH - 2,
    };
    let mut seen: Vec<String> = Vec::new();
    for page in pages {
        let words = page.text.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word);
        for (at, _) in words.take(LOOKED_AT) {
            let word = page.as_is(at);
            if page.word(at).small.any(Cues::SPORT) && !seen.iter().any(|s| s.eq_ignore_ascii_case(word)) {
                seen.push(word.to_string());
                if seen.len() >= enough {
                    return true;
                }
            }
        }
    }
    false
}

/// Whether the hit is a club's name in full.
fn club(hit: &Hit, article: &Article<'_>) -> bool {
    let (_, entity) = article.dictionary.heaviest(hit);
    hit.end > hit.start + 1
        && entity.kind == Kind::ORGANIZATION
        && article.words.sport_of_team(article.dictionary.string(entity.id)) != 0
}

/// How often the part tells that one side beat another, with the score; two are as good as more.
fn results(page: &Page<'_>) -> usize {
    let verb = |at: usize| {
        page.text.tokens[at].case == LetterCase::Lower
            && page.word(at).written.any(Cues::CONTEST)
            && page.word(at + 1 + usize::from(page.as_is(at + 1) == "the")).capital
    };
    // "their 20-3 win over X"
    let noun = |at: usize| (at + 3..at + 6).any(|n| result_noun(page, n) && beside(page, n + 1));
    let told = |at: &usize| score(page, *at) && ((at.saturating_sub(6)..*at).any(verb) || noun(*at));
    figures(page).filter(told).take(2).count()
}

/// The tokens that are figures.
fn figures(page: &Page<'_>) -> impl Iterator<Item = usize> {
    let tokens = page.text.tokens.iter().enumerate();
    tokens.filter(|(_, token)| token.kind == TokenKind::Number).map(|(at, _)| at)
}

fn result_noun(page: &Page<'_>, at: usize) -> bool {
    matches!(page.as_is(at), "win" | "victory" | "triumph" | "rout" | "loss" | "defeat" | "draw" | "tie")
}

fn beside(page: &Page<'_>, at: usize) -> bool {
    matches!(page.as_is(at), "over" | "against" | "to" | "with" | "by")
}

/// Whether a score stands at the token: "3-1".
fn score(page: &Page<'_>, at: usize) -> bool {
    figure(page, at) && page.as_is(at + 1) == "-" && figure(page, at + 2)
}

fn figure(page: &Page<'_>, at: usize) -> bool {
    page.text.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number)
}

/// Whether the tokens are a side of a match with points by the dozen, as no set of tennis has: "routed X 85-61".
pub fn scores_points(page: &Page<'_>, start: usize, end: usize) -> bool {
    let dozens = |n: usize| (2..=3).contains(&page.as_is(n).len());
    let points = |n: usize| score(page, n) && dozens(n) && dozens(n + 2);
    let verb = |n: usize| {
        page.text.tokens.get(n).is_some_and(|t| t.case == LetterCase::Lower)
            && page.word(n).written.any(Cues::CONTEST)
    };
    start > 0 && verb(start - 1) && points(end)
        || verb(end) && page.word(end + 1).capital && (end + 2..end + 7).any(points)
}

/// How many cells make a table of results.
const CELLS: usize = 6;

fn table(page: &Page<'_>) -> bool {
    // A team stands before a figure.
    let cell = |n: &usize| page.word(*n).capital && in_table(page, *n, n + 1);
    figures(page).filter_map(|figure| figure.checked_sub(1)).filter(cell).take(CELLS).count() == CELLS
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

/// Whether the tokens stand behind the "v" of a fixture: "May 17 v Okumbe".
pub fn opposes(page: &Page<'_>, start: usize) -> bool {
    start > 0
        && matches!(page.as_is(start - 1), "v" | "vs")
        && page.text.tokens[start].gap == Gap::Space
        && page.as_is(start + 1) != "of"
}

/// Whether the words beside a team's bare place say that the team is meant, whatever the article is
/// about: "the Carolina receiver", "Boston beat".
pub fn plays(page: &Page<'_>, end: usize) -> bool {
    let next = page.text.tokens.get(end);
    next.is_some_and(|t| t.case == LetterCase::Lower && t.gap == Gap::Space)
        && page.word(end).written.any(Cues::SPORT | Cues::TEAM_ROLE | Cues::CONTEST)
}

/// Whether the tokens are a side of a match that the sentence tells the result of: "Okumbe beat Telvarra", "edged
/// Okumbe 61-60".
pub fn contests(page: &Page<'_>, start: usize, end: usize) -> bool {
    let verb = |n: usize| {
        page.text.tokens.get(n).is_some_and(|t| t.case == LetterCase::Lower)
            && page.word(n).written.any(Cues::CONTEST)
    };
    let result = |from: usize| (from..from + 6).any(|n| score(page, n));
    // "a win over X"
    let noun = start >= 2 && beside(page, start - 1) && result_noun(page, start - 2);
    let before = start > 0 && verb(start - 1) || noun && page.sport;
    verb(end) && page.word(end + 1).capital && (page.sport || result(end + 2))
        || before && (page.sport && !figure(page, end) || score(page, end))
}

/// Whether the place has a national side: a country, or a nation of the United Kingdom.
pub fn nation(place: &Entity) -> bool {
    place.territory == Territory::Country || place.territory == Territory::State && place.country() == "GB"
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

/// Whether the words are a team's name in the plural, and its sport is spoken of around it: "the Browns".
pub fn speaks_of_team(page: &Page<'_>, tokens: &Range<usize>, alias: u32, article: &Article<'_>) -> bool {
    let team = &article.dictionary.aliases[alias as usize];
    let sport =
        article.words.sport_of_team(article.dictionary.string(article.dictionary.entity_of(alias).id));
    team.kind == AliasKind::Short
        && sport != 0
        && page.as_is(tokens.end - 1).ends_with('s')
        // "the River Guardians"
        && page.before(tokens.start).is_some_and(|b| !page.word(b).capital || page.opens(b))
        && sport & around(page, tokens, article) != 0
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
    if dateline::opens(page, start, end) {
        return false;
    }
    if page.before(start).is_some_and(|b| {
        matches!(page.as_is(b), "in" | "near" | "outside" | "around" | "at" | "In" | "At" | "AT")
    }) {
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
    // "Karachi - The home side was all out": a dateline.
    if opens_line && matches!(next, "-" | "–" | "—") && !text.tokens[end].glued() && tells(page, end + 1)
    {
        return false;
    }
    let lower = text.tokens.get(end).is_some_and(|t| t.case == LetterCase::Lower);
    if lower
        && (page.word(end).written.any(Cues::PLACE_NOUN)
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
        || next == "," && neighbours::followed_by_place(page, end, article))
}

/// Whether the sentence goes on in words rather than names and figures.
fn tells(page: &Page<'_>, at: usize) -> bool {
    let end = page.text.sentences[page.text.sentence_of(at)].tokens.end;
    (at..end).filter(|n| page.text.tokens[*n].case == LetterCase::Lower).take(TELLING).count() == TELLING
}

/// How many words in small letters make a line of a list a sentence.
const TELLING: usize = 4;

/// The country of the subdivision that stands at the token, if one does.
fn region<'a>(page: &Page<'_>, start: usize, article: &Article<'a>) -> &'a str {
    let aliases = page.hits_at(start).iter().flat_map(|h| article.dictionary.index.aliases(h.pattern));
    aliases
        .map(|a| article.dictionary.entity_of(*a))
        .find(|e| e.territory != Territory::None)
        .map_or("-", |e| e.country())
}
