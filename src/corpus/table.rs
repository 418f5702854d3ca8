//! Tables: CSV and TSV with a header, one row an article.

use std::collections::VecDeque;
use std::io::{BufRead, Read as _};
use std::sync::Arc;

use super::date::{DayOrder, day_order};
use super::encoding::{Decoded, decode};
use super::fields::{PARTS, Part, flag, shown};
use super::source::{LONGEST_RECORD, Source, failed, too_long};
use super::{Document, Fields, Format, Input, Payload, Record, Records, Step};
use crate::error::{Error, ErrorKind, Result, Stage, one_of};

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

    /// The order of day and month in the dates of a column, by the rows at the beginning of a table; none
    /// where they say nothing or contradict each other.
    fn day_order(self, beginning: &[u8], column: usize) -> Option<DayOrder> {
        let mut rows = Ready::new();
        Parser::new(self).rows(beginning, 0, &mut rows);
        // The first is the header.
        let cells = rows.iter().skip(1).filter_map(|(row, _)| row.get(column));
        let mut told = cells.filter_map(|cell| day_order(std::str::from_utf8(cell).ok()?));
        let first = told.next()?;
        told.all(|other| other == first).then_some(first)
    }
}

/// What ends the cutting of a table.
enum Trouble {
    Read(std::io::Error),
    TooLong,
}

/// Cuts a table into its rows as bytes. A quote that is opened and not closed would swallow the rows behind it:
/// where the next line is a row of its own, the row with the quote ends at the end of its line.
struct Cutter {
    source: Source,
    dialect: Dialect,
    /// Lines that were read and are to be cut again.
    pending: VecDeque<Vec<u8>>,
    /// Where the next line begins.
    offset: u64,
}

/// A row, or several where lines end with a carriage return alone.
struct Cut {
    bytes: Vec<u8>,
    offset: u64,
    /// Whether a quote was closed that the table does not close.
    unclosed: bool,
}

/// Where a row stands after some of its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Quoted,
}

impl Cutter {
    /// One line with its end; empty at the end of the table.
    fn line(&mut self) -> std::result::Result<Vec<u8>, Trouble> {
        let line = match self.pending.pop_front() {
            Some(line) => line,
            None => {
                let mut line = Vec::new();
                let most = LONGEST_RECORD + 1;
                (&mut self.source).take(most).read_until(b'\n', &mut line).map_err(Trouble::Read)?;
                line
            }
        };
        self.offset += line.len() as u64;
        Ok(line)
    }

    /// The next row of a table that has so many columns; `None` at the end.
    fn next(&mut self, columns: usize) -> std::result::Result<Option<Cut>, Trouble> {
        let offset = self.offset;
        let mut bytes = self.line()?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let first = bytes.len();
        let (mut inside, mut odd) = self.dialect.follow(&bytes, Inside::Start);
        let mut ends = vec![first];
        while inside == Inside::Quoted && bytes.len() as u64 <= LONGEST_RECORD {
            let line = self.line()?;
            if line.is_empty() {
                odd = true;
                break;
            }
            (inside, odd) = self.dialect.follow(&line, inside);
            bytes.extend_from_slice(&line);
            ends.push(bytes.len());
            odd |= bytes.len() as u64 > LONGEST_RECORD;
        }
        let unclosed = odd && ends.len() > 1 && self.dialect.columns(&bytes[first..ends[1]]) == Some(columns);
        if unclosed {
            self.offset -= (bytes.len() - first) as u64;
            for line in ends.windows(2).rev() {
                self.pending.push_front(bytes[line[0]..line[1]].to_vec());
            }
            bytes.truncate(first);
            let end = bytes.iter().rposition(|b| !matches!(b, b'\n' | b'\r')).map_or(0, |n| n + 1);
            bytes.insert(end, b'"');
        } else if bytes.len() as u64 > LONGEST_RECORD {
            return Err(Trouble::TooLong);
        }
        Ok(Some(Cut { bytes, offset, unclosed }))
    }
}

impl Dialect {
    /// Follows the quotes of a line, as the reader of rows will; tells too whether a quote closed in the middle of
    /// a cell, which no table should have.
    fn follow(self, line: &[u8], mut inside: Inside) -> (Inside, bool) {
        if !self.quoting {
            return (Inside::Start, false);
        }
        let mut odd = false;
        let mut at = 0;
        while at < line.len() {
            let byte = line[at];
            at += 1;
            match inside {
                Inside::Quoted => {
                    let Some(next) = memchr::memchr2(b'"', b'\\', &line[at - 1..]) else { break };
                    at += next;
                    let after = line.get(at).copied();
                    if line[at - 1] == b'\\' {
                        at += usize::from(self.escaped);
                    } else if after == Some(b'"') {
                        at += 1;
                    } else {
                        let ends = after.is_none_or(|b| b == self.delimiter || matches!(b, b'\n' | b'\r'));
                        odd |= !ends;
                        inside = Inside::Plain;
                    }
                }
                _ if byte == self.delimiter || matches!(byte, b'\n' | b'\r') => inside = Inside::Start,
                Inside::Start if byte == b'"' => inside = Inside::Quoted,
                _ => inside = Inside::Plain,
            }
        }
        (inside, odd)
    }

