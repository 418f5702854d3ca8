//! Words whose place shows whether they are the verb of their clause: what [`Retag::misread`] asks of the words around.

use super::retag::{MOTION, Retag};
use super::words::{Cue, Sense};
use crate::text::Class;
use crate::text::tagger::Tag;

impl Retag<'_> {
    /// "Drivers caught using a phone *face* a fine", "Rents for a flat *average* 1,450 pounds": the only word before an
    /// object that can be the verb.
    pub fn lone_verb(&self, tags: &[Tag], at: usize) -> bool {
        let object = match tags.get(at + 1) {
            Some(Tag::Determiner) => matches!(self.word(at + 1), "a" | "an" | "the") && tags[at - 1].noun(),
            _ => return self.comes_to(tags, at),
        };
        object && self.class(at).any(Class::VERB) && self.no_verb(tags, at)
    }

    /// "*average* 1,450 pounds a month"
    pub fn comes_to(&self, tags: &[Tag], at: usize) -> bool {
        matches!(tags.get(at + 1), Some(Tag::Number | Tag::Symbol))
            && (tags[at - 1].noun() || tags[at - 1] == Tag::Adjective && self.class(at - 1).any(Class::NOUN))
            && self.words.cue(self.word(at)).any(Cue::COMES_TO)
            && self.no_verb(tags, at)
    }

    /// Whether no finite verb stands in the clause around `at`, up to a mark on either side.
    pub fn no_verb(&self, tags: &[Tag], at: usize) -> bool {
        let verb = |t: &Tag| t.predicates();
        let before = tags[..at].iter().rev().take_while(|t| **t != Tag::Mark).any(verb);
        !before && !tags[at + 1..].iter().take_while(|t| **t != Tag::Mark).any(verb)
    }

    /// "Mining *accounts* for 8% of"
    pub fn accounts_for(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "accounts"
            && self.word(at + 1) == "for"
            && matches!(tags[at - 1], Tag::Noun | Tag::Nouns | Tag::Name | Tag::VerbIng)
            && (at + 2..tags.len().min(at + 6))
                .any(|n| matches!(self.word(n), "%" | "percent" | "cent" | "half" | "third" | "quarter"))
    }

    /// "Beef *exports* to China soared": a form in "-s" with nothing but a phrase behind a preposition up to a past tense.
    pub fn before_its_verb(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1].noun()
            && self.class(at).any(Class::NOUNS)
            && !self.sense(at).any(Sense(Sense::SAY.0 | Sense::FORECAST.0))
            && self.phrase_up_to_verb(tags, at).is_some()
    }

    /// Whether no noun follows from `at` on that an adjective before could belong to: adverbs and participles, then a verb,
    /// a mark or a preposition.
    pub fn closes_phrase(&self, tags: &[Tag], at: usize) -> bool {
        let told =
            tags[at.min(tags.len())..].iter().take_while(|t| matches!(t, Tag::Adverb | Tag::VerbEn)).count();
        tags.get(at + told).is_none_or(|t| {
            matches!(t, Tag::Mark | Tag::Aux) || told > 0 && *t == Tag::Preposition || t.finite()
        })
    }

    /// "The airport, Europe's busiest, *handles* 1,300 flights": the only form of a verb before an object.
    pub fn only_verb_form(&self, tags: &[Tag], at: usize) -> bool {
        at >= 3
            && self.word(at - 1) == ","
            && matches!(tags.get(at + 1), Some(Tag::Number | Tag::Symbol))
            && matches!(tags.first(), Some(Tag::Determiner | Tag::Name))
            && self.class(at).any(Class::VERB_S)
            && !tags.iter().any(|t| t.predicates())
    }

    /// "it *undercuts* rivals", "Twitter *limits* posts to": behind "it" or a name and before what looks like a verb in
    /// "-s" stands the verb.
    pub fn singular_subject(&self, tags: &[Tag], at: usize) -> bool {
        let pronoun = matches!(self.word(at - 1), "it" | "he" | "she")
            && (at < 2 || !tags[at - 2].verb() && tags[at - 2] != Tag::Preposition);
        let name = tags[at - 1] == Tag::Name && self.class(at).any(Class::VERB_S);
        let known = self.class(at).any(Class::VERB_S) || !self.class(at).known();
        pronoun && known && self.word(at).ends_with('s')
            || name && tags.get(at + 1) == Some(&Tag::VerbS) && self.class(at + 1).any(Class::NOUNS)
    }

    /// "a teacher aged 82, *lost* her savings", "1.1 billion people, a sixth of all, *live* without": what looks like an
    /// adjective where the sentence has no other verb.
    pub fn left_to_tell(&self, tags: &[Tag], at: usize) -> bool {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let lost = self.class(at).any(Class::VERB_ED)
            && matches!(next, Tag::Pronoun | Tag::Determiner | Tag::Number | Tag::Symbol);
        let live = self.class(at).any(Class::VERB)
            && self.class(at).any(Class::MOSTLY_VERB)
            && next == Tag::Preposition;
        (lost || live)
            && (self.word(at - 1) == "," || live && tags[at - 1] == Tag::Nouns)
            && !tags.iter().any(|t| t.predicates())
    }

    /// Whether what could be a verb of foretelling in "-s" ends the noun phrase that opens the sentence, and what it states
    /// follows: "The foundation *estimates* that three million", but "The estimates that were made".
    pub fn opening_statement(&self, tags: &[Tag], at: usize) -> bool {
        if !(1..=6).contains(&at)
            || !self.sense(at).any(Sense::FORECAST)
            || !self.class(at).any(Class::VERB_S)
        {
            return false;
        }
        let subject = tags[..at].iter().enumerate().all(|(n, t)| {
            matches!(t, Tag::Noun | Tag::Name | Tag::Adjective) || n == 0 && *t == Tag::Determiner
        });
        let whose =
            matches!(tags[0], Tag::Determiner | Tag::Name) && matches!(tags[at - 1], Tag::Noun | Tag::Name);
        let verb = |n: usize| tags.get(n).is_some_and(|t| t.verb() || *t == Tag::Aux);
        let states = match self.word(at + 1) {
            "that" => !verb(at + 2),
            _ => matches!(tags.get(at + 1), Some(Tag::Number | Tag::Symbol | Tag::Determiner)),
        };
        subject && whose && states
    }

    /// Whether a form in "-s" stands behind a comma that closes a clause with "which" or "who", and nothing before that
    /// clause is a verb: it is the one the subject waits for.
    pub fn behind_relative(&self, tags: &[Tag], at: usize) -> bool {
        if self.word(at - 1) != "," || !self.class(at).any(Class::VERB_S) {
            return false;
        }
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let goes_on = !matches!(next, Tag::Mark | Tag::Conjunction | Tag::Aux) && !next.finite();
        let opens = (1..at - 1).find(|n| self.word(*n) == "," && matches!(self.word(n + 1), "which" | "who"));
        goes_on
            && opens.is_some_and(|comma| {
                let verb = |t: &Tag| t.predicates();
                !tags[..comma].iter().any(verb) && tags[comma..at].iter().any(verb)
            })
    }

    /// "trimmed its revenue *forecast* to 84 billion": a verb, what opens a noun phrase, its nouns, and a preposition behind.
    pub fn object_noun(&self, tags: &[Tag], at: usize) -> bool {
        if !matches!(self.word(at + 1), "to" | "from" | "by" | "for" | "of")
            || !self.class(at).any(Class::NOUN)
            || !tags[at - 1].noun()
        {
            return false;
        }
        let lead =
            (at.saturating_sub(5)..at).rev().find(|n| !(tags[*n].noun() || tags[*n] == Tag::Adjective));
        lead.is_some_and(|n| {
            n > 0
                && matches!(self.word(n), "its" | "their" | "his" | "her" | "the")
                && tags[n - 1].verb()
                && !self.sense(n - 1).any(Sense(Sense::SAY.0 | Sense::FORECAST.0))
        })
    }

    /// "has *more than* doubled": what stands between the auxiliary and its participle.
    pub fn more_than_did(&self, tags: &[Tag], at: usize) -> bool {
        let did =
            |n: usize| matches!(tags.get(n), Some(Tag::VerbEn | Tag::VerbEd)) && self.sense(n).any(MOTION);
        matches!(self.word(at), "more") && self.word(at + 1) == "than" && did(at + 2)
            || self.word(at) == "than" && self.word(at - 1) == "more" && did(at + 1)
    }
}
