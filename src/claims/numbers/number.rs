//! A number in its sentence, and the scale words and letters that multiply it.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Numeral;

/// How a number is written, as far as the rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits, maybe with a scale word.
    Digits,
    /// Words.
    Words,
    /// Half, two-thirds: a share of something.
    Share,
    /// Dozens, hundreds of thousands.
    Vague,
}

/// A number in its sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    pub tokens: Range<usize>,
    pub low: Decimal,
    /// Upper bound of an order of magnitude.
    pub high: Option<Decimal>,
    pub form: Form,
    /// The scale word that multiplied it, which a range spreads to its other end.
    pub scale: Option<Decimal>,
    /// A touching letter that could be million, metre or minute: not multiplied in yet.
    pub letter: Option<Decimal>,
}

impl Number {
    /// A number that nothing multiplied yet.
    pub fn plain(tokens: Range<usize>, low: Decimal, form: Form) -> Self {
        Number { tokens, low, high: None, form, scale: None, letter: None }
    }
}

/// Multiplies the scale words in that stand behind a number.
pub fn scaled(line: &Line<'_>, mut number: Number) -> Number {
    loop {
        let end = number.tokens.end;
        let mut at = end;
        // "1.3-billion"
        if line.dash(at) && line.glued(at) && line.glued(at + 1) {
            at += 1;
        }
        let Some((value, class)) = line.words.numeral(line.w(at)).filter(|_| !grand_noun(line, at)) else {
            return number;
        };
        let fits = match class {
            Numeral::Scale | Numeral::Hundred => true,
            // "3 dozens", "2 crores"
            Numeral::Vague => !matches!(line.w(at), "scores" | "tens") && line.w(at + 1) != "of",
            Numeral::Letter if letter_closes(line, end, at) && number.scale.is_none() => {
                if line.w(at) == "m" {
                    number.letter = Some(value);
                    return number;
                }
                true
            }
            _ => false,
        };
        if !fits {
            return number;
        }
        let Some(product) = number.low.checked_mul(value) else { return number };
        number.low = product;
        number.high = number.high.and_then(|h| h.checked_mul(value));
        number.scale = number.scale.unwrap_or(Decimal::ONE).checked_mul(value);
        number.tokens.end = at + 1;
        if class == Numeral::Letter {
            return number;
        }
    }
}

/// Whether a scale letter touches the number and nothing but a mark touches the letter: "5k", "1.2b-".
pub fn letter_closes(line: &Line<'_>, end: usize, at: usize) -> bool {
    at == end && line.glued(at) && (!line.glued(at + 1) || !line.is_word(at + 1) && !line.is_digits(at + 1))
}

/// "two *grand* slams": no thousand, but what kind.
pub fn grand_noun(line: &Line<'_>, at: usize) -> bool {
    line.w(at) == "grand" && line.tag(at + 1).noun()
}
