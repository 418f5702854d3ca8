//! Which entity the words of a name stand for: by weight, by what else the article names, by what stands beside
//! them; or none that the dictionary has.

use std::cell::OnceCell;
use std::ops::Range;

use super::area::{self, Areas};
use super::cues::Cues;
use super::mention::{of_the_country, unlinked};
use super::page::{Page, Style};
use super::{
    Article, Mention, Method, Origin, Referent, around, dateline, discover, national, neighbours, sport,
};
use crate::dictionary::{Alias, AliasKind, Entity, Kind, Territory};
use crate::text::{LetterCase, TokenKind};

/// What words that are spelled as an entity is called turn out to be.
pub enum Linked {
    /// A mention.
    Mention(Mention),
    /// No name, nor part of one.
    Nothing,
    /// A name that says nothing of the entity: what rules take it for holds.
    Another,
}

/// What words spelled as these aliases are.
pub fn linked(
    page: &Page<'_>,
    tokens: Range<usize>,
    aliases: &[u32],
    article: &Article<'_>,
    areas: &Areas<'_>,
) -> Linked {
    let dictionary = article.dictionary;
    let name = Name::new(page, tokens.clone(), aliases, article, areas);
    let mut ranked: Vec<(i32, u32)> = aliases.iter().map(|a| (name.score(*a), *a)).collect();
    // Of equals comes first whom the dictionary has first.
    ranked.sort_by_key(|(score, _)| -score);
    let alias = ranked[0].1;
    match name.meant(alias) {
        Meant::Nothing => Linked::Nothing,
        Meant::Another => Linked::Another,
        Meant::Body(alias) => Linked::Mention(of_the_country(page, tokens, alias, article)),
        Meant::Unknown(kind, rule) => {
            let others = ranked.iter().map(|(_, a)| dictionary.aliases[*a as usize].entity).take(5).collect();
            Linked::Mention(unlinked(page, tokens, kind, rule, others))
        }
        Meant::Entity => {
            let meant = &dictionary.aliases[alias as usize];
            let adjective = meant.kind == AliasKind::Adjective;
            Linked::Mention(Mention {
                span: page.text.span(tokens.clone()),
                sentence: page.text.sentence_of(tokens.start),
                tokens,
                kind: dictionary.entities[meant.entity as usize].kind,
                referent: Referent::Entity(meant.entity),
                method: if adjective { Method::Adjective } else { Method::Dictionary },
                origin: Origin::Alias(alias),
                alternatives: alternatives(&ranked, article),
                country: dictionary.country_code(meant.entity),
                territory: dictionary.entities[meant.entity as usize].territory,
            })
        }
    }
}

/// Those who are not far behind the best.
fn alternatives(ranked: &[(i32, u32)], article: &Article<'_>) -> Vec<u32> {
    let entity = |alias: u32| article.dictionary.aliases[alias as usize].entity;
    let (best, chosen) = (ranked[0].0, entity(ranked[0].1));
    let mut alternatives: Vec<u32> = Vec::new();
    for (score, other) in &ranked[1..] {
        let other = entity(*other);
        if other != chosen && best - score <= 40 && !alternatives.contains(&other) && alternatives.len() < 5 {
            alternatives.push(other);
        }
    }
    alternatives
}

/// What words that are spelled as an entity is called stand for.
enum Meant {
    /// The entity.
    Entity,
    /// Somebody or something of this kind that no dictionary has, as the rule says.
    Unknown(Kind, &'static str),
    /// The body of the country that the article is about, by an alias.
    Body(u32),
    /// No name.
    Nothing,
    /// Somebody or something else, of what kind rules may tell.
    Another,
}

/// The words of a name, and what around them tells whose it is.
struct Name<'n> {
    page: &'n Page<'n>,
    article: &'n Article<'n>,
    areas: &'n Areas<'n>,
    tokens: Range<usize>,
    /// More than one could be meant.
    several: bool,
    /// The kind of the best known of them.
    best_known: Kind,
    /// How well known it is.
    best_weight: u8,
    /// The country of the best known.
    best_country: &'n str,
    /// A title stands before it, as before people.
    titled: bool,
    /// The words before it say that a place follows.
    placed: bool,
    /// The country or state behind it that it lies in.
    within: Option<&'n str>,
    /// The country of the town behind it where it sits: "the Senate in Oslo".
    seat: Option<&'n str>,
    /// The country before it whose it is.
    owner: Option<&'n str>,
    /// That country is where it is based: "Houston-based X".
    based: bool,
    /// The country before it and a comma, as before a state of its name.
    holds: Option<&'n str>,
    /// The sports that are spoken of around it, once they are asked for.
    sports: OnceCell<u16>,
}

