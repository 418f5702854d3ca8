//! The statement around a quantity: the verb it hangs on and whether it is denied.

use std::ops::Range;

use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::{ClauseKind, Parse};
use crate::claims::quantities::amount::Amount;
use crate::claims::sentence::line::Line;
use crate::claims::sentence::verb::{particle, sense};
use crate::claims::vocabulary::words::Sense;
use crate::text::tagger::Tag;

/// The verb a claim hangs on.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicate {
    /// The clause whose verb it is.
    pub clause: usize,
    /// The main verb's token.
    pub verb: usize,
    /// Its base form, particle included.
    pub lemma: String,
    /// The claim's own noun phrase is its subject.
    pub is_subject: bool,
    /// Passive voice: its subject undergoes it.
    pub passive: bool,
}

/// The verb that the noun chunk `chunk` of a quantity hangs on.
///
/// That of its clause; of the relative clause or participle that tells of it where it stands under a
/// preposition ("a list of 20 people *banned* from"); of the infinitive behind a verb that only leads to it
/// ("5 plants are expected to *close*").
pub fn predicate(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Predicate> {
    let hung = hangs_on(line, parse, chunk)?;
    // "the port, one of the oldest": it is one.
    if apposed(line, parse, chunk).is_some() {
        return Some(Predicate { lemma: "be".to_string(), is_subject: true, passive: false, ..hung });
    }
    Some(hung)
}

/// Whether a clause is no more than "compared with".
pub fn compares(line: &Line<'_>, parse: &Parse, clause: usize) -> bool {
    let this = &parse.clauses[clause];
    this.kind == ClauseKind::Participle
        && this.verb.is_some_and(|v| line.w(parse.chunks[v].head) == "compared")
        && this.parent.is_some_and(|p| parse.with_verb(p).is_some())
}

/// The noun chunk to which "one of" stands in apposition.
pub fn apposed(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<usize> {
    let one = &parse.chunks[chunk];
    let before = chunk.checked_sub(2)?;
    let opens = line.w(one.tokens.start) == "one"
        && line.w(one.tokens.end) == "of"
        && parse.chunks[chunk - 1].kind == ChunkKind::Comma
        && parse.chunks[before].kind == ChunkKind::Noun;
    // "..., one of them was": a clause of its own.
    let own = parse.clauses.iter().any(|c| c.subject == Some(chunk));
    (opens && !own).then_some(before)
}

/// "killing 12, *four of whom* were children": the clause that tells of a part of those before.
fn of_a_part(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<usize> {
    let of = parse.chunks[chunk].tokens.end;
    if line.w(of) != "of" || !matches!(line.w(of + 1), "whom" | "which") {
        return None;
    }
    // "29 million dollars, of which half is": the clause tells of the half.
    let tag = line.tag(of + 2);
    if !tag.predicates() && !tag.verb() && tag != Tag::Adverb {
        return None;
    }
    let clause = parse.clause[parse.chunk_at(of + 1)?];
    let this = &parse.clauses[clause];
    (this.kind == ClauseKind::Relative && this.verb.is_some_and(|v| v > chunk)).then_some(clause)
}

fn hangs_on(line: &Line<'_>, parse: &Parse, chunk: usize) -> Option<Predicate> {
    if let Some(clause) = of_a_part(line, parse, chunk) {
        return Some(verb_of(line, parse, clause, true));
    }
    // "totalled 18 million compared with 20": it hangs on what is compared.
    let held = parse.clause[chunk];
    let held = match parse.clauses[held].parent {
        Some(above) if compares(line, parse, held) => above,
        _ => held,
    };
    let own = parse.with_verb(held);
    let told =
        parse.telling_of(chunk).find(|c| parse.clauses[*c].verb.is_some() && !compares(line, parse, *c));
    let clause = match (own, told) {
        // "Ten people were killed and *20 injured*": the auxiliary is said once.
        (Some(_), Some(told)) if shares_auxiliary(line, parse, held, told, chunk) => told,
        (Some(own), Some(told)) => {
            // "sold honey *worth $9* that had been stored": the clause tells of the hay.
            let under = !parse.clauses[told].behind_comma
                && parse.lead(chunk).is_some_and(|p| !matches!(parse.word(line, p), "by" | "to" | "worth"));
            if under { told } else { own }
        }
        (own, told) => own.or(told)?,
    };
    // "cut its forecast for the year ended in June to $12bn": what moves it stands above.
    let clause = moved(line, parse, clause, chunk).unwrap_or(clause);
    let is_subject = parse.clauses[clause].subject == Some(chunk);
    // "helped two brothers find": what is helped comes first.
    let this = &parse.clauses[clause];
    if is_subject
        && this.kind == ClauseKind::Complement
        && this.opener.is_none()
        && let Some(above) = this.parent
        && let Some(verb) = parse.clauses[above].verb.map(|v| parse.chunks[v].head)
        && !sense(line, verb).any(Sense(Sense::SAY.0 | Sense::EXPECTED.0))
    {
        return Some(verb_of(line, parse, above, false));
    }
    // Verbs that only lead to the infinitive behind them.
    let mut clause = clause;
    while let Some(next) = leads_to(line, parse, clause).filter(|n| chunk < verb_chunk(parse, *n)) {
        clause = next;
    }
    Some(verb_of(line, parse, clause, is_subject))
}

/// The verb of a clause as the predicate of what is its subject or not.
fn verb_of(line: &Line<'_>, parse: &Parse, clause: usize, is_subject: bool) -> Predicate {
    let group = &parse.chunks[verb_chunk(parse, clause)];
    Predicate {
        clause,
        verb: group.head,
        lemma: with_particle(line, group.head, group.tokens.end > group.head + 1),
        is_subject,
        passive: group.passive,
    }
}

/// Whether a participle behind a number alone shares the auxiliary of the passive verb before it.
pub fn shares_auxiliary(line: &Line<'_>, parse: &Parse, held: usize, told: usize, chunk: usize) -> bool {
    let (this, participle) = (&parse.chunks[chunk], parse.clauses[told].verb);
    chunk > 0
        && matches!(parse.chunks[chunk - 1].kind, ChunkKind::Conjunction | ChunkKind::Comma)
        && participle == Some(chunk + 1)
        && (line.is_digits(this.head) || line.tag(this.head) == Tag::Number)
        && parse.clauses[held].verb.is_some_and(|v| v < chunk && parse.chunks[v].passive)
}

/// The clause of motion above a participle or relative clause, for a level "to", "from" or "by" which it moves.
fn moved(line: &Line<'_>, parse: &Parse, clause: usize, chunk: usize) -> Option<usize> {
    let lead = parse.lead(chunk)?;
    let this = &parse.clauses[clause];
    let moves = |c: usize| {
        parse.clauses[c]
            .verb
            .is_some_and(|v| crate::claims::sentence::motion::motion(line, parse.chunks[v].head).is_some())
    };
    let told = this.antecedent.is_some() || of_an_offer(line, parse, clause);
    if !matches!(parse.word(line, lead), "to" | "by" | "from") || !told || moves(clause) {
        return None;
    }
    // "wrote a novel told *by one of its founders*": who does what the participle tells.
    let agent = parse.word(line, lead) == "by"
        && parse.clauses[clause].verb.is_some_and(|v| parse.chunks[v].passive)
        && parse.quantity[chunk].is_some_and(|(_, measured)| !measured);
    parse.up(clause).skip(1).find(|c| moves(*c) && !agent)
}

/// "raised *its offer to buy* the mill": whether an infinitive tells what the noun right before it is for.
fn of_an_offer(line: &Line<'_>, parse: &Parse, clause: usize) -> bool {
    let this = &parse.clauses[clause];
    let noun = this.verb.and_then(|v| v.checked_sub(1)).map(|c| &parse.chunks[c]);
    this.kind == ClauseKind::Infinitive
        && noun.is_some_and(|c| {
            c.kind == ChunkKind::Noun
                && matches!(
                    line.w(c.head),
                    "offer" | "bid" | "tender" | "proposal" | "pledge" | "budget" | "commitment"
                )
        })
}

fn verb_chunk(parse: &Parse, clause: usize) -> usize {
    parse.clauses[clause].verb.unwrap_or(0)
}

/// The infinitive clause behind a verb that has no weight of its own: expected to, set to, need to.
pub fn leads_to(line: &Line<'_>, parse: &Parse, clause: usize) -> Option<usize> {
    let verb = parse.clauses[clause].verb?;
    let next = (verb + 1..parse.chunks.len())
        .find(|c| !matches!(parse.chunks[*c].kind, ChunkKind::Adverb | ChunkKind::Adjective))?;
    if parse.chunks[next].kind != ChunkKind::Verb(crate::claims::clauses::chunk::VerbForm::Infinitive) {
        return None;
    }
    let head = parse.chunks[verb].head;
    let base = line.verb(head);
    let light = line
        .words
        .sense(base)
        .any(Sense(Sense::EXPECTED.0 | Sense::PLANNED.0 | Sense::TARGET.0 | Sense::REPORTED.0))
        || matches!(
            base,
            "be" | "have"
                | "need"
                | "begin"
                | "continue"
                | "seem"
                | "appear"
                | "start"
                | "tend"
                | "suppose"
                | "use"
                | "allow"
                | "think"
                | "say"
                | "believe"
                | "know"
                | "allege"
                | "report"
                | "go"
                | "manage"
                | "help"
                | "force"
                | "require"
                | "order"
                | "ask"
        );
    light.then(|| parse.clause[next])
}

/// "didn't", "wasn't": the verb without what denies it.
fn lemma_of(line: &Line<'_>, verb: usize, word: &str) -> String {
    if word.is_empty() {
        line.w(verb).to_string()
    } else {
        crate::text::lemma::verb(&line.english.words, word)
    }
}

/// The base form of the verb at `verb`, with its particle where its group holds that.
fn with_particle(line: &Line<'_>, verb: usize, whole: bool) -> String {
    let word = line.w(verb);
    let base = match word.split_once('\'') {
        Some((_, "m" | "re" | "s")) => "be".to_string(),
        Some((_, "ve")) => "have".to_string(),
        Some((base, "t")) if base.ends_with('n') => lemma_of(line, verb, &base[..base.len() - 1]),
        _ => line.verb(verb).to_string(),
    };
    if base == "go" && line.prev(verb) == "let" {
        return "let go".to_string();
    }
    match particle(line, verb).filter(|_| whole) {
        Some(particle) => format!("{base} {particle}"),
        None => base,
    }
}

/// Whether the statement denies the quantity.
pub fn negated(line: &Line<'_>, parse: &Parse, amount: &Amount, predicate: Option<&Predicate>) -> bool {
    let start = amount.tokens.start;
    // "none of the 48", "not one of the 12", "not all 257", "without 5"
    let near = start.saturating_sub(4).max(line.body.min(start));
    for n in near..start {
        let denies = match line.w(n) {
            "none" | "neither" => line.w(n + 1) == "of",
            "not" => {
                !matches!(line.w(n + 1), "only" | "just" | "least" | "more" | "fewer" | "less")
                    && !matches!(line.w(n + 1), "before" | "until" | "since" | "because" | "when" | "if")
                    && (n + 1..start).all(|m| !line.tag(m).verb() && line.tag(m) != Tag::Aux)
                    && (n == line.body || !line.tag(n - 1).verb())
                    // "made 36 not out with two sixes"
                    && !(line.w(n + 1) == "out" && n > 0 && line.is_numeral(n - 1))
            }
            "nor" => true,
            "without" => n + 1 == start,
            _ => false,
        };
        if denies && (n..start).all(|m| line.w(m) != ",") {
            return true;
        }
    }
    let Some(predicate) = predicate else { return false };
    // "A 3 percent rise would not help" denies what the rise does, not its three percent.
    if predicate.is_subject && amount.kind.is_some() {
        return false;
    }
    // "With a reserve of 5 million tonnes, India does not lack coal": what is told before who does it is not denied.
    let subject = parse.clauses[predicate.clause].subject.filter(|_| !predicate.is_subject);
    if subject.is_some_and(|s| {
        parse.chunks[s].tokens.start > amount.tokens.start && predicate.verb > parse.chunks[s].head
    }) {
        return false;
    }
    let mut clause = predicate.clause;
    loop {
        let this = &parse.clauses[clause];
        let Some(verb) = this.verb else { return false };
        let group = &parse.chunks[verb];
        if group_denies(line, group.tokens.clone(), predicate.is_subject) || instead(line, group.tokens.start)
        {
            return true;
        }
        // "failed to repay", "does not want to pay"
        let (ClauseKind::Infinitive, Some(parent)) = (this.kind, this.parent) else { return false };
        let Some(above) = parse.clauses[parent].verb.map(|v| parse.chunks[v].head) else { return false };
        if matches!(line.verb(above), "fail" | "refuse" | "decline" | "forget") {
            return true;
        }
        // What is not done "to" an end says nothing of the end: only what the verb leads to is denied with it.
        // What one is not allowed or asked to do is not done.
        if leads_to(line, parse, parent) != Some(clause) && this.subject.is_none() {
            return false;
        }
        clause = parent;
    }
}

/// "fled *rather than* pay", "*instead of* paying", "*without* paying": what the verb at `at` tells was not done.
fn instead(line: &Line<'_>, at: usize) -> bool {
    match line.prev(at) {
        "than" => at >= 2 && line.w(at - 2) == "rather",
        "of" => at >= 2 && line.w(at - 2) == "instead",
        "without" => true,
        _ => false,
    }
}

/// Whether the word denies the verb that it stands with: "not", "never", "didn't".
pub fn negates(word: &str) -> bool {
    matches!(word, "not" | "never" | "cannot") || word.ends_with("n't")
}

fn group_denies(line: &Line<'_>, group: Range<usize>, is_subject: bool) -> bool {
    let end = group.end;
    let denied = group.clone().any(|n| negates(line.w(n)) && !matches!(line.w(n + 1), "only" | "just"));
    // "are not 1,219 people": the adverb stands behind the group.
    let behind = !is_subject
        && (matches!(line.w(end), "not" | "n't" | "never"))
        && !matches!(line.w(end + 1), "only" | "just" | "least" | "more" | "fewer" | "less");
    // "the brothers never paid": the adverb stands before the group.
    denied || behind || line.prev(group.start) == "never"
}
