//! Which parts of speech a word can have: WordNet's words, regular and irregular endings, and the
//! closed classes (determiners, prepositions, pronouns ...), which are listed whole.

use rustc_hash::FxHashMap;

use super::tag::Tag;
use super::vocabulary::{PerWord, WordNumber};

/// The classes a word form can have, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Class(pub u16);

impl Class {
    /// Singular noun.
    pub const NOUN: Class = Class(1);
    /// Plural noun.
    pub const NOUNS: Class = Class(2);
    /// Base form of a verb.
    pub const VERB: Class = Class(4);
    /// Third person singular.
    pub const VERB_S: Class = Class(8);
    /// Past tense or past participle.
    pub const VERB_ED: Class = Class(16);
    /// Present participle.
    pub const VERB_ING: Class = Class(32);
    /// Adjective, its comparative or superlative.
    pub const ADJECTIVE: Class = Class(64);
    /// Adverb.
    pub const ADVERB: Class = Class(128);
    /// An everyday noun.
    pub const COMMON_NOUN: Class = Class(256);
    /// An everyday verb.
    pub const COMMON_VERB: Class = Class(512);
    /// An everyday adjective or adverb.
    pub const COMMON_OTHER: Class = Class(1024);
    /// Three of four uses are as a noun.
    pub const MOSTLY_NOUN: Class = Class(2048);
    /// Three of four uses are as a verb.
    pub const MOSTLY_VERB: Class = Class(4096);
    /// Three of four uses are as an adjective or adverb.
    pub const MOSTLY_OTHER: Class = Class(8192);
    /// An adjective that is written with a capital: "European".
    pub const NAME_ADJECTIVE: Class = Class(16384);

    /// All parts of speech; the rest tells how usual the word is.
    const PARTS: Class = Class(255);

    /// Whether the word has any of these classes.
    pub fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the word is known at all, names and what is derived from them apart.
    pub fn known(self) -> bool {
        self.any(Class::PARTS)
    }

    /// Whether the form is an everyday word of English, whatever its class.
    pub fn common(self) -> bool {
        self.any(Class(Class::COMMON_NOUN.0 | Class::COMMON_VERB.0 | Class::COMMON_OTHER.0))
    }

    fn with(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// The word lists, made once.
pub struct Words {
    listed: FxHashMap<&'static str, Listed>,
    irregular: FxHashMap<&'static str, Vec<(&'static str, u8)>>,
    /// The base forms of words taken as verbs, where they are other words.
    pub(super) verbs: PerWord<Option<&'static str>>,
    classes: PerWord<Class>,
}

/// What the lists hold of a form.
#[derive(Debug, Clone, Copy, Default)]
struct Listed {
    /// Its classes as a base form.
    class: Class,
    /// Its one class, where it is a function word.
    function: Option<Tag>,
    /// Whether it is an irregular form of another word.
    irregular: bool,
}

impl Words {
    /// Reads the built-in lists.
    pub fn new() -> Self {
        let rows = |file: &'static str| file.lines().skip(1);
        let mut listed: FxHashMap<&'static str, Listed> = FxHashMap::default();
        listed.reserve(80_000);
        for line in rows(include_str!("../../data/lexicon/en/words.csv")) {
            if let Some((word, classes)) = line.split_once(',') {
                listed.insert(word, Listed { class: base_class(classes), ..Listed::default() });
            }
        }
        let mut irregular: FxHashMap<&'static str, Vec<(&'static str, u8)>> = FxHashMap::default();
        for line in rows(include_str!("../../data/lexicon/en/irregular.csv")) {
            let mut fields = line.split(',');
            if let (Some(form), Some(base), Some(class)) = (fields.next(), fields.next(), fields.next()) {
                irregular.entry(form).or_default().push((base, class.as_bytes()[0]));
                listed.entry(form).or_default().irregular = true;
            }
        }
        for line in rows(include_str!("../../data/lexicon/en/function_words.csv")) {
            if let Some((word, tag)) = line.split_once(',') {
                listed.entry(word).or_default().function = Tag::from_name(tag);
            }
        }
        Words { listed, irregular, verbs: PerWord::new(), classes: PerWord::new() }
    }

    /// The one class of a function word ("the", "of", "would"), where it has just one; `word` in
    /// small letters.
    pub fn function(&self, word: &str) -> Option<Tag> {
        self.listed.get(word)?.function
    }

    /// The classes of a base form.
    fn base(&self, word: &str) -> Class {
        self.listed.get(word).map_or(Class::default(), |l| l.class)
    }

