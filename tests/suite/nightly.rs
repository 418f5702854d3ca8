//! Runs with a state: what is known is not looked at again, and whatever happens to a run, the same command
//! leads to the rows of an undisturbed one.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::tallywire;

const PLACES: [&str; 6] = ["Nairobi", "Kenya", "Oslo", "Paris", "France", "Kisumu"];

/// An article of our own, different for each number and edition.
fn article(number: usize, edition: usize) -> String {
    let (one, other) = (PLACES[number % 6], PLACES[(number / 6 + edition) % 6]);
    format!(
        "Police in {one} arrested {} men on Sunday. The mayor of {other} said {}.{} percent of the {} shops had \
         opened again. Repairs cost ${} million.",
        number % 90 + 2,
        number % 70 + 10,
        edition % 10,
        number + 200,
        edition + 3
    )
}

/// A corpus as it is on a night: articles by their numbers, each in an edition.
#[derive(Clone, Default)]
pub struct Corpus(BTreeMap<usize, usize>);

impl Corpus {
    pub fn of(articles: usize) -> Corpus {
        Corpus((0..articles).map(|n| (n, 0)).collect())
    }

    /// Writes it as files of a thousand articles; those that stay as they are are not touched.
    pub fn write(&self, folder: &Path) {
        std::fs::create_dir_all(folder).unwrap();
        let mut files: BTreeMap<usize, String> = BTreeMap::new();
        for (number, edition) in &self.0 {
            let record = serde_json::json!({"id": format!("a{number}"), "date": "2026-03-02",
                "title": format!("Report {number}"), "text": article(*number, *edition)});
            files.entry(number / 1000).or_default().push_str(&format!("{record}\n"));
        }
        for (n, text) in files {
            let path = folder.join(format!("{n:03}.jsonl"));
            if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
                std::fs::write(&path, text).unwrap();
            }
        }
    }
}

/// `extract` in a folder that holds the corpus as `in`.
fn arguments(more: &[&str]) -> Vec<String> {
    let names = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/names.csv");
    let base =
        ["extract", "in", "--out", "out", "--dictionaries", names.to_str().unwrap(), "--format", "csv,jsonl"];
    base.iter().chain(more).map(|a| (*a).to_string()).collect()
}

pub fn extract(folder: &Path, more: &[&str]) -> Output {
    tallywire().current_dir(folder).args(arguments(more)).output().unwrap()
}

