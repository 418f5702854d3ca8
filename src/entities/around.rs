//! The words around one place where a name of no dictionary stands, and what they say of its kind.

use super::Article;
use super::cues::Cues;
use super::page::Page;
use super::runs::{self, Run};
use super::votes::Votes;
use crate::dictionary::{AliasKind, Kind, Territory};
use crate::text::{Class, Gap, LetterCase, TokenKind};

pub(super) struct Around<'a, 'p> {
    pub(super) page: &'a Page<'p>,
    pub(super) article: &'a Article<'a>,
    pub(super) run: &'a Run,
}

impl Around<'_, '_> {
    pub(super) fn text(&self, at: usize) -> &str {
        if at < self.run.limit { self.page.as_is(at) } else { "" }
    }

    pub(super) fn cues(&self, at: usize) -> Cues {
        if at < self.run.limit { self.page.word(at).written } else { Cues::default() }
    }

    /// The cues of a word in small letters; a capitalised one belongs to a name of its own.
    pub(super) fn small(&self, at: usize) -> Cues {
        let Some(token) = self.page.text.tokens.get(at).filter(|t| t.kind == TokenKind::Word) else {
            return Cues::default();
        };
        if token.case == LetterCase::Lower {
            self.cues(at)
        } else if at < self.run.start && self.page.opens(at) {
            self.page.word(at).small
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
            // "X, the court's spokesman"
            if token.kind == TokenKind::Clitic {
                kind = None;
                continue;
            }
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
                        | "behind"
                        | "under"
                        | "between"
                        | "among"
                        | "against"
                        | "after"
                        | "before"
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

    pub(super) fn weigh(&self, votes: &mut Votes) {
        if let Some(kind) = self.listed() {
            votes.add(kind, 2, "listed");
        }
        self.counted_together(votes);
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
    pub(super) fn itself(&self, votes: &mut Votes) {
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
            // "the Emperor's sisters"
            let title =
                self.run.name().len() == 1 && self.page.word(self.run.name()[0]).cues.any(Cues::TITLE);
            if (owned.any(Cues::KIN) || next.any(Cues::KIN)) && !title {
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
                    // "the MOE, a soldier said"
                    if let Some(kind) = self
                        .described(end + 2)
                        .filter(|k| *k != Kind::PERSON || !self.initials() && !self.inside())
                    {
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
                let initials = self.initials();
                let verb = matches!(
                    self.text(end + 1),
                    "a" | "an" | "the" | "his" | "her" | "their" | "its" | "this"
                );
                let kind = self.kind_of_noun(end);
                if let Some(kind) = kind {
                    let rule = if kind == Kind::PLACE { "place_noun" } else { "organization_noun" };
                    votes.add(kind, 3, rule);
                } else if next.any(Cues::PLACE_NOUN) && !next.any(Cues::ROLE) {
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

    /// Whether the name is where something is: what follows describes somebody else ("born in X, the son of a raftsman").
    fn inside(&self) -> bool {
        self.page
            .before(self.run.start)
            .is_some_and(|b| matches!(self.text(b), "in" | "near" | "In" | "Near"))
    }

    /// Whether the name is one word in capitals.
    fn initials(&self) -> bool {
        let [name] = *self.run.name() else { return false };
        self.page.text.tokens[name].case == LetterCase::Upper
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
            && self.list_head().or_else(|| self.page.before(self.run.start)).is_some_and(|b| {
                matches!(
                    self.text(b),
                    "of" | "in" | "at" | "from" | "for" | "with" | "near" | "to" | "by" | "on"
                )
            })
    }

    /// Whether "and" stands behind the name and a place that the dictionary knows behind that.
    fn beside_place(&self) -> bool {
        self.text(self.run.end) == "and"
            && self.page.hits_at(self.run.end + 1).iter().any(|h| {
                let (alias, entity) = self.article.dictionary.heaviest(h);
                entity.kind == Kind::PLACE && alias.kind != AliasKind::Adjective
            })
    }

    /// "named after X", "was called after X"
    fn named_after(&self, after: usize) -> bool {
        after > 0 && matches!(self.text(after - 1), "named" | "called" | "renamed")
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
        // "the builder Maria Lund", but "the broker Telvarra"
        let made =
            cues.any(Cues::MAKER) && !(name.len() == 2 && name.iter().all(|w| !self.page.word(*w).english));
        if cues.any(Cues::ROLE) && !made && !self.page.opens(self.run.start) {
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
                        "capital" | "north" | "south" | "east" | "west" | "outskirts"
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
            // "MP for X"
            "for"
                if earlier(1)
                    .is_some_and(|n| matches!(self.text(n), "MP" | "MPs" | "MLA" | "MNA" | "MHA")) =>
            {
                votes.add(Kind::PLACE, 4, "place_role");
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
                } else if !owner && !earlier(1).is_some_and(|n| self.cues(n).any(Cues::NOT_PLACING)) {
                    votes.add(Kind::PLACE, 2, "place_in");
                }
            }
            "the" if name.len() == 1 && self.after_the() && !coined => {
                let within = earlier(1).map_or("", |n| self.text(n));
                if matches!(within, "in" | "across" | "throughout" | "around" | "near") {
                    votes.add(Kind::PLACE, 2, "place_in");
                }
            }
            // "Nairobi-based Okumbe"
            "based" if based(self.page, b) && !(name.len() > 1 && self.page.word(name[0]).given) => {
                votes.add(Kind::ORGANIZATION, 4, "organization_noun");
            }
            "near" | "Near" | "outside" => votes.add(Kind::PLACE, 3, "place_in"),
            // "buyers from X and Panvel"
            "from" if self.beside_place() => votes.add(Kind::PLACE, 2, "place_in"),
            "from" | "to" | "around" | "across" => votes.add(Kind::PLACE, 1, "place_in"),
            "southern" | "northern" | "eastern" | "western" | "central" | "downtown" => {
                votes.add(Kind::PLACE, 3, "place_in");
            }
            // Papers and firms are told things, too.
            "are" | "were" | "include" | "included"
                if earlier(1).is_some_and(|n| self.small(n).any(Cues::PLACE_NOUN))
                    && matches!(self.text(self.run.end), "," | "and") =>
            {
                votes.add(Kind::PLACE, 3, "place_noun");
            }
            _ if self.cues(b).any(Cues::PLACE_OBJECT) => {
                votes.add(Kind::PLACE, 2, "place_in");
            }
            "told" if coined => votes.add(Kind::ORGANIZATION, 2, "organization_speaks"),
            "told" => votes.add(Kind::PERSON, 2, "person_speaks"),
            "after" if self.named_after(b) => votes.add(Kind::PERSON, 2, "person_named"),
            "," | "and" | "or" => self.coordinated(votes),
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

/// Whether the "based" at the token says where: "Nairobi-based".
pub(super) fn based(page: &Page<'_>, at: usize) -> bool {
    let glued = |n: usize| page.text.tokens[n].glued();
    at >= 2
        && page.as_is(at) == "based"
        && glued(at)
        && page.as_is(at - 1) == "-"
        && glued(at - 1)
        && page.word(at - 2).capital
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
