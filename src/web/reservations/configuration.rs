//! Configuration of a reservation: the form, what a change moves before it is saved, and the change.
//! Floor 4. S-58, P-12, R-IAM-4, Q-15, Q-17, 6.8; features row 38.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::record::{Record, Tab};
use crate::access::may;
use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::ids::SubscriptionId;
use crate::domain::reservations::{ConfigureRefusal, RenewState, Setting, locked_on};
use crate::domain::subscriptions::SubscriptionState;
use crate::domain::text::DisplayName;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::customers::Customer;
use crate::ops::reservations::{Configurable, Configure, ConfigureError, Preview};
use crate::ops::subscriptions::{AccessGrant, Subscription};
use crate::ops::utilization::Tried;
use crate::ops::{App, reservations};
use crate::web::field_words::text_problem;
use crate::web::utilization::figures::{hours, share};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::ReservationConfiguration::PATTERN, show)
        .post(links::ReservationConfiguration::PATTERN, save)
}

type At = Path<links::ReservationConfiguration>;

/// What was typed; in the address while it is looked at, in the form when it is saved.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingForm {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    scope: Option<String>,
    #[serde(default)]
    subscription: Option<String>,
    #[serde(default)]
    optimise: Option<String>,
    #[serde(default)]
    renewal: Option<String>,
    #[serde(default)]
    version: Option<i32>,
}

/// What the fields hold, as text.
struct Fields {
    name: String,
    scope: String,
    subscription: String,
    optimise: String,
    renewal: String,
}

/// What can be read of what was typed.
struct Wanted {
    name: DisplayName,
    setting: Setting,
    is_renewing: bool,
}

#[derive(Template)]
#[template(path = "reservations/configuration.html")]
struct ConfigurationPage<'a> {
    cx: &'a Cx,
    record: Record,
    here: links::ReservationConfiguration,
    found: Configurable,
    fields: Fields,
    is_live: bool,
    /// What the change would do, once it can be read and is none of the rules' refusals.
    seen: Option<Seen>,
    /// What it was used in the last days, as it is set and as it would be.
    tried: Option<(Tried, Tried)>,
    errors: FormErrors,
}

/// A change that can be saved.
struct Seen {
    name: String,
    setting: Setting,
    is_renewing: bool,
    preview: Preview,
    is_change: bool,
}

impl ConfigurationPage<'_> {
    /// What a renewal is and costs.
    fn renewal_hint(&self) -> String {
        let t = self.cx.t;
        let locked = t.date(&locked_on(self.found.overview.reservation.expires_at));
        match &self.found.price {
            Some(price) => t.record_renewal_hint(locked, t.money(price)),
            None => t.record_renewal_hint_gone().to_owned(),
        }
    }

    fn ends_on(&self) -> String {
        self.cx.t.date(&self.found.overview.reservation.expires_at.day())
    }

    /// The subscriptions to choose from: the one it is tied to, and those where the person is Owner.
    fn offered(&self) -> Vec<&Subscription> {
        let tied = self.found.setting().subscription;
        let is_offered = |one: &&Subscription| {
            one.id == tied
                || (one.state == SubscriptionState::Active && self.found.owned.iter().any(|own| own.id == one.id))
        };
        self.found.subscriptions.iter().filter(is_offered).collect()
    }

    fn name_of(&self, id: &SubscriptionId) -> &str {
        self.found.subscription(*id).map_or("", |one| one.name.as_str())
    }

    fn is_suspended(&self, id: &SubscriptionId) -> bool {
        self.found.subscription(*id).is_some_and(|one| one.state == SubscriptionState::Suspended)
    }

    /// Hours that were covered in a subscription, before or after the change.
    fn covered(&self, id: &SubscriptionId, is_after: bool) -> Option<String> {
        let (before, after) = self.tried.as_ref()?;
        let tried = if is_after { after } else { before };
        Some(hours(self.cx.t, tried.covered.get(id).copied().unwrap_or_default()))
    }

    /// Utilization before and after the change.
    fn used(&self) -> Option<(String, String)> {
        let (before, after) = self.tried.as_ref()?;
        let share = |tried: &Tried| share(self.cx.t, tried.used, tried.reserved);
        Some((share(before), share(after)))
    }

    /// From when to when what ran is looked at.
    fn days(&self) -> Option<(String, String)> {
        let ((first, last), t) = (self.tried.as_ref()?.0.days, self.cx.t);
        Some((t.date(&first), t.date(&last)))
    }

    /// The other sizes of the group, which the discount also reaches with instance size flexibility.
    fn other_sizes(&self) -> String {
        let own = self.found.overview.size.as_ref().map_or("", |size| size.display_name.as_str());
        let others: Vec<&str> = self.found.group.iter().map(String::as_str).filter(|name| *name != own).collect();
        others.join(", ")
    }

    /// Agents who may change the reservation by access to its subscription, and would by access to the new one.
    fn agents(&self, on: &SubscriptionId) -> Vec<&AccessGrant> {
        let manages =
            |one: &&AccessGrant| one.subscription == *on && !one.is_customers_person && one.access.role.may_manage();
        self.found.grants.iter().filter(manages).collect()
    }
}

