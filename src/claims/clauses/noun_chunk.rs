//! Noun chunks: a noun with its determiners, adjectives and possessors, a quantity with its noun.

use std::ops::Range;

use super::chunk::ChunkKind;
use super::cutter::{Cutter, possessive, starting};
use crate::claims::sentence::line::Line;
use crate::claims::sentence::retag::only_past;
use crate::text::Class;
use crate::text::tagger::Tag;

impl Cutter<'_> {
    /// A noun chunk: adds it and answers where it ends.
    pub fn noun(&mut self, start: usize) -> usize {
        let mut chunk =
            NounChunk { cutter: self, line: self.line, start, at: start, head: None, counted: false };
        while chunk.at < chunk.line.len() && chunk.grow() {}
        let end = chunk.at.max(start + 1).min(self.line.len());
        // Where the noun is left out the last word stands for it: "the two", "the poor".
        let head = chunk.head.unwrap_or(end - 1);
        self.push(ChunkKind::Noun, start..end, head)
    }
}

/// Most words between an article and its noun: "the issued and outstanding common".
const LONGEST_DESCRIPTION: usize = 5;

/// A noun chunk while it grows.
struct NounChunk<'c, 'a> {
    cutter: &'c Cutter<'a>,
    line: &'a Line<'a>,
    start: usize,
    /// Where it ends so far.
    at: usize,
    head: Option<usize>,
    /// Whether a quantity has been taken in.
    counted: bool,
}

impl NounChunk<'_, '_> {
    /// Takes in what stands at its end; answers whether it may go on.
    fn grow(&mut self) -> bool {
        let Self { line, start, at, head, counted, .. } = *self;
        if let Some(amount) = starting(self.cutter.amounts, at) {
            return self.amount(amount.clone());
        }
        if at > start
            && let Some(time) = starting(self.cutter.times, at)
            && (head.is_some() || counted)
        {
            // "the group's net *1985* earnings"
            let inside = time.len() == 1
                && line.is_digits(at)
                && matches!(line.prev(at), "net" | "gross" | "operating" | "pretax" | "total")
                && line.tag(at + 1).noun();
            if inside {
                self.at = at + 1;
            }
            return inside;
        }
        // "45% of the *people Ericsson* asked use it": who asks them begins another phrase.
        let many = |h: usize| (line.tag(h) == Tag::Nouns || line.w(h) == "people") && !line.capital(h);
        let asked = head.is_some_and(|h| h + 1 == at && many(h))
            && line.mention(at).is_some_and(|m| {
                let end = line.within(m).end;
                line.owner_starts(at) && matches!(line.tag(end), Tag::VerbEd | Tag::VerbS)
            });
        if asked {
            return false;
        }
        if self.name() {
            return true;
        }
        if line.w(at) == "worth" && at > start && starting(self.cutter.amounts, at + 1).is_some() {
            return false;
        }
        self.word()
    }

    /// Takes in a quantity.
    fn amount(&mut self, amount: Range<usize>) -> bool {
        let Self { line, start, at, head, .. } = *self;
        // "a supercharged 3-litre pump": a participle that was taken for a noun
        let participle = head.is_some_and(|h| {
            h + 1 == at
                && at - start == 2
                && matches!(line.w(start), "a" | "an")
                && line.w(h).ends_with("ed")
                && !line.owner_starts(h)
        });
        // "gave workers 5 days": another phrase.
        if head.is_some()
            && !participle
            && !matches!(line.prev(at), "'s" | "'" | "’s" | "magnitude" | "category")
            && !line.glued(at)
        {
            return false;
        }
        let at = amount.end.max(at + 1).min(line.len());
        self.at = at;
        self.counted = true;
        // "Brent -1.3% Gold +0.2%": in a list of moves the name behind is the next one's.
        if matches!(line.w(amount.start), "-" | "−" | "–" | "+")
            && line.w(at - 1) == "%"
            && line.tag(at) == Tag::Name
        {
            return false;
        }
        let unit = at - 1;
        // "For ten days Ruiz was": a name behind a plural unit begins another phrase.
        if line.tag(unit) == Tag::Nouns && line.owner_starts(at) {
            self.head = Some(unit);
            return false;
        }
        // "a dozen *arrests*": what it counts is the head.
        let numeral = line.words.numeral(line.w(unit)).is_some();
        if line.tag(unit).noun() && !numeral && !(line.glued(unit) && line.dash(unit - 1)) && !line.dash(at) {
            self.head = Some(unit);
        }
        true
    }

