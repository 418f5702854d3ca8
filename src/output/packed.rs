//! Rows on their way from the workers to the formats that cannot be joined from pieces: a workbook, a
//! database, Parquet. Workers pack the cells, the one writer unpacks them in the order of the articles.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Format, Head, RowWriter, tables};
use crate::findings::{Column, Value};

/// A cell as it comes out of the packing.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'b> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'b str),
    /// A whole number.
    Integer(u64),
    /// An exact decimal.
    Decimal(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Date),
    /// Several texts.
    List(Vec<&'b str>),
}

impl<'v> From<&'v Value<'_>> for Cell<'v> {
    fn from(value: &'v Value<'_>) -> Cell<'v> {
        match value {
            Value::Empty => Cell::Empty,
            Value::Text(text) => Cell::Text(text),
            Value::Integer(n) => Cell::Integer(*n),
            Value::Decimal(n) => Cell::Decimal(*n),
            Value::Flag(yes) => Cell::Flag(*yes),
            Value::Date(day) => Cell::Date(*day),
            Value::List(list) => Cell::List(list.iter().map(|item| &**item).collect()),
        }
    }
}

pub(super) struct Packed;

impl RowWriter for Packed {
    fn header(&self, _: &[Head], _: &mut Vec<u8>) {}

    fn row(&self, _: &[Head], values: &[Value<'_>], out: &mut Vec<u8>) {
        for value in values {
            match value {
                Value::Empty => out.push(0),
                Value::Text(text) => {
                    out.push(1);
                    string(text, out);
                }
                Value::Integer(n) => {
                    out.push(2);
                    out.extend_from_slice(&n.to_le_bytes());
                }
                Value::Decimal(n) => {
                    out.push(3);
                    out.extend_from_slice(&n.serialize());
                }
                Value::Flag(yes) => out.extend_from_slice(&[4, u8::from(*yes)]),
                Value::Date(date) => {
                    let [low, high] = date.year().to_le_bytes();
                    out.extend_from_slice(&[5, low, high, date.month() as u8, date.day() as u8]);
                }
                Value::List(list) => {
                    out.push(6);
                    out.extend_from_slice(&(list.len() as u32).to_le_bytes());
                    list.iter().for_each(|item| string(item, out));
                }
            }
        }
    }
}

fn string(text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(&(text.len() as u32).to_le_bytes());
    out.extend_from_slice(text.as_bytes());
}

/// Packs one row.
pub fn pack<R>(columns: &'static [Column<R>], row: &R, out: &mut Vec<u8>) {
    let values: Vec<Value<'_>> = columns.iter().map(|c| (c.get)(row)).collect();
    Packed.row(&[], &values, out);
}

/// Writes packed rows of a table in a format.
pub fn rewrite(packed: &[u8], table: usize, format: &Format, out: &mut Vec<u8>) {
    if format.sink.is_some() {
        return out.extend_from_slice(packed);
    }
    let heads = &tables()[table].1;
    let _ = each_row(packed, heads.len(), |cells| {
        let lists: Vec<Vec<Arc<str>>> = (cells.iter())
            .map(|cell| match cell {
                Cell::List(list) => list.iter().map(|item| Arc::from(*item)).collect(),
                _ => Vec::new(),
            })
            .collect();
        fn value<'c>((cell, list): (&'c Cell<'_>, &'c Vec<Arc<str>>)) -> Value<'c> {
            match cell {
                Cell::Empty => Value::Empty,
                Cell::Text(text) => Value::Text(Cow::Borrowed(text)),
                Cell::Integer(n) => Value::Integer(*n),
                Cell::Decimal(n) => Value::Decimal(*n),
                Cell::Flag(yes) => Value::Flag(*yes),
                Cell::Date(date) => Value::Date(*date),
                Cell::List(_) => Value::List(list),
            }
        }
        let values: Vec<Value<'_>> = cells.iter().zip(&lists).map(value).collect();
        format.writer.row(heads, &values, out);
        Ok(())
    });
}

/// Hands each row of so many cells in `bytes` to `take`, until one fails.
pub(super) fn each_row(
    mut bytes: &[u8],
    columns: usize,
    mut take: impl FnMut(&[Cell<'_>]) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut cells = Vec::new();
    while unpack(&mut bytes, columns, &mut cells).is_some() {
        take(&cells)?;
    }
    Ok(())
}

/// Takes the next row of so many cells off `bytes`; none at their end.
fn unpack<'b>(bytes: &mut &'b [u8], columns: usize, cells: &mut Vec<Cell<'b>>) -> Option<()> {
    cells.clear();
    for _ in 0..columns {
        let [kind] = take(bytes)?;
        cells.push(match kind {
            1 => Cell::Text(text(bytes)?),
            2 => Cell::Integer(u64::from_le_bytes(take(bytes)?)),
            3 => Cell::Decimal(Decimal::deserialize(take(bytes)?)),
            4 => Cell::Flag(take(bytes)? == [1]),
            5 => {
                let [low, high, month, day] = take(bytes)?;
                let year = i16::from_le_bytes([low, high]);
                Date::new(year, month as i8, day as i8).map_or(Cell::Empty, Cell::Date)
            }
            6 => {
                let count = u32::from_le_bytes(take(bytes)?);
                Cell::List((0..count).map(|_| text(bytes)).collect::<Option<_>>()?)
            }
            _ => Cell::Empty,
        });
    }
    Some(())
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*first)
}

fn text<'b>(bytes: &mut &'b [u8]) -> Option<&'b str> {
    let length = u32::from_le_bytes(take(bytes)?) as usize;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_out_as_they_went_in() {
        let list: Vec<Arc<str>> = vec!["a".into(), "".into(), "ü;ü".into()];
        let date = jiff::civil::date(-44, 3, 15);
        let values = [
            Value::Empty,
            Value::Text(Cow::Borrowed("=1\n\"İ\"")),
            Value::Integer(u64::MAX),
            Value::Decimal("-0.0000000000000000000000000001".parse().unwrap()),
            Value::Flag(true),
            Value::Date(date),
            Value::List(&list),
        ];
        let mut bytes = Vec::new();
        Packed.row(&[], &values, &mut bytes);
        Packed.row(&[], &values, &mut bytes);
        let (mut rest, mut cells, mut rows) = (&bytes[..], Vec::new(), 0);
        while unpack(&mut rest, values.len(), &mut cells).is_some() {
            rows += 1;
            let expected = [
                Cell::Empty,
                Cell::Text("=1\n\"İ\""),
                Cell::Integer(u64::MAX),
                Cell::Decimal("-0.0000000000000000000000000001".parse().unwrap()),
                Cell::Flag(true),
                Cell::Date(date),
                Cell::List(vec!["a", "", "ü;ü"]),
            ];
            assert_eq!(cells, expected);
        }
        assert_eq!((rows, rest.len()), (2, 0));
    }
}
