//! The cart of a customer, "Review your orders", and Buy. Floor 4. S-32 to S-39, Q-8.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use self::again::{AgainPanel, CartQuery};
use super::customer_frame::{CustomerFrame, Section};
use super::sign_in::local;
use crate::access::may;
use crate::domain::carts::{Code, Problem};
use crate::domain::text::Quantity;
use crate::http::cx::{Cx, Notice, Page, see_other, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::carts::{AddError, AddLine, CartView, EditCart, EditError, LineView, MAX_LINES};
use crate::ops::{App, carts};

mod again;
mod buy;
mod fields;
mod review;
mod said;
mod suggestion;

pub(super) use said::Said;
use suggestion::Suggestion;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Cart::PATTERN, show)
        .post(links::Cart::PATTERN, add)
        .post(links::CartAgain::PATTERN, again::fill)
        .post(links::CartLine::PATTERN, change)
        .post(links::CartLineRemove::PATTERN, remove)
        .get(links::Review::PATTERN, review::show)
        .post(links::Review::PATTERN, review::update)
        .post(links::CustomerOrders::PATTERN, buy::place)
}

#[derive(Template)]
#[template(path = "carts/show.html")]
struct CartPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    on: &'a OnCustomer<may::PlaceOrders>,
    view: Option<CartView>,
    /// Why the act before did nothing.
    refused: Vec<Said>,
    /// What became of lines that were bought before.
    again: Vec<AgainPanel>,
}

impl CartPage<'_> {
    fn status(&self) -> String {
        match &self.view {
            Some(view) => {
                let lines = self.cx.t.carts_lines(view.lines.len());
                self.cx.t.carts_status(lines, self.cx.t.date_time(&view.cart.expires_at))
            }
            None => String::new(),
        }
    }

    /// The quantity times the unit price.
    fn working(&self, line: &LineView) -> String {
        let unit = self.cx.t.money(&line.stored.line.unit_price);
        self.cx.t.carts_working(line.stored.line.quantity.get(), unit)
    }

    fn term_ends(&self, line: &LineView) -> String {
        let term = self.cx.t.term(&line.stored.line.term);
        self.cx.t.carts_term_ends(term, self.cx.t.date(&line.ends_at.day()))
    }

    /// What the price leaves out.
    fn licence(&self, line: &LineView) -> Option<Suggestion> {
        Suggestion::of(self.cx.t, line)
    }

    /// The old and the new price, where it changed.
    fn new_price(&self, line: &LineView) -> Option<String> {
        let now = line.new_price()?;
        Some(self.cx.t.carts_price_was_now(self.cx.t.money(&line.stored.line.unit_price), self.cx.t.money(&now)))
    }
}

async fn show(on: OnCustomer<may::PlaceOrders>, query: Query<CartQuery>, cx: Cx, app: Data<App>) -> Page {
    let again = query.panels(&on, &cx, &app).await?;
    answer(&on, &cx, &app, Vec::new(), again, StatusCode::OK).await
}

/// The cart as it is now, and why an act did nothing.
async fn page(
    on: &OnCustomer<may::PlaceOrders>,
    cx: &Cx,
    app: &Data<App>,
    refused: Vec<Said>,
    status: StatusCode,
) -> Page {
    answer(on, cx, app, refused, Vec::new(), status).await
}

async fn answer(
    on: &OnCustomer<may::PlaceOrders>,
    cx: &Cx,
    app: &Data<App>,
    refused: Vec<Said>,
    again: Vec<AgainPanel>,
    status: StatusCode,
) -> Page {
    let view = view(on, app).await?.filter(|view| !view.lines.is_empty());
    let frame = CustomerFrame::at(cx, on.customer(), Section::Cart);
    cx.answer(status, &CartPage { cx, frame, on, view, refused, again })
}

