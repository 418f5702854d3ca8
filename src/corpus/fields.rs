//! Which column or key of a table holds what.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::date::DayOrder;

/// The names of the columns that hold an article's parts; where a name is not given it is guessed
/// from the names that corpora use.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    /// `--text-field`
    pub text: Option<String>,
    /// `--id-field`
    pub id: Option<String>,
    /// `--title-field`
    pub title: Option<String>,
    /// `--date-field`
    pub date: Option<String>,
    /// `--source-field`
    pub source: Option<String>,
    /// `--date`: for articles that carry none.
    pub default_date: Option<Date>,
    /// `--date-order`: which number of `04/05/2018` is the day, where the input itself does not tell.
    pub day_order: Option<DayOrder>,
    /// `--split`: lines that part the articles of a plain text.
    pub split: Option<String>,
    /// Which of the names given were met so far.
    pub met: Met,
}

/// Which of the given names were looked for and met, in all records of all inputs that share these fields.
#[derive(Clone, Default)]
pub struct Met(Arc<Seen>);

#[derive(Default)]
struct Seen {
    /// By [`Part`].
    parts: [Asked; 5],
    /// Names that records have, where one that was given is not among them.
    names: Mutex<BTreeSet<String>>,
}

/// What became of the name that was given for a part.
#[derive(Default)]
struct Asked {
    /// A record that has names for its parts was read.
    looked: AtomicBool,
    /// One had the name.
    found: AtomicBool,
}

/// Names that are kept for those who look for the right one.
const MOST_NAMES: usize = 100;

/// What was met is no part of what was asked: two [`Fields`] that ask the same look the same.
impl fmt::Debug for Met {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl Met {
    fn note(flag: &AtomicBool) {
        if !flag.load(Ordering::Relaxed) {
            flag.store(true, Ordering::Relaxed);
        }
    }
}

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    Id,
    Title,
    Date,
    Source,
}

pub(super) const PARTS: [Part; 5] = [Part::Text, Part::Id, Part::Title, Part::Date, Part::Source];

impl Fields {
    /// The name the user gave for a part.
    pub(super) fn given(&self, part: Part) -> Option<&str> {
        match part {
            Part::Text => self.text.as_deref(),
            Part::Id => self.id.as_deref(),
            Part::Title => self.title.as_deref(),
            Part::Date => self.date.as_deref(),
            Part::Source => self.source.as_deref(),
        }
    }

    /// Takes note that a record which has names for its parts is being read.
    pub(super) fn look(&self) {
        for part in PARTS.into_iter().filter(|part| self.given(*part).is_some()) {
            Met::note(&self.met.0.parts[part as usize].looked);
        }
    }

    /// Whether a name was given that no record has had so far.
    pub(super) fn wanting(&self) -> bool {
        let missing = |part: &Part| !self.met.0.parts[*part as usize].found.load(Ordering::Relaxed);
        PARTS.iter().any(|part| self.given(*part).is_some() && missing(part))
    }

    /// Takes note of the names that a record has, as long as one of those given is missing.
    pub(super) fn names<'n>(&self, names: impl IntoIterator<Item = &'n String>) {
        if !self.wanting() {
            return;
        }
        let mut all = self.met.0.names.lock().unwrap_or_else(PoisonError::into_inner);
        for name in names {
            if all.len() < MOST_NAMES && !all.contains(name) {
                all.insert(name.clone());
            }
        }
    }

    /// Names that records have, where one that was given was not among them.
    pub fn there(&self) -> Vec<String> {
        self.met.0.names.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// The flags and names that were given and that no record has had so far, of those that were looked for.
    pub fn unmet(&self) -> impl Iterator<Item = (&'static str, &str)> {
        PARTS.into_iter().filter_map(|part| {
            let Asked { looked, found } = &self.met.0.parts[part as usize];
            let missed = looked.load(Ordering::Relaxed) && !found.load(Ordering::Relaxed);
            self.given(part).filter(|_| missed).map(|name| (flag(part), name))
        })
    }

    /// Which of these columns holds the part best.
    pub(super) fn column(&self, part: Part, names: &[String]) -> Option<usize> {
        let fits = names.iter().enumerate().filter_map(|(n, name)| Some((self.fit(part, name)?, n)));
        fits.min().map(|(_, n)| n)
    }

    /// How well a column of that name suits the part: 0 is best, `None` not at all.
    pub(super) fn fit(&self, part: Part, name: &str) -> Option<usize> {
        if let Some(given) = self.given(part) {
            if given == name {
                Met::note(&self.met.0.parts[part as usize].found);
                return Some(0);
            }
            return None;
        }
        guesses(part).iter().position(|g| name.eq_ignore_ascii_case(g))
    }
}

/// How many names of columns an error shows, and how many letters of each.
const MOST_SHOWN: usize = 30;
const LONGEST_SHOWN: usize = 40;

/// Names of columns as an error shows them: what is no table may have a "name" of megabytes.
pub(super) fn shown(names: &[String]) -> Vec<String> {
    names.iter().take(MOST_SHOWN).map(|name| name.chars().take(LONGEST_SHOWN).collect()).collect()
}

/// Names that corpora use, the surest first.
pub(super) fn guesses(part: Part) -> &'static [&'static str] {
    match part {
        Part::Text => &[
            "text",
            "body",
            "content",
            "article",
            "article_text",
            "full_text",
            "fulltext",
            "maintext",
            "main_text",
            "story",
            "description",
            "summary",
        ],
        Part::Id => {
            &["id", "_id", "doc_id", "docid", "document_id", "article_id", "document", "guid", "uuid", "key"]
        }
        Part::Title => &["title", "headline", "heading"],
        Part::Date => &[
            "date",
            "published",
            "published_at",
            "date_published",
            "publish_date",
            "published_date",
            "pubdate",
            "pub_date",
            "publication_date",
            "publishedat",
            "date_publish",
            "datetime",
            "timestamp",
            "created_at",
            "published_on",
            "posted_at",
            "release_date",
            "day",
        ],
        Part::Source => &[
            "source",
            "publisher",
            "outlet",
            "newspaper",
            "paper",
            "publication",
            "site",
            "domain",
            "source_domain",
            "url",
            "link",
        ],
    }
}

/// The flag that names a part.
pub(super) fn flag(part: Part) -> &'static str {
    match part {
        Part::Text => "--text-field",
        Part::Id => "--id-field",
        Part::Title => "--title-field",
        Part::Date => "--date-field",
        Part::Source => "--source-field",
    }
}
