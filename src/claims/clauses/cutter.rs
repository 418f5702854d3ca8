//! The state while a sentence is cut into chunks, and what is asked of its words.

use std::ops::Range;

use super::chunk::{Chunk, ChunkKind};
use crate::claims::sentence::line::Line;
use crate::text::Class;
use crate::text::tagger::Tag;

/// The state while a sentence is cut: its quantities and time expressions, and the chunks so far.
pub struct Cutter<'a> {
    pub line: &'a Line<'a>,
    pub amounts: &'a [Range<usize>],
    pub times: &'a [Range<usize>],
    pub out: Vec<Chunk>,
}

impl Cutter<'_> {
    /// Adds a chunk and answers where it ends.
    pub fn push(&mut self, kind: ChunkKind, tokens: Range<usize>, head: usize) -> usize {
        let end = tokens.end;
        self.out.push(Chunk { kind, tokens, head, passive: false });
        end
    }

    /// Whether a time expression is itself a quantity with more behind it ("three years of talks").
    pub fn measured(&self, time: &Range<usize>) -> bool {
        matches!(self.line.w(time.end), "'s" | "'")
            || self.line.w(time.end) == "of" && self.amounts.iter().any(|a| time.contains(&a.start))
    }

    /// Whether a word tagged as a noun stands between a noun and a quantity or a possessor ("the deficit *hit* its
    /// limit") and may be a past tense.
    pub fn past_before_amount(&self, at: usize) -> bool {
        let line = self.line;
        line.tag(at) == Tag::Noun
            && at > 0
            && line.tag(at - 1).noun()
            && (starting(self.amounts, at + 1).is_some() || matches!(line.w(at + 1), "its" | "his" | "their"))
            && line.english.words.classes(line.w(at)).any(Class::VERB_ED)
    }

    /// Whether a word behind "to" is a verb, whatever the tagger took it for: a verb stands before ("began to
    /// *review* 1,500 cases") and an object behind.
    pub fn must_be_verb(&self, at: usize) -> bool {
        let line = self.line;
        matches!(line.tag(at), Tag::Noun | Tag::Adjective)
            && line.english.words.classes(line.w(at)).any(Class::VERB)
            && self.out.last().is_some_and(Chunk::verbal)
            && (starting(self.amounts, at + 1).is_some()
                || matches!(line.tag(at + 1), Tag::Determiner | Tag::Number | Tag::Symbol | Tag::Pronoun))
    }

    /// Whether adjectives and adverbs from `at` on end in a noun.
    pub fn leads_noun(&self, at: usize) -> bool {
        let line = self.line;
        let mut n = at + 1;
        while n < line.len() && n < at + 6 {
            match line.tag(n) {
                Tag::Noun | Tag::Nouns | Tag::Name | Tag::Number => return starting(self.times, n).is_none(),
                Tag::Adjective | Tag::VerbEn | Tag::Symbol => {}
                Tag::Adverb if line.tag(n - 1) != Tag::Adjective => {}
                Tag::Conjunction if line.tag(n + 1) == Tag::Adjective => {}
                Tag::Mark if line.dash(n) && line.glued(n) => {}
                Tag::Mark if line.w(n) == "," && line.tag(n + 1) == Tag::Adjective => {}
                _ => return starting(self.amounts, n).is_some() && line.tag(at) != Tag::Adverb,
            }
            n += 1;
        }
        false
    }
}

/// Whether a word tells whose a thing is.
pub fn possessive(word: &str) -> bool {
    matches!(word, "my" | "your" | "his" | "her" | "its" | "our" | "their" | "whose")
}

/// The range that begins at `at`.
pub fn starting(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    ranges.iter().find(|r| r.start == at)
}
