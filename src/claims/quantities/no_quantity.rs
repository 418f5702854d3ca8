//! Numbers that are no quantities by what stands around them: parts of names and codes, list numbering,
//! idioms, cells of tables.

use rust_decimal::Decimal;

use super::exclude::{short_year, zero_idiom};
use super::name_number::{index, listed_names, named, named_again};
use super::noun_phrase::{counted, counts_many};
use super::told_apart::year_that_marks;
use crate::claims::numbers::number::{Form, Number};
use crate::claims::sentence::line::Line;
use crate::claims::time::calendar::year_number;
use crate::claims::vocabulary::words::{Cue, Sense, month_number};
use crate::entities::Kind;
use crate::text::tagger::Tag;
use crate::text::{Class, TokenKind, lemma};

/// Whether the number at hand is part of a name or code, numbers a list, or is an ordinal. `unit` tells
/// that a unit or currency belongs to it.
pub fn no_quantity(line: &Line<'_>, number: &Number, unit: bool) -> bool {
    let digits = number.form == Form::Digits;
    let words = number.form == Form::Words;
    part_of_name(line, number)
        || touched_behind(line, number, unit)
        || digits && (cut(line, number) || touched_before(line, number, unit))
        || words
            && (dozen_idiom(line, number)
                || zero_idiom(line, number)
                || one_idiom(line, number)
                || enumeration(line, number)
                || told_hour(line, number.tokens.start)
                || half_a_round(line, number)
                || numbered(line, number))
        || compound(line, number)
        || digits && super::race::race(line, number)
        || digits && unit && lettered(line, number)
        || !unit
            && (coded(line, number)
                || multiplied(line, number)
                || digits
                    && (numbers_a_list(line, number)
                        || subsection(line, number)
                        || short_year(line, number)
                        || year_that_marks(line, number)
                        || index(line, number)
                        || named_again(line, number)
                        || listed_names(line, number)
                        || named(line, number)
                        || dated(line, number)
                        || in_table(line, number)))
}

/// "5th", "747s", "3G", "2^": what touches the number makes it something else.
fn touched_behind(line: &Line<'_>, number: &Number, unit: bool) -> bool {
    let end = number.tokens.end;
    let digits = number.form == Form::Digits;
    line.glued(end)
        && (line.is_word(end) && !unit && digits && !matches!(line.w(end), "m" | "k" | "bn")
            || line.is_digits(end)
            || matches!(line.w(end), "^" | "_" | "…")
            || line.kind(end) == Some(TokenKind::Clitic) && digits && !unit)
}

/// A long sentence is cut somewhere: what touches the cut is half of something.
fn cut(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let first = start == 0 || start == 1 && line.glued(1);
    first && line.touches_before() || end >= line.len() && line.touches_behind()
}

