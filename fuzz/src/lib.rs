//! What the targets share.

use std::sync::Arc;

use tallywire::corpus::{Fields, Input, Sketch, Step, format_named, language, records_from};

/// Reads bytes as a file of that name, in a format or as they look, to their end.
pub fn read(format: Option<&str>, name: &str, bytes: &[u8]) {
    let format = format.and_then(|f| format_named(f).ok());
    let input = Arc::new(Input::file(name.into(), None, format));
    let fields = Fields::default();
    let Ok(mut records) = records_from(&input, Box::new(std::io::Cursor::new(bytes.to_vec())), &fields) else {
        return;
    };
    while let Some(step) = records.step() {
        match step {
            Step::Record(record) => match record.document(&fields) {
                Ok(document) => {
                    language(&document.body);
                    Sketch::of(&document.body);
                }
                Err(_) => {
                    record.original();
                }
            },
            Step::Bad(_) => {}
            Step::Fatal(_) => break,
        }
    }
}
