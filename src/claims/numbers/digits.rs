//! Numbers in digits as news writes them, with every separator, fraction and power of ten. Exact decimals throughout.

use rust_decimal::Decimal;

use super::cardinal::mixed;
use super::number::{Form, Number, scaled};
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::literal::{literal, power_of_ten, ratio, superscript, vulgar_fraction};

/// Groups of three digits that a number up to [`LARGEST`] has.
const GROUPS: usize = 7;

/// Whether a slash stands at `at` between digits that touch it: "23/32", with "⁄" too.
fn slash(line: &Line<'_>, at: usize) -> bool {
    matches!(line.w(at), "/" | "⁄")
        && line.glued(at)
        && line.is_digits(at + 1)
        && line.glued(at + 1)
        && !(matches!(line.w(at + 2), "/") && line.glued(at + 2))
}

/// n/m as a proper fraction of the kind that measures and shares are given in.
pub fn proper_fraction(line: &Line<'_>, n: usize, m: usize) -> Option<Decimal> {
    let (above, below) = (literal(line.raw(n), false)?, literal(line.raw(m), false)?);
    let usual = below > Decimal::ONE
        && (below <= Decimal::from(64) || above == Decimal::ONE && below <= Decimal::ONE_THOUSAND);
    (usual && above < below && above > Decimal::ZERO && above.fract().is_zero())
        .then(|| ratio(above, below))
        .flatten()
}

/// The fraction n/m at `at` where m is one that rates and measures are given in: halves to sixty-fourths, thirds.
pub fn mixed_fraction(line: &Line<'_>, at: usize) -> Option<Decimal> {
    let usual = matches!(line.w(at + 2), "2" | "3" | "4" | "8" | "16" | "32" | "64");
    proper_fraction(line, at, at + 2).filter(|_| usual)
}

/// The number whose digits begin at `at`.
pub fn digits(line: &Line<'_>, at: usize) -> Option<Number> {
    let mut low = literal(line.raw(at), line.article.decimal_comma)?;
    let mut end = at + 1;
    let whole = !line.raw(at).contains(['.', ',']);
    let mut form = Form::Digits;
    if whole
        && line.w(at).len() <= 3
        && let Some((value, next)) = spaced_groups(line, at, low)
    {
        (low, end) = (value, next);
    }
    if let Some((value, next)) = powered(line, end, low) {
        return Some(scaled(line, Number::plain(at..next, value, Form::Digits)));
    }
    // "104 23/32", "2 1/2", "23/32", "2½", "5 and a half"
    if whole
        && line.is_digits(end)
        && slash(line, end + 1)
        && let Some(more) = proper_fraction(line, end, end + 2)
    {
        low += more;
        end += 3;
    } else if (whole || low.scale() == 2)
        && end == at + 1
        && line.dash(end)
        && line.glued(end)
        && line.glued(end + 1)
        && slash(line, end + 2)
        && let Some(more) = mixed_fraction(line, end + 1)
    {
        // "2-1/2 inches", "8-3/4 percent"; the grain pits' "5.62-1/2 dollars" is so many cents and half a cent.
        low += more * Decimal::new(1, low.scale());
        end += 4;
    } else if whole && end == at + 1 && slash(line, end) {
        low = proper_fraction(line, at, end + 1)?;
        end += 2;
        // "1/8th of a point"
        end += usize::from(line.glued(end) && matches!(line.w(end), "th" | "ths" | "rd" | "rds" | "nd"));
        form = Form::Share;
    } else if let Some(more) = vulgar_fraction(line.w(end)) {
        low += more;
        end += 1;
    }
    let number = scaled(line, Number::plain(at..end, low, form));
    Some(mixed(line, number))
}

/// Whether one blank parts a token from the one before: columns of a table stand further apart.
fn one_blank(line: &Line<'_>, at: usize) -> bool {
    let gap = line.span(&(at - 1..at)).end..line.span(&(at..at + 1)).start;
    line.text.source.get(gap).is_some_and(|blank| blank.chars().count() == 1)
}

