//! What a number without a noun or unit of its own counts: the noun that the sentence has told before.

use rust_decimal::Decimal;

use super::rule::{Context, Taken};
use crate::claims::claim::{Claim, Kind, Quantity, Role};
use crate::claims::numbers::number::Form;
use crate::claims::quantities::further::{gapped, since};
use crate::claims::quantities::name_number::left_out_verb;
use crate::claims::quantities::noun_phrase::{NounPhrase, counted, normalized};
use crate::claims::quantities::operand::operand;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::{Cue, Numeral, Sense};
use crate::text::tagger::Tag;
use crate::text::{Class, TokenKind};

/// A figure up to `end` in the unit of the one before.
pub fn measured_as(before: &Quantity, end: usize) -> Taken {
    let about = before.kind != Kind::Count || before.unit == "point";
    Taken { kind: Some(before.kind), unit: before.unit.clone(), end, about, ..Taken::default() }
}

/// A figure up to `end` that counts what `unit` names.
pub fn counts(unit: &str, end: usize) -> Taken {
    Taken { kind: Some(Kind::Count), unit: unit.to_string(), end, ..Taken::default() }
}

/// What the number counts where its sentence tells it.
pub fn understood(context: &Context<'_>) -> Option<Taken> {
    of_the_named(context)
        .or_else(|| part_acts(context))
        .or_else(|| fate(context))
        .or_else(|| first_end(context))
        .or_else(|| with_the_next(context))
        .or_else(|| further(context))
        .or_else(|| same_lead(context))
        .or_else(|| without_verb(context))
        .or_else(|| same_number(context))
}

/// The bytes between a claim's quantity and the end of the token before `end`.
pub fn bytes_behind(line: &Line<'_>, claim: &Claim, end: usize) -> Option<usize> {
    line.span(&(end - 1..end)).end.checked_sub(claim.quantity.span.end)
}

/// Whether a claim ends at `end`: nothing but its counted noun stands between.
fn ends_at(line: &Line<'_>, claim: &Claim, end: usize) -> bool {
    bytes_behind(line, claim, end.max(1))
        .is_some_and(|gap| gap == 0 || !claim.counted.is_empty() && gap <= claim.counted.len() + 1)
}

/// "her notebooks, *122 of them*", "less than eight minutes, *four of them* inside": what stands right before the comma.
fn of_the_named(context: &Context<'_>) -> Option<Taken> {
    let (line, start, end) = (context.line, context.amount.tokens.start, context.amount.tokens.end);
    if line.w(end) != "of" || !matches!(line.w(end + 1), "them" | "which" | "whom") {
        return None;
    }
    let comma = start.checked_sub(1).filter(|c| matches!(line.w(*c), "," | "(" | "–" | "—" | "-"))?;
    let noun = comma.checked_sub(1)?;
    if let Some(last) = context.told.last().filter(|c| ends_at(line, c, comma)) {
        // "in the last 20 years, *three of them* in Peru": these tell when.
        let lead = since_start(line, last.quantity.span.start).next().map_or("", |t| line.w(t));
        let when = matches!(lead, "last" | "past" | "next" | "in" | "within" | "over");
        let same = match last.quantity.kind {
            Kind::Duration => !when,
            kind => matches!(kind, Kind::Count | Kind::Number | Kind::Money),
        };
        return same.then(|| measured_as(&last.quantity, end));
    }
    let near = context.before.is_some_and(|b| matches!(b.kind, Kind::Count | Kind::Measure | Kind::Duration));
    if near || line.tag(noun) != Tag::Nouns || line.capital(noun) {
        return None;
    }
    let mut first = noun;
    let like = |t: usize| {
        let told = matches!(line.w(t), "several" | "many" | "few" | "other" | "such" | "some" | "various");
        !told && (line.tag(t) == Tag::Adjective || line.tag(t) == Tag::Noun)
    };
    while first > 0 && like(first - 1) {
        first -= 1;
    }
    Some(counts(&normalized(line, &NounPhrase { tokens: first..noun + 1, head: noun }), end))
}

