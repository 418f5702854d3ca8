//! The dates that corpora write.

use jiff::civil::Date;
use jiff::fmt::strtime::parse;

/// The day that `text` names: ISO 8601 with or without a time, RFC 2822, `4 April 2018`,
/// `April 4, 2018`, `20180404`, and seconds or milliseconds since 1970. Days are taken as written,
/// without turning time zones. `04/05/2018` could be two days and gives none, unless one of its
/// numbers can only be a day.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() < 6 || text.len() > 60 || !text.is_ascii() {
        return None;
    }
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if digits && text.len() == 8 {
        return sane(parse("%Y%m%d", text).ok()?.to_date().ok());
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
                _ => None,
            },
        };
        if let Some(date) = sane(date) {
            return Some(date);
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
    fn what_is_no_day_gives_none() {
        for text in ["", "04/05/2018", "yesterday", "2018", "2018-13-40", "99999999", "no date given at all"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
