#![doc = include_str!("ratio.md")]

use super::count::phrase;
use super::{Context, Rule, Taken};
use crate::claims::Kind;
use crate::claims::noun_phrase::normalized;
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
    if let Some(found) = phrase(context.line, taken.end) {
        taken.unit = normalized(context.line, &found);
        taken.counted = context.line.slice(&found.tokens);
        taken.end = found.tokens.end;
        taken.about = false;
    }
    Some(taken)
}
