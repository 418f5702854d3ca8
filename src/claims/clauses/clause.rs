//! The clauses of a sentence: one for each verb group, with its subject, what it stands under, and which
//! chunks belong to it.
//!
//! How they are found stands in [`super::reading`].

use super::chunk::{Chunk, ChunkKind};
use crate::claims::sentence::line::Line;

/// How a clause stands to the one it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    Main,
    /// Beside another, behind "and", "but", a comma.
    Coordinate,
    /// What is said, expected, seen: "said *prices rose*".
    Complement,
    /// who, which, that; also without a word: "the trains *she caught*"
    Relative,
    /// if, while, after
    Adverbial,
    /// rising, led by
    Participle,
    /// to rise
    Infinitive,
    /// In brackets.
    Parenthesis,
}

/// A clause: a verb group and what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    pub kind: ClauseKind,
    pub parent: Option<usize>,
    /// Its verb group, as a chunk.
    pub verb: Option<usize>,
    /// Its subject, as a chunk. None where the sentence leaves it out or it is that of the clause above.
    pub subject: Option<usize>,
    /// The noun chunk that a relative clause or participle tells of.
    pub antecedent: Option<usize>,
    /// The word that opens it (if, while, after, who), as a chunk.
    pub opener: Option<usize>,
    /// The clause it stands beside, of the same rank: "will start and *finish*".
    pub beside: Option<usize>,
    /// It follows a comma.
    pub behind_comma: bool,
}

impl Clause {
    /// A clause of which nothing is known yet.
    pub fn new(kind: ClauseKind) -> Clause {
        Clause {
            kind,
            parent: None,
            verb: None,
            subject: None,
            antecedent: None,
            opener: None,
            beside: None,
            behind_comma: false,
        }
    }
}

/// A sentence with its chunks and clauses.
#[derive(Debug, Default)]
pub struct Parse {
    pub chunks: Vec<Chunk>,
    pub clauses: Vec<Clause>,
    /// For each chunk its clause.
    pub clause: Vec<usize>,
    /// For each noun chunk the chunk of the preposition before it.
    pub preposition: Vec<Option<usize>>,
    /// For each chunk where the last quantity in it ends, and whether that measures ("a 5 km *run*") rather than
    /// counts ("5 *runs*").
    pub quantity: Vec<Option<(usize, bool)>>,
    /// Whether it opens with a place and a colon: "LAGOS: Two men".
    pub dateline: bool,
}

impl Parse {
    /// The chunk that holds a token; the next one where none does.
    pub fn chunk_at(&self, token: usize) -> Option<usize> {
        let n = self.chunks.partition_point(|c| c.tokens.end <= token);
        (n < self.chunks.len()).then_some(n)
    }

    /// The preposition before a noun chunk, as a chunk.
    pub fn lead(&self, chunk: usize) -> Option<usize> {
        self.preposition[chunk]
    }

    /// The last chunk before `chunk` that is no adverb.
    pub fn before(&self, chunk: usize) -> Option<usize> {
        (0..chunk).rev().find(|c| self.chunks[*c].kind != ChunkKind::Adverb)
    }

    /// The first word of a chunk.
    pub fn word<'a>(&self, line: &Line<'a>, chunk: usize) -> &'a str {
        line.w(self.chunks[chunk].tokens.start)
    }

    /// The clause, or the nearest one above it, that has a verb.
    pub fn with_verb(&self, clause: usize) -> Option<usize> {
        self.up(clause).find(|c| self.clauses[*c].verb.is_some())
    }

    /// The clause and all those above it.
    pub fn up(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(clause), |c| self.clauses[*c].parent)
    }

    /// The subject of a clause, that of the clause above where it has none of its own.
    pub fn subject(&self, clause: usize) -> Option<usize> {
        for c in self.up(clause) {
            let this = &self.clauses[c];
            if let Some(subject) = this.subject {
                return Some(subject);
            }
            let shares = matches!(
                this.kind,
                ClauseKind::Participle | ClauseKind::Infinitive | ClauseKind::Parenthesis
            ) || this.kind == ClauseKind::Coordinate && this.verb.is_some()
                || this.kind == ClauseKind::Adverbial && this.verb.is_none();
            if !shares {
                return None;
            }
        }
        None
    }

    /// The clauses that tell of a noun chunk: relative ones and participles.
    pub fn telling_of(&self, chunk: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.clauses.len()).filter(move |c| self.clauses[*c].antecedent == Some(chunk))
    }

    /// The noun chunk behind "by" that does what a passive clause tells.
    pub fn agent(&self, line: &Line<'_>, clause: usize) -> Option<usize> {
        let verb = self.clauses[clause].verb?;
        (verb + 1..self.chunks.len()).take_while(|c| !self.chunks[*c].verbal()).find(|c| {
            self.chunks[*c].kind == ChunkKind::Noun
                && self.preposition[*c].is_some_and(|p| line.w(self.chunks[p].tokens.start) == "by")
        })
    }

    /// The noun chunk that is the object of a clause: the first behind its verb without a preposition.
    pub fn object(&self, clause: usize) -> Option<usize> {
        let verb = self.clauses[clause].verb?;
        (verb + 1..self.chunks.len())
            .take_while(|c| !self.chunks[*c].verbal() && self.chunks[*c].kind != ChunkKind::Comma)
            .find(|c| {
                self.clause[*c] == clause && self.chunks[*c].nominal() && self.preposition[*c].is_none()
            })
    }

    /// Whether a quantity stands right behind a noun of its own, with the verb left out: "..., Kato 12 percent".
    pub fn gapped(&self, chunk: usize) -> bool {
        chunk >= 2
            && self.chunks[chunk - 1].kind == ChunkKind::Noun
            && self.lead(chunk - 1).is_none()
            && self.quantity[chunk - 1].is_none()
            && matches!(self.chunks[chunk - 2].kind, ChunkKind::Comma | ChunkKind::Conjunction)
            && self.lead(chunk).is_none()
    }

    /// The subject of a quantity whose verb is left out: "..., *Kato* 12 percent".
    pub fn ungoverned(&self, chunk: usize) -> Option<usize> {
        self.gapped(chunk).then(|| chunk - 1)
    }
}
