//! What a run leaves for machines that look after it: metrics for Prometheus, a summary as a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;
use tallywire::output::save;
use tallywire::{Effort, Error, ErrorKind, Result};

use super::{DONE, SOME};

#[derive(Args)]
#[command(next_help_heading = "For machines")]
pub struct MachineOptions {
    /// What is said on stderr: text, or json for one JSON object a line
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub log_format: String,
    /// Write the run's figures for Prometheus to this file, also when the run fails
    #[arg(long, value_name = "FILE")]
    pub metrics_file: Option<PathBuf>,
    /// Write what the run did to this file: .json, .csv, .html or .md
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
    /// Give way to other programs: 19 most, 0 not at all
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=19))]
    pub nice: u8,
    /// Keep what is worked on at a time below this, such as 500M or 2G: a soft bound, dictionaries not counted
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_memory: Option<u64>,
}

fn size(text: &str) -> Result<u64, String> {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let factor = match text[split..].trim().trim_end_matches(['B', 'b', 'i']) {
        "" => 1.0,
        "k" | "K" => 1024.0,
        "m" | "M" => 1_048_576.0,
        "g" | "G" => 1_073_741_824.0,
        _ => return Err("a number with K, M or G, such as 500M".into()),
    };
    let number: f64 =
        text[..split].parse().map_err(|_| "a number with K, M or G, such as 500M".to_string())?;
    if number * factor < 16_777_216.0 {
        return Err("at least 16M".into());
    }
    Ok((number * factor) as u64)
}

/// What a worker needs for each byte of a batch: its rows in all formats, tokens, findings.
const MEMORY_A_BYTE: u64 = 24;

/// Bytes of text in the batches that all workers together are at, where there are many. With smaller batches more
/// time goes into handing them over, with larger ones sixteen workers would hold half as much memory again.
const AT_WORK: usize = 1 << 20;

