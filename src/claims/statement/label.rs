//! Who speaks where a line tells it before a colon, and whose list it stands in.

use std::sync::Arc;

use crate::claims::sentence::line::Line;
use crate::entities::{Kind, Referent};
use crate::text::Text;
use crate::text::tagger::Tag;

/// "Ana Ruiz, ABC: 40 percent": a line that opens with a name and a colon.
pub fn label(line: &Line<'_>) -> Option<Referent> {
    let colon = (0..line.len().min(24)).find(|t| line.w(*t) == ":")?;
    let first = (0..colon).find(|t| line.is_word(*t))?;
    let plain = (first..colon).all(|t| !line.tag(t).finite());
    // "Tourism Minister *Ana Gil*:"
    let named = colon.checked_sub(1).and_then(|t| line.mention(t)).filter(|m| m.kind == Kind::PERSON);
    if let Some(person) = named.filter(|_| plain && titled(line, first, colon)) {
        return Some(person.referent.clone());
    }
    // "NBA roundup:" names nobody who speaks.
    let whole = line
        .mention(first)
        .is_none_or(|m| m.kind == Kind::PERSON || matches!(line.w(line.within(m).end), ":" | "," | "("));
    (plain && whole).then(|| person_at(line, first, colon)).flatten()
}

/// Whether the words from `first` to the name before a colon are its title: names and words for offices, no sentence.
fn titled(line: &Line<'_>, first: usize, colon: usize) -> bool {
    colon - first <= LONGEST_TITLE
        && (first..colon)
            .all(|t| line.tag(t).noun() || line.tag(t) == Tag::Adjective || matches!(line.w(t), "of" | "the"))
}

/// Most words of a title and the name behind it.
const LONGEST_TITLE: usize = 9;

/// The line above a list that is nothing but a name, with what it belongs to: "Ana Ruiz, ABC".
pub fn heading(line: &Line<'_>) -> Option<Referent> {
    let words = line.len();
    let plain =
        words <= 10 && (0..words).all(|t| line.capital(t) || !line.is_word(t) || line.owner[t].is_some());
    plain.then(|| person_at(line, 0, words)).flatten()
}

/// The person or organization named at `first`: known, or two to four words in capitals up to a comma or `end`.
fn person_at(line: &Line<'_>, first: usize, end: usize) -> Option<Referent> {
    if let Some(mention) = line.mention(first) {
        return (mention.kind != Kind::PLACE).then(|| mention.referent.clone());
    }
    let close = (first..end).find(|t| line.w(*t) == ",").unwrap_or(end);
    let name = (2..=4).contains(&(close - first))
        && (first..close).all(|t| line.is_word(t) && line.capital(t) && line.raw(t).len() > 1);
    // Something must tell a name from a headline: what the person belongs to.
    (name && close < end).then(|| Referent::Name(Arc::from(line.slice(&(first..close)))))
}

/// Whether a sentence is an entry of a list.
pub fn entry(text: &Text<'_>, sentence: usize) -> bool {
    let first = text.sentences[sentence].tokens.start;
    matches!(text.word(first), "–" | "-" | "•" | "—" | "*")
}