pub fn nightly(folder: &Path) -> Output {
    let output = extract(folder, &["--state", "news.state", "--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    output
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// All results but `run.json`, which tells times.
pub fn results(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder.join("out")).unwrap().map(|e| e.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_string(), std::fs::read(&path).unwrap()))
        .filter(|(name, _)| name != "run.json")
        .collect()
}

pub fn assert_same(found: &BTreeMap<String, Vec<u8>>, wanted: &BTreeMap<String, Vec<u8>>, what: &str) {
    let names = |all: &BTreeMap<String, Vec<u8>>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(found), names(wanted), "{what}");
    for (name, bytes) in wanted {
        assert!(found[name] == *bytes, "{what}: {name} differs");
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// Starts the nightly command as a process of its own.
fn start(folder: &Path) -> std::process::Child {
    Command::new(assert_cmd::cargo::cargo_bin("tallywire"))
        .current_dir(folder)
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .args(arguments(&["--state", "news.state", "--quiet"]))
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Two nights: the corpus of the first with its results, the corpus of the second, and what an undisturbed
/// second night gives.
struct Nights {
    folder: TempDir,
    wanted: BTreeMap<String, Vec<u8>>,
    seconds: f64,
}

fn nights() -> Nights {
    let folder = TempDir::new().unwrap();
    let (base, calm) = (folder.path().join("base"), folder.path().join("calm"));
    let mut corpus = Corpus::of(2200);
    corpus.write(&base.join("in"));
    nightly(&base);
    for number in (0..2200).step_by(7) {
        corpus.0.insert(number, 1);
    }
    corpus.0.extend((2200..4000).map(|n| (n, 0)));
    corpus.0.remove(&1001);
    corpus.write(&base.join("in"));
    copy(&base, &calm);
    let began = Instant::now();
    nightly(&calm);
    let seconds = began.elapsed().as_secs_f64();
    let wanted = results(&calm);
    let documents = String::from_utf8_lossy(&wanted["documents.csv"]).into_owned();
    assert!(documents.contains("\na1001,") && documents.contains("vanished"), "the vanished article is kept");
    Nights { folder, wanted, seconds }
}

/// Numbers that look random and are the same every time.
struct Random(u64);

impl Random {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / f64::from(1_u32 << 31)
    }
}

#[test]
fn runs_killed_at_any_moment_lead_to_the_same_results() {
    let nights = nights();
    let mut random = Random(7);
    let mut unfinished = 0;
    for round in 0..50 {
        let here = nights.folder.path().join("killed");
        copy(&nights.folder.path().join("base"), &here);
        // Now and then the run that goes on is killed too.
        for _ in 0..1 + round % 3 / 2 {
            let mut child = start(&here);
            std::thread::sleep(Duration::from_secs_f64(nights.seconds * 1.1 * random.share()));
            child.kill().unwrap();
            unfinished += usize::from(!child.wait().unwrap().success());
        }
        nightly(&here);
        assert_same(&results(&here), &nights.wanted, &format!("round {round}"));
        std::fs::remove_dir_all(&here).unwrap();
    }
    assert!(unfinished >= 20, "only {unfinished} runs were killed before their end");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_asked_to_end_leaves_the_results_as_they_were() {
    let nights = nights();
    let mut random = Random(3);
    let mut stopped = 0;
    for round in 0..12 {
        let here = nights.folder.path().join("ended");
        copy(&nights.folder.path().join("base"), &here);
        let before = results(&here);
        let mut child = start(&here);
        std::thread::sleep(Duration::from_secs_f64(nights.seconds * random.share()));
        let _ = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
        let code = child.wait().unwrap().code();
        if code == Some(130) {
            stopped += 1;
            assert_same(&results(&here), &before, &format!("stopped in round {round}"));
        }
        nightly(&here);
        assert_same(&results(&here), &nights.wanted, &format!("round {round}"));
        std::fs::remove_dir_all(&here).unwrap();
    }
    assert!(stopped >= 2, "only {stopped} runs were stopped before their end");
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_loses_nothing() {
    let nights = nights();
    let program = assert_cmd::cargo::cargo_bin("tallywire");
    let mut failed = 0;
    for blocks in [20, 100, 300, 700, 1200, 1800, 2600] {
        let here = nights.folder.path().join("full");
        copy(&nights.folder.path().join("base"), &here);
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let output = Command::new("sh")
            .args(["-c", &script, "sh", program.to_str().unwrap()])
            .args(arguments(&["--state", "news.state", "--quiet"]))
            .current_dir(&here)
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .output()
            .unwrap();
        if !output.status.success() {
            failed += 1;
            assert_eq!(output.status.code(), Some(1), "{}", said(&output));
            assert!(said(&output).contains("hint:"), "{}", said(&output));
        }
        nightly(&here);
        assert_same(&results(&here), &nights.wanted, &format!("{blocks} blocks"));
        std::fs::remove_dir_all(&here).unwrap();
    }
    assert!(failed >= 3, "only {failed} runs met the end of the disk");
}

#[test]
fn two_runs_at_once_are_one_after_the_other() {
    let nights = nights();
    let here = nights.folder.path().join("twice");
    copy(&nights.folder.path().join("base"), &here);
    // Once the lock's file says who holds it, the first does, unless it has ended by then.
    let start_first = || {
        let mut first = start(&here);
        let began = Instant::now();
        let held = || std::fs::read(here.join("news.state.lock")).is_ok_and(|holder| !holder.is_empty());
        while !held() && first.try_wait().unwrap().is_none() && began.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(1));
        }
        first
    };
    let mut first = start_first();
    let second = extract(&here, &["--state", "news.state", "--quiet"]);
    let running = first.try_wait().unwrap().is_none();
    assert!(first.wait().unwrap().success());
    if second.status.code() != Some(0) {
        assert_eq!(second.status.code(), Some(11), "{}", said(&second));
        assert!(
            said(&second).contains("process") && said(&second).contains("--lock-wait"),
            "{}",
            said(&second)
        );
    } else {
        assert!(!running, "both ran at once");
    }
    assert_same(&results(&here), &nights.wanted, "the first of two");
    // One that waits does its work afterwards.
    std::fs::remove_dir_all(&here).unwrap();
    copy(&nights.folder.path().join("base"), &here);
    let mut first = start_first();
    let second = extract(&here, &["--state", "news.state", "--quiet", "--lock-wait", "60"]);
    assert!(first.wait().unwrap().success());
    assert_eq!(second.status.code(), Some(0), "{}", said(&second));
    assert_same(&results(&here), &nights.wanted, "the second of two");
    // A lock's file that a killed run left is no lock.
    std::fs::write(here.join("news.state.lock"), "process 1 on elsewhere").unwrap();
    nightly(&here);
}

#[test]
fn thirty_nights_give_the_rows_of_one_run() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    let mut corpus = Corpus::of(300);
    let names = here.join("more.csv");
    std::fs::write(&names, "name,type\nMayor Of Oslo,person\n").unwrap();
    let mut gone = 0;
    for night in 0..30 {
        if night > 0 {
            let removed: Vec<usize> = corpus.0.keys().skip(3 * night).step_by(97).copied().collect();
            gone += removed.len();
            corpus.0.retain(|n, _| !removed.contains(n));
            corpus.0.extend((300 + night * 20..320 + night * 20).map(|n| (n, 0)));
            corpus.0.values_mut().skip(night).step_by(41).for_each(|edition| *edition += 1);
        }
        if night == 15 {
            std::fs::write(&names, "name,type\nMayor Of Oslo,person\nPolice,organization\n").unwrap();
        }
        let _ = std::fs::remove_dir_all(here.join("in"));
        corpus.write(&here.join("in"));
        let mut more = vec!["--state", "news.state", "--add-dictionary", "more.csv"];
        // The clock goes back: what was written is of tomorrow.
        if night == 20 {
            let tomorrow = std::time::SystemTime::now() + Duration::from_secs(86_400);
            let file = std::fs::File::options().append(true).open(here.join("in/000.jsonl")).unwrap();
            file.set_modified(tomorrow).unwrap();
        }
        if night == 29 {
            more.push("--forget-vanished");
        }
        let output = extract(here, &more);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let changed = said(&output).contains("the dictionaries changed");
        assert_eq!(changed, night == 15, "night {night}: {}", said(&output));
        let documents = std::fs::read_to_string(here.join("out/documents.csv")).unwrap();
        let vanished = documents.lines().filter(|l| l.contains(",vanished,")).count();
        assert_eq!(vanished, if night == 29 { 0 } else { gone }, "night {night}");
    }
    let nightly = results(here);
    let once = folder.path().join("once");
    copy(&here.join("in"), &once.join("in"));
    std::fs::copy(&names, once.join("more.csv")).unwrap();
    assert_eq!(extract(&once, &["--add-dictionary", "more.csv", "--quiet"]).status.code(), Some(0));
    assert_same(&nightly, &results(&once), "thirty nights");
}

#[test]
fn what_is_known_is_not_looked_at_again() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    let mut corpus = Corpus::of(1200);
    corpus.write(&here.join("in"));
    std::fs::write(here.join("in/broken.jsonl"), "{\"id\": \"x\", \"text\": \n").unwrap();
    // A file that was written a moment ago may be written again in the same moment: it is looked at twice.
    std::thread::sleep(Duration::from_millis(2100));
    let night = |more: &[&str]| {
        extract(here, &[&["--state", "news.state", "--metrics-file", "m.prom"], more].concat())
    };
    let figure = |name: &str| {
        let text = std::fs::read_to_string(here.join("m.prom")).unwrap();
        let line = text.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(' ').map(String::from));
        line.unwrap_or_else(|| panic!("no {name} in {text}")).parse::<f64>().unwrap()
    };
    assert_eq!(night(&[]).status.code(), Some(3));
    assert_eq!(figure("tallywire_articles{kind=\"new\"}"), 1200.0);
    // The broken file is told every night, until it is mended.
    assert_eq!(night(&[]).status.code(), Some(3));
    assert_eq!(figure("tallywire_articles{kind=\"known\"}"), 1200.0);
    assert_eq!(figure("tallywire_put_aside"), 1.0);
    std::fs::remove_file(here.join("in/broken.jsonl")).unwrap();
    assert_eq!(night(&[]).status.code(), Some(0));
    let before = results(here);
    let output = night(&[]);
    assert!(said(&output).contains("nothing new"), "{}", said(&output));
    assert_eq!(figure("tallywire_exit_code"), 0.0);
    // Results that are gone, or asked for in another form, are written again.
    std::fs::remove_file(here.join("out/claims.csv")).unwrap();
    assert!(!said(&night(&[])).contains("nothing new"));
    assert_same(&results(here), &before, "written again");
    // The same with all forms: rows from the state are the rows that were found.
    corpus.0.insert(5, 9);
    corpus.write(&here.join("in"));
    let output = night(&["--full", "--forget-vanished"]);
    assert!(said(&output).contains("1 changed, 1199 looked at again, 0 known"), "{}", said(&output));
    let full = results(here);
    night(&["--summaries", "--keep-text"]);
    let output = night(&["--summaries", "--keep-text", "--log-format", "json"]);
    for line in said(&output).lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(line["time"].is_string() && line["message"].is_string(), "{line}");
    }
    let all = results(here);
    assert!(full.keys().all(|name| all[name] == full[name]), "summaries and texts change no other rows");
    let once = here.join("once");
    copy(&here.join("in"), &once.join("in"));
    assert_eq!(extract(&once, &["--summaries", "--keep-text", "-q"]).status.code(), Some(0));
    assert_same(&all, &results(&once), "with summaries and texts");
    // The state told by itself and by its results.
    for place in ["news.state", "out"] {
        let status = tallywire().current_dir(here).args(["status", place]).output().unwrap();
        let text = String::from_utf8_lossy(&status.stdout).into_owned();
        assert!(
            status.status.success() && text.contains("articles    1200:") && text.contains("next "),
            "{text}"
        );
    }
}

