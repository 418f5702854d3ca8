//! Names that no dictionary has: runs of capitalised words, told apart by what they end in, what
//! stands around them and what people are called.

use std::ops::Range;

use super::cues::Cues;
use super::page::{Page, Style, Word};
use super::{Article, Candidate, CandidateSource, Strength, accept};
use crate::dictionary::{AliasKind, Kind};
use crate::text::{Gap, LetterCase, TokenKind};

/// Proposes candidates for all runs of capitalised words.
pub fn propose(page: &Page<'_>, article: &Article<'_>, out: &mut Vec<Candidate>) {
    let mut finder = Finder { page, article, adjective: adjectives(page, article), out };
    for (index, sentence) in page.text.sentences.iter().enumerate() {
        match page.styles[index] {
            Style::Prose => finder.sentence(sentence.tokens.clone()),
            Style::Headline | Style::Shouting => finder.headline(sentence.tokens.clone()),
        }
    }
}

/// Whether the word before `token` says that a person follows.
pub fn person_before(page: &Page<'_>, token: usize, article: &Article<'_>) -> bool {
    page.before(token).is_some_and(|b| {
        let at = if page.as_is(b) == "." && b > 0 { b - 1 } else { b };
        let cues = article.words.cues(page.as_is(at));
        cues.any(Cues::TITLE) && !modifier(page.as_is(at))
            || cues.any(Cues::ROLE) && page.text.tokens[b].kind == TokenKind::Word
    })
}

fn adjectives(page: &Page<'_>, article: &Article<'_>) -> Vec<bool> {
    let mut found = vec![false; page.text.tokens.len()];
    for hit in &page.hits {
        let first = article.dictionary.index.aliases(hit.pattern).first();
        if first.is_some_and(|a| article.dictionary.aliases[*a as usize].kind == AliasKind::Adjective) {
            found[hit.start..hit.end].fill(true);
        }
    }
    found
}

/// Titles that need another title behind them: "Foreign Minister".
fn modifier(word: &str) -> bool {
    matches!(
        word,
        "Foreign"
            | "Defence"
            | "Defense"
            | "Finance"
            | "Interior"
            | "Health"
            | "Education"
            | "First"
            | "Vice"
            | "Acting"
            | "Former"
            | "Interim"
            | "Prime"
            | "Crown"
            | "Field"
            | "Chief"
            | "Deputy"
            | "Private"
            | "Hon"
            | "Don"
            | "San"
            | "Sri"
    )
}

struct Finder<'a, 'p> {
    page: &'a Page<'p>,
    article: &'a Article<'a>,
    adjective: Vec<bool>,
    out: &'a mut Vec<Candidate>,
}

impl Finder<'_, '_> {
    fn add(&mut self, tokens: Range<usize>, kind: Kind, strength: Strength, rule: &'static str) {
        self.out.push(Candidate { tokens, kind: Some(kind), strength, source: CandidateSource::Rule(rule) });
    }

    fn text(&self, at: usize) -> &str {
        self.page.as_is(at)
    }

    fn word(&self, at: usize) -> Word {
        self.page.word(at)
    }

