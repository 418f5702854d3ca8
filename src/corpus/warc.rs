//! WARC, the format of web archives: records of header lines and a block. Pages that were answered with
//! success become articles; requests, pictures, redirections and the archive's own notes are passed over.
//! Behind a record that is damaged the next one is looked for.

use std::io::Read;
use std::sync::Arc;

use super::html::{LARGEST_PAGE, from_page, label};
use super::source::{LONGEST_RECORD, Line, Source, failed, line, too_long};
use super::{Document, Error, ErrorKind, Fields, Format, Input, Payload, Record, Records, Step};
use crate::error::Result;

pub(super) const FORMAT: Format =
    Format { name: "warc", extensions: &["warc", "wet"], lines: false, read, parse };

/// The most that the header lines of a record may take.
const LONGEST_HEAD: usize = 256 << 10;

fn read(input: Arc<Input>, source: Source, _: &Fields) -> Result<Box<dyn Records>> {
    let warc =
        Warc { input, source, offset: 0, number: 0, begun: None, errors: 0, found: false, ended: false };
    Ok(Box::new(warc))
}

struct Warc {
    input: Arc<Input>,
    source: Source,
    offset: u64,
    number: u64,
    /// The first line of a record that was met while looking for one, and where it stands.
    begun: Option<(Vec<u8>, u64)>,
    /// Read errors one after the other.
    errors: u32,
    found: bool,
    ended: bool,
}

enum Got {
    Record(Vec<u8>, u64),
    /// A record that is no article.
    Passed,
    Bad(String, u64),
    End,
}

fn begins(line: &[u8]) -> bool {
    line.starts_with(b"WARC/")
}

/// The value of a header line.
fn header<'h>(head: &'h [u8], name: &str) -> Option<&'h [u8]> {
    head.split(|b| *b == b'\n').find_map(|line| {
        let colon = memchr::memchr(b':', line)?;
        line[..colon]
            .trim_ascii()
            .eq_ignore_ascii_case(name.as_bytes())
            .then(|| line[colon + 1..].trim_ascii())
    })
}

impl Warc {
    /// The first line of the next record, and where it stands; with `lost` bytes before it that belong to
    /// none.
    fn first_line(&mut self, lost: &mut u64) -> std::io::Result<Option<(Vec<u8>, u64)>> {
        if let Some(begun) = self.begun.take() {
            return Ok(Some(begun));
        }
        let mut buffer = Vec::new();
        loop {
            let at = self.offset;
            let read = line(&mut *self.source, &mut buffer, &mut self.offset)?;
            match read {
                Line::End => return Ok(None),
                Line::Read if begins(&buffer) => return Ok(Some((buffer, at))),
                Line::Read if buffer.iter().all(u8::is_ascii_whitespace) => {}
                _ => *lost += self.offset - at,
            }
        }
    }

    fn next(&mut self) -> std::io::Result<Got> {
        let mut lost = 0;
        let start = self.offset;
        let Some((first, at)) = self.first_line(&mut lost)? else {
            return Ok(if lost > 0 {
                Got::Bad(format!("{lost} bytes belong to no record"), start)
            } else {
                Got::End
            });
        };
        if lost > 0 {
            self.begun = Some((first, at));
            return Ok(Got::Bad(format!("{lost} bytes belong to no record and were passed over"), start));
        }
        let mut head = first;
        head.extend_from_slice(b"\r\n");
        let mut buffer = Vec::new();
        loop {
            let line_at = self.offset;
            match line(&mut *self.source, &mut buffer, &mut self.offset)? {
                Line::End => return Ok(Got::Bad("the file ends within the record's head".into(), at)),
                Line::Read if buffer.is_empty() => break,
                Line::Read if begins(&buffer) => {
                    self.begun = Some((std::mem::take(&mut buffer), line_at));
                    return Ok(Got::Bad("the record's head has no end".into(), at));
                }
                Line::Read if head.len() + buffer.len() < LONGEST_HEAD => {
                    head.extend_from_slice(&buffer);
                    head.extend_from_slice(b"\r\n");
                }
                _ => return Ok(Got::Bad("the record's head is too long".into(), at)),
            }
        }
        let length =
            header(&head, "Content-Length").and_then(|v| std::str::from_utf8(v).ok()?.parse::<u64>().ok());
        let Some(length) = length else {
            return Ok(Got::Bad("the record has no Content-Length that is a number".into(), at));
        };
        let kind = header(&head, "WARC-Type").unwrap_or_default().to_ascii_lowercase();
        let wanted = matches!(&kind[..], b"response" | b"resource" | b"conversion");
        let long = length > LONGEST_RECORD;
        head.extend_from_slice(b"\r\n");
        let before = head.len();
        let read = if wanted && !long {
            let result = (&mut self.source).take(length).read_to_end(&mut head);
            self.offset += (head.len() - before) as u64;
            result.map(|n| n as u64)
        } else {
            let result = std::io::copy(&mut (&mut self.source).take(length), &mut std::io::sink());
            self.offset += *result.as_ref().unwrap_or(&0);
            result
        }?;
        if read < length {
            return Ok(Got::Bad(format!("the file ends {} bytes before the record does", length - read), at));
        }
        Ok(match (wanted, long) {
            (true, true) => Got::Bad(too_long(), at),
            (true, false) if is_article(&head[..before], &head[before..], &kind) => {
                head.extend_from_slice(b"\r\n\r\n");
                Got::Record(head, at)
            }
            _ => Got::Passed,
        })
    }
}

