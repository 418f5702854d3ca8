//! A sentence cut into chunks, left to right. Noun chunks are cut in [`super::noun_chunk`], verb groups in
//! [`super::verb_group`].

use std::ops::Range;

use super::chunk::{Chunk, ChunkKind, VerbForm};
use super::cutter::{Cutter, possessive, starting};
use crate::claims::sentence::line::Line;
use crate::claims::sentence::motion::motion;
use crate::text::Class;
use crate::text::tagger::Tag;

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
        // "Oslo and Lima *all* falling": it tells of what stands before.
        if matches!(line.w(at), "all" | "both" | "each")
            && line.tag(at + 1) == Tag::VerbIng
            && self.out.last().is_some_and(Chunk::nominal)
        {
            return self.push(ChunkKind::Adverb, at..at + 1, at);
        }
        if !line.is_word(at) {
            return self.mark(at);
        }
        self.small_word(at).unwrap_or_else(|| self.by_tag(at))
    }

    /// The chunk of a mark, a sign or digits.
    fn mark(&mut self, at: usize) -> usize {
        let line = self.line;
        let kind = match line.w(at) {
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
                        "there" | "here" | "it" | "he" | "she" | "that" | "this" | "what" | "who" | "where"
                    ) =>
            {
                return self.verb(at);
            }
            "$" | "£" | "€" | "%" | "'" | "’" | "'s" => return self.noun(at),
            _ if line.is_digits(at) => return self.noun(at),
            _ => return at + 1,
        };
        self.push(kind, at..at + 1, at)
    }

    /// The chunk of a small word that tells by itself what it is.
    fn small_word(&mut self, at: usize) -> Option<usize> {
        let line = self.line;
        let word = line.w(at);
        let (kind, width) = match word {
            "and" | "or" | "but" | "nor" | "yet" | "&" => (ChunkKind::Conjunction, 1),
            "who" | "whom" | "which" | "whose" | "where" => (ChunkKind::Relative, 1),
            "what" | "how" | "why" | "whoever" | "whatever" => (ChunkKind::Subordinator, 1),
            "that" => return Some(self.that(at)),
            "if" | "because" | "although" | "though" | "whether" | "unless" | "whereas" | "while"
            | "when" | "whilst" | "lest" | "wherein" => (ChunkKind::Subordinator, 1),
            "once" | "provided" if at == line.body => (ChunkKind::Subordinator, 1),
            "to" => {
                let next = at + 1 + usize::from(line.tag(at + 1) == Tag::Adverb);
                if line.tag(next) == Tag::Verb
                    || matches!(line.w(next), "be" | "have" | "do")
                    || self.must_be_verb(next)
                {
                    return Some(self.verb(at));
                }
                (ChunkKind::Preposition, 1)
            }
            "till" | "until" | "since" | "as" | "than" | "for" | "like"
                if line.w(at + 1) != "as" && !(line.w(at + 1) == "well" && line.w(at + 2) == "as") =>
            {
                let both = word == "as" && matches!(line.w(at + 1), "per" | "of" | "for");
                (ChunkKind::Preposition, if both { 2 } else { 1 })
            }
            // "children aged 5 to 9", "orders worth 210 million"
            "aged" | "worth" if starting(self.amounts, at + 1).is_some() => (ChunkKind::Preposition, 1),
            // "totalled 18 million, compared with 20": no past tense.
            "compared" if matches!(line.w(at + 1), "with" | "to") => return Some(self.participle(at)),
            "according" | "due" | "thanks"
                if line.w(at + 1) == "to" && !(word == "due" && line.tag(at + 2) == Tag::Verb) =>
            {
                (ChunkKind::Preposition, 2)
            }
            "on" if matches!(line.w(at + 1), "top" | "behalf") && line.w(at + 2) == "of" => {
                (ChunkKind::Preposition, 3)
            }
            "instead" | "out" | "ahead" | "outside" if line.w(at + 1) == "of" => (ChunkKind::Preposition, 2),
            "as" if line.w(at + 1) == "well" && line.w(at + 2) == "as" => (ChunkKind::Conjunction, 3),
            "along" | "together" if line.w(at + 1) == "with" => (ChunkKind::Preposition, 2),
            "such" | "as" if matches!(line.w(at + 1), "as" | "per" | "of" | "for") => {
                (ChunkKind::Preposition, 2)
            }
            "following" | "regarding" | "concerning" | "despite" | "amid" | "versus" | "vs"
                if line.prev(at) != "the" =>
            {
                (ChunkKind::Preposition, 1)
            }
            _ => return None,
        };
        Some(self.push(kind, at..at + width, at))
    }

    /// The chunk of any other word, by its part of speech.
    fn by_tag(&mut self, at: usize) -> usize {
        let line = self.line;
        let word = line.w(at);
        let one = at..at + 1;
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
                if line.english.words.classes(word).any(Class::VERB_ED)
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
        let moved = before
            .is_some_and(|c| c.kind == ChunkKind::Verb(VerbForm::Finite) && motion(line, c.head).is_some());
        line.tag(at) == Tag::VerbIng && line.tag(at + 1) == Tag::Nouns && moved
            || line.tag(at) == Tag::VerbEn && !behind_noun
            || line.tag(at) == Tag::VerbIng
                && matches!(line.tag(at + 1), Tag::Nouns)
                && self.out.last().is_none_or(|c| c.kind == ChunkKind::Preposition)
                && line.tag(at + 2).predicates()
    }
}
