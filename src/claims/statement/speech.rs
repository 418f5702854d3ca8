//! Who says what: the verbs of stating above a claim, "according to", and quotations of several sentences.
//!
#![doc = include_str!("speaker.md")]

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::antecedent::{before, holder, states};
use super::entity::entity;
use super::frame::Predicate;
use super::label::{entry, heading, label};
use super::named::{named_before, titled_behind};
use super::pronoun::{Spoke, meant};
use crate::claims::clauses::chunk::{Chunk, ChunkKind};
use crate::claims::clauses::clause::{ClauseKind, Parse};
use crate::claims::sentence::line::Line;
use crate::claims::vocabulary::words::Sense;
use crate::entities::{Kind, Referent};
use crate::text::Text;
use crate::text::lemma::singular;
use crate::text::tagger::Tag;

/// The quotations of a text, and who was found to speak in which of its sentences.
pub struct Speech {
    quotes: Vec<Quote>,
    /// Who is named as a speaker in a sentence, for those that were looked at.
    attributed: RefCell<FxHashMap<usize, Option<Referent>>>,
    /// Who states the last claim of a sentence.
    spoken: FxHashMap<usize, Referent>,
}

/// What is looked for in a sentence.
pub type Look<'l> = dyn Fn(&Line<'_>, &Parse) -> Option<Referent> + 'l;
/// Reads another sentence of the text and looks for something in it.
pub type Read<'r> = dyn Fn(usize, &Look<'_>) -> Option<Referent> + 'r;

/// Words between quotation marks, as tokens.
struct Quote {
    tokens: Range<usize>,
    /// It goes on with the quotation of the paragraph before, which was not closed.
    continues: bool,
}

/// Fewer tokens between quotation marks are words set apart, not what somebody said.
const SHORTEST: usize = 6;
/// How many sentences of a list are looked through for its heading.
const LONGEST_LIST: usize = 6;
/// How many sentences a quotation may be away from the one that names its speaker.
const NEAR: usize = 3;

impl Speech {
    /// Finds the quotations of a text.
    pub fn new(text: &Text<'_>) -> Self {
        let mut quotes: Vec<Quote> = Vec::new();
        let mut open: Option<(usize, bool)> = None;
        let mut unclosed = false;
        for sentence in &text.sentences {
            if sentence.opens_paragraph
                && let Some((start, continues)) = open.take()
            {
                // Each paragraph of a long quotation opens anew and only the last is closed.
                quotes.push(Quote { tokens: start..sentence.tokens.start, continues });
                unclosed = true;
            }
            for at in sentence.tokens.clone() {
                let touches = |at: usize| text.tokens.get(at).is_some_and(|t| t.glued());
                let closes = match text.word(at) {
                    "“" => false,
                    "”" => true,
                    // A straight one shows by what it touches whether it opens or closes.
                    "\"" if touches(at) != touches(at + 1) => touches(at),
                    "\"" => open.is_some(),
                    _ => continue,
                };
                // One opens inside another: a paragraph of the quotation ended there, though no line does.
                if !closes && let Some((start, continues)) = open.take() {
                    quotes.push(Quote { tokens: start..at, continues });
                    open = Some((at, true));
                    continue;
                }
                if closes {
                    if let Some((start, continues)) = open.take() {
                        quotes.push(Quote { tokens: start..at + 1, continues });
                    }
                } else if open.is_none() {
                    open = Some((at, unclosed && at == sentence.tokens.start));
                    unclosed = false;
                }
            }
        }
        if let Some((start, continues)) = open {
            quotes.push(Quote { tokens: start..text.tokens.len(), continues });
        }
        quotes.retain(|q| q.tokens.len() > SHORTEST);
        Speech { quotes, attributed: RefCell::default(), spoken: FxHashMap::default() }
    }

    /// Who states the claim whose quantity stands in `chunk`. `read` gives the line and clauses of another
    /// sentence of the text.
    pub fn speaker(
        &mut self,
        line: &Line<'_>,
        parse: &Parse,
        chunk: Option<usize>,
        predicate: Option<&Predicate>,
        read: &Read<'_>,
    ) -> Option<Referent> {
        let found = self.find(line, parse, chunk, predicate, read);
        if let Some(found) = &found {
            self.spoken.insert(line.sentence, found.clone());
        }
        found
    }

