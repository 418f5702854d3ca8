//! What a quantity is said of: the thing measured, by its noun phrase.
//!
#![doc = include_str!("about.md")]

use std::ops::Range;

use super::amount::Amount;
use super::chunk::{Chunk, ChunkKind};
use super::clause::{ClauseKind, Parse};
use super::frame::Predicate;
use super::line::Line;
use super::movement::{motion, noun_motion};
use super::words::{Cue, Sense, month_number};
use super::{Kind, Modifier};
use crate::text::tagger::Tag;

/// What the quantity in `chunk` is said of; empty where that is its own noun or the sentence does not tell.
pub fn about(
    line: &Line<'_>,
    parse: &Parse,
    amount: &Amount,
    end: usize,
    kind: Kind,
    chunk: Option<usize>,
    predicate: Option<&Predicate>,
) -> String {
    let finder = Finder { line, parse, amount, end, kind };
    let found = match chunk {
        Some(chunk) => finder.find(chunk, predicate),
        None => None,
    };
    found
        .or_else(|| finder.label().filter(|_| predicate.is_none()))
        .map(|r| finder.owned(r, predicate))
        .unwrap_or_default()
}

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
    } else if matches!(line.w(amount.tokens.end), "point" | "points") && finder.moves(chunk, predicate) {
        finder.find(chunk, predicate)
    } else if line.w(amount.tokens.end) == "times" {
        // "6 times *earnings*", "spins 80 times a minute"
        let rate = matches!(line.w(counted_end.wrapping_sub(1)), "second" | "minute" | "hour");
        finder.rest(chunk, counted_end).or_else(|| finder.by_verb(chunk, predicate).filter(|_| rate))
    } else {
        finder.container(chunk)
    };
    found.map(|r| line.slice(&r)).unwrap_or_default()
}

struct Finder<'a, 'l> {
    line: &'a Line<'l>,
    parse: &'a Parse,
    amount: &'a Amount,
    /// Where the quantity ends, or the noun it counts: "a 12-page *document*" is about what stands behind.
    end: usize,
    kind: Kind,
}

impl Finder<'_, '_> {
    fn find(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        // "three years ago", "two days later", "over the past ten years" tell when.
        if self.kind == Kind::Duration
            && (self.parse.chunks[chunk].kind == ChunkKind::Time
                || matches!(self.line.w(self.amount.tokens.end), "later" | "earlier" | "ago"))
        {
            return None;
        }
        if self.kind == Kind::Age {
            return self.own_noun(chunk).or_else(|| self.by_verb(chunk, predicate));
        }
        self.of_phrase(chunk)
            .or_else(|| self.own_noun(chunk))
            .or_else(|| self.bracketed(chunk, predicate))
            .or_else(|| self.beside(chunk, predicate))
            .or_else(|| self.apposed(chunk))
            .or_else(|| self.reached(chunk, predicate))
            .or_else(|| self.by_preposition(chunk, predicate))
            .or_else(|| self.by_verb(chunk, predicate))
            .or_else(|| self.price_of(chunk, predicate))
    }

    /// "Brent up 2%", "Nikkei -0.4%": the name right before.
    fn beside(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let mut before = chunk.checked_sub(1)?;
        let up = matches!(self.word(before), "up" | "down" | "off")
            && self.parse.chunks[before].kind != ChunkKind::Noun;
        // "the Nikkei (38,100 up 250 points)"
        if up && before >= 1 && self.counts(before - 1) {
            return self.bracketed(before - 1, None);
        }
        // "Ruiz holds 30 percent, Kato 12 percent": the verb is left out.
        let gap = gapped(self.parse, chunk);
        // "..., Kato 12 million": what was paid or invested is said of nothing but itself.
        let gives =
            predicate.is_some_and(|p| self.line.words.sense(self.line.verb(p.verb)).any(Sense::TRANSFER));
        if gap && gives && self.kind == Kind::Money {
            return None;
        }
        if up {
            before = before.checked_sub(1)?;
        } else if !self.amount.signed && !gap {
            return None;
        }
        let noun = self.chunk(before).filter(|c| c.kind == ChunkKind::Noun)?;
        (!self.counts(before) && !self.timely(before) && self.line.tag(noun.head).noun())
            .then(|| self.phrase(before))
            .flatten()
    }

