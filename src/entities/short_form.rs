//! Whether words that are spelled as a short form of a name stand for it where they stand.

use std::ops::Range;

use super::cues::{Cues, Word};
use super::forms::Target;
use super::page::{Page, Style};
use super::usage::{acts_as_firm, plays, thing, verb};
use super::{Article, Mention, Method, Origin, Referent, discover, initials};
use crate::dictionary::{AliasKind, Kind, Territory, fold};
use crate::text::{Gap, LetterCase, TokenKind};

/// Words that are spelled as a short form of a name of the article.
pub struct ShortForm<'s> {
    pub page: &'s Page<'s>,
    pub article: &'s Article<'s>,
    /// The tokens.
    pub range: &'s Range<usize>,
    /// For each token of the part the mention that it belongs to.
    pub owner: &'s [Option<usize>],
    /// The mentions of the part.
    pub mentions: &'s [Mention],
    /// The name in full.
    pub target: &'s Target,
}

impl ShortForm<'_> {
    /// What speaks against a short form wherever it stands.
    const NEVER: [fn(&Self) -> bool; 8] = [
        Self::word_for_initials,
        Self::symbol,
        Self::opens_another_name,
        Self::town_of_the_name,
        Self::letters_of_another,
        Self::of_another_nation,
        Self::bearer,
        Self::plain_word,
    ];

    /// What speaks against one that nothing else was taken for.
    const NOT_FREE: [fn(&Self) -> bool; 6] = [
        Self::everyday_word,
        Self::no_name,
        Self::object,
        Self::common_noun,
        Self::ends_a_longer_name,
        Self::begins_a_longer_name,
    ];

    /// Whether the words stand for the name; inside, the mention that they are instead of, of those not yet `dropped`.
    pub fn stands(&self, dropped: &[bool]) -> Option<Option<usize>> {
        if Self::NEVER.iter().any(|against| against(self)) {
            return None;
        }
        match self.range.clone().find_map(|token| self.owner[token]) {
            Some(n) => (!dropped[n] && self.replaces(n)).then_some(Some(n)),
            None => (!Self::NOT_FREE.iter().any(|against| against(self))).then_some(None),
        }
    }

    /// The mention that the words are.
    pub fn mention(&self) -> Mention {
        let ShortForm { page, range, target, .. } = *self;
        Mention {
            span: page.text.span(range.clone()),
            tokens: range.clone(),
            sentence: page.text.sentence_of(range.start),
            kind: target.kind,
            referent: target.referent.clone(),
            method: target.method,
            origin: Origin::Rule(target.rule),
            alternatives: vec![],
            country: None,
            territory: Territory::None,
        }
    }

    fn word(&self) -> Word {
        self.page.word(self.range.start)
    }

    /// Its letters are capitals throughout.
    fn capitals(&self) -> bool {
        self.page.text.tokens[self.range.start].case == LetterCase::Upper
    }

    fn one_word(&self) -> bool {
        self.range.len() == 1
    }

    fn rule(&self, name: &str) -> bool {
        self.target.rule == name
    }

    fn prose(&self) -> bool {
        self.page.style(self.range.start) == Style::Prose
    }

    /// The mention that its first token belongs to.
    fn owner(&self) -> Option<&Mention> {
        self.owner[self.range.start].map(|n| &self.mentions[n])
    }

    /// "Who" and "IT" after "the World Herring Office (WHO)": not in capitals, or a word by itself.
    fn word_for_initials(&self) -> bool {
        let word = self.word();
        self.rule("initials")
            && (!self.capitals()
                || word.common
                || self.one_word() && word.cues.any(Cues::NOT_NAME | Cues::TITLE))
    }

    /// "<OKFD.O>": how the exchange writes a company.
    fn symbol(&self) -> bool {
        let (page, at) = (self.page, self.range.start);
        self.capitals()
            && self.one_word()
            && at > 0
            && page.as_is(at - 1) == "<"
            && initials::symbol(page, at - 1)
    }

    /// "Okumbe Square" after "Okumbe Mills": the first word of something else.
    fn opens_another_name(&self) -> bool {
        let end = self.range.end;
        self.rule("first_word")
            && self.page.word(end).capital
            && self.page.text.tokens.get(end).is_some_and(|t| t.gap <= Gap::Line)
    }

    /// "in Okumbe" is the town of the name.
    fn town_of_the_name(&self) -> bool {
        let page = self.page;
        let placed =
            || page.before(self.range.start).is_some_and(|b| page.word(b).written.any(Cues::PLACING));
        self.rule("first_word")
            && self.owner().is_some_and(|m| m.kind == Kind::PLACE)
            && (placed() || page.as_is(self.range.end) == ",")
    }

    /// Letters before a body's name are its own only where they were taken for a body before.
    fn letters_of_another(&self) -> bool {
        let token = &self.page.text.tokens[self.range.start];
        let letters = self.capitals() && token.end - token.start <= 5;
        let own = |m: &&Mention| match m.referent {
            Referent::Entity(e) => !self.page.names_in_full(e, self.article),
            Referent::Name(_) => true,
        };
        let body = || self.owner().filter(|m| m.kind == Kind::ORGANIZATION).filter(own);
        self.rule("first_word") && letters && self.prose() && body().is_none()
    }

    /// "US Wheat Associates" after "Australian Wheat Associates"
    fn of_another_nation(&self) -> bool {
        let at = self.range.start;
        let place = |end: usize| {
            let mut hits = self.page.hits_at(end - 1).iter();
            hits.any(|h| h.end == end && self.article.dictionary.heaviest(h).1.kind == Kind::PLACE)
        };
        self.rule("without_nationality") && at > 0 && place(at)
    }

    /// "Ms. Kaplan Thaler" is not the agency that bears her name.
    fn bearer(&self) -> bool {
        self.target.kind == Kind::ORGANIZATION && discover::person_before(self.page, self.range.start)
    }

    /// "Chemical" after "Chemical Bank Corp": an English word that stands for the firm where it acts as one.
    fn plain(&self) -> bool {
        self.rule("first_word") && self.one_word() && self.word().english
    }

    /// "chemical plants": the plain word where it does nothing that firms do, or is another firm.
    fn plain_word(&self) -> bool {
        let body = |m: &Mention| m.kind == Kind::ORGANIZATION && matches!(m.referent, Referent::Entity(_));
        self.plain() && (self.owner().is_some_and(body) || !acts_as_firm(self.page, self.article, self.range))
    }

    /// Whether the words are the name rather than the mention of that number, which they were taken for.
    fn replaces(&self, n: usize) -> bool {
        let ShortForm { page, article, range, owner, mentions, target } = *self;
        let other = &mentions[n];
        let better = self.namesake(other) || self.fuller(other);
        if matches!(target.rule, "given_name" | "last_word")
            && !better
            && (!matches!(other.referent, Referent::Name(_)) && other.origin != Origin::Rule("national_body")
                || other.kind != target.kind && !self.word().given)
        {
            return false;
        }
        // "Dos Ramos", where "Ramos" by itself is a town.
        let within = range.start <= other.tokens.start && (other.tokens.end <= range.end || self.owns(other));
        let several = range.clone().any(|t| owner[t].is_some_and(|o| o != n));
        if !within || several || other.referent == target.referent {
            return false;
        }
        // The article's own full name outweighs a small town or a guess of the same spelling.
        // "Bristol Lund" after "Bristol Lund Inc" is no town.
        let longer = target.rule == "without_legal_form" && range.len() > other.tokens.len();
        match &other.referent {
            _ if better || longer || self.introduced(other) => true,
            Referent::Name(_) => true,
            Referent::Entity(e) => {
                let entity = &article.dictionary.entities[*e as usize];
                let weight = match other.origin {
                    Origin::Alias(a) => article.dictionary.aliases[a as usize].weight,
                    // Which country's it is was only taken for granted.
                    Origin::Rule("national_body") => 0,
                    Origin::Rule(_) => entity.weight,
                };
                let limit = if target.kind == Kind::PERSON { 78 } else { 60 };
                if target.rule == "initials" {
                    other.kind == Kind::ORGANIZATION && weight < limit && !page.names_in_full(*e, article)
                } else {
                    weight < limit && other.method != Method::Adjective || target.method == Method::Acronym
                }
            }
        }
    }

    /// "Stone walls fell": an everyday word at a sentence start, or in a headline, is no surname by itself, unless it
    /// does what people, firms or teams do: "Stone said".
    fn everyday_word(&self) -> bool {
        let ShortForm { page, article, range, target, .. } = *self;
        let doubtful = self.word().common && !self.plain() && (page.opens(range.start) || !self.prose());
        let acts = || {
            page.text.tokens.get(range.end).is_some_and(|t| t.kind == TokenKind::Clitic)
                || target.kind == Kind::ORGANIZATION && initials::symbol(page, range.end)
                || page.word(range.end).written.any(Cues::SPEECH)
                || target.kind == Kind::PERSON && self.prose() && verb(page, article, range.end)
                || self.rule("team_nickname") && plays(page, range.end)
        };
        self.one_word() && doubtful && target.method != Method::Acronym && !acts()
    }

    /// "Monday" after "Ana Monday"
    fn no_name(&self) -> bool {
        self.one_word() && self.word().cues.any(Cues::NOT_NAME)
    }

    /// "the Stone was", "another Castle", but "the Okonkwo government"
    fn object(&self) -> bool {
        self.target.kind == Kind::PERSON && self.one_word() && thing(self.page, self.article, self.range)
    }

    /// "a Bank holiday", "Party Secretary", but "the Assembly"
    fn common_noun(&self) -> bool {
        let (page, at, end) = (self.page, self.range.start, self.range.end);
        self.rule("last_word")
            && (page.opens(at)
                || !self.prose()
                || !page.before(at).is_some_and(|b| matches!(page.as_is(b), "the" | "The"))
                || page.word(end).capital
                || page.as_is(end) == "of" && page.word(end + 1).capital)
    }

    /// Whether the token is part of a longer run: "Brown Brothers", "Green Street".
    fn runs_on(&self, token: usize) -> bool {
        let word = self.page.word(token);
        word.capital
            && !word.cues.any(Cues::TITLE)
            && self.owner[token].is_none()
            && self.page.style(token) == Style::Prose
            && !word.common
    }

    /// "Mali Poppy Cooper": the end of a longer name that was not understood.
    fn ends_a_longer_name(&self) -> bool {
        let (page, at) = (self.page, self.range.start);
        let given = |n: usize| {
            let guess = |m: &Mention| m.kind == Kind::PERSON && m.method == Method::Rule;
            let word = page.word(n);
            word.given && !word.function && self.owner[n].is_none_or(|n| guess(&self.mentions[n]))
        };
        at > page.text.sentences[page.text.sentence_of(at)].tokens.start
            && page.text.tokens[at].gap == Gap::Space
            && (self.runs_on(at - 1) || given(at - 1))
    }

    /// "Cooper Okumbe" after "Poppy Cooper"
    fn begins_a_longer_name(&self) -> bool {
        let end = self.range.end;
        self.target.kind == Kind::PERSON
            && end < self.owner.len()
            && self.page.text.tokens[end].gap == Gap::Space
            && self.runs_on(end)
    }

    /// Whether the possessive of somebody's name is taken for a shop that is called so: "Macy's speech" after "John Macy".
    fn owns(&self, shop: &Mention) -> bool {
        let (page, range) = (self.page, self.range);
        let Origin::Alias(alias) = shop.origin else { return false };
        let clitic = page.text.tokens.get(range.end).is_some_and(|t| t.kind == TokenKind::Clitic);
        self.target.kind == Kind::PERSON
            && self.rule("surname")
            && shop.kind == Kind::ORGANIZATION
            && clitic
            && shop.tokens == (range.start..range.end + 1)
            && self.article.dictionary.aliases[alias as usize].weight < SHOP
    }

    /// Whether the body that is best known by the words yields to one that the article names by more: "the Senate" where it
    /// has the "Florida Senate", and nothing of the other in full.
    fn fuller(&self, other: &Mention) -> bool {
        let ShortForm { page, article, range, target, .. } = *self;
        let dictionary = article.dictionary;
        let (Referent::Entity(known), Origin::Alias(alias)) = (&other.referent, other.origin) else {
            return false;
        };
        let Referent::Entity(target_entity) = target.referent else { return false };
        // What it is called by more is a state: the "Florida" of "Florida Senate".
        let name = dictionary.string(dictionary.entities[target_entity as usize].name);
        let own = name.strip_suffix(page.text.slice(range.clone())).unwrap_or_default();
        let of_state = dictionary.index.pattern(&fold(own.trim_end())).is_some_and(|pattern| {
            let aliases = dictionary.index.aliases(pattern).iter();
            aliases.map(|a| dictionary.entity_of(*a)).any(|e| e.territory == Territory::State)
        });
        matches!(target.rule, "last_word" | "without_nationality")
            && other.kind == Kind::ORGANIZATION
            && target.kind == Kind::ORGANIZATION
            && of_state
            && dictionary.aliases[alias as usize].kind == AliasKind::Short
            && page.word(range.start).english
            && !page.names_in_full(*known, article)
    }

    /// Whether somebody known to all by the surname yields to a namesake whom the article names in full first: "Carnov"
    /// after "Maria Carnov", but not behind "Prime Minister", nor where "Carnov" stood alone before.
    fn introduced(&self, other: &Mention) -> bool {
        let ShortForm { page, article, mentions, target, .. } = *self;
        let Referent::Entity(known) = other.referent else { return false };
        let start = other.tokens.start;
        let named = |m: &&Mention| m.referent == other.referent || m.referent == target.referent;
        let first = mentions.iter().take_while(|m| m.tokens.start < start).find(named);
        other.kind == Kind::PERSON
            && other.tokens.len() == 1
            && target.kind == Kind::PERSON
            && self.rule("surname")
            && !page.names_in_full(known, article)
            && !discover::person_before(page, start)
            && first.is_some_and(|m| m.referent == target.referent && m.tokens.len() > 1)
    }

    /// Whether the place is called as somebody of the article is, and does what people do where the article has nothing
    /// else of the place's country: "Jordan scored" after "Michael Jordan".
    fn namesake(&self, place: &Mention) -> bool {
        let ShortForm { page, article, range, mentions, target, .. } = *self;
        if target.kind != Kind::PERSON
            || place.kind != Kind::PLACE
            || place.tokens != *range
            || range.len() > 1
        {
            return false;
        }
        let acts = page.text.tokens.get(range.end).is_some_and(|t| t.kind == TokenKind::Clitic)
            || verb(page, article, range.end)
            || matches!(
                page.as_is(range.end),
                "left" | "made" | "hit" | "came" | "went" | "won" | "lost" | "took"
            );
        let placed = page
            .before(range.start)
            .is_some_and(|b| page.word(b).written.any(Cues::PLACING) || page.as_is(b) == "of");
        let name = page.as_is(range.start);
        let other = |m: &Mention| m.country == place.country && page.text.slice(m.tokens.clone()) != name;
        acts && !placed && place.country.is_some() && !mentions.iter().any(other)
    }
}

/// Below this weight a shop with a possessive name yields to somebody of the article who has the name.
const SHOP: u8 = 70;
