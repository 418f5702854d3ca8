//! A run with a state: what it has to do, and when that is done.

#[cfg(feature = "sqlite")]
pub use with_state::Night;
#[cfg(not(feature = "sqlite"))]
pub use without::Night;

#[cfg(feature = "sqlite")]
mod with_state {
    use std::path::Path;

    use jiff::Timestamp;
    use serde_json::Value;
    use tallywire::corpus::{Fields, Input};
    use tallywire::kept::Memory;
    use tallywire::output::{RUN, results};
    use tallywire::state::{Basis, How, State};
    use tallywire::{Error, ErrorKind, Pipeline, Result};

    use super::super::extract_options::Options;
    use super::super::log::say;

    pub struct Night {
        state: State,
        folder: std::path::PathBuf,
        /// The folder by its full path, as the state knows it.
        place: String,
        output: String,
        forget: bool,
    }

    impl Night {
        /// The state that the options ask for, with a run begun.
        pub fn begin(
            options: &Options,
            inputs: &[Input],
            fields: &Fields,
            pipeline: &Pipeline,
        ) -> Result<Option<Night>> {
            let Some(path) = &options.state else { return Ok(None) };
            let place = std::path::absolute(&options.out)
                .map_err(|e| Error::io(ErrorKind::Output, &options.out, &e))?
                .display()
                .to_string();
            let names: Vec<&str> = options.format.iter().map(|f| f.trim()).collect();
            let output = format!(
                "{names:?} {:?}",
                (options.excel, options.delimiter, options.summaries, options.keep_text, &options.duplicates)
            );
            let basis = Basis {
                findings: format!(
                    "program {} dictionaries {} settings {} asked {}",
                    pipeline.program(),
                    pipeline.dictionary().fingerprint,
                    pipeline.fingerprint(),
                    asked(options),
                ),
                reading: format!("{fields:?} {:?}", options.input_format),
                folder: place.clone(),
                output: output.clone(),
            };
            let state = State::begin(
                path,
                inputs,
                &basis,
                How { full: options.full, forget: options.forget_vanished },
            )?;
            if let Some(last) = state.last()? {
                if let Some(error) = other_shard(path, &last.basis, &basis.findings) {
                    state.cancel()?;
                    return Err(error);
                }
                if let Some(what) = difference(&last.basis, &basis.findings).filter(|_| !options.quiet) {
                    say(&format!("{what} changed since the last run: all articles are looked at anew"));
                }
            }
            let folder = options.out.clone();
            Ok(Some(Night { state, folder, place, output, forget: options.forget_vanished }))
        }

        /// What stands behind these arguments and folders could not be looked for: it has not vanished.
        pub fn unreadable(&self, missing: &[Error]) -> Result<()> {
            missing
                .iter()
                .filter_map(|e| e.place.as_deref())
                .try_for_each(|place| self.state.unreadable(place))
        }

        /// What remembers the articles.
        pub fn memory(&self) -> &dyn Memory {
            &self.state
        }

        /// What names this run in `run.json`.
        pub fn name(&self) -> String {
            self.state.name()
        }

        /// Whether the results in the folder are those of the last run, of the same inputs, in the same forms.
        pub fn nothing_new(&self, inputs: &[Input]) -> Result<bool> {
            let Some(last) = self.state.last()? else { return Ok(false) };
            let files: u64 = results(&self.folder).len() as u64;
            let report: Value =
                serde_json::from_str(last.report.as_deref().unwrap_or("")).unwrap_or_default();
            let whole = self.described() == Some(self.state.last_name()) && report["files"] == files;
            let same = last.folder == self.place && last.output == self.output;
            let forgets = self.forget && report["counts"]["vanished"] != 0;
            Ok(whole && same && !forgets && self.state.nothing_new(inputs)?)
        }

        /// Whether the results in the folder are of this state, so that they may be written over.
        pub fn owns_results(&self) -> Result<bool> {
            self.state.owns(&self.place, self.described().as_deref())
        }

        /// What `run.json` says of the state; an empty name where there is one that says nothing.
        fn described(&self) -> Option<String> {
            let text = std::fs::read_to_string(self.folder.join(RUN)).ok()?;
            let run: Value = serde_json::from_str(&text).unwrap_or_default();
            Some(run["state"].as_str().unwrap_or_default().to_string())
        }

        /// The report of the last finished run.
        pub fn last_report(&self) -> Result<Option<String>> {
            Ok(self.state.last()?.and_then(|run| run.report))
        }

