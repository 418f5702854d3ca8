//! What stands is kept: a run that was stopped, or that could not read all, takes nothing away.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::tallywire;

const NAMES: &str = "tests/data/names.csv";

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(NAMES).display().to_string()
}

/// A line of JSON with an article of that number.
fn article(number: usize) -> String {
    let men = number % 900 + 2;
    format!(
        "{{\"id\":\"a{number}\",\"date\":\"2026-03-02\",\"text\":\"Police in Nairobi arrested {men} men.\"}}\n"
    )
}

fn articles(numbers: std::ops::Range<usize>) -> String {
    numbers.map(article).collect()
}

/// `extract` in a folder.
fn extract(folder: &Path, arguments: &[&str]) -> Output {
    let names = names();
    let mut command = tallywire();
    command.current_dir(folder).arg("extract").args(arguments).args(["--dictionaries", &names]);
    command.output().unwrap()
}

/// Runs over articles that never end, asks the run to end once it reads, and feeds it until it does.
#[cfg(unix)]
fn stopped(folder: &Path, arguments: &[&str]) -> Output {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("tallywire"))
        .current_dir(folder)
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .args(["extract", "-", "--input-format", "jsonl", "--dictionaries", &names(), "--duplicates", "keep"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut feed = child.stdin.take().unwrap();
    // More than a pipe holds: when it is through, the run reads.
    let mut next = 0;
    let mut more = || {
        next += 10_000;
        articles(next - 10_000..next)
    };
    feed.write_all(more().as_bytes()).unwrap();
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    while feed.write_all(more().as_bytes()).is_ok() {}
    drop(feed);
    child.wait_with_output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_leaves_a_complete_result() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    std::fs::write(here.join("news.jsonl"), articles(0..30)).unwrap();
    assert_eq!(extract(here, &["news.jsonl", "--out", "o", "-q", "--keep-text"]).status.code(), Some(0));
    let files = |out: &str| {
        let entries = std::fs::read_dir(here.join(out)).unwrap().map(|e| e.unwrap().path());
        let mut all: Vec<_> =
            entries.map(|p| (p.file_name().unwrap().to_owned(), std::fs::read(&p).unwrap())).collect();
        all.sort();
        all
    };
    let before = files("o");
    let output = stopped(here, &["--out", "o", "--force", "--keep-text"]);
    assert_eq!(output.status.code(), Some(130), "{}", said(&output));
    assert!(said(&output).contains("the results in o are as before"), "{}", said(&output));
    assert!(said(&output).contains("run the same command again"), "{}", said(&output));
    assert!(files("o") == before, "the complete result is gone");
    let show =
        |out: &str| said(&tallywire().current_dir(here).args(["show", out, "--count"]).output().unwrap());
    assert_eq!(show("o"), "");
    // Where nothing stands a part is better than nothing, and says what it is.
    let output = stopped(here, &["--out", "part"]);
    assert_eq!(output.status.code(), Some(130), "{}", said(&output));
    assert!(here.join("part/claims.csv").is_file());
    assert!(show("part").contains("partial") && show("part").contains("--force"), "{}", show("part"));
    let report = tallywire().current_dir(here).args(["report", "part"]).output().unwrap();
    assert!(said(&report).contains("partial"), "{}", said(&report));
    assert!(std::fs::read_to_string(here.join("part/report.html")).unwrap().contains("results are partial"));
    // A part is no complete result: another one takes its place.
    let output = stopped(here, &["--out", "part", "--force"]);
    assert!(said(&output).contains("wrote part"), "{}", said(&output));
}

/// The ids of the rows of `documents`, and how many of these have a status.
#[cfg(feature = "sqlite")]
fn documents(folder: &Path, status: &str) -> (Vec<String>, usize) {
    let mut reader = csv::Reader::from_path(folder.join("out/documents.csv")).unwrap();
    let at = reader.headers().unwrap().iter().position(|h| h == "status").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.unwrap()).collect();
    let mut ids: Vec<String> =
        rows.iter().map(|r| r[0].to_string()).filter(|id| id.starts_with('a')).collect();
    ids.sort();
    (ids, rows.iter().filter(|r| &r[at] == status).count())
}

#[cfg(feature = "sqlite")]
#[test]
fn what_could_not_be_read_is_not_forgotten() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    let packed = |text: &str| {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        writer.write_all(text.as_bytes()).unwrap();
        writer.finish().unwrap()
    };
    std::fs::create_dir(here.join("in")).unwrap();
    let whole = packed(&articles(0..500));
    let write = |name: &str, bytes: &[u8]| std::fs::write(here.join("in").join(name), bytes).unwrap();
    let base = ["--out", "out", "--state", "s", "--duplicates", "keep", "--forget-vanished"];
    let night = |inputs: &[&str]| extract(here, &[inputs, &base[..]].concat());
    write("a.jsonl.gz", &whole);
    write("b.jsonl", articles(500..520).as_bytes());
    assert_eq!(night(&["in"]).status.code(), Some(0));
    let (all, _) = documents(here, "");
    assert_eq!(all.len(), 520);
    // Cut short, in two nights; and one that is no archive any more.
    for (name, bytes) in
        [("cut", &whole[..whole.len() / 2]), ("cut", &whole[..whole.len() / 2]), ("no", b"\x1f\x8bx")]
    {
        write("a.jsonl.gz", bytes);
        let output = night(&["in"]);
        assert_eq!(output.status.code(), Some(3), "{name}: {}", said(&output));
        assert!(said(&output).contains("could not be read and have their rows"), "{name}: {}", said(&output));
        assert!(!said(&output).contains("no longer in the inputs"), "{name}: {}", said(&output));
        let (ids, unread) = documents(here, "unread");
        assert!(ids == all && unread > 100, "{name}: {} articles, {unread} unread", ids.len());
    }
    // An argument that is not there, as on a disk that is not mounted.
    for inputs in [["in/b.jsonl", "in/a.jsonl.gz"], ["in/b.jsonl", "in/a.*.gz"]] {
        std::fs::rename(here.join("in/a.jsonl.gz"), here.join("elsewhere")).unwrap();
        assert_eq!(night(&inputs).status.code(), Some(3));
        assert_eq!(documents(here, "unread"), (all.clone(), 500), "{inputs:?}");
        std::fs::rename(here.join("elsewhere"), here.join("in/a.jsonl.gz")).unwrap();
    }
    // One broken record costs the others nothing, and nobody knows which article it was.
    write("a.jsonl.gz", &whole);
    write("b.jsonl", format!("{}{{\"id\": \"a5\n", articles(500..515)).as_bytes());
    assert_eq!(night(&["in"]).status.code(), Some(3));
    assert_eq!(documents(here, "unread"), (all.clone(), 5));
    // What is mended tells what has gone.
    write("b.jsonl", articles(500..515).as_bytes());
    let output = night(&["in"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let (ids, unread) = documents(here, "unread");
    assert_eq!((ids.len(), unread), (515, 0));
    std::fs::remove_file(here.join("in/a.jsonl.gz")).unwrap();
    night(&["in"]);
    assert_eq!(documents(here, "unread").0.len(), 15);
}
