//! The result folder: everything is written under temporary names and renamed at the end, so that a
//! file under its final name is always whole.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{FORMATS, Format};
use crate::error::{Error, ErrorKind, Result};
use crate::findings::TABLES;

/// The name of the file that describes a run.
pub const RUN: &str = "run.json";

/// Where a table lies in a result folder.
pub fn table_path(folder: &Path, table: &str, format: &Format) -> PathBuf {
    folder.join(format!("{table}.{}", format.extension))
}

/// An open result folder.
///
/// Nothing stands under its final name before [`Store::publish`]; a store that is dropped takes its
/// temporary files with it.
pub struct Store {
    folder: PathBuf,
    formats: Vec<&'static Format>,
    /// One file for each table and format, in this order.
    files: Vec<BufWriter<NamedTempFile>>,
}

impl Store {
    /// Opens `folder`, making it where it is missing.
    ///
    /// Fails where it holds results and `force` is not given, or cannot be written.
    pub fn create(folder: &Path, formats: Vec<&'static Format>, force: bool) -> Result<Store> {
        let failed = |e: &std::io::Error| {
            Error::io(ErrorKind::Output, folder, e).hint("choose another folder: --out DIR")
        };
        if !force && let Some(old) = results(folder).first() {
            return Err(Error::new(ErrorKind::Output, "results of an earlier run stand here")
                .in_file(old.display().to_string())
                .hint("write over them with --force, or choose another folder: --out DIR"));
        }
        std::fs::create_dir_all(folder).map_err(|e| failed(&e))?;
        let mut files = Vec::new();
        for _ in 0..TABLES.len() * formats.len() {
            let file = tempfile::Builder::new()
                .prefix(".tallywire-")
                .suffix(".part")
                .tempfile_in(folder)
                .map_err(|e| failed(&e))?;
            files.push(BufWriter::with_capacity(256 << 10, file));
        }
        Ok(Store { folder: folder.to_path_buf(), formats, files })
    }

    /// The formats it writes.
    pub fn formats(&self) -> &[&'static Format] {
        &self.formats
    }

    /// Appends bytes to a table in a format, both by their numbers.
    pub fn append(&mut self, table: usize, format: usize, bytes: &[u8]) -> Result<()> {
        let at = table * self.formats.len() + format;
        self.files[at].write_all(bytes).map_err(|e| self.full(&e))
    }

    fn full(&self, error: &std::io::Error) -> Error {
        Error::io(ErrorKind::Output, &self.folder, error)
            .hint("nothing was published; make room or choose another disk: --out DIR")
    }

    /// Gives all files their final names, `run.json` last. Results of an earlier run in other formats
    /// are taken away, so that all files in the folder tell of one run.
    pub fn publish(mut self, run: &str) -> Result<()> {
        let mut description = tempfile::Builder::new()
            .prefix(".tallywire-")
            .suffix(".part")
            .tempfile_in(&self.folder)
            .map_err(|e| self.full(&e))?;
        description.write_all(run.as_bytes()).map_err(|e| self.full(&e))?;
        let files = std::mem::take(&mut self.files);
        let mut whole = Vec::new();
        for file in files {
            let file = file.into_inner().map_err(|e| self.full(e.error()))?;
            file.as_file().sync_data().map_err(|e| self.full(&e))?;
            whole.push(file);
        }
        for old in results(&self.folder) {
            std::fs::remove_file(&old).map_err(|e| {
                Error::io(ErrorKind::Output, &old, &e).hint("close the program that holds it open")
            })?;
        }
        let names =
            TABLES.iter().flat_map(|t| self.formats.iter().map(|f| table_path(&self.folder, t.name, f)));
        for (file, path) in whole.into_iter().zip(names).chain([(description, self.folder.join(RUN))]) {
            readable(file.as_file());
            file.persist(&path).map_err(|e| Error::io(ErrorKind::Output, &path, &e.error))?;
        }
        Ok(())
    }
}

/// Temporary files are private; results are as readable as other files.
fn readable(file: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = file.set_permissions(std::fs::Permissions::from_mode(0o644));
    }
    #[cfg(not(unix))]
    let _ = file;
}

/// The result files that stand in `folder`.
fn results(folder: &Path) -> Vec<PathBuf> {
    let tables = TABLES.iter().flat_map(|t| FORMATS.iter().map(|f| table_path(folder, t.name, f)));
    tables.chain([folder.join(RUN)]).filter(|p| p.exists()).collect()
}
