//! `tallywire extract`: the main job.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tallywire::corpus::{Fields, Found, Input, find_inputs, format_named};
use tallywire::error::one_of;
use tallywire::lock::Lock;
use tallywire::output::{Beside, ERRORS, Store, complete, sweep};
use tallywire::{Effort, Error, ErrorKind, Job, Pipeline, Result, Summary};

use super::describe::{Told, description};
use super::extract_options::Options;
use super::log::{complain, complain_all, say, warn};
use super::night::Night;
use super::progress::Display;
use super::{DONE, INTERRUPTED, NOTHING, SOME, TOO_MANY, counted, exit_code};

pub fn run(options: &Options) -> Result<u8> {
    let forced = options.input_format.as_deref().map(format_named).transpose()?;
    // Wrong usage is told before anything is looked for.
    options.written()?;
    options.fields()?;
    options.settings()?;
    run_on(options, find_inputs(&options.inputs, forced))
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

/// Results beside the articles would be taken for articles by the next run. Files that are named outright are read
/// alone.
fn apart(options: &Options, inputs: &[Input]) -> Result<()> {
    let full = |path: &Path| path.canonicalize().ok();
    let Some(out) = full(&options.out) else { return Ok(()) };
    let named: Vec<PathBuf> = options.inputs.iter().filter_map(|i| full(Path::new(i))).collect();
    // The files of a folder stand one behind the other: one look is for all of them.
    let folder = |input: &Input| {
        let folder = input.path.as_deref().and_then(Path::parent)?;
        Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() })
    };
    let among = |files: &[Input]| {
        let beside = folder(&files[0]).and_then(|folder| full(&folder)).is_some_and(|folder| folder == out);
        let outright = |file: &Input| file.path.as_deref().and_then(full).is_some_and(|f| named.contains(&f));
        beside && !files.iter().all(outright)
    };
    match named.contains(&out) || inputs.chunk_by(|a, b| folder(a) == folder(b)).any(among) {
        false => Ok(()),
        true => Err(Error::new(
            ErrorKind::Usage,
            "this folder holds the articles: the next run would read the results, too",
        )
        .in_file(options.out.display().to_string())
        .hint(format!("write to a folder of their own: --out {}", options.out.join("findings").display()))),
    }
}

/// The run itself; `run` becomes its description, where it comes to one.
fn work(options: &Options, found: Found, began: Timestamp, run: &mut Option<String>) -> Result<u8> {
    let clock = Instant::now();
    let Found { inputs, errors: missing, passed_over, results } = found;
    let (written, formats) = options.written()?;
    let fields = options.fields()?;
    if inputs.is_empty() && options.state.is_none() {
        missing.iter().for_each(complain);
        return Ok(NOTHING);
    }
    apart(options, &inputs)?;
    let settings = options.settings()?;
    let _locks = locks(options)?;
    sweep(&options.out);
    let (pipeline, faults) = Pipeline::new(&settings)?;
    super::machine::small_pages();
    complain_all(&faults, faults.len() as u64, "`tallywire dictionary check` lists them all");
    let mut night = Night::begin(options, &inputs, &fields, &pipeline)?;
    if let Some(night) = &night {
        night.unreadable(&missing)?;
    }
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
    let threads = options.threads.into();
    let batch = options.machine.batch(options.batch.max(1) << 10, threads);
    let effort = Effort { threads, batch };
    let memory = night.as_ref().map(Night::memory);
    let job = Job { fields: &fields, effort, memory, stop: &stop };
    let met = if night.is_some() { inputs.clone() } else { Vec::new() };
    let done = pipeline.run(inputs, &job, &mut store, &mut beside, |p| display.show(p));
    display.finish();
    let mut summary = done?;
    summary.put_aside += missing.len() as u64;
    summary.errors.splice(0..0, missing);
    complain_all(&summary.errors, summary.put_aside, "errors.csv lists them all");
    let name = night.as_ref().map(Night::name);
    let unmet = unmet(&fields);
    let warnings = warnings(&passed_over, &results, &summary, lines(&faults));
    // What was asked for and not done is told whatever else is.
    unmet.iter().for_each(complain);
    if !options.quiet {
        warnings.iter().for_each(warn);
    }
    let warnings: Vec<String> = unmet.iter().chain(&warnings).map(|w| w.what.clone()).collect();
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
    // What was read of all is no match for what an earlier run has of all.
    if summary.interrupted && complete(&options.out) {
        say(&format!(
            "stopped after {}; the results in {} are as before, those of a complete run: run the same command again \
             to renew them, or with another --out, where a stopped run leaves what it found",
            counted(summary.articles, "article", "articles"),
            options.out.display()
        ));
        return Ok(INTERRUPTED);
    }
    if summary.articles + summary.other_language == 0 {
        beside.publish()?;
        say(&format!("no article could be read, so no tables were written to {}", options.out.display()));
        return Ok(if summary.interrupted { INTERRUPTED } else { NOTHING });
    }
    beside.publish()?;
    let gone = store.publish(&description)?;
    if !gone.is_empty() && !options.quiet {
        say(&format!("taken away, since they told of the results before: {}", gone.join(", ")));
    }
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
        s if s.put_aside > 0 || !unmet.is_empty() => SOME,
        _ => DONE,
    })
}

