//! Titles of films, books and songs in quotation marks: no name stands inside.

use std::ops::Range;

use super::cues::Cues;
use super::page::Page;
use crate::text::{LetterCase, TokenKind};

/// How many tokens a title may have.
const LONGEST: usize = 14;

/// The titles of works in a sentence, with their quotation marks: those whose words have capitals, where a word beside
/// the marks says that it is a work.
pub fn titles(page: &Page<'_>, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if page.text.tokens[at].kind == TokenKind::Mark
            && opening(page, at)
            && let Some(close) = closing(page, at, sentence.end)
            && capitalised(page, at + 1..close)
            && (told_before(page, at, sentence.start) || told_behind(page, close, &sentence))
        {
            found.push(at..close + 1);
            at = close;
        }
        at += 1;
    }
    found
}

fn opening(page: &Page<'_>, at: usize) -> bool {
    matches!(page.as_is(at), "\"" | "“" | "``" | "‘" | "'" | "`" | "«")
}

/// Where the quotation ends that opens at the token.
fn closing(page: &Page<'_>, open: usize, limit: usize) -> Option<usize> {
    let wanted: &[&str] = match page.as_is(open) {
        "\"" => &["\""],
        "“" => &["”"],
        "``" => &["''", "\""],
        "«" => &["»"],
        _ => &["’", "'"],
    };
    let end = limit.min(open + LONGEST);
    (open + 2..end).find(|n| wanted.contains(&page.as_is(*n)))
}

/// Whether the words are written as a title is: capitals but for the small words.
fn capitalised(page: &Page<'_>, tokens: Range<usize>) -> bool {
    let small = |n: usize| {
        page.text.tokens[n].case == LetterCase::Lower
            && !matches!(page.as_is(n), "to" | "and" | "or" | "in" | "on" | "at" | "by")
            && !page.word(n).function
    };
    page.word(tokens.start).capital
        && !tokens.clone().any(|n| page.text.tokens[n].kind == TokenKind::Word && small(n))
}

/// "the film "X"", "her first novel, "X"", "a song titled "X""
fn told_before(page: &Page<'_>, open: usize, start: usize) -> bool {
    let mut at = open;
    while at > start && matches!(page.as_is(at - 1), "," | ":" | "is" | "was" | "called") {
        at -= 1;
    }
    at > start && work(page, at - 1)
}

/// ""X," a novel by", ""X", his second album"
fn told_behind(page: &Page<'_>, close: usize, sentence: &Range<usize>) -> bool {
    let mut at = close + 1;
    at += usize::from(page.as_is(at) == ",");
    let apart = at > close + 1 || page.as_is(close - 1) == ",";
    if !apart || !matches!(page.as_is(at), "a" | "an" | "the" | "his" | "her" | "their" | "its") {
        return false;
    }
    (at + 1..sentence.end.min(at + 5))
        .take_while(|n| page.text.tokens[*n].case == LetterCase::Lower || page.word(*n).capital)
        .any(|n| work(page, n))
}

fn work(page: &Page<'_>, at: usize) -> bool {
    page.text.tokens[at].case == LetterCase::Lower && page.word(at).written.any(Cues::WORK)
}
