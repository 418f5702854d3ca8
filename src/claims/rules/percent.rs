#![doc = include_str!("percent.md")]

use super::rule::{Context, Rule, Taken};
use crate::claims::claim::Kind;

pub const RULE: Rule = Rule { name: "percent", page: include_str!("percent.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    context.by_unit(Kind::Percent)
}
