//! One number with its sign, the currency before it and the unit behind it, and the modifiers around.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::age::age;
use super::amount::{Amount, Operand};
use super::rate::{per, rate_of};
use super::unit::{describes, unit_behind};
use crate::claims::claim::{Direction, Kind, Modifier};
use crate::claims::numbers::number::{Form, Number, letter_closes};
use crate::claims::numbers::read_number::number;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::literal::literal;
use crate::claims::vocabulary::words::Cue;
use crate::claims::vocabulary::words::Currency;
use crate::text::TokenKind;
use crate::text::tagger::Tag;

/// A number with the currency before it and the unit behind it.
pub fn operand(line: &Line<'_>, at: usize) -> Option<Operand> {
    #[cfg(test)]
    LOOKS.with(|looks| looks.set(looks.get() + 1));
    if !may_open(line, at) {
        return None;
    }
    let (negative, digits) = sign(line, at);
    let mut negative = negative;
    let signed = digits > at;
    let money = currency_before(line, digits);
    let (mut value, mut unit, mut kind) = match money {
        Some((currency, next, minus)) => {
            negative |= minus;
            let mut value = number(line, next).filter(|n| n.form != Form::Vague)?;
            money_scale(line, &mut value)?;
            (value, line.words.code_in(currency, line.article.country).to_string(), Some(Kind::Money))
        }
        None => (number(line, digits)?, String::new(), None),
    };
    let start = if signed || money.is_some() { at } else { value.tokens.start };
    if negative {
        value.low = -value.low;
    }
    let mut end = value.tokens.end;
    let mut compound = false;
    if money.is_some() {
        // "$5 million Canadian", "$5bn US"; the currency's own word again: "$5 dollars"
        let code = line.words.currency_after(line.raw(end));
        if let Some(other) = code.filter(|_| line.is_word(end) && line.raw(end).len() == 3) {
            unit = other.code.to_string();
            end += 1;
        } else if line.raw(end) == "US"
            && unit == "USD"
            && (!describes(line, end + 1) || sold_for(line, at, &value))
        {
            // "$31 US", as Canadian papers write it; but "a $5 million US grant"
            end += 1;
        } else if line.is_word(end)
            && let Some((word, after)) = line.currency_at(end)
            && line.words.code_in(word, line.article.country) == unit
        {
            end = after;
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
    let signed = signed || negative;
    Some(Operand { tokens: start..end, number: value, kind, unit, compound, signed })
}

/// "paid $300 US rent": right behind its verb, and no round sum, an amount is told with its country.
fn sold_for(line: &Line<'_>, at: usize, value: &Number) -> bool {
    at > 0 && line.tag(at - 1).verb() && value.scale.is_none()
}

/// Whether a number could begin here at all: most tokens are sent away by this one look-up.
fn may_open(line: &Line<'_>, at: usize) -> bool {
    match line.kind(at) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Word) => {
            line.words.opens_number(line.w(at)) || line.capital(at) && line.words.opens_number(line.raw(at))
        }
        Some(TokenKind::Mark) => !line.w(at).is_ascii() || line.words.opens_number(line.w(at)),
        _ => false,
    }
}

