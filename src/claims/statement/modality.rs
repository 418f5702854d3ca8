//! How a statement is meant: as a fact, a forecast, a plan, an aim, a possibility, hearsay, a condition.
//!
#![doc = include_str!("modality.md")]

use super::frame::Predicate;
use super::hearsay::{denies, hearsay};
use crate::claims::claim::{Kind, Modality};
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::{ClauseKind, Parse};
use crate::claims::quantities::amount::Amount;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::{Cue, Sense};
use crate::text::tagger::Tag;

/// How the statement of a quantity is meant.
///
/// The verb group of its clause speaks first ("may rise"); then what the clause hangs on ("expected *to
/// rise*", "forecast that prices *rose*", "if"), then the noun before the quantity ("the prospect of").
pub fn modality(
    line: &Line<'_>,
    parse: &Parse,
    amount: &Amount,
    kind: Kind,
    chunk: Option<usize>,
    predicate: Option<&Predicate>,
) -> Modality {
    // "beating the 1.2 billion *expected by* analysts"
    let end = amount.tokens.end;
    let foreseen = line.tag(end) == Tag::VerbEn
        && line.w(end + 1) == "by"
        && line.words.sense(line.verb(end)).any(Sense::FORECAST);
    if amount.estimated || foreseen {
        return Modality::Expected;
    }
    if let Some(found) = by_noun(line, parse, amount, chunk) {
        return found;
    }
    if kind == Kind::Count && whole(line, parse, amount, chunk) {
        return Modality::Asserted;
    }
    // "sees inflation at 5%"
    let seen = predicate.is_some_and(|p| sees(line, p.verb) && !p.is_subject && !p.passive);
    if seen && matches!(kind, Kind::Percent | Kind::Money | Kind::Number) {
        return Modality::Expected;
    }
    let by_clause = predicate.map_or(Modality::Asserted, |p| of_clause(line, parse, p));
    // "The abbot *polled* 40 novices": whom it asked is a fact.
    let asked = kind == Kind::Count
        && predicate.is_some_and(|p| line.verb(p.verb) == "poll" && !p.is_subject)
        && by_clause == Modality::Expected;
    if asked {
        return Modality::Asserted;
    }
    // "They *needed* eight minutes": so long it took.
    let took = by_clause == Modality::Target
        && kind == Kind::Duration
        && predicate.is_some_and(|p| line.w(p.verb) == "needed" && !p.passive);
    if took {
        return Modality::Asserted;
    }
    // "A poll put the party at 38%"
    let polled = predicate.and_then(|p| parse.subject(p.clause)).is_some_and(|s| {
        Some(s) != chunk && matches!(line.w(parse.chunks[s].head), "poll" | "polls" | "survey" | "surveys")
    }) && kind == Kind::Percent;
    // "If the levee breaks, 800 homes are lost", "would be lost"
    let open = match by_clause {
        Modality::Asserted => true,
        Modality::Planned | Modality::Expected => predicate.is_some_and(|p| {
            let group = parse.clauses[p.clause].verb.map(|v| parse.chunks[v].tokens.clone());
            group.is_some_and(|g| g.into_iter().any(|t| matches!(line.w(t), "will" | "would" | "'ll" | "'d")))
        }),
        _ => false,
    };
    if open && predicate.is_some_and(|p| on_condition(line, parse, p.clause)) {
        return Modality::Conditional;
    }
    if by_clause == Modality::Asserted
        && (polled || line.words.sense(source(line, parse)).any(Sense::FORECAST))
    {
        return Modality::Expected;
    }
    by_clause
}

/// Whether the verb at `at` tells what one sees coming; who "saw" or "has seen" it tells what came.
fn sees(line: &Line<'_>, at: usize) -> bool {
    matches!(line.w(at), "see" | "sees" | "seeing")
}

/// Whether a clause holds only under a condition: "if the levee breaks, *800 homes are lost*".
fn on_condition(line: &Line<'_>, parse: &Parse, clause: usize) -> bool {
    parse.clauses.iter().any(|c| {
        c.parent == Some(clause)
            && c.verb.is_some()
            && c.opener.is_some_and(|o| {
                let opener = parse.chunks[o].tokens.start;
                matches!(line.w(opener), "if" | "unless")
                    && !matches!(line.prev(opener), "even" | "as" | "asked")
            })
    })
}

