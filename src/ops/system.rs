//! The installation itself: starts, stops, what kind of database it is. Floor 2. Quality 28, 51.

use serde_json::json;

use super::app::App;
use super::refusals;
use crate::access::{Actor, Circumstances};
use crate::domain::audit::{Event, EventKind};
use crate::store::StoreError;

/// The setting that marks a database with passwords that everybody knows.
pub(super) const DEMO: &str = "demo";

/// Whether the demonstration made this database.
pub fn is_demo(app: &App) -> Result<bool, StoreError> {
    let system = app.db.system("is this the demonstration's database");
    system.look(operator(app), |r| Ok(r.setting(DEMO)?.is_some()))
}

/// The server has started.
pub fn started(app: &App) -> Result<(), StoreError> {
    note(app, EventKind::SystemStarted)
}

/// The server has stopped; the database is tidied.
pub fn stopped(app: &App) -> Result<(), StoreError> {
    refusals::flush(app);
    note(app, EventKind::SystemStopped)?;
    app.db.checkpoint()
}

fn note(app: &App, kind: EventKind) -> Result<(), StoreError> {
    let event = Event::new(kind, "settings", "server").after(json!({ "version": env!("CARGO_PKG_VERSION") }));
    app.db
        .system("starts and stops belong to the installation")
        .write(Actor::Operator("serve"), operator(app), |w| w.record(&event, ()))
}

/// The circumstances of a command: now, from no address.
pub fn operator(app: &App) -> Circumstances {
    Circumstances { at: app.clock.now(), address: String::new(), request_id: String::new() }
}

/// Numbers of the running process, for those who watch it.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Events written since the start, by kind.
    pub events: Vec<(EventKind, u64)>,
    /// Pool, open connections, those of them that wait for work.
    pub connections: Vec<(&'static str, u32, u32)>,
}

/// What the process has done and holds.
pub fn figures(app: &App) -> Figures {
    let connections = app.db.connections();
    Figures {
        events: app.db.events(),
        connections: connections
            .iter()
            .map(|(pool, state)| (*pool, state.connections, state.idle_connections))
            .collect(),
    }
}
