//! Times told from the day of the article: "last year", "on Tuesday", "three years ago", "the first quarter".

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use super::calendar::year_number;
use super::times::{Found, Time};
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Cue;
use crate::text::tagger::Tag;

/// "the first quarter", "Q3 2022", "the second half of last year": without its year the last one that has begun.
pub fn part_of_year(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    let ordinal = |word: &str| match word {
        "first" => Some(0),
        "second" => Some(1),
        "third" => Some(2),
        "fourth" => Some(3),
        _ => None,
    };
    let (nth, months, mut end) = match line.w(at) {
        // "Q3 2022", "H1 2022"
        "q" | "h"
            if line.glued(at + 1)
                && !line.glued(at + 2)
                && line.capital(at)
                && matches!(line.w(at + 1), "1" | "2" | "3" | "4") =>
        {
            let nth: i8 = line.w(at + 1).parse::<i8>().ok()? - 1;
            let months = if line.w(at) == "q" { 3 } else { 6 };
            if nth * months >= 12 {
                return None;
            }
            (nth, months, at + 2)
        }
        word => {
            // "the fiscal third quarter", "the third fiscal quarter"
            let fiscal = |n: usize| usize::from(matches!(line.w(n), "fiscal" | "financial"));
            let first = at + fiscal(at);
            let nth = ordinal(if first > at { line.w(first) } else { word })?;
            let noun = first + 1 + fiscal(first + 1);
            match line.w(noun) {
                "quarter" => (nth, 3, noun + 1),
                // "the second half" of a match has no year.
                "half" if nth < 2 && line.w(noun + 1) == "of" => (nth, 6, noun + 1),
                _ => return None,
            }
        }
    };
    let of = end + usize::from(matches!(line.w(end), "of" | ","));
    let of = of + usize::from(matches!(line.w(of), "fiscal" | "financial"));
    let said = of + usize::from(line.w(of) == "the");
    let relative = match (line.w(said), line.w(said + 1)) {
        ("last" | "previous", "year") => Some((-1, said + 2)),
        ("this" | "current", "year") => Some((0, said + 2)),
        ("next" | "coming", "year") => Some((1, said + 2)),
        ("year", _) if said > of => Some((0, said + 1)),
        _ => None,
    };
    let mut year = None;
    let mut calendar = None;
    if let Some(number) = year_number(line, of) {
        calendar = Some(of..of + 1);
        (year, end) = (Some(number), of + 1);
    } else if let Some((step, after)) = relative {
        (year, end) = (published.map(|d| d.year() + step), after);
    } else if line.w(end) == "of" {
        // "the third quarter of the match"
        return None;
    }
    let first = 1 + nth * months;
    let begin = |year: i16| Date::new(year, first, 1).ok();
    let start = match (year, published) {
        (Some(year), _) => begin(year),
        (None, Some(today)) => {
            begin(today.year()).filter(|d| *d <= today).or_else(|| begin(today.year() - 1))
        }
        (None, None) => None,
    };
    let days = start.map(|d| (d, d.saturating_add((i64::from(months) - 1).months()).last_of_month()));
    Some((Time { tokens: at..end, days }, calendar))
}

/// "the first eight months of 2023", "the last three months of last year", "the first nine months of the year".
pub fn months_of_year(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    let last = line.w(at) == "last";
    if !last && line.w(at) != "first" {
        return None;
    }
    let (count, noun) = small_number(line, at + 1).filter(|(n, _)| (2..=11).contains(n))?;
    if line.w(noun) != "months" || line.w(noun + 1) != "of" {
        return None;
    }
    let of = noun + 2;
    // The year as it is where most of its months are over, else the one before.
    let latest = || published.map(|d| d.year() - i16::from(!last && i64::from(d.month()) < count || last));
    let (year, end) = match (line.w(of), line.w(of + 1)) {
        ("last" | "previous", "year") => (published.map(|d| d.year() - 1), of + 2),
        ("this" | "current", "year") => (published.map(|d| d.year()), of + 2),
        ("next", "year") => (published.map(|d| d.year() + 1), of + 2),
        ("the", "year") => (latest(), of + 2),
        _ => (Some(year_number(line, of)?), of + 1),
    };
    let days = year.and_then(|year| {
        let from = Date::new(year, if last { 13 - count as i8 } else { 1 }, 1).ok()?;
        Some((from, from.saturating_add((count - 1).months()).last_of_month()))
    });
    // The months are a length of time all the same, the year is none.
    Some((Time { tokens: at..end, days }, Some(of..end)))
}

