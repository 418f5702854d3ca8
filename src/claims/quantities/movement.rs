//! Whether a quantity is a level, the amount of a move or an earlier level, and which way it went.

use rust_decimal::Decimal;

use super::amount::Amount;
use super::earlier::{given, of_another, previous, set_against};
use super::motion_before::{
    FARTHEST_VERB, LONGEST_DESCRIPTION, movement_before, movement_within, moves, of_verb, particle,
    passed_over,
};
use super::reached::{before_amount, beside_move, past_total};
use crate::claims::claim::{Direction, Kind, Modifier, Role};
use crate::claims::sentence::line::Line;
use crate::claims::sentence::motion::{motion, motion_of_object, noun_motion};
use crate::claims::vocabulary::words::{Cue, Sense};
use crate::text::tagger::Tag;

/// What a way of telling a move finds: what the number is in the statement, and the direction.
type Told = Option<(Role, Option<Direction>)>;

/// What the number is in the statement, and the direction: the first way in which English tells of a move that
/// finds something counts.
pub fn movement(line: &Line<'_>, amount: &Amount) -> (Role, Option<Direction>) {
    let figure = Figure::of(line, amount);
    figure
        .noun_behind()
        .or_else(|| figure.comparative_behind())
        .or_else(|| figure.added())
        .or_else(|| figure.earlier())
        .or_else(|| figure.behind_particle())
        .or_else(|| figure.behind_by())
        .or_else(|| figure.behind_noun_of())
        .or_else(|| figure.reached())
        .or_else(|| figure.compared())
        .or_else(|| figure.passed())
        .or_else(|| figure.described_object())
        .or_else(|| figure.amount_of_verb())
        .or_else(|| figure.behind_object())
        .or_else(|| figure.signed())
        .or_else(|| figure.share_of_earlier())
        .or_else(|| figure.above_norm())
        .unwrap_or((Role::Level, None))
}

/// A number among the words that may tell of a move.
struct Figure<'a, 'l> {
    line: &'a Line<'l>,
    amount: &'a Amount,
    /// Where the words before it end: before "a total of", and before what describes a level ("to a *current* 500,000").
    start: usize,
    end: usize,
    /// The word before `start`.
    before: &'l str,
}

impl<'a, 'l> Figure<'a, 'l> {
    fn of(line: &'a Line<'l>, amount: &'a Amount) -> Self {
        let start = past_total(line, amount.tokens.start);
        let mut lead = start;
        // "to a *current* 500,000", "by *only* 1.5 percent", "up a *stunning* 52 percent", "from a *downwardly revised* 4"
        let described = |t: usize| match line.tag(t) {
            Tag::Determiner | Tag::Adjective => true,
            Tag::VerbEn | Tag::VerbEd => passed_over(line, t),
            _ if matches!(line.w(t), "only" | "just") => true,
            Tag::Adverb => line.w(t).ends_with("ly") && t > 0 && line.tag(t - 1) == Tag::Determiner,
            _ => false,
        };
        while lead > 1 && described(lead - 1) && start - lead < LONGEST_DESCRIPTION {
            lead -= 1;
        }
        let mut figure = Figure { line, amount, start, end: amount.tokens.end, before: line.prev(start) };
        let moved = match line.prev(lead) {
            "from" | "to" | "by" => true,
            // but "drove down *the 6 percent figure*"
            "up" | "down" => {
                figure.share()
                    && matches!(line.w(lead), "a" | "an" | "only" | "just")
                    && !line.tag(figure.end).noun()
            }
            _ => false,
        };
        if moved {
            (figure.start, figure.before) = (lead, line.prev(lead));
        }
        figure
    }

