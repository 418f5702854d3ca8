//! Time expressions: they date claims, and the numbers in calendar dates are no claims themselves.
//!
#![doc = include_str!("time.md")]

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use super::line::Line;
use crate::text::TokenKind;

#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    pub tokens: Range<usize>,
    /// First and last day, where the article's date and the expression allow to tell.
    pub days: Option<(Date, Date)>,
}

/// What a sentence tells of time.
#[derive(Debug, Default)]
pub struct Times {
    pub all: Vec<Time>,
    /// Tokens of dates and clock times, whose numbers are no claims.
    pub calendar: Vec<bool>,
}

impl Times {
    /// The tokens of all time expressions, clock times too, in order.
    pub fn ranges(&self) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = self.all.iter().map(|t| t.tokens.clone()).collect();
        let mut at = 0;
        while at < self.calendar.len() {
            let end = (at..self.calendar.len()).find(|t| !self.calendar[*t]).unwrap_or(self.calendar.len());
            if end > at && !self.all.iter().any(|t| t.tokens.start < end && at < t.tokens.end) {
                ranges.push(at..end);
            }
            at = end.max(at + 1);
        }
        ranges.sort_by_key(|r| r.start);
        ranges
    }
}

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

/// "between July 2014 and August 2015", "from August until December": two ends are one expression.
fn join(line: &Line<'_>, all: &mut Vec<Time>) {
    let mut n = 0;
    while n + 1 < all.len() {
        let (end, start) = (all[n].tokens.end, all[n + 1].tokens.start);
        let first = all[n].tokens.start;
        let between = end + 1 == start && first > 0;
        let joined = between
            && match line.w(end) {
                "and" => line.prev(first) == "between",
                "to" | "until" | "till" | "through" => line.prev(first) == "from",
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
                (from.min(to), to.max(from))
            });
        }
        n += 1;
    }
}

type Found = Option<(Time, Option<Range<usize>>)>;

