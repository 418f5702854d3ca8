//! What stands behind a number and makes it a quantity of a kind: percent signs, currencies, units of
//! measure and time, rates.

use rust_decimal::Decimal;

use super::told_apart::{plain_word, weighs, year_that_marks};
use crate::claims::claim::Kind;
use crate::claims::numbers::number::{Form, Number};
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::{Cue, Currency, How, Unit};
use crate::text::TokenKind;
use crate::text::tagger::Tag;

/// A unit behind a number: its kind, its name, where it ends, and whether a hyphen joins it to the number.
type Behind = (Kind, String, usize, bool);

/// The unit behind a number. Multiplies a scale letter or a part of a currency into the number.
pub fn unit_behind(line: &Line<'_>, number: &mut Number) -> Option<Behind> {
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
    if let Some((kind, name, end)) = percent(line, at, number.form) {
        return Some((kind, name.to_string(), end, hyphen));
    }
    if number.form == Form::Vague && line.w(end) == "of" {
        return magnitude_of(line, end + 1);
    }
    if let Some(found) = special(line, number, at, hyphen) {
        return Some(found);
    }
    // Units of several words come first: "pound-feet" is no pound.
    let words = line.unit_at(at);
    if let Some((unit, end)) = words.filter(|(_, end)| *end > at + 1) {
        return Some((unit.kind, unit.name.to_string(), end, hyphen));
    }
    if let Some((currency, end)) = line.currency_at(at)
        && let Some(found) = currency_behind(line, number, currency, at, end, hyphen)
    {
        return Some(found);
    }
    if let Some(found) = code_behind(line, number, at) {
        return Some(found);
    }
    if let Some((unit, end)) = symbol(line, number, at, hyphen) {
        return Some((unit.kind, unit.name.to_string(), end, hyphen));
    }
    let (unit, end) = words.filter(|(unit, _)| plain_word(line, number, at, hyphen, unit))?;
    if !hyphen && left_out_article(line, number, at, &unit) {
        return None;
    }
    Some((unit.kind, unit.name.to_string(), end, hyphen))
}

/// Behind "-long", "-wide" and their like, where these hang on a measure that ends at `at`: "13-metre*-long*".
pub fn past_extent(line: &Line<'_>, at: usize) -> usize {
    let extent = line.dash(at)
        && line.glued(at)
        && line.glued(at + 1)
        && matches!(line.w(at + 1), "long" | "wide" | "high" | "tall" | "deep" | "thick");
    at + if extent { 2 } else { 0 }
}

/// "versus 125,000 week ago": many weeks would be written in the plural, so that "a" is left out and the week is when.
fn left_out_article(line: &Line<'_>, number: &Number, at: usize, unit: &Unit) -> bool {
    unit.kind == Kind::Duration
        && line.w(at) == unit.name
        && number.low >= Decimal::ONE_HUNDRED
        && matches!(line.w(at + 1), "ago" | "earlier" | "before")
}

/// Percent, percentage points, basis points.
fn percent(line: &Line<'_>, at: usize, form: Form) -> Option<(Kind, &'static str, usize)> {
    const PERCENT: (Kind, &str) = (Kind::Percent, "percent");
    const POINT: (Kind, &str) = (Kind::PercentagePoint, "percentage point");
    const BASIS: (Kind, &str) = (Kind::BasisPoint, "basis point");
    let point = |n: usize| matches!(line.w(n), "point" | "points");
    let dashed_point = |n: usize| line.dash(n) && line.glued(n) && point(n + 1);
    let ((kind, name), end) = match line.w(at) {
        "%" | "％" | "﹪" => (PERCENT, at + 1),
        "percent" | "pct" | "percentage" if point(at + 1) => (POINT, at + 2),
        "percent" | "percentage" if dashed_point(at + 1) => (POINT, at + 3),
        "percent" | "pct" | "percents" => (PERCENT, at + 1),
        // "100 percentage of": said for percent where English is not the first language
        "percentage" => (PERCENT, at + 1),
        "pc" if form == Form::Digits => (PERCENT, at + 1),
        "per" if line.w(at + 1) == "cent" && point(at + 2) => (POINT, at + 3),
        "per" if line.w(at + 1) == "cent" && dashed_point(at + 2) => (POINT, at + 4),
        "per" if line.w(at + 1) == "cent" => (PERCENT, at + 2),
        "pp" | "pps" | "ppt" | "ppts" if line.is_word(at) => (POINT, at + 1),
        "basis" if point(at + 1) => (BASIS, at + 2),
        "basis" if dashed_point(at + 1) => (BASIS, at + 3),
        "bps" | "bp" if form == Form::Digits => (BASIS, at + 1),
        _ => return None,
    };
    Some((kind, name, end))
}

