#![doc = include_str!("zero.md")]

use rust_decimal::Decimal;

use super::rule::{Context, Rule, Taken};
use crate::claims::claim::{Kind, Modifier};
use crate::claims::numbers::number::Form;
use crate::claims::quantities::amount::Amount;
use crate::claims::quantities::noun_phrase::counted;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Cue;
use crate::text::tagger::Tag;

pub const RULE: Rule = Rule { name: "zero", page: include_str!("zero.md"), apply };

/// "no deaths", "none was hurt": the zeros of a sentence, which no numeral tells.
pub fn amounts(line: &Line<'_>) -> Vec<Amount> {
    let mut found = Vec::new();
    for at in 0..line.len() {
        let takes = match line.w(at) {
            "no" => countable(line, at),
            "none" => {
                let next = line.tag(at + 1);
                let of = line.w(at + 1) == "of" && none_of(line, at).is_some();
                let object =
                    line.tag(at.wrapping_sub(1)).verb() && matches!(line.w(at + 1), "." | "," | ";" | "");
                of || object
                    || (next == Tag::Aux || line.tag(at + 1) == Tag::VerbEn || next == Tag::VerbEd)
                        && matches!(line.prev(at), "" | "," | "but" | "and" | ";")
            }
            _ => false,
        };
        if takes {
            found.push(Amount {
                number: at..at + 1,
                tokens: at..at + 1,
                low: Decimal::ZERO,
                high: None,
                modifier: Modifier::Exact,
                kind: None,
                unit: String::new(),
                form: Form::Words,
                signed: false,
                compound: false,
                estimated: false,
            });
        }
    }
    found
}

/// What is counted in "none of the hikers"; nothing where a number says how many there were.
fn none_of(line: &Line<'_>, at: usize) -> Option<crate::claims::quantities::noun_phrase::NounPhrase> {
    let start = at + 2;
    let numbered = (start..start + 3).any(|n| line.tag(n) == Tag::Number);
    if numbered {
        None
    } else {
        super::count::phrase(line, at + 1).filter(|p| line.tag(p.head) == Tag::Nouns)
    }
}

/// Whether "no" stands before something that can be counted: a plural, people, money, the usual
/// single events; not before abstract nouns and in idioms.
fn countable(line: &Line<'_>, at: usize) -> bool {
    let Some(phrase) = counted(line, at + 1).filter(|p| p.tokens.start == at + 1) else { return false };
    let head = line.w(phrase.head);
    if matches!(
        line.w(at + 1),
        "longer" | "more" | "less" | "fewer" | "one" | "such" | "matter" | "doubt" | "other" | "further"
    ) {
        return false;
    }
    if line.dash(at + 1) || line.capital(phrase.head) {
        return false;
    }
    let abstract_plural = line.words.cue(head).any(Cue::NOT_COUNTED_ZERO);
    if line.tag(phrase.head) == Tag::Nouns {
        return !abstract_plural;
    }
    line.words.cue(head).any(Cue::EVENT)
}

fn apply(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    if !matches!(line.w(amount.number.start), "no" | "none") {
        return None;
    }
    let end = amount.tokens.end;
    if let Some(found) = none_of(line, amount.number.start).filter(|_| line.w(amount.number.start) == "none")
    {
        return Some(Taken::count(line, &found));
    }
    if line.w(amount.number.start) == "none" {
        return Some(Taken {
            kind: Some(Kind::Count),
            unit: context.previous.unwrap_or("people").to_string(),
            end,
            ..Taken::default()
        });
    }
    let found = counted(line, end)?;
    Some(Taken::count(line, &found))
}
