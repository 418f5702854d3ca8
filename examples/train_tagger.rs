//! Trains the weights of the part-of-speech tagger and measures it.
//!
//! ```text
//! cargo run --release --example train_tagger -- TRAIN.conllu data/lexicon/en/tagger.bin [MEASURE.conllu]
//! ```
//!
//! TRAIN is a CoNLL-U file, plain or .gz; the shipped table comes from UD English EWT, dev and test
//! (CC BY-SA 4.0). Nothing in it is left to chance: the same file gives the same table. Without TRAIN (`-`)
//! the table that is built in is measured.

use std::collections::HashMap;
use std::io::Read;

use tallywire::text::seen::{Seen, Shape, View};
use tallywire::text::tagger::{ALL, CHOICES, Tag, Tagger, features, sure_feature, write_table};
use tallywire::text::{LetterCase, Words, tokens};

struct Word {
    text: String,
    lower: String,
    upos: String,
    tag: Tag,
}

fn read(path: &str) -> anyhow::Result<Vec<Vec<Word>>> {
    let bytes = std::fs::read(path)?;
    let mut text = String::new();
    if path.ends_with(".gz") {
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    let mut sentences = vec![vec![]];
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if line.is_empty() {
            sentences.push(vec![]);
        } else if fields.len() >= 5 && fields[0].bytes().all(|b| b.is_ascii_digit()) {
            let (upos, fine) = (fields[3], fields[4]);
            let tag = match upos {
                "NOUN" if fine.ends_with('S') => Tag::Nouns,
                "NOUN" => Tag::Noun,
                "PROPN" => Tag::Name,
                "VERB" => match fine {
                    "VBZ" => Tag::VerbS,
                    "VBD" => Tag::VerbEd,
                    "VBN" => Tag::VerbEn,
                    "VBG" => Tag::VerbIng,
                    _ => Tag::Verb,
                },
                "AUX" => Tag::Aux,
                "ADJ" => Tag::Adjective,
                "ADV" => Tag::Adverb,
                "PRON" => Tag::Pronoun,
                "DET" => Tag::Determiner,
                "ADP" => Tag::Preposition,
                "CCONJ" => Tag::Conjunction,
                "SCONJ" => Tag::Subordinator,
                "PART" => Tag::Particle,
                "NUM" => Tag::Number,
                "PUNCT" => Tag::Mark,
                "SYM" => Tag::Symbol,
                _ => Tag::Other,
            };
            let word = fields[1].to_string();
            sentences.last_mut().expect("never empty").push(Word {
                lower: word.to_lowercase(),
                text: word,
                upos: upos.into(),
                tag,
            });
        }
    }
    sentences.retain(|s| !s.is_empty());
    Ok(sentences)
}

fn seen(sentence: &[Word]) -> Vec<Seen<'_>> {
    sentence
        .iter()
        .map(|w| {
            let shape = if w.text.chars().any(char::is_alphabetic) {
                Shape::Word
            } else if w.text.chars().any(|c| c.is_ascii_digit()) {
                Shape::Digits
            } else {
                Shape::Mark
            };
            let case = tokens(&w.text).first().map_or(LetterCase::None, |t| t.case);
            Seen { lower: &w.lower, case, shape }
        })
        .collect()
}

fn upos(tag: Tag) -> &'static str {
    match tag {
        Tag::Noun | Tag::Nouns => "NOUN",
        Tag::Name => "PROPN",
        Tag::Verb | Tag::VerbS | Tag::VerbEd | Tag::VerbEn | Tag::VerbIng => "VERB",
        Tag::Aux => "AUX",
        Tag::Adjective => "ADJ",
        Tag::Adverb => "ADV",
        Tag::Pronoun => "PRON",
        Tag::Determiner => "DET",
        Tag::Preposition => "ADP",
        Tag::Conjunction => "CCONJ",
        Tag::Subordinator => "SCONJ",
        Tag::Particle => "PART",
        Tag::Number => "NUM",
        Tag::Mark => "PUNCT",
        Tag::Symbol => "SYM",
        Tag::Other => "X",
    }
}

/// Rounds over the training text.
const ROUNDS: u64 = 8;
/// Weights are the means of as many trainings, which differ in the order of the sentences.
const TRAININGS: u64 = 12;
/// A word that stands so often in the training text, always with one tag, has that tag.
const SURE: u32 = 7;
/// What a weight is multiplied with before it is rounded; and the least that is kept.
const SCALE: f64 = 12.0;
const LEAST: u8 = 5;

/// Numbers that look random and are the same every time (Knuth's linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// A weight, its sum over time, its last change: averaging without touching every weight at every step.
#[derive(Clone, Copy, Default)]
struct Cell {
    now: f32,
    sum: f64,
    changed: u64,
}

impl Cell {
    fn add(&mut self, change: f32, step: u64) {
        self.sum += f64::from(self.now) * (step - self.changed) as f64;
        self.changed = step;
        self.now += change;
    }

    fn mean(&self, step: u64) -> f64 {
        (self.sum + f64::from(self.now) * (step - self.changed) as f64) / step as f64
    }
}

