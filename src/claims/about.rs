//! What a quantity is said of: the thing measured, by its noun phrase.
//!
#![doc = include_str!("about.md")]

use std::ops::Range;

use super::about_lead::Lead;
use super::amount::Amount;
use super::chunk::ChunkKind;
use super::claim::Kind;
use super::clause::{ClauseKind, Parse};
use super::frame::Predicate;
use super::hanging::shared_noun;
use super::line::Line;
use super::motion::{motion, noun_motion};
use super::words::{Cue, Sense, compass};
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
    // "three-, six- and nine-string *banjos*": what the last is told of.
    if kind == Kind::Count
        && let Some(noun) = shared_noun(line, amount.tokens.end)
    {
        let rest = parse.chunk_at(noun).and_then(|chunk| finder.rest(chunk, noun + 1));
        return rest.map(|r| line.slice(&r)).unwrap_or_default();
    }
    let found = match chunk {
        Some(chunk) => finder.find(chunk, predicate),
        None => None,
    };
    found
        .or_else(|| finder.label().filter(|_| predicate.is_none()))
        .map(|r| finder.owned(r, predicate))
        .unwrap_or_default()
}

/// "mill" and "output" make "mill's output".
pub fn possessive(owner: &str, thing: &str) -> String {
    let ending = if owner.ends_with(['s', 'S']) { "'" } else { "'s" };
    format!("{owner}{ending} {thing}")
}

/// Looks for what one quantity is said of.
pub struct Finder<'a, 'l> {
    pub line: &'a Line<'l>,
    pub parse: &'a Parse,
    pub amount: &'a Amount,
    /// Where the quantity ends, or the noun it counts: "a 12-page *document*" is about what stands behind.
    pub end: usize,
    pub kind: Kind,
}

impl Finder<'_, '_> {
    pub fn find(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        // "three years ago", "two days later", "over the past ten years" tell when.
        if self.kind == Kind::Duration
            && (self.parse.chunks[chunk].kind == ChunkKind::Time
                || matches!(self.line.w(self.amount.tokens.end), "later" | "earlier" | "ago")
                || self.since_event(chunk))
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
            .or_else(|| self.fronted_of(chunk))
            .or_else(|| self.reached(chunk, predicate))
            .or_else(|| self.by_preposition(self.place(chunk), predicate))
            .or_else(|| self.by_verb(self.place(chunk), predicate))
            .or_else(|| self.price_of(chunk, predicate))
    }

