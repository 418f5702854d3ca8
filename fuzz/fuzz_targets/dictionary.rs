#![no_main]
//! The users' dictionaries.
use std::sync::LazyLock;

use tallywire::dictionary::check_file;
use tallywire::text::Words;

static WORDS: LazyLock<Words> = LazyLock::new(Words::new);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = check_file("x.csv", bytes, &WORDS);
});