#[test]
fn results_of_others_are_not_written_over() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    Corpus::of(20).write(&here.join("in"));
    assert_eq!(extract(here, &["-q"]).status.code(), Some(0));
    let output = extract(here, &["--state", "news.state", "-q"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("--force"), "{}", said(&output));
    assert_eq!(extract(here, &["--state", "news.state", "-q", "--force"]).status.code(), Some(0));
    let other = extract(here, &["--state", "other.state", "-q"]);
    assert_eq!(other.status.code(), Some(1), "{}", said(&other));
}

#[test]
fn a_story_of_an_earlier_night_is_a_copy() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    let text = article(3, 0).repeat(3);
    let spool = |name: &str, id: &str| {
        let _ = std::fs::remove_dir_all(here.join("in"));
        std::fs::create_dir(here.join("in")).unwrap();
        let record = serde_json::json!({"id": id, "text": text});
        std::fs::write(here.join("in").join(name), format!("{record}\n")).unwrap();
    };
    spool("monday.jsonl", "m1");
    nightly(here);
    // The same article in another file is no copy of itself.
    spool("archive.jsonl", "m1");
    nightly(here);
    let documents = || std::fs::read_to_string(here.join("out/documents.csv")).unwrap();
    assert!(!documents().contains("vanished") && documents().lines().count() == 2, "{}", documents());
    spool("tuesday.jsonl", "t1");
    nightly(here);
    let rows = documents();
    let copy = rows.lines().find(|l| l.starts_with("t1,")).unwrap();
    assert!(copy.contains(",m1,1,read"), "{rows}");
    assert!(rows.lines().any(|l| l.starts_with("m1,") && l.contains("vanished")), "{rows}");
}

