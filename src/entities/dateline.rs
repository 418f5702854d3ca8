//! Datelines: the town, the day and the agency before an article's first words.

use super::page::Page;
use crate::text::LetterCase;

/// Whether the tokens open a dateline: capitals at the start of a paragraph, then a comma, bracket or dash,
/// and a dash or an agency soon behind ("DALLAS, March 3 -", "ROME (Reuters) -", "OSLO, May 9. /NTB/.").
pub fn opens(page: &Page<'_>, start: usize, end: usize) -> bool {
    let text = page.text;
    if text.tokens[start].case != LetterCase::Upper
        && !(text.word(start).len() <= 3 && text.word(start + 1) == ".")
        && !before_agency(page, end)
    {
        return false;
    }
    let sentence = text.sentence_of(start);
    if sentence > 12
        || text.sentences[sentence].tokens.start != start
        || !text.sentences[sentence].opens_paragraph
    {
        return false;
    }
    let dash = |t: usize| {
        matches!(text.word(t), "-" | "–" | "—" | "--" | "_" | "/") && !text.tokens[t].glued()
            || text.word(t) == "/"
    };
    match text.word(end) {
        "," | "(" => (end..end + 12).any(|t| t < text.tokens.len() && dash(t)),
        "-" | "–" | "—" | "--" | "_" | "/" => dash(end),
        _ => false,
    }
}

/// Whether an agency in brackets stands at the token and a dash behind: "(AP) -".
fn before_agency(page: &Page<'_>, at: usize) -> bool {
    let tokens = &page.text.tokens;
    page.as_is(at) == "("
        && tokens.get(at + 1).is_some_and(|t| t.case == LetterCase::Upper || page.as_is(at + 1) == "Reuters")
        && page.as_is(at + 2) == ")"
        && matches!(page.as_is(at + 3), "-" | "–" | "—" | "--" | "_")
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
