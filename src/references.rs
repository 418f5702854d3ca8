//! Character references that were left in a text ("AT&amp;T", "Britain&#39;s"): read as what they stand for, with every
//! offset led back into the text as it is.
//!
//! Corpora that were cut out of pages are full of them, some with their `&` lost on the way ("Britain #39;s", "quot;No").
//! The names and numbers are those of HTML (<https://html.spec.whatwg.org/multipage/named-characters.html>), as the crate
//! `quick-xml` lists them; the numbers from 128 to 159 mean Windows-1252, as they do in browsers.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use memchr::memchr_iter;
use quick_xml::escape::resolve_html5_entity;

use crate::span::Span;

/// A text without character references, which knows where each of its bytes stood.
pub struct Plain<'t> {
    /// The text as it is.
    pub source: &'t str,
    /// The text to read.
    pub text: Cow<'t, str>,
    /// What was put for what, in order.
    pub swaps: Vec<Swap>,
}

/// Bytes of the plain text that stand for bytes of the source.
pub struct Swap {
    plain: Span,
    source: Span,
}

/// Most bytes of a reference before its semicolon: "CounterClockwiseContourIntegral" is the longest name.
const LONGEST: usize = 32;
/// Most bytes of a mark-up tag that was written with references: "&lt;a href=...&gt;".
const LONGEST_TAG: usize = 400;

