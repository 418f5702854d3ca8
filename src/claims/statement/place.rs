//! Where it happened: the place that a claim is about.

use std::ops::Range;

use super::frame::Predicate;
use super::named::named;
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::{ClauseKind, Parse};
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::compass;
use crate::entities::{Kind, Mention, Referent};
use crate::text::tagger::Tag;

/// How near a place stands to a claim; the smaller, the nearer.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Tie {
    /// "in Kenya", in the claim's own clause.
    Within,
    /// In its noun phrase: "Kenya's 47 counties", "a Kenyan court".
    Own,
    /// "In Kenya, ..." in a clause above.
    Above,
    /// Its subject is of that place or is the place.
    Subject,
    /// Named elsewhere in its clause.
    Beside,
    /// What the clause above does something to: "hit *Kharkiv*, killing three".
    AboveObject,
    /// Where its subject is from: "*Russian* drones hit Kharkiv".
    Origin,
    /// It is the subject of a clause above.
    AboveSubject,
    /// "when a bus fell into a ravine in Peru": in a clause that tells more of the claim's.
    Below,
}

/// The place the claim is about.
pub fn place(
    line: &Line<'_>,
    parse: &Parse,
    quantity: &Range<usize>,
    chunk: Option<usize>,
    predicate: Option<&Predicate>,
    fallback: Option<&Referent>,
) -> Option<Referent> {
    let (at, end) = chunk.map_or((line.body, line.body), |c| {
        let tokens = &parse.chunks[c].tokens;
        (tokens.start, tokens.end)
    });
    let own = chunk.map(|c| parse.clause[c]);
    let clause = predicate.map(|p| p.clause).or(own);
    let own_subject = chunk.and_then(|c| parse.ungoverned(c)).filter(|s| named(line, parse, *s).is_some());
    let subject = own_subject.or_else(|| clause.and_then(|c| parse.subject(c)));
    let undergone = predicate.is_some_and(|p| p.is_subject && p.passive && befalls(line.verb(p.verb)));
    let mut best: Option<((Tie, usize), &Mention)> = None;
    let mut token = line.body;
    while token < line.len() {
        let Some(n) = line.owner[token] else {
            token += 1;
            continue;
        };
        let mention = &line.mentions[n];
        let first = token;
        token = line.within(mention).end.max(token + 1);
        // "US $5 million"
        let currency = line.raw(token) == "$" && line.raw(first).len() <= 3;
        if mention.kind != Kind::PLACE || quantity.contains(&first) || currency {
            continue;
        }
        let Some(held) = parse.chunk_at(first) else { continue };
        // "between Rome and Milan": the preposition reaches over "and".
        let joined = parse.lead(held).is_none()
            && held >= 2
            && parse.chunks[held - 1].kind == ChunkKind::Conjunction
            && parse.chunks[held - 2].kind == ChunkKind::Noun;
        let governed = if joined { held - 2 } else { held };
        let part = part_of_place(line, parse, governed).unwrap_or(governed);
        let lead = parse.lead(part).map_or("", |p| parse.word(line, p));
        let locative = matches!(
            lead,
            "on" | "in"
                | "at"
                | "near"
                | "across"
                | "around"
                | "outside"
                | "off"
                | "throughout"
                | "inside"
                | "within"
        ) && mention.counts()
            && parse.chunks[held].kind == ChunkKind::Noun;
        let here = Some(parse.clause[held]) == clause || Some(parse.clause[held]) == own;
        let above = clause.is_some_and(|c| parse.up(c).any(|u| u == parse.clause[held]));
        // "Kenya's Amina Kato" tells where she is from.
        let of_person = line.mention(parse.chunks[held].head).is_some_and(|m| m.kind == Kind::PERSON)
            || matches!(line.w(token), "'s" | "'") && line.tag(parse.chunks[held].head) == Tag::Name;
        let alone = line.mention(parse.chunks[held].head).is_some_and(|m| m.tokens == mention.tokens);
        let tie = if locative && here {
            Tie::Within
        } else if mention.counts() && (Some(held) == chunk || of_chunk(line, parse, held, chunk)) {
            Tie::Own
        } else if locative && above {
            Tie::Above
        } else if Some(held) == subject && Some(held) == chunk && !mention.counts() && undergone {
            // "Two *French* tourists were killed": where they are from, not where they were
            continue;
        } else if Some(held) == subject && !of_person {
            if mention.counts() { Tie::Subject } else { Tie::Origin }
        } else if own_subject.is_some() {
            // "Britain pledged 5 million, Japan 4": what others did elsewhere is no place of this.
            continue;
        } else if here
            && mention.counts()
            && Some(held) != subject
            && alone
            && !matches!(
                lead,
                "from"
                    | "to"
                    | "with"
                    | "by"
                    | "against"
                    | "into"
                    | "than"
                    | "such"
                    | "including"
                    | "of"
                    | "between"
                    | "about"
            )
        {
            Tie::Beside
        } else if above
            && mention.counts()
            && alone
            && parse.clauses[parse.clause[held]].verb.is_some_and(|v| v + 1 == held)
            && clause.is_some_and(|c| parse.clauses[c].kind == ClauseKind::Participle)
        {
            Tie::AboveObject
        } else if above
            && !of_person
            && clause.is_some_and(|c| parse.up(c).any(|u| parse.clauses[u].subject == Some(held)))
        {
            Tie::AboveSubject
        } else if locative && clause.is_some_and(|c| tells_when(line, parse, parse.clause[held], c)) {
            Tie::Below
        } else {
            continue;
        };
        // "Three died in Nairobi and five in London": what stands behind is nearer.
        let gap = if first >= end { first - end } else { at.abs_diff(first) + 2 };
        if best.is_none_or(|(was, _)| (tie, gap) < was) {
            best = Some(((tie, gap), mention));
        }
    }
    best.map(|(_, m)| m.referent.clone())
        .or_else(|| line.article.home.filter(|_| in_the_country(line, parse)).cloned())
        .or_else(|| fallback.filter(|_| line.body > 0 || parse.dateline).cloned())
}