/// "millions of dollars", "thousands of years": the unit behind "of".
fn magnitude_of(line: &Line<'_>, at: usize) -> Option<Behind> {
    if let Some((currency, end)) = line.currency_at(at).filter(|(c, _)| c.part == Decimal::ONE) {
        return Some((
            Kind::Money,
            line.words.code_in(currency, line.article.country).to_string(),
            end,
            false,
        ));
    }
    let (unit, end) = line.unit_at(at).filter(|_| !line.capital(at))?;
    Some((unit.kind, unit.name.to_string(), end, false))
}

/// Units that other words stand before: "10K race", "half a mile", "eight consecutive days".
fn special(line: &Line<'_>, number: &mut Number, at: usize, hyphen: bool) -> Option<Behind> {
    let end = number.tokens.end;
    if line.raw(end - 1) == "K"
        && number.tokens.len() == 2
        && number.scale == Some(Decimal::ONE_THOUSAND)
        && line.words.cue(line.w(end)).any(Cue::KILOMETRE_RUN)
    {
        number.low /= Decimal::ONE_THOUSAND;
        number.scale = None;
        return Some((Kind::Measure, "kilometre".to_string(), end, hyphen));
    }
    // "half a mile", "a tenth of an inch", "one-half miles", "1/4 inch"
    if number.form == Form::Share {
        let of = end + usize::from(line.w(end) == "of");
        let article = matches!(line.w(of), "a" | "an" | "one");
        if article && let Some((Kind::PercentagePoint, name, end)) = percent(line, of + 1, number.form) {
            number.form = Form::Words;
            return Some((Kind::PercentagePoint, name.to_string(), end, false));
        }
        let noun = if article { of + 1 } else { at };
        if (article || of == end)
            && let Some((unit, end)) = line.unit_at(noun).filter(|_| !line.capital(noun))
        {
            number.form = Form::Words;
            return Some((unit.kind, unit.name.to_string(), end, hyphen && !article));
        }
        if article && let Some((currency, end)) = line.currency_at(noun).filter(|(c, _)| !c.large) {
            number.form = Form::Words;
            return Some(money(line, number, currency, end, false));
        }
        return None;
    }
    if hyphen || !line.words.cue(line.w(at)).any(Cue::DURATION_ADJECTIVE) {
        return None;
    }
    let (unit, end) = line.unit_at(at + 1)?;
    let more = matches!(line.w(at), "more" | "additional" | "extra" | "further");
    (unit.kind == Kind::Duration || more).then(|| (unit.kind, unit.name.to_string(), end, false))
}

/// A currency's word behind the number: money, or pounds of weight.
fn currency_behind(
    line: &Line<'_>,
    number: &mut Number,
    currency: Currency,
    at: usize,
    end: usize,
    hyphen: bool,
) -> Option<Behind> {
    if matches!(line.w(at), "pound" | "pounds") && end == at + 1 && weighs(line, number, end, hyphen) {
        return Some((Kind::Measure, "pound-mass".to_string(), end, hyphen));
    }
    if currency.large && number.scale.is_none() && number.low.abs() < Decimal::ONE_THOUSAND {
        return None;
    }
    if year_that_marks(line, number) {
        return None;
    }
    // "crossed the 11,750 mark": many marks would be written in the plural.
    let one = line.w(at) == "mark" && !hyphen && number.low > Decimal::ONE;
    if one && line.prev(number.tokens.start) == "the" && !describes(line, end) {
        return None;
    }
    // "10 Euro 2024 matches"
    let named = line.capital(at) && line.is_digits(end) && end == at + 1 && number.scale.is_none();
    if named {
        return None;
    }
    Some(money(line, number, currency, end, hyphen))
}

/// The number as an amount of the currency, whose word or sign ends at `end`.
fn money(line: &Line<'_>, number: &mut Number, currency: Currency, end: usize, hyphen: bool) -> Behind {
    number.low /= currency.part;
    (Kind::Money, line.words.code_in(currency, line.article.country).to_string(), end, hyphen)
}

