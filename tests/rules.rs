//! Every rule's page is its test: the sentences under "Gives" give the claims listed, those under
//! "Gives none" give none.

#![allow(clippy::unwrap_used)]

use tallywire::claims::rules::RULES;
use tallywire::dictionary::Dictionary;
use tallywire::findings::{ClaimRow, Value, Wanted};
use tallywire::{Document, Findings, Pipeline};

/// A small dictionary, so that the pages do not hang on the shipped ones.
fn pipeline() -> Pipeline {
    let (dictionary, faults) =
        Dictionary::from_csv("tests/data/names.csv", include_str!("data/names.csv")).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    Pipeline::with(dictionary, Wanted::default())
}

fn findings(pipeline: &Pipeline, sentence: &str) -> Findings {
    pipeline.extract(&Document { id: "page".into(), body: sentence.into(), ..Document::default() })
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

#[test]
fn pages_hold_what_they_say() {
    let pipeline = pipeline();
    let mut faults = Vec::new();
    let mut checked = 0;
    for rule in RULES {
        let page = read(rule.page);
        for (sentence, wanted) in &page.positive {
            let found = findings(&pipeline, sentence);
            let shown: Vec<String> = found
                .claims
                .iter()
                .map(|c| format!("{} = {} {}", c.quantity, field(c, "value"), field(c, "unit")))
                .collect();
            if found.claims.len() != wanted.len() {
                faults.push(format!(
                    "{}: {sentence}\n    wants {} claims, gives {shown:?}",
                    rule.name,
                    wanted.len()
                ));
                continue;
            }
            for (row, wanted) in found.claims.iter().zip(wanted) {
                for pair in wanted.split("  ").map(str::trim).filter(|p| !p.is_empty()) {
                    let (key, value) = pair
                        .split_once('=')
                        .unwrap_or_else(|| panic!("{}: `{pair}` is no key=value", rule.name));
                    checked += 1;
                    let got = field(row, key);
                    if got != value {
                        faults.push(format!(
                            "{}: {sentence}\n    `{}`: {key} wants `{value}`, is `{got}`",
                            rule.name, row.quantity
                        ));
                    }
                }
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
    assert!(faults.is_empty(), "{} of {checked} checks fail:\n{}", faults.len(), faults.join("\n"));
    assert!(checked > 500, "only {checked} checks");
}

#[test]
fn every_page_explains_and_holds_as_many_negatives() {
    for rule in RULES {
        let page = read(rule.page);
        assert!(
            rule.page.starts_with(&format!("# {}\n", rule.name)),
            "{}: the title is the rule's name",
            rule.name
        );
        assert!(page.positive.len() >= 8, "{}: {} positive sentences", rule.name, page.positive.len());
        assert!(
            page.negative.len() >= page.positive.len(),
            "{}: {} negatives to {}",
            rule.name,
            page.negative.len(),
            page.positive.len()
        );
        for (sentence, claims) in &page.positive {
            assert!(!claims.is_empty(), "{}: no claim under `{sentence}`", rule.name);
        }
    }
}
