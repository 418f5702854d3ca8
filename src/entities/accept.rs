//! Which dictionary hits are names: letter case, position and neighbours decide.

use super::cues::Cues;
use super::page::{Page, Style};
use super::{
    Article, Candidate, CandidateSource, Strength, dateline, initials, inside, lists, neighbours, sport,
};
use crate::dictionary::{Alias, AliasKind, CaseRule, Hit, Kind, Territory};
use crate::text::{Gap, LetterCase, TokenKind};

/// The candidate that a hit makes, if any.
pub fn candidate(page: &Page<'_>, hit: &Hit, article: &Article<'_>) -> Option<Candidate> {
    let text = page.text;
    let dictionary = article.dictionary;
    let surface = text.slice(hit.start..hit.end);
    let style = page.style(hit.start);
    let dateline = dateline::opens(page, hit.start, hit.end);
    let shouting = style == Style::Shouting || dateline || dateline::goes_on(page, hit.start);
    let of = page.as_is(hit.end) == "of";
    let camel = hit.end == hit.start + 1 && text.tokens[hit.start].case == LetterCase::Camel;
    let fitting: Vec<u32> = dictionary
        .index
        .aliases(hit.pattern)
        .iter()
        .copied()
        .filter(|a| {
            let alias = &dictionary.aliases[*a as usize];
            // "NorPac" is not NORPAC, nor "RNAs" the RNAS.
            let mixed = camel && dictionary.all_capitals(alias);
            !mixed
                && dictionary.fits(alias, surface, shouting)
                && !(of && of_another(page, hit.end, *a, article))
        })
        .collect();
    let first = &dictionary.aliases[*fitting.first()? as usize];
    let written = dictionary.string(first.text);
    let end = neighbours::with_full_stop(page, hit.end, written);
    let end = with_legal_form(page, hit.start, end, fitting[0], article);
    // "Ill." and "Wash." are states with their full stop only.
    if end == hit.end
        && written.len() <= 6
        && written.strip_suffix('.').is_some_and(|w| !w.contains('.'))
        && !neighbours::state_of_town(page, hit, article)
    {
        return None;
    }
    // A figure is a figure, whatever a band calls itself.
    if (hit.start..end).all(|n| text.tokens[n].kind != TokenKind::Word) {
        return None;
    }
    let kind = dictionary.entity_of(*fitting.first()?).kind;
    // Those who live there: "Okumbe Strait Islander".
    if kind == Kind::PLACE && matches!(page.as_is(end), "Islander" | "Islanders") {
        return None;
    }
    let tokens = inside::name(page, hit.start..end, dictionary.entity_of(fitting[0]), article)?;
    // "Miss Kenya", crowned or not
    if kind == Kind::PLACE && hit.start > 0 && page.as_is(hit.start - 1) == "Miss" {
        let source = CandidateSource::Rule("event");
        return Some(Candidate {
            tokens: hit.start - 1..end,
            kind: None,
            strength: Strength::Strong,
            source,
        });
    }
    let make = |aliases: Vec<u32>, strength| {
        let kind = dictionary.entity_of(aliases[0]).kind;
        Some(Candidate {
            tokens: tokens.clone(),
            kind: Some(kind),
            strength,
            source: CandidateSource::Aliases(aliases),
        })
    };
    let is = |a: &u32, kind| dictionary.aliases[*a as usize].kind == kind;
    let (teams, names): (Vec<u32>, Vec<u32>) = fitting
        .iter()
        .copied()
        .filter(|a| !is(a, AliasKind::Adjective))
        .partition(|a| is(a, AliasKind::Team));
    let team = teams.len();
    let teams = if !teams.is_empty()
        && (page.sport || sport::plays(page, end) || sport::opposes(page, hit.start))
        && sport::stands_for_team(page, hit.start, end, article)
    {
        let playing = sport::that_play(page, &(hit.start..hit.end), teams.clone(), article);
        // What stands in a table is a team, whatever it plays.
        if playing.is_empty() && sport::in_table(page, hit.start, end) { teams } else { playing }
    } else {
        vec![]
    };
    if !teams.is_empty() {
        let doubtful = hit.end == hit.start + 1 && page.word(hit.start).common && page.opens(hit.start);
        // "Cowboys" is one club's nickname and the short form of another's town: both may be meant.
        let short =
            |a: &&u32| is(a, AliasKind::Short) && dictionary.entity_of(**a).kind == Kind::ORGANIZATION;
        let mut teams = teams;
        teams.extend(names.iter().filter(short));
        teams.sort_by_key(|a| std::cmp::Reverse(dictionary.aliases[*a as usize].weight));
        return make(teams, if doubtful { Strength::Fair } else { Strength::Strong });
    }
    // "The Namibian reported" names a paper, "a Namibian farmer" and "the European markets" do not.
    let demonym = names.len() < fitting.len() - team
        && names.iter().all(|a| dictionary.entity_of(*a).kind == Kind::ORGANIZATION);
    let paper = hit.start > 0
        && page.as_is(hit.start - 1) == "The"
        && (!page.opens(hit.start - 1) || page.word(end).written.any(Cues::SPEECH));
    // "a contract with the Indians"
    let players = || {
        hit.start > 0
            && page.as_is(hit.start - 1) == "the"
            && sport::speaks_of_team(page, &(hit.start..hit.end), names[0], article)
    };
    if names.is_empty() || demonym && !paper && !players() {
        let adjectives: Vec<u32> = fitting.iter().copied().filter(|a| is(a, AliasKind::Adjective)).collect();
        return if adjectives.is_empty() { None } else { make(adjectives, Strength::Strong) };
    }
    // In a table of results a town is its team; a country stays a place.
    if (page.sport && sport::in_table(page, hit.start, end) || sport::contests(page, hit.start, end))
        && dictionary.entity_of(names[0]).kind == Kind::PLACE
        && !sport::nation(dictionary.entity_of(names[0]))
    {
        return None;
    }
    // What opens a dateline in capitals is a place, whatever it is elsewhere.
    if dateline {
        let places: Vec<u32> =
            names.iter().copied().filter(|a| dictionary.entity_of(*a).kind == Kind::PLACE).collect();
        if !places.is_empty() {
            return make(places, Strength::Strong);
        }
    }
    // "taught at Georgetown"
    if kind == Kind::PLACE
        && let Some(school) = neighbours::school(page, &tokens, article)
    {
        return make(vec![school], Strength::Strong);
    }
    let words = hit.start..hit.end;
    let single = words.clone().filter(|n| text.tokens[*n].kind != TokenKind::Mark).count() == 1;
    if !single {
        // "S&P 500"
        if neighbours::index_of(page, hit) {
            return None;
        }
        // Two everyday words at a sentence start or in a headline may be no name ("New Hope").
        let ordinary = words.clone().all(|n| {
            let word = page.word(n);
            text.tokens[n].kind == TokenKind::Mark || !word.capital || word.common
        });
        let best = dictionary.aliases[names[0] as usize].weight;
        // "It is", "Of the": a village may be called so, a sentence begins so.
        if ordinary && best < 60 {
            let function = |n: usize| text.tokens[n].kind == TokenKind::Word && page.word(n).function;
            let small = words.clone().all(|n| n == hit.start || !text.tokens[n].case.capital());
            if small || function(hit.start) && page.opens(hit.start) || words.clone().all(function) {
                return None;
            }
        }
        let doubtful = ordinary && best < 60 && (style != Style::Prose || page.opens(hit.start));
        return make(names, if doubtful { Strength::Fair } else { Strength::Strong });
    }
    single_word(page, hit, article, names).and_then(|(names, strength)| make(names, strength))
}

