//! The verb of a sentence that seems to have none: a past tense that was taken for a participle.

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
                parted = word == ","
                    && found.is_some()
                    && matches!(next, "while" | "but" | "and" | "although" | "when");
                if !aside.is_empty() && word == aside {
                    aside = "";
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
            if found.is_none() && tags[at] == Tag::VerbEn && self.acts(tags, at) {
                found = Some(at);
            }
        }
        if let Some(at) = found {
            tags[at] = Tag::VerbEd;
        }
    }

    /// Whether a participle stands between what may be its subject and its object.
    fn acts(&self, tags: &[Tag], at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let share = matches!(self.word(before), "%" | "percent" | "cent" | "all");
        let subject = tags[before].noun() || share;
        // Behind an aside that a mark closes stands no participle of the noun before.
        let closed = tags[before] == Tag::Mark && matches!(self.word(before), "-" | "–" | "—");
        let object = match tags.get(at + 1) {
            Some(Tag::Determiner | Tag::Pronoun) => subject || closed,
            Some(Tag::Adjective | Tag::Noun | Tag::Nouns | Tag::Name) => share || closed,
            _ => false,
        };
        object
            && self.class(at).any(Class::VERB_ED)
            && !self.sense(at).any(Sense::ONLY_PARTICIPLE)
            // "staff offered a job" do not offer it.
            && (share || !self.sense(at).any(Sense::NAMING))
    }
}
