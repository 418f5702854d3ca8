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

/// Breaks `text` into lines of at most `width` bytes, as a mailer does.
fn wrap(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().unwrap();
        if !last.is_empty() && last.len() + 1 + word.len() > width {
            lines.push(word.to_string());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.join("\n")
}

#[test]
fn the_width_of_wrapped_lines_makes_no_difference() {
    let rules = SentenceRules::new();
    let first = "The harbour board of Vallmar closed 14 of its 30 berths on Friday, the head of the Northern \
                 Pilots Union (NPU), Captain Ilse Brandvik, told reporters outside the old customs house in Vallmar.";
    let second = "Divers had found cracks in the wall. The Port Authority, which runs the docks, wants 3 million \
                  crowns from the state, its director Jonas Hale said, and the Transport Ministry has promised to \
                  look at it.";
    let mut cut = Vec::new();
    for width in 36..=150 {
        let (one, two) = (wrap(first, width), wrap(second, width));
        let texts = [
            (one.clone(), 1),
            (format!("{one}\n\n{two}\n"), 3),
            (wrap(&format!("{first} {second}"), width), 3),
        ];
        for (text, wanted) in texts {
            let found = Text::new(&text, &rules).sentences.len();
            if found != wanted {
                cut.push(format!("{width}: {found} for {wanted}"));
            }
        }
    }
    assert!(cut.is_empty(), "{} of 345 fail: {cut:#?}", cut.len());
    // Lines that end on purpose stay apart.
    let list =
        "Bids that the board looked at\nNorsk Kran, Bergen, 3.1 million\nHale Marine, Hull, 2.9 million\n";
    assert_eq!(Text::new(list, &rules).sentences.len(), 3);
    let flash = "Fire in the harbour of Vallmar kills two\nNo ship was damaged.\n";
    assert_eq!(Text::new(flash, &rules).sentences.len(), 2);
}
