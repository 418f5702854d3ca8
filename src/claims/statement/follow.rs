//! What a claim takes over from the one before it in its sentence: an earlier level is one of the same thing, a conversion
//! tells of the same move.

use crate::claims::claim::{Claim, Kind, Modality, Role};
use crate::claims::quantities::amount::Amount;
use crate::claims::quantities::comparison::told_instead;
use crate::claims::quantities::further;
use crate::claims::rules::CHANGE;
use crate::claims::sentence::line::Line;
use crate::claims::time::calendar::year_number;
use crate::claims::vocabulary::words::{Cue, Sense, month_number};
use crate::text::TokenKind;
use crate::text::tagger::Tag;

/// Completes `claim`, of the quantity `amount`, from the claims of its sentence before it.
pub fn follow(line: &Line<'_>, amount: &Amount, claim: &mut Claim, said: &[Claim]) {
    let Some(last) = said.last() else { return };
    let start = amount.tokens.start;
    // "fell 45 cents to 3.75 dollars in May from 4.20 dollars": what it fell from.
    if line.prev(start) == "from" && last.direction.is_some() {
        (claim.role, claim.direction, claim.rule) = (Role::Former, None, CHANGE.name);
    }
    if claim.direction.is_none()
        && let Some(moved) = further::in_parallel(line, amount, said)
    {
        (claim.role, claim.direction) = moved;
        claim.rule = CHANGE.name;
    }
    // "a profit of 60 million, *a 12 percent increase*": of what stands before.
    let alone = claim.about.is_empty() || claim.about.split(' ').count() == 1 && line.prev(start) == "of";
    if claim.role == Role::Change
        && alone
        && let Some(about) = further::apposed_change(line, amount, last)
    {
        claim.about = about;
    }
    // "lost 12 ships *and three planes*", "will grow 2.1% this year *and 1.8% next year*"
    if along(line, amount, claim, last) {
        (claim.role, claim.direction, claim.rule) = (last.role, last.direction, CHANGE.name);
    }
    // "was extended to six years *and three months*": one level in two units.
    if line.prev(start) == "and"
        && claim.quantity.kind == Kind::Duration
        && last.quantity.kind == Kind::Duration
        && claim.quantity.unit != last.quantity.unit
        && claim.direction.is_none()
        && last.direction.is_some()
        && between(line, amount, last).len() == 1
    {
        (claim.role, claim.direction, claim.rule) = (last.role, last.direction, CHANGE.name);
        claim.about.clone_from(&last.about);
        claim.predicate.clone_from(&last.predicate);
    }
    // "exports were 90 million, *down 4 percent*"
    if further::goes_on(line, amount, last) || compared_along(line, amount, claim, last) {
        claim.about.clone_from(if last.about.is_empty() { &last.counted } else { &last.about });
        claim.predicate.clone_from(&last.predicate);
        claim.subject.clone_from(&last.subject);
    }
    // "a scrap rate of 12.4%, *less than the 14.1%* forecast": of the same
    if claim.about.is_empty()
        && claim.quantity.kind == last.quantity.kind
        && claim.counted.is_empty()
        && short_of(line, amount, last)
    {
        claim.about.clone_from(&last.about);
    }
    // "puts the profit at 41 million, *rising to 72 million*": of the same, whoever puts it so.
    if goes_on_moving(line, amount)
        && !last.about.is_empty()
        && claim.quantity.kind == last.quantity.kind
        && between(line, amount, last).all(|t| line.w(t) != ";" && !line.tag(t).finite())
    {
        claim.about.clone_from(&last.about);
    }
    // "Profit: 12.4m (2017: 10.9m)"
    if year_before(line, start) && claim.quantity.kind == last.quantity.kind {
        (claim.role, claim.direction, claim.rule) = (Role::Former, None, CHANGE.name);
        claim.about.clone_from(&last.about);
    }
    // "employs 3,200 people, half *of them* in Lima", "two billion, *of which* 62 percent"
    if part_of(line, amount) && matches!(claim.quantity.kind, Kind::Ratio | Kind::Percent | Kind::Number) {
        claim.about.clone_from(if last.counted.is_empty() { &last.about } else { &last.counted });
        if claim.quantity.kind == Kind::Ratio && last.quantity.kind == Kind::Count {
            claim.quantity.unit.clone_from(&last.quantity.unit);
        }
    }
    // "injuring 31 passengers, nine *of them* seriously": what befell the others befell these, where no verb is theirs.
    if line.w(amount.tokens.end) == "of"
        && line.w(amount.tokens.end + 1) == "them"
        && !told_apart(line, amount)
    {
        claim.predicate.clone_from(&last.predicate);
        claim.subject.clone_from(&last.subject);
    }
    // "2,300 hectares were lost, 740 *of them* last year"
    let bare = matches!(claim.quantity.kind, Kind::Count | Kind::Number) && claim.counted.is_empty();
    if bare && last.quantity.kind == Kind::Measure && part_of(line, amount) {
        claim.quantity.kind = Kind::Measure;
        claim.quantity.unit.clone_from(&last.quantity.unit);
        claim.about.clone_from(&last.about);
        claim.rule = last.rule;
    }
    // "solar supplied 59% of power, *wind 12%*", "the oldest is 34, *the youngest* 20"
    let bare = line.ends(amount.tokens.end) || line.w(amount.tokens.end) == "and";
    if bare
        && claim.quantity.kind == last.quantity.kind
        && !matches!(last.quantity.kind, Kind::Count | Kind::Number | Kind::Ratio)
        && claim.role != Role::Former
        && claim.predicate == last.predicate
        && !claim.about.is_empty()
        && let Some(subject) = further::gapped(line, amount, last)
    {
        claim.about = line.slice(&subject);
        // "the Dow lost 1.2% *and the Nasdaq 0.5%*"
        if claim.role == Role::Level && claim.direction.is_none() && last.role == Role::Change {
            (claim.role, claim.direction, claim.rule) = (last.role, last.direction, CHANGE.name);
        }
    }
    // "46 percent of voters favour it and *43 percent* oppose it"
    if acts_too(line, amount, claim, last) {
        claim.about.clone_from(&last.about);
    }
    // "three men aged 19, *22* and *27*"
    if claim.quantity.kind == Kind::Age
        && last.quantity.kind == Kind::Age
        && matches!(line.prev(start), "," | "and" | "or")
        && between(line, amount, last).len() <= 2
    {
        claim.about.clone_from(&last.about);
        claim.predicate.clone_from(&last.predicate);
    }
    // "compared with 6 million in May and *5 million* in April"
    if further::former_too(line, amount, last) {
        (claim.role, claim.rule) = (Role::Former, CHANGE.name);
    }
    // "10 to 20 km (6 to 12 miles)", "40 points, or 3%": the same move again.
    if again(line, amount, &claim.quantity.unit, last) {
        (claim.role, claim.direction) = (last.role, last.direction);
        claim.rule = last.rule;
        let own = amount.kind.is_none() || line.w(amount.tokens.end) == "of";
        if !last.about.is_empty() && claim.counted.is_empty() && (claim.about.is_empty() || !own) {
            claim.about.clone_from(&last.about);
        }
    }
    // "eased to 4.7%, the lowest in 14 years, *from* 5.4%"
    if line.prev(start) == "from"
        && start >= 2
        && line.w(start - 2) == ","
        && let Some(level) =
            said.iter().rev().find(|c| c.quantity.kind == claim.quantity.kind && c.direction.is_some())
    {
        (claim.role, claim.direction, claim.rule) = (Role::Former, None, CHANGE.name);
        claim.about.clone_from(&level.about);
    }
    // What was before is a fact, whatever is expected now.
    if claim.role == Role::Former {
        claim.modality = Modality::Asserted;
    }
    // "fined them 340,000, up *from 85,000*": money that changes hands is said of nothing but itself.
    let rise = start >= 2 && line.prev(start) == "from" && matches!(line.w(start - 2), "up" | "down");
    let money = claim.quantity.kind == Kind::Money && last.quantity.kind == Kind::Money;
    if claim.role == Role::Former && rise && money && last.about.is_empty() {
        claim.about.clear();
    }
    if last.about.is_empty() || !claim.counted.is_empty() {
        return;
    }
    // "Net profit 300,000 vs loss 95,000": a net loss
    if told_instead(line, start) {
        if let Some((whose, noun)) = last.about.rsplit_once(' ')
            && matches!(noun, "profit" | "loss" | "profits" | "losses")
        {
            claim.about = format!("{whose} {}", line.prev(start));
        }
        return;
    }
    // "Sales 6.7 mln vs 4.5 mln": the earlier level is one of the same thing; "5 kg instead of 8 kg" too.
    // (but "fell to 2 dollars after cutting its output from 5 million": of what its own verb tells)
    let own = line.prev(start) == "from"
        && claim.predicate != last.predicate
        && !claim.about.is_empty()
        && further::since(line, start, &last.quantity).any(|t| line.tag(t).verb());
    let former = claim.role == Role::Former && line.prev(start) != "of" && !own;
    if former || set_against(line, amount) && !line.tag(amount.tokens.end).noun() {
        claim.about = last.about.clone();
    }
}

