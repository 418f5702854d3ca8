//! What a worker does with a batch: articles, new or known, become formatted rows.

use std::sync::Arc;

use super::guard::guarded;
use super::read::{Batch, Work};
use super::tables::Tables;
use super::{Job, Pipeline};
use crate::corpus::{self, Copies, Document, Input, Record, Sketch};
use crate::error::{Error, Result, Stage};
use crate::findings::{DocumentRow, EntityTally};
use crate::kept::{Content, Kept, content};
use crate::output::{Original, rewrite, table, text_line};

/// What all workers of a run share.
#[derive(Clone, Copy)]
pub(super) struct Worker<'w> {
    pub pipeline: &'w Pipeline,
    pub job: &'w Job<'w>,
    pub tables: &'w Tables,
    /// Whether the articles' texts are kept beside the rows.
    pub keep_text: bool,
}

impl Worker<'_> {
    /// Works on a batch: one piece, or one an article where copies are to be left out afterwards.
    pub fn batch(&self, batch: Batch) -> Vec<Piece> {
        let new = || Piece { bytes: vec![Vec::new(); 2 * self.tables.formats.len()], ..Piece::default() };
        let mut pieces = vec![new()];
        let mut piece = 0;
        let care = &self.pipeline.care;
        for (file, work) in batch.work {
            if care.duplicates == Copies::Skip {
                pieces.push(new());
                piece = pieces.len() - 1;
            }
            let piece = &mut pieces[piece];
            match work {
                Work::Record(record) => self.record(&record, &file, piece),
                Work::Failed(error) => {
                    piece.faulty.push(file.clone());
                    // One of the shards tells it.
                    if care.shard.is_none_or(|(one, _)| one == 1) {
                        let place = error.place.clone().unwrap_or_else(|| file.name.clone());
                        self.failed(&error, place, error.line, &file, piece);
                        piece.errors.push((error.stage(Stage::Read), None));
                    }
                }
                Work::Known(number) => self.numbered(number, Since::Met, &file, piece),
                Work::Unread(number) => self.numbered(number, Since::Unread, &file, piece),
                Work::Vanished(number) => self.numbered(number, Since::Gone, &file, piece),
            }
        }
        pieces
    }

    /// An article by its number in the memory.
    fn numbered(&self, number: i64, since: Since, file: &Arc<Input>, piece: &mut Piece) {
        let bytes = self.job.memory.map_or(Ok(None), |memory| memory.numbered(number));
        let bytes = bytes.unwrap_or_else(|error| {
            piece.trouble = Some(error);
            None
        });
        let Some(mut kept) = bytes.and_then(|bytes| Kept::from_bytes(&bytes)) else {
            piece.lost += 1;
            return;
        };
        let remember = match since {
            Since::Met => {
                piece.known += 1;
                Remember::Known(number)
            }
            Since::Unread => {
                kept.row.status = "unread".into();
                kept.row.note = Some(
                    "could not be read this time, see errors.csv; its rows are those of an earlier run"
                        .into(),
                );
                piece.unread += 1;
                Remember::Nothing
            }
            Since::Gone => {
                kept.row.status = "vanished".into();
                kept.row.note = Some("no longer in the inputs; its rows are kept".into());
                piece.vanished += 1;
                Remember::Nothing
            }
        };
        piece.kept(file, kept, remember, self.tables);
    }

    /// A record of the inputs; what fails on the way is put aside with its bytes.
    fn record(&self, record: &Record, file: &Arc<Input>, piece: &mut Piece) {
        let document = guarded(Stage::Parse, || record.document(self.job.fields));
        let done = document.and_then(|document| {
            if !self.pipeline.care.takes(&document.id) {
                return Ok(());
            }
            let content = self.job.memory.map(|_| content(&document));
            if content.as_ref().is_some_and(|content| self.recall(&document, content, file, piece)) {
                return Ok(());
            }
            self.article(&document, record.size() as u64, content, file, piece)
        });
        if let Err(error) = done {
            self.put_aside(error, record, file, piece);
        }
    }

    /// Whether the memory has the article as it is: its rows are then taken from there.
    fn recall(&self, document: &Document, content: &Content, file: &Arc<Input>, piece: &mut Piece) -> bool {
        let known = self.job.memory.map_or(Ok(None), |memory| memory.recall(&document.id, content));
        let known = known.unwrap_or_else(|error| {
            piece.trouble = Some(error);
            None
        });
        let Some((number, mut kept)) = known.and_then(|(n, bytes)| Some((n, Kept::from_bytes(&bytes)?)))
        else {
            return false;
        };
        let row = DocumentRow::of(document);
        (kept.row.input, kept.row.record) = (row.input, row.record);
        (kept.row.address, kept.row.encoding) = (row.address, row.encoding);
        piece.known += 1;
        piece.kept(file, kept, Remember::Known(number), self.tables);
        true
    }

    /// An article that is looked at: its findings, or that it is in another language.
    fn article(
        &self,
        document: &Document,
        size: u64,
        content: Option<Content>,
        file: &Arc<Input>,
        piece: &mut Piece,
    ) -> Result<()> {
        let care = &self.pipeline.care;
        let remember = |kept: &dyn Fn() -> Kept| match content {
            Some(content) => Remember::New { content, kept: kept().to_bytes() },
            None => Remember::Nothing,
        };
        piece.dates_unread += u64::from(document.date_unread);
        piece.damaged += u64::from(document.damaged);
        let language = corpus::language(&document.body);
        if let Some(other) = language.filter(|l| *l != "eng" && !care.any_language) {
            let row = in_other_language(document, other);
            let remember = remember(&|| Kept::nothing(row.clone()));
            piece.other_language += 1;
            piece.documents.push(Met { file: file.clone(), row, sketch: None, remember });
            return Ok(());
        }
        let mut findings = guarded(Stage::Extract, || Ok(self.pipeline.extract(document)))?;
        findings.document.language = language.map(Into::into);
        let sketch = (care.duplicates != Copies::Keep)
            .then(|| Sketch::of_article(document.title.as_deref(), &document.body))
            .flatten();
        let mut text = Vec::new();
        if self.keep_text {
            text_line(&document.id, document.title.as_deref(), &document.body, &mut text);
        }
        let remember = remember(&|| {
            let mut tally = EntityTally::default();
            self.pipeline.count(&findings, &mut tally);
            Kept { text: text.clone(), ..Kept::of(&findings, tally, size, sketch.as_ref()) }
        });
        piece.articles += 1;
        piece.text += size;
        piece.mentions += findings.mentions.len() as u64;
        piece.claims += findings.claims.len() as u64;
        piece.too_large += findings.too_large;
        self.tables.rows(&findings, &mut piece.bytes);
        self.pipeline.count(&findings, &mut piece.tally);
        piece.texts.extend(text);
        piece.documents.push(Met { file: file.clone(), row: findings.document, sketch, remember });
        Ok(())
    }

    /// A record that failed, with its bytes and why.
    fn put_aside(&self, error: Error, record: &Record, file: &Arc<Input>, piece: &mut Piece) {
        let (input, number) = (&record.input.name, record.number);
        let id = format!("{input}:{number}");
        piece.faulty.push(file.clone());
        if !self.pipeline.care.takes(&id) {
            return;
        }
        let error = if error.place.is_none() { error.at(input.clone(), number) } else { error };
        self.failed(&error, input.clone(), Some(number), file, piece);
        let format = record.original_format();
        let (format, extension) = (format.name, format.extensions[0]);
        let original = Original { bytes: record.original(), format, extension };
        piece.errors.push((error.offset(record.offset), Some(original)));
    }

    /// The row of an article, or of a file of which none could be made, that failed. An article that an earlier run
    /// could read has one already, which its mentions and claims are joined to: it keeps that, as `unread`.
    fn failed(
        &self,
        error: &Error,
        input: String,
        record: Option<u64>,
        file: &Arc<Input>,
        piece: &mut Piece,
    ) {
        let numbered = record.map(|record| format!("{input}:{record}"));
        // What is one article a file goes by the file's name.
        let whole = record.is_none_or(|record| record == 1).then(|| input.clone());
        let kept = |id: &String| self.job.memory.map_or(Ok(None), |memory| memory.before(id));
        for bytes in numbered.iter().chain(&whole).map(kept) {
            match bytes {
                Ok(bytes) if bytes.as_deref().and_then(Kept::from_bytes).is_some() => return,
                Ok(_) => {}
                Err(error) => piece.trouble = Some(error),
            }
        }
        let id = numbered.unwrap_or_else(|| input.clone());
        let document = Document { id, input, record: record.unwrap_or_default(), ..Document::default() };
        let row = DocumentRow {
            status: "failed".into(),
            note: Some(error.what.clone()),
            ..DocumentRow::of(&document)
        };
        piece.documents.push(Met { file: file.clone(), row, sketch: None, remember: Remember::Nothing });
    }
}

