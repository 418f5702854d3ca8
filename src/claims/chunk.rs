//! A sentence cut into chunks: noun chunks, verb groups and the small words between them (Abney 1991).
//! Chunks do not nest; what belongs to what is for [`super::clause`] to say.

use std::ops::Range;

use super::line::Line;
use super::retag::only_past;
use super::words::Sense;
use crate::text::tagger::Tag;

/// What a chunk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChunkKind {
    /// A noun with its determiners, adjectives and possessors; a quantity with its noun.
    Noun,
    /// he, it, they
    Pronoun,
    /// A time expression: "last year", "Tuesday".
    Time,
    /// A verb group: "have not been", "to carry out".
    Verb(VerbForm),
    Preposition,
    /// who, which, whose, where; "that" behind a noun
    Relative,
    /// if, while, because; "that" behind a verb
    Subordinator,
    /// and, or, but
    Conjunction,
    Comma,
    /// An adjective that stands alone: "was *ready*".
    Adjective,
    Adverb,
    /// ( or [
    Open,
    /// ) or ]
    Close,
    /// Quotation marks.
    Quote,
    /// ; : and dashes
    Break,
}

/// The form of a verb group, which is that of its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbForm {
    /// rose, has risen, will rise
    Finite,
    /// to rise
    Infinitive,
    /// rising
    Ing,
    /// risen, killed: a participle without an auxiliary
    En,
}

/// A chunk of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Chunk {
    pub kind: ChunkKind,
    pub tokens: Range<usize>,
    /// The last noun of a noun chunk, the main verb of a verb group.
    pub head: usize,
    /// A verb group in the passive voice.
    pub passive: bool,
}

impl Chunk {
    /// A noun chunk or a pronoun.
    pub fn nominal(&self) -> bool {
        matches!(self.kind, ChunkKind::Noun | ChunkKind::Pronoun)
    }

    pub fn verbal(&self) -> bool {
        matches!(self.kind, ChunkKind::Verb(_))
    }
}

/// Cuts a sentence into chunks. `amounts` are the quantities in it and `times` its time expressions, both in
/// order; neither is cut apart.
pub fn chunks(line: &Line<'_>, amounts: &[Range<usize>], times: &[Range<usize>]) -> Vec<Chunk> {
    let mut cutter = Cutter { line, amounts, times, out: Vec::with_capacity(line.len() / 2 + 4) };
    let mut at = line.body.min(line.len());
    while at < line.len() {
        at = cutter.chunk(at).max(at + 1);
    }
    cutter.out
}

struct Cutter<'a> {
    line: &'a Line<'a>,
    amounts: &'a [Range<usize>],
    times: &'a [Range<usize>],
    out: Vec<Chunk>,
}

