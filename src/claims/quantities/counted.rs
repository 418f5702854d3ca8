//! The thing counted behind a number: a walk over the words there, which asks what each is to the phrase.

use std::ops::Range;

use crate::claims::sentence::line::Line;
use crate::claims::sentence::retag::only_past;
use crate::claims::vocabulary::words::Cue;
use crate::text::tagger::Tag;

/// A noun phrase: all of it, and its head.
#[derive(Debug, Clone, PartialEq)]
pub struct NounPhrase {
    pub tokens: Range<usize>,
    pub head: usize,
}

/// The counted noun phrase that begins at `start`: adjectives, compounds, participles before the
/// head; it ends before verbs, prepositions and relative clauses.
pub fn counted(line: &Line<'_>, start: usize) -> Option<NounPhrase> {
    // "6 times earnings": so many times, whatever it is compared to.
    if line.w(start) == "times" && start < line.len() && !line.capital(start) {
        return Some(NounPhrase { tokens: start..start + 1, head: start });
    }
    // "125,000 week ago": no weeks are counted.
    if matches!(line.w(start + 1), "ago" | "earlier") && line.words.unit_of_time(line.w(start)) {
        return None;
    }
    Walk::new(line, start).phrase()
}

/// Whether a plural noun stands behind the number.
pub fn counts_many(line: &Line<'_>, at: usize) -> bool {
    counted(line, at).is_some_and(|p| line.tag(p.head) == Tag::Nouns || line.w(p.head) == "people")
}

/// What the words at hand are to the phrase.
enum Step {
    /// Part of it: the walk stands behind them.
    On,
    /// It ended before them.
    End,
    /// With them it is whole, or none.
    Whole(Option<NounPhrase>),
}

/// Most words of a phrase.
const LONGEST: usize = 12;

/// A walk from the first word of a counted phrase to its end.
struct Walk<'w> {
    line: &'w Line<'w>,
    start: usize,
    /// The word at hand.
    at: usize,
    /// The head of what was met so far.
    head: Option<usize>,
    /// That head is a name, which may stand before the noun: "Hyundai vehicles".
    names: bool,
}

impl<'w> Walk<'w> {
    /// Begins at `start`, right behind the number.
    fn new(line: &'w Line<'w>, start: usize) -> Self {
        Walk { line, start, at: start, head: None, names: false }
    }

    /// Walks to the end of the phrase.
    fn phrase(mut self) -> Option<NounPhrase> {
        let line = self.line;
        while self.at < line.len() && self.at < self.start + LONGEST {
            match self.step() {
                Step::On => {}
                Step::End => break,
                Step::Whole(phrase) => return phrase,
            }
        }
        let head = self.head?;
        if let Some(owned) = self.owned(head) {
            return Some(NounPhrase { tokens: self.start..owned + 1, head: owned });
        }
        let from = self.start + usize::from(matches!(line.w(self.start), "\"" | "“" | "'" | "‘"));
        Some(NounPhrase { tokens: from..head + 1, head })
    }

    /// What the word at hand is, asked in this order.
    fn step(&mut self) -> Step {
        self.name_of_several_words()
            .or_else(|| self.further())
            .or_else(|| self.aside())
            .or_else(|| self.prefixed())
            .or_else(|| self.hyphenated_head())
            .or_else(|| self.hyphenated())
            .or_else(|| self.no_word())
            .or_else(|| self.date())
            .or_else(|| self.preposition())
            .or_else(|| self.frequency())
            .or_else(|| self.stop())
            .unwrap_or_else(|| self.by_tag())
    }

    /// Goes on over so many words.
    fn on(&mut self, words: usize) -> Step {
        self.at += words;
        Step::On
    }

    /// Goes on over the word at hand, which is the head now.
    fn on_head(&mut self, name: bool) -> Step {
        (self.head, self.names) = (Some(self.at), name);
        self.on(1)
    }

    /// A hyphen stands at `at` and nothing is blank on either side of it.
    fn hyphen(&self, at: usize) -> bool {
        self.line.dash(at) && self.line.glued(at) && self.line.glued(at + 1)
    }

    /// "five *U.S.* ships": a name with its full stops is one word of the phrase.
    fn name_of_several_words(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        let mention = line.owner[at].map(|n| &line.mentions[n])?;
        if mention.tokens.start != line.base + at || mention.tokens.len() < 2 {
            return None;
        }
        let end = line.within(mention).end;
        if self.head.is_some() && !self.names {
            return Some(Step::End);
        }
        if mention.counts() {
            self.names = true;
            self.head = Some((at..end).rev().find(|n| line.is_word(*n)).unwrap_or(at));
        }
        self.at = end.max(at + 1);
        Some(Step::On)
    }

