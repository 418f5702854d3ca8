//! Numbers as news writes them, in digits and in words, exact.
//!
//! `read_number` reads the one that begins at a word: `digits`, a `cardinal`, or a `share` of something.

pub mod cardinal;
pub mod digits;
pub mod hanging;
pub mod number;
pub mod read_number;
pub mod share;
