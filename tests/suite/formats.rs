//! Every output format gives back the cells that went in, hostile ones too.

use std::path::Path;

use tallywire::output::{Cell, FORMATS, Options, Sink, Store, formats_named, tables};
use tempfile::TempDir;

use crate::tallywire;

/// Articles whose cells are what breaks spreadsheets: formulas, ids like numbers, line ends, quotes, other
/// scripts, control characters, days before 1900, numbers of 17 digits.
const ARTICLES: &str = concat!(
    r#"{"id":"007","title":"=HYPERLINK(\"http://x\",\"y\")","date":"2024-02-01","text":"Zoë Łukasz of İstanbul said 25 people in 上海 lost -5.5 percent.\u0003 At least 12,345,678,901,234,567 ants."}"#,
    "\n",
    r#"{"id":"1E18","title":"+1","date":"1850-02-01","text":"Paris has 20 \"bridges\", 😀. It was\n-40 degrees in Oslo. \u202eabc\u202c 7 men left."}"#,
    "\n",
    r#"{"id":"x\ud800y","title":"@cmd","text":"Nairobi has 3 parks; it has 4 lakes."}"#,
    "\n",
);

fn extract(folder: &TempDir, more: &[&str]) -> std::path::PathBuf {
    let input = folder.path().join("odd.jsonl");
    std::fs::write(&input, ARTICLES).unwrap();
    let out = folder.path().join("out");
    let output = tallywire()
        .arg("extract")
        .arg(&input)
        .args(["--dictionaries", "tests/data/names.csv", "--quiet", "--out"])
        .arg(&out)
        .args(more)
        .output()
        .unwrap();
    let code = output.status.code().unwrap();
    assert!(code == 0 || code == 3, "{}", String::from_utf8_lossy(&output.stderr));
    out
}

/// A table as the plain CSV has it.
fn plain(out: &Path, table: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(out.join(table)).unwrap();
    reader.records().map(|r| r.unwrap().iter().map(String::from).collect()).collect()
}