/// Whether a quantity is a part of the one before: "half *of them*", "a third *of which*", "*of whom* 173".
fn part_of(line: &Line<'_>, amount: &Amount) -> bool {
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    line.w(end) == "of" && matches!(line.w(end + 1), "them" | "which" | "whom" | "these")
        || line.phrase_before(start, &["of", "which"])
        || line.phrase_before(start, &["of", "whom"])
}

/// Whether a verb of its own stands behind "of them", before the next mark.
fn told_apart(line: &Line<'_>, amount: &Amount) -> bool {
    (amount.tokens.end..line.len())
        .take_while(|t| line.kind(*t) != Some(TokenKind::Mark))
        .any(|t| line.tag(t).predicates() || line.tag(t).verb())
}

/// Whether a percentage is a further share of what the one before is: behind "and", and with its verb at once.
fn acts_too(line: &Line<'_>, amount: &Amount, claim: &Claim, last: &Claim) -> bool {
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let shares = claim.quantity.kind == Kind::Percent && last.quantity.kind == Kind::Percent;
    let lead = start.checked_sub(1).map_or("", |n| line.w(n));
    shares
        && claim.about.is_empty()
        && last.role == Role::Level
        && matches!(lead, "and" | "," | "while" | "but")
        && line.tag(end).predicates()
}

