//! What a rule is, what it sees of a quantity and what it makes of it.

use crate::claims::claim::{Claim, Kind, Quantity};
use crate::claims::quantities::amount::Amount;
use crate::claims::quantities::noun_phrase::{NounPhrase, normalized};
use crate::claims::sentence::line::Line;

/// A rule for claims.
pub struct Rule {
    /// Its name, as it stands in the `rule` column.
    pub name: &'static str,
    /// Its page in Markdown.
    pub page: &'static str,
    pub(crate) apply: fn(&Context<'_>) -> Option<Taken>,
}

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
    /// The claims of the sentence right before.
    pub earlier: &'a [Claim],
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
    pub(super) fn count(line: &Line<'_>, phrase: &NounPhrase) -> Taken {
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
    /// Whether a quantity only converts the one before its bracket: "136 billion shillings (*1.3 billion dollars*)".
    pub(super) fn converts(&self, quantity: &Quantity) -> bool {
        self.line.text.source[..quantity.span.start].ends_with('(')
    }

    /// Takes a quantity whose unit told its kind.
    pub(super) fn by_unit(&self, kind: Kind) -> Option<Taken> {
        (self.amount.kind == Some(kind)).then(|| Taken {
            kind: Some(kind),
            unit: self.amount.unit.clone(),
            counted: String::new(),
            end: self.amount.tokens.end,
            about: true,
        })
    }
}