/// A sign of its own ("-5C", "+3%", "minus 5", "minus-5"): whether it negates, and where the number begins.
fn sign(line: &Line<'_>, at: usize) -> (bool, usize) {
    let next = at + 1;
    match line.w(at) {
        // "plus or minus 3 points" goes both ways.
        "minus" if line.phrase_before(at, &["plus", "or"]) => (false, at),
        "minus" | "negative" => {
            let over =
                if line.dash(next) && line.glued(next) && line.glued(next + 1) { next + 1 } else { next };
            let word = line.w(at) == "negative"
                && !line.is_digits(over)
                && line.words.numeral(line.w(over)).is_none();
            if word { (false, at) } else { (true, over) }
        }
        "-" | "−" | "–" | "+" if line.glued(next) && !line.glued(at) => {
            // "75 -300mm" is a range with its blank before the hyphen.
            let behind_number = at > 0
                && line.is_digits(at - 1)
                && line.w(at) != "+"
                && literal(line.raw(at - 1), false)
                    .zip(literal(line.raw(next), false))
                    .is_some_and(|(a, b)| a < b);
            // "COVID -19" is a code.
            let behind_code = at > 0
                && line.is_word(at - 1)
                && line.raw(at - 1).len() > 1
                && line.raw(at - 1).chars().all(char::is_uppercase)
                && line.is_digits(next)
                && line.w(next).len() <= 3
                && !line.w(next).contains('.')
                && !matches!(line.w(next + 1), "%" | "percent");
            // "--5" says nothing
            let doubled = line.dash(next);
            if behind_number || behind_code || doubled { (false, at) } else { (line.w(at) != "+", next) }
        }
        // "<-30", "(-5"
        "-" | "−"
            if line.glued(next) && matches!(line.prev(at), "<" | ">" | "=" | "(" | "~" | "≈" | "≤" | "≥") =>
        {
            (true, next)
        }
        _ => (false, at),
    }
}

/// A currency sign of one to five tokens before a number ("$", "US$", "Rs.", "EUR", "HK $", "$US"): the
/// currency, where the number begins, and whether a minus stands between.
fn currency_before(line: &Line<'_>, at: usize) -> Option<(Currency, usize, bool)> {
    for width in (1..=5).rev() {
        let last = at + width;
        // "HK $10", "U.S. $5": a blank before the dollar sign
        // but "a $5 fee" has an article
        let parted = width > 1
            && line.w(last - 1) == "$"
            && !line.glued(last - 1)
            && line.w(last.wrapping_sub(2)) != "a";
        let broken = (at + 1..last).any(|n| !line.glued(n) && !(parted && n == last - 1));
        if last >= line.len() || broken {
            continue;
        }
        let raw = line.text.slice(line.base + at..line.base + last);
        let sign = match raw.strip_prefix('$') {
            Some(country) if !country.is_empty() => Cow::Owned(format!("{country}$")),
            _ if parted => Cow::Owned(raw.split_whitespace().collect::<String>().to_uppercase()),
            _ if width > 1 && raw.ends_with('$') && raw.starts_with(|c: char| c.is_lowercase()) => {
                Cow::Owned(raw.to_uppercase())
            }
            _ => Cow::Borrowed(raw),
        };
        let found = line.words.currency_before(&sign).or_else(|| {
            // "CAD$ 15": a code and the sign say the same
            let code = sign.strip_suffix('$').filter(|c| c.len() == 3)?;
            line.words.currency_before(code)
        });
        let Some(found) = found else { continue };
        let code = sign.chars().all(char::is_alphabetic);
        // "H5N1", "xUSD"
        if code && line.glued(at) && at > 0 && (line.is_word(at - 1) || line.is_digits(at - 1)) {
            continue;
        }
        let mut next = last + usize::from(line.w(last) == "." && line.glued(last) && code);
        // "$-5.2bn"
        let minus = matches!(line.w(next), "-" | "−") && line.glued(next) && line.glued(next + 1);
        next += usize::from(minus);
        // Letters are also words in capitals: digits must follow, and touch where a word is meant as well.
        if code && !line.is_digits(next)
            || code && sign.len() == 1 && (!line.glued(next) || lettered(line, next + 1))
            || code && sign.len() == 1 && (road(line, at, next) || numbered(line, found.code, next))
            || code && everyday(line, at, next, &sign)
            || sign == "PS" && console(line, next)
        {
            continue;
        }
        if number(line, next).is_some_and(|n| n.form != Form::Vague) {
            return Some((found, next, minus));
        }
    }
    None
}

/// "P2P", "R2D2": a letter behind the number that is no scale makes a name of it.
fn lettered(line: &Line<'_>, at: usize) -> bool {
    line.glued(at) && line.is_word(at) && line.words.numeral(line.w(at)).is_none() && line.raw(at).len() == 1
}