async fn show(
    on: OnCustomer<may::ConfigureReservations>,
    at: At,
    query: Query<SettingForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let found = look(&on, &at, &app).await?;
    let form = query.into_inner();
    let mut errors = FormErrors::new();
    let is_asked = form.scope.is_some() || form.name.is_some() || form.renewal.is_some();
    let read = if is_asked { read(&cx, &form, &found, &mut errors) } else { None };
    let after = read.as_ref().map(|wanted| wanted.setting).filter(|setting| *setting != found.setting());
    let mut page = page(&cx, on.customer(), &at, found, &form, read, errors);
    if let (Some(after), Some(_)) = (after, &page.seen) {
        let (may, customer, id) = (on.granted().clone(), on.id(), at.reservation);
        let act = move |app: &App| reservations::tried(app, &may, customer, id, after).map_err(Failure::from);
        page.tried = run(&app, act).await?;
    }
    if page.errors.is_empty() { cx.page(&page) } else { cx.unprocessable(&page) }
}

async fn look(
    on: &OnCustomer<may::ConfigureReservations>,
    at: &links::ReservationConfiguration,
    app: &Data<App>,
) -> Result<Configurable, Failure> {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.reservation);
    run(app, move |app| reservations::configurable(app, &may, customer, id).map_err(Failure::from)).await
}

fn page<'a>(
    cx: &'a Cx,
    customer: &Customer,
    at: &links::ReservationConfiguration,
    found: Configurable,
    form: &SettingForm,
    read: Option<Wanted>,
    mut errors: FormErrors,
) -> ConfigurationPage<'a> {
    let now = cx.visit().circumstances.at;
    let it = &found.overview.reservation;
    let is_live = it.state.may_be_configured() && !it.has_ended(now);
    let typed = |typed: &Option<String>, otherwise: &str| typed.clone().unwrap_or_else(|| otherwise.to_owned());
    let fields = Fields {
        name: typed(&form.name, &it.name),
        scope: typed(&form.scope, it.scope.code()),
        subscription: typed(&form.subscription, &it.subscription_id.to_string()),
        optimise: typed(&form.optimise, it.optimise.code()),
        renewal: typed(&form.renewal, renew_state(it.is_renewing).code()),
    };
    let seen = read.and_then(|Wanted { name, setting, is_renewing }| {
        let preview = found.preview(setting, is_renewing, now);
        if let Some(refusal) = preview.refusal {
            add_refusal(cx, &found, setting, refusal, &mut errors);
            return None;
        }
        let is_change = it.name != name.as_str() || setting != found.setting() || is_renewing != it.is_renewing;
        Some(Seen { name: name.as_str().to_owned(), setting, is_renewing, preview, is_change })
    });
    let record = Record::new(cx, customer, &found.overview, Tab::Configuration);
    ConfigurationPage { cx, record, here: at.clone(), found, fields, is_live, seen, tried: None, errors }
}

/// `On` or `Off`: what can be chosen.
const fn renew_state(is_renewing: bool) -> RenewState {
    if is_renewing { RenewState::On } else { RenewState::Off }
}

