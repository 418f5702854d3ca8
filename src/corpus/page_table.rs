//! Tables of figures on a page, row by row: a figure means nothing without what stands beside it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::page_article::{Block, Element, Kind};

/// Cells with more letters than this hold text: the table only lays out the page.
const LONGEST: usize = 60;

/// What stands between the cells of a row: it ends no sentence, and no phrase goes on over it.
const BETWEEN: &str = " | ";

/// A table of the page.
#[derive(Default)]
struct Table {
    /// By row the cells in which something stands, and whether there is a digit.
    rows: FxHashMap<usize, (FxHashSet<usize>, bool)>,
    letters: usize,
    linked: usize,
    longest: usize,
    /// Whether another one lies in it.
    outer: bool,
}

impl Table {
    /// Whether it holds figures, and is no means of laying out the page.
    fn of_figures(&self) -> bool {
        let figures = self.rows.values().filter(|(_, digit)| *digit).count();
        let wide = self.rows.values().filter(|(cells, _)| cells.len() > 1).count();
        !self.outer
            && wide > 1
            && figures * 2 >= self.rows.len()
            && self.longest <= LONGEST
            && self.linked * 2 <= self.letters
    }
}

/// For each block the row and cell that it stands in, where these are of a table of figures.
pub(super) fn cells_of_figures(elements: &[Element], blocks: &[Block]) -> Vec<Option<(usize, usize)>> {
    let mut tables: FxHashMap<usize, Table> = FxHashMap::default();
    let mut found = Vec::with_capacity(blocks.len());
    for block in blocks {
        let (mut row, mut cell, mut table) = (None, None, None);
        let mut at = block.element;
        while at != 0 {
            match elements[at].kind {
                Kind::Cell if table.is_none() => cell = cell.or(Some(at)),
                Kind::Row if table.is_none() => row = row.or(Some(at)),
                Kind::Table if table.is_none() => table = Some(at),
                Kind::Table => tables.entry(at).or_default().outer = true,
                _ => {}
            }
            at = elements[at].parent;
        }
        let place = row.zip(cell).zip(table);
        if let Some(((row, cell), table)) = place {
            let table = tables.entry(table).or_default();
            table.letters += block.letters;
            table.linked += block.linked;
            table.longest = table.longest.max(block.letters);
            let (cells, digit) = table.rows.entry(row).or_default();
            cells.insert(cell);
            *digit |= block.text.bytes().any(|b| b.is_ascii_digit());
        }
        found.push(place);
    }
    let of_figures = |table: &usize| tables.get(table).is_some_and(Table::of_figures);
    found.into_iter().map(|place| place.filter(|(_, t)| of_figures(t)).map(|(cell, _)| cell)).collect()
}

/// The row that begins with the first of these blocks, and how many blocks it has.
pub(super) fn row(blocks: &[Block], places: &[Option<(usize, usize)>]) -> (String, usize) {
    let mut out = String::new();
    let mut last = places.first().copied().flatten();
    let row = last.map(|(row, _)| row);
    let mut many = 0;
    for (block, place) in blocks.iter().zip(places) {
        if place.map(|(row, _)| row) != row {
            break;
        }
        if many > 0 {
            out.push_str(if *place == last { " " } else { BETWEEN });
        }
        last = *place;
        many += 1;
        out.push_str(&block.text.replace('\n', " "));
    }
    (out, many)
}
