//! A result folder read back, for those who look at it: tables as rows of text, whatever format they are in.

mod condition;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

pub use condition::Condition;

use crate::error::{Error, ErrorKind, Result, one_of};
use crate::findings::{ColumnType, column_types};

/// The file that describes a run.
const RUN: &str = "run.json";

/// A folder with the results of a run, as CSV or JSON lines.
#[derive(Debug, Clone)]
pub struct Results {
    folder: PathBuf,
    /// What `run.json` says.
    pub run: Value,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    header: Arc<[String]>,
    cells: Vec<String>,
}

impl Row {
    /// The cell of a column; empty where there is no such column.
    pub fn get(&self, column: &str) -> &str {
        let at = self.header.iter().position(|h| h == column);
        at.and_then(|n| self.cells.get(n)).map_or("", |c| c)
    }

    /// How exact the figure of a claim is and whether it is denied, as a sign before it: `>`, `~`, `not ≤`; empty
    /// for a plain figure.
    pub fn sign(&self) -> String {
        let not = if self.get("negated") == "true" { "not " } else { "" };
        let sign = match self.get("modifier") {
            "about" | "vague" => "~",
            "more_than" => ">",
            "at_least" => "≥",
            "less_than" => "<",
            "at_most" => "≤",
            _ => "",
        };
        format!("{not}{sign}")
    }

    /// The figure of a claim with its sign: `>900`, `10–20`, `not 5`.
    pub fn figure(&self) -> String {
        let upper = self.get("value_to");
        let to = if upper.is_empty() { "" } else { "–" };
        format!("{}{}{to}{upper}", self.sign(), self.get("value"))
    }

    /// How a claim is meant, where it is no plain statement of what is: `negated`, `former`, `up`, `planned`,
    /// joined with commas.
    pub fn how(&self) -> String {
        let negated = if self.get("negated") == "true" { "negated" } else { "" };
        let former = Some(self.get("role")).filter(|r| *r == "former").unwrap_or_default();
        let modality = Some(self.get("modality")).filter(|m| *m != "asserted").unwrap_or_default();
        let all = [negated, former, self.get("direction"), modality];
        all.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// When a claim holds, as short as it can be said: `2021`, `2021-03`, `2021-03-05`, `2021-03-05–2032-12-31`; in the
    /// article's words where these name no day.
    pub fn when(&self) -> String {
        let (from, to) = (self.get("time_from"), self.get("time_to"));
        let day = |text: &str| text.parse::<jiff::civil::Date>().ok();
        let (Some(first), Some(last)) = (day(from), day(to)) else {
            return if from.is_empty() { self.get("time") } else { from }.to_string();
        };
        let whole = first.day() == 1 && last == last.last_of_month() && first.year() == last.year();
        match (first.month(), last.month()) {
            (1, 12) if whole => from[..4].to_string(),
            (one, other) if whole && one == other => from[..7].to_string(),
            _ if first == last => from.to_string(),
            _ => format!("{from}–{to}"),
        }
    }

    /// All cells in the order of the columns.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }
}

/// A table that is read row by row.
pub struct Rows {
    /// The names of the columns.
    pub header: Arc<[String]>,
    files: std::vec::IntoIter<PathBuf>,
    open: Option<Reader>,
}

enum Reader {
    Csv(PathBuf, csv::StringRecordsIntoIter<File>, Vec<Turn>),
    Jsonl(PathBuf, std::io::Lines<BufReader<File>>, u64),
}

/// How a cell of a CSV file for spreadsheets becomes what the other formats have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// It is the same.
    None,
    /// `TRUE` is true.
    Flag,
    /// 2,5 is 2.5.
    Decimal,
}

impl Turn {
    /// The turn of a column's cells, in a file with this delimiter.
    fn of(column: &str, delimiter: u8) -> Turn {
        match column_type(column) {
            Some(ColumnType::Flag) => Turn::Flag,
            // Where cells are parted by commas none stands in a number.
            Some(ColumnType::Decimal) if delimiter != b',' => Turn::Decimal,
            _ => Turn::None,
        }
    }

    fn cell(self, cell: &str) -> String {
        match self {
            Turn::None => cell.to_string(),
            Turn::Flag => cell.to_ascii_lowercase(),
            Turn::Decimal => cell.replacen(',', ".", 1),
        }
    }
}

