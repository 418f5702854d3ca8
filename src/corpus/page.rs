//! The article on a web page: its paragraphs without menus, boxes and footers, and what the page says
//! of itself.
//!
//! The way is that of Mozilla's Readability, which scores the elements around paragraphs: text counts for
//! the element that holds it and, less, for those above; links count against it; names of classes say
//! what is likely an article and what is not. The best element and those beside it that are like it make
//! the article.

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::page_article::{Block, Element, Kind, article};
use super::page_meta::{Meta, meta_of};

/// What a page holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Page {
    pub body: String,
    pub meta: Meta,
}

/// Elements inside each other that are told apart; deeper ones count as their parents.
const DEEPEST: usize = 400;

#[derive(Default)]
struct Walk {
    elements: Vec<Element>,
    /// Open elements: name and index.
    open: Vec<(Vec<u8>, usize)>,
    blocks: Vec<Block>,
    text: String,
    letters: usize,
    linked: usize,
    heading: u8,
    links: usize,
    /// The element whose text is left out or goes elsewhere, until its end.
    aside: Option<(Vec<u8>, Vec<u8>)>,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    /// Attributes of the tag that is being read, those of use.
    attributes: Vec<(Vec<u8>, String)>,
    raw: super::page_meta::Raw,
}

/// Reads a page.
pub(super) fn page(text: &str) -> Page {
    let mut walk = Walk::default();
    walk.elements.push(Element {
        parent: 0,
        kind: Kind::Box,
        unlikely: false,
        score: 0.0,
        letters: 0,
        linked: 0,
    });
    {
        let walk = &mut walk;
        let mut emitter = CallbackEmitter::new(
            |event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<std::convert::Infallible> {
                walk.event(event);
                None
            },
        );
        emitter.naively_switch_states(true);
        // Reading from memory cannot fail.
        let _ = Tokenizer::new_with_emitter(text, emitter).finish();
    }
    walk.flush();
    let raw = std::mem::take(&mut walk.raw);
    let headings: Vec<&str> =
        walk.blocks.iter().filter(|b| b.heading == 1 && !b.text.is_empty()).map(|b| &b.text[..]).collect();
    let meta = meta_of(raw, &headings);
    let body = article(walk.elements, &walk.blocks, meta.title.as_deref());
    Page { body, meta }
}

/// Elements whose text is no text of the page.
fn mute(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"script"
            | b"style"
            | b"noscript"
            | b"template"
            | b"svg"
            | b"iframe"
            | b"select"
            | b"button"
            | b"textarea"
            | b"object"
            | b"video"
            | b"audio"
            | b"canvas"
            | b"math"
            | b"title"
    )
}

fn void(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"br"
            | b"img"
            | b"meta"
            | b"link"
            | b"input"
            | b"hr"
            | b"source"
            | b"wbr"
            | b"area"
            | b"base"
            | b"col"
            | b"embed"
            | b"param"
            | b"track"
    )
}

fn block(tag: &[u8]) -> Option<Kind> {
    Some(match tag {
        b"p" | b"pre" | b"blockquote" => Kind::Paragraph,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Kind::Heading,
        b"li" | b"dt" | b"dd" => Kind::Item,
        b"td" | b"th" => Kind::Cell,
        b"tr" => Kind::Row,
        b"table" => Kind::Table,
        b"figcaption" | b"caption" => Kind::Caption,
        b"div" | b"section" | b"article" | b"main" | b"header" | b"footer" | b"nav" | b"aside" | b"ul"
        | b"ol" | b"dl" | b"tbody" | b"thead" | b"tfoot" | b"form" | b"figure" | b"body" | b"html"
        | b"fieldset" | b"center" | b"address" | b"details" | b"summary" | b"hgroup" => Kind::Box,
        _ => return None,
    })
}