/// "Four of *the 25* attacks were aimed": how many there are is a fact, whatever is told of the four.
fn whole(line: &Line<'_>, parse: &Parse, amount: &Amount, chunk: Option<usize>) -> bool {
    let lead = chunk.and_then(|c| parse.lead(c)).filter(|l| *l > 0 && parse.word(line, *l) == "of");
    matches!(line.prev(amount.tokens.start), "the" | "its" | "their" | "these" | "those")
        && lead.is_some_and(|l| parse.quantity[l - 1].is_some())
}

/// Whether a clause only leads to what is stated: "*It should be noted* that", "we must remember that".
fn leads_in(line: &Line<'_>, parse: &Parse, clause: usize) -> bool {
    parse.clauses[clause]
        .verb
        .is_some_and(|v| line.words.cue(line.verb(parse.chunks[v].head)).any(Cue::LEADS_IN))
}

/// The modality that the clause of a predicate and those above it give.
fn of_clause(line: &Line<'_>, parse: &Parse, predicate: &Predicate) -> Modality {
    let mut clause = predicate.clause;
    // "has not ruled out that", "did not exclude"
    let doubted = parse.up(clause).any(|c| {
        parse.clauses[c].verb.is_some_and(|v| {
            let group = &parse.chunks[v];
            matches!(line.verb(group.head), "rule" | "exclude" | "preclude")
                && group.tokens.clone().any(|t| line.w(t) == "not" || line.w(t).ends_with("n't"))
        })
    });
    if doubted {
        return Modality::Possible;
    }
    // Whether the clause looked at is that of the predicate itself.
    let mut own = true;
    // Whether what was looked at last is stated in the clause above it.
    let mut stated = false;
    loop {
        let this = &parse.clauses[clause];
        let Some(verb) = this.verb else {
            match this.parent {
                Some(parent) if this.kind != ClauseKind::Adverbial => clause = parent,
                _ => return Modality::Asserted,
            }
            continue;
        };
        let group = &parse.chunks[verb];
        if !own && stated && leads_in(line, parse, clause) {
            return Modality::Asserted;
        }
        if let Some(found) = by_group(line, parse, clause, group.tokens.clone()) {
            // "It is expected that they will hire 40": a forecast, whatever they plan.
            let foretold = this.kind == ClauseKind::Complement
                && found == Modality::Planned
                && this
                    .parent
                    .and_then(|p| parse.clauses[p].verb)
                    .is_some_and(|v| line.words.sense(line.verb(parse.chunks[v].head)).any(Sense::FORECAST));
            // "If elected she would hire"
            let opener = this.opener.filter(|o| matches!(parse.word(line, *o), "if" | "unless"));
            let on_condition = opener.is_some() && matches!(found, Modality::Planned | Modality::Expected);
            return match (on_condition, foretold) {
                (true, _) => Modality::Conditional,
                (_, true) => Modality::Expected,
                _ => found,
            };
        }
        if let Some(opener) = this.opener
            && matches!(parse.word(line, opener), "if" | "unless" | "provided" | "whether")
        {
            return Modality::Conditional;
        }
        // "Four of the 25 were *aimed* at officials" tells no aim.
        if own && !predicate.is_subject && !group.passive {
            // "expects 900,000 visitors", "plans five plants"
            let base = line.verb(group.head);
            let sense = line.words.sense(base);
            let weight = if sense.any(Sense::FORECAST) {
                Some(Modality::Expected)
            } else if sense.any(Sense::TARGET) && line.tag(group.head).verb() {
                Some(Modality::Target)
            } else if sense.any(Sense::PLANNED) && !matches!(base, "agree" | "announce" | "commit") {
                Some(Modality::Planned)
            } else {
                None
            };
            if let Some(found) = weight {
                return found;
            }
        }
        if own && group.passive && matches!(line.verb(group.head), "plan" | "schedule" | "propose") {
            return Modality::Planned;
        }
        if own && group.passive && line.words.sense(line.verb(group.head)).any(Sense::FORECAST) {
            return Modality::Expected;
        }
        // "would displace 20,000 people and *flood* farms": the auxiliary stands with the first verb.
        if let Some(beside) = this.beside
            && matches!(this.kind, ClauseKind::Complement | ClauseKind::Relative)
            && line.tag(group.head) == Tag::Verb
            && group.tokens.len() == 1
        {
            clause = beside;
            continue;
        }
        if hearsay(line, parse, clause) {
            return Modality::Reported;
        }
        own = false;
        stated = this.kind == ClauseKind::Complement;
        let Some(parent) = this.parent else { return Modality::Asserted };
        match this.kind {
            ClauseKind::Infinitive => {
                // "wants to close two and open three": what leads to the first leads to both.
                let first = this.beside.and_then(|b| parse.clauses[b].verb).unwrap_or(verb);
                if let Some(found) = by_leader(line, parse, first, parent) {
                    // "may have to pay" is no more than possible.
                    let above = parse.clauses[parent].verb.map(|v| parse.chunks[v].tokens.clone());
                    let doubt = above.and_then(|group| by_group(line, parse, parent, group));
                    let doubtful = found == Modality::Target && doubt == Some(Modality::Possible);
                    return if doubtful { Modality::Possible } else { found };
                }
            }
            ClauseKind::Complement => {
                let head = parse.clauses[parent].verb.map(|v| parse.chunks[v].head);
                let sense = head.map(|h| line.words.sense(line.verb(h))).unwrap_or_default();
                if sense.any(Sense::FORECAST) {
                    return Modality::Expected;
                }
                if head.is_some_and(|h| denies(line, h)) {
                    return Modality::Reported;
                }
                if head.is_some_and(|h| line.verb(h) == "hope") {
                    return Modality::Expected;
                }
            }
            ClauseKind::Coordinate if bare_form(line, group.head) && group.tokens.len() == 1 => {
                // "will start and finish": the auxiliary stands with the first verb.
                if let Some(beside) = this.beside {
                    clause = beside;
                    continue;
                }
            }
            // "denied having stolen 14 cars"
            ClauseKind::Participle if this.antecedent.is_none() => {
                let head = parse.clauses[parent].verb.map(|v| parse.chunks[v].head);
                if head.is_some_and(|h| h + 1 == group.tokens.start && denies(line, h)) {
                    return Modality::Reported;
                }
            }
            // "see prices ending the month at 90"
            ClauseKind::Participle => {
                let head = parse.clauses[parent].verb.map(|v| parse.chunks[v].head);
                let foretold = head
                    .is_some_and(|h| sees(line, h) || line.words.sense(line.verb(h)).any(Sense::FORECAST));
                let adjacent =
                    parse.clauses[parent].verb.zip(this.antecedent).is_some_and(|(v, a)| a == v + 1);
                return if foretold && adjacent { Modality::Expected } else { Modality::Asserted };
            }
            _ => return Modality::Asserted,
        }
        clause = parent;
    }
}

