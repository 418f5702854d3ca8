//! CSV by RFC 4180, in UTF-8.

use super::{Format, Head, RowWriter};
use crate::findings::Value;

pub(super) const FORMAT: Format = Format { name: "csv", extension: "csv", writer: &Csv };

struct Csv;

impl RowWriter for Csv {
    fn header(&self, heads: &[Head], out: &mut Vec<u8>) {
        record(out, |writer| heads.iter().try_for_each(|h| writer.write_field(h.name)));
    }

    fn row(&self, _: &[Head], values: &[Value<'_>], out: &mut Vec<u8>) {
        record(out, |writer| {
            values.iter().try_for_each(|value| match value {
                Value::Empty => writer.write_field(""),
                Value::Text(text) => writer.write_field(&**text),
                Value::Integer(n) => writer.write_field(n.to_string()),
                Value::Decimal(n) => writer.write_field(n.to_string()),
                Value::Flag(yes) => writer.write_field(if *yes { "true" } else { "false" }),
                Value::Date(date) => writer.write_field(date.to_string()),
                Value::List(list) => writer.write_field(list.join(";")),
            })
        });
    }
}

/// Appends one record to `out`. Writing to memory cannot fail.
fn record(
    out: &mut Vec<u8>,
    fields: impl FnOnce(&mut ::csv::Writer<&mut Vec<u8>>) -> Result<(), ::csv::Error>,
) {
    let mut writer = ::csv::WriterBuilder::new().buffer_capacity(4 << 10).from_writer(out);
    let written = fields(&mut writer)
        .and_then(|()| writer.write_record(None::<&[u8]>))
        .and_then(|()| Ok(writer.flush()?));
    debug_assert!(written.is_ok());
}
