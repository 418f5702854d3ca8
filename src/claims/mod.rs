//! Numeric claims: each quantity that a sentence states, with what it is said of.

//!
//! `number` reads a number, `unit` and `operand` add what belongs to it, `joined` makes ranges, `exclude`
//! refuses what is none (dates by `time`), `quantity` goes through the sentence; `noun_phrase` finds what is counted, [`rules`] decide the kind of claim,
//! `frame`, `actors`, `speech` and `time` fill in the statement around it.

mod about;
mod about_count;
mod about_finder;
mod about_lead;
mod about_noun;
mod about_phrase;
mod about_verb;
mod actors;
mod age;
mod amount;
mod attach;
mod calendar;
mod cardinal;
mod chunk;
mod chunks;
mod claim;
mod classes;
mod clause;
mod corrections;
mod cutter;
mod dateline;
mod digits;
mod entity;
mod exclude;
mod finite;
mod follow;
mod frame;
mod further;
mod hanging;
mod home;
mod joined;
mod line;
mod literal;
mod lookup;
mod misread;
mod modality;
mod motion;
mod movement;
mod name_number;
mod no_quantity;
mod noun_chunk;
mod noun_phrase;
mod noun_told;
mod number;
mod operand;
mod other_told;
mod owner;
pub mod pages;
mod participles;
mod phrases;
mod place;
mod quantity;
mod race;
mod read_number;
mod reader;
mod reading;
mod recut;
mod relative_time;
mod retag;
pub mod rules;
mod share;
mod small_letters;
mod speech;
mod tags;
#[cfg(test)]
mod tests;
mod time;
mod time_expression;
mod told_apart;
mod unit;
mod verb;
mod verb_group;
mod verb_told;
mod when;
mod words;

use std::cell::OnceCell;

use jiff::civil::Date;

pub use claim::{Claim, Direction, Kind, Modality, Modifier, Quantity, Role};
pub use words::ClaimWords;

use crate::entities::{Mention, Referent};
use crate::text::{English, Text, TokenKind};
use amount::Amount;
use clause::Parse;
use line::{Article, Line};
use rules::{CHANGE, Context, RULES, Taken};
use small_letters::SmallLetters;
use speech::{Look, Read, Speech};
use time::Times;

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
                let context =
                    Context { line: &line, amount: &amount, previous: previous.as_deref(), before, told };
                let Some((rule, taken)) = RULES.iter().find_map(|r| Some((r.name, (r.apply)(&context)?)))
                else {
                    continue;
                };
                let parse = parse.get_or_init(|| reading::read(&line, &ranges, &times.ranges()));
                let mut claim =
                    self.statement(&line, parse, &times, &amount, taken, rule, &mut speech, &read);
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
                            || self.words.numeral(w).is_some_and(|(_, n)| n != words::Numeral::Letter)
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

    #[allow(clippy::too_many_arguments)]
    fn statement(
        &self,
        line: &Line<'_>,
        parse: &Parse,
        times: &Times,
        amount: &Amount,
        taken: Taken,
        rule: &'static str,
        speech: &mut Speech,
        read: &Read<'_>,
    ) -> Claim {
        let chunk = parse
            .chunk_at(amount.number.start)
            .filter(|c| parse.chunks[*c].tokens.contains(&amount.number.start));
        let zero = rule == "zero";
        let kind = taken.kind.unwrap_or(Kind::Number);
        // "Ana Ruiz, 34, said": the age hangs on no verb.
        let at = amount.tokens.start;
        let adverb =
            at >= 2 && line.w(at - 2) == "," && matches!(line.prev(at), "now" | "also" | "both" | "then");
        let apposed = kind == Kind::Age && (line.prev(at) == "," || adverb);
        // "Net 7.1 mln vs 4.7 mln" is a line of a table, though its label may look like a verb.
        let table = (0..line.len()).any(|t| matches!(line.w(t), "vs" | "versus"))
            && !line.tags.contains(&crate::text::tagger::Tag::Aux)
            && line.len() <= 16;
        let predicate = chunk.filter(|_| !apposed && !table).and_then(|c| frame::predicate(line, parse, c));
        let (role, direction) = if zero { (Role::Level, None) } else { movement::movement(line, amount) };
        let former =
            kind != Kind::Count && kind != Kind::Duration && role == Role::Level && direction.is_none();
        let role =
            if former && when::compared_thing(line, amount.tokens.start) { Role::Former } else { role };
        let about = match kind {
            Kind::Age => {
                Some(age::of(line, amount)).filter(|a| !a.is_empty() || apposed).unwrap_or_else(|| {
                    about::about(line, parse, amount, taken.end, kind, chunk, predicate.as_ref())
                })
            }
            _ if taken.about => about::about(line, parse, amount, taken.end, kind, chunk, predicate.as_ref()),
            Kind::Ratio => taken.counted.clone(),
            Kind::Count => about_count::holder(line, parse, amount, taken.end, chunk, predicate.as_ref()),
            _ => String::new(),
        };
        let time = when::time(line, parse, times, amount, chunk, predicate.as_ref()).filter(|_| !apposed);
        let days = time.and_then(|t| when::days(line, parse, t, self.published));
        // "the four-bedroom house" tells how many there are.
        let compound = line.dash(amount.number.end) && line.glued(amount.number.end);
        let definite = amount.tokens.start > 0
            && !compound
            && matches!(line.prev(amount.tokens.start), "the" | "these" | "those" | "all" | "both")
            && matches!(kind, Kind::Count)
            && !matches!(line.w(taken.end), "of" | "who" | "that" | "killed");
        let speaker = speech.speaker(line, parse, chunk, predicate.as_ref(), read);
        // "The bank forecasts a rise of 5%" tells what it says, nothing that it does.
        let foretells = predicate
            .as_ref()
            .is_some_and(|p| !p.passive && line.words.sense(line.verb(p.verb)).any(words::Sense::FORECAST));
        let subject = match kind {
            Kind::Age => actors::aged(line, parse, amount, chunk),
            _ => None,
        }
        .or_else(|| actors::subject(line, parse, chunk, predicate.as_ref()))
        .filter(|s| !foretells || speaker.as_ref() != Some(s));
        Claim {
            sentence: line.sentence,
            quantity: Quantity {
                span: line.span(&amount.tokens),
                low: amount.low,
                high: amount.high,
                modifier: amount.modifier,
                kind,
                unit: taken.unit,
            },
            counted: taken.counted,
            about,
            predicate: predicate.as_ref().map(|p| p.lemma.clone()).unwrap_or_default(),
            direction,
            role,
            negated: !zero && frame::negated(line, parse, amount, predicate.as_ref()),
            modality: if role == Role::Former || line.w(taken.end) == "ago" {
                // What was before is a fact, whatever is expected now.
                Modality::Asserted
            } else {
                modality::modality(line, parse, amount, kind, chunk, predicate.as_ref())
            },
            time: time.map(|t| line.slice(&t.tokens)).unwrap_or_default(),
            time_from: days.map(|d| d.0),
            time_to: days.map(|d| d.1),
            place: place::place(line, parse, &amount.tokens, chunk, predicate.as_ref(), self.home),
            subject,
            speaker,
            definite,
            rule: if role != Role::Level || direction.is_some() { CHANGE.name } else { rule },
        }
    }
}
