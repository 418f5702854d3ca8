//! Finds the time expressions of a sentence.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{clock, day_of_month, small_month, year, year_number};
use super::relative_time::{months_of_year, part_of_year, relative, same_of_year, weekday};
use super::times::{Found, Time, Times};
use crate::claims::sentence::line::Line;
use crate::text::TokenKind;

/// Finds the time expressions of a sentence, resolved against the day the article was published.
pub fn times(line: &Line<'_>, published: Option<Date>) -> Times {
    let mut found = Times { all: vec![], calendar: vec![false; line.len()] };
    let mut at = 0;
    while at < line.len() {
        let mut next = at + 1;
        if !may_begin(line, at) {
            // most words
        } else if let Some(end) = clock(line, at) {
            found.calendar[at..end].fill(true);
            next = end;
        } else if let Some((time, calendar)) = expression(line, at, published) {
            if let Some(range) = calendar {
                found.calendar[range].fill(true);
            }
            next = time.tokens.end;
            found.all.push(widened(line, time, published));
        }
        at = next;
    }
    join(line, &mut found.all);
    found
}

/// Whether a time expression can begin at `at`, told from the word alone: most cannot, and reading one costs.
fn may_begin(line: &Line<'_>, at: usize) -> bool {
    match line.kind(at) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Word) => {
            line.capital(at)
                || line.next_numeral(at) == at
                || small_month(line.w(at))
                || matches!(
                    line.w(at),
                    "yesterday"
                        | "today"
                        | "tonight"
                        | "tomorrow"
                        | "overnight"
                        | "so"
                        | "to"
                        | "now"
                        | "until"
                        | "till"
                        | "year"
                        | "last"
                        | "this"
                        | "next"
                        | "previous"
                        | "past"
                        | "current"
                        | "coming"
                        | "same"
                        | "following"
                        | "a"
                        | "an"
                        | "first"
                        | "second"
                        | "third"
                        | "fiscal"
                        | "financial"
                        | "fourth"
                )
        }
        _ => false,
    }
}

/// "between May 2011 and March 2012", "from April until June": two ends are one expression.
fn join(line: &Line<'_>, all: &mut Vec<Time>) {
    let mut n = 0;
    while n + 1 < all.len() {
        let (end, mut start) = (all[n].tokens.end, all[n + 1].tokens.start);
        // "from 2024 *until 2040*": the second end may hold its preposition.
        if end == start && matches!(line.w(start), "until" | "till" | "through") {
            start += 1;
        }
        let first = all[n].tokens.start;
        let between = end + 1 == start && first > 0;
        let joined = between
            && match line.w(end) {
                "and" => line.prev(first) == "between",
                "to" | "until" | "till" | "through" => {
                    line.prev(first) == "from" || line.prev(first) == "during" && line.w(end) == "to"
                }
                _ => false,
            };
        if joined {
            let second = all.remove(n + 1);
            all[n].tokens = first - 1..second.tokens.end;
            // "between March 31 and August 31, 1987": the year said once holds for both.
            all[n].days = all[n].days.zip(second.days).map(|((from, _), (until, to))| {
                let said = |tokens: &Range<usize>| tokens.clone().any(|t| year_number(line, t).is_some());
                let same_year = Date::new(to.year(), from.month(), from.day());
                let from = match same_year {
                    Ok(day) if day <= until && !said(&(first..end)) => day,
                    _ => from,
                };
                // "between Oct. 1 and Feb. 28" goes over the turn of the year.
                match from > to && !said(&(first..second.tokens.end)) {
                    true => (from.saturating_sub(1.years()), to),
                    false => (from.min(to), to.max(from)),
                }
            });
        }
        n += 1;
    }
}

fn expression(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    if line.owner.get(at).copied().flatten().is_some_and(|n| line.mentions[n].counts()) {
        return None;
    }
    day_of_month(line, at, published)
        .or_else(|| year(line, at))
        .or_else(|| part_of_year(line, at, published))
        .or_else(|| months_of_year(line, at, published))
        .or_else(|| same_of_year(line, at, published))
        .or_else(|| relative(line, at, published))
        .or_else(|| weekday(line, at, published))
}

