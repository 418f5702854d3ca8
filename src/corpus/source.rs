//! Bytes as they come: standard input or a file, looked into before they are read, and cut into lines.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Input;
use super::budget::Budget;
use crate::error::{Error, ErrorKind, Result, Stage};

/// The longest record that is read, in bytes. A longer one is put aside without being held, so that
/// one broken file cannot fill the memory.
pub const LONGEST_RECORD: u64 = 256 << 20;

pub(super) const BUFFER: usize = 256 << 10;

/// What a format reads from.
pub type Source = Box<dyn BufRead + Send>;

/// Counts the bytes that are read from the disk, for the progress bar and for the bounds.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
    budget: Arc<Budget>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        self.budget.read(n as u64);
        Ok(n)
    }
}

/// Opens an input as it lies on the disk; `count` grows with each byte that comes from there.
pub(super) fn raw(input: &Input, count: &Arc<AtomicU64>, budget: &Arc<Budget>) -> Result<Source> {
    let (count, budget) = (count.clone(), budget.clone());
    Ok(match &input.path {
        None => {
            Box::new(BufReader::with_capacity(BUFFER, Counted { inner: std::io::stdin(), count, budget }))
        }
        Some(path) => {
            let file = File::open(path).map_err(|e| unreadable(path, &e))?;
            Box::new(BufReader::with_capacity(BUFFER, Counted { inner: file, count, budget }))
        }
    })
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let hint = match error.kind() {
        std::io::ErrorKind::NotFound if path.is_symlink() => {
            "the link leads nowhere: mend it, or take it away"
        }
        std::io::ErrorKind::NotFound => "check the spelling; globs are written in quotes: 'news/*.txt'",
        std::io::ErrorKind::PermissionDenied => "give yourself the right to read it: chmod u+r",
        _ => "check the file and its disk",
    };
    Error::io(ErrorKind::Input, path, error).hint(hint).stage(Stage::Open)
}

/// An error while reading `input`.
pub(super) fn failed(input: &Input, error: &std::io::Error) -> Error {
    use std::io::ErrorKind as Io;
    let wrong =
        |what: String| Error::new(ErrorKind::Input, what).in_file(input.name.clone()).stage(Stage::Read);
    let again = "what was read before this point is kept; fetch the file again and rerun for the rest";
    match error.kind() {
        Io::UnexpectedEof => wrong("the compressed data end too early".to_string()).hint(again),
        Io::QuotaExceeded => wrong(error.to_string())
            .hint("if it is meant to be so, unpack it yourself and give tallywire the files"),
        Io::InvalidData | Io::InvalidInput | Io::Other => {
            wrong(format!("cannot read on, the data are damaged: {error}")).hint(again)
        }
        _ => wrong(format!("cannot read on: {error}")).hint(again),
    }
}

/// A source whose beginning has been looked at. An error met while looking comes when reading gets there.
pub(super) struct Peek {
    head: Vec<u8>,
    at: usize,
    error: Option<std::io::Error>,
    rest: Source,
}

impl Peek {
    /// Looks at the first `most` bytes.
    pub(super) fn new(mut rest: Source, most: usize) -> Peek {
        let mut head = Vec::new();
        let error = (&mut rest).take(most as u64).read_to_end(&mut head).err();
        Peek { head, at: 0, error, rest }
    }

    /// Takes bytes that are all there is.
    pub(super) fn whole(bytes: Vec<u8>) -> Peek {
        Peek { head: bytes, at: 0, error: None, rest: Box::new(std::io::empty()) }
    }

    /// The first bytes, as many as were asked for or as there are.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// An error that came before the first byte.
    pub(super) fn dead(&mut self) -> Option<std::io::Error> {
        if self.head.is_empty() { self.error.take() } else { None }
    }
}

impl Read for Peek {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.head.len() && self.error.is_none() {
            return self.rest.read(buffer);
        }
        let from = self.fill_buf()?;
        let n = from.len().min(buffer.len());
        buffer[..n].copy_from_slice(&from[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Peek {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.at < self.head.len() {
            return Ok(&self.head[self.at..]);
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.rest.fill_buf(),
        }
    }

    fn consume(&mut self, n: usize) {
        if self.at < self.head.len() {
            self.at += n;
            if self.at == self.head.len() {
                self.head = Vec::new();
                self.at = 0;
            }
        } else {
            self.rest.consume(n);
        }
    }
}

/// What [`line`] found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    End,
    Read,
    TooLong,
}

/// Reads one line into `buffer`, without its line end, keeping at most [`LONGEST_RECORD`] bytes.
/// `offset` grows by what was read.
pub(super) fn line(
    reader: &mut dyn BufRead,
    buffer: &mut Vec<u8>,
    offset: &mut u64,
) -> std::io::Result<Line> {
    buffer.clear();
    let read = (&mut *reader).take(LONGEST_RECORD).read_until(b'\n', buffer)?;
    *offset += read as u64;
    if read == 0 {
        return Ok(Line::End);
    }
    if buffer.last() == Some(&b'\n') {
        buffer.pop();
        if buffer.last() == Some(&b'\r') {
            buffer.pop();
        }
        return Ok(Line::Read);
    }
    if (read as u64) < LONGEST_RECORD {
        return Ok(Line::Read);
    }
    // Too long: pass over the rest without keeping it.
    buffer.clear();
    buffer.shrink_to(1 << 16);
    loop {
        let chunk = reader.fill_buf()?;
        if chunk.is_empty() {
            break;
        }
        let (n, end) = match memchr::memchr(b'\n', chunk) {
            Some(at) => (at + 1, true),
            None => (chunk.len(), false),
        };
        reader.consume(n);
        *offset += n as u64;
        if end {
            break;
        }
    }
    Ok(Line::TooLong)
}

/// Reads a whole source, [`LONGEST_RECORD`] bytes at most. What was read stays in `bytes` also when
/// reading fails.
pub(super) fn whole(reader: &mut dyn BufRead, bytes: &mut Vec<u8>) -> std::io::Result<Line> {
    loop {
        let read = match reader.fill_buf() {
            Ok(read) => read,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        if read.is_empty() {
            return Ok(if bytes.is_empty() { Line::End } else { Line::Read });
        }
        if (bytes.len() + read.len()) as u64 > LONGEST_RECORD {
            *bytes = Vec::new();
            return Ok(Line::TooLong);
        }
        // It grows by doubling, but never beyond what is read at most.
        if bytes.len() + read.len() > bytes.capacity() {
            let more = bytes.len().max(read.len()).min(LONGEST_RECORD as usize - bytes.len());
            bytes.reserve_exact(more);
        }
        let n = read.len();
        bytes.extend_from_slice(read);
        reader.consume(n);
    }
}

/// The message for a record over [`LONGEST_RECORD`].
pub(super) fn too_long() -> String {
    format!("longer than {} MiB, the most that one article may hold", LONGEST_RECORD >> 20)
}

/// What a decompressor gives, held against the budget.
struct Bounded<R> {
    inner: R,
    budget: Arc<Budget>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.budget.unpacked(n as u64)?;
        Ok(n)
    }
}

/// A buffered source of what `decompressor` gives, within the budget.
pub(super) fn bounded(
    decompressor: impl Read + Send + 'static,
    budget: &Arc<Budget>,
    buffer: usize,
) -> Source {
    let inner = Bounded { inner: decompressor, budget: budget.clone() };
    Box::new(BufReader::with_capacity(buffer.clamp(4 << 10, BUFFER), inner))
}