impl Results {
    /// Opens a folder that a run has published.
    ///
    /// # Errors
    /// Where there is no `run.json`, or no table as CSV or JSON lines.
    pub fn open(folder: &Path) -> Result<Results> {
        let path = folder.join(RUN);
        let text = std::fs::read_to_string(&path).map_err(|e| {
            let error = match e.kind() {
                std::io::ErrorKind::NotFound if !folder.exists() => {
                    Error::new(ErrorKind::Usage, "no such folder")
                }
                std::io::ErrorKind::NotFound => {
                    Error::new(ErrorKind::Usage, format!("no results in this folder: there is no {RUN}"))
                }
                _ => Error::io(ErrorKind::Input, &path, &e),
            };
            error
                .in_file(folder.display().to_string())
                .hint("give the folder that `tallywire extract ... --out DIR` wrote")
        })?;
        let run = serde_json::from_str(&text).map_err(|e| {
            Error::new(ErrorKind::Input, format!("not the description of a run: {e}"))
                .in_file(path.display().to_string())
                .hint("run `tallywire extract` again with --force")
        })?;
        Ok(Results { folder: folder.to_path_buf(), run })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The texts that the run kept, where it did.
    pub fn texts(&self) -> Option<PathBuf> {
        Some(self.folder.join("texts.jsonl")).filter(|p| p.exists())
    }

    /// A number of `run.json`, such as `counts.claims`; 0 where it has none.
    pub fn count(&self, name: &str) -> u64 {
        self.run["counts"][name].as_u64().unwrap_or(0)
    }

    /// Where the run was stopped before its end, a line that says so and what to type.
    pub fn partial(&self) -> Option<String> {
        let stopped = self.run["interrupted"] == true;
        stopped.then(|| {
            format!(
                "these results are partial: the run was stopped after {} articles; the same `tallywire extract` with \
                 --force makes them whole",
                self.count("articles")
            )
        })
    }

    /// The names of the tables that are there as CSV or JSON lines, by name.
    fn tables(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .map(|e| e.path())
            .filter(|p| p.extension().is_some_and(|e| e == "csv" || e == "jsonl"))
            .filter_map(|p| Some(p.file_stem()?.to_str()?.to_string()))
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The rows of a table.
    ///
    /// # Errors
    /// Where the table is not there as CSV or JSON lines, or cannot be read.
    pub fn table(&self, name: &str) -> Result<Rows> {
        let parts = |extension: &str| -> Vec<PathBuf> {
            let path = |part: usize| match part {
                1 => self.folder.join(format!("{name}.{extension}")),
                n => self.folder.join(format!("{name}-{n}.{extension}")),
            };
            (1..).map(path).take_while(|p| p.exists()).collect()
        };
        let mut files = parts("csv");
        if files.is_empty() {
            files = parts("jsonl");
        }
        if files.is_empty() {
            let hint = match self.tables() {
                there if there.is_empty() => {
                    "run `tallywire extract` with --format csv, or csv beside others: --format csv,xlsx"
                        .into()
                }
                there => one_of(name, "there are", &there),
            };
            return Err(Error::new(ErrorKind::Usage, format!("there is no {name}.csv and no {name}.jsonl"))
                .in_file(self.folder.display().to_string())
                .hint(hint));
        }
        let mut rows = Rows { header: Arc::from([]), files: files.into_iter(), open: None };
        rows.open_next()?;
        Ok(rows)
    }
}

impl Rows {
    /// Opens the next file; false where there is none.
    fn open_next(&mut self) -> Result<bool> {
        let Some(path) = self.files.next() else { return Ok(false) };
        let failed = |e: &std::io::Error| Error::io(ErrorKind::Input, &path, e);
        let file = File::open(&path).map_err(|e| failed(&e))?;
        if path.extension().is_some_and(|e| e == "jsonl") {
            let mut lines = BufReader::new(File::open(&path).map_err(|e| failed(&e))?).lines();
            if let Some(Ok(first)) = lines.next()
                && let Ok(Value::Object(row)) = serde_json::from_str(&first)
            {
                self.header = row.keys().cloned().collect();
            }
            self.open = Some(Reader::Jsonl(path, BufReader::new(file).lines(), 0));
            return Ok(true);
        }
        // The first column's name tells the mark before it and the delimiter behind it.
        let mut first = String::new();
        BufReader::new(File::open(&path).map_err(|e| failed(&e))?)
            .read_line(&mut first)
            .map_err(|e| failed(&e))?;
        let delimiter =
            first.bytes().find(|b| matches!(b, b',' | b';' | b'|' | b'\t' | b':')).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(file);
        let header = reader.headers().map_err(|e| {
            Error::new(ErrorKind::Input, format!("not a CSV file: {e}")).in_file(path.display().to_string())
        })?;
        self.header = header.iter().map(|h| h.trim_start_matches('\u{feff}').to_string()).collect();
        let turns = self.header.iter().map(|column| Turn::of(column, delimiter)).collect();
        self.open = Some(Reader::Csv(path, reader.into_records(), turns));
        Ok(true)
    }
}

impl Iterator for Rows {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Result<Row>> {
        loop {
            let row = match self.open.as_mut()? {
                Reader::Csv(path, records, turns) => records.next().map(|record| {
                    let record = record.map_err(|e| {
                        let line = e.position().map_or(0, csv::Position::line);
                        Error::new(ErrorKind::Input, "the row cannot be read")
                            .at(path.display().to_string(), line)
                    })?;
                    let turns = turns.iter().copied().chain(std::iter::repeat(Turn::None));
                    let cells = record.iter().zip(turns).map(|(cell, turn)| turn.cell(cell)).collect();
                    Ok(Row { header: self.header.clone(), cells })
                }),
                Reader::Jsonl(path, lines, number) => lines.next().map(|line| {
                    *number += 1;
                    let wrong = |what: String| {
                        Error::new(ErrorKind::Input, what).at(path.display().to_string(), *number)
                    };
                    let line = line.map_err(|e| wrong(e.to_string()))?;
                    let row: Value = serde_json::from_str(&line).map_err(|e| wrong(e.to_string()))?;
                    let cells = self.header.iter().map(|h| cell(&row[h.as_str()])).collect();
                    Ok(Row { header: self.header.clone(), cells })
                }),
            };
            if let Some(row) = row {
                return Some(row);
            }
            match self.open_next() {
                Ok(true) => {}
                Ok(false) => self.open = None,
                Err(error) => {
                    self.open = None;
                    return Some(Err(error));
                }
            }
        }
    }
}

/// A JSON value as CSV has it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(cell).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

/// What the columns of that name hold, in whichever tables they stand.
fn column_type(name: &str) -> Option<ColumnType> {
    column_types().find(|(column, _)| *column == name).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_told_with_what_makes_them_no_plain_fact() {
        let header = ["value", "value_to", "modifier", "negated", "role", "direction", "modality"];
        let header: Arc<[String]> = header.map(String::from).into();
        let told = |cells: [&str; 7]| {
            let row = Row { header: header.clone(), cells: cells.map(String::from).to_vec() };
            (row.figure(), row.how())
        };
        let pair = |figure: &str, how: &str| (figure.to_string(), how.to_string());
        assert_eq!(told(["5", "", "exact", "false", "level", "", "asserted"]), pair("5", ""));
        assert_eq!(
            told(["900", "", "more_than", "true", "level", "", "asserted"]),
            pair("not >900", "negated")
        );
        assert_eq!(told(["10", "20", "range", "false", "former", "", "asserted"]), pair("10–20", "former"));
        assert_eq!(told(["4", "", "at_most", "false", "change", "up", "planned"]), pair("≤4", "up, planned"));
    }

    #[test]
    fn whole_years_and_months_are_told_as_such() {
        let header: Arc<[String]> = ["time", "time_from", "time_to"].map(String::from).into();
        let when =
            |cells: [&str; 3]| Row { header: header.clone(), cells: cells.map(String::from).to_vec() }.when();
        assert_eq!(when(["2021", "2021-01-01", "2021-12-31"]), "2021");
        assert_eq!(when(["February", "2024-02-01", "2024-02-29"]), "2024-02");
        assert_eq!(when(["that spring", "2024-03-01", "2024-05-31"]), "2024-03-01–2024-05-31");
        assert_eq!(when(["Monday", "2024-02-05", "2024-02-05"]), "2024-02-05");
        assert_eq!(when(["since 2019", "2019-01-01", ""]), "2019-01-01");
        assert_eq!(when(["last week", "", ""]), "last week");
        assert_eq!(when(["", "", ""]), "");
    }
}
