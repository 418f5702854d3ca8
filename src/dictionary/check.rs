//! Faults in a dictionary that reading alone does not show.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::native::read_lines;
use super::{AliasKind, Area, CaseRule, Dictionary, Row, SHIPPED, fold};
use crate::error::{Error, ErrorKind, Result};
use crate::text::Words;

/// From this weight on a name may be an everyday word too ("China", "Turkey"): context decides.
const PROMINENT: u8 = 70;

/// The type of the program that the word is nearly, but not quite.
fn nearly_a_type(kind: &str) -> Option<&'static str> {
    let known = ["organization", "person", "place"];
    let near = |known: &&str| {
        let kind = kind.to_lowercase();
        strsim::damerau_levenshtein(known, &kind) <= 2
    };
    known.into_iter().find(near).filter(|known| *known != kind)
}

/// Looks for faults in one dictionary file: each comes with its line and how to mend it, all faults of a line one after
/// the other.
///
/// Found are lines that cannot be read, aliases given twice, aliases of two entities that neither country nor weight
/// tells apart, entities of two countries, one alias with two types, bodies and people that have each other's names, bodies that share two names, types and countries that look misspelled, names of one letter, small words, and everyday English words that would match without `case=exact`.
pub fn check_file(file: &str, bytes: &[u8], words: &Words) -> Result<Vec<Error>> {
    let mut faults = Vec::new();
    let mut seen: FxHashMap<(String, String), u32> = FxHashMap::default();
    let mut types: FxHashMap<String, (String, u32)> = FxHashMap::default();
    let mut kinds_of_id: FxHashMap<String, (String, String, u32)> = FxHashMap::default();
    let mut countries: FxHashMap<String, (String, u32)> = FxHashMap::default();
    let mut called = Called::default();
    read_lines(file, bytes, |row, wrong| {
        let sound = wrong.is_empty();
        faults.extend(wrong);
        let Some(row) = row else { return };
        let line = u64::from(row.line);
        let mut fault = |what: String, hint: String| {
            faults.push(Error::new(ErrorKind::Dictionary, what).at(file, line).hint(hint))
        };
        if let Some(near) = nearly_a_type(row.kind_name) {
            fault(
                format!("the type `{}` is nearly `{near}`", row.kind_name),
                format!("write {near}, or a name of your own that looks less like it"),
            );
        }
        if !row.country.is_empty() && Area::of(row.country).is_none() {
            fault(
                format!("the country `{}` is no code of two capitals, nor one of a state", row.country),
                "write its ISO 3166 code, such as DE, or US-ME for a town of Maine".into(),
            );
        }
        let folded = fold(row.alias);
        if folded.chars().count() < 2 {
            fault(
                format!("`{}` is a name of one letter or none", row.alias),
                "it would match everywhere; delete the line".into(),
            );
            return;
        }
        if words.function(&folded).is_some() && row.case != CaseRule::Exact && row.kind != AliasKind::Acronym
        {
            fault(
                format!("`{}` is a small word of English", row.alias),
                "it would match in every article: delete the line, or write case=exact in it".into(),
            );
        }
        let id = row.entity_id().into_owned();
        // What a row with a fault is to be told apart by is not known.
        if sound {
            called.add(&row, &id, &folded);
        }
        if let Some(first) = seen.insert((id.clone(), row.alias.to_string()), row.line) {
            fault(
                format!("`{}` for {id} stands already on line {first}", row.alias),
                "delete one of the two lines".into(),
            );
        }
        let (name, kind, first) = kinds_of_id
            .entry(id.clone())
            .or_insert_with(|| (row.name.to_string(), row.kind_name.to_string(), row.line));
        if *kind != row.kind_name || *name != row.name {
            fault(
                format!(
                    "{id} is `{}` ({}) here and `{name}` ({kind}) on line {first}",
                    row.name, row.kind_name
                ),
                "give each entity one name and one type, or the other entity its own id".into(),
            );
        }
        if !row.country.is_empty() {
            let (country, first) =
                countries.entry(id.clone()).or_insert_with(|| (row.country.to_string(), row.line));
            if *country != row.country {
                fault(
                    format!("{id} is of {} here and of {country} on line {first}", row.country),
                    "two bodies of one name want an id each".into(),
                );
            }
        }
        if row.kind != AliasKind::Adjective {
            let (kind, first) =
                types.entry(folded.clone()).or_insert_with(|| (row.kind_name.to_string(), row.line));
            if *kind != row.kind_name {
                fault(
                    format!("`{}` is {} here and {kind} on line {first}", row.alias, row.kind_name),
                    "context will decide between them; make one alias longer if it should not".into(),
                );
            }
        }
        // Short acronyms match letter for letter anyhow.
        let letters = row.alias.chars().filter(|c| c.is_alphabetic()).count();
        let acronym = row.kind == AliasKind::Acronym && letters <= 3;
        let single = !folded.contains(' ') && !acronym;
        if single
            && row.case != CaseRule::Exact
            && !matches!(row.kind, AliasKind::Adjective | AliasKind::Team)
            && row.weight < PROMINENT
            && words.classes(&folded).common()
        {
            fault(
                format!("`{}` is an everyday English word", row.alias),
                "write case=exact in its row, or use a longer alias".into(),
            );
        }
    })?;
    faults.extend(called.faults(file));
    Ok(faults)
}

