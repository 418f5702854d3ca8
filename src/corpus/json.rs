//! JSON that is no JSON lines: an array of objects, one object over many lines, objects one after the other,
//! or an object that holds an array of articles as news services answer with.

use std::sync::Arc;

use super::jsonl;
use super::source::{LONGEST_RECORD, Source, failed, too_long};
use super::{Fields, Format, Input, Payload, Record, Records, Step};
use crate::error::Result;

pub(super) const FORMAT: Format =
    Format { name: "json", extensions: &["json"], lines: true, read, parse: jsonl::parse };

/// Keys under which services put their articles.
const WRAPS: [&str; 10] =
    ["articles", "docs", "documents", "results", "items", "news", "data", "hits", "stories", "records"];

/// How far into an object an array of articles is looked for.
const WRAP_WITHIN: usize = 64 << 10;

fn read(input: Arc<Input>, reader: Source, _: &Fields) -> Result<Box<dyn Records>> {
    Ok(Box::new(Objects { input, reader, number: 0, offset: 0, wrapped: false, found: false, ended: false }))
}

/// Objects, cut out by their braces.
struct Objects {
    input: Arc<Input>,
    reader: Source,
    number: u64,
    offset: u64,
    /// Whether the objects lie in an array of an outer object, whose other values are no records.
    wrapped: bool,
    found: bool,
    ended: bool,
}

enum Cut {
    Object(Vec<u8>),
    TooLong,
    /// What is no object where one should stand.
    Other(Vec<u8>),
    /// The input ends within an object.
    Open(Vec<u8>),
    End,
}

impl Objects {
    fn record(&mut self, offset: u64, bytes: Vec<u8>) -> Record {
        self.number += 1;
        self.found = true;
        let payload = Payload::Bytes(bytes);
        Record { input: self.input.clone(), number: self.number, offset: Some(offset), payload }
    }

    fn take(&mut self, n: usize) {
        self.reader.consume(n);
        self.offset += n as u64;
    }

    /// Cuts out what stands next; `start` is where it begins.
    fn cut(&mut self, start: &mut u64) -> std::io::Result<Cut> {
        // Between objects: commas, brackets, blanks.
        let mut other: Vec<u8> = Vec::new();
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok(if other.is_empty() { Cut::End } else { Cut::Other(other) });
            }
            let wrapped = self.wrapped;
            // Behind the array of articles the outer object goes on, which is none.
            if wrapped && other.is_empty() && chunk[0] == b']' {
                return Ok(Cut::End);
            }
            let gap = |b: u8| {
                b.is_ascii_whitespace()
                    || matches!(b, b',' | b'[' | 0xef | 0xbb | 0xbf)
                    || b == b']' && !wrapped
            };
            let n = if other.is_empty() {
                chunk.iter().take_while(|b| gap(**b)).count()
            } else {
                chunk.iter().take_while(|b| !matches!(**b, b'{' | b',' | b'\n')).count()
            };
            if !other.is_empty() || n == 0 {
                if other.is_empty() {
                    if chunk[0] == b'{' {
                        break;
                    }
                    *start = self.offset;
                    other.push(chunk[0]);
                    self.take(1);
                    continue;
                }
                let ends = n < chunk.len();
                let keep = n.min(4096_usize.saturating_sub(other.len()));
                other.extend_from_slice(&chunk[..keep]);
                self.take(n);
                if ends {
                    return Ok(Cut::Other(other));
                }
                continue;
            }
            self.take(n);
        }
        *start = self.offset;
        self.object()
    }

    fn object(&mut self) -> std::io::Result<Cut> {
        let mut bytes: Vec<u8> = Vec::new();
        let (mut depth, mut string, mut escape, mut long) = (0u64, false, false, false);
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok(if long { Cut::TooLong } else { Cut::Open(bytes) });
            }
            let mut at = 0;
            let mut ends = false;
            let mut wraps = false;
            while at < chunk.len() {
                if escape {
                    escape = false;
                    at += 1;
                } else if string {
                    match memchr::memchr2(b'"', b'\\', &chunk[at..]) {
                        None => at = chunk.len(),
                        Some(n) => {
                            escape = chunk[at + n] == b'\\';
                            string = escape;
                            at += n + 1;
                        }
                    }
                } else {
                    match chunk[at] {
                        b'"' => string = true,
                        b'{' => depth += 1,
                        b'}' => {
                            depth -= 1;
                            ends = depth == 0;
                        }
                        b'[' if depth == 1 && !self.wrapped && bytes.len() + at < WRAP_WITHIN => {
                            wraps = wraps_articles(&bytes, &chunk[..at]);
                        }
                        _ => {}
                    }
                    at += 1;
                    if ends || wraps {
                        break;
                    }
                }
            }
            if !long {
                bytes.extend_from_slice(&chunk[..at]);
            }
            self.take(at);
            if wraps {
                // What stood before the array says nothing of an article: go on inside it.
                self.wrapped = true;
                return Ok(Cut::Other(Vec::new()));
            }
            if ends {
                return Ok(if long { Cut::TooLong } else { Cut::Object(bytes) });
            }
            if bytes.len() as u64 > LONGEST_RECORD {
                long = true;
                bytes = Vec::new();
            }
        }
    }
}

