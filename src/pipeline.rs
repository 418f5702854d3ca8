//! The whole flow on one page: article in, findings out; and the same for a corpus on all cores.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;

use crate::claims::{self, ClaimWords};
use crate::corpus::{self, Document, Fields, Input, Record, Step};
use crate::dictionary::{Dictionary, Sources};
use crate::entities::{self, NameWords};
use crate::error::{Error, ErrorKind, Result};
use crate::findings::{
    self, ClaimRow, DocumentRow, EntityRow, EntityTally, Findings, MentionRow, Part, PartFindings, Wanted,
};
use crate::output::{Head, Store, heads, write};
use crate::text::{English, Text};

/// What makes the rows of a run differ.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Dictionaries instead of or besides the shipped ones.
    pub dictionaries: Sources,
    /// What is written.
    pub wanted: Wanted,
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
    /// Whether the run was stopped before its end.
    pub interrupted: bool,
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
            Ok((Pipeline { english, dictionary, names, numbers, wanted: settings.wanted }, problems))
        })
    }

    /// A pipeline over a dictionary that is already there.
    pub fn with(dictionary: Dictionary, wanted: Wanted) -> Pipeline {
        let names = NameWords::new(&dictionary);
        Pipeline { english: English::new(), dictionary, names, numbers: ClaimWords::new(), wanted }
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
    /// of threads. What cannot be read or fails is put aside and counted; the rest goes on.
    ///
    /// At most three batches a thread are in memory. When `stop` becomes true, the batches under way are
    /// finished and the run ends.
    ///
    /// # Errors
    /// Only where the store cannot be written.
    pub fn run(
        &self,
        inputs: Vec<Input>,
        fields: &Fields,
        effort: Effort,
        store: &mut Store,
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
                            let _ = done.send((number, self.batch(batch, fields, tables)));
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
                    if let Err(error) = summary.take(result, store, &mut tally) {
                        halted.store(true, Ordering::Relaxed);
                        drop(permit_back);
                        return Err(error);
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
        summary.uncounted = tally.left_out;
        let entities = tally.rows();
        summary.entities = entities.len() as u64;
        for rows in entities.chunks(4096) {
            for (number, format) in tables.formats.iter().enumerate() {
                let mut out = Vec::new();
                for row in rows {
                    write(format.writer, &tables.heads[3], EntityRow::COLUMNS, row, &mut out);
                }
                store.append(3, number, &out)?;
            }
        }
        summary.interrupted = stop.load(Ordering::Relaxed);
        Ok(summary)
    }

    fn batch(&self, batch: Batch, fields: &Fields, tables: &Tables) -> BatchResult {
        let mut result = BatchResult { errors: batch.errors, ..BatchResult::default() };
        result.bytes = vec![Vec::new(); 3 * tables.formats.len()];
        for record in batch.records {
            let size = record.size() as u64;
            let (input, number) = (record.input.clone(), record.number);
            let failed = |error: &Error| DocumentRow {
                document: Arc::from(format!("{}:{number}", input.name)),
                input: input.name.clone(),
                record: number,
                source: None,
                title: None,
                published: None,
                characters: 0,
                sentences: 0,
                mentions: 0,
                claims: 0,
                status: "failed",
                note: Some(error.what.clone()),
            };
            match guarded(|| record.document(fields).map(|document| self.extract(&document))) {
                Ok(findings) => {
                    result.articles += 1;
                    result.text += size;
                    result.mentions += findings.mentions.len() as u64;
                    result.claims += findings.claims.len() as u64;
                    result.too_large += findings.too_large;
                    tables.rows(&findings, &mut result.bytes);
                    result.tally.add(&findings);
                }
                Err(error) => {
                    let error =
                        if error.place.is_none() { error.at(input.name.clone(), number) } else { error };
                    tables.document(&failed(&error), &mut result.bytes);
                    result.errors.push(error);
                }
            }
        }
        result
    }
}

/// Runs the work on one article; a panic in it costs that article, not the run.
fn guarded(work: impl FnOnce() -> Result<Findings>) -> Result<Findings> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("unknown");
        Err(Error::new(ErrorKind::Input, format!("the program failed on this article: {what}"))
            .hint("this is a fault of tallywire: please report it with the article"))
    })
}

