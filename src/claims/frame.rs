//! The statement around a quantity: the verb it hangs on, whether it moves and where to, whether it
//! is denied, how it is meant.

use std::ops::Range;

use super::Modality;
use super::amount::Amount;
use super::line::Line;
use super::words::Sense;
use crate::text::tagger::Tag;

/// The verb a claim hangs on.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicate {
    /// The main verb's token.
    pub verb: usize,
    /// Its base form, particle included.
    pub lemma: String,
    /// The claim's own noun phrase is its subject.
    pub is_subject: bool,
    /// Passive voice: what stands before it undergoes it.
    pub passive: bool,
}

/// Where the clause that holds `at` begins.
pub fn clause_start(line: &Line<'_>, at: usize) -> usize {
    let mut n = at;
    while n > at.saturating_sub(LONGEST_CLAUSE).max(line.body.min(at)) {
        let word = line.w(n - 1);
        if matches!(
            word,
            ";" | ":"
                | "which"
                | "who"
                | "where"
                | "when"
                | "while"
                | "because"
                | "although"
                | "though"
                | "whereas"
                | "but"
                | "if"
                | "unless"
                | "\""
                | "“"
                | "("
                | "after"
                | "before"
                | "since"
                | "until"
        ) && !(matches!(word, "after" | "before" | "since" | "until") && !has_verb(line, n..at))
        {
            return n;
        }
        if matches!(word, "—" | "–") && !line.glued(n - 1) {
            return n;
        }
        // "and" and commas part clauses where a subject and a verb stand behind them.
        if matches!(word, "and" | ",") && line.tag(n) != Tag::Adverb && starts_clause(line, n) {
            return n;
        }
        if word == "that"
            && n >= 2
            && (line.words.sense(&line.verb(n - 2)).any(Sense::SAY) || line.tag(n - 2).noun())
        {
            return n;
        }
        n -= 1;
    }
    n
}

/// Most tokens of a clause: tables without any verb are not searched through for each of their numbers.
const LONGEST_CLAUSE: usize = 80;

fn has_verb(line: &Line<'_>, range: Range<usize>) -> bool {
    line.tags[range].iter().any(|t| t.finite() || *t == Tag::Aux)
}

/// Whether a noun phrase and a finite verb begin at `at`.
fn starts_clause(line: &Line<'_>, at: usize) -> bool {
    let mut n = at;
    let mut noun = false;
    while n < line.len() && n < at + 9 {
        match line.tag(n) {
            Tag::Determiner | Tag::Adjective | Tag::Number | Tag::Symbol | Tag::Particle => {}
            _ if !noun
                && matches!(
                    line.w(n),
                    "at" | "least"
                        | "more"
                        | "than"
                        | "up"
                        | "to"
                        | "as"
                        | "many"
                        | "about"
                        | "nearly"
                        | "almost"
                        | "over"
                        | "some"
                        | "around"
                        | "fewer"
                        | "less"
                ) => {}
            Tag::Pronoun => noun = true,
            Tag::Noun | Tag::Nouns | Tag::Name => noun = true,
            Tag::Adverb if noun => {}
            Tag::Preposition if noun && line.w(n) == "of" => {}
            Tag::Aux | Tag::VerbS | Tag::VerbEd => return noun,
            Tag::Mark if line.dash(n) && line.glued(n) => {}
            _ => return false,
        }
        n += 1;
    }
    false
}

/// The verb that the claim hangs on. `end` is where the counted phrase (or the quantity) ends.
pub fn predicate(line: &Line<'_>, start: usize, end: usize) -> Option<Predicate> {
    let left = verb_before(line, start);
    let right = verb_after(line, end);
    let take = |verb: usize, is_subject: bool, passive: bool| {
        Some(Predicate { verb, lemma: with_particle(line, verb), is_subject, passive })
    };
    match (left, right) {
        (None, Some((verb, passive, _))) => take(verb, true, passive),
        (Some(left), Some((verb, passive, near))) => {
            let speech = line.words.sense(&line.verb(left)).any(Sense::SAY)
                && !line.tag(left).eq(&Tag::VerbIng)
                || line.w(left + 1) == "out" && line.verb(left) == "rule";
            let boundary = clause_start(line, start) > left;
            let close = start - left <= 3;
            let participle = line.tag(verb) == Tag::VerbEn && !passive;
            if boundary
                || speech && !participle
                || near
                    && !close
                    && !participle
                    && finite_group(line, end, verb)
                    && !object_of(line, left, start)
            {
                take(verb, true, passive)
            } else {
                take(left, false, false)
            }
        }
        (Some(left), None) => {
            if line.words.sense(&line.verb(left)).any(Sense::SAY) && clause_start(line, start) > left {
                return None;
            }
            take(left, false, false)
        }
        (None, None) => None,
    }
}

