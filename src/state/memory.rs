//! What workers and the taker of rows ask the state file, and tell it.

use std::sync::PoisonError;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use rustc_hash::FxHashSet;

use super::{COMMIT, MOST_OPEN, Met, PLACED, State, Writer};
use crate::corpus::{Input, Sketch};
use crate::error::{Error, ErrorKind, Result};
use crate::kept::{Before, Content, Memory, New};

impl State {
    /// Runs a query on one of the workers' connections.
    fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let free = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = match free {
            Some(reader) => reader,
            None => {
                let open = || {
                    let reader = Connection::open_with_flags(&self.path, flags)?;
                    reader.busy_timeout(Duration::from_secs(10))?;
                    Ok(reader)
                };
                open().map_err(|e| self.trouble(&e))?
            }
        };
        let found = query(&reader).map_err(|e| self.trouble(&e));
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        found
    }

    /// The file's entry among those that this run met.
    fn met<'w>(&self, writer: &'w mut Writer, input: &Input) -> Result<&'w mut Met> {
        if !writer.met.contains_key(&input.name) {
            let file = match self.files.get(&input.name) {
                Some(known) => known.file,
                None => {
                    let sql = "INSERT INTO files (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name = name RETURNING file";
                    let insert = writer.connection.query_row(sql, [&input.name], |r| r.get(0));
                    insert.map_err(|e| self.trouble(&e))?
                }
            };
            return self.met_as(writer, &input.name, file);
        }
        writer.met.get_mut(&input.name).ok_or_else(|| Error::new(ErrorKind::Output, "a file was lost"))
    }

    /// An entry among the files that this run met, for the file of that number.
    fn met_as<'w>(&self, writer: &'w mut Writer, name: &str, file: i64) -> Result<&'w mut Met> {
        let current = "INSERT OR REPLACE INTO temp.current (file, run) VALUES (?, ?)";
        writer.connection.execute(current, [file, self.run]).map_err(|e| self.trouble(&e))?;
        Ok(writer.met.entry(name.to_string()).or_insert(Met { file, articles: 0, whole: true }))
    }

    fn place(&self, writer: &mut Writer, input: &Input, article: i64) -> Result<()> {
        let met = self.met(writer, input)?;
        met.articles += 1;
        let (file, number) = (met.file, met.articles);
        let place = || -> rusqlite::Result<_> {
            let sql = "INSERT INTO places (file, run, number, article) VALUES (?, ?, ?, ?)";
            writer.connection.prepare_cached(sql)?.execute([file, self.run, number, article])
        };
        place().map_err(|e| self.trouble(&e))?;
        writer.open += 1;
        if writer.open >= MOST_OPEN || writer.committed.elapsed() > COMMIT {
            self.commit(writer)?;
        }
        Ok(())
    }

    /// Takes note that a file, or all files of a folder or glob, could not be looked for.
    ///
    /// # Errors
    /// Where the state cannot be read or written.
    pub fn unreadable(&self, place: &str) -> Result<()> {
        let mut writer = self.writer();
        let below = format!("{}/", place.trim_end_matches('/'));
        let glob = globset::GlobBuilder::new(place).literal_separator(true).build();
        let glob = glob.ok().map(|glob| glob.compile_matcher());
        let known = || -> rusqlite::Result<Vec<(String, i64)>> {
            let mut list = writer.connection.prepare("SELECT name, file FROM files")?;
            list.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
        };
        for (name, file) in known().map_err(|e| self.trouble(&e))? {
            let meant =
                name.starts_with(&below) || glob.as_ref().map_or(name == place, |g| g.is_match(&name));
            if meant && !self.files.contains_key(&name) {
                self.met_as(&mut writer, &name, file)?.whole = false;
            }
        }
        Ok(())
    }

    /// Lists the files of this run that are as they were among those it met.
    fn settle(&self, writer: &Writer) -> rusqlite::Result<()> {
        let mut current =
            writer.connection.prepare("INSERT OR REPLACE INTO temp.current (file, run) VALUES (?, ?)")?;
        for known in self.files.values().filter(|k| k.unchanged) {
            current.execute([known.file, known.run])?;
        }
        Ok(())
    }
}

