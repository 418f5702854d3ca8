#![doc = include_str!("duration.md")]

use super::rule::{Context, Rule, Taken};
use crate::claims::claim::Kind;

pub const RULE: Rule = Rule { name: "duration", page: include_str!("duration.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    context.by_unit(Kind::Duration)
}
