//! The columns of a record batch that articles are made of.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BinaryViewArray, Date32Array, Int64Array, LargeBinaryArray, RecordBatch,
    StringArray,
};
use arrow_cast::cast;
use arrow_schema::{DataType, Schema, TimeUnit};
use jiff::Span;
use jiff::civil::{Date, date};
use tallywire::corpus::{date_in_opening, parse_date};
use tallywire::{Document, Error, ErrorKind, Result};

/// Which columns hold what.
#[derive(Clone)]
pub struct Names {
    pub text: String,
    pub id: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
}

impl Names {
    /// Refuses a table that lacks a column or has one of another type, before any work is done.
    pub fn check(&self, schema: &Schema) -> Result<()> {
        type Fits = fn(&DataType) -> bool;
        let columns: [(&str, Option<&String>, Fits, &str); 4] = [
            ("text", Some(&self.text), is_text, "strings, or bytes in UTF-8"),
            ("id", self.id.as_ref(), is_id, "strings or whole numbers"),
            ("title", self.title.as_ref(), is_text, "strings"),
            ("date", self.date.as_ref(), is_date, "dates, timestamps or strings such as 2024-03-14"),
        ];
        for (part, name, fits, wanted) in columns {
            let Some(name) = name else { continue };
            let Ok(field) = schema.field_with_name(name) else {
                let known: Vec<_> = schema.fields().iter().map(|f| &f.name()[..]).collect();
                return Err(usage(format!("the table has no column `{name}` for the {part}"))
                    .hint(format!("say {part}=NAME; its columns are: {}", known.join(", "))));
            };
            if !fits(field.data_type()) {
                return Err(usage(format!(
                    "the column `{name}` for the {part} holds {}, not {wanted}",
                    field.data_type()
                ))
                .hint(format!("say {part}=NAME for another column, or cast this one")));
            }
        }
        Ok(())
    }
}

fn usage(what: String) -> Error {
    Error::new(ErrorKind::Usage, what)
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, value) => is_text(value),
        kind => matches!(
            kind,
            DataType::Utf8
                | DataType::LargeUtf8
                | DataType::Utf8View
                | DataType::Binary
                | DataType::LargeBinary
                | DataType::BinaryView
                | DataType::Null
        ),
    }
}

fn is_id(kind: &DataType) -> bool {
    is_text(kind) || kind.is_integer()
}

fn is_date(kind: &DataType) -> bool {
    is_text(kind) || matches!(kind, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..))
}

/// Strings as the bytes they came in: whoever made them may have put other bytes than UTF-8 there, and then
/// the one article is at fault, not the table.
enum Texts {
    None,
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
}

impl Texts {
    fn of(array: &ArrayRef) -> Result<Texts> {
        Ok(match array.data_type() {
            DataType::Utf8 => Texts::Small(array.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Texts::Large(array.as_string::<i64>().clone().into()),
            DataType::Utf8View => Texts::View(array.as_string_view().clone().to_binary_view()),
            DataType::Binary => Texts::Small(array.as_binary::<i32>().clone()),
            DataType::LargeBinary => Texts::Large(array.as_binary::<i64>().clone()),
            DataType::BinaryView => Texts::View(array.as_binary_view().clone()),
            DataType::Dictionary(_, value) => Texts::of(&converted(array, value)?)?,
            kind if kind.is_integer() => {
                let text: StringArray = converted(array, &DataType::Utf8)?.as_string::<i32>().clone();
                Texts::Small(text.into())
            }
            _ => Texts::None,
        })
    }

    fn get(&self, row: usize) -> Option<&[u8]> {
        match self {
            Texts::None => None,
            Texts::Small(a) => a.is_valid(row).then(|| a.value(row)),
            Texts::Large(a) => a.is_valid(row).then(|| a.value(row)),
            Texts::View(a) => a.is_valid(row).then(|| a.value(row)),
        }
    }
}

fn converted(array: &ArrayRef, kind: &DataType) -> Result<ArrayRef> {
    cast(array, kind).map_err(|e| Error::new(ErrorKind::Input, e.to_string()))
}

enum Dates {
    Written(Texts),
    /// Days since 1970-01-01.
    Days(Date32Array),
    /// Times, and how many of them make a day.
    Times(Int64Array, i64),
}

impl Dates {
    fn of(array: &ArrayRef) -> Result<Dates> {
        let times = |in_a_day| {
            Ok(Dates::Times(
                converted(array, &DataType::Int64)?.as_primitive::<Int64Type>().clone(),
                in_a_day,
            ))
        };
        match array.data_type() {
            DataType::Date32 => Ok(Dates::Days(array.as_primitive::<Date32Type>().clone())),
            DataType::Date64 | DataType::Timestamp(TimeUnit::Millisecond, _) => times(86_400_000),
            DataType::Timestamp(TimeUnit::Second, _) => times(86_400),
            DataType::Timestamp(TimeUnit::Microsecond, _) => times(86_400_000_000),
            DataType::Timestamp(TimeUnit::Nanosecond, _) => times(86_400_000_000_000),
            _ => Texts::of(array).map(Dates::Written),
        }
    }

