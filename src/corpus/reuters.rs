//! The SGML of Reuters-21578: many articles a file.

use std::sync::Arc;

use super::elements::Elements;
use super::encoding::decode;
use super::source::Source;
use super::{Document, Fields, Format, Input, Record, Records};
use crate::error::Result;

pub(super) const FORMAT: Format =
    Format { name: "reuters", extensions: &["sgm", "sgml"], lines: true, read, parse };

fn read(input: Arc<Input>, source: Source, _: &Fields) -> Result<Box<dyn Records>> {
    Ok(Box::new(Elements::new(input, source, &["REUTERS"], Vec::new())))
}

fn parse(record: &Record, fields: &Fields) -> Result<Document> {
    let decoded = decode(record.bytes(), None);
    let text = &decoded.text[..];
    if !text.trim_end().ends_with("</REUTERS>") {
        return Err(record
            .error("the article ends before </REUTERS>")
            .hint("the file was cut, or an end tag is missing; mend it there"));
    }
    let mut document = Document::of(record);
    let head = text.split_once('>').map_or("", |(head, _)| head);
    if let Some(id) = head.split_once("NEWID=\"").and_then(|(_, rest)| rest.split('"').next()) {
        document.id = format!("reuters:{id}");
    }
    let field = |name: &str| between(text, &format!("<{name}>"), &format!("</{name}>"));
    document.title = field("TITLE").map(plain).map(|t| one_line(&t)).filter(|t| !t.is_empty());
    // Briefs have no body: their text stands right in the element.
    let body = match field("BODY") {
        Some(body) => plain(body),
        None => {
            let all = text.find("<TEXT").and_then(|at| text[at..].find('>').map(|n| &text[at + n + 1..]));
            let all = all.and_then(|t| t.split("</TEXT>").next()).unwrap_or("");
            plain(all.rsplit_once("</TITLE>").map_or(all, |(_, rest)| rest))
        }
    };
    document.body = paragraphs(&body);
    if document.body.is_empty() && document.title.is_none() {
        return Err(record.error("no text in this article").hint("it has no <TITLE> and no <BODY>"));
    }
    document.source = Some("Reuters".into());
    document.read_as(&decoded);
    document.clean();
    document.date(field("DATE").map(plain).as_deref(), fields.day_order);
    Ok(document)
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let at = text.find(start)? + start.len();
    Some(&text[at..at + text[at..].find(end)?])
}

/// Text without the few entities of this format and without tags.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        match rest[at..].find('>') {
            Some(end) if end < 80 && is_tag(&rest[at + 1..]) => rest = &rest[at + end + 1..],
            _ => {
                out.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#3;", "")
        .replace("&#2;", "")
        .replace("&#22;", "")
        .replace("&amp;", "&")
}

fn is_tag(rest: &str) -> bool {
    rest.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines that are indented begin a paragraph. The agency's name below the text is none of it.
fn paragraphs(text: &str) -> String {
    let mut all: Vec<String> = Vec::new();
    for line in text.lines() {
        let bare = one_line(line);
        if bare.is_empty() {
            continue;
        }
        let indented = line.starts_with("    ") || line.starts_with('\t');
        match all.last_mut() {
            Some(last) if !indented => {
                last.push(' ');
                last.push_str(&bare);
            }
            _ => all.push(bare),
        }
    }
    if let Some(last) = all.last_mut()
        && let Some(text) = last.strip_suffix("Reuter").or_else(|| last.strip_suffix("REUTER"))
    {
        *last = text.trim_end().to_string();
    }
    all.retain(|p| !p.is_empty());
    all.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_told_by_their_indent() {
        assert_eq!(
            paragraphs("The mill in Leeds\nclosed.\n    It had 40\nlooms.\n Reuter\n"),
            "The mill in Leeds closed.\n\nIt had 40 looms."
        );
        assert_eq!(plain("5 &lt;Acme Ltd> &amp; 3 < 4<D>x</D>&#3;"), "5 <Acme Ltd> & 3 < 4x");
    }
}
