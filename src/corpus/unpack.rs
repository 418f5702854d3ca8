//! From an input to its records: compressions are taken off, archives opened, and what lies in them is
//! recognised, one inside the other if need be.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::budget::{Budget, DEEPEST};
use super::container::{Container, Content, Member, Next};
use super::gzip::Gzip;
use super::packing::{Packing, packing};
use super::source::{BUFFER, Peek, Source, bounded, failed, raw, unreadable};
use super::tar::Tar;
use super::zip::Zip;
use super::{Error, ErrorKind, Fields, Input, Records, Result, Step, encoding, recognise};
use crate::error::Stage;

/// How much of the beginning of an input is looked at.
const LOOKED_AT: usize = 16 << 10;

/// Opens an input and cuts it into records, whatever it is packed in. `count` grows with each byte that
/// comes from the disk.
pub fn records(input: &Arc<Input>, fields: &Fields, count: &Arc<AtomicU64>) -> Result<Box<dyn Records>> {
    let budget = Arc::new(Budget::new(input.size));
    let source = raw(input, count, &budget)?;
    let place = Place { input: input.clone(), fields: fields.clone(), budget, depth: 0 };
    let records =
        place.open(Peek::new(source, LOOKED_AT), input.path.is_some())?.ok_or_else(|| unknown(input))?;
    Ok(match input.first {
        0 | 1 => records,
        first => Box::new(Renumbered { records, before: first - 1, skip: input.skip }),
    })
}

fn unknown(input: &Input) -> Error {
    Error::new(ErrorKind::Input, "the name tells no known format")
        .in_file(input.name.clone())
        .hint(format!("known are {}; or say it: --input-format txt", super::inputs::known()))
        .stage(Stage::Open)
}

/// Cuts what `source` gives into records, as [`records`] does with an input's file; `input` names it.
pub fn records_from(input: &Arc<Input>, source: Source, fields: &Fields) -> Result<Box<dyn Records>> {
    let budget = Arc::new(Budget::new(input.size));
    let place = Place { input: input.clone(), fields: fields.clone(), budget, depth: 0 };
    place.open(Peek::new(source, LOOKED_AT), false)?.ok_or_else(|| unknown(input))
}

/// Where in the nest of archives and compressions reading is.
struct Place {
    input: Arc<Input>,
    fields: Fields,
    budget: Arc<Budget>,
    depth: usize,
}

impl Place {
    /// The records in what is looked at; `None` where nothing tells what it is. `direct` says that the source is
    /// the very file at the input's path.
    fn open(mut self, mut peek: Peek, mut direct: bool) -> Result<Option<Box<dyn Records>>> {
        loop {
            if let Some(error) = peek.dead() {
                return Err(failed(&self.input, &error).stage(Stage::Open));
            }
            let Some(packing) = packing(peek.head()) else { break };
            self.deeper()?;
            if packing == Packing::Zip {
                let file = if direct { self.file()? } else { self.spool(peek)? };
                return Ok(Some(self.archive(Box::new(Zip::open(file)))));
            }
            if packing == Packing::Tar {
                return Ok(Some(self.archive(Box::new(Tar::new(Box::new(peek))))));
            }
            peek = Peek::new(self.decompress(packing, Box::new(peek))?, LOOKED_AT);
            direct = false;
        }
        let found = match self.input.certain {
            true => Some(self.input.format),
            false => recognise(&peek.head()[..peek.head().len().min(LOOKED_AT)], &self.input.name),
        };
        let Some(format) = found else { return Ok(None) };
        let mut source: Source = Box::new(peek);
        if format.lines {
            source = encoding::as_utf8(source).map_err(|e| failed(&self.input, &e))?;
        }
        let input = Arc::make_mut(&mut self.input);
        (input.format, input.direct) = (format, direct);
        (format.read)(self.input, source, &self.fields).map(Some).map_err(|e| e.stage(Stage::Open))
    }

    fn deeper(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let what = format!("more than {DEEPEST} archives and compressions inside each other");
            return Err(Error::new(ErrorKind::Input, what)
                .in_file(self.input.name.clone())
                .stage(Stage::Open)
                .hint("unpack the inner ones and give tallywire the files"));
        }
        Ok(())
    }

    fn decompress(&self, packing: Packing, source: Source) -> Result<Source> {
        let buffer = if self.depth > 1 { 64 << 10 } else { BUFFER };
        let wrong = |e: &std::io::Error| failed(&self.input, e).stage(Stage::Open);
        Ok(match packing {
            Packing::Gzip => bounded(Gzip::new(source), &self.budget, buffer),
            Packing::Zstd => {
                let decoder = zstd::stream::read::Decoder::with_buffer(source).map_err(|e| wrong(&e))?;
                bounded(decoder, &self.budget, buffer)
            }
            Packing::Bzip2 => bounded(bzip2::bufread::MultiBzDecoder::new(source), &self.budget, buffer),
            _ => bounded(xz(source).map_err(|e| wrong(&e))?, &self.budget, buffer),
        })
    }

    /// The file at the input's path, to be read in any order.
    fn file(&self) -> Result<File> {
        let path = self.input.path.as_deref().unwrap_or(std::path::Path::new("-"));
        File::open(path).map_err(|e| unreadable(path, &e))
    }

    fn spool(&self, source: impl std::io::Read) -> Result<File> {
        spool(&self.input, source)
    }

    fn archive(self, container: Box<dyn Container>) -> Box<dyn Records> {
        let place = Place { depth: self.depth, ..self };
        Box::new(Archive { place, container, waiting: None, open: None, found: false, ended: false })
    }
}

