//! Trains the weights of the part-of-speech tagger and measures it.
//!
//! ```text
//! cargo run --release --example train_tagger -- TRAIN.conllu data/lexicon/en/tagger.bin [MEASURE.conllu]
//! ```
//!
//! TRAIN is a CoNLL-U file, plain or .gz; the shipped table comes from UD English EWT, dev and test
//! (CC BY-SA 4.0). Nothing in it is random: the same file gives the same table. Without TRAIN (`-`)
//! the table that is built in is measured.

use std::collections::HashMap;
use std::io::Read;

use tallywire::text::Words;
use tallywire::text::tagger::{ALL, Seen, Shape, TAGS, Tag, Tagger, View, features, write_table};

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
            let first = w.text.chars().next().unwrap_or(' ');
            let shape = if first.is_ascii_digit() {
                Shape::Digits
            } else if w.text.chars().any(char::is_alphabetic) {
                Shape::Word
            } else {
                Shape::Mark
            };
            Seen { lower: &w.lower, capital: first.is_uppercase(), shape }
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

fn train(sentences: &[Vec<Word>], words: &Words) -> Vec<(u32, [i8; TAGS])> {
    // weight, sum over time, last change: averaging without touching every weight at every step
    let mut weights: HashMap<u32, [(f32, f64, u64); TAGS]> = HashMap::new();
    let mut step = 0u64;
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for round in 0..10u64 {
        let mut state = 0x9e37_79b9_7f4a_7c15u64.wrapping_mul(round + 1);
        for n in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(n, (state >> 33) as usize % (n + 1));
        }
        let (mut right, mut all) = (0, 0);
        for &index in &order {
            let sentence = &sentences[index];
            let seen = seen(sentence);
            let views: Vec<View> = seen.iter().map(|s| View::of(words, s)).collect();
            let mut tags: Vec<Tag> = Vec::new();
            for at in 0..sentence.len() {
                if let Some(tag) = views[at].fixed {
                    tags.push(tag);
                    continue;
                }
                step += 1;
                let mut found = Vec::new();
                features(&seen, &views, &tags, at, |f| found.push(f));
                let mut scores = [0f32; TAGS];
                for f in &found {
                    if let Some(row) = weights.get(f) {
                        for n in 0..TAGS {
                            scores[n] += row[n].0;
                        }
                    }
                }
                let guess = (0..TAGS).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).expect("tags");
                let gold = sentence[at].tag as usize;
                all += 1;
                right += usize::from(guess == gold);
                if guess != gold {
                    for f in &found {
                        let row = weights.entry(*f).or_insert([(0.0, 0.0, 0); TAGS]);
                        for (n, change) in [(gold, 1.0f32), (guess, -1.0)] {
                            let cell = &mut row[n];
                            cell.1 += f64::from(cell.0) * (step - cell.2) as f64;
                            cell.2 = step;
                            cell.0 += change;
                        }
                    }
                }
                tags.push(ALL[guess]);
            }
        }
        eprintln!(
            "round {round}: {:.2}% of {all} open words right in training",
            100.0 * right as f64 / f64::from(all)
        );
    }
    let mut out: Vec<(u32, [i8; TAGS])> = weights
        .into_iter()
        .filter_map(|(feature, row)| {
            let mut small = [0i8; TAGS];
            for n in 0..TAGS {
                let sum = row[n].1 + f64::from(row[n].0) * (step - row[n].2) as f64;
                small[n] = (sum / step as f64 * 12.0).round().clamp(-127.0, 127.0) as i8;
            }
            small.iter().any(|w| w.unsigned_abs() >= 3).then_some((feature, small))
        })
        .collect();
    out.sort_unstable();
    out
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
        let (mut right, mut all) = (0u32, 0u32);
        let mut wrong: HashMap<(String, &str), u32> = HashMap::new();
        for sentence in &sentences {
            for (word, tag) in sentence.iter().zip(tagger.tag(&words, &seen(sentence))) {
                all += 1;
                if upos(tag) == word.upos {
                    right += 1;
                } else {
                    *wrong.entry((word.upos.clone(), upos(tag))).or_default() += 1;
                }
            }
        }
        println!("{path}: {:.2}% of {all} tokens right", 100.0 * f64::from(right) / f64::from(all));
        let mut wrong: Vec<_> = wrong.into_iter().collect();
        wrong.sort_by_key(|w| std::cmp::Reverse(w.1));
        for ((gold, mine), n) in wrong.iter().take(12) {
            println!("  {n:5} {gold} taken as {mine}");
        }
    }
    Ok(())
}
