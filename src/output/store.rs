//! The result folder: everything is written under temporary names and renamed at the end, so that a
//! file under its final name is always whole.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{FORMATS, Finished, Format, Options, Sink, part_file};
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
    /// What takes the rows of each format.
    targets: Vec<Target>,
    /// How many tables there are.
    tables: usize,
    /// Files of their own beside the tables.
    others: Vec<Finished>,
}

/// What takes the rows of a format.
enum Target {
    /// A file for each table, to which bytes are appended.
    Files(Vec<BufWriter<NamedTempFile>>),
    /// What makes its own files of packed rows.
    Sink(Box<dyn Sink>),
}

impl Store {
    /// Opens `folder`, making it where it is missing.
    ///
    /// # Errors
    /// [`ErrorKind::Output`] where it holds results and `force` is not given, or cannot be written.
    pub fn create(
        folder: &Path,
        formats: Vec<&'static Format>,
        options: &Options,
        force: bool,
    ) -> Result<Store> {
        let failed = |e: &std::io::Error| {
            Error::io(ErrorKind::Output, folder, e).hint("choose another folder: --out DIR")
        };
        if !force && let Some(old) = results(folder).first() {
            return Err(Error::new(ErrorKind::Output, "results of an earlier run stand here")
                .in_file(old.display().to_string())
                .hint("write over them with --force, or choose another folder: --out DIR"));
        }
        std::fs::create_dir_all(folder).map_err(|e| failed(&e))?;
        let target = |format: &&'static Format| match format.sink {
            Some(create) => create(folder, options).map(Target::Sink),
            None => {
                let file = |_| Ok(BufWriter::with_capacity(256 << 10, part_file(folder)?));
                options.tables().iter().map(file).collect::<std::io::Result<_>>().map(Target::Files)
            }
        };
        let targets = formats.iter().map(target).collect::<std::io::Result<_>>().map_err(|e| failed(&e))?;
        let tables = options.tables().len();
        Ok(Store { folder: folder.to_path_buf(), formats, targets, tables, others: Vec::new() })
    }

    /// How many tables it writes: the first ones.
    pub fn tables(&self) -> usize {
        self.tables
    }

    /// The formats it writes.
    pub fn formats(&self) -> &[&'static Format] {
        &self.formats
    }

    /// Appends bytes to a table in a format, both by their numbers: tables as in [`super::table`], formats as they
    /// were given to [`Store::create`].
    ///
    /// # Errors
    /// Where the disk is full; the store is of no use from then on.
    ///
    /// # Panics
    /// For a number that the store does not have.
    pub fn append(&mut self, table: usize, format: usize, bytes: &[u8]) -> Result<()> {
        match &mut self.targets[format] {
            Target::Files(files) => files[table].write_all(bytes),
            Target::Sink(sink) => sink.rows(table, bytes),
        }
        .map_err(|e| self.full(&e))
    }

    /// Adds a file of its own, which stands beside the tables under that name once they are published.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let write = || -> std::io::Result<NamedTempFile> {
            let mut file = part_file(&self.folder)?;
            file.write_all(bytes)?;
            Ok(file)
        };
        let file = write().map_err(|e| self.full(&e))?;
        self.others.push(Finished { file, name: name.into() });
        Ok(())
    }

    /// How many cells were too long for their format and are cut with a mark.
    pub fn cut(&self) -> u64 {
        let cut = |target: &Target| match target {
            Target::Files(_) => 0,
            Target::Sink(sink) => sink.cut(),
        };
        self.targets.iter().map(cut).sum()
    }

    fn full(&self, error: &std::io::Error) -> Error {
        Error::io(ErrorKind::Output, &self.folder, error)
            .hint("nothing was published; make room or choose another disk: --out DIR")
    }

    /// Ends all files and gives them their final names. `run` becomes `run.json`: a JSON object that describes the
    /// run, written as it is; [`crate::results::Results`] reads it back, and [`complete`] looks in it for
    /// `"interrupted": false`.
    ///
    /// Everything is on the disk before the first name changes. Then `run.json` of an earlier run is taken away,
    /// each new file is put in the place of the old one, what else earlier runs left (tables in other formats,
    /// `report.html`) is removed, and the new `run.json` comes last: a folder that has one holds the files of one run.
    /// The names of the files that were removed come back. What [`Beside`](super::Beside) holds is published apart, before.
    ///
    /// # Errors
    /// [`ErrorKind::Output`] where a file cannot be written or renamed. Where the disk was full the earlier results
    /// stand untouched; where a rename failed, `run.json` is missing and each file is either the old or the new one, whole.
    pub fn publish(mut self, run: &str) -> Result<Vec<String>> {
        let mut description = part_file(&self.folder).map_err(|e| self.full(&e))?;
        description.write_all(run.as_bytes()).map_err(|e| self.full(&e))?;
        let mut whole = std::mem::take(&mut self.others);
        for (target, format) in std::mem::take(&mut self.targets).into_iter().zip(self.formats.clone()) {
            match target {
                Target::Files(files) => {
                    for (file, table) in files.into_iter().zip(&TABLES) {
                        let file = file.into_inner().map_err(|e| self.full(e.error()))?;
                        whole.push(Finished { file, name: format!("{}.{}", table.name, format.extension) });
                    }
                }
                Target::Sink(sink) => whole.extend(sink.finish(run).map_err(|e| self.full(&e))?),
            }
        }
        for Finished { file, .. } in &whole {
            file.as_file().sync_data().map_err(|e| self.full(&e))?;
        }
        // Whoever reads the folder now sees by the missing description that it is being changed. Each file is
        // put in the place of the old one, so that none is ever missing or half.
        let failed = |path: &Path, e: &std::io::Error| {
            Error::io(ErrorKind::Output, path, e)
                .hint("close the program that holds it open, or choose another folder: --out DIR")
        };
        let stale = results(&self.folder);
        let description_path = self.folder.join(RUN);
        if description_path.exists() {
            std::fs::remove_file(&description_path).map_err(|e| failed(&description_path, &e))?;
        }
        let names: Vec<PathBuf> = whole.iter().map(|f| self.folder.join(&f.name)).collect();
        for (Finished { file, .. }, path) in whole.into_iter().zip(&names) {
            readable(file.as_file());
            file.persist(path).map_err(|e| failed(path, &e.error))?;
        }
        let mut gone = Vec::new();
        let report = Some(self.folder.join(REPORT)).filter(|path| is_report(path));
        for old in stale.iter().filter(|old| !names.contains(old) && **old != description_path).chain(&report)
        {
            std::fs::remove_file(old).map_err(|e| failed(old, &e))?;
            gone.extend(old.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
        readable(description.as_file());
        let _ = description.as_file().sync_data();
        description.persist(&description_path).map_err(|e| failed(&description_path, &e.error))?;
        Ok(gone)
    }
}

/// The page that `tallywire report` makes of results.
pub const REPORT: &str = "report.html";

/// Whether a page is such a report, and not somebody's own.
fn is_report(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|f| f.take(2048).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains("tallywire")
}

/// Takes away what a run that was killed has left in the folder under temporary names. Only for whoever holds
/// the folder's lock.
pub fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(".tallywire-") && name.ends_with(".part") {
            // What cannot be taken away does no harm.
            let _ = match entry.path().is_dir() {
                true => std::fs::remove_dir_all(entry.path()),
                false => std::fs::remove_file(entry.path()),
            };
        }
    }
}

