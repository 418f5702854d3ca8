//! What a quantity is said of by the verb it hangs on: "*Output* rose 5%", "*The dam* cost 4 billion".

use std::ops::Range;

use super::about_finder::Finder;
use super::about_noun::takes_off;
use super::frame::Predicate;
use crate::claims::claim::Kind;
use crate::claims::clauses::chunk::ChunkKind;
use crate::claims::clauses::clause::ClauseKind;
use crate::claims::sentence::motion::{motion, motion_of_object, noun_motion};
use crate::claims::vocabulary::words::{Cue, Sense};
use crate::text::tagger::Tag;

/// What leads to a quantity.
pub enum Lead {
    /// A chunk.
    Word(usize),
    /// A token.
    Modifier(usize),
}

impl Finder<'_, '_> {
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
        // "demanded 18 months in prison": who gives or wants a time is not what lasts.
        let given = self.kind == Kind::Duration && !predicate.passive && gives_time(base);
        if foretold || worth || given || self.wanted(chunk, predicate) {
            return None;
        }
        // "others put *it* at 400 tonnes": what is meant stands in another sentence.
        let meant = self.parse.lead(chunk).is_some_and(|p| self.word(p) == "at")
            && self.parse.object(clause).is_some_and(|o| o < chunk && matches!(self.word(o), "it" | "them"));
        if meant {
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
        // "*No one* expects it within a week"
        let nobody = self.line.w(this.head) == "one" && self.bare(subject).len() == 1;
        if self.timely(subject) || nameless || nobody {
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

    /// "cut *emissions* 55%", "the poll gave *the Greens* 11%": a share right behind the object tells of that.
    pub fn object_before(&self, chunk: usize, predicate: Option<&Predicate>) -> Option<Range<usize>> {
        let predicate = predicate.filter(|p| !p.passive)?;
        let line = self.line;
        let object = self.parse.object(predicate.clause).filter(|o| o + 1 == chunk)?;
        let polled = || {
            matches!(line.verb(predicate.verb), "give" | "put" | "show" | "have")
                && self.parse.subject(predicate.clause).is_some_and(|s| self.is_source(s))
        };
        let fits = self.kind.is_share()
            && self.parse.chunks[object].kind == ChunkKind::Noun
            && line.tag(self.parse.chunks[object].head).noun()
            && self.parse.chunks[chunk].tokens.end <= self.amount.tokens.end
            && !self.counts(object)
            && !self.timely(object)
            // "rose *a monthly* 1.2 percent"
            && !matches!(self.word(object), "a" | "an")
            && (motion_of_object(line, predicate.verb).is_some() || polled());
        fits.then(|| self.phrase(object)).flatten()
    }

    /// Whether the verb tells that its subject moves.
    pub fn subject_moves(&self, predicate: Option<&Predicate>) -> bool {
        predicate.is_some_and(|p| motion(self.line, p.verb).is_some() && !p.passive)
    }

    /// Whether the quantity is the amount of a move that the subject only wants, offers or speaks of: "demands a 15%
    /// raise", but "suffered a 5% drop".
    pub fn wanted(&self, chunk: usize, predicate: &Predicate) -> bool {
        let line = self.line;
        let head = self.parse.chunks[chunk].head;
        let object = self.parse.object(predicate.clause) == Some(chunk)
            && head >= self.amount.tokens.end
            && noun_motion(line, head).is_some();
        object && !predicate.passive && !line.words.cue(line.verb(predicate.verb)).any(Cue::UNDERGOES)
    }

    /// A preposition before the chunk, or one that the quantity took as its modifier ("above 70 percent").
    pub fn lead(&self, chunk: usize) -> Option<Lead> {
        if let Some(p) = self.parse.lead(chunk) {
            return Some(Lead::Word(p));
        }
        let first = self.amount.tokens.start;
        let modifier = first < self.amount.number.start || matches!(self.line.w(first), "between" | "from");
        let relates = matches!(
            self.line.w(first),
            "above"
                | "below"
                | "under"
                | "over"
                | "around"
                | "beyond"
                | "between"
                | "past"
                | "exceeding"
                | "near"
                | "from"
                | "lower"
                | "higher"
                | "greater"
        );
        let relates = relates || self.line.phrase(first, &["in", "excess", "of"]);
        (modifier && relates && self.parse.chunks[chunk].tokens.start == first)
            .then_some(Lead::Modifier(first))
    }
}

/// Verbs by which somebody gives or wants a time that another gets.
fn gives_time(verb: &str) -> bool {
    matches!(
        verb,
        "demand"
            | "seek"
            | "request"
            | "impose"
            | "recommend"
            | "propose"
            | "give"
            | "grant"
            | "offer"
            | "hand"
    )
}
