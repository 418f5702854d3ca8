//! Which durations and bare numbers are ages.

use std::ops::Range;

use rust_decimal::Decimal;

use super::amount::Amount;
use super::noun_phrase::{before, counted};
use crate::claims::claim::{Kind, Modifier};
use crate::claims::sentence::line::Line;
use crate::claims::time::relative_time::weekday_named;
use crate::claims::vocabulary::words::{Cue, Sense, month_number};
use crate::text::TokenKind;
use crate::text::tagger::Tag;

/// Makes an age of an amount that is one.
pub fn age(line: &Line<'_>, amount: &mut Amount) {
    let end = amount.tokens.end;
    let duration = amount.kind == Some(Kind::Duration)
        && matches!(amount.unit.as_str(), "year" | "month" | "week" | "day");
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
    } else if duration
        && (line.phrase_before(amount.tokens.start, &["age", "of"])
            || line.prev(amount.tokens.start) == "aged")
    {
        amount.kind = Some(Kind::Age);
    } else if duration && amount.unit == "year" && amount.low <= OLDEST && younger_than(line, amount) {
        amount.kind = Some(Kind::Age);
    } else if duration && amount.unit == "year" && mean_age(line, amount.tokens.start) {
        amount.kind = Some(Kind::Age);
    } else if amount.kind.is_none() && (line.w(end) == "yo" || line.phrase(end, &["y", "/", "o"])) {
        amount.kind = Some(Kind::Age);
        amount.unit = "year".into();
        amount.tokens.end = if line.w(end) == "yo" { end + 1 } else { end + 3 };
    } else if amount.kind.is_none() && aged(line, amount) {
        amount.kind = Some(Kind::Age);
        amount.unit = "year".into();
    }
    if amount.kind == Some(Kind::Age) {
        bounded(line, amount);
    }
}

/// Nobody is older, in years.
const OLDEST: Decimal = Decimal::from_parts(125, 0, 0, false, 0);

/// "those *younger than* 25", "men *older than* 60 years"
fn younger_than(line: &Line<'_>, amount: &Amount) -> bool {
    (amount.tokens.start.saturating_sub(2)..amount.number.start).any(|t| {
        matches!(line.w(t), "younger" | "older") && line.w(t + 1) == "than" && t + 2 == amount.number.start
    })
}

/// "Their *mean age was* 46.2 years"
fn mean_age(line: &Line<'_>, start: usize) -> bool {
    start > 0
        && line.verb(start - 1) == "be"
        && (start.saturating_sub(9)..start - 1).rev().take_while(|t| line.w(*t) != ",").any(|t| {
            line.w(t) == "age"
                && matches!(line.prev(t), "mean" | "average" | "median" | "typical" | "his" | "her")
        })
}

/// "under the age of five", "over the age of 21": as "under five", "over 21".
fn bounded(line: &Line<'_>, amount: &mut Amount) {
    let start = amount.tokens.start;
    if start < 4 || amount.modifier != Modifier::Exact || !line.phrase_before(start, &["the", "age", "of"]) {
        return;
    }
    amount.modifier = match line.w(start - 4) {
        "under" | "below" => Modifier::LessThan,
        "over" | "above" => Modifier::MoreThan,
        _ => return,
    };
    amount.tokens.start = start - 4;
}

