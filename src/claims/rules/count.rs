#![doc = include_str!("count.md")]

use rust_decimal::Decimal;

use super::rule::{Context, Rule, Taken};
use super::understood;
use crate::claims::claim::Kind;
use crate::claims::numbers::hanging::shared_noun;
use crate::claims::numbers::number::Form;
use crate::claims::numbers::read_number::number;
use crate::claims::quantities::comparison::foretold;
use crate::claims::quantities::noun_phrase::{NounPhrase, counted, normalized};
use crate::claims::quantities::operand::operand;
use crate::claims::quantities::rate::{per, rate_of};
use crate::claims::quantities::unit::past_extent;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Cue;
use crate::text::Class;
use crate::text::tagger::Tag;

pub const RULE: Rule = Rule { name: "count", page: include_str!("count.md"), apply };

fn apply(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    if amount.kind.is_some() || line.w(amount.number.start).ends_with("fold") {
        return None;
    }
    let end = amount.tokens.end;
    // "magnitude 6.8", "a 5.4-magnitude aftershock" measure, they count nothing.
    let start = amount.tokens.start;
    let joined = start >= 2
        && line.dash(start - 1)
        && line.glued(start)
        && line.words.cue(line.w(start - 2)).any(Cue::SCALE_READING);
    if joined {
        return None;
    }
    if line.words.cue(line.prev(start)).any(Cue::SCALE_READING)
        && !matches!(line.tag(start.wrapping_sub(2)), Tag::Number)
    {
        return None;
    }
    if line.dash(end) && line.w(end + 1) == "magnitude" {
        return Some(Taken { kind: Some(Kind::Number), end: end + 2, about: true, ..Taken::default() });
    }
    // "a 12-page document": the noun that the hyphen joins
    let hyphen = line.dash(end) && line.glued(end) && line.glued(end + 1) && line.is_word(end + 1);
    if hyphen
        && amount.tokens.end == amount.number.end
        && line.english.words.function(line.w(end + 1)).is_none()
    {
        // "its 32,000-strong workforce"
        if line.w(end + 1) == "strong" {
            return Some(Taken {
                kind: Some(Kind::Count),
                unit: "people".into(),
                end: end + 2,
                about: true,
                ..Taken::default()
            });
        }
        return Some(compound(line, end + 1, end + 2));
    }
    // "three-, six- and nine-string banjos": the noun of the last
    if let Some(noun) = shared_noun(line, end) {
        return Some(Taken { end, ..compound(line, noun, end) });
    }
    // "4 million 5 litre tins": what is counted is measured itself.
    if amount.form != Form::Vague
        && let Some(measure) =
            operand(line, end).filter(|m| m.kind == Some(Kind::Measure) && m.number.low.is_sign_positive())
        && measure.number.tokens.start == end
        && line.is_digits(end)
        && let Some(found) = phrase(line, past_extent(line, measure.tokens.end))
    {
        let size = line.slice(&(end..measure.number.tokens.end));
        return Some(Taken {
            kind: Some(Kind::Count),
            unit: format!("{size} {} {}", measure.unit, normalized(line, &found)),
            counted: line.slice(&(end..found.tokens.end)),
            end: found.tokens.end,
            ..Taken::default()
        });
    }
    // "40 two-bedroom flats": the second number tells what they are like.
    if amount.form != Form::Vague
        && amount.tokens.end == amount.number.end
        && let Some(like) = number(line, end).filter(|n| n.tokens.start == end)
        && line.dash(like.tokens.end)
        && line.glued(like.tokens.end)
        && line.is_word(like.tokens.end + 1)
        && let Some(found) = phrase(line, like.tokens.end + 2)
        && found.tokens.start == like.tokens.end + 2
    {
        return Some(Taken {
            kind: Some(Kind::Count),
            unit: format!("{} {}", line.slice(&(end..found.tokens.start)), normalized(line, &found)),
            counted: line.slice(&(end..found.tokens.end)),
            end: found.tokens.end,
            ..Taken::default()
        });
    }
    // "against 3.1 million *the* winter before": what an article opens is counted by a share alone ("half the flats").
    if amount.form == Form::Digits && matches!(line.w(end), "the" | "its" | "their" | "his" | "her" | "our") {
        return None;
    }
    let found = phrase(line, end)?;
    // "crossed the 11,750 mark"
    let bar =
        found.tokens.len() == 1 && matches!(line.w(found.head), "mark" | "level" | "barrier" | "threshold");
    // "below the 2.2 billion *forecast* in a poll": what was foretold is an amount like the one before.
    let forecast = found.tokens.len() == 1
        && matches!(line.w(found.head), "forecast" | "estimate" | "consensus")
        && context.before.is_some_and(|b| b.kind == Kind::Money)
        && line.prev(amount.tokens.start) == "the";
    // "a family of four *lives* there"
    let holder = start >= 2
        && line.prev(start) == "of"
        && line.words.cue(line.w(start - 2)).any(Cue::HOLDS_PEOPLE)
        && found.tokens.len() == 1
        && line.tag(found.head) != Tag::Nouns
        && line.english.words.classes(line.w(found.head)).any(Class::VERB_S);
    if forecast || holder || understood::acts(context, &found) || foretold(line, amount, &found.tokens) {
        return None;
    }
    if bar && amount.low > Decimal::ONE && (line.prev(amount.tokens.start) == "the" || found.head == end) {
        return None;
    }
    // "a 12 page document": a singular behind more than one is what the document is measured in.
    let first = found.tokens.start;
    if amount.low > Decimal::ONE
        && amount.high.is_none()
        && found.head > first
        && line.tag(first) == Tag::Noun
        && line.tag(found.head) == Tag::Noun
        && first == end
        && line.english.words.classes(line.w(first)).any(Class::NOUN)
        && countable(line, found.head)
    {
        return Some(compound(line, first, first + 1));
    }
    let mut taken = Taken::count(line, &found);
    // "three thousand tests per day"
    if let Some((unit, end)) =
        per(line, taken.end, None).filter(|_| !matches!(line.w(taken.end), "each" | "every"))
    {
        taken.unit = format!("{} per {unit}", taken.unit);
        taken.end = end;
    } else if let Some(unit) = rate_of(line, taken.end, None) {
        taken.unit = format!("{} per {unit}", taken.unit);
    }
    Some(taken)
}

