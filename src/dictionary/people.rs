//! What the people of a dictionary are called: their given names and surnames, and who bears which.

use super::spans::hash_of;
use super::{Alias, AliasKind, Entity, Kind, fold, hash};

/// The form in which given names and surnames are compared: small letters without accents.
pub fn name_key(name: &str) -> String {
    if name.bytes().all(|b| b.is_ascii_alphabetic()) { name.to_ascii_lowercase() } else { fold(name) }
}

/// The hash of a name's [`name_key`], which plain letters need not be written down for.
pub fn name_hash(name: &str) -> u64 {
    if name.bytes().all(|b| b.is_ascii_alphabetic()) {
        hash_of(name.bytes().map(|b| b.to_ascii_lowercase()))
    } else {
        hash(&fold(name))
    }
}

/// Whether the word is the article before Arab names, as its letters come out in English.
pub fn is_arabic_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "ul" | "ad" | "ar" | "as" | "ash" | "az")
}

/// Whether people of the country, by its ISO 3166 code, have their family name first.
pub fn family_first(country: &str) -> bool {
    matches!(country, "CN" | "KR" | "KP" | "TW" | "HK" | "VN" | "KH" | "SG" | "MM")
}

/// Names of people as hashes of their [`name_key`]: of a million names two share one once in 40 million
/// times. Made with the dictionary and kept with it, since a run needs them before its first article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// What stands first in full names, in order.
    pub first: Vec<u64>,
    /// What stands last, in order.
    pub last: Vec<u64>,
    /// Family names, in order, each with a person who has it.
    bearers: Vec<(u64, u32)>,
}

impl People {
    /// Reads the names of all people.
    pub(super) fn new(text: &str, entities: &[Entity], aliases: &[Alias]) -> People {
        let mut people = People::default();
        for alias in aliases.iter().filter(|a| a.kind == AliasKind::Name) {
            let entity = &entities[alias.entity as usize];
            let name = alias.text.of(text);
            let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' ')) else {
                continue;
            };
            if entity.kind != Kind::PERSON {
                continue;
            }
            let keys = [first, last].map(name_hash);
            let family = usize::from(!family_first(entity.country()));
            people.bearers.push((keys[family], alias.entity));
            // "el-Okumbe" is called "Okumbe" and "al-Okumbe", too.
            if let Some((_, own)) = last.split_once('-').filter(|(first, _)| is_arabic_article(first)) {
                people.bearers.push((name_hash(own), alias.entity));
            }
            for (list, word, key) in [(&mut people.first, first, keys[0]), (&mut people.last, last, keys[1])]
            {
                if is_written_as_a_name(word) {
                    list.push(key);
                }
            }
        }
        for list in [&mut people.first, &mut people.last] {
            list.sort_unstable();
            list.dedup();
        }
        people.bearers.sort_unstable();
        people.bearers.dedup();
        people
    }

    /// The people of this family name, by their index in [`Dictionary::entities`](super::Dictionary::entities).
    pub fn of_family(&self, key: &str) -> impl Iterator<Item = u32> + '_ {
        let wanted = hash(key);
        let start = self.bearers.partition_point(|(name, _)| *name < wanted);
        self.bearers[start..].iter().take_while(move |(name, _)| *name == wanted).map(|(_, entity)| *entity)
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        size_of_val(&*self.first) + size_of_val(&*self.last) + size_of_val(&*self.bearers)
    }

    /// The family names with their bearers, for keeping.
    pub(super) fn bearers(&self) -> &[(u64, u32)] {
        &self.bearers
    }

    /// People from what was kept; none where somebody is not among so many entities.
    pub(super) fn kept(
        first: Vec<u64>,
        last: Vec<u64>,
        bearers: Vec<(u64, u32)>,
        entities: usize,
    ) -> Option<People> {
        let known = bearers.iter().all(|(_, entity)| (*entity as usize) < entities);
        known.then_some(People { first, last, bearers })
    }
}

/// Whether a word has a capital and is no initial.
fn is_written_as_a_name(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().next().is_some_and(char::is_uppercase) && !word.ends_with('.')
}
