//! Takes what the workers made, in the order of the inputs: here it is decided what is a copy of what.

use std::hash::BuildHasher;
use std::sync::atomic::Ordering;

use rust_decimal::Decimal;
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::work::{Met, Piece, Remember, Worker};
use super::{MOST_ERRORS, Progress, Summary};
use crate::corpus::{Copies, Duplicates, MostErrors, Sketch};
use crate::error::Result;
use crate::findings::{ClaimsByEntityRow, EntityRow, EntityTally, PairRow, graphml};
use crate::kept::{Before, New};
use crate::output::{Beside, Store, table};

/// All that was taken so far.
pub(super) struct Taker<'t> {
    pub worker: Worker<'t>,
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

impl<'t> Taker<'t> {
    pub fn new(worker: Worker<'t>, store: &'t mut Store, beside: &'t mut Beside) -> Taker<'t> {
        Taker {
            worker,
            store,
            beside,
            summary: Summary::default(),
            tally: EntityTally::default(),
            copies: Duplicates::default(),
            older: FxHashSet::default(),
            ids: FxHashSet::default(),
        }
    }

    /// What is known of articles of earlier runs, for their copies in this one.
    pub fn remember(&mut self, older: Vec<(String, Sketch)>) {
        for (id, sketch) in older {
            self.copies.ask(&id, &sketch);
            self.older.insert(id);
        }
    }

    /// Whether more was put aside than the user wants.
    pub fn gave_up(&self) -> bool {
        self.summary.given_up
    }

    /// How far the run is, when `read` bytes were taken from the disk.
    pub fn progress(&self, read: u64) -> Progress {
        Progress { articles: self.summary.articles, bytes: self.summary.bytes, read }
    }

    /// Takes what a batch gave.
    pub fn take(&mut self, pieces: Vec<Piece>) -> Result<()> {
        let taken = pieces.into_iter().try_for_each(|piece| self.piece(piece));
        self.summary.given_up = self.exceeded(false);
        taken
    }

    /// Whether more was put aside than the user wants, by what is known now or `at_end`.
    fn exceeded(&self, at_end: bool) -> bool {
        let exceeded =
            |most: MostErrors| most.exceeded(self.summary.put_aside, self.summary.records(), at_end);
        self.worker.pipeline.care.most_errors.is_some_and(exceeded)
    }

    fn piece(&mut self, mut piece: Piece) -> Result<()> {
        if let Some(error) = piece.trouble {
            return Err(error);
        }
        let formats = self.worker.tables.formats.len();
        let mut skipped = false;
        let mut documents = vec![Vec::new(); formats];
        for met in &mut piece.documents {
            skipped |= self.known_copy(met);
            self.worker.tables.document(&met.row, &mut documents);
            self.tell_memory(met)?;
        }
        for (n, bytes) in documents.iter().enumerate() {
            self.store.append(table::DOCUMENTS, n, bytes)?;
        }
        let summary = &mut self.summary;
        summary.put_aside += piece.errors.len() as u64;
        if let Some(memory) = self.worker.job.memory {
            piece.faulty.iter().for_each(|file| memory.faulty(file));
        }
        for (error, original) in piece.errors {
            self.beside.fault(&error, original.as_ref())?;
            if summary.errors.len() < MOST_ERRORS {
                summary.errors.push(error);
            }
        }
        summary.other_language += piece.other_language;
        summary.known += piece.known;
        summary.unread += piece.unread;
        summary.vanished += piece.vanished;
        summary.lost += piece.lost;
        summary.dates_unread += piece.dates_unread;
        summary.damaged += piece.damaged;
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

    /// Marks an article that is a copy of an earlier one, or has its id; whether its rows are left out.
    fn known_copy(&mut self, met: &mut Met) -> bool {
        let (row, summary) = (&mut met.row, &mut self.summary);
        if row.status == "read" && row.published.is_none() {
            summary.undated += 1;
            summary.undated_id.get_or_insert_with(|| row.document.to_string());
        }
        // What failed is no article that rows could be joined to.
        let read = row.status != "failed";
        let id = FxBuildHasher.hash_one(&row.document[..]);
        let full = self.ids.len() >= MOST_IDS;
        if read && full && self.ids.contains(&id) || read && !full && !self.ids.insert(id) {
            summary.doubled += 1;
            summary.doubled_id.get_or_insert_with(|| row.document.to_string());
        }
        let sketch = met.sketch.as_ref().filter(|_| row.status != "vanished" && row.status != "unread");
        let Some(copy) = sketch.and_then(|sketch| self.copies.ask(&row.document, sketch)) else {
            return false;
        };
        if *copy.of == *row.document && self.older.contains(&copy.of[..]) {
            return false;
        }
        summary.copies += 1;
        row.similarity = Some(Decimal::new((copy.similarity * 100.0).round() as i64, 2).normalize());
        let skips = self.worker.pipeline.care.duplicates == Copies::Skip;
        if skips {
            (row.mentions, row.claims, row.status) = (0, 0, "skipped".into());
            row.note = Some(format!("a copy of {}", copy.of));
        }
        row.duplicate_of = Some(copy.of);
        skips
    }

    fn tell_memory(&mut self, met: &Met) -> Result<()> {
        let Some(memory) = self.worker.job.memory else { return Ok(()) };
        match &met.remember {
            Remember::Nothing => {}
            Remember::Known(number) => memory.met(&met.file, *number)?,
            Remember::New { content, kept } => {
                let article = New {
                    id: &met.row.document,
                    content: *content,
                    sketch: met.sketch.as_ref(),
                    size: met.row.characters as u32,
                    bytes: kept,
                };
                match memory.keep(&met.file, &article)? {
                    Before::Unknown => {}
                    Before::Other => self.summary.changed += 1,
                    Before::Same => self.summary.again += 1,
                }
            }
        }
        Ok(())
    }

    /// Writes the tables that count over all articles.
    pub fn finish(mut self) -> Result<Summary> {
        self.summary.given_up |= self.exceeded(true);
        let Taker { worker: Worker { pipeline, tables, job, .. }, mut summary, tally, store, .. } = self;
        summary.uncounted = tally.left_out;
        let counted = tally.rows();
        summary.entities = counted.entities.len() as u64;
        tables.append(table::ENTITIES, EntityRow::COLUMNS, &counted.entities, store)?;
        if pipeline.wanted.summaries {
            tables.append(table::CLAIMS_BY_ENTITY, ClaimsByEntityRow::COLUMNS, &counted.claims, store)?;
            tables.append(table::PAIRS, PairRow::COLUMNS, &counted.pairs, store)?;
            store.file("pairs.graphml", graphml(&counted.pairs).as_bytes())?;
        }
        summary.interrupted = job.stop.load(Ordering::Relaxed);
        Ok(summary)
    }
}
