//! The same twelve articles in every format, packing and encoding: the rows are the same from each, but for
//! what a format cannot hold.

use std::path::{Path, PathBuf};

use crate::{corpora::*, tallywire};
use tempfile::TempDir;

struct Run {
    folder: TempDir,
}

/// The rows of a table, ids and inputs of articles left out.
type Rows = Vec<Vec<String>>;

impl Run {
    fn new() -> Run {
        Run { folder: TempDir::new().unwrap() }
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn extract(&self, name: &str, inputs: &[&Path], more: &[&str]) -> PathBuf {
        let out = self.folder.path().join(format!("out-{name}"));
        let output = tallywire()
            .arg("extract")
            .args(inputs)
            .args(["--dictionaries", "tests/data/names.csv", "--quiet", "--out"])
            .arg(&out)
            .args(more)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{name}: {said}");
        out
    }
}

fn rows(out: &Path, table: &str, left_out: &[&str]) -> Rows {
    let mut reader = csv::Reader::from_path(out.join(table)).unwrap();
    let head: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
    reader
        .records()
        .map(|r| {
            let row = r.unwrap();
            row.iter()
                .zip(&head)
                .filter(|(_, h)| !left_out.contains(&&h[..]))
                .map(|(c, _)| c.to_string())
                .collect()
        })
        .collect()
}

/// Mentions, claims, and of documents what all formats hold.
fn findings(out: &Path) -> (Rows, Rows, Rows) {
    let documents =
        rows(out, "documents.csv", &["document", "input", "record", "address", "encoding", "note", "source"]);
    (rows(out, "mentions.csv", &["document"]), rows(out, "claims.csv", &["document"]), documents)
}

fn plain(files: Vec<(String, Vec<u8>)>, run: &Run, folder: &str) -> PathBuf {
    for (name, bytes) in files {
        run.file(&format!("{folder}/{name}"), bytes);
    }
    run.folder.path().join(folder)
}

#[test]
fn every_format_gives_the_same_rows() {
    let run = Run::new();
    let pages = || files("html", |a| html(a, "utf-8").into_bytes());
    let inputs = [
        ("jsonl", run.file("a.jsonl", jsonl())),
        ("json", run.file("a.json", json_array())),
        ("json-wrapped", run.file("b.json", json_wrapped())),
        ("csv", run.file("a.csv", table(b','))),
        ("csv-semicolons", run.file("b.csv", table(b';'))),
        ("tsv", run.file("a.tsv", table(b'\t'))),
        ("parquet", run.file("a.parquet", parquet(5))),
        ("nitf", run.file("a.xml", nitf())),
        ("newsml", run.file("b.xml", newsml())),
        ("reuters", run.file("a.sgm", reuters())),
        ("warc", run.file("a.warc", warc_records().concat())),
        ("warc-gz", run.file("a.warc.gz", warc_records().iter().flat_map(|r| gz(r)).collect::<Vec<_>>())),
        ("html", plain(pages(), &run, "pages")),
        ("markdown", plain(files("md", |a| markdown(a).into_bytes()), &run, "marks")),
        ("mail", plain(files("eml", eml), &run, "mails")),
    ];
    let (mentions, claims, documents) = findings(&run.extract("reference", &[&inputs[0].1], &[]));
    assert!(mentions.len() > 20 && claims.len() > 40, "{} and {}", mentions.len(), claims.len());
    assert_eq!(documents.len(), 12);
    for (name, input) in &inputs {
        let found = findings(&run.extract(name, &[input], &[]));
        assert_eq!(found.2, documents, "{name}");
        assert_eq!(found.0, mentions, "{name}");
        assert_eq!(found.1, claims, "{name}");
    }
}

#[test]
fn every_packing_gives_the_same_rows() {
    let run = Run::new();
    let pages = || files("html", |a| html(a, "utf-8").into_bytes());
    let lines = || vec![("deep/in/a.jsonl".to_string(), jsonl())];
    let junk = ("readme.bin".to_string(), vec![1, 2, 3]);
    let inputs = [
        ("gz", run.file("a.jsonl.gz", gz(&jsonl()))),
        ("zst", run.file("a.jsonl.zst", zst(&jsonl()))),
        ("bz2", run.file("a.jsonl.bz2", bz2(&jsonl()))),
        ("xz", run.file("a.jsonl.xz", xz(&jsonl()))),
        // The content tells, whatever the name says.
        ("gz-by-another-name", run.file("c.jsonl", gz(&jsonl()))),
        ("xz-without-a-name", run.file("packed.xz", xz(&json_array()))),
        ("parquet-gz", run.file("a.parquet.gz", gz(&parquet(100)))),
        ("zip", run.file("a.zip", zip(&[pages(), vec![junk.clone()]].concat()))),
        ("tar", run.file("a.tar", tar(&[pages(), vec![junk]].concat()))),
        ("tar-gz", run.file("a.tgz", gz(&tar(&pages())))),
        ("tar-xz", run.file("a.tar.xz", xz(&tar(&lines())))),
        ("zip-zst", run.file("a.zip.zst", zst(&zip(&lines())))),
        (
            "nested",
            run.file("b.zip", zip(&[("x.tar.bz2".into(), bz2(&tar(&[("y.gz".into(), gz(&jsonl()))])))])),
        ),
        ("parquet-in-tar", run.file("b.tar", tar(&[("a.parquet".into(), parquet(4))]))),
    ];
    let reference = run.file("a.jsonl", jsonl());
    let reference = findings(&run.extract("reference", &[&reference], &[]));
    for (name, input) in &inputs {
        assert_eq!(findings(&run.extract(name, &[input], &[])), reference, "{name}");
    }
}

#[test]
fn plain_text_gives_the_rows_of_the_text() {
    let run = Run::new();
    let bare: String =
        ARTICLES.iter().map(|a| format!("{}\n", serde_json::json!({"text": a.text()}))).collect();
    let bare = run.file("a.jsonl", bare);
    let reference = findings(&run.extract("reference", &[&bare], &[]));
    let texts = files("txt", |a| a.text().into_bytes());
    let folder = plain(texts.clone(), &run, "texts");
    assert_eq!(findings(&run.extract("folder", &[&folder], &[])), reference);
    let archive = run.file("a.zip", zip(&texts));
    assert_eq!(findings(&run.extract("zip", &[&archive], &[])), reference);
    let wide = |a: &Article| {
        [&[0xff, 0xfe][..], &a.text().encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat()
    };
    let folder = plain(files("txt", wide), &run, "wide");
    assert_eq!(findings(&run.extract("utf16", &[&folder], &[])), reference);
    let joined = ARTICLES.iter().map(Article::text).collect::<Vec<_>>().join("\n=====\n");
    let joined = run.file("joined.txt", joined);
    let out = run.extract("split", &[&joined], &["--split", "====="]);
    // A line end stays behind each text.
    let counts = |r: &Rows| r.len();
    let found = findings(&out);
    assert_eq!((counts(&found.0), counts(&found.1)), (counts(&reference.0), counts(&reference.1)));
    assert!(rows(&out, "documents.csv", &[])[1][0].ends_with("joined.txt:2"));
}

#[test]
fn encodings_are_read_as_declared_or_as_they_look() {
    let run = Run::new();
    let encode = |label: &str, text: &str| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        encoding.encode(text).0.into_owned()
    };
    let reference = run.file("a.jsonl", jsonl());
    let reference = findings(&run.extract("reference", &[&reference], &[]));
    // Pages that say what they are written in, and tables that do not.
    for label in ["windows-1252", "iso-8859-15", "utf-8"] {
        let pages = files("html", |a| encode(label, &html(a, label)));
        let folder = plain(pages, &run, label);
        assert_eq!(findings(&run.extract(label, &[&folder], &[])), reference, "{label}");
    }
    let text = String::from_utf8(table(b';')).unwrap();
    let latin = run.file("latin.csv", encode("windows-1252", &text));
    let out = run.extract("latin", &[&latin], &[]);
    assert_eq!(findings(&out), reference);
    assert!(std::fs::read_to_string(out.join("documents.csv")).unwrap().contains("windows-1252"));
    let wide: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let wide = run.file("wide.csv", wide);
    assert_eq!(findings(&run.extract("wide", &[&wide], &[])), reference);
    let lines = String::from_utf8(jsonl()).unwrap();
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(lines.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let wide = run.file("wide.jsonl", wide);
    assert_eq!(findings(&run.extract("wide-jsonl", &[&wide], &[])), reference);
    let nitf = String::from_utf8(nitf()).unwrap().replace("UTF-8", "windows-1252");
    let nitf = run.file("latin.xml", encode("windows-1252", &nitf));
    assert_eq!(findings(&run.extract("latin-xml", &[&nitf], &[])), reference);
    // Japanese is read as what it is, and skipped for its language.
    let japanese = "昨日の台風で四十軒の家が壊れたと市長は述べた。被害はさらに広がる見込みだ。".repeat(8);
    let sjis = run.file("j.txt", encode("shift_jis", &japanese));
    let out = run.extract("sjis", &[&sjis], &[]);
    let documents = std::fs::read_to_string(out.join("documents.csv")).unwrap();
    assert!(documents.contains("jpn,Shift_JIS,,,skipped"), "{documents}");
}

#[test]
fn spans_fit_the_texts_that_are_kept() {
    let run = Run::new();
    let folder =
        plain(files("html", |a| html(a, "utf-8").replace("workers", "wor&shy;kers").into_bytes()), &run, "p");
    let odd = run.file("odd.txt", "Zu\u{308}rich&#39;s police\u{200b} arrested 25 men in Nairobi,\r\nKenya.");
    let out = run.extract("kept", &[&folder, &odd], &["--keep-text", "--format", "csv,jsonl"]);
    let texts: std::collections::HashMap<String, (String, String)> =
        std::fs::read_to_string(out.join("texts.jsonl"))
            .unwrap()
            .lines()
            .map(|l| {
                let v: serde_json::Value = serde_json::from_str(l).unwrap();
                let text = |k: &str| v[k].as_str().unwrap_or("").to_string();
                (text("document"), (text("title"), text("text")))
            })
            .collect();
    assert_eq!(texts.len(), 13);
    let mut seen = 0;
    for table in ["mentions", "claims"] {
        for line in std::fs::read_to_string(out.join(format!("{table}.jsonl"))).unwrap().lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let (title, body) = &texts[row["document"].as_str().unwrap()];
            let part = if row["part"] == "title" { title } else { body };
            let span = row["start"].as_u64().unwrap() as usize..row["end"].as_u64().unwrap() as usize;
            let text: String = part.chars().skip(span.start).take(span.len()).collect();
            let key = if table == "mentions" { "text" } else { "quantity" };
            assert_eq!(text, row[key].as_str().unwrap());
            seen += 1;
        }
    }
    assert!(seen > 70);
    assert!(texts.values().any(|(_, t)| t.starts_with("Zürich's police arrested 25 men")));
}

#[test]
fn other_languages_and_copies_are_marked() {
    let run = Run::new();
    let german = "Der Rat der Stadt teilte am Montag mit, dass der Fluss um zwei Meter gestiegen sei und vierzig Häuser in der unteren Stadt leer stünden. Boote wurden aus dem Hafen gebracht, und die Schule wurde für alle geöffnet, die ihre Häuser verlassen mussten. Die Polizei sperrte 26 Straßen.";
    let long: String = ARTICLES.iter().take(4).map(Article::text).collect::<Vec<_>>().join("\n\n");
    let lines: String = [
        ("a", long.clone()),
        ("b", german.to_string()),
        ("c", ARTICLES[4].text()),
        ("d", long.to_uppercase()),
        ("e", format!("{long} Reporting by our desk.")),
    ]
    .iter()
    .map(|(id, text)| format!("{}\n", serde_json::json!({"id": id, "text": text})))
    .collect();
    let input = run.file("a.jsonl", lines);
    let column = |out: &Path, name: &str| -> Vec<String> {
        let mut reader = csv::Reader::from_path(out.join("documents.csv")).unwrap();
        let at = reader.headers().unwrap().iter().position(|h| h == name).unwrap();
        reader.records().map(|r| r.unwrap()[at].to_string()).collect()
    };
    let marked = run.extract("mark", &[&input], &[]);
    assert_eq!(column(&marked, "status"), ["read", "skipped", "read", "read", "read"]);
    assert_eq!(column(&marked, "language"), ["eng", "deu", "eng", "eng", "eng"]);
    assert_eq!(column(&marked, "duplicate_of"), ["", "", "", "a", "a"]);
    assert_eq!(column(&marked, "similarity")[3], "1");
    let kept = run.extract("keep", &[&input], &["--duplicates", "keep", "--any-language"]);
    assert_eq!(column(&kept, "status"), ["read"; 5]);
    assert_eq!(column(&kept, "duplicate_of"), [""; 5]);
    let reference = std::fs::read(marked.join("mentions.csv")).unwrap();
    for (threads, batch) in [("1", "1"), ("1", "1024"), ("4", "1"), ("4", "4")] {
        let name = format!("threads-{threads}-{batch}");
        let out = run.extract(&name, &[&input], &["--threads", threads, "--batch", batch]);
        assert_eq!(std::fs::read(out.join("mentions.csv")).unwrap(), reference);
        assert_eq!(column(&out, "duplicate_of"), column(&marked, "duplicate_of"));
        let skip = ["--duplicates", "skip", "--threads", threads, "--batch", batch];
        let out = run.extract(&format!("skip-{name}"), &[&input], &skip);
        assert_eq!(column(&out, "status"), ["read", "skipped", "read", "skipped", "skipped"]);
        let claims = rows(&out, "claims.csv", &[]);
        assert!(claims.iter().all(|r| r[0] == "a" || r[0] == "c"));
        // Counts of entities leave the copies out as well.
        let both = run.file(
            "two.jsonl",
            format!(
                "{}\n{}\n",
                serde_json::json!({"id": "a", "text": long}),
                serde_json::json!({"id": "c", "text": ARTICLES[4].text()})
            ),
        );
        let two = run.extract(&format!("two-{name}"), &[&both], &[]);
        assert_eq!(
            std::fs::read(two.join("entities.csv")).unwrap(),
            std::fs::read(out.join("entities.csv")).unwrap()
        );
    }
}

#[test]
fn a_text_of_any_length_is_read_in_parts() {
    let run = Run::new();
    let paragraph = "Police in Nairobi arrested 25 men on Sunday.\n\n";
    let count = 3 * (1 << 20) / paragraph.len();
    let text = run.file("long.txt", paragraph.repeat(count));
    let line = run.file("line.txt", paragraph.trim_end().repeat(count));
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(paragraph.repeat(count).encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let wide = run.file("wide.txt", utf16);
    for (name, input, parts) in
        [("long", &text, 96..=97), ("line", &line, 92..=93), ("wide", &wide, 192..=194)]
    {
        let more = ["--duplicates", "keep", "--threads"];
        let one = run.extract(name, &[input], &[&more[..], &["1"]].concat());
        let four = run.extract(&format!("{name}-4"), &[input], &[&more[..], &["4"]].concat());
        let claims = rows(&one, "claims.csv", &[]);
        assert_eq!(claims, rows(&four, "claims.csv", &[]), "{name}");
        let documents = rows(&one, "documents.csv", &[]);
        assert!(parts.contains(&documents.len()), "{name}: {}", documents.len());
        assert!(
            documents[1].iter().any(|cell| cell.contains("part 2 of a text longer than 1 MiB, from byte "))
        );
        assert!(documents[1][0].ends_with(&format!("{name}.txt:2")));
        // No sentence is cut; those of one line without blanks between them are, where a part ends.
        let lost = if name == "line" { parts.count() } else { 0 };
        assert!(claims.len() <= count && claims.len() + lost >= count, "{name}: {} of {count}", claims.len());
    }
}