/// Whether a verb is written as after an auxiliary: its base or its participle.
fn bare_form(line: &Line<'_>, at: usize) -> bool {
    matches!(line.tag(at), Tag::Verb | Tag::VerbEn)
}

/// What the auxiliaries and adverbs of a verb group say.
fn by_group(
    line: &Line<'_>,
    parse: &Parse,
    clause: usize,
    group: std::ops::Range<usize>,
) -> Option<Modality> {
    let verb = parse.clauses[clause].verb?;
    let head = parse.chunks[verb].head;
    for n in group.clone() {
        let word = line.w(n);
        if line.tag(n) == Tag::Adverb && line.words.sense(word).any(Sense::REPORTED) {
            return Some(Modality::Reported);
        }
    }
    if group.start > 0
        && line.words.sense(line.w(group.start - 1)).any(Sense::REPORTED)
        && line.tag(group.start - 1) == Tag::Adverb
    {
        return Some(Modality::Reported);
    }
    for n in group.clone() {
        let word = line.w(n);
        if n == head && group.len() > 1 {
            break;
        }
        match word {
            "may" | "might" | "could" | "can" | "cannot" | "couldn't" | "can't" => {
                return Some(Modality::Possible);
            }
            "must" | "should" | "ought" => return Some(Modality::Target),
            "will" | "shall" | "would" | "won't" | "wouldn't" => return Some(future(line, parse, clause)),
            // "Lender to close 40 branches"
            "to" if n == group.start && parse.clauses[clause].kind == ClauseKind::Main => {
                return Some(future(line, parse, clause));
            }
            _ if word.ends_with("'ll") => return Some(future(line, parse, clause)),
            _ => {}
        }
        if word == "'ll" || word == "'d" && line.tag(n + 1) == Tag::Verb {
            return Some(future(line, parse, clause));
        }
    }
    None
}

