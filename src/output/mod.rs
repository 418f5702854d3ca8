//! What is written: tables in one or more formats, in a folder that holds either all results or none.

mod aside;
#[cfg(feature = "arrow")]
mod batches;
mod csv;
mod excel;
mod jsonl;
mod packed;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "sqlite")]
mod sqlite;
mod store;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::path::Path;

pub use aside::{ASIDE, Beside, ERRORS, Original, TEXTS, text_line};
#[cfg(feature = "arrow")]
pub use batches::Batches;
pub use packed::{Cell, pack, rewrite};
pub use store::{REPORT, RUN, Store, complete, results, sweep, table_path};
use tempfile::NamedTempFile;

use crate::error::{Error, ErrorKind, Result};
use crate::findings::{
    ClaimRow, ClaimsByEntityRow, Column, ColumnType, DocumentRow, EntityRow, MentionRow, PairRow, TABLES,
    Table, Value,
};

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

/// What a run may ask of its formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// CSV that spreadsheets open well: see [`Format::csv_for_excel`].
    pub excel: bool,
    /// What stands between the cells of CSV for spreadsheets.
    pub delimiter: u8,
    /// Whether the tables `claims_by_entity` and `pairs` are written.
    pub summaries: bool,
    /// Rows of a sheet or a CSV file for spreadsheets, its header among them; none for all that one holds.
    pub rows_a_file: Option<usize>,
}

impl Default for Options {
    fn default() -> Self {
        Options { excel: false, delimiter: b',', summaries: false, rows_a_file: None }
    }
}

impl Options {
    /// The tables that are written, with the heads of their columns.
    pub fn tables(&self) -> &'static [(Table, Vec<Head>)] {
        if self.summaries { tables() } else { &tables()[..table::SUMMARIES] }
    }
}

/// The tables by their numbers in [`tables`].
pub mod table {
    /// What is named.
    pub const MENTIONS: usize = 0;
    /// What is counted.
    pub const CLAIMS: usize = 1;
    /// What was read.
    pub const DOCUMENTS: usize = 2;
    /// Who is named, over all articles.
    pub const ENTITIES: usize = 3;
    /// What is counted of whom, over all articles.
    pub const CLAIMS_BY_ENTITY: usize = 4;
    /// Who is named beside whom, over all articles.
    pub const PAIRS: usize = 5;
    /// The first of those that are written with [`super::Options::summaries`].
    pub const SUMMARIES: usize = CLAIMS_BY_ENTITY;
}

/// Takes the rows of all tables in the order of the articles, for formats whose rows cannot be joined from
/// pieces that workers made apart.
pub trait Sink: Send {
    /// One row of the table of that number.
    fn row(&mut self, table: usize, cells: &[Cell<'_>]) -> std::io::Result<()>;

    /// The rows that workers packed.
    fn rows(&mut self, table: usize, bytes: &[u8]) -> std::io::Result<()> {
        packed::each_row(bytes, tables()[table].1.len(), |cells| self.row(table, cells))
    }

    /// Ends all files; `run` is what `run.json` will hold.
    fn finish(self: Box<Self>, run: &str) -> std::io::Result<Vec<Finished>>;

    /// How many cells were too long for the format and are written with a mark at their end.
    fn cut(&self) -> u64 {
        0
    }
}

/// A file that is whole and waits for its name.
pub struct Finished {
    /// The file under its temporary name, in the folder of the results.
    pub file: NamedTempFile,
    /// Its final name.
    pub name: String,
}

/// Opens the files of a sink in the folder of the results.
type CreateSink = fn(&Path, &Options) -> std::io::Result<Box<dyn Sink>>;

/// An output format.
pub struct Format {
    /// Its name for `--format`.
    pub name: &'static str,
    /// File name ending.
    pub extension: &'static str,
    /// How workers write rows: as they stand in the file, or packed for the sink.
    pub writer: &'static dyn RowWriter,
    /// What takes the packed rows, where the format has one.
    sink: Option<CreateSink>,
}

/// All output formats.
pub static FORMATS: &[Format] = &[
    csv::FORMAT,
    jsonl::FORMAT,
    #[cfg(feature = "parquet")]
    Format {
        name: "parquet",
        extension: "parquet",
        writer: &packed::Packed,
        sink: Some(parquet::Parquet::create),
    },
    #[cfg(feature = "xlsx")]
    Format { name: "xlsx", extension: "xlsx", writer: &packed::Packed, sink: Some(xlsx::Xlsx::create) },
    #[cfg(feature = "sqlite")]
    Format {
        name: "sqlite",
        extension: "sqlite",
        writer: &packed::Packed,
        sink: Some(sqlite::Sqlite::create),
    },
];

/// CSV with a byte-order mark and CRLF, without cells that run as formulas or are longer than a cell may be,
/// without ids that read as numbers, in files of as many rows as a sheet holds.
static EXCEL: Format =
    Format { name: "csv", extension: "csv", writer: &packed::Packed, sink: Some(excel::Excel::create) };

impl Format {
    /// The CSV of `--excel`.
    pub fn csv_for_excel() -> &'static Format {
        &EXCEL
    }
}

/// The formats of those names, or an error that lists the names there are.
pub fn formats_named(names: &[String], options: &Options) -> Result<Vec<&'static Format>> {
    let mut found: Vec<&'static Format> = Vec::new();
    for name in names {
        let format = FORMATS.iter().find(|f| f.name.eq_ignore_ascii_case(name.trim())).ok_or_else(|| {
            let known: Vec<_> = FORMATS.iter().map(|f| f.name).collect();
            Error::new(ErrorKind::Usage, format!("there is no output format `{name}`"))
                .hint(format!("one or several of: {}", known.join(",")))
        })?;
        let format = if options.excel && format.name == "csv" { Format::csv_for_excel() } else { format };
        if !found.iter().any(|f| f.name == format.name) {
            found.push(format);
        }
    }
    if options.excel && !found.iter().any(|f| f.name == "csv") {
        return Err(Error::new(ErrorKind::Usage, "--excel is for CSV, which is not among the formats")
            .hint("add csv to --format, or leave --excel out"));
    }
    Ok(found)
}

/// The tables of a run with the heads of their columns, by the tables' numbers.
pub fn tables() -> &'static [(Table, Vec<Head>)] {
    static ALL: std::sync::OnceLock<Vec<(Table, Vec<Head>)>> = std::sync::OnceLock::new();
    ALL.get_or_init(|| {
        let all = [
            heads(MentionRow::COLUMNS),
            heads(ClaimRow::COLUMNS),
            heads(DocumentRow::COLUMNS),
            heads(EntityRow::COLUMNS),
            heads(ClaimsByEntityRow::COLUMNS),
            heads(PairRow::COLUMNS),
        ];
        TABLES.into_iter().zip(all).collect()
    })
}

/// Writes a file whole or not at all, in place of one that stands there.
///
/// # Errors
/// Where the folder cannot be written.
pub fn save(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = part_file(folder)?;
    file.write_all(bytes)?;
    store::readable(file.as_file());
    file.persist(path)?;
    Ok(())
}

/// A new file in the folder, under a name that tells what it is should the program be killed.
fn part_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".tallywire-").suffix(".part").tempfile_in(folder)
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
