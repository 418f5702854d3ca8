//! What was named before and is meant again: by a pronoun ("he", "its"), or by a noun with "the" ("the navy", "the
//! minister", "the company", "the country").

use std::ops::Range;

use super::named::named;
use crate::claims::clauses::chunk::{Chunk, ChunkKind, VerbForm};
use crate::claims::clauses::clause::Parse;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Sense;
use crate::entities::{Kind, Mention, Referent, Territory};
use crate::text::tagger::Tag;
use crate::text::{TokenKind, seen};

/// How many sentences before a pronoun or a noun what it means may stand.
pub const NEAR: usize = 3;
/// How many names are looked through for the one that a pronoun or a noun means.
const MOST_NAMES: usize = 60;
/// How many names are looked through for the holder of an office.
const MOST_HOLDERS: usize = 200;

/// The entity that a noun phrase with "the" and no name means; its last word is the noun.
pub fn described(line: &Line<'_>, noun: Range<usize>) -> Option<Referent> {
    let last = noun.end.checked_sub(1)?;
    // "the president of the club" is told by what stands behind.
    let plain = line.w(noun.start) == "the"
        && line.tag(last) != Tag::Nouns
        && line.w(noun.end) != "of"
        && noun.clone().all(|t| line.mention(t).is_none() && !matches!(line.w(t), "'s" | "'"));
    if !plain {
        return None;
    }
    let (start, head) = (noun.start, line.w(last));
    // "the 52-year-old"
    if head == "old" {
        let spoken_of = |m: &&Mention| m.kind == Kind::PERSON && leads(line, m);
        return near(line, start).find(spoken_of).map(|m| m.referent.clone());
    }
    let sense = line.words.sense(head);
    if sense.any(Sense(Sense::OFFICE.0 | Sense::HUMAN.0)) {
        return whoever(line, noun);
    }
    let bare = noun.len() == 2;
    if bare
        && sense.any(Sense::ACTOR)
        && let Some(found) = named_so(line, start, head)
    {
        return Some(found);
    }
    if sense.any(Sense::BUSINESS) {
        return business(line, noun);
    }
    sense.any(Sense::COUNTRY).then(|| country(line, start)).flatten()
}

/// A noun chunk up to its noun.
pub fn phrase(parse: &Parse, chunk: usize) -> Range<usize> {
    parse.chunks[chunk].tokens.start..parse.chunks[chunk].head + 1
}

/// The person that an office or a trade means: to whose name it was put, "the striker" after "striker Ana Ruiz"; one
/// without any more words is also the person last spoken of.
fn whoever(line: &Line<'_>, noun: Range<usize>) -> Option<Referent> {
    let (start, head) = (noun.start, line.w(noun.end - 1));
    let more = start + 1..noun.end - 1;
    if let Some(found) =
        titled(line, start, head).filter(|m| more.clone().all(|t| told_of(line, m, start, t)))
    {
        return Some(found.referent.clone());
    }
    // One of several may well be the other: "Ana Ruiz met Lars Holm. The striker".
    let mut spoken_of =
        near(line, start).filter(|m| m.kind == Kind::PERSON && m.sentence + 1 >= line.sentence);
    let last = spoken_of.next().filter(|_| more.is_empty())?;
    spoken_of.all(|m| m.referent == last.referent).then(|| last.referent.clone())
}

/// The person who holds an office: named before, or else soon behind, with the office beside the name, "the minister"
/// after "Minister Ana Ruiz". A headline or first sentence names the office before the person.
pub fn holder(line: &Line<'_>, office: &Chunk) -> Option<Referent> {
    let (token, title) = (office.tokens.start, line.w(office.head));
    let soon = || {
        let names = line.mentions[behind(line, token)..].iter().take(MOST_HOLDERS / 4);
        names.into_iter().find(|m| is_titled(line, m, line.base + token, title))
    };
    let named = titled(line, token, title).or_else(soon).map(|m| m.referent.clone());
    // "the minister" alone is the one last spoken of; "the trade minister" may be another.
    named.or_else(|| person_before(line, token).filter(|_| office.tokens.len() == 2))
}

