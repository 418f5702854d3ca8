#![doc = include_str!("number.md")]

use rust_decimal::Decimal;

use super::rule::{Context, Rule, Taken};
use super::told_currency;
use super::understood::{bytes_behind, counts, measured_as, understood};
use crate::claims::claim::{Claim, Kind, Quantity, Role};
use crate::claims::numbers::number::Form;
use crate::claims::quantities::comparison::{compared_thing, told_instead};
use crate::claims::quantities::earlier::previous;
use crate::claims::quantities::further::{parallel, since};
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
    let [.., other, last] = context.told else { return Some(before) };
    let same = last.quantity.span == before.span && other.quantity.kind == before.kind;
    Some(if same && context.converts(before) { &other.quantity } else { before })
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
    let same = since(line, start, before).take(LONGEST_LISTED).any(|t| line.w(t) == lead);
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

/// What a number without a unit may be, asked in this order.
const READINGS: [fn(&Context<'_>) -> Option<Taken>; 20] = [
    told_currency::in_table,
    understood,
    fold,
    money_again,
    votes_against,
    percent_again,
    behind_another_verb,
    two_currencies,
    one_or_two,
    acts,
    beside_a_count,
    people,
    out_of,
    people_who,
    of_which,
    object,
    further_of_them,
    same_again,
    level,
    told_currency::in_sentence,
];

fn apply(context: &Context<'_>) -> Option<Taken> {
    let amount = context.amount;
    if amount.kind.is_some() {
        return None;
    }
    if let Some(taken) = READINGS.iter().find_map(|read| read(context)) {
        return Some(taken);
    }
    // "ground zero", "the one"
    let word = amount.form == Form::Words && amount.number.len() == 1 && amount.tokens.start > 0;
    if word && (amount.low.is_zero() || amount.low == Decimal::ONE) {
        return None;
    }
    Some(Taken { kind: Some(Kind::Number), end: amount.tokens.end, about: true, ..Taken::default() })
}

/// The quantity before, where it is of this kind.
fn before<'a>(context: &Context<'a>, kind: Kind) -> Option<&'a Quantity> {
    context.before.filter(|b| b.kind == kind)
}

/// "grew sixfold"
fn fold(context: &Context<'_>) -> Option<Taken> {
    let fold = context.line.w(context.amount.number.start).ends_with("fold");
    fold.then(|| Taken { about: true, ..counts("fold", context.amount.tokens.end) })
}

/// Money like the amount before.
fn money_again(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    // "Net profit 300,000 vs loss 95,000"
    if told_instead(line, start)
        && let Some(before) = context.before
    {
        return Some(measured_as(before, end));
    }
    let money = before(context, Kind::Money)?;
    // "263 million dollars, or *5.41 a share*"
    if matches!(line.w(end), "a" | "per") && line.w(end + 1) == "share" && !money.unit.contains(' ') {
        let unit = format!("{} per share", money.unit);
        return Some(Taken { kind: Some(Kind::Money), unit, end: end + 2, about: true, ..Taken::default() });
    }
    // "318 million euros, short of the *365 million* forecast"
    let forecast = line.prev(start) == "the"
        && (line.tag(end).verb() || matches!(line.w(end), "forecast" | "estimate" | "consensus"))
        && amount.tokens.len() == 2
        && matches!(line.words.numeral(line.w(end - 1)), Some((_, Numeral::Scale)));
    forecast.then(|| measured_as(money, end))
}

/// "by 52 votes to *48*"
fn votes_against(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let start = amount.tokens.start;
    if line.prev(start) != "to" || amount.form != Form::Digits || start < 2 {
        return None;
    }
    let last = context.told.last()?;
    let votes =
        last.quantity.kind == Kind::Count && !last.counted.is_empty() && last.quantity.unit != "point";
    (votes && counts_up_to(line, last, start - 1)).then(|| counts(&last.quantity.unit, amount.tokens.end))
}