    /// "20 *more* beds", "three *other* men": known to the rules, part of the phrase
    fn further(&mut self) -> Option<Step> {
        let word = self.line.w(self.at);
        let further =
            matches!(word, "other" | "more" | "additional" | "further" | "new" | "such" | "different");
        (self.at == self.start && further).then(|| self.on(1))
    }

    /// "four cases—three in Lima"
    fn aside(&mut self) -> Option<Step> {
        (self.line.w(self.at) == "—").then_some(Step::End)
    }

    /// "29 *ex-soldiers*": whatever the tagger made of what stands before the hyphen
    fn prefixed(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        if self.head.is_some() || !prefix(line.w(at)) || !self.hyphen(at + 1) {
            return None;
        }
        if line.tag(at + 2) == Tag::Nouns && !line.tag(at + 3).noun() {
            self.head = Some(at + 2);
        }
        Some(self.on(3))
    }

    /// "12 counter-*terrorism* officers"
    fn hyphenated_head(&mut self) -> Option<Step> {
        (self.head.is_some() && self.hyphen(self.at)).then(|| {
            self.head = Some(self.at + 1);
            self.on(2)
        })
    }

    /// "16 great-*grandchildren*", and "Covid *-19* kits", a code that was written with a blank
    fn hyphenated(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        let code = self.names && line.dash(at) && line.glued(at + 1) && line.is_digits(at + 1);
        if !(line.dash(at) && at > self.start && (line.glued(at) || code) && line.glued(at + 1)) {
            return None;
        }
        if line.tag(at + 1) == Tag::Nouns && !line.tag(at + 2).noun() {
            self.head = Some(at + 1);
        }
        Some(self.on(2))
    }

    /// Figures and marks.
    fn no_word(&mut self) -> Option<Step> {
        if self.line.is_word(self.at) {
            return None;
        }
        let step = self.variant().or_else(|| self.so_many_of_a_model()).or_else(|| self.model());
        Some(step.or_else(|| self.listed()).or_else(|| self.quoted()).unwrap_or(Step::End))
    }

    /// "two Boeing *737-200* jets"
    fn variant(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        let numbered = self.names && line.is_digits(at);
        let hyphen = line.dash(at + 1) && line.glued(at + 1) && line.is_digits(at + 2) && line.glued(at + 2);
        (numbered && hyphen && line.tag(at + 3).noun() && !line.glued(at + 3)).then(|| self.on(3))
    }

    /// "40 Falcon *9s*"
    fn so_many_of_a_model(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        let plural = self.names && line.is_digits(at) && line.w(at + 1) == "s" && line.glued(at + 1);
        let phrase = NounPhrase { tokens: self.start..at + 2, head: at + 1 };
        plural.then_some(Step::Whole(Some(phrase)))
    }

    /// "six Airbus *A321* aircraft", "two Boeing *737* jets"; "60 Windows *11* laptops": nor need the name be known.
    fn model(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        if !line.is_digits(at) {
            return None;
        }
        let before_noun = line.tag(at + 1).noun() && self.head == at.checked_sub(1);
        let version = || {
            let figure = line.w(at);
            line.capital(at - 1)
                && figure.len() <= 4
                && !figure.contains(',')
                && line.tag(at + 1) == Tag::Nouns
        };
        let model = match self.names {
            true => line.glued(at) || before_noun,
            false => before_noun && version(),
        };
        model.then(|| {
            self.names = true;
            self.on(1)
        })
    }

    /// "30 old*,* rusty ships"
    fn listed(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        let listed = line.w(at) == "," && self.head.is_none() && at > self.start;
        (listed && line.tag(at + 1) == Tag::Adjective).then(|| self.on(1))
    }

    /// "six *“*sleeper cells”"; in "eight “sealed” rooms" the word set apart is left out.
    fn quoted(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        if self.head.is_some() || !matches!(line.w(at), "\"" | "“" | "'" | "‘") {
            return None;
        }
        let set_apart = matches!(line.w(at + 2), "\"" | "”" | "'" | "’");
        let goes_on = match line.tag(at + 3) {
            Tag::Noun | Tag::Nouns => true,
            // "eight “smart” *meeting* rooms"
            Tag::Adjective | Tag::VerbIng | Tag::VerbEn => line.tag(at + 4).noun(),
            _ => false,
        };
        if set_apart && goes_on {
            return Some(Step::Whole(counted(line, at + 3)));
        }
        // "ten different *‘blocking orders’*"
        if at != self.start {
            let phrase = counted(line, at + 1)?;
            return Some(Step::Whole(Some(NounPhrase { tokens: at + 1..phrase.tokens.end, ..phrase })));
        }
        (line.tag(at + 1).noun() || line.tag(at + 1) == Tag::Adjective).then(|| self.on(1))
    }

