#![doc = include_str!("count.md")]

use super::{Context, Rule, Taken};
use crate::claims::Kind;
use crate::claims::line::Line;
use crate::claims::noun_phrase::{NounPhrase, counted, normalized};
use crate::text::tagger::Tag;

pub const RULE: Rule = Rule { name: "count", page: include_str!("count.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    if amount.kind.is_some() {
        return None;
    }
    let end = amount.tokens.end;
    // "magnitude 6.8", "a 5.4-magnitude aftershock" measure, they count nothing.
    if matches!(line.prev(amount.tokens.start), "magnitude" | "index" | "score" | "rating")
        && !matches!(line.tag(amount.tokens.start.wrapping_sub(2)), Tag::Number)
    {
        return None;
    }
    if line.dash(end) && line.w(end + 1) == "magnitude" {
        return Some(Taken { kind: Some(Kind::Number), end: end + 2, about: true, ..Taken::default() });
    }
    // "a 12-page document": the noun that the hyphen joins
    let hyphen = line.dash(end) && line.glued(end) && line.glued(end + 1) && line.is_word(end + 1);
    if hyphen && amount.tokens.end == amount.number.end {
        let noun = end + 1;
        let head = NounPhrase { tokens: noun..noun + 1, head: noun };
        return Some(Taken {
            kind: Some(Kind::Count),
            unit: normalized(line, &head),
            counted: line.slice(&head.tokens),
            end: noun + 1,
            about: true,
        });
    }
    let found = phrase(line, end)?;
    Some(Taken::count(line, &found))
}

/// The counted phrase behind a quantity that ends at `end`: at once, or as "of the five men".
pub(super) fn phrase(line: &Line<'_>, end: usize) -> Option<NounPhrase> {
    let mut at = end;
    if line.w(at) == "more" && line.w(at + 1) == "of" {
        at += 1;
    }
    if line.w(at) == "of" || matches!(line.w(at), "the" | "its" | "their" | "his" | "her" | "our") {
        if line.w(at) == "of" {
            at += 1;
        }
        while matches!(
            line.w(at),
            "the" | "its" | "their" | "his" | "her" | "our" | "all" | "these" | "those" | "your" | "my" | "a"
        ) {
            at += 1;
        }
        // "two of the five ministers", "one of Russia's largest banks"
        while line.tag(at) == Tag::Number && !line.is_digits(at) || line.is_digits(at) {
            at += 1;
        }
        let mut possessor = at;
        while possessor < line.len()
            && possessor < at + 5
            && (line.tag(possessor).noun() || line.tag(possessor) == Tag::Adjective)
        {
            possessor += 1;
        }
        if possessor > at && matches!(line.w(possessor), "'s" | "'") {
            at = possessor + 1;
        }
    } else if matches!(line.w(at), "more" | "fewer" | "other")
        && !counted(line, at + 1).is_some_and(|p| p.tokens.start == at + 1)
    {
        return None;
    } else if matches!(line.w(at), "fewer" | "less") {
        at += 1;
    }
    counted(line, at)
}
