//! Verb groups: auxiliaries, adverbs between, the verb and its particle.

use super::chunk::{Chunk, ChunkKind, VerbForm};
use super::cutter::{Cutter, starting};
use crate::claims::sentence::verb::particle;
use crate::claims::vocabulary::words::Sense;
use crate::text::Class;
use crate::text::tagger::Tag;

impl Cutter<'_> {
    /// A past participle without an auxiliary.
    pub fn participle(&mut self, at: usize) -> usize {
        let chunk =
            Chunk { kind: ChunkKind::Verb(VerbForm::En), tokens: at..at + 1, head: at, passive: true };
        self.out.push(chunk);
        at + 1
    }

    /// A verb group: adds it and answers where it ends.
    pub fn verb(&mut self, start: usize) -> usize {
        let line = self.line;
        let mut at = start;
        let mut main = start;
        let mut be = false;
        let form = match line.tag(start) {
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
                && at > start
                && word == "at"
                && matches!(line.w(at + 1), "least" | "most" | "last")
                && line.english.words.classes(line.w(at + 2)).any(Class::VERB)
                && matches!(
                    line.prev(at),
                    "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should"
                )
            {
                // "would *at least hear*", whatever the tagger made of it
                (main, full) = (at + 2, true);
                at += 3;
            } else if !full
                && (tag == Tag::Adverb
                    || matches!(word, "not" | "n't" | "also" | "only" | "either")
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
            && line.english.words.classes(line.w(at)).any(Class::VERB_ED)
            && matches!(line.w(at + 1), "to" | "that" | "by")
        {
            main = at;
            full = true;
            at += 1;
        }
        let passive = full && be && matches!(line.tag(main), Tag::VerbEn | Tag::VerbEd | Tag::Adjective)
            || form == VerbForm::En && line.w(start) != "been";
        if full && main + 1 == at && starting(self.amounts, at).is_none() && particle(line, main).is_some() {
            at += 1;
        }
        // A base form behind nothing that could be its subject is an order or a mistake; behind a modal it is
        // part of the group above.
        if form == VerbForm::Infinitive && !full && main == start {
            main = (at - 1).max(start);
        }
        let end = at.max(start + 1);
        self.out.push(Chunk { kind: ChunkKind::Verb(form), tokens: start..end, head: main, passive });
        end
    }
}
