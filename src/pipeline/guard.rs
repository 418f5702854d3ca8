//! A panic in the work on one article costs that article, not the run.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Error, ErrorKind, Result, Stage};

/// Runs the work on one article or input; a panic in it costs that, not the run.
pub(super) fn guarded<T>(stage: Stage, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("unknown");
        Err(Error::new(ErrorKind::Input, format!("the program failed on this article: {what}"))
            .hint("this is a fault of tallywire: please report it with the article"))
    });
    done.map_err(|error| error.stage(stage))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_of_one_article() {
        let error = guarded(Stage::Extract, || -> Result<()> { panic!("index out of bounds") }).unwrap_err();
        assert!(error.what.contains("index out of bounds"));
    }
}
