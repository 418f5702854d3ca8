//! The compiled form of a dictionary, and the folder that keeps it between runs.
//!
//! A file of the folder is named by a key: a hash of the program's build and of every dictionary's bytes.
//! It holds the magic, the key, the length of the rest and its CRC-32, then the rest: all strings, entities,
//! aliases, names of people and the word-span table as they lie in memory, numbers little-endian. It is read
//! in one go, piece by piece, into the places where it stays. A file that is cut short, altered, of another
//! build or of another user is never used; it is made again.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::piece::Piece;
use super::{Alias, AliasKind, Area, CaseRule, Dictionary, Entity, Index, Kind, People, Territory};
use crate::error::{Error, ErrorKind, Result, plain};

const MAGIC: &[u8; 8] = b"tallydc3";
/// Magic, key, length, checksum.
const HEAD: usize = 8 + 32 + 8 + 4;
/// More faults than this are not kept: such dictionaries are read anew each time.
const MOST_PROBLEMS: usize = 10_000;
/// How many dictionaries the folder keeps; the oldest go first.
const KEPT: usize = 8;

/// What a compiled form is known by.
pub type Key = [u8; 32];

/// The folder for compiled dictionaries by the custom of the system: `$XDG_CACHE_HOME/tallywire` or
/// `~/.cache/tallywire` on Unix; none where there is no home.
pub fn usual_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("tallywire"))
}

/// The key of dictionaries.
pub fn key(shipped: bool, given: &[(String, Vec<u8>)]) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("TALLYWIRE_BUILD").as_bytes()).update(&[u8::from(shipped)]);
    for (name, bytes) in given {
        for part in [name.as_bytes(), bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
    }
    *hasher.finalize().as_bytes()
}

fn path_of(folder: &Path, key: &Key) -> PathBuf {
    let name: String = key[..8].iter().map(|b| format!("{b:02x}")).collect();
    folder.join(format!("{name}.dictionary"))
}

fn note(path: &Path, what: &str) -> Error {
    Error::new(ErrorKind::Dictionary, what)
        .in_file(path.display().to_string())
        .hint("the run goes on without it; --no-cache leaves it alone")
}

/// The dictionary kept under the key, with the faults found when it was read; none where there is none.
///
/// # Errors
/// A file that is there and cannot be used: what is wrong with it.
pub fn read(folder: &Path, key: &Key) -> Result<Option<(Dictionary, Vec<Error>)>> {
    let path = path_of(folder, key);
    let cannot =
        |e: &std::io::Error| note(&path, &format!("the kept dictionary cannot be read: {}", plain(e)));
    let owner = match fs::metadata(&path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(cannot(&e)),
        Ok(about) => about,
    };
    if !ours(&owner) {
        return Err(note(&path, "the kept dictionary belongs to another user"));
    }
    let damaged = || note(&path, "the kept dictionary is damaged and is made anew");
    let mut file = File::open(&path).map_err(|e| cannot(&e))?;
    let mut head = [0; HEAD];
    if owner.len() < HEAD as u64 {
        return Err(damaged());
    }
    file.read_exact(&mut head).map_err(|e| cannot(&e))?;
    let length = owner.len() - HEAD as u64;
    let (before, sum) = head.split_at(HEAD - 4);
    if before != [MAGIC, &key[..], &length.to_le_bytes()].concat() {
        return Err(damaged());
    }
    let mut from = Decoder::new(file, length);
    decode(&mut from)
        .filter(|_| from.finish().is_some_and(|s| s.to_le_bytes() == sum))
        .map(Some)
        .ok_or_else(damaged)
}

/// Whether the file is the user's own: another's could name what it likes.
#[cfg(unix)]
fn ours(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    about.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn ours(_: &fs::Metadata) -> bool {
    true
}

/// Keeps a dictionary under the key; small ones are made faster than they are read and are not kept.
///
/// The file appears whole or not at all, whoever else writes at the same time.
///
/// # Errors
/// Where the folder cannot be written.
pub fn write(folder: &Path, key: &Key, dictionary: &Dictionary, problems: &[Error]) -> Result<()> {
    if problems.len() > MOST_PROBLEMS {
        return Ok(());
    }
    let Some(payload) = encode(dictionary, problems) else { return Ok(()) };
    let path = path_of(folder, key);
    let save = || -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".making-").tempfile_in(folder)?;
        file.write_all(MAGIC)?;
        file.write_all(key)?;
        file.write_all(&(payload.len() as u64).to_le_bytes())?;
        file.write_all(&crc32fast::hash(&payload).to_le_bytes())?;
        file.write_all(&payload)?;
        file.persist(&path)?;
        Ok(())
    };
    save().map_err(|e| note(folder, &format!("the compiled dictionary cannot be kept: {}", plain(&e))))?;
    forget_oldest(folder, &path);
    Ok(())
}

