//! The whole flow on one page: article in, findings out; and the same for a corpus on all cores.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;

use rust_decimal::Decimal;

use crate::claims::{self, ClaimWords};
use crate::corpus::{
    self, Care, Copies, Document, Duplicates, Fields, Input, MostErrors, Record, Sketch, Step,
};
use crate::dictionary::{Dictionary, Sources};
use crate::entities::{self, NameWords};
use crate::error::{Error, ErrorKind, Result, Stage};
use crate::findings::{
    self, ClaimRow, ClaimsByEntityRow, Column, DocumentRow, EntityRow, EntityTally, Findings, MentionRow,
    PairRow, Part, PartFindings, Wanted, graphml,
};
use crate::output::{Beside, Head, Original, Store, tables, text_line, write};
use crate::text::{English, Text};

/// What makes the rows of a run differ.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Dictionaries instead of or besides the shipped ones.
    pub dictionaries: Sources,
    /// What is written.
    pub wanted: Wanted,
    /// Which articles are read, and what becomes of the others.
    pub care: Care,
}

/// What a run works with that makes no difference to its rows.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// Bytes of text in a batch.
    pub batch: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Effort { threads: 0, batch: 1 << 20 }
    }
}

/// How far a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles done.
    pub articles: u64,
    /// Bytes of text in them.
    pub bytes: u64,
    /// Bytes read from the disk, compressed as they lie there.
    pub read: u64,
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Summary {
    /// Articles that gave rows.
    pub articles: u64,
    /// Bytes of text in them.
    pub bytes: u64,
    /// Rows in `mentions`.
    pub mentions: u64,
    /// Rows in `claims`.
    pub claims: u64,
    /// Rows in `entities`.
    pub entities: u64,
    /// Mentions left out of `entities` because there were too many names.
    pub uncounted: u64,
    /// Numbers too large for an exact decimal, which gave no claim.
    pub too_large: u64,
    /// How many records or files were put aside.
    pub put_aside: u64,
    /// The first [`MOST_ERRORS`] of these.
    pub errors: Vec<Error>,
    /// Articles in other languages, which were passed over.
    pub other_language: u64,
    /// Articles that are copies of earlier ones, marked or passed over.
    pub copies: u64,
    /// Of these, those that were passed over.
    pub copies_skipped: u64,
    /// Whether the run was stopped before its end.
    pub interrupted: bool,
    /// Whether the run was given up because too much was put aside.
    pub given_up: bool,
}

/// How many of the errors of a run are kept in memory and written to `run.json`.
pub const MOST_ERRORS: usize = 1000;

/// Everything that is made once and then only read: words, rules and dictionaries.
///
/// ```
/// use tallywire::{Document, Pipeline, Settings};
/// let (pipeline, _) = Pipeline::new(&Settings::default())?;
/// let article = Document { body: "Police in Nairobi arrested 25 men on Sunday.".into(), ..Document::default() };
/// let findings = pipeline.extract(&article);
/// assert_eq!(&*findings.mentions[0].name, "Nairobi");
/// assert_eq!(findings.claims[0].claim.counted, "men");
/// # Ok::<(), tallywire::Error>(())
/// ```
pub struct Pipeline {
    english: English,
    dictionary: Dictionary,
    names: NameWords,
    numbers: ClaimWords,
    wanted: Wanted,
    care: Care,
}

impl Pipeline {
    /// Reads words and dictionaries. Bad dictionary lines are left out and come back beside it.
    pub fn new(settings: &Settings) -> Result<(Pipeline, Vec<Error>)> {
        std::thread::scope(|threads| {
            // A run over one article spends its time here: words and dictionaries are read side by side.
            let english = threads.spawn(English::new);
            let words = threads.spawn(|| (NameWords::built_in(), ClaimWords::new()));
            let (dictionary, problems) = Dictionary::load(&settings.dictionaries)?;
            let (mut names, numbers) = words.join().unwrap_or_else(|panic| resume_unwind(panic));
            names.learn(&dictionary);
            let english = english.join().unwrap_or_else(|panic| resume_unwind(panic));
            let (wanted, care) = (settings.wanted, settings.care);
            Ok((Pipeline { english, dictionary, names, numbers, wanted, care }, problems))
        })
    }

