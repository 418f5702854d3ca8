//! Noun phrases by parts of speech: how the thing counted behind a number is written down, the thing a number is said
//! of before it.

use std::ops::Range;

use super::counted::cased;
pub use super::counted::{NounPhrase, counted, counts_many};
use crate::claims::sentence::line::Line;
use crate::text::tagger::Tag;
use crate::text::{Class, lemma};

/// Whether a noun is written with a capital because it is a name, as in no headline all of whose words are: "four
/// Republicans", "six Super Bowls".
fn proper(line: &Line<'_>, at: usize) -> bool {
    let small = |t: usize| line.is_word(t) && line.tag(t).verb() && !line.capital(t) && line.w(t).len() > 2;
    at > line.body + 1 && line.capital(at) && line.raw(at).len() > 2 && (0..line.len()).any(small)
}

/// Whether a word is a people's name, which a headline writes as any other word: "Palestinians".
fn people(line: &Line<'_>, at: usize) -> bool {
    let word = line.w(at);
    let one = word.strip_suffix('s').unwrap_or(word);
    line.capital(at) && line.english.words.classes(one).any(Class::NAME_ADJECTIVE)
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
        if matches!(line.w(at), "more" | "additional" | "further" | "many")
            && at == phrase.tokens.start
            && at != phrase.head
        {
            continue;
        }
        if at == phrase.head {
            let raw = line.raw(at);
            let name = line.tag(at) == Tag::Name && line.capital(at)
                || cased(raw)
                || proper(line, at)
                || people(line, at);
            let one = lemma::singular(&line.english.words, if name { raw } else { line.w(at) });
            // A name keeps its capitals: "Prescotts" is one Prescott.
            match raw.get(..one.len()).filter(|start| name && start.eq_ignore_ascii_case(&one)) {
                // "LIBYANS": one Libyan
                Some(start) if people(line, at) && raw.bytes().all(|b| b.is_ascii_uppercase()) => {
                    out.push_str(&start[..1]);
                    out.push_str(&start[1..].to_lowercase());
                }
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
