//! Damage of every kind, each with its outcome: the articles that are read all the same, the records put
//! aside, what is said. Every record ends as one or the other, the exit code is right, nothing panics.

use std::io::Write;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::corpora::ARTICLES;
use crate::fault_cases::cases;
use crate::tallywire;

fn extract(inputs: &[&Path], out: &Path, more: &[&str]) -> Output {
    tallywire()
        .arg("extract")
        .args(inputs)
        .args(["--dictionaries", "tests/data/names.csv", "--quiet", "--no-claims", "--out"])
        .arg(out)
        .args(more)
        .output()
        .unwrap()
}

fn table(path: &Path) -> Vec<std::collections::HashMap<String, String>> {
    let Ok(mut reader) = csv::Reader::from_path(path) else { return Vec::new() };
    let head: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
    reader
        .records()
        .map(|r| head.iter().cloned().zip(r.unwrap().iter().map(String::from)).collect())
        .collect()
}

#[test]
fn every_record_is_accounted_for_whatever_is_broken() {
    let folder = TempDir::new().unwrap();
    let good = folder.path().join("good.txt");
    std::fs::write(&good, ARTICLES[11].text()).unwrap();
    let cases = cases(folder.path());
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let mut faults = Vec::new();
    for (n, case) in cases.iter().enumerate() {
        let out = folder.path().join(format!("out{n}"));
        let output = extract(&[&good, &case.input], &out, &[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = output.status.code();
        let documents = table(&out.join("documents.csv"));
        let errors = table(&out.join("errors.csv"));
        let read = documents.iter().filter(|d| d["status"] != "failed").count().saturating_sub(1);
        let failed = documents.iter().filter(|d| d["status"] == "failed").count();
        let mut wrong = |what: String| {
            faults.push(format!(
                "{} ({}): {what}\n  {}",
                case.name,
                case.input.display(),
                said.replace('\n', "\n  ")
            ));
        };
        if case.read != usize::MAX && read != case.read {
            wrong(format!("{read} articles read, not {}", case.read));
        }
        if case.aside != usize::MAX && errors.len() != case.aside {
            wrong(format!("{} put aside, not {}", errors.len(), case.aside));
        }
        if code != Some(if errors.is_empty() { 0 } else { 3 }) {
            wrong(format!("exit code {code:?}"));
        }
        if case.read == usize::MAX && case.aside == usize::MAX && read + errors.len() == 0 {
            wrong("neither read nor put aside".into());
        }
        if !said.contains(case.says) {
            wrong(format!("does not say `{}`", case.says));
        }
        if said.contains("fault of tallywire") || said.contains("panicked") {
            wrong("a panic".into());
        }
        // Each error of an input has its row, and each error has a hint.
        let no_input = [
            "no such file",
            "a document of a word processor",
            "no file but a pipe",
            "No such file or directory",
            "Too many levels",
        ];
        let of_inputs =
            errors.iter().filter(|e| !no_input.iter().any(|n| e["message"].starts_with(n))).count();
        if failed != of_inputs {
            wrong(format!("{failed} failed rows, {of_inputs} errors of inputs"));
        }
        for error in &errors {
            if !error["file"].is_empty() && !out.join(&error["file"]).is_file() {
                wrong(format!("{} is not there", error["file"]));
            }
            if error["message"].is_empty() || error["stage"].is_empty() {
                wrong("an error without message or stage".into());
            }
        }
        if !errors.is_empty() && !said.contains("hint:") {
            wrong("no hint".into());
        }
    }
    assert!(faults.is_empty(), "{} faults in {} cases:\n{}", faults.len(), cases.len(), faults.join("\n"));
    for escaped in ["/tmp/out.txt", "/etc/x.txt"] {
        assert!(!Path::new(escaped).exists(), "{escaped} was written");
    }
}

#[test]
fn what_was_put_aside_can_be_tried_again() {
    let folder = TempDir::new().unwrap();
    let lines = [
        serde_json::json!({"id": "a", "text": ARTICLES[0].text()}).to_string(),
        serde_json::json!({"id": "b", "inhalt": ARTICLES[1].text()}).to_string(),
        "{\"id\": \"c\", \"text\": \"Police in Nairobi arrested 25 men.\"".to_string(),
    ];
    let input = folder.path().join("a.jsonl");
    std::fs::write(&input, lines.join("\n")).unwrap();
    let table_path = folder.path().join("t.csv");
    std::fs::write(&table_path, "id,text\nr1,Kenya has 5 ports.\nr2\n").unwrap();
    let late = folder.path().join("late.txt");
    let out = folder.path().join("out");
    let output = extract(&[&input, &table_path, &late], &out, &["--keep-text"]);
    assert_eq!(output.status.code(), Some(3));
    let errors = table(&out.join("errors.csv"));
    let columns: Vec<(&str, &str, &str, &str)> = errors
        .iter()
        .map(|e| (&e["record"][..], &e["offset"][..], &e["stage"][..], &e["format"][..]))
        .collect();
    let second = (lines[0].len() + 1).to_string();
    let third = (lines[0].len() + lines[1].len() + 2).to_string();
    assert_eq!(
        columns,
        [
            ("", "", "open", ""),
            ("2", &second, "parse", "jsonl"),
            ("3", &third, "parse", "jsonl"),
            ("2", "30", "parse", "csv")
        ]
    );
    assert_eq!(std::fs::read_to_string(out.join(&errors[2]["file"])).unwrap(), lines[2]);
    // The cause is mended: a flag names the column, one record is mended by hand, the missing file is there.
    std::fs::write(out.join(&errors[2]["file"]), format!("{}}}", lines[2])).unwrap();
    std::fs::write(out.join(&errors[3]["file"]), "id,text\nr2,Kenya has 6 ports.\n").unwrap();
    std::fs::write(&late, ARTICLES[5].text()).unwrap();
    let retry = |more: &[&str]| {
        let mut command = tallywire();
        command.arg("retry").arg(&out).args(more).output().unwrap()
    };
    let output = retry(&["--dictionaries", "tests/data/names.csv"]);
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    let documents = table(&out.join("retry/documents.csv"));
    let read: Vec<(&str, &str)> = documents
        .iter()
        .filter(|d| d["status"] == "read")
        .map(|d| (&d["document"][..], &d["record"][..]))
        .collect();
    assert_eq!(read, [(late.to_str().unwrap(), "1"), ("c", "3"), ("r2", "2")]);
    assert_eq!(
        documents.iter().find(|d| d["document"] == "c").unwrap()["input"],
        input.display().to_string()
    );
    assert!(out.join("retry/texts.jsonl").exists(), "settings of the run hold again");
    let output = retry(&["--force", "--dictionaries", "tests/data/names.csv", "--text-field", "inhalt"]);
    assert!(matches!(output.status.code(), Some(0 | 3)), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(
        table(&out.join("retry/documents.csv")).iter().any(|d| d["document"] == "b" && d["status"] == "read")
    );
    let other = folder.path().join("other");
    let output = retry(&["--dictionaries", "tests/data/names.csv", "--out", other.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(other.join("documents.csv").exists());
    // Wrong folders are told, and so is nothing to do.
    let elsewhere = tallywire().args(["retry", "no-such-folder"]).output().unwrap();
    assert_eq!(elsewhere.status.code(), Some(1));
    let clean = folder.path().join("clean");
    assert_eq!(extract(&[&late], &clean, &[]).status.code(), Some(0));
    let nothing = tallywire().arg("retry").arg(&clean).output().unwrap();
    assert_eq!(nothing.status.code(), Some(0));
}

#[test]
fn too_many_errors_end_the_run() {
    let folder = TempDir::new().unwrap();
    let input = folder.path().join("a.jsonl");
    let good = serde_json::json!({"text": ARTICLES[0].text()}).to_string();
    let lines: Vec<&str> = (0..400).map(|n| if n % 10 == 0 { "broken" } else { &good }).collect();
    std::fs::write(&input, lines.join("\n")).unwrap();
    for (n, (most, code)) in
        [("5", 4), ("39", 4), ("40", 3), ("9.9%", 4), ("10%", 3), ("0", 4), ("many", 2), ("101%", 2)]
            .iter()
            .enumerate()
    {
        let out = folder.path().join(format!("out{n}"));
        let output = extract(&[&input], &out, &["--max-errors", most]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(*code), "{most}: {said}");
        assert_eq!(out.join("documents.csv").exists(), *code == 3, "{most}");
        if *code == 4 {
            assert!(said.contains("--max-errors") && out.join("errors.csv").exists(), "{said}");
        }
    }
}

#[test]
fn a_file_that_grows_is_read_to_where_it_ends() {
    let folder = TempDir::new().unwrap();
    let input = folder.path().join("a.jsonl");
    let line = format!("{}\n", serde_json::json!({"text": ARTICLES[0].text()}));
    std::fs::write(&input, line.repeat(3000)).unwrap();
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let (path, flag) = (input.clone(), stop.clone());
    let writer = std::thread::spawn(move || {
        let mut file = std::fs::OpenOptions::new().append(true).open(path).unwrap();
        let mut written = 0;
        while !flag.load(std::sync::atomic::Ordering::Relaxed) && written < 20_000 {
            file.write_all(line.as_bytes()).unwrap();
            written += 1;
            if written % 50 == 0 {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
        }
        written
    });
    let out = folder.path().join("out");
    let output = extract(&[&input], &out, &[]);
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let written = writer.join().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 3)), "{:?}", output.status);
    let all = table(&out.join("documents.csv")).len();
    assert!((3000..=3001 + written).contains(&all), "{all}");
}
