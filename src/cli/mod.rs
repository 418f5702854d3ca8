//! One file a command; here what they share: the arguments, errors on the screen, exit codes.

mod config;
mod describe;
mod dictionary;
mod explain;
mod extract;
mod extract_options;
mod log;
mod machine;
mod night;
mod progress;
mod report;
mod retry;
mod show;
mod status;
mod style;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};
use log::complain;
use tallywire::corpus::parse_date;
use tallywire::dictionary::Sources;
use tallywire::dictionary::compiled::usual_folder;
use tallywire::{Error, ErrorKind, Result};

/// Everything was done.
const DONE: u8 = 0;
/// Nothing was published.
const NOTHING: u8 = 1;
/// The command was called wrongly.
const USAGE: u8 = 2;
/// Published, but some input was put aside, or something was named that is not there.
const SOME: u8 = 3;
/// More was put aside than `--max-errors` allows.
const TOO_MANY: u8 = 4;
/// Another run holds the lock.
const LOCKED: u8 = 11;
/// The user stopped it.
const INTERRUPTED: u8 = 130;

const EXAMPLES: &str = "\
Examples:
  tallywire extract news/ --out findings            a folder of articles, all below it
  tallywire extract 'news/*.jsonl.gz' --out findings --text-field body
  zcat dump.gz | tallywire extract - --input-format jsonl --out findings
  tallywire show findings --where kind=money --where 'value>1000000'
  tallywire report findings                         one page: findings/report.html
  tallywire extract crawl.warc.gz dump.zip --out findings
  tallywire retry findings --text-field body        what was put aside, once more
  tallywire extract news/ --out findings --state news.state     every night: what is new or changed
  tallywire status news.state                       the last run, what is pending, what to type next
  tallywire explain --text 'Police in Nairobi arrested 25 men on Sunday.'
  tallywire dictionary check my-companies.csv";

#[derive(Parser)]
#[command(name = "tallywire", version, about = "Reads batches of news articles and writes what they name and what they count, as rows that open in a spreadsheet", after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read articles and write mentions, claims, documents and entities
    Extract(Box<extract_options::Options>),
    /// Try once more what a run put aside
    Retry(retry::Options),
    /// Show one article with its names and quantities marked, each with what found it
    Explain(explain::Options),
    /// Show rows of a result in the terminal, those that fulfil conditions
    Show(show::Options),
    /// Make one HTML page of a result: charts, claims to search and sort, entities, marked articles
    Report(report::Options),
    /// Tell what the last run did, what is pending and what to type next
    Status(status::Options),
    /// Show the options that are in force for `extract`, and where each comes from
    Config(config::Options),
    /// Look after dictionaries
    #[command(subcommand)]
    Dictionary(dictionary::Command),
}

/// Which dictionaries are used.
#[derive(Args)]
#[command(next_help_heading = "Dictionaries")]
struct DictionaryOptions {
    /// Use the dictionaries in this folder (or this file) instead of the shipped ones
    #[arg(long, value_name = "DIR")]
    dictionaries: Vec<PathBuf>,
    /// Use this dictionary besides the others; may be given several times
    #[arg(long, value_name = "FILE")]
    add_dictionary: Vec<PathBuf>,
    /// Neither use nor keep compiled dictionaries in the cache folder
    #[arg(long)]
    no_cache: bool,
}

impl DictionaryOptions {
    fn sources(&self) -> Sources {
        let cache = if self.no_cache { None } else { usual_folder() };
        Sources { replace: self.dictionaries.clone(), add: self.add_dictionary.clone(), cache }
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    // Panics of single articles are caught and counted; their text comes with the error.
    std::panic::set_hook(Box::new(|_| {}));
    let arguments = match config::completed(&Cli::command(), std::env::args_os().collect()) {
        Ok(arguments) => arguments,
        Err(error) => {
            complain(&error);
            return ExitCode::from(exit_code(&Err(error)));
        }
    };
    let json = asks_for_json(&arguments);
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) if json && error.use_stderr() => {
            log::use_json(true);
            complain(&wrong_usage(&error, "`tallywire extract --help` tells what it takes"));
            return ExitCode::from(USAGE);
        }
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { DONE });
        }
    };
    let outcome = std::panic::catch_unwind(|| match cli.command {
        Command::Extract(options) => extract::run(&options),
        Command::Retry(options) => retry::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Show(options) => show::run(&options),
        Command::Report(options) => report::run(&options),
        Command::Status(options) => status::run(&options),
        Command::Config(options) => config::run(&options, &Cli::command()),
        Command::Dictionary(command) => dictionary::run(&command),
    });
    let code = match outcome {
        Ok(outcome) => {
            if let Err(error) = &outcome {
                complain(error);
            }
            exit_code(&outcome)
        }
        Err(panic) => {
            let what = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("unknown");
            complain(
                &Error::new(ErrorKind::Output, format!("the program failed: {what}"))
                    .hint("this is a fault of tallywire: please report it"),
            );
            NOTHING
        }
    };
    ExitCode::from(code)
}

/// Whether the arguments want JSON on stderr: known also where they are wrong.
fn asks_for_json(arguments: &[OsString]) -> bool {
    arguments.iter().any(|a| a == "--log-format=json")
        || arguments.windows(2).any(|pair| pair[0] == "--log-format" && pair[1] == "json")
}

/// What the program ends with.
fn exit_code(outcome: &Result<u8>) -> u8 {
    match outcome {
        Ok(code) => *code,
        Err(error) => match error.kind {
            ErrorKind::Usage => USAGE,
            ErrorKind::Locked => LOCKED,
            ErrorKind::Interrupted => INTERRUPTED,
            _ => NOTHING,
        },
    }
}

/// "no faults", "1 fault", "2 faults"
fn counted(n: u64, one: &str, many: &str) -> String {
    match n {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{n} {many}"),
    }
}

/// What the parser of the command line found wrong.
fn wrong_usage(error: &clap::Error, hint: &str) -> Error {
    let what = error.to_string();
    // What is missing stands on lines of its own, before the usage.
    let told: Vec<&str> = what.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    let what = told.join(" ").trim_start_matches("error: ").to_string();
    Error::new(ErrorKind::Usage, what).hint(hint)
}

/// Writes to standard output.
fn print(bytes: &[u8]) -> Result<u8> {
    use std::io::Write as _;
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        // A reader that has seen enough (`| head`) is no fault.
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(DONE),
        Err(e) => Err(Error::new(ErrorKind::Output, e.to_string())),
        Ok(()) => Ok(DONE),
    }
}

/// A whole number that an option takes.
fn whole<T: std::str::FromStr>(text: &str) -> std::result::Result<T, String> {
    text.parse().map_err(|_| "a whole number".to_string())
}

/// The day of a `--date` flag.
fn day(text: &str) -> tallywire::Result<jiff::civil::Date> {
    parse_date(text).ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("`{text}` is no date"))
            .hint("write it as year-month-day: --date 2018-04-04")
    })
}
