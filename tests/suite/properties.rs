//! What must hold for any text: no panic, spans on character boundaries and inside the text, the same
//! rows for any number of threads and any batch.

use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use tallywire::corpus::{Fields, find_inputs};
use tallywire::dictionary::{Dictionary, fold};
use tallywire::findings::Wanted;
use tallywire::output::{Beside, Options, Store, formats_named};
use tallywire::text::{SentenceRules, Text};
use tallywire::{Document, Effort, Job, Pipeline};

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| {
        let (dictionary, _) = Dictionary::from_csv("names.csv", include_str!("../data/names.csv")).unwrap();
        Pipeline::with(dictionary, Wanted { adjectives: true, context: true, ..Wanted::default() })
    })
}

/// Pieces that news is made of, and pieces that break programs.
fn piece() -> impl Strategy<Value = String> {
    let words = vec![
        "Police",
        "in",
        "Nairobi",
        "arrested",
        "25",
        "men",
        "on Sunday",
        ".",
        ", ",
        "\"",
        "“",
        "”",
        "said",
        "Ilya Morozov",
        "FSB",
        "(",
        ")",
        "rose",
        "from",
        "to",
        "4.5%",
        "$1.2 billion",
        "between",
        "and",
        "15-20",
        "one in five",
        "two-thirds of",
        "the",
        "a",
        "half",
        "million",
        "dozens of",
        "hundreds of thousands",
        "no",
        "none",
        "-",
        "—",
        "’s",
        "U.S.",
        "Mr.",
        "9:30 a.m.",
        "April 4, 2018",
        "3-2",
        "G20",
        "Boeing 737",
        "5 ft 11 in",
        "1,234.5",
        "1.234.567,8",
        "½",
        "104 23/32",
        "99999999999999999999999999999999",
        "0.00000000000000000000000000001",
        "1e9",
        "trillion trillion trillion trillion",
        "\u{300}",
        "\u{200b}",
        "\u{ad}",
        "é",
        "漢字",
        "🙂",
        "\r\n",
        "\n\n",
        "\t",
        "\0",
        "\u{1b}[0m",
        "ﬁ",
        "İstanbul",
        "ß",
        "www.a.b/1?2=3",
        "#5",
        "x@y.z",
        "year-old",
        "per cent",
        "aged",
        "not",
        "will",
        "may",
        "if",
        "20/06/2018",
        "'90s",
        "R50 000",
        "-5C",
        "+3%",
        "&amp;",
        "&#39;s",
        "#39;s",
        "quot;",
        "&lt;b&gt;",
        "&nbsp;",
        "&frac12;",
        "caf&#233;",
    ];
    prop_oneof![8 => prop::sample::select(words).prop_map(String::from), 1 => "\\PC{0,6}", 1 => any::<char>().prop_map(String::from)]
}

fn article() -> impl Strategy<Value = String> {
    prop::collection::vec((piece(), prop_oneof![4 => Just(" "), 1 => Just(""), 1 => Just("\n")]), 0..60)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap.to_string()]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1200, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_findings_that_fit_it(body in article(), title in prop::option::of(article())) {
        let document = Document { id: "p".into(), title: title.clone(), body: body.clone(), published: Some(jiff::civil::date(2020, 2, 29)), ..Document::default() };
        let findings = pipeline().extract(&document);
        let slice = |part: &str, start: usize, end: usize| -> String {
            let text = if part == "title" { title.clone().unwrap() } else { body.clone() };
            assert!(start < end && end <= text.chars().count());
            text.chars().skip(start).take(end - start).collect()
        };
        let mut last = ("title", 0);
        for mention in &findings.mentions {
            prop_assert_eq!(&slice(mention.part.name(), mention.start, mention.end), &mention.text);
            if last.0 == mention.part.name() {
                prop_assert!(last.1 <= mention.start, "mentions overlap or are out of order");
            }
            last = (mention.part.name(), mention.end);
            prop_assert!(mention.context.is_some());
        }
        let mut last = ("title", 0);
        for claim in &findings.claims {
            prop_assert_eq!(&slice(claim.part.name(), claim.start, claim.end), &claim.quantity);
            if last.0 == claim.part.name() {
                prop_assert!(last.1 <= claim.start, "claims overlap or are out of order");
            }
            last = (claim.part.name(), claim.end);
            prop_assert!(claim.text.contains(&claim.quantity));
            if let (Some(from), Some(to)) = (claim.claim.time_from, claim.claim.time_to) {
                prop_assert!(from <= to);
            }
        }
    }

    #[test]
    fn tokens_cover_the_text_and_sentences_the_tokens(body in article()) {
        let text = Text::new(&body, &SentenceRules::new());
        let mut at = 0;
        for token in &text.tokens {
            let (start, end) = (token.start as usize, token.end as usize);
            prop_assert!(at <= start && start < end && body.is_char_boundary(start) && body.is_char_boundary(end));
            prop_assert!(!body[at..start].chars().any(char::is_alphanumeric), "letters between tokens");
            at = end;
        }
        let mut next = 0;
        for sentence in &text.sentences {
            prop_assert_eq!(sentence.tokens.start, next);
            prop_assert!(sentence.tokens.end > next);
            next = sentence.tokens.end;
        }
        prop_assert_eq!(next, text.tokens.len());
    }

    #[test]
    fn folding_twice_is_folding_once(body in "\\PC{0,30}") {
        let once = fold(&body);
        prop_assert_eq!(fold(&once), once);
    }
}

