//! Words that tell what a capitalised word next to them is, and the names that people are given.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dictionary::{AliasKind, Dictionary, Kind, fold};

/// A set of cues (`name_cues.csv`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cues(pub u64);

impl Cues {
    pub const TITLE: Cues = Cues(1);
    pub const ROLE: Cues = Cues(2);
    pub const SPEECH: Cues = Cues(4);
    pub const ORG_END: Cues = Cues(8);
    pub const ORG_OF: Cues = Cues(16);
    pub const PLACE_END: Cues = Cues(32);
    pub const PLACE_START: Cues = Cues(64);
    pub const EVENT_END: Cues = Cues(128);
    pub const PARTICLE: Cues = Cues(256);
    pub const NOT_NAME: Cues = Cues(512);
    /// A title that dictionaries write before a name, and that stays outside the mention.
    pub const HONOUR: Cues = Cues(1024);
    /// Says that the name beside it is an organization: "the newspaper X", "X newspaper".
    pub const ORG_NOUN: Cues = Cues(2048);
    /// Behind a name, says that it is an organization: "X shares".
    pub const ORG_PART: Cues = Cues(4096);
    /// Says that the name beside it is a place: "the town of X", "X district".
    pub const PLACE_NOUN: Cues = Cues(8192);
    /// What only people have: "X's wife".
    pub const KIN: Cues = Cues(16384);
    /// A word of sports reports.
    pub const SPORT: Cues = Cues(32768);
    /// A title that needs another behind it: the "Foreign" of "Foreign Minister".
    pub const OFFICE: Cues = Cues(65536);
    /// Runs a seat or a place: "the mayor of X".
    pub const PLACE_ROLE: Cues = Cues(131072);
    /// A legal form at the end of a company's name.
    pub const LEGAL_FORM: Cues = Cues(262144);
    /// Says that a place follows: "in X".
    pub const PLACING: Cues = Cues(524288);
    /// Begins names of places: "Mount", "Playa".
    pub const PLACE_OPENER: Cues = Cues(1 << 20);
    /// Names a place with what it is "of": "Gulf of Aden".
    pub const PLACE_OF: Cues = Cues(1 << 23);
    /// An everyday word that is also a usual given name: "Bill", "Grace".
    pub const GIVEN_WORD: Cues = Cues(1 << 24);
    /// A body that is a name by itself: "Parliament".
    pub const INSTITUTION: Cues = Cues(1 << 25);
    /// Before "Centre": what is held or sold there, a place rather than an institute.
    pub const VENUE: Cues = Cues(1 << 26);
    /// Who a team has: "X coach".
    pub const TEAM_ROLE: Cues = Cues(1 << 27);
    /// What a team does to another: "X beat Y".
    pub const CONTEST: Cues = Cues(1 << 28);
    /// Opens a sentence before a name and is no part of it: "Former".
    pub const FORMERLY: Cues = Cues(1 << 29);
    /// A day of the week or a month.
    pub const CALENDAR: Cues = Cues(1 << 30);
    /// A word whose possessive stands inside names: "People's Party", "Workers' Union".
    pub const POSSESSIVE: Cues = Cues(1 << 31);
    /// Ends names of places, organizations or events, and is a usual surname: "Hill", "Banks".
    pub const SURNAME_TOO: Cues = Cues(1 << 32);
    /// Begins names of organizations in other languages: "Banco", "Partido".
    pub const ORG_OPENER: Cues = Cues(1 << 21);
    /// Behind a name, says that it is neither person, place nor organization: "X festival".
    pub const EVENT_NOUN: Cues = Cues(1 << 22);

    /// Whether the word has one of the cues of `other`.
    pub fn any(self, other: Cues) -> bool {
        self.0 & other.0 != 0
    }

    fn named(name: &str) -> Cues {
        match name {
            "title" => Cues::TITLE,
            "role" => Cues::ROLE,
            "speech" => Cues::SPEECH,
            "org_end" => Cues::ORG_END,
            "org_of" => Cues::ORG_OF,
            "place_end" => Cues::PLACE_END,
            "place_start" => Cues::PLACE_START,
            "event_end" => Cues::EVENT_END,
            "particle" => Cues::PARTICLE,
            "not_name" => Cues::NOT_NAME,
            "honour" => Cues::HONOUR,
            "org_noun" => Cues::ORG_NOUN,
            "org_part" => Cues::ORG_PART,
            "place_noun" => Cues::PLACE_NOUN,
            "kin" => Cues::KIN,
            "sport" => Cues::SPORT,
            "office" => Cues::OFFICE,
            "place_role" => Cues::PLACE_ROLE,
            "legal_form" => Cues::LEGAL_FORM,
            "placing" => Cues::PLACING,
            "place_opener" => Cues::PLACE_OPENER,
            "place_of" => Cues::PLACE_OF,
            "given_word" => Cues::GIVEN_WORD,
            "institution" => Cues::INSTITUTION,
            "venue" => Cues::VENUE,
            "team_role" => Cues::TEAM_ROLE,
            "contest" => Cues::CONTEST,
            "formerly" => Cues::FORMERLY,
            "calendar" => Cues::CALENDAR,
            "possessive" => Cues::POSSESSIVE,
            "surname_too" => Cues::SURNAME_TOO,
            "org_opener" => Cues::ORG_OPENER,
            "event_noun" => Cues::EVENT_NOUN,
            _ => Cues(0),
        }
    }
}

