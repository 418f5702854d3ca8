//! The words that make claims: numerals, units, currencies, modifiers and the verbs of statements,
//! read from `data/lexicon/en/*.csv`.

use std::ops::Range;

use regex::Regex;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::line::Line;
use super::{Kind, Modifier};
use crate::text::FirstLook;

/// What part a word plays in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numeral {
    /// zero to nineteen
    Unit,
    /// twenty to ninety
    Ten,
    /// hundred
    Hundred,
    /// thousand, million, dozen, lakh
    Scale,
    /// k, m, b: only where they touch the number
    Letter,
    /// dozens, hundreds
    Vague,
    /// half, third, quarters
    Part,
    /// sixfold
    Fold,
}

/// How a unit may stand to its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A word in any letter case.
    Word,
    /// A symbol, letter for letter.
    Symbol,
    /// A symbol that must touch the number.
    Glue,
}

/// Phrases by the word they begin with (or end in), each with what it means. A hyphen between words counts
/// as a blank.
#[derive(Debug)]
pub struct Phrases<T>(FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>);

impl<T: Copy> Phrases<T> {
    fn new() -> Self {
        Phrases(FxHashMap::default())
    }

    /// Adds a phrase that is looked up by its first word.
    fn insert(&mut self, phrase: &'static str, value: T) {
        let mut words = pieces(phrase);
        if words.is_empty() {
            return;
        }
        let first = words.remove(0);
        self.add(first, words, value);
    }

    /// Adds a phrase that is looked up by its last word.
    fn insert_backwards(&mut self, phrase: &'static str, value: T) {
        let mut words = pieces(phrase);
        if let Some(last) = words.pop() {
            words.reverse();
            self.add(last, words, value);
        }
    }

    fn add(&mut self, key: &'static str, rest: Vec<&'static str>, value: T) {
        let list = self.0.entry(key).or_default();
        // Longer phrases come first; of equal ones the later row counts.
        let place = list.iter().position(|(r, _)| r.len() <= rest.len()).unwrap_or(list.len());
        list.insert(place, (rest, value));
    }

    /// The longest phrase that begins at `at`, and where it ends.
    pub fn at(&self, line: &Line<'_>, at: usize) -> Option<(T, usize)> {
        self.0.get(line.w(at))?.iter().find_map(|(rest, value)| {
            let mut end = at + 1;
            for word in rest {
                if line.w(end) != *word && line.dash(end) && line.glued(end) {
                    end += 1;
                }
                // "sq. km"
                if line.w(end) == "." && *word != "." && line.glued(end) {
                    end += 1;
                }
                if line.w(end) != *word {
                    return None;
                }
                end += 1;
            }
            Some((*value, end))
        })
    }

    /// The phrases that end just before `end`, longest first, with their first token.
    pub fn before<'s>(&'s self, line: &'s Line<'_>, end: usize) -> impl Iterator<Item = (T, usize)> + 's {
        let last = end.checked_sub(1);
        let list = last.and_then(|n| self.0.get(line.w(n))).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(move |(rest, value)| {
            let start = last?.checked_sub(rest.len())?;
            let all = rest.iter().enumerate().all(|(n, word)| line.w(end - 2 - n) == *word);
            all.then_some((*value, start))
        })
    }

    /// What a phrase of one word means.
    pub fn word(&self, word: &str) -> Option<T> {
        self.0.get(word)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, value)| *value)
    }
}

/// A phrase cut as the tokenizer cuts it: words, numbers and marks, hyphens left out.
fn pieces(phrase: &'static str) -> Vec<&'static str> {
    let mut out = Vec::new();
    let sort = |c: char| match c {
        _ if c.is_alphabetic() || c == '\'' => 1,
        _ if c.is_ascii_digit() => 2,
        _ if c.is_whitespace() || c == '-' => 0,
        _ => 3,
    };
    let mut start = 0;
    let mut last = 0;
    for (at, c) in phrase.char_indices() {
        if sort(c) != last || last == 3 {
            if last != 0 {
                out.push(&phrase[start..at]);
            }
            (start, last) = (at, sort(c));
        }
    }
    if last != 0 {
        out.push(&phrase[start..]);
    }
    out
}

/// A unit of measurement or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Normalized name.
    pub name: &'static str,
    /// [`Kind::Measure`] or [`Kind::Duration`].
    pub kind: Kind,
    /// How it may stand.
    pub how: How,
}

