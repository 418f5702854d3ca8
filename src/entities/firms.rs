//! Firms whose name begins before the words that tell a firm: behind "and", commas or a possessive, as those of partners
//! do ("Qaddumi, Okumbe and Co").

use std::ops::Range;

use super::Strength;
use super::cues::Cues;
use super::discover::Finder;
use super::page::Page;
use super::runs::Run;
use crate::dictionary::Kind;
use crate::text::{Gap, LetterCase, TokenKind};

/// How many words the name of one partner has at most: "Harris Upham".
const PARTNER: usize = 3;

impl Finder<'_, '_> {
    /// "Okumbe Growers Association President Maria Lund", "Telvarra CEO Maria Lund": the organization before the title of
    /// who runs it.
    pub(super) fn employer(&mut self, run: &Run) {
        let heads = |word: &str| matches!(word, "CEO" | "CFO" | "COO" | "CTO" | "Chairman");
        if run.titles < 2 || !run.titled && !heads(self.text(run.words[run.titles - 1])) {
            return;
        }
        let words = &run.words[..run.titles];
        let is_title = |n: &usize| {
            let w = self.word(*n);
            heads(self.text(*n)) || w.cues.any(Cues::TITLE) && !w.cues.any(Cues::ORG_END)
        };
        let Some(last) = words.iter().rposition(|n| !is_title(n)) else { return };
        let w = self.word(words[last]);
        // "Okumbe Finance Secretary": a field of government rather than a body.
        let Some(title) = words.get(last + 1).map(|n| self.text(*n)) else { return };
        let office = matches!(title, "Minister" | "Secretary");
        let body = w.cues.any(Cues::ORG_END) && !w.cues.any(Cues::FIELD) && !office;
        let (start, end) = (words[0], words[last] + 1);
        if body && last > 0 && !is_title(&words[0]) {
            let start = self.coordinated(start);
            self.add(start..end, Kind::ORGANIZATION, Strength::Strong, "organization_end");
            return;
        }
        if heads(title)
            && last < 3
            && words[..=last].iter().all(|n| {
                let w = self.word(*n);
                !w.common && !w.given && !self.adjective[*n] && !w.cues.any(Cues::NOT_NAME | Cues::TITLE)
            })
        {
            self.add(start..end, Kind::ORGANIZATION, Strength::Fair, "organization_role");
        }
    }

    /// Where the name of a firm begins whose last words, from `start`, end in a legal form or in what stands for
    /// partners; `start` where nothing before them belongs to it.
    pub(super) fn firm(&self, start: usize, words: &[usize]) -> usize {
        let sentence = self.page.text.sentences[self.page.text.sentence_of(start)].tokens.start;
        if let Some(owner) = self.owner(sentence, start, words) {
            return owner;
        }
        // "Qaddumi, Okumbe & Co"
        if self.text(start + 1) == "&" && matches!(self.text(start + 2), "Co" | "Company") {
            return self.co_partners(sentence, start).map_or(start, |(from, _)| from);
        }
        let Some(last) = start.checked_sub(2).filter(|n| *n >= sentence) else { return start };
        let names = self.page.text.tokens[last].kind == TokenKind::Word && self.word(last).capital;
        if !names || !matches!(self.text(start - 1), "and" | "&") || self.ends_firm(last) {
            return start;
        }
        let begins = if self.partnership(words[0]) {
            self.before_partnership(sentence, last, words)
        } else if self.known_body(start..words[words.len() - 1]) {
            None
        } else if self.ends_firm(words[words.len() - 1]) {
            self.before_trades(sentence, last, words[0])
                .or_else(|| self.before_partner(sentence, last, words))
        } else if self.text(words[words.len() - 1]) == "Trust" && self.page.opens(last) {
            self.before_trades(sentence, last, words[0])
        } else {
            None
        };
        begins.unwrap_or(start)
    }

    /// Whether the word stands behind "and" for the other partners: the "Co" of "Okumbe and Co".
    pub(super) fn partnership(&self, n: usize) -> bool {
        let word = self.text(n);
        matches!(word, "Co" | "Company" | "Cos" | "Sons" | "Brothers" | "Bros" | "Associates" | "Partners")
            && self.text(n + 1) != "-"
    }

    /// Whether the word ends the name of a firm, as "Group" and "Industries" need not.
    fn ends_firm(&self, n: usize) -> bool {
        legal_form(self.page, n) || matches!(self.text(n), "Cos" | "Bros")
    }

