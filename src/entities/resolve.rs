//! Choosing among candidates: stronger, then longer, then earlier; and among the entities that one
//! name could mean.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::area::{self, Areas};
use super::cues::Cues;
use super::evidence::Evidence;
use super::page::{Page, Style};
use super::runs::Run;
use super::{
    Article, Candidate, CandidateSource, Mention, Method, Origin, Referent, accept, discover, national,
    neighbours, sport,
};
use crate::dictionary::{Alias, AliasKind, Entity, Kind, Territory};
use crate::text::{LetterCase, TokenKind};

/// What the rules for names of no dictionary work on.
pub struct Unknown<'a> {
    /// The runs of capitalised words of the part.
    pub runs: &'a [Run],
    /// The tokens that are adjectives of places.
    pub adjective: &'a [bool],
    /// What the whole article says of each name.
    pub evidence: &'a Evidence,
}

/// The mentions of one part, adjectives among them, before short forms are looked for.
pub fn choose(
    page: &Page<'_>,
    article: &Article<'_>,
    areas: &Areas<'_>,
    unknown: Option<Unknown<'_>>,
) -> Vec<Mention> {
    let mut candidates: Vec<Candidate> =
        page.hits.iter().filter_map(|hit| accept::candidate(page, hit, article)).collect();
    if let Some(unknown) = unknown {
        candidates.retain(|c| !common_noun(page, c, article, unknown.evidence));
        discover::propose(page, article, &unknown, &mut candidates);
    }
    candidates.sort_by(|a, b| {
        b.strength
            .cmp(&a.strength)
            .then(b.tokens.len().cmp(&a.tokens.len()))
            .then(rank(b, article).cmp(&rank(a, article)))
            .then(a.tokens.start.cmp(&b.tokens.start))
    });
    let mut taken = vec![false; page.text.tokens.len()];
    let mut mentions = Vec::new();
    for candidate in candidates {
        if candidate.tokens.clone().any(|n| taken[n]) {
            continue;
        }
        taken[candidate.tokens.clone()].fill(true);
        if let Some(mention) = mention(page, candidate, article, areas) {
            mentions.push(mention);
        }
    }
    mentions.sort_by_key(|m| m.span.start);
    mentions
}

/// Whether initials of a little-known body are short for a common noun in this article.
fn common_noun(page: &Page<'_>, candidate: &Candidate, article: &Article<'_>, evidence: &Evidence) -> bool {
    let CandidateSource::Aliases(aliases) = &candidate.source else { return false };
    let alias = &article.dictionary.aliases[aliases[0] as usize];
    alias.kind == AliasKind::Acronym
        && candidate.tokens.len() == 1
        && (alias.weight < LITTLE_KNOWN && evidence.is_common(page.as_is(candidate.tokens.start))
            || alias.weight < SURE && evidence.is_spelled_small(page.as_is(candidate.tokens.start)))
}

/// Of two candidates for the same words the dictionary's wins, and of adjectives and events neither
/// beats a name.
fn rank(candidate: &Candidate, article: &Article<'_>) -> u8 {
    match &candidate.source {
        CandidateSource::Aliases(aliases)
            if article.dictionary.aliases[aliases[0] as usize].kind == AliasKind::Adjective =>
        {
            1
        }
        CandidateSource::Aliases(_) => 3,
        CandidateSource::Rule(_) => 2,
    }
}