    /// "2.1 *last year*": a date, not what is counted
    fn date(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        let dated = matches!(line.w(at), "last" | "next" | "this") && self.head.is_none();
        let time = || {
            let word = line.w(at + 1);
            line.words.unit_of_time(word) || matches!(word, "season" | "weekend")
        };
        (dated && time()).then_some(Step::End)
    }

    /// "from just under 1.8 million *in* May", but "12 *in*-depth lectures", "four *by*-elections"
    fn preposition(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        let preposition = matches!(line.w(at), "in" | "at" | "of" | "to" | "by") && self.head.is_none();
        (preposition && !self.hyphen(at + 1)).then_some(Step::End)
    }

    /// "12 million *daily* users", but "sold 12 million daily"
    fn frequency(&mut self) -> Option<Step> {
        let (line, at) = (self.line, self.at);
        let frequency = matches!(line.w(at), "daily" | "weekly" | "monthly" | "yearly");
        (at == self.start && frequency && line.tag(at + 1).noun()).then(|| self.on(1))
    }

    /// "12 *per* day", but "40 *high* walls"
    fn stop(&mut self) -> Option<Step> {
        let opens = self.at == self.start
            && matches!(self.line.w(self.at), "times" | "high" | "long" | "old" | "strong");
        (!opens && stops(self.line, self.at)).then_some(Step::End)
    }

    /// What its part of speech makes of a word.
    fn by_tag(&mut self) -> Step {
        let tag = self.tag();
        let part = match tag {
            Tag::Noun | Tag::Nouns => return self.noun(),
            Tag::Name => return self.name(),
            Tag::Verb | Tag::VerbS => return self.everyday_noun(),
            Tag::Adjective => self.adjective(),
            Tag::VerbEn | Tag::VerbEd => self.participle(tag),
            Tag::VerbIng => self.participle(tag) || self.gerund(),
            Tag::Adverb => self.adverb(),
            Tag::Conjunction => {
                self.joins_adjectives()
                    || self.joins_nouns()
                    || self.line.w(self.at) == "&" && self.head.is_some()
                    || self.joins_names()
            }
            _ => false,
        };
        if part { self.on(1) } else { Step::End }
    }

    /// The part of speech. In the middle of a name the tagger takes some words for verbs.
    fn tag(&self) -> Tag {
        let tag = self.line.tag(self.at);
        let other = !matches!(tag, Tag::Name | Tag::Adjective | Tag::Aux) && !tag.noun();
        match self.names && self.head.is_some() && other && self.line.capital(self.at) {
            true => Tag::Name,
            false => tag,
        }
    }

    /// "40 *sports cars*", "three Hyundai *vehicles*"; a plural noun ends the phrase unless another noun clearly goes on.
    fn noun(&mut self) -> Step {
        let (line, at) = (self.line, self.at);
        // A noun behind names takes them as its own.
        let ended = self.head.is_some_and(|h| {
            line.tag(h) == Tag::Nouns
                && !(self.names && at > h + 1)
                && !(line.tag(at) == Tag::Nouns && at == h + 1 && !line.glued(at))
        });
        if ended { Step::End } else { self.on_head(false) }
    }

    /// "12 *Nordvik* ferries"; behind a noun only what counts itself: "19 opposition *MPs*".
    fn name(&mut self) -> Step {
        let (raw, owner) = (self.line.raw(self.at), self.line.owner[self.at]);
        let short = raw.ends_with('s') && cased(raw) && owner.is_none();
        if self.head.is_some() && !self.names && !short { Step::End } else { self.on_head(true) }
    }

    /// "two *visits*" where the tagger sees a verb: a form that the lists know as an everyday noun, right behind the
    /// number.
    fn everyday_noun(&mut self) -> Step {
        let (line, at) = (self.line, self.at);
        let object = matches!(line.tag(at + 1), Tag::Determiner | Tag::Pronoun);
        match self.head.is_none() && !object && noun_form(line, at) {
            true => {
                self.head = Some(at);
                self.on(1)
            }
            false => Step::End,
        }
    }

    /// "30 *old* ships", "30 police *patrol* boats"
    fn adjective(&self) -> bool {
        let line = self.line;
        self.head.is_none_or(|head| line.tag(self.at + 1).noun() && line.tag(head) != Tag::Nouns)
    }

    /// "six *stolen* cars", "three *growing* towns"
    fn participle(&self, tag: Tag) -> bool {
        let (line, next) = (self.line, self.line.tag(self.at + 1));
        self.head.is_none()
            && !matches!(line.w(self.at), "had" | "having" | "did" | "were" | "was")
            // "the two *saw* business potential"
            && !only_past(line.w(self.at))
            && (next.noun() || next == Tag::Adjective || next == Tag::VerbIng && tag == Tag::VerbIng)
    }

