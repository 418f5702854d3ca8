//! What goes in: files of many kinds become [`Document`]s, one an article.
//!
//! A reader cuts its file into [`Record`]s, quickly and in order; turning a record into a document
//! is left to the workers. [`FORMATS`] is the one list of formats.

mod date;
mod fields;
mod inputs;
mod jsonl;
mod plain;
mod source;
mod table;

use std::io::BufRead;
use std::sync::Arc;

use jiff::civil::Date;

pub use date::parse_date;
pub use fields::Fields;
pub use inputs::{Input, find_inputs};
pub use source::{LONGEST_RECORD, open};

use crate::error::{Error, ErrorKind, Result};

/// One article.
///
/// Title and body are the very strings that the input held: nothing is trimmed or mended, so that
/// every span fits them.
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
    /// What had to be mended or left out to read it; empty as a rule.
    pub note: Option<String>,
}

/// A stretch of an input that should become one article.
pub struct Record {
    /// The file it came from.
    pub input: Arc<Input>,
    /// Which record of the file, from 1.
    pub number: u64,
    /// What was read.
    pub payload: Payload,
}

impl Record {
    /// An error about this record.
    pub fn error(&self, what: impl Into<String>) -> Error {
        Error::new(ErrorKind::Input, what).at(self.input.name.clone(), self.number)
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        match &self.payload {
            Payload::Whole(bytes) | Payload::Line(bytes) => bytes.len(),
            Payload::Row(row, _) => row.as_slice().len(),
        }
    }

    /// The article in it.
    pub fn document(self, fields: &Fields) -> Result<Document> {
        (self.input.format.parse)(self, fields)
    }
}

/// The raw content of a record.
pub enum Payload {
    /// A whole file.
    Whole(Vec<u8>),
    /// One line, without its line end.
    Line(Vec<u8>),
    /// One row of a table, with the table's header.
    Row(csv::ByteRecord, Arc<Vec<String>>),
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
pub type Read = fn(Arc<Input>, Box<dyn BufRead + Send>, &Fields) -> Result<Box<dyn Records>>;

/// An input format.
pub struct Format {
    /// Its name for `--input-format`.
    pub name: &'static str,
    /// File name endings, without the ending of a compression.
    pub extensions: &'static [&'static str],
    /// Cuts an opened input into records.
    pub read: Read,
    /// Turns a record into an article.
    pub parse: fn(Record, &Fields) -> Result<Document>,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// All input formats. Each may be compressed with gzip or zstd.
pub static FORMATS: &[Format] = &[plain::FORMAT, jsonl::FORMAT, table::CSV, table::TSV];

/// The format of that name, or an error that lists the names there are.
pub fn format_named(name: &str) -> Result<&'static Format> {
    FORMATS.iter().find(|f| f.name == name).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|f| f.name).collect();
        Error::new(ErrorKind::Usage, format!("there is no input format `{name}`"))
            .hint(format!("one of: {}", names.join(", ")))
    })
}

/// Reads text as UTF-8. Bytes that are none become U+FFFD, and the note says how many.
fn decode(bytes: Vec<u8>) -> (String, Option<String>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let bytes = error.into_bytes();
            let mut text = String::with_capacity(bytes.len());
            let mut bad = 0;
            for chunk in bytes.utf8_chunks() {
                text.push_str(chunk.valid());
                if !chunk.invalid().is_empty() {
                    bad += 1;
                    text.push('\u{fffd}');
                }
            }
            (text, Some(format!("{bad} places are not UTF-8 and were read as U+FFFD")))
        }
    }
}
