//! The currency of a bare amount where the text told it before: in its sentence, or in the lines of the table above it.

use rust_decimal::Decimal;

use super::rule::{Context, Taken};
use super::understood::{counts, measured_as};
use crate::claims::claim::{Kind, Quantity};
use crate::claims::numbers::number::Form;
use crate::claims::quantities::further::since;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::{Cue, Numeral};
use crate::text::tagger::Tag;

/// Amounts smaller than this are no money only because money stands in their sentence.
const LARGE: i64 = 100_000;

/// Most quantities between an amount and the one whose currency it takes.
const FARTHEST: usize = 30;

/// Most words of a label in a table: "Operating profit before tax".
const LONGEST_LABEL: usize = 5;

/// "exports fell to 4.2 million euros and imports rose to *5.1 million*": what counts nothing and is as large.
pub fn in_sentence(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let end = amount.tokens.end;
    let scale = line.words.numeral(line.w(amount.number.end.checked_sub(1)?));
    let large = |low: Decimal| low >= Decimal::from(LARGE);
    let scaled = matches!(scale, Some((_, Numeral::Scale | Numeral::Letter))) && large(amount.low);
    if !scaled || matches!(amount.form, Form::Vague | Form::Share) {
        return None;
    }
    let told = context.told.iter().rev().take(FARTHEST).map(|c| &c.quantity);
    let last = told
        .filter(|q| q.kind == Kind::Money)
        .find(|q| !context.converts(q) && !in_bracket(line, amount.tokens.start, q))
        .filter(|q| large(q.low) && !q.unit.contains(' '))?;
    // "as the *number* of guests rose to 4.2 million", "a prize of $4.2 million *(*3.1 million)", a conversion
    let other = |t: usize| {
        matches!(line.w(t), "number" | "population" | "(") || line.words.cue(line.w(t)).any(Cue::HOLDS_PEOPLE)
    };
    let mut behind = since(line, amount.tokens.start, last).take_while(|t| line.w(*t) != ")");
    // "3 million *unemployed*" are people.
    let compares = line.words.cue(line.w(end)).any(Cue(Cue::MORE.0 | Cue::LESS.0));
    let people = line.tag(end) == Tag::Adjective
        && !compares
        && !(line.tag(end + 1).noun() || line.tag(end + 1) == Tag::Preposition);
    (!people && !behind.any(other)).then(|| measured_as(last, end))
}

/// Whether the figure before stands in a bracket that is closed before `start`: what is told there in passing.
fn in_bracket(line: &Line<'_>, start: usize, last: &Quantity) -> bool {
    let nearest = since(line, start, last).filter(|t| matches!(line.w(*t), "(" | ")")).last();
    nearest.is_some_and(|t| line.w(t) == ")")
}

/// "Net profit *310,000* vs 295,000" below "Per share 40 cents vs 38 cents": a line of a table tells money where its
/// label does, in the currency of the line above.
pub fn in_table(context: &Context<'_>) -> Option<Taken> {
    let (line, end) = (context.line, context.amount.tokens.end);
    let head = label(line, context.amount.tokens.start)?;
    let mut words = 0..=head;
    // "Avg shrs", "Avg shrs diluted"
    let kind = matches!(line.w(head), "diluted" | "primary" | "basic" | "outstanding");
    if matches!(line.w(head - usize::from(kind && head > 0)), "shares" | "shrs") {
        return Some(counts("share", end));
    }
    if !words.any(|t| line.words.cue(line.w(t)).any(Cue::TOLD_IN_MONEY)) {
        return None;
    }
    let above = context.earlier.iter().rev().map(|c| &c.quantity).find(|q| q.kind == Kind::Money)?;
    let unit = above.unit.split(' ').next()?.to_string();
    Some(Taken { unit, ..measured_as(above, end) })
}

/// The last word of the label that opens a line of a table, where nothing but it stands before `start`.
fn label(line: &Line<'_>, start: usize) -> Option<usize> {
    let head = start.checked_sub(1).filter(|h| *h < LONGEST_LABEL)?;
    // "And it *shares* 40 of them": a clause, no label.
    let alone = |t: usize| {
        let clausal = matches!(
            line.tag(t),
            Tag::Aux | Tag::Preposition | Tag::Pronoun | Tag::Conjunction | Tag::Determiner
        );
        line.is_word(t) && !clausal
    };
    (line.capital(0) && (0..start).all(alone)).then_some(head)
}
