//! `tallywire dictionary`: looking after dictionaries.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use tallywire::dictionary::{SHIPPED, check_file, dictionary_files};
use tallywire::text::Words;
use tallywire::{Error, ErrorKind, Result};

use super::{DONE, NOTHING, complain, counted};

#[derive(Subcommand)]
pub enum Command {
    /// Find faults: doubled aliases, one alias with two types, everyday words, broken lines
    Check {
        /// Dictionaries or folders of them [default: the shipped ones]
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
}

/// How many faults are shown one by one.
const SHOWN: usize = 100;

pub fn run(command: &Command) -> Result<u8> {
    let Command::Check { paths } = command;
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
    if paths.is_empty() {
        SHIPPED.iter().for_each(|(name, text)| check(name, text.as_bytes()));
    }
    for path in paths {
        for file in files_in(path)? {
            let bytes = std::fs::read(&file).map_err(|e| {
                Error::io(ErrorKind::Dictionary, &file, &e).hint("give a dictionary file or a folder of them")
            })?;
            check(&file.display().to_string(), &bytes);
        }
    }
    faults.iter().take(SHOWN).for_each(complain);
    if faults.len() > SHOWN {
        eprintln!("tallywire: and {} more; mend these first", faults.len() - SHOWN);
    }
    println!(
        "{}, {}",
        counted(files, "dictionary", "dictionaries"),
        counted(faults.len() as u64, "fault", "faults")
    );
    Ok(if faults.is_empty() { DONE } else { NOTHING })
}

fn files_in(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_dir() { dictionary_files(path) } else { Ok(vec![path.to_path_buf()]) }
}
