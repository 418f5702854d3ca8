//! People that no dictionary has: by title, given name, surname, age and what they do.

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
        let Run { end, limit, .. } = *run;
        let name = run.name();
        let (first, last) = (name[0], name[name.len() - 1]);
        let n = name.len();
        let parts = self.parts(name);
        // "Kanu Odrago Jr."
        let junior = matches!(self.text(last), "Jr" | "Sr");
        let range = first..if junior { neighbours::with_full_stop(self.page, end, "") } else { end };
        let (f, l) = (self.word(first), self.word(last));
        // Tickers and tags: "<BONA.S>", "<A HREF".
        if self.adjective[first] && !self.called_by_adjective(name)
            || first > 0 && matches!(self.text(first - 1), "<" | "&") && self.page.text.tokens[first].glued()
            || self.text(end) == ">"
            || self.text(first) == "U"
            || self.text(last).chars().count() == 1
        {
            return;
        }
        if dateline::opens(self.page, first, end)
            && !name.iter().any(|w| self.word(*w).cues.any(Cues::NOT_NAME))
            && !name.iter().all(|w| self.word(*w).common)
        {
            self.add(range, Kind::PLACE, Strength::Fair, "dateline");
            return;
        }
        if n == 1
            && f.cues.any(Cues::INSTITUTION)
            && !self.page.opens(first)
            && run.titles == 0
            && self.text(end) != "of"
        {
            self.add(range, Kind::ORGANIZATION, Strength::Weak, "institution");
            return;
        }
        if self.quoted(&range) && run.titles == 0 {
            return;
        }
        if run.titles == 0
            && n <= 3
            && let Some(school) = neighbours::school(self.page, &range, self.article)
        {
            self.add_known(range, school);
            return;
        }
        if n <= 2 && self.scorecard(first, end) {
            self.add(self.with_particle(first)..end, Kind::PERSON, Strength::Strong, "scorecard");
            return;
        }
        // "Okumbe RCMP": a town and its police.
        let capitals = |w: usize| self.page.text.tokens[w].case == LetterCase::Upper;
        if n == 2
            && capitals(last)
            && !capitals(first)
            && !l.surname
            && !roman(self.text(last))
            && (3..=6).contains(&self.text(last).len())
        {
            return;
        }
        // "the Ram Leela festival", "a Soyuz rocket": named, but nothing of our kinds.
        let next = self.page.text.tokens.get(end);
        if end < limit
            && next.is_some_and(|t| t.case == LetterCase::Lower && t.gap == Gap::Space)
            && self.word(end).written.any(Cues::EVENT_NOUN)
        {
            return;
        }
        // "Menelik II", "Benedict XVI"
        if n == 2
            && roman(self.text(last))
            && !self.page.text.tokens[last].glued()
            && !f.common
            && !f.cues.any(Cues::NOT_NAME)
            && (f.given || !f.english)
        {
            self.add(range, Kind::PERSON, Strength::Fair, "person_regnal");
            return;
        }
        let family_first = (2..=3).contains(&n) && self.article.words.family_first(self.text(first)) && !l.english
            // "Long Okumbe": an everyday word before a surname.
            && !(f.common && n == 2 && l.surname && !l.given);
        let initial = self.text(first).chars().count() == 1;
        let cued = name.iter().any(|w| {
            let cues = self.word(*w).cues;
            cues.any(Cues::ORG_END | Cues::NOT_NAME | Cues::EVENT_END | Cues::PLACE_END)
                && !(n > 1 && cues.any(Cues::GIVEN_WORD) && !cues.any(Cues::ORG_END))
                && !(*w == last
                    && (2..=3).contains(&n)
                    && (!f.common && (f.given || !f.english) || initial)
                    && cues.any(Cues::SURNAME_TOO))
                && !(*w == first && family_first)
        });
        if cued {
            return;
        }
        let before = self.page.before(first);
        let role = before.is_some_and(|b| {
            self.word(b).written.any(Cues::ROLE) && self.page.text.tokens[b].kind == TokenKind::Word
        });
        let titled = run.titled || run.titles == 0 && !role && person_before(self.page, first);
        // "He met Hun Sen. His son left."
        let small = n == 1 && !l.surname && self.word(last).function;
        // "General Manager", "Principal Investigator": who it is comes behind.
        if titled && n == 1 && f.small.any(Cues::ROLE) && !f.surname && f.english {
            return;
        }
        if titled && parts <= 4 && !small {
            let doubtful = n == 1 && l.common && !l.surname;
            let strength = if doubtful { Strength::Weak } else { Strength::Strong };
            self.add(range, Kind::PERSON, strength, "person_title");
            return;
        }
        if n == 1 {
            if run.titles == 0 {
                self.single(run, role);
            }
            return;
        }
        // "a Franco-Kenyan school"
        if n == 2 && self.adjective[last] && self.text(first + 1) == "-" {
            return;
        }
        // "Argentina-Chile border": two places, each a name by itself.
        let joined = end - first == 3 && self.text(first + 1) == "-";
        if parts > 5 || joined && self.names_place(first) && self.names_place(first + 2) {
            return;
        }
        // "Huamanca & Qaddumi"
        if (first..end).any(|t| self.text(t) == "&") {
            if self.partners(name) {
                self.add(range, Kind::ORGANIZATION, Strength::Strong, "organization_and");
            } else if name.iter().all(|w| !self.word(*w).common && !self.word(*w).given) {
                self.add(range, Kind::ORGANIZATION, Strength::Fair, "organization_and");
            }
            return;
        }
        let plain = name[1..n - 1].iter().all(|w| {
            let w = self.word(*w);
            !w.common || w.given || w.surname
        });
        // "the Mara Bete", "Le Lido": seldom a person.
        let after_the = run.titles == 0 && before.is_some_and(|b| matches!(self.text(b), "the" | "The"));
        let romance = runs::opens_place(self.page, first);
        // "Record April Six"
        let dated = f.cues.any(Cues::CALENDAR) && self.word(last).function;
        let known = f.given
            && !dated
            && (l.surname || !after_the && !romance)
            && (!f.common
                || l.surname && (!l.common || f.cues.any(Cues::GIVEN_WORD))
                || !l.english && f.cues.any(Cues::GIVEN_WORD));
        // "M Dawson, J White; G Rowntree"
        let listed = first > 0 && matches!(self.text(first - 1), "," | ";" | "(" | ":");
        let evidence = self.evidence.of(self.page, run);
        let guess = if family_first {
            Some((Strength::Strong, "person_family_first"))
        } else if !plain {
            None
        } else if known && (!l.common || l.surname) {
            let sure = l.surname && !after_the || evidence.is_none_or(|(kind, ..)| kind == Kind::PERSON);
            Some((if sure { Strength::Strong } else { Strength::Fair }, "person_given_name"))
        } else if initial
            && !after_the
            && (!l.english || l.surname && (self.text(first + 1) == "." || self.page.sport || listed))
        {
            Some((Strength::Strong, "person_initial"))
        } else if role && !f.common {
            Some((Strength::Strong, "person_role"))
        } else if l.surname && !f.english && !l.common {
            Some((Strength::Fair, "person_surname"))
        } else {
            None
        };
        match (guess, evidence) {
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
            (None, None)
                if n <= 3
                    && !romance
                    && name.iter().all(|w| !self.word(*w).english && spoken(self.text(*w)))
                    && !before.is_some_and(|b| matches!(self.text(b), "the" | "The")) =>
            {
                self.add(range, Kind::PERSON, Strength::Weak, "unknown_words");
            }
            (None, None) => {}
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