/// Whether a bracket, a year or a part of one, and a colon stand right before the quantity that begins at `start`: "(2017:
/// 10.9m", "(Q3 2017: 4.1%".
fn year_before(line: &Line<'_>, start: usize) -> bool {
    let told = |t: usize| {
        let word = line.w(t);
        month_number(word).is_some()
            || matches!(word, "q" | "h")
            || line.is_digits(t) && word.len() == 1
            || matches!(word, "first" | "second" | "third" | "fourth" | "quarter" | "half")
    };
    start >= 3
        && line.prev(start) == ":"
        && year_number(line, start - 2).is_some()
        && (start.saturating_sub(5)..start - 2).rev().find(|t| !told(*t)).is_some_and(|t| line.w(t) == "(")
}

/// Whether a quantity is what the one right before falls short of or goes beyond: ", less than the", ", above the".
fn short_of(line: &Line<'_>, amount: &Amount, last: &Claim) -> bool {
    let the = amount.tokens.start.checked_sub(1).filter(|t| line.w(*t) == "the");
    let gap = the.map(|t| between(line, amount, last).start..t).unwrap_or_default();
    line.w(gap.start) == ","
        && gap.len() <= 4
        && matches!(line.prev(gap.end), "than" | "above" | "below" | "beyond" | "under" | "over" | "of")
        && gap.clone().all(|t| !line.tag(t).verb() && line.tag(t) != Tag::Aux && !line.tag(t).noun())
}

