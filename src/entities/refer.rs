//! Short forms and acronyms of names that the article gives in full.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::cues::Cues;
use super::forms::{Target, collect};
use super::page::Page;
use super::short_form::ShortForm;
use super::{Article, Mention, dateline, discover, neighbours};
use crate::dictionary::{Kind, fold, name_key};
use crate::text::{FirstLook, TokenKind};

/// Adds the mentions that short forms and acronyms make, and gives names found by rule their fullest
/// form in the article.
pub fn complete(pages: &[Page<'_>], article: &Article<'_>, all: &mut [Vec<Mention>]) {
    let forms = collect(pages, article, all);
    if forms.is_empty() {
        return;
    }
    let first_words: FxHashSet<&str> =
        forms.keys().map(|k| k.split_once(' ').map_or(&k[..], |(first, _)| first)).collect();
    let sites = sites(pages, article, all);
    // Most articles have few short forms to look for: nearly all words begin none, and a look tells.
    let mut may_open = FirstLook::new();
    first_words.iter().for_each(|word| may_open.insert(word));
    // "van Okumbe" begins in small letters.
    let particles = first_words.iter().any(|word| article.words.cues(word).any(Cues::PARTICLE));
    let longest = forms.keys().map(|k| k.split(' ').count()).max().unwrap_or(1).min(4);
    for (part, page) in pages.iter().enumerate() {
        let mut owner: Vec<Option<usize>> = vec![None; page.text.tokens.len()];
        for (n, mention) in all[part].iter().enumerate() {
            for token in mention.tokens.clone() {
                owner[token] = Some(n);
            }
        }
        let mut dropped = vec![false; all[part].len()];
        let mut added = Vec::new();
        let mut at = 0;
        while at < page.text.tokens.len() {
            let token = &page.text.tokens[at];
            let short = particles && token.end - token.start <= 4;
            // Nearly all words end here.
            if token.kind != TokenKind::Word || !(short || page.word(at).capital) {
                at += 1;
                continue;
            }
            let word = page.as_is(at);
            // What is more than plain letters is spelled otherwise in the forms.
            let starts = (may_open.may_hold(word) || !word.bytes().all(|b| b.is_ascii_alphabetic()))
                && (page.word(at).capital || page.word(at).written.any(Cues::PARTICLE));
            let inside = token.glued()
                && at > 0
                && matches!(page.text.tokens[at - 1].kind, TokenKind::Word | TokenKind::Number);
            if !starts || inside || !holds(&first_words, word) {
                at += 1;
                continue;
            }
            let mut step = 1;
            for length in (1..=longest).rev() {
                let Some(range) = phrase(page, at, length) else { continue };
                let key = fold(page.text.slice(range.clone()));
                let Some(targets) = forms.get(&key) else { continue };
                let Some(target) = nearest(targets, (part, at)) else { continue };
                if target.kind == Kind::PERSON
                    && sites.contains(&key)
                    && !page.word(range.end).written.any(Cues::SPEECH)
                    && !discover::person_before(page, at)
                {
                    continue;
                }
                let form =
                    ShortForm { page, article, range: &range, owner: &owner, mentions: &all[part], target };
                if let Some(instead) = form.stands(&dropped) {
                    if let Some(n) = instead {
                        dropped[n] = true;
                    }
                    added.push(form.mention());
                    step = range.len();
                    break;
                }
            }
            at += step;
        }
        let mut keep = dropped.iter();
        all[part].retain(|_| !keep.next().copied().unwrap_or(false));
        all[part].extend(added);
        all[part].sort_by_key(|m| m.span.start);
    }
}

/// Whether the key of the word is in the list; most words are short and plain, and need not be written down for it.
fn holds(list: &FxHashSet<&str>, word: &str) -> bool {
    let mut small = [0; 24];
    let plain = small.get_mut(..word.len()).filter(|_| word.bytes().all(|b| b.is_ascii_alphabetic()));
    let Some(small) = plain else { return list.contains(&name_key(word)[..]) };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    std::str::from_utf8(small).is_ok_and(|key| list.contains(key))
}

/// The names of one word that are places in the article because their country or state stands behind, or as it comes
/// from there: "SANTOS, Brazil" is the port all along, though a Mr dos Santos speaks.
fn sites(pages: &[Page<'_>], article: &Article<'_>, all: &[Vec<Mention>]) -> FxHashSet<String> {
    let site = |page: &Page<'_>, m: &Mention| {
        m.kind == Kind::PLACE
            && m.tokens.len() == 1
            && (neighbours::followed_by_place(page, m.tokens.end, article)
                || dateline::opens(page, m.tokens.start, m.tokens.end))
    };
    let named = pages.iter().zip(all).flat_map(|(page, mentions)| {
        mentions.iter().filter(move |m| site(page, m)).map(|m| name_key(page.as_is(m.tokens.start)))
    });
    named.collect()
}

/// The tokens of `length` words from `start`, hyphens between them counted in.
fn phrase(page: &Page<'_>, start: usize, length: usize) -> Option<Range<usize>> {
    let limit = page.text.sentences[page.text.sentence_of(start)].tokens.end;
    let mut end = start + 1;
    for _ in 1..length {
        if end < limit && page.as_is(end) == "-" && page.text.tokens[end].glued() {
            end += 1;
        }
        if end >= limit || page.text.tokens[end].kind != TokenKind::Word {
            return None;
        }
        end += 1;
    }
    page.word(end - 1).capital.then_some(start..end)
}

/// The full name that stands nearest before the place, else the first one behind it. Where two
/// people share the form and neither stands before, there is none.
fn nearest(targets: &[Target], place: (usize, usize)) -> Option<&Target> {
    // Targets stand in the order of the text.
    let behind = targets.partition_point(|t| t.place < place);
    match behind.checked_sub(1) {
        Some(before) => targets.get(before),
        None => {
            let first = targets.first()?;
            targets.iter().take(50).all(|t| t.referent == first.referent).then_some(first)
        }
    }
}
