//! What a sentence is cut into: noun chunks, verb groups and the small words between them (Abney 1991).
//! Chunks do not nest; what belongs to what is for [`super::clause`] to say.

use std::ops::Range;

/// What a chunk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChunkKind {
    /// A noun with its determiners, adjectives and possessors; a quantity with its noun.
    Noun,
    /// he, it, they
    Pronoun,
    /// A time expression: "last year", "Tuesday".
    Time,
    /// A verb group: "have not been", "to carry out".
    Verb(VerbForm),
    Preposition,
    /// who, which, whose, where; "that" behind a noun
    Relative,
    /// if, while, because; "that" behind a verb
    Subordinator,
    /// and, or, but
    Conjunction,
    Comma,
    /// An adjective that stands alone: "was *ready*".
    Adjective,
    Adverb,
    /// ( or [
    Open,
    /// ) or ]
    Close,
    /// Quotation marks.
    Quote,
    /// ; : and dashes
    Break,
}

/// The form of a verb group, which is that of its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbForm {
    /// rose, has risen, will rise
    Finite,
    /// to rise
    Infinitive,
    /// rising
    Ing,
    /// risen, killed: a participle without an auxiliary
    En,
}

/// A chunk of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Chunk {
    pub kind: ChunkKind,
    pub tokens: Range<usize>,
    /// The last noun of a noun chunk, the main verb of a verb group.
    pub head: usize,
    /// A verb group in the passive voice.
    pub passive: bool,
}

impl Chunk {
    /// A noun chunk or a pronoun.
    pub fn nominal(&self) -> bool {
        matches!(self.kind, ChunkKind::Noun | ChunkKind::Pronoun)
    }

    /// A verb group.
    pub fn verbal(&self) -> bool {
        matches!(self.kind, ChunkKind::Verb(_))
    }
}
