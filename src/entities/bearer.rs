//! A surname that stands alone: the person of the dictionary who bears it, where that can be nobody else.

use super::area::Areas;
use super::page::Page;
use super::{Article, Mention, Method, Origin, Referent};
use crate::dictionary::{Kind, name_key};

/// Below this weight nobody is known by the surname alone.
const PROMINENT: u8 = 54;

/// How far the best of several bearers must lead, a country that the article names counted in.
const LEAD: i32 = 20;

/// What a country that the article names speaks for its people.
const COUNTRY: i32 = 14;

/// Links surnames alone that no full name in the article explains to the one prominent person who bears
/// them, or to the one of a country that the article names.
pub fn link(pages: &[Page<'_>], article: &Article<'_>, areas: &Areas<'_>, all: &mut [Vec<Mention>]) {
    for (page, mentions) in pages.iter().zip(all) {
        for mention in mentions.iter_mut() {
            let alone = mention.tokens.len() == 1 && mention.kind == Kind::PERSON;
            if !alone || mention.method != Method::Rule || page.word(mention.tokens.start).given {
                continue;
            }
            let key = name_key(page.as_is(mention.tokens.start));
            let Some((best, others)) = bearer(&key, article, areas) else { continue };
            mention.referent = Referent::Entity(best);
            mention.method = Method::ShortForm;
            mention.origin = Origin::Rule("known_surname");
            mention.alternatives = others;
            mention.country = article.dictionary.country_code(best);
        }
    }
}

/// The bearer of the surname who is meant, and the most prominent others.
fn bearer(key: &str, article: &Article<'_>, areas: &Areas<'_>) -> Option<(u32, Vec<u32>)> {
    let entity = |n: u32| &article.dictionary.entities[n as usize];
    let named = |n: u32| areas.named.contains(entity(n).country());
    let score = |n: u32| i32::from(entity(n).weight) + if named(n) { COUNTRY } else { 0 };
    let mut bearers: Vec<u32> = article.dictionary.people.of_family(key).collect();
    bearers.sort_by_key(|n| (-score(*n), *n));
    let (&best, others) = bearers.split_first()?;
    let clear = match others.first() {
        None => true,
        Some(second) => named(best) && score(best) - score(*second) >= LEAD,
    };
    (clear && entity(best).weight >= PROMINENT).then(|| (best, others.iter().copied().take(5).collect()))
}
