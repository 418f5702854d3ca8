//! Names that no dictionary has: runs of capitalised words, told apart by what they end in, what
//! stands around them and what people are called.

use std::ops::Range;

use super::cues::{Cues, Word};
use super::evidence::Evidence;
use super::page::{Page, Style};
use super::runs::Run;
use super::{Article, Candidate, CandidateSource, Strength, works};
use crate::dictionary::Kind;
use crate::text::{Gap, TokenKind};

/// What the rules for names of no dictionary work on.
pub struct Unknown<'a> {
    /// The runs of capitalised words of the part.
    pub runs: &'a [Run],
    /// The tokens that are adjectives of places.
    pub adjective: &'a [bool],
    /// What the whole article says of each name.
    pub evidence: &'a Evidence,
}

/// Proposes candidates for all runs of capitalised words, and for people in headlines.
pub fn propose(page: &Page<'_>, article: &Article<'_>, unknown: &Unknown<'_>, out: &mut Vec<Candidate>) {
    let Unknown { runs, adjective, evidence } = *unknown;
    let mut finder = Finder { page, article, adjective, evidence, out };
    for run in runs {
        finder.run(run);
    }
    for (index, sentence) in page.text.sentences.iter().enumerate() {
        if page.styles[index] != Style::Prose {
            finder.headline(sentence.tokens.clone());
        }
        for title in works::titles(page, sentence.tokens.clone()) {
            finder.hide(title, "work");
        }
    }
}

/// Whether the word before `token` says that a person follows.
pub fn person_before(page: &Page<'_>, token: usize) -> bool {
    page.before(token).is_some_and(|b| {
        let at = if page.as_is(b) == "." && b > 0 { b - 1 } else { b };
        let cues = page.word(at).written;
        cues.any(Cues::TITLE) && !cues.any(Cues::OFFICE)
            || cues.any(Cues::ROLE) && page.text.tokens[b].kind == TokenKind::Word
    })
}

pub(super) struct Finder<'a, 'p> {
    pub(super) page: &'a Page<'p>,
    pub(super) article: &'a Article<'a>,
    pub(super) adjective: &'a [bool],
    pub(super) evidence: &'a Evidence,
    out: &'a mut Vec<Candidate>,
}

impl Finder<'_, '_> {
    pub(super) fn add(&mut self, tokens: Range<usize>, kind: Kind, strength: Strength, rule: &'static str) {
        self.out.push(Candidate { tokens, kind: Some(kind), strength, source: CandidateSource::Rule(rule) });
    }

    /// What the dictionary knows by a longer name than stands here.
    pub(super) fn add_known(&mut self, tokens: Range<usize>, alias: u32) {
        self.out.push(Candidate {
            tokens,
            kind: Some(self.article.dictionary.entity_of(alias).kind),
            strength: Strength::Strong,
            source: CandidateSource::Aliases(vec![alias]),
        });
    }

    /// No name stands inside these tokens: an event, a law, a prize.
    pub(super) fn hide(&mut self, tokens: Range<usize>, rule: &'static str) {
        let source = CandidateSource::Rule(rule);
        self.out.push(Candidate { tokens, kind: None, strength: Strength::Strong, source });
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.page.as_is(at)
    }

    pub(super) fn word(&self, at: usize) -> Word {
        self.page.word(at)
    }

    /// The word tokens of a stretch.
    pub(super) fn words_in(&self, range: Range<usize>) -> Vec<usize> {
        range.filter(|n| self.page.text.tokens[*n].kind == TokenKind::Word).collect()
    }

    /// How many words a person's name has, those joined by hyphens and particles counted with the next:
    /// "Nawaf Al-Ahmad bin Jaber".
    pub(super) fn parts(&self, name: &[usize]) -> usize {
        let joins = |n: usize| {
            self.word(n).written.any(Cues::PARTICLE)
                || self.text(n + 1) == "-" && self.page.text.tokens[n + 1].glued()
        };
        name.iter().filter(|n| !joins(**n)).count()
    }

    /// Whether the tokens stand in quotation marks and nothing else does: the title of a work.
    pub(super) fn quoted(&self, tokens: &Range<usize>) -> bool {
        let open = |n: usize| matches!(self.text(n), "\"" | "“" | "‘" | "``" | "'" | "«" | "‹");
        let close = |n: usize| matches!(self.text(n), "\"" | "”" | "’" | "''" | "'" | "»" | "›");
        // "a clerk called 'Kato'"
        let named = tokens.start > 1 && matches!(self.text(tokens.start - 2), "named" | "called" | "as");
        tokens.start > 0 && !named && open(tokens.start - 1) && close(tokens.end)
    }