        /// The run met all inputs and its results stand.
        pub fn finish(self, inputs: &[Input], began: Timestamp, description: &str) -> Result<()> {
            let mut report: Value = serde_json::from_str(description).unwrap_or_default();
            report["files"] = results(&self.folder).len().into();
            self.state.finish(inputs, began.as_nanosecond() as i64, &report.to_string())
        }

        /// The run was stopped: what it found is kept.
        pub fn leave(self) -> Result<()> {
            self.state.leave()
        }

        /// There was nothing to do.
        pub fn cancel(self) -> Result<()> {
            self.state.cancel()
        }
    }

    /// The options that decide about what is found and kept, one behind the other without blanks.
    fn asked(options: &Options) -> String {
        let set = |flag: &str, is: bool| is.then(|| flag.to_string());
        let with = |flag: &str, value: Option<&str>| value.map(|v| format!("{flag}={v}"));
        [
            set("--no-claims", options.no_claims),
            set("--no-rules", options.no_rules),
            set("--adjectives", options.adjectives),
            set("--any-language", options.any_language),
            set("--context", options.context),
            set("--keep-text", options.keep_text),
            set("--summaries", options.summaries),
            with("--duplicates", Some(&options.duplicates)),
            with("--shard", options.shard.as_deref()),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(";")
    }

    /// The options of which only one list has something.
    fn other_options(before: &str, now: &str) -> String {
        let (before, now): (Vec<&str>, Vec<&str>) = (before.split(';').collect(), now.split(';').collect());
        let new = now.iter().filter(|o| !before.contains(o) && !o.is_empty()).map(|o| format!("{o} is new"));
        let gone =
            before.iter().filter(|o| !now.contains(o) && !o.is_empty()).map(|o| format!("{o} is gone"));
        new.chain(gone).collect::<Vec<_>>().join(", ")
    }

    /// A state knows the articles of one shard: those of another would pass for new, its own for vanished.
    fn other_shard(state: &Path, before: &str, now: &str) -> Option<Error> {
        let shard = |basis: &str| {
            let found = basis.split([' ', ';']).find_map(|part| part.strip_prefix("--shard="));
            found.map_or_else(|| "all articles".to_string(), |shard| format!("--shard {shard}"))
        };
        let (before, now) = (shard(before), shard(now));
        (before != now).then(|| {
            Error::new(ErrorKind::Usage, format!("this state is of {before}, the run of {now}"))
                .in_file(state.display().to_string())
                .hint("give each shard a state of its own: --state news-1.state, --state news-2.state")
        })
    }

    /// Which part of what decides about findings is another one.
    fn difference(before: &str, now: &str) -> Option<String> {
        let part = |basis: &str, name: &str| {
            let mut words = basis.split(' ').skip_while(|w| *w != name);
            words.nth(1).unwrap_or_default().to_string()
        };
        let differs = |name: &&str| part(before, name) != part(now, name);
        let found = ["program", "dictionaries", "settings", "asked"].into_iter().find(differs);
        match found {
            Some("program") => Some("tallywire".into()),
            Some("dictionaries") => Some("the dictionaries".into()),
            found => found.map(|_| {
                let which = other_options(&part(before, "asked"), &part(now, "asked"));
                if which.is_empty() { "the settings".into() } else { format!("the settings ({which})") }
            }),
        }
    }
}

/// A program that was built without SQLite has no state.
#[cfg(not(feature = "sqlite"))]
mod without {
    use jiff::Timestamp;
    use tallywire::corpus::{Fields, Input};
    use tallywire::kept::Memory;
    use tallywire::{Error, ErrorKind, Pipeline, Result};

    use super::super::extract_options::Options;

    pub enum Night {}

    impl Night {
        pub fn begin(options: &Options, _: &[Input], _: &Fields, _: &Pipeline) -> Result<Option<Night>> {
            match options.state {
                Some(_) => Err(Error::new(ErrorKind::Usage, "this tallywire was built without --state")
                    .hint("build it with the feature sqlite")),
                None => Ok(None),
            }
        }

        pub fn unreadable(&self, _: &[Error]) -> Result<()> {
            match *self {}
        }

        pub fn memory(&self) -> &dyn Memory {
            match *self {}
        }

        pub fn name(&self) -> String {
            match *self {}
        }

        pub fn nothing_new(&self, _: &[Input]) -> Result<bool> {
            match *self {}
        }

        pub fn owns_results(&self) -> Result<bool> {
            match *self {}
        }

        pub fn last_report(&self) -> Result<Option<String>> {
            match *self {}
        }

        pub fn finish(self, _: &[Input], _: Timestamp, _: &str) -> Result<()> {
            match self {}
        }

        pub fn leave(self) -> Result<()> {
            match self {}
        }

        pub fn cancel(self) -> Result<()> {
            match self {}
        }
    }
}