/// A currency or its hundredth part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: &'static str,
    /// How many of it make one of the currency.
    pub part: Decimal,
    /// Its word means other things too: it counts only behind large numbers.
    pub large: bool,
    /// The name that several countries' currencies share ("dollar"); empty where the form tells one.
    pub family: &'static str,
}

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident $word:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Place { $($name,)* }
        impl Cue {
            $($(#[$doc])* pub const $name: Cue = Cue(1 << Place::$name as u64);)*

            fn named(name: &str) -> Cue {
                match name {
                    $($word => Cue::$name,)*
                    _ => Cue(0),
                }
            }
        }
    };
}

/// Classes of the words that stand around numbers (`number_cues.csv`), as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cue(pub u64);

cues! {
    /// two-WAY, four-WHEEL: with a number word a fixed compound.
    COMPOUND_IDIOM "compound_idiom",
    /// 4K TV
    SCREEN "screen",
    /// 48 Harbour ROAD
    ROAD "road",
    /// CATEGORY one: what stands behind it is no count.
    GRADE "grade",
    /// in the same PERIOD, the PREVIOUS year: with these a time is told that no calendar names.
    TIMELY "timely",
    /// Names a code ("day 3") but may stand before a count too ("that day 3 people").
    COUNTS_AFTER_CODE "counts_after_code",
    /// one THING, one MUST
    ONE_AFTER "one_after",
    /// NO one, THIS one
    ONE_BEFORE "one_before",
    /// is one of the REASONS
    BELONGS_TO "belongs_to",
    /// 100m HURDLES
    METRE_AFTER "metre_after",
    /// WEIGHING 60 pounds
    WEIGHING "weighing",
    /// 40 million pounds of AID
    MONEY_OF "money_of",
    /// the FIRM lost 60 pounds
    MONEY_NEAR "money_near",
    /// the 200m CHAMPION
    RACE "race",
    /// eight CONSECUTIVE days
    DURATION_ADJECTIVE "duration_adjective",
    /// $4 a HEAD
    PER_NOUN "per_noun",
    /// Looks like a noun or adjective but ends a counted phrase.
    PHRASE_END "phrase_end",
    /// 10K RUN
    KILOMETRE_RUN "kilometre_run",
    /// WON 3-2
    SCORE_VERB "score_verb",
    /// BEAT them 3-2
    SCORE_VERB_OVER "score_verb_over",
    /// CHILDREN under five
    AGE_GROUP "age_group",
    /// no DEATH: a singular that a zero counts
    EVENT "event",
    /// no SIGNS: a plural that a zero does not count
    NOT_COUNTED_ZERO "not_counted_zero",
    /// KILLING 12
    HARM "harm",
    /// MAGNITUDE 6.8
    SCALE_READING "scale_reading",
    /// FIRST half
    HALF_BEFORE "half_before",
    /// half THE
    HALF_AFTER "half_after",
    /// a third MORE, two thirds SAID
    SHARE_AFTER "share_after",
    /// up a third IN
    SHARE_END "share_end",
    /// 750,000 will be SOLD: what is counted is no people.
    MADE "made",
    /// UPDATE 2, the BOTTOM three
    CODE_BEFORE "code_before",
    /// EXCEEDED 3,000
    EXCEEDING "exceeding",
    /// NO. 7
    CODE_ABBREVIATION "code_abbreviation",
    /// 5% HIGHER, 20 MORE
    MORE "more",
    /// 5% LOWER, three FEWER
    LESS "less",
    /// SINCE May
    MONTH_LEAD "month_lead",
    /// BY 1990
    YEAR_LEAD "year_lead",
    /// 1950 WORKERS: even a number that looks like a year counts these.
    NO_YEAR_OF "no_year_of",
    /// ABOUT 1950 results
    ABOUT "about",
}

impl Cue {
    pub fn any(self, other: Cue) -> bool {
        self.0 & other.0 != 0
    }
}

/// Word classes of `statement_words.csv`, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sense(pub u32);

