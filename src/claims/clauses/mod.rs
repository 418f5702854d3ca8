//! The grammar of a sentence: cut into chunks, which are read as clauses.
//!
//! `chunks` cuts with a `cutter` (`noun_chunk`, `verb_group`), `recut` mends what only the whole sentence shows. `reading`
//! then passes over the chunks with a `reader`, `finite` verbs and `participles` each in their file; a `clause` comes out.

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
