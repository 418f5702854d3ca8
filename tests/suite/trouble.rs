//! The program where inputs are broken, disks full and users impatient: what it says and what it leaves behind.

use std::io::Write;
use std::path::Path;

use tempfile::TempDir;

use crate::cli::{ARTICLE, NAMES, code, column, extract, file, no_leftovers, rows, said};
use crate::tallywire;

#[test]
fn bad_records_are_put_aside_and_the_rest_goes_on() {
    let folder = TempDir::new().unwrap();
    let input = file(
        &folder,
        "a.jsonl",
        format!(
            "{}\nnot json\n{{\"id\":\"b\",\"headline\":\"x\"}}\n[1,2]\n{}\n",
            serde_json::json!({"id": "a", "text": ARTICLE}),
            serde_json::json!({"id": "c", "text": ARTICLE})
        ),
    );
    let out = folder.path().join("out");
    let output = extract(&[&input], &out, &[]);
    assert_eq!(code(&output), 3);
    let text = said(&output);
    assert!(
        text.contains("a.jsonl:2:") && text.contains("a.jsonl:3:") && text.contains("a.jsonl:4:"),
        "{text}"
    );
    assert!(text.contains("its keys are: id, headline"), "{text}");
    assert_eq!(column(&out.join("documents.csv"), "status"), ["read", "failed", "failed", "failed", "read"]);
    let run: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("run.json")).unwrap()).unwrap();
    assert_eq!(run["counts"]["put_aside"], 3);
}

#[test]
fn a_missing_column_is_told_with_those_there_are() {
    let folder = TempDir::new().unwrap();
    let input = file(&folder, "a.csv", "nr,schlagzeile,inhalt\n1,x,y\n");
    let out = folder.path().join("out");
    let output = extract(&[&input], &out, &[]);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("--text-field one of: nr, schlagzeile, inhalt"), "{}", said(&output));
    let output = extract(&[&input], &out, &["--text-field", "text"]);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("no column `text`"), "{}", said(&output));
    assert_eq!(code(&extract(&[&input], &out, &["--text-field", "inhalt"])), 0);
}

#[test]
fn broken_files_are_told_one_by_one() {
    let folder = TempDir::new().unwrap();
    let good = file(&folder, "good.txt", ARTICLE);
    let mut whole = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    for n in 0..400 {
        writeln!(whole, "{}", serde_json::json!({"id": n, "text": format!("{ARTICLE} {n} {}", n * 7919)}))
            .unwrap();
    }
    let whole = whole.finish().unwrap();
    let empty = folder.path().join("nothing");
    std::fs::create_dir(&empty).unwrap();
    let unknown = folder.path().join("unknown");
    std::fs::create_dir(&unknown).unwrap();
    std::fs::write(unknown.join("a.docx"), "x").unwrap();
    for (name, input, says) in [
        ("empty file", file(&folder, "empty.txt", ""), "the file is empty"),
        ("empty jsonl", file(&folder, "empty.jsonl", ""), "the file is empty"),
        ("empty csv", file(&folder, "empty.csv", ""), "the file is empty"),
        ("no such file", folder.path().join("missing.txt"), "no such file"),
        ("empty folder", empty, "the folder is empty"),
        ("unknown formats", unknown, "no file of a known format"),
        ("unknown name", file(&folder, "a.what", "\u{1}\u{2}x"), "the name tells no known format"),
        ("another program's", file(&folder, "a.docx", "x"), "a document of a word processor"),
        ("no match", folder.path().join("*.jsonl.zst"), "nothing of a known format matches"),
        ("cut gzip", file(&folder, "cut.jsonl.gz", &whole[..whole.len() / 2]), "cut.jsonl.gz"),
        ("short row", file(&folder, "short.csv", "id,date,text\n1\n"), "the row has 1 fields"),
    ] {
        let out = folder.path().join(format!("out-{}", name.replace(' ', "-")));
        let output = extract(&[&good, &input], &out, &[]);
        assert_eq!(code(&output), 3, "{name}: {}", said(&output));
        assert!(said(&output).contains(says), "{name}: {}", said(&output));
        assert!(said(&output).contains("hint:"), "{name}: {}", said(&output));
        assert!(column(&out.join("documents.csv"), "status").contains(&"read".to_string()), "{name}");
        no_leftovers(&out);
    }
    // Alone, nothing is published, and nothing is left under the final names.
    let out = folder.path().join("alone");
    let output = extract(&[&folder.path().join("empty.txt")], &out, &[]);
    assert_eq!(code(&output), 1);
    assert!(!out.join("mentions.csv").exists());
    no_leftovers(&out);
}

