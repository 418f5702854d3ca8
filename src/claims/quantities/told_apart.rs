//! Words that are a unit in one sentence and something else in another: pounds, yards, seconds.

use rust_decimal::Decimal;

use crate::claims::numbers::number::{Form, Number};
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::{Cue, Unit};
use crate::text::tagger::Tag;

/// Whether the one word at `at` is the unit it could be.
pub fn plain_word(line: &Line<'_>, number: &Number, at: usize, hyphen: bool, unit: &Unit) -> bool {
    let word = line.w(at);
    // "two second-half goals", "5 second graders"
    let ordinal = word == "second" && !hyphen && number.form == Form::Words;
    // Units are written small; "Stone" and "Knot" with a capital are names.
    let name = line.capital(at)
        && !matches!(unit.name, "degree celsius" | "degree fahrenheit")
        && !line.raw(at).chars().all(char::is_uppercase);
    line.is_word(at)
        && !ordinal
        && !name
        && !(word == "degree" && !hyphen && number.low != Decimal::ONE && number.form == Form::Words)
        && !(word == "foot" && line.w(at + 1) == "soldiers")
        && !(word == "yards" && yards_that_build(line, at + 1))
}

/// Whether pounds are a weight here.
pub fn weighs(line: &Line<'_>, number: &Number, end: usize, hyphen: bool) -> bool {
    let start = number.tokens.start;
    if hyphen && line.w(end - 1) == "pound" && !matches!(line.w(end), "note" | "coin" | "a") {
        return true;
    }
    // Millions of pounds are money unless something heavy is near.
    let small = number.scale.is_none_or(|s| s < Decimal::from(1_000_000));
    let of = line.w(end) == "of" && line.tag(end + 1).noun();
    if small && of && !line.words.cue(line.w(end + 1)).any(Cue::MONEY_OF) {
        return true;
    }
    let near = start.saturating_sub(6)..(end + 4).min(line.len());
    // "The firm lost 20 million pounds": who loses by the million, or keeps accounts, loses money.
    let paid = near.clone().any(|n| line.words.cue(line.w(n)).any(Cue::MONEY_NEAR)) && line.w(end) != "of";
    let moved = |n: usize| {
        matches!(line.w(n), "lost" | "lose" | "loses" | "losing" | "gained" | "drop" | "dropped" | "shed")
    };
    near.into_iter().any(|n| {
        line.words.cue(line.w(n)).any(Cue::WEIGHING)
            && !(paid && !line.w(n).starts_with("weigh"))
            && !(number.scale.is_some() && moved(n))
    })
}

/// Whether yards are places of work: "33 yards capable of building ships", "three yards that employ 900 people".
fn yards_that_build(line: &Line<'_>, next: usize) -> bool {
    let verb = next
        + usize::from(matches!(line.w(next), "that" | "which" | "who" | "now" | "still" | "have" | "will"));
    let works =
        matches!(line.verb(verb), "employ" | "build" | "own" | "operate" | "make" | "close" | "run" | "shut");
    let told = works && (line.tag(verb).verb() || line.tag(verb) == Tag::Adjective);
    told || matches!(line.w(next), "capable" | "belonging" | "where" | "whose" | "worldwide")
        || !matches!(line.w(next), "of" | "from" | "off" | "away" | "long" | "wide" | "deep" | "high")
            && (0..line.len())
                .any(|n| line.w(n).starts_with("shipyard") || line.w(n).starts_with("shipbuild"))
}

/// "*2022 marks* a turn": a year and a verb, no German money.
pub fn year_that_marks(line: &Line<'_>, number: &Number) -> bool {
    let end = number.tokens.end;
    line.w(end) == "marks"
        && number.scale.is_none()
        && number.tokens.len() == 1
        && line.w(number.tokens.start).len() == 4
        && matches!(line.tag(end + 1), Tag::Determiner | Tag::Pronoun)
}
