//! `tallywire dictionary`: looking after dictionaries.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Subcommand;
use tallywire::dictionary::{Dictionary, SHIPPED, Sources, check_file, dictionary_files, taken_over};
use tallywire::text::Words;
use tallywire::{Error, ErrorKind, Result};

use super::log::{say, warn};
use super::{DONE, DictionaryOptions, NOTHING, complain, counted};

#[derive(Subcommand)]
pub enum Command {
    /// Find faults: doubled aliases, one alias with two types, everyday words, broken lines
    Check {
        /// Dictionaries or folders of them [default: the shipped ones]
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Check this dictionary as one that is used besides the shipped ones: tell too which of their names it takes over
        #[arg(long, value_name = "FILE")]
        add_dictionary: Vec<PathBuf>,
    },
    /// Tell how many names there are, the memory they take and how long they take to load
    Stats(DictionaryOptions),
}

/// How many faults are shown one by one.
const SHOWN: usize = 100;

pub fn run(command: &Command) -> Result<u8> {
    match command {
        Command::Check { paths, add_dictionary } => check(paths, add_dictionary),
        Command::Stats(options) => stats(options),
    }
}

fn check(paths: &[PathBuf], added: &[PathBuf]) -> Result<u8> {
    let words = Words::new();
    let mut faults = Vec::new();
    let mut files = 0u64;
    let mut check = |name: &str, bytes: &[u8]| {
        files += 1;
        match check_file(name, bytes, &words) {
            Ok(found) => faults.extend(found),
            Err(error) => faults.push(error),
        }
    };
    if paths.is_empty() && added.is_empty() {
        SHIPPED.iter().for_each(|(name, text)| check(name, text.as_bytes()));
    }
    for path in paths.iter().chain(added) {
        for file in files_in(path)? {
            let bytes = std::fs::read(&file).map_err(|e| {
                Error::io(ErrorKind::Dictionary, &file, &e).hint("give a dictionary file or a folder of them")
            })?;
            check(&file.display().to_string(), &bytes);
        }
    }
    faults.iter().take(SHOWN).for_each(complain);
    if faults.len() > SHOWN {
        say(&format!("and {} more; mend these first", faults.len() - SHOWN));
    }
    let taken = if added.is_empty() { Vec::new() } else { taken_from_shipped(added) };
    taken.iter().take(SHOWN).for_each(warn);
    if taken.len() > SHOWN {
        say(&format!("and {} more names taken over", taken.len() - SHOWN));
    }
    println!(
        "{}, {}",
        counted(files, "dictionary", "dictionaries"),
        counted(faults.len() as u64, "fault", "faults")
    );
    Ok(if faults.is_empty() { DONE } else { NOTHING })
}

/// The names that these dictionaries take over from the shipped ones. They may be meant to.
fn taken_from_shipped(added: &[PathBuf]) -> Vec<Error> {
    let sources = Sources { add: added.to_vec(), ..Sources::default() };
    // What cannot be read at all was told as a fault.
    Dictionary::load(&sources).map_or_else(|_| Vec::new(), |(dictionary, _)| taken_over(&dictionary))
}

fn files_in(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_dir() { dictionary_files(path) } else { Ok(vec![path.to_path_buf()]) }
}

fn stats(options: &DictionaryOptions) -> Result<u8> {
    let sources = options.sources();
    let timed = |sources: &Sources| {
        let began = Instant::now();
        Dictionary::load(sources).map(|loaded| (loaded, began.elapsed().as_secs_f64()))
    };
    // The first load keeps what the second reads, where there is a cache.
    let ((dictionary, faults), anew) = timed(&Sources { cache: None, ..sources.clone() })?;
    faults.iter().take(SHOWN).for_each(complain);
    let about = dictionary.stats();
    println!("{:>12}  files, {} faults in them", dictionary.files.len(), faults.len());
    println!("{:>12}  entities", dictionary.entities.len());
    for (kind, count) in &about.kinds {
        println!("{count:>12}    {kind}");
    }
    println!("{:>12}  aliases of {} spellings", dictionary.aliases.len(), about.spellings);
    println!("{:>12.1}  MB of memory, {:.1} of it to find spellings", mb(about.memory), mb(about.index));
    println!("{anew:>12.3}  s to load from the files");
    drop(dictionary);
    if let Some(folder) = &sources.cache {
        for fault in timed(&sources)?.0.1.iter().filter(|f| !faults.contains(f)) {
            complain(fault);
        }
        let (_, kept) = timed(&sources)?;
        println!("{kept:>12.3}  s to load from {}", folder.display());
    }
    Ok(DONE)
}

fn mb(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
