//! What an archive gives, whatever its kind.

use super::{Error, Input};

/// An archive: members one after the other.
pub(super) trait Container {
    /// The next member; `None` at the end.
    fn next(&mut self, input: &Input) -> Option<Next>;
}

/// What an archive holds next.
pub(super) enum Next {
    Member(Member),
    /// A member, or a stretch of the archive, that cannot be read.
    Bad(Error),
    /// An error to be told, and the member behind it.
    Both(Error, Member),
}

/// A file in an archive.
pub(super) struct Member {
    pub name: String,
    pub content: Content,
}

/// What a member holds.
pub(super) enum Content {
    /// All of it, unpacked from something smaller.
    Whole(Vec<u8>),
    /// A source that unpacks it, which the bounds are held against.
    Packed(Box<dyn std::io::Read + Send>),
    /// A source of so many bytes as they lie in the archive.
    Plain(Box<dyn std::io::Read + Send>, u64),
}
