//! The words that make claims: numerals, units, currencies, modifiers and the verbs of statements,
//! read from `data/lexicon/en/*.csv`.

use std::ops::Range;

use regex::Regex;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::{Kind, Modifier};

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
    pub part: u32,
    /// The name that several countries' currencies share ("dollar"); empty where the form tells one.
    pub family: &'static str,
}

/// Where a modifier stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
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
            _ => Sense(0),
        }
    }
}

/// All words for claims, made once.
pub struct ClaimWords {
    numerals: FxHashMap<&'static str, (Decimal, Numeral)>,
    /// Which prints numerals have: nearly every word is known for none by its print.
    numeral_prints: [bool; 1 << 10],
    units: FxHashMap<&'static str, Unit>,
    symbols: FxHashMap<&'static str, Unit>,
    currency_before: FxHashMap<&'static str, Currency>,
    currency_after: FxHashMap<&'static str, Currency>,
    currency_words: FxHashMap<&'static str, Currency>,
    before: Vec<(Vec<&'static str>, Modifier)>,
    after: Vec<(Vec<&'static str>, Modifier)>,
    senses: FxHashMap<&'static str, Sense>,
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
            numeral_prints: [false; 1 << 10],
            units: FxHashMap::default(),
            symbols: FxHashMap::default(),
            currency_before: FxHashMap::default(),
            currency_after: FxHashMap::default(),
            currency_words: FxHashMap::default(),
            before: Vec::new(),
            after: Vec::new(),
            senses: FxHashMap::default(),
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
                _ => Numeral::Part,
            };
            if let Ok(value) = value.parse() {
                words.numerals.insert(word, (value, class));
                words.numeral_prints[print(word)] = true;
            }
        }
        for word in ["no", "none"] {
            words.numeral_prints[print(word)] = true;
        }
        for [form, name, kind, how] in rows(include_str!("../../data/lexicon/en/units.csv")) {
            let kind = if kind == "duration" { Kind::Duration } else { Kind::Measure };
            let how = match how {
                "word" => How::Word,
                "symbol" => How::Symbol,
                _ => How::Glue,
            };
            let table = if how == How::Word { &mut words.units } else { &mut words.symbols };
            table.insert(form, Unit { name, kind, how });
        }
        for [form, code, how, part, family] in rows(include_str!("../../data/lexicon/en/currencies.csv")) {
            let currency = Currency { code, part: part.parse().unwrap_or(1), family };
            if matches!(how, "before" | "both") {
                words.currency_before.insert(form, currency);
            }
            if matches!(how, "after" | "both" | "glue") {
                words.currency_after.insert(form, currency);
            }
            if how == "word" {
                words.currency_words.insert(form, currency);
            }
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
            let list = if side == "before" { &mut words.before } else { &mut words.after };
            list.push((phrase.split(' ').collect(), modifier));
        }
        for list in [&mut words.before, &mut words.after] {
            list.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
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
        !word.is_empty() && word.len() <= 11 && self.numeral_prints[print(word)]
    }

    /// A unit by its word, in small letters; several words are joined by one blank.
    pub fn unit_word(&self, words: &str) -> Option<Unit> {
        self.units.get(words).copied()
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

    /// A currency by its words, in small letters.
    pub fn currency_word(&self, words: &str) -> Option<Currency> {
        self.currency_words.get(words).copied()
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

    /// The modifiers of one side, longest first.
    pub fn modifiers(&self, side: Side) -> &[(Vec<&'static str>, Modifier)] {
        match side {
            Side::Before => &self.before,
            Side::After => &self.after,
        }
    }

    /// What a word tells in a statement; verbs by their base form.
    pub fn sense(&self, word: &str) -> Sense {
        self.senses.get(word).copied().unwrap_or_default()
    }
}

/// A number below 1024 that a word's length, first and last letter give.
fn print(word: &str) -> usize {
    let bytes = word.as_bytes();
    let letter = |n: usize| usize::from(bytes[n] & 31);
    (letter(0) << 5 ^ letter(bytes.len() - 1) ^ bytes.len() << 2) & 1023
}

impl Default for ClaimWords {
    fn default() -> Self {
        Self::new()
    }
}