/// "G20", "F-16", "#5", "737-800": what touches the number from before makes it a code.
fn touched_before(line: &Line<'_>, number: &Number, unit: bool) -> bool {
    let start = number.tokens.start;
    if start == 0 || !line.glued(start) {
        return false;
    }
    let before = line.prev(start);
    // Quotes, brackets and signs may touch it, a currency's letters too.
    // (but "the moons P1 and P2" are no pesos)
    let letter = !unit && line.raw(start - 1).len() == 1 && line.is_word(start - 1);
    let open = line.words.currency_before(line.raw(start - 1)).is_some() && !letter
        || start > 1 && line.w(start - 2) == "$" && line.glued(start - 1)
        || line.kind(start - 1) == Some(TokenKind::Mark) && !matches!(before, "#" | "_" | "^" | "@" | "&");
    // "F-16", "Covid-19", "MH-370", "mid-40s"; a dash with blanks around is no hyphen
    let hyphen = line.dash(start - 1) && line.glued(start - 1) && start >= 2 && line.is_word(start - 2);
    // "a magnitude-6.4 quake"
    if hyphen && line.words.cue(line.w(start - 2)).any(Cue::SCALE_READING) {
        return false;
    }
    // "400 Covid -19 kits": nothing is counted by less than none.
    let parted = line.dash(start - 1)
        && !line.glued(start - 1)
        && start >= 2
        && !unit
        && line.capital(start - 2)
        && line.tag(start - 2) == Tag::Name
        && crate::claims::time::relative_time::weekday_named(line.w(start - 2)).is_none()
        && counts_many(line, number.tokens.end);
    // "737-800s": no range, or both ends would have been taken together
    let model = line.dash(start - 1) && line.glued(start - 1) && start >= 2 && line.is_digits(start - 2);
    // "A-310s": many of them, no seconds
    let many = hyphen && line.w(number.tokens.end) == "s" && line.glued(number.tokens.end);
    // "OS/2"
    let stroke = before == "/"
        && line.glued(start - 1)
        && !unit
        && start >= 2
        && line.is_word(start - 2)
        && line.raw(start - 2).len() >= 2
        && line.raw(start - 2).chars().all(char::is_uppercase);
    // "7.30 pm (GMT+7)"
    let zone = start >= 2 && matches!(before, "+" | "-" | "−") && matches!(line.w(start - 2), "gmt" | "utc");
    // "J1149.5+6663"
    let sum =
        matches!(before, "+" | "=" | "*") && line.glued(start - 1) && start >= 2 && line.is_digits(start - 2);
    many || hyphen && !unit
        || parted
        || stroke
        || sum
        || zone
        || model
        || before == "." && line.glued(start - 1)
        || !open
}

/// "fifty-fifty", "twenty-first", "two-faced".
fn compound(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let twin = |a: usize, b: usize| line.w(a) == line.w(b) && line.glued(a.max(b));
    let twins = number.form == Form::Words
        && number.tokens.len() == 1
        && (line.dash(end) && twin(start, end + 1)
            || start >= 2 && line.dash(start - 1) && twin(start, start - 2));
    twins || line.dash(end) && line.glued(end) && line.glued(end + 1) && compound_idiom(line, number, end + 1)
}

/// "Section 427", "row 21", "no. 7"; not "that day 3 people", "the top 10 clubs".
fn coded(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    if start == 0 {
        return false;
    }
    let before = line.prev(start);
    let code = (line.words.sense(before).any(Sense::CODE_BEFORE)
        || line.words.cue(before).any(Cue::CODE_BEFORE))
        && (!line.tag(start - 1).verb() || start == 1);
    // "H.R. 12": a bill
    let bill = line.phrase_before(start, &["h", ".", "r", "."]) && !line.glued(start);
    let short =
        bill || before == "." && start >= 2 && line.words.cue(line.w(start - 2)).any(Cue::CODE_ABBREVIATION);
    if !code && !short {
        return false;
    }
    // "a category one storm", but "on day two men came"
    let grade = line.words.cue(before).any(Cue::GRADE);
    let counts = number.form != Form::Digits && !grade && counted(line, end).is_some();
    let plural = line.words.cue(before).any(Cue::COUNTS_AFTER_CODE) && counts_many(line, end);
    // "burn waste and *heat* 63,000 homes", "*order* 40 jets"
    let many = line.raw(start).contains(',') || line.tag(start - 1).verb();
    let verb_like = matches!(before, "top" | "match" | "order" | "set" | "rule")
        && line.tag(start - 1).verb()
        || many && counts_many(line, end);
    !counts && !plural && !verb_like
}

/// "type 1A", "gate 5C": a letter that only looks like a unit.
fn lettered(line: &Line<'_>, number: &Number) -> bool {
    let end = number.tokens.end;
    line.raw(end).len() == 1 && line.glued(end) && line.capital(end) && coded(line, number)
}