/// The claim of "Of the 37 clinics," where nothing but that stands before the comma in front of the quantity.
fn part<'a>(context: &Context<'a>) -> Option<&'a Claim> {
    let (line, start) = (context.line, context.amount.tokens.start);
    let comma = start.checked_sub(1).filter(|c| line.w(*c) == ",")?;
    let last = context.told.last().filter(|c| c.quantity.kind == Kind::Count && !c.counted.is_empty())?;
    let opens =
        |t: usize| line.w(t) == "of" && (t == 0 || matches!(line.prev(t), "out" | ";" | "." | "\"" | "“"));
    let near = last.quantity.span.start;
    let led = since_start(line, near).take(LONGEST_PART).any(opens);
    // "Of the 20 firms *asked by the board*,"
    let told = || {
        let gap: Vec<usize> = since(line, comma, &last.quantity).take(LONGEST_LED + 1).collect();
        let noun = gap.iter().rev().position(|t| line.tag(*t).noun());
        gap.len() <= LONGEST_LED
            && gap.iter().all(|t| {
                line.is_word(*t) && !line.tag(*t).finite() && line.tag(*t) != Tag::Aux
                    || line.tag(*t) == Tag::VerbEd
            })
            && noun.is_some()
            && gap.iter().any(|t| matches!(line.tag(*t), Tag::VerbEn | Tag::VerbEd))
    };
    (led && (ends_at(line, last, comma) || told())).then_some(last)
}

/// Most words between "of" and the number of what parts are told of.
const LONGEST_PART: usize = 5;

/// The tokens before a place of the text, the nearest first.
fn since_start<'l>(line: &'l Line<'_>, place: usize) -> impl Iterator<Item = usize> + 'l {
    let at = line.text.tokens.partition_point(|t| (t.start as usize) < place).saturating_sub(line.base);
    (0..at).rev()
}

/// Whether the word behind a number is no noun but what the counted did: "Of the 37 clinics, five *work*."
pub fn acts(context: &Context<'_>, found: &NounPhrase) -> bool {
    let (line, at) = (context.line, found.head);
    // "Of the 20 firms, 13 *reported* growth."
    let first = context.amount.tokens.end;
    let past = line.tag(first) == Tag::VerbEd || line.tag(first) == Tag::VerbEn;
    if found.tokens.len() > 1 && first == found.tokens.start && past && part(context).is_some() {
        return true;
    }
    if found.tokens.len() != 1 || at != context.amount.tokens.end || line.capital(at) {
        return false;
    }
    let class = line.english.words.classes(line.w(at));
    let form = if context.amount.low == Decimal::ONE { Class::VERB_S } else { Class::VERB };
    let goes_on =
        line.tag(at + 1).finite() || line.tag(at + 1) == Tag::Aux || line.tag(at + 1) == Tag::VerbEn;
    class.any(form)
        && (form == Class::VERB_S || !class.any(Class::NOUNS))
        && !goes_on
        && part(context).is_some()
}

/// "Of the 37 clinics, *five* work.": it counts clinics.
fn part_acts(context: &Context<'_>) -> Option<Taken> {
    let (line, end) = (context.line, context.amount.tokens.end);
    if !line.is_word(end) || line.w(end) == "percent" {
        return None;
    }
    let whole = part(context)?;
    let verb = line
        .english
        .words
        .classes(line.w(end))
        .any(Class(Class::VERB.0 | Class::VERB_S.0 | Class::VERB_ED.0));
    verb.then(|| counts(&whole.quantity.unit, end))
}

