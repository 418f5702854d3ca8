//! Subjects and antecedents where the nearest noun misleads.

use super::chunk::{Chunk, ChunkKind, VerbForm};
use super::clause::ClauseKind;
use super::line::Line;
use super::reading::Reader;
use super::words::Sense;
use crate::entities::Kind;
use crate::text::tagger::Tag;

/// "In the first months of the *project villagers* have made": where only phrases behind prepositions stand before the
/// verb of a sentence and the last ends in a noun and a plural, the plural is the subject.
pub fn split_fronted(line: &Line<'_>, chunks: &mut Vec<Chunk>) {
    if chunks.first().is_none_or(|c| c.kind != ChunkKind::Preposition) {
        return;
    }
    let Some(verb) = chunks.iter().position(|c| !leads(c.kind)) else { return };
    let governed =
        |n: usize| chunks[n].kind != ChunkKind::Noun || chunks[n - 1].kind == ChunkKind::Preposition;
    if chunks[verb].kind != ChunkKind::Verb(VerbForm::Finite) || !(1..verb).all(governed) {
        return;
    }
    let last = &chunks[verb - 1];
    let (tokens, head) = (last.tokens.clone(), last.head);
    // "At the bus stops stood 40 people": these verbs come before their subject.
    let inverts = matches!(
        line.verb(chunks[verb].head),
        "be" | "stand" | "lie" | "sit" | "hang" | "come" | "go" | "live" | "remain" | "appear" | "follow"
    ) && !chunks[verb].passive;
    let compound = last.kind == ChunkKind::Noun
        && tokens.len() >= 3
        && head + 1 == tokens.end
        && line.tag(tokens.start) == Tag::Determiner
        && line.tag(head) == Tag::Nouns
        && line.tag(head - 1) == Tag::Noun
        && line.owner[head].is_none()
        && tokens.clone().all(|t| !line.is_digits(t) && line.tag(t) != Tag::Number);
    if !compound || inverts {
        return;
    }
    chunks[verb - 1] = Chunk { tokens: tokens.start..head, head: head - 1, ..chunks[verb - 1].clone() };
    let subject = Chunk { kind: ChunkKind::Noun, tokens: head..head + 1, head, passive: false };
    chunks.insert(verb, subject);
}

/// Whether a chunk may stand in the phrases that open a sentence.
fn leads(kind: ChunkKind) -> bool {
    matches!(kind, ChunkKind::Preposition | ChunkKind::Noun | ChunkKind::Time)
}

impl Reader<'_, '_> {
    /// What a relative clause at `at` tells of: the nearest noun, or, where that is a place in a participle between
    /// commas, what the participle tells of ("*Arden Motors*, based in Elyria, Ohio, which employs").
    pub fn antecedent(&self, at: usize) -> Option<usize> {
        let nearest = self.last_noun(at)?;
        if let Some(thing) = self.past_people(at, nearest) {
            return Some(thing);
        }
        let place = self.line.mention(self.parse.chunks[nearest].head).is_some_and(|m| m.kind == Kind::PLACE);
        if !place || self.kind(at - 1) != ChunkKind::Comma || self.word(at) == "where" {
            return Some(nearest);
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
