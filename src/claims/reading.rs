//! How the clauses of a sentence are read: one pass over its chunks, left to right.
//!
//! The clauses that are still open are the only memory. Finite verbs are read here, infinitives and participles in
//! [`super::participles`].

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
    pub fn adjacent(&self, a: usize, b: usize) -> bool {
        (a + 1..b).all(|c| self.kind(c) == ChunkKind::Adverb)
    }

    pub fn finite(&mut self, at: usize) {
        let bare = self.bare(at);
        if self.reduced(at, &bare) {
            return self.past_participle(at, true);
        }
        let top = self.top;
        let has_verb = self.parse.clauses[top].verb.is_some();
        let before = (0..at).rev().find(|c| !matches!(self.kind(*c), ChunkKind::Adverb | ChunkKind::Time));
        // "“The bed,” says its owner, “holds 300 tulips”": put into what is said, which goes on.
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
        // "..., Ana Ruiz, said": a comma that closes an apposition joins nothing.
        let apposed = bare.last().is_some_and(|b| *b > 0 && self.kind(*b - 1) == ChunkKind::Comma);
        let states = self.line.words.sense(self.line.verb(self.parse.chunks[at].head)).any(Sense::STATE);
        // "..., said the institute"
        let inverted = self.parse.chunks.get(at + 1).is_some_and(Chunk::nominal);
        let joined = before.is_some_and(|b| match self.kind(b) {
            ChunkKind::Conjunction => true,
            ChunkKind::Comma => !waits && !bare.is_empty() && !apposed && (!states || inverted),
            _ => false,
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
        // "the trains she caught": two nouns side by side, the second begins a relative clause.
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
                _ => first.or_else(|| self.waiting_subject(top, at)),
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
            // "has not ruled out three clubs banned in May may merge"
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
            let own = self.waiting_subject(waiting, at);
            let subject = own.or(Some(last));
            // "Arden, which said it spent 5 million, said": what stands behind a verb and before a comma is its object.
            let object = last > 0 && self.parse.chunks[last - 1].verbal() && !self.adjacent(last, at);
            if own.is_none() && (object || self.gerund(top)) {
                return self.set_verb(waiting, at, None);
            }
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
        // "helped the brothers find", "saw prices rise"
        self.open(ClauseKind::Complement, Some(top), None, None, false);
        self.take(last, at);
        self.set_verb(self.top, at, Some(last));
    }

    /// "Cutting the rate to 5% would help": the verb that opens the sentence and what belongs to it are the subject.
    fn gerund(&self, clause: usize) -> bool {
        let this = &self.parse.clauses[clause];
        let opens = this.verb.is_some_and(|v| {
            (0..v).all(|c| {
                matches!(self.kind(c), ChunkKind::Adverb | ChunkKind::Conjunction | ChunkKind::Quote)
            })
        });
        matches!(this.kind, ClauseKind::Participle | ClauseKind::Infinitive)
            && opens
            && !matches!(
                this.verb.map_or("", |v| self.word(v)),
                "excluding" | "including" | "following" | "considering" | "barring"
            )
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
    pub fn without_subject(&mut self, at: usize, waiting: Option<usize>) {
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
            let subject = self.waiting_subject(waiting, at);
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
        let beside = self.infinitive_beside(at).filter(|_| joined).unwrap_or_else(|| self.beside(top));
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
    fn takes_two(&self, clause: usize, chunk: usize) -> bool {
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