/// Has the system give memory in small pages from now on. Huge ones make reading the dictionary a third faster; for
/// the batches, which come and go, they would hold a third more memory than is used and save no time.
pub fn small_pages() {
    #[cfg(target_os = "linux")]
    // Where the system does not know how, all works the same with more memory.
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

impl MachineOptions {
    /// Bytes of text in a batch: less where there are many workers, or so that all that are under way stay below
    /// `--max-memory`.
    pub fn batch(&self, usual: usize, threads: usize) -> usize {
        let threads =
            if threads == 0 { std::thread::available_parallelism().map_or(1, usize::from) } else { threads };
        let usual = (AT_WORK / threads).max(32 << 10).min(usual);
        match self.max_memory {
            Some(most) => {
                ((most / MEMORY_A_BYTE) as usize / Effort::under_way(threads)).max(16 << 10).min(usual)
            }
            None => usual,
        }
    }

    /// Checks what can be checked before the run, and makes way.
    pub fn begin(&self) -> Result<()> {
        super::log::use_json(self.log_format == "json");
        if let Some(path) = &self.summary {
            Form::of(path)?;
        }
        for (path, flag) in self.files() {
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            // Hours of work should not end with a file that has no place.
            tempfile::Builder::new().prefix(".tallywire").tempfile_in(folder).map_err(|e| {
                let hint =
                    format!("make the folder: mkdir -p {}; or choose another: {flag} FILE", folder.display());
                Error::io(ErrorKind::Usage, path, &e).hint(hint)
            })?;
        }
        #[cfg(unix)]
        if self.nice > 0 {
            // A run that may not give way runs all the same.
            let _ = rustix::process::nice(i32::from(self.nice));
        }
        Ok(())
    }

    fn files(&self) -> impl Iterator<Item = (&Path, &'static str)> {
        let metrics = self.metrics_file.as_deref().map(|path| (path, "--metrics-file"));
        metrics.into_iter().chain(self.summary.as_deref().map(|path| (path, "--summary")))
    }

    /// Writes what was asked for, the one also where the other fails. `run` is the description of the run, or nothing where it came to none.
    pub fn end(
        &self,
        began: jiff::Timestamp,
        code: u8,
        error: Option<&Error>,
        run: Option<&str>,
    ) -> Result<()> {
        let run: Value = run.and_then(|r| serde_json::from_str(r).ok()).unwrap_or_default();
        let seconds =
            (jiff::Timestamp::now().as_millisecond() - began.as_millisecond()).max(0) as f64 / 1000.0;
        let written = |path: &Path, flag: &str, text: &str| {
            save(path, text.as_bytes()).map_err(|e| {
                Error::io(ErrorKind::Output, path, &e).hint(format!("choose another place: {flag} FILE"))
            })
        };
        let told = self.metrics_file.as_deref().map_or(Ok(()), |path| {
            let before = std::fs::read_to_string(path).unwrap_or_default();
            written(path, "--metrics-file", &metrics(&before, began, seconds, code, &run))
        });
        if let Some(path) = &self.summary {
            let facts = facts(began, seconds, code, error, &run);
            let text = match Form::of(path)? {
                Form::Json => json(&facts, &run),
                Form::Csv => csv(&facts)?,
                Form::Html => html(&facts),
                Form::Markdown => markdown(&facts),
            };
            written(path, "--summary", &text)?;
        }
        told
    }
}

enum Form {
    Json,
    Csv,
    Html,
    Markdown,
}

impl Form {
    fn of(path: &Path) -> Result<Form> {
        match path.extension().and_then(|e| e.to_str()) {
            Some("json") => Ok(Form::Json),
            Some("csv") => Ok(Form::Csv),
            Some("html" | "htm") => Ok(Form::Html),
            Some("md") => Ok(Form::Markdown),
            _ => Err(Error::new(ErrorKind::Usage, "--summary knows the form by the file's name")
                .in_file(path.display().to_string())
                .hint("a name that ends in .json, .csv, .html or .md")),
        }
    }
}

const SUCCESS: &str = "tallywire_last_success_timestamp_seconds";

/// What a run that gave up had found until then is worth knowing, though it was not published.
const ROWS: &str = "Rows that the last run found; in the results where tallywire_exit_code is 0 or 3.";

/// The figures in Prometheus' text form; the last success stays known when a run fails.
fn metrics(before: &str, began: jiff::Timestamp, seconds: f64, code: u8, run: &Value) -> String {
    let mut out = String::new();
    let mut figure = |name: &str, help: &str, labels: &str, value: f64| {
        if !out.contains(&format!("# TYPE {name} ")) {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge");
        }
        let _ = writeln!(out, "{name}{labels} {value}");
    };
    let start = began.as_second() as f64;
    figure("tallywire_last_run_timestamp_seconds", "When the last run began.", "", start);
    let success = if [DONE, SOME].contains(&code) {
        Some(start)
    } else {
        before.lines().find_map(|l| l.strip_prefix(SUCCESS)?.trim().parse().ok())
    };
    if let Some(success) = success {
        figure(SUCCESS, "When the last run that published its results began.", "", success);
    }
    figure("tallywire_duration_seconds", "How long the last run took.", "", seconds);
    figure("tallywire_exit_code", "How the last run ended.", "", f64::from(code));
    let count = |name: &str| run["counts"][name].as_u64().unwrap_or(0) as f64;
    for (kind, name) in [
        ("all", "articles"),
        ("new", "new"),
        ("changed", "changed"),
        ("again", "again"),
        ("known", "known"),
        ("unread", "unread"),
        ("vanished", "vanished"),
    ] {
        let labels = format!("{{kind=\"{kind}\"}}");
        figure("tallywire_articles", "Articles of the last run.", &labels, count(name));
    }
    for table in ["mentions", "claims", "entities"] {
        let labels = format!("{{table=\"{table}\"}}");
        figure("tallywire_rows", ROWS, &labels, count(table));
    }
    figure("tallywire_put_aside", "Records that could not be read.", "", count("put_aside"));
    figure("tallywire_duplicates", "Articles that are copies of others.", "", count("copies"));
    out
}

/// What a reader of the summary wants to know, in order.
fn facts(
    began: jiff::Timestamp,
    seconds: f64,
    code: u8,
    error: Option<&Error>,
    run: &Value,
) -> Vec<(String, String)> {
    let mut facts = vec![
        ("began".to_string(), began.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        ("seconds".into(), format!("{seconds:.1}")),
        ("exit_code".into(), code.to_string()),
    ];
    if let Some(error) = error {
        facts.push(("error".into(), error.to_string()));
        facts.extend(error.hint.as_ref().map(|hint| ("hint".into(), hint.clone())));
    }
    for (name, value) in run["counts"].as_object().into_iter().flatten() {
        facts.push((name.clone(), value.to_string()));
    }
    facts
}

fn json(facts: &[(String, String)], run: &Value) -> String {
    let mut all = serde_json::Map::new();
    for (name, value) in facts {
        let number =
            (name != "began" && name != "error" && name != "hint").then(|| value.parse().ok()).flatten();
        all.insert(name.clone(), number.map_or_else(|| value.clone().into(), Value::Number));
    }
    if run.is_object() {
        all.insert("run".into(), run.clone());
    }
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn csv(facts: &[(String, String)]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |e: csv::Error| Error::new(ErrorKind::Output, e.to_string());
    writer.write_record(["figure", "value"]).map_err(failed)?;
    for (name, value) in facts {
        writer.write_record([name, value]).map_err(failed)?;
    }
    Ok(String::from_utf8_lossy(&writer.into_inner().unwrap_or_default()).into_owned())
}

fn html(facts: &[(String, String)]) -> String {
    let escaped =
        |t: &str| t.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let rows: String = (facts.iter())
        .map(|(name, value)| {
            format!("<tr><th scope=row>{}<td>{}\n", escaped(&name.replace('_', " ")), escaped(value))
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=en><meta charset=utf-8><title>tallywire run</title>\n\
         <style>body{{font:1rem/1.5 system-ui,sans-serif;margin:2rem;color-scheme:light dark}}th{{text-align:left;\
         font-weight:normal;padding-right:2rem}}td{{text-align:right}}</style>\n<h1>tallywire run</h1>\n<table>\n{rows}</table>\n</html>\n"
    )
}

fn markdown(facts: &[(String, String)]) -> String {
    let cell = |t: &str| t.replace('|', "\\|").replace('\n', " ");
    let rows: String = facts
        .iter()
        .map(|(name, value)| format!("| {} | {} |\n", cell(&name.replace('_', " ")), cell(value)))
        .collect();
    format!("# tallywire run\n\n| figure | value |\n|---|---|\n{rows}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_success_stays_known_when_a_run_fails() {
        let at = |second| jiff::Timestamp::from_second(second).unwrap();
        let good =
            metrics("", at(1000), 2.5, 0, &serde_json::json!({"counts": {"articles": 7, "claims": 3}}));
        assert!(good.contains("tallywire_articles{kind=\"all\"} 7\n"), "{good}");
        assert!(good.contains("tallywire_last_success_timestamp_seconds 1000\n"), "{good}");
        let bad = metrics(&good, at(2000), 0.1, 1, &Value::Null);
        assert!(bad.contains("tallywire_last_success_timestamp_seconds 1000\n"), "{bad}");
        assert!(bad.contains("tallywire_last_run_timestamp_seconds 2000\n"), "{bad}");
        assert!(bad.contains("tallywire_exit_code 1\n"), "{bad}");
        assert_eq!(bad.matches("# TYPE tallywire_articles ").count(), 1);
    }

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(size("500M"), Ok(500 << 20));
        assert_eq!(size("1.5GiB"), Ok(3 << 29));
        assert_eq!(size("100000K"), Ok(100_000 << 10));
        for wrong in ["", "M", "12 parsecs", "1K", "-3G"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
