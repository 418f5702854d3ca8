//! Subjects and antecedents where the nearest noun misleads.

use super::chunk::{ChunkKind, VerbForm};
use super::clause::ClauseKind;
use super::reader::Reader;
use crate::claims::sentence::motion::motion;
use crate::claims::vocabulary::words::Sense;
use crate::entities::Kind;
use crate::text::tagger::Tag;

impl Reader<'_, '_> {
    /// What a relative clause at `at` tells of: the nearest noun, or, where that is a place in a participle between
    /// commas, what the participle tells of ("*Arden Motors*, based in Elyria, Ohio, which employs").
    pub fn antecedent(&self, at: usize) -> Option<usize> {
        // "held for 17 months *which* is longer than usual": a time is told of by itself.
        let lasts = |c: usize| {
            self.kind(c) == ChunkKind::Time
                && self.line.words.unit_of_time(self.line.w(self.parse.chunks[c].head))
        };
        let timed = at > 0 && self.word(at) == "which" && lasts(at - 1);
        let nearest = self.last_noun(at).filter(|_| !timed)?;
        if let Some(thing) = self.past_people(at, nearest).or_else(|| self.past_body(at, nearest)) {
            return Some(thing);
        }
        let place = self.line.mention(self.parse.chunks[nearest].head).is_some_and(|m| m.kind == Kind::PLACE);
        if !place || self.kind(at - 1) != ChunkKind::Comma || self.word(at) == "where" {
            return Some(nearest);
        }
        if let Some(thing) = self.past_where(at, nearest) {
            return Some(thing);
        }
        let aside = self.parse.clauses.iter().rev().find(|c| {
            c.kind == ClauseKind::Participle
                && c.behind_comma
                && c.verb.is_some_and(|v| {
                    v < nearest
                        && (v + 1..nearest).all(|n| {
                            matches!(
                                self.kind(n),
                                ChunkKind::Noun | ChunkKind::Comma | ChunkKind::Preposition
                            )
                        })
                })
        });
        aside.and_then(|c| c.antecedent).or(Some(nearest))
    }

    /// "*trade* with Peru, which fell": what rises or falls is no place but what is told of it.
    fn past_where(&self, at: usize, place: usize) -> Option<usize> {
        let verb = self.parse.chunks.get(at + 1).filter(|c| c.kind == ChunkKind::Verb(VerbForm::Finite))?;
        let moves = self.word(at) == "which" && motion(self.line, verb.head).is_some();
        let lead = self.parse.preposition[place].filter(|_| moves)?;
        let thing = lead.checked_sub(1).filter(|c| self.kind(*c) == ChunkKind::Noun)?;
        let head = self.parse.chunks[thing].head;
        (self.line.tag(head).noun() && self.line.mention(head).is_none()).then_some(thing)
    }

    /// "eight were hurt and *two children*, both under five, *were killed*": the subject of the verb at `at` is what
    /// "and" adds to the clause of the verb before, where no more than an aside between commas parts them.
    pub fn past_aside(&self, verb: usize, at: usize) -> Option<usize> {
        let closing = at.checked_sub(1).filter(|c| self.kind(*c) == ChunkKind::Comma)?;
        let aside = |c: &usize| {
            matches!(
                self.kind(*c),
                ChunkKind::Noun | ChunkKind::Preposition | ChunkKind::Adverb | ChunkKind::Conjunction
            )
        };
        let opening = (verb + 1..closing).rev().find(|c| !aside(c))?;
        if self.kind(opening) != ChunkKind::Comma || opening + 1 == closing {
            return None;
        }
        let mut subject = opening.checked_sub(1)?;
        while let Some(lead) = self.parse.preposition[subject] {
            subject = lead.checked_sub(1)?;
        }
        let and = subject.checked_sub(1).filter(|and| *and > verb)?;
        let added = self.kind(subject) == ChunkKind::Noun
            && self.kind(and) == ChunkKind::Conjunction
            && matches!(self.word(and), "and" | "but" | "while");
        // "worth 13 and 19 million, were", "workers, members of one union and another, left"
        let listed = self.parse.quantity[subject].is_some() && self.parse.quantity[and - 1].is_some()
            || (verb + 1..and - 1).any(|c| self.kind(c) == ChunkKind::Comma);
        (added && !listed).then_some(subject)
    }

    /// "*Lars Holm*, managing director of Arden Mills, who said": "who" tells of the holder of an office, not of the body
    /// that he holds it in.
    fn past_body(&self, at: usize, nearest: usize) -> Option<usize> {
        let noun = |c: usize| self.kind(c) == ChunkKind::Noun;
        let kind = |c: usize| self.line.mention(self.parse.chunks[c].head).map(|m| m.kind);
        let body = kind(nearest).is_some_and(|k| k != Kind::PERSON);
        if self.word(at) != "who" || self.kind(at - 1) != ChunkKind::Comma || !body {
            return None;
        }
        let lead =
            self.parse.preposition[nearest].filter(|l| matches!(self.word(*l), "of" | "at" | "for"))?;
        let office = lead.checked_sub(1).filter(|c| noun(*c))?;
        let human = Sense(Sense::OFFICE.0 | Sense::HUMAN.0 | Sense::SOURCE.0);
        let held = self.line.words.sense(self.line.w(self.parse.chunks[office].head)).any(human);
        let person = office.checked_sub(2).filter(|p| {
            self.kind(office - 1) == ChunkKind::Comma && noun(*p) && kind(*p) == Some(Kind::PERSON)
        });
        person.or(Some(office).filter(|_| held))
    }

    /// "*a pension* for the chairman, Ana Ruiz, which costs": "which" tells of no one, so that of an office
    /// with its holder it tells of what stands before.
    fn past_people(&self, at: usize, nearest: usize) -> Option<usize> {
        let office = nearest.checked_sub(2)?;
        let noun = |c: usize| self.kind(c) == ChunkKind::Noun;
        let person =
            self.line.mention(self.parse.chunks[nearest].head).is_some_and(|m| m.kind == Kind::PERSON);
        let held = self.word(at) == "which"
            && person
            && self.kind(nearest - 1) == ChunkKind::Comma
            && noun(office)
            && self.line.words.sense(self.line.w(self.parse.chunks[office].head)).any(Sense::OFFICE);
        let lead = self.parse.preposition[office].filter(|_| held)?;
        lead.checked_sub(1).filter(|thing| noun(*thing))
    }

    /// The infinitive that a base form without a subject goes on, where the verb above is none: "wants to close two
    /// plants and *cut* 300 jobs".
    pub fn infinitive_beside(&self, at: usize) -> Option<usize> {
        let base = |chunk: usize| {
            let this = &self.parse.chunks[chunk];
            this.tokens.len() == 1 && self.line.tag(this.head) == Tag::Verb
        };
        let open = self.parse.up(self.top).find(|c| self.parse.clauses[*c].kind != ClauseKind::Participle)?;
        let this = &self.parse.clauses[open];
        let above = this.parent.and_then(|p| self.parse.clauses[p].verb);
        // "They travel to buy rice and sell it" could be both, "They plan to buy and sell" is one plan.
        let plans = Sense(Sense::PLANNED.0 | Sense::TARGET.0 | Sense::FORECAST.0);
        let one = above.is_none_or(|v| {
            !base(v) || self.line.words.sense(self.line.verb(self.parse.chunks[v].head)).any(plans)
        });
        (base(at) && this.kind == ClauseKind::Infinitive && one).then_some(open)
    }
}
