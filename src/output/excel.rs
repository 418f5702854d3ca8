//! CSV that spreadsheets open well (`--excel`): byte-order mark, CRLF, guarded cells, files of a size that
//! a sheet can hold.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::packed::Cell;
use super::{Finished, Options, Sink, part_file, tables};

/// Rows that a sheet holds, its header among them.
pub const MOST_ROWS: usize = 1_048_576;
/// Characters that a cell holds, in UTF-16 code units as spreadsheets count them.
pub const MOST_CHARACTERS: usize = 32_767;
/// Line feeds that a cell holds.
pub const MOST_LINES: usize = 253;
/// What stands between cells where decimals are written with a comma: 2.5 would become the second of May there.
const COMMA_COUNTRIES: u8 = b';';
/// What stands at the end of a text that was cut.
pub const CUT: &str = "…[cut]";

/// A table that is being written.
struct Open {
    file: BufWriter<NamedTempFile>,
    rows: usize,
    part: usize,
}

pub(super) struct Excel {
    folder: PathBuf,
    delimiter: u8,
    most_rows: usize,
    open: Vec<Open>,
    /// Parts of tables that are full.
    full: Vec<Finished>,
    headers: Vec<Vec<u8>>,
    /// Whether each column of each table holds ids.
    ids: Vec<Vec<bool>>,
    cut: u64,
}

impl Excel {
    pub fn create(folder: &Path, options: &Options) -> std::io::Result<Box<dyn Sink>> {
        let delimiter = options.delimiter;
        let mut sink = Excel {
            folder: folder.to_path_buf(),
            delimiter,
            most_rows: options.rows_a_file.unwrap_or(MOST_ROWS),
            open: Vec::new(),
            full: Vec::new(),
            headers: Vec::new(),
            ids: Vec::new(),
            cut: 0,
        };
        for (_, heads) in options.tables() {
            // Some spreadsheets know UTF-8 by this mark alone.
            let mut header = "\u{feff}".as_bytes().to_vec();
            for (n, head) in heads.iter().enumerate() {
                if n > 0 {
                    header.push(delimiter);
                }
                header.extend_from_slice(head.name.as_bytes());
            }
            header.extend_from_slice(b"\r\n");
            let id = |name: &str| {
                matches!(name, "document" | "id" | "alternatives" | "entities" | "duplicate_of")
                    || name.ends_with("_id")
            };
            sink.ids.push(heads.iter().map(|h| id(h.name)).collect());
            let open = sink.part(&header, 1)?;
            sink.headers.push(header);
            sink.open.push(open);
        }
        Ok(Box::new(sink))
    }

    fn part(&self, header: &[u8], part: usize) -> std::io::Result<Open> {
        let mut file = BufWriter::with_capacity(256 << 10, part_file(&self.folder)?);
        file.write_all(header)?;
        Ok(Open { file, rows: 1, part })
    }
}

impl Sink for Excel {
    fn row(&mut self, table: usize, cells: &[Cell<'_>]) -> std::io::Result<()> {
        if self.open[table].rows >= self.most_rows {
            let next = self.part(&self.headers[table], self.open[table].part + 1)?;
            let full = std::mem::replace(&mut self.open[table], next);
            self.full.push(finished(table, full)?);
        }
        let open = &mut self.open[table];
        open.rows += 1;
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                open.file.write_all(&[self.delimiter])?;
            }
            let id = self.ids[table][n];
            match cell {
                Cell::Empty => {}
                Cell::Integer(value) => write!(open.file, "{value}")?,
                Cell::Decimal(value) if self.delimiter == COMMA_COUNTRIES => {
                    open.file.write_all(value.to_string().replace('.', ",").as_bytes())?;
                }
                Cell::Decimal(value) => write!(open.file, "{value}")?,
                Cell::Flag(yes) => open.file.write_all(if *yes { b"TRUE" } else { b"FALSE" })?,
                Cell::Date(date) => write!(open.file, "{date}")?,
                Cell::Text(text) => self.cut += text_cell(text, id, self.delimiter, &mut open.file)?,
                Cell::List(list) => {
                    self.cut += text_cell(&list.join(";"), id, self.delimiter, &mut open.file)?;
                }
            }
        }
        open.file.write_all(b"\r\n")
    }

    fn finish(self: Box<Self>, _: &str) -> std::io::Result<Vec<Finished>> {
        let mut all = self.full;
        for (table, open) in self.open.into_iter().enumerate() {
            all.push(finished(table, open)?);
        }
        Ok(all)
    }

    fn cut(&self) -> u64 {
        self.cut
    }
}

