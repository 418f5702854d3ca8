//! Where sentences end.
//!
//! A full stop is decided by its neighbours: abbreviations and initials (`abbreviations.csv`), the
//! letter case of the next word, closing quotes. Line ends are decided by how the text is laid out:
//! in hard-wrapped agency copy a line end is a blank, elsewhere it ends the sentence.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Sentence;
use super::token::{Gap, LetterCase, Token, TokenKind, apostrophe};
use crate::span::Span;

/// Longest sentence in tokens: tables and lists without marks are cut here, so that the work on one
/// sentence stays bounded.
pub const LONGEST: usize = 250;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Abbreviation {
    /// A name follows: "Mr.", "Gen."
    Title,
    /// A number follows: "No.", "p."
    Number,
    /// A day follows: "Sept."
    Month,
    /// What follows decides: "Inc.", "a.m."
    Either,
}

/// The words that decide about full stops.
pub struct SentenceRules {
    abbreviations: FxHashMap<&'static str, Abbreviation>,
    starters: FxHashSet<&'static str>,
}

impl SentenceRules {
    /// Reads the built-in lists.
    pub fn new() -> Self {
        let lines = |file: &'static str| file.lines().skip(1);
        let abbreviations = lines(include_str!("../../data/lexicon/en/abbreviations.csv"))
            .filter_map(|line| line.split_once(','))
            .map(|(word, kind)| {
                let kind = match kind {
                    "title" => Abbreviation::Title,
                    "number" => Abbreviation::Number,
                    "month" => Abbreviation::Month,
                    _ => Abbreviation::Either,
                };
                (word, kind)
            })
            .collect();
        let starters = lines(include_str!("../../data/lexicon/en/sentence_starters.csv")).collect();
        SentenceRules { abbreviations, starters }
    }

    /// Whether `word` is listed as an abbreviation, with or without what its kind says.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains_key(word)
    }

    /// Whether a capitalised `word` more likely begins a sentence than a name.
    pub fn is_starter(&self, word: &str) -> bool {
        word.len() <= 12 && self.is_small_starter(&word.to_lowercase())
    }

    /// The same of a word in small letters.
    pub fn is_small_starter(&self, word: &str) -> bool {
        word.len() <= 12 && self.starters.contains(word)
    }
}

impl Default for SentenceRules {
    fn default() -> Self {
        Self::new()
    }
}

/// Groups `tokens` into sentences.
pub fn sentences(source: &str, tokens: &[Token], rules: &SentenceRules) -> Vec<Sentence> {
    let page = Page::of(source, tokens);
    let cutter = Cutter { source, tokens, rules };
    let mut out: Vec<Sentence> = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut start = 0;
    let mut opens_paragraph = true;
    let mut at = 0;
    while at < tokens.len() {
        let next = at + 1;
        let mut end = None;
        let mut unmarked = false;
        if next == tokens.len() {
            end = Some(next);
            unmarked = !cutter.terminal(at);
        } else if page.breaks(source, tokens, next) && !cutter.goes_on(at, next) {
            end = Some(next);
            unmarked = !cutter.closed(at);
        } else if cutter.terminal(at) {
            end = cutter.end_after(at);
        }
        if end.is_none() && next - start >= LONGEST {
            end = Some(next);
        }
        if let Some(end) = end {
            let span = Span::new(tokens[start].start as usize, tokens[end - 1].end as usize);
            out.push(Sentence { span, tokens: start..end, opens_paragraph, unmarked });
            opens_paragraph = tokens
                .get(end)
                .is_some_and(|t| t.gap >= Gap::Indent || (t.gap == Gap::Line && !page.wrapped));
            start = end;
            at = end;
        } else {
            at = next;
        }
    }
    out
}

/// How the lines of a text are laid out.
struct Page {
    /// Lines were broken by a machine at a fixed width.
    wrapped: bool,
    width: usize,
}

