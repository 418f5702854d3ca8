//! How an alias must be written in the text.

use super::{Alias, AliasKind, CaseRule, fold};

/// Whether `surface`, which matches `text`, the alias, but for letter case and accents, is written as it wants.
/// `shouting` says that the whole line is in capitals.
pub fn fits(alias: &Alias, text: &str, surface: &str, shouting: bool) -> bool {
    // Most are written just so, which every rule allows.
    if surface == text {
        return true;
    }
    // "UN" is written "U.N." as well, but not "UN.A" or "U..N".
    if surface.contains('.') && all_capitals(text) && !text.contains(['.', ' ']) && !initials_only(surface) {
        return false;
    }
    let wanted = match (alias.case, alias.kind) {
        (CaseRule::Smart, kind)
            if (kind == AliasKind::Acronym || all_capitals(text))
                && text.chars().filter(|c| c.is_alphabetic()).count() <= 3 =>
        {
            CaseRule::Exact
        }
        (case, _) => case,
    };
    match wanted {
        CaseRule::Any => true,
        CaseRule::Exact if shouting && text.ends_with('.') => fold(text) == fold(surface),
        CaseRule::Exact => letters(text).eq(letters(surface)),
        CaseRule::Smart => {
            // "3m" is no 3M.
            if text.chars().any(char::is_uppercase) && !surface.chars().any(char::is_uppercase) {
                return false;
            }
            let upper = surface.chars().all(|c| !c.is_lowercase());
            if upper && !text.chars().all(|c| !c.is_lowercase()) {
                // Capitals throughout: in a headline, or a word of five letters and more.
                return shouting || surface.chars().filter(|c| c.is_alphabetic()).count() >= 5;
            }
            capitals_kept(text, surface)
        }
    }
}

/// Whether the full stops stand behind one letter each: "O.K.B.", "O.K.B".
fn initials_only(surface: &str) -> bool {
    let letters = surface.strip_suffix('.').unwrap_or(surface);
    letters.split('.').all(|part| part.chars().count() == 1)
}

/// Whether all letters of a name are capitals.
pub fn all_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Letters and digits with accents folded, letter case kept.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(fold::base_chars).filter(|c| c.is_alphanumeric())
}

/// Whether each word that the alias writes with a capital has one in the text; small words may have
/// either.
fn capitals_kept(alias: &str, surface: &str) -> bool {
    // "Okumbe & Lund" is written with "and" as well.
    let joins = |word: &&str| *word != "and";
    let mut ours = words(alias).filter(joins);
    let mut theirs = words(surface).filter(joins);
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) => {
                if capital(a) && small(b) && !is_particle(&a.to_lowercase()) {
                    return false;
                }
            }
            // Full stops join and part words ("U.S.", "US"): the first letters were compared.
            _ => return true,
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '.')).filter(|w| !w.is_empty())
}

/// The other spellings that news has for a name, besides letter case, accents, hyphens and full stops, which make
/// no difference anyway.
pub(super) fn other_spellings(name: &str) -> impl Iterator<Item = String> {
    spelled_out(name).into_iter().chain(initials_apart(name)).chain(initials_joined(name))
}

/// German and Nordic names in newspapers that lack their letters: "Moeller" for "Möller", "Aarhus" for "Århus".
fn spelled_out(name: &str) -> Option<String> {
    let letters = ["ä", "ö", "ü", "ø", "å", "Ä", "Ö", "Ü", "Ø", "Å"];
    let without = ["ae", "oe", "ue", "oe", "aa", "Ae", "Oe", "Ue", "Oe", "Aa"];
    if name.is_ascii() || !letters.iter().any(|l| name.contains(l)) {
        return None;
    }
    let out = letters.iter().zip(without).fold(name.to_string(), |name, (l, w)| name.replace(l, w));
    Some(out)
}

/// "J. B. Sorel" for "J.B. Sorel"
fn initials_apart(name: &str) -> Option<String> {
    let (first, rest) = name.split_once(' ').filter(|(first, _)| initials(first) > 1)?;
    Some(format!("{} {rest}", first.replace('.', ". ").trim_end()))
}

/// "J.B. Sorel" for "J. B. Sorel"
fn initials_joined(name: &str) -> Option<String> {
    let end = name.split_inclusive(' ').take_while(|word| initials(word.trim_end()) == 1).map(str::len).sum();
    let (first, rest) = name.split_at(end);
    (first.split_whitespace().count() > 1 && !rest.is_empty())
        .then(|| format!("{} {rest}", first.replace(' ', "")))
}

/// How many initials with their full stops a word consists of; 0 where it has anything else.
fn initials(word: &str) -> usize {
    let mut chars = word.chars();
    let mut count = 0;
    while let Some(letter) = chars.next() {
        if !letter.is_uppercase() || chars.next() != Some('.') {
            return 0;
        }
        count += 1;
    }
    count
}

/// Words that begin names and are written small as often as not: "al Qaeda", "van Gogh", "the".
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ar"
            | "as"
            | "ash"
            | "ad"
            | "an"
            | "bin"
            | "ibn"
            | "ben"
            | "abu"
            | "de"
            | "da"
            | "do"
            | "dos"
            | "du"
            | "del"
            | "della"
            | "di"
            | "la"
            | "le"
            | "les"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "of"
            | "the"
            | "and"
            | "for"
    )
}
