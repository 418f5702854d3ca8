//! The columns of every table, declared once: name, type, one line of documentation, getter. CSV
//! headers, JSON keys and the README's tables all come from here.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::claims;

use super::{ClaimRow, ClaimsByEntityRow, DocumentRow, EntityRow, MentionRow, Named, PairRow, plain};

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'r> {
    /// Nothing.
    Empty,
    /// Text.
    Text(Cow<'r, str>),
    /// A whole number.
    Integer(u64),
    /// An exact decimal.
    Decimal(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Date),
    /// Several texts.
    List(&'r [Arc<str>]),
}

/// What type of values a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// [`Value::Text`]
    Text,
    /// [`Value::Integer`]
    Integer,
    /// [`Value::Decimal`]
    Decimal,
    /// [`Value::Flag`]
    Flag,
    /// [`Value::Date`]
    Date,
    /// [`Value::List`]
    List,
}

/// A column of a table with rows of type `R`.
pub struct Column<R> {
    /// Its header.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnType,
    /// One line about it.
    pub doc: &'static str,
    /// The cell of a row.
    pub get: fn(&R) -> Value<'_>,
}

/// A table by name, for those who write files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// File name without its ending.
    pub name: &'static str,
    /// What a row is.
    pub doc: &'static str,
}

/// The columns of all tables with what they hold; columns of one name hold the same in every table.
pub fn column_types() -> impl Iterator<Item = (&'static str, ColumnType)> {
    fn of<R>(columns: &'static [Column<R>]) -> impl Iterator<Item = (&'static str, ColumnType)> {
        columns.iter().map(|c| (c.name, c.kind))
    }
    of(MentionRow::COLUMNS)
        .chain(of(ClaimRow::COLUMNS))
        .chain(of(DocumentRow::COLUMNS))
        .chain(of(EntityRow::COLUMNS))
        .chain(of(ClaimsByEntityRow::COLUMNS))
        .chain(of(PairRow::COLUMNS))
}

/// All words that a column can hold, where these are few.
pub fn words_of(column: &str) -> Option<&'static [&'static str]> {
    Some(match column {
        "kind" => claims::Kind::NAMES,
        "modifier" => claims::Modifier::NAMES,
        "modality" => claims::Modality::NAMES,
        "role" => claims::Role::NAMES,
        "direction" => claims::Direction::NAMES,
        "part" => &["title", "body"],
        _ => return None,
    })
}

/// The tables of a run, in the order of their numbers.
pub static TABLES: [Table; 6] = [
    Table { name: "mentions", doc: "one row for each name in the text" },
    Table { name: "claims", doc: "one row for each quantity that a sentence states" },
    Table { name: "documents", doc: "one row for each article, also for those that failed" },
    Table { name: "entities", doc: "one row for each entity named anywhere, with its counts" },
    Table {
        name: "claims_by_entity",
        doc: "claims added up by entity, thing and unit, to start a pivot table from; with --summaries",
    },
    Table {
        name: "pairs",
        doc: "one row for two entities that share a sentence; pairs.graphml is the same as a graph; with --summaries",
    },
];

fn text(value: &str) -> Value<'_> {
    if value.is_empty() { Value::Empty } else { Value::Text(Cow::Borrowed(value)) }
}

fn maybe(value: &Option<String>) -> Value<'_> {
    value.as_deref().map_or(Value::Empty, text)
}

fn number(value: usize) -> Value<'static> {
    Value::Integer(value as u64)
}

fn date(value: Option<Date>) -> Value<'static> {
    value.map_or(Value::Empty, Value::Date)
}

fn name(value: &Option<Named>) -> Value<'_> {
    value.as_ref().map_or(Value::Empty, |n| text(&n.name))
}

fn id(value: &Option<Named>) -> Value<'_> {
    value.as_ref().map_or(Value::Empty, |n| text(&n.id))
}

macro_rules! columns {
    ($row:ty: $($name:literal $kind:ident $doc:literal $get:expr;)*) => {
        impl $row {
            /// The columns of this table, in order.
            pub const COLUMNS: &'static [Column<$row>] = &[
                $(Column { name: $name, kind: ColumnType::$kind, doc: $doc, get: $get },)*
            ];
        }
    };
}

