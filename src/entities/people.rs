//! People that no dictionary has: by title, given name, surname, age and what they do.

use std::ops::Range;

use super::cues::Cues;
use super::discover::{Finder, model, person_before, roman};
use super::runs::{self, Run};
use super::{Strength, around, dateline, initials, neighbours};
use crate::dictionary::{Hit, Kind, Territory};
use crate::text::{Gap, LetterCase, TokenKind};

impl Finder<'_, '_> {
    /// Whether the run is a person's by its first word or its title.
    pub(super) fn first_given(&self, run: &Run) -> bool {
        let (first, last) = (self.word(run.name()[0]), self.word(run.words[run.words.len() - 1]));
        // "Maria Lund", but "Crystal Palace"
        let word = first.cues.any(Cues::GIVEN_WORD) && !last.cues.any(Cues::PLACE_END | Cues::ORG_END);
        run.words.len() > 1 && first.given && (!first.common || word) || run.titled
    }

    /// Where an organization's name begins in the run: behind the last title, a nationality counted in.
    pub(super) fn behind_titles(&self, run: &Run) -> usize {
        let titles = &run.words[..run.titles];
        let kept = titles.iter().rev().take_while(|w| self.adjective[**w]).count();
        run.words[run.titles - kept]
    }

    /// "Anthony Hill", "Australian Joe Park": people whose surname is a place's word.
    pub(super) fn called_like_a_place(&self, words: &[usize]) -> bool {
        let [.., first, last] = words else { return false };
        let (f, l) = (self.word(*first), self.word(*last));
        f.given
            && !f.common
            && l.surname
            && (l.cues.any(Cues::SURNAME_TOO) || !l.english)
            && (words.len() == 2 || self.adjective[words[words.len() - 3]])
    }

    /// Names of one to five words that no key word settles: by what people are called, by the words beside
    /// them, by the evidence of the whole article.
    pub(super) fn people(&mut self, run: &Run) {
        let name = run.name();
        if self.no_name(run) || self.settled_by_place(run) || self.something_else(run) {
            return;
        }
        let range = self.range(run);
        let (first, last) = (name[0], name[name.len() - 1]);
        let f = self.word(first);
        // "Menelik II", "Benedict XVI"
        if name.len() == 2
            && roman(self.text(last))
            && !self.page.text.tokens[last].glued()
            && !f.common
            && !f.cues.any(Cues::NOT_NAME)
            && (f.given || !f.english)
        {
            self.add(range, Kind::PERSON, Strength::Fair, "person_regnal");
            return;
        }
        if self.cued_otherwise(run) || self.by_title(run) {
            return;
        }
        if name.len() == 1 {
            if run.titles == 0 {
                self.single(run, self.role_before(run));
            }
            return;
        }
        // "a Franco-Kenyan school"
        if name.len() == 2 && self.adjective[last] && self.text(first + 1) == "-" {
            return;
        }
        // "Argentina-Chile border": two places, each a name by itself.
        let joined = run.end - first == 3 && self.text(first + 1) == "-";
        if self.parts(name) > 5 || joined && self.names_place(first) && self.names_place(first + 2) {
            return;
        }
        // "Huamanca & Qaddumi"
        if (first..run.end).any(|t| self.text(t) == "&") {
            if self.partners(name) {
                self.add(range, Kind::ORGANIZATION, Strength::Strong, "organization_and");
            } else if name.iter().all(|w| !self.word(*w).common && !self.word(*w).given) {
                self.add(range, Kind::ORGANIZATION, Strength::Fair, "organization_and");
            }
            return;
        }
        self.weighed(run);
    }

    /// What the name takes up, with the full stop of "Kanu Odrago Jr."
    fn range(&self, run: &Run) -> Range<usize> {
        let junior = run.name().last().is_some_and(|last| matches!(self.text(*last), "Jr" | "Sr"));
        run.name()[0]..if junior { neighbours::with_full_stop(self.page, run.end, "") } else { run.end }
    }

    /// Tickers and tags, "<BONA.S>", "<A HREF"; nationalities; single letters.
    fn no_name(&self, run: &Run) -> bool {
        let name = run.name();
        let (first, last) = (name[0], name[name.len() - 1]);
        let glued = self.page.text.tokens[first].glued();
        self.adjective[first] && !self.called_by_adjective(name)
            || first > 0 && matches!(self.text(first - 1), "<" | "&") && glued
            || self.text(run.end) == ">"
            || self.text(first) == "U"
            || self.text(last).chars().count() == 1
    }

