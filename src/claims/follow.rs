//! What a claim takes over from the one before it in its sentence: an earlier level is one of the same thing, a conversion
//! tells of the same move.

use super::amount::Amount;
use super::line::Line;
use super::rules::CHANGE;
use super::{Claim, Kind, Role, movement};

/// Completes `claim`, of the quantity `amount`, from the claims of its sentence before it.
pub fn follow(line: &Line<'_>, amount: &Amount, claim: &mut Claim, said: &[Claim]) {
    let Some(last) = said.last() else { return };
    let start = amount.tokens.start;
    // "fell 45 cents to 3.75 dollars in May from 4.20 dollars": what it fell from.
    if line.prev(start) == "from" && last.direction.is_some() {
        (claim.role, claim.direction, claim.rule) = (Role::Former, None, CHANGE.name);
    }
    if claim.direction.is_none()
        && let Some(moved) = movement::in_parallel(line, amount, said)
    {
        (claim.role, claim.direction) = moved;
        claim.rule = CHANGE.name;
    }
    // "a profit of 60 million, *a 12 percent increase*": of what stands before.
    let alone = claim.about.is_empty() || claim.about.split(' ').count() == 1 && line.prev(start) == "of";
    if claim.role == Role::Change
        && alone
        && let Some(about) = movement::apposed_change(line, amount, last)
    {
        claim.about = about;
    }
    // "exports were 90 million, *down 4 percent*"
    if movement::goes_on(line, amount, last) {
        claim.about.clone_from(&last.about);
        claim.predicate.clone_from(&last.predicate);
        claim.subject.clone_from(&last.subject);
    }
    // "compared with 6 million in May and *5 million* in April"
    if movement::former_too(line, amount, last) {
        (claim.role, claim.rule) = (Role::Former, CHANGE.name);
    }
    // "10 to 20 km (6 to 12 miles)", "40 points, or 3%": the same move again.
    if again(line, amount, last) {
        (claim.role, claim.direction) = (last.role, last.direction);
        claim.rule = last.rule;
        let own = amount.kind.is_none() || line.w(amount.tokens.end) == "of";
        if !last.about.is_empty() && claim.counted.is_empty() && (claim.about.is_empty() || !own) {
            claim.about.clone_from(&last.about);
        }
    }
    if last.about.is_empty() || !claim.counted.is_empty() {
        return;
    }
    // "Sales 6.7 mln vs 4.5 mln": the earlier level is one of the same thing; "5 kg instead of 8 kg" too.
    let former = claim.role == Role::Former && line.prev(start) != "of";
    if former || set_against(line, amount) && !line.tag(amount.tokens.end).noun() {
        claim.about = last.about.clone();
    }
}

/// Whether a quantity tells the one before it again in another unit: in brackets, or behind "or".
fn again(line: &Line<'_>, amount: &Amount, last: &Claim) -> bool {
    let start = amount.tokens.start;
    let or = usize::from(line.prev(start) == "or");
    let comma = start >= 2 && line.w(start - 2) == ",";
    let share = matches!(amount.kind, Some(Kind::Percent)) && last.quantity.kind != Kind::Percent;
    // "400m pesos ($136m; £72m)"
    let currencies = amount.kind == Some(Kind::Money) && last.quantity.kind == Kind::Money;
    // "14 million dollars or 26 cents a share"
    let share = share || amount.unit.ends_with(" per share") && last.quantity.kind == Kind::Money;
    let bracket =
        line.prev(start) == "(" || line.prev(start) == ";" && currencies && amount.unit != last.quantity.unit;
    let opens = bracket || or == 1 && (comma || share);
    if !opens {
        return false;
    }
    let end = line.span(&(start - 1 - or..start - or)).end;
    let other = amount.kind.is_some_and(|k| k != last.quantity.kind)
        || bracket
        || amount.unit.ends_with(" per share") && amount.unit != last.quantity.unit;
    other && last.quantity.span.end <= end && end - last.quantity.span.end <= 8
}

/// Whether a quantity is set against the one before it: behind "instead of", "rather than", or in brackets behind one
/// word ("*(was* $40)").
fn set_against(line: &Line<'_>, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    let start = start - usize::from(matches!(line.prev(start), "the" | "its" | "their" | "a" | "an"));
    if start < 2 {
        return false;
    }
    match (line.w(start - 2), line.w(start - 1)) {
        ("instead", "of") | ("rather", "than") => true,
        ("(", word) => matches!(word, "was" | "were" | "save" | "saving") && line.w(amount.tokens.end) == ")",
        _ => false,
    }
}
