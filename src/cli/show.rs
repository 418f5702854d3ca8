//! `tallywire show`: the first rows of a result in the terminal, those that fulfil conditions.

use std::path::PathBuf;

use clap::Args;
use tallywire::error::one_of;
use tallywire::results::{Condition, Results, Row};
use tallywire::{Error, ErrorKind, Result};
use unicode_width::UnicodeWidthStr as _;

use super::log::say;
use super::style::{colours, one_line};
use super::{DONE, print, whole};

const EXAMPLES: &str = "\
Examples:
  tallywire show findings                                   the first claims
  tallywire show findings --where kind=money --where 'value>1000000'
  tallywire show findings --table entities --where type=person
  tallywire show findings --where 'text~minister' --columns value,unit,text --limit 100
  tallywire show findings --where place=Kenya --csv > kenya.csv";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// The result folder of a run
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Which table: claims, mentions, entities, documents ...
    #[arg(long, value_name = "NAME", default_value = "claims")]
    table: String,
    /// Only rows that fulfil this: COLUMN=VALUE, also != ~ !~ > >= < <= (~ means holds); may be given several times
    #[arg(long = "where", value_name = "CONDITION")]
    conditions: Vec<String>,
    /// Which columns, joined with commas, or `all` [default: the telling ones]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    /// How many rows at most; 0 for all [default: 20, with --csv all]
    #[arg(long, value_name = "N", value_parser = whole::<usize>, allow_negative_numbers = true)]
    limit: Option<usize>,
    /// Write the rows as CSV, with all columns unless some are named
    #[arg(long, conflicts_with = "count")]
    csv: bool,
    /// Only say how many rows there are
    #[arg(long)]
    count: bool,
}

/// The columns that are shown unasked.
fn telling(table: &str) -> &'static [&'static str] {
    match table {
        "claims" => &["figure", "unit", "about", "predicate", "how", "time_from", "place", "speaker", "text"],
        "mentions" => &["text", "type", "name", "id", "method", "document"],
        "documents" => &["document", "published", "mentions", "claims", "status", "title", "note"],
        "entities" => &["name", "type", "mentions", "articles", "first_date", "last_date", "forms"],
        _ => &[],
    }
}

/// The column with the sentence of a row.
const SENTENCE: &str = "text";

/// Columns of claims that are made for the eye: the figure with what it leaves open, and how it is meant.
const MADE: [&str; 2] = ["figure", "how"];

/// The cell of a column, of those that are made too.
fn cell(row: &Row, column: &str) -> String {
    match column {
        "figure" => row.figure(),
        "how" => row.how(),
        _ => row.get(column).to_string(),
    }
}

/// The narrowest a column is made that is wider by itself: a date fits.
const NARROW: usize = 10;

/// In a terminal narrower than this the sentence stands below its row.
const ROOM: usize = 120;

pub fn run(options: &Options) -> Result<u8> {
    let results = Results::open(&options.folder)?;
    let rows = results.table(&options.table)?;
    // Beside the rows, which may go into a file.
    results.partial().iter().for_each(|line| say(line));
    let header = rows.header.clone();
    let conditions: Vec<Condition> =
        options.conditions.iter().map(|c| Condition::parse(c, &header)).collect::<Result<_>>()?;
    let columns = columns(options, &header)?;
    let most = options.limit.unwrap_or(if options.csv { 0 } else { 20 });
    let limit = if most == 0 { usize::MAX } else { most };
    let (mut shown, mut found): (Vec<Row>, u64) = (Vec::new(), 0);
    for row in rows {
        let row = row?;
        if conditions.iter().all(|c| c.holds(&row)) {
            found += 1;
            if shown.len() < limit && !options.count {
                shown.push(row);
            }
        }
    }
    if options.count {
        println!("{found}");
        return Ok(DONE);
    }
    if options.csv {
        return print(&as_csv(&columns, &shown)?);
    }
    let asked = !options.columns.is_empty();
    // A column that is empty throughout tells nothing.
    let filled = |c: &&String| asked || shown.iter().any(|r| !cell(r, c).is_empty());
    let mut columns: Vec<&String> = columns.iter().filter(filled).collect();
    let mut out = String::new();
    let wide = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let wide = wide.or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)));
    let narrow = wide.filter(|wide| !asked && *wide < ROOM);
    let below = narrow.and_then(|_| columns.pop_if(|c| *c == SENTENCE));
    table(&columns, below, &shown, wide, !asked, &mut out);
    if found as usize > shown.len() {
        out.push_str(&format!("{} of {found} rows; --limit shows more\n", shown.len()));
    } else if found == 0 {
        out.push_str("no rows\n");
    }
    print(out.as_bytes())
}