    /// Where the run of capitalised words that begins at `start` ends.
    fn run_end(&self, start: usize, limit: usize) -> usize {
        let tokens = &self.page.text.tokens;
        let mut end = start + 1;
        while end < limit {
            let token = &tokens[end];
            let capital = |n: usize| n < limit && self.word(n).capital;
            let near = |n: usize| n < limit && tokens[n].gap <= Gap::Line;
            if token.kind == TokenKind::Word {
                if !near(end) || token.glued() {
                    break;
                }
                if self.word(end).capital {
                    end += 1;
                    continue;
                }
                // Particles, one or two, between capitals: "de la Cruz".
                let particle = |n: usize| {
                    n < limit
                        && self.article.words.cues(self.text(n)).any(Cues::PARTICLE)
                        && !matches!(self.text(n), "y" | "e" | "und")
                };
                if particle(end) && capital(end + 1) && near(end + 1) {
                    end += 2;
                    continue;
                }
                if particle(end) && particle(end + 1) && capital(end + 2) {
                    end += 3;
                    continue;
                }
                break;
            }
            match self.text(end) {
                "." if token.glued() && capital(end + 1) => {
                    let before = self.text(end - 1);
                    let initial = before.chars().count() == 1
                        || (before.len() <= 4 && self.article.english.sentences.is_abbreviation(before));
                    if !initial {
                        break;
                    }
                    end += 2;
                }
                "-" | "‑" | "–"
                    if token.glued()
                        && end + 1 < limit
                        && tokens[end + 1].glued()
                        && tokens[end + 1].kind == TokenKind::Word =>
                {
                    let next = self.text(end + 1);
                    let joined = capital(end + 1)
                        || (matches!(next, "al" | "el" | "ul" | "ur" | "i" | "e" | "ye")
                            && end + 3 < limit
                            && self.text(end + 2) == "-");
                    if capital(end + 1) {
                        end += 2;
                    } else if joined {
                        end += 4;
                    } else {
                        break;
                    }
                }
                "&" if capital(end + 1) => end += 2,
                _ => break,
            }
        }
        end
    }

