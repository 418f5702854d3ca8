//! One HTML page about a result folder: complete in itself, no network, safe whatever the articles hold.

mod gather;
mod marks;

use askama::Template;
use serde::Serialize;

pub use gather::{Limits, gather};

use crate::error::{Error, ErrorKind, Result};
use crate::results::Results;

/// A bar of a chart, or a number with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Where it leads in the page, or empty.
    pub link: String,
    /// How much.
    pub value: u64,
    /// Its length, 0 to 100.
    pub share: f64,
}

/// Bars in proportion to the largest.
fn bars(rows: impl IntoIterator<Item = (String, String, u64)>) -> Vec<Bar> {
    let rows: Vec<_> = rows.into_iter().collect();
    let most = rows.iter().map(|(_, _, value)| *value).max().unwrap_or(0).max(1);
    rows.into_iter()
        .map(|(label, link, value)| Bar { label, link, value, share: value as f64 * 100.0 / most as f64 })
        .collect()
}

/// A day, month or year with its mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// `2024-03`
    pub label: String,
    /// Mentions in articles of that time.
    pub value: u64,
    /// Left edge, height and top of its column in the chart, of 1000 by 160.
    pub x: f64,
    /// How wide the column is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

/// The most named of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// `People`
    pub title: String,
    /// They.
    pub bars: Vec<Bar>,
}

/// A row of a short list.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What.
    pub name: String,
    /// How much, or what it is.
    pub value: String,
}

/// A claim, its cells in the order of the page's table.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimCells(pub [String; 14]);

/// What the page's script gets of an entity.
#[derive(Debug, Clone, Serialize)]
pub struct EntityPage {
    /// Id, or kind and name where it has none.
    pub key: String,
    /// Canonical name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// How often it is named.
    pub mentions: u64,
    /// In how many articles.
    pub articles: u64,
    /// Its spellings.
    pub forms: String,
    /// The entities named most often in the same sentences: key, name, times.
    pub with: Vec<(String, String, u64)>,
    /// Its claims, as rows of the table.
    pub claims: Vec<u32>,
}

/// An article with its marks, made safe for HTML.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its number in the page, from 1.
    pub number: usize,
    /// Id.
    pub id: String,
    /// Headline, or the id.
    pub title: String,
    /// When and by whom it was published.
    pub line: String,
    /// Headline and text with their marks, as HTML.
    pub html: String,
}

/// Everything the page shows.
#[derive(Debug, Clone, Template)]
#[template(path = "report.html")]
pub struct Page {
    /// Title of the page.
    pub title: String,
    /// That the run was stopped before its end, where it was.
    pub partial: Option<String>,
    /// What was read and found.
    pub facts: Vec<Fact>,
    /// Settings of the run.
    pub run: Vec<Fact>,
    /// What was put aside.
    pub aside: Vec<Fact>,
    /// How many there are in all.
    pub aside_all: u64,
    /// The most named, by kind.
    pub groups: Vec<Group>,
    /// Mentions over time.
    pub steps: Vec<Step>,
    /// Mentions of the highest column of that chart, which gives its scale.
    pub most: String,
    /// How many articles that chart leaves out, as they have no date.
    pub undated: String,
    /// Claims by kind.
    pub kinds: Vec<Bar>,
    /// How many claims the page holds.
    pub claims: usize,
    /// And how many there are.
    pub claims_all: u64,
    /// The claims, as JSON that is safe in a script element.
    pub claims_json: String,
    /// The entities, the same.
    pub entities_json: String,
    /// The first articles with their marks.
    pub articles: Vec<Article>,
    /// How many articles there are.
    pub articles_all: u64,
    /// Whether the run kept the texts.
    pub has_texts: bool,
}

/// The page about a result folder.
///
/// # Errors
/// Where the folder is no result or cannot be read.
pub fn page(results: &Results, limits: Limits) -> Result<String> {
    let page = gather(results, limits)?;
    page.render().map_err(|e| Error::new(ErrorKind::Output, format!("the page cannot be made: {e}")))
}

/// JSON for a script element of type `application/json`: nothing in it ends the element or opens a comment.
fn script_json(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
}
