//! The number that begins at a token: in digits, in words, or vague ("dozens", "a few hundred", "tens of thousands").

use rust_decimal::Decimal;

use super::cardinal::{class, exact};
use super::digits::digits;
use super::number::{Form, Number, scaled};
use super::share::share;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::literal::vulgar_fraction;
use crate::claims::vocabulary::words::Numeral;

/// Larger numbers are refused, so that what is done with a number later cannot overflow.
pub const LARGEST: Decimal = Decimal::from_parts(1_661_992_960, 1_808_227_885, 5, false, 0); // 10^20

/// The number that begins at token `at`, if one does.
pub fn number(line: &Line<'_>, at: usize) -> Option<Number> {
    unbounded(line, at).filter(|n| n.low.abs() <= LARGEST && n.high.is_none_or(|h| h.abs() <= LARGEST))
}

fn unbounded(line: &Line<'_>, at: usize) -> Option<Number> {
    // "G20" is a name, "Rs500" and "US$5" are money.
    let inside_word = line.glued(at)
        && line.is_word(at - 1)
        && line.words.currency_before(line.raw(at - 1)).is_none()
        && !(at > 1 && line.w(at - 2) == "$" && line.glued(at - 1));
    if line.is_digits(at) {
        return if inside_word { None } else { digits(line, at) };
    }
    if line.is_word(at) {
        return if inside_word { None } else { in_words(line, at) };
    }
    if let Some(value) = vulgar_fraction(line.w(at)) {
        let end = at + 1;
        // "¾ million" is a number, "½ the seats" a share.
        let scale = matches!(line.words.numeral(line.w(end)), Some((_, Numeral::Scale | Numeral::Hundred)));
        let form = if scale { Form::Digits } else { Form::Share };
        return Some(scaled(line, Number::plain(at..end, value, form)));
    }
    // ".5": a decimal without its zero
    if line.w(at) == "." && line.is_digits(at + 1) && line.glued(at + 1) && !line.glued(at) {
        let digits = line.w(at + 1);
        if digits.len() > 20 || digits.contains(['.', ',']) {
            return None;
        }
        let low = format!("0.{digits}").parse().ok()?;
        return Some(scaled(line, Number::plain(at..at + 2, low, Form::Digits)));
    }
    None
}

/// The number in words that begins at `at`, if one does.
fn in_words(line: &Line<'_>, at: usize) -> Option<Number> {
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

/// Dozens, tens of thousands, a few hundred, several million, a couple of thousand; also two of them:
/// "hundreds or even thousands", from the first's lower to the second's upper bound; "or even 1,000".
fn vague(line: &Line<'_>, start: usize) -> Option<Number> {
    let mut found = magnitude(line, start)?;
    let at = found.tokens.end;
    let next = at + usize::from(line.w(at) == "," && line.w(at + 1) == "or");
    if matches!(line.w(next), "or" | "and" | "to") {
        let hedge = matches!(line.w(next + 1), "even" | "perhaps" | "possibly" | "maybe");
        if let Some(other) = magnitude(line, next + 1 + usize::from(hedge)).filter(|o| o.low > found.low) {
            found.high = other.high;
            found.tokens.end = other.tokens.end;
        } else if hedge
            && let Some(other) = number(line, next + 2)
            && other.high.is_none()
            && other.low > found.low
        {
            // "several hundred or even 1,000"
            found.high = Some(other.low);
            found.tokens.end = other.tokens.end;
        }
    }
    Some(found)
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