    /// "Heck's Inc", "Okumbe's Stores Inc": where the name begins that is in the possessive.
    fn owner(&self, sentence: usize, start: usize, words: &[usize]) -> Option<usize> {
        let name = start.checked_sub(2).filter(|n| *n >= sentence)?;
        let shops = matches!(self.text(words[0]), "Stores" | "Restaurants" | "Foods" | "Shops" | "Markets");
        let forms = words.iter().skip(usize::from(shops)).all(|w| self.ends_firm(*w));
        let owned = matches!(self.text(start - 1), "'s" | "’s")
            && self.page.text.tokens[name].case == LetterCase::Title
            && words.iter().any(|w| self.ends_firm(*w));
        (owned
            && forms
            && !self.ends_firm(name)
            && !self.names_place(name)
            && !self.stands_alone(name, start))
        .then(|| self.name_before(sentence, name))
    }

    /// "Okumbe and Co", "Quispe, Okumbe and Sons Inc": where the first partner's name begins.
    fn before_partnership(&self, sentence: usize, last: usize, words: &[usize]) -> Option<usize> {
        let (from, partners) =
            self.co_partners(sentence, last).unwrap_or_else(|| (self.name_before(sentence, last), 1));
        let own = (from..=last).filter(|n| self.page.text.tokens[*n].kind == TokenKind::Word);
        // "Quispe, Read and Co"
        let plain = self.word(last).english && self.text(last - usize::from(last > 0)) == ",";
        if !(self.names_partner(last) || plain && partners > 1) {
            return None;
        }
        // "Lund and Co" may be a player and the rest of her side.
        let told = partners > 1
            || own.count() > 1
            || words.len() > 1
            || !matches!(self.text(words[0]), "Co" | "Company" | "Partners")
            || !self.page.sport
                && self.page.before(from).is_some_and(|b| {
                    matches!(self.text(b), "at" | "with" | "of" | "by" | "through" | "from" | "firm" | "<")
                })
                && !self.bears(last);
        told.then_some(from)
    }

    /// "Okumbe Bank and Trust Co", "Food and Farm Supplies Inc": where the name begins whose trades are joined.
    fn before_trades(&self, sentence: usize, last: usize, next: usize) -> Option<usize> {
        let body = self.word(last).cues.any(Cues::ORG_END) && !self.word(last).cues.any(Cues::FIELD);
        let joined =
            self.is_trade(last) && self.is_trade(next) && (!body || self.word(next).cues.any(Cues::ORG_END));
        if !joined || self.names_place(next) {
            return None;
        }
        let from = self.name_before(sentence, last);
        // "Ships and Telvarra Trading Co": two things.
        let whose = from < last || self.page.opens(last) || self.text(last.saturating_sub(1)) == "<";
        (whose && !self.known_body(from..last + 1)).then_some(from)
    }

    /// A plain word that tells what is dealt in or with.
    fn is_trade(&self, n: usize) -> bool {
        let w = self.word(n);
        let plain = w.english && (!w.surname || w.cues.any(Cues::ORG_END | Cues::FIELD));
        plain
            && w.capital
            && !w.function
            && self.page.text.tokens[n].case == LetterCase::Title
            && (!w.cues.any(Cues::TITLE) || w.cues.any(Cues::OFFICE))
            && !w.cues.any(Cues::CALENDAR | Cues::NOT_NAME | Cues::LEGAL_FORM)
    }

    /// "Thomas and Okumbe Corp", "Lund, Quispe and Okumbe Securities Corp": where the name of the first partner begins.
    fn before_partner(&self, sentence: usize, last: usize, words: &[usize]) -> Option<usize> {
        let next = words[0];
        let letter = |n: usize| self.text(n).len() == 1 && self.text(n) != "I";
        let second = letter(next) || self.names_partner(next) || self.word(next).surname;
        if words.len() > 4 || !second || !(letter(last) || self.names_partner(last)) {
            return None;
        }
        if let Some((from, _)) = self.co_partners(sentence, last) {
            return Some(from);
        }
        let alone = last == sentence
            || !self.page.word(last - 1).capital
                && !matches!(self.text(last - 1), "," | "between" | "both" | ".")
            || self.page.opens(last);
        let named = letter(last)
            || (self.word(last).surname || self.word(last).given)
                && self.names_partner(last)
                && self.word(next).surname
                && !self.stands_alone(last, next);
        (alone && named).then_some(last)
    }

    /// Whether the word can be a partner's name.
    fn names_partner(&self, n: usize) -> bool {
        let w = self.word(n);
        let other = Cues::NOT_NAME | Cues::TITLE | Cues::ORG_END | Cues::CALENDAR | Cues::LEGAL_FORM;
        w.capital && (w.surname || w.given || !w.english) && !w.function && !w.cues.any(other)
    }

