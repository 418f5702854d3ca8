//! The dictionaries (gazetteers): entities, the words that name them, and the index that finds those
//! words in text.

mod check;
mod fold;
mod index;
mod native;
mod spans;

use std::path::Path;

use rustc_hash::FxHashMap;

pub use check::check_file;
pub use fold::{Folder, fold};
pub use index::{EngineKind, Hit, Index};
pub use native::{Row, dictionary_files, read_rows};
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
    pub id: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its canonical name.
    pub name: String,
    /// How prominent it is, 0 to 100.
    pub weight: u8,
    /// ISO 3166 code of its country, or empty.
    pub country: String,
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
    pub text: String,
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

/// All names, ready to be looked up.
pub struct Dictionary {
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
    pub replace: Vec<std::path::PathBuf>,
    /// Files to read besides.
    pub add: Vec<std::path::PathBuf>,
}

/// Collects rows into a dictionary.
#[derive(Default)]
struct Builder {
    entities: Vec<Entity>,
    aliases: Vec<Alias>,
    kinds: Vec<String>,
    files: Vec<String>,
    by_id: FxHashMap<String, u32>,
    hasher: blake3::Hasher,
    problems: Vec<Error>,
}

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
        let problems = &mut self.problems;
        let (by_id, entities, aliases, kinds) =
            (&mut self.by_id, &mut self.entities, &mut self.aliases, &mut self.kinds);
        let mut previous: Option<u32> = None;
        aliases.reserve(bytes.len() / 60);
        entities.reserve(bytes.len() / 150);
        by_id.reserve(bytes.len() / 150);
        native::read_rows(name, bytes, |row| {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    problems.push(error);
                    return;
                }
            };
            let kind = match kinds.iter().position(|k| *k == row.kind_name) {
                Some(at) => Kind(at as u16),
                None => {
                    kinds.push(row.kind_name.to_string());
                    Kind(kinds.len() as u16 - 1)
                }
            };
            // The rows of an entity mostly stand together.
            let entity = match previous.filter(|n| !row.id.is_empty() && entities[*n as usize].id == row.id) {
                Some(entity) => entity,
                None => {
                    let id = row.entity_id();
                    match by_id.get(&id) {
                        Some(entity) => *entity,
                        None => {
                            let entity = entities.len() as u32;
                            by_id.insert(id.clone(), entity);
                            entities.push(Entity {
                                id,
                                kind,
                                name: row.name.to_string(),
                                weight: row.weight,
                                country: row.country.to_string(),
                            });
                            entity
                        }
                    }
                }
            };
            previous = Some(entity);
            let text = strip_article(row.alias).to_string();
            aliases.push(Alias {
                text,
                entity,
                kind: row.kind,
                case: row.case,
                weight: row.weight,
                file,
                line: row.line,
            });
        })
    }

    fn path(&mut self, path: &Path) -> Result<()> {
        let io = |e: std::io::Error| {
            Error::io(ErrorKind::Dictionary, path, &e)
                .hint("a dictionary is a CSV file with the columns name,type")
        };
        if path.is_dir() {
            return dictionary_files(path)?.iter().try_for_each(|p| self.path(p));
        }
        let bytes = std::fs::read(path).map_err(io)?;
        self.file(&path.display().to_string(), &bytes)
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
    /// Reads the shipped dictionaries, or those that replace them, and those added.
    ///
    /// Bad lines are left out and come back beside the dictionary, one error each; a file that cannot
    /// be read or has no usable header is an error for the whole.
    pub fn load(sources: &Sources) -> Result<(Dictionary, Vec<Error>)> {
        let mut builder = Builder::new();
        if sources.replace.is_empty() {
            for (name, text) in SHIPPED {
                builder.file(name, text.as_bytes())?;
            }
        }
        for path in sources.replace.iter().chain(&sources.add) {
            builder.path(path)?;
        }
        Self::build(builder)
    }

    /// A dictionary of one text in the native CSV format, as tests and callers with lists of their own
    /// want it.
    pub fn from_csv(name: &str, text: &str) -> Result<(Dictionary, Vec<Error>)> {
        let mut builder = Builder::new();
        builder.file(name, text.as_bytes())?;
        Self::build(builder)
    }

    fn build(builder: Builder) -> Result<(Dictionary, Vec<Error>)> {
        let Builder { entities, aliases, kinds, files, hasher, problems, .. } = builder;
        let index = Index::build(&aliases)?;
        let fingerprint = hasher.finalize().to_hex()[..16].to_string();
        Ok((Dictionary { entities, aliases, kinds, files, index, fingerprint }, problems))
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
