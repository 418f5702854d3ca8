//! What a page says of itself: headline, day, publisher, address; in meta elements, JSON-LD, its address.

use serde_json::Value;

use super::parse_date;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Meta {
    pub title: Option<String>,
    pub published: Option<String>,
    pub source: Option<String>,
    pub address: Option<String>,
}

/// What stands on the page, before it is weighed.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// The `title` element.
    pub title: String,
    pub canonical: Option<String>,
    /// The first `time` element's day.
    pub time: Option<String>,
    /// Texts of JSON-LD, each followed by an empty one.
    pub json: Vec<String>,
    /// Names in small letters with their contents.
    named: Vec<(String, String)>,
}

/// The most that is read of a page's JSON-LD.
const MOST_JSON: usize = 1 << 20;

impl Raw {
    pub(super) fn meta(&mut self, attributes: &[(Vec<u8>, String)]) {
        let get = |name: &str| attributes.iter().find(|(n, _)| n == name.as_bytes()).map(|(_, v)| &v[..]);
        if let (Some(name), Some(content)) =
            (get("property").or_else(|| get("name")).or_else(|| get("itemprop")), get("content"))
            && self.named.len() < 200
            && !content.trim().is_empty()
        {
            self.named.push((name.to_ascii_lowercase(), content.trim().to_string()));
        }
    }

    pub(super) fn add_json(&mut self, bytes: &[u8]) {
        if self.json.iter().map(String::len).sum::<usize>() + bytes.len() > MOST_JSON {
            return;
        }
        let text = String::from_utf8_lossy(bytes);
        match self.json.last_mut() {
            Some(last) if !last.is_empty() => last.push_str(&text),
            _ => self.json.push(text.into_owned()),
        }
    }

    fn get(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|n| self.named.iter().find(|(name, _)| name == n).map(|(_, v)| v.clone()))
    }
}

/// Weighs what stands on the page. `headings` are its headings of the first level.
pub(super) fn meta_of(raw: Raw, headings: &[&str]) -> Meta {
    let mut json = Meta::default();
    for text in raw.json.iter().filter(|t| !t.trim().is_empty()) {
        if let Ok(value) = serde_json::from_str::<Value>(text.trim().trim_end_matches(';')) {
            linked_data(&value, &mut json, 0);
        }
    }
    let address = raw.canonical.clone().or_else(|| raw.get(&["og:url"])).or(json.address);
    let address = address.filter(|a| a.starts_with("http"));
    let published = raw
        .get(&[
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publication_date",
            "dc.date.issued",
            "dc.date",
            "dcterms.created",
            "sailthru.date",
            "parsely-pub-date",
        ])
        .filter(|d| parse_date(d).is_some())
        .or(json.published)
        .or_else(|| raw.time.clone().filter(|t| parse_date(t).is_some()));
    let title = raw
        .get(&["og:title"])
        .or(json.title)
        .or_else(|| raw.get(&["twitter:title", "dc.title"]))
        .or_else(|| (headings.len() == 1).then(|| headings[0].to_string()))
        .or_else(|| short_title(&raw.title));
    let source = raw
        .get(&["og:site_name", "application-name"])
        .or(json.source)
        .or_else(|| address.as_deref().and_then(host).map(str::to_string));
    let one_line =
        |t: String| Some(t.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty());
    Meta { title: title.and_then(one_line), published, source: source.and_then(one_line), address }
}

/// Reads the first article in JSON-LD.
fn linked_data(value: &Value, meta: &mut Meta, depth: usize) {
    if depth > 8 {
        return;
    }
    match value {
        Value::Array(all) => all.iter().for_each(|v| linked_data(v, meta, depth + 1)),
        Value::Object(object) => {
            if let Some(graph) = object.get("@graph") {
                linked_data(graph, meta, depth + 1);
            }
            let kind = object.get("@type").map(Value::to_string).unwrap_or_default();
            if !["Article", "BlogPosting", "Report"].iter().any(|k| kind.contains(k)) {
                return;
            }
            let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_string);
            let inner = |key: &str, within: &str| match object.get(key) {
                Some(Value::String(text)) => Some(text.clone()),
                Some(Value::Object(o)) => o.get(within).and_then(Value::as_str).map(str::to_string),
                _ => None,
            };
            meta.title = meta.title.take().or_else(|| text("headline")).or_else(|| text("name"));
            meta.published = meta
                .published
                .take()
                .or_else(|| text("datePublished").or_else(|| text("dateCreated")))
                .filter(|d| parse_date(d).is_some());
            meta.source = meta.source.take().or_else(|| inner("publisher", "name"));
            meta.address =
                meta.address.take().or_else(|| text("url")).or_else(|| inner("mainEntityOfPage", "@id"));
        }
        _ => {}
    }
}

/// The host of an address, without `www.`.
pub(super) fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|h| !h.is_empty())
}

/// A page's title without the site's name behind a bar or dash.
fn short_title(title: &str) -> Option<String> {
    let mut title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    for bar in [" | ", " — ", " – ", " - ", " :: ", " » "] {
        if let Some((head, site)) = title.rsplit_once(bar)
            && head.split(' ').count() >= 3
            && site.split(' ').count() <= 5
        {
            title = head.to_string();
            break;
        }
    }
    Some(title).filter(|t| !t.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_in_addresses_and_titles() {
        assert_eq!(host("https://www.a.example:80/x"), Some("a.example"));
        assert_eq!(
            short_title("Floods close all roads | The Daily").as_deref(),
            Some("Floods close all roads")
        );
    }
}