    /// Takes or refuses what its place in the text settles: a dateline, quotes, a school, a scorecard.
    fn settled_by_place(&mut self, run: &Run) -> bool {
        let (name, range, first) = (run.name(), self.range(run), run.name()[0]);
        if dateline::opens(self.page, first, run.end)
            && !name.iter().any(|w| self.word(*w).cues.any(Cues::NOT_NAME))
            && !name.iter().all(|w| self.word(*w).common)
        {
            self.add(range, Kind::PLACE, Strength::Fair, "dateline");
            return true;
        }
        if name.len() == 1
            && self.word(first).cues.any(Cues::INSTITUTION)
            && !self.page.opens(first)
            && run.titles == 0
            && self.text(run.end) != "of"
        {
            self.add(range, Kind::ORGANIZATION, Strength::Weak, "institution");
            return true;
        }
        if self.quoted(&range) && run.titles == 0 {
            return true;
        }
        if run.titles == 0
            && name.len() <= 3
            && let Some(school) = neighbours::school(self.page, &range, self.article)
        {
            self.add_known(range, school);
            return true;
        }
        if name.len() <= 2 && self.scorecard(first, run.end) {
            self.add(self.with_particle(first)..run.end, Kind::PERSON, Strength::Strong, "scorecard");
            return true;
        }
        false
    }

    /// "Okumbe RCMP": a town and its police; "the Ram Leela festival", "a Soyuz rocket": named, but nothing of our
    /// kinds.
    fn something_else(&self, run: &Run) -> bool {
        let name = run.name();
        let (first, last) = (name[0], name[name.len() - 1]);
        let capitals = |w: usize| self.page.text.tokens[w].case == LetterCase::Upper;
        let police = name.len() == 2
            && capitals(last)
            && !capitals(first)
            && !self.word(last).surname
            && !roman(self.text(last))
            && (3..=6).contains(&self.text(last).len());
        let next = self.page.text.tokens.get(run.end);
        police
            || run.end < run.limit
                && next.is_some_and(|t| t.case == LetterCase::Lower && t.gap == Gap::Space)
                && self.word(run.end).written.any(Cues::EVENT_NOUN)
    }

    /// Whether the family name stands first, "Okumbe Telva" of a land where it does.
    fn family_first(&self, run: &Run) -> bool {
        let name = run.name();
        let (first, last) = (name[0], name[name.len() - 1]);
        let (f, l) = (self.word(first), self.word(last));
        (2..=3).contains(&name.len())
            && self.article.words.family_first(self.text(first))
            && !l.english
            // "Long Okumbe": an everyday word before a surname.
            && !(f.common && name.len() == 2 && l.surname && !l.given)
    }

    /// Whether a word says that this is a body, a place, an event or no name.
    fn cued_otherwise(&self, run: &Run) -> bool {
        let name = run.name();
        let (first, last) = (name[0], name[name.len() - 1]);
        let f = self.word(first);
        let initial = self.text(first).chars().count() == 1;
        let called = (2..=3).contains(&name.len()) && (!f.common && (f.given || !f.english) || initial);
        let family_first = self.family_first(run);
        name.iter().any(|w| {
            let cues = self.word(*w).cues;
            cues.any(Cues::ORG_END | Cues::NOT_NAME | Cues::EVENT_END | Cues::PLACE_END)
                && !(name.len() > 1 && cues.any(Cues::GIVEN_WORD) && !cues.any(Cues::ORG_END))
                && !(*w == last && called && cues.any(Cues::SURNAME_TOO))
                && !(*w == first && family_first)
        })
    }

    /// Whether what somebody does stands before the name: "lawyer Maria Lund".
    fn role_before(&self, run: &Run) -> bool {
        self.page.before(run.name()[0]).is_some_and(|b| {
            self.word(b).written.any(Cues::ROLE) && self.page.text.tokens[b].kind == TokenKind::Word
        })
    }