fn mention(
    page: &Page<'_>,
    candidate: Candidate,
    article: &Article<'_>,
    areas: &Areas<'_>,
) -> Option<Mention> {
    let dictionary = article.dictionary;
    let span = page.text.span(candidate.tokens.clone());
    let sentence = page.text.sentence_of(candidate.tokens.start);
    let tokens = candidate.tokens;
    let source = match candidate.source {
        CandidateSource::Rule(_) => borne_out(page, &tokens, candidate.kind?, article, areas)
            .map_or(candidate.source, CandidateSource::Aliases),
        source => source,
    };
    if matches!(source, CandidateSource::Rule(_))
        && candidate.kind == Some(Kind::ORGANIZATION)
        && let Some(alias) = national::body(page, &tokens, article, areas)
    {
        return Some(of_the_country(page, tokens, alias, article));
    }
    match source {
        CandidateSource::Rule(rule) => Some(unlinked(page, tokens, candidate.kind?, rule, vec![])),
        CandidateSource::Aliases(aliases) => {
            let several = aliases.len() > 1;
            let titled = several && discover::person_before(page, tokens.start);
            let placed = several && accept::placed(page, tokens.start);
            let within = areas.of(page, &tokens, &aliases, article);
            let best_known = dictionary.entity_of(aliases[0]).kind;
            let owner = (several || best_known == Kind::ORGANIZATION)
                .then(|| area::before(page, tokens.start, article))
                .flatten();
            // "Atlanta, Georgia"
            let holds = (several && tokens.start > 0 && page.as_is(tokens.start - 1) == ",")
                .then(|| area::before(page, tokens.start - 1, article))
                .flatten();
            let sports = OnceCell::new();
            let score = |alias: u32| {
                let entity = dictionary.entity_of(alias);
                let id = dictionary.string(entity.id);
                let country = entity.country();
                let mut score = i32::from(dictionary.aliases[alias as usize].weight);
                if areas.named.contains(country) {
                    score += if entity.territory == Territory::Country { 5 } else { 14 };
                }
                if id.starts_with("geonames:") && areas.named.contains(entity.state()) {
                    score += STATE;
                }
                if several && areas.home.country.is_some_and(|home| home == country) {
                    score += at_home(&dictionary.aliases[alias as usize], entity, best_known);
                }
                if within.is_some_and(|area| area::lies_in(entity, area))
                    && entity.kind == Kind::PLACE
                    && entity.territory != Territory::Country
                {
                    score += 45;
                }
                if holds.is_some_and(|c| c == country) && entity.territory == Territory::State {
                    score += 45;
                }
                // "Spain's Supreme Court", "the Nigerian Senate"
                if owner.is_some_and(|c| c == country) && entity.kind != Kind::PLACE {
                    score += 45;
                }
                if entity.kind == Kind::PERSON && titled || entity.kind == Kind::PLACE && placed {
                    score += 25;
                }
                // "Minnesota" where "the Timberwolves" are spoken of
                if several
                    && dictionary.aliases[alias as usize].kind == AliasKind::Team
                    && page.names_by_nickname(dictionary.aliases[alias as usize].entity, article)
                {
                    score += 30;
                }
                if several && entity.kind == Kind::ORGANIZATION {
                    let plays = article.words.sport_of_team(id);
                    if plays != 0 && plays & sports.get_or_init(|| sport::around(page, &tokens, article)) != 0
                    {
                        score += 25;
                    }
                }
                score
            };
            let mut ranked: Vec<(i32, u32)> = aliases.iter().map(|a| (score(*a), *a)).collect();
            ranked.sort_by_key(|(score, alias)| (-score, *alias));
            let (best, alias) = ranked[0];
            let chosen = dictionary.aliases[alias as usize].entity;
            let (meant, entity) =
                (&dictionary.aliases[alias as usize], &dictionary.entities[chosen as usize]);
            let others =
                || ranked.iter().map(|(_, a)| dictionary.aliases[*a as usize].entity).take(5).collect();
            let theirs = entity.country();
            let unnamed = !areas.named.contains(theirs) && !areas.named.contains(entity.state());
            let abroad = unnamed && areas.home.is_abroad(entity);
            // "USS" alone may be anybody's: a little-known body's initials want its country or its name in full.
            if meant.kind == AliasKind::Acronym
                && tokens.len() == 1
                && span.end - span.start <= 4
                && meant.weight < if abroad { KNOWN_ABROAD } else { LITTLE_KNOWN }
                && unnamed
                && !page.names_in_full(chosen, article)
            {
                if page.text.tokens[tokens.start].case == LetterCase::Title {
                    return None;
                }
                // A line in capitals has words as short.
                if page.style(tokens.start) == Style::Shouting
                    || discover::model(page, tokens.end)
                    || neighbours::listed_as(page, tokens.start)
                {
                    return None;
                }
                return Some(unlinked(page, tokens, entity.kind, "capitals", others()));
            }
            // "Congress", "Supreme Court": of the country that is spoken of, not of the best known.
            let here = owner.or(areas.home.country).filter(|country| *country != theirs);
            let seldom =
                meant.kind == AliasKind::Short || meant.kind == AliasKind::Name && meant.weight < SELDOM;
            // What is known the world over is named without its country in any article: "the Federal Reserve".
            let elsewhere = meant.kind == AliasKind::Name && unnamed && meant.weight < SURE;
            if (seldom || elsewhere)
                && entity.kind == Kind::ORGANIZATION
                && !theirs.is_empty()
                && here.is_some()
                && national::is_public(page, &tokens)
            {
                if let Some(alias) = national::body(page, &tokens, article, areas) {
                    return Some(of_the_country(page, tokens, alias, article));
                }
                if seldom && !areas.named.contains(theirs) {
                    return Some(unlinked(page, tokens, Kind::ORGANIZATION, "institution", others()));
                }
            }
            // "Springfield, Vt.": a small town of the name that no dictionary has.
            if within.is_some_and(|area| {
                let inside = page.as_is(tokens.end) == "in";
                entity.kind == Kind::PLACE && area::elsewhere(entity, area, inside)
            }) {
                return Some(unlinked(page, tokens, Kind::PLACE, "place_country", others()));
            }
            // "Najaf's Old City": not the one that is best known.
            let owned = tokens.start > 0 && page.text.tokens[tokens.start - 1].kind == TokenKind::Clitic;
            if entity.kind == Kind::PLACE
                && owned
                && entity.territory == Territory::None
                && tokens.clone().all(|n| page.word(n).english)
                && area::before(page, tokens.start, article)
                    .is_some_and(|c| c != theirs && !theirs.is_empty())
            {
                return Some(unlinked(page, tokens, Kind::PLACE, "place_country", others()));
            }
            // "United" alone is one of many.
            if matches!(meant.kind, AliasKind::Team | AliasKind::Short)
                && entity.kind == Kind::ORGANIZATION
                && tokens.len() == 1
                && page.word(tokens.start).common
                && page.word(tokens.start).cues.any(Cues::ORG_END)
                && !page.word(tokens.start).cues.any(Cues::INSTITUTION)
                && unnamed
                && !page.names_in_full(chosen, article)
            {
                return Some(unlinked(page, tokens, Kind::ORGANIZATION, "institution", others()));
            }
            // A village of a country that the article has nothing to do with: another has its name.
            if abroad
                && within.is_none()
                && entity.kind == Kind::PLACE
                && entity.territory == Territory::None
                && meant.weight < SELDOM
            {
                // "DOME TO SELL STAKE", "the Tarnovik case": a village in another land is no likelier than a person or a word.
                if tokens.len() == 1 && !accept::placed(page, tokens.start) {
                    return None;
                }
                return Some(unlinked(page, tokens, Kind::PLACE, "place_country", others()));
            }
            let mut alternatives: Vec<u32> = Vec::new();
            for (score, other) in &ranked[1..] {
                let entity = dictionary.aliases[*other as usize].entity;
                if entity != chosen
                    && best - score <= 40
                    && !alternatives.contains(&entity)
                    && alternatives.len() < 5
                {
                    alternatives.push(entity);
                }
            }
            let adjective = dictionary.aliases[alias as usize].kind == AliasKind::Adjective;
            let kind = dictionary.entities[chosen as usize].kind;
            let country = dictionary.country_code(chosen);
            let method = if adjective { Method::Adjective } else { Method::Dictionary };
            Some(Mention {
                span,
                tokens,
                sentence,
                kind,
                referent: Referent::Entity(chosen),
                method,
                origin: Origin::Alias(alias),
                alternatives,
                country,
            })
        }
    }
}

