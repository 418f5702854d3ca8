//! `tallywire extract`: the main job.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::Args;
use serde::Serialize;
use tallywire::corpus::{Fields, Input, find_inputs, format_named};
use tallywire::findings::Wanted;
use tallywire::output::{self, Beside, ERRORS, Store, formats_named};
use tallywire::{Care, Copies, Effort, Error, ErrorKind, MostErrors, Pipeline, Result, Settings, Summary};

use super::{
    DONE, DictionaryOptions, INTERRUPTED, NOTHING, SOME, TOO_MANY, complain, counted, day, progress::Display,
};

/// How many errors are shown one by one.
const SHOWN: usize = 20;

#[derive(Args)]
pub struct Options {
    /// Files, folders, globs in quotes, or - for standard input; .txt .md .html .xml .sgm .json .jsonl .csv .tsv
    /// .parquet .warc .eml, each also .gz .zst .bz2 .xz or in .zip .tar
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Folder for the results
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Output formats, joined with commas: csv, jsonl, parquet, xlsx, sqlite
    #[arg(long, value_name = "NAMES", default_value = "csv", value_delimiter = ',')]
    format: Vec<String>,
    /// CSV for spreadsheets: byte-order mark, CRLF, no cell that runs as a formula, no file that is too long
    #[arg(long)]
    excel: bool,
    /// What stands between the cells of --excel: a semicolon where commas are decimal points
    #[arg(long, value_name = "CHARACTER", requires = "excel", value_parser = delimiter, default_value = ",")]
    delimiter: u8,
    /// Also write claims_by_entity (claims added up, to start a pivot table from), pairs (who shares sentences
    /// with whom) and the same as a graph for Gephi
    #[arg(long)]
    summaries: bool,
    /// Write over results of an earlier run in the folder
    #[arg(long)]
    force: bool,
    /// How to read all inputs, whatever is in them: txt, md, html, xml, reuters, json, jsonl, csv, tsv, parquet,
    /// warc, eml
    #[arg(long, value_name = "NAME")]
    input_format: Option<String>,
    /// Column or key that holds the text [guessed: text, body, content, article ...]
    #[arg(long, value_name = "NAME")]
    text_field: Option<String>,
    /// Column or key that holds the id [guessed: id, doc_id, article_id ...]
    #[arg(long, value_name = "NAME")]
    id_field: Option<String>,
    /// Column or key that holds the headline [guessed: title, headline]
    #[arg(long, value_name = "NAME")]
    title_field: Option<String>,
    /// Column or key that holds the date [guessed: date, published, timestamp ...]
    #[arg(long, value_name = "NAME")]
    date_field: Option<String>,
    /// Column or key that holds the publisher [guessed: source, publisher, url ...]
    #[arg(long, value_name = "NAME")]
    source_field: Option<String>,
    /// Date of articles that carry none, such as 2018-04-04
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Cut plain text into articles at lines that are this
    #[arg(long, value_name = "LINE")]
    split: Option<String>,
    /// Read articles in other languages than English too; they are skipped otherwise
    #[arg(long)]
    any_language: bool,
    /// What becomes of copies and near-copies of earlier articles: mark, skip (no rows), keep (not looked for)
    #[arg(long, value_name = "WHAT", default_value = "mark")]
    duplicates: String,
    /// Give up when more than this is put aside: a number of records, or a share such as 5%
    #[arg(long, value_name = "N|P%")]
    max_errors: Option<String>,
    /// Also write texts.jsonl: each article as it was read, which the spans of its rows fit
    #[arg(long)]
    keep_text: bool,
    #[command(flatten)]
    dictionaries: DictionaryOptions,
    /// Also write adjectives such as "Russian" to mentions
    #[arg(long)]
    adjectives: bool,
    /// Also write each mention's sentence
    #[arg(long)]
    context: bool,
    /// Find names only, which takes less time: the claims table then has its header and no rows
    #[arg(long)]
    no_claims: bool,
    /// Find no names that stand in no dictionary; short forms and acronyms of known names are found all the same
    #[arg(long)]
    no_rules: bool,
    /// Worker threads [default: one a core]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,
    /// Kilobytes of text a worker takes at a time
    #[arg(long, value_name = "KB", default_value_t = 1024, hide = true)]
    batch: usize,
    /// No progress, no summary; errors only
    #[arg(long, short)]
    quiet: bool,
}

pub fn run(options: &Options) -> Result<u8> {
    let forced = options.input_format.as_deref().map(format_named).transpose()?;
    // Wrong usage is told before anything is looked for.
    copies(options)?;
    most_errors(options)?;
    written(options)?;
    options.date.as_deref().map(day).transpose()?;
    let (inputs, missing) = find_inputs(&options.inputs, forced);
    run_on(options, inputs, missing)
}

/// How results are written, and in which formats.
fn written(options: &Options) -> Result<(output::Options, Vec<&'static output::Format>)> {
    let written = output::Options {
        excel: options.excel,
        delimiter: options.delimiter,
        summaries: options.summaries,
        ..output::Options::default()
    };
    Ok((written, formats_named(&options.format, &written)?))
}

