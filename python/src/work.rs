//! Articles in, record batches out, on one thread or several.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use rayon::prelude::*;
use tallywire::corpus::language;
use tallywire::findings::{ClaimRow, Column, ColumnType, MentionRow};
use tallywire::output::{Batches, Cell, Head, heads};
use tallywire::{Document, Error, ErrorKind, Findings, Pipeline, Result};

use crate::input::{Articles, Bad};

/// Bytes of text that a worker takes at a time.
const PIECE: usize = 256 << 10;
/// Rows and bytes of text in them after which a batch is closed.
const MOST_ROWS: usize = 1 << 16;
const MOST_BYTES: usize = 128 << 20;
/// The most that the rows of one article may take.
const MOST_BYTES_OF_ONE: usize = 1 << 30;

/// Which rows are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Mentions,
    Claims,
}

impl Kind {
    pub fn named(name: &str) -> Result<Kind> {
        match name {
            "mentions" => Ok(Kind::Mentions),
            "claims" => Ok(Kind::Claims),
            other => Err(Error::new(ErrorKind::Usage, format!("there is no table `{other}`"))
                .hint("one of: mentions, claims")),
        }
    }

    /// The columns of the table as the program writes it, and `error` behind them.
    fn rows(self) -> Batches {
        let mut heads = match self {
            Kind::Mentions => heads(MentionRow::COLUMNS),
            Kind::Claims => heads(ClaimRow::COLUMNS),
        };
        heads.push(Head { name: "error", kind: ColumnType::Text });
        Batches::new(&heads)
    }

    pub fn schema(self) -> SchemaRef {
        self.rows().schema()
    }
}

/// What became of an article.
pub enum Outcome {
    Read(Box<Findings>),
    /// In another language than English, by its code.
    Skipped(&'static str),
}

/// The pipeline with what Python decides about articles.
pub struct Engine {
    pub pipeline: Pipeline,
    pub any_language: bool,
    pub longest: usize,
}

impl Engine {
    /// The findings of an article. A panic in it is the article's fault alone.
    pub fn article(&self, document: &Document) -> Result<Outcome> {
        catch_unwind(AssertUnwindSafe(|| {
            match language(&document.body).filter(|l| *l != "eng" && !self.any_language) {
                Some(other) => Outcome::Skipped(other),
                None => Outcome::Read(Box::new(self.pipeline.extract(document))),
            }
        }))
        .map_err(|panic| {
            let what = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("unknown");
            Error::new(ErrorKind::Input, format!("the program failed on this article: {what}"))
                .hint("this is a fault of tallywire: please report it with the article")
        })
    }

    /// The rows of some articles of a batch.
    fn piece(
        &self,
        articles: &Articles,
        rows: std::ops::Range<usize>,
        kind: Kind,
    ) -> Result<Vec<RecordBatch>> {
        let mut out = kind.rows();
        let (mut done, mut bytes) = (Vec::new(), 0);
        for row in rows {
            let found = articles.document(row).and_then(|document| {
                self.article(&document)
                    .and_then(|outcome| add(&outcome, kind, &mut out))
                    .map_err(|e| Bad { id: Some(document.id), why: e.what })
            });
            match found {
                Ok(size) => bytes += size,
                Err(Bad { id, why }) => failed(id.as_deref(), &why, &mut out),
            }
            if out.count() >= MOST_ROWS || bytes >= MOST_BYTES {
                done.push(out.take().map_err(fault)?);
                bytes = 0;
            }
        }
        if out.count() > 0 {
            done.push(out.take().map_err(fault)?);
        }
        Ok(done)
    }