/// "aged 45", "at the age of 20", "Chidi Okonkwo, 61,", "who was 10".
fn aged(line: &Line<'_>, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    if amount.low <= Decimal::ZERO || amount.high.unwrap_or(amount.low) > OLDEST {
        return false;
    }
    // What younger people do may look like a noun: "people younger than 25 *fell*"; "older than 12 *boys*" are no years.
    let plural = line.tag(amount.tokens.end) == Tag::Nouns && line.w(amount.tokens.end).ends_with('s');
    if younger_than(line, amount) && !plural && amount.low.fract().is_zero() {
        return true;
    }
    // "those who are 99 *or older*"
    if matches!(line.prev(amount.tokens.end), "older" | "younger") && !line.tag(amount.tokens.end).noun() {
        return true;
    }
    if matches!(line.prev(start), "aged" | "age" | "ages")
        || line.phrase_before(start, &["age", "of"])
        || line.phrase_before(start, &["ages", "of"])
    {
        return !line.is_word(amount.tokens.end)
            || !line.tag(amount.tokens.end).noun()
            || matches!(line.prev(start), "aged" | "of");
    }
    // "aged 50 and 46", "aged 19, 22 and 27"
    if matches!(line.prev(start), "and" | "or" | ",") && listed_behind_aged(line, start) {
        return true;
    }
    let behind = line.w(amount.tokens.end);
    let aside = line.prev(start.wrapping_sub(1)) == "," && matches!(behind, "," | ")");
    // "died at 77", "who, at 12, is the oldest", "Marta Lindqvist, now 38,"
    if amount.low > Decimal::from(2)
        && start > 1
        && (line.prev(start) == "at" && (dies(line, start - 1) && !line.is_word(amount.tokens.end) || aside)
            || matches!(line.prev(start), "now" | "also" | "both" | "then") && aside)
    {
        return true;
    }
    let digits = line.is_digits(amount.number.start)
        && amount.number.len() == 1
        && line.w(amount.number.start).len() <= 3
        && !line.w(amount.number.start).contains('.');
    let end = amount.tokens.end;
    // "She is 35", "He will be 40 in May"
    let being = start >= 2
        && line.verb(start - 1) == "be"
        && of_person(line, start - 1)
        && matches!(
            line.w(end),
            "." | "," | "when" | "at" | "and" | "in" | "on" | "by" | "next" | "this" | ""
        );
    if digits && being {
        return true;
    }
    let comma = digits
        && line.prev(start) == ","
        && (matches!(line.w(end), "," | "." | ";" | ")")
            || matches!(line.w(end), "who" | "and" | "from" | "said" | "was" | "is")
            || end >= line.len());
    if comma && start >= 2 {
        let person = line.is_person(start - 2);
        // "Wei Li-hong, 41,": the last part of a name may be small.
        let part = start >= 4 && line.dash(start - 3) && line.glued(start - 2) && line.capital(start - 4);
        let name = (line.tag(start - 2) == Tag::Name && line.capital(start - 2) || part)
            && line.mention(start - 2).is_none();
        // "Ana Lima, 41,": a last name that is a town as well
        let town = start >= 4
            && line
                .mention(start - 2)
                .is_some_and(|m| m.kind == crate::entities::Kind::PLACE && m.tokens.len() == 1)
            && line.tag(start - 3) == Tag::Name
            && line.capital(start - 3)
            && line.mention(start - 3).is_none()
            && !matches!(line.w(start - 4), "in" | "of" | "at" | "near" | "from" | ",");
        if (person || name || town) && amount.low > Decimal::ONE {
            return true;
        }
    }
    // "the striker, 22, signed", "Two brothers, 17 and 20, were"
    let end = if line.w(end) == "and" && line.is_digits(end + 1) && line.w(end + 1).len() <= 2 {
        end + 2
    } else {
        end
    };
    let first =
        if line.prev(start) == "and" && start >= 2 && line.is_digits(start - 2) { start - 2 } else { start };
    if digits
        && first >= 2
        && line.prev(first) == ","
        && line.w(end) == ","
        && amount.low > Decimal::ONE
        && line.w(amount.number.start).len() <= 2
        && (matches!(line.tag(first - 2), Tag::Noun | Tag::Nouns)
            && line.words.unit_word(line.w(first - 2)).is_none())
        && line.tag(end + 1) != Tag::Nouns
    {
        return true;
    }
    // "Brown, 42, was": a name that is a word as well opens the sentence.
    if digits
        && start == line.body + 2
        && line.prev(start) == ","
        && line.w(end) == ","
        && line.w(amount.number.start).len() == 2
        && line.tag(start - 2) == Tag::Adjective
        && line.capital(start - 2)
        && line.tag(end + 1).predicates()
    {
        return true;
    }
    // "a boy of 14 was"
    let young = matches!(
        line.w(start.wrapping_sub(2)),
        "boy" | "girl" | "man" | "woman" | "child" | "youth" | "lad" | "son" | "daughter" | "teenager"
    );
    let closed = !line.tag(end).noun() && line.tag(end) != Tag::Adjective && line.tag(end) != Tag::Symbol;
    if line.prev(start) == "of"
        && young
        && closed
        && amount.modifier == Modifier::Exact
        && amount.low >= Decimal::TWO
    {
        return true;
    }
    // "At 82, she swims"
    let she = matches!(line.w(end + 1), "he" | "she" | "i") || line.is_person(end + 1);
    if digits && start == line.body + 1 && line.prev(start) == "at" && line.w(end) == "," && she {
        return amount.low >= Decimal::from(5);
    }
    // "joined the army at 17 and", "retired at 65"
    if digits && line.prev(start) == "at" && in_a_life(line, start, amount.tokens.end) {
        return amount.low >= Decimal::from(5);
    }
    // "children under five"
    if matches!(line.w(start), "under" | "over")
        && start > 0
        && line.words.cue(line.prev(start)).any(Cue::AGE_GROUP)
    {
        return counted(line, amount.tokens.end).is_none();
    }
    // "The average age of the jurors is 52"
    let clause = start.saturating_sub(12)..start;
    if digits
        && line.verb(start - usize::from(start > 0)) == "be"
        && clause.clone().any(|n| line.w(n) == "age")
    {
        return true;
    }
    if turned(line, amount, digits) {
        return true;
    }
    // "children as young as five"
    if amount.modifier == Modifier::Exact
        && amount.number.len() == 1
        && amount.low >= Decimal::TWO
        && matches!(line.w(start.wrapping_sub(2)), "young" | "old")
        && line.prev(start) == "as"
    {
        return true;
    }
    // "The oldest of the victims was 88"
    if digits
        && line.verb(start - usize::from(start > 0)) == "be"
        && (start.saturating_sub(7)..start).any(|n| matches!(line.w(n), "oldest" | "youngest"))
    {
        return true;
    }
    let end = amount.tokens.end;
    let bracket = digits && line.prev(start) == "(" && line.w(end) == ")" && start >= 2;
    if bracket && amount.low > Decimal::from(9) {
        return line.is_person(start - 2) || unknown_name(line, start - 1, end);
    }
    digits
        && line.phrase_before(start, &["who", "was"])
        && matches!(line.w(end), "," | "." | "when" | "at" | ")")
}

