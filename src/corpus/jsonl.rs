//! JSON lines: one object a line, one article each.

use std::borrow::Cow;
use std::fmt;
use std::io::BufRead;
use std::sync::Arc;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::fields::{PARTS, Part};
use super::source::{Line, failed, line, too_long};
use super::{Document, Fields, Format, Input, Payload, Record, Records, Step, decode, parse_date};
use crate::error::Result;

pub(super) const FORMAT: Format = Format { name: "jsonl", extensions: &["jsonl", "ndjson"], read, parse };

fn read(input: Arc<Input>, reader: Box<dyn BufRead + Send>, _: &Fields) -> Result<Box<dyn Records>> {
    Ok(Box::new(Lines { input, reader, number: 0, found: false, ended: false }))
}

struct Lines {
    input: Arc<Input>,
    reader: Box<dyn BufRead + Send>,
    number: u64,
    found: bool,
    ended: bool,
}

impl Records for Lines {
    fn step(&mut self) -> Option<Step> {
        loop {
            if self.ended {
                return None;
            }
            let mut buffer = Vec::new();
            let read = line(&mut *self.reader, &mut buffer);
            self.number += 1;
            let record =
                Record { input: self.input.clone(), number: self.number, payload: Payload::Line(buffer) };
            match read {
                Err(error) => {
                    self.ended = true;
                    return Some(Step::Fatal(failed(&self.input, &error)));
                }
                Ok(Line::End) => {
                    self.ended = true;
                    return (!self.found).then(|| {
                        Step::Bad(
                            record.error("the file is empty").hint("nothing to read; delete it or fill it"),
                        )
                    });
                }
                Ok(Line::TooLong) => {
                    self.found = true;
                    return Some(Step::Bad(record.error(too_long())));
                }
                Ok(Line::Read) => {
                    let Payload::Line(bytes) = &record.payload else { continue };
                    if bytes.iter().all(u8::is_ascii_whitespace) {
                        continue;
                    }
                    self.found = true;
                    return Some(Step::Record(record));
                }
            }
        }
    }
}

fn parse(record: Record, fields: &Fields) -> Result<Document> {
    let (input, number) = (record.input.clone(), record.number);
    let fail = |what: String| {
        crate::error::Error::new(crate::error::ErrorKind::Input, what).at(input.name.clone(), number)
    };
    let Payload::Line(bytes) = record.payload else { unreachable!("JSON lines are read as lines") };
    let bytes = if number == 1 && bytes.starts_with(b"\xef\xbb\xbf") { bytes[3..].to_vec() } else { bytes };
    let (line, note) = decode(bytes);
    let mut reader = serde_json::Deserializer::from_str(&line);
    let found = (&mut reader)
        .deserialize_map(Article { fields })
        .and_then(|found| reader.end().map(|()| found))
        .map_err(|e| {
            let what = e.to_string();
            let what = match line.trim_start().starts_with('[') {
                true => "a JSON array, not an object".to_string(),
                false => what.split(" at line").next().unwrap_or(&what).to_string(),
            };
            fail(format!("no JSON object: {what} (column {})", e.column()))
                .hint("each line must be one object such as {\"id\": \"1\", \"text\": \"...\"}")
        })?;
    if let Some((part, given)) =
        PARTS.iter().filter(|p| **p == Part::Text).find_map(|p| fields.given(*p).map(|g| (*p, g)))
        && found.parts[part as usize].is_none()
    {
        return Err(
            fail(format!("no `{given}` in this object")).hint(format!("its keys are: {}", keys(&line)))
        );
    }
    let [text, id, title, date, source] = found.parts.map(|p| p.map(|(_, value)| value));
    let Some(body) = text else {
        return Err(fail("no text in this object".into())
            .hint(format!("name it with --text-field; its keys are: {}", keys(&line))));
    };
    let mut document = Document {
        id: id.filter(|v| !v.is_empty()).unwrap_or_else(|| format!("{}:{number}", input.name)),
        input: input.name.clone(),
        record: number,
        source: source.filter(|v| !v.is_empty()),
        title: title.filter(|v| !v.is_empty()),
        published: None,
        body,
        note,
    };
    document.date(date.as_deref(), fields);
    Ok(document)
}

impl Document {
    /// Takes the date as the input writes it; one that nobody understands is noted, not guessed.
    pub(super) fn date(&mut self, written: Option<&str>, fields: &Fields) {
        let written = written.unwrap_or("").trim();
        self.published = parse_date(written);
        if self.published.is_none() && !written.is_empty() {
            let short: String = written.chars().take(40).collect();
            let note = format!("the date `{short}` is not understood");
            self.note = Some(match self.note.take() {
                Some(before) => format!("{before}; {note}"),
                None => note,
            });
        }
        if self.published.is_none() {
            self.published = fields.default_date;
        }
    }
}

fn keys(line: &str) -> String {
    match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line) {
        Ok(map) => map.keys().take(30).cloned().collect::<Vec<_>>().join(", "),
        Err(_) => String::new(),
    }
}

/// The wanted values of an object, each with how well its key fits.
#[derive(Default)]
struct Found {
    parts: [Option<(usize, String)>; 5],
}

struct Article<'f> {
    fields: &'f Fields,
}

impl<'de> Visitor<'de> for Article<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut found = Found::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let wanted = PARTS.iter().find_map(|p| self.fields.fit(*p, &key).map(|fit| (*p, fit)));
            match wanted {
                Some((part, fit))
                    if found.parts[part as usize].as_ref().is_none_or(|(was, _)| fit < *was) =>
                {
                    if let Scalar(Some(value)) = map.next_value()? {
                        found.parts[part as usize] = Some((fit, value));
                    }
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(found)
    }
}

/// A string, number or boolean as text; nothing for null, arrays and objects.
struct Scalar(Option<String>);

impl<'de> serde::Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Scalar;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }
            fn visit_str<E>(self, v: &str) -> Result<Scalar, E> {
                Ok(Scalar(Some(v.to_string())))
            }
            fn visit_string<E>(self, v: String) -> Result<Scalar, E> {
                Ok(Scalar(Some(v)))
            }
            fn visit_i64<E>(self, v: i64) -> Result<Scalar, E> {
                Ok(Scalar(Some(v.to_string())))
            }
            fn visit_u64<E>(self, v: u64) -> Result<Scalar, E> {
                Ok(Scalar(Some(v.to_string())))
            }
            fn visit_f64<E>(self, v: f64) -> Result<Scalar, E> {
                Ok(Scalar(Some(v.to_string())))
            }
            fn visit_bool<E>(self, v: bool) -> Result<Scalar, E> {
                Ok(Scalar(Some(v.to_string())))
            }
            fn visit_unit<E>(self) -> Result<Scalar, E> {
                Ok(Scalar(None))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar(None))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar(None))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
