//! Who may know whom: the table of ARCHITECTURE.md, held against the `use` lines of the source.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each module with the modules of the crate it may name. `error` and `span` are known to all.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("span", &[]),
    ("text", &[]),
    ("corpus", &[]),
    ("dictionary", &["text"]),
    ("entities", &["text", "dictionary"]),
    ("claims", &["text", "entities"]),
    ("findings", &["corpus", "text", "dictionary", "entities", "claims"]),
    ("output", &["findings"]),
    ("results", &["findings"]),
    ("report", &["results"]),
    ("lock", &[]),
    ("kept", &["corpus", "findings", "output"]),
    ("state", &["corpus", "kept"]),
    ("pipeline", &["corpus", "text", "dictionary", "entities", "claims", "findings", "output", "kept"]),
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_string()
}

/// The modules of the crate that a file names, by `crate::NAME`.
fn known(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.match_indices("crate::")
        .filter(|(at, _)| !code[..*at].ends_with('$'))
        .map(|(at, found)| {
            code[at + found.len()..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect::<String>()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

fn all_sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 30, "only {} source files found", files.len());
    files
}

#[test]
fn modules_know_only_whom_the_table_allows() {
    let mut faults = Vec::new();
    for path in all_sources() {
        let module = module_of(&path);
        if matches!(module.as_str(), "lib" | "main" | "cli") {
            continue;
        }
        let (_, allowed) = MAY_KNOW
            .iter()
            .find(|(m, _)| *m == module)
            .unwrap_or_else(|| panic!("{module} is not in the table"));
        for name in known(&std::fs::read_to_string(&path).unwrap()) {
            let fine = name == module
                || matches!(name.as_str(), "error" | "span")
                || allowed.contains(&name.as_str());
            if !fine {
                faults.push(format!("{} knows {name}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_command_line_uses_the_public_api_alone() {
    for path in all_sources().iter().filter(|p| module_of(p) == "cli" || module_of(p) == "main") {
        let names = known(&std::fs::read_to_string(path).unwrap());
        assert!(names.is_empty(), "{} reaches inside: {names:?}", path.display());
    }
}

#[test]
fn rayon_lives_in_the_pipeline_alone() {
    for path in all_sources().iter().filter(|p| module_of(p) != "pipeline") {
        assert!(!std::fs::read_to_string(path).unwrap().contains("rayon::"), "{}", path.display());
    }
}

#[test]
fn claims_know_of_entities_only_the_mention_and_its_parts() {
    for path in all_sources().iter().filter(|p| module_of(p) == "claims") {
        let text = std::fs::read_to_string(path).unwrap();
        for (at, _) in text.match_indices("crate::entities::") {
            let tail: String = text[at..].chars().take_while(|c| *c != ';' && *c != '\n').collect();
            let fine = ["Mention", "Referent", "Kind"].iter().any(|n| tail.contains(n));
            assert!(fine, "{}: {tail}", path.display());
        }
    }
}
