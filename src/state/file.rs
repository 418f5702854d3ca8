//! The state's file: opened with care, its troubles in words; and the stamps by which changed inputs are told.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::Connection;

use crate::corpus::Input;
use crate::error::{Error, ErrorKind, Result};

/// "twir": what tells the file from other databases.
const APPLICATION: i64 = 0x7477_6972;
/// The version of the tables.
const VERSION: i64 = 1;
/// A file changed so shortly before it was read may have changed again without a later time.
const TOO_FRESH: i64 = 2_000_000_000;

const SCHEMA: &str = "
CREATE TABLE state (id TEXT NOT NULL);
CREATE TABLE runs (run INTEGER PRIMARY KEY, began TEXT NOT NULL, ended TEXT, basis TEXT NOT NULL, folder TEXT NOT NULL,
  output TEXT NOT NULL, report TEXT);
CREATE TABLE files (file INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT, basis TEXT, run INTEGER);
CREATE TABLE articles (article INTEGER PRIMARY KEY, id TEXT NOT NULL, content BLOB NOT NULL, basis TEXT NOT NULL,
  first INTEGER NOT NULL, vanished INTEGER, lost_file INTEGER, size INTEGER NOT NULL, sketch BLOB, UNIQUE (id, content));
CREATE TABLE findings (article INTEGER PRIMARY KEY, kept BLOB NOT NULL);
CREATE TRIGGER forgotten AFTER DELETE ON articles BEGIN DELETE FROM findings WHERE article = old.article; END;
CREATE TABLE places (file INTEGER NOT NULL, run INTEGER NOT NULL, number INTEGER NOT NULL, article INTEGER NOT NULL,
  PRIMARY KEY (file, run, number)) WITHOUT ROWID;
CREATE INDEX places_article ON places (article);
CREATE INDEX articles_first ON articles (first, id, size);
CREATE INDEX articles_vanished ON articles (article) WHERE vanished IS NOT NULL;";

/// Opens the file and looks whether it is a state file that this version reads.
pub(super) fn open(path: &Path) -> Result<Connection> {
    let told = |what: &str, hint: String| {
        Error::new(ErrorKind::Output, what).in_file(path.display().to_string()).hint(hint)
    };
    let elsewhere = "choose another file: --state FILE".to_string();
    let size = path.metadata().map_or(0, |m| m.len());
    if path.is_dir() {
        return Err(told("a folder, where a file for the state is wanted", elsewhere));
    }
    if size > 0 {
        let mut head = [0_u8; 16];
        let read = std::fs::File::open(path).and_then(|mut f| std::io::Read::read_exact(&mut f, &mut head));
        if let Err(error) = read.as_ref()
            && error.kind() == std::io::ErrorKind::PermissionDenied
        {
            return Err(Error::io(ErrorKind::Output, path, error)
                .hint("chmod u+rw it, or choose another: --state FILE"));
        }
        if read.is_ok() && size < 512 {
            return Err(damaged(path));
        }
        if read.is_err() || &head != b"SQLite format 3\0" {
            return Err(told("this is no state file of tallywire", elsewhere));
        }
    }
    let said = |e: rusqlite::Error| trouble(path, &e);
    let connection = Connection::open(path).map_err(said)?;
    connection.busy_timeout(Duration::from_secs(5)).map_err(said)?;
    let number = |name: &str| connection.pragma_query_value(None, name, |r| r.get::<_, i64>(0));
    let (application, version) =
        (number("application_id").map_err(said)?, number("user_version").map_err(said)?);
    if size > 0 && application != APPLICATION {
        return Err(told("this is a database, but no state file of tallywire", elsewhere));
    }
    if version > VERSION {
        let what =
            format!("written by a newer tallywire: version {version} of the state, this one knows {VERSION}");
        return Err(told(&what, "use that tallywire, or choose another file: --state FILE".into()));
    }
    // A file that was cut off is found out before half of it is believed.
    let log = PathBuf::from(format!("{}-wal", path.display()));
    if size > 0 && !log.exists() {
        let pages = number("page_count").map_err(said)? * number("page_size").map_err(said)?;
        if size < pages as u64 {
            return Err(damaged(path));
        }
    }
    connection.set_prepared_statement_cache_capacity(32);
    connection
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=FILE;")
        .map_err(said)?;
    if application != APPLICATION {
        let make = format!(
            "BEGIN IMMEDIATE; PRAGMA application_id={APPLICATION}; PRAGMA user_version={VERSION}; {SCHEMA}
             INSERT INTO state VALUES (lower(hex(randomblob(8)))); COMMIT;"
        );
        connection.execute_batch(&make).map_err(said)?;
    }
    Ok(connection)
}

fn damaged(path: &Path) -> Error {
    let name = path.display();
    Error::new(ErrorKind::Output, "the state file is damaged")
        .in_file(name.to_string())
        .hint(format!("put a copy back, or start anew: mv {name} {name}.damaged; the inputs are all read again, results stay as they are until then"))
}

/// What SQLite says, in words for the user.
pub(super) fn trouble(path: &Path, error: &rusqlite::Error) -> Error {
    use rusqlite::ErrorCode as Code;
    let told = |what: &str, hint: &str| {
        Error::new(ErrorKind::Output, what).in_file(path.display().to_string()).hint(hint)
    };
    match error.sqlite_error_code() {
        Some(Code::DatabaseCorrupt | Code::NotADatabase) => damaged(path),
        Some(Code::ReadOnly | Code::PermissionDenied) => told(
            "the state file cannot be written",
            "chmod u+w it and its folder, or choose another: --state FILE",
        ),
        Some(Code::CannotOpen) => told(
            "the state file cannot be opened",
            "its folder must be there and writable: mkdir -p it, or --state FILE",
        ),
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => {
            told("another program holds the state file locked", "close it and run the command again")
        }
        Some(Code::DiskFull) => told(
            "no room left on the disk of the state file",
            "make room and run the same command again: nothing is lost",
        ),
        _ => {
            told(&error.to_string(), "run the command again; if it stays, move the file away and start anew")
        }
    }
}

pub(super) fn now() -> String {
    let now = jiff::Timestamp::now();
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Size and times of a file, by which a change is seen; `None` for what is no file.
pub(super) fn stamp(input: &Input) -> Option<String> {
    let meta = input.path.as_ref()?.metadata().ok()?;
    Some(format!("{} {} {}", meta.len(), nanoseconds(meta.modified().ok()?), changed(&meta)))
}

/// The stamp, where the file was last changed long enough before the run began.
pub(super) fn stamp_before(input: &Input, began: i64) -> Option<String> {
    let meta = input.path.as_ref()?.metadata().ok()?;
    let latest = nanoseconds(meta.modified().ok()?).max(changed(&meta));
    (latest + TOO_FRESH < began).then(|| stamp(input)).flatten()
}

fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i64,
        Err(before) => -(before.duration().as_nanos() as i64),
    }
}

/// When the file's entry was changed, which no program can set back.
fn changed(meta: &std::fs::Metadata) -> i64 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        meta.ctime() * 1_000_000_000 + meta.ctime_nsec()
    }
    #[cfg(not(unix))]
    {
        let _ = meta;
        0
    }
}
