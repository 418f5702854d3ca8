//! Finds aliases in text, at word starts only and ended at word ends only, so that word boundaries are
//! part of the search and "New York" is still found in "New York Timeshare".
//!
//! Two engines stand behind one interface: an Aho-Corasick automaton, and for the large dictionaries the
//! word-span table of [`super::spans`], which is made fifteen times faster and found to be as exact by
//! the tests that run one table of cases, and random texts, against both.

use std::cmp::Reverse;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};
use rustc_hash::FxHashSet;

use super::compiled::{Decoder, Encoder};
use super::fold::{Folder, fold};
use super::hit::{Hit, goes_on, parts_phrases};
use super::spans::{Patterns, SpanTable};
use super::spelling::{is_particle, other_spellings};
use super::{Alias, CaseRule, Dictionary, Entity};
use crate::error::{Error, ErrorKind, Result};
use crate::text::{PerWord, Text, TokenKind};

/// From this many spellings on the table serves; below it the automaton is made as fast.
const LARGE: usize = 2_000;

/// What finds the spellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineKind {
    /// Aho-Corasick, a contiguous NFA entered at word starts.
    Automaton,
    /// The word-span table.
    Spans,
}

enum Engine {
    Automaton(Box<NFA>),
    Spans(SpanTable),
}

/// The compiled names.
pub struct Index {
    engine: Engine,
    /// Where each pattern's aliases begin in `members`; one more than there are patterns.
    starts: Vec<u32>,
    members: Vec<u32>,
    /// Folded first words of aliases that may be written without a capital.
    small_starts: FxHashSet<Box<[u8]>>,
    /// Which words these are.
    may_start_small: PerWord<bool>,
}

impl Index {
    /// Compiles the aliases, whose strings stand in `text`, for the engine named or the one that suits their number.
    /// Aliases of equal spelling share a pattern, heaviest first; which of equal weight comes first does not depend on
    /// the order of the files.
    ///
    /// # Errors
    ///
    /// Where the names are too many for the automaton's 32-bit states.
    pub(super) fn build(
        text: &str,
        entities: &[Entity],
        aliases: &[Alias],
        engine: Option<EngineKind>,
    ) -> Result<Index> {
        let mut patterns = Patterns::with_capacity(aliases.len());
        let mut small_starts = FxHashSet::default();
        // Each alias with its patterns; none where it folds to nothing.
        let mut patterns_of: Vec<(u32, u32)> = Vec::with_capacity(aliases.len());
        for (number, alias) in aliases.iter().enumerate() {
            let written = alias.text.of(text);
            let folded = fold(written);
            if folded.is_empty() {
                continue;
            }
            let first = folded.split(' ').next().unwrap_or_default();
            let particle = is_particle(first) && first.len() < folded.len();
            if alias.case == CaseRule::Any || !written.starts_with(char::is_uppercase) || particle {
                small_starts.insert(first.as_bytes().into());
            }
            patterns_of.push((number as u32, patterns.number(&folded)));
            for other in other_spellings(written).map(|other| fold(&other)).filter(|o| *o != folded) {
                patterns_of.push((number as u32, patterns.number(&other)));
            }
        }
        let mut starts = vec![0u32; patterns.len() + 1];
        for (_, pattern) in &patterns_of {
            starts[*pattern as usize + 1] += 1;
        }
        for n in 1..starts.len() {
            starts[n] += starts[n - 1];
        }
        // The same whatever the order of the files: of equal weight a name is first before a short form, then what is
        // called so in full, then what is better known, then the lower id ("geonames:7" before "geonames:12").
        let rank = |n: u32| {
            let alias = &aliases[n as usize];
            let entity = &entities[alias.entity as usize];
            let (own, id) = (alias.text.of(text) == entity.name.of(text), entity.id.of(text));
            (Reverse(alias.weight), alias.kind as u8, !own, Reverse(entity.weight), id.len(), id)
        };
        let mut members = vec![0u32; starts[starts.len() - 1] as usize];
        let mut next = starts.clone();
        for (alias, pattern) in patterns_of {
            let at = &mut next[pattern as usize];
            members[*at as usize] = alias;
            *at += 1;
        }
        for group in starts.windows(2).filter(|w| w[1] - w[0] > 1) {
            members[group[0] as usize..group[1] as usize].sort_by_cached_key(|n| rank(*n));
        }
        let suits = if patterns.len() >= LARGE { EngineKind::Spans } else { EngineKind::Automaton };
        let engine = match engine.unwrap_or(suits) {
            EngineKind::Spans => SpanTable::build(patterns.finished()).map(Engine::Spans),
            EngineKind::Automaton => Err(patterns),
        };
        let engine = engine.or_else(|patterns| {
            let builder =
                NFA::builder().match_kind(MatchKind::Standard).prefilter(false).build(patterns.iter());
            builder.map(|automaton| Engine::Automaton(Box::new(automaton))).map_err(|e| {
                Error::new(ErrorKind::Dictionary, format!("the dictionaries are too large: {e}"))
                    .hint("leave some names out")
            })
        })?;
        Ok(Index::over(engine, starts, members, small_starts))
    }

