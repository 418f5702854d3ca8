//! The countries and states that an article names, and the one that a name is said to lie in.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cues::Cues;
use super::page::Page;
use super::{Article, home, home::Home};
use crate::dictionary::{AliasKind, Entity, Hit, Kind, Territory};
use crate::text::{LetterCase, TokenKind};

/// Below this weight a town may have namesakes that no dictionary has.
pub const KNOWN_EVERYWHERE: u8 = 66;

/// What an article says of countries and states, by ISO code (`US`, `US-ME`).
#[derive(Default)]
pub struct Areas<'d> {
    /// Those that it names outright or by adjective.
    pub named: FxHashSet<&'d str>,
    /// The country that it is about.
    pub home: Home<'d>,
    /// The state that a town, by the first alias of its name, is said to lie in somewhere in the article; empty
    /// where towns of two states share the name.
    said: FxHashMap<u32, &'d str>,
}

/// Reads them off the dictionary's hits.
pub fn named<'d>(pages: &[Page<'_>], article: &Article<'d>) -> Areas<'d> {
    let dictionary = article.dictionary;
    let mut areas = Areas { home: home::of(pages, article), ..Areas::default() };
    for page in pages {
        for hit in &page.hits {
            let aliases = dictionary.index.aliases(hit.pattern);
            let mut first = None;
            for (n, alias) in aliases.iter().enumerate() {
                let entity = dictionary.entity_of(*alias);
                if entity.kind != Kind::PLACE {
                    continue;
                }
                first = first.or(Some(*alias));
                if let Some(country) = part_of(dictionary.string(entity.id)) {
                    areas.named.insert(country);
                }
                // Of a state that shares its name with something better known only the place tells.
                let told = match entity.territory {
                    Territory::Country => true,
                    Territory::State => n == 0 || hit.start > 0 && page.as_is(hit.start - 1) == ",",
                    Territory::None => false,
                };
                if !told {
                    continue;
                }
                let (_, code) = Territory::of(dictionary.string(entity.id));
                let alias = &dictionary.aliases[*alias as usize];
                if !areas.named.contains(code) && home::is_written(page, hit, alias, false, article) {
                    areas.named.insert(code);
                }
            }
            if let Some(first) = first
                && let Some(state) =
                    beside(page, &(hit.start..hit.end), aliases, article).filter(|a| a.contains('-'))
            {
                let said = areas.said.entry(first).or_insert(state);
                if *said != state {
                    *said = "";
                }
            }
        }
    }
    areas
}

impl<'d> Areas<'d> {
    /// Whether the article has nothing of a country but this one.
    pub fn says_nothing_but(&self, country: &str) -> bool {
        self.home.touches_only(country) && self.named.iter().all(|area| area.starts_with(country))
    }

    /// Whether the article names a state of the country.
    pub fn names_state_of(&self, country: &str) -> bool {
        self.named.iter().any(|area| area.len() > 2 && area.starts_with(country))
    }

    /// The country or state that the name at the tokens is said to lie in, there or elsewhere in the article;
    /// `aliases` are those of the name.
    pub fn of(
        &self,
        page: &Page<'_>,
        tokens: &Range<usize>,
        aliases: &[u32],
        article: &Article<'d>,
    ) -> Option<&'d str> {
        let here = beside(page, tokens, aliases, article);
        here.or_else(|| self.said.get(&place(aliases, article)?).copied().filter(|state| !state.is_empty()))
    }
}

/// The first of the aliases that names a place.
fn place(aliases: &[u32], article: &Article<'_>) -> Option<u32> {
    aliases.iter().copied().find(|a| article.dictionary.entity_of(*a).kind == Kind::PLACE)
}

/// Whether the entity belongs to the country or state.
pub fn lies_in(entity: &Entity, area: &str) -> bool {
    if area.contains('-') && !entity.state().is_empty() {
        entity.state() == area
    } else {
        entity.country() == area.split_once('-').map_or(area, |(country, _)| country)
    }
}

/// Whether the entity is a town outside of the state or country that it is said to lie in, and not so well known that
/// it must be meant all the same, unless the text says that it is `inside`: "Portland in Victoria".
pub fn elsewhere(entity: &Entity, area: &str, inside: bool) -> bool {
    !entity.country().is_empty()
        && entity.territory == Territory::None
        && (entity.weight < KNOWN_EVERYWHERE || inside && area.contains('-'))
        && !lies_in(entity, area)
}

/// The country or state that stands with the name: "San Jose, Calif.", "the Denver suburb of Aurora".
fn beside<'d>(
    page: &Page<'_>,
    tokens: &Range<usize>,
    aliases: &[u32],
    article: &Article<'d>,
) -> Option<&'d str> {
    match page.as_is(tokens.end) {
        "," => {
            return behind(page, tokens.end + 1, aliases, article).filter(|_| !listed(page, tokens.end + 1));
        }
        "in" => {
            if let Some(area) = behind(page, tokens.end + 1, aliases, article) {
                return Some(area);
            }
        }
        _ => {}
    }
    let noun = tokens.start.checked_sub(2)?;
    if page.as_is(tokens.start - 1) != "of" || !page.word(noun).written.any(Cues::PLACE_NOUN) {
        return None;
    }
    let entity = ending(page, noun, article)?;
    let state = entity.state();
    Some(if state.is_empty() { entity.country() } else { state }).filter(|area| !area.is_empty())
}