/// A count of what measures something: the one noun at `noun`.
fn compound(line: &Line<'_>, noun: usize, end: usize) -> Taken {
    let head = NounPhrase { tokens: noun..noun + 1, head: noun };
    Taken {
        kind: Some(Kind::Count),
        unit: normalized(line, &head),
        counted: line.slice(&head.tokens),
        end,
        about: true,
    }
}

/// Whether a noun has a plural of its own, so that its singular says there is one.
fn countable(line: &Line<'_>, at: usize) -> bool {
    let word = line.w(at);
    crate::text::lemma::singular(&line.english.words, &format!("{word}s")) == word
        && !matches!(
            word,
            "people" | "staff" | "police" | "personnel" | "aircraft" | "sheep" | "fish" | "cattle" | "crew"
        )
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
            "the"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "all"
                | "these"
                | "those"
                | "your"
                | "my"
                | "a"
                | "only"
        ) {
            at += 1;
        }
        // "five of their *last six* matches"
        let numeral = |n: usize| line.tag(n) == Tag::Number || line.is_digits(n);
        if matches!(
            line.w(at),
            "last"
                | "past"
                | "first"
                | "previous"
                | "opening"
                | "next"
                | "final"
                | "remaining"
                | "other"
                | "best"
        ) && numeral(at + 1)
        {
            at += 1;
        }
        // "two of the five ministers", "one of Russia's largest banks"
        while line.tag(at) == Tag::Number && !line.is_digits(at) || line.is_digits(at) {
            at += 1;
        }
        // "a quarter of its 32,000-strong workforce"
        if line.dash(at) && line.glued(at) && line.w(at + 1) == "strong" {
            at += 2;
        }
        let mut possessor = at;
        while possessor < line.len()
            && possessor < at + 5
            && (line.tag(possessor).noun()
                || line.tag(possessor) == Tag::Adjective
                || line.w(possessor) == "&")
        {
            possessor += 1;
        }
        if possessor > at && matches!(line.w(possessor), "'s" | "'") {
            at = possessor + 1;
            while line.tag(at) == Tag::Number || line.is_digits(at) {
                at += 1;
            }
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