/// "rose by 2 percent but Oslo's fell by 1"
fn percent_again(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    if line.prev(start) != "by" || amount.form != Form::Digits || !line.ends(end) {
        return None;
    }
    before(context, Kind::Percent).map(|b| measured_as(b, end))
}

/// "and accepted 640k": the noun of the count before is understood.
fn behind_another_verb(context: &Context<'_>) -> Option<Taken> {
    let (line, start) = (context.line, context.amount.tokens.start);
    if start < 2 || !line.tag(start - 1).verb() || line.w(start - 2) != "and" {
        return None;
    }
    Some(counts(&before(context, Kind::Count)?.unit, context.amount.tokens.end))
}

/// "200 rupees ($3) for a seat and 90 ($1) for a stool": the same two currencies again.
fn two_currencies(context: &Context<'_>) -> Option<Taken> {
    let (line, end) = (context.line, context.amount.tokens.end);
    if line.w(end) != "(" {
        return None;
    }
    let [first, second] = last_money(context.told)?;
    let other = operand(line, end + 1).filter(|o| o.kind == Some(Kind::Money) && o.unit == second.unit)?;
    (first.unit != other.unit).then(|| measured_as(first, end))
}

/// "a day or two", "another bag or two": the noun stands before.
fn one_or_two(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    if line.prev(start) != "or" || amount.form != Form::Words || amount.tokens.len() != 1 {
        return None;
    }
    let noun = start.checked_sub(2).filter(|n| line.tag(*n) == Tag::Noun)?;
    if !(noun.saturating_sub(3)..noun).any(|n| matches!(line.w(n), "a" | "an" | "another" | "one")) {
        return None;
    }
    let measure = line.words.unit_word(line.w(noun));
    let kind = measure.map_or(Kind::Count, |unit| unit.kind);
    let unit = measure.map_or(line.w(noun), |unit| unit.name).to_string();
    Some(Taken { kind: Some(kind), unit, end, about: measure.is_some(), ..Taken::default() })
}

/// "Four were held", "1,204 were on leave": the number stands for its noun.
fn acts(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    if !amount.low.fract().is_zero() {
        return None;
    }
    let acts = line.tag(end) == Tag::Aux
        || line.tag(end).finite() && (!line.capital(end) || line.words.cue(line.verb(end)).any(Cue::HARM));
    let opens = start == 0
        || matches!(line.prev(start), "," | ";" | "\"" | "“" | "and" | "but" | "while" | "that" | "of")
        || matches!(line.prev(start), "another" | "other" | "all" | "the" | "these" | "those");
    // "Ten people were killed and 20 injured"
    let shared = line.tag(end) == Tag::VerbEn
        && matches!(line.prev(start), "and" | ",")
        && before(context, Kind::Count).is_some()
        && (0..start).any(|n| line.tag(n) == Tag::Aux && line.tag(n + 1) == Tag::VerbEn);
    if !(acts && opens || shared) {
        return None;
    }
    let made = (end..end + 4).any(|n| line.words.cue(line.w(n)).any(Cue::MADE));
    Some(counts(context.previous.unwrap_or(if made { "" } else { "people" }), end))
}

/// The noun of a count that this one is set beside.
fn beside_a_count(context: &Context<'_>) -> Option<Taken> {
    let (line, start, end) = (context.line, context.amount.tokens.start, context.amount.tokens.end);
    // "900 people got their first dose and *400 their* second"
    let owners =
        matches!(line.w(end), "their" | "his" | "her" | "its") && matches!(line.prev(start), "and" | ",");
    // "26 shots to Arden's *13*"
    let owned = matches!(line.prev(start), "'s" | "’s" | "'" | "’")
        && line.tag(start.saturating_sub(2)).noun()
        && matches!(line.w(end), "and" | "," | "." | ";" | "");
    // "311 votes in favour and *202 against*"
    let opposed = matches!(line.w(end), "against" | "opposed" | "abstaining") && line.prev(start) == "and";
    if !(owners || owned || opposed) {
        return None;
    }
    Some(counts(&before(context, Kind::Count)?.unit, end))
}

