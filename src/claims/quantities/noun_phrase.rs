//! Noun phrases by parts of speech: the thing counted behind a number, the thing a number is said of
//! before it.

use std::ops::Range;

use crate::claims::claim::Kind;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Cue;
use crate::text::lemma;
use crate::text::tagger::Tag;

/// A noun phrase: all of it, and its head.
#[derive(Debug, Clone, PartialEq)]
pub struct NounPhrase {
    pub tokens: Range<usize>,
    pub head: usize,
}

/// Words that look like nouns or adjectives but end a counted phrase.
fn stops(line: &Line<'_>, at: usize) -> bool {
    line.words.cue(line.w(at)).any(Cue::PHRASE_END)
}

/// The counted noun phrase that begins at `start`: adjectives, compounds, participles before the
/// head; it ends before verbs, prepositions and relative clauses.
pub fn counted(line: &Line<'_>, start: usize) -> Option<NounPhrase> {
    // "6 times earnings": so many times, whatever it is compared to.
    if line.w(start) == "times" && start < line.len() && !line.capital(start) {
        return Some(NounPhrase { tokens: start..start + 1, head: start });
    }
    // "125,000 week ago": no weeks are counted.
    if matches!(line.w(start + 1), "ago" | "earlier")
        && line.words.unit_word(line.w(start)).is_some_and(|u| u.kind == Kind::Duration)
    {
        return None;
    }
    let mut at = start;
    let mut head = None;
    let mut names = false;
    while at < line.len() && at < start + 12 {
        let word = line.w(at);
        let mut tag = line.tag(at);
        // In the middle of a name the tagger takes some words for verbs.
        if head.is_some()
            && names
            && line.capital(at)
            && tag != Tag::Name
            && !tag.noun()
            && tag != Tag::Adjective
            && tag != Tag::Aux
        {
            tag = Tag::Name;
        }
        // A name with its full stops ("U.S.") is one word of the phrase.
        if let Some(mention) = line.owner[at]
            .map(|n| &line.mentions[n])
            .filter(|m| m.tokens.start == line.base + at && m.tokens.len() > 1)
        {
            let end = (mention.tokens.end - line.base).min(line.len());
            if head.is_some() && !names {
                break;
            }
            if mention.counts() {
                names = true;
                head = Some((at..end).rev().find(|n| line.is_word(*n)).unwrap_or(at));
            }
            at = end.max(at + 1);
            continue;
        }
        if at == start
            && matches!(word, "other" | "more" | "additional" | "further" | "new" | "such" | "different")
        {
            // "20 more beds", "three other men": known to the rules, part of the phrase
            at += 1;
            continue;
        }
        // "four cases—three in Lima"
        if word == "—" {
            break;
        }
        // "29 ex-soldiers": whatever the tagger made of what stands before the hyphen
        if head.is_none() && prefix(word) && line.dash(at + 1) && line.glued(at + 1) && line.glued(at + 2) {
            at += 2;
            if line.tag(at) == Tag::Nouns && !line.tag(at + 1).noun() {
                head = Some(at);
            }
            at += 1;
            continue;
        }
        if line.dash(at) && line.glued(at) && line.glued(at + 1) && head.is_some() {
            // "counter-terrorism officers"
            at += 2;
            head = Some(at - 1);
            continue;
        }
        // "Covid -19 kits": a code that was written with a blank
        let code = names && line.dash(at) && line.glued(at + 1) && line.is_digits(at + 1);
        if line.dash(at) && at > start && (line.glued(at) || code) && line.glued(at + 1) {
            at += 2;
            // "16 great-grandchildren"
            if line.tag(at - 1) == Tag::Nouns && !line.tag(at).noun() {
                head = Some(at - 1);
            }
            continue;
        }
        if !line.is_word(at) {
            // "six Airbus A321 aircraft", "two Boeing 737 jets", "three Type 90B boats"
            let model = line.tag(at + 1).noun() && head == at.checked_sub(1);
            // "two Boeing 737-200 jets"
            let kind =
                line.dash(at + 1) && line.glued(at + 1) && line.is_digits(at + 2) && line.glued(at + 2);
            if names && line.is_digits(at) && kind && line.tag(at + 3).noun() && !line.glued(at + 3) {
                at += 3;
                continue;
            }
            // "40 Falcon 9*s*": so many of the model
            if names && line.is_digits(at) && line.w(at + 1) == "s" && line.glued(at + 1) {
                return Some(NounPhrase { tokens: start..at + 2, head: at + 1 });
            }
            // "60 Windows 11 laptops": nor need the name be known.
            let version = model
                && !names
                && line.is_digits(at)
                && line.capital(at - 1)
                && line.w(at).len() <= 4
                && !line.w(at).contains(',')
                && line.tag(at + 1) == Tag::Nouns;
            if names && line.is_digits(at) && (line.glued(at) || model) || version {
                names = true;
                at += 1;
                continue;
            }
            // "30 old, rusty ships"
            let listed = word == "," && head.is_none() && at > start && line.tag(at + 1) == Tag::Adjective;
            if listed {
                at += 1;
                continue;
            }
            let quote = matches!(word, "\"" | "“" | "'" | "‘") && at == start;
            // "eight “sealed” rooms": the word set apart is left out.
            if quote
                && matches!(line.w(at + 2), "\"" | "”" | "'" | "’")
                && matches!(line.tag(at + 3), Tag::Noun | Tag::Nouns)
            {
                return counted(line, at + 3);
            }
            if quote && (line.tag(at + 1).noun() || line.tag(at + 1) == Tag::Adjective) {
                at += 1;
                continue;
            }
            break;
        }
        // "2.1 last year": a date, not what is counted
        if matches!(word, "last" | "next" | "this")
            && head.is_none()
            && (line.words.unit_word(line.w(at + 1)).is_some_and(|u| u.kind == Kind::Duration)
                || matches!(line.w(at + 1), "season" | "weekend"))
        {
            break;
        }
        // "from just under 1.8 million in May"
        // but "12 *in*-depth lectures", "four *by*-elections"
        let compound = line.dash(at + 1) && line.glued(at + 1) && line.glued(at + 2);
        if matches!(word, "in" | "at" | "of" | "to" | "by") && head.is_none() && !compound {
            break;
        }
        // "12 million daily users", but "sold 12 million daily"
        if at == start && matches!(word, "daily" | "weekly" | "monthly" | "yearly") && line.tag(at + 1).noun()
        {
            at += 1;
            continue;
        }
        if stops(line, at) && (at > start || !matches!(word, "times" | "high" | "long" | "old" | "strong")) {
            break;
        }
        match tag {
            Tag::Noun | Tag::Nouns => {
                // A noun behind names takes them as its own: "Hyundai vehicles".
                // A plural noun ends the phrase unless another noun clearly goes on: "sports cars".
                if let Some(h) = head
                    && line.tag(h) == Tag::Nouns
                    && !(names && at > h + 1)
                    && !(line.tag(at) == Tag::Nouns && at == h + 1 && !line.glued(at))
                {
                    break;
                }
                head = Some(at);
                names = false;
                at += 1;
            }
            Tag::Name => {
                // "19 opposition *MPs*"
                let short = line.raw(at).ends_with('s') && cased(line.raw(at)) && line.owner[at].is_none();
                if head.is_some() && !names && !short {
                    break;
                }
                names = true;
                head = Some(at);
                at += 1;
            }
            Tag::Adjective
                if head.is_none()
                    || line.tag(at + 1).noun() && line.tag(head.unwrap_or(at)) != Tag::Nouns =>
            {
                at += 1;
            }
            Tag::VerbEn | Tag::VerbEd | Tag::VerbIng
                if head.is_none()
                    && !matches!(word, "had" | "having" | "did" | "were" | "was")
                    && (line.tag(at + 1).noun()
                        || line.tag(at + 1) == Tag::Adjective
                        || line.tag(at + 1) == Tag::VerbIng && tag == Tag::VerbIng) =>
            {
                at += 1
            }
            Tag::VerbIng
                if head.is_some() && line.tag(at + 1) == Tag::Nouns && line.tag(at - 1) == Tag::Noun =>
            {
                at += 1
            }
            // "four *overseas*-based players"
            Tag::Adverb
                if head.is_none() && line.dash(at + 1) && line.glued(at + 1) && line.glued(at + 2) =>
            {
                at += 1
            }
            Tag::Adverb
                if head.is_none()
                    && matches!(line.tag(at + 1), Tag::Adjective | Tag::VerbEn)
                    && !matches!(word, "so" | "now" | "then" | "also") =>
            {
                at += 1
            }
            Tag::Conjunction
                if head.is_none()
                    && word == "and"
                    && at > start
                    && (line.tag(at + 1) == Tag::Adjective
                        || matches!(line.tag(at + 1), Tag::VerbEn | Tag::Noun)
                            && line.tag(at + 2) == Tag::Nouns) =>
            {
                at += 1
            }
            // "2,000 *business and political leaders*": what is counted stands in the plural.
            Tag::Conjunction
                if matches!(word, "and" | "or")
                    && !names
                    && head.is_some_and(|h| h + 1 == at && line.tag(h) == Tag::Noun)
                    && joins_what_it_counts(line, start, at)
                    && matches!(line.tag(at + 1), Tag::Adjective | Tag::Noun)
                    && line.tag(at + 2) == Tag::Nouns
                    && !stops(line, at + 1) =>
            {
                at += 1
            }
            Tag::Conjunction if word == "&" && head.is_some() => at += 1,
            // "Kia and Hyundai vehicles": names that share the noun
            Tag::Conjunction
                if matches!(word, "and" | "or")
                    && names
                    && line.tag(at + 1) == Tag::Name
                    && (at + 2..at + 5)
                        .find(|n| line.tag(*n) != Tag::Name && line.tag(*n) != Tag::Noun)
                        .is_some_and(|n| line.tag(n) == Tag::Nouns) =>
            {
                at += 1
            }
            Tag::Number if head.is_none() && at == start && matches!(word, "hundred" | "thousand") => break,
            // A base verb form that the lists know as an everyday noun, right behind the number.
            Tag::Verb | Tag::VerbS
                if head.is_none()
                    && !matches!(line.tag(at + 1), Tag::Determiner | Tag::Pronoun)
                    && noun_form(line, at) =>
            {
                head = Some(at);
                at += 1;
            }
            _ => break,
        }
    }
    // "seven men's *categories*"
    if let Some(h) = head
        && at == h + 1
        && matches!(line.w(at), "'s" | "'")
        && line.glued(at)
        && line.tag(at) != Tag::Aux
        && line.tag(h) == Tag::Nouns
        && line.tag(at + 1) == Tag::Nouns
        && !stops(line, at + 1)
    {
        return Some(NounPhrase { tokens: start..at + 2, head: at + 1 });
    }
    let head = head?;
    let from = if matches!(line.w(start), "\"" | "“" | "'" | "‘") { start + 1 } else { start };
    Some(NounPhrase { tokens: from..head + 1, head })
}

