//! Names of bodies that go on over "of", "and" and commas: "Ministry of Health, Food and Wellness".

use super::cues::Cues;
use super::discover::Finder;
use super::{divide, runs};
use crate::dictionary::{AliasKind, Hit, Kind, Territory};
use crate::text::{Gap, LetterCase};

impl Finder<'_, '_> {
    /// Whether the word names a field of work, and nothing by itself: the "Food" of "Food and Farm Institute".
    pub(super) fn field(&self, n: usize) -> bool {
        let w = self.word(n);
        let trade = self.text(n).ends_with("ing") || matches!(self.text(n), "Industries" | "Trust");
        let body = w.cues.any(Cues::ORG_END | Cues::ORG_OF) && !w.cues.any(Cues::FIELD) && !trade;
        let known = self.page.hits_at(n).iter().any(|h| {
            let (alias, entity) = self.article.dictionary.heaviest(h);
            entity.kind == Kind::PLACE
                || h.end == n + 1
                    && entity.kind == Kind::ORGANIZATION
                    && (alias.weight >= 50 || alias.kind == AliasKind::Acronym)
        });
        w.capital
            && (w.common || w.english && !w.surname)
            && !body
            && !known
            && self.page.text.tokens[n].case != LetterCase::Upper
            && !w.cues.any(Cues::CALENDAR | Cues::TITLE | Cues::PLACE_START | Cues::PLACE_OPENER)
    }

    /// "Food and Farm Research Institute", "Health, Safety and Labour Board", "Okumbe Valley Oil and Gas Corp": where
    /// the name begins whose last fields are joined.
    pub(super) fn coordinated(&self, start: usize) -> usize {
        let sentence = self.page.text.sentences[self.page.text.sentence_of(start)].tokens.start;
        let field = |n: usize| n > sentence && !self.page.opens(n) && self.field(n);
        if start < sentence + 3 || self.text(start - 1) != "and" || !field(start - 2) || !self.field(start) {
            return start;
        }
        let mut from = start - 2;
        while from >= sentence + 2 && self.text(from - 1) == "," && field(from - 2) {
            from -= 2;
        }
        // Whose fields they are: the "Okumbe Valley" before "Oil and Gas Corp".
        while from > sentence && self.page.text.tokens[from].gap <= Gap::Line {
            let (n, w) = (from - 1, self.word(from - 1));
            let body = w.cues.any(Cues::ORG_END) && !w.cues.any(Cues::FIELD) && !w.surname;
            let small = self.word(n).function;
            if !w.capital || body || small || w.common && self.page.opens(n) || w.cues.any(Cues::TITLE) {
                let known = |h: &Hit| {
                    h.end > start && self.article.dictionary.heaviest(h).1.kind == Kind::ORGANIZATION
                };
                return if self.page.hits_at(n).iter().any(known) { n } else { from };
            }
            // "Maria Price and Savings Bank"
            if from == start - 2 && w.given && !w.common && self.word(from).surname {
                return start;
            }
            from = n;
        }
        from
    }

    /// "University of Nowhere", "Ministry of Health and Social Care": where the phrase behind `last`
    /// ends, if there is one.
    pub(super) fn of_phrase(&self, last: usize, end: usize, limit: usize) -> Option<usize> {
        if end != last + 1 || !matches!(self.text(end), "of" | "for" | "on") {
            return None;
        }
        let cues = self.word(last).cues;
        // "National Theatre of Kenya": what a country has may be of it, whatever it is.
        let body = cues.any(Cues::ORG_END) && !cues.any(Cues::LEGAL_FORM | Cues::FIELD);
        let national = body
            && self.text(end) == "of"
            && last > 0
            && self.word(last - 1).capital
            && self.word(last - 1).english
            && self.country_at(end + 1)
            || self.incorporated(last, end);
        if !national && !cues.any(Cues::ORG_OF | Cues::EVENT_END | Cues::PLACE_START | Cues::PLACE_END)
            || (self.text(end) == "on" && !cues.any(Cues::ORG_OF | Cues::EVENT_END))
        {
            return None;
        }
        // A league or a bank is for nobody: "plays in the Super League for Rovers".
        if self.text(end) == "for"
            && matches!(
                self.text(last),
                "League"
                    | "University"
                    | "College"
                    | "Bank"
                    | "Church"
                    | "House"
                    | "Army"
                    | "Museum"
                    | "Hall"
                    | "Court"
            )
        {
            return None;
        }
        let mut at = end + 1;
        if matches!(self.text(at), "the" | "The") {
            at += 1;
        }
        if at >= limit || !self.word(at).capital {
            return None;
        }
        // "the Treasury on Monday" is no office on a thing called Monday.
        if self.text(end) == "on" && self.word(at).cues.any(Cues::NOT_NAME) {
            return None;
        }
        let mut tail = runs::run_end(self.page, self.article, at, limit);
        // "and" joins what follows to the name of a ministry or department.
        while tail + 1 < limit
            && (matches!(self.text(tail), "and" | "of")
                || self.text(tail) == "for" && !cues.any(Cues::EVENT_END))
            && self.word(tail + 1).capital
            && !self.page.word(tail + 1).given
        {
            let next = self.word(tail + 1);
            let person = next.cues.any(Cues::TITLE) && !next.cues.any(Cues::OFFICE);
            // "Sons of the Valley and Benevolent Order of Bears"
            let named = self.page.hits_at(tail + 1).iter().any(|h| {
                h.end > tail + 2 && self.article.dictionary.heaviest(h).1.kind == Kind::ORGANIZATION
            });
            let field = next.common || self.field(tail + 1) && !named;
            let joins = self.text(tail) != "and" || field && !person && !self.names_place(tail + 1);
            if !joins {
                break;
            }
            tail = runs::run_end(self.page, self.article, tail + 1, limit);
        }
        tail = self.fields(last, tail, limit);
        tail = self.campus(last, at, tail);
        // "Front of Kenya Chairman"
        let last = self.word(tail - 1);
        if tail == at + 2 && last.cues.any(Cues::TITLE) && !last.surname && self.names_place(at) {
            tail -= 1;
        }
        Some(divide::person_behind(self.page, self.article, at..tail))
    }

