//! Who says what: attributions in a sentence, carried through quotations of several sentences.

use super::words::{ClaimWords, Sense};
use crate::entities::{Kind, Mention, Referent};
use crate::text::{English, Text, lemma};

/// The speaker of each sentence of a text, where there is one.
pub fn speakers(
    text: &Text<'_>,
    mentions: &[Mention],
    words: &ClaimWords,
    english: &English,
) -> Vec<Option<Referent>> {
    let finder = Finder { text, mentions, words, english };
    let mut own: Vec<Option<Referent>> = Vec::with_capacity(text.sentences.len());
    let mut last: Option<Referent> = None;
    for n in 0..text.sentences.len() {
        let found = finder.attribution(n, last.as_ref());
        if found.is_some() {
            last.clone_from(&found);
        }
        own.push(found);
    }
    // Inside of an open quotation the speaker is that of its attributed sentence, before or behind.
    let open = finder.quotes();
    let mut carried = own.clone();
    for n in 0..own.len() {
        if carried[n].is_some() || !open[n].inside {
            continue;
        }
        let back = n
            .checked_sub(1)
            .filter(|b| {
                open[n].continues
                    || own[*b].is_some() && !text.sentences[n].opens_paragraph
                    || open[n].inside && own[*b].is_some()
            })
            .and_then(|b| carried[b].clone());
        let forward = (n + 1..own.len())
            .take(4)
            .find(|m| own[*m].is_some() || !open[*m].inside)
            .and_then(|m| (open[m].inside || open[m].continues).then(|| own[m].clone()).flatten());
        carried[n] = if open[n].continues { back.or(forward) } else { forward.or(back) };
    }
    carried
}

/// How many mentions are looked through for one that a word refers to: an article of any length is read in
/// time that grows with its length only.
const NEAR: usize = 400;

struct Finder<'a> {
    text: &'a Text<'a>,
    mentions: &'a [Mention],
    words: &'a ClaimWords,
    english: &'a English,
}

#[derive(Clone, Copy, Default)]
struct Quote {
    /// The sentence stands, wholly or in part, in quotation marks.
    inside: bool,
    /// The quotation began in an earlier sentence.
    continues: bool,
}

