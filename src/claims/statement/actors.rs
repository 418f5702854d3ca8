//! Who does it: the entity that a claim belongs to.

use super::about_owner::accounted;
use super::antecedent::{self, described, other_before, person_before, states};
use super::entity::{entity, name_by_shape};
use super::frame::{Predicate, apposed};
use super::named::named;
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::{ClauseKind, Parse};
use crate::claims::quantities::amount::Amount;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Sense;
use crate::entities::{Kind, Referent};
use crate::text::tagger::Tag;

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
        // "Ana Ruiz says *the 30-year-old* must go": somebody else.
        let says = parse.up(parse.clause[chunk?]).skip(1).find(|c| states(line, parse, *c));
        let speaker = says.and_then(|c| parse.clauses[c].subject).and_then(|s| entity(line, parse, s));
        return match speaker {
            Some(speaker) => other_before(line, this.tokens.start, &speaker),
            None => person_before(line, this.tokens.start),
        };
    }
    None
}

/// Whose the thing is: "Mr Kato's 500 dollar fine", "his 500 dollar fine".
fn possessor(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let tokens = parse.chunks[chunk].tokens.clone();
    let apostrophe = tokens.clone().find(|t| matches!(line.w(*t), "'s" | "'") && *t > tokens.start);
    // "Britain's Redland" is a firm that no list has.
    if apostrophe.is_some() && line.capital(parse.chunks[chunk].head) {
        return None;
    }
    let named = apostrophe.and_then(|t| {
        line.mention(t - 1).map(|m| m.referent.clone()).or_else(|| described(line, tokens.start..t))
    });
    named.or_else(|| antecedent::possessor(line, parse, chunk))
}

/// Whose the measured thing is that the clause has as its subject: "*Nordvik Bank's* profit rose 5%", "shares *of
/// Nordvik Bank*", "profit *at Nordvik Bank*". Who acts for somebody is not measured.
pub fn owner(line: &Line<'_>, parse: &Parse, predicate: &Predicate, about: &str) -> Option<Referent> {
    let thing = parse.subject(predicate.clause)?;
    let this = &parse.chunks[thing];
    if !about.split(' ').any(|word| word == line.raw(this.head)) {
        return None;
    }
    let actors = Sense::ACTOR.0 | Sense::OFFICE.0 | Sense::SOURCE.0 | Sense::HUMAN.0 | Sense::BUSINESS.0;
    let head = line.w(this.head);
    let acts = [head, head.strip_suffix('s').unwrap_or(head)]
        .into_iter()
        .any(|word| line.words.sense(word).any(Sense(actors)));
    if this.kind != ChunkKind::Noun
        || acts
        || line.tag(this.head) == Tag::Name
        || line.mention(this.head).is_some()
    {
        return None;
    }
    // "Tokyo's Nikkei average" is the Nikkei's; "Arden's American sales" are Arden's.
    let place = |t: usize| line.owner[t].is_some_and(|n| line.mentions[n].kind == Kind::PLACE);
    let apostrophe = this.tokens.clone().find(|t| line.w(*t) == "'s").unwrap_or(this.head);
    if (apostrophe + 1..this.tokens.end).any(|t| line.is_word(t) && line.capital(t) && !place(t)) {
        return None;
    }
    if let Some(whose) = possessor(line, parse, thing) {
        return Some(whose);
    }
    let lead = parse.chunks.get(thing + 1).filter(|c| c.kind == ChunkKind::Preposition)?;
    let owner = line.mention(parse.chunks.get(thing + 2).filter(|c| c.kind == ChunkKind::Noun)?.head)?;
    match line.w(lead.head) {
        "of" => Some(owner.referent.clone()),
        "at" if owner.kind == Kind::ORGANIZATION && accounted(head) => Some(owner.referent.clone()),
        _ => None,
    }
}
