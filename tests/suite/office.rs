//! Results opened by other programs: LibreOffice, pandas, Polars, DuckDB. Each says so where it is not
//! installed and is left out.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::tallywire;

const ARTICLES: &str = concat!(
    r#"{"id":"007","title":"=SUM(A2)","date":"2024-02-01","text":"Zoë Łukasz of İstanbul said 25 people in 上海 lost -5.5 percent. \"We have 3,000 trucks\", 😀."}"#,
    "\n",
    r#"{"id":"1E18","title":"+news","date":"2023-12-31","text":"Paris has 20 \"bridges\".\n\nIt was -40 degrees in Oslo on 3 May 2023; 7 men left."}"#,
    "\n",
);

fn extract(folder: &TempDir, more: &[&str]) -> std::path::PathBuf {
    let input = folder.path().join("odd.jsonl");
    std::fs::write(&input, ARTICLES).unwrap();
    let out = folder.path().join("out");
    tallywire()
        .arg("extract")
        .arg(&input)
        .args(["--dictionaries", "tests/data/names.csv", "--quiet", "--force", "--out"])
        .arg(&out)
        .args(more)
        .assert()
        .success();
    out
}

fn cells(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(|c| c.replace("\r\n", "\n")).collect()).collect()
}

/// The sheet as LibreOffice saves it again.
fn through_office(file: &Path, folder: &Path) -> Option<Vec<Vec<String>>> {
    // UTF-8 in (76), comma and double quote, numbers as they are; out the same way, all cells as shown.
    let (out, csv) = (folder.join("converted"), file.extension().is_some_and(|e| e == "csv"));
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("office").display()))
        .arg("--headless")
        .args(csv.then_some("--infilter=CSV:44,34,76,1,,1033"))
        .args([
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,1",
            "--outdir",
        ])
        .arg(&out)
        .arg(file)
        .output();
    match output {
        Err(_) => {
            eprintln!(
                "SKIPPED: no LibreOffice here; `apt-get install libreoffice-calc` and run the test again"
            );
            None
        }
        Ok(output) => {
            let name = std::fs::read_dir(&out)
                .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
                .map(|e| e.unwrap().path())
                .find(|p| p.extension().is_some_and(|e| e == "csv"));
            Some(cells(&name.unwrap()))
        }
    }
}

/// Cells are the same, numbers and dates by what they mean.
fn same(ours: &[Vec<String>], theirs: &[Vec<String>]) {
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(theirs) {
        for (n, cell) in ours.iter().enumerate() {
            let other = theirs.get(n).map_or("", |c| c);
            // A quantity in the article's words ("3,000") is a number for a spreadsheet, the same one.
            let number = || Some(cell.replace(',', "").parse::<f64>().ok()? == other.parse::<f64>().ok()?);
            assert!(
                cell == other || cell.eq_ignore_ascii_case(other) || number().unwrap_or(false),
                "{cell:?} came back as {other:?}"
            );
        }
    }
}

#[test]
fn libreoffice_opens_the_workbook() {
    let folder = TempDir::new().unwrap();
    let out = extract(&folder, &["--format", "csv,xlsx"]);
    let Some(theirs) = through_office(&out.join("tallywire.xlsx"), folder.path()) else { return };
    same(&cells(&out.join("claims.csv")), &theirs);
}

#[test]
fn libreoffice_opens_the_csv() {
    let folder = TempDir::new().unwrap();
    let out = extract(&folder, &["--excel"]);
    for table in ["claims.csv", "documents.csv"] {
        let Some(theirs) = through_office(&out.join(table), &folder.path().join(table)) else { return };
        same(&cells(&out.join(table)), &theirs);
    }
}

const READERS: &str = r#"
import importlib, sys
folder = sys.argv[1]
def has(name):
    try: return importlib.import_module(name)
    except ImportError:
        print("SKIPPED: no", name, "here; pip install", name, file=sys.stderr)
expected = [25.0, -5.5, 3000.0, 20.0, -40.0, 7.0]
if duckdb := has("duckdb"):
    kinds = dict(duckdb.sql(f"select column_name, column_type from (describe select * from '{folder}/claims.parquet')").fetchall())
    assert kinds["value"] == "DECIMAL(38,9)" and kinds["time_from"] == "DATE" and kinds["negated"] == "BOOLEAN", kinds
    assert kinds["entities"] == "VARCHAR[]" and kinds["start"] == "UBIGINT", kinds
    for table in "parquet", "csv":
        rows = duckdb.sql(f"select value, published from '{folder}/claims.{table}' join '{folder}/documents.{table}' using (document)").fetchall()
        assert sorted(float(r[0]) for r in rows) == sorted(expected), rows
        assert {str(r[1]) for r in rows} == {"2024-02-01", "2023-12-31"}, rows
if polars := has("polars"):
    frame = polars.read_parquet(folder + "/claims.parquet")
    assert sorted(map(float, frame["value"])) == sorted(expected)
    assert frame.schema["time_from"] == polars.Date and frame.schema["entities"] == polars.List(polars.String)
    frame = polars.read_csv(folder + "/claims.csv")
    assert sorted(frame["value"]) == sorted(expected)
if pandas := has("pandas"):
    frame = pandas.read_csv(folder + "/claims.csv", dtype={"document": str})
    assert sorted(frame["value"]) == sorted(expected) and set(frame["document"]) == {"007", "1E18"}
    if has("pyarrow"):
        assert set(pandas.read_parquet(folder + "/claims.parquet")["document"]) == {"007", "1E18"}
"#;

#[cfg(feature = "parquet")]
#[test]
fn duckdb_polars_and_pandas_read_the_tables() {
    let folder = TempDir::new().unwrap();
    let out = extract(&folder, &["--format", "csv,parquet"]);
    let python = std::env::var("TALLYWIRE_PYTHON").unwrap_or_else(|_| "python3".into());
    match Command::new(&python).args(["-c", READERS]).arg(&out).output() {
        Err(_) => eprintln!("SKIPPED: no {python} here"),
        Ok(output) => {
            eprint!("{}", String::from_utf8_lossy(&output.stderr));
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}