impl Memory for State {
    fn unchanged(&self, file: &Input) -> Result<Option<Vec<(i64, u32)>>> {
        let Some(known) = self.files.get(&file.name).filter(|known| known.unchanged) else { return Ok(None) };
        self.read(|reader| {
            let sql = "SELECT a.article, a.size FROM places p JOIN articles a ON a.article = p.article
                       WHERE p.file = ? AND p.run = ? ORDER BY p.number";
            let mut list = reader.prepare_cached(sql)?;
            let rows = list.query_map([known.file, known.run], |r| Ok((r.get(0)?, r.get(1)?)))?;
            rows.collect::<rusqlite::Result<Vec<_>>>().map(Some)
        })
    }

    fn recall(&self, id: &str, content: &Content) -> Result<Option<(i64, Vec<u8>)>> {
        if self.how.full {
            return Ok(None);
        }
        self.read(|reader| {
            let sql = "SELECT article, kept FROM articles JOIN findings USING (article)
                       WHERE id = ? AND content = ? AND basis = ?";
            let mut known = reader.prepare_cached(sql)?;
            known.query_row(params![id, content, self.basis], |r| Ok((r.get(0)?, r.get(1)?))).optional()
        })
    }

    fn numbered(&self, article: i64) -> Result<Option<Vec<u8>>> {
        self.read(|reader| {
            let mut known = reader.prepare_cached("SELECT kept FROM findings WHERE article = ?")?;
            known.query_row([article], |r| r.get(0)).optional()
        })
    }

    fn before(&self, id: &str) -> Result<Option<Vec<u8>>> {
        self.read(|reader| {
            let sql = "SELECT kept FROM articles JOIN findings USING (article)
                       WHERE id = ? AND first <= ? AND (vanished IS NULL OR NOT ?) ORDER BY vanished LIMIT 1";
            let mut known = reader.prepare_cached(sql)?;
            known.query_row(params![id, self.last, self.how.forget], |r| r.get(0)).optional()
        })
    }