/// "1. ", "2) ", "3 Ana Ruiz (Spain)" at the start.
fn numbers_a_list(line: &Line<'_>, number: &Number) -> bool {
    let end = number.tokens.end;
    let person = line.mention(end).filter(|m| m.kind == Kind::PERSON && m.tokens.len() > 1);
    if number.tokens.start == 0 && person.is_some() && line.owner_starts(end) {
        return number.low < Decimal::from(100);
    }
    if numbered_within(line, number) {
        return true;
    }
    number.tokens.start == 0
        && matches!(line.w(end), "." | ")")
        && end + 1 < line.len()
        && number.low < Decimal::from(100)
        // "2.Buy a lamp": the blank is left out.
        && (!line.glued(end + 1) || line.w(end) == "." && line.glued(end) && line.is_word(end + 1) && line.capital(end + 1))
}

/// "about 1) his cap and 2) his song": the numbers of a list inside a sentence, each before a bracket that nothing opened.
fn numbered_within(line: &Line<'_>, number: &Number) -> bool {
    let start = number.tokens.start;
    let closed = |at: usize| {
        line.is_digits(at) && line.w(at).len() <= 2 && line.w(at + 1) == ")" && line.glued(at + 1)
    };
    let beside =
        |value: &str| (1..line.len()).any(|at| closed(at) && line.w(at) == value && line.prev(at) != "(");
    let low = number.low;
    number.tokens.len() == 1
        && closed(start)
        && line.prev(start) != "("
        && (beside(&(low + Decimal::ONE).to_string()) || beside(&(low - Decimal::ONE).to_string()))
}

/// A bare year that no rule of time took ("2018 World Cup"), and the number of a law in one ("127 of 2022").
fn dated(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let year = number.scale.is_none()
        && !line.raw(start).contains([',', '.'])
        && number.low >= Decimal::from(1900)
        && number.low <= Decimal::from(2060)
        && line.capital(end);
    // "before about 1750", "since around 1900"
    let led = start >= 2
        && matches!(line.prev(start), "about" | "around" | "circa" | "roughly")
        && matches!(line.w(start - 2), "before" | "since" | "in" | "until" | "from" | "after" | "by");
    let about = led && year_number(line, start).is_some() && !line.tag(end).noun();
    let law = line.w(end) == "of"
        && line.is_digits(end + 1)
        && line.w(end + 1).len() == 4
        && matches!(line.w(end + 1).as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..])
        && (start == 0 || line.capital(start - 1) || line.prev(start) == ".");
    year || law || about
}

/// "1.41  2.04  1.50".
fn in_table(line: &Line<'_>, number: &Number) -> bool {
    let end = number.tokens.end;
    number.tokens.len() == 1 && line.is_digits(end) && !line.glued(end)
}

/// "section 177 *(3)* of the act", "rule 8*(2)*": the part of a part.
fn subsection(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    if start < 3
        || number.tokens.len() > 1
        || line.prev(start) != "("
        || line.w(end) != ")"
        || line.w(start).len() > 2
    {
        return false;
    }
    let whole = line.is_digits(start - 2) && !line.w(start - 2).contains([',', '.']);
    let glued = line.glued(start - 1) && whole && line.w(start - 2).len() <= 3;
    glued
        || whole
            && (line.words.sense(line.w(start - 3)).any(Sense::CODE_BEFORE)
                || line.words.cue(line.w(start - 3)).any(Cue::CODE_BEFORE))
}

/// "4 x 100".
fn multiplied(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    matches!(line.w(end), "x" | "×") && line.is_digits(end + 1)
        || matches!(line.prev(start), "x" | "×") && start >= 2 && line.is_digits(start - 2)
}

/// Most words between a count and the one that a list tells of another place.
const LONGEST_LISTED: usize = 12;

