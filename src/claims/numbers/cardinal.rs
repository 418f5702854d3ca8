//! Cardinals and fractions in words: "two and a half million", "a hundred and five", "three-fifths".
//!
//! The grammar, from the inside out: numbers below a hundred, below a thousand, cardinals (groups with
//! their scale words), and what may follow a cardinal: a point, a fraction, a scale word.

use rust_decimal::Decimal;

use super::number::{Form, Number, grand_noun, scaled};
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::literal::ratio;
use crate::claims::vocabulary::words::Numeral;

/// One half.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// The token behind a hyphen that joins two numerals ("twenty-five", "two-hundred"), else `at`.
pub fn over_hyphen(line: &Line<'_>, at: usize) -> usize {
    if line.dash(at) && line.glued(at) && line.glued(at + 1) { at + 1 } else { at }
}

/// The numeral at `at`: its value and what part it plays in a number.
pub fn class(line: &Line<'_>, at: usize) -> Option<(Decimal, Numeral)> {
    line.words.numeral(line.w(at)).filter(|_| !grand_noun(line, at))
}

/// Zero to ninety-nine: the value and where it ends.
fn below_hundred(line: &Line<'_>, at: usize) -> Option<(Decimal, usize)> {
    match class(line, at)? {
        (value, Numeral::Unit) => Some((value, at + 1)),
        (value, Numeral::Ten) => {
            let next = over_hyphen(line, at + 1);
            match class(line, next) {
                Some((unit, Numeral::Unit))
                    if unit > Decimal::ZERO
                        && unit < Decimal::TEN
                        && (next > at + 1 || !line.glued(next)) =>
                {
                    Some((value + unit, next + 1))
                }
                _ => Some((value, at + 1)),
            }
        }
        _ => None,
    }
}

/// "and" as a word or a sign.
fn and(line: &Line<'_>, at: usize) -> bool {
    matches!(line.w(at), "and" | "&")
}

/// Behind an "and" with or without hyphens around it: "hundred and five", "one-hundred-and-five".
fn over_and(line: &Line<'_>, at: usize) -> Option<usize> {
    let word = over_hyphen(line, at);
    and(line, word).then(|| over_hyphen(line, word + 1))
}

/// Up to nine thousand nine hundred ("ninety-nine hundred"): a number below a hundred, or hundreds and one.
fn below_thousand(line: &Line<'_>, at: usize, article: bool) -> Option<(Decimal, usize)> {
    let (count, end) = if article { (Decimal::ONE, at) } else { below_hundred(line, at)? };
    let hundred = if article { at } else { over_hyphen(line, end) };
    let Some((value, Numeral::Hundred)) = class(line, hundred) else {
        return (!article).then_some((count, end));
    };
    if count.is_zero() {
        return None;
    }
    let total = count.checked_mul(value)?;
    let end = hundred + 1;
    let joined = over_and(line, end);
    let next = joined.unwrap_or_else(|| over_hyphen(line, end));
    match below_hundred(line, next) {
        // "one hundred and three quarters": the fraction is what is added
        Some((_, after)) if joined.is_some() && fraction_part(line, after) => Some((total, end)),
        Some((more, after)) if !more.is_zero() => Some((total + more, after)),
        _ => Some((total, end)),
    }
}

/// Whether halves, thirds or quarters stand at `at`.
fn fraction_part(line: &Line<'_>, at: usize) -> bool {
    matches!(class(line, over_hyphen(line, at)), Some((_, Numeral::Part)))
}

/// A whole number in words.
pub struct Cardinal {
    pub value: Decimal,
    /// The token behind it.
    pub end: usize,
    /// The last scale word, if it ends in one: what "and a half" behind it halves.
    pub scale: Option<Decimal>,
}

/// "twenty-five", "two million three hundred thousand and one", "three lakh crore", "a hundred and five".
pub fn cardinal(line: &Line<'_>, start: usize) -> Option<Cardinal> {
    let article = matches!(line.w(start), "a" | "an");
    let first = start + usize::from(article);
    let (mut group, mut at) = match class(line, first)? {
        (_, Numeral::Scale) if article => (Decimal::ONE, first),
        // "dozen" alone is a number: "the dozen arrests"
        (_, Numeral::Scale) if line.w(first) == "dozen" => (Decimal::ONE, first),
        (_, Numeral::Hundred) if article => below_thousand(line, first, true)?,
        _ if article => return None,
        _ => below_thousand(line, first, false)?,
    };
    let mut total = Decimal::ZERO;
    let mut smallest = Decimal::MAX;
    loop {
        // Scale words that follow each other multiply: "lakh crore", "hundred thousand million".
        let mut scale = None;
        loop {
            let word = over_hyphen(line, at);
            let Some((value, Numeral::Scale)) = class(line, word) else { break };
            group = group.checked_mul(value)?;
            scale = Some(scale.unwrap_or(Decimal::ONE).checked_mul(value)?);
            at = word + 1;
        }
        total = total.checked_add(group)?;
        let Some(size) = scale.filter(|s| *s < smallest) else {
            return Some(Cardinal { value: total, end: at, scale });
        };
        smallest = size;
        let ends = Cardinal { value: total, end: at, scale };
        let comma = line.w(at) == ",";
        let after_comma = at + usize::from(comma);
        let joined = over_and(line, after_comma);
        let next = joined.unwrap_or_else(|| over_hyphen(line, after_comma));
        let Some((more, after)) = below_thousand(line, next, false) else { return Some(ends) };
        let scale_follows = match class(line, over_hyphen(line, after)) {
            Some((value, Numeral::Scale)) if line.w(over_hyphen(line, after)) != "dozen" => Some(value),
            _ => None,
        };
        let thousand = size == Decimal::ONE_THOUSAND;
        let goes_on = match scale_follows {
            // "one million and two hundred thousand more" is two numbers.
            Some(value) => value < size && joined.is_none(),
            None if fraction_part(line, after) => false,
            None if joined.is_some() => {
                more < Decimal::ONE_HUNDRED || thousand && more < Decimal::ONE_THOUSAND
            }
            None => more < Decimal::ONE_THOUSAND,
        };
        // "one thousand, two": a comma joins what is more than a list's next number
        let listed = comma && joined.is_none() && scale_follows.is_none() && more < Decimal::ONE_HUNDRED;
        if !goes_on || more.is_zero() || listed {
            return Some(ends);
        }
        (group, at) = (more, after);
        if scale_follows.is_none() {
            return Some(Cardinal { value: total.checked_add(group)?, end: at, scale: None });
        }
    }
}