impl<'n> Name<'n> {
    fn new(
        page: &'n Page<'n>,
        tokens: Range<usize>,
        aliases: &[u32],
        article: &'n Article<'n>,
        areas: &'n Areas<'n>,
    ) -> Self {
        let several = aliases.len() > 1;
        let best_known = article.dictionary.entity_of(aliases[0]).kind;
        let start = tokens.start;
        // "Houston-based Telvarra"
        let based = start > 2 && around::based(page, start - 1);
        let whose = if based { start - 2 } else { start };
        let owner = (several || best_known == Kind::ORGANIZATION)
            .then(|| area::before(page, whose, article))
            .flatten();
        // "Atlanta, Georgia"
        let holds = (several && start > 0 && page.as_is(start - 1) == ",")
            .then(|| area::before(page, start - 1, article))
            .flatten();
        Name {
            several,
            best_known,
            best_weight: article.dictionary.aliases[aliases[0] as usize].weight,
            best_country: article.dictionary.entity_of(aliases[0]).country(),
            titled: several && discover::person_before(page, start),
            placed: several && neighbours::placed(page, start),
            within: areas.of(page, &tokens, aliases, article),
            seat: area::seat(page, &tokens, article),
            owner,
            based,
            holds,
            sports: OnceCell::new(),
            page,
            article,
            areas,
            tokens,
        }
    }

    /// What speaks for the entity of an alias.
    fn score(&self, alias: u32) -> i32 {
        let Name { page, article, areas, several, .. } = *self;
        let dictionary = article.dictionary;
        let (entity, alias) = (dictionary.entity_of(alias), &dictionary.aliases[alias as usize]);
        let id = dictionary.string(entity.id);
        let country = entity.country();
        let mut score = i32::from(alias.weight);
        // "LONDON" in Canadian news is the one on the Thames, unless the state of another is named.
        let overshadowed = several
            && entity.kind == Kind::PLACE
            && entity.territory == Territory::None
            && self.best_weight >= METROPOLIS
            && alias.weight + FAR <= self.best_weight
            && self.best_country != country;
        // Initials that several bodies have are those of one from where the article's towns and people are.
        let bodies = several && entity.kind == Kind::ORGANIZATION && self.best_known == Kind::ORGANIZATION;
        if overshadowed {
            score += 3;
        } else if areas.named.contains(country) {
            // A country named in passing speaks for none of two towns that are both well known.
            let passing = several
                && entity.kind == Kind::PLACE
                && self.best_weight >= area::KNOWN_EVERYWHERE
                && areas.home.in_passing(country);
            score += match entity.territory {
                Territory::Country => 5,
                _ if passing => 3,
                _ => 14,
            };
        } else if bodies && areas.home.touches_besides(entity) {
            score += 8;
        }
        let local = entity.kind == Kind::PLACE && entity.territory == Territory::None;
        if local && areas.named.contains(entity.state()) {
            score += STATE;
        }
        if several && !overshadowed && areas.home.country.is_some_and(|home| home == country) {
            score += at_home(alias, entity, self.best_known);
        }
        if self.within.is_some_and(|area| area::lies_in(entity, area))
            && entity.kind == Kind::PLACE
            && entity.territory != Territory::Country
        {
            score += 45;
        }
        if self.holds.is_some_and(|c| c == country) && entity.territory == Territory::State {
            score += 45;
        }
        // "Spain's Supreme Court", "the Nigerian Senate"
        if self.owner.or(self.seat).is_some_and(|c| c == country) && entity.kind != Kind::PLACE {
            score += 45;
        }
        if entity.kind == Kind::PERSON && self.titled || entity.kind == Kind::PLACE && self.placed {
            score += 25;
        }
        // "Amazon deforestation"
        if several && entity.kind == Kind::PLACE && self.in_nature() {
            score += 45;
        }
        // "Minnesota" where "the Timberwolves" are spoken of
        if several && alias.kind == AliasKind::Team && page.names_by_nickname(alias.entity, article) {
            score += 30;
        }
        if several && entity.kind == Kind::ORGANIZATION {
            let plays = article.words.sport_of_team(id);
            let around = || sport::around(page, &self.tokens, article);
            if plays != 0 && plays & self.sports.get_or_init(around) != 0 {
                score += 25;
            }
        }
        score
    }