/// "one" as a pronoun, and "at one point" and its like.
fn one_idiom(line: &Line<'_>, number: &Number) -> bool {
    if number.tokens.len() != 1 || line.w(number.tokens.start) != "one" {
        return false;
    }
    let (at, next) = (number.tokens.start, number.tokens.end);
    let (before, after) = (line.prev(at), line.w(next));
    // "No-one knows"
    if at >= 2 && line.dash(at - 1) && line.glued(at) && line.w(at - 2) == "no" {
        return true;
    }
    // "between one and 100 gigabytes"
    if before == "between" && after == "and" && line.is_numeral(next + 1) {
        return false;
    }
    // "only one in 12 applicants"
    if matches!(after, "in" | "out") && line.is_numeral(next + 1) {
        return false;
    }
    // "seven in Spain and *one in* Peru": one of those counted before
    if matches!(before, "," | "and") && matches!(after, "in" | "at" | "on" | "from") && line.capital(next + 1)
    {
        let near = at.saturating_sub(LONGEST_LISTED)..at - 1;
        let led = |t: usize| line.w(t) == after && line.capital(t + 1);
        return !(near.clone().any(led) && near.clone().any(|t| line.is_numeral(t)));
    }
    // "the world's number one player"
    if before == "number" {
        return true;
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
        || matches!(after, "in" | "out" | "to" | "or" | "-") && (line.is_numeral(next + 1) || after == "-")
        || matches!(after, "million" | "hundred" | "more" | "other"))
}

/// Whether capitals or signs around it make the number part of a name or an address: "60 Minutes",
/// "48 Harbour Road", "Six-Day War", "under-21s", "401(k)", "4K screen", a telephone number.
fn part_of_name(line: &Line<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let digits = number.form == Form::Digits;
    // "under-17", "over-60s", "under-five children"
    if number.form != Form::Vague
        && start >= 2
        && line.dash(start - 1)
        && matches!(line.w(start - 2), "under" | "u" | "over")
    {
        return true;
    }
    if digits && line.w(end) == "(" && line.glued(end) && line.is_word(end + 1) && line.w(end + 1).len() == 1
    {
        return true;
    }
    // Telephone numbers and codes begin with a zero that no quantity has.
    if digits
        && line.w(start).len() >= 2
        && line.w(start).starts_with('0')
        && !line.w(start).contains(['.', ','])
        || digits
            && start > 0
            && line.is_digits(start - 1)
            && !line.glued(start)
            && !behind_index(line, start, end)
            // "In 2023 *25 attacks* were prevented"
            && !(year_number(line, start - 1).is_some() && counts_many(line, end))
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
    if digits
        && capital
        && start > 0
        && (titled(line, end) || firm_of_number(line, number))
        && small_letters(line)
    {
        return true;
    }
    // Units and currencies are written small.
    let unit = line.words.unit_word(line.w(end)).is_some() || line.words.currency_word(line.w(end)).is_some();
    digits
        && capital
        && unit
        && start > 0
        && line.tag(start - 1) != Tag::Name
        && !matches!(line.w(end), "celsius" | "fahrenheit" | "ecu" | "ecus")
}

/// "the Arden 500 *0.5%*": a share behind the number of a name.
fn behind_index(line: &Line<'_>, start: usize, end: usize) -> bool {
    start >= 2 && line.capital(start - 2) && matches!(line.w(end), "%" | "percent")
}

/// "for myself and 19 *Entertainment*": more than one, and one everyday noun with a capital that is no plural.
fn firm_of_number(line: &Line<'_>, number: &Number) -> bool {
    let end = number.tokens.end;
    let class = line.english.words.classes(line.w(end));
    number.low > Decimal::ONE
        && line.owner[end].is_none()
        && line.tag(end).noun()
        && class.any(Class::COMMON_NOUN)
        && !class.any(Class(Class::NOUNS.0 | Class::NAME_ADJECTIVE.0))
        && lemma::singular(&line.english.words, line.w(end)) == line.w(end)
        && number.scale.is_none()
        && number.low.fract().is_zero()
        && month_number(line.w(end)).is_none()
        && !line.dash(end + 1)
        && goes_on_small(line, end + 1)
}

/// Whether neither a noun nor another word of a name stands at `at` or behind "or" there: not "50 Hit *or Miss Shops*", "80
/// Class *A shares*".
fn goes_on_small(line: &Line<'_>, at: usize) -> bool {
    let at = at + usize::from(line.tag(at) == Tag::Conjunction);
    let tag = line.tag(at);
    let describes = tag.noun() || matches!(tag, Tag::Adjective | Tag::VerbEd | Tag::VerbEn | Tag::VerbIng);
    !describes && !line.capital(at) && !line.is_numeral(at)
}

