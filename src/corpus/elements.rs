//! Cuts files with tags into the elements that are articles, one record each, without reading what lies
//! between them.

use std::sync::Arc;

use super::source::{LONGEST_RECORD, Source, failed, too_long};
use super::{Error, ErrorKind, Input, Payload, Record, Records, Step};

/// The elements of some names, the outer ones where they lie in each other.
pub(super) struct Elements {
    input: Arc<Input>,
    source: Source,
    names: &'static [&'static str],
    /// Put before each record: the declaration of an encoding.
    before: Vec<u8>,
    buffer: Vec<u8>,
    /// Where the buffer begins in the input.
    offset: u64,
    number: u64,
    ended: bool,
    all_read: bool,
}

impl Elements {
    /// Over `source`, whose beginning declares the encoding.
    pub(super) fn new(
        input: Arc<Input>,
        source: Source,
        names: &'static [&'static str],
        before: Vec<u8>,
    ) -> Elements {
        Elements {
            input,
            source,
            names,
            before,
            buffer: Vec::new(),
            offset: 0,
            number: 0,
            ended: false,
            all_read: false,
        }
    }

    /// Reads on; what was read stays in the buffer.
    fn more(&mut self) -> std::io::Result<()> {
        let chunk = self.source.fill_buf()?;
        self.buffer.extend_from_slice(chunk);
        let n = chunk.len();
        self.all_read = n == 0;
        self.source.consume(n);
        Ok(())
    }

    /// Takes bytes from the beginning of the buffer.
    fn let_go(&mut self, n: usize) {
        self.buffer.drain(..n);
        self.offset += n as u64;
    }

    /// The start of the next element, put at the beginning of the buffer: its name.
    fn open(&mut self) -> std::io::Result<Option<&'static str>> {
        loop {
            if let Some((at, name)) = next_tag(&self.buffer, 0, self.names, false) {
                self.let_go(at);
                return Ok(Some(name));
            }
            // A tag may be cut where the buffer ends.
            let keep = self.buffer.len().saturating_sub(80);
            self.let_go(keep);
            if self.all_read {
                return Ok(None);
            }
            self.more()?;
        }
    }

    fn record(&mut self, bytes: &[u8], offset: u64) -> Record {
        self.number += 1;
        let payload = Payload::Bytes([&self.before[..], bytes].concat());
        Record { input: self.input.clone(), number: self.number, offset: Some(offset), payload }
    }

    fn fatal(&mut self, error: &std::io::Error) -> Step {
        self.ended = true;
        let error = failed(&self.input, error).at(self.input.name.clone(), self.number + 1);
        Step::Fatal(error.offset(Some(self.offset)))
    }
}

impl Records for Elements {
    fn step(&mut self) -> Option<Step> {
        if self.ended {
            return None;
        }
        let name = match self.open() {
            Ok(Some(name)) => name,
            Err(error) => return Some(self.fatal(&error)),
            Ok(None) => {
                self.ended = true;
                return (self.number == 0).then(|| {
                    Step::Bad(
                        Error::new(
                            ErrorKind::Input,
                            format!("no article: no <{}> in it", self.names.join("> or <")),
                        )
                        .at(self.input.name.clone(), 1)
                        .hint("if it holds text of another kind, say so: --input-format html"),
                    )
                });
            }
        };
        let alone: &'static [&'static str] = match self.names.iter().position(|n| *n == name) {
            Some(at) => &self.names[at..=at],
            None => self.names,
        };
        let mut from = 1;
        loop {
            let close = next_tag(&self.buffer, from, alone, true);
            let again =
                next_tag(&self.buffer[..close.map_or(self.buffer.len(), |c| c.0)], from, alone, false);
            if let Some((at, _)) = again {
                // The next one begins before this one ends: its end is missing.
                let bytes: Vec<u8> = self.buffer[..at].to_vec();
                let record = self.record(&bytes, self.offset);
                self.let_go(at);
                return Some(Step::Record(record));
            }
            if let Some((at, _)) = close {
                let end = memchr::memchr(b'>', &self.buffer[at..]).map_or(self.buffer.len(), |n| at + n + 1);
                let bytes: Vec<u8> = self.buffer[..end].to_vec();
                let record = self.record(&bytes, self.offset);
                self.let_go(end);
                return Some(Step::Record(record));
            }
            if self.all_read {
                let bytes = std::mem::take(&mut self.buffer);
                let record = self.record(&bytes, self.offset);
                self.ended = true;
                return Some(Step::Record(record));
            }
            if self.buffer.len() as u64 > LONGEST_RECORD {
                let offset = self.offset;
                let all = self.buffer.len();
                self.let_go(all);
                let record = self.record(&[], offset);
                return Some(Step::Bad(record.error(too_long()).hint("its end tag is missing")));
            }
            from = self.buffer.len().saturating_sub(80).max(from);
            if let Err(error) = self.more() {
                return Some(self.fatal(&error));
            }
        }
    }
}

/// The first start or end tag of one of the names, prefixes of name spaces left out of account. Tags cut at
/// the end of `bytes` are none yet.
fn next_tag(
    bytes: &[u8],
    from: usize,
    names: &'static [&'static str],
    end: bool,
) -> Option<(usize, &'static str)> {
    let mut at = from;
    while let Some(n) = memchr::memchr(b'<', bytes.get(at..)?) {
        let start = at + n;
        at = start + 1;
        let mut rest = &bytes[at..];
        match (rest.first(), end) {
            (Some(b'/'), true) => rest = &rest[1..],
            (Some(b'/'), false) | (_, true) => continue,
            _ => {}
        }
        let word = rest
            .iter()
            .take(80)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'.'))
            .count();
        if word == rest.len() {
            continue;
        }
        let word = &rest[..word];
        let local = memchr::memrchr(b':', word).map_or(word, |n| &word[n + 1..]);
        if let Some(name) = names.iter().find(|n| local.eq_ignore_ascii_case(n.as_bytes())) {
            return Some((start, name));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        const NAMES: &[&str] = &["item", "nitf"];
        let input = Arc::new(Input::file("a.xml".into(), None, None));
        let source = Box::new(std::io::BufReader::with_capacity(5, std::io::Cursor::new(text.to_string())));
        let mut records = Elements::new(input, source, NAMES, Vec::new());
        crate::corpus::told(&mut records)
    }

    #[test]
    fn elements_are_cut_out_and_a_missing_end_costs_one() {
        assert_eq!(
            cut("<all><item>1</item> <x:item a='b'><nitf/>2</x:item></all>"),
            ["<item>1</item>", "<x:item a='b'><nitf/>2</x:item>"]
        );
        assert_eq!(cut("<item>1<item>2</item>"), ["<item>1", "<item>2</item>"]);
        assert_eq!(cut("<item>1</item><item>2"), ["<item>1</item>", "<item>2"]);
        assert_eq!(cut("<items><other/></items>"), ["! no article: no <item> or <nitf> in it"]);
    }
}
