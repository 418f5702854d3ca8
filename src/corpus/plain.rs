//! Plain text: one file, one article.

use std::io::{BufRead, Read};
use std::sync::Arc;

use super::source::{LONGEST_RECORD, failed, too_long};
use super::{Document, Fields, Format, Input, Payload, Record, Records, Step, decode};
use crate::error::Result;

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
    let (body, note) = decode(bytes);
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