/// "since 2015", "by the end of 2019", "late last year": the words before that belong to it.
fn widened(line: &Line<'_>, mut time: Time, published: Option<Date>) -> Time {
    loop {
        let start = time.tokens.start;
        let before = line.prev(start);
        let width = match before {
            "late" | "early" | "mid" | "earlier" | "later" => 1,
            "the"
                if start >= 2
                    && matches!(line.w(start - 2), "since" | "by" | "until" | "before" | "after") =>
            {
                1
            }
            "of" if start >= 3 && line.phrase(start - 3, &["the", "end"]) => 3,
            "of" if start >= 3
                && matches!(line.w(start - 2), "end" | "beginning" | "start" | "half" | "middle") =>
            {
                2
            }
            // "the end of the current year"
            "the"
                if start >= 3
                    && line.w(start - 2) == "of"
                    && matches!(line.w(start - 3), "end" | "beginning" | "start" | "middle" | "half") =>
            {
                1
            }
            "-" if start >= 2 && line.w(start - 2) == "mid" => 2,
            _ => 0,
        };
        if width == 0 {
            break;
        }
        time.tokens.start -= width;
    }
    if let Some(period) = ending(line, &time, published) {
        return period;
    }
    let start = time.tokens.start;
    match (line.prev(start), time.days, published) {
        ("since", Some((from, _)), Some(today)) => {
            let year = time.tokens.clone().any(|t| year_number(line, t).is_some());
            let from = if from > today && !year { from.saturating_sub(1.years()) } else { from };
            time.tokens.start -= 1;
            time.days = Some((from, today.max(from)));
        }
        ("since", ..) => time.tokens.start -= 1,
        ("by" | "until" | "till" | "through", Some((_, to)), Some(today)) if to > today => {
            time.tokens.start -= 1;
            time.days = Some((today, to));
        }
        _ => {}
    }
    time
}

/// "the quarter ended *March 31*", "the year to *March*", "the six months ended *30 June 2019*": the period that ends
/// with a day or month.
fn ending(line: &Line<'_>, time: &Time, published: Option<Date>) -> Option<Time> {
    let end = time.tokens.start;
    let over = usize::from(matches!(line.prev(end), "in" | "on"));
    let verb = end.checked_sub(1 + over)?;
    let ended = line.w(verb) == "ended";
    if !(ended || matches!(line.w(verb), "ending" | "to" | "through") && over == 0) {
        return None;
    }
    let noun = verb.checked_sub(1)?;
    let mut start = noun;
    let weeks = matches!(line.w(noun), "week" | "weeks");
    let count = match line.w(noun) {
        "year" => 12,
        "half" => 6,
        "quarter" => 3,
        "week" | "month" if ended || line.w(verb) == "ending" => 1,
        "months" | "weeks" => {
            start = noun.checked_sub(1)?;
            let word = line.w(start);
            let count = if line.is_digits(start) { word.parse().ok() } else { None };
            count
                .or_else(|| i64::try_from(line.words.numeral(word)?.0).ok())
                .filter(|n| (2..=60).contains(n))?
        }
        _ => return None,
    };
    if start == noun && matches!(line.prev(start), "fiscal" | "financial" | "business" | "trading") {
        start -= 1;
    }
    // "sales last year to March customers" dates them by last year.
    if matches!(line.prev(start), "last" | "this" | "next" | "previous" | "past" | "current" | "a") {
        return None;
    }
    // What has ended lies behind the article.
    let back = |day: Date| match published {
        Some(today)
            if ended && day > today && !time.tokens.clone().any(|t| year_number(line, t).is_some()) =>
        {
            day.saturating_sub(1.years())
        }
        _ => day,
    };
    let days = time.days.map(|(_, last)| {
        let last = back(last);
        let next = last.saturating_add(1.days());
        (next.saturating_sub(if weeks { count.weeks() } else { count.months() }), last)
    });
    Some(Time { tokens: start..time.tokens.end, days })
}
