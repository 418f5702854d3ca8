//! What the user wants done with articles that are not read like others.

/// Which articles a run reads, and what becomes of the others.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Care {
    /// Articles in other languages than English are read too.
    pub any_language: bool,
    /// What becomes of copies.
    pub duplicates: Copies,
    /// How much may be put aside before the run is given up.
    pub most_errors: Option<MostErrors>,
    /// Which share of the articles is read, from 1, and of how many; by the articles' ids, so that each is in
    /// just one share wherever it lies.
    pub shard: Option<(u32, u32)>,
}

impl Care {
    /// Whether the article of that id is in the share that is read.
    pub fn takes(&self, id: &str) -> bool {
        self.shard.is_none_or(|(one, all)| {
            let hash = blake3::hash(id.as_bytes());
            let number = hash.as_bytes()[..8].iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte));
            number % u64::from(all.max(1)) == u64::from(one.max(1) - 1)
        })
    }
}

/// What becomes of articles that are copies of earlier ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Copies {
    /// They are marked in `documents` and give rows like others.
    #[default]
    Mark,
    /// They are marked and give no rows elsewhere.
    Skip,
    /// They are not looked for.
    Keep,
}

/// How much may be put aside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MostErrors {
    /// So many records.
    Count(u64),
    /// So many in a hundred records, looked at from the hundredth on.
    Percent(f64),
}

impl MostErrors {
    /// Whether `aside` of `all` records are too many; `end` says that no more come.
    pub fn exceeded(self, aside: u64, all: u64, end: bool) -> bool {
        match self {
            MostErrors::Count(most) => aside > most,
            MostErrors::Percent(most) => (end || all >= 100) && aside as f64 * 100.0 > most * all as f64,
        }
    }
}
