#![doc = include_str!("number.md")]

use rust_decimal::Decimal;

use super::rule::{Context, Rule, Taken};
use super::understood::{bytes_behind, measured_as, understood};
use crate::claims::claim::{Claim, Kind, Quantity, Role};
use crate::claims::numbers::number::Form;
use crate::claims::quantities::comparison::{compared_thing, told_instead};
use crate::claims::quantities::earlier::previous;
use crate::claims::quantities::further::parallel;
use crate::claims::quantities::noun_phrase::{counted, normalized};
use crate::claims::quantities::operand::operand;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::{Cue, Numeral};
use crate::text::tagger::Tag;

pub const RULE: Rule = Rule { name: "number", page: include_str!("number.md"), apply };

/// The last two amounts of money before.
fn last_money(told: &[Claim]) -> Option<[&Quantity; 2]> {
    let mut money = told.iter().rev().map(|c| &c.quantity).filter(|q| q.kind == Kind::Money);
    let second = money.next()?;
    Some([money.next()?, second])
}

/// The quantity before, or, where that converts another in brackets, the one it converts: "136 billion shillings (1.3
/// billion dollars), up from *129 billion*".
fn unbracketed<'a>(context: &Context<'a>) -> Option<&'a Quantity> {
    let before = context.before?;
    let converts = |q: &Quantity| context.line.text.source[..q.span.start].ends_with('(');
    let [.., other, last] = context.told else { return Some(before) };
    let same = last.quantity.span == before.span && other.quantity.kind == before.kind;
    Some(if same && converts(before) { &other.quantity } else { before })
}

/// The count before, where this one stands in a list behind it and tells of another place: "40 cars in Lima, *30 in*
/// Oslo and *20 in* Bonn".
fn listed_elsewhere<'a>(context: &Context<'a>) -> Option<&'a Quantity> {
    let (line, start, end) = (context.line, context.amount.tokens.start, context.amount.tokens.end);
    let before = context.before.filter(|b| b.kind == Kind::Count && !b.unit.is_empty())?;
    let lead = line.w(end);
    // "417 quilts (*174 on* the first day"
    let parts = line.prev(start) == "(" && matches!(lead, "in" | "on" | "at" | "from");
    if parts {
        let counted = context.told.last().is_some_and(|c| {
            c.quantity.span == before.span && !c.counted.is_empty() && counts_up_to(line, c, start - 1)
        });
        return counted.then_some(before);
    }
    let listed = matches!(line.prev(start), "," | "and")
        && matches!(lead, "in" | "into" | "to" | "from" | "at" | "on");
    // "100 rebels this year, *30 in this month alone*", "1,700 from sales, *3,400 from* operations"
    let timely = matches!(line.w(end + 1), "this" | "last");
    let place = line.capital(end + 1)
        || line.w(end + 1) == "the"
        || line.tag(end + 1).noun()
        || line.tag(end + 1) == Tag::Adjective && line.tag(end + 2).noun();
    let near = |t: &usize| line.span(&(*t..*t + 1)).start >= before.span.end;
    let same = (0..start).rev().take_while(near).take(LONGEST_LISTED).any(|t| line.w(t) == lead);
    (listed && (place && same || timely)).then_some(before)
}

/// Most letters between a level and how it has moved: ", or up by about".
const LONGEST_TURN: usize = 12;

/// Most words between two counts of a list.
const LONGEST_LISTED: usize = 10;

/// "rose to 12 million euros, profit to *3 million*", "sold 3 million tonnes to Peru, *2 million* to Chile": a further
/// figure of the same scale in a clause that leaves out its verb.
fn in_the_same(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let before = context.before.filter(|b| matches!(b.kind, Kind::Money | Kind::Measure))?;
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let scale = |at: usize| matches!(line.words.numeral(line.w(at)), Some((_, Numeral::Scale)));
    let told = line.text.slice(line.text.tokens_in(before.span));
    let same = scale(end.checked_sub(1)?)
        && told.split_whitespace().any(|word| word.eq_ignore_ascii_case(line.w(end - 1)));
    let led = matches!(line.prev(start), "to" | "from" | "at");
    // ", *rising* to 72 million"
    let moving = start >= 3 && line.w(start - 3) == "," && line.tag(start - 2) == Tag::VerbIng;
    let noun = start.checked_sub(2).filter(|_| led && (moving || parallel(line, start - 1)));
    let listed = matches!(line.prev(start), "," | "and")
        && matches!(line.w(end), "to" | "into" | "by" | "from" | "in" | "for");
    (same && (noun.is_some() || listed)).then(|| measured_as(before, end))
}

