//! Words that are neither the noun nor the verb they were taken for, or a small word of another kind.

use super::retag::{MOTION, Retag};
use crate::claims::vocabulary::words::{Sense, compass};
use crate::text::tagger::Tag;

impl Retag<'_> {
    /// "*north* of Lima"
    pub fn tells_where(&self, _: &[Tag], at: usize) -> bool {
        compass(self.word(at))
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

    /// "*managing* director", "*asking* prices": fixed compounds in which nobody does anything.
    pub fn gerund_compound(&self, _: &[Tag], at: usize) -> bool {
        let next = self.word(at + 1);
        match self.word(at) {
            "managing" => matches!(next, "director" | "directors" | "editor" | "partner" | "partners"),
            "asking" | "opening" | "closing" | "starting" | "selling" => matches!(next, "price" | "prices"),
            "parking" => matches!(next, "lot" | "lots" | "space" | "spaces" | "garage" | "fees"),
            "operating" => matches!(
                next,
                "profit" | "profits" | "loss" | "losses" | "income" | "costs" | "margin" | "expenses"
            ),
            "living" => matches!(next, "costs" | "standards" | "room" | "conditions" | "wage"),
            "working" => matches!(next, "day" | "days" | "hours" | "week" | "conditions"),
            _ => false,
        }
    }
}
