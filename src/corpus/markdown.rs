//! Markdown: one file, one article. The marks are taken off, since they would stand between words; headline
//! and date come from the head of the file or from the first heading.

use super::plain;
use super::{Document, Fields, Format, Record};
use crate::error::Result;

pub(super) const FORMAT: Format =
    Format { name: "md", extensions: &["md", "markdown"], lines: false, read: plain::read, parse };

fn parse(record: &Record, fields: &Fields) -> Result<Document> {
    let mut document = plain::text(record)?;
    let text = std::mem::take(&mut document.body);
    let (head, body) = front(&text);
    let value = |names: &[&str]| {
        let found = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            names.iter().any(|n| name.trim().eq_ignore_ascii_case(n)).then(|| value.trim())
        });
        found.map(|v| v.trim_matches(['"', '\'']).to_string()).filter(|v| !v.is_empty())
    };
    document.title = value(&["title", "headline"]);
    document.source = value(&["source", "publisher", "site"]);
    document.address = value(&["url", "link", "canonical"]);
    let date = value(&["date", "published"]);
    let (heading, body) = plain_text(body);
    document.title = document.title.or(heading);
    document.body = body;
    if document.body.is_empty() && document.title.is_none() {
        return Err(record.error("the text is empty").hint("nothing but marks in it"));
    }
    document.date(date.as_deref(), fields.day_order);
    Ok(document)
}

/// The lines between `---` at the top, and the rest.
fn front(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return ("", text);
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (&rest[..at], &rest[at + line.len()..]);
        }
        at += line.len();
    }
    ("", text)
}

/// The first heading where it stands before all text, and the text without marks. Lines of a paragraph
/// stay lines.
fn plain_text(text: &str) -> (Option<String>, String) {
    let mut heading = None;
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    for line in text.lines() {
        let mut line = line.trim_end();
        let bare = line.trim_start();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            code = !code;
            continue;
        }
        if code {
            continue;
        }
        let rule = bare.len() >= 3 && bare.bytes().all(|b| matches!(b, b'-' | b'*' | b'_' | b'=' | b' '));
        if rule {
            continue;
        }
        if let Some(title) = bare.strip_prefix('#') {
            let title = inline(title.trim_start_matches('#').trim().trim_end_matches('#').trim_end());
            if heading.is_none() && out.trim().is_empty() {
                heading = Some(title);
                continue;
            }
            out.push_str(&title);
            out.push('\n');
            continue;
        }
        while let Some(rest) = line.trim_start().strip_prefix('>') {
            line = rest.trim_start();
        }
        let bare = line.trim_start();
        if let Some(item) = bare.strip_prefix("- ").or(bare.strip_prefix("* ")).or(bare.strip_prefix("+ ")) {
            line = item;
        }
        out.push_str(&inline(line));
        out.push('\n');
    }
    (heading, out.trim_matches('\n').to_string())
}

/// A line without the marks of emphasis, links, pictures and code.
fn inline(line: &str) -> String {
    if !line.contains(['*', '_', '[', '`', '\\', '<']) {
        return line.to_string();
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let tail = &rest[first.len_utf8()..];
        match first {
            '\\' if tail.starts_with(|c: char| c.is_ascii_punctuation()) => {
                out.push_str(&tail[..1]);
                rest = &tail[1..];
                continue;
            }
            '!' if tail.starts_with('[') => {
                if let Some((_, after)) = link(&tail[1..]) {
                    rest = after;
                    continue;
                }
                out.push(first);
            }
            '[' => {
                if let Some((text, after)) = link(tail) {
                    out.push_str(&inline(text));
                    rest = after;
                    continue;
                }
                out.push(first);
            }
            '*' | '`' => {}
            // In the middle of a word it is a letter like others.
            '_' => {
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                if inside(out.chars().next_back()) && inside(tail.chars().next()) {
                    out.push(first);
                }
            }
            _ => out.push(first),
        }
        rest = tail;
    }
    out
}

/// The text of `text](address)` and what follows it.
fn link(rest: &str) -> Option<(&str, &str)> {
    // Looking ahead is bounded, or a line of brackets would take for ever.
    let near = &rest.as_bytes()[..rest.len().min(2000)];
    let close = memchr::memmem::find(near, b"](").filter(|n| memchr::memchr(b'[', &near[..*n]).is_none())?;
    let end = memchr::memchr(b')', &near[close..])? + close;
    Some((&rest[..close], &rest[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        let (title, body) = plain_text(
            "# Floods *close* roads\n\nThe **Foyle** flooded [40 homes](https://a.example/x) in Derry.\n\n- five `boats`\n\n> said snake_case \\*stars\\*\n",
        );
        assert_eq!(title.as_deref(), Some("Floods close roads"));
        assert_eq!(body, "The Foyle flooded 40 homes in Derry.\n\nfive boats\n\nsaid snake_case *stars*");
        assert_eq!(front("---\ntitle: A\n---\nBody").1, "Body");
    }
}