/// Whether the name at the token is the last but one of a list, or the last: "Ludlow, Kenya and Peru".
fn listed(page: &Page<'_>, at: usize) -> bool {
    let behind = (at + 1..at + 4).find(|n| !page.word(*n).capital).unwrap_or(at);
    let next = behind + usize::from(page.as_is(behind) == ",");
    matches!(page.as_is(next), "and" | "or") && page.word(next + 1).capital
}

/// The code of the country or state at the token, of several that of one of the `towns` before it, or of the town whose initials stand there.
fn behind<'d>(page: &Page<'_>, at: usize, towns: &[u32], article: &Article<'d>) -> Option<&'d str> {
    if page.text.tokens.get(at)?.case == LetterCase::Lower {
        return None;
    }
    let dictionary = article.dictionary;
    let aliases = page.hits_at(at).iter().flat_map(|h| dictionary.index.aliases(h.pattern));
    let holds = |code: &str| towns.iter().any(|t| lies_in(dictionary.entity_of(*t), code));
    let mut best: Option<((bool, u8), &str)> = None;
    for alias in aliases {
        let entity = dictionary.entity_of(*alias);
        let alias = &dictionary.aliases[*alias as usize];
        if alias.kind == AliasKind::Adjective {
            continue;
        }
        let code = match Territory::of(dictionary.string(entity.id)) {
            (Territory::Country | Territory::State, code) => code,
            _ if part_of(dictionary.string(entity.id)).is_some() => "GB",
            // "Georgetown, D.C."
            _ if alias.kind == AliasKind::Acronym && !entity.state().is_empty() => entity.state(),
            // "Ludlow, Shropshire", but "Amsterdam, Dallas-Fort Worth, London"
            _ if dictionary.string(entity.id).starts_with("place:")
                && !entity.country().is_empty()
                && !towns.iter().any(|t| dictionary.aliases[*t as usize].weight >= KNOWN_EVERYWHERE) =>
            {
                if entity.state().is_empty() {
                    entity.country()
                } else {
                    entity.state()
                }
            }
            _ => continue,
        };
        let rank = (holds(code), alias.weight);
        if best.is_none_or(|(best, _)| rank > best) {
            best = Some((rank, code));
        }
    }
    best.map(|(_, code)| code)
}

/// The country that the land of a kingdom belongs to: England.
fn part_of(id: &str) -> Option<&'static str> {
    matches!(id, "place:england" | "place:scotland" | "place:wales" | "place:northern-ireland")
        .then_some("GB")
}

/// The country of the place or adjective directly before: "Spain's", "Spanish".
pub fn before<'d>(page: &Page<'_>, start: usize, article: &Article<'d>) -> Option<&'d str> {
    let mut end = start;
    if end > 0 && page.text.tokens[end - 1].kind == TokenKind::Clitic {
        end -= 1;
    }
    ending(page, end, article).map(Entity::country).filter(|country| !country.is_empty())
}

/// The country of the town behind it that a court, a parliament or a ministry sits in: "the Supreme Court in Oslo", but
/// not "the Army in Oslo".
pub fn seat<'d>(page: &Page<'_>, tokens: &Range<usize>, article: &Article<'d>) -> Option<&'d str> {
    let sits = |n: usize| {
        matches!(
            page.as_is(n),
            "Court" | "Parliament" | "Senate" | "Congress" | "Assembly" | "Tribunal" | "Ministry"
        )
    };
    if page.as_is(tokens.end) != "in" || !(sits(tokens.end - 1) || sits(tokens.start)) {
        return None;
    }
    let dictionary = article.dictionary;
    let hit = page.hits_at(tokens.end + 1).last()?;
    let (alias, entity) = dictionary.heaviest(hit);
    let town = entity.kind == Kind::PLACE
        && entity.territory == Territory::None
        && alias.kind != AliasKind::Adjective
        && alias.weight >= SEAT
        && dictionary.fits(alias, page.text.slice(hit.start..hit.end), false);
    Some(entity.country()).filter(|country| town && !country.is_empty())
}

/// Below this weight a town is no seat of what a country has one of, as far as the dictionary tells.
const SEAT: u8 = 50;

/// The place whose name or adjective ends at the token.
fn ending<'d>(page: &Page<'_>, end: usize, article: &Article<'d>) -> Option<&'d Entity> {
    let dictionary = article.dictionary;
    // "Of" is a town, "of" is none.
    let ends = |h: &&Hit| {
        h.end == end && dictionary.fits(dictionary.heaviest(h).0, page.text.slice(h.start..h.end), false)
    };
    let mut hits = (end.saturating_sub(3)..end).flat_map(|n| page.hits_at(n)).filter(ends);
    let (_, entity) = dictionary.heaviest(hits.next()?);
    (entity.kind == Kind::PLACE).then_some(entity)
}
