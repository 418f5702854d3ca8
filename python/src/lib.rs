//! What the Python package `tallywire` is made on: the pipeline over Python strings and Arrow tables. All that
//! Python can do as well (objects, pictures of them, settings by name) is done there.

mod input;
mod work;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_pyarrow::{FromPyArrow, IntoPyArrow, Table, ToPyArrow};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use pyo3::import_exception;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyTuple, PyType};
use tallywire::dictionary::{Sources, compiled::usual_folder};
use tallywire::findings::{ClaimRow, Column, MentionRow, Value, Wanted};
use tallywire::{Care, Pipeline, Settings};

use input::{Articles, Names};
use work::{Engine, Kind, Outcome, Pool};

/// Workers make and drop many small strings; this allocator does that in less time than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

import_exception!(tallywire._errors, Error);

/// An error on its way to Python: tallywire's own, or one that Python raised.
enum Fault {
    Own(tallywire::Error),
    Python(PyErr),
}

impl From<tallywire::Error> for Fault {
    fn from(error: tallywire::Error) -> Fault {
        Fault::Own(error)
    }
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Fault {
        Fault::Python(error)
    }
}

impl From<Fault> for PyErr {
    fn from(fault: Fault) -> PyErr {
        match fault {
            Fault::Own(error) => Error::new_err((error.to_string(), error.hint)),
            Fault::Python(error) => error,
        }
    }
}

type Answer<T> = Result<T, Fault>;

/// Rows as tuples of their cells, in the order of the columns.
type Tuples<'py> = Vec<Bound<'py, PyTuple>>;

/// Dictionaries and words, made once; the Python class `Extractor` holds one.
#[pyclass(frozen, module = "tallywire._tallywire")]
struct Core {
    engine: Arc<Engine>,
    /// The workers of the last call, for the next with as many.
    pool: Mutex<Option<(usize, Arc<Pool>)>>,
    /// Lines of dictionaries that were left out, and why.
    #[pyo3(get)]
    problems: Vec<String>,
    /// Tells apart all that makes rows differ: program, words, dictionaries, settings.
    #[pyo3(get)]
    fingerprint: String,
}

#[pymethods]
impl Core {
    #[new]
    #[allow(clippy::too_many_arguments)]
    #[pyo3(signature = (dictionaries, add_dictionaries, *, adjectives, context, claims, rules, any_language, longest, cache))]
    fn new(
        py: Python<'_>,
        dictionaries: Vec<PathBuf>,
        add_dictionaries: Vec<PathBuf>,
        adjectives: bool,
        context: bool,
        claims: bool,
        rules: bool,
        any_language: bool,
        longest: usize,
        cache: bool,
    ) -> Answer<Core> {
        let cache = if cache { usual_folder() } else { None };
        let settings = Settings {
            dictionaries: Sources { replace: dictionaries, add: add_dictionaries, cache },
            wanted: Wanted { adjectives, context, claims, names_by_rule: rules, summaries: false },
            care: Care { any_language, ..Care::default() },
        };
        let (pipeline, problems) = py.detach(|| Pipeline::new(&settings))?;
        Ok(Core {
            fingerprint: pipeline.fingerprint(),
            engine: Arc::new(Engine { pipeline, any_language, longest }),
            pool: Mutex::new(None),
            problems: problems.iter().map(ToString::to_string).collect(),
        })
    }

    /// One article: its language where it is another than English, the rows of mentions, those of claims.
    fn extract<'py>(
        &self,
        py: Python<'py>,
        text: String,
        id: String,
        title: Option<String>,
        date: Option<&str>,
    ) -> Answer<(Option<&'static str>, Tuples<'py>, Tuples<'py>)> {
        input::check_length(text.len() + title.as_ref().map_or(0, String::len), self.engine.longest)?;
        let document = input::article(id, title, text, date.map(input::day).transpose()?);
        Ok(match py.detach(|| self.engine.article(&document))? {
            Outcome::Skipped(language) => (Some(language), vec![], vec![]),
            Outcome::Read(found) => (
                None,
                tuples(py, MentionRow::COLUMNS, &found.mentions)?,
                tuples(py, ClaimRow::COLUMNS, &found.claims)?,
            ),
        })
    }

    /// The rows of a table of articles, as a table; of a batch, as a batch; of a reader, as a reader.
    #[allow(clippy::too_many_arguments)]
    fn rows<'py>(
        &self,
        py: Python<'py>,
        kind: &str,
        data: &Bound<'py, PyAny>,
        text: String,
        id: Option<String>,
        title: Option<String>,
        date: Option<String>,
        threads: usize,
    ) -> Answer<Bound<'py, PyAny>> {
        let kind = Kind::named(kind)?;
        let names = Names { text, id, title, date };
        let pool = self.pool(threads)?;
        let mut run = Run { engine: self.engine.clone(), names, kind, pool, first: 1 };
        // Streams are read without looking whether strings are UTF-8: that is seen to article by article.
        let mut source = RecordBatchStreamReader::from_pyarrow_bound(data)?;
        run.names.check(&source.schema())?;
        if is_a(data, "RecordBatchReader")? {
            let reader = Reader { source, run, ready: Vec::new().into_iter(), schema: kind.schema() };
            let reader: Box<dyn RecordBatchReader + Send> = Box::new(reader);
            return Ok(reader.into_pyarrow(py)?);
        }
        let mut found = Vec::new();
        // The source may be a program of its own that wants the interpreter.
        while let Some(batch) = py.detach(|| source.next()) {
            found.extend(run.batch(py, &batch.map_err(arrow_fault)?)?);
        }
        if is_a(data, "RecordBatch")? {
            let whole = arrow_select::concat::concat_batches(&kind.schema(), &found).map_err(arrow_fault)?;
            return Ok(whole.to_pyarrow(py)?);
        }
        Ok(Table::try_new(found, kind.schema()).map_err(arrow_fault)?.into_pyarrow(py)?)
    }
}

