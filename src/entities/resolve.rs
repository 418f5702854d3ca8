//! Choosing among candidates: stronger, then longer, then earlier; and among the entities that one
//! name could mean.

use std::ops::Range;

use super::area::Areas;
use super::discover::{self, Unknown};
use super::evidence::Evidence;
use super::firms::legal_form;
use super::link::Linked;
use super::page::Page;
use super::{Article, Candidate, CandidateSource, Mention, accept, link, lists, mention, national};
use crate::dictionary::{AliasKind, Hit, Kind};

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
        let tokens = candidate.tokens.clone();
        match mention(page, candidate, article, areas) {
            Linked::Mention(mention) => mentions.push(mention),
            Linked::Nothing => {}
            Linked::Another => continue,
        }
        taken[tokens].fill(true);
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
        && (alias.weight < link::LITTLE_KNOWN && evidence.is_common(page.as_is(candidate.tokens.start))
            || alias.weight < link::SURE && evidence.is_spelled_small(page.as_is(candidate.tokens.start)))
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

fn mention(page: &Page<'_>, candidate: Candidate, article: &Article<'_>, areas: &Areas<'_>) -> Linked {
    let tokens = candidate.tokens;
    let source = match (candidate.source, candidate.kind) {
        (rule @ CandidateSource::Rule(_), Some(kind)) => {
            borne_out(page, &tokens, kind, article, areas).map_or(rule, CandidateSource::Aliases)
        }
        (source, _) => source,
    };
    match source {
        CandidateSource::Aliases(aliases) => link::linked(page, tokens, &aliases, article, areas),
        CandidateSource::Rule(rule) => {
            let Some(kind) = candidate.kind else { return Linked::Nothing };
            let public = match (kind, rule) {
                (Kind::ORGANIZATION, "institution") => national::body(page, &tokens, article, areas)
                    .or_else(|| national::party(page, &tokens, article, areas)),
                (Kind::ORGANIZATION, _) => national::body(page, &tokens, article, areas),
                _ => None,
            };
            Linked::Mention(match public {
                Some(alias) => mention::of_the_country(page, tokens, alias, article),
                None => mention::unlinked(page, tokens, kind, rule, vec![]),
            })
        }
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
    if kind == Kind::ORGANIZATION && lists::schools(page, tokens.clone()) {
        return None;
    }
    // "Okumbe Media Inc" where the dictionary has "Okumbe Media"
    let form = |n: usize| legal_form(page, n) || page.as_is(n) == ".";
    let ends = |h: &Hit| {
        h.end == tokens.end
            || kind == Kind::ORGANIZATION && h.end < tokens.end && (h.end..tokens.end).all(form)
    };
    let hit = page.hits_at(tokens.start).iter().rev().find(|h| ends(h))?;
    let surface = page.text.slice(tokens.start..hit.end);
    let whole = hit.end == tokens.end;
    let fits = |a: &u32| {
        let alias = &dictionary.aliases[*a as usize];
        let entity = dictionary.entity_of(*a);
        entity.kind == kind
            && (alias.kind == AliasKind::Name || whole && alias.kind == AliasKind::Short)
            && (kind != Kind::PLACE || tokens.len() > 1 || areas.named.contains(entity.country()))
            && dictionary.fits(alias, surface, false)
    };
    let aliases: Vec<u32> = dictionary.index.aliases(hit.pattern).iter().copied().filter(fits).collect();
    (!aliases.is_empty()).then_some(aliases)
}
