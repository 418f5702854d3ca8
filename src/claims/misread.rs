//! Nouns that look like verbs and verbs that look like nouns, told apart by what can stand where they stand: a form in
//! "-s" behind a counted name, before "worth", under a preposition.

use super::retag::{MOTION, Retag, leads_to_base, only_past};
use super::words::{Sense, compass};
use crate::text::Class;
use crate::text::tagger::Tag;

impl Retag<'_> {
    /// The part of speech that the neighbours of the word at `at` leave it, where that is another than `tags` has.
    pub fn misread(&self, tags: &[Tag], at: usize) -> Option<Tag> {
        match tags[at] {
            Tag::VerbS | Tag::Verb if compass(self.word(at)) => Some(Tag::Adverb),
            Tag::VerbS if self.no_finite(tags, at) && self.class(at).any(Class::NOUNS) => Some(Tag::Nouns),
            Tag::Verb if self.bought(tags, at) && self.class(at).any(Class::NOUN) => Some(Tag::Noun),
            // "Mill Posts 12 Percent *Rise*": the article is left out behind a verb.
            Tag::Verb
                if at >= 3
                    && matches!(self.word(at - 1), "%" | "percent" | "pct")
                    && tags[at - 2] == Tag::Number
                    && tags[at - 3].finite()
                    && self.sense(at).any(MOTION)
                    && self.class(at).any(Class::NOUN) =>
            {
                Some(Tag::Noun)
            }
            // "from three-point *range*": what a number and a noun with a hyphen tell of is a noun.
            Tag::Verb
                if at >= 3
                    && tags[at - 3] == Tag::Number
                    && self.word(at - 2) == "-"
                    && tags[at - 1] == Tag::Noun
                    && self.word(at - 1) != "old"
                    && self.class(at).any(Class::NOUN) =>
            {
                Some(Tag::Noun)
            }
            Tag::VerbEd | Tag::VerbEn if self.dashed_measure(tags, at) && self.class(at).any(Class::NOUN) => {
                Some(Tag::Noun)
            }
            // "the ministry *says* has cost", "1.8 million *in* both", "with a bull *selling* for $9"
            Tag::Noun | Tag::Nouns if self.word(at) == "says" => Some(Tag::VerbS),
            Tag::Noun if self.word(at) == "in" && self.word(at + 1) == "both" => Some(Tag::Preposition),
            Tag::Noun
                if tags[at - 1].noun()
                    && self.word(at).ends_with("ing")
                    && matches!(self.word(at + 1), "for" | "at")
                    && matches!(tags.get(at + 2), Some(Tag::Symbol | Tag::Number))
                    && self.class(at).any(Class::VERB_ING) =>
            {
                Some(Tag::VerbIng)
            }
            // "could each *invest* 5 million"
            Tag::Adjective | Tag::Noun
                if at >= 2
                    && matches!(self.word(at - 1), "each" | "both" | "all")
                    && tags[at - 2] == Tag::Aux
                    && matches!(
                        self.word(at - 2),
                        "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should"
                    )
                    && self.class(at).any(Class::VERB) =>
            {
                Some(Tag::Verb)
            }
            // "allowed one *run* in seven innings": a base form never stands behind "one".
            Tag::Verb | Tag::VerbEn | Tag::VerbEd
                if at >= 2
                    && self.word(at - 1) == "one"
                    && tags[at - 2].verb()
                    && self.class(at).any(Class::NOUN) =>
            {
                Some(Tag::Noun)
            }
            // "a 320 kilometre *wide* plug"
            Tag::Adverb
                if at >= 2
                    && matches!(self.word(at), "wide" | "long" | "high" | "deep" | "thick")
                    && tags[at - 1].noun()
                    && matches!(tags[at - 2], Tag::Number | Tag::Mark)
                    && tags.get(at + 1).is_some_and(|t| t.noun()) =>
            {
                Some(Tag::Adjective)
            }
            // "Most people *own* a mobile"
            Tag::Adjective
                if self.word(at) == "own"
                    && (tags[at - 1] == Tag::Nouns || self.word(at - 1) == "people")
                    && matches!(tags.get(at + 1), Some(Tag::Determiner | Tag::Number | Tag::Symbol)) =>
            {
                Some(Tag::Verb)
            }
            // "of the nine, five *fell* to"
            Tag::Noun | Tag::Nouns
                if tags[at - 1] == Tag::Number
                    && only_past(self.word(at))
                    && !(at >= 2 && (tags[at - 2] == Tag::Determiner || tags[at - 2].noun()))
                    && matches!(tags.get(at + 1), Some(Tag::Preposition | Tag::Adverb)) =>
            {
                Some(Tag::VerbEd)
            }
            // "will most *likely hover*"
            Tag::Adjective
                if self.word(at) == "likely"
                    && at >= 2
                    && matches!(self.word(at - 1), "most" | "very" | "more")
                    && tags[at - 2] == Tag::Aux =>
            {
                Some(Tag::Adverb)
            }
            Tag::Noun
                if at >= 3
                    && self.word(at - 1) == "likely"
                    && tags[at - 1] == Tag::Adverb
                    && tags[at - 3] == Tag::Aux
                    && self.class(at).any(Class::VERB) =>
            {
                Some(Tag::Verb)
            }
            Tag::Nouns if self.put_in(tags, at) => Some(Tag::VerbS),
            Tag::Verb if self.source_phrase(tags, at) && self.class(at).any(Class::NOUN) => Some(Tag::Noun),
            Tag::Noun if self.seen_to(tags, at) => Some(Tag::Verb),
            // "was paid 9 euros and *hid* 5 million": a past form that no list has as an adjective
            Tag::Adjective
                if matches!(tags[at - 1], Tag::Conjunction | Tag::Pronoun | Tag::Name | Tag::Nouns)
                    && !self.word(at).ends_with("ed")
                    && self.class(at).any(Class::VERB_ED)
                    && !self.class(at).any(Class::ADJECTIVE) =>
            {
                Some(Tag::VerbEd)
            }
            // "Oslo, Arden and Kiruna *all falling*"
            Tag::Adjective
                if at >= 2
                    && matches!(self.word(at - 1), "all" | "both" | "each")
                    && tags[at - 2].noun()
                    && self.word(at).ends_with("ing")
                    && self.class(at).any(Class::VERB_ING) =>
            {
                Some(Tag::VerbIng)
            }
            // "the dollar, which *hit* 1.10"
            Tag::Noun | Tag::Adjective
                if matches!(self.word(at - 1), "which" | "who")
                    && matches!(tags.get(at + 1), Some(Tag::Number | Tag::Symbol | Tag::Determiner))
                    && self.class(at).any(Class::VERB_ED) =>
            {
                Some(Tag::VerbEd)
            }
            Tag::Noun if self.lone_verb(tags, at) => Some(Tag::Verb),
            // "voters *favour* it": no noun stands before the pronoun of an object.
            Tag::Noun
                if tags[at - 1] == Tag::Nouns
                    && matches!(self.word(at + 1), "it" | "them" | "him" | "us")
                    && self.class(at).any(Class::VERB) =>
            {
                Some(Tag::Verb)
            }
            Tag::Adjective if self.comes_to(tags, at) => Some(Tag::Verb),
            Tag::Nouns
                if self.comes_to(tags, at)
                    || self.only_verb_form(tags, at)
                    || self.singular_subject(tags, at) =>
            {
                Some(Tag::VerbS)
            }
            // "Twitter limits *posts* to 280": a plural takes no verb in "-s".
            Tag::VerbS if tags[at - 1] == Tag::VerbS && self.class(at).any(Class::NOUNS) => Some(Tag::Nouns),
            Tag::Adjective | Tag::Verb
                if self.word(at) == "average"
                    && (tags[at - 1].noun() || tags[at - 1] == Tag::Adjective)
                    && tags.get(at + 1).is_none_or(|t| t.finite() || matches!(t, Tag::Aux | Tag::Mark)) =>
            {
                Some(Tag::Noun)
            }
            // "9% of *plastic* ever made"
            Tag::Adjective
                if self.word(at - 1) == "of"
                    && self.closes_phrase(tags, at + 1)
                    && self.class(at).any(Class::NOUN)
                    && self.class(at).any(Class::COMMON_NOUN) =>
            {
                Some(Tag::Noun)
            }
            // "Europe's *busiest*,"
            Tag::Verb if self.word(at).ends_with("iest") => Some(Tag::Adjective),
            // "18 times *forward* earnings"
            Tag::Verb if self.word(at) == "forward" && self.word(at + 1) == "earnings" => {
                Some(Tag::Adjective)
            }
            // "tonnes of *waste* a year"
            Tag::Verb if self.word(at - 1) == "of" && self.class(at).any(Class::NOUN) => Some(Tag::Noun),
            // "its revenue *forecast* to 84 billion": behind a possessive and a noun
            Tag::Verb | Tag::VerbEd | Tag::VerbEn if self.object_noun(tags, at) => Some(Tag::Noun),
            // "returned to *number* one", "39 home *runs*"
            Tag::Particle
                if self.word(at) == "to"
                    && self.word(at + 1) == "number"
                    && tags.get(at + 2) == Some(&Tag::Number) =>
            {
                Some(Tag::Preposition)
            }
            Tag::Verb
                if self.word(at) == "number"
                    && self.word(at - 1) == "to"
                    && tags.get(at + 1) == Some(&Tag::Number) =>
            {
                Some(Tag::Noun)
            }
            Tag::VerbS | Tag::Verb
                if matches!(self.word(at), "run" | "runs") && self.word(at - 1) == "home" =>
            {
                Some(if self.word(at) == "runs" { Tag::Nouns } else { Tag::Noun })
            }
            Tag::Noun if self.word(at) == "sent" => Some(Tag::VerbEd),
            // "The 73-year-old *won* 59%": the money has a number before it.
            Tag::Noun
                if self.word(at) == "won"
                    && tags[at - 1] != Tag::Number
                    && !matches!(
                        self.word(at - 1),
                        "korean" | "the" | "million" | "billion" | "trillion"
                    ) =>
            {
                Some(Tag::VerbEd)
            }
            Tag::Verb
                if self.word(at - 1) == "average"
                    && self.class(at).any(Class::NOUN)
                    && tags[at - 1] != Tag::Noun =>
            {
                Some(Tag::Noun)
            }
            // "The dam, which cost 4 billion, *holds* back"
            Tag::Nouns if self.behind_relative(tags, at) => Some(Tag::VerbS),
            // "The foundation *estimates* that three", "The ministry *estimates* 40,000 people have fled"
            Tag::Nouns if self.opening_statement(tags, at) => Some(Tag::VerbS),
            Tag::Pronoun
                if self.word(at) == "that"
                    && tags[at - 1] == Tag::VerbS
                    && self.sense(at - 1).any(Sense::FORECAST) =>
            {
                Some(Tag::Subordinator)
            }
            // ", the regional governor *said* on Wednesday"
            Tag::VerbEn if self.word(at) == "said" && tags[at - 1].noun() && self.word(at + 1) != "to" => {
                Some(Tag::VerbEd)
            }
            // "has *more than* tripled"
            Tag::Adjective | Tag::Determiner | Tag::Preposition | Tag::Subordinator
                if self.more_than_did(tags, at) =>
            {
                Some(Tag::Adverb)
            }
            // "leads its *rival* 52 percent to"
            Tag::Verb
                if (matches!(self.word(at - 1), "its" | "their" | "his" | "our" | "my")
                    || self.word(at - 1) == "her"
                        && at >= 2
                        && tags[at - 2].verb()
                        && !leads_to_base(self.word(at - 2)))
                    && self.class(at).any(Class::NOUN) =>
            {
                Some(Tag::Noun)
            }
            // "*even as* output rose"
            Tag::Adverb if self.word(at) == "as" && self.word(at - 1) == "even" => Some(Tag::Subordinator),
            // "plunged to *minus* 38"
            Tag::Particle if self.word(at) == "to" && self.word(at + 1) == "minus" => Some(Tag::Preposition),
            Tag::Verb if self.word(at) == "minus" => Some(Tag::Symbol),
            // "have all *come*"
            Tag::Noun
                if matches!(self.word(at), "come" | "become")
                    && at >= 2
                    && (matches!(self.word(at - 1), "have" | "has" | "had")
                        || matches!(self.word(at - 1), "all" | "both" | "each" | "already")
                            && matches!(self.word(at - 2), "have" | "has" | "had")) =>
            {
                Some(Tag::VerbEn)
            }
            // "tonnes of plastic *end* up in the sea"
            Tag::Noun
                if matches!(self.word(at), "end" | "ends")
                    && self.word(at + 1) == "up"
                    && tags[at - 1].noun() =>
            {
                Some(Tag::Verb)
            }
            Tag::Adjective if self.left_to_tell(tags, at) => {
                Some(if self.class(at).any(Class::VERB_ED) { Tag::VerbEd } else { Tag::Verb })
            }
            Tag::Nouns if self.accounts_for(tags, at) => Some(Tag::VerbS),
            Tag::VerbS if self.before_its_verb(tags, at) => Some(Tag::Nouns),
            // "had long *since* stopped"
            Tag::Subordinator | Tag::Preposition
                if self.word(at) == "since"
                    && at >= 2
                    && matches!(self.word(at - 1), "long" | "ever")
                    && matches!(self.word(at - 2), "have" | "has" | "had")
                    && tags.get(at + 1) == Some(&Tag::VerbEn) =>
            {
                Some(Tag::Adverb)
            }
            _ => None,
        }
    }

    /// Whether a form in "-s" stands where no finite verb can: "two Kenyan *exports*", "*exports* worth 5 million",
    /// "holds half of the world's copper *reserves* and".
    fn no_finite(&self, tags: &[Tag], at: usize) -> bool {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let worth = self.word(at + 1) == "worth"
            && matches!(tags.get(at + 2), Some(Tag::Number | Tag::Symbol | Tag::Adverb | Tag::Preposition));
        // "Stocks Up 4 Percent"
        let up = matches!(self.word(at + 1), "up" | "down")
            && matches!(tags.get(at + 2), Some(Tag::Number | Tag::Symbol))
            && self.sense(at).0 == 0
            && self.class(at).any(Class::COMMON_NOUN);
        // "*Reserves* of $40bn beat": a verb seldom has "of" and an amount.
        let of = self.word(at + 1) == "of"
            && matches!(tags.get(at + 2), Some(Tag::Number | Tag::Symbol))
            && self.class(at).any(Class::COMMON_NOUN)
            && !self.class(at).any(Class::MOSTLY_VERB);
        worth || up || of || self.counted_name(tags, at) || self.governed(tags, at, next)
    }

    /// "two New Zealand *institutes*": what a number before a name counts stands behind the name.
    fn counted_name(&self, tags: &[Tag], at: usize) -> bool {
        if tags[at - 1] != Tag::Name || self.class(at).any(Class::MOSTLY_VERB) {
            return false;
        }
        let Some(number) = (0..at).rev().find(|n| tags[*n] != Tag::Name) else { return false };
        let word = self.word(number);
        // "In 2012 Norway buys", "Article 5 Norway", "one Norwegian leads"
        let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        tags[number] == Tag::Number
            && !year
            && word != "one"
            && (number == 0 || !(tags[number - 1].noun() || tags[number - 1] == Tag::Mark))
    }

    /// Whether only a noun phrase under a preposition stands before the word, back to the object of a finite verb, and
    /// the sentence goes on behind it: "holds 40% of the world's copper *reserves* and is".
    fn governed(&self, tags: &[Tag], at: usize, next: Tag) -> bool {
        if !matches!(next, Tag::Conjunction | Tag::Mark | Tag::Preposition) || tags[at - 1] != Tag::Noun {
            return false;
        }
        let part = |n: &usize| {
            tags[*n].noun()
                || matches!(tags[*n], Tag::Adjective | Tag::Determiner | Tag::Particle | Tag::VerbEn)
                || matches!(self.word(*n), "-" | "its" | "their" | "his" | "her")
        };
        let Some(lead) = (0..at).rev().find(|n| !part(n)) else { return false };
        let says = Sense(Sense::SAY.0 | Sense::EXPECTED.0 | Sense::STATE.0);
        // "to boost its loan-loss *reserves* by": the object of an infinitive
        if tags[lead] == Tag::Verb && lead > 0 && self.word(lead - 1) == "to" && lead + 2 <= at {
            let clause =
                matches!(self.word(lead), "ensure" | "know" | "prove" | "find" | "check" | "mean" | "learn");
            return !clause && !self.sense(lead).any(says);
        }
        if tags[lead] != Tag::Preposition || lead + 2 > at || next == Tag::Preposition {
            return false;
        }
        // From the verb on nothing opens a clause of its own whose verb this could be.
        let opens =
            |n: usize| matches!(tags[n], Tag::Mark | Tag::Conjunction | Tag::Subordinator | Tag::Pronoun);
        let verb =
            (0..lead).rev().take_while(|n| !opens(*n)).find(|n| tags[*n].finite() || tags[*n] == Tag::Aux);
        verb.is_some_and(|v| tags[v] != Tag::Aux && !self.sense(v).any(says))
    }

    /// "gets $78m *upgrade*": behind an amount of money that is the object of a verb no other verb stands.
    fn bought(&self, tags: &[Tag], at: usize) -> bool {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let sign = |n: usize| matches!(self.word(n), "$" | "£" | "€");
        let money = (at.saturating_sub(3)..at).any(|n| sign(n) && tags.get(n + 1) == Some(&Tag::Number));
        money
            && matches!(next, Tag::Mark | Tag::Preposition | Tag::Conjunction)
            && tags[..at].iter().any(|t| t.finite())
    }

    /// "a 20-yard *shot*"
    fn dashed_measure(&self, tags: &[Tag], at: usize) -> bool {
        at >= 4
            && matches!(self.word(at - 4), "a" | "an")
            && tags[at - 3] == Tag::Number
            && matches!(self.word(at - 2), "-" | "–")
            && tags[at - 1].noun()
    }

    /// ", the bank *estimates*,": a verb of stating put in between commas with its subject.
    fn put_in(&self, tags: &[Tag], at: usize) -> bool {
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
        let part = |n: &usize| tags[*n].noun() || matches!(tags[*n], Tag::Adjective | Tag::Determiner);
        let Some(comma) = (at.saturating_sub(6)..at).rev().find(|n| !part(n)) else { return false };
        self.word(comma) == ","
            && (tags[comma + 1] == Tag::Determiner || (comma + 1..at).all(|n| tags[n] == Tag::Name))
            && self.sense(at).any(stands)
            && self.class(at).any(Class::VERB_S)
    }

    /// "according to the national statistics *institute* INE": who is named there does nothing.
    fn source_phrase(&self, tags: &[Tag], at: usize) -> bool {
        let part = |n: &usize| tags[*n].noun() || matches!(tags[*n], Tag::Adjective | Tag::Determiner);
        let lead = (at.saturating_sub(6)..at).rev().find(|n| !part(n));
        tags[at - 1].noun()
            && lead.is_some_and(|n| n > 0 && self.word(n) == "to" && self.word(n - 1) == "according")
    }

    /// "saw orders *rise* and", "saw them *fall*."
    fn seen_to(&self, tags: &[Tag], at: usize) -> bool {
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
}