/// Names that the shipped dictionaries give to an entity and rows of the others in `dictionary` to another one of the same
/// type, where these rows take them over: they stand first where nothing in an article decides. Each comes with the
/// row's file and line and what to do, in the order of the rows.
///
/// Nothing is told of a dictionary without the shipped ones.
pub fn taken_over(dictionary: &Dictionary) -> Vec<Error> {
    let same = |n: usize, shipped: &str| dictionary.files.get(n).is_some_and(|file| file == shipped);
    if !SHIPPED.iter().enumerate().all(|(n, (name, _))| same(n, name)) {
        return Vec::new();
    }
    let own = |alias: &u32| usize::from(dictionary.aliases[*alias as usize].file) >= SHIPPED.len();
    let rows = (0..dictionary.aliases.len() as u32).filter(own);
    rows.filter_map(|row| {
        let alias = &dictionary.aliases[row as usize];
        let written = dictionary.string(alias.text);
        let pattern = dictionary.index.pattern(&fold(written))?;
        let entity = dictionary.entity_of(row);
        // Adjectives and the towns of teams are names in places of their own only.
        let names = |other: &&u32| {
            let other = &dictionary.aliases[**other as usize];
            !matches!(other.kind, AliasKind::Adjective | AliasKind::Team)
                && dictionary.entities[other.entity as usize].kind == entity.kind
                && dictionary.fits(other, written, false)
        };
        let mut meant = dictionary.index.aliases(pattern).iter().filter(names);
        if meant.next() != Some(&row) {
            return None;
        }
        let beaten = meant.find(|other| !own(other))?;
        if dictionary.aliases[*beaten as usize].entity == alias.entity {
            return None;
        }
        let other = dictionary.entity_of(*beaten);
        let [id, name, their_id] = [entity.id, other.name, other.id].map(|piece| dictionary.string(piece));
        let (source, weight) = (dictionary.source_of(*beaten), dictionary.aliases[*beaten as usize].weight);
        let what = format!("`{written}` is {id} here and takes it over from `{name}` ({their_id}, {source})");
        let hint = match weight {
            0 => format!("if they are one, give the row the id {their_id}"),
            _ => format!(
                "if they are one, give the row the id {their_id}; if the other is meant more often, a weight below {weight}"
            ),
        };
        let file = &dictionary.files[usize::from(alias.file)];
        Some(Error::new(ErrorKind::Dictionary, what).at(file, u64::from(alias.line)).hint(hint))
    })
    .collect()
}

/// What the entities of a file are called, to find one that stands twice.
#[derive(Default)]
struct Called {
    /// By id its type, country, name and first line.
    entities: FxHashMap<String, (String, String, String, u32)>,
    /// By type and folded alias the ids that have it; bare places of teams and adjectives are no names.
    ids: FxHashMap<(String, String), Vec<String>>,
    /// By type, folded alias and what else decides between entities: country and weight.
    same: FxHashMap<(String, String, String, u8), (String, u32)>,
    /// Aliases that nothing decides between: what, where.
    open: Vec<(String, u32)>,
}

