//! JSON lines: one object a row, keys in the order of the columns, empty cells as null.

use serde_json::to_writer;

use super::{Format, Head, RowWriter};
use crate::findings::Value;

pub(super) const FORMAT: Format = Format { name: "jsonl", extension: "jsonl", writer: &Jsonl, sink: None };

struct Jsonl;

impl RowWriter for Jsonl {
    fn header(&self, _: &[Head], _: &mut Vec<u8>) {}

    fn row(&self, heads: &[Head], values: &[Value<'_>], out: &mut Vec<u8>) {
        for (n, (head, value)) in heads.iter().zip(values).enumerate() {
            out.extend_from_slice(if n == 0 { b"{\"" } else { b",\"" });
            out.extend_from_slice(head.name.as_bytes());
            out.extend_from_slice(b"\":");
            match value {
                Value::Empty => out.extend_from_slice(b"null"),
                Value::Text(text) => string(text, out),
                Value::Integer(n) => out.extend_from_slice(n.to_string().as_bytes()),
                // A decimal is a JSON number with all its digits.
                Value::Decimal(n) => out.extend_from_slice(n.to_string().as_bytes()),
                Value::Flag(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
                Value::Date(date) => string(&date.to_string(), out),
                Value::List(list) => {
                    out.push(b'[');
                    for (n, item) in list.iter().enumerate() {
                        if n > 0 {
                            out.push(b',');
                        }
                        string(item, out);
                    }
                    out.push(b']');
                }
            }
        }
        out.extend_from_slice(b"}\n");
    }
}

fn string(text: &str, out: &mut Vec<u8>) {
    // Writing a string to memory cannot fail.
    let _ = to_writer(out, text);
}
