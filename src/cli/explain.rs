//! `tallywire explain`: one article in the terminal, its names and quantities marked, and under it each
//! finding with the dictionary line or rule that made it.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use clap::Args;
use tallywire::claims::pages::{PAGES, page_named};
use tallywire::claims::rules::{RULES, rule_named};
use tallywire::corpus::{Fields, Step, find_inputs, format_named, records};
use tallywire::entities::rules as name_rules;
use tallywire::findings::{ClaimRow, Findings, MentionRow, Part};
use tallywire::{Document, Error, ErrorKind, Pipeline, Result, Settings};

use super::style::{colours, one_line, safe};
use super::{DictionaryOptions, complain, day, print, whole};

#[derive(Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub struct Options {
    /// A file with an article, or - for standard input
    #[arg(group = "what", value_name = "FILE")]
    file: Option<String>,
    /// The article itself
    #[arg(long, group = "what", value_name = "TEXT")]
    text: Option<String>,
    /// Print the page of a rule or of a part of the statement (count, money, speaker, time): what it
    /// takes, with examples; `list` prints all names
    #[arg(long, group = "what", value_name = "NAME")]
    rule: Option<String>,
    /// Which article of the file, from 1
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<u64>)]
    record: u64,
    /// How to read the file, whatever is in it: txt, html, jsonl, csv ...
    #[arg(long, value_name = "NAME")]
    input_format: Option<String>,
    /// Column or key that holds the text
    #[arg(long, value_name = "NAME")]
    text_field: Option<String>,
    /// Date of the article, where it carries none
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    #[command(flatten)]
    dictionaries: DictionaryOptions,
}

pub fn run(options: &Options) -> Result<u8> {
    let mut out = String::new();
    if let Some(name) = &options.rule {
        if name == "list" {
            let list: String =
                rules().iter().map(|(head, names)| format!("{head}:\n  {}\n", names.join("\n  "))).collect();
            return print(list.as_bytes());
        }
        let page = rule_named(name)
            .map(|r| r.page)
            .or_else(|| page_named(name).map(|p| p.text))
            .or_else(|| name_rules::rule_named(name).map(|r| r.page));
        out.push_str(page.ok_or_else(|| {
            let near = |rule: &&str| (strsim::damerau_levenshtein(rule, name), rule.len());
            let meant = rule_names().into_iter().min_by_key(near).unwrap_or_default();
            Error::new(ErrorKind::Usage, format!("there is no rule `{name}`"))
                .hint(format!("did you mean `{meant}`? All names: tallywire explain --rule list"))
        })?);
        return print(out.as_bytes());
    }
    let document = match &options.text {
        Some(text) => Document { id: "text".into(), body: text.clone(), ..Document::default() },
        None => read(options)?,
    };
    let published = options.date.as_deref().map(day).transpose()?.or(document.published);
    let document = Document { published, ..document };
    let (pipeline, faults) =
        Pipeline::new(&Settings { dictionaries: options.dictionaries.sources(), ..Settings::default() })?;
    faults.iter().for_each(complain);
    let findings = pipeline.extract(&document);
    page(&document, &findings, colours(), &mut out);
    print(out.as_bytes())
}

/// All rules and parts of the statement that have a page.
fn rule_names() -> Vec<&'static str> {
    rules().into_iter().flat_map(|(_, names)| names).collect()
}

/// The names of all pages, under what they are pages of.
fn rules() -> [(&'static str, Vec<&'static str>); 3] {
    [
        ("kinds of claims", RULES.iter().map(|r| r.name).collect()),
        ("parts of a claim", PAGES.iter().map(|p| p.name).collect()),
        ("names that no dictionary has", name_rules::NAME_RULES.iter().map(|r| r.name).collect()),
    ]
}

fn read(options: &Options) -> Result<Document> {
    let file = options.file.clone().unwrap_or_default();
    let forced = options.input_format.as_deref().map(format_named).transpose()?;
    let mut found = find_inputs(std::slice::from_ref(&file), forced);
    let Some(input) = found.inputs.into_iter().next() else {
        return Err(found
            .errors
            .pop()
            .unwrap_or_else(|| Error::new(ErrorKind::Input, "nothing to read").in_file(file)));
    };
    let fields = Fields { text: options.text_field.clone(), ..Fields::default() };
    let input = Arc::new(input);
    let mut records = records(&input, &fields, &Arc::new(AtomicU64::new(0)))?;
    let mut number = 0;
    loop {
        match records.step() {
            Some(Step::Record(record)) => {
                number += 1;
                if number == options.record {
                    return record.document(&fields);
                }
            }
            Some(Step::Bad(error)) => complain(&error),
            Some(Step::Fatal(error)) => return Err(error),
            None => {
                return Err(Error::new(ErrorKind::Usage, format!("there are only {number} articles in it"))
                    .in_file(input.name.clone())
                    .hint("--record counts from 1"));
            }
        }
    }
}

/// The styles of the screen, or of plain text.
struct Paint {
    on: bool,
}

impl Paint {
    fn wrap(&self, code: &str, text: &str) -> String {
        if self.on { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_string() }
    }

