//! Opening an input: standard input or a file, compressed or not.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Input;
use crate::error::{Error, ErrorKind, Result};

/// The longest record that is read, in bytes. A longer one is put aside without being held, so that
/// one broken file cannot fill the memory.
pub const LONGEST_RECORD: u64 = 256 << 20;

const BUFFER: usize = 256 << 10;

/// Counts the bytes that are read from the disk, for the progress bar.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Opens an input for reading. Compression is recognised by its first bytes, whatever the name;
/// `count` grows with each byte that comes from the disk.
pub fn open(input: &Input, count: &Arc<AtomicU64>) -> Result<Box<dyn BufRead + Send>> {
    let mut raw: Box<dyn BufRead + Send> = match &input.path {
        None => Box::new(BufReader::with_capacity(
            BUFFER,
            Counted { inner: std::io::stdin(), count: count.clone() },
        )),
        Some(path) => {
            let file = File::open(path).map_err(|e| unreadable(path, &e))?;
            Box::new(BufReader::with_capacity(BUFFER, Counted { inner: file, count: count.clone() }))
        }
    };
    let head = raw.fill_buf().map_err(|e| failed(input, &e))?;
    Ok(if head.starts_with(&[0x1f, 0x8b]) {
        Box::new(BufReader::with_capacity(BUFFER, flate2::bufread::MultiGzDecoder::new(raw)))
    } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let decoder = zstd::stream::read::Decoder::with_buffer(raw).map_err(|e| failed(input, &e))?;
        Box::new(BufReader::with_capacity(BUFFER, decoder))
    } else {
        raw
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let hint = match error.kind() {
        std::io::ErrorKind::NotFound => "check the spelling; globs are written in quotes: 'news/*.txt'",
        std::io::ErrorKind::PermissionDenied => "give yourself the right to read it: chmod u+r",
        _ => "check the file and its disk",
    };
    Error::io(ErrorKind::Input, path, error).hint(hint)
}

/// An error while reading `input`.
pub(super) fn failed(input: &Input, error: &std::io::Error) -> Error {
    let what = match error.kind() {
        std::io::ErrorKind::UnexpectedEof => "the compressed data end too early".to_string(),
        _ => format!("cannot read on: {error}"),
    };
    Error::new(ErrorKind::Input, what)
        .in_file(input.name.clone())
        .hint("what was read before this point is kept; fetch the file again and rerun for the rest")
}

/// What [`line`] found.
pub(super) enum Line {
    End,
    Read,
    TooLong,
}

/// Reads one line into `buffer`, without its line end, keeping at most [`LONGEST_RECORD`] bytes.
pub(super) fn line(reader: &mut dyn BufRead, buffer: &mut Vec<u8>) -> std::io::Result<Line> {
    buffer.clear();
    let read = (&mut *reader).take(LONGEST_RECORD).read_until(b'\n', buffer)?;
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
    loop {
        let chunk = reader.fill_buf()?;
        if chunk.is_empty() {
            break;
        }
        match memchr::memchr(b'\n', chunk) {
            Some(at) => {
                reader.consume(at + 1);
                break;
            }
            None => {
                let all = chunk.len();
                reader.consume(all);
            }
        }
    }
    buffer.clear();
    buffer.shrink_to(1 << 16);
    Ok(Line::TooLong)
}

/// The message for a record over [`LONGEST_RECORD`].
pub(super) fn too_long() -> String {
    format!("longer than {} MiB, the most that one article may hold", LONGEST_RECORD >> 20)
}