/// Whether the phrase at `start` is what the verb at `left` governs: nothing but its own words between.
fn object_of(line: &Line<'_>, left: usize, start: usize) -> bool {
    line.tags[left + 1..start].iter().all(|t| {
        matches!(t, Tag::Determiner | Tag::Adverb | Tag::Adjective | Tag::Preposition | Tag::Particle)
    })
}

fn finite_group(line: &Line<'_>, from: usize, verb: usize) -> bool {
    line.tags[from.min(verb)..verb].contains(&Tag::Aux)
        || matches!(line.tag(verb), Tag::VerbEd | Tag::VerbS | Tag::Verb | Tag::Aux)
}

/// The nearest verb before `start` in its clause.
fn verb_before(line: &Line<'_>, start: usize) -> Option<usize> {
    let mut n = start;
    let mut depth = 0;
    while n > start.saturating_sub(LONGEST_CLAUSE).max(line.body.min(start)) {
        n -= 1;
        match line.w(n) {
            ";" => return None,
            ")" => depth += 1,
            "(" if depth > 0 => depth -= 1,
            "(" => {}
            "\"" | "“" if n + 1 < start && n > 0 && line.prev(n) != "," => {}
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        let tag = line.tag(n);
        if tag == Tag::Aux {
            // A copula or a main "have": what follows it is no verb.
            return Some(n);
        }
        if !tag.verb()
            || matches!(
                line.w(n),
                "according"
                    | "compared"
                    | "following"
                    | "based"
                    | "regarding"
                    | "concerning"
                    | "given"
                    | "starting"
                    | "ending"
                    | "beginning"
            )
        {
            continue;
        }
        // Participles before nouns are adjectives: "wounded soldiers".
        let adjective = matches!(tag, Tag::VerbEn | Tag::VerbIng)
            && line.tag(n + 1).noun()
            && n > 0
            && matches!(line.tag(n - 1), Tag::Determiner | Tag::Adjective | Tag::Pronoun | Tag::Number);
        let object = tag == Tag::VerbIng && line.tag(n + 1).noun() && n > 0 && line.tag(n - 1).finite();
        if adjective || object || line.dash(n + 1) && line.glued(n + 1) {
            continue;
        }
        return Some(n);
    }
    None
}

/// The verb whose subject ends at `end`: the token, whether it is passive, whether it follows at once.
fn verb_after(line: &Line<'_>, end: usize) -> Option<(usize, bool, bool)> {
    let mut n = end;
    let mut skipped_participle: Option<usize> = None;
    let mut depth = 0;
    let mut nouns = 0;
    while n < line.len() && n < end + 24 {
        let word = line.w(n);
        let tag = line.tag(n);
        match word {
            "(" | "–" | "—" if depth == 0 => depth = 1,
            ")" | "–" | "—" => depth = 0,
            "-" if !line.glued(n) => depth = 1 - depth,
            _ => {}
        }
        if depth > 0 && word != "-" {
            n += 1;
            continue;
        }
        if matches!(
            word,
            ";" | "."
                | "which"
                | "who"
                | "that"
                | "where"
                | "whose"
                | "while"
                | "when"
                | "because"
                | "but"
                | "\""
                | "”"
                | "if"
                | "as"
                | ":"
        ) {
            break;
        }
        if word == "," || word == "and" {
            // A list or an apposition may stand between; a new clause may not.
            let coordinate = word == "and" && (line.tag(n + 1).finite() || line.tag(n + 1) == Tag::Aux);
            if starts_clause(line, n + 1) && !(word == "and" && line.tag(n - 1).noun() && n <= end + 4)
                || coordinate
            {
                break;
            }
            n += 1;
            continue;
        }
        if tag == Tag::Aux || tag.finite() && !(tag == Tag::Verb && n > 0 && line.prev(n) == "to") {
            if tag == Tag::VerbEd && n == end && skipped_participle.is_none() && reduced(line, n) {
                skipped_participle = Some(n);
                n += 1;
                continue;
            }
            let (verb, passive) = main_verb(line, n);
            return Some((
                verb,
                passive,
                n <= end + 1 || line.tags[end..n].iter().all(|t| *t == Tag::Adverb),
            ));
        }
        if tag == Tag::VerbEn && n <= end + 1 && skipped_participle.is_none() {
            skipped_participle = Some(n);
        } else if tag == Tag::Pronoun
            && !matches!(word, "it" | "them" | "him" | "her" | "us" | "their" | "its" | "his" | "our")
            && n > end
        {
            break;
        } else if tag.noun() {
            nouns += 1;
            if nouns > 6 {
                break;
            }
        } else if tag == Tag::Subordinator {
            break;
        }
        n += 1;
    }
    skipped_participle.map(|n| (n, false, true))
}

/// Whether a form that may be past tense or participle is a participle: "25 people killed in the blast were".
fn reduced(line: &Line<'_>, at: usize) -> bool {
    if !matches!(line.w(at + 1), "by" | "in" | "at" | "from" | "with" | "during" | "since" | "on") {
        return false;
    }
    line.tags[at + 1..line.len().min(at + 12)].iter().zip(at + 1..).any(|(t, n)| {
        (*t == Tag::Aux || *t == Tag::VerbEd) && !matches!(line.prev(n), "," | "who" | "which" | "and")
    })
}

/// The main verb of the group that begins at `at` ("have not been carried"), and whether it is passive.
fn main_verb(line: &Line<'_>, at: usize) -> (usize, bool) {
    let mut n = at;
    let mut last = at;
    let mut be = false;
    while n < line.len() && n < at + 7 {
        let tag = line.tag(n);
        if tag == Tag::Aux {
            be = line.verb(n) == "be";
            last = n;
        } else if tag.verb() {
            let passive = be && matches!(tag, Tag::VerbEn | Tag::VerbEd);
            // "set to rise", "expected to reach": the verb behind carries the meaning.
            if line.w(n + 1) == "to"
                && line.tag(n + 2) == Tag::Verb
                && line
                    .words
                    .sense(&line.verb(n))
                    .any(Sense(Sense::EXPECTED.0 | Sense::PLANNED.0 | Sense::TARGET.0))
            {
                return (n + 2, false);
            }
            return (n, passive);
        } else if !(matches!(tag, Tag::Adverb | Tag::Particle)
            || line.w(n) == "to"
            || (tag == Tag::Pronoun && n == at + 1))
        {
            break;
        }
        n += 1;
    }
    (last, false)
}

fn with_particle(line: &Line<'_>, verb: usize) -> String {
    let base = line.verb(verb);
    let next = line.w(verb + 1);
    if base == "take" && matches!(next, "part" | "place") {
        return format!("{base} {next}");
    }
    let particle =
        matches!(next, "up" | "out" | "off" | "down" | "away" | "back" | "aside" | "apart" | "over")
            || next == "in"
                && matches!(
                    base.as_str(),
                    "come" | "bring" | "settle" | "take" | "rake" | "pull" | "chip" | "turn" | "cash"
                );
    // "up to 5", "over 200", "out of" belong to what follows.
    let taken = matches!(line.w(verb + 2), "to")
        && next == "up"
        && matches!(line.tag(verb + 3), Tag::Number | Tag::Symbol | Tag::Determiner)
        || next == "out" && line.w(verb + 2) == "of"
        || next == "over" && (line.tag(verb + 2) == Tag::Number || line.tag(verb + 2) == Tag::Symbol)
        || next == "down" && line.w(verb + 2) == "from"
        || next == "up" && line.w(verb + 2) == "from";
    let off = next != "off"
        || matches!(
            base.as_str(),
            "take"
                | "lay"
                | "pay"
                | "call"
                | "kick"
                | "put"
                | "set"
                | "pull"
                | "cut"
                | "write"
                | "sell"
                | "break"
                | "fend"
                | "knock"
                | "shave"
                | "finish"
                | "wipe"
                | "trade"
                | "shut"
                | "spin"
                | "stave"
                | "drop"
                | "turn"
        );
    if particle && off && !taken && base != "be" && base != "say" { format!("{base} {next}") } else { base }
}

/// Whether the statement denies the quantity.
pub fn negated(line: &Line<'_>, amount: &Amount, predicate: Option<&Predicate>) -> bool {
    let start = amount.tokens.start;
    let from = clause_start(line, start);
    let denies = |n: usize| {
        let word = line.w(n);
        let negative = line.words.sense(word).any(Sense::NEGATION) || word.ends_with("n't");
        negative
            && !matches!(
                line.w(n + 1),
                "only"
                    | "just"
                    | "least"
                    | "longer"
                    | "doubt"
                    | "later"
                    | "more"
                    | "fewer"
                    | "less"
                    | "yet,"
                    | "matter"
                    | "one"
            )
            && !(word == "no" && line.tag(n + 1).noun() && !matches!(line.w(n + 1), "of"))
            && !(word == "without" && n + 1 != start)
            && !(word == "none" && line.w(n + 1) != "of")
    };
    // What is denied before the subject of the verb belongs to another verb, but for "none of the 48".
    let from = if predicate.is_some_and(|p| p.is_subject) { from.max(start.saturating_sub(4)) } else { from };
    let early = (from..start).any(|n| denies(n) && start - n < 14 && clause_start(line, n + 1) <= n);
    let late = predicate.is_some_and(|p| {
        p.is_subject
            && (amount.tokens.end..p.verb).any(|n| {
                denies(n)
                    && matches!(line.w(n), "not" | "never" | "n't" | "cannot") | line.w(n).ends_with("n't")
            })
    });
    early || late
}

/// How the statement is meant.
pub fn modality(line: &Line<'_>, amount: &Amount, predicate: Option<&Predicate>) -> Modality {
    let start = amount.tokens.start;
    let from = clause_start(line, start);
    if amount.estimated {
        return Modality::Expected;
    }
    let opener = from.checked_sub(1).map_or("", |n| line.w(n));
    let group = match predicate {
        Some(p) if p.is_subject => p.verb.saturating_sub(5).max(amount.tokens.end)..p.verb + 1,
        Some(p) => p.verb.saturating_sub(6).max(from.min(p.verb))..p.verb + 1,
        None => from..start,
    };
    if matches!(opener, "if" | "unless") || (from..start).any(|n| matches!(line.w(n), "if" | "unless")) {
        return Modality::Conditional;
    }
    let mut found = Modality::Asserted;
    for n in group.clone() {
        let word = line.w(n);
        let base = if line.tag(n).verb() { line.verb(n) } else { word.to_string() };
        let sense = Sense(line.words.sense(word).0 | line.words.sense(&base).0);
        let leads = line.w(n + 1) == "to"
            || line.tag(n) == Tag::Aux
            || line.tag(n) == Tag::Adverb
            || line.tag(n) == Tag::Adjective;
        if sense.any(Sense::REPORTED) {
            return Modality::Reported;
        }
        if word == "may" && line.capital(n) && n > 0 {
            continue;
        }
        if sense.any(Sense::POSSIBLE)
            && (leads || line.tag(n) == Tag::Aux)
            && !(word == "can" && line.tag(n) == Tag::Noun)
        {
            return Modality::Possible;
        }
        if sense.any(Sense::TARGET) && (leads || matches!(word, "must" | "should" | "ought")) {
            found = Modality::Target;
        } else if matches!(word, "has" | "have" | "had") && line.phrase(n + 1, &["to"]) {
            found = Modality::Target;
        } else if sense.any(Sense::EXPECTED)
            && (leads || predicate.is_some_and(|p| p.verb == n && !p.is_subject) || line.tag(n).verb())
        {
            found = Modality::Expected;
        } else if sense.any(Sense::PLANNED)
            && (line.w(n + 1) == "to" || line.tag(n).verb() && matches!(line.w(n + 1), "on" | "for"))
        {
            found = Modality::Planned;
        } else if matches!(word, "will" | "'ll" | "shall") || word.ends_with("'ll") {
            let acts = (from..n).any(|m| {
                matches!(line.w(m), "he" | "she" | "we" | "i" | "they")
                    || line.words.sense(line.w(m)).any(Sense::ACTOR)
                    || line.mention(m).is_some_and(|m| m.kind != crate::entities::Kind::PLACE)
            });
            found = if acts { Modality::Planned } else { Modality::Expected };
        } else if word == "would" {
            found = Modality::Expected;
        }
    }
    // "is forecast at", "an expected 5 percent"
    if found == Modality::Asserted
        && start > 0
        && matches!(line.prev(start), "estimated" | "expected" | "projected" | "forecast")
    {
        return Modality::Expected;
    }
    if found == Modality::Asserted
        && (from..start).any(|n| {
            matches!(
                line.w(n),
                "allegedly"
                    | "reportedly"
                    | "alleged"
                    | "forecasts"
                    | "projections"
                    | "poll"
                    | "polls"
                    | "survey"
                    | "surveys"
            )
        })
    {
        return if !(from..start).any(|n| matches!(line.w(n), "allegedly" | "reportedly" | "alleged")) {
            Modality::Expected
        } else {
            Modality::Reported
        };
    }
    found
}
