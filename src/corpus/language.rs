//! The language of an article.

/// Letters that are looked at; more make no difference to the answer.
const LOOKED_AT: usize = 20_000;
/// Texts with fewer letters than this could be anything.
const TELLING: usize = 200;

/// The ISO 639-3 code of the language that `text` is in; `None` where it is too short to tell.
pub fn language(text: &str) -> Option<&'static str> {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    if is_english(text) {
        return Some("eng");
    }
    if text.chars().filter(|c| c.is_alphabetic()).count() < TELLING {
        return None;
    }
    let found = whatlang::detect(text)?;
    let code = found.lang().code();
    // Lists of names and figures have few small words and look like any language: they are not told apart.
    let latin = found.script() == whatlang::Script::Latin;
    (!latin || code == "eng" || found.confidence() >= SURE && !some_english(text)).then_some(code)
}

/// How sure the guess of a language with Latin letters must be.
const SURE: f64 = 0.6;

/// Whether there is some English in a text, as in tables and lists of an English newspaper.
fn some_english(text: &str) -> bool {
    let (words, _, own) = small_words(text);
    own * 60 >= words
}

/// Whether the small words of English stand in a text as often as in English: one word in twelve at
/// least. This tells at once what nearly all articles are; only the others are looked at closely.
fn is_english(text: &str) -> bool {
    let (words, small, own) = small_words(text);
    words >= 20 && small * 12 >= words && own * 25 >= words
}

/// How many of the first words there are, how many of them are small words of English, how many of these are
/// its own.
fn small_words(text: &str) -> (u32, u32, u32) {
    const SMALL: [&[u8]; 16] = [
        b"the", b"of", b"to", b"and", b"in", b"a", b"that", b"for", b"is", b"was", b"said", b"with", b"by",
        b"at", b"from", b"it",
    ];
    // Words that other languages have too tell less.
    const OWN: [&[u8]; 8] = [b"the", b"of", b"and", b"that", b"was", b"said", b"with", b"from"];
    let (mut words, mut small, mut own) = (0_u32, 0_u32, 0_u32);
    for word in
        text.as_bytes().split(|b| !b.is_ascii_alphabetic() && *b < 0x80).filter(|w| !w.is_empty()).take(400)
    {
        words += 1;
        if word.len() <= 4 {
            small += u32::from(SMALL.iter().any(|w| word.eq_ignore_ascii_case(w)));
            own += u32::from(OWN.iter().any(|w| word.eq_ignore_ascii_case(w)));
        }
    }
    (words, small, own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_whole_articles() {
        let english = "The council said on Monday that the river had risen by two metres and that forty homes in the lower town were empty. Boats were brought from the harbour, and the school was opened to those who had to leave their houses.";
        let german = "Der Rat der Stadt teilte am Montag mit, dass der Fluss um zwei Meter gestiegen sei und vierzig Häuser in der unteren Stadt leer stünden. Boote wurden aus dem Hafen gebracht, und die Schule wurde für alle geöffnet, die ihre Häuser verlassen mussten.";
        let french = "Le conseil municipal a déclaré lundi que la rivière était montée de deux mètres et que quarante maisons de la ville basse étaient vides. Des bateaux ont été amenés du port et l'école a été ouverte à tous ceux qui avaient dû quitter leur maison. La police a fermé vingt-six routes de la vallée.";
        assert_eq!(language(english), Some("eng"));
        assert_eq!(language(german), Some("deu"));
        assert_eq!(language(french), Some("fra"));
        assert_eq!(language("Shares rose 4.5%."), None);
        let results = "Arsenal 2, Chelsea 1; Leeds 0, Everton 0; Fulham 3, Burnley 1; Standings: Arsenal 40, Leeds 38, Fulham 30, Chelsea 29, Everton 22, Burnley 11. Scorers: Okpara 12, Lindqvist 9, Achterberg 8, Quagmire 7, Ravenscroft 5, Terrabyte 4. Attendance 31,000.";
        assert!(matches!(language(results), None | Some("eng")), "{:?}", language(results));
        assert_eq!(language(""), None);
    }
}
