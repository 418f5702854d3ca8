//! Tokens: words, numbers and marks, with their letter case and the gap before them.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with apostrophes inside ("don't", "O'Brien").
    Word,
    /// Digits, with separators inside ("1,234.5"); letters after them are a token of their own.
    Number,
    /// A possessive or contracted ending: "'s", "’s".
    Clitic,
    /// One other character: punctuation, a symbol, a sign.
    Mark,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterCase {
    /// No letters, or letters of a script without case.
    None,
    /// `peace`
    Lower,
    /// `Peace`, and single capitals (`A`)
    Title,
    /// `PEACE`, two letters and more
    Upper,
    /// `McDonald`, `PepsiCo`: a capital first, mixed behind
    Camel,
    /// `iPhone`, `al`-less: small first, a capital inside
    Inner,
}

impl LetterCase {
    /// Whether the first letter is a capital.
    pub fn capital(self) -> bool {
        matches!(self, LetterCase::Title | LetterCase::Upper | LetterCase::Camel)
    }

    /// Whether any letter is a capital.
    pub fn upper(self) -> bool {
        !matches!(self, LetterCase::None | LetterCase::Lower)
    }
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Nothing: the two touch.
    None,
    /// Blanks within the line.
    Space,
    /// A line end.
    Line,
    /// A line end and an indented next line.
    Indent,
    /// An empty line, or the start of the text.
    Paragraph,
}

/// A token: 12 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// How it is written.
    pub case: LetterCase,
    /// What stands before it.
    pub gap: Gap,
}

impl Token {
    /// Whether it touches the token before it.
    pub fn glued(&self) -> bool {
        self.gap == Gap::None
    }
}

/// Classes of ASCII bytes, so that the common case is one table look-up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Blank,
    Lower,
    Upper,
    Digit,
    Mark,
    Wide,
}

const fn classes() -> [Byte; 256] {
    let mut table = [Byte::Mark; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        // Control characters are blanks: agency wires are full of U+0003, U+0002 and ESC.
        table[b] = if byte <= b' ' || byte == 0x7f {
            Byte::Blank
        } else if byte.is_ascii_lowercase() {
            Byte::Lower
        } else if byte.is_ascii_uppercase() {
            Byte::Upper
        } else if byte.is_ascii_digit() {
            Byte::Digit
        } else if byte >= 0x80 {
            Byte::Wide
        } else {
            Byte::Mark
        };
        b += 1;
    }
    table
}

static CLASS: [Byte; 256] = classes();

/// Whether a character above ASCII belongs to a word.
fn wide_letter(c: char) -> bool {
    // Soft hyphen, zero-width marks and combining accents stay inside the word they stand in.
    c.is_alphabetic()
        || ('\u{300}'..='\u{36f}').contains(&c)
        || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

fn wide_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{80}'..='\u{9f}')
}