struct Batch {
    records: Vec<Record>,
    errors: Vec<Error>,
}

#[derive(Default)]
struct BatchResult {
    articles: u64,
    text: u64,
    mentions: u64,
    claims: u64,
    too_large: u64,
    /// Formatted rows of mentions, claims and documents, for each format.
    bytes: Vec<Vec<u8>>,
    tally: EntityTally,
    errors: Vec<Error>,
}

impl Summary {
    fn take(&mut self, result: BatchResult, store: &mut Store, tally: &mut EntityTally) -> Result<()> {
        self.articles += result.articles;
        self.bytes += result.text;
        self.mentions += result.mentions;
        self.claims += result.claims;
        self.too_large += result.too_large;
        self.put_aside += result.errors.len() as u64;
        let room = MOST_ERRORS.saturating_sub(self.errors.len());
        self.errors.extend(result.errors.into_iter().take(room));
        tally.merge(result.tally);
        let formats = store.formats().len();
        for (n, bytes) in result.bytes.iter().enumerate() {
            store.append(n / formats, n % formats, bytes)?;
        }
        Ok(())
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
        let mut batch = Batch { records: vec![], errors: vec![] };
        let mut size = 0;
        while size < bytes && batch.errors.len() < 10_000 {
            let Some(records) = &mut self.open else {
                let Some(input) = self.inputs.next() else { break };
                let input = Arc::new(input);
                match corpus::records(&input, self.fields, &self.read) {
                    Ok(records) => self.open = Some(records),
                    Err(error) => batch.errors.push(error),
                }
                continue;
            };
            match records.step() {
                Some(Step::Record(record)) => {
                    // A record costs more than its bytes: many tiny ones fill a batch too.
                    size += record.size() + 256;
                    batch.records.push(record);
                }
                Some(Step::Bad(error)) => batch.errors.push(error),
                Some(Step::Fatal(error)) => {
                    batch.errors.push(error);
                    self.open = None;
                }
                None => self.open = None,
            }
        }
        (!batch.records.is_empty() || !batch.errors.is_empty()).then_some(batch)
    }
}

/// The heads of the four tables and the formats they are written in.
struct Tables {
    heads: [Vec<Head>; 4],
    formats: Vec<&'static crate::output::Format>,
}

impl Tables {
    fn new(store: &Store) -> Tables {
        Tables {
            heads: [
                heads(MentionRow::COLUMNS),
                heads(ClaimRow::COLUMNS),
                heads(DocumentRow::COLUMNS),
                heads(EntityRow::COLUMNS),
            ],
            formats: store.formats().to_vec(),
        }
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

    fn rows(&self, findings: &Findings, out: &mut [Vec<u8>]) {
        let formats = self.formats.len();
        for (n, format) in self.formats.iter().enumerate() {
            for row in &findings.mentions {
                write(format.writer, &self.heads[0], MentionRow::COLUMNS, row, &mut out[n]);
            }
            for row in &findings.claims {
                write(format.writer, &self.heads[1], ClaimRow::COLUMNS, row, &mut out[formats + n]);
            }
        }
        self.document(&findings.document, out);
    }

    fn document(&self, row: &DocumentRow, out: &mut [Vec<u8>]) {
        let formats = self.formats.len();
        for (n, format) in self.formats.iter().enumerate() {
            write(format.writer, &self.heads[2], DocumentRow::COLUMNS, row, &mut out[2 * formats + n]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_of_one_article() {
        let error = guarded(|| panic!("index out of bounds")).unwrap_err();
        assert!(error.what.contains("index out of bounds"));
    }
}
