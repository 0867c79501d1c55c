//! One subscription: facts, state, who has access; giving and revoking access. Floor 4.
//! Rules S-8, P-27, O-1, R-DAP-3.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use super::{At, is_ready, registration_tone, state_tone};
use crate::access::{Granted, may};
use crate::domain::ids::UserId;
use crate::domain::roles::{Perm, Verdict, best};
use crate::domain::subscriptions::{Access, AccessRole, KEPT_SUSPENDED_DAYS, Registration, SubscriptionState};
use crate::domain::time::{Day, Instant};
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::customers::Customer;
use crate::ops::subscriptions::{AccessGrant, Candidate, GiveAccess, GiveAccessError, Subscription, WithAccess};
use crate::ops::{App, subscriptions};
use crate::web::customer_frame::{CustomerFrame, Section};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::SubscriptionShow::PATTERN, show)
        .post(links::AccessNew::PATTERN, give)
        .post(links::AccessRevoke::PATTERN, revoke)
}

/// What can be given: the roles of the vendor that people know.
const OFFERED: [AccessRole; 3] = [AccessRole::Owner, AccessRole::Contributor, AccessRole::Reader];

#[derive(Template)]
#[template(path = "subscriptions/show.html")]
struct ShowPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    subscription: Subscription,
    live: Vec<AccessGrant>,
    ended: Vec<AccessGrant>,
    candidates: Vec<Candidate>,
    rights: Rights,
    offered: [AccessRole; 3],
    form: AccessForm,
    errors: FormErrors,
}

/// What the viewer may do with access here; shows forms, the acts check again.
#[derive(Debug, Clone, Copy)]
struct Rights {
    to_agents: bool,
    to_customers_users: bool,
}

impl Rights {
    fn may_revoke(self, grant: &AccessGrant) -> bool {
        if grant.is_customers_person { self.to_customers_users } else { self.to_agents }
    }

    const fn may_give(self) -> bool {
        self.to_agents || self.to_customers_users
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessForm {
    #[serde(default)]
    user: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    ends: String,
}

impl ShowPage<'_> {
    fn is_ready(&self) -> bool {
        is_ready(&self.subscription)
    }

    /// When a suspended subscription is deleted (6.2).
    fn deleted_on(&self) -> Option<Day> {
        self.subscription.suspended_at.map(|at| at.plus_days(KEPT_SUSPENDED_DAYS).day())
    }
}

/// The last whole day of access.
fn last_day(ends_at: &Instant) -> Day {
    ends_at.plus_seconds(-1).day()
}

async fn show(on: OnCustomer<may::ViewReservations>, at: At, cx: Cx, app: Data<App>) -> Page {
    let (granted, customer, id) = (on.granted().clone(), on.id(), at.subscription);
    let look = move |app: &App| subscriptions::show(app, &granted, customer, id).map_err(Failure::from);
    let found = run(&app, look).await?;
    let page = page(&cx, on.customer(), found, AccessForm::default(), FormErrors::new(), &app).await?;
    cx.page(&page)
}

async fn page<'a>(
    cx: &'a Cx,
    customer: &'a Customer,
    found: WithAccess,
    form: AccessForm,
    errors: FormErrors,
    app: &Data<App>,
) -> Result<ShowPage<'a>, Failure> {
    let now = cx.visit().circumstances.at;
    let WithAccess { subscription, grants } = found;
    let giver = giver(cx, &grants)?;
    let rights = Rights { to_agents: cx.may(Perm::ManageSubscriptionAccess), to_customers_users: giver.is_some() };
    let customer_id = customer.id;
    let candidates = match giver {
        Some(giver) => {
            run(app, move |app| subscriptions::candidates(app, &giver, customer_id).map_err(Failure::from)).await?
        }
        None => Vec::new(),
    };
    let (live, ended) = grants.into_iter().partition(|grant: &AccessGrant| grant.is_live(now));
    let frame = CustomerFrame::at(cx, customer, Section::Subscriptions).named(subscription.name.as_str());
    Ok(ShowPage { cx, frame, customer, subscription, live, ended, candidates, rights, offered: OFFERED, form, errors })
}