    fn find(
        &self,
        line: &Line<'_>,
        parse: &Parse,
        chunk: Option<usize>,
        predicate: Option<&Predicate>,
        read: &Read<'_>,
    ) -> Option<Referent> {
        let spoke = |line: &Line<'_>, token: usize| {
            meant(line, token, |s| self.spoken.get(&s).cloned().or_else(|| self.attributed(s, read)))
        };
        let at = line.base + chunk.map_or(0, |c| parse.chunks[c].tokens.start);
        let quote = self.quotes.iter().position(|q| q.tokens.contains(&at));
        if let Some(found) = above(line, parse, chunk, predicate, &spoke) {
            return Some(found);
        }
        let quoted = quote.map(|q| &self.quotes[q].tokens);
        if let Some(found) = attribution(line, parse, Some(at - line.base), quoted, &spoke) {
            return Some(found);
        }
        if let Some(found) = label(line) {
            return Some(found);
        }
        if let Some(found) = quote.and_then(|q| self.of_quote(line.text, q, read, NEAR)) {
            return Some(found);
        }
        self.of_list(line.text, line.sentence, read)
    }

    /// Whose list the sentence is an entry of: the name on the line above.
    fn of_list(&self, text: &Text<'_>, sentence: usize, read: &Read<'_>) -> Option<Referent> {
        let start = (sentence.saturating_sub(LONGEST_LIST)..=sentence)
            .rev()
            .find(|s| entry(text, *s) || text.sentences[*s].opens_paragraph)?;
        let head = (start.saturating_sub(LONGEST_LIST)..start).rev().find(|s| !entry(text, *s))?;
        if !entry(text, start) || text.sentences[head].tokens.len() > 10 {
            return None;
        }
        read(head, &|line, _| heading(line))
    }

    /// Who speaks a quotation: named in the sentences it begins or ends in, else in the one before it, else the
    /// speaker of the quotation before it.
    fn of_quote(&self, text: &Text<'_>, quote: usize, read: &Read<'_>, depth: usize) -> Option<Referent> {
        let tokens = self.quotes[quote].tokens.clone();
        let first = text.sentence_of(tokens.start);
        let last = text.sentence_of(tokens.end - 1);
        let own = self.attributed(last, read).or_else(|| self.attributed(first, read));
        if own.is_some() || depth == 0 {
            return own;
        }
        // The quotation before, with at most a sentence between: the same person goes on.
        let earlier = quote.checked_sub(1);
        if let Some(earlier) = earlier {
            let end = text.sentence_of(self.quotes[earlier].tokens.end - 1);
            let near = first - end.min(first) <= 1;
            if self.quotes[quote].continues || near {
                return self.of_quote(text, earlier, read, depth - 1);
            }
        }
        first.checked_sub(1).and_then(|before| self.attributed(before, read))
    }

    fn attributed(&self, sentence: usize, read: &Read<'_>) -> Option<Referent> {
        if let Some(known) = self.attributed.borrow().get(&sentence) {
            return known.clone();
        }
        let quotes = &self.quotes;
        let found = read(sentence, &|line, parse| {
            let middle = line.base + line.len() / 2;
            let inside = quotes.iter().find(|q| q.tokens.contains(&middle));
            attribution(line, parse, None, inside.map(|q| &q.tokens), &|_, _| None).or_else(|| label(line))
        });
        self.attributed.borrow_mut().insert(sentence, found.clone());
        found
    }
}

