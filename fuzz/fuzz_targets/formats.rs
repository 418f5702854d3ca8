#![no_main]
//! The first byte chooses the format, the rest is the file.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    const FORMATS: [&str; 11] =
        ["txt", "md", "xml", "reuters", "json", "jsonl", "csv", "tsv", "parquet", "warc", "eml"];
    if let Some((first, rest)) = bytes.split_first() {
        tallywire_fuzz::read(Some(FORMATS[usize::from(*first) % FORMATS.len()]), "x", rest);
    }
});
