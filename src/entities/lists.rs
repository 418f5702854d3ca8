//! Names in lists, which are of one kind with the others there: "in Sanggau, Sintang and X".

use std::ops::Range;

use super::around::Around;
use super::cues::Cues;
use super::page::Page;
use super::runs::Run;
use super::votes::{KINDS, Votes};
use crate::dictionary::{AliasKind, Hit, Kind};
use crate::text::{Class, Gap, LetterCase};

/// How many items a list may have before the name.
const LISTED: usize = 8;

/// The noun behind a list of names that tells what all of them are, where the name at the tokens is one of them: the
/// "schools" of "X, Y and Z high schools".
fn noun_of_list(page: &Page<'_>, name: Range<usize>) -> Option<usize> {
    let joins = |n: usize| matches!(page.as_is(n), "," | "and" | "&");
    let limit = page.text.tokens.len().min(name.end + 24);
    let mut at = name.end;
    let mut joined = name.start > 1
        && matches!(page.as_is(name.start - 1), "and" | "&")
        && (page.word(name.start - 2).capital || page.as_is(name.start - 2) == ",");
    if !joined && !joins(at) {
        return None;
    }
    while at < limit && joins(at) {
        joined |= page.as_is(at) != ",";
        let item = at + 1 + usize::from(page.as_is(at) == "," && joins(at + 1));
        joined |= item > at + 1;
        at = item;
        while at < limit && (page.word(at).capital || page.as_is(at) == "." && page.text.tokens[at].glued()) {
            at += 1;
        }
        if at == item {
            return None;
        }
    }
    let kind = |n: usize| {
        matches!(
            page.as_is(n),
            "elementary" | "primary" | "high" | "middle" | "secondary" | "grammar" | "county" | "mountain"
        )
    };
    at += usize::from(kind(at));
    let last = page.text.tokens.get(at).is_some_and(|t| t.case == LetterCase::Lower && t.gap == Gap::Space);
    (joined && last && page.as_is(at).ends_with('s')).then_some(at)
}

/// Whether the name is one in a list of schools: "X and Y high schools".
pub fn schools(page: &Page<'_>, name: Range<usize>) -> bool {
    noun_of_list(page, name).is_some_and(|noun| {
        page.as_is(noun) == "schools" && page.text.tokens[noun - 1].case == LetterCase::Lower
    })
}

impl Around<'_, '_> {
    /// "the Okumbe construction firm", "the Tarnovik coal mine": the kind that the second noun behind tells, the first
    /// being what is made or dug there.
    pub(super) fn kind_of_noun(&self, trade: usize) -> Option<Kind> {
        let (page, words) = (self.page, &self.article.english.words);
        let lower = |n: usize| {
            n < self.run.limit
                && page.text.tokens[n].case == LetterCase::Lower
                && page.text.tokens[n].gap == Gap::Space
        };
        let the = page.before(self.run.start).is_some_and(|b| matches!(self.text(b), "the" | "The"));
        let name = self.run.name();
        let own = name.len() <= 2 && name.iter().all(|w| !page.word(*w).english);
        if !the || self.run.titles > 0 || !own || !lower(trade) || !lower(trade + 1) {
            return None;
        }
        let classes = words.classes(self.text(trade));
        let plain = self.small(trade) == Cues::default() && words.function(self.text(trade)).is_none();
        let noun = classes.any(Class::NOUN) && !classes.any(Class(Class::VERB_S.0 | Class::VERB_ED.0));
        let told = self.small(trade + 1);
        if !plain || !noun || told.any(Cues::ROLE | Cues::EVENT_NOUN) {
            return None;
        }
        if told.any(Cues::PLACE_NOUN) {
            return Some(Kind::PLACE);
        }
        // "the Okumbe oil platform", "the Telvarra rocket carrier"
        let thing = matches!(self.text(trade + 1), "platform" | "carrier" | "party" | "group" | "groups");
        (told.any(Cues::ORG_NOUN) && !thing).then_some(Kind::ORGANIZATION)
    }

    /// What the noun behind a list says of all its items: "the X, Y and Z rivers".
    pub(super) fn counted_together(&self, votes: &mut Votes) {
        let Some(noun) = noun_of_list(self.page, self.run.start..self.run.end) else { return };
        match self.page.as_is(noun) {
            "schools" if schools(self.page, self.run.start..self.run.end) => {
                votes.add(Kind::ORGANIZATION, 4, "organization_noun")
            }
            "rivers" | "islands" | "lakes" | "mountains" | "counties" | "districts" | "provinces"
            | "valleys" | "streets" | "regions" | "villages" | "towns" | "suburbs" => {
                votes.add(Kind::PLACE, 4, "place_noun");
            }
            _ => {}
        }
    }

