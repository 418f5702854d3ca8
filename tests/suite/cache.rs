//! The compiled dictionary: what is kept between runs gives the same dictionary, and what is wrong with it
//! costs the time to make it again and nothing else.

use std::path::{Path, PathBuf};

use tallywire::dictionary::{Dictionary, Sources};
use tallywire::{Document, Error, Pipeline, Settings};
use tempfile::TempDir;

/// A dictionary large enough to be kept, with one bad line.
fn names(folder: &Path) -> PathBuf {
    let path = folder.join("firms.csv");
    let mut csv = String::from("name,type,id,alias,kind,case,weight,country\n,organization\n");
    for n in 0..3000 {
        csv.push_str(&format!("Harbour {} Works,organization,,,,,{},NO\n", number(n), n % 100));
    }
    csv.push_str("Zoë Åkesson,person,p:zoe,Åkesson,short,any,70,SE\n");
    std::fs::write(&path, csv).unwrap();
    path
}

/// A made-up word for each number.
fn number(n: usize) -> String {
    let letters = ['a', 'e', 'i', 'o', 'u', 'b', 'd', 'k', 'l', 'm'];
    let word: String = format!("{n:04}").bytes().map(|b| letters[usize::from(b - b'0')]).collect();
    word[..1].to_uppercase() + &word[1..]
}

struct Place {
    folder: TempDir,
    sources: Sources,
}

impl Place {
    fn new() -> Place {
        let folder = TempDir::new().unwrap();
        let sources = Sources {
            replace: vec![names(folder.path())],
            cache: Some(folder.path().join("cache")),
            ..Sources::default()
        };
        Place { folder, sources }
    }

    fn load(&self) -> (Dictionary, Vec<Error>) {
        Dictionary::load(&self.sources).unwrap()
    }

    fn kept(&self) -> PathBuf {
        let files: Vec<PathBuf> =
            std::fs::read_dir(self.folder.path().join("cache")).unwrap().map(|e| e.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files[0].clone()
    }
}

fn same(one: &Dictionary, other: &Dictionary) {
    let strings = |d: &Dictionary| -> Vec<String> {
        let entities = d.entities.iter().flat_map(|e| [e.id, e.name]);
        entities.chain(d.aliases.iter().map(|a| a.text)).map(|p| d.string(p).to_string()).collect()
    };
    assert!(!strings(one).is_empty() && strings(one) == strings(other));
    assert_eq!(one.people, other.people);
    assert_eq!(format!("{:?}", one.entities), format!("{:?}", other.entities));
    assert_eq!(format!("{:?}", one.aliases), format!("{:?}", other.aliases));
    assert_eq!((&one.kinds, &one.files), (&other.kinds, &other.files));
    assert_eq!((one.stats(), &one.fingerprint), (other.stats(), &other.fingerprint));
}

#[test]
fn a_kept_dictionary_is_the_same_dictionary() {
    let place = Place::new();
    let (made, faults) = place.load();
    assert_eq!(faults.len(), 1, "the bad line");
    let written = std::fs::metadata(place.kept()).unwrap().modified().unwrap();
    let (kept, again) = place.load();
    same(&made, &kept);
    assert_eq!(faults, again, "the bad line is told each time");
    assert_eq!(std::fs::metadata(place.kept()).unwrap().modified().unwrap(), written, "read, not made anew");

    let settings = Settings { dictionaries: place.sources.clone(), ..Settings::default() };
    let text: String =
        (0..3000).step_by(7).map(|n| format!("Harbour {} Works hired 5 men. ", number(n))).collect();
    let document = Document { body: text + "Then åkesson left.", ..Document::default() };
    let rows = |settings: &Settings| format!("{:?}", Pipeline::new(settings).unwrap().0.extract(&document));
    let uncached =
        Settings { dictionaries: Sources { cache: None, ..place.sources.clone() }, ..Settings::default() };
    let found = rows(&settings);
    assert_eq!(found, rows(&uncached));
    assert!(found.contains("p:zoe"));
}

#[test]
fn a_changed_dictionary_is_made_anew() {
    let place = Place::new();
    let (before, _) = place.load();
    let path = &place.sources.replace[0];
    let csv = std::fs::read_to_string(path).unwrap().replace("Zoë", "Zoe");
    std::fs::write(path, csv).unwrap();
    let (after, _) = place.load();
    assert_ne!(before.fingerprint, after.fingerprint);
    assert!(after.entities.iter().any(|e| after.string(e.name) == "Zoe Åkesson"));
}

#[test]
fn whatever_is_wrong_with_the_file_it_is_said_and_mended() {
    let place = Place::new();
    let (made, _) = place.load();
    let path = place.kept();
    let good = std::fs::read(&path).unwrap();
    let flipped = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 4;
        bytes
    };
    let other_version = [b"tallydc0", &good[8..]].concat();
    let damages = [
        vec![],
        good[..40].to_vec(),
        good[..good.len() - 1].to_vec(),
        [&good[..], b"x"].concat(),
        flipped(3),
        flipped(20),
        flipped(50),
        flipped(100),
        flipped(good.len() / 2),
        flipped(good.len() - 1),
        other_version,
        vec![0; good.len()],
    ];
    for (n, damage) in damages.iter().enumerate() {
        std::fs::write(&path, damage).unwrap();
        let (dictionary, faults) = place.load();
        assert!(faults[0].what.contains("damaged"), "damage {n}: {faults:?}");
        assert_eq!(faults.len(), 2, "said once, beside the bad line");
        same(&made, &dictionary);
        assert_eq!(std::fs::read(&path).unwrap().len(), good.len(), "damage {n} is mended");
        assert_eq!(place.load().1.len(), 1);
    }
}

#[test]
fn a_folder_that_cannot_be_written_costs_one_note() {
    let place = Place::new();
    std::fs::write(place.folder.path().join("cache"), "a file where the folder should be").unwrap();
    let (dictionary, faults) = place.load();
    assert_eq!(dictionary.aliases.len(), 3001);
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].hint.as_deref().unwrap().contains("--no-cache"));
}

#[test]
fn many_at_once_leave_one_whole_file() {
    let place = Place::new();
    std::thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| assert_eq!(place.load().1.len(), 1));
        }
    });
    place.kept();
    assert_eq!(place.load().1.len(), 1);
}

#[test]
fn the_folder_keeps_few_dictionaries() {
    let place = Place::new();
    let path = &place.sources.replace[0];
    for n in 0..12 {
        std::fs::OpenOptions::new()
            .append(true)
            .open(path)
            .map(|mut file| {
                use std::io::Write;
                writeln!(file, "Pier {} Works,organization", number(n)).unwrap();
            })
            .unwrap();
        place.load();
    }
    assert_eq!(std::fs::read_dir(place.folder.path().join("cache")).unwrap().count(), 8);
}

#[test]
fn small_dictionaries_are_not_kept() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("few.csv");
    std::fs::write(&path, "name,type\nHarbour Works,organization\n").unwrap();
    let cache = folder.path().join("cache");
    let sources = Sources { replace: vec![path], cache: Some(cache.clone()), ..Sources::default() };
    assert!(Dictionary::load(&sources).unwrap().1.is_empty());
    assert!(!cache.exists());
}
