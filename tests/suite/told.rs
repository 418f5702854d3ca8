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

#[test]
fn wrong_options_say_what_they_take() {
    let here = Here::new();
    here.file("a.txt", "Police in Nairobi arrested 25 men.\n---\nPolice in Oslo arrested 12 women.\n");
    let answer = here.extract(&["a.txt", "--out", "-"]);
    assert_eq!(answer.code, 2, "{}", answer.said);
    assert!(answer.said.contains("want a folder") && !here.0.path().join("-").exists(), "{}", answer.said);
    let answer = here.extract(&["a.txt", "--out", "o", "-q", "--split", "---"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
    assert_eq!(here.run(&["show", "o", "--table", "documents", "--count"]).out, "2\n");
    let answer = here.run(&["show", "o", "--limit", "-1"]);
    assert!(answer.code == 2 && answer.said.contains("a whole number"), "{}", answer.said);
    let answer = here.extract(&["a.txt", "--log-format", "json", "--fromat", "csv"]);
    let line: serde_json::Value = serde_json::from_str(answer.said.trim()).unwrap();
    assert!(line["message"].as_str().unwrap().contains("--fromat"), "{line}");
    here.file("tallywire.toml", "out = \"o\"\n\n[foo]\nbar = 1\n");
    let answer = here.extract(&["a.txt", "-q"]);
    assert!(answer.said.contains("tallywire.toml:3: there is no setting `foo`"), "{}", answer.said);
}

#[test]
fn words_fit_the_numbers_and_the_next_step() {
    let here = Here::new();
    here.file("a.txt", "It was a quiet week here and nobody said a word about it.");
    let answer = here.extract(&["a.txt", "--out", "o"]);
    assert!(answer.said.contains("no mentions, no claims"), "{}", answer.said);
    // A run that goes on every night says what the next night does; another one, what to type.
    here.file("b.jsonl", "{\"text\": \"Police in Oslo arrested 12 men.\"}\n{\"a\": 1}\n");
    let status = |place: &str| here.run(&["status", place]).out;
    let answer = here.extract(&["b.jsonl", "--out", "b"]);
    assert!(answer.said.contains("see b/errors.csv; once mended: tallywire retry b"), "{}", answer.said);
    assert!(status("b").contains("then: tallywire retry b"), "{}", status("b"));
    here.file("b/aside/000001.jsonl", "{\"text\": \"Police in Oslo arrested 13 men.\"}\n");
    assert_eq!(here.run(&["retry", "b", "-q"]).code, 0);
    assert!(status("b").contains("tried again: tallywire status b/retry"), "{}", status("b"));
    #[cfg(feature = "sqlite")]
    {
        let answer = here.extract(&["b.jsonl", "--out", "n", "--state", "s"]);
        assert!(answer.said.contains("the same command tries them again"), "{}", answer.said);
        assert!(status("n").contains("the same command tries it again"), "{}", status("n"));
        assert!(status("s").contains("known       1 article in 1 file\n"), "{}", status("s"));
    }
    let list = here.run(&["explain", "--rule", "list"]).out;
    let heads: Vec<&str> = list.lines().filter(|l| !l.starts_with(' ')).collect();
    assert_eq!(heads, ["kinds of claims:", "parts of a claim:", "names that no dictionary has:"]);
    here.file("latin.csv", b"name,type\nZorblatt M\xfcller,person\n");
    let answer = here.run(&["dictionary", "check", "latin.csv"]);
    assert!(answer.said.contains("latin.csv:2: the line is not UTF-8\n"), "{}", answer.said);
    here.file("c.json", "{\"headline\": \"Arrests\", \"body\": \"Police in Oslo arrested 12 men.\"}");
    let answer = here.extract(&["c.json", "--out", "c", "--input-format", "csv"]);
    assert!(answer.said.contains("this is JSON, not a table"), "{}", answer.said);
}

#[test]
fn a_table_of_figures_keeps_its_rows() {
    let here = Here::new();
    let first = "<p>The council published its figures on Monday, which tell how many homes were built in each district \
                 last year, and how many are planned, it said.</p>";
    let last = "<p>Totals will be published in May, said Mary Hill, who leads the council, after the budget has been \
                agreed on by all of its members, and not before.</p>";
    let text = |name: &str, body: String| {
        here.file(name, format!("<html><body><article>{body}</article></body></html>"));
        let answer = here.extract(&[name, "--out", "o", "--force", "-q", "--keep-text"]);
        assert_eq!(answer.code, 0, "{}", answer.said);
        let line = std::fs::read_to_string(here.0.path().join("o/texts.jsonl")).unwrap();
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        line["text"].as_str().unwrap().split("\n\n").map(String::from).collect::<Vec<_>>()
    };
    let figures = "<table><caption>Homes</caption><tr><th>District<th>Homes built<th>Cost, million euros</tr>\
                   <tr><td>North Vale<td>43<td>1.2</tr><tr><td><a href=x>South Vale</a><td>1,250<br>homes<td><p>4.5</p></tr>\
                   </table>";
    let found = text("figures.html", format!("{first}{figures}{last}"));
    let rows = [
        "District | Homes built | Cost, million euros",
        "North Vale | 43 | 1.2",
        "South Vale | 1,250 homes | 4.5",
    ];
    assert_eq!(found[1..4], rows);
    let claims = here.run(&["show", "o", "--csv", "--columns", "value,about"]).out;
    assert!(claims.contains("43,North Vale"), "{claims}");
    // Tables that lay out the page, and those of words alone, are no tables of figures.
    let layout = format!("<table><tr><td>Menu<td>News 24</tr><tr><td>Home<td>{first}{last}</tr></table>");
    let found = text("layout.html", layout);
    assert!(found.iter().all(|block| !block.contains('|')), "{found:?}");
    assert!(found.iter().any(|block| block.starts_with("The council")), "{found:?}");
    let words = "<table><tr><td>One<td>Two</tr><tr><td>Three<td>Four</tr></table>";
    assert_eq!(text("words.html", format!("{first}{words}{last}")).len(), 2);
}

#[test]
fn what_the_headline_tells_is_added_up_once() {
    let here = Here::new();
    here.file(
        "a.jsonl",
        "{\"id\": 1, \"title\": \"Two men arrested in Kenya\", \"text\": \"Two men were arrested in Kenya on Sunday.\"}\n\
         {\"id\": 2, \"title\": \"Nine men arrested in Kenya\", \"text\": \"Three men were arrested in Kenya on Monday.\"}\n",
    );
    assert_eq!(here.extract(&["a.jsonl", "--out", "o", "-q", "--summaries"]).code, 0);
    let rows = here.run(&[
        "show",
        "o",
        "--table",
        "claims_by_entity",
        "--where",
        "relation=place",
        "--csv",
        "--columns",
        "name,thing,claims,sum",
    ]);
    assert!(rows.out.contains("Kenya,man,4,14"), "{}", rows.out);
}

#[test]
fn results_do_not_lie_among_the_articles() {
    let here = Here::new();
    here.file("news/a.jsonl", articles(2));
    for input in ["news", "news/", "news/*.jsonl"] {
        let answer = here.extract(&[input, "--out", "news"]);
        assert_eq!(answer.code, 2, "{input}: {}", answer.said);
        assert!(answer.said.contains("this folder holds the articles"), "{}", answer.said);
        assert!(answer.said.contains("--out news/findings"), "{}", answer.said);
    }
    // A file that is named outright is read alone, whatever stands beside it; a folder of results is passed over.
    for (input, out) in [("news", "news/findings"), ("news", "news/again"), ("news/a.jsonl", "news")] {
        let answer = here.extract(&[input, "--out", out]);
        assert_eq!(answer.code, 0, "{}", answer.said);
        assert!(answer.said.contains("2 articles"), "{}", answer.said);
    }
}

#[test]
fn a_missing_argument_is_named_on_one_line_too() {
    let here = Here::new();
    let answer = here.run(&["extract", "news", "--log-format", "json"]);
    assert_eq!(answer.code, 2, "{}", answer.said);
    let line: serde_json::Value = serde_json::from_str(answer.said.trim()).unwrap();
    assert!(line.to_string().contains("--out <DIR>"), "{line}");
}
