//! Numbers that are part of a name: "Boeing 737", "Windows 11", "the FTSE 100".

use rust_decimal::Decimal;

use super::noun_phrase::counts_many;
use crate::claims::numbers::number::Number;
use crate::claims::sentence::line::Line;
use crate::claims::time::relative_time::weekday_named;
use crate::claims::vocabulary::words::{Sense, month_number};
use crate::text::tagger::Tag;

/// "Boeing 737", "Windows 11", "USB 2.0", "COVID -19", "the 50K": a name before, nothing counted behind.
pub fn named(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    // "an Agosta 90B", "the 50K": a capital letter behind a name's number, or a race by its length
    let letter =
        number.tokens.len() == 2 && matches!(line.raw(end - 1), "B" | "K" | "M") && line.glued(end - 1);
    let race = letter && line.raw(end - 1) == "K" && line.prev(start) == "the" && !line.tag(end).noun();
    if race && number.low <= Decimal::from(100_000) {
        return true;
    }
    if start == 0 {
        return false;
    }
    let virus = start > 1
        && line.dash(start - 1)
        && line.glued(start)
        && !line.glued(start - 1)
        && line.raw(start - 2).len() > 1
        && line.raw(start - 2).chars().all(char::is_uppercase);
    if virus {
        return true;
    }
    let tag = line.tag(start - 1);
    let capital = line.capital(start - 1)
        && (tag == Tag::Name
            || start > 1 && (tag.noun() || tag == Tag::Adjective || line.raw(start - 1).len() == 1));
    // "Windows 10 is used", "Halo 5 sold": what opens the sentence and has the verb right behind its number
    let capital = capital
        || start == 1
            && line.capital(0)
            && tag.noun()
            && line.tag(end).predicates()
            && line.raw(start).len() <= 2;
    // "In May *40 people* died", "said Tuesday *14 men*": what is no day of it is no part of its name.
    let month = month_number(line.prev(start)).is_some() && number.low > Decimal::from(31);
    let time = weekday_named(line.prev(start)).is_some() || month;
    if time && counts_many(line, end) {
        return false;
    }
    if left_out_verb(line, start) {
        return false;
    }
    let inner = line.raw(start - 1).chars().skip(1).any(char::is_uppercase);
    if !line.is_word(start - 1) || !capital && !inner {
        return false;
    }
    let version = line.w(start).ends_with(".0") && number.low < Decimal::ONE_HUNDRED;
    if version || number.scale.is_some() && !letter {
        return version;
    }
    let plain = !line.raw(start).contains([',', '.']) && (letter || number.low < Decimal::from(10_000));
    let place = line.mention(start - 1).is_some_and(|m| m.kind == crate::entities::Kind::PLACE);
    let opens = start == 1 && line.mention(0).is_none();
    let acts = place && (line.tag(end).verb() || line.tag(end) == Tag::Aux);
    plain && !(counts_many(line, end) && (place || opens)) && !acts && !standings(line, start)
}

/// Most words between a number and the "and" before a further name with its number.
const LONGEST_COUNTED: usize = 4;

/// "Peru deported 1,200 and *Chile 740*": whether the name right before the number at `start` did as the one before did,
/// whose verb and number stand in front of "and".
pub fn left_out_verb(line: &Line<'_>, start: usize) -> bool {
    let Some(name) = start.checked_sub(1).and_then(|n| line.mention(n)) else { return false };
    let first = name.tokens.start.saturating_sub(line.base);
    let joint = first.checked_sub(1).filter(|j| matches!(line.w(*j), "and" | "," | "while"));
    let Some(mut joint) = joint else { return false };
    if line.prev(joint) == "," {
        joint -= 1;
    }
    let number = (joint.saturating_sub(LONGEST_COUNTED)..joint).find(|n| line.is_numeral(*n));
    let verb = number.and_then(|n| {
        let about = matches!(line.prev(n), "about" | "some" | "nearly" | "around" | "almost");
        n.checked_sub(1 + usize::from(about)).filter(|v| line.tag(*v).verb())
    });
    let subject = verb.and_then(|v| {
        let has = matches!(line.prev(v), "has" | "have" | "had" | "will" | "would");
        v.checked_sub(1 + usize::from(has))
    });
    subject.and_then(|s| line.mention(s)).is_some_and(|m| m.kind == name.kind && m.referent != name.referent)
}

