//! The entity that a noun phrase or a pronoun stands for: the one it names, or one named before ("he", "it", "the navy").

use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::Parse;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Sense;
use crate::entities::{Kind, Mention, Referent};
use crate::text::tagger::Tag;
use crate::text::{TokenKind, seen};

/// The entity that a noun chunk or pronoun stands for.
pub fn entity(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let this = &parse.chunks[chunk];
    if this.kind == ChunkKind::Noun {
        if let Some(found) = named(line, parse, chunk) {
            return Some(found.referent.clone());
        }
        return known(line, parse, chunk).or_else(|| name_by_shape(line, parse, chunk));
    }
    match line.w(this.head) {
        "he" | "she" => person_before(line, this.tokens.start),
        "it" => it(line, parse, chunk),
        _ => None,
    }
}

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
        && let Some(told) = (person.tokens.start - line.base).checked_sub(1)
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
        .is_none_or(|c| c.kind == ChunkKind::Comma || c.verbal() && parse.lead(chunk).is_none());
    // "prices in Peoria, Illinois, rose": the second place tells where the first is.
    let place = |at: usize| line.mention(at).is_some_and(|m| m.kind == Kind::PLACE);
    let placed = place(parse.chunks[chunk].head) && place(next.head);
    line.mention(next.head).filter(|_| closed && !placed)
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

/// "the navy", where the article has named one: the last organization before whose name ends so.
fn known(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let this = &parse.chunks[chunk];
    let definite = this.tokens.len() == 2 && line.w(this.tokens.start) == "the";
    if !definite || !line.words.sense(line.w(this.head)).any(Sense::ACTOR) {
        return None;
    }
    named_so(line, this.tokens.start, line.w(this.head))
}

/// The last organization before a token whose name ends in the word: "the navy".
fn named_so(line: &Line<'_>, token: usize, word: &str) -> Option<Referent> {
    before(line, token)
        .find(|m| m.kind == Kind::ORGANIZATION && line.text.word(m.tokens.end - 1).eq_ignore_ascii_case(word))
        .map(|m| m.referent.clone())
}

/// The person that "he" or "she" at a token means: the nearest in the sentence, else the first that the sentence
/// before has as a subject.
pub fn person_before(line: &Line<'_>, token: usize) -> Option<Referent> {
    antecedent(line, token, |m| m.kind == Kind::PERSON)
}

/// What "it" means, where that is plain: who states it ("The agency said it needs"), or, at the start of a
/// sentence, the subject of the one before.
fn it(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    for c in parse.up(parse.clause[chunk]).skip(1) {
        let clause = &parse.clauses[c];
        let states =
            clause.verb.is_some_and(|v| line.words.sense(line.verb(parse.chunks[v].head)).any(Sense::STATE));
        if states {
            let subject = clause.subject.filter(|s| *s != chunk)?;
            return named(line, parse, subject)
                .filter(|m| m.kind != Kind::PERSON)
                .map(|m| m.referent.clone())
                .or_else(|| known(line, parse, subject));
        }
    }
    if parse.chunks[chunk].tokens.start > line.body || happens(line, parse, chunk) {
        return None;
    }
    // A place does something where it stands as a subject; in a dateline it only tells where the report was made.
    let acts = |m: &Mention| {
        let next = m.tokens.end;
        leads(line, m)
            && line.text.tokens.get(next).is_some_and(|t| {
                t.kind == TokenKind::Word && !t.case.capital() || m.kind == Kind::ORGANIZATION
            })
    };
    antecedent(line, parse.chunks[chunk].tokens.start, |m| m.kind != Kind::PERSON && acts(m))
}

/// "It was the third accident in ten days": an event is counted, nobody acts.
fn happens(line: &Line<'_>, parse: &Parse, chunk: usize) -> bool {
    let Some(verb) = parse.clauses[parse.clause[chunk]].verb.map(|v| parse.chunks[v].head) else {
        return false;
    };
    let counted = matches!(line.w(verb + 1), "the" | "his" | "her" | "their" | "its" | "a" | "an")
        && ordinal(line.w(verb + 2));
    line.verb(verb) == "be" && counted
}

/// "third", "21st"
fn ordinal(word: &str) -> bool {
    seen::ordinal(word)
        || matches!(
            word,
            "second"
                | "third"
                | "fourth"
                | "fifth"
                | "sixth"
                | "seventh"
                | "eighth"
                | "ninth"
                | "tenth"
                | "latest"
        )
}

/// The nearest name before a token that fits, or the one that stands as a subject in the same sentence.
fn antecedent(line: &Line<'_>, token: usize, fits: impl Fn(&Mention) -> bool) -> Option<Referent> {
    let mut nearest: Option<&Mention> = None;
    let mut chosen: Option<&Mention> = None;
    for mention in before(line, token).filter(|m| fits(m)) {
        if let Some(first) = nearest
            && mention.sentence != first.sentence
        {
            break;
        }
        nearest = nearest.or(Some(mention));
        // The last one looked at in a sentence is its first.
        if leads(line, mention) {
            chosen = Some(mention);
        }
    }
    chosen.or(nearest).map(|m| m.referent.clone())
}

/// How many names are looked through for the one that a pronoun means.
const NEAR: usize = 60;

/// The names before a token of the sentence, the nearest first.
fn before<'l>(line: &Line<'l>, token: usize) -> impl Iterator<Item = &'l Mention> {
    let end = line.mentions.partition_point(|m| m.tokens.end <= line.base + token);
    line.mentions[..end].iter().rev().take(NEAR).filter(|m| m.counts())
}

/// Whether a name stands as a subject does: not behind a preposition.
pub fn leads(line: &Line<'_>, mention: &Mention) -> bool {
    // "Ruiz's nephew": the nephew is the subject.
    if matches!(line.text.word(mention.tokens.end), "'s" | "’s") {
        return false;
    }
    let mut at = mention.tokens.start;
    // Over the words of its own phrase: "by the mayor, Ana Ruiz".
    for _ in 0..4 {
        let Some(n) = at.checked_sub(1) else { return true };
        let word = line.text.word(n);
        if matches!(
            word,
            "in" | "at" | "of" | "from" | "with" | "by" | "to" | "for" | "on" | "against" | "near" | "and"
        ) {
            return false;
        }
        if !matches!(word, "the" | "The" | "a" | "Mr" | "Mrs" | "Ms" | "Dr" | ".")
            && line.text.tokens[n].case.capital()
        {
            at = n;
            continue;
        }
        if word == "the" {
            at = n;
            continue;
        }
        return true;
    }
    true
}
