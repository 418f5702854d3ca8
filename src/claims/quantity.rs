//! Quantities: numbers with their modifiers, units, currencies; ranges; what is no quantity at all.

use std::ops::Range;

use rust_decimal::Decimal;

use super::exclude;
use super::line::Line;
use super::number::{Form, Number, number, ratio};
use super::time::Times;
use super::words::{How, Side};
use crate::text::tagger::Tag;
use super::{Kind, Modifier};

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
struct Operand {
    tokens: Range<usize>,
    number: Number,
    kind: Option<Kind>,
    unit: String,
    compound: bool,
    signed: bool,
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
        if skip[first.number.tokens.clone()].contains(&true) || exclude::no_quantity(line, &first.number, first.kind.is_some()) {
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
fn operand(line: &Line<'_>, at: usize) -> Option<Operand> {
    let mut start = at;
    let mut currency = None;
    let mut digits = at;
    let mut signed = false;
    let mut negative = false;
    // a sign of its own: "-5C", "+3%", "minus 5"
    let dash = matches!(line.w(digits), "-" | "−" | "–") && line.glued(digits + 1) && !line.glued(digits);
    if dash || line.w(digits) == "minus" || line.w(digits) == "+" && line.glued(digits + 1) && !line.glued(digits) {
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
        let Some(found) = line.words.currency_before(if turned.is_empty() { sign } else { &turned }) else { continue };
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
        Some((currency, value)) => (value.clone(), Some(Kind::Money), line.words.code_in(*currency, line.country).to_string()),
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
        if let Some(other) = line.words.currency_after(line.raw(end)).filter(|_| line.is_word(end) && line.raw(end).len() == 3) {
            unit = other.code.to_string();
            end += 1;
        } else if line.is_word(end) && line.words.currency_word(line.w(end)).is_some_and(|c| line.words.code_in(c, line.country) == unit) {
            end += 1;
        }
    } else if let Some((found, name, after, hyphen)) = unit_behind(line, &mut value) {
        (kind, unit, end, compound) = (Some(found), name, after, hyphen);
    } else if let Some(scale) = value.letter.take() {
        value.low = value.low.checked_mul(scale)?;
        value.scale = Some(scale);
        end += 1;
        value.tokens.end = end;
    }
    if matches!(kind, Some(Kind::Money | Kind::Measure | Kind::Duration)) && let Some((name, after)) = per(line, end, kind) {
        unit = format!("{unit} per {name}");
        end = after;
    }
    Some(Operand { tokens: start..end, number: value, kind, unit, compound, signed })
}

/// The unit behind a number: its kind, name, where it ends, whether a hyphen joins it.
fn unit_behind(line: &Line<'_>, number: &mut Number) -> Option<(Kind, String, usize, bool)> {
    let end = number.tokens.end;
    let hyphen = line.dash(end) && line.glued(end) && line.glued(end + 1) && line.is_word(end + 1);
    let at = if hyphen { end + 1 } else { end };
    let named = |kind: Kind, name: &str, end: usize| Some((kind, name.to_string(), end, hyphen));
    match line.w(at) {
        "%" | "％" => return named(Kind::Percent, "percent", at + 1),
        "percent" | "pct" if !matches!(line.w(at + 1), "point" | "points") => return named(Kind::Percent, "percent", at + 1),
        "pc" if number.form == Form::Digits => return named(Kind::Percent, "percent", at + 1),
        "per" if line.w(at + 1) == "cent" => {
            if matches!(line.w(at + 2), "point" | "points") {
                return named(Kind::PercentagePoint, "percentage point", at + 3);
            }
            return named(Kind::Percent, "percent", at + 2);
        }
        "percentage" | "percent" | "pct" if matches!(line.w(at + 1), "point" | "points") => return named(Kind::PercentagePoint, "percentage point", at + 2),
        "percentage" if line.dash(at + 1) && matches!(line.w(at + 2), "point" | "points") => return named(Kind::PercentagePoint, "percentage point", at + 3),
        "pp" | "pps" | "ppt" if line.is_word(at) => return named(Kind::PercentagePoint, "percentage point", at + 1),
        "basis" if matches!(line.w(at + 1), "point" | "points") => return named(Kind::BasisPoint, "basis point", at + 2),
        "basis" if line.dash(at + 1) && matches!(line.w(at + 2), "point" | "points") => return named(Kind::BasisPoint, "basis point", at + 3),
        "bps" | "bp" if number.form == Form::Digits => return named(Kind::BasisPoint, "basis point", at + 1),
        _ => {}
    }
    // "millions of dollars", "thousands of years"
    if number.form == Form::Vague && line.w(end) == "of" {
        for width in (1..=3).rev() {
            let Some(words) = joined(line, end + 1, width) else { continue };
            if let Some(currency) = line.words.currency_word(&words).filter(|c| c.part == 1) {
                return Some((Kind::Money, line.words.code_in(currency, line.country).to_string(), end + 1 + width, false));
            }
            if let Some(unit) = line.words.unit_word(&words).filter(|_| !line.capital(end + 1)) {
                return Some((unit.kind, unit.name.to_string(), end + 1 + width, false));
            }
        }
        return None;
    }
    // "10K race"
    if line.raw(end - 1) == "K" && number.tokens.len() == 2 && (matches!(line.w(end), "race" | "run" | "races" | "event" | "mass" | "freestyle" | "classical" | "title" | "course") || matches!(line.prev(number.tokens.start), "the") && !line.tag(end).noun() && number.low <= Decimal::from(100_000)) {
        number.low /= Decimal::ONE_THOUSAND;
        number.scale = None;
        return named(Kind::Measure, "kilometre", end);
    }
    // "half a mile", "a tenth of an inch"
    if number.form == Form::Share {
        let of = end + usize::from(line.w(end) == "of");
        if matches!(line.w(of), "a" | "one") && matches!(line.w(of + 1), "percentage" | "percent") && matches!(line.w(of + 2), "point") {
            number.form = Form::Words;
            return Some((Kind::PercentagePoint, "percentage point".to_string(), of + 3, false));
        }
        let noun = end + usize::from(line.w(end) == "of");
        if matches!(line.w(noun), "a" | "an")
            && let Some(unit) = line.words.unit_word(line.w(noun + 1))
        {
            number.form = Form::Words;
            return Some((unit.kind, unit.name.to_string(), noun + 2, false));
        }
    }
    // "eight consecutive days", "ten more years"
    if !hyphen && matches!(line.w(at), "consecutive" | "straight" | "more" | "additional" | "extra" | "full" | "whole" | "long" | "successive" | "business" | "working" | "calendar" | "further" | "solid" | "school" | "trading")
        && let Some(unit) = line.words.unit_word(line.w(at + 1)).filter(|u| u.kind == Kind::Duration || line.w(at) == "more")
    {
        return Some((unit.kind, unit.name.to_string(), at + 2, false));
    }
    // Units of several words come first: "pound-feet" is no pound.
    for width in (2..=4).rev() {
        if let Some(unit) = joined(line, at, width).and_then(|words| line.words.unit_word(&words)) {
            return named(unit.kind, unit.name, at + width);
        }
    }
    // currencies behind the number
    for width in (1..=3).rev() {
        let words = joined(line, at, width)?;
        if let Some(currency) = line.words.currency_word(&words) {
            let doubtful = matches!(words.as_str(), "won" | "mark" | "marks" | "pound" | "pounds" | "crown" | "crowns" | "som" | "real" | "rand" | "sen" | "lev" | "dram" | "buck" | "ct" | "c" | "ore" | "quid" | "dong" | "kip" | "ether" | "fils" | "penny");
            let big = number.scale.is_some() || number.low.abs() >= Decimal::ONE_THOUSAND;
            let weight = matches!(words.as_str(), "pound" | "pounds") && weighs(line, number.tokens.start, at + width, hyphen);
            if weight {
                return named(Kind::Measure, "pound-mass", at + width);
            }
            if !doubtful || big || matches!(words.as_str(), "pound" | "pounds" | "quid" | "sen" | "ct" | "rand") {
                if currency.part > 1 {
                    number.low /= Decimal::from(currency.part);
                }
                return named(Kind::Money, line.words.code_in(currency, line.country), at + width);
            }
        }
        let end = at + width;
        let glued = (at + 1..end).all(|n| line.glued(n));
        let sign = if end <= line.len() && width <= 2 && glued { line.text.slice(line.base + at..line.base + end) } else { "" };
        if let Some(currency) = line.words.currency_after(sign) {
            let touches = line.glued(at) && !(line.glued(end) && line.is_word(end));
            let code = sign.len() == 3 && sign.bytes().all(|b| b.is_ascii_uppercase());
            if (touches && !sign.starts_with('$')) || (code && !matches!(sign, "ALL" | "TOP" | "TRY" | "LAK" | "MAD" | "MOP" | "SOS" | "PEN" | "CUP")) {
                if currency.part > 1 {
                    number.low /= Decimal::from(currency.part);
                }
                return named(Kind::Money, line.words.code_in(currency, line.country), end);
            }
        }
    }
    // a letter that may be million or metre
    if number.letter.is_some() {
        let next = end + 1;
        let counts = line.words.unit_word(line.w(next)).is_some() || line.words.currency_word(line.w(next)).is_some() || line.tag(next) == Tag::Nouns || matches!(line.w(next), "people" | "users" | "of") || line.tag(next) == Tag::Adjective;
        if counts && !matches!(line.w(next), "high" | "long" | "deep" | "tall" | "wide" | "away" | "freestyle" | "hurdles") {
            return None;
        }
        return named(Kind::Measure, "metre", next);
    }
    // symbols: "km", "km/h", "°C", "MW"
    for width in (1..=3).rev() {
        let end = at + width;
        if end > line.len() || (at + 1..end).any(|n| !line.glued(n)) {
            continue;
        }
        let symbol = line.text.slice(line.base + at..line.base + end);
        let touches = line.glued(at) && !hyphen;
        let closed = !(line.glued(end) && (line.is_word(end) || line.is_digits(end)));
        if !closed {
            continue;
        }
        if touches && matches!(symbol, "C" | "F") && !line.raw(number.tokens.start).contains(',') {
            return named(Kind::Measure, if symbol == "C" { "degree celsius" } else { "degree fahrenheit" }, end);
        }
        let Some(unit) = line.words.unit_symbol(symbol) else { continue };
        if unit.how == How::Glue && !touches || symbol == "k" {
            continue;
        }
        // "50 m" is metres; "2 in 5" no inches; "5 L" and "10 A" in lists are letters.
        if !touches && !hyphen && symbol.len() == 1 && !matches!(symbol, "m" | "°") {
            continue;
        }
        let stop = if line.w(end) == "." && line.glued(end) && matches!(symbol, "ft" | "lb" | "lbs" | "oz" | "hrs" | "mins" | "secs") && line.is_word(end + 1) && !line.capital(end + 1) { end + 1 } else { end };
        return named(unit.kind, unit.name, stop);
    }
    // words: "square kilometres", "degrees Celsius"
    for width in (1..=4).rev() {
        let Some(words) = joined(line, at, width) else { continue };
        if let Some(unit) = line.words.unit_word(&words) {
            let plain = line.is_word(at);
            // "two second-half goals", "5 second graders"
            let ordinal = words == "second" && !hyphen && number.form == Form::Words;
            // Units are written small; "Kilo Class", "Stone" and "Knot" with a capital are names.
            let name = line.capital(at) && !matches!(unit.name, "degree celsius" | "degree fahrenheit") && !line.raw(at).chars().all(char::is_uppercase);
            if !plain || ordinal || name || (words == "degree" && !hyphen && number.low != Decimal::ONE) || (words == "foot" && line.w(at + 1) == "soldiers") {
                continue;
            }
            return named(unit.kind, unit.name, at + width);
        }
    }
    None
}

/// `width` words from `at`, small, joined by blanks; hyphens that touch count as blanks.
fn joined(line: &Line<'_>, at: usize, width: usize) -> Option<String> {
    let mut out = String::new();
    for n in at..at + width {
        if n >= line.len() {
            return if width == 1 { None } else { Some(String::new()) };
        }
        if line.dash(n) && line.glued(n) {
            out.push('-');
            continue;
        }
        if !out.is_empty() && !out.ends_with('-') && !line.glued(n) {
            out.push(' ');
        }
        out.push_str(line.w(n));
    }
    Some(out)
}

/// Whether pounds are a weight here.
fn weighs(line: &Line<'_>, start: usize, end: usize, hyphen: bool) -> bool {
    if hyphen && line.w(end - 1) == "pound" && !matches!(line.w(end), "note" | "coin" | "a") {
        return true;
    }
    if line.w(end) == "of" && line.tag(end + 1).noun() && !matches!(line.w(end + 1), "debt" | "aid" | "funding" | "savings" | "cuts" | "money" | "taxpayers" | "spending" | "investment" | "public") {
        return true;
    }
    let near = start.saturating_sub(6)..(end + 4).min(line.len());
    near.into_iter().any(|n| matches!(line.w(n), "weigh" | "weighs" | "weighed" | "weighing" | "weight" | "heavy" | "heavier" | "lighter" | "lost" | "torque" | "pressure" | "pumpkin" | "cocaine" | "marijuana" | "fish" | "meat" | "catch" | "thrust" | "payload" | "overweight" | "cotton" | "copper" | "coffee"))
}

/// "per barrel", "a month", "/day": the unit that the amount is divided by.
fn per(line: &Line<'_>, at: usize, kind: Option<Kind>) -> Option<(String, usize)> {
    let mut next = at;
    let slash = line.w(next) == "/" && line.glued(next);
    let hyphened = line.dash(next) && line.glued(next) && matches!(line.w(next + 1), "a" | "per" | "an") && line.glued(next + 1);
    let article = if hyphened {
        next += 1;
        true
    } else {
        matches!(line.w(next), "a" | "an")
    };
    let explicit = slash || matches!(line.w(next), "per" | "each" | "every") || hyphened;
    if !(explicit || article) || line.w(next + 1) == "cent" {
        return None;
    }
    let mut noun = next + 1;
    if line.dash(noun) && hyphened {
        noun += 1;
    }
    if line.w(noun) == "one" {
        noun += 1;
    }
    let word = line.w(noun);
    if !line.is_word(noun) || matches!(line.w(noun + 1), "earlier" | "ago" | "later" | "before" | "previously") {
        return None;
    }
    // "300 pesos per dollar"
    if let Some(currency) = line.words.currency_word(word).filter(|c| explicit && c.part == 1 && word != "pound") {
        return Some((currency.code.to_string(), noun + 1));
    }
    let time = line.words.unit_word(word);
    let thing = matches!(word, "share" | "head" | "person" | "piece" | "kilo" | "copy" | "ticket" | "night" | "barrel" | "bushel" | "tonne" | "ton" | "ounce" | "gallon" | "litre" | "liter" | "pound" | "unit" | "bottle" | "pack" | "seat" | "game" | "student" | "vehicle" | "family" | "household" | "child" | "capita" | "shot" | "dose" | "pop" | "plate" | "passenger" | "mile");
    let name = match (time, thing) {
        (Some(unit), _) => {
            // "25 minutes a second time": only what is one unit
            if kind == Some(Kind::Duration) && unit.kind != Kind::Duration {
                return None;
            }
            if article && !explicit && unit.kind == Kind::Measure && kind == Some(Kind::Measure) && !matches!(unit.name, "litre" | "gallon" | "hour") {
                return None;
            }
            unit.name.to_string()
        }
        (None, true) => crate::text::lemma::singular(&line.english.words, word),
        (None, false) if explicit && !matches!(line.w(next), "each" | "every") && line.tag(noun).noun() => crate::text::lemma::singular(&line.english.words, word),
        _ => return None,
    };
    let name = match name.as_str() {
        "pound-mass" => "pound".to_string(),
        _ => name,
    };
    Some((name, noun + 1))
}

/// The modifier phrase that ends just before `start`.
fn modifier_before(line: &Line<'_>, start: usize) -> Option<(Modifier, usize, bool)> {
    for (phrase, modifier) in line.words.modifiers(Side::Before) {
        if start >= phrase.len() && line.phrase_before(start, phrase) {
            let from = start - phrase.len();
            let first = phrase[0];
            // "went up to 5", "spread over 5": the word belongs to the verb
            if *phrase == ["up", "to"] && line.tag(from.wrapping_sub(1)).verb() && super::frame::motion(line, from.saturating_sub(1)).is_some() {
                continue;
            }
            if first == "above" && line.w(from.wrapping_sub(1)) == "the" || matches!(first, "-ish" | "past") && line.tag(from.wrapping_sub(1)) == Tag::Determiner {
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
            if phrase[0] == "plus" && !line.tag(end + 1).noun() || phrase[0] == "at" && !matches!(line.w(end + 2), "." | "," | "" | ";" | ")") {
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

fn alone(operand: &Operand) -> Amount {
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
fn finish(line: &Line<'_>, mut amount: Amount, _first: &Operand) -> Amount {
    if let Some((modifier, from, estimated)) = modifier_before(line, amount.tokens.start) {
        if !matches!(amount.modifier, Modifier::Vague | Modifier::Range) {
            amount.modifier = modifier;
        }
        amount.tokens.start = from;
        amount.estimated = estimated;
    } else if amount.modifier == Modifier::Exact && let Some((modifier, end)) = modifier_after(line, amount.tokens.end) {
        amount.modifier = modifier;
        amount.tokens.end = end;
    }
    age(line, &mut amount);
    amount
}

fn age(line: &Line<'_>, amount: &mut Amount) {
    let end = amount.tokens.end;
    let duration = amount.kind == Some(Kind::Duration) && matches!(amount.unit.as_str(), "year" | "month" | "week" | "day");
    let old = |n: usize| matches!(line.w(n), "old" | "olds");
    if duration && line.dash(end) && old(end + 1) {
        amount.kind = Some(Kind::Age);
        amount.tokens.end = end + 2;
    } else if duration && old(end) {
        amount.kind = Some(Kind::Age);
        amount.tokens.end = end + 1;
    } else if duration && line.phrase(end, &["of", "age"]) {
        amount.kind = Some(Kind::Age);
        amount.tokens.end = end + 2;
    } else if amount.kind.is_none() && aged(line, amount) {
        amount.kind = Some(Kind::Age);
        amount.unit = "year".into();
    }
}

/// "aged 45", "at the age of 20", "Chidi Okonkwo, 61,", "who was 10".
fn aged(line: &Line<'_>, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    if amount.low <= Decimal::ZERO || amount.high.unwrap_or(amount.low) > Decimal::from(125) {
        return false;
    }
    if matches!(line.prev(start), "aged" | "age" | "ages") || line.phrase_before(start, &["age", "of"]) || line.phrase_before(start, &["ages", "of"]) {
        return !line.is_word(amount.tokens.end) || !line.tag(amount.tokens.end).noun() || matches!(line.prev(start), "aged" | "of");
    }
    let digits = line.is_digits(amount.number.start) && amount.number.len() == 1 && line.w(amount.number.start).len() <= 3 && !line.w(amount.number.start).contains('.');
    let end = amount.tokens.end;
    // "She is 35", "He will be 40 in May"
    let being = start >= 2 && (line.verb(start - 1) == "be" || matches!(line.prev(start), "turned" | "turns" | "turning"))
        && (1..5).any(|back| start >= back + 1 && (matches!(line.w(start - 1 - back), "he" | "she") || line.mention(start - 1 - back).is_some_and(|m| m.kind == crate::entities::Kind::PERSON && back == 1)))
        && matches!(line.w(end), "." | "," | "when" | "at" | "and" | "in" | "on" | "by" | "next" | "this" | "");
    if digits && being {
        return true;
    }
    let comma = digits && line.prev(start) == "," && (matches!(line.w(end), "," | "." | ";" | ")") || matches!(line.w(end), "who" | "and" | "from" | "said" | "was" | "is") || end >= line.len());
    if comma && start >= 2 {
        let person = line.mention(start - 2).is_some_and(|m| m.kind == crate::entities::Kind::PERSON);
        let name = line.tag(start - 2) == Tag::Name && line.capital(start - 2) && line.mention(start - 2).is_none();
        return (person || name) && amount.low > Decimal::ONE;
    }
    // "the striker, 22, signed", "Two brothers, 17 and 20, were"
    let end = if line.w(end) == "and" && line.is_digits(end + 1) && line.w(end + 1).len() <= 2 { end + 2 } else { end };
    let first = if line.prev(start) == "and" && start >= 2 && line.is_digits(start - 2) { start - 2 } else { start };
    if digits && first >= 2 && line.prev(first) == "," && line.w(end) == "," && amount.low > Decimal::ONE && line.w(amount.number.start).len() <= 2
        && (matches!(line.tag(first - 2), Tag::Noun | Tag::Nouns) && line.words.unit_word(line.w(first - 2)).is_none())
        && !line.tag(end + 1).noun()
    {
        return true;
    }
    // "children under five"
    if matches!(line.w(start), "under" | "over") && start > 0 && matches!(line.prev(start), "children" | "child" | "kids" | "boys" | "girls" | "infants" | "people" | "men" | "women" | "those" | "anyone" | "everyone" | "voters" | "adults" | "youths" | "drivers" | "patients" | "residents") {
        return super::noun_phrase::counted(line, amount.tokens.end).is_none();
    }
    // "The average age of the jurors is 52", "the founder turned 80"
    let clause = super::frame::clause_start(line, start)..start;
    if digits && line.verb(start - usize::from(start > 0)) == "be" && clause.clone().any(|n| line.w(n) == "age") {
        return true;
    }
    if digits && matches!(line.prev(start), "turned" | "turns" | "turning") && amount.low >= Decimal::from(2) && matches!(line.w(amount.tokens.end), "." | "," | "in" | "on" | "last" | "this" | "next" | "") {
        return true;
    }
    let end = amount.tokens.end;
    let bracket = digits && line.prev(start) == "(" && line.w(end) == ")" && start >= 2;
    if bracket && amount.low > Decimal::from(9) {
        return line.mention(start - 2).is_some_and(|m| m.kind == crate::entities::Kind::PERSON);
    }
    digits && line.phrase_before(start, &["who", "was"]) && matches!(line.w(end), "," | "." | "when")
}

/// "one in five", "3 out of 4", "6 per 100,000".
fn share_of(line: &Line<'_>, first: &Operand, skip: &[bool]) -> Option<Amount> {
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
    if second.kind.is_some() || skip[second.number.tokens.clone()].contains(&true) || second.number.form == Form::Vague || second.number.low <= first.number.low || second.number.low.is_zero() {
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
    Some(finish(line, amount, first))
}

/// "2 hours 32 minutes 25.3 seconds", "5 ft 11 in": one amount in the smallest unit.
fn compound_of(line: &Line<'_>, first: &Operand) -> Option<Amount> {
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
    loop {
        let Some((smaller, factor)) = ladder(&unit) else { break };
        let mut next = end;
        if line.w(next) == "," {
            next += 1;
        }
        if line.w(next) == "and" {
            next += 1;
        }
        let Some(second) = operand(line, next) else { break };
        let is_smaller = second.unit == smaller || unit == "foot" && line.w(second.number.tokens.end) == "in" && second.kind.is_none() || unit == "stone" && line.w(second.number.tokens.end).starts_with("pound");
        if !is_smaller || second.number.low >= Decimal::from(factor) {
            break;
        }
        total = total * Decimal::from(factor) + second.number.low;
        end = if second.unit == smaller { second.tokens.end } else { second.number.tokens.end + 1 };
        unit = smaller.to_string();
        joined = true;
    }
    joined.then(|| Amount { number: first.number.tokens.start..end, tokens: first.tokens.start..end, low: total, unit, ..alone(first) })
}

/// A range of two operands, or two amounts where they are the ends of a move.
fn range(line: &Line<'_>, first: &Operand, second: &Operand, connector: &str, between: bool, from: bool) -> Option<Vec<Amount>> {
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
        let same = second.kind == kind && (rate || matches!((unit.as_str(), second.unit.as_str()), ("month", "year") | ("year", "month")));
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
        && (first.kind.is_none() || first.kind == Some(Kind::Money) && first.tokens.end == first.number.tokens.end)
        && (connector != "to" || low.checked_mul(scale)? <= high)
        && low.checked_mul(scale)? <= high.checked_mul(Decimal::TEN)?
    {
        low = low.checked_mul(scale)?;
    }
    let start = first.tokens.start;
    let end = second.tokens.end;
    let follows = second.kind.is_some() || first.kind.is_some() || counted_follows(line, end);
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
            // "rose 18 sen to RM23.50": the amount of a move and the level reached
            let own_unit = first.kind.is_some() && second.kind.is_some() || first.kind.is_some() && first.tokens.end > first.number.tokens.end;
            if own_unit && (super::frame::moves(line, start) || line.prev(start) == "by" && super::frame::moves(line, start - 1)) {
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
    if from && super::frame::moves(line, opened) {
        // "rose from 2.4 to 2.9 percent": an earlier level and the level reached.
        let shared = |operand: &Operand, value: Decimal, tokens: Range<usize>| Amount { low: value, kind, unit: unit.clone(), tokens, ..alone(operand) };
        let a = shared(first, low, first.tokens.clone());
        let b = shared(second, high, second.tokens.clone());
        return Some(vec![finish(line, a, first), finish(line, b, second)]);
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
    Some(vec![finish(line, amount, first)])
}

/// Whether a noun that could be counted follows.
pub fn counted_follows(line: &Line<'_>, at: usize) -> bool {
    super::noun_phrase::counted(line, at).is_some()
}
