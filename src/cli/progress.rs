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
        let wide = terminal_size::terminal_size_of(std::io::stderr()).map(|(wide, _)| usize::from(wide.0));
        if let Ok(style) = ProgressStyle::with_template(template(total > 0, wide)) {
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

/// What the bar shows where the total is known or not, on a terminal so wide: what has no room is left out.
fn template(total: bool, wide: Option<usize>) -> &'static str {
    match (total, wide.unwrap_or(ROOM)) {
        (true, wide) if wide >= ROOM => "{bar:24} {percent:>3} %  {msg}  ETA {eta}",
        (true, _) => "{percent:>3} %  ETA {eta}  {wide_msg}",
        (false, _) => "{spinner} {wide_msg}",
    }
}

/// Where a bar and all figures fit.
const ROOM: usize = 90;

fn words(progress: Progress, elapsed: Duration) -> String {
    let megabytes = progress.bytes as f64 / 1e6;
    let rate = megabytes / elapsed.as_secs_f64().max(0.001);
    format!("{} articles  {megabytes:.1} MB  {rate:.1} MB/s", progress.articles)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use indicatif::TermLike;

    use super::*;

    /// A terminal that keeps what is written.
    #[derive(Debug)]
    struct Screen(u16, Arc<Mutex<Vec<String>>>);

    impl TermLike for Screen {
        fn width(&self) -> u16 {
            self.0
        }
        fn move_cursor_up(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> std::io::Result<()> {
            self.write_str(text)
        }
        fn write_str(&self, text: &str) -> std::io::Result<()> {
            self.1.lock().unwrap().push(text.to_string());
            Ok(())
        }
        fn clear_line(&self) -> std::io::Result<()> {
            Ok(())
        }
        fn flush(&self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_bar_fits_its_terminal() {
        for wide in [30_u16, 40, 60, 89, 90, 120] {
            for total in [true, false] {
                let written = Arc::new(Mutex::new(Vec::new()));
                let screen = Screen(wide, written.clone());
                let target = ProgressDrawTarget::term_like(Box::new(screen));
                let bar = ProgressBar::with_draw_target(Some(100), target);
                bar.set_style(ProgressStyle::with_template(template(total, Some(wide.into()))).unwrap());
                let progress = Progress { articles: 1_234_567, bytes: 9_876_543_210, read: 50 };
                bar.set_message(words(progress, Duration::from_secs(10)));
                bar.set_position(50);
                bar.force_draw();
                let widest = written.lock().unwrap().iter().map(|t| t.trim_end().chars().count()).max();
                assert!((12..=usize::from(wide)).contains(&widest.unwrap()), "{wide}: {written:?}");
            }
        }
    }
}
