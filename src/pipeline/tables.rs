//! How findings become rows of all tables in all formats of a run.

use crate::error::Result;
use crate::findings::{ClaimRow, Column, DocumentRow, Findings, MentionRow};
use crate::output::{Head, Store, table, tables, write};

/// The heads of the tables and the formats they are written in.
pub(super) struct Tables {
    heads: Vec<&'static [Head]>,
    pub formats: Vec<&'static crate::output::Format>,
}

impl Tables {
    pub fn new(store: &Store) -> Tables {
        let heads = tables()[..store.tables()].iter().map(|(_, heads)| &heads[..]).collect();
        Tables { heads, formats: store.formats().to_vec() }
    }

    pub fn headers(&self, store: &mut Store) -> Result<()> {
        for (table, heads) in self.heads.iter().enumerate() {
            for (n, format) in self.formats.iter().enumerate() {
                let mut out = Vec::new();
                format.writer.header(heads, &mut out);
                store.append(table, n, &out)?;
            }
        }
        Ok(())
    }

    /// Appends the rows of a table that counts over all articles.
    pub fn append<R>(
        &self,
        number: usize,
        columns: &'static [Column<R>],
        rows: &[R],
        store: &mut Store,
    ) -> Result<()> {
        for rows in rows.chunks(4096) {
            for (n, format) in self.formats.iter().enumerate() {
                let mut out = Vec::new();
                for row in rows {
                    write(format.writer, self.heads[number], columns, row, &mut out);
                }
                store.append(number, n, &out)?;
            }
        }
        Ok(())
    }

    pub fn rows(&self, findings: &Findings, out: &mut [Vec<u8>]) {
        let formats = self.formats.len();
        for (n, format) in self.formats.iter().enumerate() {
            for row in &findings.mentions {
                write(format.writer, self.heads[table::MENTIONS], MentionRow::COLUMNS, row, &mut out[n]);
            }
            for row in &findings.claims {
                write(
                    format.writer,
                    self.heads[table::CLAIMS],
                    ClaimRow::COLUMNS,
                    row,
                    &mut out[formats + n],
                );
            }
        }
    }

    pub fn document(&self, row: &DocumentRow, out: &mut [Vec<u8>]) {
        for (n, format) in self.formats.iter().enumerate() {
            write(format.writer, self.heads[table::DOCUMENTS], DocumentRow::COLUMNS, row, &mut out[n]);
        }
    }
}
