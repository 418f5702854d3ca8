//! Finite verbs: which clause each is the verb of, and what its subject is.

use super::chunk::ChunkKind;
use super::clause::ClauseKind;
use super::reader::Reader;
use crate::claims::vocabulary::words::Sense;
use crate::text::tagger::Tag;

/// A finite verb where it stands.
struct Finite {
    /// The chunk.
    at: usize,
    /// The clause that is open, and its verb where it has one.
    top: usize,
    verb: Option<usize>,
    /// The noun chunks before it that may be its subject.
    bare: Vec<usize>,
}

impl Reader<'_, '_> {
    /// Reads the finite verb at `at`: the first construction of English that fits settles where it belongs.
    /// `bare` are the noun chunks before it that may be its subject.
    pub fn finite(&mut self, at: usize, bare: Vec<usize>) {
        let finite = Finite { at, top: self.top, verb: self.parse.clauses[self.top].verb, bare };
        let settled = self.put_into_quotation(&finite)
            || self.said_of_antecedent(&finite)
            || self.behind_quotation(&finite)
            || self.behind_aside(&finite)
            || self.joined(&finite)
            || self.attribution(&finite)
            || self.adverbial_clause(&finite)
            || self.contact_clause(&finite);
        if settled {
            return;
        }
        let Some(verb) = finite.verb else { return self.first_verb(&finite) };
        let Some(&last) = finite.bare.last() else { return self.object_as_subject(&finite) };
        let settled = self.stated(&finite, verb)
            || self.waited_for(&finite, verb, last)
            || self.coordinate(&finite, verb, last)
            || self.waiting_object(&finite, verb);
        if !settled {
            // "helped the brothers find", "saw prices rise"
            self.open(ClauseKind::Complement, Some(finite.top), None, None, false);
            self.take(last, at);
            self.set_verb(self.top, at, Some(last));
        }
    }

    /// Whether the verb is one of stating: say, add, warn.
    fn states(&self, at: usize) -> bool {
        self.line.words.sense(self.line.verb(self.parse.chunks[at].head)).any(Sense::STATE)
    }

    /// The clause around the open one that has no verb yet.
    fn waiting(&self, top: usize) -> Option<usize> {
        self.parse
            .up(top)
            .skip(1)
            .take_while(|c| self.parse.clauses[*c].kind != ClauseKind::Parenthesis)
            .find(|c| self.parse.clauses[*c].verb.is_none())
    }

    /// "“The bed,” *says* its owner, “holds 300 tulips”": put into what is said, which goes on.
    fn put_into_quotation(&mut self, finite: &Finite) -> bool {
        let at = finite.at;
        let fits = at > 0
            && self.kind(at - 1) == ChunkKind::Quote
            && finite.verb.is_none()
            && !finite.bare.is_empty()
            && self.nominal(at + 1)
            && self.states(at);
        if fits {
            self.open(ClauseKind::Main, Some(finite.top), None, None, true);
            self.set_verb(self.top, at, Some(at + 1));
        }
        fits
    }

    /// "the tunnel, which the ministry says *has cost* 3 billion": what the relative clause states of its noun.
    fn said_of_antecedent(&mut self, finite: &Finite) -> bool {
        let Finite { at, top, verb, .. } = *finite;
        let this = &self.parse.clauses[top];
        let (Some(verb), Some(thing), Some(subject)) = (verb, this.antecedent, this.subject) else {
            return false;
        };
        let fits = this.kind == ClauseKind::Relative
            && verb + 1 == at
            && subject > thing
            && subject < verb
            && self.says(top);
        if fits {
            self.open(ClauseKind::Complement, Some(top), None, None, false);
            self.set_verb(self.top, at, Some(thing));
        }
        fits
    }