/// "six *dead*", "*568 saved*, five *missing*": such things are told of people.
fn fate(context: &Context<'_>) -> Option<Taken> {
    let (line, start, end) = (context.line, context.amount.tokens.start, context.amount.tokens.end);
    // "19 *still* missing"
    let told = end + usize::from(matches!(line.w(end), "still" | "also" | "now" | "feared" | "reported"));
    if !line.words.cue(line.w(told)).any(Cue::FATE)
        || line.tag(told + 1).noun()
        || !context.amount.low.fract().is_zero()
    {
        return None;
    }
    // "Ten sheep died, *four killed* by dogs": of those just told
    let apart = |t: usize| matches!(line.w(t), ";" | ":" | "—" | "–");
    let counted = context.told.iter().rev().find(|c| c.quantity.kind == Kind::Count);
    if let Some(last) = counted
        && !since(line, start, &last.quantity).any(apart)
        && !last.quantity.unit.is_empty()
        && !(last.quantity.unit == "people" && last.counted.is_empty())
    {
        return None;
    }
    Some(counts("people", end))
}

/// "Peru deported *1,200* and Chile 740 Venezuelans": both count what stands behind the second.
fn with_the_next(context: &Context<'_>) -> Option<Taken> {
    let (line, end) = (context.line, context.amount.tokens.end);
    let whole = context.amount.low.fract().is_zero();
    let name = (line.w(end) == "and" && whole).then(|| line.mention(end + 1)).flatten()?;
    let next = Some(line.within(name).end).filter(|n| line.is_numeral(*n))?;
    let other = operand(line, next).filter(|o| o.kind.is_none() && left_out_verb(line, next))?;
    let phrase = counted(line, other.tokens.end)?;
    Some(counts(&normalized(line, &phrase), end))
}

/// "by *26* to 25 percent", "from *40* to 35 hours": the unit of the other end.
fn first_end(context: &Context<'_>) -> Option<Taken> {
    let (line, end) = (context.line, context.amount.tokens.end);
    if line.w(end) != "to" || !line.is_digits(end + 1) {
        return None;
    }
    let other = operand(line, end + 1).filter(|o| o.number.tokens.start == end + 1)?;
    let kind = other.kind.filter(|k| matches!(k, Kind::Percent | Kind::Duration | Kind::Measure))?;
    Some(Taken { kind: Some(kind), unit: other.unit, end, about: true, ..Taken::default() })
}

/// Whether the number ends in the scale word of the one before: "90 *billion*".
fn same_scale(context: &Context<'_>, before: &Quantity) -> bool {
    let line = context.line;
    let last = line.w(context.amount.number.end.saturating_sub(1));
    let scale = matches!(line.words.numeral(last), Some((_, Numeral::Scale)));
    let told = || line.text.slice(line.text.tokens_in(before.span));
    scale && told().split_whitespace().any(|word| word.eq_ignore_ascii_case(last))
}

/// More than there are people.
const MOST_PEOPLE: i64 = 8_000_000_000;

/// "new loans of 90 billion euros and *another 84 billion*", "had 12 hours and want *60 more*".
fn further(context: &Context<'_>) -> Option<Taken> {
    let (line, start, end) = (context.line, context.amount.tokens.start, context.amount.tokens.end);
    let another = matches!(line.prev(start), "another" | "additional" | "further");
    if !another && line.w(end) != "more" {
        return None;
    }
    let before = context.before;
    if let Some(before) = before.filter(|b| b.kind == Kind::Money && same_scale(context, b)) {
        return Some(measured_as(before, end));
    }
    let wants = start
        .checked_sub(1 + usize::from(another))
        .is_some_and(|v| line.words.cue(line.verb(v)).any(Cue::WANTS));
    if let Some(before) = before.filter(|b| wants && matches!(b.kind, Kind::Duration | Kind::Measure)) {
        return Some(measured_as(before, end));
    }
    let too_many = context.amount.low > Decimal::from(MOST_PEOPLE);
    too_many.then(|| Taken { kind: Some(Kind::Number), end, about: true, ..Taken::default() })
}

/// Most words between two figures behind the same preposition.
const LONGEST_LED: usize = 10;

