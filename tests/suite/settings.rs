//! Where options come from, and what a run leaves for machines.

use std::path::Path;

use tempfile::TempDir;

use crate::nightly::{Corpus, extract, said};
use crate::tallywire;

#[test]
fn options_come_from_the_file_the_environment_and_the_command_line() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    Corpus::of(20).write(&here.join("in"));
    let names = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/names.csv");
    let file = format!(
        "inputs = [\"in\"]\nout = \"results\"\ndictionaries = [{:?}]\nformat = [\"csv\", \"jsonl\"]\ncontext = true\n",
        names.to_str().unwrap()
    );
    std::fs::write(here.join("tallywire.toml"), &file).unwrap();
    let below = here.join("a/b");
    std::fs::create_dir_all(&below).unwrap();
    let run = |at: &Path, more: &[&str]| tallywire().current_dir(at).args(more).output().unwrap();
    // Found from a folder below, its paths count from where it lies.
    let output = run(&below, &["extract", "-q"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(here.join("results/claims.jsonl").is_file());
    // The environment goes before the file, the command line before both.
    let config = tallywire()
        .current_dir(here)
        .env("TALLYWIRE_CONTEXT", "no")
        .env("TALLYWIRE_THREADS", "3")
        .args(["config", "--threads", "2", "--force"])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&config.stdout).into_owned();
    let line = |name: &str| {
        let line = text.lines().find(|l| l.split_whitespace().next() == Some(name)).unwrap();
        line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("threads"), "2 command line");
    assert_eq!(line("context"), "false TALLYWIRE_CONTEXT");
    assert_eq!(line("format"), "csv,jsonl tallywire.toml:4");
    assert_eq!(line("force"), "true command line");
    assert_eq!(line("quiet"), "false default");
    // What is no setting is told, with the nearest that is one.
    for (line, says) in [
        ("formt = \"csv\"", "did you mean `format`?"),
        ("excel = \"yes\"", "true or false"),
        ("threads = true", "takes a value"),
        ("threads = ", "tallywire.toml:6"),
        ("threads = \"many\"", "threads"),
    ] {
        std::fs::write(here.join("tallywire.toml"), format!("{file}{line}\n")).unwrap();
        let output = run(here, &["extract", "-q", "--force"]);
        assert_eq!(output.status.code(), Some(2), "{line}: {}", said(&output));
        assert!(said(&output).contains(says), "{line}: {}", said(&output));
    }
    let output = tallywire()
        .current_dir(&below)
        .env("TALLYWIRE_CONTEX", "1")
        .args(["extract", "-q"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("did you mean `context`?"), "{}", said(&output));
    // The example is one that works.
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/nightly/tallywire.toml");
    let output = run(here, &["config", "--config", example.to_str().unwrap()]);
    assert!(
        output.status.success() && String::from_utf8_lossy(&output.stdout).contains("news.state"),
        "{}",
        said(&output)
    );
    let output = run(here, &["extract", "in", "--config", "missing.toml", "--out", "x"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

#[test]
fn a_summary_takes_the_form_of_its_name() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    Corpus::of(20).write(&here.join("in"));
    for (name, says) in [
        ("s.json", "\"articles\": 20"),
        ("s.csv", "articles,20"),
        ("s.html", "<th scope=row>articles<td>20"),
        ("s.md", "| articles | 20 |"),
    ] {
        assert_eq!(
            extract(here, &["-q", "--force", "--summary", name, "--nice", "5"]).status.code(),
            Some(0)
        );
        let text = std::fs::read_to_string(here.join(name)).unwrap();
        assert!(text.contains(says), "{name}: {text}");
    }
    assert_eq!(extract(here, &["-q", "--force", "--summary", "s.docx"]).status.code(), Some(2));
    // A run that fails leaves its figures too.
    let output = extract(here, &["-q", "--summary", "f.json", "--metrics-file", "f.prom"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(std::fs::read_to_string(here.join("f.json")).unwrap().contains("\"error\""));
    assert!(std::fs::read_to_string(here.join("f.prom")).unwrap().contains("tallywire_exit_code 1\n"));
}
