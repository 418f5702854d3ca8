//! What stands beside a short form, and whether it is used as a name there.

use std::ops::Range;

use super::cues::Cues;
use super::page::{Page, Style};
use super::{Article, initials};
use crate::text::{Class, Gap, LetterCase, TokenKind};

/// Whether a plain word with a capital stands for the firm whose name it begins: "Chemical said", "shares of Paramount",
/// "the Standard board", but not "Chemical Week", "First we slept" or "a Standard".
pub fn acts_as_firm(page: &Page<'_>, article: &Article<'_>, range: &Range<usize>) -> bool {
    let (at, next) = (range.start, range.end);
    let tokens = &page.text.tokens;
    if page.style(at) != Style::Prose {
        return initials::symbol(page, next);
    }
    if page.word(next).capital
        && tokens.get(next).is_some_and(|t| t.gap <= Gap::Line && t.kind == TokenKind::Word)
    {
        return false;
    }
    let owns = tokens.get(next).is_some_and(|t| t.kind == TokenKind::Clitic);
    let verb = page.word(next).written.any(Cues::SPEECH)
        || matches!(
            page.as_is(next),
            "has" | "had" | "will" | "would" | "is" | "was" | "agreed" | "also" | "plans"
        );
    if page.opens(at) {
        // "Golf is hard" where golf is spoken of.
        let small = page.as_is(at).to_lowercase();
        let common = |n: usize| tokens[n].case == LetterCase::Lower && page.as_is(n) == small;
        return page.word(next).written.any(Cues::SPEECH) || (owns || verb) && !(0..tokens.len()).any(common);
    }
    // "Team Sports has sold it"
    let before = page.word(at - 1);
    if before.capital && !before.function && tokens[at].gap <= Gap::Line && !before.cues.any(Cues::TITLE) {
        return false;
    }
    let share = page.word(next).written.any(Cues::ORG_PART)
        || matches!(
            page.as_is(next),
            "stock" | "common" | "board" | "unit" | "management" | "stake" | "stockholders"
        );
    let ends = matches!(page.as_is(next), "." | "," | ";" | ")" | "")
        || article.english.words.function(page.as_is(next)).is_some();
    let object = page.before(at).is_some_and(|b| {
        matches!(
            page.as_is(b),
            "of" | "by" | "with" | "from" | "for" | "to" | "at" | "and" | "in" | "that" | "between"
        )
    });
    owns || verb || share || object && ends
}

/// Whether the word behind says that a team is meant: "Pirates lead", "Pirates coach".
pub fn plays(page: &Page<'_>, at: usize) -> bool {
    let word = page.as_is(at);
    page.sport
        && (page.word(at).written.any(Cues::CONTEST | Cues::TEAM_ROLE)
            || matches!(
                word,
                "are"
                    | "were"
                    | "have"
                    | "had"
                    | "will"
                    | "lead"
                    | "led"
                    | "play"
                    | "played"
                    | "won"
                    | "lost"
            ))
}

/// Whether an article stands before the word and no noun behind it, so that it is one itself.
pub fn thing(page: &Page<'_>, article: &Article<'_>, range: &Range<usize>) -> bool {
    let determined = page.before(range.start).is_some_and(|b| {
        matches!(page.as_is(b), "the" | "The" | "a" | "A" | "an" | "An" | "another" | "Another" | "every")
    });
    let alone = matches!(page.as_is(range.end), "" | "." | "," | ";" | ":" | ")" | "?" | "!")
        || article.english.words.function(page.as_is(range.end)).is_some();
    determined && alone
}

/// Whether a verb follows that a bare noun in the singular seldom has: "Park was told", "Young also asked".
/// A plural may well be what it says ("Banks were closed").
pub fn verb(page: &Page<'_>, article: &Article<'_>, at: usize) -> bool {
    if page.as_is(at - 1).ends_with('s') {
        return false;
    }
    let adverb = matches!(
        page.as_is(at),
        "also" | "then" | "later" | "never" | "now" | "still" | "himself" | "herself"
    );
    let at = at + usize::from(adverb);
    let verb = page.as_is(at);
    matches!(verb, "has" | "had" | "told" | "who" | "spoke")
        || adverb
        || page.word(at).written.any(Cues::SPEECH | Cues::CONTEST | Cues::HUMAN_ACT)
        || article.english.words.classes(verb).any(Class::VERB_ED)
}
