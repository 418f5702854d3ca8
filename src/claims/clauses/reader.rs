//! The state while the clauses of a sentence are read, and what is asked of it.

use super::chunk::{Chunk, ChunkKind, VerbForm};
use super::clause::{Clause, ClauseKind, Parse};
use crate::claims::sentence::line::Line;
use crate::claims::sentence::verb::sense;
use crate::claims::vocabulary::words::Sense;

/// The state while a sentence is read.
pub struct Reader<'a, 'l> {
    pub line: &'a Line<'l>,
    pub parse: Parse,
    /// The clause that is being read.
    pub top: usize,
    /// The preposition whose noun has not come yet.
    pub pending: Option<usize>,
    /// The clause that was open when a quotation began.
    pub quoting: Option<usize>,
}

impl Reader<'_, '_> {
    /// What the chunk at `at` is.
    pub fn kind(&self, at: usize) -> ChunkKind {
        self.parse.chunks[at].kind
    }

    /// The first word of a chunk.
    pub fn word(&self, at: usize) -> &str {
        self.parse.word(self.line, at)
    }

    /// Whether a noun chunk or a pronoun stands at `at`.
    pub fn nominal(&self, at: usize) -> bool {
        self.parse.chunks.get(at).is_some_and(Chunk::nominal)
    }

    /// Opens a clause, which is the one that is read from now on.
    pub fn open(
        &mut self,
        kind: ClauseKind,
        parent: Option<usize>,
        antecedent: Option<usize>,
        opener: Option<usize>,
        behind_comma: bool,
    ) {
        self.top = self.parse.clauses.len();
        self.parse.clauses.push(Clause { parent, antecedent, opener, behind_comma, ..Clause::new(kind) });
    }

    /// The nearest noun chunk before `at`, over commas and the preposition of a relative ("in which").
    pub fn last_noun(&self, at: usize) -> Option<usize> {
        (0..at)
            .rev()
            .take_while(|c| {
                matches!(
                    self.kind(*c),
                    ChunkKind::Comma
                        | ChunkKind::Preposition
                        | ChunkKind::Noun
                        | ChunkKind::Pronoun
                        | ChunkKind::Close
                        | ChunkKind::Quote
                        | ChunkKind::Time
                )
            })
            .find(|c| self.parse.chunks[*c].nominal())
    }

    /// Makes the chunk at `at` the verb of a clause, which is the one that is read from now on.
    pub fn set_verb(&mut self, clause: usize, at: usize, subject: Option<usize>) {
        self.top = clause;
        self.parse.clause[at] = clause;
        let this = &mut self.parse.clauses[clause];
        this.verb = Some(at);
        if this.subject.is_none() {
            this.subject = subject;
        }
    }

    /// Moves the chunks from `from` on to the clause that is open now.
    pub fn take(&mut self, from: usize, to: usize) {
        for at in from..to {
            self.parse.clause[at] = self.top;
        }
    }

    /// The verb at the head of a clause.
    pub fn head(&self, clause: usize) -> Option<usize> {
        self.parse.clauses[clause].verb.map(|v| self.parse.chunks[v].head)
    }

    /// Whether the verb of a clause says or expects something.
    pub fn says(&self, clause: usize) -> bool {
        let said = Sense(Sense::SAY.0 | Sense::EXPECTED.0);
        self.head(clause).is_some_and(|head| sense(self.line, head).any(said)) && !self.adds(clause)
    }

    /// "added 8 cents to $1.20": a measure behind the verb and no verb behind that is an object, nothing said.
    fn adds(&self, clause: usize) -> bool {
        let Some(verb) = self.parse.clauses[clause].verb else { return false };
        self.parse.quantity.get(verb + 1).is_some_and(|q| q.is_some_and(|(_, measured)| measured))
            && self.parse.chunks.get(verb + 2).is_none_or(|c| {
                matches!(c.kind, ChunkKind::Comma | ChunkKind::Break | ChunkKind::Conjunction)
                    || c.kind == ChunkKind::Preposition
                        && matches!(self.line.w(c.tokens.start), "to" | "at" | "from")
            })
    }

    /// Noun chunks without a preposition between the last verb or opening word and `at`.
    pub fn bare(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut depth = 0;
        for c in (0..at).rev() {
            match self.kind(c) {
                // What stands in brackets is no part of the clause around it.
                ChunkKind::Close => depth += 1,
                ChunkKind::Open if depth > 0 => depth -= 1,
                _ if depth > 0 => {}
                ChunkKind::Noun | ChunkKind::Pronoun if self.parse.preposition[c].is_none() => found.push(c),
                ChunkKind::Verb(_) | ChunkKind::Relative | ChunkKind::Subordinator | ChunkKind::Break => {
                    break;
                }
                ChunkKind::Open => break,
                _ => {}
            }
        }
        found.reverse();
        found
    }

