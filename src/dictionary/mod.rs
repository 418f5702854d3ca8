//! The dictionaries (gazetteers): entities, the words that name them, and the index that finds those
//! words in text.

mod check;
pub mod compiled;
mod fold;
mod index;
mod native;
mod piece;
mod spans;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

pub use check::check_file;
pub use fold::{Folder, fold};
pub use index::{EngineKind, Hit, Index};
pub use native::{Row, dictionary_files, read_rows};
pub use piece::Piece;
use piece::{Pieces, Place};
pub use spans::hash;

use crate::error::{Error, ErrorKind, Result};
use crate::text::LetterCase;

/// What kind of thing an entity is. The three usual kinds are always there; others come from the
/// user's dictionaries by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kind(pub u16);

impl Kind {
    /// `organization`
    pub const ORGANIZATION: Kind = Kind(0);
    /// `person`
    pub const PERSON: Kind = Kind(1);
    /// `place`
    pub const PLACE: Kind = Kind(2);
}

/// Something that has names.
#[derive(Debug, Clone)]
pub struct Entity {
    /// `iso3166:RU`, `org:federal-security-service`: unique over all dictionaries.
    pub id: Piece,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its canonical name.
    pub name: Piece,
    /// How prominent it is, 0 to 100.
    pub weight: u8,
    /// ISO 3166 code of its country (`US`) or of the state in it (`US-ME`), or empty.
    pub area: Piece,
}

impl Entity {
    /// ISO 3166 code of its country, or empty.
    pub fn country(&self) -> &str {
        match self.area.as_bytes() {
            [_, _, b'-', ..] => &self.area[..2],
            _ => &self.area,
        }
    }

    /// ISO 3166 code of the state it lies in, where the dictionary tells, or of the state that it is; or empty.
    pub fn state(&self) -> &str {
        match self.id.strip_prefix("iso3166-2:") {
            Some(code) => code,
            None if self.area.len() > 2 => &self.area,
            None => "",
        }
    }
}

/// How an alias relates to its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AliasKind {
    /// A full name, stands for itself.
    Name,
    /// A shortened name: "Putin", "Man United".
    Short,
    /// Initials: "FSB".
    Acronym,
    /// "Russian": no mention by itself, but it tells the place.
    Adjective,
    /// A team's bare city or county: the team only in reports on sport.
    Team,
}

/// How an alias must be written in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseRule {
    /// Letter for letter.
    Exact,
    /// Capitals where the alias has them; all capitals in headlines.
    Smart,
    /// As it comes.
    Any,
}

/// A name of an entity, and where it was read.
#[derive(Debug, Clone)]
pub struct Alias {
    /// The name as the dictionary writes it.
    pub text: Piece,
    /// Index into [`Dictionary::entities`].
    pub entity: u32,
    /// How it relates to the entity.
    pub kind: AliasKind,
    /// How it must be written.
    pub case: CaseRule,
    /// How likely the words mean this entity, 0 to 100.
    pub weight: u8,
    /// Index into [`Dictionary::files`].
    pub file: u16,
    /// Line in that file, from 1.
    pub line: u32,
}

/// How large a dictionary is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Entities of each kind.
    pub kinds: Vec<(String, usize)>,
    /// Different spellings of aliases, letter case and accents apart.
    pub spellings: usize,
    /// Bytes that finding them takes.
    pub index: usize,
    /// Bytes of memory in all.
    pub memory: usize,
}

/// All names, ready to be looked up.
pub struct Dictionary {
    /// What all strings of entities and aliases are cut from.
    text: Arc<str>,
    /// The entities, in the order of the files.
    pub entities: Vec<Entity>,
    /// The aliases, in the order of the files.
    pub aliases: Vec<Alias>,
    /// Names of kinds, by [`Kind`].
    pub kinds: Vec<String>,
    /// Names of the files read.
    pub files: Vec<String>,
    /// Finds aliases in text.
    pub index: Index,
    /// A hash of everything that was read.
    pub fingerprint: String,
}

/// The dictionaries that are built into the program.
pub static SHIPPED: &[(&str, &str)] = &[
    ("dictionaries/places.csv", include_str!("../../dictionaries/places.csv")),
    ("dictionaries/organizations.csv", include_str!("../../dictionaries/organizations.csv")),
    ("dictionaries/landmarks.csv", include_str!("../../dictionaries/landmarks.csv")),
    ("dictionaries/ministries.csv", include_str!("../../dictionaries/ministries.csv")),
    ("dictionaries/people.csv", include_str!("../../dictionaries/people.csv")),
];

