//! `tallywire report`: a result folder as one page to look at.

use std::path::PathBuf;

use clap::Args;
use tallywire::output::{REPORT, save};
use tallywire::report::{Limits, page};
use tallywire::results::Results;
use tallywire::{Error, ErrorKind, Result};

use super::log::say;
use super::{DONE, counted};

#[derive(Args)]
pub struct Options {
    /// The result folder of a run
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The page [default: report.html in the folder]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How many claims its table holds at most
    #[arg(long, value_name = "N", default_value_t = Limits::default().claims)]
    claims: usize,
    /// How many articles it shows with their marks at most, where the run kept its texts (--keep-text)
    #[arg(long, value_name = "N", default_value_t = Limits::default().articles)]
    articles: usize,
    /// No summary; errors only
    #[arg(long, short)]
    quiet: bool,
}

pub fn run(options: &Options) -> Result<u8> {
    let results = Results::open(&options.folder)?;
    results.partial().iter().for_each(|line| say(line));
    let limits = Limits { claims: options.claims, articles: options.articles, ..Limits::default() };
    let page = page(&results, limits)?;
    let path = options.out.clone().unwrap_or_else(|| options.folder.join(REPORT));
    save(&path, page.as_bytes()).map_err(|e| {
        Error::io(ErrorKind::Output, &path, &e).hint("choose another place for the page: --out FILE")
    })?;
    if !options.quiet {
        let size = counted((page.len() as u64).div_ceil(1024), "kB", "kB");
        say(&format!("wrote {} ({size}); open it in a browser", path.display()));
    }
    Ok(DONE)
}