    /// The one class of a function word, or else all classes that the form can have; `word` in small letters.
    pub fn function_or_classes(&self, word: &str) -> Result<Tag, Class> {
        let listed = self.listed.get(word).copied().unwrap_or_default();
        listed.function.ok_or_else(|| self.classes_of(word, listed))
    }

    /// All classes that the form can have, by the lists and by its ending; `word` in small letters.
    pub fn classes(&self, word: &str) -> Class {
        self.classes_of(word, self.listed.get(word).copied().unwrap_or_default())
    }

    /// The same of the word with this number.
    pub fn numbered_classes(&self, number: WordNumber, word: &str) -> Class {
        self.classes.get(number, || self.classes(word))
    }

    fn classes_of(&self, word: &str, listed: Listed) -> Class {
        let own = listed.class;
        let mut all = own;
        if own.any(Class::VERB) && SAME_IN_THE_PAST.contains(&word) {
            all = all.with(Class::VERB_ED);
        }
        if listed.irregular
            && let Some(bases) = self.irregular.get(word)
        {
            for (base, class) in bases {
                let common = Class(
                    self.base(base).0 & (Class::COMMON_NOUN.0 | Class::COMMON_VERB.0 | Class::COMMON_OTHER.0),
                );
                all = all.with(common).with(match class {
                    b'n' => Class::NOUNS,
                    b'v' if word.ends_with("ing") => Class::VERB_ING,
                    b'v' => Class::VERB_ED,
                    b'j' => Class::ADJECTIVE,
                    _ => Class::ADVERB,
                });
            }
            return all;
        }
        each_regular_base(word, |base, ending| {
            let class = self.base(base);
            let common = Class(class.0 & Class::COMMON_NOUN.0);
            let commonverb = Class(class.0 & Class::COMMON_VERB.0);
            match ending {
                Ending::S => {
                    all = all.with(Class(class.0 & (Class::MOSTLY_NOUN.0 | Class::MOSTLY_VERB.0)));
                    if class.any(Class::NOUN) {
                        all = all.with(Class::NOUNS).with(common);
                    }
                    if class.any(Class::VERB) {
                        all = all.with(Class::VERB_S).with(commonverb);
                    }
                }
                Ending::Ed if class.any(Class::VERB) => all = all.with(Class::VERB_ED).with(commonverb),
                Ending::Ing if class.any(Class::VERB) => all = all.with(Class::VERB_ING).with(commonverb),
                Ending::Er if class.any(Class::ADJECTIVE) => {
                    all = all.with(Class::ADJECTIVE).with(Class(class.0 & Class::COMMON_OTHER.0));
                }
                _ => {}
            }
        });
        all
    }

    /// The base form of `word` (in small letters) taken as a word of `class` (`n`, `v`, `j`).
    ///
    /// Irregular forms come from WordNet's exception lists, regular ones from their endings checked
    /// against its words; a form that nothing fits loses its most usual ending.
    pub fn base_form(&self, word: &str, class: u8) -> Option<&'static str> {
        let irregular = self
            .irregular
            .get(word)
            .and_then(|bases| bases.iter().find(|(_, c)| *c == class))
            .map(|(base, _)| *base);
        if let Some(base) = irregular.filter(|base| class != b'n' || self.base(base).common()) {
            return Some(base);
        }
        let wanted = match class {
            b'n' => Class::NOUN,
            b'v' => Class::VERB,
            _ => Class::ADJECTIVE,
        };
        let mut found: Option<(&'static str, bool)> = None;
        each_regular_base(word, |base, ending| {
            let fits = match class {
                b'n' => ending == Ending::S,
                b'v' => ending != Ending::Er,
                _ => ending == Ending::Er,
            };
            if fits
                && let Some((base, listed)) = self.listed.get_key_value(base)
                && listed.class.any(wanted)
            {
                // An everyday base beats a rare one: "rated" is "rate", not "rat".
                let common = listed.class.common();
                if found.is_none_or(|(_, was)| common && !was) {
                    found = Some((base, common));
                }
            }
        });
        // "syringes" are syringes, though a syrinx has the same plural.
        match (found, irregular) {
            (Some((base, _)), _) if class == b'n' => Some(base),
            (found, irregular) => irregular.or(found.map(|(base, _)| base)),
        }
    }

    /// Whether the lists hold `word` as a base form of the class.
    pub fn is_base(&self, word: &str, class: Class) -> bool {
        self.base(word).any(class)
    }
}

