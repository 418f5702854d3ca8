//! Initials and other words that name nothing where they stand: how an exchange lists a company, who sent a report,
//! a clock's zone, a figure of statistics, a rank of the police, a degree of heat.

use super::dateline;
use super::page::Page;
use crate::text::{Gap, LetterCase, TokenKind};

/// Whether the initials at the token name nothing there, whoever is called by them elsewhere.
pub fn name_nothing(page: &Page<'_>, at: usize) -> bool {
    listed_as(page, at)
        || listed_on(page, at)
        || title(page, at)
        || zone(page, at)
        || statistic(page, at)
        || rank(page, at)
        || dateline::sends(page, at)
}

/// Whether the initials in the bracket are how an exchange lists a company: "(BONA.N: Quote".
fn listed_as(page: &Page<'_>, at: usize) -> bool {
    let tokens = &page.text.tokens;
    let glued = |n: usize| tokens.get(n).is_some_and(|t| t.glued());
    at > 0
        && page.as_is(at - 1) == "("
        && page.as_is(at + 1) == "."
        && glued(at + 1)
        && glued(at + 2)
        && tokens[at + 2].case.capital()
}

/// Whether the exchange stands before them: "(Nasdaq: BONA)", "(Oslo Exchange: BONA; NYSE: BON)", "under the symbol
/// BONA".
fn listed_on(page: &Page<'_>, at: usize) -> bool {
    let Some(before) = page.before(at) else { return false };
    if matches!(page.as_is(before), "ticker" | "symbol" | "symbols") {
        return true;
    }
    if before < 2 || page.as_is(before) != ":" {
        return false;
    }
    let exchange = page.text.tokens[before - 1].kind == TokenKind::Word && page.word(before - 1).capital;
    let credit = matches!(
        page.as_is(before - 1),
        "Photo"
            | "Photos"
            | "Picture"
            | "Image"
            | "Source"
            | "Sources"
            | "Credit"
            | "Video"
            | "Graphic"
            | "File"
    );
    let opens = |n: &usize| matches!(page.as_is(*n), "(" | "[" | ";" | ",");
    let bracket = (before.saturating_sub(4)..before - 1).rev().find(opens);
    exchange
        && !credit
        && bracket.is_some()
        && matches!(page.as_is(at + 1), ")" | "]" | ";" | "," | "/" | ".")
}

/// "Maria Lund, MD,", but "Annapolis, MD"
fn title(page: &Page<'_>, at: usize) -> bool {
    let town = |n: usize| page.hits_at(n).iter().any(|h| h.end == at - 1);
    page.as_is(at) == "MD"
        && at >= 2
        && page.as_is(at - 1) == ","
        && page.word(at - 2).capital
        && page.as_is(at + 1) != "."
        && !(at.saturating_sub(4)..at - 1).any(town)
}

/// "at 8:30 a.m. ET", "7 pm CT"
fn zone(page: &Page<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or(0, |b| if page.as_is(b) == "." { b.saturating_sub(1) } else { b });
    let clock = |n: usize| matches!(page.as_is(n), "m" | "am" | "pm" | "AM" | "PM" | "p.m" | "a.m");
    at > 1 && page.as_is(at).len() <= 4 && page.as_is(at).ends_with('T') && clock(before)
}

/// "(SD 7.1)", "SD = 7.1", "mean (SD)"
fn statistic(page: &Page<'_>, at: usize) -> bool {
    let figure = |n: usize| page.text.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Number);
    matches!(page.as_is(at), "SD" | "SE" | "OR" | "HR" | "RR" | "CI")
        && (figure(at + 1)
            || matches!(page.as_is(at + 1), "=" | "±" | ":" | ",") && figure(at + 2)
            || at > 0 && page.as_is(at - 1) == "(" && page.as_is(at + 1) == ")")
}

/// Whether the word measures heat: "90 degrees Celsius".
pub fn degree(page: &Page<'_>, at: usize) -> bool {
    at > 0 && matches!(page.as_is(at - 1), "degrees" | "degree" | "deg" | "°")
}

/// Whether the word in capitals is what a test of a medicine is called: "the HARKON trial", "Phase 3 HARKON study".
pub fn trial(page: &Page<'_>, at: usize) -> bool {
    let tokens = &page.text.tokens;
    let number = |n: usize| tokens.get(n).is_some_and(|t| t.kind == TokenKind::Number);
    let numbered = page.as_is(at + 1) == "-" && number(at + 2);
    let next = at + 1 + if numbered { 2 } else { usize::from(number(at + 1)) };
    let phase = at > 1 && matches!(page.as_is(at - 2), "Phase" | "phase");
    tokens[at].case == LetterCase::Upper
        && (matches!(page.as_is(next), "trial" | "trials")
            || phase && matches!(page.as_is(next), "study" | "studies"))
}

/// Whether the word is a rank of the police in capitals: "PC Okumbe", "DS Maria Lund".
pub fn rank(page: &Page<'_>, at: usize) -> bool {
    let next = page.word(at + 1);
    matches!(page.as_is(at), "PC" | "WPC" | "PCSO" | "DC" | "DS" | "DI" | "DCI")
        && page.text.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::Space && t.case == LetterCase::Title)
        && (next.given || next.surname)
        && !next.english
}

/// Whether the token begins how an exchange lists the company whose name stands before: the "BONA" of "Bona Foods
/// <BONA>", but not of "the brewer <BONA>".
pub fn lists(page: &Page<'_>, at: usize) -> bool {
    let Some(open) = at.checked_sub(1).filter(|open| *open > 0 && page.as_is(*open) == "<") else {
        return false;
    };
    let stop = open - usize::from(open > 1 && page.as_is(open - 1) == ".");
    page.text.tokens[stop - 1].case.capital() && symbol(page, open)
}

/// Whether how an exchange lists a company stands at the token, behind its name: "<BONA.S>", "(BONA.N)", "(Nasdaq:
/// BONA)".
pub fn symbol(page: &Page<'_>, at: usize) -> bool {
    let tokens = &page.text.tokens;
    let letters = |n: usize| {
        tokens.get(n).is_some_and(|t| t.case == LetterCase::Upper && t.end - t.start <= 6)
            && page.text.sentence_of(n) == page.text.sentence_of(at)
    };
    let glued = |n: usize| tokens.get(n).is_some_and(|t| t.glued());
    let place = |n: usize| tokens.get(n).is_some_and(|t| t.case.capital() && t.end - t.start <= 2);
    let point = |n: usize| page.as_is(n) == "." && glued(n) && glued(n + 1) && place(n + 1);
    match page.as_is(at) {
        "<" if letters(at + 1) && glued(at + 1) => {
            let end = if point(at + 2) { at + 4 } else { at + 2 };
            page.as_is(end) == ">" && glued(end)
        }
        "(" if letters(at + 1) && point(at + 2) => matches!(page.as_is(at + 4), ")" | ":"),
        "(" => (at + 2..at + 5).any(|n| {
            page.as_is(n) == ":"
                && matches!(
                    page.as_is(n - 1),
                    "NYSE"
                        | "Nasdaq"
                        | "NASDAQ"
                        | "Amex"
                        | "AMEX"
                        | "LSE"
                        | "AIM"
                        | "TSX"
                        | "TSE"
                        | "ASX"
                        | "NZX"
                        | "JSE"
                        | "SGX"
                        | "HKEX"
                        | "HKSE"
                        | "KLSE"
                        | "BSE"
                        | "NSE"
                        | "OTC"
                        | "OTCBB"
                        | "Euronext"
                        | "Exchange"
                )
                && letters(n + 1)
        }),
        _ => false,
    }
}