    /// How well known a body must be whose initials alone stand for it where the article does not name its country.
    fn known_by_initials(&self, alias: &Alias, entity: &Entity, abroad: bool) -> u8 {
        let dictionary = self.article.dictionary;
        let written = dictionary.string(alias.text);
        // "P.A.M." is hardly what everybody writes "PAM".
        if self.page.text.slice(self.tokens.clone()).contains('.') && !written.contains('.') {
            return KNOWN_IN_LETTERS;
        }
        // "TDK", "EMC Corporation": who has no other name is called so wherever the firm is written of.
        let own = dictionary.string(entity.name).starts_with(written);
        if abroad {
            KNOWN_ABROAD
        } else if own || self.areas.home.touches_besides(entity) || self.is_school(entity) {
            LITTLE_KNOWN
        } else if entity.country().is_empty() {
            KNOWN_TO_ALL
        } else {
            KNOWN_ABROAD
        }
    }

    /// Whether the entity is a school, and what is done at one stands beside: "joined the NTBU faculty".
    fn is_school(&self, entity: &Entity) -> bool {
        let Name { page, article, ref tokens, .. } = *self;
        let name = article.dictionary.string(entity.name);
        let learning = |n: usize| page.word(n).written.any(Cues::LEARNING) || page.as_is(n) == "faculty";
        ["University", "College", "Institute", "School"].iter().any(|body| name.contains(body))
            && (learning(tokens.end) || (tokens.start.saturating_sub(3)..tokens.start).any(learning))
    }

    /// Whether the name is that of somebody or something little known in a country that the article has nothing else
    /// of, so that another is meant who is called so: any "Robert Taylor", a firm "Moretti" here rather than there.
    fn namesake(&self, alias: &Alias, entity: &Entity) -> bool {
        let Name { page, article, areas, ref tokens, .. } = *self;
        if areas.named.contains(entity.country()) || areas.named.contains(entity.state()) {
            return false;
        }
        let first = page.word(tokens.start);
        match entity.kind {
            // Players of all countries are named by name only.
            Kind::PERSON => {
                alias.weight < SELDOM_MET
                    && tokens.len() == 2
                    && article.words.everybodys(page.as_is(tokens.start), page.as_is(tokens.end - 1))
                    && !areas.home.touches_besides(entity)
                    && !page.sport
                    && *self.sports.get_or_init(|| sport::around(page, tokens, article)) == 0
            }
            // "Upjohn" is one, "Online" and "Moretti" are anybody's.
            Kind::ORGANIZATION => {
                alias.weight < LITTLE_KNOWN
                    && tokens.len() == 1
                    && alias.kind != AliasKind::Team
                    && (first.english
                        || first.surname
                        || first.given
                        || article.dictionary.all_capitals(alias))
                    && areas.home.is_abroad(entity)
                    && !page.names_in_full(alias.entity, article)
                    && !dateline::sends(page, tokens.start)
            }
            _ => false,
        }
    }

    /// Whether what stands behind belongs to a land and to no firm: "Amazon deforestation".
    fn in_nature(&self) -> bool {
        self.page.word(self.tokens.end).written.any(Cues::NATURE)
    }