    /// "a single room, 20 square metres, for ten": a measure between commas tells of the noun before.
    fn apposed(&self, chunk: usize) -> Option<Range<usize>> {
        let noun = chunk.checked_sub(2)?;
        let pure = self.parse.chunks[chunk].tokens.end <= self.amount.tokens.end;
        let closed = self.chunk(chunk + 1).is_none_or(|c| {
            matches!(c.kind, ChunkKind::Comma | ChunkKind::Open | ChunkKind::Close | ChunkKind::Break)
        });
        let fits = self.kind == Kind::Measure
            && pure
            && !self.far_off(chunk)
            && !generic(self.line.w(self.parse.chunks[noun].head))
            && closed
            && self.parse.chunks[chunk - 1].kind == ChunkKind::Comma
            && self.parse.chunks[noun].kind == ChunkKind::Noun
            && self.line.tag(self.parse.chunks[noun].head).noun()
            && self.parse.quantity[noun].is_none()
            && !self.timely(noun);
        fits.then(|| self.phrase_up_to(noun)).flatten()
    }

    /// "80 km (50 miles) *from* Quito"
    fn far_off(&self, chunk: usize) -> bool {
        self.chunk(self.behind_bracket(chunk)).is_some_and(|c| {
            matches!(
                self.line.w(c.tokens.start),
                "from" | "away" | "off" | "outside" | "inland" | "north" | "south" | "east" | "west"
            )
        })
    }

    /// "added 8 cents to $1.20": the level reached is one of the same thing as the move before it.
    fn reached(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let lead = self.parse.lead(chunk).filter(|l| matches!(self.word(*l), "to" | "at" | "from"))?;
        let before = lead.checked_sub(1).filter(|b| self.parse.quantity[*b].is_some() && self.counts(*b))?;
        if self.parse.chunks[before].kind != ChunkKind::Noun {
            return None;
        }
        self.beside(before, predicate)
            .or_else(|| self.by_preposition(before, predicate))
            .or_else(|| self.by_verb(before, predicate))
    }

    /// "paid $9 for a ticket"
    fn price_of(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let next = self.behind_bracket(chunk);
        let lead = self.word(next);
        let noun = next + 1;
        let said = matches!(lead, "for" | "per") && self.kind == Kind::Money
            || lead == "from" && matches!(self.kind, Kind::Money | Kind::Percent);
        // "borrowed 5 million from its owner": from whom, not what; but "wiped 5 million from its value".
        let given = lead == "from"
            && predicate.is_some_and(|p| {
                let base = self.line.verb(p.verb);
                self.line.words.sense(base).any(Sense::TRANSFER) && !takes_off(base)
            });
        (said
            && !given
            && self.chunk(noun)?.kind == ChunkKind::Noun
            && !self.timely(noun)
            && !self.counts(noun))
        .then(|| self.phrase(noun))
        .flatten()
    }

    fn chunk(&self, at: usize) -> Option<&Chunk> {
        self.parse.chunks.get(at)
    }

    fn word(&self, chunk: usize) -> &str {
        self.chunk(chunk).map_or("", |c| self.line.w(c.tokens.start))
    }

    /// "19% of voters", "$30 billion in aid", "$5m worth of goods"
    fn of_phrase(&self, chunk: usize) -> Option<Range<usize>> {
        let quantity_ends = self.parse.chunks[chunk].tokens.end <= self.amount.tokens.end
            || self.line.w(self.amount.tokens.end) == "worth"
            || matches!(self.line.w(self.amount.tokens.end), "more" | "less");
        if !quantity_ends {
            return None;
        }
        let next = self.behind_bracket(chunk);
        let lead = self.word(next);
        let of = lead == "of"
            || lead == "in" && self.kind == Kind::Money
            || lead == "off" && matches!(self.kind, Kind::Money | Kind::Percent);
        let noun = next + 1;
        if !of
            || self.chunk(next)?.kind != ChunkKind::Preposition
            || self.chunk(next)?.tokens.len() > 1
            || self.chunk(noun)?.kind != ChunkKind::Noun
            || self.timely(noun)
        {
            return None;
        }
        if lead == "in" && (self.named(noun) || self.counts(noun) || self.idiom(noun)) {
            return None;
        }
        self.phrase(noun)
    }

