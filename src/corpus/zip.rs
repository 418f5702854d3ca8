//! Zip archives, read by the list at their end; where that is missing or damaged, by looking for the
//! members themselves. The list is read bit by bit and never held, however long it is.

use std::fs::File;
use std::io::{BufRead, BufReader, Error as IoError, ErrorKind as Io, Read, Result, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use super::container::{Container, Content, Member, Next};
use super::source::failed;
use super::{Error, ErrorKind, Input};

const END: [u8; 4] = *b"PK\x05\x06";
const END64: [u8; 4] = *b"PK\x06\x06";
const LISTED: [u8; 4] = *b"PK\x01\x02";
const LOCAL: [u8; 4] = *b"PK\x03\x04";

/// False headers that are passed over one after the other.
const MOST_FALSE: usize = 10_000;

/// A stretch of a file that others read too.
struct Section {
    file: Arc<Mutex<File>>,
    at: u64,
    end: u64,
}

impl Read for Section {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let most = (buffer.len() as u64).min(self.end.saturating_sub(self.at)) as usize;
        if most == 0 {
            return Ok(0);
        }
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let n = file.read(&mut buffer[..most])?;
        self.at += n as u64;
        Ok(n)
    }
}

/// Members up to this size are unpacked at once.
const SMALL: u64 = 256 << 10;

pub(super) struct Zip {
    file: Arc<Mutex<File>>,
    /// Unpacks small members at once, in half the time of what unpacks bit by bit.
    inflate: libdeflater::Decompressor,
    length: u64,
    state: State,
    /// A stretch of the file and where it begins: small members lie one behind the other.
    window: Vec<u8>,
    window_at: u64,
}

/// Bytes of a window.
const WINDOW: usize = 1 << 20;

enum State {
    Start,
    /// The list, how many members are left in it, and what stands before the archive in the file.
    List(BufReader<Section>, u64, u64),
    /// Looking for members from here on.
    Search(u64),
    Ended,
}

/// What the archive says of a member.
struct Entry {
    name: String,
    method: u16,
    flags: u16,
    crc: Option<u32>,
    packed: Option<u64>,
    size: Option<u64>,
    /// Where its own header stands.
    header: u64,
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

fn damaged(what: &str) -> IoError {
    IoError::new(Io::InvalidData, what.to_string())
}

impl Zip {
    pub(super) fn open(file: File) -> Zip {
        let length = file.metadata().map_or(0, |m| m.len());
        let inflate = libdeflater::Decompressor::new();
        let file = Arc::new(Mutex::new(file));
        Zip { file, inflate, length, state: State::Start, window: Vec::new(), window_at: 0 }
    }

    fn section(&self, at: u64, end: u64) -> Section {
        Section { file: self.file.clone(), at, end: end.min(self.length) }
    }

