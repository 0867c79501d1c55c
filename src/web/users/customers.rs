//! A customer's users, and who has access to the customer. Floor 4. Rules P-1, P-3, S-8, R-DAP-3.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::{once, pages, read_person, refused};
use crate::access::may;
use crate::domain::ids::UserId;
use crate::domain::roles::Perm;
use crate::domain::subscriptions::AccessRole;
use crate::domain::time::Day;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::{run, run_hashing};
use crate::ops::App;
use crate::ops::customers::Customer;
use crate::ops::subscriptions::{AccessGrant, Subscription};
use crate::ops::users::customers::{CustomersPeople, Switch};
use crate::ops::users::{Listed, ManageUserError, User, customers};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::paging::page_at;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::CustomerUsers::PATTERN, list)
        .get(links::CustomerUserNew::PATTERN, new)
        .post(links::CustomerUserNew::PATTERN, create)
        .post(links::CustomerUserDisable::PATTERN, disable)
        .post(links::CustomerUserEnable::PATTERN, enable)
        .post(links::CustomerUserPassword::PATTERN, reset_password)
}

/// A person's access to every subscription, in the order of the subscriptions.
struct AccessLine {
    name: String,
    email: String,
    is_customers_person: bool,
    cells: Vec<Vec<(AccessRole, Option<Day>)>>,
}

/// The grants as lines, a person each; they come sorted by name.
fn lines(grants: &[AccessGrant], subscriptions: &[Subscription]) -> Vec<AccessLine> {
    let mut people: Vec<&AccessGrant> = grants.iter().collect();
    people.dedup_by_key(|grant| grant.user);
    let cell = |user: UserId, subscription: &Subscription| {
        let here = grants.iter().filter(|grant| grant.user == user && grant.subscription == subscription.id);
        let last_day = |grant: &AccessGrant| grant.access.ends_at.map(|end| end.plus_seconds(-1).day());
        here.map(|grant| (grant.access.role, last_day(grant))).collect()
    };
    let line = |grant: &AccessGrant| AccessLine {
        name: grant.user_name.clone(),
        email: grant.user_email.clone(),
        is_customers_person: grant.is_customers_person,
        cells: subscriptions.iter().map(|subscription| cell(grant.user, subscription)).collect(),
    };
    people.into_iter().map(line).collect()
}

#[derive(Template)]
#[template(path = "users/customer.html")]
struct ListPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    users: Vec<User>,
    count: i64,
    previous: String,
    next: String,
    subscriptions: Vec<Subscription>,
    lines: Vec<AccessLine>,
}

/// Which page of the people.
#[derive(Deserialize)]
struct ListQuery {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

async fn list(on: OnCustomer<may::ListCustomers>, query: Query<ListQuery>, cx: Cx, app: Data<App>) -> Page {
    let (granted, customer) = (on.granted().clone(), on.id());
    let at = page_at(&query.after, &query.before, |id| id.parse::<UserId>().ok());
    let people = run(&app, move |app| customers::people(app, &granted, customer, at).map_err(Failure::from)).await?;
    let CustomersPeople { users: Listed { page, count, disabled: _ }, subscriptions, grants } = people;
    let [previous, next] = pages(&page, &links::CustomerUsers::to(&customer).to_string(), "");
    let lines = lines(&grants, &subscriptions);
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Users);
    let (customer, users) = (on.customer(), page.rows);
    cx.page(&ListPage { cx: &cx, frame, customer, users, count, previous, next, subscriptions, lines })
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewForm {
    name: String,
    email: String,
}

#[derive(Template)]
#[template(path = "users/customer_new.html")]
struct NewPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    title: String,
    form: &'a NewForm,
    errors: FormErrors,
}

impl<'a> NewPage<'a> {
    fn of(cx: &'a Cx, customer: &'a Customer, form: &'a NewForm, errors: FormErrors) -> Self {
        let title = cx.t.users_of_customer_new(&customer.company_name);
        let frame = CustomerFrame::at(cx, customer, Section::Users).here(title.as_str());
        Self { cx, frame, customer, title, form, errors }
    }
}

/// Accounts of a customer's people are made by those who make customers (P-3).
type OnPeople = OnCustomer<may::CreateCustomers>;

async fn new(on: OnPeople, cx: Cx) -> Page {
    cx.page(&NewPage::of(&cx, on.customer(), &NewForm::default(), FormErrors::new()))
}

async fn create(on: OnPeople, form: CsrfForm<NewForm>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(form) = form;
    let mut errors = FormErrors::new();
    if let (Some(name), Some(email)) = read_person(&cx, &form.name, &form.email, &mut errors) {
        let (granted, customer) = (on.granted().clone(), on.id());
        let made = run_hashing(&app, move |app| customers::create(app, &granted, customer, &name, &email)).await?;
        match made {
            Ok(made) => return once(&cx, &made, &links::CustomerUsers::to(&customer).to_string()),
            Err(ManageUserError::EmailTaken) => errors.add("email", cx.t.users_email_taken()),
            Err(other) => return Err(refused(other)),
        }
    }
    cx.unprocessable(&NewPage::of(&cx, on.customer(), &form, errors))
}

#[derive(Deserialize)]
struct NoFields {}

type At = Path<links::CustomerUserDisable>;

async fn disable(on: OnPeople, at: At, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    switch(&on, at.user, &app, Switch::Off).await
}

async fn enable(on: OnPeople, at: At, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    switch(&on, at.user, &app, Switch::On).await
}

async fn switch(on: &OnPeople, user: UserId, app: &Data<App>, to: Switch) -> Page {
    let (granted, customer) = (on.granted().clone(), on.id());
    run(app, move |app| customers::switch(app, &granted, customer, user, to).map_err(refused)).await?;
    see_other_with(&links::CustomerUsers::to(&customer), Notice::Saved)
}

async fn reset_password(on: OnPeople, at: At, _form: CsrfForm<NoFields>, cx: Cx, app: Data<App>) -> Page {
    let (granted, customer, user) = (on.granted().clone(), on.id(), at.user);
    let reset = move |app: &App| customers::reset_password(app, &granted, customer, user);
    let made = run_hashing(&app, reset).await?.map_err(refused)?;
    once(&cx, &made, &links::CustomerUsers::to(&customer).to_string())
}
