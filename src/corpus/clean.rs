//! Text that was made from bytes or from a page is freed of what is no letter of it: entities that were
//! escaped twice or lost their ampersand, control characters, soft hyphens, zero-width marks, accents
//! written apart. What was broken by a wrong decoding before it came here is left as it is.

use std::fmt::Write as _;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Document;

/// How often each was done.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    entities: u32,
    controls: u32,
    hyphens: u32,
    marks: u32,
    composed: bool,
}

impl Document {
    /// Cleans title and body, and notes what was done.
    pub(super) fn clean(&mut self) {
        let mut counts = Counts::default();
        if let Some(title) = &mut self.title {
            clean(title, &mut counts);
        }
        clean(&mut self.body, &mut counts);
        let mut note = String::new();
        for (n, one, many) in [
            (counts.entities, "entity was read", "entities were read"),
            (counts.controls, "control character was taken out", "control characters were taken out"),
            (counts.hyphens, "soft hyphen was taken out", "soft hyphens were taken out"),
            (counts.marks, "zero-width mark was taken out", "zero-width marks were taken out"),
        ] {
            if n > 0 {
                let _ = write!(
                    note,
                    "{}{n} {}",
                    if note.is_empty() { "" } else { ", " },
                    if n == 1 { one } else { many }
                );
            }
        }
        if counts.composed {
            let _ = write!(
                note,
                "{}accents were joined with their letters",
                if note.is_empty() { "" } else { ", " }
            );
        }
        if !note.is_empty() {
            self.noted(&note);
        }
    }
}

/// Characters of no width that part nothing; joiners stay where other scripts need them.
fn no_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn odd_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}')
}

/// Bytes that may begin what is taken out or replaced.
fn clue(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t')
        || matches!(byte, b'&' | b'#' | 0x7f | 0xc2 | 0xe2 | 0xef)
}

fn clean(text: &mut String, counts: &mut Counts) {
    // Nearly all text has nothing of the kind, which takes one look.
    if text.bytes().fold(false, |any, b| any | clue(b)) {
        let mut out = String::new();
        let (mut copied, mut at) = (0, 0);
        while let Some(next) = text.as_bytes()[at..].iter().position(|b| clue(*b)) {
            at += next;
            let rest = &text[at..];
            let Some(c) = rest.chars().next() else { break };
            let before = || text[copied..at].chars().next_back().or_else(|| out.chars().next_back());
            let (length, found) = match c {
                '&' | '#' => match entity(rest, before()) {
                    Some((found, length)) => {
                        counts.entities += 1;
                        (length, Some(found))
                    }
                    None => (0, None),
                },
                '\u{ad}' => {
                    counts.hyphens += 1;
                    (c.len_utf8(), None)
                }
                _ if no_width(c) => {
                    counts.marks += 1;
                    (c.len_utf8(), None)
                }
                _ if odd_control(c) => {
                    counts.controls += 1;
                    (c.len_utf8(), None)
                }
                _ => (0, None),
            };
            if length == 0 {
                at += c.len_utf8();
                continue;
            }
            out.push_str(&text[copied..at]);
            out.extend(found);
            at += length;
            copied = at;
        }
        if copied > 0 {
            out.push_str(&text[copied..]);
            *text = out;
        }
    }
    if may_be_apart(text) && is_nfc_quick(text.chars()) != IsNormalized::Yes {
        let composed: String = text.nfc().collect();
        if composed != *text {
            counts.composed = true;
            *text = composed;
        }
    }
}

/// Whether a letter may stand apart from its accents: not in text whose only letters beyond ASCII are Latin
/// ones, below U+0300, and whose only signs beyond it are the usual dashes and quotes, U+2002 to U+203F.
fn may_be_apart(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| {
        *byte >= 0xcc
            && !(*byte == 0xe2 && bytes.get(at + 1) == Some(&0x80) && bytes.get(at + 2) >= Some(&0x82))
    })
}

