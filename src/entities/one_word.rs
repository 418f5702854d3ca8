//! Whether a dictionary hit of one word is a name: most such words mean something else as often.

use std::ops::ControlFlow::{self, Break, Continue};

use super::cues::{Cues, Word};
use super::page::{Page, Style};
use super::{Article, Strength, dateline, initials, lists, neighbours, sport};
use crate::dictionary::{Alias, AliasKind, CaseRule, Dictionary, Hit, Kind, Territory};
use crate::text::{Gap, LetterCase, Token, TokenKind};

/// What a question decides: no name, a name this sure, or the next question.
type Step = ControlFlow<Option<Strength>>;

const REFUSE: Step = Break(None);
const NEXT: Step = Continue(());

/// The aliases that remain for a hit of one word, and how sure they are, if it is a name.
pub fn judge(
    page: &Page<'_>,
    hit: &Hit,
    article: &Article<'_>,
    names: Vec<u32>,
) -> Option<(Vec<u32>, Strength)> {
    let mut word = OneWord::new(page, hit, article, names);
    let questions = [
        OneWord::code,
        OneWord::acronym,
        OneWord::small_letters,
        OneWord::abbreviated,
        OneWord::office,
        OneWord::relative,
        OneWord::firm_before,
        OneWord::of_a_longer_name,
        OneWord::small_town,
        OneWord::contest,
        OneWord::short_form_of_firm,
        OneWord::short_form_of_person,
        OneWord::word_or_initial,
        OneWord::everyday_word,
    ];
    let decided = questions.iter().find_map(|question| question(&mut word).break_value());
    let strength = decided.unwrap_or_else(|| Some(word.otherwise()))?;
    (!word.names.is_empty()).then_some((word.names, strength))
}

/// A hit of one word, with what most questions ask.
struct OneWord<'p, 't> {
    page: &'p Page<'t>,
    article: &'p Article<'p>,
    dictionary: &'p Dictionary,
    /// The aliases it may be, heaviest first; questions take away what it is not.
    names: Vec<u32>,
    /// The heaviest of them all.
    best: &'p Alias,
    /// The token, and the one behind it.
    at: usize,
    next: usize,
    token: &'p Token,
    word: Word,
    style: Style,
    /// Whether it is written in capitals, as its alias is.
    acronym: bool,
    /// Whether "in", "near" or a form of address says that a place stands here.
    placed: bool,
    /// Whether a word with a capital follows that is no everyday word.
    next_capital: bool,
}

impl<'p, 't> OneWord<'p, 't> {
    fn new(page: &'p Page<'t>, hit: &Hit, article: &'p Article<'p>, names: Vec<u32>) -> Self {
        let (dictionary, at, next) = (article.dictionary, hit.start, hit.end);
        let token = &page.text.tokens[at];
        let best = &dictionary.aliases[names[0] as usize];
        let short = token.case == LetterCase::Upper && token.end - token.start <= 6;
        let spaced = page.text.tokens.get(next).is_some_and(|t| t.gap == Gap::Space);
        OneWord {
            page,
            article,
            dictionary,
            best,
            at,
            next,
            token,
            word: page.word(at),
            style: page.style(at),
            acronym: short && dictionary.all_capitals(best),
            placed: neighbours::placed(page, at),
            next_capital: spaced && page.word(next).capital && !page.word(next).common,
            names,
        }
    }

    fn kind(&self) -> Kind {
        self.dictionary.entity_of(self.names[0]).kind
    }

    fn place_first(&self) -> bool {
        self.kind() == Kind::PLACE
    }

    /// Leaves the names that are no places, which are this sure.
    fn no_place(&mut self, strength: Strength) -> Step {
        let dictionary = self.dictionary;
        self.names.retain(|a| dictionary.entity_of(*a).kind != Kind::PLACE);
        Break(Some(strength))
    }

    fn glued(&self, token: usize) -> bool {
        self.page.text.tokens.get(token).is_some_and(|t| t.glued())
    }

