//! Who holds an office that is told without a name, or stands beside one.

use super::antecedent::{self, person_before};
use crate::claims::clauses::chunk::{Chunk, ChunkKind};
use crate::claims::clauses::clause::Parse;
use crate::claims::sentence::line::Line;
use crate::entities::{Kind, Referent};

/// The person to whose name a phrase between commas is put: "*Ana Ruiz*, a lawyer for the bank, told".
pub fn named_before(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let name = chunk.checked_sub(2)?;
    let fits = parse.chunks[chunk].kind == ChunkKind::Noun
        && line.mention(parse.chunks[chunk].head).is_none()
        && parse.quantity[chunk].is_none()
        && parse.chunks[chunk - 1].kind == ChunkKind::Comma
        && parse.chunks[name].kind == ChunkKind::Noun
        && parse.preposition[name].is_none()
        && (name == 0
            || matches!(parse.chunks[name - 1].kind, ChunkKind::Comma | ChunkKind::Quote | ChunkKind::Break))
        && parse.chunks[name].tokens.clone().all(|t| line.capital(t))
        && parse.chunks[chunk + 1..].iter().take_while(|c| !c.verbal()).any(|c| c.kind == ChunkKind::Comma);
    let person = line.mention(parse.chunks[name].head).filter(|m| m.kind == Kind::PERSON);
    person.filter(|_| fits).map(|m| m.referent.clone())
}

/// The person who holds an office: to whose name it was put, "the minister" after "Minister Ana Ruiz".
pub fn holder(line: &Line<'_>, office: &Chunk) -> Option<Referent> {
    // "the minister" alone is the one last spoken of; "the trade minister" may be another.
    let bare = office.tokens.len() == 2;
    antecedent::holder(line, office.tokens.start, line.w(office.head))
        .map(|m| m.referent.clone())
        .or_else(|| person_before(line, office.tokens.start).filter(|_| bare))
}
