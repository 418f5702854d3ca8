//! Tokens in which no number is looked for: dates, names, scores, phone numbers, addresses on the net.

use rust_decimal::Decimal;

use crate::claims::numbers::digits::{mixed_fraction, proper_fraction};
use crate::claims::numbers::number::{Form, Number};
use crate::claims::sentence::line::Line;
use crate::claims::time::times::Times;
use crate::claims::vocabulary::words::{Cue, Sense, month_number};
use crate::text::TokenKind;
use crate::text::tagger::Tag;

/// Tokens in which no number is looked for.
pub fn no_numbers(line: &Line<'_>, times: &Times) -> Vec<bool> {
    let mut skip = times.calendar.clone();
    for at in digits(line) {
        skip[at] |= code(line, at)
            || of_an_era(line, at)
            || dateline_day(line, at)
            || two_days(line, at + 1)
            || at > 0 && two_days(line, at - 1);
    }
    // Inside of names: "Studio 54", "Group of 20".
    for (at, skip) in skip.iter_mut().enumerate() {
        *skip |= line.mention(at).is_some_and(|m| m.tokens.len() > 1 || line.is_digits(at));
    }
    tickers(line, &mut skip);
    addresses(line, &mut skip);
    groups(line, &mut skip);
    phones(line, &mut skip);
    scores(line, &mut skip);
    exchanges(line, &mut skip);
    skip
}

/// The tokens that are numbers in digits.
fn digits(line: &Line<'_>) -> impl Iterator<Item = usize> {
    let next = |at: usize| Some(line.next_numeral(at)).filter(|at| *at < line.len());
    std::iter::successors(next(0), move |at| next(at + 1)).filter(|at| line.is_digits(*at))
}

/// "error 404", "flight QS 61", "the star HD 69830": two or three capitals before a number are a code.
fn code(line: &Line<'_>, at: usize) -> bool {
    let capitals =
        |n: usize| matches!(line.raw(n).len(), 2..=3) && line.raw(n).chars().all(char::is_uppercase);
    if at == 0 || !capitals(at - 1) {
        return false;
    }
    // "the star HD 69830": five digits and more without a mark, and nothing that they count
    let long = line.w(at).len() >= 5
        && line.w(at).bytes().all(|b| b.is_ascii_digit())
        && line.words.currency_before(line.raw(at - 1)).is_none()
        && line.kind(at + 1).is_none_or(|k| {
            k == TokenKind::Mark
                || line.english.words.function(line.w(at + 1)).is_some()
                || line.tag(at + 1).predicates()
        })
        && line.w(at + 1) != "%";
    !line.glued(at) && (long || at > 1 && line.words.sense(line.w(at - 2)).any(Sense::CODE_BEFORE))
}

/// "from 800 to *1050 AD*", "430*-426 BC*", "190 *A.D.*": years long past.
fn of_an_era(line: &Line<'_>, at: usize) -> bool {
    let era = |n: usize| {
        matches!(line.raw(n), "AD" | "BC" | "CE" | "BCE")
            || matches!(line.raw(n), "A" | "B")
                && matches!(line.w(n + 2), "d" | "c")
                && line.w(n + 1) == "."
                && line.glued(n + 1)
            || matches!(line.raw(n), "A.D" | "B.C" | "A.D." | "B.C.")
    };
    let whole = |n: usize| line.is_digits(n) && line.w(n).len() <= 5 && !line.w(n).contains('.');
    let span =
        (matches!(line.w(at + 1), "to" | "and" | "or") || line.dash(at + 1)) && whole(at + 2) && era(at + 3);
    whole(at) && (era(at + 1) || span)
}

/// "19/20 February", seen from the stroke.
fn two_days(line: &Line<'_>, at: usize) -> bool {
    line.w(at) == "/"
        && line.glued(at)
        && line.glued(at + 1)
        && line.capital(at + 2)
        && month_number(line.w(at + 2)).is_some()
}

