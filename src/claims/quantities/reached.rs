//! What stands between a verb of motion and the level that is reached.

use crate::claims::claim::Direction;
use crate::claims::sentence::line::Line;
use crate::text::tagger::Tag;

/// Most words of "by a quarter of a percentage point".
const LONGEST_BY: usize = 9;

/// Where the amount of the move begins that stands before "to", with its "by": "raised its key rate *by a quarter point*
/// to 2 percent"; `to` where none stands there.
pub fn before_amount(line: &Line<'_>, to: usize) -> usize {
    let part = |t: usize| {
        let tag = line.tag(t);
        tag.noun()
            || matches!(tag, Tag::Number | Tag::Symbol | Tag::Determiner | Tag::Adverb)
            || line.w(t) == ","
    };
    let lead = (to.saturating_sub(LONGEST_BY)..to).rev().find(|t| !part(*t));
    lead.filter(|t| line.w(*t) == "by").unwrap_or(to)
}

/// The direction of a quantity that ends before `to` and stands behind "up" or "down": "down 12 cents *to*".
pub fn beside_move(line: &Line<'_>, to: usize) -> Option<Direction> {
    for n in (to.saturating_sub(10)..to).rev() {
        match line.w(n) {
            // "up 6%, *or* 16 pence to 293p": the move told again
            "or" => {}
            "," | "per" if line.w(n + 1) == "or" || line.w(n) == "per" => {}
            "up" | "higher" => return Some(Direction::Up),
            "down" | "lower" | "off" => return Some(Direction::Down),
            _ if matches!(line.tag(n), Tag::Number | Tag::Symbol | Tag::Noun | Tag::Nouns | Tag::Adverb) => {}
            _ => return None,
        }
    }
    None
}

/// Where an amount begins that "a total of" introduces: with the article.
pub fn past_total(line: &Line<'_>, start: usize) -> usize {
    let named = start >= 3 && line.w(start - 1) == "of";
    let total = named
        && matches!(line.w(start - 2), "total" | "average" | "sum" | "maximum" | "minimum")
        && matches!(line.w(start - 3), "a" | "an");
    if total {
        return start - 3;
    }
    // "slid to *an annual rate of*", "rose to *a record high of*"
    if named && matches!(line.w(start - 2), "rate" | "pace" | "record" | "high" | "low" | "peak" | "tally") {
        let article = (start.saturating_sub(6)..start - 2).rev().find(|t| line.tag(*t) == Tag::Determiner);
        let lead = article.filter(|a| {
            *a > 0
                && line.prev(*a) == "to"
                && (a + 1..start - 2)
                    .all(|t| matches!(line.tag(t), Tag::Adjective | Tag::Noun | Tag::Adverb | Tag::VerbEn))
        });
        return lead.unwrap_or(start);
    }
    start
}
