//! The words that make claims: numerals, units, currencies, modifiers and the verbs of statements,
//! read from `data/lexicon/en/*.csv`.

use std::ops::Range;

use regex::Regex;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

pub use super::classes::{Cue, Sense};
use super::phrases::{Phrases, pieces};
use crate::claims::claim::{Kind, Modifier};
use crate::text::{FirstLook, PerWord, WordNumber};

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

/// All words for claims, made once.
pub struct ClaimWords {
    numerals: FxHashMap<&'static str, (Decimal, Numeral)>,
    /// Tells nearly every word that is no numeral, nor "no" or "none".
    numeral_looks: FirstLook,
    /// Which words are numerals.
    known_numerals: PerWord<bool>,
    /// What statements use words for as verbs.
    pub verb_senses: PerWord<Sense>,
    /// Units by the words they begin with.
    pub units: Phrases<Unit>,
    symbols: FxHashMap<&'static str, Unit>,
    currency_before: FxHashMap<&'static str, Currency>,
    currency_after: FxHashMap<&'static str, Currency>,
    /// Currencies by the words they begin with.
    pub currency_words: Phrases<Currency>,
    /// Modifiers that stand before a number, by their last word, with whether they estimate.
    pub before: Phrases<(Modifier, bool)>,
    /// Modifiers that stand behind a number.
    pub after: Phrases<Modifier>,
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
            known_numerals: PerWord::new(),
            verb_senses: PerWord::new(),
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
        for [word, value, class] in rows(include_str!("../../../data/lexicon/en/numerals.csv")) {
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
        for [form, name, kind, how] in rows(include_str!("../../../data/lexicon/en/units.csv")) {
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
        for [form, code, how, part, family] in rows(include_str!("../../../data/lexicon/en/currencies.csv")) {
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
        for [family, country, code] in rows(include_str!("../../../data/lexicon/en/local_currencies.csv")) {
            words.local.insert((family, country), code);
        }
        for [phrase, modifier, side] in rows(include_str!("../../../data/lexicon/en/modifiers.csv")) {
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
        for [word, class] in rows(include_str!("../../../data/lexicon/en/number_cues.csv")) {
            let cue = words.cues.entry(word).or_default();
            cue.0 |= Cue::named(class).0;
        }
        for [word, class] in rows(include_str!("../../../data/lexicon/en/statement_words.csv")) {
            let sense = words.senses.entry(word).or_default();
            sense.0 |= Sense::named(class).0;
        }
        words
    }

    /// The number a word stands for; `word` in small letters.
    pub fn numeral(&self, word: &str) -> Option<(Decimal, Numeral)> {
        if self.may_be_numeral(word) { self.numerals.get(word).copied() } else { None }
    }

    /// Whether a word in small letters, which has this number, stands for a number.
    pub fn is_numeral(&self, number: WordNumber, word: &str) -> bool {
        self.known_numerals.get(number, || self.numeral(word).is_some())
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

    /// Whether a word, in small letters, is a unit of time: "week", "years".
    pub fn unit_of_time(&self, word: &str) -> bool {
        self.unit_word(word).is_some_and(|u| u.kind == Kind::Duration)
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

/// Whether a word in small letters tells where something lies from another place.
pub fn compass(word: &str) -> bool {
    matches!(
        word,
        "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest"
    )
}