    /// "“We need another 65,” *said* Ana Ruiz": who says it stands behind.
    fn behind_quotation(&mut self, finite: &Finite) -> bool {
        let at = finite.at;
        let fits = at > 0
            && self.kind(at - 1) == ChunkKind::Quote
            && finite.verb.is_some()
            && self.nominal(at + 1)
            && self.parse.chunks[at].tokens.len() == 1
            && self.states(at);
        if fits {
            self.open(ClauseKind::Coordinate, None, None, None, true);
            self.set_verb(self.top, at, Some(at + 1));
        }
        fits
    }

    /// "eight were hurt and two children, both under five, *were killed*"
    fn behind_aside(&mut self, finite: &Finite) -> bool {
        let Finite { at, top, verb, .. } = *finite;
        let Some(subject) = verb.and_then(|verb| self.past_aside(verb, at)) else { return false };
        self.open_beside(ClauseKind::Coordinate, self.beside(top), subject, at, subject);
        true
    }

    /// Opens a clause of the same rank as `beside`: it begins at `from`, and its verb at `at` has the subject.
    fn open_beside(&mut self, kind: ClauseKind, beside: usize, from: usize, at: usize, subject: usize) {
        let parent = self.parse.clauses[beside].parent.or(Some(beside));
        self.open(kind, parent, None, None, true);
        self.take(from, at);
        self.set_verb(self.top, at, Some(subject));
    }

    /// "will cover the area and *will extend*", "raises the tax, *closes* two halls"
    fn joined(&mut self, finite: &Finite) -> bool {
        let Finite { at, top, verb, bare } = finite;
        if verb.is_none() {
            return false;
        }
        let before = (0..*at).rev().find(|c| !matches!(self.kind(*c), ChunkKind::Adverb | ChunkKind::Time));
        let joined = before.is_some_and(|b| match self.kind(b) {
            ChunkKind::Conjunction => true,
            ChunkKind::Comma => {
                let waits = self.parse.up(*top).skip(1).any(|c| self.parse.clauses[c].verb.is_none());
                // "..., Ana Ruiz, said": a comma that closes an apposition joins nothing.
                let apposed = bare.last().is_some_and(|b| *b > 0 && self.kind(*b - 1) == ChunkKind::Comma);
                // "..., said the institute"
                let inverted = self.nominal(at + 1);
                let aside = self.says(*top) && self.closes_aside(b);
                !waits && !bare.is_empty() && !apposed && !aside && (!self.states(*at) || inverted)
            }
            _ => false,
        });
        if joined {
            self.without_subject(*at, None);
        }
        joined
    }

    /// "said proceeds, *along with a loan,* will be used": whether the comma closes a phrase behind a preposition that another
    /// opened right behind a noun.
    fn closes_aside(&self, comma: usize) -> bool {
        let phrase = |c: usize| matches!(self.kind(c), ChunkKind::Preposition | ChunkKind::Noun);
        let Some(open) = (0..comma).rev().find(|c| !phrase(*c)) else { return false };
        self.kind(open) == ChunkKind::Comma
            && open > 0
            && self.kind(open - 1) == ChunkKind::Noun
            && self.kind(open + 1) == ChunkKind::Preposition
    }

    /// "..., the agency *said*": whatever is open before the comma ends there.
    fn attribution(&mut self, finite: &Finite) -> bool {
        let at = finite.at;
        let noun = finite.bare.last().map(|n| self.first_of_pair(self.past_place(*n)));
        let near = finite.bare.last().copied();
        // "if the stock trades ..., Ana Ruiz said.": whatever waits for its verb, this one closes the sentence.
        let parent = self.parse.clauses[finite.top].parent;
        let closes = self.parse.chunks.get(at + 1).is_none()
            && parent.is_some_and(|p| self.parse.clauses[p].verb.is_some());
        let noun = noun.filter(|n| {
            (finite.verb.is_some() || closes)
                && near.is_some_and(|near| {
                    self.adjacent(near, at) || *n != near && self.kind(at - 1) == ChunkKind::Comma
                })
                && self.attributes(at, *n)
        });
        if let Some(noun) = noun {
            self.open(ClauseKind::Coordinate, None, None, None, true);
            self.take(noun, at);
            self.set_verb(self.top, at, Some(noun));
        }
        noun.is_some()
    }

