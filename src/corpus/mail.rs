//! Mail: one message a file, as newsletters and press offices send them.

use mail_parser::{Address, MessageParser, PartType};

use super::page::page;
use super::plain;
use super::{Document, Fields, Format, Record};
use crate::error::Result;

pub(super) const FORMAT: Format =
    Format { name: "eml", extensions: &["eml"], lines: false, read: plain::read, parse };

fn parse(record: &Record, fields: &Fields) -> Result<Document> {
    let message = MessageParser::default().parse(record.bytes());
    let Some(message) = message.filter(|m| m.headers().len() > 1) else {
        return Err(record
            .error("no mail: it does not begin with header lines")
            .hint("if it is plain text, say so: --input-format txt"));
    };
    let mut document = Document::of(record);
    document.id = match message.message_id().filter(|id| !id.is_empty()) {
        Some(id) => id.to_string(),
        None => record.input.name.clone(),
    };
    document.title = message.subject().map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "));
    document.title = document.title.filter(|t| !t.is_empty());
    document.source = message
        .from()
        .and_then(Address::first)
        .and_then(|a| a.name.as_deref().or(a.address.as_deref()).map(str::to_string));
    let mut texts: Vec<String> = Vec::new();
    let mut source = None;
    // Where a message says the same as text and as page, this is the text.
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(text) => texts.push(text.replace("\r\n", "\n").trim().to_string()),
            PartType::Html(html) => {
                let found = page(html);
                source = source.or(found.meta.source);
                texts.push(found.body);
            }
            _ => {}
        }
    }
    texts.retain(|t| !t.is_empty());
    document.body = texts.join("\n\n");
    document.source = document.source.or(source);
    if document.body.is_empty() {
        return Err(record
            .error("no text in this mail")
            .hint("attachments are not read: save them as files of their own"));
    }
    document.clean();
    let date = message.date().map(|d| format!("{:04}-{:02}-{:02}", d.year, d.month, d.day));
    document.date(date.as_deref(), fields.day_order);
    Ok(document)
}
