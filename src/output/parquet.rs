//! One Parquet file a table: typed columns, text dictionary-encoded, Zstandard.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, ListBuilder, RecordBatch, StringBuilder,
    UInt64Builder,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use jiff::civil::{Date, date};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use rust_decimal::Decimal;
use tempfile::NamedTempFile;

use super::packed::Cell;
use super::{Finished, Head, Options, Sink, part_file, tables};
use crate::findings::ColumnType;

/// Rows that are gathered before they are encoded.
const GATHERED: usize = 8192;
/// Rows of a row group, the most that is held in memory.
const GROUP: usize = 128 * 1024;
/// Digits behind the point. With 29 before it they are all that 128 bits hold, and 29 is what an exact
/// decimal of tallywire may have; values are rounded to these nine.
const SCALE: i8 = 9;

enum Column {
    Text(StringBuilder),
    Integer(UInt64Builder),
    Decimal(Decimal128Builder),
    Flag(BooleanBuilder),
    Day(Date32Builder),
    List(ListBuilder<StringBuilder>),
}

impl Column {
    fn new(kind: ColumnType) -> Column {
        match kind {
            ColumnType::Text => Column::Text(StringBuilder::new()),
            ColumnType::Integer => Column::Integer(UInt64Builder::new()),
            ColumnType::Decimal => {
                Column::Decimal(Decimal128Builder::new().with_data_type(DataType::Decimal128(38, SCALE)))
            }
            ColumnType::Flag => Column::Flag(BooleanBuilder::new()),
            ColumnType::Date => Column::Day(Date32Builder::new()),
            ColumnType::List => Column::List(ListBuilder::new(StringBuilder::new())),
        }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (Column::Text(column), Cell::Text(text)) => column.append_value(text),
            (Column::Text(column), _) => column.append_null(),
            (Column::Integer(column), Cell::Integer(n)) => column.append_value(*n),
            (Column::Integer(column), _) => column.append_null(),
            (Column::Decimal(column), Cell::Decimal(n)) => column.append_option(scaled(*n)),
            (Column::Decimal(column), _) => column.append_null(),
            (Column::Flag(column), Cell::Flag(yes)) => column.append_value(*yes),
            (Column::Flag(column), _) => column.append_null(),
            (Column::Day(column), Cell::Date(day)) => column.append_option(days(*day)),
            (Column::Day(column), _) => column.append_null(),
            (Column::List(column), Cell::List(list)) => {
                list.iter().for_each(|item| column.values().append_value(item));
                column.append(true);
            }
            (Column::List(column), _) => column.append(true),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Column::Text(column) => Arc::new(column.finish()),
            Column::Integer(column) => Arc::new(column.finish()),
            Column::Decimal(column) => Arc::new(column.finish()),
            Column::Flag(column) => Arc::new(column.finish()),
            Column::Day(column) => Arc::new(column.finish()),
            Column::List(column) => Arc::new(column.finish()),
        }
    }
}

/// The decimal in units of the ninth place behind the point.
fn scaled(value: Decimal) -> Option<i128> {
    let value = value.round_dp(SCALE as u32);
    let missing = (SCALE as u32).checked_sub(value.scale())?;
    value.mantissa().checked_mul(10i128.pow(missing))
}

/// Days since 1970-01-01.
fn days(day: Date) -> Option<i32> {
    (day - date(1970, 1, 1)).get_days().into()
}

fn field(head: &Head) -> Field {
    let kind = match head.kind {
        ColumnType::Text => DataType::Utf8,
        ColumnType::Integer => DataType::UInt64,
        ColumnType::Decimal => DataType::Decimal128(38, SCALE),
        ColumnType::Flag => DataType::Boolean,
        ColumnType::Date => DataType::Date32,
        ColumnType::List => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
    };
    Field::new(head.name, kind, true)
}

struct Open {
    file: NamedTempFile,
    writer: ArrowWriter<File>,
    schema: SchemaRef,
    columns: Vec<Column>,
    gathered: usize,
}

impl Open {
    fn encode(&mut self) -> std::io::Result<()> {
        if self.gathered == 0 {
            return Ok(());
        }
        self.gathered = 0;
        let columns = self.columns.iter_mut().map(Column::finish).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(std::io::Error::other)?;
        self.writer.write(&batch).map_err(std::io::Error::other)
    }
}

pub(super) struct Parquet {
    open: Vec<Open>,
}

impl Parquet {
    pub fn create(folder: &Path, options: &Options) -> std::io::Result<Box<dyn Sink>> {
        let folder: PathBuf = folder.to_path_buf();
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP))
            .set_created_by(concat!("tallywire ", env!("CARGO_PKG_VERSION")).to_string())
            .build();
        let mut open = Vec::new();
        for (_, heads) in options.tables() {
            let file = part_file(&folder)?;
            let schema = Arc::new(Schema::new(heads.iter().map(field).collect::<Vec<_>>()));
            let writer = ArrowWriter::try_new(file.reopen()?, schema.clone(), Some(properties.clone()))
                .map_err(std::io::Error::other)?;
            let columns = heads.iter().map(|h| Column::new(h.kind)).collect();
            open.push(Open { file, writer, schema, columns, gathered: 0 });
        }
        Ok(Box::new(Parquet { open }))
    }
}

impl Sink for Parquet {
    fn row(&mut self, table: usize, cells: &[Cell<'_>]) -> std::io::Result<()> {
        let open = &mut self.open[table];
        open.columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
        open.gathered += 1;
        if open.gathered >= GATHERED { open.encode() } else { Ok(()) }
    }

    fn finish(self: Box<Self>, _: &str) -> std::io::Result<Vec<Finished>> {
        let mut all = Vec::new();
        for (mut open, (table, _)) in self.open.into_iter().zip(tables()) {
            open.encode()?;
            open.writer.close().map_err(std::io::Error::other)?;
            all.push(Finished { file: open.file, name: format!("{}.parquet", table.name) });
        }
        Ok(all)
    }
}