/// Whether the last key before a bracket is one under which articles stand.
fn wraps_articles(before: &[u8], chunk: &[u8]) -> bool {
    let mut tail: Vec<u8> = before[before.len().saturating_sub(64)..].to_vec();
    tail.extend_from_slice(&chunk[chunk.len().saturating_sub(64)..]);
    let text = String::from_utf8_lossy(&tail).into_owned();
    let Some(key) = text.trim_end().strip_suffix(':').and_then(|t| t.trim_end().strip_suffix('"')) else {
        return false;
    };
    key.rsplit_once('"').is_some_and(|(_, key)| WRAPS.iter().any(|w| key.eq_ignore_ascii_case(w)))
}

impl Records for Objects {
    fn step(&mut self) -> Option<Step> {
        while !self.ended {
            let mut start = self.offset;
            match self.cut(&mut start) {
                Err(error) => {
                    self.ended = true;
                    let place = self.input.name.clone();
                    let error = failed(&self.input, &error).at(place, self.number + 1);
                    return Some(Step::Fatal(error.offset(Some(self.offset))));
                }
                Ok(Cut::Object(bytes)) => return Some(Step::Record(self.record(start, bytes))),
                Ok(Cut::TooLong) => {
                    return Some(Step::Bad(
                        self.record(start, vec![]).error(too_long()).hint("its quotes or braces have no end"),
                    ));
                }
                // What is no object fails when it is parsed, and is put aside with its bytes.
                Ok(Cut::Other(bytes)) if bytes.is_empty() || self.wrapped => {}
                Ok(Cut::Other(bytes)) | Ok(Cut::Open(bytes)) => {
                    return Some(Step::Record(self.record(start, bytes)));
                }
                Ok(Cut::End) => {
                    self.ended = true;
                    if !self.found {
                        let record = self.record(0, vec![]);
                        let hint = "nothing to read; delete it or fill it";
                        return Some(Step::Bad(record.error("the file is empty").hint(hint)));
                    }
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let input = Arc::new(Input::file("a.json".into(), None, None));
        let source = std::io::BufReader::with_capacity(7, std::io::Cursor::new(text.to_string()));
        let mut records = read(input, Box::new(source), &Fields::default()).unwrap();
        crate::corpus::told(&mut *records)
    }

    #[test]
    fn objects_are_cut_out_of_whatever_holds_them() {
        assert_eq!(
            cut("[{\"a\":\"}\\\"{\"}, {\"b\":{\"c\":[1]}}]"),
            ["{\"a\":\"}\\\"{\"}", "{\"b\":{\"c\":[1]}}"]
        );
        assert_eq!(cut("{\n \"a\": 1\n}\n{\"b\":2}"), ["{\n \"a\": 1\n}", "{\"b\":2}"]);
        assert_eq!(cut("{\"n\":2,\"articles\": [{\"a\":1},{\"a\":2}],\"more\":{\"x\":1}}").len(), 2);
        assert_eq!(cut("[1,{\"a\":1}]"), ["1", "{\"a\":1}"]);
        assert_eq!(cut("[{\"a\":1},{\"b\":"), ["{\"a\":1}", "{\"b\":"]);
        assert_eq!(cut(" "), ["! the file is empty"]);
        assert_eq!(cut("[]"), ["! the file is empty"]);
    }
}
