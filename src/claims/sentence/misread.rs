//! Nouns that look like verbs, verbs that look like nouns and small words taken for others, told apart by what can stand
//! where they stand: a table of constructions.
//!
//! Each is named for what shows it, and described with an example in [`super::noun_told`], [`super::verb_told`],
//! [`super::figure_told`] or [`super::other_told`].

use super::retag::Retag;
use crate::text::tagger::Tag;

/// The part of speech beside the first construction in which the word at `at` stands.
macro_rules! first_of {
    ($retag:ident, $tags:ident, $at:ident; $($construction:ident => $tag:ident,)*) => {
        $(if $retag.$construction($tags, $at) { Some(Tag::$tag) } else)* { None }
    };
}

impl Retag<'_> {
    /// The part of speech that the neighbours of the word at `at` leave it, where that is another than `tags` has.
    pub fn misread(&self, tags: &[Tag], at: usize) -> Option<Tag> {
        match tags[at] {
            Tag::Noun => first_of! { self, tags, at;
                dropped_figure => VerbEd,
                ranges_from => Verb,
                moving_object => VerbIng,
                has_shot_up => VerbEn,
                is_says => VerbS,
                before_both => Preposition,
                sells_for => VerbIng,
                behind_each => Verb,
                wanted_that => Verb,
                counted_fell => VerbEd,
                behind_likely => Verb,
                seen_to => Verb,
                behind_which => VerbEd,
                lone_verb => Verb,
                before_pronoun => Verb,
                is_sent => VerbEd,
                won => VerbEd,
                have_come => VerbEn,
                set_then => VerbEn,
                ends_up => Verb,
                accounts_for => Verb,
                past_behind_plural => VerbEd,
                past_behind_comma => VerbEd,
                due_then => Adjective,
            },
            Tag::Nouns => first_of! { self, tags, at;
                dropped_figure => VerbEd,
                one_does => VerbS,
                is_says => VerbS,
                counted_fell => VerbEd,
                put_in => VerbS,
                comes_to => VerbS,
                only_verb_form => VerbS,
                singular_subject => VerbS,
                behind_relative => VerbS,
                opening_statement => VerbS,
                accounts_for => VerbS,
                singular_does => VerbS,
                name_does => VerbS,
            },
            Tag::Verb => first_of! { self, tags, at;
                currency_plural => Nouns,
                of_figure => Noun,
                tells_where => Adverb,
                priced => Noun,
                to_blame => Noun,
                behind_such => Noun,
                gives_rise => Noun,
                bought => Noun,
                percent_move => Noun,
                behind_hyphened => Noun,
                behind_one => Noun,
                source_phrase => Noun,
                average => Noun,
                busiest => Adjective,
                forward_earnings => Adjective,
                behind_of => Noun,
                object_noun => Noun,
                number_one => Noun,
                home_runs => Nouns,
                home_run => Noun,
                behind_average => Noun,
                possessed => Noun,
                possessed_further => Noun,
                governed_alone => Noun,
                is_minus => Symbol,
            },
            Tag::VerbS => first_of! { self, tags, at;
                currency_plural => Nouns,
                goes_on_to => Nouns,
                tells_where => Adverb,
                counted_plural => Nouns,
                no_verb_here => Nouns,
                behind_singular_verb => Nouns,
                has_found => Nouns,
                home_runs => Nouns,
                home_run => Noun,
                before_its_verb => Nouns,
                moved_plural => Nouns,
            },
            Tag::VerbEd => first_of! { self, tags, at;
                convertible => Adjective,
                convertible_preferred => Noun,
                possessed_alone => Noun,
                dashed_measure => Noun,
                behind_one => Noun,
                object_noun => Noun,
            },
            Tag::VerbEn => first_of! { self, tags, at;
                totalled => VerbEd,
                proven_reserves => Adjective,
                convertible => Adjective,
                convertible_preferred => Noun,
                had => VerbEd,
                possessed_alone => Noun,
                dashed_measure => Noun,
                behind_one => Noun,
                object_noun => Noun,
                said => VerbEd,
                before_tail => VerbEd,
            },
            Tag::Adjective => first_of! { self, tags, at;
                has_shot_up => VerbEn,
                behind_each => Verb,
                behind_modal => Verb,
                owns => Verb,
                most_likely => Adverb,
                irregular_past => VerbEd,
                all_doing => VerbIng,
                behind_which => VerbEd,
                comes_to => Verb,
                average => Noun,
                material => Noun,
                for_a_country => Noun,
                more_than_did => Adverb,
                most_of => Pronoun,
                left_to_tell_past => VerbEd,
                left_to_tell => Verb,
            },
            Tag::VerbIng => first_of! { self, tags, at;
                gerund_compound => Adjective,
                intransitive_gerund => Adjective,
                gerund_of_trade => Adjective,
                gerund_of_plural => Noun,
                gerund_subject => Noun,
                moved_gerund => Noun,
                measured_gerund => Noun,
                possessed_gerund => Noun,
            },
            Tag::Adverb => first_of! { self, tags, at;
                how_far => Adjective,
                even_as => Subordinator,
            },
            Tag::Preposition => first_of! { self, tags, at;
                more_than_did => Adverb,
                long_since => Adverb,
            },
            Tag::Subordinator => first_of! { self, tags, at;
                more_than_did => Adverb,
                long_since => Adverb,
            },
            Tag::Particle => first_of! { self, tags, at;
                to_number => Preposition,
                to_minus => Preposition,
            },
            Tag::Aux => first_of! { self, tags, at;
                month_of_table => Noun,
            },
            Tag::Pronoun => first_of! { self, tags, at;
                foretold_that => Subordinator,
            },
            Tag::Determiner => first_of! { self, tags, at;
                more_than_did => Adverb,
            },
            _ => None,
        }
    }
}
