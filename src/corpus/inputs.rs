//! From what the user typed to the list of files to read.

use std::path::{Path, PathBuf};

use super::{FORMATS, Format};
use crate::error::{Error, ErrorKind, Result};

/// A file to read, or standard input.
#[derive(Debug)]
pub struct Input {
    /// What errors and rows call it: the path as given, or `-`.
    pub name: String,
    /// `None` is standard input.
    pub path: Option<PathBuf>,
    /// How to read it.
    pub format: &'static Format,
    /// Its size in bytes as it lies on the disk; 0 where unknown.
    pub size: u64,
}

/// Lists the files behind `arguments`: files as they are, folders with all they hold below them,
/// globs with what they match, `-` as standard input. The order is that of the arguments, and by
/// name within a folder or glob, so that it is the same on every machine. A file that stands in
/// several arguments is read once.
///
/// Faults of single arguments come back beside the list; the rest can still be read.
pub fn find_inputs(arguments: &[String], forced: Option<&'static Format>) -> (Vec<Input>, Vec<Error>) {
    let mut inputs = Vec::new();
    let mut errors = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for argument in arguments {
        let found = match &argument[..] {
            "-" => Ok(vec![(None, forced.unwrap_or(&FORMATS[0]))]),
            _ => expand(argument, forced),
        };
        match found {
            Err(error) => errors.push(error),
            Ok(found) => {
                for (path, format) in found {
                    let name = path.as_ref().map_or("-".to_string(), |p| p.display().to_string());
                    if seen.insert(name.clone()) {
                        let size = path.as_ref().and_then(|p| p.metadata().ok()).map_or(0, |m| m.len());
                        inputs.push(Input { name, path, format, size });
                    }
                }
            }
        }
    }
    (inputs, errors)
}

type Found = Vec<(Option<PathBuf>, &'static Format)>;

fn expand(argument: &str, forced: Option<&'static Format>) -> Result<Found> {
    let path = Path::new(argument);
    let wrong = |what: &str| Error::new(ErrorKind::Input, what).in_file(argument);
    if path.is_dir() {
        let all = walk(path);
        let found: Found =
            all.iter().filter_map(|p| Some((Some(p.clone()), forced.or_else(|| format_of(p))?))).collect();
        if found.is_empty() {
            return Err(match all.is_empty() {
                true => wrong("the folder is empty")
                    .hint("put articles there: .txt, .jsonl, .csv or .tsv, also .gz or .zst"),
                false => wrong("no file of a known format in this folder")
                    .hint(format!("known are {}; --input-format reads the others", known())),
            });
        }
        return Ok(found);
    }
    if path.exists() {
        return match forced.or_else(|| format_of(path)) {
            Some(format) => Ok(vec![(Some(path.to_path_buf()), format)]),
            None => Err(wrong("the name tells no known format")
                .hint(format!("known are {}; or say it: --input-format txt", known()))),
        };
    }
    if argument.contains(['*', '?', '[', '{']) {
        return glob(argument, forced);
    }
    Err(wrong("no such file or folder").hint("check the spelling; globs are written in quotes: 'news/*.txt'"))
}

fn glob(argument: &str, forced: Option<&'static Format>) -> Result<Found> {
    let wrong = |what: String| Error::new(ErrorKind::Input, what).in_file(argument);
    let matcher = globset::GlobBuilder::new(argument)
        .literal_separator(true)
        .build()
        .map_err(|e| wrong(format!("not a glob: {}", e.kind())).hint("such as 'news/**/*.txt'"))?
        .compile_matcher();
    // Walk from the last folder that the glob names outright.
    let fixed =
        argument.split('/').take_while(|p| !p.contains(['*', '?', '[', '{'])).collect::<Vec<_>>().join("/");
    let root = match &fixed[..] {
        "" if argument.starts_with('/') => Path::new("/"),
        "" => Path::new("."),
        _ => Path::new(&fixed),
    };
    let found: Found = walk(root)
        .into_iter()
        .map(|p| p.strip_prefix("./").map(Path::to_path_buf).unwrap_or(p))
        .filter(|p| matcher.is_match(p))
        .filter_map(|p| Some((Some(p.clone()), forced.or_else(|| format_of(&p))?)))
        .collect();
    if found.is_empty() {
        return Err(wrong("nothing of a known format matches".into()).hint(format!("known are {}", known())));
    }
    Ok(found)
}

/// All files below `root`, sorted; hidden files and folders are passed over.
fn walk(root: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
        .filter_map(std::result::Result::ok)
        .filter(|e| e.file_type().is_file() || (e.path_is_symlink() && e.path().is_file()))
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// The format that a file's name tells, endings of compressions taken off.
fn format_of(path: &Path) -> Option<&'static Format> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let (_, extension) = name.rsplit_once('.')?;
    FORMATS.iter().find(|f| f.extensions.contains(&extension))
}

fn known() -> String {
    let all: Vec<String> = FORMATS.iter().flat_map(|f| f.extensions).map(|e| format!(".{e}")).collect();
    format!("{}, each also .gz or .zst", all.join(" "))
}