    /// A pipeline over a dictionary that is already there.
    pub fn with(dictionary: Dictionary, wanted: Wanted) -> Pipeline {
        let names = NameWords::new(&dictionary);
        Pipeline {
            english: English::new(),
            dictionary,
            names,
            numbers: ClaimWords::new(),
            wanted,
            care: Care::default(),
        }
    }

    /// The dictionary in use.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// A hash of all that decides about rows: program, words, dictionaries, settings. Runs with the same
    /// fingerprint give the same rows for the same articles.
    pub fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [
            env!("CARGO_PKG_VERSION"),
            env!("TALLYWIRE_BUILD"),
            &self.dictionary.fingerprint,
            &format!("{:?}", self.wanted),
            &format!("{:?}", (self.care.any_language, self.care.duplicates)),
        ] {
            hasher.update(part.as_bytes()).update(b"\0");
        }
        hasher.finalize().to_hex()[..16].to_string()
    }

    /// The findings of one article. Pure: the same article gives the same findings.
    pub fn extract(&self, document: &Document) -> Findings {
        let title = document.title.as_deref().map(|t| (Part::Title, Text::new(t, &self.english.sentences)));
        let body = (Part::Body, Text::new(&document.body, &self.english.sentences));
        let texts: Vec<(Part, Text<'_>)> = title.into_iter().chain([body]).collect();
        let views: Vec<&Text<'_>> = texts.iter().map(|(_, text)| text).collect();
        let mentions = entities::extract(
            &views,
            &self.dictionary,
            &self.names,
            &self.english,
            self.wanted.names_by_rule,
        );
        let too_large = if self.wanted.claims { claims::too_large(&views) } else { 0 };
        let claims = if self.wanted.claims {
            claims::extract(&views, &mentions, document.published, &self.numbers, &self.english)
        } else {
            vec![Vec::new(); texts.len()]
        };
        let parts: Vec<PartFindings<'_>> = texts
            .iter()
            .zip(mentions)
            .zip(claims)
            .map(|(((part, text), mentions), claims)| PartFindings { part: *part, text, mentions, claims })
            .collect();
        let rows = findings::rows(document, parts, &self.dictionary, self.wanted);
        Findings { too_large, ..rows }
    }

    /// Runs over `inputs` and writes all tables to `store`, in the order of the inputs whatever the number
    /// of threads. What cannot be read or fails is put aside, with its bytes and why in `beside`, and counted;
    /// the rest goes on.
    ///
    /// At most three batches a thread are in memory. When `stop` becomes true, the batches under way are
    /// finished and the run ends.
    ///
    /// # Errors
    /// Only where the store cannot be written.
    #[allow(clippy::too_many_arguments)]
    pub fn run(
        &self,
        inputs: Vec<Input>,
        fields: &Fields,
        effort: Effort,
        store: &mut Store,
        beside: &mut Beside,
        stop: &AtomicBool,
        mut progress: impl FnMut(Progress),
    ) -> Result<Summary> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(effort.threads).build().map_err(|e| {
            Error::new(ErrorKind::Usage, format!("cannot start the worker threads: {e}"))
                .hint("try --threads 1")
        })?;
        let tables = Tables::new(store);
        tables.headers(store)?;
        let in_flight = pool.current_num_threads() * 3;
        let (permit_back, permits) = mpsc::sync_channel::<()>(in_flight);
        for _ in 0..in_flight {
            let _ = permit_back.send(());
        }
        let (done, results) = mpsc::channel::<(u64, BatchResult)>();
        let read = Arc::new(AtomicU64::new(0));
        let halted = AtomicBool::new(false);
        let mut summary = Summary::default();
        let mut tally = EntityTally::default();
        let mut known = Duplicates::default();
        let keep_text = beside.keeps_texts();
        let outcome = std::thread::scope(|threads| {
            let (read_count, halted, tables, pool) = (read.clone(), &halted, &tables, &pool);
            threads.spawn(move || {
                pool.in_place_scope(|workers| {
                    let mut reader =
                        Reader { inputs: inputs.into_iter(), fields, open: None, read: read_count };
                    for number in 0.. {
                        if permits.recv().is_err()
                            || stop.load(Ordering::Relaxed)
                            || halted.load(Ordering::Relaxed)
                        {
                            break;
                        }
                        let Some(batch) = reader.batch(effort.batch) else { break };
                        let done = done.clone();
                        workers.spawn(move |_| {
                            let _ = done.send((number, self.batch(batch, fields, tables, keep_text)));
                        });
                    }
                    drop(done);
                });
            });
            let mut waiting: BTreeMap<u64, BatchResult> = BTreeMap::new();
            let mut next = 0;
            for (number, result) in results {
                waiting.insert(number, result);
                while let Some(result) = waiting.remove(&next) {
                    next += 1;
                    let taken =
                        self.take(result, &mut summary, tables, store, beside, &mut tally, &mut known);
                    if taken.is_err() || summary.given_up {
                        halted.store(true, Ordering::Relaxed);
                        drop(permit_back);
                        return taken;
                    }
                    let _ = permit_back.try_send(());
                    progress(Progress {
                        articles: summary.articles,
                        bytes: summary.bytes,
                        read: read.load(Ordering::Relaxed),
                    });
                }
            }
            Ok(())
        });
        outcome?;
        let exceeded = |most: MostErrors| most.exceeded(summary.put_aside, summary.records(), true);
        summary.given_up |= self.care.most_errors.is_some_and(exceeded);
        summary.uncounted = tally.left_out;
        let counted = tally.rows();
        summary.entities = counted.entities.len() as u64;
        tables.append(3, EntityRow::COLUMNS, &counted.entities, store)?;
        if self.wanted.summaries {
            tables.append(4, ClaimsByEntityRow::COLUMNS, &counted.claims, store)?;
            tables.append(5, PairRow::COLUMNS, &counted.pairs, store)?;
            store.file("pairs.graphml", graphml(&counted.pairs).as_bytes())?;
        }
        summary.interrupted = stop.load(Ordering::Relaxed);
        Ok(summary)
    }

    /// Works on a batch: one piece, or one an article where copies are to be left out afterwards.
    fn batch(&self, batch: Batch, fields: &Fields, tables: &Tables, keep_text: bool) -> BatchResult {
        let new = || Piece { bytes: vec![Vec::new(); 2 * tables.formats.len()], ..Piece::default() };
        let mut pieces = vec![new()];
        let mut piece = 0;
        for record in batch.records {
            if self.care.duplicates == Copies::Skip {
                pieces.push(new());
                piece = pieces.len() - 1;
            }
            let piece = &mut pieces[piece];
            match record {
                Ok(record) => self.record(&record, fields, tables, keep_text, piece),
                Err(error) => piece.errors.push((error.stage(Stage::Read), None)),
            }
        }
        BatchResult { pieces }
    }

    fn record(&self, record: &Record, fields: &Fields, tables: &Tables, keep_text: bool, piece: &mut Piece) {
        let document = guarded(Stage::Parse, || record.document(fields));
        let done = document.and_then(|document| {
            let language = corpus::language(&document.body);
            if let Some(other) = language.filter(|l| *l != "eng" && !self.care.any_language) {
                let note = format!(
                    "in another language than English ({other}); --any-language reads it all the same"
                );
                let row = DocumentRow {
                    language,
                    status: "skipped",
                    note: Some(note),
                    ..DocumentRow::of(&document)
                };
                piece.other_language += 1;
                return Ok((row, None));
            }
            let mut findings = guarded(Stage::Extract, || Ok(self.extract(&document)))?;
            findings.document.language = language;
            let sketch = (self.care.duplicates != Copies::Keep).then(|| Sketch::of(&document.body)).flatten();
            piece.articles += 1;
            piece.text += record.size() as u64;
            piece.mentions += findings.mentions.len() as u64;
            piece.claims += findings.claims.len() as u64;
            piece.too_large += findings.too_large;
            tables.rows(&findings, &mut piece.bytes);
            piece.tally.add(&findings, self.wanted.summaries);
            if keep_text {
                text_line(&document.id, document.title.as_deref(), &document.body, &mut piece.texts);
            }
            Ok((findings.document, sketch))
        });
        match done {
            Ok(row) => piece.documents.push(row),
            Err(error) => {
                let (input, number) = (&record.input.name, record.number);
                let error = if error.place.is_none() { error.at(input.clone(), number) } else { error };
                let row = DocumentRow {
                    status: "failed",
                    note: Some(error.what.clone()),
                    ..DocumentRow::of(&Document {
                        id: format!("{input}:{number}"),
                        input: input.clone(),
                        record: number,
                        ..Document::default()
                    })
                };
                piece.documents.push((row, None));
                let format = record.original_format();
                let (format, extension) = (format.name, format.extensions[0]);
                let original = Original { bytes: record.original(), format, extension };
                piece.errors.push((error.offset(record.offset), Some(original)));
            }
        }
    }

    /// Takes the results of a batch, in the order of the input: here it is decided what is a copy of what.
    #[allow(clippy::too_many_arguments)]
    fn take(
        &self,
        result: BatchResult,
        summary: &mut Summary,
        tables: &Tables,
        store: &mut Store,
        beside: &mut Beside,
        tally: &mut EntityTally,
        known: &mut Duplicates,
    ) -> Result<()> {
        let formats = tables.formats.len();
        for mut piece in result.pieces {
            let mut skipped = false;
            let mut documents = vec![Vec::new(); formats];
            for (row, sketch) in &mut piece.documents {
                if let Some(copy) = sketch.as_ref().and_then(|s| known.ask(&row.document, s)) {
                    summary.copies += 1;
                    row.similarity =
                        Some(Decimal::new((copy.similarity * 100.0).round() as i64, 2).normalize());
                    if self.care.duplicates == Copies::Skip {
                        skipped = true;
                        (row.mentions, row.claims, row.status) = (0, 0, "skipped");
                        row.note = Some(format!("a copy of {}", copy.of));
                    }
                    row.duplicate_of = Some(copy.of);
                }
                tables.document(row, &mut documents);
            }
            for (n, bytes) in documents.iter().enumerate() {
                store.append(2, n, bytes)?;
            }
            summary.put_aside += piece.errors.len() as u64;
            for (error, original) in piece.errors {
                beside.fault(&error, original.as_ref())?;
                if summary.errors.len() < MOST_ERRORS {
                    summary.errors.push(error);
                }
            }
            summary.other_language += piece.other_language;
            if skipped {
                summary.copies_skipped += 1;
                continue;
            }
            summary.articles += piece.articles;
            summary.bytes += piece.text;
            summary.mentions += piece.mentions;
            summary.claims += piece.claims;
            summary.too_large += piece.too_large;
            beside.texts(&piece.texts)?;
            tally.merge(piece.tally);
            for (n, bytes) in piece.bytes.iter().enumerate() {
                store.append(n / formats, n % formats, bytes)?;
            }
        }
        let exceeded = |most: MostErrors| most.exceeded(summary.put_aside, summary.records(), false);
        summary.given_up = self.care.most_errors.is_some_and(exceeded);
        Ok(())
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

/// Records and what could not be cut into records, in the order of the input.
struct Batch {
    records: Vec<Result<Record>>,
}

struct BatchResult {
    pieces: Vec<Piece>,
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
    /// Formatted rows of mentions and claims, for each format.
    bytes: Vec<Vec<u8>>,
    /// Rows of documents, each with what tells copies.
    documents: Vec<(DocumentRow, Option<Sketch>)>,
    texts: Vec<u8>,
    tally: EntityTally,
    errors: Vec<(Error, Option<Original>)>,
}

impl Summary {
    /// Everything that was met: read, passed over, put aside.
    fn records(&self) -> u64 {
        self.articles + self.other_language + self.copies_skipped + self.put_aside
    }
}

/// Cuts the inputs into batches.
struct Reader<'f> {
    inputs: std::vec::IntoIter<Input>,
    fields: &'f Fields,
    open: Option<Box<dyn corpus::Records>>,
    read: Arc<AtomicU64>,
}

