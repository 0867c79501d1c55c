//! Another customer at the same section: those opened last, and a search. Floor 4. Part D: the switcher
//! keeps the section.

use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::http::cx::{Cx, Page, see_other};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::customers::{self, CustomerFilter, CustomerOrder, CustomerPage};
use crate::web::customer_frame::Section;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SwitchQuery {
    q: String,
    section: String,
}

/// A customer to go to.
struct Found {
    href: String,
    name: String,
    about: String,
}

#[derive(Template)]
#[template(path = "customers/switch.html")]
struct SwitchPage<'a> {
    cx: &'a Cx,
    q: &'a str,
    section: Section,
    found: Vec<Found>,
    /// Where all that was found stands, when that is more.
    more: String,
}

pub(super) async fn show(may: Granted<may::ListCustomers>, query: Query<SwitchQuery>, cx: Cx, app: Data<App>) -> Page {
    let section = Section::named(&query.section);
    let words = query.q.trim().to_owned();
    let mut more = String::new();
    let found: Vec<Found> = if words.is_empty() {
        let recent = cx.recent_customers().into_iter();
        recent.map(|(id, name)| Found { href: section.href(id), name, about: String::new() }).collect()
    } else {
        let filter = CustomerFilter { words: words.clone(), country: None, segment: None, order: CustomerOrder::Name };
        let search = move |app: &App| customers::list(app, &may, &filter, CustomerPage::First).map_err(Failure::from);
        let listed = run(&app, search).await?;
        if listed.page.has_next {
            more = format!(
                "{}?{}",
                links::Customers::to(),
                serde_urlencoded::to_string([("q", &words)]).unwrap_or_default()
            );
        }
        let it = |row: customers::Customer| Found {
            href: section.href(row.id),
            about: format!("{} · {}", row.domain, row.country),
            name: row.company_name,
        };
        listed.page.rows.into_iter().map(it).collect()
    };
    // One that is meant for sure is opened.
    if let ([only], false) = (found.as_slice(), words.is_empty()) {
        return see_other(&only.href);
    }
    cx.page(&SwitchPage { cx: &cx, q: &query.q, section, found, more })
}