    fn sentence(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let word = self.word(at);
            if !word.capital || self.page.text.tokens[at].kind != TokenKind::Word {
                at += 1;
                continue;
            }
            let mut start = at;
            // "al-Sisi", "el-Sisi": the article belongs to the name.
            if start >= range.start + 2
                && self.text(start - 1) == "-"
                && matches!(self.text(start - 2), "al" | "el" | "ash" | "ad")
                && self.page.text.tokens[start].glued()
            {
                start -= 2;
            }
            let end = self.run_end(at, range.end);
            self.run(start, end, range.end);
            at = end.max(at + 1);
        }
    }

    /// The word tokens of a stretch.
    fn words_in(&self, range: Range<usize>) -> Vec<usize> {
        range.filter(|n| self.page.text.tokens[*n].kind == TokenKind::Word).collect()
    }

    fn run(&mut self, start: usize, end: usize, limit: usize) {
        let mut words = self.words_in(start..end);
        // A sentence's first word has its capital from there.
        while let [first, rest @ ..] = &words[..] {
            let w = self.word(*first);
            let lower = self.text(*first).to_lowercase();
            let function = self.article.english.words.function(&lower).is_some()
                || self.article.english.sentences.is_starter(&lower);
            let drop = self.page.opens(*first)
                && (function
                    || (w.common
                        && !w.given
                        && !w.cues.any(Cues(Cues::TITLE.0 | Cues::ORG_OF.0 | Cues::PLACE_START.0))
                        && (rest.is_empty()
                            || rest.first().is_some_and(|n| {
                                self.word(*n).given || self.word(*n).cues.any(Cues::TITLE)
                            }))));
            if !drop {
                break;
            }
            words.remove(0);
        }
        let Some((&first, &last)) = words.first().zip(words.last()) else { return };
        let start = if first == start || self.text(start) == "al" { start } else { first };
        let n = words.len();
        let whole = start..end;
        let last_cues = self.word(last).cues;
        let single_given =
            n == 2 && self.word(first).given && self.word(last).surname && !self.word(first).common;
        if self.page.styles[self.page.text.sentence_of(first)] == Style::Prose
            && self.defined(&words, end, limit)
        {
            return;
        }
        if let Some(tail) = self.of_phrase(last, end, limit) {
            if last_cues.any(Cues::EVENT_END) {
                self.out.push(Candidate {
                    tokens: start..tail,
                    kind: None,
                    strength: Strength::Strong,
                    source: CandidateSource::Rule("event"),
                });
                return;
            }
            let text = self.text(last);
            if matches!(
                text,
                "Gulf"
                    | "Strait"
                    | "Straits"
                    | "Isle"
                    | "Bay"
                    | "Cape"
                    | "Port"
                    | "Province"
                    | "City"
                    | "District"
                    | "Republic"
                    | "Kingdom"
                    | "Sea"
            ) {
                self.add(start..tail, Kind::PLACE, Strength::Strong, "place_of");
                return;
            }
            if last_cues.any(Cues::ORG_OF) {
                let from = self.untitled(&words).first().copied().unwrap_or(last);
                self.add(from..tail, Kind::ORGANIZATION, Strength::Strong, "organization_of");
                return;
            }
        }
        if n >= 2 && last_cues.any(Cues::EVENT_END) && !single_given {
            self.out.push(Candidate {
                tokens: whole,
                kind: None,
                strength: Strength::Strong,
                source: CandidateSource::Rule("event"),
            });
            return;
        }
        if n >= 2 && !single_given && last_cues.any(Cues::ORG_END) {
            let proper = words.iter().any(|w| {
                !self.word(*w).common || self.adjective[*w] || self.word(*w).cues.any(Cues::ORG_END)
            }) && n <= 8;
            if proper {
                let end = accept::with_full_stop(self.page, end, "");
                self.add(start..end, Kind::ORGANIZATION, Strength::Strong, "organization_end");
                return;
            }
        }
        if n >= 2
            && !single_given
            && last_cues.any(Cues::PLACE_END)
            && n <= 5
            && !self.word(first).cues.any(Cues::TITLE)
            && !self.called_like_a_place(&words)
        {
            self.add(whole, Kind::PLACE, Strength::Strong, "place_end");
            return;
        }
        if (2..=3).contains(&n)
            && matches!(
                self.text(first),
                "Mount"
                    | "Mt"
                    | "Lake"
                    | "Port"
                    | "Fort"
                    | "Cape"
                    | "San"
                    | "Santa"
                    | "Santo"
                    | "Los"
                    | "Las"
                    | "Kuala"
                    | "Rio"
                    | "Nova"
                    | "Nizhny"
                    | "Deir"
                    | "Tel"
                    | "Umm"
                    | "Khan"
            )
        {
            self.add(whole.clone(), Kind::PLACE, Strength::Fair, "place_start");
        }
        self.people(&words, end, limit);
    }

    /// "Anthony Hill", "Australian Joe Park": people whose surname is a place's word.
    fn called_like_a_place(&self, words: &[usize]) -> bool {
        let [.., first, last] = words else { return false };
        let (f, l) = (self.word(*first), self.word(*last));
        f.given && !f.common && l.surname && (words.len() == 2 || self.adjective[words[words.len() - 3]])
    }

    /// The words behind the last title of a run: "Russian Foreign Minister | Sergei Lavrov".
    fn untitled(&self, words: &[usize]) -> Vec<usize> {
        let cut = words
            .iter()
            .enumerate()
            .rev()
            .skip(1)
            .find(|(_, w)| self.word(**w).cues.any(Cues::TITLE))
            .map_or(0, |(n, _)| n + 1);
        words[cut..].to_vec()
    }

    fn people(&mut self, words: &[usize], end: usize, limit: usize) {
        let name = self.untitled(words);
        let titled = name.len() < words.len() && !modifier(self.text(words[words.len() - name.len() - 1]));
        let mut name = name;
        // "Italian Paolo Rossi": the nationality stays outside.
        while name.len() > 1 && self.adjective[name[0]] {
            name.remove(0);
        }
        let (Some(&first), Some(&last)) = (name.first(), name.last()) else { return };
        let n = name.len();
        let range = first..end;
        let any_cue = name.iter().any(|w| {
            self.word(*w)
                .cues
                .any(Cues(Cues::ORG_END.0 | Cues::NOT_NAME.0 | Cues::EVENT_END.0 | Cues::PLACE_END.0))
        });
        let f = self.word(first);
        let l = self.word(last);
        let initial = self.text(first).chars().count() == 1;
        let role = self.page.before(first).is_some_and(|b| {
            self.article.words.cues(self.text(b)).any(Cues::ROLE)
                && self.page.text.tokens[b].kind == TokenKind::Word
        });
        let titled = titled
            || (n > 0 && name.len() == words.len() && person_before(self.page, first, self.article) && !role);
        let speaks = end < limit
            && self.article.words.cues(self.text(end)).any(Cues::SPEECH)
            && !self.page.word(end).capital;
        let spoken = self
            .page
            .before(first)
            .is_some_and(|b| matches!(self.text(b), "said" | "says" | "told" | "added"));
        let aged = self.text(end) == ","
            && self
                .page
                .text
                .tokens
                .get(end + 1)
                .is_some_and(|t| t.kind == TokenKind::Number && t.end - t.start <= 2)
            && matches!(self.text(end + 2), "," | ".");
        if self.adjective[first] {
            return;
        }
        // Tickers and tags: "<BONA.S>", "<A HREF".
        if first > 0 && matches!(self.text(first - 1), "<" | "&")
            || self.text(end) == ">"
            || self.text(first) == "U"
            || self.text(last).chars().count() == 1
        {
            return;
        }
        if accept::in_dateline(self.page, first, end) {
            self.add(range, Kind::PLACE, Strength::Fair, "dateline");
            return;
        }
        if titled && (1..=4).contains(&n) && !any_cue {
            let strength = if n == 1 && (l.common && !l.surname) { Strength::Weak } else { Strength::Strong };
            self.add(range, Kind::PERSON, strength, "person_title");
            return;
        }
        if (2..=5).contains(&n) && !any_cue {
            let known = f.given && (!f.common || l.surname && !l.common);
            if known && (!l.common || l.surname) {
                self.add(range, Kind::PERSON, Strength::Strong, "person_given_name");
            } else if initial && (l.surname || !l.english) && self.text(last).chars().count() > 1 {
                self.add(range, Kind::PERSON, Strength::Strong, "person_initial");
            } else if (role || aged) && !f.common {
                self.add(
                    range,
                    Kind::PERSON,
                    Strength::Strong,
                    if role { "person_role" } else { "person_age" },
                );
            } else if (speaks || spoken) && !f.common && (!l.common || l.surname) {
                self.add(range, Kind::PERSON, Strength::Fair, "person_speaks");
            } else if l.surname && !f.english && !l.common {
                self.add(range, Kind::PERSON, Strength::Fair, "person_surname");
            } else if name.iter().all(|w| !self.word(*w).english) && n <= 3 {
                let placed =
                    self.page.before(first).is_some_and(|b| matches!(self.text(b), "in" | "near" | "at"));
                let person = name.iter().any(|w| self.word(*w).given || self.word(*w).surname);
                if !placed && !person {
                    return;
                }
                let kind = if placed { Kind::PLACE } else { Kind::PERSON };
                self.add(range, kind, Strength::Weak, if placed { "place_in" } else { "unknown_words" });
            }
            return;
        }
        if n != 1 || any_cue || (words.len() > 1 && !titled) {
            return;
        }
        let token = &self.page.text.tokens[first];
        let opens = self.page.opens(first);
        if token.case == LetterCase::Upper {
            let letters = (token.end - token.start) as usize;
            if (2..=6).contains(&letters)
                && !roman(self.text(first))
                && !f.common
                && !f.cues.any(Cues::NOT_NAME)
                && !self.page.text.tokens.get(end).is_some_and(|t| t.glued() && t.kind == TokenKind::Number)
            {
                self.add(range, Kind::ORGANIZATION, Strength::Weak, "capitals");
            }
            return;
        }
        if f.common || f.cues.any(Cues::NOT_NAME) {
            return;
        }
        if role && (f.surname || !f.english) {
            self.add(range, Kind::PERSON, Strength::Fair, "person_role");
        } else if (speaks || spoken) && (f.surname || !f.english) {
            self.add(range, Kind::PERSON, Strength::Weak, "person_speaks");
        } else if !opens
            && !f.english
            && !f.given
            && self.page.before(first).is_some_and(|b| matches!(self.text(b), "in" | "near" | "at" | "from"))
        {
            self.add(range, Kind::PLACE, Strength::Weak, "place_in");
        }
    }

    /// "University of Nowhere", "Ministry of Health and Social Care": where the phrase behind `last`
    /// ends, if there is one.
    fn of_phrase(&self, last: usize, end: usize, limit: usize) -> Option<usize> {
        if end != last + 1 || !matches!(self.text(end), "of" | "for" | "on") {
            return None;
        }
        let cues = self.word(last).cues;
        if !cues.any(Cues(Cues::ORG_OF.0 | Cues::EVENT_END.0 | Cues::PLACE_START.0 | Cues::PLACE_END.0))
            || (self.text(end) == "on" && !cues.any(Cues(Cues::ORG_OF.0 | Cues::EVENT_END.0)))
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
        let mut tail = self.run_end(at, limit);
        // "and" joins what follows to the name of a ministry or department.
        while tail + 1 < limit
            && matches!(self.text(tail), "and" | "of" | "for")
            && self.word(tail + 1).capital
            && !self.page.word(tail + 1).given
        {
            let joins = self.text(tail) != "and"
                || matches!(
                    self.text(last),
                    "Ministry"
                        | "Department"
                        | "Office"
                        | "Agency"
                        | "School"
                        | "Institute"
                        | "Faculty"
                        | "Committee"
                        | "Commission"
                );
            if !joins {
                break;
            }
            tail = self.run_end(tail + 1, limit);
        }
        Some(tail)
    }

    /// "Harbour Safety Board (HSB)": the initials in the brackets prove the name before them.
    fn defined(&mut self, words: &[usize], end: usize, limit: usize) -> bool {
        if end + 2 >= limit || self.text(end) != "(" || self.text(end + 2) != ")" {
            return false;
        }
        let acronym = self.text(end + 1).to_string();
        if self.page.text.tokens[end + 1].case != LetterCase::Upper || acronym.len() < 3 {
            return false;
        }
        let sentence = self.page.text.sentences[self.page.text.sentence_of(end)].tokens.start;
        let Some(start) = initials(self.page, sentence, end, &acronym) else { return false };
        if words.len() == 1 && start == words[0] {
            return false;
        }
        self.add(start..end, Kind::ORGANIZATION, Strength::Strong, "defined_acronym");
        true
    }

    /// In lines where nearly every word has a capital only names of people by their given name and
    /// title stand out.
    fn headline(&mut self, range: Range<usize>) {
        let shouting = self.page.style(range.start) == Style::Shouting;
        let words: Vec<usize> = self.words_in(range.clone());
        for pair in words.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let near = b == a + 1 && self.page.text.tokens[b].gap == Gap::Space;
            let (f, l) = (self.word(a), self.word(b));
            let cue = |w: Word| {
                w.cues.any(Cues(
                    Cues::NOT_NAME.0
                        | Cues::ORG_END.0
                        | Cues::PLACE_END.0
                        | Cues::EVENT_END.0
                        | Cues::TITLE.0,
                ))
            };
            if near
                && f.given
                && !f.common
                && l.surname
                && !l.common
                && !cue(f)
                && !cue(l)
                && !self.adjective[a]
            {
                self.add(
                    a..b + 1,
                    Kind::PERSON,
                    if shouting { Strength::Weak } else { Strength::Fair },
                    "person_given_name",
                );
            }
        }
    }
}

fn roman(word: &str) -> bool {
    word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// The token where the words begin whose initials, read backwards from `end`, give the acronym.
fn initials(page: &Page<'_>, sentence: usize, end: usize, acronym: &str) -> Option<usize> {
    let mut letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).collect();
    let mut at = end;
    let mut skipped = 0;
    while let Some(&wanted) = letters.last() {
        if at == sentence {
            return None;
        }
        at -= 1;
        if page.text.tokens[at].kind != TokenKind::Word {
            continue;
        }
        let first = page.as_is(at).chars().next().unwrap_or(' ');
        if first.to_uppercase().eq(wanted.to_uppercase()) && (first.is_uppercase() || letters.len() > 1) {
            letters.pop();
            skipped = 0;
        } else if matches!(page.as_is(at), "of" | "the" | "for" | "and" | "on" | "in" | "de" | "et" | "to")
            || skipped == 0 && first.is_uppercase() && letters.len() < acronym.len()
        {
            skipped += 1;
        } else {
            return None;
        }
    }
    page.word(at).capital.then_some(at)
}