/// Whether `c` is an apostrophe, typed or typeset.
pub fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Cuts `source` into tokens.
pub fn tokens(source: &str) -> Vec<Token> {
    let bytes = source.as_bytes();
    let mut out = Vec::with_capacity(bytes.len() / 4);
    let mut at = 0;
    let mut gap = Gap::Paragraph;
    while at < bytes.len() {
        // Nearly all of a text are plain words with one blank between them.
        let plain = plain_word(bytes, at);
        if plain > at {
            let case = if CLASS[usize::from(bytes[at])] == Byte::Upper {
                LetterCase::Title
            } else {
                LetterCase::Lower
            };
            push(&mut out, at, plain, TokenKind::Word, case, gap);
            (at, gap) = (plain, Gap::None);
            continue;
        }
        if bytes[at] == b' '
            && bytes.get(at + 1).is_some_and(|b| {
                matches!(CLASS[usize::from(*b)], Byte::Lower | Byte::Upper | Byte::Digit | Byte::Mark)
            })
        {
            if !out.is_empty() {
                gap = Gap::Space;
            }
            at += 1;
            continue;
        }
        let (class, c, width) = look(source, bytes, at);
        match class {
            Byte::Blank => {
                let (end, found) = blanks(source, bytes, at);
                if !out.is_empty() {
                    gap = found;
                }
                at = end;
            }
            Byte::Lower | Byte::Upper => {
                let (end, case) = word(source, bytes, at);
                push(&mut out, at, end, TokenKind::Word, case, gap);
                (at, gap) = (end, Gap::None);
            }
            Byte::Digit => {
                let end = number(source, bytes, at);
                push(&mut out, at, end, TokenKind::Number, LetterCase::None, gap);
                (at, gap) = (end, Gap::None);
            }
            Byte::Mark | Byte::Wide => {
                let mut end = at + width;
                let mut kind = TokenKind::Mark;
                if apostrophe(c) && gap == Gap::None {
                    let follows_word =
                        out.last().is_some_and(|t| t.kind == TokenKind::Word || t.kind == TokenKind::Number);
                    let next = bytes.get(end).copied().unwrap_or(b' ');
                    let after = bytes.get(end + 1).map_or(Byte::Blank, |b| CLASS[*b as usize]);
                    if follows_word && (next | 32) == b's' && !matches!(after, Byte::Lower | Byte::Upper) {
                        (end, kind) = (end + 1, TokenKind::Clitic);
                    }
                }
                push(&mut out, at, end, kind, LetterCase::None, gap);
                (at, gap) = (end, Gap::None);
            }
        }
    }
    out
}

/// Where a word of plain letters that begins at `at` ends: small ones but perhaps for the first, and behind
/// them neither an apostrophe nor anything above ASCII, which may go on with the word. `at` where there is none.
#[inline]
fn plain_word(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    if CLASS[usize::from(bytes[at])] == Byte::Upper {
        end += 1;
    }
    while end < bytes.len() && CLASS[usize::from(bytes[end])] == Byte::Lower {
        end += 1;
    }
    match bytes.get(end).map(|b| (*b, CLASS[usize::from(*b)])) {
        None => end,
        Some((b'\'', _) | (_, Byte::Upper | Byte::Wide)) => at,
        Some(_) => end,
    }
}

fn push(out: &mut Vec<Token>, start: usize, end: usize, kind: TokenKind, case: LetterCase, gap: Gap) {
    out.push(Token { start: start as u32, end: end as u32, kind, case, gap });
}

/// The class of the character at `at`, the character and its width; wide characters are given the
/// class that an ASCII character of their sort would have.
#[inline]
fn look(source: &str, bytes: &[u8], at: usize) -> (Byte, char, usize) {
    let byte = bytes[at];
    let class = CLASS[byte as usize];
    if class != Byte::Wide {
        return (class, byte as char, 1);
    }
    let c = source[at..].chars().next().unwrap_or(' ');
    let class = if wide_blank(c) {
        Byte::Blank
    } else if c.is_uppercase() {
        Byte::Upper
    } else if wide_letter(c) {
        Byte::Lower
    } else {
        Byte::Wide
    };
    (class, c, c.len_utf8())
}

/// Where the blanks that begin at `at` end, and what they mean.
fn blanks(source: &str, bytes: &[u8], mut at: usize) -> (usize, Gap) {
    let (mut lines, mut indent) = (0, 0);
    while at < bytes.len() {
        let (class, c, width) = look(source, bytes, at);
        if class != Byte::Blank {
            break;
        }
        match c {
            '\n' | '\u{2028}' => (lines, indent) = (lines + 1, 0),
            '\u{2029}' => (lines, indent) = (lines + 2, 0),
            // A lone carriage return ends a line too (old Macintosh files).
            '\r' if bytes.get(at + 1) != Some(&b'\n') => (lines, indent) = (lines + 1, 0),
            '\t' => indent += 4,
            ' ' | '\u{a0}' => indent += 1,
            _ => {}
        }
        at += width;
    }
    let gap = match lines {
        0 => Gap::Space,
        1 if indent >= 2 => Gap::Indent,
        1 => Gap::Line,
        _ => Gap::Paragraph,
    };
    (at, gap)
}

