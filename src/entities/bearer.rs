//! A surname that stands alone: the person of the dictionary who bears it, where that can be nobody else.

use rustc_hash::FxHashSet;

use super::area::Areas;
use super::cues::{Cues, name_key};
use super::page::Page;
use super::{Article, Mention, Method, Origin, Referent};
use crate::dictionary::{AliasKind, Dictionary, Kind, hash};
use crate::text::Gap;

/// Below this weight nobody is known by the surname alone.
const PROMINENT: u8 = 52;

/// How far the best of several bearers must lead, a country that the article names counted in.
const LEAD: i32 = 14;

/// What a country that the article names speaks for its people.
const COUNTRY: i32 = 14;

/// The people of a dictionary by the hash of their surname, in order.
pub struct Bearers(Vec<(u64, u32)>);

impl Bearers {
    /// Reads the surnames of all people.
    pub fn new(dictionary: &Dictionary) -> Self {
        let mut all: Vec<(u64, u32)> = dictionary
            .aliases
            .iter()
            .filter(|a| a.kind == AliasKind::Name)
            .filter_map(|alias| {
                let entity = &dictionary.entities[alias.entity as usize];
                let (first, _) = alias.text.split_once(' ').filter(|_| entity.kind == Kind::PERSON)?;
                let (_, last) = alias.text.rsplit_once(' ')?;
                let surname = if family_first(entity.country()) { first } else { last };
                Some((hash(&name_key(surname)), alias.entity))
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        Bearers(all)
    }

    fn of(&self, key: &str) -> impl Iterator<Item = u32> + '_ {
        let wanted = hash(key);
        let start = self.0.partition_point(|(name, _)| *name < wanted);
        self.0[start..].iter().take_while(move |(name, _)| *name == wanted).map(|(_, entity)| *entity)
    }
}

/// Whether people of the country, by its ISO 3166 code, have their family name first.
pub fn family_first(country: &str) -> bool {
    matches!(country, "CN" | "KR" | "KP" | "TW" | "HK" | "VN" | "KH" | "SG" | "MM")
}

/// Links surnames alone that no full name in the article explains to the one prominent person who bears
/// them, or to the one of a country that the article names or that others in it are from.
pub fn link(pages: &[Page<'_>], article: &Article<'_>, areas: &Areas<'_>, all: &mut [Vec<Mention>]) {
    let mut countries: Option<FxHashSet<[u8; 2]>> = None;
    for (part, page) in pages.iter().enumerate() {
        for n in 0..all[part].len() {
            let mention = &all[part][n];
            let at = mention.tokens.start;
            let alone = mention.tokens.len() == 1 && mention.kind == Kind::PERSON;
            let word = page.word(at);
            if !alone || mention.method != Method::Rule || !word.capital || word.given {
                continue;
            }
            let countries =
                countries.get_or_insert_with(|| all.iter().flatten().filter_map(|m| m.country).collect());
            let key = name_key(page.as_is(at));
            let Some((best, others)) = bearer(&key, article, areas, countries) else { continue };
            if pages.iter().any(|page| explained(page, &key, article)) {
                continue;
            }
            let mention = &mut all[part][n];
            mention.referent = Referent::Entity(best);
            mention.method = Method::ShortForm;
            mention.origin = Origin::Rule("known_surname");
            mention.alternatives = others;
            mention.country = article.dictionary.entities[best as usize].country().as_bytes().try_into().ok();
        }
    }
}

/// Whether the surname stands behind what may be somebody else's given name: "Ward Morozov", "Kim 'Rex' Morozov".
fn explained(page: &Page<'_>, key: &str, article: &Article<'_>) -> bool {
    let title = |n: usize| article.words.cues(page.as_is(n)).any(Cues::TITLE | Cues::HONOUR);
    let stands = |n: &usize| {
        page.word(*n).capital && page.text.tokens[*n].gap <= Gap::Line && name_key(page.as_is(*n)) == key
    };
    (1..page.text.tokens.len())
        .filter(stands)
        .filter_map(|n| page.before(n))
        .any(|b| page.word(b).capital && !page.opens(b) && !title(b))
}

fn is_named(country: &str, areas: &Areas<'_>, countries: &FxHashSet<[u8; 2]>) -> bool {
    areas.named.contains(country)
        || <[u8; 2]>::try_from(country.as_bytes()).is_ok_and(|c| countries.contains(&c))
}

/// The bearer of the surname who is meant, and the most prominent others.
fn bearer(
    key: &str,
    article: &Article<'_>,
    areas: &Areas<'_>,
    countries: &FxHashSet<[u8; 2]>,
) -> Option<(u32, Vec<u32>)> {
    let entity = |n: u32| &article.dictionary.entities[n as usize];
    let named = |n: u32| is_named(entity(n).country(), areas, countries);
    let score = |n: u32| i32::from(entity(n).weight) + if named(n) { COUNTRY } else { 0 };
    let mut bearers: Vec<u32> = article.words.bearers(article.dictionary).of(key).collect();
    bearers.sort_by_key(|n| (-score(*n), *n));
    let (&best, others) = bearers.split_first()?;
    let clear = match others.first() {
        None => true,
        Some(second) => named(best) && score(best) - score(*second) >= LEAD,
    };
    (clear && entity(best).weight >= PROMINENT).then(|| (best, others.iter().copied().take(5).collect()))
}