#[test]
fn csv_for_excel_guards_text_and_ids_and_no_numbers() {
    let folder = TempDir::new().unwrap();
    let usual = plain(&extract(&folder, &[]), "claims.csv");
    let out = extract(&folder, &["--excel", "--delimiter", ";", "--force"]);
    let bytes = std::fs::read(out.join("claims.csv")).unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbfdocument;part;"));
    let text = String::from_utf8(bytes).unwrap();
    let lines = text.matches("\r\n").count();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(
        (rows.len() + 1, lines),
        (usual.len(), usual.len()),
        "one CRLF a row, whatever its cells hold"
    );
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    for (row, usual) in rows.iter().zip(&usual[1..]) {
        let id = &row[column("document")];
        assert!(["id007", "id1E18"].contains(&id) || id == usual[0], "{id}");
        let decimal = usual[column("value")].replace('.', ",");
        assert_eq!(
            row[column("value")],
            decimal,
            "numbers are never guarded, and have the comma of the place"
        );
        for (cell, usual) in row.iter().zip(usual) {
            let value = cell.replace(',', ".").parse::<f64>().is_ok();
            assert!(value || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            let same = cell == usual || cell.eq_ignore_ascii_case(usual) || cell == usual.replace('.', ",");
            assert!(same || cell == format!("'{usual}") || cell == format!("id{usual}"), "{cell} {usual}");
        }
    }
    assert!(rows.iter().any(|r| &r[column("value")] == "-5,5" || &r[column("value")] == "-40"));
}

#[test]
fn long_tables_are_cut_into_files_that_a_sheet_holds() {
    let folder = TempDir::new().unwrap();
    let options = Options { excel: true, rows_a_file: Some(4), ..Options::default() };
    let mut names = vec!["csv".to_string()];
    names.extend(FORMATS.iter().filter(|f| f.name == "xlsx").map(|f| f.name.to_string()));
    let mut store =
        Store::create(folder.path(), formats_named(&names, &options).unwrap(), &options, false).unwrap();
    // Entities are the shortest table: 8 columns.
    let heads = &tables()[3].1;
    let mut packed = Vec::new();
    let name = "x".repeat(40_000);
    for n in 0..10u64 {
        let values: Vec<tallywire::findings::Value<'_>> = heads
            .iter()
            .map(|h| match h.kind {
                tallywire::findings::ColumnType::Integer => tallywire::findings::Value::Integer(n),
                tallywire::findings::ColumnType::Text => {
                    tallywire::findings::Value::Text(name[..if n == 7 { 40_000 } else { 3 }].into())
                }
                _ => tallywire::findings::Value::Empty,
            })
            .collect();
        store.formats()[0].writer.row(heads, &values, &mut packed);
    }
    for format in 0..names.len() {
        store.append(3, format, &packed).unwrap();
    }
    let texts = heads.iter().filter(|h| h.kind == tallywire::findings::ColumnType::Text).count();
    assert_eq!(store.cut(), (names.len() * texts) as u64);
    store.publish("{}").unwrap();
    let rows = |name: &str| plain(folder.path(), name).len();
    let files = ["entities.csv", "entities-2.csv", "entities-3.csv", "entities-4.csv"];
    assert_eq!(files.map(rows), [4, 4, 4, 2], "a header and at most three rows each");
    let seventh = &plain(folder.path(), "entities-3.csv")[2];
    assert!(seventh[0].ends_with("…[cut]") && seventh[0].chars().count() == 32_767);
    // The next run takes all parts away.
    let store = Store::create(
        folder.path(),
        formats_named(&["csv".into()], &Options::default()).unwrap(),
        &Options::default(),
        true,
    );
    store.unwrap().publish("{}").unwrap();
    assert!(!folder.path().join("entities-2.csv").exists());
    assert!(!folder.path().join("tallywire.xlsx").exists());
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_holds_the_same_cells() {
    use calamine::{Data, Reader, Xlsx, open_workbook};
    let folder = TempDir::new().unwrap();
    let out = extract(&folder, &["--format", "csv,xlsx"]);
    let mut book: Xlsx<_> = open_workbook(out.join("tallywire.xlsx")).unwrap();
    assert_eq!(book.sheet_names()[..4], ["Claims", "Mentions", "Entities", "Documents"]);
    assert_eq!(book.sheet_names().last().unwrap(), "About");
    for (sheet, file) in [
        ("Claims", "claims.csv"),
        ("Mentions", "mentions.csv"),
        ("Documents", "documents.csv"),
        ("Entities", "entities.csv"),
    ] {
        let range = book.worksheet_range(sheet).unwrap();
        let rows = plain(&out, file);
        assert_eq!(range.height(), rows.len(), "{sheet}");
        for (cells, row) in range.rows().zip(&rows) {
            for (n, expected) in row.iter().enumerate() {
                let cell = cells.get(n).cloned().unwrap_or(Data::Empty);
                let same = match &cell {
                    Data::Float(value) => expected.parse::<f64>().ok() == Some(*value),
                    Data::Int(value) => expected.parse::<i64>().ok() == Some(*value),
                    Data::Bool(value) => *expected == value.to_string(),
                    Data::DateTime(day) => {
                        let (year, month, day, ..) = day.to_ymd_hms_milli();
                        format!("{year:04}-{month:02}-{day:02}") == *expected
                    }
                    // Control characters and line ends come back as workbooks write them.
                    Data::String(text) => {
                        text.replace("_x0003_", "\u{3}").replace("\r\n", "\n")
                            == expected.replace("\r\n", "\n")
                    }
                    _ => expected.is_empty(),
                };
                assert!(same, "{sheet}: {cell:?} is not {expected:?}");
            }
        }
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_types_and_the_same_cells() {
    use arrow_cast::display::array_value_to_string;
    let folder = TempDir::new().unwrap();
    let out = extract(&folder, &["--format", "csv,parquet"]);
    for table in ["claims", "mentions", "documents", "entities"] {
        let file = std::fs::File::open(out.join(format!("{table}.parquet"))).unwrap();
        let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file)
            .unwrap()
            .build()
            .unwrap();
        let rows = plain(&out, &format!("{table}.csv"));
        let mut at = 1;
        for batch in reader {
            let batch = batch.unwrap();
            let names: Vec<String> = batch.schema().fields().iter().map(|f| f.name().clone()).collect();
            assert_eq!(names, rows[0]);
            for n in 0..batch.num_rows() {
                for (column, expected) in rows[at].iter().enumerate() {
                    let found = array_value_to_string(batch.column(column), n).unwrap();
                    let list = found.trim_matches(['[', ']']).replace(", ", ";");
                    let number =
                        || found.parse::<f64>().ok().is_some_and(|f| expected.parse::<f64>().ok() == Some(f));
                    assert!(
                        found == *expected || list == *expected || number(),
                        "{table}: {found:?} {expected:?}"
                    );
                }
                at += 1;
            }
        }
        assert_eq!(at, rows.len());
    }
}

#[cfg(feature = "sqlite")]
#[test]
fn a_database_answers_questions() {
    let folder = TempDir::new().unwrap();
    let out = extract(&folder, &["--format", "csv,sqlite"]);
    let base = rusqlite::Connection::open(out.join("tallywire.sqlite")).unwrap();
    for table in ["claims", "mentions", "documents", "entities"] {
        let count: i64 = base.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).unwrap();
        assert_eq!(count as usize + 1, plain(&out, &format!("{table}.csv")).len(), "{table}");
    }
    let lowest: f64 = base.query_row("SELECT min(value) FROM claim_facts", [], |r| r.get(0)).unwrap();
    assert!(lowest < 0.0, "values are numbers");
    let (unit, published): (String, String) = base
        .query_row(
            "SELECT unit, published FROM claim_facts WHERE claim IN
             (SELECT rowid FROM claims_text WHERE claims_text MATCH 'paris')",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .unwrap();
    assert_eq!((unit.as_str(), published.as_str()), ("bridge", "1850-02-01"));
}

#[test]
fn tables_for_spreadsheets_read_back_as_the_others() {
    let folder = TempDir::new().unwrap();
    let read = |arguments: &[&str]| {
        let out = extract(&folder, arguments);
        let results = tallywire::results::Results::open(&out).unwrap();
        let rows = results.table("claims").unwrap().map(|row| {
            let row = row.unwrap();
            [row.figure(), row.how(), row.get("definite").to_string(), row.get("kind").to_string()]
        });
        rows.collect::<Vec<_>>()
    };
    let usual = read(&["--force"]);
    assert!(usual.iter().any(|row| row[0].contains('.') && row[2] == "false"), "{usual:?}");
    for delimiter in [",", ";"] {
        assert_eq!(read(&["--force", "--excel", "--delimiter", delimiter]), usual, "{delimiter}");
    }
}

#[test]
fn excel_without_csv_is_refused() {
    let options = Options { excel: true, ..Options::default() };
    let error = formats_named(&["jsonl".into()], &options).err().unwrap();
    assert!(error.hint.unwrap().contains("add csv"));
}

/// A sink that takes any row: the default of [`Sink::rows`] unpacks what workers packed.
#[test]
fn a_sink_gets_its_rows_in_order() {
    struct Count(Vec<usize>);
    impl Sink for Count {
        fn row(&mut self, table: usize, cells: &[Cell<'_>]) -> std::io::Result<()> {
            assert_eq!(cells.len(), tables()[table].1.len());
            self.0.push(table);
            Ok(())
        }
        fn finish(self: Box<Self>, _: &str) -> std::io::Result<Vec<tallywire::output::Finished>> {
            Ok(vec![])
        }
    }
    let mut packed = Vec::new();
    let row = vec![tallywire::findings::Value::Flag(true); tables()[0].1.len()];
    let writer =
        formats_named(&["csv".into()], &Options { excel: true, ..Options::default() }).unwrap()[0].writer;
    writer.row(&[], &row, &mut packed);
    writer.row(&[], &row, &mut packed);
    let mut count = Count(vec![]);
    count.rows(0, &packed).unwrap();
    assert_eq!(count.0, [0, 0]);
}

/// What pivot tables start from, counted by hand for four sentences.
#[test]
fn summaries_add_up_claims_and_pairs() {
    let folder = TempDir::new().unwrap();
    let input = folder.path().join("few.jsonl");
    let text = "Kenya exported 20 tons of tea to France. Kenya exported 30 tons of tea to France.\n\n\
                Kenya has 5 parks. Kenya will build 7 parks, and Paris lies in France.\n\n\
                Kenya cut its tea price by 3 percent. Kenya raised tea prices by 2 percent.";
    std::fs::write(&input, serde_json::json!({"id": "a", "text": text}).to_string()).unwrap();
    let out = folder.path().join("out");
    let names = folder.path().join("names.csv");
    std::fs::write(
        &names,
        "name,type,id,weight\nKenya,place,KE,90\nFrance,place,FR,90\nParis,place,paris,90\n",
    )
    .unwrap();
    let run = |more: &[&str]| {
        let mut command = tallywire();
        command
            .arg("extract")
            .arg(&input)
            .arg("--dictionaries")
            .arg(&names)
            .args(["--quiet", "--force", "--out"]);
        command.arg(&out).args(more).assert().success();
    };
    run(&["--summaries", "--format", "csv,jsonl"]);
    let pairs = plain(&out, "pairs.csv");
    let told: Vec<String> =
        pairs[1..].iter().map(|r| format!("{} {} {} {}", r[0], r[3], r[6], r[7])).collect();
    assert_eq!(told, ["Kenya France 3 1", "Kenya Paris 1 1", "France Paris 1 1"]);
    let claims = plain(&out, "claims_by_entity.csv");
    let at = |name: &str| claims[0].iter().position(|h| h == name).unwrap();
    let row = |thing: &str| {
        claims.iter().find(|r| r[0] == "Kenya" && r[at("relation")] == "subject" && r[at("thing")] == thing)
    };
    let parks = row("park").unwrap_or_else(|| panic!("{claims:?}"));
    let cell = |name: &str| parks[at(name)].as_str();
    assert_eq!((cell("claims"), cell("lowest"), cell("highest")), ("2", "5", "7"));
    assert_eq!(cell("sum"), "5", "what is planned is not added");
    assert_eq!(row("price").map(|r| &r[at("claims")][..]), Some("2"), "one thing: {claims:?}");
    let graph = std::fs::read_to_string(out.join("pairs.graphml")).unwrap();
    assert_eq!((graph.matches("<node ").count(), graph.matches("<edge ").count()), (3, 3));
    assert_eq!(std::fs::read_to_string(out.join("pairs.jsonl")).unwrap().lines().count(), 3);
    // The next run without them takes them away.
    run(&[]);
    assert!(!out.join("pairs.csv").exists() && !out.join("pairs.graphml").exists());
}
