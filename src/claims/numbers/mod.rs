//! Numbers as news writes them, in digits and in words, exact.

pub mod cardinal;
pub mod digits;
pub mod hanging;
pub mod number;
pub mod read_number;
pub mod share;
