//! What the tagger gets wrong and the word lists or the neighbours put right.
//!
//! The tagger learns from little text; these are rules of English that need no learning. `views` hold
//! the classes that the tagger looked up; function words have none.

use super::seen::{Seen, View};
use super::tag::Tag;
use super::words::{Class, Words};

/// Corrects `tags` in place.
pub fn mend(words: &Words, sentence: &[Seen<'_>], views: &[View], tags: &mut [Tag]) {
    only_nouns(words, sentence, views, tags);
    // "The ban covers people under 18": hardly anyone peoples anything.
    for at in 1..tags.len() {
        if tags[at].verb() && sentence[at].lower == "people" && sentence[at - 1].lower != "to" {
            tags[at] = Tag::Nouns;
        }
    }
    for at in 1..tags.len() {
        beside(sentence, views, tags, at);
    }
    // "Deaths on the roads fell": a plural at the start is no verb before a preposition.
    if tags.len() > 2 && tags[0].finite() && tags[1] == Tag::Preposition && views[0].class.any(Class::NOUNS) {
        tags[0] = Tag::Nouns;
    }
    find_verb(sentence, views, tags);
    find_verbs(sentence, views, tags);
    for at in 0..tags.len() {
        before_clause(sentence, tags, at);
    }
}

/// A clause without any finite verb whose subject and object stand around a noun that could be one: "when
/// a bus hit a truck", "clinics in the district lack a doctor".
fn find_verbs(sentence: &[Seen<'_>], views: &[View], tags: &mut [Tag]) {
    let mut start = 0;
    while start < tags.len() {
        let ends = |n: &usize| {
            tags[*n] == Tag::Subordinator
                || !(tags[*n].noun() || tags[*n].verb())
                    && matches!(
                        sentence[*n].lower,
                        ";" | ":"
                            | "."
                            | "\""
                            | "“"
                            | "”"
                            | "("
                            | ")"
                            | "—"
                            | "–"
                            | "as"
                            | "when"
                            | "where"
                            | "after"
                            | "before"
                            | "since"
                            | "until"
                            | "that"
                            | "which"
                            | "who"
                            | "but"
                            | "while"
                            | "and"
                    )
        };
        let end = (start..tags.len()).find(ends).unwrap_or(tags.len());
        if !tags[start..end].iter().any(|t| t.predicates()) {
            for at in start + 1..end {
                let (class, next) = (views[at].class, tags.get(at + 1).copied().unwrap_or(Tag::Mark));
                // "and 37 people died in the flood"
                if tags[at] == Tag::VerbEn
                    && start > 0
                    && tags[at - 1].noun()
                    && sentence.get(at + 1).is_none_or(|s| s.lower != "by")
                {
                    tags[at] = Tag::VerbEd;
                    break;
                }
                let object = at + 1 < end
                    && (matches!(next, Tag::Determiner | Tag::Number | Tag::Symbol) || next == Tag::Pronoun);
                if !tags[at].noun()
                    || sentence[at].case.capital()
                    || !object
                    || !(tags[at - 1].noun() || tags[at - 1] == Tag::Adjective && class.any(Class::VERB_ED))
                {
                    continue;
                }
                let tag = if class.any(Class::VERB_ED) {
                    Tag::VerbEd
                } else if class.any(Class::VERB_S) && tags[at - 1] != Tag::Nouns {
                    Tag::VerbS
                } else if class.any(Class::VERB)
                    && class.any(Class::COMMON_VERB)
                    && (next == Tag::Determiner || tags[at - 1] == Tag::Nouns)
                {
                    Tag::Verb
                } else {
                    continue;
                };
                tags[at] = tag;
                break;
            }
        }
        start = end + 1;
    }
}

/// What the words behind a function word say of it.
fn before_clause(sentence: &[Seen<'_>], tags: &mut [Tag], at: usize) {
    let tag = |n: usize| tags.get(n).copied().unwrap_or(Tag::Mark);
    let word = |n: usize| sentence.get(n).map_or("", |s| s.lower);
    match tags[at] {
        // "by selling it": a preposition before a verb opens a clause.
        Tag::Preposition => {
            let skip = usize::from(tag(at + 1) == Tag::Adverb || matches!(word(at + 1), "not" | "either"));
            if tag(at + 1 + skip) == Tag::VerbIng {
                tags[at] = Tag::Subordinator;
            } else if matches!(word(at), "after" | "before" | "until" | "since" | "as" | "than")
                // "more than 20 died" opens no clause
                && !(word(at) == "than" && tag(at + 1) == Tag::Number)
                && subject_and_verb(sentence, tags, at + 1)
            {
                tags[at] = Tag::Subordinator;
            }
        }
        Tag::Subordinator if word(at) == "because" && word(at + 1) == "of" => tags[at] = Tag::Preposition,
        // "more expensive", "less often"
        Tag::Adjective
            if matches!(word(at), "more" | "less" | "most" | "least")
                && matches!(tag(at + 1), Tag::Adjective | Tag::Adverb) =>
        {
            tags[at] = Tag::Adverb;
        }
        _ => {}
    }
}

/// Whether a noun phrase with its finite verb begins at `at`.
fn subject_and_verb(sentence: &[Seen<'_>], tags: &[Tag], at: usize) -> bool {
    let mut subject = false;
    for n in at..tags.len().min(at + 8) {
        match tags[n] {
            Tag::Noun | Tag::Nouns | Tag::Name | Tag::Pronoun => subject = true,
            Tag::Determiner | Tag::Adjective | Tag::Number => {}
            Tag::Adverb | Tag::Particle => {}
            Tag::Preposition if subject && sentence[n].lower == "of" => {}
            Tag::VerbS | Tag::VerbEd | Tag::Aux | Tag::Verb => return subject,
            _ => return false,
        }
    }
    false
}

/// What the lists know only as a noun is one, wherever it stands.
fn only_nouns(words: &Words, sentence: &[Seen<'_>], views: &[View], tags: &mut [Tag]) {
    let other = Class(
        Class::VERB.0
            | Class::VERB_S.0
            | Class::VERB_ED.0
            | Class::VERB_ING.0
            | Class::ADJECTIVE.0
            | Class::ADVERB.0,
    );
    for at in 0..tags.len() {
        if views[at].class.any(Class::NOUN)
            && !views[at].class.any(other)
            && !tags[at].noun()
            && words.function(sentence[at].lower).is_none()
        {
            tags[at] = Tag::Noun;
        }
    }
}

fn before_word<'s>(sentence: &[Seen<'s>], at: usize) -> &'s str {
    at.checked_sub(1).map_or("", |n| sentence[n].lower)
}

/// What the word before the one at `at` says of it.
fn beside(sentence: &[Seen<'_>], views: &[View], tags: &mut [Tag], at: usize) {
    // "Police and border services prevented": joined nouns before their verb.
    if tags[at] == Tag::Verb
        && views[at].class.any(Class::NOUN)
        && before_word(sentence, at) == "and"
        && at >= 2
        && tags[at - 2].noun()
        && tags.get(at + 1) == Some(&Tag::Nouns)
        && tags.get(at + 2).is_some_and(|t| t.predicates())
    {
        tags[at] = Tag::Noun;
    }
    // "raises the tax, closes two halls and cuts posts": a row of verbs of one form.
    if tags[at] == Tag::Nouns
        && views[at].class.any(Class::VERB_S)
        && !sentence[at].case.capital()
        && matches!(before_word(sentence, at), "," | "and")
        && tags.get(at + 1).is_some_and(|t| matches!(t, Tag::Number | Tag::Determiner | Tag::Symbol))
        && tags[..at].iter().rev().find(|t| t.finite()) == Some(&Tag::VerbS)
    {
        tags[at] = Tag::VerbS;
    }
    // "Kenya plans to buy", "members of the club need to agree"
    let to_verb = sentence.get(at + 1).is_some_and(|s| s.lower == "to")
        && views.get(at + 2).is_some_and(|v| v.class.any(Class::VERB));
    if to_verb && tags[at].noun() && tags[at - 1].noun() && !sentence[at].case.capital() {
        let named = tags[at - 1] == Tag::Name
            && matches!(
                sentence[at].lower,
                "plans"
                    | "hopes"
                    | "aims"
                    | "seeks"
                    | "needs"
                    | "wants"
                    | "moves"
                    | "vows"
                    | "targets"
                    | "claims"
            );
        if named {
            tags[at] = Tag::VerbS;
        } else if matches!(sentence[at].lower, "need" | "want") {
            tags[at] = Tag::Verb;
        }
    }
    // Closed classes are as they are.
    if !(tags[at].noun()
        || tags[at].verb()
        || matches!(tags[at], Tag::Adjective | Tag::Adverb | Tag::Pronoun))
    {
        return;
    }
    let (word, before, class) = (sentence[at].lower, sentence[at - 1].lower, views[at].class);
    // What the lists know only as a past form is one: "lost", "fell".
    if class.any(Class::VERB_ED)
        && !sentence[at].case.capital()
        && (tags[at] == Tag::Noun && !class.any(Class::NOUN)
            || tags[at] == Tag::Adverb && !class.any(Class::ADVERB))
    {
        let subject = tags[at - 1].noun() || tags[at - 1] == Tag::Pronoun;
        tags[at] = if subject { Tag::VerbEd } else { Tag::VerbEn };
    }
    // "a cut of 50 basis points"
    let after = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
    if tags[at - 1] == Tag::Determiner
        && tags[at].verb()
        && class.any(Class::NOUN)
        && matches!(after, Tag::Preposition | Tag::Mark)
        && !word.ends_with("ing")
    {
        tags[at] = Tag::Noun;
    }
    // "three causes": what a number counts is a noun, but for "Article 5 states"
    if tags[at - 1] == Tag::Number && !(at >= 2 && tags[at - 2].noun()) && !sentence[at].case.capital() {
        match tags[at] {
            Tag::VerbS if class.any(Class::NOUNS) => tags[at] = Tag::Nouns,
            Tag::Verb if class.any(Class::NOUN) => tags[at] = Tag::Noun,
            _ => {}
        }
    }
    // "its net profit", "China's exports", "transport costs are": no finite form stands there.
    if matches!(tags[at], Tag::Verb | Tag::VerbS) {
        let owned = matches!(
            before,
            "the" | "a" | "an" | "its" | "their" | "our" | "my" | "your" | "his" | "every" | "each"
        ) || before == "'s" && tags[at - 1] == Tag::Particle;
        match tags[at] {
            Tag::VerbS if class.any(Class::NOUNS) && (owned || after == Tag::Aux) => tags[at] = Tag::Nouns,
            Tag::Verb if owned && class.any(Class::ADJECTIVE) && after.noun() => tags[at] = Tag::Adjective,
            Tag::Verb if owned && class.any(Class::NOUN) => tags[at] = Tag::Noun,
            _ => {}
        }
    }
    // "expect exports to fall": no finite verb stands right behind another.
    if tags[at - 1].finite() && tags[at] == Tag::VerbS && class.any(Class::NOUNS) {
        tags[at] = Tag::Nouns;
    }
    // "estimates that prices rise"
    if word == "that"
        && tags[at] == Tag::Pronoun
        && tags[at - 1].verb()
        && !(after.finite() || matches!(after, Tag::Aux | Tag::Mark))
    {
        tags[at] = Tag::Subordinator;
    }
    past_or_participle(sentence, views, tags, at);
    // "a 46 percent drop in profit"
    if tags[at] == Tag::Verb
        && class.any(Class::NOUN)
        && at >= 3
        && tags[at - 1] == Tag::Noun
        && tags[at - 2] == Tag::Number
        && matches!(sentence[at - 3].lower, "a" | "an" | "the")
    {
        tags[at] = Tag::Noun;
    }
    // "down 5 percent"
    if matches!(word, "up" | "down") && tags[at].noun() && matches!(after, Tag::Number | Tag::Symbol) {
        tags[at] = Tag::Adverb;
    }
    if !behind_auxiliary(sentence, class, tags, at)
        && tags[at] == Tag::Nouns
        && class.any(Class::VERB_S)
        && matches!(before, "which" | "who")
    {
        tags[at] = Tag::VerbS;
    }
}

/// Behind a modal stands a base form, behind "have" and "be" a participle. Whether that settled the word.
fn behind_auxiliary(sentence: &[Seen<'_>], class: Class, tags: &mut [Tag], at: usize) -> bool {
    let (word, before) = (sentence[at].lower, sentence[at - 1].lower);
    let after = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
    let open = tags[at].noun()
        || tags[at] == Tag::Adjective
        || tags[at] == Tag::Adverb && !(after.verb() || matches!(after, Tag::Aux | Tag::Adverb));
    let base = open && class.any(Class::VERB) && !sentence[at].case.capital();
    let past = matches!(tags[at], Tag::VerbEn | Tag::VerbEd);
    let passive = tags[at] == Tag::Adjective && class.any(Class::COMMON_VERB) && word.ends_with("ed");
    let participle = open && class.any(Class::VERB_ED);
    if !(base || past || passive || participle) {
        return false;
    }
    // The auxiliary, over adverbs: "will also rise", "has not yet fallen".
    let mut aux = at - 1;
    while aux > 0
        && at - aux < 3
        && (tags[aux] == Tag::Adverb || matches!(sentence[aux].lower, "not" | "n't"))
    {
        aux -= 1;
    }
    let auxiliary = sentence[aux].lower;
    let modal = |word| {
        matches!(word, "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should" | "shall")
    };
    if base && tags[aux] == Tag::Aux && modal(auxiliary) {
        tags[at] = Tag::Verb;
        return true;
    }
    let have = |word| matches!(word, "have" | "has" | "had" | "having" | "'ve");
    let be = matches!(auxiliary, "is" | "are" | "was" | "were" | "been" | "being" | "be");
    let settled = past && (have(before) || have(auxiliary))
        || passive && be
        || be && tags[at] == Tag::VerbEd
        || participle && (have(before) || be && !word.ends_with("ed"));
    if settled {
        tags[at] = Tag::VerbEn;
        tags[aux] = Tag::Aux;
    }
    settled
}

/// "The firm posted a loss and cut jobs": a form that may be past tense or participle, or past and base form.
fn past_or_participle(sentence: &[Seen<'_>], views: &[View], tags: &mut [Tag], at: usize) {
    if !views[at].class.any(Class::VERB_ED) || !tags[at].verb() {
        return;
    }
    let after = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
    let object = matches!(after, Tag::Determiner | Tag::Number | Tag::Symbol)
        || matches!(
            sentence.get(at + 1).map_or("", |s| s.lower),
            "its" | "their" | "his" | "our" | "my" | "her"
        );
    // The verb that "and" joins this one to.
    let joined = matches!(tags[at - 1], Tag::Conjunction)
        .then(|| tags[..at].iter().rev().take(12).find(|t| t.verb() || **t == Tag::Aux).copied())
        .flatten();
    match tags[at] {
        Tag::Verb if tags[at - 1] == Tag::Noun => tags[at] = Tag::VerbEd,
        Tag::Verb if joined == Some(Tag::VerbEd) => tags[at] = Tag::VerbEd,
        Tag::VerbEn if object && joined == Some(Tag::VerbEd) => tags[at] = Tag::VerbEd,
        Tag::VerbEn if object && sentence[at - 1].lower == "," => tags[at] = Tag::VerbEd,
        _ => {}
    }
}

/// A sentence without any finite verb has most likely one that the tagger took for a noun ("Fares cost
/// $5", "The index fell"): the first word that can be one and stands between a subject and what a verb
/// is followed by.
fn find_verb(sentence: &[Seen<'_>], views: &[View], tags: &mut [Tag]) {
    if tags.iter().any(|t| t.predicates()) {
        return;
    }
    for at in 1..tags.len() {
        if !(tags[at].noun() || matches!(tags[at], Tag::Adjective | Tag::VerbEn))
            || sentence[at].case.capital()
            || sentence[at].lower == "people"
        {
            continue;
        }
        let (class, before) = (views[at].class, sentence[at - 1].lower);
        let tag = if class.any(Class::VERB_ED) {
            Tag::VerbEd
        } else if class.any(Class::VERB_S) {
            Tag::VerbS
        } else if class.any(Class::VERB) && (tags[at - 1] == Tag::Nouns || before == "people") {
            Tag::Verb
        } else {
            continue;
        };
        let subject = tags[at - 1].noun()
            || matches!(tags[at - 1], Tag::Pronoun | Tag::Number | Tag::Adverb)
            || matches!(before, ")" | ",")
            || at >= 2 && sentence[at - 2].lower == "-";
        let next = tags.get(at + 1).copied().unwrap_or(Tag::Mark);
        let follows = matches!(
            next,
            Tag::Determiner
                | Tag::Number
                | Tag::Symbol
                | Tag::Preposition
                | Tag::Subordinator
                | Tag::Pronoun
                | Tag::Adverb
                | Tag::Particle
        ) || matches!(
            sentence.get(at + 1).map_or("", |s| s.lower),
            "people" | "rs" | "up" | "down" | "by" | "to" | "from" | "about" | "nearly" | "some" | "more" | "-"
        ) || class.any(Class::VERB_ED) && (next.noun() || next == Tag::Adjective)
            // "Two coaches face possible bans"
            || tag == Tag::Verb && next == Tag::Adjective && class.any(Class::COMMON_VERB);
        if subject && follows {
            tags[at] = tag;
            return;
        }
    }
    // A headline leaves out the article: "Ghana's central bank lifts key rate".
    let headline = (1..tags.len()).find(|at| {
        matches!(tags[*at], Tag::Nouns)
            && views[*at].class.any(Class::VERB_S)
            && views[*at].class.any(Class::COMMON_VERB)
            && !sentence[*at].case.capital()
            && matches!(tags[*at - 1], Tag::Name | Tag::Noun)
            && tags.get(*at + 1).is_some_and(|t| t.noun() || *t == Tag::Adjective)
    });
    if let Some(at) = headline {
        tags[at] = Tag::VerbS;
    }
}
