//! One token of digits, marks or a vulgar fraction as an exact decimal.

use rust_decimal::Decimal;

/// No literal of a number that fits the exact decimal is longer, separators included.
const LONGEST: usize = 44;

/// A literal of digits and separators as a decimal; `None` where it is no number (versions, addresses) or
/// does not fit. `comma` says that the article writes decimals with a comma: 1.234 is a thousand there.
pub fn literal(text: &str, comma: bool) -> Option<Decimal> {
    if text.len() > LONGEST {
        return None;
    }
    let text: String =
        text.chars().filter(|c| !matches!(c, '’' | '\u{a0}' | '\u{202f}' | '\u{2009}')).collect();
    let commas = text.matches(',').count();
    let dots = text.matches('.').count();
    let plain = match (commas, dots) {
        (0, 1) if comma && grouped(&text, '.') => text.replace('.', ""),
        (1, 0) if comma => text.replace(',', "."),
        (0, 0 | 1) => text,
        (1, 1) if text.find('.') < text.find(',') => {
            let (whole, part) = text.split_once(',')?;
            if !grouped(whole, '.') {
                return None;
            }
            format!("{}.{part}", whole.replace('.', ""))
        }
        (_, 0 | 1) => {
            let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
            if part.contains(',') {
                return None;
            }
            if grouped(whole, ',') {
                if part.is_empty() {
                    whole.replace(',', "")
                } else {
                    format!("{}.{part}", whole.replace(',', ""))
                }
            } else if commas == 1 && dots == 0 {
                // "0,5": a decimal comma where it cannot be thousands.
                text.replace(',', ".")
            } else {
                return None;
            }
        }
        // "1.234,5" and "1.234.567"
        (0, _) if grouped(&text, '.') => text.replace('.', ""),
        (1, _) => {
            let (whole, part) = text.split_once(',')?;
            if !grouped(whole, '.') {
                return None;
            }
            format!("{}.{part}", whole.replace('.', ""))
        }
        _ => return None,
    };
    plain.parse().ok()
}

/// Whether a literal says a number that is too large to be exact: more digits than 10^20 has.
pub fn too_large(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or("");
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    let lists = text.len() < 2 * digits && (digits == whole.len() || grouped(whole, ','));
    digits > 21 && lists && !text.starts_with('0') && text.bytes().filter(|b| *b == b'.').count() <= 1
}

/// Whether digits are grouped as thousands (by three) or as lakh and crore (by two before the last three).
fn grouped(part: &str, mark: char) -> bool {
    let mut groups = part.split(mark);
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    let western =
        (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|g| g.len() == 3);
    let indian = (1..=2).contains(&first.len())
        && rest.split_last().is_some_and(|(last, body)| last.len() == 3 && body.iter().all(|g| g.len() == 2));
    western || indian
}

/// Whether a literal can only be read with a decimal comma ("1.234,5") or only with a decimal point
/// ("1,234.5", "1.25"); `None` where it tells neither.
pub fn decimal_comma(text: &str) -> Option<bool> {
    if text.len() > LONGEST || !text.contains([',', '.']) {
        return None;
    }
    let dot = text.find('.');
    let comma = text.find(',');
    match (dot, comma) {
        (Some(dot), Some(comma)) => Some(dot < comma),
        (Some(dot), None) if text.matches('.').count() == 1 => {
            (text.len() - dot != 4 || text.starts_with('0')).then_some(false)
        }
        (None, Some(comma)) if text.matches(',').count() == 1 => {
            if text.len() - comma == 4 && !text.starts_with('0') { None } else { Some(true) }
        }
        (Some(_), None) => Some(true),
        _ => Some(false),
    }
}

/// A vulgar fraction written as one character.
pub fn vulgar_fraction(text: &str) -> Option<Decimal> {
    let (n, m) = match text {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅐" => (1, 7),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        "↉" => (0, 3),
        _ => return None,
    };
    ratio(Decimal::from(n), Decimal::from(m))
}

/// n/m, thirds and the like to four places, as they are written to rows.
pub fn ratio(n: Decimal, m: Decimal) -> Option<Decimal> {
    let value = n.checked_div(m)?;
    // A millionth keeps what four places would lose.
    let fine = value.abs() < Decimal::new(1, 2);
    Some(if value.normalize().scale() > 6 && !fine { value.round_dp(4) } else { value.normalize() })
}

/// Ten to a power, where a news text could mean it.
pub fn power_of_ten(exponent: i32) -> Option<Decimal> {
    match exponent {
        0..=20 => Decimal::from_i128_with_scale(10_i128.checked_pow(exponent as u32)?, 0).into(),
        -20..0 => Decimal::try_new(1, exponent.unsigned_abs()).ok(),
        _ => None,
    }
}

/// A superscript digit or sign as the plain one: "10⁻⁴".
pub fn superscript(text: &str) -> Option<char> {
    Some(match text {
        "⁰" => '0',
        "¹" => '1',
        "²" => '2',
        "³" => '3',
        "⁴" => '4',
        "⁵" => '5',
        "⁶" => '6',
        "⁷" => '7',
        "⁸" => '8',
        "⁹" => '9',
        "⁻" => '-',
        "⁺" => '+',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_every_habit() {
        let of = |text: &str| literal(text, false).map(|n| n.to_string());
        for (text, value) in [
            ("1,234.5", "1234.5"),
            ("12,34,567", "1234567"),
            ("5,00,000", "500000"),
            ("1’234", "1234"),
            ("1\u{202f}234\u{202f}567", "1234567"),
            ("1.234,5", "1234.5"),
            ("1.234.567", "1234567"),
            ("0,5", "0.5"),
            ("1.234", "1.234"),
            ("007", "7"),
        ] {
            assert_eq!(of(text).as_deref(), Some(value), "{text}");
        }
        for text in ["1.2.3", "1,2,3", "192.168.1.20", "1,23.4.5", "1,,2"] {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(literal("1.234", true).map(|n| n.to_string()).as_deref(), Some("1234"));
        assert_eq!(literal("1,23", true).map(|n| n.to_string()).as_deref(), Some("1.23"));
    }

    #[test]
    fn what_does_not_fit_is_no_number() {
        assert_eq!(literal(&"9".repeat(30), false), None);
        assert_eq!(literal(&"1".repeat(1_000_000), false), None);
    }

    #[test]
    fn habits_show_in_the_literals() {
        assert_eq!(decimal_comma("1.234,5"), Some(true));
        assert_eq!(decimal_comma("1,234.5"), Some(false));
        assert_eq!(decimal_comma("3,25"), Some(true));
        assert_eq!(decimal_comma("3.25"), Some(false));
        assert_eq!(decimal_comma("1.234"), None);
        assert_eq!(decimal_comma("1,234"), None);
        assert_eq!(decimal_comma("1234"), None);
    }
}