/// The last person named before a token with the noun beside.
fn titled<'l>(line: &Line<'l>, token: usize, title: &str) -> Option<&'l Mention> {
    let end = behind(line, token);
    line.mentions[..end]
        .iter()
        .rev()
        .take(MOST_HOLDERS)
        .find(|m| is_titled(line, m, line.base + token, title))
}

fn is_titled(line: &Line<'_>, mention: &Mention, own: usize, title: &str) -> bool {
    mention.kind == Kind::PERSON && mention.counts() && stands_beside(line, mention, own, TITLE, title)
}

/// How many words before a person's name and behind it tell of the person.
const TITLE: (usize, usize) = (8, 6);
/// How many words before a firm's name and behind it tell what it is.
const TRADE: (usize, usize) = (3, 8);

/// Whether a word stands so near before a name or behind it, and not in the noun phrase that begins at `own`, a token of
/// the text.
fn stands_beside(
    line: &Line<'_>,
    mention: &Mention,
    own: usize,
    (near_before, near_behind): (usize, usize),
    word: &str,
) -> bool {
    let before = mention.tokens.start.saturating_sub(near_before)..mention.tokens.start;
    let behind = mention.tokens.end + near_behind;
    let after = mention.tokens.end..if mention.tokens.start < own { behind.min(own) } else { behind };
    before.chain(after).any(|t| line.text.word(t).eq_ignore_ascii_case(word))
}

/// Whether a word before the noun is told of the person too, or of the age: "the trade minister" is another than the
/// prime minister.
fn told_of(line: &Line<'_>, mention: &Mention, start: usize, token: usize) -> bool {
    let age = line.is_digits(token) || line.dash(token) || matches!(line.w(token), "year" | "old");
    age || stands_beside(line, mention, line.base + start, TITLE, line.w(token))
}

/// The firm that "the company" or "the airline" means: the one that was called so, or the only one, or the one that
/// did something, in the nearest sentence that names a firm. More words before the noun tell of another, unless they
/// are the country's or the firm was called so with them.
fn business(line: &Line<'_>, noun: Range<usize>) -> Option<Referent> {
    let (token, word) = (noun.start, line.w(noun.end - 1));
    let beside = |m: &Mention, word: &str| stands_beside(line, m, line.base + token, TRADE, word);
    let firms = || near(line, token).filter(|m| is_firm(line, m));
    let mut more = token + 1..noun.end - 1;
    // "the Swedish group" is one of Sweden.
    if let Some(land) = more.clone().find_map(|t| line.owner[t]).map(|n| line.mentions[n].country) {
        let mut ours = firms().filter(|m| land.is_some() && m.country == land);
        return ours.next().filter(|_| more.len() == 1).map(|m| m.referent.clone());
    }
    let general = matches!(word, "company" | "firm" | "group" | "business");
    let called = firms().find(|m| beside(m, word) && more.clone().all(|t| beside(m, line.w(t))));
    let nearest = firms().next();
    // "the company" is the one that did something last, whichever was called so.
    let called =
        called.filter(|m| !general || !more.is_empty() || nearest.is_some_and(|n| n.sentence == m.sentence));
    if let Some(found) = called {
        return Some(found.referent.clone());
    }
    // "the central bank" is the only one of its country; "the parent company" is another.
    if more.len() == 1 && line.w(token + 1) == "central" {
        let central = |m: &&Mention| {
            let words = || m.tokens.clone().map(|t| line.text.word(t));
            words().any(|w| matches!(w, "Central" | "Reserve")) || words().take(2).eq(["Bank", "of"])
        };
        return near(line, token).find(central).map(|m| m.referent.clone());
    }
    if more.next().is_some() {
        return None;
    }
    let nearest = nearest?;
    let mut same = firms().take_while(|m| m.sentence == nearest.sentence);
    let first = same.clone().filter(|m| leads(line, m)).last();
    let alone = same.all(|m| m.referent == nearest.referent);
    first.filter(|_| alone || general).map(|m| m.referent.clone())
}