fn apply(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    if amount.kind.is_some() {
        return None;
    }
    if let Some(taken) = understood(context) {
        return Some(taken);
    }
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    // "grew sixfold"
    if line.w(amount.number.start).ends_with("fold") {
        return Some(Taken {
            kind: Some(Kind::Count),
            unit: "fold".into(),
            end,
            about: true,
            ..Taken::default()
        });
    }
    // "Net profit 300,000 vs loss 95,000"
    if told_instead(line, start)
        && let Some(before) = context.before
    {
        return Some(measured_as(before, end));
    }
    // "263 million dollars, or *5.41 a share*"
    if matches!(line.w(end), "a" | "per")
        && line.w(end + 1) == "share"
        && let Some(before) = context.before.filter(|b| b.kind == Kind::Money && !b.unit.contains(' '))
    {
        return Some(Taken {
            kind: Some(Kind::Money),
            unit: format!("{} per share", before.unit),
            end: end + 2,
            about: true,
            ..Taken::default()
        });
    }
    // "318 million euros, short of the *365 million* forecast"
    if line.prev(start) == "the"
        && (line.tag(end).verb() || matches!(line.w(end), "forecast" | "estimate" | "consensus"))
        && amount.tokens.len() == 2
        && let Some(before) = context.before.filter(|b| b.kind == Kind::Money)
        && matches!(line.words.numeral(line.w(end - 1)), Some((_, Numeral::Scale)))
    {
        return Some(measured_as(before, end));
    }
    // "by 52 votes to *48*"
    if line.prev(start) == "to"
        && amount.form == Form::Digits
        && let Some(last) = context
            .told
            .last()
            .filter(|c| c.quantity.kind == Kind::Count && !c.counted.is_empty() && c.quantity.unit != "point")
        && start >= 2
        && counts_up_to(line, last, start - 1)
    {
        return Some(Taken {
            kind: Some(Kind::Count),
            unit: last.quantity.unit.clone(),
            end,
            ..Taken::default()
        });
    }
    // "rose by 2 percent but Oslo's fell by 1"
    if line.prev(start) == "by"
        && amount.form == Form::Digits
        && line.kind(end).is_none_or(|k| k == crate::text::TokenKind::Mark)
        && let Some(before) = context.before.filter(|b| b.kind == Kind::Percent)
    {
        return Some(Taken {
            kind: Some(Kind::Percent),
            unit: before.unit.clone(),
            end,
            about: true,
            ..Taken::default()
        });
    }
    // "and accepted 640k": the noun of the count before is understood
    if start >= 2
        && line.tag(start - 1).verb()
        && line.w(start - 2) == "and"
        && let Some(before) = context.before.filter(|b| b.kind == Kind::Count)
    {
        return Some(Taken { kind: Some(Kind::Count), unit: before.unit.clone(), end, ..Taken::default() });
    }
    // "200 rupees ($3) for a seat and 90 ($1) for a stool": the same two currencies again
    if line.w(end) == "("
        && let Some([first, second]) = last_money(context.told)
        && first.unit != second.unit
        && operand(line, end + 1).is_some_and(|o| o.kind == Some(Kind::Money) && o.unit == second.unit)
    {
        return Some(Taken {
            kind: Some(Kind::Money),
            unit: first.unit.clone(),
            end,
            about: true,
            ..Taken::default()
        });
    }
    // "a day or two", "another bag or two": the noun stands before.
    if line.prev(start) == "or"
        && amount.form == Form::Words
        && amount.tokens.len() == 1
        && let Some(noun) = start.checked_sub(2).filter(|n| line.tag(*n) == Tag::Noun)
        && (noun.saturating_sub(3)..noun).any(|n| matches!(line.w(n), "a" | "an" | "another" | "one"))
    {
        let measure = line.words.unit_word(line.w(noun));
        let kind = measure.map_or(Kind::Count, |unit| unit.kind);
        let unit = measure.map_or(line.w(noun), |unit| unit.name).to_string();
        return Some(Taken { kind: Some(kind), unit, end, about: measure.is_some(), ..Taken::default() });
    }
    let count =
        |unit: &str| Some(Taken { kind: Some(Kind::Count), unit: unit.to_string(), end, ..Taken::default() });
    // "Four were held", "1,204 were on leave": the number stands for its noun.
    let acts = line.tag(end) == Tag::Aux
        || line.tag(end).finite() && (!line.capital(end) || line.words.cue(line.verb(end)).any(Cue::HARM));
    let made = (end..end + 4).any(|n| line.words.cue(line.w(n)).any(Cue::MADE));
    let opens = start == 0
        || matches!(
            line.prev(start),
            "," | ";"
                | "and"
                | "but"
                | "while"
                | "that"
                | "of"
                | "another"
                | "other"
                | "all"
                | "the"
                | "these"
                | "those"
                | "\""
                | "“"
        );
    // "Ten people were killed and 20 injured"
    let shared = line.tag(end) == Tag::VerbEn
        && matches!(line.prev(start), "and" | ",")
        && context.before.is_some_and(|b| b.kind == Kind::Count)
        && (0..start).any(|n| line.tag(n) == Tag::Aux && line.tag(n + 1) == Tag::VerbEn);
    if (acts && opens || shared) && amount.low.fract().is_zero() {
        return count(context.previous.unwrap_or(if made { "" } else { "people" }));
    }
    // "900 people got their first dose and *400 their* second"
    if matches!(line.w(end), "their" | "his" | "her" | "its")
        && matches!(line.prev(start), "and" | ",")
        && let Some(before) = context.before.filter(|b| b.kind == Kind::Count)
    {
        return count(&before.unit);
    }
    // "26 shots to Arden's *13*"
    if matches!(line.prev(start), "'s" | "’s" | "'" | "’")
        && line.tag(start.saturating_sub(2)).noun()
        && matches!(line.w(end), "and" | "," | "." | ";" | "")
        && let Some(before) = context.before.filter(|b| b.kind == Kind::Count)
    {
        return count(&before.unit);
    }
    // "311 votes in favour and *202 against*"
    if matches!(line.w(end), "against" | "opposed" | "abstaining")
        && line.prev(start) == "and"
        && let Some(before) = context.before.filter(|b| b.kind == Kind::Count)
    {
        return count(&before.unit);
    }
    // "a family of *four*", "a city of *6.7 million*"
    let holder = start.checked_sub(2).filter(|h| line.prev(start) == "of" && !line.capital(*h));
    if holder.is_some_and(|h| line.words.cue(line.w(h)).any(Cue::HOLDS_PEOPLE)) {
        return Some(Taken { about: true, ..count("people")? });
    }
    // "landed with all *171* aboard"
    if line.w(end) == "aboard" || line.phrase(end, &["on", "board"]) {
        return count("people");
    }
    // "1,104 votes out of *91,000* cast"
    if line.prev(start) == "of"
        && start >= 2
        && line.w(start - 2) == "out"
        && let Some(before) = context.before.filter(|b| b.kind == Kind::Count)
    {
        return count(&before.unit);
    }
    // "4,100 who had left"
    if line.w(end) == "who" {
        return count(context.previous.filter(|_| context.before.is_some()).unwrap_or("people"));
    }
    // "a tent for six of us"
    if line.w(end) == "of" && matches!(line.w(end + 1), "us" | "them" | "you" | "whom") {
        return count(context.previous.unwrap_or("people"));
    }
    // "138 guns, 54 of which were loaded"
    if line.phrase(end, &["of", "which"])
        && let Some(before) =
            context.before.filter(|b| matches!(b.kind, Kind::Count | Kind::Money | Kind::Measure))
    {
        return Some(measured_as(before, end));
    }
    // "Of the 60 races she lost 12."
    if start > 0
        && line.tag(start - 1).verb()
        && !matches!(line.verb(start - 1), "be" | "score" | "shoot" | "make")
        && (line.kind(end).is_none_or(|k| k == crate::text::TokenKind::Mark)
            || line.w(end) == "to" && line.tag(end + 1) == Tag::Verb
            // "needs 40,000 homes but built 19,000 in 2018"
            || line.w(end) == "in" && line.is_digits(end + 1) && line.w(end + 1).len() == 4)
        && let Some(before) = context.before.filter(|b| b.kind == Kind::Count)
    {
        return count(&before.unit);
    }
    // "killing 12 and wounding 30", "another 32"
    let hit = start > 0 && line.words.cue(line.verb(start - 1)).any(Cue::HARM);
    if hit {
        return count("people");
    }
    // "ran 15 miles, another 11 to go"
    if line.prev(start) == "another"
        && let Some(before) = context.before.filter(|b| b.kind == Kind::Measure)
    {
        return Some(measured_as(before, end));
    }
    // "against 114,000 a week ago and *119,000* a year ago"
    if line.prev(start) == "and"
        && matches!(line.w(end), "a" | "in" | "last")
        && let Some(last) =
            context.told.last().filter(|c| c.role == Role::Former && c.quantity.kind == Kind::Count)
    {
        return count(&last.quantity.unit);
    }
    // "is 19 days, *three more* than last year"
    if matches!(line.w(end), "more" | "fewer" | "less")
        && line.w(end + 1) == "than"
        && let Some(before) = context.before.filter(|b| matches!(b.kind, Kind::Duration | Kind::Measure))
    {
        return Some(measured_as(before, end));
    }
    if let Some(before) = listed_elsewhere(context) {
        return count(&before.unit);
    }
    if line.prev(start) == "another" || matches!(line.w(end), "others" | "more" | "fewer") {
        return count(context.previous.unwrap_or("people"));
    }
    // "up from 3.1 million", "including 200,000 in the south": the same again
    // "the £5m move raises the number *from 350 to 400*": these are no pounds.
    let both = line.prev(start) == "from"
        && line.w(end) == "to"
        && operand(line, end + 1).is_some_and(|o| o.kind.is_none() && o.number.tokens.start == end + 1);
    let former = !both
        && matches!(line.prev(start), "from" | "against" | "versus" | "vs" | "including" | "than")
        || start >= 2 && matches!(line.w(start - 2), "compared" | "lowest" | "highest" | "up" | "down")
        || start >= 3 && line.prev(start) == "the" && line.w(start - 3) == "compared"
        || previous(line, start)
        || compared_thing(line, start);
    // "six million in the 12 months to June, against 5.5 million": the months were no passengers
    if former
        && let Some(unit) = context.previous
        && context.before.is_some_and(|b| b.kind == Kind::Duration)
    {
        return count(unit);
    }
    // "dropped 19%, *from 9,850*": a share of the move is no measure of where it began.
    let moved = |b: &Quantity| {
        b.kind == Kind::Percent
            && line.prev(start) == "from"
            && context.told.last().is_some_and(|c| c.role == Role::Change)
    };
    // "sold 300 cars, up 5 percent *from 280*": the level that moved
    let level = |b: &Quantity| match context.told {
        [.., level, change] if moved(b) => {
            let gap = change.quantity.span.start.saturating_sub(level.quantity.span.end);
            (gap <= level.counted.len() + LONGEST_TURN).then_some(&level.quantity)
        }
        _ => None,
    };
    if let Some(before) = unbracketed(context)
        .and_then(|b| if moved(b) { level(b) } else { Some(b) })
        .filter(|b| (former || line.w(end) == "which") && !matches!(b.kind, Kind::Duration | Kind::Age))
        // "62.5 cents, the lowest is 51.2": cents were told as a part of the dollar, the unit alone would lie.
        .filter(|b| b.kind != Kind::Money || b.low >= Decimal::ONE || amount.low < Decimal::TEN)
        // "raised its stake to 40,000 shares, or 14.6 percent, from *35,000*": no percent but shares
        .and_then(|b| match b.kind == Kind::Percent && amount.low >= Decimal::ONE_THOUSAND {
            true => context.told.iter().rev().map(|c| &c.quantity).find(|b| b.kind == Kind::Count),
            false => Some(b),
        })
    {
        return Some(Taken { about: before.kind != Kind::Count, ..measured_as(before, end) });
    }
    // "trimmed from *150* to 110 clerks": the noun of the other end
    if line.prev(start) == "from"
        && line.w(end) == "to"
        && let Some(other) = operand(line, end + 1).filter(|o| o.kind.is_none())
        && let Some(noun) = counted(line, other.tokens.end).filter(|n| n.tokens.start == other.tokens.end)
    {
        return count(&normalized(line, &noun));
    }
    // "raised the choir to *nine* from seven voices"
    if line.prev(start) == "to"
        && line.w(end) == "from"
        && let Some(other) = operand(line, end + 1).filter(|o| o.kind.is_none())
        && let Some(noun) = counted(line, other.tokens.end).filter(|n| n.tokens.start == other.tokens.end)
        && line.tag(noun.head) == Tag::Nouns
    {
        return Some(Taken { about: true, ..count(&normalized(line, &noun))? });
    }
    if let Some(unit) = in_the_same(context) {
        return Some(unit);
    }
    if amount.form == Form::Words {
        // "two" alone at the end of a list refers to the noun before.
        if let Some(unit) = context.previous {
            return count(unit);
        }
        // "ground zero", "the one"
        let alone = amount.number.len() == 1 && start > 0;
        if alone && (amount.low.is_zero() || amount.low == Decimal::ONE) {
            return None;
        }
    }
    // "rose 31 points to 2,410.20": a level counted in what the move was counted in
    if let Some(before) = context.before.and(context.previous).filter(|unit| *unit == "point")
        && matches!(line.prev(start), "to" | "at")
        && amount.form == Form::Digits
    {
        return Some(Taken {
            kind: Some(Kind::Count),
            unit: before.to_string(),
            end,
            about: true,
            ..Taken::default()
        });
    }
    Some(Taken { kind: Some(Kind::Number), end, about: true, ..Taken::default() })
}

/// Whether the noun that a claim counts ends right before `end`, "votes" in "52 votes to".
fn counts_up_to(line: &Line<'_>, claim: &Claim, end: usize) -> bool {
    let near = bytes_behind(line, claim, end).is_some_and(|gap| gap <= claim.counted.len() + 1);
    near && line.tag(end - 1).noun()
}
