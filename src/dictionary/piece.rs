//! Strings of a dictionary, all cut from one text: a million names cost one allocation, not a million.

/// Where a string of a dictionary stands in the text that all its strings share;
/// [`Dictionary::string`](super::Dictionary::string) reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// First byte.
    pub(super) start: u32,
    /// First byte behind it.
    pub(super) end: u32,
}

impl Piece {
    /// The string in `text`; empty where the place holds no whole characters of it.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Collects the shared text.
#[derive(Default)]
pub struct Pieces {
    text: String,
    /// Whether the text would have grown past 4 GiB, which the places cannot tell any more.
    pub full: bool,
}

impl Pieces {
    /// Adds a string and tells where it stands.
    pub fn add(&mut self, string: &str) -> Piece {
        let start = self.text.len();
        let Ok(end) = u32::try_from(start + string.len()) else {
            self.full = true;
            return Piece { start: 0, end: 0 };
        };
        self.text.push_str(string);
        Piece { start: start as u32, end }
    }

    /// Makes room for so many more bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// The string at a place.
    pub fn get(&self, piece: Piece) -> &str {
        piece.of(&self.text)
    }

    /// The finished text.
    pub fn finish(mut self) -> String {
        self.text.shrink_to_fit();
        self.text
    }
}