/// Whether a noun before "and" can share the plural behind it with the number before `start`: not "half its output and many
/// jobs", "0.3 point and falling imports", "one book and old maps".
fn joins_what_it_counts(line: &Line<'_>, start: usize, and: usize) -> bool {
    let single = |t: usize| {
        let word = line.w(t);
        word == "half"
            || line.is_digits(t) && word.contains('.')
            || t + 1 == start && matches!(word, "one" | "1")
    };
    let timely = line.words.unit_word(line.prev(and)).is_some_and(|u| u.kind == Kind::Duration);
    !timely && !(start.saturating_sub(3)..start).any(single)
}

fn noun_form(line: &Line<'_>, at: usize) -> bool {
    let classes = line.english.words.classes(line.w(at));
    classes.any(crate::text::Class::NOUNS)
        || classes.any(crate::text::Class::COMMON_NOUN) && !line.tag(at + 1).noun()
}

/// Whether a word's capitals are its own, wherever it stands: "iPhones", "A320neo", "SUVs".
fn cased(raw: &str) -> bool {
    raw.chars().skip(1).any(char::is_uppercase) && raw.contains(char::is_lowercase)
        || raw.contains(|c: char| c.is_ascii_digit()) && raw.starts_with(char::is_uppercase)
}

/// Whether a noun is written with a capital because it is a name, as in no headline all of whose words are: "four
/// Republicans", "six Super Bowls".
fn proper(line: &Line<'_>, at: usize) -> bool {
    let small = |t: usize| line.is_word(t) && line.tag(t).verb() && !line.capital(t) && line.w(t).len() > 2;
    at > line.body + 1 && line.capital(at) && line.raw(at).len() > 2 && (0..line.len()).any(small)
}