fn train(sentences: &[Vec<Word>], words: &Words) -> Vec<(u32, [i8; CHOICES])> {
    let seen: Vec<Vec<Seen<'_>>> = sentences.iter().map(|s| seen(s)).collect();
    let views: Vec<Vec<View>> = seen.iter().map(|s| s.iter().map(|s| View::of(words, s)).collect()).collect();
    let sure = sure_words(sentences, &seen, &views);
    let mut means: HashMap<u32, [f64; CHOICES]> = HashMap::new();
    for training in 0..TRAININGS {
        let mut dice = Dice(training + 1);
        let mut weights: HashMap<u32, [Cell; CHOICES]> = HashMap::new();
        let mut step = 0u64;
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        let (mut right, mut all) = (0, 0);
        for _ in 0..ROUNDS {
            for n in (1..order.len()).rev() {
                order.swap(n, dice.below(n as u64 + 1) as usize);
            }
            (right, all) = (0, 0);
            for &index in &order {
                let views = &views[index];
                let mut tags: Vec<Tag> = Vec::new();
                for (at, word) in sentences[index].iter().enumerate() {
                    let known = !seen[index][at].case.upper();
                    let sure = sure.get(&sure_feature(&views[at])).filter(|_| known);
                    if let Some(tag) = views[at].fixed.or(sure.copied()) {
                        tags.push(tag);
                        continue;
                    }
                    step += 1;
                    let found = features(&seen[index], views, &tags, at);
                    let mut scores = [0f32; CHOICES];
                    for row in found.iter().filter_map(|f| weights.get(f)) {
                        for (score, cell) in scores.iter_mut().zip(row) {
                            *score += cell.now;
                        }
                    }
                    let guess = (0..CHOICES).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).expect("tags");
                    let gold = word.tag as usize;
                    all += 1;
                    right += usize::from(guess == gold);
                    if guess != gold && gold < CHOICES {
                        for f in &found {
                            let row = weights.entry(*f).or_default();
                            row[gold].add(1.0, step);
                            row[guess].add(-1.0, step);
                        }
                    }
                    tags.push(ALL[guess]);
                }
            }
        }
        eprintln!(
            "training {training}: {:.2}% of {all} open words right",
            100.0 * right as f64 / f64::from(all)
        );
        for (feature, row) in weights {
            let mean = means.entry(feature).or_default();
            for (mean, cell) in mean.iter_mut().zip(row) {
                *mean += cell.mean(step) / TRAININGS as f64;
            }
        }
    }
    let small = |mean: f64| (mean * SCALE).round().clamp(-127.0, 127.0) as i8;
    let mut out: Vec<(u32, [i8; CHOICES])> = means
        .into_iter()
        .map(|(feature, row)| (feature, row.map(small)))
        .filter(|(_, row)| row.iter().any(|w| w.unsigned_abs() >= LEAST))
        .collect();
    out.extend(sure.iter().map(|(feature, tag)| {
        let mut row = [0i8; CHOICES];
        row[0] = *tag as i8;
        (*feature, row)
    }));
    out.sort_unstable();
    out
}

/// Words that the training text shows often and with one tag only.
fn sure_words(sentences: &[Vec<Word>], seen: &[Vec<Seen<'_>>], views: &[Vec<View>]) -> HashMap<u32, Tag> {
    let mut counts: HashMap<u32, HashMap<Tag, u32>> = HashMap::new();
    for ((sentence, seen), views) in sentences.iter().zip(seen).zip(views) {
        for ((word, seen), view) in sentence.iter().zip(seen).zip(views) {
            if view.fixed.is_none() && !seen.case.upper() {
                *counts.entry(sure_feature(view)).or_default().entry(word.tag).or_default() += 1;
            }
        }
    }
    counts.retain(|_, tags| tags.len() == 1 && tags.values().sum::<u32>() >= SURE);
    counts.into_iter().filter_map(|(feature, tags)| Some((feature, *tags.keys().next()?))).collect()
}

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [source, target, rest @ ..] = &args[..] else {
        anyhow::bail!("usage: train_tagger TRAIN.conllu|- TABLE.bin [MEASURE.conllu]");
    };
    let words = Words::new();
    if source != "-" {
        let weights = train(&read(source)?, &words);
        let bytes = write_table(&weights);
        eprintln!("{} features, {} bytes", weights.len(), bytes.len());
        std::fs::write(target, bytes)?;
    }
    let table = Box::leak(std::fs::read(target)?.into_boxed_slice());
    let tagger = Tagger::over(table);
    for path in rest {
        let sentences = read(path)?;
        let (mut right, mut fine, mut all) = (0u32, 0u32, 0u32);
        let mut wrong: HashMap<(String, &str), u32> = HashMap::new();
        for sentence in &sentences {
            for (word, tag) in sentence.iter().zip(tagger.tag(&words, &seen(sentence))) {
                all += 1;
                fine += u32::from(tag == word.tag);
                if upos(tag) == word.upos {
                    right += 1;
                } else {
                    *wrong.entry((word.upos.clone(), upos(tag))).or_default() += 1;
                }
            }
        }
        let share = |n: u32| 100.0 * f64::from(n) / f64::from(all);
        println!(
            "{path}: {:.2}% of {all} tokens right, {:.2}% down to number and verb form",
            share(right),
            share(fine)
        );
        let mut wrong: Vec<_> = wrong.into_iter().collect();
        wrong.sort_by_key(|w| std::cmp::Reverse(w.1));
        for ((gold, mine), n) in wrong.iter().take(12) {
            println!("  {n:5} {gold} taken as {mine}");
        }
    }
    Ok(())
}
