//! Words that are neither the noun nor the verb they were taken for, or a small word of another kind.

use super::retag::{MOTION, Retag, figure};
use crate::claims::vocabulary::words::{Sense, compass};
use crate::text::Class;
use crate::text::tagger::Tag;

impl Retag<'_> {
    /// "*north* of Lima"
    pub fn tells_where(&self, _: &[Tag], at: usize) -> bool {
        compass(self.word(at))
    }

    /// "a bond *due* in 2031", "the notes *due* next May"
    pub fn due_then(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "due" && tags[at - 1].noun()
    }

    /// "1.8 million *in* both"
    pub fn before_both(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "in" && self.word(at + 1) == "both"
    }

    /// "a 320 kilometre *wide* plug"
    pub fn how_far(&self, tags: &[Tag], at: usize) -> bool {
        at >= 2
            && matches!(self.word(at), "wide" | "long" | "high" | "deep" | "thick")
            && tags[at - 1].noun()
            && matches!(tags[at - 2], Tag::Number | Tag::Mark)
            && tags.get(at + 1).is_some_and(|t| t.noun())
    }

    /// "the lines it bought *had* sales of": a participle only behind an auxiliary
    pub fn had(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "had" && matches!(tags[at - 1], Tag::VerbEd | Tag::Noun | Tag::Nouns | Tag::Name)
    }

    /// "*convertible* shares": no participle ends so.
    pub fn convertible(&self, _: &[Tag], at: usize) -> bool {
        self.word(at).ends_with("ible") || self.word(at).ends_with("able")
    }

    /// "a series of convertible *preferred*"
    pub fn convertible_preferred(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "preferred"
            && matches!(self.word(at - 1), "convertible" | "cumulative" | "exchangeable")
            && !tags.get(at + 1).is_some_and(|t| t.noun())
    }

    /// "1,500 kilometres of *fencing* and", "40 hours of *training*."
    pub fn measured_gerund(&self, tags: &[Tag], at: usize) -> bool {
        at >= 3
            && self.word(at - 1) == "of"
            && tags[at - 2].noun()
            && figure(tags, at - 3)
            && matches!(tags.get(at + 1), None | Some(Tag::Mark | Tag::Conjunction | Tag::Preposition))
    }

    /// "reduce their *cropping* by half"
    pub fn possessed_gerund(&self, tags: &[Tag], at: usize) -> bool {
        matches!(self.word(at - 1), "its" | "his" | "their" | "our" | "my" | "your")
            && matches!(tags.get(at + 1), None | Some(Tag::Mark | Tag::Conjunction))
            || matches!(self.word(at - 1), "its" | "their")
                && matches!(self.word(at + 1), "by" | "to" | "from")
                && matches!(tags.get(at + 2), Some(Tag::Number | Tag::Noun | Tag::Symbol))
    }

    /// "had *proven* reserves of"
    pub fn proven_reserves(&self, _: &[Tag], at: usize) -> bool {
        matches!(self.word(at), "proven" | "proved") && self.word(at + 1) == "reserves"
    }

    /// "will most *likely* hover"
    pub fn most_likely(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "likely"
            && at >= 2
            && matches!(self.word(at - 1), "most" | "very" | "more")
            && tags[at - 2] == Tag::Aux
    }

    /// "said *most of* the crew were"
    pub fn most_of(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "most" && self.word(at + 1) == "of"
    }

    /// "Europe's *busiest*,"
    pub fn busiest(&self, _: &[Tag], at: usize) -> bool {
        self.word(at).ends_with("iest")
    }

    /// "18 times *forward* earnings"
    pub fn forward_earnings(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "forward" && self.word(at + 1) == "earnings"
    }

    /// "returned *to* number one"
    pub fn to_number(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "to" && self.word(at + 1) == "number" && tags.get(at + 2) == Some(&Tag::Number)
    }

    /// "The foundation estimates *that* three"
    pub fn foretold_that(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "that" && tags[at - 1] == Tag::VerbS && self.sense(at - 1).any(Sense::FORECAST)
    }

    /// "has *more than* doubled": what stands between the auxiliary and its participle.
    pub fn more_than_did(&self, tags: &[Tag], at: usize) -> bool {
        let did =
            |n: usize| matches!(tags.get(n), Some(Tag::VerbEn | Tag::VerbEd)) && self.sense(n).any(MOTION);
        matches!(self.word(at), "more") && self.word(at + 1) == "than" && did(at + 2)
            || self.word(at) == "than" && self.word(at - 1) == "more" && did(at + 1)
    }

    /// "even *as* output rose"
    pub fn even_as(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "as" && self.word(at - 1) == "even"
    }

    /// "plunged *to* minus 38"
    pub fn to_minus(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "to" && self.word(at + 1) == "minus"
    }

    /// "plunged to *minus* 38"
    pub fn is_minus(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "minus"
    }

    /// "had long *since* stopped"
    pub fn long_since(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "since"
            && at >= 2
            && matches!(self.word(at - 1), "long" | "ever")
            && matches!(self.word(at - 2), "have" | "has" | "had")
            && tags.get(at + 1) == Some(&Tag::VerbEn)
    }

    /// "that *building* permits are limited to": what a gerund does takes a verb in the singular, so the plural behind it is the
    /// subject and the gerund tells what it is like.
    pub fn gerund_of_plural(&self, tags: &[Tag], at: usize) -> bool {
        tags.get(at + 1) == Some(&Tag::Nouns)
            && matches!(self.word(at + 2), "are" | "were" | "have")
            && (matches!(tags[at - 1], Tag::Subordinator | Tag::Conjunction)
                || matches!(self.word(at - 1), "where" | "that" | "," | "when" | "if"))
            && self.class(at).any(Class::NOUN)
    }

    /// "boat *building* fell": right before a verb a gerund behind a singular is the subject with it.
    pub fn gerund_subject(&self, tags: &[Tag], at: usize) -> bool {
        // "put *the safety rating of* the pier at 49"
        let of = || {
            self.word(at + 1) == "of"
                && at >= 2
                && matches!(self.word(at - 2), "the" | "a" | "an" | "its" | "his")
        };
        at > 0
            && tags[at - 1] == Tag::Noun
            && (tags.get(at + 1).is_some_and(|t| t.finite() || *t == Tag::Aux)
                || of() && !dies_of(self.word(at)))
            && self.class(at).any(Class::NOUN)
    }

    /// "the forestry and *fishing* sectors"
    pub fn gerund_of_trade(&self, _: &[Tag], at: usize) -> bool {
        matches!(self.word(at + 1), "sector" | "sectors" | "industry" | "industries")
            && self.class(at).any(Class::NOUN)
    }

    /// "warned *existing* tenants", "the *remaining* crew": what these do has no object, so the noun behind is what they
    /// are told of.
    pub fn intransitive_gerund(&self, tags: &[Tag], at: usize) -> bool {
        matches!(self.word(at), "existing" | "remaining" | "emerging" | "ongoing")
            && tags.get(at + 1).is_some_and(|t| t.noun() || *t == Tag::Adjective)
    }

    /// "*managing* director", "*asking* prices": fixed compounds in which nobody does anything.
    pub fn gerund_compound(&self, _: &[Tag], at: usize) -> bool {
        let next = self.word(at + 1);
        match self.word(at) {
            "managing" => matches!(next, "director" | "directors" | "editor" | "partner" | "partners"),
            "asking" | "opening" | "closing" | "starting" | "selling" => matches!(next, "price" | "prices"),
            "borrowing" | "lending" | "funding" => {
                matches!(next, "cost" | "costs" | "rate" | "rates" | "requirement" | "requirements" | "needs")
            }
            "shipping" | "heating" | "housing" => matches!(next, "cost" | "costs"),
            "parking" => matches!(next, "lot" | "lots" | "space" | "spaces" | "garage" | "fees"),
            "operating" => matches!(
                next,
                "profit" | "profits" | "loss" | "losses" | "income" | "costs" | "margin" | "expenses"
            ),
            "living" => matches!(next, "costs" | "standards" | "room" | "conditions" | "wage"),
            "running" => matches!(next, "water" | "cost" | "costs"),
            "drinking" => matches!(next, "water" | "fountains" | "age"),
            "working" => matches!(next, "day" | "days" | "hours" | "week" | "conditions"),
            _ => false,
        }
    }
}

/// Forms in "-ing" of verbs that take "of": "a man *dying* of thirst".
fn dies_of(word: &str) -> bool {
    matches!(
        word,
        "dying" | "speaking" | "thinking" | "complaining" | "dreaming" | "hearing" | "consisting" | "knowing"
    )
}
