//! Whose the thing measured is, where its own noun phrase does not say so.

use std::ops::Range;

use super::about_finder::{Finder, generic, possessive};
use super::frame::Predicate;
use crate::claims::claim::Kind;
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::vocabulary::words::Cue;
use crate::text::tagger::Tag;

impl Finder<'_, '_> {
    /// A thing with its owner, where the sentence tells whose it is by a possessive pronoun or by the subject of a
    /// verb of having: "The mill raised *its output*" is about the mill's output.
    pub fn owned(&self, thing: Range<usize>, predicate: Option<&Predicate>) -> String {
        let bare = format!("{}{}", self.premodifiers(&thing), self.line.slice(&thing));
        match predicate.and_then(|p| self.owner(&thing, p)) {
            Some(owner) => possessive(&self.line.slice(&owner), &bare),
            None => bare,
        }
    }

    /// What stands before an amount and tells of the noun behind it: "*the mill's new* 5-tonne press".
    pub fn premodifiers(&self, thing: &Range<usize>) -> String {
        let line = self.line;
        let Some(chunk) = self.parse.chunk_at(thing.start) else { return String::new() };
        let tokens = self.parse.chunks[chunk].tokens.clone();
        let held = self.parse.quantity[chunk].is_some_and(|(end, _)| end <= thing.start);
        if !held || !tokens.contains(&thing.start) {
            return String::new();
        }
        let numeric = |t: &usize| line.is_digits(*t) || matches!(line.tag(*t), Tag::Number | Tag::Symbol);
        let own = tokens.contains(&self.amount.tokens.start) && self.amount.tokens.start < thing.start;
        let amount = if own {
            self.amount.tokens.start
        } else {
            (tokens.start..thing.start).find(numeric).unwrap_or(tokens.start)
        };
        let participle = |t: usize| matches!(line.tag(t), Tag::VerbEn | Tag::VerbEd | Tag::VerbIng);
        let skipped = |t: usize| {
            // "its *previously* announced 5 million dollar offer"
            let describes = line.w(t).ends_with("ly") && participle(t + 1) && t + 1 < amount;
            matches!(line.tag(t), Tag::Determiner | Tag::Pronoun | Tag::Mark | Tag::Preposition)
                || line.w(t) == "to"
                || line.tag(t) == Tag::Adverb && !describes
                || line.words.cue(line.w(t)).any(Cue::DURATION_ADJECTIVE)
                || matches!(
                    line.w(t),
                    "total" | "average" | "first" | "last" | "next" | "own" | "mere" | "estimated"
                )
        };
        if (tokens.start..amount).any(|t| numeric(&t)) {
            return String::new();
        }
        let Some(start) = (tokens.start..amount).find(|t| !skipped(*t)) else { return String::new() };
        if (start..amount).any(|t| skipped(t) || line.tag(t).verb() && !participle(t)) {
            return String::new();
        }
        format!("{} ", line.slice(&(start..amount)))
    }