fn finished(table: usize, open: Open) -> std::io::Result<Finished> {
    let name = tables()[table].0.name;
    let name = if open.part == 1 { format!("{name}.csv") } else { format!("{name}-{}.csv", open.part) };
    Ok(Finished { file: open.file.into_inner().map_err(std::io::IntoInnerError::into_error)?, name })
}

/// Writes a text and tells how many were cut: none or one.
fn text_cell(text: &str, id: bool, delimiter: u8, out: &mut impl Write) -> std::io::Result<u64> {
    let guarded = guard(text, id, delimiter);
    let (kept, cut) = fitting(&guarded);
    let quote = |b: &u8| matches!(b, b'"' | b'\n' | b'\r') || *b == delimiter;
    if kept.bytes().any(|b| quote(&b)) || cut {
        write!(out, "\"{}{}\"", kept.replace('"', "\"\""), if cut { CUT } else { "" })?;
    } else {
        out.write_all(kept.as_bytes())?;
    }
    Ok(u64::from(cut))
}

/// A text that no spreadsheet takes for a formula, and an id that none takes for a number.
fn guard(text: &str, id: bool, delimiter: u8) -> std::borrow::Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    // "007", "1E18", "12345678901234567890": as a number it would not be the same id.
    let number = id
        && text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && text
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'.' | b',' | b'e' | b'E' | b'+' | b'-' | b'/' | b':'));
    // "3-4", "1/2", "9:30", and "2.5" where a comma begins decimals: what is no formula and becomes a date.
    let parts = |b: u8| matches!(b, b'-' | b'/' | b':') || b == b'.' && delimiter == COMMA_COUNTRIES;
    let date = text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().any(parts)
        && text.bytes().all(|b| b.is_ascii_digit() || parts(b));
    match (formula || date && !id, number) {
        (true, _) => format!("'{text}").into(),
        (_, true) => format!("id{text}").into(),
        _ => text.into(),
    }
}

/// The beginning of a text that fits a cell, and whether it is not the whole.
pub(super) fn fitting(text: &str) -> (&str, bool) {
    if text.len() <= MOST_LINES {
        return (text, false);
    }
    let (mut units, mut lines) = (0, 0);
    let mut room = None;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        lines += usize::from(c == '\n');
        // Where the mark still fits behind.
        if units > MOST_CHARACTERS - CUT.chars().count() || lines > MOST_LINES {
            room.get_or_insert(at);
        }
        if units > MOST_CHARACTERS || lines > MOST_LINES {
            return (&text[..room.unwrap_or(at)], true);
        }
    }
    (text, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, id: bool) -> String {
        let mut out = Vec::new();
        text_cell(text, id, b',', &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_cell_is_a_formula_and_no_id_a_number() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"] {
            assert_eq!(written(text, false), format!("'{text}"));
        }
        assert_eq!(written("\rx", false), "\"'\rx\"");
        for id in ["123456789012345678", "007", "1E18", "2024-01-02", "12/3"] {
            assert_eq!(written(id, true), format!("id{id}"));
        }
        for date in ["3-4", "1/2", "2024-01-02"] {
            assert_eq!(written(date, false), format!("'{date}"));
        }
        for text in ["007", "25", "15 to 20"] {
            assert_eq!(written(text, false), text);
        }
        for text in ["geonames:12", "a=1", "news-7", "12th"] {
            assert_eq!(written(text, true), text);
        }
    }

    #[test]
    fn where_decimals_have_a_comma_no_point_makes_a_date() {
        assert_eq!(guard("2.5", false, b';'), "'2.5");
        assert_eq!(guard("2.5", false, b','), "2.5");
    }

    #[test]
    fn what_no_cell_holds_is_cut_with_a_mark() {
        let long = "ä".repeat(MOST_CHARACTERS + 1);
        let (kept, cut) = fitting(&long);
        assert!(cut && kept.chars().count() + CUT.chars().count() == MOST_CHARACTERS);
        assert_eq!(fitting(&"ä".repeat(MOST_CHARACTERS)), (&*"ä".repeat(MOST_CHARACTERS), false));
        // Characters beyond the basic plane count twice.
        assert!(fitting(&"😀".repeat(MOST_CHARACTERS / 2 + 1)).1);
        let lines = "x\n".repeat(MOST_LINES + 1);
        let (kept, cut) = fitting(&lines);
        assert!(cut && kept.matches('\n').count() == MOST_LINES);
    }
}
