//! Parquet: one row an article. Only the wanted columns are read. A damaged row group costs its rows.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::{Array, LargeStringArray, RecordBatch};
use arrow_schema::{ArrowError, DataType};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};

use super::fields::{PARTS, Part, flag};
use super::source::{Source, unreadable};
use super::unpack::spool;
use super::{Document, Error, ErrorKind, Fields, Format, Input, Payload, Record, Records, Step};
use crate::error::{Result, one_of};

pub(super) const FORMAT: Format =
    Format { name: "parquet", extensions: &["parquet", "pq"], lines: false, read, parse };

/// Rows that are held at a time.
const BATCH: usize = 256;

fn read(input: Arc<Input>, source: Source, fields: &Fields) -> Result<Box<dyn Records>> {
    let file = match &input.path {
        Some(path) if input.direct => File::open(path).map_err(|e| unreadable(path, &e))?,
        // The index stands at the end, so what comes out of a stream is laid down first.
        _ => spool(&input, source)?,
    };
    let wrong = |what: String| Error::new(ErrorKind::Input, what).in_file(input.name.clone());
    let broken = |what: String| {
        wrong(format!("the index at the end of the Parquet file is missing or damaged: {what}"))
            .hint("the file was cut or is not written to its end; fetch it again")
    };
    let metadata = guarded(|| ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())).map_err(broken)?;
    let names: Vec<String> = metadata.schema().fields().iter().map(|f| f.name().clone()).collect();
    fields.look();
    let columns = PARTS.map(|part| fields.column(part, &names));
    fields.names(&names);
    if columns[0].is_none() {
        let told = format!("{} one of", flag(Part::Text));
        return Err(match fields.given(Part::Text) {
            Some(given) => wrong(format!("no column `{given}`")).hint(one_of(given, &told, &names)),
            None => wrong("no column looks like the article's text".into())
                .hint(format!("name it: {told}: {}", names.join(", "))),
        });
    }
    let named = columns.map(|c| c.map_or(String::new(), |n| names[n].clone()));
    Ok(Box::new(Rows {
        input,
        file,
        metadata,
        columns,
        names: Arc::new(named),
        group: 0,
        reader: None,
        rows: Vec::new().into_iter(),
        number: 0,
        group_ends: 0,
    }))
}

/// What goes wrong inside the library, panics over damaged data included.
fn guarded<T, E: std::fmt::Display>(work: impl FnOnce() -> std::result::Result<T, E>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("the data make no sense".to_string()),
    }
}

struct Rows {
    input: Arc<Input>,
    file: File,
    metadata: ArrowReaderMetadata,
    columns: [Option<usize>; 5],
    names: Arc<[String; 5]>,
    group: usize,
    reader: Option<ParquetRecordBatchReader>,
    rows: std::vec::IntoIter<[Option<String>; 5]>,
    number: u64,
    /// The number of the last row of the group under way.
    group_ends: u64,
}

impl Rows {
    /// The next rows; `Ok(false)` at the end.
    fn fill(&mut self) -> Result<bool, String> {
        loop {
            if let Some(reader) = &mut self.reader {
                match guarded(|| reader.next().transpose())? {
                    Some(batch) => {
                        let columns = self.columns;
                        self.rows = guarded(|| cells(&batch, columns))?.into_iter();
                        return Ok(true);
                    }
                    None => self.reader = None,
                }
            }
            let groups = self.metadata.metadata().num_row_groups();
            if self.group >= groups {
                return Ok(false);
            }
            let group = self.group;
            self.group += 1;
            self.number = self.group_ends;
            self.group_ends += self.metadata.metadata().row_group(group).num_rows().max(0) as u64;
            let (file, metadata, columns) = (&self.file, &self.metadata, self.columns);
            let reader = guarded(|| -> parquet::errors::Result<_> {
                let builder =
                    ParquetRecordBatchReaderBuilder::new_with_metadata(file.try_clone()?, metadata.clone());
                let roots = columns.into_iter().flatten();
                let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
                builder.with_projection(mask).with_row_groups(vec![group]).with_batch_size(BATCH).build()
            })?;
            self.reader = Some(reader);
        }
    }
}

/// The wanted cells of a batch, as text.
fn cells(
    batch: &RecordBatch,
    columns: [Option<usize>; 5],
) -> std::result::Result<Vec<[Option<String>; 5]>, ArrowError> {
    // The batch holds the wanted columns alone, in the order of the file.
    let mut kept: Vec<usize> = columns.into_iter().flatten().collect();
    kept.sort_unstable();
    kept.dedup();
    let mut texts: Vec<Option<LargeStringArray>> = Vec::new();
    for column in columns {
        let array = column.and_then(|c| kept.iter().position(|k| *k == c)).map(|n| batch.column(n));
        texts.push(match array {
            Some(array) => {
                let text = arrow_cast::cast(array, &DataType::LargeUtf8)?;
                text.as_any().downcast_ref::<LargeStringArray>().cloned()
            }
            None => None,
        });
    }
    let cell = |part: usize, row: usize| {
        texts[part].as_ref().filter(|t| t.is_valid(row)).map(|t| t.value(row).to_string())
    };
    Ok((0..batch.num_rows()).map(|row| std::array::from_fn(|part| cell(part, row))).collect())
}

impl Records for Rows {
    fn step(&mut self) -> Option<Step> {
        loop {
            if let Some(cells) = self.rows.next() {
                self.number += 1;
                let payload = Payload::Cells(cells, self.names.clone());
                let record = Record { input: self.input.clone(), number: self.number, offset: None, payload };
                return Some(Step::Record(record));
            }
            match self.fill() {
                Ok(true) => {}
                Ok(false) => {
                    let empty =
                        self.metadata.metadata().file_metadata().num_rows() == 0 && self.group != usize::MAX;
                    self.group = usize::MAX;
                    return empty.then(|| {
                        Step::Bad(
                            Error::new(ErrorKind::Input, "the file is empty")
                                .at(self.input.name.clone(), 1)
                                .hint("nothing to read; delete it or fill it"),
                        )
                    });
                }
                Err(what) => {
                    self.reader = None;
                    let (from, to) = (self.number + 1, self.group_ends);
                    self.number = to;
                    let what = format!("rows {from} to {to} cannot be read: {what}");
                    return Some(Step::Bad(
                        Error::new(ErrorKind::Input, what)
                            .at(self.input.name.clone(), from)
                            .hint("the other row groups of the file are read; fetch it again for these"),
                    ));
                }
            }
        }
    }
}

fn parse(record: &Record, fields: &Fields) -> Result<Document> {
    let Payload::Cells(cells, names) = &record.payload else { return Err(record.error("no row of a table")) };
    let [text, id, title, date, source] = cells;
    let filled = |value: &Option<String>| value.clone().filter(|v| !v.is_empty());
    if filled(text).is_none() && filled(title).is_none() {
        return Err(record
            .error(format!("the text is empty: column `{}` has nothing in this row", names[0]))
            .hint("another column may hold it: --text-field NAME"));
    }
    let mut document = Document::of(record);
    if let Some(id) = filled(id) {
        document.id = id;
    }
    document.title = filled(title);
    document.source = filled(source);
    document.body = text.clone().unwrap_or_default();
    document.date(date.as_deref(), fields.day_order);
    Ok(document)
}
