//! Clauses without a finite verb: infinitives, participles, and past forms that are participles.

use super::chunk::{Chunk, ChunkKind, VerbForm};
use super::clause::ClauseKind;
use super::reader::Reader;
use crate::claims::vocabulary::words::Sense;
use crate::text::tagger::Tag;

impl Reader<'_, '_> {
    /// Whether a past form is a participle: "25 people killed in the blast were", "officers trained by".
    pub fn reduced(&self, at: usize, bare: &[usize]) -> bool {
        let chunk = &self.parse.chunks[at];
        let line = self.line;
        if chunk.tokens.len() > 2
            || line.tag(chunk.head) != Tag::VerbEd
            || !line.w(chunk.head).ends_with("ed")
                && line.words.sense(line.verb(chunk.head)).any(Sense::OWN_PARTICIPLE)
        {
            return false;
        }
        // "helped rowers lift 90 kg": an object and a base form behind it, whatever finite verb that looks like.
        if line.verb(chunk.head) == "help"
            && self.parse.chunks.get(at + 1).is_some_and(|c| c.kind == ChunkKind::Noun)
            && self.parse.chunks.get(at + 2).is_some_and(|c| c.verbal() && line.tag(c.head) == Tag::Verb)
        {
            return false;
        }
        let comma = at > 1 && self.kind(at - 1) == ChunkKind::Comma && self.parse.chunks[at - 2].nominal();
        // "Arden, based in Lima, which employs 45": without an object these are no past tenses.
        if comma
            && placed(line.w(chunk.head))
            && self.parse.chunks.get(at + 1).is_some_and(|c| c.kind == ChunkKind::Preposition)
        {
            return true;
        }
        if comma
            && chunk.tokens.len() == 1
            && self.parse.clauses[self.top].verb.is_none()
            && self.parse.chunks.get(at + 1).is_some_and(|c| c.kind == ChunkKind::Preposition)
            && self.verb_follows(at)
        {
            return true;
        }
        // "Of the firms *surveyed*, 30% saw": only a phrase behind a preposition stands before, the verb comes later.
        if bare.is_empty()
            && at == 2
            && self.kind(0) == ChunkKind::Preposition
            && chunk.tokens.len() == 1
            && self.parse.chunks.get(at + 1).is_some_and(|c| c.kind == ChunkKind::Comma)
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
        // "..., with rents expected to rise by 3%": what goes along has no finite verb.
        let along = self.parse.preposition[at - 1]
            .is_some_and(|p| self.word(p) == "with" && p > 0 && self.kind(p - 1) == ChunkKind::Comma);
        if along
            && self.parse.chunks.get(at + 1).is_some_and(|c| c.kind == ChunkKind::Verb(VerbForm::Infinitive))
        {
            return true;
        }
        let pronoun = self.kind(at - 1) == ChunkKind::Pronoun;
        if !pronoun
            && line.words.sense(line.w(chunk.head)).any(Sense::NAMING)
            && line.tag(chunk.tokens.end).noun()
            && line.capital(chunk.tokens.end)
        {
            return self.parse.clauses[self.top].verb.is_some() || self.verb_follows(at);
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
        // "as 12% *of voters* disappeared": what the phrase with all its "of" stands behind
        let mut lead = self.parse.preposition[at - 1];
        while let Some(of) =
            lead.filter(|p| *p > 0 && self.word(*p) == "of" && self.parse.quantity[p - 1].is_some())
        {
            lead = self.parse.preposition[of - 1];
        }
        !parted
            && lead.is_none_or(|p| {
                !matches!(self.word(p), "after" | "before" | "since" | "as" | "until" | "than")
            })
    }

    /// Whether a finite verb follows with neither a comma nor a new subject before it.
    pub fn verb_follows_closely(&self, at: usize) -> bool {
        let mut conjunction = false;
        for c in at + 1..self.parse.chunks.len() {
            match self.kind(c) {
                ChunkKind::Verb(VerbForm::Finite) => return !conjunction,
                ChunkKind::Conjunction => conjunction = true,
                ChunkKind::Noun | ChunkKind::Time => {}
                // "surged on Tuesday *after it said*"
                ChunkKind::Preposition if self.begins_clause(c) => return false,
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

    /// The clause that a new one hangs on: behind "and" it stands beside the open one of its own kind.
    fn holder(&self, kind: ClauseKind, before: Option<usize>) -> usize {
        let open = &self.parse.clauses[self.top];
        let joined = before.is_some_and(|b| self.kind(b) == ChunkKind::Conjunction);
        open.parent.filter(|_| joined && open.kind == kind).unwrap_or(self.top)
    }

    /// Reads the infinitive at `at`.
    pub fn infinitive(&mut self, at: usize) {
        let top = self.top;
        let before = self.parse.before(at);
        // "asked the ministry to pay": the object does it.
        // "expect the cost *of the sale* to exceed": the noun before "of" does it.
        let before = before.map(|b| match self.parse.preposition[b] {
            Some(lead) if lead > 0 && self.word(lead) == "of" && self.parse.chunks[lead - 1].nominal() => {
                lead - 1
            }
            _ => b,
        });
        let object = before.filter(|b| {
            self.parse.chunks[*b].nominal()
                && self.parse.preposition[*b].is_none()
                && self
                    .head(top)
                    .is_some_and(|h| self.line.words.sense(self.line.verb(h)).any(Sense::OBJECT_CONTROL))
                && self.parse.clauses[top].verb.is_some_and(|v| v < *b)
        });
        // "the forecast *for the economy* to expand by 5%", "*for Peru* to repay 5 million"; but "a bid for the right to buy"
        let object = object.or_else(|| {
            let noun = before.filter(|b| self.parse.chunks[*b].nominal() && b + 1 == at)?;
            let lead = self.parse.preposition[noun].filter(|p| p + 1 == noun && self.word(*p) == "for")?;
            let wants = |c: usize| {
                let head = self.line.w(self.parse.chunks[c].head);
                matches!(head, "forecast" | "prediction" | "call" | "calls" | "called" | "need" | "time")
            };
            let acts = self.kind(noun) == ChunkKind::Pronoun
                || self.line.mention(self.parse.chunks[noun].head).is_some()
                || lead > 0 && wants(lead - 1);
            acts.then_some(noun)
        });
        // "Bus Fares *to Rise* 17 Percent": a headline that has no other verb.
        let announced = before.filter(|b| {
            let noun = &self.parse.chunks[*b];
            noun.kind == ChunkKind::Noun
                && self.parse.preposition[*b].is_none()
                && self.parse.clauses[top].kind == ClauseKind::Main
                && self.parse.clauses[top].verb.is_none()
                && self.line.tag(noun.tokens.start) != Tag::Determiner
                && self.line.tag(noun.head).noun()
                && !matches!(self.line.w(noun.tokens.end - 1), "have" | "has" | "had")
                && self.parse.quantity[*b].is_none_or(|(_, measured)| !measured)
                && !self.line.words.noun_sense(self.line.w(noun.head)).any(Sense::PLAN_NOUN)
                && self.parse.chunks.iter().all(|c| c.kind != ChunkKind::Verb(VerbForm::Finite))
        });
        if announced.is_some() {
            return self.set_verb(top, at, announced);
        }
        let parent = self.holder(ClauseKind::Infinitive, before);
        self.open(ClauseKind::Infinitive, Some(parent), None, None, false);
        self.set_verb(self.top, at, object);
    }

    /// Reads the present participle at `at`.
    pub fn participle(&mut self, at: usize) {
        let before = self.parse.before(at);
        let antecedent = before.filter(|b| self.parse.chunks[*b].nominal());
        let opener = self.pending;
        let comma = before.is_some_and(|b| self.kind(b) == ChunkKind::Comma);
        let parent = self.holder(ClauseKind::Participle, before);
        // "with Ruiz scoring 31 and *taking* 12": both tell of her.
        let beside = Some(self.top).filter(|top| *top != parent);
        let antecedent = antecedent.or_else(|| self.parse.clauses[beside?].antecedent);
        self.open(ClauseKind::Participle, Some(parent), antecedent, opener, comma);
        self.set_verb(self.top, at, antecedent);
    }

    /// "were on Tuesday *given*": whether the verb group of the clause goes on at `at`, behind what tells when; the clause
    /// then has its verb there.
    pub fn resumes_group(&mut self, at: usize) -> bool {
        let top = self.top;
        let before = self.parse.before(at);
        if let Some(verb) = self.parse.clauses[top].verb
            && self.line.verb(self.parse.chunks[verb].head) == "be"
            && before.is_some_and(|b| self.kind(b) == ChunkKind::Time && b > verb)
            && (verb + 1..at)
                .all(|c| matches!(self.kind(c), ChunkKind::Time | ChunkKind::Adverb | ChunkKind::Preposition))
        {
            self.parse.chunks[at].passive = true;
            self.parse.clause[at] = top;
            self.parse.clauses[top].verb = Some(at);
            return true;
        }
        false
    }

    /// Whether the form of a participle may be a past tense.
    fn can_be_past(&self, at: usize) -> bool {
        let chunk = &self.parse.chunks[at];
        !placed(self.line.w(chunk.head))
            && chunk.tokens.len() <= 2
            && !self.line.words.sense(self.line.w(chunk.head)).any(Sense::ONLY_PARTICIPLE)
            && self.line.w(chunk.tokens.end) != "by"
    }

    /// Whether what looks like a participle is the past tense of the subject right before it: "he *instructed*", "as his
    /// office *reminded* reporters".
    pub fn states_past(&self, at: usize) -> bool {
        let Some(before) = self.parse.before(at) else { return false };
        let pronoun = self.kind(before) == ChunkKind::Pronoun
            && matches!(self.word(before), "he" | "she" | "we" | "they" | "i");
        let clausal = self.parse.chunks[before].nominal()
            && self.parse.preposition[before].is_some_and(|p| self.word(p) == "as")
            && self.nominal(at + 1);
        (pronoun || clausal) && self.can_be_past(at)
    }

    /// The subject of what is stated, where the only noun before its verb at `at` is led by no preposition and does not stand
    /// right before it, or one behind a comma tells of it: "its unit, Holm Steel, sold".
    fn stated_subject(&self, at: usize, before: Option<usize>) -> Option<usize> {
        let comma = before.is_some_and(|b| self.kind(b) == ChunkKind::Comma);
        match self.bare(at)[..] {
            [subject] if !comma && Some(subject) != before => Some(subject),
            [subject, apposed]
                if comma
                    && apposed == subject + 2
                    && apposed + 2 == at
                    && self.kind(subject + 1) == ChunkKind::Comma =>
            {
                Some(subject)
            }
            _ => None,
        }
    }

    /// A past participle; `surely`: its neighbours have shown that it is no past tense.
    pub fn past_participle(&mut self, at: usize, surely: bool) {
        let top = self.top;
        let before = self.parse.before(at);
        let can_be_past = !surely && self.can_be_past(at);
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
        // "said the drop in the index *reflected* a mood", "said its unit, Holm Steel, *sold* a mill": what is said has its
        // verb here.
        if object
            && can_be_past
            && self.says(top)
            && !self.verb_follows(at)
            && let Some(subject) = self.stated_subject(at, before)
        {
            self.parse.chunks[at].passive = false;
            self.open(ClauseKind::Complement, Some(top), None, None, false);
            self.take(subject, at);
            return self.set_verb(self.top, at, Some(subject));
        }
        if object
            && !surely
            && !comma
            && antecedent.is_some()
            && self.parse.chunks[at].tokens.len() <= 2
            && !self.line.words.sense(self.line.w(self.parse.chunks[at].head)).any(Sense::NAMING)
            && self.parse.clauses[top].verb.is_none_or(|v| before.is_some_and(|b| v + 1 < b))
            && (self.line.w(self.parse.chunks[at].head).ends_with("ed")
                // "One tourist even *told* the paper"
                || matches!(self.line.w(self.parse.chunks[at].head), "told" | "held" | "won" | "led" | "built" | "met"))
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
            && (!self.verb_follows(at) || self.closed_behind(at) || self.attributed_behind(at))
            && self.waiting_subject(top, at).is_some()
        {
            let subject = self.waiting_subject(top, at);
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
            if let Some((clause, subject)) = waiting.and_then(|c| Some((c, self.waiting_subject(c, at)?))) {
                self.parse.chunks[at].passive = false;
                return self.set_verb(clause, at, Some(subject));
            }
        }
        self.open(ClauseKind::Participle, Some(top), antecedent, None, comma);
        self.parse.chunks[at].passive = true;
        self.set_verb(self.top, at, antecedent);
    }
}

/// Participles that tell where a thing is; as a past tense they have an object.
fn placed(word: &str) -> bool {
    matches!(word, "based" | "headquartered" | "located" | "situated")
}
