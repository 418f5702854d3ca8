//! Quantities: numbers with their modifiers, units, currencies; ranges; what is no quantity at all.

use std::ops::Range;

use rust_decimal::Decimal;

use super::age::age;
use super::exclude;
use super::joined::{compound_of, range, share_of};
use super::line::Line;
use super::number::{Form, Number, number};
use super::time::Times;
use super::unit::{per, unit_behind};
use super::words::Side;
use super::{Kind, Modifier};
use crate::text::tagger::Tag;

/// A quantity in its sentence, before the noun it counts is looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The number alone (both ends of a range).
    pub number: Range<usize>,
    /// With modifier, currency and unit.
    pub tokens: Range<usize>,
    pub low: Decimal,
    pub high: Option<Decimal>,
    pub modifier: Modifier,
    /// Known where a unit tells it; counts, ratios of nouns and bare numbers are left to the rules.
    pub kind: Option<Kind>,
    pub unit: String,
    pub form: Form,
    /// A sign of its own: "+5%", "-1.6%".
    pub signed: bool,
    /// "24-hour": an adjective with a hyphen.
    pub compound: bool,
    /// The modifier says it is an estimate.
    pub estimated: bool,
}

/// One number with what belongs to it.
#[derive(Debug, Clone)]
pub struct Operand {
    pub tokens: Range<usize>,
    pub number: Number,
    pub kind: Option<Kind>,
    pub unit: String,
    pub compound: bool,
    pub signed: bool,
}

/// All quantities of a sentence, left to right.
pub fn amounts(line: &Line<'_>, times: &Times) -> Vec<Amount> {
    let skip = exclude::no_numbers(line, times);
    let mut found: Vec<Amount> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        if skip[at] {
            at += 1;
            continue;
        }
        let Some(first) = operand(line, at) else {
            at += 1;
            continue;
        };
        if skip[first.number.tokens.clone()].contains(&true)
            || exclude::no_quantity(line, &first.number, first.kind.is_some())
        {
            at = first.number.tokens.end;
            continue;
        }
        let mut end = first.tokens.end;
        for mut amount in join(line, &first, &skip) {
            end = end.max(amount.tokens.end);
            // A conversion in brackets takes the modifier of what it converts.
            if let Some(last) = found.last()
                && line.prev(amount.tokens.start) == "("
                && last.tokens.end + 1 == amount.tokens.start
                && amount.modifier == Modifier::Exact
                && last.kind == amount.kind
                && !matches!(last.modifier, Modifier::Range | Modifier::Vague)
            {
                amount.modifier = last.modifier;
            }
            found.push(amount);
        }
        at = end.max(at + 1);
    }
    found
}

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
        // "$-50.8bn"
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
        value.negative = true;
    }
    let mut end = value.tokens.end;
    let mut compound = false;
    if let Some((currency, _)) = &currency {
        if let Some(scale) = value.letter.take() {
            value.low = value.low.checked_mul(scale)?;
            value.scale = Some(scale);
            end += 1;
            value.tokens.end = end;
        }
        // "$5 million", also "$5bn US", "C$5"
        let _ = currency;
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
                || matches!(first, "-ish" | "past") && line.tag(from.wrapping_sub(1)) == Tag::Determiner
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

/// What the operand makes, alone or with the one it forms a range or ratio with.
fn join(line: &Line<'_>, first: &Operand, skip: &[bool]) -> Vec<Amount> {
    if let Some(amount) = share_of(line, first, skip) {
        return vec![amount];
    }
    if let Some(amount) = compound_of(line, first) {
        return vec![finish(line, amount, first)];
    }
    let start = first.tokens.start;
    let end = first.tokens.end;
    let between = line.prev(start) == "between";
    let from = line.prev(start) == "from";
    let (connector, width) = match line.w(end) {
        "and" if between => ("and", 1),
        "to" => ("to", 1),
        "or" => ("or", 1),
        _ if line.dash(end) && (line.glued(end) == line.glued(end + 1) || line.w(end) != "-") => ("-", 1),
        "/" if line.glued(end) && first.kind == Some(Kind::Money) => ("-", 1),
        "," if line.w(end + 1) == "or" => ("or", 2),
        _ => ("", 0),
    };
    if width > 0
        && first.number.form != Form::Vague
        && let Some(second) = operand(line, end + width)
        && !second.signed
        && !skip[second.number.tokens.clone()].contains(&true)
        && second.number.form != Form::Vague
        && let Some(amounts) = range(line, first, &second, connector, between, from)
    {
        return amounts;
    }
    vec![finish(line, alone(first), first)]
}

pub fn alone(operand: &Operand) -> Amount {
    let mut kind = operand.kind;
    if operand.number.form == Form::Share && kind.is_none() {
        kind = Some(Kind::Ratio);
    }
    let vague = operand.number.form == Form::Vague;
    Amount {
        number: operand.number.tokens.clone(),
        tokens: operand.tokens.clone(),
        low: operand.number.low,
        high: operand.number.high,
        modifier: if vague { Modifier::Vague } else { Modifier::Exact },
        kind,
        unit: operand.unit.clone(),
        form: operand.number.form,
        signed: operand.signed,
        compound: operand.compound,
        estimated: false,
    }
}

/// Adds the modifiers before and behind, and what makes an age of a duration.
pub fn finish(line: &Line<'_>, mut amount: Amount, _first: &Operand) -> Amount {
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
