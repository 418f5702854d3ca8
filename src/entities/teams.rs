//! Teams that no dictionary has, and bodies that are told by their number.

use super::cues::Cues;
use super::discover::Finder;
use super::divide::names_place;
use super::runs::Run;
use super::sport;
use crate::dictionary::{Territory, name_key};
use crate::text::{Gap, TokenKind};

impl Finder<'_, '_> {
    /// "Rochester Jeffersons", "Montreal Crystals": a city and a plural.
    pub(super) fn team_nickname(&self, words: &[usize], end: usize) -> bool {
        let [.., last] = words else { return false };
        let w = self.word(*last);
        let text = self.text(*last);
        let place = || self.page.hits_at(words[0]).iter().any(|h| h.end == *last);
        words.len() >= 2
            && end == last + 1
            && looks_plural(text)
            && w.cues == Cues::default()
            && !self.adjective[*last]
            && !self.adjective[words[0]]
            && !w.given
            && (self.page.sport || !w.common && !self.word(words[0]).given)
            && place()
            && self.names_place(words[0])
            && !self.names_others(words[0], words)
    }

    /// Whether the plural behind a place is somebody's surname, a land, or those who live there: "Howard Wells", "Northern
    /// Midlands", "Amarillo Texas", "the Torres Strait Islanders".
    fn names_others(&self, place: usize, words: &[usize]) -> bool {
        let last = words[words.len() - 1];
        let text = self.text(last);
        let family = || !self.page.sport && self.article.words.is_frequent_surname(&name_key(text));
        let person = words.len() == 2 && self.word(last).surname && (self.word(place).given || family());
        person
            || matches!(text, "Islanders" | "Highlanders") && !self.page.sport
            || matches!(self.text(place), "Northern" | "Southern" | "Eastern" | "Western" | "Central")
            || self.page.hits_at(last).iter().any(|h| names_place(h, self.article))
    }

    /// "the Wildcats" in a report on sport: a plural with a capital and no other use.
    pub(super) fn bare_nickname(&self, run: &Run) -> bool {
        let [only] = *run.words else { return false };
        let (word, text) = (self.word(only), self.text(only));
        self.page.sport
            && run.end == only + 1
            && only > 0
            && self.text(only - 1) == "the"
            && looks_plural(text)
            && word.cues == Cues::default()
            && !self.adjective[only]
            && !word.given
            && !word.surname
            && self.page.hits_at(only).is_empty()
            && !self.word(only + 1).capital
    }

    /// Whether the run stands for a team in a table of results, or is a place that beat another.
    pub(super) fn side(&self, run: &Run) -> bool {
        let Run { start, end, .. } = *run;
        let words = run.words.iter().all(|w| self.word(*w).cues.any(Cues::NOT_NAME));
        self.page.sport && !words && sport::in_table(self.page, start, end)
            || run.titles == 0
                && self.page.hits_at(start).iter().any(|h| h.end == end)
                && self.names_place(start)
                && !self.nation_at(start)
                && sport::contests(self.page, start, end)
            || run.titles == 0 && !self.nation_at(start) && sport::scores_points(self.page, start, end)
    }

    /// Whether a country that has a national side may begin at the token.
    fn nation_at(&self, start: usize) -> bool {
        let dictionary = self.article.dictionary;
        let mut aliases = self.page.hits_at(start).iter().flat_map(|h| dictionary.index.aliases(h.pattern));
        aliases.any(|a| sport::nation(dictionary.entity_of(*a)))
    }

    /// "Okumbe North": a place with a point of the compass behind it.
    pub(super) fn part_of_town(&self, run: &Run) -> bool {
        let [first, .., last] = *run.words else { return false };
        matches!(self.text(last), "North" | "South" | "East" | "West" | "Central")
            && run.titles == 0
            && run.end == last + 1
            && self.page.text.tokens[last].gap == Gap::Space
            && self.names_place(first)
            && self
                .page
                .hits_at(first)
                .iter()
                .any(|h| h.end == last && self.article.dictionary.heaviest(h).1.territory == Territory::None)
    }

