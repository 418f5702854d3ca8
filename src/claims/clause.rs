//! The clauses of a sentence: one for each verb group, with its subject, what it stands under, and which
//! chunks belong to it.
//!
//! One pass over the chunks, left to right, with the clauses that are still open as its only memory. It is
//! made for news prose and never fails: what it cannot place belongs to the clause that is open.

use std::ops::Range;

use super::chunk::{Chunk, ChunkKind, VerbForm, chunks};
use super::line::Line;
use super::words::Sense;
use crate::text::tagger::Tag;

/// How a clause stands to the one it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    Main,
    /// Beside another, behind "and", "but", a comma.
    Coordinate,
    /// What is said, expected, seen: "said *prices rose*".
    Complement,
    /// who, which, that; also without a word: "the votes *he missed*"
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
}

impl Parse {
    /// Reads a sentence. `amounts` are its quantities, with whether a unit measures them, `times` its time
    /// expressions, in order.
    pub fn new(line: &Line<'_>, amounts: &[(Range<usize>, bool)], times: &[Range<usize>]) -> Parse {
        let ranges: Vec<Range<usize>> = amounts.iter().map(|(range, _)| range.clone()).collect();
        let mut chunks = chunks(line, &ranges, times);
        dashes_as_brackets(line, &mut chunks);
        let mut quantity = vec![None; chunks.len()];
        for (range, measured) in amounts {
            let at = chunks.partition_point(|c| c.tokens.end <= range.start);
            if let Some(slot) = quantity.get_mut(at) {
                *slot = Some((range.end, *measured));
            }
        }
        let n = chunks.len();
        let main = Clause {
            kind: ClauseKind::Main,
            parent: None,
            verb: None,
            subject: None,
            antecedent: None,
            opener: None,
            beside: None,
            behind_comma: false,
        };
        let parse =
            Parse { chunks, clauses: vec![main], clause: vec![0; n], preposition: vec![None; n], quantity };
        let mut reader = Reader { line, parse, top: 0, pending: None, quoting: None };
        for at in 0..n {
            reader.read(at);
        }
        reader.parse
    }

    pub fn dump(&self, line: &Line<'_>) {
        for (i, c) in self.chunks.iter().enumerate() {
            let tags: Vec<_> =
                c.tokens.clone().map(|t| format!("{}/{:?}", line.raw(t), line.tag(t))).collect();
            let lead = self.preposition[i].map_or("", |p| line.w(self.chunks[p].tokens.start));
            eprintln!("  [{i}] {:?} c{} {lead} {}", c.kind, self.clause[i], tags.join(" "));
        }
        for (i, c) in self.clauses.iter().enumerate() {
            eprintln!(
                "  c{i} {:?} parent {:?} verb {:?} subj {:?} ante {:?}",
                c.kind,
                c.parent,
                c.verb.map(|v| line.w(self.chunks[v].head)),
                c.subject,
                c.antecedent
            );
        }
    }

    /// The chunk that holds a token; the next one where none does.
    pub fn chunk_at(&self, token: usize) -> Option<usize> {
        let n = self.chunks.partition_point(|c| c.tokens.end <= token);
        (n < self.chunks.len()).then_some(n)
    }

