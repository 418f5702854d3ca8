//! What goes in: files of many kinds become [`Document`]s, one an article.
//!
//! A reader cuts its file into [`Record`]s, quickly and in order; turning a record into a document
//! is left to the workers. [`FORMATS`] is the one list of formats.

mod budget;
mod care;
mod clean;
mod container;
mod date;
mod duplicates;
mod elements;
mod encoding;
mod fields;
mod gzip;
mod html;
mod inputs;
mod json;
mod jsonl;
mod language;
mod mail;
mod markdown;
mod packing;
mod page;
mod page_article;
mod page_meta;
mod page_table;
#[cfg(feature = "parquet")]
mod parquet;
mod parts;
mod plain;
mod reuters;
mod sniff;
mod source;
mod table;
mod tar;
mod unpack;
mod warc;
mod xml;
mod zip;

use std::sync::Arc;

use jiff::civil::Date;

pub use budget::{DEEPEST, MOST_MEMBERS, UNPACKED_AT_LEAST, UNPACKED_TIMES};
pub use care::{Care, Copies, MostErrors};
use date::date_in_address;
pub use date::{DayOrder, date_in_opening, parse_date, parse_date_by};
pub use duplicates::{Copy, Duplicates, NEAR, REMEMBERED, Sketch};
pub use fields::Fields;
pub use inputs::{Found, Input, find_inputs};
pub use language::language;
pub use source::{LONGEST_RECORD, Source};
pub use unpack::{records, records_from};

use crate::error::{Error, ErrorKind, Result};
use sniff::recognise;

/// One article.
///
/// Where the input holds title and body as strings (JSON, tables, Parquet) these are the very strings:
/// nothing is trimmed or mended, so that every span fits them. Where they are made from bytes or from a
/// page, spans fit what is made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The input's own id, or one made of its path and record.
    pub id: String,
    /// The file it came from, as given.
    pub input: String,
    /// Which record of that file, from 1.
    pub record: u64,
    /// Who published it, where the input says so.
    pub source: Option<String>,
    /// The headline, where the input has one.
    pub title: Option<String>,
    /// The day it was published, where known.
    pub published: Option<Date>,
    /// The text.
    pub body: String,
    /// The address of the page it was published at, where known.
    pub address: Option<String>,
    /// The encoding it was read in, where that is not UTF-8.
    pub encoding: Option<&'static str>,
    /// What had to be mended or left out to read it; empty as a rule.
    pub note: Option<String>,
    /// Whether the input gives a date that is not understood.
    pub date_unread: bool,
    /// Whether the note tells of damage, and not only of what was made plain.
    pub damaged: bool,
}

impl Document {
    /// One that has nothing yet but its place, and an id made of it.
    fn of(record: &Record) -> Document {
        let mut document = Document {
            id: format!("{}:{}", record.input.name, record.number),
            input: record.input.name.clone(),
            record: record.number,
            ..Document::default()
        };
        // Often the page that says that there is no such archive.
        if inputs::named_archive(&record.input.name) {
            document.damage("by its name an archive, by its content none");
        }
        document
    }

    /// Takes the date as the input writes it; one that nobody understands is noted, not guessed.
    fn date(&mut self, written: Option<&str>, order: Option<DayOrder>) {
        let written = written.unwrap_or("").trim();
        self.published = parse_date_by(written, order);
        self.date_unread = self.published.is_none() && !written.is_empty();
        if self.date_unread {
            let short: String = written.chars().take(40).collect();
            self.noted(&format!("the date `{short}` is not understood"));
        }
    }

    /// Adds to the note what was found broken.
    fn damage(&mut self, note: &str) {
        self.damaged = true;
        self.noted(note);
    }

    /// Adds to the note.
    fn noted(&mut self, note: &str) {
        self.note = Some(match self.note.take() {
            Some(before) => format!("{before}; {note}"),
            None => note.to_string(),
        });
    }

    /// Takes the encoding and note of text that was read from bytes.
    fn read_as(&mut self, decoded: &encoding::Decoded<'_>) {
        self.encoding = decoded.encoding.or(self.encoding);
        if let Some(note) = &decoded.note {
            self.damage(note);
        }
    }
}

/// A stretch of an input that should become one article.
pub struct Record {
    /// The file it came from.
    pub input: Arc<Input>,
    /// Which record of the file, from 1.
    pub number: u64,
    /// Where it begins in the file, in bytes after decompression, where known.
    pub offset: Option<u64>,
    /// What was read.
    pub payload: Payload,
}

impl Record {
    /// An error about this record.
    pub fn error(&self, what: impl Into<String>) -> Error {
        Error::new(ErrorKind::Input, what).at(self.input.name.clone(), self.number).offset(self.offset)
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        match &self.payload {
            Payload::Bytes(bytes) | Payload::Part(bytes) => bytes.len(),
            Payload::Row(row, ..) => row.as_slice().len(),
            Payload::Cells(cells, _) => cells.iter().flatten().map(String::len).sum(),
        }
    }

