//! The quantities of a sentence: operands alone or joined, and what is no quantity left out.

use rust_decimal::Decimal;

use super::amount::{Amount, Operand, alone};
use super::exclude;
use super::joined::{bounded, compound_of, range, share_of};
use super::no_quantity::no_quantity;
use super::operand::{finish, operand};
use super::shared::{Shared, shared_scale, shared_unit};
use crate::claims::claim::{Kind, Modifier};
use crate::claims::numbers::number::Form;
use crate::claims::sentence::line::Line;
use crate::claims::time::times::Times;
use crate::text::tagger::Tag;

/// All quantities of a sentence, left to right.
pub fn amounts(line: &Line<'_>, times: &Times) -> Vec<Amount> {
    let skip = exclude::no_numbers(line, times);
    let mut found: Vec<Amount> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        if skip[at] || !may_begin(line, at) {
            at += 1;
            continue;
        }
        let Some(first) = operand(line, at) else {
            at += 1;
            continue;
        };
        if skip[first.number.tokens.clone()].contains(&true)
            || no_quantity(line, &first.number, first.kind.is_some())
        {
            at = first.number.tokens.end;
            continue;
        }
        let mut end = first.tokens.end;
        for mut amount in join(line, &first, &skip) {
            end = end.max(amount.tokens.end);
            // A conversion in brackets takes the modifier of what it converts.
            if let Some(last) = found.last()
                && matches!(line.prev(amount.tokens.start), "(" | "/")
                && (line.prev(amount.tokens.start) == "(" || line.prev(last.tokens.start) == "(")
                && last.tokens.end + 1 == amount.tokens.start
                && amount.modifier == Modifier::Exact
                && last.kind == amount.kind
                && !matches!(last.modifier, Modifier::Range | Modifier::Vague)
            {
                amount.modifier = last.modifier;
            }
            match found.last().and_then(|last| bounded(last, &amount, line)) {
                Some(both) => {
                    found.pop();
                    found.push(both);
                }
                None => found.push(amount),
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// Whether a quantity can begin at `at`: its number stands no further on than signs, a currency and the
/// longest opening ("a couple of hundred") take.
fn may_begin(line: &Line<'_>, at: usize) -> bool {
    line.next_numeral(at) < line.len().min(at + 9)
}

/// "*three, four* years ago": a small number in words and the next one, which has the noun.
fn next_up(line: &Line<'_>, first: &Operand) -> bool {
    let (start, end) = (first.tokens.start, first.tokens.end);
    let bare = first.kind.is_none()
        && first.number.form == Form::Words
        && first.number.tokens.len() == 1
        && first.number.low >= Decimal::TWO
        && !matches!(line.prev(start), "," | "and" | "of")
        && !line.capital(start);
    bare && operand(line, end + 1).is_some_and(|second| {
        second.number.form == Form::Words
            && second.number.low == first.number.low + Decimal::ONE
            && (second.kind.is_some() || line.tag(second.tokens.end) == Tag::Nouns)
    })
}

/// What the operand makes, alone or with the one it forms a range or ratio with.
fn join(line: &Line<'_>, first: &Operand, skip: &[bool]) -> Vec<Amount> {
    if let Some(amount) = share_of(line, first, skip) {
        return vec![amount];
    }
    if let Some(amount) = compound_of(line, first) {
        return vec![finish(line, amount)];
    }
    let start = first.tokens.start;
    let end = first.tokens.end;
    let between =
        line.prev(start) == "between" || line.phrase_before(start, &["between", "the", "ages", "of"]);
    let from = line.prev(start) == "from";
    let dash = line.dash(end);
    let (connector, width) = match line.w(end) {
        "and" if between => ("and", 1),
        "to" | "through" | "until" if between => ("and", 1),
        "to" => ("to", 1),
        "or" => ("or", 1),
        "~" | "〜" | "～" if line.glued(end) => ("~", 1),
        // "8- to 16-metre", "7-to-9", "200,000 to-260,000"
        _ if dash && line.glued(end) && line.w(end + 1) == "to" => {
            ("to", 2 + usize::from(line.dash(end + 2) && line.glued(end + 2)))
        }
        _ if dash && line.glued(end) && !line.glued(end + 1) && line.w(end + 1) == "or" => ("or", 2),
        _ if dash
            && (line.glued(end) == line.glued(end + 1) || line.w(end) != "-" || line.is_digits(end + 1)) =>
        {
            ("-", 1)
        }
        "/" if line.glued(end) && first.kind == Some(Kind::Money) => ("-", 1),
        "," if line.w(end + 1) == "or" => ("or", 2),
        "," if next_up(line, first) => ("or", 1),
        _ => ("", 0),
    };
    let width =
        width + usize::from(connector == "to" && width == 1 && line.dash(end + 1) && line.glued(end + 1));
    if width > 0
        && first.number.form != Form::Vague
        && let Some(second) = operand(line, end + width)
        && (!second.signed || second.number.low.is_sign_negative() && first.signed)
        && !skip[second.number.tokens.clone()].contains(&true)
        && second.number.form != Form::Vague
        && let Some(amounts) = range(line, first, &second, connector, between, from)
    {
        return amounts;
    }
    if let Some(Shared { kind, unit, parts }) = shared_unit(line, first) {
        let alone = alone(first);
        let scaled = shared_scale(line, first).and_then(|scale| alone.low.checked_mul(scale));
        let low = scaled.or_else(|| alone.low.checked_div(parts)).unwrap_or(alone.low);
        return vec![finish(line, Amount { kind: Some(kind), unit, low, ..alone })];
    }
    vec![finish(line, alone(first))]
}
