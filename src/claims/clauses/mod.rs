//! The grammar of a sentence: cut into chunks, which are read as clauses.

pub mod attach;
pub mod chunk;
pub mod chunks;
pub mod clause;
pub mod cutter;
pub mod finite;
pub mod noun_chunk;
pub mod participles;
pub mod reader;
pub mod reading;
pub mod recut;
pub mod verb_group;
