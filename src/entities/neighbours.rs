//! Words beside a dictionary hit that say that it is part of something else.

use std::ops::Range;

use super::cues::Cues;
use super::page::{Page, Style};
use super::{Article, area};
use crate::dictionary::{Hit, Kind, Territory, fold};
use crate::text::{Gap, LetterCase, TokenKind};

/// Whether an office of government stands beside the word that names its field: "Labour Minister".
pub fn office_beside(page: &Page<'_>, at: usize) -> bool {
    let of = at >= 2
        && page.as_is(at - 1) == "of"
        && matches!(
            page.as_is(at - 2),
            "Minister" | "Ministry" | "Secretary" | "Department" | "Commissioner"
        );
    of || matches!(page.as_is(at + 1), "Minister" | "Secretary" | "Commissioner")
}

/// Whether a relative stands before the name: "his daughter, X", "his wife X".
pub fn kin_before(page: &Page<'_>, at: usize) -> bool {
    let noun = at.checked_sub(1).map(|n| if page.as_is(n) == "," { n.saturating_sub(1) } else { n });
    noun.is_some_and(|n| {
        let cues = page.word(n).written;
        cues.any(Cues::KIN) && cues.any(Cues::ROLE)
    })
}

/// Whether a child's or an old man's age stands before the name: "three-year-old X".
pub fn aged_before(page: &Page<'_>, at: usize) -> bool {
    at >= 2 && page.as_is(at - 1) == "old" && page.as_is(at - 2) == "-"
}

/// Whether what is said stands behind the name: "X said it had", "X told the paper", but not "X said to be rich".
pub fn speaks(page: &Page<'_>, next: usize) -> bool {
    matches!(page.as_is(next), "said" | "says" | "told" | "added" | "recalls" | "recalled" | "explained")
        && page.text.tokens[next].gap == Gap::Space
        && page.as_is(next + 1) != "to"
}

/// Whether the word is half of a person's name, an initial behind it or a particle with a capital before: the "LeRoy"
/// of "LeRoy A. Okumbe", the "Vinci" of "Da Vinci".
pub fn half_with_initial(page: &Page<'_>, at: usize) -> bool {
    let tokens = &page.text.tokens;
    let near = |n: usize| tokens.get(n).is_some_and(|t| t.gap == Gap::Space);
    let initial = near(at + 1)
        && tokens[at + 1].end - tokens[at + 1].start == 1
        && page.word(at + 1).capital
        && page.as_is(at + 2) == "."
        && near(at + 3)
        && page.word(at + 3).capital
        && !page.opens(at + 3);
    let particle = at > 0
        && near(at)
        && matches!(page.as_is(at - 1), "Da" | "De" | "Di" | "Van" | "Von" | "Del" | "La" | "El");
    tokens[at].case == LetterCase::Title && (initial || particle)
}

/// Whether a hyphen joins the surname to another that nobody known bears: "Lund-Telvarra", but "the Lund-Kato bill" of
/// two who are known.
pub fn half_of_name(page: &Page<'_>, at: usize, article: &Article<'_>) -> bool {
    let tokens = &page.text.tokens;
    let hyphen = |n: usize| page.as_is(n) == "-" && tokens[n].glued() && tokens[n + 1].glued();
    let unknown = |n: usize| {
        let word = page.word(n);
        let known = |h: &Hit| article.dictionary.heaviest(h).0.weight >= 50;
        word.capital && !word.common && !word.cues.any(Cues::NOT_NAME) && !page.hits_at(n).iter().any(known)
    };
    at + 2 < tokens.len() && hyphen(at + 1) && unknown(at + 2)
        || at >= 2 && hyphen(at - 1) && page.word(at - 2).capital && unknown(at - 2)
}

/// Whether the word belongs to a longer name that an Arabic or Romance article joins: the "Ain" of "Ain al-Tineh",
/// the "Borsa" of "Al Borsa".
pub fn joined_by_article(page: &Page<'_>, at: usize) -> bool {
    let tokens = &page.text.tokens;
    let near = |n: usize| tokens.get(n).is_some_and(|t| t.gap == Gap::Space);
    let behind = matches!(page.as_is(at + 1), "al" | "el" | "as" | "an" | "ar" | "ad" | "ash" | "at")
        && near(at + 1)
        && page.as_is(at + 2) == "-"
        && tokens[at + 2].glued()
        && page.word(at + 3).capital
        && tokens[at + 3].glued();
    behind || at > 0 && near(at) && matches!(page.as_is(at - 1), "Al" | "El") && !page.opens(at - 1)
}