/// The weekday that a word in small letters names.
pub fn weekday_named(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// A weekday with what tells which week it is of.
pub fn weekday(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    let wanted = weekday_named(line.w(at))?;
    if !line.capital(at) {
        return None;
    }
    let before = line.prev(at);
    let start = if matches!(before, "last" | "next" | "this") { at - 1 } else { at };
    let mut end = at + 1;
    if matches!(line.w(end), "night" | "morning" | "evening" | "afternoon") {
        end += 1;
    }
    let day = published.map(|today| {
        let back = i64::from(today.weekday().since(wanted));
        // "last Friday" said on a Friday is no more today
        let back = if before == "last" && back == 0 { 7 } else { back };
        if before == "next" {
            today.saturating_add((7 - back).days())
        } else {
            today.saturating_sub(back.days())
        }
    });
    // "Wednesday, April 4": the date follows and tells more.
    Some((Time { tokens: start..end, days: day.map(|d| (d, d)) }, None))
}

/// "the same 1985 quarter": the period of that year that the day of the article lies in.
pub fn same_of_year(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    let year = year_number(line, at + 1).filter(|_| line.w(at) == "same")?;
    let now = period(line.w(at + 2), published, 0)?;
    let then = |day: Date, today: Date| day.saturating_add((year - today.year()).years());
    let days = now.zip(published).map(|((from, to), today)| (then(from, today), then(to, today)));
    Some((Time { tokens: at..at + 3, days }, Some(at + 1..at + 2)))
}

/// A time told by where it lies from the day of the article.
pub fn relative(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    let (end, days) = by_word(line, at, published)
        .or_else(|| by_determiner(line, at, published))
        .or_else(|| by_distance(line, at, published))?;
    Some((Time { tokens: at..end, days }, None))
}

/// Where a time expression ends, and its first and last day where it tells them.
type Told = Option<(usize, Option<(Date, Date)>)>;

/// "yesterday", "so far this year", "until now", "year-end"
fn by_word(line: &Line<'_>, at: usize, today: Option<Date>) -> Told {
    let day = |n: i64| today.map(|d| (d.saturating_add(n.days()), d.saturating_add(n.days())));
    let year_end = || today.map(|d| (date(d.year(), 12, 1), date(d.year(), 12, 31)));
    let next = line.w(at + 1);
    Some(match line.w(at) {
        "yesterday" => (at + 1, day(-1)),
        "overnight" if kind_of_stay(line, at) => return None,
        "today" | "tonight" | "overnight" => (at + 1, day(0)),
        "tomorrow" => (at + 1, day(1)),
        "so" if next == "far" => {
            let whole = period(line.w(at + 3), today, 0).filter(|_| line.w(at + 2) == "this");
            let until = |(from, to): (Date, Date)| today.map(|now| (from, to.min(now)));
            (if whole.is_some() { at + 4 } else { at + 2 }, whole.flatten().and_then(until))
        }
        "to" if next == "date" => (at + 2, None),
        "now" if next != "that" => (at + 1, day(0)),
        "until" | "till" if next == "now" => (at + 2, None),
        "year" if next == "end" => (at + 2, year_end()),
        "year" if line.dash(at + 1) && line.glued(at + 1) && line.w(at + 2) == "end" => (at + 3, year_end()),
        _ => return None,
    })
}

/// Whether "overnight" tells what kind of thing is counted: "four *overnight* stays", "*overnight* lending".
fn kind_of_stay(line: &Line<'_>, at: usize) -> bool {
    let counted = at > 0 && line.is_numeral(at - 1) || line.words.cue(line.w(at + 1)).any(Cue::OVERNIGHT);
    let noun = line.tag(at + 1).noun() || line.tag(at + 1) == Tag::VerbIng;
    counted && noun && !line.capital(at + 1)
}

/// "last year", "earlier this month", "the past decade", "the last three months"
fn by_determiner(line: &Line<'_>, at: usize, today: Option<Date>) -> Told {
    let word = line.w(at);
    let step = match word {
        "last" | "previous" | "past" => -1,
        "next" | "coming" | "following" => 1,
        "this" | "current" | "same" => 0,
        _ => return None,
    };
    let noun = at + 1 + usize::from(matches!(line.w(at + 1), "financial" | "fiscal" | "calendar"));
    // "the same period last year" is all of it.
    if word == "same" && line.w(noun) == "period" && line.phrase(noun + 1, &["last", "year"]) {
        return Some((noun + 3, period("year", today, -1).flatten()));
    }
    if let Some(days) = period(line.w(noun), today, step) {
        // "the same quarter last year", "the same month a year earlier"
        let of = noun + 1 + usize::from(line.w(noun + 1) == "of");
        let back = word == "same"
            && (line.phrase(of, &["last", "year"])
                || line.phrase(of, &["a", "year"]) && matches!(line.w(of + 2), "ago" | "earlier" | "before"));
        if back {
            let year = |day: Date| day.saturating_sub(1.years());
            let end = of + 2 + usize::from(line.w(of) == "a");
            return Some((end, days.map(|(from, to)| (year(from), year(to)))));
        }
        return Some((noun + 1, days));
    }
    // "the strike will last 24 hours" tells how long, not when.
    if word == "last" && line.words.cue(line.prev(at)).any(Cue::VERB_FOLLOWS) {
        return None;
    }
    // "the last three months", "the next 10 years"
    let (count, after) = small_number(line, noun)?;
    let unit = span_unit(line.w(after))?;
    let days = today.and_then(|d| {
        let span = shift(d, unit, count * if step > 0 { 1 } else { -1 })?;
        Some(if step > 0 { (d, span) } else { (span, d) })
    });
    Some((after + 1, days))
}

/// "three years ago", "a year earlier", "a decade later"
fn by_distance(line: &Line<'_>, at: usize, today: Option<Date>) -> Told {
    let word = line.w(at);
    // "a few years ago" has no day.
    if word == "a" && matches!(line.w(at + 1), "few" | "couple") {
        let unit = at + 2 + usize::from(line.w(at + 2) == "of");
        span_unit(line.w(unit))?;
        return matches!(line.w(unit + 1), "ago" | "back" | "earlier").then_some((unit + 2, None));
    }
    let (count, unit_at) =
        if matches!(word, "a" | "an" | "one") { (1, at + 1) } else { small_number(line, at)? };
    let unit = span_unit(line.w(unit_at))?;
    // "the highest *in 10 years before* dropping": how long it had been, then what came after.
    if line.w(unit_at + 1) == "before" && at > 0 && matches!(line.w(at - 1), "in" | "for" | "of") {
        return None;
    }
    let count = match line.w(unit_at + 1) {
        "ago" | "back" | "earlier" | "previously" => -count,
        // "eight weeks *before the raid*" is not told from the day of the article.
        "before" if matches!(line.w(unit_at + 2), "the" | "a" | "an" | "his" | "her" | "their" | "its") => {
            return Some((unit_at + 2, None));
        }
        "before" if !line.tag(unit_at + 2).noun() => -count,
        "later" => count,
        _ => return None,
    };
    let days = today.and_then(|d| shift(d, unit, count)).map(|d| spread(d, unit));
    Some((unit_at + 2, days))
}

fn small_number(line: &Line<'_>, at: usize) -> Option<(i64, usize)> {
    if line.is_digits(at) {
        return line.w(at).parse().ok().filter(|n| *n < 1000).map(|n| (n, at + 1));
    }
    let (value, _) = line.words.numeral(line.w(at))?;
    let n: i64 = value.try_into().ok()?;
    (n < 100).then_some((n, at + 1))
}

fn span_unit(word: &str) -> Option<&'static str> {
    Some(match word {
        "day" | "days" => "day",
        "week" | "weeks" => "week",
        "month" | "months" => "month",
        "year" | "years" => "year",
        "decade" | "decades" => "decade",
        "hour" | "hours" => "hour",
        "quarter" | "quarters" => "quarter",
        "century" | "centuries" => "century",
        _ => return None,
    })
}