/// Most words between two amounts of one move.
const LONGEST_ALONG: usize = 12;

/// Whether nothing but a form in "-ing" of a verb of motion stands between a comma and what it leads to: ", *rising to*".
fn goes_on_moving(line: &Line<'_>, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    start >= 3
        && matches!(line.prev(start), "to" | "by")
        && line.w(start - 3) == ","
        && line.w(start - 2).ends_with("ing")
        && line.words.sense(line.verb(start - 2)).any(Sense(Sense::UP.0 | Sense::DOWN.0))
}

/// The tokens between two quantities.
fn between(line: &Line<'_>, amount: &Amount, last: &Claim) -> std::ops::Range<usize> {
    let start = amount.tokens.start;
    let words = further::since(line, start, &last.quantity).take(LONGEST_ALONG + 1).count();
    start - words..start
}

/// Whether a quantity is a further amount of the move before it: behind "and" or a comma, under the same verb of
/// motion, and with nothing between that could tell of another.
fn along(line: &Line<'_>, amount: &Amount, claim: &Claim, last: &Claim) -> bool {
    let moves = line.words.sense(&claim.predicate).any(Sense(Sense::UP.0 | Sense::DOWN.0));
    if claim.direction.is_some()
        || claim.role != Role::Level
        || last.role != Role::Change
        || claim.predicate != last.predicate
        || !(moves || claim.quantity.kind == Kind::Percent && line.w(amount.tokens.end) != "of")
        || claim.quantity.kind != last.quantity.kind
    {
        return false;
    }
    let gap = between(line, amount, last);
    let joins = matches!(line.prev(gap.end), "and" | ",") && gap.len() <= LONGEST_ALONG;
    joins
        && gap.clone().all(|t| {
            let tag = line.tag(t);
            !tag.verb()
                && tag != Tag::Aux
                && !matches!(
                    line.w(t),
                    ";" | ":"
                        | "("
                        | "from"
                        | "to"
                        | "at"
                        | "with"
                        | "than"
                        | "of"
                        | "compared"
                        | "including"
                )
        })
}

/// "carried 8 million passengers in June, *11% more than* in May": of what was counted before.
fn compared_along(line: &Line<'_>, amount: &Amount, claim: &Claim, last: &Claim) -> bool {
    let end = amount.tokens.end;
    let compares = claim.role == Role::Change
        && claim.quantity.kind == Kind::Percent
        && matches!(line.prev(amount.tokens.start), "," | "and")
        && line.words.cue(line.w(end)).any(Cue(Cue::MORE.0 | Cue::LESS.0))
        && line.w(end + 1) == "than";
    compares
        && between(line, amount, last).all(|t| {
            let tag = line.tag(t);
            !tag.verb() && tag != Tag::Aux
        })
}

/// Whether a quantity tells the one before it again in another unit: in brackets, or behind "or".
fn again(line: &Line<'_>, amount: &Amount, unit: &str, last: &Claim) -> bool {
    let start = amount.tokens.start;
    let or = usize::from(line.prev(start) == "or");
    let comma = start >= 2 && line.w(start - 2) == ",";
    let share = matches!(amount.kind, Some(Kind::Percent)) && last.quantity.kind != Kind::Percent;
    // "400m pesos ($136m; £72m)"
    let currencies = amount.kind == Some(Kind::Money) && last.quantity.kind == Kind::Money;
    // "14 million dollars or 26 cents a share"
    let share = share || unit.ends_with(" per share") && last.quantity.kind == Kind::Money;
    let bracket =
        line.prev(start) == "(" || line.prev(start) == ";" && currencies && unit != last.quantity.unit;
    let opens = bracket || or == 1 && (comma || share);
    if !opens {
        return false;
    }
    let end = line.span(&(start - 1 - or..start - or)).end;
    let other = amount.kind.is_some_and(|k| k != last.quantity.kind)
        || bracket
        || unit.ends_with(" per share") && unit != last.quantity.unit;
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