    /// Letters of an exchange, of money, of roads and types, or initials that others use too.
    fn code(&mut self) -> Step {
        let (page, at, next) = (self.page, self.at, self.next);
        // "<BONA.S>": how the exchange writes a company; "HK$35": how money is written.
        let ticker = at > 0
            && self.token.glued()
            && (page.as_is(at - 1) == "<" && matches!(page.as_is(next), ">" | ".")
                || page.as_is(at - 1) == "." && matches!(page.as_is(next), ">" | ")"));
        // The dollar of the US is told by the country's name, "NT$" by no Northern Territory.
        let money = self.glued(next) && matches!(page.as_is(next), "$" | "€" | "£") && page.as_is(at) != "US";
        // "EIA", "RBI": a word of papers or games as well, unless the article has the body in full.
        if self.acronym && self.word.cues.any(Cues::NOT_NAME) {
            let (dictionary, article) = (self.dictionary, self.article);
            self.names.retain(|a| page.names_in_full(dictionary.aliases[*a as usize].entity, article));
        }
        if self.acronym && (ticker || money || self.names.is_empty()) {
            return REFUSE;
        }
        // "NH-66", "K2-141": the number of a road or a star, a type of aircraft
        if (self.acronym || page.as_is(at).ends_with(|c: char| c.is_ascii_digit()))
            && self.place_first()
            && self.glued(next)
            && matches!(page.as_is(next), "-" | "–")
            && self.glued(next + 1)
            && page.text.tokens[next + 1].kind == TokenKind::Number
        {
            return REFUSE;
        }
        // "PT Okumbe Telvarra": a company's form before its name.
        if self.acronym && self.word.cues.any(Cues::ORG_OPENER) && self.next_capital {
            return REFUSE;
        }
        if self.word.cues.any(Cues::INDEX) && neighbours::index(page, at) {
            return REFUSE;
        }
        NEXT
    }

    /// What is left of words in capitals are bodies, but for offices and what is shouted.
    fn acronym(&mut self) -> Step {
        let (page, at, next) = (self.page, self.at, self.next);
        if !self.acronym {
            return NEXT;
        }
        let somebody = page.word(next).given && page.word(next + 1).capital;
        // "MK Maria Lund": a member of parliament rather than a party.
        if self.word.cues.any(Cues::TITLE) && somebody {
            return REFUSE;
        }
        // "Acting DPP Maria Lund": an office.
        let before = page.before(at);
        if before.is_some_and(|b| b + 1 == at && page.word(b).cues.any(Cues::TITLE)) && somebody {
            return REFUSE;
        }
        // "the MLA": one of parliament again, unless the article spells out the body.
        if self.word.cues.any(Cues::TITLE)
            && self.best.weight < 40
            && !page.names_in_full(self.best.entity, self.article)
        {
            return REFUSE;
        }
        // In a shouted line "IT", "US" and "WHO" are words unless they cannot be.
        if self.style == Style::Shouting && (self.word.common || self.word.function) {
            return REFUSE;
        }
        if initials::name_nothing(page, at) {
            let (dictionary, article) = (self.dictionary, self.article);
            self.names.retain(|a| agency(page, &dictionary.aliases[*a as usize], at, article));
        }
        Break(Some(Strength::Strong))
    }

    /// "iPhone", "eBay", "al-Shabaab": the dictionary wrote it so; "country" and "other" need it in so many words.
    fn small_letters(&mut self) -> Step {
        if self.token.case.capital() {
            return NEXT;
        }
        let lower = self.page.as_is(self.at);
        let everyday = self.best.case == CaseRule::Smart
            && (self.word.function || self.article.english.words.classes(lower).known());
        if everyday { REFUSE } else { Break(Some(Strength::Strong)) }
    }

    /// "R-Miss.", "Plano, Wash.", degrees, and what is no name by its cue.
    fn abbreviated(&mut self) -> Step {
        let (page, at) = (self.page, self.at);
        let short = self.dictionary.string(self.best.text).ends_with('.');
        if self.place_first() && short && at > 0 && matches!(page.as_is(at - 1), "," | "-") {
            return Break(Some(Strength::Strong));
        }
        if self.word.cues.any(Cues::NOT_NAME) || initials::degree(page, at) { REFUSE } else { NEXT }
    }

    /// Ranks, fields of government, and halves of somebody's name.
    fn office(&mut self) -> Step {
        let (page, at, next) = (self.page, self.at, self.next);
        // "Garda Cathal Okumbe": a rank rather than the police.
        if self.word.cues.any(Cues::TITLE)
            && self.kind() == Kind::ORGANIZATION
            && self.next_capital
            && (page.word(next).given || page.word(next).surname || !page.word(next).english)
        {
            return REFUSE;
        }
        // "Labour Minister", "Minister of Labour": a field of government.
        if !self.place_first() && self.word.english && neighbours::office_beside(page, at) {
            return REFUSE;
        }
        // "LeRoy A. Okumbe", "Da Vinci": the first or last half of somebody's name.
        if !self.place_first() && neighbours::half_with_initial(page, at) { REFUSE } else { NEXT }
    }

    /// "his daughter, Virginia", "three-year-old Virginia"
    fn relative(&mut self) -> Step {
        let (page, at) = (self.page, self.at);
        let somebody = self.place_first()
            && self.word.given
            && (neighbours::kin_before(page, at) || neighbours::aged_before(page, at));
        if somebody { self.no_place(Strength::Weak) } else { NEXT }
    }

