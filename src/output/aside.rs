//! What lies beside the tables: records that failed, in their original bytes, with the list of why; and the
//! texts as they were read, where a run was asked to keep them.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};

use super::part_file;
use super::store::readable;
use crate::error::{Error, ErrorKind, Result, Stage};

/// The folder of records put aside, in a result folder.
pub const ASIDE: &str = "aside";
/// The list of what was put aside and why.
pub const ERRORS: &str = "errors.csv";
/// The texts as they were read.
pub const TEXTS: &str = "texts.jsonl";

/// The columns of `errors.csv`.
pub const ERROR_COLUMNS: [&str; 8] =
    ["input", "record", "offset", "stage", "message", "hint", "file", "format"];

/// Records in one folder; further ones get folders below it.
const IN_A_FOLDER: u64 = 1000;

/// A record in the bytes it had.
#[derive(Debug)]
pub struct Original {
    /// What was read.
    pub bytes: Vec<u8>,
    /// The name of the input format that reads it.
    pub format: &'static str,
    /// The file name ending of that format.
    pub extension: &'static str,
}

/// Writes errors, originals and texts. As with the tables, nothing stands under its final name before
/// [`Beside::publish`].
pub struct Beside {
    folder: PathBuf,
    errors: Option<csv::Writer<NamedTempFile>>,
    aside: Option<TempDir>,
    originals: u64,
    texts: Option<BufWriter<NamedTempFile>>,
}

impl Beside {
    /// For the result folder `folder`, which must be there.
    pub fn create(folder: &Path, keep_text: bool) -> Result<Beside> {
        let mut beside =
            Beside { folder: folder.to_path_buf(), errors: None, aside: None, originals: 0, texts: None };
        if keep_text {
            let file = part_file(folder).map_err(|e| beside.full(&e))?;
            beside.texts = Some(BufWriter::with_capacity(256 << 10, file));
        }
        Ok(beside)
    }

    fn full(&self, error: &std::io::Error) -> Error {
        Error::io(ErrorKind::Output, &self.folder, error)
            .hint("nothing was published; make room or choose another disk: --out DIR")
    }

    /// Whether texts are kept.
    pub fn keeps_texts(&self) -> bool {
        self.texts.is_some()
    }

    /// Appends lines to the texts.
    pub fn texts(&mut self, lines: &[u8]) -> Result<()> {
        match &mut self.texts {
            Some(texts) => texts.write_all(lines).map_err(|e| {
                Error::io(ErrorKind::Output, &self.folder, &e)
                    .hint("make room or choose another disk: --out DIR")
            }),
            None => Ok(()),
        }
    }

    /// Puts a record aside.
    pub fn fault(&mut self, error: &Error, original: Option<&Original>) -> Result<()> {
        let mut file = String::new();
        if let Some(original) = original {
            file = self.original(original)?;
        }
        if self.errors.is_none() {
            let file = part_file(&self.folder).map_err(|e| self.full(&e))?;
            let mut writer = csv::Writer::from_writer(file);
            writer.write_record(ERROR_COLUMNS).map_err(|e| self.full(&e.into()))?;
            self.errors = Some(writer);
        }
        let number = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
        let row = [
            error.place.as_deref().unwrap_or(""),
            &number(error.line),
            &number(error.offset),
            error.stage.map_or("read", Stage::name),
            &error.what,
            error.hint.as_deref().unwrap_or(""),
            &file,
            original.map_or("", |o| o.format),
        ];
        let written = self.errors.as_mut().map_or(Ok(()), |w| w.write_record(row));
        written.map_err(|e| self.full(&e.into()))
    }

    /// Writes a record's bytes; the path of the file, from the result folder.
    fn original(&mut self, original: &Original) -> Result<String> {
        if self.aside.is_none() {
            let mut builder = tempfile::Builder::new();
            let folder = builder.prefix(".tallywire-").suffix(".part").tempdir_in(&self.folder);
            self.aside = Some(folder.map_err(|e| self.full(&e))?);
        }
        let Some(aside) = &self.aside else { return Ok(String::new()) };
        self.originals += 1;
        let n = self.originals;
        let mut name = format!("{n:06}.{}", original.extension);
        if n > IN_A_FOLDER {
            let below = format!("{:03}", n / IN_A_FOLDER);
            std::fs::create_dir_all(aside.path().join(&below)).map_err(|e| self.full(&e))?;
            name = format!("{below}/{name}");
        }
        std::fs::write(aside.path().join(&name), &original.bytes).map_err(|e| self.full(&e))?;
        Ok(format!("{ASIDE}/{name}"))
    }

    /// Gives all their final names. What an earlier run put aside there goes.
    pub fn publish(mut self) -> Result<()> {
        let wrong = |path: &Path, e: &std::io::Error| {
            Error::io(ErrorKind::Output, path, e).hint("close the program that holds it open")
        };
        let (errors, aside, texts) =
            (self.folder.join(ERRORS), self.folder.join(ASIDE), self.folder.join(TEXTS));
        // A folder of that name that no run made is not touched.
        if errors.exists() && aside.is_dir() {
            std::fs::remove_dir_all(&aside).map_err(|e| wrong(&aside, &e))?;
        }
        for old in [&errors, &texts] {
            if old.exists() {
                std::fs::remove_file(old).map_err(|e| wrong(old, &e))?;
            }
        }
        if let Some(folder) = self.aside.take() {
            std::fs::rename(folder.path(), &aside).map_err(|e| wrong(&aside, &e))?;
            let _ = folder.keep();
            open_up(&aside);
        }
        if let Some(writer) = self.errors.take() {
            let file = writer.into_inner().map_err(|e| self.full(e.error()))?;
            named(file, &errors)?;
        }
        if let Some(writer) = self.texts.take() {
            let file = writer.into_inner().map_err(|e| self.full(e.error()))?;
            named(file, &texts)?;
        }
        Ok(())
    }
}

/// A line of the texts that were read.
pub fn text_line(document: &str, title: Option<&str>, text: &str, out: &mut Vec<u8>) {
    #[derive(serde::Serialize)]
    struct Line<'d> {
        document: &'d str,
        title: Option<&'d str>,
        text: &'d str,
    }
    // Writing to memory cannot fail.
    let _ = serde_json::to_writer(&mut *out, &Line { document, title, text });
    out.push(b'\n');
}

fn named(file: NamedTempFile, path: &Path) -> Result<()> {
    readable(file.as_file());
    let persisted: std::result::Result<File, _> = file.persist(path);
    persisted.map(|_| ()).map_err(|e| Error::io(ErrorKind::Output, path, &e.error))
}

/// Temporary folders are private; results are as readable as others.
fn open_up(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755));
    }
    #[cfg(not(unix))]
    let _ = folder;
}
