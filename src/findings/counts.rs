//! Counts over all articles of a run: the tables `entities`, `claims_by_entity` and `pairs`.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::pivots::{ClaimsByEntityRow, PairRow, Pivots};
use super::{Findings, Named};
use crate::text::Words;

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

#[derive(Default, Serialize, Deserialize)]
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
#[derive(Default, Serialize, Deserialize)]
pub struct EntityTally {
    /// Where each stands; a tally that was read back is only added to others, which takes none.
    #[serde(skip)]
    at: FxHashMap<(Arc<str>, Arc<str>), usize>,
    tallies: Vec<Tally>,
    /// Mentions of entities beyond the most that are counted.
    pub left_out: u64,
    added: u64,
    pivots: Pivots,
}

/// The tables that count over all articles.
#[derive(Debug, Default)]
pub struct Counted {
    /// The most named first.
    pub entities: Vec<EntityRow>,
    /// By entity, in the order of `entities`.
    pub claims: Vec<ClaimsByEntityRow>,
    /// Those that share most sentences first.
    pub pairs: Vec<PairRow>,
}

impl EntityTally {
    /// Counts the mentions of one article.
    ///
    /// What the tables `claims_by_entity` and `pairs` count is counted where `summaries` gives the words of English.
    pub fn add(&mut self, findings: &Findings, summaries: Option<&Words>) {
        self.added += 1;
        // Where each mention of the article is counted, for what is counted by entity.
        let mut places: Vec<Option<u32>> = Vec::with_capacity(findings.mentions.len());
        for mention in findings.mentions.iter().filter(|m| m.method != "adjective") {
            let key = (
                mention.kind.clone(),
                if mention.id.is_empty() { mention.name.clone() } else { mention.id.clone() },
            );
            let Some(at) = self.slot(key, &mention.name, &mention.kind, &mention.id) else {
                self.left_out += 1;
                places.push(None);
                continue;
            };
            places.push(Some(at as u32));
            let tally = &mut self.tallies[at];
            tally.mentions += 1;
            add_form(&mut tally.forms, &mention.text, 1);
            if tally.article != self.added {
                tally.article = self.added;
                tally.articles += 1;
                tally.date(findings.document.published, findings.document.published);
            }
        }
        let Some(words) = summaries else { return };
        let mentions = findings.mentions.iter().filter(|m| m.method != "adjective");
        let placed: Vec<_> = mentions.zip(&places).filter_map(|(m, at)| Some((m, (*at)?))).collect();
        let named = |named: &Named| {
            let same =
                |id: &str, name: &str| if id.is_empty() { *name == *named.name } else { *id == *named.id };
            placed.iter().find(|(m, _)| same(&m.id, &m.name)).map(|(_, at)| *at)
        };
        self.pivots.add(findings, &placed, named, words);
    }

    /// Adds what another tally counted after this one.
    pub fn merge(&mut self, other: EntityTally) {
        self.left_out += other.left_out;
        // Where each of theirs is counted here.
        let mut places: Vec<Option<u32>> = Vec::with_capacity(other.tallies.len());
        for theirs in other.tallies {
            let key = (
                theirs.kind.clone(),
                if theirs.id.is_empty() { theirs.name.clone() } else { theirs.id.clone() },
            );
            let Some(at) = self.slot(key, &theirs.name, &theirs.kind, &theirs.id) else {
                self.left_out += theirs.mentions;
                places.push(None);
                continue;
            };
            places.push(Some(at as u32));
            let ours = &mut self.tallies[at];
            ours.mentions += theirs.mentions;
            ours.articles += theirs.articles;
            ours.date(theirs.first, theirs.last);
            for (form, count) in &theirs.forms {
                add_form(&mut ours.forms, form, *count);
            }
        }
        self.pivots.merge(other.pivots, &places);
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

    /// The rows of all three tables.
    pub fn rows(self) -> Counted {
        let row = |mut t: Tally| {
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
        };
        let mut rows: Vec<(usize, EntityRow)> = self.tallies.into_iter().map(row).enumerate().collect();
        rows.sort_by(|(_, a), (_, b)| {
            b.mentions
                .cmp(&a.mentions)
                .then_with(|| (&a.name, &a.kind, &a.id).cmp(&(&b.name, &b.kind, &b.id)))
        });
        let mut ranks = vec![0u32; rows.len()];
        rows.iter().enumerate().for_each(|(rank, (at, _))| ranks[*at] = rank as u32);
        let entities: Vec<EntityRow> = rows.into_iter().map(|(_, row)| row).collect();
        let (claims, pairs) = self.pivots.rows(&entities, &ranks);
        Counted { entities, claims, pairs }
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
