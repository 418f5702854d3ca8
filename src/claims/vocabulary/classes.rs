//! The classes that the words of `number_cues.csv` and `statement_words.csv` belong to, as sets.

/// A set of word classes: each with a constant for the rules and the name that its rows have in the file.
macro_rules! classes {
    ($(#[$doc:meta])* $set:ident($bits:ty) { $($(#[$each:meta])* $name:ident $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct $set(pub $bits);

        impl $set {
            $($(#[$each])* pub const $name: $set = $set::nth(stringify!($name));)*

            const NAMES: &[(&str, &str)] = &[$((stringify!($name), $word),)*];

            /// The class whose constant has this name.
            const fn nth(name: &str) -> $set {
                let mut n = 0;
                while !same(Self::NAMES[n].0, name) {
                    n += 1;
                }
                $set(1 << n)
            }

            /// The class of a name in the file; none where there is no such class.
            pub fn named(name: &str) -> $set {
                let place = Self::NAMES.iter().position(|(_, word)| *word == name);
                place.map_or($set(0), |n| $set(1 << n))
            }

            /// Whether it has one of these classes.
            pub fn any(self, other: $set) -> bool {
                self.0 & other.0 != 0
            }
        }
    };
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut n = 0;
    while n < a.len() && n < b.len() && a[n] == b[n] {
        n += 1;
    }
    n == a.len() && n == b.len()
}

classes! {
    /// Classes of the words that stand around numbers (`number_cues.csv`).
    Cue(u64) {
        /// two-WAY, four-WHEEL: with a number word a fixed compound.
        COMPOUND_IDIOM "compound_idiom",
        /// 4K TV
        SCREEN "screen",
        /// 48 Harbour ROAD
        ROAD "road",
        /// CATEGORY one: what stands behind it is no count.
        GRADE "grade",
        /// in the same PERIOD, the PREVIOUS year: with these a time is told that no calendar names.
        TIMELY "timely",
        /// Names a code ("day 3") but may stand before a count too ("that day 3 people").
        COUNTS_AFTER_CODE "counts_after_code",
        /// one THING, one MUST
        ONE_AFTER "one_after",
        /// NO one, THIS one
        ONE_BEFORE "one_before",
        /// is one of the REASONS
        BELONGS_TO "belongs_to",
        /// 100m HURDLES
        METRE_AFTER "metre_after",
        /// WEIGHING 60 pounds
        WEIGHING "weighing",
        /// 40 million pounds of AID
        MONEY_OF "money_of",
        /// the FIRM lost 60 pounds
        MONEY_NEAR "money_near",
        /// SALES 4 million vs 3 million: what a table tells in money.
        TOLD_IN_MONEY "told_in_money",
        /// the 200m CHAMPION
        RACE "race",
        /// eight CONSECUTIVE days
        DURATION_ADJECTIVE "duration_adjective",
        /// $4 a HEAD
        PER_NOUN "per_noun",
        /// Looks like a noun or adjective but ends a counted phrase.
        PHRASE_END "phrase_end",
        /// 10K RUN
        KILOMETRE_RUN "kilometre_run",
        /// WON 3-2
        SCORE_VERB "score_verb",
        /// BEAT them 3-2
        SCORE_VERB_OVER "score_verb_over",
        /// CHILDREN under five
        AGE_GROUP "age_group",
        /// no DEATH: a singular that a zero counts
        EVENT "event",
        /// no SIGNS: a plural that a zero does not count
        NOT_COUNTED_ZERO "not_counted_zero",
        /// KILLING 12
        HARM "harm",
        /// six DEAD, five MISSING: what only people are counted for.
        FATE "fate",
        /// overnight STAYS
        OVERNIGHT "overnight",
        /// WANT 60 more: more of what was told before.
        WANTS "wants",
        /// SWAM 200m
        METRE_BEFORE "metre_before",
        /// PLANNED in May what is not done in May
        PLANS "plans",
        /// MAGNITUDE 6.8
        SCALE_READING "scale_reading",
        /// FIRST half
        HALF_BEFORE "half_before",
        /// half THE
        HALF_AFTER "half_after",
        /// a third MORE, two thirds SAID
        SHARE_AFTER "share_after",
        /// up a third IN
        SHARE_END "share_end",
        /// 750,000 will be SOLD: what is counted is no people.
        MADE "made",
        /// UPDATE 2, the BOTTOM three
        CODE_BEFORE "code_before",
        /// EXCEEDED 3,000
        EXCEEDING "exceeding",
        /// NO. 7
        CODE_ABBREVIATION "code_abbreviation",
        /// 5% HIGHER, 20 MORE
        MORE "more",
        /// 5% LOWER, three FEWER
        LESS "less",
        /// SINCE May
        MONTH_LEAD "month_lead",
        /// BY 1990
        YEAR_LEAD "year_lead",
        /// 1950 WORKERS: even a number that looks like a year counts these.
        NO_YEAR_OF "no_year_of",
        /// ABOUT 1950 results
        ABOUT "about",
        /// WILL last, TO last: a verb stands behind it.
        VERB_FOLLOWS "verb_follows",
        /// lost five MATCHES: nothing falls.
        CONTEST "contest",
        /// Rents AVERAGE 1,450 pounds: a verb that looks like a noun before an amount.
        COMES_TO "comes_to",
        /// SUFFERED a 5% drop: what falls is the one who does it.
        UNDERGOES "undergoes",
        /// It should be NOTED that: it only leads to what is stated.
        LEADS_IN "leads_in",
        /// a FAMILY of four
        HOLDS_PEOPLE "holds_people",
        /// RETIRED at 65
        LIFE "life",
        /// had a STROKE aged 65, left SCHOOL aged 16: what happens in a life, no one who is so old.
        OF_A_LIFE "of_a_life",
        /// October DELIVERY, July FUTURES
        TRADED "traded",
        /// MAKE up 30%, SET off 12: a verb whose particle tells no direction.
        PARTICLE_VERB "particle_verb",
        /// RAISE 5 million: a verb of motion that moves or gets its object where that is money or things.
        MOVES_OBJECT "moves_object",
    }
}

classes! {
    /// What words tell in a statement (`statement_words.csv`).
    Sense(u32) {
        /// Verbs of rising: climb, gain.
        UP "up",
        /// Verbs of falling: drop, lose.
        DOWN "down",
        /// Nouns of rising: increase.
        UP_NOUN "up_noun",
        /// Nouns of falling: decline.
        DOWN_NOUN "down_noun",
        /// Adverbs of rising: higher.
        UP_ADVERB "up_adverb",
        /// Adverbs of falling: lower.
        DOWN_ADVERB "down_adverb",
        /// Verbs of what may come: expect.
        EXPECTED "expected",
        /// Verbs of intent: plan.
        PLANNED "planned",
        /// Words of what must be: must, need.
        TARGET "target",
        /// Words of what may be: could, possible.
        POSSIBLE "possible",
        /// Words of what is passed on: allegedly.
        REPORTED "reported",
        /// Nouns for what is heard: rumours, allegations.
        HEARSAY "hearsay",
        /// Words that deny: not.
        NEGATION "negation",
        /// Verbs of saying.
        SAY "say",
        /// Words before a code: number, page.
        CODE_BEFORE "code_before",
        /// Nouns before a score: win.
        SCORE_NOUN "score_noun",
        /// Nouns for who acts: firm.
        ACTOR "actor",
        /// Verbs and nouns of foretelling: forecast, estimate, prospect.
        FORECAST "forecast",
        /// Nouns of intent: plan.
        PLAN_NOUN "plan_noun",
        /// Nouns of what must be: goal.
        TARGET_NOUN "target_noun",
        /// Nouns of what may be: risk.
        RISK_NOUN "risk_noun",
        /// What is done to an amount by one who has it or gets it: pay, raise, invest.
        TRANSFER "transfer",
        /// Verbs by which one states something: say, add, warn.
        STATE "state",
        /// What people are by office: minister, chief.
        OFFICE "office",
        /// What people are by trade, who are named in news: striker, singer.
        HUMAN "human",
        /// What firms are: company, airline.
        BUSINESS "business",
        /// Nouns for a country.
        COUNTRY "country",
        /// Who or what states things without a name: analyst, police, report.
        SOURCE "source",
        /// Verbs whose participle is not their past: rise, fall.
        OWN_PARTICIPLE "own_participle",
        /// Participles that are no past tense: known, risen.
        ONLY_PARTICIPLE "only_participle",
        /// Participles behind which a name stands: called, dubbed.
        NAMING "naming",
        /// Verbs whose object does what the infinitive behind it says: ask, order.
        OBJECT_CONTROL "object_control",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_classes_of_the_files_are_known_and_apart() {
        let rows = |file: &'static str| file.lines().skip(1).filter_map(|row| row.rsplit_once(','));
        for (word, class) in rows(include_str!("../../../data/lexicon/en/number_cues.csv")) {
            assert_ne!(Cue::named(class), Cue(0), "{word},{class}");
        }
        for (word, class) in rows(include_str!("../../../data/lexicon/en/statement_words.csv")) {
            assert_ne!(Sense::named(class), Sense(0), "{word},{class}");
        }
        assert_eq!(Sense::named("up"), Sense::UP);
        assert_ne!(Sense::UP, Sense::DOWN);
        assert_eq!(Sense::named("sideways"), Sense(0));
    }
}
