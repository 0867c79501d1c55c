//! Name, scope, subscription and optimisation of a reservation: what a change moves, and the change.
//! Floor 2. Rules S-58, P-12, R-IAM-4, R-DAP-3, R-DAP-4, Q-15, Q-17.

use serde_json::{Value, json};

use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::domain::money::Money;
use crate::domain::policy::PolicyCode;
use crate::domain::reservations::{ConfigureRefusal, Moved, RenewState, Setting, Target, may_set, moved};
use crate::domain::roles::{Perm, Verdict, best};
use crate::domain::subscriptions::{AccessRole, SubscriptionState};
use crate::domain::text::DisplayName;
use crate::ops::app::App;
use crate::ops::utilization::{self, Set, Trial, Tried};
use crate::store::reservations::{Renewal, Reservation, ReservationOverview};
use crate::store::subscriptions::{AccessGrant, GrantFilter, Subscription};
use crate::store::{Reader, StoreError};

/// A reservation with what its form offers.
#[derive(Debug, Clone)]
pub struct Configurable {
    /// The reservation.
    pub overview: ReservationOverview,
    /// The subscriptions of the customer.
    pub subscriptions: Vec<Subscription>,
    /// Those of them in which the person is Owner, by delegation or by explicit access.
    pub owned: Vec<Subscription>,
    /// The sizes that share the discount through instance size flexibility, by name (R-BN-10).
    pub group: Vec<String>,
    /// Explicit access of people to any subscription of the customer that is live (S-8).
    pub grants: Vec<AccessGrant>,
    /// The policy in force today, which knows auto-renew or not (6.8).
    pub policy: PolicyCode,
    /// The policy that is in force at its end, as far as is known today.
    pub policy_then: PolicyCode,
    /// The renewal that is planned, made or refused.
    pub renewal: Option<Renewal>,
    /// What one costs today, where it is sold.
    pub price: Option<Money>,
}

/// A new setting of a reservation.
#[derive(Debug, Clone)]
pub struct Configure {
    /// The name.
    pub name: DisplayName,
    /// Where it applies.
    pub setting: Setting,
    /// Whether the same is to be bought again at its end.
    pub is_renewing: bool,
    /// The version that was looked at.
    pub version: i32,
}

/// The reservation was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ConfigureError {
    /// A rule refuses it.
    #[error("refused: {0}")]
    Refused(ConfigureRefusal),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a setting would move, for the preview.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Subscriptions that gain, lose and keep the discount.
    pub moved: Moved,
    /// Why it would be refused.
    pub refusal: Option<ConfigureRefusal>,
}

impl Configurable {
    /// How it is set now.
    pub const fn setting(&self) -> Setting {
        setting(&self.overview.reservation)
    }

    /// A subscription of the customer.
    pub fn subscription(&self, id: crate::domain::ids::SubscriptionId) -> Option<&Subscription> {
        self.subscriptions.iter().find(|one| one.id == id)
    }

    /// What this setting would move.
    pub fn preview(&self, after: Setting, is_renewing: bool, now: crate::domain::time::Instant) -> Preview {
        let all: Vec<_> = self.subscriptions.iter().filter(|one| can_run(one)).map(|one| one.id).collect();
        let it = &self.overview.reservation;
        let target = Target {
            state: self.subscription(after.subscription).map_or(SubscriptionState::Deleted, |one| one.state),
            is_owner: self.owned.iter().any(|one| one.id == after.subscription),
        };
        Preview {
            moved: moved(self.setting(), after, &all),
            refusal: may_set(it.state, it.expires_at, (self.setting(), after), target, now)
                .and_then(|()| self.may_renew(is_renewing, target))
                .err(),
        }
    }
}

impl Configurable {
    /// 6.8, R-IAM-5: whether a renewal may be planned that was not.
    fn may_renew(&self, is_renewing: bool, target: Target) -> Result<(), ConfigureRefusal> {
        if !is_renewing || self.overview.reservation.is_renewing {
            return Ok(());
        }
        if !self.policy.knows_renewal() {
            return Err(ConfigureRefusal::PolicyHasNoRenewal);
        }
        if target.is_owner { Ok(()) } else { Err(ConfigureRefusal::RenewalNeedsOwner) }
    }
}

const fn setting(it: &Reservation) -> Setting {
    Setting { scope: it.scope, subscription: it.subscription_id, optimise: it.optimise }
}

/// A subscription that was deleted runs nothing; a suspended one may run again.
fn can_run(one: &Subscription) -> bool {
    one.state != SubscriptionState::Deleted
}

