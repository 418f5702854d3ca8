//! The rows of the sample batch, with the small test dictionary, as they were last looked at. A change
//! here is no fault by itself: read the difference, and accept it if every row of it is better.

use std::path::Path;

use crate::tallywire;

#[test]
fn the_sample_gives_the_rows_it_gave() {
    let folder = tempfile::TempDir::new().unwrap();
    let out = folder.path().join("out");
    tallywire()
        .args(["extract", "data/sample", "--dictionaries", "tests/data/names.csv", "--quiet", "--out"])
        .arg(&out)
        .assert()
        .success();
    let mut actual = String::new();
    for (table, columns) in [
        ("mentions", &["document", "part", "sentence", "text", "type", "name", "method"][..]),
        (
            "claims",
            &[
                "document",
                "part",
                "sentence",
                "quantity",
                "value",
                "value_to",
                "modifier",
                "kind",
                "unit",
                "about",
                "predicate",
                "direction",
                "role",
                "negated",
                "modality",
                "time_from",
                "time_to",
                "speaker",
                "rule",
            ][..],
        ),
    ] {
        let mut reader = csv::Reader::from_path(out.join(format!("{table}.csv"))).unwrap();
        let headers = reader.headers().unwrap().clone();
        for row in reader.records() {
            let row = row.unwrap();
            let cells: Vec<String> = columns
                .iter()
                .map(|c| row[headers.iter().position(|h| h == *c).unwrap()].replace('\n', " "))
                .collect();
            actual.push_str(&format!("{table}\t{}\n", cells.join("\t")));
        }
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample_rows.tsv");
    let expected = std::fs::read_to_string(&kept).unwrap_or_default();
    if actual != expected {
        let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample_rows.tsv");
        std::fs::write(&new, &actual).unwrap();
        let different: Vec<&str> = actual.lines().filter(|l| !expected.contains(l)).take(20).collect();
        panic!(
            "{} rows differ, such as\n{}\nto accept them all: cp {} {}",
            different.len(),
            different.join("\n"),
            new.display(),
            kept.display()
        );
    }
}