    /// "40 grain *carrying* ships"
    fn gerund(&self) -> bool {
        let (line, at) = (self.line, self.at);
        self.head.is_some() && line.tag(at + 1) == Tag::Nouns && line.tag(at - 1) == Tag::Noun
    }

    /// "four *overseas*-based players", "six *newly* built homes"
    fn adverb(&self) -> bool {
        let (line, at) = (self.line, self.at);
        let degree = matches!(line.tag(at + 1), Tag::Adjective | Tag::VerbEn)
            && !matches!(line.w(at), "so" | "now" | "then" | "also");
        self.head.is_none() && (self.hyphen(at + 1) || degree)
    }

    /// "30 old *and* rusty ships"
    fn joins_adjectives(&self) -> bool {
        let (line, at) = (self.line, self.at);
        let next = line.tag(at + 1);
        self.head.is_none()
            && line.w(at) == "and"
            && at > self.start
            && (next == Tag::Adjective
                || matches!(next, Tag::VerbEn | Tag::Noun) && line.tag(at + 2) == Tag::Nouns)
    }

    /// "2,000 business *and* political leaders": what is counted stands in the plural.
    fn joins_nouns(&self) -> bool {
        let (line, at) = (self.line, self.at);
        matches!(line.w(at), "and" | "or")
            && !self.names
            && self.head.is_some_and(|h| h + 1 == at && line.tag(h) == Tag::Noun)
            && joins_what_it_counts(line, self.start, at)
            && matches!(line.tag(at + 1), Tag::Adjective | Tag::Noun)
            && line.tag(at + 2) == Tag::Nouns
            && !stops(line, at + 1)
    }

    /// "Kia *and* Hyundai vehicles": names that share the noun
    fn joins_names(&self) -> bool {
        let (line, at) = (self.line, self.at);
        let noun = || {
            let mut behind = (at + 2..at + 5).map(|n| line.tag(n));
            behind.find(|tag| !matches!(tag, Tag::Name | Tag::Noun)) == Some(Tag::Nouns)
        };
        matches!(line.w(at), "and" | "or") && self.names && line.tag(at + 1) == Tag::Name && noun()
    }

    /// "seven men's *categories*": the plural behind the possessive of the head.
    fn owned(&self, head: usize) -> Option<usize> {
        let (line, at) = (self.line, self.at);
        let possessive = at == head + 1
            && matches!(line.w(at), "'s" | "'")
            && line.glued(at)
            && line.tag(at) != Tag::Aux
            && line.tag(head) == Tag::Nouns;
        (possessive && line.tag(at + 1) == Tag::Nouns && !stops(line, at + 1)).then_some(at + 1)
    }
}

/// Words that look like nouns or adjectives but end a counted phrase.
fn stops(line: &Line<'_>, at: usize) -> bool {
    line.words.cue(line.w(at)).any(Cue::PHRASE_END)
}

/// Whether a noun before "and" can share the plural behind it with the number before `start`: not "half its output and many
/// jobs", "0.3 point and falling imports", "one book and old maps".
fn joins_what_it_counts(line: &Line<'_>, start: usize, and: usize) -> bool {
    let single = |t: usize| {
        let word = line.w(t);
        word == "half"
            || line.is_digits(t) && word.contains('.')
            || t + 1 == start && matches!(word, "one" | "1")
    };
    let timely = line.words.unit_of_time(line.prev(and));
    !timely && !(start.saturating_sub(3)..start).any(single)
}

fn noun_form(line: &Line<'_>, at: usize) -> bool {
    let classes = line.english.words.classes(line.w(at));
    classes.any(crate::text::Class::NOUNS)
        || classes.any(crate::text::Class::COMMON_NOUN) && !line.tag(at + 1).noun()
}

/// Whether a word's capitals are its own, wherever it stands: "iPhones", "A320neo", "SUVs".
pub(super) fn cased(raw: &str) -> bool {
    raw.chars().skip(1).any(char::is_uppercase) && raw.contains(char::is_lowercase)
        || raw.contains(|c: char| c.is_ascii_digit()) && raw.starts_with(char::is_uppercase)
}

/// What stands before a hyphen and is no word of its own.
fn prefix(word: &str) -> bool {
    matches!(
        word,
        "ex" | "non"
            | "no"
            | "anti"
            | "pro"
            | "co"
            | "semi"
            | "pre"
            | "post"
            | "multi"
            | "inter"
            | "vice"
            | "pan"
            | "counter"
            | "under"
            | "over"
    )
}
