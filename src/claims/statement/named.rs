//! The name that a noun phrase holds as its head, or beside it.

use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::Parse;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Sense;
use crate::entities::{Kind, Mention, Referent};
use crate::text::tagger::Tag;

/// The name that is the head of a noun chunk, or stands in apposition to it.
pub fn named<'l>(line: &Line<'l>, parse: &Parse, chunk: usize) -> Option<&'l Mention> {
    let this = &parse.chunks[chunk];
    if this.kind != ChunkKind::Noun {
        return None;
    }
    if let Some(mention) = line.mention(this.head) {
        return Some(mention);
    }
    // "the regulator, ABC, said", "the head of the office, Ana Ruiz, said"
    let mut end = chunk;
    while parse.chunks.get(end + 1).is_some_and(|c| c.kind == ChunkKind::Preposition)
        && parse.chunks.get(end + 2).is_some_and(|c| c.kind == ChunkKind::Noun)
        && parse.lead(chunk).is_none()
    {
        end += 2;
    }
    // "*Head* of research Ana Ruiz said": the name ends the phrase that tells the office; not "the aide of Mr Kato".
    if end > chunk
        && line.tag(this.tokens.start) != Tag::Determiner
        && matches!(line.w(parse.chunks[chunk + 1].head), "of" | "for")
        && let Some(person) = line.mention(parse.chunks[end].head).filter(|m| m.kind == Kind::PERSON)
        && let Some(told) = line.within(person).start.checked_sub(1)
        && parse.chunks[end].tokens.contains(&told)
        && line.tag(told).noun()
        && !line.words.sense(line.w(told)).any(Sense::OFFICE)
        && parse.chunks.get(end + 1).is_some_and(|c| c.verbal())
    {
        return Some(person);
    }
    // "(ABC)" behind it tells its short form.
    if parse.chunks.get(end + 1).is_some_and(|c| c.kind == ChunkKind::Open)
        && parse.lead(chunk).is_none()
        && let Some(close) =
            (end + 2..parse.chunks.len().min(end + 5)).find(|c| parse.chunks[*c].kind == ChunkKind::Close)
    {
        end = close;
    }
    // "*Director* of the Board, Ana Ruiz presented": the holder of an office has no article and no second comma.
    let office = end > chunk
        && parse.lead(chunk).is_none()
        && line.tag(this.tokens.start) != Tag::Determiner
        && line.words.sense(line.w(this.head)).any(Sense::OFFICE)
        && parse.chunks.get(end + 4).is_none_or(|c| c.kind != ChunkKind::Comma);
    let chunk = end;
    let next = parse.chunks.get(chunk + 2).filter(|c| {
        parse.chunks[chunk + 1].kind == ChunkKind::Comma
            && c.kind == ChunkKind::Noun
            && c.tokens.len() == line.mention(c.head).map_or(0, |m| m.tokens.len())
    })?;
    // "Head of the council, Ana Ruiz said" has no second comma; "According to figures, Ruiz said" is none.
    let closed = parse
        .chunks
        .get(chunk + 3)
        .is_none_or(|c| c.kind == ChunkKind::Comma || c.verbal() && (office || parse.lead(chunk).is_none()));
    // "prices in Peoria, Illinois, rose": the second place tells where the first is.
    let place = |at: usize| line.mention(at).is_some_and(|m| m.kind == Kind::PLACE);
    let placed = place(parse.chunks[chunk].head) && place(next.head);
    line.mention(next.head).filter(|_| closed && !placed)
}

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

/// The person whose name ends what begins with the subject: "Salt Board of Norway (SBN) *governor Lars Holm* said", "School
/// teacher and *rider Lars Holm* said".
pub fn titled_behind(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let this = &parse.chunks[chunk];
    let office = line.words.sense(line.w(this.head)).any(Sense::OFFICE)
        && line.tag(this.tokens.start) != Tag::Determiner
        && parse.preposition[chunk].is_none();
    // "*Secretary General of the Salt Board* (SB) Lars Holm"
    let mut chunk = chunk;
    while office
        && parse.chunks.get(chunk + 1).is_some_and(|c| matches!(line.w(c.tokens.start), "of" | "for"))
        && parse.chunks.get(chunk + 2).is_some_and(|c| c.kind == ChunkKind::Noun)
    {
        chunk += 2;
    }
    let next = parse.chunks.get(chunk + 1)?;
    let behind = match next.kind {
        ChunkKind::Open => chunk + 4,
        // One who is two things: another person would have an article.
        ChunkKind::Conjunction
            if line.w(next.head) == "and"
                && parse.preposition[chunk].is_none()
                && line.mention(this.head).is_none()
                && line.tag(this.head) == Tag::Noun
                && !matches!(line.tag(this.tokens.start), Tag::Determiner | Tag::Number) =>
        {
            chunk + 2
        }
        _ => return None,
    };
    let name = parse.chunks.get(behind).filter(|c| c.kind == ChunkKind::Noun)?;
    let person = line.mention(name.head).filter(|m| m.kind == Kind::PERSON)?;
    // A noun stands between, the title: "the Salt Board (SBN), Lars Holm said" names two.
    let title = person.tokens.start.checked_sub(line.base + 1)?;
    let alone = office && next.kind == ChunkKind::Open && person.tokens.len() == name.tokens.len();
    let fits = (alone || name.tokens.contains(&title) && line.tag(name.tokens.start).noun())
        && (next.kind != ChunkKind::Open || parse.chunks[behind - 1].kind == ChunkKind::Close)
        && parse.chunks.get(behind + 1).is_some_and(|c| c.verbal());
    fits.then(|| person.referent.clone())
}