/// Temporary files are private; results are as readable as other files.
pub(super) fn readable(file: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = file.set_permissions(std::fs::Permissions::from_mode(0o644));
    }
    #[cfg(not(unix))]
    let _ = file;
}

/// Whether the results that stand in `folder` are those of a run that came to its end: its description says so.
pub fn complete(folder: &Path) -> bool {
    let run = std::fs::read(folder.join(RUN)).unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(&run).is_ok_and(|run| run["interrupted"] == false)
}

/// The result files that stand in `folder`, `run.json` last.
pub fn results(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|e| e.path()).filter(|p| is_result(p)).collect();
    found.sort_by_key(|p| (p.file_name().is_some_and(|n| n == RUN), p.clone()));
    found
}

/// Whether a file has a name that a run gives: `claims.csv`, `claims-2.csv`, `tallywire.xlsx`, `run.json`.
fn is_result(path: &Path) -> bool {
    let Some((stem, extension)) = path.file_name().and_then(|n| n.to_str()).and_then(|n| n.rsplit_once('.'))
    else {
        return false;
    };
    let table = match stem.rsplit_once('-') {
        Some((table, part)) if part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty() => table,
        _ => stem,
    };
    if stem == "pairs" && extension == "graphml" {
        return true;
    }
    let known = table == "tallywire" || TABLES.iter().any(|t| t.name == table);
    known && FORMATS.iter().any(|f| f.extension == extension) || path.ends_with(RUN)
}
