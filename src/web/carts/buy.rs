//! Buy: the form of the review page becomes orders. Floor 4. S-39, Q-8, R-1 to R-4.

use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::fields::{ReviewForm, Wrong, differ};
use super::review::{Shown, again, is_asked, save};
use super::{Said, view};
use crate::access::may;
use crate::domain::carts::{Code, Finding};
use crate::http::cx::{Cx, Page, see_other};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::orders::{self, PlaceError, PlaceOrder};

pub(super) async fn place(
    on: OnCustomer<may::PlaceOrders>,
    form: CsrfForm<Vec<(String, String)>>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(fields) = form;
    let form = ReviewForm::read(fields)?;
    let missing = |name: &str| Failure::Malformed(format!("the field {name} is missing"));
    let review_hash = form.review.clone().ok_or_else(|| missing("review"))?;
    let cart = form.cart.as_deref().ok_or_else(|| missing("cart"))?.parse().map_err(|_not_an_id| Failure::NotFound)?;
    if let Some(page) = edited(&on, &cx, &app, &form).await? {
        return page;
    }
    let mut wrong = Wrong::new();
    let reseller = form.reseller().unwrap_or_else(|()| {
        wrong.push(("reseller".to_owned(), cx.t.carts_reseller_unknown().to_owned()));
        None
    });
    let number = form.number().ok();
    let (Some(purchase_order), true) = (number, wrong.is_empty()) else {
        if wrong.is_empty() {
            wrong.push(("purchase_order".to_owned(), cx.t.carts_purchase_order_wrong().to_owned()));
        }
        return refused(&on, &cx, &app, form, wrong, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let command = PlaceOrder { customer: on.id(), cart, review_hash, purchase_order, reseller, request: None };
    let of = on.clone();
    let placed = run(&app, move |app| Ok::<_, Failure>(orders::place(app, of.granted(), &command))).await?;
    match placed {
        Ok(placed) => {
            let first = placed.orders.first().ok_or(Failure::NotFound)?;
            see_other(&links::OrderConfirmation::to(&on.id(), first))
        }
        Err(PlaceError::NotAsReviewed) => {
            let banner = Some(cx.t.carts_check_again_changed());
            refused(&on, &cx, &app, form, Wrong::new(), banner, StatusCode::CONFLICT).await
        }
        Err(PlaceError::OrderedOtherwise) => {
            let banner = Some(cx.t.carts_cart_already_ordered());
            refused(&on, &cx, &app, form, Wrong::new(), banner, StatusCode::CONFLICT).await
        }
        Err(PlaceError::Refused(findings)) => found(&on, &cx, &app, form, &findings).await,
        Err(PlaceError::Store(error)) => Err(error.into()),
        Err(error @ (PlaceError::Money(_) | PlaceError::NoRate(_))) => Err(Failure::Bug(error.to_string())),
    }
}

/// Somebody who changed a field and pressed Buy would buy another amount than the button says: the
/// changes are kept and shown, and nothing is bought.
async fn edited(
    on: &OnCustomer<may::PlaceOrders>,
    cx: &Cx,
    app: &Data<App>,
    form: &ReviewForm,
) -> Result<Option<Page>, Failure> {
    let Some(view) = view(on, app).await? else { return Ok(None) };
    let is_other_cart = form.cart.as_deref() != Some(view.cart.id.to_string().as_str());
    let edits = form.edits(cx.t, &view.lines);
    let is_same = edits.as_ref().is_ok_and(|edits| !differ(edits, &view.lines));
    if is_other_cart || is_same {
        return Ok(None);
    }
    Ok(Some(match save(on, cx, app, form).await? {
        Ok(()) => {
            let banner = Some(cx.t.carts_check_again_edited());
            let shown = Shown { banner, status: StatusCode::CONFLICT, ..Shown::default() };
            again(on, cx, app, shown).await
        }
        Err(wrong) => refused(on, cx, app, form.clone(), wrong, None, StatusCode::UNPROCESSABLE_ENTITY).await,
    }))
}

/// The rules refuse: what the page asks itself stands beside its field, the rest above the lines.
async fn found(
    on: &OnCustomer<may::PlaceOrders>,
    cx: &Cx,
    app: &Data<App>,
    form: ReviewForm,
    findings: &[Finding],
) -> Page {
    let has = |code: Code| findings.iter().any(|finding| finding.code() == code);
    let beside = |finding: &&Finding| is_asked(finding.code()) || is_reseller(finding.code());
    let wrong = findings.iter().filter(beside).map(|finding| {
        let field = if is_reseller(finding.code()) { "reseller" } else { "purchase_order" };
        (field.to_owned(), Said::of_problem(cx, on.customer(), &finding.problem).message)
    });
    let wrong: Wrong = wrong.collect();
    let (banner, status) = if has(Code::CartAlreadyOrdered) {
        (Some(cx.t.carts_cart_already_ordered()), StatusCode::CONFLICT)
    } else if has(Code::PriceChanged) {
        (Some(cx.t.carts_check_again_prices()), StatusCode::CONFLICT)
    } else {
        (None, StatusCode::UNPROCESSABLE_ENTITY)
    };
    refused(on, cx, app, form, wrong, banner, status).await
}

const fn is_reseller(code: Code) -> bool {
    matches!(
        code,
        Code::ResellerRequired | Code::ResellerUnknown | Code::ResellerIsProvider | Code::ResellerNotIndirect
    )
}

async fn refused(
    on: &OnCustomer<may::PlaceOrders>,
    cx: &Cx,
    app: &Data<App>,
    form: ReviewForm,
    errors: Wrong,
    banner: Option<&'static str>,
    status: StatusCode,
) -> Page {
    again(on, cx, app, Shown { form, errors, banner, status }).await
}
