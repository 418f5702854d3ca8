//! Points for each kind of name, and the cue that spoke loudest for it.

use crate::dictionary::Kind;

/// The kinds that cues speak for, in the order of [`Votes::points`].
pub(super) const KINDS: [Kind; 3] = [Kind::PERSON, Kind::PLACE, Kind::ORGANIZATION];

/// Points of a name over the whole article.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Votes {
    pub(super) points: [u16; 3],
    /// The strongest single cue of each kind.
    pub(super) rule: [(u16, &'static str); 3],
}

impl Votes {
    pub(super) fn add(&mut self, kind: Kind, points: u16, rule: &'static str) {
        let at = KINDS.iter().position(|k| *k == kind).unwrap_or_default();
        self.points[at] = self.points[at].saturating_add(points);
        if points > self.rule[at].0 {
            self.rule[at] = (points, rule);
        }
    }
}
