#![doc = include_str!("measure.md")]

use super::rule::{Context, Rule, Taken};
use crate::claims::claim::Kind;

pub const RULE: Rule = Rule { name: "measure", page: include_str!("measure.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    context.by_unit(Kind::Measure)
}
