//! Tar archives, read from front to back. A damaged header costs the members up to the next whole one.

use std::io::{Read, Result};
use std::sync::{Arc, Mutex, PoisonError};

use super::container::{Container, Content, Member, Next};
use super::source::{Source, failed};
use super::{Error, ErrorKind, Input};

const BLOCK: usize = 512;

/// Whether `head` begins with the header of a member.
pub(super) fn is_tar(head: &[u8]) -> bool {
    head.get(..BLOCK).is_some_and(|block| header(block).is_some())
}

/// The header in a block, where its checksum is right.
fn header(block: &[u8]) -> Option<tar::Header> {
    if block.iter().all(|b| *b == 0) {
        return None;
    }
    let mut header = tar::Header::new_old();
    header.as_mut_bytes().copy_from_slice(block);
    let sum: u32 = block[..148].iter().chain(&block[156..]).map(|b| u32::from(*b)).sum::<u32>() + 8 * 32;
    (header.cksum().ok()? == sum).then_some(header)
}

/// The source that the archive and the member under way read from in turn.
struct Shared {
    source: Source,
    /// What the member under way has left, its padding not counted.
    left: u64,
    padding: u64,
    failed: bool,
}

impl Shared {
    /// Passes over the rest of the member.
    fn finish(&mut self) -> Result<()> {
        let rest = std::mem::take(&mut self.left) + std::mem::take(&mut self.padding);
        let passed = std::io::copy(&mut (&mut self.source).take(rest), &mut std::io::sink())?;
        if passed < rest { Err(std::io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    /// The next block; `None` at the end.
    fn block(&mut self) -> Result<Option<[u8; BLOCK]>> {
        let mut block = [0; BLOCK];
        let mut filled = 0;
        while filled < BLOCK {
            match self.source.read(&mut block[filled..])? {
                0 if filled == 0 => return Ok(None),
                0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
                n => filled += n,
            }
        }
        Ok(Some(block))
    }
}

pub(super) struct Tar {
    shared: Arc<Mutex<Shared>>,
    ended: bool,
}

impl Tar {
    pub(super) fn new(source: Source) -> Tar {
        let shared = Shared { source, left: 0, padding: 0, failed: false };
        Tar { shared: Arc::new(Mutex::new(shared)), ended: false }
    }

    fn next_member(&mut self, input: &Input) -> Result<Option<Next>> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.finish()?;
        let mut long_name = None;
        let mut lost = false;
        while let Some(block) = shared.block()? {
            let Some(header) = header(&block) else {
                if block.iter().all(|b| *b == 0) {
                    // Two of these end an archive; a second archive may stand behind them.
                    continue;
                }
                lost = true;
                continue;
            };
            let size = header.entry_size()?;
            (shared.left, shared.padding) = (size, size.next_multiple_of(BLOCK as u64) - size);
            if lost {
                // Told first; the member is read at the next call.
                let error = Error::new(ErrorKind::Input, "damaged member headers were passed over")
                    .in_file(input.name.clone())
                    .hint("the members around them are read; fetch the archive again for the rest");
                let name = long_name.unwrap_or_else(|| name_in(&header));
                return Ok(Some(Next::Both(error, self.member(name, size))));
            }
            let kind = header.entry_type();
            if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
                let mut bytes = Vec::new();
                let taken = size.min(1 << 16);
                (&mut shared.source).take(taken).read_to_end(&mut bytes)?;
                shared.left -= bytes.len() as u64;
                shared.finish()?;
                let name = if kind.is_gnu_longname() { Some(&bytes[..]) } else { pax_path(&bytes) };
                long_name =
                    name.map(|n| String::from_utf8_lossy(n).trim_end_matches('\0').to_string()).or(long_name);
                continue;
            }
            if kind.is_gnu_sparse() {
                let name = long_name.take().unwrap_or_else(|| name_in(&header));
                return Ok(Some(Next::Bad(
                    Error::new(ErrorKind::Input, "a sparse file, which is not read from archives")
                        .in_file(format!("{}/{name}", input.name))
                        .hint("unpack the archive and give tallywire the folder"),
                )));
            }
            if kind.is_file() || kind.is_contiguous() {
                let name = long_name.take().unwrap_or_else(|| name_in(&header));
                return Ok(Some(Next::Member(self.member(name, size))));
            }
            long_name = None;
            shared.finish()?;
        }
        if lost {
            return Ok(Some(Next::Bad(
                Error::new(ErrorKind::Input, "the archive is damaged and nothing whole follows")
                    .in_file(input.name.clone())
                    .hint("the members before are read; fetch the archive again for the rest"),
            )));
        }
        Ok(None)
    }

    fn member(&self, name: String, size: u64) -> Member {
        let portion = Portion { shared: self.shared.clone() };
        Member { name, content: Content::Plain(Box::new(portion), size) }
    }
}

impl Container for Tar {
    fn next(&mut self, input: &Input) -> Option<Next> {
        if self.ended {
            return None;
        }
        if self.shared.lock().unwrap_or_else(PoisonError::into_inner).failed {
            self.ended = true;
            return None;
        }
        match self.next_member(input) {
            Ok(next) => {
                self.ended = next.is_none();
                next
            }
            Err(error) => {
                self.ended = true;
                let error = match error.kind() {
                    std::io::ErrorKind::UnexpectedEof => {
                        Error::new(ErrorKind::Input, "the archive ends early")
                            .in_file(input.name.clone())
                            .hint("what was read before is kept; fetch the archive again for the rest")
                    }
                    _ => failed(input, &error),
                };
                Some(Next::Bad(error))
            }
        }
    }
}

fn name_in(header: &tar::Header) -> String {
    String::from_utf8_lossy(&header.path_bytes()).into_owned()
}

/// The path in extended headers: lines such as `27 path=news/a.txt`.
fn pax_path(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes;
    while let Some(blank) = memchr::memchr(b' ', rest) {
        let length: usize = std::str::from_utf8(&rest[..blank]).ok()?.parse().ok()?;
        let line = rest.get(blank + 1..length)?;
        if let Some(path) = line.strip_prefix(b"path=") {
            return Some(path.strip_suffix(b"\n").unwrap_or(path));
        }
        rest = rest.get(length..)?;
    }
    None
}

/// The bytes of the member under way.
struct Portion {
    shared: Arc<Mutex<Shared>>,
}

impl Read for Portion {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let most = (buffer.len() as u64).min(shared.left) as usize;
        if most == 0 {
            return Ok(0);
        }
        match shared.source.read(&mut buffer[..most]) {
            Ok(0) => {
                shared.failed = true;
                Err(std::io::ErrorKind::UnexpectedEof.into())
            }
            Ok(n) => {
                shared.left -= n as u64;
                Ok(n)
            }
            Err(error) => {
                shared.failed = true;
                Err(error)
            }
        }
    }
}