impl std::ops::BitOr for Cues {
    type Output = Cues;

    fn bitor(self, other: Cues) -> Cues {
        Cues(self.0 | other.0)
    }
}

/// A set of names, kept as hashes of their keys: of a million names two share one once in 40 million times.
#[derive(Default)]
struct NameSet(FxHashSet<u64>);

impl NameSet {
    fn insert(&mut self, name: &str) {
        if name.bytes().all(|b| b.is_ascii_lowercase()) {
            self.0.insert(Self::hash(name));
        } else {
            self.0.insert(Self::hash(&name_key(name)));
        }
    }

    fn contains(&self, key: &str) -> bool {
        self.0.contains(&Self::hash(key))
    }

    /// FNV-1a with its bits mixed.
    fn hash(key: &str) -> u64 {
        let mut h = 0xcbf2_9ce4_8422_2325u64;
        for byte in key.bytes() {
            h = (h ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd)
    }
}

/// Cue words, given names and surnames.
pub struct NameWords {
    cues: FxHashMap<&'static str, Cues>,
    given: NameSet,
    surnames: NameSet,
    family_first: FxHashSet<&'static str>,
}

impl NameWords {
    /// Reads the built-in lists, and learns given names and surnames from the people of `dictionary`.
    pub fn new(dictionary: &Dictionary) -> Self {
        let rows = |file: &'static str| file.lines().skip(1).filter_map(|line| line.split_once(','));
        let mut cues: FxHashMap<&'static str, Cues> = FxHashMap::default();
        for (word, cue) in rows(include_str!("../../data/lexicon/en/name_cues.csv")) {
            let entry = cues.entry(word).or_default();
            *entry = Cues(entry.0 | Cues::named(cue).0);
        }
        let lists = [
            include_str!("../../data/lexicon/names/given_us.csv"),
            include_str!("../../data/lexicon/names/given_world.csv"),
            include_str!("../../data/lexicon/names/surnames_us.csv"),
            include_str!("../../data/lexicon/names/surnames_world.csv"),
        ];
        let family_first =
            rows(include_str!("../../data/lexicon/names/family_first.csv")).map(|(name, _)| name).collect();
        let set = |lists: &[&'static str]| {
            let mut set = NameSet::default();
            set.0.reserve(60_000);
            lists.iter().flat_map(|l| rows(l)).for_each(|(name, _)| set.insert(name));
            set
        };
        let (mut given, mut surnames) = (set(&lists[..2]), set(&lists[2..]));
        for alias in &dictionary.aliases {
            let entity = &dictionary.entities[alias.entity as usize];
            if entity.kind != Kind::PERSON || alias.kind != AliasKind::Name {
                continue;
            }
            if let (Some((first, _)), Some((_, last))) =
                (alias.text.split_once(' '), alias.text.rsplit_once(' '))
            {
                let plain = |w: &str| {
                    w.chars().count() > 2
                        && w.chars().next().is_some_and(char::is_uppercase)
                        && !w.ends_with('.')
                };
                // A word that opens titles ("King", "Pope") names nobody.
                if plain(first) && !cues.get(first).is_some_and(|c| c.any(Cues::TITLE)) {
                    given.insert(first);
                }
                if plain(last) {
                    surnames.insert(last);
                }
            }
        }
        NameWords { cues, given, surnames, family_first }
    }

    /// The cues of a word as it is written.
    pub fn cues(&self, word: &str) -> Cues {
        self.cues.get(word).copied().unwrap_or_default()
    }

    /// Whether people are given this name; `key` in small letters without accents.
    pub fn is_given(&self, key: &str) -> bool {
        self.given.contains(key)
    }

    /// Whether a surname, as it is written, stands before the given name: Chinese, Korean, Vietnamese.
    pub fn family_first(&self, word: &str) -> bool {
        self.family_first.contains(word)
    }

    /// Whether families bear this name; `key` in small letters without accents.
    pub fn is_surname(&self, key: &str) -> bool {
        self.surnames.contains(key)
    }
}

/// The form in which given names and surnames are compared: small letters without accents.
pub fn name_key(name: &str) -> String {
    if name.bytes().all(|b| b.is_ascii_alphabetic()) { name.to_ascii_lowercase() } else { fold(name) }
}
