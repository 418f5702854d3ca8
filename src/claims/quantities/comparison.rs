//! Comparisons: which words set a quantity or a time against another.

use std::ops::Range;

use super::amount::Amount;
use super::earlier::{given, set_against};
use super::motion_before::moves;
use crate::claims::sentence::line::Line;
use crate::claims::sentence::motion::noun_motion;
use crate::claims::time::calendar::year_number;
use crate::claims::vocabulary::words::Sense;
use crate::text::tagger::Tag;

/// Most words between what opens a comparison and the time or quantity in it.
const LONGEST_COMPARISON: usize = 14;

/// The token that opens the comparison in whose second half a quantity or time that begins at `start` stands: "down
/// *from*", "compared *with*", "*against*", "more *than*".
pub fn comparison(line: &Line<'_>, start: usize) -> Option<usize> {
    let first = start.saturating_sub(LONGEST_COMPARISON).max(line.body.min(start));
    for at in (first..start).rev() {
        let opens = match line.w(at) {
            "with" | "to" => matches!(line.prev(at), "compared" | "compares" | "comparison"),
            "versus" | "vs" => true,
            "from" => moved(line, at) && !given(line, at),
            // "against 70 tonnes", "against a loss of 5 million"; nobody plays against a name so
            "against" => {
                set_against(line, at)
                    && line.mention(at + 1).is_none()
                    && (at + 1..=start.min(at + 6)).any(|n| n == start || line.is_numeral(n))
            }
            // "well below the 420 tonnes of 2021"
            "below" | "above" => line.w(at + 1) == "the" && line.is_numeral(at + 2),
            "than" => compares(line, at, start),
            // "a rise of 12 percent on last year"
            "on" => {
                at + 1 + usize::from(line.w(at + 1) == "the") == start
                    && !line.capital(start)
                    && !line.is_digits(start)
                    && moved(line, at)
            }
            _ => false,
        };
        if opens {
            return Some(at);
        }
        let ends =
            matches!(line.w(at), "," | ";" | ":" | "that" | "which" | "who" | "while" | "to" | "(" | ")");
        if ends || line.tag(at).predicates() {
            return None;
        }
    }
    None
}

/// Whether the quantity that begins at `start` is what a thing compared with comes to: "compared with *a year-earlier
/// profit of* 11 cents", "against *last year's* 20 million"; not what somebody foresaw.
pub fn compared_thing(line: &Line<'_>, start: usize) -> bool {
    if !matches!(line.prev(start), "of" | "'s" | "'") {
        return false;
    }
    let Some(mark) = comparison(line, start).filter(|m| *m + 1 < start) else { return false };
    let noun = |t: usize| {
        let tag = line.tag(t);
        let sense = line.words.noun_sense(line.w(t));
        (tag.noun()
            || matches!(tag, Tag::Determiner | Tag::Adjective | Tag::Particle | Tag::Pronoun | Tag::Mark)
            || line.w(t) == "of"
            // "from *2022's* 12 million"
            || year_number(line, t).is_some())
            && !sense.any(Sense(Sense::FORECAST.0 | Sense::TARGET_NOUN.0 | Sense::PLAN_NOUN.0))
    };
    matches!(line.w(mark), "with" | "to" | "against" | "versus" | "vs" | "from")
        && (mark + 1..start).all(noun)
}

/// "Net profit 300,000 vs *loss* 95,000": whether the word before a number says what stood there instead.
pub fn told_instead(line: &Line<'_>, start: usize) -> bool {
    start >= 2
        && matches!(line.prev(start), "profit" | "loss" | "profits" | "losses")
        && matches!(line.w(start - 2), "vs" | "versus")
}

/// Most words between "up" and the earlier level behind "from".
const LONGEST_TOLD: usize = 12;

/// Whether a move is told right before `at`: "rose", "a rise of 12 percent", "up nearly 3 billion dollars".
fn moved(line: &Line<'_>, at: usize) -> bool {
    let told = |n: usize| {
        matches!(line.w(n), "up" | "down") && (n == 0 || !line.tag(n - 1).verb())
            || line.tag(n).noun() && noun_motion(line, n).is_some()
    };
    // "up 6 percent to 104 million dollars from"
    let up = |n: usize| {
        matches!(line.w(n), "up" | "down") && (line.is_numeral(n + 1) || line.tag(n + 1) == Tag::Symbol)
    };
    moves(line, at)
        || (at.saturating_sub(5)..at).rev().take_while(|n| !line.tag(*n).verb()).any(told)
        || (at.saturating_sub(LONGEST_TOLD)..at)
            .rev()
            .take_while(|n| !line.tag(*n).verb() && line.w(*n) != ",")
            .any(up)
}

/// Whether "than" at `at` sets against the time that begins at `start` or what leads to it: no modifier ("more than
/// 60"), no length of time ("less than a year ago").
fn compares(line: &Line<'_>, at: usize, start: usize) -> bool {
    if line.is_numeral(at + 1) {
        return false;
    }
    let measured = |n: usize| {
        matches!(line.tag(n), Tag::Number | Tag::Symbol)
            || line.w(n) == "percent"
            || line.words.unit_word(line.w(n)).is_some()
            || line.words.currency_word(line.w(n)).is_some()
    };
    at + 1 < start || !matches!(line.prev(at), "less" | "more") || at >= 2 && measured(at - 2)
}

/// Whether the noun behind a number tells who expected so much: "the 5,000 *analysts had expected*".
pub fn foretold(line: &Line<'_>, amount: &Amount, noun: &Range<usize>) -> bool {
    let after = noun.end;
    let had = usize::from(matches!(line.w(after), "had" | "have"));
    line.prev(amount.tokens.start) == "the"
        && noun.len() == 1
        && line.tag(noun.start) == Tag::Nouns
        && line.words.sense(line.verb(after + had)).any(Sense::FORECAST)
        && (had == 1
            || matches!(line.w(noun.start), "analysts" | "economists" | "experts" | "forecasters")
                && line.w(after) != "polled"
                && line.w(after + 1) != "to")
}
