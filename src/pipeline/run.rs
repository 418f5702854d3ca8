//! A corpus on all cores: one thread cuts the inputs into batches, workers make rows of them, and the caller's
//! thread takes these in the order of the inputs.

use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;

use rust_decimal::Decimal;
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::tables::Tables;
use super::{Effort, MOST_ERRORS, Pipeline, Progress, Summary};
use crate::corpus::{self, Copies, Document, Duplicates, Fields, Input, MostErrors, Record, Sketch, Step};
use crate::error::{Error, ErrorKind, Result, Stage};
use crate::findings::{ClaimsByEntityRow, DocumentRow, EntityRow, EntityTally, PairRow, graphml};
use crate::kept::{Before, Content, Kept, Memory, New, content};
use crate::output::{Beside, Original, Store, rewrite, text_line};

/// What a run is told besides its inputs.
#[derive(Clone, Copy)]
pub struct Job<'j> {
    /// Which fields of records hold what.
    pub fields: &'j Fields,
    /// Threads and batches.
    pub effort: Effort,
    /// What remembers earlier runs, where one is asked: known articles are then not looked at again.
    pub memory: Option<&'j dyn Memory>,
    /// When it becomes true, the batches under way are finished and the run ends.
    pub stop: &'j AtomicBool,
}

impl Pipeline {
    /// Runs over `inputs` and writes all tables to `store`, in the order of the inputs whatever the number
    /// of threads. What cannot be read or fails is put aside, with its bytes and why in `beside`, and counted;
    /// the rest goes on. Articles that only the memory has follow at the end.
    ///
    /// At most three batches a thread are in memory.
    ///
    /// # Errors
    /// Only where the store or the memory cannot be written.
    pub fn run(
        &self,
        inputs: Vec<Input>,
        job: &Job<'_>,
        store: &mut Store,
        beside: &mut Beside,
        mut progress: impl FnMut(Progress),
    ) -> Result<Summary> {
        let threads = job.effort.threads;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|e| {
            Error::new(ErrorKind::Usage, format!("cannot start the worker threads: {e}"))
                .hint("try --threads 1")
        })?;
        let tables = Tables::new(store);
        tables.headers(store)?;
        let mut taker = Taker {
            pipeline: self,
            job,
            tables: &tables,
            keep_text: beside.keeps_texts(),
            store,
            beside,
            summary: Summary::default(),
            tally: EntityTally::default(),
            copies: Duplicates::default(),
            older: FxHashSet::default(),
            ids: FxHashSet::default(),
        };
        if let Some(memory) = job.memory {
            taker.remember(memory.older(&inputs)?);
        }
        let read = Arc::new(AtomicU64::new(0));
        let inputs = inputs.into_iter().map(Arc::new).collect();
        taker.drive(&pool, Queue { inputs, known: None }, &read, &mut progress)?;
        if !job.stop.load(Ordering::Relaxed)
            && !taker.summary.given_up
            && let Some(memory) = job.memory
        {
            let gone = Arc::new(Input::file(String::new(), None, None));
            let known: Numbers = (gone, Work::Vanished, memory.vanished()?.into_iter());
            taker.drive(&pool, Queue { inputs: Vec::new(), known: Some(known) }, &read, &mut progress)?;
        }
        taker.finish()
    }

    /// Works on a batch: one piece, or one an article where copies are to be left out afterwards.
    fn batch(&self, batch: Batch, job: &Job<'_>, tables: &Tables, keep_text: bool) -> Vec<Piece> {
        let new = || Piece { bytes: vec![Vec::new(); 2 * tables.formats.len()], ..Piece::default() };
        let mut pieces = vec![new()];
        let mut piece = 0;
        for (file, work) in batch.work {
            if self.care.duplicates == Copies::Skip {
                pieces.push(new());
                piece = pieces.len() - 1;
            }
            let piece = &mut pieces[piece];
            match work {
                Work::Record(record) => self.record(&record, &file, job, tables, keep_text, piece),
                Work::Failed(_) if self.care.shard.is_some_and(|(one, _)| one != 1) => {}
                Work::Failed(error) => piece.errors.push((file, error.stage(Stage::Read), None)),
                Work::Known(number) | Work::Vanished(number) => {
                    let bytes = job.memory.map_or(Ok(None), |memory| memory.numbered(number));
                    let bytes = bytes.unwrap_or_else(|error| {
                        piece.trouble = Some(error);
                        None
                    });
                    let Some(mut kept) = bytes.and_then(|bytes| Kept::from_bytes(&bytes)) else {
                        piece.lost += 1;
                        continue;
                    };
                    let gone = matches!(work, Work::Vanished(_));
                    if gone {
                        kept.row.status = "vanished".into();
                        kept.row.note = Some("no longer in the inputs; its rows are kept".into());
                        piece.vanished += 1;
                    } else {
                        piece.known += 1;
                    }
                    let remember = if gone { Remember::Nothing } else { Remember::Known(number) };
                    piece.kept(&file, kept, remember, tables);
                }
            }
        }
        pieces
    }

    fn record(
        &self,
        record: &Record,
        file: &Arc<Input>,
        job: &Job<'_>,
        tables: &Tables,
        keep_text: bool,
        piece: &mut Piece,
    ) {
        let document = guarded(Stage::Parse, || record.document(job.fields));
        let done = document.and_then(|document| {
            if !self.care.takes(&document.id) {
                return Ok(());
            }
            let memory = job.memory.map(|memory| (memory, content(&document)));
            let known = memory.as_ref().map(|(memory, content)| memory.recall(&document.id, content));
            let known = known.unwrap_or(Ok(None)).unwrap_or_else(|error| {
                piece.trouble = Some(error);
                None
            });
            if let Some((number, mut kept)) =
                known.and_then(|(n, bytes)| Some((n, Kept::from_bytes(&bytes)?)))
            {
                let row = DocumentRow::of(&document);
                (kept.row.input, kept.row.record) = (row.input, row.record);
                (kept.row.address, kept.row.encoding) = (row.address, row.encoding);
                piece.known += 1;
                piece.kept(file, kept, Remember::Known(number), tables);
                return Ok(());
            }
            let remember = |kept: &dyn Fn() -> Kept| match &memory {
                Some((_, content)) => Remember::New { content: *content, kept: kept().to_bytes() },
                None => Remember::Nothing,
            };
            piece.dates_unread += u64::from(document.date_unread);
            let language = corpus::language(&document.body);
            if let Some(other) = language.filter(|l| *l != "eng" && !self.care.any_language) {
                let note = format!(
                    "in another language than English ({other}); --any-language reads it all the same"
                );
                let row = DocumentRow {
                    language: Some(other.into()),
                    status: "skipped".into(),
                    note: Some(note),
                    ..DocumentRow::of(&document)
                };
                piece.other_language += 1;
                let remember = remember(&|| Kept::nothing(row.clone()));
                piece.documents.push(Met { file: file.clone(), row, sketch: None, remember });
                return Ok(());
            }
            let mut findings = guarded(Stage::Extract, || Ok(self.extract(&document)))?;
            findings.document.language = language.map(Into::into);
            let sketch = (self.care.duplicates != Copies::Keep)
                .then(|| Sketch::of_article(document.title.as_deref(), &document.body))
                .flatten();
            let size = record.size() as u64;
            let mut text = Vec::new();
            if keep_text {
                text_line(&document.id, document.title.as_deref(), &document.body, &mut text);
            }
            let remember = remember(&|| {
                let mut tally = EntityTally::default();
                self.count(&findings, &mut tally);
                Kept { text: text.clone(), ..Kept::of(&findings, tally, size, sketch.as_ref()) }
            });
            piece.articles += 1;
            piece.text += size;
            piece.mentions += findings.mentions.len() as u64;
            piece.claims += findings.claims.len() as u64;
            piece.too_large += findings.too_large;
            tables.rows(&findings, &mut piece.bytes);
            self.count(&findings, &mut piece.tally);
            piece.texts.extend(text);
            piece.documents.push(Met { file: file.clone(), row: findings.document, sketch, remember });
            Ok(())
        });
        let Err(error) = done else { return };
        let (input, number) = (&record.input.name, record.number);
        if !self.care.takes(&format!("{input}:{number}")) {
            return;
        }
        let error = if error.place.is_none() { error.at(input.clone(), number) } else { error };
        let row = DocumentRow {
            status: "failed".into(),
            note: Some(error.what.clone()),
            ..DocumentRow::of(&Document {
                id: format!("{input}:{number}"),
                input: input.clone(),
                record: number,
                ..Document::default()
            })
        };
        piece.documents.push(Met { file: file.clone(), row, sketch: None, remember: Remember::Nothing });
        let format = record.original_format();
        let (format, extension) = (format.name, format.extensions[0]);
        let original = Original { bytes: record.original(), format, extension };
        piece.errors.push((file.clone(), error.offset(record.offset), Some(original)));
    }
}