/// "1 234 567", "1 234 567.89": groups of three behind plain blanks, where nothing else is between.
fn spaced_groups(line: &Line<'_>, at: usize, first: Decimal) -> Option<(Decimal, usize)> {
    let group = |n: usize| {
        let text = line.w(n);
        let (group, rest) = text.split_at_checked(3).unwrap_or_default();
        // "0.5" is no group.
        let three = group.bytes().all(|b| b.is_ascii_digit())
            && (rest.is_empty() && text.len() == 3
                || rest.len() > 1 && rest.starts_with('.') && !rest.contains(','));
        line.is_digits(n) && !line.glued(n) && text.len() <= 12 && three && one_blank(line, n)
    };
    if first <= Decimal::ZERO || !group(at + 1) {
        return None;
    }
    let mut text = line.w(at).to_string();
    let mut end = at + 1;
    while group(end) && end - at < GROUPS {
        text.push_str(line.w(end));
        end += 1;
        if text.contains('.') {
            break;
        }
    }
    let open = line.is_digits(end) && !slash(line, end + 1)
        || line.glued(end) && (line.is_word(end) || line.dash(end) && line.is_digits(end + 1));
    if open { None } else { Some((text.parse().ok()?, end)) }
}

/// "1e10", "6.2x10^-4", "2.48×10−5", "3 × 10⁸", "2^10": the value and where it ends.
fn powered(line: &Line<'_>, end: usize, mantissa: Decimal) -> Option<(Decimal, usize)> {
    let sign = |n: usize| line.glued(n) && (line.dash(n) || line.w(n) == "+");
    let mut at = end;
    if line.w(at) == "^" && line.glued(at) {
        let negative = sign(at + 1) && line.dash(at + 1);
        let exponent = at + 1 + usize::from(sign(at + 1));
        if !line.is_digits(exponent) || !line.glued(exponent) || line.w(exponent).len() > 2 {
            return None;
        }
        if line.glued(exponent + 1) && !matches!(line.w(exponent + 1), "." | "," | ")" | "\"" | ";" | ":") {
            return None;
        }
        let mut value = Decimal::ONE;
        for _ in 0..line.w(exponent).parse::<u8>().ok()? {
            value = value.checked_mul(mantissa)?;
        }
        return Some((if negative { Decimal::ONE.checked_div(value)? } else { value }, exponent + 1));
    }
    if line.glued(at) && line.w(at) == "e" && !(line.raw(at) == "E" && mantissa.fract().is_zero()) {
        at += 1;
    } else if matches!(line.w(at), "x" | "×" | "*" | "·") && line.w(at + 1) == "10" {
        at += 2;
        if line.w(at) == "^" && line.glued(at) {
            at += 1;
        } else if line.glued(at)
            && let Some(first) = superscript(line.w(at))
        {
            let mut exponent = String::from(first);
            at += 1;
            while line.glued(at)
                && exponent.len() < 3
                && let Some(next) = superscript(line.w(at))
            {
                exponent.push(next);
                at += 1;
            }
            return Some((mantissa.checked_mul(power_of_ten(exponent.parse().ok()?)?)?, at));
        } else if !sign(at) {
            return None;
        }
    } else {
        return None;
    }
    let negative = sign(at) && line.w(at) != "+";
    at += usize::from(sign(at));
    if !line.is_digits(at) || !line.glued(at) || line.w(at).len() > 2 {
        return None;
    }
    let exponent: i32 = line.w(at).parse().ok()?;
    let factor = power_of_ten(if negative { -exponent } else { exponent })?;
    let open = line.glued(at + 1) && line.is_word(at + 1) && line.w(at + 1).len() > 3;
    if open { None } else { Some((mantissa.checked_mul(factor)?, at + 1)) }
}
