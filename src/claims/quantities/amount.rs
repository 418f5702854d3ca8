//! A quantity in its sentence, before the noun it counts is looked for, and the operands it is made of.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claims::claim::{Kind, Modifier};
use crate::claims::numbers::number::{Form, Number};

/// A quantity in its sentence, before the noun it counts is looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The number alone (both ends of a range).
    pub number: Range<usize>,
    /// With modifier, currency and unit.
    pub tokens: Range<usize>,
    pub low: Decimal,
    pub high: Option<Decimal>,
    pub modifier: Modifier,
    /// Known where a unit tells it; counts, ratios of nouns and bare numbers are left to the rules.
    pub kind: Option<Kind>,
    pub unit: String,
    pub form: Form,
    /// A sign of its own: "+5%", "-1.6%".
    pub signed: bool,
    /// "24-hour": an adjective with a hyphen.
    pub compound: bool,
    /// The modifier says it is an estimate.
    pub estimated: bool,
}

/// One number with what belongs to it.
#[derive(Debug, Clone)]
pub struct Operand {
    pub tokens: Range<usize>,
    pub number: Number,
    pub kind: Option<Kind>,
    pub unit: String,
    pub compound: bool,
    pub signed: bool,
}

/// The quantity of one operand, joined to no other.
pub fn alone(operand: &Operand) -> Amount {
    let mut kind = operand.kind;
    if operand.number.form == Form::Share && kind.is_none() {
        kind = Some(Kind::Ratio);
    }
    let vague = operand.number.form == Form::Vague;
    Amount {
        number: operand.number.tokens.clone(),
        tokens: operand.tokens.clone(),
        low: operand.number.low,
        high: operand.number.high,
        modifier: if vague { Modifier::Vague } else { Modifier::Exact },
        kind,
        unit: operand.unit.clone(),
        form: operand.number.form,
        signed: operand.signed,
        compound: operand.compound,
        estimated: false,
    }
}
