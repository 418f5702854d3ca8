//! Numeric claims: each quantity that a sentence states, with what it is said of.
//!
//! The folders stand in the order of the flow, and import only from those before them:
//!
//! 1. `vocabulary`: what words and literals mean without their sentence;
//! 2. `sentence`: a sentence as the rules see it, its parts of speech put right for news;
//! 3. `time`: time expressions, whose numbers are no claims;
//! 4. `numbers`: the number that begins at a word;
//! 5. `quantities`: a number with its unit and modifiers, or several in one; `quantity` goes through the sentence;
//! 6. [`rules`]: what kind of claim a quantity makes;
//! 7. `clauses`: the sentence cut into chunks, these read as clauses;
//! 8. `statement`: the verb, what it is about, who, where, when and who says so; `fill_in` makes the claim.
//!
//! This file leads an article through them; `claim` is what comes out, `home` what the whole article tells.

mod claim;
mod clauses;
mod home;
mod numbers;
pub mod pages;
mod quantities;
pub mod rules;
mod sentence;
mod statement;
#[cfg(test)]
mod tests;
mod time;
mod vocabulary;

use std::cell::OnceCell;

use jiff::civil::Date;

pub use claim::{Claim, Direction, Kind, Modality, Modifier, Quantity, Role};
pub use vocabulary::words::ClaimWords;

use crate::entities::{Mention, Referent};
use crate::text::{English, Text, TokenKind};
use clauses::reading;
use quantities::quantity;
use rules::{Context, RULES};
use sentence::line::{Article, Line};
use sentence::small_letters::SmallLetters;
use statement::fill_in::Statement;
use statement::follow;
use statement::speech::{Look, Speech};
use time::time_expression;
use vocabulary::literal;
use vocabulary::words::Numeral;

