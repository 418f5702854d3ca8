//! Numbers as news writes them: digits with every separator, scale words and letters, words in full,
//! fractions, orders of magnitude. Exact decimals throughout.

use std::ops::Range;

use rust_decimal::Decimal;

use super::line::Line;
use super::words::Numeral;

/// How a number is written, as far as the rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits, maybe with a scale word.
    Digits,
    /// Words.
    Words,
    /// Half, two-thirds: a share of something.
    Share,
    /// Dozens, hundreds of thousands.
    Vague,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    pub tokens: Range<usize>,
    pub low: Decimal,
    /// Upper bound of an order of magnitude.
    pub high: Option<Decimal>,
    pub form: Form,
    /// The scale word that multiplied it, which a range spreads to its other end.
    pub scale: Option<Decimal>,
    /// A touching letter that could be million, metre or minute: not multiplied in yet.
    pub letter: Option<Decimal>,
}

/// Larger numbers are refused, so that what is done with a number later cannot overflow.
const LARGEST: Decimal = Decimal::from_parts(1_661_992_960, 1_808_227_885, 5, false, 0); // 10^20

/// The number that begins at token `at`, if one does.
pub fn number(line: &Line<'_>, at: usize) -> Option<Number> {
    unbounded(line, at).filter(|n| n.low.abs() <= LARGEST && n.high.is_none_or(|h| h.abs() <= LARGEST))
}

fn unbounded(line: &Line<'_>, at: usize) -> Option<Number> {
    // "G20" is a name, "Rs500" and "US$5" are money.
    let inside_word =
        line.glued(at) && line.is_word(at - 1) && line.words.currency_before(line.raw(at - 1)).is_none();
    if line.is_digits(at) && !inside_word {
        return digits(line, at);
    }
    if let Some(value) = unicode_fraction(line.w(at)) {
        return Some(Number {
            tokens: at..at + 1,
            low: value,
            high: None,
            form: Form::Share,
            scale: None,
            letter: None,
        });
    }
    // ".5": a decimal without its zero
    if line.w(at) == "." && line.is_digits(at + 1) && line.glued(at + 1) && !line.glued(at) {
        let low = format!("0.{}", line.w(at + 1)).parse().ok()?;
        return Some(scaled(
            line,
            Number { tokens: at..at + 2, low, high: None, form: Form::Digits, scale: None, letter: None },
        ));
    }
    if inside_word || !line.is_word(at) {
        return None;
    }
    vague(line, at).or_else(|| words(line, at))
}

/// A literal of digits and separators as a decimal; `None` where it is no number (versions, addresses).
pub fn literal(text: &str) -> Option<Decimal> {
    let text: String =
        text.chars().filter(|c| !matches!(c, '’' | '\u{a0}' | '\u{202f}' | '\u{2009}')).collect();
    if text.len() > 22 {
        return None;
    }
    let commas = text.matches(',').count();
    let dots = text.matches('.').count();
    let grouped = |part: &str, mark: char| {
        let mut groups = part.split(mark);
        let first = groups.next().unwrap_or("");
        let rest: Vec<&str> = groups.collect();
        // Thousands have three digits; lakh and crore group by two before the last three.
        let western = (1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3);
        let indian = (1..=2).contains(&first.len())
            && rest
                .split_last()
                .is_some_and(|(last, body)| last.len() == 3 && body.iter().all(|g| g.len() == 2));
        western || indian
    };
    let plain = match (commas, dots) {
        (0, 0 | 1) => text.clone(),
        (_, 0 | 1) => {
            let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
            if part.contains(',') {
                return None;
            }
            if grouped(whole, ',') {
                if part.is_empty() {
                    whole.replace(',', "")
                } else {
                    format!("{}.{part}", whole.replace(',', ""))
                }
            } else if commas == 1 && dots == 0 {
                // "0,5": a decimal comma where it cannot be thousands.
                text.replace(',', ".")
            } else {
                return None;
            }
        }
        // "1.234,5" and "1.234.567"
        (0, _) if grouped(&text, '.') => text.replace('.', ""),
        (1, _) => {
            let (whole, part) = text.split_once(',')?;
            if !grouped(whole, '.') {
                return None;
            }
            format!("{}.{part}", whole.replace('.', ""))
        }
        _ => return None,
    };
    plain.parse().ok()
}