    /// The rows of a batch, in its order; `pause` is called now and then and may end the work.
    pub fn batch<E: From<Error>>(
        &self,
        articles: &Articles,
        kind: Kind,
        pool: Option<&Pool>,
        mut pause: impl FnMut() -> std::result::Result<(), E>,
    ) -> std::result::Result<Vec<RecordBatch>, E> {
        let pieces = pieces(articles);
        let mut done = Vec::new();
        let piece = |rows: &std::ops::Range<usize>| self.piece(articles, rows.clone(), kind);
        // A second or two of work between two pauses.
        let threads = pool.map_or(1, Pool::threads);
        for some in pieces.chunks(24 * threads) {
            let found: Result<Vec<_>> = match pool {
                Some(pool) if some.len() > 1 => pool.run(|| some.par_iter().map(piece).collect()),
                _ => some.iter().map(piece).collect(),
            };
            done.extend(found?.into_iter().flatten());
            pause()?;
        }
        Ok(done)
    }
}

/// Stretches of rows of about the same size.
fn pieces(articles: &Articles) -> Vec<std::ops::Range<usize>> {
    let mut pieces = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for row in 0..articles.len() {
        // An article costs more than its bytes.
        bytes += articles.size(row) + 256;
        if bytes >= PIECE || row + 1 == articles.len() {
            pieces.push(start..row + 1);
            (start, bytes) = (row + 1, 0);
        }
    }
    pieces
}

/// Adds the rows of an article and tells how many bytes of text they have.
fn add(outcome: &Outcome, kind: Kind, out: &mut Batches) -> Result<usize> {
    let Outcome::Read(findings) = outcome else { return Ok(0) };
    let bytes: usize = match kind {
        Kind::Claims => findings.claims.iter().map(|c| c.text.len() + c.quantity.len()).sum(),
        Kind::Mentions => {
            findings.mentions.iter().map(|m| m.text.len() + m.context.as_ref().map_or(0, String::len)).sum()
        }
    };
    if bytes > MOST_BYTES_OF_ONE {
        return Err(Error::new(ErrorKind::Input, "the rows of this article would take more than 1 GiB"));
    }
    fn all<R>(columns: &'static [Column<R>], rows: &[R], out: &mut Batches) {
        rows.iter().for_each(|row| out.add(columns, row));
    }
    match kind {
        Kind::Mentions => all(MentionRow::COLUMNS, &findings.mentions, out),
        Kind::Claims => all(ClaimRow::COLUMNS, &findings.claims, out),
    }
    Ok(bytes)
}

/// Adds the row of an article that gave none.
fn failed(id: Option<&str>, why: &str, out: &mut Batches) {
    let columns = out.schema().fields().len();
    let mut cells = vec![Cell::Empty; columns];
    if let Some(id) = id {
        cells[0] = Cell::Text(id);
    }
    cells[columns - 1] = Cell::Text(why);
    out.push(&cells);
}

fn fault(error: arrow_schema::ArrowError) -> Error {
    Error::new(ErrorKind::Output, error.to_string())
}

/// Worker threads, which belong to the process that started them: a fork has the memory of the pool and none
/// of its threads, so that work given to it would wait for ever.
pub struct Pool {
    process: u32,
    /// None but while it is dropped.
    pool: Option<rayon::ThreadPool>,
}

impl Pool {
    pub fn new(threads: usize) -> Result<Arc<Pool>> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|n| format!("tallywire-{n}"))
            .build()
            .map_err(|e| {
                Error::new(ErrorKind::Usage, format!("cannot start the worker threads: {e}"))
                    .hint("try threads=1")
            })?;
        Ok(Arc::new(Pool { process: std::process::id(), pool: Some(pool) }))
    }

    /// Whether its threads run in this process.
    pub fn is_here(&self) -> bool {
        self.process == std::process::id()
    }

    /// How many threads there are.
    pub fn threads(&self) -> usize {
        self.pool.as_ref().map_or(1, rayon::ThreadPool::current_num_threads)
    }

    /// Runs the work where its parallel parts use these threads.
    fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        if !self.is_here() {
            // In a fork its locks may be held by threads that are not there.
            std::mem::forget(self.pool.take());
        }
    }
}
