//! Where a dateline ends: "ROME, May 3 (Reuters) -".

use std::ops::Range;

use crate::claims::vocabulary::words::month_number;
use crate::text::{Text, TokenKind};

/// The token behind the dash of a dateline; 0 where the sentence has none.
pub fn dateline_end(text: &Text<'_>, sentence: usize) -> usize {
    let tokens = text.sentences[sentence].tokens.clone();
    if sentence > 12 || !text.sentences[sentence].opens_paragraph {
        return 0;
    }
    let first = text.word(tokens.start);
    let opens = first.chars().count() > 1
        && first.chars().all(|c| !c.is_lowercase())
        && text.tokens[tokens.start].kind == TokenKind::Word;
    let dash = |t: usize| matches!(text.word(t), "-" | "–" | "—" | "--" | "_") && !text.tokens[t].glued();
    let end = tokens
        .clone()
        .take(16)
        .find(|t| dash(*t))
        .filter(|end| opens || place_and_date(text, tokens.start..*end));
    let Some(dash) = end else { return 0 };
    // "LIMA - 3 May 2019: ..."
    let colon = (dash + 1..tokens.end.min(dash + 6)).find(|t| text.word(*t) == ":").filter(|colon| {
        (dash + 1..*colon).all(|t| {
            text.tokens[t].kind == TokenKind::Number || month_number(&text.word(t).to_lowercase()).is_some()
        })
    });
    colon.unwrap_or(dash) + 1 - tokens.start
}

/// "Norwich, 21 February 2024 -": nothing but names, marks and a number before the dash.
fn place_and_date(text: &Text<'_>, tokens: Range<usize>) -> bool {
    tokens.len() <= 8
        && tokens.clone().any(|t| text.tokens[t].kind == TokenKind::Number)
        && tokens.clone().any(|t| text.word(t) == ",")
        && tokens.clone().all(|t| match text.tokens[t].kind {
            TokenKind::Word => text.tokens[t].case.capital() || month_number(text.word(t)).is_some(),
            TokenKind::Number => true,
            _ => matches!(text.word(t), "," | "." | "(" | ")"),
        })
}
