//! What a quantity is said of by the preposition before it: "a profit *of* 5 million", "cut output *by* 5%".

use std::ops::Range;

use super::about_finder::{Finder, generic};
use super::about_verb::Lead;
use super::frame::Predicate;
use super::when::superlative;
use crate::claims::claim::{Kind, Modifier};
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::ClauseKind;
use crate::claims::quantities::further::parallel;
use crate::claims::quantities::movement::rate_of_move;
use crate::claims::sentence::motion::{motion, noun_motion};
use crate::text::tagger::Tag;

impl Finder<'_, '_> {
    /// "a profit of $5m", "inflation below 3%", "cut output by 5%"
    pub fn by_preposition(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let lead = self.lead(chunk)?;
        let word = match lead {
            Lead::Word(p) => self.word(p),
            // "losses in excess of 50 percent": as "above"
            Lead::Modifier(t) if self.line.w(t) == "in" => "above",
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
            // "7,577 planes on backlog, *worth* 1 trillion"
            "worth" if noun.is_none() && self.parse.chunks[before].kind == ChunkKind::Comma => {
                // The noun before the comma, or what that tells the place of.
                let near = before.checked_sub(1).filter(|c| self.parse.chunks[*c].kind == ChunkKind::Noun)?;
                let thing = match self.parse.lead(near).filter(|l| self.word(*l) != "of") {
                    Some(lead) => lead.checked_sub(1)?,
                    None => near,
                };
                let object = predicate.and_then(|p| self.parse.object(p.clause)).filter(|o| *o < before);
                let thing = if self.parse.chunks[thing].kind == ChunkKind::Noun { thing } else { object? };
                self.thing_of(thing)
            }
            "of" if attached && rate_of_move(self.line, self.amount.tokens.start).is_some() => {
                self.by_verb(chunk, predicate)
            }
            // "two loans *of 15 million*"
            "of" if self.kind != Kind::Count
                && self.parse.quantity[before].is_some_and(|(_, measured)| !measured)
                && self.counts(before) =>
            {
                self.parse.quantity[before].and_then(|(end, _)| self.rest(before, end))
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
                    return self.moving(self.bare(before)).or_else(|| self.by_verb(chunk, predicate));
                }
                self.phrase_up_to(self.past_giver(before))
            }
            // "4,012 fines *worth* 2.8 billion"
            "worth" if noun.is_some() && self.counts(before) => self.thing_of(before),
            // "odds *as short as* 1/14"
            "as" if before >= 2
                && self.parse.chunks[before].kind == ChunkKind::Adjective
                && self.word(before - 1) == "as"
                && self.parse.chunks[before - 2].kind == ChunkKind::Noun
                && !self.counts(before - 2)
                && !self.timely(before - 2) =>
            {
                // "the *room for manoeuvre* as large as"
                self.phrase_led(before - 2, &["of", "for", "in"])
            }
            "worth" | "totalling" | "totaling" | "averaging" if attached => self.phrase_up_to(before),
            "above" | "below" | "under" | "over" | "near" | "around" | "beyond" | "between" | "past"
            | "exceeding"
                if attached && !self.named(before) =>
            {
                self.pair(before)
            }
            // "sold 318 flats *for* 4 million", "valued the six mills *at* 4 million"
            "for" | "at"
                if noun.is_some()
                    && self.kind == Kind::Money
                    && self.counts(before)
                    && (word == "for" || self.thing_of(before).is_some()) =>
            {
                self.thing_of(before)
            }
            "at" if attached && self.kind != Kind::Duration && !self.subject_moves(predicate) => {
                self.phrase_up_to(before)
            }
            // "with the Greens *on* 11%", but "a levy on 5% of"
            "on" if attached
                && self.kind == Kind::Percent
                && self.amount.tokens.end == self.parse.chunks[chunk].tokens.end
                && self.word(chunk + 1) != "of" =>
            {
                self.phrase_up_to(before)
            }
            "for" if attached && self.kind == Kind::Money => match self.sold(before, predicate) {
                Some(sold) if sold != before => self.phrase(sold),
                Some(sold) => self.phrase_up_to(sold),
                // "approved the sale of 36 jets for 3 million": the object, never who approved it
                None => match predicate.and_then(|p| self.parse.object(p.clause)).filter(|o| *o < chunk) {
                    Some(object) if self.counts(object) => self.thing_of(object),
                    Some(_) => self.phrase_up_to(before),
                    // "it was sold at auction *for* 4 million": where it was sold costs nothing.
                    None if predicate.is_some_and(|p| p.passive) => self.by_verb(chunk, predicate),
                    None => self.by_verb(chunk, predicate).or_else(|| self.phrase_up_to(before)),
                },
            },
            // "will acquire Holm, a maker of pumps, *for* 4 million"
            "for" if self.kind == Kind::Money && self.parse.chunks[before].kind == ChunkKind::Comma => {
                self.bought_behind(before, predicate)
            }
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
            "to" | "by" | "from" if self.moved_noun(chunk).is_some() => {
                self.moved_noun(chunk).flatten().or_else(|| self.by_verb(chunk, predicate))
            }
            // "revenue rose to 12 million, *profit* to 3 million": the verb is said once.
            "to" | "from"
                if matches!(lead, Lead::Word(p) if parallel(self.line, self.parse.chunks[p].tokens.start))
                    && attached
                    && self.parse.lead(before).is_none()
                    && predicate.is_some_and(|p| {
                        p.verb < self.parse.chunks[before].tokens.start
                            && motion(self.line, p.verb).is_some()
                            && self.parse.object(p.clause) != Some(before)
                    }) =>
            {
                self.phrase(before)
            }
            "to" | "by" | "from" | "at" => {
                let predicate = predicate?;
                let object = self.parse.object(predicate.clause).filter(|o| {
                    *o < chunk
                        && !self.counts(*o)
                        && self.chunk(*o).is_some_and(|c| c.kind == ChunkKind::Noun)
                });
                // "beat the keeper *from 18 yards*": how far away, unless a shot or goal came from there
                let head = object.map(|o| self.parse.chunks[o].head);
                let beaten = head.is_some_and(|h| {
                    self.line.is_person(h)
                        || matches!(self.line.w(h), "keeper" | "goalkeeper" | "him" | "her")
                });
                if word == "from" && self.kind == Kind::Measure && beaten {
                    return None;
                }
                match object {
                    Some(object) if !self.timely(object) => self.phrase(object),
                    _ => self.meant_by_it(predicate.clause, chunk),
                }
            }
            "for" | "over" | "within" | "in"
                if self.kind == Kind::Duration && (word != "in" || self.looks_back(chunk)) =>
            {
                let thing = |o: &usize| {
                    *o < chunk && !self.counts(*o) && self.parse.chunks[*o].kind == ChunkKind::Noun
                };
                self.phrase(self.parse.object(predicate?.clause).filter(thing)?)
            }
            _ => None,
        }
    }

    /// "a *loan* from Nordvik Bank of 5 million": the amount is one of what the name gave, got or did.
    fn past_giver(&self, before: usize) -> usize {
        let led = |c: usize| {
            self.parse.lead(c).filter(|l| matches!(self.word(*l), "from" | "by" | "to" | "for" | "with"))
        };
        let thing = led(before)
            .filter(|_| self.named(before) && self.kind == Kind::Money)
            .and_then(|l| l.checked_sub(1));
        let noun = |c: &usize| {
            self.parse.chunks[*c].kind == ChunkKind::Noun
                && !self.counts(*c)
                && !self.timely(*c)
                && !self.named(*c)
        };
        thing.filter(noun).unwrap_or(before)
    }

    /// What a chunk names, a number before it left out: "15 acres *of land*", "40 *jets*".
    fn thing_of(&self, chunk: usize) -> Option<Range<usize>> {
        match self.parse.quantity[chunk] {
            Some((end, _)) if self.counts(chunk) => self.rest(chunk, end).or_else(|| {
                let of = self.word(chunk + 1) == "of" && self.chunk(chunk + 2)?.kind == ChunkKind::Noun;
                of.then(|| self.phrase(chunk + 2)).flatten()
            }),
            _ => self.phrase(chunk),
        }
    }

    /// "its first profit *in two years*", "a loss *in the nine months*": over which time a thing is told of; "will feed
    /// the town *in ten years*" tells when that happens.
    pub fn looks_back(&self, chunk: usize) -> bool {
        let line = self.line;
        let start = self.parse.chunks[chunk].tokens.start;
        let ranked = |t: usize| matches!(line.w(t), "second" | "third") || superlative(line, t);
        line.tag(start) == Tag::Determiner
            || matches!(line.w(start), "past" | "last")
            || (start.saturating_sub(6)..start).any(ranked)
    }

    /// Whether a noun that names a number has nothing with it that could be measured: "an average", "the vast sum".
    pub fn amounts_to(&self, chunk: usize) -> bool {
        let head = self.parse.chunks[chunk].head;
        let words = self.bare(chunk);
        words.len() == 1
            || matches!(
                self.line.w(head),
                "sum"
                    | "total"
                    | "tune"
                    | "amount"
                    | "average"
                    | "maximum"
                    | "minimum"
                    | "high"
                    | "low"
                    | "record"
            ) && (words.start..head).all(|t| self.line.tag(t) == Tag::Adjective)
    }

    /// The chunk whose place a quantity takes: its own, or that of the noun which does no more than say that it is an
    /// amount ("spent *a total* of 5 million").
    pub fn place(&self, chunk: usize) -> usize {
        let before = self.parse.lead(chunk).filter(|l| self.word(*l) == "of").and_then(|l| l.checked_sub(1));
        before
            .filter(|b| {
                self.parse.chunks[*b].kind == ChunkKind::Noun
                    && !self.counts(*b)
                    && !self.timely(*b)
                    && (matches!(self.word(*b), "a" | "an")
                        || self.line.w(self.parse.chunks[*b].head) == "tune")
                    && generic(self.line.w(self.parse.chunks[*b].head))
                    && self.amounts_to(*b)
            })
            .unwrap_or(chunk)
    }

    /// "a fall in inflation *to* 3%", "an output cut *to* 40,000": what the noun of change before the preposition is one
    /// of, the inner None where it stands alone.
    pub fn moved_noun(&self, chunk: usize) -> Option<Option<Range<usize>>> {
        let noun = |c: usize| self.chunk(c).is_some_and(|c| c.kind == ChunkKind::Noun);
        let last = self.parse.lead(chunk)?.checked_sub(1).filter(|c| noun(*c) && !self.timely(*c))?;
        if noun_motion(self.line, self.parse.chunks[last].head).is_some() {
            let measured = self.parse.quantity[last].is_some();
            return Some(self.moving(self.bare(last)).filter(|_| !measured));
        }
        let lead = self.parse.lead(last).filter(|l| matches!(self.word(*l), "in" | "of" | "for" | "on"))?;
        let first = lead.checked_sub(1).filter(|c| noun(*c))?;
        noun_motion(self.line, self.parse.chunks[first].head)?;
        Some(self.phrase(last))
    }

    /// A noun with the one that "and" joins to it, where both stand behind a comma or "and" without a verb: "wheat
    /// 3%, *oats and rye* 7%".
    pub fn pair(&self, noun: usize) -> Option<Range<usize>> {
        let phrase = self.phrase_up_to(noun)?;
        let first = noun.checked_sub(2).filter(|f| {
            *f > 0
                && self.word(noun - 1) == "and"
                && self.parse.chunks[*f].kind == ChunkKind::Noun
                && self.parse.lead(*f).is_none()
                && self.parse.quantity[*f].is_none()
                && matches!(self.parse.chunks[f - 1].kind, ChunkKind::Comma | ChunkKind::Conjunction)
        });
        Some(first.map_or(phrase.start, |f| self.bare(f).start)..phrase.end)
    }

    /// "raised the rate, bringing *it* to 5%": the object of the clause above.
    pub fn meant_by_it(&self, clause: usize, chunk: usize) -> Option<Range<usize>> {
        let object =
            self.parse.object(clause).filter(|o| *o < chunk && matches!(self.word(*o), "it" | "them"))?;
        let above = self.parse.clauses[clause].parent?;
        let thing = self.parse.object(above).filter(|o| *o < object)?;
        let fits =
            self.parse.chunks[thing].kind == ChunkKind::Noun && !self.counts(thing) && !self.timely(thing);
        fits.then(|| self.phrase(thing)).flatten()
    }

    /// "will acquire *Holm*, a maker of pumps, for 4 million": the object that the aside before the comma at `comma` tells of.
    fn bought_behind(&self, comma: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let own = predicate.filter(|p| !p.passive)?.clause;
        let object = self.parse.object(own).filter(|o| *o < comma)?;
        // "bought the stake, *which includes 40 shares,* for 4 million"
        let aside = self
            .parse
            .up(own)
            .find(|c| {
                let this = &self.parse.clauses[*c];
                this.kind == ClauseKind::Relative && this.behind_comma
            })
            .filter(|_| (object..comma).all(|c| self.parse.chunks[c].kind != ChunkKind::Comma))
            .and_then(|c| self.parse.clauses[c].parent);
        let object = match aside {
            Some(around) => self.parse.object(around).filter(|o| *o < object)?,
            None => object,
        };
        let thing = self.parse.chunks[object].kind == ChunkKind::Noun && !self.timely(object);
        thing.then(|| self.thing_of(object)).flatten()
    }

    /// What was sold for so much: the noun before "for", or the object that this tells the place of: "a shed *at the
    /// port* for $9".
    pub fn sold(&self, before: usize, predicate: Option<&Predicate>) -> Option<usize> {
        // "sold a share of a dairy in Lagos for $9": from the object on only phrases behind prepositions.
        let object = predicate
            .and_then(|p| self.parse.object(p.clause))
            .filter(|o| *o < before && self.parse.chunks[*o].kind == ChunkKind::Noun)
            .filter(|o| !self.timely(*o) && !self.counts(*o));
        let led = |c: usize| match self.parse.chunks[c].kind {
            ChunkKind::Noun => self.parse.lead(c).is_some(),
            kind => matches!(kind, ChunkKind::Preposition | ChunkKind::Time),
        };
        if let Some(object) = object.filter(|o| (o + 1..=before).all(led)) {
            return Some(object);
        }
        let lead = self.parse.lead(before).map(|l| self.word(l));
        let place = || {
            self.line
                .mention(self.parse.chunks[before].head)
                .is_some_and(|m| m.kind == crate::entities::Kind::PLACE)
        };
        // "bought Arden Ale, *of Bergen, Norway*, for $9"
        let listed = lead.is_none()
            && before > 0
            && matches!(self.parse.chunks[before - 1].kind, ChunkKind::Comma | ChunkKind::Conjunction);
        let placed = matches!(lead, Some("at" | "in" | "on" | "from" | "with" | "to"))
            || (listed || lead == Some("of")) && place();
        if !placed {
            return Some(before);
        }
        self.parse
            .object(predicate?.clause)
            .filter(|o| *o < before && self.parse.chunks[*o].kind == ChunkKind::Noun)
            .filter(|o| !self.timely(*o) && !self.counts(*o))
    }
}
