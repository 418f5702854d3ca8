#![doc = include_str!("vague.md")]

use rust_decimal::Decimal;

use super::count::phrase;
use super::rule::{Context, Rule, Taken};
use crate::claims::claim::Kind;
use crate::claims::numbers::number::Form;
use crate::claims::quantities::noun_phrase::normalized;
use crate::claims::vocabulary::words::Sense;
use crate::text::tagger::Tag;

pub const RULE: Rule = Rule { name: "vague", page: include_str!("vague.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    let amount = context.amount;
    if amount.form != Form::Vague || amount.kind.is_some() {
        return None;
    }
    let mut taken = Taken { kind: Some(Kind::Count), end: amount.tokens.end, ..Taken::default() };
    if let Some(found) = phrase(context.line, taken.end) {
        taken.unit = normalized(context.line, &found);
        taken.counted = context.line.slice(&found.tokens);
        taken.end = found.tokens.end;
    } else if sums(context) {
        taken.kind = Some(Kind::Number);
    } else {
        // "Thousands were evacuated": people are understood.
        taken.unit = context.previous.unwrap_or("people").to_string();
    }
    Some(taken)
}

/// "pumps *billions* into roads", "spent *millions* on it": what is paid and spent is money of some currency, no people.
fn sums(context: &Context<'_>) -> bool {
    let (line, amount) = (context.line, context.amount);
    let next = line.tag(amount.tokens.end);
    let acts = next.finite() || next == Tag::Aux;
    let paid = amount
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|v| line.tag(v).verb() && line.words.sense(line.verb(v)).any(Sense::TRANSFER));
    let least = if paid { 1_000_000 } else { 1_000_000_000 };
    !acts && amount.low >= Decimal::from(least)
}
