//! One run at a time: a lock that the operating system takes away from a process that dies, however it dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::error::{Error, ErrorKind, Result};

/// How often a lock that another holds is asked for again.
const ASK_AGAIN: Duration = Duration::from_millis(100);

/// A lock that is held until it is dropped.
///
/// What counts is the lock on its file, which dies with its process; a file that a killed process left does no
/// harm. In it stand the process, the machine and when it began, for whoever is kept waiting.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock that the file at `path` stands for, which guards `guarded`, waiting up to `wait` for another to give it back.
    ///
    /// # Errors
    /// [`ErrorKind::Locked`] where another holds it for longer; [`ErrorKind::Output`] where the lock's file
    /// cannot be made.
    pub fn take(path: &Path, guarded: &str, wait: Duration) -> Result<Lock> {
        let began = Instant::now();
        let open = || OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = open().map_err(|e| {
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Error::io(ErrorKind::Output, folder, &e).hint(
                "nothing can be written there: choose another folder, or give yourself the right to write",
            )
        })?;
        loop {
            match file.try_lock() {
                // The one who had it may have taken the file away: then this is a lock on nothing.
                Ok(()) if same(&file, path) => break,
                Ok(()) => {
                    file = open().map_err(|e| Error::io(ErrorKind::Output, path, &e))?;
                }
                Err(TryLockError::Error(e)) if e.kind() != std::io::ErrorKind::Interrupted => {
                    return Err(Error::io(ErrorKind::Output, path, &e)
                        .hint("this file system knows no locks: put the state and the results on another"));
                }
                Err(_) if began.elapsed() < wait => {
                    std::thread::sleep(ASK_AGAIN.min(wait.saturating_sub(began.elapsed())));
                }
                Err(_) => {
                    let mut holder = String::new();
                    let _ = (&file).take(200).read_to_string(&mut holder);
                    let holder = match holder.trim() {
                        "" => "another run".to_string(),
                        holder => format!("another run ({holder})"),
                    };
                    return Err(Error::new(ErrorKind::Locked, format!("{holder} is at work on it"))
                        .in_file(guarded)
                        .hint("wait for it: --lock-wait SECONDS, or stop it"));
                }
            }
        }
        // Who holds it is told as well as can be; the lock itself is what counts.
        let _ = file.set_len(0);
        let _ = file.rewind();
        let _ = write!(file, "process {} on {} since {}", std::process::id(), host(), now());
        let _ = file.flush();
        Ok(Lock { file, path: path.to_path_buf() })
    }

    /// Where the lock of a file lies.
    pub fn beside(path: &Path) -> PathBuf {
        PathBuf::from(format!("{}.lock", path.display()))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        #[cfg(unix)]
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Whether the open file is the one that lies at the path.
fn same(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let of = |meta: std::io::Result<std::fs::Metadata>| meta.ok().map(|m| (m.dev(), m.ino()));
        of(file.metadata()) == of(path.metadata())
    }
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        true
    }
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

fn host() -> String {
    #[cfg(unix)]
    {
        rustix::system::uname().nodename().to_string_lossy().into_owned()
    }
    #[cfg(not(unix))]
    {
        std::env::var("COMPUTERNAME").unwrap_or_else(|_| "this machine".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_lock_waits_and_then_says_who_holds_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.lock");
        let first = Lock::take(&path, "x", Duration::ZERO).unwrap();
        let second = Lock::take(&path, "x", Duration::from_millis(150)).unwrap_err();
        assert_eq!(second.kind, ErrorKind::Locked);
        assert!(second.what.contains(&format!("process {}", std::process::id())), "{}", second.what);
        drop(first);
        Lock::take(&path, "x", Duration::ZERO).unwrap();
    }
}
