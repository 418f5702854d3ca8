//! Datelines: the town, the day and the agency before an article's first words.

use super::page::Page;
use crate::text::{LetterCase, TokenKind};

/// How many tokens stand at most between the start of a report and the tag of who sent it.
const LONGEST: usize = 12;

/// Whether the tokens open a dateline: capitals at the start of a paragraph, then a comma, bracket or dash,
/// and a dash or an agency soon behind ("DALLAS, March 3 -", "ROME (Reuters) -", "OSLO, May 9. /NTB/.").
pub fn opens(page: &Page<'_>, start: usize, end: usize) -> bool {
    let text = page.text;
    if text.tokens[start].case != LetterCase::Upper
        && !(text.word(start).len() <= 3 && text.word(start + 1) == ".")
        && !tag(page, end).is_some_and(|behind| is_dash(page, behind))
    {
        return false;
    }
    let sentence = text.sentence_of(start);
    // "(NTB) OSLO -"
    let first = text.sentences[sentence].tokens.start;
    let sent = tag(page, first) == Some(start);
    let signed = || first + 1 < start && behind_byline(page, first + 1, end) == Some(start);
    if first != start && !sent && !signed() || !opens_report(page, sentence) {
        return false;
    }
    let dash = |t: usize| is_dash(page, t) && !text.tokens[t].glued() || text.word(t) == "/";
    match text.word(end) {
        "(" if tag(page, end).is_some_and(|behind| begins(page, behind)) => true,
        "," | "(" => (end..end + LONGEST).any(|t| t < text.tokens.len() && dash(t)),
        "/" => dash(end),
        _ => is_dash(page, end) && dash(end),
    }
}

/// Where the town of the dateline begins in a run of capitals behind "By", with who sent the report behind it: the
/// "OSLO" of "By MARIA LUND OSLO (NTB) -".
pub fn behind_byline(page: &Page<'_>, start: usize, end: usize) -> Option<usize> {
    let text = page.text;
    let sentence = text.sentence_of(start);
    let by = |n: usize| matches!(page.as_is(n), "By" | "BY");
    let start = start + usize::from(by(start));
    let byline = start == text.sentences[sentence].tokens.start + 1 && by(start - 1);
    // "By MARIA LUND TROY, Mich. (NTB) -"
    let stated = || {
        page.as_is(end) == ","
            && page.hits_at(end + 1).iter().any(|h| (h.end..h.end + 2).any(|n| tag(page, n).is_some()))
    };
    if !byline || !opens_report(page, sentence) || tag(page, end).is_none() && !stated() {
        return None;
    }
    let upper = (start..end).all(|n| text.tokens[n].case == LetterCase::Upper || page.as_is(n) == ".");
    let town = |n: &usize| page.hits_at(*n).iter().any(|h| h.end == end);
    (start + 2..end).find(town).filter(|_| upper)
}

fn is_dash(page: &Page<'_>, at: usize) -> bool {
    matches!(page.as_is(at), "-" | "–" | "—" | "--" | "_")
}

/// Whether a report may open with the sentence.
fn opens_report(page: &Page<'_>, sentence: usize) -> bool {
    sentence <= 12 && page.text.sentences[sentence].opens_paragraph
}

/// What stands behind the tag in brackets that opens at the token: "(AP)", "(NTB-XY)", "(Reuters)".
fn tag(page: &Page<'_>, open: usize) -> Option<usize> {
    let tokens = &page.text.tokens;
    if page.as_is(open) != "(" {
        return None;
    }
    let close = (open + 2..open + 6).find(|n| page.as_is(*n) == ")")?;
    let sender = |n: usize| match tokens[n].kind {
        TokenKind::Word => tokens[n].case == LetterCase::Upper || n > open + 1 && tokens[n].case.capital(),
        TokenKind::Mark => matches!(page.as_is(n), "-" | "/" | "–"),
        _ => false,
    };
    let known =
        close == open + 2 && matches!(page.as_is(open + 1), "Reuters" | "Xinhua" | "Bloomberg" | "dpa");
    (known || (open + 1..close).all(sender)).then_some(close + 1)
}

/// Whether a report begins at the token, behind the tag of who sent it: a dash, or its first word.
fn begins(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let alone =
        page.text.tokens.get(at).is_none() || page.text.sentence_of(at) != page.text.sentence_of(at - 1);
    alone
        || is_dash(page, at)
        || matches!(page.as_is(at), ":" | ".")
        || word.capital && (word.starter || word.function)
}

/// Whether the word at the token is the tag of who sent the report: the "LH" of "LAGOS, March 4 (LH) -", of "(LH) LAGOS
/// -" and of a last line that is nothing but "(LH)".
pub fn sends(page: &Page<'_>, at: usize) -> bool {
    let text = page.text;
    let sentence = text.sentence_of(at);
    let tokens = &text.sentences[sentence].tokens;
    let Some(open) = (at.saturating_sub(4)..at).rev().find(|n| page.as_is(*n) == "(") else { return false };
    let Some(behind) = tag(page, open).filter(|behind| *behind > at && open >= tokens.start) else {
        return false;
    };
    if open == tokens.start {
        let town = text.tokens.get(behind).is_some_and(|t| t.case == LetterCase::Upper);
        return behind >= tokens.end || town && opens_report(page, sentence);
    }
    open - tokens.start <= LONGEST
        && opens_report(page, sentence)
        && (text.tokens[tokens.start].case == LetterCase::Upper && begins(page, behind)
            || is_dash(page, behind) && page.hits_at(tokens.start).iter().any(|h| h.end == open))
}

/// Whether the token stands behind the town of a dateline: the state in "TROY, MICH., March 3 -".
pub fn goes_on(page: &Page<'_>, at: usize) -> bool {
    let text = page.text;
    if at < 2 || text.tokens[at].case != LetterCase::Upper || text.word(at - 1) != "," {
        return false;
    }
    let opening = text.sentences[text.sentence_of(at)].tokens.start;
    at - opening <= 5 && opens(page, opening, at - 1)
}
