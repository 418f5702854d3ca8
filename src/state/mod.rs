//! What earlier runs have done, in one SQLite file: the articles with what was found in them, the files they
//! lie in, the runs themselves.
//!
//! What a run finds is committed every two seconds, so that a run that was killed costs the next one no more
//! than that. Which articles lie where, and so what has vanished, changes only when a run is finished, in one
//! transaction.

mod file;
mod memory;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use file::{now, open, stamp_before, trouble};
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use crate::corpus::Input;
use crate::error::{Error, ErrorKind, Result};

/// How often what was found is committed.
const COMMIT: Duration = Duration::from_secs(2);
/// How many articles are met at most before it is.
const MOST_OPEN: u32 = 1000;

/// Placed: articles that lie in a file of this run.
const PLACED: &str =
    "SELECT p.article FROM temp.current c JOIN places p ON p.file = c.file AND p.run = c.run";

/// A state file, open for one run.
pub struct State {
    path: PathBuf,
    id: String,
    writer: Mutex<Writer>,
    /// Connections that workers read by.
    readers: Mutex<Vec<Connection>>,
    /// The number of this run, and of the last that was finished.
    run: i64,
    last: i64,
    /// What decides about findings besides the article.
    basis: String,
    /// What decides about how files are read.
    reading: String,
    how: How,
    files: FxHashMap<String, Known>,
}

struct Writer {
    connection: Connection,
    committed: Instant,
    /// Articles met since then.
    open: u32,
    /// Files met in this run: their numbers, how many articles they had, whether all could be read.
    met: FxHashMap<String, Met>,
}

struct Met {
    file: i64,
    articles: i64,
    whole: bool,
}

/// A file of earlier runs.
struct Known {
    file: i64,
    run: i64,
    unchanged: bool,
}

/// How a run takes what is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct How {
    /// Nothing that is known is taken as known.
    pub full: bool,
    /// Articles that have vanished are forgotten.
    pub forget: bool,
}

/// What a run is told apart by.
pub struct Basis {
    /// Program, dictionaries and settings: what decides about findings.
    pub findings: String,
    /// Which fields and formats inputs are read by.
    pub reading: String,
    /// The folder of the results.
    pub folder: String,
    /// Their formats and options.
    pub output: String,
}

/// A run of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number.
    pub number: i64,
    /// When it began, in UTC.
    pub began: String,
    /// When it was finished; `None` where it never was.
    pub ended: Option<String>,
    /// What decided about its findings.
    pub basis: String,
    /// Where its results went.
    pub folder: String,
    /// What decided about how they were written.
    pub output: String,
    /// Its report, as JSON.
    pub report: Option<String>,
}

/// What a state file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Articles whose findings are kept.
    pub articles: u64,
    /// Of these, those that are no longer in the inputs.
    pub vanished: u64,
    /// Of these, those of a run that was not finished.
    pub unfinished: u64,
    /// Files that the last finished run read.
    pub files: u64,
    /// The last runs, the latest first.
    pub runs: Vec<Run>,
}