    /// Whether initials are short for what is no name: "an MPP", "NEVs", "HK$35", "MLA Maria Lund", "the chief
    /// fishing officer (CFO)".
    pub(super) fn common_noun(&self, first: usize, end: usize) -> bool {
        let tokens = &self.page.text.tokens;
        let word = self.text(first);
        if word.ends_with('s') || self.evidence.is_common(word) {
            return true;
        }
        let next = tokens.get(end);
        if next.is_some_and(|t| t.glued()) && matches!(self.text(end), "$" | "€" | "£") {
            return true;
        }
        let one = self.page.before(first).is_some_and(|b| {
            matches!(self.text(b), "a" | "an" | "A" | "An" | "his" | "her" | "my" | "His" | "Her" | "My")
        });
        let alone = next.is_none_or(|t| t.kind == TokenKind::Mark && self.text(end) != "-")
            || self.article.english.words.function(self.text(end)).is_some();
        let (given, surname) = (self.word(end), self.word(end + 1));
        // "MLA Maria Lund", "MLA B Z Qaddumi"
        let initial = self.page.text.tokens.get(end).is_some_and(|t| t.end - t.start == 1) && surname.capital;
        let before_person = next.is_some_and(|t| t.gap == Gap::Space)
            && given.capital
            && (initial || given.given && !given.common && surname.capital && !surname.common);
        // "KD 890", "MNT 4,030"
        let money = next.is_some_and(|t| {
            t.kind == TokenKind::Number
                && t.gap == Gap::Space
                && (t.end - t.start >= 3 || self.text(end).contains(','))
        });
        one && alone || before_person || money && word.len() <= 3
    }

    /// "Harbour Safety Board (HSB)": the initials in the brackets prove the name before them.
    pub(super) fn defined(&mut self, words: &[usize], end: usize, limit: usize) -> bool {
        if end + 2 >= limit || self.text(end) != "(" || self.text(end + 2) != ")" {
            return false;
        }
        let acronym = self.text(end + 1).to_string();
        if !initialism(&acronym) || acronym.len() < 3 || self.word(end + 1).cues.any(Cues::NOT_NAME) {
            return false;
        }
        let sentence = self.page.text.sentences[self.page.text.sentence_of(end)].tokens.start;
        let Some(start) = spelled(self.page, sentence, end, &acronym) else { return false };
        if words.len() == 1 && start == words[0] {
            return false;
        }
        let last = self.word(words[words.len() - 1]).cues;
        let organization = words.iter().any(|w| self.word(*w).cues.any(Cues::ORG_END | Cues::ORG_OF));
        // "Learning Networks (LNs)" are of a kind.
        let several = acronym.ends_with('s') && !(last.any(Cues::ORG_END) && !last.any(Cues::FIELD));
        let kind = if several {
            None
        } else if last.any(Cues::ORG_END) || organization && !last.any(Cues::EVENT_END) {
            Some(Kind::ORGANIZATION)
        } else if last.any(Cues::PLACE_END) {
            Some(Kind::PLACE)
        } else if last.any(Cues::EVENT_END | Cues::TITLE) {
            None
        } else {
            Some(Kind::ORGANIZATION)
        };
        match kind {
            Some(kind) => self.add(start..end, kind, Strength::Strong, "defined_acronym"),
            None => {
                self.hide(end + 1..end + 2, "defined_acronym");
                self.hide(start..end, "defined_acronym");
            }
        }
        true
    }

    /// In lines where nearly every word has a capital only names of people by their given name and
    /// title stand out.
    pub(super) fn headline(&mut self, range: Range<usize>) {
        let shouting = self.page.style(range.start) == Style::Shouting;
        let words: Vec<usize> = self.words_in(range.clone());
        for pair in words.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let near = b == a + 1 && self.page.text.tokens[b].gap == Gap::Space;
            let (f, l) = (self.word(a), self.word(b));
            let cue = |w: Word| {
                w.cues.any(Cues::NOT_NAME | Cues::ORG_END | Cues::PLACE_END | Cues::EVENT_END | Cues::TITLE)
            };
            // A rare surname is no more than a guess, and the name may be longer.
            let alone = |a: usize, b: usize| {
                let beside = |n: usize| self.word(n).capital && self.page.text.tokens[n].gap <= Gap::Space;
                !shouting && !beside(b + 1) && !(a > 0 && self.word(a - 1).capital && beside(a))
            };
            if near
                && f.given
                && !f.common
                && (l.surname || !l.english && l.capital && alone(a, b))
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

/// Behind initials: what makes them a model, a rating or a speaker's mark ("DT-668", "BBB-minus", "JN: Yes").
pub fn model(page: &Page<'_>, end: usize) -> bool {
    let tokens = &page.text.tokens;
    let glued = |n: usize| tokens.get(n).is_some_and(|t| t.glued());
    glued(end)
        && page.as_is(end) == "-"
        && glued(end + 1)
        && (tokens[end + 1].kind == TokenKind::Number || matches!(page.as_is(end + 1), "plus" | "minus"))
        || page.as_is(end) == ":" && page.opens(end - 1)
}

/// Initials, perhaps in the plural: "EVM", "EVMs".
fn initialism(word: &str) -> bool {
    let capitals = word.strip_suffix('s').unwrap_or(word);
    capitals.chars().count() > 1 && !capitals.chars().any(char::is_lowercase)
}

/// A Roman figure behind the name of a ruler.
pub fn roman(word: &str) -> bool {
    word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// The token where the words begin whose initials, read backwards from `end`, give the acronym.
fn spelled(page: &Page<'_>, sentence: usize, end: usize, acronym: &str) -> Option<usize> {
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
