//! The country that an article is about: whose "Congress", "Army" and "Supreme Court" it speaks of.

use super::page::Page;
use super::{Article, dateline};
use crate::dictionary::{Alias, AliasKind, Entity, Hit, Kind, Territory};
use crate::text::LetterCase;

/// Points the country must have: one passing mention makes none.
const ENOUGH: u32 = 4;

/// The points of a country that is named twice.
const TWICE: u32 = 6;

/// What a dateline speaks for its country.
const DATELINE: u32 = 4;

/// Below this weight a town may have namesakes, and a body tells too little.
const KNOWN: u8 = 60;

/// What an article has to do with countries.
#[derive(Default)]
pub struct Home<'d> {
    /// The country that it names most, by its name, its adjective, its towns, people and bodies, if it leads the next
    /// by half.
    pub country: Option<&'d str>,
    /// All that it names so.
    touched: Vec<Touched<'d>>,
}

/// A country that an article names by something of it.
struct Touched<'d> {
    country: [u8; 2],
    points: u32,
    /// What names it first.
    first: &'d Entity,
    /// Whether anything else does.
    others: bool,
}

impl Home<'_> {
    /// Whether the article has nothing of a country but this one.
    pub fn touches_only(&self, country: &str) -> bool {
        self.touched.iter().all(|t| t.country == country.as_bytes())
    }

    /// Whether the article names the country once at most, and is about another.
    pub fn in_passing(&self, country: &str) -> bool {
        let touched = self.touched.iter().find(|t| t.country == country.as_bytes());
        self.country.is_some_and(|home| home != country) && touched.is_none_or(|t| t.points < TWICE)
    }

    /// Whether the article is about another country than the entity's, and has nothing else from there.
    pub fn is_abroad(&self, entity: &Entity) -> bool {
        self.country.is_some() && !entity.country().is_empty() && !self.touches_besides(entity)
    }

    /// Whether the article has two things and more from the entity's country.
    pub fn touches_well(&self, entity: &Entity) -> bool {
        let from = entity.area.country_letters();
        self.touched.iter().any(|t| Some(t.country) == from && t.others)
    }

    /// Whether the article has something from the entity's country besides the entity.
    pub fn touches_besides(&self, entity: &Entity) -> bool {
        let from = entity.area.country_letters();
        let touched = self.touched.iter().find(|t| Some(t.country) == from);
        touched.is_some_and(|t| t.others || !std::ptr::eq(t.first, entity))
    }
}

/// Reads it off the dictionary's hits.
pub fn of<'d>(pages: &[Page<'_>], article: &Article<'d>) -> Home<'d> {
    let mut touched: Vec<Touched<'d>> = Vec::with_capacity(8);
    for page in pages {
        let mut behind = 0;
        for hits in page.hits.chunk_by(|a, b| a.start == b.start) {
            // Names inside of longer names speak for nothing: the "Africa" of "South Africa".
            if hits[0].start < behind {
                continue;
            }
            // The longest stands last.
            let Some((end, entity, told)) = hits.iter().rev().find_map(|hit| speaks(page, hit, article))
            else {
                continue;
            };
            behind = end;
            let Some(country) = entity.area.country_letters() else { continue };
            match touched.iter_mut().find(|t| t.country == country) {
                Some(t) => {
                    t.points += told;
                    t.others |= !std::ptr::eq(t.first, entity);
                }
                None => touched.push(Touched { country, points: told, first: entity, others: false }),
            }
        }
    }
    touched.sort_unstable_by_key(|t| (std::cmp::Reverse(t.points), t.country));
    let second = touched.get(1).map_or(0, |t| t.points);
    let first = touched.first().filter(|t| t.points >= ENOUGH && t.points * 2 >= second * 3);
    Home { country: first.map(|t| t.first.country()), touched }
}

/// What speaks for its country where the hit stands, where that ends, and with how many points.
fn speaks<'d>(page: &Page<'_>, hit: &Hit, article: &Article<'d>) -> Option<(usize, &'d Entity, u32)> {
    if !page.word(hit.start).capital {
        return None;
    }
    let (alias, entity) = article.dictionary.heaviest(hit);
    let words = hit.end - hit.start;
    let points = match (entity.kind, entity.territory) {
        (Kind::PLACE, Territory::Country) => 3,
        (Kind::PLACE, Territory::State) => 2,
        (Kind::PLACE, Territory::None) if alias.weight >= KNOWN => 1,
        (Kind::PERSON, _) if words > 1 => 1,
        (Kind::ORGANIZATION, _) if words > 1 && alias.kind == AliasKind::Name => 1,
        _ => return None,
    };
    entity.area.country_letters()?;
    let dateline = entity.kind == Kind::PLACE
        && page.text.tokens[hit.start].case == LetterCase::Upper
        && dateline::opens(page, hit.start, hit.end);
    let fits = is_written(page, hit, alias, dateline, article);
    fits.then_some((hit.end, entity, points + if dateline { DATELINE } else { 0 }))
}

/// Whether the hit is written as the alias wants, `shouting` in a line of capitals: "La." is a state, "La Jolla" none.
pub fn is_written(page: &Page<'_>, hit: &Hit, alias: &Alias, shouting: bool, article: &Article<'_>) -> bool {
    let stop = !article.dictionary.string(alias.text).ends_with('.')
        || page.as_is(hit.end) == "."
        || hit.start > 0 && page.as_is(hit.start - 1) == ",";
    stop && article.dictionary.fits(alias, page.text.slice(hit.start..hit.end), shouting)
}
