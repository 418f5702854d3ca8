//! Words that were taken for verbs or adjectives and are nouns, by what stands around them.

use super::retag::{MOTION, Retag, figure, leads_to_base, only_past};
use crate::claims::vocabulary::words::Sense;
use crate::text::Class;
use crate::text::tagger::Tag;

impl Retag<'_> {
    /// "The former Wales *international* gave", "the Kenya *international*, 24,": who plays for a country
    pub fn for_a_country(&self, tags: &[Tag], at: usize) -> bool {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        self.word(at) == "international"
            && matches!(tags[at - 1], Tag::Name | Tag::Adjective | Tag::Noun)
            && (self.capital)(at - 1)
            && !(self.joins)(at + 1)
            && (next.verb()
                || next == Tag::Aux
                || matches!(next, Tag::Mark | Tag::Name | Tag::Pronoun) && self.word(at + 1) != "and")
    }

    /// A form in "-s" where no finite verb can stand.
    pub fn no_verb_here(&self, tags: &[Tag], at: usize) -> bool {
        self.no_finite(tags, at) && self.class(at).any(Class::NOUNS)
    }

    /// Whether a form in "-s" stands where no finite verb can: "two Kenyan *exports*", "*exports* worth 5 million",
    /// "holds half of the world's copper *reserves* and".
    fn no_finite(&self, tags: &[Tag], at: usize) -> bool {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let worth = self.word(at + 1) == "worth"
            && matches!(tags.get(at + 2), Some(Tag::Number | Tag::Symbol | Tag::Adverb | Tag::Preposition));
        // "Stocks Up 4 Percent"
        let up = matches!(self.word(at + 1), "up" | "down")
            && figure(tags, at + 2)
            && self.sense(at).0 == 0
            && self.class(at).any(Class::COMMON_NOUN);
        // "*Reserves* of $40bn beat": a verb seldom has "of" and an amount.
        let of = self.word(at + 1) == "of"
            && figure(tags, at + 2)
            && self.class(at).any(Class::COMMON_NOUN)
            && !self.class(at).any(Class::MOSTLY_VERB);
        worth || up || of || self.counted_name(tags, at) || self.governed(tags, at, next)
    }

    /// "three *guilds* were": behind a number above one no verb stands in the singular; but "In 2012 *sales*" may.
    pub fn counted_plural(&self, tags: &[Tag], at: usize) -> bool {
        let number = self.word(at - 1);
        tags[at - 1] == Tag::Number
            && !matches!(number, "one" | "1")
            && !(number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit()))
            && (at == 1 || tags[at - 2] == Tag::Determiner)
            && self.class(at).any(Class::NOUNS)
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

    /// "the third such *visit* in three years"
    pub fn behind_such(&self, _: &[Tag], at: usize) -> bool {
        self.word(at - 1) == "such" && self.class(at).any(Class::NOUN)
    }

    /// "gets $78m *upgrade*": behind an amount of money that is the object of a verb no other verb stands.
    pub fn bought(&self, tags: &[Tag], at: usize) -> bool {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let sign = |n: usize| matches!(self.word(n), "$" | "£" | "€");
        let money = (at.saturating_sub(3)..at).any(|n| sign(n) && tags.get(n + 1) == Some(&Tag::Number));
        money
            && matches!(next, Tag::Mark | Tag::Preposition | Tag::Conjunction)
            && tags[..at].iter().any(|t| t.finite())
            && self.class(at).any(Class::NOUN)
    }

    /// "the £11m *show* will open": behind a price that an article opens, with a verb behind.
    pub fn priced(&self, tags: &[Tag], at: usize) -> bool {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let sign = (at.saturating_sub(3)..at).rev().find(|n| matches!(self.word(*n), "$" | "£" | "€"));
        let article = |n: usize| matches!(self.word(n), "the" | "a" | "an" | "its" | "their" | "this");
        sign.is_some_and(|n| n > 0 && n + 1 < at && article(n - 1) && tags[n + 1] == Tag::Number)
            && (next == Tag::Aux || next.finite())
            && self.class(at).any(Class::NOUN)
    }

    /// "Mill Posts 12 Percent *Rise*": the article is left out behind a verb.
    pub fn percent_move(&self, tags: &[Tag], at: usize) -> bool {
        at >= 3
            && matches!(self.word(at - 1), "%" | "percent" | "pct")
            && tags[at - 2] == Tag::Number
            && tags[at - 3].finite()
            && self.sense(at).any(MOTION)
            && self.class(at).any(Class::NOUN)
    }

    /// "from three-point *range*": what a number and a noun with a hyphen tell of is a noun.
    pub fn behind_hyphened(&self, tags: &[Tag], at: usize) -> bool {
        at >= 3
            && tags[at - 3] == Tag::Number
            && self.word(at - 2) == "-"
            && tags[at - 1] == Tag::Noun
            && self.word(at - 1) != "old"
            && self.class(at).any(Class::NOUN)
    }

    /// "a 20-yard *shot*"
    pub fn dashed_measure(&self, tags: &[Tag], at: usize) -> bool {
        at >= 4
            && matches!(self.word(at - 4), "a" | "an")
            && tags[at - 3] == Tag::Number
            && matches!(self.word(at - 2), "-" | "–")
            && tags[at - 1].noun()
            && self.class(at).any(Class::NOUN)
    }

    /// "allowed one *run* in seven innings": a base form never stands behind "one".
    pub fn behind_one(&self, tags: &[Tag], at: usize) -> bool {
        at >= 2 && self.word(at - 1) == "one" && tags[at - 2].verb() && self.class(at).any(Class::NOUN)
    }

    /// "according to the national statistics *institute* INE": who is named there does nothing.
    pub fn source_phrase(&self, tags: &[Tag], at: usize) -> bool {
        let part = |n: &usize| tags[*n].noun() || matches!(tags[*n], Tag::Adjective | Tag::Determiner);
        let lead = (at.saturating_sub(6)..at).rev().find(|n| !part(n));
        // "according to *state* forestry"
        (tags[at - 1].noun() || lead == Some(at - 1))
            && lead.is_some_and(|n| n > 0 && self.word(n) == "to" && self.word(n - 1) == "according")
            && self.class(at).any(Class::NOUN)
    }

    /// "Twitter limits *posts* to 280": a plural takes no verb in "-s".
    pub fn behind_singular_verb(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1] == Tag::VerbS && self.class(at).any(Class::NOUNS)
    }

    /// "have found *remains* of", "had proven *reserves* of"
    pub fn has_found(&self, tags: &[Tag], at: usize) -> bool {
        at >= 2
            && (tags[at - 1] == Tag::VerbEn || matches!(self.word(at - 1), "proven" | "proved"))
            && matches!(self.word(at - 2), "have" | "has" | "had")
            && self.class(at).any(Class(Class::NOUNS.0 | Class::NOUN.0))
    }

    /// "gave *rise* to"
    pub fn gives_rise(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "rise" && matches!(self.word(at - 1), "give" | "gives" | "gave" | "given" | "giving")
    }

    /// "the national *average* is"
    pub fn average(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "average"
            && (tags[at - 1].noun() || tags[at - 1] == Tag::Adjective)
            && (tags.get(at + 1).is_none_or(|t| t.finite() || matches!(t, Tag::Aux | Tag::Mark))
                || only_past(self.word(at + 1)))
    }

    /// "the average *cost*"
    pub fn behind_average(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at - 1) == "average" && self.class(at).any(Class::NOUN) && tags[at - 1] != Tag::Noun
    }

    /// "9% of *plastic* ever made"
    pub fn material(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at - 1) == "of"
            && self.closes_phrase(tags, at + 1)
            && self.class(at).any(Class::NOUN)
            && self.class(at).any(Class::COMMON_NOUN)
    }

    /// Whether no noun follows from `at` on that an adjective before could belong to: adverbs and participles, then a verb,
    /// a mark or a preposition.
    fn closes_phrase(&self, tags: &[Tag], at: usize) -> bool {
        let told =
            tags[at.min(tags.len())..].iter().take_while(|t| matches!(t, Tag::Adverb | Tag::VerbEn)).count();
        tags.get(at + told).is_none_or(|t| {
            matches!(t, Tag::Mark | Tag::Aux) || told > 0 && *t == Tag::Preposition || t.finite()
        })
    }

    /// "tonnes of *waste* a year"
    pub fn behind_of(&self, _: &[Tag], at: usize) -> bool {
        self.word(at - 1) == "of" && self.class(at).any(Class::NOUN)
    }

    /// "trimmed its revenue *forecast* to 84 billion": a verb, what opens a noun phrase, its nouns, and a preposition behind.
    pub fn object_noun(&self, tags: &[Tag], at: usize) -> bool {
        if !matches!(self.word(at + 1), "to" | "from" | "by" | "for" | "of")
            || !self.class(at).any(Class::NOUN)
            || !tags[at - 1].noun()
        {
            return false;
        }
        let lead =
            (at.saturating_sub(5)..at).rev().find(|n| !(tags[*n].noun() || tags[*n] == Tag::Adjective));
        lead.is_some_and(|n| {
            n > 0
                && matches!(self.word(n), "its" | "their" | "his" | "her" | "the")
                && tags[n - 1].verb()
                && !self.sense(n - 1).any(Sense(Sense::SAY.0 | Sense::FORECAST.0))
        })
    }

    /// "returned to *number* one"
    pub fn number_one(&self, tags: &[Tag], at: usize) -> bool {
        self.word(at) == "number" && self.word(at - 1) == "to" && tags.get(at + 1) == Some(&Tag::Number)
    }

    /// "a home *run*"
    pub fn home_run(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "run" && self.word(at - 1) == "home"
    }

    /// "39 home *runs*"
    pub fn home_runs(&self, _: &[Tag], at: usize) -> bool {
        self.word(at) == "runs" && self.word(at - 1) == "home"
    }

    /// "leads its *rival* 52 percent to"; but "saw her *win*"
    pub fn possessed(&self, tags: &[Tag], at: usize) -> bool {
        (matches!(self.word(at - 1), "its" | "their" | "his" | "our" | "my")
            || self.word(at - 1) == "her"
                && at >= 2
                && tags[at - 2].verb()
                && !leads_to_base(self.word(at - 2)))
            && self.class(at).any(Class::NOUN)
    }

    /// "raised its *bid* to", "lifted its *cut* of": a past form with nothing behind that it could tell of.
    pub fn possessed_alone(&self, tags: &[Tag], at: usize) -> bool {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        self.class(at).any(Class::VERB)
            && (matches!(next, Tag::Preposition | Tag::Mark | Tag::Conjunction | Tag::Aux | Tag::Particle)
                || next.finite())
            && self.word(at + 1) != "-"
            && self.possessed(tags, at)
    }

    /// "cut farm *spending* by 2 billion": the object of a verb of motion.
    pub fn moved_gerund(&self, tags: &[Tag], at: usize) -> bool {
        self.moved_object(tags, at) && self.class(at).any(Class::NOUN)
    }

    /// "can cut crop *yields* by up to half"
    pub fn moved_plural(&self, tags: &[Tag], at: usize) -> bool {
        let part = |n: usize| tags[n].noun() || matches!(tags[n], Tag::Adjective | Tag::Determiner);
        let verb = || (0..at).rev().find(|n| !part(*n)).is_some_and(|v| tags[v].verb());
        self.moved_object(tags, at) && self.class(at).any(Class::NOUNS) && verb()
    }

    /// Whether a word ends the object of a verb of motion that the amount of the move follows.
    fn moved_object(&self, tags: &[Tag], at: usize) -> bool {
        let amount = |n: usize| figure(tags, n);
        at >= 2
            && matches!(self.word(at + 1), "by" | "to" | "from")
            && (amount(at + 2) || amount(at + 3) || self.word(at + 2) == "up" && amount(at + 4))
            && tags[at - 1].noun()
            && (at.saturating_sub(4)..at - 1).any(|n| tags[n].verb() && self.sense(n).any(MOTION))
    }

    /// "was suspended without *pay* for": behind these prepositions stands no verb in its base form.
    pub fn governed_alone(&self, tags: &[Tag], at: usize) -> bool {
        matches!(self.word(at - 1), "without" | "despite" | "during" | "with" | "for" | "from" | "under")
            && tags[at - 1] == Tag::Preposition
            && self.class(at).any(Class::NOUN)
    }

    /// "Holm's total *pay* package": nor does it behind what tells whose something is and an adjective.
    pub fn possessed_further(&self, tags: &[Tag], at: usize) -> bool {
        at >= 2
            && tags[at - 1] == Tag::Adjective
            && (matches!(self.word(at - 2), "its" | "their" | "his" | "our" | "my" | "a" | "an")
                || tags[at - 2] == Tag::Particle && matches!(self.word(at - 2), "'s" | "’s"))
            && self.class(at).any(Class::NOUN)
    }

    /// "was to *blame* for"
    pub fn to_blame(&self, tags: &[Tag], at: usize) -> bool {
        at >= 2
            && self.word(at) == "blame"
            && self.word(at - 1) == "to"
            && (tags[at - 2] == Tag::Aux || tags[at - 2] == Tag::Adverb)
    }

    /// "Beef *exports* to China soared": a form in "-s" with nothing but a phrase behind a preposition up to a past tense.
    pub fn before_its_verb(&self, tags: &[Tag], at: usize) -> bool {
        tags[at - 1].noun()
            && self.class(at).any(Class::NOUNS)
            && !self.sense(at).any(Sense(Sense::SAY.0 | Sense::FORECAST.0))
            && self.phrase_up_to_verb(tags, at).is_some()
    }
}
