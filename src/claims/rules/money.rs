#![doc = include_str!("money.md")]

use super::rule::{Context, Rule, Taken};
use crate::claims::claim::Kind;

pub const RULE: Rule = Rule { name: "money", page: include_str!("money.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    context.by_unit(Kind::Money)
}