/// Takes what the workers made, in the order of the inputs: here it is decided what is a copy of what.
struct Taker<'t> {
    pipeline: &'t Pipeline,
    job: &'t Job<'t>,
    tables: &'t Tables,
    keep_text: bool,
    store: &'t mut Store,
    beside: &'t mut Beside,
    summary: Summary,
    tally: EntityTally,
    copies: Duplicates,
    /// Ids of articles of earlier runs: one that turns up in another file is no copy of itself.
    older: FxHashSet<String>,
    /// Hashes of the ids met so far: tables cannot be joined by an id that two articles have.
    ids: FxHashSet<u64>,
}

/// Ids that are remembered.
const MOST_IDS: usize = 1_000_000;

impl Taker<'_> {
    fn remember(&mut self, older: Vec<(String, Sketch)>) {
        for (id, sketch) in older {
            self.copies.ask(&id, &sketch);
            self.older.insert(id);
        }
    }

    /// Has the workers do all that the reader gives, and takes it.
    fn drive(
        &mut self,
        pool: &rayon::ThreadPool,
        queue: Queue,
        read: &Arc<AtomicU64>,
        progress: &mut impl FnMut(Progress),
    ) -> Result<()> {
        let in_flight = pool.current_num_threads() * 3;
        let (permit_back, permits) = mpsc::sync_channel::<()>(in_flight);
        for _ in 0..in_flight {
            let _ = permit_back.send(());
        }
        let (done, results) = mpsc::channel::<(u64, Vec<Piece>)>();
        let halted = AtomicBool::new(false);
        let (pipeline, job, tables, keep_text) = (self.pipeline, self.job, self.tables, self.keep_text);
        std::thread::scope(|threads| {
            let halted = &halted;
            threads.spawn(move || {
                pool.in_place_scope(|workers| {
                    let Queue { inputs, known } = queue;
                    let mut reader =
                        Reader { inputs: inputs.into_iter(), job, open: None, known, read: read.clone() };
                    for number in 0.. {
                        if permits.recv().is_err()
                            || job.stop.load(Ordering::Relaxed)
                            || halted.load(Ordering::Relaxed)
                        {
                            break;
                        }
                        let Some(batch) = reader.batch(job.effort.batch) else { break };
                        let done = done.clone();
                        workers.spawn(move |_| {
                            let _ = done.send((number, pipeline.batch(batch, job, tables, keep_text)));
                        });
                    }
                    drop(done);
                });
            });
            let mut waiting: BTreeMap<u64, Vec<Piece>> = BTreeMap::new();
            let mut next = 0;
            for (number, pieces) in results {
                waiting.insert(number, pieces);
                while let Some(pieces) = waiting.remove(&next) {
                    next += 1;
                    let taken = pieces.into_iter().try_for_each(|piece| self.take(piece));
                    let exceeded = |most: MostErrors| {
                        most.exceeded(self.summary.put_aside, self.summary.records(), false)
                    };
                    self.summary.given_up = pipeline.care.most_errors.is_some_and(exceeded);
                    if taken.is_err() || self.summary.given_up {
                        halted.store(true, Ordering::Relaxed);
                        drop(permit_back);
                        return taken;
                    }
                    let _ = permit_back.try_send(());
                    progress(Progress {
                        articles: self.summary.articles,
                        bytes: self.summary.bytes,
                        read: read.load(Ordering::Relaxed),
                    });
                }
            }
            Ok(())
        })
    }

    fn take(&mut self, mut piece: Piece) -> Result<()> {
        if let Some(error) = piece.trouble {
            return Err(error);
        }
        let summary = &mut self.summary;
        let formats = self.tables.formats.len();
        let skips = self.pipeline.care.duplicates == Copies::Skip;
        let mut skipped = false;
        let mut documents = vec![Vec::new(); formats];
        for Met { file, row, sketch, remember } in &mut piece.documents {
            let id = FxBuildHasher.hash_one(&row.document[..]);
            let full = self.ids.len() >= MOST_IDS;
            if full && self.ids.contains(&id) || !full && !self.ids.insert(id) {
                summary.doubled += 1;
                summary.doubled_id.get_or_insert_with(|| row.document.to_string());
            }
            let copy = sketch.as_ref().filter(|_| row.status != "vanished");
            let copy = copy.and_then(|s| self.copies.ask(&row.document, s));
            let itself = |of: &str| *of == *row.document && self.older.contains(of);
            if let Some(copy) = copy.filter(|c| !itself(&c.of)) {
                summary.copies += 1;
                row.similarity = Some(Decimal::new((copy.similarity * 100.0).round() as i64, 2).normalize());
                if skips {
                    skipped = true;
                    (row.mentions, row.claims, row.status) = (0, 0, "skipped".into());
                    row.note = Some(format!("a copy of {}", copy.of));
                }
                row.duplicate_of = Some(copy.of);
            }
            self.tables.document(row, &mut documents);
            match (self.job.memory, remember) {
                (Some(memory), Remember::Known(number)) => memory.met(file, *number)?,
                (Some(memory), Remember::New { content, kept }) => {
                    let article = New {
                        id: &row.document,
                        content: *content,
                        sketch: sketch.as_ref(),
                        size: row.characters as u32,
                        bytes: kept,
                    };
                    match memory.keep(file, &article)? {
                        Before::Unknown => {}
                        Before::Other => summary.changed += 1,
                        Before::Same => summary.again += 1,
                    }
                }
                _ => {}
            }
        }
        for (n, bytes) in documents.iter().enumerate() {
            self.store.append(2, n, bytes)?;
        }
        summary.put_aside += piece.errors.len() as u64;
        for (file, error, original) in piece.errors {
            self.beside.fault(&error, original.as_ref())?;
            if let Some(memory) = self.job.memory {
                memory.faulty(&file);
            }
            if summary.errors.len() < MOST_ERRORS {
                summary.errors.push(error);
            }
        }
        summary.other_language += piece.other_language;
        summary.known += piece.known;
        summary.vanished += piece.vanished;
        summary.lost += piece.lost;
        summary.dates_unread += piece.dates_unread;
        if skipped {
            summary.copies_skipped += 1;
            return Ok(());
        }
        summary.articles += piece.articles;
        summary.bytes += piece.text;
        summary.mentions += piece.mentions;
        summary.claims += piece.claims;
        summary.too_large += piece.too_large;
        self.beside.texts(&piece.texts)?;
        self.tally.merge(piece.tally);
        for (n, bytes) in piece.bytes.iter().enumerate() {
            self.store.append(n / formats, n % formats, bytes)?;
        }
        Ok(())
    }

    /// Writes the tables that count over all articles.
    fn finish(self) -> Result<Summary> {
        let Taker { pipeline, mut summary, tally, tables, store, .. } = self;
        let exceeded = |most: MostErrors| most.exceeded(summary.put_aside, summary.records(), true);
        summary.given_up |= pipeline.care.most_errors.is_some_and(exceeded);
        summary.uncounted = tally.left_out;
        let counted = tally.rows();
        summary.entities = counted.entities.len() as u64;
        tables.append(3, EntityRow::COLUMNS, &counted.entities, store)?;
        if pipeline.wanted.summaries {
            tables.append(4, ClaimsByEntityRow::COLUMNS, &counted.claims, store)?;
            tables.append(5, PairRow::COLUMNS, &counted.pairs, store)?;
            store.file("pairs.graphml", graphml(&counted.pairs).as_bytes())?;
        }
        summary.interrupted = self.job.stop.load(Ordering::Relaxed);
        Ok(summary)
    }
}

