//! One workbook with a sheet a table, written row by row in constant memory.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use rustc_hash::FxHashMap;

use super::excel::{CUT, MOST_ROWS, fitting};
use super::packed::{Cell, each_row};
use super::{Finished, Head, Options, Sink, part_file};
use crate::findings::ColumnType;

/// The sheets in the order of their tabs, by the numbers of their tables.
const ORDER: [(&str, &str); 4] =
    [("Claims", "claims"), ("Mentions", "mentions"), ("Entities", "entities"), ("Documents", "documents")];
/// Links that a sheet may hold.
const MOST_LINKS: usize = 65_000;

/// A table's sheets.
struct Table {
    title: String,
    heads: Vec<Head>,
    /// The sheet that is being written, by its place in the workbook.
    sheet: usize,
    /// Its next row.
    row: u32,
    sheets: usize,
}

pub(super) struct Xlsx {
    folder: PathBuf,
    book: Workbook,
    tables: Vec<Table>,
    most_rows: u32,
    bold: Format,
    day: Format,
    link: Format,
    cut: u64,
    claims: usize,
    documents: usize,
    /// The row of each article of the batch, from 0.
    rows: FxHashMap<String, u32>,
    links: usize,
}

impl Xlsx {
    pub fn create(folder: &Path, options: &Options) -> std::io::Result<Box<dyn Sink>> {
        let mut book = Workbook::new();
        book.set_tempdir(folder).map_err(other)?;
        let all = options.tables();
        let place = |name: &str| all.iter().position(|(t, _)| t.name == name);
        let mut made: Vec<Option<Table>> = all.iter().map(|_| None).collect();
        let rest = all.iter().filter(|(t, _)| !ORDER.iter().any(|(_, name)| *name == t.name));
        let rest: Vec<(String, &str)> = rest.map(|(t, _)| (titled(t.name), t.name)).collect();
        let order = ORDER.iter().map(|(title, name)| (title.to_string(), *name)).chain(rest);
        for (sheet, (title, name)) in order.enumerate() {
            let Some(table) = place(name) else { continue };
            let heads = all[table].1.clone();
            book.add_worksheet_with_constant_memory().map_err(other)?;
            made[table] = Some(Table { title, heads, sheet, row: 0, sheets: 1 });
        }
        let mut xlsx = Xlsx {
            folder: folder.to_path_buf(),
            book,
            tables: made.into_iter().flatten().collect(),
            most_rows: options.rows_a_file.unwrap_or(MOST_ROWS) as u32,
            bold: Format::new().set_bold().set_align(FormatAlign::Top),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            link: Format::new().set_hyperlink(),
            cut: 0,
            claims: place("claims").unwrap_or(usize::MAX),
            documents: place("documents").unwrap_or(usize::MAX),
            rows: FxHashMap::default(),
            links: 0,
        };
        for table in 0..xlsx.tables.len() {
            xlsx.open(table).map_err(other)?;
        }
        Ok(Box::new(xlsx))
    }

    /// Begins the table's current sheet: title, header, widths.
    fn open(&mut self, table: usize) -> Result<(), XlsxError> {
        let Table { title, heads, sheet, row, sheets } = &mut self.tables[table];
        let page = self.book.worksheet_from_index(*sheet)?;
        let name = if *sheets == 1 { title.clone() } else { format!("{title} {sheets}") };
        page.set_name(name)?.set_freeze_panes(1, 0)?;
        for (n, head) in heads.iter().enumerate() {
            page.set_column_width(n as u16, width(head))?;
        }
        for (n, head) in heads.iter().enumerate() {
            page.write_string_with_format(0, n as u16, head.name, &self.bold)?;
        }
        *row = 1;
        Ok(())
    }

    /// Ends the current sheet: its filter spans all rows.
    fn close(&mut self, table: usize) -> Result<(), XlsxError> {
        let Table { heads, sheet, row, .. } = &self.tables[table];
        let (last, columns) = (row.saturating_sub(1), heads.len() as u16);
        self.book.worksheet_from_index(*sheet)?.autofilter(0, 0, last, columns - 1)?;
        Ok(())
    }

