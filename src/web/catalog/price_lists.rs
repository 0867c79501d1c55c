//! The price lists that were imported. Floor 4. P-7, O-4; features row 12.

use actix_web::web::Data;
use askama::Template;

use crate::access::{Granted, may};
use crate::domain::roles::Perm;
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::prices::{self, PriceList};

#[derive(Template)]
#[template(path = "price_lists/list.html")]
struct PriceListsPage<'a> {
    cx: &'a Cx,
    lists: Vec<PriceList>,
}

pub(super) async fn show(may: Granted<may::SeeCatalog>, cx: Cx, app: Data<App>) -> Page {
    let lists = run(&app, move |app| prices::lists(app, &may).map_err(Failure::from)).await?;
    cx.page(&PriceListsPage { cx: &cx, lists })
}