    /// "*a doctor* and a resident said": the first of two who say so.
    fn first_of_pair(&self, noun: usize) -> usize {
        let head = |c: usize| self.parse.chunks[c].head;
        let first = noun.checked_sub(2).filter(|f| {
            // "Trade and Industry Minister Ana Ruiz", "the Farm and Forest Fund" are one.
            let two = !self.line.capital(head(*f)) && self.line.mention(head(noun)).is_none()
                || self.line.is_person(head(*f)) && self.line.is_person(head(noun));
            two && self.kind(noun - 1) == ChunkKind::Conjunction
                && self.kind(*f) == ChunkKind::Noun
                && self.parse.preposition[*f].is_none()
                && *f > 0
                && matches!(self.kind(*f - 1), ChunkKind::Comma | ChunkKind::Quote)
        });
        first.unwrap_or(noun)
    }

    /// "*the centre* in Boulder, Colorado, reported": the noun that a place and the land it lies in tell of.
    fn past_place(&self, noun: usize) -> usize {
        let place = |c: usize| {
            self.line
                .mention(self.parse.chunks[c].head)
                .is_some_and(|m| m.kind == crate::entities::Kind::PLACE)
        };
        let Some(town) = noun
            .checked_sub(2)
            .filter(|t| self.kind(noun - 1) == ChunkKind::Comma && place(noun) && place(*t))
        else {
            return noun;
        };
        let thing = self.parse.preposition[town].and_then(|l| l.checked_sub(1));
        thing
            .filter(|t| self.kind(*t) == ChunkKind::Noun && self.parse.preposition[*t].is_none())
            .unwrap_or(noun)
    }

    /// "after the minister *resigned*": unless the clause waits for its own verb and this is the only one.
    fn adverbial_clause(&mut self, finite: &Finite) -> bool {
        let Finite { at, top, verb, bare } = finite;
        let noun = self.behind_clausal(*at).filter(|noun| {
            bare.last().is_none_or(|b| b < noun)
                && (verb.is_some() || bare.is_empty() || self.verb_follows(*at))
        });
        if let Some(noun) = noun {
            let lead = self.parse.preposition[noun];
            let comma = lead.is_some_and(|l| l > 0 && self.kind(l - 1) == ChunkKind::Comma);
            self.open(ClauseKind::Adverbial, Some(*top), None, lead, comma);
            self.take(lead.unwrap_or(noun), *at);
            self.parse.preposition[noun] = None;
            self.set_verb(self.top, *at, Some(noun));
        }
        noun.is_some()
    }

    /// "the trains she *caught*": two nouns side by side, the second begins a relative clause.
    fn contact_clause(&mut self, finite: &Finite) -> bool {
        let Finite { at, top, verb, bare } = finite;
        let [.., first, second] = bare[..] else { return false };
        let fits = self.adjacent(first, second)
            && self.adjacent(second, *at)
            && !self.takes_two(*top, first)
            && !(verb.is_some() && self.says(*top));
        if fits {
            self.open(ClauseKind::Relative, Some(*top), Some(first), None, false);
            self.take(second, *at);
            self.set_verb(self.top, *at, Some(second));
        }
        fits
    }

    /// The verb that the open clause was waiting for.
    fn first_verb(&mut self, finite: &Finite) {
        let Finite { at, top, ref bare, .. } = *finite;
        let this = &self.parse.clauses[top];
        let first = bare.iter().copied().find(|b| self.parse.clause[*b] == top);
        // "Prices, he said, rose": a pronoun right before its verb is its subject.
        let pronoun = bare
            .last()
            .copied()
            .filter(|b| self.adjacent(*b, at) && matches!(self.word(*b), "he" | "she" | "we" | "they" | "i"));
        let subject = match this.kind {
            _ if pronoun.is_some() => pronoun,
            ClauseKind::Relative => first.or(this.antecedent),
            // "The ministry, based in Lima, licensed": its subject stands before what was put in.
            _ => first.or_else(|| self.waiting_subject(top, at)),
        };
        // Behind a dash the clause before goes on.
        let goes_on = subject.is_none() && this.kind == ClauseKind::Coordinate && this.subject.is_none();
        let shared = this.parent.filter(|_| goes_on).and_then(|p| self.parse.subject(p));
        self.set_verb(top, at, subject.or(shared));
    }

