//! What stands behind a number and makes it a quantity of a kind: percent signs, currencies, units of
//! measure and time, rates.

use rust_decimal::Decimal;

use super::Kind;
use super::line::Line;
use super::number::{Form, Number};
use super::words::How;
use crate::text::tagger::Tag;

/// The unit behind a number: its kind, name, where it ends, whether a hyphen joins it.
pub fn unit_behind(line: &Line<'_>, number: &mut Number) -> Option<(Kind, String, usize, bool)> {
    // A letter that may be million or metre: million is multiplied in here, metre is the unit.
    if let Some(scale) = number.letter.take() {
        if is_metre(line, number) {
            return Some((Kind::Measure, "metre".to_string(), number.tokens.end + 1, false));
        }
        number.low = number.low.checked_mul(scale)?;
        number.scale = Some(scale);
        number.tokens.end += 1;
    }
    let end = number.tokens.end;
    let hyphen = line.dash(end) && line.glued(end) && line.glued(end + 1) && line.is_word(end + 1);
    let at = if hyphen { end + 1 } else { end };
    let named = |kind: Kind, name: &str, end: usize| Some((kind, name.to_string(), end, hyphen));
    match line.w(at) {
        "%" | "％" => return named(Kind::Percent, "percent", at + 1),
        "percent" | "pct" if !matches!(line.w(at + 1), "point" | "points") => {
            return named(Kind::Percent, "percent", at + 1);
        }
        "pc" if number.form == Form::Digits => return named(Kind::Percent, "percent", at + 1),
        "per" if line.w(at + 1) == "cent" => {
            if matches!(line.w(at + 2), "point" | "points") {
                return named(Kind::PercentagePoint, "percentage point", at + 3);
            }
            return named(Kind::Percent, "percent", at + 2);
        }
        "percentage" | "percent" | "pct" if matches!(line.w(at + 1), "point" | "points") => {
            return named(Kind::PercentagePoint, "percentage point", at + 2);
        }
        "percentage" if line.dash(at + 1) && matches!(line.w(at + 2), "point" | "points") => {
            return named(Kind::PercentagePoint, "percentage point", at + 3);
        }
        "pp" | "pps" | "ppt" if line.is_word(at) => {
            return named(Kind::PercentagePoint, "percentage point", at + 1);
        }
        "basis" if matches!(line.w(at + 1), "point" | "points") => {
            return named(Kind::BasisPoint, "basis point", at + 2);
        }
        "basis" if line.dash(at + 1) && matches!(line.w(at + 2), "point" | "points") => {
            return named(Kind::BasisPoint, "basis point", at + 3);
        }
        "bps" | "bp" if number.form == Form::Digits => return named(Kind::BasisPoint, "basis point", at + 1),
        _ => {}
    }
    // "millions of dollars", "thousands of years"
    if number.form == Form::Vague && line.w(end) == "of" {
        for width in (1..=3).rev() {
            let Some(words) = joined(line, end + 1, width) else { continue };
            if let Some(currency) = line.words.currency_word(&words).filter(|c| c.part == 1) {
                return Some((
                    Kind::Money,
                    line.words.code_in(currency, line.country).to_string(),
                    end + 1 + width,
                    false,
                ));
            }
            if let Some(unit) = line.words.unit_word(&words).filter(|_| !line.capital(end + 1)) {
                return Some((unit.kind, unit.name.to_string(), end + 1 + width, false));
            }
        }
        return None;
    }
    // "10K race"
    if line.raw(end - 1) == "K"
        && number.tokens.len() == 2
        && (matches!(
            line.w(end),
            "race" | "run" | "races" | "event" | "mass" | "freestyle" | "classical" | "title" | "course"
        ) || matches!(line.prev(number.tokens.start), "the")
            && !line.tag(end).noun()
            && number.low <= Decimal::from(100_000))
    {
        number.low /= Decimal::ONE_THOUSAND;
        number.scale = None;
        return named(Kind::Measure, "kilometre", end);
    }
    // "half a mile", "a tenth of an inch"
    if number.form == Form::Share {
        let of = end + usize::from(line.w(end) == "of");
        if matches!(line.w(of), "a" | "one")
            && matches!(line.w(of + 1), "percentage" | "percent")
            && matches!(line.w(of + 2), "point")
        {
            number.form = Form::Words;
            return Some((Kind::PercentagePoint, "percentage point".to_string(), of + 3, false));
        }
        if matches!(line.w(of), "a" | "an")
            && let Some(unit) = line.words.unit_word(line.w(of + 1))
        {
            number.form = Form::Words;
            return Some((unit.kind, unit.name.to_string(), of + 2, false));
        }
    }
    // "eight consecutive days", "ten more years"
    if !hyphen
        && matches!(
            line.w(at),
            "consecutive"
                | "straight"
                | "more"
                | "additional"
                | "extra"
                | "full"
                | "whole"
                | "long"
                | "successive"
                | "business"
                | "working"
                | "calendar"
                | "further"
                | "solid"
                | "school"
                | "trading"
        )
        && let Some(unit) =
            line.words.unit_word(line.w(at + 1)).filter(|u| u.kind == Kind::Duration || line.w(at) == "more")
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
            let doubtful = matches!(
                words.as_str(),
                "won"
                    | "mark"
                    | "marks"
                    | "pound"
                    | "pounds"
                    | "crown"
                    | "crowns"
                    | "som"
                    | "real"
                    | "rand"
                    | "sen"
                    | "lev"
                    | "dram"
                    | "buck"
                    | "ct"
                    | "c"
                    | "ore"
                    | "quid"
                    | "dong"
                    | "kip"
                    | "ether"
                    | "fils"
                    | "penny"
            );
            let big = number.scale.is_some() || number.low.abs() >= Decimal::ONE_THOUSAND;
            let weight = matches!(words.as_str(), "pound" | "pounds")
                && weighs(line, number.tokens.start, at + width, hyphen);
            if weight {
                return named(Kind::Measure, "pound-mass", at + width);
            }
            if !doubtful
                || big
                || matches!(words.as_str(), "pound" | "pounds" | "quid" | "sen" | "ct" | "rand")
            {
                if currency.part > 1 {
                    number.low /= Decimal::from(currency.part);
                }
                return named(Kind::Money, line.words.code_in(currency, line.country), at + width);
            }
        }
        let end = at + width;
        let glued = (at + 1..end).all(|n| line.glued(n));
        let sign = if end <= line.len() && width <= 2 && glued {
            line.text.slice(line.base + at..line.base + end)
        } else {
            ""
        };
        if let Some(currency) = line.words.currency_after(sign) {
            let touches = line.glued(at) && !(line.glued(end) && line.is_word(end));
            let code = sign.len() == 3 && sign.bytes().all(|b| b.is_ascii_uppercase());
            if (touches && !sign.starts_with('$'))
                || (code
                    && !matches!(sign, "ALL" | "TOP" | "TRY" | "LAK" | "MAD" | "MOP" | "SOS" | "PEN" | "CUP"))
            {
                if currency.part > 1 {
                    number.low /= Decimal::from(currency.part);
                }
                return named(Kind::Money, line.words.code_in(currency, line.country), end);
            }
        }
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
            return named(
                Kind::Measure,
                if symbol == "C" { "degree celsius" } else { "degree fahrenheit" },
                end,
            );
        }
        let Some(unit) = line.words.unit_symbol(symbol) else { continue };
        if unit.how == How::Glue && !touches || symbol == "k" {
            continue;
        }
        // "50 m" is metres; "2 in 5" no inches; "5 L" and "10 A" in lists are letters.
        if !touches && !hyphen && symbol.len() == 1 && !matches!(symbol, "m" | "°") {
            continue;
        }
        let stop = if line.w(end) == "."
            && line.glued(end)
            && matches!(symbol, "ft" | "lb" | "lbs" | "oz" | "hrs" | "mins" | "secs")
            && line.is_word(end + 1)
            && !line.capital(end + 1)
        {
            end + 1
        } else {
            end
        };
        return named(unit.kind, unit.name, stop);
    }
    // words: "square kilometres", "degrees Celsius"
    for width in (1..=4).rev() {
        let Some(words) = joined(line, at, width) else { continue };
        if let Some(unit) = line.words.unit_word(&words) {
            let plain = line.is_word(at);
            // "two second-half goals", "5 second graders"
            let ordinal = words == "second" && !hyphen && number.form == Form::Words;
            // Units are written small; "Stone" and "Knot" with a capital are names.
            let name = line.capital(at)
                && !matches!(unit.name, "degree celsius" | "degree fahrenheit")
                && !line.raw(at).chars().all(char::is_uppercase);
            if !plain
                || ordinal
                || name
                || (words == "degree" && !hyphen && number.low != Decimal::ONE)
                || (words == "foot" && line.w(at + 1) == "soldiers")
            {
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
    if line.w(end) == "of"
        && line.tag(end + 1).noun()
        && !matches!(
            line.w(end + 1),
            "debt"
                | "aid"
                | "funding"
                | "savings"
                | "cuts"
                | "money"
                | "taxpayers"
                | "spending"
                | "investment"
                | "public"
        )
    {
        return true;
    }
    let near = start.saturating_sub(6)..(end + 4).min(line.len());
    near.into_iter().any(|n| {
        matches!(
            line.w(n),
            "weigh"
                | "weighs"
                | "weighed"
                | "weighing"
                | "weight"
                | "heavy"
                | "heavier"
                | "lighter"
                | "lost"
                | "torque"
                | "pressure"
                | "pumpkin"
                | "cocaine"
                | "marijuana"
                | "fish"
                | "meat"
                | "catch"
                | "thrust"
                | "payload"
                | "overweight"
                | "cotton"
                | "copper"
                | "coffee"
        )
    })
}

/// "per barrel", "a month", "/day": the unit that the amount is divided by.
pub fn per(line: &Line<'_>, at: usize, kind: Option<Kind>) -> Option<(String, usize)> {
    let mut next = at;
    let slash = line.w(next) == "/" && line.glued(next);
    let hyphened = line.dash(next)
        && line.glued(next)
        && matches!(line.w(next + 1), "a" | "per" | "an")
        && line.glued(next + 1);
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
    if !line.is_word(noun)
        || matches!(line.w(noun + 1), "earlier" | "ago" | "later" | "before" | "previously")
    {
        return None;
    }
    // "300 pesos per dollar"
    if let Some(currency) =
        line.words.currency_word(word).filter(|c| explicit && c.part == 1 && word != "pound")
    {
        return Some((currency.code.to_string(), noun + 1));
    }
    let time = line.words.unit_word(word);
    let thing = matches!(
        word,
        "share"
            | "head"
            | "person"
            | "piece"
            | "kilo"
            | "copy"
            | "ticket"
            | "night"
            | "barrel"
            | "bushel"
            | "tonne"
            | "ton"
            | "ounce"
            | "gallon"
            | "litre"
            | "liter"
            | "pound"
            | "unit"
            | "bottle"
            | "pack"
            | "seat"
            | "game"
            | "student"
            | "vehicle"
            | "family"
            | "household"
            | "child"
            | "capita"
            | "shot"
            | "dose"
            | "pop"
            | "plate"
            | "passenger"
            | "mile"
    );
    let name = match (time, thing) {
        (Some(unit), _) => {
            // "25 minutes a second time": only what is one unit
            if kind == Some(Kind::Duration) && unit.kind != Kind::Duration {
                return None;
            }
            if article
                && !explicit
                && unit.kind == Kind::Measure
                && kind == Some(Kind::Measure)
                && !matches!(unit.name, "litre" | "gallon" | "hour")
            {
                return None;
            }
            unit.name.to_string()
        }
        (None, true) => crate::text::lemma::singular(&line.english.words, word),
        (None, false) if explicit && !matches!(line.w(next), "each" | "every") && line.tag(noun).noun() => {
            crate::text::lemma::singular(&line.english.words, word)
        }
        _ => return None,
    };
    let name = match name.as_str() {
        "pound-mass" => "pound".to_string(),
        _ => name,
    };
    Some((name, noun + 1))
}

/// Whether a touching "m" is metres: what follows measures, or the number is that of a race and nothing
/// near is money.
fn is_metre(line: &Line<'_>, number: &Number) -> bool {
    let (start, next) = (number.tokens.start, number.tokens.end + 1);
    let measures = matches!(
        line.w(next),
        "high"
            | "long"
            | "deep"
            | "tall"
            | "wide"
            | "away"
            | "above"
            | "below"
            | "freestyle"
            | "hurdles"
            | "sprint"
            | "race"
            | "races"
            | "final"
            | "champion"
            | "relay"
            | "butterfly"
            | "backstroke"
            | "breaststroke"
            | "steeplechase"
            | "mark"
            | "radius"
            | "ahead"
            | "behind"
            | "underwater"
            | "diameter"
            | "dash"
            | "runner"
            | "swimmer"
            | "title"
            | "event"
            | "medley"
            | "track"
            | "pool"
            | "tower"
            | "wave"
            | "waves"
            | "walk"
            | "from"
            | "x"
            | "swim"
            | "bronze"
            | "gold"
            | "silver"
            | "men"
            | "women"
            | "north"
            | "south"
            | "east"
            | "west"
    ) || line.w(next) == "("
        && (line.w(next + 2).starts_with('f') || line.w(next + 1).ends_with("ft"));
    if measures {
        return true;
    }
    if line.tag(next).noun()
        || line.tag(next) == Tag::Adjective
        || matches!(line.w(next), "of" | "people" | "in")
    {
        return false;
    }
    // "fell to 38m" is money more often than not, "jumped 8.5m" and "the 100m" are metres.
    let race = matches!(
        line.w(start),
        "50" | "60"
            | "100"
            | "110"
            | "200"
            | "400"
            | "800"
            | "1500"
            | "1,500"
            | "3000"
            | "3,000"
            | "5000"
            | "5,000"
            | "10000"
            | "10,000"
    );
    if !race && number.low >= Decimal::from(20) {
        return false;
    }
    let money = (0..line.len()).any(|n| {
        matches!(
            line.w(n),
            "£" | "$"
                | "€"
                | "bn"
                | "million"
                | "billion"
                | "euros"
                | "profit"
                | "profits"
                | "sales"
                | "revenue"
        ) || n != start
            && line.w(n) == "m"
            && line.prev(n).len() > 1
            && n > 1
            && matches!(line.w(n - 2), "£" | "$" | "€")
    });
    !money
}