/// Whether a word for a firm or union stands directly before the name, as before nobody else's.
pub fn firm_before(page: &Page<'_>, at: usize) -> bool {
    at > 0
        && page.text.tokens[at].gap == Gap::Space
        && matches!(
            page.as_is(at - 1),
            "firm"
                | "company"
                | "union"
                | "retailer"
                | "carmaker"
                | "automaker"
                | "airline"
                | "insurer"
                | "label"
        )
}

/// The university that a name stands for behind what is done at one: "graduated from X", "a professor at X".
pub fn school(page: &Page<'_>, tokens: &Range<usize>, article: &Article<'_>) -> Option<u32> {
    let before = page.before(tokens.start)?;
    let near = || before.saturating_sub(3)..before;
    let told = match page.as_is(before) {
        "attended" => true,
        "at" => near().any(|n| page.word(n).written.any(Cues::LEARNING)),
        "from" => {
            near().any(|n| {
                matches!(page.as_is(n), "graduated" | "graduating" | "degree" | "degrees" | "doctorate")
            }) || page.as_is(before.saturating_sub(1)) == "graduate"
        }
        _ => false,
    };
    // "students at Beijing's largest square"
    if !told || page.text.tokens.get(tokens.end).is_some_and(|t| t.kind == TokenKind::Clitic) {
        return None;
    }
    let dictionary = article.dictionary;
    let pattern = dictionary.index.pattern(&(fold(page.text.slice(tokens.clone())) + " university"))?;
    let aliases = dictionary.index.aliases(pattern).iter().copied();
    aliases.into_iter().find(|a| dictionary.entity_of(*a).kind == Kind::ORGANIZATION)
}

/// "Apple and Samsung": whether another body, whose name is no everyday word, stands beside behind "and".
pub fn beside_body(page: &Page<'_>, next: usize, article: &Article<'_>) -> bool {
    let other = next + 1;
    matches!(page.as_is(next), "and" | "or" | "&")
        && page.text.tokens.get(other).is_some_and(|t| t.case.capital())
        && !page.word(other).common
        && page.hits_at(other).iter().any(|hit| article.dictionary.heaviest(hit).1.kind == Kind::ORGANIZATION)
}

/// Whether an index of shares is meant rather than the firm that makes it: "Nikkei 225", "Tokyo's Nikkei fell".
pub fn index(page: &Page<'_>, at: usize) -> bool {
    let figure = |n: usize| {
        page.text.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Number && t.gap == Gap::Space)
    };
    let noun =
        |n: usize| matches!(page.as_is(n), "index" | "Index" | "average" | "stock" | "share" | "benchmark");
    let moves = |n: usize| {
        matches!(
            page.as_is(n),
            "fell"
                | "falls"
                | "rose"
                | "rises"
                | "gained"
                | "gains"
                | "lost"
                | "loses"
                | "slid"
                | "slipped"
                | "dropped"
                | "drops"
                | "climbed"
                | "jumped"
                | "jumps"
                | "tumbled"
                | "plunged"
                | "ended"
                | "closed"
                | "closes"
                | "shed"
                | "added"
                | "was"
                | "dipped"
                | "edged"
                | "advanced"
                | "soared"
                | "rallied"
        )
    };
    let before = page.before(at).is_some_and(noun);
    figure(at + 1) || noun(at + 1) || moves(at + 1) || before
}

/// Whether the firm of several words stands for its index: "S&P 500", "Dow Jones industrial average".
pub fn index_of(page: &Page<'_>, hit: &Hit) -> bool {
    let number = page.text.tokens.get(hit.end).is_some_and(|t| t.kind == TokenKind::Number);
    match page.text.slice(hit.start..hit.end) {
        "S&P" => number || page.as_is(hit.end) == "/",
        "Dow Jones" => {
            matches!(page.as_is(hit.end), "industrial" | "industrials" | "average" | "index" | "Industrial")
        }
        _ => false,
    }
}

/// Whether the word is the first of a longer name in capitals: the "Bowl" of "Bowl Cross", but not of "Bowl, Kenya".
pub fn begins_longer(page: &Page<'_>, at: usize) -> bool {
    let next = page.word(at + 1);
    page.style(at) == Style::Prose
        && next.capital
        && page.text.tokens[at + 1].gap == Gap::Space
        && page.text.tokens[at + 1].case == LetterCase::Title
        && !next.cues.any(Cues::TITLE | Cues::NOT_NAME | Cues::CALENDAR)
        && page.text.sentence_of(at) == page.text.sentence_of(at + 1)
}

