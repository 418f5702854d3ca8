//! What a count is said of besides its own noun.

use std::ops::Range;

use super::about_finder::{Finder, generic, possessive};
use super::frame::Predicate;
use crate::claims::claim::Kind;
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::Parse;
use crate::claims::quantities::amount::Amount;
use crate::claims::quantities::movement::rate_of_move;
use crate::claims::sentence::line::Line;
use crate::claims::sentence::motion::motion;
use crate::text::tagger::Tag;

/// What a count is said of besides the things counted: the noun it stands before as an adjective ("a 12-page
/// *document*"), what holds so many ("a *survey* of 600 firms"), what rose or fell by so many points.
pub fn holder(
    line: &Line<'_>,
    parse: &Parse,
    amount: &Amount,
    counted_end: usize,
    chunk: Option<usize>,
    predicate: Option<&Predicate>,
) -> String {
    let finder = Finder { line, parse, amount, end: counted_end, kind: Kind::Count };
    let Some(chunk) = chunk else { return String::new() };
    let compound = line.dash(amount.number.end) && counted_end > amount.number.end + 1;
    let found = if compound {
        finder.rest(chunk, counted_end.max(amount.number.end + 2))
    } else if matches!(line.w(amount.tokens.end), "point" | "points")
        && (finder.moves(chunk, predicate)
            || parse.lead(chunk).is_some_and(|l| finder.word(l) == "to")
                && finder.moved_noun(chunk).is_some())
    {
        finder.find(chunk, predicate)
    } else if line.w(amount.tokens.end) == "times" {
        // "6 times *earnings*", "spins 80 times a minute"
        let rate = matches!(line.w(counted_end.wrapping_sub(1)), "second" | "minute" | "hour");
        if let Some(thing) = finder.rest(chunk, counted_end) {
            // "Its bonds trade at 3 times earnings": the earnings are whose they are that trade.
            let on = |c: usize| parse.lead(c).is_some_and(|l| matches!(finder.word(l), "on" | "at" | "for"));
            let joined = chunk >= 2 && finder.word(chunk - 1) == "and" && finder.counts(chunk - 2);
            let led = on(chunk) || joined && on(chunk - 2);
            let owner = finder.by_verb(chunk, predicate).filter(|_| led).map(|r| line.slice(&r));
            return owner.map_or_else(|| line.slice(&thing), |o| possessive(&o, &line.slice(&thing)));
        }
        finder.by_verb(chunk, predicate).filter(|_| rate)
    } else {
        finder
            .container(chunk, predicate)
            .or_else(|| finder.moved_to(chunk, predicate))
            .or_else(|| finder.equals(chunk, counted_end, predicate))
            .or_else(|| finder.holds(chunk, predicate))
    };
    found.map(|r| line.slice(&r)).unwrap_or_default()
}

impl Finder<'_, '_> {
    /// What holds so many: the noun before "of".
    pub fn container(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        // "slid to an annual rate of 5 million units": the rate is that of what slid.
        if rate_of_move(self.line, self.amount.tokens.start).is_some() {
            return self.by_verb(chunk, predicate);
        }
        let lead = self.parse.lead(chunk).filter(|l| self.word(*l) == "of")?;
        let before = lead.checked_sub(1)?;
        let noun =
            self.chunk(before).filter(|c| c.kind == ChunkKind::Noun && self.line.tag(c.head).noun())?;
        // "notified *Arden Mills* of three faults": whom, not what holds them
        let told = self.named(before)
            && self.parse.lead(before).is_none()
            && before > 0
            && self.parse.chunks[before - 1].verbal();
        // "in front of 300 people", "on behalf of 20 clubs": a noun without its article makes a preposition of three words.
        let set = noun.tokens.len() == 1
            && self.line.tag(noun.head) == Tag::Noun
            && self.parse.lead(before).is_some_and(|l| match self.word(l) {
                "in" => true,
                // "up on volume of 40,000 shares"
                "on" => matches!(self.line.w(noun.head), "behalf" | "account" | "top"),
                _ => false,
            });
        let plain =
            !told && !set && !self.counts(before) && !self.timely(before) && !generic(self.line.w(noun.head));
        plain.then(|| self.phrase_up_to(before)).flatten()
    }

    /// "Sales rose *to 4 million vans*", "cut its fleet *by 30 jets*": what so many of them are the size of.
    pub fn moved_to(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let lead = self.parse.lead(chunk).map(|l| self.word(l))?;
        let predicate = predicate.filter(|p| !p.is_subject && motion(self.line, p.verb).is_some())?;
        // "climbed to three huts", "was extended to four farms": where one gets to
        let goes = matches!(self.line.verb(predicate.verb), "climb" | "extend");
        // "Power was cut to 900 homes": who gets it
        let served = matches!(
            self.line.w(self.parse.chunks[chunk].head),
            "homes"
                | "households"
                | "houses"
                | "families"
                | "customers"
                | "villages"
                | "towns"
                | "residents"
                | "schools"
        );
        let fits = !goes && !served && (matches!(lead, "to" | "from") || lead == "by" && !predicate.passive);
        fits.then(|| {
            self.by_preposition(chunk, Some(predicate)).or_else(|| self.by_verb(chunk, Some(predicate)))
        })
        .flatten()
    }

    /// "The box contains 12 eggs"
    pub fn holds(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let predicate = predicate.filter(|p| !p.is_subject && !p.passive)?;
        let base = self.line.verb(predicate.verb);
        let direct = matches!(base, "contain" | "comprise" | "number" | "seat" | "house")
            && self.parse.lead(chunk).is_none()
            || base == "consist" && self.parse.lead(chunk).is_some_and(|l| self.word(l) == "of");
        direct.then(|| self.by_verb(chunk, Some(predicate))).flatten()
    }

    /// "The squad is 20 players": what is as many as that.
    pub fn equals(
        &self,
        chunk: usize,
        counted_end: usize,
        predicate: Option<&Predicate>,
    ) -> Option<Range<usize>> {
        let predicate = predicate.filter(|p| !p.is_subject && self.line.verb(p.verb) == "be")?;
        let verb = self.parse.clauses[predicate.clause].verb?;
        let next = self.line.w(counted_end);
        let subject = self.parse.clauses[predicate.clause].subject?;
        let this = &self.parse.chunks[subject];
        let fits = self.parse.lead(chunk).is_none()
            && self.parse.before(chunk) == Some(verb)
            && self.amount.low > rust_decimal::Decimal::ONE
            && !matches!(next, "of" | "who" | "that" | "which" | "from" | "in" | "to")
            && this.kind == ChunkKind::Noun
            && self.line.tag(this.head) == Tag::Noun
            && self.line.owner[this.head].is_none()
            && subject < verb
            && self.parse.quantity[subject].is_none()
            && !self.timely(subject);
        fits.then(|| self.subject_phrase(subject)).flatten()
    }

    /// Whether the quantity is what an index moved by or moved to.
    pub fn moves(&self, chunk: usize, predicate: Option<&Predicate>) -> bool {
        let before = self.line.prev(self.amount.tokens.start);
        let behind = self.line.w(self.amount.tokens.end + 1);
        matches!(before, "up" | "down" | "higher" | "lower")
            || matches!(behind, "higher" | "lower")
            || predicate.is_some_and(|p| motion(self.line, p.verb).is_some() && !p.is_subject)
                && self.parse.lead(chunk).is_none_or(|p| matches!(self.word(p), "to" | "by" | "at"))
            || self.parse.lead(chunk).is_some_and(|p| {
                matches!(self.word(p), "to" | "at") && p > 0 && self.parse.quantity[p - 1].is_some()
            })
    }
}
