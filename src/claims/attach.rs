//! Subjects and antecedents where the nearest noun misleads.

use super::chunk::{Chunk, ChunkKind, VerbForm};
use super::clause::ClauseKind;
use super::line::Line;
use super::reading::Reader;
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
}
