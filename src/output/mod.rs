//! What is written: tables in one or more formats, in a folder that holds either all results or none.

mod csv;
mod jsonl;
mod store;

pub use store::{Store, table_path};

use crate::error::{Error, ErrorKind, Result};
use crate::findings::{Column, ColumnType, Value};

/// The head of a column, without its getter.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnType,
}

/// Writes rows as bytes that can be joined: workers write theirs apart, one after the other they make
/// the file.
pub trait RowWriter: Send + Sync {
    /// What stands before the first row.
    fn header(&self, heads: &[Head], out: &mut Vec<u8>);
    /// One row.
    fn row(&self, heads: &[Head], values: &[Value<'_>], out: &mut Vec<u8>);
}

/// An output format.
pub struct Format {
    /// Its name for `--format`.
    pub name: &'static str,
    /// File name ending.
    pub extension: &'static str,
    /// How rows are written.
    pub writer: &'static dyn RowWriter,
}

/// All output formats.
pub static FORMATS: &[Format] = &[csv::FORMAT, jsonl::FORMAT];

/// The formats of those names, or an error that lists the names there are.
pub fn formats_named(names: &[String]) -> Result<Vec<&'static Format>> {
    let mut found: Vec<&'static Format> = Vec::new();
    for name in names {
        let format = FORMATS.iter().find(|f| f.name == name.trim()).ok_or_else(|| {
            let known: Vec<_> = FORMATS.iter().map(|f| f.name).collect();
            Error::new(ErrorKind::Usage, format!("there is no output format `{name}`"))
                .hint(format!("one or several of: {}", known.join(",")))
        })?;
        if !found.iter().any(|f| f.name == format.name) {
            found.push(format);
        }
    }
    Ok(found)
}

/// The heads of a table's columns.
pub fn heads<R>(columns: &[Column<R>]) -> Vec<Head> {
    columns.iter().map(|c| Head { name: c.name, kind: c.kind }).collect()
}

/// Writes one row.
pub fn write<R>(
    writer: &dyn RowWriter,
    heads: &[Head],
    columns: &'static [Column<R>],
    row: &R,
    out: &mut Vec<u8>,
) {
    let values: Vec<Value<'_>> = columns.iter().map(|c| (c.get)(row)).collect();
    writer.row(heads, &values, out);
}
