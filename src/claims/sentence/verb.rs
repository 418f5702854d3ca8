//! Verbs with their particles: "carry out", "rule out".

use super::line::Line;
use crate::claims::vocabulary::words::Sense;
use crate::text::tagger::Tag;

/// What a verb tells in a statement, its particle heard: "rule out" says something, "rule" does not.
pub fn sense(line: &Line<'_>, verb: usize) -> Sense {
    let base = line.verb(verb);
    match particle(line, verb) {
        Some(particle) => line.words.sense(&format!("{base}_{particle}")),
        None => line.words.sense(base),
    }
}

/// The particle or noun that makes one verb with the one before it: "carry *out*", "take *place*".
pub fn particle<'l>(line: &'l Line<'_>, verb: usize) -> Option<&'l str> {
    let base = line.verb(verb);
    let next = line.w(verb + 1);
    if next == "back"
        && !matches!(
            base,
            "pay"
                | "give"
                | "bring"
                | "take"
                | "come"
                | "go"
                | "hold"
                | "cut"
                | "scale"
                | "push"
                | "roll"
                | "win"
                | "claw"
                | "buy"
                | "get"
                | "send"
                | "hand"
                | "fight"
                | "call"
                | "bounce"
                | "pull"
                | "set"
                | "draw"
                | "step"
        )
    {
        return None;
    }
    if base == "take" && matches!(next, "part" | "place") {
        return Some(next);
    }
    let particle =
        matches!(next, "up" | "out" | "off" | "down" | "away" | "back" | "aside" | "apart" | "over")
            || next == "forward" && matches!(base, "put" | "bring" | "carry" | "come")
            || next == "on" && matches!(base, "take" | "carry")
            || next == "in"
                && !matches!(
                    line.w(verb + 2),
                    "relation" | "connection" | "response" | "line" | "court" | "front"
                )
                && matches!(
                    base,
                    "come" | "bring" | "settle" | "take" | "rake" | "pull" | "chip" | "turn" | "cash"
                );
    let particle = particle
        || next == "on"
            && base == "take"
            && matches!(line.tag(verb + 2), Tag::Number | Tag::Determiner | Tag::Symbol | Tag::Adjective);
    // "up to 5", "over 200", "out of" belong to what follows.
    let taken = matches!(line.w(verb + 2), "to")
        && next == "up"
        && matches!(line.tag(verb + 3), Tag::Number | Tag::Symbol | Tag::Determiner)
        || next == "out" && line.w(verb + 2) == "of"
        || next == "over" && (line.tag(verb + 2) == Tag::Number || line.tag(verb + 2) == Tag::Symbol)
        || next == "down" && line.w(verb + 2) == "from"
        || next == "up" && line.w(verb + 2) == "from";
    // "has made *over the last two years*"
    let taken = taken || next == "over" && spans(line, verb + 2);
    let off = next != "off"
        || matches!(
            base,
            "take"
                | "lay"
                | "pay"
                | "call"
                | "kick"
                | "put"
                | "set"
                | "pull"
                | "cut"
                | "write"
                | "sell"
                | "break"
                | "fend"
                | "knock"
                | "shave"
                | "finish"
                | "wipe"
                | "trade"
                | "shut"
                | "spin"
                | "stave"
                | "drop"
                | "turn"
        );
    // "edged *up* to 13 billion", "went *up* from 7"
    let moves = || line.words.sense(&format!("{base}_{next}")).any(Sense(Sense::UP.0 | Sense::DOWN.0));
    let taken = taken && !(matches!(next, "up" | "down") && particle && moves());
    (particle && off && !taken && base != "be" && base != "say").then_some(next)
}

/// Whether "over" before `at` leads to a stretch of time.
fn spans(line: &Line<'_>, at: usize) -> bool {
    (at..at + 5)
        .take_while(|n| {
            matches!(line.tag(*n), Tag::Determiner | Tag::Adjective | Tag::Number | Tag::Noun | Tag::Nouns)
        })
        .any(|n| line.words.unit_of_time(line.w(n)))
}
