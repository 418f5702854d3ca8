//! Runs of capitalised words: what the rules for names of no dictionary look at.

use std::ops::Range;

use super::cues::Cues;
use super::divide::{divide, likely_person, names_place};
use super::firms::legal_form;
use super::page::{Page, Style};
use super::{Article, initials, neighbours};
use crate::dictionary::{AliasKind, Hit};
use crate::text::{Gap, LetterCase, TokenKind};

/// Capitalised words that stand together, with the particles, hyphens and initials between them.
pub struct Run {
    /// From its first word that may belong to a name; what has its capital from the sentence start is left out.
    pub start: usize,
    /// Behind its last token.
    pub end: usize,
    /// Where its sentence ends.
    pub limit: usize,
    /// Its word tokens, never empty.
    pub words: Vec<usize>,
    /// How many of the words stand before the name itself: titles, nationalities.
    pub titles: usize,
    /// Whether the last of those is a title that needs no other behind it.
    pub titled: bool,
}

impl Run {
    /// The words of the name itself.
    pub fn name(&self) -> &[usize] {
        &self.words[self.titles..]
    }

    /// The tokens of the name itself.
    pub fn name_tokens(&self) -> Range<usize> {
        self.words[self.titles]..self.end
    }
}

/// The runs of all sentences in which capitals mark names, in order, and the tokens that are adjectives
/// of places.
pub fn find(page: &Page<'_>, article: &Article<'_>) -> (Vec<Run>, Vec<bool>) {
    let adjective = adjectives(page, article);
    let mut runs = Vec::new();
    for (index, sentence) in page.text.sentences.iter().enumerate() {
        if page.styles[index] != Style::Prose {
            continue;
        }
        let range = sentence.tokens.clone();
        let mut at = range.start;
        while at < range.end {
            if !page.word(at).capital || page.text.tokens[at].kind != TokenKind::Word {
                at += 1;
                continue;
            }
            let mut start = at;
            // "al-Sisi", "el-Sisi": the article belongs to the name.
            if start >= range.start + 2
                && page.as_is(start - 1) == "-"
                && matches!(page.as_is(start - 2), "al" | "el" | "ash" | "ad")
                && page.text.tokens[start].glued()
            {
                start -= 2;
            }
            let end = run_end(page, article, at, range.end);
            let (first, second) = divide(page, article, start..end);
            for name in std::iter::once(first).chain(second) {
                runs.extend(run(page, article, &adjective, name, range.end));
            }
            at = end.max(at + 1);
        }
    }
    (runs, adjective)
}

fn adjectives(page: &Page<'_>, article: &Article<'_>) -> Vec<bool> {
    let mut found = vec![false; page.text.tokens.len()];
    for hit in &page.hits {
        if article.dictionary.heaviest(hit).0.kind == AliasKind::Adjective {
            found[hit.start..hit.end].fill(true);
        }
    }
    found
}

