//! From what the user typed to the list of files to read.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::packing::is_packed;
use super::{FORMATS, Format, recognise};
use crate::error::{Error, ErrorKind, Result, Stage};

/// A file to read, or standard input.
#[derive(Debug, Clone)]
pub struct Input {
    /// What errors and rows call it: the path as given, or `-`; for a member of an archive the archive's
    /// name, a slash and its own.
    pub name: String,
    /// `None` is standard input, or a member of an archive.
    pub path: Option<PathBuf>,
    /// How to read it. Unless `certain`, what stands in it may tell better.
    pub format: &'static Format,
    /// Whether the user named the format.
    pub certain: bool,
    /// Its size in bytes as it lies on the disk; 0 where unknown.
    pub size: u64,
    /// The number of its first record, from 1.
    pub first: u64,
    /// Whether records before `first` stand in it and are passed over.
    pub skip: bool,
    /// Whether its format reads the very file at `path`, and no archive or compression stands between.
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    pub(super) direct: bool,
}

impl Input {
    /// The file at `path`, in a format that is certain or else found by looking into it.
    pub fn file(name: String, path: Option<PathBuf>, forced: Option<&'static Format>) -> Input {
        let size = path.as_ref().and_then(|p| p.metadata().ok()).map_or(0, |m| m.len());
        Input {
            name,
            path,
            format: forced.unwrap_or(&FORMATS[0]),
            certain: forced.is_some(),
            size,
            first: 1,
            skip: false,
            direct: false,
        }
    }
}

/// What stands behind the arguments of a run.
#[derive(Debug, Default)]
pub struct Found {
    /// What is to be read, in the order of the arguments and by name.
    pub inputs: Vec<Input>,
    /// Arguments and files that cannot be read.
    pub errors: Vec<Error>,
    /// Files in folders that are of no known format.
    pub passed_over: Vec<PathBuf>,
    /// Folders in folders that hold results of earlier runs, which are no news.
    pub results: Vec<PathBuf>,
}

/// Lists the files behind `arguments`: files as they are, folders with all they hold below them,
/// globs with what they match, `-` as standard input. The order is that of the arguments, and by
/// name within a folder or glob, so that it is the same on every machine. A file that stands in
/// several arguments is read once.
///
/// Faults of single arguments come back beside the list; the rest can still be read.
pub fn find_inputs(arguments: &[String], forced: Option<&'static Format>) -> Found {
    let mut all = Found::default();
    let mut seen = std::collections::HashSet::new();
    for argument in arguments {
        let found = match &argument[..] {
            "-" => Ok(vec![None]),
            _ => expand(argument, forced, &mut all),
        };
        match found {
            Err(error) => all.errors.push(error.stage(Stage::Open)),
            Ok(found) => {
                for path in found {
                    if seen.insert(path.clone()) {
                        let name = path.as_ref().map_or("-".to_string(), |p| p.display().to_string());
                        all.inputs.push(Input::file(name, path, forced));
                    }
                }
            }
        }
    }
    all
}

type Paths = Vec<Option<PathBuf>>;

fn expand(argument: &str, forced: Option<&'static Format>, beside: &mut Found) -> Result<Paths> {
    let path = Path::new(argument);
    let wrong = |what: &str| Error::new(ErrorKind::Input, what).in_file(argument);
    if path.is_dir() {
        let (all, faults) = walk(path, &mut beside.results);
        let none = all.is_empty() && faults.is_empty();
        let faulty = !faults.is_empty();
        beside.errors.extend(faults);
        let found = taken(all, forced, beside);
        if found.is_empty() && !faulty {
            return Err(match none {
                true => wrong("the folder is empty").hint(format!("put articles there: {}", known())),
                false => wrong("no file of a known format in this folder")
                    .hint(format!("known are {}; --input-format reads the others", known())),
            });
        }
        return Ok(found);
    }
    // Looking into an explicit file comes when it is opened; a pipe could be looked into only once.
    if path.exists() || path.is_symlink() {
        return match foreign(argument).filter(|_| forced.is_none()) {
            Some((what, hint)) => Err(wrong(what).hint(hint)),
            None => Ok(vec![Some(path.to_path_buf())]),
        };
    }
    if argument.contains(['*', '?', '[', '{']) {
        return glob(argument, forced, beside);
    }
    Err(wrong("no such file or folder").hint("check the spelling; globs are written in quotes: 'news/*.txt'"))
}

/// The files that are to be read; what the others are is for those who look for an article in vain.
fn taken(all: Vec<PathBuf>, forced: Option<&'static Format>, beside: &mut Found) -> Paths {
    let (taken, passed): (Vec<_>, Vec<_>) = all.into_iter().partition(|p| forced.is_some() || wanted(p));
    beside.passed_over.extend(passed);
    taken.into_iter().map(Some).collect()
}

fn glob(argument: &str, forced: Option<&'static Format>, beside: &mut Found) -> Result<Paths> {
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
    let (all, faults) = walk(root, &mut beside.results);
    let matches = |p: &Path| matcher.is_match(p.strip_prefix("./").unwrap_or(p));
    let fitting = |e: &Error| e.place.as_deref().is_some_and(|p| matches(Path::new(p)));
    beside.errors.extend(faults.into_iter().filter(fitting));
    let matching = all.into_iter().filter(|p| matches(p)).collect();
    let mut found = taken(matching, forced, beside);
    for path in found.iter_mut().flatten() {
        if let Ok(plain) = path.strip_prefix("./") {
            *path = plain.to_path_buf();
        }
    }
    if found.is_empty() {
        return Err(wrong("nothing of a known format matches".into()).hint(format!("known are {}", known())));
    }
    Ok(found)
}