/// Whether an organization may be a firm: no word of its name says that it is something else.
fn is_firm(line: &Line<'_>, mention: &Mention) -> bool {
    mention.kind == Kind::ORGANIZATION
        && mention.tokens.clone().all(|t| {
            let word = line.text.word(t).to_lowercase();
            let sense = line.words.sense(&word);
            let office = matches!(
                &word[..],
                "administration" | "senate" | "congress" | "treasury" | "nations" | "exchange" | "house"
            );
            !office && (!sense.any(Sense::ACTOR) || sense.any(Sense::BUSINESS))
        })
}

/// The country that the article is about, where the place last named lies in it.
fn country(line: &Line<'_>, token: usize) -> Option<Referent> {
    let last = near(line, token).find(|m| m.kind == Kind::PLACE && m.country.is_some())?;
    let home = |m: &&Mention| m.territory == Territory::Country && m.country == last.country;
    let about_it = last.country == line.article.country;
    line.mentions.iter().take(MOST_HOLDERS).find(home).filter(|_| about_it).map(|m| m.referent.clone())
}

/// The names of the last sentences before a token, the nearest first.
fn near<'l>(line: &Line<'l>, token: usize) -> impl Iterator<Item = &'l Mention> + Clone {
    let sentence = line.sentence;
    before(line, token).take_while(move |m| m.sentence + NEAR >= sentence)
}

