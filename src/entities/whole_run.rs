//! What a run of capitalised words is as a whole: a body or place by what it ends or begins with, an event, a ship, or a
//! name that the rules for people weigh.

use std::ops::Range;

use super::cues::Cues;
use super::discover::Finder;
use super::evidence;
use super::firms::legal_form;
use super::runs::Run;
use super::{Strength, divide, initials, lists, neighbours};
use crate::dictionary::Kind;
use crate::text::{LetterCase, TokenKind};

/// What a question finds a run to be.
enum Found {
    /// A name of this kind, and the rule that says so.
    Name(Range<usize>, Kind, Strength, &'static str),
    /// No name stands in it.
    Hidden(Range<usize>, &'static str),
    /// Nothing, and no other question is asked.
    Nothing,
}

fn body(tokens: Range<usize>, rule: &'static str) -> Found {
    Found::Name(tokens, Kind::ORGANIZATION, Strength::Strong, rule)
}

fn place(tokens: Range<usize>, rule: &'static str) -> Found {
    Found::Name(tokens, Kind::PLACE, Strength::Strong, rule)
}

impl Finder<'_, '_> {
    /// Proposes what the run is, by the first question that knows.
    pub(super) fn run(&mut self, run: &Run) {
        if self.ask(run, &[Self::team_in_table, Self::in_favour])
            || self.defined(&run.words, run.end, run.limit)
        {
            return;
        }
        let marked = [Self::thing, Self::listed_firm, Self::with_legal_letters, Self::index_or_schools];
        if self.ask(run, &marked) {
            return;
        }
        self.employer(run);
        let ends = [
            Self::of_something,
            Self::event,
            Self::firm_of_partners,
            Self::body_by_end,
            Self::institution,
            Self::place_by_end,
            Self::team,
            Self::body_by_opener,
        ];
        if self.ask(run, &ends) {
            return;
        }
        self.place_by_opener(run);
        self.people(run);
    }

    /// Whether one of the questions decides what the run is.
    fn ask(&mut self, run: &Run, questions: &[fn(&Self, &Run) -> Option<Found>]) -> bool {
        match questions.iter().find_map(|question| question(self, run)) {
            Some(Found::Name(tokens, kind, strength, rule)) => self.add(tokens, kind, strength, rule),
            Some(Found::Hidden(tokens, rule)) => self.hide(tokens, rule),
            Some(Found::Nothing) => {}
            None => return false,
        }
        true
    }

    /// Two words that people are called: "Rogers Corp" is a firm, though there is a family Corp.
    fn called_like_somebody(&self, run: &Run) -> bool {
        let [first, last] = run.words[..] else { return false };
        self.word(first).given
            && self.word(last).surname
            && !legal_form(self.page, last)
            && !self.word(first).common
            && !self.owned(run)
    }

    /// "Arthur's Pass"
    fn owned(&self, run: &Run) -> bool {
        run.words.len() == 2 && self.page.text.tokens[run.words[0] + 1].kind == TokenKind::Clitic
    }

    fn team_in_table(&self, run: &Run) -> Option<Found> {
        let team = run.words.len() <= 3 && !self.first_given(run) && self.side(run);
        team.then(|| body(run.start..run.end, "table_team"))
    }

    fn in_favour(&self, run: &Run) -> Option<Found> {
        self.vote(run).map(|tail| Found::Hidden(run.start - 1..tail, "event"))
    }

    /// A ship, a race, a storm.
    fn thing(&self, run: &Run) -> Option<Found> {
        let (whole, first) = (run.start..run.end, run.words[0]);
        if self.ship(run) {
            return Some(Found::Hidden(whole, "ship"));
        }
        // "Tour de France"
        let tour = matches!(self.text(first), "Tour" | "Vuelta" | "Volta")
            && matches!(self.text(first + 1), "de" | "di" | "du" | "a");
        let storm = || run.words.len() <= 3 && evidence::storm(self.page, run).is_some();
        (tour || storm()).then_some(Found::Hidden(whole, "event"))
    }

    /// "Okumbe Foods (Nasdaq: OKFD)"
    fn listed_firm(&self, run: &Run) -> Option<Found> {
        let listed = run.words.len() <= 5
            && run.titles == 0
            && initials::symbol(self.page, run.end)
            && !self.goes_on_before(run.start);
        listed.then(|| body(run.start..run.end, "ticker"))
    }

    /// "Telvarra A/S", "Okumbe Foods S.p.A."
    fn with_legal_letters(&self, run: &Run) -> Option<Found> {
        let tail = neighbours::legal_letters(self.page, run.end)?;
        (run.titles == 0 && run.words.len() <= 5).then(|| body(run.start..tail, "organization_end"))
    }

    fn index_or_schools(&self, run: &Run) -> Option<Found> {
        let whole = run.start..run.end;
        if self.index(run) {
            return Some(Found::Hidden(whole, "index"));
        }
        if lists::schools(self.page, whole.clone()) {
            return Some(body(whole, "organization_noun"));
        }
        self.intelligence(&run.words).then(|| body(whole, "organization_end"))
    }

    /// "Ministry of Okumbe", "Battle of Okumbe", "Port of Okumbe"
    fn of_something(&self, run: &Run) -> Option<Found> {
        let (start, end) = (run.start, run.end);
        let (first, last) = (run.words[0], run.words[run.words.len() - 1]);
        let alone = run.words.len() == 1;
        let last_cues = self.word(last).cues;
        let tail = self.of_phrase(last, end, run.limit)?;
        if last_cues.any(Cues::EVENT_END) {
            return Some(Found::Hidden(start..tail, "event"));
        }
        if self.word(last).written.any(Cues::PLACE_OF) {
            return Some(place(start..tail, "place_of"));
        }
        let members = self.page.opens(first) && self.text(last).ends_with('s') && alone;
        let object = self.words_in(end + 1..tail);
        let person = divide::likely_person(self.page, self.article, &object);
        let event = object.first().is_some_and(|w| self.word(*w).cues.any(Cues::EVENT_END));
        // Every company has one.
        let leads = |w: &usize| matches!(self.text(*w), "Directors" | "Trustees" | "Governors");
        if alone && self.text(last) == "Board" && object.last().is_some_and(leads) {
            return Some(Found::Nothing);
        }
        if !last_cues.any(Cues::ORG_OF | Cues::ORG_END) || members || person || event {
            return None;
        }
        // "General Telephone Co of California" is led by no general.
        let titled = !self.incorporated(last, end);
        let from = if titled { self.ordinal(self.behind_titles(run), last) } else { start };
        Some(body(from..tail, "organization_of"))
    }

    fn event(&self, run: &Run) -> Option<Found> {
        let event = run.words.len() >= 2
            && self.word(run.words[run.words.len() - 1]).cues.any(Cues::EVENT_END)
            && !self.called_like_somebody(run);
        event.then_some(Found::Hidden(run.start..run.end, "event"))
    }

    /// "Okumbe Telvarra and Co Inc", "Quispe and Sons"
    fn firm_of_partners(&self, run: &Run) -> Option<Found> {
        let first = run.words[0];
        let forms = run.words.iter().all(|w| self.word(*w).cues.any(Cues::LEGAL_FORM));
        if !forms && !self.partnership(first) {
            return None;
        }
        let start = self.firm(run.start, &run.words);
        if start < first {
            // "Okumbe and Co Director Maria Lund"
            let title = run.words.iter().find(|w| self.word(**w).cues.any(Cues::TITLE));
            let end = title.map_or(neighbours::with_full_stop(self.page, run.end, ""), |title| *title);
            return Some(body(start..end, "organization_end"));
        }
        forms.then_some(Found::Nothing)
    }

    /// "Okumbe Airways", "the 1st Okumbe Brigade"
    fn body_by_end(&self, run: &Run) -> Option<Found> {
        if let Some(start) = self.numbered(run) {
            return Some(body(start..run.end, "organization_end"));
        }
        let (first, n) = (run.words[0], run.words.len());
        let last = run.words[n - 1];
        if n < 2 {
            return None;
        }
        // "the Iraqi FM" is a minister.
        let minister = self.text(last) == "FM" && self.adjective[first];
        let closed = self.word(last).cues.any(Cues::ORG_END) && !minister && !self.called_like_somebody(run);
        if closed && n <= 8 && run.words.iter().any(|w| self.proper(*w)) {
            let end = neighbours::with_full_stop(self.page, run.end, "");
            let start = self.firm(run.start, &run.words).min(self.coordinated(run.start));
            return Some(body(start..end, "organization_end"));
        }
        // "Rice Research Centre" is an institute, "Shopping Centre" a place.
        let institute = matches!(self.text(last), "Centre" | "Center")
            && !self.word(run.words[n - 2]).cues.any(Cues::VENUE);
        institute.then(|| body(run.start..run.end, "organization_end"))
    }

    /// Whether a word makes a name of a body's: no everyday word, a land's, what bodies are called, initials, as in "US
    /// Airways".
    fn proper(&self, at: usize) -> bool {
        let word = self.word(at);
        let named = word.cues.any(Cues::ORG_END) && !word.cues.any(Cues::FIELD);
        let initials = self.page.text.tokens[at].case == LetterCase::Upper && self.text(at).len() <= 4;
        !word.common || self.adjective[at] || named || initials
    }

    /// "the Social Democrats", the party of the country that is spoken of; "the Lower House".
    fn institution(&self, run: &Run) -> Option<Found> {
        let [first, last] = run.words[..] else { return None };
        let institution = match self.text(last) {
            "Democrats" => matches!(self.text(first), "Social" | "Christian" | "Liberal" | "Free"),
            "House" => matches!(self.text(first), "Lower" | "Upper"),
            _ => false,
        };
        let name = || Found::Name(run.start..run.end, Kind::ORGANIZATION, Strength::Fair, "institution");
        institution.then(name)
    }

    /// "Okumbe North", a part of a town, or who it elects; "Okumbe River".
    fn place_by_end(&self, run: &Run) -> Option<Found> {
        let whole = run.start..run.end;
        if self.part_of_town(run) {
            return Some(place(whole, "place_end"));
        }
        if self.school_team(run) {
            return Some(body(whole, "school_team"));
        }
        let (first, n) = (run.words[0], run.words.len());
        // "A. Dale"
        let initial = n == 2 && self.text(first).chars().count() == 1 && self.text(first + 1) == ".";
        let stated = || neighbours::followed_by_state(self.page, run.end, self.article);
        let ends = (2..=5).contains(&n)
            && !initial
            && self.word(run.words[n - 1]).cues.any(Cues::PLACE_END)
            && !self.word(first).cues.any(Cues::TITLE)
            && (!self.called_like_somebody(run) || stated())
            && (!self.called_like_a_place(&run.words) || self.owned(run) || stated());
        ends.then(|| place(whole, "place_end"))
    }

    fn team(&self, run: &Run) -> Option<Found> {
        let team = self.team_nickname(&run.words, run.end) || self.bare_nickname(run);
        team.then(|| body(run.start..run.end, "team_nickname"))
    }

    /// "Banco Okumbe", "Universidad de Telvarra"
    fn body_by_opener(&self, run: &Run) -> Option<Found> {
        let opens = (2..=6).contains(&run.name().len())
            && self.word(run.name()[0]).cues.any(Cues::ORG_OPENER)
            && !run.titled;
        let name =
            || Found::Name(run.name_tokens(), Kind::ORGANIZATION, Strength::Fair, "organization_start");
        opens.then(name)
    }

    /// "San Juan Kuyunda" is a village, whatever "San Juan" is by itself; with two words it may be somebody.
    fn place_by_opener(&mut self, run: &Run) {
        let (first, n) = (run.words[0], run.words.len());
        let last = run.words[n - 1];
        let plain = |w: &usize| !self.word(*w).cues.any(Cues::NOT_NAME) && !self.adjective[*w];
        if !(2..=4).contains(&n)
            || !self.word(first).cues.any(Cues::PLACE_OPENER)
            || !run.words.iter().all(plain)
            || self.called_like_somebody(run)
        {
            return;
        }
        let w = self.word(last);
        let longer = n >= 3 && !w.english && !w.given && !w.surname && self.page.hits_at(last).is_empty();
        let strength = if longer { Strength::Strong } else { Strength::Fair };
        self.add(run.start..run.end, Kind::PLACE, strength, "place_start");
    }
}
