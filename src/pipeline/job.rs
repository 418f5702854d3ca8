//! What a run is told besides its inputs.

use std::sync::atomic::AtomicBool;

use crate::corpus::Fields;
use crate::kept::Memory;

/// What a run works with that makes no difference to its rows.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// Bytes of text in a batch. An article that is larger is one, and counts as several.
    pub batch: usize,
}

impl Effort {
    /// How many batches may be under way with `threads` workers: what each is at and one more, which is being
    /// read or waits for its turn to be written.
    pub const fn under_way(threads: usize) -> usize {
        if threads < 4 { 8 } else { 2 * threads }
    }
}

impl Default for Effort {
    fn default() -> Self {
        Effort { threads: 0, batch: 256 << 10 }
    }
}

/// What a run is told besides its inputs.
#[derive(Clone, Copy)]
pub struct Job<'j> {
    /// Which fields of records hold what.
    pub fields: &'j Fields,
    /// Threads and batches.
    pub effort: Effort,
    /// What remembers earlier runs, where one is asked: known articles are then not looked at again.
    pub memory: Option<&'j dyn Memory>,
    /// When it becomes true, the batches under way are finished and the run ends.
    pub stop: &'j AtomicBool,
}