/// The row of an article that is passed over for its language.
fn in_other_language(document: &Document, language: &'static str) -> DocumentRow {
    let note = format!("in another language than English ({language}); --any-language reads it all the same");
    DocumentRow {
        language: Some(language.into()),
        status: "skipped".into(),
        note: Some(note),
        ..DocumentRow::of(document)
    }
}

/// An article that was met, with what is told of it in the order of the inputs.
pub(super) struct Met {
    pub file: Arc<Input>,
    pub row: DocumentRow,
    /// What tells its copies.
    pub sketch: Option<Sketch>,
    pub remember: Remember,
}

/// What became of a known article in this run.
enum Since {
    /// Its file is as it was.
    Met,
    /// Its file could not be read to its end.
    Unread,
    /// The inputs no longer have it.
    Gone,
}

/// What the memory is told of an article.
pub(super) enum Remember {
    Nothing,
    Known(i64),
    New { content: Content, kept: Vec<u8> },
}

/// What one or more articles gave.
#[derive(Default)]
pub(super) struct Piece {
    pub articles: u64,
    pub text: u64,
    pub mentions: u64,
    pub claims: u64,
    pub too_large: u64,
    pub other_language: u64,
    pub known: u64,
    pub unread: u64,
    pub vanished: u64,
    pub lost: u64,
    pub dates_unread: u64,
    pub damaged: u64,
    /// Formatted rows of mentions and claims, for each format.
    pub bytes: Vec<Vec<u8>>,
    pub documents: Vec<Met>,
    pub texts: Vec<u8>,
    pub tally: EntityTally,
    pub errors: Vec<(Error, Option<Original>)>,
    /// Files that these errors, or those that another shard tells, are of.
    pub faulty: Vec<Arc<Input>>,
    /// What ends the run: the memory cannot be read.
    pub trouble: Option<Error>,
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
            rewrite(&kept.mentions, table::MENTIONS, format, &mut self.bytes[n]);
            rewrite(&kept.claims, table::CLAIMS, format, &mut self.bytes[formats + n]);
        }
        self.texts.extend(&kept.text);
        self.tally.merge(kept.tally);
        let sketch = kept.sketch.as_deref().and_then(Sketch::from_bytes);
        self.documents.push(Met { file: file.clone(), row: kept.row, sketch, remember });
    }
}
