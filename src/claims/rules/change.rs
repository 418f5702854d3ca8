#![doc = include_str!("change.md")]

use super::rule::{Context, Rule, Taken};

pub const RULE: Rule = Rule { name: "change", page: include_str!("change.md"), apply };

/// Takes no quantity by itself: where [`crate::claims::quantities::movement`] finds that a quantity taken by
/// another rule is a change, a former level or a level reached, the claim carries this rule's name.
fn apply(_: &Context<'_>) -> Option<Taken> {
    None
}