/// The rows as CSV, under their header.
fn as_csv(columns: &[String], rows: &[Row]) -> Result<Vec<u8>> {
    let wrong = |e: csv::Error| Error::new(ErrorKind::Output, e.to_string());
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(columns).map_err(wrong)?;
    for row in rows {
        out.write_record(columns.iter().map(|c| cell(row, c))).map_err(wrong)?;
    }
    out.into_inner().map_err(|e| Error::new(ErrorKind::Output, e.to_string()))
}

fn columns(options: &Options, header: &[String]) -> Result<Vec<String>> {
    if options.columns.iter().any(|c| c == "all") || options.csv && options.columns.is_empty() {
        return Ok(header.to_vec());
    }
    if options.columns.is_empty() {
        let known: Vec<String> =
            telling(&options.table).iter().map(|c| c.to_string()).filter(|c| known(header, c)).collect();
        return Ok(if known.is_empty() { header.to_vec() } else { known });
    }
    for column in &options.columns {
        if !known(header, column) {
            return Err(Error::new(ErrorKind::Usage, format!("the table has no column `{column}`"))
                .hint(one_of(column, "one of", header)));
        }
    }
    Ok(options.columns.clone())
}

/// Whether rows with this header have the column, or have what it is made of.
fn known(header: &[String], column: &String) -> bool {
    header.contains(column) || MADE.contains(&&column[..]) && header.iter().any(|h| h == "modality")
}

/// Rows under their header, in columns that fit `wide` where it is known: the last are left out where they may be,
/// then the widest give way. What stands in the column `below` stands on a line of its own.
fn table(
    columns: &[&String],
    below: Option<&String>,
    rows: &[Row],
    wide: Option<usize>,
    droppable: bool,
    out: &mut String,
) {
    if rows.is_empty() {
        return;
    }
    let cells: Vec<Vec<String>> =
        rows.iter().map(|r| columns.iter().map(|c| one_line(&cell(r, c))).collect()).collect();
    let mut widths: Vec<usize> = columns.iter().map(|c| c.width()).collect();
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    if let Some(wide) = wide {
        let gaps = |widths: &[usize]| 2 * widths.len().saturating_sub(1);
        let least = |widths: &[usize]| widths.iter().map(|w| (*w).min(NARROW)).sum::<usize>() + gaps(widths);
        while droppable && widths.len() > 1 && least(&widths) > wide {
            widths.pop();
        }
        while widths.iter().sum::<usize>() + gaps(&widths) > wide {
            let Some(widest) = widths.iter_mut().max().filter(|w| **w > NARROW) else { break };
            *widest -= 1;
        }
    }
    let columns = &columns[..widths.len()];
    let number: Vec<bool> = (0..columns.len())
        .map(|n| {
            columns[n] == MADE[0] || cells.iter().all(|r| r[n].is_empty() || r[n].parse::<f64>().is_ok())
        })
        .collect();
    let bold = colours();
    for (n, column) in columns.iter().enumerate() {
        let text = fit(column, widths[n], number[n], n + 1 == columns.len());
        out.push_str(&if bold { format!("\x1b[1m{text}\x1b[0m") } else { text });
        out.push_str(if n + 1 == columns.len() { "\n" } else { "  " });
    }
    for (row, cells) in rows.iter().zip(&cells) {
        for (n, cell) in cells[..columns.len()].iter().enumerate() {
            out.push_str(&fit(cell, widths[n], number[n], n + 1 == columns.len()));
            out.push_str(if n + 1 == columns.len() { "\n" } else { "  " });
        }
        if let Some(below) = below {
            let text = fit(
                &one_line(&cell(row, below)),
                wide.unwrap_or(usize::MAX).saturating_sub(2).max(NARROW),
                false,
                true,
            );
            let line = format!("  {text}");
            out.push_str(&if bold { format!("\x1b[2m{line}\x1b[0m\n") } else { line + "\n" });
        }
    }
}

/// A cell in so many columns of the screen; numbers stand to the right.
fn fit(text: &str, width: usize, number: bool, last: bool) -> String {
    let mut kept = text.to_string();
    if text.width() > width {
        kept.clear();
        for c in text.chars() {
            let next = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if kept.width() + next + 1 > width {
                break;
            }
            kept.push(c);
        }
        kept.push('…');
    }
    let padding = " ".repeat(width.saturating_sub(kept.width()));
    match (number, last) {
        (true, _) => padding + &kept,
        (false, true) => kept,
        (false, false) => kept + &padding,
    }
}