fn shift(day: Date, unit: &str, n: i64) -> Option<Date> {
    let span = match unit {
        "day" => n.days(),
        "week" => n.weeks(),
        "month" => n.months(),
        "quarter" => (n * 3).months(),
        "year" => n.years(),
        "decade" => (n * 10).years(),
        "century" => (n * 100).years(),
        _ => (n / 24).days(),
    };
    day.checked_add(span).ok()
}

/// "three years ago" is that year, "two months ago" that month.
fn spread(day: Date, unit: &str) -> (Date, Date) {
    match unit {
        "year" | "decade" | "century" => (date(day.year(), 1, 1), date(day.year(), 12, 31)),
        "month" | "quarter" => (day.first_of_month(), day.last_of_month()),
        _ => (day, day),
    }
}

/// The days of "last year" and its like: `Some(None)` where it is a period but not resolvable.
fn period(word: &str, today: Option<Date>, step: i64) -> Option<Option<(Date, Date)>> {
    let known = matches!(
        word,
        "year"
            | "month"
            | "week"
            | "quarter"
            | "decade"
            | "century"
            | "weekend"
            | "season"
            | "summer"
            | "winter"
            | "spring"
            | "autumn"
            | "fall"
            | "night"
            | "morning"
            | "afternoon"
            | "evening"
            | "day"
    );
    if !known {
        return None;
    }
    let Some(today) = today else { return Some(None) };
    let year = |y: i16| (date(y, 1, 1), date(y, 12, 31));
    let months = |from: Date, n: i64| (from, from.saturating_add((n - 1).months()).last_of_month());
    Some(Some(match word {
        "year" | "season" => year(today.year() + step as i16),
        "decade" => {
            let start = (today.year() / 10 + step as i16) * 10;
            (date(start, 1, 1), date(start + 9, 12, 31))
        }
        "century" => return Some(None),
        "month" => months(today.first_of_month().saturating_add(step.months()), 1),
        "quarter" => {
            let first = today.first_of_month().saturating_sub(i64::from((today.month() - 1) % 3).months());
            months(first.saturating_add((step * 3).months()), 3)
        }
        "week" => {
            let monday = today
                .saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days())
                .saturating_add((step * 7).days());
            (monday, monday.saturating_add(6.days()))
        }
        "weekend" => weekend(today, step),
        "summer" | "winter" | "spring" | "autumn" | "fall" => season(word, today, step),
        _ => {
            let day = today.saturating_add(step.days());
            (day, day)
        }
    }))
}

