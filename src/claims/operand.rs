//! One number with the currency before it and the unit behind it, and the modifiers around.

use super::age::age;
use super::amount::{Amount, Operand};
use super::line::Line;
use super::number::{Form, number};
use super::unit::{per, unit_behind};
use super::words::Side;
use super::{Kind, Modifier};
use crate::text::tagger::Tag;

/// A number with the currency before it and the unit behind it.
pub fn operand(line: &Line<'_>, at: usize) -> Option<Operand> {
    let mut start = at;
    let mut currency = None;
    let mut digits = at;
    let mut signed = false;
    let mut negative = false;
    // a sign of its own: "-5C", "+3%", "minus 5"
    let dash = matches!(line.w(digits), "-" | "−" | "–") && line.glued(digits + 1) && !line.glued(digits);
    if dash
        || line.w(digits) == "minus"
        || line.w(digits) == "+" && line.glued(digits + 1) && !line.glued(digits)
    {
        negative = line.w(digits) != "+";
        signed = true;
        digits += 1;
    }
    // a currency sign of one to five tokens: "$", "US$", "Rs", "EUR"; also "HK $5" and "$US5"
    for width in (1..=5).rev() {
        let last = digits + width;
        let parted = width == 2 && line.w(digits + 1) == "$" && !line.glued(digits + 1);
        if last >= line.len() || (digits + 1..last).any(|n| !line.glued(n)) && !parted {
            continue;
        }
        let sign = line.text.slice(line.base + digits..line.base + last);
        let turned = match sign.strip_prefix('$') {
            Some(country) if !country.is_empty() => format!("{country}$"),
            _ if parted => sign.split_whitespace().collect(),
            _ => String::new(),
        };
        let Some(found) = line.words.currency_before(if turned.is_empty() { sign } else { &turned }) else {
            continue;
        };
        let code = sign.chars().all(char::is_alphabetic);
        if code && line.glued(digits) && digits > 0 && line.is_word(digits - 1) {
            continue;
        }
        let mut next = last;
        if line.w(next) == "." && line.glued(next) && code {
            next += 1;
        }
        // "$-5.2bn"
        if matches!(line.w(next), "-" | "−") && line.glued(next) && line.glued(next + 1) {
            next += 1;
            (negative, signed) = (true, true);
        }
        if code && sign.len() == 1 && !(line.glued(next) && line.is_digits(next)) {
            continue;
        }
        if let Some(value) = number(line, next).filter(|n| n.form != Form::Vague) {
            // Three-letter codes are also words in capitals: the number must be digits.
            if code && !line.is_digits(next) {
                continue;
            }
            currency = Some((found, value));
            break;
        }
    }
    if signed && currency.is_none() && number(line, digits).is_none() {
        return None;
    }
    let (mut value, mut kind, mut unit) = match &currency {
        Some((currency, value)) => {
            (value.clone(), Some(Kind::Money), line.words.code_in(*currency, line.country).to_string())
        }
        None => (number(line, digits)?, None, String::new()),
    };
    if currency.is_none() {
        start = if signed { at } else { value.tokens.start };
    }
    if negative {
        value.low = -value.low;
    }
    let mut end = value.tokens.end;
    let mut compound = false;
    if currency.is_some() {
        if let Some(scale) = value.letter.take() {
            value.low = value.low.checked_mul(scale)?;
            value.scale = Some(scale);
            end += 1;
            value.tokens.end = end;
        }
        // "$5 million", also "$5bn US", "C$5"
        if let Some(other) =
            line.words.currency_after(line.raw(end)).filter(|_| line.is_word(end) && line.raw(end).len() == 3)
        {
            unit = other.code.to_string();
            end += 1;
        } else if line.is_word(end)
            && line
                .words
                .currency_word(line.w(end))
                .is_some_and(|c| line.words.code_in(c, line.country) == unit)
        {
            end += 1;
        }
    } else if let Some((found, name, after, hyphen)) = unit_behind(line, &mut value) {
        (kind, unit, end, compound) = (Some(found), name, after, hyphen);
    } else {
        // A letter for million was multiplied in, though no unit stands behind it.
        end = value.tokens.end;
    }
    if matches!(kind, Some(Kind::Money | Kind::Measure | Kind::Duration))
        && let Some((name, after)) = per(line, end, kind)
    {
        unit = format!("{unit} per {name}");
        end = after;
    }
    Some(Operand { tokens: start..end, number: value, kind, unit, compound, signed })
}

/// The modifier phrase that ends just before `start`.
fn modifier_before(line: &Line<'_>, start: usize) -> Option<(Modifier, usize, bool)> {
    for (phrase, modifier) in line.words.modifiers(Side::Before) {
        if start >= phrase.len() && line.phrase_before(start, phrase) {
            let from = start - phrase.len();
            let first = phrase[0];
            // "went up to 5", "spread over 5": the word belongs to the verb
            if *phrase == ["up", "to"]
                && line.tag(from.wrapping_sub(1)).verb()
                && super::movement::motion(line, from.saturating_sub(1)).is_some()
            {
                continue;
            }
            if first == "above" && line.w(from.wrapping_sub(1)) == "the"
                || first == "past" && line.tag(from.wrapping_sub(1)) == Tag::Determiner
            {
                continue;
            }
            if line.glued(from) && from > 0 && line.dash(from - 1) {
                continue;
            }
            let estimated = phrase.contains(&"estimated");
            return Some((*modifier, from, estimated));
        }
    }
    None
}

fn modifier_after(line: &Line<'_>, end: usize) -> Option<(Modifier, usize)> {
    for (phrase, modifier) in line.words.modifiers(Side::After) {
        if line.phrase(end, phrase) {
            if phrase[0] == "plus" && !line.tag(end + 1).noun()
                || phrase[0] == "at" && !matches!(line.w(end + 2), "." | "," | "" | ";" | ")")
            {
                continue;
            }
            if phrase[0] == "+" && !line.glued(end) {
                continue;
            }
            return Some((*modifier, end + phrase.len()));
        }
    }
    // "30-odd", "25-plus"
    if line.dash(end) && line.glued(end) && line.glued(end + 1) {
        match line.w(end + 1) {
            "odd" | "ish" => return Some((Modifier::About, end + 2)),
            "plus" => return Some((Modifier::MoreThan, end + 2)),
            _ => {}
        }
    }
    None
}

/// Adds the modifiers before and behind, and what makes an age of a duration.
pub fn finish(line: &Line<'_>, mut amount: Amount) -> Amount {
    if let Some((modifier, from, estimated)) = modifier_before(line, amount.tokens.start) {
        if !matches!(amount.modifier, Modifier::Vague | Modifier::Range) {
            amount.modifier = modifier;
        }
        amount.tokens.start = from;
        amount.estimated = estimated;
    } else if amount.modifier == Modifier::Exact
        && let Some((modifier, end)) = modifier_after(line, amount.tokens.end)
    {
        amount.modifier = modifier;
        amount.tokens.end = end;
    }
    age(line, &mut amount);
    amount
}
