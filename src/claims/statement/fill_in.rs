//! The statement around a quantity, filled in: which claim it makes.

use jiff::civil::Date;

use super::about::about;
use super::about_count::holder;
use super::actors::{aged, owner, subject};
use super::days::days;
use super::frame::{negated, predicate};
use super::hearsay::denied;
use super::modality::modality;
use super::place::place;
use super::speech::{Read, Speech};
use super::when::time;
use crate::claims::claim::{Claim, Kind, Modality, Quantity, Role};
use crate::claims::clauses::clause::Parse;
use crate::claims::quantities::age;
use crate::claims::quantities::amount::Amount;
use crate::claims::quantities::comparison::compared_thing;
use crate::claims::quantities::movement::movement;
use crate::claims::rules::{CHANGE, Taken};
use crate::claims::sentence::line::Line;
use crate::claims::time::times::Times;
use crate::claims::vocabulary::words::Sense;
use crate::entities::Referent;
use crate::text::tagger::Tag;

/// A quantity in its sentence, read.
pub struct Statement<'a> {
    pub line: &'a Line<'a>,
    pub parse: &'a Parse,
    pub times: &'a Times,
    pub amount: &'a Amount,
    /// The day the article was published.
    pub published: Option<Date>,
    /// The place of the dateline.
    pub home: Option<&'a Referent>,
}

impl Statement<'_> {
    /// The claim that it makes, where the rule of the name `rule` has taken the quantity.
    pub fn claim(&self, taken: Taken, rule: &'static str, speech: &mut Speech, read: &Read<'_>) -> Claim {
        let Statement { line, parse, times, amount, .. } = *self;
        let chunk = parse
            .chunk_at(amount.number.start)
            .filter(|c| parse.chunks[*c].tokens.contains(&amount.number.start));
        let zero = rule == "zero";
        let kind = taken.kind.unwrap_or(Kind::Number);
        // "Ana Ruiz, 34, said": the age hangs on no verb.
        let at = amount.tokens.start;
        let adverb =
            at >= 2 && line.w(at - 2) == "," && matches!(line.prev(at), "now" | "also" | "both" | "then");
        let apposed = kind == Kind::Age && (line.prev(at) == "," || adverb);
        // "Net 7.1 mln vs 4.7 mln" is a line of a table, though its label may look like a verb.
        let table = (0..line.len()).any(|t| matches!(line.w(t), "vs" | "versus"))
            && !line.tags.contains(&Tag::Aux)
            && line.len() <= 16;
        let predicate = chunk.filter(|_| !apposed && !table).and_then(|c| predicate(line, parse, c));
        let (role, direction) = if zero { (Role::Level, None) } else { movement(line, amount) };
        let former =
            kind != Kind::Count && kind != Kind::Duration && role == Role::Level && direction.is_none();
        let role = if former && compared_thing(line, amount.tokens.start) { Role::Former } else { role };
        let about = match kind {
            // "The poet, who lived by the port, *died at the age of* 85": the subject, whatever stands nearer.
            Kind::Age if age::at_an_age(line, amount) && predicate.is_some() => {
                about(line, parse, amount, taken.end, kind, chunk, predicate.as_ref())
            }
            // "will miss the 32-year-old": it stands for who is so old.
            Kind::Age
                if amount.compound
                    && chunk.is_some_and(|c| {
                        let this = &parse.chunks[c];
                        line.w(this.tokens.start) == "the" && this.tokens.end <= amount.tokens.end
                    }) =>
            {
                String::new()
            }
            Kind::Age => Some(age::of(line, amount))
                .filter(|a| !a.is_empty() || apposed)
                .unwrap_or_else(|| about(line, parse, amount, taken.end, kind, chunk, predicate.as_ref())),
            _ if taken.about => about(line, parse, amount, taken.end, kind, chunk, predicate.as_ref()),
            Kind::Ratio => taken.counted.clone(),
            Kind::Count => holder(line, parse, amount, taken.end, chunk, predicate.as_ref()),
            _ => String::new(),
        };
        let time = time(line, parse, times, amount, chunk, predicate.as_ref()).filter(|_| !apposed);
        let days = time.and_then(|t| days(line, parse, t, self.published));
        // "the four-bedroom house" tells how many there are.
        let compound = line.dash(amount.number.end) && line.glued(amount.number.end);
        let definite = amount.tokens.start > 0
            && !compound
            && matches!(line.prev(amount.tokens.start), "the" | "these" | "those" | "all" | "both")
            && matches!(kind, Kind::Count)
            && !matches!(line.w(taken.end), "of" | "who" | "that" | "killed");
        let speaker = speech.speaker(line, parse, chunk, predicate.as_ref(), read);
        // "The bank forecasts a rise of 5%" tells what it says, nothing that it does.
        let foretells = predicate
            .as_ref()
            .is_some_and(|p| !p.passive && line.words.sense(line.verb(p.verb)).any(Sense::FORECAST));
        let subject = match kind {
            Kind::Age => aged(line, parse, amount, chunk),
            _ => None,
        }
        .or_else(|| {
            // "Holm says the 30-year-old must draw": not who says so.
            let old = chunk.filter(|c| {
                kind == Kind::Age
                    && amount.compound
                    && parse.chunks[*c].tokens.end <= amount.tokens.end
                    && predicate.as_ref().is_some_and(|p| p.is_subject)
            });
            subject(line, parse, chunk.filter(|_| old.is_none()), predicate.as_ref())
        })
        .or_else(|| predicate.as_ref().and_then(|p| owner(line, parse, p, &about)))
        .filter(|s| !foretells || speaker.as_ref() != Some(s));
        Claim {
            sentence: line.sentence,
            quantity: Quantity {
                span: line.span(&amount.tokens),
                low: amount.low,
                high: amount.high,
                modifier: amount.modifier,
                kind,
                unit: taken.unit,
            },
            counted: taken.counted,
            about,
            predicate: predicate.as_ref().map(|p| p.lemma.clone()).unwrap_or_default(),
            direction,
            role,
            // "denied that they had not paid 60 euros": who denies a denial says it.
            negated: !zero
                && negated(line, parse, amount, predicate.as_ref())
                    != predicate.as_ref().is_some_and(|p| denied(line, parse, p.clause)),
            modality: if role == Role::Former || line.w(taken.end) == "ago" {
                // What was before is a fact, whatever is expected now.
                Modality::Asserted
            } else {
                modality(line, parse, amount, kind, chunk, predicate.as_ref())
            },
            time: time.map(|t| line.slice(&t.tokens)).unwrap_or_default(),
            time_from: days.map(|d| d.0),
            time_to: days.map(|d| d.1),
            place: place(line, parse, &amount.tokens, chunk, predicate.as_ref(), self.home),
            subject,
            speaker,
            definite,
            rule: if role != Role::Level || direction.is_some() { CHANGE.name } else { rule },
        }
    }
}