#[test]
fn shards_are_the_whole_in_parts() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    Corpus::of(200).write(&here.join("in"));
    let rows = |table: &str| {
        let text = std::fs::read_to_string(here.join(format!("out/{table}.csv"))).unwrap();
        text.lines().skip(1).map(String::from).collect::<Vec<_>>()
    };
    assert_eq!(extract(here, &["-q", "--force", "--duplicates", "keep"]).status.code(), Some(0));
    let whole = ["mentions", "claims", "documents"].map(rows);
    let mut parts: [Vec<String>; 3] = Default::default();
    for shard in ["1/3", "2/3", "3/3"] {
        let output = extract(here, &["-q", "--force", "--duplicates", "keep", "--shard", shard]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        for (all, table) in parts.iter_mut().zip(["mentions", "claims", "documents"]) {
            let part = rows(table);
            assert!(!part.is_empty());
            all.extend(part);
        }
    }
    let sorted = |mut rows: Vec<String>| {
        rows.sort();
        rows
    };
    for (whole, parts) in whole.into_iter().zip(parts) {
        assert_eq!(sorted(whole), sorted(parts));
    }
    assert_eq!(extract(here, &["-q", "--force", "--shard", "4/3"]).status.code(), Some(2));
    // A state is that of one shard, or of all articles.
    let state = ["-q", "--force", "--state", "news.state"];
    assert_eq!(extract(here, &state).status.code(), Some(0));
    let output = extract(here, &[&state[..], &["--shard", "2/3"]].concat());
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("this state is of all articles, the run of --shard 2/3"),
        "{}",
        said(&output)
    );
    // The state still stands for the run that it was of.
    assert_eq!(extract(here, &state).status.code(), Some(0));
    assert_eq!(rows("documents").len(), 200);
}