/// A currency's code or sign behind the number: "5 EUR", "10€", "100 ₽", "30 MUSD".
fn code_behind(line: &Line<'_>, number: &mut Number, at: usize) -> Option<Behind> {
    for width in (1..=2).rev() {
        let end = at + width;
        if end > line.len() || (at + 1..end).any(|n| !line.glued(n)) {
            continue;
        }
        let sign = line.text.slice(line.base + at..line.base + end);
        let Some(currency) = line.words.currency_after(sign) else { continue };
        let closed = !(line.glued(end) && line.is_word(end));
        let code = sign.len() == 3 && sign.bytes().all(|b| b.is_ascii_uppercase());
        let mark = line.kind(at) == Some(TokenKind::Mark);
        let fits = if code {
            line.glued(at)
                || line.english.words.function(line.w(at)).is_none()
                    && !matches!(sign, "TOP" | "TRY" | "LAK" | "MAD" | "SOS" | "PEN" | "CUP")
        } else if mark {
            // "10 $ is not much", but "paid 10 $20 notes"
            line.glued(at) && !sign.starts_with('$') || !line.is_digits(end)
        } else {
            line.glued(at) || !sign.is_ascii() || sign.len() > 1 && line.is_digits(at - 1)
        };
        if fits && closed {
            return Some(money(line, number, currency, end, false));
        }
    }
    // "30 MUSD", "5 kEUR": thousands and millions of a currency, as accounts write them
    let raw = line.raw(at);
    if raw.len() == 4 && raw.is_ascii() && raw[1..].bytes().all(|b| b.is_ascii_uppercase()) {
        let scale = match raw.as_bytes()[0] {
            b'k' | b'K' | b'T' => 1_000,
            b'M' | b'm' => 1_000_000,
            b'B' => 1_000_000_000,
            _ => return None,
        };
        let currency = line.words.currency_after(&raw[1..])?;
        number.low = number.low.checked_mul(Decimal::from(scale))?;
        number.scale = Some(Decimal::from(scale));
        return Some((Kind::Money, currency.code.to_string(), at + 1, false));
    }
    None
}

/// A symbol behind the number: "km", "km/h", "°C", "MW", 6'.
fn symbol(line: &Line<'_>, number: &Number, at: usize, hyphen: bool) -> Option<(Unit, usize)> {
    let touches = line.glued(at) && !hyphen;
    if touches && matches!(line.w(at), "\"" | "'" | "”" | "’") {
        return mark_of_length(line, number, at);
    }
    let letter = letter_told(line, at).or_else(|| converted_degrees(line, at));
    if let Some(unit) = letter.filter(|_| !hyphen && number.form == Form::Digits) {
        return Some((unit, at + 1));
    }
    for width in (1..=5).rev() {
        let end = at + width;
        if end > line.len() || (at + 1..end).any(|n| !line.glued(n)) {
            continue;
        }
        // "5km", but not the "km" of "5km2" or "5kmx"
        if line.glued(end) && (line.is_word(end) || line.is_digits(end)) {
            continue;
        }
        let symbol = line.text.slice(line.base + at..line.base + end);
        let Some(unit) = line.words.unit_symbol(symbol) else { continue };
        // "minus 30 C"
        let cold = matches!(symbol, "C" | "F") && line.prev(number.tokens.start) == "minus";
        if unit.how == How::Glue && !touches && !cold && !inches(line, number, at, symbol)
            || matches!(symbol, "C" | "F") && !temperature(line, number, end)
        {
            continue;
        }
        // "in the 100s": hundreds, no seconds
        if symbol == "s" && touches && number.low >= Decimal::ONE_HUNDRED && line.w(at - 1).ends_with("00") {
            continue;
        }
        // "for *under 18s*": those who are younger
        if symbol == "s" && touches && matches!(line.prev(number.tokens.start), "under" | "over") {
            continue;
        }
        // "138 Falcon *9s*": several of a model
        if symbol == "s" && touches && model(line, number.tokens.start) {
            continue;
        }
        // "5 W", "3 L of wine"; letters in a table ("10 W 5 L") and before names are none
        if !touches && !hyphen && symbol.len() == 1 && symbol != "m" {
            let letter = number.form != Form::Digits
                || line.is_digits(end)
                || line.dash(end) && line.glued(end) && line.is_digits(end + 1)
                || line.w(end) == "." && line.glued(end);
            if letter {
                continue;
            }
        }
        // "12 ft. high": the full stop of the abbreviation
        let stop = line.w(end) == "."
            && line.glued(end)
            && matches!(
                symbol,
                "ft" | "lb"
                    | "lbs"
                    | "oz"
                    | "hrs"
                    | "hr"
                    | "mins"
                    | "min"
                    | "secs"
                    | "sec"
                    | "in"
                    | "yds"
                    | "mi"
                    | "cu"
            )
            && line.is_word(end + 1)
            && !line.capital(end + 1);
        return Some((unit, end + usize::from(stop)));
    }
    None
}

