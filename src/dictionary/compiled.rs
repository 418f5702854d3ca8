//! The compiled form of a dictionary, and the folder that keeps it between runs.
//!
//! A file of the folder is named by a key: a hash of the program's build and of every dictionary's bytes.
//! It holds the magic, the key, the length of the rest and a BLAKE3 hash of it, then the rest: all strings,
//! entities, aliases and the word-span table, numbers little-endian. A file that is cut short, altered, of
//! another build or of another user is never used; it is made again.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::piece::Place;
use super::{
    Alias, AliasKind, CaseRule, Dictionary, Entity, Index, Kind, RawAlias, RawEntity, aliases_over,
    entities_over,
};
use crate::error::{Error, ErrorKind, Result, plain};

const MAGIC: &[u8; 8] = b"tallydc1";
/// Magic, key, length, hash.
const HEAD: usize = 8 + 32 + 8 + 32;
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
    let bytes = fs::read(&path).map_err(|e| cannot(&e))?;
    let damaged = || note(&path, "the kept dictionary is damaged and is made anew");
    let payload = payload(&bytes, key).ok_or_else(damaged)?;
    decode(payload).map(Some).ok_or_else(damaged)
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

fn payload<'b>(bytes: &'b [u8], key: &Key) -> Option<&'b [u8]> {
    let (head, payload) = bytes.split_at_checked(HEAD)?;
    let (magic, head) = head.split_at(8);
    let (own, head) = head.split_at(32);
    let (length, hash) = head.split_at(8);
    let whole = magic == MAGIC && own == key && length == (payload.len() as u64).to_le_bytes();
    (whole && blake3::hash(payload).as_bytes() == hash).then_some(payload)
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
        file.write_all(blake3::hash(&payload).as_bytes())?;
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

    fn place(&mut self, (start, end): Place) {
        self.u32(start);
        self.u32(end);
    }

    fn option(&mut self, value: Option<&str>) {
        self.u8(u8::from(value.is_some()));
        value.iter().for_each(|v| self.string(v));
    }
}

/// Reads them back; none where the bytes end before.
pub(super) struct Decoder<'b>(&'b [u8]);

impl<'b> Decoder<'b> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    pub fn string(&mut self) -> Option<&'b str> {
        let length = self.count(1)?;
        let (string, rest) = self.0.split_at(length);
        self.0 = rest;
        std::str::from_utf8(string).ok()
    }

    /// A number of things to come, each of so many bytes at least: never more than the bytes allow.
    pub fn count(&mut self, bytes: usize) -> Option<usize> {
        let count = usize::try_from(self.u64()?).ok()?;
        (count.checked_mul(bytes)? <= self.0.len()).then_some(count)
    }

    pub fn u32s(&mut self) -> Option<Vec<u32>> {
        let count = self.count(4)?;
        let (bytes, rest) = self.0.split_at(count * 4);
        self.0 = rest;
        Some(bytes.as_chunks().0.iter().map(|b| u32::from_le_bytes(*b)).collect())
    }

    fn place(&mut self) -> Option<Place> {
        Some((self.u32()?, self.u32()?))
    }

    fn option(&mut self) -> Option<Option<&'b str>> {
        match self.u8()? {
            0 => Some(None),
            _ => self.string().map(Some),
        }
    }
}

const ALIAS_KINDS: [AliasKind; 5] =
    [AliasKind::Name, AliasKind::Short, AliasKind::Acronym, AliasKind::Adjective, AliasKind::Team];
const CASE_RULES: [CaseRule; 3] = [CaseRule::Exact, CaseRule::Smart, CaseRule::Any];

fn encode(dictionary: &Dictionary, problems: &[Error]) -> Option<Vec<u8>> {
    let Dictionary { text, entities, aliases, kinds, files, index, fingerprint } = dictionary;
    let mut out = Encoder(Vec::with_capacity(text.len() + 64 * aliases.len()));
    out.string(text);
    out.u64(entities.len() as u64);
    for Entity { id, kind, name, weight, area } in entities {
        [id, name, area].iter().for_each(|piece| out.place(piece.place()));
        out.u32(u32::from(kind.0) << 8 | u32::from(*weight));
    }
    out.u64(aliases.len() as u64);
    for Alias { text, entity, kind, case, weight, file, line } in aliases {
        out.place(text.place());
        out.u32(*entity);
        out.u32(*line);
        out.u32(u32::from(*file) << 16 | u32::from(*weight) << 8 | (*kind as u32) << 4 | *case as u32);
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

fn decode(payload: &[u8]) -> Option<(Dictionary, Vec<Error>)> {
    let mut from = Decoder(payload);
    let text: Arc<str> = Arc::from(from.string()?);
    let count = from.count(28)?;
    let mut raw = Vec::with_capacity(count);
    for _ in 0..count {
        let (id, name, area) = (from.place()?, from.place()?, from.place()?);
        let rest = from.u32()?;
        raw.push(RawEntity { id, kind: Kind((rest >> 8) as u16), name, weight: rest as u8, area });
    }
    let entities = entities_over(&text, raw.into_iter())?;
    let count = from.count(20)?;
    let mut raw = Vec::with_capacity(count);
    for _ in 0..count {
        let (place, entity, line, rest) = (from.place()?, from.u32()?, from.u32()?, from.u32()?);
        if entity as usize >= entities.len() {
            return None;
        }
        let alias = RawAlias {
            entity,
            kind: *ALIAS_KINDS.get((rest >> 4) as usize & 15)?,
            case: *CASE_RULES.get(rest as usize & 15)?,
            weight: (rest >> 8) as u8,
            file: (rest >> 16) as u16,
            line,
        };
        raw.push((place, alias));
    }
    let aliases = aliases_over(&text, raw.into_iter())?;
    let mut list = || -> Option<Vec<String>> {
        let count = from.count(8)?;
        (0..count).map(|_| from.string().map(String::from)).collect()
    };
    let (kinds, files) = (list()?, list()?);
    let fingerprint = from.string()?.to_string();
    let count = from.count(18)?;
    let mut problems = Vec::with_capacity(count);
    for _ in 0..count {
        problems.push(Error {
            kind: ErrorKind::Dictionary,
            place: from.option()?.map(String::from),
            line: Some(from.u64()?).filter(|line| *line > 0),
            what: from.string()?.to_string(),
            hint: from.option()?.map(String::from),
            ..Error::new(ErrorKind::Dictionary, "")
        });
    }
    let index = Index::decode(&mut from, aliases.len())?;
    let whole = from.0.is_empty()
        && entities.iter().all(|e| usize::from(e.kind.0) < kinds.len())
        && aliases.iter().all(|a| usize::from(a.file) < files.len());
    whole.then_some((Dictionary { text, entities, aliases, kinds, files, index, fingerprint }, problems))
}