impl Called {
    fn add(&mut self, row: &Row<'_>, id: &str, folded: &str) {
        // Towns share their names all over.
        if row.kind_name == "place" {
            return;
        }
        if !matches!(row.kind, AliasKind::Adjective | AliasKind::Team | AliasKind::Short) {
            let deciding =
                (row.kind_name.to_string(), folded.to_string(), row.country.to_string(), row.weight);
            let (first_id, first) = self.same.entry(deciding).or_insert_with(|| (id.to_string(), row.line));
            if first_id != id {
                self.open
                    .push((format!("`{}` is {id} here and {first_id} on line {first}", row.alias), row.line));
            }
        }
        let country = row.country.split('-').next().unwrap_or_default();
        self.entities.entry(id.to_string()).or_insert_with(|| {
            (row.kind_name.to_string(), country.to_string(), row.name.to_string(), row.line)
        });
        if !matches!(row.kind, AliasKind::Adjective | AliasKind::Team | AliasKind::Short) {
            let ids = self.ids.entry((row.kind_name.to_string(), folded.to_string())).or_default();
            if ids.last().is_none_or(|last| last != id) {
                ids.push(id.to_string());
            }
        }
    }

    /// Bodies of one country that share two names or more, the one that stands first first. People may, as a
    /// father and his son do, and towns.
    fn shared(&self) -> BTreeMap<[&String; 2], Vec<&str>> {
        let mut pairs: BTreeMap<[&String; 2], Vec<&str>> = BTreeMap::new();
        for ((kind, alias), ids) in &self.ids {
            if kind == "person" {
                continue;
            }
            for (n, one) in ids.iter().enumerate() {
                for other in &ids[n + 1..] {
                    let [(_, here, _, first), (_, there, _, second)] =
                        [one, other].map(|id| &self.entities[id]);
                    if here == there || here.is_empty() || there.is_empty() {
                        let pair = if first < second { [one, other] } else { [other, one] };
                        pairs.entry(pair).or_default().push(alias);
                    }
                }
            }
        }
        pairs.retain(|_, names| names.len() > 1);
        pairs.values_mut().for_each(|names| names.sort_unstable());
        pairs
    }

    /// Entities of one type and country of which each has the other's name.
    fn faults(&self, file: &str) -> Vec<Error> {
        let has = |id: &String, kind: &String, name: &str| {
            let ids = self.ids.get(&(kind.clone(), fold(name)));
            ids.is_some_and(|ids| ids.contains(id))
        };
        let mut faults: Vec<(u32, Error)> = Vec::new();
        for (id, (kind, country, name, line)) in &self.entities {
            let own = fold(name);
            for other in self.ids.get(&(kind.clone(), own.clone())).into_iter().flatten() {
                let Some((_, of, called, first)) = self.entities.get(other) else { continue };
                let compatible = of == country || of.is_empty() || country.is_empty();
                // A father and his son may share one name.
                if first >= line || !compatible || fold(called) == own || !has(id, kind, called) {
                    continue;
                }
                let what =
                    format!("`{name}` ({id}) and `{called}` ({other}, line {first}) have each other's names");
                let error = Error::new(ErrorKind::Dictionary, what).at(file, u64::from(*line));
                let hint = "give them one id and one name, or take the alias from one of them";
                faults.push((*line, error.hint(hint)));
            }
        }
        for (ids, names) in self.shared() {
            let (_, _, called, line) = &self.entities[ids[1]];
            let what = format!("`{called}` ({}) and {} share the names {}", ids[1], ids[0], names.join(", "));
            let hint = "if they are one, give them one id and name; if not, leave each name to the one it means most";
            let error = Error::new(ErrorKind::Dictionary, what).at(file, u64::from(*line));
            faults.push((*line, error.hint(hint)));
        }
        for (what, line) in &self.open {
            let hint = "of one country and weight nothing decides between them: give the likelier one more weight, or \
                        one of them a longer alias";
            let what = format!("{what}: ambiguous");
            faults
                .push((*line, Error::new(ErrorKind::Dictionary, what).at(file, u64::from(*line)).hint(hint)));
        }
        faults.sort_by_key(|(line, _)| *line);
        faults.into_iter().map(|(_, error)| error).collect()
    }
}
