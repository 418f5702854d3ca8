//! The page of columns is what the declarations say, and JSON keys and CSV headers are the same names.

use std::collections::HashMap;

use tallywire::findings::{ColumnType, TABLES, columns_page};
use tallywire::output::tables;

#[test]
fn the_page_of_columns_is_up_to_date() {
    assert_eq!(
        include_str!("../../docs/columns.md"),
        columns_page(),
        "run: cargo run --example columns > docs/columns.md"
    );
}

#[test]
fn names_of_columns_are_unique_and_plain() {
    assert_eq!(tables().len(), TABLES.len());
    for (table, heads) in tables() {
        let names: Vec<&str> = heads.iter().map(|head| head.name).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), names.len(), "{}", table.name);
        for name in names {
            let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            assert!(plain, "{}: {name}", table.name);
        }
    }
}

/// A column of one name holds the same in all tables: `show --where` asks for it by the name alone.
#[test]
fn columns_of_one_name_are_of_one_type() {
    let mut types: HashMap<&str, (ColumnType, &str)> = HashMap::new();
    for (table, heads) in tables() {
        for head in heads {
            let (kind, first) = *types.entry(head.name).or_insert((head.kind, table.name));
            assert_eq!(kind, head.kind, "{} in {first} and {}", head.name, table.name);
        }
    }
}