    fn bytes(&self, at: u64, n: usize) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.section(at, at.saturating_add(n as u64)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Makes the window hold so many bytes from `at` on, or those there are.
    fn look(&mut self, at: u64, n: usize) -> Result<()> {
        let wanted = at.saturating_add(n as u64).min(self.length);
        let end = self.window_at + self.window.len() as u64;
        if at < self.window_at || wanted > end {
            self.window.clear();
            let most = at.saturating_add(n.max(WINDOW) as u64);
            Section { file: self.file.clone(), at, end: most.min(self.length) }
                .read_to_end(&mut self.window)?;
            self.window_at = at;
        }
        Ok(())
    }

    /// Finds the list of members; `None` where there is none that could be right.
    fn list(&self) -> Result<Option<State>> {
        let tail_from = self.length.saturating_sub(22 + 65_535);
        let tail = self.bytes(tail_from, 22 + 65_535)?;
        let mut search = &tail[..];
        while let Some(at) = memchr::memmem::rfind(search, &END) {
            search = &tail[..at + 3];
            let end = &tail[at..];
            if end.len() < 22 {
                continue;
            }
            let mut members = u64::from(u16_at(end, 10));
            let (mut size, mut from) = (u64::from(u32_at(end, 12)), u64::from(u32_at(end, 16)));
            let mut place = tail_from + at as u64;
            let locator = place.checked_sub(20).map(|p| self.bytes(p, 20)).transpose()?.unwrap_or_default();
            if locator.starts_with(b"PK\x06\x07") {
                let large = self.bytes(u64_at(&locator, 8), 56)?;
                if large.starts_with(&END64) {
                    (members, size, from) = (u64_at(&large, 32), u64_at(&large, 40), u64_at(&large, 48));
                    place = u64_at(&locator, 8);
                }
            }
            // Some archives have a program before them, which shifts all places.
            let Some(before) = place.checked_sub(size).and_then(|p| p.checked_sub(from)) else { continue };
            let start = from + before;
            if members > 0 && self.bytes(start, 4)? != LISTED {
                continue;
            }
            let list = BufReader::with_capacity(64 << 10, self.section(start, start + size));
            return Ok(Some(State::List(list, members, before)));
        }
        Ok(None)
    }

    /// A member by its own header, `None` where none stands there.
    fn local(&self, at: u64) -> Result<Option<(Entry, u64)>> {
        let head = self.bytes(at, 30)?;
        if head.len() < 30 || head[..4] != LOCAL {
            return Ok(None);
        }
        let (name, extra) = (usize::from(u16_at(&head, 26)), usize::from(u16_at(&head, 28)));
        let rest = self.bytes(at + 30, name + extra)?;
        if rest.len() < name + extra {
            return Ok(None);
        }
        let flags = u16_at(&head, 6);
        // With this flag, sizes and checksum stand behind the data.
        let later = flags & 8 != 0;
        let known = |n: u32| (!later && n != u32::MAX).then_some(u64::from(n));
        let entry = Entry {
            name: String::from_utf8_lossy(&rest[..name]).into_owned(),
            method: u16_at(&head, 8),
            flags,
            crc: (!later).then(|| u32_at(&head, 14)),
            packed: known(u32_at(&head, 18)),
            size: known(u32_at(&head, 22)),
            header: at,
        };
        Ok(Some((entry, at + 30 + (name + extra) as u64)))
    }

    /// A small member, read and unpacked at once; `None` where it is large or where something is wrong with
    /// it, which reading it bit by bit tells.
    fn small(&mut self, entry: &Entry) -> Result<Option<Vec<u8>>> {
        let (Some(packed), Some(size), Some(crc)) = (entry.packed, entry.size, entry.crc) else {
            return Ok(None);
        };
        if packed > SMALL || size > SMALL || entry.method != 8 {
            return Ok(None);
        }
        // The member's own header, with a name and fields as the list has them, stands before the data.
        let before = 30 + entry.name.len() + 64;
        self.look(entry.header, before + packed as usize)?;
        let bytes = &self.window[((entry.header - self.window_at) as usize).min(self.window.len())..];
        if bytes.len() < 30 || bytes[..4] != LOCAL {
            return Ok(None);
        }
        let start = 30 + usize::from(u16_at(bytes, 26)) + usize::from(u16_at(bytes, 28));
        let Some(data) = bytes.get(start..start + packed as usize) else { return Ok(None) };
        let mut out = vec![0; size as usize];
        let done = self.inflate.deflate_decompress(data, &mut out);
        let right = done == Ok(out.len()) && libdeflater::crc32(&out) == crc;
        Ok(right.then_some(out))
    }

    fn member(&mut self, entry: Entry) -> Result<Member> {
        if entry.flags & 1 != 0 {
            return Err(damaged("it is encrypted"));
        }
        if let Some(bytes) = self.small(&entry)? {
            return Ok(Member { name: entry.name, content: Content::Whole(bytes) });
        }
        let (_, data) = self.local(entry.header)?.ok_or_else(|| damaged("its header is damaged"))?;
        let end = entry.packed.map_or(self.length, |n| data.saturating_add(n));
        let packed = BufReader::with_capacity(64 << 10, self.section(data, end));
        let checked = |inner: Box<dyn Read + Send>| -> Box<dyn Read + Send> {
            Box::new(Checked {
                inner,
                crc: flate2::Crc::new(),
                wanted: entry.crc,
                size: entry.size,
                done: false,
            })
        };
        let unpacked: Box<dyn Read + Send> = match entry.method {
            0 => Box::new(packed),
            8 => Box::new(flate2::bufread::DeflateDecoder::new(packed)),
            12 => Box::new(bzip2::bufread::BzDecoder::new(packed)),
            93 => Box::new(zstd::stream::read::Decoder::with_buffer(packed)?),
            95 => Box::new(liblzma::bufread::XzDecoder::new(packed)),
            n => return Err(damaged(&format!("it is packed by method {n}, which is not read"))),
        };
        Ok(Member { name: entry.name, content: Content::Packed(checked(unpacked)) })
    }

    /// The next member of the list.
    fn listed(list: &mut BufReader<Section>, before: u64) -> Result<Entry> {
        let mut head = [0; 46];
        list.read_exact(&mut head)?;
        if head[..4] != LISTED {
            return Err(damaged("the list of members is damaged"));
        }
        let (name, extra, comment) = (u16_at(&head, 28), u16_at(&head, 30), u16_at(&head, 32));
        let mut rest = vec![0; usize::from(name) + usize::from(extra) + usize::from(comment)];
        list.read_exact(&mut rest)?;
        let (name, rest) = rest.split_at(usize::from(name));
        let (mut size, mut packed) = (u64::from(u32_at(&head, 24)), u64::from(u32_at(&head, 20)));
        let mut header = u64::from(u32_at(&head, 42));
        // Sizes over 4 GiB stand in an extra field, in this order, each only where the head has none.
        let mut extra = &rest[..usize::from(extra)];
        while extra.len() >= 4 {
            let length = usize::from(u16_at(extra, 2));
            if u16_at(extra, 0) == 1 {
                let mut at = 4;
                for value in [&mut size, &mut packed, &mut header] {
                    if *value == u64::from(u32::MAX) && at + 8 <= extra.len() {
                        *value = u64_at(extra, at);
                        at += 8;
                    }
                }
            }
            extra = extra.get(4 + length..).unwrap_or_default();
        }
        Ok(Entry {
            name: String::from_utf8_lossy(name).into_owned(),
            method: u16_at(&head, 10),
            flags: u16_at(&head, 8),
            crc: Some(u32_at(&head, 16)),
            packed: Some(packed),
            size: Some(size),
            header: header.saturating_add(before),
        })
    }

    /// The first member's header from `at` on.
    fn search(&self, mut at: u64) -> Result<Option<(Entry, u64)>> {
        // A file that is full of what looks like headers is no archive.
        for _ in 0..MOST_FALSE {
            let mut reader = BufReader::with_capacity(64 << 10, self.section(at, self.length));
            let mut passed = 0;
            let found = loop {
                let chunk = reader.fill_buf()?;
                if chunk.len() < 30 {
                    return Ok(None);
                }
                if let Some(n) = memchr::memmem::find(chunk, &LOCAL) {
                    break at + passed + n as u64;
                }
                // Bytes that may begin a header are looked at again.
                let n = chunk.len() - 3;
                reader.consume(n);
                passed += n as u64;
                if reader.buffer().len() < 30 {
                    at += passed;
                    passed = 0;
                    reader = BufReader::with_capacity(64 << 10, self.section(at, self.length));
                }
            };
            match self.local(found)? {
                Some((entry, data)) if matches!(entry.method, 0 | 8 | 12 | 93 | 95) => {
                    let next = data.saturating_add(entry.packed.unwrap_or(0));
                    return Ok(Some((entry, next)));
                }
                _ => at = found + 4,
            }
        }
        Ok(None)
    }
}

impl Container for Zip {
    fn next(&mut self, input: &Input) -> Option<Next> {
        let fault = |name: &str, error: &IoError| {
            let mut whole = failed(input, error);
            if !name.is_empty() {
                whole.place = Some(format!("{}/{name}", input.name));
            }
            if error.to_string() == "it is encrypted" {
                whole.what = "the member is encrypted".into();
                whole.hint =
                    Some("unpack the archive with its password and give tallywire the folder".into());
            }
            Next::Bad(whole)
        };
        loop {
            let entry = match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return None,
                State::Start => match self.list() {
                    Ok(Some(list)) => {
                        self.state = list;
                        continue;
                    }
                    Ok(None) => {
                        self.state = State::Search(0);
                        return Some(Next::Bad(
                            Error::new(ErrorKind::Input, "the archive's list of members is missing or damaged")
                                .in_file(input.name.clone())
                                .hint("the members that are found without it are read; fetch the archive again for the rest"),
                        ));
                    }
                    Err(error) => return Some(fault("", &error)),
                },
                State::List(_, 0, _) => return None,
                State::List(mut list, left, before) => {
                    let entry = match Self::listed(&mut list, before) {
                        Ok(entry) => entry,
                        Err(error) => return Some(fault("", &error)),
                    };
                    self.state = State::List(list, left - 1, before);
                    entry
                }
                State::Search(at) => match self.search(at) {
                    Ok(None) => return None,
                    Err(error) => return Some(fault("", &error)),
                    Ok(Some((entry, next))) => {
                        self.state = State::Search(next);
                        entry
                    }
                },
            };
            if entry.name.ends_with('/') {
                continue;
            }
            let name = entry.name.clone();
            return Some(match self.member(entry) {
                Ok(member) => Next::Member(member),
                Err(error) => fault(&name, &error),
            });
        }
    }
}

/// Holds what a member gives against its checksum and size.
struct Checked {
    inner: Box<dyn Read + Send>,
    crc: flate2::Crc,
    wanted: Option<u32>,
    size: Option<u64>,
    done: bool,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let n = self.inner.read(buffer)?;
        self.crc.update(&buffer[..n]);
        if n == 0 && !buffer.is_empty() && !self.done {
            self.done = true;
            // The checksum's own counter is 32 bits wide.
            if self.size.is_some_and(|s| s as u32 != self.crc.amount()) {
                return Err(IoError::new(Io::UnexpectedEof, "the member ends early"));
            }
            if self.wanted.is_some_and(|w| w != self.crc.sum()) {
                return Err(damaged("the checksum is wrong"));
            }
        }
        Ok(n)
    }
}
