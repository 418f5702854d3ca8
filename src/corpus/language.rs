//! The language of an article.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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
        return of_few_words(text);
    }
    // Lists of names and figures have few small words and look like any language: they are not told apart.
    let latin = whatlang::detect_script(text)? == whatlang::Script::Latin;
    if latin && !running(text) {
        return some_english(text).then_some("eng");
    }
    let found = whatlang::detect(text)?;
    let code = found.lang().code();
    let sure = found.confidence() >= SURE && !some_english(text) || of_few_words(text) == Some(code);
    (!latin || code == "eng" || sure).then_some(code)
}

/// The language that the small words of a text leave no doubt about, where it is not English: that of a flash, a
/// headline, a report full of foreign names.
fn of_few_words(text: &str) -> Option<&'static str> {
    let (words, _, own) = small_words(text, MOST_WORDS);
    if words < FEWEST || own > 0 {
        return None;
    }
    let lower = text.to_lowercase();
    let mut met = [0_usize; SMALL_WORDS.len()];
    let mut different: Vec<&str> = Vec::new();
    // The languages that have all English words of the text among their own.
    let mut possible = u16::MAX;
    for word in lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphabetic())) {
        let of = LANGUAGES_OF.get(word).copied().unwrap_or(0);
        met.iter_mut().enumerate().for_each(|(n, met)| *met += usize::from(of >> n & 1));
        if of != 0 && !different.contains(&word) {
            different.push(word);
        }
        if ENGLISH.contains(&word) {
            possible &= of;
        }
    }
    let told = |n: &usize| {
        let two = || different.iter().filter(|word| LANGUAGES_OF[**word] >> n & 1 > 0).take(2).count() == 2;
        possible >> n & 1 > 0 && met[*n] >= 3 && met[*n] * 5 >= words as usize && two()
    };
    let mut told: Vec<&str> = (0..SMALL_WORDS.len()).filter(told).map(|n| SMALL_WORDS[n].0).collect();
    // To compare a text with all languages costs more than to read it.
    if !told.is_empty() {
        let code = whatlang::detect(text)?.lang().code();
        told.retain(|told| *told == code);
    }
    told.first().copied()
}

/// Words of English headlines about places and clubs with foreign names.
const ENGLISH: [&str; 16] = [
    "in", "on", "for", "to", "by", "at", "is", "it", "as", "after", "over", "says", "wins", "beats", "their",
    "this",
];

/// Fewer words could be a name and a verb.
const FEWEST: u32 = 8;

/// The small words of the languages that feeds mix with English, without those that English has, too.
const SMALL_WORDS: [(&str, &str); 13] = [
    (
        "deu",
        "der die das dem den des und ist sind nicht mit von für auf ein eine einer im am zum zur wurde werden haben hat nach bei aus wird",
    ),
    (
        "fra",
        "on le la les des du et est dans pour une que qui sur au aux avec par pas ont sont été cette ses",
    ),
    ("spa", "el la los las del y en que por una con se su para al fue más como sus ha han"),
    ("por", "o os as da das do dos em para não um uma que com por foi mais ao na no nas nos e são"),
    ("ita", "in il lo la gli di che e per una con non del della dei nel alla sono è ha più dal anche"),
    ("nld", "in is over de het een van en dat niet met op voor zijn wordt ook bij naar aan heeft werd uit"),
    ("swe", "in och att det som är på för av med den inte ett har till om från var"),
    ("nob", "for over to og det som er på for av med den ikke et har til fra ble var"),
    ("dan", "at for over to og det som er på for af med den ikke et har til fra blev var"),
    ("pol", "w na z się nie jest do i że po od przez dla oraz został są jak"),
    ("tur", "ve bir bu için ile da de olarak çok daha olan göre sonra kadar"),
    ("ind", "yang dan di dengan untuk dari ini itu pada tidak dalam akan oleh telah"),
    ("ron", "și în de la cu pe care nu din pentru este sunt mai au fost ale"),
];

/// The languages that have a small word, by their places in the list.
static LANGUAGES_OF: LazyLock<FxHashMap<&str, u16>> = LazyLock::new(|| {
    let mut all = FxHashMap::default();
    for (n, (_, list)) in SMALL_WORDS.iter().enumerate() {
        list.split(' ').for_each(|word| *all.entry(word).or_default() |= 1 << n);
    }
    all
});

/// How sure the guess of a language with Latin letters must be.
const SURE: f64 = 0.6;

/// Whether there is some English in a text, as in tables and lists of an English newspaper.
fn some_english(text: &str) -> bool {
    let (words, _, own) = small_words(text, MOST_WORDS);
    own * 60 >= words
}

/// Whether a text runs in sentences: most words begin with small letters, and few are figures. Results,
/// prices and lists of names do not.
fn running(text: &str) -> bool {
    let (mut small, mut large, mut figures) = (0_u32, 0_u32, 0_u32);
    for word in text.split_whitespace() {
        let first = word.chars().find(|c| c.is_alphanumeric());
        if word.bytes().any(|b| b.is_ascii_digit()) {
            figures += 1;
        } else if first.is_some_and(char::is_lowercase) {
            small += 1;
        } else if first.is_some() {
            large += 1;
        }
    }
    small > large && figures * 10 < small + large + figures
}

