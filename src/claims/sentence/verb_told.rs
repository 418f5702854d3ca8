//! Words that were taken for something else and are the verb of their clause or a form of it, by what stands around them.

use super::retag::{MOTION, Retag, figure, leads_to_base, only_past};
use crate::claims::vocabulary::words::{Cue, Sense};
use crate::text::tagger::Tag;
use crate::text::{Class, lemma};

impl Retag<'_> {
    /// "the ministry *says* has cost"
    pub fn is_says(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "says"
    }

    /// "with a bull *selling* for $9"
    pub fn sells_for(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1].noun()
            && self.word(at).ends_with("ing")
            && matches!(self.word(at + 1), "for" | "at")
            && matches!(tags.get(at + 2), Some(Tag::Symbol | Tag::Number))
            && self.class(at).any(Class::VERB_ING)
    }

    /// "could each *invest* 5 million"
    pub fn behind_each(&self, tags: &[Tag], at: usize) -> bool {
        at >= 2
            && matches!(self.word(at - 1), "each" | "both" | "all")
            && tags[at - 2] == Tag::Aux
            && matches!(
                self.word(at - 2),
                "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should"
            )
            && self.class(at).any(Class::VERB)
    }

    /// "recommended that the man, Ana Ruiz's son, *serve* nine years": the base form behind what somebody wants
    pub fn wanted_that(&self, tags: &[Tag], at: usize) -> bool {
        let object = figure(tags, at + 1) || matches!(tags.get(at + 1), Some(Tag::Determiner | Tag::Pronoun));
        if !object || !tags[at - 1].noun() && self.word(at - 1) != "," || !self.class(at).any(Class::VERB) {
            return false;
        }
        let Some(that) = (at.saturating_sub(LONGEST_SUBJECT)..at).rev().find(|n| self.word(*n) == "that")
        else {
            return false;
        };
        let wants = that > 0
            && matches!(
                lemma::verb_base(&self.english.words, self.word(that - 1)),
                "recommend"
                    | "order"
                    | "demand"
                    | "insist"
                    | "propose"
                    | "suggest"
                    | "require"
                    | "request"
                    | "urge"
                    | "ask"
            );
        wants && that + 1 < at && !tags[that + 1..at].iter().any(|t| t.verb() || *t == Tag::Aux)
    }

    /// "the record *set* on Monday", "the target *set* by the bank"
    pub fn set_then(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "set"
            && (tags[at - 1] == Tag::Noun || tags[at - 1] == Tag::Nouns)
            && (matches!(self.word(at + 1), "on" | "in" | "by" | "last" | "earlier" | "for")
                || self.word(at + 1) == "at" && figure(tags, at + 2))
    }

    /// "will most likely *hover*"
    pub fn behind_likely(&self, tags: &[Tag], at: usize) -> bool {
        at >= 3
            && self.word(at - 1) == "likely"
            && tags[at - 1] == Tag::Adverb
            && tags[at - 3] == Tag::Aux
            && self.class(at).any(Class::VERB)
    }

    /// "Most people *own* a mobile"
    pub fn owns(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "own"
            && (tags[at - 1] == Tag::Nouns
                || matches!(self.word(at - 1), "people" | "they" | "we" | "you" | "who"))
            && matches!(tags.get(at + 1), Some(Tag::Determiner | Tag::Number | Tag::Symbol))
    }

    /// "of the nine, five *fell* to"
    pub fn counted_fell(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1] == Tag::Number
            && only_past(self.word(at))
            && !(at >= 2 && (tags[at - 2] == Tag::Determiner || tags[at - 2].noun()))
            && (matches!(tags.get(at + 1), Some(Tag::Preposition | Tag::Adverb))
                || tags[at] == Tag::Nouns && matches!(self.word(at + 1), "." | ","))
    }

    /// ", the bank *estimates*,": a verb of stating put in between commas with its subject.
    pub fn put_in(&self, tags: &[Tag], at: usize) -> bool {
        let last = at + 2 >= tags.len() && matches!(self.word(at + 1), "." | "" | "”" | "\"");
        let stands = Sense(Sense::SAY.0 | Sense::FORECAST.0);
        // ", an industry group, Arden, *estimates*."
        if last && self.word(at - 1) == "," {
            return self.sense(at).any(stands)
                && self.class(at).any(Class::VERB_S)
                && tags[..at].iter().any(|t| t.predicates());
        }
        if self.word(at + 1) != "," && !last || !tags[at - 1].noun() {
            return false;
        }
        let one = |n: usize| self.word(n) == "one";
        let part =
            |n: &usize| tags[*n].noun() || matches!(tags[*n], Tag::Adjective | Tag::Determiner) || one(*n);
        let Some(comma) = (at.saturating_sub(6)..at).rev().find(|n| !part(n)) else { return false };
        self.word(comma) == ","
            && (tags[comma + 1] == Tag::Determiner
                || one(comma + 1)
                || (comma + 1..at).all(|n| tags[n] == Tag::Name))
            && self.sense(at).any(stands)
            && self.class(at).any(Class::VERB_S)
    }

    /// "saw orders *rise* and", "saw them *fall*."
    pub fn seen_to(&self, tags: &[Tag], at: usize) -> bool {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let amount = matches!(next, Tag::Number | Tag::Symbol);
        let thing = tags[at - 1] == Tag::Nouns
            || matches!(self.word(at - 1), "them" | "it" | "prices")
            || amount && tags[at - 1].noun();
        if !thing
            || !(amount || matches!(next, Tag::Conjunction | Tag::Mark | Tag::Adverb))
            || !self.sense(at).any(MOTION)
            || !self.class(at).any(Class::VERB)
        {
            return false;
        }
        let part = |n: &usize| {
            tags[*n].noun() || matches!(tags[*n], Tag::Adjective | Tag::Determiner | Tag::Pronoun)
        };
        let verb = (at.saturating_sub(6)..at).rev().find(|n| !part(n));
        verb.is_some_and(|v| tags[v].verb() && leads_to_base(self.word(v)))
    }

    /// "was paid 9 euros and *hid* 5 million": a past form that no list has as an adjective
    pub fn irregular_past(&self, tags: &[Tag], at: usize) -> bool {
        matches!(tags[at - 1], Tag::Conjunction | Tag::Pronoun | Tag::Name | Tag::Nouns)
            && !self.word(at).ends_with("ed")
            && self.class(at).any(Class::VERB_ED)
            && !self.class(at).any(Class::ADJECTIVE)
    }

    /// "Oslo, Arden and Kiruna all *falling*"
    pub fn all_doing(&self, tags: &[Tag], at: usize) -> bool {
        at >= 2
            && matches!(self.word(at - 1), "all" | "both" | "each")
            && tags[at - 2].noun()
            && self.word(at).ends_with("ing")
            && self.class(at).any(Class::VERB_ING)
    }

    /// "the dollar, which *hit* 1.10"
    pub fn behind_which(&self, tags: &[Tag], at: usize) -> bool {
        matches!(self.word(at - 1), "which" | "who")
            && matches!(tags.get(at + 1), Some(Tag::Number | Tag::Symbol | Tag::Determiner))
            && self.class(at).any(Class::VERB_ED)
    }

    /// "Drivers caught using a phone *face* a fine", "Rents for a flat *average* 1,450 pounds": the only word before an
    /// object that can be the verb.
    pub fn lone_verb(&self, tags: &[Tag], at: usize) -> bool {
        let object = match tags.get(at + 1) {
            Some(Tag::Determiner) => matches!(self.word(at + 1), "a" | "an" | "the") && tags[at - 1].noun(),
            _ => return self.comes_to(tags, at),
        };
        object && self.class(at).any(Class::VERB) && self.no_verb(tags, at)
    }

    /// "voters *favour* it": no noun stands before the pronoun of an object.
    pub fn before_pronoun(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1] == Tag::Nouns
            && matches!(self.word(at + 1), "it" | "them" | "him" | "us")
            && self.class(at).any(Class::VERB)
    }

    /// "*average* 1,450 pounds a month"
    pub fn comes_to(&self, tags: &[Tag], at: usize) -> bool {
        figure(tags, at + 1)
            && (tags[at - 1].noun() || tags[at - 1] == Tag::Adjective && self.class(at - 1).any(Class::NOUN))
            && self.words.cue(self.word(at)).any(Cue::COMES_TO)
            && self.no_verb(tags, at)
    }

    /// Whether no finite verb stands in the clause around `at`, up to a mark on either side.
    fn no_verb(&self, tags: &[Tag], at: usize) -> bool {
        let verb = |t: &Tag| t.predicates();
        let before = tags[..at].iter().rev().take_while(|t| **t != Tag::Mark).any(verb);
        !before && !tags[at + 1..].iter().take_while(|t| **t != Tag::Mark).any(verb)
    }

    /// "The airport, Europe's busiest, *handles* 1,300 flights": the only form of a verb before an object.
    pub fn only_verb_form(&self, tags: &[Tag], at: usize) -> bool {
        at >= 3
            && self.word(at - 1) == ","
            && figure(tags, at + 1)
            && matches!(tags.first(), Some(Tag::Determiner | Tag::Name))
            && self.class(at).any(Class::VERB_S)
            && !tags.iter().enumerate().any(|(n, t)| t.predicates() && !self.tells_of_noun(n))
    }

    /// "The canal*, known* for its locks, spans": a participle that was taken for a past tense, behind a comma.
    fn tells_of_noun(&self, at: usize) -> bool {
        at > 0
            && self.word(at - 1) == ","
            && matches!(self.word(at), "known" | "located" | "based" | "situated")
    }

    /// "it *undercuts* rivals", "Twitter *limits* posts to": behind "it" or a name and before what looks like a verb in
    /// "-s" stands the verb.
    pub fn singular_subject(&self, tags: &[Tag], at: usize) -> bool {
        let pronoun = matches!(self.word(at - 1), "it" | "he" | "she")
            && (at < 2 || !tags[at - 2].verb() && tags[at - 2] != Tag::Preposition);
        let name = tags[at - 1] == Tag::Name && self.class(at).any(Class::VERB_S);
        let known = self.class(at).any(Class::VERB_S) || !self.class(at).known();
        pronoun && known && self.word(at).ends_with('s')
            || name && tags.get(at + 1) == Some(&Tag::VerbS) && self.class(at + 1).any(Class::NOUNS)
    }

    /// "*sent* 40 trucks"
    pub fn is_sent(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "sent"
    }

    /// "The 73-year-old *won* 59%": the money has a number before it.
    pub fn won(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "won"
            && tags[at - 1] != Tag::Number
            && !matches!(self.word(at - 1), "korean" | "the" | "million" | "billion" | "trillion")
    }

    /// Whether a form in "-s" stands behind a comma that closes a clause with "which" or "who", and nothing before that
    /// clause is a verb: it is the one the subject waits for.
    pub fn behind_relative(&self, tags: &[Tag], at: usize) -> bool {
        if self.word(at - 1) != "," || !self.class(at).any(Class::VERB_S) {
            return false;
        }
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let goes_on = !matches!(next, Tag::Mark | Tag::Conjunction | Tag::Aux) && !next.finite();
        let opens = (1..at - 1).find(|n| self.word(*n) == "," && matches!(self.word(n + 1), "which" | "who"));
        goes_on
            && opens.is_some_and(|comma| {
                let verb = |t: &Tag| t.predicates();
                !tags[..comma].iter().any(verb) && tags[comma..at].iter().any(verb)
            })
    }

    /// Whether what could be a verb of foretelling in "-s" ends the noun phrase that opens the sentence, and what it states
    /// follows: "The foundation *estimates* that three million", but "The estimates that were made".
    pub fn opening_statement(&self, tags: &[Tag], at: usize) -> bool {
        if !(1..=6).contains(&at)
            || !self.sense(at).any(Sense::FORECAST)
            || !self.class(at).any(Class::VERB_S)
        {
            return false;
        }
        let subject = tags[..at].iter().enumerate().all(|(n, t)| {
            matches!(t, Tag::Noun | Tag::Name | Tag::Adjective) || n == 0 && *t == Tag::Determiner
        });
        let whose =
            matches!(tags[0], Tag::Determiner | Tag::Name) && matches!(tags[at - 1], Tag::Noun | Tag::Name);
        let verb = |n: usize| tags.get(n).is_some_and(|t| t.verb() || *t == Tag::Aux);
        let states = match self.word(at + 1) {
            "that" => !verb(at + 2),
            _ => matches!(tags.get(at + 1), Some(Tag::Number | Tag::Symbol | Tag::Determiner)),
        };
        subject && whose && states
    }

    /// "Forty people *died*, two doctors said": the only verb of what a source states behind the comma.
    pub fn before_tail(&self, tags: &[Tag], at: usize) -> bool {
        let source =
            |n: &usize| tags[*n].noun() || matches!(tags[*n], Tag::Number | Tag::Determiner | Tag::Adjective);
        let tail = || (at + 2..tags.len()).take(LONGEST_SOURCE).find(|n| !source(n));
        self.word(at + 1) == ","
            && tags[at - 1].noun()
            && !self.words.cue(lemma::verb_base(&self.english.words, self.word(at))).any(Cue::HARM)
            && !tags[..at].iter().any(|t| t.predicates())
            && tail().is_some_and(|n| n > at + 2 && matches!(self.word(n), "said" | "told" | "say" | "says"))
    }

    /// ", the regional governor *said* on Wednesday", "a third of those hired *said* they"
    pub fn said(&self, tags: &[Tag], at: usize) -> bool {
        let states = || matches!(tags.get(at + 1), Some(Tag::Pronoun | Tag::Determiner | Tag::Subordinator));
        self.word(at) == "said"
            && (tags[at - 1].noun() || tags[at - 1] == Tag::VerbEn && states())
            && self.word(at + 1) != "to"
    }

    /// "Ana Ruiz *rushes* for 180 yards and scores": behind a name that opens the sentence, before another such verb.
    pub fn name_does(&self, tags: &[Tag], at: usize) -> bool {
        let named = at >= 2 && tags[..at].iter().all(|t| *t == Tag::Name);
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        named
            && matches!(next, Tag::Preposition | Tag::Number | Tag::Determiner)
            && self.class(at).any(Class::VERB_S)
            && (at + 2..tags.len())
                .find(|n| tags[*n].predicates())
                .is_some_and(|n| tags[n] == Tag::VerbS && matches!(self.word(n - 1), "and" | ","))
    }

    /// "could *alternate* with", "fares should more than *double*": right behind these auxiliaries a base form is the verb.
    pub fn behind_modal(&self, tags: &[Tag], at: usize) -> bool {
        let more = at >= 3 && self.word(at - 1) == "than" && matches!(self.word(at - 2), "more" | "less");
        let modal = if more { at - 3 } else { at - 1 };
        let sure = matches!(
            self.word(modal),
            "cannot" | "can't" | "could" | "couldn't" | "would" | "should" | "must" | "might"
        );
        // "Peru *will tender* on Monday", but "the will power", "in May"
        let told = || {
            let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
            matches!(self.word(modal), "will" | "can" | "may" | "shall")
                && modal >= 1
                && (tags[modal - 1].noun() || tags[modal - 1] == Tag::Pronoun)
                && !next.predicates()
        };
        tags[modal] == Tag::Aux && (sure || told()) && self.class(at).any(Class::VERB)
    }

    /// "have all *come*"
    pub fn have_come(&self, _: &[Tag], at: usize) -> bool {
        let have = |n: usize| matches!(self.word(n), "have" | "has" | "had");
        matches!(self.word(at), "come" | "become")
            && at >= 2
            && (have(at - 1)
                || matches!(self.word(at - 1), "all" | "both" | "each" | "already") && have(at - 2))
    }

    /// "tonnes of plastic *end* up in the sea"
    pub fn ends_up(&self, tags: &[Tag], at: usize) -> bool {
        matches!(self.word(at), "end" | "ends") && self.word(at + 1) == "up" && tags[at - 1].noun()
    }

    /// "a teacher aged 82, *lost* her savings", "1.1 billion people, a sixth of all, *live* without": what looks like an
    /// adjective where the sentence has no other verb.
    pub fn left_to_tell(&self, tags: &[Tag], at: usize) -> bool {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let lost = self.class(at).any(Class::VERB_ED)
            && matches!(next, Tag::Pronoun | Tag::Determiner | Tag::Number | Tag::Symbol);
        let live = self.class(at).any(Class::VERB)
            && self.class(at).any(Class::MOSTLY_VERB)
            && next == Tag::Preposition;
        (lost || live)
            && (self.word(at - 1) == "," || live && tags[at - 1] == Tag::Nouns)
            && !tags.iter().any(|t| t.predicates())
    }

    /// As [`Retag::left_to_tell`], in the past.
    pub fn left_to_tell_past(&self, tags: &[Tag], at: usize) -> bool {
        self.class(at).any(Class::VERB_ED) && self.left_to_tell(tags, at)
    }

    /// "Mining *accounts* for 8% of", "Nine quarries only *account* for half of"
    pub fn accounts_for(&self, tags: &[Tag], at: usize) -> bool {
        let adverb = usize::from(tags[at - 1] == Tag::Adverb);
        matches!(self.word(at), "accounts" | "account")
            && self.word(at + 1) == "for"
            && at > adverb
            && (tags[at - 1 - adverb].noun() || tags[at - 1] == Tag::VerbIng)
            && (at + 2..tags.len().min(at + 6))
                .any(|n| matches!(self.word(n), "%" | "percent" | "cent" | "half" | "third" | "quarter"))
    }

    /// "timber exports *hit* their first peak", where the noun before was taken for a verb in "-s".
    pub fn past_behind_plural(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1] == Tag::VerbS
            && matches!(self.word(at + 1), "its" | "his" | "their" | "a" | "the")
            && self.class(at).any(Class::VERB_ED)
            && self.class(at - 1).any(Class::NOUNS)
    }

    /// "The rent, which nobody pays, *rose* 4 percent", "profit, however, *rose* to 5 million": no flower.
    pub fn past_behind_comma(&self, tags: &[Tag], at: usize) -> bool {
        let moved = matches!(tags.get(at + 1), Some(Tag::Number | Tag::Symbol | Tag::Adverb))
            || matches!(self.word(at + 1), "to" | "by" | "from" | "a" | "an" | "in" | "on");
        only_past(self.word(at)) && self.word(at - 1) == "," && moved && self.sense(at).any(MOTION)
    }

    /// "The pamphlet *focuses* on nine wells", "half of the garrison *lives* beside": the only form of a verb between the
    /// singular noun of its subject and a preposition.
    pub fn singular_does(&self, tags: &[Tag], at: usize) -> bool {
        let noun = tags[at - 1] == Tag::Noun
            || tags[at - 1] == Tag::Adjective && self.class(at - 1).any(Class::COMMON_NOUN);
        if !noun
            || !matches!(tags.get(at + 1), Some(Tag::Preposition | Tag::Adverb))
            || matches!(self.word(at + 1), "of" | "worth")
            || !(intransitive(self.word(at))
                || self.class(at).any(Class::VERB_S) && self.class(at).any(Class::MOSTLY_VERB))
        {
            return false;
        }
        let part = |n: &usize| {
            tags[*n].noun() && tags[*n] != Tag::Nouns
                || matches!(tags[*n], Tag::Adjective | Tag::Number)
                || self.word(*n) == "-"
        };
        let Some(opens) = (0..at).rev().find(|n| !part(n)) else { return false };
        let article =
            matches!(self.word(opens), "the" | "a" | "an" | "this" | "its" | "their" | "his" | "her");
        // Nothing but a share of it stands before the article.
        let share = opens >= 2 && self.word(opens - 1) == "of";
        let led = opens == 0
            || share
            || matches!(tags[opens - 1], Tag::Mark | Tag::Conjunction | Tag::Subordinator)
            || matches!(self.word(opens - 1), "where" | "that" | "which");
        let closes = |t: &&Tag| !matches!(t, Tag::Mark | Tag::Conjunction | Tag::Subordinator | Tag::Pronoun);
        article
            && led
            && !tags[..opens].iter().rev().take_while(closes).any(|t| t.predicates())
            && !tags[at + 1..].iter().take_while(closes).any(|t| t.predicates())
    }
}

/// Forms in "-s" that are as often the plural of a noun, of verbs which a preposition follows.
fn intransitive(word: &str) -> bool {
    matches!(word, "lives" | "works" | "focuses" | "stands" | "lies" | "rests" | "spans" | "stretches")
}

/// Most words between "that" and the verb of what somebody wants.
const LONGEST_SUBJECT: usize = 10;
/// Most words of a source behind what it states.
const LONGEST_SOURCE: usize = 6;