    /// The aliases of a dictionary compiled for the engine named, whichever suits their number.
    ///
    /// # Errors
    ///
    /// Where the names are too many for the automaton's 32-bit states.
    pub fn build_with(dictionary: &Dictionary, engine: EngineKind) -> Result<Index> {
        Index::build(&dictionary.text, &dictionary.entities, &dictionary.aliases, Some(engine))
    }

    /// Writes the index as [`Index::decode`] reads it; nothing where it is an automaton, which is made from
    /// few names in no time.
    pub(super) fn encode(&self, out: &mut Encoder) -> Option<()> {
        let Engine::Spans(table) = &self.engine else { return None };
        table.encode(out);
        out.u32s(&self.starts);
        out.u32s(&self.members);
        out.u64(self.small_starts.len() as u64);
        self.small_starts.iter().for_each(|word| out.string(&String::from_utf8_lossy(word)));
        Some(())
    }

    /// The index over so many aliases that [`Index::encode`] wrote; none where it does not hold together.
    pub(super) fn decode(from: &mut Decoder, aliases: usize) -> Option<Index> {
        let table = SpanTable::decode(from)?;
        let (starts, members) = (from.u32s()?, from.u32s()?);
        let rising = starts.windows(2).all(|w| w[0] < w[1]) && starts.first() == Some(&0);
        let whole = starts.len() == table.len() + 1
            && rising
            && starts.last().is_some_and(|end| *end as usize == members.len())
            && members.iter().all(|alias| (*alias as usize) < aliases);
        let count = from.count(8)?;
        let small_starts: Option<_> = (0..count).map(|_| Some(from.string()?.into_bytes().into())).collect();
        whole.then_some(Index::over(Engine::Spans(table), starts, members, small_starts?))
    }

    fn over(
        engine: Engine,
        starts: Vec<u32>,
        members: Vec<u32>,
        small_starts: FxHashSet<Box<[u8]>>,
    ) -> Index {
        Index { engine, starts, members, small_starts, may_start_small: PerWord::new() }
    }

    /// The aliases of a pattern, heaviest first.
    pub fn aliases(&self, pattern: u32) -> &[u32] {
        let range = self.starts[pattern as usize] as usize..self.starts[pattern as usize + 1] as usize;
        &self.members[range]
    }

    /// The pattern of a spelling by itself, in the form of [`fold`].
    pub fn pattern(&self, spelling: &str) -> Option<u32> {
        match &self.engine {
            Engine::Spans(table) => table.pattern(spelling),
            Engine::Automaton(automaton) => {
                let start = automaton.start_state(Anchored::Yes).ok()?;
                let state = spelling
                    .bytes()
                    .fold(start, |state, byte| automaton.next_state(Anchored::Yes, state, byte));
                let matches = 0..if automaton.is_match(state) { automaton.match_len(state) } else { 0 };
                let mut patterns = matches.map(|n| automaton.match_pattern(state, n));
                patterns.find(|p| automaton.pattern_len(*p) == spelling.len()).map(|p| p.as_u32())
            }
        }
    }

    /// How many spellings there are, and the bytes the engine keeps.
    pub fn size(&self) -> (usize, usize) {
        let memory = match &self.engine {
            Engine::Automaton(automaton) => automaton.memory_usage(),
            Engine::Spans(table) => table.memory(),
        };
        (self.starts.len() - 1, memory)
    }

    /// Whether a name could begin with this token: a word with a capital, one that begins with a
    /// digit, or a small word that some alias begins with.
    pub fn may_start(&self, text: &Text<'_>, token: usize) -> bool {
        let t = &text.tokens[token];
        match t.kind {
            TokenKind::Word if t.case.capital() => true,
            TokenKind::Word if self.small_starts.is_empty() => false,
            TokenKind::Word => {
                let word = text.word(token);
                let starts = || self.small_starts.contains(fold(word).as_bytes());
                self.may_start_small.get(text.number(token), starts)
            }
            TokenKind::Number => true,
            TokenKind::Clitic | TokenKind::Mark => false,
        }
    }

    /// Adds all hits that begin at token `start` and end before token `limit`, shortest first.
    pub fn hits(&self, text: &Text<'_>, start: usize, limit: usize, hits: &mut Vec<Hit>) {
        match &self.engine {
            Engine::Automaton(automaton) => walk(automaton, text, start, limit, hits),
            Engine::Spans(table) => table.hits(text, start, limit, hits),
        }
    }
}

fn walk(automaton: &NFA, text: &Text<'_>, start: usize, limit: usize, hits: &mut Vec<Hit>) {
    let Ok(mut state) = automaton.start_state(Anchored::Yes) else { return };
    let mut folder = Folder::default();
    let mut length = 0usize;
    for at in start..limit {
        if parts_phrases(text, start, at) {
            return;
        }
        let before = length;
        let alive = folder.token(text.source, &text.tokens[at], |byte| {
            state = automaton.next_state(Anchored::Yes, state, byte);
            length += 1;
            !automaton.is_dead(state)
        });
        if !alive {
            return;
        }
        // A token that folds to nothing (a full stop) ends no name by itself.
        if length == before || !automaton.is_match(state) || goes_on(text, at) {
            continue;
        }
        for n in 0..automaton.match_len(state) {
            let pattern = automaton.match_pattern(state, n);
            if automaton.pattern_len(pattern) == length {
                hits.push(Hit { start, end: at + 1, pattern: pattern.as_u32() });
                break;
            }
        }
    }
}