    /// "in coordination with", "in return for", "in the next couple of days" name no thing.
    fn idiom(&self, noun: usize) -> bool {
        let word = self.line.w(self.parse.chunks[noun].head);
        matches!(word, "couple" | "few" | "course")
            || self.parse.chunks[noun].tokens.len() == 1
                && matches!(
                    word,
                    "coordination"
                        | "cooperation"
                        | "line"
                        | "connection"
                        | "conjunction"
                        | "exchange"
                        | "return"
                        | "addition"
                        | "support"
                        | "favour"
                        | "favor"
                        | "response"
                        | "case"
                        | "total"
                        | "all"
                        | "order"
                        | "turn"
                )
    }

    /// "a $40 million dam", "a three-day training", "a 46 percent drop in sales"
    fn own_noun(&self, chunk: usize) -> Option<Range<usize>> {
        let mut chunk = chunk;
        let mut rest = self.rest(chunk, self.end);
        // "its 600 hp 5-litre engine": both tell of the engine.
        if rest.is_none()
            && self.kind == Kind::Measure
            && let Some((second, true)) = self.parse.quantity.get(chunk + 1).copied().flatten()
            && self.parse.lead(chunk + 1).is_none()
        {
            chunk += 1;
            rest = self.rest(chunk, second);
        }
        let rest = rest?;
        let head = rest.end - 1;
        let word = self.line.w(head);
        // "800 million next year", "earned 40,000 monthly"
        if self.timely(chunk) || matches!(word, "monthly" | "annually" | "weekly" | "daily" | "yearly") {
            return None;
        }
        if noun_motion(self.line, head).is_some() && self.kind != Kind::Duration {
            // What rose or fell: "in" or "of" behind the noun, or the subject.
            let next = chunk + 1;
            if matches!(self.word(next), "in" | "of" | "on" | "for")
                && self.chunk(next + 1).is_some_and(|c| c.kind == ChunkKind::Noun)
                && !self.timely(next + 1)
            {
                return self.phrase(next + 1);
            }
            return if rest.len() > 1 { Some(rest.start..head) } else { None };
        }
        // "the 4 to 6 percent band": the noun names the number, not what is measured.
        if generic(word) && rest.len() == 1 {
            return None;
        }
        self.phrase_from(rest.start, chunk)
    }

    /// The chunk behind one and what stands in brackets behind it: "5 km (3 miles) *of* track".
    fn behind_bracket(&self, chunk: usize) -> usize {
        let next = chunk + 1;
        let bracket = self.chunk(next).is_some_and(|c| c.kind == ChunkKind::Open)
            && self.chunk(next + 2).is_some_and(|c| c.kind == ChunkKind::Close);
        if bracket { next + 3 } else { next }
    }

    /// What of the chunk stands behind `from`.
    fn rest(&self, chunk: usize, from: usize) -> Option<Range<usize>> {
        let end = self.parse.chunks[chunk].tokens.end;
        let mut start = from;
        // "a 4-second 40-yard dash": what is measured twice.
        if let Some((second, true)) = self.parse.quantity[chunk]
            && second > from
            && self.kind != Kind::Count
        {
            start = second;
        }
        // "a 5.4-magnitude aftershock": the word that the hyphen joins names the scale.
        if self.line.dash(start) && self.line.glued(start) && self.line.w(start + 1) == "magnitude" {
            start += 2;
        }
        while start < end && (!self.line.is_word(start) || matches!(self.line.w(start), "worth" | "of")) {
            start += 1;
        }
        let head = self.parse.chunks[chunk].head;
        // "V-6", "A-320"
        let model = self.line.is_digits(head) && head > start && self.line.dash(head - 1);
        let noun = (start..end).any(|t| self.line.tag(t).noun());
        (start < end && noun && (model || self.line.tag(head).noun())).then_some(start..end)
    }

    /// "930,000 km (580,000 miles)" tells the same thing twice.
    fn bracketed(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let clause = &self.parse.clauses[self.parse.clause[chunk]];
        let opened = clause.kind == ClauseKind::Parenthesis && clause.opener.is_some_and(|o| o + 1 == chunk);
        if !opened {
            return None;
        }
        let before = clause.opener?.checked_sub(1)?;
        let first = self.chunk(before).filter(|c| c.kind == ChunkKind::Noun)?;
        if let Some((end, measured)) = self.parse.quantity[before] {
            // "two kegs (50 kg)": that is what they weigh.
            let weighs = matches!(self.kind, Kind::Measure | Kind::Money);
            if !measured
                && weighs
                && let Some(counted) = self.rest(before, end)
            {
                return Some(counted);
            }
            return self
                .of_phrase(before)
                .or_else(|| self.by_preposition(before, predicate))
                .or_else(|| self.by_verb(before, predicate))
                .or_else(|| self.price_of(before, predicate));
        }
        // A row of figures is no thing.
        self.line.tag(first.head).noun().then(|| self.phrase(before)).flatten()
    }