impl Sense {
    pub const UP: Sense = Sense(1);
    pub const DOWN: Sense = Sense(2);
    pub const UP_NOUN: Sense = Sense(4);
    pub const DOWN_NOUN: Sense = Sense(8);
    pub const UP_ADVERB: Sense = Sense(16);
    pub const DOWN_ADVERB: Sense = Sense(32);
    pub const EXPECTED: Sense = Sense(64);
    pub const PLANNED: Sense = Sense(128);
    pub const TARGET: Sense = Sense(256);
    pub const POSSIBLE: Sense = Sense(512);
    pub const REPORTED: Sense = Sense(1024);
    pub const NEGATION: Sense = Sense(2048);
    pub const SAY: Sense = Sense(4096);
    pub const CODE_BEFORE: Sense = Sense(8192);
    pub const SCORE_NOUN: Sense = Sense(16384);
    pub const ACTOR: Sense = Sense(32768);
    /// Verbs and nouns of foretelling: forecast, estimate, prospect.
    pub const FORECAST: Sense = Sense(1 << 16);
    pub const PLAN_NOUN: Sense = Sense(1 << 17);
    pub const TARGET_NOUN: Sense = Sense(1 << 18);
    pub const RISK_NOUN: Sense = Sense(1 << 19);
    /// What is done to an amount by one who has it or gets it: pay, raise, invest.
    pub const TRANSFER: Sense = Sense(1 << 20);
    /// Verbs by which one states something: say, add, warn.
    pub const STATE: Sense = Sense(1 << 21);
    /// What people are by office: minister, chief.
    pub const OFFICE: Sense = Sense(1 << 22);
    /// Who or what states things without a name: analyst, police, report.
    pub const SOURCE: Sense = Sense(1 << 23);
    /// Verbs whose participle is not their past: rise, fall.
    pub const OWN_PARTICIPLE: Sense = Sense(1 << 24);
    /// Participles that are no past tense: known, risen.
    pub const ONLY_PARTICIPLE: Sense = Sense(1 << 25);
    /// Participles behind which a name stands: called, dubbed.
    pub const NAMING: Sense = Sense(1 << 26);
    /// Verbs whose object does what the infinitive behind it says: ask, order.
    pub const OBJECT_CONTROL: Sense = Sense(1 << 27);
    /// Verbs whose particle tells no direction: make (up), set (off).
    pub const PARTICLE_VERB: Sense = Sense(1 << 28);
    /// Verbs of motion whose object, money and things, is moved or got: raise, lift.
    pub const MOVES_OBJECT: Sense = Sense(1 << 29);

    pub fn any(self, other: Sense) -> bool {
        self.0 & other.0 != 0
    }

    fn named(name: &str) -> Sense {
        match name {
            "up" => Sense::UP,
            "down" => Sense::DOWN,
            "up_noun" => Sense::UP_NOUN,
            "down_noun" => Sense::DOWN_NOUN,
            "up_adverb" => Sense::UP_ADVERB,
            "down_adverb" => Sense::DOWN_ADVERB,
            "expected" => Sense::EXPECTED,
            "planned" => Sense::PLANNED,
            "target" => Sense::TARGET,
            "possible" => Sense::POSSIBLE,
            "reported" => Sense::REPORTED,
            "negation" => Sense::NEGATION,
            "say" => Sense::SAY,
            "code_before" => Sense::CODE_BEFORE,
            "score_noun" => Sense::SCORE_NOUN,
            "actor" => Sense::ACTOR,
            "forecast" => Sense::FORECAST,
            "plan_noun" => Sense::PLAN_NOUN,
            "target_noun" => Sense::TARGET_NOUN,
            "risk_noun" => Sense::RISK_NOUN,
            "transfer" => Sense::TRANSFER,
            "state" => Sense::STATE,
            "office" => Sense::OFFICE,
            "source" => Sense::SOURCE,
            "own_participle" => Sense::OWN_PARTICIPLE,
            "only_participle" => Sense::ONLY_PARTICIPLE,
            "naming" => Sense::NAMING,
            "object_control" => Sense::OBJECT_CONTROL,
            "particle_verb" => Sense::PARTICLE_VERB,
            "moves_object" => Sense::MOVES_OBJECT,
            _ => Sense(0),
        }
    }
}

/// All words for claims, made once.
pub struct ClaimWords {
    numerals: FxHashMap<&'static str, (Decimal, Numeral)>,
    /// Tells nearly every word that is no numeral, nor "no" or "none".
    numeral_looks: FirstLook,
    units: Phrases<Unit>,
    symbols: FxHashMap<&'static str, Unit>,
    currency_before: FxHashMap<&'static str, Currency>,
    currency_after: FxHashMap<&'static str, Currency>,
    currency_words: Phrases<Currency>,
    before: Phrases<(Modifier, bool)>,
    after: Phrases<Modifier>,
    senses: FxHashMap<&'static str, Sense>,
    cues: FxHashMap<&'static str, Cue>,
    openers: FxHashSet<String>,
    local: FxHashMap<(&'static str, &'static str), &'static str>,
    address: Option<Regex>,
}

