//! Saved views of a person. Floor 1. Features row 5.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::saved_views as t;
use super::tenant::{Reader, Writer};
use crate::domain::ids::SavedViewId;
use crate::domain::text::ViewName;
use crate::domain::views::SavedList;

/// Filters of a list that a person named.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct SavedView {
    /// Id.
    pub id: SavedViewId,
    /// Of which list.
    pub list: SavedList,
    /// Its name.
    pub name: String,
    /// The list's query, as in its address.
    #[diesel(column_name = filters)]
    pub query: String,
}

impl Reader<'_> {
    /// The person's own views of a list, the oldest first. None for whoever is no person.
    pub fn saved_views(&mut self, list: SavedList) -> Result<Vec<SavedView>, StoreError> {
        let Some(user) = self.scope.user() else { return Ok(Vec::new()) };
        Ok(on!(&mut *self.conn, |c| t::table
            .filter(t::user_id.eq(user))
            .filter(t::list.eq(list))
            .order((t::created_at, t::id))
            .select(SavedView::as_select())
            .load(c))?)
    }

    /// One of the person's own views.
    pub fn saved_view(&mut self, id: SavedViewId) -> Result<SavedView, StoreError> {
        let user = self.scope.user().ok_or(StoreError::NotFound)?;
        Ok(on!(&mut *self.conn, |c| t::table
            .filter(t::user_id.eq(user))
            .filter(t::id.eq(id))
            .select(SavedView::as_select())
            .first(c))?)
    }
}

impl Writer<'_> {
    /// Keeps a view of the person.
    pub fn insert_saved_view(&mut self, view: &SavedView) -> Result<(), StoreError> {
        let user = self.scope.user().ok_or(StoreError::NotFound)?;
        let values = (
            t::id.eq(view.id),
            t::user_id.eq(user),
            t::list.eq(view.list),
            t::name.eq(&view.name),
            t::filters.eq(&view.query),
            t::created_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(t::table).values(values).execute(c))?;
        Ok(())
    }

    /// Gives a view of the person another name.
    pub fn rename_saved_view(&mut self, id: SavedViewId, name: &ViewName) -> Result<(), StoreError> {
        let user = self.scope.user().ok_or(StoreError::NotFound)?;
        on!(&mut *self.conn, |c| diesel::update(t::table.find(id))
            .filter(t::user_id.eq(user))
            .set(t::name.eq(name.as_str()))
            .execute(c))?;
        Ok(())
    }

    /// Deletes a view of the person.
    pub fn delete_saved_view(&mut self, id: SavedViewId) -> Result<(), StoreError> {
        let user = self.scope.user().ok_or(StoreError::NotFound)?;
        on!(&mut *self.conn, |c| diesel::delete(t::table.find(id)).filter(t::user_id.eq(user)).execute(c))?;
        Ok(())
    }
}