/// What becomes of copies.
fn copies(options: &Options) -> Result<Copies> {
    Ok(match &options.duplicates[..] {
        "mark" => Copies::Mark,
        "skip" => Copies::Skip,
        "keep" => Copies::Keep,
        other => {
            let what = format!("--duplicates knows no `{other}`");
            return Err(Error::new(ErrorKind::Usage, what).hint("one of: mark, skip, keep"));
        }
    })
}

fn most_errors(options: &Options) -> Result<Option<MostErrors>> {
    let Some(given) = options.max_errors.as_deref() else { return Ok(None) };
    let share =
        given.strip_suffix('%').map(|n| n.trim().parse::<f64>().ok().filter(|n| (0.0..=100.0).contains(n)));
    let found = match share {
        Some(share) => share.map(MostErrors::Percent),
        None => given.parse().ok().map(MostErrors::Count),
    };
    found.map(Some).ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("--max-errors: `{given}` is no number and no share"))
            .hint("such as --max-errors 100 or --max-errors 5%")
    })
}

/// Runs over inputs that were found before; `missing` are those that were not.
pub fn run_on(options: &Options, inputs: Vec<Input>, missing: Vec<Error>) -> Result<u8> {
    let began = Instant::now();
    let (written, formats) = written(options)?;
    let default_date = options.date.as_deref().map(day).transpose()?;
    let fields = Fields {
        text: options.text_field.clone(),
        id: options.id_field.clone(),
        title: options.title_field.clone(),
        date: options.date_field.clone(),
        source: options.source_field.clone(),
        default_date,
        split: options.split.clone(),
    };
    if inputs.is_empty() {
        missing.iter().for_each(complain);
        return Ok(NOTHING);
    }
    let settings = Settings {
        dictionaries: options.dictionaries.sources(),
        wanted: Wanted {
            adjectives: options.adjectives,
            context: options.context,
            claims: !options.no_claims,
            names_by_rule: !options.no_rules,
            summaries: options.summaries,
        },
        care: Care {
            any_language: options.any_language,
            duplicates: copies(options)?,
            most_errors: most_errors(options)?,
        },
    };
    let mut store = Store::create(&options.out, formats, &written, options.force)?;
    let mut beside = Beside::create(&options.out, options.keep_text)?;
    for error in &missing {
        beside.fault(error, None)?;
    }
    let (pipeline, faults) = Pipeline::new(&settings)?;
    show(&faults, faults.len() as u64, "`tallywire dictionary check` lists them all");
    let stop = Arc::new(AtomicBool::new(false));
    let flag = stop.clone();
    // A handler that cannot be set leaves the usual Ctrl-C: the run ends and publishes nothing.
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(INTERRUPTED));
        }
    });
    let mut display = Display::new(options.quiet, inputs.iter().map(|i| i.size).sum());
    let effort = Effort { threads: options.threads, batch: options.batch.max(1) << 10 };
    let done = pipeline.run(inputs, &fields, effort, &mut store, &mut beside, &stop, |p| display.show(p));
    display.finish();
    let mut summary = done?;
    summary.put_aside += missing.len() as u64;
    summary.errors.splice(0..0, missing);
    show(&summary.errors, summary.put_aside, "errors.csv lists them all");
    if summary.given_up && !summary.interrupted {
        beside.publish()?;
        let most = options.max_errors.as_deref().unwrap_or_default();
        complain(
            &Error::new(
                ErrorKind::Input,
                format!("more was put aside than --max-errors {most} allows: no tables were written"),
            )
            .hint(format!("{} says what and why", options.out.join(ERRORS).display())),
        );
        return Ok(TOO_MANY);
    }
    if summary.articles + summary.other_language == 0 {
        beside.publish()?;
        eprintln!(
            "tallywire: no article could be read, so no tables were written to {}",
            options.out.display()
        );
        return Ok(if summary.interrupted { INTERRUPTED } else { NOTHING });
    }
    let seconds = began.elapsed().as_secs_f64();
    beside.publish()?;
    let cut = store.cut();
    store.publish(&description(options, &pipeline, &summary, cut, seconds))?;
    if cut > 0 {
        let cells = counted(cut, "cell was", "cells were");
        eprintln!("tallywire: {cells} longer than a spreadsheet holds and cut, with a mark at the end");
    }
    if !options.quiet {
        report(options, &summary, seconds);
    }
    Ok(match &summary {
        s if s.interrupted => INTERRUPTED,
        s if s.put_aside > 0 => SOME,
        _ => DONE,
    })
}

/// What may stand between cells: one ASCII character that means nothing else there.
fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"\\t" | b"tab" => Ok(b'\t'),
        [byte @ (b',' | b';' | b'|' | b'\t' | b':')] => Ok(*byte),
        _ => Err("one of , ; | : or tab".into()),
    }
}

