//! JSON lines: one object a line, one article each.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::encoding::decode;
use super::fields::{PARTS, Part};
use super::source::{Line, Source, failed, line, too_long};
use super::{Document, Fields, Format, Input, Payload, Record, Records, Step};
use crate::error::{Result, one_of};

pub(super) const FORMAT: Format =
    Format { name: "jsonl", extensions: &["jsonl", "ndjson"], lines: true, read, parse };

fn read(input: Arc<Input>, reader: Source, _: &Fields) -> Result<Box<dyn Records>> {
    Ok(Box::new(Lines { input, reader, number: 0, offset: 0, found: false, ended: false }))
}

struct Lines {
    input: Arc<Input>,
    reader: Source,
    number: u64,
    offset: u64,
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
            let offset = Some(self.offset);
            let read = line(&mut *self.reader, &mut buffer, &mut self.offset);
            self.number += 1;
            let record = Record {
                input: self.input.clone(),
                number: self.number,
                offset,
                payload: Payload::Bytes(buffer),
            };
            match read {
                Err(error) => {
                    self.ended = true;
                    let error = failed(&self.input, &error).at(self.input.name.clone(), self.number);
                    return Some(Step::Fatal(error.offset(record.offset)));
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
                    return Some(Step::Bad(
                        record.error(too_long()).hint("are its line ends missing? One article a line"),
                    ));
                }
                Ok(Line::Read) => {
                    if record.bytes().iter().all(u8::is_ascii_whitespace) {
                        continue;
                    }
                    self.found = true;
                    return Some(Step::Record(record));
                }
            }
        }
    }
}

pub(super) fn parse(record: &Record, fields: &Fields) -> Result<Document> {
    let fail = |what: String| record.error(what);
    // A byte-order mark stands at most before the first line, and is taken off with the decoding.
    let decoded = decode(record.bytes(), None);
    let line = &decoded.text;
    let mut reader = serde_json::Deserializer::from_str(line);
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
        return Err(fail(format!("no `{given}` in this object")).hint(one_of(
            given,
            "its keys are",
            &keys(line),
        )));
    }
    let [text, id, title, date, source] = found.parts.map(|p| p.map(|(_, value)| value));
    let Some(body) = text else {
        let what = match unfit(line, fields) {
            Some((key, what)) => format!("the text of this object, `{key}`, is {what}"),
            None => "no text in this object".to_string(),
        };
        return Err(
            fail(what).hint(format!("name it with --text-field; its keys are: {}", keys(line).join(", ")))
        );
    };
    let mut document = Document::of(record);
    if let Some(id) = id.filter(|v| !v.is_empty()) {
        document.id = id;
    }
    document.source = source.filter(|v| !v.is_empty());
    document.title = title.filter(|v| !v.is_empty());
    document.body = body;
    document.read_as(&decoded);
    document.date(date.as_deref(), fields.day_order);
    Ok(document)
}

/// A line of JSON with the cells of a row.
pub(super) fn one_row(cells: &[Option<String>; 5], names: &[String; 5]) -> Vec<u8> {
    let mut object = serde_json::Map::new();
    for (cell, name) in cells.iter().zip(names).filter(|(_, name)| !name.is_empty()) {
        object.insert(name.clone(), cell.clone().map_or(serde_json::Value::Null, serde_json::Value::String));
    }
    let mut line = serde_json::Value::Object(object).to_string().into_bytes();
    line.push(b'\n');
    line
}

/// The key that should hold the text and holds no text, and what it holds.
fn unfit(line: &str, fields: &Fields) -> Option<(String, &'static str)> {
    let map = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line).ok()?;
    let best = map.into_iter().filter_map(|(key, value)| Some((fields.fit(Part::Text, &key)?, key, value)));
    let (_, key, value) = best.min_by_key(|(fit, ..)| *fit)?;
    let what = match value {
        serde_json::Value::Null => "null",
        serde_json::Value::Array(_) => "a list",
        serde_json::Value::Object(_) => "an object",
        _ => return None,
    };
    Some((key, what))
}

fn keys(line: &str) -> Vec<String> {
    match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line) {
        Ok(map) => map.keys().take(30).cloned().collect(),
        Err(_) => Vec::new(),
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
        self.fields.look();
        let wanting = self.fields.wanting();
        let mut names = Vec::new();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if wanting {
                names.push(key.to_string());
            }
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
        self.fields.names(&names);
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