/// Fewest names with a number that make a list of standings.
const FEWEST_STANDINGS: usize = 3;

/// "Labour 30, Conservatives 42, Lib Dems 9": names each with a number, one behind the other: what they stand at.
fn standings(line: &Line<'_>, number: usize) -> bool {
    let follows = |at: usize| {
        let mut next = at + 1;
        while matches!(line.w(next), "," | ";" | "and") {
            next += 1;
        }
        let first = next;
        while next < line.len() && next < first + 4 && line.is_word(next) && line.capital(next) {
            next += 1;
        }
        (first > at + 1 && next > first && line.is_digits(next) && line.w(next).len() <= 3).then_some(next)
    };
    let before = (number.saturating_sub(LONGEST_STANDINGS)..number)
        .filter(|at| line.is_digits(*at) && line.w(*at).len() <= 3)
        .find(|at| std::iter::successors(Some(*at), |n| follows(*n)).any(|n| n == number));
    std::iter::successors(Some(before.unwrap_or(number)), |n| follows(*n)).take(FEWEST_STANDINGS).count()
        >= FEWEST_STANDINGS
}

/// Most words looked back over in a list of standings.
const LONGEST_STANDINGS: usize = 24;

/// "the ftse 100", "the s p 400": the names of indices are often written small or taken apart.
pub fn index(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    if start == 0 || number.tokens.len() != 1 || matches!(line.w(end), "point" | "points") {
        return false;
    }
    let sized = matches!(
        line.w(start),
        "20" | "25"
            | "30"
            | "35"
            | "40"
            | "50"
            | "60"
            | "100"
            | "150"
            | "200"
            | "225"
            | "250"
            | "300"
            | "400"
            | "500"
            | "600"
            | "1000"
            | "1,000"
            | "2000"
            | "2,000"
            | "3000"
            | "3,000"
    );
    let before = line.prev(start);
    sized
        && (matches!(
            before,
            "sp" | "ftse"
                | "nasdaq"
                | "stoxx"
                | "russell"
                | "nikkei"
                | "dax"
                | "mdax"
                | "cac"
                | "topix"
                | "kospi"
                | "asx"
                | "csi"
                | "ibex"
                | "nifty"
                | "sse"
                | "wilshire"
                | "omx"
                | "bse"
                | "nse"
                | "fortune"
        ) && !line.words.sense(before).any(Sense::CODE_BEFORE)
            || before == "p" && start >= 2 && matches!(line.w(start - 2), "s" | "&"))
}

/// "Nordvik 31, *34* and *37*": further numbers of a name, one behind the other, that count
/// nothing.
pub fn listed_names(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let short = |n: usize| line.is_digits(n) && line.w(n).len() <= 4 && !line.w(n).contains(['.', ',']);
    let joins = |n: usize| matches!(line.w(n), "," | "and" | "or" | "&");
    let counts = || line.tag(end).noun() || counts_many(line, end);
    if number.tokens.len() != 1 || start < 3 || !joins(start - 1) || !short(start) || counts() {
        return false;
    }
    let mut at = start - 1;
    while at > 0 && start - at < LONGEST_NAMES && (joins(at) || short(at) || version(line, at)) {
        at -= 1;
    }
    let first = at + 1;
    let name = |n: usize| {
        line.is_word(n)
            && line.capital(n)
            && line.tag(n) == Tag::Name
            && line.english.words.function(line.w(n)).is_none()
    };
    let timely = month_number(line.w(at)).is_some() || weekday_named(line.w(at)).is_some();
    first < start - 1 && short(first) && name(at) && !timely && joins(first + 1)
}

/// Most words between a name and a further number of it.
const LONGEST_NAMES: usize = 12;

/// "ME", "NT": a version that is known by capitals.
fn version(line: &Line<'_>, at: usize) -> bool {
    line.raw(at).len() <= 3 && line.raw(at).bytes().all(|b| b.is_ascii_uppercase()) && line.prev(at) == ","
}

/// "the Orion 9 and 9 Plus": a name's number stands again before what the name goes on with.
pub fn named_again(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    number.tokens.len() == 1
        && start >= 3
        && matches!(line.prev(start), "and" | "or" | ",")
        && line.is_word(end)
        && line.capital(end)
        && (1..start - 1).any(|n| {
            line.w(n) == line.w(start)
                && line.is_word(n - 1)
                && line.raw(n - 1).chars().any(char::is_uppercase)
        })
}
