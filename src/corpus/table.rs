//! Tables: CSV and TSV with a header, one row an article.

use std::io::BufRead;
use std::sync::Arc;

use super::fields::{PARTS, Part, flag};
use super::source::{LONGEST_RECORD, failed, too_long};
use super::{Document, Fields, Format, Input, Payload, Record, Records, Step, decode};
use crate::error::{Error, ErrorKind, Result};

pub(super) const CSV: Format = Format { name: "csv", extensions: &["csv"], read, parse };
pub(super) const TSV: Format = Format { name: "tsv", extensions: &["tsv", "tab"], read, parse };

fn read(input: Arc<Input>, mut reader: Box<dyn BufRead + Send>, fields: &Fields) -> Result<Box<dyn Records>> {
    let head = reader.fill_buf().map_err(|e| failed(&input, &e))?;
    let line = head.split(|b| *b == b'\n').next().unwrap_or(head);
    // The header tells the delimiter: spreadsheets of some countries write semicolons.
    let count = |d: u8| line.iter().filter(|b| **b == d).count();
    let delimiter = if input.format.name == "tsv" {
        b'\t'
    } else {
        [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
    };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(true).from_reader(reader);
    let header = reader.byte_headers().map_err(|e| broken(&input, &e))?;
    let mut names: Vec<String> = header.iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect();
    if let Some(first) = names.first_mut() {
        *first = first.trim_start_matches('\u{feff}').trim_matches('"').to_string();
    }
    let place = |what: String| Error::new(ErrorKind::Input, what).at(input.name.clone(), 1);
    if names.iter().all(String::is_empty) {
        return Err(
            place("the file is empty".into()).hint("a table needs a header line such as: id,title,date,text")
        );
    }
    let list = names.join(", ");
    for part in PARTS {
        if let Some(given) = fields.given(part)
            && !names.iter().any(|n| n == given)
        {
            // One folder can hold tables of several makes: only the text is needed in each.
            if part == Part::Text {
                return Err(
                    place(format!("no column `{given}`")).hint(format!("{} one of: {list}", flag(part)))
                );
            }
        }
    }
    if column(&names, fields, Part::Text).is_none() {
        return Err(place("no column looks like the article's text".into())
            .hint(format!("name it: {} one of: {list}", flag(Part::Text))));
    }
    Ok(Box::new(Rows { input, reader, header: Arc::new(names), number: 0 }))
}

fn column(names: &[String], fields: &Fields, part: Part) -> Option<usize> {
    names.iter().enumerate().filter_map(|(n, name)| Some((fields.fit(part, name)?, n))).min().map(|(_, n)| n)
}

fn broken(input: &Input, error: &csv::Error) -> Error {
    match error.kind() {
        csv::ErrorKind::Io(e) => failed(input, e),
        _ => Error::new(ErrorKind::Input, format!("not a table: {error}")).in_file(input.name.clone()),
    }
}

struct Rows {
    input: Arc<Input>,
    reader: csv::Reader<Box<dyn BufRead + Send>>,
    header: Arc<Vec<String>>,
    number: u64,
}

impl Records for Rows {
    fn step(&mut self) -> Option<Step> {
        let mut row = csv::ByteRecord::new();
        let read = self.reader.read_byte_record(&mut row);
        self.number += 1;
        match read {
            Ok(false) => None,
            Err(error) => Some(Step::Fatal(broken(&self.input, &error))),
            Ok(true) => {
                let size = row.as_slice().len() as u64;
                let record = Record {
                    input: self.input.clone(),
                    number: self.number,
                    payload: Payload::Row(row, self.header.clone()),
                };
                Some(if size > LONGEST_RECORD {
                    Step::Bad(record.error(too_long()))
                } else {
                    Step::Record(record)
                })
            }
        }
    }
}

fn parse(record: Record, fields: &Fields) -> Result<Document> {
    let Payload::Row(row, header) = &record.payload else { unreachable!("tables are read by rows") };
    let mut notes = Vec::new();
    let mut value = |part: Part| -> Option<String> {
        let bytes = row.get(column(header, fields, part)?)?;
        let (text, note) = decode(bytes.to_vec());
        notes.extend(note);
        Some(text)
    };
    let [text, id, title, date, source] = PARTS.map(&mut value);
    let Some(body) = text else {
        return Err(record
            .error(format!("the row has {} fields, the header {}", row.len(), header.len()))
            .hint("a quote is missing or not doubled in this row or the one before"));
    };
    if body.is_empty() && title.as_deref().unwrap_or("").is_empty() {
        return Err(record.error("the text is empty").hint("fill the text column, or delete the row"));
    }
    let mut document = Document {
        id: id
            .filter(|v| !v.is_empty())
            .unwrap_or_else(|| format!("{}:{}", record.input.name, record.number)),
        input: record.input.name.clone(),
        record: record.number,
        source: source.filter(|v| !v.is_empty()),
        title: title.filter(|v| !v.is_empty()),
        published: None,
        body,
        note: (!notes.is_empty()).then(|| notes.join("; ")),
    };
    document.date(date.as_deref(), fields);
    Ok(document)
}