    /// "the clothing firm Patagonia"
    fn firm_before(&mut self) -> Step {
        if !self.word.capital || !neighbours::firm_before(self.page, self.at) {
            return NEXT;
        }
        let dictionary = self.dictionary;
        self.names.retain(|a| {
            let entity = dictionary.entity_of(*a);
            entity.kind == Kind::ORGANIZATION || entity.territory == Territory::Country
        });
        if self.names.is_empty() { REFUSE } else { NEXT }
    }

    /// "Bowl Cross": a town's name that is a word is not meant where it begins a longer name; "Madison and Okumbe high
    /// schools".
    fn of_a_longer_name(&mut self) -> Step {
        let (page, at) = (self.page, self.at);
        let longer = self.place_first()
            && self.best.weight < 60
            && self.word.english
            && neighbours::begins_longer(page, at);
        if longer || lists::schools(page, at..self.next) { REFUSE } else { NEXT }
    }

    /// Whether families or children are called like it. "the Bahia cocoa zone": a well-known state for which hardly a
    /// child is called.
    fn personal(&self) -> bool {
        let territory = self.dictionary.entity_of(self.names[0]).territory;
        let state = self.place_first() && self.best.weight >= 60 && territory == Territory::State;
        self.word.surname || self.word.given && !state
    }

    /// A word that families or children are called is a small town only where it is placed.
    fn small_town(&mut self) -> Step {
        let (page, at, next) = (self.page, self.at, self.next);
        if !self.place_first() || self.best.weight >= 66 {
            return NEXT;
        }
        // "Montagu said": somebody, or a firm; but "the mayor of Montagu said".
        let object = page.before(at).is_some_and(|b| page.as_is(b) == "of");
        let town = self.dictionary.entity_of(self.names[0]).territory == Territory::None;
        if town && !self.placed && !object && neighbours::speaks(page, next) {
            return self.no_place(Strength::Fair);
        }
        if neighbours::joined_by_article(page, at) {
            return REFUSE;
        }
        if !self.personal() {
            return NEXT;
        }
        let listed = neighbours::followed_by_place(page, next, self.article);
        if (self.placed || listed) && (!self.next_capital || listed) {
            return Break(Some(Strength::Fair));
        }
        self.no_place(Strength::Fair)
    }

    /// "Commonwealth champion": of the games that are held under the name.
    fn contest(&mut self) -> Step {
        let (page, at) = (self.page, self.at);
        let named = || {
            let next = page.word(self.next).written;
            next.any(Cues::EVENT_NOUN | Cues::SPORT)
                || matches!(page.as_is(at + 1), "champion" | "champions" | "Games")
        };
        let short = self.best.kind == AliasKind::Short;
        if self.word.english && short && !self.place_first() && !page.sport && named() {
            return REFUSE;
        }
        NEXT
    }

    /// A firm's short name that people bear too needs its full name or a word that says firm.
    fn short_form_of_firm(&mut self) -> Step {
        let page = self.page;
        let shared = self.kind() == Kind::ORGANIZATION
            && self.best.weight < 60
            && self.personal()
            && self.best.kind == AliasKind::Short
            && !page.sport;
        let beside = |n: usize| page.word(n).written.any(Cues::ORG_NOUN | Cues::ORG_PART);
        if shared
            && !page.names_in_full(self.best.entity, self.article)
            && !beside(self.next)
            && !page.before(self.at).is_some_and(beside)
        {
            return REFUSE;
        }
        NEXT
    }

    /// "Jonas Putin", "T. Putin", "Putin Ortega": the surname of somebody else, if that is understood.
    fn short_form_of_person(&mut self) -> Step {
        let (page, at, next) = (self.page, self.at, self.next);
        if self.best.kind != AliasKind::Short || self.kind() != Kind::PERSON {
            return NEXT;
        }
        let stop = at >= 2 && page.as_is(at - 1) == "." && page.as_is(at - 2).chars().count() == 1;
        let beside = |n: usize| {
            let word = page.word(n);
            word.capital && !word.common && !word.cues.any(Cues::TITLE)
        };
        let tokens = &page.text.tokens;
        let near = |n: usize| tokens.get(n).is_some_and(|t| t.gap <= Gap::Line && t.kind == TokenKind::Word);
        if neighbours::half_of_name(page, at, self.article)
            || stop
            || near(at) && at > 0 && page.word(at - 1).given && beside(at - 1)
        {
            return REFUSE;
        }
        let named = near(at) && at > 0 && beside(at - 1) || near(next) && beside(next);
        if self.style == Style::Prose && named { Break(Some(Strength::Weak)) } else { NEXT }
    }