/// Judges a hit of one word.
fn single_word(
    page: &Page<'_>,
    hit: &Hit,
    article: &Article<'_>,
    mut names: Vec<u32>,
) -> Option<(Vec<u32>, Strength)> {
    let text = page.text;
    let dictionary = article.dictionary;
    let (at, next) = (hit.start, hit.end);
    let style = page.style(at);
    let word = page.word(at);
    let token = &text.tokens[at];
    let before = page.before(at);
    let placed = neighbours::placed(page, at);
    let best = &dictionary.aliases[names[0] as usize];
    let weight = best.weight;
    let acronym =
        token.case == LetterCase::Upper && token.end - token.start <= 6 && dictionary.all_capitals(best);
    let next_capital = next < text.tokens.len()
        && text.tokens[next].gap == Gap::Space
        && page.word(next).capital
        && !page.word(next).common;
    // "<BONA.S>": how the exchange writes a company; "HK$35": how money is written.
    let ticker = at > 0
        && token.glued()
        && (page.as_is(at - 1) == "<" && matches!(page.as_is(next), ">" | ".")
            || page.as_is(at - 1) == "." && matches!(page.as_is(next), ">" | ")"));
    // The dollar of the US is told by the country's name, "NT$" by no Northern Territory.
    let money = text.tokens.get(next).is_some_and(|t| t.glued())
        && matches!(page.as_is(next), "$" | "€" | "£")
        && page.as_is(at) != "US";
    // "EIA", "RBI": a word of papers or games as well, unless the article has the body in full.
    if acronym && word.cues.any(Cues::NOT_NAME) {
        names.retain(|a| page.names_in_full(dictionary.aliases[*a as usize].entity, article));
    }
    if acronym && (ticker || money || names.is_empty()) {
        return None;
    }
    // "NH-66", "K2-141": the number of a road or a star, a type of aircraft
    let glued = |n: usize| text.tokens.get(n).is_some_and(|t| t.glued());
    if (acronym || page.as_is(at).ends_with(|c: char| c.is_ascii_digit()))
        && dictionary.entity_of(names[0]).kind == Kind::PLACE
        && glued(next)
        && matches!(page.as_is(next), "-" | "–")
        && glued(next + 1)
        && text.tokens[next + 1].kind == TokenKind::Number
    {
        return None;
    }
    // "PT Okumbe Telvarra": a company's form before its name.
    if acronym && word.cues.any(Cues::ORG_OPENER) && next_capital {
        return None;
    }
    if word.cues.any(Cues::INDEX) && neighbours::index(page, at) {
        return None;
    }
    if acronym {
        // "MK Maria Lund": a member of parliament rather than a party.
        if word.cues.any(Cues::TITLE) && page.word(next).given && page.word(next + 1).capital {
            return None;
        }
        // "Acting DPP Maria Lund": an office.
        if before.is_some_and(|b| b + 1 == at && page.word(b).cues.any(Cues::TITLE))
            && page.word(next).given
            && page.word(next + 1).capital
        {
            return None;
        }
        // "the MLA": one of parliament again, unless the article spells out the body.
        if word.cues.any(Cues::TITLE) && weight < 40 && !page.names_in_full(best.entity, article) {
            return None;
        }
        // In a shouted line "IT", "US" and "WHO" are words unless they cannot be.
        if style == Style::Shouting && (word.common || word.function) {
            return None;
        }
        if initials::name_nothing(page, at) {
            names.retain(|a| agency(page, &dictionary.aliases[*a as usize], at, article));
        }
        return (!names.is_empty()).then_some((names, Strength::Strong));
    }
    // "iPhone", "eBay", "al-Shabaab": the dictionary wrote it so; "country" and "other" need it in so many words.
    if !token.case.capital() {
        let lower = page.as_is(at);
        let everyday =
            best.case == CaseRule::Smart && (word.function || article.english.words.classes(lower).known());
        return (!everyday).then_some((names, Strength::Strong));
    }
    let place_first = dictionary.entity_of(names[0]).kind == Kind::PLACE;
    // "R-Miss.", "Plano, Wash."
    let short = dictionary.string(best.text).ends_with('.');
    if place_first && short && at > 0 && matches!(page.as_is(at - 1), "," | "-") {
        return Some((names, Strength::Strong));
    }
    if word.cues.any(Cues::NOT_NAME) || initials::degree(page, at) {
        return None;
    }
    // "Garda Cathal Okumbe": a rank rather than the police.
    if word.cues.any(Cues::TITLE)
        && dictionary.entity_of(names[0]).kind == Kind::ORGANIZATION
        && next_capital
        && (page.word(next).given || page.word(next).surname || !page.word(next).english)
    {
        return None;
    }
    // "Labour Minister", "Minister of Labour": a field of government.
    if !place_first && word.english && neighbours::office_beside(page, at) {
        return None;
    }
    // "LeRoy A. Okumbe", "Da Vinci": the first or last half of somebody's name.
    if !place_first && neighbours::half_with_initial(page, at) {
        return None;
    }
    // "his daughter, Virginia", "three-year-old Virginia"
    if place_first && word.given && (neighbours::kin_before(page, at) || neighbours::aged_before(page, at)) {
        names.retain(|a| dictionary.entity_of(*a).kind != Kind::PLACE);
        return (!names.is_empty()).then_some((names, Strength::Weak));
    }
    // "the clothing firm Patagonia"
    if word.capital && neighbours::firm_before(page, at) {
        names.retain(|a| {
            let entity = dictionary.entity_of(*a);
            entity.kind == Kind::ORGANIZATION || entity.territory == Territory::Country
        });
        if names.is_empty() {
            return None;
        }
    }
    let place_first = dictionary.entity_of(names[0]).kind == Kind::PLACE;
    // "Bowl Cross": a town's name that is a word is not meant where it begins a longer name.
    if place_first && weight < 60 && word.english && neighbours::begins_longer(page, at) {
        return None;
    }
    // "Madison and Okumbe high schools"
    if lists::schools(page, at..next) {
        return None;
    }
    // A word that families or children are called is a small town only where it is placed.
    let territory = dictionary.entity_of(names[0]).territory;
    // "the Bahia cocoa zone": a well-known state for which hardly a child is called.
    let state = place_first && weight >= 60 && territory == Territory::State;
    let personal = word.surname || word.given && !state;
    let prominent = weight >= 66;
    // "Montagu said": somebody, or a firm; but "the mayor of Montagu said".
    let object = before.is_some_and(|b| page.as_is(b) == "of");
    let town = place_first && territory == Territory::None;
    if town && !prominent && !placed && !object && neighbours::speaks(page, next) {
        names.retain(|a| dictionary.entity_of(*a).kind != Kind::PLACE);
        return (!names.is_empty()).then_some((names, Strength::Fair));
    }
    if place_first && !prominent && neighbours::joined_by_article(page, at) {
        return None;
    }
    if place_first && !prominent && personal {
        let listed = neighbours::followed_by_place(page, next, article);
        if !(placed || listed) || (next_capital && !listed) {
            names.retain(|a| dictionary.entity_of(*a).kind != Kind::PLACE);
            if names.is_empty() {
                return None;
            }
            return Some((names, Strength::Fair));
        }
        return Some((names, Strength::Fair));
    }
    // "Commonwealth champion": of the games that are held under the name.
    let contest = || {
        let next = page.word(next).written;
        next.any(Cues::EVENT_NOUN | Cues::SPORT)
            || matches!(page.as_is(at + 1), "champion" | "champions" | "Games")
    };
    if word.english && best.kind == AliasKind::Short && !place_first && !page.sport && contest() {
        return None;
    }
    // A firm's short name that people bear too needs its full name or a word that says firm.
    let firm = dictionary.entity_of(names[0]).kind == Kind::ORGANIZATION;
    if firm && weight < 60 && personal && best.kind == AliasKind::Short && !page.sport {
        let beside = |n: usize| page.word(n).written.any(Cues::ORG_NOUN | Cues::ORG_PART);
        if !page.names_in_full(best.entity, article) && !beside(next) && !before.is_some_and(beside) {
            return None;
        }
    }
    // "Jonas Putin", "T. Putin", "Putin Ortega": the surname of somebody else, if that is understood.
    if best.kind == AliasKind::Short && dictionary.entity_of(names[0]).kind == Kind::PERSON {
        let stop = at >= 2 && page.as_is(at - 1) == "." && page.as_is(at - 2).chars().count() == 1;
        let beside = |n: usize| {
            let word = page.word(n);
            word.capital && !word.common && !word.cues.any(Cues::TITLE)
        };
        let near =
            |n: usize| text.tokens.get(n).is_some_and(|t| t.gap <= Gap::Line && t.kind == TokenKind::Word);
        if neighbours::half_of_name(page, at, article) {
            return None;
        }
        if stop || near(at) && at > 0 && page.word(at - 1).given && beside(at - 1) {
            return None;
        }
        if style == Style::Prose && (near(at) && at > 0 && beside(at - 1) || near(next) && beside(next)) {
            return Some((names, Strength::Weak));
        }
    }
    // "Who says so?" is no question about a band.
    if page.word(at).function {
        return None;
    }
    // "I. Austin 4-37", but "U.S. Austin"
    let initial = at >= 2
        && page.as_is(at - 1) == "."
        && page.as_is(at - 2).chars().count() == 1
        && (at < 3 || page.as_is(at - 3) != ".");
    if initial && word.surname && token.gap == Gap::Space {
        return None;
    }
    // "All-Star", "Liberal-Labour"
    if word.common && !place_first && token.glued() && at > 0 && page.as_is(at - 1) == "-" {
        return None;
    }
    if word.common {
        let exact = best.case == CaseRule::Exact;
        let opens = page.opens(at) || style != Style::Prose;
        let possessive = text.tokens.get(next).is_some_and(|t| t.kind == TokenKind::Clitic);
        let speaks = next < text.tokens.len() && page.word(next).written.any(Cues::SPEECH);
        let stated = || neighbours::followed_by_state(page, next, article);
        // "led the Browns to a 20-3 victory"
        let plays = || !page.opens(at) && sport::speaks_of_team(page, &(at..next), names[0], article);
        let strong = if place_first {
            weight >= 75 || placed || stated()
        } else {
            (weight >= 60 || page.sport || plays()) && exact
        };
        // "Apple lawyer Maria Lund": somebody of the firm's, called by name.
        let staff = || {
            let small = text.tokens.get(next).is_some_and(|t| t.case == LetterCase::Lower);
            let role = small && page.word(next).written.any(Cues::ROLE);
            (role || page.word(next).cues.any(Cues::TITLE))
                && page.word(next + 1).capital
                && !page.word(next + 1).common
        };
        // "Browns coach", "Giants beat"
        let team = || page.sport && page.word(next).written.any(Cues::TEAM_ROLE | Cues::CONTEST);
        // "Tempo magazine"
        let paper =
            matches!(page.as_is(next), "magazine" | "newspaper" | "daily" | "weekly" | "tabloid" | "journal");
        // "Congress may vote"
        let body = word.cues.any(Cues::INSTITUTION)
            && (speaks
                || matches!(page.as_is(next), "may" | "will" | "has" | "had" | "must" | "could" | "should"));
        if !place_first && (paper || opens && body) {
            return Some((names, Strength::Fair));
        }
        if opens {
            let listed = || exact && neighbours::beside_body(page, next, article);
            return (place_first && stated()
                || !place_first && weight >= 60 && (speaks || staff() || listed())
                || !place_first && exact && team()
                || possessive && strong
                || weight >= 85 && !exact)
                .then_some((names, Strength::Fair));
        }
        return strong.then_some((names, Strength::Fair));
    }
    if place_first
        && weight < 60
        && !placed
        && style == Style::Prose
        && !neighbours::followed_by_place(page, next, article)
    {
        return Some((names, Strength::Fair));
    }
    Some((names, Strength::Strong))
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

/// Whether the body whose alias ends at the token, where "of" stands, is another country's than the one that it is said to be of: the
/// British one in "the National Theatre of Kenya".
fn of_another(page: &Page<'_>, end: usize, alias: u32, article: &Article<'_>) -> bool {
    let entity = article.dictionary.entity_of(alias);
    let country = || page.hits_at(end + 1).iter().map(|h| article.dictionary.heaviest(h).1);
    entity.kind == Kind::ORGANIZATION
        && !entity.country().is_empty()
        && country().any(|c| c.territory == Territory::Country && c.country() != entity.country())
}

/// Where a company's name ends that goes on behind its alias: "Nordvik Bank" in "Nordvik Bank Ltd", "Okumbe and
/// Northern" in "Okumbe and Northern Transport Co".
fn with_legal_form(page: &Page<'_>, start: usize, end: usize, alias: u32, article: &Article<'_>) -> usize {
    let near = |gap: Gap| gap == Gap::Space || gap == Gap::Line && page.style(start) == Style::Prose;
    let capital = |n: usize| page.text.tokens.get(n).is_some_and(|t| near(t.gap) && t.case.capital());
    let cues = |n: usize| page.word(n).cues;
    // "Nordvik and Co"
    let partners = matches!(page.as_is(end), "and" | "&") && matches!(page.as_is(end + 1), "Co" | "Company");
    let next = end + usize::from(partners);
    if let Some(tail) = neighbours::legal_letters(page, end)
        && article.dictionary.entity_of(alias).kind == Kind::ORGANIZATION
        && (article.dictionary.aliases[alias as usize].kind != AliasKind::Acronym
            || page.text.tokens[start].case == LetterCase::Upper)
    {
        return tail;
    }
    if !capital(next) || !cues(next).any(Cues::ORG_END | Cues::LEGAL_FORM) {
        return end;
    }
    let dictionary = article.dictionary;
    let joined = (start..end).any(|n| matches!(page.as_is(n), "and" | "&"));
    let proper = dictionary.aliases[alias as usize].kind == AliasKind::Name
        && (end - start > 1 || !page.word(start).english);
    if dictionary.entity_of(alias).kind != Kind::ORGANIZATION || !proper && !joined {
        return end;
    }
    let mut at = next;
    let trade = |n: usize| cues(n).any(Cues::ORG_END) && !cues(n).any(Cues::LEGAL_FORM);
    while joined && at < end + 2 && capital(at) && trade(at) {
        at += 1;
    }
    let form = |n: usize| capital(n) && cues(n).any(Cues::LEGAL_FORM);
    if !form(at) || capital(at + 1) && !form(at + 1) {
        return end;
    }
    neighbours::with_full_stop(page, at + 1 + usize::from(form(at + 1)), "")
}
