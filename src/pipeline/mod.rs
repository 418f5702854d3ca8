//! The whole flow on one page: article in, findings out; in `run` the same for a corpus on all cores.

mod guard;
mod job;
mod read;
mod run;
mod tables;
mod take;
mod work;

use std::panic::resume_unwind;

pub use job::{Effort, Job};

use crate::claims::{self, ClaimWords};
use crate::corpus::{Care, Document};
use crate::dictionary::{Dictionary, Sources};
use crate::entities::{self, NameWords};
use crate::error::{Error, Result};
use crate::findings::{self, EntityTally, Findings, Part, PartFindings, Wanted};
use crate::references::Plain;
use crate::text::{English, Text};

/// What makes the rows of a run differ.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Dictionaries instead of or besides the shipped ones.
    pub dictionaries: Sources,
    /// What is written.
    pub wanted: Wanted,
    /// Which articles are read, and what becomes of the others.
    pub care: Care,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles done.
    pub articles: u64,
    /// Bytes of text in them.
    pub bytes: u64,
    /// Bytes read from the disk, compressed as they lie there.
    pub read: u64,
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Summary {
    /// Articles that gave rows.
    pub articles: u64,
    /// Bytes of text in them.
    pub bytes: u64,
    /// Rows in `mentions`.
    pub mentions: u64,
    /// Rows in `claims`.
    pub claims: u64,
    /// Rows in `entities`.
    pub entities: u64,
    /// Mentions left out of `entities` because there were too many names.
    pub uncounted: u64,
    /// Numbers too large for an exact decimal, which gave no claim.
    pub too_large: u64,
    /// How many records or files were put aside.
    pub put_aside: u64,
    /// The first [`MOST_ERRORS`] of these.
    pub errors: Vec<Error>,
    /// Articles in other languages, which were passed over.
    pub other_language: u64,
    /// Articles that are copies of earlier ones, marked or passed over.
    pub copies: u64,
    /// Of these, those that were passed over.
    pub copies_skipped: u64,
    /// Articles that an earlier run had found, and that were not looked at again.
    pub known: u64,
    /// Articles whose id an earlier run had met with other content.
    pub changed: u64,
    /// Articles that an earlier run had met as they are, and that were looked at again: under other settings, or
    /// because all were to be.
    pub again: u64,
    /// Articles of earlier runs in files that could not be read to their end; their rows are kept.
    pub unread: u64,
    /// Articles that only earlier runs met; their rows are kept.
    pub vanished: u64,
    /// Articles whose date the input gives in a form that is not understood.
    pub dates_unread: u64,
    /// Articles without a date, whose relative times ("last year") stay open.
    pub undated: u64,
    /// The first of them.
    pub undated_id: Option<String>,
    /// Articles that were read though something in them was broken.
    pub damaged: u64,
    /// Articles whose id an earlier one of the run has; of the first 1,000,000 ids.
    pub doubled: u64,
    /// The first id that was met twice.
    pub doubled_id: Option<String>,
    /// Articles of earlier runs whose rows cannot be read back: those of another version of the program.
    pub lost: u64,
    /// Whether the run was stopped before its end.
    pub interrupted: bool,
    /// Whether the run was given up because too much was put aside.
    pub given_up: bool,
}

impl Summary {
    /// Articles whose id no earlier run had met.
    pub fn new_articles(&self) -> u64 {
        let old = self.known + self.unread + self.vanished + self.again + self.changed;
        (self.articles + self.other_language).saturating_sub(old)
    }

    /// Everything that was met: read, passed over, put aside.
    fn records(&self) -> u64 {
        self.articles + self.other_language + self.copies_skipped + self.put_aside
    }
}

/// How many of the errors of a run are kept in memory and written to `run.json`.
pub const MOST_ERRORS: usize = 1000;

/// Everything that is made once and then only read: words, rules and dictionaries.
///
/// ```
/// use tallywire::{Document, Pipeline, Settings};
/// let (pipeline, _) = Pipeline::new(&Settings::default())?;
/// let article = Document { body: "Police in Nairobi arrested 25 men on Sunday.".into(), ..Document::default() };
/// let findings = pipeline.extract(&article);
/// assert_eq!(&*findings.mentions[0].name, "Nairobi");
/// assert_eq!(findings.claims[0].claim.counted, "men");
/// # Ok::<(), tallywire::Error>(())
/// ```
pub struct Pipeline {
    english: English,
    dictionary: Dictionary,
    names: NameWords,
    numbers: ClaimWords,
    wanted: Wanted,
    care: Care,
}