    /// "has not ruled out three clubs banned in May *may merge*": the object of a verb of saying is the subject of
    /// what is said, where no other noun can be.
    fn object_as_subject(&mut self, finite: &Finite) {
        let Finite { at, top, .. } = *finite;
        let waiting = self.waiting(top);
        let object = self.says(top).then_some(top).or_else(|| {
            let this = &self.parse.clauses[top];
            this.parent.filter(|p| this.kind == ClauseKind::Participle && self.says(*p))
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
                    // "expects the *costs and fines* linked to it may reach 5 million"
                    && !(c == object + 1
                        && self.kind(c) == ChunkKind::Conjunction
                        && self.kind(c + 1) == ChunkKind::Noun)
                    && self.parse.clauses[self.parse.clause[c]].kind != ClauseKind::Parenthesis
            })
        {
            self.open(ClauseKind::Complement, Some(saying), None, None, false);
            self.parse.clause[object] = self.top;
            return self.set_verb(self.top, at, Some(object));
        }
        self.without_subject(at, waiting);
    }

    /// "said prices *rose*", "told reporters prices *rose*"
    fn stated(&mut self, finite: &Finite, verb: usize) -> bool {
        let Finite { at, top, ref bare, .. } = *finite;
        let subject = if bare.len() >= 2 && self.takes_two(top, bare[0]) { bare[1] } else { bare[0] };
        let parted =
            (verb + 1..subject).any(|c| matches!(self.kind(c), ChunkKind::Comma | ChunkKind::Conjunction));
        // "will announce its plan, *and* many fear": what is announced stands before, a clause of its own begins.
        let begins = |c: usize| self.kind(c) == ChunkKind::Comma && matches!(self.word(c + 1), "and" | "but");
        let another =
            matches!(bare[..], [object, last] if (object + 1..last).any(begins) && self.adjacent(last, at));
        let fits = self.says(top) && !parted && !another;
        if fits {
            self.open(ClauseKind::Complement, Some(top), None, None, false);
            self.take(subject, at);
            self.set_verb(self.top, at, Some(subject));
        }
        fits
    }

    /// "The man who bought two houses *was arrested*"; "While sales rose, profits *fell*"
    fn waited_for(&mut self, finite: &Finite, verb: usize, last: usize) -> bool {
        let at = finite.at;
        let Some(waiting) = self.waiting(finite.top) else { return false };
        // "who helped refugees *enter* the country was": what the object of that verb does.
        let chunk = &self.parse.chunks[at];
        let led = chunk.tokens.len() == 1
            && self.line.tag(chunk.head) == Tag::Verb
            && matches!(
                self.line.verb(self.parse.chunks[verb].head),
                "help" | "let" | "make" | "see" | "watch"
            )
            && last == verb + 1
            && self.adjacent(last, at);
        if led {
            return false;
        }
        let own = self.waiting_subject(waiting, at);
        if own.is_some() {
            self.set_verb(waiting, at, own);
            return true;
        }
        // "Arden, which said it spent 5 million, said": what stands behind a verb and before a comma is its object.
        let object = last > 0 && self.parse.chunks[last - 1].verbal() && !self.adjacent(last, at);
        if object || self.gerund(finite.top) {
            self.set_verb(waiting, at, None);
            return true;
        }
        self.top = waiting;
        // "While some agreed, *three per cent of boys and* 15 of girls did not": both do it.
        let joined = self.kind(last - 1) == ChunkKind::Conjunction;
        let first = match finite.bare[..] {
            [.., first, _] if joined && first > verb && self.kind(first - 1) == ChunkKind::Comma => first,
            _ => last,
        };
        let start =
            if self.kind(first - 1) == ChunkKind::Comma { self.fronted(first - 1, verb) } else { first };
        self.take(start, at);
        self.set_verb(waiting, at, Some(first));
        true
    }

