//! The dates that corpora write.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::fmt::strtime::parse;
use regex::Regex;

/// Which of the two numbers of `04/05/2018` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// 4 May, as in Europe and most of the world.
    DayFirst,
    /// April 5, as in the United States.
    MonthFirst,
}

/// Which number is the day in a date such as `24/04/2018`, where one of them can only be a day.
pub(super) fn day_order(text: &str) -> Option<DayOrder> {
    let mut numbers = text.trim().split(['/', '-', '.', ' ']).map(|w| w.parse::<u16>().ok());
    match (numbers.next()??, numbers.next()??, numbers.next()??) {
        (13..=31, 1..=12, 1801..) => Some(DayOrder::DayFirst),
        (1..=12, 13..=31, 1801..) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// The day that `text` names: ISO 8601 with or without a time, RFC 2822, `4 April 2018`,
/// `April 4, 2018`, `20180404`, `2018040410` with the hour, and seconds or milliseconds since 1970. Days are taken as written,
/// without turning time zones. `04/05/2018` could be two days and gives none, unless one of its
/// numbers can only be a day.
pub fn parse_date(text: &str) -> Option<Date> {
    parse_date_by(text, None)
}

/// As [`parse_date`], where `order` tells which day `04/05/2018` is.
pub fn parse_date_by(text: &str, order: Option<DayOrder>) -> Option<Date> {
    let text = text.trim();
    // Dates with full stops begin with the day wherever they are written: 4.5.2018.
    let dotted = text.split(' ').next().is_some_and(|w| w.matches('.').count() == 2);
    let order = order.or(dotted.then_some(DayOrder::DayFirst));
    if text.len() < 6 || text.len() > 60 || !text.is_ascii() {
        return None;
    }
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if digits && text.len() == 8 {
        return sane(parse("%Y%m%d", text).ok()?.to_date().ok());
    }
    // A day with its hour, minute and second reads as seconds since 1970 too, in the 2030s.
    if digits
        && matches!(text.len(), 10 | 12 | 14)
        && text[8..10].parse().is_ok_and(|hour: u8| hour < 24)
        && let Some(day) = sane(parse("%Y%m%d", &text[..8]).ok().and_then(|t| t.to_date().ok()))
        && day.year() >= 1900
    {
        return Some(day);
    }
    if digits && (text.len() == 10 || text.len() == 13) {
        let seconds: i64 = text[..10].parse().ok()?;
        let time = jiff::Timestamp::from_second(seconds).ok()?;
        return sane(Some(jiff::tz::Offset::UTC.to_datetime(time).date()));
    }
    if text.len() >= 10 {
        let head = text[..10].replace(['/', '.'], "-");
        if head.as_bytes()[4] == b'-'
            && let Ok(time) = parse("%Y-%m-%d", &head)
        {
            return sane(time.to_date().ok());
        }
    }
    // "Wed, 04 Apr 2018 10:00:00 GMT", "4 April 2018", "April 4, 2018, 9:30"
    let words: Vec<&str> = text.split([' ', ',', '-', '/', '.']).filter(|w| !w.is_empty()).collect();
    let number = |w: &str| w.parse::<i16>().ok();
    let month = |w: &str| {
        const NAMES: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let lower = w.to_ascii_lowercase();
        NAMES.iter().position(|m| lower.starts_with(m)).map(|n| n as i8 + 1)
    };
    for window in words.windows(3) {
        let (a, b, c) = (window[0], window[1], window[2]);
        let day = |w: &str| {
            number(w.trim_end_matches(|c: char| c.is_ascii_alphabetic()))
                .filter(|d| (1..=31).contains(d))
                .map(|d| d as i8)
        };
        let date = match (month(a), month(b)) {
            (_, Some(m)) if number(c).is_some() => Date::new(number(c)?, m, day(a)?).ok(),
            (Some(m), _) if number(c).is_some() => Date::new(number(c)?, m, day(b)?).ok(),
            _ => match (number(a), number(b), number(c)) {
                (Some(x), Some(y), Some(year)) if year > 1800 && x > 12 && y <= 12 => {
                    Date::new(year, y as i8, x as i8).ok()
                }
                (Some(x), Some(y), Some(year)) if year > 1800 && x <= 12 && y > 12 => {
                    Date::new(year, x as i8, y as i8).ok()
                }
                (Some(x), Some(y), Some(year))
                    if year > 1800 && (1..=12).contains(&x) && (1..=12).contains(&y) =>
                {
                    match order {
                        Some(DayOrder::DayFirst) => Date::new(year, y as i8, x as i8).ok(),
                        Some(DayOrder::MonthFirst) => Date::new(year, x as i8, y as i8).ok(),
                        None => (x == y).then(|| Date::new(year, x as i8, y as i8).ok()).flatten(),
                    }
                }
                _ => None,
            },
        };
        if let Some(date) = sane(date) {
            return Some(date);
        }
    }
    None
}

/// The longest line that holds a dateline and nothing else, in bytes.
const LONGEST_DATELINE: usize = 100;

/// The day an article's first lines tell: a line that holds nothing else ("Published: 3 May 2018"), or
/// the day of a dateline ("NAIROBI, May 3, 2018 (Agency) -"), which may have the line to itself. A day without its year is not taken.
pub fn date_in_opening(body: &str) -> Option<Date> {
    static PATTERNS: LazyLock<[String; 2]> = LazyLock::new(|| {
        // Small classes: those of all the world's digits, blanks and letter cases take milliseconds to compile.
        let blank = r"[ \t\u{a0}\u{2000}-\u{200a}\u{202f}]";
        let month = "(?i-u:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)";
        let day = "[0-9]{1,2}(?i-u:st|nd|rd|th)?";
        let date = format!(
            r"(?:{month}\.?{blank}{day},?{blank}[0-9]{{4}}|{day}{blank}{month}\.?,?{blank}[0-9]{{4}}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"
        );
        let weekday = format!("(?:(?i-u:(?:mon|tues|wednes|thurs|fri|satur|sun)day),?{blank})");
        let told = format!("(?:(?i-u:published|posted|date|dated)(?:{blank}(?i-u:on))?:?{blank})");
        let clock = format!(r"(?:,?{blank}(?:(?i-u:at){blank})?[0-9]{{1,2}}[:.][0-9]{{2}}[^\n]{{0,20}})");
        let alone = format!("{told}?{weekday}?(?P<alone>{date}){clock}?{blank}*$");
        let agency = format!(r"(?:[(/][^)/\n]{{1,40}}[)/]{blank}?)");
        let dateline = format!(
            r"\p{{Lu}}[^\n!?]{{1,60}}?(?:[,;]|\p{{Lu}}{{2}}){blank}{weekday}?(?P<line>{date}){blank}?{agency}?\.?{blank}?(?:--?|\u{{2013}}|\u{{2014}}){blank}"
        );
        let own_line = format!(
            r"[A-Z\u{{c0}}-\u{{de}}][A-Z\u{{c0}}-\u{{de}} .'-]+,{blank}(?:[A-Z\u{{c0}}-\u{{de}}][^\n,0-9]+,{blank})?{weekday}?(?P<line>{date}){blank}?{agency}?\.?{blank}?(?:--?|\u{{2013}}|\u{{2014}})?$"
        );
        [format!("^(?:{alone}|{dateline})"), format!("^{own_line}")]
    });
    static DATED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&PATTERNS[0]).ok());
    // Compiled where a line asks for it, which few do.
    static OWN_LINE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&PATTERNS[1]).ok());
    let lines = body.lines().map(str::trim).filter(|l| !l.is_empty()).take(3);
    for line in lines {
        // A dateline is over after some words; what stands far behind is no concern of it.
        let head = line.char_indices().nth(160).map_or(line, |(at, _)| &line[..at]);
        // Most lines have no year, which takes one look.
        if !head.as_bytes().windows(4).any(|w| w.iter().all(u8::is_ascii_digit)) {
            continue;
        }
        let found = match DATED.as_ref()?.captures(head) {
            // Only a short line holds a dateline and nothing else.
            None if line.len() <= LONGEST_DATELINE => OWN_LINE.as_ref()?.captures(line),
            found => found,
        };
        let found = found.as_ref().and_then(|c| c.name("alone").or_else(|| c.name("line")));
        if let Some(date) = found.and_then(|m| parse_date(m.as_str())) {
            return Some(date);
        }
    }
    None
}

