//! The order history of a customer, the orders of all, and both as a file. Floor 4. S-41, row 31.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;

use super::query::ListQuery;
use super::tone;
use crate::access::{Granted, may};
use crate::domain::ids::CustomerId;
use crate::domain::orders::OrderStatus;
use crate::domain::roles::Perm;
use crate::domain::views::SavedList;
use crate::http::csv::CsvFile;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::orders::{Listed, OrderListed, OrderMark};
use crate::ops::{App, PageAt, orders, views};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::paging::around;
use crate::web::places;
use crate::web::views::Views;

/// A row with the tone of its state.
struct Row {
    it: OrderListed,
    tone: &'static str,
}

/// What both lists show.
struct List {
    query: ListQuery,
    base: String,
    clear: String,
    previous: String,
    next: String,
    file: String,
    rows: Vec<Row>,
    countries: Vec<(String, String)>,
    errors: Vec<(&'static str, String)>,
}

impl List {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(known, _)| *known == field).map_or("", |(_, message)| message)
    }

    fn is_status(&self, status: OrderStatus) -> bool {
        self.query.status() == Some(status)
    }

    fn status_code(&self) -> StatusCode {
        if self.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

async fn list(
    cx: &Cx,
    app: &Data<App>,
    may: &Granted<may::ViewOrders>,
    query: ListQuery,
    customer: Option<CustomerId>,
    base: String,
) -> Result<List, Failure> {
    let (filter, errors) = match query.filter(cx.t, customer) {
        Ok(filter) => (Some(filter), Vec::new()),
        Err(errors) => (None, errors),
    };
    let (may, page) = (may.clone(), query.page());
    let listed = move |app: &App| match filter {
        Some(filter) => orders::list(app, &may, &filter, page).map_err(Failure::from),
        None => orders::nothing(app, &may, customer).map_err(Failure::from),
    };
    let Listed { page, markets } = run(app, listed).await?;
    let [previous, next] = around(&page, OrderMark::at, |page| query.address(&base, page));
    let mut of_file = query.clone();
    of_file.customer = customer.map_or_else(String::new, |id| id.to_string());
    Ok(List {
        previous,
        next,
        clear: if query.is_filtered() { base.clone() } else { String::new() },
        file: of_file.address(links::OrdersExport::PATTERN, PageAt::First),
        countries: places::choices_with(cx.t, &markets, &query.country),
        query,
        base,
        rows: page.rows.into_iter().map(|it| Row { tone: tone(it.named.order.status), it }).collect(),
        errors,
    })
}

#[derive(Template)]
#[template(path = "orders/all.html")]
struct AllPage<'a> {
    cx: &'a Cx,
    list: List,
    is_all: bool,
    views: Views,
}

/// Orders of all customers in the person's scope.
pub(super) async fn all(may: Granted<may::ViewOrders>, cx: Cx, query: Query<ListQuery>, app: Data<App>) -> Page {
    let list = list(&cx, &app, &may, query.into_inner(), None, links::Orders::PATTERN.to_owned()).await?;
    let saved = run(&app, move |app| views::list(app, &may, SavedList::Orders).map_err(Failure::from)).await?;
    let views = Views::of(cx.t, SavedList::Orders, saved, cx.path());
    cx.answer(list.status_code(), &AllPage { cx: &cx, list, is_all: true, views })
}

#[derive(Template)]
#[template(path = "orders/history.html")]
struct HistoryPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    on: &'a OnCustomer<may::ViewOrders>,
    list: List,
    is_all: bool,
}

/// Order history of one customer (S-41).
pub(super) async fn of_customer(
    on: OnCustomer<may::ViewOrders>,
    cx: Cx,
    query: Query<ListQuery>,
    app: Data<App>,
) -> Page {
    let base = links::CustomerOrders::to(&on.id()).to_string();
    let list = list(&cx, &app, on.granted(), query.into_inner(), Some(on.id()), base).await?;
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Orders);
    cx.answer(list.status_code(), &HistoryPage { cx: &cx, frame, on: &on, list, is_all: false })
}

/// What the filter means as a file, one row an order; amounts and days as machines read them.
pub(super) async fn export(may: Granted<may::ViewOrders>, cx: Cx, query: Query<ListQuery>, app: Data<App>) -> Page {
    let query = query.into_inner();
    let customer = Some(query.customer.as_str()).filter(|id| !id.is_empty());
    let customer: Option<CustomerId> = customer.map(str::parse).transpose().map_err(|_not_an_id| Failure::NotFound)?;
    let filter = query.filter(cx.t, customer).map_err(|wrong| {
        let wrong: Vec<String> = wrong.into_iter().map(|(field, message)| format!("{field}: {message}")).collect();
        Failure::Malformed(wrong.join("; "))
    })?;
    let rows = run(&app, move |app| orders::export(app, &may, &filter).map_err(Failure::from)).await?;
    let t = cx.t;
    let mut file = CsvFile::new(&[
        t.orders_number(),
        t.orders_date(),
        t.orders_customer(),
        t.orders_products(),
        t.terms_billing_plan(),
        t.common_status(),
        t.common_total(),
        t.common_currency(),
        t.orders_purchase_order(),
        t.orders_placed_by(),
    ])?;
    for OrderListed { named, products } in rows {
        let order = &named.order;
        let products: Vec<String> =
            products.iter().map(|(title, count)| t.orders_product_count(*count, title)).collect();
        file.row(&[
            order.number.digits(),
            order.placed_at.to_string(),
            named.customer_name.clone(),
            products.join("; "),
            t.billing_plan(&order.billing_plan).to_owned(),
            t.order_status(&order.status).to_owned(),
            order.total().to_decimal().to_string(),
            order.currency.to_string(),
            order.purchase_order.clone(),
            named.placed_by_name.clone(),
        ])?;
    }
    file.answer("orders")
}