/// Whether a capitalised word stands right before `start`, which opens no sentence: "two Boeing *737s*", "iPhone *15s*".
fn model(line: &Line<'_>, start: usize) -> bool {
    start > 1
        && line.is_word(start - 1)
        && line.raw(start - 1).chars().any(char::is_uppercase)
        && !line.raw(start).contains('.')
        && line.words.unit_word(line.w(start - 1)).is_none()
}

/// "1,900 degrees Celsius (3,450 *F*)": what degrees are told in again.
fn converted_degrees(line: &Line<'_>, at: usize) -> Option<Unit> {
    let sign = match line.raw(at) {
        "F" => "°F",
        "C" => "°C",
        _ => return None,
    };
    let told = line.prev(at - 1) == "("
        && line.w(at + 1) == ")"
        && at >= 4
        && (matches!(line.w(at - 3), "celsius" | "fahrenheit" | "degrees" | "c" | "f"));
    told.then(|| line.words.unit_symbol(sign)).flatten()
}

/// A letter that is a symbol only where the sentence speaks of what it measures: "3,000 F" of a capacitor, "3 T" of a
/// magnet.
fn letter_told(line: &Line<'_>, at: usize) -> Option<Unit> {
    let (name, stems): (&str, &[&str]) = match line.raw(at) {
        "F" => ("farad", &["capacit", "supercapacit", "ultracapacit"]),
        "H" => ("henry", &["induct", "coil"]),
        "T" => ("tesla", &["magnet", "mri"]),
        "N" => ("newton", &["force", "thrust"]),
        "S" => ("siemens", &["conductance", "conductivity"]),
        "K" => ("kelvin", &["temperature", "superconduct", "cryogenic"]),
        "b" => ("bit", &["file", "bandwidth", "memory", "encryption"]),
        "B" => ("byte", &["file", "disk", "disc", "memory"]),
        _ => return None,
    };
    let alone = !line.glued(at + 1) || !(line.is_word(at + 1) || line.is_digits(at + 1));
    let told = alone && (0..line.len()).any(|n| stems.iter().any(|stem| line.w(n).starts_with(stem)));
    told.then(|| line.words.unit_word(name)).flatten()
}

/// "2 in.", "2 1/2 in thick": the letters "in" are inches only where no preposition fits.
fn inches(line: &Line<'_>, number: &Number, at: usize, symbol: &str) -> bool {
    symbol == "in"
        && number.form != Form::Words
        && (matches!(
            line.w(at + 1),
            "thick"
                | "long"
                | "wide"
                | "high"
                | "tall"
                | "deep"
                | "diameter"
                | "by"
                | "x"
                | "×"
                | ")"
                | "more"
                | "or"
        ) || matches!(line.w(at + 1), "" | ".") && at + 2 >= line.len())
}

/// 6' and 25.5": feet and inches, where the mark closes no quotation.
fn mark_of_length(line: &Line<'_>, number: &Number, at: usize) -> Option<(Unit, usize)> {
    let mark = line.w(at);
    let double = matches!(mark, "\"" | "”");
    if line.glued(at + 1) && (line.is_word(at + 1) || line.is_digits(at + 1) && double) {
        return None;
    }
    let opened = (0..number.tokens.start)
        .rev()
        .take(60)
        .filter(|n| matches!((line.w(*n), double), ("\"" | "“" | "”" | "``", true) | ("'" | "‘", false)))
        .count();
    if opened % 2 == 1 || number.form == Form::Words || number.scale.is_some() {
        return None;
    }
    let name = if double { "inch" } else { "foot" };
    line.words.unit_word(name).map(|unit| (unit, at + 1))
}

/// Whether a touching "C" or "F" is degrees: "-5C", and no model ("777F"), grade or form.
fn temperature(line: &Line<'_>, number: &Number, end: usize) -> bool {
    let start = number.tokens.start;
    let before = line.prev(start);
    !line.raw(start).contains(',')
        && number.tokens.len() == 1
        && before != "the"
        && !(start > 0 && line.is_word(start - 1) && line.capital(start - 1) && start > 1)
        && !(line.glued(end) && line.w(end) == "/")
}

