//! Hard sentence boundaries: `‖` in `tests/data/sentences.txt` stands where a sentence ends.

use tallywire::text::{SentenceRules, Text};

#[test]
fn hard_boundaries() {
    let rules = SentenceRules::new();
    let mut faults = Vec::new();
    let mut cases = 0;
    for line in
        include_str!("../data/sentences.txt").lines().filter(|l| !l.trim().is_empty() && !l.starts_with("##"))
    {
        cases += 1;
        let wanted: Vec<String> = line.split('‖').map(|s| s.trim().to_string()).collect();
        let source = wanted.join(" ");
        let text = Text::new(&source, &rules);
        let found: Vec<String> = text.sentences.iter().map(|s| s.span.of(&source).to_string()).collect();
        if found != wanted {
            faults.push(format!("wants {wanted:#?}\ngives {found:#?}"));
        }
    }
    assert!(cases >= 60, "{cases} cases");
    assert!(faults.is_empty(), "{} of {cases} fail:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn wrapped_lines_are_one_sentence_and_headlines_are_their_own() {
    let rules = SentenceRules::new();
    let count = |source: &str| Text::new(source, &rules).sentences.len();
    let wrapped = "The harbour board said on Tuesday that it would not reopen the\nnorthern basin before the end of the month, since divers had\nfound new cracks in the wall.\n   Ships were sent to other ports along the coast, and two of them\nhad to wait for a week.\n";
    assert_eq!(count(wrapped), 2);
    assert_eq!(count("Port stays shut\n\nThe port stays shut. Ships wait.\n"), 3);
    assert_eq!(count("Results\nRovers 2, Wanderers 1\nAlbion 0, United 0\n"), 3);
}
