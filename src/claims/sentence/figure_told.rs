//! Nouns and verbs told apart by the figure that stands behind them, as sentences about markets have it.

use super::retag::{MOTION, Retag, figure};
use crate::text::Class;
use crate::text::tagger::Tag;

impl Retag<'_> {
    /// "exports, due to the strike, *dropped* 5 percent": no noun ends so.
    pub fn dropped_figure(&self, tags: &[Tag], at: usize) -> bool {
        figure(tags, at + 1)
            && self.word(at).ends_with("ed")
            && self.class(at).any(Class::VERB_ED)
            && !self.class(at).any(Class(Class::NOUN.0 | Class::NOUNS.0))
    }

    /// "rose 700 million *marks*": what an amount is told in
    pub fn currency_plural(&self, tags: &[Tag], at: usize) -> bool {
        let scaled = tags[at - 1] == Tag::Number || self.words.numeral(self.word(at - 1)).is_some();
        scaled && self.class(at).any(Class::NOUNS) && self.words.currency_word(self.word(at)).is_some()
    }

    /// "imports rose to 370 and *exports* to 120 from 110"
    pub fn goes_on_to(&self, tags: &[Tag], at: usize) -> bool {
        matches!(self.word(at - 1), "and" | ",")
            && self.word(at + 1) == "to"
            && figure(tags, at + 2)
            && self.class(at).any(Class::NOUNS)
            && (at + 3..at + 7).any(|n| self.word(n) == "from")
    }

    /// "car sales in Peru *totalled* 21,000"
    pub fn totalled(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1].noun()
            && tags.get(at + 1) == Some(&Tag::Number)
            && matches!(self.word(at), "totalled" | "totaled" | "averaged" | "exceeded" | "numbered")
    }

    /// "Fares for pupils *range* from 2 euros"
    pub fn ranges_from(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1] == Tag::Nouns
            && self.word(at) == "range"
            && matches!(self.word(at + 1), "from" | "between")
            && (2..4).any(|n| figure(tags, at + n))
    }

    /// "since one crisis *fuels* the next": one thing in the plural is none.
    pub fn one_does(&self, tags: &[Tag], at: usize) -> bool {
        at >= 2
            && tags[at - 1] == Tag::Noun
            && tags.get(at + 1) == Some(&Tag::Determiner)
            && matches!(self.word(at - 2), "one" | "a" | "an" | "each" | "every")
            && self.class(at).any(Class::VERB_S)
    }

    /// "aimed at *cutting* the surplus": a gerund with its object
    pub fn moving_object(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1] == Tag::Preposition
            && tags.get(at + 1) == Some(&Tag::Determiner)
            && self.word(at).ends_with("ing")
            && self.class(at).any(Class::VERB_ING)
            && self.sense(at).any(MOTION)
    }

    /// "has also *shot* up"
    pub fn has_shot_up(&self, tags: &[Tag], at: usize) -> bool {
        let lead = (0..at).rev().find(|n| tags[*n] != Tag::Adverb);
        matches!(self.word(at + 1), "up" | "down" | "off")
            && self.class(at).any(Class::VERB_ED)
            && lead.is_some_and(|n| tags[n] == Tag::Aux && matches!(self.word(n), "has" | "have" | "had"))
    }

    /// "Rubber: *may* 228.00 nil": a modal verb has no figure behind it.
    pub fn month_of_table(&self, tags: &[Tag], at: usize) -> bool {
        tags.get(at + 1) == Some(&Tag::Number)
            && matches!(self.word(at), "may" | "can")
            && self.word(at + 1).starts_with(|c: char| c.is_ascii_digit())
    }

    /// "get maternity *pay* of 170 euros": a verb in its base form seldom has "of" and an amount.
    pub fn of_figure(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1] == Tag::Noun
            && self.word(at + 1) == "of"
            && (2..4).any(|n| figure(tags, at + n))
            && self.class(at).any(Class::NOUN)
            && tags[..at].iter().any(|t| t.predicates())
    }
}
