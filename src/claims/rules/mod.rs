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
mod vague;
mod zero;

pub(crate) use count::shared_noun;
pub use zero::amounts as zeros;

use super::amount::Amount;
use super::line::Line;
use super::noun_phrase::{NounPhrase, normalized};
use super::{Claim, Kind, Quantity};

/// A rule for claims.
pub struct Rule {
    /// Its name, as it stands in the `rule` column.
    pub name: &'static str,
    /// Its page in Markdown.
    pub page: &'static str,
    pub(crate) apply: fn(&Context<'_>) -> Option<Taken>,
}

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

pub(crate) use change::RULE as CHANGE;

/// What a rule sees.
pub(crate) struct Context<'a> {
    pub line: &'a Line<'a>,
    pub amount: &'a Amount,
    /// The unit of the count before, for numbers that stand for its noun.
    pub previous: Option<&'a str>,
    /// The quantity before it in the same sentence.
    pub before: Option<&'a Quantity>,
    /// The claims of the sentence so far.
    pub told: &'a [Claim],
}

/// What a rule makes of a quantity.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Taken {
    pub kind: Option<Kind>,
    pub unit: String,
    pub counted: String,
    /// Where the counted phrase ends; the end of the quantity where there is none.
    pub end: usize,
    /// It wants the noun phrase that it is said of.
    pub about: bool,
}

impl Taken {
    /// A count of the phrase.
    fn count(line: &Line<'_>, phrase: &NounPhrase) -> Taken {
        Taken {
            kind: Some(Kind::Count),
            unit: normalized(line, phrase),
            counted: line.slice(&phrase.tokens),
            end: phrase.tokens.end,
            about: false,
        }
    }
}

impl Context<'_> {
    /// Takes a quantity whose unit told its kind.
    fn by_unit(&self, kind: Kind) -> Option<Taken> {
        (self.amount.kind == Some(kind)).then(|| Taken {
            kind: Some(kind),
            unit: self.amount.unit.clone(),
            counted: String::new(),
            end: self.amount.tokens.end,
            about: true,
        })
    }
}