/// The widest lines that machines break.
const WIDEST: usize = 160;

/// A line of this length that ends without a mark is no headline.
const NO_HEADLINE: usize = 90;

impl Page {
    fn of(source: &str, tokens: &[Token]) -> Page {
        // Only line ends inside paragraphs tell something; what stands before them is the line.
        let inner = || line_ends(tokens).filter(|(next, _)| next.gap == Gap::Line);
        let last_line = tokens.iter().rev().find(|t| t.gap >= Gap::Line).map_or(0, |t| t.start as usize);
        let last = source.trim_end().len().saturating_sub(last_line);
        let longest = line_ends(tokens).map(|(_, length)| length).chain([last]).max().unwrap_or(0);
        let plain = Page { wrapped: false, width: longest };
        if longest > WIDEST || inner().next().is_none() {
            return plain;
        }
        // Lines that a machine broke had no room for the next word.
        let (mut lines, mut full, mut small, mut long, mut marked) = (0usize, 0usize, 0usize, 0usize, 0usize);
        let (mut wide, mut wide_small) = (0usize, 0usize);
        for (next, length) in inner() {
            let goes_on = usize::from(next.case == LetterCase::Lower);
            let word = first_word(source, next.start as usize);
            let mark = ends_in_mark(&source[..next.start as usize]);
            lines += 1;
            small += goes_on;
            full += usize::from(length + 1 + word > longest);
            marked += usize::from(mark);
            long += usize::from(length >= NO_HEADLINE && !mark);
            if length >= 40 {
                wide += 1;
                wide_small += goes_on;
            }
        }
        // A third of wrapped prose lines go on with a small letter.
        let prose = longest <= 100 && wide >= 1 && wide_small * 4 >= wide;
        let sentence = lines >= 3 && marked == 0 && ends_in_mark(source);
        let told = small > 0 || sentence || long > 0 && long + marked == lines;
        let even = full == lines && told || full * 10 >= lines * 9 && small * 4 >= lines;
        Page { wrapped: prose || even, ..plain }
    }

    /// Whether the layout ends a sentence before token `next`.
    fn breaks(&self, source: &str, tokens: &[Token], next: usize) -> bool {
        let token = &tokens[next];
        match token.gap {
            Gap::None | Gap::Space => false,
            Gap::Paragraph => true,
            Gap::Indent => true,
            // A line that ends in "of the" goes on, and so does one before a small letter.
            Gap::Line if hangs(source, &tokens[next - 1]) => false,
            Gap::Line if !self.wrapped => {
                !(matches!(token.case, LetterCase::Lower | LetterCase::Inner)
                    && tokens[next - 1].kind == TokenKind::Word)
            }
            Gap::Line => {
                // In wrapped text a line that had room for the next word ended on purpose.
                let before = tokens[next - 1].end as usize;
                let line = source[..before].rfind('\n').map_or(0, |at| at + 1);
                let word = first_word(source, token.start as usize);
                before - line + 1 + word + 8 < self.width && token.case != LetterCase::Lower
            }
        }
    }
}

/// For each line but the last the token behind it and its length in bytes.
fn line_ends(tokens: &[Token]) -> impl Iterator<Item = (&Token, usize)> {
    let mut line_start = 0;
    tokens.windows(2).filter(|pair| pair[1].gap >= Gap::Line).map(move |pair| {
        let length = (pair[0].end as usize).saturating_sub(line_start);
        line_start = pair[1].start as usize;
        (&pair[1], length)
    })
}

/// The bytes up to the next blank: what had to fit into the line before.
fn first_word(source: &str, start: usize) -> usize {
    source.as_bytes()[start..].iter().take_while(|b| !b.is_ascii_whitespace()).take(WIDEST).count()
}

/// Whether the text ends in a mark that ends sentences.
fn ends_in_mark(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ':', ';', '"', '”'])
}

