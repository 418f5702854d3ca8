//! The noun phrases of which a quantity can be said: their chunks, with determiners left out and "of" phrases added.

use std::ops::Range;

use super::about_finder::Finder;
use crate::claims::claim::Kind;
use crate::claims::clauses::chunk::{ChunkKind, VerbForm};
use crate::claims::vocabulary::words::month_number;
use crate::text::Class;
use crate::text::tagger::Tag;

impl Finder<'_, '_> {
    /// A chunk without its determiners and possessive pronouns.
    pub fn bare(&self, chunk: usize) -> Range<usize> {
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
        // "*Currently* candidates must be 21": the tagger takes the capital for a name's.
        if start == self.line.body
            && start + 1 < tokens.end
            && self.line.w(start).ends_with("ly")
            && self.line.is_word(start + 1)
            && self.line.mention(start).is_none()
            && !self
                .line
                .english
                .words
                .classes(self.line.w(start))
                .any(Class(Class::NOUN.0 | Class::ADJECTIVE.0))
        {
            start += 1;
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
        // "Holm Mills *<4410.X>*"
        let code = (start + 1..end).rev().find(|at| self.line.code(*at) == Some(end));
        end = code.unwrap_or(end);
        while end > start + 1 && trailing(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// A noun phrase with the phrases behind it that belong to it: "price of gold", "shares in the bank".
    pub fn phrase(&self, chunk: usize) -> Option<Range<usize>> {
        // "won 14 of 16": a number alone is no thing.
        let this = &self.parse.chunks[chunk];
        if this.tokens.len() == 1
            && (self.line.is_digits(this.head) || self.line.tag(this.head) == Tag::Number)
        {
            return None;
        }
        self.phrase_from(self.bare(chunk).start, chunk)
    }

    /// The noun phrase from the token `start` on, with what stands behind `chunk` and belongs to it.
    pub fn phrase_from(&self, start: usize, chunk: usize) -> Option<Range<usize>> {
        let mut last = chunk;
        while self.chunk(last + 2).is_some_and(|c| c.kind == ChunkKind::Noun)
            && self.chunk(last + 1).is_some_and(|c| c.kind == ChunkKind::Preposition && c.tokens.len() == 1)
            && self.belongs(last, last == chunk)
            && self.line.tag(self.parse.chunks[last + 2].head) != Tag::Determiner
            && !self.holds_amount(last + 2)
        {
            last += 2;
        }
        let end = self.bare(last).end.max(start + 1);
        (start < end).then_some(start..end)
    }

    /// Whether what the preposition behind `chunk` leads to belongs to it whatever the verb is: all that it is "of",
    /// what it is "on", and what a noun like "stake", "revenue", "contract" wants behind it.
    fn belongs(&self, chunk: usize, first: bool) -> bool {
        let noun = self.line.w(self.parse.chunks[chunk].head);
        match self.word(chunk + 1) {
            "of" => true,
            "on" => first && !self.timely_at(chunk + 2),
            // "shares in a dairy *in Lagos*": a place behind what has been led to tells where that is.
            "in" if !first && self.parse.chunks[chunk + 2].tokens.clone().any(|t| self.line.capital(t)) => {
                !self.timely_at(chunk + 2)
            }
            lead => wants(noun, lead) && !self.timely_at(chunk + 2),
        }
    }

    /// A subject with all that stands between it and its verb, where that is only phrases behind prepositions: there
    /// is no verb yet to which they could belong ("*sales in Asia* rose").
    pub fn subject_phrase(&self, subject: usize) -> Option<Range<usize>> {
        let short = self.phrase(subject)?;
        let clause = self.parse.clauses.iter().find(|c| c.subject == Some(subject) && c.verb.is_some());
        let Some(verb) = clause.and_then(|c| c.verb).filter(|v| *v > subject + 2) else { return Some(short) };
        let mut last = subject;
        let mut end = short.end;
        let mut at = subject + 1;
        while at < verb {
            let this = &self.parse.chunks[at];
            let noun = at + 1 < verb && self.parse.chunks[at + 1].kind == ChunkKind::Noun;
            match this.kind {
                ChunkKind::Preposition if noun && this.tokens.len() == 1 && adds(self.line.w(this.head)) => {
                    if self.holds_amount(at + 1) {
                        return Some(short);
                    }
                    let period = matches!(
                        self.line.w(self.parse.chunks[at + 1].head),
                        "period" | "calendar" | "season"
                    );
                    if self.timely(at + 1) || period {
                        at += 2;
                        continue;
                    }
                    last = at + 1;
                    end = self.bare(last).end;
                    at += 2;
                }
                // "the money *raised* in May", "the sum *told* to"
                ChunkKind::Verb(VerbForm::En)
                    if last + 1 == at
                        && self.parse.clauses[self.parse.clause[at]].antecedent == Some(last)
                        && this.tokens.len() == 1 =>
                {
                    end = this.tokens.end;
                    at += 1;
                }
                // "sales in Asia, Africa and Europe": a list goes on.
                ChunkKind::Comma | ChunkKind::Conjunction
                    if noun && last + 1 == at && last > subject && self.parse.quantity[at + 1].is_none() =>
                {
                    last = at + 1;
                    end = self.bare(last).end;
                    at += 2;
                }
                // "sales in Asia in May rose"
                ChunkKind::Preposition
                    if at + 1 < verb && self.parse.chunks[at + 1].kind == ChunkKind::Time =>
                {
                    at += 2;
                }
                ChunkKind::Time | ChunkKind::Adverb => at += 1,
                _ => return Some(short),
            }
        }
        Some(short.start..end.max(short.end))
    }

    /// Whether a chunk holds this quantity or another that counts.
    pub fn holds_amount(&self, chunk: usize) -> bool {
        let tokens = &self.parse.chunks[chunk].tokens;
        tokens.contains(&self.amount.number.start) || self.counts(chunk)
    }

    /// A noun phrase that ends with `chunk`, with what it is "of": "the price of gold", "average loan".
    pub fn phrase_up_to(&self, chunk: usize) -> Option<Range<usize>> {
        self.phrase_led(chunk, &["of"])
    }

    /// The same from the first noun on that the prepositions `leads` lead away from: "the *room for manoeuvre*".
    pub fn phrase_led(&self, chunk: usize, leads: &[&str]) -> Option<Range<usize>> {
        let mut first = chunk;
        while let Some(lead) = self.parse.lead(first).filter(|l| leads.contains(&self.word(*l))) {
            match lead.checked_sub(1).filter(|b| self.parse.chunks[*b].kind == ChunkKind::Noun) {
                Some(before) if !self.counts(before) => first = before,
                _ => break,
            }
        }
        let start = self.bare(first).start;
        let end = self.bare(chunk).end;
        (start < end).then_some(start..end)
    }

    /// "*Of the firms* asked, 30 percent agreed": what a share that opens its clause is a share of.
    pub fn fronted_of(&self, chunk: usize) -> Option<Range<usize>> {
        let comma = chunk.checked_sub(1).filter(|c| self.parse.chunks[*c].kind == ChunkKind::Comma)?;
        let told = comma == 3 && self.parse.chunks[2].verbal();
        let fits = self.kind == Kind::Percent
            && self.word(0) == "of"
            && (comma == 2 || told)
            && self.parse.chunks[1].kind == ChunkKind::Noun
            && self.parse.lead(chunk).is_none();
        fits.then(|| self.phrase(1)).flatten()
    }

    /// The list behind "with" that ends with the noun `last` which a participle tells of.
    pub fn listed_with(&self, last: usize, clause: usize) -> Option<Range<usize>> {
        if self.parse.clauses[clause].antecedent != Some(last) {
            return None;
        }
        let mut first = last;
        while let Some(before) = first.checked_sub(2)
            && (self.word(first - 1) == "and" || self.parse.chunks[first - 1].kind == ChunkKind::Comma)
            && self.parse.chunks[before].kind == ChunkKind::Noun
            && self.parse.quantity[before].is_none()
        {
            first = before;
            if self.parse.lead(first).is_some() {
                break;
            }
        }
        let with = first < last && self.parse.lead(first).is_some_and(|l| self.word(l) == "with");
        with.then(|| self.bare(first).start..self.bare(last).end)
    }

    /// The last of several subjects, where "and" joins them right before the verb: "fats *and oils* fell".
    pub fn joined(&self, subject: usize, clause: usize) -> Option<usize> {
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
}

/// Prepositions that tell more of the noun before them, where no verb stands between.
fn adds(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "for"
            | "from"
            | "with"
            | "at"
            | "on"
            | "to"
            | "between"
            | "among"
            | "against"
            | "near"
            | "into"
            | "across"
            | "within"
            | "by"
            | "per"
    )
}

/// Nouns with the preposition that they want behind them.
fn wants(noun: &str, lead: &str) -> bool {
    match lead {
        "in" => matches!(
            noun,
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
                | "holding"
                | "holdings"
                | "majority"
                | "interests"
                | "reserves"
                | "confidence"
        ),
        "with" => matches!(
            noun,
            "contract"
                | "contracts"
                | "deal"
                | "deals"
                | "agreement"
                | "agreements"
                | "partnership"
                | "trade"
        ),
        "between" => matches!(
            noun,
            "rate"
                | "gap"
                | "difference"
                | "spread"
                | "trade"
                | "distance"
                | "deal"
                | "agreement"
                | "contract"
                | "ratio"
                | "margin"
        ),
        "from" => matches!(
            noun,
            "revenue"
                | "revenues"
                | "income"
                | "profit"
                | "profits"
                | "earnings"
                | "proceeds"
                | "sales"
                | "imports"
                | "losses"
                | "emissions"
                | "exports"
                | "royalties"
                | "remittances"
        ),
        "for" => matches!(
            noun,
            "demand"
                | "budget"
                | "price"
                | "prices"
                | "cost"
                | "costs"
                | "fee"
                | "fees"
                | "funding"
                | "support"
        ),
        "at" => matches!(noun, "shot" | "shots" | "attempt" | "attempts" | "chance"),
        "to" => matches!(
            noun,
            "exports"
                | "pass"
                | "passes"
                | "touchdown"
                | "touchdowns"
                | "access"
                | "exposure"
                | "aid"
                | "damage"
                | "loans"
                | "supplies"
        ),
        _ => false,
    }
}
