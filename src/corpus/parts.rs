//! A plain text of any length: one article up to [`WHOLE`]; a longer one is read as parts, one after the other, so
//! that a text of gigabytes takes no more memory than a short one.

use std::io::{ErrorKind, Result};
use std::sync::Arc;

use super::encoding::{decode, is_text};
use super::source::{Source, failed};
use super::{Input, Payload, Record, Records, Step};
use crate::error::Error;

/// The longest text that is read as one article, in bytes. It holds a long novel, and the longest reports that
/// are published as news.
pub(super) const WHOLE: usize = 1 << 20;
/// How long a part of a longer text may be, in bytes.
const PART: usize = 32 << 10;

/// Cuts a text into parts where it is long.
pub(super) struct Parts {
    input: Arc<Input>,
    reader: Source,
    /// What is read and not yet given.
    held: Vec<u8>,
    number: u64,
    /// Where `held` begins, in bytes.
    offset: u64,
    /// The text's letters, once it is known to be a long one.
    letters: Option<Letters>,
    ended: bool,
}

impl Parts {
    pub(super) fn new(input: Arc<Input>, reader: Source) -> Parts {
        Parts { input, reader, held: Vec::new(), number: 0, offset: 0, letters: None, ended: false }
    }

    /// Reads on until more than `most` bytes are held, or all.
    fn fill(&mut self, most: usize) -> Result<()> {
        while !self.ended && self.held.len() <= most {
            let read = match self.reader.fill_buf() {
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.ended = true;
                    return Err(error);
                }
            };
            let n = read.len().min(most + 1 - self.held.len());
            self.ended = read.is_empty();
            self.held.extend_from_slice(&read[..n]);
            self.reader.consume(n);
        }
        Ok(())
    }

    fn record(&mut self, payload: Payload) -> Record {
        self.number += 1;
        Record { input: self.input.clone(), number: self.number, offset: Some(self.offset), payload }
    }
}

impl Records for Parts {
    fn step(&mut self) -> Option<Step> {
        if self.ended && self.held.is_empty() {
            return None;
        }
        if let Err(error) = self.fill(if self.number == 0 { WHOLE } else { PART }) {
            self.held = Vec::new();
            let error = failed(&self.input, &error);
            return Some(Step::Fatal(match self.number {
                // Half an article would pass for the whole: a later run would give up the rows of a good copy for it.
                0 => error.hint("nothing of it is kept; fetch the file again and rerun"),
                parts => error.at(self.input.name.clone(), parts + 1).offset(Some(self.offset)),
            }));
        }
        if self.number == 0 && self.ended {
            let bytes = std::mem::take(&mut self.held);
            let nothing = bytes.is_empty();
            let record = self.record(Payload::Bytes(bytes));
            return Some(match nothing {
                true => Step::Bad(empty(&record)),
                false => Step::Record(record),
            });
        }
        // What is no text in its first MiB is not asked again part by part.
        if self.number == 0 && !is_text(&decode(&self.held, None).text) {
            (self.ended, self.held) = (true, Vec::new());
            let record = self.record(Payload::Bytes(Vec::new()));
            return Some(Step::Bad(no_text(&record)));
        }
        let letters = *self.letters.get_or_insert_with(|| Letters::of(&self.held));
        let end = if self.held.len() <= PART { self.held.len() } else { letters.cut(&self.held[..PART]) };
        if end == 0 {
            return None;
        }
        let mark = if self.number == 0 { &[] } else { letters.mark() };
        let part = mark.iter().copied().chain(self.held.drain(..end)).collect();
        let record = self.record(Payload::Part(part));
        self.offset += end as u64;
        Some(Step::Record(record))
    }
}

/// The error for a record that is an empty file.
pub(super) fn empty(record: &Record) -> Error {
    record.error("the file is empty").hint("nothing to read; delete it or fill it")
}

/// The error for a record whose bytes are no text.
pub(super) fn no_text(record: &Record) -> Error {
    record
        .error("this is no text: one character in twenty is no letter of any encoding")
        .hint("save it as UTF-8, or take it out of the folder")
}

/// How letters lie in a text's bytes, as far as it takes to find blanks and line ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Letters {
    /// One byte each, or as UTF-8.
    Narrow,
    /// UTF-16 with the byte-order mark of the little end first.
    Little,
    /// UTF-16 with that of the big end first.
    Big,
}

impl Letters {
    fn of(text: &[u8]) -> Letters {
        match text {
            [0xff, 0xfe, ..] => Letters::Little,
            [0xfe, 0xff, ..] => Letters::Big,
            _ => Letters::Narrow,
        }
    }

