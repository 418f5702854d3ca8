//! State files that are damaged, of others, or may not be written: refused, untouched, with what to do.

use tempfile::TempDir;

use crate::nightly::{Corpus, assert_same, extract, nightly, results, said};

#[test]
fn a_state_that_is_none_is_refused() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    Corpus::of(400).write(&here.join("in"));
    nightly(here);
    let good = std::fs::read(here.join("news.state")).unwrap();
    let before = results(here);
    let refused = |bytes: &[u8], says: &str| {
        std::fs::write(here.join("news.state"), bytes).unwrap();
        let output = extract(here, &["--state", "news.state"]);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(
            text.contains(says) && text.contains("hint:") && !text.contains("panicked"),
            "{says}: {text}"
        );
        assert_same(&results(here), &before, says);
        assert_eq!(std::fs::read(here.join("news.state")).unwrap(), bytes, "the file stays as it was");
    };
    refused(&good[..good.len() / 2], "damaged");
    refused(&good[..50], "damaged");
    refused(b"id,text\n", "no state file");
    let mut holes = good.clone();
    holes[4096..].iter_mut().for_each(|b| *b = 0xa5);
    refused(&holes, "damaged");
    // Of a newer version: the number stands at byte 60 of an SQLite file.
    let mut newer = good.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    refused(&newer, "newer");
    let mut other = good.clone();
    other[68..72].copy_from_slice(&1_u32.to_be_bytes());
    refused(&other, "no state file");
    std::fs::write(here.join("news.state"), &good).unwrap();
    nightly(here);
    std::fs::remove_file(here.join("news.state")).unwrap();
    std::fs::create_dir(here.join("news.state")).unwrap();
    let output = extract(here, &["--state", "news.state"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let output = extract(here, &["--state", "nowhere/news.state"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("folder"), "{}", said(&output));
}

#[cfg(unix)]
#[test]
fn a_state_that_may_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    use std::path::{Path, PathBuf};
    use std::process::Command;
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    Corpus::of(20).write(&here.join("in"));
    let names = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/names.csv")).unwrap();
    std::fs::write(here.join("names.csv"), names).unwrap();
    nightly(here);
    let mode =
        |path: PathBuf, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(here.to_path_buf(), 0o777);
    mode(here.join("news.state"), 0o444);
    // Root writes everything, so there the program is run as nobody.
    let program = here.join("program");
    std::fs::copy(assert_cmd::cargo::cargo_bin("tallywire"), &program).unwrap();
    let mut command = Command::new(&program);
    if std::fs::File::options().append(true).open(here.join("news.state")).is_ok() {
        command.uid(65534).gid(65534);
    }
    let output = command
        .current_dir(here)
        .args([
            "extract",
            "in",
            "--out",
            "other",
            "--dictionaries",
            "names.csv",
            "--state",
            "news.state",
            "--no-cache",
        ])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("cannot be written") && said(&output).contains("chmod"),
        "{}",
        said(&output)
    );
}
