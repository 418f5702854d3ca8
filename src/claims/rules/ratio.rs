#![doc = include_str!("ratio.md")]

use super::count::phrase;
use super::{Context, Rule, Taken};
use crate::claims::Kind;
use crate::claims::noun_phrase::normalized;

pub const RULE: Rule = Rule { name: "ratio", page: include_str!("ratio.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    let mut taken = context.by_unit(Kind::Ratio)?;
    // "a 3-to-1 margin" is no number of margins.
    let names_it = |head: usize| matches!(context.line.w(head), "ratio" | "margin" | "majority" | "odds");
    if let Some(found) = phrase(context.line, taken.end).filter(|found| !names_it(found.head)) {
        taken.unit = normalized(context.line, &found);
        taken.counted = context.line.slice(&found.tokens);
        taken.end = found.tokens.end;
        taken.about = false;
    }
    Some(taken)
}
