//! An article's text as HTML with its findings marked, each with what found it.

use std::fmt::Write as _;

/// A stretch of the text in code points, with what it is and what stands in its bubble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// First code point.
    pub start: usize,
    /// First behind it.
    pub end: usize,
    /// The class of the element: the kind of name, or `quantity`.
    pub class: &'static str,
    /// What is shown where the pointer rests.
    pub hint: String,
    /// Where it leads in the page, or empty.
    pub link: String,
}

/// Text made safe for HTML, attributes too. Control characters are shown as a replacement character, and marks that
/// turn the direction of writing are left out: they would turn the page's own words.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// The text with its marks. Marks that overlap an earlier one are left out; blank lines become paragraphs.
pub fn marked(text: &str, marks: &mut [Mark]) -> String {
    marks.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    let mut out = String::with_capacity(text.len() * 2);
    let mut letters = text.chars();
    let mut at = 0;
    let mut take = |count: usize| -> String { letters.by_ref().take(count).collect() };
    for mark in marks.iter() {
        if mark.start < at || mark.end <= mark.start {
            continue;
        }
        escape(&take(mark.start - at), &mut out);
        let inside = take(mark.end - mark.start);
        at = mark.end;
        if inside.is_empty() {
            break;
        }
        let element = if mark.link.is_empty() { "mark" } else { "a" };
        let _ = write!(out, "<{element} class=\"{}\" title=\"", mark.class);
        escape(&mark.hint, &mut out);
        out.push('"');
        if !mark.link.is_empty() {
            out.push_str(" href=\"");
            escape(&mark.link, &mut out);
            out.push('"');
        }
        out.push('>');
        escape(&inside, &mut out);
        let _ = write!(out, "</{element}>");
    }
    escape(&take(usize::MAX), &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, hint: &str, link: &str) -> Mark {
        Mark { start, end, class: "place", hint: hint.into(), link: link.into() }
    }

    #[test]
    fn nothing_of_the_text_becomes_markup() {
        let text = "<script>alert(1)</script> Łódź & \"Oslo\"\u{202e}x\u{7}";
        let mut marks = [mark(26, 30, "a\"><b>", "#entity/x\"y"), mark(27, 29, "", ""), mark(34, 38, "", "")];
        let html = marked(text, &mut marks);
        assert_eq!(
            html,
            "&lt;script&gt;alert(1)&lt;/script&gt; <a class=\"place\" title=\"a&quot;&gt;&lt;b&gt;\" \
             href=\"#entity/x&quot;y\">Łódź</a> &amp; &quot;<mark class=\"place\" title=\"\">Oslo</mark>&quot;x\u{fffd}"
        );
    }

    #[test]
    fn marks_outside_of_the_text_do_no_harm() {
        assert_eq!(marked("ab", &mut [mark(1, 9, "", "")]), "a<mark class=\"place\" title=\"\">b</mark>");
        assert_eq!(marked("ab", &mut [mark(7, 9, "", ""), mark(1, 1, "", "")]), "ab");
    }
}