/// Columns and keys that the user named and that no record has: what they should hold was guessed or is missing.
fn unmet(fields: &Fields) -> Vec<Error> {
    let there = fields.there();
    let error = |(flag, name): (&str, &str)| {
        let out = format!("or leave {flag} out to have it guessed; names there are");
        Error::new(ErrorKind::Usage, format!("no record has a column or key `{name}`, which {flag} names"))
            .hint(one_of(name, &out, &there))
    };
    fields.unmet().map(error).collect()
}

/// How many lines these faults of dictionaries are of.
fn lines(faults: &[Error]) -> usize {
    faults.chunk_by(|a, b| a.place == b.place && a.line == b.line).count()
}

/// What may be a mistake in the options or the inputs, though the run can be done.
fn warnings(passed_over: &[PathBuf], results: &[PathBuf], summary: &Summary, faults: usize) -> Vec<Error> {
    let warning = |what: String, hint: String| Error::new(ErrorKind::Usage, what).hint(hint);
    let mut all: Vec<Error> = Vec::new();
    if summary.dates_unread > 0 {
        let dates = counted(summary.dates_unread, "date is", "dates are");
        let records = summary.articles + summary.other_language;
        all.push(warning(
            format!("{dates} not understood, of {records}; the column `note` of documents shows them"),
            "where 04/05/2018 could be two days: --date-order day, or --date-order month".into(),
        ));
    }
    let undated = summary.undated.saturating_sub(summary.dates_unread);
    if undated > 0 {
        let articles = counted(undated, "article has", "articles have");
        let id = summary.undated_id.as_deref().unwrap_or_default();
        all.push(warning(
            format!("{articles} no date, such as `{id}`: what they say of \"last year\" or \"on Tuesday\" stays open"),
            "name the column or key that holds it with --date-field, or give one for all: --date 2026-03-31".into(),
        ));
    }
    if summary.damaged > 0 {
        let articles = counted(summary.damaged, "article was", "articles were");
        all.push(warning(
            format!(
                "{articles} read though something in {} was broken or had to be guessed",
                if summary.damaged == 1 { "it" } else { "them" }
            ),
            "the column `note` of documents says what was found".into(),
        ));
    }
    if let Some(first) = results.first() {
        let (one, many) =
            ("folder holds results of tallywire and is", "folders hold results of tallywire and are");
        let folders = counted(results.len() as u64, one, many);
        all.push(warning(
            format!("{folders} passed over, such as {}", first.display()),
            "give such a folder by itself to read it; --out beside the news, not in it, is clearer".into(),
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
        let error = match options.out.is_file() {
            true => Error::new(ErrorKind::Output, "a file of this name is in the way")
                .in_file(options.out.display().to_string()),
            false => Error::io(ErrorKind::Output, &options.out, &e),
        };
        error.hint("choose another folder: --out DIR")
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

fn report(options: &Options, summary: &Summary, nightly: bool, seconds: f64) {
    let interrupted = if summary.interrupted { "stopped after " } else { "" };
    let mentions = counted(summary.mentions, "mention", "mentions");
    let of = match summary.entities {
        0 => String::new(),
        n => format!(" of {}", counted(n, "entity", "entities")),
    };
    say(&format!(
        "{interrupted}{}, {mentions}{of}, {} in {seconds:.1} s",
        counted(summary.articles, "article", "articles"),
        counted(summary.claims, "claim", "claims"),
    ));
    if nightly {
        let also = |n: u64, what: &str| if n > 0 { format!(", {n} {what}") } else { String::new() };
        let (again, new) = (also(summary.again, "looked at again"), summary.new_articles());
        let unread = also(summary.unread, "could not be read and have their rows of before");
        let gone = also(summary.vanished, "no longer in the inputs");
        say(&format!("{new} new, {} changed{again}, {} known{unread}{gone}", summary.changed, summary.known));
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
        let next = match nightly {
            true => "the same command tries them again".to_string(),
            false => format!("once mended: tallywire retry {out}"),
        };
        say(&format!("{} put aside, see {}; {next}", summary.put_aside, options.out.join(ERRORS).display()));
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
