//! Counts over all articles of a run: the `entities` table.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Findings;

/// Most distinct entities that are counted: names found by rule grow with the corpus, the memory for
/// them must not.
pub const MOST_ENTITIES: usize = 1_000_000;
/// Most spellings that are kept of one entity.
const MOST_FORMS: usize = 40;

/// A row of `entities`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityRow {
    /// Canonical name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// The dictionary's id, or empty.
    pub id: String,
    /// How often it is named.
    pub mentions: u64,
    /// In how many articles.
    pub articles: u64,
    /// The earliest date of these.
    pub first: Option<Date>,
    /// The latest.
    pub last: Option<Date>,
    /// Its spellings with counts: `Russia (12); RUSSIA (1)`.
    pub forms: String,
}

#[derive(Default)]
struct Tally {
    name: Arc<str>,
    kind: Arc<str>,
    id: Arc<str>,
    mentions: u64,
    articles: u64,
    first: Option<Date>,
    last: Option<Date>,
    forms: Vec<(String, u64)>,
    /// The last article that was counted, by its number in this tally.
    article: u64,
}

/// Adds up entities. The result does not depend on how articles are spread over tallies, so long as
/// these are merged in the order of the articles.
#[derive(Default)]
pub struct EntityTally {
    at: FxHashMap<(Arc<str>, Arc<str>), usize>,
    tallies: Vec<Tally>,
    /// Mentions of entities beyond the most that are counted.
    pub left_out: u64,
    added: u64,
}

impl EntityTally {
    /// Counts the mentions of one article.
    pub fn add(&mut self, findings: &Findings) {
        self.added += 1;
        for mention in findings.mentions.iter().filter(|m| m.method != "adjective") {
            let key = (
                mention.kind.clone(),
                if mention.id.is_empty() { mention.name.clone() } else { mention.id.clone() },
            );
            let Some(at) = self.slot(key, &mention.name, &mention.kind, &mention.id) else {
                self.left_out += 1;
                continue;
            };
            let tally = &mut self.tallies[at];
            tally.mentions += 1;
            add_form(&mut tally.forms, &mention.text, 1);
            if tally.article != self.added {
                tally.article = self.added;
                tally.articles += 1;
                tally.date(findings.document.published, findings.document.published);
            }
        }
    }

    /// Adds what another tally counted after this one.
    pub fn merge(&mut self, other: EntityTally) {
        self.left_out += other.left_out;
        for theirs in other.tallies {
            let key = (
                theirs.kind.clone(),
                if theirs.id.is_empty() { theirs.name.clone() } else { theirs.id.clone() },
            );
            let Some(at) = self.slot(key, &theirs.name, &theirs.kind, &theirs.id) else {
                self.left_out += theirs.mentions;
                continue;
            };
            let ours = &mut self.tallies[at];
            ours.mentions += theirs.mentions;
            ours.articles += theirs.articles;
            ours.date(theirs.first, theirs.last);
            for (form, count) in &theirs.forms {
                add_form(&mut ours.forms, form, *count);
            }
        }
    }

    fn slot(
        &mut self,
        key: (Arc<str>, Arc<str>),
        name: &Arc<str>,
        kind: &Arc<str>,
        id: &Arc<str>,
    ) -> Option<usize> {
        if let Some(at) = self.at.get(&key) {
            return Some(*at);
        }
        if self.tallies.len() >= MOST_ENTITIES {
            return None;
        }
        self.at.insert(key, self.tallies.len());
        self.tallies.push(Tally {
            name: name.clone(),
            kind: kind.clone(),
            id: id.clone(),
            ..Tally::default()
        });
        Some(self.tallies.len() - 1)
    }

    /// The rows, the most named first.
    pub fn rows(self) -> Vec<EntityRow> {
        let mut rows: Vec<EntityRow> = self
            .tallies
            .into_iter()
            .map(|mut t| {
                t.forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                let forms: Vec<String> = t.forms.iter().map(|(form, n)| format!("{form} ({n})")).collect();
                EntityRow {
                    name: t.name.to_string(),
                    kind: t.kind.to_string(),
                    id: t.id.to_string(),
                    mentions: t.mentions,
                    articles: t.articles,
                    first: t.first,
                    last: t.last,
                    forms: forms.join("; "),
                }
            })
            .collect();
        rows.sort_by(|a, b| {
            b.mentions
                .cmp(&a.mentions)
                .then_with(|| (&a.name, &a.kind, &a.id).cmp(&(&b.name, &b.kind, &b.id)))
        });
        rows
    }
}

impl Tally {
    fn date(&mut self, first: Option<Date>, last: Option<Date>) {
        self.first = [self.first, first].into_iter().flatten().min();
        self.last = self.last.max(last);
    }
}

fn add_form(forms: &mut Vec<(String, u64)>, form: &str, count: u64) {
    let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(known) = forms.iter_mut().find(|(f, _)| *f == form) {
        known.1 += count;
    } else if forms.len() < MOST_FORMS {
        forms.push((form, count));
    }
}
