//! What a pivot table starts from: claims added up by entity, and entities that share sentences.

use indexmap::IndexMap;
use rust_decimal::Decimal;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};

use super::{EntityRow, Findings, MentionRow, Named, Part, plain};
use crate::claims::{Kind, Modality, Modifier, Role};
use crate::text::{Class, Words, lemma};

/// Most rows that are counted of each table: names found by rule grow with the corpus, the memory for them
/// must not.
pub const MOST_ROWS: usize = 1_000_000;
/// A sentence with more different names is a list, which tells nothing about who belongs together.
const LIST: usize = 20;

/// A row of `claims_by_entity`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimsByEntityRow {
    /// Canonical name of the entity.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// The dictionary's id, or empty.
    pub id: String,
    /// What it is to the claims: `subject`, `place` or `speaker`.
    pub relation: &'static str,
    /// Kind of the claims.
    pub claim_kind: &'static str,
    /// What is counted or measured: the counted noun, or the head of what the number is said of.
    pub thing: String,
    /// Its unit.
    pub unit: String,
    /// How many claims.
    pub claims: u64,
    /// The lowest value.
    pub lowest: Decimal,
    /// The highest value, upper ends of ranges among them.
    pub highest: Decimal,
    /// The sum, where one makes sense.
    pub sum: Option<Decimal>,
}

/// A row of `pairs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairRow {
    /// The one that is named more often: canonical name, kind, id.
    pub first: [String; 3],
    /// The other.
    pub second: [String; 3],
    /// Sentences that name both.
    pub sentences: u64,
    /// Articles with such a sentence.
    pub articles: u64,
}

const RELATIONS: [&str; 3] = ["subject", "place", "speaker"];

/// What claims are added up by: entity, relation, kind, thing, unit.
type ClaimKey = (u32, u8, Kind, String, String);

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Range {
    claims: u64,
    lowest: Decimal,
    highest: Decimal,
    /// Of the values that may be added; none where there is none.
    sum: Option<Decimal>,
}

/// Adds up by the entities' numbers in the tally that holds it. What came first stays first, so that a full
/// table holds the same rows however the articles were spread over tallies.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Pivots {
    claims: IndexMap<ClaimKey, Range, FxBuildHasher>,
    pairs: IndexMap<(u32, u32), (u64, u64), FxBuildHasher>,
}

impl Pivots {
    /// Counts one article: its mentions with the numbers of their entities, and how a name is found among them.
    pub fn add(
        &mut self,
        findings: &Findings,
        placed: &[(&MentionRow, u32)],
        named: impl Fn(&Named) -> Option<u32>,
        words: &Words,
    ) {
        // What the headline adds to sums: the text below tells it again.
        let mut headline: Vec<(ClaimKey, Decimal)> = Vec::new();
        for row in &findings.claims {
            let quantity = &row.claim.quantity;
            let thing =
                if quantity.kind == Kind::Count { String::new() } else { thing(&row.claim.about, words) };
            let value = plain(quantity.low);
            let range = Range {
                claims: 1,
                lowest: value,
                highest: quantity.high.map_or(value, plain),
                sum: summable(row).then_some(value),
            };
            for (relation, entity) in [&row.subject, &row.place, &row.speaker].into_iter().enumerate() {
                let Some(entity) = entity.as_ref().and_then(&named) else { continue };
                let key = (entity, relation as u8, quantity.kind, thing.clone(), quantity.unit.clone());
                let mut range = range;
                match row.part {
                    Part::Title if range.sum.is_some() => headline.push((key.clone(), value)),
                    Part::Body if headline.iter().any(|(k, v)| *k == key && *v == value) => range.sum = None,
                    _ => {}
                }
                self.claim(key, range);
            }
        }
        // Mentions stand in the order of the text: those of a sentence follow each other.
        let mut counted: Vec<(u32, u32)> = Vec::new();
        for sentence in placed.chunk_by(|(a, _), (b, _)| (a.part, a.sentence) == (b.part, b.sentence)) {
            let mut entities: Vec<u32> = sentence.iter().map(|(_, at)| *at).collect();
            entities.sort_unstable();
            entities.dedup();
            if entities.len() > LIST {
                continue;
            }
            for (n, one) in entities.iter().enumerate() {
                for other in &entities[n + 1..] {
                    let pair = (*one, *other);
                    let new = !counted.contains(&pair);
                    if new {
                        counted.push(pair);
                    }
                    self.pair(pair, 1, u64::from(new));
                }
            }
        }
    }

    fn claim(&mut self, key: ClaimKey, range: Range) {
        let room = self.claims.len() < MOST_ROWS;
        match self.claims.get_mut(&key) {
            Some(ours) => {
                ours.claims += range.claims;
                ours.lowest = ours.lowest.min(range.lowest);
                ours.highest = ours.highest.max(range.highest);
                ours.sum = match (ours.sum, range.sum) {
                    (Some(a), Some(b)) => Some(a.saturating_add(b)),
                    (a, b) => a.or(b),
                };
            }
            None if room => _ = self.claims.insert(key, range),
            None => {}
        }
    }

    fn pair(&mut self, pair: (u32, u32), sentences: u64, articles: u64) {
        let room = self.pairs.len() < MOST_ROWS;
        match self.pairs.get_mut(&pair) {
            Some(ours) => *ours = (ours.0 + sentences, ours.1 + articles),
            None if room => _ = self.pairs.insert(pair, (sentences, articles)),
            None => {}
        }
    }