    /// "Who says so?" is no question about a band; "I. Austin 4-37" is somebody, but "U.S. Austin" is not; "All-Star",
    /// "Liberal-Labour" are compounds.
    fn word_or_initial(&mut self) -> Step {
        let (page, at) = (self.page, self.at);
        let initial = at >= 2
            && page.as_is(at - 1) == "."
            && page.as_is(at - 2).chars().count() == 1
            && (at < 3 || page.as_is(at - 3) != ".");
        let compound = self.word.common
            && !self.place_first()
            && self.token.glued()
            && at > 0
            && page.as_is(at - 1) == "-";
        if self.word.function || initial && self.word.surname && self.token.gap == Gap::Space || compound {
            return REFUSE;
        }
        NEXT
    }

    /// An everyday word is a name where it is well known under it, or where a neighbour says so.
    fn everyday_word(&mut self) -> Step {
        if !self.word.common {
            return NEXT;
        }
        let (page, at, next, weight) = (self.page, self.at, self.next, self.best.weight);
        let exact = self.best.case == CaseRule::Exact;
        let opens = page.opens(at) || self.style != Style::Prose;
        let stated = || neighbours::followed_by_state(page, next, self.article);
        // "led the Browns to a 20-3 victory"
        let plays =
            || !page.opens(at) && sport::speaks_of_team(page, &(at..next), self.names[0], self.article);
        let strong = if self.place_first() {
            weight >= 75 || self.placed || stated()
        } else {
            (weight >= 60 || page.sport || plays()) && exact
        };
        let sure = if !self.place_first() && (self.named_by_next() || opens && self.body_acts()) {
            true
        } else if !opens {
            strong
        } else if self.place_first() {
            stated() || self.possessive() && strong || weight >= 85 && !exact
        } else {
            let listed = || exact && neighbours::beside_body(page, next, self.article);
            weight >= 60 && (self.speaks() || self.staff_follows() || listed())
                || exact && self.team_follows()
                || self.possessive() && strong
                || weight >= 85 && !exact
        };
        if sure { Break(Some(Strength::Fair)) } else { REFUSE }
    }

    fn possessive(&self) -> bool {
        self.page.text.tokens.get(self.next).is_some_and(|t| t.kind == TokenKind::Clitic)
    }

    fn speaks(&self) -> bool {
        self.page.word(self.next).written.any(Cues::SPEECH)
    }

    /// "Tempo magazine"
    fn named_by_next(&self) -> bool {
        let next = self.page.as_is(self.next);
        matches!(next, "magazine" | "newspaper" | "daily" | "weekly" | "tabloid" | "journal")
    }

    /// "Congress may vote"
    fn body_acts(&self) -> bool {
        let next = self.page.as_is(self.next);
        let may = matches!(next, "may" | "will" | "has" | "had" | "must" | "could" | "should");
        self.word.cues.any(Cues::INSTITUTION) && (self.speaks() || may)
    }

    /// "Apple lawyer Maria Lund": somebody of the firm's, called by name.
    fn staff_follows(&self) -> bool {
        let (page, next) = (self.page, self.next);
        let small = page.text.tokens.get(next).is_some_and(|t| t.case == LetterCase::Lower);
        let role = small && page.word(next).written.any(Cues::ROLE);
        (role || page.word(next).cues.any(Cues::TITLE)) && self.somebody(next + 1)
    }

    /// "Browns coach", "Giants beat"
    fn team_follows(&self) -> bool {
        self.page.sport && self.page.word(self.next).written.any(Cues::TEAM_ROLE | Cues::CONTEST)
    }

    /// Whether somebody's name begins at the token: "Maria Lund", "Grace Lund".
    fn somebody(&self, at: usize) -> bool {
        let (first, last) = (self.page.word(at), self.page.word(at + 1));
        first.capital && (!first.common || first.given && last.capital)
    }

    /// How sure a name is that no question was about: a small place in prose wants a preposition or its state.
    fn otherwise(&self) -> Strength {
        let loose = self.place_first()
            && self.best.weight < 60
            && !self.placed
            && self.style == Style::Prose
            && !neighbours::followed_by_place(self.page, self.next, self.article);
        if loose { Strength::Fair } else { Strength::Strong }
    }
}

/// Whether the tag of a dateline is an agency or paper that is known: "(AP)".
fn agency(page: &Page<'_>, alias: &Alias, at: usize, article: &Article<'_>) -> bool {
    let entity = &article.dictionary.entities[alias.entity as usize];
    let name = article.dictionary.string(entity.name);
    let words = ["Press", "Presse", "News", "Agency", "Agence", "Broadcasting", "Times", "Post"];
    entity.kind == Kind::ORGANIZATION
        && dateline::sends(page, at)
        && (name == page.as_is(at) || entity.weight >= 60 || words.iter().any(|w| name.contains(w)))
}