#[test]
fn half_a_text_does_not_replace_the_whole() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    let text: String = (0..80).map(|n| article(n, n) + "\n\n").collect();
    let packed = crate::corpora::gz(text.as_bytes());
    std::fs::create_dir(here.join("in")).unwrap();
    std::fs::write(here.join("in/a.txt.gz"), &packed).unwrap();
    let state = ["-q", "--state", "news.state"];
    assert_eq!(extract(here, &state).status.code(), Some(0));
    let claims = || std::fs::read_to_string(here.join("out/claims.csv")).unwrap();
    let whole = claims();
    std::fs::write(here.join("in/a.txt.gz"), &packed[..packed.len() / 2]).unwrap();
    let output = extract(here, &state);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert_eq!(claims(), whole);
    let documents = std::fs::read_to_string(here.join("out/documents.csv")).unwrap();
    assert!(documents.contains(",unread,") && !documents.contains(",failed,"), "{documents}");
}

/// The columns `document`, `status` and `mentions` of `documents`.
fn articles(folder: &Path) -> Vec<[String; 3]> {
    let mut reader = csv::Reader::from_path(folder.join("out/documents.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let at = ["document", "status", "mentions"].map(|c| header.iter().position(|h| h == c).unwrap());
    reader.records().map(|row| row.map(|row| at.map(|n| row[n].to_string())).unwrap()).collect()
}

#[test]
fn an_article_that_cannot_be_read_any_more_has_one_row() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    std::fs::create_dir(here.join("in")).unwrap();
    let record = |n: usize| serde_json::json!({"date": "2026-03-02", "text": article(n, 0)}).to_string();
    let lines = |broken: &str| format!("{}\n{broken}\n{}\n", record(1), record(3));
    std::fs::write(here.join("in/a.jsonl"), lines(&record(2))).unwrap();
    std::fs::write(here.join("in/b.txt"), article(4, 0)).unwrap();
    nightly(here);
    let known = articles(here);
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    std::fs::write(here.join("in/a.jsonl"), lines("{\"text\": ")).unwrap();
    std::fs::write(here.join("in/b.txt"), &noise).unwrap();
    std::fs::write(here.join("in/c.txt"), &noise).unwrap();
    // Told anew every night, and the rows stay.
    for _ in 0..2 {
        let output = extract(here, &["--state", "news.state", "--quiet", "--forget-vanished"]);
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        let mut now = articles(here);
        let failed: Vec<_> = now.extract_if(.., |row| row[1] == "failed").map(|[id, ..]| id).collect();
        assert!(failed.len() == 1 && failed[0].starts_with("in/c.txt"), "nothing is known of it: {failed:?}");
        now.sort();
        let status = |id: &str| if ["in/a.jsonl:2", "in/b.txt"].contains(&id) { "unread" } else { "read" };
        let wanted = known.iter().map(|[id, _, mentions]| [id.clone(), status(id).into(), mentions.clone()]);
        assert_eq!(now, wanted.collect::<Vec<_>>());
        let errors = std::fs::read_to_string(here.join("out/errors.csv")).unwrap();
        assert_eq!(errors.lines().filter(|l| l.starts_with("in/")).count(), 3, "{errors}");
    }
}
