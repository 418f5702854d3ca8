//! What a quantity is said of: the thing measured, by its noun phrase.
//!
#![doc = include_str!("about.md")]

use std::ops::Range;

use super::about_finder::Finder;
use super::frame::Predicate;
use crate::claims::claim::Kind;
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::{ClauseKind, Parse};
use crate::claims::numbers::hanging::shared_noun;
use crate::claims::quantities::amount::Amount;
use crate::claims::quantities::comparison::told_instead;
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Sense;
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
        // "2 million for *each* of the wounded"
        .filter(|r| line.w(r.start) != "each")
        .or_else(|| finder.label().filter(|_| predicate.is_none()))
        .map(|r| tidied(finder.owned(r, predicate)))
        .unwrap_or_default()
}

/// The words of what is told, without a quotation mark that has no other: "unmanned \"glider".
fn tidied(mut words: String) -> String {
    if words.matches('"').count() == 1 || words.contains('“') != words.contains('”') {
        words.retain(|c| !matches!(c, '"' | '“' | '”'));
    }
    words
}

impl Finder<'_, '_> {
    /// What the quantity in `chunk` is said of: the first way in which English tells it that finds something.
    pub fn find(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        // "three years ago", "two days later", "over the past ten years" tell when.
        if self.kind == Kind::Duration
            && (self.parse.chunks[chunk].kind == ChunkKind::Time
                || matches!(self.line.w(self.amount.tokens.end), "later" | "earlier" | "ago")
                || self.since_event(chunk)
                || self.in_time())
        {
            return None;
        }
        let start = self.amount.number.start;
        if told_instead(self.line, start) {
            return Some(start - 1..start);
        }
        if self.kind == Kind::Age {
            return self.own_noun(chunk).or_else(|| self.by_verb(chunk, predicate));
        }
        let held = self.of_phrase(chunk).or_else(|| self.own_noun(chunk));
        if held.is_some() || self.tells_when(chunk, predicate) {
            return held;
        }
        let first = self.first_of_list(chunk);
        self.bracketed(chunk, predicate)
            .or_else(|| self.beside(chunk, predicate))
            .or_else(|| self.apposed(chunk))
            .or_else(|| self.fronted_of(chunk))
            .or_else(|| self.reached(chunk, predicate))
            .or_else(|| self.by_preposition(self.place(first), predicate))
            .or_else(|| self.object_before(chunk, predicate))
            .or_else(|| self.by_verb(self.place(first), predicate))
            .or_else(|| self.price_of(chunk, predicate))
    }

    /// "denominations *of 1,000* and 10,000 dollars": the first of several bare amounts joined by "and", where that stands
    /// behind a preposition; else the quantity itself.
    fn first_of_list(&self, chunk: usize) -> usize {
        let bare = |c: usize| {
            self.parse.chunks[c].kind == ChunkKind::Noun
                && self.parse.quantity[c].is_some_and(|(end, _)| end == self.parse.chunks[c].tokens.end)
        };
        let tokens = &self.parse.chunks[chunk].tokens;
        let mut first = chunk;
        if tokens.start < self.amount.tokens.start.saturating_sub(1) || tokens.end > self.amount.tokens.end {
            return chunk;
        }
        // "by 5, *10* and 15 percent"
        let goes_on = matches!(self.word(chunk + 1), "and" | "or")
            && self.chunk(chunk + 2).is_some_and(|c| c.kind == ChunkKind::Noun)
            && bare(chunk + 2)
            || matches!(self.word(chunk - usize::from(chunk > 0)), "and" | "or");
        while self.parse.lead(first).is_none()
            && let Some(before) = first.checked_sub(2)
            && (matches!(self.word(first - 1), "and" | "or")
                || goes_on && self.parse.chunks[first - 1].kind == ChunkKind::Comma)
            && bare(before)
            && self.parse.clause[before] == self.parse.clause[chunk]
        {
            first = before;
        }
        if self.parse.lead(first).is_some() { first } else { chunk }
    }

    /// "in two weeks' *time*", "in six months *time*"; but "a two-week time frame"
    fn in_time(&self) -> bool {
        let end = self.amount.tokens.end;
        let time = end + usize::from(matches!(self.line.w(end), "'" | "’" | "'s" | "’s"));
        self.line.w(time) == "time" && !self.line.tag(time + 1).noun()
    }

    /// "will reply *within 90 days*", "has thinned its woods *over two years*": by when or in which time something is done is no
    /// length of anything told there; but "the hunt takes place *over five weeks*" lasts so long.
    fn tells_when(&self, chunk: usize, predicate: Option<&Predicate>) -> bool {
        if self.kind != Kind::Duration {
            return false;
        }
        let lead = self.parse.lead(chunk).map(|l| self.word(l));
        let before = self.line.prev(self.amount.tokens.start);
        match lead.unwrap_or(before) {
            "within" | "after" | "before" | "until" => true,
            // "scored *on 35 minutes*", but "dwells on the nine minutes"
            "on" => before == "on" && self.amount.unit == "minute",
            "over" => !predicate.is_some_and(|p| goes_on(&p.lemma)),
            _ => false,
        }
    }

    /// "fled the town, two days *after* the flood": when, unless a verb or preposition before it wants how long.
    fn since_event(&self, chunk: usize) -> bool {
        matches!(self.line.w(self.amount.tokens.end), "after" | "before")
            && self.parse.lead(chunk).is_none()
            && chunk.checked_sub(1).is_none_or(|c| !takes_time(self.line.verb(self.parse.chunks[c].head)))
    }

