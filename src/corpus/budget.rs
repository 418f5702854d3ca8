//! Bounds on what one input may unpack to, so that no archive, however it was made, can keep a run busy
//! for ever or fill a disk.

use std::io::{Error, ErrorKind, Result};
use std::sync::atomic::{AtomicU64, Ordering};

/// Compressions and archives inside each other.
pub const DEEPEST: usize = 8;
/// Members of the archives of one input, those inside each other together.
pub const MOST_MEMBERS: u64 = 5_000_000;
/// What an input may unpack to, whatever its own size, in bytes.
pub const UNPACKED_AT_LEAST: u64 = 1 << 30;
/// How many times its own size an input may unpack to. Text packs to a third or a tenth of its size; a
/// thousandfold is what bombs reach.
pub const UNPACKED_TIMES: u64 = 250;

/// What one input has used up of its bounds.
#[derive(Debug, Default)]
pub(super) struct Budget {
    size: u64,
    read: AtomicU64,
    unpacked: AtomicU64,
    members: AtomicU64,
}

impl Budget {
    /// For an input of `size` bytes; 0 where unknown.
    pub(super) fn new(size: u64) -> Budget {
        Budget { size, ..Budget::default() }
    }

    pub(super) fn read(&self, bytes: u64) {
        self.read.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Counts what a decompressor gave.
    pub(super) fn unpacked(&self, bytes: u64) -> Result<()> {
        let all = self.unpacked.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let size = self.size.max(self.read.load(Ordering::Relaxed));
        if all > UNPACKED_AT_LEAST.max(size.saturating_mul(UNPACKED_TIMES)) {
            let what = format!(
                "it unpacks to more than {UNPACKED_TIMES} times its size: this looks like a decompression bomb"
            );
            return Err(Error::new(ErrorKind::QuotaExceeded, what));
        }
        Ok(())
    }

    /// Counts a member of an archive.
    pub(super) fn member(&self) -> Result<()> {
        if self.members.fetch_add(1, Ordering::Relaxed) >= MOST_MEMBERS {
            let what = format!("more than {MOST_MEMBERS} members, the most that one input may have");
            return Err(Error::new(ErrorKind::QuotaExceeded, what));
        }
        Ok(())
    }

    /// Whether nothing more may be unpacked.
    pub(super) fn spent(&self) -> bool {
        self.unpacked(0).is_err() || self.members.load(Ordering::Relaxed) > MOST_MEMBERS
    }
}
