#![doc = include_str!("ratio.md")]

use super::count::phrase;
use super::rule::{Context, Rule, Taken};
use crate::claims::claim::Kind;
use crate::claims::quantities::noun_phrase::normalized;
use crate::text::tagger::Tag;

pub const RULE: Rule = Rule { name: "ratio", page: include_str!("ratio.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    let mut taken = context.by_unit(Kind::Ratio)?;
    // "one person in 340"
    let line = context.line;
    let inner = context.amount.number.start + 1;
    if line.tag(inner) == Tag::Noun && line.w(inner + 1) == "in" && inner + 1 < context.amount.number.end {
        taken.unit = line.w(inner).to_string();
        taken.counted = line.raw(inner).to_string();
        taken.about = false;
        return Some(taken);
    }
    // "a 3-to-1 margin" is no number of margins.
    let names_it = |head: usize| matches!(line.w(head), "ratio" | "margin" | "majority" | "odds");
    if let Some(found) = phrase(line, taken.end).filter(|found| !names_it(found.head)) {
        taken.unit = normalized(line, &found);
        taken.counted = line.slice(&found.tokens);
        taken.end = found.tokens.end;
        taken.about = false;
    }
    Some(taken)
}