#[test]
fn a_cut_gzip_keeps_what_was_read() {
    let folder = TempDir::new().unwrap();
    let mut whole = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    for n in 0..200 {
        writeln!(whole, "{}", serde_json::json!({"id": n, "text": ARTICLE})).unwrap();
    }
    let whole = whole.finish().unwrap();
    let input = file(&folder, "cut.jsonl.gz", &whole[..whole.len() * 2 / 3]);
    let out = folder.path().join("out");
    let output = extract(&[&input], &out, &[]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(said(&output).contains("the compressed data end too early"), "{}", said(&output));
    assert!(rows(&out.join("documents.csv")).len() > 50);
}

#[test]
fn hostile_text_is_read_and_never_runs_the_terminal() {
    let folder = TempDir::new().unwrap();
    let mut bytes = b"\xef\xbb\xbfKENYA\x00\x03 \x1b[31mPolice\x1b[0m arrested 25 men\r\nin Nairobi \xff\xfe on Sunday.\r\n".to_vec();
    bytes.extend_from_slice("<script>alert(1)</script> Zürich\u{200b} 5 €\u{202e}\r\n".as_bytes());
    let input = file(&folder, "odd.txt", &bytes);
    let out = folder.path().join("out");
    let output = extract(&[&input], &out, &[]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(column(&out.join("documents.csv"), "note")[0].contains("not UTF-8"));
    assert!(column(&out.join("claims.csv"), "counted").contains(&"men".to_string()));
    let output = tallywire()
        .args(["explain", "--dictionaries", NAMES])
        .arg(&input)
        .env("CLICOLOR_FORCE", "0")
        .output()
        .unwrap();
    assert_eq!(code(&output), 0);
    assert!(!output.stdout.contains(&0x1b), "escape codes of the article must not reach the terminal");
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let folder = TempDir::new().unwrap();
    let input = file(&folder, "a.txt", ARTICLE);
    let blocked = file(&folder, "blocked", "a file, not a folder");
    let output = extract(&[&input], &blocked, &[]);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("blocked") && said(&output).contains("--out"), "{}", said(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_publishes_nothing() {
    // A shell limit on file size stands in for a full disk: writing fails in the same place.
    let folder = TempDir::new().unwrap();
    let lines: String =
        (0..3000).map(|n| format!("{}\n", serde_json::json!({"id": n, "text": ARTICLE}))).collect();
    let input = file(&folder, "a.jsonl", lines);
    let program = assert_cmd::cargo::cargo_bin("tallywire");
    let formats = tallywire::output::FORMATS.iter().map(|f| f.name.to_string()).chain(["csv --excel".into()]);
    for format in formats {
        let out = folder.path().join("out");
        let script = format!(
            "trap '' XFSZ; ulimit -f 4; exec '{}' extract '{}' --out '{}' --dictionaries {NAMES} --quiet --format {format}",
            program.display(),
            input.display(),
            out.display()
        );
        let output = std::process::Command::new("bash")
            .args(["-c", &script])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}: {}", said(&output));
        assert!(said(&output).contains("nothing was published"), "{format}: {}", said(&output));
        assert!(std::fs::read_dir(&out).unwrap().next().is_none(), "{format} leaves something behind");
    }
}

#[cfg(unix)]
#[test]
fn interrupted_runs_publish_whole_files_or_none() {
    use std::process::Stdio;
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out");
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("tallywire"))
        .args([
            "extract",
            "-",
            "--input-format",
            "jsonl",
            "--dictionaries",
            NAMES,
            "--quiet",
            "--batch",
            "1",
            "--out",
        ])
        .arg(&out)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let line = format!("{}\n", serde_json::json!({"id": 1, "text": ARTICLE}));
    for _ in 0..200 {
        stdin.write_all(line.as_bytes()).unwrap();
    }
    stdin.flush().unwrap();
    // The run is under way once its temporary files grow; a signal before that finds no handler.
    for _ in 0..600 {
        std::thread::sleep(std::time::Duration::from_millis(20));
        if std::fs::read_dir(&out).is_ok_and(|d| d.count() >= 4) {
            break;
        }
    }
    std::thread::sleep(std::time::Duration::from_millis(700));
    let pid = child.id().to_string();
    std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(100));
    // More input wakes the reader, which then sees that it is to stop.
    let _ = stdin.write_all(line.repeat(3000).as_bytes());
    drop(stdin);
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(130));
    no_leftovers(&out);
    if out.join("run.json").exists() {
        let run: serde_json::Value =
            serde_json::from_slice(&std::fs::read(out.join("run.json")).unwrap()).unwrap();
        assert_eq!(run["interrupted"], true);
        assert_eq!(run["counts"]["articles"], rows(&out.join("documents.csv")).len());
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_told_and_passed_over() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = TempDir::new().unwrap();
    file(&folder, "good.txt", ARTICLE);
    let locked = file(&folder, "locked.txt", ARTICLE);
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(&locked, 0o000);
    mode(folder.path(), 0o777);
    // Root reads everything, so there the program is run as nobody, from where nobody may go.
    let program = folder.path().join("program");
    std::fs::copy(assert_cmd::cargo::cargo_bin("tallywire"), &program).unwrap();
    std::fs::copy(NAMES, folder.path().join("names.csv")).unwrap();
    let mut command = std::process::Command::new(&program);
    if std::fs::read(&locked).is_ok() {
        command.uid(65534).gid(65534);
    }
    let output = command
        .current_dir(folder.path())
        .args(["extract", "good.txt", "locked.txt", "--dictionaries", "names.csv", "--no-cache", "--quiet"])
        .args(["--out", "out"])
        .output()
        .unwrap();
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(said(&output).contains("locked.txt") && said(&output).contains("chmod"), "{}", said(&output));
    assert_eq!(column(&folder.path().join("out/documents.csv"), "document"), ["good.txt", "locked.txt"]);
    assert_eq!(column(&folder.path().join("out/errors.csv"), "input"), ["locked.txt"]);
}

#[test]
fn utf16_is_read_and_random_bytes_are_put_aside() {
    let folder = TempDir::new().unwrap();
    let mut wide = vec![0xff, 0xfe];
    wide.extend(ARTICLE.encode_utf16().flat_map(u16::to_le_bytes));
    let wide = file(&folder, "wide.txt", wide);
    let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let noise = file(&folder, "noise.txt", noise);
    let out = folder.path().join("out");
    let output = extract(&[&wide, &noise], &out, &[]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(said(&output).contains("this is no text"), "{}", said(&output));
    assert!(column(&out.join("claims.csv"), "counted").contains(&"men".to_string()));
}
