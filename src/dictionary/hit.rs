//! Where a spelling was found, and where none may end or go on.

use crate::text::{Text, TokenKind};

/// Words of the text that are spelled like an alias; letter case is not looked at yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub start: usize,
    /// First token after it.
    pub end: usize,
    /// Which spelling: asks [`super::Index::aliases`].
    pub pattern: u32,
}

/// A dash between spaces parts phrases: "CRICKET - AUSTRALIA WIN" is no Cricket Australia.
pub(super) fn parts_phrases(text: &Text<'_>, start: usize, at: usize) -> bool {
    let token = &text.tokens[at];
    at > start
        && token.kind == TokenKind::Mark
        && !token.glued()
        && matches!(text.word(at), "-" | "–" | "—" | "--")
}

/// Whether the word goes on behind the token, so that no name ends there: "G20" is two touching tokens.
pub(super) fn goes_on(text: &Text<'_>, at: usize) -> bool {
    text.tokens[at].kind != TokenKind::Mark
        && text
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.glued() && matches!(next.kind, TokenKind::Word | TokenKind::Number))
}
