//! From bytes to text: byte-order mark, then what the input declares, then what the bytes look like.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read, Result};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::source::Source;

/// Text with what it took to read it.
pub(super) struct Decoded<'b> {
    pub text: Cow<'b, str>,
    /// The encoding, where it is not UTF-8.
    pub encoding: Option<&'static str>,
    /// What could not be read, or how the encoding was found.
    pub note: Option<String>,
}

/// Reads bytes as text. `declared` is the encoding that the input names for itself; bytes that are UTF-8
/// through and through are read as that all the same, since hardly anything else looks like it.
pub(super) fn decode<'b>(bytes: &'b [u8], declared: Option<&[u8]>) -> Decoded<'b> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return told(text, encoding, if broken { lossy(encoding.name()) } else { None });
    }
    let declared = declared.and_then(Encoding::for_label);
    match std::str::from_utf8(bytes) {
        Ok(text) if !(declared == Some(ISO_2022_JP) && text.contains('\u{1b}')) && !wide(bytes) => {
            return Decoded { text: Cow::Borrowed(text), encoding: None, note: None };
        }
        _ => {}
    }
    if let Some(encoding) = declared.filter(|e| *e != UTF_8) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        if !broken {
            return told(text, encoding, None);
        }
    }
    if wide(bytes) {
        // Plain letters have their zero byte first in one order, second in the other.
        let first = bytes.iter().step_by(2).take(256).filter(|b| **b == 0).count();
        let second = bytes.iter().skip(1).step_by(2).take(256).filter(|b| **b == 0).count();
        let encoding = if first > second { UTF_16BE } else { UTF_16LE };
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        return told(text, encoding, if broken { lossy(encoding.name()) } else { None });
    }
    let mut good = 0;
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good >= bad || declared == Some(UTF_8) && good > 0 {
        let note = format!("{bad} places are not UTF-8 and were read as U+FFFD");
        return Decoded { text: String::from_utf8_lossy(bytes), encoding: None, note: Some(note) };
    }
    let encoding = detect(bytes);
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let note = match broken {
        true => lossy(encoding.name()),
        false => Some(format!("the encoding was guessed: {}", encoding.name())),
    };
    told(text, encoding, note)
}

fn told<'b>(text: Cow<'b, str>, encoding: &'static Encoding, note: Option<String>) -> Decoded<'b> {
    Decoded { text, encoding: (encoding != UTF_8).then(|| encoding.name()), note }
}

fn lossy(name: &str) -> Option<String> {
    Some(format!("some places are not {name} and were read as U+FFFD"))
}

/// Whether it reads as text: fewer than one character in twenty are controls or stand for bytes of no meaning.
pub(super) fn is_text(text: &str) -> bool {
    let bytes = text.as_bytes();
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0xc) || **b == 0x7f;
    let wide = memchr::memchr2_iter(0xc2, 0xef, bytes).filter(|at| match bytes[*at] {
        // U+0080 to U+009F, and U+FFFD
        0xc2 => bytes.get(at + 1).is_some_and(|b| *b < 0xa0),
        _ => bytes.get(at + 1..at + 3) == Some(&[0xbf, 0xbd]),
    });
    let odd = bytes.iter().filter(control).count() + wide.count();
    odd <= 20 || odd * 20 <= text.chars().count()
}

/// Whether the bytes look like UTF-16 without a mark: every second one of many is zero.
fn wide(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    if head.len() < 16 || !head.contains(&0) {
        return false;
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let half = head.len() / 2;
    first.max(second) * 10 > half * 7 && first.min(second) * 10 < half
}

/// What the bytes look like, where they are no UTF-8.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    let found = detector.guess(None, Utf8Detection::Deny);
    if found == UTF_8 { WINDOWS_1252 } else { found }
}

/// A source of lines as UTF-8: one that begins with the mark of UTF-16 is turned into it.
pub(super) fn as_utf8(mut source: Source) -> Result<Source> {
    let encoding = match source.fill_buf() {
        Ok([0xff, 0xfe, ..]) => UTF_16LE,
        Ok([0xfe, 0xff, ..]) => UTF_16BE,
        Ok(_) => return Ok(source),
        Err(error) => return Err(error),
    };
    let decoder = encoding.new_decoder_with_bom_removal();
    Ok(Box::new(BufReader::with_capacity(64 << 10, Turned { source, decoder, ended: false })))
}

struct Turned {
    source: Source,
    decoder: Decoder,
    ended: bool,
}

impl Read for Turned {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        // A character takes up to four bytes; the buffer above is larger by far.
        while !self.ended && buffer.len() >= 8 {
            let chunk = self.source.fill_buf()?;
            let last = chunk.is_empty();
            let (_, read, written, _) = self.decoder.decode_to_utf8(chunk, buffer, last);
            self.source.consume(read);
            self.ended = last;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_told_from_the_others() {
        let german = "Die Stürme über der Küste zerstörten vierzig Häuser, sagte der Bürgermeister.";
        let japanese = "昨日の台風で四十軒の家が壊れたと市長は述べた。被害はさらに広がる見込みだ。";
        let russian = "Пожары уничтожили сорок домов, заявил мэр города в воскресенье вечером.";
        for (label, text) in [
            ("windows-1252", german),
            ("shift_jis", japanese),
            ("windows-1251", russian),
            ("koi8-r", russian),
            ("euc-jp", japanese),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, _) = encoding.encode(text);
            let guessed = decode(&bytes, None);
            assert_eq!(guessed.text, text, "{label}");
            assert!(guessed.encoding.is_some() && guessed.note.is_some());
            let declared = decode(&bytes, Some(label.as_bytes()));
            assert_eq!((&declared.text[..], declared.note), (text, None), "{label}");
        }
        assert_eq!(decode(german.as_bytes(), Some(b"windows-1252")).text, german);
    }

    #[test]
    fn utf16_is_read_with_a_mark_and_without() {
        let text = "Fires destroyed forty homes near Köln.";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little, None).text, text);
        assert_eq!(decode(&big, None).text, text);
        assert_eq!(decode(&[&[0xff, 0xfe], &little[..]].concat(), None).text, text);
        let source: Source = Box::new(std::io::Cursor::new([&[0xfe, 0xff], &big[..]].concat()));
        let mut read = String::new();
        as_utf8(source).unwrap().read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
    }

    #[test]
    fn mostly_utf8_stays_utf8() {
        let decoded = decode(b"Z\xc3\xbcrich \xff and K\xc3\xb6ln", None);
        assert_eq!(decoded.text, "Zürich \u{fffd} and Köln");
        assert!(decoded.encoding.is_none() && decoded.note.unwrap().contains("not UTF-8"));
    }
}
