//! Plain text: one file, one article, or parts of a long one.

use std::sync::Arc;

use super::encoding::{decode, is_text};
use super::parts::{Parts, WHOLE, empty, no_text};
use super::source::{LONGEST_RECORD, Line, Source, failed, line, too_long, whole};
use super::{Document, Fields, Format, Input, Payload, Record, Records, Step};
use crate::error::Result;

pub(super) const FORMAT: Format =
    Format { name: "txt", extensions: &["txt", "text"], lines: false, read: read_text, parse };

fn read_text(input: Arc<Input>, reader: Source, fields: &Fields) -> Result<Box<dyn Records>> {
    match &fields.split {
        Some(between) => Ok(Box::new(Split::new(input, reader, between))),
        None => Ok(Box::new(Parts::new(input, reader))),
    }
}

/// Reads a file as one record, for all formats that hold one article a file.
pub(super) fn read(input: Arc<Input>, reader: Source, _: &Fields) -> Result<Box<dyn Records>> {
    Ok(Box::new(Whole { input, reader: Some(reader) }))
}

struct Whole {
    input: Arc<Input>,
    reader: Option<Source>,
}

impl Records for Whole {
    fn step(&mut self) -> Option<Step> {
        let mut reader = self.reader.take()?;
        let mut bytes = Vec::new();
        // What is too long is not read to find that out, where the file itself tells.
        let read = match self.input.direct && self.input.size > LONGEST_RECORD {
            true => Ok(Line::TooLong),
            false => whole(&mut *reader, &mut bytes),
        };
        let payload = Payload::Bytes(bytes);
        let record = Record { input: self.input.clone(), number: 1, offset: Some(0), payload };
        Some(match read {
            Err(error) => Step::Fatal(failed(&self.input, &error)),
            Ok(Line::End) => Step::Bad(empty(&record)),
            Ok(Line::TooLong) => Step::Bad(
                record.error(too_long()).hint("split the file, or write one article a line as .jsonl"),
            ),
            Ok(Line::Read) => Step::Record(record),
        })
    }
}

/// A text that holds many articles, parted by lines of one kind.
struct Split {
    input: Arc<Input>,
    reader: Source,
    between: Vec<u8>,
    number: u64,
    offset: u64,
    ended: bool,
}

impl Split {
    fn new(input: Arc<Input>, reader: Source, between: &str) -> Split {
        let between = between.trim().as_bytes().to_vec();
        Split { input, reader, between, number: 0, offset: 0, ended: false }
    }
}

impl Records for Split {
    fn step(&mut self) -> Option<Step> {
        let (mut text, mut buffer) = (Vec::new(), Vec::new());
        let (mut start, mut long) = (self.offset, false);
        while !self.ended {
            let read = line(&mut *self.reader, &mut buffer, &mut self.offset);
            let mut ends = false;
            match read {
                Err(error) => {
                    self.ended = true;
                    let error = failed(&self.input, &error).at(self.input.name.clone(), self.number + 1);
                    return Some(Step::Fatal(error.offset(Some(start))));
                }
                Ok(Line::End) => {
                    self.ended = true;
                    ends = true;
                }
                Ok(Line::Read) if buffer.trim_ascii() == &self.between[..] => ends = true,
                // Of what is too long nothing is kept, up to the line that ends it.
                Ok(Line::Read) if long || (text.len() + buffer.len()) as u64 >= LONGEST_RECORD => {
                    (text, long) = (Vec::new(), true);
                }
                Ok(Line::Read) => {
                    text.extend_from_slice(&buffer);
                    text.push(b'\n');
                }
                Ok(Line::TooLong) => (text, long) = (Vec::new(), true),
            }
            if ends && (long || !text.trim_ascii().is_empty()) {
                self.number += 1;
                let payload = Payload::Bytes(text);
                let record =
                    Record { input: self.input.clone(), number: self.number, offset: Some(start), payload };
                return Some(match long {
                    true => Step::Bad(record.error(too_long()).hint("no line of the --split kind ends it")),
                    false => Step::Record(record),
                });
            }
            if ends {
                (text, start) = (Vec::new(), self.offset);
            }
        }
        if self.number == 0 {
            self.number = 1;
            let error = crate::error::Error::new(crate::error::ErrorKind::Input, "the file is empty");
            let error = error.at(self.input.name.clone(), 1);
            return Some(Step::Bad(error.hint("nothing to read; delete it or fill it")));
        }
        None
    }
}

fn parse(record: &Record, _: &Fields) -> Result<Document> {
    text(record)
}

/// The article whose body is the whole record, read as text.
pub(super) fn text(record: &Record) -> Result<Document> {
    let decoded = decode(record.bytes(), None);
    if !is_text(&decoded.text) {
        return Err(no_text(record));
    }
    if decoded.text.trim().is_empty() {
        return Err(record.error("the text is empty").hint("nothing but blanks in it; delete it or fill it"));
    }
    let mut document = Document::of(record);
    document.id = record.input.name.clone();
    if record.number > 1 {
        document.id = format!("{}:{}", record.input.name, record.number);
    }
    document.read_as(&decoded);
    if let (Payload::Part(_), Some(offset)) = (&record.payload, record.offset) {
        let (number, most) = (record.number, WHOLE >> 20);
        document.noted(&format!("part {number} of a text longer than {most} MiB, from byte {offset}"));
    }
    document.body = decoded.text.into_owned();
    document.clean();
    Ok(document)
}
