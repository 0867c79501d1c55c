//! Saved views above lists: everybody's own, each a query that the list itself reads. Floor 4. Features
//! row 5, part D.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use super::field_words::text_problem;
use super::{catalog, customers, orders, reservations};
use crate::access::{Granted, may};
use crate::domain::ids::SavedViewId;
use crate::domain::text::{TextError, ViewName};
use crate::domain::views::{LONGEST_QUERY, MOST_VIEWS, SavedList};
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::views::{SaveError, SavedView};
use crate::ops::{App, views};

pub(super) fn routes() -> Routes {
    Routes::new()
        .post(links::Views::PATTERN, save)
        .post(links::ViewName::PATTERN, rename)
        .post(links::ViewRemove::PATTERN, remove)
}

/// A saved view as a link.
pub(super) struct Tab {
    pub(super) id: SavedViewId,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) is_current: bool,
}

/// What stands above a list.
pub(super) struct Views {
    pub(super) list: SavedList,
    /// The list without filters.
    pub(super) base: &'static str,
    pub(super) is_all: bool,
    pub(super) tabs: Vec<Tab>,
    /// The query to be saved; "" when it is the plain list, or saved already.
    pub(super) query: String,
}

impl Views {
    /// The views of a list that now stands at `address`.
    pub(super) fn of(t: Texts, list: SavedList, saved: Vec<SavedView>, address: &str) -> Self {
        let base = base(list);
        let now = canonical(t, list, query_of(address)).unwrap_or_default();
        let is_all = canonical(t, list, "").unwrap_or_default() == now;
        let is_saved = saved.iter().any(|view| view.query == now);
        let tab = |view: SavedView| Tab {
            id: view.id,
            href: format!("{base}?{}", view.query),
            is_current: view.query == now,
            name: view.name,
        };
        let tabs = saved.into_iter().map(tab).collect();
        Self { list, base, is_all, tabs, query: if is_all || is_saved { String::new() } else { now } }
    }

    /// Whether there is anything to show.
    pub(super) fn is_empty(&self) -> bool {
        self.tabs.is_empty() && self.query.is_empty()
    }

    /// The view that is on.
    pub(super) fn current(&self) -> Option<&Tab> {
        self.tabs.iter().find(|tab| tab.is_current)
    }
}

const fn base(list: SavedList) -> &'static str {
    match list {
        SavedList::Customers => links::Customers::PATTERN,
        SavedList::Orders => links::Orders::PATTERN,
        SavedList::Reservations => links::Reservations::PATTERN,
        SavedList::Catalog => links::Catalog::PATTERN,
    }
}

fn query_of(address: &str) -> &str {
    address.split_once('?').map_or("", |(_, query)| query)
}

/// The query as the list itself writes it, without the page; none when the list cannot read it.
fn canonical(t: Texts, list: SavedList, query: &str) -> Option<String> {
    let address = match list {
        SavedList::Customers => customers::view_address(query),
        SavedList::Orders => orders::view_address(t, query),
        SavedList::Reservations => reservations::view_address(query),
        SavedList::Catalog => Some(catalog::view_address(query)),
    };
    address.map(|address| query_of(&address).to_owned()).filter(|query| query.len() <= LONGEST_QUERY)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaveForm {
    list: String,
    query: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameForm {
    name: String,
}

/// The form again, because of the name.
#[derive(Template)]
#[template(path = "views/name.html")]
struct NamePage<'a> {
    cx: &'a Cx,
    title: &'static str,
    action: String,
    /// List and query of a view that is not saved yet.
    new: Option<(SavedList, String)>,
    typed: String,
    back: String,
    errors: FormErrors,
}

async fn save(may: Granted<may::OwnAccount>, form: CsrfForm<SaveForm>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(form) = form;
    let t = cx.t;
    let list: SavedList = form.list.parse().map_err(|_unknown| Failure::Malformed("no such list".to_owned()))?;
    let query = canonical(t, list, &form.query).filter(|query| !query.is_empty());
    let query = query.ok_or_else(|| Failure::Malformed("the list has no such filters".to_owned()))?;
    let address = format!("{}?{query}", base(list));
    let done = match ViewName::parse(&form.name) {
        Ok(name) => {
            let query = query.clone();
            run(&app, move |app| Ok::<_, Failure>(views::save(app, &may, list, &name, &query))).await?.map(|_view| ())
        }
        Err(error) => return refused(&cx, Some((list, query)), None, form.name, address, wrong(t, error)),
    };
    match done {
        Ok(()) => see_other_with(&address, Notice::Saved),
        Err(error) => {
            let errors = trouble(t, error)?;
            refused(&cx, Some((list, query)), None, form.name, address, errors)
        }
    }
}

async fn rename(
    may: Granted<may::OwnAccount>,
    at: Path<links::ViewName>,
    form: CsrfForm<NameForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (CsrfForm(form), id, t) = (form, at.view, cx.t);
    let of = may.clone();
    let view = run(&app, move |app| views::show(app, &of, id).map_err(Failure::from)).await?;
    let address = format!("{}?{}", base(view.list), view.query);
    let done = match ViewName::parse(&form.name) {
        Ok(name) => run(&app, move |app| Ok::<_, Failure>(views::rename(app, &may, id, &name))).await?.map(|_view| ()),
        Err(error) => return refused(&cx, None, Some(id), form.name, address, wrong(t, error)),
    };
    match done {
        Ok(()) => see_other_with(&address, Notice::Saved),
        Err(error) => {
            let errors = trouble(t, error)?;
            refused(&cx, None, Some(id), form.name, address, errors)
        }
    }
}

async fn remove(
    may: Granted<may::OwnAccount>,
    at: Path<links::ViewRemove>,
    form: CsrfForm<Vec<(String, String)>>,
    app: Data<App>,
) -> Page {
    let CsrfForm(_nothing_more_to_say) = form;
    let id = at.view;
    let list = run(&app, move |app| views::delete(app, &may, id).map_err(Failure::from)).await?;
    see_other_with(&base(list), Notice::Saved)
}

fn wrong(t: Texts, error: TextError) -> FormErrors {
    let mut errors = FormErrors::new();
    errors.add("name", text_problem(t, t.views_name(), error));
    errors
}

/// What a person can put right; the rest is a failure.
fn trouble(t: Texts, error: SaveError) -> Result<FormErrors, Failure> {
    let mut errors = FormErrors::new();
    match error {
        SaveError::NameTaken => errors.add("name", t.views_name_taken()),
        SaveError::TooMany => errors.add("name", t.views_too_many(MOST_VIEWS)),
        SaveError::Store(error) => return Err(error.into()),
    }
    Ok(errors)
}

fn refused(
    cx: &Cx,
    new: Option<(SavedList, String)>,
    old: Option<SavedViewId>,
    typed: String,
    back: String,
    errors: FormErrors,
) -> Page {
    let title = if old.is_some() { cx.t.views_rename() } else { cx.t.views_save() };
    let action = old.map_or_else(|| links::Views::to().to_string(), |id| links::ViewName::to(&id).to_string());
    cx.unprocessable(&NamePage { cx, title, action, new, typed, back, errors })
}
