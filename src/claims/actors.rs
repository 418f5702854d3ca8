//! Who does it and where: the entities of a sentence that a claim belongs to.

use super::amount::Amount;
use super::frame::{Predicate, clause_start};
use super::line::Line;
use crate::entities::{Kind, Mention, Referent};
use crate::text::tagger::Tag;

/// The entity that does or has what the claim tells.
pub fn subject(
    line: &Line<'_>,
    amount: &Amount,
    predicate: Option<&Predicate>,
    last_person: Option<&Referent>,
) -> Option<Referent> {
    let start = amount.tokens.start;
    let verb = predicate.map_or(start, |p| if p.is_subject { start } else { p.verb });
    if let Some(p) = predicate.filter(|p| p.passive) {
        // "were prevented by the FSB"
        let by = (p.verb + 1..(p.verb + 4).min(line.len())).find(|n| line.w(*n) == "by");
        if let Some(mention) =
            by.and_then(|by| (by + 1..(by + 5).min(line.len())).find_map(|n| line.mention(n)))
        {
            return Some(mention.referent.clone());
        }
    }
    let from = clause_start(line, verb.min(start));
    let mut at = verb.min(start);
    let mut second: Option<&Mention> = None;
    while at > from {
        at -= 1;
        if matches!(line.w(at), "he" | "she") {
            return last_person.cloned();
        }
        if let Some(mention) = line.mention(at) {
            let first = mention.tokens.start - line.base;
            let lead = first
                .checked_sub(1)
                .map_or("", |n| if line.w(n) == "the" && n > 0 { line.w(n - 1) } else { line.w(n) });
            if matches!(
                lead,
                "in" | "at"
                    | "from"
                    | "near"
                    | "on"
                    | "to"
                    | "with"
                    | "against"
                    | "by"
                    | "across"
                    | "outside"
                    | "into"
                    | "through"
                    | "for"
                    | "of"
            ) {
                if matches!(lead, "of") && second.is_none() {
                    second = Some(mention);
                }
            } else {
                return Some(mention.referent.clone());
            }
            at = first;
        }
    }
    second.map(|m| m.referent.clone())
}

/// The place the claim is about: the nearest one named in the sentence, adjectives included.
pub fn place(line: &Line<'_>, amount: &Amount, fallback: Option<&Referent>) -> Option<Referent> {
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let mut best: Option<(usize, &Mention)> = None;
    let mut at = 0;
    while at < line.len() {
        let Some(n) = line.owner[at] else {
            at += 1;
            continue;
        };
        let mention = &line.mentions[n];
        let first = at;
        at = (mention.tokens.end - line.base).max(at + 1);
        if mention.kind != Kind::PLACE {
            continue;
        }
        let mut gap = if first >= end { first - end } else { start.saturating_sub(at) };
        let lead = first
            .checked_sub(1)
            .map_or("", |n| if line.w(n) == "the" && n > 0 { line.w(n - 1) } else { line.w(n) });
        // What is placed "in" says it outright; what the actor comes "from" rather not.
        match lead {
            "in" | "at" | "near" | "across" | "around" | "outside" | "off" | "throughout" => {}
            "from" | "with" | "by" => gap += 12,
            _ => gap += 5,
        }
        if !mention.counts() {
            gap += 6;
        }
        if (first.min(start)..first.max(end)).any(|n| matches!(line.w(n), ";")) {
            gap += 20;
        }
        if best.is_none_or(|(was, _)| gap < was) {
            best = Some((gap, mention));
        }
    }
    best.map(|(_, m)| m.referent.clone()).or_else(|| fallback.cloned())
}