    fn mention(&self, kind: &str, text: &str) -> String {
        let code = match kind {
            "organization" => "34",
            "person" => "35",
            "place" => "32",
            _ => "36",
        };
        if self.on { self.wrap(code, text) } else { format!("[{text}]") }
    }

    fn quantity(&self, text: &str) -> String {
        if self.on { self.wrap("1;33", text) } else { format!("{{{text}}}") }
    }
}

fn page(document: &Document, findings: &Findings, colour: bool, out: &mut String) {
    let paint = Paint { on: colour };
    if let Some(title) = &document.title {
        marked(title, Part::Title, findings, &paint, out);
        out.push_str("\n\n");
    }
    marked(&document.body, Part::Body, findings, &paint, out);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    let legend = [("organization", "organizations"), ("person", "people"), ("place", "places")]
        .map(|(kind, word)| paint.mention(kind, word))
        .join(" ");
    let _ = writeln!(out, "\n{}  {legend}", paint.wrap("1", "Names"));
    if findings.mentions.is_empty() {
        out.push_str("  none\n");
    }
    let width = findings.mentions.iter().map(|m| m.text.chars().count()).max().unwrap_or(0).min(36);
    for mention in &findings.mentions {
        line_of_mention(mention, width, &paint, out);
    }
    let _ = writeln!(out, "\n{}  {}", paint.wrap("1", "Claims"), paint.quantity("quantities"));
    if findings.claims.is_empty() {
        out.push_str("  none\n");
    }
    for claim in &findings.claims {
        line_of_claim(claim, &paint, out);
    }
}

/// The text with its findings marked.
fn marked(text: &str, part: Part, findings: &Findings, paint: &Paint, out: &mut String) {
    let mut marks: Vec<(usize, usize, Option<&str>)> = findings
        .mentions
        .iter()
        .filter(|m| m.part == part)
        .map(|m| (m.start, m.end, Some(&*m.kind)))
        .chain(findings.claims.iter().filter(|c| c.part == part).map(|c| (c.start, c.end, None)))
        .collect();
    marks.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    let characters: Vec<char> = text.chars().collect();
    let piece = |from: usize, to: usize| safe(&characters[from..to].iter().collect::<String>());
    let mut at = 0;
    for (start, end, kind) in marks {
        if start < at {
            continue;
        }
        out.push_str(&piece(at, start));
        let inside = piece(start, end);
        out.push_str(&match kind {
            Some(kind) => paint.mention(kind, &inside),
            None => paint.quantity(&inside),
        });
        at = end;
    }
    out.push_str(&piece(at, characters.len()));
}

fn line_of_mention(mention: &MentionRow, width: usize, paint: &Paint, out: &mut String) {
    let text = one_line(&mention.text);
    let padding = " ".repeat(width.saturating_sub(text.chars().count()));
    let id = if mention.id.is_empty() { String::new() } else { format!(" ({})", mention.id) };
    let mut others: Vec<&str> = mention.alternatives.iter().map(|a| &**a).collect();
    others.truncate(3);
    let others = if others.is_empty() { String::new() } else { format!("  or {}", others.join(", ")) };
    let source = paint.wrap("2", &format!("{} {}", mention.method, mention.source));
    let _ = writeln!(
        out,
        "  {}{padding}  {} {}{id}  {source}{others}",
        paint.mention(&mention.kind, &text),
        mention.kind,
        one_line(&mention.name)
    );
}

fn line_of_claim(row: &ClaimRow, paint: &Paint, out: &mut String) {
    let claim = &row.claim;
    let quantity = &claim.quantity;
    let mut value = quantity.low.normalize().to_string();
    if let Some(high) = quantity.high {
        let _ = write!(value, " to {}", high.normalize());
    }
    let mut parts =
        vec![format!("{value} {}", quantity.unit).trim().to_string(), quantity.kind.name().to_string()];
    let mut add = |name: &str, text: &str| {
        if !text.is_empty() {
            parts.push(format!("{name} {}", one_line(text)));
        }
    };
    add("modifier", if quantity.modifier.name() == "exact" { "" } else { quantity.modifier.name() });
    add("about", &claim.about);
    add("predicate", &claim.predicate);
    add("direction", claim.direction.map_or("", |d| d.name()));
    add("role", if claim.role.name() == "level" { "" } else { claim.role.name() });
    add("modality", if claim.modality.name() == "asserted" { "" } else { claim.modality.name() });
    if claim.negated {
        parts.push("negated".into());
    }
    let mut time = claim.time.clone();
    if let (Some(from), Some(to)) = (claim.time_from, claim.time_to) {
        let _ = write!(time, " ({from} to {to})");
    }
    let mut add = |name: &str, text: &str| {
        if !text.is_empty() {
            parts.push(format!("{name} {}", one_line(text)));
        }
    };
    add("time", &time);
    for (name, entity) in [("place", &row.place), ("subject", &row.subject), ("speaker", &row.speaker)] {
        if let Some(entity) = entity {
            add(name, &entity.name);
        }
    }
    let rule = paint.wrap("2", &format!("rule {}", claim.rule));
    let _ = writeln!(out, "  {}  {}  {rule}", paint.quantity(&one_line(&row.quantity)), parts.join(" | "));
}
