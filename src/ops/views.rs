//! Saved views: everybody's own filters of lists, by name. Floor 2. Features row 5.

use serde_json::json;

use super::app::App;
use crate::access::Granted;
use crate::access::may::{self, Permission};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::SavedViewId;
use crate::domain::text::ViewName;
use crate::domain::views::{MOST_VIEWS, SavedList};
use crate::store::StoreError;

pub use crate::store::views::SavedView;

/// Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another view of the list has the name.
    #[error("the name is taken")]
    NameTaken,
    /// The list has [`MOST_VIEWS`] views.
    #[error("there are enough views")]
    TooMany,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The person's own views of a list.
pub fn list<P: Permission>(app: &App, may: &Granted<P>, list: SavedList) -> Result<Vec<SavedView>, StoreError> {
    app.db.read(may.scope(), |r| r.saved_views(list))
}

/// One of the person's own views.
pub fn show(app: &App, may: &Granted<may::OwnAccount>, id: SavedViewId) -> Result<SavedView, StoreError> {
    app.db.read(may.scope(), |r| r.saved_view(id))
}

/// Saves a query of a list, as the list itself writes it, under a name.
pub fn save(
    app: &App,
    may: &Granted<may::OwnAccount>,
    list: SavedList,
    name: &ViewName,
    query: &str,
) -> Result<SavedView, SaveError> {
    let id = SavedViewId::from_uuid(app.ids.new_id());
    app.db.write(may.scope(), |w| {
        let known = w.saved_views(list)?;
        if known.iter().any(|view| view.name == name.as_str()) {
            return Err(SaveError::NameTaken);
        }
        if known.len() >= MOST_VIEWS {
            return Err(SaveError::TooMany);
        }
        let view = SavedView { id, list, name: name.to_string(), query: query.to_owned() };
        w.insert_saved_view(&view)?;
        let event = event(id).after(json!({ "list": list, "name": name, "query": query }));
        Ok(w.record(&event, view)?)
    })
}

/// Gives a view another name.
pub fn rename(
    app: &App,
    may: &Granted<may::OwnAccount>,
    id: SavedViewId,
    name: &ViewName,
) -> Result<SavedView, SaveError> {
    app.db.write(may.scope(), |w| {
        let view = w.saved_view(id)?;
        if view.name == name.as_str() {
            return Ok(w.unchanged(view));
        }
        if w.saved_views(view.list)?.iter().any(|other| other.name == name.as_str()) {
            return Err(SaveError::NameTaken);
        }
        w.rename_saved_view(id, name)?;
        let event = event(id).before(json!({ "name": view.name })).after(json!({ "name": name }));
        Ok(w.record(&event, SavedView { name: name.to_string(), ..view })?)
    })
}

/// Deletes a view; says which list it was of.
pub fn delete(app: &App, may: &Granted<may::OwnAccount>, id: SavedViewId) -> Result<SavedList, StoreError> {
    app.db.write(may.scope(), |w| {
        let view = w.saved_view(id)?;
        w.delete_saved_view(id)?;
        let event = event(id).before(json!({ "list": view.list, "name": view.name, "query": view.query }));
        w.record(&event, view.list)
    })
}

fn event(id: SavedViewId) -> Event {
    Event::new(EventKind::ViewSaved, "saved_views", id)
}