impl Cutter<'_> {
    /// Adds the chunk that begins at `at` and answers where it ends.
    fn chunk(&mut self, at: usize) -> usize {
        let line = self.line;
        if let Some(time) = starting(self.times, at).filter(|t| !self.measured(t)) {
            return self.push(ChunkKind::Time, time.clone(), time.end - 1);
        }
        if starting(self.amounts, at).is_some() {
            return self.noun(at);
        }
        if line.w(at) == "the"
            && let Some(time) = starting(self.times, at + 1).filter(|t| !self.measured(t))
        {
            return self.push(ChunkKind::Time, at..time.end, time.end - 1);
        }
        let one = at..at + 1;
        let word = line.w(at);
        // "Oslo and Lima *all* falling": it tells of what stands before.
        if matches!(word, "all" | "both" | "each")
            && line.tag(at + 1) == Tag::VerbIng
            && self.out.last().is_some_and(Chunk::nominal)
        {
            return self.push(ChunkKind::Adverb, one, at);
        }
        if !line.is_word(at) {
            let kind = match word {
                "," => ChunkKind::Comma,
                "(" | "[" => ChunkKind::Open,
                ")" | "]" => ChunkKind::Close,
                "\"" | "“" | "”" | "‘" | "«" | "»" => ChunkKind::Quote,
                ";" | ":" | "—" | "--" | "…" => ChunkKind::Break,
                "-" | "–" | "_" if !line.glued(at) => ChunkKind::Break,
                // "There's no lift"
                "'s" | "’s"
                    if (line.tag(at).verb() || line.tag(at) == Tag::Aux)
                        && matches!(
                            line.prev(at),
                            "there"
                                | "here"
                                | "it"
                                | "he"
                                | "she"
                                | "that"
                                | "this"
                                | "what"
                                | "who"
                                | "where"
                        ) =>
                {
                    return self.verb(at);
                }
                "$" | "£" | "€" | "%" | "'" | "’" | "'s" => return self.noun(at),
                _ if line.is_digits(at) => return self.noun(at),
                _ => return at + 1,
            };
            return self.push(kind, one, at);
        }
        match word {
            "and" | "or" | "but" | "nor" | "yet" | "&" => {
                return self.push(ChunkKind::Conjunction, one, at);
            }
            "who" | "whom" | "which" | "whose" | "where" => {
                return self.push(ChunkKind::Relative, one, at);
            }
            "what" | "how" | "why" | "whoever" | "whatever" => {
                return self.push(ChunkKind::Subordinator, one, at);
            }
            "that" => return self.that(at),
            "if" | "because" | "although" | "though" | "whether" | "unless" | "whereas" | "while"
            | "when" | "once" | "whilst" | "lest" | "wherein" | "provided"
                if word != "provided" && word != "once" || at == line.body =>
            {
                return self.push(ChunkKind::Subordinator, one, at);
            }
            "to" => {
                let next = at + 1 + usize::from(line.tag(at + 1) == Tag::Adverb);
                if line.tag(next) == Tag::Verb
                    || matches!(line.w(next), "be" | "have" | "do")
                    || self.must_be_verb(next)
                {
                    return self.verb(at);
                }
                return self.push(ChunkKind::Preposition, one, at);
            }
            "till" | "until" | "since" | "as" | "than" | "for" | "like"
                if line.w(at + 1) != "as" && !(line.w(at + 1) == "well" && line.w(at + 2) == "as") =>
            {
                if !matches!(line.w(at + 1), "per" | "of" | "for") || word != "as" {
                    return self.push(ChunkKind::Preposition, one, at);
                }
                return self.push(ChunkKind::Preposition, at..at + 2, at);
            }
            // "children aged 5 to 9", "orders worth 210 million"
            "aged" | "worth" if starting(self.amounts, at + 1).is_some() => {
                return self.push(ChunkKind::Preposition, one, at);
            }
            // "totalled 18 million, compared with 20": no past tense.
            "compared" if matches!(line.w(at + 1), "with" | "to") => {
                return self.participle(at);
            }
            "according" | "due" | "thanks"
                if line.w(at + 1) == "to" && !(word == "due" && line.tag(at + 2) == Tag::Verb) =>
            {
                return self.push(ChunkKind::Preposition, at..at + 2, at);
            }
            "on" if matches!(line.w(at + 1), "top" | "behalf") && line.w(at + 2) == "of" => {
                return self.push(ChunkKind::Preposition, at..at + 3, at);
            }
            "because" | "instead" | "out" | "ahead" | "outside" if line.w(at + 1) == "of" => {
                return self.push(ChunkKind::Preposition, at..at + 2, at);
            }
            "as" if line.w(at + 1) == "well" && line.w(at + 2) == "as" => {
                return self.push(ChunkKind::Conjunction, at..at + 3, at);
            }
            "along" | "together" if line.w(at + 1) == "with" => {
                return self.push(ChunkKind::Preposition, at..at + 2, at);
            }
            "such" | "as" if matches!(line.w(at + 1), "as" | "per" | "of" | "for") => {
                return self.push(ChunkKind::Preposition, at..at + 2, at);
            }
            "following" | "regarding" | "concerning" | "despite" | "amid" | "versus" | "vs" => {
                if line.prev(at) != "the" {
                    return self.push(ChunkKind::Preposition, one, at);
                }
            }
            _ => {}
        }
        let tag = line.tag(at);
        // "The tunnel cost 4 billion": what may be a past tense is one right before a quantity.
        if self.past_before_amount(at) {
            return self.verb(at);
        }
        match tag {
            Tag::Aux => self.verb(at),
            Tag::Verb | Tag::VerbS | Tag::VerbEd => self.verb(at),
            Tag::VerbEn | Tag::VerbIng => {
                if self.premodifier(at) {
                    self.noun(at)
                } else {
                    self.verb(at)
                }
            }
            Tag::Determiner | Tag::Noun | Tag::Nouns | Tag::Name | Tag::Number => self.noun(at),
            Tag::Pronoun if possessive(word) => self.noun(at),
            Tag::Pronoun => self.push(ChunkKind::Pronoun, one, at),
            Tag::Adjective if self.leads_noun(at) => self.noun(at),
            // "12 shops closed", "two men wounded in the raid": a participle behind its noun.
            Tag::Adjective
                if line.english.words.classes(word).any(crate::text::Class::VERB_ED)
                    && self.out.last().is_some_and(Chunk::nominal)
                    && line.raw(at).ends_with("ed") =>
            {
                self.participle(at)
            }
            Tag::Adjective => self.push(ChunkKind::Adjective, one, at),
            // "over that period" however it was tagged
            Tag::Adverb
                if matches!(word, "over" | "under" | "above" | "below" | "across" | "around")
                    && matches!(line.tag(at + 1), Tag::Determiner | Tag::Noun | Tag::Nouns | Tag::Name) =>
            {
                self.push(ChunkKind::Preposition, one, at)
            }
            Tag::Adverb if self.leads_noun(at) && !matches!(word, "then" | "now" | "also" | "here") => {
                self.noun(at)
            }
            Tag::Preposition => self.push(ChunkKind::Preposition, one, at),
            // What the list above does not hold joins nouns as well as clauses.
            Tag::Subordinator => self.push(ChunkKind::Preposition, one, at),
            Tag::Conjunction => self.push(ChunkKind::Conjunction, one, at),
            _ => self.push(ChunkKind::Adverb, one, at),
        }
    }

    /// A past participle without an auxiliary.
    fn participle(&mut self, at: usize) -> usize {
        let chunk =
            Chunk { kind: ChunkKind::Verb(VerbForm::En), tokens: at..at + 1, head: at, passive: true };
        self.out.push(chunk);
        at + 1
    }

    fn push(&mut self, kind: ChunkKind, tokens: Range<usize>, head: usize) -> usize {
        let end = tokens.end;
        self.out.push(Chunk { kind, tokens, head, passive: false });
        end
    }

    /// Whether a time expression is itself a quantity with more behind it ("three years of talks").
    fn measured(&self, time: &Range<usize>) -> bool {
        matches!(self.line.w(time.end), "'s" | "'")
            || self.line.w(time.end) == "of" && self.amounts.iter().any(|a| time.contains(&a.start))
    }

    /// "that" is a determiner, begins a relative clause behind a noun, or a clause behind a verb.
    fn that(&mut self, at: usize) -> usize {
        let line = self.line;
        let next = line.tag(at + 1);
        // "between that low level and the average": no clause begins behind these.
        let governed = self.out.last().is_some_and(|c| c.kind == ChunkKind::Preposition)
            && !matches!(line.prev(at), "in" | "except" | "so" | "save" | "but");
        let noun_follows = matches!(next, Tag::Noun) && (line.tag(at) == Tag::Determiner || governed)
            || governed && next == Tag::Adjective && self.leads_noun(at + 1);
        if noun_follows {
            return self.noun(at);
        }
        let verb_follows =
            next == Tag::Aux || next.finite() || next == Tag::Adverb && line.tag(at + 2).predicates();
        let behind_noun = self.out.last().is_some_and(Chunk::nominal);
        let kind = if verb_follows && self.out.last().is_none_or(|c| c.verbal()) {
            ChunkKind::Pronoun
        } else if behind_noun {
            ChunkKind::Relative
        } else {
            ChunkKind::Subordinator
        };
        self.push(kind, at..at + 1, at)
    }

    /// Whether a word tagged as a noun stands between a noun and a quantity or a possessor ("the deficit *hit* its
    /// limit") and may be a past tense.
    fn past_before_amount(&self, at: usize) -> bool {
        let line = self.line;
        line.tag(at) == Tag::Noun
            && at > 0
            && line.tag(at - 1).noun()
            && (starting(self.amounts, at + 1).is_some() || matches!(line.w(at + 1), "its" | "his" | "their"))
            && line.english.words.classes(line.w(at)).any(crate::text::Class::VERB_ED)
    }

    /// Whether a word behind "to" is a verb, whatever the tagger took it for: a verb stands before ("began to
    /// *review* 1,500 cases") and an object behind.
    fn must_be_verb(&self, at: usize) -> bool {
        let line = self.line;
        matches!(line.tag(at), Tag::Noun | Tag::Adjective)
            && line.english.words.classes(line.w(at)).any(crate::text::Class::VERB)
            && self.out.last().is_some_and(Chunk::verbal)
            && (starting(self.amounts, at + 1).is_some()
                || matches!(line.tag(at + 1), Tag::Determiner | Tag::Number | Tag::Symbol | Tag::Pronoun))
    }

    /// Whether a participle stands before its noun: "wounded soldiers", "a rising number".
    fn premodifier(&self, at: usize) -> bool {
        let line = self.line;
        let next = line.tag(at + 1);
        if !(next.noun() || next == Tag::Adjective && self.leads_noun(at)) || line.owner_starts(at + 1) {
            return false;
        }
        // "people killed soldiers", "said rising prices"
        let before = self.out.iter().rev().find(|c| c.kind != ChunkKind::Adverb);
        let behind_noun = before.is_some_and(Chunk::nominal) && !matches!(line.prev(at), ",");
        // "lowered borrowing costs": what goes up and down is a thing.
        let moved = before.is_some_and(|c| {
            c.kind == ChunkKind::Verb(VerbForm::Finite) && super::movement::motion(line, c.head).is_some()
        });
        line.tag(at) == Tag::VerbIng && line.tag(at + 1) == Tag::Nouns && moved
            || line.tag(at) == Tag::VerbEn && !behind_noun
            || line.tag(at) == Tag::VerbIng
                && matches!(line.tag(at + 1), Tag::Nouns)
                && self.out.last().is_none_or(|c| c.kind == ChunkKind::Preposition)
                && line.tag(at + 2).predicates()
    }

    /// Whether adjectives and adverbs from `at` on end in a noun.
    fn leads_noun(&self, at: usize) -> bool {
        let line = self.line;
        let mut n = at + 1;
        while n < line.len() && n < at + 6 {
            match line.tag(n) {
                Tag::Noun | Tag::Nouns | Tag::Name | Tag::Number => return starting(self.times, n).is_none(),
                Tag::Adjective | Tag::VerbEn | Tag::Symbol => {}
                Tag::Adverb if line.tag(n - 1) != Tag::Adjective => {}
                Tag::Conjunction if line.tag(n + 1) == Tag::Adjective => {}
                Tag::Mark if line.dash(n) && line.glued(n) => {}
                Tag::Mark if line.w(n) == "," && line.tag(n + 1) == Tag::Adjective => {}
                _ => return starting(self.amounts, n).is_some() && line.tag(at) != Tag::Adverb,
            }
            n += 1;
        }
        false
    }

    /// A noun chunk.
    fn noun(&mut self, start: usize) -> usize {
        let line = self.line;
        let mut at = start;
        let mut head = None;
        // Whether a quantity has been taken in.
        let mut counted = false;
        while at < line.len() {
            if let Some(amount) = starting(self.amounts, at) {
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
                    break;
                }
                at = amount.end.max(at + 1).min(line.len());
                counted = true;
                // "Brent -1.3% Gold +0.2%": in a list of moves the name behind is the next one's.
                if matches!(line.w(amount.start), "-" | "−" | "–" | "+")
                    && line.w(at - 1) == "%"
                    && line.tag(at) == Tag::Name
                {
                    break;
                }
                let unit = at - 1;
                // "For ten days Ruiz was": a name behind a plural unit begins another phrase.
                if line.tag(unit) == Tag::Nouns && line.owner_starts(at) {
                    head = Some(unit);
                    break;
                }
                // "a dozen *arrests*": what it counts is the head.
                let numeral = line.words.numeral(line.w(unit)).is_some();
                if line.tag(unit).noun()
                    && !numeral
                    && !(line.glued(unit) && line.dash(unit - 1))
                    && !line.dash(at)
                {
                    head = Some(unit);
                }
                continue;
            }
            if at > start && starting(self.times, at).is_some() && (head.is_some() || counted) {
                break;
            }
            // A name is one word of the chunk, whatever stands inside it.
            if let Some(mention) = line.owner[at].map(|n| &line.mentions[n]) {
                let end = (mention.tokens.end - line.base).min(line.len());
                let begins = mention.tokens.start >= line.base && mention.tokens.start - line.base == at;
                if begins && end > at + 1 {
                    if mention.counts() {
                        head = (at..end).rev().find(|n| line.is_word(*n)).or(Some(at));
                    }
                    at = end;
                    continue;
                }
            }
            let word = line.w(at);
            if word == "worth" && at > start && starting(self.amounts, at + 1).is_some() {
                break;
            }
            match line.tag(at) {
                // "a dozen arrests followed": behind a number the form in -s is a plural.
                Tag::VerbS | Tag::Verb
                    if head.is_none()
                        && counted
                        // "the 40-year-old *needs* care"
                        && line.prev(at) != "old"
                        && line.english.words.classes(word).any(crate::text::Class::NOUNS) =>
                {
                    head = Some(at);
                    at += 1;
                }
                Tag::Determiner
                    if head.is_some()
                        || at > start && line.tag(at - 1) == Tag::Adjective
                        || counted
                            && !matches!(
                                line.prev(at),
                                "half" | "quarter" | "third" | "thirds" | "quarters"
                            ) =>
                {
                    break;
                }
                Tag::Determiner | Tag::Number => at += 1,
                Tag::Pronoun if (possessive(word) || word == "that") && at == start => at += 1,
                Tag::Pronoun if possessive(word) && line.tag(at - 1) == Tag::Determiner && head.is_none() => {
                    at += 1;
                }
                Tag::Noun if head.is_some() && self.past_before_amount(at) => break,
                Tag::Noun | Tag::Nouns | Tag::Name => {
                    head = Some(at);
                    at += 1;
                }
                // "the will", "a can" are no auxiliaries.
                Tag::Aux
                    if head.is_none()
                        && at > start
                        && matches!(line.prev(at), "the" | "a" | "his" | "her" | "their")
                        && matches!(word, "will" | "can" | "might" | "must") =>
                {
                    head = Some(at);
                    at += 1;
                }
                Tag::Adjective if head.is_none() => at += 1,
                Tag::Adjective
                    if line.tag(at + 1).noun() && head.is_none_or(|h| line.tag(h) != Tag::Nouns) =>
                {
                    at += 1;
                }
                Tag::Adverb if head.is_none() && self.leads_noun(at) => at += 1,
                // "The most expensive is": the noun is left out.
                Tag::Adverb if head.is_none() && matches!(word, "most" | "least") && at > start => at += 1,
                Tag::VerbEn | Tag::VerbIng | Tag::VerbEd
                    if head.is_none()
                        && !matches!(line.prev(at), "those" | "these")
                        // "30% *saw* orders fall"
                        && !(counted && only_past(word))
                        && (line.tag(at + 1).noun() && !line.owner_starts(at + 1)
                            || line.tag(at + 1) == Tag::Adjective && self.leads_noun(at)
                            // "the restored Hotel Vega": no verb stands behind an article.
                            || at == start + 1
                                && matches!(line.w(start), "a" | "an" | "the")
                                && line.tag(at) != Tag::VerbIng
                                && line.owner_starts(at + 1)
                            // "a restored 12-room inn"
                            || at > start
                                && matches!(line.w(at - 1), "a" | "an")
                                && line.tag(at) != Tag::VerbIng
                                && starting(self.amounts, at + 1).is_some())
                        && (at > start || line.tag(at) != Tag::VerbEd) =>
                {
                    at += 1;
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
                    head = Some(at);
                    at += 1;
                }
                // "a 14-story building"
                Tag::VerbIng if counted && at >= 2 && line.dash(at - 2) && line.glued(at - 1) => {
                    head = Some(at);
                    at += 1;
                }
                Tag::VerbIng if head.is_some() && line.tag(at + 1) == Tag::Nouns && at > start + 1 => at += 1,
                // "a recent $2 billion refinancing,", "a rights offering and": an article wants its noun.
                Tag::VerbIng
                    if matches!(line.w(start), "a" | "an")
                        && matches!(line.tag(at + 1), Tag::Mark | Tag::Conjunction)
                        && (head.is_none() && counted
                            || head == Some(at - 1) && line.tag(at - 1) == Tag::Nouns) =>
                {
                    head = Some(at);
                    at += 1;
                }
                // "a new minimum shearing rate of 9 euros"
                Tag::VerbIng
                    if head.is_some()
                        && matches!(line.w(start), "a" | "an" | "the")
                        && line.tag(at + 1) == Tag::Noun
                        && line.w(at + 2) == "of"
                        && starting(self.amounts, at + 3).is_some() =>
                {
                    at += 1;
                }
                Tag::Particle if matches!(word, "'s" | "’s" | "'" | "’") && head.is_some() => {
                    head = None;
                    at += 1;
                }
                Tag::Conjunction
                    if head.is_none()
                        && at > start
                        && line.tag(at - 1) == Tag::Adjective
                        && line.tag(at + 1) == Tag::Adjective =>
                {
                    at += 1;
                }
                Tag::Conjunction if word == "&" => at += 1,
                Tag::Symbol => at += 1,
                Tag::Mark if word == "'" && head.is_some() && line.glued(at) => {
                    head = None;
                    at += 1;
                }
                Tag::Mark if line.dash(at) && line.glued(at) && line.glued(at + 1) => {
                    // "counter-terrorism officers": what the hyphen joins is of the chunk.
                    at += 2;
                    head = Some(at - 1);
                }
                Tag::Mark if matches!(word, "." | "/") && line.glued(at) && line.glued(at + 1) => at += 1,
                // "No. 3", "Kansai Electric Co. plants"
                Tag::Mark
                    if word == "." && line.glued(at) && at + 1 < line.len() && line.tag(at + 1).noun() =>
                {
                    at += 1;
                }
                Tag::Mark
                    if word == ","
                        && head.is_none()
                        && at > start
                        && line.tag(at - 1) == Tag::Adjective
                        && line.tag(at + 1) == Tag::Adjective =>
                {
                    at += 1;
                }
                Tag::Mark
                    if matches!(word, "\"" | "“" | "”" | "‘" | "’" | "'")
                        && head.is_none()
                        && at > start
                        && line.tag(at + 1).noun() =>
                {
                    at += 1;
                }
                _ => break,
            }
        }
        let end = at.max(start + 1).min(line.len());
        // Where the noun is left out the last word stands for it: "the two", "the poor".
        let head = head.unwrap_or(end - 1);
        self.push(ChunkKind::Noun, start..end, head)
    }

    /// A verb group.
    fn verb(&mut self, start: usize) -> usize {
        let line = self.line;
        let mut at = start;
        let mut main = start;
        let mut be = false;
        let mut form = match line.tag(start) {
            _ if line.w(start) == "to" => VerbForm::Infinitive,
            Tag::VerbIng => VerbForm::Ing,
            Tag::VerbEn => VerbForm::En,
            Tag::VerbEd if line.words.sense(line.w(start)).any(Sense::ONLY_PARTICIPLE) => VerbForm::En,
            _ if matches!(line.w(start), "being" | "having") => VerbForm::Ing,
            _ if line.w(start) == "been" => VerbForm::En,
            _ => VerbForm::Finite,
        };
        let mut full = false;
        if form == VerbForm::Infinitive {
            at += 1;
            if self.must_be_verb(at) {
                (main, full) = (at, true);
                at += 1;
            }
        }
        while at < line.len() && at < start + 8 {
            let word = line.w(at);
            let tag = line.tag(at);
            if at > start && starting(self.amounts, at).is_some() {
                break;
            }
            if tag == Tag::Aux
                || matches!(word, "been" | "be" | "being")
                || matches!(word, "have" | "has" | "had" | "having") && tag.verb() && !full
            {
                if full {
                    break;
                }
                be = line.verb(at) == "be";
                main = at;
                at += 1;
            } else if tag.verb() && !full {
                main = at;
                full = true;
                at += 1;
            } else if !full
                && (tag == Tag::Adverb
                    || matches!(word, "not" | "n't" | "also" | "only")
                    || at > start && matches!(word, "each" | "all" | "both"))
            {
                // An adverb belongs to the group where more of the group follows.
                let more = (at + 1..line.len().min(at + 4))
                    .find(|n| !matches!(line.tag(*n), Tag::Adverb) && !matches!(line.w(*n), "not" | "n't"));
                if more.is_some_and(|n| {
                    (line.tag(n).verb() || line.tag(n) == Tag::Aux) && starting(self.amounts, n).is_none()
                }) {
                    at += 1;
                } else {
                    break;
                }
            } else {
                break;
            }
        }
        // "is alleged to", "was expected that": a participle that the tagger took for an adjective.
        if be
            && !full
            && line.tag(at) == Tag::Adjective
            && line.english.words.classes(line.w(at)).any(crate::text::Class::VERB_ED)
            && matches!(line.w(at + 1), "to" | "that" | "by")
        {
            main = at;
            full = true;
            at += 1;
        }
        let passive = full && be && matches!(line.tag(main), Tag::VerbEn | Tag::VerbEd | Tag::Adjective)
            || form == VerbForm::En && line.w(start) != "been";
        if full
            && main + 1 == at
            && starting(self.amounts, at).is_none()
            && super::verb::particle(line, main).is_some()
        {
            at += 1;
        }
        // A base form behind nothing that could be its subject is an order or a mistake; behind a modal it is
        // part of the group above.
        if form == VerbForm::Infinitive && !full && main == start {
            form = VerbForm::Infinitive;
            main = (at - 1).max(start);
        }
        let end = at.max(start + 1);
        self.out.push(Chunk { kind: ChunkKind::Verb(form), tokens: start..end, head: main, passive });
        end
    }
}

fn possessive(word: &str) -> bool {
    matches!(word, "my" | "your" | "his" | "her" | "its" | "our" | "their" | "whose")
}

/// The range that begins at `at`.
fn starting(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    ranges.iter().find(|r| r.start == at)
}