/// Runs the work on one article or input; a panic in it costs that, not the run.
fn guarded<T>(stage: Stage, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("unknown");
        Err(Error::new(ErrorKind::Input, format!("the program failed on this article: {what}"))
            .hint("this is a fault of tallywire: please report it with the article"))
    });
    done.map_err(|error| error.stage(stage))
}

/// What a worker is to do.
enum Work {
    Record(Record),
    /// What could not be cut into records.
    Failed(Error),
    /// An article of a file that is as it was, by its number in the memory.
    Known(i64),
    /// An article that only the memory has.
    Vanished(i64),
}

/// Work in the order of the inputs, each with the file it comes from.
struct Batch {
    work: Vec<(Arc<Input>, Work)>,
}

/// An article that was met, with what is told of it in the order of the inputs.
struct Met {
    file: Arc<Input>,
    row: DocumentRow,
    /// What tells its copies.
    sketch: Option<Sketch>,
    remember: Remember,
}

/// What the memory is told of an article.
enum Remember {
    Nothing,
    Known(i64),
    New { content: Content, kept: Vec<u8> },
}

/// What one or more articles gave.
#[derive(Default)]
struct Piece {
    articles: u64,
    text: u64,
    mentions: u64,
    claims: u64,
    too_large: u64,
    other_language: u64,
    known: u64,
    vanished: u64,
    lost: u64,
    dates_unread: u64,
    /// Formatted rows of mentions and claims, for each format.
    bytes: Vec<Vec<u8>>,
    documents: Vec<Met>,
    texts: Vec<u8>,
    tally: EntityTally,
    errors: Vec<(Arc<Input>, Error, Option<Original>)>,
    /// What ends the run: the memory cannot be read.
    trouble: Option<Error>,
}

