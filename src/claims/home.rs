//! What the whole article tells of where it is at home: its country and its dateline.

use crate::entities::{Kind, Mention, Referent};
use crate::text::Text;

/// The country whose places and adjectives the article names most often, twice at least; the first of
/// equals. Who governs it counts for two: "the Ontario government".
pub fn main_country(parts: &[&Text<'_>], mentions: &[Vec<Mention>]) -> Option<[u8; 2]> {
    let mut counts: Vec<([u8; 2], usize)> = Vec::new();
    for (text, mentions) in parts.iter().zip(mentions) {
        for mention in mentions.iter().filter(|m| m.kind == Kind::PLACE) {
            let Some(country) = mention.country else { continue };
            let weight = 1 + usize::from(governed(text, mention));
            match counts.iter_mut().find(|(c, _)| *c == country) {
                Some((_, n)) => *n += weight,
                None => counts.push((country, weight)),
            }
        }
    }
    counts.iter().rev().max_by_key(|(_, n)| *n).filter(|(_, n)| *n >= 2).map(|(c, _)| *c)
}

/// The place of a country that the article names most often, most likely the country itself; the first of equals.
pub fn most_named(mentions: &[Vec<Mention>], country: [u8; 2]) -> Option<&Referent> {
    let mut counts: Vec<(&Referent, usize)> = Vec::new();
    let places = mentions.iter().flatten().filter(|m| m.counts() && m.kind == Kind::PLACE);
    for place in places.filter(|m| m.country == Some(country)) {
        match counts.iter_mut().find(|(r, _)| *r == &place.referent) {
            Some((_, n)) => *n += 1,
            None => counts.push((&place.referent, 1)),
        }
    }
    counts.iter().rev().max_by_key(|(_, n)| *n).map(|(r, _)| *r)
}

/// The place in the dateline: "OSLO, May 9. /NTB/.", "NAIROBI (Reuters) -", "LAGOS: Two men".
pub fn dateline(text: &Text<'_>, mentions: &[Mention]) -> Option<Referent> {
    mentions
        .iter()
        .filter(|m| m.kind == Kind::PLACE && m.counts() && m.sentence < 8)
        .find(|m| {
            let opens = text.sentences[m.sentence].tokens.start == m.tokens.start;
            let behind: Vec<&str> = (m.tokens.end..m.tokens.end + 8).map(|t| text.word(t)).collect();
            let dash = behind.iter().take(7).any(|w| matches!(*w, "-" | "–" | "—" | "_" | "--"));
            opens
                && (dash
                    || behind.contains(&"/")
                    || behind[0] == "("
                    || behind[0] == ":" && m.sentence <= 2
                    || behind[0] == "," && text.word(m.tokens.start).chars().all(char::is_uppercase))
        })
        .map(|m| m.referent.clone())
}

/// Whether a government goes by the name of the place: "the Ontario government", "the Western Australian State
/// Government", "the government of Canada".
fn governed(text: &Text<'_>, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    let named = |t: usize, words: &[&str]| words.iter().any(|w| text.word(t).eq_ignore_ascii_case(w));
    let over =
        usize::from(named(end, &["state", "provincial", "federal", "territory", "regional", "national"]));
    let start = mention.tokens.start;
    named(end + over, &["government", "parliament", "treasury", "budget"])
        || start >= 2 && named(start - 1, &["of"]) && named(start - 2, &["government", "parliament"])
}
