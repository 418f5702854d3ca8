//! tallywire's own dictionary format: CSV, one alias a row, made to be edited in a spreadsheet.
//!
//! `name,type,id,alias,kind,case,weight,country`: only `name` and `type` are required, in any order;
//! further columns are ignored. `kind` is name, short, acronym, adjective or team; `case` is exact, smart or
//! any; `weight` 0 to 100.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::{AliasKind, CaseRule};
use crate::error::{Error, ErrorKind, Result};

/// A row as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Canonical name.
    pub name: &'a str,
    /// `organization`, `person`, `place` or a kind of the user's own.
    pub kind_name: &'a str,
    /// Id, or empty: then one is made from type and name.
    pub id: &'a str,
    /// The alias; the name where the column is empty.
    pub alias: &'a str,
    /// How alias and name relate.
    pub kind: AliasKind,
    /// How the alias must be written.
    pub case: CaseRule,
    /// 0 to 100; 50 where empty.
    pub weight: u8,
    /// ISO 3166 code of the country (`US`) or of the state in it (`US-ME`), or empty.
    pub country: &'a str,
    /// Line in the file, from 1.
    pub line: u32,
}

const HINT: &str = "the header names the columns: name,type,id,alias,kind,case,weight,country";

impl Row<'_> {
    /// The entity's id: the one given, or one made of type and name.
    pub fn entity_id(&self) -> Cow<'_, str> {
        if self.id.is_empty() {
            format!("{}:{}", self.kind_name, slug(self.name)).into()
        } else {
            self.id.into()
        }
    }
}

/// The dictionaries in a folder, by name; a folder without any is an error.
pub fn dictionary_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|e| Error::io(ErrorKind::Dictionary, folder, &e))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv")))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(Error::new(ErrorKind::Dictionary, "no .csv file in this folder")
            .in_file(folder.display().to_string())
            .hint("give the folder that holds your dictionaries"));
    }
    Ok(files)
}

/// The columns of a dictionary.
const COLUMNS: [&str; 8] = ["name", "type", "id", "alias", "kind", "case", "weight", "country"];

/// Heads of columns that are nearly those that are looked for and not there; others are the user's own.
fn misspelt(header: &csv::StringRecord) -> Vec<(String, &'static str)> {
    let is = |head: &str, name: &str| head.trim().eq_ignore_ascii_case(name);
    let own = header.iter().filter(|head| !COLUMNS.iter().any(|name| is(head, name)));
    let meant = |head: &str| {
        let absent = COLUMNS.iter().filter(|name| !header.iter().any(|other| is(other, name)));
        let head = head.trim().to_lowercase();
        let near = absent.map(|name| (strsim::damerau_levenshtein(&head, name), *name)).min()?;
        (near.0 > 0 && near.0 <= 2 && head.len() > 2).then_some(near.1)
    };
    own.filter_map(|head| Some((head.trim().to_string(), meant(head)?))).collect()
}

