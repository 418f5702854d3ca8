//! How fast inputs are read: articles, megabytes of text and megabytes a second, on one thread and without
//! looking for names and claims. `cargo run --release --example read_speed -- news.jsonl news.warc.gz pages/`

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use tallywire::corpus::{Fields, Sketch, Step, find_inputs, language, records};

fn main() {
    let fields = Fields::default();
    println!("{:>9} {:>9} {:>9} {:>9}  input", "articles", "MB text", "MB/s", "and told");
    for argument in std::env::args().skip(1) {
        let found = find_inputs(std::slice::from_ref(&argument), None);
        found.errors.iter().for_each(|e| eprintln!("{e}"));
        let began = Instant::now();
        let (mut articles, mut bytes, mut documents) = (0_u64, 0_u64, Vec::new());
        for input in found.inputs {
            let input = Arc::new(input);
            let mut open = match records(&input, &fields, &Arc::new(AtomicU64::new(0))) {
                Ok(open) => open,
                Err(error) => {
                    eprintln!("{error}");
                    continue;
                }
            };
            while let Some(step) = open.step() {
                match step {
                    Step::Record(record) => match record.document(&fields) {
                        Ok(document) => {
                            articles += 1;
                            bytes += document.body.len() as u64;
                            documents.push(document);
                        }
                        Err(error) => eprintln!("{error}"),
                    },
                    Step::Bad(error) | Step::Fatal(error) => eprintln!("{error}"),
                }
            }
        }
        let seconds = began.elapsed().as_secs_f64();
        let began = Instant::now();
        for document in &documents {
            language(&document.body);
            Sketch::of(&document.body);
        }
        let told = began.elapsed().as_secs_f64();
        let megabytes = bytes as f64 / 1e6;
        println!(
            "{articles:>9} {megabytes:>9.1} {:>9.1} {:>9.1}  {argument}",
            megabytes / seconds,
            megabytes / told
        );
    }
}
