//! The word of motion before an amount: the verb, noun or particle that tells which way it went.

use crate::claims::claim::Direction;
use crate::claims::sentence::line::Line;
use crate::claims::sentence::motion::{motion, noun_motion};
use crate::text::tagger::Tag;

/// Most words between a preposition and the level it leads to: "to a seasonally adjusted".
pub const LONGEST_DESCRIPTION: usize = 3;

/// Whether what stands before `from` (the word "from") is a move: "rose", "an increase", "up", "cut rates".
pub fn moves(line: &Line<'_>, from: usize) -> bool {
    let words = if line.w(from) == "from" { FARTHEST_VERB } else { NEAR_VERB };
    movement_within(line, from, words, true).is_some()
}

/// Most words between a verb of motion and the level it leads to.
pub const FARTHEST_VERB: usize = 24;

/// Most words between a verb of motion and the amount of the move.
const NEAR_VERB: usize = 9;

/// Which way the word of motion goes that leads to a level behind `at`.
pub fn movement_before(line: &Line<'_>, at: usize) -> Option<Direction> {
    movement_within(line, at, FARTHEST_VERB, true)
}

/// Which way the nearest word of motion goes that stands at most `words` words before `at`; "up 5 percent" is one where
/// `beside`.
pub fn movement_within(line: &Line<'_>, at: usize, words: usize, beside: bool) -> Option<Direction> {
    let mut noun = None;
    for n in (at.saturating_sub(words)..at).rev() {
        let near = at - n;
        if matches!(line.w(n), ";" | ":" | "that" | "which" | "who" | "(" | "while") {
            return noun;
        }
        if near > 2
            && let Some(other) = of_another_event(line, n, at)
        {
            return Some(other);
        }
        if describes(line, n) || near > 2 && passed_over(line, n) {
            continue;
        }
        let tag = line.tag(n);
        if tag.verb() {
            // "*The increase brings* the price to 20 dollars"
            let brought = || noun_motion(line, n.checked_sub(1)?).filter(|_| line.verb(n) == "bring");
            return motion(line, n).or(noun).or_else(|| noun_motion(line, n)).or_else(brought);
        }
        // "was *up 5 percent* last month at 40 million"
        let amount = near > 1 && matches!(line.tag(n + 1), Tag::Number | Tag::Symbol);
        if beside && amount && noun.is_none() && particle(line, n).is_some() {
            return particle(line, n);
        }
        if tag.noun() && near <= 3 && noun.is_none() {
            // "trim growth by": the verb, if one of motion stands before, knows better.
            noun = noun_motion(line, n);
        }
        if noun.is_some() && near > 4 {
            return noun;
        }
        if near <= 2 && !of_verb(line, n) && particle(line, n).is_some() {
            return particle(line, n);
        }
    }
    noun
}

/// The way that "up" or "down" at `at` tells.
pub fn particle(line: &Line<'_>, at: usize) -> Option<Direction> {
    match line.w(at) {
        "up" => Some(Direction::Up),
        "down" => Some(Direction::Down),
        _ => None,
    }
}

/// "eased *since* the last increase in its rate to 6 percent": which way another event went, told between `at` and `end`.
fn of_another_event(line: &Line<'_>, at: usize, end: usize) -> Option<Direction> {
    if !matches!(line.w(at), "since" | "after" | "despite" | "amid") {
        return None;
    }
    (at + 1..end).find_map(|t| noun_motion(line, t).filter(|_| line.tag(t).noun()))
}

/// "cut *operating* costs to": whether a form in "-ing" tells of the noun behind it; but "by *cutting* costs to",
/// ", *boosting* profit to".
fn describes(line: &Line<'_>, at: usize) -> bool {
    let gerund = || {
        at > 0
            && (line.tag(at - 1) == Tag::Mark && !line.dash(at - 1)
                || line.tag(at - 1) == Tag::Conjunction
                || line.tag(at - 1).verb() && !moves_itself(line.verb(at))
                || matches!(line.w(at - 1), "by" | "at" | "for" | "of" | "in"))
    };
    line.tag(at) == Tag::VerbIng && line.tag(at + 1).noun() && !(motion(line, at).is_some() && gerund())
}

/// Verbs of motion that take no object: "sees *rising* profits", but "suggests *raising* taxes".
fn moves_itself(verb: &str) -> bool {
    matches!(
        verb,
        "rise" | "fall" | "grow" | "decline" | "climb" | "soar" | "slump" | "shrink" | "dwindle" | "mount"
    )
}

/// Whether a form of a verb at `at` tells nothing of its own between a verb of motion and the level it leads to: "the number
/// of clerks *based* in London", "to a seasonally *adjusted* 1.2 million", "in the week *ended* May 2".
pub fn passed_over(line: &Line<'_>, at: usize) -> bool {
    let tag = line.tag(at);
    if !matches!(tag, Tag::VerbEn | Tag::VerbEd | Tag::VerbIng) || motion(line, at).is_some() || at == 0 {
        return false;
    }
    if matches!(line.w(at), "ended" | "ending") {
        return true;
    }
    let behind = line.tag(at + 1);
    // "the clerks *based* in"
    if tag == Tag::VerbEn && line.tag(at - 1).noun() && behind == Tag::Preposition {
        return true;
    }
    let before = at - 1 - usize::from(line.tag(at - 1) == Tag::Adverb && at > 1);
    let led = match line.tag(before) {
        Tag::Determiner => true,
        Tag::Pronoun => matches!(line.w(before), "its" | "their" | "his" | "her" | "our"),
        Tag::Preposition => tag != Tag::VerbIng && before + 1 == at,
        // "the states' *combined* surplus", "its 64MB *fixed* disk drive"
        Tag::Particle | Tag::Mark => matches!(line.w(before), "'s" | "'" | "’s" | "’"),
        Tag::Noun | Tag::Number => {
            tag == Tag::VerbEn
                && (before.saturating_sub(LONGEST_DESCRIPTION)..before)
                    .any(|t| line.tag(t) == Tag::Determiner || line.tag(t) == Tag::Pronoun)
                && (before.saturating_sub(LONGEST_DESCRIPTION)..before).any(|t| line.is_digits(t))
        }
        _ => false,
    };
    led && (behind.noun() || matches!(behind, Tag::Adjective | Tag::Number | Tag::Symbol))
}

/// Whether "up" or "down" at `at` belongs to a verb that moves nothing: "plunked *down* six dollars", "beaten *up* by".
pub fn of_verb(line: &Line<'_>, at: usize) -> bool {
    let Some(verb) = at.checked_sub(1).filter(|v| line.tag(*v).verb()) else { return false };
    motion(line, verb).is_none()
        && !matches!(
            line.verb(verb),
            "be" | "close"
                | "end"
                | "finish"
                | "open"
                | "trade"
                | "settle"
                | "stand"
                | "remain"
                | "go"
                | "move"
                | "come"
                | "start"
                | "mark"
                | "bring"
                | "push"
                | "send"
                | "drive"
        )
}