    /// The byte-order mark, which each part needs for itself.
    fn mark(self) -> &'static [u8] {
        match self {
            Letters::Narrow => &[],
            Letters::Little => &[0xff, 0xfe],
            Letters::Big => &[0xfe, 0xff],
        }
    }

    /// How many bytes a letter has at least.
    fn width(self) -> usize {
        if self == Letters::Narrow { 1 } else { 2 }
    }

    /// The letter `back` letters before byte `end`, where it is one of ASCII.
    fn before(self, text: &[u8], end: usize, back: usize) -> Option<u8> {
        let at = end.checked_sub(back * self.width())?;
        match (self, text.get(at..at + self.width())?) {
            (Letters::Narrow, [letter]) | (Letters::Little, [letter, 0]) | (Letters::Big, [0, letter]) => {
                Some(*letter)
            }
            _ => None,
        }
    }

    /// Where to cut `text`: behind its last blank line, else its last line end, else the end of a sentence, else a
    /// blank, each in its second half; else behind its last whole letter.
    fn cut(self, text: &[u8]) -> usize {
        let width = self.width();
        let whole = text.len() / width * width;
        let ends = || (whole / 2 / width + 1..=whole / width).rev().map(|n| n * width);
        let letter = |end: usize, back: usize| self.before(text, end, back);
        let line = |end: &usize| letter(*end, 1) == Some(b'\n');
        let empty = |end: &usize| match letter(*end, 2) {
            Some(b'\r') => letter(*end, 3) == Some(b'\n'),
            other => other == Some(b'\n'),
        };
        let blank = |end: &usize| letter(*end, 1) == Some(b' ');
        let sentence = |end: &usize| matches!(letter(*end, 2), Some(b'.' | b'!' | b'?' | b'"'));
        (ends().find(|e| line(e) && empty(e)))
            .or_else(|| ends().find(line))
            .or_else(|| ends().find(|e| blank(e) && sentence(e)))
            .or_else(|| ends().find(blank))
            .unwrap_or_else(|| self.letter_end(&text[..whole]))
    }

    /// The end of the last letter that surely ends in `text`: the one before the last, where a letter may go on
    /// behind it.
    fn letter_end(self, text: &[u8]) -> usize {
        let goes_on = |end: &usize| match self {
            // The first byte of a letter in UTF-8 is none of those that go on.
            Letters::Narrow => (0x80..0xc0).contains(&text[*end]),
            // The second half of a pair of surrogates.
            Letters::Little => (0xdc..0xe0).contains(&text[*end + 1]),
            Letters::Big => (0xdc..0xe0).contains(&text[*end]),
        };
        let last = text.len() - self.width();
        let starts = (0..4).map(|n| last.saturating_sub(n * self.width()));
        starts.into_iter().find(|end| !goes_on(end)).filter(|end| *end > 0).unwrap_or(text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a text, and whether each is told as one.
    fn parts(text: &[u8]) -> Vec<(Vec<u8>, bool)> {
        let input = Arc::new(Input::file("long.txt".into(), None, None));
        let mut parts = Parts::new(input, Box::new(std::io::Cursor::new(text.to_vec())));
        let mut offset = 0;
        std::iter::from_fn(|| parts.step())
            .map(|step| {
                let Step::Record(record) = step else { panic!("a record") };
                assert_eq!(record.offset, Some(offset));
                let bytes = record.bytes().to_vec();
                offset += bytes.len() as u64;
                (bytes, matches!(record.payload, Payload::Part(_)))
            })
            .collect()
    }

    fn long(sentence: &str) -> String {
        sentence.repeat(2 * WHOLE / sentence.len())
    }

    #[test]
    fn a_short_text_is_whole() {
        let text = vec![b'x'; WHOLE];
        assert_eq!(parts(&text), [(text, false)]);
    }

    #[test]
    fn a_long_text_is_cut_where_a_reader_would() {
        for (between, text) in [
            ("\n\n", long("Four men fled.\nTwo were caught. One hid.\n\n")),
            ("\r\n\r\n", long("Four men fled.\r\nTwo were caught.\r\n\r\n")),
            ("\n", long("Four men fled. Two were caught.\n")),
            (". ", long("Four men fled, two were caught. ")),
            (" ", long("four men fled ")),
            ("é", long("é")),
            ("€", long("€")),
        ] {
            let parts = parts(text.as_bytes());
            assert!(parts.len() > 7 && parts.iter().all(|(p, part)| *part && p.len() <= PART));
            let whole: Vec<u8> = parts.iter().flat_map(|(p, _)| p.clone()).collect();
            assert_eq!(whole, text.as_bytes(), "{between:?}");
            for (part, _) in &parts[..parts.len() - 1] {
                assert!(std::str::from_utf8(part).unwrap().ends_with(between), "{between:?}");
                assert!(part.len() > PART / 2 - 4);
            }
        }
    }

    #[test]
    fn each_part_of_utf16_has_its_mark() {
        let text = long("Four men fled from Köln. ");
        for (mark, bytes) in [
            ([0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
            ([0xfe, 0xff], text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ] {
            let input = Arc::new(Input::file("long.txt".into(), None, None));
            let source = std::io::Cursor::new([&mark[..], &bytes].concat());
            let mut parts = Parts::new(input, Box::new(source));
            let mut read = String::new();
            while let Some(Step::Record(record)) = parts.step() {
                assert!(record.bytes().starts_with(&mark));
                let part = super::super::encoding::decode(record.bytes(), None).text.into_owned();
                assert!(part.ends_with(". "));
                read.push_str(&part);
            }
            assert_eq!(read, text);
        }
    }
}
