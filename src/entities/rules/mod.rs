//! The pages of the rules that find names of no dictionary, one a rule. Each is documentation, what
//! `tallywire explain --rule NAME` prints, and a test: in the texts under "Gives" the rule makes the mentions
//! listed, in those under "Gives none" it makes no mention.

/// The page of a rule; its name is what mentions have as `source`.
pub struct Rule {
    /// The rule's name.
    pub name: &'static str,
    /// The page in Markdown.
    pub page: &'static str,
}

macro_rules! pages {
    ($($name:literal)*) => {
        &[$(Rule { name: $name, page: include_str!(concat!($name, ".md")) }),*]
    };
}

/// All rules.
pub static NAME_RULES: &[Rule] = pages! {
    "apposition_organization"
    "apposition_person"
    "apposition_place"
    "capitals"
    "dateline"
    "defined_acronym"
    "first_word"
    "given_name"
    "initials"
    "institution"
    "kin"
    "known_surname"
    "last_word"
    "listed"
    "namesake"
    "national_body"
    "organization_and"
    "organization_end"
    "organization_noun"
    "organization_of"
    "organization_part"
    "organization_role"
    "organization_speaks"
    "organization_start"
    "person_acts"
    "person_age"
    "person_family_first"
    "person_given_name"
    "person_initial"
    "person_named"
    "person_regnal"
    "person_role"
    "person_speaks"
    "person_surname"
    "person_title"
    "person_who"
    "place_country"
    "place_end"
    "place_in"
    "place_noun"
    "place_of"
    "place_role"
    "place_start"
    "repeated_name"
    "school_team"
    "scorecard"
    "surname"
    "table_team"
    "team_nickname"
    "ticker"
    "unknown_words"
    "without_legal_form"
    "without_nationality"
};

/// The rule of that name.
pub fn rule_named(name: &str) -> Option<&'static Rule> {
    NAME_RULES.iter().find(|r| r.name == name)
}