/// Name, setting and renewal, or what is wrong with them.
fn read(cx: &Cx, form: &SettingForm, found: &Configurable, errors: &mut FormErrors) -> Option<Wanted> {
    let t = cx.t;
    let it = &found.overview.reservation;
    let name = DisplayName::parse(form.name.as_deref().unwrap_or(&it.name));
    let name = errors.check("name", name, |error| text_problem(t, t.common_name(), error));
    let scope = form.scope.as_deref().unwrap_or(it.scope.code()).parse::<AppliedScope>();
    let scope = errors.check("scope", scope, |_| t.errors_field_not_chosen(t.terms_scope()));
    let tied = it.subscription_id.to_string();
    let subscription = form.subscription.as_deref().unwrap_or(&tied).parse::<SubscriptionId>().ok();
    let subscription = subscription.filter(|id| found.subscription(*id).is_some());
    let missing = |()| t.errors_field_not_chosen(t.reservations_subscription());
    let subscription = errors.check("subscription", subscription.ok_or(()), missing);
    let optimise = form.optimise.as_deref().unwrap_or(it.optimise.code()).parse::<Optimise>();
    let optimise = errors.check("optimise", optimise, |_| t.errors_field_not_chosen(t.terms_optimize_for()));
    let renewal = form.renewal.as_deref().unwrap_or(renew_state(it.is_renewing).code());
    let is_renewing = [true, false].into_iter().find(|is_on| renew_state(*is_on).code() == renewal).ok_or(());
    let is_renewing = errors.check("renewal", is_renewing, |()| t.errors_field_not_chosen(t.record_renewal()));
    let setting = Setting { scope: scope?, subscription: subscription?, optimise: optimise? };
    Some(Wanted { name: name?, setting, is_renewing: is_renewing? })
}

fn add_refusal(cx: &Cx, found: &Configurable, setting: Setting, refusal: ConfigureRefusal, errors: &mut FormErrors) {
    let subscription = found.subscription(setting.subscription);
    let name = subscription.map_or("", |one| one.name.as_str());
    let t = cx.t;
    match refusal {
        ConfigureRefusal::WrongState => errors.add("name", t.record_refused_state()),
        ConfigureRefusal::CapacityNeedsSingle => errors.add("optimise", t.record_refused_capacity()),
        ConfigureRefusal::NotActive => errors.add("subscription", t.record_refused_inactive(name)),
        ConfigureRefusal::NotOwner => errors.add("subscription", t.record_refused_owner(name)),
        ConfigureRefusal::RenewalNeedsOwner => errors.add("renewal", t.record_refused_renewal_owner(name)),
        ConfigureRefusal::PolicyHasNoRenewal => errors.add("renewal", t.record_renewal_none(found.policy)),
    }
}

async fn save(
    on: OnCustomer<may::ConfigureReservations>,
    at: At,
    form: CsrfForm<SettingForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(form) = form;
    let found = look(&on, &at, &app).await?;
    let mut errors = FormErrors::new();
    let read = read(&cx, &form, &found, &mut errors);
    let version = errors.check("name", form.version.ok_or(()), |()| cx.t.record_stale().to_owned());
    if let (Some(wanted), Some(version)) = (&read, version) {
        let (may, customer, id) = (on.granted().clone(), on.id(), at.reservation);
        let (name, setting, is_renewing) = (wanted.name.clone(), wanted.setting, wanted.is_renewing);
        let command = Configure { name, setting, is_renewing, version };
        let act = move |app: &App| Ok::<_, Failure>(reservations::configure(app, &may, customer, id, &command));
        match run(&app, act).await? {
            Ok(()) => return see_other_with(&links::ReservationOverview::to(&customer, &id), Notice::Saved),
            // The page is made again from what is there now, and says what is refused.
            Err(ConfigureError::Refused(_)) => {}
            Err(ConfigureError::Store(error)) => return Err(error.into()),
        }
    }
    cx.unprocessable(&page(&cx, on.customer(), &at, found, &form, read, errors))
}
