//! The log: standard error, text or JSON lines. Quality 51.

use tracing_subscriber::filter::LevelFilter;

use crate::config::Logging;

/// Starts the log; a second start in one process changes nothing.
pub(super) fn start(logging: &Logging) {
    let lines = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_max_level(LevelFilter::from_level(logging.level));
    let _started_before = if logging.is_json {
        lines.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init()
    } else {
        lines.with_ansi(false).try_init()
    };
}