/// Writes a source to a temporary file, for formats that are read in any order.
pub(super) fn spool(input: &Input, mut source: impl std::io::Read) -> Result<File> {
    let wrong = |e: std::io::Error| {
        let hint = "it is unpacked to a temporary file first: make room there, or set TMPDIR";
        failed(input, &e).stage(Stage::Open).hint(hint)
    };
    let mut file = tempfile::tempfile().map_err(wrong)?;
    std::io::copy(&mut source, &mut file).map_err(|e| failed(input, &e).stage(Stage::Open))?;
    Ok(file)
}

fn xz(source: Source) -> std::io::Result<liblzma::bufread::XzDecoder<Source>> {
    const MOST_MEMORY: u64 = 512 << 20;
    let stream = liblzma::stream::Stream::new_stream_decoder(MOST_MEMORY, liblzma::stream::CONCATENATED)?;
    Ok(liblzma::bufread::XzDecoder::new_stream(source, stream))
}

/// An archive as records: those of its members, one after the other.
struct Archive {
    place: Place,
    container: Box<dyn Container>,
    waiting: Option<Member>,
    open: Option<Box<dyn Records>>,
    found: bool,
    ended: bool,
}

impl Archive {
    /// Opens a member; `None` where it is of no known format and so passed over.
    fn member(&mut self, member: Member) -> Option<Step> {
        let hidden = |name: &str| {
            name.split('/')
                .any(|part| part.starts_with('.') && !matches!(part, "." | "..") || part == "__MACOSX")
        };
        if let Err(error) = self.place.budget.member() {
            self.ended = true;
            return Some(Step::Bad(failed(&self.place.input, &error)));
        }
        if hidden(&member.name) || super::inputs::is_office(&member.name) && !self.place.input.certain {
            return None;
        }
        let input = Arc::new(Input {
            name: format!("{}/{}", self.place.input.name, member.name),
            path: None,
            size: 0,
            ..(*self.place.input).clone()
        });
        let peek = match member.content {
            Content::Whole(bytes) => match self.place.budget.unpacked(bytes.len() as u64) {
                Ok(()) => Peek::whole(bytes),
                Err(error) => return Some(Step::Bad(failed(&input, &error))),
            },
            Content::Packed(source) => Peek::new(bounded(source, &self.place.budget, 64 << 10), LOOKED_AT),
            Content::Plain(source, size) => {
                let buffer = size.clamp(1 << 10, 64 << 10) as usize;
                Peek::new(Box::new(std::io::BufReader::with_capacity(buffer, source)), LOOKED_AT)
            }
        };
        let place = Place {
            input,
            fields: self.place.fields.clone(),
            budget: self.place.budget.clone(),
            depth: self.place.depth,
        };
        match place.open(peek, false) {
            Ok(records) => {
                self.open = records;
                None
            }
            Err(error) => Some(Step::Bad(error)),
        }
    }
}

impl Records for Archive {
    fn step(&mut self) -> Option<Step> {
        loop {
            if let Some(open) = &mut self.open {
                match open.step() {
                    // A damaged member costs that member.
                    Some(Step::Fatal(error)) => {
                        self.open = None;
                        return Some(Step::Bad(error));
                    }
                    Some(step) => return Some(step),
                    None => self.open = None,
                }
            }
            if self.ended || self.place.budget.spent() {
                return None;
            }
            let member = match self.waiting.take() {
                Some(member) => member,
                None => match self.container.next(&self.place.input) {
                    Some(Next::Member(member)) => member,
                    Some(Next::Bad(error)) => {
                        self.found = true;
                        return Some(Step::Bad(error.stage(Stage::Read)));
                    }
                    Some(Next::Both(error, member)) => {
                        self.waiting = Some(member);
                        return Some(Step::Bad(error.stage(Stage::Read)));
                    }
                    None => {
                        self.ended = true;
                        if self.found {
                            return None;
                        }
                        return Some(Step::Bad(
                            Error::new(ErrorKind::Input, "no article in this archive")
                                .in_file(self.place.input.name.clone())
                                .stage(Stage::Open)
                                .hint(format!("known are {}", super::inputs::known())),
                        ));
                    }
                },
            };
            if let Some(step) = self.member(member) {
                self.found = true;
                return Some(step);
            }
            self.found |= self.open.is_some();
        }
    }
}

/// Records that count from another number: one put aside and tried again, or the rest of a file.
struct Renumbered {
    records: Box<dyn Records>,
    before: u64,
    /// Whether the file is whole and the records before are passed over.
    skip: bool,
}

impl Records for Renumbered {
    fn step(&mut self) -> Option<Step> {
        loop {
            let step = self.records.step()?;
            let before = self.before;
            match step {
                Step::Record(record) if self.skip => {
                    if record.number > before {
                        return Some(Step::Record(record));
                    }
                }
                Step::Record(mut record) => {
                    record.number += before;
                    return Some(Step::Record(record));
                }
                Step::Bad(error) if self.skip => {
                    if error.line.is_none_or(|n| n > before) {
                        return Some(Step::Bad(error));
                    }
                }
                Step::Bad(mut error) => {
                    error.line = error.line.map(|n| n + before);
                    return Some(Step::Bad(error));
                }
                Step::Fatal(error) => return Some(Step::Fatal(error)),
            }
        }
    }
}