/// The phrase in small letters but for names, its head in the singular.
pub fn normalized(line: &Line<'_>, phrase: &NounPhrase) -> String {
    let mut out = String::new();
    for at in phrase.tokens.clone() {
        if line.w(at) == "s" && line.glued(at) && at > 0 && line.is_digits(at - 1) {
            continue;
        }
        if !out.is_empty() && !line.glued(at) {
            out.push(' ');
        }
        if matches!(line.w(at), "more" | "additional" | "further")
            && at == phrase.tokens.start
            && at != phrase.head
        {
            continue;
        }
        if at == phrase.head {
            let raw = line.raw(at);
            let name = line.tag(at) == Tag::Name && line.capital(at) || cased(raw) || proper(line, at);
            let one = lemma::singular(&line.english.words, if name { raw } else { line.w(at) });
            // A name keeps its capitals: "Prescotts" is one Prescott.
            match raw.get(..one.len()).filter(|start| name && start.eq_ignore_ascii_case(&one)) {
                Some(start) => out.push_str(start),
                None => out.push_str(&one),
            }
        } else if line.tag(at) == Tag::Name
            || proper(line, at)
            || line.owner[at].is_some()
            || cased(line.raw(at))
            || line.raw(at).chars().filter(|c| c.is_uppercase()).count() > 1
        {
            out.push_str(line.raw(at));
        } else {
            out.push_str(line.w(at));
        }
    }
    out.trim().to_string()
}

