#![doc = include_str!("vague.md")]

use super::count::phrase;
use super::rule::{Context, Rule, Taken};
use crate::claims::claim::Kind;
use crate::claims::numbers::number::Form;
use crate::claims::quantities::noun_phrase::normalized;

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
    } else {
        // "Thousands were evacuated": people are understood.
        taken.unit = context.previous.unwrap_or("people").to_string();
    }
    Some(taken)
}