    fn older(&self, inputs: &[Input]) -> Result<Vec<(String, Sketch)>> {
        let writer = self.writer();
        let look = || -> rusqlite::Result<Vec<(String, Sketch)>> {
            let present: FxHashSet<i64> =
                inputs.iter().filter_map(|i| self.files.get(&i.name)).map(|known| known.file).collect();
            let mut files = writer.connection.prepare("SELECT file FROM files WHERE run IS NOT NULL")?;
            let gone = files.query_map([], |r| r.get::<_, i64>(0))?;
            let gone = gone.filter(|f| f.as_ref().map_or(true, |f| !present.contains(f)));
            let gone: Vec<String> =
                gone.map(|f| f.map(|f| f.to_string())).collect::<rusqlite::Result<_>>()?;
            let sql = format!(
                "SELECT id, sketch FROM articles WHERE sketch IS NOT NULL AND (vanished IS NOT NULL AND lost_file OR article IN
                 (SELECT article FROM places WHERE file IN ({}))) AND first <= ? ORDER BY article",
                gone.join(",")
            );
            let mut list = writer.connection.prepare(&sql)?;
            let rows = list.query_map([self.last], |r| Ok((r.get(0)?, r.get::<_, Vec<u8>>(1)?)))?;
            let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(rows.into_iter().filter_map(|(id, bytes)| Some((id, Sketch::from_bytes(&bytes)?))).collect())
        };
        look().map_err(|e| self.trouble(&e))
    }

    fn met(&self, file: &Input, article: i64) -> Result<()> {
        if self.files.get(&file.name).is_some_and(|known| known.unchanged) {
            return Ok(());
        }
        self.place(&mut self.writer(), file, article)
    }

    fn keep(&self, file: &Input, article: &New<'_>) -> Result<Before> {
        let mut writer = self.writer();
        let keep = |connection: &Connection| -> rusqlite::Result<(Before, i64)> {
            let sql = "SELECT max(content = ?) FROM articles WHERE id = ? AND first <= ?";
            let before: Option<bool> = connection
                .prepare_cached(sql)?
                .query_row(params![article.content, article.id, self.last], |r| r.get(0))?;
            let before = match before {
                None => Before::Unknown,
                Some(false) => Before::Other,
                Some(true) => Before::Same,
            };
            let sql =
                "INSERT INTO articles (id, content, basis, first, size, sketch) VALUES (?, ?, ?, ?, ?, ?)
                       ON CONFLICT (id, content) DO UPDATE SET basis = excluded.basis, size = excluded.size,
                       sketch = excluded.sketch RETURNING article";
            let sketch = article.sketch.map(Sketch::to_bytes);
            let number: i64 = connection.prepare_cached(sql)?.query_row(
                params![article.id, article.content, self.basis, self.run, article.size, sketch],
                |r| r.get(0),
            )?;
            let sql = "INSERT OR REPLACE INTO findings (article, kept) VALUES (?, ?)";
            connection.prepare_cached(sql)?.execute(params![number, article.bytes])?;
            Ok((before, number))
        };
        let (before, number) = keep(&writer.connection).map_err(|e| self.trouble(&e))?;
        self.place(&mut writer, file, number)?;
        Ok(before)
    }

    fn faulty(&self, file: &Input) {
        let mut writer = self.writer();
        if let Ok(met) = self.met(&mut writer, file) {
            met.whole = false;
        }
    }

    fn unread(&self) -> Result<Vec<(i64, u32)>> {
        let mut writer = self.writer();
        let look = |writer: &Writer| -> rusqlite::Result<Vec<(i64, u32)>> {
            self.settle(writer)?;
            let connection = &writer.connection;
            connection.execute_batch(
                "CREATE TEMP TABLE faulty (file INTEGER PRIMARY KEY, articles INTEGER);
                 CREATE TEMP TABLE unread (file INTEGER, number INTEGER, article INTEGER, size INTEGER);",
            )?;
            let mut faulty = connection.prepare("INSERT INTO temp.faulty (file, articles) VALUES (?, ?)")?;
            for met in writer.met.values().filter(|met| !met.whole) {
                faulty.execute([met.file, met.articles])?;
            }
            let unread = format!(
                "INSERT INTO temp.unread SELECT p.file, b.articles + row_number() OVER (PARTITION BY p.file ORDER BY p.number),
                 p.article, a.size FROM temp.faulty b JOIN files f USING (file) JOIN places p ON p.file = f.file AND p.run = f.run
                 JOIN articles a ON a.article = p.article WHERE a.first <= ? AND a.article NOT IN ({PLACED})
                 AND a.id NOT IN (SELECT id FROM articles WHERE article IN ({PLACED}))"
            );
            connection.execute(&unread, [self.last])?;
            // They lie where they lay, until the file can be read and tells whether they do.
            let placed = "INSERT INTO places (file, run, number, article) SELECT file, ?, number, article FROM temp.unread";
            connection.execute(placed, [self.run])?;
            let list = "SELECT DISTINCT article, size FROM temp.unread ORDER BY article";
            connection.prepare(list)?.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
        };
        let found = look(&writer).map_err(|e| self.trouble(&e))?;
        // Workers read these: what they read must be committed.
        self.commit(&mut writer)?;
        Ok(found)
    }

    fn vanished(&self) -> Result<Vec<(i64, u32)>> {
        let mut writer = self.writer();
        let look = |writer: &Writer| -> rusqlite::Result<Vec<(i64, u32)>> {
            let sql = format!(
                "SELECT article, size FROM articles WHERE first <= ? AND article NOT IN ({PLACED})
                 AND id NOT IN (SELECT id FROM articles WHERE article IN ({PLACED})) ORDER BY article"
            );
            let mut list = writer.connection.prepare(&sql)?;
            list.query_map([self.last], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
        };
        let found = look(&writer).map_err(|e| self.trouble(&e))?;
        // Workers read these: what they read must be committed.
        self.commit(&mut writer)?;
        Ok(if self.how.forget { Vec::new() } else { found })
    }
}
