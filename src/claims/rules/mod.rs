//! One rule a file: each says which quantities it takes and what it makes of them. Beside each lies
//! its page, which is its documentation, what `tallywire explain --rule NAME` prints, and its test.

mod age;
mod change;
mod count;
mod duration;
mod measure;
mod money;
mod number;
mod percent;
mod points;
mod ratio;
mod rule;
mod told_currency;
mod understood;
mod vague;
mod zero;

pub(crate) use change::RULE as CHANGE;
pub use rule::Rule;
pub(crate) use rule::{Context, Taken};
pub(crate) use zero::amounts as zeros;

/// The rules in the order in which they are asked; the first that takes a quantity decides. The last,
/// `change`, adds to what the others took.
pub static RULES: &[Rule] = &[
    zero::RULE,
    age::RULE,
    ratio::RULE,
    percent::RULE,
    points::RULE,
    money::RULE,
    duration::RULE,
    measure::RULE,
    vague::RULE,
    count::RULE,
    number::RULE,
    change::RULE,
];

/// The rule of that name.
pub fn rule_named(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.name == name)
}
