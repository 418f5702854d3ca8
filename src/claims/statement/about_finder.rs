//! The quantity for which is looked for what it is said of, and what is asked of the chunks around it.

use std::ops::Range;

use crate::claims::claim::Kind;
use crate::claims::clauses::chunk::{Chunk, ChunkKind};
use crate::claims::clauses::clause::Parse;
use crate::claims::quantities::amount::Amount;
use crate::claims::quantities::unit::past_extent;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::{Sense, month_number};
use crate::text::lemma::singular;
use crate::text::tagger::Tag;

/// Looks for what one quantity is said of.
pub struct Finder<'a, 'l> {
    pub line: &'a Line<'l>,
    pub parse: &'a Parse,
    pub amount: &'a Amount,
    /// Where the quantity ends, or the noun it counts: "a 12-page *document*" is about what stands behind.
    pub end: usize,
    pub kind: Kind,
}

impl Finder<'_, '_> {
    /// The chunk at `at`; none outside of the sentence.
    pub fn chunk(&self, at: usize) -> Option<&Chunk> {
        self.parse.chunks.get(at)
    }

    /// The first word of a chunk.
    pub fn word(&self, chunk: usize) -> &str {
        self.chunk(chunk).map_or("", |c| self.line.w(c.tokens.start))
    }

    /// Whether a chunk is one of what tells figures: "the poll", "these surveys".
    pub fn is_source(&self, chunk: usize) -> bool {
        let line = self.line;
        let source = |noun: &str| line.words.sense(noun).any(Sense::SOURCE);
        let teller = line.w(self.parse.chunks[chunk].head);
        source(teller) || source(&singular(&line.english.words, teller))
    }

    /// The chunk behind one and what stands in brackets behind it: "5 km (3 miles) *of* track".
    pub fn behind_bracket(&self, chunk: usize) -> usize {
        let next = chunk + 1;
        let bracket = self.chunk(next).is_some_and(|c| c.kind == ChunkKind::Open)
            && self.chunk(next + 2).is_some_and(|c| c.kind == ChunkKind::Close);
        if bracket { next + 3 } else { next }
    }

    /// Whether a chunk is a number of things, or a quantity alone.
    pub fn counts(&self, chunk: usize) -> bool {
        self.parse.quantity[chunk].is_some_and(|(end, measured)| match measured {
            // "a four-bedroom house" is a house.
            false => !(self.line.dash(end) && self.line.glued(end) && self.line.glued(end + 1)),
            true => self.rest(chunk, end).is_none(),
        })
    }

    /// Whether a chunk is an age that stands for who is so old: "a 60-year-old".
    pub fn aged(&self, chunk: usize) -> bool {
        self.parse.quantity[chunk].is_some_and(|(end, _)| matches!(self.line.prev(end), "old" | "olds"))
    }

    /// Whether the head of a chunk is a name.
    pub fn named(&self, chunk: usize) -> bool {
        self.line.mention(self.parse.chunks[chunk].head).is_some()
    }

    /// Whether a chunk tells time or stands outside of the sentence.
    pub fn timely_at(&self, chunk: usize) -> bool {
        chunk >= self.parse.chunks.len() || self.timely(chunk)
    }

    /// Whether the head of a chunk tells time.
    pub fn timely(&self, chunk: usize) -> bool {
        let this = &self.parse.chunks[chunk];
        let word = self.line.w(this.head);
        this.kind == ChunkKind::Time
            || matches!(word, "quarter" | "yearend")
            || month_number(word).is_some()
            || self.line.words.unit_of_time(word)
    }

    /// What of the chunk stands behind `from`.
    pub fn rest(&self, chunk: usize, from: usize) -> Option<Range<usize>> {
        let end = self.parse.chunks[chunk].tokens.end;
        let mut start = from;
        // "a 4-second 40-yard dash": what is measured twice.
        if let Some((second, true)) = self.parse.quantity[chunk]
            && second > from
            && self.kind != Kind::Count
        {
            start = second;
        }
        // "a 5 kg four-blade *rotor*", "a 5 kg 3 blade *rotor*": what is counted tells of it too.
        if let Some((second, false)) = self.parse.quantity[chunk]
            && second > from
            && self.kind != Kind::Count
        {
            if self.line.dash(second) && self.line.glued(second) && second + 2 < end {
                start = second + 2;
            } else if self.line.tag(second) == Tag::Noun
                && second + 1 < end
                && self.line.tag(second + 1).noun()
            {
                start = second + 1;
            }
        }
        // "a 5.4-magnitude aftershock": the word that the hyphen joins names the scale.
        if self.line.dash(start) && self.line.glued(start) && self.line.w(start + 1) == "magnitude" {
            start += 2;
        }
        // "13-metre-long fish tanks"
        start = past_extent(self.line, start);
        while start < end && (!self.line.is_word(start) || matches!(self.line.w(start), "worth" | "of")) {
            start += 1;
        }
        let head = self.parse.chunks[chunk].head;
        // "V-6", "A-320"
        let model = self.line.is_digits(head) && head > start && self.line.dash(head - 1);
        let noun = (start..end).any(|t| self.line.tag(t).noun());
        (start < end && (model || noun && self.line.tag(head).noun())).then_some(start..end)
    }
}

/// "mill" and "output" make "mill's output".
pub fn possessive(owner: &str, thing: &str) -> String {
    let ending = if owner.ends_with(['s', 'S']) { "'" } else { "'s" };
    format!("{owner}{ending} {thing}")
}

/// Nouns that name a number rather than a thing.
pub fn generic(word: &str) -> bool {
    matches!(
        word,
        "range"
            | "mark"
            | "level"
            | "levels"
            | "threshold"
            | "barrier"
            | "band"
            | "ceiling"
            | "figure"
            | "point"
            | "limit"
            | "share"
            | "total"
            | "amount"
            | "sum"
            | "tune"
            | "average"
            | "record"
            | "maximum"
            | "minimum"
            | "high"
            | "low"
            | "number"
    )
}