/// The subject of a verb of stating or foretelling that the claim's clause stands under: "said prices rose",
/// "expects prices to rise", "predicts inflation of 5%".
fn above(
    line: &Line<'_>,
    parse: &Parse,
    chunk: Option<usize>,
    predicate: Option<&Predicate>,
    spoke: &Spoke<'_>,
) -> Option<Referent> {
    let own = chunk.map(|c| parse.clause[c]);
    let start = predicate.map(|p| p.clause).or(own)?;
    let mut below: Option<usize> = None;
    for c in parse.up(start) {
        let this = &parse.clauses[c];
        if let Some(verb) = this.verb {
            let group = &parse.chunks[verb];
            let sense = line.words.sense(line.verb(group.head));
            let covers = match below.map(|b| &parse.clauses[b]) {
                // Its own object: "expects 900,000 visitors".
                None => {
                    sense.any(Sense::FORECAST)
                        && predicate.is_some_and(|p| !p.is_subject)
                        && chunk.is_some_and(|c| c > verb)
                }
                Some(b) => {
                    let under = match b.kind {
                        ClauseKind::Complement => {
                            // "heard that", "knew that": another said so, if anybody.
                            let told = matches!(line.verb(group.head), "hear" | "learn" | "know" | "see");
                            !told && sense.any(Sense(Sense::STATE.0 | Sense::FORECAST.0 | Sense::SAY.0))
                        }
                        ClauseKind::Infinitive => sense.any(Sense(Sense::FORECAST.0 | Sense::STATE.0)),
                        ClauseKind::Coordinate => {
                            let after = b.opener.or(b.verb).is_some_and(|o| o > verb);
                            sense.any(Sense::STATE) && after && b.opener.is_some()
                        }
                        ClauseKind::Participle => {
                            sense.any(Sense::FORECAST)
                                || !b.behind_comma && sense.any(Sense::STATE)
                                || b.antecedent.is_some() && line.verb(group.head) == "see"
                        }
                        _ => false,
                    };
                    under && b.verb.is_none_or(|v| v > verb)
                }
            };
            if covers
                && !group.passive
                && let Some(subject) = parse.subject(c)
                && let Some(found) = speaker_at(
                    line,
                    parse,
                    subject,
                    sense.any(Sense(Sense::STATE.0 | Sense::FORECAST.0)),
                    spoke,
                )
            {
                return Some(found);
            }
        }
        // "X expects ..., while Y sees": another's view.
        let opener = this.opener.map_or("", |o| parse.word(line, o));
        // Inside "said that X fell although Y grew" both are what was said.
        let inside = this.parent.is_some_and(|p| parse.clauses[p].kind == ClauseKind::Complement);
        let contrast = matches!(opener, "while" | "whereas" | "whilst")
            || matches!(opener, "although" | "though") && !inside;
        if contrast && this.verb.is_some() {
            return None;
        }
        below = Some(c);
    }
    None
}

/// Who is said to speak in a sentence. `at` is the token of a claim in it, which the verb of stating must not
/// hold as its own object; `quote` the quotation around it.
fn attribution(
    line: &Line<'_>,
    parse: &Parse,
    at: Option<usize>,
    quote: Option<&Range<usize>>,
    spoke: &Spoke<'_>,
) -> Option<Referent> {
    // "according to"
    for c in 0..parse.chunks.len() {
        let chunk = &parse.chunks[c];
        let Some(lead) = parse.preposition[c].filter(|_| chunk.kind == ChunkKind::Noun) else { continue };
        let lead = &parse.chunks[lead].tokens;
        let source = line.w(lead.start) == "according"
            || line.w(lead.start) == "as" && line.w(lead.start + 1) == "per";
        if source {
            return source_at(line, parse, c, spoke);
        }
    }
    for (n, clause) in parse.clauses.iter().enumerate() {
        let Some(verb) = clause.verb else { continue };
        let group = &parse.chunks[verb];
        let quoted = quote.is_some_and(|q| q.contains(&(line.base + group.head)));
        // "it was said by the guide that"
        if !quoted
            && group.passive
            && line.w(group.head) == "said"
            && let Some(agent) = parse.agent(line, n)
        {
            return speaker_at(line, parse, agent, true, spoke);
        }
        if quoted || !line.words.sense(line.verb(group.head)).any(Sense::STATE) || group.passive {
            continue;
        }
        if matches!(clause.kind, ClauseKind::Relative | ClauseKind::Infinitive) {
            continue;
        }
        // Behind what is said (", the minister said"), or before a quotation, or asked of a whole sentence.
        // "as the bank said prices had risen" is a statement of its own.
        let as_said = clause.opener.is_some_and(|o| parse.word(line, o) == "as")
            && !parse.clauses.iter().any(|c| c.parent == Some(n) && c.kind == ClauseKind::Complement);
        let postposed = at.is_some_and(|at| at < group.head) && postposed(line, parse, n, verb) || as_said;
        let introduces = parse.chunks[verb + 1..]
            .iter()
            .take(8)
            .any(|c| c.kind == ChunkKind::Quote || c.kind == ChunkKind::Break && line.w(c.head) == ":")
            && at.is_none_or(|at| at > group.head);
        if !(postposed || introduces || at.is_none() || quote.is_some()) {
            continue;
        }
        let inverted = clause.subject.is_some_and(|s| s > verb);
        if inverted && let Some(found) = behind(line, group.tokens.end) {
            return Some(found);
        }
        // "the BBC cited the prince as saying"
        if matches!(line.verb(group.head), "cite" | "quote")
            && let Some(found) = parse.object(n).and_then(|o| speaker_at(line, parse, o, true, spoke))
        {
            return Some(found);
        }
        if let Some(subject) = parse.subject(n)
            && let Some(found) = speaker_at(line, parse, subject, true, spoke)
        {
            return Some(found);
        }
        // Behind "told" stands who is told.
        if clause.kind != ClauseKind::Participle
            && (inverted || line.verb(group.head) != "tell")
            && let Some(found) = behind(line, group.tokens.end)
        {
            return Some(found);
        }
    }
    None
}

