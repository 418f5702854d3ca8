//! Which day a time means where it dates something: the verb tells whether a weekday, or a day or month without its year, lies
//! before the article or is still to come.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::claims::clauses::chunk::{ChunkKind, VerbForm};
use crate::claims::clauses::clause::{ClauseKind, Parse};
use crate::claims::sentence::line::Line;
use crate::claims::time::calendar::year_number;
use crate::claims::time::relative_time::weekday_named;
use crate::claims::time::times::Time;
use crate::claims::vocabulary::words::{Cue, Sense, month_number};
use crate::text::tagger::Tag;

/// The days that a time means where it dates something: those of a weekday without "last" are still to come where its
/// clause tells what will be or is planned ("will be signed on Friday"), those of a month without its year lie on that
/// side of the article on which the clause lies ("found on Feb 3", "will open in March").
pub fn days(line: &Line<'_>, parse: &Parse, time: &Time, published: Option<Date>) -> Option<(Date, Date)> {
    let found = time.days?;
    let Some(today) = published else { return Some(found) };
    let clause = || parse.chunk_at(time.tokens.start).map(|c| parse.clause[c]);
    if weekday_alone(line, time) {
        let week = |day: Date| if day < today { day.saturating_add(7.days()) } else { day };
        let coming = clause().is_some_and(|c| {
            ahead(line, parse, c) || deadline(line, parse, time, c) || begins(line, parse, c)
        });
        return Some(if coming { (week(found.0), week(found.1)) } else { found });
    }
    // A day that is only just to come may be today where the news comes from.
    let future = found.0 > today.saturating_add(1.days());
    let past = found.1.saturating_add(JUST_PAST.days()) <= today;
    if !(future || past) || !month_alone(line, time) || !dates(line, time) {
        return Some(found);
    }
    let move_by = |span: Span| (found.0.saturating_add(span), found.1.saturating_add(span));
    let Some(clause) = clause() else { return Some(found) };
    if future && behind(line, parse, clause) {
        return Some(move_by((-1).years()));
    }
    Some(if past && ahead(line, parse, clause) { move_by(1.years()) } else { found })
}

/// So many days back a day without its year is still that one, whatever is to come: "will vote on the cut announced in May".
const JUST_PAST: i32 = 45;

/// Whether a month dates its clause: led by "in" or "on", and no part of what else is told.
fn dates(line: &Line<'_>, time: &Time) -> bool {
    let start = time.tokens.start;
    let start = start - usize::from(matches!(line.prev(start), "early" | "late" | "mid"));
    let led = matches!(line.prev(start), "in" | "on" | "during") || line.w(start) == "between";
    let lasts = start.checked_sub(2).is_some_and(|verb| {
        matches!(line.verb(verb), "end" | "expire" | "begin" | "start" | "mature" | "due" | "effective")
            || matches!(
                line.w(verb),
                "election"
                    | "elections"
                    | "vote"
                    | "referendum"
                    | "meeting"
                    | "deadline"
                    | "redemption"
                    | "expiry"
            )
    });
    led && !lasts && !of_an_event(line, time)
}

/// Whether a time is a day or month without its year and without "last" or "next".
fn month_alone(line: &Line<'_>, time: &Time) -> bool {
    let words = || time.tokens.clone();
    words().any(|t| month_number(line.w(t)).is_some() && line.capital(t))
        && !words().any(|t| {
            year_number(line, t).is_some() || matches!(line.w(t), "last" | "next" | "this" | "year" | "since")
        })
}

/// Most words between what comes before an event and the month of that event.
const LONGEST_EVENT: usize = 6;

