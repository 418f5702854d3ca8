//! What the page shows, gathered in one pass over each table.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::marks::{Mark, marked};
use super::{Article, Bar, ClaimCells, EntityPage, Fact, Group, Page, Step, bars, script_json};
use crate::error::{Error, ErrorKind, Result};
use crate::results::{Results, Row};

/// How much a page holds: it must open on any machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Claims in the table.
    pub claims: usize,
    /// Entities with a page of their own.
    pub entities: usize,
    /// Articles with their marks.
    pub articles: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { claims: 50_000, entities: 400, articles: 100 }
    }
}

/// Entities in each chart.
const IN_A_CHART: usize = 15;
/// Columns of the chart over time at most.
const STEPS: usize = 120;
/// Characters of a sentence in the table.
const SENTENCE: usize = 600;
/// Neighbours of an entity.
const NEIGHBOURS: usize = 12;
/// Names in a sentence beyond which it is a list, which tells nothing about who belongs together.
const LIST: usize = 25;

/// Reads the folder.
///
/// # Errors
/// Where a table is missing or cannot be read.
pub fn gather(results: &Results, limits: Limits) -> Result<Page> {
    let documents = Documents::read(results, limits)?;
    let (groups, mut entities) = entities(results, limits)?;
    let texts = results.texts();
    let mut marks = Marks::of(if texts.is_some() { &documents.first } else { &[] });
    mentions(results, &mut entities, &mut marks)?;
    let (claims, kinds) = claims(results, limits, &mut entities, &mut marks)?;
    let articles = texts.as_deref().map_or(Ok(vec![]), |path| articles(path, &documents, marks))?;
    let counts = |name: &str| results.count(name);
    let fact = |name: &str, value: String| Fact { name: name.into(), value };
    let facts = [
        ("articles", counts("articles")),
        ("mentions", counts("mentions")),
        ("entities", counts("entities")),
        ("claims", counts("claims")),
    ];
    let aside_fact = Some(counts("put_aside")).filter(|n| *n > 0).map(|n| ("could not be read", n));
    let mut run = vec![fact("tallywire", text(&results.run["tallywire"]))];
    run.push(fact("fingerprint", text(&results.run["fingerprint"])));
    run.push(fact("inputs", joined(&results.run["settings"]["inputs"])));
    run.push(fact("dictionaries", joined(&results.run["dictionaries"])));
    let aside = results.run["put_aside"].as_array().map(Vec::as_slice).unwrap_or_default();
    let pages: Vec<&EntityPage> = entities.pages.iter().collect();
    Ok(Page {
        title: title(counts("articles"), &joined(&results.run["settings"]["inputs"])),
        partial: results.partial(),
        facts: facts.into_iter().chain(aside_fact).map(|(name, n)| fact(name, grouped(n))).collect(),
        run: run.into_iter().filter(|f| !f.value.is_empty()).collect(),
        aside: aside
            .iter()
            .take(100)
            .map(|a| {
                let place = [text(&a["input"]), text(&a["record"])].join(":");
                fact(place.trim_end_matches(':'), text(&a["message"]))
            })
            .collect(),
        aside_all: counts("put_aside"),
        groups,
        most: grouped(documents.steps().iter().map(|step| step.value).max().unwrap_or(0)),
        steps: documents.steps(),
        undated: grouped(documents.undated),
        kinds,
        claims: claims.len(),
        claims_all: counts("claims"),
        claims_json: script_json(&claims),
        entities_json: script_json(&pages),
        articles,
        articles_all: counts("articles"),
        has_texts: texts.is_some(),
    })
}