/// "a family of *four*", "a city of *6.7 million*", "landed with all *171* aboard"
fn people(context: &Context<'_>) -> Option<Taken> {
    let (line, start, end) = (context.line, context.amount.tokens.start, context.amount.tokens.end);
    let holder = start.checked_sub(2).filter(|h| line.prev(start) == "of" && !line.capital(*h));
    if holder.is_some_and(|h| line.words.cue(line.w(h)).any(Cue::HOLDS_PEOPLE)) {
        return Some(Taken { about: true, ..counts("people", end) });
    }
    let aboard = line.w(end) == "aboard" || line.phrase(end, &["on", "board"]);
    aboard.then(|| counts("people", end))
}

/// "1,104 votes out of *91,000* cast"
fn out_of(context: &Context<'_>) -> Option<Taken> {
    let (line, start) = (context.line, context.amount.tokens.start);
    let out = line.prev(start) == "of" && start >= 2 && line.w(start - 2) == "out";
    Some(counts(&before(context, Kind::Count).filter(|_| out)?.unit, context.amount.tokens.end))
}

/// "4,100 who had left", "a tent for six of us"
fn people_who(context: &Context<'_>) -> Option<Taken> {
    let (line, end) = (context.line, context.amount.tokens.end);
    if line.w(end) == "who" {
        return Some(counts(context.previous.filter(|_| context.before.is_some()).unwrap_or("people"), end));
    }
    let of_us = line.w(end) == "of" && matches!(line.w(end + 1), "us" | "them" | "you" | "whom");
    of_us.then(|| counts(context.previous.unwrap_or("people"), end))
}

/// "138 guns, 54 of which were loaded"
fn of_which(context: &Context<'_>) -> Option<Taken> {
    let end = context.amount.tokens.end;
    let before = context.before.filter(|b| matches!(b.kind, Kind::Count | Kind::Money | Kind::Measure))?;
    context.line.phrase(end, &["of", "which"]).then(|| measured_as(before, end))
}

/// "Of the 60 races she lost 12.", "killing 12 and wounding 30": what a verb is about.
fn object(context: &Context<'_>) -> Option<Taken> {
    let (line, start, end) = (context.line, context.amount.tokens.start, context.amount.tokens.end);
    let verb = start.checked_sub(1)?;
    let alone = line.ends(end)
        || line.w(end) == "to" && line.tag(end + 1) == Tag::Verb
        // "needs 40,000 homes but built 19,000 in 2018"
        || line.w(end) == "in" && line.is_digits(end + 1) && line.w(end + 1).len() == 4;
    if line.tag(verb).verb()
        && !matches!(line.verb(verb), "be" | "score" | "shoot" | "make")
        && alone
        && let Some(before) = before(context, Kind::Count)
    {
        return Some(counts(&before.unit, end));
    }
    line.words.cue(line.verb(verb)).any(Cue::HARM).then(|| counts("people", end))
}

/// More of what was told before: "another 32", "20 others", "*20 in* Bonn".
fn further_of_them(context: &Context<'_>) -> Option<Taken> {
    let (line, start, end) = (context.line, context.amount.tokens.start, context.amount.tokens.end);
    // "ran 15 miles, another 11 to go"
    if line.prev(start) == "another"
        && let Some(before) = before(context, Kind::Measure)
    {
        return Some(measured_as(before, end));
    }
    // "against 114,000 a week ago and *119,000* a year ago"
    if line.prev(start) == "and"
        && matches!(line.w(end), "a" | "in" | "last")
        && let Some(last) = context.told.last()
        && last.role == Role::Former
        && last.quantity.kind == Kind::Count
    {
        return Some(counts(&last.quantity.unit, end));
    }
    // "is 19 days, *three more* than last year"
    if matches!(line.w(end), "more" | "fewer" | "less")
        && line.w(end + 1) == "than"
        && let Some(before) = context.before.filter(|b| matches!(b.kind, Kind::Duration | Kind::Measure))
    {
        return Some(measured_as(before, end));
    }
    if let Some(before) = listed_elsewhere(context) {
        return Some(counts(&before.unit, end));
    }
    let others = line.prev(start) == "another" || matches!(line.w(end), "others" | "more" | "fewer");
    others.then(|| counts(context.previous.unwrap_or("people"), end))
}