/// The noun phrase that ends just before `end`, without its determiner, with the "of" phrases and
/// possessors that belong to it.
pub fn before(line: &Line<'_>, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    let mut at = end;
    while at > 0 && end - at < 16 {
        let n = at - 1;
        let word = line.w(n);
        match line.tag(n) {
            Tag::Noun | Tag::Nouns | Tag::Name | Tag::Adjective => {
                start = n;
                at = n;
            }
            Tag::Number if start < end => {
                start = n;
                at = n;
            }
            Tag::VerbIng | Tag::VerbEn if start < end && line.tag(at).noun() => {
                start = n;
                at = n;
            }
            Tag::Particle if matches!(word, "'s" | "’s") => at = n,
            Tag::Determiner | Tag::Pronoun if start < end => {
                // Over "of the", "in its": only "of" joins.
                if matches!(word, "the" | "a" | "an" | "its" | "their" | "his" | "her" | "our")
                    && n > 0
                    && line.w(n - 1) == "of"
                {
                    at = n - 1;
                    continue;
                }
                break;
            }
            Tag::Preposition if matches!(word, "of") && start < end => at = n,
            Tag::Mark
                if word == "'" && n > 0 && line.glued(n) && line.tag(n - 1) == Tag::Nouns && start < end =>
            {
                at = n
            }
            Tag::Preposition
                if matches!(word, "for" | "in" | "on")
                    && start < end
                    && n > 0
                    && line.tag(n - 1).noun()
                    && line.tag(at).noun() =>
            {
                at = n
            }
            Tag::Conjunction
                if matches!(word, "and" | "&")
                    && start < end
                    && n > 0
                    && line.tag(n - 1).noun()
                    && line.tag(at).noun() =>
            {
                at = n
            }
            Tag::Mark if line.dash(n) && line.glued(n) && start < end => at = n,
            Tag::Symbol => break,
            _ => break,
        }
    }
    if start >= end || !line.tags[start..end].iter().any(|t| t.noun()) {
        return None;
    }
    Some(start..end)
}

/// Whether a plural noun stands behind the number.
pub fn counts_many(line: &Line<'_>, at: usize) -> bool {
    counted(line, at).is_some_and(|p| line.tag(p.head) == Tag::Nouns || line.w(p.head) == "people")
}

/// What stands before a hyphen and is no word of its own.
fn prefix(word: &str) -> bool {
    matches!(
        word,
        "ex" | "non"
            | "no"
            | "anti"
            | "pro"
            | "co"
            | "semi"
            | "pre"
            | "post"
            | "multi"
            | "inter"
            | "vice"
            | "pan"
            | "counter"
            | "under"
            | "over"
    )
}