/// What the country that an article is about speaks for those who could be meant, by the kind of the best known: most
/// for its own "Congress", less for what has a name to itself.
fn at_home(alias: &Alias, entity: &Entity, best_known: Kind) -> i32 {
    let bodies = entity.kind == Kind::ORGANIZATION && best_known == Kind::ORGANIZATION;
    if bodies && alias.kind != AliasKind::Name { 40 } else { 12 }
}

/// A body that is named without its country.
fn of_the_country(page: &Page<'_>, tokens: Range<usize>, alias: u32, article: &Article<'_>) -> Mention {
    let entity = article.dictionary.aliases[alias as usize].entity;
    Mention {
        referent: Referent::Entity(entity),
        method: Method::ShortForm,
        country: article.dictionary.country_code(entity),
        ..unlinked(page, tokens, Kind::ORGANIZATION, "national_body", vec![])
    }
}

/// The aliases of the very words that a rule takes for a name of this kind: what they could be besides is out of
/// question then. Initials stay what they were, for any body may have them, and so do places of one word
/// in countries that the article does not name.
fn borne_out(
    page: &Page<'_>,
    tokens: &Range<usize>,
    kind: Kind,
    article: &Article<'_>,
    areas: &Areas<'_>,
) -> Option<Vec<u32>> {
    let dictionary = article.dictionary;
    let hit = page.hits_at(tokens.start).iter().find(|h| h.end == tokens.end)?;
    let surface = page.text.slice(tokens.clone());
    let fits = |a: &u32| {
        let alias = &dictionary.aliases[*a as usize];
        let entity = dictionary.entity_of(*a);
        entity.kind == kind
            && matches!(alias.kind, AliasKind::Name | AliasKind::Short)
            && (kind != Kind::PLACE || tokens.len() > 1 || areas.named.contains(entity.country()))
            && dictionary.fits(alias, surface, false)
    };
    let aliases: Vec<u32> = dictionary.index.aliases(hit.pattern).iter().copied().filter(fits).collect();
    (!aliases.is_empty()).then_some(aliases)
}

/// A mention of a name that stands for nothing in the dictionary.
fn unlinked(
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
    }
}

/// What a state that the article names speaks for its towns.
const STATE: i32 = 25;

/// Below this weight a full name in everyday words is many a country's, and the name of a town many a town's: "Public
/// Service Commission", "New Brighton".
const SELDOM: u8 = 52;

/// From this weight on initials stand for nothing else.
const SURE: u8 = 70;

/// Below this weight initials of a body want its country where the article is about another.
const KNOWN_ABROAD: u8 = 50;

/// Below this weight initials need support.
const LITTLE_KNOWN: u8 = 40;

/// A name of no dictionary on one line, as it is written to the rows.
pub fn spelled(surface: &str) -> String {
    surface.split_whitespace().collect::<Vec<_>>().join(" ")
}