/// Web addresses, mail addresses, handles and hashtags, wherever they end.
const ADDRESS: &str = r"(?x-u)
      \b(?:https?://|www\.)[\x21-\x7e]+
    | [A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}
    | [\#@][A-Za-z0-9_]+
    | \b[A-Za-z0-9-]+\.(?:com|org|net|gov|edu|info|io|co)(?:\.[a-z]{2})?/[\x21-\x7e]*";

impl ClaimWords {
    /// Reads the built-in lists.
    pub fn new() -> Self {
        fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
            file.lines().skip(1).filter_map(|line| {
                let fields: Vec<&'static str> = line.split(',').collect();
                fields.try_into().ok()
            })
        }
        let mut words = ClaimWords {
            numerals: FxHashMap::default(),
            numeral_looks: FirstLook::new(),
            units: Phrases::new(),
            symbols: FxHashMap::default(),
            currency_before: FxHashMap::default(),
            currency_after: FxHashMap::default(),
            currency_words: Phrases::new(),
            before: Phrases::new(),
            after: Phrases::new(),
            senses: FxHashMap::default(),
            cues: FxHashMap::default(),
            openers: FxHashSet::default(),
            local: FxHashMap::default(),
            address: Regex::new(ADDRESS).ok(),
        };
        for [word, value, class] in rows(include_str!("../../data/lexicon/en/numerals.csv")) {
            let class = match class {
                "unit" => Numeral::Unit,
                "ten" => Numeral::Ten,
                "hundred" => Numeral::Hundred,
                "scale" => Numeral::Scale,
                "letter" => Numeral::Letter,
                "vague" => Numeral::Vague,
                "fold" => Numeral::Fold,
                _ => Numeral::Part,
            };
            if let Ok(value) = value.parse() {
                words.numerals.insert(word, (value, class));
                words.numeral_looks.insert(word);
                if !matches!(class, Numeral::Letter | Numeral::Part) || word == "half" || word == "quarter" {
                    words.openers.insert(word.to_string());
                }
            }
        }
        for word in ["no", "none"] {
            words.numeral_looks.insert(word);
        }
        for [form, name, kind, how] in rows(include_str!("../../data/lexicon/en/units.csv")) {
            let kind = if kind == "duration" { Kind::Duration } else { Kind::Measure };
            let how = match how {
                "word" => How::Word,
                "symbol" => How::Symbol,
                _ => How::Glue,
            };
            let unit = Unit { name, kind, how };
            if how == How::Word {
                words.units.insert(form, unit);
            } else {
                words.symbols.insert(form, unit);
            }
        }
        for [form, code, how, part, family] in rows(include_str!("../../data/lexicon/en/currencies.csv")) {
            let part = part.parse().unwrap_or(Decimal::ONE);
            let currency = Currency { code, part, large: how == "large", family };
            if matches!(how, "before" | "both") {
                words.currency_before.insert(form, currency);
                // "$" opens "$US5" as "US" opens "US$5".
                if let Some(first) = pieces(form).first() {
                    words.openers.insert(first.to_string());
                    words.openers.insert(first.to_lowercase());
                }
            }
            if matches!(how, "after" | "both" | "glue") {
                words.currency_after.insert(form, currency);
            }
            if matches!(how, "word" | "large") {
                words.currency_words.insert(form, currency);
            }
        }
        for word in
            ["a", "an", "minus", "negative", "several", "few", "many", "couple", "-", "−", "–", "+", "."]
        {
            words.openers.insert(word.to_string());
        }
        for [family, country, code] in rows(include_str!("../../data/lexicon/en/local_currencies.csv")) {
            words.local.insert((family, country), code);
        }
        for [phrase, modifier, side] in rows(include_str!("../../data/lexicon/en/modifiers.csv")) {
            let modifier = match modifier {
                "about" => Modifier::About,
                "more_than" => Modifier::MoreThan,
                "at_least" => Modifier::AtLeast,
                "less_than" => Modifier::LessThan,
                _ => Modifier::AtMost,
            };
            if side == "before" {
                words.before.insert_backwards(phrase, (modifier, phrase.contains("estimated")));
            } else {
                words.after.insert(phrase, modifier);
            }
        }
        for [word, class] in rows(include_str!("../../data/lexicon/en/number_cues.csv")) {
            let cue = words.cues.entry(word).or_default();
            cue.0 |= Cue::named(class).0;
        }
        for [word, class] in rows(include_str!("../../data/lexicon/en/statement_words.csv")) {
            let sense = words.senses.entry(word).or_default();
            sense.0 |= Sense::named(class).0;
        }
        words
    }

    /// The number a word stands for; `word` in small letters.
    pub fn numeral(&self, word: &str) -> Option<(Decimal, Numeral)> {
        if self.may_be_numeral(word) { self.numerals.get(word).copied() } else { None }
    }

    /// Whether a word in any letter case has the look of a numeral or of "no" and "none".
    pub fn may_be_numeral(&self, word: &str) -> bool {
        word.len() <= 11 && self.numeral_looks.may_hold(word)
    }

    /// Whether a number may begin with the token, as it stands: a first look that spares the second.
    pub fn opens_number(&self, word: &str) -> bool {
        word.len() <= 11 && self.openers.contains(word)
    }

    /// A unit by its word, in small letters.
    pub fn unit_word(&self, word: &str) -> Option<Unit> {
        self.units.word(word)
    }

    /// The unit whose words begin at `at`, and where they end.
    pub fn unit_at(&self, line: &Line<'_>, at: usize) -> Option<(Unit, usize)> {
        self.units.at(line, at)
    }

    /// A unit by its symbol.
    pub fn unit_symbol(&self, symbol: &str) -> Option<Unit> {
        self.symbols.get(symbol).copied()
    }

    /// A currency sign or code before the number.
    pub fn currency_before(&self, sign: &str) -> Option<Currency> {
        self.currency_before.get(sign).copied()
    }

    /// A currency sign or code behind the number.
    pub fn currency_after(&self, sign: &str) -> Option<Currency> {
        self.currency_after.get(sign).copied()
    }

    /// A currency by its word, in small letters.
    pub fn currency_word(&self, word: &str) -> Option<Currency> {
        self.currency_words.word(word)
    }

    /// The currency whose words begin at `at`, and where they end.
    pub fn currency_at(&self, line: &Line<'_>, at: usize) -> Option<(Currency, usize)> {
        self.currency_words.at(line, at)
    }

    /// Where web addresses and their like stand in `text`, in bytes.
    pub fn addresses<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        self.address.iter().flat_map(move |a| a.find_iter(text)).map(|m| m.range())
    }

    /// The code of a currency in an article about `country`: a bare "$" is that country's dollar.
    pub fn code_in(&self, currency: Currency, country: Option<[u8; 2]>) -> &'static str {
        let local = country
            .as_ref()
            .and_then(|c| std::str::from_utf8(c).ok())
            .and_then(|c| self.local.get(&(currency.family, c)));
        local.copied().unwrap_or(currency.code)
    }

    /// The modifiers that end just before `end`, longest first: what they say, whether they estimate, and
    /// where they begin.
    pub fn modifiers_before<'s>(
        &'s self,
        line: &'s Line<'_>,
        end: usize,
    ) -> impl Iterator<Item = ((Modifier, bool), usize)> + 's {
        self.before.before(line, end)
    }

    /// The modifier that begins at `at`, and where it ends.
    pub fn modifier_after(&self, line: &Line<'_>, at: usize) -> Option<(Modifier, usize)> {
        self.after.at(line, at)
    }

    /// The classes of a word that stands near a number.
    pub fn cue(&self, word: &str) -> Cue {
        self.cues.get(word).copied().unwrap_or_default()
    }

    /// What a word tells in a statement; verbs by their base form.
    pub fn sense(&self, word: &str) -> Sense {
        self.senses.get(word).copied().unwrap_or_default()
    }

    /// What a noun tells, in the singular or the plural.
    pub fn noun_sense(&self, word: &str) -> Sense {
        Sense(self.sense(word).0 | self.sense(word.strip_suffix('s').unwrap_or(word)).0)
    }
}

impl Default for ClaimWords {
    fn default() -> Self {
        Self::new()
    }
}

/// The number of a month by its name or its usual short form, in small letters.
pub fn month_number(word: &str) -> Option<i8> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}