    /// "Norvania State" in a report on sport: a school by its state.
    pub(super) fn school_team(&self, run: &Run) -> bool {
        let [first, .., last] = *run.words else { return false };
        self.text(last) == "State"
            && (self.page.sport
                || sport::plays(self.page, run.end)
                || sport::contests(self.page, run.start, run.end))
            && run.titles == 0
            && run.end == last + 1
            && self.page.hits_at(first).iter().any(|h| h.end == last)
            && self.names_place(first)
            && sport::stands_for_team(self.page, run.start, run.end, self.article)
    }

    /// Whether the name stands in a card of cricket: "c X b Y 12", "X run out 16", "X 7-0-29-0".
    pub(super) fn scorecard(&self, first: usize, end: usize) -> bool {
        let first = self.with_particle(first);
        let tokens = &self.page.text.tokens;
        let number = |n: usize| tokens.get(n).is_some_and(|t| t.kind == TokenKind::Number);
        let dash = |n: usize| self.text(n) == "-" && tokens[n].glued();
        if number(end) && dash(end + 1) && dash(end + 3) && dash(end + 5) && number(end + 6) {
            return true;
        }
        let out = |n: usize| match self.text(n) {
            "c" | "b" | "st" => self.word(n + 1).capital,
            "lbw" => self.text(n + 1) == "b",
            "run" | "not" | "hit" => matches!(self.text(n + 1), "out" | "wicket") && number(n + 2),
            _ => false,
        };
        let opens = first == 0 || tokens[first].gap > Gap::Space || self.page.opens(first);
        let caught = first > 1
            && matches!(self.text(first - 1), "c" | "b" | "st")
            && (self.word(first - 2).capital || matches!(self.text(first - 2), "lbw" | ")"));
        let bowled = end > 0 && self.text(end) == "b" && self.word(end + 1).capital;
        opens && out(end)
            || caught && (bowled || number(end) || tokens.get(end).is_none_or(|t| t.gap > Gap::Space))
    }

    /// Where a surname begins that has a particle in small letters: "de Silva".
    pub(super) fn with_particle(&self, first: usize) -> usize {
        let before = first.checked_sub(1).filter(|b| {
            let cues = self.word(*b).written;
            cues.any(Cues::PARTICLE)
                && self.text(*b) != "st"
                && self.page.text.tokens[first].gap == Gap::Space
        });
        before.unwrap_or(first)
    }

    /// Where the name of a unit or court begins that its number tells from others: "17th Brigade", "110th
    /// Mechanized Brigade".
    pub(super) fn numbered(&self, run: &Run) -> Option<usize> {
        let (&first, &last) = (run.words.first()?, run.words.last()?);
        let start = self.ordinal(first, last);
        (start < first && run.words.len() <= 5 && run.end == last + 1).then_some(start)
    }

    /// The ordinal figure before the token, where bodies that end in `last` have one; else the token.
    pub(super) fn ordinal(&self, at: usize, last: usize) -> usize {
        let token = |n: usize| at.checked_sub(n).map(|n| &self.page.text.tokens[n]);
        let figure = |n: usize| token(n).is_some_and(|t| t.kind == TokenKind::Number);
        let ending = |n: usize| at >= n && matches!(self.text(at - n), "st" | "nd" | "rd" | "th");
        let court = self.text(last) == "Court";
        if !court && !self.word(last).cues.any(Cues::NUMBERED) {
            return at;
        }
        if ending(1) && figure(2) {
            at - 2
        } else if figure(1) && self.text(at - 1).ends_with(|c: char| c.is_ascii_alphabetic()) {
            at - 1
        } else {
            at
        }
    }
}

/// Whether a word ends as the plurals do that teams are called by.
pub(super) fn looks_plural(word: &str) -> bool {
    word.len() >= 5 && word.ends_with('s') && !word.ends_with("ss")
}
