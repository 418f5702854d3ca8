//! Parts of speech that the words of statements put right: verbs of motion are seldom seen in the general
//! text that the tagger learned from, and often in news.

use super::retag::{MOTION, Retag, figure, leads_to_base, only_past};
use crate::claims::vocabulary::words::{Cue, Sense};
use crate::text::tagger::Tag;
use crate::text::{Class, lemma};

/// Most words between a verb and the one that it leads to or that stands beside it.
const LONGEST_VERB_BEFORE: usize = 12;

impl Retag<'_> {
    /// Corrects `tags` in place.
    pub fn apply(&self, tags: &mut [Tag]) {
        for at in 0..tags.len().saturating_sub(2) {
            // "an *after*-tax profit", "an *off*-duty officer"
            let leads = tags[at] == Tag::Preposition && at > 0 && self.word(at) != "to";
            if (tags[at].verb() || tags[at] == Tag::Aux || leads) && self.first_of_compound(tags, at) {
                tags[at] = Tag::Adjective;
            }
        }
        for at in 1..tags.len() {
            if !matches!(tags[at], Tag::Mark | Tag::Number | Tag::Symbol)
                && !(self.capital)(at)
                && let Some(tag) = self.corrected(tags, at).or_else(|| self.misread(tags, at))
            {
                tags[at] = tag;
            }
            // "51 *iPhones*": a word that nobody knows is no number.
            let letters = tags[at] == Tag::Number
                && self.word(at).len() > 3
                && self.word(at).bytes().all(|b| b.is_ascii_alphabetic());
            if letters && self.words.numeral(self.word(at)).is_none() && !self.class(at).known() {
                tags[at] = if self.word(at).ends_with('s') { Tag::Nouns } else { Tag::Noun };
            }
            // "plans to *plant* 20,000 trees"
            if self.intended(tags, at) {
                (tags[at - 1], tags[at]) = (Tag::Particle, Tag::Verb);
            }
            // "the 10-year *note* rose": nor does a base form stand before one.
            // "boat *building* rose by", but "a firm growing rose bushes"
            let lending = tags[at - 1] == Tag::VerbIng && matches!(self.word(at + 1), "by" | "to" | "from");
            let fell = only_past(self.word(at))
                && tags[at].noun()
                && (tags[at - 1] == Tag::Verb || lending)
                && at >= 2
                && matches!(tags[at - 2], Tag::Noun | Tag::Name | Tag::Adjective | Tag::Determiner)
                && self.class(at - 1).any(Class::NOUN);
            if fell {
                (tags[at - 1], tags[at]) = (Tag::Noun, Tag::VerbEd);
            }
            // "exports fell", "sales climbed": what stands before a past tense is its subject.
            if tags[at] == Tag::VerbEd && tags[at - 1] == Tag::VerbS && self.class(at - 1).any(Class::NOUNS) {
                tags[at - 1] = Tag::Nouns;
            }
            // "boat *building* fell"
            if tags[at] == Tag::VerbEd && tags[at - 1] == Tag::VerbIng && self.gerund_subject(tags, at - 1) {
                tags[at - 1] = Tag::Noun;
            }
        }
        // "*Gold* was up", "*Rent* on a studio starts at"
        let first = tags.first().copied().unwrap_or(Tag::Mark);
        let noun = match first {
            Tag::Adjective => {
                tags.get(1).is_some_and(|t| t.predicates())
                    && self.class(0).any(Class::NOUN)
                    && self.class(0).any(Class::COMMON_NOUN)
            }
            Tag::Verb => self.class(0).any(Class::NOUN) && self.phrase_up_to_verb(tags, 0).is_some(),
            _ => false,
        };
        if noun {
            tags[0] = Tag::Noun;
        }
        // "*Load* factor rose"
        if tags.len() > 3
            && tags[0] == Tag::Verb
            && tags[1].noun()
            && (tags[2] == Tag::VerbEd || only_past(self.word(2)))
            && self.class(0).any(Class::NOUN)
            && self.sense(2).any(MOTION)
        {
            tags[0] = Tag::Noun;
            tags[2] = Tag::VerbEd;
        }
        // "*Profit* before tax: 12.4m", "*Order* backlog: 4.1m"
        if tags.len() > 3
            && tags[0] == Tag::Verb
            && (matches!(self.word(1), "before" | "after" | "from" | "per") || tags[1] == Tag::Noun)
            && self.class(0).any(Class::NOUN)
            && !self.class(0).any(Class::MOSTLY_VERB)
            && (2..tags.len().min(8)).any(|n| {
                self.word(n) == ":" && (tags[1] != Tag::Noun || figure(tags, n + 1) || figure(tags, n + 2))
            })
        {
            tags[0] = Tag::Noun;
        }
        // "\"*Wages* rose": nor is a plural one behind the mark that opens a quotation.
        let quoted = tags.len() > 2 && tags[0] == Tag::Mark && tags[1] == Tag::Adjective;
        if quoted && tags[2].predicates() && self.class(1).any(Class::NOUNS) {
            tags[1] = Tag::Nouns;
        }
        self.opening(tags);
        self.missing_verb(tags);
    }

    /// "plans to *plant* 20,000 trees": whether what looks like a noun is what somebody wants to do.
    fn intended(&self, tags: &[Tag], at: usize) -> bool {
        tags[at] == Tag::Noun
            && at >= 2
            && self.word(at - 1) == "to"
            && (matches!(tags.get(at + 1), Some(Tag::Number | Tag::Determiner | Tag::Symbol))
                // "projected to *peak* at 40 percent"
                || matches!(self.word(at + 1), "at" | "above" | "below")
                    && figure(tags, at + 2))
            && self.class(at).any(Class::VERB)
            && self.sense(at - 2).any(Sense(Sense::PLANNED.0 | Sense::TARGET.0 | Sense::EXPECTED.0))
    }

    /// Whether a hyphen joins a word to the one behind it: "*fixed*-term", "*sub*-Saharan", "*would*-be"; but "to
    /// double-check", "re-elected".
    fn first_of_compound(&self, tags: &[Tag], at: usize) -> bool {
        (self.joins)(at + 1)
            && !matches!(self.word(at), "re" | "co" | "pre" | "over" | "under" | "mis" | "out" | "un" | "de")
            && !(at > 0 && (self.word(at - 1) == "to" || tags[at - 1] == Tag::Aux))
    }

    /// The noun and the verb that open a sentence, where the one looks like a verb and the other like a noun: "Profit rose",
    /// "Gold fell to", "Smoking causes", "Quake kills 40", "Defence spending rises by".
    fn opening(&self, tags: &mut [Tag]) {
        if tags.len() < 4 || tags[0] == Tag::Mark || tags[0] == Tag::Determiner {
            return;
        }
        let amount = |n: usize| figure(tags, n);
        let noun = self.class(0).any(Class(Class::NOUN.0 | Class::COMMON_NOUN.0));
        // "Profit rose", "Output fell": nor does a base form that opens the sentence stand before one.
        let past = only_past(self.word(1)) && (tags[1].noun() || tags[1].verb());
        let opens = tags[0] == Tag::Verb && (tags[1] == Tag::VerbEd || past);
        // "*Gold rose* to", but "Gold rose petals"
        let goes_on = amount(2)
            || matches!(tags[2], Tag::Adverb)
            || matches!(self.word(2), "to" | "by" | "from" | "above" | "below") && (amount(3) || amount(4));
        let named = past && goes_on && matches!(tags[0], Tag::Adjective | Tag::Noun | Tag::Name);
        if (opens || named) && noun && self.sense(1).any(MOTION) {
            (tags[0], tags[1]) = (if tags[0] == Tag::Name { Tag::Name } else { Tag::Noun }, Tag::VerbEd);
            return;
        }
        // The forms in "-s" need an amount or the first word of an object behind them, and no other verb beside them.
        let verb = if matches!(tags[1], Tag::Nouns | Tag::VerbS) { 1 } else { 2 };
        let subject = match verb {
            // "*Gold* edges up 0.3%", "*Flood* kills 20, injures 300"
            1 => {
                let thing = matches!(tags[0], Tag::Adjective | Tag::Noun)
                    && (self.class(1).any(Class::MOSTLY_VERB)
                        || self.sense(1).any(MOTION)
                        || self.moves_with(1));
                matches!(tags[0], Tag::Verb) && noun || tags[0] == Tag::VerbIng || thing && noun
            }
            _ => {
                matches!(tags[0], Tag::Noun | Tag::Name)
                    && tags[1] == Tag::VerbIng
                    && self.class(1).any(Class::NOUN)
            }
        };
        let behind = verb + 1;
        let object = amount(behind)
            || matches!(tags.get(behind), Some(Tag::Adverb)) && amount(behind + 1)
            || matches!(self.word(behind), "up" | "down" | "above" | "below" | "near" | "to" | "at")
                && amount(behind + 1)
            || verb == 2 && matches!(self.word(behind), "by" | "to" | "from");
        if !subject
            || !object
            || !matches!(tags[verb], Tag::Nouns | Tag::VerbS)
            || !self.class(verb).any(Class::VERB_S)
        {
            return;
        }
        let told =
            self.sense(verb).any(MOTION) || self.class(verb).any(Class::COMMON_VERB) || self.moves_with(verb);
        let running_costs = self.word(verb) == "costs" || self.word(verb) == "times";
        let beside = |n: usize| tags[n] == Tag::VerbS && self.word(n - 1) == ",";
        // "*as* Norway nears a deal" has a verb of its own.
        let clause = |n: usize| matches!(self.word(n), "as" | "after" | "while" | "when" | "but");
        let other =
            (behind..tags.len()).take_while(|n| !clause(*n)).any(|n| tags[n].predicates() && !beside(n));
        if told && !running_costs && !other {
            (tags[verb - 1], tags[verb]) = (Tag::Noun, Tag::VerbS);
        }
    }

    /// "Oil *Falls* Below $49": the first word of a headline that can be a verb in "-s" behind a noun is its verb.
    pub fn headline(&self, tags: &mut [Tag]) {
        for at in 1..tags.len().saturating_sub(1) {
            if tags[at].finite() || tags[at] == Tag::Aux {
                return;
            }
            let verb = tags[at] == Tag::Nouns
                && matches!(tags[at - 1], Tag::Noun | Tag::Name)
                && !(tags[at + 1].verb() || matches!(tags[at + 1], Tag::Aux | Tag::Mark | Tag::Conjunction))
                && self.class(at).any(Class::VERB_S)
                && !self.class(at + 1).any(Class::MOSTLY_VERB)
                && !matches!(self.word(at + 1), "up" | "down" | "off")
                && (self.sense(at).0 != 0
                    || self.class(at).any(Class::MOSTLY_VERB)
                    || matches!(tags[at + 1], Tag::Number | Tag::Symbol)
                        && self.class(at).any(Class::COMMON_VERB));
            if verb {
                tags[at] = Tag::VerbS;
                return;
            }
        }
    }

    fn corrected(&self, tags: &[Tag], at: usize) -> Option<Tag> {
        let (before, tag) = (tags[at - 1], tags[at]);
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let quantity = matches!(next, Tag::Number | Tag::Symbol);
        // "grew" is no participle; "(GDP) rose" no noun.
        let closes = matches!(self.word(at - 1), ")" | ">");
        let only_past = only_past(self.word(at));
        let nominal = tag.noun() || tag == Tag::Adjective;
        if only_past && (tag == Tag::VerbEn || closes && nominal) {
            return Some(Tag::VerbEd);
        }
        // "the stock of the chemical *rose* by 30 tonnes"
        if only_past
            && tag.noun()
            && before == Tag::Adjective
            && matches!(self.word(at + 1), "by" | "to" | "from")
            && (at + 2..at + 4).any(|n| figure(tags, n))
            && (self.word(at) == "fell" || !tags.iter().any(|t| t.predicates()))
        {
            return Some(Tag::VerbEd);
        }
        // "The jobless total *rose*, however, to"
        let subject = before.noun() || before == Tag::Adjective && self.class(at - 1).any(Class::NOUN);
        if only_past && tag.noun() && subject && self.word(at + 1) == "," && self.word(at + 2) == "however" {
            return Some(Tag::VerbEd);
        }
        // "Loans, excluding those to banks, *fell* 5 percent"
        let surely = matches!(self.word(at), "rose" | "fell" | "grew");
        if only_past
            && quantity
            && nominal
            && self.word(at - 1) == ","
            && (surely || !tags[..at].iter().any(|t| t.finite()))
        {
            return Some(Tag::VerbEd);
        }
        // "jail records show the singer", "figures show Kenya exported"
        if tag == Tag::Noun
            && before == Tag::Nouns
            && (matches!(next, Tag::Determiner | Tag::Pronoun)
                || next == Tag::Name && tags.get(at + 2).is_some_and(|t| t.predicates()))
            && self.sense(at).any(Sense::SAY)
            && self.class(at).any(Class::VERB)
        {
            return Some(Tag::Verb);
        }
        // "In Lima, analysts *project* land prices will rise"
        if tag == Tag::Noun
            && before == Tag::Nouns
            && (next.noun() || next == Tag::Adjective)
            && self.words.sense(self.word(at - 1).trim_end_matches('s')).any(Sense::SOURCE)
            && self.sense(at).any(Sense::FORECAST)
            && self.class(at).any(Class::VERB)
        {
            return Some(Tag::Verb);
        }
        // "Steel, the week's best performing group, dropped": no word but one in "-ing" is a present participle.
        if tag == Tag::VerbIng && self.word(at).ends_with("ed") || tag == Tag::VerbIng && only_past {
            return Some(Tag::VerbEd);
        }
        // "maps and strategic *plans*": no participle ends so.
        if matches!(tag, Tag::VerbEn | Tag::VerbEd)
            && self.word(at).ends_with('s')
            && self.class(at).any(Class::NOUNS)
        {
            return Some(Tag::Nouns);
        }
        // "a 10 km run", "a 4% pay rise"
        if matches!(tag, Tag::Verb | Tag::VerbEd | Tag::VerbEn)
            && self.behind_measure(tags, at)
            && self.class(at).any(Class::VERB)
            && self.class(at).any(Class(Class::NOUN.0 | Class::COMMON_NOUN.0))
        {
            return Some(Tag::Noun);
        }
        // "wants to *cut* 300 jobs": no past tense
        if (matches!(tag, Tag::VerbEd | Tag::VerbEn)
            || tag == Tag::Noun
                && at >= 2
                && tags[at - 2] == Tag::VerbEn
                && self.class(at).any(Class::VERB_ED)
                && self.sense(at - 2).any(Sense(Sense::FORECAST.0 | Sense::EXPECTED.0)))
            && self.word(at - 1) == "to"
            // "are expected to *hit* upland farms"
            && (quantity
                || matches!(next, Tag::Determiner | Tag::Pronoun)
                || at >= 2 && tags[at - 2].verb() && (next.noun() || next == Tag::Adjective))
            && self.class(at).any(Class::VERB)
        {
            return Some(Tag::Verb);
        }
        // "The 40-year-old hopes that", "the two-year-old likes to"
        if tag.noun()
            && self.word(at - 1) == "old"
            && (matches!(self.word(at + 1), "that" | "to" | "he" | "she" | "it" | "they" | "his" | "her")
                || !self.class(at).any(Class::NOUNS))
            && self.class(at).any(Class::VERB_S)
        {
            return Some(Tag::VerbS);
        }
        // "has run sprint races": behind a participle a noun goes on, but "has helped cut costs".
        if tag == Tag::Verb
            && before == Tag::VerbEn
            && next == Tag::Nouns
            && self.class(at).any(Class(Class::NOUN.0 | Class::COMMON_NOUN.0))
            && !matches!(self.word(at - 1), "helped" | "let" | "dared" | "made" | "needed" | "been")
        {
            return Some(Tag::Noun);
        }
        // "a copper mine": the pronoun never stands behind what tells of a noun.
        if tag == Tag::Pronoun
            && self.word(at) == "mine"
            && (before.noun() || matches!(before, Tag::Adjective | Tag::Determiner))
        {
            return Some(Tag::Noun);
        }
        // "The firm, based in Lima, *employs*": no plural.
        if tag.noun() && self.word(at) == "employs" {
            return Some(Tag::VerbS);
        }
        // ", with *spending* expected to", ", with output *forecast* to fall"
        if tag == Tag::VerbIng
            && self.word(at - 1) == "with"
            && matches!(next, Tag::VerbEn | Tag::VerbEd)
            && self.word(at + 2) == "to"
        {
            return Some(Tag::Noun);
        }
        let foretold =
            matches!(self.word(at), "forecast" | "set" | "tipped" | "expected" | "projected" | "due");
        if foretold
            && !matches!(tag, Tag::VerbEn | Tag::Adjective)
            && before.noun()
            && self.word(at + 1) == "to"
            && (at.saturating_sub(4)..at).any(|n| self.word(n) == "with")
        {
            return Some(Tag::VerbEn);
        }
        // "has reported a 52% rise in profit"
        let measured = before == Tag::Symbol || matches!(self.word(at - 1), "percent" | "pct" | "cent");
        if tag == Tag::Verb
            && measured
            && self.sense(at).any(MOTION)
            && (at.saturating_sub(5)..at)
                .any(|n| matches!(self.word(n), "a" | "an" | "the" | "its" | "their"))
        {
            return Some(Tag::Noun);
        }
        if let Some(tag) = self.moves(tags, at) {
            return Some(tag);
        }
        // "The report on roads *estimates* losses of": two plurals side by side and no verb anywhere
        if tag == Tag::Nouns
            && matches!(before, Tag::Noun | Tag::Nouns | Tag::Name | Tag::Number)
            && matches!(next, Tag::Nouns | Tag::Determiner | Tag::Number | Tag::Symbol)
            && self.sense(at).any(Sense(Sense::SAY.0 | Sense::FORECAST.0))
            && self.class(at).any(Class::VERB_S)
            && !tags.iter().any(|t| t.predicates())
        {
            return Some(Tag::VerbS);
        }
        // "production rose in May", "exports climbed to 226,300", "Malaysia cut output"
        let subject = before.noun() || before == Tag::VerbS;
        // The neighbours are asked first: they cost no look-up.
        let may_be_past = subject && !tag.finite() && self.sense(at).any(MOTION);
        let class = if may_be_past { self.class(at) } else { Class::default() };
        if may_be_past && class.any(Class::VERB_ED) {
            let goes_on = quantity
                || next == Tag::Adverb
                || matches!(self.word(at + 1), "by" | "to" | "from" | "in" | "on" | "at" | "for");
            let no_base = !class.any(Class::VERB) || self.word(at) == "fell";
            let past = no_base && goes_on && (tag != Tag::VerbEn || before == Tag::VerbS);
            let object = before == Tag::Name && (next.noun() || next == Tag::Determiner);
            let alone = || !tags.iter().any(|t| t.predicates());
            if past || (quantity || object) && alone() {
                return Some(Tag::VerbEd);
            }
        }
        // "Two feet of snow fell.": the only verb there is
        if only_past
            && tag.noun()
            && before.noun()
            && next == Tag::Mark
            && !tags.iter().any(|t| t.predicates())
        {
            return Some(Tag::VerbEd);
        }
        // "tonnes of harvested raw cotton": behind a preposition it tells what the noun is like.
        let governed = matches!(
            self.word(at - 1),
            "of" | "with" | "for" | "in" | "from" | "by" | "on" | "into" | "against" | "among" | "between"
        );
        if tag == Tag::VerbEd && governed && (next.noun() || next == Tag::Adjective) {
            return Some(Tag::VerbEn);
        }
        None
    }

    /// Verbs of motion that the tagger took for nouns, by the verb before with which they stand: "saw exports in May
    /// *drop* to 40", "plans to reopen the pit and *boost* output", "after rising 2 percent and *falling* 3 percent".
    fn moves(&self, tags: &[Tag], at: usize) -> Option<Tag> {
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let amount = |n: usize| figure(tags, n);
        let joined = matches!(self.word(at - 1), "and" | "or");
        let before = at.saturating_sub(LONGEST_VERB_BEFORE)..at;
        // "to sack 40 cooks and *close* 12 kitchens"
        let to = |n: &usize| *n > 0 && tags[*n] == Tag::Verb && self.word(n - 1) == "to";
        let last_verb = || before.clone().rev().find(|n| tags[*n].verb() || tags[*n] == Tag::Aux);
        if matches!(tags[at], Tag::Adjective | Tag::Noun)
            && joined
            && amount(at + 1)
            && self.class(at).any(Class::COMMON_VERB)
            && self.class(at).any(Class::VERB)
            && last_verb()
                .filter(|n| to(n) || *n > 0 && tags[*n] == Tag::Verb && tags[*n - 1] == Tag::Aux)
                .is_some()
        {
            return Some(Tag::Verb);
        }
        // "start at 20 and *rise* to 28"
        if tags[at] == Tag::Noun
            && joined
            && matches!(self.word(at + 1), "to" | "by" | "from")
            && amount(at + 2)
            && last_verb().is_some_and(|n| matches!(tags[n], Tag::Verb))
            && self.sense(at).any(MOTION)
            && self.class(at).any(Class::VERB)
        {
            return Some(Tag::Verb);
        }
        let verb = if matches!(tags[at], Tag::Noun | Tag::Adjective) && joined && amount(at + 1) {
            let ing = self.word(at).ends_with("ing") && before.clone().any(|n| tags[n] == Tag::VerbIng);
            ing.then_some(Tag::VerbIng)
        } else if tags[at] == Tag::Noun
            && matches!(self.word(at + 1), "to" | "by")
            && (amount(at + 2)
                || amount(at + 3)
                    && matches!(
                        self.word(at + 2),
                        "about" | "around" | "nearly" | "almost" | "some" | "just"
                    ))
        {
            last_verb().is_some_and(|n| leads_to_base(self.word(n))).then_some(Tag::Verb)
        } else if tags[at] == Tag::Noun
            && joined
            && (next.noun() || matches!(next, Tag::Adjective | Tag::Determiner))
        {
            last_verb().filter(to).map(|_| Tag::Verb)
        } else if tags[at] == Tag::Noun
            && tags[at - 1].noun()
            && (next.noun() || matches!(next, Tag::Adjective | Tag::Determiner | Tag::Pronoun))
            && self.words.cue(self.word(at)).any(Cue::MOVES_OBJECT)
        {
            // "helped the brewery *boost* cider sales"
            last_verb()
                .filter(|n| matches!(self.word(*n), "help" | "helps" | "helped" | "helping"))
                .map(|_| Tag::Verb)
        } else {
            None
        }?;
        let form = if verb == Tag::Verb { Class::VERB } else { Class::VERB_ING };
        (self.sense(at).any(MOTION) && self.class(at).any(form)).then_some(verb)
    }

    /// Whether "a", a number and what it is measured in stand right before `at`, or an amount of money: one such thing
    /// takes no verb in its base form.
    fn behind_measure(&self, tags: &[Tag], at: usize) -> bool {
        let Some(last) = (at.saturating_sub(4)..at).rev().find(|n| tags[*n] == Tag::Number) else {
            return false;
        };
        // "a *$29 billion* bid"
        let scaled = last >= 1 && tags[last - 1] == Tag::Number;
        let first = last - usize::from(scaled);
        let sign = first >= 1 && matches!(self.word(first - 1), "$" | "£" | "€");
        let first = first - usize::from(sign);
        first >= 1
            && (last + 1 < at || sign)
            && matches!(self.word(first - 1), "a" | "an")
            && (last + 1..at).all(|n| {
                tags[n].noun() || tags[n] == Tag::Symbol || matches!(self.word(n), "per" | "-" | "/")
            })
    }

    /// "Gold *edges* up 2%": whether a verb tells of a move with the particle behind it.
    fn moves_with(&self, at: usize) -> bool {
        if !matches!(self.word(at + 1), "up" | "down" | "higher" | "lower") {
            return false;
        }
        let base = lemma::verb_base(&self.english.words, self.word(at));
        self.words.sense(&format!("{base}_{}", self.word(at + 1))).any(MOTION)
    }
}