/// "the moons P1 and P2": whether one digit behind the letter of a currency numbers things, in an article that is not of
/// its country.
fn numbered(line: &Line<'_>, code: &str, number: usize) -> bool {
    let scaled = line.is_numeral(number + 1) || line.words.unit_word(line.w(number + 1)).is_some();
    let home = line.article.country.is_some_and(|c| code.as_bytes().starts_with(&c));
    line.w(number).len() == 1 && !scaled && !home
}

/// Whether a letter with a number is a road: "the N2 highway", "crashed on the R21".
fn road(line: &Line<'_>, at: usize, number: usize) -> bool {
    let next = number + 1;
    let short = line.w(number).len() <= 3 && !line.w(number).contains(['.', ',']);
    let named = line.words.cue(line.w(next)).any(Cue::ROAD);
    short && (named || line.prev(at) == "the" && !describes(line, next) && !line.is_word(next))
}

/// Whether the one digit that touches "PS" at `number` makes a console of it, not pounds: "the PS3", but "PS3m".
fn console(line: &Line<'_>, number: usize) -> bool {
    let scaled = line.glued(number + 1) && line.is_word(number + 1);
    line.glued(number) && line.w(number).len() == 1 && !scaled && !line.is_numeral(number + 1)
}

/// Whether a code that is a word as well ("ALL 5 men", "TOP 10", "TRY 3") is the word: nothing but a noun's
/// place behind the number, or capitals all around.
fn everyday(line: &Line<'_>, at: usize, number: usize, sign: &str) -> bool {
    let lower = line.w(at);
    // "COP27" is a meeting, "SDG 15" a goal.
    if matches!(lower, "cop" | "sdg") && line.w(number).len() <= 2 && !line.is_numeral(number + 1) {
        return true;
    }
    !line.glued(number)
        && sign.len() >= 2
        && (line.english.words.function(lower).is_some()
            || line.words.unit_word(lower).is_some()
            || matches!(lower, "all" | "top" | "try" | "mad" | "cup" | "pen" | "sos" | "gel" | "bam"))
        && !line.raw(number).contains([',', '.'])
        && line.w(number).len() < 4
}

/// Scale letters that only money has: "$2.1T", "$5m", "€3MM".
fn money_scale(line: &Line<'_>, value: &mut Number) -> Option<()> {
    let end = value.tokens.end;
    let scale = match value.letter.take() {
        Some(scale) => Some(scale),
        None if value.scale.is_none() && letter_closes(line, end, end) => match line.raw(end) {
            "T" | "tr" => Some(Decimal::from(1_000_000_000_000_u64)),
            "MM" | "mm" => Some(Decimal::from(1_000_000)),
            _ => None,
        },
        None => None,
    };
    if let Some(scale) = scale {
        value.low = value.low.checked_mul(scale)?;
        value.scale = Some(scale);
        value.tokens.end = end + 1;
    }
    Some(())
}

/// The modifier phrase that ends just before `start`: what it says, where it begins, whether it estimates.
fn modifier_before(line: &Line<'_>, start: usize, lasts: Option<usize>) -> Option<(Modifier, usize, bool)> {
    for ((modifier, estimated), from) in line.modifiers_before(start) {
        let first = line.w(from);
        // "went up to 5", "spread over 5": the word belongs to the verb
        if first == "up"
            && start == from + 2
            && line.tag(from.wrapping_sub(1)).verb()
            && crate::claims::sentence::motion::motion(line, from.saturating_sub(1)) != Some(Direction::Down)
            && crate::claims::sentence::motion::motion(line, from.saturating_sub(1)).is_some()
            // "could raise up to 900 million"
            && !line.words.cue(line.verb(from.saturating_sub(1))).any(Cue::MOVES_OBJECT)
        {
            continue;
        }
        if first == "above" && line.w(from.wrapping_sub(1)) == "the"
            || first == "past"
                && (line.tag(from.wrapping_sub(1)) == Tag::Determiner
                    // "in past six months": headlines leave out the article.
                    || matches!(line.prev(from), "in" | "over" | "for" | "during" | "within"))
        {
            continue;
        }
        if line.glued(from) && from > 0 && line.dash(from - 1) {
            continue;
        }
        // "<ARD> 1.3 billion": it closes a code.
        if first == ">" && line.glued(from) && (from.saturating_sub(4)..from).any(|n| line.w(n) == "<") {
            continue;
        }
        if first == "over" && start == from + 1 && lasts.is_some_and(|end| spread(line, from, end)) {
            continue;
        }
        return Some((modifier, from, estimated));
    }
    None
}

