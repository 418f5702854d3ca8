#![no_main]
//! Anything, recognised as it looks: compressions, archives, and what lies in them.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tallywire_fuzz::read(None, "-", bytes));
