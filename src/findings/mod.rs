//! What comes out: flat rows, each with all it takes to trace it, and their columns.

mod columns;
mod counts;
mod pivots;

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

pub use columns::{Column, ColumnType, TABLES, Table, Value, column_types, columns_page, words_of};
pub use counts::{Counted, EntityRow, EntityTally};
pub use pivots::{ClaimsByEntityRow, PairRow, graphml};

use crate::claims::Claim;
use crate::corpus::Document;
use crate::dictionary::Dictionary;
use crate::entities::{Mention, Origin, Referent};
use crate::references::Plain;
use crate::span::CodePoints;
use crate::text::Text;

/// Which part of an article a finding stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The headline.
    Title,
    /// The text.
    Body,
}

impl Part {
    /// The word written in the `part` column.
    pub fn name(self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::Body => "body",
        }
    }
}

/// A row of `mentions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionRow {
    /// Id of the article.
    pub document: Arc<str>,
    /// Title or body: spans count from the start of that part.
    pub part: Part,
    /// Number of the sentence in the part, from 1.
    pub sentence: usize,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words as they stand.
    pub text: String,
    /// `organization`, `person`, `place` or a kind of the user's dictionaries.
    pub kind: Arc<str>,
    /// Canonical name.
    pub name: Arc<str>,
    /// The dictionary's id; empty for names found by rule.
    pub id: Arc<str>,
    /// How it was found.
    pub method: &'static str,
    /// Dictionary file and line, or the rule's name.
    pub source: String,
    /// Ids of other entities the words could mean, best first.
    pub alternatives: Vec<Arc<str>>,
    /// The sentence, where the run asked for it.
    pub context: Option<String>,
}

/// A row of `claims`.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRow {
    /// Id of the article.
    pub document: Arc<str>,
    /// Title or body.
    pub part: Part,
    /// Number of the sentence in the part, from 1: one more than [`Claim::sentence`].
    pub sentence: usize,
    /// First code point of the quantity.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The claim itself.
    pub claim: Claim,
    /// The quantity as it stands.
    pub quantity: String,
    /// The entity that does or has it: canonical name and id.
    pub subject: Option<Named>,
    /// The place it is about.
    pub place: Option<Named>,
    /// Who says so.
    pub speaker: Option<Named>,
    /// Ids of all entities named in the sentence, names of those without id.
    pub entities: Vec<Arc<str>>,
    /// The sentence.
    pub text: Arc<str>,
}

/// A canonical name with its id, which is empty for names found by rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Canonical name.
    pub name: Arc<str>,
    /// The dictionary's id.
    pub id: Arc<str>,
}

/// A row of `documents`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Id of the article.
    pub document: Arc<str>,
    /// The file it came from.
    pub input: String,
    /// Which record of that file, from 1.
    pub record: u64,
    /// Who published it.
    pub source: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Code points of the body.
    pub characters: usize,
    /// Sentences of title and body.
    pub sentences: usize,
    /// Rows in `mentions`.
    pub mentions: usize,
    /// Rows in `claims`.
    pub claims: usize,
    /// The address of the page it was published at.
    pub address: Option<String>,
    /// The language it is in, by its code of ISO 639-3; `None` where it is too short to tell.
    pub language: Option<Cow<'static, str>>,
    /// The encoding it was read in, where that is not UTF-8.
    pub encoding: Option<Cow<'static, str>>,
    /// The id of the earlier article that it is a copy of.
    pub duplicate_of: Option<Arc<str>>,
    /// How much of it is the same as in that one: 1 for all.
    pub similarity: Option<Decimal>,
    /// `read`, `skipped`, or `failed` where the article was put aside; with a state also `vanished` and `unread`, for
    /// articles whose rows are those of an earlier run.
    pub status: Cow<'static, str>,
    /// What had to be mended or why it failed.
    pub note: Option<String>,
}

impl DocumentRow {
    /// The row of an article of which nothing was looked for.
    pub fn of(document: &Document) -> DocumentRow {
        DocumentRow {
            document: Arc::from(&document.id[..]),
            input: document.input.clone(),
            record: document.record,
            source: document.source.clone(),
            title: document.title.clone(),
            published: document.published,
            characters: 0,
            sentences: 0,
            mentions: 0,
            claims: 0,
            address: document.address.clone(),
            language: None,
            encoding: document.encoding.map(Cow::Borrowed),
            duplicate_of: None,
            similarity: None,
            status: "read".into(),
            note: document.note.clone(),
        }
    }
}

/// All that one article gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// The article itself.
    pub document: DocumentRow,
    /// Its mentions, in text order, title first.
    pub mentions: Vec<MentionRow>,
    /// Its claims, in text order, title first.
    pub claims: Vec<ClaimRow>,
    /// Numbers that are too large for an exact decimal, and so give no claim.
    pub too_large: u64,
}

