//! Units and scale words that a number shares with a later one of its list: "45 and 50 mg", "18.2 and 20.8 billion dollars".

use rust_decimal::Decimal;

use super::amount::Operand;
use super::operand::operand;
use crate::claims::claim::Kind;
use crate::claims::numbers::hanging::hangs;
use crate::claims::numbers::number::Form;
use crate::claims::sentence::line::Line;

/// The unit that a number shares with a later one.
pub struct Shared {
    pub kind: Kind,
    pub unit: String,
    /// How many of what the later one names make one of the unit: 100 for cents.
    pub parts: Decimal,
}

/// How many of the coins named behind an amount of money make one of its currency: 100 for cents, else 1.
pub fn parts(line: &Line<'_>, money: &Operand) -> Decimal {
    let end = money.number.tokens.end;
    let behind = money.kind == Some(Kind::Money) && money.tokens.end > end;
    let coin = behind.then(|| line.currency_at(end + usize::from(line.dash(end)))).flatten();
    coin.map_or(Decimal::ONE, |(currency, _)| currency.part)
}

/// "45 and 50 mg", "four-, five- and six-litre engines": the numbers before the one that has the unit share
/// it. Gives the unit of the last, where `first` begins such a list.
pub fn shared_unit(line: &Line<'_>, first: &Operand) -> Option<Shared> {
    if first.kind.is_some() || first.number.form == Form::Vague || first.number.form == Form::Share {
        return None;
    }
    // "had 26 shots to Arden's 13 and 58% of the ball"
    if matches!(line.prev(first.tokens.start), "'s" | "’s" | "'") {
        return None;
    }
    // "jailed for two and three years", "in five, 10, 20 years"; but "two and three years later"
    let mut start = first.tokens.start;
    while start >= 2 && line.prev(start) == "," && line.is_numeral(start - 2) {
        start -= 2;
    }
    let spans = matches!(line.prev(start), "in" | "for" | "of" | "to" | "after" | "over" | "within");
    let plain = |form: Form| matches!(form, Form::Digits | Form::Words);
    let mut end = first.tokens.end;
    // Four numbers in a list are many already.
    for step in 0..4 {
        let hung = hangs(line, end);
        end += usize::from(hung);
        let comma = line.w(end) == ",";
        let next = over_and(line, end) + usize::from(line.w(end) == "or" && step > 0);
        // "was 50.5, and 51 percent were women" is no list of two
        let clause = comma && next == end + 2 && step == 0;
        if next == end || !hung && (clause || comma && !line.is_digits(next)) {
            return None;
        }
        let second = operand(line, next)?;
        let alike = second.number.form == first.number.form
            || spans && plain(second.number.form) && plain(first.number.form);
        if second.signed || !alike {
            return None;
        }
        match second.kind {
            // "two and three years": only what is one word or sign behind a number can be shared
            Some(Kind::Money) if second.tokens.start < second.number.tokens.start => return None,
            Some(
                kind @ (Kind::Measure
                | Kind::Percent
                | Kind::PercentagePoint
                | Kind::BasisPoint
                | Kind::Money
                | Kind::Duration),
            ) => {
                let lasts = hung
                    || second.compound
                    || spans && !matches!(line.w(second.tokens.end), "later" | "ago" | "earlier" | "old");
                let shares = kind != Kind::Duration || lasts;
                let parts = parts(line, &second);
                return shares.then_some(Shared { kind, parts, unit: second.unit });
            }
            Some(_) => return None,
            None => end = second.tokens.end,
        }
    }
    None
}

/// "18.2 and 20.8 billion dollars": the first of two amounts of money shares the scale word of the second, where both
/// are written alike.
pub fn shared_scale(line: &Line<'_>, first: &Operand) -> Option<Decimal> {
    if first.kind.is_some() || first.number.scale.is_some() || first.number.low.fract().is_zero() {
        return None;
    }
    let end = first.tokens.end;
    let second = operand(line, end + 1).filter(|_| line.w(end) == "and")?;
    let scale = second.number.scale?;
    let close = second.number.low <= first.number.low.checked_mul(scale)?.checked_mul(Decimal::TEN)?;
    let alike = second.kind == Some(Kind::Money) && !second.number.low.checked_div(scale)?.fract().is_zero();
    (close && alike).then_some(scale)
}

/// Behind a comma and an "and".
pub fn over_and(line: &Line<'_>, at: usize) -> usize {
    let next = at + usize::from(line.w(at) == ",");
    next + usize::from(line.w(next) == "and")
}
