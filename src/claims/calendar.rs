//! Dates, years, decades and clock times: "4 April 2018", "the 1990s", "9:30 a.m.".

use jiff::civil::Date;

use super::line::Line;
use super::time::{Found, Time};
use super::words::month_number;
use crate::text::TokenKind;

pub fn year_number(line: &Line<'_>, at: usize) -> Option<i16> {
    let text = line.w(at);
    if text.len() != 4 || !line.is_digits(at) || text.contains([',', '.']) {
        return None;
    }
    let glued = line.glued(at + 1) && line.is_word(at + 1);
    text.parse().ok().filter(|y| (1500..=2100).contains(y) && !glued)
}

pub fn day_number(line: &Line<'_>, at: usize) -> Option<(i8, usize)> {
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
pub fn nearest(month: i8, day: i8, published: Option<Date>) -> Option<Date> {
    let today = published?;
    let days = (-1..=1).filter_map(|n| Date::new(today.year() + n, month, day).ok());
    days.min_by_key(|d| {
        let gap = i64::from((*d - today).get_days());
        if gap > 0 { gap * 3 / 2 } else { -gap }
    })
}

pub fn month_days(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

pub fn month_nearest(month: i8, published: Option<Date>) -> Option<(Date, Date)> {
    let day = nearest(month, 15, published)?;
    month_days(day.year(), month)
}

pub fn day_of_month(line: &Line<'_>, at: usize, published: Option<Date>) -> Found {
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
    // "July this year", "March of last year"
    let of = next + usize::from(line.w(next) == "of");
    let step = match (line.w(of), line.w(of + 1)) {
        ("last" | "previous", "year") => Some(-1),
        ("this", "year") => Some(0),
        ("next", "year") => Some(1),
        _ => None,
    };
    if let Some(step) = step.filter(|_| said || !line.tag(at).verb()) {
        let days = published.and_then(|today| month_days(today.year() + step, month));
        return Some((Time { tokens: at..of + 2, days }, None));
    }
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

pub fn year(line: &Line<'_>, at: usize) -> Found {
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
