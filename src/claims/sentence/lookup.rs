//! Units, currencies and modifiers of several words, looked up where they stand in a sentence.

use super::line::Line;
use crate::claims::claim::Modifier;
use crate::claims::vocabulary::phrases::Phrases;
use crate::claims::vocabulary::words::{Currency, Unit};

impl Line<'_> {
    /// The unit whose words begin at `at`, and where they end.
    pub fn unit_at(&self, at: usize) -> Option<(Unit, usize)> {
        self.beginning(&self.words.units, at)
    }

    /// The currency whose words begin at `at`, and where they end.
    pub fn currency_at(&self, at: usize) -> Option<(Currency, usize)> {
        self.beginning(&self.words.currency_words, at)
    }

    /// The modifier that begins at `at`, and where it ends.
    pub fn modifier_at(&self, at: usize) -> Option<(Modifier, usize)> {
        self.beginning(&self.words.after, at)
    }

    /// The modifiers that end just before `end`, longest first: what they say, whether they estimate, and
    /// where they begin.
    pub fn modifiers_before(&self, end: usize) -> impl Iterator<Item = ((Modifier, bool), usize)> + '_ {
        let last = end.checked_sub(1);
        let list = last.map_or(&[][..], |n| self.words.before.with(self.w(n)));
        list.iter().filter_map(move |(rest, value)| {
            let start = last?.checked_sub(rest.len())?;
            let all = rest.iter().enumerate().all(|(n, word)| self.w(end - 2 - n) == *word);
            all.then_some((*value, start))
        })
    }

    /// The longest phrase that begins at `at`, and where it ends.
    fn beginning<T: Copy>(&self, phrases: &Phrases<T>, at: usize) -> Option<(T, usize)> {
        phrases.with(self.w(at)).iter().find_map(|(rest, value)| {
            let mut end = at + 1;
            for word in rest {
                if self.w(end) != *word && self.dash(end) && self.glued(end) {
                    end += 1;
                }
                // "sq. km"
                if self.w(end) == "." && *word != "." && self.glued(end) {
                    end += 1;
                }
                if self.w(end) != *word {
                    return None;
                }
                end += 1;
            }
            Some((*value, end))
        })
    }
}