    /// Where the partners' names begin of which the last ends at `last`, and how many there are, if more than one:
    /// "Quispe, Okumbe", "Quispe Lund, Okumbe".
    fn co_partners(&self, sentence: usize, last: usize) -> Option<(usize, usize)> {
        let place =
            |from: usize, end: usize| self.names_place(from) && !(from == end && self.word(from).surname);
        let mut from = self.name_before(sentence, last);
        let mut found = 1;
        let plain = from == last && self.word(last).english && !self.word(last).function;
        if last - from >= PARTNER || !(self.names_partner(last) || plain) || self.known_body(from..last) {
            return None;
        }
        while let Some(end) = from.checked_sub(2).filter(|n| *n >= sentence && self.text(from - 1) == ",") {
            let first = self.name_before(sentence, end);
            let initials = self.page.text.tokens[end].case == LetterCase::Upper;
            let full = end > first && self.word(first).given && found == 1;
            if end - first >= PARTNER
                || initials
                || full
                || !self.names_partner(end)
                || place(first, end)
                || self.known_body(first..end)
            {
                break;
            }
            (from, found) = (first, found + 1);
        }
        (found > 1).then_some((from, found))
    }

    /// Where the words in capitals begin that end with the token, initials with their full stops among them, without
    /// a sentence's first word that has its capital from there, titles and days.
    fn name_before(&self, sentence: usize, last: usize) -> usize {
        let tokens = &self.page.text.tokens;
        let mut from = last;
        while from > sentence && tokens[from].gap <= Gap::Line {
            let stop = self.text(from - 1) == "." && tokens[from - 1].glued();
            let before = if stop { from.checked_sub(2) } else { Some(from - 1) };
            let Some(n) = before.filter(|n| *n >= sentence && tokens[*n].kind == TokenKind::Word) else {
                break;
            };
            let w = self.word(n);
            let initial = self.text(n).chars().count() == 1
                || self.text(n).len() <= 5 && self.article.english.sentences.is_abbreviation(self.text(n))
                || w.given;
            let opener = self.page.opens(n)
                && (w.function
                    || w.starter
                    || w.small.any(Cues::ROLE | Cues::ORG_NOUN | Cues::SPEECH)
                    || w.common && self.page.adverb(n, self.article));
            if !w.capital
                || stop && !initial
                || opener
                || self.adjective[n]
                || self.ends_firm(n)
                || w.cues.any(Cues::CALENDAR | Cues::TITLE)
            {
                break;
            }
            from = n;
        }
        from
    }

    /// Whether the dictionary has a body of more than one word, or of a word that is neither surname nor English, whose
    /// name the words of the range are or begin.
    fn known_body(&self, words: Range<usize>) -> bool {
        self.page.hits_at(words.start).iter().any(|h| {
            let word = self.word(h.start);
            let long = h.end - h.start > 1 || !word.surname && !word.english;
            h.end >= words.end && long && self.article.dictionary.heaviest(h).1.kind == Kind::ORGANIZATION
        })
    }

    /// Whether the word stands in the part without what follows it at the token behind "and".
    fn stands_alone(&self, word: usize, next: usize) -> bool {
        let joined = (self.text(word + 1), self.text(next));
        let elsewhere = |n: usize| {
            n != word
                && self.text(n) == self.text(word)
                && (self.text(n + 1), self.text(n + next - word)) != joined
        };
        (0..self.page.text.tokens.len()).any(elsewhere)
    }

    /// Whether somebody in the part has the surname: stands behind a given name or a title.
    fn bears(&self, surname: usize) -> bool {
        let named = |n: usize| {
            let before = self.word(n - 1);
            self.text(n) == self.text(surname)
                && (before.given || before.cues.any(Cues::TITLE | Cues::HONOUR))
        };
        (1..self.page.text.tokens.len()).any(named)
    }
}

/// Whether the token is a legal form that ends a name.
pub(super) fn legal_form(page: &Page<'_>, at: usize) -> bool {
    closes(page.word(at).cues, page.as_is(at))
}

/// Whether the word is a legal form behind which a name hardly goes on: "Inc", but not "Group" or "International".
pub(super) fn closes(cues: Cues, word: &str) -> bool {
    const OPEN: [&str; 6] = ["Group", "Holdings", "Holding", "Industries", "International", "Company"];
    cues.any(Cues::LEGAL_FORM) && !OPEN.iter().any(|open| word.eq_ignore_ascii_case(open))
}
