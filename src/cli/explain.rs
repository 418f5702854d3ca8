//! explain
use clap::Args;
use tallywire::Result;
#[derive(Args)]
pub struct Options { #[arg(long)] text: Option<String> }
pub fn run(_o: &Options) -> Result<u8> { Ok(0) }