    /// Whether the body of many countries is another than that of the world: "Russia's Security Council", or
    /// "the Security Council" in an article that has nothing of the United Nations.
    fn of_a_country(&self, alias: &Alias, entity: &Entity) -> bool {
        let dictionary = self.article.dictionary;
        let name = dictionary.string(entity.name);
        let parent = |entity: &Entity| {
            let first = dictionary.string(entity.name);
            first.contains(' ') && first.len() < name.len() && name.starts_with(first)
        };
        let hits = &self.page.hits;
        alias.kind == AliasKind::Short
            && entity.kind == Kind::ORGANIZATION
            && entity.country().is_empty()
            && self.tokens.len() > 1
            && national::is_public(self.page, &self.tokens)
            && (self.owner.is_some()
                || self.areas.home.country.is_some()
                    && !hits.iter().any(|h| {
                        let (known, entity) = dictionary.heaviest(h);
                        known.entity == alias.entity && h.end - h.start > self.tokens.len() || parent(entity)
                    }))
    }

    /// Whether the alias that speaks loudest is meant, or something that no dictionary has.
    fn meant(&self, alias: u32) -> Meant {
        let Name { page, article, areas, ref tokens, .. } = *self;
        let meant = &article.dictionary.aliases[alias as usize];
        let entity = &article.dictionary.entities[meant.entity as usize];
        let theirs = entity.country();
        let unnamed = !areas.named.contains(theirs) && !areas.named.contains(entity.state());
        let abroad = unnamed && areas.home.is_abroad(entity);
        let word = page.word(tokens.start);
        let single = tokens.len() == 1;
        let town = entity.kind == Kind::PLACE && entity.territory == Territory::None;
        // "USS" alone may be anybody's: a little-known body's initials want its country or its name in full.
        let surface = page.text.slice(tokens.clone());
        if meant.kind == AliasKind::Acronym
            && (single && surface.len() <= 4 || surface.contains('.'))
            && meant.weight < self.known_by_initials(meant, entity, abroad)
            && unnamed
            && !areas.home.touches_well(entity)
            && !page.names_in_full(meant.entity, article)
            && !dateline::sends(page, tokens.start)
        {
            // A line in capitals has words as short; a table has what its figures count.
            let counts = page
                .text
                .tokens
                .get(tokens.end)
                .is_some_and(|t| t.kind == TokenKind::Number && page.as_is(tokens.end).contains('.'));
            let word = counts
                || page.text.tokens[tokens.start].case == LetterCase::Title
                || page.style(tokens.start) == Style::Shouting
                || discover::model(page, tokens.end);
            return if word { Meant::Nothing } else { Meant::Unknown(entity.kind, "capitals") };
        }
        if self.namesake(meant, entity) {
            // "Online", "Monthly": a word. "Olmedo": most often a person.
            let body = entity.kind == Kind::ORGANIZATION;
            let person = word.surname || word.given;
            let common = body && word.english && !person && !word.cues.any(Cues::INSTITUTION);
            return match (common, body && word.given) {
                (true, _) => Meant::Nothing,
                (_, true) => Meant::Another,
                _ => Meant::Unknown(entity.kind, "namesake"),
            };
        }
        // "Congress", "Supreme Court": of the country that is spoken of, not of the best known.
        let here = self.owner.or(self.seat).or(areas.home.country).filter(|country| *country != theirs);
        let seldom = meant.kind == AliasKind::Short || meant.kind == AliasKind::Name && meant.weight < SELDOM;
        // What is known the world over is named without its country in any article: "the Federal Reserve".
        let elsewhere = meant.kind == AliasKind::Name && unnamed && meant.weight < SURE;
        if (seldom || elsewhere)
            && entity.kind == Kind::ORGANIZATION
            && !theirs.is_empty()
            && here.is_some()
            && national::is_public(page, tokens)
        {
            if let Some(alias) = national::body(page, tokens, article, areas) {
                return Meant::Body(alias);
            }
            if seldom && !areas.named.contains(theirs) {
                return Meant::Unknown(Kind::ORGANIZATION, "institution");
            }
        }
        // "Houston-based Telvarra": none of the firms from elsewhere that are called so for short.
        if self.based
            && meant.kind == AliasKind::Short
            && entity.kind == Kind::ORGANIZATION
            && !theirs.is_empty()
            && self.owner.is_some_and(|country| country != theirs)
        {
            return Meant::Unknown(Kind::ORGANIZATION, "organization_noun");
        }
        if self.of_a_country(meant, entity) {
            return match national::body(page, tokens, article, areas) {
                Some(alias) => Meant::Body(alias),
                None => Meant::Unknown(Kind::ORGANIZATION, "institution"),
            };
        }
        // "the Greens": every country's.
        if meant.kind == AliasKind::Short
            && entity.kind == Kind::ORGANIZATION
            && single
            && word.cues.any(Cues::INSTITUTION)
            && !theirs.is_empty()
            && unnamed
            && (here.is_some() || meant.weight < SURE)
        {
            return national::party(page, tokens, article, areas)
                .map_or(Meant::Unknown(Kind::ORGANIZATION, "institution"), Meant::Body);
        }
        // "Springfield, Vt.": a small town of the name that no dictionary has.
        let inside = page.as_is(tokens.end) == "in";
        if entity.kind == Kind::PLACE && self.within.is_some_and(|area| area::elsewhere(entity, area, inside))
        {
            return Meant::Unknown(Kind::PLACE, "place_country");
        }
        // "Najaf's Old City": not the one that is best known.
        let owned = tokens.start > 0 && page.text.tokens[tokens.start - 1].kind == TokenKind::Clitic;
        if town
            && owned
            && tokens.clone().all(|n| page.word(n).english)
            && area::before(page, tokens.start, article).is_some_and(|c| c != theirs && !theirs.is_empty())
        {
            return Meant::Unknown(Kind::PLACE, "place_country");
        }
        // "United" alone is one of many.
        if matches!(meant.kind, AliasKind::Team | AliasKind::Short)
            && entity.kind == Kind::ORGANIZATION
            && single
            && word.common
            && word.cues.any(Cues::ORG_END)
            && !word.cues.any(Cues::INSTITUTION)
            && unnamed
            && !page.names_in_full(meant.entity, article)
        {
            return Meant::Unknown(Kind::ORGANIZATION, "institution");
        }
        // A village of a country that the article has nothing to do with: another has its name.
        if abroad && self.within.is_none() && town && meant.weight < SELDOM {
            // "DOME TO SELL STAKE", "the Tarnovik case": a village in another land is no likelier than a person or a word.
            return if single && !neighbours::placed(page, tokens.start) {
                Meant::Nothing
            } else {
                Meant::Unknown(Kind::PLACE, "place_country")
            };
        }
        Meant::Entity
    }
}

