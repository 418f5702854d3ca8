//! `tallywire extract`: the main job.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use jiff::Timestamp;
use tallywire::corpus::{DayOrder, Fields, Found, find_inputs, format_named};
use tallywire::findings::Wanted;
use tallywire::lock::Lock;
use tallywire::output::{self, Beside, ERRORS, Store, formats_named, sweep};
use tallywire::{
    Care, Copies, Effort, Error, ErrorKind, Job, MostErrors, Pipeline, Result, Settings, Summary,
};

use super::describe::{Told, description};
use super::log::{complain, say, warn};
use super::night::Night;
use super::progress::Display;
use super::{
    DONE, DictionaryOptions, INTERRUPTED, NOTHING, SOME, TOO_MANY, counted, day, exit_code, machine,
};

/// How many errors are shown one by one.
const SHOWN: usize = 20;

#[derive(Args)]
pub struct Options {
    /// Files, folders, globs in quotes, or - for standard input; .txt .md .html .xml .sgm .json .jsonl .csv .tsv
    /// .parquet .warc .eml, each also .gz .zst .bz2 .xz or in .zip .tar
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// Folder for the results
    #[arg(long, short, value_name = "DIR", help_heading = "Writing")]
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
    force: bool,
    /// Remember in this file what was done, and look at new and changed articles only; the results then are
    /// those of all articles, known and new
    #[arg(long, value_name = "FILE", help_heading = "Every night")]
    pub state: Option<PathBuf>,
    /// With --state: look at all articles anew
    #[arg(long, requires = "state", help_heading = "Every night")]
    pub full: bool,
    /// With --state: drop the rows of articles that are no longer in the inputs
    #[arg(long, requires = "state", help_heading = "Every night")]
    pub forget_vanished: bool,
    /// Wait so many seconds for another run on the same state or folder to end
    #[arg(long, value_name = "SECONDS", default_value_t = 0, help_heading = "Every night")]
    lock_wait: u64,
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
    #[arg(long, value_name = "LINE", help_heading = "Reading")]
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
    dictionaries: DictionaryOptions,
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
        help_heading = "For machines"
    )]
    pub threads: usize,
    /// Kilobytes of text a worker takes at a time
    #[arg(long, value_name = "KB", default_value_t = 256, hide = true)]
    batch: usize,
    /// No progress, no summary; errors only
    #[arg(long, short, help_heading = "For machines")]
    pub quiet: bool,
    /// Take options from this file [default: tallywire.toml here or in a folder above]
    #[arg(long, value_name = "FILE", help_heading = "Every night")]
    config: Option<PathBuf>,
    #[command(flatten)]
    machine: machine::MachineOptions,
}

