//! The entity that a noun phrase or a pronoun stands for: the one it names, or one named before.

use super::antecedent::{described, it, person_before, phrase};
use super::named::named;
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::Parse;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Sense;
use crate::entities::Referent;
use crate::text::tagger::Tag;

/// The entity that a noun chunk or pronoun stands for.
pub fn entity(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let this = &parse.chunks[chunk];
    if this.kind == ChunkKind::Noun {
        if let Some(found) = named(line, parse, chunk) {
            return Some(found.referent.clone());
        }
        return described(line, phrase(parse, chunk)).or_else(|| name_by_shape(line, parse, chunk));
    }
    match line.w(this.head) {
        "he" | "she" => person_before(line, this.tokens.start),
        "it" => it(line, parse, chunk),
        _ => None,
    }
}

/// A phrase of nothing but names that the names' own rules let pass: "the Eastdale Local Council".
pub fn name_by_shape(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let mut tokens = parse.chunks[chunk].tokens.clone();
    if line.w(tokens.start) == "the" {
        tokens.start += 1;
    }
    // One word alone: no plural of a people, and no everyday word that only opens the sentence.
    if tokens.len() == 1 {
        let at = tokens.start;
        let word = line.w(at);
        let name = line.is_word(at)
            && line.capital(at)
            && line.tag(at) == Tag::Name
            && line.owner[at].is_none()
            && !word.ends_with('s')
            && word.len() > 2
            && !line.english.words.classes(word).known();
        return name.then(|| Referent::Name(line.raw(at).into()));
    }
    let whole = tokens.len() >= 2
        && tokens.start > line.body
        && tokens.clone().all(|t| {
            line.is_word(t)
                && line.capital(t)
                && (line.tag(t).noun() || line.tag(t) == Tag::Adjective)
                && !line.words.sense(line.w(t)).any(Sense::OFFICE)
        });
    whole.then(|| Referent::Name(line.slice(&tokens).into()))
}