/// What will be: planned by one who can act, expected of anything else.
fn future(line: &Line<'_>, parse: &Parse, clause: usize) -> Modality {
    let verb = parse.clauses[clause].verb.unwrap_or(0);
    let head = parse.chunks[verb].head;
    // Obliged rather than willing: "will have to pay", "will need 5".
    if matches!(
        line.verb(head),
        "have"
            | "need"
            | "rise"
            | "fall"
            | "grow"
            | "be"
            | "reach"
            | "increase"
            | "decrease"
            | "decline"
            | "drop"
            | "cost"
    ) && !parse.chunks[verb].passive
        && !first_person(line, parse, clause)
    {
        return Modality::Expected;
    }
    if parse.chunks[verb].passive {
        return Modality::Planned;
    }
    let Some(subject) = parse.subject(clause) else { return Modality::Expected };
    let chunk = &parse.chunks[subject];
    let head = chunk.head;
    let word = line.w(head);
    let acts = chunk.kind == ChunkKind::Pronoun && matches!(word, "he" | "she" | "we" | "i" | "they" | "who")
        || line.words.noun_sense(word).any(Sense::ACTOR)
        || chunk.tokens.clone().any(|t| line.mention(t).is_some());
    if acts { Modality::Planned } else { Modality::Expected }
}

fn first_person(line: &Line<'_>, parse: &Parse, clause: usize) -> bool {
    parse.subject(clause).is_some_and(|s| matches!(line.w(parse.chunks[s].head), "we" | "i"))
}

/// What an infinitive hangs on: "expected to", "plans to", "likely to", "a bid to".
fn by_leader(line: &Line<'_>, parse: &Parse, infinitive: usize, parent: usize) -> Option<Modality> {
    // "are most *likely* to": an adverb as it is tagged
    if infinitive > 0 && matches!(parse.word(line, infinitive - 1), "likely" | "unlikely") {
        return Some(Modality::Expected);
    }
    let before = parse.before(infinitive)?;
    let chunk = &parse.chunks[before];
    let head = chunk.head;
    let word = line.w(head);
    match chunk.kind {
        ChunkKind::Noun => {
            let sense = line.words.noun_sense(word);
            if sense.any(Sense::PLAN_NOUN) {
                return Some(Modality::Planned);
            }
            if sense.any(Sense::TARGET_NOUN) {
                return Some(Modality::Target);
            }
            if sense.any(Sense::RISK_NOUN) {
                return Some(Modality::Possible);
            }
            // "asked the ministry to pay"
            let above = parse.clauses[parent].verb.map(|v| parse.chunks[v].head)?;
            let base = line.verb(above);
            if line.words.sense(base).any(Sense::FORECAST) {
                return Some(Modality::Expected);
            }
            matches!(
                base,
                "ask" | "order" | "instruct" | "urge" | "tell" | "invite" | "commission" | "direct" | "want"
            )
            .then_some(Modality::Planned)
        }
        ChunkKind::Adjective => match word {
            "likely" | "unlikely" | "poised" | "due" | "bound" | "certain" | "sure" | "set" => {
                Some(Modality::Expected)
            }
            "ready" | "willing" | "eager" | "keen" | "determined" => Some(Modality::Planned),
            "able" | "liable" => Some(Modality::Possible),
            _ => None,
        },
        ChunkKind::Verb(_) => {
            let base = line.verb(head);
            // "is to pay", but "the aim is to pay", "his task is to feed"
            if base == "be" && chunk.tokens.len() == 1 {
                return to_be(line, parse, parent);
            }
            let sense = Sense(line.words.sense(word).0 | line.words.sense(base).0);
            if word == "supposed" || word == "scheduled" {
                return Some(Modality::Planned);
            }
            if sense.any(Sense::FORECAST)
                || matches!(word, "set" | "due" | "bound" | "poised" | "likely" | "tipped")
            {
                return Some(Modality::Expected);
            }
            if matches!(
                word,
                "alleged" | "reported" | "believed" | "said" | "thought" | "rumoured" | "rumored" | "accused"
            ) {
                return Some(Modality::Reported);
            }
            if matches!(base, "need" | "have" | "require" | "oblige") {
                // "will have to pay" tells what is to come, "have to pay" what must be.
                let group = chunk.tokens.clone();
                return Some(if group.clone().any(|n| matches!(line.w(n), "will" | "would")) {
                    Modality::Expected
                } else {
                    Modality::Target
                });
            }
            if matches!(base, "aim" | "target" | "strive" | "try" | "seek") {
                return Some(Modality::Target);
            }
            if sense.any(Sense::PLANNED) || matches!(base, "decide" | "prepare" | "look") {
                return Some(Modality::Planned);
            }
            None
        }
        _ => None,
    }
}

