//! Who may know whom: the table of ARCHITECTURE.md, read from there, held against the paths in the source.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../ARCHITECTURE.md");

/// The section of the page that says who may know whom.
fn section() -> &'static str {
    let (_, rest) = PAGE.split_once("\n## Who may know whom\n").expect("the section");
    rest.split("\n## ").next().unwrap_or(rest)
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// What a module may know.
#[derive(Debug, Default)]
struct May {
    modules: BTreeSet<&'static str>,
    /// Of some of these only the names in the set.
    only: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

/// The table: each module with what it may know.
fn table() -> BTreeMap<&'static str, May> {
    let mut table = BTreeMap::new();
    for row in section().lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let [module, known] = cells[..] else { panic!("{row}: two cells") };
        let mut may = May::default();
        // "`text`, and of `entities` only `Mention`, `Kind`"
        let (whole, part) = known.split_once(" of ").unwrap_or((known, ""));
        may.modules.extend(quoted(whole));
        if let Some((of, names)) = quoted(part).split_first() {
            may.modules.insert(of);
            may.only.insert(of, names.iter().copied().collect());
        }
        assert!(table.insert(quoted(module)[0], may).is_none(), "{module} stands twice");
    }
    table
}

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

/// A source file: the modules that it lies in, from the crate's root, and its code.
struct Source {
    path: PathBuf,
    modules: Vec<String>,
    code: String,
}

impl Source {
    fn read(path: PathBuf) -> Source {
        let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
        let mut modules: Vec<String> =
            inside.with_extension("").iter().map(|part| part.to_str().unwrap().to_string()).collect();
        if modules.last().is_some_and(|last| last == "mod") {
            modules.pop();
        }
        Source { code: code(&std::fs::read_to_string(&path).unwrap()), modules, path }
    }

    /// The crate's module that the file is part of.
    fn module(&self) -> &str {
        &self.modules[0]
    }

    /// The paths that it names, from the crate's root: `use super::{a::B, c}` in `x/y.rs` is `x::a::B` and `x::c`.
    fn paths(&self) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        for start in ["crate::", "super::", "self::"] {
            for (at, _) in self.code.match_indices(start) {
                // Only where a path begins: `super::super::` is read from its first.
                let before = self.code[..at].chars().next_back();
                if before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '$')) {
                    tree(&self.code[at..], &[], &mut paths);
                }
            }
        }
        paths.into_iter().map(|path| self.rooted(path)).collect()
    }

    fn rooted(&self, path: Vec<String>) -> Vec<String> {
        let mut full = self.modules.clone();
        for part in path {
            match part.as_str() {
                "crate" => full.clear(),
                "super" => assert!(full.pop().is_some(), "{}: above the root", self.path.display()),
                "self" => {}
                _ => full.push(part),
            }
        }
        full
    }
}

/// The source without comments, and without the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Reads one tree of paths, `a::{b, c::d}`, and answers what stands behind it.
fn tree<'t>(text: &'t str, head: &[String], out: &mut Vec<Vec<String>>) -> &'t str {
    let (mut path, mut rest) = (head.to_vec(), text);
    loop {
        if let Some(mut inside) = rest.strip_prefix('{') {
            loop {
                inside = inside.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
                match inside.strip_prefix('}') {
                    Some(behind) => return behind,
                    None if inside.is_empty() => return inside,
                    None => {
                        let behind = tree(inside, &path, out);
                        // What is no path would be read for ever.
                        inside = if behind.len() < inside.len() { behind } else { "" };
                    }
                }
            }
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if end > 0 {
            path.push(rest[..end].to_string());
        }
        rest = rest[end..].trim_start_matches('*');
        match rest.strip_prefix("::") {
            Some(behind) if end > 0 => rest = behind,
            _ => break,
        }
    }
    out.push(path);
    // "a as b"
    match rest.strip_prefix(" as ") {
        Some(alias) => alias.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'),
        None => rest,
    }
}

fn all_sources() -> Vec<Source> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 30, "only {} source files found", files.len());
    files.into_iter().map(Source::read).collect()
}

