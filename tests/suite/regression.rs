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
    // All columns but the dictionary's line numbers and the sentences themselves: a row added in between or a blank
    // would change every row here.
    for (table, left_out) in [("mentions", &["source", "context"][..]), ("claims", &["text"])] {
        let mut reader = csv::Reader::from_path(out.join(format!("{table}.csv"))).unwrap();
        let headers = reader.headers().unwrap().clone();
        let compared: Vec<usize> = (0..headers.len()).filter(|n| !left_out.contains(&&headers[*n])).collect();
        assert_eq!(compared.len() + left_out.len(), headers.len(), "{table}: {headers:?}");
        let cells = |row: &csv::StringRecord| -> Vec<String> {
            compared.iter().map(|n| row[*n].replace('\n', " ")).collect()
        };
        actual.push_str(&format!("{table}\t{}\n", cells(&headers).join("\t")));
        for row in reader.records() {
            let cells = cells(&row.unwrap());
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
