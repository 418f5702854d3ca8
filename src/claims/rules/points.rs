#![doc = include_str!("points.md")]

use super::rule::{Context, Rule, Taken};
use crate::claims::claim::Kind;

pub const RULE: Rule = Rule { name: "points", page: include_str!("points.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    context.by_unit(Kind::PercentagePoint).or_else(|| context.by_unit(Kind::BasisPoint))
}