/// "a gap *of 34 billion euros* for 2027, and *of 64 billion* in 2028": the same preposition once more.
fn same_lead(context: &Context<'_>) -> Option<Taken> {
    let (line, start, end) = (context.line, context.amount.tokens.start, context.amount.tokens.end);
    let lead = line.prev(start);
    if !matches!(lead, "of" | "for" | "to" | "at" | "by" | "with") || start < 3 {
        return None;
    }
    let last = context.told.last().filter(|c| unit_spreads(context, &c.quantity))?;
    let other = since_start(line, last.quantity.span.start).next()?;
    let gap: Vec<usize> = since(line, start - 1, &last.quantity).collect();
    let joined = gap.len() <= LONGEST_LED
        && gap.iter().any(|t| matches!(line.w(*t), "," | "and" | "but" | "while"))
        && gap
            .iter()
            .take_while(|t| !matches!(line.w(**t), "," | "and" | "but" | "while"))
            .all(|t| !line.tag(*t).verb() && line.tag(*t) != Tag::Aux && line.w(*t) != ";");
    let open =
        line.ends(end) || matches!(line.w(end), "and" | "in" | "for" | "from" | "at" | "on" | "by" | "while");
    (line.w(other) == lead && joined && open).then(|| measured_as(&last.quantity, end))
}

/// Whether the unit of the figure before may be meant again.
fn unit_spreads(context: &Context<'_>, before: &Quantity) -> bool {
    match before.kind {
        Kind::Money | Kind::Measure => {
            let scaled = context.amount.number.len() > 1;
            same_scale(context, before) || !scaled && before.low < Decimal::from(1_000_000)
        }
        Kind::Count => {
            !before.unit.is_empty() && (context.amount.low.fract().is_zero() || before.unit == "point")
        }
        Kind::Duration | Kind::Age => context.amount.form != Form::Vague,
        Kind::Percent => context.amount.low <= Decimal::ONE_HUNDRED,
        _ => false,
    }
}

/// "one got 18 years and the fourth *12*", "won 30 seats, the Greens *six*", "40 trucks, not *six*": the verb is left out.
fn without_verb(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let last = context.told.last()?;
    let before = &last.quantity;
    let moved = last.role == Role::Change && before.kind == Kind::Percent;
    if last.role == Role::Former || moved || !unit_spreads(context, before) {
        return None;
    }
    let stop =
        line.kind(end).is_none_or(|k| k == TokenKind::Mark && line.w(end) != "(") || line.w(end) == "and";
    let not = line.prev(start) == "not" && start >= 2 && line.w(start - 2) == "," && {
        let gap: Vec<usize> = since(line, start - 2, &last.quantity).take(LONGEST_LED).collect();
        gap.len() <= LONGEST_PART && gap.iter().all(|t| line.is_word(*t) && !line.tag(*t).verb())
    };
    let stands = stop && (not || gapped(line, amount, last).is_some());
    stands.then(|| measured_as(before, end))
}

/// "The camp held 14,300 refugees. *The number* has since doubled *to 28,600*": where the sentence before counts one
/// thing alone, the number is one of these.
fn same_number(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let verb = start.checked_sub(2).filter(|v| line.prev(start) == "to" && line.tag(*v).verb())?;
    let moves = line.words.sense(line.verb(verb)).any(Sense(Sense::UP.0 | Sense::DOWN.0))
        || matches!(line.verb(verb), "double" | "triple" | "quadruple");
    let open = line.ends(end) || line.w(end) == "from";
    let mut noun = verb.checked_sub(1)?;
    while noun > 0 && (line.tag(noun) == Tag::Aux || line.tag(noun) == Tag::Adverb || line.w(noun) == "since")
    {
        noun -= 1;
    }
    let same = matches!(line.w(noun), "number" | "figure" | "total")
        && matches!(line.prev(noun), "the" | "that" | "this")
        && noun <= line.body + LONGEST_PART;
    let whole = amount.low.fract().is_zero();
    if !(moves && open && same && whole && context.told.is_empty()) {
        return None;
    }
    let mut counts = context.earlier.iter().filter(|c| c.quantity.kind == Kind::Count);
    let first = counts.next().filter(|c| !c.counted.is_empty() && !c.quantity.low.is_zero())?;
    let alone = counts.all(|c| c.quantity.unit == first.quantity.unit);
    let taken = measured_as(&first.quantity, end);
    alone.then_some(Taken { about: true, ..taken })
}