    /// Takes who has a title, or refuses one whose title goes on.
    fn by_title(&mut self, run: &Run) -> bool {
        let name = run.name();
        let (first, last) = (name[0], name[name.len() - 1]);
        let (f, l) = (self.word(first), self.word(last));
        let role = || self.role_before(run);
        let titled = run.titled || run.titles == 0 && !role() && person_before(self.page, first);
        if !titled {
            return false;
        }
        let alone = name.len() == 1;
        // "General Manager", "Principal Investigator": who it is comes behind.
        if alone && f.small.any(Cues::ROLE) && !f.surname && f.english {
            return true;
        }
        // "He met Hun Sen. His son left."
        let small = alone && !l.surname && l.function;
        if self.parts(name) > 4 || small {
            return false;
        }
        let doubtful = alone && l.common && !l.surname;
        let strength = if doubtful { Strength::Weak } else { Strength::Strong };
        self.add(self.range(run), Kind::PERSON, strength, "person_title");
        true
    }

    /// How people are called, as far as the name by itself tells, and the rule that says so.
    fn called_like_a_person(&self, run: &Run, evidence: Option<Kind>) -> Option<(Strength, &'static str)> {
        let name = run.name();
        let (first, last) = (name[0], name[name.len() - 1]);
        let (f, l) = (self.word(first), self.word(last));
        if self.family_first(run) {
            return Some((Strength::Strong, "person_family_first"));
        }
        let plain = name[1..name.len() - 1].iter().all(|w| {
            let w = self.word(*w);
            !w.common || w.given || w.surname
        });
        if !plain {
            return None;
        }
        // "the Mara Bete", "Le Lido": seldom a person.
        let after_the = run.titles == 0 && self.behind_the(first);
        let romance = runs::opens_place(self.page, first);
        // "Record April Six"
        let dated = f.cues.any(Cues::CALENDAR) && l.function;
        let known = f.given
            && !dated
            && (l.surname || !after_the && !romance)
            && (!f.common
                || l.surname && (!l.common || f.cues.any(Cues::GIVEN_WORD))
                || !l.english && f.cues.any(Cues::GIVEN_WORD));
        if known && (!l.common || l.surname) {
            let sure = l.surname && !after_the || evidence.is_none_or(|kind| kind == Kind::PERSON);
            return Some((if sure { Strength::Strong } else { Strength::Fair }, "person_given_name"));
        }
        // "M Dawson, J White; G Rowntree"
        let listed = first > 0 && matches!(self.text(first - 1), "," | ";" | "(" | ":");
        let initial = self.text(first).chars().count() == 1;
        let stopped = || self.text(first + 1) == "." || self.page.sport || listed;
        if initial && !after_the && (!l.english || l.surname && stopped()) {
            return Some((Strength::Strong, "person_initial"));
        }
        if self.role_before(run) && !f.common {
            return Some((Strength::Strong, "person_role"));
        }
        (l.surname && !f.english && !l.common).then_some((Strength::Fair, "person_surname"))
    }

    fn behind_the(&self, first: usize) -> bool {
        self.page.before(first).is_some_and(|b| matches!(self.text(b), "the" | "The"))
    }

    /// Weighs what the name is by itself against what the article says of it.
    fn weighed(&mut self, run: &Run) {
        let (name, range) = (run.name(), self.range(run));
        let evidence = self.evidence.of(self.page, run);
        match (self.called_like_a_person(run, evidence.map(|(kind, ..)| kind)), evidence) {
            (Some((strength, rule)), None | Some((Kind::PERSON, ..))) => {
                self.add(range, Kind::PERSON, strength, rule);
            }
            // A street or company that is called like a person needs more than one cue.
            (Some((strength, rule)), Some((kind, lead, other))) => {
                if lead >= 3 || strength < Strength::Strong {
                    self.add(range, kind, Strength::Fair, other);
                } else {
                    self.add(range, Kind::PERSON, strength, rule);
                }
            }
            (None, Some((kind, lead, rule))) => {
                let strength = if lead >= 3 { Strength::Fair } else { Strength::Weak };
                self.add(range, kind, strength, rule);
            }
            (None, None) => {
                let foreign = |w: &usize| !self.word(*w).english && spoken(self.text(*w));
                let romance = runs::opens_place(self.page, name[0]);
                if name.len() <= 3 && !romance && name.iter().all(foreign) && !self.behind_the(name[0]) {
                    self.add(range, Kind::PERSON, Strength::Weak, "unknown_words");
                }
            }
        }
    }