columns! { MentionRow:
    "document" Text "id of the article" |r| text(&r.document);
    "part" Text "`title` or `body`: spans count from the start of that part" |r| text(r.part.name());
    "sentence" Integer "number of the sentence in the part, from 1" |r| number(r.sentence);
    "start" Integer "where it begins, in Unicode code points" |r| number(r.start);
    "end" Integer "where it ends, exclusive" |r| number(r.end);
    "text" Text "the words as they stand" |r| text(&r.text);
    "type" Text "`organization`, `person`, `place` or a type of your dictionaries" |r| text(&r.kind);
    "name" Text "canonical name; for names found by rule the fullest form in the article" |r| text(&r.name);
    "id" Text "the dictionary's id, empty for names found by rule" |r| text(&r.id);
    "method" Text "`dictionary`, `short_form`, `acronym`, `rule` (or `adjective` with --adjectives)" |r| text(r.method);
    "source" Text "dictionary file and line, or the rule's name" |r| text(&r.source);
    "alternatives" List "other ids the words could stand for, best first" |r| Value::List(&r.alternatives);
    "context" Text "the sentence, with --context" |r| maybe(&r.context);
}

columns! { ClaimRow:
    "document" Text "id of the article" |r| text(&r.document);
    "part" Text "`title` or `body`: spans count from the start of that part" |r| text(r.part.name());
    "sentence" Integer "number of the sentence in the part, from 1" |r| number(r.sentence);
    "start" Integer "where the quantity begins, in Unicode code points" |r| number(r.start);
    "end" Integer "where it ends, exclusive" |r| number(r.end);
    "quantity" Text "the quantity as it stands, modifier and unit included" |r| text(&r.quantity);
    "value" Decimal "the number, scale words multiplied in" |r| Value::Decimal(plain(r.claim.quantity.low));
    "value_to" Decimal "upper end of a range" |r| r.claim.quantity.high.map_or(Value::Empty, |v| Value::Decimal(plain(v)));
    "modifier" Text "exact about more_than at_least less_than at_most range vague" |r| text(r.claim.quantity.modifier.name());
    "kind" Text "count money percent percentage_point basis_point ratio duration age measure number" |r| text(r.claim.quantity.kind.name());
    "unit" Text "ISO 4217 for money, singular names for measures, the counted noun for counts" |r| text(&r.claim.quantity.unit);
    "counted" Text "the counted noun phrase as it stands" |r| text(&r.claim.counted);
    "about" Text "what the number is said of, when it is not the counted noun" |r| text(&r.claim.about);
    "predicate" Text "lemma of the verb that the claim hangs on" |r| text(&r.claim.predicate);
    "direction" Text "up, down or empty" |r| text(r.claim.direction.map_or("", |d| d.name()));
    "role" Text "level, change or former" |r| text(r.claim.role.name());
    "negated" Flag "whether the statement denies it, or the one who speaks (`reported`, then)" |r| Value::Flag(r.claim.negated);
    "modality" Text "asserted expected planned target possible reported conditional" |r| text(r.claim.modality.name());
    "time" Text "the time expression that dates the claim" |r| text(&r.claim.time);
    "time_from" Date "first day of that time" |r| date(r.claim.time_from);
    "time_to" Date "last day of that time" |r| date(r.claim.time_to);
    "place" Text "the place it is about" |r| name(&r.place);
    "place_id" Text "its id" |r| id(&r.place);
    "subject" Text "the entity that does or has it" |r| name(&r.subject);
    "subject_id" Text "its id" |r| id(&r.subject);
    "speaker" Text "who states it in the text" |r| name(&r.speaker);
    "speaker_id" Text "that entity's id" |r| id(&r.speaker);
    "entities" List "ids of all entities named in the sentence; names for those that no dictionary has" |r| Value::List(&r.entities);
    "definite" Flag "whether it refers back (\"the two sides\") rather than tells" |r| Value::Flag(r.claim.definite);
    "rule" Text "the rule that decided" |r| text(r.claim.rule);
    "text" Text "the sentence" |r| text(&r.text);
}

columns! { DocumentRow:
    "document" Text "id of the article" |r| text(&r.document);
    "input" Text "the file it came from" |r| text(&r.input);
    "record" Integer "which record of that file, from 1" |r| Value::Integer(r.record);
    "source" Text "who published it" |r| maybe(&r.source);
    "title" Text "its headline" |r| maybe(&r.title);
    "published" Date "the day it was published" |r| date(r.published);
    "characters" Integer "length of the body in Unicode code points" |r| number(r.characters);
    "sentences" Integer "sentences of title and body" |r| number(r.sentences);
    "mentions" Integer "rows in mentions" |r| number(r.mentions);
    "claims" Integer "rows in claims" |r| number(r.claims);
    "address" Text "the address of the page it was published at" |r| maybe(&r.address);
    "language" Text "the language it is in, by ISO 639-3; empty where it is too short to tell" |r| text(r.language.as_deref().unwrap_or(""));
    "encoding" Text "the encoding it was read in, where that is not UTF-8" |r| text(r.encoding.as_deref().unwrap_or(""));
    "duplicate_of" Text "id of the earlier article that it is a copy of" |r| r.duplicate_of.as_deref().map_or(Value::Empty, text);
    "similarity" Decimal "how much of it is the same as there: 1 for all" |r| r.similarity.map_or(Value::Empty, Value::Decimal);
    "status" Text "`read`, `skipped` (another language, or a copy with --duplicates skip), `failed` where it was put aside, or with --state known from an earlier run: `vanished`, no longer in the inputs, or `unread`, in what could not be read this time" |r| text(&r.status);
    "note" Text "what had to be mended, or why it was skipped or failed" |r| maybe(&r.note);
}

