//! Base forms: `attacks` to `attack`, `carried` to `carry`.

use super::vocabulary::WordNumber;
use super::words::{Class, Words};

/// The singular of a noun; letter case is kept where the word is already singular or a name.
///
/// Words of one form for both ("people", "troops", "police") stay as they are.
pub fn singular(words: &Words, word: &str) -> String {
    // "EVs", "NGOs"
    if let Some(one) = word.strip_suffix('s')
        && one.len() >= 2
        && one.bytes().all(|b| b.is_ascii_uppercase())
    {
        return one.to_string();
    }
    let lower = word.to_lowercase();
    if matches!(
        lower.as_str(),
        "people"
            | "police"
            | "troops"
            | "media"
            | "data"
            | "means"
            | "news"
            | "series"
            | "species"
            | "headquarters"
            | "goods"
            | "earnings"
            | "proceeds"
            | "savings"
            | "premises"
            | "clothes"
            | "crossroads"
            | "barracks"
            | "works"
            | "odds"
            | "forces"
            | "personnel"
            | "staff"
            | "cattle"
            | "lens"
            | "gas"
            | "bus"
            | "virus"
            | "business"
            | "personnels"
            | "economics"
            | "politics"
    ) {
        return lower;
    }
    if let Some(base) = words.base_form(&lower, b'n') {
        // "glass", "crisis", "status": a singular that only looks like a plural.
        if lower.ends_with('s')
            && words.is_base(&lower, Class::NOUN)
            && !words.is_base(base, Class::COMMON_NOUN)
        {
            return lower;
        }
        return base.to_string();
    }
    if words.is_base(&lower, Class::NOUN) || !lower.ends_with('s') || lower.ends_with("ss") || lower.len() < 4
    {
        return if word.chars().any(char::is_uppercase) { word.to_string() } else { lower };
    }
    // Unknown to the lists: names and new words in the plural.
    let cut = |n: usize| word[..word.len() - n].to_string();
    if !word.is_ascii() {
        word.strip_suffix('s').unwrap_or(word).to_string()
    } else if lower.ends_with("ies") && lower.len() > 4 {
        cut(3) + "y"
    } else if ["ses", "xes", "zes", "ches", "shes"].iter().any(|e| lower.ends_with(e)) {
        cut(2)
    } else if lower.ends_with("us") || lower.ends_with("is") {
        word.to_string()
    } else {
        cut(1)
    }
}

/// The base form of a verb, in small letters.
pub fn verb(words: &Words, word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        verb_base(words, word).to_string()
    } else {
        verb_base(words, &word.to_lowercase()).to_string()
    }
}

/// The base form of a verb that is given in small letters; the word itself where it has no other.
pub fn verb_base<'w>(words: &Words, word: &'w str) -> &'w str {
    other_base(words, word).unwrap_or(word)
}

/// The same for a word with its number, for which it is found once.
pub fn numbered_verb_base<'w>(words: &Words, number: WordNumber, word: &'w str) -> &'w str {
    words.verbs.get(number, || other_base(words, word)).unwrap_or(word)
}

/// The base form of a verb, where it is another word.
fn other_base(words: &Words, word: &str) -> Option<&'static str> {
    Some(match word {
        "is" | "are" | "was" | "were" | "am" | "been" | "being" | "'s" | "’s" | "'re" | "isn't"
        | "wasn't" | "aren't" | "weren't" => "be",
        "has" | "had" | "having" | "'ve" => "have",
        "does" | "did" | "done" | "doing" => "do",
        "said" | "says" => "say",
        "left" | "leaves" => "leave",
        "found" => "find",
        "saw" | "seen" => "see",
        "fell" | "fallen" => "fall",
        "felt" => "feel",
        "lay" | "lain" => "lie",
        "wound" | "bound" | "ground" => return None,
        // Their "-d" is no ending.
        "feed" | "need" | "seed" | "weed" | "heed" | "bleed" | "breed" | "speed" | "exceed" | "proceed"
        | "succeed" => return None,
        _ => return words.base_form(word, b'v'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_come_to_their_singular() {
        let words = Words::new();
        for (plural, one) in [
            ("attacks", "attack"),
            ("countries", "country"),
            ("men", "man"),
            ("people", "people"),
            ("boxes", "box"),
            ("crises", "crisis"),
            ("policemen", "policeman"),
            ("wives", "wife"),
            ("drones", "drone"),
            ("Leopards", "leopard"),
        ] {
            assert_eq!(singular(&words, plural), one, "{plural}");
        }
    }

    #[test]
    fn verbs_come_to_their_base() {
        let words = Words::new();
        for (form, base) in [
            ("prevented", "prevent"),
            ("carried", "carry"),
            ("stopped", "stop"),
            ("rose", "rise"),
            ("making", "make"),
            ("rated", "rate"),
            ("killed", "kill"),
            ("is", "be"),
            ("planned", "plan"),
            ("sold", "sell"),
        ] {
            assert_eq!(verb(&words, form), base, "{form}");
        }
    }
}