impl Piece {
    /// Takes what was kept of an article as if it had just been found.
    fn kept(&mut self, file: &Arc<Input>, kept: Kept, remember: Remember, tables: &Tables) {
        if kept.row.status == "skipped" {
            self.other_language += 1;
        } else {
            self.articles += 1;
        }
        self.text += kept.size;
        self.mentions += kept.row.mentions as u64;
        self.claims += kept.row.claims as u64;
        self.too_large += kept.too_large;
        let formats = tables.formats.len();
        for (n, format) in tables.formats.iter().enumerate() {
            rewrite(&kept.mentions, 0, format, &mut self.bytes[n]);
            rewrite(&kept.claims, 1, format, &mut self.bytes[formats + n]);
        }
        self.texts.extend(&kept.text);
        self.tally.merge(kept.tally);
        let sketch = kept.sketch.as_deref().and_then(Sketch::from_bytes);
        self.documents.push(Met { file: file.clone(), row: kept.row, sketch, remember });
    }
}

impl Summary {
    /// Articles whose id no earlier run had met.
    pub fn new_articles(&self) -> u64 {
        let old = self.known + self.vanished + self.again + self.changed;
        (self.articles + self.other_language).saturating_sub(old)
    }

    /// Everything that was met: read, passed over, put aside.
    fn records(&self) -> u64 {
        self.articles + self.other_language + self.copies_skipped + self.put_aside
    }
}

