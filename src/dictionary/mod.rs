//! The dictionaries (gazetteers): entities, the words that name them, and the index that finds those
//! words in text.

mod area;
mod check;
pub mod compiled;
mod fold;
mod hit;
mod index;
mod native;
mod people;
mod piece;
mod spans;
mod spelling;

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

pub use area::{Area, Territory};
pub use check::{check_file, taken_over};
pub use fold::{Folder, fold};
pub use hit::Hit;
pub use index::{EngineKind, Index};
pub use native::{Row, dictionary_files, read_rows};
pub use people::{People, family_first, is_arabic_article, name_hash, name_key};
pub use piece::Piece;
use piece::Pieces;
pub use spans::hash;

use crate::error::{Error, ErrorKind, Result};

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
#[derive(Debug, Clone, Copy)]
pub struct Entity {
    /// `iso3166:RU`, `org:federal-security-service`: unique over all dictionaries.
    pub id: Piece,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its canonical name.
    pub name: Piece,
    /// How prominent it is, 0 to 100.
    pub weight: u8,
    /// The country or state that it lies in, or is.
    pub area: Area,
    /// Whether it is a country or state itself.
    pub territory: Territory,
}

impl Entity {
    /// ISO 3166 code of its country, or empty.
    pub fn country(&self) -> &str {
        self.area.country()
    }

    /// ISO 3166 code of the state it lies in, where the dictionary tells, or of the state that it is; or empty.
    pub fn state(&self) -> &str {
        self.area.state()
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
#[derive(Debug, Clone, Copy)]
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
    text: String,
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
    /// Given names and surnames of its people.
    pub people: People,
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

/// Collects rows into a dictionary.
#[derive(Default)]
struct Builder {
    pieces: Pieces,
    entities: Vec<Entity>,
    aliases: Vec<Alias>,
    kinds: Vec<String>,
    files: Vec<String>,
    /// Entities by the hash of their id; and for each the one before it with its hash.
    by_id: FxHashMap<u64, u32>,
    before: Vec<u32>,
    /// Whether the row of an entity's own name was seen.
    named: Vec<bool>,
    hasher: blake3::Hasher,
    problems: Vec<Error>,
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
                self.describe(entity, &row, same);
                let text = if same { name } else { self.pieces.add(text) };
                self.aliases.push(Alias { text, entity, kind, case, weight, file, line });
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
        self.named.push(false);
        let (id, name) = (self.pieces.add(&id), self.pieces.add(row.name));
        let (territory, code) = Territory::of(row.id);
        // The id of a state tells more than its country.
        let state = Area::of(code).filter(|_| territory == Territory::State);
        let area = state.or_else(|| Area::of(row.country)).unwrap_or_default();
        self.entities.push(Entity { id, kind, name, weight: row.weight, area, territory });
        new
    }

    /// Takes from another row of an entity what it tells better than those before, whatever their order: how well known it
    /// is, from the row of its `own` name, else the most that a row says; the state that it lies in.
    fn describe(&mut self, entity: u32, row: &Row<'_>, own: bool) {
        let (known, named) = (&mut self.entities[entity as usize], &mut self.named[entity as usize]);
        if own && !*named {
            known.weight = row.weight;
        } else if own == *named {
            known.weight = known.weight.max(row.weight);
        }
        *named |= own;
        if known.territory == Territory::None
            && known.area.state().is_empty()
            && row.country.len() > known.area.country().len()
            && let Some(state) = Area::of(row.country)
        {
            known.area = state;
        }
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
        if pieces.full {
            return Err(Error::new(ErrorKind::Dictionary, "the dictionaries hold more than 4 GiB of names")
                .hint("leave some out"));
        }
        let text = pieces.finish();
        let index = Index::build(&text, &entities, &aliases, None)?;
        let people = People::new(&text, &entities, &aliases);
        let fingerprint = hasher.finalize().to_hex()[..16].to_string();
        Ok((Dictionary { text, entities, aliases, kinds, files, index, people, fingerprint }, problems))
    }
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
    /// Bad lines are left out and come back beside the dictionary, each fault of a line as an error, and so does a cache that
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
        let memory = index
            + self.text.len()
            + size_of_val(&*self.entities)
            + size_of_val(&*self.aliases)
            + self.people.memory();
        Stats { kinds, spellings, index, memory }
    }

    /// A string of an entity or alias.
    #[inline]
    pub fn string(&self, piece: Piece) -> &str {
        piece.of(&self.text)
    }

    /// Whether `surface`, which matches but for letter case and accents, is written as the alias wants.
    /// `shouting` says that the whole line is in capitals.
    pub fn fits(&self, alias: &Alias, surface: &str, shouting: bool) -> bool {
        spelling::fits(alias, self.string(alias.text), surface, shouting)
    }

    /// Whether all letters of the alias are capitals.
    pub fn all_capitals(&self, alias: &Alias) -> bool {
        spelling::all_capitals(self.string(alias.text))
    }

    /// The entity of an alias.
    pub fn entity_of(&self, alias: u32) -> &Entity {
        &self.entities[self.aliases[alias as usize].entity as usize]
    }

    /// The ISO 3166 code of an entity's country; none where it has no country of two letters.
    pub fn country_code(&self, entity: u32) -> Option<[u8; 2]> {
        self.entities[entity as usize].country().as_bytes().try_into().ok()
    }

    /// All aliases of a hit, the heaviest first.
    pub fn aliases_of(&self, hit: &Hit) -> impl Iterator<Item = &Alias> {
        self.index.aliases(hit.pattern).iter().map(|a| &self.aliases[*a as usize])
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
        let (file, mut line) = (&self.files[alias.file as usize], itoa::Buffer::new());
        [file.as_str(), ":", line.format(alias.line)].concat()
    }
}
