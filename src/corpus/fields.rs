//! Which column or key of a table holds what.

use jiff::civil::Date;

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
    /// `--split`: lines that part the articles of a plain text.
    pub split: Option<String>,
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

    /// How well a column of that name suits the part: 0 is best, `None` not at all.
    pub(super) fn fit(&self, part: Part, name: &str) -> Option<usize> {
        if let Some(given) = self.given(part) {
            return (given == name).then_some(0);
        }
        guesses(part).iter().position(|g| name.eq_ignore_ascii_case(g))
    }
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
        ],
        Part::Source => &[
            "source",
            "publisher",
            "outlet",
            "newspaper",
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