fn show(errors: &[Error], all: u64, rest: &str) {
    errors.iter().take(SHOWN).for_each(complain);
    let shown = errors.len().min(SHOWN) as u64;
    if all > shown {
        eprintln!("tallywire: and {} more like these; {rest}", all - shown);
    }
}

fn report(options: &Options, summary: &Summary, seconds: f64) {
    let interrupted = if summary.interrupted { "stopped after " } else { "" };
    eprintln!(
        "tallywire: {interrupted}{}, {} of {}, {} in {seconds:.1} s",
        counted(summary.articles, "article", "articles"),
        counted(summary.mentions, "mention", "mentions"),
        counted(summary.entities, "entity", "entities"),
        counted(summary.claims, "claim", "claims"),
    );
    if summary.too_large > 0 {
        let numbers = counted(summary.too_large, "number was", "numbers were");
        eprintln!("tallywire: {numbers} too large to be exact and gave no claim");
    }
    if summary.put_aside > 0 {
        let out = options.out.display();
        eprintln!(
            "tallywire: {} put aside, see {ERRORS}; once mended: tallywire retry {out}",
            summary.put_aside
        );
    }
    if summary.other_language > 0 {
        let others = counted(summary.other_language, "article is", "articles are");
        eprintln!("tallywire: {others} not in English and gave no rows; --any-language reads them");
    }
    if summary.copies > 0 {
        let copies = counted(summary.copies, "article is a copy", "articles are copies");
        let done = if summary.copies_skipped > 0 { "and gave no rows" } else { "marked in documents" };
        eprintln!("tallywire: {copies} of earlier ones, {done}");
    }
    eprintln!("tallywire: wrote {}", options.out.display());
}

#[derive(Serialize)]
struct Run<'a> {
    tallywire: &'static str,
    fingerprint: String,
    dictionaries: &'a [String],
    settings: RunSettings<'a>,
    counts: Counts,
    interrupted: bool,
    put_aside: Vec<Aside<'a>>,
    seconds: f64,
}

#[derive(Serialize)]
struct RunSettings<'a> {
    inputs: &'a [String],
    formats: &'a [String],
    input_format: Option<&'a str>,
    text_field: Option<&'a str>,
    id_field: Option<&'a str>,
    title_field: Option<&'a str>,
    date_field: Option<&'a str>,
    source_field: Option<&'a str>,
    date: Option<&'a str>,
    adjectives: bool,
    context: bool,
    claims: bool,
    rules: bool,
    split: Option<&'a str>,
    any_language: bool,
    duplicates: &'a str,
    max_errors: Option<&'a str>,
    keep_text: bool,
    threads: usize,
}

#[derive(Serialize)]
struct Counts {
    articles: u64,
    bytes: u64,
    mentions: u64,
    claims: u64,
    entities: u64,
    mentions_of_uncounted_entities: u64,
    numbers_too_large: u64,
    cells_cut: u64,
    other_language: u64,
    copies: u64,
    copies_skipped: u64,
    put_aside: u64,
}

#[derive(Serialize)]
struct Aside<'a> {
    input: Option<&'a str>,
    record: Option<u64>,
    message: &'a str,
    hint: Option<&'a str>,
}

fn description(options: &Options, pipeline: &Pipeline, summary: &Summary, cut: u64, seconds: f64) -> String {
    let run = Run {
        tallywire: env!("CARGO_PKG_VERSION"),
        fingerprint: pipeline.fingerprint(),
        dictionaries: &pipeline.dictionary().files,
        settings: RunSettings {
            inputs: &options.inputs,
            formats: &options.format,
            input_format: options.input_format.as_deref(),
            text_field: options.text_field.as_deref(),
            id_field: options.id_field.as_deref(),
            title_field: options.title_field.as_deref(),
            date_field: options.date_field.as_deref(),
            source_field: options.source_field.as_deref(),
            date: options.date.as_deref(),
            adjectives: options.adjectives,
            context: options.context,
            claims: !options.no_claims,
            rules: !options.no_rules,
            split: options.split.as_deref(),
            any_language: options.any_language,
            duplicates: &options.duplicates,
            max_errors: options.max_errors.as_deref(),
            keep_text: options.keep_text,
            threads: options.threads,
        },
        counts: Counts {
            articles: summary.articles,
            bytes: summary.bytes,
            mentions: summary.mentions,
            claims: summary.claims,
            entities: summary.entities,
            mentions_of_uncounted_entities: summary.uncounted,
            numbers_too_large: summary.too_large,
            cells_cut: cut,
            other_language: summary.other_language,
            copies: summary.copies,
            copies_skipped: summary.copies_skipped,
            put_aside: summary.put_aside,
        },
        interrupted: summary.interrupted,
        put_aside: summary
            .errors
            .iter()
            .map(|e| Aside {
                input: e.place.as_deref(),
                record: e.line,
                message: &e.what,
                hint: e.hint.as_deref(),
            })
            .collect(),
        seconds: (seconds * 1000.0).round() / 1000.0,
    };
    serde_json::to_string_pretty(&run).unwrap_or_default() + "\n"
}
