//! Races that go by their length: "the 200m champion", "won the 10,000m". They are names and measure nothing.

use crate::claims::numbers::number::Number;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Cue;
use crate::text::tagger::Tag;

/// Whether the number names a race by its metres.
pub fn race(line: &Line<'_>, number: &Number) -> bool {
    let at = number.tokens.start;
    let metres = matches!(
        line.w(at),
        "50" | "60"
            | "100"
            | "110"
            | "200"
            | "400"
            | "500"
            | "800"
            | "1000"
            | "1,000"
            | "1500"
            | "1,500"
            | "3000"
            | "3,000"
            | "5000"
            | "5,000"
            | "10000"
            | "10,000"
    );
    let unit = at + 1 + usize::from(line.dash(at + 1) && line.glued(at + 1));
    if !metres || !matches!(line.w(unit), "m" | "metre" | "metres" | "meter" | "meters") {
        return false;
    }
    let next = unit + 1;
    // "the 100m *and 200m titles*"
    let pair =
        matches!(line.w(next), "and" | "or") && line.is_digits(next + 1) && line.w(next + 2) == line.w(unit);
    let event = if pair { next + 3 } else { next };
    // "the 800m *runners*", "the 400m *record holder*"
    let told = |n: usize| {
        line.words.cue(line.w(n)).any(Cue(Cue::RACE.0 | Cue::KILOMETRE_RUN.0))
            || matches!(line.w(n), "titles" | "medal" | "medals")
            // but "sold 100m records"
            || line.w(n) == "record" && matches!(line.prev(at), "the" | "a" | "'s" | "his" | "her" | "and" | "world")
    };
    if told(event) {
        return true;
    }
    // "won the 10,000m", "took silver in the 400 metres": with an article and nothing behind that it could measure
    let named = matches!(line.prev(at), "the" | "men's" | "women's" | "'s") || line.prev(at) == "and";
    let ends = !line.tag(next).noun()
        && !matches!(line.tag(next), Tag::Adjective | Tag::Number)
        && !matches!(line.w(next), "of" | "from" | "to" | "away" | "between" | "that" | "which");
    let won = |n: usize| {
        line.words.cue(line.w(n)).any(Cue::RACE)
            || matches!(line.verb(n), "win" | "run" | "race")
            || matches!(line.w(n), "title" | "champion" | "record" | "bronze" | "olympic" | "olympics")
    };
    named && ends && (0..line.len()).any(won)
}
