//! The program as a user meets it: what it writes, what it says, what it leaves behind.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::tallywire;

pub const NAMES: &str = "tests/data/names.csv";

/// `extract` with the small test dictionary, quietly.
pub fn extract(inputs: &[&Path], out: &Path, more: &[&str]) -> Output {
    let mut command = tallywire();
    command
        .arg("extract")
        .args(inputs)
        .arg("--out")
        .arg(out)
        .args(["--dictionaries", NAMES, "--quiet"])
        .args(more);
    command.output().unwrap()
}

pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn file(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, content).unwrap();
    path
}

pub fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(|r| r.unwrap().iter().map(String::from).collect()).collect()
}

pub fn column(path: &Path, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let at = reader.headers().unwrap().iter().position(|h| h == name).unwrap();
    rows(path).into_iter().map(|r| r[at].clone()).collect()
}

/// Nothing but whole results may stand in a result folder.
pub fn no_leftovers(out: &Path) {
    for entry in std::fs::read_dir(out).into_iter().flatten() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(!name.contains(".part") && !name.starts_with(".tallywire"), "{name} was left behind");
    }
}

pub const ARTICLE: &str =
    "NAIROBI, Kenya - Police arrested 25 men in Nairobi on Sunday. Fuel prices rose 4.5% last month.";

#[test]
fn the_sample_batch_runs_as_the_readme_says() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("findings");
    let output = tallywire().args(["extract", "data/sample", "--out"]).arg(&out).output().unwrap();
    assert_eq!(code(&output), 0, "{}", said(&output));
    let documents = rows(&out.join("documents.csv"));
    assert!(documents.len() >= 12, "{} articles", documents.len());
    assert!(rows(&out.join("mentions.csv")).len() > 100);
    assert!(rows(&out.join("claims.csv")).len() > 60);
    assert!(rows(&out.join("entities.csv")).len() > 30);
    let run: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("run.json")).unwrap()).unwrap();
    assert_eq!(run["counts"]["articles"], documents.len());
    assert_eq!(run["put_aside"].as_array().unwrap().len(), 0);
    no_leftovers(&out);
}

#[test]
fn inputs_of_every_kind_and_compression_give_the_same_findings() {
    let folder = TempDir::new().unwrap();
    let line = format!("{}\n", serde_json::json!({"id": "a", "text": ARTICLE, "date": "2026-11-20"}));
    let table = format!("id,date,text\na,2026-11-20,\"{ARTICLE}\"\n");
    let tabs = format!("id\tdate\ttext\na\t2026-11-20\t{ARTICLE}\n");
    let semicolons = format!("id;date;text\na;2026-11-20;\"{ARTICLE}\"\n");
    let gz = |bytes: &str| {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        writer.write_all(bytes.as_bytes()).unwrap();
        writer.finish().unwrap()
    };
    let inputs = [
        file(&folder, "a.jsonl", &line),
        file(&folder, "b.csv", &table),
        file(&folder, "c.tsv", &tabs),
        file(&folder, "d.csv", &semicolons),
        file(&folder, "e.jsonl.gz", gz(&line)),
        file(&folder, "f.csv.zst", zstd::encode_all(table.as_bytes(), 3).unwrap()),
        // Two gzip members joined, as log rotation leaves them.
        file(&folder, "g.jsonl.gz", [gz(&line), gz("\n")].concat()),
    ];
    let mut all = Vec::new();
    for (n, input) in inputs.iter().enumerate() {
        let out = folder.path().join(format!("out{n}"));
        let output = extract(&[input], &out, &[]);
        assert_eq!(code(&output), 0, "{}: {}", input.display(), said(&output));
        all.push((
            std::fs::read(out.join("mentions.csv")).unwrap(),
            std::fs::read(out.join("claims.csv")).unwrap(),
        ));
    }
    assert!(all.windows(2).all(|w| w[0] == w[1]));
    assert!(String::from_utf8_lossy(&all[0].1).contains("2026-10-01,2026-10-31"));
}

