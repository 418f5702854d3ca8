#![doc = include_str!("ratio.md")]

use super::count::phrase;
use super::{Context, Rule, Taken};
use crate::claims::Kind;
use crate::claims::noun_phrase::normalized;

pub const RULE: Rule = Rule { name: "ratio", page: include_str!("ratio.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    let mut taken = context.by_unit(Kind::Ratio)?;
    if let Some(found) = phrase(context.line, taken.end) {
        taken.unit = normalized(context.line, &found);
        taken.counted = context.line.slice(&found.tokens);
        taken.end = found.tokens.end;
        taken.about = false;
    }
    Some(taken)
}
