//! What the program says: once, with where it stands and what to type next, and by its exit code.

use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::tallywire;

/// A program's answer.
struct Answer {
    code: i32,
    out: String,
    said: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Answer {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Answer { code: output.status.code().unwrap(), out: text(output.stdout), said: text(output.stderr) }
    }
}

struct Here(TempDir);

impl Here {
    fn new() -> Here {
        Here(TempDir::new().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        tallywire().current_dir(self.0.path()).args(arguments).output().unwrap().into()
    }

    /// `extract` with the small test dictionary.
    fn extract(&self, arguments: &[&str]) -> Answer {
        let names = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/names.csv");
        self.run(&[&["extract", "--dictionaries", names.to_str().unwrap()], arguments].concat())
    }
}

/// So many articles as lines of JSON.
fn articles(many: usize) -> String {
    let line = |n| {
        format!(
            "{{\"id\":\"a{n}\",\"date\":\"2025-06-0{}\",\"headline\":\"Arrests\",\"body\":\"Police in Nairobi arrested {} \
             men on Sunday.\"}}\n",
            n % 9 + 1,
            n + 2
        )
    };
    (0..many).map(line).collect()
}

#[test]
fn a_named_column_that_no_record_has_is_an_exit_code() {
    let here = Here::new();
    here.file("news.jsonl", articles(3));
    here.file("news.csv", "id,date,body\n1,2025-06-01,Police in Nairobi arrested 25 men.\n");
    for (input, flag, name, says) in [
        ("news.jsonl", "--date-field", "dat", "did you mean `date`?"),
        ("news.jsonl", "--title-field", "headlin", "did you mean `headline`?"),
        ("news.csv", "--id-field", "nr", "names there are: body, date, id"),
        ("news.csv", "--date-field", "datum", "did you mean `date`?"),
    ] {
        let answer = here.extract(&[input, "--out", "o", "--force", "-q", flag, name]);
        assert_eq!(answer.code, 3, "{flag}: {}", answer.said);
        assert!(answer.said.contains(&format!("`{name}`, which {flag} names")), "{}", answer.said);
        assert!(answer.said.contains(says), "{}", answer.said);
    }
    // Where one of the inputs has it nothing is wrong.
    here.file("more.jsonl", "{\"nr\": 7, \"text\": \"Police in Oslo arrested 12 men.\"}\n");
    let answer =
        here.extract(&["news.jsonl", "more.jsonl", "--out", "o", "--force", "-q", "--id-field", "nr"]);
    assert_eq!((answer.code, &answer.said[..]), (0, ""));
}

#[test]
fn the_same_fault_is_told_once() {
    let here = Here::new();
    here.file("news.jsonl", articles(500));
    here.file("good.jsonl", "{\"boddy\": \"Police in Oslo arrested 12 men.\"}\n");
    let answer = here.extract(&["news.jsonl", "good.jsonl", "--out", "o", "-q", "--text-field", "boddy"]);
    assert_eq!(answer.code, 3, "{}", answer.said);
    assert_eq!(answer.said.lines().count(), 2, "{}", answer.said);
    assert!(answer.said.contains("news.jsonl:1: no `boddy` in this object (500 times; also news.jsonl:2,"));
    assert!(answer.said.contains("hint: did you mean `body`? its keys are: id, date"), "{}", answer.said);
    // What differs is told one by one.
    here.file("broken.jsonl", "{\"a\": 1}\n{\"b\": 1}\n{\"b\": 1}\n");
    let answer = here.extract(&["broken.jsonl", "good.jsonl", "--out", "p", "-q", "--text-field", "boddy"]);
    assert_eq!(answer.said.matches("hint:").count(), 2, "{}", answer.said);
}

#[test]
fn conditions_that_mean_nothing_are_refused() {
    let here = Here::new();
    here.file("news.jsonl", articles(9));
    assert_eq!(here.extract(&["news.jsonl", "--out", "o", "-q"]).code, 0);
    for (condition, says) in [
        ("text=~oil", "did you mean `~`?"),
        ("value=>5", "did you mean `>=`?"),
        ("value==5", "did you mean `=`?"),
        ("vaule=5", "did you mean `value`?"),
        ("knd=count", "did you mean `kind`?"),
    ] {
        let answer = here.run(&["show", "o", "--where", condition]);
        assert_eq!(answer.code, 2, "{condition}: {}", answer.said);
        assert!(answer.said.contains(says), "{condition}: {}", answer.said);
    }
    for (table, says) in [("claim", "`claims`"), ("mention", "`mentions`"), ("docs", "there are: claims")] {
        let answer = here.run(&["show", "o", "--table", table]);
        assert!(answer.code == 2 && answer.said.contains(says), "{table}: {}", answer.said);
    }
    let count = |condition: &str| {
        here.run(&["show", "o", "--table", "documents", "--count", "--where", condition])
            .out
            .trim()
            .to_string()
    };
    assert_eq!(count("published=2025"), "9");
    assert_eq!(count("published=2025-06-04"), "1");
    assert_eq!(count("published>2025"), "0");
    let answer = here.run(&["show", "o", "--columns", "vaule"]);
    assert!(answer.said.contains("did you mean `value`?"), "{}", answer.said);
}

#[test]
fn a_file_of_which_nothing_could_be_read_has_its_row() {
    let here = Here::new();
    here.file("in/good.txt", "Police in Nairobi arrested 25 men on Sunday.");
    let empty = ["a.txt", "b.jsonl", "c.csv", "d.json", "e.html"];
    empty.iter().for_each(|name| {
        here.file(&format!("in/{name}"), "");
    });
    let answer = here.extract(&["in", "--out", "o", "-q"]);
    assert_eq!(answer.code, 3, "{}", answer.said);
    let rows = |table: &str| {
        let mut reader = csv::Reader::from_path(here.0.path().join(table)).unwrap();
        let head = reader.headers().unwrap().clone();
        let all: Vec<_> = reader.deserialize::<std::collections::HashMap<String, String>>().collect();
        assert!(!head.is_empty());
        all.into_iter().map(Result::unwrap).collect::<Vec<_>>()
    };
    let failed: Vec<_> = rows("o/documents.csv").into_iter().filter(|r| r["status"] == "failed").collect();
    let errors = rows("o/errors.csv");
    assert_eq!((failed.len(), errors.len()), (empty.len(), empty.len()), "{failed:?}");
    for (row, error) in failed.iter().zip(&errors) {
        assert_eq!((&row["input"], &row["note"]), (&error["input"], &error["message"]));
    }
    let run = std::fs::read_to_string(here.0.path().join("o/run.json")).unwrap();
    assert!(run.contains("\"doubled_ids\": 0"), "{run}");
}