#[test]
fn standard_input_folders_and_globs_are_read_in_order() {
    let folder = TempDir::new().unwrap();
    for name in ["news/b.txt", "news/a.txt", "news/deep/c.txt", "news/.hidden.txt", "news/readme.pdf"] {
        file(&folder, name, ARTICLE);
    }
    let out = folder.path().join("out");
    let output = extract(&[&folder.path().join("news")], &out, &[]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let names: Vec<String> = column(&out.join("documents.csv"), "input")
        .iter()
        .map(|n| n.rsplit('/').next().unwrap().to_string())
        .collect();
    assert_eq!(names, ["a.txt", "b.txt", "c.txt"]);
    let out = folder.path().join("globbed");
    let output = extract(&[&folder.path().join("news/*.txt")], &out, &[]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(rows(&out.join("documents.csv")).len(), 2);
    let out = folder.path().join("piped");
    let output = tallywire()
        .args(["extract", "-", "--input-format", "jsonl", "--dictionaries", NAMES, "--out"])
        .arg(&out)
        .write_stdin(format!("{}\n", serde_json::json!({"text": ARTICLE})))
        .output()
        .unwrap();
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(column(&out.join("documents.csv"), "document"), ["-:1"]);
}

#[test]
fn spans_into_the_body_are_not_shifted_by_the_title() {
    let folder = TempDir::new().unwrap();
    let body = "Köln – Police arrested 25 men in Nairobi.";
    let input = file(
        &folder,
        "a.jsonl",
        serde_json::json!({"id": "x", "title": "Kenya holds 25 men", "text": body}).to_string(),
    );
    let out = folder.path().join("out");
    assert_eq!(code(&extract(&[&input], &out, &["--format", "csv,jsonl"])), 0);
    let characters: Vec<char> = body.chars().collect();
    let mut parts = Vec::new();
    for line in std::fs::read_to_string(out.join("mentions.jsonl")).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let (start, end) = (row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
        parts.push(row["part"].as_str().unwrap().to_string());
        if row["part"] == "body" {
            assert_eq!(characters[start..end].iter().collect::<String>(), row["text"].as_str().unwrap());
        } else {
            assert_eq!((start, end), (0, 5));
        }
    }
    assert_eq!(parts, ["title", "body"]);
    let claims = std::fs::read_to_string(out.join("claims.jsonl")).unwrap();
    assert_eq!(claims.lines().count(), 2);
    assert!(claims.lines().all(|l| l.contains("\"value\":25,")));
}

#[test]
fn without_claims_the_names_stay_and_the_table_has_its_header() {
    let folder = TempDir::new().unwrap();
    let article = file(&folder, "a.txt", ARTICLE);
    let (all, names) = (folder.path().join("all"), folder.path().join("names"));
    assert_eq!(code(&extract(&[&article], &all, &[])), 0);
    assert_eq!(code(&extract(&[&article], &names, &["--no-claims"])), 0);
    let read = |out: &Path, table: &str| std::fs::read_to_string(out.join(table)).unwrap();
    assert_eq!(read(&all, "mentions.csv"), read(&names, "mentions.csv"));
    assert_eq!(read(&all, "claims.csv").lines().next(), read(&names, "claims.csv").lines().next());
    assert_eq!(read(&names, "claims.csv").lines().count(), 1);
}

#[test]
fn results_are_not_overwritten_unasked() {
    let folder = TempDir::new().unwrap();
    let input = file(&folder, "a.txt", ARTICLE);
    let out = folder.path().join("out");
    assert_eq!(code(&extract(&[&input], &out, &["--format", "jsonl"])), 0);
    let before = std::fs::read(out.join("claims.jsonl")).unwrap();
    let output = extract(&[&input], &out, &[]);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("--force"), "{}", said(&output));
    assert_eq!(std::fs::read(out.join("claims.jsonl")).unwrap(), before);
    assert_eq!(code(&extract(&[&input], &out, &["--force"])), 0);
    assert!(!out.join("claims.jsonl").exists(), "files of the earlier run would tell of another run");
    assert!(out.join("claims.csv").exists());
}

#[test]
fn wrong_usage_says_what_to_type() {
    for (args, says) in [
        (vec!["extract"], "Usage"),
        (vec!["extract", "x", "--out", "y", "--format", "xml"], "one or several of: csv,jsonl"),
        (
            vec!["extract", "x", "--out", "y", "--input-format", "pdf"],
            "one of: txt, jsonl, json, csv, tsv, parquet, html, md, xml, reuters, warc, eml",
        ),
        (vec!["extract", "x", "--out", "y", "--date", "soon"], "--date 2018-04-04"),
        (vec!["explain", "--rule", "counting"], "did you mean `count`?"),
        (vec!["explain", "--text", "x", "--date", "soon"], "is no date"),
    ] {
        let output = tallywire().args(&args).output().unwrap();
        assert_eq!(code(&output), 2, "{args:?}: {}", said(&output));
        assert!(said(&output).contains(says), "{args:?}: {}", said(&output));
    }
}

#[test]
fn own_dictionaries_add_and_replace() {
    let folder = TempDir::new().unwrap();
    let input = file(&folder, "a.txt", "Zorblatt Widgets hired 12 engineers in Kenya.");
    let own = file(&folder, "own.csv", "name,type,alias\nZorblatt Widgets,product,\n,place,x\nBad,place\n");
    let out = folder.path().join("out");
    let output = extract(&[&input], &out, &["--add-dictionary", own.to_str().unwrap()]);
    assert_eq!(code(&output), 0);
    assert!(said(&output).contains("own.csv:3: the name is empty"), "{}", said(&output));
    assert_eq!(column(&out.join("mentions.csv"), "type"), ["product", "place"]);
    assert!(column(&out.join("mentions.csv"), "source")[0].ends_with("own.csv:2"));
    assert_eq!(column(&out.join("mentions.csv"), "id")[0], "product:zorblatt-widgets");
    let missing = extract(&[&input], &out, &["--force", "--add-dictionary", "no-such.csv"]);
    assert_eq!(code(&missing), 1);
    assert!(said(&missing).contains("no-such.csv"), "{}", said(&missing));
}

#[test]
fn dictionary_check_finds_the_usual_faults() {
    let folder = TempDir::new().unwrap();
    let own = file(
        &folder,
        "own.csv",
        "name,type,id,alias,kind,case,weight\nAcme,organization,org:a,Acme,,,\nAcme,organization,org:a,Acme,,,\nTarget,organization,,,,,\nX,person,,,,,\n,person,,,,,\nAcme,place,,,,,\nBeta,organization,,,nickname,,\nGamma,organization,,,,,900\nWIW,organization,org:w,Widget Works,,,\nWIW,organization,org:w,WIW,,,\nWidget Works,organization,org:ww,Widget Works,,,\nWidget Works,organization,org:ww,WIW,acronym,,\nThe Widgets,organization,org:t,WIW,acronym,,\n",
    );
    let output = tallywire().args(["dictionary", "check"]).arg(&own).output().unwrap();
    assert_eq!(code(&output), 1);
    let text = said(&output);
    for (line, what) in [
        (3, "stands already on line 2"),
        (4, "everyday English word"),
        (5, "one letter"),
        (6, "the name is empty"),
        (7, "is place here and organization"),
        (8, "no kind `nickname`"),
        (9, "the weight `900`"),
        (12, "`Widget Works` (org:ww) and `WIW` (org:w, line 10) have each other's names"),
    ] {
        assert!(
            text.lines().any(|l| l.contains(&format!("own.csv:{line}:")) && l.contains(what)),
            "line {line}, {what}: {text}"
        );
    }
    let third: Vec<&str> = text.lines().filter(|l| l.contains("own.csv:14:")).collect();
    assert!(third.len() == 1 && third[0].ends_with(": ambiguous"), "{text}");
    let good = file(&folder, "good.csv", "name,type\nZorblatt Widgets,product\n");
    assert_eq!(code(&tallywire().args(["dictionary", "check"]).arg(&good).output().unwrap()), 0);
}

#[test]
fn explain_marks_and_respects_no_color() {
    let run = |colour: &str, value: &str| {
        let output = tallywire()
            .args(["explain", "--dictionaries", NAMES, "--text", ARTICLE, "--date", "2026-11-20"])
            .env(colour, value)
            .env_remove(if colour == "NO_COLOR" { "CLICOLOR_FORCE" } else { "NO_COLOR" })
            .output()
            .unwrap();
        assert_eq!(code(&output), 0);
        String::from_utf8(output.stdout).unwrap()
    };
    let plain = run("NO_COLOR", "1");
    assert!(!plain.contains('\u{1b}'));
    assert!(plain.contains("[NAIROBI], [Kenya]") && plain.contains("{25} men"), "{plain}");
    assert!(plain.contains("tests/data/names.csv:4") && plain.contains("rule count"), "{plain}");
    assert!(run("CLICOLOR_FORCE", "1").contains("\u{1b}[1;33m25\u{1b}[0m"));
    for name in ["count", "speaker"] {
        let page = tallywire().args(["explain", "--rule", name]).output().unwrap();
        assert!(String::from_utf8_lossy(&page.stdout).starts_with(&format!("# {name}\n")));
    }
}

#[test]
fn what_may_be_a_mistake_is_said_at_the_end() {
    let folder = TempDir::new().unwrap();
    let mut table = String::from("id,date,text\n");
    // The rows above the twelfth tell that days come first.
    for n in 1..=20 {
        table.push_str(&format!("{},{n:02}/05/2023,Police in Oslo arrested {n} men last year.\n", n % 19));
    }
    let table = file(&folder, "in/table.csv", table);
    file(&folder, "in/scan.pdf", "%PDF-1.4");
    let out = folder.path().join("out");
    let run = |inputs: &Path, more: &[&str]| {
        let mut command = tallywire();
        command.arg("extract").arg(inputs).arg("--out").arg(&out).args(["--force", "--dictionaries", NAMES]);
        let output = command.args(more).output().unwrap();
        // A named column that no record has is something to look at.
        let code_wanted = if more.iter().any(|o| o.ends_with("-field")) { 3 } else { 0 };
        assert_eq!(code(&output), code_wanted, "{}", said(&output));
        said(&output)
    };
    let text = run(table.parent().unwrap(), &["--source-field", "paper"]);
    assert!(text.contains("`paper`, which --source-field names"), "{text}");
    assert!(text.contains("1 article has the id of another, such as `1`"), "{text}");
    assert!(text.contains("1 file is of no known format and passed over"), "{text}");
    assert!(!text.contains("not understood"), "{text}");
    let days = column(&out.join("documents.csv"), "published");
    assert_eq!((&days[1][..], &days[19][..]), ("2023-05-02", "2023-05-20"));
    let run_json = std::fs::read_to_string(out.join("run.json")).unwrap();
    assert!(run_json.contains("`paper`, which --source-field names"), "{run_json}");

    let lines =
        file(&folder, "lines.jsonl", "{\"id\": 1, \"date\": \"04/05/2023\", \"text\": \"Ten men left.\"}\n");
    let text = run(&lines, &["--title-field", "head"]);
    assert!(text.contains("1 date is not understood, of 1") && text.contains("--date-order day"), "{text}");
    assert!(text.contains("`head`, which --title-field names"), "{text}");
    let text = run(&lines, &["--date-order", "month"]);
    assert!(!text.contains("not understood"), "{text}");
    assert_eq!(column(&out.join("documents.csv"), "published"), ["2023-04-05"]);
}

#[test]
fn a_file_for_machines_that_has_no_place_is_told_before_the_work() {
    let folder = TempDir::new().unwrap();
    let article = file(&folder, "a.txt", ARTICLE);
    let out = folder.path().join("out");
    let output = extract(&[&article], &out, &["--metrics-file", "/no/such/folder/t.prom"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("mkdir -p /no/such/folder"), "{}", said(&output));
    assert!(!out.join("run.json").exists());
}

#[test]
fn results_among_the_news_are_no_news() {
    let folder = TempDir::new().unwrap();
    file(&folder, "news/a.txt", ARTICLE);
    let (news, out) = (folder.path().join("news"), folder.path().join("news/out"));
    for _ in 0..2 {
        assert_eq!(code(&extract(&[&news], &out, &["--force"])), 0);
        assert_eq!(rows(&out.join("documents.csv")).len(), 1);
    }
    let output = tallywire().arg("extract").arg(&news).args(["--force", "--out"]).arg(&out).output().unwrap();
    assert!(said(&output).contains("1 folder holds results of tallywire"), "{}", said(&output));
    assert!(said(&output).contains("1 article has no date"), "{}", said(&output));
    let dated = tallywire()
        .arg("extract")
        .arg(&news)
        .args(["--force", "--date", "2026-03-31", "--format", "jsonl", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert!(!said(&dated).contains("no date"), "{}", said(&dated));
    assert!(said(&dated).contains("taken away") && said(&dated).contains("claims.csv"), "{}", said(&dated));
    let many = extract(&[&news], &out, &["--force", "--threads", "99999"]);
    assert_eq!(code(&many), 2, "{}", said(&many));
}

#[test]
fn show_fits_the_terminal_and_writes_csv() {
    let folder = TempDir::new().unwrap();
    let input = file(&folder, "a.txt", ARTICLE);
    let out = folder.path().join("out");
    assert_eq!(code(&extract(&[&input], &out, &["--date", "2026-03-31"])), 0);
    let show = |more: &[&str], columns: &str| {
        let output = tallywire().arg("show").arg(&out).args(more).env("COLUMNS", columns).output().unwrap();
        assert_eq!(code(&output), 0, "{}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let claims = rows(&out.join("claims.csv")).len();
    for width in [30, 60, 80, 119, 200] {
        let shown = show(&[], &width.to_string());
        assert!(shown.lines().all(|l| l.chars().count() <= width), "{width}:\n{shown}");
        // In a narrow terminal each row has its sentence below.
        let lines = if width < 120 { 2 * claims } else { claims };
        assert_eq!(shown.lines().count(), 1 + lines, "{width}:\n{shown}");
    }
    let csv = show(&["--csv", "--columns", "value,unit"], "80");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap(), &["value", "unit"][..]);
    assert_eq!(reader.records().count(), claims);
}