/// A cardinal with what belongs to it: decimals behind "point", a fraction behind "and".
pub fn exact(line: &Line<'_>, start: usize) -> Option<Number> {
    let whole = cardinal(line, start)?;
    // "two point five million", "zero point zero eight", "nought point eleven"
    if line.w(whole.end) == "point"
        && matches!(class(line, whole.end + 1), Some((_, Numeral::Unit | Numeral::Ten)))
    {
        let mut digits = String::from("0.");
        let mut at = whole.end + 1;
        while digits.len() < 14
            && let Some((value, end)) = below_hundred(line, at)
            && (value < Decimal::TEN || digits.len() == 2)
        {
            digits.push_str(&value.to_string());
            at = end;
        }
        let value = whole.value.checked_add(digits.parse().ok()?)?;
        return Some(scaled(line, Number::plain(start..at, value, Form::Words)));
    }
    let number = Number { scale: whole.scale, ..Number::plain(start..whole.end, whole.value, Form::Words) };
    Some(mixed(line, number))
}

/// A fraction in words: "half", "a quarter", "three-fifths", "one twenty-fifth": its value and end.
fn fraction(line: &Line<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (count, next) = match line.w(at) {
        "a" | "an" => (Decimal::ONE, at + 1),
        "half" => return Some((HALF, at + 1)),
        _ => below_hundred(line, at)?,
    };
    let (below, end) = denominator(line, over_hyphen(line, next), count)?;
    // "one third-grader"
    let compound = line.dash(end) && line.glued(end) && line.glued(end + 1);
    if compound { None } else { Some((ratio(count, below)?, end)) }
}

/// "fifths", "twenty-fifths", "hundredth", in the plural but for one of them.
pub fn denominator(line: &Line<'_>, at: usize, count: Decimal) -> Option<(Decimal, usize)> {
    let (ten, part) = match class(line, at)? {
        (value, Numeral::Ten) => (value, over_hyphen(line, at + 1)),
        _ => (Decimal::ZERO, at),
    };
    let (value, Numeral::Part) = class(line, part)? else { return None };
    if !ten.is_zero() && (value >= Decimal::TEN || value < Decimal::from(3)) {
        return None;
    }
    let plural = line.w(part).ends_with('s') || line.w(part) == "half" && count == Decimal::ONE;
    (plural || count == Decimal::ONE).then_some((value + ten, part + 1))
}

/// Adds the fraction behind a number: "two and a half million", "3 million and a quarter", "five and a
/// quarter"; and the tens behind "3 hundred and".
pub fn mixed(line: &Line<'_>, mut number: Number) -> Number {
    let end = number.tokens.end;
    let Some(next) = over_and(line, end) else { return number };
    // "3 hundred and 21"
    if number.form == Form::Digits
        && number.scale == Some(Decimal::ONE_HUNDRED)
        && line.is_digits(next)
        && line.w(next).len() <= 2
        && let Ok(more) = line.w(next).parse::<Decimal>()
    {
        number.low += more;
        number.tokens.end = next + 1;
        return number;
    }
    if number.form == Form::Share || number.letter.is_some() {
        return number;
    }
    let at = if line.w(next) == "a" && line.dash(next + 1) { next + 2 } else { next };
    let Some((part, after)) = fraction(line, at) else { return number };
    let word = over_hyphen(line, after);
    let scale = match class(line, word) {
        Some((value, Numeral::Scale | Numeral::Hundred)) => Some(value),
        _ => None,
    };
    // "two and a third man" is no mixed number; half and quarters are.
    let tail = line.w(after);
    let closes = !line.is_word(after)
        || line.unit_at(after).is_some()
        || line.currency_at(after).is_some()
        || matches!(tail, "times" | "percent" | "per" | "percentage" | "per-cent");
    let half = part == HALF;
    if !half && scale.is_none() && !closes {
        return number;
    }
    let sum = match scale {
        // "two billion and a half million": the fraction has a scale of its own
        Some(value) if number.low >= value => part.checked_mul(value).and_then(|p| number.low.checked_add(p)),
        Some(value) => number.low.checked_add(part).and_then(|n| n.checked_mul(value)),
        // "3 million and a quarter"
        None => match number.scale {
            Some(value) if value >= Decimal::ONE_THOUSAND => {
                part.checked_mul(value).and_then(|p| number.low.checked_add(p))
            }
            _ => number.low.checked_add(part),
        },
    };
    let Some(sum) = sum else { return number };
    number.low = sum;
    number.tokens.end = if scale.is_some() { word + 1 } else { after };
    number.scale = scale.or(number.scale);
    number
}
