//! What one article gave, as bytes that a later run reads back as if it had just been found.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use crate::corpus::{Document, Input, Sketch};
use crate::error::Result;
use crate::findings::{ClaimRow, DocumentRow, EntityTally, Findings, MentionRow};
use crate::output::{Head, pack, table, tables};

/// What decides about an article's findings: a hash of its headline, text, day and publisher.
pub type Content = [u8; 16];

/// The hash of what decides about an article's findings.
pub fn content(document: &Document) -> Content {
    let mut hasher = blake3::Hasher::new();
    for part in [document.title.as_deref(), document.source.as_deref(), Some(&document.body)] {
        let part = part.unwrap_or("\u{0}");
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.update(document.published.map(|d| d.to_string()).unwrap_or_default().as_bytes());
    let mut content = Content::default();
    content.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    content
}

/// What was known of an article of the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    Unknown,
    /// One with other content.
    Other,
    /// The article as it is.
    Same,
}

/// Remembers articles between runs. Readers and workers ask; what was found is told in the order of the
/// inputs by one thread.
pub trait Memory: Sync {
    /// The articles of a file that is as it was when it was last read to its end, in their order, each with
    /// its size in bytes of text; `None` where it must be read.
    ///
    /// # Errors
    /// As all of these: where the memory cannot be read or written.
    fn unchanged(&self, file: &Input) -> Result<Option<Vec<(i64, u32)>>>;

    /// The number of an article with this id and content, and what was kept of it.
    fn recall(&self, id: &str, content: &Content) -> Result<Option<(i64, Vec<u8>)>>;

    /// What was kept of the article of that number.
    fn numbered(&self, article: i64) -> Result<Option<Vec<u8>>>;

    /// What was kept of the article of this id that the last finished run has a row of; `None` where it has none.
    fn before(&self, id: &str) -> Result<Option<Vec<u8>>>;

    /// Articles of files that are no longer among the inputs, which later ones may be copies of. What is gone
    /// from a file that is still there is not among them: only its end tells what that is.
    fn older(&self, inputs: &[Input]) -> Result<Vec<(String, Sketch)>>;

    /// Takes note that the file holds an article that is known.
    fn met(&self, file: &Input, article: i64) -> Result<()>;

    /// Keeps an article that was found in the file. Tells what was known of its id before.
    fn keep(&self, file: &Input, article: &New<'_>) -> Result<Before>;

    /// Takes note that not everything in the file could be read: it is read again in the next run.
    fn faulty(&self, file: &Input);

    /// Articles that earlier runs met in files that this one could not read to their end, and that it met
    /// nowhere, each with its size; asked at the end of the run. They stay where they are known to lie.
    fn unread(&self) -> Result<Vec<(i64, u32)>>;

    /// Articles of earlier runs that this one did not meet, though it read where they were, each with its size;
    /// asked behind [`Memory::unread`].
    fn vanished(&self) -> Result<Vec<(i64, u32)>>;
}

/// An article that is to be kept.
pub struct New<'a> {
    /// Its id.
    pub id: &'a str,
    /// What decides about its findings.
    pub content: Content,
    /// What tells its copies.
    pub sketch: Option<&'a Sketch>,
    /// Its size in bytes of text.
    pub size: u32,
    /// [`Kept::to_bytes`].
    pub bytes: &'a [u8],
}

/// What is kept of an article.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    /// Its row of `documents`.
    pub row: DocumentRow,
    /// Bytes of text in it.
    pub size: u64,
    /// Numbers that were too large.
    pub too_large: u64,
    /// Its rows of `mentions`, packed.
    pub mentions: Vec<u8>,
    /// Its rows of `claims`, packed.
    pub claims: Vec<u8>,
    /// What it adds to the counts.
    pub tally: EntityTally,
    /// Its line of the texts, where these are kept.
    pub text: Vec<u8>,
    /// What tells its copies.
    pub sketch: Option<Vec<u8>>,
}

