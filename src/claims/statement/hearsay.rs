//! What is heard or denied: "rumours that", "denied that".

use crate::claims::clauses::clause::Parse;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Sense;

/// "denied *reports that* 200 had fled", "*Rumours that* 30 died were false": what one hears, behind the noun for it.
pub fn hearsay(line: &Line<'_>, parse: &Parse, clause: usize) -> bool {
    let that = match parse.clauses[clause].opener {
        Some(opener) => parse.chunks[opener].tokens.start,
        None => return false,
    };
    let stated = parse.clauses[clause].parent.is_some_and(|above| parse.clauses[above].verb.is_some());
    line.w(that) == "that"
        && that > line.body
        && stated
        && line.tag(that - 1).noun()
        && line.words.sense(line.w(that - 1)).any(Sense::HEARSAY)
}

/// "denied", "deny"
pub fn denies(line: &Line<'_>, verb: usize) -> bool {
    line.words.sense(line.verb(verb)).any(Sense::REPORTED)
}