/// Whether the words before the token say that a place follows: "in X", "the town of X".
pub fn placed(page: &Page<'_>, at: usize) -> bool {
    let cues = |n: usize| page.word(n).written;
    page.before(at).is_some_and(|b| {
        let according = page.as_is(b) == "to"
            && page.before(b).is_some_and(|n| page.as_is(n).eq_ignore_ascii_case("according"));
        cues(b).any(Cues::PLACING) && !according
            || page.as_is(b) == "of"
                && page.before(b).is_some_and(|noun| cues(noun).any(Cues::PLACE_NOUN | Cues::PLACE_ROLE))
    })
}

/// "Springfield, Illinois" and "Kaduna, in Nigeria": a comma and a prominent place behind.
pub fn followed_by_place(page: &Page<'_>, next: usize, article: &Article<'_>) -> bool {
    if page.as_is(next) != "," {
        return false;
    }
    let at = next + 1;
    if !page.word(at).capital {
        return false;
    }
    page.hits_at(at).iter().any(|h| {
        article.dictionary.index.aliases(h.pattern).iter().any(|a| {
            let entity = article.dictionary.entity_of(*a);
            entity.kind == Kind::PLACE && (entity.territory != Territory::None || entity.weight >= 70)
        })
    })
}

/// "Baker Lake, Nunavut": a comma and a state or province behind, as only places have.
pub fn followed_by_state(page: &Page<'_>, next: usize, article: &Article<'_>) -> bool {
    page.as_is(next) == ","
        && page.hits_at(next + 1).iter().any(|h| {
            let (alias, entity) = article.dictionary.heaviest(h);
            entity.territory == Territory::State
                && article.dictionary.fits(alias, page.text.slice(h.start..h.end), false)
        })
}

/// Whether the word stands between commas behind a town of the country, as a state does, its full stop left out:
/// "SAVANNAH, Ga, March 18".
pub fn state_of_town(page: &Page<'_>, hit: &Hit, article: &Article<'_>) -> bool {
    let (_, state) = article.dictionary.heaviest(hit);
    hit.start >= 2
        && state.territory == Territory::State
        && page.as_is(hit.start - 1) == ","
        && page.as_is(hit.end) == ","
        && area::before(page, hit.start - 1, article) == Some(state.country())
}

/// A full stop that belongs to the name: "U.S.", "Inc.".
pub fn with_full_stop(page: &Page<'_>, end: usize, alias: &str) -> usize {
    let text = page.text;
    let stop = text.tokens.get(end).is_some_and(|t| t.glued()) && text.word(end) == ".";
    if !stop {
        return end;
    }
    let last = &text.tokens[end - 1];
    let dotted =
        last.end - last.start == 1 && end >= 2 && text.word(end - 2) == "." && text.tokens[end - 1].glued();
    let legal =
        matches!(text.word(end - 1), "Inc" | "Corp" | "Co" | "Ltd" | "Bros" | "Jr" | "Sr" | "Plc" | "Cos");
    // A full stop that also ends the sentence belongs to initials all the same.
    if dotted || legal || alias.ends_with('.') { end + 1 } else { end }
}

/// Where a legal form ends that is written in letters with marks between: "A/S", "S.p.A.", "N.V.".
pub fn legal_letters(page: &Page<'_>, at: usize) -> Option<usize> {
    const FORMS: [&[&str]; 7] = [
        &["A", "/", "S"],
        &["S", ".", "p", ".", "A"],
        &["S", ".", "r", ".", "l"],
        &["N", ".", "V"],
        &["B", ".", "V"],
        &["S", ".", "A"],
        &["A", ".", "G"],
    ];
    let tokens = &page.text.tokens;
    if !tokens.get(at).is_some_and(|t| t.end - t.start == 1 && t.gap == Gap::Space && t.case.capital()) {
        return None;
    }
    let fits = |form: &&&[&str]| {
        form.iter().enumerate().all(|(n, part)| {
            page.as_is(at + n) == *part && (n == 0 || tokens.get(at + n).is_some_and(|t| t.glued()))
        })
    };
    let end = at + FORMS.iter().find(fits)?.len();
    let stop = page.as_is(end) == "." && page.as_is(at + 1) == "." && tokens[end].glued();
    Some(end + usize::from(stop))
}
