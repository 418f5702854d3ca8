//! Who "he said", "it added" and "they said" mean: who spoke last, where nobody else has come between.

use super::antecedent::{NEAR, before, leads};
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Sense;
use crate::entities::{Kind, Mention, Referent};
use crate::text::lemma::singular;

/// Tells who spoke before a pronoun at a token of a sentence that is the subject of a verb of stating.
pub type Spoke<'s> = dyn Fn(&Line<'_>, usize) -> Option<Referent> + 's;

/// Whom the pronoun at `token` means, `spoken` telling who speaks in a sentence of the text: the last speaker whom it
/// fits; none where somebody else has been the subject of a sentence since.
pub fn meant(line: &Line<'_>, token: usize, spoken: impl Fn(usize) -> Option<Referent>) -> Option<Referent> {
    // "the company" as "it", where a name is behind it
    let company = matches!(line.w(token), "company" | "firm");
    let word = if company { "it" } else { line.w(token) };
    if !matches!(word, "he" | "she" | "it" | "they") {
        return None;
    }
    let before = || before(line, token);
    let kind_fits = |m: &Mention| match word {
        "they" => false,
        "it" => m.kind != Kind::PERSON,
        _ => m.kind == Kind::PERSON,
    };
    let acted = before().find(|m| kind_fits(m) && (leads(line, m) || m.sentence == line.sentence));
    for back in 1..=NEAR.min(line.sentence) {
        let sentence = line.sentence - back;
        // "The deputy met the crew. She said": she who acts is nearer than who spoke.
        if acted.is_some_and(|m| m.sentence > sentence) {
            return None;
        }
        let mention = |found: &Referent| before().find(|m| m.referent == *found);
        // "Teacher and rower Ana Ruiz said. She said": only the words before her name were found.
        let beside = matches!(word, "he" | "she") && acted.is_some_and(|m| m.sentence == sentence);
        let fits = |found: &Referent| match mention(found) {
            Some(named) => kind_fits(named) && (!company || named.kind == Kind::ORGANIZATION),
            None => !company && !beside && unnamed_fits(line, word, found),
        };
        if let Some(found) = spoken(sentence).filter(fits) {
            return Some(found);
        }
    }
    None
}

/// Whether a pronoun can stand for who is named by no name: "they" for "two analysts", "it" for "the agency", "she" for "a
/// spokeswoman".
fn unnamed_fits(line: &Line<'_>, pronoun: &str, found: &Referent) -> bool {
    let Referent::Name(name) = found else { return false };
    let Some(head) = name.split(' ').next_back() else { return false };
    if head.starts_with(char::is_uppercase) {
        return false;
    }
    let one = singular(&line.english.words, head);
    let many = one != head || matches!(head, "police" | "authorities");
    let sense = line.words.sense(&one);
    match pronoun {
        "they" => many,
        "it" => !many && (sense.any(Sense::ACTOR) || body(&one)),
        _ => {
            !many
                && sense.any(Sense(Sense::SOURCE.0 | Sense::OFFICE.0))
                && !sense.any(Sense::ACTOR)
                && !body(&one)
        }
    }
}

/// What states something and is nobody: a body, or something written.
fn body(noun: &str) -> bool {
    matches!(
        noun,
        "agency"
            | "bank"
            | "broadcaster"
            | "bulletin"
            | "census"
            | "charity"
            | "coastguard"
            | "consultancy"
            | "data"
            | "database"
            | "document"
            | "filing"
            | "forecast"
            | "foundation"
            | "hospital"
            | "indictment"
            | "institute"
            | "insurer"
            | "letter"
            | "media"
            | "memo"
            | "network"
            | "newspaper"
            | "outlet"
            | "poll"
            | "regulator"
            | "release"
            | "report"
            | "statement"
            | "study"
            | "survey"
            | "union"
            | "website"
    )
}
