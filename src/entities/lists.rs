//! Names in lists, which are of one kind with the others there: "in Sanggau, Sintang and X".

use super::around::Around;
use super::cues::Cues;
use super::runs::Run;
use super::votes::{KINDS, Votes};
use crate::dictionary::{AliasKind, Hit, Kind};

/// How many items a list may have before the name.
const LISTED: usize = 8;

impl Around<'_, '_> {
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
