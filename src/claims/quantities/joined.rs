//! Two numbers that make one quantity: ranges, "one in five", "5 ft 11 in"; and two levels of a move,
//! which make two.

use std::ops::Range;

use rust_decimal::Decimal;

use super::amount::{Amount, Operand, alone};
use super::exclude;
use super::motion_before::moves;
use super::noun_phrase;
use super::operand::{finish, operand};
use super::shared::{over_and, parts};
use crate::claims::claim::{Kind, Modifier};
use crate::claims::numbers::hanging::hangs;
use crate::claims::numbers::number::Form;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::literal::ratio;
use crate::text::tagger::Tag;

/// Whether "one" and a noun that ends right before "in" are a share: "one *person in* 340", but "one man in 40 clubs".
fn one_of_them(line: &Line<'_>, first: &Operand, end: usize) -> bool {
    let one = first.number.low == Decimal::ONE && first.number.form == Form::Words;
    if !one || line.w(end + 1) != "in" || line.tag(end) != Tag::Noun {
        return false;
    }
    let Some(second) = operand(line, end + 2) else { return false };
    let year = second.number.low >= Decimal::from(1900) && second.number.low < Decimal::from(2100);
    second.kind.is_none() && !year && noun_phrase::counted(line, second.tokens.end).is_none()
}

