//! Codes of countries and of the states in them.

/// What a dictionary's id says of the country or state that an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Territory {
    /// It is neither.
    #[default]
    None,
    /// A country: `iso3166:US`.
    Country,
    /// A state or province: `iso3166-2:US-ME`.
    State,
}

impl Territory {
    /// What the entity with this id is, and its code.
    pub fn of(id: &str) -> (Territory, &str) {
        match (id.strip_prefix("iso3166:"), id.strip_prefix("iso3166-2:")) {
            (Some(code), _) => (Territory::Country, code),
            (_, Some(code)) => (Territory::State, code),
            _ => (Territory::None, ""),
        }
    }
}

/// The ISO 3166 code of a country (`US`) or of a state in it (`US-ME`), or nothing: six bytes, no text to look up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area([u8; 6]);

impl Area {
    /// The area of a code; none where `text` is shaped otherwise.
    pub fn of(text: &str) -> Option<Area> {
        let (country, state) = text.split_once('-').map_or((text, None), |(c, s)| (c, Some(s)));
        let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
        let shaped = country.len() == 2
            && country.bytes().all(|b| b.is_ascii_uppercase())
            && state.is_none_or(|s| (1..=3).contains(&s.len()) && s.bytes().all(plain));
        let mut bytes = [0; 6];
        shaped.then(|| {
            bytes[..text.len()].copy_from_slice(text.as_bytes());
            Area(bytes)
        })
    }

    /// The code; empty where there is none.
    pub fn code(&self) -> &str {
        let end = self.0.iter().position(|b| *b == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }

    /// The code of the country; empty where there is none.
    pub fn country(&self) -> &str {
        self.code().get(..2).unwrap_or_default()
    }

    /// The two letters of the country, where there is one: quicker to compare than its code.
    pub fn country_letters(&self) -> Option<[u8; 2]> {
        let [first, second, ..] = self.0;
        (first != 0).then_some([first, second])
    }

    /// The code of the state; empty where only the country is told.
    pub fn state(&self) -> &str {
        Some(self.code()).filter(|code| code.len() > 2).unwrap_or_default()
    }

    /// Its bytes, for keeping.
    pub(super) fn bytes(self) -> [u8; 6] {
        self.0
    }

    /// The area of kept bytes; none where they are no code.
    pub(super) fn kept(bytes: [u8; 6]) -> Option<Area> {
        let [first, second, dash, state @ ..] = bytes;
        let length = state.iter().position(|b| *b == 0).unwrap_or(state.len());
        let (letters, rest) = state.split_at(length);
        let plain = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit();
        let stated = dash == b'-' && length > 0 && letters.iter().all(plain) && rest.iter().all(|b| *b == 0);
        let shaped = first.is_ascii_uppercase()
            && second.is_ascii_uppercase()
            && (stated || (dash, state) == (0, [0; 3]));
        (shaped || bytes == [0; 6]).then_some(Area(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::Area;

    #[test]
    fn a_code_tells_country_and_state() {
        for (text, country, state) in [("US", "US", ""), ("US-ME", "US", "US-ME"), ("GB-ENG", "GB", "GB-ENG")]
        {
            let area = Area::of(text).unwrap();
            assert_eq!((area.code(), area.country(), area.state()), (text, country, state));
            assert_eq!(Area::kept(area.bytes()), Some(area));
        }
        for text in ["", "us", "USA", "U", "US-", "US-MEXI", "Kenya", "ÄA"] {
            assert_eq!(Area::of(text), None, "{text}");
        }
        assert_eq!((Area::default().country(), Area::default().state()), ("", ""));
        for bytes in
            [b"Kenya\0", b"US-\0\0\0", b"US-\0A\0", b"US\0A\0\0", b"US-a\0\0", b"\0S\0\0\0\0", b"USA\0\0\0"]
        {
            assert_eq!(Area::kept(*bytes), None, "{bytes:?}");
        }
        assert_eq!(Area::kept([0; 6]), Some(Area::default()));
    }
}