    /// "Forbes & Walker": two words that are neither countries or states nor everyday words.
    fn partners(&self, name: &[usize]) -> bool {
        let [first, last] = *name else { return false };
        let area = |n: usize| {
            let hits = self.page.hits_at(n).iter();
            hits.map(|h| self.article.dictionary.heaviest(h).1).any(|e| e.territory != Territory::None)
        };
        let own = |n: usize| !self.word(n).common && !self.adjective[n] && self.text(n).chars().count() > 1;
        own(first) && own(last) && !area(first) && !area(last)
    }

    /// "Norman Quaddumi": a given name that is an adjective, too, though of no country.
    fn called_by_adjective(&self, name: &[usize]) -> bool {
        let [first, .., last] = *name else { return false };
        let country = |h: &Hit| self.article.dictionary.heaviest(h).1.territory == Territory::Country;
        self.word(first).given
            && !self.word(last).english
            && !self.adjective[last]
            && !self.page.hits_at(first).iter().any(country)
    }

    /// A name of one word.
    pub(super) fn single(&mut self, run: &Run, role: bool) {
        let Run { end, .. } = *run;
        let first = run.name()[0];
        let range = first..end;
        let f = self.word(first);
        let token = &self.page.text.tokens[first];
        if token.case == LetterCase::Upper {
            let letters = (token.end - token.start) as usize;
            if (2..=6).contains(&letters)
                && !roman(self.text(first))
                && !f.common
                && !f.cues.any(Cues::TITLE)
                && !(token.glued() && first > 0 && self.text(first - 1) == ".")
                && !self.page.text.tokens.get(end).is_some_and(|t| t.glued() && t.kind == TokenKind::Number)
                && !model(self.page, end)
                && !(letters == 2 && self.behind_town(first))
                && !initials::name_nothing(self.page, first)
                && !self.common_noun(first, end)
            {
                let (kind, rule) = match self.evidence.of(self.page, run) {
                    // "playable in HD"
                    Some((Kind::PLACE, _, "place_in")) => return,
                    Some((kind, lead, rule)) if lead >= 3 => (kind, rule),
                    _ => (Kind::ORGANIZATION, "capitals"),
                };
                self.add(range, kind, Strength::Weak, rule);
            }
            return;
        }
        // "Maria wept", after "his wife, Maria": a word that is also a name needs more.
        if matches!(
            self.text(first),
            "Oh" | "Ah" | "Huh" | "Hey" | "Wow" | "Yes" | "Ha" | "Aha" | "Ooh" | "Eh"
        ) && self.page.opens(first)
            && (matches!(self.text(end), "," | "!" | "?" | "..." | "…" | "my" | "well" | "no")
                || self.word(end).capital)
        {
            return;
        }
        // "Nairobi-based Lantern"
        if run.words.len() == 1 && first > 0 && around::based(self.page, first - 1) {
            self.add(range, Kind::ORGANIZATION, Strength::Fair, "organization_noun");
            return;
        }
        if f.common {
            if let Some((Kind::PERSON, lead, rule)) = self.evidence.of(self.page, run)
                && lead >= 3
                && f.cues.any(Cues::GIVEN_WORD)
            {
                self.add(range, Kind::PERSON, Strength::Weak, rule);
            }
            return;
        }
        if role && (f.surname || !f.english) {
            self.add(range, Kind::PERSON, Strength::Fair, "person_role");
        } else if let Some((kind, lead, rule)) = self.evidence.of(self.page, run)
            && (!f.english || lead >= 3)
        {
            let strength = if lead >= 4 { Strength::Fair } else { Strength::Weak };
            self.add(range, kind, strength, rule);
        }
    }

    /// Whether a comma stands before the token and a town before that: "Houston, TX".
    fn behind_town(&self, at: usize) -> bool {
        let comma = at.checked_sub(1).filter(|c| self.text(*c) == ",");
        comma.is_some_and(|comma| {
            let before = (comma.saturating_sub(3)..comma).flat_map(|n| self.page.hits_at(n));
            before
                .filter(|h| h.end == comma)
                .any(|h| self.article.dictionary.heaviest(h).1.kind == Kind::PLACE)
        })
    }
}

/// Whether a word can be spoken or is an initial: "Spp" and "Mfg" are short for something.
fn spoken(word: &str) -> bool {
    let vowel = |c: char| !c.is_ascii() || "aeiouy".contains(c.to_ascii_lowercase());
    word.len() <= 2 || word.chars().any(vowel)
}
