//! Who does it and where: the entities that a claim belongs to.

use super::amount::Amount;
use super::chunk::ChunkKind;
use super::clause::{ClauseKind, Parse};
use super::frame::Predicate;
use super::line::Line;
use super::words::compass;
use crate::entities::{Kind, Mention, Referent};
use crate::text::seen;
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
    if let Some(beside) = super::frame::apposed(line, parse, chunk).or_else(|| ungoverned(parse, chunk)) {
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

/// The subject of a quantity whose verb is left out: "..., *Kato* 12 percent".
fn ungoverned(parse: &Parse, chunk: usize) -> Option<usize> {
    parse.gapped(chunk).then(|| chunk - 1)
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

/// The name that is the head of a noun chunk, or stands in apposition to it.
fn named<'l>(line: &Line<'l>, parse: &Parse, chunk: usize) -> Option<&'l Mention> {
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

/// A phrase of nothing but names that the names' own rules let pass: "the Eastdale Local Council".
fn name_by_shape(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
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
                && !line.words.sense(line.w(t)).any(super::words::Sense::OFFICE)
        });
    whole.then(|| Referent::Name(line.slice(&tokens).into()))
}

/// "the navy", where the article has named one: the last organization before whose name ends so.
fn known(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let this = &parse.chunks[chunk];
    let definite = this.tokens.len() == 2 && line.w(this.tokens.start) == "the";
    if !definite || !line.words.sense(line.w(this.head)).any(super::words::Sense::ACTOR) {
        return None;
    }
    named_so(line, this.tokens.start, line.w(this.head))
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

/// Whether a clause tells when that of another happened: "*when a bus fell* into a gorge", "*after* gunmen attacked".
fn tells_when(line: &Line<'_>, parse: &Parse, clause: usize, of: usize) -> bool {
    let this = &parse.clauses[clause];
    this.kind == ClauseKind::Adverbial
        && this.parent == Some(of)
        && this.opener.is_some_and(|o| matches!(parse.word(line, o), "when" | "after" | "as"))
}

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
    /// It is the subject of a clause above.
    AboveSubject,
    /// "when a bus fell into a ravine in Peru": in a clause that tells more of the claim's.
    Below,
}

/// The place the claim is about.
pub fn place(
    line: &Line<'_>,
    parse: &Parse,
    quantity: &std::ops::Range<usize>,
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
    let own_subject = chunk.and_then(|c| ungoverned(parse, c)).filter(|s| named(line, parse, *s).is_some());
    let subject = own_subject.or_else(|| clause.and_then(|c| parse.subject(c)));
    let mut best: Option<((Tie, usize), &Mention)> = None;
    let mut token = line.body;
    while token < line.len() {
        let Some(n) = line.owner[token] else {
            token += 1;
            continue;
        };
        let mention = &line.mentions[n];
        let first = token;
        token = (mention.tokens.end - line.base).max(token + 1);
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
        let tie = if locative && here {
            Tie::Within
        } else if mention.counts() && (Some(held) == chunk || of_chunk(line, parse, held, chunk)) {
            Tie::Own
        } else if locative && above {
            Tie::Above
        } else if Some(held) == subject && !of_person {
            Tie::Subject
        } else if own_subject.is_some() {
            // "Britain pledged 5 million, Japan 4": what others did elsewhere is no place of this.
            continue;
        } else if here
            && mention.counts()
            && Some(held) != subject
            && line.mention(parse.chunks[held].head).is_some_and(|m| m.tokens == mention.tokens)
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
        .or_else(|| line.home.filter(|_| in_the_country(line, parse)).cloned())
        .or_else(|| fallback.filter(|_| line.body > 0 || parse.dateline).cloned())
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

/// How many names are looked through for the one that a pronoun means.
const NEAR: usize = 60;

/// The names before a token of the sentence, the nearest first.
fn before<'l>(line: &Line<'l>, token: usize) -> impl Iterator<Item = &'l Mention> {
    let end = line.mentions.partition_point(|m| m.tokens.end <= line.base + token);
    line.mentions[..end].iter().rev().take(NEAR).filter(|m| m.counts())
}

/// Whether a name stands as a subject does: not behind a preposition.
fn leads(line: &Line<'_>, mention: &Mention) -> bool {
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
        let states = clause.verb.is_some_and(|v| {
            line.words.sense(line.verb(parse.chunks[v].head)).any(super::words::Sense::STATE)
        });
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
                t.kind == crate::text::TokenKind::Word && !t.case.capital() || m.kind == Kind::ORGANIZATION
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

/// The last organization before a token whose name ends in the word: "the navy".
fn named_so(line: &Line<'_>, token: usize, word: &str) -> Option<Referent> {
    before(line, token)
        .find(|m| m.kind == Kind::ORGANIZATION && line.text.word(m.tokens.end - 1).eq_ignore_ascii_case(word))
        .map(|m| m.referent.clone())
}