const UNLIKELY: &[&str] = &[
    "comment",
    "sidebar",
    "footer",
    "footnote",
    "related",
    "recommend",
    "promo",
    "share",
    "sharing",
    "social",
    "advert",
    "sponsor",
    "banner",
    "breadcrumb",
    "cookie",
    "consent",
    "newsletter",
    "subscribe",
    "popup",
    "modal",
    "menu",
    "navigation",
    "navbar",
    "pager",
    "pagination",
    "widget",
    "masthead",
    "tag-list",
    "taglist",
    "byline",
    "author-bio",
    "most-read",
    "mostread",
    "trending",
    "outbrain",
    "taboola",
    "disqus",
    "skip-link",
    "toolbar",
];
const LIKELY: &[&str] = &["article", "body", "content", "entry", "main", "post", "story", "text", "hentry"];

impl Walk {
    fn event(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                if name == b"hidden" {
                    self.attributes.push((name.to_vec(), String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                let wanted = matches!(
                    &self.attribute[..],
                    b"class"
                        | b"id"
                        | b"role"
                        | b"name"
                        | b"property"
                        | b"itemprop"
                        | b"content"
                        | b"rel"
                        | b"href"
                        | b"type"
                        | b"datetime"
                        | b"aria-hidden"
                        | b"style"
                );
                if wanted && self.attributes.len() < 16 {
                    let value = String::from_utf8_lossy(&value[..value.len().min(4096)]).into_owned();
                    self.attributes.push((self.attribute.clone(), value));
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                let tag = std::mem::take(&mut self.tag);
                self.start(&tag);
                self.tag = tag;
            }
            CallbackEvent::EndTag { name } => {
                let name = name.to_vec();
                self.end(&name);
            }
            CallbackEvent::String { value } => self.string(value),
            _ => {}
        }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name.as_bytes()).map(|(_, v)| &v[..])
    }

    fn start(&mut self, tag: &[u8]) {
        if self.aside.is_some() {
            return;
        }
        if mute(tag) {
            if tag == b"script" && self.attribute("type").is_some_and(|t| t.contains("ld+json")) {
                self.aside = Some((tag.to_vec(), vec![1]));
            } else {
                self.aside = Some((tag.to_vec(), if tag == b"title" { vec![2] } else { vec![0] }));
            }
            return;
        }
        if void(tag) {
            match tag {
                b"br" => self.line_end(),
                b"hr" => self.flush(),
                b"meta" => {
                    let attributes = std::mem::take(&mut self.attributes);
                    self.raw.meta(&attributes);
                }
                b"link" if self.attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                    self.raw.canonical = self.attribute("href").map(str::to_string);
                }
                _ => {}
            }
            return;
        }
        if tag == b"time" && self.raw.time.is_none() {
            self.raw.time = self.attribute("datetime").map(str::to_string);
        }
        if tag == b"a" {
            self.links += 1;
            return;
        }
        let Some(kind) = block(tag) else { return };
        self.flush();
        self.close_implied(tag);
        if self.open.len() >= DEEPEST {
            return;
        }
        let parent = self.open.last().map_or(0, |(_, n)| *n);
        let (score, unlikely) = self.judge(tag);
        let unlikely = unlikely || self.elements[parent].unlikely;
        let index = self.elements.len();
        self.elements.push(Element { parent, kind, unlikely, score, letters: 0, linked: 0 });
        self.open.push((tag.to_vec(), index));
        if kind == Kind::Heading {
            self.heading = tag[1] - b'0';
        }
    }