impl Reader<'_> {
    /// The next records up to about `bytes` of text; `None` at the end of all inputs.
    fn batch(&mut self, bytes: usize) -> Option<Batch> {
        let mut batch = Batch { records: vec![] };
        let mut size = 0;
        while size < bytes {
            let Some(records) = &mut self.open else {
                let Some(input) = self.inputs.next() else { break };
                let input = Arc::new(input);
                match guarded(Stage::Open, || corpus::records(&input, self.fields, &self.read)) {
                    Ok(records) => self.open = Some(records),
                    Err(error) => {
                        let error =
                            if error.place.is_none() { error.in_file(input.name.clone()) } else { error };
                        batch.records.push(Err(error));
                        size += 256;
                    }
                }
                continue;
            };
            // A record costs more than its bytes: many tiny ones fill a batch too.
            size += 256;
            match guarded(Stage::Read, || Ok(records.step())) {
                Ok(Some(Step::Record(record))) => {
                    size += record.size();
                    batch.records.push(Ok(record));
                }
                Ok(Some(Step::Bad(error))) => batch.records.push(Err(error)),
                Ok(Some(Step::Fatal(error))) | Err(error) => {
                    batch.records.push(Err(error));
                    self.open = None;
                }
                Ok(None) => self.open = None,
            }
        }
        (!batch.records.is_empty()).then_some(batch)
    }
}