    /// Takes in a name of several words, whatever stands inside it; answers whether one begins here.
    fn name(&mut self) -> bool {
        let Self { line, at, .. } = *self;
        let Some(mention) = line.owner[at].map(|n| &line.mentions[n]) else { return false };
        let end = line.within(mention).end;
        let begins = mention.tokens.start == line.base + at;
        if !begins || end <= at + 1 {
            return false;
        }
        if mention.counts() {
            self.head = (at..end).rev().find(|n| line.is_word(*n)).or(Some(at));
        }
        self.at = end;
        true
    }

    /// Whether it is a share so far, with which the sentence or what stands behind a comma begins: a percentage, or a number
    /// of those told first ("Of the 18 lodges, *seven* reported theft").
    fn opens_with_share(&self) -> bool {
        let line = self.line;
        let part = self.head.is_none() && matches!(line.w(line.body), "of" | "out");
        (part || matches!(line.prev(self.at), "%" | "percent" | "cent" | "pct"))
            && !matches!(self.line.w(self.start), "a" | "an" | "the" | "its" | "their")
            && self.cutter.out.last().is_none_or(|c| {
                matches!(
                    c.kind,
                    ChunkKind::Comma | ChunkKind::Subordinator | ChunkKind::Quote | ChunkKind::Break
                )
            })
    }

    /// Whether the form in "-ed" at its end is a past tense, or the only word that can be up to the next mark.
    fn is_verb(&self) -> bool {
        match self.line.tag(self.at) {
            Tag::VerbEd => true,
            Tag::VerbEn => self.only_verb(),
            _ => false,
        }
    }

    /// Whether no verb stands behind the form in "-ed" at its end, up to the next mark.
    fn only_verb(&self) -> bool {
        let behind = self.line.tags.get(self.at + 1..).unwrap_or(&[]);
        !behind.iter().take_while(|t| **t != Tag::Mark).any(|t| t.predicates())
    }

    /// Whether no form of a verb at all stands behind its end, up to the next mark.
    fn only_form(&self) -> bool {
        let behind = self.line.tags.get(self.at + 1..).unwrap_or(&[]);
        !behind.iter().take_while(|t| **t != Tag::Mark).any(|t| t.verb() || *t == Tag::Aux)
    }

    /// Whether the word at its end belongs to what describes the noun that the article or possessive at its beginning
    /// wants: "the *combined* written premiums", "a *previously* announced plan", "its *closed* Arden mill".
    fn described(&self) -> bool {
        let Self { line, start, at, .. } = *self;
        let article = || matches!(line.w(start), "the" | "a" | "an") || possessive(line.w(start));
        if self.head.is_some() || self.counted || at == start || line.tag(at) == Tag::VerbIng || !article() {
            return false;
        }
        // "its *bid* valued Holm at 4 million": what is a noun too tells of none.
        let participle = |t: usize| {
            (line.tag(t) == Tag::VerbEn || line.tag(t) == Tag::VerbEd && !only_past(line.w(t)))
                && !line.english.words.classes(line.w(t)).any(Class::NOUN)
        };
        // "the poor *received* help"
        let past = line.tag(at) == Tag::VerbEd && at > start + 1 && line.tag(at - 1) != Tag::Adverb;
        if past {
            return false;
        }
        let mut n = at;
        let mut participles = (start + 1..at).filter(|t| participle(*t)).count();
        while n < line.len() && n < at + LONGEST_DESCRIPTION {
            // "to a seasonally adjusted *1.2 million* units"
            if participles > 0 && n > at && starting(self.cutter.amounts, n).is_some() {
                return true;
            }
            match line.tag(n) {
                // "the injured *received* 4 euros": the second is the verb, unless nothing else may be.
                _ if participle(n) => {
                    if participles > 0 && line.tag(n) != Tag::VerbEn {
                        return false;
                    }
                    participles += 1;
                }
                // "a *newly* built mill", but "the *well* tested gas"
                Tag::Adverb if participles == 0 && line.w(n).ends_with("ly") => {}
                Tag::Adjective => {}
                Tag::Conjunction
                    if participle(n - 1) && matches!(line.tag(n + 1), Tag::Adjective | Tag::VerbEn) => {}
                Tag::Noun | Tag::Nouns | Tag::Name => {
                    return participles > 0 && starting(self.cutter.times, n).is_none();
                }
                _ => return false,
            }
            n += 1;
        }
        false
    }

