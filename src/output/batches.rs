//! Rows as record batches of Arrow, for Parquet and for programs that share memory with this one.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal128Builder, ListBuilder, StringBuilder, UInt64Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::Head;
use super::packed::Cell;
use crate::findings::{self, ColumnType, Value};

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

/// Gathers the rows of one table and gives them as record batches.
///
/// ```
/// use tallywire::findings::MentionRow;
/// use tallywire::output::{Batches, heads};
/// use tallywire::{Document, Pipeline, Settings};
/// let (pipeline, _) = Pipeline::new(&Settings::default())?;
/// let article = Document { body: "Rain fell in Oslo and Bergen.".into(), ..Document::default() };
/// let mut rows = Batches::new(&heads(MentionRow::COLUMNS));
/// for mention in &pipeline.extract(&article).mentions {
///     rows.add(MentionRow::COLUMNS, mention);
/// }
/// assert_eq!(rows.take().unwrap().num_rows(), 2);
/// # Ok::<(), tallywire::Error>(())
/// ```
pub struct Batches {
    schema: SchemaRef,
    columns: Vec<Column>,
    count: usize,
}

impl Batches {
    /// No rows yet, of a table with these heads.
    pub fn new(heads: &[Head]) -> Batches {
        Batches {
            schema: Arc::new(Schema::new(heads.iter().map(field).collect::<Vec<_>>())),
            columns: heads.iter().map(|h| Column::new(h.kind)).collect(),
            count: 0,
        }
    }

    /// The schema of all batches.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// How many rows are gathered.
    pub fn count(&self) -> usize {
        self.count
    }

    /// One row. Cells that are missing at its end are empty.
    pub fn push(&mut self, cells: &[Cell<'_>]) {
        for (n, column) in self.columns.iter_mut().enumerate() {
            column.push(cells.get(n).unwrap_or(&Cell::Empty));
        }
        self.count += 1;
    }

    /// One row of findings.
    pub fn add<R>(&mut self, columns: &'static [findings::Column<R>], row: &R) {
        let values: Vec<Value<'_>> = columns.iter().map(|c| (c.get)(row)).collect();
        let cells: Vec<Cell<'_>> = values.iter().map(Cell::from).collect();
        self.push(&cells);
    }

    /// The rows gathered so far, as a batch; then there are none again.
    ///
    /// # Errors
    /// Where Arrow refuses the batch, which would be a fault of tallywire.
    pub fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.count = 0;
        let columns = self.columns.iter_mut().map(Column::finish).collect();
        RecordBatch::try_new(self.schema.clone(), columns)
    }
}