/// All files below `root`, sorted; hidden files and folders are passed over. Links are followed to files,
/// not to folders, so that no circle of links is walked. What cannot be read as a file comes back as
/// an error. Folders with results of a run are passed over and noted.
fn walk(root: &Path, results: &mut Vec<PathBuf>) -> (Vec<PathBuf>, Vec<Error>) {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let entries = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|e| {
        let own = e.depth() > 0 && e.file_type().is_dir() && holds_results(e.path());
        if own {
            results.push(e.path().to_path_buf());
        }
        !own && (e.depth() == 0 || !hidden(e.file_name()))
    });
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let place = error.path().unwrap_or(root).display().to_string();
                let what = error.io_error().map_or(error.to_string(), |e| e.kind().to_string());
                errors.push(
                    Error::new(ErrorKind::Input, format!("cannot look into this: {what}"))
                        .in_file(place)
                        .hint("give yourself the right to read it: chmod -R u+rX")
                        .stage(Stage::Open),
                );
                continue;
            }
        };
        let (kind, path) = (entry.file_type(), entry.path());
        if kind.is_file() {
            files.push(entry.into_path());
        } else if kind.is_symlink() {
            match path.metadata() {
                Ok(target) if target.is_file() => files.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => errors.push(super::source::unreadable(path, &error)),
            }
        } else if !kind.is_dir() && by_name(&path.to_string_lossy()).is_some() {
            errors.push(
                Error::new(ErrorKind::Input, "no file but a pipe, socket or device")
                    .in_file(path.display().to_string())
                    .hint("name it outright, or feed it to `tallywire extract -`")
                    .stage(Stage::Open),
            );
        }
    }
    (files, errors)
}

/// Whether a run has written its tables into the folder: its description says so at its beginning.
fn holds_results(folder: &Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(folder.join("run.json")).and_then(|f| f.take(64).read_to_end(&mut head));
    read.is_ok() && head.windows(11).any(|w| w == b"\"tallywire\"")
}

/// Whether a file found in a folder is one to read: by its name, or for names that tell nothing by its
/// first bytes.
fn wanted(path: &Path) -> bool {
    let name = path.to_string_lossy();
    if by_name(&name).is_some() {
        return true;
    }
    if is_office(&name) {
        return false;
    }
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|f| f.take(1024).read_to_end(&mut head));
    // One that cannot be opened is told when it is read.
    read.is_ok() && (is_packed(&head) || recognise(&head, "").is_some())
}

/// What a file of another program is, by its name, and what to do with it.
fn foreign(name: &str) -> Option<(&'static str, &'static str)> {
    if !is_office(name) {
        return None;
    }
    Some(match &name.rsplit_once('.')?.1.to_lowercase()[..] {
        "xlsx" | "xlsm" | "ods" => ("a workbook", "save its sheet as CSV, one article a row, and give that"),
        "docx" | "docm" | "dotx" | "odt" => {
            ("a document of a word processor", "save it as plain text or HTML, and give that")
        }
        "pdf" => ("a PDF", "take its text out first: pdftotext FILE.pdf"),
        "pptx" | "odp" => ("a presentation", "save it as plain text, and give that"),
        "epub" => ("an e-book", "unpack it and give its pages: unzip FILE.epub -d pages"),
        _ => ("an archive of another program", "unpack it and give the folder"),
    })
}

/// Archives that are the files of other programs.
pub(super) fn is_office(name: &str) -> bool {
    const OTHERS: [&str; 16] = [
        "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar", "war", "apk", "whl", "pdf", "dotx",
        "xlsm", "docm", "nupkg",
    ];
    name.rsplit_once('.').is_some_and(|(_, e)| OTHERS.contains(&&e.to_lowercase()[..]))
}

/// What a file's name tells, endings of compressions taken off.
#[derive(Debug, Clone, Copy)]
pub(super) enum ByName {
    Format(&'static Format),
    /// An archive, or a compression and nothing else.
    Packed,
}

const COMPRESSIONS: [&str; 4] = ["gz", "zst", "bz2", "xz"];
const ARCHIVES: [&str; 8] = ["zip", "tar", "tgz", "tbz", "tbz2", "txz", "tzst", "taz"];

/// Whether a name is that of an archive.
pub(super) fn named_archive(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, e)| ARCHIVES.contains(&&e.to_lowercase()[..]))
}

pub(super) fn by_name(name: &str) -> Option<ByName> {
    let name = name.rsplit(['/', '\\']).next()?.to_lowercase();
    let mut name = &name[..];
    let mut packed = false;
    loop {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        if COMPRESSIONS.contains(&extension) {
            (name, packed) = (stem, true);
            continue;
        }
        if ARCHIVES.contains(&extension) {
            return Some(ByName::Packed);
        }
        let format = FORMATS.iter().find(|f| f.extensions.contains(&extension));
        return format.map(ByName::Format).or_else(|| packed.then_some(ByName::Packed));
    }
}

pub(super) fn known() -> String {
    let all: Vec<String> = FORMATS.iter().map(|f| format!(".{}", f.extensions[0])).collect();
    format!("{}, each also .gz .zst .bz2 .xz or in .zip .tar", all.join(" "))
}