/// Whether a month tells of the noun behind it ("the *November* election"), or of what something was done before or for
/// ("ahead of the vote in *November*", "postponed to *June*").
fn of_an_event(line: &Line<'_>, time: &Time) -> bool {
    let (start, end) = (time.tokens.start, time.tokens.end);
    let joined = |t: usize| line.w(t) == "/";
    let digits = time.tokens.clone().any(|t| line.is_digits(t));
    let fronted = digits || start <= line.body + 1;
    if line.tag(end).noun() && !line.capital(end) && !fronted
        || joined(end)
        || joined(start.wrapping_sub(1))
        || matches!(line.w(end), "last" | "next" | "this" | "the") && line.w(end + 1).ends_with("year")
        || matches!(line.w(start), "by" | "until" | "till" | "before" | "from")
    {
        return true;
    }
    let lead = |t: usize| {
        matches!(
            line.w(t),
            "for"
                | "to"
                | "until"
                | "till"
                | "by"
                | "before"
                | "upcoming"
                | "due"
                | "ahead"
                | "scheduled"
                | "set"
                | "from"
                | "after"
                | "previous"
                | "against"
                | "compared"
        )
    };
    (start.saturating_sub(LONGEST_EVENT)..start)
        .rev()
        .take_while(|t| !line.tag(*t).finite() && line.w(*t) != ",")
        .any(lead)
}

/// Whether a clause tells of what has been: "found", "have sold", "was let go", "*killing* three".
fn behind(line: &Line<'_>, parse: &Parse, clause: usize) -> bool {
    let this = &parse.clauses[clause];
    let Some(verb) = this.verb else { return false };
    let group = &parse.chunks[verb];
    let base = line.verb(group.head);
    // What was planned or said is not done on that day.
    if line.words.cue(base).any(Cue::PLANS) {
        return false;
    }
    match group.kind {
        ChunkKind::Verb(VerbForm::Finite) => {
            let did = |t: usize| matches!(line.w(t), "was" | "were" | "had" | "did" | "have" | "has");
            let will = |t: usize| {
                matches!(
                    line.w(t),
                    "will" | "would" | "may" | "might" | "can" | "could" | "should" | "must" | "to"
                )
            };
            // "was to open", "has to close"
            let to_do = line.w(group.tokens.end) == "to" && base == "be" || base == "have";
            !group.tokens.clone().any(will)
                && !to_do
                && (line.tag(group.head) == Tag::VerbEd || group.tokens.clone().any(did))
        }
        ChunkKind::Verb(VerbForm::Infinitive) => false,
        ChunkKind::Verb(_) => this.parent.is_some_and(|parent| behind(line, parse, parent)),
        _ => false,
    }
}

/// Whether a weekday behind "by" or "until" is a day to come: nothing before it was done by then ("had died *by Friday*").
fn deadline(line: &Line<'_>, parse: &Parse, time: &Time, clause: usize) -> bool {
    let lead = line.prev(time.tokens.start);
    if !matches!(lead, "by" | "until" | "till") {
        return false;
    }
    let until = lead != "by";
    let this = &parse.clauses[clause];
    let Some(verb) = this.verb else { return until };
    let group = &parse.chunks[verb];
    let base = line.verb(group.head);
    // "gave them until Friday", "asked for 25 trucks by Saturday", "were suspended until Monday"
    if wants_later(base) || until && puts_off(base) {
        return true;
    }
    // "told him *to pay* by Friday"; but "managed *to sell* 40 by Friday" was done.
    if this.kind == ClauseKind::Infinitive {
        let above = this.parent.and_then(|p| parse.clauses[p].verb).map(|v| line.verb(parse.chunks[v].head));
        let done = |v: &str| {
            matches!(v, "manage" | "begin" | "start" | "continue" | "help" | "come" | "use" | "seem" | "fail")
        };
        return !above.is_some_and(done);
    }
    !behind(line, parse, clause)
}

/// Verbs whose object is wanted or promised by a later day.
fn wants_later(verb: &str) -> bool {
    matches!(
        verb,
        "ask"
            | "order"
            | "demand"
            | "request"
            | "need"
            | "want"
            | "require"
            | "promise"
            | "urge"
            | "instruct"
    )
}

