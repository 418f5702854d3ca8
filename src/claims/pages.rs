//! The pages of what is said of a quantity, one a part of the statement. Like those of the
//! [rules](super::rules), which are about the kinds of quantities, each is documentation, what
//! `tallywire explain --rule NAME` prints, and a test: the sentences under "Gives" have claims with the
//! fields listed, those under "Gives none" have claims that lack the part.

/// The page of a part of the statement.
pub struct Page {
    /// The part's name.
    pub name: &'static str,
    /// The page in Markdown.
    pub text: &'static str,
    /// The fields of a claim that it is about.
    pub fields: &'static [&'static str],
    /// What these hold where the part is missing.
    pub default: &'static str,
}

/// All pages.
pub static PAGES: &[Page] = &[
    Page { name: "about", text: include_str!("statement/about.md"), fields: &["about"], default: "" },
    Page {
        name: "predicate",
        text: include_str!("statement/predicate.md"),
        fields: &["predicate"],
        default: "",
    },
    Page {
        name: "subject",
        text: include_str!("statement/subject.md"),
        fields: &["subject", "subject_id"],
        default: "",
    },
    Page {
        name: "place",
        text: include_str!("statement/place.md"),
        fields: &["place", "place_id"],
        default: "",
    },
    Page {
        name: "time",
        text: include_str!("time/time.md"),
        fields: &["time", "time_from", "time_to"],
        default: "",
    },
    Page {
        name: "speaker",
        text: include_str!("statement/speaker.md"),
        fields: &["speaker", "speaker_id"],
        default: "",
    },
    Page {
        name: "modality",
        text: include_str!("statement/modality.md"),
        fields: &["modality"],
        default: "asserted",
    },
    Page {
        name: "negation",
        text: include_str!("statement/negation.md"),
        fields: &["negated"],
        default: "false",
    },
];

/// The page of that name.
pub fn page_named(name: &str) -> Option<&'static Page> {
    PAGES.iter().find(|p| p.name == name)
}
