//! Web pages: one file, one article.

use super::encoding::decode;
use super::page::page;
use super::plain;
use super::{Document, Fields, Format, Record};
use crate::error::Result;

pub(super) const FORMAT: Format =
    Format { name: "html", extensions: &["html", "htm", "xhtml"], lines: false, read: plain::read, parse };

fn parse(record: &Record, _: &Fields) -> Result<Document> {
    let mut document = Document::of(record);
    document.id = record.input.name.clone();
    from_page(record, document, record.bytes(), None)
}

/// The most that a page may hold, unpacked.
pub(super) const LARGEST_PAGE: usize = 64 << 20;

/// Fills `document` with the article on a page. `declared` is the encoding that stands outside of it.
pub(super) fn from_page(
    record: &Record,
    mut document: Document,
    bytes: &[u8],
    declared: Option<&[u8]>,
) -> Result<Document> {
    if bytes.len() > LARGEST_PAGE {
        let what = format!("longer than {} MiB, the most that a page may have", LARGEST_PAGE >> 20);
        return Err(record.error(what).hint("if it is plain text, say so: --input-format txt"));
    }
    let decoded = decode(bytes, declared.or_else(|| charset_in(bytes)));
    let found = page(&decoded.text);
    if found.body.is_empty() {
        return Err(record.error("no article on this page: it has no running text").hint(
            "pages that a script fills in the browser hold none; save the page as the browser shows it",
        ));
    }
    document.read_as(&decoded);
    document.body = found.body;
    document.title = found.meta.title;
    document.source = found.meta.source;
    document.address = found.meta.address.or(document.address);
    document.clean();
    document.date(found.meta.published.as_deref(), None);
    Ok(document)
}

/// The encoding that a page names at its beginning: `<meta charset=...>`, `content="text/html; charset=..."`.
fn charset_in(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(4096)];
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&head[from..], b"charset") {
        let rest = &head[from + at + 7..];
        from += at + 7;
        let start = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let Some(rest) = rest[start..].strip_prefix(b"=") else { continue };
        return label(rest);
    }
    // XHTML says it as XML does.
    let at = memchr::memmem::find(head, b"encoding=").filter(|_| head.starts_with(b"<?xml"))?;
    label(&head[at + 9..])
}

/// The name that follows `charset=`.
pub(super) fn label(rest: &[u8]) -> Option<&[u8]> {
    let start = rest.iter().take_while(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'')).count();
    let rest = &rest[start..];
    let end = rest
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
        .count();
    (end > 0).then(|| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Floods close forty roads | The Valley Post</title>
<meta property="article:published_time" content="2026-03-09T07:00:00Z"><link rel=canonical href="https://post.example/2026/floods">
<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"Valley Post"},"headline":"Floods close forty roads"}</script>
<style>p{color:red}</style></head><body><nav><ul><li><a href=/>Home</a><li><a href=/s>Sport, weather, and everything else</a></ul></nav>
<div class="cookie-banner"><p>We use cookies, to make this page better, and to show you what you might like to buy.</p></div>
<main><article><h1>Floods close forty roads</h1><p>The river Foyle, swollen by rain, closed 40 roads in Derry, police said&nbsp;on Monday.
<p>About 1,200 people left their homes,<br>and two bridges, one of them new, were shut.</p>
<aside class=related><p>Related: Ten villages in the valley that you, too, should visit this year.</p></aside>
<p>Read &quot;more&quot; is caf&eacute;.</p></article></main>
<div class="comments"><p>First comment, which is long enough, to count as a paragraph of text.</p></div>
<footer><p>Copyright 2026, The Valley Post, all rights reserved, in all countries.</p></footer><script>var x = "<p>no</p>";</script></body></html>"#;

    #[test]
    fn the_article_comes_without_what_stands_around_it() {
        let found = page(PAGE);
        assert_eq!(
            found.body,
            "The river Foyle, swollen by rain, closed 40 roads in Derry, police said on Monday.\n\nAbout 1,200 people left their homes,\nand two bridges, one of them new, were shut.\n\nRead \"more\" is café."
        );
        assert_eq!(found.meta.title.as_deref(), Some("Floods close forty roads"));
        assert_eq!(found.meta.published.as_deref(), Some("2026-03-09T07:00:00Z"));
        assert_eq!(found.meta.source.as_deref(), Some("Valley Post"));
        assert_eq!(found.meta.address.as_deref(), Some("https://post.example/2026/floods"));
    }

    #[test]
    fn pages_of_every_make_end() {
        assert_eq!(page("").body, "");
        assert_eq!(
            page("just text, no tags at all, but enough of it").body,
            "just text, no tags at all, but enough of it"
        );
        assert_eq!(page("<p>one<p>two</div></p></p>").body, "one\n\ntwo");
        let deep = "<div>".repeat(100_000) + "deep text here, that goes on";
        assert_eq!(page(&deep).body, "deep text here, that goes on");
        page(&"<a href=\"".repeat(5000));
        page("<script>never ends");
    }

    #[test]
    fn charsets_are_found_where_pages_name_them() {
        let found = |t: &str| charset_in(t.as_bytes()).map(|l| String::from_utf8_lossy(l).into_owned());
        assert_eq!(found("<meta charset=utf-8>").as_deref(), Some("utf-8"));
        assert_eq!(
            found("<meta content='text/html; charset = \"Shift_JIS\"'>").as_deref(),
            Some("Shift_JIS")
        );
        assert_eq!(found("<?xml version='1.0' encoding='ISO-8859-1'?>").as_deref(), Some("ISO-8859-1"));
        assert_eq!(found("<p>charset of old</p>"), None);
    }
}
