//! What a word tells of the name that it is, begins, ends or stands beside.

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
            pub(super) fn named(name: &str) -> Option<Cues> {
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
    /// What carries a name on water or in space: "the ferry X", "the probe X".
    VESSEL = "vessel";
    /// Stands before the name of a ship: "HMS".
    SHIP = "ship";
    /// Ends the names of instruments and craft, which may be called by the rest alone: "Telescope".
    INSTRUMENT = "instrument";
    /// What a storm does: "weakened".
    STORM = "storm";
    /// What grows, flows or burns in a land and no firm has: "rainforest", "basin".
    NATURE = "nature";
    /// Maker of an index of shares that is called after it: "Nikkei".
    INDEX = "index";
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

/// What is known of a word by itself. All but the first four say nothing of words without a capital.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// The cues of the word as it is written.
    pub written: Cues,
    /// Those of the word in small letters.
    pub small: Cues,
    /// A function word, if in small letters.
    pub function: bool,
    /// Begins a sentence more often than a name.
    pub starter: bool,
    /// The cues that count for a name, which may be written in capitals only.
    pub cues: Cues,
    pub given: bool,
    pub surname: bool,
    /// Everyday English in small letters.
    pub common: bool,
    /// In the English word lists at all.
    pub english: bool,
    /// Written so that it may belong to a name.
    pub capital: bool,
}

impl Word {
    /// What is known of the word where its capital makes no name.
    pub fn without_capital(self) -> Word {
        let Word { written, small, function, starter, .. } = self;
        Word { written, small, function, starter, ..Word::default() }
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
