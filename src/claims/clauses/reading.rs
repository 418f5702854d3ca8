//! How the clauses of a sentence are read: one pass over its chunks, left to right.
//!
//! The clauses that are still open are the only memory. Finite verbs are read in [`super::finite`], infinitives and
//! participles in [`super::participles`].

use std::ops::Range;

use super::chunk::{Chunk, ChunkKind, VerbForm};
use super::chunks::chunks;
use super::clause::{Clause, ClauseKind, Parse};
use super::reader::Reader;
use super::recut::{asides, split_fronted};
use crate::claims::sentence::line::Line;

/// Reads a sentence. `amounts` are its quantities, with whether a unit measures them, `times` its time
/// expressions, in order.
pub fn read(line: &Line<'_>, amounts: &[(Range<usize>, bool)], times: &[Range<usize>]) -> Parse {
    let ranges: Vec<Range<usize>> = amounts.iter().map(|(range, _)| range.clone()).collect();
    let mut chunks = chunks(line, &ranges, times);
    asides(line, &mut chunks);
    split_fronted(line, &mut chunks);
    let mut quantity = vec![None; chunks.len()];
    for (range, measured) in amounts {
        let at = chunks.partition_point(|c| c.tokens.end <= range.start);
        if let Some(slot) = quantity.get_mut(at) {
            *slot = Some((range.end, *measured));
        }
    }
    let n = chunks.len();
    let clauses = vec![Clause::new(ClauseKind::Main)];
    let parse =
        Parse { chunks, clauses, clause: vec![0; n], preposition: vec![None; n], quantity, dateline: false };
    let mut reader = Reader { line, parse, top: 0, pending: None, quoting: None };
    for at in 0..n {
        reader.read(at);
    }
    reader.parse
}

impl Reader<'_, '_> {
    fn read(&mut self, at: usize) {
        self.parse.clause[at] = self.top;
        let kind = self.parse.chunks[at].kind;
        match kind {
            ChunkKind::Noun | ChunkKind::Pronoun => {
                self.parse.preposition[at] = self.pending.take();
            }
            ChunkKind::Time => self.pending = None,
            ChunkKind::Preposition => self.pending = Some(at),
            // "*Testing* in the valley came back at": a participle that is the subject
            ChunkKind::Verb(VerbForm::Ing) if self.gerund_subject(at) => {
                self.parse.chunks[at].kind = ChunkKind::Noun;
            }
            ChunkKind::Verb(form) => {
                match form {
                    VerbForm::Finite => self.finite_form(at),
                    VerbForm::Infinitive => self.infinitive(at),
                    VerbForm::Ing => self.participle(at),
                    VerbForm::En => self.participle_form(at),
                }
                self.pending = None;
            }
            ChunkKind::Relative if !self.states_that(at) => {
                let antecedent = self.antecedent(at);
                let comma = at > 0 && self.kind(at - 1) == ChunkKind::Comma;
                let opener = self.pending.map_or(at, |p| p.min(at));
                self.open(ClauseKind::Relative, Some(self.top), antecedent, Some(opener), comma);
                self.parse.clause[at] = self.top;
                self.pending = None;
            }
            ChunkKind::Relative | ChunkKind::Subordinator => {
                let says = self.word(at) == "that" && self.parse.clauses[self.top].verb.is_some();
                let kind = if says { ClauseKind::Complement } else { ClauseKind::Adverbial };
                let comma = at > 0 && self.kind(at - 1) == ChunkKind::Comma;
                self.open(kind, Some(self.top), None, Some(at), comma);
                self.parse.clause[at] = self.top;
                self.pending = None;
            }
            ChunkKind::Comma => {
                self.pending = None;
                self.comma(at);
            }
            ChunkKind::Open => {
                self.open(ClauseKind::Parenthesis, Some(self.top), None, Some(at), false);
                self.parse.clause[at] = self.top;
            }
            ChunkKind::Close => {
                let open =
                    self.parse.up(self.top).find(|c| self.parse.clauses[*c].kind == ClauseKind::Parenthesis);
                if let Some(parent) = open.and_then(|c| self.parse.clauses[c].parent) {
                    self.top = parent;
                }
            }
            ChunkKind::Break => {
                self.pending = None;
                if self.dateline(at) {
                    self.parse.dateline = true;
                    self.open(ClauseKind::Main, None, None, None, false);
                } else if self.parse.clauses[self.top].verb.is_some() && self.word(at) != "…" {
                    // A dash or colon: what follows may be a clause of its own or tell more of this one.
                    let parent = Some(self.top);
                    self.open(ClauseKind::Coordinate, parent, None, Some(at), true);
                }
            }
            ChunkKind::Quote => match self.quoting.take() {
                // Behind a quotation goes on what stood before it.
                Some(before) if self.word(at) != "“" => self.top = before,
                _ => {
                    // A colon before it opened a clause that is the quotation's own.
                    let this = &self.parse.clauses[self.top];
                    let own =
                        this.verb.is_none() && this.opener.is_some() && this.opener == at.checked_sub(1);
                    self.quoting = if own { this.parent } else { Some(self.top) };
                }
            },
            ChunkKind::Conjunction | ChunkKind::Adverb | ChunkKind::Adjective => {}
        }
    }

