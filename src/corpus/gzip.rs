//! Gzip files of one or many members. Behind a damaged member the next one is looked for, so that a dump
//! that is packed record by record loses the record and not the rest.

use std::io::{BufRead, Error, ErrorKind, Read, Result};

use flate2::bufread::GzDecoder;

use super::source::Source;

const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// The members of a gzip file, one after the other. After an error, reading goes on with the next
/// member there is.
pub(super) struct Gzip {
    state: State,
}

enum State {
    Member(Box<GzDecoder<Prefixed>>),
    /// Between members, and whether the last one was damaged.
    Between(Prefixed, bool),
    Ended,
}

impl Gzip {
    pub(super) fn new(source: Source) -> Gzip {
        Gzip { state: State::Between(Prefixed { left: &[], source }, false) }
    }
}

impl Read for Gzip {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Member(mut member) => match member.read(buffer) {
                    Ok(0) => self.state = State::Between(member.into_inner(), false),
                    Ok(n) => {
                        self.state = State::Member(member);
                        return Ok(n);
                    }
                    Err(error) => {
                        self.state = State::Between(member.into_inner(), true);
                        return Err(error);
                    }
                },
                State::Between(mut from, true) => {
                    if from.seek()? {
                        self.state = State::Member(Box::new(GzDecoder::new(from)));
                    }
                }
                State::Between(mut from, false) => match from.fill_buf()? {
                    [] => return Ok(0),
                    [0x1f, ..] => self.state = State::Member(Box::new(GzDecoder::new(from))),
                    // Tapes and some programs fill up with zeros.
                    head if head[0] == 0 => {
                        let zeros = head.iter().take_while(|b| **b == 0).count();
                        from.consume(zeros);
                        self.state = State::Between(from, false);
                    }
                    _ => {
                        self.state = State::Between(from, true);
                        let what = "something else follows the gzip data";
                        return Err(Error::new(ErrorKind::InvalidData, what));
                    }
                },
            }
        }
    }
}

/// A source with bytes of a header, already taken from it, put before it again.
struct Prefixed {
    left: &'static [u8],
    source: Source,
}

impl Prefixed {
    /// Passes over bytes up to the next header; `false` when there is none.
    fn seek(&mut self) -> Result<bool> {
        self.left = &[];
        let mut matched = 0;
        loop {
            let chunk = self.source.fill_buf()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            let mut used = 0;
            while used < chunk.len() && matched < MAGIC.len() {
                if matched == 0 {
                    match memchr::memchr(MAGIC[0], &chunk[used..]) {
                        Some(at) => (used, matched) = (used + at + 1, 1),
                        None => used = chunk.len(),
                    }
                } else if chunk[used] == MAGIC[matched] {
                    (used, matched) = (used + 1, matched + 1);
                } else {
                    // The byte that broke the match may begin the next.
                    matched = 0;
                }
            }
            self.source.consume(used);
            if matched == MAGIC.len() {
                self.left = &[0x1f, 0x8b, 8];
                return Ok(true);
            }
        }
    }
}

impl Read for Prefixed {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if self.left.is_empty() {
            return self.source.read(buffer);
        }
        let n = self.left.read(buffer)?;
        Ok(n)
    }
}

impl BufRead for Prefixed {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.left.is_empty() { self.source.fill_buf() } else { Ok(self.left) }
    }

    fn consume(&mut self, n: usize) {
        if self.left.is_empty() { self.source.consume(n) } else { self.left = &self.left[n..] }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn pack(text: &str) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        writer.write_all(text.as_bytes()).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn a_damaged_member_costs_that_member_alone() {
        let (first, second, third) = (pack("one "), pack(&"two ".repeat(50)), pack("three"));
        let mut broken = second.clone();
        broken[14] ^= 0xff;
        let bytes = [first, broken, third].concat();
        for size in [1, 3, 64] {
            let source: Source =
                Box::new(std::io::BufReader::with_capacity(size, Cursor::new(bytes.clone())));
            let mut gzip = Gzip::new(source);
            let (mut text, mut errors) = (Vec::new(), 0);
            loop {
                match gzip.read_to_end(&mut text) {
                    Ok(_) => break,
                    Err(_) => errors += 1,
                }
            }
            let text = String::from_utf8_lossy(&text).into_owned();
            assert!(text.starts_with("one ") && text.ends_with("three"), "{size}: {text}");
            assert_eq!(errors, 1);
        }
    }

    #[test]
    fn zeros_at_the_end_are_no_fault_and_other_bytes_are() {
        let read = |more: &[u8]| {
            let mut text = String::new();
            let bytes = [pack("x"), more.to_vec()].concat();
            Gzip::new(Box::new(Cursor::new(bytes))).read_to_string(&mut text).map(|_| text)
        };
        assert_eq!(read(&[0; 700]).unwrap(), "x");
        assert!(read(b"garbage").is_err());
    }
}