/// Whether two or more words in capitals that name nothing known stand before the bracket at `open`: "Garda Cathal Ó
/// Raghallaigh (38)"; or one, behind whose bracket stands where the person is from.
fn unknown_name(line: &Line<'_>, open: usize, close: usize) -> bool {
    let name = |t: usize| {
        line.is_word(t) && line.capital(t) && line.tag(t) == Tag::Name && line.mention(t).is_none()
    };
    let words = (0..open).rev().take_while(|t| name(*t)).count();
    let from = line.w(close + 1) == "," && matches!(line.w(close + 2), "of" | "from" | "who");
    words >= 2 || words == 1 && from
}

/// Whether "at" at `at` tells how old somebody was at death: "*died* at 77", "*dies* in Lima at 77".
fn dies(line: &Line<'_>, at: usize) -> bool {
    let place = |t: &usize| {
        line.tag(*t).noun()
            || matches!(line.tag(*t), Tag::Preposition | Tag::Determiner | Tag::Particle | Tag::Pronoun)
    };
    let verb = (at.saturating_sub(7)..at).rev().find(|t| line.verb(*t) == "die" || !place(t));
    verb.is_some_and(|v| line.verb(v) == "die")
}

/// Whether a person is named right before the verb at `at`, or a pronoun stands for one near before it.
fn of_person(line: &Line<'_>, at: usize) -> bool {
    at > 0 && line.is_person(at - 1)
        || (at.saturating_sub(4)..at).any(|n| matches!(line.w(n), "he" | "she" | "i"))
}

/// "the founder *turned 80*", "who *turned seven* on Sunday"; of a number in words its neighbours must tell more.
fn turned(line: &Line<'_>, amount: &Amount, digits: bool) -> bool {
    let start = amount.tokens.start;
    let word = amount.modifier == Modifier::Exact && amount.number.len() == 1;
    let verb = match line.prev(start) {
        "turned" | "turns" => digits || word,
        "turning" | "turn" => digits,
        _ => false,
    };
    if !verb {
        return false;
    }
    let person = digits && of_person(line, start - 1);
    let closed = match line.w(amount.tokens.end) {
        "." | "," | "in" | "on" | "last" | "this" | "next" => true,
        "" | "and" | "before" | "every" => digits,
        "at" | "by" | "when" => person,
        _ => false,
    };
    // "crashed at turn 1": whose first birthday it is must be told.
    closed && (amount.low >= Decimal::TWO || person)
}

/// Whether "at" before the number at `start` tells how old somebody was when doing what one does once in a life: "left
/// school *at* 16", "married *at* 19", but "the shares joined the index at 17 and".
fn in_a_life(line: &Line<'_>, start: usize, end: usize) -> bool {
    let closed = line.kind(end).is_none_or(|k| k == TokenKind::Mark && !line.glued(end))
        || matches!(line.w(end), "and" | "to" | "but" | "after" | "when" | "." | "," | ";");
    if !closed {
        return false;
    }
    let near = start.saturating_sub(5)..start - 1;
    let Some(verb) = near.clone().rev().find(|n| line.tag(*n).verb()) else { return false };
    let between = &line.tags[verb + 1..start - 1];
    let bare =
        between.iter().all(|t| t.noun() || matches!(t, Tag::Determiner | Tag::Pronoun | Tag::Adjective));
    bare && line.words.cue(line.verb(verb)).any(Cue::LIFE)
        && (line.verb(verb) != "leave" || line.prev(start - 1) == "school" || line.prev(start - 1) == "home")
        && (line.verb(verb) != "join" || between.contains(&Tag::Determiner))
}

