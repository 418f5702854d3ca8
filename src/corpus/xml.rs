//! Agency XML: NITF, and NewsML-G2 with NITF, XHTML or plain text inside. A file may hold many articles.
//! Entities that a document declares for itself are not expanded, so that none can blow up.

use std::io::BufRead;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::elements::Elements;
use super::encoding::decode;
use super::source::{Source, failed};
use super::{Document, Fields, Format, Input, Record, Records};
use crate::error::Result;
use crate::references::character;

pub(super) const FORMAT: Format =
    Format { name: "xml", extensions: &["xml", "nitf", "newsml"], lines: true, read, parse };

fn read(input: Arc<Input>, mut source: Source, _: &Fields) -> Result<Box<dyn Records>> {
    let head = source.fill_buf().map_err(|e| failed(&input, &e))?;
    let declared = declared(head).filter(|label| !label.eq_ignore_ascii_case("utf-8"));
    let before =
        declared.map_or(Vec::new(), |d| format!("<?xml version=\"1.0\" encoding=\"{d}\"?>\n").into_bytes());
    Ok(Box::new(Elements::new(input, source, &["newsItem", "nitf"], before)))
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !head.starts_with(b"<?xml") {
        return None;
    }
    let end = memchr::memmem::find(&head[..head.len().min(400)], b"?>")?;
    let at = memchr::memmem::find(&head[..end], b"encoding")?;
    let rest = head[at + 8..end].trim_ascii_start().strip_prefix(b"=")?;
    super::html::label(rest).map(|l| String::from_utf8_lossy(l).into_owned())
}

/// What is gathered from an article.
#[derive(Default)]
struct Gathered {
    id: Option<String>,
    title: Option<String>,
    fallback: Option<String>,
    date: Option<String>,
    /// How sure the date is; a later, surer one replaces it.
    date_rank: u8,
    source: Option<String>,
    paragraphs: Vec<String>,
    /// The names of the open elements.
    open: Vec<String>,
    text: String,
}

/// More open elements than any article has.
const DEEPEST: usize = 300;

