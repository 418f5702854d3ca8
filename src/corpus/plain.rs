//! Plain text: one file, one article.

use std::io::{BufRead, Read};
use std::sync::Arc;

use super::source::{LONGEST_RECORD, failed, too_long};
use super::{Document, Fields, Format, Input, Payload, Record, Records, Step, decode};
use crate::error::{Error, ErrorKind, Result};

pub(super) const FORMAT: Format = Format { name: "txt", extensions: &["txt", "text"], read, parse };

fn read(input: Arc<Input>, reader: Box<dyn BufRead + Send>, _: &Fields) -> Result<Box<dyn Records>> {
    Ok(Box::new(Plain { input, reader: Some(reader) }))
}

struct Plain {
    input: Arc<Input>,
    reader: Option<Box<dyn BufRead + Send>>,
}

impl Records for Plain {
    fn step(&mut self) -> Option<Step> {
        let mut reader = self.reader.take()?;
        let mut bytes = Vec::new();
        let read = reader.by_ref().take(LONGEST_RECORD + 1).read_to_end(&mut bytes);
        let record = Record { input: self.input.clone(), number: 1, payload: Payload::Whole(bytes) };
        Some(match read {
            Err(error) => Step::Fatal(failed(&self.input, &error)),
            Ok(0) => {
                Step::Bad(record.error("the file is empty").hint("nothing to read; delete it or fill it"))
            }
            Ok(n) if n as u64 > LONGEST_RECORD => Step::Bad(
                record.error(too_long()).hint("split the file, or write one article a line as .jsonl"),
            ),
            Ok(_) => Step::Record(record),
        })
    }
}

fn parse(record: Record, fields: &Fields) -> Result<Document> {
    let Payload::Whole(mut bytes) = record.payload else { unreachable!("plain files are read whole") };
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    let utf16 = match bytes.get(..2) {
        Some([0xff, 0xfe]) => Some(u16::from_le_bytes as fn([u8; 2]) -> u16),
        Some([0xfe, 0xff]) => Some(u16::from_be_bytes as fn([u8; 2]) -> u16),
        _ => None,
    };
    let (body, note) = match utf16 {
        Some(unit) => {
            let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|b| unit([b[0], b[1]])).collect();
            (String::from_utf16_lossy(&units), Some("read as UTF-16".to_string()))
        }
        None => decode(bytes),
    };
    let broken = body.matches('\u{fffd}').count();
    if broken > 20 && broken * 20 > body.chars().count() {
        return Err(Error::new(ErrorKind::Input, "this is no text: one character in twenty is not UTF-8")
            .at(record.input.name.clone(), record.number)
            .hint("save it as UTF-8, or take it out of the folder"));
    }
    Ok(Document {
        id: record.input.name.clone(),
        input: record.input.name.clone(),
        record: record.number,
        published: fields.default_date,
        body,
        note,
        ..Document::default()
    })
}
