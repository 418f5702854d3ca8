//! What a run was and did, as JSON: `run.json` in the results, the state's report, `--summary`.

use serde::Serialize;
use tallywire::{Pipeline, Summary};

use super::extract_options::Options;

#[derive(Serialize)]
struct Run<'a> {
    tallywire: &'static str,
    began: &'a str,
    fingerprint: String,
    /// Which run of which state it was, where there is one.
    state: Option<&'a str>,
    dictionaries: &'a [String],
    settings: Settings<'a>,
    counts: Counts,
    /// What may be a mistake, though the run was done.
    warnings: &'a [String],
    interrupted: bool,
    put_aside: Vec<Aside<'a>>,
    seconds: f64,
}

#[derive(Serialize)]
struct Settings<'a> {
    inputs: &'a [String],
    formats: &'a [String],
    input_format: Option<&'a str>,
    text_field: Option<&'a str>,
    id_field: Option<&'a str>,
    title_field: Option<&'a str>,
    date_field: Option<&'a str>,
    source_field: Option<&'a str>,
    date: Option<&'a str>,
    date_order: Option<&'a str>,
    adjectives: bool,
    context: bool,
    claims: bool,
    rules: bool,
    split: Option<&'a str>,
    any_language: bool,
    shard: Option<&'a str>,
    duplicates: &'a str,
    max_errors: Option<&'a str>,
    keep_text: bool,
    threads: u16,
}

#[derive(Serialize)]
struct Counts {
    articles: u64,
    /// With a state: those whose id was not known before, those that were known with other content, those that
    /// were looked at again as they were, those that were not looked at, those that could not be read this time,
    /// those that are no longer in the inputs.
    new: u64,
    changed: u64,
    again: u64,
    known: u64,
    unread: u64,
    vanished: u64,
    bytes: u64,
    mentions: u64,
    claims: u64,
    entities: u64,
    mentions_of_uncounted_entities: u64,
    numbers_too_large: u64,
    cells_cut: u64,
    other_language: u64,
    copies: u64,
    copies_skipped: u64,
    dates_not_understood: u64,
    doubled_ids: u64,
    files_passed_over: u64,
    put_aside: u64,
}

#[derive(Serialize)]
struct Aside<'a> {
    input: Option<&'a str>,
    record: Option<u64>,
    message: &'a str,
    hint: Option<&'a str>,
}

/// What is told besides what the options and the summary say.
pub struct Told<'t> {
    pub began: &'t str,
    pub state: Option<&'t str>,
    /// Cells that were cut.
    pub cut: u64,
    /// Files of no known format.
    pub passed_over: u64,
    /// What may be a mistake.
    pub warnings: &'t [String],
    pub seconds: f64,
}

pub fn description(options: &Options, pipeline: &Pipeline, summary: &Summary, told: &Told<'_>) -> String {
    let run = Run {
        tallywire: env!("CARGO_PKG_VERSION"),
        began: told.began,
        fingerprint: pipeline.fingerprint(),
        state: told.state,
        dictionaries: &pipeline.dictionary().files,
        settings: Settings {
            inputs: &options.inputs,
            formats: &options.format,
            input_format: options.input_format.as_deref(),
            text_field: options.text_field.as_deref(),
            id_field: options.id_field.as_deref(),
            title_field: options.title_field.as_deref(),
            date_field: options.date_field.as_deref(),
            source_field: options.source_field.as_deref(),
            date: options.date.as_deref(),
            date_order: options.date_order.as_deref(),
            adjectives: options.adjectives,
            context: options.context,
            claims: !options.no_claims,
            rules: !options.no_rules,
            split: options.split.as_deref(),
            any_language: options.any_language,
            shard: options.shard.as_deref(),
            duplicates: &options.duplicates,
            max_errors: options.max_errors.as_deref(),
            keep_text: options.keep_text,
            threads: options.threads,
        },
        counts: Counts {
            articles: summary.articles,
            new: summary.new_articles(),
            changed: summary.changed,
            again: summary.again,
            known: summary.known,
            unread: summary.unread,
            vanished: summary.vanished,
            bytes: summary.bytes,
            mentions: summary.mentions,
            claims: summary.claims,
            entities: summary.entities,
            mentions_of_uncounted_entities: summary.uncounted,
            numbers_too_large: summary.too_large,
            cells_cut: told.cut,
            other_language: summary.other_language,
            copies: summary.copies,
            copies_skipped: summary.copies_skipped,
            dates_not_understood: summary.dates_unread,
            doubled_ids: summary.doubled,
            files_passed_over: told.passed_over,
            put_aside: summary.put_aside,
        },
        warnings: told.warnings,
        interrupted: summary.interrupted,
        put_aside: summary
            .errors
            .iter()
            .map(|e| Aside {
                input: e.place.as_deref(),
                record: e.line,
                message: &e.what,
                hint: e.hint.as_deref(),
            })
            .collect(),
        seconds: (told.seconds * 1000.0).round() / 1000.0,
    };
    serde_json::to_string_pretty(&run).unwrap_or_default() + "\n"
}