pub fn run(options: &Options) -> Result<u8> {
    let forced = options.input_format.as_deref().map(format_named).transpose()?;
    // Wrong usage is told before anything is looked for.
    copies(options)?;
    most_errors(options)?;
    written(options)?;
    options.date.as_deref().map(day).transpose()?;
    run_on(options, find_inputs(&options.inputs, forced))
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

/// Runs over inputs that were found before.
pub fn run_on(options: &Options, found: Found) -> Result<u8> {
    let began = Timestamp::now();
    options.machine.begin()?;
    let mut run = None;
    let outcome = work(options, found, began, &mut run);
    let code = exit_code(&outcome);
    let told = options.machine.end(began, code, outcome.as_ref().err(), run.as_deref());
    match (outcome, told) {
        // The results stand; what was to be told beside them is not where it should be.
        (Ok(DONE), Err(error)) => {
            complain(&error);
            Ok(SOME)
        }
        (outcome, told) => {
            told.err().iter().for_each(complain);
            outcome
        }
    }
}

/// The run itself; `run` becomes its description, where it comes to one.
fn work(options: &Options, found: Found, began: Timestamp, run: &mut Option<String>) -> Result<u8> {
    let clock = Instant::now();
    let Found { inputs, errors: missing, passed_over } = found;
    let (written, formats) = written(options)?;
    let fields = Fields {
        text: options.text_field.clone(),
        id: options.id_field.clone(),
        title: options.title_field.clone(),
        date: options.date_field.clone(),
        source: options.source_field.clone(),
        default_date: options.date.as_deref().map(day).transpose()?,
        day_order: options.date_order.as_deref().map(|order| match order {
            "month" => DayOrder::MonthFirst,
            _ => DayOrder::DayFirst,
        }),
        split: options.split.clone(),
        ..Fields::default()
    };
    if inputs.is_empty() && options.state.is_none() {
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
            shard: options.shard.as_deref().and_then(shard),
        },
    };
    let _locks = locks(options)?;
    sweep(&options.out);
    let (pipeline, faults) = Pipeline::new(&settings)?;
    super::machine::small_pages();
    show(&faults, faults.len() as u64, "`tallywire dictionary check` lists them all");
    let mut night = Night::begin(options, &inputs, &fields, &pipeline)?;
    let idle = missing.is_empty() && night.as_ref().map_or(Ok(false), |n| n.nothing_new(&inputs))?;
    if let Some(night) = night.take_if(|_| idle) {
        *run = night.last_report()?;
        if !options.quiet {
            say("nothing new: the inputs are those of the last run, and the results stand");
        }
        night.cancel()?;
        return Ok(DONE);
    }
    let force = options.force || night.as_ref().map_or(Ok(false), Night::owns_results)?;
    let mut store = Store::create(&options.out, formats, &written, force)?;
    let mut beside = Beside::create(&options.out, options.keep_text)?;
    for error in &missing {
        beside.fault(error, None)?;
    }
    let stop = stopped()?;
    let mut display = Display::new(options.quiet, inputs.iter().map(|i| i.size).sum());
    let batch = options.machine.batch(options.batch.max(1) << 10, options.threads);
    let effort = Effort { threads: options.threads, batch };
    let memory = night.as_ref().map(Night::memory);
    let job = Job { fields: &fields, effort, memory, stop: &stop };
    let met = if night.is_some() { inputs.clone() } else { Vec::new() };
    let done = pipeline.run(inputs, &job, &mut store, &mut beside, |p| display.show(p));
    display.finish();
    let mut summary = done?;
    summary.put_aside += missing.len() as u64;
    summary.errors.splice(0..0, missing);
    show(&summary.errors, summary.put_aside, "errors.csv lists them all");
    let name = night.as_ref().map(Night::name);
    let warnings = warnings(&fields, &passed_over, &summary, faults.len());
    if !options.quiet {
        warnings.iter().for_each(warn);
    }
    let warnings: Vec<String> = warnings.iter().map(|w| w.what.clone()).collect();
    let told = Told {
        began: &began.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        state: name.as_deref(),
        cut: store.cut(),
        passed_over: passed_over.len() as u64,
        warnings: &warnings,
        seconds: clock.elapsed().as_secs_f64(),
    };
    let description = description(options, &pipeline, &summary, &told);
    *run = Some(description.clone());
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
        night.map_or(Ok(()), Night::leave)?;
        return Ok(TOO_MANY);
    }
    if summary.interrupted
        && let Some(night) = night
    {
        night.leave()?;
        say("stopped; the results are as before, what was found is kept: the same command goes on from here");
        return Ok(INTERRUPTED);
    }
    if summary.articles + summary.other_language == 0 {
        beside.publish()?;
        say(&format!("no article could be read, so no tables were written to {}", options.out.display()));
        return Ok(if summary.interrupted { INTERRUPTED } else { NOTHING });
    }
    beside.publish()?;
    store.publish(&description)?;
    if told.cut > 0 {
        let cells = counted(told.cut, "cell was", "cells were");
        say(&format!("{cells} longer than a spreadsheet holds and cut, with a mark at the end"));
    }
    let nightly = night.is_some();
    if let Some(night) = night {
        night.finish(&met, began, &description)?;
    }
    if !options.quiet {
        report(options, &summary, nightly, told.seconds);
    }
    Ok(match &summary {
        s if s.interrupted => INTERRUPTED,
        s if s.put_aside > 0 => SOME,
        _ => DONE,
    })
}