    /// How many cells a line has, where it is a whole row.
    fn columns(self, line: &[u8]) -> Option<usize> {
        let mut rows = Ready::new();
        Parser::new(self).rows(line, 0, &mut rows);
        rows.front().map(|(row, _)| row.len())
    }
}

fn read(input: Arc<Input>, mut reader: Source, fields: &Fields) -> Result<Box<dyn Records>> {
    let mut offset = 0;
    if reader.fill_buf().is_ok_and(|head| head.starts_with(b"\xef\xbb\xbf")) {
        reader.consume(3);
        offset = 3;
    }
    let head = reader.fill_buf().map_err(|e| failed(&input, &e))?;
    let tabs = input.format.name == "tsv";
    let dialect = Dialect::sniff(head, tabs);
    // The last character may be cut, and is left out of the guess.
    let whole = &head[..memchr::memrchr(b'\n', head).map_or(head.len(), |n| n + 1)];
    let encoding = decode(whole, None).encoding;
    let beginning = whole.to_vec();
    let mut cutter = Cutter { source: reader, dialect, pending: VecDeque::new(), offset };
    let (mut parser, mut ready) = (Parser::new(dialect), Ready::new());
    let first: Vec<Vec<u8>> = loop {
        // Lines above the header may be empty.
        let Some(cut) = cutter.next(0).map_err(|trouble| broken(&input, &trouble))? else { break Vec::new() };
        parser.rows(&cut.bytes, cut.offset, &mut ready);
        if let Some((header, _)) = ready.pop_front() {
            break header.iter().map(<[u8]>::to_vec).collect();
        }
    };
    let names: Vec<String> =
        first.iter().map(|n| cell(n, encoding).text.trim().trim_matches('"').to_string()).collect();
    let place = |what: String| Error::new(ErrorKind::Input, what).at(input.name.clone(), 1);
    if names.iter().all(String::is_empty) {
        return Err(
            place("the file is empty".into()).hint("a table needs a header line such as: id,title,date,text")
        );
    }
    let known = shown(&names);
    // One folder can hold tables of several makes: only the text is needed in each.
    if let Some(given) = fields.given(Part::Text)
        && !names.iter().any(|n| n == given)
    {
        let told = format!("{} one of", flag(Part::Text));
        return Err(place(format!("no column `{given}`")).hint(one_of(given, &told, &known)));
    }
    if fields.column(Part::Text, &names).is_none() {
        if names[0].starts_with(['{', '[']) {
            return Err(place("this is JSON, not a table".into())
                .hint("leave --input-format out, or say --input-format jsonl (an object a line) or json"));
        }
        return Err(place("no column looks like the article's text".into()).hint(format!(
            "name it: {} one of: {}",
            flag(Part::Text),
            known.join(", ")
        )));
    }
    fields.look();
    fields.names(&names);
    let [_, _, _, dates, _] = PARTS.map(|part| fields.column(part, &names));
    let day_order = dates.and_then(|column| dialect.day_order(&beginning, column));
    let header = Arc::new(Head { names, dialect, encoding, day_order });
    Ok(Box::new(Rows { input, cutter, parser, ready, unclosed: false, header, number: 0, ended: false }))
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

fn broken(input: &Input, trouble: &Trouble) -> Error {
    match trouble {
        Trouble::Read(error) => failed(input, error),
        Trouble::TooLong => Error::new(ErrorKind::Input, format!("a row is {}", too_long()))
            .in_file(input.name.clone())
            .stage(Stage::Read)
            .hint("a quote is missing or not doubled there"),
    }
}

/// Rows of a table, each with where it begins.
type Ready = VecDeque<(csv::ByteRecord, u64)>;

/// Takes rows apart, with the memory for it.
struct Parser {
    core: csv_core::Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl Parser {
    fn new(dialect: Dialect) -> Parser {
        let core = csv_core::ReaderBuilder::new()
            .delimiter(dialect.delimiter)
            .quoting(dialect.quoting)
            .escape(dialect.escaped.then_some(b'\\'))
            .build();
        Parser { core, cells: vec![0; 4096], ends: vec![0; 64] }
    }

    /// The rows in bytes that begin at `offset`; none where they are an empty line.
    fn rows(&mut self, bytes: &[u8], offset: u64, ready: &mut Ready) {
        use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record};
        let mut rest = bytes;
        let last = !rest.ends_with(b"\n");
        let mut at = offset;
        let (mut written, mut columns) = (0, 0);
        loop {
            let (result, read, cells, ends) =
                self.core.read_record(rest, &mut self.cells[written..], &mut self.ends[columns..]);
            rest = &rest[read..];
            (written, columns) = (written + cells, columns + ends);
            match result {
                OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                InputEmpty if last => {}
                InputEmpty => return,
                Record => {
                    let mut row = csv::ByteRecord::with_capacity(written, columns);
                    let mut from = 0;
                    for end in &self.ends[..columns] {
                        row.push_field(&self.cells[from..*end]);
                        from = *end;
                    }
                    ready.push_back((row, at));
                    at = offset + (bytes.len() - rest.len()) as u64;
                    (written, columns) = (0, 0);
                    // One very long row does not hold its memory to the end.
                    if self.cells.len() > 1 << 20 {
                        self.cells = vec![0; 4096];
                    }
                }
                End => {
                    self.core.reset();
                    return;
                }
            }
        }
    }
}

struct Rows {
    input: Arc<Input>,
    cutter: Cutter,
    parser: Parser,
    ready: Ready,
    /// Whether a quote had to be closed in the rows that are ready.
    unclosed: bool,
    header: Arc<Head>,
    number: u64,
    ended: bool,
}

impl Records for Rows {
    fn step(&mut self) -> Option<Step> {
        while self.ready.is_empty() {
            if self.ended {
                return None;
            }
            let offset = Some(self.cutter.offset);
            match self.cutter.next(self.header.names.len()) {
                Ok(Some(cut)) => {
                    self.unclosed = cut.unclosed;
                    self.parser.rows(&cut.bytes, cut.offset, &mut self.ready);
                }
                Ok(None) => self.ended = true,
                Err(trouble) => {
                    self.ended = true;
                    self.number += 1;
                    let error = broken(&self.input, &trouble).at(self.input.name.clone(), self.number);
                    return Some(Step::Fatal(error.offset(offset)));
                }
            }
        }
        let (row, offset) = self.ready.pop_front()?;
        self.number += 1;
        let payload = Payload::Row(row, self.header.clone(), self.unclosed);
        let record = Record { input: self.input.clone(), number: self.number, offset: Some(offset), payload };
        Some(Step::Record(record))
    }
}

fn parse(record: &Record, fields: &Fields) -> Result<Document> {
    let Payload::Row(row, head, unclosed) = &record.payload else {
        return Err(record.error("no row of a table"));
    };
    let mut document = Document::of(record);
    let mut value = |part: Part| -> Option<String> {
        let decoded = cell(row.get(fields.column(part, &head.names)?)?, head.encoding);
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
    if *unclosed {
        document.damage("a quote is opened and not closed in this row: it was read to the end of its line");
    }
    if row.len() != head.names.len() {
        document.damage(&format!("the row has {} fields, the header {}", row.len(), head.names.len()));
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

    /// The rows of a table, and whether a quote had to be closed in each.
    fn read_all(table: &str) -> Vec<(Vec<String>, bool)> {
        let input = Arc::new(Input::file("t.csv".into(), None, Some(&CSV)));
        let source: Source = Box::new(std::io::Cursor::new(table.as_bytes().to_vec()));
        let mut records = read(input, source, &Fields::default()).unwrap();
        let mut all = Vec::new();
        while let Some(step) = records.step() {
            let Step::Record(Record { payload: Payload::Row(row, _, unclosed), .. }) = step else { panic!() };
            let cells = row.iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect();
            all.push((cells, unclosed));
        }
        all
    }

    #[test]
    fn a_quote_that_is_not_closed_costs_no_other_row() {
        let cells = |row: &(Vec<String>, bool)| row.0.join("|");
        for behind in ["2,ok three men\n3,\"a, b\"\n", "2,ok three men\n3,\"a, b\""] {
            let rows = read_all(&format!("id,text\n1,\"not closed\n{behind}"));
            assert_eq!(
                rows.iter().map(cells).collect::<Vec<_>>(),
                ["1|not closed", "2|ok three men", "3|a, b"]
            );
            assert_eq!(rows.iter().map(|r| r.1).collect::<Vec<_>>(), [true, false, false]);
        }
        // At the end of the table there is nothing to save it from but the end.
        let rows = read_all("id,text\n1,a\n2,\"not closed\n3,b\n4,c\n");
        assert_eq!(rows.iter().map(cells).collect::<Vec<_>>(), ["1|a", "2|not closed", "3|b", "4|c"]);
    }

    #[test]
    fn texts_of_many_lines_stay_whole() {
        let text = "one, two\r\n\r\n3,\"\"four\"\"\nfive, six, seven\n";
        let rows = read_all(&format!("id,text\n1,\"{text}\"\n\n2,b\r\n"));
        let want = text.replace("\"\"", "\"");
        assert_eq!(rows, [(vec!["1".into(), want], false), (vec!["2".into(), "b".into()], false)]);
        // Lines that end with a carriage return alone, and a quoted last cell without a line end.
        assert_eq!(read_all("id,text\r1,a\r2,\"b\"").len(), 2);
        // A quote inside of a text is no row's end.
        let rows = read_all("id,text\n1,\"she said \"no\", twice\nand left\"\n2,b\n");
        assert_eq!(rows.last().unwrap().0, ["2", "b"]);
    }
}
