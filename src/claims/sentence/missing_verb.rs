//! The verb of a sentence that seems to have none: a past tense that was taken for a participle, a form in "-s" that was
//! taken for a plural.

use super::retag::Retag;
use crate::claims::vocabulary::words::Sense;
use crate::text::Class;
use crate::text::tagger::Tag;

impl Retag<'_> {
    /// "Almost all *used* the net", "The choice of Ana Ruiz – who was elected in May – *prompted* calls": where a whole
    /// sentence has no finite verb but in what tells of a noun, the first participle between a noun and an object is one.
    pub fn missing_verb(&self, tags: &mut [Tag]) {
        // A headline leaves out its full stop, and its auxiliaries.
        if !matches!(self.word(tags.len().saturating_sub(1)), "." | "!" | "\"" | "”") {
            return;
        }
        // The mark before "who", while what it tells is not closed.
        let mut aside = "";
        let mut found = None;
        let mut parted = false;
        for at in 0..tags.len() {
            if tags[at] == Tag::Mark {
                let word = self.word(at);
                // ", *while* two thirds sold": the next clause has a verb of its own, unless a comma closes it before.
                let next = self.word(at + 1);
                if word == "," && parted {
                    return;
                }
                // "; 20% *involved* theft": each part has a verb of its own.
                if word == ";"
                    && let Some((verb, tag)) = found.take()
                {
                    tags[verb] = tag;
                }
                parted = word == ","
                    && found.is_some()
                    && matches!(next, "while" | "but" | "and" | "although" | "when");
                if !aside.is_empty() && word == aside {
                    aside = "";
                } else if word == "(" {
                    aside = ")";
                } else if matches!(self.word(at + 1), "who" | "which" | "where" | "whose") {
                    aside = word;
                }
            }
            if !aside.is_empty() {
                continue;
            }
            let base = tags[at] == Tag::Verb && at > 0 && matches!(self.word(at - 1), "to" | "not");
            if parted && tags[at].predicates() {
                break;
            }
            if tags[at].predicates() && !base || tags[at] == Tag::Pronoun && self.word(at) == "that" {
                return;
            }
            if found.is_none() {
                found = match tags[at] {
                    Tag::VerbEn | Tag::Adjective if self.acts(tags, at) => Some((at, Tag::VerbEd)),
                    Tag::Nouns if self.does(tags, at) => Some((at, Tag::VerbS)),
                    _ => None,
                };
            }
        }
        if let Some((at, tag)) = found {
            tags[at] = tag;
        }
    }

    /// "The voting age *affects* millions", "The poet *faces* 12 suits": whether what looks like a plural stands between a
    /// singular and an amount or article.
    fn does(&self, tags: &[Tag], at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let subject =
            matches!(tags[before], Tag::Noun | Tag::Name) && before > 0 && tags[0] == Tag::Determiner
                || matches!(self.word(before), "this" | "it");
        let object = matches!(tags.get(at + 1), Some(Tag::Number | Tag::Symbol | Tag::Determiner))
            || matches!(
                self.word(at + 1),
                "more" | "nearly" | "almost" | "about" | "hundreds" | "thousands" | "millions" | "tens"
            )
            // "The city *plans* to plant 40 trees"
            || self.word(at + 1) == "to"
                && tags.get(at + 2) == Some(&Tag::Verb)
                && self.sense(at).any(Sense(Sense::PLANNED.0 | Sense::TARGET.0));
        // Nothing stands before it but its subject.
        let opens = || {
            tags[..at].iter().all(|t| {
                matches!(
                    t,
                    Tag::Determiner
                        | Tag::Adjective
                        | Tag::Noun
                        | Tag::Name
                        | Tag::Adverb
                        | Tag::Pronoun
                        | Tag::Particle
                        | Tag::Preposition
                )
            })
        };
        subject && object && opens() && self.class(at).any(Class::VERB_S)
    }

    /// Whether a participle stands between what may be its subject and its object.
    fn acts(&self, tags: &[Tag], at: usize) -> bool {
        let Some(mut before) = at.checked_sub(1) else { return false };
        // "The four guilds *reportedly* held votes"
        let adverb = tags[before] == Tag::Adverb && before > 0 && tags[before - 1].noun();
        before -= usize::from(adverb);
        let share = matches!(self.word(before), "%" | "percent" | "cent" | "all");
        let subject = tags[before].noun() || share;
        // Behind an aside that a mark closes stands no participle of the noun before.
        let aside = self.word(before) == ","
            && (1..before)
                .any(|n| self.word(n) == "," && matches!(self.word(n + 1), "who" | "which" | "whose"));
        let closed =
            tags[before] == Tag::Mark && (aside || matches!(self.word(before), "-" | "–" | "—")) || adverb;
        let object = match tags.get(at + 1) {
            Some(Tag::Determiner | Tag::Pronoun) => aside || (subject || closed) && tags[at] == Tag::VerbEn,
            Some(Tag::Adjective | Tag::Noun | Tag::Nouns | Tag::Name) => share || closed,
            _ => false,
        };
        object
            && (tags[at] == Tag::VerbEn || self.word(at).ends_with("ed") || adverb)
            && self.class(at).any(Class::VERB_ED)
            && !self.sense(at).any(Sense::ONLY_PARTICIPLE)
            // "staff offered a job" do not offer it.
            && (share || !self.sense(at).any(Sense::NAMING))
    }
}
