//! `tallywire show`: the first rows of a result in the terminal, those that fulfil conditions.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use tallywire::results::{Condition, Results, Row};
use tallywire::{Error, ErrorKind, Result};
use unicode_width::UnicodeWidthStr as _;

use super::DONE;
use super::style::{colours, one_line};

const EXAMPLES: &str = "\
Examples:
  tallywire show findings                                   the first claims
  tallywire show findings --where kind=money --where 'value>1000000'
  tallywire show findings --table entities --where type=person
  tallywire show findings --where 'speaker~minister' --columns value,unit,text --limit 100";

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
    /// How many rows at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
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

/// The narrowest a column is made.
const NARROW: usize = 6;

pub fn run(options: &Options) -> Result<u8> {
    let results = Results::open(&options.folder)?;
    let rows = results.table(&options.table)?;
    let header = rows.header.clone();
    let conditions: Vec<Condition> =
        options.conditions.iter().map(|c| Condition::parse(c, &header)).collect::<Result<_>>()?;
    let columns = columns(options, &header)?;
    let limit = if options.limit == 0 { usize::MAX } else { options.limit };
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
    // A column that is empty throughout tells nothing.
    let filled = |c: &&String| !options.columns.is_empty() || shown.iter().any(|r| !cell(r, c).is_empty());
    let columns: Vec<&String> = columns.iter().filter(filled).collect();
    let mut out = String::new();
    let wide = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let wide = wide.or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)));
    table(&columns, &shown, wide, &mut out);
    if found as usize > shown.len() {
        out.push_str(&format!("{} of {found} rows; --limit shows more\n", shown.len()));
    } else if found == 0 {
        out.push_str("no rows\n");
    }
    match std::io::stdout().lock().write_all(out.as_bytes()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::new(ErrorKind::Output, e.to_string()))
        }
        _ => Ok(DONE),
    }
}

fn columns(options: &Options, header: &[String]) -> Result<Vec<String>> {
    if options.columns.iter().any(|c| c == "all") {
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
                .hint(format!("one of: {}", header.join(", "))));
        }
    }
    Ok(options.columns.clone())
}

/// Whether rows with this header have the column, or have what it is made of.
fn known(header: &[String], column: &String) -> bool {
    header.contains(column) || MADE.contains(&&column[..]) && header.iter().any(|h| h == "modality")
}

/// Rows under their header, in columns that fit `wide` where it is known: the widest give way first.
fn table(columns: &[&String], rows: &[Row], wide: Option<usize>, out: &mut String) {
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
        let gaps = 2 * columns.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > wide {
            let Some(widest) = widths.iter_mut().max().filter(|w| **w > NARROW) else { break };
            *widest -= 1;
        }
    }
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
    for row in &cells {
        for (n, cell) in row.iter().enumerate() {
            out.push_str(&fit(cell, widths[n], number[n], n + 1 == row.len()));
            out.push_str(if n + 1 == row.len() { "\n" } else { "  " });
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