/// What the country that an article is about speaks for those who could be meant, by the kind of the best known: most
/// for its own "Congress", less for what has a name to itself.
fn at_home(alias: &Alias, entity: &Entity, best_known: Kind) -> i32 {
    let bodies = entity.kind == Kind::ORGANIZATION && best_known == Kind::ORGANIZATION;
    if bodies && alias.kind != AliasKind::Name { 40 } else { 12 }
}

/// What a state that the article names speaks for its towns and counties.
const STATE: i32 = 25;

/// Below this weight a full name in everyday words is many a country's, and the name of a town many a town's: "Public
/// Service Commission", "New Brighton".
const SELDOM: u8 = 52;

/// From this weight on initials stand for nothing else.
pub const SURE: u8 = 70;

/// Below this weight initials of a body want its country where the article is about another.
const KNOWN_ABROAD: u8 = 50;

/// Below this weight nobody is meant in other countries by a name that many thousands have.
const SELDOM_MET: u8 = 46;

/// Below this weight initials with full stops are not those of a body that is written without.
const KNOWN_IN_LETTERS: u8 = 60;

/// From this weight on a city is meant wherever its name stands alone, if it leads its namesakes by [`FAR`].
const METROPOLIS: u8 = 76;
const FAR: u8 = 10;

/// Below this weight initials of a body of the whole world need support.
const KNOWN_TO_ALL: u8 = 46;

/// Below this weight initials need support.
pub const LITTLE_KNOWN: u8 = 40;