columns! { EntityRow:
    "name" Text "canonical name" |r| text(&r.name);
    "type" Text "`organization`, `person`, `place` or a type of your dictionaries" |r| text(&r.kind);
    "id" Text "the dictionary's id, empty for names found by rule" |r| text(&r.id);
    "mentions" Integer "how often it is named" |r| Value::Integer(r.mentions);
    "articles" Integer "in how many articles" |r| Value::Integer(r.articles);
    "first_date" Date "the earliest of these articles" |r| date(r.first);
    "last_date" Date "the latest of these articles" |r| date(r.last);
    "forms" Text "how it is written, the most frequent first, with counts" |r| text(&r.forms);
}

columns! { ClaimsByEntityRow:
    "name" Text "canonical name of the entity" |r| text(&r.name);
    "type" Text "`organization`, `person`, `place` or a type of your dictionaries" |r| text(&r.kind);
    "id" Text "the dictionary's id, empty for names found by rule" |r| text(&r.id);
    "relation" Text "what it is to the claims: `subject`, `place` or `speaker`" |r| text(r.relation);
    "kind" Text "kind of the claims" |r| text(r.claim_kind);
    "thing" Text "the counted noun, or the last word of what the number is said of" |r| text(&r.thing);
    "unit" Text "unit of the claims, empty for counts" |r| text(&r.unit);
    "claims" Integer "how many claims" |r| Value::Integer(r.claims);
    "lowest" Decimal "the lowest value" |r| Value::Decimal(r.lowest);
    "highest" Decimal "the highest value, upper ends of ranges among them" |r| Value::Decimal(r.highest);
    "sum" Decimal "of counts and money that are stated as facts; earlier levels, ranges, what refers back and what the headline told already left out; a whole and a part of it (9 of 11 charges) are both in it" |r| r.sum.map_or(Value::Empty, |s| Value::Decimal(plain(s)));
}

columns! { PairRow:
    "name" Text "the one that is named more often" |r| text(&r.first[0]);
    "type" Text "its type" |r| text(&r.first[1]);
    "id" Text "its id, empty for names found by rule" |r| text(&r.first[2]);
    "other" Text "the other" |r| text(&r.second[0]);
    "other_type" Text "its type" |r| text(&r.second[1]);
    "other_id" Text "its id" |r| text(&r.second[2]);
    "sentences" Integer "sentences that name both" |r| Value::Integer(r.sentences);
    "articles" Integer "articles with such a sentence" |r| Value::Integer(r.articles);
}

/// All tables and columns as a page of Markdown: `docs/columns.md` is this.
pub fn columns_page() -> String {
    fn table<R>(page: &mut String, table: &Table, columns: &[Column<R>]) {
        page.push_str(&format!(
            "\n## {}\n\n{}.\n\n| column | type | meaning |\n|---|---|---|\n",
            table.name, table.doc
        ));
        for column in columns {
            let kind = format!("{:?}", column.kind).to_lowercase();
            page.push_str(&format!("| `{}` | {kind} | {} |\n", column.name, column.doc));
        }
    }
    let mut page = String::from(
        "# Columns\n\nThe same names in every format. Empty cells are empty in CSV and `null` in JSON; lists are joined with `;` in CSV.\n\
         Offsets count Unicode code points from the start of the part (title or body), end exclusive.\n",
    );
    table(&mut page, &TABLES[0], MentionRow::COLUMNS);
    table(&mut page, &TABLES[1], ClaimRow::COLUMNS);
    table(&mut page, &TABLES[2], DocumentRow::COLUMNS);
    table(&mut page, &TABLES[3], EntityRow::COLUMNS);
    table(&mut page, &TABLES[4], ClaimsByEntityRow::COLUMNS);
    table(&mut page, &TABLES[5], PairRow::COLUMNS);
    page
}
