//! Numbers in words: "two and a half million", "a hundred and five", "two-thirds", "half a million", and
//! the vague ones, "dozens", "a few hundred", "tens of thousands".
//!
//! The grammar, from the inside out: numbers below a hundred, below a thousand, cardinals (groups with
//! their scale words), and what may follow a cardinal: a point, a fraction, a scale word.

use rust_decimal::Decimal;

use super::line::Line;
use super::literal::ratio;
use super::number::{Form, Number, scaled};
use super::words::{Cue, Numeral};
use crate::text::tagger::Tag;

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// The number in words that begins at `at`, if one does.
pub fn number(line: &Line<'_>, at: usize) -> Option<Number> {
    // "worked in a mill"
    if line.w(at + 1) == "mill" && matches!(line.w(at), "a" | "an") {
        return None;
    }
    // the "four" of "nineteen eighty-four" begins nothing
    let inside = at >= 2
        && line.glued(at)
        && line.dash(at - 1)
        && matches!(class(line, at - 2), Some((_, Numeral::Ten)));
    if inside || year_in_words(line, at) {
        return None;
    }
    if let Some((value, Numeral::Fold)) = class(line, at) {
        return Some(Number::plain(at..at + 1, value, Form::Words));
    }
    vague(line, at).or_else(|| share(line, at)).or_else(|| exact(line, at))
}

/// The token behind a hyphen that joins two numerals ("twenty-five", "two-hundred"), else `at`.
fn over_hyphen(line: &Line<'_>, at: usize) -> usize {
    if line.dash(at) && line.glued(at) && line.glued(at + 1) { at + 1 } else { at }
}

fn class(line: &Line<'_>, at: usize) -> Option<(Decimal, Numeral)> {
    line.words.numeral(line.w(at))
}