/// Reads a dictionary and hands each row, or what is wrong with it, to `each`: every fault of a line by itself.
///
/// # Errors
/// Only where no row at all can be read.
pub fn read_rows(file: &str, bytes: &[u8], mut each: impl FnMut(Result<Row<'_>>)) -> Result<()> {
    read_lines(file, bytes, |row, faults| match row {
        Some(row) if faults.is_empty() => each(Ok(row)),
        _ => faults.into_iter().for_each(|fault| each(Err(fault))),
    })
}

/// Reads a dictionary and hands over what stands on each line, where that can be told at all, with everything that is
/// wrong with it. What is wrong with a row stands in it as what needs no other word: a kind that is none as an
/// adjective, a case rule as exact, a weight as 100.
///
/// # Errors
/// Only where no row at all can be read.
pub(super) fn read_lines(
    file: &str,
    bytes: &[u8],
    mut each: impl FnMut(Option<Row<'_>>, Vec<Error>),
) -> Result<()> {
    let wrong = |line: u64, what: String| Error::new(ErrorKind::Dictionary, what).at(file, line);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or(bytes);
    let delimiter = if first.contains(&b';') && !first.contains(&b',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let header = reader.headers().map_err(|e| wrong(1, format!("not a CSV file: {e}")).hint(HINT))?.clone();
    let column = |name: &str| header.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
    let (Some(name), Some(kind_name)) = (column("name"), column("type")) else {
        return Err(wrong(
            1,
            format!(
                "no column `name` or no column `type`; there are: {}",
                header.iter().collect::<Vec<_>>().join(", ")
            ),
        )
        .hint(HINT));
    };
    let [id, alias, kind, case, weight, country] =
        ["id", "alias", "kind", "case", "weight", "country"].map(column);
    for (met, meant) in misspelt(&header) {
        let fault = wrong(1, format!("there is no column `{met}`"));
        each(None, vec![fault.hint(format!("did you mean `{meant}`? It is not read"))]);
    }
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Err(error) => {
                let what = match error.kind() {
                    csv::ErrorKind::Utf8 { .. } => "the line is not UTF-8".to_string(),
                    _ => format!("the line cannot be read: {error}"),
                };
                each(None, vec![wrong(line, what).hint("save the file as UTF-8 CSV")]);
                if matches!(error.kind(), csv::ErrorKind::Io(_)) {
                    return Ok(());
                }
                continue;
            }
            Ok(true) => {}
        }
        let line = record.position().map_or(line, csv::Position::line);
        if record.as_slice().matches('\n').count() > 2 {
            // What stands in the other columns is of other lines.
            let fault = wrong(line, "a quote opened on this line is not closed".into());
            each(None, vec![fault.hint("double quotes inside a field, or delete the stray one")]);
            continue;
        }
        let field = |at: Option<usize>| at.and_then(|n| record.get(n)).unwrap_or("").trim();
        let mut faults = Vec::new();
        let mut fault = |what: String, hint: &str| faults.push(wrong(line, what).hint(hint));
        let (name, kind_name) = (field(Some(name)), field(Some(kind_name)));
        if name.is_empty() {
            fault("the name is empty".into(), "delete the line or write a name");
        }
        if kind_name.is_empty() {
            let whose = if name.is_empty() { "the line".into() } else { format!("`{name}`") };
            fault(format!("{whose} has no type"), "write organization, person, place or a kind of your own");
        }
        let kind = match field(kind) {
            "" | "name" => AliasKind::Name,
            "short" => AliasKind::Short,
            "acronym" => AliasKind::Acronym,
            "adjective" => AliasKind::Adjective,
            "team" => AliasKind::Team,
            other => {
                fault(
                    format!("there is no kind `{other}`"),
                    "kind is name, short, acronym, adjective or team",
                );
                AliasKind::Adjective
            }
        };
        let case = match field(case) {
            "" | "smart" => CaseRule::Smart,
            "exact" => CaseRule::Exact,
            "any" => CaseRule::Any,
            other => {
                fault(format!("there is no case rule `{other}`"), "case is exact, smart or any");
                CaseRule::Exact
            }
        };
        let weight = match field(weight) {
            "" => 50,
            text => text.parse::<u8>().ok().filter(|w| *w <= 100).unwrap_or_else(|| {
                fault(format!("the weight `{text}` is no number from 0 to 100"), "leave it empty for 50");
                100
            }),
        };
        let alias = if field(alias).is_empty() { name } else { field(alias) };
        let (id, country, line) = (field(id), field(country), line as u32);
        let named = !name.is_empty() && !kind_name.is_empty();
        each(named.then_some(Row { name, kind_name, id, alias, kind, case, weight, country, line }), faults);
    }
}

/// An id made of a name: `Federal Security Service` gives `federal-security-service`.
fn slug(name: &str) -> String {
    let folded = super::fold(name);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_string()
}