    /// Whether chunk `b` follows `a` with nothing but adverbs between.
    pub fn adjacent(&self, a: usize, b: usize) -> bool {
        (a + 1..b).all(|c| self.kind(c) == ChunkKind::Adverb)
    }

    /// The finite clause that a further one would stand beside.
    pub fn beside(&self, clause: usize) -> usize {
        self.parse
            .up(clause)
            .find(|c| {
                !matches!(
                    self.parse.clauses[*c].kind,
                    ClauseKind::Infinitive | ClauseKind::Participle | ClauseKind::Relative
                ) || self.parse.clauses[*c].kind == ClauseKind::Relative && *c == clause
            })
            .unwrap_or(clause)
    }

    /// The first noun chunk before `at` without a preposition, of a clause that has no verb yet.
    pub fn waiting_subject(&self, clause: usize, at: usize) -> Option<usize> {
        (0..at).find(|c| {
            self.parse.clause[*c] == clause
                && self.parse.chunks[*c].nominal()
                && self.parse.preposition[*c].is_none()
        })
    }

    /// Whether the verb of a clause has `chunk` as the one it tells something: "told reporters".
    pub fn takes_two(&self, clause: usize, chunk: usize) -> bool {
        let Some(verb) = self.parse.clauses[clause].verb else { return false };
        verb + 1 == chunk
            && matches!(
                self.line.verb(self.parse.chunks[verb].head),
                "tell" | "inform" | "warn" | "remind" | "assure" | "give" | "offer" | "pay" | "show" | "cost"
            )
    }

    /// Whether another finite verb follows in the sentence before a mark that parts clauses.
    pub fn verb_follows(&self, at: usize) -> bool {
        self.parse.chunks[at + 1..]
            .iter()
            .take_while(|c| {
                !matches!(
                    c.kind,
                    ChunkKind::Relative
                        | ChunkKind::Subordinator
                        | ChunkKind::Break
                        | ChunkKind::Quote
                        | ChunkKind::Close
                        | ChunkKind::Open
                )
            })
            .any(|c| c.kind == ChunkKind::Verb(VerbForm::Finite))
    }

    /// Whether the preposition at `at` begins a clause: "*after* it said", "*before* the ministers meet".
    pub fn begins_clause(&self, at: usize) -> bool {
        matches!(self.word(at), "after" | "before" | "since" | "until" | "as")
            && self.nominal(at + 1)
            && self.parse.chunks.get(at + 2).is_some_and(|c| c.kind == ChunkKind::Verb(VerbForm::Finite))
    }

    /// Whether the only verb that follows is that of who says so: "two million massed in Rome, *the mayor said*".
    pub fn attributed_behind(&self, at: usize) -> bool {
        let finite = |c: &usize| self.kind(*c) == ChunkKind::Verb(VerbForm::Finite);
        let mut verbs = (at + 1..self.parse.chunks.len()).filter(finite);
        let (Some(verb), None) = (verbs.next(), verbs.next()) else { return false };
        let head = self.parse.chunks[verb].head;
        // "rose 5 percent, compared with 3 percent in May, the bank said", but "This compared with 3 percent"
        let compares = self.word(at) == "compared" && at > 1;
        verb > at + 2
            && !compares
            && self.nominal(verb - 1)
            && self.kind(verb - 2) == ChunkKind::Comma
            && self.line.words.sense(self.line.verb(head)).any(Sense::STATE)
    }

    /// Whether the verb that follows has a subject of its own behind ", and": "pupils passed, *and 14 won*".
    pub fn closed_behind(&self, at: usize) -> bool {
        let Some(comma) = (at + 1..self.parse.chunks.len())
            .take_while(|c| !self.parse.chunks[*c].verbal())
            .find(|c| self.kind(*c) == ChunkKind::Comma)
        else {
            return false;
        };
        let next = |n: usize| self.parse.chunks.get(comma + n);
        next(1).is_some_and(|c| c.kind == ChunkKind::Conjunction)
            && next(2).is_some_and(Chunk::nominal)
            && next(3).is_some_and(|c| c.kind == ChunkKind::Verb(VerbForm::Finite))
    }
}