    /// The day, of times the one in UTC.
    fn get(&self, row: usize) -> Option<Date> {
        let days = match self {
            Dates::Written(texts) => return parse_date(std::str::from_utf8(texts.get(row)?).ok()?),
            Dates::Days(days) => days.is_valid(row).then(|| i64::from(days.value(row)))?,
            Dates::Times(times, in_a_day) => {
                times.is_valid(row).then(|| times.value(row).div_euclid(*in_a_day))?
            }
        };
        date(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?).ok()
    }
}

/// An article that cannot be read: its id, where that is known, and why.
pub struct Bad {
    pub id: Option<String>,
    pub why: String,
}

/// A record batch as articles.
pub struct Articles {
    rows: usize,
    /// Number of the first row in the whole table, from 1: ids where the table has none.
    first: u64,
    text: Texts,
    id: Option<Texts>,
    title: Texts,
    date: Option<Dates>,
    longest: usize,
}

impl Articles {
    /// The articles of a batch whose schema has been checked.
    pub fn of(batch: &RecordBatch, names: &Names, first: u64, longest: usize) -> Result<Articles> {
        let column = |name: &Option<String>| name.as_ref().and_then(|n| batch.column_by_name(n));
        Ok(Articles {
            rows: batch.num_rows(),
            first,
            text: batch.column_by_name(&names.text).map_or(Ok(Texts::None), Texts::of)?,
            id: column(&names.id).map(Texts::of).transpose()?,
            title: column(&names.title).map_or(Ok(Texts::None), Texts::of)?,
            date: column(&names.date).map(Dates::of).transpose()?,
            longest,
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Bytes of text of an article.
    pub fn size(&self, row: usize) -> usize {
        self.text.get(row).map_or(0, <[u8]>::len)
    }

    /// The article in a row, or why there is none.
    pub fn document(&self, row: usize) -> Result<Document, Bad> {
        let id = match &self.id {
            None => Some((self.first + row as u64).to_string()),
            Some(ids) => ids.get(row).map(|id| String::from_utf8_lossy(id).into_owned()),
        };
        let bad = |why: String| Bad { id: id.clone(), why };
        let text = self.text.get(row).ok_or_else(|| bad("the text is null".into()))?;
        let title = self.title.get(row).unwrap_or_default();
        if id.is_none() {
            return Err(bad("the id is null: its rows could not be told from others".into()));
        }
        check_length(text.len() + title.len(), self.longest).map_err(|e| bad(e.what))?;
        let read = |part: &str, bytes| {
            std::str::from_utf8(bytes)
                .map(str::to_string)
                .map_err(|e| bad(format!("the {part} is not UTF-8: byte {} is wrong", e.valid_up_to() + 1)))
        };
        let date = self.date.as_ref().and_then(|d| d.get(row));
        let (title, body) = (read("title", title)?, read("text", text)?);
        Ok(article(id.unwrap_or_default(), Some(title), body, date))
    }
}

/// An article of its parts. The day of one that comes without is looked for in its first lines, as the program
/// does.
pub fn article(id: String, title: Option<String>, body: String, date: Option<Date>) -> Document {
    let title = title.filter(|t| !t.is_empty());
    let published = date.or_else(|| date_in_opening(&body));
    Document { id, title, published, body, ..Document::default() }
}

/// Refuses an article of more than `longest` bytes.
pub fn check_length(bytes: usize, longest: usize) -> Result<()> {
    if bytes <= longest {
        return Ok(());
    }
    let what = format!("the article has {bytes} bytes, more than the {longest} that one may have");
    Err(usage(what).hint("settings={\"longest\": BYTES} allows for longer ones, which take time and memory"))
}

/// The day that a date names.
pub fn day(written: &str) -> Result<Date> {
    parse_date(written).ok_or_else(|| {
        usage(format!("`{written}` is no date"))
            .hint("give a datetime.date, or write it as year-month-day: 2024-03-14")
    })
}
