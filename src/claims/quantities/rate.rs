//! What a quantity is told for: "per barrel", "a month", "7 litres of water a hectare".

use rust_decimal::Decimal;

use crate::claims::claim::Kind;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::{Cue, Unit};
use crate::text::lemma;
use crate::text::tagger::Tag;

/// "per barrel", "a month", "/day", "/m²": the unit that the amount is divided by.
pub fn per(line: &Line<'_>, at: usize, kind: Option<Kind>) -> Option<(String, usize)> {
    let mut next = at;
    let slash = line.w(next) == "/" && line.glued(next);
    let hyphened = line.dash(next)
        && line.glued(next)
        && matches!(line.w(next + 1), "a" | "per" | "an")
        && line.glued(next + 1);
    let article = if hyphened {
        next += 1;
        true
    } else {
        matches!(line.w(next), "a" | "an")
    };
    let explicit = slash || matches!(line.w(next), "per" | "each" | "every") || hyphened;
    if !(explicit || article) || line.w(next + 1) == "cent" {
        return None;
    }
    let mut noun = next + 1;
    if line.dash(noun) && hyphened {
        noun += 1;
    }
    if line.w(noun) == "one" {
        noun += 1;
    }
    let word = line.w(noun);
    if !line.is_word(noun)
        || matches!(line.w(noun + 1), "earlier" | "ago" | "later" | "before" | "previously")
    {
        return None;
    }
    // "300 pesos per dollar"
    if let Some((currency, end)) =
        line.currency_at(noun).filter(|(c, _)| explicit && c.part == Decimal::ONE && word != "pound")
    {
        return Some((currency.code.to_string(), end));
    }
    let words = line.unit_at(noun);
    let symbol = if words.is_none() && explicit && !hyphened { divisor(line, noun) } else { None };
    if let Some((unit, end)) = words.or(symbol) {
        let duration = unit.kind == Kind::Duration;
        if kind == Some(Kind::Duration) && !duration {
            return None;
        }
        // "five metres a side", "a million tons a mile": only with "per"
        if article
            && !explicit
            && !duration
            && kind == Some(Kind::Measure)
            && !matches!(unit.name, "litre" | "gallon")
        {
            return None;
        }
        let name = if unit.name == "pound-mass" { "pound" } else { unit.name };
        return Some((name.to_string(), end));
    }
    // "$140 each month", "$2 a head", "12 euros per visitor"
    let thing = line.words.cue(word).any(Cue::PER_NOUN) && kind != Some(Kind::Duration);
    let said = explicit && !matches!(line.w(next), "each" | "every") && line.tag(noun).noun();
    (thing || said).then(|| (lemma::singular(&line.english.words, word), noun + 1))
}

/// A symbol that something is divided by: "/h", "/m²", "per kg".
fn divisor(line: &Line<'_>, at: usize) -> Option<(Unit, usize)> {
    (1..=3).rev().find_map(|width| {
        let end = at + width;
        if end > line.len()
            || (at + 1..end).any(|n| !line.glued(n))
            || line.glued(end) && (line.is_word(end) || line.is_digits(end))
        {
            return None;
        }
        let unit = line.words.unit_symbol(line.text.slice(line.base + at..line.base + end))?;
        Some((unit, end))
    })
}

/// "7 litres *of water a* hectare", "50 micrograms *of dust per* cubic metre": what a measured or counted thing is told
/// for, behind the noun phrase that tells what it is of.
pub fn rate_of(line: &Line<'_>, of: usize, kind: Option<Kind>) -> Option<String> {
    if line.w(of) != "of" {
        return None;
    }
    let noun = |n: usize| line.tag(n).noun() || line.tag(n) == Tag::Adjective;
    let last = (of + 1..of + 4).take_while(|n| noun(*n)).last()?;
    let article = matches!(line.w(last + 1), "a" | "an");
    let (unit, end) = per(line, last + 1, if article { None } else { kind })?;
    // "5 litres of milk a day", no "a day trip"
    (line.tag(last).noun() && !(article && line.tag(end).noun())).then_some(unit)
}
