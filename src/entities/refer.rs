//! Short forms and acronyms of names that the article gives in full.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cues::Cues;
use super::page::{Page, Style};
use super::{Article, Mention, Method, Origin, Referent, discover};
use crate::dictionary::{self, Kind, Territory, fold, name_key};
use crate::text::{Class, FirstLook, Gap, LetterCase, TokenKind};

/// A full name that shorter forms refer to.
#[derive(Clone)]
struct Target {
    referent: Referent,
    kind: Kind,
    method: Method,
    rule: &'static str,
    /// Part and token where it stands, to find the nearest one before a short form.
    place: (usize, usize),
}

/// Adds the mentions that short forms and acronyms make, and gives names found by rule their fullest
/// form in the article.
pub fn complete(pages: &[Page<'_>], article: &Article<'_>, all: &mut [Vec<Mention>]) {
    let forms = collect(pages, article, all);
    if forms.is_empty() {
        return;
    }
    let first_words: FxHashSet<&str> =
        forms.keys().map(|k| k.split_once(' ').map_or(&k[..], |(first, _)| first)).collect();
    // Most articles have few short forms to look for: nearly all words begin none, and a look tells.
    let mut may_open = FirstLook::new();
    first_words.iter().for_each(|word| may_open.insert(word));
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
            let short = token.end - token.start <= 4;
            // Nearly all words end here.
            if token.kind != TokenKind::Word || !(short || page.word(at).capital) {
                at += 1;
                continue;
            }
            let particle = |word: &str| article.words.cues(word).any(Cues::PARTICLE);
            let word = page.as_is(at);
            // What is more than plain letters is spelled otherwise in the forms.
            let starts = (may_open.may_hold(word) || !word.bytes().all(|b| b.is_ascii_alphabetic()))
                && (page.word(at).capital || particle(word));
            let inside = token.glued()
                && at > 0
                && matches!(page.text.tokens[at - 1].kind, TokenKind::Word | TokenKind::Number);
            if !starts || inside || !first_words.contains(&name_key(word)[..]) {
                at += 1;
                continue;
            }
            let mut step = 1;
            for length in (1..=longest).rev() {
                let Some(range) = phrase(page, at, length) else { continue };
                let key = fold(page.text.slice(range.clone()));
                let Some(targets) = forms.get(&key) else { continue };
                let Some(target) = nearest(targets, (part, at)) else { continue };
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
    if target.rule == "first_word"
        && page.word(range.end).capital
        && tokens.get(range.end).is_some_and(|t| t.gap <= Gap::Line)
    {
        return None;
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
    // "Ms. Kaplan Thaler" is not the agency that bears her name.
    if target.kind == Kind::ORGANIZATION && discover::person_before(page, at, article) {
        return None;
    }
    if let Some(n) = range.clone().find_map(|t| owner[t]) {
        let other = &mentions[n];
        if matches!(target.rule, "given_name" | "last_word")
            && (!matches!(other.referent, Referent::Name(_)) && other.origin != Origin::Rule("national_body")
                || other.kind != target.kind && !word.given)
        {
            return None;
        }
        // "Dos Ramos", where "Ramos" by itself is a town.
        let within = range.start <= other.tokens.start && other.tokens.end <= range.end;
        let several = range.clone().any(|t| owner[t].is_some_and(|o| o != n));
        if dropped[n] || !within || several || other.referent == target.referent {
            return None;
        }
        // The article's own full name outweighs a small town or a guess of the same spelling.
        let yields = match &other.referent {
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
        let doubtful = word.common && (page.opens(at) || page.style(at) != Style::Prose);
        if range.len() == 1 && doubtful && target.method != Method::Acronym {
            let next = page.text.tokens.get(range.end);
            let acts = next.is_some_and(|t| t.kind == TokenKind::Clitic)
                || article.words.cues(page.as_is(range.end)).any(Cues::SPEECH)
                || target.kind == Kind::PERSON
                    && page.style(at) == Style::Prose
                    && verb(page, article, range.end);
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
                || page.word(range.end).capital)
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
                    && article.english.words.function(&page.as_is(at - 1).to_lowercase()).is_none()
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
    })
}

fn collect(
    pages: &[Page<'_>],
    article: &Article<'_>,
    all: &mut [Vec<Mention>],
) -> BTreeMap<String, Vec<Target>> {
    let mut forms: BTreeMap<String, Vec<Target>> = BTreeMap::new();
    let mut fullest: FxHashMap<String, Referent> = FxHashMap::default();
    for (part, page) in pages.iter().enumerate() {
        for mention in all[part].iter().filter(|m| m.counts()) {
            let mut add = |form: String, method, rule| {
                if form.len() >= 2 {
                    let target = Target {
                        referent: mention.referent.clone(),
                        kind: mention.kind,
                        method,
                        rule,
                        place: (part, mention.tokens.start),
                    };
                    forms.entry(form).or_default().push(target);
                }
            };
            let mut words: Vec<usize> =
                mention.tokens.clone().filter(|t| page.text.tokens[*t].kind == TokenKind::Word).collect();
            // "Okonkwo II" is later called so in full, or "Okonkwo".
            if words.len() > 1
                && mention.kind == Kind::PERSON
                && discover::roman(page.as_is(words[words.len() - 1]))
            {
                words.pop();
            }
            if mention.kind == Kind::PERSON && words.len() >= 2 {
                let mut from = words.len() - 1;
                add(name_key(page.as_is(words[from])), Method::ShortForm, "surname");
                // "van der Berg" after "Jan van der Berg"; "al-Assad" after "Bashar al-Assad".
                while from > 1 && article.words.cues(page.as_is(words[from - 1])).any(Cues::PARTICLE) {
                    from -= 1;
                    add(fold(page.text.slice(words[from]..mention.tokens.end)), Method::ShortForm, "surname");
                }
                if family_first(page, article, &words, mention) {
                    add(name_key(page.as_is(words[0])), Method::ShortForm, "surname");
                } else {
                    if let Some(word) = inner_surname(page, article, &words) {
                        add(name_key(page.as_is(word)), Method::ShortForm, "surname");
                        add(fold(page.text.slice(word..mention.tokens.end)), Method::ShortForm, "surname");
                    }
                    let first = page.word(words[0]);
                    if page.as_is(words[0]).chars().count() > 2
                        && !first.common
                        && (first.given
                            || mention.method == Method::Dictionary
                            || !first.english
                                && told(mention)
                                && page.text.tokens[words[0]].case != LetterCase::Upper)
                    {
                        add(name_key(page.as_is(words[0])), Method::ShortForm, "given_name");
                    }
                }
                if mention.method == Method::Rule {
                    let last = name_key(page.as_is(words[words.len() - 1]));
                    fullest.entry(last).or_insert_with(|| mention.referent.clone());
                }
            } else if mention.kind == Kind::PERSON && mention.method == Method::Rule && words.len() == 1 {
                add(name_key(page.as_is(words[0])), Method::Rule, "repeated_name");
            }
            if mention.kind == Kind::ORGANIZATION && words.len() >= 2 {
                let legal = |w: &str| article.words.cues(w).any(Cues::LEGAL_FORM);
                let kept = words.iter().rev().skip_while(|w| legal(page.as_is(**w))).count();
                let distinct = kept > 1 || kept == 1 && !page.word(words[0]).common;
                if kept < words.len() && kept > 0 && distinct {
                    add(
                        fold(page.text.slice(words[0]..words[kept - 1] + 1)),
                        Method::ShortForm,
                        "without_legal_form",
                    );
                }
                // "National Assembly", later "the Assembly" with its capital.
                let last = page.word(words[words.len() - 1]);
                if last.cues.any(Cues::ORG_END) && last.english && !last.cues.any(Cues::LEGAL_FORM) {
                    add(name_key(page.as_is(words[words.len() - 1])), Method::ShortForm, "last_word");
                }
                // "Hytek Microsystems Inc", later "Hytek": a coined first word.
                let first = page.word(words[0]);
                // "Zafrouni Brothers Inc" may be called by its founder's name.
                let form = words.iter().any(|w| page.word(*w).cues.any(Cues::LEGAL_FORM));
                let coined = !first.english
                    && (form || !first.given && !first.surname)
                    && page.as_is(words[0]).chars().count() >= 4
                    && page.hits_at(words[0]).iter().all(|h| h.end > words[0] + 1);
                // A hospital or a project may be called by its place.
                let other = Cues::ORG_OF | Cues::PLACE_END | Cues::EVENT_END;
                let local = matches!(
                    page.as_is(words[words.len() - 1]),
                    "Project"
                        | "Programme"
                        | "Program"
                        | "Initiative"
                        | "Hospital"
                        | "Clinic"
                        | "Police"
                        | "Library"
                );
                let firm = last.cues.any(Cues::ORG_END) && !last.cues.any(other) && !local || form;
                if coined && kept > 1 && firm {
                    add(name_key(page.as_is(words[0])), Method::ShortForm, "first_word");
                }
                // "ZKT Fund Management", later "ZKT": not the body that is best known by the letters.
                let token = &page.text.tokens[words[0]];
                if token.case == LetterCase::Upper
                    && (2..=5).contains(&(token.end - token.start))
                    && kept > 1
                    && firm
                {
                    add(fold(page.as_is(words[0])), Method::ShortForm, "first_word");
                }
                // "Dar-Bel Pictures Inc", later "Dar-Bel": what is left before the words that most companies have.
                let own = words
                    .iter()
                    .rev()
                    .skip_while(|w| page.word(**w).cues.any(Cues::LEGAL_FORM | Cues::ORG_END | Cues::FIELD))
                    .count();
                if (2..kept.max(2)).contains(&own)
                    && firm
                    && !local
                    && words[..own].iter().all(|w| page.word(*w).capital)
                    && (words[..own].iter().all(|w| !page.word(*w).english)
                        || page.as_is(words[0] + 1) == "-" && own == 2)
                {
                    add(fold(page.text.slice(words[0]..words[own - 1] + 1)), Method::ShortForm, "first_word");
                }
                // "Russian Defence Ministry", later "Defence Ministry".
                if let Some(first) = words.first()
                    && words.len() >= 3
                    && nationality(page, article, *first)
                {
                    add(
                        fold(page.text.slice(words[1]..mention.tokens.end)),
                        Method::ShortForm,
                        "without_nationality",
                    );
                }
            }
            // "Western Okumbe", later "WO": of what is known everywhere two letters are enough.
            if let [first, second] = words[..]
                && well_known(article, mention)
                && [first, second].iter().all(|w| page.text.tokens[*w].case == LetterCase::Title)
            {
                let initials: String =
                    [first, second].iter().filter_map(|w| page.as_is(*w).chars().next()).collect();
                add(fold(&initials), Method::Acronym, "initials");
            }
            // "At Harbour View Hospital nurses said HVH had no beds"
            if mention.kind != Kind::PERSON && (3..=6).contains(&words.len()) {
                let initials: String = words
                    .iter()
                    .filter(|w| page.word(**w).capital)
                    .filter_map(|w| page.as_is(*w).chars().next())
                    .collect();
                if initials.len() >= 3 {
                    add(fold(&initials), Method::Acronym, "initials");
                }
            }
            if mention.method == Method::Rule && words.len() >= 2 {
                add(fold(mention.span.of(page.text.source)), Method::Rule, "repeated_name");
            }
            // "FSB (Federal Security Service)"
            if words.len() >= 2
                && mention.kind != Kind::PERSON
                && mention.tokens.start >= 2
                && page.as_is(mention.tokens.end) == ")"
                && page.as_is(mention.tokens.start - 1) == "("
                && page.text.tokens[mention.tokens.start - 2].case == LetterCase::Upper
            {
                let acronym = page.as_is(mention.tokens.start - 2);
                let initials: String = words
                    .iter()
                    .filter(|w| page.word(**w).capital)
                    .filter_map(|w| page.as_is(*w).chars().next())
                    .collect();
                if (2..=10).contains(&acronym.len()) && initials.eq_ignore_ascii_case(acronym) {
                    add(fold(acronym), Method::Acronym, "defined_acronym");
                }
            }
            // "Federal Security Service (FSB)"
            if words.len() >= 2
                && page.as_is(mention.tokens.end) == "("
                && page.as_is(mention.tokens.end + 2) == ")"
                && let Some(token) = page.text.tokens.get(mention.tokens.end + 1)
                && token.case == LetterCase::Title
                && mention.kind == Kind::ORGANIZATION
                && telescoped(page, article, mention.tokens.end + 1)
            {
                add(fold(page.as_is(mention.tokens.end + 1)), Method::Acronym, "defined_acronym");
            }
            if words.len() >= 2
                && page.as_is(mention.tokens.end) == "("
                && page.as_is(mention.tokens.end + 2) == ")"
                && let Some(token) = page.text.tokens.get(mention.tokens.end + 1)
                && (token.case == LetterCase::Upper || token.case == LetterCase::Camel)
                && mention.kind != Kind::PERSON
                // "VERNON, B.C. (CP)"
                && words.iter().any(|w| page.as_is(*w).chars().count() > 1)
            {
                let acronym = page.as_is(mention.tokens.end + 1);
                let first = page.as_is(words[0]).chars().next();
                let shares =
                    acronym.chars().filter(|c| words.iter().any(|w| page.as_is(*w).starts_with(*c))).count();
                if acronym.len() <= 10 && (acronym.chars().next() == first || shares * 2 >= acronym.len()) {
                    add(fold(acronym), Method::Acronym, "defined_acronym");
                }
            }
        }
    }
    // Names by rule that are a surname alone belong to the full name elsewhere in the article.
    for (part, page) in pages.iter().enumerate() {
        for mention in all[part]
            .iter_mut()
            .filter(|m| m.method == Method::Rule && m.kind == Kind::PERSON && m.tokens.len() == 1)
        {
            let key = name_key(page.as_is(mention.tokens.start));
            let person = |t: &&Target| t.method == Method::ShortForm && t.kind == Kind::PERSON;
            let target = forms.get(&key).and_then(|t| t.iter().find(person));
            if let Some(target) = target {
                mention.referent = target.referent.clone();
                mention.method = Method::ShortForm;
                mention.origin = Origin::Rule(target.rule);
            } else if let Some(full) = fullest.get(&key) {
                mention.referent = full.clone();
            }
        }
    }
    // Where a full name stands behind a form, the form by itself is no name of its own.
    for targets in forms.values_mut() {
        if targets.iter().any(|t| t.method != Method::Rule) {
            targets.retain(|t| t.method != Method::Rule);
        }
        // Initials that the article defines stand for what it says.
        if targets.iter().any(|t| t.rule != "initials") {
            targets.retain(|t| t.rule != "initials");
        }
        if targets.iter().any(|t| t.kind == Kind::PERSON) {
            targets.retain(|t| t.rule != "first_word");
        }
        // What is somebody's surname is not read as another's given name.
        if targets.iter().any(|t| t.rule != "given_name") {
            targets.retain(|t| t.rule != "given_name");
        }
    }
    forms
}

/// Whether the mention is a state or country, or a body that everybody knows.
fn well_known(article: &Article<'_>, mention: &Mention) -> bool {
    let Referent::Entity(entity) = mention.referent else { return false };
    let entity = &article.dictionary.entities[entity as usize];
    entity.territory != Territory::None || entity.kind == Kind::ORGANIZATION && entity.weight >= 70
}

/// Whether the word in brackets can be the name that a body's words are drawn together to, written as a word is:
/// "Coastal Fisheries Directorate (Dipeco)".
fn telescoped(page: &Page<'_>, article: &Article<'_>, at: usize) -> bool {
    let word = page.word(at);
    let known = page.hits_at(at).iter().any(|h| article.dictionary.heaviest(h).1.kind != Kind::ORGANIZATION);
    page.as_is(at).chars().count() >= 4 && !word.english && !word.given && !word.surname && !known
}

/// Whether an article stands before the word and no noun behind it, so that it is one itself.
fn thing(page: &Page<'_>, article: &Article<'_>, range: &Range<usize>) -> bool {
    let determined = page.before(range.start).is_some_and(|b| {
        matches!(page.as_is(b), "the" | "The" | "a" | "A" | "an" | "An" | "another" | "Another" | "every")
    });
    let alone = matches!(page.as_is(range.end), "" | "." | "," | ";" | ":" | ")" | "?" | "!")
        || article.english.words.function(page.as_is(range.end)).is_some();
    determined && alone
}

/// Whether a verb follows that a bare noun in the singular seldom has: "Park was told", "Young also asked".
/// A plural may well be what it says ("Banks were closed").
fn verb(page: &Page<'_>, article: &Article<'_>, at: usize) -> bool {
    if page.as_is(at - 1).ends_with('s') {
        return false;
    }
    let adverb = matches!(
        page.as_is(at),
        "also" | "then" | "later" | "never" | "now" | "still" | "himself" | "herself"
    );
    let verb = page.as_is(at + usize::from(adverb));
    matches!(verb, "has" | "had" | "told" | "who" | "spoke")
        || adverb
        || article.words.cues(verb).any(Cues::SPEECH | Cues::CONTEST | Cues::HUMAN_ACT)
        || article.english.words.classes(verb).any(Class::VERB_ED)
}

/// Whether something beside the name said that it is a person's: then its first word is a given name, if a
/// rare one.
fn told(mention: &Mention) -> bool {
    !matches!(mention.origin, Origin::Rule("unknown_words" | "repeated_name" | "kin" | "person_surname"))
}

/// A surname that is not the last word: the first of two in Spanish names ("Byron Castillo Segura"), the one
/// before the Chinese given name ("Robin Li Yanhong").
fn inner_surname(page: &Page<'_>, article: &Article<'_>, words: &[usize]) -> Option<usize> {
    let [.., before, last] = words[..] else { return None };
    let (b, l) = (page.word(before), page.word(last));
    let plain = words.len() >= 3 && b.capital && !b.english && page.text.tokens[last].gap == Gap::Space;
    let chinese = article.words.family_first(page.as_is(before)) && !l.surname && !l.english;
    let spanish = b.surname && !b.given && l.surname;
    (plain && (chinese || spanish)).then_some(before)
}

/// Whether the family name comes first, as in Chinese, Korean, Vietnamese and Hungarian order.
fn family_first(page: &Page<'_>, article: &Article<'_>, words: &[usize], mention: &Mention) -> bool {
    if let Referent::Entity(e) = &mention.referent {
        return dictionary::family_first(article.dictionary.entities[*e as usize].country());
    }
    article.words.family_first(page.as_is(words[0]))
}

fn nationality(page: &Page<'_>, article: &Article<'_>, token: usize) -> bool {
    page.hits_at(token).iter().filter(|h| h.end == token + 1).any(|h| {
        let aliases = article.dictionary.index.aliases(h.pattern);
        aliases
            .iter()
            .any(|a| article.dictionary.aliases[*a as usize].kind == crate::dictionary::AliasKind::Adjective)
    })
}
