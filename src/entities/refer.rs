//! Short forms and acronyms of names that the article gives in full.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::cues::Cues;
use super::forms::{Target, collect};
use super::page::{Page, Style};
use super::usage::{acts_as_firm, plays, thing, verb};
use super::{Article, Mention, Method, Origin, Referent, dateline, discover, initials, neighbours};
use crate::dictionary::{AliasKind, Kind, Territory, fold, name_key};
use crate::text::{FirstLook, Gap, LetterCase, TokenKind};

/// Adds the mentions that short forms and acronyms make, and gives names found by rule their fullest
/// form in the article.
pub fn complete(pages: &[Page<'_>], article: &Article<'_>, all: &mut [Vec<Mention>]) {
    let forms = collect(pages, article, all);
    if forms.is_empty() {
        return;
    }
    let first_words: FxHashSet<&str> =
        forms.keys().map(|k| k.split_once(' ').map_or(&k[..], |(first, _)| first)).collect();
    let sites = sites(pages, article, all);
    // Most articles have few short forms to look for: nearly all words begin none, and a look tells.
    let mut may_open = FirstLook::new();
    first_words.iter().for_each(|word| may_open.insert(word));
    // "van Okumbe" begins in small letters.
    let particles = first_words.iter().any(|word| article.words.cues(word).any(Cues::PARTICLE));
    let longest = forms.keys().map(|k| k.split(' ').count()).max().unwrap_or(1).min(4);
    for (part, page) in pages.iter().enumerate() {
        let mut owner: Vec<Option<usize>> = vec![None; page.text.tokens.len()];
        for (n, mention) in all[part].iter().enumerate() {
            for token in mention.tokens.clone() {
                owner[token] = Some(n);
            }
        }
        let mut dropped = vec![false; all[part].len()];
        let mut added = Vec::new();
        let mut at = 0;
        while at < page.text.tokens.len() {
            let token = &page.text.tokens[at];
            let short = particles && token.end - token.start <= 4;
            // Nearly all words end here.
            if token.kind != TokenKind::Word || !(short || page.word(at).capital) {
                at += 1;
                continue;
            }
            let word = page.as_is(at);
            // What is more than plain letters is spelled otherwise in the forms.
            let starts = (may_open.may_hold(word) || !word.bytes().all(|b| b.is_ascii_alphabetic()))
                && (page.word(at).capital || page.word(at).written.any(Cues::PARTICLE));
            let inside = token.glued()
                && at > 0
                && matches!(page.text.tokens[at - 1].kind, TokenKind::Word | TokenKind::Number);
            if !starts || inside || !holds(&first_words, word) {
                at += 1;
                continue;
            }
            let mut step = 1;
            for length in (1..=longest).rev() {
                let Some(range) = phrase(page, at, length) else { continue };
                let key = fold(page.text.slice(range.clone()));
                let Some(targets) = forms.get(&key) else { continue };
                let Some(target) = nearest(targets, (part, at)) else { continue };
                if target.kind == Kind::PERSON
                    && sites.contains(&key)
                    && !page.word(range.end).written.any(Cues::SPEECH)
                    && !discover::person_before(page, at)
                {
                    continue;
                }
                if let Some(mention) =
                    shorten(page, article, &range, &owner, &all[part], target, &mut dropped)
                {
                    added.push(mention);
                    step = range.len();
                    break;
                }
            }
            at += step;
        }
        let mut keep = dropped.iter();
        all[part].retain(|_| !keep.next().copied().unwrap_or(false));
        all[part].extend(added);
        all[part].sort_by_key(|m| m.span.start);
    }
}

/// Whether the key of the word is in the list; most words are short and plain, and need not be written down for it.
fn holds(list: &FxHashSet<&str>, word: &str) -> bool {
    let mut small = [0; 24];
    let plain = small.get_mut(..word.len()).filter(|_| word.bytes().all(|b| b.is_ascii_alphabetic()));
    let Some(small) = plain else { return list.contains(&name_key(word)[..]) };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    std::str::from_utf8(small).is_ok_and(|key| list.contains(key))
}

/// The names of one word that are places in the article because their country or state stands behind, or as it comes
/// from there: "SANTOS, Brazil" is the port all along, though a Mr dos Santos speaks.
fn sites(pages: &[Page<'_>], article: &Article<'_>, all: &[Vec<Mention>]) -> FxHashSet<String> {
    let site = |page: &Page<'_>, m: &Mention| {
        m.kind == Kind::PLACE
            && m.tokens.len() == 1
            && (neighbours::followed_by_place(page, m.tokens.end, article)
                || dateline::opens(page, m.tokens.start, m.tokens.end))
    };
    let named = pages.iter().zip(all).flat_map(|(page, mentions)| {
        mentions.iter().filter(move |m| site(page, m)).map(|m| name_key(page.as_is(m.tokens.start)))
    });
    named.collect()
}

/// The tokens of `length` words from `start`, hyphens between them counted in.
fn phrase(page: &Page<'_>, start: usize, length: usize) -> Option<Range<usize>> {
    let limit = page.text.sentences[page.text.sentence_of(start)].tokens.end;
    let mut end = start + 1;
    for _ in 1..length {
        if end < limit && page.as_is(end) == "-" && page.text.tokens[end].glued() {
            end += 1;
        }
        if end >= limit || page.text.tokens[end].kind != TokenKind::Word {
            return None;
        }
        end += 1;
    }
    page.word(end - 1).capital.then_some(start..end)
}

/// The full name that stands nearest before the place, else the first one behind it. Where two
/// people share the form and neither stands before, there is none.
fn nearest(targets: &[Target], place: (usize, usize)) -> Option<&Target> {
    // Targets stand in the order of the text.
    let behind = targets.partition_point(|t| t.place < place);
    match behind.checked_sub(1) {
        Some(before) => targets.get(before),
        None => {
            let first = targets.first()?;
            targets.iter().take(50).all(|t| t.referent == first.referent).then_some(first)
        }
    }
}

fn shorten(
    page: &Page<'_>,
    article: &Article<'_>,
    range: &Range<usize>,
    owner: &[Option<usize>],
    mentions: &[Mention],
    target: &Target,
    dropped: &mut [bool],
) -> Option<Mention> {
    let at = range.start;
    let word = page.word(at);
    if target.rule == "initials"
        && (page.text.tokens[at].case != LetterCase::Upper
            || word.common
            || range.len() == 1 && word.cues.any(Cues::NOT_NAME | Cues::TITLE))
    {
        return None;
    }
    let tokens = &page.text.tokens;
    // "<OKFD.O>": how the exchange writes a company.
    if tokens[at].case == LetterCase::Upper
        && range.len() == 1
        && at > 0
        && page.as_is(at - 1) == "<"
        && initials::symbol(page, at - 1)
    {
        return None;
    }
    if target.rule == "first_word"
        && page.word(range.end).capital
        && tokens.get(range.end).is_some_and(|t| t.gap <= Gap::Line)
    {
        return None;
    }
    // "in Okumbe" is the town of the name.
    if target.rule == "first_word" && owner[at].is_some_and(|n| mentions[n].kind == Kind::PLACE) {
        let placed = page.before(at).is_some_and(|b| page.word(b).written.any(Cues::PLACING));
        if placed || page.as_is(range.end) == "," {
            return None;
        }
    }
    // Letters before a body's name are its own only where they were taken for a body before.
    let letters = tokens[at].case == LetterCase::Upper && tokens[at].end - tokens[at].start <= 5;
    if target.rule == "first_word" && letters && page.style(at) == Style::Prose {
        let body = owner[at].map(|n| &mentions[n]).filter(|m| m.kind == Kind::ORGANIZATION);
        let own = |m: &&Mention| match m.referent {
            Referent::Entity(e) => !page.names_in_full(e, article),
            Referent::Name(_) => true,
        };
        body.filter(own)?;
    }
    // "US Wheat Associates" after "Australian Wheat Associates"
    if target.rule == "without_nationality"
        && at > 0
        && page
            .hits_at(at - 1)
            .iter()
            .any(|h| h.end == at && article.dictionary.heaviest(h).1.kind == Kind::PLACE)
    {
        return None;
    }
    // "Ms. Kaplan Thaler" is not the agency that bears her name.
    if target.kind == Kind::ORGANIZATION && discover::person_before(page, at) {
        return None;
    }
    // "Chemical" after "Chemical Bank Corp"
    let plain = target.rule == "first_word" && range.len() == 1 && word.english;
    let known = owner[at].is_some_and(|n| {
        mentions[n].kind == Kind::ORGANIZATION && matches!(mentions[n].referent, Referent::Entity(_))
    });
    if plain && (known || !acts_as_firm(page, article, range)) {
        return None;
    }
    if let Some(n) = range.clone().find_map(|t| owner[t]) {
        let other = &mentions[n];
        let namesake = namesake(page, article, range, other, mentions, target);
        let fuller = fuller(page, article, range, other, target);
        if matches!(target.rule, "given_name" | "last_word")
            && !(namesake || fuller)
            && (!matches!(other.referent, Referent::Name(_)) && other.origin != Origin::Rule("national_body")
                || other.kind != target.kind && !word.given)
        {
            return None;
        }
        // "Dos Ramos", where "Ramos" by itself is a town.
        let within = range.start <= other.tokens.start
            && (other.tokens.end <= range.end || owns(page, article, range, other, target));
        let several = range.clone().any(|t| owner[t].is_some_and(|o| o != n));
        if dropped[n] || !within || several || other.referent == target.referent {
            return None;
        }
        // The article's own full name outweighs a small town or a guess of the same spelling.
        // "Bristol Lund" after "Bristol Lund Inc" is no town.
        let longer = target.rule == "without_legal_form" && range.len() > other.tokens.len();
        let yields = match &other.referent {
            _ if namesake || fuller || longer => true,
            _ if introduced(page, article, other, mentions, target) => true,
            Referent::Name(_) => true,
            Referent::Entity(e) => {
                let entity = &article.dictionary.entities[*e as usize];
                let weight = match other.origin {
                    Origin::Alias(a) => article.dictionary.aliases[a as usize].weight,
                    // Which country's it is was only taken for granted.
                    Origin::Rule("national_body") => 0,
                    Origin::Rule(_) => entity.weight,
                };
                let limit = if target.kind == Kind::PERSON { 78 } else { 60 };
                if target.rule == "initials" {
                    other.kind == Kind::ORGANIZATION && weight < limit && !page.names_in_full(*e, article)
                } else {
                    weight < limit && other.method != Method::Adjective || target.method == Method::Acronym
                }
            }
        };
        if !yields {
            return None;
        }
        dropped[n] = true;
    } else {
        // An everyday word at a sentence start, or in a headline, is no surname by itself.
        let doubtful = word.common && !plain && (page.opens(at) || page.style(at) != Style::Prose);
        if range.len() == 1 && doubtful && target.method != Method::Acronym {
            let next = page.text.tokens.get(range.end);
            let acts = next.is_some_and(|t| t.kind == TokenKind::Clitic)
                || target.kind == Kind::ORGANIZATION && initials::symbol(page, range.end)
                || page.word(range.end).written.any(Cues::SPEECH)
                || target.kind == Kind::PERSON
                    && page.style(at) == Style::Prose
                    && verb(page, article, range.end)
                || target.rule == "team_nickname" && plays(page, range.end);
            if !acts {
                return None;
            }
        }
        if range.len() == 1 && word.cues.any(Cues::NOT_NAME) {
            return None;
        }
        // "the Stone was", "another Castle", but "the Okonkwo government"
        if target.kind == Kind::PERSON && range.len() == 1 && thing(page, article, range) {
            return None;
        }
        // "the Assembly", not "a Bank holiday" or "Party Secretary".
        if target.rule == "last_word"
            && (page.opens(at)
                || page.style(at) != Style::Prose
                || !page.before(at).is_some_and(|b| matches!(page.as_is(b), "the" | "The"))
                || page.word(range.end).capital
                || page.as_is(range.end) == "of" && page.word(range.end + 1).capital)
        {
            return None;
        }
        // Part of a longer run ("Brown Brothers", "Green Street"): not this name.
        let neighbour = |n: usize| {
            page.word(n).capital
                && !page.word(n).cues.any(Cues::TITLE)
                && owner[n].is_none()
                && page.style(n) == Style::Prose
                && !page.word(n).common
        };
        // "Mali Poppy Cooper": the end of a longer name that was not understood.
        if at > page.text.sentences[page.text.sentence_of(at)].tokens.start
            && page.text.tokens[at].gap == Gap::Space
            && (neighbour(at - 1)
                || page.word(at - 1).given
                    && !page.word(at - 1).function
                    && owner[at - 1].is_none_or(|n| {
                        mentions[n].kind == Kind::PERSON && mentions[n].method == Method::Rule
                    }))
        {
            return None;
        }
        if target.kind == Kind::PERSON
            && range.end < owner.len()
            && page.text.tokens[range.end].gap == Gap::Space
            && neighbour(range.end)
        {
            return None;
        }
    }
    Some(Mention {
        span: page.text.span(range.clone()),
        tokens: range.clone(),
        sentence: page.text.sentence_of(at),
        kind: target.kind,
        referent: target.referent.clone(),
        method: target.method,
        origin: Origin::Rule(target.rule),
        alternatives: vec![],
        country: None,
        territory: Territory::None,
    })
}

/// Whether the possessive of somebody's name is taken for a shop that is called so: "Macy's speech" after "John Macy".
fn owns(
    page: &Page<'_>,
    article: &Article<'_>,
    range: &Range<usize>,
    shop: &Mention,
    target: &Target,
) -> bool {
    let Origin::Alias(alias) = shop.origin else { return false };
    let clitic = page.text.tokens.get(range.end).is_some_and(|t| t.kind == TokenKind::Clitic);
    target.kind == Kind::PERSON
        && target.rule == "surname"
        && shop.kind == Kind::ORGANIZATION
        && clitic
        && shop.tokens == (range.start..range.end + 1)
        && article.dictionary.aliases[alias as usize].weight < SHOP
}

/// Below this weight a shop with a possessive name yields to somebody of the article who has the name.
const SHOP: u8 = 70;

/// Whether the body that is best known by the words yields to one that the article names by more: "the Senate" where it
/// has the "Florida Senate", and nothing of the other in full.
fn fuller(
    page: &Page<'_>,
    article: &Article<'_>,
    range: &Range<usize>,
    other: &Mention,
    target: &Target,
) -> bool {
    let dictionary = article.dictionary;
    let (Referent::Entity(known), Origin::Alias(alias)) = (&other.referent, other.origin) else {
        return false;
    };
    let Referent::Entity(target_entity) = target.referent else { return false };
    // What it is called by more is a state: the "Florida" of "Florida Senate".
    let name = dictionary.string(dictionary.entities[target_entity as usize].name);
    let own = name.strip_suffix(page.text.slice(range.clone())).unwrap_or_default();
    let of_state = dictionary.index.pattern(&fold(own.trim_end())).is_some_and(|pattern| {
        let aliases = dictionary.index.aliases(pattern).iter();
        aliases.map(|a| dictionary.entity_of(*a)).any(|e| e.territory == Territory::State)
    });
    matches!(target.rule, "last_word" | "without_nationality")
        && other.kind == Kind::ORGANIZATION
        && target.kind == Kind::ORGANIZATION
        && of_state
        && dictionary.aliases[alias as usize].kind == AliasKind::Short
        && page.word(range.start).english
        && !page.names_in_full(*known, article)
}

/// Whether somebody known to all by the surname yields to a namesake whom the article names in full first: "Carnov" after
/// "Maria Carnov", but not behind "Prime Minister", nor where "Carnov" stood alone before.
fn introduced(
    page: &Page<'_>,
    article: &Article<'_>,
    other: &Mention,
    mentions: &[Mention],
    target: &Target,
) -> bool {
    let Referent::Entity(known) = other.referent else { return false };
    let start = other.tokens.start;
    let named = |m: &&Mention| m.referent == other.referent || m.referent == target.referent;
    let first = mentions.iter().take_while(|m| m.tokens.start < start).find(named);
    other.kind == Kind::PERSON
        && other.tokens.len() == 1
        && target.kind == Kind::PERSON
        && target.rule == "surname"
        && !page.names_in_full(known, article)
        && !discover::person_before(page, start)
        && first.is_some_and(|m| m.referent == target.referent && m.tokens.len() > 1)
}

/// Whether the place is called as somebody of the article is, and does what people do where the article has nothing
/// else of the place's country: "Jordan scored" after "Michael Jordan".
fn namesake(
    page: &Page<'_>,
    article: &Article<'_>,
    range: &Range<usize>,
    place: &Mention,
    mentions: &[Mention],
    target: &Target,
) -> bool {
    if target.kind != Kind::PERSON || place.kind != Kind::PLACE || place.tokens != *range || range.len() > 1 {
        return false;
    }
    let acts = page.text.tokens.get(range.end).is_some_and(|t| t.kind == TokenKind::Clitic)
        || verb(page, article, range.end)
        || matches!(
            page.as_is(range.end),
            "left" | "made" | "hit" | "came" | "went" | "won" | "lost" | "took"
        );
    let placed = page
        .before(range.start)
        .is_some_and(|b| page.word(b).written.any(Cues::PLACING) || page.as_is(b) == "of");
    let name = page.as_is(range.start);
    let other = |m: &Mention| m.country == place.country && page.text.slice(m.tokens.clone()) != name;
    acts && !placed && place.country.is_some() && !mentions.iter().any(other)
}