/// Whether a record holds a page or a text, by its head and that of the answer in it.
fn is_article(head: &[u8], block: &[u8], kind: &[u8]) -> bool {
    let text = |kind: &[u8]| {
        let kind = kind.to_ascii_lowercase();
        [&b"text/html"[..], b"text/plain", b"application/xhtml"].iter().any(|t| kind.starts_with(t))
    };
    if kind != b"response" {
        return header(head, "Content-Type").is_none_or(text);
    }
    let (status, answer, body) = answer(block);
    let kind = header(answer, "Content-Type");
    (200..300).contains(&status) && !body.trim_ascii().is_empty() && kind.is_none_or(text)
}

/// Status, head and body of an answer of a web server; all of it is body where there is no head.
fn answer(block: &[u8]) -> (u16, &[u8], &[u8]) {
    if !block.starts_with(b"HTTP/") {
        return (200, b"", block);
    }
    let end = memchr::memmem::find(block, b"\r\n\r\n")
        .map(|n| (n, n + 4))
        .or_else(|| memchr::memmem::find(block, b"\n\n").map(|n| (n, n + 2)))
        .unwrap_or((block.len(), block.len()));
    let head = &block[..end.0];
    let status =
        head.split(|b| *b == b' ').nth(1).and_then(|s| std::str::from_utf8(s.get(..3)?).ok()?.parse().ok());
    (status.unwrap_or(0), head, &block[end.1..])
}

impl Records for Warc {
    fn step(&mut self) -> Option<Step> {
        while !self.ended {
            let before = self.offset;
            match self.next() {
                Ok(Got::End) => {
                    self.ended = true;
                    if !self.found {
                        return Some(Step::Bad(
                            Error::new(
                                ErrorKind::Input,
                                "no page in this archive: no answer with text and success",
                            )
                            .at(self.input.name.clone(), 1)
                            .hint("archives of requests or pictures alone hold no articles"),
                        ));
                    }
                }
                Ok(Got::Passed) => self.errors = 0,
                Ok(Got::Record(bytes, at)) => {
                    self.errors = 0;
                    self.found = true;
                    self.number += 1;
                    let (input, payload) = (self.input.clone(), Payload::Bytes(bytes));
                    return Some(Step::Record(Record {
                        input,
                        number: self.number,
                        offset: Some(at),
                        payload,
                    }));
                }
                Ok(Got::Bad(what, at)) => {
                    self.found = true;
                    self.number += 1;
                    return Some(Step::Bad(
                        Error::new(ErrorKind::Input, what)
                            .at(self.input.name.clone(), self.number)
                            .offset(Some(at))
                            .hint("the records around it are read; fetch the archive again for this one"),
                    ));
                }
                Err(error) => {
                    self.found = true;
                    self.number += 1;
                    let told = failed(&self.input, &error).at(self.input.name.clone(), self.number);
                    let told = told.offset(Some(before));
                    // Behind a damaged member of a packed archive the next one follows.
                    self.errors += 1;
                    let goes_on = matches!(
                        error.kind(),
                        std::io::ErrorKind::InvalidData
                            | std::io::ErrorKind::InvalidInput
                            | std::io::ErrorKind::Other
                    );
                    if !goes_on || self.errors > 100 {
                        self.ended = true;
                        return Some(Step::Fatal(told));
                    }
                    return Some(Step::Bad(told));
                }
            }
        }
        None
    }
}

