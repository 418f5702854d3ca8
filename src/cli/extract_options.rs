//! What `tallywire extract` can be told.

use std::path::PathBuf;

use clap::Args;
use tallywire::corpus::{DayOrder, Fields};
use tallywire::findings::Wanted;
use tallywire::output::{self, formats_named};
use tallywire::{Care, Copies, Error, ErrorKind, MostErrors, Result, Settings};

use super::{DictionaryOptions, day, machine, whole};

const AFTER: &str = "\
Examples:
  tallywire extract news/ --out findings --date 2026-03-31
  tallywire extract dump.csv --out findings --text-field body --date-field day --format csv,xlsx
  tallywire extract news/ --out findings --add-dictionary my-companies.csv --force

Exit codes:
  0    all was read
  1    nothing was published
  2    called wrongly
  3    some input was put aside, or no record has a column that an option names
  4    more was put aside than --max-errors allows
  11   another run holds the lock
  130  stopped";

#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Options {
    /// Files, folders, globs in quotes, or - for standard input; .txt .md .html .xml .sgm .json .jsonl .csv .tsv
    /// .parquet .warc .eml, each also .gz .zst .bz2 .xz or in .zip .tar
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// Folder for the results
    #[arg(long, short, value_name = "DIR", value_parser = folder, help_heading = "Writing")]
    pub out: PathBuf,
    /// Output formats, joined with commas: csv, jsonl, parquet, xlsx, sqlite
    #[arg(
        long,
        value_name = "NAMES",
        default_value = "csv",
        value_delimiter = ',',
        help_heading = "Writing"
    )]
    pub format: Vec<String>,
    /// CSV for spreadsheets: byte-order mark, CRLF, no cell that runs as a formula, no file that is too long
    #[arg(long, help_heading = "Writing")]
    pub excel: bool,
    /// What stands between the cells of --excel: a semicolon where decimals have a comma, as they then are written
    #[arg(long, value_name = "CHARACTER", requires = "excel", value_parser = delimiter, default_value = ",", help_heading = "Writing")]
    pub delimiter: u8,
    /// Also write claims_by_entity (claims added up, to start a pivot table from), pairs (who shares sentences
    /// with whom) and the same as a graph for Gephi
    #[arg(long, help_heading = "Writing")]
    pub summaries: bool,
    /// Write over results of an earlier run in the folder
    #[arg(long, help_heading = "Writing")]
    pub force: bool,
    /// Remember in this file what was done, and look at new and changed articles only; the results then are
    /// those of all articles, known and new
    #[arg(long, value_name = "FILE", help_heading = "Every night")]
    pub state: Option<PathBuf>,
    /// With --state: look at all articles anew
    #[arg(long, requires = "state", help_heading = "Every night")]
    pub full: bool,
    /// With --state: drop the rows of articles that are no longer in the inputs; what could not be read stays
    #[arg(long, requires = "state", help_heading = "Every night")]
    pub forget_vanished: bool,
    /// Wait so many seconds for another run on the same state or folder to end
    #[arg(long, value_name = "SECONDS", default_value_t = 0, value_parser = whole::<u64>, allow_negative_numbers = true, help_heading = "Every night")]
    pub lock_wait: u64,
    /// Read a share of the articles only: 2/4 is the second of four, by the articles' ids
    #[arg(long, value_name = "I/N", value_parser = shard_checked, help_heading = "Reading")]
    pub shard: Option<String>,
    /// How to read all inputs, whatever is in them: txt, md, html, xml, reuters, json, jsonl, csv, tsv, parquet,
    /// warc, eml
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub input_format: Option<String>,
    /// Column or key that holds the text [guessed: text, body, content, article ...]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub text_field: Option<String>,
    /// Column or key that holds the id [guessed: id, doc_id, article_id ...]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub id_field: Option<String>,
    /// Column or key that holds the headline [guessed: title, headline]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub title_field: Option<String>,
    /// Column or key that holds the date [guessed: date, published, timestamp ...]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub date_field: Option<String>,
    /// Column or key that holds the publisher [guessed: source, publisher, url ...]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub source_field: Option<String>,
    /// Date of articles that carry none, such as 2018-04-04
    #[arg(long, value_name = "DATE", help_heading = "Reading")]
    pub date: Option<String>,
    /// Which day 04/05/2018 is, where the input does not tell: day (4 May) or month (April 5)
    #[arg(long, value_name = "WHICH", help_heading = "Reading", value_parser = ["day", "month"])]
    pub date_order: Option<String>,
    /// Cut plain text into articles at lines that are this
    #[arg(long, value_name = "LINE", allow_hyphen_values = true, help_heading = "Reading")]
    pub split: Option<String>,
    /// Read articles in other languages than English too; they are skipped otherwise
    #[arg(long, help_heading = "Reading")]
    pub any_language: bool,
    /// What becomes of copies and near-copies of earlier articles: mark, skip (no rows), keep (not looked for)
    #[arg(long, value_name = "WHAT", default_value = "mark", help_heading = "Reading")]
    pub duplicates: String,
    /// Give up when more than this is put aside: a number of records, or a share such as 5%
    #[arg(long, value_name = "N|P%", help_heading = "Every night")]
    pub max_errors: Option<String>,
    /// Also write texts.jsonl: each article as it was read, which the spans of its rows fit
    #[arg(long, help_heading = "Writing")]
    pub keep_text: bool,
    #[command(flatten)]
    pub dictionaries: DictionaryOptions,
    /// Also write adjectives such as "Russian" to mentions
    #[arg(long, help_heading = "Writing")]
    pub adjectives: bool,
    /// Also write each mention's sentence
    #[arg(long, help_heading = "Writing")]
    pub context: bool,
    /// Find names only, which takes less time: the claims table then has its header and no rows
    #[arg(long, help_heading = "Finding")]
    pub no_claims: bool,
    /// Find no names that stand in no dictionary; short forms and acronyms of known names are found all the same
    #[arg(long, help_heading = "Finding")]
    pub no_rules: bool,
    /// Worker threads [default: one a core]
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        hide_default_value = true,
        value_parser = threads,
        allow_negative_numbers = true,
        help_heading = "For machines"
    )]
    pub threads: u16,
    /// Kilobytes of text a worker takes at a time
    #[arg(long, value_name = "KB", default_value_t = 256, hide = true)]
    pub batch: usize,
    /// No progress, no summary; errors only
    #[arg(long, short, help_heading = "For machines")]
    pub quiet: bool,
    /// Take options from this file [default: tallywire.toml here or in a folder above]
    #[arg(long, value_name = "FILE", help_heading = "Every night")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub machine: machine::MachineOptions,
}