/// Where the dictionaries of a run come from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Files and folders to read instead of the shipped dictionaries.
    pub replace: Vec<PathBuf>,
    /// Files to read besides.
    pub add: Vec<PathBuf>,
    /// The folder that keeps the compiled form between runs; none to compile each time and write nothing.
    pub cache: Option<PathBuf>,
}

impl Sources {
    /// The files that are read in their order, each with its name and its bytes.
    fn read(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let mut files = Vec::new();
        self.replace.iter().chain(&self.add).try_for_each(|path| read_path(path, &mut files))?;
        Ok(files)
    }
}

fn read_path(path: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    if path.is_dir() {
        return dictionary_files(path)?.iter().try_for_each(|p| read_path(p, files));
    }
    let bytes = std::fs::read(path).map_err(|e| {
        Error::io(ErrorKind::Dictionary, path, &e)
            .hint("a dictionary is a CSV file with the columns name,type")
    })?;
    files.push((path.display().to_string(), bytes));
    Ok(())
}

/// An entity whose strings are not cut from the finished text yet.
struct RawEntity {
    id: Place,
    kind: Kind,
    name: Place,
    weight: u8,
    area: Place,
}

/// Collects rows into a dictionary.
#[derive(Default)]
struct Builder {
    pieces: Pieces,
    entities: Vec<RawEntity>,
    /// Each alias with the place of its text.
    aliases: Vec<(Place, RawAlias)>,
    kinds: Vec<String>,
    files: Vec<String>,
    /// Entities by the hash of their id; and for each the one before it with its hash.
    by_id: FxHashMap<u64, u32>,
    before: Vec<u32>,
    hasher: blake3::Hasher,
    problems: Vec<Error>,
}

/// An alias but for its text.
#[derive(Clone, Copy)]
struct RawAlias {
    entity: u32,
    kind: AliasKind,
    case: CaseRule,
    weight: u8,
    file: u16,
    line: u32,
}

impl RawAlias {
    fn with(self, text: Piece) -> Alias {
        let RawAlias { entity, kind, case, weight, file, line } = self;
        Alias { text, entity, kind, case, weight, file, line }
    }
}

/// No entity.
const NONE: u32 = u32::MAX;

impl Builder {
    fn new() -> Builder {
        Builder {
            kinds: ["organization", "person", "place"].map(String::from).to_vec(),
            ..Builder::default()
        }
    }

    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let file = u16::try_from(self.files.len()).map_err(|_| {
            Error::new(ErrorKind::Dictionary, "more than 65,535 dictionary files").in_file(name)
        })?;
        self.files.push(name.to_string());
        self.hasher.update(bytes);
        self.hasher.update(b"\0");
        let mut problems = std::mem::take(&mut self.problems);
        let mut previous: Option<u32> = None;
        self.pieces.reserve(bytes.len());
        self.aliases.reserve(bytes.len() / 60);
        self.entities.reserve(bytes.len() / 150);
        self.by_id.reserve(bytes.len() / 150);
        let read = native::read_rows(name, bytes, |row| match row {
            Ok(row) => {
                // The rows of an entity mostly stand together.
                let same =
                    |n: &u32| !row.id.is_empty() && self.pieces.get(self.entities[*n as usize].id) == row.id;
                let entity = previous.filter(same).unwrap_or_else(|| self.entity(&row));
                previous = Some(entity);
                let Row { kind, case, weight, line, .. } = row;
                let (text, name) = (strip_article(row.alias), self.entities[entity as usize].name);
                let same = self.pieces.get(name) == text;
                let text = if same { name } else { self.pieces.add(text) };
                self.aliases.push((text, RawAlias { entity, kind, case, weight, file, line }));
            }
            Err(error) => problems.push(error),
        });
        self.problems = problems;
        read
    }

    /// The entity that a row speaks of, made where it is new.
    fn entity(&mut self, row: &Row<'_>) -> u32 {
        let id = row.entity_id();
        let last = self.by_id.get(&hash(&id)).copied().unwrap_or(NONE);
        let mut found = last;
        while found != NONE {
            if self.pieces.get(self.entities[found as usize].id) == &*id {
                return found;
            }
            found = self.before[found as usize];
        }
        let kind = self.kind(row.kind_name);
        let new = self.entities.len() as u32;
        self.by_id.insert(hash(&id), new);
        self.before.push(last);
        let (id, name) = (self.pieces.add(&id), self.pieces.add(row.name));
        let area = self.pieces.add(row.country);
        self.entities.push(RawEntity { id, kind, name, weight: row.weight, area });
        new
    }

    fn kind(&mut self, name: &str) -> Kind {
        let at = self.kinds.iter().position(|k| *k == name).unwrap_or_else(|| {
            self.kinds.push(name.to_string());
            self.kinds.len() - 1
        });
        Kind(at as u16)
    }

    fn finish(self) -> Result<(Dictionary, Vec<Error>)> {
        let Builder { pieces, entities, aliases, kinds, files, hasher, problems, .. } = self;
        let large = || {
            Error::new(ErrorKind::Dictionary, "the dictionaries hold more than 4 GiB of names")
                .hint("leave some out")
        };
        if pieces.full {
            return Err(large());
        }
        let text = pieces.finish();
        let entities = entities_over(&text, entities.into_iter()).ok_or_else(large)?;
        let aliases = aliases_over(&text, aliases.into_iter()).ok_or_else(large)?;
        let index = Index::build(&aliases)?;
        let fingerprint = hasher.finalize().to_hex()[..16].to_string();
        Ok((Dictionary { text, entities, aliases, kinds, files, index, fingerprint }, problems))
    }
}