/// The character of the entity at the start of `rest` and the entity's length. `&amp;quot;` is one that was
/// escaped twice; `#39;` one that lost its ampersand, which is believed for quotes alone.
fn entity(rest: &str, before: Option<char>) -> Option<(char, usize)> {
    let mut name = rest.strip_prefix('&').unwrap_or(rest);
    while let Some(inner) = name.strip_prefix("amp;") {
        // Only before another entity is it debris; alone it is an ampersand.
        let more = inner.starts_with(['#', 'a']) || NAMED.iter().any(|(n, _)| inner.starts_with(n));
        if !more || entity_name(inner).is_none() && !inner.starts_with("amp;") {
            break;
        }
        name = inner;
    }
    let ampersand = rest.starts_with('&');
    if !ampersand && before.is_some_and(|c| c.is_alphanumeric() || c == '&') && !rest.starts_with("#39;s") {
        return None;
    }
    let (found, length) = entity_name(name)?;
    if !ampersand && !matches!(found, '\'' | '"' | '‘' | '’' | '“' | '”') {
        return None;
    }
    Some((found, rest.len() - name.len() + length))
}

const NAMED: [(&str, char); 24] = [
    ("amp;", '&'),
    ("quot;", '"'),
    ("apos;", '\''),
    ("lt;", '<'),
    ("gt;", '>'),
    ("nbsp;", '\u{a0}'),
    ("rsquo;", '’'),
    ("lsquo;", '‘'),
    ("rdquo;", '”'),
    ("ldquo;", '“'),
    ("mdash;", '—'),
    ("ndash;", '–'),
    ("hellip;", '…'),
    ("pound;", '£'),
    ("euro;", '€'),
    ("cent;", '¢'),
    ("yen;", '¥'),
    ("eacute;", 'é'),
    ("egrave;", 'è'),
    ("uuml;", 'ü'),
    ("ouml;", 'ö'),
    ("auml;", 'ä'),
    ("deg;", '°'),
    ("frac12;", '½'),
];

/// The character of `name;` or `#39;` and the length of that.
pub(super) fn entity_name(name: &str) -> Option<(char, usize)> {
    let Some(digits) = name.strip_prefix('#') else {
        return NAMED.iter().find(|(n, _)| name.starts_with(n)).map(|(n, c)| (*c, n.len()));
    };
    let head = &digits.as_bytes()[..digits.len().min(9)];
    let end = memchr::memchr(b';', head)?;
    let code = match digits[..end].strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits[..end].parse().ok()?,
    };
    // Numbers from 128 to 159 mean the letters of Windows there.
    let found = match code {
        128..=159 => encoding_rs::WINDOWS_1252.decode(&[code as u8]).0.chars().next()?,
        _ => char::from_u32(code)?,
    };
    Some((found, 1 + end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debris_is_read_and_counted() {
        for (written, read, entities) in [
            ("the city&#39;s mayor", "the city's mayor", 1),
            ("the city #39;s mayor", "the city 's mayor", 1),
            ("he said &amp;quot;no&amp;quot;", "he said \"no\"", 2),
            ("Marks &amp; Spencer", "Marks & Spencer", 1),
            ("AT&T and R&D; 5 & 6", "AT&T and R&D; 5 & 6", 0),
            ("&amp;amp;", "&", 1),
            ("issue #39; and &#8217; &#146;", "issue ' and ’ ’", 3),
            ("&#99999999; &#xD800; &bogus;", "&#99999999; &#xD800; &bogus;", 0),
            ("#", "#", 0),
        ] {
            let mut text = written.to_string();
            let mut counts = Counts::default();
            clean(&mut text, &mut counts);
            assert_eq!((&text[..], counts.entities), (read, entities), "{written}");
        }
    }

    #[test]
    fn marks_go_and_accents_join() {
        let mut article = Document {
            title: Some("Zu\u{308}rich".into()),
            body: "a\u{ad}b\u{200b}c\u{3} Ã¼ stays\r\n".into(),
            ..Document::default()
        };
        article.clean();
        assert_eq!(article.title.as_deref(), Some("Zürich"));
        assert_eq!(article.body, "abc Ã¼ stays\r\n");
        let note = article.note.unwrap();
        assert!(note.contains("1 soft hyphen was") && note.contains("accents were joined"), "{note}");
    }
}
