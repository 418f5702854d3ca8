//! Colours, and text from articles made safe for a terminal.

use std::io::IsTerminal;

/// Whether stdout may be coloured: a terminal, and neither NO_COLOR nor a dumb terminal.
pub fn colours() -> bool {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let forced = std::env::var_os("CLICOLOR_FORCE").is_some_and(|v| v != "0");
    let dumb = std::env::var("TERM").is_ok_and(|t| t == "dumb");
    !no_color && (forced || (std::io::stdout().is_terminal() && !dumb))
}

/// Text without control characters: an article cannot move the cursor or recolour the screen.
pub fn safe(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c }).collect()
}

/// The same on one line, not longer than 400 characters.
pub fn one_line(text: &str) -> String {
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = line.char_indices().nth(400) {
        line.truncate(cut);
        line.push('…');
    }
    safe(&line)
}