/// Verbs of what befalls people wherever they are: that they are French tells nothing of the place.
fn befalls(verb: &str) -> bool {
    matches!(
        verb,
        "kill"
            | "injure"
            | "wound"
            | "hurt"
            | "kidnap"
            | "abduct"
            | "hold"
            | "free"
            | "release"
            | "behead"
            | "capture"
    )
}

/// Whether a clause tells when that of another happened: "*when a bus fell* into a gorge", "*after* gunmen attacked".
fn tells_when(line: &Line<'_>, parse: &Parse, clause: usize, of: usize) -> bool {
    let this = &parse.clauses[clause];
    this.kind == ClauseKind::Adverbial
        && this.parent == Some(of)
        && this.opener.is_some_and(|o| matches!(parse.word(line, o), "when" | "after" | "as"))
}

/// "in a *suburb* of Baghdad", "on the *outskirts* of Mosul": the chunk of what is a part of the place.
fn part_of_place(line: &Line<'_>, parse: &Parse, place: usize) -> Option<usize> {
    let lead = parse.lead(place).filter(|l| *l > 0 && parse.word(line, *l) == "of")?;
    let part = &parse.chunks[lead - 1];
    let word = line.w(part.head);
    let named = compass(word)
        || matches!(
            word,
            "suburb"
                | "suburbs"
                | "outskirts"
                | "city"
                | "town"
                | "village"
                | "district"
                | "districts"
                | "province"
                | "provinces"
                | "region"
                | "regions"
                | "centre"
                | "center"
                | "part"
                | "parts"
                | "area"
                | "areas"
                | "port"
                | "capital"
                | "state"
                | "states"
                | "island"
                | "streets"
                | "heart"
                | "edge"
                | "neighbourhood"
                | "neighborhood"
                | "county"
                | "coast"
                | "valley"
                | "department"
                | "municipality"
                | "quarter"
                | "governorate"
                | "prefecture"
                | "republic"
                | "territory"
        );
    (part.kind == ChunkKind::Noun && named).then_some(lead - 1)
}

/// "in the country", "the nation's": what the article is about.
fn in_the_country(line: &Line<'_>, parse: &Parse) -> bool {
    parse.chunks.iter().filter(|c| c.kind == ChunkKind::Noun && c.tokens.len() >= 2).any(|c| {
        line.w(c.tokens.start) == "the"
            && matches!(line.w(c.tokens.start + 1), "country" | "nation" | "kingdom" | "republic")
            && (c.tokens.len() == 2 || matches!(line.w(c.tokens.start + 2), "'s" | "'"))
    })
}

/// Whether the chunk stands in an "of" phrase behind the claim's own: "10 percent of Kenya's output".
fn of_chunk(line: &Line<'_>, parse: &Parse, held: usize, chunk: Option<usize>) -> bool {
    let Some(chunk) = chunk else { return false };
    held == chunk + 2
        && parse.lead(held).is_some_and(|p| parse.word(line, p) == "of")
        && line.tag(parse.chunks[held].head) != Tag::Mark
}
