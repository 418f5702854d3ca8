//! Cuts the inputs into batches of work.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::guard::guarded;
use super::job::Job;
use crate::corpus::{self, Input, Record, Step};
use crate::error::{Error, Stage};

/// What a worker is to do.
pub(super) enum Work {
    Record(Record),
    /// What could not be cut into records.
    Failed(Error),
    /// An article of a file that is as it was, by its number in the memory.
    Known(i64),
    /// An article of a file that could not be read to its end.
    Unread(i64),
    /// An article that only the memory has.
    Vanished(i64),
}

/// Which work an article of the memory is.
pub(super) type Kind = fn(i64) -> Work;

/// Work in the order of the inputs, each with the file it comes from.
pub(super) struct Batch {
    pub work: Vec<(Arc<Input>, Work)>,
    /// Bytes of text in it, about.
    pub size: usize,
}

/// Articles that are in the memory, by number and size, all of one file or of none.
pub(super) struct Known {
    pub file: Arc<Input>,
    /// What kind of work they are.
    pub kind: Kind,
    pub articles: std::vec::IntoIter<(i64, u32)>,
}

/// What is to be done.
pub(super) struct Queue {
    pub inputs: Vec<Arc<Input>>,
    pub known: Option<Known>,
}

/// Cuts the inputs into batches.
pub(super) struct Reader<'j> {
    inputs: std::vec::IntoIter<Arc<Input>>,
    job: &'j Job<'j>,
    open: Option<(Arc<Input>, Box<dyn corpus::Records>)>,
    known: Option<Known>,
    read: Arc<AtomicU64>,
}

impl<'j> Reader<'j> {
    /// A reader of `queue` that tells in `read` how many bytes it took from the disk.
    pub fn new(queue: Queue, job: &'j Job<'j>, read: Arc<AtomicU64>) -> Reader<'j> {
        Reader { inputs: queue.inputs.into_iter(), job, open: None, known: queue.known, read }
    }

    /// The next work up to about `bytes` of text; `None` at the end of all inputs.
    pub fn batch(&mut self, bytes: usize) -> Option<Batch> {
        let mut work = Vec::new();
        let mut size = 0;
        // An article costs more than its bytes: many tiny ones fill a batch too.
        while work.is_empty() || size + 256 * work.len() < bytes {
            if let Some(Known { file, kind, articles }) = &mut self.known {
                match articles.next() {
                    Some((number, length)) => {
                        size += length as usize;
                        work.push((file.clone(), kind(number)));
                    }
                    None => self.known = None,
                }
                continue;
            }
            if let Some((file, records)) = &mut self.open {
                match guarded(Stage::Read, || Ok(records.step())) {
                    Ok(Some(Step::Record(record))) => {
                        size += record.size();
                        work.push((file.clone(), Work::Record(record)));
                    }
                    Ok(Some(Step::Bad(error))) => work.push((file.clone(), Work::Failed(error))),
                    Ok(Some(Step::Fatal(error))) | Err(error) => {
                        work.push((file.clone(), Work::Failed(error)));
                        self.open = None;
                    }
                    Ok(None) => self.open = None,
                }
                continue;
            }
            let Some(file) = self.inputs.next() else { break };
            // What cannot be recalled is read; that the memory is broken is told when articles are asked for.
            let articles = self.job.memory.and_then(|m| m.unchanged(&file).ok().flatten());
            if let Some(articles) = articles {
                self.read.fetch_add(file.size, Ordering::Relaxed);
                self.known = Some(Known { file, kind: Work::Known, articles: articles.into_iter() });
                continue;
            }
            match guarded(Stage::Open, || corpus::records(&file, self.job.fields, &self.read)) {
                Ok(records) => self.open = Some((file, records)),
                Err(error) => {
                    let error = if error.place.is_none() { error.in_file(file.name.clone()) } else { error };
                    work.push((file, Work::Failed(error)));
                }
            }
        }
        (!work.is_empty()).then_some(Batch { work, size })
    }
}