/// "Lima, march 18 -": the day of a dateline, however its month is written.
fn dateline_day(line: &Line<'_>, at: usize) -> bool {
    at > 0
        && at < line.body
        && line.w(at).len() <= 2
        && (month_number(line.prev(at)).is_some() || month_number(line.w(at + 1)).is_some())
}

/// Most words between the angle brackets around a code.
const LONGEST_TICKER: usize = 6;

/// "Orsa Mills *<4410.X>*", "*<6SX>*": what stands close between angle brackets is a code, not less than so much.
fn tickers(line: &Line<'_>, skip: &mut [bool]) {
    for open in (0..line.len()).filter(|at| line.w(*at) == "<" && line.glued(at + 1)) {
        let mut behind = open + 2..(open + 2 + LONGEST_TICKER).min(line.len());
        if let Some(close) = behind.find(|at| line.w(*at) == ">" && line.glued(*at)) {
            skip[open + 1..close].fill(true);
        }
    }
}

/// Web and mail addresses, handles, hashtags.
fn addresses(line: &Line<'_>, skip: &mut [bool]) {
    let span = line.text.sentences[line.sentence].span;
    let text = span.of(line.text.source);
    if memchr::memchr3(b'@', b'#', b'/', text.as_bytes()).is_none() && !text.contains("www.") {
        return;
    }
    for found in line.words.addresses(text) {
        for token in
            line.text.tokens_in(crate::span::Span::new(span.start + found.start, span.start + found.end))
        {
            if let Some(slot) = token.checked_sub(line.base).and_then(|n| skip.get_mut(n)) {
                *slot = true;
            }
        }
    }
}

/// Three and more groups of digits joined by marks: phone numbers, dates, addresses, "4471/19".
fn groups(line: &Line<'_>, skip: &mut [bool]) {
    let mut behind = 0;
    for at in digits(line) {
        if at < behind {
            continue;
        }
        let mut end = at + 1;
        let mut count = 1;
        while line.glued(end)
            && matches!(line.w(end), "-" | "/" | "." | ":" | "–")
            && line.is_digits(end + 1)
            && line.glued(end + 1)
        {
            end += 2;
            count += 1;
        }
        let plus = line.prev(at) == "+" && line.w(at).len() <= 3 && line.is_digits(at + 1);
        let slash = count == 2 && matches!(line.w(at + 1), "/");
        // "24/7", "120/80": two numbers that are no fraction together
        let idiom = slash
            && (proper_fraction(line, at, at + 2).is_none() || (line.w(at), line.w(at + 2)) == ("9", "11"))
            && !year_pair(line, at);
        let code = slash && line.w(at).len() >= 3;
        let phone = count == 2 && line.w(at + 1) == "-" && line.w(at).len() == 3 && line.w(at + 2).len() == 4;
        // "8-3/4 percent"
        let mixed = count == 3
            && line.w(at + 1) == "-"
            && line.w(at + 3) == "/"
            && mixed_fraction(line, at + 2).is_some();
        if mixed {
            behind = end;
            continue;
        }
        if count >= 3 || plus || idiom || code || phone {
            while plus && (line.is_digits(end) || line.dash(end)) {
                end += 1;
            }
            skip[at..end].fill(true);
        }
        behind = end;
    }
}

/// "+1 (877) 555-0142", "(020) 7946 0018": a plus or a bracket, then groups of digits.
fn phones(line: &Line<'_>, skip: &mut [bool]) {
    for open in digits(line).filter_map(|number| number.checked_sub(1)) {
        let bracket = line.w(open) == "("
            && line.w(open + 2) == ")"
            && line.is_digits(open + 3)
            && matches!(line.w(open + 3).len(), 3 | 4)
            && !line.w(open + 1).contains(['.', ','])
            && !line.w(open + 3).contains(['.', ',']);
        if !bracket {
            continue;
        }
        let mut end = open + 4;
        while line.is_digits(end) || line.dash(end) && line.glued(end) && line.is_digits(end + 1) {
            end += 1;
        }
        let country = open >= 2 && line.w(open - 2) == "+" && line.is_digits(open - 1);
        if country || end > open + 4 {
            skip[if country { open - 1 } else { open }..end].fill(true);
        }
    }
}

