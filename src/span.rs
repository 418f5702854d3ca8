//! Byte offsets into an article's text, and the one place that turns them into code points.

use std::ops::Range;

/// A stretch of one part of an article (its body or its title), in bytes, end exclusive.
///
/// Both ends lie on character boundaries of the text the span was made for. Findings are written
/// with [`CodePoints`] instead, because spreadsheets, Python and JavaScript count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after the stretch.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Span { start, end }
    }

    /// The text the span covers, or the empty string where it does not fit `text`.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The span as a range of bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(&self, other: &Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(&self, other: &Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn join(&self, other: &Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Turns byte offsets of one text into offsets in Unicode code points.
///
/// Asked in rising order it walks the text once; an offset behind the last one starts over. ASCII
/// texts cost nothing.
pub struct CodePoints<'t> {
    text: &'t str,
    ascii: bool,
    byte: usize,
    count: usize,
}

impl<'t> CodePoints<'t> {
    /// A converter for `text`.
    pub fn new(text: &'t str) -> Self {
        CodePoints { text, ascii: text.is_ascii(), byte: 0, count: 0 }
    }

    /// The number of code points before byte `offset`.
    pub fn at(&mut self, offset: usize) -> usize {
        if self.ascii {
            return offset.min(self.text.len());
        }
        if offset < self.byte {
            (self.byte, self.count) = (0, 0);
        }
        let step = self.text.get(self.byte..offset).unwrap_or_default();
        self.count += step.chars().count();
        self.byte = offset;
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_in_any_order() {
        let text = "Zürich – 5 €";
        let mut points = CodePoints::new(text);
        let euro = text.find('€').unwrap();
        assert_eq!(points.at(euro), 11);
        assert_eq!(points.at(text.find('r').unwrap()), 2);
        assert_eq!(points.at(text.len()), 12);
    }

    #[test]
    fn spans_know_overlap_and_containment() {
        let (a, b) = (Span::new(2, 6), Span::new(5, 9));
        assert!(a.overlaps(&b) && !a.contains(&b));
        assert!(!Span::new(2, 5).overlaps(&b));
        assert_eq!(a.join(&b), Span::new(2, 9));
    }
}