/// The entities with their strings cut from `text`; none where a place lies outside of it.
fn entities_over(text: &Arc<str>, raw: impl Iterator<Item = RawEntity>) -> Option<Vec<Entity>> {
    raw.map(|RawEntity { id, kind, name, weight, area }| {
        let piece = |place| Piece::new(text, place);
        Some(Entity { id: piece(id)?, kind, name: piece(name)?, weight, area: piece(area)? })
    })
    .collect()
}

/// The same for aliases.
fn aliases_over(text: &Arc<str>, raw: impl Iterator<Item = (Place, RawAlias)>) -> Option<Vec<Alias>> {
    raw.map(|(place, alias)| Some(alias.with(Piece::new(text, place)?))).collect()
}

/// "The Hague" is found as "Hague"; a leading article stays outside of mentions.
fn strip_article(alias: &str) -> &str {
    match alias.get(..4) {
        Some("The " | "the ") if alias.len() > 6 => &alias[4..],
        _ => alias,
    }
}

impl Dictionary {
    /// Reads the shipped dictionaries, or those that replace them, and those added; from the folder of
    /// `sources.cache` where it keeps their compiled form, which is written there where it does not.
    ///
    /// Bad lines are left out and come back beside the dictionary, one error each, and so does a cache that
    /// cannot be used; a file that cannot be read or has no usable header is an error for the whole.
    pub fn load(sources: &Sources) -> Result<(Dictionary, Vec<Error>)> {
        let given = sources.read()?;
        let shipped = sources.replace.is_empty();
        let Some(folder) = &sources.cache else { return Self::compile(shipped, &given) };
        let key = compiled::key(shipped, &given);
        let mut notes = match compiled::read(folder, &key) {
            Ok(Some(kept)) => return Ok(kept),
            Ok(None) => vec![],
            Err(note) => vec![note],
        };
        let (dictionary, problems) = Self::compile(shipped, &given)?;
        // One word about a cache is enough.
        if let Err(note) = compiled::write(folder, &key, &dictionary, &problems)
            && notes.is_empty()
        {
            notes.push(note);
        }
        notes.extend(problems);
        Ok((dictionary, notes))
    }

    fn compile(shipped: bool, given: &[(String, Vec<u8>)]) -> Result<(Dictionary, Vec<Error>)> {
        let mut builder = Builder::new();
        for (name, text) in SHIPPED.iter().filter(|_| shipped) {
            builder.file(name, text.as_bytes())?;
        }
        for (name, bytes) in given {
            builder.file(name, bytes)?;
        }
        builder.finish()
    }

    /// A dictionary of one text in the native CSV format, as tests and callers with lists of their own
    /// want it.
    pub fn from_csv(name: &str, text: &str) -> Result<(Dictionary, Vec<Error>)> {
        Self::compile(false, &[(name.to_string(), text.as_bytes().to_vec())])
    }