    /// "Hospital Corp of America", "Public Service Co of New Mexico": a firm that trades for a land, as its plain words
    /// tell; "Okumbe Corp of Japan" is only from there.
    pub(super) fn incorporated(&self, last: usize, of: usize) -> bool {
        let area = |h: &Hit| {
            let entity = self.article.dictionary.heaviest(h).1;
            entity.kind == Kind::PLACE && entity.territory != Territory::None
        };
        let trade = |n: usize| {
            let w = self.word(n);
            let field = !w.surname || w.cues.any(Cues::FIELD | Cues::ORG_END);
            w.capital && w.english && field && self.page.text.tokens[n].case == LetterCase::Title
        };
        matches!(self.text(last), "Corp" | "Corporation" | "Co" | "Company")
            && self.text(of) == "of"
            && last > 0
            && trade(last - 1)
            // "Okumbe Motor Corp of Japan"
            && (0..last).rev().take_while(|n| self.word(*n).capital).all(|n| self.word(n).english || self.word(n).function)
            && !(last.saturating_sub(2)..last).any(|n| self.page.hits_at(n).iter().any(|h| h.end == of))
            && self.page.hits_at(of + 1).iter().any(area)
    }

    /// "University of Technology, Okumbe": where the name ends whose town tells which of several it is.
    fn campus(&self, last: usize, at: usize, tail: usize) -> usize {
        let town = |h: &&Hit| {
            let (alias, entity) = self.article.dictionary.heaviest(h);
            entity.kind == Kind::PLACE
                && entity.territory == Territory::None
                && self.article.dictionary.fits(alias, self.page.text.slice(h.start..h.end), false)
        };
        let fields = (at..tail).all(|n| self.word(n).english || !self.word(n).capital);
        if self.text(last) != "University" || !fields || self.text(tail) != "," || self.names_place(at) {
            return tail;
        }
        self.page.hits_at(tail + 1).iter().rev().find(town).map_or(tail, |h| h.end)
    }

    /// "Ministry of Roads, Ports and Rural Housing": where the list of fields ends that an office is for, whose first
    /// ends at `tail`.
    pub(super) fn fields(&self, last: usize, tail: usize, limit: usize) -> usize {
        if !self.word(last).cues.any(Cues::ORG_OF) || self.names_place(tail - 1) {
            return tail;
        }
        let field = |n: usize| {
            let word = self.word(n);
            n < limit && (self.field(n) || word.capital && word.common && !word.given && !self.names_place(n))
        };
        let mut end = tail;
        while self.text(end) == "," && field(end + 1) {
            end = runs::run_end(self.page, self.article, end + 1, limit);
        }
        let and = end + usize::from(self.text(end) == ",");
        if end > tail && self.text(and) == "and" && field(and + 1) {
            runs::run_end(self.page, self.article, and + 1, limit)
        } else {
            tail
        }
    }

    /// Whether the dictionary has a country that begins at the token.
    fn country_at(&self, at: usize) -> bool {
        self.page
            .hits_at(at)
            .iter()
            .any(|h| self.article.dictionary.heaviest(h).1.territory == Territory::Country)
    }

    /// "the Bank of Okumbe": whether the words are the rest of a name that begins before them.
    pub(super) fn goes_on_before(&self, start: usize) -> bool {
        let Some(joint) = self.page.before(start) else { return false };
        let name =
            |n: usize| self.word(n).capital && (!self.page.opens(n) || self.word(n).cues.any(Cues::ORG_OF));
        matches!(self.text(joint), "of" | "and" | "&" | "for" | "-")
            && self.page.before(joint).is_some_and(name)
    }

    /// Whether the dictionary has a place that begins at the token.
    pub(super) fn names_place(&self, at: usize) -> bool {
        self.page.hits_at(at).iter().any(|h| self.article.dictionary.heaviest(h).1.kind == Kind::PLACE)
    }
}
