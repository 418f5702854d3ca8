//! The country that an article is about: whose "Congress", "Army" and "Supreme Court" it speaks of.

use rustc_hash::FxHashMap;

use super::page::Page;
use super::{Article, accept};
use crate::dictionary::{AliasKind, Hit, Kind, Territory};

/// Points the country must have: one passing mention makes none.
const ENOUGH: u32 = 4;

/// What a dateline speaks for its country.
const DATELINE: u32 = 4;

/// Below this weight a town may have namesakes, and a body tells too little.
const KNOWN: u8 = 60;

/// The country that the article names most, by its name, its adjective, its towns, people and bodies, if it leads
/// the next by half.
pub fn of<'d>(pages: &[Page<'_>], article: &Article<'d>) -> Option<&'d str> {
    let mut points: FxHashMap<&str, u32> = FxHashMap::default();
    for page in pages {
        let mut behind = 0;
        for hits in page.hits.chunk_by(|a, b| a.start == b.start) {
            // Names inside of longer names speak for nothing: the "Africa" of "South Africa".
            if hits[0].start < behind {
                continue;
            }
            // The longest stands last.
            let Some((hit, country, told)) = hits.iter().rev().find_map(|hit| speaks(page, hit, article))
            else {
                continue;
            };
            behind = hit.end;
            *points.entry(country).or_default() += told;
        }
    }
    let mut order: Vec<(u32, &str)> = points.into_iter().map(|(country, points)| (points, country)).collect();
    order.sort_unstable_by_key(|(points, country)| (std::cmp::Reverse(*points), *country));
    let (most, home) = *order.first()?;
    let second = order.get(1).map_or(0, |(points, _)| *points);
    (most >= ENOUGH && most * 2 >= second * 3).then_some(home)
}

/// The country that the hit speaks for, and with how many points.
fn speaks<'h, 'd>(page: &Page<'_>, hit: &'h Hit, article: &Article<'d>) -> Option<(&'h Hit, &'d str, u32)> {
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
    let country = entity.country();
    let surface = page.text.slice(hit.start..hit.end);
    let dateline = entity.kind == Kind::PLACE && accept::in_dateline(page, hit.start, hit.end);
    if country.is_empty() || !article.dictionary.fits(alias, surface, dateline) {
        return None;
    }
    Some((hit, country, points + if dateline { DATELINE } else { 0 }))
}