    /// "fled the town, two days *after* the flood": when, unless a verb or preposition before it wants how long.
    fn since_event(&self, chunk: usize) -> bool {
        matches!(self.line.w(self.amount.tokens.end), "after" | "before")
            && self.parse.lead(chunk).is_none()
            && chunk.checked_sub(1).is_none_or(|c| !takes_time(self.line.verb(self.parse.chunks[c].head)))
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

    /// "80 km (50 miles) *from* Quito"
    pub fn far_off(&self, chunk: usize) -> bool {
        self.chunk(self.behind_bracket(chunk)).is_some_and(|c| {
            let word = self.line.w(c.tokens.start);
            matches!(word, "from" | "away" | "off" | "outside" | "inland") || compass(word)
        })
    }

    /// "added 8 cents to $1.20": the level reached is one of the same thing as the move before it.
    pub fn reached(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
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

    /// Whether a number joined by a hyphen tells what a noun is like: "a six-lane road".
    pub fn hyphened(&self, chunk: usize) -> bool {
        self.parse.quantity[chunk].is_some_and(|(end, _)| self.line.dash(end) && self.line.glued(end))
    }

    /// "19% of voters", "$30 billion in aid", "$5m worth of goods"
    pub fn of_phrase(&self, chunk: usize) -> Option<Range<usize>> {
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
        if lead == "in" && (self.named(noun) || self.counts(noun) || self.idiom(noun)) {
            return None;
        }
        self.phrase(noun)
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
        let rest = rest?;
        let head = rest.end - 1;
        let word = self.line.w(head);
        // "800 million next year", "earned 40,000 monthly"
        if self.timely(chunk)
            || rest.len() == 1 && line_end(self.line, head)
            || matches!(word, "monthly" | "annually" | "weekly" | "daily" | "yearly")
        {
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
            return self.moving(rest);
        }
        // "the 4 to 6 percent band": the noun names the number, not what is measured.
        if generic(word) && rest.len() == 1 && self.kind != Kind::Count {
            return None;
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

    /// "930,000 km (580,000 miles)" tells the same thing twice.
    pub fn bracketed(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
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
                .or_else(|| self.by_preposition(self.place(before), predicate))
                .or_else(|| self.by_verb(self.place(before), predicate))
                .or_else(|| self.price_of(before, predicate));
        }
        // A row of figures is no thing.
        self.line.tag(first.head).noun().then(|| self.phrase(before)).flatten()
    }

    /// The subject, where the verb measures it or moves it.
    pub fn by_verb(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
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
                && (self.parse.chunks[chunk - 1].kind == ChunkKind::Comma && self.far_off(chunk)
                    || chunk >= 2
                        && self.parse.chunks[chunk - 1].kind == ChunkKind::Open
                        && self.far_off(chunk - 2))
        {
            return None;
        }
        // "Analysts expected 71 cents", "The union demands a 15% raise": who says or wants it is not what is measured.
        let foretold = !predicate.passive
            && self.kind != Kind::Duration
            && line.words.sense(base).any(Sense::FORECAST)
            && line.tag(predicate.verb).verb();
        // "demanded 75 bitcoin, worth 4 million"
        let worth = self.parse.lead(chunk).is_some_and(|l| {
            self.word(l) == "worth" && l > 0 && self.parse.chunks[l - 1].kind == ChunkKind::Comma
        });
        if foretold || worth || self.wanted(chunk, predicate) {
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
        // "43 bars weighing 120 kilos": what is counted is what weighs so much.
        if self.kind == Kind::Measure
            && self.parse.clauses[clause].antecedent == Some(subject)
            && let Some((end, false)) = self.parse.quantity[subject]
            && let Some(counted) = self.rest(subject, end)
        {
            return Some(counted);
        }
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
        // The subject of a participle that tells of a noun is that noun; "with *Oslo, Lima and Bonn* falling" all of them.
        if let Some(listed) = self.listed_with(subject, clause) {
            return Some(listed);
        }
        let mut phrase = self.subject_phrase(subject)?;
        // "with the *price of salt* jumping": what is "of" is told with its noun.
        if self.parse.clauses[clause].antecedent == Some(subject)
            && self.parse.clauses[clause].kind == ClauseKind::Participle
            && self.parse.lead(subject).is_some_and(|l| self.word(l) == "of")
            && let Some(whole) = self.phrase_up_to(subject)
        {
            phrase.start = whole.start.min(phrase.start);
        }
        Some(phrase.start..self.joined(subject, clause).map_or(phrase.end, |last| self.bare(last).end))
    }

    pub fn subject_moves(&self, predicate: Option<&Predicate>) -> bool {
        predicate.is_some_and(|p| motion(self.line, p.verb).is_some() && !p.passive)
    }
}

/// Whether the word at `at` only tells where, how often or how much more: "flew 16,200 km *nonstop*", "40% *thinner*".
fn line_end(line: &Line<'_>, at: usize) -> bool {
    line.words.cue(line.w(at)).any(Cue(Cue::PHRASE_END.0 | Cue::MORE.0 | Cue::LESS.0))
}

/// Verbs whose object is a length of time: "will miss *six weeks* after the surgery".
fn takes_time(verb: &str) -> bool {
    matches!(
        verb,
        "miss"
            | "wait"
            | "spend"
            | "serve"
            | "last"
            | "take"
            | "need"
            | "lose"
            | "get"
            | "have"
            | "run"
            | "burn"
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

/// Nouns that name a number rather than a thing.
pub fn generic(word: &str) -> bool {
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
            | "tune"
            | "average"
            | "record"
            | "maximum"
            | "minimum"
            | "high"
            | "low"
            | "number"
    )
}