impl Pipeline {
    /// Reads words and dictionaries. Bad dictionary lines are left out and come back beside it.
    ///
    /// # Errors
    /// Where a dictionary cannot be read at all, or has no columns `name` and `type`.
    pub fn new(settings: &Settings) -> Result<(Pipeline, Vec<Error>)> {
        std::thread::scope(|threads| {
            // A run over one article spends its time here: words and dictionaries are read side by side.
            let english = threads.spawn(English::new);
            let words = threads.spawn(|| (NameWords::built_in(), ClaimWords::new()));
            let (dictionary, problems) = Dictionary::load(&settings.dictionaries)?;
            let (mut names, numbers) = words.join().unwrap_or_else(|panic| resume_unwind(panic));
            names.learn(&dictionary);
            let english = english.join().unwrap_or_else(|panic| resume_unwind(panic));
            let (wanted, care) = (settings.wanted, settings.care);
            Ok((Pipeline { english, dictionary, names, numbers, wanted, care }, problems))
        })
    }

    /// A pipeline over a dictionary that is already there.
    pub fn with(dictionary: Dictionary, wanted: Wanted) -> Pipeline {
        let names = NameWords::new(&dictionary);
        Pipeline {
            english: English::new(),
            dictionary,
            names,
            numbers: ClaimWords::new(),
            wanted,
            care: Care::default(),
        }
    }

    /// The dictionary in use.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// Which program it is: its version and what it was built from.
    pub fn program(&self) -> String {
        format!("{}-{}", env!("CARGO_PKG_VERSION"), env!("TALLYWIRE_BUILD"))
    }

    /// A hash of all that decides about rows: program, words, dictionaries, settings. Runs with the same
    /// fingerprint give the same rows for the same articles.
    pub fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [
            env!("CARGO_PKG_VERSION"),
            env!("TALLYWIRE_BUILD"),
            &self.dictionary.fingerprint,
            &format!("{:?}", self.wanted),
            &format!("{:?}", (self.care.any_language, self.care.duplicates, self.care.shard)),
        ] {
            hasher.update(part.as_bytes()).update(b"\0");
        }
        hasher.finalize().to_hex()[..16].to_string()
    }

    /// Counts the findings of one article in a tally.
    pub(crate) fn count(&self, findings: &Findings, tally: &mut EntityTally) {
        tally.add(findings, self.wanted.summaries.then_some(&self.english.words));
    }

    /// The findings of one article. Pure: the same article gives the same findings.
    ///
    /// The article is read as English whatever it is: in another language names and figures come out that are none. Who
    /// does not know asks [`corpus::language`](fn@crate::corpus::language) first, as [`Pipeline::run`] does, which passes over
    /// what is in another one unless [`Care::any_language`] is set; `language` of the row of `documents` is empty here.
    pub fn extract(&self, document: &Document) -> Findings {
        let title = document.title.as_deref().map(|title| (Part::Title, Plain::of(title)));
        let plain: Vec<(Part, Plain<'_>)> =
            title.into_iter().chain([(Part::Body, Plain::of(&document.body))]).collect();
        let texts: Vec<(Part, Text<'_>)> = plain
            .iter()
            .map(|(part, plain)| (*part, Text::new(&plain.text, &self.english.sentences)))
            .collect();
        let views: Vec<&Text<'_>> = texts.iter().map(|(_, text)| text).collect();
        let mentions = entities::extract(
            &views,
            &self.dictionary,
            &self.names,
            &self.english,
            self.wanted.names_by_rule,
        );
        let too_large = if self.wanted.claims { claims::too_large(&views) } else { 0 };
        let claims = if self.wanted.claims {
            claims::extract(&views, &mentions, document.published, &self.numbers, &self.english)
        } else {
            vec![Vec::new(); texts.len()]
        };
        let parts: Vec<PartFindings<'_>> = texts
            .iter()
            .zip(mentions)
            .zip(claims)
            .zip(&plain)
            .map(|((((part, text), mentions), claims), (_, plain))| PartFindings {
                part: *part,
                plain,
                text,
                mentions,
                claims,
            })
            .collect();
        let rows = findings::rows(document, parts, &self.dictionary, self.wanted);
        Findings { too_large, ..rows }
    }
}
