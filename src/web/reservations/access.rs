//! Access control (IAM) of a reservation: who sees it and why, who may do what, giving and taking back.
//! Floor 4. S-57, R-IAM-1 to R-IAM-3, P-13; features row 37.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use super::record::{Record, Tab};
use crate::access::may;
use crate::domain::ids::UserId;
use crate::domain::reservations::{Level, ReservationRole};
use crate::domain::roles::Perm;
use crate::domain::time::{Day, Instant};
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::customers::Customer;
use crate::ops::reservations::{AccessList, Assignment, GiveRole, GiveRoleError, Reason, Seer};
use crate::ops::users::User;
use crate::ops::{App, reservations};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::ReservationAccess::PATTERN, show)
        .post(links::ReservationAccess::PATTERN, give)
        .post(links::ReservationAccessRevoke::PATTERN, revoke)
}

type At = Path<links::ReservationAccess>;

#[derive(Template)]
#[template(path = "reservations/access.html")]
struct AccessPage<'a> {
    cx: &'a Cx,
    record: Record,
    here: links::ReservationAccess,
    live: Vec<Assignment>,
    ended: Vec<Assignment>,
    seers: Vec<Seer>,
    candidates: Vec<User>,
    form: AccessForm,
    errors: FormErrors,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessForm {
    #[serde(default)]
    user: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    ends: String,
}

impl AccessPage<'_> {
    fn revoke(&self, one: &Assignment) -> String {
        links::ReservationAccessRevoke::to(&self.here.customer, &self.here.reservation, &one.id).to_string()
    }

    fn is_inherited(one: &Assignment) -> bool {
        one.level() == Level::Order
    }
}

/// The last whole day of a role.
fn last_day(ends_at: &Instant) -> Day {
    ends_at.plus_seconds(-1).day()
}

async fn show(on: OnCustomer<may::ViewReservations>, at: At, cx: Cx, app: Data<App>) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.reservation);
    let found = run(&app, move |app| reservations::access_list(app, &may, customer, id).map_err(Failure::from)).await?;
    let form = AccessForm { level: Level::Reservation.code().to_owned(), ..AccessForm::default() };
    cx.page(&page(&cx, on.customer(), &at, found, form, FormErrors::new()))
}

fn page<'a>(
    cx: &'a Cx,
    customer: &Customer,
    at: &links::ReservationAccess,
    found: AccessList,
    form: AccessForm,
    errors: FormErrors,
) -> AccessPage<'a> {
    let now = cx.visit().circumstances.at;
    let AccessList { overview, assignments, seers, candidates } = found;
    let (live, ended) = assignments.into_iter().partition(|one: &Assignment| one.is_live(now));
    let record = Record::new(cx, customer, &overview, Tab::Access);
    AccessPage { cx, record, here: at.clone(), live, ended, seers, candidates, form, errors }
}

async fn give(
    on: OnCustomer<may::ManageReservationAccess>,
    at: At,
    form: CsrfForm<AccessForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(form) = form;
    let (customer, id) = (on.id(), at.reservation);
    let mut errors = FormErrors::new();
    if let Some((user, role, level, ends_at)) = read(&cx, &form, &mut errors) {
        let command = GiveRole { customer, reservation: id, user, role, level, ends_at };
        let may = on.granted().clone();
        let given = run(&app, move |app| Ok::<_, Failure>(reservations::give_role(app, &may, &command))).await?;
        match given {
            Ok(()) => return see_other_with(&*at, Notice::Saved),
            Err(GiveRoleError::NotACandidate) => errors.add("user", cx.t.subscriptions_access_not_a_person()),
            Err(GiveRoleError::Ended) => errors.add("ends", cx.t.subscriptions_access_end_past()),
            Err(GiveRoleError::HasIt) => errors.add("user", cx.t.record_access_has_it()),
            Err(GiveRoleError::Store(error)) => return Err(error.into()),
        }
    }
    let may = on.granted().clone();
    let look = move |app: &App| reservations::access_list_to_giver(app, &may, customer, id);
    let found = run(&app, move |app| look(app).map_err(Failure::from)).await?;
    cx.unprocessable(&page(&cx, on.customer(), &at, found, form, errors))
}

type Read = (UserId, ReservationRole, Level, Option<Instant>);

/// Person, role, where and until when, or what is wrong with them.
fn read(cx: &Cx, form: &AccessForm, errors: &mut FormErrors) -> Option<Read> {
    let t = cx.t;
    let user = errors.check("user", form.user.parse(), |_| t.subscriptions_access_not_a_person().to_owned());
    let role = errors.check("role", form.role.parse(), |_| t.errors_field_not_chosen(t.subscriptions_access_role()));
    let level = errors.check("level", form.level.parse(), |_| t.errors_field_not_chosen(t.record_access_where()));
    let ends_at = match form.ends.trim() {
        "" => Some(None),
        typed => errors
            .check("ends", typed.parse::<Day>(), |_| t.errors_field_not_a_date(t.subscriptions_access_end()))
            .map(|day| Some(Instant::start_of(day.plus_days(1)))),
    };
    Some((user?, role?, level?, ends_at?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoFields {}

async fn revoke(
    on: OnCustomer<may::ManageReservationAccess>,
    at: Path<links::ReservationAccessRevoke>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let (may, customer, id, one) = (on.granted().clone(), on.id(), at.reservation, at.assignment);
    run(&app, move |app| reservations::revoke_role(app, &may, customer, id, one).map_err(Failure::from)).await?;
    see_other_with(&links::ReservationAccess::to(&customer, &id), Notice::Saved)
}