    /// The preposition before a noun chunk, as a chunk.
    pub fn lead(&self, chunk: usize) -> Option<usize> {
        self.preposition[chunk]
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
}

/// The state while a sentence is read.
struct Reader<'a, 'l> {
    line: &'a Line<'l>,
    parse: Parse,
    /// The clause that is being read.
    top: usize,
    /// The preposition whose noun has not come yet.
    pending: Option<usize>,
    /// The clause that was open when a quotation began.
    quoting: Option<usize>,
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
                let antecedent = self.last_noun(at);
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
                if self.parse.clauses[self.top].verb.is_some() && self.word(at) != "…" {
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

    fn kind(&self, at: usize) -> ChunkKind {
        self.parse.chunks[at].kind
    }

    /// The first word of a chunk.
    fn word(&self, at: usize) -> &str {
        self.line.w(self.parse.chunks[at].tokens.start)
    }

    fn open(
        &mut self,
        kind: ClauseKind,
        parent: Option<usize>,
        antecedent: Option<usize>,
        opener: Option<usize>,
        behind_comma: bool,
    ) {
        self.top = self.parse.clauses.len();
        self.parse.clauses.push(Clause {
            kind,
            parent,
            verb: None,
            subject: None,
            antecedent,
            opener,
            beside: None,
            behind_comma,
        });
    }

    /// The nearest noun chunk before `at`, over commas and the preposition of a relative ("in which").
    fn last_noun(&self, at: usize) -> Option<usize> {
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

    fn set_verb(&mut self, clause: usize, at: usize, subject: Option<usize>) {
        self.top = clause;
        self.parse.clause[at] = clause;
        let this = &mut self.parse.clauses[clause];
        this.verb = Some(at);
        if this.subject.is_none() {
            this.subject = subject;
        }
    }

    /// Moves the chunks from `from` on to the clause that is open now.
    fn take(&mut self, from: usize, to: usize) {
        for at in from..to {
            self.parse.clause[at] = self.top;
        }
    }

    /// The verb at the head of a clause.
    fn head(&self, clause: usize) -> Option<usize> {
        self.parse.clauses[clause].verb.map(|v| self.parse.chunks[v].head)
    }

    fn says(&self, clause: usize) -> bool {
        let sense = Sense(Sense::SAY.0 | Sense::EXPECTED.0);
        self.head(clause).is_some_and(|head| super::frame::sense(self.line, head).any(sense))
    }

    /// Noun chunks without a preposition between the last verb or opening word and `at`.
    fn bare(&self, at: usize) -> Vec<usize> {
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

    /// A noun behind "after", "as", "before" and their like that stands right before the verb at `at` makes
    /// a clause of its own with it: "after the minister resigned".
    fn behind_clausal(&self, at: usize) -> Option<usize> {
        let mut c = at;
        while c > 0 {
            c -= 1;
            match self.kind(c) {
                ChunkKind::Noun | ChunkKind::Pronoun => {
                    let lead = self.parse.preposition[c]?;
                    match self.word(lead) {
                        "after" | "before" | "since" | "until" | "till" | "as" | "than" | "like" => {
                            return Some(c);
                        }
                        "of" | "in" | "at" | "for" | "on" | "from" | "with" | "to" => {}
                        _ => return None,
                    }
                }
                ChunkKind::Preposition | ChunkKind::Adverb => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether chunk `b` follows `a` with nothing but adverbs between.
    fn adjacent(&self, a: usize, b: usize) -> bool {
        (a + 1..b).all(|c| self.kind(c) == ChunkKind::Adverb)
    }

    fn finite(&mut self, at: usize) {
        let bare = self.bare(at);
        if self.reduced(at, &bare) {
            return self.past_participle(at, true);
        }
        let top = self.top;
        let has_verb = self.parse.clauses[top].verb.is_some();
        let before = (0..at).rev().find(|c| !matches!(self.kind(*c), ChunkKind::Adverb | ChunkKind::Time));
        // "“The garden,” says its owner, “covers 67 hectares”": put into what is said, which goes on.
        if at > 0
            && self.kind(at - 1) == ChunkKind::Quote
            && !has_verb
            && !bare.is_empty()
            && self.parse.chunks.get(at + 1).is_some_and(Chunk::nominal)
            && self.line.words.sense(self.line.verb(self.parse.chunks[at].head)).any(Sense::STATE)
        {
            self.open(ClauseKind::Main, Some(top), None, None, true);
            return self.set_verb(self.top, at, Some(at + 1));
        }
        // "will cover the area and will extend", "raises the tax, closes two halls"
        let waits = self.parse.up(top).skip(1).any(|c| self.parse.clauses[c].verb.is_none());
        let joined = before.is_some_and(|b| {
            self.kind(b) == ChunkKind::Conjunction
                || self.kind(b) == ChunkKind::Comma && !waits && !bare.is_empty()
        });
        if has_verb && joined {
            return self.without_subject(at, None);
        }
        if let Some(noun) =
            bare.last().copied().filter(|n| has_verb && self.adjacent(*n, at) && self.attributes(at, *n))
        {
            // "..., the agency said": whatever is open before the comma ends there.
            self.open(ClauseKind::Coordinate, None, None, None, true);
            self.take(noun, at);
            return self.set_verb(self.top, at, Some(noun));
        }
        // "after the minister resigned": unless the clause waits for its own verb and this is the only one.
        if let Some(noun) = self.behind_clausal(at)
            && bare.last().is_none_or(|b| *b < noun)
            && (has_verb || bare.is_empty() || self.verb_follows(at))
        {
            let lead = self.parse.preposition[noun];
            let comma = lead.is_some_and(|l| l > 0 && self.kind(l - 1) == ChunkKind::Comma);
            self.open(ClauseKind::Adverbial, Some(top), None, lead, comma);
            self.take(lead.unwrap_or(noun), at);
            self.parse.preposition[noun] = None;
            return self.set_verb(self.top, at, Some(noun));
        }
        // "the votes he missed": two nouns side by side, the second begins a relative clause.
        let contact = bare.len() >= 2 && {
            let (first, second) = (bare[bare.len() - 2], bare[bare.len() - 1]);
            self.adjacent(first, second) && self.adjacent(second, at) && !self.takes_two(top, first)
        };
        if contact && !(has_verb && self.says(top)) {
            let (first, second) = (bare[bare.len() - 2], bare[bare.len() - 1]);
            self.open(ClauseKind::Relative, Some(top), Some(first), None, false);
            self.take(second, at);
            return self.set_verb(self.top, at, Some(second));
        }
        if !has_verb {
            let this = &self.parse.clauses[top];
            let first = bare.iter().copied().find(|b| self.parse.clause[*b] == top);
            // "Prices, he said, rose": a pronoun right before its verb is its subject.
            let pronoun = bare.last().copied().filter(|b| {
                self.adjacent(*b, at) && matches!(self.word(*b), "he" | "she" | "we" | "they" | "i")
            });
            let subject = match this.kind {
                _ if pronoun.is_some() => pronoun,
                ClauseKind::Relative => first.or(this.antecedent),
                // "The ministry, based in Lima, licensed": its subject stands before what was put in.
                _ => first.or_else(|| self.waiting_subject(top).filter(|s| *s < at)),
            };
            if subject.is_none() && this.kind == ClauseKind::Coordinate && this.subject.is_none() {
                // Behind a dash: the clause before goes on.
                let shared = this.parent.and_then(|p| self.parse.subject(p));
                return self.set_verb(top, at, shared);
            }
            return self.set_verb(top, at, subject);
        }
        let waiting = self
            .parse
            .up(top)
            .skip(1)
            .take_while(|c| self.parse.clauses[*c].kind != ClauseKind::Parenthesis)
            .find(|c| self.parse.clauses[*c].verb.is_none());
        let verb = self.parse.clauses[top].verb.unwrap_or(0);
        let Some(&last) = bare.last() else {
            // "has not ruled out two groups banned in May may merge"
            let object = self.says(top).then_some(top).or_else(|| {
                self.parse.clauses[top]
                    .parent
                    .filter(|p| self.parse.clauses[top].kind == ClauseKind::Participle && self.says(*p))
            });
            if waiting.is_none()
                && let Some(saying) = object
                && let Some(object) = self.parse.object(saying)
                && !self
                    .parse
                    .clauses
                    .iter()
                    .any(|c| c.subject == Some(object) && c.kind == ClauseKind::Complement)
                && !(object..at).any(|c| {
                    matches!(self.kind(c), ChunkKind::Comma | ChunkKind::Conjunction | ChunkKind::Quote)
                        && self.parse.clauses[self.parse.clause[c]].kind != ClauseKind::Parenthesis
                })
            {
                self.open(ClauseKind::Complement, Some(saying), None, None, false);
                self.parse.clause[object] = self.top;
                return self.set_verb(self.top, at, Some(object));
            }
            return self.without_subject(at, waiting);
        };
        // "said prices rose", "told reporters prices rose"
        let subject = if bare.len() >= 2 && self.takes_two(top, bare[0]) { bare[1] } else { bare[0] };
        let parted = (verb + 1..last)
            .any(|c| matches!(self.kind(c), ChunkKind::Comma | ChunkKind::Conjunction | ChunkKind::Quote));
        let comma_before =
            (verb + 1..subject).any(|c| matches!(self.kind(c), ChunkKind::Comma | ChunkKind::Conjunction));
        if self.says(top) && !comma_before {
            self.open(ClauseKind::Complement, Some(top), None, None, false);
            self.take(subject, at);
            return self.set_verb(self.top, at, Some(subject));
        }
        if let Some(waiting) = waiting {
            // "The man who bought two houses was arrested"; "While sales rose, profits fell"
            let own = self.waiting_subject(waiting);
            let subject = own.or(Some(last));
            if own.is_none() {
                self.top = waiting;
                let start =
                    if self.kind(last - 1) == ChunkKind::Comma { self.fronted(last - 1, verb) } else { last };
                self.take(start, at);
            }
            return self.set_verb(waiting, at, subject);
        }
        if parted {
            // "exports fell and imports rose"
            let beside = self.beside(top);
            let parent = self.parse.clauses[beside].parent.or(Some(beside));
            let start = (verb + 1..last)
                .rev()
                .find(|c| {
                    matches!(self.kind(*c), ChunkKind::Comma | ChunkKind::Conjunction | ChunkKind::Quote)
                })
                .unwrap_or(last);
            let subject = bare.iter().copied().find(|b| *b > start).unwrap_or(last);
            let start = self.fronted(start, verb);
            // "said exports fell and imports rose": both are what was said.
            let states = self.line.words.sense(self.line.verb(self.parse.chunks[at].head)).any(Sense::STATE);
            let joined = self.kind(start) == ChunkKind::Conjunction
                && start > 0
                && self.kind(start - 1) != ChunkKind::Comma
                && self.parse.clauses[beside].kind == ClauseKind::Complement
                && !states;
            let kind = if joined { ClauseKind::Complement } else { ClauseKind::Coordinate };
            self.open(kind, parent, None, None, true);
            self.take(start + 1, at);
            return self.set_verb(self.top, at, Some(subject));
        }
        // "said the plan to sell ten jets was off": the noun behind the verb of saying waits for its own.
        let saying =
            self.parse.up(top).skip(1).find(|c| self.parse.clauses[*c].verb.is_some() && self.says(*c));
        if let Some(saying) = saying
            && let Some(object) = self.parse.object(saying).filter(|o| *o < verb)
        {
            self.open(ClauseKind::Complement, Some(saying), None, None, false);
            return self.set_verb(self.top, at, Some(object));
        }
        // "helped the sisters obtain", "saw prices rise"
        self.open(ClauseKind::Complement, Some(top), None, None, false);
        self.take(last, at);
        self.set_verb(self.top, at, Some(last));
    }

    /// Whether a verb of stating and its subject stand behind what is stated: a comma or quotation mark before,
    /// nothing that could be stated behind.
    fn attributes(&self, at: usize, noun: usize) -> bool {
        let head = self.parse.chunks[at].head;
        let parted = noun > 0 && matches!(self.kind(noun - 1), ChunkKind::Comma | ChunkKind::Quote);
        let ends = self.parse.chunks.get(at + 1).is_none_or(|c| {
            matches!(
                c.kind,
                ChunkKind::Comma | ChunkKind::Quote | ChunkKind::Break | ChunkKind::Time | ChunkKind::Close
            ) || c.kind == ChunkKind::Preposition && self.line.w(c.tokens.start) != "that"
                || c.kind == ChunkKind::Adverb && self.parse.chunks.len() == at + 2
        });
        parted && ends && self.line.words.sense(self.line.verb(head)).any(Sense::STATE)
    }

    /// Where the phrases begin that stand before the subject of a clause: "but *with four points, they*".
    fn fronted(&self, comma: usize, verb: usize) -> usize {
        if self.kind(comma) != ChunkKind::Comma {
            return comma;
        }
        for c in (verb + 1..comma).rev() {
            match self.kind(c) {
                ChunkKind::Comma | ChunkKind::Conjunction if c + 1 < comma => {
                    let first = self.kind(c + 1);
                    let front = matches!(first, ChunkKind::Preposition | ChunkKind::Time | ChunkKind::Adverb);
                    if self.kind(c) == ChunkKind::Conjunction && !front {
                        continue;
                    }
                    return if front { c } else { comma };
                }
                ChunkKind::Noun if self.parse.preposition[c].is_some() => {}
                ChunkKind::Noun if self.kind(c - 1) == ChunkKind::Conjunction => {}
                ChunkKind::Preposition | ChunkKind::Time | ChunkKind::Adverb | ChunkKind::Conjunction => {}
                _ => return comma,
            }
        }
        comma
    }

    /// A finite verb with no noun before it that could be its subject.
    fn without_subject(&mut self, at: usize, waiting: Option<usize>) {
        let top = self.top;
        let joined = (0..at)
            .rev()
            .take_while(|c| !self.parse.chunks[*c].verbal())
            .find(|c| self.kind(*c) != ChunkKind::Adverb && self.kind(*c) != ChunkKind::Time)
            .is_some_and(|c| matches!(self.kind(c), ChunkKind::Conjunction | ChunkKind::Comma));
        let quoted = at > 0 && matches!(self.kind(at - 1), ChunkKind::Quote | ChunkKind::Comma);
        let head = self.parse.chunks[at].head;
        let speaks = self.line.words.sense(self.line.verb(head)).any(Sense::SAY);
        let follows = self.parse.chunks.get(at + 1).is_some_and(Chunk::nominal);
        if quoted && speaks && follows {
            // "..., said the minister"
            self.open(ClauseKind::Main, None, None, None, true);
            return self.set_verb(self.top, at, Some(at + 1));
        }
        if let Some(waiting) = waiting.filter(|_| !joined) {
            let subject = self.waiting_subject(waiting);
            return self.set_verb(waiting, at, subject);
        }
        // "said the sector, which pays well, grew": what is said goes on behind the relative clause.
        if at > 0
            && self.kind(at - 1) == ChunkKind::Comma
            && self.says(top)
            && let Some(object) = self.parse.object(top)
            && self.parse.telling_of(object).any(|c| self.parse.clauses[c].behind_comma)
        {
            self.open(ClauseKind::Complement, Some(top), None, None, false);
            return self.set_verb(self.top, at, Some(object));
        }
        let beside = self.beside(top);
        let (parent, subject) = (self.parse.clauses[beside].parent, self.parse.subject(beside));
        let kind = match self.parse.clauses[beside].kind {
            ClauseKind::Main => ClauseKind::Coordinate,
            kind => kind,
        };
        let antecedent = self.parse.clauses[beside].antecedent;
        let opener = self.parse.clauses[beside].opener;
        self.open(kind, parent.or(Some(beside)), antecedent, opener, false);
        self.parse.clauses[self.top].beside = Some(beside);
        self.set_verb(self.top, at, subject);
    }

    /// The finite clause that a further one would stand beside.
    fn beside(&self, clause: usize) -> usize {
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

    /// The first noun chunk without a preposition of a clause that has no verb yet.
    fn waiting_subject(&self, clause: usize) -> Option<usize> {
        (0..self.parse.chunks.len()).find(|c| {
            self.parse.clause[*c] == clause
                && self.parse.chunks[*c].nominal()
                && self.parse.preposition[*c].is_none()
        })
    }

    /// Whether the verb of a clause has `chunk` as the one it tells something: "told reporters".
    fn takes_two(&self, clause: usize, chunk: usize) -> bool {
        let Some(verb) = self.parse.clauses[clause].verb else { return false };
        verb + 1 == chunk
            && matches!(
                self.line.verb(self.parse.chunks[verb].head),
                "tell" | "inform" | "warn" | "remind" | "assure" | "give" | "offer" | "pay" | "show" | "cost"
            )
    }

    /// Whether another finite verb follows in the sentence before a mark that parts clauses.
    fn verb_follows(&self, at: usize) -> bool {
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
    fn closed_behind(&self, at: usize) -> bool {
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

    /// Whether a past form is a participle: "25 people killed in the blast were", "officers trained by".
    fn reduced(&self, at: usize, bare: &[usize]) -> bool {
        let chunk = &self.parse.chunks[at];
        let line = self.line;
        if chunk.tokens.len() > 2
            || line.tag(chunk.head) != Tag::VerbEd
            || !line.w(chunk.head).ends_with("ed") && !past_is_participle(line, chunk.head)
        {
            return false;
        }
        let comma = at > 1 && self.kind(at - 1) == ChunkKind::Comma && self.parse.chunks[at - 2].nominal();
        if comma
            && chunk.tokens.len() == 1
            && self.parse.clauses[self.top].verb.is_none()
            && self.parse.chunks.get(at + 1).is_some_and(|c| c.kind == ChunkKind::Preposition)
            && self.verb_follows(at)
        {
            return true;
        }
        // "may buy the rice, valued at 5 million, in May": the verb before has its object, no list of verbs follows.
        let listed = (at + 1..self.parse.chunks.len()).any(|c| {
            self.kind(c) == ChunkKind::Conjunction
                && self.parse.chunks.get(c + 1).is_some_and(|n| line.tag(n.head) == Tag::VerbEd)
        });
        if comma
            && chunk.tokens.len() == 1
            && matches!(line.w(chunk.tokens.end), "at" | "by" | "in" | "for")
            && self.parse.clauses[self.top].verb.is_some_and(|v| v + 3 == at)
            && !listed
        {
            return true;
        }
        let behind_noun = at > 0
            && (self.parse.chunks[at - 1].nominal()
                || self.kind(at - 1) == ChunkKind::Adverb && at > 1 && self.parse.chunks[at - 2].nominal());
        if !behind_noun {
            return false;
        }
        let next = line.w(chunk.tokens.end);
        if next == "by"
            && line.tag(chunk.tokens.end + 1) != Tag::Number
            && line.tag(chunk.tokens.end + 1) != Tag::Symbol
        {
            return true;
        }
        // "the men whom the mayor met had lost": the relative clause has its subject and wants its verb.
        let this = &self.parse.clauses[self.top];
        if this.kind == ClauseKind::Relative && this.verb.is_none() && bare.len() == 1 {
            return false;
        }
        let pronoun = self.kind(at - 1) == ChunkKind::Pronoun;
        if !pronoun
            && names(line, chunk.head)
            && line.tag(chunk.tokens.end).noun()
            && line.capital(chunk.tokens.end)
        {
            return !self.parse.clauses[self.top].verb.is_none() || self.verb_follows(at);
        }
        let object_follows = line.tag(chunk.tokens.end) == Tag::Determiner
            || matches!(line.tag(chunk.tokens.end), Tag::Number | Tag::Symbol | Tag::Pronoun | Tag::Name);
        if pronoun || object_follows {
            return false;
        }
        if self.parse.clauses[self.top].verb.is_none() || self.says(self.top) {
            // The clause has its verb later on: "said sales in the week ended May 2 rose".
            return self.verb_follows_closely(at);
        }
        let parted = bare.len() >= 2 || {
            let verb = self.parse.clauses[self.top].verb.unwrap_or(0);
            (verb + 1..at).any(|c| matches!(self.kind(c), ChunkKind::Comma | ChunkKind::Conjunction))
        };
        !parted
            && !self.says(self.top)
            && self.parse.preposition[at - 1].is_none_or(|p| {
                !matches!(self.word(p), "after" | "before" | "since" | "as" | "until" | "than")
            })
    }

    /// Whether a finite verb follows with neither a comma nor a new subject before it.
    fn verb_follows_closely(&self, at: usize) -> bool {
        let mut conjunction = false;
        for c in at + 1..self.parse.chunks.len() {
            match self.kind(c) {
                ChunkKind::Verb(VerbForm::Finite) => return !conjunction,
                ChunkKind::Conjunction => conjunction = true,
                ChunkKind::Noun | ChunkKind::Time => {}
                ChunkKind::Comma
                | ChunkKind::Relative
                | ChunkKind::Subordinator
                | ChunkKind::Break
                | ChunkKind::Quote
                | ChunkKind::Open => return false,
                _ => {}
            }
        }
        false
    }

    fn infinitive(&mut self, at: usize) {
        let top = self.top;
        let before = (0..at).rev().find(|c| self.kind(*c) != ChunkKind::Adverb);
        // "asked the ministry to pay": the object does it.
        let object = before.filter(|b| {
            self.parse.chunks[*b].nominal()
                && self.parse.preposition[*b].is_none()
                && self.head(top).is_some_and(|h| controls_object(self.line.verb(h)))
                && self.parse.clauses[top].verb.is_some_and(|v| v < *b)
        });
        let joined = before.is_some_and(|b| self.kind(b) == ChunkKind::Conjunction);
        let parent = if joined && self.parse.clauses[top].kind == ClauseKind::Infinitive {
            self.parse.clauses[top].parent.unwrap_or(top)
        } else {
            top
        };
        self.open(ClauseKind::Infinitive, Some(parent), None, None, false);
        self.set_verb(self.top, at, object);
    }

    fn participle(&mut self, at: usize) {
        let top = self.top;
        let before = (0..at).rev().find(|c| self.kind(*c) != ChunkKind::Adverb);
        let antecedent = before.filter(|b| self.parse.chunks[*b].nominal());
        let opener = self.pending;
        let comma = before.is_some_and(|b| self.kind(b) == ChunkKind::Comma);
        let joined = before.is_some_and(|b| self.kind(b) == ChunkKind::Conjunction);
        let parent = if joined && self.parse.clauses[top].kind == ClauseKind::Participle {
            self.parse.clauses[top].parent.unwrap_or(top)
        } else {
            top
        };
        self.open(ClauseKind::Participle, Some(parent), antecedent, opener, comma);
        self.set_verb(self.top, at, antecedent);
    }

    /// `surely`: its neighbours have shown that it is no past tense.
    fn past_participle(&mut self, at: usize, surely: bool) {
        let top = self.top;
        let before = (0..at).rev().find(|c| self.kind(*c) != ChunkKind::Adverb);
        // "were on Monday granted": the group goes on behind what tells when.
        if let Some(verb) = self.parse.clauses[top].verb
            && self.line.verb(self.parse.chunks[verb].head) == "be"
            && before.is_some_and(|b| self.kind(b) == ChunkKind::Time && b > verb)
            && (verb + 1..at)
                .all(|c| matches!(self.kind(c), ChunkKind::Time | ChunkKind::Adverb | ChunkKind::Preposition))
        {
            self.parse.chunks[at].passive = true;
            self.parse.clause[at] = top;
            self.parse.clauses[top].verb = Some(at);
            return;
        }
        let can_be_past = !surely
            && self.parse.chunks[at].tokens.len() <= 2
            && !only_participle(self.line.w(self.parse.chunks[at].head))
            && self.line.w(self.parse.chunks[at].tokens.end) != "by";
        // "he instructed", "as his office reminded reporters"
        if let Some(b) = before.filter(|_| can_be_past) {
            let pronoun = self.kind(b) == ChunkKind::Pronoun
                && matches!(self.word(b), "he" | "she" | "we" | "they" | "i");
            let clausal = self.parse.chunks[b].nominal()
                && self.parse.preposition[b].is_some_and(|p| self.word(p) == "as")
                && self.parse.chunks.get(at + 1).is_some_and(Chunk::nominal);
            if pronoun || clausal {
                self.parse.chunks[at].passive = false;
                self.parse.chunks[at].kind = ChunkKind::Verb(VerbForm::Finite);
                return self.finite(at);
            }
        }
        // "deployed and driven": goes on with the group before.
        if before.is_some_and(|b| self.kind(b) == ChunkKind::Conjunction)
            && self.parse.clauses[top].verb.is_some()
        {
            let (parent, subject, kind) =
                (self.parse.clauses[top].parent, self.parse.subject(top), self.parse.clauses[top].kind);
            let kind = if kind == ClauseKind::Main { ClauseKind::Coordinate } else { kind };
            let antecedent = self.parse.clauses[top].antecedent;
            self.open(kind, parent.or(Some(top)), antecedent, None, false);
            self.parse.clauses[self.top].beside = Some(top);
            return self.set_verb(self.top, at, subject);
        }
        let comma = before.is_some_and(|b| self.kind(b) == ChunkKind::Comma);
        let antecedent = match before {
            Some(b) if self.parse.chunks[b].nominal() => Some(b),
            Some(b) if comma => self.last_noun(b),
            _ => None,
        };
        // "the council *invested* 5 million": with an object it is a past tense.
        let object = self.parse.chunks.get(at + 1).is_some_and(Chunk::nominal);
        // "said the drop in the index *reflected* a mood": what is said has its verb here.
        if object && can_be_past && !comma && self.says(top) {
            let bare = self.bare(at);
            if let [subject] = bare[..]
                && !self.verb_follows(at)
                && Some(subject) != before
            {
                self.parse.chunks[at].passive = false;
                self.open(ClauseKind::Complement, Some(top), None, None, false);
                self.take(subject, at);
                return self.set_verb(self.top, at, Some(subject));
            }
        }
        if object
            && !surely
            && !comma
            && antecedent.is_some()
            && self.parse.chunks[at].tokens.len() <= 2
            && !names(self.line, self.parse.chunks[at].head)
            && self.parse.clauses[top].verb.is_none_or(|v| before.is_some_and(|b| v + 1 < b))
            && self.line.w(self.parse.chunks[at].head).ends_with("ed")
        {
            self.parse.chunks[at].passive = false;
            let bare = self.bare(at);
            if let Some(subject) = bare.last().copied().filter(|s| Some(*s) == before) {
                if self.parse.clauses[top].verb.is_none() {
                    let first = bare.first().copied();
                    return self.set_verb(top, at, first);
                }
                let parent = self.parse.clauses[top].parent.or(Some(top));
                self.open(ClauseKind::Coordinate, parent, None, None, true);
                self.take(subject, at);
                return self.set_verb(self.top, at, Some(subject));
            }
        }
        // No other verb comes: the tagger took a past tense for a participle.
        if self.parse.clauses[top].verb.is_none()
            && can_be_past
            && self.kind(at) == ChunkKind::Verb(VerbForm::En)
            && (!self.verb_follows(at) || self.closed_behind(at))
            && self.waiting_subject(top).is_some()
        {
            let subject = self.waiting_subject(top);
            self.parse.chunks[at].passive = false;
            return self.set_verb(top, at, subject);
        }
        // "The passengers who were not insured paid": the clause around the relative one waits for its verb.
        if can_be_past
            && !comma
            && self.parse.clauses[top].kind == ClauseKind::Relative
            && !self.verb_follows(at)
        {
            let waiting = self.parse.up(top).skip(1).find(|c| self.parse.clauses[*c].verb.is_none());
            if let Some((clause, subject)) = waiting.and_then(|c| Some((c, self.waiting_subject(c)?))) {
                self.parse.chunks[at].passive = false;
                return self.set_verb(clause, at, Some(subject));
            }
        }
        self.open(ClauseKind::Participle, Some(top), antecedent, None, comma);
        self.parse.chunks[at].passive = true;
        self.set_verb(self.top, at, antecedent);
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
fn dashes_as_brackets(line: &Line<'_>, chunks: &mut [Chunk]) {
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

/// Whether the past tense of the verb is also its participle: "held", "built", but not "rose", "fell".
fn past_is_participle(line: &Line<'_>, at: usize) -> bool {
    !matches!(
        line.verb(at),
        "rise"
            | "fall"
            | "go"
            | "come"
            | "take"
            | "give"
            | "see"
            | "do"
            | "grow"
            | "know"
            | "begin"
            | "sink"
            | "shrink"
            | "drive"
            | "write"
            | "speak"
            | "break"
            | "be"
            | "have"
            | "say"
            | "become"
            | "run"
            | "fly"
            | "draw"
            | "throw"
            | "choose"
            | "eat"
            | "ride"
            | "hide"
            | "swim"
            | "ring"
            | "sing"
            | "drink"
            | "spring"
            | "wear"
            | "tear"
            | "swear"
            | "freeze"
            | "steal"
            | "forget"
            | "show"
    )
}

/// Participles that are no past tense.
pub fn only_participle(word: &str) -> bool {
    matches!(
        word,
        "known"
            | "given"
            | "taken"
            | "seen"
            | "done"
            | "gone"
            | "grown"
            | "shown"
            | "written"
            | "spoken"
            | "broken"
            | "drawn"
            | "thrown"
            | "chosen"
            | "driven"
            | "hidden"
            | "stolen"
            | "fallen"
            | "risen"
            | "born"
            | "worn"
            | "torn"
            | "been"
            | "proven"
            | "eaten"
            | "beaten"
            | "frozen"
            | "forgotten"
            | "shrunk"
            | "begun"
    )
}

/// Participles behind which a name stands: "a bank *called*".
fn names(line: &Line<'_>, at: usize) -> bool {
    matches!(
        line.w(at),
        "named"
            | "called"
            | "dubbed"
            | "titled"
            | "entitled"
            | "labelled"
            | "labeled"
            | "nicknamed"
            | "codenamed"
            | "awarded"
            | "paid"
            | "owed"
            | "granted"
            | "offered"
            | "given"
    )
}

/// Verbs whose object does what the infinitive behind it says.
fn controls_object(verb: &str) -> bool {
    matches!(
        verb,
        "ask"
            | "order"
            | "allow"
            | "tell"
            | "require"
            | "want"
            | "expect"
            | "urge"
            | "force"
            | "help"
            | "enable"
            | "instruct"
            | "invite"
            | "encourage"
            | "permit"
            | "persuade"
            | "cause"
            | "get"
            | "direct"
            | "oblige"
            | "compel"
            | "advise"
            | "warn"
            | "convince"
            | "push"
            | "need"
            | "authorise"
            | "authorize"
            | "commission"
            | "call"
            | "send"
            | "lead"
            | "hire"
            | "pay"
            | "choose"
            | "appoint"
            | "believe"
            | "see"
            | "hear"
    )
}