/// Whether a touching "m" is metres: what follows measures, or the number is that of a race and nothing
/// near is money.
fn is_metre(line: &Line<'_>, number: &Number) -> bool {
    let (start, next) = (number.tokens.start, number.tokens.end + 1);
    let bracket =
        line.w(next) == "(" && (line.w(next + 2).starts_with('f') || line.w(next + 1).ends_with("ft"));
    // "rose *to 1.5m from* 1.2m"; but "within 3m from the wall"
    let from = line.w(next) == "from" && line.is_digits(next + 1);
    if line.words.cue(line.w(next)).any(Cue::METRE_AFTER) && !from || bracket {
        return true;
    }
    if counts_heads(line, number) {
        return false;
    }
    // "*ran* 400m in 52 seconds", "*paddled* about 150m", but "nights *top* 100m"
    let lead = start
        .checked_sub(1 + usize::from(matches!(line.prev(start), "about" | "nearly" | "almost" | "around")));
    let verb = lead.map_or("", |v| line.verb(v));
    if line.words.cue(verb).any(Cue::METRE_BEFORE) && number.low < Decimal::from(100_000) {
        return !line.tag(next).noun() && !near_money(line, start);
    }
    if line.words.cue(verb).any(Cue::EXCEEDING) || matches!(verb, "top" | "pass" | "hit") {
        return false;
    }
    if line.tag(next).noun()
        || line.tag(next) == Tag::Adjective
        || matches!(line.w(next), "of" | "people" | "in")
    {
        return false;
    }
    // "fell to 38m" is money more often than not, "jumped 8.5m" and "the 100m" are metres.
    let race = [50, 60, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10_000]
        .iter()
        .any(|n| number.low == Decimal::from(*n));
    if !race && number.low >= Decimal::from(20) {
        return false;
    }
    !near_money(line, start)
}

/// Most words between "number of" and the figure that it comes to.
const LONGEST_NUMBER: usize = 16;

/// Whether a figure tells how many there are: "the *number of* users rose to 1.5m", "*Some* 5m *voted*".
fn counts_heads(line: &Line<'_>, number: &Number) -> bool {
    let (start, next) = (number.tokens.start, number.tokens.end + 1);
    // Nobody acts but people and things that can be counted; "the 100m was", "7.20m won" tell of a length.
    let some = matches!(line.prev(start), "some" | "about" | "almost" | "nearly" | "around" | "over")
        || line.phrase_before(start, &["more", "than"]);
    let did = matches!(line.tag(next), Tag::VerbEd | Tag::VerbEn) && line.verb(next) != "be";
    let opens = start <= line.body + 2 || matches!(line.w(start.saturating_sub(2)), "," | "that" | "and");
    if some && did && opens {
        return true;
    }
    let near = start.saturating_sub(LONGEST_NUMBER).max(line.body.min(start))..start;
    let told = near.clone().rev().take_while(|t| !matches!(line.w(*t), ";" | ":")).find(|t| {
        matches!(line.w(*t), "number" | "numbers") && line.w(t + 1) == "of"
            || line.w(*t) == "population" && line.w(t + 1) != "density"
    });
    // "The number of men who *lifted* the beam *to 3m*": another verb stands nearer.
    // "the number of seals at a depth *of 3m*"
    let apart = matches!(line.prev(start), "of" | "within" | "a" | "an" | "the" | "up");
    told.filter(|_| !apart).is_some_and(|t| {
        let verbs = (t..start).filter(|v| line.tag(*v).verb());
        verbs.count() <= 1 && !(t..start).any(|v| matches!(line.w(v), "who" | "which" | "that"))
    })
}

/// Whether money is spoken of near `at`.
fn near_money(line: &Line<'_>, at: usize) -> bool {
    let near = at.saturating_sub(30)..(at + 30).min(line.len());
    near.into_iter().any(|n| {
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
        )
    })
}

/// Whether what begins at `at` could be a noun that the word before it describes.
pub fn describes(line: &Line<'_>, at: usize) -> bool {
    line.tag(at).noun() || matches!(line.tag(at), Tag::Adjective | Tag::VerbIng | Tag::VerbEn | Tag::Number)
}