    /// The kind of the known names on both sides in a list: "Nakuru, X and Kisumu".
    pub(super) fn listed(&self) -> Option<Kind> {
        let joins = |n: usize| matches!(self.text(n), "," | "and" | "or");
        let Run { start, end, .. } = *self.run;
        if start < 2 || !joins(end) || !joins(start - 1) || self.page.opens(start) {
            return None;
        }
        let kind = |hits: &mut dyn Iterator<Item = &'_ Hit>| {
            let (alias, entity) = self.article.dictionary.heaviest(hits.next()?);
            (alias.kind != AliasKind::Adjective).then_some(entity.kind)
        };
        // "Nakuru, and X"
        let next = end + 1 + usize::from(self.text(end) == "," && joins(end + 1));
        let before = start - 1 - usize::from(joins(start - 2));
        let behind = kind(&mut self.page.hits_at(next).iter())?;
        let mut ahead =
            (before.saturating_sub(3)..before).flat_map(|n| self.page.hits_at(n)).filter(|h| h.end == before);
        (next < self.run.limit && kind(&mut ahead)? == behind && KINDS.contains(&behind)).then_some(behind)
    }

    /// What stands before the first item of the list that the name closes or continues: the "in" of "in Sanggau,
    /// Sintang and X".
    pub(super) fn list_head(&self) -> Option<usize> {
        let sentence = self.page.text.sentences[self.page.text.sentence_of(self.run.start)].tokens.start;
        let (mut at, mut commas, mut last) = (self.run.start, 0, "");
        for items in 0..LISTED {
            let mut join = at.checked_sub(1).filter(|n| *n >= sentence)?;
            if !matches!(self.text(join), "," | "and" | "or") {
                // "In Oslo, X said" is no list.
                let list = items > 0 && (last != "," || commas > 1 || self.goes_on());
                return list.then_some(join);
            }
            if items == 0 {
                last = self.text(join);
            }
            if self.text(join) != "," && join > sentence && self.text(join - 1) == "," {
                join -= 1;
            }
            commas += usize::from(self.text(join) == ",");
            let mut item = join;
            while item > sentence && join - item < 5 && self.page.word(item - 1).capital {
                item -= 1;
            }
            if item == join {
                return (items > 0).then_some(join);
            }
            at = item;
        }
        None
    }

    /// Whether the list goes on behind the name: "X, Y and Z".
    fn goes_on(&self) -> bool {
        let next = self.run.end + 1;
        matches!(self.text(self.run.end), "and" | "or" | ",")
            && self.page.word(next + usize::from(matches!(self.text(next), "and" | "or"))).capital
    }

    /// What the word before a list says of all its items: "in Sanggau, Sintang and X", "their sons, Jo and X".
    pub(super) fn coordinated(&self, votes: &mut Votes) {
        let Some(head) = self.list_head() else { return };
        let behind = self.small(self.run.end);
        // "in Okumbe, Olivia and Jo"
        let given = self.run.name().len() == 1 && self.page.word(self.run.name()[0]).given;
        let subject =
            given || self.text(self.run.start - 1) == "," && behind.any(Cues::SPEECH | Cues::HUMAN_ACT);
        let before = head.checked_sub(1).map_or("", |n| self.text(n));
        match self.text(head) {
            "in" | "near"
                if !subject && !head.checked_sub(1).is_some_and(|n| self.cues(n).any(Cues::NOT_PLACING)) =>
            {
                votes.add(Kind::PLACE, 2, "place_in");
            }
            // "residents of Prestea and X", "The nearest towns are Prestea and X"
            "of" | "are" | "were" | "include" | "included"
                if head > 0 && self.small(head - 1).any(Cues::PLACE_NOUN) && before.ends_with('s') =>
            {
                votes.add(Kind::PLACE, 3, "place_noun");
            }
            "at" if !subject && self.run.name().len() == 1 => votes.add(Kind::PLACE, 2, "place_in"),
            "," if head > 0 && self.small(head - 1).any(Cues::KIN) => votes.add(Kind::PERSON, 3, "kin"),
            _ => {}
        }
    }
}
