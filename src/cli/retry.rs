//! `tallywire retry`: what a run put aside, once more.

use std::path::{Path, PathBuf};

use clap::{Args, Parser};
use tallywire::corpus::{Found, Input, format_named};
use tallywire::output::{ASIDE, ERRORS};
use tallywire::{Error, ErrorKind, Result};

use super::log::{complain_all, say};
use super::{DONE, counted, extract, extract_options, wrong_usage};

#[derive(Args)]
pub struct Options {
    /// The result folder of the run
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Folder for the results [default: DIR/retry]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Options of `extract`, as after the cause was mended: --text-field, --add-dictionary ...
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    more: Vec<String>,
}

/// `extract` by itself.
#[derive(Parser)]
#[command(name = "tallywire retry DIR")]
struct Again {
    #[command(flatten)]
    options: extract_options::Options,
}

pub fn run(options: &Options) -> Result<u8> {
    let list = options.folder.join(ERRORS);
    let (more, late) = without_out(&options.more);
    let out = late.or(options.out.clone()).unwrap_or_else(|| options.folder.join("retry"));
    if out == options.folder {
        return Err(Error::new(ErrorKind::Usage, "the results of the run itself stand there")
            .in_file(out.display().to_string())
            .hint("leave --out away for DIR/retry, or choose another folder"));
    }
    let bytes = match std::fs::read(&list) {
        Ok(bytes) => bytes,
        Err(_) if options.folder.join("run.json").exists() => {
            println!("nothing was put aside in {}", options.folder.display());
            return Ok(DONE);
        }
        Err(e) => {
            return Err(Error::io(ErrorKind::Input, &list, &e)
                .hint("give the folder that `tallywire extract --out` wrote to"));
        }
    };
    let (inputs, lost) = inputs(&options.folder, &list, &bytes)?;
    complain_all(&lost, lost.len() as u64, "errors.csv lists them all");
    if inputs.is_empty() {
        return Err(Error::new(ErrorKind::Input, "nothing of it can be tried again")
            .in_file(list.display().to_string())
            .hint("run `tallywire extract` on the inputs that it names"));
    }
    let again = counted(inputs.len() as u64, "input", "inputs");
    if !more.iter().any(|o| o == "--quiet" || o == "-q") {
        say(&format!("{again} of {} once more", options.folder.display()));
    }
    let mut arguments = vec!["tallywire".to_string(), "-".into(), "--out".into(), out.display().to_string()];
    arguments.extend(settings(&options.folder, &more));
    arguments.extend(more);
    let again = Again::try_parse_from(arguments)
        .map_err(|e| wrong_usage(&e, "options of `tallywire extract` may follow the folder"))?;
    extract::run_on(&again.options, Found { inputs, ..Found::default() })
}

/// Options for `extract`, and the `--out` among them, which is one of ours wherever it stands.
fn without_out(given: &[String]) -> (Vec<String>, Option<PathBuf>) {
    let (mut rest, mut out) = (Vec::new(), None);
    let mut options = given.iter();
    while let Some(option) = options.next() {
        if option == "--out" || option == "-o" {
            out = options.next().map(PathBuf::from);
        } else if let Some(path) = option.strip_prefix("--out=") {
            out = Some(PathBuf::from(path));
        } else {
            rest.push(option.clone());
        }
    }
    (rest, out)
}

/// What is to be read again: records that lie in the folder, and inputs that could not be opened or read to
/// their end. What lay in archives that could not be read on has no file of its own.
fn inputs(folder: &Path, list: &Path, bytes: &[u8]) -> Result<(Vec<Input>, Vec<Error>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let wrong = |what: String, line: u64| {
        Error::new(ErrorKind::Input, what)
            .at(list.display().to_string(), line)
            .hint("this is not the errors.csv of a run, or it was changed")
    };
    let header: Vec<String> =
        reader.headers().map_err(|e| wrong(e.to_string(), 1))?.iter().map(String::from).collect();
    let mut inputs: Vec<Input> = Vec::new();
    let mut lost = Vec::new();
    for (n, row) in reader.records().enumerate() {
        let line = n as u64 + 2;
        let row = row.map_err(|e| wrong(e.to_string(), line))?;
        let cell =
            |name: &str| header.iter().position(|h| h == name).and_then(|at| row.get(at)).unwrap_or("");
        let (name, file, record) = (cell("input"), cell("file"), cell("record").parse::<u64>().ok());
        if !file.is_empty() {
            // The list may have been edited: nothing outside the folder is read.
            let inside = Path::new(file).components().all(|c| matches!(c, std::path::Component::Normal(_)));
            if !inside || !file.starts_with(ASIDE) {
                lost.push(wrong(format!("`{file}` is no file in {ASIDE}/"), line));
                continue;
            }
            let path = folder.join(file);
            if !path.is_file() {
                lost.push(wrong(format!("`{file}` is gone"), line));
                continue;
            }
            let mut input = Input::file(name.to_string(), Some(path), Some(format_named(cell("format"))?));
            input.first = record.unwrap_or(1);
            inputs.push(input);
        } else if Path::new(name).is_file() {
            let mut input = Input::file(name.to_string(), Some(PathBuf::from(name)), None);
            input.first = record.unwrap_or(1);
            input.skip = true;
            // The first record that failed stands for the rest of the file.
            if !inputs.iter().any(|i| i.name == input.name && i.skip) {
                inputs.push(input);
            }
        } else {
            lost.push(
                wrong(format!("`{name}` cannot be tried again by itself: {}", cell("message")), line)
                    .hint("once it is mended, run `tallywire extract` on it or on the archive it lies in"),
            );
        }
    }
    Ok((inputs, lost))
}

/// The settings of the run that put them aside, those left out that are given anew.
fn settings(folder: &Path, given: &[String]) -> Vec<String> {
    let run = std::fs::read(folder.join("run.json")).unwrap_or_default();
    let run: serde_json::Value = serde_json::from_slice(&run).unwrap_or_default();
    let settings = &run["settings"];
    let mut out = Vec::new();
    let new = |flag: &str| given.iter().any(|g| g == flag || g.starts_with(&format!("{flag}=")));
    for (key, flag) in [
        ("text_field", "--text-field"),
        ("id_field", "--id-field"),
        ("title_field", "--title-field"),
        ("date_field", "--date-field"),
        ("source_field", "--source-field"),
        ("date", "--date"),
        ("split", "--split"),
    ] {
        if let Some(value) = settings[key].as_str()
            && !new(flag)
        {
            out.push(format!("{flag}={value}"));
        }
    }
    for (key, wanted, flag) in [
        ("adjectives", true, "--adjectives"),
        ("context", true, "--context"),
        ("claims", false, "--no-claims"),
        ("rules", false, "--no-rules"),
        ("any_language", true, "--any-language"),
        ("keep_text", true, "--keep-text"),
    ] {
        if settings[key].as_bool() == Some(wanted) && !new(flag) {
            out.push(flag.to_string());
        }
    }
    let formats: Vec<&str> =
        settings["formats"].as_array().into_iter().flatten().filter_map(|f| f.as_str()).collect();
    if !formats.is_empty() && !new("--format") {
        out.push(format!("--format={}", formats.join(",")));
    }
    out
}
