//! A claim as the rows have it: a quantity and what is said of it.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::entities::Referent;
use crate::span::Span;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }
        impl $name {
            /// All words that the rows can have.
            pub const NAMES: &'static [&'static str] = &[$($word),*];

            /// The word written in the rows.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }
    };
}

words! {
    /// How exact a quantity is.
    Modifier {
        /// Just this number.
        Exact "exact",
        /// Near it.
        About "about",
        /// Above it.
        MoreThan "more_than",
        /// It or above.
        AtLeast "at_least",
        /// Below it.
        LessThan "less_than",
        /// It or below.
        AtMost "at_most",
        /// From one number to another.
        Range "range",
        /// An order of magnitude: dozens, hundreds.
        Vague "vague",
    }
}

words! {
    /// What kind of quantity it is.
    Kind {
        /// Things counted.
        Count "count",
        /// An amount of a currency.
        Money "money",
        /// Hundredths.
        Percent "percent",
        /// Differences of percentages.
        PercentagePoint "percentage_point",
        /// Hundredths of these.
        BasisPoint "basis_point",
        /// A share: half, one in five.
        Ratio "ratio",
        /// A length of time.
        Duration "duration",
        /// How old somebody or something is.
        Age "age",
        /// A physical measure.
        Measure "measure",
        /// A bare number: an index, a mark, a magnitude.
        Number "number",
    }
}

impl Kind {
    /// Whether it is a share told in hundredths or a difference of such shares: what moves is told in its own unit.
    pub fn is_share(self) -> bool {
        matches!(self, Kind::Percent | Kind::PercentagePoint | Kind::BasisPoint)
    }
}

words! {
    /// Whether it went up or down.
    Direction {
        /// It rose.
        Up "up",
        /// It fell.
        Down "down",
    }
}

words! {
    /// What the number is in the statement.
    Role {
        /// A state or count.
        Level "level",
        /// The amount of a move.
        Change "change",
        /// An earlier level.
        Former "former",
    }
}

words! {
    /// How the statement is meant.
    Modality {
        /// As a fact.
        Asserted "asserted",
        /// A forecast or estimate.
        Expected "expected",
        /// What the actor will do.
        Planned "planned",
        /// What must be.
        Target "target",
        /// What may be.
        Possible "possible",
        /// Passed on or denied.
        Reported "reported",
        /// Under a condition.
        Conditional "conditional",
    }
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Number, modifier and unit as they stand, in bytes of the part.
    pub span: Span,
    /// The number, or the lower end of a range.
    pub low: Decimal,
    /// The upper end.
    pub high: Option<Decimal>,
    /// How exact it is.
    pub modifier: Modifier,
    /// What kind it is.
    pub kind: Kind,
    /// Its unit: `USD`, `kilometre`, `percent`; the counted noun in the singular for counts.
    pub unit: String,
}

/// A quantity and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Index of the sentence in its part, from 0, as into [`Text::sentences`](crate::text::Text::sentences).
    /// [`ClaimRow::sentence`](crate::findings::ClaimRow::sentence), which is what is written, counts from 1.
    pub sentence: usize,
    /// The quantity.
    pub quantity: Quantity,
    /// The counted noun phrase as it stands.
    pub counted: String,
    /// What it is said of, when that is not the counted noun.
    pub about: String,
    /// Lemma of the verb it hangs on.
    pub predicate: String,
    /// Up or down.
    pub direction: Option<Direction>,
    /// Level, change or former level.
    pub role: Role,
    /// Whether the statement denies it.
    pub negated: bool,
    /// How the statement is meant.
    pub modality: Modality,
    /// The time expression that dates it.
    pub time: String,
    /// Its first day.
    pub time_from: Option<Date>,
    /// Its last day.
    pub time_to: Option<Date>,
    /// The place it is about.
    pub place: Option<Referent>,
    /// Who or what does or has it.
    pub subject: Option<Referent>,
    /// Who says so.
    pub speaker: Option<Referent>,
    /// Whether it refers back: "the two sides".
    pub definite: bool,
    /// The rule that decided.
    pub rule: &'static str,
}
