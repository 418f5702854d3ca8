//! How far a run is: a bar on a terminal, a line every ten seconds elsewhere.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tallywire::Progress;

use super::log::say;

pub enum Display {
    Bar(ProgressBar),
    Lines { began: Instant, last: Instant, total: u64 },
    Quiet,
}

impl Display {
    /// `total` is what is to be read from the disk; 0 where nobody knows.
    pub fn new(quiet: bool, total: u64) -> Display {
        if quiet {
            return Display::Quiet;
        }
        if !std::io::stderr().is_terminal() {
            return Display::Lines { began: Instant::now(), last: Instant::now(), total };
        }
        let bar = ProgressBar::with_draw_target(Some(total.max(1)), ProgressDrawTarget::stderr());
        let template =
            if total > 0 { "{bar:24} {percent:>3} %  {msg}  ETA {eta}" } else { "{spinner} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━╸─"));
        }
        Display::Bar(bar)
    }

    pub fn show(&mut self, progress: Progress) {
        match self {
            Display::Quiet => {}
            Display::Bar(bar) => {
                bar.set_position(progress.read.min(bar.length().unwrap_or(u64::MAX)));
                bar.set_message(words(progress, bar.elapsed()));
            }
            Display::Lines { began, last, total } => {
                if last.elapsed() >= Duration::from_secs(10) {
                    *last = Instant::now();
                    let left = if *total > 0 && progress.read > 0 {
                        let share = progress.read as f64 / *total as f64;
                        let seconds = began.elapsed().as_secs_f64() * (1.0 / share.clamp(1e-6, 1.0) - 1.0);
                        format!(", about {seconds:.0} s left")
                    } else {
                        String::new()
                    };
                    say(&format!("{}{left}", words(progress, began.elapsed())));
                }
            }
        }
    }

    pub fn finish(self) {
        if let Display::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

fn words(progress: Progress, elapsed: Duration) -> String {
    let megabytes = progress.bytes as f64 / 1e6;
    let rate = megabytes / elapsed.as_secs_f64().max(0.001);
    format!("{} articles  {megabytes:.1} MB  {rate:.1} MB/s", progress.articles)
}
