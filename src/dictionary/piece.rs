//! Strings of a dictionary, all cut from one text: a million names cost one allocation, not a million.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A part of the text that all strings of a dictionary share; reads like the `str` it stands for.
#[derive(Clone)]
pub struct Piece {
    text: Arc<str>,
    start: u32,
    end: u32,
}

impl Piece {
    /// The bytes `start..end` of `text`; nothing where they are no whole characters in it.
    pub fn new(text: &Arc<str>, (start, end): Place) -> Option<Piece> {
        text.get(start as usize..end as usize)?;
        Some(Piece { text: text.clone(), start, end })
    }

    /// Where it stands in the shared text.
    pub fn place(&self) -> Place {
        (self.start, self.end)
    }
}

impl Deref for Piece {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text[self.start as usize..self.end as usize]
    }
}

impl PartialEq<Piece> for &str {
    fn eq(&self, other: &Piece) -> bool {
        **self == **other
    }
}

impl PartialEq<Piece> for String {
    fn eq(&self, other: &Piece) -> bool {
        **self == **other
    }
}

impl PartialEq for Piece {
    fn eq(&self, other: &Piece) -> bool {
        **self == **other
    }
}

impl Eq for Piece {}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// First byte of a string in the shared text, and the first byte behind it.
pub type Place = (u32, u32);

/// Collects the shared text.
#[derive(Default)]
pub struct Pieces {
    text: String,
    /// Whether the text would have grown past 4 GiB, which the places cannot tell any more.
    pub full: bool,
}

impl Pieces {
    /// Adds a string and tells where it stands.
    pub fn add(&mut self, string: &str) -> Place {
        let start = self.text.len();
        let Ok(end) = u32::try_from(start + string.len()) else {
            self.full = true;
            return (0, 0);
        };
        self.text.push_str(string);
        (start as u32, end)
    }

    /// Makes room for so many more bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// The string at a place.
    pub fn get(&self, (start, end): Place) -> &str {
        &self.text[start as usize..end as usize]
    }

    /// The finished text.
    pub fn finish(self) -> Arc<str> {
        Arc::from(self.text)
    }
}