/// "up from 3.1 million", "including 200,000 in the south": the same again.
fn same_again(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let (start, end) = (amount.tokens.start, amount.tokens.end);
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
        && before(context, Kind::Duration).is_some()
        && let Some(unit) = context.previous
    {
        return Some(counts(unit, end));
    }
    // "dropped 19%, *from 9,850*": a share of the move is no measure of where it began.
    let moved = |b: &Quantity| {
        b.kind == Kind::Percent
            && line.prev(start) == "from"
            && context.told.last().is_some_and(|c| c.role == Role::Change)
    };
    // "sold 300 cars, up 5 percent *from 280*": the level that moved
    let level = || match context.told {
        [.., level, change] => {
            let gap = change.quantity.span.start.saturating_sub(level.quantity.span.end);
            (gap <= level.counted.len() + LONGEST_TURN).then_some(&level.quantity)
        }
        _ => None,
    };
    let before = unbracketed(context)
        .and_then(|b| if moved(b) { level() } else { Some(b) })
        .filter(|b| (former || line.w(end) == "which") && !matches!(b.kind, Kind::Duration | Kind::Age))
        // "62.5 cents, the lowest is 51.2": cents were told as a part of the dollar, the unit alone would lie.
        .filter(|b| b.kind != Kind::Money || b.low >= Decimal::ONE || amount.low < Decimal::TEN)
        // "raised its stake to 40,000 shares, or 14.6 percent, from *35,000*": no percent but shares
        .and_then(|b| match b.kind == Kind::Percent && amount.low >= Decimal::ONE_THOUSAND {
            true => context.told.iter().rev().map(|c| &c.quantity).find(|b| b.kind == Kind::Count),
            false => Some(b),
        })?;
    Some(Taken { about: before.kind != Kind::Count, ..measured_as(before, end) })
}

/// Where a level began or ends, in what the other end or the clause before counts.
fn level(context: &Context<'_>) -> Option<Taken> {
    let (line, amount) = (context.line, context.amount);
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let other_end = || {
        let other = operand(line, end + 1).filter(|o| o.kind.is_none())?;
        counted(line, other.tokens.end).filter(|n| n.tokens.start == other.tokens.end)
    };
    // "trimmed from *150* to 110 clerks"
    if line.prev(start) == "from"
        && line.w(end) == "to"
        && let Some(noun) = other_end()
    {
        return Some(counts(&normalized(line, &noun), end));
    }
    // "raised the choir to *nine* from seven voices"
    if line.prev(start) == "to"
        && line.w(end) == "from"
        && let Some(noun) = other_end().filter(|n| line.tag(n.head) == Tag::Nouns)
    {
        return Some(Taken { about: true, ..counts(&normalized(line, &noun), end) });
    }
    if let Some(taken) = in_the_same(context) {
        return Some(taken);
    }
    let previous = context.previous?;
    // "two" alone at the end of a list refers to the noun before.
    if amount.form == Form::Words {
        return Some(counts(previous, end));
    }
    // "rose 31 points to 2,410.20": a level counted in what the move was counted in
    let moved_to = matches!(line.prev(start), "to" | "at") && amount.form == Form::Digits;
    (context.before.is_some() && previous == "point" && moved_to)
        .then(|| Taken { about: true, ..counts(previous, end) })
}

/// Whether the noun that a claim counts ends right before `end`, "votes" in "52 votes to".
fn counts_up_to(line: &Line<'_>, claim: &Claim, end: usize) -> bool {
    let near = bytes_behind(line, claim, end).is_some_and(|gap| gap <= claim.counted.len() + 1);
    near && line.tag(end - 1).noun()
}