    /// Takes in a word by its part of speech.
    fn word(&mut self) -> bool {
        let Self { line, start, at, head, counted, .. } = *self;
        let word = line.w(at);
        match line.tag(at) {
            // "a dozen arrests followed": behind a number the form in -s is a plural.
            Tag::VerbS | Tag::Verb
                if head.is_none()
                    && counted
                    // "the 40-year-old *needs* care"
                    && line.prev(at) != "old"
                    && line.english.words.classes(word).any(Class::NOUNS) =>
            {
                self.head = Some(at);
                self.at += 1;
            }
            Tag::Determiner
                if head.is_some()
                    || at > start && line.tag(at - 1) == Tag::Adjective
                    || counted
                        && !matches!(line.prev(at), "half" | "quarter" | "third" | "thirds" | "quarters") =>
            {
                return false;
            }
            Tag::Determiner | Tag::Number => self.at += 1,
            Tag::Pronoun if (possessive(word) || word == "that") && at == start => self.at += 1,
            Tag::Pronoun if possessive(word) && line.tag(at - 1) == Tag::Determiner && head.is_none() => {
                self.at += 1;
            }
            Tag::Noun if head.is_some() && self.cutter.past_before_amount(at) => return false,
            Tag::Noun | Tag::Nouns | Tag::Name => {
                self.head = Some(at);
                self.at += 1;
            }
            // "the will", "a can" are no auxiliaries.
            Tag::Aux
                if head.is_none()
                    && at > start
                    && matches!(line.prev(at), "the" | "a" | "his" | "her" | "their")
                    && matches!(word, "will" | "can" | "might" | "must") =>
            {
                self.head = Some(at);
                self.at += 1;
            }
            Tag::Adjective if head.is_none() => self.at += 1,
            _ if self.described() => self.at += 1,
            // "a bond *due* April 3"
            Tag::Adjective if head.is_some() && starting(self.cutter.times, at + 1).is_some() => {
                return false;
            }
            // "a steam powered mill", "a pocket sized hard drive"
            Tag::Adjective
                if (line.tag(at + 1).noun()
                    || line.tag(at + 1) == Tag::Adjective && line.tag(at + 2).noun())
                    && !matches!(word, "many" | "several" | "few" | "much" | "other")
                    && head.is_none_or(|h| line.tag(h) != Tag::Nouns) =>
            {
                self.at += 1;
            }
            Tag::Adverb if head.is_none() && self.cutter.leads_noun(at) => self.at += 1,
            // "The most expensive is": the noun is left out.
            Tag::Adverb if head.is_none() && matches!(word, "most" | "least") && at > start => self.at += 1,
            Tag::VerbEn | Tag::VerbIng | Tag::VerbEd
                if head.is_none()
                    && !matches!(line.prev(at), "those" | "these")
                    // "30% *saw* orders fall"
                    && !(counted && only_past(word))
                    // "80% *offered* free samples": the subject of a clause that begins with it
                    && !(counted && self.opens_with_share() && self.is_verb())
                    // "The 62-year-old *made* mention of it."
                    && !(counted && line.prev(at) == "old" && line.w(start) == "the" && self.only_form())
                    && (line.tag(at + 1).noun() && !line.owner_starts(at + 1)
                        || line.tag(at + 1) == Tag::Adjective && self.cutter.leads_noun(at)
                        // "the restored Hotel Vega": no verb stands behind an article.
                        || at == start + 1
                            && matches!(line.w(start), "a" | "an" | "the")
                            && line.tag(at) != Tag::VerbIng
                            && line.owner_starts(at + 1)
                        // "a restored 12-room inn"
                        || at > start
                            && matches!(line.w(at - 1), "a" | "an")
                            && line.tag(at) != Tag::VerbIng
                            && starting(self.cutter.amounts, at + 1).is_some())
                    && (at > start || line.tag(at) != Tag::VerbEd) =>
            {
                self.at += 1;
            }
            // "a $30 million convertible *subordinated* bond": an article wants its noun.
            Tag::VerbEn | Tag::VerbEd
                if head == Some(at - 1)
                    && counted
                    && matches!(line.w(start), "a" | "an")
                    && line.tag(at + 1) == Tag::Noun
                    && !line.capital(at + 1)
                    && starting(self.cutter.times, at + 1).is_none()
                    && !only_past(word) =>
            {
                self.head = None;
                self.at += 1;
            }
            // "a three-day training", "the meeting"
            Tag::VerbIng
                if head.is_none()
                    && at > start
                    && (line.tag(at - 1) == Tag::Adjective
                        || line.tag(at - 1) == Tag::Determiner
                            && !matches!(
                                line.prev(at),
                                "those" | "these" | "all" | "both" | "that" | "this"
                            )
                        || counted && at >= 2 && line.dash(at - 2)) =>
            {
                self.head = Some(at);
                self.at += 1;
            }
            // "a 14-story building"
            Tag::VerbIng if counted && at >= 2 && line.dash(at - 2) && line.glued(at - 1) => {
                self.head = Some(at);
                self.at += 1;
            }
            Tag::VerbIng if head.is_some() && line.tag(at + 1) == Tag::Nouns && at > start + 1 => {
                self.at += 1
            }
            // "a recent $2 billion refinancing,", "a rights offering and": an article wants its noun.
            Tag::VerbIng
                if matches!(line.w(start), "a" | "an")
                    && matches!(line.tag(at + 1), Tag::Mark | Tag::Conjunction)
                    && (head.is_none() && counted
                        || head == Some(at - 1) && line.tag(at - 1) == Tag::Nouns) =>
            {
                self.head = Some(at);
                self.at += 1;
            }
            // "a new minimum shearing rate of 9 euros"
            Tag::VerbIng
                if head.is_some()
                    && matches!(line.w(start), "a" | "an" | "the")
                    && line.tag(at + 1) == Tag::Noun
                    && line.w(at + 2) == "of"
                    && starting(self.cutter.amounts, at + 3).is_some() =>
            {
                self.at += 1;
            }
            Tag::Particle if matches!(word, "'s" | "’s" | "'" | "’") && head.is_some() => {
                self.head = None;
                self.at += 1;
            }
            Tag::Conjunction
                if head.is_none()
                    && at > start
                    && line.tag(at - 1) == Tag::Adjective
                    && line.tag(at + 1) == Tag::Adjective =>
            {
                self.at += 1;
            }
            Tag::Conjunction if word == "&" => self.at += 1,
            // "Holm Mills *<HOLM.O>*": the code of a share names no other thing.
            Tag::Symbol => self.at = line.code(at).filter(|_| head.is_some()).unwrap_or(at + 1),
            Tag::Mark if word == "'" && head.is_some() && line.glued(at) => {
                self.head = None;
                self.at += 1;
            }
            Tag::Mark if line.dash(at) && line.glued(at) && line.glued(at + 1) => {
                // "counter-terrorism officers": what the hyphen joins is of the chunk.
                self.at += 2;
                self.head = Some(at + 1);
            }
            Tag::Mark if matches!(word, "." | "/") && line.glued(at) && line.glued(at + 1) => self.at += 1,
            // "No. 3", "Kansai Electric Co. plants"
            Tag::Mark if word == "." && line.glued(at) && at + 1 < line.len() && line.tag(at + 1).noun() => {
                self.at += 1;
            }
            Tag::Mark
                if word == ","
                    && head.is_none()
                    && at > start
                    && line.tag(at - 1) == Tag::Adjective
                    && line.tag(at + 1) == Tag::Adjective =>
            {
                self.at += 1;
            }
            // "an unmanned "glider" flew": what is set apart is the noun.
            Tag::Mark
                if matches!(word, "\"" | "“" | "‘" | "'")
                    && head.is_some()
                    && line.tag(start) == Tag::Determiner
                    && line.tag(at + 1).noun()
                    && matches!(line.w(at + 2), "\"" | "”" | "’" | "'")
                    && !line.tag(at + 3).noun() =>
            {
                self.head = Some(at + 1);
                self.at += 3;
            }
            Tag::Mark
                if matches!(word, "\"" | "“" | "”" | "‘" | "’" | "'")
                    && head.is_none()
                    && at > start
                    && line.tag(at + 1).noun() =>
            {
                self.at += 1;
            }
            _ => return false,
        }
        true
    }
}