    /// "exports fell and imports *rose*"
    fn coordinate(&mut self, finite: &Finite, verb: usize, last: usize) -> bool {
        let at = finite.at;
        let parts =
            |c: &usize| matches!(self.kind(*c), ChunkKind::Comma | ChunkKind::Conjunction | ChunkKind::Quote);
        let Some(start) = (verb + 1..last).rev().find(parts) else { return false };
        let beside = self.beside(finite.top);
        let subject = finite.bare.iter().copied().find(|b| *b > start).unwrap_or(last);
        let start = self.fronted(start, verb);
        // "said exports fell and imports rose": both are what was said.
        let both = self.kind(start) == ChunkKind::Conjunction
            && start > 0
            && self.kind(start - 1) != ChunkKind::Comma
            && self.parse.clauses[beside].kind == ClauseKind::Complement
            && !self.states(at);
        // "In May, *Arden said*, exports rose": put in behind the phrase that opens what is said.
        let put_in = start == verb + 1
            && self.kind(start) == ChunkKind::Comma
            && self.says(beside)
            && self.opens_with_phrase(beside);
        let kind = if both || put_in { ClauseKind::Complement } else { ClauseKind::Coordinate };
        self.open_beside(kind, beside, start + 1, at, subject);
        if put_in {
            self.take(0, self.parse.clauses[beside].subject.unwrap_or(0));
        }
        true
    }

    /// Whether a phrase behind a preposition or a time, and a comma, are all that stands before the subject of a clause.
    fn opens_with_phrase(&self, clause: usize) -> bool {
        let comma = self.parse.clauses[clause].subject.and_then(|s| s.checked_sub(1));
        comma.is_some_and(|comma| {
            let phrase = |c: usize| match self.kind(c) {
                ChunkKind::Preposition | ChunkKind::Time => true,
                ChunkKind::Noun => self.parse.preposition[c].is_some(),
                _ => false,
            };
            comma > 0 && self.kind(comma) == ChunkKind::Comma && (0..comma).all(phrase)
        })
    }

    /// "said the plan to sell ten jets *was* off": the noun behind the verb of saying waits for its own.
    fn waiting_object(&mut self, finite: &Finite, verb: usize) -> bool {
        let saying = self
            .parse
            .up(finite.top)
            .skip(1)
            .find(|c| self.parse.clauses[*c].verb.is_some() && self.says(*c));
        let object = saying.and_then(|s| self.parse.object(s)).filter(|o| *o < verb);
        if let Some(object) = object {
            self.open(ClauseKind::Complement, saying, None, None, false);
            self.parse.clause[object] = self.top;
            self.set_verb(self.top, finite.at, Some(object));
        }
        object.is_some()
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
        // ", three witnesses *told Reuters*"
        let told = self.line.verb(head) == "tell" && self.nominal(at + 1);
        let ends = self.parse.chunks.get(at + 1 + usize::from(told)).is_none_or(|c| {
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
                    let front = matches!(first, ChunkKind::Preposition | ChunkKind::Time | ChunkKind::Adverb)
                        && !self.reached(c + 1);
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

    /// "fell 80 points, or 1.2%, *to 6,420*, and": the level that a move ended at belongs to the verb before.
    fn reached(&self, lead: usize) -> bool {
        matches!(self.word(lead), "to" | "by" | "at")
            && self.parse.quantity.get(lead + 1).is_some_and(Option::is_some)
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
        let follows = self.nominal(at + 1);
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
}
