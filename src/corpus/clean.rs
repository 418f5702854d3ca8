//! Text that was made from bytes or from a page is freed of what is no letter of it: entities that were
//! escaped twice or lost their ampersand, control characters, soft hyphens, zero-width marks, accents
//! written apart. What was broken by a wrong decoding before it came here is left as it is.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Document;
use crate::references::Plain;

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

/// Bytes that may begin what is taken out.
fn clue(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t') || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef)
}

fn clean(text: &mut String, counts: &mut Counts) {
    let plain = Plain::of(text);
    if let Cow::Owned(read) = plain.text {
        counts.entities += plain.swaps.len() as u32;
        *text = read;
    }
    // Nearly all text has nothing of the kind, which takes one look.
    if text.bytes().fold(false, |any, b| any | clue(b)) {
        let mut out = String::new();
        let (mut copied, mut at) = (0, 0);
        while let Some(next) = text.as_bytes()[at..].iter().position(|b| clue(*b)) {
            at += next;
            let rest = &text[at..];
            let Some(c) = rest.chars().next() else { break };
            let length = match c {
                '\u{ad}' => {
                    counts.hyphens += 1;
                    c.len_utf8()
                }
                _ if no_width(c) => {
                    counts.marks += 1;
                    c.len_utf8()
                }
                _ if odd_control(c) => {
                    counts.controls += 1;
                    c.len_utf8()
                }
                _ => 0,
            };
            if length == 0 {
                at += c.len_utf8();
                continue;
            }
            out.push_str(&text[copied..at]);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debris_is_read_and_counted() {
        for (written, read, entities) in [
            ("the city&#39;s mayor", "the city's mayor", 1),
            ("the city #39;s mayor", "the city's mayor", 1),
            ("he said &amp;quot;no&amp;quot;", "he said \"no\"", 2),
            ("Marks &amp; Spencer", "Marks & Spencer", 1),
            ("AT&T and R&D; 5 & 6", "AT&T and R&D; 5 & 6", 0),
            ("&amp;amp;", "&", 1),
            ("issue #39; and &#8217; &#146;", "issue #39; and ’ ’", 2),
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