/// What "is to" says: who is to do something will, what is an aim or a plan is that, and a task is done.
fn to_be(line: &Line<'_>, parse: &Parse, clause: usize) -> Option<Modality> {
    let head = parse.subject(clause).map(|s| line.w(parse.chunks[s].head))?;
    let sense = line.words.noun_sense(head);
    if sense.any(Sense::TARGET_NOUN) {
        return Some(Modality::Target);
    }
    if sense.any(Sense::RISK_NOUN) {
        return Some(Modality::Possible);
    }
    let idle = matches!(
        head,
        "job"
            | "task"
            | "role"
            | "duty"
            | "function"
            | "way"
            | "trick"
            | "point"
            | "solution"
            | "answer"
            | "work"
            | "it"
            | "this"
            | "that"
            | "thing"
            | "practice"
            | "custom"
            | "option"
            | "choice"
    );
    (!idle).then_some(Modality::Planned)
}

/// What the noun before the quantity says: "the prospect of", "a target of", "Forecast:".
fn by_noun(line: &Line<'_>, parse: &Parse, amount: &Amount, chunk: Option<usize>) -> Option<Modality> {
    let start = amount.tokens.start;
    if start > 0 {
        let word = line.w(start - 1);
        if line.words.sense(word).any(Sense::FORECAST)
            && matches!(line.tag(start - 1), Tag::VerbEn | Tag::Adjective)
        {
            return Some(Modality::Expected);
        }
    }
    let label = start >= 2 && line.prev(start) == ":";
    let noun = match chunk.and_then(|c| parse.lead(c)) {
        Some(lead) if lead > 0 && parse.chunks[lead - 1].kind == ChunkKind::Noun => {
            if parse.word(line, lead) != "of" {
                return None;
            }
            parse.chunks[lead - 1].head
        }
        _ if label => start - 2,
        _ => return None,
    };
    let word = line.w(noun);
    // "a capacity of 5 megawatts" is what it has, "the capacity to" what it may.
    if word == "capacity" {
        return None;
    }
    let sense = line.words.noun_sense(word);
    if sense.any(Sense::FORECAST) {
        Some(Modality::Expected)
    } else if sense.any(Sense::TARGET_NOUN) {
        Some(Modality::Target)
    } else if sense.any(Sense::RISK_NOUN) {
        Some(Modality::Possible)
    } else if sense.any(Sense::PLAN_NOUN) {
        Some(Modality::Planned)
    } else {
        None
    }
}

/// The noun that the sentence names as its source: "according to a forecast by".
fn source<'l>(line: &'l Line<'_>, parse: &Parse) -> &'l str {
    (1..parse.chunks.len())
        .find(|c| {
            parse.chunks[*c].kind == ChunkKind::Noun
                && parse.lead(*c).is_some_and(|p| {
                    matches!(parse.word(line, p), "according" | "as") && parse.chunks[p].tokens.len() == 2
                })
        })
        .map_or("", |c| line.w(parse.chunks[c].head))
}
