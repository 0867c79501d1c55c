//! A new customer and changing one. Floor 4. Rule P-3; quality 48, 49.

use actix_web::web::Data;
use askama::Template;

use super::form::{CustomerForm, Fields, Kept, refused};
use crate::access::may::Permission;
use crate::access::{Granted, may};
use crate::domain::customers::Segment;
use crate::domain::partners::PartnerKind;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::customers;
use crate::ops::markets::{self, Market};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::places;

/// What the selects offer.
#[derive(Debug, Clone, Default)]
struct Choices {
    markets: Vec<Market>,
    resellers: Vec<(String, String)>,
    asks_reseller: bool,
}

#[derive(Template)]
#[template(path = "customers/form.html")]
struct FormPage<'a> {
    cx: &'a Cx,
    frame: Option<CustomerFrame>,
    title: String,
    action: String,
    back: String,
    typed: &'a CustomerForm,
    countries: Vec<(String, String)>,
    choices: Choices,
    stale: Option<String>,
    errors: FormErrors,
}

async fn choices<P: Permission>(app: &Data<App>, may: &Granted<P>) -> Result<Choices, Failure> {
    let asks_reseller = may.who().partner_kind() == PartnerKind::IndirectProvider;
    let may = may.clone();
    run(app, move |app| {
        let resellers = customers::resellers(app, &may)?;
        let resellers = resellers.into_iter().map(|partner| (partner.id.to_string(), partner.name)).collect();
        Ok(Choices { markets: markets::all(app, &may)?, resellers, asks_reseller })
    })
    .await
}

fn new_page<'a>(cx: &'a Cx, choices: Choices, typed: &'a CustomerForm, errors: FormErrors) -> FormPage<'a> {
    FormPage {
        cx,
        frame: None,
        title: cx.t.customers_new_title().to_owned(),
        action: links::CustomerNew::PATTERN.to_owned(),
        back: links::Customers::PATTERN.to_owned(),
        countries: places::choices(cx.t, choices.markets.iter().filter(|market| market.is_sold)),
        typed,
        choices,
        stale: None,
        errors,
    }
}

fn edit_page<'a>(
    cx: &'a Cx,
    on: &OnCustomer<may::EditCustomers>,
    choices: Choices,
    typed: &'a CustomerForm,
    errors: FormErrors,
) -> FormPage<'a> {
    let title = cx.t.customers_edit_title(&on.customer().company_name);
    let is_offered = |market: &&Market| market.is_sold || market.code == on.customer().country;
    FormPage {
        frame: Some(CustomerFrame::at(cx, on.customer(), Section::Account).here(cx.t.common_edit())),
        title,
        action: links::CustomerEdit::to(&on.id()).to_string(),
        back: links::CustomerShow::to(&on.id()).to_string(),
        countries: places::choices(cx.t, choices.markets.iter().filter(is_offered)),
        ..new_page(cx, choices, typed, errors)
    }
}

pub(super) async fn new(may: Granted<may::CreateCustomers>, cx: Cx, app: Data<App>) -> Page {
    let choices = choices(&app, &may).await?;
    cx.page(&new_page(&cx, choices, &CustomerForm::empty(), FormErrors::new()))
}

pub(super) async fn create(
    may: Granted<may::CreateCustomers>,
    form: CsrfForm<CustomerForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(typed) = form;
    let choices = choices(&app, &may).await?;
    let mut errors = FormErrors::new();
    let fields = Fields::check(cx.t, &typed, &mut errors);
    if let (Some(fields), true) = (fields, errors.is_empty()) {
        let saved = run(&app, move |app| Ok::<_, Failure>(customers::create(app, &may, fields.tenant, &fields.change)));
        match saved.await? {
            Ok(id) => return see_other_with(&links::CustomerShow::to(&id), Notice::Saved),
            Err(error) => match refused(cx.t, error, &mut errors) {
                Kept::Field => {}
                Kept::Stale(_) => return Err(Failure::Conflict),
                Kept::Failed(failure) => return Err(failure),
            },
        }
    }
    cx.unprocessable(&new_page(&cx, choices, &typed, errors))
}

pub(super) async fn edit(on: OnCustomer<may::EditCustomers>, cx: Cx, app: Data<App>) -> Page {
    let choices = choices(&app, on.granted()).await?;
    cx.page(&edit_page(&cx, &on, choices, &CustomerForm::of(on.customer()), FormErrors::new()))
}

pub(super) async fn update(
    on: OnCustomer<may::EditCustomers>,
    form: CsrfForm<CustomerForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(mut typed) = form;
    let choices = choices(&app, on.granted()).await?;
    let mut errors = FormErrors::new();
    let mut stale = None;
    let fields = Fields::check(cx.t, &typed, &mut errors);
    if let (Some(fields), true) = (fields, errors.is_empty()) {
        let (id, may) = (on.id(), on.granted().clone());
        let saved =
            run(&app, move |app| Ok::<_, Failure>(customers::update(app, &may, id, fields.version, &fields.change)));
        match saved.await? {
            Ok(()) => return see_other_with(&links::CustomerShow::to(&id), Notice::Saved),
            Err(error) => match refused(cx.t, error, &mut errors) {
                Kept::Field => {}
                Kept::Stale(now) => {
                    let country = places::name_of(cx.t, &choices.markets, &now.country);
                    let facts = [now.company_name.as_str(), &now.domain, &country, cx.t.segment(&now.segment)];
                    stale = Some(facts.join(" · "));
                    typed.version = now.version.to_string();
                }
                Kept::Failed(failure) => return Err(failure),
            },
        }
    }
    cx.unprocessable(&FormPage { stale, ..edit_page(&cx, &on, choices, &typed, errors) })
}
