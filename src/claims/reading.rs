//! How the clauses of a sentence are read: one pass over its chunks, left to right.
//!
//! The clauses that are still open are the only memory. Finite verbs are read in [`super::finite`], infinitives and
//! participles in [`super::participles`].

use std::ops::Range;

use super::chunk::{Chunk, ChunkKind, VerbForm, chunks};
use super::clause::{Clause, ClauseKind, Parse};
use super::line::Line;
use super::words::Sense;

/// Reads a sentence. `amounts` are its quantities, with whether a unit measures them, `times` its time
/// expressions, in order.
pub fn read(line: &Line<'_>, amounts: &[(Range<usize>, bool)], times: &[Range<usize>]) -> Parse {
    let ranges: Vec<Range<usize>> = amounts.iter().map(|(range, _)| range.clone()).collect();
    let mut chunks = chunks(line, &ranges, times);
    asides(line, &mut chunks);
    super::attach::split_fronted(line, &mut chunks);
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
                    VerbForm::Finite => self.finite(at),
                    VerbForm::Infinitive => self.infinitive(at),
                    VerbForm::Ing => self.participle(at),
                    VerbForm::En => self.past_participle(at, false),
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

    pub fn kind(&self, at: usize) -> ChunkKind {
        self.parse.chunks[at].kind
    }

    /// The first word of a chunk.
    pub fn word(&self, at: usize) -> &str {
        self.parse.word(self.line, at)
    }

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

    pub fn says(&self, clause: usize) -> bool {
        let sense = Sense(Sense::SAY.0 | Sense::EXPECTED.0);
        self.head(clause).is_some_and(|head| super::verb::sense(self.line, head).any(sense))
            && !self.adds(clause)
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

/// "Two groups - the Reds and the Blues - may merge": a pair of dashes around something without a verb of its own
/// puts it in brackets.
fn asides(line: &Line<'_>, chunks: &mut [Chunk]) {
    let dash = |c: &Chunk| c.kind == ChunkKind::Break && line.dash(c.tokens.start);
    let mut at = 0;
    while at < chunks.len() {
        if dash(&chunks[at]) && at > 0 {
            let close = (at + 1..chunks.len().min(at + LONGEST_ASIDE)).find(|c| dash(&chunks[*c]));
            if let Some(close) = close
                && chunks[at..close].iter().all(|c| c.kind != ChunkKind::Verb(VerbForm::Finite))
            {
                chunks[at].kind = ChunkKind::Open;
                chunks[close].kind = ChunkKind::Close;
                at = close;
            }
        }
        at += 1;
    }
}

/// Most chunks between two dashes that belong together.
const LONGEST_ASIDE: usize = 16;