/// What a quantity of no counted noun is said of.
pub fn about(line: &Line<'_>, amount: &Amount, end: usize, predicate: Option<&Predicate>) -> String {
    let start = amount.tokens.start;
    // "19% of voters", "$30 billion in aid"
    let in_kind = line.w(end) == "in"
        && amount.kind == Some(super::Kind::Money)
        && line.tag(end + 1).noun()
        && line.mention(end + 1).is_none();
    if line.w(end) == "of" || in_kind || line.w(end) == "worth" && line.w(end + 1) == "of" {
        let skip = if line.w(end) == "worth" { 2 } else { 1 };
        let mut at = end + skip;
        while matches!(line.tag(at), Tag::Determiner | Tag::Pronoun)
            || matches!(line.w(at), "all" | "its" | "their" | "total")
        {
            at += 1;
        }
        let place = line.w(end) == "in" && line.mention(at).is_some();
        if !place && let Some(phrase) = super::noun_phrase::counted(line, at) {
            let range = super::noun_phrase::with_of(line, &phrase);
            let time = line.words.unit_word(line.w(phrase.head)).is_some()
                || super::time::month_number(line.w(phrase.head)).is_some();
            if !time || line.w(end) == "of" {
                return line.slice(&range);
            }
        }
    }
    // "$500 billion NEOM project", "30-year bond"
    if let Some(phrase) = super::noun_phrase::counted(line, end).filter(|p| p.tokens.start == end) {
        let motion = line
            .words
            .sense(line.w(phrase.head))
            .any(super::words::Sense(super::words::Sense::UP_NOUN.0 | super::words::Sense::DOWN_NOUN.0));
        if motion && matches!(line.w(end + phrase.tokens.len()), "in" | "of") {
            if let Some(of) = super::noun_phrase::counted(line, skip_determiners(line, phrase.tokens.end + 1))
            {
                return line.slice(&super::noun_phrase::with_of(line, &of));
            }
        } else {
            return line.slice(&phrase.tokens);
        }
    }
    // "cut output by 2.2 million barrels": what the verb moves
    if matches!(line.prev(start), "by" | "to" | "from" | "at")
        && start >= 2
        && let Some(range) = super::noun_phrase::before(line, start - 1).filter(|r| {
            line.tag(r.start) != Tag::Number
                && predicate.is_some_and(|p| !p.is_subject && p.verb < r.start && r.start - p.verb <= 3)
        })
    {
        return line.slice(&range);
    }
    // "profit of $5m", "a drop of 46 percent"
    if line.prev(start) == "of"
        && start >= 2
        && let Some(range) = super::noun_phrase::before(line, start - 1)
    {
        let motion = range.len() == 1
            && line
                .words
                .sense(line.w(range.start))
                .any(super::words::Sense(super::words::Sense::UP_NOUN.0 | super::words::Sense::DOWN_NOUN.0));
        if !motion && !line.tag(range.end).verb() {
            return line.slice(&range);
        }
    }
    // the subject of the verb
    let verb = match predicate {
        Some(p) if !p.is_subject => group_start(line, p.verb),
        _ => start,
    };
    let from = clause_start(line, verb);
    let mut at = verb;
    while at > from {
        if let Some(range) = super::noun_phrase::before(line, at)
            && range.start >= from
        {
            let lead = range.start.checked_sub(1).map_or("", |n| {
                if matches!(line.tag(n), Tag::Determiner | Tag::Pronoun) && n > 0 {
                    line.w(n - 1)
                } else {
                    line.w(n)
                }
            });
            // Prepositional phrases between the subject and its verb are stepped over.
            let phrase = matches!(
                lead,
                "of" | "in"
                    | "at"
                    | "on"
                    | "from"
                    | "to"
                    | "with"
                    | "by"
                    | "during"
                    | "since"
                    | "after"
                    | "before"
                    | "between"
                    | "under"
                    | "over"
                    | "through"
                    | "near"
                    | "among"
                    | "against"
                    | "despite"
            );
            let counted = line.tag(range.start) == Tag::Number
                && (line.is_digits(range.start) || !line.tag(range.end - 1).eq(&Tag::Name));
            if counted {
                at = range.start;
                continue;
            }
            if !phrase || range.start == from {
                return line.slice(&range);
            }
            at = range.start;
            continue;
        }
        at -= 1;
    }
    // A line of a table: its label stands before the number.
    let label = line.body..start;
    if predicate.is_none() && (1..=5).contains(&label.len()) && label.clone().all(|n| line.is_word(n)) {
        return line.slice(&label);
    }
    String::new()
}

fn skip_determiners(line: &Line<'_>, mut at: usize) -> usize {
    while matches!(line.tag(at), Tag::Determiner | Tag::Pronoun) && at < line.len() {
        at += 1;
    }
    at
}

/// The first word of the verb group that ends at `verb`.
fn group_start(line: &Line<'_>, verb: usize) -> usize {
    let mut at = verb;
    while at > 0
        && (matches!(line.tag(at - 1), Tag::Aux | Tag::Adverb | Tag::Particle)
            || line.tag(at - 1).verb() && line.w(at) == "to"
            || line.w(at - 1) == "to" && line.tag(at) == Tag::Verb)
        && line.w(at - 1) != "'s"
    {
        at -= 1;
    }
    at
}
