//! The words that names are told by, and the names that people are given.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cues::{Cues, Word};
use crate::dictionary::{Dictionary, Territory, fold, hash, name_hash, name_key};
use crate::text::{Class, English, LetterCase, PerWord};

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
    /// Given names and surnames that many thousands have.
    frequent: [NameSet; 2],
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
        // The lists of the US have the share of each name in percent.
        let frequent = |list: &'static str, least: f32| {
            let mut set = NameSet::default();
            let often = rows(list).filter(|(_, share)| share.parse().is_ok_and(|share: f32| share >= least));
            often.for_each(|(name, _)| set.insert(name));
            set
        };
        let frequent = [frequent(lists[0], 0.03), frequent(lists[2], 0.02)];
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
            frequent,
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
        self.nations = nations(dictionary);
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

    /// What is known of `word`, which is written in this letter case, perhaps in a line that is all capitals.
    pub fn describe(&self, word: &str, case: LetterCase, shouting: bool, english: &English) -> Word {
        let written = self.cues(word);
        // Most words are plain letters, and many of these small ones.
        let plain = word.bytes().all(|b| b.is_ascii_alphabetic());
        let small = plain && case == LetterCase::Lower;
        let lower = if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        let any = Word {
            written,
            small: if small { written } else { self.cues(&lower) },
            function: english.words.function(&lower).is_some(),
            starter: english.sentences.is_small_starter(&lower),
            ..Word::default()
        };
        if !case.capital() {
            return any;
        }
        let key = if plain { lower } else { Cow::Owned(name_key(word)) };
        let class = english.words.classes(&key);
        let (function, starter) = if plain {
            (any.function, any.starter)
        } else {
            (english.words.function(&key).is_some(), english.sentences.is_small_starter(&key))
        };
        let title;
        let spelled = if case == LetterCase::Upper && (shouting || word.len() > 5) {
            title = title_case(word);
            &title
        } else {
            word
        };
        let cues = self.cues(spelled) | written;
        let name = cues.any(Cues::SURNAME_ONLY);
        Word {
            cues,
            given: self.is_given(&key, function || class.common()),
            surname: self.is_surname(&key),
            common: !name && (function || class.common() || starter),
            english: !name && (function || class.known() || class.any(Class::NAME_ADJECTIVE)),
            capital: true,
            ..any
        }
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

    /// Whether many people are called so: "Robert Taylor".
    pub fn everybodys(&self, given: &str, surname: &str) -> bool {
        self.frequent[0].contains(&name_key(given)) && self.frequent[1].contains(&name_key(surname))
    }

    /// Whether many families bear this name; `key` in small letters without accents.
    pub fn is_frequent_surname(&self, key: &str) -> bool {
        self.frequent[1].contains(key)
    }

    /// Whether families bear this name; `key` in small letters without accents.
    pub fn is_surname(&self, key: &str) -> bool {
        self.surnames.contains(key)
    }
}

/// The names and adjectives of a country in the form in which spellings are compared, as they stand before or behind
/// its bodies.
fn nations(dictionary: &Dictionary) -> FxHashMap<[u8; 2], Vec<String>> {
    let mut nations: FxHashMap<[u8; 2], Vec<String>> = FxHashMap::default();
    for alias in dictionary.aliases.iter().filter(|a| a.weight >= 50) {
        let entity = &dictionary.entities[alias.entity as usize];
        if entity.territory != Territory::Country {
            continue;
        }
        let Ok(country) = <[u8; 2]>::try_from(entity.country().as_bytes()) else { continue };
        let known = nations.entry(country).or_default();
        let spelling = fold(dictionary.string(alias.text));
        // "Kenyan" stands before bodies, "Kenyans" do not.
        let people = spelling.strip_suffix('s').is_some_and(|one| known.iter().any(|k| k == one));
        if !people && known.len() < 8 && !known.contains(&spelling) {
            known.push(spelling);
        }
    }
    nations
}

/// The word with a capital first and small letters behind.
pub fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter();
    first.chain(chars.flat_map(char::to_lowercase)).collect()
}