/// What the page is about: so many articles, and where they come from.
fn title(articles: u64, inputs: &str) -> String {
    let one = if articles == 1 { "article" } else { "articles" };
    let from: String = inputs.chars().take(60).collect();
    let more = if from.len() < inputs.len() { "…" } else { "" };
    let from = if from.is_empty() { String::new() } else { format!(" from {from}{more}") };
    format!("{} {one}{from}", grouped(articles))
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn joined(value: &Value) -> String {
    value.as_array().map(|list| list.iter().map(text).collect::<Vec<_>>().join(", ")).unwrap_or_default()
}

/// 1234567 as people read it.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// An article that the page shows.
struct Shown {
    id: String,
    /// Its headline; its id where it has none.
    title: String,
    /// When and by whom it was published, and what it is known by where the title does not tell.
    line: String,
}

struct Documents {
    /// The first articles, as many as the page shows.
    first: Vec<Shown>,
    /// Mentions by day.
    days: BTreeMap<Date, u64>,
    /// Articles that were read and have no date.
    undated: u64,
}

impl Documents {
    fn read(results: &Results, limits: Limits) -> Result<Documents> {
        let mut found = Documents { first: vec![], days: BTreeMap::new(), undated: 0 };
        for row in results.table("documents")? {
            let row = row?;
            let published = row.get("published");
            match published.parse::<Date>() {
                Ok(day) => {
                    *found.days.entry(day).or_default() += row.get("mentions").parse().unwrap_or(0);
                }
                Err(_) => found.undated += u64::from(row.get("status") == "read"),
            }
            if found.first.len() < limits.articles && row.get("status") == "read" {
                let id = row.get("document");
                let title = if row.get("title").is_empty() { id } else { row.get("title") };
                let told = if title == id { "" } else { id };
                let line: Vec<&str> =
                    [published, row.get("source"), told].into_iter().filter(|t| !t.is_empty()).collect();
                let (id, title) = (id.to_string(), title.to_string());
                found.first.push(Shown { id, title, line: line.join(" · ") });
            }
        }
        Ok(found)
    }

    /// Columns of the chart: days, months or years, whichever are few enough, those without an article too.
    fn steps(&self) -> Vec<Step> {
        let (Some((first, _)), Some((last, _))) = (self.days.first_key_value(), self.days.last_key_value())
        else {
            return vec![];
        };
        let label = |day: Date, length: usize| day.to_string()[..length].to_string();
        // Years of four digits are all that dates of articles have.
        let by = |length: usize| {
            let step = match length {
                10 => 1.day(),
                7 => 1.month(),
                _ => 1.year(),
            };
            let days = first.series(step).take_while(|day| day <= last).take(STEPS + 1);
            let mut steps: BTreeMap<String, u64> = days.map(|day| (label(day, length), 0)).collect();
            for (day, count) in &self.days {
                *steps.entry(label(*day, length)).or_default() += count;
            }
            steps
        };
        let mut steps = by(10);
        for length in [7, 4] {
            if steps.len() > STEPS {
                steps = by(length);
            }
        }
        let most = steps.values().copied().max().unwrap_or(0).max(1) as f64;
        // A column is no wider than a tenth of the chart: one day is no block.
        let width = (1000.0 / steps.len().max(1) as f64).min(100.0);
        steps
            .iter()
            .enumerate()
            .map(|(n, (label, value))| Step {
                label: label.to_string(),
                value: *value,
                x: n as f64 * width,
                width: (width - width.min(2.0) * 0.5).max(0.5),
                height: *value as f64 * 150.0 / most,
            })
            .collect()
    }
}

/// The entities that have a page, by their key.
struct Entities {
    pages: Vec<EntityPage>,
    at: FxHashMap<String, usize>,
}

/// What an entity is known by in the page: its id, or its kind and name.
fn key(kind: &str, name: &str, id: &str) -> String {
    if id.is_empty() { format!("{kind}:{name}") } else { id.to_string() }
}

fn link(key: &str) -> String {
    let mut out = String::from("#entity/");
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.') {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// An entity of a chart: its name, where it leads, how often it is named.
type Named = (String, String, u64);

fn entities(results: &Results, limits: Limits) -> Result<(Vec<Group>, Entities)> {
    // Of each kind its most named: name, link, mentions.
    let mut groups: Vec<(String, Vec<Named>)> =
        ["organization", "person", "place"].map(|kind| (kind.to_string(), vec![])).to_vec();
    let mut found = Entities { pages: vec![], at: FxHashMap::default() };
    for row in results.table("entities")? {
        let row = row?;
        let (kind, name) = (row.get("type"), row.get("name"));
        let mentions = row.get("mentions").parse().unwrap_or(0);
        let key = key(kind, name, row.get("id"));
        let own_page = found.pages.len() < limits.entities;
        let at = groups.iter().position(|(k, _)| k == kind).unwrap_or_else(|| {
            groups.push((kind.to_string(), vec![]));
            groups.len() - 1
        });
        if groups[at].1.len() < IN_A_CHART {
            let link = if own_page { link(&key) } else { String::new() };
            groups[at].1.push((name.to_string(), link, mentions));
        }
        if own_page {
            found.at.insert(key.clone(), found.pages.len());
            found.pages.push(EntityPage {
                key,
                name: name.to_string(),
                kind: kind.to_string(),
                mentions,
                articles: row.get("articles").parse().unwrap_or(0),
                forms: row.get("forms").to_string(),
                with: vec![],
                claims: vec![],
            });
        }
    }
    let groups = groups
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(kind, rows)| Group { title: plural(&kind), bars: bars(rows) })
        .collect();
    Ok((groups, found))
}

fn plural(kind: &str) -> String {
    match kind {
        "person" => "People".into(),
        "organization" => "Organizations".into(),
        "place" => "Places".into(),
        other => format!("{other} (type)"),
    }
}

/// The cells of a claim in the page: columns of the table, and what is made of several of them.
const CELLS: [&str; 14] = [
    "sign",
    "value",
    "value_to",
    "unit",
    "about",
    "predicate",
    "how",
    "when",
    "place",
    "subject",
    "speaker",
    "kind",
    "document",
    "text",
];

fn claims(
    results: &Results,
    limits: Limits,
    entities: &mut Entities,
    marks: &mut Marks,
) -> Result<(Vec<ClaimCells>, Vec<Bar>)> {
    let mut kept = Vec::new();
    let mut kinds: Vec<(String, u64)> = Vec::new();
    for row in results.table("claims")? {
        let row = row?;
        match kinds.iter_mut().find(|(k, _)| k == row.get("kind")) {
            Some((_, count)) => *count += 1,
            None => kinds.push((row.get("kind").to_string(), 1)),
        }
        marks.add(&row, "quantity", || {
            let unit = [row.get("value"), row.get("unit")].join(" ");
            let hint = format!("{} · {} · rule {}", unit.trim(), row.get("kind"), row.get("rule"));
            (hint, String::new())
        });
        if kept.len() >= limits.claims {
            continue;
        }
        let mut named: FxHashSet<usize> = FxHashSet::default();
        for column in ["subject", "place", "speaker"] {
            named.extend(entities.at.get(row.get(&format!("{column}_id"))));
        }
        named.extend(row.get("entities").split(';').filter_map(|id| entities.at.get(id)));
        for entity in named {
            entities.pages[entity].claims.push(kept.len() as u32);
        }
        kept.push(ClaimCells(CELLS.map(|c| match c {
            "sign" => row.sign(),
            "how" => row.how(),
            "when" => shortened(&row.when()),
            _ => shortened(row.get(c)),
        })));
    }
    kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok((kept, bars(kinds.into_iter().map(|(kind, n)| (kind, String::new(), n)))))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SENTENCE) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// The marks of the articles that are shown.
struct Marks {
    shown: FxHashSet<String>,
    /// By article and part.
    found: FxHashMap<(String, String), Vec<Mark>>,
}

impl Marks {
    /// None yet, for these articles.
    fn of(articles: &[Shown]) -> Marks {
        let shown = articles.iter().map(|article| article.id.clone()).collect();
        Marks { shown, found: FxHashMap::default() }
    }

    /// Marks what the row stands for, if its article is shown; `tell` gives the hint and where it leads.
    fn add(&mut self, row: &Row, class: &'static str, tell: impl FnOnce() -> (String, String)) {
        if !self.shown.contains(row.get("document")) {
            return;
        }
        if let (Ok(start), Ok(end)) = (row.get("start").parse(), row.get("end").parse()) {
            let (hint, link) = tell();
            let place = (row.get("document").to_string(), row.get("part").to_string());
            self.found.entry(place).or_default().push(Mark { start, end, class, hint, link });
        }
    }
}

/// Counts who is named together, and marks the mentions.
fn mentions(results: &Results, entities: &mut Entities, marks: &mut Marks) -> Result<()> {
    let mut pairs: FxHashMap<(usize, usize), u64> = FxHashMap::default();
    let mut sentence: (String, Vec<usize>) = (String::new(), vec![]);
    let mut close = |named: &mut Vec<usize>| {
        named.sort_unstable();
        named.dedup();
        if named.len() <= LIST {
            for (n, one) in named.iter().enumerate() {
                named[n + 1..].iter().for_each(|other| *pairs.entry((*one, *other)).or_default() += 1);
            }
        }
        named.clear();
    };
    for row in results.table("mentions")? {
        let row = row?;
        let key = key(row.get("type"), row.get("name"), row.get("id"));
        let place = [row.get("document"), row.get("part"), row.get("sentence")].join("\u{1}");
        if place != sentence.0 {
            close(&mut sentence.1);
            sentence.0 = place;
        }
        let page = entities.at.get(&key).copied();
        sentence.1.extend(page);
        marks.add(&row, class(row.get("type")), || {
            let hint = format!("{} · {} · {}", row.get("name"), row.get("type"), row.get("source"));
            (hint, page.map_or_else(String::new, |_| link(&key)))
        });
    }
    close(&mut sentence.1);
    let mut with: Vec<Vec<(u64, usize)>> = vec![vec![]; entities.pages.len()];
    for ((one, other), count) in pairs {
        with[one].push((count, other));
        with[other].push((count, one));
    }
    for (page, mut others) in with.into_iter().enumerate() {
        others.sort_by_key(|(count, other)| (std::cmp::Reverse(*count), *other));
        let others = others.into_iter().take(NEIGHBOURS);
        entities.pages[page].with = others
            .map(|(count, n)| (entities.pages[n].key.clone(), entities.pages[n].name.clone(), count))
            .collect();
    }
    Ok(())
}

fn class(kind: &str) -> &'static str {
    match kind {
        "organization" => "organization",
        "person" => "person",
        "place" => "place",
        _ => "other",
    }
}

