//! Words that tell what a capitalised word next to them is, and the names that people are given.

use rustc_hash::{FxHashMap, FxHashSet};

use super::national;
use super::page::Word;
use crate::dictionary::{Dictionary, hash, name_hash};
use crate::text::PerWord;

/// A set of cues (`name_cues.csv`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cues(u64);

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// Places of the cues in the set, in the order they are listed.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Bit {
            $($name),*
        }

        impl Cues {
            $($(#[$doc])* pub const $name: Cues = Cues(1 << Bit::$name as u8);)*

            /// The cue that `name_cues.csv` calls so.
            fn named(name: &str) -> Option<Cues> {
                match name {
                    $($word => Some(Cues::$name),)*
                    _ => None,
                }
            }
        }
    };
}

cues! {
    /// Stands before a person: "President", "Mr".
    TITLE = "title";
    /// What people are, written small: "spokesman", "wife".
    ROLE = "role";
    /// What is said, done in words: "said".
    SPEECH = "speech";
    /// Ends names of organizations: "Ltd", "Bank".
    ORG_END = "org_end";
    /// Begins what an organization is "of": "University", "Ministry".
    ORG_OF = "org_of";
    /// Ends names of places: "River", "Street".
    PLACE_END = "place_end";
    /// Begins names of places, or may: "New", "North".
    PLACE_START = "place_start";
    /// Ends names of events, laws, prizes and things, which are no mentions: "Conference", "Machine".
    EVENT_END = "event_end";
    /// Stands small inside names of people: "de", "bin".
    PARTICLE = "particle";
    /// Never a name by itself: months, religions, units, tickers.
    NOT_NAME = "not_name";
    /// A title that dictionaries write before a name, and that stays outside the mention.
    HONOUR = "honour";
    /// Says that the name beside it is an organization: "the newspaper X", "X newspaper".
    ORG_NOUN = "org_noun";
    /// Behind a name, says that it is an organization: "X shares".
    ORG_PART = "org_part";
    /// Says that the name beside it is a place: "the town of X", "X district".
    PLACE_NOUN = "place_noun";
    /// What only people have: "X's wife".
    KIN = "kin";
    /// A word of sports reports.
    SPORT = "sport";
    /// A title that needs another behind it: the "Foreign" of "Foreign Minister".
    OFFICE = "office";
    /// Runs a seat or a place: "the mayor of X".
    PLACE_ROLE = "place_role";
    /// Looks like a form of an everyday word and is nearly always a name: "Morales".
    SURNAME_ONLY = "surname_only";
    /// Ends names of organizations behind a proper word only: "Data", "Resources".
    FIELD = "field";
    /// A legal form at the end of a company's name.
    LEGAL_FORM = "legal_form";
    /// Says that a place follows: "in X".
    PLACING = "placing";
    /// Before "in", says that none follows: "believe in X".
    NOT_PLACING = "not_placing";
    /// Begins names of places: "Mount", "Playa".
    PLACE_OPENER = "place_opener";
    /// Names a place with what it is "of": "Gulf of Aden".
    PLACE_OF = "place_of";
    /// An everyday word that is also a usual given name: "Bill", "Grace".
    GIVEN_WORD = "given_word";
    /// A body that is a name by itself: "Parliament".
    INSTITUTION = "institution";
    /// Before "Centre": what is held or sold there, a place rather than an institute.
    VENUE = "venue";
    /// Who a team has: "X coach".
    TEAM_ROLE = "team_role";
    /// What a team does to another: "X beat Y".
    CONTEST = "contest";
    /// Opens a sentence before a name and is no part of it: "Former".
    FORMERLY = "formerly";
    /// A day of the week or a month.
    CALENDAR = "calendar";
    /// A word whose possessive stands inside names: "People's Party", "Workers' Union".
    POSSESSIVE = "possessive";
    /// Ends names of places, organizations or events, and is a usual surname: "Hill", "Banks".
    SURNAME_TOO = "surname_too";
    /// Begins names of organizations in other languages: "Banco", "Partido".
    ORG_OPENER = "org_opener";
    /// What only people do: "married", "smiled".
    HUMAN_ACT = "human_act";
    /// What is done to people only: "was born", "was acquitted".
    HUMAN_FATE = "human_fate";
    /// Ends the names of votes, behind their year: "election".
    VOTE = "vote";
    /// Stands small inside the names of votes: "general", "presidential".
    VOTING = "voting";
    /// An English word that is also the second syllable of Korean and Chinese given names, behind their hyphen.
    SYLLABLE = "syllable";
    /// What is done to places: "shelled X".
    PLACE_OBJECT = "place_object";
    /// Who makes or deals, a firm as often as a person: "the builder X".
    MAKER = "maker";
    /// Before "at", says that a school follows: "professor at X".
    LEARNING = "learning";
    /// What has a title: "film", "novel".
    WORK = "work";
    /// Ends names of places that begin with somebody's: "Arthur's Pass".
    OWNED_PLACE = "owned_place";
    /// Ends names of bodies that have a number: "17th Brigade".
    NUMBERED = "numbered";
    /// Behind a name, says that it is neither person, place nor organization: "X festival".
    EVENT_NOUN = "event_noun";
}

impl Cues {
    /// Whether the word has one of the cues of `other`.
    pub fn any(self, other: Cues) -> bool {
        self.0 & other.0 != 0
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
        self.0.insert(name_hash(name));
    }

