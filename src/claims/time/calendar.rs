//! Dates, years, decades and clock times: "4 April 2018", "the 1990s", "9:30 a.m.".

use jiff::civil::Date;

use super::times::{Found, Time};
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::{Cue, Sense, month_number};
use crate::text::TokenKind;
use crate::text::tagger::Tag;

/// The year in digits at `at`.
pub fn year_number(line: &Line<'_>, at: usize) -> Option<i16> {
    let text = line.w(at);
    if text.len() != 4 || !line.is_digits(at) || text.contains([',', '.']) {
        return None;
    }
    let glued = line.glued(at + 1) && line.is_word(at + 1);
    text.parse().ok().filter(|y| (1500..=2100).contains(y) && !glued)
}

/// The day of a month at `at`, in digits or as a word behind its month, and where it ends.
pub fn day_number(line: &Line<'_>, at: usize) -> Option<(i8, usize)> {
    // "effective March five"
    if line.is_word(at) && at > 0 && month_at(line, at - 1).is_some() {
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

/// The month at `at`: with a capital, or where its name is no other word and a number stands beside ("december 31").
pub fn month_at(line: &Line<'_>, at: usize) -> Option<i8> {
    let month = month_number(line.w(at))?;
    let beside = || line.is_digits(at + 1) || at > 0 && line.is_digits(at - 1);
    (line.capital(at) || small_month(line.w(at)) && beside()).then_some(month)
}

/// Whether a word in small letters is nothing but a month: unlike "march", "may" and "jan".
pub fn small_month(word: &str) -> bool {
    word.len() >= 4 && month_number(word).is_some() && !matches!(word, "march" | "june" | "august")
}

/// A day without its year: the nearest one to the article, rather behind than before it.
pub fn nearest(month: i8, day: i8, published: Option<Date>) -> Option<Date> {
    let today = published?;
    let days = (-1..=1).filter_map(|n| Date::new(today.year() + n, month, day).ok());
    days.min_by_key(|d| {
        let gap = i64::from((*d - today).get_days());
        if gap > 0 { gap * 3 / 2 } else { -gap }
    })
}

/// The first and last day of a month.
pub fn month_days(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// The first and last day of a month without its year: that nearest to the article.
pub fn month_nearest(month: i8, published: Option<Date>) -> Option<(Date, Date)> {
    let day = nearest(month, 15, published)?;
    month_days(day.year(), month)
}

/// A day, a month with its year, or a month by itself.
pub fn day_of_month(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
    if let Some((day, next)) = day_number(line, at)
        && (at == 0 || !line.glued(at) || line.prev(at) == "(")
    {
        return day_then_month(line, at, (day, next), published).or_else(|| in_figures(line, at));
    }
    let month = month_at(line, at).filter(|_| !line.glued(at))?;
    let short = line.w(at).len() <= 4 && !matches!(line.w(at), "may" | "june" | "july");
    let next = at + 1 + usize::from(line.w(at + 1) == "." && line.glued(at + 1) && short);
    let whole = Month {
        at,
        month,
        next,
        said: line.words.cue(line.prev(at)).any(Cue::MONTH_LEAD) || line.prev(at) == "-",
    };
    whole
        .with_day(line, published)
        .or_else(|| whole.with_year(line))
        .or_else(|| whole.of_a_year(line, published))
        .or_else(|| whole.alone(line, published))
}

/// "4 April 2018", "4th of April", "6-9 May", "3 and 5 March"
fn day_then_month(line: &Line<'_>, at: usize, (day, next): (i8, usize), published: Option<Date>) -> Found {
    let (last, next) = last_day(line, day, next).unwrap_or((day, next));
    let next = next + usize::from(line.w(next) == "of");
    let month = month_at(line, next)?;
    // "18 Jan. 2018", but "on 18 January."
    let short = line.w(next).len() <= 4 && !matches!(line.w(next), "may" | "june" | "july");
    let stop = line.w(next + 1) == "." && line.glued(next + 1) && short && next + 2 < line.len();
    let mut end = next + 1 + usize::from(stop);
    let year_at = end + usize::from(line.w(end) == ",");
    let year = year_number(line, year_at);
    end = if year.is_some() { year_at + 1 } else { end };
    let date = |day: i8| match year {
        Some(year) => Date::new(year, month, day).ok(),
        None => nearest(month, day, published),
    };
    Some((Time { tokens: at..end, days: date(day).zip(date(last)) }, Some(at..end)))
}

/// The later of two days that a dash or small word joins to the one before `end`, and where it ends; the last of "2, 11
/// and 19".
fn last_day(line: &Line<'_>, day: i8, end: usize) -> Option<(i8, usize)> {
    let listed = line.w(end) == ",";
    let joined = listed || line.dash(end) && line.glued(end) || matches!(line.w(end), "and" | "to");
    let (last, after) = day_number(line, end + 1).filter(|(last, _)| joined && *last > day)?;
    match listed {
        true => last_day(line, last, after),
        false => Some((last, after)),
    }
}

/// 20/06/2018, 2018-06-20
fn in_figures(line: &Line<'_>, at: usize) -> Found {
    let mark = |n: usize| matches!(line.w(n), "/" | "-" | ".") && line.glued(n) && line.glued(n + 1);
    let date = mark(at + 1)
        && line.is_digits(at + 2)
        && mark(at + 3)
        // "6-3/16 percent" is a fraction.
        && line.w(at + 1) == line.w(at + 3)
        && line.is_digits(at + 4)
        && matches!(line.w(at + 4).len(), 2 | 4);
    date.then(|| (Time { tokens: at..at + 5, days: None }, Some(at..at + 5)))
}

/// The name of a month.
struct Month {
    at: usize,
    month: i8,
    /// What stands behind it, over the full stop of a short form.
    next: usize,
    /// The word before says that a time is meant.
    said: bool,
}

impl Month {
    /// "April 4", "April 4-6", "April 4 and 5, 2018"
    fn with_day(&self, line: &Line<'_>, published: Option<Date>) -> Found {
        let Month { at, month, next, .. } = *self;
        let (day, mut end) = day_number(line, next)?;
        if line.w(next).len() == 2 && line.w(next - 1) == "'" || line.glued(next) {
            return None;
        }
        let mut last = day;
        if let Some(later) = last_day(line, day, end) {
            (last, end) = later;
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
        Some((Time { tokens: at..end, days }, Some(at..end)))
    }

    /// "April 2018", "April of 2018"
    fn with_year(&self, line: &Line<'_>) -> Found {
        let of = self.next + usize::from(matches!(line.w(self.next), "of" | ","));
        let days = month_days(year_number(line, of)?, self.month);
        Some((Time { tokens: self.at..of + 1, days }, Some(self.at..of + 1)))
    }

    /// "July this year", "March of last year"
    fn of_a_year(&self, line: &Line<'_>, published: Option<Date>) -> Found {
        let of = self.next + usize::from(line.w(self.next) == "of");
        let step = match (line.w(of), line.w(of + 1)) {
            ("last" | "previous", "year") => -1,
            ("this", "year") => 0,
            ("next", "year") => 1,
            _ => return None,
        };
        if !self.said && line.tag(self.at).verb() {
            return None;
        }
        let days = published.and_then(|today| month_days(today.year() + step, self.month));
        Some((Time { tokens: self.at..of + 2, days }, None))
    }

    /// "in April", "last May": "May" and "March" alone are months only where something says so.
    fn alone(&self, line: &Line<'_>, published: Option<Date>) -> Found {
        let Month { at, month, next, said } = *self;
        if matches!(line.w(at), "may" | "march" | "mar" | "jan" | "dec" | "sep" | "jun") && !said
            || line.w(at) == "mar"
        {
            return None;
        }
        // "the July contract", "for October delivery", "September ice": no day of what is told
        if line.words.cue(line.w(next)).any(Cue::TRADED) {
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
}

/// A year, a span of years or a decade.
pub fn year(line: &Line<'_>, at: usize) -> Found {
    if let Some(decade) = decade(line, at) {
        return Some(decade);
    }
    let first = year_number(line, at)?;
    if line.glued(at) && !matches!(line.prev(at), "(" | "-" | "–" | "/" | "\"" | "'" | "[" | "—" | "“")
    {
        return None;
    }
    let (end, last) = match last_of_span(line, at, first) {
        Some(last) => (at + 3, last),
        None if tells_year(line, at, first) => (at + 1, first),
        None => return None,
    };
    let days = Date::new(first, 1, 1).ok().zip(Date::new(last, 12, 31).ok());
    Some((Time { tokens: at..end, days }, Some(at..end)))
}

/// "1990s", "'90s", "the mid-1980s"
fn decade(line: &Line<'_>, at: usize) -> Found {
    let text = line.w(at);
    let many = line.w(at + 1) == "s" && line.glued(at + 1) || line.w(at + 1) == "'s" && text.ends_with('0');
    if !(line.is_digits(at) && many) {
        return None;
    }
    let start: i16 = text.parse().ok()?;
    if !(text.len() == 4 || text.len() == 2 && start % 10 == 0) {
        return None;
    }
    let start = if start < 100 { 1900 + start } else { start };
    let days = Date::new(start, 1, 1).ok().zip(Date::new(start + 9, 12, 31).ok());
    Some((Time { tokens: at..at + 2, days }, Some(at..at + 2)))
}

/// The last year of "2018-19", "2016-2020", "2018/19".
fn last_of_span(line: &Line<'_>, at: usize, first: i16) -> Option<i16> {
    let joined = (line.dash(at + 1) || line.w(at + 1) == "/")
        && line.is_digits(at + 2)
        && line.glued(at + 1)
        && line.glued(at + 2);
    if !joined {
        return None;
    }
    let to = line.w(at + 2);
    let second: i16 = match to.len() {
        2 => first / 100 * 100 + to.parse::<i16>().ok()?,
        4 => year_number(line, at + 2)?,
        _ => return None,
    };
    (second > first && second - first <= 60).then_some(second)
}

/// Whether a number that may be a year is one: "1986 results" is, "2000 people" and "about 1950 results" are counts.
fn tells_year(line: &Line<'_>, at: usize, year: i16) -> bool {
    let before = line.prev(at);
    let next = at + 1;
    // What follows speaks louder: a plural or a unit makes it a count.
    let unit = line.words.unit_word(line.w(next)).is_some()
        && !line.glued(next)
        && !line.capital(next)
        && !matches!(line.w(next), "second" | "year" | "season" | "summer" | "winter")
        || line.w(next) == "%"
        || line.words.currency_word(line.w(next)).is_some();
    let head =
        next + usize::from(line.tag(next) == Tag::Adjective && line.is_word(next) && line.w(next) != "most");
    let plural = !line.capital(head) && line.tag(head) == Tag::Nouns || line.w(next) == "people";
    let plural = plural
        && (year % 50 == 0
            || line.words.cue(line.w(head)).any(Cue::NO_YEAR_OF)
            || line.words.cue(before).any(Cue::ABOUT));
    let money = at > 0
        && line.words.currency_before(line.raw(at - 1)).is_some()
        && line.kind(at - 1) == Some(TokenKind::Mark);
    let surely = matches!(before, "in" | "since" | "during" | "until" | "(" | "fiscal" | "year" | "between")
        && !plural
        || before == "and" && line.phrase_before(at - 2, &["between"]);
    if money
        || unit && !(surely && line.w(next) == "m")
        || plural && !matches!(before, "the" | "since" | "'s")
        || !(1600..=2100).contains(&year) && !surely
    {
        return false;
    }
    // "route 1990"
    let led = line.words.cue(before).any(Cue::YEAR_LEAD) || matches!(before, "(" | "," | "'s");
    led || !line.words.sense(before).any(Sense::CODE_BEFORE) && (1900..=2060).contains(&year)
}

/// "9:30 a.m.", "9 pm", "1400 GMT", "10 o'clock", and race times such as 4:07.13: where it ends.
pub fn clock(line: &Line<'_>, at: usize) -> Option<usize> {
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
        // "9.30am", "12.00 GMT"
        if let Some(end) = half_day(at + 1).or_else(|| Some(zone(at + 1)).filter(|end| *end > at + 1)) {
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