    /// "added 8 cents to $1.20": the level reached is one of the same thing as the move before it.
    pub fn reached(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let lead = self.parse.lead(chunk).filter(|l| matches!(self.word(*l), "to" | "at" | "from"))?;
        let before = lead.checked_sub(1).filter(|b| self.parse.quantity[*b].is_some() && self.counts(*b))?;
        // "valued *the six barges* at 4 million": what is valued is no move.
        let things =
            self.word(lead) == "at" && self.parse.quantity[before].is_some_and(|(_, measured)| !measured);
        if self.parse.chunks[before].kind != ChunkKind::Noun || things {
            return None;
        }
        self.beside(before, predicate)
            .or_else(|| self.by_preposition(before, predicate))
            .or_else(|| self.by_verb(before, predicate))
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
                .or_else(|| self.own_noun(before).filter(|_| self.behind_bracket(before) > before + 1))
                .or_else(|| self.by_preposition(self.place(before), predicate))
                .or_else(|| self.by_verb(self.place(before), predicate))
                .or_else(|| self.price_of(before, predicate));
        }
        // A row of figures is no thing.
        self.line.tag(first.head).noun().then(|| self.phrase(before)).flatten()
    }

    /// "Brent up 2%", "Nikkei -0.4%": the name right before.
    pub fn beside(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let mut before = chunk.checked_sub(1)?;
        let up = matches!(self.word(before), "up" | "down" | "off")
            && self.parse.chunks[before].kind != ChunkKind::Noun;
        // "the Nikkei (38,100 up 250 points)"
        if up && before >= 1 && self.counts(before - 1) {
            return self.bracketed(before - 1, None);
        }
        // "Ruiz holds 30 percent, Kato 12 percent": the verb is left out.
        let gap = self.parse.gapped(chunk);
        // "..., Kato 12 million": what was paid or invested is said of nothing but itself.
        let gives =
            predicate.is_some_and(|p| self.line.words.sense(self.line.verb(p.verb)).any(Sense::TRANSFER));
        if gap && gives && self.kind == Kind::Money {
            return None;
        }
        // "with yields *down 5 percent*": the word is of the quantity's own chunk.
        let first = self.parse.chunks[chunk].tokens.start;
        let inside = matches!(self.line.w(first), "up" | "down")
            && first < self.amount.number.start
            && self.line.w(first + 1) != "to"
            && self.parse.lead(before).is_none_or(|l| {
                self.word(l) == "with" && l > 0 && self.parse.chunks[l - 1].kind == ChunkKind::Comma
            });
        if up {
            before = before.checked_sub(1)?;
        } else if inside && self.parse.chunks[before].kind == ChunkKind::Noun {
            // What went up or down stands right before.
        } else if !self.amount.signed && !gap {
            return None;
        }
        let noun = self.chunk(before).filter(|c| c.kind == ChunkKind::Noun)?;
        if self.counts(before) || self.timely(before) || !self.line.tag(noun.head).noun() {
            return None;
        }
        // "sent *shares in Arden* up 8 pence"
        let led = self.parse.lead(before).filter(|l| up && *l > 0 && self.word(*l) == "in");
        let shares = led.map(|l| l - 1).filter(|c| {
            self.parse.chunks[*c].kind == ChunkKind::Noun
                && self.parse.quantity[*c].is_none()
                && !self.timely(*c)
        });
        if let Some(shares) = shares {
            return Some(self.bare(shares).start..self.bare(before).end);
        }
        if gap { self.pair(before) } else { self.phrase(before) }
    }

    /// A line of a table, "Net profit $5m": its label stands before the number.
    pub fn label(&self) -> Option<Range<usize>> {
        let start = self.amount.tokens.start;
        let mut label = self.line.body.min(start)..start;
        // "a reach as long as 40 metres": what compares is no part of the label, nor is an article.
        while label.len() > 1 && !self.line.tag(label.end - 1).noun() {
            label.end -= 1;
        }
        if label.len() > 1 && self.line.tag(label.start) == Tag::Determiner {
            label.start += 1;
        }
        // "Sales *nil* vs 3.2 million"
        if label.len() > 1 && self.line.w(label.end - 1) == "nil" {
            label.end -= 1;
        }
        let plain = (1..=6).contains(&label.len())
            && label.clone().all(|n| self.line.is_word(n) || self.line.dash(n) && self.line.glued(n))
            && !label.clone().any(|n| self.line.tag(n).verb() || self.line.tag(n) == Tag::Aux);
        // "Revs 5 million vs 3 million", "Net 2 million": whatever the short word of a table looks like
        let short = label.len() <= 2
            && label.start == self.line.body
            && label.clone().all(|n| self.line.is_word(n))
            && self.line.capital(label.start)
            && (matches!(self.line.w(self.end), "vs" | "versus") || self.end == self.line.len());
        (short || plain && label.clone().any(|n| self.line.tag(n).noun())).then_some(label)
    }
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

/// Verbs by which an event lasts as long as the time "over" which it goes on.
fn goes_on(verb: &str) -> bool {
    matches!(
        verb,
        "take place" | "run" | "stretch" | "spread" | "extend" | "unfold" | "span" | "last" | "continue"
    )
}
