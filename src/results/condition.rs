//! What rows are asked for: `--where` of `tallywire show`.

use super::{Row, column_type};
use crate::error::{Error, ErrorKind, Result, one_of};
use crate::findings::{ColumnType, words_of};

/// What a row must fulfil: `kind=money`, `value>1000`, `place~kenya`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    column: String,
    operator: Operator,
    value: String,
    /// Whether the column holds days: a month or a year is compared with theirs.
    days: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Is,
    IsNot,
    Holds,
    HoldsNot,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// What operators are made of.
const SIGNS: [char; 5] = ['=', '!', '~', '<', '>'];

/// What other languages and hurry make of operators.
const SLIPS: [(&str, &str); 7] =
    [("==", "="), ("=~", "~"), ("~=", "~"), ("=>", ">="), ("=<", "<="), ("<>", "!="), ("!", "!=")];

const OPERATORS: [(&str, Operator); 8] = [
    ("!=", Operator::IsNot),
    ("!~", Operator::HoldsNot),
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("=", Operator::Is),
    ("~", Operator::Holds),
    (">", Operator::More),
    ("<", Operator::Less),
];

impl Condition {
    /// Reads a condition on a table with these columns.
    ///
    /// # Errors
    /// Where there is no operator, or no such column.
    pub fn parse(text: &str, header: &[String]) -> Result<Condition> {
        let wrong = |what: String| Error::new(ErrorKind::Usage, what);
        let at = text.find(SIGNS).ok_or_else(|| {
            wrong(format!("no operator in the condition `{text}`"))
                .hint("column=value, also != ~ !~ > >= < <= (~ means holds): --where 'place~kenya'")
        })?;
        // All signs that stand together: what is half of them would be looked for as part of the value.
        let signs = &text[at..];
        let signs = &signs[..signs.find(|c| !SIGNS.contains(&c)).unwrap_or(signs.len())];
        let found = OPERATORS.iter().find(|(sign, _)| *sign == signs);
        let Some((sign, operator)) = found else {
            let meant = SLIPS.iter().find(|(slip, _)| *slip == signs);
            let meant = meant.map_or(String::new(), |(_, meant)| format!("did you mean `{meant}`? "));
            return Err(wrong(format!("`{signs}` in the condition `{text}` is no operator")).hint(format!(
                "{meant}One of = != ~ !~ > >= < <=; a value that begins with a sign stands behind a blank"
            )));
        };
        let column = text[..at].trim();
        if !header.iter().any(|h| h == column) {
            return Err(
                wrong(format!("the table has no column `{column}`")).hint(one_of(column, "one of", header))
            );
        }
        let value = text[at + sign.len()..].trim().to_string();
        let orders = !matches!(operator, Operator::Holds | Operator::HoldsNot);
        if orders && !value.is_empty() {
            fitting(column, &value)?;
        }
        let days = column_type(column) == Some(ColumnType::Date);
        Ok(Condition { column: column.to_string(), operator: *operator, value, days })
    }

    /// Whether a row fulfils it. Numbers compare as numbers, days as much of them as the value has (`2025` is all
    /// of that year), all else as text; `~` leaves letter case aside. A cell of a list is equal to a value that is
    /// one of the list.
    pub fn holds(&self, row: &Row) -> bool {
        let cell = row.get(&self.column);
        let cell = match self.days && !self.value.is_empty() {
            true => cell.get(..self.value.len()).unwrap_or(cell),
            false => cell,
        };
        let is = || {
            let number = || Some(decimal(cell)? == decimal(&self.value)?);
            // Nobody knows how a name is written when he looks for it.
            let same = |text: &str| text.to_lowercase() == self.value.to_lowercase();
            same(cell) || number().unwrap_or(false) || cell.contains(';') && cell.split(';').any(same)
        };
        let holds = || cell.to_lowercase().contains(&self.value.to_lowercase());
        let order = || match (decimal(cell), decimal(&self.value)) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ if cell.is_empty() => None,
            _ => Some(cell.cmp(&self.value)),
        };
        match self.operator {
            Operator::Is => is(),
            Operator::IsNot => !is(),
            Operator::Holds => holds(),
            Operator::HoldsNot => !holds(),
            Operator::Less => order().is_some_and(|o| o.is_lt()),
            Operator::AtMost => order().is_some_and(|o| o.is_le()),
            Operator::More => order().is_some_and(|o| o.is_gt()),
            Operator::AtLeast => order().is_some_and(|o| o.is_ge()),
        }
    }
}