    fn contains(&self, key: &str) -> bool {
        self.0.contains(&hash(key))
    }
}

/// Cue words, given names and surnames.
pub struct NameWords {
    cues: FxHashMap<&'static str, Cues>,
    /// What is known of words by themselves.
    pub(super) described: PerWord<Word>,
    given: NameSet,
    /// What stands first in the names of the dictionary's people and is in no list of given names.
    first_words: FxHashSet<u64>,
    surnames: NameSet,
    family_first: FxHashSet<&'static str>,
    sports: Sports,
    /// What countries and what is theirs are called, by ISO 3166 code.
    nations: FxHashMap<[u8; 2], Vec<String>>,
}

/// Which sports words and teams belong to, each sport a bit.
#[derive(Default)]
struct Sports {
    words: FxHashMap<&'static str, u16>,
    teams: FxHashMap<&'static str, u16>,
}

impl Sports {
    /// Reads rows of a word or a team's id and a sport.
    fn new(
        words: impl Iterator<Item = (&'static str, &'static str)>,
        teams: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> Self {
        let mut names: Vec<&str> = Vec::new();
        let mut read = |rows: &mut dyn Iterator<Item = (&'static str, &'static str)>| {
            let mut map: FxHashMap<&'static str, u16> = FxHashMap::default();
            for (key, sport) in rows {
                let at = names.iter().position(|n| *n == sport).unwrap_or_else(|| {
                    names.push(sport);
                    names.len() - 1
                });
                *map.entry(key).or_default() |= 1 << at.min(15);
            }
            map
        };
        let (mut words, mut teams) = (words, teams);
        Sports { words: read(&mut words), teams: read(&mut teams) }
    }
}

impl NameWords {
    /// Reads the built-in lists, and learns given names and surnames from the people of `dictionary`.
    pub fn new(dictionary: &Dictionary) -> Self {
        let mut words = Self::built_in();
        words.learn(dictionary);
        words
    }

    /// Reads the built-in lists.
    pub fn built_in() -> Self {
        let rows = |file: &'static str| file.lines().skip(1).filter_map(|line| line.split_once(','));
        let mut cues: FxHashMap<&'static str, Cues> = FxHashMap::default();
        for (word, cue) in rows(include_str!("../../data/lexicon/en/name_cues.csv")) {
            let entry = cues.entry(word).or_default();
            *entry = *entry | Cues::named(cue).unwrap_or_default();
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
        let (given, surnames) = (set(&lists[..2]), set(&lists[2..]));
        let sports = Sports::new(
            rows(include_str!("../../data/lexicon/en/sport_words.csv")),
            rows(include_str!("../../data/lexicon/names/team_sports.csv")),
        );
        NameWords {
            cues,
            described: PerWord::new(),
            given,
            first_words: FxHashSet::default(),
            surnames,
            family_first,
            sports,
            nations: FxHashMap::default(),
        }
    }

    /// Learns given names and surnames from the people of `dictionary`.
    pub fn learn(&mut self, dictionary: &Dictionary) {
        // A word that opens titles ("King", "Pope") names nobody.
        let titles: FxHashSet<u64> = self
            .cues
            .iter()
            .filter(|(word, cues)| cues.any(Cues::TITLE) && word.starts_with(char::is_uppercase))
            .map(|(word, _)| name_hash(word))
            .collect();
        let first = dictionary.people.first.iter().filter(|name| !titles.contains(name));
        self.first_words = first.filter(|name| !self.given.0.contains(name)).copied().collect();
        self.surnames.0.extend(&dictionary.people.last);
        self.nations = national::nations(dictionary);
    }

    /// The sports that a word in small letters tells, each a bit; most tell none.
    pub fn sports_of_word(&self, word: &str) -> u16 {
        self.sports.words.get(word).copied().unwrap_or(0)
    }

    /// The sport of the team with this id, as a bit of [`Self::sports_of_word`]; 0 where it is not known, as of
    /// schools, which have teams in many.
    pub fn sport_of_team(&self, id: &str) -> u16 {
        self.sports.teams.get(id).copied().unwrap_or(0)
    }

    /// The names and adjectives of a country, as spellings are compared.
    pub fn nation(&self, country: &str) -> &[String] {
        let code = <[u8; 2]>::try_from(country.as_bytes());
        code.ok().and_then(|code| self.nations.get(&code)).map_or(&[], |nation| &nation[..])
    }

    /// The cues of a word as it is written.
    pub fn cues(&self, word: &str) -> Cues {
        self.cues.get(word).copied().unwrap_or_default()
    }

    /// Whether people are given this name; `key` in small letters without accents. An everyday word is a name where a
    /// list has it: that a band or a saint begins with it makes "Black" and "Holy" no given names.
    pub fn is_given(&self, key: &str, everyday: bool) -> bool {
        self.given.contains(key) || !everyday && self.first_words.contains(&hash(key))
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

#[cfg(test)]
mod tests {
    use super::Cues;

    #[test]
    fn every_row_of_the_list_names_a_cue_and_stands_once() {
        let mut seen = std::collections::HashSet::new();
        for row in include_str!("../../data/lexicon/en/name_cues.csv").lines().skip(1) {
            let (word, cue) = row.split_once(',').expect(row);
            assert!(Cues::named(cue).is_some() && !word.is_empty(), "no such cue: {row}");
            assert!(seen.insert(row), "twice: {row}");
        }
        assert!(seen.len() > 3000);
    }
}