/// Whom or what a possessive pronoun in a chunk means: "*its* profit". The subject it stands under is meant, or nobody;
/// where there is none, the subject of the sentence before.
pub fn possessor(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    let token = parse.chunks[chunk].tokens.start;
    let person = match line.w(token) {
        "his" | "her" => true,
        "its" => false,
        _ => return None,
    };
    if person {
        return near(line, token)
            .any(|m| m.kind == Kind::PERSON)
            .then(|| person_before(line, token))
            .flatten();
    }
    let mut subjects = parse.up(parse.clause[chunk]).filter_map(|c| parse.clauses[c].subject);
    if let Some(subject) = subjects.find(|s| *s != chunk && parse.chunks[*s].head < token) {
        return match parse.chunks[subject].kind {
            ChunkKind::Noun => no_person(line, parse, subject),
            _ => (line.w(parse.chunks[subject].head) == "it").then(|| it(line, parse, subject)).flatten(),
        };
    }
    let fits = |m: &Mention| m.kind != Kind::PERSON && acts(line, m);
    let opens = token <= line.body && near(line, token).any(fits);
    opens.then(|| antecedent(line, token, fits)).flatten()
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

/// The person before a token that is not the one who speaks: "Ana Ruiz says *the 30-year-old* must go".
pub fn other_before(line: &Line<'_>, token: usize, speaker: &Referent) -> Option<Referent> {
    antecedent(line, token, |m| m.kind == Kind::PERSON && m.referent != *speaker)
        .filter(|_| near(line, token).any(|m| m.kind == Kind::PERSON && m.referent != *speaker))
}

/// What "it" means, where that is plain: who states it ("The agency said it needs"), or, at the start of a
/// sentence, the subject of the one before.
pub fn it(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    if stands_for_what_follows(line, parse, chunk) {
        return None;
    }
    for c in parse.up(parse.clause[chunk]).skip(1) {
        if states(line, parse, c) {
            let subject = parse.clauses[c].subject.filter(|s| *s != chunk)?;
            return no_person(line, parse, subject);
        }
    }
    if parse.chunks[chunk].tokens.start > line.body || happens(line, parse, chunk) {
        return None;
    }
    antecedent(line, parse.chunks[chunk].tokens.start, |m| m.kind != Kind::PERSON && acts(line, m))
}

/// Whether a clause has a verb by which one states something.
pub fn states(line: &Line<'_>, parse: &Parse, clause: usize) -> bool {
    let verb = parse.clauses[clause].verb.map(|v| line.verb(parse.chunks[v].head));
    verb.is_some_and(|v| line.words.sense(v).any(Sense::STATE))
}

/// What a noun chunk names or means that "it" can stand for.
fn no_person(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Referent> {
    named(line, parse, chunk)
        .filter(|m| m.kind != Kind::PERSON)
        .map(|m| m.referent.clone())
        .or_else(|| described(line, phrase(parse, chunk)))
}

/// Whether a name does something: a place where it stands as a subject; in a dateline it only tells where the report
/// was made.
fn acts(line: &Line<'_>, mention: &Mention) -> bool {
    let next = line.text.tokens.get(mention.tokens.end);
    leads(line, mention)
        && next.is_some_and(|t| {
            t.kind == TokenKind::Word && !t.case.capital() || mention.kind == Kind::ORGANIZATION
        })
}

/// "It was the third accident in ten days", "It looks a long fight": an event is counted or judged, nobody acts.
fn happens(line: &Line<'_>, parse: &Parse, chunk: usize) -> bool {
    let Some(verb) = parse.clauses[parse.clause[chunk]].verb.map(|v| parse.chunks[v].head) else {
        return false;
    };
    let counted = matches!(line.w(verb + 1), "the" | "his" | "her" | "their" | "its" | "a" | "an")
        && ordinal(line.w(verb + 2));
    let judged = matches!(line.verb(verb), "look" | "seem" | "appear" | "sound")
        && !matches!(line.w(verb + 1), "to" | "at" | "for");
    line.verb(verb) == "be" && counted || judged
}

/// "It is getting harder to ship 20 tonnes": what is easy or hard follows; "It is ready to move" tells of somebody.
fn stands_for_what_follows(line: &Line<'_>, parse: &Parse, chunk: usize) -> bool {
    let Some(verb) = parse.clauses[parse.clause[chunk]].verb else { return false };
    let mut behind = (verb + 1..parse.chunks.len()).filter(|c| parse.chunks[*c].kind != ChunkKind::Adverb);
    let judged = behind.next().is_some_and(|c| judges(line.w(parse.chunks[c].head)));
    let follows = |c: usize| parse.chunks[c].kind == ChunkKind::Verb(VerbForm::Infinitive);
    let aside = |c: usize| parse.chunks[c].kind == ChunkKind::Preposition && parse.word(line, c) == "for";
    let mut next = behind.next();
    // "harder *for ports* to ship"
    if next.is_some_and(aside) {
        behind.next();
        next = behind.next();
    }
    judged && next.is_some_and(follows)
}

/// Adjectives that tell what doing something is like.
fn judges(word: &str) -> bool {
    matches!(
        word,
        "easy"
            | "easier"
            | "hard"
            | "harder"
            | "difficult"
            | "possible"
            | "impossible"
            | "important"
            | "necessary"
            | "essential"
            | "vital"
            | "safe"
            | "safer"
            | "cheaper"
            | "better"
            | "best"
            | "wrong"
            | "illegal"
            | "reasonable"
            | "common"
            | "unusual"
            | "crucial"
            | "fair"
            | "unfair"
    )
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

/// The names before a token of the sentence, the nearest first.
pub fn before<'l>(line: &Line<'l>, token: usize) -> impl Iterator<Item = &'l Mention> + Clone {
    line.mentions[..behind(line, token)].iter().rev().take(MOST_NAMES).filter(|m| m.counts())
}

/// How many names stand before a token of the sentence.
fn behind(line: &Line<'_>, token: usize) -> usize {
    line.mentions.partition_point(|m| m.tokens.end <= line.base + token)
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
            "in" | "at"
                | "of"
                | "from"
                | "with"
                | "by"
                | "to"
                | "for"
                | "on"
                | "against"
                | "near"
                | "and"
                | "including"
                | "like"
                | "than"
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