/// More than one article can give; what says so is damaged.
const LARGEST: usize = 1 << 30;

impl Kept {
    /// What is kept of an article that was just looked at.
    pub fn of(findings: &Findings, tally: EntityTally, size: u64, sketch: Option<&Sketch>) -> Kept {
        let mut kept = Kept::nothing(findings.document.clone());
        findings.mentions.iter().for_each(|row| pack(MentionRow::COLUMNS, row, &mut kept.mentions));
        findings.claims.iter().for_each(|row| pack(ClaimRow::COLUMNS, row, &mut kept.claims));
        let too_large = findings.too_large;
        Kept { size, too_large, tally, sketch: sketch.map(Sketch::to_bytes), ..kept }
    }

    /// An article in which nothing was looked for.
    pub fn nothing(row: DocumentRow) -> Kept {
        Kept {
            row,
            size: 0,
            too_large: 0,
            mentions: Vec::new(),
            claims: Vec::new(),
            tally: EntityTally::default(),
            text: Vec::new(),
            sketch: None,
        }
    }

    /// It as bytes, compressed.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Writing to memory cannot fail.
        let plain = postcard::to_stdvec(self).unwrap_or_default();
        let mut bytes = layout().to_le_bytes().to_vec();
        bytes.extend((plain.len() as u32).to_le_bytes());
        bytes.extend(zstd::bulk::compress(&plain, 1).unwrap_or_default());
        bytes
    }

    /// What these bytes say; `None` where they are damaged, or of a version with other columns.
    pub fn from_bytes(bytes: &[u8]) -> Option<Kept> {
        let (theirs, rest) = bytes.split_first_chunk()?;
        let (length, packed) = rest.split_first_chunk()?;
        let length = u32::from_le_bytes(*length) as usize;
        if u32::from_le_bytes(*theirs) != layout() || length > LARGEST {
            return None;
        }
        postcard::from_bytes(&zstd::bulk::decompress(packed, length).ok()?).ok()
    }
}

/// A mark of the columns' names and types: rows of other columns cannot be read back.
fn layout() -> u32 {
    static LAYOUT: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    *LAYOUT.get_or_init(|| {
        let mut hasher = FxHasher::default();
        hasher.write(b"1");
        for (table, heads) in &tables()[..=table::DOCUMENTS] {
            hasher.write(table.name.as_bytes());
            for Head { name, kind } in heads {
                hasher.write(name.as_bytes());
                hasher.write_u8(*kind as u8);
            }
        }
        hasher.finish() as u32
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Pipeline, Settings};

    #[test]
    fn what_is_kept_comes_back_as_it_was() {
        let wanted = crate::findings::Wanted { summaries: true, ..Default::default() };
        let settings = Settings { wanted, ..Settings::default() };
        let (pipeline, _) = Pipeline::new(&settings).unwrap();
        let body =
            "Kenya spent $2.5 million on 40 clinics in Nairobi, President William Ruto said. Oslo paid 3%.";
        let published = Some(jiff::civil::date(2024, 5, 1));
        let document = Document { id: "a".into(), body: body.into(), published, ..Document::default() };
        let findings = pipeline.extract(&document);
        assert!(findings.claims.len() >= 3 && findings.mentions.len() >= 3);
        let mut tally = EntityTally::default();
        pipeline.count(&findings, &mut tally);
        let kept = Kept::of(&findings, tally, 9, Sketch::of(body).as_ref());
        let bytes = kept.to_bytes();
        let back = Kept::from_bytes(&bytes).unwrap();
        assert_eq!((&back.row, &back.mentions, &back.claims), (&kept.row, &kept.mentions, &kept.claims));
        assert_eq!(back.to_bytes(), bytes);
        assert!(Kept::from_bytes(&bytes[..bytes.len() - 1]).is_none());
        assert!(Kept::from_bytes(b"").is_none());
    }
}