#[test]
fn the_same_rows_for_any_threads_and_batch() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut lines = String::new();
    let mut state = 7u64;
    for n in 0..300 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let name = ["Kenya", "Russia", "the FSB", "Boeing", "Ana Kovac"][(state >> 40) as usize % 5];
        lines.push_str(&format!(
            "{{\"id\": \"{n}\", \"text\": \"{name} said {} people were arrested in Paris. {}\"}}\n",
            state >> 55,
            "More. ".repeat((state >> 58) as usize)
        ));
        if n % 50 == 9 {
            lines.push_str("broken\n");
        }
    }
    let input = folder.path().join("a.jsonl");
    std::fs::write(&input, lines).unwrap();
    let run = |threads: usize, batch: usize| -> Vec<Vec<u8>> {
        let out = folder.path().join(format!("out-{threads}-{batch}"));
        let inputs = find_inputs(&[input.display().to_string()], None).inputs;
        let plain = Options::default();
        let mut store = Store::create(
            &out,
            formats_named(&["csv".into(), "jsonl".into()], &plain).unwrap(),
            &plain,
            false,
        )
        .unwrap();
        let mut beside = Beside::create(&out, true).unwrap();
        let (fields, stop) = (Fields::default(), AtomicBool::new(false));
        let job = Job { fields: &fields, effort: Effort { threads, batch }, memory: None, stop: &stop };
        let summary = pipeline().run(inputs, &job, &mut store, &mut beside, |_| {}).unwrap();
        assert_eq!((summary.articles, summary.put_aside), (300, 6));
        beside.publish().unwrap();
        store.publish("{}").unwrap();
        let aside = std::fs::read_dir(out.join("aside")).unwrap().count();
        assert_eq!(aside, 6);
        let mut names: Vec<_> = std::fs::read_dir(&out).unwrap().map(|e| e.unwrap().path()).collect();
        names.retain(|n| n.is_file());
        names.sort();
        names.iter().map(|p| std::fs::read(p).unwrap()).collect()
    };
    let first = run(1, 1 << 20);
    assert_eq!(first.len(), 11);
    for (threads, batch) in [(2, 1 << 20), (8, 1 << 12), (3, 1), (1, 5000)] {
        assert!(run(threads, batch) == first, "{threads} threads, batches of {batch} bytes");
    }
}

/// Work and memory must grow with the length of an article, not with its square: this one would take
/// minutes where some step looked back over all findings. It has no limit of time to fail at, it is
/// here so that such a step is felt.
#[test]
fn a_long_line_of_names_and_numbers_is_read() {
    let body = "Ana Kovac told Kenya that 25 men and 4.5% of 12 boats were held, said Otieno of the FSB. "
        .repeat(6000);
    let findings = pipeline().extract(&Document { id: "long".into(), body, ..Document::default() });
    assert!(findings.claims.len() >= 18_000);
    assert!(findings.mentions.len() >= 12_000);
}
