//! What a quantity is said of in its own noun phrase or beside it: "a $40 million *dam*", "19% of *voters*".

use std::ops::Range;

use super::about_finder::{Finder, generic};
use super::frame::Predicate;
use crate::claims::claim::Kind;
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::quantities::comparison::foretold;
use crate::claims::sentence::line::Line;
use crate::claims::sentence::motion::noun_motion;
use crate::claims::vocabulary::words::{Cue, Sense, compass, month_number};
use crate::text::tagger::Tag;

impl Finder<'_, '_> {
    /// "19% of voters", "$30 billion in aid", "$5m worth of goods"
    pub fn of_phrase(&self, chunk: usize) -> Option<Range<usize>> {
        let quantity_ends = self.parse.chunks[chunk].tokens.end <= self.amount.tokens.end
            || self.line.w(self.amount.tokens.end) == "worth"
            || matches!(self.line.w(self.amount.tokens.end), "more" | "less");
        if !quantity_ends {
            return None;
        }
        let next = self.behind_bracket(chunk);
        let next = next + usize::from(self.word(next) == "worth");
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
        // "within three days *of each other*", "came within 5 km *of the coast*"
        let within = self.parse.lead(chunk).is_some_and(|l| self.word(l) == "within");
        if within || matches!(self.line.w(self.parse.chunks[noun].head), "other" | "another") {
            return None;
        }
        // "paid 5 million *in its spring auction*": what money is given in has no article.
        let first = self.parse.chunks[noun].tokens.start;
        let told = lead == "in" && matches!(self.line.tag(first), Tag::Determiner | Tag::Pronoun);
        if told {
            return None;
        }
        // "bought the mill *for* 5 million *in cash*": what it is paid in
        let paid = self.parse.lead(chunk).is_some_and(|l| self.word(l) == "for")
            && matches!(
                self.line.w(self.parse.chunks[noun].head),
                "cash" | "stock" | "shares" | "notes" | "bonds" | "full" | "advance" | "instalments"
            );
        // "borrowed 5 million *in foreign markets*": where
        let where_to = matches!(
            self.line.w(self.parse.chunks[noun].head),
            "market"
                | "markets"
                | "countries"
                | "states"
                | "cities"
                | "regions"
                | "areas"
                | "places"
                | "towns"
                // "rose to $27 in early trading"
                | "trading"
        );
        // "closed at $92 *in after-hours trade*"
        let traded =
            self.line.w(self.parse.chunks[noun].head) == "trade" && self.parse.chunks[noun].tokens.len() > 1;
        if lead == "in"
            && (traded || paid || where_to || self.named(noun) || self.counts(noun) || self.idiom(noun))
        {
            return None;
        }
        self.phrase(noun)
    }

