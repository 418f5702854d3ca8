//! One SQLite database with all tables, their indices, a full-text index over the claims' sentences and a
//! view for the common questions.

use std::path::Path;

use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, ToSql, params_from_iter};
use tempfile::NamedTempFile;

use super::packed::Cell;
use super::{Finished, Head, Options, Sink, part_file};
use crate::findings::ColumnType;

pub(super) struct Sqlite {
    file: NamedTempFile,
    connection: Connection,
    inserts: Vec<String>,
}

/// Asked for by tables that grow: the columns that questions go by.
const INDICES: &[(&str, &str)] = &[
    ("mentions", "document"),
    ("mentions", "id"),
    ("mentions", "name"),
    ("claims", "document"),
    ("claims", "unit"),
    ("claims", "subject_id"),
    ("claims", "place_id"),
    ("claims", "speaker_id"),
    ("claims", "time_from"),
    ("documents", "document"),
    ("documents", "published"),
    ("entities", "id"),
    ("entities", "name"),
];

/// Claims beside their articles; the article's last row where an id came twice.
const VIEW: &str = "
CREATE VIEW claim_facts AS
SELECT c.value, c.value_to, c.modifier, c.unit, c.kind, c.counted, c.about, c.predicate, c.direction, c.role,
       c.negated, c.modality, c.time_from, c.time_to, c.place, c.subject, c.speaker, d.published, d.source, d.title,
       c.text, c.document, c.row AS claim
FROM claims c LEFT JOIN documents d ON d.row = (SELECT max(row) FROM documents WHERE document = c.document);
CREATE VIRTUAL TABLE claims_text USING fts5(text, content='claims', content_rowid='row');
INSERT INTO claims_text(claims_text) VALUES ('rebuild');";

impl Sqlite {
    pub fn create(folder: &Path, options: &Options) -> std::io::Result<Box<dyn Sink>> {
        let file = part_file(folder)?;
        let connection = Connection::open(file.path()).map_err(other)?;
        // The file becomes visible whole or not at all: a journal would protect nobody.
        connection
            .execute_batch("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE; BEGIN;")
            .map_err(other)?;
        connection.set_prepared_statement_cache_capacity(16);
        let mut inserts = Vec::new();
        for (table, heads) in options.tables() {
            let columns: Vec<String> =
                heads.iter().map(|h| format!("\"{}\" {}", h.name, affinity(h))).collect();
            let sql =
                format!("CREATE TABLE {} (row INTEGER PRIMARY KEY, {})", table.name, columns.join(", "));
            connection.execute_batch(&sql).map_err(other)?;
            let marks = vec!["?"; heads.len()].join(",");
            inserts.push(format!("INSERT INTO {} VALUES (NULL,{marks})", table.name));
        }
        Ok(Box::new(Sqlite { file, connection, inserts }))
    }
}

/// Decimals are numbers where SQLite can hold them exactly, else text.
fn affinity(head: &Head) -> &'static str {
    match head.kind {
        ColumnType::Integer | ColumnType::Flag => "INTEGER",
        ColumnType::Decimal => "NUMERIC",
        ColumnType::Text | ColumnType::Date | ColumnType::List => "TEXT",
    }
}

struct Bound<'c, 'b>(&'c Cell<'b>);

impl ToSql for Bound<'_, '_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self.0 {
            Cell::Empty => Value::Null,
            Cell::Text(text) => return Ok(ToSqlOutput::from(*text)),
            Cell::Integer(n) => Value::Integer(i64::try_from(*n).unwrap_or(i64::MAX)),
            Cell::Decimal(n) => Value::Text(n.to_string()),
            Cell::Flag(yes) => Value::Integer(i64::from(*yes)),
            Cell::Date(date) => Value::Text(date.to_string()),
            Cell::List(list) => Value::Text(list.join(";")),
        };
        Ok(ToSqlOutput::Owned(value))
    }
}

impl Sink for Sqlite {
    fn row(&mut self, table: usize, cells: &[Cell<'_>]) -> std::io::Result<()> {
        let mut insert = self.connection.prepare_cached(&self.inserts[table]).map_err(other)?;
        insert.execute(params_from_iter(cells.iter().map(Bound))).map_err(other)?;
        Ok(())
    }

    fn finish(self: Box<Self>, run: &str) -> std::io::Result<Vec<Finished>> {
        let Sqlite { file, connection, .. } = *self;
        for (table, column) in INDICES {
            let sql = format!("CREATE INDEX {table}_{column} ON {table} (\"{column}\")");
            connection.execute_batch(&sql).map_err(other)?;
        }
        connection.execute_batch(VIEW).map_err(other)?;
        connection.execute_batch("CREATE TABLE run (description TEXT)").map_err(other)?;
        connection.execute("INSERT INTO run VALUES (?)", [run]).map_err(other)?;
        connection.execute_batch("COMMIT; ANALYZE;").map_err(other)?;
        connection.close().map_err(|(_, error)| other(error))?;
        Ok(vec![Finished { file, name: "tallywire.sqlite".into() }])
    }
}

fn other(error: rusqlite::Error) -> std::io::Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => {
            std::io::Error::new(std::io::ErrorKind::StorageFull, "No space left on device")
        }
        _ => std::io::Error::other(error),
    }
}