impl Core {
    /// The workers for a call; none where one thread is enough. Called with the interpreter held, so that no
    /// other thread can fork while the lock is held.
    fn pool(&self, threads: usize) -> Answer<Option<Arc<Pool>>> {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = if threads == 0 { cores() } else { threads };
        if threads == 1 {
            return Ok(None);
        }
        let mut kept = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((as_many, pool)) if *as_many == threads && pool.is_here() => Ok(Some(pool.clone())),
            _ => {
                let pool = Pool::new(threads)?;
                *kept = Some((threads, pool.clone()));
                Ok(Some(pool))
            }
        }
    }
}

/// A call with all it takes to work on one batch after the other.
struct Run {
    engine: Arc<Engine>,
    names: Names,
    kind: Kind,
    pool: Option<Arc<Pool>>,
    first: u64,
}

impl Run {
    fn articles(&mut self, batch: &RecordBatch) -> tallywire::Result<Articles> {
        let articles = Articles::of(batch, &self.names, self.first, self.engine.longest)?;
        self.first += batch.num_rows() as u64;
        Ok(articles)
    }

    /// The rows of a batch, with the interpreter let go; Ctrl-C ends it.
    fn batch(&mut self, py: Python<'_>, batch: &RecordBatch) -> Answer<Vec<RecordBatch>> {
        let articles = self.articles(batch)?;
        let (engine, kind, pool) = (&self.engine, self.kind, self.pool.as_deref());
        py.detach(|| {
            engine
                .batch(&articles, kind, pool, || Python::attach(|py| py.check_signals()).map_err(Fault::from))
        })
    }
}

/// The rows of a reader's batches, worked out as they are asked for.
struct Reader {
    source: RecordBatchStreamReader,
    run: Run,
    ready: std::vec::IntoIter<RecordBatch>,
    schema: SchemaRef,
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.ready.next() {
                return Some(Ok(batch));
            }
            let found = self.source.next()?.and_then(|batch| {
                let articles = self.run.articles(&batch).map_err(told)?;
                // A reader that came through a fork has left its workers behind.
                let pool = self.run.pool.as_deref().filter(|p| p.is_here());
                self.run
                    .engine
                    .batch(&articles, self.run.kind, pool, || Ok::<_, tallywire::Error>(()))
                    .map_err(told)
            });
            match found {
                Ok(batches) => self.ready = batches.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

fn arrow_fault(error: ArrowError) -> tallywire::Error {
    tallywire::Error::new(tallywire::ErrorKind::Input, error.to_string())
}

/// An error for those who read a stream, hint and all.
fn told(error: tallywire::Error) -> ArrowError {
    ArrowError::ExternalError(Box::new(error))
}

/// Whether `data` is of that class of pyarrow.
fn is_a(data: &Bound<'_, PyAny>, class: &str) -> PyResult<bool> {
    let class = data.py().import("pyarrow")?.getattr(class)?;
    data.is_instance(&class)
}

/// Rows as tuples of what their cells are in Python.
fn tuples<'py, R>(py: Python<'py>, columns: &'static [Column<R>], rows: &[R]) -> PyResult<Tuples<'py>> {
    let row = |row| {
        let cells = columns.iter().map(|c| object(py, (c.get)(row))).collect::<PyResult<Vec<_>>>()?;
        PyTuple::new(py, cells)
    };
    rows.iter().map(row).collect()
}

fn object<'py>(py: Python<'py>, value: Value<'_>) -> PyResult<Bound<'py, PyAny>> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    Ok(match value {
        Value::Empty => py.None().into_bound(py),
        Value::Text(text) => text.into_pyobject(py)?.into_any(),
        Value::Integer(n) => n.into_pyobject(py)?.into_any(),
        Value::Decimal(n) => DECIMAL.import(py, "decimal", "Decimal")?.call1((n.to_string(),))?,
        Value::Flag(yes) => yes.into_pyobject(py)?.to_owned().into_any(),
        Value::Date(day) => {
            DATE.import(py, "datetime", "date")?.call1((day.year(), day.month(), day.day()))?
        }
        Value::List(list) => PyTuple::new(py, list.iter().map(|item| &**item))?.into_any(),
    })
}

/// The schema of a table with its column `error`.
#[pyfunction]
fn schema<'py>(py: Python<'py>, kind: &str) -> Answer<Bound<'py, PyAny>> {
    let schema: Schema = Schema::clone(&Kind::named(kind)?.schema());
    Ok(schema.to_pyarrow(py)?)
}

/// Refuses a schema of articles that lacks a column or has one of another type.
#[pyfunction]
fn check(
    schema: &Bound<'_, PyAny>,
    text: String,
    id: Option<String>,
    title: Option<String>,
    date: Option<String>,
) -> Answer<()> {
    Ok(Names { text, id, title, date }.check(&Schema::from_pyarrow_bound(schema)?)?)
}

#[pymodule]
fn _tallywire(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Core>()?;
    module.add_function(wrap_pyfunction!(schema, module)?)?;
    module.add_function(wrap_pyfunction!(check, module)?)
}