/// Whether the sentence is no headline that writes all its words with capitals.
fn small_letters(line: &Line<'_>) -> bool {
    line.lower.iter().zip(line.base..).any(|(w, t)| {
        w.len() > 3 && !line.text.tokens[t].case.capital() && line.text.tokens[t].kind == TokenKind::Word
    })
}

/// "50 Best Restaurants": ordinary words with capitals.
fn titled(line: &Line<'_>, at: usize) -> bool {
    let ordinary = |n: usize| {
        line.is_word(n)
            && line.capital(n)
            && line.owner[n].is_none()
            && line.english.words.classes(line.w(n)).common()
    };
    ordinary(at)
        && ordinary(at + 1)
        && counted(line, at).is_some_and(|p| p.tokens.start == at && line.capital(p.head) && p.head > at)
}

/// "is one of the main reasons": says that it belongs to them, counts nothing.
fn enumeration(line: &Line<'_>, number: &Number) -> bool {
    let (at, next) = (number.tokens.start, number.tokens.end);
    if line.w(at) != "one" || line.w(next) != "of" || at == 0 || line.verb(at - 1) != "be" {
        return false;
    }
    // "was one of intent": of one kind only
    let kind = next + 1 + usize::from(line.tag(next + 1) == Tag::Adjective);
    let many = matches!(line.w(next + 1), "many" | "several" | "few" | "numerous" | "countless" | "various")
        || line.w(next + 1).ends_with("est");
    let ends = !line.is_word(kind + 1) || line.english.words.function(line.w(kind + 1)).is_some();
    let alone =
        line.tag(kind) == Tag::Noun && !line.capital(kind) && line.words.numeral(line.w(kind)).is_none();
    if !many && ends && (alone || line.w(kind) == "thanks") && line.w(kind + 1) != "'s" {
        return true;
    }
    counted(line, next + 1 + usize::from(line.tag(next + 1) == Tag::Determiner)).is_some_and(|p| {
        let abstract_noun = line.words.cue(line.w(p.head)).any(Cue::BELONGS_TO);
        let superlative = p.tokens.clone().any(|n| line.w(n) == "most" || line.w(n).ends_with("est"));
        abstract_noun && !superlative
    })
}

/// "a bakers' dozen", "cheaper by the dozen", "a dime a dozen": no twelve of anything.
fn dozen_idiom(line: &Line<'_>, number: &Number) -> bool {
    let at = number.tokens.end - 1;
    line.w(at) == "dozen"
        && !line.tag(at + 1).noun()
        && (line.phrase_before(at, &["baker", "'s"])
            || line.phrase_before(at, &["baker", "’s"])
            || line.phrase_before(at, &["bakers"])
            || line.phrase_before(at, &["by", "the"])
            || line.phrase_before(at, &["to", "the"])
            || line.phrase_before(at, &["dime", "a"])
            || line.phrase_before(at, &["all", "-", "in", "-"]))
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
        || tail == "rated"
}

/// "a charge on the *back nine*": half of a golf course.
fn half_a_round(line: &Line<'_>, number: &Number) -> bool {
    let start = number.tokens.start;
    start >= 2
        && line.w(start) == "nine"
        && matches!(line.prev(start), "back" | "front" | "inward" | "outward")
        && matches!(line.w(start - 2), "the" | "his" | "her" | "their")
        && !matches!(line.tag(number.tokens.end), Tag::Noun | Tag::Nouns)
}

/// "the *number seven* role", "his number one fan": which one it is.
fn numbered(line: &Line<'_>, number: &Number) -> bool {
    let start = number.tokens.start;
    start >= 2
        && line.prev(start) == "number"
        && number.tokens.len() == 1
        && number.scale.is_none()
        && matches!(line.tag(start - 2), Tag::Determiner | Tag::Particle | Tag::Pronoun)
        && line.tag(number.tokens.end) == Tag::Noun
}