    /// Whose a thing is, by its possessive pronoun or by the verb.
    pub fn owner(&self, thing: &Range<usize>, predicate: &Predicate) -> Option<Range<usize>> {
        let line = self.line;
        let chunk = self.parse.chunk_at(thing.start)?;
        let start = self.parse.chunks[chunk].tokens.start;
        let theirs = (start..thing.start).any(|t| matches!(line.w(t), "its" | "their" | "his" | "her"));
        let possessed = |r: Range<usize>| r.into_iter().any(|t| line.tag(t) == Tag::Particle);
        if possessed(start..thing.end) {
            return None;
        }
        let base = line.verb(predicate.verb);
        if let Some(bearer) = self.bearer(chunk, start).filter(|_| !hands_over(base)) {
            return Some(bearer);
        }
        let clause = predicate.clause;
        let subject = self
            .parse
            .subject(clause)
            .or_else(|| self.parse.up(clause).skip(1).find_map(|c| self.parse.clauses[c].subject))?;
        let named = self.parse.chunks[subject].kind == ChunkKind::Noun
            && subject < chunk
            && line.tag(self.parse.chunks[subject].head).noun()
            && !self.counts(subject)
            && !self.timely(subject)
            && self.word(subject + 1) != "of";
        // "cut its debt": shares and their like have none.
        let paper =
            matches!(line.w(self.parse.chunks[subject].head), "share" | "shares" | "stock" | "stocks");
        // "The figures show a rise": what tells of a thing does not have it.
        let tells =
            matches!(base, "show" | "record" | "register" | "put" | "give") && self.is_source(subject);
        let definite = matches!(line.w(start), "the" | "this" | "that" | "these" | "those");
        // "its 5% is a tenth of their sales": being makes no owner.
        // "agreed to buy its unit": nobody buys what is his own.
        let theirs = theirs
            && !paper
            && !matches!(
                base,
                "be" | "represent" | "constitute" | "equal" | "mean" | "buy" | "acquire" | "purchase"
            );
        let own = self.parse.chunk_at(self.amount.number.start);
        let object = self.parse.object(clause);
        // What is moved "to" a level need not be the mover's own.
        let moved = own
            .and_then(|c| self.parse.lead(c))
            .is_some_and(|l| matches!(self.word(l), "to" | "by" | "from" | "at"));
        let with = self.parse.lead(chunk).is_some_and(|l| {
            self.word(l) == "with" && self.parse.clauses[clause].verb.is_some_and(|v| v + 1 == l)
        });
        // "owns 5% of the bank": the share is the owner's, not the bank.
        let pure = own.is_some_and(|c| self.parse.chunks[c].tokens.end <= self.amount.tokens.end);
        let part = self.kind == Kind::Percent
            && pure
            && own != Some(chunk)
            && thing.start > self.amount.tokens.start;
        let held = object == Some(chunk)
            || object.is_some() && object == own
            || with
            || object.is_some_and(|o| own.is_some_and(|c| self.beside_object(o, c)));
        // "flies *at a* height of 90 metres", "was bought *at a* cost of 5 million": the subject's own.
        let measured = self.word(chunk) != "the"
            && matches!(line.w(start), "a" | "an")
            && self.parse.lead(chunk).is_some_and(|l| self.word(l) == "at")
            && object.is_none_or(|o| o > chunk)
            && !generic(line.w(thing.end - 1));
        // "sits on a pile of": what one sits on is one's own.
        let with = with || base == "sit" && self.parse.lead(chunk).is_some_and(|l| self.word(l) == "on");
        let held = held || with;
        // "has the old lamp for 20 euros": what is offered at a price is not owned less for being known.
        let offered = self.kind == Kind::Money
            && matches!(base, "have" | "offer" | "list")
            && own.and_then(|c| self.parse.lead(c)).is_some_and(|l| self.word(l) == "for");
        let definite = definite && !offered;
        let has = measured
            || !predicate.passive
                && !definite
                && !tells
                && !moved
                && !part
                && held
                && (has(base) || foresees(base) && accounted(line.w(thing.end - 1)));
        // "The magazine Norden puts *his* fortune at": no firm is he.
        let firm = line
            .mention(self.parse.chunks[subject].head)
            .is_some_and(|m| m.kind != crate::entities::Kind::PERSON);
        let his = (start..thing.start).any(|t| matches!(line.w(t), "his" | "her"));
        // "accepted bids of 3 million on *its* bond": nor are bids it.
        let head = self.parse.chunks[subject].head;
        let its = (start..thing.start).any(|t| line.w(t) == "its");
        let many = its && line.tag(head) == Tag::Nouns && !line.capital(head);
        let theirs = theirs && !(firm && his) && !many;
        let mut owner = self.bare(subject);
        if let Some(last) = self.joined(subject, clause) {
            owner.end = self.bare(last).end;
        }
        // "the fund's short-term debt, its debt": once is enough.
        let again = line.w(owner.end - 1) == line.w(thing.end - 1);
        (named && (theirs || has) && !again && !possessed(owner.clone())).then_some(owner)
    }
}

