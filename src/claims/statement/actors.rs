//! Who does it: the entity that a claim belongs to.

use super::entity::{entity, name_by_shape, named, person_before};
use super::frame::{Predicate, apposed};
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::{ClauseKind, Parse};
use crate::claims::quantities::amount::Amount;
use crate::claims::sentence::line::Line;
use crate::entities::{Kind, Referent};

/// The entity that does or has what the claim tells: the subject of its clause, or who did it where the verb is
/// passive ("prevented by the coastguard"), or whose the counted or measured thing is.
pub fn subject(
    line: &Line<'_>,
    parse: &Parse,
    chunk: Option<usize>,
    predicate: Option<&Predicate>,
) -> Option<Referent> {
    let chunk = chunk?;
    if let Some(beside) = apposed(line, parse, chunk).or_else(|| parse.ungoverned(chunk)) {
        return entity(line, parse, beside);
    }
    if let Some(holder) = holder(line, parse, chunk) {
        return Some(holder);
    }
    if let Some(whose) = possessor(line, parse, chunk) {
        return Some(whose);
    }
    if let Some(predicate) = predicate {
        let clause = predicate.clause;
        if predicate.passive
            && let Some(agent) = agent(line, parse, clause)
        {
            return Some(agent);
        }
        let subject = parse.subject(clause);
        if let Some(found) = subject.filter(|s| *s != chunk).and_then(|s| entity(line, parse, s)) {
            return Some(found);
        }
        // "the decision to build": the clause above knows who it is.
        let above = leader(parse, clause).filter(|s| *s != chunk && Some(*s) != subject);
        if let Some(found) = above.and_then(|s| entity(line, parse, s)) {
            return Some(found);
        }
        // "one train she caught": who caught it; not who met "the two men whom he met", where these act.
        let acts = predicate.is_subject && !predicate.passive;
        let told =
            parse.telling_of(chunk).find(|c| !acts && parse.clauses[*c].subject.is_some_and(|s| s != chunk));
        if let Some(found) = told.and_then(|c| parse.clauses[c].subject).and_then(|s| entity(line, parse, s))
        {
            return Some(found);
        }
        // "There are 16 ships in the navy"
        if subject.is_some_and(|s| line.w(parse.chunks[s].head) == "there") {
            return has_them(line, parse, clause);
        }
    }
    // "Three Coast Guard cutters got": whose they are stands before the noun.
    if !predicate.is_some_and(|p| p.is_subject && !p.passive) {
        return None;
    }
    let tokens = parse.chunks[chunk].tokens.clone();
    tokens
        .filter_map(|t| line.mention(t))
        .find(|m| m.kind == Kind::ORGANIZATION || m.kind == Kind::PERSON)
        .map(|m| m.referent.clone())
}

/// "ahead of *Ana Ruiz* with 36 percent": a person or body right before "with" and a share has it.
fn holder(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let lead = parse.lead(chunk).filter(|l| parse.word(line, *l) == "with" && *l > 0)?;
    let behind = lead - 1;
    let this = &parse.chunks[behind];
    let holds = this.kind == ChunkKind::Noun
        && (parse.lead(behind).is_some()
            || behind > 0 && parse.chunks[behind - 1].kind == ChunkKind::Conjunction)
        && parse
            .lead(behind)
            .is_none_or(|l| matches!(parse.word(line, l), "of" | "ahead" | "behind" | "by" | "to" | "over"));
    line.mention(this.head)
        .filter(|m| holds && (m.kind == Kind::PERSON || m.kind == Kind::ORGANIZATION))
        .map(|m| m.referent.clone())
}

/// The organization in which there is something.
fn has_them(line: &Line<'_>, parse: &Parse, clause: usize) -> Option<Referent> {
    (0..parse.chunks.len())
        .filter(|c| parse.clause[*c] == clause && parse.chunks[*c].kind == ChunkKind::Noun)
        .filter(|c| parse.lead(*c).is_some_and(|p| matches!(parse.word(line, p), "in" | "at" | "within")))
        .find_map(|c| line.mention(parse.chunks[c].head).filter(|m| m.kind == Kind::ORGANIZATION))
        .map(|m| m.referent.clone())
}

/// The subject of the clauses above an infinitive behind a noun or object ("has a plan to build").
fn leader(parse: &Parse, clause: usize) -> Option<usize> {
    let this = &parse.clauses[clause];
    let own = this.subject.is_some() && this.kind != ClauseKind::Parenthesis;
    if !own && matches!(this.kind, ClauseKind::Infinitive | ClauseKind::Participle | ClauseKind::Parenthesis)
    {
        parse.up(clause).skip(1).find_map(|c| parse.clauses[c].subject)
    } else {
        None
    }
}

/// Who did it: the name behind "by" in a passive clause.
fn agent(line: &Line<'_>, parse: &Parse, clause: usize) -> Option<Referent> {
    named(line, parse, parse.agent(line, clause)?).map(|m| m.referent.clone())
}

/// Whose age it is: the person named right before it, or the subject ("She is 35"); "the 22-year-old" is the person
/// the sentence or the one before speaks of.
pub fn aged(line: &Line<'_>, parse: &Parse, amount: &Amount, chunk: Option<usize>) -> Option<Referent> {
    let start = amount.tokens.start;
    if line.prev(start) == "," || line.prev(start) == "(" {
        return (start.saturating_sub(4)..start)
            .rev()
            .find_map(|t| line.mention(t))
            .filter(|m| m.kind == Kind::PERSON)
            .map(|m| m.referent.clone())
            .or_else(|| name_by_shape(line, parse, chunk?.checked_sub(2)?));
    }
    let this = &parse.chunks[chunk?];
    let stands_for = amount.compound && this.tokens.end <= amount.tokens.end;
    if stands_for && line.w(this.tokens.start) == "the" {
        return person_before(line, this.tokens.start);
    }
    None
}

/// Whose the thing is: "Mr Kato's 500 dollar fine".
fn possessor(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let tokens = parse.chunks[chunk].tokens.clone();
    tokens
        .clone()
        .find(|t| matches!(line.w(*t), "'s" | "'") && *t > tokens.start)
        .and_then(|t| line.mention(t - 1))
        .map(|m| m.referent.clone())
}