/// Whether "over" before a length of time tells how long something took rather than that it took longer: "stole 5
/// million *over* eight years", "*Over* three days the rain", but "for *over* three days", "lasted *over* an hour".
fn spread(line: &Line<'_>, over: usize, end: usize) -> bool {
    // "children over eight years old", "a film over two hours long"
    if matches!(line.w(end), "old" | "of" | "long" | "late" | "ago") || line.dash(end) {
        return false;
    }
    if over == line.body {
        return true;
    }
    let before = over - 1;
    let noun = line.tag(before).noun() || line.tag(before) == Tag::Number || line.tag(before) == Tag::Symbol;
    let led = line.tag(before) == Tag::Adverb && over > line.body + 1 && line.tag(before - 1).noun();
    noun || led
}

/// The unit behind "or so" and "odd": "twenty or so *years*", "40 odd *years*".
fn unit_past(line: &Line<'_>, amount: &mut Amount, end: usize) {
    if amount.kind.is_some() || !matches!(line.w(end - 1), "so" | "odd") {
        return;
    }
    if let Some((unit, end)) = line.unit_at(end).filter(|_| !line.capital(end)) {
        amount.kind = Some(unit.kind);
        amount.unit = unit.name.to_string();
        amount.tokens.end = end;
    }
}

fn modifier_after(line: &Line<'_>, end: usize) -> Option<(Modifier, usize)> {
    if let Some((modifier, after)) = line.modifier_at(end) {
        // "200 or more than 190" is two bounds
        let than = line.w(after) == "than" || line.w(after - 1) == "than" && line.is_digits(after);
        // "2.4 km and under 90 seconds": it belongs to the next figure.
        let next = line.w(end) == "and" && (line.is_numeral(after) || line.tag(after) == Tag::Symbol);
        let no = than
            || next
            || line.w(end) == "plus" && !line.tag(end + 1).noun()
            || line.w(end) == "at" && !matches!(line.w(after), "." | "," | "" | ";" | ")")
            || line.w(end) == "+" && !line.glued(end);
        return (!no).then_some((modifier, after));
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
    let lasts = (amount.kind == Some(Kind::Duration)).then_some(amount.tokens.end);
    if let Some((modifier, from, estimated)) = modifier_before(line, amount.tokens.start, lasts) {
        if !matches!(amount.modifier, Modifier::Vague | Modifier::Range) {
            amount.modifier = modifier;
        }
        amount.tokens.start = from;
        amount.estimated = estimated;
        // "about 500 or fewer": the bound says more
        if amount.modifier == Modifier::About
            && let Some((modifier, end)) = modifier_after(line, amount.tokens.end)
            && modifier != Modifier::About
        {
            amount.modifier = modifier;
            amount.tokens.end = end;
        }
    } else if amount.modifier == Modifier::Exact
        && let Some((modifier, end)) = modifier_after(line, amount.tokens.end)
    {
        amount.modifier = modifier;
        amount.tokens.end = end;
        unit_past(line, &mut amount, end);
    } else if amount.modifier == Modifier::Exact
        && amount.tokens.start > 0
        && line.tag(amount.tokens.start - 1).verb()
        && line.words.cue(line.verb(amount.tokens.start - 1)).any(Cue::EXCEEDING)
    {
        // Verbs of exceeding stay outside the span.
        amount.modifier = Modifier::MoreThan;
    }
    age(line, &mut amount);
    if matches!(amount.kind, Some(Kind::Measure))
        && !amount.unit.contains(' ')
        && let Some(unit) = rate_of(line, amount.tokens.end, amount.kind)
    {
        amount.unit = format!("{} per {unit}", amount.unit);
    }
    amount
}

#[cfg(test)]
thread_local! {
    /// How often a number was looked for. What one look does is bounded: all windows around a token
    /// have a fixed width.
    pub static LOOKS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}
