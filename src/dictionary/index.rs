//! Finds aliases in text: an Aho-Corasick automaton over the folded aliases, entered at word starts
//! only and asked at word ends only, so that word boundaries are part of the search and "New York" is
//! still found in "New York Timeshare".

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::{Folder, fold};
use super::{Alias, CaseRule, is_particle};
use crate::error::{Error, ErrorKind, Result};
use crate::text::{Text, TokenKind};

/// Words of the text that are spelled like an alias; letter case is not looked at yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub start: usize,
    /// First token after it.
    pub end: usize,
    /// Which spelling: asks [`Index::aliases`].
    pub pattern: u32,
}

/// The compiled names.
pub struct Index {
    automaton: NFA,
    /// Where each pattern's aliases begin in `members`; one more than there are patterns.
    starts: Vec<u32>,
    members: Vec<u32>,
    /// Folded first words of aliases that may be written without a capital.
    small_starts: FxHashSet<Box<[u8]>>,
}

impl Index {
    /// Compiles the aliases. Aliases of equal spelling share a pattern, heaviest first.
    pub fn build(aliases: &[Alias]) -> Result<Index> {
        let mut patterns: Vec<String> = Vec::new();
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut groups: Vec<Vec<u32>> = Vec::new();
        let mut small_starts = FxHashSet::default();
        for (n, alias) in aliases.iter().enumerate() {
            let folded = fold(&alias.text);
            if folded.is_empty() {
                continue;
            }
            let first = folded.split(' ').next().unwrap_or_default();
            let particle = is_particle(first) && first.len() < folded.len();
            if alias.case == CaseRule::Any || !alias.text.starts_with(char::is_uppercase) || particle {
                small_starts.insert(first.as_bytes().into());
            }
            let number = *numbers.entry(folded).or_insert_with_key(|key| {
                patterns.push(key.clone());
                groups.push(Vec::new());
                patterns.len() as u32 - 1
            });
            groups[number as usize].push(n as u32);
        }
        let automaton =
            NFA::builder().match_kind(MatchKind::Standard).prefilter(false).build(&patterns).map_err(
                |e| {
                    Error::new(ErrorKind::Dictionary, format!("the dictionaries are too large: {e}"))
                        .hint("leave some names out")
                },
            )?;
        let mut starts = vec![0];
        let mut members = Vec::with_capacity(aliases.len());
        for mut group in groups {
            group.sort_by_key(|n| std::cmp::Reverse(aliases[*n as usize].weight));
            members.extend(group);
            starts.push(members.len() as u32);
        }
        Ok(Index { automaton, starts, members, small_starts })
    }

    /// The aliases of a pattern, heaviest first.
    pub fn aliases(&self, pattern: u32) -> &[u32] {
        let range = self.starts[pattern as usize] as usize..self.starts[pattern as usize + 1] as usize;
        &self.members[range]
    }

    /// How many spellings there are, and the bytes the automaton keeps.
    pub fn size(&self) -> (usize, usize) {
        (self.automaton.patterns_len(), self.automaton.memory_usage())
    }

    /// Whether a name could begin with this token: a word with a capital, one that begins with a
    /// digit, or a small word that some alias begins with.
    pub fn may_start(&self, text: &Text<'_>, token: usize) -> bool {
        let t = &text.tokens[token];
        match t.kind {
            TokenKind::Word if t.case.capital() => true,
            TokenKind::Word => {
                if self.small_starts.is_empty() {
                    return false;
                }
                let word = text.word(token);
                if word.is_ascii() {
                    let mut buffer = [0u8; 24];
                    let Some(buffer) = buffer.get_mut(..word.len()) else { return false };
                    buffer.copy_from_slice(word.as_bytes());
                    buffer.make_ascii_lowercase();
                    self.small_starts.contains(&buffer[..])
                } else {
                    self.small_starts.contains(fold(word).as_bytes())
                }
            }
            TokenKind::Number => true,
            TokenKind::Clitic | TokenKind::Mark => false,
        }
    }

    /// Adds all hits that begin at token `start` and end before token `limit`, shortest first.
    pub fn hits(&self, text: &Text<'_>, start: usize, limit: usize, hits: &mut Vec<Hit>) {
        let automaton = &self.automaton;
        let Ok(mut state) = automaton.start_state(Anchored::Yes) else { return };
        let mut folder = Folder::default();
        let mut length = 0usize;
        for at in start..limit {
            let token = &text.tokens[at];
            // A dash between spaces parts phrases: "CRICKET - AUSTRALIA WIN" is no Cricket Australia.
            if at > start && token.kind == TokenKind::Mark && !token.glued() && is_dash(text.word(at)) {
                return;
            }
            let before = length;
            let alive = folder.token(text.source, token, |byte| {
                state = automaton.next_state(Anchored::Yes, state, byte);
                length += 1;
                !automaton.is_dead(state)
            });
            if !alive {
                return;
            }
            // A token that folds to nothing (a full stop) ends no name by itself.
            if length == before || !automaton.is_match(state) {
                continue;
            }
            // "G20" is two touching tokens: inside a word no name ends.
            let inside = text.tokens.get(at + 1).is_some_and(|next| {
                next.glued()
                    && matches!(next.kind, TokenKind::Word | TokenKind::Number)
                    && token.kind != TokenKind::Mark
            });
            if inside {
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
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "--")
}