/// Articles of one file, or of none, that are in the memory, and what kind of work they are.
type Numbers = (Arc<Input>, fn(i64) -> Work, std::vec::IntoIter<(i64, u32)>);

/// What is to be done.
struct Queue {
    inputs: Vec<Arc<Input>>,
    known: Option<Numbers>,
}

/// Cuts the inputs into batches.
struct Reader<'j> {
    inputs: std::vec::IntoIter<Arc<Input>>,
    job: &'j Job<'j>,
    open: Option<(Arc<Input>, Box<dyn corpus::Records>)>,
    known: Option<Numbers>,
    read: Arc<AtomicU64>,
}

impl Reader<'_> {
    /// The next work up to about `bytes` of text; `None` at the end of all inputs.
    fn batch(&mut self, bytes: usize) -> Option<Batch> {
        let mut work = Vec::new();
        let mut size = 0;
        // An article costs more than its bytes: many tiny ones fill a batch too.
        while work.is_empty() || size + 256 * work.len() < bytes {
            if let Some((file, kind, articles)) = &mut self.known {
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
                self.known = Some((file, Work::Known, articles.into_iter()));
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
        (!work.is_empty()).then_some(Batch { work })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_of_one_article() {
        let error = guarded(Stage::Extract, || -> Result<()> { panic!("index out of bounds") }).unwrap_err();
        assert!(error.what.contains("index out of bounds"));
    }
}
