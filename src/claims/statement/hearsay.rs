//! What is heard or denied: "rumours that", "denied that".

use super::frame::{leads_to, negates};
use crate::claims::clauses::clause::{ClauseKind, Parse};
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

/// Whether somebody denies what a clause tells: "denied that 60 *had escaped*", "denies *having* sold two", "dismissed
/// reports that 200 *had fled*"; but "did not deny that".
pub fn denied(line: &Line<'_>, parse: &Parse, mut clause: usize) -> bool {
    loop {
        let this = &parse.clauses[clause];
        let (Some(verb), Some(parent)) = (this.verb, this.parent) else { return false };
        let Some(above) = parse.clauses[parent].verb else { return false };
        let (group, head) = (&parse.chunks[above].tokens, parse.chunks[above].head);
        let doubted = denies(line, head) || matches!(line.verb(head), "dismiss" | "reject" | "refute");
        let rejects = doubted && !parse.chunks[above].passive && !group.clone().any(|t| negates(line.w(t)));
        let spread = match this.kind {
            ClauseKind::Complement if denies(line, head) => return rejects,
            _ if hearsay(line, parse, clause) => return rejects,
            ClauseKind::Participle => {
                let next = head + 1 == parse.chunks[verb].tokens.start;
                return this.antecedent.is_none() && next && denies(line, head) && rejects;
            }
            // "denied that it had sued *to win* 40 euros" says nothing of the euros.
            ClauseKind::Infinitive => leads_to(line, parse, parent) == Some(clause),
            _ => false,
        };
        if !spread {
            return false;
        }
        clause = parent;
    }
}
