//! What the article as a whole says of a name: the words around all places where it stands, weighed.
//!
//! One sentence seldom tells what an unknown name is; several together do. "The town of X" in the first
//! paragraph decides about "X" alone in the last. Each cue gives its kind some points; the kind that
//! leads clearly is the name's kind, and the strongest cue the rule that decided.

use rustc_hash::{FxHashMap, FxHashSet};

use super::around::Around;
use super::cues::Cues;
use super::name_words::title_case;
use super::page::Page;
use super::runs::Run;
use super::votes::{KINDS, Votes};
use super::{Article, initials};
use crate::dictionary::{Kind, fold, name_key};
use crate::text::{LetterCase, TokenKind};

/// Points a kind must have, and lead by, before it decides.
const ENOUGH: u16 = 2;

/// The votes for all names that runs of capitalised words spell in one article.
#[derive(Default)]
pub struct Evidence {
    names: FxHashMap<String, Votes>,
    /// Initials that the article uses as a common noun: in the plural ("EVMs"), or short for words in small
    /// letters ("chief fishing officer (CFO)").
    common: FxHashSet<String>,
    /// Those among them that are spelled out so.
    spelled: FxHashSet<String>,
    /// What storms and instruments are called: "Hurricane Ivan", the "Kato" of "Kato Space Telescope".
    things: FxHashSet<String>,
    /// What does as storms do: "Ivan weakened".
    blowing: FxHashSet<String>,
    /// Whether the article names a storm.
    stormy: bool,
}

impl Evidence {
    /// Weighs the surroundings of one part's runs.
    pub fn weigh(&mut self, page: &Page<'_>, article: &Article<'_>, runs: &[Run], adjective: &[bool]) {
        for run in runs {
            self.note_thing(page, run);
            let name = run.name();
            if let [word] = *name {
                self.note_common(page, article, word);
            }
            if name.len() > 4 || adjective[name[0]] || name.len() == 1 && doctrine(page.as_is(name[0])) {
                continue;
            }
            let key = key(page, run);
            let mut votes = Votes::default();
            let around = Around { page, article, run };
            // What a name looks like counts once, however often it stands.
            if !self.names.contains_key(&key) {
                around.itself(&mut votes);
            }
            around.weigh(&mut votes);
            if votes.points != [0; 3] {
                let all = self.names.entry(key).or_default();
                for (n, kind) in KINDS.iter().enumerate() {
                    if votes.points[n] > 0 {
                        all.add(*kind, votes.points[n], votes.rule[n].1);
                    }
                }
            }
        }
    }

    /// Notes what a storm or an instrument is called by the run, and what does as storms do.
    fn note_thing(&mut self, page: &Page<'_>, run: &Run) {
        if let Some(named) = storm(page, run) {
            self.things.insert(name_key(page.as_is(named)));
            self.stormy = true;
        }
        match *run.words {
            [name] if page.word(run.end).written.any(Cues::STORM) => {
                self.blowing.insert(name_key(page.as_is(name)));
            }
            [ref own @ .., last] if !own.is_empty() && page.word(last).cues.any(Cues::INSTRUMENT) => {
                let coined = own.iter().filter(|n| page.word(**n).given || page.word(**n).surname);
                self.things.extend(coined.map(|n| name_key(page.as_is(*n))));
            }
            _ => {}
        }
    }

    /// Notes initials that the article uses as a common noun.
    fn note_common(&mut self, page: &Page<'_>, article: &Article<'_>, at: usize) {
        let word = page.as_is(at);
        let capitals = word.bytes().take_while(u8::is_ascii_uppercase).count();
        let spelled = capitals >= 2 && word.len() == capitals && spelled_small(page, article, at);
        if spelled {
            self.spelled.insert(word.to_string());
        }
        let common = &word[capitals..] == "s"
            || word.len() == capitals && (counted(page, article, at) || initials::trial(page, at));
        if spelled || capitals >= 2 && common {
            self.common.insert(word[..capitals].to_string());
        }
    }

    /// Whether the article uses the initials as a common noun.
    pub fn is_common(&self, initials: &str) -> bool {
        self.common.contains(initials)
    }

    /// Whether the article spells the initials out as a common noun.
    pub fn is_spelled_small(&self, initials: &str) -> bool {
        self.spelled.contains(initials)
    }