    /// "a profit of $5m", "inflation below 3%", "cut output by 5%"
    fn by_preposition(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let lead = self.lead(chunk)?;
        let word = match lead {
            Lead::Word(p) => self.word(p),
            Lead::Modifier(t) => self.line.w(t),
        };
        let before = match lead {
            // "Lagos, with $300"
            Lead::Word(p)
                if word == "with" && p >= 2 && self.parse.chunks[p - 1].kind == ChunkKind::Comma =>
            {
                p - 2
            }
            Lead::Word(p) => p.checked_sub(1)?,
            Lead::Modifier(_) => chunk.checked_sub(1)?,
        };
        // "inflation in June below 3%": the time between is no thing.
        let before = match self.parse.chunks[before].kind {
            ChunkKind::Time
                if before >= 2 && self.parse.chunks[before - 1].kind == ChunkKind::Preposition =>
            {
                before - 2
            }
            ChunkKind::Time if before >= 1 => before - 1,
            _ => before,
        };
        let noun = self.chunk(before).filter(|c| c.kind == ChunkKind::Noun && !self.timely(before));
        let attached = noun.is_some() && !self.counts(before);
        match word {
            "of" if attached
                && generic(self.line.w(self.parse.chunks[before].head))
                && self.amounts_to(before) =>
            {
                self.by_verb(chunk, predicate)
            }
            "of" if attached => {
                let head = self.parse.chunks[before].head;
                if noun_motion(self.line, head).is_some() && self.kind != Kind::Money {
                    // "a drop of 46 percent in sales", "recorded a rise of 5%"
                    let next = chunk + 1;
                    if matches!(self.word(next), "in" | "on" | "for")
                        && self.chunk(next + 1).is_some_and(|c| c.kind == ChunkKind::Noun)
                        && !self.timely(next + 1)
                    {
                        return self.phrase(next + 1);
                    }
                    let words = self.bare(before);
                    if words.len() > 1 {
                        return Some(words.start..words.end - 1);
                    }
                    return self.by_verb(chunk, predicate);
                }
                self.phrase_up_to(before)
            }
            "worth" | "totalling" | "totaling" | "averaging" if attached => self.phrase_up_to(before),
            "above" | "below" | "under" | "over" | "near" | "around" | "beyond" | "between" | "past"
            | "exceeding"
                if attached && !self.named(before) =>
            {
                self.phrase_up_to(before)
            }
            "at" if attached && self.kind != Kind::Duration && !self.subject_moves(predicate) => {
                self.phrase_up_to(before)
            }
            "for" if attached && self.kind == Kind::Money => match self.sold(before, predicate) {
                Some(sold) => self.phrase_up_to(sold),
                None => self.by_verb(chunk, predicate).or_else(|| self.phrase_up_to(before)),
            },
            "with" | "from" if attached && self.kind != Kind::Duration && word == "with" => {
                self.phrase_up_to(before)
            }
            // "fines from 5 to 10 euros": a range of the thing; what moves from one to the other are two levels.
            "from" if matches!(lead, Lead::Modifier(_)) => {
                (attached && self.amount.modifier == Modifier::Range && !self.subject_moves(predicate))
                    .then(|| self.phrase_up_to(before))
                    .flatten()
            }
            "lower" | "higher" | "greater" => attached.then(|| self.phrase_up_to(before)).flatten(),
            "to" | "by" | "from" | "at" => {
                let predicate = predicate?;
                let object = self.parse.object(predicate.clause).filter(|o| {
                    *o < chunk
                        && !self.counts(*o)
                        && self.chunk(*o).is_some_and(|c| c.kind == ChunkKind::Noun)
                });
                match object {
                    Some(object) if !self.timely(object) => self.phrase(object),
                    _ => None,
                }
            }
            "for" | "in" | "over" | "within" if self.kind == Kind::Duration => {
                let object =
                    self.parse.object(predicate?.clause).filter(|o| *o < chunk && !self.counts(*o))?;
                self.phrase(object)
            }
            _ => None,
        }
    }