/// "2018/19": a season, which the dates know.
fn year_pair(line: &Line<'_>, at: usize) -> bool {
    line.w(at).len() == 4 && matches!(line.w(at + 2).len(), 2 | 4)
}

/// "3-2", "6-4 7-5", "a 2-1 win": two small numbers and a hyphen.
fn scores(line: &Line<'_>, skip: &mut [bool]) {
    for at in digits(line) {
        let pair = line.dash(at + 1)
            && line.glued(at + 1)
            && line.is_digits(at + 2)
            && line.glued(at + 2)
            && line.w(at).len() <= 3
            && line.w(at + 2).len() <= 3;
        if !pair
            || line.w(at + 3) == "/" && line.glued(at + 3)
            || line.w(at).contains(['.', ','])
            || line.w(at + 2).contains(['.', ','])
            || line.glued(at) && !matches!(line.prev(at), "(")
        {
            continue;
        }
        let (Ok(a), Ok(b)) = (line.w(at).parse::<u32>(), line.w(at + 2).parse::<u32>()) else { continue };
        let next = at + 3;
        let unit = line.w(next) == "%"
            || matches!(line.w(next), "percent" | "per" | "million" | "billion" | "thousand" | "pct")
            || line.words.unit_word(line.w(next)).is_some()
            || line.glued(next) && line.is_word(next);
        let hyphen = line.dash(next) && line.glued(next) && line.is_word(next + 1) && line.glued(next + 1);
        let scored = line.words.sense(line.w(next)).any(Sense::SCORE_NOUN)
            || line.words.cue(line.prev(at)).any(Cue::SCORE_VERB)
            || at >= 2 && line.words.cue(line.w(at - 2)).any(Cue::SCORE_VERB_OVER);
        if unit && !scored || hyphen && a < b {
            continue;
        }
        let counts = a < b
            && !scored
            && super::noun_phrase::counted(line, next)
                .is_some_and(|p| matches!(line.tag(p.head), Tag::Nouns) || line.w(p.head) == "people");
        if counts || line.prev(at) == "$" {
            continue;
        }
        skip[at..next].fill(true);
    }
}

/// "two-for-one", "a 3 for 2 split": one thing for another, no counts.
fn exchanges(line: &Line<'_>, skip: &mut [bool]) {
    let one = |n: usize| line.words.numeral(line.w(n)).is_some() || line.is_digits(n) && line.w(n).len() <= 2;
    for at in 1..line.len() {
        if line.w(at) != "for" {
            continue;
        }
        let hyphened = line.dash(at - 1) && line.dash(at + 1) && at > 1;
        let (before, after) = if hyphened { (at - 2, at + 2) } else { (at - 1, at + 1) };
        let split = hyphened || line.w(after + 1).starts_with("split") || line.w(after + 1) == "stock";
        if split && one(before) && one(after) {
            skip[before] = true;
            skip[after] = true;
        }
    }
}

/// A number of one or two digits with nothing to it.
pub fn plain_small(number: &Number) -> bool {
    number.form == Form::Digits
        && number.scale.is_none()
        && number.low < Decimal::from(200)
        && number.tokens.len() == 1
}

/// "a zero coupon bond", "zero-tolerance policing": a kind of thing, none of them.
pub fn zero_idiom(line: &Line<'_>, number: &Number) -> bool {
    let end = number.tokens.end;
    let next = end + usize::from(line.dash(end));
    number.low.is_zero() && matches!(line.w(next), "coupon" | "coupons" | "tolerance" | "gravity" | "sum")
}

/// "a profit rise in *'87*": a year without its century.
pub fn short_year(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    number.tokens.len() == 1
        && matches!(line.prev(start), "'" | "’" | "‘")
        && line.glued(start)
        && line.w(start).len() == 2
        && start >= 2
        && matches!(line.w(start - 2), "in" | "of" | "since" | "by" | "from" | "summer" | "until" | "for")
        && !line.tag(end).noun()
}
