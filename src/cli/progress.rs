//! A line on the terminal that counts; nothing where there is no terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Counts bytes of a file: how many a second, and how long it still takes.
pub(super) fn bytes(name: &str, all: u64) -> ProgressBar {
    let bar = ProgressBar::new(all).with_message(name.to_owned());
    let look = "{msg}: {bytes}/{total_bytes} {bytes_per_sec}, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(look) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Counts rows, however many there will be.
pub(super) fn rows(name: &str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(name.to_owned());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {human_pos} rows") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
