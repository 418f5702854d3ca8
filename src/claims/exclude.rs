//! Numbers that are no quantities: parts of names and codes, scores, phone numbers, list numbering,
//! ordinals, addresses on the net.

use rust_decimal::Decimal;

use super::line::Line;
use super::number::{Form, Number};
use super::time::Times;
use super::words::{Cue, Sense};
use crate::text::TokenKind;
use crate::text::tagger::Tag;

/// Tokens in which no number is looked for.
pub fn no_numbers(line: &Line<'_>, times: &Times) -> Vec<bool> {
    let mut skip = times.calendar.clone();
    for at in 0..line.len() {
        // "error 404", "flight QS 61": two or three capitals before a number are a code.
        let code = line.is_digits(at)
            && at > 1
            && !line.glued(at)
            && line.raw(at - 1).len() <= 3
            && line.raw(at - 1).len() >= 2
            && line.raw(at - 1).chars().all(char::is_uppercase)
            && line.words.sense(line.w(at - 2)).any(Sense::CODE_BEFORE);
        skip[at] |= code;
        // "17 to 26 May": the first day of a span
        skip[at] |= line.is_digits(at)
            && line.w(at).len() <= 2
            && (matches!(line.w(at + 1), "to" | "and") || line.dash(at + 1))
            && line.is_digits(at + 2)
            && times.calendar.get(at + 2) == Some(&true)
            && line.capital(at + 3)
            && super::time::month_number(line.w(at + 3)).is_some();
        // Inside of names: "Studio 54", "Group of 20".
        if line.mention(at).is_some_and(|m| m.tokens.len() > 1 || line.is_digits(at)) {
            skip[at] = true;
        }
    }
    addresses(line, &mut skip);
    groups(line, &mut skip);
    scores(line, &mut skip);
    exchanges(line, &mut skip);
    skip
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
    let mut at = 0;
    while at < line.len() {
        if !line.is_digits(at) {
            at += 1;
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
            && (super::number::proper_fraction(line, at, at + 2).is_none()
                || (line.w(at), line.w(at + 2)) == ("9", "11"))
            && !year_pair(line, at);
        let code = slash && line.w(at).len() >= 3;
        let phone = count == 2 && line.w(at + 1) == "-" && line.w(at).len() == 3 && line.w(at + 2).len() == 4;
        if count >= 3 || plus || idiom || code || phone {
            while plus && (line.is_digits(end) || line.dash(end)) {
                end += 1;
            }
            skip[at..end].fill(true);
        }
        at = end;
    }
}

/// "2018/19": a season, which the dates know.
fn year_pair(line: &Line<'_>, at: usize) -> bool {
    line.w(at).len() == 4 && matches!(line.w(at + 2).len(), 2 | 4)
}

/// "3-2", "6-4 7-5", "a 2-1 win": two small numbers and a hyphen.
fn scores(line: &Line<'_>, skip: &mut [bool]) {
    for at in 0..line.len() {
        let pair = line.is_digits(at)
            && line.dash(at + 1)
            && line.glued(at + 1)
            && line.is_digits(at + 2)
            && line.glued(at + 2)
            && line.w(at).len() <= 3
            && line.w(at + 2).len() <= 3;
        if !pair
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

/// Whether the number at hand is part of a name or code, numbers a list, or is an ordinal. `unit` tells
/// that a unit or currency belongs to it.
pub fn no_quantity(line: &Line<'_>, number: &Number, unit: bool) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let digits = number.form == Form::Digits;
    if part_of_name(line, number) {
        return true;
    }
    if line.glued(end) && line.is_word(end) && !unit && digits {
        // "5th", "747s", "4x100", "3G", "2Pac"
        let suffix = line.w(end);
        if !matches!(suffix, "m" | "k" | "bn") {
            return true;
        }
    }
    if line.glued(end)
        && (line.is_digits(end)
            || matches!(line.w(end), "^" | "_" | "…")
            || line.kind(end) == Some(TokenKind::Clitic) && digits && !unit)
    {
        return true;
    }
    // A long sentence is cut somewhere: what touches the cut is half of something.
    let first = start == 0 || start == 1 && line.glued(1);
    if digits && (first && line.touches_before() || end >= line.len() && line.touches_behind()) {
        return true;
    }
    if digits && line.glued(start) && start > 0 {
        let before = line.prev(start);
        let open = matches!(
            before,
            "(" | "["
                | "\""
                | "“"
                | "'"
                | "‘"
                | "$"
                | "£"
                | "€"
                | "~"
                | "—"
                | ">"
                | "<"
                | "+"
                | "¥"
                | "₹"
                | "="
                | "≥"
                | "≤"
                | "₦"
                | "/"
                | "*"
                | "…"
        );
        let money = line.words.currency_before(line.raw(start - 1)).is_some()
            || start > 1 && line.w(start - 2) == "$" && line.glued(start - 1)
            || line.kind(start - 1) == Some(TokenKind::Mark)
                && !matches!(before, "-" | "." | "#" | ":" | "," | "_" | "@" | "&");
        // "F-16", "Covid-19", "MH-370", "mid-40s"; a dash with blanks around is no hyphen
        let hyphen = line.dash(start - 1) && line.glued(start - 1) && start >= 2 && line.is_word(start - 2);
        // "737-800s": no range, or both ends would have been taken together
        let model = line.dash(start - 1) && line.glued(start - 1) && start >= 2 && line.is_digits(start - 2);
        // "J1149.5+6663"
        let sum = matches!(before, "+" | "=" | "*")
            && line.glued(start - 1)
            && start >= 2
            && line.is_digits(start - 2);
        if hyphen && !unit
            || sum
            || model
            || matches!(before, "#" | "^" | "_")
            || before == "." && line.glued(start - 1)
        {
            return true;
        }
        if !(open || money || line.dash(start - 1) || matches!(before, ":" | "," | ".")) {
            return true;
        }
    }
    if number.form == Form::Words && one_idiom(line, number) {
        return true;
    }
    if number.form == Form::Words && (enumeration(line, number) || told_hour(line, start)) {
        return true;
    }
    // "fifty-fifty"
    let twin = |a: usize, b: usize| line.w(a) == line.w(b) && line.glued(a.max(b));
    if number.form == Form::Words
        && number.tokens.len() == 1
        && (line.dash(end) && twin(start, end + 1)
            || start >= 2 && line.dash(start - 1) && twin(start, start - 2))
    {
        return true;
    }
    // "twenty-first", "two-faced"
    if line.dash(end) && line.glued(end) && line.glued(end + 1) && compound_idiom(line, number, end + 1) {
        return true;
    }
    if unit {
        return false;
    }
    let before = line.prev(start);
    // "Section 427", "row 21", "no. 7"
    let code = |n: usize| {
        (line.words.sense(line.w(n)).any(Sense::CODE_BEFORE)
            || line.words.cue(line.w(n)).any(Cue::CODE_BEFORE))
            && (!line.tag(n).verb() || n == 0)
    };
    if start > 0
        && (code(start - 1)
            || before == "." && start >= 2 && line.words.cue(line.w(start - 2)).any(Cue::CODE_ABBREVIATION))
    {
        let counts = !digits && super::noun_phrase::counted(line, end).is_some();
        let plural = line.words.cue(before).any(Cue::COUNTS_AFTER_CODE)
            && super::noun_phrase::counted(line, end)
                .is_some_and(|p| line.tag(p.head) == Tag::Nouns || line.w(p.head) == "people");
        let verb_like =
            matches!(before, "top" | "match" | "order" | "set" | "rule") && line.tag(start - 1).verb();
        if !counts && !plural && !verb_like {
            return true;
        }
    }
    // list numbering: "1. ", "2) " at the start
    if start == 0
        && digits
        && matches!(line.w(end), "." | ")")
        && end + 1 < line.len()
        && number.low < Decimal::from(100)
        && !line.glued(end + 1)
    {
        return true;
    }
    // "Boeing 737", "Windows 11": a capital word before, no noun behind that is counted
    let named = start > 0
        && line.is_word(start - 1)
        && (line.capital(start - 1)
            && (line.tag(start - 1) == Tag::Name
                || start > 1
                    && (line.tag(start - 1).noun()
                        || line.tag(start - 1) == Tag::Adjective
                        || line.raw(start - 1).len() == 1))
            || line.raw(start - 1).chars().skip(1).any(char::is_uppercase));
    // "USB 2.0": a version
    if digits && named && line.w(start).ends_with(".0") && number.low < Decimal::ONE_HUNDRED {
        return true;
    }
    // "COVID -19"
    if digits
        && start > 1
        && line.dash(start - 1)
        && line.glued(start)
        && !line.glued(start - 1)
        && line.raw(start - 2).len() > 1
        && line.raw(start - 2).chars().all(char::is_uppercase)
    {
        return true;
    }
    // "an Agosta 90B", "the 50K": a capital letter behind a name's number, or a race by its length
    let letter =
        number.tokens.len() == 2 && matches!(line.raw(end - 1), "B" | "K" | "M") && line.glued(end - 1);
    let race = letter && line.raw(end - 1) == "K" && before == "the" && !line.tag(end).noun();
    if race && number.low <= Decimal::from(100_000) {
        return true;
    }
    if digits && named && (number.scale.is_none() || letter) {
        let plural = super::noun_phrase::counted(line, end)
            .is_some_and(|p| line.tag(p.head) == Tag::Nouns || line.w(p.head) == "people");
        let plain = !line.raw(start).contains([',', '.']) && (letter || number.low < Decimal::from(10_000));
        let place = line.mention(start - 1).is_some_and(|m| m.kind == crate::entities::Kind::PLACE);
        let opens = start == 1 && line.mention(0).is_none();
        let acts = place && (line.tag(end).verb() || line.tag(end) == Tag::Aux);
        if plain && !(plural && (place || opens)) && !acts {
            return true;
        }
    }
    // a bare year that no rule of time took: "2018 World Cup"
    if digits
        && number.scale.is_none()
        && !line.raw(start).contains([',', '.'])
        && number.low >= Decimal::from(1900)
        && number.low <= Decimal::from(2060)
        && line.capital(end)
    {
        return true;
    }
    // "Act 127 of 2022"
    if digits
        && line.w(end) == "of"
        && line.is_digits(end + 1)
        && line.w(end + 1).len() == 4
        && matches!(line.w(end + 1).as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..])
        && (start == 0 || line.capital(start - 1) || before == ".")
    {
        return true;
    }
    // "1.41  2.04  1.50": the cells of a table
    if digits && number.tokens.len() == 1 && line.is_digits(end) && !line.glued(end) {
        return true;
    }
    // "4 x 100"
    matches!(line.w(end), "x" | "×") && line.is_digits(end + 1)
        || matches!(before, "x" | "×") && start >= 2 && line.is_digits(start - 2)
}

/// "one" as a pronoun, and "at one point" and its like.
fn one_idiom(line: &Line<'_>, number: &Number) -> bool {
    if number.tokens.len() != 1 || line.w(number.tokens.start) != "one" {
        return false;
    }
    let (at, next) = (number.tokens.start, number.tokens.end);
    let (before, after) = (line.prev(at), line.w(next));
    // "only one in 12 applicants"
    if matches!(after, "in" | "out")
        && (line.is_digits(next + 1) || line.words.numeral(line.w(next + 1)).is_some())
    {
        return false;
    }
    let strict = matches!(before, "no" | "this" | "that" | "each" | "every" | "any" | "some");
    if line.words.cue(before).any(Cue::ONE_BEFORE) && (after != "of" && !line.tag(next).noun() || strict) {
        return true;
    }
    if line.tag(at.wrapping_sub(1)) == Tag::Adjective && at > 0 && !line.tag(next).noun() {
        return true;
    }
    if after == "of" {
        // "one of a kind", "one of those days"
        return line.phrase(next, &["of", "a"])
            || matches!(line.w(next + 1), "those" | "these") && line.w(next + 2).is_empty();
    }
    let one_day = after == "day" && matches!(before, "for" | "within" | "just" | "only" | "in" | "after");
    if line.words.cue(after).any(Cue::ONE_AFTER) && !one_day {
        return true;
    }
    // A noun must follow, or a number it is set against ("one in five").
    !(line.tag(next).noun()
        || line.tag(next) == Tag::Adjective
        || matches!(line.tag(next), Tag::VerbEn | Tag::VerbIng | Tag::VerbEd) && line.tag(next + 1).noun()
        || matches!(after, "in" | "out" | "to" | "or" | "-")
            && (line.is_digits(next + 1) || line.words.numeral(line.w(next + 1)).is_some() || after == "-")
        || matches!(after, "million" | "hundred" | "more" | "other"))
}

/// Whether capitals or signs around it make the number part of a name or an address: "60 Minutes",
/// "48 Harbour Road", "Six-Day War", "under-21s", "401(k)", "4K screen", a telephone number.
fn part_of_name(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let digits = number.form == Form::Digits;
    // "under-17", "over-60s"
    if digits && start >= 2 && line.dash(start - 1) && matches!(line.w(start - 2), "under" | "u" | "over") {
        return true;
    }
    if digits && line.w(end) == "(" && line.glued(end) && line.is_word(end + 1) && line.w(end + 1).len() == 1
    {
        return true;
    }
    // Telephone numbers and codes begin with a zero that no quantity has.
    if digits
        && line.w(start).len() >= 3
        && line.w(start).starts_with('0')
        && !line.w(start).contains(['.', ','])
        || digits && start > 0 && line.is_digits(start - 1) && !line.glued(start)
    {
        return true;
    }
    if line.w(start) == "zero" && line.dash(end) && line.glued(end) {
        return true;
    }
    if digits
        && line.raw(end - 1) == "K"
        && number.tokens.len() == 2
        && line.words.cue(line.w(end)).any(Cue::SCREEN)
    {
        return true;
    }
    // A numeral with a capital inside the sentence: "the Group of Seven", "the Six-Day War".
    let word = number.form == Form::Words
        && start > 0
        && line.capital(start)
        && !matches!(
            line.prev(start),
            "\"" | "“" | "‘" | "'" | "." | ":" | "-" | "–" | "—" | "(" | "•" | "*"
        );
    if word
        && line.lower.iter().zip(line.base..).any(|(w, t)| w.len() > 3 && !line.text.tokens[t].case.capital())
    {
        return true;
    }
    let next = line.raw(end);
    let capital = line.is_word(end)
        && line.capital(end)
        && !line.glued(end)
        && next.chars().skip(1).all(char::is_lowercase);
    let road = |n: usize| line.capital(n) && line.words.cue(line.w(n)).any(Cue::ROAD);
    if digits && capital && (1..4).any(|n| road(end + n)) {
        return true;
    }
    // "29km Road"
    if digits && line.glued(end) && line.is_word(end) && road(end + 1) {
        return true;
    }
    if digits && capital && start > 0 && titled(line, end) {
        return true;
    }
    // Units and currencies are written small.
    let unit = line.words.unit_word(line.w(end)).is_some() || line.words.currency_word(line.w(end)).is_some();
    digits
        && capital
        && unit
        && start > 0
        && line.tag(start - 1) != Tag::Name
        && !matches!(line.w(end), "celsius" | "fahrenheit")
}

/// "50 Best Restaurants": ordinary words with capitals in a sentence that has small ones.
fn titled(line: &Line<'_>, at: usize) -> bool {
    let ordinary = |n: usize| {
        line.is_word(n)
            && line.capital(n)
            && line.owner[n].is_none()
            && line.english.words.classes(line.w(n)).common()
    };
    let headline = !line.lower.iter().zip(line.base..).any(|(w, t)| {
        w.len() > 3 && !line.text.tokens[t].case.capital() && line.text.tokens[t].kind == TokenKind::Word
    });
    !headline
        && ordinary(at)
        && ordinary(at + 1)
        && super::noun_phrase::counted(line, at)
            .is_some_and(|p| p.tokens.start == at && line.capital(p.head) && p.head > at)
}

/// "is one of the main reasons": says that it belongs to them, counts nothing.
fn enumeration(line: &Line<'_>, number: &Number) -> bool {
    let (at, next) = (number.tokens.start, number.tokens.end);
    if line.w(at) != "one" || line.w(next) != "of" || at == 0 || line.verb(at - 1) != "be" {
        return false;
    }
    super::noun_phrase::counted(line, next + 1 + usize::from(line.tag(next + 1) == Tag::Determiner))
        .is_some_and(|p| {
            let abstract_noun = line.words.cue(line.w(p.head)).any(Cue::BELONGS_TO);
            let superlative = p.tokens.clone().any(|n| line.w(n) == "most" || line.w(n).ends_with("est"));
            abstract_noun && !superlative
        })
}

/// "half past nine", "a quarter to eight".
fn told_hour(line: &Line<'_>, at: usize) -> bool {
    if at < 2 {
        return false;
    }
    match (line.w(at - 2), line.w(at - 1)) {
        ("half" | "quarter", "past") | ("quarter", "to") => true,
        ("minutes", "past" | "to") => !line.tag(at + 1).noun(),
        _ => false,
    }
}

/// "one-way", "two-faced", "four-wheel", "24-hour clock", "twenty-first": fixed compounds and ordinals.
fn compound_idiom(line: &Line<'_>, number: &Number, word: usize) -> bool {
    let tail = line.w(word);
    let second_half = tail == "second" && line.dash(word + 1);
    if number.form == Form::Words
        && line.words.cue(tail).any(Cue::COMPOUND_IDIOM)
        && !(tail == "time" && number.low > Decimal::ONE)
        && (tail != "second" || second_half)
    {
        return true;
    }
    if tail == "hour" && line.w(word + 1) == "clock" {
        return true;
    }
    matches!(tail, "all" | "love" | "nil" | "under" | "over" | "on") && !line.tag(word + 1).noun()
}