    /// A verb group that looks finite: its neighbours may show that it is a participle.
    fn finite_form(&mut self, at: usize) {
        let bare = self.bare(at);
        if !self.reduced(at, &bare) {
            self.finite(at, bare);
        } else if !self.resumes_group(at) {
            self.past_participle(at, true);
        }
    }

    /// A verb group that looks like a past participle: its subject may show that it is finite.
    fn participle_form(&mut self, at: usize) {
        if self.resumes_group(at) {
            return;
        }
        if self.states_past(at) {
            self.parse.chunks[at].passive = false;
            self.parse.chunks[at].kind = ChunkKind::Verb(VerbForm::Finite);
            self.finite_form(at);
        } else {
            self.past_participle(at, false);
        }
    }

    /// Whether "that" behind a noun opens what is stated: "told the press *that*", "said in Paris *that*".
    fn states_that(&self, at: usize) -> bool {
        let Some(verb) = self.parse.clauses[self.top].verb.filter(|_| self.word(at) == "that") else {
            return false;
        };
        let hears = self.takes_two(self.top, verb + 1);
        let aside = self.parse.preposition[at - 1]
            .is_some_and(|p| matches!(self.word(p), "in" | "at" | "on" | "to" | "during" | "after"));
        let clause = self.parse.chunks.get(at + 1).is_some_and(Chunk::nominal);
        clause && at > verb + 1 && self.says(self.top) && (hears || aside)
    }

    /// Whether a form in "-ing" that opens a clause stands for a noun: only phrases behind prepositions and times come
    /// between it and a finite verb.
    fn gerund_subject(&self, at: usize) -> bool {
        let opens = self.parse.clauses[self.top].verb.is_none()
            && self.pending.is_none()
            && self.parse.chunks[at].tokens.len() == 1
            && (at == 0
                || matches!(self.kind(at - 1), ChunkKind::Comma | ChunkKind::Quote | ChunkKind::Break));
        if !opens {
            return false;
        }
        let mut led = false;
        for chunk in &self.parse.chunks[at + 1..] {
            match chunk.kind {
                ChunkKind::Verb(VerbForm::Finite) => return true,
                ChunkKind::Preposition => led = true,
                ChunkKind::Noun if led => led = false,
                ChunkKind::Time => led = false,
                _ => return false,
            }
        }
        false
    }

    /// "LAGOS: Two brothers": the place before the colon is in no clause.
    fn dateline(&self, at: usize) -> bool {
        self.word(at) == ":"
            && (1..=3).contains(&at)
            && (0..at).all(|c| {
                let place = |m: &crate::entities::Mention| m.kind == crate::entities::Kind::PLACE;
                let chunk = &self.parse.chunks[c];
                chunk.kind == ChunkKind::Comma
                    || chunk.kind == ChunkKind::Noun && self.line.mention(chunk.head).is_some_and(place)
            })
    }

    /// A comma ends what was put in: relative clauses, participles, the clause that opens a sentence.
    fn comma(&mut self, at: usize) {
        // "five plants, three shops of its own and two farms" goes on.
        let next = self.parse.chunks.get(at + 1).map(|c| c.kind);
        let mut end = at + 2;
        while self.parse.chunks.get(end).is_some_and(|c| c.kind == ChunkKind::Preposition)
            && self.word(end) == "of"
            && self.parse.chunks.get(end + 1).is_some_and(|c| c.kind == ChunkKind::Noun)
        {
            end += 2;
        }
        let after = self.parse.chunks.get(end).map(|c| c.kind);
        if next == Some(ChunkKind::Preposition) && matches!(self.word(at + 1), "along" | "together" | "plus")
        {
            return;
        }
        let list = at > 0
            && self.parse.chunks[at - 1].nominal()
            && (next == Some(ChunkKind::Noun)
                && matches!(after, Some(ChunkKind::Comma | ChunkKind::Conjunction))
                || next == Some(ChunkKind::Conjunction) && after == Some(ChunkKind::Noun));
        if list {
            return;
        }
        loop {
            let this = &self.parse.clauses[self.top];
            let Some(parent) = this.parent else { return };
            if this.verb.is_none() {
                return;
            }
            let waits = self.parse.up(parent).any(|c| self.parse.clauses[c].verb.is_none());
            let ends = match this.kind {
                ClauseKind::Relative | ClauseKind::Participle => true,
                ClauseKind::Adverbial => waits || this.behind_comma,
                ClauseKind::Infinitive => waits,
                // An attribution put into a quotation.
                ClauseKind::Main => true,
                _ => false,
            };
            if !ends {
                return;
            }
            self.top = parent;
        }
    }
}
