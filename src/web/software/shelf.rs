//! Software on sale to a customer. Floor 4. S-80, S-81, S-84, P-16.

use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use crate::access::may;
use crate::domain::software::software_title;
use crate::domain::term::Term;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::carts::CartSummary;
use crate::ops::software::{ShelfQuery, SoftwareProduct, SoftwareShelf};
use crate::ops::{App, carts, software};
use crate::web::customer_frame::{CustomerFrame, Section};

/// The longest text that is looked for.
const LONGEST_TEXT: usize = 100;

/// What the form of the filters sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    line: String,
    #[serde(default)]
    term: String,
}

impl Asked {
    fn query(&self) -> ShelfQuery {
        ShelfQuery {
            text: self.q.chars().take(LONGEST_TEXT).collect(),
            line: Some(self.line.clone()).filter(|line| !line.is_empty()),
            term: self.term.parse().ok(),
        }
    }

    const fn is_narrowed(&self) -> bool {
        !(self.q.is_empty() && self.line.is_empty() && self.term.is_empty())
    }
}

#[derive(Template)]
#[template(path = "software/shelf.html")]
struct ShelfPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    on: &'a OnCustomer<may::BuySoftware>,
    asked: &'a Asked,
    shelf: &'a SoftwareShelf,
    rows: Vec<Row>,
    cart: CartSummary,
    /// The address without filters, where there are some.
    clear: String,
}

/// One term of a product, as it is listed.
struct Row {
    title: String,
    /// The line of products, and how it is licensed.
    facts: (String, &'static str),
    id: String,
    /// The price of one and where it stands; none is no price in the list.
    price: Option<(String, String)>,
    /// What to add.
    sku: Option<String>,
}

impl Row {
    fn of(t: Texts, product: &SoftwareProduct) -> Self {
        let term = product.sku.as_ref().map(|(_, term)| *term);
        let price = product
            .price
            .as_ref()
            .map(|(unit, list, from)| (t.money(unit), t.orders_price_list_of(list, t.date_short(from))));
        Self {
            title: term.map_or_else(|| product.title.clone(), |term| software_title(&product.title, term)),
            facts: (product.line.clone(), t.licensing(&product.licensing)),
            id: product.id.clone(),
            sku: product.sku.as_ref().filter(|_| price.is_some()).map(|(sku, _)| sku.clone()),
            price,
        }
    }
}

pub(super) async fn show(on: OnCustomer<may::BuySoftware>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let (of, query) = (on.clone(), asked.query());
    let (shelf, cart) = run(&app, move |app| {
        let shelf = software::shelf(app, of.granted(), of.customer(), &query)?;
        let cart = carts::summary(app, of.granted(), of.id())?;
        Ok::<_, Failure>((shelf, cart))
    })
    .await?;
    let rows = shelf.found.iter().map(|product| Row::of(cx.t, product)).collect();
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Software).here(cx.t.software_shelf_title());
    let clear = if asked.is_narrowed() { links::SoftwareProducts::to(&on.id()).to_string() } else { String::new() };
    cx.page(&ShelfPage { cx: &cx, frame, on: &on, asked: &asked, shelf: &shelf, rows, cart, clear })
}
