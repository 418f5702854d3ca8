//! Every page is a test. Those of the rules: the sentences under "Gives" give the claims listed, those under
//! "Gives none" give none. Those of the parts of a statement: the sentences under "Gives none" give claims, and
//! none of them has the part. A day in brackets before a sentence is the one its article was published on.

use jiff::civil::Date;
use tallywire::claims::pages::PAGES;
use tallywire::claims::rules::{RULES, rule_named};
use tallywire::dictionary::Dictionary;
use tallywire::entities::rules::NAME_RULES;
use tallywire::findings::{ClaimRow, Value, Wanted};
use tallywire::{Document, Findings, Pipeline};

/// A small dictionary, so that the pages do not hang on the shipped ones.
fn pipeline() -> Pipeline {
    let (dictionary, faults) =
        Dictionary::from_csv("tests/data/names.csv", include_str!("../data/names.csv")).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    Pipeline::with(dictionary, Wanted::default())
}

/// What is found in a line of a page: "[2024-05-15] Two boats sank on Monday."
fn findings(pipeline: &Pipeline, line: &str) -> Findings {
    let dated = line.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    let (published, body) = match dated.and_then(|(day, body)| Some((day.parse::<Date>().ok()?, body))) {
        Some((day, body)) => (Some(day), body),
        None => (None, line),
    };
    pipeline.extract(&Document { id: "page".into(), body: body.into(), published, ..Document::default() })
}

fn field(row: &ClaimRow, name: &str) -> String {
    let column =
        ClaimRow::COLUMNS.iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no field {name}"));
    match (column.get)(row) {
        Value::Empty => String::new(),
        Value::Text(text) => text.into_owned(),
        Value::Decimal(n) => n.to_string(),
        Value::Flag(yes) => yes.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Integer(n) => n.to_string(),
        Value::List(list) => list.join(";"),
    }
}

struct Page {
    positive: Vec<(String, Vec<String>)>,
    negative: Vec<String>,
}

fn read(page: &str) -> Page {
    let mut out = Page { positive: vec![], negative: vec![] };
    let mut section = "";
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            section = if heading.trim() == "Gives" { "gives" } else { "none" };
        } else if let Some(claim) = line.strip_prefix("  - ") {
            out.positive.last_mut().expect("a claim stands under a sentence").1.push(claim.to_string());
        } else if let Some(sentence) = line.strip_prefix("- ") {
            if section == "gives" {
                out.positive.push((sentence.to_string(), vec![]));
            } else {
                out.negative.push(sentence.to_string());
            }
        }
    }
    out
}

/// Holds the sentences under "Gives" against what is found in them and answers how many fields it compared.
fn check_positive(pipeline: &Pipeline, name: &str, page: &Page, faults: &mut Vec<String>) -> usize {
    let mut checked = 0;
    for (sentence, wanted) in &page.positive {
        let found = findings(pipeline, sentence);
        let shown: Vec<String> = found
            .claims
            .iter()
            .map(|c| format!("{} = {} {}", c.quantity, field(c, "value"), field(c, "unit")))
            .collect();
        if found.claims.len() != wanted.len() {
            let count = wanted.len();
            faults.push(format!("{name}: {sentence}\n    wants {count} claims, gives {shown:?}"));
            continue;
        }
        for (row, wanted) in found.claims.iter().zip(wanted) {
            for pair in wanted.split("  ").map(str::trim).filter(|p| !p.is_empty()) {
                let (key, value) =
                    pair.split_once('=').unwrap_or_else(|| panic!("{name}: `{pair}` is no key=value"));
                checked += 1;
                let got = field(row, key);
                if got != value {
                    let quantity = &row.quantity;
                    faults.push(format!(
                        "{name}: {sentence}\n    `{quantity}`: {key} wants `{value}`, is `{got}`"
                    ));
                }
            }
        }
    }
    checked
}

fn report(faults: &[String], checked: usize, least: usize) {
    assert!(faults.is_empty(), "{} of {checked} checks fail:\n{}", faults.len(), faults.join("\n"));
    assert!(checked > least, "only {checked} checks");
}

#[test]
fn pages_of_rules_hold_what_they_say() {
    let pipeline = pipeline();
    let mut faults = Vec::new();
    let mut checked = 0;
    for rule in RULES {
        let page = read(rule.page);
        checked += check_positive(&pipeline, rule.name, &page, &mut faults);
        // The page's own rule takes a quantity of each sentence, unless the lines below it name another; a quantity that
        // moves carries the name of the rule of changes instead.
        for (sentence, wanted) in &page.positive {
            let claims = findings(&pipeline, sentence).claims;
            let own = claims.iter().any(|c| c.claim.rule == rule.name || c.claim.rule == "change");
            checked += 1;
            if !own && !wanted.iter().any(|line| line.contains("rule=")) {
                let rules: Vec<&str> = claims.iter().map(|c| c.claim.rule).collect();
                faults.push(format!("{}: {sentence}\n    is taken by {}", rule.name, rules.join(", ")));
            }
        }
        for sentence in &page.negative {
            checked += 1;
            let found = findings(&pipeline, sentence);
            if !found.claims.is_empty() {
                let shown: Vec<String> =
                    found.claims.iter().map(|c| format!("`{}` by {}", c.quantity, c.claim.rule)).collect();
                faults.push(format!(
                    "{}: {sentence}\n    must give none, gives {}",
                    rule.name,
                    shown.join(", ")
                ));
            }
        }
    }
    report(&faults, checked, 500);
}