    /// The article in it. One that its format gives no day has the day in its address, else that of its
    /// first lines, else that in the name of a file that holds it alone, else [`Fields::default_date`].
    /// The time a file was written is not asked: copying changes it.
    pub fn document(&self, fields: &Fields) -> Result<Document> {
        let mut document = (self.input.format.parse)(self, fields)?;
        if document.published.is_none() {
            let alone = ["txt", "md", "html"].contains(&self.input.format.name) && fields.split.is_none();
            document.published = (document.address.as_deref().and_then(date_in_address))
                .or_else(|| date_in_opening(&document.body))
                .or_else(|| alone.then(|| date_in_address(&format!("/{}", self.input.name))).flatten())
                .or(fields.default_date);
        }
        Ok(document)
    }

    /// The record as bytes that its format reads as a file of one record: what was read, and what it
    /// takes to make sense of it (a table's header).
    pub fn original(&self) -> Vec<u8> {
        match &self.payload {
            Payload::Bytes(bytes) | Payload::Part(bytes) => bytes.clone(),
            Payload::Row(row, head, _) => table::one_row(row, head),
            Payload::Cells(cells, names) => jsonl::one_row(cells, names),
        }
    }

    /// The format that reads [`Record::original`].
    pub fn original_format(&self) -> &'static Format {
        match &self.payload {
            Payload::Cells(..) => &FORMATS[1],
            _ => self.input.format,
        }
    }

    /// The bytes of a record that is read as bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.payload {
            Payload::Bytes(bytes) | Payload::Part(bytes) => bytes,
            _ => &[],
        }
    }
}

/// The raw content of a record.
pub enum Payload {
    /// A file, a line or a stretch of a file.
    Bytes(Vec<u8>),
    /// One of the parts of a text that is too long for one article.
    Part(Vec<u8>),
    /// One row of a table, with the table's header, and whether a quote had to be closed in it.
    Row(csv::ByteRecord, Arc<table::Head>, bool),
    /// The wanted cells of a row that was taken apart already (text, id, title, date, source), with the
    /// names of their columns.
    Cells([Option<String>; 5], Arc<[String; 5]>),
}

/// The records of one input, one after the other. An error concerns one record (and the next call
/// goes on behind it) unless [`Step::Fatal`] says that nothing more can be read.
pub trait Records {
    /// The next record; `None` at the end.
    fn step(&mut self) -> Option<Step>;
}

/// What reading on gave.
pub enum Step {
    /// A record.
    Record(Record),
    /// A record that could not be read; what comes after it can.
    Bad(Error),
    /// The rest of the input cannot be read.
    Fatal(Error),
}

/// How a format cuts an opened input into records.
pub type Read = fn(Arc<Input>, Source, &Fields) -> Result<Box<dyn Records>>;

/// An input format.
pub struct Format {
    /// Its name for `--input-format`.
    pub name: &'static str,
    /// File name endings, without the ending of a compression; the usual one first.
    pub extensions: &'static [&'static str],
    /// Whether it is cut as UTF-8, so that UTF-16 has to be turned into that before.
    pub lines: bool,
    /// Cuts an opened input into records.
    pub read: Read,
    /// Turns a record into an article.
    pub parse: fn(&Record, &Fields) -> Result<Document>,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// All input formats. Each may be compressed and lie in archives.
pub static FORMATS: &[Format] = &[
    plain::FORMAT,
    jsonl::FORMAT,
    json::FORMAT,
    table::CSV,
    table::TSV,
    #[cfg(feature = "parquet")]
    parquet::FORMAT,
    html::FORMAT,
    markdown::FORMAT,
    xml::FORMAT,
    reuters::FORMAT,
    warc::FORMAT,
    mail::FORMAT,
];

/// The format of that name, or an error that lists the names there are.
pub fn format_named(name: &str) -> Result<&'static Format> {
    FORMATS.iter().find(|f| f.name == name).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|f| f.name).collect();
        Error::new(ErrorKind::Usage, format!("there is no input format `{name}`"))
            .hint(format!("one of: {}", names.join(", ")))
    })
}

/// Each step of a reader as text: the record's bytes, or what is wrong.
#[cfg(test)]
fn told(records: &mut dyn Records) -> Vec<String> {
    std::iter::from_fn(|| records.step())
        .map(|step| match step {
            Step::Record(record) => String::from_utf8_lossy(record.bytes()).into_owned(),
            Step::Bad(error) | Step::Fatal(error) => format!("! {}", error.what),
        })
        .collect()
}
