//! Which dictionary hits are names: letter case, position and neighbours decide.

use super::cues::Cues;
use super::page::{Page, Style};
use super::{
    Article, Candidate, CandidateSource, Strength, dateline, initials, inside, neighbours, one_word, sport,
};
use crate::dictionary::{AliasKind, Hit, Kind, Territory};
use crate::text::{Gap, LetterCase, TokenKind};

/// The candidate that a hit makes, if any.
pub fn candidate(page: &Page<'_>, hit: &Hit, article: &Article<'_>) -> Option<Candidate> {
    let text = page.text;
    let dictionary = article.dictionary;
    if initials::lists(page, hit.start) {
        return None;
    }
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
    // "Okumbe N.V.": the form of a firm, whoever is called by the letters.
    if hit.start > 0
        && page.word(hit.start - 1).capital
        && neighbours::legal_letters(page, hit.start).is_some_and(|form| form >= hit.end)
    {
        return None;
    }
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
        // "Shine and Shave Corp" is a firm wherever it stands.
        let doubtful =
            ordinary && end == hit.end && best < 60 && (style != Style::Prose || page.opens(hit.start));
        return make(names, if doubtful { Strength::Fair } else { Strength::Strong });
    }
    one_word::judge(page, hit, article, names).and_then(|(names, strength)| make(names, strength))
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
