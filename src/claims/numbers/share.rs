//! Shares in words: "two-thirds of", "half the seats", and those of a scale word, which are numbers: "half a million".

use rust_decimal::Decimal;

use super::cardinal::{Cardinal, cardinal, class, denominator, over_hyphen};
use super::number::{Form, Number, scaled};
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::literal::ratio;
use crate::claims::vocabulary::words::{Cue, Numeral};
use crate::text::tagger::Tag;

/// A share of something ("two-thirds of", "half the", "a quarter"), or of a scale word ("half a million",
/// "three quarters of a million", "quarter million"), which makes it a number.
pub fn share(line: &Line<'_>, start: usize) -> Option<Number> {
    let first = line.w(start);
    let article = matches!(first, "a" | "an");
    let (count, below, end) = match first {
        "quarter" if scale_at(line, start + 1) => (Decimal::ONE, Decimal::from(4), start + 1),
        "quarter" => return None,
        "half" => (Decimal::ONE, Decimal::TWO, start + 1),
        _ => {
            let lone =
                article && !matches!(class(line, start + 1), Some((_, Numeral::Hundred | Numeral::Scale)));
            let count = if lone {
                Cardinal { value: Decimal::ONE, end: start + 1, scale: None }
            } else {
                cardinal(line, start)?
            };
            let (below, end) = denominator(line, over_hyphen(line, count.end), count.value)?;
            (count.value, below, end)
        }
    };
    // "half a million", "a quarter of a million", "two thirds of a billion", "half-million"
    let mut at = over_hyphen(line, end);
    at += usize::from(line.w(at) == "of");
    at += usize::from(matches!(line.w(at), "a" | "an"));
    if let Some((factor, Numeral::Scale | Numeral::Hundred)) = class(line, at)
        && !(first == "half" && line.words.cue(line.prev(start)).any(Cue::HALF_BEFORE))
    {
        let value = ratio(count.checked_mul(factor)?, below)?;
        let number = Number::plain(start..at + 1, value, Form::Words);
        return Some(scaled(line, Number { scale: Some(factor), ..number }));
    }
    let value = ratio(count, below)?;
    let stands = if first == "half" { half_of(line, start) } else { share_stands(line, start, end, article) };
    stands.then(|| Number::plain(start..end, value, Form::Share))
}

fn scale_at(line: &Line<'_>, at: usize) -> bool {
    matches!(class(line, over_hyphen(line, at)), Some((_, Numeral::Scale)))
}

/// Whether "half" at `at` is a share ("half the seats"), and no part of a match or an idiom.
fn half_of(line: &Line<'_>, at: usize) -> bool {
    let next = line.w(at + 1);
    let share =
        line.words.cue(next).any(Cue::HALF_AFTER) || matches!(next, "a" | "an") && line.tag(at + 2).noun();
    let before = line.prev(at);
    let idiom = line.glued(at) || before == "-" || line.words.cue(before).any(Cue::HALF_BEFORE);
    // "fell by half", "fell by nearly half to 4 billion"
    let about = matches!(before, "nearly" | "almost" | "about" | "roughly" | "around" | "over");
    let lead = if about {
        line.prev(at - 1)
    } else if line.phrase_before(at, &["more", "than"]) {
        line.prev(at - 2)
    } else {
        before
    };
    let to = next == "to" && (line.is_digits(at + 2) || line.tag(at + 2) == Tag::Symbol);
    let by =
        lead == "by" && (to || next.is_empty() || line.words.cue(next).any(Cue::SHARE_END) || next == ",");
    // "Of 400 growers, half got seed"
    let acts = matches!(before, "," | "and" | ";" | "")
        && (line.tag(at + 1) == Tag::Aux || line.tag(at + 1).finite() && line.tag(at + 1) != Tag::Verb);
    (share || by || acts) && !idiom && !matches!(before, "a" | "the")
}

/// Whether "a third", "two quarters" is a share here, and no ordinal, part of the year or time of day.
fn share_stands(line: &Line<'_>, start: usize, after: usize, article: bool) -> bool {
    let part = class(line, after - 1).map(|(value, _)| value);
    let quarter = part == Some(Decimal::from(4));
    let half = part == Some(Decimal::TWO);
    let next = line.w(after);
    let before = line.prev(start);
    // "a quarter to eight"
    let hour = (quarter || half) && before != "by";
    if hour
        && matches!(next, "to" | "past")
        && (class(line, after + 1).is_some() || line.is_digits(after + 1))
    {
        return false;
    }
    let cue = line.words.cue(next);
    if next == "of" || cue.any(Cue::SHARE_AFTER) {
        let year = next == "of" && (line.is_digits(after + 1) || line.phrase(after + 1, &["the", "year"]));
        return !(quarter && year);
    }
    // "half a mile", "a tenth of an inch", "three-quarter mile": the unit makes it a measure
    if line.unit_at(after).is_some() && !article {
        return true;
    }
    // "up a third", "by two thirds": at the end of a phrase
    let ends = next.is_empty() || matches!(next, "," | "\"") || cue.any(Cue::SHARE_END);
    // "scored two, and soon Peru had *a sixth*": one more goal
    if article && start > 0 && matches!(line.verb(start - 1), "have" | "add" | "score" | "net" | "grab") {
        return false;
    }
    // "taking a fifth in the 30 km": a place in a race
    if next == "in"
        && article
        && start > 0
        && matches!(line.verb(start - 1), "take" | "finish" | "place" | "claim")
    {
        return false;
    }
    let amount = matches!(
        before,
        "" | "by"
            | "to"
            | "than"
            | "about"
            | "almost"
            | "nearly"
            | "one"
            | "is"
            | "above"
            | "below"
            | "over"
            | "under"
            | "exactly"
    );
    let quantity = if quarter || half { amount } else { true };
    ends && quantity
}