/// The proof to give access here, if the viewer has it: a customer's person as Owner only (P-27).
fn giver(cx: &Cx, grants: &[AccessGrant]) -> Result<Option<Granted<may::AssignSubscriptionRoles>>, Failure> {
    let who = cx.visit().who.as_ref().ok_or(Failure::NotFound)?;
    let circumstances = cx.visit().circumstances.clone();
    let is_owner = grants.iter().any(|grant| {
        grant.user == who.user() && grant.access.role == AccessRole::Owner && grant.is_live(circumstances.at)
    });
    if best(who.roles(), Perm::AssignSubscriptionRoles) == Verdict::No {
        return Ok(None);
    }
    Ok(Granted::check_with_access(who, circumstances, is_owner).ok())
}

async fn give(
    on: OnCustomer<may::AssignSubscriptionRoles>,
    at: At,
    form: CsrfForm<AccessForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(form) = form;
    let (customer, subscription) = (on.id(), at.subscription);
    let mut errors = FormErrors::new();
    if let Some((user, access)) = read(&cx, &form, &mut errors) {
        let command = GiveAccess { customer, subscription, user, access };
        let granted = on.granted().clone();
        let given = run(&app, move |app| Ok::<_, Failure>(subscriptions::give_access(app, &granted, &command))).await?;
        match given {
            Ok(()) => {
                return see_other_with(&links::SubscriptionShow::to(&customer, &subscription), Notice::Saved);
            }
            Err(GiveAccessError::NotACandidate) => errors.add("user", cx.t.subscriptions_access_not_a_person()),
            Err(GiveAccessError::Ended) => errors.add("ends", cx.t.subscriptions_access_end_past()),
            Err(GiveAccessError::HasIt) => errors.add("user", cx.t.subscriptions_access_has_it()),
            Err(GiveAccessError::Denied(denied)) => return Err(denied.into()),
            Err(GiveAccessError::Store(error)) => return Err(error.into()),
        }
    }
    let granted = on.granted().clone();
    let look = move |app: &App| subscriptions::show_to_giver(app, &granted, customer, subscription);
    let found = run(&app, move |app| look(app).map_err(Failure::from)).await?;
    let page = page(&cx, on.customer(), found, form, errors, &app).await?;
    cx.unprocessable(&page)
}

/// Person, role and end, or what is wrong with them.
fn read(cx: &Cx, form: &AccessForm, errors: &mut FormErrors) -> Option<(UserId, Access)> {
    let t = cx.t;
    let user = errors.check("user", form.user.parse::<UserId>(), |_| t.subscriptions_access_not_a_person().to_owned());
    let offered = form.role.parse::<AccessRole>().ok().filter(|role| OFFERED.contains(role));
    let role = errors.check("role", offered.ok_or(()), |()| t.errors_field_not_chosen(t.subscriptions_access_role()));
    let ends_at = match form.ends.trim() {
        "" => Some(None),
        typed => errors
            .check("ends", typed.parse::<Day>(), |_| t.errors_field_not_a_date(t.subscriptions_access_end()))
            .map(|day| Some(Instant::start_of(day.plus_days(1)))),
    };
    Some((user?, Access { role: role?, ends_at: ends_at? }))
}

#[derive(Deserialize)]
struct NoFields {}

async fn revoke(
    on: OnCustomer<may::AssignSubscriptionRoles>,
    at: Path<links::AccessRevoke>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let (granted, customer) = (on.granted().clone(), on.id());
    let (subscription, access) = (at.subscription, at.access);
    let revoked = run(&app, move |app| {
        Ok::<_, Failure>(subscriptions::revoke_access(app, &granted, customer, subscription, access))
    });
    match revoked.await? {
        Ok(()) => see_other_with(&links::SubscriptionShow::to(&customer, &subscription), Notice::Saved),
        Err(GiveAccessError::Denied(denied)) => Err(denied.into()),
        Err(GiveAccessError::Store(error)) => Err(error.into()),
        Err(GiveAccessError::NotACandidate | GiveAccessError::Ended | GiveAccessError::HasIt) => Err(Failure::Conflict),
    }
}