    /// The word before the one before.
    fn second_before(&self) -> &'l str {
        self.line.w(self.start.wrapping_sub(2))
    }

    fn lasts(&self) -> bool {
        self.amount.kind == Some(Kind::Duration)
    }

    /// A share, whose moves are told in its own unit.
    fn share(&self) -> bool {
        self.amount.kind.is_some_and(Kind::is_share)
    }

    /// "a 46 percent *drop*", "a 5% year-on-year *rise*"
    fn noun_behind(&self) -> Told {
        let (line, end) = (self.line, self.end);
        // "a 40-fold *increase*"
        let fold = line.dash(end) && line.w(end + 1) == "fold";
        if fold && let Some(direction) = noun_motion(line, end + 2) {
            return Some((Role::Change, Some(direction)));
        }
        for n in end..(end + 5).min(line.len()) {
            let head = line.tag(n).noun() && !(line.tag(n + 1).noun() && n > end);
            if let Some(direction) = noun_motion(line, n).filter(|_| head) {
                let of_a_move =
                    self.amount.kind.is_some_and(|k| !matches!(k, Kind::Age)) || self.amount.compound;
                let described = || {
                    line.tags[end..n]
                        .iter()
                        .all(|t| matches!(t, Tag::Adjective | Tag::Noun | Tag::Mark | Tag::VerbIng))
                };
                // "its biggest *two-day* gain": how long it took, not how much it was.
                let moved = of_a_move && !self.lasts() && (n == end || described());
                return moved.then_some((Role::Change, Some(direction)));
            }
            if !matches!(line.tag(n), Tag::Adjective | Tag::Noun | Tag::VerbIng) && !line.dash(n) {
                break;
            }
        }
        None
    }

    /// "5% *higher*", "20 *more* beds", "three *fewer*"
    fn comparative_behind(&self) -> Told {
        let cue = self.line.words.cue(self.line.w(self.end));
        let kind = self.amount.kind;
        let further = kind.is_none() && self.line.w(self.end) == "further";
        if cue.any(Cue::MORE) && kind != Some(Kind::Age) && !further {
            Some((Role::Change, Some(Direction::Up)))
        } else if cue.any(Cue::LESS) {
            Some((Role::Change, Some(Direction::Down)))
        } else {
            self.points_apart().or_else(|| self.off_earlier())
        }
    }

    /// "400 tonnes *down on* last season"
    fn off_earlier(&self) -> Told {
        let (line, end) = (self.line, self.end);
        let at = end + usize::from(self.amount.kind.is_none() && line.tag(end).noun());
        let direction = particle(line, at)?;
        let earlier = line.w(at + 1) == "on"
            && matches!(line.w(at + 2), "last" | "the" | "a" | "its" | "their" | "this" | "previous");
        (earlier && !self.lasts()).then_some((Role::Change, Some(direction)))
    }

    /// "four points *lower*", "two places *higher*"
    fn points_apart(&self) -> Told {
        let steps =
            matches!(self.line.w(self.end), "point" | "points" | "place" | "places" | "seats" | "notches");
        match self.line.w(self.end + 1) {
            "higher" | "up" | "more" if steps => Some((Role::Change, Some(Direction::Up))),
            "lower" | "down" | "fewer" | "less" if steps => Some((Role::Change, Some(Direction::Down))),
            _ => None,
        }
    }

    /// "*another* 30", "*an extra* 2 million"; "another three of the nine" adds nothing to them.
    fn added(&self) -> Told {
        if self.before == "another" && self.line.w(self.end) == "of" {
            return Some((Role::Level, None));
        }
        let inside = self.amount.tokens.start < self.amount.number.start
            && matches!(self.line.prev(self.amount.number.start), "extra" | "additional");
        let added = inside || matches!(self.before, "another" | "extra" | "additional" | "further");
        // "fell *a further* 3 percent": the verb tells which way.
        let told = || self.quoted().then(|| self.amount_of_verb()).flatten();
        added.then(|| told().unwrap_or((Role::Change, Some(Direction::Up))))
    }

    /// "vs profit 12", "after the *previous* 10 million"
    fn earlier(&self) -> Told {
        let result =
            matches!(self.before, "profit" | "loss") && matches!(self.second_before(), "vs" | "versus");
        // "a loss of 5 million, *against a* 2 million *loss*"
        let against = self.second_before() == "against"
            && matches!(self.before, "a" | "an")
            && matches!(self.line.w(self.end), "profit" | "loss" | "surplus" | "deficit");
        // "rose to 50 dollars *from 25 to 30 dollars*"
        let from = self.amount.modifier == Modifier::Range
            && self.line.w(self.start) == "from"
            && !self.lasts()
            && moves(self.line, self.start);
        (result || against || from || !self.lasts() && previous(self.line, self.start))
            .then_some((Role::Former, None))
    }

    /// "*up* 3 percent", "marked *down* 20 euros"; in "make up 30%" the word is the verb's.
    fn behind_particle(&self) -> Told {
        let (line, start) = (self.line, self.start);
        let direction = match self.before {
            "up" if line.w(start) != "to" => Direction::Up,
            "down" => Direction::Down,
            // "knocked *off* 5 pence", but "pulled off three heists"
            "off" if line.tag(start.wrapping_sub(2)).verb() && (self.quoted() || self.bare()) => {
                Direction::Down
            }
            // "was *off* 1.3 percent", but "was off 3 km from"
            "off" if start >= 2 && line.verb(start - 2) == "be" && self.quoted() => Direction::Down,
            _ => return None,
        };
        let of_verb = start >= 2 && line.words.cue(line.verb(start - 2)).any(Cue::PARTICLE_VERB)
            || !self.quoted() && of_verb(line, start - 1);
        (!of_verb).then_some((Role::Change, Some(direction)))
    }

    /// A figure with nothing that it could count: "closed off *3/4*".
    fn bare(&self) -> bool {
        let next = self.line.tag(self.end);
        self.amount.kind.is_none_or(|k| k == Kind::Ratio)
            && !next.noun()
            && !matches!(next, Tag::Adjective | Tag::Number)
    }

    /// What prices and indices move by: shares, points, cents.
    fn quoted(&self) -> bool {
        self.share()
            || self.amount.kind == Some(Kind::Money)
            || self.amount.kind.is_none() && matches!(self.line.w(self.end), "point" | "points")
    }

    /// ", *36.6% from a year earlier*": a share of an earlier level, which way the verb tells, up where none does.
    fn share_of_earlier(&self) -> Told {
        let (line, end) = (self.line, self.end);
        let earlier = line.w(end) == "from"
            && matches!(line.w(end + 1), "a" | "the")
            && matches!(line.w(end + 2), "year" | "month" | "week" | "quarter" | "previous" | "prior")
            && matches!(
                line.w(end + 3),
                "earlier" | "ago" | "before" | "year" | "month" | "week" | "quarter"
            );
        let told = self.amount.kind == Some(Kind::Percent) && matches!(self.before, "," | "or") && earlier;
        told.then(|| (Role::Change, movement_before(line, self.start - 1).or(Some(Direction::Up))))
    }

    /// "27 percent *above* the average"
    fn above_norm(&self) -> Told {
        let (line, end) = (self.line, self.end);
        let norm = (end + 1..end + 7)
            .take_while(|t| line.is_word(*t) || line.dash(*t) || line.is_digits(*t))
            .any(|t| matches!(line.w(t), "average" | "mean" | "norm" | "normal"));
        let direction = match line.w(end) {
            "above" => Direction::Up,
            "below" => Direction::Down,
            _ => return None,
        };
        (norm && self.amount.kind == Some(Kind::Percent)).then_some((Role::Change, Some(direction)))
    }

    /// "rose *by* 5%"
    fn behind_by(&self) -> Told {
        let direction =
            (self.before == "by").then(|| movement_before(self.line, self.start - 1)).flatten()?;
        Some((Role::Change, Some(direction)))
    }

    /// "an increase *of* 5%", but "gains of $5m"
    fn behind_noun_of(&self) -> Told {
        let (line, start, kind) = (self.line, self.start, self.amount.kind);
        if self.before != "of" {
            return None;
        }
        // "rose at an annual *rate of* 3.4%"
        if let Some(rate) = rate_of_move(line, start).filter(|at| line.w(*at) == "at") {
            return Some((Role::Change, movement_before(line, rate)));
        }
        let noun = (2..=4).filter_map(|back| start.checked_sub(back)).find(|n| line.tag(*n).noun())?;
        // "a leap of 17 metres" goes nowhere up.
        let leapt = kind == Some(Kind::Measure) && matches!(line.w(noun), "leap" | "jump" | "drop");
        let earned = leapt
            || kind == Some(Kind::Money)
                && matches!(line.w(noun), "gain" | "gains" | "addition" | "raise" | "advance");
        // "*an increase* of 976 units", but "a surge of 300 callers", "the loss of 12 ships"
        let counted = kind.is_none()
            && !(matches!(line.prev(noun), "a" | "an") || noun > 0 && line.tag(noun - 1) == Tag::Adjective)
            || kind.is_none()
                && !matches!(
                    line.w(noun),
                    "increase" | "rise" | "decrease" | "decline" | "drop" | "reduction"
                );
        let direction = noun_motion(line, noun).filter(|_| !earned && !counted)?;
        Some((Role::Change, Some(direction)))
    }

    /// "rose *to* 12", "*from* 2.4 to 2.9 percent"
    fn reached(&self) -> Told {
        let (line, start) = (self.line, self.start);
        match self.before {
            // "raised wages *at 40 plants*", but "rose at 40 points"
            "at" if self.amount.kind.is_none()
                && line.tag(self.end) == Tag::Nouns
                && !matches!(line.w(self.end), "points" | "pts") =>
            {
                None
            }
            "to" | "at" | "towards" | "toward" if !self.lasts() => {
                // "up 30 cents to 2.40"
                let beside = (self.before == "to").then(|| beside_move(line, start - 1)).flatten();
                let from = if self.before == "to" { before_amount(line, start - 1) } else { start - 1 };
                // "ended up 5 points *at 40*" tells of the move by the points.
                let before = |at| movement_within(line, at, FARTHEST_VERB, self.before != "at");
                let direction = beside
                    .or_else(|| before(from))
                    .or_else(|| before(start - 1))
                    .or_else(|| self.noun_in())?;
                Some((Role::Level, Some(direction)))
            }
            // "fell *as low as* 1.26 dollars"
            "as" if start >= 3
                && matches!(self.second_before(), "low" | "high" | "far" | "little" | "much")
                && line.w(start - 3) == "as" =>
            {
                let direction = motion(line, start.checked_sub(4)?)?;
                Some((Role::Level, Some(direction)))
            }
            "from" => {
                let moved = movement_before(line, start - 1).is_some()
                    || matches!(self.second_before(), "up" | "down")
                    || self.noun_in().is_some();
                // "fell from *four-month* highs": for how long they were the highest
                let described = self.lasts() && self.amount.compound;
                (moved && !described && !given(line, start - 1)).then_some((Role::Former, None))
            }
            _ => None,
        }
    }

    /// "a *reduction in* its debt to 109 million": what the noun moves stands between.
    fn noun_in(&self) -> Option<Direction> {
        let line = self.line;
        let measured = self.amount.kind.is_some()
            || !line.tag(self.end).noun() && line.tag(self.end) != Tag::Adjective
            // "an increase in its capital *to 175 million shares*"
            || self.amount.low >= LARGE_LEVEL
            || (self.end..self.end + 5).any(|t| line.w(t) == "from" && line.is_numeral(t + 1));
        let noun = (self.start.saturating_sub(LONGEST_NOUN_IN)..self.start - 1)
            .rev()
            .take_while(|t| !line.tag(*t).verb() && !matches!(line.w(*t), "," | ";" | "and" | "who" | "that"))
            .find(|t| {
                line.tag(*t).noun() && noun_motion(line, *t).is_some() && matches!(line.w(t + 1), "in" | "of")
            })?;
        noun_motion(line, noun).filter(|_| measured)
    }

    /// "*compared with* 30 percent in May", "80 tonnes *against* 70", "Shr 12 cts *vs* 9 cts"
    fn compared(&self) -> Told {
        let (line, start) = (self.line, self.start);
        let compared = match self.before {
            "with" => matches!(self.second_before(), "compared" | "compares"),
            "against"
                if self.amount.kind.is_some()
                    || self.amount.form == crate::claims::numbers::number::Form::Digits =>
            {
                let scored = line.words.sense(self.second_before()).any(Sense::SCORE_NOUN);
                !scored && set_against(line, start - 1)
            }
            // "Holm versus 12 growers", "peace versus 30 years of war" compare no figures.
            "versus" | "vs" => {
                set_against(line, start - 1)
                    || (start.saturating_sub(6)..start - 1).any(|n| line.is_numeral(n))
            }
            "to" => self.second_before() == "compared",
            _ => false,
        };
        if compared {
            let role = if of_another(line, self.end) { Role::Level } else { Role::Former };
            return Some((role, None));
        }
        // The level reached behind a former one: "from 2.4 to 2.9 percent".
        let direction = (self.before == "to").then(|| movement_before(line, start)).flatten()?;
        Some((Role::Level, Some(direction)))
    }

    /// "dipped *below* 10,000": the level reached
    fn passed(&self) -> Told {
        let bound = matches!(self.line.w(self.start), "below" | "above" | "beneath") && !self.lasts();
        // "fell below *the $50 mark*"
        let mark = self.before == "the"
            && matches!(
                self.second_before(),
                "below" | "above" | "beneath" | "under" | "over" | "past" | "through"
            )
            && matches!(self.line.w(self.end), "mark" | "level" | "barrier" | "threshold" | "line");
        (bound || mark).then(|| (Role::Level, movement_before(self.line, self.start)))
    }

    /// "added *a 30-page annex*", "lost *a $5m contract*": what was added is no amount of the verb's.
    fn described_object(&self) -> Told {
        let (line, end) = (self.line, self.end);
        let own = line.tag(end).noun() || line.tag(end) == Tag::Adjective && line.tag(end + 1).noun();
        let measured = matches!(self.amount.kind, Some(Kind::Measure | Kind::Money | Kind::Duration));
        (matches!(self.before, "a" | "an") && own && measured).then_some((Role::Level, None))
    }

    /// A move's amount follows its verb at once, adverbs aside: "rose sharply 5%", "lost 12 seats".
    fn amount_of_verb(&self) -> Told {
        let line = self.line;
        let mut n = self.start;
        while n > 0
            && (line.tag(n - 1) == Tag::Adverb
                || matches!(
                    line.w(n - 1),
                    "a" | "an"
                        | "the"
                        | "its"
                        | "further"
                        | "another"
                        | "extra"
                        | "additional"
                        | "record"
                        | "only"
                        | "just"
                        | "total"
                ))
        {
            n -= 1;
        }
        let verb = n.checked_sub(1).filter(|v| line.tag(*v).verb()).or_else(|| {
            // "laid off 40", but "cut off 40 villages"
            let particle = line.prev(n);
            let moves = |v: &usize| {
                let both = format!("{}_{particle}", line.verb(*v));
                matches!(particle, "up" | "down")
                    || matches!(particle, "out" | "off")
                        && line.words.sense(&both).any(Sense(Sense::UP.0 | Sense::DOWN.0))
            };
            n.checked_sub(2).filter(|v| line.tag(*v).verb() && moves(v))
        })?;
        // "*gave up* 22 points", but "gave up 22 seats"
        if line.verb(verb) == "give" && verb + 2 == n && line.w(verb + 1) == "up" {
            return self.quoted().then_some((Role::Change, Some(Direction::Down)));
        }
        // "raised $5m" moves nothing, "raised 5%" and "advanced 5%" do.
        let contest = line.verb(verb) == "lose"
            && (self.end..self.end + LONGEST_CONTEST).any(|t| line.words.cue(line.w(t)).any(Cue::CONTEST))
            // "lost four *of five*"
            || line.w(self.end) == "of" && line.is_numeral(self.end + 1);
        // "grew 62 plants": what one grows is no rise.
        let raised = line.verb(verb) == "grow" && self.amount.kind.is_none() && line.tag(self.end).noun();
        let object =
            contest || raised || !self.share() && line.words.cue(line.verb(verb)).any(Cue::MOVES_OBJECT);
        let opened =
            self.amount.modifier == Modifier::Range && matches!(line.w(self.start), "from" | "between");
        let direction = motion(line, verb).filter(|_| !object && !self.lasts() && !opened)?;
        Some((Role::Change, Some(direction)))
    }

    /// "raised *fares* 5%", "cut *its workforce* 12%": the amount of a move behind what is moved.
    fn behind_object(&self) -> Told {
        let line = self.line;
        let ends = matches!(line.tag(self.end), Tag::Mark | Tag::Preposition) && line.w(self.end) != "of";
        if !self.share() || !ends {
            return None;
        }
        let object = (self.start.saturating_sub(LONGEST_OBJECT)..self.start)
            .rev()
            .take_while(|t| {
                let tag = line.tag(*t);
                tag.noun() || matches!(tag, Tag::Adjective | Tag::Determiner | Tag::Pronoun | Tag::Particle)
            })
            .last()?;
        let verb = object.checked_sub(1).filter(|v| line.tag(*v).verb())?;
        let named = line.tag(self.start - 1).noun();
        let direction = motion_of_object(line, verb).filter(|_| named)?;
        Some((Role::Change, Some(direction)))
    }

    /// "+5%", "-0.2 percentage points"
    fn signed(&self) -> Told {
        let down = self.amount.low.is_sign_negative();
        let direction = if down { Direction::Down } else { Direction::Up };
        (self.amount.signed && self.share()).then_some((Role::Change, Some(direction)))
    }
}

