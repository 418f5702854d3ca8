#![doc = include_str!("percent.md")]

use super::{Context, Rule, Taken};
use crate::claims::Kind;

pub const RULE: Rule = Rule { name: "percent", page: include_str!("percent.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    context.by_unit(Kind::Percent)
}