fn unicode_fraction(text: &str) -> Option<Decimal> {
    let (n, m) = match text {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    ratio(Decimal::from(n), Decimal::from(m))
}

/// n/m, thirds and the like to four places, as they are written to rows.
pub fn ratio(n: Decimal, m: Decimal) -> Option<Decimal> {
    let value = n.checked_div(m)?;
    Some(if value.normalize().scale() > 6 { value.round_dp(4) } else { value })
}

fn digits(line: &Line<'_>, at: usize) -> Option<Number> {
    let mut low = literal(line.raw(at))?;
    let mut end = at + 1;
    let whole = !line.raw(at).contains(['.', ',']);
    let mut form = Form::Digits;
    // "1 234 567": groups of three behind plain blanks, where nothing else is between
    if whole && line.w(at).len() <= 3 {
        let mut text = line.w(at).to_string();
        let mut next = end;
        while line.is_digits(next) && line.w(next).len() == 3 && !line.glued(next) && low > Decimal::ZERO {
            text.push_str(line.w(next));
            next += 1;
        }
        if next > end
            && !(next < line.len() && line.glued(next) && line.is_word(next))
            && !line.is_digits(next)
            && let Ok(value) = text.parse()
        {
            (low, end) = (value, next);
        }
    }
    // "104 23/32", "2 1/2", "23/32"
    let slash = |n: usize| {
        line.w(n) == "/"
            && line.glued(n)
            && line.is_digits(n + 1)
            && line.glued(n + 1)
            && line.w(n + 2) != "/"
    };
    let part = |n: usize, d: usize| -> Option<Decimal> {
        let (n, d) = (literal(line.raw(n))?, literal(line.raw(d))?);
        (d > Decimal::ONE && n < d && d <= Decimal::from(64)).then(|| ratio(n, d)).flatten()
    };
    if whole
        && line.is_digits(end)
        && slash(end + 1)
        && let Some(more) = part(end, end + 2)
    {
        low += more;
        end += 3;
    } else if whole && slash(end) {
        if let Some(value) = part(at, end + 1) {
            low = value;
            end += 2;
            form = Form::Share;
        }
    } else if let Some(more) = unicode_fraction(line.w(end)) {
        low += more;
        end += 1;
    } else if line.phrase(end, &["and", "a", "half"]) {
        low += Decimal::new(5, 1);
        end += 3;
    }
    Some(scaled(line, Number { tokens: at..end, low, high: None, form, scale: None, letter: None }))
}

/// Multiplies the scale words in that stand behind a number.
fn scaled(line: &Line<'_>, mut number: Number) -> Number {
    loop {
        let end = number.tokens.end;
        let mut at = end;
        // "1.3-billion"
        if line.dash(at) && line.glued(at) && line.glued(at + 1) {
            at += 1;
        }
        let Some((value, class)) = line.words.numeral(line.w(at)) else { return number };
        let fits = match class {
            Numeral::Scale | Numeral::Hundred => true,
            Numeral::Letter => {
                let touches = at == end && line.glued(at) && !line.glued(at + 1)
                    || line.glued(at)
                        && matches!(
                            line.w(at + 1),
                            "-" | "." | "," | ")" | "+" | "'s" | "/" | "\"" | ":" | ";" | "%"
                        );
                if touches && number.scale.is_none() {
                    if line.w(at) == "m" {
                        number.letter = Some(value);
                        return number;
                    }
                    true
                } else {
                    false
                }
            }
            _ => false,
        };
        if !fits {
            return number;
        }
        let Some(product) = number.low.checked_mul(value) else { return number };
        number.low = product;
        number.high = number.high.and_then(|h| h.checked_mul(value));
        number.scale = number.scale.unwrap_or(Decimal::ONE).checked_mul(value);
        number.tokens.end = at + 1;
        if class == Numeral::Letter {
            return number;
        }
    }
}

/// Dozens, tens of thousands, a few hundred, several million.
fn vague(line: &Line<'_>, start: usize) -> Option<Number> {
    let mut at = start;
    let few = match line.w(at) {
        "several" | "few" | "many" => 1,
        "a" if line.w(at + 1) == "few" => 2,
        _ => 0,
    };
    at += few;
    let (value, class) = line.words.numeral(line.w(at))?;
    let mut low = value;
    match class {
        // "The scores were level", "in his tens": these two count only with what they count.
        Numeral::Vague if matches!(line.w(at), "scores" | "tens") && line.w(at + 1) != "of" => return None,
        Numeral::Vague if few == 0 || line.w(at).ends_with('s') => {}
        Numeral::Hundred | Numeral::Scale if few > 0 => {}
        _ => return None,
    }
    at += 1;
    // "hundreds of thousands", "hundreds, thousands" is two
    while line.w(at) == "of" {
        match line.words.numeral(line.w(at + 1)) {
            Some((value, Numeral::Vague)) => {
                low = low.checked_mul(value)?;
                at += 2;
            }
            _ => break,
        }
    }
    // "several hundred thousand", "dozens more" keeps
    while few > 0
        && let Some((value, Numeral::Scale)) = line.words.numeral(line.w(at))
    {
        low = low.checked_mul(value)?;
        at += 1;
    }
    let high = if low == Decimal::from(12) {
        Decimal::from(120)
    } else if low == Decimal::from(20) {
        Decimal::from(100)
    } else {
        low.checked_mul(Decimal::TEN)? - Decimal::ONE
    };
    let mut number =
        Number { tokens: start..at, low, high: Some(high), form: Form::Vague, scale: None, letter: None };
    // "hundreds or even thousands": from the first's lower to the second's upper bound
    let mut next = at;
    if matches!(line.w(next), "or" | "and") || line.phrase(next, &[",", "or"]) {
        next += if line.w(next) == "," { 2 } else { 1 };
        if matches!(line.w(next), "even" | "perhaps" | "possibly" | "maybe") {
            next += 1;
        }
        if let Some(other) = vague(line, next)
            && other.low > number.low
        {
            number.high = other.high;
            number.tokens.end = other.tokens.end;
        }
    }
    Some(number)
}

/// Numbers in words: "two and a half million", "a hundred and five", "two-thirds", "half a million".
fn words(line: &Line<'_>, start: usize) -> Option<Number> {
    let first = line.w(start);
    let make = |end: usize, low: Decimal, form: Form| Number {
        tokens: start..end,
        low,
        high: None,
        form,
        scale: None,
        letter: None,
    };
    let half = Decimal::new(5, 1);
    if first == "half" {
        let mut at = start + 1;
        if matches!(line.w(at), "a" | "of" | "an") || line.dash(at) {
            at += 1;
        }
        if let Some((value, Numeral::Scale | Numeral::Hundred)) = line.words.numeral(line.w(at)) {
            return Some(scaled(
                line,
                Number { scale: Some(value), ..make(at + 1, value * half, Form::Words) },
            ));
        }
        let share = matches!(
            line.w(start + 1),
            "of" | "the" | "its" | "their" | "his" | "her" | "our" | "those" | "these" | "all" | "as"
        ) || line.w(start + 1) == "a" && line.tag(start + 2).noun();
        let idiom = line.glued(start)
            || line.w(start.wrapping_sub(1)) == "-"
            || matches!(
                line.prev(start),
                "first"
                    | "second"
                    | "other"
                    | "top"
                    | "bottom"
                    | "better"
                    | "latter"
                    | "opening"
                    | "and"
                    | "one-and-a"
                    | "last"
                    | "final"
                    | "later"
            );
        let after_article = matches!(line.prev(start), "a" | "the");
        return (share && !idiom && !after_article).then(|| make(start + 1, half, Form::Share));
    }
    let article = matches!(first, "a" | "an");
    if article || first == "one" {
        // "a quarter to eight"
        let clock =
            matches!(line.w(start + 2), "to" | "past") && line.words.numeral(line.w(start + 3)).is_some();
        if clock {
            return None;
        }
        // "a third of", "a quarter", "one-fifth"
        let at = if line.dash(start + 1) && line.glued(start + 1) { start + 2 } else { start + 1 };
        if let Some((m, Numeral::Part)) = line.words.numeral(line.w(at))
            && fraction_follows(line, at + 1, article, m)
        {
            return Some(make(at + 1, ratio(Decimal::ONE, m)?, Form::Share));
        }
    }
    let mut at = start;
    let mut total = Decimal::ZERO;
    let mut group = Decimal::ZERO;
    let mut seen = false;
    let mut last: Option<Numeral> = None;
    let mut biggest = Decimal::MAX;
    let mut scale = None;
    if article {
        if !matches!(line.words.numeral(line.w(at + 1)), Some((_, Numeral::Hundred | Numeral::Scale))) {
            return None;
        }
        group = Decimal::ONE;
        at += 1;
    }
    loop {
        let mut word = at;
        if seen {
            if line.dash(at) && line.glued(at) && line.glued(at + 1) {
                word = at + 1;
            } else if line.w(at) == "and" && matches!(last, Some(Numeral::Hundred | Numeral::Scale)) && matches!(line.words.numeral(line.w(at + 1)), Some((_, Numeral::Unit | Numeral::Ten)))
                // "two hundred and three ministers", but "one million and two hundred more" is two numbers
                && !matches!(line.words.numeral(line.w(at + 2)), Some((_, Numeral::Hundred | Numeral::Scale)))
            {
                word = at + 1;
            }
        }
        let Some((value, class)) = line.words.numeral(line.w(word)) else { break };
        match class {
            Numeral::Unit
                if last.is_none()
                    || matches!(last, Some(Numeral::Hundred | Numeral::Scale))
                    || (last == Some(Numeral::Ten)
                        && value > Decimal::ZERO
                        && value < Decimal::TEN
                        && (word > at || !line.glued(word))) =>
            {
                // "twenty five" and "twenty-five"; "nineteen ninety" is a year
                group += value;
            }
            Numeral::Ten if last.is_none() || matches!(last, Some(Numeral::Hundred | Numeral::Scale)) => {
                group += value
            }
            Numeral::Hundred if seen || article => {
                if group.is_zero() || group >= Decimal::ONE_HUNDRED {
                    break;
                }
                group = group.checked_mul(value)?;
            }
            Numeral::Scale if seen || article => {
                if value >= biggest {
                    // "hundred thousand million" does not occur; "five million dozen" neither
                    break;
                }
                let factor = if group.is_zero() { Decimal::ONE } else { group };
                if seen && group.is_zero() && last == Some(Numeral::Scale) {
                    total = total.checked_mul(value)?;
                } else {
                    total += factor.checked_mul(value)?;
                }
                group = Decimal::ZERO;
                biggest = value;
                scale = Some(value);
            }
            // "dozen", "hundred" and "million" alone: "the dozen arrests"
            Numeral::Scale if line.w(word) == "dozen" => {
                total = value;
                biggest = value;
            }
            _ => break,
        }
        seen = true;
        last = Some(class);
        at = word + 1;
        // "two and a half million"
        if line.phrase(at, &["and", "a", "half"]) || line.phrase(at, &["-", "and", "-", "a", "-", "half"]) {
            let skip = if line.w(at) == "-" { 6 } else { 3 };
            group += half;
            at += skip;
            if let Some((value, Numeral::Scale)) = line.words.numeral(line.w(at)) {
                total += group.checked_mul(value)?;
                group = Decimal::ZERO;
                scale = Some(value);
                at += 1;
            }
            break;
        }
        // "two point five million"
        if line.w(at) == "point" && matches!(line.words.numeral(line.w(at + 1)), Some((_, Numeral::Unit))) {
            let mut digits = String::from("0.");
            at += 1;
            while let Some((value, Numeral::Unit)) = line.words.numeral(line.w(at)) {
                digits.push_str(&value.to_string());
                at += 1;
            }
            group += digits.parse::<Decimal>().ok()?;
            return Some(scaled(line, make(at, total + group, Form::Words)));
        }
    }
    if !seen {
        return None;
    }
    let value = total + group;
    // "two-thirds", "three quarters of", "nine tenths"
    let part = if line.dash(at) && line.glued(at) { at + 1 } else { at };
    if let Some((m, Numeral::Part)) = line.words.numeral(line.w(part))
        && value < m
        && (line.w(part).ends_with('s') || value == Decimal::ONE)
        && fraction_follows(line, part + 1, false, m)
    {
        return Some(make(part + 1, ratio(value, m)?, Form::Share));
    }
    Some(Number { scale, ..make(at, value, Form::Words) })
}

/// Whether "a third", "two quarters" is a share here, and no ordinal or part of the year.
fn fraction_follows(line: &Line<'_>, after: usize, article: bool, m: Decimal) -> bool {
    let next = line.w(after);
    let quarter = m == Decimal::from(4);
    if matches!(
        next,
        "of" | "more"
            | "less"
            | "fewer"
            | "higher"
            | "lower"
            | "as"
            | "that"
            | "said"
            | "were"
            | "are"
            | "have"
            | "had"
            | "to"
    ) {
        return !(quarter
            && line.w(after) == "of"
            && (line.is_digits(after + 1) || line.w(after + 2) == "year" && line.w(after + 1) == "the"));
    }
    // "up a third", "by two thirds": at the end of a phrase
    let ends = next.is_empty()
        || matches!(next, "." | "," | ";" | ")" | "\"" | "in" | "on" | "from" | "since" | "over" | "by");
    ends && !quarter && (!article || m > Decimal::TWO)
}