fn expression(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    if line.owner.get(at).copied().flatten().is_some_and(|n| line.mentions[n].counts()) {
        return None;
    }
    day_of_month(line, at, published)
        .or_else(|| year(line, at))
        .or_else(|| part_of_year(line, at, published))
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
            "of" if start >= 4
                && line.w(start - 2) == "months"
                && line.phrase_before(start - 3, &["first"]) =>
            {
                4
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
    let start = time.tokens.start;
    match (line.prev(start), time.days, published) {
        ("since", Some((from, _)), Some(today)) => {
            time.tokens.start -= 1;
            time.days = Some((from, today.max(from)));
        }
        ("since", ..) => time.tokens.start -= 1,
        ("by" | "until" | "till", Some((_, to)), Some(today)) if to > today => {
            time.tokens.start -= 1;
            time.days = Some((today, to));
        }
        _ => {}
    }
    time
}

pub fn month_number(word: &str) -> Option<i8> {
    let names = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let at = names.iter().position(|n| *n == word).or_else(|| short.iter().position(|n| *n == word));
    at.or((word == "sept").then_some(8)).map(|n| n as i8 + 1)
}

fn year_number(line: &Line<'_>, at: usize) -> Option<i16> {
    let text = line.w(at);
    if text.len() != 4 || !line.is_digits(at) || text.contains([',', '.']) {
        return None;
    }
    let glued = line.glued(at + 1) && line.is_word(at + 1);
    text.parse().ok().filter(|y| (1500..=2100).contains(y) && !glued)
}

fn day_number(line: &Line<'_>, at: usize) -> Option<(i8, usize)> {
    // "effective March five"
    if line.is_word(at) && at > 0 && month_number(line.prev(at)).is_some() && line.capital(at - 1) {
        let (value, _) = line.words.numeral(line.w(at))?;
        let day: i8 = value.try_into().ok().filter(|d| (1..=20).contains(d))?;
        return (!line.tag(at + 1).noun() || line.capital(at + 1)).then_some((day, at + 1));
    }
    if !line.is_digits(at) || line.w(at).len() > 2 {
        return None;
    }
    let day: i8 = line.w(at).parse().ok().filter(|d| (1..=31).contains(d))?;
    let ordinal = line.glued(at + 1) && matches!(line.w(at + 1), "st" | "nd" | "rd" | "th");
    Some((day, if ordinal { at + 2 } else { at + 1 }))
}

/// A day without its year: the nearest one to the article, rather behind than before it.
fn nearest(month: i8, day: i8, published: Option<Date>) -> Option<Date> {
    let today = published?;
    let days = (-1..=1).filter_map(|n| Date::new(today.year() + n, month, day).ok());
    days.min_by_key(|d| {
        let gap = i64::from((*d - today).get_days());
        if gap > 0 { gap * 3 / 2 } else { -gap }
    })
}

fn month_days(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

fn month_nearest(month: i8, published: Option<Date>) -> Option<(Date, Date)> {
    let day = nearest(month, 15, published)?;
    month_days(day.year(), month)
}

fn day_of_month(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    // "4 April 2018", "4th of April"
    if let Some((day, mut next)) = day_number(line, at)
        && !(line.glued(at) && at > 0)
    {
        if line.w(next) == "of" {
            next += 1;
        }
        if let Some(month) = month_number(line.w(next))
            && line.capital(next)
        {
            let mut end = next + 1 + usize::from(line.w(next + 1) == ".");
            let year_at = end + usize::from(line.w(end) == ",");
            let date = match year_number(line, year_at) {
                Some(year) => {
                    end = year_at + 1;
                    Date::new(year, month, day).ok()
                }
                None => nearest(month, day, published),
            };
            return Some((Time { tokens: at..end, days: date.map(|d| (d, d)) }, Some(at..end)));
        }
        // 20/06/2018, 2018-06-20
        let mark = |n: usize| matches!(line.w(n), "/" | "-" | ".") && line.glued(n) && line.glued(n + 1);
        if mark(at + 1)
            && line.is_digits(at + 2)
            && mark(at + 3)
            && line.is_digits(at + 4)
            && matches!(line.w(at + 4).len(), 2 | 4)
        {
            return Some((Time { tokens: at..at + 5, days: None }, Some(at..at + 5)));
        }
        return None;
    }
    let month = month_number(line.w(at))?;
    if !line.capital(at) || line.glued(at) {
        return None;
    }
    let short = line.w(at).len() <= 4 && !matches!(line.w(at), "may" | "june" | "july");
    let next = at + 1 + usize::from(line.w(at + 1) == "." && line.glued(at + 1) && short);
    if let Some((day, mut end)) = day_number(line, next)
        && !(line.w(next).len() == 2 && line.w(next - 1) == "'")
        && !line.glued(next)
    {
        let mut last = day;
        // "April 4-6", "April 4 and 5"
        if (line.dash(end) && line.glued(end) || matches!(line.w(end), "and" | "to"))
            && let Some((to, after)) = day_number(line, end + 1)
            && to > day
        {
            (last, end) = (to, after);
        }
        let year_at = end + usize::from(line.w(end) == ",");
        let year = year_number(line, year_at);
        if year.is_some() {
            end = year_at + 1;
        }
        let day_of = |day: i8| match year {
            Some(year) => Date::new(year, month, day).ok(),
            None => nearest(month, day, published),
        };
        let days = day_of(day).zip(day_of(last));
        return Some((Time { tokens: at..end, days }, Some(at..end)));
    }
    let of = next + usize::from(line.w(next) == "of" || line.w(next) == ",");
    if let Some(year) = year_number(line, of) {
        return Some((Time { tokens: at..of + 1, days: month_days(year, month) }, Some(at..of + 1)));
    }
    // "May" and "March" alone are months only where something says so.
    let said = matches!(
        line.prev(at),
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "from"
            | "last"
            | "next"
            | "early"
            | "late"
            | "mid"
            | "of"
            | "before"
            | "after"
            | "during"
            | "this"
            | "through"
            | "and"
            | "to"
            | "for"
    ) || line.prev(at) == "-";
    if matches!(line.w(at), "may" | "march" | "mar" | "jan" | "dec" | "sep" | "jun") && !said
        || line.w(at) == "mar"
    {
        return None;
    }
    let start = if matches!(line.prev(at), "last" | "next" | "this") { at - 1 } else { at };
    let mut days = month_nearest(month, published);
    if let (Some((from, _)), Some(today)) = (days, published) {
        if line.prev(at) == "last" && from > today {
            days = month_days(from.year() - 1, month);
        } else if line.prev(at) == "next" && from < today {
            days = month_days(from.year() + 1, month);
        }
    }
    Some((Time { tokens: start..next.max(at + 1), days }, None))
}

fn year(line: &Line<'_>, at: usize) -> Found {
    // "1990s", "'90s", "the mid-1980s"
    if line.is_digits(at) && line.w(at + 1) == "s" && line.glued(at + 1)
        || line.is_digits(at) && line.w(at + 1) == "'s" && line.w(at).ends_with('0')
    {
        let text = line.w(at);
        let start: i16 = text.parse().ok()?;
        if text.len() == 4 || text.len() == 2 && start % 10 == 0 {
            let start = if start < 100 { 1900 + start } else { start };
            let days = Date::new(start, 1, 1).ok().zip(Date::new(start + 9, 12, 31).ok());
            return Some((Time { tokens: at..at + 2, days }, Some(at..at + 2)));
        }
    }
    let first = year_number(line, at)?;
    if line.glued(at) && !matches!(line.prev(at), "(" | "-" | "–" | "/" | "\"" | "'" | "[" | "—" | "“")
    {
        return None;
    }
    let days = |from: i16, to: i16| Date::new(from, 1, 1).ok().zip(Date::new(to, 12, 31).ok());
    // "2018-19", "2016-2020", "2018/19"
    if (line.dash(at + 1) || line.w(at + 1) == "/")
        && line.is_digits(at + 2)
        && line.glued(at + 1)
        && line.glued(at + 2)
    {
        let to = line.w(at + 2);
        let second: Option<i16> = match to.len() {
            2 => to.parse().ok().map(|n: i16| first / 100 * 100 + n),
            4 => year_number(line, at + 2),
            _ => None,
        };
        if let Some(second) = second.filter(|s| *s > first && *s - first <= 60) {
            return Some((Time { tokens: at..at + 3, days: days(first, second) }, Some(at..at + 3)));
        }
    }
    let before = line.prev(at);
    let led = matches!(
        before,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "from"
            | "to"
            | "of"
            | "during"
            | "before"
            | "after"
            | "year"
            | "fiscal"
            | "for"
            | "late"
            | "early"
            | "mid"
            | "season"
            | "through"
            | "and"
            | "("
            | "between"
            | "around"
            | "circa"
            | "the"
            | ","
            | "'s"
            | "than"
            | "on"
    );
    // What follows speaks louder: a plural or a unit makes it a count.
    let next = at + 1;
    let unit = line.words.unit_word(line.w(next)).is_some()
        && !line.glued(next)
        && !line.capital(next)
        && !matches!(line.w(next), "second" | "year" | "season" | "summer" | "winter")
        || line.w(next) == "%"
        || line.words.currency_word(line.w(next)).is_some();
    let adjectives = usize::from(
        line.tag(next) == crate::text::tagger::Tag::Adjective && line.is_word(next) && line.w(next) != "most",
    );
    let plural = !line.capital(next + adjectives)
        && line.tag(next + adjectives) == crate::text::tagger::Tag::Nouns
        || matches!(line.w(next), "people");
    // "1986 results" is a year, "2000 people" and "1,986 results" are counts, "about 1950 results" too.
    let round = first % 50 == 0;
    let beings = matches!(
        line.w(next + adjectives),
        "people"
            | "men"
            | "women"
            | "children"
            | "troops"
            | "soldiers"
            | "workers"
            | "jobs"
            | "homes"
            | "employees"
            | "police"
            | "officers"
            | "refugees"
            | "protesters"
            | "dead"
            | "houses"
            | "points"
            | "tonnes"
            | "students"
            | "migrants"
            | "prisoners"
            | "passengers"
    );
    let modified = matches!(
        before,
        "about"
            | "some"
            | "nearly"
            | "around"
            | "than"
            | "least"
            | "over"
            | "almost"
            | "roughly"
            | "approximately"
    );
    let plural = plural && (round || beings || modified);
    let money = at > 0
        && (line.words.currency_before(line.raw(at - 1)).is_some()
            && line.kind(at - 1) == Some(TokenKind::Mark));
    let surely = matches!(before, "in" | "since" | "during" | "until" | "(" | "fiscal" | "year" | "between")
        && !plural
        || before == "and" && line.phrase_before(at - 2, &["between"]);
    if money
        || unit && !(surely && line.w(next) == "m")
        || plural && !matches!(before, "the" | "since" | "'s")
        || !(1600..=2100).contains(&first) && !surely
    {
        return None;
    }
    // "route 1990"
    if !led && line.words.sense(before).any(super::words::Sense::CODE_BEFORE) {
        return None;
    }
    if !led && !(1900..=2060).contains(&first) {
        return None;
    }
    Some((Time { tokens: at..at + 1, days: days(first, first) }, Some(at..at + 1)))
}

/// "9:30 a.m.", "9 pm", "1400 GMT", "10 o'clock", and race times such as 4:07.13: where it ends.
fn clock(line: &Line<'_>, at: usize) -> Option<usize> {
    if !line.is_digits(at) {
        let word = line.words.numeral(line.w(at)).is_some();
        return (word && line.w(at + 1) == "o'clock").then_some(at + 2);
    }
    if line.glued(at) && at > 0 && line.is_word(at - 1) {
        return None;
    }
    let half_day = |n: usize| -> Option<usize> {
        match line.w(n) {
            "am" | "pm"
                if line.glued(n) || !line.capital(n) || line.raw(n).chars().all(char::is_uppercase) =>
            {
                Some(n + 1)
            }
            "a" | "p" if line.w(n + 1) == "." && line.w(n + 2) == "m" => {
                Some(if line.w(n + 3) == "." { n + 4 } else { n + 3 })
            }
            "o'clock" => Some(n + 1),
            _ => None,
        }
    };
    let zone = |n: usize| {
        if matches!(
            line.raw(n),
            "GMT" | "EST" | "EDT" | "PST" | "PDT" | "BST" | "CET" | "UTC" | "ET" | "IST" | "WIB" | "EAT"
        ) {
            n + 1
        } else {
            n
        }
    };
    let mut end = at + 1;
    let hour: u32 = line.w(at).parse().unwrap_or(99);
    let mut colon = false;
    while line.w(end) == ":" && line.glued(end) && line.is_digits(end + 1) && line.glued(end + 1) {
        end += 2;
        colon = true;
    }
    if !colon && line.w(at).contains('.') && line.w(at).len() <= 5 {
        // "9.30am"
        if let Some(end) = half_day(at + 1) {
            return Some(zone(end));
        }
    }
    if colon {
        // 1:9 in words such as "ratio of 1:9" stays a ratio; clocks have two digits behind.
        let minutes = line.w(at + 2);
        if minutes.len() < 2 {
            return Some(end);
        }
        return Some(zone(half_day(end).unwrap_or(end)));
    }
    if hour <= 12
        && let Some(end) = half_day(end)
    {
        return Some(zone(end));
    }
    // "between 6 and 9 p.m.", "9-11am"
    if hour <= 12
        && (matches!(line.w(end), "and" | "to" | "or") || line.dash(end))
        && line.is_digits(end + 1)
        && line.w(end + 1).len() <= 2
        && let Some(end) = half_day(end + 2)
    {
        return Some(zone(end));
    }
    let military = line.w(at).len() == 4 && !line.w(at).contains([',', '.']);
    if military
        && (zone(end) > end
            || matches!(line.w(end), "hours" | "hrs")
                && line.w(at) < "2401"
                && (line.w(at).starts_with('0') || matches!(line.prev(at), "at" | "by" | "from")))
    {
        return Some(end + 1);
    }
    None
}

/// "the first quarter", "Q3 2022", "the second half of last year": without its year the last one that has begun.
fn part_of_year(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    let ordinal = |word: &str| match word {
        "first" => Some(0),
        "second" => Some(1),
        "third" => Some(2),
        "fourth" => Some(3),
        _ => None,
    };
    let (nth, months, mut end) = match line.w(at) {
        "q1" => (0, 3, at + 1),
        "q2" => (1, 3, at + 1),
        "q3" => (2, 3, at + 1),
        "q4" => (3, 3, at + 1),
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

fn weekday(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let n = names.iter().position(|n| *n == line.w(at))?;
    if !line.capital(at) {
        return None;
    }
    let wanted = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ][n];
    let before = line.prev(at);
    let start = if matches!(before, "last" | "next" | "this") { at - 1 } else { at };
    let mut end = at + 1;
    if matches!(line.w(end), "night" | "morning" | "evening" | "afternoon") {
        end += 1;
    }
    let day = published.map(|today| {
        let back = i64::from(today.weekday().since(wanted));
        if before == "next" {
            today.saturating_add((7 - back).days())
        } else {
            today.saturating_sub(back.days())
        }
    });
    // "Wednesday, April 4": the date follows and tells more.
    Some((Time { tokens: start..end, days: day.map(|d| (d, d)) }, None))
}

fn relative(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    let today = published;
    let one = |n: i64| today.map(|d| (d.saturating_add(n.days()), d.saturating_add(n.days())));
    let found = |end: usize, days: Option<(Date, Date)>| Some((Time { tokens: at..end, days }, None));
    match line.w(at) {
        "yesterday" => return found(at + 1, one(-1)),
        "today" | "tonight" => return found(at + 1, one(0)),
        "tomorrow" => return found(at + 1, one(1)),
        "overnight" => return found(at + 1, one(0)),
        "so" if line.w(at + 1) == "far" => {
            let mut end = at + 2;
            if line.w(end) == "this" && period(line.w(end + 1), today, 0).is_some() {
                end += 2;
            }
            return found(end, None);
        }
        "to" if line.w(at + 1) == "date" => return found(at + 2, None),
        "now" if line.w(at + 1) != "that" => return found(at + 1, one(0)),
        "until" | "till" if line.w(at + 1) == "now" => return found(at + 2, None),
        "year" if line.w(at + 1) == "end" => {
            return found(at + 2, today.map(|d| (date(d.year(), 12, 1), date(d.year(), 12, 31))));
        }
        "year" if line.dash(at + 1) && line.glued(at + 1) && line.w(at + 2) == "end" => {
            return found(at + 3, today.map(|d| (date(d.year(), 12, 1), date(d.year(), 12, 31))));
        }
        _ => {}
    }
    let word = line.w(at);
    // "last year", "earlier this month", "the past decade"
    if matches!(
        word,
        "last" | "this" | "next" | "previous" | "past" | "current" | "coming" | "same" | "following"
    ) {
        let step = match word {
            "last" | "previous" | "past" => -1,
            "next" | "coming" | "following" => 1,
            _ => 0,
        };
        let mut noun = at + 1;
        if line.w(noun) == "financial" || line.w(noun) == "fiscal" || line.w(noun) == "calendar" {
            noun += 1;
        }
        if let Some(days) = period(line.w(noun), today, step) {
            return found(noun + 1, days);
        }
        // "the last three months", "the next 10 years"
        let (count, after) = small_number(line, noun)?;
        let unit = span_unit(line.w(after))?;
        let days = today.and_then(|d| {
            let span = shift(d, unit, count * if step > 0 { 1 } else { -1 })?;
            Some(if step > 0 { (d, span) } else { (span, d) })
        });
        return found(after + 1, days);
    }
    // "three years ago", "a year earlier", "a decade later"
    let (count, unit_at) = if word == "a" && matches!(line.w(at + 1), "few" | "couple") {
        // "a few years ago" has no day.
        let unit = at + 2 + usize::from(line.w(at + 2) == "of");
        span_unit(line.w(unit))?;
        return matches!(line.w(unit + 1), "ago" | "back" | "earlier")
            .then(|| found(unit + 2, None))
            .flatten();
    } else if matches!(word, "a" | "an" | "one") {
        (1, at + 1)
    } else {
        small_number(line, at)?
    };
    let unit = span_unit(line.w(unit_at))?;
    match line.w(unit_at + 1) {
        "ago" | "back" => {
            let days = today.and_then(|d| shift(d, unit, -count)).map(|d| spread(d, unit));
            found(unit_at + 2, days)
        }
        "earlier" | "before" | "previously" | "later"
            if line.w(unit_at + 1) != "before" || !line.tag(unit_at + 2).noun() =>
        {
            let later = line.w(unit_at + 1) == "later";
            let days = today
                .and_then(|d| shift(d, unit, if later { count } else { -count }))
                .map(|d| spread(d, unit));
            found(unit_at + 2, days)
        }
        _ => None,
    }
}

fn small_number(line: &Line<'_>, at: usize) -> Option<(i64, usize)> {
    if line.is_digits(at) {
        return line.w(at).parse().ok().filter(|n| *n < 2000).map(|n| (n, at + 1));
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
        "weekend" => {
            let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
            let saturday = monday.saturating_add((5 + 7 * step.min(0)).days());
            let saturday = if step == 0 && saturday > today.saturating_add(2.days()) {
                saturday.saturating_sub(7.days())
            } else {
                saturday
            };
            (saturday, saturday.saturating_add(1.days()))
        }
        "summer" | "winter" | "spring" | "autumn" | "fall" => {
            let first = match word {
                "spring" => 3,
                "summer" => 6,
                "winter" => 12,
                _ => 9,
            };
            let mut start = date(today.year(), first, 1);
            if step < 0 && start >= today || step == 0 && word == "winter" && today.month() < 6 {
                start = start.saturating_sub(1.years());
            } else if step > 0 && start <= today {
                start = start.saturating_add(1.years());
            }
            months(start, 3)
        }
        _ => {
            let day = today.saturating_add(step.days());
            (day, day)
        }
    }))
}
