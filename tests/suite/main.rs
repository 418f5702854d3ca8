//! All tests of the program and the library from outside, in one binary: each further test binary would
//! link the whole library again, with its databases and workbooks, for minutes and gigabytes.
//! One page at a time: `cargo test --test suite names::`.

#![allow(clippy::unwrap_used)]

mod architecture;
mod browser;
mod cache;
mod cli;
mod columns;
mod corpora;
mod dictionary_check;
#[cfg(unix)]
mod fault_cases;
#[cfg(unix)]
mod faults;
mod formats;
mod inputs;
mod kept;
mod library;
mod linking;
mod names;
mod neighbours;
#[cfg(feature = "sqlite")]
mod nightly;
mod number_words;
mod numbers;
mod office;
mod properties;
mod regression;
mod rules;
mod sentences;
#[cfg(feature = "sqlite")]
mod settings;
#[cfg(feature = "sqlite")]
mod state_file;
mod stress;
mod told;
mod trouble;

/// The program, started in the repository's folder, with a cache folder of the tests' own.
fn tallywire() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("tallywire").unwrap();
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}
