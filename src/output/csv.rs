//! CSV by RFC 4180, in UTF-8.
//!
//! Written here rather than by a library, whose writer costs more to set up than a row costs to write: rows
//! are formatted one by one into the buffers of the workers.

use std::io::Write;

use super::{Format, Head, RowWriter};
use crate::findings::Value;

pub(super) const FORMAT: Format = Format { name: "csv", extension: "csv", writer: &Csv, sink: None };

struct Csv;

impl RowWriter for Csv {
    fn header(&self, heads: &[Head], out: &mut Vec<u8>) {
        record(heads, out, |head, out| field(head.name, out));
    }

    fn row(&self, _: &[Head], values: &[Value<'_>], out: &mut Vec<u8>) {
        // Writing to memory cannot fail.
        record(values, out, |value, out| match value {
            Value::Empty => {}
            Value::Text(text) => field(text, out),
            Value::Integer(n) => out.extend_from_slice(itoa::Buffer::new().format(*n).as_bytes()),
            Value::Decimal(n) => _ = write!(out, "{n}"),
            Value::Flag(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
            Value::Date(date) => _ = write!(out, "{date}"),
            Value::List(list) => field(&list.join(";"), out),
        });
    }
}

/// Appends one record to `out`.
fn record<T>(cells: &[T], out: &mut Vec<u8>, write: impl Fn(&T, &mut Vec<u8>)) {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        write(cell, out);
    }
    out.push(b'\n');
}

/// Bytes that end a field.
const ENDS: [bool; 256] = {
    let mut table = [false; 256];
    table[b',' as usize] = true;
    table[b'"' as usize] = true;
    table[b'\n' as usize] = true;
    table[b'\r' as usize] = true;
    table
};

/// Appends a text, in quotes where it holds what would end a field.
fn field(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let quoted = if bytes.len() < 16 {
        bytes.iter().any(|b| ENDS[usize::from(*b)])
    } else {
        // Without a way out of the loop the compiler looks at many bytes at once.
        bytes.iter().fold(false, |any, b| any | matches!(b, b',' | b'"' | b'\n' | b'\r'))
    };
    if !quoted {
        out.extend_from_slice(bytes);
        return;
    }
    out.push(b'"');
    let mut rest = bytes;
    while let Some(quote) = memchr::memchr(b'"', rest) {
        out.extend_from_slice(&rest[..=quote]);
        out.push(b'"');
        rest = &rest[quote + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    #[test]
    fn rows_read_back_as_they_were() {
        let texts = ["plain", "", "a,b", "say \"no\"", "\"", "two\r\nlines", "é;ü", " blanks "];
        let values: Vec<Value<'_>> = texts.iter().map(|t| Value::Text(Cow::Borrowed(t))).collect();
        let mut out = Vec::new();
        Csv.row(&[], &values, &mut out);
        Csv.row(&[], &[Value::Integer(7), Value::Empty, Value::Flag(true)], &mut out);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&out[..]);
        let rows: Vec<Vec<String>> =
            reader.records().map(|r| r.unwrap().iter().map(String::from).collect()).collect();
        assert_eq!(rows[0], texts);
        assert_eq!(rows[1], ["7", "", "true"]);
    }
}
