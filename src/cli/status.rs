//! `tallywire status`: what the last run did, what is pending, what to type next.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;
use tallywire::output::{ERRORS, RUN};
use tallywire::{Error, ErrorKind, Result};

use super::{DONE, NOTHING, counted};

#[derive(Args)]
pub struct Options {
    /// The result folder of a run, or the file of `extract --state`
    #[arg(value_name = "DIR|STATE")]
    place: PathBuf,
}

pub fn run(options: &Options) -> Result<u8> {
    let place = &options.place;
    if place.is_dir() { folder(place) } else { state(place) }
}

fn folder(folder: &Path) -> Result<u8> {
    let path = folder.join(RUN);
    let text = std::fs::read_to_string(&path).map_err(|e| {
        let aside = folder.join(ERRORS);
        if e.kind() == std::io::ErrorKind::NotFound && aside.exists() {
            return Error::new(ErrorKind::Input, "the last run here published no results")
                .in_file(folder.display().to_string())
                .hint(format!("{} says what was put aside and why", aside.display()));
        }
        Error::io(ErrorKind::Input, &path, &e).hint(
            "no run has finished here; give the folder of `tallywire extract --out`, or its --state file",
        )
    })?;
    let run: Value = serde_json::from_str(&text).map_err(|e| {
        Error::new(ErrorKind::Input, e.to_string())
            .in_file(path.display().to_string())
            .hint("run it again with --force")
    })?;
    println!("results     {}", folder.display());
    report(&run);
    if let Some(name) = run["state"].as_str() {
        println!("state       run {}", name.rsplit('/').next().unwrap_or_default());
    }
    next(&run, folder);
    Ok(DONE)
}

/// The figures of a run.
fn report(run: &Value) {
    let count = |name: &str| run["counts"][name].as_u64().unwrap_or(0);
    let began = run["began"].as_str().unwrap_or("unknown");
    println!(
        "last run    {began}, {} s, tallywire {}",
        run["seconds"],
        run["tallywire"].as_str().unwrap_or("?")
    );
    println!(
        "articles    {}: {} new, {} changed, {} looked at again, {} known, {} that could not be read this time, {} no \
         longer in the inputs",
        count("articles") + count("other_language"),
        count("new"),
        count("changed"),
        count("again"),
        count("known"),
        count("unread"),
        count("vanished")
    );
    println!(
        "rows        {}, {}, {}",
        counted(count("mentions"), "mention", "mentions"),
        counted(count("claims"), "claim", "claims"),
        counted(count("entities"), "entity", "entities")
    );
    println!("put aside   {}", count("put_aside"));
    for warning in run["warnings"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        println!("warning     {warning}");
    }
}

fn next(run: &Value, folder: &Path) {
    let aside = run["counts"]["put_aside"].as_u64().unwrap_or(0);
    if run["interrupted"] == true {
        println!("next        it was stopped before its end: run the same command again with --force");
    } else if aside > 0 && run["state"].is_string() {
        println!(
            "next        look into {} and mend what it names; the same command tries it again",
            folder.join(ERRORS).display()
        );
    } else if aside > 0 && retried(run, folder) {
        println!(
            "next        what was put aside was tried again: tallywire status {}",
            folder.join("retry").display()
        );
    } else if aside > 0 {
        println!(
            "next        look into {}, mend what it names, then: tallywire retry {}",
            folder.join(ERRORS).display(),
            folder.display()
        );
    } else if let Some(file) = unshown(run) {
        println!("next        open {}", folder.join(file).display());
    } else {
        println!("next        tallywire show {}", folder.display());
    }
}

/// Whether `tallywire retry` has read once more what the run put aside.
fn retried(run: &Value, folder: &Path) -> bool {
    let text = std::fs::read_to_string(folder.join("retry").join(RUN)).unwrap_or_default();
    let retry: Value = serde_json::from_str(&text).unwrap_or_default();
    retry["began"].as_str() >= run["began"].as_str() && retry["began"].is_string()
}

/// A file to open where the run wrote no table that `show` reads.
fn unshown(run: &Value) -> Option<&'static str> {
    let formats: Vec<&str> =
        run["settings"]["formats"].as_array()?.iter().filter_map(Value::as_str).collect();
    if formats.iter().any(|f| matches!(*f, "csv" | "jsonl")) {
        return None;
    }
    match *formats.first()? {
        "xlsx" => Some("tallywire.xlsx"),
        "sqlite" => Some("tallywire.sqlite"),
        "parquet" => Some("claims.parquet"),
        _ => None,
    }
}

#[cfg(feature = "sqlite")]
fn state(path: &Path) -> Result<u8> {
    let contents = tallywire::state::State::look(path)?;
    let size = path.metadata().map_or(0, |m| m.len());
    println!("state       {} ({:.1} MB)", path.display(), size as f64 / 1e6);
    println!(
        "known       {}{}{}",
        counted(contents.articles, "article", "articles"),
        match contents.files {
            0 => String::new(),
            n => format!(" in {}", counted(n, "file", "files")),
        },
        match contents.vanished {
            0 => String::new(),
            n => format!(", of these {n} no longer in the inputs"),
        }
    );
    let finished = contents.runs.iter().find(|run| run.ended.is_some());
    let pending = contents.runs.iter().take_while(|run| run.ended.is_none()).count();
    let Some(last) = finished else {
        println!("last run    none has finished");
        if pending > 0 {
            println!(
                "pending     {} of a run that was stopped; the same command goes on from there",
                counted(contents.unfinished, "article", "articles")
            );
        }
        return Ok(NOTHING);
    };
    let run: Value = serde_json::from_str(last.report.as_deref().unwrap_or_default()).unwrap_or_default();
    println!("results     {}", last.folder);
    report(&run);
    if pending > 0 {
        println!(
            "pending     a run begun {} was stopped, with {} done; the same command goes on from there",
            contents.runs[0].began,
            counted(contents.unfinished, "new article", "new articles")
        );
    } else {
        next(&run, Path::new(&last.folder));
    }
    Ok(DONE)
}

#[cfg(not(feature = "sqlite"))]
fn state(path: &Path) -> Result<u8> {
    let _ = NOTHING;
    let error = Error::new(ErrorKind::Usage, "this tallywire was built without --state");
    Err(error
        .in_file(path.display().to_string())
        .hint("build it with the feature sqlite, or give a result folder"))
}