    /// "a $40 million dam", "a three-day training", "a 46 percent drop in sales"
    pub fn own_noun(&self, chunk: usize) -> Option<Range<usize>> {
        let mut chunk = chunk;
        let mut rest = self.rest(chunk, self.end);
        // "its 600 hp 5-litre engine": both tell of the engine.
        if rest.is_none()
            && self.kind == Kind::Measure
            && let Some((second, measured)) = self.parse.quantity.get(chunk + 1).copied().flatten()
            && self.parse.lead(chunk + 1).is_none()
            && (measured || self.line.dash(second) || self.line.tag(second) == Tag::Noun)
        {
            chunk += 1;
            rest = self.rest(chunk, if measured { second } else { second - 1 });
        }
        // "its $102bn *(£53bn) debt offer*": what is converted stands between the amount and its noun.
        let noun = self.behind_bracket(chunk);
        if rest.is_none()
            && noun > chunk + 1
            && matches!(self.kind, Kind::Money | Kind::Measure)
            && matches!(
                self.word(chunk),
                "a" | "an" | "the" | "its" | "their" | "his" | "her" | "this" | "that"
            )
            && self.parse.chunks[chunk].tokens.end <= self.end
            && self.chunk(noun).is_some_and(|c| c.kind == ChunkKind::Noun && self.line.tag(c.head).noun())
            && self.parse.quantity[noun].is_none()
            && !self.timely(noun)
        {
            return self.phrase(noun);
        }
        // "beat the 5 million *analysts had expected*"
        let rest = rest.filter(|r| !foretold(self.line, self.amount, r))?;
        let head = rest.end - 1;
        let word = self.line.w(head);
        // "800 million next year", "earned 40,000 monthly"
        // "29 million *after-tax*": how it is reckoned
        let reckoned = rest.len() == 3 && self.line.dash(rest.start + 1) && word == "tax";
        if self.timely(chunk)
            || reckoned
            || rest.len() == 1 && line_end(self.line, head)
            || matches!(word, "monthly" | "annually" | "weekly" | "daily" | "yearly")
        {
            return None;
        }
        if noun_motion(self.line, head).is_some() && self.kind != Kind::Duration {
            // What rose or fell: "in" or "of" behind the noun, or the subject.
            // "a 7 percent rise *this year* in wages"
            let next =
                chunk + 1 + usize::from(self.chunk(chunk + 1).is_some_and(|c| c.kind == ChunkKind::Time));
            // "a 4 percent increase *to shearers' wages*", but "a rise to a record", "a rise to 5 percent"
            let to = |n: usize| {
                self.word(n) == "to"
                    && self.parse.quantity.get(n + 1).is_some_and(Option::is_none)
                    && matches!(
                        word,
                        "increase" | "increases" | "cut" | "cuts" | "reduction" | "raise" | "boost"
                    )
                    && !generic(self.line.w(self.parse.chunks[n + 1].head))
            };
            if (matches!(self.word(next), "in" | "of" | "on" | "for") || to(next))
                && self.chunk(next + 1).is_some_and(|c| c.kind == ChunkKind::Noun)
                && !self.timely(next + 1)
            {
                return self.phrase(next + 1);
            }
            return self.moving(rest);
        }
        // "the 4 to 6 percent band": the noun names the number, not what is measured.
        if generic(word) && rest.len() == 1 && self.kind != Kind::Count {
            // "a 70% share *of the market*"
            let of = word == "share" && self.word(chunk + 1) == "of" && self.chunk(chunk + 2).is_some();
            return if of && !self.timely(chunk + 2) { self.phrase(chunk + 2) } else { None };
        }
        // "a 40-watt lamp *for the porch*"
        let goes_on = self.word(chunk + 1) == "for"
            && self.kind != Kind::Money
            && self.chunk(chunk + 2).is_some_and(|c| c.kind == ChunkKind::Noun)
            && self.parse.quantity[chunk + 2].is_none()
            && !self.timely(chunk + 2)
            && !self.idiom(chunk + 2);
        if goes_on {
            return self.phrase_from(rest.start, chunk + 2);
        }
        self.phrase_from(rest.start, chunk)
    }

    /// "a single room, 20 square metres, for ten": a measure between commas tells of the noun before.
    pub fn apposed(&self, chunk: usize) -> Option<Range<usize>> {
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

    /// "paid $9 for a ticket"
    pub fn price_of(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
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
            && (!self.counts(noun) || self.hyphened(noun)))
        .then(|| self.phrase(noun))
        .flatten()
    }

    /// "80 km (50 miles) *from* Quito"
    pub fn far_off(&self, chunk: usize) -> bool {
        self.chunk(self.behind_bracket(chunk)).is_some_and(|c| {
            let word = self.line.w(c.tokens.start);
            matches!(word, "from" | "away" | "off" | "outside" | "inland") || compass(word)
        })
    }

    /// Whether a number joined by a hyphen tells what a noun is like: "a six-lane road".
    pub fn hyphened(&self, chunk: usize) -> bool {
        self.parse.quantity[chunk].is_some_and(|(end, _)| self.line.dash(end) && self.line.glued(end))
    }

    /// "in coordination with", "in return for", "in the next couple of days" name no thing.
    pub fn idiom(&self, noun: usize) -> bool {
        let word = self.line.w(self.parse.chunks[noun].head);
        matches!(word, "couple" | "few" | "course" | "time")
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

    /// What a noun of change that ends `words` is one of: "*output* drop"; a "sharp drop" or "May drop" does not tell.
    pub fn moving(&self, words: Range<usize>) -> Option<Range<usize>> {
        let head = words.end - 1;
        let before = head.checked_sub(1).filter(|b| *b >= words.start)?;
        // "M-1 jump"
        let model = self.line.is_digits(before) && before > words.start;
        let named = self.line.tag(before).noun() && month_number(self.line.w(before)).is_none() || model;
        named.then_some(words.start..head)
    }
}

/// Whether the word at `at` only tells where, how often or how much more: "flew 16,200 km *nonstop*", "40% *thinner*".
fn line_end(line: &Line<'_>, at: usize) -> bool {
    line.words.cue(line.w(at)).any(Cue(Cue::PHRASE_END.0 | Cue::MORE.0 | Cue::LESS.0))
}

/// Verbs that take an amount off something: "shaved 5 million *from* the bill".
pub fn takes_off(verb: &str) -> bool {
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