/// `text  type` of the mentions that the rule makes in a text.
fn named(pipeline: &Pipeline, rule: &str, text: &str) -> Vec<String> {
    let found = findings(pipeline, text);
    let of_rule = found.mentions.iter().filter(|m| m.source == rule);
    of_rule.map(|m| format!("{}  {}", m.text, m.kind)).collect()
}

#[test]
fn pages_of_name_rules_hold_what_they_say() {
    let pipeline = pipeline();
    let mut faults = Vec::new();
    let mut checked = 0;
    for rule in NAME_RULES {
        let page = read(rule.page);
        assert!(rule.page.starts_with(&format!("# {}\n", rule.name)), "{}: the title", rule.name);
        let (gives, none) = (page.positive.len(), page.negative.len());
        assert!(gives >= 5 && none >= gives, "{}: {gives} positives, {none} negatives", rule.name);
        for (text, wanted) in &page.positive {
            checked += 1;
            let got = named(&pipeline, rule.name, text);
            if got != *wanted || wanted.is_empty() {
                faults.push(format!("{}: {text}\n    wants {wanted:?}, gives {got:?}", rule.name));
            }
        }
        for text in &page.negative {
            checked += 1;
            let got = named(&pipeline, rule.name, text);
            if !got.is_empty() {
                faults.push(format!("{}: {text}\n    must give none, gives {got:?}", rule.name));
            }
        }
    }
    report(&faults, checked, 600);
}

/// Every source of a mention in the sample that is no dictionary has a page.
#[test]
fn every_rule_that_finds_a_name_has_a_page() {
    let pipeline = pipeline();
    let mut seen = 0;
    for rule in NAME_RULES {
        let page = read(rule.page);
        let texts = page.positive.iter().map(|(t, _)| t).chain(&page.negative);
        for mention in texts.flat_map(|t| findings(&pipeline, t).mentions) {
            if !mention.source.contains(".csv:") {
                seen += 1;
                assert!(NAME_RULES.iter().any(|r| r.name == mention.source), "no page: {}", mention.source);
            }
        }
    }
    assert!(seen > 300, "only {seen} mentions by rule");
}

#[test]
fn pages_of_parts_hold_what_they_say() {
    let pipeline = pipeline();
    let mut faults = Vec::new();
    let mut checked = 0;
    for part in PAGES {
        let page = read(part.text);
        checked += check_positive(&pipeline, part.name, &page, &mut faults);
        for sentence in &page.negative {
            let found = findings(&pipeline, sentence);
            if found.claims.is_empty() {
                faults.push(format!("{}: {sentence}\n    holds no claim that could lack it", part.name));
            }
            for (row, key) in found.claims.iter().flat_map(|row| part.fields.iter().map(move |f| (row, f))) {
                checked += 1;
                let got = field(row, key);
                if got != part.default {
                    faults.push(format!(
                        "{}: {sentence}\n    `{}`: must have no {key}, has `{got}`",
                        part.name, row.quantity
                    ));
                }
            }
        }
    }
    report(&faults, checked, 400);
}

#[test]
fn every_page_has_its_name_and_as_many_negatives() {
    let pages = RULES.iter().map(|r| (r.name, r.page, 8)).chain(PAGES.iter().map(|p| (p.name, p.text, 12)));
    for (name, text, least) in pages {
        let page = read(text);
        assert!(text.starts_with(&format!("# {name}\n")), "{name}: the title is the page's name");
        assert!(page.positive.len() >= least, "{name}: {} positive sentences", page.positive.len());
        assert!(
            page.negative.len() >= page.positive.len(),
            "{name}: {} negatives to {}",
            page.negative.len(),
            page.positive.len()
        );
        for (sentence, claims) in &page.positive {
            assert!(!claims.is_empty(), "{name}: no claim under `{sentence}`");
        }
    }
}

#[test]
fn every_page_of_a_part_tells_it_in_some_sentence() {
    for part in PAGES {
        assert!(rule_named(part.name).is_none(), "two pages of the name {}", part.name);
        let key = format!("{}=", part.fields[0]);
        for (sentence, claims) in read(part.text).positive {
            let told = claims.iter().flat_map(|c| c.split("  ")).any(|pair| {
                pair.trim().strip_prefix(&key).is_some_and(|value| !value.is_empty() && value != part.default)
            });
            assert!(told, "{}: `{sentence}` does not show {key}", part.name);
        }
    }
}
