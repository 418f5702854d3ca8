//! The shorter forms that names may have later in the article: surnames, initials, names without what most bodies
//! have in theirs.

use rustc_hash::FxHashMap;

use super::cues::Cues;
use super::divide::likely_person;
use super::firms::closes;
use super::mention::spelled;
use super::page::Page;
use super::teams::looks_plural;
use super::{Article, Mention, Method, Origin, Referent, dateline, discover, neighbours};
use crate::dictionary::{self, Kind, Territory, fold, name_key};
use crate::text::{Gap, LetterCase, TokenKind};

/// A full name that shorter forms refer to.
#[derive(Clone)]
pub struct Target {
    pub referent: Referent,
    pub kind: Kind,
    pub method: Method,
    pub rule: &'static str,
    /// Part and token where it stands, to find the nearest one before a short form.
    pub place: (usize, usize),
}

/// The forms of all names of the article, each with the names that it may stand for in the order of the text; names
/// found by rule that are a surname alone get their full name.
pub fn collect(
    pages: &[Page<'_>],
    article: &Article<'_>,
    all: &mut [Vec<Mention>],
) -> FxHashMap<String, Vec<Target>> {
    let mut forms: FxHashMap<String, Vec<Target>> = FxHashMap::default();
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
            let words = words(page, mention);
            if mention.kind == Kind::PERSON && words.len() >= 2 {
                person(page, article, mention, &words, &mut add);
                if mention.method == Method::Rule {
                    let last = name_key(page.as_is(words[words.len() - 1]));
                    fullest.entry(last).or_insert_with(|| mention.referent.clone());
                }
            } else if mention.kind == Kind::PERSON && mention.method == Method::Rule && words.len() == 1 {
                add(name_key(page.as_is(words[0])), Method::Rule, "repeated_name");
            }
            if mention.kind == Kind::ORGANIZATION && words.len() >= 2 {
                body(page, article, mention, &words, &mut add);
            }
            if mention.method == Method::Rule && words.len() >= 2 {
                add(fold(mention.span.of(page.text.source)), Method::Rule, "repeated_name");
            }
            acronyms(page, article, mention, &words, &mut add);
            if let Some((surname, person)) = founder(page, article, mention, &words) {
                forms.entry(surname).or_default().push(Target {
                    referent: person,
                    kind: Kind::PERSON,
                    method: Method::ShortForm,
                    rule: "surname",
                    place: (part, mention.tokens.start),
                });
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

/// The words of a mention, without what stands behind the names of some people: "Okonkwo II" is later called so in full, or
/// "Okonkwo".
fn words(page: &Page<'_>, mention: &Mention) -> Vec<usize> {
    let mut words: Vec<usize> =
        mention.tokens.clone().filter(|t| page.text.tokens[*t].kind == TokenKind::Word).collect();
    if words.len() > 1
        && mention.kind == Kind::PERSON
        && (discover::roman(page.as_is(words[words.len() - 1]))
            || matches!(page.as_is(words[words.len() - 1]), "Jr" | "Sr"))
    {
        words.pop();
    }
    words
}

/// What takes a form, how it is found and by which rule.
type Add<'a> = dyn FnMut(String, Method, &'static str) + 'a;

/// The shorter forms of somebody's name.
fn person(page: &Page<'_>, article: &Article<'_>, mention: &Mention, words: &[usize], add: &mut Add<'_>) {
    let mut from = words.len() - 1;
    add(name_key(page.as_is(words[from])), Method::ShortForm, "surname");
    // "Lund-Telvarra" after "Maria Lund-Telvarra"
    let joined = hyphenated(page, words);
    if joined < from {
        add(fold(page.text.slice(words[joined]..words[from] + 1)), Method::ShortForm, "surname");
    }
    // "van der Berg" after "Jan van der Berg"; "al-Assad" after "Bashar al-Assad".
    while from > 1 && page.word(words[from - 1]).written.any(Cues::PARTICLE) {
        from -= 1;
        add(fold(page.text.slice(words[from]..mention.tokens.end)), Method::ShortForm, "surname");
    }
    if family_first(page, article, words, mention) {
        add(name_key(page.as_is(words[0])), Method::ShortForm, "surname");
    } else {
        if let Some(word) = inner_surname(page, article, words) {
            add(name_key(page.as_is(word)), Method::ShortForm, "surname");
            add(fold(page.text.slice(word..mention.tokens.end)), Method::ShortForm, "surname");
        }
        let first = page.word(words[0]);
        if page.as_is(words[0]).chars().count() > 2
            && !first.common
            && (first.given
                || mention.method == Method::Dictionary
                || !first.english && told(mention) && page.text.tokens[words[0]].case != LetterCase::Upper)
        {
            add(name_key(page.as_is(words[0])), Method::ShortForm, "given_name");
        }
    }
}

/// The shorter forms of a body's name.
fn body(page: &Page<'_>, article: &Article<'_>, mention: &Mention, words: &[usize], add: &mut Add<'_>) {
    // "Okumbe S.A."
    let letters = |w: &usize| neighbours::legal_letters(page, *w) == Some(mention.tokens.end);
    let named = words.iter().position(letters).unwrap_or(words.len());
    let kept = words[..named].iter().rev().skip_while(|w| legal(page, **w)).count();
    let distinct = kept > 1 || kept == 1 && !page.word(words[0]).common;
    if kept < words.len() && kept > 0 && distinct {
        add(fold(page.text.slice(words[0]..words[kept - 1] + 1)), Method::ShortForm, "without_legal_form");
    }
    // "National Assembly", later "the Assembly" with its capital.
    let last = page.word(words[words.len() - 1]);
    if last.cues.any(Cues::ORG_END) && last.english && !last.cues.any(Cues::LEGAL_FORM) {
        add(name_key(page.as_is(words[words.len() - 1])), Method::ShortForm, "last_word");
    }
    // "British Trust for Birds", later "the Trust"
    let of = words.windows(2).find(|w| page.as_is(w[1]) == "for" && page.word(w[0]).cues.any(Cues::ORG_OF));
    if let Some(&[body, _]) = of
        && page.word(body).english
    {
        add(name_key(page.as_is(body)), Method::ShortForm, "last_word");
    }
    // "Hytek Microsystems Inc", later "Hytek": a coined first word.
    let first = page.word(words[0]);
    // "Zafrouni Brothers Inc" may be called by its founder's name.
    let form = words.iter().any(|w| page.word(*w).cues.any(Cues::LEGAL_FORM));
    let coined = !first.english
        && (form || last.cues.any(Cues::FIELD) || !first.given && !first.surname)
        && page.as_is(words[0]).chars().count() >= 4
        && page.hits_at(words[0]).iter().all(|h| {
            let (alias, entity) = article.dictionary.heaviest(h);
            h.end > words[0] + 1
                || entity.kind == Kind::PLACE && entity.territory == Territory::None && alias.weight < 50
        });
    // A hospital or a project may be called by its place.
    let other = Cues::ORG_OF | Cues::PLACE_END | Cues::EVENT_END;
    let local = matches!(
        page.as_is(words[words.len() - 1]),
        "Project" | "Programme" | "Program" | "Initiative" | "Hospital" | "Clinic" | "Police" | "Library"
    );
    let intelligence = page.as_is(words[words.len() - 1]) == "AI";
    let firm = intelligence || last.cues.any(Cues::ORG_END) && !last.cues.any(other) && !local || form;
    // "Chemical Bank Corp", later "Chemical": where that is said of a firm.
    let token = &page.text.tokens[words[0]];
    let closed = words.iter().any(|w| closes(page.word(*w).written, page.as_is(*w)));
    let plain = first.english
        && closed
        && !first.function
        && !first.starter
        && !first.cues.any(Cues::TITLE | Cues::CALENDAR | Cues::LEGAL_FORM | Cues::INSTITUTION)
        && token.case == LetterCase::Title
        && token.end - token.start >= 4
        && behind_nation(page, article, words[0]).is_none()
        && !page
            .hits_at(words[0])
            .iter()
            .any(|h| h.end == words[0] + 1 && article.dictionary.heaviest(h).1.kind == Kind::PLACE);
    if plain && (kept > 1 || !distinct) {
        add(name_key(page.as_is(words[0])), Method::ShortForm, "first_word");
    }
    if coined && kept > 1 && firm {
        add(name_key(page.as_is(words[0])), Method::ShortForm, "first_word");
    }
    // "Okumbe Condors", later "Condors"
    if page.sport
        && let Some(nickname) = nickname(page, article, words, mention)
    {
        add(nickname, Method::ShortForm, "team_nickname");
    }
    // "ZKT Fund Management", later "ZKT": not the body that is best known by the letters.
    let token = &page.text.tokens[words[0]];
    if token.case == LetterCase::Upper && (2..=5).contains(&(token.end - token.start)) && kept > 1 && firm {
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
            || form && words[..own].iter().any(|w| !page.word(*w).english)
            || page.as_is(words[0] + 1) == "-" && own == 2)
    {
        add(fold(page.text.slice(words[0]..words[own - 1] + 1)), Method::ShortForm, "first_word");
    }
    // "Russian Defence Ministry", later "Defence Ministry"; "Ohio Department of Health".
    if let Some(own) = words.first().and_then(|first| behind_nation(page, article, *first))
        && words.iter().filter(|w| **w >= own).count() >= 2
        && page.word(own).capital
    {
        add(fold(page.text.slice(own..mention.tokens.end)), Method::ShortForm, "without_nationality");
    }
}

/// The initials that stand for a name.
fn acronyms(page: &Page<'_>, article: &Article<'_>, mention: &Mention, words: &[usize], add: &mut Add<'_>) {
    // "Western Okumbe", later "WO": of what is known everywhere two letters are enough.
    if let [first, second] = words[..]
        && well_known(article, mention)
        && [first, second].iter().all(|w| page.text.tokens[*w].case == LetterCase::Title)
    {
        add(fold(&initials(page, &[first, second])), Method::Acronym, "initials");
    }
    // "At Harbour View Hospital nurses said HVH had no beds"
    if mention.kind != Kind::PERSON {
        // "Okumbe Harbour Tin Co" is "OHTC" or "OHT".
        let form = words.iter().rev().take_while(|w| legal(page, **w)).count();
        let all = initials(page, words);
        let short = all.char_indices().rev().nth(form.wrapping_sub(1)).map(|(at, _)| &all[..at]);
        for (initials, words) in [(Some(&all[..]), words.len()), (short, words.len() - form)] {
            if let Some(initials) = initials.filter(|i| (3..=6).contains(&words) && i.len() >= 3) {
                add(fold(initials), Method::Acronym, "initials");
            }
        }
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
        if (2..=10).contains(&acronym.len()) && initials(page, words).eq_ignore_ascii_case(acronym) {
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
        // "VERNON, B.C. (CP)", "PORT MORESBY (PMX) -"
        && !dateline::sends(page, mention.tokens.end + 1)
        && words.iter().any(|w| page.as_is(*w).chars().count() > 1)
    {
        let acronym = page.as_is(mention.tokens.end + 1);
        let first = page.as_is(words[0]).chars().next();
        let shares = acronym.chars().filter(|c| words.iter().any(|w| page.as_is(*w).starts_with(*c))).count();
        if acronym.len() <= 10 && (acronym.chars().next() == first || shares * 2 >= acronym.len()) {
            add(fold(acronym), Method::Acronym, "defined_acronym");
        }
    }
}

/// The surname of the founder of a firm that is called by his full name, and that name: "Lund" after "Maria Lund and
/// Partners".
fn founder(
    page: &Page<'_>,
    article: &Article<'_>,
    mention: &Mention,
    words: &[usize],
) -> Option<(String, Referent)> {
    let and = mention.tokens.clone().find(|n| page.as_is(*n) == "and")?;
    let partners = matches!(page.as_is(and + 1), "Partners" | "Associates");
    let name: Vec<usize> = words.iter().copied().take_while(|w| *w < and).collect();
    let last = *name.last()?;
    (mention.method == Method::Rule
        && mention.kind == Kind::ORGANIZATION
        && partners
        && likely_person(page, article, &name))
    .then(|| {
        let full = spelled(page.text.slice(name[0]..last + 1));
        (name_key(page.as_is(last)), Referent::Name(full.into()))
    })
}

fn legal(page: &Page<'_>, word: usize) -> bool {
    page.word(word).written.any(Cues::LEGAL_FORM)
}

/// Which of the words the last one's name begins with, where hyphens join it to those before.
fn hyphenated(page: &Page<'_>, words: &[usize]) -> usize {
    let mut at = words.len() - 1;
    while at > 1
        && words[at] == words[at - 1] + 2
        && page.as_is(words[at] - 1) == "-"
        && page.word(words[at]).capital
        && page.word(words[at - 1]).capital
    {
        at -= 1;
    }
    at
}

/// What a club is called without its town, where that is a plural.
fn nickname(page: &Page<'_>, article: &Article<'_>, words: &[usize], mention: &Mention) -> Option<String> {
    let club = match (&mention.referent, mention.origin) {
        (Referent::Entity(e), _) => {
            let entity = &article.dictionary.entities[*e as usize];
            article.words.sport_of_team(article.dictionary.string(entity.id)) != 0
        }
        (_, Origin::Rule(rule)) => rule == "team_nickname",
        _ => false,
    };
    let last = page.as_is(words[words.len() - 1]);
    (club && looks_plural(last) && page.word(words[words.len() - 1]).capital).then(|| name_key(last))
}

/// The first letters of the words that have a capital.
fn initials(page: &Page<'_>, words: &[usize]) -> String {
    let capital = words.iter().filter(|w| page.word(**w).capital);
    capital.filter_map(|w| page.as_is(*w).chars().next()).collect()
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

/// Where the adjective of a country, or a country's or state's name, ends that begins at the token.
fn behind_nation(page: &Page<'_>, article: &Article<'_>, token: usize) -> Option<usize> {
    let dictionary = article.dictionary;
    let nation = |h: &&crate::dictionary::Hit| {
        let adjective = h.end == token + 1
            && dictionary.aliases_of(h).any(|a| a.kind == crate::dictionary::AliasKind::Adjective);
        adjective || dictionary.heaviest(h).1.territory != Territory::None
    };
    page.hits_at(token).iter().rev().find(nation).map(|h| h.end)
}
