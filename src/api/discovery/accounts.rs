//! Subscriptions and tenants, as the vendor's command line asks for them after signing in. Floor 4.

use super::wire::{AzureSubscription, SubscriptionPolicies, Tenant};
use crate::access::{Principal, may};
use crate::api::frame::wire::Page;
use crate::api::{Answer, Answered, Call, Endpoint, Face};
use crate::domain::ids::SubscriptionId;
use crate::domain::roles::Perm;
use crate::domain::subscriptions::SubscriptionState;
use crate::ops::App;
use crate::ops::places;
use crate::ops::subscriptions::{self, Subscription};

/// Subscriptions of a page.
const PAGE: i64 = 200;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(Face::Arm, "/subscriptions", Perm::ViewReservations, list)
            .answers::<Page<AzureSubscription>>()
            .asks(&[("$skiptoken", "The mark of a next link.")]),
        Endpoint::get(Face::Arm, "/subscriptions/{subscription}", Perm::ViewReservations, show)
            .answers::<AzureSubscription>(),
        Endpoint::get(Face::Arm, "/tenants", Perm::OwnAccount, tenants).answers::<Page<Tenant>>(),
    ]
}

fn list(app: &App, call: &Call) -> Answered {
    let may = call.may::<may::ViewReservations>()?;
    let after = call.skip_token().and_then(|mark| mark.parse().ok());
    let mut found = places::subscriptions(app, &may, after, PAGE.saturating_add(1))?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_next = found.len() > page;
    found.truncate(page);
    let next = found.last().filter(|_| has_next).map(|last| last.id.to_string());
    let items = found.iter().map(|one| subscription(one, may.who())).collect();
    Answer::ok(&call.arm_page(items, next.as_deref()))
}

fn show(app: &App, call: &Call) -> Answered {
    let id: SubscriptionId = call.id("subscription")?;
    let customer = places::of_subscription(app, call.who()?, &call.circumstances, id)?;
    let may = call.on::<may::ViewReservations>(app, customer, None)?;
    let found = subscriptions::show(app, &may, customer, id)?;
    Answer::ok(&subscription(&found.subscription, may.who()))
}

fn subscription(one: &Subscription, who: &Principal) -> AzureSubscription {
    let state = match one.state {
        SubscriptionState::Active => "Enabled",
        SubscriptionState::Pending | SubscriptionState::Suspended => "Disabled",
        SubscriptionState::Deleted => "Deleted",
    };
    AzureSubscription {
        id: format!("/subscriptions/{}", one.id),
        subscription_id: one.id.to_string(),
        tenant_id: who.partner().to_string(),
        display_name: one.name.clone(),
        state,
        subscription_policies: SubscriptionPolicies {
            location_placement_id: "Public_2014-09-01",
            quota_id: "CSP_2015-05-01",
            spending_limit: "Off",
        },
        authorization_source: "RoleBased",
        managed_by_tenants: Vec::new(),
    }
}

/// The one tenant of a client: its organisation.
fn tenants(_: &App, call: &Call) -> Answered {
    let who = call.may::<may::OwnAccount>()?;
    let who = who.who();
    let tenant = Tenant {
        id: format!("/tenants/{}", who.partner()),
        tenant_id: who.partner().to_string(),
        display_name: who.organization().to_owned(),
        tenant_type: "AAD",
    };
    Answer::ok(&call.arm_page(vec![tenant], None))
}
