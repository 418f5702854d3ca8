//! Figures that go on from the one before: a further former level, a further thing that moved, a change told behind a comma.

use super::amount::Amount;
use super::earlier::of_another;
use crate::claims::claim::{Claim, Direction, Kind, Quantity, Role};
use crate::claims::sentence::line::Line;
use crate::claims::sentence::motion::noun_motion;
use crate::claims::vocabulary::words::month_number;
use crate::text::tagger::Tag;

/// The tokens before `start` that stand behind the figure before, the nearest first.
pub fn since<'l>(line: &'l Line<'_>, start: usize, last: &Quantity) -> impl Iterator<Item = usize> + 'l {
    let end = last.span.end;
    (0..start).rev().take_while(move |t| line.span(&(*t..*t + 1)).start >= end)
}

/// Whether a quantity goes on a comparison: behind "and" and nothing but the time of the former level before it.
pub fn former_too(line: &Line<'_>, amount: &Amount, last: &Claim) -> bool {
    let start = amount.tokens.start;
    let same = match amount.kind {
        Some(kind) => kind == last.quantity.kind && amount.unit == last.quantity.unit,
        None => !line.tag(amount.tokens.end).noun(),
    };
    // "3,000 vs 83,000 in the quarter and *5,000 vs* 9,000": the next comparison begins.
    let next = line.w(amount.tokens.end + usize::from(line.tag(amount.tokens.end).noun()));
    last.role == Role::Former
        && same
        && !of_another(line, amount.tokens.end)
        && !matches!(next, "vs" | "versus" | "against" | "compared")
        && line.prev(start) == "and"
        && since(line, start - 1, &last.quantity).all(|t| {
            let tag = line.tag(t);
            !tag.verb() && tag != Tag::Aux && line.w(t) != "to"
        })
}

/// Whether the preposition at `at` stands behind a noun that follows a comma or "and": the noun moves as the one before
/// did ("revenue rose to 12 million, *profit to* 3 million").
pub fn parallel(line: &Line<'_>, at: usize) -> bool {
    let mut n = at;
    let part =
        |t: usize| line.tag(t).noun() || line.tag(t) == Tag::Adjective || line.dash(t) && line.glued(t);
    while n > 0 && at - n < 5 && part(n - 1) {
        n -= 1;
    }
    n > 0 && n < at && line.tag(at - 1).noun() && matches!(line.w(n - 1), "," | "and")
}

/// The direction in which a further thing went where the clause leaves out its verb, and whether `amount` is what it went
/// from: "revenue rose to 12 million, profit *to 3 million from 2 million*".
pub fn in_parallel(line: &Line<'_>, amount: &Amount, told: &[Claim]) -> Option<(Role, Option<Direction>)> {
    let start = amount.tokens.start;
    let last = told.last()?;
    let moved = told.iter().rev().find_map(|c| c.direction);
    match line.prev(start) {
        "to" if parallel(line, start - 1) => Some((Role::Level, Some(moved?))),
        "from" if start >= 2 && last.direction.is_some() && last.role == Role::Level => {
            let end = line.span(&(start - 1..start)).start;
            (end - last.quantity.span.end <= 1).then_some((Role::Former, None))
        }
        _ => None,
    }
}

/// Whether "up" or "down" before an amount goes on from the figure right before, behind a comma or "and": "exports were
/// 90 million, *down 4 percent* from May *and down 6 percent* from June".
pub fn goes_on(line: &Line<'_>, amount: &Amount, last: &Claim) -> bool {
    let start = amount.tokens.start;
    let moved =
        start >= 2 && matches!(line.prev(start), "up" | "down") && matches!(line.w(start - 2), "," | "and");
    // "a line rental of 7 euros for customers, *but 34 euros for* offices"
    let other = amount.kind == Some(Kind::Money)
        && amount.kind == Some(last.quantity.kind)
        && line.prev(start) == "but"
        && line.w(amount.tokens.end) == "for";
    if !moved && !other {
        return false;
    }
    !(last.about.is_empty() && last.counted.is_empty())
        && since(line, start - 1, &last.quantity).all(|t| {
            !line.tag(t).verb() && line.tag(t) != Tag::Aux && line.w(t) != ";" && line.w(t) != "with"
        })
}

/// What a noun of change behind a comma is said of, where it tells of the figure right before: "12 million, *a 5 percent
/// rise*".
pub fn apposed_change(line: &Line<'_>, amount: &Amount, last: &Claim) -> Option<String> {
    let start = amount.tokens.start;
    // "an *increase of* 9 euros"
    let noun = line.prev(start) == "of" && start >= 3 && noun_motion(line, start - 2).is_some();
    let lead = if noun { start - 2 } else { start };
    let article = usize::from(matches!(line.prev(lead), "a" | "an"));
    let comma = lead.checked_sub(1 + article).filter(|c| article == 1 && line.w(*c) == ",")?;
    let close = line.span(&(comma..comma + 1)).start - last.quantity.span.end <= 1;
    let about = if last.about.is_empty() { &last.counted } else { &last.about };
    (close && !about.is_empty()).then(|| about.clone())
}

/// Most words of a subject whose verb is left out.
const LONGEST_GAPPED: usize = 6;

/// The subject right before a figure whose clause leaves out the verb of the one before: "one got 18 years and *the fourth*
/// 12", "solar supplied 59%, *wind* 12%".
pub fn gapped(line: &Line<'_>, amount: &Amount, last: &Claim) -> Option<std::ops::Range<usize>> {
    let start = amount.tokens.start;
    let nth = |t: usize| matches!(line.w(t), "first" | "second" | "third" | "fourth" | "fifth");
    let named = |t: usize| {
        let tag = line.tag(t);
        // "the S&P 500 0.5%"
        let index = line.w(t) == "&" || t + 1 == start && line.is_digits(t) && t > 0 && line.capital(t - 1);
        index
            || (tag.noun() || tag == Tag::Adjective)
                && !line.is_numeral(t)
                && month_number(line.w(t)).is_none()
            || matches!(line.w(t), "the" | "its" | "their" | "his" | "her" | "other" | "others")
            || nth(t)
    };
    let mut first = start;
    while first > 0 && start - first < LONGEST_GAPPED && named(first - 1) {
        first -= 1;
    }
    let joint = first
        .checked_sub(1)
        .filter(|j| first < start && matches!(line.w(*j), "," | "and" | ";" | "while"))?;
    // "the Farm *and* Forest Fund 12 percent" is one.
    let counted = joint > 0 && last.counted.ends_with(line.raw(joint - 1)) && line.mention(first).is_some();
    if line.w(joint) == "and" && joint > 0 && line.capital(joint - 1) && line.capital(first) && !counted {
        return None;
    }
    // ", *oats and rye* 7%": two of them
    if line.w(joint) == "and"
        && joint >= 2
        && line.tag(joint - 1).noun()
        && matches!(line.w(joint - 2), "," | "and")
    {
        return None;
    }
    let behind = line.span(&(joint..joint + 1)).start >= last.quantity.span.end;
    // Between the two no other verb tells what the second does.
    let clear = since(line, joint, &last.quantity).all(|t| !line.tag(t).verb() && line.tag(t) != Tag::Aux);
    let from = first + usize::from(matches!(line.w(first), "the" | "its" | "their" | "his" | "her"));
    (behind && clear && from < start && line.w(first) != "a").then_some(from..start)
}