/// Finds the claims in the parts of one article (title, body), given the names in them and the day
/// the article was published. Claims come in text order.
pub fn extract(
    parts: &[&Text<'_>],
    mentions: &[Vec<Mention>],
    published: Option<Date>,
    words: &ClaimWords,
    english: &English,
) -> Vec<Vec<Claim>> {
    let country = home::main_country(parts, mentions);
    let decimal_comma = decimal_comma(parts);
    let home = parts.iter().zip(mentions).rev().find_map(|(text, mentions)| home::dateline(text, mentions));
    let land = country.and_then(|c| home::most_named(mentions, c));
    parts
        .iter()
        .zip(mentions)
        .map(|(text, mentions)| {
            let article = Article { country, home: land, decimal_comma };
            let small = OnceCell::new();
            Reader { text, mentions, published, words, english, article, home: home.as_ref(), small: &small }
                .claims()
        })
        .collect()
}

/// How many numbers of the parts are too large for an exact decimal: they give no claim, and are counted.
pub fn too_large(parts: &[&Text<'_>]) -> u64 {
    let mut count = 0;
    for text in parts {
        for (at, token) in text.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Number) {
            let power = at >= 1 && text.word(at - 1) == "^" && token.end - token.start > 2;
            if power || literal::too_large(&text.source[token.start as usize..token.end as usize]) {
                count += 1;
            }
        }
    }
    count
}

/// Whether the article writes decimals with a comma: a number with both marks says so ("1.234,5"), or two
/// with a comma that cannot part thousands, and none says otherwise.
fn decimal_comma(parts: &[&Text<'_>]) -> bool {
    let mut signs = 0;
    for token in parts.iter().flat_map(|text| text.tokens.iter().map(move |t| (text, t))) {
        let (text, token) = (token.0, token.1);
        if token.kind != TokenKind::Number {
            continue;
        }
        let literal = &text.source[token.start as usize..token.end as usize];
        match literal::decimal_comma(literal) {
            Some(true) => signs += if literal.contains('.') { 2 } else { 1 },
            Some(false) => return false,
            None => {}
        }
    }
    signs >= 2
}

/// Reads one part of an article.
struct Reader<'a> {
    text: &'a Text<'a>,
    mentions: &'a [Mention],
    published: Option<Date>,
    words: &'a ClaimWords,
    english: &'a English,
    article: Article<'a>,
    /// The place of the dateline.
    home: Option<&'a Referent>,
    small: &'a OnceCell<SmallLetters>,
}

impl<'a> Reader<'a> {
    fn line(&self, sentence: usize) -> Line<'a> {
        let small = self.small.get_or_init(|| SmallLetters::of(self.text));
        Line::new(self.text, sentence, self.mentions, self.words, self.english, self.article, small)
    }

    fn claims(&self) -> Vec<Claim> {
        let numbered: Vec<usize> = (0..self.text.sentences.len()).filter(|s| self.may_count(*s)).collect();
        if numbered.is_empty() {
            return vec![];
        }
        let mut speech = Speech::new(self.text);
        let read = |sentence: usize, look: &Look<'_>| {
            let line = self.line(sentence);
            let times = time_expression::times(&line, self.published);
            look(&line, &reading::read(&line, &[], &times.ranges()))
        };
        let mut claims: Vec<Claim> = Vec::new();
        for sentence in numbered {
            let line = self.line(sentence);
            let times = time_expression::times(&line, self.published);
            let mut amounts = quantity::amounts(&line, &times);
            let zeros = rules::zeros(&line);
            amounts.extend(zeros.into_iter().filter(|z| !times.calendar[z.number.start]));
            amounts.sort_by_key(|a| a.number.start);
            let parse = OnceCell::new();
            let ranges: Vec<_> = amounts.iter().map(|a| (a.tokens.clone(), a.kind.is_some())).collect();
            for amount in amounts {
                let previous = claims
                    .iter()
                    .rev()
                    .take_while(|c| sentence - c.sentence <= 1)
                    .find(|c| c.quantity.kind == Kind::Count)
                    .map(|c| c.quantity.unit.clone());
                if claims.last().is_some_and(|c| c.quantity.span.end > line.span(&amount.tokens).start) {
                    continue;
                }
                let before = claims.last().filter(|c| c.sentence == sentence).map(|c| &c.quantity);
                let told = &claims[claims.partition_point(|c| c.sentence < sentence)..];
                let said = &claims[..claims.len() - told.len()];
                let earlier = &said[said.partition_point(|c| c.sentence + 1 < sentence)..];
                let previous = previous.as_deref();
                let context = Context { line: &line, amount: &amount, previous, before, told, earlier };
                let Some((rule, taken)) = RULES.iter().find_map(|r| Some((r.name, (r.apply)(&context)?)))
                else {
                    continue;
                };
                let parse = parse.get_or_init(|| reading::read(&line, &ranges, &times.ranges()));
                let statement = Statement {
                    line: &line,
                    parse,
                    times: &times,
                    amount: &amount,
                    published: self.published,
                    home: self.home,
                };
                let mut claim = statement.claim(taken, rule, &mut speech, &read);
                let said = &claims[claims.partition_point(|c| c.sentence < sentence)..];
                follow::follow(&line, &amount, &mut claim, said);
                claims.push(claim);
            }
        }
        claims
    }

    /// Whether a sentence holds a digit, a number word, or a zero: the others are not looked at further.
    fn may_count(&self, sentence: usize) -> bool {
        self.text.sentences[sentence].tokens.clone().any(|t| {
            let token = &self.text.tokens[t];
            match token.kind {
                TokenKind::Number => true,
                TokenKind::Word if token.end - token.start <= 11 => {
                    let word = self.text.word(t);
                    let known = |w: &str| {
                        matches!(w, "no" | "none")
                            || self.words.numeral(w).is_some_and(|(_, n)| n != Numeral::Letter)
                    };
                    known(word)
                        || token.case.capital()
                            && self.words.may_be_numeral(word)
                            && known(&word.to_lowercase())
                }
                TokenKind::Mark => literal::vulgar_fraction(self.text.word(t)).is_some(),
                _ => false,
            }
        })
    }
}
