#![doc = include_str!("age.md")]

use super::rule::{Context, Rule, Taken};
use crate::claims::claim::Kind;

pub const RULE: Rule = Rule { name: "age", page: include_str!("age.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    context.by_unit(Kind::Age)
}