fn articles(path: &Path, documents: &Documents, mut marks: Marks) -> Result<Vec<Article>> {
    let failed = |e: std::io::Error| Error::io(ErrorKind::Input, path, &e);
    let file = std::fs::File::open(path).map_err(failed)?;
    let at: FxHashMap<&str, usize> =
        documents.first.iter().enumerate().map(|(n, shown)| (&shown.id[..], n)).collect();
    let mut found = Vec::new();
    for line in std::io::BufReader::new(file).lines() {
        if found.len() == at.len() {
            break;
        }
        let line = line.map_err(failed)?;
        let Ok(article) = serde_json::from_str::<Value>(&line) else { continue };
        let id = text(&article["document"]);
        let Some(n) = at.get(id.as_str()) else { continue };
        let shown = &documents.first[*n];
        let mut html = String::new();
        for (part, level) in [("title", "h4"), ("body", "div")] {
            let source = text(&article[if part == "body" { "text" } else { part }]);
            if !source.is_empty() {
                let mut marks = marks.found.remove(&(id.clone(), part.to_string())).unwrap_or_default();
                html.push_str(&format!(
                    "<{level} class=\"source\">{}</{level}>",
                    marked(&source, &mut marks)
                ));
            }
        }
        found.push(Article {
            number: found.len() + 1,
            id: id.clone(),
            title: shown.title.clone(),
            line: shown.line.clone(),
            html,
        });
    }
    Ok(found)
}