/// The heads of the tables and the formats they are written in.
struct Tables {
    heads: Vec<&'static [Head]>,
    formats: Vec<&'static crate::output::Format>,
}

impl Tables {
    fn new(store: &Store) -> Tables {
        let heads = tables()[..store.tables()].iter().map(|(_, heads)| &heads[..]).collect();
        Tables { heads, formats: store.formats().to_vec() }
    }

    fn headers(&self, store: &mut Store) -> Result<()> {
        for (table, heads) in self.heads.iter().enumerate() {
            for (n, format) in self.formats.iter().enumerate() {
                let mut out = Vec::new();
                format.writer.header(heads, &mut out);
                store.append(table, n, &out)?;
            }
        }
        Ok(())
    }

    /// Appends the rows of a table that counts over all articles.
    fn append<R>(
        &self,
        table: usize,
        columns: &'static [Column<R>],
        rows: &[R],
        store: &mut Store,
    ) -> Result<()> {
        for rows in rows.chunks(4096) {
            for (number, format) in self.formats.iter().enumerate() {
                let mut out = Vec::new();
                for row in rows {
                    write(format.writer, self.heads[table], columns, row, &mut out);
                }
                store.append(table, number, &out)?;
            }
        }
        Ok(())
    }

    fn rows(&self, findings: &Findings, out: &mut [Vec<u8>]) {
        let formats = self.formats.len();
        for (n, format) in self.formats.iter().enumerate() {
            for row in &findings.mentions {
                write(format.writer, self.heads[0], MentionRow::COLUMNS, row, &mut out[n]);
            }
            for row in &findings.claims {
                write(format.writer, self.heads[1], ClaimRow::COLUMNS, row, &mut out[formats + n]);
            }
        }
    }

    fn document(&self, row: &DocumentRow, out: &mut [Vec<u8>]) {
        for (n, format) in self.formats.iter().enumerate() {
            write(format.writer, self.heads[2], DocumentRow::COLUMNS, row, &mut out[n]);
        }
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
