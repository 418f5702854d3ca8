//! What bears a name and is neither person, place nor body: votes, ships and craft, indices of shares; and firms that
//! are called after what they do.

use super::cues::Cues;
use super::discover::Finder;
use super::neighbours;
use super::runs::Run;
use crate::dictionary::Hit;
use crate::text::{Gap, LetterCase, TokenKind};

impl Finder<'_, '_> {
    /// "the 1987 Kenya general election", "2011 Senate elections in": a vote that has its year for a name. Where it
    /// ends.
    pub(super) fn vote(&self, run: &Run) -> Option<usize> {
        let year = run.start.checked_sub(1).filter(|y| {
            let token = &self.page.text.tokens[*y];
            token.kind == TokenKind::Number
                && token.end - token.start == 4
                && matches!(self.text(*y).as_bytes()[0], b'1' | b'2')
                && self.page.text.sentence_of(*y) == self.page.text.sentence_of(run.start)
        });
        year?;
        // A vote's name has few words.
        for at in run.end..run.limit.min(run.end + 8) {
            let small = self.page.text.tokens[at].case == LetterCase::Lower;
            let cues = self.word(at).written;
            if small && cues.any(Cues::VOTE) {
                return Some(at + 1);
            }
            if small && !cues.any(Cues::VOTING) || !small && !self.word(at).capital && self.text(at) != "-" {
                return None;
            }
        }
        None
    }

    /// "Telvarra AI": a firm, but "Kenyan AI", "Generative AI".
    pub(super) fn intelligence(&self, words: &[usize]) -> bool {
        let [ref own @ .., last] = *words else { return false };
        let known = |n: usize| {
            let heavy = |h: &Hit| self.article.dictionary.heaviest(h).0.weight >= 50;
            self.page.hits_at(n).iter().any(heavy)
        };
        let coined = |n: &usize| {
            !self.word(*n).english
                && !self.adjective[*n]
                && !known(*n)
                && self.page.text.tokens[*n].case == LetterCase::Title
        };
        self.text(last) == "AI" && (1..=2).contains(&own.len()) && own.iter().all(coined)
    }

    /// "the Hang Seng", "the DAX fell", "Dow Jones Industrial": an index of shares.
    pub(super) fn index(&self, run: &Run) -> bool {
        let [first, .., last] = run.words[..] else {
            let [word] = run.words[..] else { return false };
            return self.word(word).cues.any(Cues::INDEX) && neighbours::index(self.page, word);
        };
        let cues = self.word(last).cues;
        match self.text(first) {
            "Hang" => run.words.len() == 2 && cues.any(Cues::INDEX),
            "Dow" => run.words.len() > 2 && !cues.any(Cues::ORG_END),
            _ => false,
        }
    }

    /// "HMS Tarnovik", "MV Okumbe Star": a ship, behind what navies and owners put before its name; "the ferry Okumbe
    /// Star", "the rover Okumbe".
    pub(super) fn ship(&self, run: &Run) -> bool {
        let [first, ref rest @ ..] = run.words[..] else { return false };
        let body = |n: usize| self.word(n).cues.any(Cues::TITLE | Cues::ORG_END);
        if let [second, ..] = rest
            && self.word(first).cues.any(Cues::SHIP)
            && self.page.text.tokens[first].case == LetterCase::Upper
        {
            // "MS Society", "SS Trust"
            let doubtful = matches!(self.text(first), "MS" | "SS" | "MT" | "RV" | "KM" | "INS");
            return self.page.text.tokens[*second].case != LetterCase::Upper
                && !body(*second)
                && !(doubtful && body(run.words[run.words.len() - 1]));
        }
        let before = first.checked_sub(1).filter(|b| *b >= self.sentence_start(first));
        run.titles == 0
            && self.page.text.tokens[first].gap == Gap::Space
            && before.is_some_and(|b| self.word(b).small.any(Cues::VESSEL) && !self.word(b).capital)
            && !self.word(first).cues.any(Cues::NOT_NAME)
            && !body(run.words[run.words.len() - 1])
    }

    /// Where the sentence of the token begins.
    fn sentence_start(&self, at: usize) -> usize {
        self.page.text.sentences[self.page.text.sentence_of(at)].tokens.start
    }
}