/// One part of an article with what was found in it.
pub(crate) struct PartFindings<'t> {
    pub part: Part,
    /// The part without character references: what `text` is cut from, and all spans count in.
    pub plain: &'t Plain<'t>,
    pub text: &'t Text<'t>,
    pub mentions: Vec<Mention>,
    pub claims: Vec<Claim>,
}

/// What of the findings is written.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Adjectives get rows in `mentions`.
    pub adjectives: bool,
    /// Mentions carry their sentence.
    pub context: bool,
    /// Claims are looked for; otherwise the `claims` table stays empty.
    pub claims: bool,
    /// Names that no dictionary has are looked for.
    pub names_by_rule: bool,
    /// `claims_by_entity` and `pairs` are counted.
    pub summaries: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Wanted { adjectives: false, context: false, claims: true, names_by_rule: true, summaries: false }
    }
}

/// Turns what was found into rows: byte spans become code points, indices become names and ids.
pub(crate) fn rows(
    document: &Document,
    parts: Vec<PartFindings<'_>>,
    dictionary: &Dictionary,
    wanted: Wanted,
) -> Findings {
    let id: Arc<str> = Arc::from(&document.id[..]);
    let empty: Arc<str> = Arc::from("");
    let kinds: Vec<Arc<str>> = dictionary.kinds.iter().map(|k| Arc::from(&k[..])).collect();
    let entity_id = |n: u32| -> Arc<str> { Arc::from(dictionary.string(dictionary.entities[n as usize].id)) };
    // Name and id of the entities met so far: rows share them.
    let met: RefCell<FxHashMap<u32, Named>> = RefCell::default();
    let named = |referent: &Referent| match referent {
        Referent::Entity(n) => {
            let name = || Arc::from(dictionary.string(dictionary.entities[*n as usize].name));
            met.borrow_mut().entry(*n).or_insert_with(|| Named { name: name(), id: entity_id(*n) }).clone()
        }
        Referent::Name(name) => Named { name: name.clone(), id: empty.clone() },
    };
    let mut mentions = Vec::new();
    let mut claims = Vec::new();
    let mut sentences = 0;
    let mut characters = 0;
    for part in parts {
        let plain = part.plain;
        let source = plain.source;
        let mut points = CodePoints::new(source);
        sentences += part.text.sentences.len();
        for mention in part.mentions.iter().filter(|m| m.counts() || wanted.adjectives) {
            let Named { name, id: entity } = named(&mention.referent);
            let span = plain.in_source(mention.span);
            mentions.push(MentionRow {
                document: id.clone(),
                part: part.part,
                sentence: mention.sentence + 1,
                start: points.at(span.start),
                end: points.at(span.end),
                text: span.of(source).to_string(),
                kind: kinds[mention.kind.0 as usize].clone(),
                name,
                id: entity,
                method: mention.method.name(),
                source: match mention.origin {
                    Origin::Alias(alias) => dictionary.source_of(alias),
                    Origin::Rule(rule) => rule.to_string(),
                },
                alternatives: mention.alternatives.iter().map(|n| entity_id(*n)).collect(),
                context: wanted.context.then(|| {
                    plain.in_source(part.text.sentences[mention.sentence].span).of(source).to_string()
                }),
            });
        }
        let mut points = CodePoints::new(source);
        let mut sentence = usize::MAX;
        let mut sentence_text: Arc<str> = empty.clone();
        let mut entities: Vec<Arc<str>> = Vec::new();
        for mut claim in part.claims {
            claim.quantity.span = plain.in_source(claim.quantity.span);
            if claim.sentence != sentence {
                sentence = claim.sentence;
                sentence_text = Arc::from(plain.in_source(part.text.sentences[sentence].span).of(source));
                let first = part.mentions.partition_point(|m| m.sentence < sentence);
                entities.clear();
                for mention in part.mentions[first..].iter().take_while(|m| m.sentence == sentence) {
                    let Named { name, id } = named(&mention.referent);
                    let key = if id.is_empty() { name } else { id };
                    if mention.counts() && !entities.contains(&key) {
                        entities.push(key);
                    }
                }
            }
            let referent = |r: &Option<Referent>| r.as_ref().map(&named);
            claims.push(ClaimRow {
                document: id.clone(),
                part: part.part,
                sentence: claim.sentence + 1,
                start: points.at(claim.quantity.span.start),
                end: points.at(claim.quantity.span.end),
                quantity: claim.quantity.span.of(source).to_string(),
                subject: referent(&claim.subject),
                place: referent(&claim.place),
                speaker: referent(&claim.speaker),
                entities: entities.clone(),
                text: sentence_text.clone(),
                claim,
            });
        }
        if part.part == Part::Body {
            characters = points.at(source.len());
        }
    }
    let document = DocumentRow {
        document: id,
        characters,
        sentences,
        mentions: mentions.len(),
        claims: claims.len(),
        ..DocumentRow::of(document)
    };
    Findings { document, mentions, claims, too_large: 0 }
}

/// A number as it is written to rows: no exponent, no trailing zeros.
pub fn plain(decimal: Decimal) -> Decimal {
    decimal.normalize()
}