/// "one in five", "3 out of 4", "6 per 100,000".
pub fn share_of(line: &Line<'_>, first: &Operand, skip: &[bool]) -> Option<Amount> {
    if first.kind.is_some() || first.number.form == Form::Vague || first.number.form == Form::Share {
        return None;
    }
    if let Some(odds) = odds(line, first) {
        return Some(odds);
    }
    let end = first.tokens.end;
    // "a four-in-five chance", "one person in 340"
    let hung = line.dash(end) && line.glued(end) && line.w(end + 1) == "in" && line.dash(end + 2);
    let width = match line.w(end) {
        _ if hung => 3,
        noun if one_of_them(line, first, end) => usize::from(!noun.is_empty()) + 1,
        "in" => usize::from(line.w(end + 1) == "every") + 1,
        "out" if line.w(end + 1) == "of" => 2 + usize::from(line.w(end + 2) == "every"),
        "of" if line.w(end + 1) == "every" => 2,
        "per" => 1,
        "for" if line.w(end + 1) == "every" => 2,
        _ => return None,
    };
    if line.dash(end) && !hung {
        return None;
    }
    let second = operand(line, end + width)?;
    if second.kind.is_some()
        || skip[second.number.tokens.clone()].contains(&true)
        || second.number.form == Form::Vague
        || second.number.low <= first.number.low
        || second.number.low.is_zero()
        || matches!(line.w(second.tokens.end), "innings" | "overs")
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

/// "*outnumber* men by", "*outsold* petrol cars by": one thing is set against another.
fn outdoes(line: &Line<'_>, at: usize) -> bool {
    (at.saturating_sub(7)..at).any(|n| line.w(n).starts_with("out") && line.tag(n).verb())
}

/// "a 5.9-to-1 margin", "a ratio of 2.3 to 1": so many of one for each of the other.
fn odds(line: &Line<'_>, first: &Operand) -> Option<Amount> {
    let end = first.tokens.end;
    let dashes = line.dash(end) && line.w(end + 1) == "to" && line.dash(end + 2);
    let start = first.tokens.start;
    let plain = line.w(end) == "to"
        && (line.phrase_before(start, &["ratio", "of"]) || line.prev(start) == "by" && outdoes(line, start));
    let one = if dashes { end + 3 } else { end + 1 };
    let ratio = (dashes || plain) && matches!(line.w(one), "1" | "one") && first.number.high.is_none();
    ratio.then(|| Amount {
        number: first.tokens.start..one + 1,
        tokens: first.tokens.start..one + 1,
        kind: Some(Kind::Ratio),
        form: Form::Share,
        ..alone(first)
    })
}

/// "1 hour 5 minutes 12.5 seconds", "5 ft 11 in", "5 pounds 50 pence": one amount, in the smallest unit but
/// for money.
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
    if let Some(tall) = feet_and_inches(line, first) {
        return Some(tall);
    }
    if first.number.high.is_some() || first.compound {
        return None;
    }
    if first.kind == Some(Kind::Money) {
        return with_cents(line, first);
    }
    let mut total = first.number.low;
    let mut unit = first.unit.clone();
    let mut end = first.tokens.end;
    let mut joined = false;
    while let Some((smaller, factor)) = ladder(&unit) {
        let Some(second) = operand(line, over_and(line, end)) else { break };
        let is_smaller = second.unit == smaller
            || unit == "foot" && line.w(second.number.tokens.end) == "in" && second.kind.is_none()
            || unit == "stone" && line.w(second.number.tokens.end).starts_with("pound");
        if !is_smaller || second.number.low >= Decimal::from(factor) || second.signed {
            break;
        }
        total = total.checked_mul(Decimal::from(factor))?.checked_add(second.number.low)?;
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

/// "a 6-foot-2 forward", "is 5-foot-11": the inches stand without their word.
fn feet_and_inches(line: &Line<'_>, first: &Operand) -> Option<Amount> {
    let end = first.tokens.end;
    let joined = first.compound && first.unit == "foot" && first.number.high.is_none();
    let hyphen = line.dash(end) && line.glued(end) && line.glued(end + 1) && line.is_digits(end + 1);
    let inches: Decimal = line.w(end + 1).parse().ok().filter(|_| joined && hyphen)?;
    let dozen = Decimal::from(12);
    (inches < dozen && inches.fract().is_zero()).then(|| Amount {
        number: first.number.tokens.start..end + 2,
        tokens: first.tokens.start..end + 2,
        low: first.number.low * dozen + inches,
        unit: "inch".to_string(),
        ..alone(first)
    })
}

/// "thirteen dollars forty-five cents", "10 pounds and 50 pence".
fn with_cents(line: &Line<'_>, first: &Operand) -> Option<Amount> {
    let whole = first.number.low.fract().is_zero() && first.number.scale.is_none();
    let next = over_and(line, first.tokens.end);
    if !whole || line.w(first.tokens.end) == "," {
        return None;
    }
    let second = operand(line, next)?;
    // "15 dollars and 50": cents that are understood
    let understood = next > first.tokens.end
        && second.kind.is_none()
        && second.number.form == first.number.form
        && second.number.low.fract().is_zero()
        && (Decimal::TEN..Decimal::ONE_HUNDRED).contains(&second.number.low)
        && line.is_word(first.tokens.end - 1)
        && matches!(line.w(second.tokens.end), "" | "." | "," | ";");
    if understood {
        return Some(Amount {
            number: first.number.tokens.start..second.tokens.end,
            tokens: first.tokens.start..second.tokens.end,
            low: first.number.low + second.number.low / Decimal::ONE_HUNDRED,
            ..alone(first)
        });
    }
    let cents = second.kind == Some(Kind::Money)
        && second.unit == first.unit
        && second.number.low < Decimal::ONE
        && line.is_word(second.number.tokens.end)
        && !second.signed;
    cents.then(|| Amount {
        number: first.number.tokens.start..second.tokens.end,
        tokens: first.tokens.start..second.tokens.end,
        low: first.number.low + second.number.low,
        ..alone(first)
    })
}

/// "above 20 and below 30", "at least 5 but no more than 8 percent": bounds from both sides are a range.
pub fn bounded(first: &Amount, second: &Amount, line: &Line<'_>) -> Option<Amount> {
    use Modifier::{AtLeast, AtMost, LessThan, MoreThan};
    let lower = |m| matches!(m, MoreThan | AtLeast);
    let upper = |m| matches!(m, LessThan | AtMost);
    let (low, high) = if lower(first.modifier) && upper(second.modifier) {
        (first.low, second.low)
    } else if upper(first.modifier) && lower(second.modifier) {
        (second.low, first.low)
    } else {
        return None;
    };
    let gap = first.tokens.end..second.tokens.start;
    let linked = match gap.len() {
        1 => matches!(line.w(gap.start), "and" | "but" | ","),
        2 => line.w(gap.start) == "," && matches!(line.w(gap.start + 1), "and" | "but"),
        _ => false,
    };
    let same = first.kind == second.kind && first.unit == second.unit || first.kind.is_none();
    (linked && same && low < high).then(|| Amount {
        number: first.number.start..second.number.end,
        tokens: first.tokens.start..second.tokens.end,
        low,
        high: Some(high),
        modifier: Modifier::Range,
        kind: second.kind,
        unit: second.unit.clone(),
        ..first.clone()
    })
}

/// Whether a move by a share stands before, which the amount that begins at `start` tells in another unit: "up 6%, or
/// *16 pence* to 293p".
fn told_again(line: &Line<'_>, start: usize) -> bool {
    line.prev(start) == "or"
        && (start.saturating_sub(4)..start - 1).any(|t| matches!(line.w(t), "%" | "percent" | "cent" | "pct"))
}

/// How many of the unit `small` make one of the unit `large`: "between 60 centimetres and 1.1 metres" is told in
/// centimetres.
fn times_larger(small: &str, large: &str) -> Option<u32> {
    Some(match (small, large) {
        ("month", "year") | ("inch", "foot") => 12,
        ("millimetre", "centimetre") => 10,
        ("centimetre", "metre") => 100,
        ("metre", "kilometre")
        | ("millimetre", "metre")
        | ("gram", "kilogram")
        | ("kilogram", "metric ton")
        | ("megawatt", "gigawatt")
        | ("megabyte", "gigabyte")
        | ("gigabyte", "terabyte") => 1000,
        ("second", "minute") | ("minute", "hour") => 60,
        ("hour", "day") => 24,
        ("day", "week") => 7,
        _ => return None,
    })
}

/// Most words between "to" and the "from" that tells the level before it.
const FARTHEST_LEVEL: usize = 10;

/// Whether the level that a move has reached is told right before the "from" at `from`: "rose *to about 50 dollars* from".
fn level_told(line: &Line<'_>, from: usize) -> bool {
    let about = |t: usize| {
        matches!(line.w(t), "about" | "around" | "between" | "nearly" | "almost" | "some" | "just")
    };
    (from.saturating_sub(FARTHEST_LEVEL)..from)
        .rev()
        .take_while(|t| !line.tag(*t).predicates() && line.tag(*t) != Tag::Mark)
        .any(|t| {
            let figure = about(t + 1) || line.is_numeral(t + 1) || line.tag(t + 1) == Tag::Symbol;
            line.w(t) == "to" && figure
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
    // "grew sixfold to $3 billion"
    // "by a tenth to 9.8 billion": a share is no end of a range of amounts.
    let share = first.number.form == Form::Share && second.number.form != Form::Share;
    if share || line.w(first.number.tokens.start).ends_with("fold") {
        return None;
    }
    let mut low = first.number.low;
    let mut high = second.number.low;
    let (mut kind, mut unit) = (first.kind, first.unit.clone());
    // A unit spreads to the end that has none; different kinds make no range.
    if kind.is_none() {
        if first.tokens.end > first.number.tokens.end {
            return None;
        }
        (kind, unit) = (second.kind, second.unit.clone());
        // "0.25 to 0.60 cent": both ends are cents
        low = low.checked_div(parts(line, second))?;
    } else if second.kind.is_some() && (second.kind != kind || second.unit != unit) {
        let rate = second.unit.strip_prefix(unit.as_str()).is_some_and(|r| r.starts_with(" per "));
        let larger = times_larger(&unit, &second.unit).filter(|_| connector != "-");
        let same =
            second.kind == kind && (rate || larger.is_some() || unit == "year" && second.unit == "month");
        if !same {
            return None;
        }
        if let Some(factor) = larger {
            high = high.checked_mul(Decimal::from(factor))?;
        }
        if rate {
            unit.clone_from(&second.unit);
        }
    } else if second.kind.is_none() && kind == Some(Kind::Money) && connector == "or" {
        return None;
    } else if second.kind.is_none()
        && first.tokens.end > first.number.tokens.end
        && connector == "to"
        && !from
    {
        // "paid 3 million euros to *four players*", "20 dollars to *one of* them": a unit stands behind the last end.
        let taker =
            line.w(second.tokens.end) == "of" || noun_phrase::counted(line, second.tokens.end).is_some();
        if taker {
            return None;
        }
    }
    // "the past 2.5 to 1.6 million years": back in time the larger end comes first.
    let falls = second.kind == Some(Kind::Duration) && !moves(line, first.tokens.start - usize::from(from));
    // "15-20 million": the scale word spreads where the first end has none.
    if first.number.scale.is_none()
        && let Some(scale) = second.number.scale
        && low < high
        && (first.kind.is_none()
            || first.kind == Some(Kind::Money) && first.tokens.end == first.number.tokens.end)
        && (connector != "to" || low.checked_mul(scale)? <= high || falls)
        && low.checked_mul(scale)? <= high.checked_mul(Decimal::TEN)?
    {
        low = low.checked_mul(scale)?;
    }
    // "rose a stronger than expected 17,000 to 4.483 million": the move and the level reached
    if connector == "to"
        && first.kind.is_none()
        && second.kind.is_none()
        && first.number.scale.is_none()
        && second.number.scale.is_some()
        && low.checked_mul(Decimal::ONE_HUNDRED)? < high
    {
        return None;
    }
    let start = first.tokens.start;
    let end = second.tokens.end;
    let follows = second.kind.is_some()
        || first.kind.is_some()
        || second.number.scale.is_some()
        || noun_phrase::counted(line, end).is_some();
    let hung = hangs(line, first.tokens.end);
    match connector {
        "-" => {
            let glued = line.glued(first.tokens.end) && line.glued(first.tokens.end + 1);
            let stands_alone = glued || low >= Decimal::ONE_HUNDRED;
            if low >= high || !stands_alone && !follows || !follows && exclude::plain_small(&first.number) {
                return None;
            }
        }
        "~" if low >= high => return None,
        "or" => {
            // "8 or 9 people", "two or three"; not "5 or the 6"
            let ratio_ok = high > low && high <= low * Decimal::from(5);
            if !ratio_ok || first.kind.is_some() && first.tokens.end != first.number.tokens.end {
                return None;
            }
        }
        // "closed up 3-1/8 to 34-5/8": the move and the level reached
        "to" if !from
            && matches!(line.prev(start), "up" | "down" | "off")
            && first.kind.is_none()
            && second.kind.is_none()
            && noun_phrase::counted(line, end).is_none() =>
        {
            return None;
        }
        // "rose by 475 to 2,978"
        "to" if !from
            && line.prev(start) == "by"
            && first.kind.is_none()
            && second.kind.is_none()
            && moves(line, start - 1)
            && low.checked_mul(Decimal::from(3))? < high =>
        {
            return None;
        }
        // "leads her rival 52 percent to 43 percent"
        "to" if !from && kind == Some(Kind::Percent) && low > high && !low.is_sign_negative() => return None,
        "to" if !from => {
            // "rose five cents to $1.20": the amount of a move and the level reached
            let own_unit = first.kind.is_some() && second.kind.is_some()
                || first.kind.is_some() && first.tokens.end > first.number.tokens.end;
            if own_unit
                && (moves(line, start)
                    || told_again(line, start)
                    || line.prev(start) == "by" && moves(line, start - 1))
            {
                return None;
            }
            // Downwards only where each end has its unit, and below zero: "1.3 kV to 0.9 kV", "-18 to -34".
            let downwards = low.is_sign_negative() || own_unit || falls;
            // "live in groups *of three to 40*"
            let sized = line.prev(start) == "of" && line.tag(start.saturating_sub(2)).noun();
            if low >= high && !downwards || !follows && first.number.form == Form::Words && !hung && !sized {
                return None;
            }
        }
        _ => {}
    }
    let from = from && connector == "to";
    let opened = if (between || from) && line.prev(start) != "of" { start - 1 } else { start };
    // "rose to between 39 and 40 billion *from 37 to 38 billion*": the level reached is told, this is the one before.
    if from && !level_told(line, opened) && moves(line, opened) {
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
