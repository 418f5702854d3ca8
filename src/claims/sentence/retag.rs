//! A sentence whose tags are put right, and what is asked of its words. The corrections stand in
//! [`super::corrections`] and [`super::misread`].

use crate::claims::vocabulary::words::{ClaimWords, Sense};
use crate::text::tagger::Tag;
use crate::text::{Class, English, WordNumber, lemma};

/// What verbs of motion tell.
pub const MOTION: Sense = Sense(Sense::UP.0 | Sense::DOWN.0);

/// A sentence whose tags are corrected: its words in small letters, and which begin with a capital.
pub struct Retag<'a> {
    pub lower: &'a [&'a str],
    pub numbers: &'a [WordNumber],
    pub capital: &'a dyn Fn(usize) -> bool,
    /// Whether a hyphen stands at a token that joins the words beside.
    pub joins: &'a dyn Fn(usize) -> bool,
    pub words: &'a ClaimWords,
    pub english: &'a English,
}

impl Retag<'_> {
    /// The word at `at`; empty outside of the sentence.
    pub fn word(&self, at: usize) -> &str {
        self.lower.get(at).copied().unwrap_or("")
    }

    /// What the lists of English say that the word at `at` can be.
    pub fn class(&self, at: usize) -> Class {
        match self.numbers.get(at) {
            Some(number) => self.english.words.numbered_classes(*number, self.word(at)),
            None => Class::default(),
        }
    }

    /// What statements use the verb at `at` for.
    pub fn sense(&self, at: usize) -> Sense {
        let word = self.word(at);
        let find = || {
            let base = lemma::verb_base(&self.english.words, word);
            Sense(self.words.sense(base).0 | self.words.sense(word).0)
        };
        self.numbers.get(at).map_or(Sense::default(), |number| self.words.verb_senses.get(*number, find))
    }

    /// Where the finite verb stands that follows the word at `at` and a phrase behind a preposition: two verbs in a row
    /// without a mark between are one too many.
    pub fn phrase_up_to_verb(&self, tags: &[Tag], at: usize) -> Option<usize> {
        if tags.get(at + 1) != Some(&Tag::Preposition) {
            return None;
        }
        let part = |t: &&Tag| t.noun() || matches!(t, Tag::Preposition | Tag::Determiner | Tag::Adjective);
        let end = at + 1 + tags[at + 1..].iter().take(8).take_while(part).count();
        let verb = tags.get(end).filter(|t| t.finite() || **t == Tag::Aux);
        (end > at + 2 && verb.is_some()).then_some(end)
    }
}

/// Whether a figure stands at `at`, or the sign before one.
pub fn figure(tags: &[Tag], at: usize) -> bool {
    matches!(tags.get(at), Some(Tag::Number | Tag::Symbol))
}

/// Verbs behind whose object a base form stands: "saw prices rise".
pub fn leads_to_base(word: &str) -> bool {
    matches!(
        word,
        "saw"
            | "see"
            | "sees"
            | "seen"
            | "seeing"
            | "watched"
            | "let"
            | "lets"
            | "helped"
            | "helps"
            | "made"
            | "makes"
    )
}

/// Past tenses whose participle is another word.
pub fn only_past(word: &str) -> bool {
    matches!(
        word,
        "rose"
            | "fell"
            | "grew"
            | "went"
            | "came"
            | "took"
            | "gave"
            | "saw"
            | "knew"
            | "began"
            | "sank"
            | "shrank"
            | "drove"
            | "wrote"
            | "spoke"
            | "broke"
            | "became"
            | "ran"
            | "flew"
            | "drew"
            | "threw"
            | "chose"
            | "ate"
            | "rode"
            | "swam"
            | "sang"
            | "drank"
            | "sprang"
            | "wore"
            | "tore"
            | "swore"
            | "froze"
            | "stole"
            | "forgot"
    )
}