/// Whether a value can stand in the column: what cannot would be compared in vain.
fn fitting(column: &str, value: &str) -> Result<()> {
    let wrong = |what: String| Error::new(ErrorKind::Usage, what);
    match column_type(column) {
        Some(ColumnType::Decimal | ColumnType::Integer) if decimal(value).is_none() => {
            Err(wrong(format!("the column `{column}` holds numbers, and `{value}` is none"))
                .hint("write digits and nothing between them but a point before decimals: 1000, 2.5"))
        }
        Some(ColumnType::Date) if !day_or_less(value) => {
            Err(wrong(format!("the column `{column}` holds days, and `{value}` is none"))
                .hint("write 2024-05-15, or its beginning: 2024-05 or 2024"))
        }
        Some(ColumnType::Flag) if !matches!(value, "true" | "false") => {
            Err(wrong(format!("the column `{column}` holds true and false, not `{value}`"))
                .hint("such as --where negated=true"))
        }
        Some(_) | None => match words_of(column) {
            Some(words) if !words.contains(&value) => {
                Err(wrong(format!("the column `{column}` never holds `{value}`"))
                    .hint(format!("one of: {}", words.join(", "))))
            }
            _ => Ok(()),
        },
    }
}

/// Whether the text is a day, or the beginning of one.
fn day_or_less(text: &str) -> bool {
    let shape = b"0000-00-00";
    matches!(text.len(), 4 | 7 | 10)
        && text.bytes().zip(shape).all(|(b, s)| if *s == b'0' { b.is_ascii_digit() } else { b == *s })
}

fn decimal(text: &str) -> Option<rust_decimal::Decimal> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn row(cells: [&str; 4]) -> Row {
        let header = ["kind", "value", "place", "entities"].map(String::from);
        Row { header: header.into(), cells: cells.map(String::from).to_vec() }
    }

    #[test]
    fn conditions_compare_numbers_as_numbers_and_text_as_text() {
        let money = row(["money", "1000.50", "Kenya", "iso3166:KE;x"]);
        let holds = |text: &str| Condition::parse(text, &money.header).unwrap().holds(&money);
        for yes in [
            "kind=money",
            "kind != count",
            "value>999",
            "value>=1000.5",
            "value=1000.5",
            "value<20000",
            "place~KEN",
            "place!~uganda",
            "entities=x",
            "entities=iso3166:KE",
            "place<Laos",
            "place=kenya",
        ] {
            assert!(holds(yes), "{yes}");
        }
        for no in ["kind=count", "value>1000.5", "value<900", "place=ken", "entities=iso3166", "place>Laos"] {
            assert!(!holds(no), "{no}");
        }
        let empty = row(["", "", "", ""]);
        assert!(!Condition::parse("value<5", &empty.header).unwrap().holds(&empty), "nothing is not little");
    }

    #[test]
    fn a_value_that_cannot_stand_in_its_column_is_told() {
        let header = ["kind", "value", "time_from", "negated", "place"].map(String::from);
        for wrong in
            ["value>1,000", "value>1m", "value>abc", "time_from>=yesterday", "kind=Money", "negated=yes"]
        {
            assert!(Condition::parse(wrong, &header).unwrap_err().hint.is_some(), "{wrong}");
        }
        for right in [
            "value>1000",
            "value=",
            "time_from>=2024-05",
            "kind~Mon",
            "kind!=money",
            "negated=true",
            "place=x",
        ] {
            assert!(Condition::parse(right, &header).is_ok(), "{right}");
        }
    }

    #[test]
    fn a_wrong_condition_says_what_there_is() {
        let header = ["kind".to_string(), "value".to_string()];
        let hint = |text: &str| Condition::parse(text, &header).unwrap_err().hint.unwrap();
        assert!(hint("king=money").contains("kind, value"));
        assert!(hint("kind money").contains("column=value"));
        assert!(hint("kind!money").contains("did you mean `!=`? One of ="));
        assert!(hint("knd=money").starts_with("did you mean `kind`?"));
        for (slip, meant) in [("kind=~mon", "`~`"), ("value=>5", "`>=`"), ("value==5", "`=`")] {
            assert!(hint(slip).starts_with(&format!("did you mean {meant}?")), "{slip}: {}", hint(slip));
        }
        assert!(Condition::parse("kind~ <b", &header).is_ok());
    }

    #[test]
    fn a_month_or_year_is_all_its_days() {
        let header: Arc<[String]> = ["time_from".to_string()].into();
        let row = Row { header: header.clone(), cells: vec!["2025-06-15".into()] };
        let holds = |text: &str| Condition::parse(text, &header).unwrap().holds(&row);
        for yes in ["=2025", "=2025-06", "=2025-06-15", ">=2025", "<=2025-06", ">2024", "<2025-07", "!=2024"]
        {
            assert!(holds(&format!("time_from{yes}")), "{yes}");
        }
        for no in ["=2024", "=2025-07", ">2025", "<2025-06", "!=2025", "="] {
            assert!(!holds(&format!("time_from{no}")), "{no}");
        }
    }
}
