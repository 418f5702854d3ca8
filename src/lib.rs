//! tallywire reads news articles and tells what they name and what they count.
//!
//! Data flows one way, and the modules stand in its order:
//!
//! ```text
//! corpus -> document -> text -> entities + claims -> findings -> output
//! ```
//!
//! [`corpus`] turns files into [`Document`]s, one an article. [`text`] cuts an article into tokens
//! and sentences. [`entities`] finds the names in it with a [`dictionary`] and rules, [`claims`] the
//! quantities with what is said of them. [`findings`] makes flat rows of both, [`output`] writes
//! them. [`Pipeline`] is the whole flow.
//!
//! ```
//! use tallywire::{Document, Pipeline, Settings};
//! let (pipeline, _) = Pipeline::new(&Settings::default())?;
//! let article = Document { body: "Fires in Greece destroyed more than 40 homes.".into(), ..Document::default() };
//! let findings = pipeline.extract(&article);
//! let claim = &findings.claims[0];
//! assert_eq!((claim.quantity.as_str(), claim.claim.quantity.unit.as_str()), ("more than 40", "home"));
//! assert_eq!(&*claim.place.as_ref().unwrap().name, "Greece");
//! # Ok::<(), tallywire::Error>(())
//! ```
//!
//! `examples/corpus.rs` runs over files and publishes the results. Days are [`Date`] of the crate jiff, figures [`Decimal`]
//! of rust_decimal, re-exported here so that nobody has to name these crates with the right version.
//!
//! The feature `cli`, on unless `default-features = false`, is the program and what only it needs; a library user leaves
//! it out and names the output formats that are wanted: `parquet`, `sqlite` (with [`state`]), `xlsx`, `arrow`.

pub mod claims;
pub mod corpus;
pub mod dictionary;
pub mod entities;
pub mod error;
pub mod findings;
pub mod kept;
pub mod lock;
pub mod output;
pub mod pipeline;
mod references;
pub mod report;
pub mod results;
pub mod span;
#[cfg(feature = "sqlite")]
pub mod state;
pub mod text;

pub use corpus::{Care, Copies, Document, MostErrors};
pub use error::{Error, ErrorKind, Result};
pub use findings::Findings;
pub use jiff::civil::Date;
pub use pipeline::{Effort, Job, Pipeline, Progress, Settings, Summary};
pub use rust_decimal::Decimal;