/// A number of things that is no number of those that something is sent to: "a reduction in exports to 40 countries".
const LARGE_LEVEL: Decimal = Decimal::ONE_THOUSAND;

/// Most words between "a reduction in" and the level reached.
const LONGEST_NOUN_IN: usize = 9;

/// Most words of what is moved, between the verb and the amount: "cut *its long-term growth forecast* 2%".
const LONGEST_OBJECT: usize = 7;

/// Most words between "lost" and the matches that were lost.
const LONGEST_CONTEST: usize = 7;

/// Where "at" stands in "rose *at* an annual rate of", for the amount that begins at `start`: the rate is the move's own.
pub fn rate_of_move(line: &Line<'_>, start: usize) -> Option<usize> {
    let noun =
        start.checked_sub(2).filter(|n| line.prev(start) == "of" && matches!(line.w(*n), "rate" | "pace"))?;
    let at = (noun.saturating_sub(4)..noun).rev().find(|t| matches!(line.w(*t), "at" | "to"))?;
    if line.w(at) == "to" {
        return movement_before(line, at).map(|_| at);
    }
    let plain = (at + 1..noun).all(|t| matches!(line.tag(t), Tag::Determiner | Tag::Adjective | Tag::Noun));
    (plain
        && at > 0
        && (line.tag(at - 1).verb() || line.tag(at - 1) == Tag::Adverb)
        && movement_before(line, at).is_some())
    .then_some(at)
}