/// Whether a clause of stating stands behind what it states: it follows a comma or quotation mark, and nothing
/// that it could state stands behind it.
fn postposed(line: &Line<'_>, parse: &Parse, clause: usize, verb: usize) -> bool {
    let first = (0..=verb).find(|c| parse.clause[*c] == clause).unwrap_or(verb);
    let subject = parse.clauses[clause].subject.unwrap_or(verb).min(verb);
    let start = first.max(subject.saturating_sub(1)).min(subject);
    // "flights were late, and Ruiz said nothing" is a statement of its own.
    let joined = subject > 0 && parse.chunks[subject - 1].kind == ChunkKind::Conjunction;
    let parted = !joined
        && (start.saturating_sub(2)..=subject)
            .any(|c| matches!(parse.chunks[c].kind, ChunkKind::Comma | ChunkKind::Quote | ChunkKind::Break));
    let states = parse.clauses.iter().any(|c| c.parent == Some(clause) && c.kind == ClauseKind::Complement);
    let object = parse.chunks.get(verb + 1).is_some_and(|c| c.kind == ChunkKind::Noun)
        && parse.clauses[clause].subject != Some(verb + 1);
    // ", he told reporters" attributes, ", he reported a profit" states something else.
    let tells = matches!(
        line.verb(parse.chunks[verb].head),
        "tell" | "say" | "inform" | "warn" | "remind" | "assure"
    );
    let denied = parse.chunks[verb].tokens.clone().any(|t| line.w(t) == "not" || line.w(t).ends_with("n't"));
    parted && !states && !denied && (!object || tells)
}

/// The name that follows a verb of stating: "said the group's chief buyer, Ana Ruiz".
fn behind(line: &Line<'_>, from: usize) -> Option<Referent> {
    let mut organization = None;
    for at in from..line.len().min(from + 16) {
        if matches!(line.w(at), "\"" | "“" | ";" | "that") || line.tag(at).finite() {
            break;
        }
        if let Some(mention) = line.mention(at) {
            if mention.kind == Kind::PERSON {
                return Some(mention.referent.clone());
            }
            // "said *the Holm* chemist": of whom the speaker is one
            let whole = line.within(mention);
            let describes = line.tag(whole.end).noun() && !line.capital(whole.end);
            if mention.kind == Kind::ORGANIZATION && !describes {
                organization = organization.or(Some(mention.referent.clone()));
            }
        }
    }
    organization
}

/// Who "according to" names: an entity, the holder of an office, or the words as they stand.
fn source_at(line: &Line<'_>, parse: &Parse, chunk: usize, spoke: &Spoke<'_>) -> Option<Referent> {
    let tokens = parse.chunks[chunk].tokens.clone();
    let named = tokens.clone().rev().find_map(|t| line.mention(t)).filter(|m| m.kind != Kind::PLACE);
    if let Some(found) = named {
        return Some(found.referent.clone());
    }
    speaker_at(line, parse, chunk, true, spoke)
}