/// Most ages that are told one behind the other.
const LONGEST_LIST: usize = 8;

/// Whether nothing but ages stands between "aged" and the number that begins at `start`.
fn listed_behind_aged(line: &Line<'_>, start: usize) -> bool {
    let mut at = start;
    for _ in 0..LONGEST_LIST {
        let mut lead = at;
        while lead > 0 && matches!(line.w(lead - 1), "and" | "or" | ",") {
            lead -= 1;
        }
        let number = lead.checked_sub(1).filter(|n| lead < at && line.is_digits(*n) && line.w(*n).len() <= 2);
        let Some(number) = number else { return false };
        if matches!(line.prev(number), "aged" | "ages") {
            return true;
        }
        at = number;
    }
    false
}

/// Whether the age tells when in a life somebody did something: "*at the age of* 85", "*at age* 12".
pub fn at_an_age(line: &Line<'_>, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    line.phrase_before(start, &["at", "the", "age", "of"]) || line.phrase_before(start, &["at", "age"])
}

/// The person whose age it is.
pub fn of(line: &Line<'_>, amount: &Amount) -> String {
    // "Ana Ruiz, *also* 47,"
    let start = amount.tokens.start;
    let adverb = start >= 3
        && line.w(start - 2) == ","
        && matches!(line.prev(start), "now" | "also" | "both" | "then");
    // "*children* as young as five"
    if line.prev(start) == "as"
        && start >= 3
        && let Some(range) = before(line, start - 3)
    {
        return line.slice(&range);
    }
    if adverb && let Some(range) = before(line, start - 2) {
        // "*recalled* Ana Ruiz, now 26,": who it is begins behind the verb.
        let said = line.words.sense(line.verb(range.start)).any(Sense::SAY)
            && range.len() > 1
            && line.capital(range.start + 1)
            && !line.capital(range.start);
        return line.slice(&(range.start + usize::from(said)..range.end));
    }
    // "Ana Ruiz (41) and *Tom Byrne (29)*"
    if line.prev(start) == "("
        && line.w(amount.tokens.end) == ")"
        && let Some(range) = before(line, start - 1)
    {
        return line.slice(&range);
    }
    // "boys *under the age of* 12"
    let bound = line.phrase_before(amount.number.start, &["age", "of"]);
    let start = if bound { amount.number.start } else { amount.tokens.start };
    if line.prev(start) == ","
        && start >= 2
        && let Some(range) = before(line, start - 1)
    {
        // "on the mind of *Ana Ruiz*, 80,": she is so old.
        let person = line.mention(start - 2).filter(|m| m.kind == crate::entities::Kind::PERSON);
        let of = person.map(|m| line.within(m).start).filter(|n| *n > range.start && line.prev(*n) == "of");
        return line.slice(&(of.unwrap_or(range.start)..range.end));
    }
    // "children under five"
    if matches!(line.w(start), "under" | "over") && start > 0 && line.tag(start - 1).noun() {
        return line.raw(start - 1).to_string();
    }
    // "the victims were aged between 19 and 45", "the poet died at the age of 87"
    let led = ["aged", "age", "ages", "of"].contains(&line.prev(start));
    // "3 million pupils below the age of nine": how many they are does not belong to who they are.
    let uncounted = |range: Range<usize>| {
        let number = range.clone().rev().find(|t| line.tag(*t) == Tag::Number).filter(|n| n + 1 < range.end);
        line.slice(&(number.map_or(range.start, |n| n + 1)..range.end))
    };
    if led {
        let mut at = start;
        while at > 0 {
            at -= 1;
            if matches!(line.w(at), "age" | "ages" | "aged" | "average") {
                continue;
            }
            if line.tag(at).noun()
                && !tells_time(line, at)
                && let Some(range) = before(line, at + 1)
            {
                // "had *a stroke* aged 65": the subject's age
                let event = line.prev(start) == "aged" && line.words.cue(line.w(at)).any(Cue::OF_A_LIFE);
                return if event { String::new() } else { uncounted(range) };
            }
        }
    }
    counted(line, amount.tokens.end)
        // "the 40-year-old hopes that"
        .filter(|p| p.tokens.start == amount.tokens.end && !line.tag(amount.tokens.end).verb())
        .map(|p| line.slice(&p.tokens))
        .or_else(|| {
            let range = before(line, start)?;
            Some(line.slice(&range))
        })
        .unwrap_or_default()
}

/// "died last *December* at the age of 80": when, not who.
fn tells_time(line: &Line<'_>, at: usize) -> bool {
    let word = line.w(at);
    month_number(word).is_some()
        || weekday_named(word).is_some()
        || line.words.unit_of_time(word)
        || matches!(word, "morning" | "afternoon" | "evening" | "night" | "weekend")
}