async fn view(on: &OnCustomer<may::PlaceOrders>, app: &Data<App>) -> Result<Option<CartView>, Failure> {
    let of = on.clone();
    run(app, move |app| carts::show(app, of.granted(), of.id()).map_err(Failure::from)).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddForm {
    sku: String,
    subscription: Option<String>,
    quantity: String,
    return_to: Option<String>,
}

async fn add(on: OnCustomer<may::PlaceOrders>, form: CsrfForm<AddForm>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(form) = form;
    let Ok(quantity) = Quantity::parse(&form.quantity) else {
        let said = vec![Said::plain(cx.t.carts_wrong_quantity())];
        return page(&on, &cx, &app, said, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    // What is no id is none of this customer's, like one of another customer.
    let Ok(subscription) = form.subscription.as_deref().map(str::parse).transpose() else {
        let problem = Problem::Plain(Code::SubscriptionOfAnotherCustomer);
        let said = vec![Said::of_problem(&cx, on.customer(), &problem)];
        return page(&on, &cx, &app, said, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let new = AddLine { sku: form.sku, subscription, quantity };
    let of = on.clone();
    let added = run(&app, move |app| Ok::<_, Failure>(carts::add(app, of.granted(), of.id(), &new))).await?;
    let said = match added {
        Ok(added) => {
            let cart = links::Cart::to(&on.id()).to_string();
            // The cart says what stood in the one that was over.
            if let Some(expired) = added.expired {
                return see_other_with(&format!("{cart}?expired={expired}"), Notice::AddedToCart);
            }
            return see_other_with(
                &form.return_to.filter(|path| !path.is_empty()).map_or(cart, |path| local(&path)),
                Notice::AddedToCart,
            );
        }
        Err(AddError::Refused(problems)) => problems.iter().map(|it| Said::of_new(&cx, on.customer(), it)).collect(),
        Err(AddError::Full) => vec![Said::plain(cx.t.carts_full(MAX_LINES))],
        Err(AddError::Store(error)) => return Err(error.into()),
    };
    page(&on, &cx, &app, said, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Changes one line; fields that are not sent stay as they are.
async fn change(
    on: OnCustomer<may::PlaceOrders>,
    at: Path<links::CartLine>,
    form: CsrfForm<fields::LineForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(form) = form;
    let view = view(&on, &app).await?.ok_or(Failure::NotFound)?;
    let line = view.lines.iter().find(|line| line.stored.line.id == at.line).ok_or(Failure::NotFound)?;
    let edit = match form.edit(cx.t, &line.stored.line) {
        Ok(edit) => edit,
        Err(wrong) => {
            let said = wrong.into_iter().map(|(_, message)| Said::plain(message)).collect();
            return page(&on, &cx, &app, said, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (of, changes) = (on.clone(), EditCart { lines: vec![edit], ..EditCart::default() });
    let done = run(&app, move |app| Ok::<_, Failure>(carts::edit(app, of.granted(), of.id(), &changes))).await?;
    match done {
        Ok(()) => see_other_with(&links::Cart::to(&on.id()), Notice::Saved),
        Err(EditError::Refused(problems)) => {
            let said = problems.iter().map(|(_, it)| Said::of_problem(&cx, on.customer(), it)).collect();
            page(&on, &cx, &app, said, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(EditError::Store(error)) => Err(error.into()),
    }
}

/// Forms that say nothing but what they do; the button that was pressed and unsaved fields of the
/// review page come along and are not read.
type Ignored = Vec<(String, String)>;

async fn remove(
    on: OnCustomer<may::PlaceOrders>,
    at: Path<links::CartLineRemove>,
    form: CsrfForm<Ignored>,
    app: Data<App>,
) -> Page {
    let CsrfForm(fields) = form;
    let (of, line) = (on.clone(), at.line);
    run(&app, move |app| carts::remove(app, of.granted(), of.id(), line).map_err(Failure::from)).await?;
    // Whoever removes on the review page goes on reviewing.
    if fields.iter().any(|(name, _)| name == "review") {
        return see_other(&links::Review::to(&on.id()));
    }
    see_other_with(&links::Cart::to(&on.id()), Notice::Saved)
}
