//! Hyphens that hang behind a number and wait for the noun of the last: "three-, six- and nine-string banjos".

use super::read_number::number;
use crate::claims::sentence::line::Line;

/// Whether a hyphen at `at` hangs: "8- to 16-metre", "four-, five- and six-litre".
pub fn hangs(line: &Line<'_>, at: usize) -> bool {
    line.dash(at)
        && line.glued(at)
        && !(line.glued(at + 1) && (line.is_word(at + 1) || line.is_digits(at + 1)))
}

/// The noun behind the last of numbers with hanging hyphens, where the number that ends at `end` is one of them.
pub fn shared_noun(line: &Line<'_>, end: usize) -> Option<usize> {
    if !hangs(line, end) {
        return None;
    }
    let mut at = end + 1;
    for _ in 0..4 {
        at += usize::from(line.w(at) == ",");
        at += usize::from(matches!(line.w(at), "and" | "or" | "to"));
        let number = number(line, at)?;
        at = number.tokens.end;
        if !line.dash(at) || !line.glued(at) {
            return None;
        }
        at += 1;
        if line.glued(at) && line.is_word(at) {
            return Some(at);
        }
    }
    None
}