/// The speaker that a chunk names; unnamed ones ("police", "two analysts") by their words where `unnamed`.
fn speaker_at(
    line: &Line<'_>,
    parse: &Parse,
    chunk: usize,
    unnamed: bool,
    spoke: &Spoke<'_>,
) -> Option<Referent> {
    let this = &parse.chunks[chunk];
    if this.kind == ChunkKind::Pronoun && matches!(line.w(this.head), "it" | "this" | "that" | "there") {
        // "It is worth noting": nobody in particular; "the ministry said it".
        let clause = &parse.clauses[parse.clause[chunk]];
        let be = clause.verb.is_some_and(|v| line.verb(parse.chunks[v].head) == "be");
        if be || line.w(this.head) != "it" {
            return None;
        }
    }
    if this.kind == ChunkKind::Pronoun {
        let spoke = spoke(line, this.head);
        let named = || entity(line, parse, chunk);
        let unnamed = matches!(
            &spoke,
            Some(found @ Referent::Name(_)) if !before(line, this.head).any(|m| m.referent == *found)
        );
        // "Diplomats said they expect": who states it stands above.
        return match parse.up(parse.clause[chunk]).skip(1).any(|c| states(line, parse, c)) {
            true => named().or(spoke.filter(|_| !unnamed)),
            // "the company said. It said": who is named before tells more than "the company".
            false if line.w(this.head) == "it" && unnamed => named().or(spoke),
            false => spoke.or_else(named),
        };
    }
    // "Nordvik said 40 boats were sold. *The company* said"
    if this.tokens.len() == 2
        && line.w(this.tokens.start) == "the"
        && let Some(found) = spoke(line, this.head)
    {
        return Some(found);
    }
    // "Ana Ruiz, a lawyer for the bank, told reporters"
    if let Some(name) = named_before(line, parse, chunk) {
        return Some(name);
    }
    if let Some(found) = titled_behind(line, parse, chunk) {
        return Some(found);
    }
    if let Some(found) = entity(line, parse, chunk) {
        // A title before the name ends the chunk: "ABC economist Ana Ruiz" is she.
        return Some(found);
    }
    if this.kind != ChunkKind::Noun {
        return None;
    }
    // "said economist Ana Ruiz of ABC": the name may stand anywhere in the phrase.
    let person = this.tokens.clone().find_map(|t| line.mention(t).filter(|m| m.kind == Kind::PERSON));
    let possessive = this.tokens.clone().any(|t| matches!(line.w(t), "'s" | "'"));
    if let Some(found) = person.filter(|_| !possessive) {
        return Some(found.referent.clone());
    }
    let sense = line.words.sense(line.w(this.head));
    let sense = Sense(sense.0 | line.words.sense(&singular(&line.english.words, line.w(this.head))).0);
    // "an estimate by the ministry", "analysts, such as Ruiz"
    let next =
        chunk + 2 + usize::from(parse.chunks.get(chunk + 1).is_some_and(|c| c.kind == ChunkKind::Comma));
    if sense.any(Sense(Sense::SOURCE.0 | Sense::FORECAST.0))
        && parse.chunks.get(next).is_some_and(|c| c.kind == ChunkKind::Noun)
        && parse.preposition[next]
            .is_some_and(|p| matches!(parse.word(line, p), "by" | "from" | "of" | "such"))
        && let Some(found) = line.mention(parse.chunks[next].head).filter(|m| m.kind != Kind::PLACE)
    {
        return Some(found.referent.clone());
    }
    let office = sense.any(Sense::OFFICE);
    let first = line.w(this.tokens.start);
    if office
        && (first == "the" || this.tokens.clone().any(|t| line.mention(t).is_some()))
        && let Some(found) = holder(line, this)
    {
        return Some(found);
    }
    let told = sense.any(Sense(Sense::SOURCE.0 | Sense::OFFICE.0 | Sense::ACTOR.0))
        && line.w(this.head) != "reports";
    // "the Treasury said": a name, if an unknown one.
    let named = this.head > line.body && line.capital(this.head) && line.tag(this.head).noun();
    (unnamed && (told || named)).then(|| words(line, this)).flatten()
}

/// The words of a chunk without its determiner.
fn words(line: &Line<'_>, chunk: &Chunk) -> Option<Referent> {
    let mut start = chunk.tokens.start;
    while start < chunk.head
        && (line.tag(start) == Tag::Determiner || !line.is_word(start) || line.w(start) == "some")
    {
        start += 1;
    }
    let noun = line.tag(chunk.head).noun() && !line.is_digits(chunk.head);
    noun.then(|| Referent::Name(Arc::from(line.slice(&(start..chunk.head + 1)))))
}
