//! The page of columns is what the declarations say, and JSON keys and CSV headers are the same names.

use tallywire::findings::{ClaimRow, DocumentRow, EntityRow, MentionRow, columns_page};

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
    fn names<R>(columns: &[tallywire::findings::Column<R>]) -> Vec<&'static str> {
        columns.iter().map(|c| c.name).collect()
    }
    for names in [
        names(MentionRow::COLUMNS),
        names(ClaimRow::COLUMNS),
        names(DocumentRow::COLUMNS),
        names(EntityRow::COLUMNS),
    ] {
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), names.len());
        assert!(names.iter().all(|n| n.chars().all(|c| c.is_ascii_lowercase() || c == '_')));
    }
}
