//! Imports of usage: files chosen, how far each is, what it changed, which rows were bad. Floor 4. Rule O-21,
//! features row 54.

mod list;
mod show;

use crate::domain::utilization::ImportState;
use crate::http::links;
use crate::http::router::Routes;
use crate::i18n::Texts;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::UsageImports::PATTERN, list::index)
        .post(links::UsageImports::PATTERN, list::upload)
        .get(links::UsageImportShow::PATTERN, show::show)
        .get(links::UsageBadRows::PATTERN, show::bad_rows)
}

/// The words of a state and how they are toned.
fn state(t: Texts, state: ImportState) -> (&'static str, &'static str) {
    match state {
        ImportState::Waiting => (t.usage_state_waiting(), "info"),
        ImportState::Reading => (t.usage_state_reading(), "info"),
        ImportState::Computing => (t.usage_state_computing(), "info"),
        ImportState::Done => (t.usage_state_done(), "success"),
        ImportState::Failed => (t.usage_state_failed(), "danger"),
    }
}
