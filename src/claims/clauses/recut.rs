//! Chunks that the sentence as a whole shows to be others than their neighbours made them.

use super::chunk::{Chunk, ChunkKind, VerbForm};
use crate::claims::sentence::line::Line;
use crate::text::tagger::Tag;

/// Most chunks between two dashes that belong together.
const LONGEST_ASIDE: usize = 16;

/// "Two groups - the Reds and the Blues - may merge": a pair of dashes around something without a verb of its own
/// puts it in brackets.
pub fn asides(line: &Line<'_>, chunks: &mut [Chunk]) {
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