impl Options {
    /// Which fields of records hold what.
    pub fn fields(&self) -> Result<Fields> {
        Ok(Fields {
            text: self.text_field.clone(),
            id: self.id_field.clone(),
            title: self.title_field.clone(),
            date: self.date_field.clone(),
            source: self.source_field.clone(),
            default_date: self.date.as_deref().map(day).transpose()?,
            day_order: self.date_order.as_deref().map(|order| match order {
                "month" => DayOrder::MonthFirst,
                _ => DayOrder::DayFirst,
            }),
            split: self.split.clone(),
            ..Fields::default()
        })
    }

    /// What makes the rows of the run differ.
    pub fn settings(&self) -> Result<Settings> {
        Ok(Settings {
            dictionaries: self.dictionaries.sources(),
            wanted: Wanted {
                adjectives: self.adjectives,
                context: self.context,
                claims: !self.no_claims,
                names_by_rule: !self.no_rules,
                summaries: self.summaries,
            },
            care: Care {
                any_language: self.any_language,
                duplicates: self.copies()?,
                most_errors: self.most_errors()?,
                shard: self.shard.as_deref().and_then(shard),
            },
        })
    }

    /// How results are written, and in which formats.
    pub fn written(&self) -> Result<(output::Options, Vec<&'static output::Format>)> {
        let written = output::Options {
            excel: self.excel,
            delimiter: self.delimiter,
            summaries: self.summaries,
            ..output::Options::default()
        };
        Ok((written, formats_named(&self.format, &written)?))
    }

    /// What becomes of copies.
    fn copies(&self) -> Result<Copies> {
        Ok(match &self.duplicates[..] {
            "mark" => Copies::Mark,
            "skip" => Copies::Skip,
            "keep" => Copies::Keep,
            other => {
                let what = format!("--duplicates knows no `{other}`");
                return Err(Error::new(ErrorKind::Usage, what).hint("one of: mark, skip, keep"));
            }
        })
    }

    fn most_errors(&self) -> Result<Option<MostErrors>> {
        let Some(given) = self.max_errors.as_deref() else { return Ok(None) };
        let share = given
            .strip_suffix('%')
            .map(|n| n.trim().parse::<f64>().ok().filter(|n| (0.0..=100.0).contains(n)));
        let found = match share {
            Some(share) => share.map(MostErrors::Percent),
            None => given.parse().ok().map(MostErrors::Count),
        };
        found.map(Some).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("--max-errors: `{given}` is no number and no share"))
                .hint("such as --max-errors 100 or --max-errors 5%")
        })
    }
}

/// A folder for results, which are several files.
fn folder(text: &str) -> Result<PathBuf, String> {
    match text {
        "-" => Err("results are several files and want a folder, such as --out findings; `tallywire show findings --csv` \
                    then writes rows to standard output"
            .into()),
        _ => Ok(PathBuf::from(text)),
    }
}

/// Which share of the articles is read.
fn shard(text: &str) -> Option<(u32, u32)> {
    let (one, all) = text.split_once('/')?;
    let (one, all) = (one.trim().parse::<u32>().ok()?, all.trim().parse::<u32>().ok()?);
    (one >= 1 && one <= all).then_some((one, all))
}

fn shard_checked(text: &str) -> Result<String, String> {
    shard(text).map(|_| text.to_string()).ok_or_else(|| "such as 1/4, 2/4, 3/4, 4/4".into())
}

/// What may stand between cells: one ASCII character that means nothing else there.
/// More threads than this are a slip of the finger.
const MOST_THREADS: u16 = 1024;

fn threads(text: &str) -> Result<u16, String> {
    let number = text.parse().ok().filter(|n| *n <= MOST_THREADS);
    number.ok_or_else(|| format!("a whole number up to {MOST_THREADS}; 0 is one a core"))
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"\\t" | b"tab" => Ok(b'\t'),
        [byte @ (b',' | b';' | b'|' | b'\t' | b':')] => Ok(*byte),
        _ => Err("one of , ; | : or tab".into()),
    }
}
