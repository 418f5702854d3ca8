//! Tables: CSV and TSV with a header, one row an article.

use std::io::BufRead;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::date::{DayOrder, day_order};
use super::encoding::{Decoded, decode};
use super::fields::{PARTS, Part, flag};
use super::source::{LONGEST_RECORD, Source, failed, too_long};
use super::{Document, Fields, Format, Input, Payload, Record, Records, Step};
use crate::error::{Error, ErrorKind, Result};

pub(super) const CSV: Format = Format { name: "csv", extensions: &["csv"], lines: true, read, parse };
pub(super) const TSV: Format = Format { name: "tsv", extensions: &["tsv", "tab"], lines: true, read, parse };

/// The first row of a table, and how its rows are cut.
pub struct Head {
    names: Vec<String>,
    dialect: Dialect,
    /// The encoding of the table, where its beginning shows one that is not UTF-8.
    encoding: Option<&'static str>,
    /// How its dates are written, where one of those at its beginning can only be read in one way.
    day_order: Option<DayOrder>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Dialect {
    delimiter: u8,
    /// Whether quotes enclose cells; in some tables with tabs they are letters like others.
    quoting: bool,
    /// Whether a quote in a quoted cell is written with a backslash instead of doubled.
    escaped: bool,
}

impl Dialect {
    /// Guesses from the beginning of a table. Spreadsheets of some countries write semicolons.
    fn sniff(head: &[u8], tabs: bool) -> Dialect {
        let line = head.split(|b| *b == b'\n').next().unwrap_or(head);
        let count = |d: u8| line.iter().filter(|b| **b == d).count();
        let delimiter = match tabs && count(b'\t') > 0 {
            true => b'\t',
            false => [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b','),
        };
        let delimiter = if tabs && count(delimiter) == 0 { b'\t' } else { delimiter };
        // A quote that encloses stands at the edge of a cell. Tables whose quotes never do have none.
        let (mut opens, mut closes, mut inside, mut escaped, mut doubled) = (0_usize, 0_usize, 0, 0, 0);
        let mut body = head;
        if let Some(last) = memchr::memrchr(b'\n', head) {
            body = &head[..last + 1];
        }
        let edge = |b: Option<&u8>| b.is_none_or(|b| matches!(*b, b'\n' | b'\r') || *b == delimiter);
        for at in memchr::memchr_iter(b'"', body) {
            let before = at.checked_sub(1).map(|n| &body[n]);
            let after = body.get(at + 1);
            match (edge(before), edge(after)) {
                (true, _) => opens += 1,
                (_, true) if before == Some(&b'\\') => escaped += 1,
                (_, true) => closes += 1,
                _ if before == Some(&b'\\') => escaped += 1,
                _ if before == Some(&b'"') || after == Some(&b'"') => doubled += 1,
                _ => inside += 1,
            }
        }
        let quoting = delimiter != b'\t'
            || opens > 0 && closes > 0 && opens.abs_diff(closes) <= 1 + opens / 4
            || opens + closes + inside == 0;
        Dialect { delimiter, quoting, escaped: escaped > 0 && doubled == 0 }
    }

    /// Cuts rows.
    fn reader(self) -> csv::ReaderBuilder {
        let mut builder = csv::ReaderBuilder::new();
        builder
            .delimiter(self.delimiter)
            .quoting(self.quoting)
            .escape(self.escaped.then_some(b'\\'))
            .flexible(true)
            .has_headers(true);
        builder
    }

    /// The order of day and month in the dates of a column, by the rows at the beginning of a table; none
    /// where they say nothing or contradict each other.
    fn day_order(self, beginning: &[u8], column: usize) -> Option<DayOrder> {
        let mut reader = self.reader().from_reader(beginning);
        let cells = reader.byte_records().filter_map(std::result::Result::ok);
        let mut told = cells.filter_map(|row| day_order(std::str::from_utf8(row.get(column)?).ok()?));
        let first = told.next()?;
        told.all(|other| other == first).then_some(first)
    }
}

/// Stops a row that does not end, so that a missing quote cannot fill the memory.
struct Leash {
    source: Source,
    since: Arc<AtomicU64>,
}

impl std::io::Read for Leash {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.source.read(buffer)?;
        if self.since.fetch_add(n as u64, Ordering::Relaxed) > LONGEST_RECORD {
            let what = format!("a row is {}", too_long());
            return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, what));
        }
        Ok(n)
    }
}

fn read(input: Arc<Input>, mut reader: Source, fields: &Fields) -> Result<Box<dyn Records>> {
    if reader.fill_buf().is_ok_and(|head| head.starts_with(b"\xef\xbb\xbf")) {
        reader.consume(3);
    }
    let head = reader.fill_buf().map_err(|e| failed(&input, &e))?;
    let tabs = input.format.name == "tsv";
    let dialect = Dialect::sniff(head, tabs);
    // The last character may be cut, and is left out of the guess.
    let whole = &head[..memchr::memrchr(b'\n', head).map_or(head.len(), |n| n + 1)];
    let encoding = decode(whole, None).encoding;
    let beginning = whole.to_vec();
    let since = Arc::new(AtomicU64::new(0));
    let mut reader = dialect.reader().from_reader(Leash { source: reader, since: since.clone() });
    let header = reader.byte_headers().map_err(|e| broken(&input, &e))?;
    let names: Vec<String> =
        header.iter().map(|n| cell(n, encoding).text.trim().trim_matches('"').to_string()).collect();
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
    fields.look();
    let [_, _, _, dates, _] = PARTS.map(|part| column(&names, fields, part));
    let day_order = dates.and_then(|column| dialect.day_order(&beginning, column));
    let header = Arc::new(Head { names, dialect, encoding, day_order });
    Ok(Box::new(Rows { input, reader, since, header, number: 0, ended: false }))
}