    /// What name and attributes of an element say: a head start, and whether it is likely beside the
    /// article.
    fn judge(&self, tag: &[u8]) -> (f32, bool) {
        let mut score = match tag {
            b"article" | b"main" => 25.0,
            b"blockquote" | b"pre" | b"td" => 3.0,
            b"ul" | b"ol" | b"dl" | b"form" => -3.0,
            b"th" => -5.0,
            _ => 0.0,
        };
        let mut unlikely = matches!(tag, b"nav" | b"footer" | b"aside" | b"form" | b"address" | b"fieldset");
        if matches!(
            self.attribute("role"),
            Some("navigation" | "complementary" | "contentinfo" | "dialog" | "menu")
        ) {
            unlikely = true;
        }
        let hidden = self.attribute("hidden").is_some()
            || self.attribute("aria-hidden") == Some("true")
            || self.attribute("style").is_some_and(|s| s.replace(' ', "").contains("display:none"));
        if hidden {
            return (score, true);
        }
        let names =
            format!("{} {}", self.attribute("class").unwrap_or(""), self.attribute("id").unwrap_or(""))
                .to_ascii_lowercase();
        if names.len() > 1 && !matches!(tag, b"body" | b"html" | b"article" | b"main") {
            let bad = UNLIKELY.iter().any(|w| names.contains(w));
            let good = LIKELY.iter().any(|w| names.contains(w));
            if bad && !good {
                unlikely = true;
            }
            if good && !bad {
                score += 25.0;
            }
        }
        (score, unlikely)
    }

    /// Some starts end what is open before them.
    fn close_implied(&mut self, tag: &[u8]) {
        let closes: &[&[u8]] = match tag {
            b"li" => &[b"li", b"p"],
            b"tr" => &[b"tr", b"td", b"th", b"p"],
            b"td" | b"th" => &[b"td", b"th", b"p"],
            b"dt" | b"dd" => &[b"dt", b"dd", b"p"],
            _ => &[b"p", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6"],
        };
        while self.open.last().is_some_and(|(name, _)| closes.contains(&&name[..])) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        self.open.pop();
        self.heading = 0;
    }

    fn end(&mut self, tag: &[u8]) {
        if let Some((name, kind)) = &self.aside {
            if name == tag {
                if kind[0] == 1 {
                    self.raw.json.push(String::new());
                }
                self.aside = None;
            }
            return;
        }
        if tag == b"a" {
            self.links = self.links.saturating_sub(1);
            return;
        }
        if block(tag).is_none() {
            return;
        }
        self.flush();
        self.links = 0;
        if let Some(at) = self.open.iter().rposition(|(name, _)| name == tag) {
            while self.open.len() > at {
                self.pop();
            }
        }
    }

    fn string(&mut self, value: &[u8]) {
        if let Some((_, kind)) = &self.aside {
            match kind[0] {
                1 => self.raw.add_json(value),
                2 if self.raw.title.len() < 2000 => {
                    self.raw.title.push_str(&String::from_utf8_lossy(value));
                }
                _ => {}
            }
            return;
        }
        let value = String::from_utf8_lossy(value);
        let mut rest = &value[..];
        while let Some(first) = rest.chars().next() {
            if first.is_whitespace() && first != '\u{a0}' {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
                rest = &rest[first.len_utf8()..];
                continue;
            }
            // A word, or many with single blanks between, goes in one piece.
            let bytes = rest.as_bytes();
            let plain = |n: usize| bytes[n] > b' ' && bytes[n] < 0x7f;
            let mut end = 0;
            while end < bytes.len() && (plain(end) || bytes[end] == b' ' && end > 0 && bytes[end - 1] != b' ')
            {
                end += 1;
            }
            if end == 0 {
                self.text.push(if first == '\u{a0}' { ' ' } else { first });
                self.letters += 1;
                self.linked += usize::from(self.links > 0);
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let letters = bytes[..end].iter().filter(|b| **b != b' ').count();
            self.text.push_str(&rest[..end]);
            self.letters += letters;
            self.linked += if self.links > 0 { letters } else { 0 };
            rest = &rest[end..];
        }
    }

    fn line_end(&mut self) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Ends the run of text.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (letters, linked) = (std::mem::take(&mut self.letters), std::mem::take(&mut self.linked));
        if letters == 0 {
            return;
        }
        let element = self.open.last().map_or(0, |(_, n)| *n);
        let heading = self.heading;
        self.blocks.push(Block { element, text: text.trim().to_string(), letters, linked, heading });
    }
}