/// What may be a mistake in the options or the inputs, though the run can be done.
fn warnings(fields: &Fields, passed_over: &[PathBuf], summary: &Summary, faults: usize) -> Vec<Error> {
    let warning = |what: String, hint: String| Error::new(ErrorKind::Usage, what).hint(hint);
    let mut all: Vec<Error> = Vec::new();
    for (flag, name) in fields.unmet() {
        let what = format!("no record has a column or key `{name}`, which {flag} names");
        all.push(warning(what, format!("check the spelling, or leave {flag} out to have it guessed")));
    }
    if summary.dates_unread > 0 {
        let dates = counted(summary.dates_unread, "date is", "dates are");
        let records = summary.articles + summary.other_language;
        all.push(warning(
            format!("{dates} not understood, of {records}; the column `note` of documents shows them"),
            "where 04/05/2018 could be two days: --date-order day, or --date-order month".into(),
        ));
    }
    if summary.doubled > 0 {
        let articles = counted(summary.doubled, "article has", "articles have");
        let id = summary.doubled_id.as_deref().unwrap_or_default();
        all.push(warning(
            format!("{articles} the id of another, such as `{id}`: rows cannot be joined by it"),
            "name a column that tells articles apart with --id-field".into(),
        ));
    }
    if !passed_over.is_empty() {
        let files = counted(passed_over.len() as u64, "file is", "files are");
        let first = passed_over[0].display();
        all.push(warning(
            format!("{files} of no known format and passed over, such as {first}"),
            "--input-format txt reads every file as text; other formats have to be turned into text first"
                .into(),
        ));
    }
    if faults > 0 {
        let lines = counted(faults as u64, "line", "lines");
        all.push(warning(
            format!("{lines} of the dictionaries left out"),
            "`tallywire dictionary check FILE` tells what is wrong with them".into(),
        ));
    }
    all
}

/// Nobody else is at work on the state or in the folder while these are held.
fn locks(options: &Options) -> Result<Vec<Lock>> {
    let wait = Duration::from_secs(options.lock_wait);
    let mut locks = Vec::new();
    if let Some(state) = &options.state {
        locks.push(Lock::take(&Lock::beside(state), &state.display().to_string(), wait)?);
    }
    std::fs::create_dir_all(&options.out).map_err(|e| {
        Error::io(ErrorKind::Output, &options.out, &e).hint("choose another folder: --out DIR")
    })?;
    locks.push(Lock::take(&options.out.join(".tallywire.lock"), &options.out.display().to_string(), wait)?);
    Ok(locks)
}

/// What becomes true when the user, or the system, asks the run to end.
fn stopped() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = stop.clone();
    // A handler that cannot be set leaves the usual Ctrl-C: the run ends and publishes nothing.
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(INTERRUPTED));
        }
    });
    Ok(stop)
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
        say(&format!("and {} more like these; {rest}", all - shown));
    }
}

fn report(options: &Options, summary: &Summary, nightly: bool, seconds: f64) {
    let interrupted = if summary.interrupted { "stopped after " } else { "" };
    say(&format!(
        "{interrupted}{}, {} of {}, {} in {seconds:.1} s",
        counted(summary.articles, "article", "articles"),
        counted(summary.mentions, "mention", "mentions"),
        counted(summary.entities, "entity", "entities"),
        counted(summary.claims, "claim", "claims"),
    ));
    if nightly {
        let gone = match summary.vanished {
            0 => String::new(),
            n => format!(", {n} no longer in the inputs"),
        };
        let again = match summary.again {
            0 => String::new(),
            n => format!(", {n} looked at again"),
        };
        let new = summary.new_articles();
        say(&format!("{new} new, {} changed{again}, {} known{gone}", summary.changed, summary.known));
        if summary.lost > 0 {
            let lost = counted(summary.lost, "article", "articles");
            say(&format!(
                "{lost} of an older tallywire cannot be shown any more; --full reads again what is there"
            ));
        }
    }
    if summary.too_large > 0 {
        let numbers = counted(summary.too_large, "number was", "numbers were");
        say(&format!("{numbers} too large to be exact and gave no claim"));
    }
    if summary.put_aside > 0 {
        let out = options.out.display();
        say(&format!("{} put aside, see {ERRORS}; once mended: tallywire retry {out}", summary.put_aside));
    }
    if summary.other_language > 0 {
        let others = counted(summary.other_language, "article is", "articles are");
        say(&format!("{others} not in English and gave no rows; --any-language reads them"));
    }
    if summary.copies > 0 {
        let copies = counted(summary.copies, "article is a copy", "articles are copies");
        let done = if summary.copies_skipped > 0 { "and gave no rows" } else { "marked in documents" };
        say(&format!("{copies} of earlier ones, {done}"));
    }
    say(&format!("wrote {}", options.out.display()));
}
