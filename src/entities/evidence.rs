//! What the article as a whole says of a name: the words around all places where it stands, weighed.
//!
//! One sentence seldom tells what an unknown name is; several together do. "The town of X" in the first
//! paragraph decides about "X" alone in the last. Each cue gives its kind some points; the kind that
//! leads clearly is the name's kind, and the strongest cue the rule that decided.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Article;
use super::cues::Cues;
use super::page::{Page, title_case};
use super::runs::{self, Run};
use crate::dictionary::{AliasKind, Hit, Kind, Territory, fold, name_key};
use crate::text::{Class, Gap, LetterCase, TokenKind};

/// Points a kind must have, and lead by, before it decides.
const ENOUGH: u16 = 2;

/// The kinds that cues speak for, in the order of [`Votes::points`].
const KINDS: [Kind; 3] = [Kind::PERSON, Kind::PLACE, Kind::ORGANIZATION];

/// Points of a name over the whole article.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    points: [u16; 3],
    /// The strongest single cue of each kind.
    rule: [(u16, &'static str); 3],
}

impl Votes {
    fn add(&mut self, kind: Kind, points: u16, rule: &'static str) {
        let at = KINDS.iter().position(|k| *k == kind).unwrap_or_default();
        self.points[at] = self.points[at].saturating_add(points);
        if points > self.rule[at].0 {
            self.rule[at] = (points, rule);
        }
    }
}

/// The votes for all names that runs of capitalised words spell in one article.
#[derive(Default)]
pub struct Evidence {
    names: FxHashMap<String, Votes>,
    /// Initials that the article uses as a common noun: in the plural ("EVMs"), or short for words in small
    /// letters ("chief fishing officer (CFO)").
    common: FxHashSet<String>,
    /// Those among them that are spelled out so.
    spelled: FxHashSet<String>,
    /// What storms are called: "Hurricane Ivan".
    storms: FxHashSet<String>,
}

impl Evidence {
    /// Weighs the surroundings of one part's runs.
    pub fn weigh(&mut self, page: &Page<'_>, article: &Article<'_>, runs: &[Run], adjective: &[bool]) {
        for run in runs {
            if let Some(named) = storm(page, run) {
                self.storms.insert(name_key(page.as_is(named)));
            }
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

    /// Notes initials that the article uses as a common noun.
    fn note_common(&mut self, page: &Page<'_>, article: &Article<'_>, at: usize) {
        let word = page.as_is(at);
        let capitals = word.bytes().take_while(u8::is_ascii_uppercase).count();
        let spelled = capitals >= 2 && word.len() == capitals && spelled_small(page, article, at);
        if spelled {
            self.spelled.insert(word.to_string());
        }
        let common = &word[capitals..] == "s" || word.len() == capitals && counted(page, article, at);
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
        if self.storms.contains(&key) {
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
            "Hurricane" | "hurricane" | "Typhoon" | "typhoon" | "Cyclone" | "cyclone" | "Storm" | "storm"
        )
    };
    match run.words[..] {
        [name] => page.before(name).filter(|b| b + 1 == name && kind(*b)).map(|_| name),
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
    let body = article.words.cues(&page.as_is(at - 2).to_lowercase()).any(Cues::ORG_NOUN);
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
            article.words.cues(text).any(Cues::ORG_NOUN)
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

struct Around<'a, 'p> {
    page: &'a Page<'p>,
    article: &'a Article<'a>,
    run: &'a Run,
}

impl Around<'_, '_> {
    fn text(&self, at: usize) -> &str {
        if at < self.run.limit { self.page.as_is(at) } else { "" }
    }

    fn cues(&self, at: usize) -> Cues {
        if at < self.run.limit { self.article.words.cues(self.page.as_is(at)) } else { Cues::default() }
    }

    /// The cues of a word in small letters; a capitalised one belongs to a name of its own.
    fn small(&self, at: usize) -> Cues {
        let Some(token) = self.page.text.tokens.get(at).filter(|t| t.kind == TokenKind::Word) else {
            return Cues::default();
        };
        if token.case == LetterCase::Lower {
            self.cues(at)
        } else if at < self.run.start && self.page.opens(at) {
            self.article.words.cues(&self.text(at).to_lowercase())
        } else {
            Cues::default()
        }
    }

    /// The kind that the noun group from `at` on tells by its last word that tells any: "a district judge".
    fn described(&self, at: usize) -> Option<Kind> {
        let mut kind = None;
        for at in at..at + 6 {
            let cues = self.small(at);
            let token = self.page.text.tokens.get(at)?;
            if token.kind != TokenKind::Word && self.text(at) != "-"
                || matches!(
                    self.text(at),
                    "of" | "in"
                        | "who"
                        | "that"
                        | "which"
                        | "for"
                        | "at"
                        | "on"
                        | "with"
                        | "near"
                        | "from"
                        | "to"
                        | ""
                )
            {
                break;
            }
            if cues.any(Cues::ROLE) {
                kind = Some(Kind::PERSON);
            } else if cues.any(Cues::PLACE_NOUN) {
                kind = Some(Kind::PLACE);
            } else if cues.any(Cues::ORG_NOUN) {
                kind = Some(Kind::ORGANIZATION);
            }
        }
        kind
    }

    /// The kind of the known names on both sides in a list: "Nakuru, X and Kisumu".
    fn listed(&self) -> Option<Kind> {
        let joins = |n: usize| matches!(self.text(n), "," | "and" | "or");
        let Run { start, end, .. } = *self.run;
        if start < 2 || !joins(end) || !joins(start - 1) || self.page.opens(start) {
            return None;
        }
        let kind = |hits: &mut dyn Iterator<Item = &'_ Hit>| {
            let (alias, entity) = self.article.dictionary.heaviest(hits.next()?);
            (alias.kind != AliasKind::Adjective).then_some(entity.kind)
        };
        // "Nakuru, and X"
        let next = end + 1 + usize::from(self.text(end) == "," && joins(end + 1));
        let before = start - 1 - usize::from(joins(start - 2));
        let behind = kind(&mut self.page.hits_at(next).iter())?;
        let mut ahead =
            (before.saturating_sub(3)..before).flat_map(|n| self.page.hits_at(n)).filter(|h| h.end == before);
        (next < self.run.limit && kind(&mut ahead)? == behind && KINDS.contains(&behind)).then_some(behind)
    }

    fn weigh(&self, votes: &mut Votes) {
        if let Some(kind) = self.listed() {
            votes.add(kind, 2, "listed");
        }
        self.behind(votes);
        if self.run.titled {
            votes.add(Kind::PERSON, 4, "person_title");
        } else if self.run.titles == 0 {
            self.before(votes);
        }
    }

    /// Whether the name has an article and no noun behind it, as people have none: "the Kimberley", but "the Kato
    /// family".
    fn after_the(&self) -> bool {
        let Run { start, end, .. } = *self.run;
        let after = |b: usize| b + 1 == start && matches!(self.text(b), "the" | "The");
        if self.run.titles > 0 || !self.page.before(start).is_some_and(after) {
            return false;
        }
        let words = &self.article.english.words;
        !self.page.text.tokens.get(end).is_some_and(|t| t.case == LetterCase::Lower)
            || words.function(self.text(end)).is_some()
            || !words.classes(self.text(end)).any(Class(Class::NOUN.0 | Class::NOUNS.0))
            || self.cues(end).any(Cues::PLACING)
    }

    /// What people are called.
    fn itself(&self, votes: &mut Votes) {
        let name = self.run.name();
        let (first, last) = (self.page.word(name[0]), self.page.word(name[name.len() - 1]));
        if name.len() == 1 {
            let token = &self.page.text.tokens[name[0]];
            if self.after_the() {
                return;
            }
            if first.common && first.given && first.cues.any(Cues::GIVEN_WORD) {
                votes.add(Kind::PERSON, 1, "given_name");
            }
            if first.common || first.english && !first.given || token.case == LetterCase::Upper {
                return;
            }
            if first.given || first.surname {
                let (points, rule) = if first.given { (2, "given_name") } else { (1, "person_surname") };
                votes.add(Kind::PERSON, points, rule);
            }
            return;
        }
        if first.given && !first.common && (last.surname || !runs::opens_place(self.page, name[0])) {
            votes.add(Kind::PERSON, if last.surname { 3 } else { 2 }, "person_given_name");
        }
        if last.surname && !last.common {
            votes.add(Kind::PERSON, 1, "person_surname");
        }
    }

    fn behind(&self, votes: &mut Votes) {
        let end = self.run.end;
        let tokens = &self.page.text.tokens;
        let clitic = end < self.run.limit && tokens[end].kind == TokenKind::Clitic;
        if clitic {
            let owned = self.small(end + 1);
            let next = self.small(end + 2);
            if owned.any(Cues::KIN) || next.any(Cues::KIN) {
                votes.add(Kind::PERSON, 3, "kin");
            } else if owned.any(Cues::ORG_PART) {
                votes.add(Kind::ORGANIZATION, 2, "organization_part");
            }
            return;
        }
        match self.text(end) {
            "," => {
                if self.text(end + 1) == "who" {
                    votes.add(Kind::PERSON, 3, "person_who");
                } else if self.aged(end) {
                    votes.add(Kind::PERSON, 4, "person_age");
                } else if matches!(self.text(end + 1), "a" | "an" | "the") {
                    // "X, the former mayor", "X, a small town"
                    if let Some(kind) = self.described(end + 2) {
                        votes.add(kind, 3, apposition(kind));
                    }
                } else if self.country(end + 1) {
                    // Athletes are listed so: "Maria Lund, Norway, won".
                    let given = self.run.name().len() > 1 && self.page.word(self.run.name()[0]).given;
                    votes.add(Kind::PLACE, if given { 1 } else { 3 }, "place_country");
                }
            }
            "who" => votes.add(Kind::PERSON, 2, "person_who"),
            "himself" | "herself" => votes.add(Kind::PERSON, 4, "person_acts"),
            _ => {
                let near = end < self.run.limit && tokens[end].gap == Gap::Space;
                let next = if near { self.small(end) } else { Cues::default() };
                let initials =
                    self.run.name().len() == 1 && tokens[self.run.name()[0]].case == LetterCase::Upper;
                let verb = matches!(
                    self.text(end + 1),
                    "a" | "an" | "the" | "his" | "her" | "their" | "its" | "this"
                );
                if next.any(Cues::PLACE_NOUN) && !next.any(Cues::ROLE) {
                    if !initials {
                        votes.add(Kind::PLACE, 3, "place_noun");
                    }
                } else if next.any(Cues::ORG_NOUN) {
                    votes.add(Kind::ORGANIZATION, 3, "organization_noun");
                } else if next.any(Cues::ORG_PART) && !verb
                    || self.text(end) == "chief" && self.text(end + 1) == "executive"
                {
                    votes.add(Kind::ORGANIZATION, 2, "organization_part");
                } else if next.any(Cues::SPEECH) && self.text(end + 1) == "it" && !self.object() {
                    votes.add(Kind::ORGANIZATION, 2, "organization_speaks");
                } else if next.any(Cues::SPEECH) && !self.object() {
                    let alone = self.run.name().len() == 1;
                    if alone && coined(self.text(self.run.name()[0])) {
                        votes.add(Kind::ORGANIZATION, 1, "organization_speaks");
                    } else {
                        votes.add(Kind::PERSON, 1 + u16::from(alone), "person_speaks");
                    }
                    votes.add(Kind::ORGANIZATION, 1, "organization_speaks");
                } else if self.acts(end) {
                    votes.add(Kind::PERSON, 3, "person_acts");
                } else if matches!(self.text(end), "is" | "was")
                    && matches!(self.text(end + 1), "a" | "an" | "the")
                    && let Some(kind) = self.described(end + 2)
                {
                    votes.add(kind, 2, apposition(kind));
                }
            }
        }
    }

    /// Whether the verb at the token says what only people do, or what is done to them only: "married", "was born".
    fn acts(&self, at: usize) -> bool {
        let [name] = *self.run.name() else { return false };
        if self.object() || self.page.word(name).english {
            return false;
        }
        // "ran for mayor", "ran as an independent"
        let stood = matches!(self.text(at), "ran" | "stood")
            && matches!(self.text(at + 1), "for" | "as" | "against")
            || matches!(self.text(at), "also" | "later")
                && matches!(self.text(at + 1), "ran" | "stood")
                && matches!(self.text(at + 2), "for" | "as" | "against");
        let passive = matches!(self.text(at), "was" | "is" | "had" | "has" | "later" | "also");
        stood
            || self.small(at).any(Cues::HUMAN_ACT)
            || matches!(self.text(at), "was" | "is") && self.small(at + 1).any(Cues::HUMAN_FATE)
            || passive && self.small(at + 1).any(Cues::HUMAN_ACT)
    }

    /// ", 61," or ", 61."
    fn aged(&self, comma: usize) -> bool {
        self.page
            .text
            .tokens
            .get(comma + 1)
            .is_some_and(|t| t.kind == TokenKind::Number && t.end - t.start <= 2)
            && matches!(self.page.as_is(comma + 2), "," | ".")
    }

    /// Whether a country or a large region stands at the token.
    fn country(&self, at: usize) -> bool {
        self.page.hits_at(at).iter().any(|h| {
            let (alias, entity) = self.article.dictionary.heaviest(h);
            let surface = self.page.text.slice(h.start..h.end);
            // "La." is a state, "La" is none.
            let stop = !self.article.dictionary.string(alias.text).ends_with('.') || self.text(h.end) == ".";
            stop && self.article.dictionary.fits(alias, surface, false)
                && entity.kind == Kind::PLACE
                && (entity.territory != Territory::None || entity.weight >= 74)
        })
    }

    /// Whether a preposition stands before the name, so that the verb behind is not its own.
    fn object(&self) -> bool {
        self.run.titles == 0
            && self.page.before(self.run.start).is_some_and(|b| {
                matches!(
                    self.text(b),
                    "of" | "in" | "at" | "from" | "for" | "with" | "near" | "to" | "by" | "on"
                )
            })
    }

    fn before(&self, votes: &mut Votes) {
        let Some(b) = self.page.before(self.run.start) else { return };
        // "in Specialty Retailing", "to Ba-1": words of a trade or a grade, no place.
        let name = self.run.name();
        let grade = self.text(self.run.end) == "-"
            && self
                .page
                .text
                .tokens
                .get(self.run.end + 1)
                .is_some_and(|t| t.kind == TokenKind::Number && t.glued());
        let everyday = name.len() > 1 && name.iter().all(|w| self.page.word(*w).english);
        // "in BitTorrent systems"
        let coined = name.len() == 1 && coined(self.text(name[0]));
        if grade || (everyday || coined) && matches!(self.text(b), "in" | "to" | "from") {
            return;
        }
        let earlier = |n: usize| {
            b.checked_sub(n)
                .filter(|_| self.page.text.sentence_of(b) == self.page.text.sentence_of(b.saturating_sub(n)))
        };
        // A title of a film or a word that is talked about.
        if b + 1 < self.run.start {
            return;
        }
        // "Mr Kato's wife, Maria"
        if self.text(b) == ","
            && earlier(1).is_some_and(|n| self.small(n).any(Cues::KIN) && self.small(n).any(Cues::ROLE))
        {
            votes.add(Kind::PERSON, 3, "kin");
            return;
        }
        // "a lawyer named Kato", "an officer, surnamed Kato"
        if self.text(b) == "surnamed"
            || matches!(self.text(b), "named" | "called" | "nicknamed")
                && earlier(1).is_some_and(|n| self.small(n).any(Cues::ROLE))
        {
            votes.add(Kind::PERSON, 4, "person_named");
            return;
        }
        let cues = self.small(b);
        if cues.any(Cues::ROLE) && !self.page.opens(self.run.start) {
            votes.add(Kind::PERSON, 3, "person_role");
            return;
        }
        if self.page.text.tokens[b].kind == TokenKind::Word && cues.any(Cues::ORG_NOUN) {
            votes.add(Kind::ORGANIZATION, 3, "organization_noun");
            return;
        }
        if cues.any(Cues::PLACE_NOUN) {
            votes.add(Kind::PLACE, 2, "place_noun");
            return;
        }
        match self.text(b) {
            "of" => {
                let Some(noun) = earlier(1) else { return };
                if self.small(noun).any(Cues::PLACE_NOUN)
                    || matches!(
                        self.text(noun),
                        "capital" | "north" | "south" | "east" | "west" | "outskirts" | "residents"
                    )
                {
                    votes.add(Kind::PLACE, 4, "place_noun");
                } else if self.small(noun).any(Cues::PLACE_ROLE) {
                    votes.add(Kind::PLACE, 2, "place_role");
                } else if self.small(noun).any(Cues::KIN) {
                    votes.add(Kind::PERSON, 3, "kin");
                } else if self.small(noun).any(Cues::ROLE)
                    || matches!(
                        self.text(noun),
                        "shares"
                            | "stake"
                            | "unit"
                            | "arm"
                            | "subsidiary"
                            | "members"
                            | "takeover"
                            | "acquisition"
                    )
                {
                    votes.add(Kind::ORGANIZATION, 2, "organization_part");
                }
            }
            "at" | "with" | "for" => {
                let before = earlier(1).map(|n| self.small(n)).unwrap_or_default();
                if before.any(Cues::KIN) {
                    votes.add(Kind::PERSON, 2, "kin");
                } else if before.any(Cues::ROLE) || before.any(Cues::ORG_PART) && self.text(b) == "at" {
                    votes.add(Kind::ORGANIZATION, 3, "organization_role");
                } else if self.text(b) == "at" {
                    votes.add(Kind::PLACE, 1, "place_in");
                }
            }
            "in" | "In" => {
                // "believe in X", "shares in X", "in X's car"
                let word = earlier(1).map_or("", |n| self.text(n));
                let owner =
                    self.page.text.tokens.get(self.run.end).is_some_and(|t| t.kind == TokenKind::Clitic);
                if matches!(
                    word,
                    "shares" | "Shares" | "stake" | "stakes" | "investment" | "investors" | "interest"
                ) {
                    votes.add(Kind::ORGANIZATION, 3, "organization_part");
                } else if !owner
                    && !matches!(
                        word,
                        "believe"
                            | "believes"
                            | "believed"
                            | "trust"
                            | "invest"
                            | "invested"
                            | "investing"
                            | "faith"
                            | "confidence"
                            | "star"
                            | "stars"
                            | "starred"
                            | "starring"
                            | "trade"
                            | "traded"
                            | "dealt"
                            | "spoke"
                            | "speaking"
                            | "speak"
                            | "speaks"
                            | "written"
                            | "sang"
                            | "rise"
                            | "drop"
                            | "fall"
                            | "increase"
                            | "role"
                            | "cast"
                    )
                {
                    votes.add(Kind::PLACE, 2, "place_in");
                }
            }
            "the" if name.len() == 1 && self.after_the() && !coined => {
                let within = earlier(1).map_or("", |n| self.text(n));
                if matches!(within, "in" | "across" | "throughout" | "around" | "near") {
                    votes.add(Kind::PLACE, 2, "place_in");
                }
            }
            "near" | "Near" | "outside" => votes.add(Kind::PLACE, 3, "place_in"),
            "from" | "to" | "around" | "across" => votes.add(Kind::PLACE, 1, "place_in"),
            "southern" | "northern" | "eastern" | "western" | "central" | "downtown" => {
                votes.add(Kind::PLACE, 3, "place_in");
            }
            "told" => votes.add(Kind::PERSON, 2, "person_speaks"),
            // "..., said X." but not "said X had not paid"
            "said" | "says" | "added"
                if self.page.text.tokens.get(self.run.end).is_none_or(|t| t.kind == TokenKind::Mark) =>
            {
                votes.add(Kind::PERSON, 2, "person_speaks");
            }
            "by" if earlier(1).is_some_and(|n| {
                matches!(self.text(n), "owned" | "acquired" | "bought" | "operated" | "manufactured" | "run")
            }) =>
            {
                let given = self.run.name().len() > 1 && self.page.word(self.run.name()[0]).given;
                votes.add(Kind::ORGANIZATION, if given { 1 } else { 3 }, "organization_part");
            }
            _ => {}
        }
    }
}

fn apposition(kind: Kind) -> &'static str {
    match kind {
        Kind::PERSON => "apposition_person",
        Kind::PLACE => "apposition_place",
        _ => "apposition_organization",
    }
}

/// "MessageLabs", "PHLCorp": capitals inside a word, and not those of "McLeod" and "DeMarco".
fn coined(word: &str) -> bool {
    let inner = word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let surname = ["Mc", "Mac", "De", "Di", "Da", "La", "Le", "Van", "Fitz", "O'", "O’", "D'", "D’"];
    inner && !word.contains('-') && !surname.iter().any(|s| word.starts_with(s))
}

/// "Jihadist", "Salafism": adherents and doctrines, never names by themselves.
fn doctrine(word: &str) -> bool {
    ["ist", "ists", "ism", "isms", "ites", "ians", "yans"].iter().any(|end| word.ends_with(end))
}