/// Verbs whose "until" tells how long what was done still holds.
fn puts_off(verb: &str) -> bool {
    matches!(
        verb,
        "give"
            | "have"
            | "suspend"
            | "close"
            | "extend"
            | "postpone"
            | "delay"
            | "adjourn"
            | "cancel"
            | "halt"
            | "ban"
            | "ground"
            | "defer"
            | "prolong"
            | "remand"
    )
}

/// Whether a clause tells in the present what is fixed for a day: "the strike *begins* on Friday", "they *need* 40 boats".
/// Headlines tell in the present what has been ("shares rise on Friday"), so that these verbs are few.
fn begins(line: &Line<'_>, parse: &Parse, clause: usize) -> bool {
    let Some(verb) = parse.clauses[clause].verb else { return false };
    let group = &parse.chunks[verb];
    let fixed =
        matches!(line.verb(group.head), "begin" | "start" | "resume" | "need" | "face" | "host" | "vote");
    let present = matches!(line.tag(group.head), Tag::Verb | Tag::VerbS);
    fixed && present && group.tokens.len() == 1 && group.kind == ChunkKind::Verb(VerbForm::Finite)
}

fn weekday_alone(line: &Line<'_>, time: &Time) -> bool {
    let mut words = time.tokens.clone();
    words.len() <= 3
        && words.clone().any(|t| weekday_named(line.w(t)).is_some())
        && !words.any(|t| matches!(line.w(t), "last" | "next" | "this" | "since"))
}

/// Whether a clause tells of what is still to come: "will vote", "is to be signed", "plans *to open*", "is expected *to
/// hear*".
fn ahead(line: &Line<'_>, parse: &Parse, clause: usize) -> bool {
    let mut clause = clause;
    loop {
        let this = &parse.clauses[clause];
        let Some(verb) = this.verb else { return false };
        // "The firm plans to open": the plans are a noun for all the tagger knows.
        let noun = parse.before(verb).map(|b| &parse.chunks[b]).filter(|c| c.kind == ChunkKind::Noun);
        let alone = this.parent.is_some_and(|p| parse.clauses[p].verb.is_none());
        if alone && noun.is_some_and(|c| line.words.noun_sense(line.w(c.head)).any(Sense::PLAN_NOUN)) {
            return true;
        }
        let group = &parse.chunks[verb];
        let will = |t: usize| {
            matches!(
                line.w(t),
                "will" | "shall" | "would" | "may" | "might" | "must" | "should" | "could" | "won't"
            ) || line.w(t).ends_with("'ll")
        };
        let has = |t: usize| matches!(line.w(t), "have" | "has" | "had" | "was" | "were" | "been");
        let mut tokens = group.tokens.clone();
        if tokens.clone().any(|t| line.w(t) == "have") {
            return false;
        }
        if tokens.any(will) {
            return true;
        }
        let (ClauseKind::Infinitive, Some(parent)) = (this.kind, this.parent) else { return false };
        let Some(before) = parse.clauses[parent].verb else { return false };
        let leader = &parse.chunks[before];
        let base = line.verb(leader.head);
        let sense = Sense(line.words.sense(base).0 | line.words.sense(line.w(leader.head)).0);
        let plans = sense.any(Sense(Sense::FORECAST.0 | Sense::PLANNED.0 | Sense::TARGET.0))
            || matches!(base, "be" | "set" | "schedule" | "suppose" | "have" | "need" | "want" | "hope");
        let present = !leader.tokens.clone().any(has)
            && leader.kind == ChunkKind::Verb(VerbForm::Finite)
            && line.tag(leader.tokens.start) != Tag::VerbEd;
        // "40 flights *expected* to be cancelled": a headline leaves out "are".
        let present = present
            || leader.tokens.len() == 1
                && matches!(line.w(leader.head), "expected" | "scheduled" | "projected" | "slated");
        if plans && present {
            return true;
        }
        clause = parent;
    }
}