    fn write(&mut self, table: usize, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        if self.tables[table].row >= self.most_rows {
            self.close(table)?;
            self.book.add_worksheet_with_constant_memory()?;
            let sheet = self.book.worksheets().len() - 1;
            let full = &mut self.tables[table];
            (full.sheet, full.sheets) = (sheet, full.sheets + 1);
            self.open(table)?;
        }
        let Table { sheet, row, sheets, .. } = &mut self.tables[table];
        let (at, first_sheet) = (*row, *sheets == 1);
        *row += 1;
        let page = self.book.worksheet_from_index(*sheet)?;
        for (n, cell) in cells.iter().enumerate() {
            let n = n as u16;
            match cell {
                Cell::Empty => {}
                Cell::Integer(value) => {
                    page.write_number(at, n, *value as f64)?;
                }
                Cell::Decimal(value) => match value.to_string() {
                    // A cell keeps 15 digits; a longer number is kept whole as text.
                    text if text.bytes().filter(u8::is_ascii_digit).count() > 15 => {
                        page.write_string(at, n, text)?;
                    }
                    text => {
                        page.write_number(at, n, text.parse::<f64>().unwrap_or_default())?;
                    }
                },
                Cell::Flag(yes) => {
                    page.write_boolean(at, n, *yes)?;
                }
                Cell::Date(date) => {
                    // Sheets know no days before 1900.
                    let known = u16::try_from(date.year()).ok().filter(|y| (1900..=9999).contains(y));
                    let day = known
                        .and_then(|y| ExcelDateTime::from_ymd(y, date.month() as u8, date.day() as u8).ok());
                    match day {
                        Some(day) => page.write_datetime_with_format(at, n, day, &self.day)?,
                        None => page.write_string(at, n, date.to_string())?,
                    };
                }
                Cell::Text(value) => {
                    let to = if table == self.claims && n == 0 { self.rows.get(*value) } else { None };
                    match to.filter(|_| self.links < MOST_LINKS && first_sheet && value.len() < 200) {
                        Some(document) => {
                            self.links += 1;
                            let link = format!("internal:Documents!A{}", document + 1);
                            page.write_url_with_options(at, n, link.as_str(), *value, "", Some(&self.link))?;
                        }
                        None => self.cut += text(page, at, n, value)?,
                    }
                }
                Cell::List(list) => self.cut += text(page, at, n, &list.join(";"))?,
            }
        }
        Ok(())
    }

    fn about(&mut self, run: &str) -> Result<(), XlsxError> {
        let mut rows = Vec::new();
        if let Ok(run) = serde_json::from_str(run) {
            flatten("", &run, &mut rows);
        }
        let page = self.book.add_worksheet();
        page.set_name("About")?.set_column_width(0, 34)?.set_column_width(1, 80)?;
        for (n, (key, value)) in rows.iter().take(10_000).enumerate() {
            page.write_string_with_format(n as u32, 0, key, &self.bold)?;
            page.write_string(n as u32, 1, fitting(value).0)?;
        }
        Ok(())
    }
}

fn text(page: &mut Worksheet, row: u32, column: u16, value: &str) -> Result<u64, XlsxError> {
    let (kept, cut) = fitting(value);
    if cut {
        page.write_string(row, column, format!("{kept}{CUT}"))?;
    } else {
        page.write_string(row, column, kept)?;
    }
    Ok(u64::from(cut))
}

impl Sink for Xlsx {
    fn row(&mut self, table: usize, cells: &[Cell<'_>]) -> std::io::Result<()> {
        if table == self.documents
            && let Some(Cell::Text(id)) = cells.first()
        {
            let sheet = &self.tables[table];
            if sheet.sheets == 1 && sheet.row < self.most_rows {
                self.rows.insert(id.to_string(), sheet.row);
            }
        }
        self.write(table, cells).map_err(other)
    }

    fn rows(&mut self, table: usize, bytes: &[u8]) -> std::io::Result<()> {
        // A batch brings its articles before their claims, which point to them.
        if table == self.documents {
            self.rows.clear();
        }
        let columns = self.tables[table].heads.len();
        surviving(|| each_row(bytes, columns, |cells| self.row(table, cells)))
    }

    fn finish(mut self: Box<Self>, run: &str) -> std::io::Result<Vec<Finished>> {
        surviving(|| {
            for table in 0..self.tables.len() {
                self.close(table).map_err(other)?;
            }
            self.about(run).map_err(other)?;
            let file = part_file(&self.folder)?;
            self.book.save_to_writer(file.as_file()).map_err(other)?;
            Ok(vec![Finished { file, name: "tallywire.xlsx".into() }])
        })
    }

    fn cut(&self) -> u64 {
        self.cut
    }
}

/// Runs what writes to the workbook: the library panics where its temporary file cannot be written, on a full
/// disk most of all.
fn surviving<T>(work: impl FnOnce() -> std::io::Result<T>) -> std::io::Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text =
            panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        // `Couldn't write to xml file: Os { code: 28, kind: StorageFull, message: "No space left on device" }`
        let said = text.and_then(|t| t.split("message: \"").nth(1)?.split('"').next());
        Err(std::io::Error::other(said.or(text).unwrap_or("the workbook cannot be written").to_string()))
    })
}

fn other(error: XlsxError) -> std::io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => std::io::Error::other(error),
    }
}

/// "claims_by_entity" as a tab says it.
fn titled(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How wide a column opens, in characters.
fn width(head: &Head) -> f64 {
    match (head.name, head.kind) {
        ("text" | "context" | "title", _) => 60.0,
        ("quantity" | "about" | "counted" | "name" | "subject" | "speaker" | "place", _) => 24.0,
        (_, ColumnType::Integer | ColumnType::Flag) => 10.0,
        (_, ColumnType::Date) => 12.0,
        (_, ColumnType::List) => 30.0,
        _ => 16.0,
    }
}

/// The leaves of a JSON value, each with the way to it.
fn flatten(path: &str, value: &serde_json::Value, out: &mut Vec<(String, String)>) {
    let below = |key: &str| if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
    match value {
        serde_json::Value::Object(map) => map.iter().for_each(|(k, v)| flatten(&below(k), v, out)),
        serde_json::Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, v)| flatten(&below(&(n + 1).to_string()), v, out));
        }
        serde_json::Value::Null => {}
        serde_json::Value::String(text) => out.push((path.to_string(), text.clone())),
        other => out.push((path.to_string(), other.to_string())),
    }
}