impl Finder<'_> {
    fn quotes(&self) -> Vec<Quote> {
        let mut open = false;
        let mut out = Vec::new();
        for sentence in &self.text.sentences {
            if sentence.opens_paragraph && open {
                // Each paragraph of a long quotation begins with its own mark; otherwise a mark is missing.
                open = false;
            }
            let mut quote = Quote { inside: open, continues: open };
            for at in sentence.tokens.clone() {
                match self.text.word(at) {
                    "“" => open = true,
                    "”" => open = false,
                    "\"" => open = !open,
                    _ => continue,
                }
                quote.inside = true;
            }
            out.push(quote);
        }
        out
    }

    /// Who is said to speak in sentence `n`.
    fn attribution(&self, n: usize, last: Option<&Referent>) -> Option<Referent> {
        let range = self.text.sentences[n].tokens.clone();
        for at in range.clone() {
            let word = self.text.word(at);
            if matches!(word, "according" | "According")
                && self.text.word(at + 1) == "to"
                && let Some(found) = self.named(at + 2, range.end, 8)
            {
                return Some(found);
            }
            if !word.as_bytes().first().is_some_and(u8::is_ascii_lowercase) || word.len() < 3 {
                continue;
            }
            let base = lemma::verb(&self.english.words, word);
            let says = self.words.sense(&base).any(Sense::SAY)
                && !matches!(
                    base.as_str(),
                    "show"
                        | "reveal"
                        | "report"
                        | "know"
                        | "see"
                        | "find"
                        | "learn"
                        | "hear"
                        | "think"
                        | "hope"
                        | "expect"
                        | "understand"
                        | "agree"
                        | "rule"
                        | "maintain"
                        | "indicate"
                        | "imply"
                        | "guess"
                        | "suggest"
                        | "mention"
                        | "comment"
                        | "confirm"
                        | "quote"
                        | "point_out"
                        | "announce"
                );
            let weak = matches!(
                base.as_str(),
                "show"
                    | "reveal"
                    | "report"
                    | "suggest"
                    | "confirm"
                    | "announce"
                    | "think"
                    | "expect"
                    | "indicate"
                    | "point"
            ) && (word.ends_with("ed") || word.ends_with('s'));
            if !says && !weak {
                continue;
            }
            // The nearest name or pronoun before the verb, then behind it ("said Ana Ruiz").
            if let Some(found) = self.subject(range.start, at, last) {
                return Some(found);
            }
            if says
                && base != "tell"
                && let Some(found) = self.named(at + 1, range.end, 5)
            {
                return Some(found);
            }
        }
        None
    }

    /// The first person or organization named from token `from`, at most `reach` tokens on.
    fn named(&self, from: usize, limit: usize, reach: usize) -> Option<Referent> {
        self.mentions[self.mentions.partition_point(|m| m.tokens.start < from)..]
            .iter()
            .take_while(|m| m.tokens.start < limit.min(from + reach))
            .find(|m| {
                m.counts()
                    && m.tokens.start >= from
                    && m.tokens.start < limit.min(from + reach)
                    && m.kind != Kind::PLACE
            })
            .filter(|m| {
                (from..m.tokens.start)
                    .all(|t| !matches!(self.text.word(t), "that" | "to" | "in" | "on" | "."))
            })
            .map(|m| m.referent.clone())
    }

    /// Who stands before the verb at `at` as its subject.
    fn subject(&self, start: usize, at: usize, last: Option<&Referent>) -> Option<Referent> {
        let mut t = at;
        let mut crossed = 0;
        while t > start && at - t < 14 {
            t -= 1;
            let word = self.text.word(t);
            if matches!(word, "he" | "she" | "He" | "She") {
                return last.filter(|_| true).cloned().or_else(|| self.person_before(t));
            }
            if matches!(
                word,
                "they"
                    | "it"
                    | "we"
                    | "I"
                    | "They"
                    | "It"
                    | "which"
                    | "that"
                    | "to"
                    | "officials"
                    | "police"
                    | "witnesses"
                    | "analysts"
                    | "sources"
            ) && at - t <= 2
            {
                return None;
            }
            if matches!(word, "\"" | "”" | ";") {
                return None;
            }
            if word == "," {
                crossed += 1;
                if crossed > 2 {
                    return None;
                }
            }
            if let Some(mention) = self.at(t) {
                let lead = mention.tokens.start.checked_sub(1).map_or("", |b| self.text.word(b));
                if mention.kind == Kind::PLACE && at - t > 1
                    || matches!(
                        lead,
                        "of" | "in" | "at" | "from" | "with" | "for" | "to" | "near" | "on" | "by"
                    )
                {
                    // "the head of FSB said": the office speaks for the one who holds it
                    if lead == "of" && mention.kind == Kind::ORGANIZATION {
                        return Some(self.holder(mention, last));
                    }
                    t = mention.tokens.start;
                    continue;
                }
                // "the FSB chief said" is the person who was named with it before
                if mention.kind == Kind::ORGANIZATION
                    && mention.tokens.end < at
                    && at - mention.tokens.end <= 3
                    && self.office(mention.tokens.end)
                {
                    return Some(self.holder(mention, last));
                }
                return Some(mention.referent.clone());
            }
        }
        None
    }

    /// The mention that covers a token.
    fn at(&self, token: usize) -> Option<&Mention> {
        let next = self.mentions.partition_point(|m| m.tokens.end <= token);
        self.mentions.get(next).filter(|m| m.counts() && m.tokens.contains(&token))
    }

    fn office(&self, at: usize) -> bool {
        matches!(
            self.text.word(at),
            "chief"
                | "head"
                | "director"
                | "chairman"
                | "chairwoman"
                | "president"
                | "leader"
                | "boss"
                | "chair"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "governor"
                | "secretary"
                | "minister"
                | "commander"
                | "manager"
                | "coach"
                | "captain"
                | "executive"
        )
    }

    /// The person named beside the organization earlier in the article, else the organization.
    fn holder(&self, office: &Mention, last: Option<&Referent>) -> Referent {
        let beside = self.mentions[..self.mentions.len().min(NEAR)].windows(2).find_map(|pair| {
            let same = pair[0].referent == office.referent
                && pair[1].kind == Kind::PERSON
                && pair[0].sentence == pair[1].sentence;
            (same && pair[1].tokens.start - pair[0].tokens.end <= 6).then(|| pair[1].referent.clone())
        });
        beside
            .or_else(|| last.filter(|r| self.is_person(r)).cloned())
            .unwrap_or_else(|| office.referent.clone())
    }

    fn is_person(&self, referent: &Referent) -> bool {
        self.mentions.iter().take(NEAR).any(|m| m.referent == *referent && m.kind == Kind::PERSON)
    }

    fn person_before(&self, token: usize) -> Option<Referent> {
        self.mentions[..self.mentions.partition_point(|m| m.tokens.end <= token)]
            .iter()
            .rev()
            .take(NEAR)
            .find(|m| m.kind == Kind::PERSON && m.counts())
            .map(|m| m.referent.clone())
    }
}