impl Finder<'_, '_> {
    /// The noun that has a thing "with": "*brothers* with a fortune of 5 million".
    fn bearer(&self, chunk: usize, start: usize) -> Option<Range<usize>> {
        let lead = self.parse.lead(chunk).filter(|l| self.word(*l) == "with")?;
        let before = lead.checked_sub(1)?;
        let noun =
            self.chunk(before).filter(|c| c.kind == ChunkKind::Noun && self.line.tag(c.head).noun())?;
        let definite = matches!(self.line.w(start), "the" | "this" | "that" | "these" | "those");
        let fits = !self.counts(before) && !self.timely(before) && !definite && !self.named(chunk);
        if !fits || generic(self.line.w(noun.head)) {
            return None;
        }
        let phrase = self.bare(before);
        if self.line.is_digits(phrase.start) {
            return None;
        }
        // "*the brothers Ola and Nils Holm* with a fortune of": two names that share the last.
        let pair = before >= 2
            && self.word(before - 1) == "and"
            && self.parse.chunks[before - 1].kind == ChunkKind::Conjunction
            && self.parse.chunks[before - 2].kind == ChunkKind::Noun
            && self.line.capital(noun.head)
            && self.line.capital(self.parse.chunks[before - 2].head);
        Some(if pair { self.bare(before - 2).start..phrase.end } else { phrase })
    }

    /// Whether `chunk` stands beside the object: "entails *a 90 euro fee*, a long wait and *a 3 km walk*".
    fn beside_object(&self, object: usize, chunk: usize) -> bool {
        object < chunk
            && self.parse.lead(chunk).is_none()
            && (object + 1..chunk).all(|c| match self.parse.chunks[c].kind {
                ChunkKind::Comma | ChunkKind::Conjunction => true,
                ChunkKind::Noun => self.parse.quantity[c].is_some() || self.parse.lead(c).is_some(),
                ChunkKind::Preposition => self.word(c) == "of",
                _ => false,
            })
    }
}

/// Verbs of foretelling: what is foretold is the subject's own only where it stands in its books.
fn foresees(verb: &str) -> bool {
    matches!(verb, "project" | "expect" | "forecast" | "predict" | "anticipate")
}

/// What a firm's books hold: "expects a *profit* of", but a bank that expects inflation of 3% has none.
pub fn accounted(noun: &str) -> bool {
    matches!(
        noun,
        "profit"
            | "profits"
            | "loss"
            | "losses"
            | "revenue"
            | "revenues"
            | "sales"
            | "earnings"
            | "income"
            | "turnover"
            | "margin"
            | "margins"
            | "dividend"
            | "dividends"
            | "cost"
            | "costs"
            | "charge"
            | "charges"
            | "spending"
            | "expenditure"
            | "output"
            | "production"
            | "deliveries"
            | "capacity"
            | "savings"
            | "writedown"
            | "surplus"
            | "deficit"
    )
}

/// Verbs behind which "with" leads to what is given or put in another's place, not to what the object has: "provided
/// the bank *with* a loan of 5 million".
fn hands_over(verb: &str) -> bool {
    matches!(
        verb,
        "provide"
            | "supply"
            | "present"
            | "furnish"
            | "replace"
            | "compare"
            | "combine"
            | "exchange"
            | "swap"
            | "help"
            | "serve"
            | "credit"
            | "entrust"
            | "merge"
    )
}

/// Verbs of having, showing and making: what they have as an object is their subject's.
fn has(verb: &str) -> bool {
    matches!(
        verb,
        "have"
            | "hold"
            | "own"
            | "carry"
            | "boast"
            | "feature"
            | "offer"
            | "contain"
            | "come"
            | "post"
            | "report"
            | "record"
            | "book"
            | "log"
            | "register"
            | "show"
            | "make"
            | "earn"
            | "enjoy"
            | "suffer"
            | "face"
            | "target"
            | "announce"
            | "generate"
            | "produce"
            | "deliver"
            | "require"
            | "need"
            | "use"
            | "sport"
            | "sit"
            | "pack"
            | "achieve"
            | "reach"
            | "run"
            | "sell"
            | "serve"
            | "launch"
            | "introduce"
            | "unveil"
            | "impose"
            | "score"
            | "throw"
            | "install"
            | "add"
            | "entail"
            | "combine"
            | "provide"
            | "command"
            | "draw"
            | "attract"
            | "charge"
            | "levy"
            | "set"
            | "experience"
            | "incur"
            | "yield"
            | "return"
            | "seek"
            | "sign"
            | "secure"
            | "win"
            | "maintain"
            | "keep"
            | "retain"
            | "put"
    )
}