fn parse(record: &Record, _: &Fields) -> Result<Document> {
    let bytes = record.bytes();
    let Some(end) = memchr::memmem::find(bytes, b"\r\n\r\n") else {
        return Err(record.error("no WARC record"));
    };
    let (head, block) = (&bytes[..end], &bytes[end + 4..]);
    let block = block.strip_suffix(b"\r\n\r\n").unwrap_or(block);
    let text = |name: &str| {
        header(head, name).map(|v| String::from_utf8_lossy(v).trim_matches(['<', '>']).to_string())
    };
    let mut document = Document::of(record);
    let id = text("WARC-Record-ID").unwrap_or_default();
    let id = id.strip_prefix("urn:uuid:").unwrap_or(&id);
    if !id.is_empty() {
        document.id = id.to_string();
    }
    document.address = text("WARC-Target-URI").filter(|a| !a.is_empty());
    let response = header(head, "WARC-Type").is_some_and(|t| t.eq_ignore_ascii_case(b"response"));
    let (_, http, body) = if response { answer(block) } else { (200, head, block) };
    let kind = header(http, "Content-Type").unwrap_or_default().to_ascii_lowercase();
    let charset = memchr::memmem::find(&kind, b"charset=").and_then(|at| label(&kind[at + 8..]));
    let body = unpacked(record, http, body)?;
    if kind.starts_with(b"text/plain") {
        let decoded = super::encoding::decode(&body, charset);
        document.read_as(&decoded);
        document.body = decoded.text.trim().to_string();
        if document.body.is_empty() {
            return Err(record.error("the text is empty").hint("nothing but blanks in it"));
        }
        document.source = document.address.as_deref().and_then(super::page_meta::host).map(str::to_string);
        document.clean();
        return Ok(document);
    }
    from_page(record, document, &body, charset)
}

/// A body without what the transfer did to it.
fn unpacked<'b>(record: &Record, http: &[u8], body: &'b [u8]) -> Result<std::borrow::Cow<'b, [u8]>> {
    let mut body = std::borrow::Cow::Borrowed(body);
    if header(http, "Transfer-Encoding").is_some_and(|t| t.eq_ignore_ascii_case(b"chunked"))
        && let Some(joined) = unchunked(&body)
    {
        body = joined.into();
    }
    let packed = header(http, "Content-Encoding").unwrap_or_default().to_ascii_lowercase();
    let unpack = |reader: &mut dyn Read| {
        let mut out = Vec::new();
        let done = reader.take(LARGEST_PAGE as u64).read_to_end(&mut out);
        done.map(|_| out).map_err(|e| {
            record
                .error(format!("the packed page is damaged: {e}"))
                .hint("fetch the archive again, or leave this page out")
        })
    };
    // Some archives unpack bodies and leave the header as it was.
    Ok(match &packed[..] {
        b"gzip" | b"x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            unpack(&mut flate2::read::MultiGzDecoder::new(&*body))?.into()
        }
        b"deflate" if body.first() == Some(&0x78) => {
            unpack(&mut flate2::read::ZlibDecoder::new(&*body))?.into()
        }
        b"br" if !body.trim_ascii_start().starts_with(b"<") => {
            unpack(&mut brotli::Decompressor::new(&*body, 4096))?.into()
        }
        _ => body,
    })
}

/// Chunks put together; `None` where the body is none in chunks.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = memchr::memchr(b'\n', rest.get(..40.min(rest.len()))?)?;
        let size = rest[..end].split(|b| *b == b';').next()?.trim_ascii();
        let size = usize::from_str_radix(std::str::from_utf8(size).ok()?, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        if size > rest.len() {
            // The last chunk was cut: what is there counts.
            out.extend_from_slice(rest);
            return Some(out);
        }
        out.extend_from_slice(&rest[..size]);
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(out);
        }
    }
}
