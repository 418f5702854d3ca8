//! A surname that stands alone: the person of the dictionary who bears it, where that can be nobody else.

use rustc_hash::FxHashSet;

use super::area::Areas;
use super::cues::Cues;
use super::page::Page;
use super::{Article, Mention, Method, Origin, Referent};
use crate::dictionary::{Kind, fold, is_arabic_article, name_key};
use crate::text::Gap;

/// Below this weight nobody is known by the surname alone.
const PROMINENT: u8 = 54;

/// Below this weight nobody is known by a surname that nobody else in the dictionary has.
const UNIQUE: u8 = 42;

/// Below this weight nobody is known by a surname alone that is a given name, too.
const FAMOUS: u8 = 72;

/// How far the best of several bearers must lead, a country that the article names counted in.
const LEAD: i32 = 20;

/// From this weight on somebody is known to have ruled, and how far he must lead those who may have, too.
const RULER: u8 = 60;
const RULES: i32 = 4;

/// What a country that the article names speaks for its people.
const COUNTRY: i32 = 14;

/// Links surnames alone that no full name in the article explains to the one prominent person who bears
/// them, or to the one of a country that the article names or that others in it are from.
pub fn link(pages: &[Page<'_>], article: &Article<'_>, areas: &Areas<'_>, all: &mut [Vec<Mention>]) {
    let mut countries: Option<FxHashSet<[u8; 2]>> = None;
    let mut spoken_for = None;
    for (part, page) in pages.iter().enumerate() {
        for n in 0..all[part].len() {
            let mention = &all[part][n];
            let Some((at, given)) = surname(page, mention) else { continue };
            let countries =
                countries.get_or_insert_with(|| all.iter().flatten().filter_map(|m| m.country).collect());
            let key = name_key(page.as_is(at));
            let whole = fold(mention.span.of(page.text.source));
            let lead = if rules(page, mention) { RULES } else { LEAD };
            let Some((best, others)) = bearer(&key, &whole, (given, lead), article, areas, countries) else {
                continue;
            };
            // Players are listed by any name.
            if given == Some(false) && page.sport {
                continue;
            }
            if spoken_for.get_or_insert_with(|| explained(pages)).contains(&key) {
                continue;
            }
            let mention = &mut all[part][n];
            mention.referent = Referent::Entity(best);
            mention.method = Method::ShortForm;
            mention.origin = Origin::Rule("known_surname");
            mention.alternatives = others;
            mention.country = article.dictionary.country_code(best);
        }
    }
}

/// The token of the surname, where the mention is one that no full name explains, with its particles: "Okumbe",
/// "van Okumbe"; where it is a given name, too, whether a title stands before it.
fn surname(page: &Page<'_>, mention: &Mention) -> Option<(usize, Option<bool>)> {
    let at = mention.tokens.end - 1;
    let particle = |n: usize| page.word(n).small.any(Cues::PARTICLE) || page.as_is(n) == "-";
    let word = page.word(at);
    let titled = matches!(mention.origin, Origin::Rule("person_title" | "person_role"));
    (mention.kind == Kind::PERSON
        && mention.method == Method::Rule
        && word.capital
        && (!word.given || word.surname)
        && (mention.tokens.start..at).all(particle))
    .then_some((at, if word.given { Some(titled) } else { None }))
}

/// Whether a title stands before the name that few of one name have had: "President Okumbe", but not "Vice President
/// Okumbe".
fn rules(page: &Page<'_>, mention: &Mention) -> bool {
    let Some(title) = mention.tokens.start.checked_sub(1) else { return false };
    let deputy = |n: usize| matches!(page.as_is(n), "Vice" | "Deputy" | "vice" | "deputy" | "-");
    match page.as_is(title) {
        "President" | "Chancellor" => title == 0 || !deputy(title - 1),
        "Minister" => title > 0 && page.as_is(title - 1) == "Prime" && (title < 2 || !deputy(title - 2)),
        _ => false,
    }
}

/// The surnames that stand behind what may be somebody else's given name: "Ward Morozov", "Kim 'Rex' Morozov".
fn explained(pages: &[Page<'_>]) -> FxHashSet<String> {
    let mut keys = FxHashSet::default();
    for page in pages {
        let title = |n: usize| page.word(n).written.any(Cues::TITLE | Cues::HONOUR);
        for n in 1..page.text.tokens.len() {
            if page.word(n).capital
                && page.text.tokens[n].gap <= Gap::Line
                && let Some(before) = page.before(n)
                && page.word(before).capital
                && !page.opens(before)
                && !title(before)
            {
                keys.insert(name_key(page.as_is(n)));
            }
        }
    }
    keys
}

fn is_named(country: &str, areas: &Areas<'_>, countries: &FxHashSet<[u8; 2]>) -> bool {
    areas.named.contains(country)
        || <[u8; 2]>::try_from(country.as_bytes()).is_ok_and(|c| countries.contains(&c))
}

/// The bearer of the surname who is meant, and the most prominent others.
fn bearer(
    key: &str,
    whole: &str,
    (given, lead): (Option<bool>, i32),
    article: &Article<'_>,
    areas: &Areas<'_>,
    countries: &FxHashSet<[u8; 2]>,
) -> Option<(u32, Vec<u32>)> {
    let entity = |n: u32| &article.dictionary.entities[n as usize];
    let named = |n: u32| is_named(entity(n).country(), areas, countries);
    let score = |n: u32| i32::from(entity(n).weight) + if named(n) { COUNTRY } else { 0 };
    // "van Okumbe" is nobody called "Okumbe" alone; "al-Okumbe" and "el-Okumbe" are one spelling.
    let arab = whole.split_once(' ').is_some_and(|(first, last)| is_arabic_article(first) && last == key);
    let called =
        |n: &u32| key == whole || arab || fold(article.dictionary.string(entity(*n).name)).ends_with(whole);
    let mut bearers: Vec<u32> = article.dictionary.people.of_family(key).filter(called).collect();
    bearers.sort_by_key(|n| (-score(*n), article.dictionary.string(entity(*n).id)));
    let (&best, others) = bearers.split_first()?;
    let bare = given == Some(false);
    let clear = match others.first() {
        None => !bare || named(best),
        // "President Okumbe" where nothing speaks of another country: everybody knows whom.
        Some(second)
            if lead < LEAD
                && !named(best)
                && entity(best).weight >= FAMOUS
                && !areas.home.is_abroad(entity(best)) =>
        {
            score(best) - score(*second) >= 2 * lead
        }
        // "President Okumbe": the better known of two who were, and nobody little known.
        Some(second) if lead < LEAD && entity(best).weight < RULER => {
            named(best) && score(best) - score(*second) >= LEAD
        }
        Some(second) => named(best) && score(best) - score(*second) >= lead,
    };
    // Whose name nobody else has is known by it where the country is spoken of.
    let rare = others.is_empty() && given.is_none() && named(best) && !article.words.is_frequent_surname(key);
    let least = if rare { UNIQUE } else { PROMINENT };
    // "Victoria" is a child, not the queen; "Sharon" may be the one whom everybody knows by it.
    let known = || {
        let name = article.dictionary.string(entity(best).name);
        let (first, last) = (name.split(' ').next(), name.rsplit(' ').next());
        entity(best).weight >= FAMOUS
            && last.is_some_and(|last| name_key(last) == key)
            && !first.is_some_and(|first| article.words.cues(first).any(Cues::TITLE))
    };
    (clear && entity(best).weight >= least && (!bare || known()))
        .then(|| (best, others.iter().copied().take(5).collect()))
}