fn parse(record: &Record, fields: &Fields) -> Result<Document> {
    let bytes = record.bytes();
    let label = declared(bytes);
    let decoded = decode(bytes, label.as_deref().map(str::as_bytes));
    let mut reader = quick_xml::Reader::from_str(&decoded.text);
    let config = reader.config_mut();
    config.check_end_names = true;
    config.allow_dangling_amp = true;
    let mut found = Gathered::default();
    loop {
        let place = reader.buffer_position();
        let event = reader.read_event().map_err(|e| {
            record
                .error(format!("broken XML, {place} bytes into the article: {e}"))
                .hint("mend it there, or ask who made it; the other articles of the file are read")
        })?;
        match event {
            Event::Start(start) => {
                found.start(&start);
                found.open.push(name_of(&start));
                if found.open.len() > DEEPEST {
                    return Err(record
                        .error(format!("more than {DEEPEST} elements inside each other"))
                        .hint("no news format nests like that: mend or remove it"));
                }
            }
            Event::Empty(start) => {
                found.start(&start);
                if name_of(&start) == "br" {
                    found.text.push('\n');
                }
            }
            Event::End(_) => {
                let Some(name) = found.open.pop() else { continue };
                found.end(&name);
            }
            Event::Text(text) => found.text.push_str(&text),
            Event::CData(text) => found.text.push_str(&text.into_inner()),
            Event::GeneralRef(name) => {
                match character(&name) {
                    Some(c) => found.text.push_str(&c),
                    // One that the document declares: it stays as it is written.
                    None => found.text.extend(["&", &name, ";"]),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !found.open.is_empty() {
        return Err(record
            .error(format!("the article ends within <{}>", found.open[found.open.len() - 1]))
            .hint("the file was cut, or an end tag is missing; mend it there"));
    }
    let mut document = Document::of(record);
    if let Some(id) = found.id.filter(|v| !v.is_empty()) {
        document.id = id;
    }
    document.title = found.title.or(found.fallback);
    document.source = found.source;
    document.body = found.paragraphs.join("\n\n");
    if document.body.is_empty() {
        return Err(record
            .error("no text in this article")
            .hint("pictures and notices have none; articles have <body.content> or <contentSet>"));
    }
    document.read_as(&decoded);
    document.clean();
    document.date(found.date.as_deref(), fields.day_order);
    Ok(document)
}

fn name_of(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_string()
}

impl Gathered {
    fn within(&self, name: &str) -> bool {
        self.open.iter().any(|o| o == name)
    }

    fn dated(&mut self, date: Option<String>, rank: u8) {
        if let Some(date) = date.filter(|d| !d.trim().is_empty())
            && rank > self.date_rank
        {
            (self.date, self.date_rank) = (Some(date), rank);
        }
    }

    /// Whether paragraphs here belong to the article's text.
    fn in_text(&self) -> bool {
        let text = ["body.content", "inlineXML", "inlineData"].iter().any(|n| self.within(n));
        // NITF inside NewsML has a head of its own.
        text && !["body.head", "head", "body.end", "media", "figure", "style", "script"]
            .iter()
            .any(|n| self.within(n))
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let get = |wanted: &str| {
            let found = start
                .attributes()
                .with_checks(false)
                .flatten()
                .find(|a| a.key.local_name().as_ref() == wanted);
            found.map(|a| {
                a.normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .map_or_else(|_| a.value.to_string(), |v| v.into_owned())
            })
        };
        let name = start.local_name();
        match name.as_ref() {
            "newsItem" => self.id = self.id.take().or_else(|| get("guid")),
            "doc-id" => self.id = self.id.take().or_else(|| get("id-string")),
            "date.issue" => self.dated(get("norm"), 4),
            "pubdata" => {
                self.dated(get("date.publication"), 5);
                self.source = get("name").or(self.source.take());
            }
            "story.date" => self.dated(get("norm"), 3),
            "date.release" => self.dated(get("norm"), 2),
            "provider" | "infoSource" | "creditline" => {
                let named = get("literal")
                    .or_else(|| get("qcode").map(|q| q.rsplit(':').next().unwrap_or("").to_string()));
                self.source = self.source.take().or(named.filter(|n| !n.is_empty()));
            }
            "doc.copyright" => self.source = self.source.take().or_else(|| get("holder")),
            _ => {}
        }
        // Text before a block inside another is a paragraph of its own.
        if block(name.as_ref()) {
            self.paragraph();
        }
    }

    fn paragraph(&mut self) {
        if self.in_text() {
            let text = tidy(&self.text);
            if !text.is_empty() {
                self.paragraphs.push(text);
            }
            self.text.clear();
        } else {
            self.text.clear();
        }
    }

    /// After the end of an element that is no longer among the open ones.
    fn end(&mut self, name: &str) {
        let own = |text: &mut String| {
            Some(tidy(&std::mem::take(text)).replace('\n', " ")).filter(|t| !t.is_empty())
        };
        match name {
            "hl1" | "headline" if self.title.is_none() && !self.in_text() => self.title = own(&mut self.text),
            "title" if self.fallback.is_none() && !self.in_text() => self.fallback = own(&mut self.text),
            "versionCreated" | "firstCreated" | "contentCreated" | "published" => {
                let rank = match name {
                    "contentCreated" => 2,
                    "published" => 3,
                    _ => 1,
                };
                let text = own(&mut self.text);
                self.dated(text, rank);
            }
            "name" if self.open.last().is_some_and(|o| o == "provider") => {
                self.source = own(&mut self.text).or(self.source.take());
            }
            "inlineData" => {
                // Plain text: its own empty lines part the paragraphs.
                let text = std::mem::take(&mut self.text);
                let text = text.replace('\r', "");
                self.paragraphs.extend(text.split("\n\n").map(tidy).filter(|p| !p.is_empty()));
            }
            _ if block(name) => {
                self.open.push(name.to_string());
                let text = self.in_text();
                self.open.pop();
                let paragraph = tidy(&self.text);
                if text && !paragraph.is_empty() {
                    self.paragraphs.push(paragraph);
                }
                self.text.clear();
            }
            _ => {}
        }
    }
}

/// Elements whose ends end a paragraph, or a field of the head.
fn block(name: &str) -> bool {
    matches!(
        name,
        "p" | "pre"
            | "hl1"
            | "hl2"
            | "headline"
            | "title"
            | "block"
            | "body.content"
            | "body.head"
            | "body"
            | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "inlineXML"
            | "inlineData"
            | "head"
            | "docdata"
            | "byline"
            | "dateline"
            | "distributor"
            | "location"
            | "media"
            | "media-caption"
            | "media-producer"
            | "contentMeta"
            | "itemMeta"
            | "contentSet"
            | "versionCreated"
            | "contentCreated"
            | "firstCreated"
            | "published"
            | "provider"
            | "name"
            | "slugline"
            | "creditline"
            | "caption"
            | "figure"
            | "figcaption"
            | "blockquote"
            | "bq"
            | "hedline"
            | "abstract"
            | "note"
            | "tagline"
            | "body.end"
            | "script"
            | "style"
            | "pubStatus"
            | "by"
            | "subject"
            | "genre"
            | "copyrightHolder"
            | "copyrightNotice"
            | "usageTerms"
            | "description"
            | "edNote"
    )
}

/// Blanks and line ends between words become one blank; line ends that were meant stay.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