/// The weekend `step` weekends from today's: "this weekend" is the last one until Thursday.
fn weekend(today: Date, step: i64) -> (Date, Date) {
    let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
    let mut saturday = monday.saturating_add((5 + 7 * step.min(0)).days());
    if step == 0 && saturday > today.saturating_add(2.days()) {
        saturday = saturday.saturating_sub(7.days());
    }
    (saturday, saturday.saturating_add(1.days()))
}

/// The season `step` from today's. The last one is over and the next not begun; of this winter one speaks until spring.
fn season(word: &str, today: Date, step: i64) -> (Date, Date) {
    let first = match word {
        "spring" => 3,
        "summer" => 6,
        "winter" => 12,
        _ => 9,
    };
    let of = |year: i16| {
        let start = date(year, first, 1);
        (start, start.saturating_add(2.months()).last_of_month())
    };
    let years = [today.year() + 1, today.year(), today.year() - 1, today.year() - 2];
    let mut latest = years.into_iter().map(of);
    let found = match step {
        ..0 => latest.find(|(_, end)| *end < today),
        0 if word == "winter" && today.month() < 6 => Some(of(today.year() - 1)),
        0 => Some(of(today.year())),
        _ => latest.rev().find(|(start, _)| *start > today),
    };
    found.unwrap_or_else(|| of(today.year()))
}