/// "nineteen eighty-four", "twenty seventeen": years, from their first and from their second word.
fn year_in_words(line: &Line<'_>, at: usize) -> bool {
    let teen = |n: usize| match class(line, n) {
        Some((value, Numeral::Unit)) => value > Decimal::TEN && value < Decimal::from(20),
        _ => false,
    };
    let ten = |n: usize| matches!(class(line, n), Some((_, Numeral::Ten)));
    let century = |n: usize| teen(n) || line.w(n) == "twenty";
    century(at) && !line.glued(at + 1) && (ten(at + 1) && teen(at) || teen(at + 1))
        || at > 0 && !line.glued(at) && century(at - 1) && (ten(at) && teen(at - 1) || teen(at))
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

fn scale_at(line: &Line<'_>, at: usize) -> bool {
    matches!(class(line, over_hyphen(line, at)), Some((_, Numeral::Scale)))
}

/// Whether halves, thirds or quarters stand at `at`.
fn fraction_part(line: &Line<'_>, at: usize) -> bool {
    matches!(class(line, over_hyphen(line, at)), Some((_, Numeral::Part)))
}

/// A whole number in words.
struct Cardinal {
    value: Decimal,
    end: usize,
    /// The last scale word, if it ends in one: what "and a half" behind it halves.
    scale: Option<Decimal>,
}

/// "twenty-five", "two million three hundred thousand and one", "three lakh crore", "a hundred and five".
fn cardinal(line: &Line<'_>, start: usize) -> Option<Cardinal> {
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
fn exact(line: &Line<'_>, start: usize) -> Option<Number> {
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
fn denominator(line: &Line<'_>, at: usize, count: Decimal) -> Option<(Decimal, usize)> {
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

/// A share of something ("two-thirds of", "half the", "a quarter"), or of a scale word ("half a million",
/// "three quarters of a million", "quarter million"), which makes it a number.
fn share(line: &Line<'_>, start: usize) -> Option<Number> {
    let first = line.w(start);
    let article = matches!(first, "a" | "an");
    let (count, below, end) = match first {
        "quarter" if scale_at(line, start + 1) => (Decimal::ONE, Decimal::from(4), start + 1),
        "quarter" => return None,
        "half" => (Decimal::ONE, Decimal::TWO, start + 1),
        _ => {
            let lone =
                article && !matches!(class(line, start + 1), Some((_, Numeral::Hundred | Numeral::Scale)));
            let count = if lone {
                Cardinal { value: Decimal::ONE, end: start + 1, scale: None }
            } else {
                cardinal(line, start)?
            };
            let (below, end) = denominator(line, over_hyphen(line, count.end), count.value)?;
            (count.value, below, end)
        }
    };
    // "half a million", "a quarter of a million", "two thirds of a billion", "half-million"
    let mut at = over_hyphen(line, end);
    at += usize::from(line.w(at) == "of");
    at += usize::from(matches!(line.w(at), "a" | "an"));
    if let Some((factor, Numeral::Scale | Numeral::Hundred)) = class(line, at)
        && !(first == "half" && line.words.cue(line.prev(start)).any(Cue::HALF_BEFORE))
    {
        let value = ratio(count.checked_mul(factor)?, below)?;
        let number = Number::plain(start..at + 1, value, Form::Words);
        return Some(scaled(line, Number { scale: Some(factor), ..number }));
    }
    let value = ratio(count, below)?;
    let stands = if first == "half" { half_of(line, start) } else { share_stands(line, start, end, article) };
    stands.then(|| Number::plain(start..end, value, Form::Share))
}

/// Whether "half" at `at` is a share ("half the seats"), and no part of a match or an idiom.
fn half_of(line: &Line<'_>, at: usize) -> bool {
    let next = line.w(at + 1);
    let share =
        line.words.cue(next).any(Cue::HALF_AFTER) || matches!(next, "a" | "an") && line.tag(at + 2).noun();
    let before = line.prev(at);
    let idiom = line.glued(at) || before == "-" || line.words.cue(before).any(Cue::HALF_BEFORE);
    // "fell by half"
    let by = before == "by" && (next.is_empty() || line.words.cue(next).any(Cue::SHARE_END) || next == ",");
    // "Of 400 growers, half got seed"
    let acts = matches!(before, "," | "and" | ";" | "")
        && (line.tag(at + 1) == Tag::Aux || line.tag(at + 1).finite() && line.tag(at + 1) != Tag::Verb);
    (share || by || acts) && !idiom && !matches!(before, "a" | "the")
}

/// Whether "a third", "two quarters" is a share here, and no ordinal, part of the year or time of day.
fn share_stands(line: &Line<'_>, start: usize, after: usize, article: bool) -> bool {
    let part = class(line, after - 1).map(|(value, _)| value);
    let quarter = part == Some(Decimal::from(4));
    let half = part == Some(Decimal::TWO);
    let next = line.w(after);
    let before = line.prev(start);
    // "a quarter to eight"
    let hour = (quarter || half) && before != "by";
    if hour
        && matches!(next, "to" | "past")
        && (class(line, after + 1).is_some() || line.is_digits(after + 1))
    {
        return false;
    }
    let cue = line.words.cue(next);
    if next == "of" || cue.any(Cue::SHARE_AFTER) {
        let year = next == "of" && (line.is_digits(after + 1) || line.phrase(after + 1, &["the", "year"]));
        return !(quarter && year);
    }
    // "half a mile", "a tenth of an inch", "three-quarter mile": the unit makes it a measure
    if line.unit_at(after).is_some() && !article {
        return true;
    }
    // "up a third", "by two thirds": at the end of a phrase
    let ends = next.is_empty() || matches!(next, "," | "\"") || cue.any(Cue::SHARE_END);
    // "scored two, and soon Peru had *a sixth*": one more goal
    if article && start > 0 && matches!(line.verb(start - 1), "have" | "add" | "score" | "net" | "grab") {
        return false;
    }
    // "taking a fifth in the 30 km": a place in a race
    if next == "in"
        && article
        && start > 0
        && matches!(line.verb(start - 1), "take" | "finish" | "place" | "claim")
    {
        return false;
    }
    let amount = matches!(
        before,
        "" | "by"
            | "to"
            | "than"
            | "about"
            | "almost"
            | "nearly"
            | "one"
            | "is"
            | "above"
            | "below"
            | "over"
            | "under"
            | "exactly"
    );
    let quantity = if quarter || half { amount } else { true };
    ends && quantity
}

/// Dozens, tens of thousands, a few hundred, several million, a couple of thousand; also two of them:
/// "hundreds or even thousands", from the first's lower to the second's upper bound; "or even 1,000".
fn vague(line: &Line<'_>, start: usize) -> Option<Number> {
    let mut number = magnitude(line, start)?;
    let at = number.tokens.end;
    let next = at + usize::from(line.w(at) == "," && line.w(at + 1) == "or");
    if matches!(line.w(next), "or" | "and" | "to") {
        let hedge = matches!(line.w(next + 1), "even" | "perhaps" | "possibly" | "maybe");
        if let Some(other) = magnitude(line, next + 1 + usize::from(hedge)).filter(|o| o.low > number.low) {
            number.high = other.high;
            number.tokens.end = other.tokens.end;
        } else if hedge
            && let Some(other) = super::number::number(line, next + 2)
            && other.high.is_none()
            && other.low > number.low
        {
            // "several hundred or even 1,000"
            number.high = Some(other.low);
            number.tokens.end = other.tokens.end;
        }
    }
    Some(number)
}

/// One order of magnitude in words.
fn magnitude(line: &Line<'_>, start: usize) -> Option<Number> {
    let few = match line.w(start) {
        "several" | "few" | "many" => 1,
        "a" if line.w(start + 1) == "few" => 2,
        "a" if line.w(start + 1) == "couple" => 2 + usize::from(line.w(start + 2) == "of"),
        "couple" => 1 + usize::from(line.w(start + 1) == "of"),
        _ => 0,
    };
    let mut at = start + few;
    let (mut low, first) = class(line, at)?;
    match first {
        // "The scores were level", "in his tens": these two count only with what they count.
        Numeral::Vague if matches!(line.w(at), "scores" | "tens") && line.w(at + 1) != "of" => return None,
        Numeral::Vague if few == 0 || line.w(at).ends_with('s') => {}
        Numeral::Hundred | Numeral::Scale if few > 0 => {}
        _ => return None,
    }
    at += 1;
    // "hundreds of thousands"; "hundreds, thousands" is two
    while line.w(at) == "of"
        && let Some((value, Numeral::Vague)) = class(line, at + 1)
    {
        low = low.checked_mul(value)?;
        at += 2;
    }
    // "several hundred thousand"
    while few > 0
        && let Some((value, Numeral::Scale)) = class(line, at)
    {
        low = low.checked_mul(value)?;
        at += 1;
    }
    let high = if low == Decimal::from(12) {
        Decimal::from(120)
    } else if low == Decimal::from(20) {
        Decimal::ONE_HUNDRED
    } else {
        low.checked_mul(Decimal::TEN)? - Decimal::ONE
    };
    Some(Number { high: Some(high), ..Number::plain(start..at, low, Form::Vague) })
}
