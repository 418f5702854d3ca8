//! Which elements of a page are its article.

use super::page_table::{cells_of_figures, row};

/// Paragraphs shorter than this say nothing about where the article is.
const TELLING: usize = 25;

/// An element of the page, with what lies in it.
pub(super) struct Element {
    pub parent: usize,
    pub kind: Kind,
    /// Whether it, or one around it, is named as something beside the article.
    pub unlikely: bool,
    pub score: f32,
    pub letters: usize,
    pub linked: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    Item,
    Cell,
    Row,
    Table,
    Caption,
    Box,
}

/// A run of text between two starts or ends of blocks.
pub(super) struct Block {
    pub element: usize,
    pub text: String,
    pub letters: usize,
    pub linked: usize,
    /// Level of a heading, 0 for other text.
    pub heading: u8,
}

/// The text of the article: that of the best element and of those beside it that are like it.
pub(super) fn article(mut elements: Vec<Element>, blocks: &[Block], title: Option<&str>) -> String {
    for block in blocks {
        weigh(block, &mut elements);
    }
    let best = (0..elements.len())
        .filter(|n| !elements[*n].unlikely && elements[*n].letters > 0)
        .max_by(|a, b| elements[*a].worth().total_cmp(&elements[*b].worth()).then(b.cmp(a)))
        .unwrap_or(0);
    let near = elements[best].parent;
    let enough = (elements[best].worth() * 0.2).max(10.0);
    let like_it = |n: usize, e: &Element| n != 0 && e.parent == near && !e.unlikely && e.worth() >= enough;
    let chosen: Vec<bool> = elements.iter().enumerate().map(|(n, e)| n == best || like_it(n, e)).collect();
    let places = cells_of_figures(&elements, blocks);
    let mut out = String::new();
    let mut next = 0;
    while let Some(block) = blocks.get(next) {
        let element = &elements[block.element];
        let (text, many) = match places[next] {
            Some(_) => row(&blocks[next..], &places[next..]),
            None => (block.text.clone(), 1),
        };
        let in_figures = places[next].is_some();
        next += many;
        if element.unlikely || !in_figures && boilerplate(block, element, title) {
            continue;
        }
        if !inside(block.element, &chosen, &elements) && !beside(block, element, near) {
            continue;
        }
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(&text);
    }
    out
}

impl Element {
    /// How likely it holds the article: its score, less for links.
    fn worth(&self) -> f32 {
        self.score * (1.0 - self.linked as f32 / self.letters.max(1) as f32)
    }
}

/// Counts a block for the elements around it.
fn weigh(block: &Block, elements: &mut [Element]) {
    let mut element = block.element;
    loop {
        elements[element].letters += block.letters;
        elements[element].linked += block.linked;
        if element == 0 {
            break;
        }
        element = elements[element].parent;
    }
    if elements[block.element].unlikely || block.letters < TELLING || block.heading > 0 {
        return;
    }
    let commas = block.text.matches([',', '،', '、', '，']).count() as f32;
    let worth = (1.0 + commas + (block.letters as f32 / 100.0).min(3.0)) * (1.0 - block.links());
    let mut holder = block.element;
    while holder != 0 && !matches!(elements[holder].kind, Kind::Box | Kind::Table | Kind::Row | Kind::Cell) {
        holder = elements[holder].parent;
    }
    for level in 0..4 {
        let share = match level {
            0 => 1.0,
            1 => 0.5,
            n => 1.0 / (n as f32 * 3.0),
        };
        elements[holder].score += worth * share;
        if holder == 0 {
            break;
        }
        holder = elements[holder].parent;
    }
}

impl Block {
    /// The share of its letters that lie in links.
    fn links(&self) -> f32 {
        self.linked as f32 / self.letters as f32
    }
}

/// Whether a block is no part of an article wherever it lies.
fn boilerplate(block: &Block, element: &Element, title: Option<&str>) -> bool {
    let links = block.links();
    element.kind == Kind::Caption
        || links > 0.5
        || element.kind == Kind::Item && links > 0.3
        || element.kind == Kind::Cell && block.letters < TELLING && !digits(&block.text)
        || said_by_the_page(&block.text)
        || block.heading > 0 && title.is_some_and(|t| same(t, &block.text))
}

/// Whether an element lies in one of the chosen.
fn inside(element: usize, chosen: &[bool], elements: &[Element]) -> bool {
    let mut at = element;
    while !chosen[at] && at != 0 {
        at = elements[at].parent;
    }
    chosen[at]
}

/// Whether a block is a good paragraph right beside the chosen elements.
fn beside(block: &Block, element: &Element, near: usize) -> bool {
    element.kind == Kind::Paragraph
        && element.parent == near
        && block.letters > 80
        && block.linked * 4 < block.letters
}

fn digits(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

fn same(a: &str, b: &str) -> bool {
    let plain =
        |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(a) == plain(b)
}

/// Short lines that pages put between paragraphs.
fn said_by_the_page(text: &str) -> bool {
    const LINES: [&str; 14] = [
        "advertisement",
        "share",
        "share this",
        "print",
        "email",
        "read more",
        "related articles",
        "related",
        "sign up",
        "subscribe",
        "comments",
        "story continues below",
        "loading",
        "skip to content",
    ];
    text.len() < 40 && LINES.contains(&text.trim_end_matches([':', '.', '…', '!']).to_lowercase().trim())
}
