//! Which format a file has: by its first bytes where these leave no doubt, else by its name.

use std::borrow::Cow;

use super::inputs::{ByName, by_name};
#[cfg(feature = "parquet")]
use super::parquet;
use super::{Format, html, json, jsonl, mail, plain, reuters, warc, xml};

/// The format of what begins with `head` in a file of that name.
pub(super) fn recognise(head: &[u8], name: &str) -> Option<&'static Format> {
    let named = match by_name(name) {
        Some(ByName::Format(format)) => Some(format),
        _ => None,
    };
    #[cfg(feature = "parquet")]
    if head.starts_with(b"PAR1") {
        return Some(&parquet::FORMAT);
    }
    if head.starts_with(b"WARC/") {
        return Some(&warc::FORMAT);
    }
    let text = beginning(head);
    if text.starts_with('<')
        && let Some(format) = markup(&text)
    {
        return Some(format);
    }
    if let Some(format) = named {
        // One object a line and one array of objects often go under each other's name.
        let either = format.name == "json" || format.name == "jsonl";
        return Some(if either { json_kind(&text, format) } else { format });
    }
    if name.is_empty() {
        return None;
    }
    if is_mail(&text) {
        return Some(&mail::FORMAT);
    }
    // Standard input, and files that are nothing but packed, have no name to go by.
    let nameless = name == "-" || matches!(by_name(name), Some(ByName::Packed));
    match text.chars().next() {
        Some('{') if text.contains('"') => Some(json_kind(&text, &jsonl::FORMAT)),
        Some('[') if text[1..].trim_start().starts_with('{') => Some(&json::FORMAT),
        _ if nameless => Some(&plain::FORMAT),
        _ => None,
    }
}

/// The beginning as text, blanks and marks taken off.
fn beginning(head: &[u8]) -> Cow<'_, str> {
    let blank = |c: char| c == '\u{feff}' || c.is_whitespace();
    let text = match head {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE.decode(head).0,
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE.decode(head).0,
        _ => match std::str::from_utf8(head) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(head),
        },
    };
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches(blank)),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches(blank).to_string()),
    }
}

/// The format of a document with tags, by its first element or document type.
fn markup(text: &str) -> Option<&'static Format> {
    let lower = text.to_ascii_lowercase();
    let mut rest = &lower[..];
    loop {
        rest = rest.trim_start();
        if let Some(inside) = rest.strip_prefix("<?") {
            rest = inside.split_once("?>")?.1;
        } else if let Some(inside) = rest.strip_prefix("<!--") {
            rest = inside.split_once("-->")?.1;
        } else if let Some(inside) = rest.strip_prefix("<!doctype") {
            let kind = inside.split_whitespace().next()?.trim_end_matches('>');
            match kind {
                "html" => return Some(&html::FORMAT),
                "lewis" => return Some(&reuters::FORMAT),
                "nitf" | "newsitem" | "newsmessage" => return Some(&xml::FORMAT),
                _ => {
                    // An inner part may hold declarations.
                    let end = match (inside.find('['), inside.find('>')) {
                        (Some(open), Some(close)) if open < close => inside.find("]>").map(|n| n + 2),
                        (_, close) => close.map(|n| n + 1),
                    };
                    rest = &inside[end?..];
                }
            }
        } else {
            break;
        }
    }
    let name: String =
        rest.strip_prefix('<')?.chars().take_while(|c| c.is_alphanumeric() || *c == ':').collect();
    match name.rsplit(':').next()? {
        "html" => Some(&html::FORMAT),
        "reuters" => Some(&reuters::FORMAT),
        "nitf" | "newsitem" | "newsmessage" => Some(&xml::FORMAT),
        _ => None,
    }
}

fn json_kind(text: &str, named: &'static Format) -> &'static Format {
    match text.chars().next() {
        Some('[') if text[1..].trim_start().starts_with(['{', ']']) => &json::FORMAT,
        Some('{') => {
            // One object a line: the first line ends its object.
            let mut lines = text.lines();
            let first = lines.next().unwrap_or("").trim_end();
            let more = lines.any(|l| !l.trim().is_empty());
            let whole = serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
            match named.name {
                "jsonl" if !whole && first == "{" => &json::FORMAT,
                "json" if whole && more => &jsonl::FORMAT,
                _ => named,
            }
        }
        _ => named,
    }
}

/// Whether it begins with the header of a mail.
fn is_mail(text: &str) -> bool {
    const FIELDS: [&str; 8] =
        ["from", "to", "subject", "date", "message-id", "received", "mime-version", "return-path"];
    let mut found = 0;
    for line in text.lines().take(40) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        found += usize::from(FIELDS.iter().any(|f| name.eq_ignore_ascii_case(f)));
    }
    found >= 3
}
