//! What the tagger gets wrong and the word lists or the neighbours put right.
//!
//! The tagger learns from little text; these are rules of English that need no learning. `classes` are
//! those that the tagger looked up; function words have none.

use super::tag::Tag;
use super::tagger::Seen;
use super::words::{Class, Words};

/// Corrects `tags` in place.
pub fn mend(words: &Words, sentence: &[Seen<'_>], classes: &[Class], tags: &mut [Tag]) {
    only_nouns(words, sentence, classes, tags);
    for at in 1..tags.len() {
        beside(sentence, classes, tags, at);
    }
    // "Deaths on the roads fell": a plural at the start is no verb before a preposition.
    if tags.len() > 2 && tags[0].finite() && tags[1] == Tag::Preposition && classes[0].any(Class::NOUNS) {
        tags[0] = Tag::Nouns;
    }
    find_verb(sentence, classes, tags);
}

/// What the lists know only as a noun is one, wherever it stands.
fn only_nouns(words: &Words, sentence: &[Seen<'_>], classes: &[Class], tags: &mut [Tag]) {
    let other = Class(
        Class::VERB.0
            | Class::VERB_S.0
            | Class::VERB_ED.0
            | Class::VERB_ING.0
            | Class::ADJECTIVE.0
            | Class::ADVERB.0,
    );
    for at in 0..tags.len() {
        if classes[at].any(Class::NOUN)
            && !classes[at].any(other)
            && !tags[at].noun()
            && words.function(sentence[at].lower).is_none()
        {
            tags[at] = Tag::Noun;
        }
    }
}

/// What the word before the one at `at` says of it.
fn beside(sentence: &[Seen<'_>], classes: &[Class], tags: &mut [Tag], at: usize) {
    let (word, before, class) = (sentence[at].lower, sentence[at - 1].lower, classes[at]);
    // What the lists know only as a past form is one: "lost", "fell".
    if class.any(Class::VERB_ED)
        && !sentence[at].capital
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
    let open = tags[at].noun() || tags[at] == Tag::Adjective;
    let modal = tags[at - 1] == Tag::Aux
        && matches!(
            before,
            "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should" | "shall"
        );
    let have = matches!(before, "have" | "has" | "had" | "having" | "'ve");
    let be = matches!(before, "is" | "are" | "was" | "were" | "been" | "being" | "be");
    // Behind a modal stands a base form, behind "have" a participle, behind "which" and "who" a finite form.
    if modal && open && class.any(Class::VERB) && !sentence[at].capital {
        tags[at] = Tag::Verb;
    } else if have && matches!(tags[at], Tag::VerbEn | Tag::VerbEd)
        || (have || be && !word.ends_with("ed")) && open && class.any(Class::VERB_ED)
    {
        tags[at] = Tag::VerbEn;
        tags[at - 1] = Tag::Aux;
    } else if matches!(before, "which" | "who") && tags[at] == Tag::Nouns && class.any(Class::VERB_S) {
        tags[at] = Tag::VerbS;
    }
}

/// A sentence without any finite verb has most likely one that the tagger took for a noun ("Fares cost
/// $5", "The index fell"): the first word that can be one and stands between a subject and what a verb
/// is followed by.
fn find_verb(sentence: &[Seen<'_>], classes: &[Class], tags: &mut [Tag]) {
    if tags.iter().any(|t| t.finite() || *t == Tag::Aux) {
        return;
    }
    for at in 1..tags.len() {
        if !(tags[at].noun() || matches!(tags[at], Tag::Adjective | Tag::VerbEn)) || sentence[at].capital {
            continue;
        }
        let (class, before) = (classes[at], sentence[at - 1].lower);
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
            "rs" | "up" | "down" | "by" | "to" | "from" | "about" | "nearly" | "some" | "more" | "-"
        ) || class.any(Class::VERB_ED) && (next.noun() || next == Tag::Adjective);
        if subject && follows {
            tags[at] = tag;
            return;
        }
    }
}
