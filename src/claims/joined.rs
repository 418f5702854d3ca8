//! Two numbers that make one quantity: ranges, "one in five", "5 ft 11 in"; and two levels of a move,
//! which make two.

use std::ops::Range;

use rust_decimal::Decimal;

use super::amount::{Amount, Operand, alone};
use super::exclude;
use super::line::Line;
use super::number::{Form, ratio};
use super::operand::{finish, operand};
use super::{Kind, Modifier, movement, noun_phrase};

/// "one in five", "3 out of 4", "6 per 100,000".
pub fn share_of(line: &Line<'_>, first: &Operand, skip: &[bool]) -> Option<Amount> {
    if first.kind.is_some() || first.number.form == Form::Vague || first.number.form == Form::Share {
        return None;
    }
    let end = first.tokens.end;
    let width = match line.w(end) {
        "in" => usize::from(line.w(end + 1) == "every") + 1,
        "out" if line.w(end + 1) == "of" => 2 + usize::from(line.w(end + 2) == "every"),
        "of" if line.w(end + 1) == "every" => 2,
        "per" => 1,
        "for" if line.w(end + 1) == "every" => 2,
        _ => return None,
    };
    if line.dash(end) {
        return None;
    }
    let second = operand(line, end + width)?;
    if second.kind.is_some()
        || skip[second.number.tokens.clone()].contains(&true)
        || second.number.form == Form::Vague
        || second.number.low <= first.number.low
        || second.number.low.is_zero()
    {
        return None;
    }
    // "won two in 2017" is caught by the dates; "25 in 40 minutes" has a unit.
    let low = ratio(first.number.low, second.number.low)?;
    let amount = Amount {
        number: first.tokens.start..second.tokens.end,
        tokens: first.tokens.start..second.tokens.end,
        low,
        kind: Some(Kind::Ratio),
        form: Form::Share,
        ..alone(first)
    };
    Some(finish(line, amount))
}

/// "1 hour 5 minutes 12.5 seconds", "5 ft 11 in": one amount in the smallest unit.
pub fn compound_of(line: &Line<'_>, first: &Operand) -> Option<Amount> {
    let ladder = |unit: &str| -> Option<(&'static str, i64)> {
        Some(match unit {
            "hour" => ("minute", 60),
            "minute" => ("second", 60),
            "foot" => ("inch", 12),
            "stone" => ("pound-mass", 14),
            _ => return None,
        })
    };
    let mut total = first.number.low;
    let mut unit = first.unit.clone();
    let mut end = first.tokens.end;
    let mut joined = false;
    while let Some((smaller, factor)) = ladder(&unit) {
        let mut next = end;
        if line.w(next) == "," {
            next += 1;
        }
        if line.w(next) == "and" {
            next += 1;
        }
        let Some(second) = operand(line, next) else { break };
        let is_smaller = second.unit == smaller
            || unit == "foot" && line.w(second.number.tokens.end) == "in" && second.kind.is_none()
            || unit == "stone" && line.w(second.number.tokens.end).starts_with("pound");
        if !is_smaller || second.number.low >= Decimal::from(factor) {
            break;
        }
        total = total * Decimal::from(factor) + second.number.low;
        end = if second.unit == smaller { second.tokens.end } else { second.number.tokens.end + 1 };
        unit = smaller.to_string();
        joined = true;
    }
    joined.then(|| Amount {
        number: first.number.tokens.start..end,
        tokens: first.tokens.start..end,
        low: total,
        unit,
        ..alone(first)
    })
}

/// A range of two operands, or two amounts where they are the ends of a move.
pub fn range(
    line: &Line<'_>,
    first: &Operand,
    second: &Operand,
    connector: &str,
    between: bool,
    from: bool,
) -> Option<Vec<Amount>> {
    let mut low = first.number.low;
    let mut high = second.number.low;
    let (mut kind, mut unit) = (first.kind, first.unit.clone());
    // A unit spreads to the end that has none; different kinds make no range.
    if kind.is_none() {
        if first.tokens.end > first.number.tokens.end {
            return None;
        }
        (kind, unit) = (second.kind, second.unit.clone());
    } else if second.kind.is_some() && (second.kind != kind || second.unit != unit) {
        let rate = second.unit.strip_prefix(unit.as_str()).is_some_and(|r| r.starts_with(" per "));
        let same = second.kind == kind
            && (rate
                || matches!((unit.as_str(), second.unit.as_str()), ("month", "year") | ("year", "month")));
        if !same {
            return None;
        }
        if unit == "month" {
            high *= Decimal::from(12);
        }
        if rate {
            unit.clone_from(&second.unit);
        }
    } else if second.kind.is_none() && kind == Some(Kind::Money) && connector == "or" {
        return None;
    }
    // "15-20 million": the scale word spreads where the first end has none.
    if first.number.scale.is_none()
        && let Some(scale) = second.number.scale
        && low < high
        && (first.kind.is_none()
            || first.kind == Some(Kind::Money) && first.tokens.end == first.number.tokens.end)
        && (connector != "to" || low.checked_mul(scale)? <= high)
        && low.checked_mul(scale)? <= high.checked_mul(Decimal::TEN)?
    {
        low = low.checked_mul(scale)?;
    }
    let start = first.tokens.start;
    let end = second.tokens.end;
    let follows = second.kind.is_some() || first.kind.is_some() || noun_phrase::counted(line, end).is_some();
    match connector {
        "-" => {
            let glued = line.glued(first.tokens.end) && line.glued(first.tokens.end + 1);
            if low >= high || !glued && !follows || !follows && exclude::plain_small(&first.number) {
                return None;
            }
        }
        "or" => {
            // "8 or 9 people", "two or three"; not "5 or the 6"
            let ratio_ok = high > low && high <= low * Decimal::from(5);
            if !ratio_ok || first.kind.is_some() && first.tokens.end != first.number.tokens.end {
                return None;
            }
        }
        "to" if !from => {
            // "rose five cents to $1.20": the amount of a move and the level reached
            let own_unit = first.kind.is_some() && second.kind.is_some()
                || first.kind.is_some() && first.tokens.end > first.number.tokens.end;
            if own_unit
                && (movement::moves(line, start)
                    || line.prev(start) == "by" && movement::moves(line, start - 1))
            {
                return None;
            }
            if low >= high || !follows && first.number.form == Form::Words {
                return None;
            }
        }
        _ => {}
    }
    let from = from && connector == "to";
    let opened = if between || from { start - 1 } else { start };
    if from && movement::moves(line, opened) {
        // "rose from 2.4 to 2.9 percent": an earlier level and the level reached.
        let shared = |operand: &Operand, value: Decimal, tokens: Range<usize>| Amount {
            low: value,
            kind,
            unit: unit.clone(),
            tokens,
            ..alone(operand)
        };
        let a = shared(first, low, first.tokens.clone());
        let b = shared(second, high, second.tokens.clone());
        return Some(vec![finish(line, a), finish(line, b)]);
    }
    // "from $18 for adults to $100" never comes here: a noun stands between.
    let mut amount = Amount {
        number: first.number.tokens.start..second.number.tokens.end,
        tokens: opened..end,
        low,
        high: Some(high),
        modifier: Modifier::Range,
        kind,
        unit,
        compound: second.compound,
        ..alone(first)
    };
    amount.form = Form::Digits;
    Some(vec![finish(line, amount)])
}
