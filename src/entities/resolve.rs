//! Choosing among candidates: stronger, then longer, then earlier; and among the entities that one
//! name could mean.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::cues::Cues;
use super::evidence::Evidence;
use super::page::Page;
use super::runs::Run;
use super::{
    Article, Candidate, CandidateSource, Countries, Mention, Method, Origin, Referent, accept, discover,
    sport,
};
use crate::dictionary::{AliasKind, Kind};
use crate::text::TokenKind;

/// The countries that the article names outright or by adjective.
pub fn countries(pages: &[Page<'_>], article: &Article<'_>) -> Countries {
    let mut found = Countries::default();
    for page in pages {
        for hit in &page.hits {
            for alias in article.dictionary.index.aliases(hit.pattern) {
                let entity = article.dictionary.entity_of(*alias);
                if entity.kind == Kind::PLACE
                    && let Some(code) = article.dictionary.string(entity.id).strip_prefix("iso3166:")
                    && !found.contains(code)
                    && article.dictionary.fits(
                        &article.dictionary.aliases[*alias as usize],
                        page.text.slice(hit.start..hit.end),
                        false,
                    )
                {
                    found.insert(code.to_string());
                }
            }
        }
    }
    found
}

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
    countries: &Countries,
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
        if let Some(mention) = mention(page, candidate, article, countries) {
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
        && alias.weight < LITTLE_KNOWN
        && candidate.tokens.len() == 1
        && evidence.is_common(page.as_is(candidate.tokens.start))
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
    countries: &Countries,
) -> Option<Mention> {
    let dictionary = article.dictionary;
    let span = page.text.span(candidate.tokens.clone());
    let sentence = page.text.sentence_of(candidate.tokens.start);
    let tokens = candidate.tokens;
    match candidate.source {
        CandidateSource::Rule(rule) => Some(unlinked(page, tokens, candidate.kind?, rule, vec![])),
        CandidateSource::Aliases(aliases) => {
            let titled = discover::person_before(page, tokens.start, article);
            let placed = page
                .before(tokens.start)
                .is_some_and(|b| article.words.cues(page.as_is(b)).any(Cues::PLACING));
            let within = country_behind(page, tokens.end, article);
            let owner = country_before(page, tokens.start, article);
            // "Atlanta, Georgia"
            let holds = (tokens.start > 0 && page.as_is(tokens.start - 1) == ",")
                .then(|| country_before(page, tokens.start - 1, article))
                .flatten();
            let sports = OnceCell::new();
            let score = |alias: u32| {
                let entity = dictionary.entity_of(alias);
                let (id, country) = (dictionary.string(entity.id), dictionary.string(entity.country));
                let mut score = i32::from(dictionary.aliases[alias as usize].weight);
                if !country.is_empty() && countries.contains(country) {
                    score += if id.starts_with("iso3166:") { 5 } else { 14 };
                }
                if within.as_ref().is_some_and(|c| *c == country)
                    && entity.kind == Kind::PLACE
                    && !id.starts_with("iso3166:")
                {
                    score += 45;
                }
                if holds.is_some_and(|c| c == country) && id.starts_with("iso3166-2:") {
                    score += 45;
                }
                // "Spain's Supreme Court", "the Nigerian Senate"
                if owner.is_some_and(|c| c == country) && entity.kind != Kind::PLACE {
                    score += 45;
                }
                if entity.kind == Kind::PERSON && titled || entity.kind == Kind::PLACE && placed {
                    score += 25;
                }
                if aliases.len() > 1 && entity.kind == Kind::ORGANIZATION {
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
            // "USS" alone may be anybody's: a little-known body's initials want its country or its name in full.
            if dictionary.aliases[alias as usize].kind == AliasKind::Acronym
                && tokens.len() == 1
                && span.end - span.start <= 4
                && dictionary.aliases[alias as usize].weight < LITTLE_KNOWN
                && !countries.contains(dictionary.string(dictionary.entities[chosen as usize].country))
                && !page.names_in_full(chosen, article)
            {
                let kind = dictionary.entities[chosen as usize].kind;
                let others = ranked.iter().map(|(_, a)| dictionary.aliases[*a as usize].entity).take(5);
                return Some(unlinked(page, tokens, kind, "capitals", others.collect()));
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

/// Below this weight initials need support.
const LITTLE_KNOWN: u8 = 40;

/// The country of the place or adjective directly before: "Spain's", "Spanish".
fn country_before<'a>(page: &Page<'_>, start: usize, article: &Article<'a>) -> Option<&'a str> {
    let mut end = start;
    if end > 0 && page.text.tokens[end - 1].kind == TokenKind::Clitic {
        end -= 1;
    }
    let mut hits = (end.saturating_sub(3)..end).flat_map(|n| page.hits_at(n)).filter(|h| h.end == end);
    let (_, entity) = article.dictionary.heaviest(hits.next()?);
    let country = article.dictionary.string(entity.country);
    (entity.kind == Kind::PLACE && !country.is_empty()).then_some(country)
}

/// The country of the place behind a comma: "San Jose, Calif.", "Paris, Texas".
fn country_behind(page: &Page<'_>, end: usize, article: &Article<'_>) -> Option<String> {
    if page.as_is(end) != "," {
        return None;
    }
    let dictionary = article.dictionary;
    let aliases = page.hits_at(end + 1).iter().flat_map(|h| dictionary.index.aliases(h.pattern));
    let mut best: Option<(u8, &str)> = None;
    for alias in aliases {
        let entity = dictionary.entity_of(*alias);
        let region = dictionary.string(entity.id).starts_with("iso3166");
        if region && best.is_none_or(|(w, _)| dictionary.aliases[*alias as usize].weight > w) {
            best = Some((dictionary.aliases[*alias as usize].weight, dictionary.string(entity.country)));
        }
    }
    best.map(|(_, country)| country.to_string())
}

/// A name of no dictionary on one line, as it is written to the rows.
pub fn spelled(surface: &str) -> String {
    surface.split_whitespace().collect::<Vec<_>>().join(" ")
}
