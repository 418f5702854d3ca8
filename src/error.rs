//! One error for the whole program: what went wrong, where, and what to type next.

use std::fmt;
use std::path::Path;

/// A `Result` with tallywire's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What an error means for the run, and so for its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The command was called wrongly (exit code 2).
    Usage,
    /// Something that was to be read is missing, unreadable or broken.
    Input,
    /// Something that was to be written could not be.
    Output,
    /// A dictionary is broken.
    Dictionary,
    /// Another run holds the lock (exit code 11).
    Locked,
    /// The user stopped the run (exit code 130).
    Interrupted,
}

/// Where on the way from an input to its rows something went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Finding and opening an input.
    Open,
    /// Cutting it into records.
    Read,
    /// Making an article of a record.
    Parse,
    /// Finding names and claims in it.
    Extract,
}

impl Stage {
    /// The word written in `errors.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Open => "open",
            Stage::Read => "read",
            Stage::Parse => "parse",
            Stage::Extract => "extract",
        }
    }
}

/// What went wrong, where it did, and what the user can do about it.
///
/// Shown as `place: what`, the hint on a line of its own:
///
/// ```
/// use tallywire::error::{Error, ErrorKind};
/// let error = Error::new(ErrorKind::Dictionary, "the name is empty")
///     .at("people.csv", 12)
///     .hint("delete the line or write a name");
/// assert_eq!(error.to_string(), "people.csv:12: the name is empty");
/// assert_eq!(error.hint.as_deref(), Some("delete the line or write a name"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Error {
    /// What the error means for the run.
    pub kind: ErrorKind,
    /// File, folder or other source that it concerns.
    pub place: Option<String>,
    /// Line or record in it, from 1.
    pub line: Option<u64>,
    /// Where in it that begins, in bytes from its start, after decompression.
    pub offset: Option<u64>,
    /// Where on the way it happened.
    pub stage: Option<Stage>,
    /// What is wrong, in one sentence without a full stop.
    pub what: String,
    /// What to type or change next.
    pub hint: Option<String>,
}

impl Error {
    /// An error that says `what`.
    pub fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Error { kind, place: None, line: None, offset: None, stage: None, what: what.into(), hint: None }
    }

    /// An error about reading or writing `path`, from the operating system's own words.
    pub fn io(kind: ErrorKind, path: &Path, error: &std::io::Error) -> Self {
        Error::new(kind, plain(error)).in_file(path.display().to_string())
    }

    /// Adds the file or source it concerns.
    pub fn in_file(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// Adds the file and the line or record in it, from 1.
    pub fn at(mut self, place: impl Into<String>, line: u64) -> Self {
        self.line = Some(line);
        self.in_file(place)
    }

    /// Adds the byte offset where the record begins.
    pub fn offset(mut self, offset: Option<u64>) -> Self {
        self.offset = offset.or(self.offset);
        self
    }

    /// Adds where on the way it happened, unless that is known.
    pub fn stage(mut self, stage: Stage) -> Self {
        self.stage.get_or_insert(stage);
        self
    }

    /// Adds what to do next.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}:")?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
            }
            f.write_str(" ")?;
        }
        f.write_str(&self.what)
    }
}

/// What was probably meant by a name that is none of the known ones.
pub fn meant<'n>(given: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let given = given.to_lowercase();
    let near = |name: &'n str| {
        let known = name.to_lowercase();
        // The first letter is seldom the wrong one.
        let other = known.chars().next() != given.chars().next();
        (strsim::damerau_levenshtein(&given, &known), other, name)
    };
    let (distance, _, name) = known.into_iter().map(near).min()?;
    (distance <= 1 + given.chars().count() / 3).then_some(name)
}

/// A hint for a name that is none of the known ones: what was probably meant, and what there is.
pub fn one_of(given: &str, told: &str, known: &[impl AsRef<str>]) -> String {
    let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
    let all = format!("{told}: {}", known.join(", "));
    match meant(given, known) {
        Some(meant) => format!("did you mean `{meant}`? {all}"),
        None => all,
    }
}

/// The operating system's message without its number: "No such file or directory".
pub(crate) fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_string(),
        None => text,
    }
}