/// What a reservation would have been used in the last days, as it is set and as it would be; nothing while
/// no usage of the customer is known.
pub fn tried(
    app: &App,
    may: &Granted<may::ConfigureReservations>,
    customer: CustomerId,
    id: ReservationId,
    after: Setting,
) -> Result<Option<(Tried, Tried)>, StoreError> {
    utilization::catch_up(app, may.scope().partner(), customer)?;
    app.db.read(may.scope(), |r| {
        let trial = Trial::of(r, customer)?;
        Ok(trial.map(|trial| (trial.kept(&[id]), trial.set(&[id], Set::To(after)))))
    })
}

/// A reservation with what its form offers.
pub fn configurable(
    app: &App,
    may: &Granted<may::ConfigureReservations>,
    customer: CustomerId,
    id: ReservationId,
) -> Result<Configurable, StoreError> {
    app.db.read(may.scope(), |r| gather(r, may, customer, id))
}

fn gather(
    r: &mut Reader<'_>,
    may: &Granted<may::ConfigureReservations>,
    customer: CustomerId,
    id: ReservationId,
) -> Result<Configurable, StoreError> {
    let now = may.scope().now();
    let overview = r.reservation_overview(customer, id)?;
    let is_delegated = r.customer(customer)?.is_delegated;
    let subscriptions = r.subscriptions(customer)?;
    let mut grants = r.access_grants(customer, GrantFilter::default())?;
    grants.retain(|one| one.is_live(now));
    // R-DAP-3: agents who administer on behalf of the customer are Owner of what the partner provides,
    // until the customer revokes the delegation (R-DAP-4).
    let by_delegation = is_delegated && best(may.who().roles(), Perm::ConfigureReservations) == Verdict::Yes;
    let is_own = |one: &Subscription, grant: &AccessGrant| {
        grant.subscription == one.id && grant.user == may.who().user() && grant.access.role == AccessRole::Owner
    };
    let is_owner = |one: &&Subscription| by_delegation || grants.iter().any(|grant| is_own(one, grant));
    let owned = subscriptions.iter().filter(is_owner).cloned().collect();
    let group = match overview.group() {
        Some((group, _ratio)) => r.sizes_of_group(group)?,
        None => Vec::new(),
    };
    let book = r.policy_book()?;
    let it = &overview.reservation;
    let (policy, policy_then) = (book.on(now.day()).policy.code, book.on(it.expires_at.day()).policy.code);
    let (renewal, price) = (r.renewal(it)?, r.refundable(customer, id)?.facts.unit_list);
    Ok(Configurable { overview, subscriptions, owned, group, grants, policy, policy_then, renewal, price })
}

/// Changes a reservation. Scope, name and optimisation are no purchase: term, price and end stay.
pub fn configure(
    app: &App,
    may: &Granted<may::ConfigureReservations>,
    customer: CustomerId,
    id: ReservationId,
    command: &Configure,
) -> Result<(), ConfigureError> {
    app.db.write(may.scope(), |w| {
        let found = gather(w, may, customer, id)?;
        let it = &found.overview.reservation;
        if it.version != command.version {
            return Err(StoreError::Stale.into());
        }
        if found.subscription(command.setting.subscription).is_none() {
            return Err(StoreError::NotFound.into());
        }
        if let Some(refusal) = found.preview(command.setting, command.is_renewing, may.scope().now()).refusal {
            return Err(ConfigureError::Refused(refusal));
        }
        let (name, setting, is_renewing) = (command.name.as_str(), command.setting, command.is_renewing);
        if (it.name.as_str(), found.setting(), it.is_renewing) == (name, setting, is_renewing) {
            return Ok(w.unchanged(()));
        }
        w.configure_reservation(it, name, setting, is_renewing.then_some(may.who().user()))?;
        let event = Event::new(EventKind::ReservationUpdated, "reservations", it.id)
            .of_customer(customer)
            .before(facts(&found, &it.name, found.setting(), it.is_renewing))
            .after(facts(&found, name, setting, is_renewing));
        Ok(w.record(&event, ())?)
    })
}

fn facts(found: &Configurable, name: &str, setting: Setting, is_renewing: bool) -> Value {
    let subscription = found.subscription(setting.subscription).map(|one| format!("{} ({})", one.name, one.id));
    let renewal = if is_renewing { RenewState::On } else { RenewState::Off };
    json!({
        "name": name,
        "scope": setting.scope,
        "subscription": subscription,
        "optimise": setting.optimise,
        "renewal": renewal,
    })
}