/// Where the word that begins at `at` ends, and how it is written.
fn word(source: &str, bytes: &[u8], start: usize) -> (usize, LetterCase) {
    let mut at = start;
    let (mut upper, mut lower, mut letters) = (0u32, 0u32, 0u32);
    let first = look(source, bytes, start).0;
    while at < bytes.len() {
        // Nearly all letters of English need no further look.
        match CLASS[usize::from(bytes[at])] {
            Byte::Lower => {
                (lower, letters, at) = (lower + 1, letters + 1, at + 1);
                continue;
            }
            Byte::Blank | Byte::Digit => break,
            _ => {}
        }
        let (class, c, width) = look(source, bytes, at);
        match class {
            Byte::Lower => {
                // Marks inside words (accents, soft hyphens) and caseless letters are not small letters.
                if c.is_ascii() || c.is_lowercase() {
                    lower += 1;
                }
            }
            Byte::Upper => upper += 1,
            // An apostrophe stays inside where letters go on and it is no possessive: "don't",
            // "O'Brien", "N'Djamena", but "Putin's".
            Byte::Mark | Byte::Wide if apostrophe(c) && at > start => {
                let next = at + width;
                if next >= bytes.len() {
                    break;
                }
                let (follows, letter, wide) = look(source, bytes, next);
                if !matches!(follows, Byte::Lower | Byte::Upper) {
                    break;
                }
                let ends = next + wide >= bytes.len()
                    || !matches!(look(source, bytes, next + wide).0, Byte::Lower | Byte::Upper);
                if matches!(letter, 's' | 'S') && ends {
                    break;
                }
            }
            _ => break,
        }
        letters += 1;
        at += width;
    }
    let case = match (first, upper, lower) {
        (_, 0, 0) => LetterCase::None,
        (_, 0, _) => LetterCase::Lower,
        (Byte::Upper, 1, _) => LetterCase::Title,
        (Byte::Upper, _, 0) if letters > 1 => LetterCase::Upper,
        (Byte::Upper, _, _) => LetterCase::Camel,
        _ => LetterCase::Inner,
    };
    (at, case)
}

/// Where the number that begins at `at` ends: digits, with single separators between digits.
fn number(source: &str, bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        let byte = bytes[at];
        let digit_after = |n: usize| bytes.get(at + n).is_some_and(u8::is_ascii_digit);
        if byte.is_ascii_digit() {
            at += 1;
        } else if matches!(byte, b'.' | b',') && digit_after(1) {
            at += 1;
        } else if byte >= 0x80 {
            // Swiss and typeset thousands: 1’234, and thin or no-break blanks between three digits.
            let c = source[at..].chars().next().unwrap_or(' ');
            let width = c.len_utf8();
            let three = (0..3).all(|n| digit_after(width + n)) && !digit_after(width + 3);
            if three && matches!(c, '’' | '\u{a0}' | '\u{202f}' | '\u{2009}') {
                at += width;
            } else {
                break;
            }
        } else {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        tokens(source).iter().map(|t| &source[t.start as usize..t.end as usize]).collect()
    }

    #[test]
    fn words_numbers_and_marks_part() {
        assert_eq!(
            words("Putin's $1.2bn, 15-year-old"),
            ["Putin", "'s", "$", "1.2", "bn", ",", "15", "-", "year", "-", "old"]
        );
        assert_eq!(words("O’Brien don't 25k."), ["O’Brien", "don't", "25", "k", "."]);
        assert_eq!(words("1\u{202f}234 people, 3.2.1"), ["1\u{202f}234", "people", ",", "3.2.1"]);
    }

    #[test]
    fn letter_case_is_told() {
        let cases: Vec<_> =
            tokens("Peace PEACE peace McCain iPhone A Épée ÉPÉE").iter().map(|t| t.case).collect();
        use LetterCase::*;
        assert_eq!(cases, [Title, Upper, Lower, Camel, Inner, Title, Title, Upper]);
    }

    #[test]
    fn gaps_tell_lines_from_paragraphs() {
        let gaps: Vec<_> = tokens("a b\nc\r\n   d\n\ne\u{3}f").iter().map(|t| t.gap).collect();
        use Gap::*;
        assert_eq!(gaps, [Paragraph, Space, Line, Indent, Paragraph, Space]);
    }
}
