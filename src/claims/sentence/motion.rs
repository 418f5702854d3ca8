//! Verbs and nouns of motion, and which way they go.

use super::line::Line;
use crate::claims::claim::Direction;
use crate::claims::vocabulary::words::Sense;

/// Up or down, if the verb (with its particle) at `at` is one of motion.
pub fn motion(line: &Line<'_>, at: usize) -> Option<Direction> {
    if !line.is_word(at) {
        return None;
    }
    let base = line.verb(at);
    let particle = format!("{base}_{}", line.w(at + 1));
    let sense = Sense(line.words.sense(base).0 | line.words.sense(&particle).0);
    direction(sense, Sense::UP, Sense::DOWN)
}

/// Up or down, if the verb at `at` moves its object: "raised *fares*", but "lost *the vote*" moves no vote.
pub fn motion_of_object(line: &Line<'_>, at: usize) -> Option<Direction> {
    motion(line, at).filter(|_| line.verb(at) != "lose")
}

/// Up or down, if the noun at `at` is one of motion.
pub fn noun_motion(line: &Line<'_>, at: usize) -> Option<Direction> {
    if !line.is_word(at) {
        return None;
    }
    let word = line.w(at);
    let sense =
        line.words.sense(word.strip_suffix('s').filter(|w| line.words.sense(w).0 != 0).unwrap_or(word));
    direction(sense, Sense::UP_NOUN, Sense::DOWN_NOUN)
}

fn direction(sense: Sense, up: Sense, down: Sense) -> Option<Direction> {
    if sense.any(up) {
        Some(Direction::Up)
    } else if sense.any(down) {
        Some(Direction::Down)
    } else {
        None
    }
}
