//! Parts of speech.

/// A part of speech. Verbs keep their form, nouns their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// Singular noun.
    Noun,
    /// Plural noun.
    Nouns,
    /// Proper noun.
    Name,
    /// Base form or present plural of a verb.
    Verb,
    /// Present third person.
    VerbS,
    /// Past tense.
    VerbEd,
    /// Past participle.
    VerbEn,
    /// Present participle or gerund.
    VerbIng,
    /// Auxiliary or modal: is, has, will.
    Aux,
    /// Adjective.
    Adjective,
    /// Adverb.
    Adverb,
    /// Pronoun, possessives included.
    Pronoun,
    /// Determiner.
    Determiner,
    /// Preposition or verb particle.
    Preposition,
    /// and, or, but.
    Conjunction,
    /// if, because, that.
    Subordinator,
    /// to, not, 's.
    Particle,
    /// Number, in digits or words.
    Number,
    /// Currency signs, percent signs and the like.
    Symbol,
    /// Interjections and what fits nowhere.
    Other,
    /// Punctuation.
    Mark,
}

/// How many tags there are.
pub const TAGS: usize = 21;

/// All tags, in the order of their numbers.
pub const ALL: [Tag; TAGS] = [
    Tag::Noun,
    Tag::Nouns,
    Tag::Name,
    Tag::Verb,
    Tag::VerbS,
    Tag::VerbEd,
    Tag::VerbEn,
    Tag::VerbIng,
    Tag::Aux,
    Tag::Adjective,
    Tag::Adverb,
    Tag::Pronoun,
    Tag::Determiner,
    Tag::Preposition,
    Tag::Conjunction,
    Tag::Subordinator,
    Tag::Particle,
    Tag::Number,
    Tag::Symbol,
    Tag::Other,
    Tag::Mark,
];

impl Tag {
    /// The tag of a name in `function_words.csv`.
    pub fn from_name(name: &str) -> Option<Tag> {
        Some(match name {
            "det" => Tag::Determiner,
            "pron" => Tag::Pronoun,
            "prep" => Tag::Preposition,
            "conj" => Tag::Conjunction,
            "sub" => Tag::Subordinator,
            "aux" => Tag::Aux,
            "part" => Tag::Particle,
            "adv" => Tag::Adverb,
            "num" => Tag::Number,
            _ => return None,
        })
    }

    /// A common or proper noun.
    pub fn noun(self) -> bool {
        matches!(self, Tag::Noun | Tag::Nouns | Tag::Name)
    }

    /// A verb in any form, auxiliaries not.
    pub fn verb(self) -> bool {
        matches!(self, Tag::Verb | Tag::VerbS | Tag::VerbEd | Tag::VerbEn | Tag::VerbIng)
    }

    /// A verb form that can be the heart of a clause by itself.
    pub fn finite(self) -> bool {
        matches!(self, Tag::Verb | Tag::VerbS | Tag::VerbEd)
    }

    /// A finite verb or an auxiliary: with it a clause has its predicate.
    pub fn predicates(self) -> bool {
        self.finite() || self == Tag::Aux
    }
}
