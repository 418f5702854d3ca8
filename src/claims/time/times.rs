//! Time expressions: they date claims, and the numbers in calendar dates are no claims themselves.
//!
#![doc = include_str!("time.md")]

use std::ops::Range;

use jiff::civil::Date;

/// A time expression.
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

/// A time expression and the tokens in it whose numbers are no claims; none where none begins.
pub type Found = Option<(Time, Option<Range<usize>>)>;