/// Whether the small words of English stand in a text as often as in English: one word in twelve at
/// least. This tells at once what nearly all articles are; only the others are looked at closely. A beginning
/// with twice as many leaves no doubt.
fn is_english(text: &str) -> bool {
    let often = |most: u32, times: u32| {
        let (words, small, own) = small_words(text, most);
        words >= 20 && small * 12 >= times * words && own * 25 >= times * words
    };
    often(MOST_WORDS / 8, 2) || often(MOST_WORDS, 1)
}

/// How many of the first `most` words there are, how many of them are small words of English, how many of
/// these are its own.
fn small_words(text: &str, most: u32) -> (u32, u32, u32) {
    let (mut words, mut small, mut own) = (0_u32, 0_u32, 0_u32);
    let bytes = text.as_bytes();
    let letters = |at: usize| bytes[at..].iter().take_while(|b| LETTER[usize::from(**b)]).count();
    let mut at = 0;
    while at < bytes.len() && words < most {
        let length = letters(at);
        if length > 0 {
            words += 1;
        }
        if (1..=4).contains(&length) {
            let word = &bytes[at..at + length];
            let class = class(word.iter().fold(0, |key, byte| key << 8 | u32::from(byte | 0x20)));
            small += u32::from(class > 0);
            own += u32::from(class > 1);
        }
        at += length + 1;
    }
    (words, small, own)
}

/// Bytes of letters; all above ASCII count as such.
const LETTER: [bool; 256] = {
    let mut table = [false; 256];
    let mut n = 0;
    while n < 256 {
        table[n] = n >= 0x80 || (n as u8).is_ascii_alphabetic();
        n += 1;
    }
    table
};

/// Words that are looked at.
const MOST_WORDS: u32 = 400;

/// Letters of a short word as one number.
const fn key(word: &[u8]) -> u32 {
    let (mut key, mut n) = (0, 0);
    while n < word.len() {
        key = key << 8 | word[n] as u32;
        n += 1;
    }
    key
}

/// 2 for a small word that is English alone, 1 for one that other languages have too, 0 for the rest.
fn class(word: u32) -> u8 {
    const THE: u32 = key(b"the");
    const OF: u32 = key(b"of");
    const AND: u32 = key(b"and");
    const THAT: u32 = key(b"that");
    const WAS: u32 = key(b"was");
    const SAID: u32 = key(b"said");
    const WITH: u32 = key(b"with");
    const FROM: u32 = key(b"from");
    const TO: u32 = key(b"to");
    const IN: u32 = key(b"in");
    const A: u32 = key(b"a");
    const FOR: u32 = key(b"for");
    const IS: u32 = key(b"is");
    const BY: u32 = key(b"by");
    const AT: u32 = key(b"at");
    const IT: u32 = key(b"it");
    match word {
        THE | OF | AND | THAT | WAS | SAID | WITH | FROM => 2,
        TO | IN | A | FOR | IS | BY | AT | IT => 1,
        _ => 0,
    }
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
        // A running text that names foreigners, which letters alone leave in doubt.
        let spanish = "El ministro Lindqvist dijo que 40 barcos de Kiruna y de Luleå fueron a la isla el lunes y que la \
                       empresa Skellefteå Kraft pagó 12 millones por las obras. La jefa, Freja Bergstrøm, no quiso hablar \
                       con la prensa de Haugesund. Fue la más larga de las huelgas.";
        assert_eq!(language(spanish), Some("spa"));
        assert_eq!(language("Shares rose 4.5%."), None);
        let results = "Arsenal 2, Chelsea 1; Leeds 0, Everton 0; Fulham 3, Burnley 1; Standings: Arsenal 40, Leeds 38, Fulham 30, Chelsea 29, Everton 22, Burnley 11. Scorers: Okpara 12, Lindqvist 9, Achterberg 8, Quagmire 7, Ravenscroft 5, Terrabyte 4. Attendance 31,000.";
        let report = "Shr profit 12 cts vs loss 31 cts, net profit 2,100,000 vs loss 5.4 mln, revs 19.3 mln vs 17.7 mln, avg shrs 22.6 mln vs 21.0 mln, nine mths shr profit 14 cts vs loss 25 cts, net profit 7,800,000 vs loss 9.1 mln, revs 61.3 mln vs 55.2 mln, avg shrs 22.5 mln vs 21.1 mln, dividend 4 cts";
        for list in [results, report, "Gruber, Huber and Maier GmbH; Schmidt AG; Müller KG; "] {
            let list = list.repeat(3);
            assert!(matches!(language(&list), None | Some("eng")), "{list}: {:?}", language(&list));
        }
        assert_eq!(language(""), None);
        for (flash, code) in [
            ("Die Stadt hat nach dem Hochwasser 30 Millionen Euro für die Schulen bereitgestellt.", "deu"),
            (
                "Die Stadt stellte am Montag 30 Millionen Euro bereit. Die Schulen werden mit dem Geld saniert.",
                "deu",
            ),
            ("La mairie de la ville a fermé les deux ponts dans la nuit et les écoles sont vides.", "fra"),
            ("El alcalde de la ciudad dijo que los dos puentes del puerto se abrirán el lunes.", "spa"),
        ] {
            assert_eq!(language(flash), Some(code), "{flash}");
        }
        for flash in [
            "Boca beats River in Fiesta de la Vendimia opener, 2-1, late on Sunday",
            "Police hold 12 men after raid on El Paso bank",
            "Van der Berg and De la Cruz win gold, Los Halcones lose final",
            "Le Pen leads polls as 40 towns vote",
        ] {
            assert_eq!(language(flash), None, "{flash}");
        }
    }
}