    /// The kind that the article's evidence gives the run's name, with the points it leads by and its
    /// strongest cue.
    pub fn of(&self, page: &Page<'_>, run: &Run) -> Option<(Kind, u16, &'static str)> {
        let key = key(page, run);
        if self.things.contains(&key) || self.stormy && self.blowing.contains(&key) {
            return None;
        }
        let votes = self.names.get(&key)?;
        let mut order = [0, 1, 2];
        order.sort_by_key(|n| std::cmp::Reverse(votes.points[*n]));
        let [first, second, _] = order;
        let lead = votes.points[first] - votes.points[second];
        (votes.points[first] >= ENOUGH && lead >= 1).then(|| (KINDS[first], lead, votes.rule[first].1))
    }
}

/// The name of a storm that the run is: "Hurricane Ivan", "Tropical Storm Ivan", "Ivan" behind "cyclone".
pub fn storm(page: &Page<'_>, run: &Run) -> Option<usize> {
    let kind = |n: usize| {
        matches!(
            page.as_is(n),
            "Hurricane"
                | "hurricane"
                | "Hurricanes"
                | "hurricanes"
                | "Typhoon"
                | "typhoon"
                | "Typhoons"
                | "Cyclone"
                | "cyclone"
                | "Cyclones"
                | "Storm"
                | "storm"
        )
    };
    match run.words[..] {
        [name] => {
            let before = page.before(name).filter(|b| b + 1 == name)?;
            // "Hurricanes Ivan and Kato"
            let joined = page.as_is(before) == "and" && before >= 2 && page.as_is(before - 2).ends_with('s');
            (kind(before) || joined && kind(before - 2)).then_some(name)
        }
        [first, name] => kind(first).then_some(name),
        [first, second, name] if matches!(page.as_is(first), "Tropical" | "Super") => {
            kind(second).then_some(name)
        }
        _ => None,
    }
}

/// Whether the initials at the token are one of many, or somebody's, and no noun stands behind: "an MPP", "his BA".
fn counted(page: &Page<'_>, article: &Article<'_>, at: usize) -> bool {
    let next = page.text.tokens.get(at + 1);
    let one = page.before(at).is_some_and(|b| {
        b + 1 == at && matches!(page.as_is(b), "a" | "an" | "A" | "An" | "his" | "her" | "my")
    });
    one && (next.is_none_or(|t| t.kind == TokenKind::Mark && page.as_is(at + 1) != "-")
        || article.english.words.function(page.as_is(at + 1)).is_some())
}

/// Whether the initials at the token stand in brackets behind an event, or behind the words in small letters
/// that they are short for, and those tell no organization: "first information report (FIR)".
fn spelled_small(page: &Page<'_>, article: &Article<'_>, at: usize) -> bool {
    if at < 3 || page.as_is(at - 1) != "(" || page.as_is(at + 1) != ")" {
        return false;
    }
    // "the Harbour Trade Agreement (HARTA)"
    // A forum may be a body.
    let body = page.word(at - 2).small.any(Cues::ORG_NOUN);
    if page.word(at - 2).cues.any(Cues::EVENT_END) && !body {
        return true;
    }
    let mut word = at - 1;
    for (n, letter) in page.as_is(at).bytes().rev().enumerate() {
        loop {
            let Some(before) = word.checked_sub(1) else { return false };
            word = before;
            // "science and technology", "electro-magnetic"
            if !matches!(page.as_is(word), "and" | "of" | "," | "-" | "the" | "for" | "in") {
                break;
            }
        }
        let text = page.as_is(word);
        let fits = text.bytes().next().is_some_and(|b| b.eq_ignore_ascii_case(&letter));
        let first = n + 1 == page.as_is(at).len() && page.opens(word);
        let organization = n == 0 && {
            let capital = title_case(text);
            let body = article.words.cues(&capital);
            page.word(word).written.any(Cues::ORG_NOUN)
                || body.any(Cues::ORG_END | Cues::ORG_OF) && !body.any(Cues::FIELD)
        };
        if !fits || organization || page.text.tokens[word].case != LetterCase::Lower && !first {
            return false;
        }
    }
    true
}

/// The form under which a run's name is counted: two words and more as they are compared in dictionaries.
fn key(page: &Page<'_>, run: &Run) -> String {
    match run.name() {
        [word] => name_key(page.as_is(*word)),
        _ => fold(page.text.slice(run.name_tokens())),
    }
}

/// "Jihadist", "Salafism": adherents and doctrines, never names by themselves.
fn doctrine(word: &str) -> bool {
    ["ist", "ists", "ism", "isms", "ites", "ians", "yans"].iter().any(|end| word.ends_with(end))
}
