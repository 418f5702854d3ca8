#![no_main]
//! Web pages.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tallywire_fuzz::read(Some("html"), "x.html", bytes));