/// The day in an address or a file's name such as `https://example.org/2018/04/24/name` or `.../2018-04-24-name`.
pub(super) fn date_in_address(address: &str) -> Option<Date> {
    let path = address.split_once("://").map_or(address, |(_, p)| p);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let bytes = path.as_bytes();
    for at in 0..bytes.len().saturating_sub(9) {
        let edge = at > 0 && matches!(bytes[at - 1], b'/' | b'-' | b'_' | b'=');
        let piece = &bytes[at..at + 10];
        let shaped = piece.iter().enumerate().all(|(n, b)| match n {
            4 | 7 => matches!(b, b'/' | b'-') && piece[4] == *b,
            _ => b.is_ascii_digit(),
        });
        let ends = bytes.get(at + 10).is_none_or(|b| !b.is_ascii_digit());
        if edge && shaped && ends {
            let text = String::from_utf8_lossy(piece).replace('/', "-");
            if let Some(date) = parse_date(&text) {
                return Some(date);
            }
        }
    }
    None
}

/// Refuses days that no newspaper had.
fn sane(date: Option<Date>) -> Option<Date> {
    date.filter(|d| (1600..=2200).contains(&d.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_digits_are_a_day_with_its_hour_where_they_can_be() {
        let day = |text: &str| parse_date(text).map(|d| d.to_string());
        for text in ["2018042410", "201804241059", "20180424105930"] {
            assert_eq!(day(text).as_deref(), Some("2018-04-24"), "{text}");
        }
        assert_eq!(day("1524564000").as_deref(), Some("2018-04-24"));
        assert_eq!(day("1612010112").as_deref(), Some("2021-01-30"));
        assert_eq!(day("2018042499").as_deref(), Some("2033-12-12"));
    }

    #[test]
    fn usual_ways_of_writing_a_day() {
        let day = jiff::civil::date(2018, 4, 24);
        for text in [
            "2018-04-24",
            "2018-04-24T10:00:00Z",
            "2018/04/24 09:00",
            "20180424",
            "24 April 2018",
            "April 24, 2018",
            "Tue, 24 Apr 2018 10:00:00 GMT",
            "24/04/2018",
            "04/24/2018",
            "1524565800",
            "1524565800000",
            "24-Apr-2018 11:02",
        ] {
            assert_eq!(parse_date(text), Some(day), "{text}");
        }
    }

    #[test]
    fn days_in_addresses() {
        let day = Some(jiff::civil::date(2018, 4, 24));
        assert_eq!(date_in_address("https://a.example/2018/04/24/floods"), day);
        assert_eq!(date_in_address("https://a.example/news-2018-04-24-floods"), day);
        assert_eq!(date_in_address("https://a.example/2018/44/24/x"), None);
        assert_eq!(date_in_address("https://a.example/id/12345678901234567890"), None);
    }

    #[test]
    fn days_of_first_lines() {
        let day = jiff::civil::date(2018, 5, 3);
        for text in [
            "Dam opens\n\nPublished: Thursday, 3 May 2018, 10:15 GMT\n\nThe dam opened.",
            "Dam opens\nMay 3rd, 2018\nThe dam opened.",
            "2018-05-03\nThe dam opened.",
            "NAIROBI, May 3, 2018 (Ridge News) - The dam opened.",
            "PORT LOUIS, May 3, 2018\n\nThe dam opened.",
            "Dam opened\nNAIROBI, Kenya, 3 May 2018 -\nIt holds water.",
            "NAIROBI, Thursday, May 3, 2018 --",
            "ST. PETERSBURG, 3 May 2018 /Ridge/ -- The dam opened.",
            "Nairobi, Kenya, Thursday, May 3, 2018 \u{2014} The dam opened.",
        ] {
            assert_eq!(date_in_opening(text), Some(day), "{text}");
        }
        for text in [
            "The dam of May 3, 2018 was opened again.",
            "Since May 3, 2018 - the day it opened - the dam has held.",
            "NAIROBI, May 3 (Ridge News) - The dam opened.",
            "The opening of the dam, May 3, 2018",
            "NAIROBI, May 3, 2018 was a quiet day.",
            "The dam opened on 3 May 2018 and closed in 2019.",
            "Updated 3 May 2018: the dam",
            "",
        ] {
            assert_eq!(date_in_opening(text), None, "{text}");
        }
    }

    #[test]
    fn days_that_could_be_two_are_told_by_the_order() {
        let day = |y, m, d| Some(jiff::civil::date(y, m, d));
        assert_eq!(parse_date("04/05/2018"), None);
        assert_eq!(parse_date("05/05/2018"), day(2018, 5, 5));
        assert_eq!(parse_date("4.5.2018"), day(2018, 5, 4));
        assert_eq!(parse_date_by("04/05/2018 10:30", Some(DayOrder::DayFirst)), day(2018, 5, 4));
        assert_eq!(parse_date_by("4.5.2018", Some(DayOrder::MonthFirst)), day(2018, 4, 5));
        assert_eq!(parse_date_by("24/05/2018", Some(DayOrder::MonthFirst)), day(2018, 5, 24));
        assert_eq!(day_order("24/05/2018"), Some(DayOrder::DayFirst));
        assert_eq!(day_order("05/24/2018 10:30"), Some(DayOrder::MonthFirst));
        for text in ["04/05/2018", "2018-05-24", "May 24, 2018", "44/55/2018", ""] {
            assert_eq!(day_order(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_gives_none() {
        for text in ["", "04/05/2018", "yesterday", "2018", "2018-13-40", "99999999", "no date given at all"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