/// A cell as text, in the table's encoding where it has one.
fn cell<'b>(bytes: &'b [u8], encoding: Option<&'static str>) -> Decoded<'b> {
    // A cell that is UTF-8 is the very string: not even a mark at its beginning is taken off.
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.into(), encoding: None, note: None },
        Err(_) => decode(bytes, encoding.map(str::as_bytes)),
    }
}

/// A table of one row.
pub(super) fn one_row(row: &csv::ByteRecord, head: &Head) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(head.dialect.delimiter).flexible(true).from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(&head.names);
    let _ = writer.write_byte_record(row);
    writer.into_inner().unwrap_or_default()
}

fn column(names: &[String], fields: &Fields, part: Part) -> Option<usize> {
    names.iter().enumerate().filter_map(|(n, name)| Some((fields.fit(part, name)?, n))).min().map(|(_, n)| n)
}

fn broken(input: &Input, error: &csv::Error) -> Error {
    match error.kind() {
        csv::ErrorKind::Io(e) => failed(input, e),
        _ => Error::new(ErrorKind::Input, format!("not a table: {error}"))
            .in_file(input.name.clone())
            .hint("check delimiter and quotes, or name the format: --input-format tsv"),
    }
}

struct Rows {
    input: Arc<Input>,
    reader: csv::Reader<Leash>,
    since: Arc<AtomicU64>,
    header: Arc<Head>,
    number: u64,
    ended: bool,
}

impl Records for Rows {
    fn step(&mut self) -> Option<Step> {
        if self.ended {
            return None;
        }
        let mut row = csv::ByteRecord::new();
        self.since.store(0, Ordering::Relaxed);
        let offset = Some(self.reader.position().byte());
        let read = self.reader.read_byte_record(&mut row);
        self.number += 1;
        match read {
            Ok(false) => None,
            Err(error) => {
                self.ended = true;
                let mut error =
                    broken(&self.input, &error).at(self.input.name.clone(), self.number).offset(offset);
                if error.what.contains("a row is longer") {
                    error = error.hint("a quote is missing or not doubled there");
                }
                Some(Step::Fatal(error))
            }
            Ok(true) => {
                let payload = Payload::Row(row, self.header.clone());
                let record = Record { input: self.input.clone(), number: self.number, offset, payload };
                Some(Step::Record(record))
            }
        }
    }
}

fn parse(record: &Record, fields: &Fields) -> Result<Document> {
    let Payload::Row(row, head) = &record.payload else { return Err(record.error("no row of a table")) };
    let mut document = Document::of(record);
    let mut value = |part: Part| -> Option<String> {
        let decoded = cell(row.get(column(&head.names, fields, part)?)?, head.encoding);
        if document.encoding.is_none() {
            document.read_as(&decoded);
        }
        Some(decoded.text.into_owned())
    };
    let [text, id, title, date, source] = PARTS.map(&mut value);
    let Some(body) = text else {
        return Err(record
            .error(format!("the row has {} fields, the header {}", row.len(), head.names.len()))
            .hint("a quote is missing or not doubled in this row or the one before"));
    };
    if body.is_empty() && title.as_deref().unwrap_or("").is_empty() {
        return Err(record.error("the text is empty").hint("fill the text column, or delete the row"));
    }
    if row.len() != head.names.len() {
        document.noted(&format!("the row has {} fields, the header {}", row.len(), head.names.len()));
    }
    if let Some(id) = id.filter(|v| !v.is_empty()) {
        document.id = id;
    }
    document.source = source.filter(|v| !v.is_empty());
    document.title = title.filter(|v| !v.is_empty());
    document.body = body;
    document.date(date.as_deref(), fields.day_order.or(head.day_order));
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_and_quotes_are_told_from_the_beginning() {
        let sniff = |text: &str| Dialect::sniff(text.as_bytes(), false);
        let plain = |delimiter, quoting, escaped| Dialect { delimiter, quoting, escaped };
        assert_eq!(sniff("id,text\n1,\"a, b\"\n"), plain(b',', true, false));
        assert_eq!(sniff("id;text\n1;a\n"), plain(b';', true, false));
        assert_eq!(sniff("id|text\n1|\"a \"\"b\"\" c\"\n"), plain(b'|', true, false));
        assert_eq!(sniff("id\ttext\n1\tthe \"best\" of 5\" pipes\n"), plain(b'\t', false, false));
        assert_eq!(sniff("id\ttext\n1\t\"a\tb\"\n"), plain(b'\t', true, false));
        assert_eq!(sniff("id,text\n1,\"a \\\"b\\\" c\"\n"), plain(b',', true, true));
    }
}
