//! A corpus from input to published results with the library alone: what `tallywire extract INPUT... --out DIR` does,
//! without a state and without a lock.
//!
//! ```text
//! cargo run --example corpus -- findings data/sample
//! ```

use std::path::Path;
use std::sync::atomic::AtomicBool;

use tallywire::corpus::{Fields, find_inputs};
use tallywire::output::{Beside, Options, Store, formats_named};
use tallywire::{Effort, Job, Pipeline, Result, Settings, Summary};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("usage: corpus OUT INPUT...");
        return Ok(());
    };
    let inputs: Vec<String> = arguments.collect();
    let summary = extract(&inputs, Path::new(&folder), &Settings::default())?;
    println!("{} articles, {} mentions, {} claims", summary.articles, summary.mentions, summary.claims);
    summary.errors.iter().for_each(|error| eprintln!("put aside: {error}"));
    Ok(())
}

/// Reads all articles behind `inputs`, files, folders and globs, and publishes the tables of what they say in `folder`
/// as CSV. A folder that holds results already is refused.
pub fn extract(inputs: &[String], folder: &Path, settings: &Settings) -> Result<Summary> {
    // Lines of dictionaries that cannot be read are left out, arguments that cannot be read passed over.
    let (pipeline, faults) = Pipeline::new(settings)?;
    let found = find_inputs(inputs, None);
    faults.iter().chain(&found.errors).for_each(|error| eprintln!("{error}"));

    let options = Options { summaries: settings.wanted.summaries, ..Options::default() };
    let formats = formats_named(&["csv".into()], &options)?;
    let mut store = Store::create(folder, formats, &options, false)?;
    // Records that fail are kept beside the tables.
    let mut beside = Beside::create(folder, false)?;

    // Set to true from another thread, it ends the run early.
    let stop = AtomicBool::new(false);
    let fields = Fields::default();
    let job = Job { fields: &fields, effort: Effort::default(), memory: None, stop: &stop };
    let summary = pipeline.run(found.inputs, &job, &mut store, &mut beside, |_progress| {})?;

    // Until here nothing stands under its final name; a store that is dropped leaves no trace.
    if summary.articles > 0 && !summary.given_up {
        beside.publish()?;
        // `Results::open` and `tallywire show` want an object; `extract` writes settings and counts into it.
        let run = serde_json::json!({
            "tallywire": pipeline.program(),
            "fingerprint": pipeline.fingerprint(),
            "interrupted": summary.interrupted,
        });
        store.publish(&run.to_string())?;
    }
    Ok(summary)
}