impl<'t> Plain<'t> {
    /// The text that `source` means. Takes time in proportion to its length.
    pub fn of(source: &'t str) -> Plain<'t> {
        let mut plain = String::new();
        let mut swaps = Vec::new();
        let mut done = 0;
        for semicolon in memchr_iter(b';', source.as_bytes()) {
            let Some((at, text)) = reference(source, done, semicolon) else { continue };
            plain.push_str(&source[done..at.start]);
            let start = plain.len();
            plain.push_str(&text);
            swaps.push(Swap { plain: Span::new(start, plain.len()), source: at });
            done = at.end;
        }
        if swaps.is_empty() {
            return Plain { source, text: Cow::Borrowed(source), swaps };
        }
        plain.push_str(&source[done..]);
        Plain { source, text: Cow::Owned(plain), swaps }
    }

    /// Where a stretch of the plain text stands in the source, in bytes: a reference it begins or ends with is part of it.
    pub fn in_source(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }

    fn offset(&self, at: usize) -> usize {
        let behind = self.swaps.partition_point(|s| s.plain.end <= at);
        let (plain, source) =
            behind.checked_sub(1).map_or((0, 0), |n| (self.swaps[n].plain.end, self.swaps[n].source.end));
        match self.swaps.get(behind) {
            // Inside of what was put there: only its first byte has a place of its own.
            Some(swap) if swap.plain.start < at => swap.source.start,
            _ => source + (at - plain),
        }
    }
}

/// The reference that ends with the semicolon at `end` and begins at `from` or behind: its bytes, and what it stands for.
fn reference(source: &str, from: usize, end: usize) -> Option<(Span, Cow<'static, str>)> {
    let bytes = source.as_bytes();
    let start = (end.saturating_sub(LONGEST).max(from)..end)
        .rev()
        .take_while(|n| bytes[*n].is_ascii_alphanumeric() || bytes[*n] == b'#')
        .last()?;
    let name = &source[start..end];
    if start > from && bytes[start - 1] == b'&' {
        let whole = Span::new(start - 1, end + 1);
        if name == "lt"
            && let Some(close) = tag_end(source, end + 1)
        {
            return Some((Span::new(whole.start, close), " ".into()));
        }
        let (close, text) = innermost(source, start)?;
        return Some((Span::new(whole.start, close), text));
    }
    let before = start.checked_sub(1).map_or(b' ', |n| bytes[n]);
    // "R&D#39;s": a word ends right before.
    let opens =
        start == from && from > 0 || !(before.is_ascii_alphanumeric() || before >= 0x80 || before == b'&');
    if !opens || !lost(source, name, start, end + 1) {
        return None;
    }
    let blank = name == "#39" && ending(&source[end + 1..]) && before == b' ' && start > from;
    Some((Span::new(start - usize::from(blank), end + 1), character(name)?))
}

/// The reference whose name begins at `at`, and where it ends; of one that was escaped again the one inside: "&amp;quot;",
/// "&amp;amp;lt;".
fn innermost(source: &str, mut at: usize) -> Option<(usize, Cow<'static, str>)> {
    let (mut end, mut text) = named(source, at)?;
    while &source[at..end] == "amp;"
        && let Some(inner) = named(source, end)
    {
        at = end;
        (end, text) = inner;
    }
    Some((end, text))
}

/// The reference whose name begins at `at` and which has its semicolon.
fn named(source: &str, at: usize) -> Option<(usize, Cow<'static, str>)> {
    let bytes = &source.as_bytes()[at..source.len().min(at + LONGEST + 1)];
    let end = bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
    (bytes.get(end) == Some(&b';')).then_some(())?;
    Some((at + end + 1, character(&source[at..at + end])?))
}

/// Whether `name`, before the semicolon that ends at `end`, is a reference that has lost its `&`: only those that texts are
/// full of, and only where no clause ends in a number.
fn lost(source: &str, name: &str, start: usize, end: usize) -> bool {
    let follows = source.as_bytes().get(end).is_none_or(|b| !b.is_ascii_whitespace());
    match name {
        "quot" => true,
        // "a 40 amp; the other"
        "amp" => {
            let before = source[..start].trim_end_matches(' ');
            source[end..].starts_with(' ')
                && before.len() < start
                && !before.ends_with(|c: char| c.is_ascii_digit())
        }
        // "the players #39; wages"
        "#39" => follows || source[..start].ends_with("s "),
        "#34" | "#36" | "#38" | "#163" | "#8217" | "#8220" | "#8364" => follows,
        _ => matches!(name.strip_prefix('#').and_then(|n| n.parse().ok()), Some(145..=151_u32)),
    }
}

/// Whether the ending of a word that an apostrophe parts from it stands first: "s", "t", "re".
fn ending(text: &str) -> bool {
    let word = text.bytes().take(3).take_while(u8::is_ascii_lowercase).count();
    matches!(&text[..word], "s" | "t" | "d" | "m" | "re" | "ve" | "ll")
}

/// What stands in for a name or a number; nothing where it is none, or no character that a text may have.
pub fn character(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    if let Some(byte) = u8::try_from(number).ok().filter(|b| (128..160).contains(b)) {
        let byte = [byte];
        let text = WINDOWS_1252.decode_without_bom_handling_and_without_replacement(&byte)?;
        return (!text.contains(char::is_control)).then(|| Cow::Owned(text.into_owned()));
    }
    let c = char::from_u32(number)?;
    (!c.is_control() || c.is_whitespace()).then(|| Cow::Owned(c.to_string()))
}

/// Where a tag of HTML ends whose "&lt;" ends at `at`: "&lt;a href=...&gt;", "&lt;/b&gt;". Share codes ("&lt;HOLM.O&gt;")
/// are none.
fn tag_end(source: &str, at: usize) -> Option<usize> {
    let rest = &source.as_bytes()[at..source.len().min(at + LONGEST_TAG)];
    let slash = usize::from(rest.first() == Some(&b'/'));
    let name = rest[slash..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let name = rest[slash..slash + name].to_ascii_lowercase();
    let known = matches!(
        &name[..],
        b"a" | b"b"
            | b"i"
            | b"u"
            | b"p"
            | b"br"
            | b"em"
            | b"hr"
            | b"li"
            | b"ul"
            | b"ol"
            | b"td"
            | b"tr"
            | b"th"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"div"
            | b"img"
            | b"sub"
            | b"sup"
            | b"font"
            | b"span"
            | b"strong"
            | b"table"
            | b"blockquote"
            | b"script"
            | b"center"
    );
    if !known {
        return None;
    }
    let close = rest.windows(4).position(|w| w == b"&gt;")?;
    (!rest[..close].windows(4).any(|w| w == b"&lt;")).then_some(at + close + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plain text, and the stretch of the source that `word` of it stands for.
    fn read<'s>(source: &'s str, word: &str) -> (String, &'s str) {
        let plain = Plain::of(source);
        let start = plain.text.find(word).unwrap();
        let span = plain.in_source(Span::new(start, start + word.len()));
        (plain.text.clone().into_owned(), span.of(source))
    }

    #[test]
    fn references_are_read_as_what_they_stand_for() {
        for (source, text, word, stands) in [
            ("AT&amp;T cut 40 jobs", "AT&T cut 40 jobs", "AT&T", "AT&amp;T"),
            ("caf&#233;s cost &pound;40", "cafés cost £40", "£40", "&pound;40"),
            ("Peru&#39;s 40 mines", "Peru's 40 mines", "Peru", "Peru"),
            ("Peru #39;s 40 mines", "Peru's 40 mines", "Peru", "Peru"),
            ("it doesn #39;t pay 40", "it doesn't pay 40", "40", "40"),
            ("quot;No, quot; said Ruiz", "\"No, \" said Ruiz", "Ruiz", "Ruiz"),
            ("Holm amp; Ruiz", "Holm & Ruiz", "Holm & Ruiz", "Holm amp; Ruiz"),
            ("sold for #36;40", "sold for $40", "$40", "#36;40"),
            ("in 1999&#151;or so", "in 1999—or so", "1999", "1999"),
            ("a &lt;b class=x&gt;40&lt;/b&gt; c", "a  40  c", "40", "40"),
            ("&lt;&lt;a 40", "<<a 40", "40", "40"),
            ("Holm &lt;HOLM.O> rose", "Holm <HOLM.O> rose", "rose", "rose"),
            ("so &amp;quot;no&amp;quot; &amp;amp; 40", "so \"no\" & 40", "40", "40"),
            ("in Kraków &amp; Łódź", "in Kraków & Łódź", "Łódź", "Łódź"),
        ] {
            assert_eq!(read(source, word), (text.to_string(), stands), "{source}");
        }
    }

    #[test]
    fn what_looks_like_one_stays() {
        for source in [
            "It has a 40 amp; the other none",
            "see issue #39; it is open",
            "R&D; and 40 more",
            "&nosuch; &#0; &#xd800; &#99999999; &; ;",
            "a;b;c &amp",
        ] {
            let plain = Plain::of(source);
            assert!(matches!(plain.text, Cow::Borrowed(_)), "{source} became {}", plain.text);
            assert_eq!(plain.in_source(Span::new(0, source.len())), Span::new(0, source.len()));
        }
    }

    #[test]
    fn every_boundary_of_the_plain_text_lies_between_characters_of_the_source() {
        let source = "“É&eacute;&#128;&quot;x&nbsp;&amp;&amp; #39;s &lt;p&gt;é";
        let plain = Plain::of(source);
        for (at, _) in plain.text.char_indices() {
            assert!(source.is_char_boundary(plain.offset(at)), "{at}");
        }
        assert_eq!(plain.offset(plain.text.len()), source.len());
    }
}