#[test]
fn trees_of_paths_are_read_whole() {
    let read = |text: &str| {
        let mut paths = Vec::new();
        let rest = tree(text, &[], &mut paths);
        (paths.iter().map(|path| path.join("::")).collect::<Vec<_>>(), rest.to_string())
    };
    assert_eq!(read("crate::text::Text;").0, ["crate::text::Text"]);
    let (paths, rest) = read("crate::{span, text::{self, Words as W,\n  tag::*}, corpus};\nuse x;");
    let wanted =
        ["crate::span", "crate::text::self", "crate::text::Words", "crate::text::tag", "crate::corpus"];
    assert_eq!((paths, rest), (wanted.map(String::from).to_vec(), ";\nuse x;".to_string()));
    let source = Source {
        path: "src/x/y.rs".into(),
        modules: vec!["x".into(), "y".into()],
        code: "use super::{a::B, c};\nfn f(t: crate::text::Text) {}".into(),
    };
    let paths: Vec<String> = source.paths().iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["text::Text", "x::a::B", "x::c"]);
}

#[test]
fn modules_know_only_whom_the_table_allows() {
    let table = table();
    let mut faults = Vec::new();
    let mut used: BTreeSet<(String, String)> = BTreeSet::new();
    for source in all_sources().iter().filter(|s| !matches!(s.module(), "lib" | "main" | "cli")) {
        let module = source.module();
        let may = table.get(module).unwrap_or_else(|| panic!("{module} is not in the table"));
        for path in source.paths() {
            let known = path.first().map_or("", |first| &first[..]);
            let only = may.only.get(known);
            let part = path.get(1).is_some_and(|name| only.is_none_or(|only| only.contains(&name[..])));
            let fine = known == module
                || matches!(known, "error" | "span")
                || may.modules.contains(known) && (only.is_none() || part);
            used.insert((module.to_string(), known.to_string()));
            if !fine {
                faults.push(format!("{} knows {}", source.path.display(), path.join("::")));
            }
        }
    }
    // A permission that nobody needs hides the day when somebody makes use of it.
    for (module, may) in &table {
        for known in may.modules.iter().filter(|k| !used.contains(&(module.to_string(), k.to_string()))) {
            faults.push(format!("{module} may know {known} and does not"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_command_line_uses_the_public_api_alone() {
    for source in all_sources().iter().filter(|s| matches!(s.module(), "main" | "cli")) {
        assert!(!source.code.contains("crate::"), "{} reaches inside", source.path.display());
    }
}

#[test]
fn the_table_has_every_module() {
    let library = include_str!("../../src/lib.rs");
    let declared = library.lines().filter_map(|l| l.trim_start_matches("pub ").strip_prefix("mod "));
    let mut declared: BTreeSet<&str> = declared.map(|l| l.trim_end_matches(';')).collect();
    declared.insert("cli");
    assert_eq!(table().into_keys().collect::<BTreeSet<_>>(), declared);
}

#[test]
fn rayon_lives_in_the_pipeline_alone() {
    for source in all_sources().iter().filter(|s| s.module() != "pipeline") {
        assert!(!source.code.contains("rayon::"), "{}", source.path.display());
    }
}

#[test]
fn folders_of_claims_know_only_those_before() {
    let (_, order) = section().split_once("Within `claims`").expect("the order of the folders");
    let order = &quoted(order.split("\n\n").next().unwrap_or(order));
    let place = |folder: &String| order.iter().position(|o| o == folder);
    let mut met = BTreeSet::new();
    // Behind the order stand the files that bring it together.
    for source in all_sources().iter().filter(|s| s.module() == "claims" && s.modules.len() > 1) {
        let folder = &source.modules[1];
        if source.modules.len() == 2 && place(folder).is_none() {
            continue;
        }
        let own = place(folder).unwrap_or_else(|| panic!("{folder} is not in the order"));
        met.insert(folder.clone());
        for path in source.paths().iter().filter(|path| path.len() > 1 && path[0] == "claims") {
            let fine = place(&path[1]).is_none_or(|known| known <= own);
            assert!(fine, "{} knows {}", source.path.display(), path.join("::"));
        }
    }
    assert_eq!(met.len(), order.len(), "{met:?}");
}
