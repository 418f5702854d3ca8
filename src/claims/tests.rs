//! What holds for the claims of any text.

use std::cell::Cell;

use super::quantities::operand::LOOKS;
use super::{ClaimWords, extract};
use crate::text::{English, Text};

/// How many looks a text takes.
fn looks(words: &ClaimWords, english: &English, body: &str) -> u64 {
    let text = Text::new(body, &english.sentences);
    LOOKS.with(|looks| looks.set(0));
    extract(&[&text], &[vec![]], None, words, english);
    LOOKS.with(Cell::get)
}

/// Work grows with the text, not with its square, whatever the text repeats. Looks are counted, as a
/// clock would tell of the machine too.
#[test]
fn work_grows_with_the_text() {
    let (words, english) = (ClaimWords::new(), English::new());
    let looks = |body: String| looks(&words, &english, &body);
    let pieces = [
        "1",
        "1,2,",
        "$",
        "--5 ",
        "1/0 ",
        "123 ",
        "1-",
        "2^",
        "1e9 ",
        "5 to ",
        "4-, ",
        "5, ",
        "\"5 ",
        "million ",
        "two and a half ",
        "hundreds or ",
        "between 5 and ",
        "more than 5 and less than ",
        "km % °C € ",
        "٣٤ 三百 ",
        "no ",
        "a ",
        "5 pounds 5 pence ",
        "1 hour 1 minute ",
    ];
    for piece in pieces {
        let repeated = |bytes: usize| piece.repeat(bytes / piece.len());
        let (short, long) = (looks(repeated(30_000)), looks(repeated(300_000)));
        assert!(long <= 11 * short + 1_000, "{piece:?}: {short} looks, then {long}");
        assert!(long <= 8 * 300_000, "{piece:?}: {long} looks");
    }
    for piece in ["1", "1,2,3,", "$$$ ", "million ", "km % °C "] {
        let repeated = |bytes: usize| piece.repeat(bytes / piece.len());
        let (short, long) = (looks(repeated(1_000_000)), looks(repeated(10_000_000)));
        assert!(long <= 11 * short + 1_000, "{piece:?}: {short} looks, then {long}");
    }
}
