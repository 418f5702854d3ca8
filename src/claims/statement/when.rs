//! When it was: the time that dates a claim.

use super::frame::Predicate;
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::{ClauseKind, Parse};
use crate::claims::quantities::amount::Amount;
use crate::claims::quantities::comparison::comparison;
use crate::claims::sentence::line::Line;
use crate::claims::time::times::{Time, Times};
use crate::claims::vocabulary::words::Sense;
use crate::text::Class;
use crate::text::tagger::Tag;

/// The time expression that dates a claim: one in its own clause, the nearest first, else one in a clause above.
pub fn time<'t>(
    line: &Line<'_>,
    parse: &Parse,
    times: &'t Times,
    amount: &Amount,
    chunk: Option<usize>,
    predicate: Option<&Predicate>,
) -> Option<&'t Time> {
    let own = chunk.map(|c| parse.clause[c]);
    let clause = predicate.map(|p| p.clause).or(own);
    if times.all.is_empty() {
        return None;
    }
    let compared = comparison(line, amount.tokens.start);
    times
        .all
        .iter()
        .filter(|t| t.tokens.start >= line.body)
        .filter(|t| t.tokens.end <= amount.number.start || t.tokens.start >= amount.number.end)
        .filter(|t| !opens_next(line, amount, t))
        .filter(|t| fits_comparison(line, amount, compared, t) && !ranks(line, t) && !describes(line, t))
        .filter_map(|t| {
            let held = parse.chunk_at(t.tokens.start)?;
            let at = parse.clause[held];
            let apart = parse.chunks[held].kind == ChunkKind::Time || parse.chunks[held].verbal();
            let told = parse.clauses[at].antecedent.is_some()
                && parse.clauses[at].antecedent == chunk
                && !super::frame::compares(line, parse, at);
            // "the highest since the record 4 million rate *set in 1978*"
            let set_then = told
                && Some(at) == clause
                && parse.clauses[at].kind == ClauseKind::Participle
                && line.prev(t.tokens.start) != "of";
            let tie = if told {
                usize::from(!set_then)
            } else if Some(at) == own || Some(at) == clause {
                usize::from(!apart && Some(held) != chunk) * 3
            } else if own.into_iter().chain(clause).any(|c| beneath(parse, c, at)) && apart {
                1
            } else if own.into_iter().chain(clause).any(|c| above(line, parse, c, at, held)) && apart {
                2
            } else {
                return None;
            };
            if tie == 3 {
                return None;
            }
            let gap = if t.tokens.start >= amount.number.end {
                t.tokens.start - amount.number.end
            } else {
                amount.number.start - t.tokens.end + 2
            };
            Some(((tie, gap), t))
        })
        .min_by_key(|(key, _)| *key)
        .map(|(_, t)| t)
}

/// Whether a time behind the amount leads to the next one: "rose by 4.7% and *in 2020 by 8.6%*", "12 in May and *in June* 30".
fn opens_next(line: &Line<'_>, amount: &Amount, time: &Time) -> bool {
    let (start, end) = (time.tokens.start, time.tokens.end);
    if start < amount.tokens.end {
        return false;
    }
    let lead = start - usize::from(matches!(line.prev(start), "in" | "on" | "at" | "during" | "for"));
    let joined = lead > 0 && matches!(line.prev(lead), "and" | "but") && lead < start;
    let by = end + usize::from(matches!(line.w(end), "by" | "to" | "at" | "from" | "," | "of"));
    joined && (line.is_numeral(by) || line.tag(by) == Tag::Symbol)
}

/// Most words between a superlative and the "since" that tells how far back it holds.
const LONGEST_RANK: usize = 7;

/// Whether a time tells how far back something has no like: "the lowest level *since 1914*", "for the first time *since
/// May*", "more than in any year *since 1979*". It dates that comparison, not what is compared.
fn ranks(line: &Line<'_>, time: &Time) -> bool {
    let start = time.tokens.start;
    // "its second lowest price *in the past 10 years*"
    let lead = start - usize::from(line.prev(start) == "the");
    let within = line.prev(lead) == "in" && line.words.unit_of_time(line.prev(time.tokens.end));
    (line.w(start) == "since" || within)
        && (start.saturating_sub(LONGEST_RANK)..start)
            .rev()
            .take_while(|n| !line.tag(*n).finite() && line.tag(*n) != Tag::Aux && line.w(*n) != ",")
            .any(|n| superlative(line, n) || line.w(n) == "any")
}