/// Whether the line that ends with the word goes on: no sentence ends with "the" or "of", hardly a headline of
/// several words with "in".
fn hangs(source: &str, token: &Token) -> bool {
    let (start, end) = (token.start as usize, token.end as usize);
    match &source[start..end] {
        "the" | "a" | "an" | "of" | "and" | "or" | "from" | "with" | "its" | "their" | "his" | "whose"
        | "into" | "than" => true,
        word @ ("in" | "on" | "at" | "by" | "for" | "to" | "her" | ",") => {
            let line = &source[source[..start].rfind('\n').map_or(0, |at| at + 1)..end];
            // Rows of a table end in commas, too.
            let row = word == "," && line.bytes().filter(u8::is_ascii_digit).count() > 4;
            line.len() >= 30 && !row
        }
        _ => false,
    }
}

struct Cutter<'a> {
    source: &'a str,
    tokens: &'a [Token],
    rules: &'a SentenceRules,
}

impl Cutter<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &self.source[t.start as usize..t.end as usize])
    }

    fn terminal(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Mark
            && matches!(self.text(at), "." | "!" | "?" | "…" | "。" | "！" | "？" | "؟" | "।")
    }

    /// Whether the token or the quotes and brackets it closes end a sentence by their mark.
    fn closed(&self, mut at: usize) -> bool {
        while at > 0 && closing(self.text(at)) {
            at -= 1;
        }
        self.terminal(at) || matches!(self.text(at), ":" | ";")
    }

    /// A blank line inside a sentence: hyphenated or small-letter continuation after a comma.
    fn goes_on(&self, at: usize, next: usize) -> bool {
        self.tokens[next].gap < Gap::Paragraph
            && matches!(self.text(at), ",")
            && self.tokens[next].case == LetterCase::Lower
    }

    /// Where the sentence ends if the terminal mark at `at` ends it.
    fn end_after(&self, at: usize) -> Option<usize> {
        // "...", "?!" and what closes after them belong to the sentence.
        let mut end = at + 1;
        while end < self.tokens.len()
            && self.tokens[end].glued()
            && (self.terminal(end) || closing(self.text(end)))
        {
            end += 1;
        }
        // A quote closed after a blank: `dead. "` at a line end in agency copy.
        if end < self.tokens.len() && closing(self.text(end)) && self.tokens[end].gap == Gap::Space {
            let after = self.tokens.get(end + 1);
            if self.text(end) != "\"" && after.is_none_or(|t| !t.glued()) {
                end += 1;
            }
        }
        let Some(next) = self.tokens.get(end) else { return Some(end) };
        if next.glued() {
            return None;
        }
        let first = self.opened(end);
        let word = self.text(first);
        let case = self.tokens.get(first).map_or(LetterCase::None, |t| t.case);
        if matches!(case, LetterCase::Lower) {
            // "Yahoo! said", "etc. and", `"Stop!" he said`; but "iPhone" may begin.
            return None;
        }
        let mark = self.text(at);
        if mark != "." {
            let suffix = matches!(word, "Inc" | "Corp" | "Ltd" | "Group" | "Mail" | "News");
            return (!suffix && !matches!(self.text(end), "," | ";" | ":")).then_some(end);
        }
        if matches!(self.text(end), "," | ";" | ":" | "/") {
            return None;
        }
        if at > 0 && self.tokens[at].glued() && end == at + 1 && self.abbreviates(at, first) {
            return None;
        }
        Some(end)
    }

    /// The first word of what follows: quotes and brackets are stepped over.
    fn opened(&self, mut at: usize) -> usize {
        while self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark)
            && matches!(self.text(at), "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "`" | "¿" | "¡")
        {
            at += 1;
        }
        at
    }

    /// Whether the full stop at `at` belongs to the word before it and ends nothing, given that the
    /// next sentence would begin with the token `first`.
    fn abbreviates(&self, at: usize, first: usize) -> bool {
        let before = &self.tokens[at - 1];
        let word = self.text(at - 1);
        let next = self.tokens.get(first);
        let next_word = self.text(first);
        let next_number = next.is_some_and(|t| t.kind == TokenKind::Number);
        let starts = self.rules.is_starter(next_word) || next.is_none_or(|t| t.kind == TokenKind::Mark);
        if before.kind != TokenKind::Word {
            // "1." at the start of a line numbers a list.
            return before.kind == TokenKind::Number
                && (at == 1 || self.tokens[at - 1].gap >= Gap::Line)
                && word.len() <= 2;
        }
        // "U.S.", "a.m.", "J.P.": letters and full stops in turn.
        let dotted = at >= 3
            && before.glued()
            && self.text(at - 2) == "."
            && word.chars().count() <= 2
            && self.tokens[at - 2].glued()
            && self.tokens[at - 3].kind == TokenKind::Word
            && self.text(at - 3).chars().count() <= 2;
        if dotted && matches!(word, "m" | "M") && matches!(self.text(at - 3), "a" | "p" | "A" | "P") {
            // "6 a.m. Monday", "9 p.m. Eastern time": a day or a zone goes on, another word begins.
            let attributive =
                at >= 5 && matches!(self.text(at - 5), "the" | "The" | "a" | "A" | "this" | "that" | "'s");
            return attributive
                || matches!(
                    next_word,
                    "Monday"
                        | "Tuesday"
                        | "Wednesday"
                        | "Thursday"
                        | "Friday"
                        | "Saturday"
                        | "Sunday"
                        | "Eastern"
                        | "Pacific"
                        | "Central"
                        | "Mountain"
                        | "Atlantic"
                        | "Greenwich"
                        | "Moscow"
                        | "Beijing"
                        | "Tokyo"
                        | "Local"
                )
                || next.is_some_and(|t| t.case == LetterCase::Upper && t.end - t.start <= 4)
                || self.rules.abbreviations.get(next_word) == Some(&Abbreviation::Month);
        }
        if dotted {
            return !starts;
        }
        if word.chars().count() == 1 && before.case == LetterCase::Title {
            // An initial; "Plan B. The" ends, "J. The Rapper" is rare. "I." ends.
            let opens = at < 2 || self.tokens[at - 1].gap == Gap::Paragraph;
            // "hepatitis B.", "Plan B.": a letter that counts things is no initial.
            let lettered = at >= 2
                && matches!(
                    self.text(at - 2),
                    "vitamin"
                        | "Vitamin"
                        | "hepatitis"
                        | "Hepatitis"
                        | "plan"
                        | "Plan"
                        | "class"
                        | "Class"
                        | "grade"
                        | "Grade"
                        | "type"
                        | "Type"
                        | "group"
                        | "Group"
                        | "category"
                        | "Category"
                        | "schedule"
                        | "Schedule"
                        | "appendix"
                        | "Appendix"
                        | "option"
                        | "Option"
                        | "influenza"
                        | "block"
                        | "Block"
                );
            if lettered {
                return false;
            }
            let name_before = at >= 2 && self.tokens[at - 2].case.capital();
            return word != "I"
                && (!starts || opens)
                && (name_before || opens || !next_number)
                && !(starts && name_before);
        }
        match self.rules.abbreviations.get(word) {
            Some(Abbreviation::Title) => next.is_some_and(|t| t.case.capital()),
            Some(Abbreviation::Number) => {
                next_number || next.is_some_and(|t| t.case == LetterCase::Upper && t.end - t.start <= 4)
            }
            Some(Abbreviation::Month) => next_number,
            Some(Abbreviation::Either) => {
                !starts && !(before.case == LetterCase::Lower && next.is_some_and(|t| t.case.capital()))
            }
            None => false,
        }
    }
}

fn closing(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "’" | "'" | ")" | "]" | "»") || mark.chars().next().is_some_and(apostrophe)
}