    /// Whether a noun that names a number has nothing with it that could be measured: "an average", "the vast sum".
    fn amounts_to(&self, chunk: usize) -> bool {
        let head = self.parse.chunks[chunk].head;
        let words = self.bare(chunk);
        words.len() == 1
            || matches!(
                self.line.w(head),
                "sum" | "total" | "amount" | "average" | "maximum" | "minimum" | "high" | "low" | "record"
            ) && (words.start..head).all(|t| self.line.tag(t) == Tag::Adjective)
    }

    /// A preposition before the chunk, or one that the quantity took as its modifier ("above 70 percent").
    fn lead(&self, chunk: usize) -> Option<Lead> {
        if let Some(p) = self.parse.lead(chunk) {
            return Some(Lead::Word(p));
        }
        let first = self.amount.tokens.start;
        let modifier = first < self.amount.number.start || matches!(self.line.w(first), "between" | "from");
        let relates = matches!(
            self.line.w(first),
            "above"
                | "below"
                | "under"
                | "over"
                | "around"
                | "beyond"
                | "between"
                | "past"
                | "exceeding"
                | "near"
                | "from"
                | "lower"
                | "higher"
                | "greater"
        );
        (modifier && relates && self.parse.chunks[chunk].tokens.start == first)
            .then_some(Lead::Modifier(first))
    }

    /// What was sold for so much: the noun before "for", or the object that this tells the place of: "a shed *at the
    /// port* for $9".
    fn sold(&self, before: usize, predicate: Option<&Predicate>) -> Option<usize> {
        let placed = self
            .parse
            .lead(before)
            .is_some_and(|l| matches!(self.word(l), "at" | "in" | "on" | "from" | "with" | "to"));
        if !placed {
            return Some(before);
        }
        self.parse
            .object(predicate?.clause)
            .filter(|o| *o < before && self.parse.chunks[*o].kind == ChunkKind::Noun)
            .filter(|o| !self.timely(*o) && !self.counts(*o))
    }

    /// A thing with its owner, where the sentence tells whose it is by a possessive pronoun or by the subject of a
    /// verb of having: "The mill raised *its output*" is about the mill's output.
    fn owned(&self, thing: Range<usize>, predicate: Option<&Predicate>) -> String {
        let bare = format!("{}{}", self.premodifiers(&thing), self.line.slice(&thing));
        match predicate.and_then(|p| self.owner(&thing, p)) {
            Some(owner) => {
                let owner = self.line.slice(&owner);
                let ending = if owner.ends_with(['s', 'S']) { "'" } else { "'s" };
                format!("{owner}{ending} {bare}")
            }
            None => bare,
        }
    }

    /// What stands before an amount and tells of the noun behind it: "*the mill's new* 5-tonne press".
    fn premodifiers(&self, thing: &Range<usize>) -> String {
        let line = self.line;
        let amount = &self.amount.tokens;
        let Some(chunk) = self.parse.chunk_at(amount.start) else { return String::new() };
        let tokens = self.parse.chunks[chunk].tokens.clone();
        if !tokens.contains(&thing.start) || thing.start < amount.end {
            return String::new();
        }
        let skipped = |t: usize| {
            matches!(line.tag(t), Tag::Determiner | Tag::Pronoun | Tag::Adverb | Tag::Mark)
                || line.words.cue(line.w(t)).any(Cue::DURATION_ADJECTIVE)
                || matches!(
                    line.w(t),
                    "total" | "average" | "first" | "last" | "next" | "own" | "mere" | "estimated"
                )
        };
        if (tokens.start..amount.start).any(|t| matches!(line.tag(t), Tag::Number | Tag::Symbol)) {
            return String::new();
        }
        let Some(start) = (tokens.start..amount.start).find(|t| !skipped(*t)) else { return String::new() };
        if (start..amount.start).any(|t| skipped(t) || line.tag(t).verb() && line.tag(t) != Tag::VerbEn) {
            return String::new();
        }
        format!("{} ", line.slice(&(start..amount.start)))
    }