/// Verbs whose past is written as their base.
const SAME_IN_THE_PAST: &[&str] = &[
    "beat", "bet", "bid", "burst", "bust", "cast", "cost", "cut", "fit", "forecast", "hit", "hurt", "let",
    "put", "quit", "read", "rid", "set", "shed", "shut", "slit", "split", "spread", "sweat", "thrust",
    "upset", "wed",
];

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

/// What a row of `words.csv` says of its word.
fn base_class(classes: &str) -> Class {
    let mostly = match classes.as_bytes() {
        [b'N', b'+', ..] => Class::MOSTLY_NOUN,
        [b'V', b'+', ..] => Class::MOSTLY_VERB,
        [b'J' | b'R', b'+', ..] => Class::MOSTLY_OTHER,
        _ => Class::default(),
    };
    classes.bytes().fold(mostly, |all, mark| {
        all.with(match mark {
            b'a' => Class::NAME_ADJECTIVE,
            b'n' => Class::NOUN,
            b'N' => Class(Class::NOUN.0 | Class::COMMON_NOUN.0),
            b'v' => Class::VERB,
            b'V' => Class(Class::VERB.0 | Class::COMMON_VERB.0),
            b'j' => Class::ADJECTIVE,
            b'J' => Class(Class::ADJECTIVE.0 | Class::COMMON_OTHER.0),
            b'r' => Class::ADVERB,
            b'R' => Class(Class::ADVERB.0 | Class::COMMON_OTHER.0),
            _ => Class::default(),
        })
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    S,
    Ed,
    Ing,
    Er,
}

/// Longer words have no regular base: none is in the lists.
const LONGEST: usize = 40;

/// Calls `found` with each base that regular spelling allows for `word`.
fn each_regular_base(word: &str, mut found: impl FnMut(&str, Ending)) {
    let bytes = word.as_bytes();
    if !(3..=LONGEST).contains(&word.len())
        || !matches!(bytes[word.len() - 1], b's' | b'd' | b'g' | b'r' | b't' | b'n')
        || !word.is_ascii()
    {
        return;
    }
    let mut attempt = |stem: &str, tail: &str, ending: Ending| {
        if stem.len() < 2 {
            return;
        }
        if tail.is_empty() {
            return found(stem, ending);
        }
        let mut buffer = [0u8; LONGEST + 3];
        let long = stem.len() + tail.len();
        buffer[..stem.len()].copy_from_slice(stem.as_bytes());
        buffer[stem.len()..long].copy_from_slice(tail.as_bytes());
        found(std::str::from_utf8(&buffer[..long]).unwrap_or_default(), ending);
    };
    if let Some(stem) = word.strip_suffix('s') {
        if !stem.ends_with('s') {
            attempt(stem, "", Ending::S);
        }
        if let Some(stem) = word.strip_suffix("ies") {
            attempt(stem, "y", Ending::S);
        }
        if let Some(stem) = word.strip_suffix("es")
            && stem.ends_with(['s', 'x', 'z', 'o', 'h'])
        {
            attempt(stem, "", Ending::S);
        }
        if let Some(stem) = word.strip_suffix("ves") {
            attempt(stem, "f", Ending::S);
            attempt(stem, "fe", Ending::S);
        }
        return;
    }
    if let Some(stem) = word.strip_suffix("men") {
        attempt(stem, "man", Ending::S);
        return;
    }
    let (stem, ending) = match bytes {
        [stem @ .., b'e', b'd'] => (stem.len(), Ending::Ed),
        [stem @ .., b'i', b'n', b'g'] => (stem.len(), Ending::Ing),
        [stem @ .., b'e', b'r'] => (stem.len(), Ending::Er),
        [stem @ .., b'e', b's', b't'] => (stem.len(), Ending::Er),
        _ => return,
    };
    let (stem, letters) = (&word[..stem], &bytes[..stem]);
    // A doubled consonant before the ending is single in the base: "stopped".
    if let [.., a, b] = letters
        && letters.len() >= 3
        && a == b
        && !b"aeiouls".contains(b)
    {
        attempt(&stem[..stem.len() - 1], "", ending);
    }
    // "rated" is "rate": the "t" of "rat" would be doubled.
    let vowel = |b: u8| b"aeiou".contains(&b);
    let short = matches!(letters, [.., a, b, c] if !vowel(*a) && vowel(*b) && !vowel(*c) && !b"wxy".contains(c))
        && stem.len() <= 4;
    let (first, second) = if short { ("e", "") } else { ("", "e") };
    attempt(stem, first, ending);
    attempt(stem, second, ending);
    if ending != Ending::Ing
        && let Some(short) = stem.strip_suffix('i')
    {
        attempt(short, "y", ending);
    }
}