    /// How large it is.
    pub fn stats(&self) -> Stats {
        let mut kinds: Vec<(String, usize)> = self.kinds.iter().map(|k| (k.clone(), 0)).collect();
        self.entities.iter().for_each(|e| kinds[usize::from(e.kind.0)].1 += 1);
        let (spellings, index) = self.index.size();
        let memory = index + self.text.len() + size_of_val(&*self.entities) + size_of_val(&*self.aliases);
        Stats { kinds, spellings, index, memory }
    }

    /// The entity of an alias.
    pub fn entity_of(&self, alias: u32) -> &Entity {
        &self.entities[self.aliases[alias as usize].entity as usize]
    }

    /// The heaviest alias of a hit, with its entity.
    pub fn heaviest(&self, hit: &Hit) -> (&Alias, &Entity) {
        // A pattern has one alias at least.
        let alias = &self.aliases[self.index.aliases(hit.pattern)[0] as usize];
        (alias, &self.entities[alias.entity as usize])
    }

    /// The name of a kind: `organization`.
    pub fn kind_name(&self, kind: Kind) -> &str {
        &self.kinds[kind.0 as usize]
    }

    /// `dictionaries/people.csv:12`
    pub fn source_of(&self, alias: u32) -> String {
        let alias = &self.aliases[alias as usize];
        format!("{}:{}", self.files[alias.file as usize], alias.line)
    }
}

impl Alias {
    /// Whether `surface`, which matches but for letter case and accents, is written as the alias wants.
    /// `shouting` says that the whole line is in capitals.
    pub fn fits(&self, surface: &str, shouting: bool) -> bool {
        // Most are written just so, which every rule allows.
        if *surface == *self.text {
            return true;
        }
        let wanted = match (self.case, self.kind) {
            (CaseRule::Smart, AliasKind::Acronym)
                if self.text.chars().filter(|c| c.is_alphabetic()).count() <= 3 =>
            {
                CaseRule::Exact
            }
            (case, _) => case,
        };
        match wanted {
            CaseRule::Any => true,
            CaseRule::Exact => letters(&self.text).eq(letters(surface)),
            CaseRule::Smart => {
                // "3m" is no 3M.
                if self.text.chars().any(char::is_uppercase) && !surface.chars().any(char::is_uppercase) {
                    return false;
                }
                let upper = surface.chars().all(|c| !c.is_lowercase());
                if upper && !self.text.chars().all(|c| !c.is_lowercase()) {
                    // Capitals throughout: in a headline, or a word of five letters and more.
                    return shouting || surface.chars().filter(|c| c.is_alphabetic()).count() >= 5;
                }
                capitals_kept(&self.text, surface)
            }
        }
    }

    /// How the alias is written by itself.
    pub fn letter_case(&self) -> LetterCase {
        let (upper, lower) =
            (self.text.chars().any(char::is_uppercase), self.text.chars().any(char::is_lowercase));
        match (upper, lower) {
            (true, false) => LetterCase::Upper,
            (true, true) => LetterCase::Title,
            (false, true) => LetterCase::Lower,
            (false, false) => LetterCase::None,
        }
    }
}

/// Letters and digits with accents folded, letter case kept.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(fold::base_chars).filter(|c| c.is_alphanumeric())
}

/// Whether each word that the alias writes with a capital has one in the text; small words may have
/// either.
fn capitals_kept(alias: &str, surface: &str) -> bool {
    let mut ours = words(alias);
    let mut theirs = words(surface);
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) => {
                if capital(a) && small(b) && !is_particle(&a.to_lowercase()) {
                    return false;
                }
            }
            // Full stops join and part words ("U.S.", "US"): the first letters were compared.
            _ => return true,
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '.')).filter(|w| !w.is_empty())
}

/// Words that begin names and are written small as often as not: "al Qaeda", "van Gogh", "the".
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ar"
            | "as"
            | "ash"
            | "ad"
            | "an"
            | "bin"
            | "ibn"
            | "ben"
            | "abu"
            | "de"
            | "da"
            | "do"
            | "dos"
            | "du"
            | "del"
            | "della"
            | "di"
            | "la"
            | "le"
            | "les"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "of"
            | "the"
            | "and"
            | "for"
    )
}