/// Whether a time only tells of a noun: "from *1990* levels", "the *1920s* bungalow", "a bond due *in 2031*".
fn describes(line: &Line<'_>, time: &Time) -> bool {
    let (start, end) = (time.tokens.start, time.tokens.end);
    let lead = start - usize::from(matches!(line.prev(start), "in" | "on" | "by" | "between"));
    let due =
        lead >= 2 && matches!(line.prev(lead), "due" | "maturing" | "expiring") && line.tag(lead - 2).noun();
    if due {
        return true;
    }
    // "the first since *the September 11* attacks"
    let the = lead - usize::from(line.prev(lead) == "the");
    let event = (the < lead || line.w(start) == "the")
        && matches!(line.prev(the), "after" | "since" | "before" | "following")
        && line.tag(end) == Tag::Nouns;
    if event {
        return true;
    }
    let level = matches!(line.w(end), "level" | "levels" | "prices" | "dollars" | "terms" | "baseline");
    let decade =
        line.is_digits(start) && time.tokens.len() == 2 && line.w(start + 1) == "s" && line.tag(end).noun();
    line.is_digits(start) && level || decade
}

/// Whether the word at `at` sets one above all others: "lowest", "worst", "first".
pub fn superlative(line: &Line<'_>, at: usize) -> bool {
    let word = line.w(at);
    matches!(word, "first" | "only" | "worst" | "best" | "most" | "least")
        || word.len() > 5
            && word.ends_with("est")
            && !matches!(word, "honest" | "modest" | "earnest" | "latest")
            && line.english.words.classes(word).any(Class::ADJECTIVE)
}

/// Whether `below` is an infinitive or participle directly under `clause`.
fn beneath(parse: &Parse, clause: usize, below: usize) -> bool {
    let this = &parse.clauses[below];
    this.parent == Some(clause) && matches!(this.kind, ClauseKind::Infinitive)
}

/// Whether `upper`, which holds the time in chunk `held`, stands above `clause` and dates it: not over a relative
/// or adverbial clause, not when somebody said it, and beside another only where it stands before both.
fn above(line: &Line<'_>, parse: &Parse, clause: usize, upper: usize, held: usize) -> bool {
    let mut at = clause;
    loop {
        let this = &parse.clauses[at];
        if matches!(this.kind, ClauseKind::Relative | ClauseKind::Adverbial) {
            return false;
        }
        let Some(parent) = this.parent else { return false };
        let verb = parse.clauses[parent].verb;
        match this.kind {
            ClauseKind::Complement
                if verb
                    .is_some_and(|v| line.words.sense(line.verb(parse.chunks[v].head)).any(Sense::STATE)) =>
            {
                return false;
            }
            ClauseKind::Coordinate if verb.is_some_and(|v| v < held) => return false,
            _ => {}
        }
        if parent == upper {
            return true;
        }
        at = parent;
    }
}

/// Whether the time may date the amount, `own` being what opens the comparison that the amount stands in: "up *from 6
/// percent a year earlier*" dates the six percent and nothing before, and what is compared with is not dated by what
/// stands before the comparison.
fn fits_comparison(line: &Line<'_>, amount: &Amount, own: Option<usize>, time: &Time) -> bool {
    let start = time.tokens.start;
    let Some(mark) = comparison(line, start) else {
        // "In June sales were 80 tonnes, against 70", "rose from 70 to 80 in June": when it was 70 is not told.
        return own.is_none_or(|mark| start > mark && (amount.tokens.end..start).all(|t| line.w(t) != "to"));
    };
    if amount.tokens.start < mark {
        // "was raised to 5 euros from July": from then on.
        let begins = line.w(mark) == "from"
            && mark + 1 == start
            && line.prev(amount.tokens.start) == "to"
            && !matches!(line.prev(time.tokens.end), "ago" | "earlier" | "before");
        return begins;
    }
    // "compared with *last year's* 20 million", but "from 90 in 2010 *to 40*", "compared with 2022, sales rose 5%".
    let goes_on = |t: usize| {
        !matches!(line.w(t), "," | "to" | "and" | "or" | "(")
            && !line.tag(t).verb()
            && line.tag(t) != Tag::Aux
    };
    amount.tokens.start < time.tokens.end || (time.tokens.end..amount.tokens.start).all(goes_on)
}