/// Deletes the oldest dictionaries of the folder where there are more than [`KEPT`], and what writers that
/// were killed left behind an hour ago and more. A file that cannot be deleted stays.
fn forget_oldest(folder: &Path, newest: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut kept = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        let Ok(changed) = entry.metadata().and_then(|m| m.modified()) else { continue };
        if path.extension().is_some_and(|e| e == "dictionary") && path != newest {
            kept.push((changed, path));
        } else if entry.file_name().to_string_lossy().starts_with(".making-")
            && changed.elapsed().is_ok_and(|age| age.as_secs() > 3600)
        {
            let _ = fs::remove_file(path);
        }
    }
    kept.sort();
    let many = kept.len().saturating_sub(KEPT - 1);
    kept.drain(..many).for_each(|(_, path)| drop(fs::remove_file(path)));
}

/// Writes numbers and strings one behind the other.
#[derive(Default)]
pub(super) struct Encoder(Vec<u8>);

impl Encoder {
    pub fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub fn u32(&mut self, value: u32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub fn u64(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub fn string(&mut self, value: &str) {
        self.u64(value.len() as u64);
        self.0.extend_from_slice(value.as_bytes());
    }

    pub fn u32s(&mut self, values: &[u32]) {
        self.u64(values.len() as u64);
        values.iter().for_each(|v| self.u32(*v));
    }

    pub fn u64s(&mut self, values: impl ExactSizeIterator<Item = u64>) {
        self.u64(values.len() as u64);
        values.for_each(|v| self.u64(v));
    }

    fn piece(&mut self, piece: Piece) {
        self.u32(piece.start);
        self.u32(piece.end);
    }

    fn option(&mut self, value: Option<&str>) {
        self.u8(u8::from(value.is_some()));
        value.iter().for_each(|v| self.string(v));
    }
}

/// Reads them back, a block at a time; none where the bytes end before.
pub(super) struct Decoder {
    from: File,
    /// Bytes of the file that are not read yet.
    left: u64,
    sum: crc32fast::Hasher,
    block: Vec<u8>,
    /// How far the block is used.
    at: usize,
}

/// Bytes that are read at once.
const BLOCK: usize = 256 << 10;

impl Decoder {
    fn new(from: File, left: u64) -> Self {
        Decoder { from, left, sum: crc32fast::Hasher::new(), block: Vec::with_capacity(BLOCK), at: 0 }
    }

    /// The checksum, where all was read.
    fn finish(self) -> Option<u32> {
        (self.left == 0 && self.at == self.block.len()).then(|| self.sum.finalize())
    }

    /// Reads `more` bytes behind `bytes`.
    fn read_into(&mut self, bytes: &mut Vec<u8>, more: usize) -> Option<()> {
        let before = bytes.len();
        self.left = self.left.checked_sub(more as u64)?;
        let read = (&mut self.from).take(more as u64).read_to_end(bytes).ok()?;
        self.sum.update(&bytes[before..]);
        (read == more).then_some(())
    }

    /// Sees to it that the block holds so many unused bytes.
    fn need(&mut self, bytes: usize) -> Option<()> {
        if self.block.len() - self.at < bytes {
            let mut block = std::mem::take(&mut self.block);
            block.drain(..self.at);
            let more = self.left.min((BLOCK - block.len()) as u64) as usize;
            self.at = 0;
            self.read_into(&mut block, more)?;
            self.block = block;
        }
        (self.block.len() - self.at >= bytes).then_some(())
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.need(N)?;
        let bytes = *self.block[self.at..].first_chunk()?;
        self.at += N;
        Some(bytes)
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    pub fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    pub fn string(&mut self) -> Option<String> {
        let length = self.count(1)?;
        let here = length.min(self.block.len() - self.at);
        let mut bytes = Vec::with_capacity(length);
        bytes.extend_from_slice(&self.block[self.at..self.at + here]);
        self.at += here;
        self.read_into(&mut bytes, length - here)?;
        String::from_utf8(bytes).ok()
    }

    /// A number of things to come, each of so many bytes at least: never more than the bytes allow.
    pub fn count(&mut self, bytes: usize) -> Option<usize> {
        let count = usize::try_from(self.u64()?).ok()?;
        let here = self.left + (self.block.len() - self.at) as u64;
        (count.checked_mul(bytes)? as u64 <= here).then_some(count)
    }

    /// A list of rows of `N` bytes.
    pub fn rows<const N: usize, T>(&mut self, mut row: impl FnMut([u8; N]) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count(N)?;
        let mut rows = Vec::with_capacity(count);
        while rows.len() < count {
            self.need(N)?;
            let (whole, _) = self.block[self.at..].as_chunks::<N>();
            let whole = &whole[..whole.len().min(count - rows.len())];
            self.at += whole.len() * N;
            for bytes in whole {
                rows.push(row(*bytes)?);
            }
        }
        Some(rows)
    }

    pub fn u32s(&mut self) -> Option<Vec<u32>> {
        self.rows(|bytes| Some(u32::from_le_bytes(bytes)))
    }

    pub fn u64s(&mut self) -> Option<Vec<u64>> {
        self.rows(|bytes| Some(u64::from_le_bytes(bytes)))
    }

    fn option(&mut self) -> Option<Option<String>> {
        match self.u8()? {
            0 => Some(None),
            _ => self.string().map(Some),
        }
    }
}

const ALIAS_KINDS: [AliasKind; 5] =
    [AliasKind::Name, AliasKind::Short, AliasKind::Acronym, AliasKind::Adjective, AliasKind::Team];
const TERRITORIES: [Territory; 3] = [Territory::None, Territory::Country, Territory::State];
const CASE_RULES: [CaseRule; 3] = [CaseRule::Exact, CaseRule::Smart, CaseRule::Any];

fn encode(dictionary: &Dictionary, problems: &[Error]) -> Option<Vec<u8>> {
    let Dictionary { text, entities, aliases, kinds, files, index, people, fingerprint } = dictionary;
    let mut out = Encoder(Vec::with_capacity(text.len() + 64 * aliases.len()));
    out.string(text);
    out.u64(entities.len() as u64);
    for Entity { id, kind, name, weight, area, territory } in entities {
        [id, name].iter().for_each(|piece| out.piece(**piece));
        area.bytes().iter().for_each(|byte| out.u8(*byte));
        out.u8(*weight);
        out.u8(*territory as u8);
        out.u32(u32::from(kind.0));
    }
    out.u64(aliases.len() as u64);
    for Alias { text, entity, kind, case, weight, file, line } in aliases {
        out.piece(*text);
        out.u32(*entity);
        out.u32(*line);
        out.u32(u32::from(*file) << 16 | u32::from(*weight) << 8 | (*kind as u32) << 4 | *case as u32);
    }
    for names in [&people.first, &people.last] {
        out.u64s(names.iter().copied());
    }
    out.u64(people.bearers().len() as u64);
    for (name, entity) in people.bearers() {
        out.u64(*name);
        out.u32(*entity);
    }
    for list in [kinds, files] {
        out.u64(list.len() as u64);
        list.iter().for_each(|item| out.string(item));
    }
    out.string(fingerprint);
    out.u64(problems.len() as u64);
    for problem in problems {
        out.option(problem.place.as_deref());
        out.u64(problem.line.unwrap_or(0));
        out.string(&problem.what);
        out.option(problem.hint.as_deref());
    }
    index.encode(&mut out)?;
    Some(out.0)
}

/// The four bytes at the `n`th place of a row, as a number.
fn word(row: &[u8], n: usize) -> u32 {
    row.as_chunks().0.get(n).copied().map_or(0, u32::from_le_bytes)
}

fn piece(row: &[u8], n: usize) -> Piece {
    Piece { start: word(row, n), end: word(row, n + 1) }
}

fn decode(from: &mut Decoder) -> Option<(Dictionary, Vec<Error>)> {
    let text = from.string()?;
    let inside = |p: Piece| p.start <= p.end && p.end as usize <= text.len();
    let entities: Vec<Entity> = from.rows(|row: [u8; 28]| {
        let (id, name) = (piece(&row, 0), piece(&row, 2));
        let area = Area::kept(*row[16..].first_chunk()?)?;
        let kind = Kind(u16::try_from(word(&row, 6)).ok()?);
        let territory = *TERRITORIES.get(usize::from(row[23]))?;
        let entity = Entity { id, kind, name, weight: row[22], area, territory };
        (inside(id) && inside(name)).then_some(entity)
    })?;
    let aliases = from.rows(|row: [u8; 20]| {
        let (text, entity, rest) = (piece(&row, 0), word(&row, 2), word(&row, 4));
        let alias = Alias {
            text,
            entity,
            kind: *ALIAS_KINDS.get((rest >> 4) as usize & 15)?,
            case: *CASE_RULES.get(rest as usize & 15)?,
            weight: (rest >> 8) as u8,
            file: (rest >> 16) as u16,
            line: word(&row, 3),
        };
        (inside(text) && (entity as usize) < entities.len()).then_some(alias)
    })?;
    let (first, last) = (from.u64s()?, from.u64s()?);
    let bearers = from.rows(|row: [u8; 12]| {
        let (name, entity) = row.split_first_chunk()?;
        Some((u64::from_le_bytes(*name), word(entity, 0)))
    })?;
    let people = People::kept(first, last, bearers, entities.len())?;
    let mut list = || -> Option<Vec<String>> {
        let count = from.count(8)?;
        (0..count).map(|_| from.string()).collect()
    };
    let (kinds, files) = (list()?, list()?);
    let fingerprint = from.string()?;
    let count = from.count(18)?;
    let mut problems = Vec::with_capacity(count);
    for _ in 0..count {
        problems.push(Error {
            kind: ErrorKind::Dictionary,
            place: from.option()?,
            line: Some(from.u64()?).filter(|line| *line > 0),
            what: from.string()?,
            hint: from.option()?,
            ..Error::new(ErrorKind::Dictionary, "")
        });
    }
    let index = Index::decode(from, aliases.len())?;
    let whole = entities.iter().all(|e| usize::from(e.kind.0) < kinds.len())
        && aliases.iter().all(|a| usize::from(a.file) < files.len());
    let dictionary = Dictionary { text, entities, aliases, kinds, files, index, people, fingerprint };
    whole.then_some((dictionary, problems))
}