    fn owner(&self, thing: &Range<usize>, predicate: &Predicate) -> Option<Range<usize>> {
        let line = self.line;
        let chunk = self.parse.chunk_at(thing.start)?;
        let start = self.parse.chunks[chunk].tokens.start;
        let theirs = (start..thing.start).any(|t| matches!(line.w(t), "its" | "their" | "his" | "her"));
        let possessed = |r: Range<usize>| r.into_iter().any(|t| line.tag(t) == Tag::Particle);
        if possessed(start..thing.end) {
            return None;
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
        let definite = matches!(line.w(start), "the" | "this" | "that" | "these" | "those");
        let base = line.verb(predicate.verb);
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
        let held = object == Some(chunk) || object.is_some() && object == own || with;
        let has = !predicate.passive && !definite && !moved && !part && held && has(base);
        let mut owner = self.bare(subject);
        if let Some(last) = self.joined(subject, clause) {
            owner.end = self.bare(last).end;
        }
        // "the fund's short-term debt, its debt": once is enough.
        let again = line.w(owner.end - 1) == line.w(thing.end - 1);
        (named && (theirs || has) && !again && !possessed(owner.clone())).then_some(owner)
    }

    /// The subject, where the verb measures it or moves it.
    fn by_verb(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let predicate = predicate?;
        let clause = predicate.clause;
        let line = self.line;
        if predicate.is_subject {
            // "R7 million was paid back": said of nothing but itself.
            return None;
        }
        let told = self.parse.clauses[clause].antecedent == Some(chunk);
        if told {
            return None;
        }
        let base = line.verb(predicate.verb);
        // "shaved 5 million from the bill" tells of the bill; "a hut, 14 km from the pass" of the way there.
        if self.kind == Kind::Money && takes_off(base) && self.word(chunk + 1) == "from"
            || self.kind == Kind::Measure
                && chunk > 0
                && self.parse.chunks[chunk - 1].kind == ChunkKind::Comma
                && self.far_off(chunk)
        {
            return None;
        }
        // "left with $12,000"
        if self.kind == Kind::Money && self.parse.lead(chunk).is_some_and(|p| self.word(p) == "with") {
            return None;
        }
        let object = match self.lead(chunk) {
            None => true,
            Some(Lead::Modifier(_)) => chunk > 0 && self.parse.chunks[chunk - 1].verbal(),
            Some(Lead::Word(_)) => false,
        };
        let transfer = matches!(self.kind, Kind::Money | Kind::Percent | Kind::Measure)
            && object
            && line.words.sense(base).any(Sense::TRANSFER)
            && !predicate.passive;
        let subject = self.parse.subject(clause).or_else(|| {
            // The subject of the clause that an infinitive or participle hangs on.
            self.parse.up(clause).skip(1).find_map(|c| self.parse.clauses[c].subject)
        })?;
        let this = &self.parse.chunks[subject];
        if subject == chunk || this.kind == ChunkKind::Pronoun || self.counts(subject) && !self.aged(subject)
        {
            return None;
        }
        if transfer && self.kind == Kind::Money {
            return None;
        }
        let nameless = matches!(self.line.tag(this.head), Tag::Pronoun | Tag::Adverb | Tag::Determiner)
            && self.word(subject + 1) != "of";
        if self.timely(subject) || nameless {
            return None;
        }
        // The subject of a participle that tells of a noun is that noun.
        let phrase = self.phrase(subject)?;
        Some(phrase.start..self.joined(subject, clause).map_or(phrase.end, |last| self.bare(last).end))
    }

    /// The last of several subjects, where "and" joins them right before the verb: "fats *and oils* fell".
    fn joined(&self, subject: usize, clause: usize) -> Option<usize> {
        let verb = self.parse.clauses[clause].verb?;
        let mut last = subject;
        loop {
            let sign = self.chunk(last + 1)?.kind;
            let joins =
                sign == ChunkKind::Conjunction && self.word(last + 1) == "and" || sign == ChunkKind::Comma;
            let noun =
                self.chunk(last + 2)?.kind == ChunkKind::Noun && self.parse.quantity[last + 2].is_none();
            if !joins || !noun {
                return None;
            }
            last += 2;
            if sign == ChunkKind::Conjunction {
                return (last + 1 == verb).then_some(last);
            }
        }
    }

    /// A line of a table, "Net profit $5m": its label stands before the number.
    fn label(&self) -> Option<Range<usize>> {
        let start = self.amount.tokens.start;
        let label = self.line.body.min(start)..start;
        let plain = (1..=6).contains(&label.len())
            && label.clone().all(|n| self.line.is_word(n))
            && !label.clone().any(|n| self.line.tag(n).verb() || self.line.tag(n) == Tag::Aux);
        (plain && label.clone().any(|n| self.line.tag(n).noun())).then_some(label)
    }

    fn subject_moves(&self, predicate: Option<&Predicate>) -> bool {
        predicate.is_some_and(|p| motion(self.line, p.verb).is_some() && !p.passive)
    }

    /// Whether a chunk is a number of things, or a quantity alone.
    fn counts(&self, chunk: usize) -> bool {
        self.parse.quantity[chunk].is_some_and(|(end, measured)| !measured || self.rest(chunk, end).is_none())
    }

    /// Whether a chunk is an age that stands for who is so old: "a 60-year-old".
    fn aged(&self, chunk: usize) -> bool {
        self.parse.quantity[chunk].is_some_and(|(end, _)| matches!(self.line.prev(end), "old" | "olds"))
    }

    /// What holds so many: the noun before "of".
    fn container(&self, chunk: usize) -> Option<Range<usize>> {
        let lead = self.parse.lead(chunk).filter(|l| self.word(*l) == "of")?;
        let before = lead.checked_sub(1)?;
        let noun =
            self.chunk(before).filter(|c| c.kind == ChunkKind::Noun && self.line.tag(c.head).noun())?;
        let plain = !self.counts(before) && !self.timely(before) && !generic(self.line.w(noun.head));
        plain.then(|| self.phrase_up_to(before)).flatten()
    }

    /// Whether the quantity is what an index moved by or moved to.
    fn moves(&self, chunk: usize, predicate: Option<&Predicate>) -> bool {
        let before = self.line.prev(self.amount.tokens.start);
        matches!(before, "up" | "down" | "higher" | "lower")
            || predicate.is_some_and(|p| motion(self.line, p.verb).is_some() && !p.is_subject)
                && self.parse.lead(chunk).is_none_or(|p| matches!(self.word(p), "to" | "by" | "at"))
            || self.parse.lead(chunk).is_some_and(|p| {
                matches!(self.word(p), "to" | "at") && p > 0 && self.parse.quantity[p - 1].is_some()
            })
    }

    fn named(&self, chunk: usize) -> bool {
        self.line.mention(self.parse.chunks[chunk].head).is_some()
    }

    fn timely_at(&self, chunk: usize) -> bool {
        chunk >= self.parse.chunks.len() || self.timely(chunk)
    }

    /// Whether the head of a chunk tells time.
    fn timely(&self, chunk: usize) -> bool {
        let this = &self.parse.chunks[chunk];
        let word = self.line.w(this.head);
        this.kind == ChunkKind::Time
            || matches!(word, "quarter" | "yearend")
            || month_number(word).is_some()
            || self.line.words.unit_word(word).is_some_and(|u| u.kind == Kind::Duration)
    }

    /// A chunk without its determiners and possessive pronouns.
    fn bare(&self, chunk: usize) -> Range<usize> {
        let mut tokens = self.parse.chunks[chunk].tokens.clone();
        // "the December contract", "the 2018 budget"
        if let Some(time) = chunk.checked_sub(1).map(|c| &self.parse.chunks[c])
            && time.kind == ChunkKind::Time
            && time.tokens.len() == 2
            && matches!(self.line.w(time.tokens.start), "the" | "its" | "their")
            && (month_number(self.line.w(time.tokens.start + 1)).is_some()
                || self.line.is_digits(time.tokens.start + 1) && self.parse.lead(chunk).is_none())
        {
            tokens.start = time.tokens.start;
        }
        let mut start = tokens.start;
        if let Some((end, true)) = self.parse.quantity[chunk]
            && let Some(rest) = self.rest(chunk, end)
        {
            start = rest.start;
        }
        while start + 1 < tokens.end
            && !(self.line.glued(start + 1) && self.line.is_word(start))
            && (matches!(self.line.tag(start), Tag::Determiner | Tag::Pronoun)
                || matches!(self.line.w(start), "all" | "its" | "their" | "total" | "both" | "half")
                    && self.line.tag(start) != Tag::Name
                    && start + 1 < self.parse.chunks[chunk].head
                || !self.line.is_word(start) && self.line.tag(start) == Tag::Mark)
        {
            start += 1;
        }
        let mut end = tokens.end;
        // "the A-25", "the Dax 40": the number of a name stays.
        let counted = self.parse.quantity[chunk].map_or(tokens.start, |(end, _)| end);
        let trailing = |at: usize| match self.line.is_digits(at) {
            true => {
                let name = at - 1 - usize::from(self.line.dash(at - 1) && at > start + 1);
                let whole = !self.line.w(at).contains(['.', ',', '/']);
                !whole || at < counted || self.line.tag(name) != Tag::Name && !self.line.capital(name)
            }
            false => !self.line.is_word(at) || self.line.tag(at) == Tag::Particle,
        };
        while end > start + 1 && trailing(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// A noun phrase with the "of" phrases behind it.
    fn phrase(&self, chunk: usize) -> Option<Range<usize>> {
        let start = self.bare(chunk).start;
        let mut last = chunk;
        // "shares in the bank", "investment in rail" are one thing.
        let stake = matches!(
            self.line.w(self.parse.chunks[chunk].head),
            "share"
                | "shares"
                | "stake"
                | "stakes"
                | "stock"
                | "stocks"
                | "investment"
                | "investments"
                | "trade"
                | "interest"
        );
        if stake
            && self.word(chunk + 1) == "in"
            && self.chunk(chunk + 2).is_some_and(|c| c.kind == ChunkKind::Noun)
            && !self.timely(chunk + 2)
            && !self.holds_amount(chunk + 2)
        {
            last = chunk + 2;
        }
        self.phrase_from(start, last)
    }

    fn phrase_from(&self, start: usize, chunk: usize) -> Option<Range<usize>> {
        let mut last = chunk;
        while (self.word(last + 1) == "of"
            || self.word(last + 1) == "on" && last == chunk && !self.timely_at(last + 2))
            && self.chunk(last + 2).is_some_and(|c| c.kind == ChunkKind::Noun)
            && !self.holds_amount(last + 2)
        {
            last += 2;
        }
        let end = self.bare(last).end.max(start + 1);
        (start < end).then_some(start..end)
    }

    fn holds_amount(&self, chunk: usize) -> bool {
        let tokens = &self.parse.chunks[chunk].tokens;
        tokens.contains(&self.amount.number.start) || self.counts(chunk)
    }

    /// A noun phrase that ends with `chunk`, with what it is "of": "the price of gold", "average loan".
    fn phrase_up_to(&self, chunk: usize) -> Option<Range<usize>> {
        let mut first = chunk;
        while let Some(lead) = self.parse.lead(first).filter(|l| self.word(*l) == "of") {
            match lead.checked_sub(1).filter(|b| self.parse.chunks[*b].kind == ChunkKind::Noun) {
                Some(before) if !self.counts(before) => first = before,
                _ => break,
            }
        }
        let start = self.bare(first).start;
        let end = self.bare(chunk).end;
        (start < end).then_some(start..end)
    }
}

/// Whether a quantity stands right behind a noun of its own, with the verb left out: "..., Kato 12 percent".
pub fn gapped(parse: &Parse, chunk: usize) -> bool {
    chunk >= 2
        && parse.chunks[chunk - 1].kind == ChunkKind::Noun
        && parse.lead(chunk - 1).is_none()
        && parse.quantity[chunk - 1].is_none()
        && matches!(parse.chunks[chunk - 2].kind, ChunkKind::Comma | ChunkKind::Conjunction)
        && parse.lead(chunk).is_none()
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
            | "project"
            | "expect"
            | "forecast"
            | "predict"
            | "target"
            | "announce"
            | "generate"
            | "produce"
            | "deliver"
            | "require"
            | "need"
            | "use"
            | "sport"
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
    )
}

/// Verbs that take an amount off something: "shaved 5 million *from* the bill".
fn takes_off(verb: &str) -> bool {
    matches!(
        verb,
        "wipe"
            | "shave"
            | "cut"
            | "slash"
            | "knock"
            | "strip"
            | "erase"
            | "trim"
            | "deduct"
            | "subtract"
            | "remove"
    )
}

enum Lead {
    /// A chunk.
    Word(usize),
    /// A token.
    Modifier(usize),
}

/// Nouns that name a number rather than a thing.
fn generic(word: &str) -> bool {
    matches!(
        word,
        "range"
            | "mark"
            | "level"
            | "levels"
            | "threshold"
            | "barrier"
            | "band"
            | "ceiling"
            | "figure"
            | "point"
            | "limit"
            | "share"
            | "total"
            | "amount"
            | "sum"
            | "average"
            | "record"
            | "maximum"
            | "minimum"
            | "high"
            | "low"
            | "number"
    )
}