/// Where the run of capitalised words that begins at `start` ends.
pub fn run_end(page: &Page<'_>, article: &Article<'_>, start: usize, limit: usize) -> usize {
    let tokens = &page.text.tokens;
    let mut end = start + 1;
    while end < limit {
        let token = &tokens[end];
        let capital = |n: usize| n < limit && page.word(n).capital;
        let near = |n: usize| n < limit && tokens[n].gap <= Gap::Line;
        if token.kind == TokenKind::Word {
            // "Telvarra A/S"
            if !near(end) || token.glued() || neighbours::legal_letters(page, end).is_some() {
                break;
            }
            // "Telvarra Inc  Reuter": the agency's mark behind its report.
            if matches!(page.as_is(end), "Reuter" | "REUTER") && legal_form(page, end - 1) {
                break;
            }
            if page.word(end).capital {
                end += 1;
                continue;
            }
            // Particles, one or two, between capitals: "de la Cruz".
            let particle = |n: usize| {
                n < limit
                    && page.word(n).written.any(Cues::PARTICLE)
                    && !matches!(page.as_is(n), "y" | "e" | "und")
                    // "D. Lehmann st Kaluwitharana b Chandana"
                    && !(page.as_is(n) == "st" && page.as_is(n + 2) == "b")
            };
            // "Youssef al-Qaddumi"
            let hyphen = |n: usize| n < limit && page.as_is(n) == "-" && tokens[n].glued();
            if particle(end) && hyphen(end + 1) && capital(end + 2) && tokens[end + 2].glued() {
                end += 3;
                continue;
            }
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
        match page.as_is(end) {
            "." if token.glued() && capital(end + 1) => {
                let before = page.as_is(end - 1);
                let initial = before.chars().count() == 1
                    || (before.len() <= 4 && article.english.sentences.is_abbreviation(before));
                // "Telvarra Inc. Terms were not given", but "Okumbe Co. Ltd."
                let form = |n: usize| page.word(n).cues.any(Cues::LEGAL_FORM);
                if !initial || end > start + 1 && legal_form(page, end - 1) && !form(end + 1) {
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
                let next = page.as_is(end + 1);
                // "Sen. Maria Lund, R-Ohio"
                let party = end == start + 1
                    && matches!(page.as_is(start), "R" | "D" | "I")
                    && start > 0
                    && matches!(page.as_is(start - 1), "," | "(");
                if party {
                    break;
                }
                let joined = capital(end + 1)
                    || (matches!(
                        next,
                        "al" | "el" | "ul" | "ur" | "uz" | "us" | "ud" | "ush" | "i" | "e" | "ye"
                    ) && end + 3 < limit
                        && page.as_is(end + 2) == "-");
                // "Suk-yeol", "Chun-hei": the second syllable of a given name, behind the surname.
                let syllable = !joined
                    && tokens[end + 1].case == LetterCase::Lower
                    // "Hong Kong-based"
                    && !matches!(next, "based" | "born" | "bound" | "listed" | "owned" | "backed" | "style" | "led")
                    && (2..=6).contains(&next.len())
                    && end >= 2
                    && page.word(end - 2).capital
                    && tokens[end - 1].gap == Gap::Space
                    && (article.words.family_first(page.as_is(end - 2))
                        || !page.word(end - 1).english
                            && (!article.english.words.classes(next).known()
                                && article.english.words.function(next).is_none()
                                || !page.word(end - 2).english
                                    && page.word(end + 1).written.any(Cues::SYLLABLE)));
                if capital(end + 1) || syllable {
                    end += 2;
                } else if joined {
                    end += 4;
                } else {
                    break;
                }
            }
            "&" if capital(end + 1) => end += 2,
            // "Wilhelmina 'Billie' Tarrant"
            "\"" | "“" | "‘" | "'" | "``" if nickname(page, end, limit).is_some() => {
                end = nickname(page, end, limit).unwrap_or(end) + 1;
            }
            // "People's Party", "Workers' Union"
            "'s" | "’s" | "'" | "’"
                if token.glued()
                    && capital(end + 1)
                    && tokens[end + 1].gap == Gap::Space
                    && (page.word(end - 1).cues.any(Cues::POSSESSIVE)
                        || holds_office(page, end)
                        || owns_place(page, article, end)) =>
            {
                end += 2;
            }
            _ => break,
        }
    }
    end
}

/// Where the name goes on behind a nickname whose opening quotation mark stands at the token, behind a given name:
/// "Wilhelmina 'Billie' Tarrant".
fn nickname(page: &Page<'_>, open: usize, limit: usize) -> Option<usize> {
    let tokens = &page.text.tokens;
    let close = (open + 2..open + 4).find(|n| matches!(page.as_is(*n), "\"" | "”" | "’" | "'" | "''"))?;
    let next = close + 1;
    let first = page.word(open - 1);
    let inside = (open + 1..close).all(|n| page.word(n).capital && tokens[n].kind == TokenKind::Word);
    let surname = page.word(next);
    (next < limit
        && first.given
        && !first.function
        && tokens[open].gap == Gap::Space
        && tokens[open + 1].glued()
        && tokens[close].glued()
        && inside
        && surname.capital
        && tokens[next].gap == Gap::Space
        && (!surname.common || surname.surname))
        .then_some(next)
}

/// Whether the possessive at the token joins somebody to the spot that is called so: "Arthur's Pass", but not "Kenya's
/// Rift".
fn owns_place(page: &Page<'_>, article: &Article<'_>, clitic: usize) -> bool {
    let place = |h: &Hit| h.end == clitic && names_place(h, article);
    let owned = page.word(clitic + 1).cues;
    // "St. Luke's Hospital"
    let saint = clitic >= 3 && {
        let before = clitic - 2 - usize::from(page.as_is(clitic - 2) == ".");
        matches!(page.as_is(before), "St" | "Saint")
    };
    matches!(page.as_is(clitic), "'s" | "’s")
        && (owned.any(Cues::OWNED_PLACE)
            || saint && owned.any(Cues::ORG_END | Cues::PLACE_END) && !owned.any(Cues::LEGAL_FORM))
        && !page.word(clitic + 2).capital
        && !page.hits_at(clitic - 1).iter().any(place)
}

/// Whether the possessive at the token joins those who hold an office or work together to their body:
/// "Prosecutor's Office", "Owners' Association", but not "Kato's Party" or "the President's Bank".
fn holds_office(page: &Page<'_>, clitic: usize) -> bool {
    let (word, body) = (page.word(clitic - 1), page.as_is(clitic + 1));
    let text = page.as_is(clitic - 1);
    let office = || word.cues.any(Cues::TITLE) || word.small.any(Cues::TITLE | Cues::ROLE);
    let several = text.ends_with('s') && matches!(page.as_is(clitic), "'" | "’");
    word.english
        && !word.given
        && page.word(clitic + 1).cues.any(Cues::ORG_OF)
        && !matches!(
            body,
            "House" | "Hall" | "Party" | "Army" | "Bank" | "Church" | "Order" | "Friends" | "Front"
        )
        && (several && !word.surname || office())
}

fn run(
    page: &Page<'_>,
    article: &Article<'_>,
    adjective: &[bool],
    tokens: Range<usize>,
    limit: usize,
) -> Option<Run> {
    let word = |n: usize| page.text.tokens[n].kind == TokenKind::Word;
    let mut words: Vec<usize> = tokens.clone().filter(|n| word(*n)).collect();
    // A sentence's first word has its capital from there.
    while let [first, rest @ ..] = &words[..] {
        let w = page.word(*first);
        let function = w.function || w.starter;
        let initial = page.as_is(*first + 1) == "."
            && page.text.tokens[*first + 1].glued()
            && page.as_is(*first).chars().count() == 1;
        let article_word = !rest.is_empty()
            && !initial
            && ["the", "a", "an"].iter().any(|a| a.eq_ignore_ascii_case(page.as_is(*first)));
        // "On Monday Acme Bank", "Last April Maria Lund": the day is no part of the name.
        let dated = !rest.is_empty()
            && w.cues.any(Cues::CALENDAR)
            && (!w.given
                || first.checked_sub(1).is_some_and(|b| {
                    matches!(
                        page.as_is(b),
                        "On" | "on"
                            | "In"
                            | "in"
                            | "Last"
                            | "last"
                            | "Next"
                            | "next"
                            | "Since"
                            | "since"
                            | "By"
                            | "by"
                            | "Until"
                            | "until"
                            | "This"
                            | "this"
                            | "early"
                            | "late"
                            | "of"
                            | "from"
                    )
                }));
        let role = !rest.is_empty() && w.small.any(Cues::ROLE) && !w.given;
        // "Drugmaker Telvarra Plc"
        let trade = !rest.is_empty()
            && page.opens(*first)
            && w.small.any(Cues::ORG_NOUN)
            && w.cues == Cues::default()
            && !w.surname;
        // "at 09:14 GMT Okumbe Rail said"
        let zone = !rest.is_empty()
            && w.cues.any(Cues::NOT_NAME)
            && page.text.tokens[*first].case == LetterCase::Upper
            && *first > 0
            && page.text.tokens[*first - 1].kind == TokenKind::Number;
        let formerly = !rest.is_empty() && page.opens(*first) && w.cues.any(Cues::FORMERLY);
        let family = rest.first().is_some_and(|n| !page.word(*n).english)
            && article.words.family_first(page.as_is(*first));
        let speaks = !rest.is_empty() && page.opens(*first) && w.small.any(Cues::SPEECH) && !w.given;
        // "National Parks Board" at the start of a sentence
        let body = !rest.is_empty()
            && matches!(
                page.as_is(*first),
                "National"
                    | "Federal"
                    | "Central"
                    | "Royal"
                    | "International"
                    | "Supreme"
                    | "Public"
                    | "Independent"
            )
            && words.last().is_some_and(|n| page.word(*n).cues.any(Cues::ORG_END));
        // "Advanced Rao Research Corp", but not "Meanwhile Rao Research Corp"
        let firm = rest.len() > 1
            && !function
            && words.last().is_some_and(|n| legal_form(page, *n))
            && !page.adverb(*first, article);
        let drop = article_word
            || dated
            || speaks
            || zone
            || trade
            || formerly
            || role && page.opens(*first) && likely_person(page, article, rest)
            || page.opens(*first)
                && !family
                && !body
                && !firm
                && !initial
                && (function
                    || (w.common
                        && !w.given
                        && !w.cues.any(Cues::TITLE | Cues::ORG_OF | Cues::PLACE_START)
                        && (rest.is_empty()
                            || rest.first().is_some_and(|n| {
                                page.word(*n).given || page.word(*n).cues.any(Cues::TITLE)
                            }))));
        if !drop {
            break;
        }
        words.remove(0);
    }
    let &first = words.first()?;
    let start = if first == tokens.start || page.as_is(tokens.start) == "al" { tokens.start } else { first };
    let (titles, titled) = titles(page, article, adjective, &words);
    Some(Run { start, end: tokens.end, limit, words, titles, titled })
}

/// How many of the words stand before a person's name ("Foreign Minister", "MPs", "Italian", "Joint
/// Editor"), and whether the last of them is a title.
fn titles(page: &Page<'_>, article: &Article<'_>, adjective: &[bool], words: &[usize]) -> (usize, bool) {
    let before = |n: &usize| {
        let cues = page.word(words[*n]).cues;
        cues.any(Cues::TITLE)
            || initials::rank(page, words[*n])
            || (cues.any(Cues::NOT_NAME) && !cues.any(Cues::GIVEN_WORD)
                || page.word(words[*n]).small.any(Cues::ROLE)
                || adjective[words[*n]]
                // "Acting DPP Maria Lund"
                || *n > 0
                    && page.text.tokens[words[*n]].case == LetterCase::Upper
                    && page.word(words[*n - 1]).cues.any(Cues::TITLE)
                // "the ambassador to Bangladesh Li Jiming"
                || page.hits_at(words[*n]).iter().any(|h| h.end == words[*n] + 1 && names_place(h, article)))
                && likely_person(page, article, &words[n + 1..])
    };
    let mut titles = (0..words.len() - 1).rev().find(before).map_or(0, |n| n + 1);
    // "the ambassador to Bangladesh Xiu Jiming"
    let posted = |n: usize| {
        let at = words[n];
        at >= 2
            && (page.as_is(at - 1) == "to"
                || page.as_is(at - 1) == "of"
                    && words
                        .get(n + 1)
                        .is_some_and(|w| page.word(*w).given || page.as_is(*w).chars().count() == 1))
            && page.word(at - 2).written.any(Cues::TITLE | Cues::ROLE)
            && page.hits_at(at).iter().any(|h| h.end == at + 1 && names_place(h, article))
            && (2..=3).contains(&(words.len() - n - 1))
            && words[n + 1..].iter().all(|w| !page.word(*w).english && page.word(*w).cues == Cues::default())
    };
    if titles == 0 && words.len() > 2 && posted(0) {
        return (1, true);
    }
    let last = titles.checked_sub(1).map(|n| page.word(words[n]).cues).unwrap_or_default();
    // "Italian Paolo Rossi": the nationality stays outside.
    while words.len() - titles > 1 && adjective[words[titles]] {
        titles += 1;
    }
    let ranked = last == Cues::default() || last.any(Cues::NOT_NAME);
    let rank = titles > 0 && ranked && initials::rank(page, words[titles - 1]);
    (titles, rank || last.any(Cues::TITLE) && !last.any(Cues::OFFICE))
}

/// Whether the word opens names of places as often as names of people: "Al Dhaid", "San Pedrillo", "Te Kao".
pub fn opens_place(page: &Page<'_>, at: usize) -> bool {
    let cues = page.word(at).cues;
    page.as_is(at + 1) != "-"
        && (matches!(page.as_is(at), "Al" | "El" | "Le" | "La" | "Los" | "Las" | "Te")
            || cues.any(Cues::PLACE_OPENER))
}
