//! What tells that a figure is one that another is set against: an earlier level, or somebody else's.

use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::{Cue, month_number};
use crate::text::tagger::Tag;

/// Whether "against" at `at` sets one figure against another, as behind a quantity or a comma: "80 tonnes *against*
/// 70", but "brought charges *against* 14 men".
pub fn set_against(line: &Line<'_>, at: usize) -> bool {
    line.prev(at) == ","
        || (at.saturating_sub(8)..at).rev().take_while(|n| !line.tag(*n).verb()).any(|n| line.is_numeral(n))
}

/// "after the *previous* 10 million", "from an *earlier* 3 percent"
pub fn previous(line: &Line<'_>, start: usize) -> bool {
    let Some(word) = start.checked_sub(1) else { return false };
    let lead = word - usize::from(word > 0 && line.tag(word - 1) == Tag::Determiner);
    matches!(line.w(word), "previous" | "earlier" | "prior" | "former")
        && matches!(
            line.prev(lead),
            "after" | "from" | "against" | "with" | "than" | "below" | "above" | "versus"
        )
}

/// Whether "from" at `at` leads to those who gave: "raised 5 million dollars *from 12 donors*".
pub fn given(line: &Line<'_>, at: usize) -> bool {
    let money = |n: usize| {
        line.tag(n) == Tag::Symbol || line.words.currency_word(line.w(n)).is_some() || line.w(n) == "percent"
    };
    let counted = line.is_numeral(at + 1)
        && line.tag(at + 2) == Tag::Nouns
        && !money(at + 2)
        && !line.is_numeral(at + 2)
        && line.words.unit_word(line.w(at + 2)).is_none();
    counted && (at.saturating_sub(4)..at).any(money)
}

/// Most words behind a figure within which the time of what is compared stands.
const LONGEST_EARLIER: usize = 8;

/// Whether what stands behind a figure that another is compared with tells that it is somebody else's at the same time
/// ("compared with 30 percent *among women*") rather than an earlier one ("compared with 30 percent *in May*").
pub fn of_another(line: &Line<'_>, end: usize) -> bool {
    let lead = end + usize::from(line.tag(end).noun() && !line.tag(end + 1).noun());
    if !matches!(line.w(lead), "for" | "in" | "among" | "amongst") {
        return false;
    }
    let timely = |n: usize| {
        let word = line.w(n);
        line.is_digits(n) && word.len() == 4 && !word.contains(['.', ','])
            || month_number(word).is_some()
            || line.words.unit_of_time(word)
            || line.words.cue(word).any(Cue::TIMELY)
    };
    // "3 percent in Uganda *and 4 in Chad*": what stands there is the next one's.
    !(lead + 1..line.len().min(lead + LONGEST_EARLIER))
        .take_while(|n| !matches!(line.w(*n), "and" | "," | ";"))
        .any(timely)
}