impl State {
    /// Opens the state file at `path`, making it where it is missing, and begins a run over `inputs`.
    ///
    /// # Errors
    /// Where the file cannot be written, is damaged, of a newer version, or no state file.
    pub fn begin(path: &Path, inputs: &[Input], basis: &Basis, how: How) -> Result<State> {
        let connection = open(path)?;
        let said = |e: rusqlite::Error| trouble(path, &e);
        let last: i64 = connection
            .query_row("SELECT coalesce(max(run), 0) FROM runs WHERE ended IS NOT NULL", [], |r| r.get(0))
            .map_err(said)?;
        let id = connection.query_row("SELECT id FROM state", [], |r| r.get(0)).map_err(said)?;
        connection.execute_batch("BEGIN IMMEDIATE").map_err(said)?;
        // What a killed run knew of places is of no use: it may not have met all.
        connection.execute("DELETE FROM places WHERE run > ?", [last]).map_err(said)?;
        connection
            .execute(
                "INSERT INTO runs (began, basis, folder, output) VALUES (?, ?, ?, ?)",
                params![now(), basis.findings, basis.folder, basis.output],
            )
            .map_err(said)?;
        let run = connection.last_insert_rowid();
        connection
            .execute_batch("CREATE TEMP TABLE current (file INTEGER PRIMARY KEY, run INTEGER);")
            .map_err(said)?;
        let reading = format!("{} {}", basis.findings, basis.reading);
        let mut files = FxHashMap::default();
        {
            let mut known = FxHashMap::default();
            let mut list =
                connection.prepare("SELECT name, file, run, stamp, basis FROM files").map_err(said)?;
            let mut rows = list.query([]).map_err(said)?;
            while let Some(row) = rows.next().map_err(said)? {
                let get = || -> rusqlite::Result<_> {
                    let told: (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
                    Ok((
                        row.get::<_, String>(0)?,
                        (row.get(1)?, row.get::<_, Option<i64>>(2)?.unwrap_or(0), told),
                    ))
                };
                let (name, rest) = get().map_err(said)?;
                known.insert(name, rest);
            }
            for input in inputs {
                let Some((file, run, (stamp, basis))) = known.remove(&input.name) else { continue };
                let same = stamp.is_some() && stamp == file::stamp(input) && basis.as_ref() == Some(&reading);
                let unchanged = !how.full && same;
                files.insert(input.name.clone(), Known { file, run, unchanged });
            }
        }
        let writer = Writer { connection, committed: Instant::now(), open: 0, met: FxHashMap::default() };
        let state = State {
            path: path.to_path_buf(),
            id,
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            run,
            last,
            basis: basis.findings.clone(),
            reading,
            how,
            files,
        };
        state.commit(&mut state.writer())?;
        Ok(state)
    }

    /// What the state file at `path` holds, without changing it.
    ///
    /// # Errors
    /// Where it cannot be read, is damaged, of a newer version, or no state file.
    pub fn look(path: &Path) -> Result<Contents> {
        if !path.is_file() {
            let error = Error::new(ErrorKind::Input, "no such file").in_file(path.display().to_string());
            return Err(error.hint("give the file of `tallywire extract --state FILE`, or a result folder"));
        }
        let connection = open(path)?;
        let count = |sql: &str| connection.query_row(sql, [], |r| r.get::<_, i64>(0)).map(|n| n as u64);
        let look = || -> rusqlite::Result<Contents> {
            let last = "(SELECT coalesce(max(run), 0) FROM runs WHERE ended IS NOT NULL)";
            let mut runs = connection.prepare(&format!("{RUNS} ORDER BY run DESC LIMIT 10"))?;
            Ok(Contents {
                articles: count("SELECT count(*) FROM articles")?,
                vanished: count("SELECT count(*) FROM articles WHERE vanished IS NOT NULL")?,
                unfinished: count(&format!("SELECT count(*) FROM articles WHERE first > {last}"))?,
                files: count("SELECT count(*) FROM files WHERE run IS NOT NULL")?,
                runs: runs.query_map([], run_of)?.collect::<rusqlite::Result<_>>()?,
            })
        };
        look().map_err(|e| trouble(path, &e))
    }

    /// What names this run in the results: the state's own name and the run's number.
    pub fn name(&self) -> String {
        self.name_of(self.run)
    }

    /// The same of the last run that was finished.
    pub fn last_name(&self) -> String {
        self.name_of(self.last)
    }

    fn name_of(&self, run: i64) -> String {
        format!("{}/{run}", self.id)
    }

    /// Whether results in this folder are of this state: their name, where they are whole, tells it, else that
    /// a run of it began to write there.
    ///
    /// # Errors
    /// Where the state cannot be read.
    pub fn owns(&self, folder: &str, name: Option<&str>) -> Result<bool> {
        if let Some(name) = name {
            return Ok(name.rsplit_once('/').is_some_and(|(id, _)| id == self.id));
        }
        let sql = "SELECT EXISTS (SELECT 1 FROM runs WHERE folder = ? AND run <> ?)";
        let writer = self.writer();
        let known = writer.connection.query_row(sql, params![folder, self.run], |r| r.get(0));
        known.map_err(|e| self.trouble(&e))
    }

    /// The last run that was finished.
    ///
    /// # Errors
    /// Where the state cannot be read.
    pub fn last(&self) -> Result<Option<Run>> {
        let writer = self.writer();
        writer
            .connection
            .query_row(&format!("{RUNS} WHERE run = ?"), [self.last], run_of)
            .optional()
            .map_err(|e| self.trouble(&e))
    }

    /// Whether these inputs are just those of the last finished run, and none of them has changed since.
    ///
    /// # Errors
    /// Where the state cannot be read.
    pub fn nothing_new(&self, inputs: &[Input]) -> Result<bool> {
        let same = |i: &Input| self.files.get(&i.name).is_some_and(|known| known.unchanged);
        if inputs.is_empty() || !inputs.iter().all(same) {
            return Ok(false);
        }
        let writer = self.writer();
        let sql = "SELECT count(*) FROM files WHERE run IS NOT NULL";
        let files: i64 = writer.connection.query_row(sql, [], |r| r.get(0)).map_err(|e| self.trouble(&e))?;
        Ok(files as usize == inputs.len())
    }

    /// Ends a run that met every input, and began so many nanoseconds after 1970: what it met is from now on
    /// what is known. `report` is JSON.
    ///
    /// # Errors
    /// Where the state cannot be written; it then is as before the run.
    pub fn finish(self, inputs: &[Input], began: i64, report: &str) -> Result<()> {
        let State { path, writer, run, last, reading, files, how, readers, .. } = self;
        // The last to close the file folds its log into it.
        drop(readers);
        let writer = writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        let connection = &writer.connection;
        let finish = || -> rusqlite::Result<()> {
            let mut stamped =
                connection.prepare("UPDATE files SET stamp = ?, basis = ?, run = ? WHERE file = ?")?;
            let inputs: FxHashMap<&str, &Input> = inputs.iter().map(|i| (&i.name[..], i)).collect();
            for (name, met) in &writer.met {
                if files.get(name).is_some_and(|f| f.unchanged) {
                    continue;
                }
                // What was written while it was read, or just before, must be looked at again.
                let input = inputs.get(&name[..]).filter(|_| met.whole);
                let stamp = input.and_then(|input| stamp_before(input, began));
                stamped.execute(params![stamp, reading, run, met.file])?;
            }
            drop(stamped);
            let unplaced = format!("article NOT IN ({PLACED})");
            connection.execute(
                &format!(
                    "UPDATE articles SET vanished = NULL, lost_file = NULL WHERE vanished IS NOT NULL AND article IN ({PLACED})"
                ),
                [],
            )?;
            // Replaced by what now has their id, or found by a run that nobody saw the end of.
            let replaced = format!("id IN (SELECT id FROM articles WHERE article IN ({PLACED}))");
            connection.execute(
                &format!("DELETE FROM articles WHERE {unplaced} AND ({replaced} OR first > ?)"),
                [last],
            )?;
            connection.execute(
                &format!("UPDATE articles SET vanished = ?, lost_file = NOT EXISTS (SELECT 1 FROM places p JOIN temp.current c USING (file)
                     WHERE p.article = articles.article) WHERE vanished IS NULL AND {unplaced}"),
                [run],
            )?;
            if how.forget {
                connection.execute("DELETE FROM articles WHERE vanished IS NOT NULL", [])?;
            }
            connection.execute("DELETE FROM files WHERE file NOT IN (SELECT file FROM temp.current)", [])?;
            connection.execute(
                "DELETE FROM places WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.file = places.file AND f.run = places.run)",
                [],
            )?;
            connection.execute(
                "UPDATE runs SET ended = ?, report = ? WHERE run = ?",
                params![now(), report, run],
            )?;
            connection.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")
        };
        finish().map_err(|e| trouble(&path, &e))
    }

    /// Keeps what was found so far, for the next run; this one is never finished.
    ///
    /// # Errors
    /// Where the state cannot be written.
    pub fn leave(self) -> Result<()> {
        self.close_readers();
        let writer = self.writer();
        writer
            .connection
            .execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")
            .map_err(|e| self.trouble(&e))
    }

    /// Takes back that the run began: it had nothing to do.
    ///
    /// # Errors
    /// Where the state cannot be written.
    pub fn cancel(self) -> Result<()> {
        self.close_readers();
        let writer = self.writer();
        let cancel = || {
            writer.connection.execute("DELETE FROM runs WHERE run = ?", [self.run])?;
            writer.connection.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")
        };
        cancel().map_err(|e| self.trouble(&e))
    }

    /// The last to close the file folds its log into it.
    fn close_readers(&self) {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn commit(&self, writer: &mut Writer) -> Result<()> {
        (writer.committed, writer.open) = (Instant::now(), 0);
        writer.connection.execute_batch("COMMIT; BEGIN IMMEDIATE").map_err(|e| self.trouble(&e))
    }

    fn trouble(&self, error: &rusqlite::Error) -> Error {
        trouble(&self.path, error)
    }
}

/// The columns of a [`Run`].
const RUNS: &str = "SELECT run, began, ended, basis, folder, output, report FROM runs";

fn run_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Run> {
    Ok(Run {
        number: row.get(0)?,
        began: row.get(1)?,
        ended: row.get(2)?,
        basis: row.get(3)?,
        folder: row.get(4)?,
        output: row.get(5)?,
        report: row.get(6)?,
    })
}