    /// Adds what another counted; `places` are the numbers here of its entities.
    pub fn merge(&mut self, other: Pivots, places: &[Option<u32>]) {
        for ((entity, relation, kind, thing, unit), range) in other.claims {
            if let Some(entity) = places[entity as usize] {
                self.claim((entity, relation, kind, thing, unit), range);
            }
        }
        for ((one, other), (sentences, articles)) in other.pairs {
            if let (Some(one), Some(other)) = (places[one as usize], places[other as usize]) {
                self.pair((one.min(other), one.max(other)), sentences, articles);
            }
        }
    }

    /// The rows; `ranks` are the places in `entities` of the numbers.
    pub fn rows(self, entities: &[EntityRow], ranks: &[u32]) -> (Vec<ClaimsByEntityRow>, Vec<PairRow>) {
        let rank = |entity: u32| ranks[entity as usize];
        let mut claims: Vec<(ClaimKey, Range)> = self.claims.into_iter().collect();
        claims.iter_mut().for_each(|((entity, ..), _)| *entity = rank(*entity));
        claims.sort_unstable_by(|(a, r), (b, s)| {
            let ours = (a.0, a.1, s.claims, a.2.name(), &a.3, &a.4);
            ours.cmp(&(b.0, b.1, r.claims, b.2.name(), &b.3, &b.4))
        });
        let claims = claims
            .into_iter()
            .map(|((entity, relation, kind, thing, unit), range)| {
                let entity = &entities[entity as usize];
                let counted = kind == Kind::Count;
                ClaimsByEntityRow {
                    name: entity.name.clone(),
                    kind: entity.kind.clone(),
                    id: entity.id.clone(),
                    relation: RELATIONS[usize::from(relation)],
                    claim_kind: kind.name(),
                    thing: if counted { unit.clone() } else { thing },
                    unit: if counted { String::new() } else { unit },
                    claims: range.claims,
                    lowest: range.lowest,
                    highest: range.highest,
                    // More than a decimal holds is no sum.
                    sum: range.sum.filter(|s| s.abs() < Decimal::MAX),
                }
            })
            .collect();
        let mut pairs: Vec<((u32, u32), (u64, u64))> = self
            .pairs
            .into_iter()
            .map(|((one, other), counts)| {
                let (one, other) = (rank(one), rank(other));
                ((one.min(other), one.max(other)), counts)
            })
            .collect();
        pairs.sort_unstable_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
        let names = |n: u32| {
            let EntityRow { name, kind, id, .. } = &entities[n as usize];
            [name.clone(), kind.clone(), id.clone()]
        };
        let pairs = pairs
            .into_iter()
            .map(|((one, other), (sentences, articles))| PairRow {
                first: names(one),
                second: names(other),
                sentences,
                articles,
            })
            .collect();
        (claims, pairs)
    }
}

/// What a phrase is about, one word in the singular and in small letters, so that "oil prices" and "the price of oil"
/// are added up together: the last noun before what is told of it ("the amount outstanding on the loan").
fn thing(about: &str, words: &Words) -> String {
    let phrase = [" of ", " for ", " in ", " on ", " from ", " at ", " to "]
        .iter()
        .filter_map(|w| about.find(w))
        .min()
        .map_or(about, |end| &about[..end]);
    let noun = |word: &&str| {
        let class = words.classes(&word.to_lowercase());
        class.any(Class(Class::NOUN.0 | Class::NOUNS.0)) && !class.any(Class::MOSTLY_OTHER) || !class.known()
    };
    let last = phrase.rsplit(' ').find(noun).or_else(|| phrase.rsplit(' ').next()).unwrap_or(phrase);
    lemma::singular(words, last).to_lowercase()
}

/// Whether values of its sort may be added up: exact amounts and counts that are stated as facts, no earlier
/// levels, nothing that refers back.
fn summable(row: &super::ClaimRow) -> bool {
    let claim = &row.claim;
    matches!(claim.quantity.kind, Kind::Count | Kind::Money)
        && claim.quantity.modifier != Modifier::Vague
        && claim.quantity.high.is_none()
        && claim.role != Role::Former
        && claim.modality == Modality::Asserted
        && !claim.negated
        && !claim.definite
}

/// Pairs as a graph for Gephi and its like (GraphML 1.0, <http://graphml.graphdrawing.org>): nodes are
/// entities, edges pairs with the number of their sentences as weight.
pub fn graphml(pairs: &[PairRow]) -> String {
    fn escape(text: &str) -> String {
        let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let plain: String = text.chars().filter(allowed).collect();
        plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
    }
    let mut nodes: FxHashMap<&[String; 3], usize> = FxHashMap::default();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n\
         <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n\
         <key id=\"type\" for=\"node\" attr.name=\"type\" attr.type=\"string\"/>\n\
         <key id=\"id\" for=\"node\" attr.name=\"id\" attr.type=\"string\"/>\n\
         <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n\
         <key id=\"articles\" for=\"edge\" attr.name=\"articles\" attr.type=\"int\"/>\n\
         <graph edgedefault=\"undirected\">\n",
    );
    let mut edges = String::new();
    for pair in pairs {
        let [one, other] = [&pair.first, &pair.second].map(|entity| {
            let new = nodes.len();
            let number = *nodes.entry(entity).or_insert(new);
            if number == new {
                let [name, kind, id] = entity.each_ref().map(|t| escape(t));
                out.push_str(&format!(
                    "<node id=\"n{new}\"><data key=\"label\">{name}</data><data key=\"type\">{kind}</data>\
                     <data key=\"id\">{id}</data></node>\n"
                ));
            }
            number
        });
        edges.push_str(&format!(
            "<edge source=\"n{one}\" target=\"n{other}\"><data key=\"weight\">{}</data>\
             <data key=\"articles\">{}</data></edge>\n",
            pair.sentences, pair.articles
        ));
    }
    out + &edges + "</graph>\n</graphml>\n"
}
