//! Whom an act concerns. Floor 2.

use crate::domain::ids::{CustomerId, SubscriptionId, UserId};
use crate::domain::roles::Role;
use crate::store::subscriptions::GrantFilter;
use crate::store::{Reader, StoreError};

/// The admin agents of the organisation that sells to a customer: the reseller, or who bills.
pub(in crate::ops) fn admins_of_seller(r: &mut Reader<'_>, customer: CustomerId) -> Result<Vec<UserId>, StoreError> {
    let people = r.sellers_people(customer)?;
    let admins = people.into_iter().filter(|person| person.roles.contains(&Role::AdminAgent));
    Ok(admins.map(|person| person.id).collect())
}

/// The partner's people who look after a customer: the admin agents of the seller, and whoever has live
/// access to a subscription of the customer (S-8).
pub(in crate::ops) fn people_of_customer(r: &mut Reader<'_>, customer: CustomerId) -> Result<Vec<UserId>, StoreError> {
    let mut people = admins_of_seller(r, customer)?;
    people.extend(live_access(r, customer, GrantFilter::default())?);
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// The partner's people who look after a subscription: those with live access to it (S-8).
pub(in crate::ops) fn people_with_access(
    r: &mut Reader<'_>,
    customer: CustomerId,
    subscription: SubscriptionId,
) -> Result<Vec<UserId>, StoreError> {
    live_access(r, customer, GrantFilter { subscription: Some(subscription), ..GrantFilter::default() })
}

fn live_access(r: &mut Reader<'_>, customer: CustomerId, filter: GrantFilter) -> Result<Vec<UserId>, StoreError> {
    let now = r.scope().now();
    let grants = r.access_grants(customer, filter)?;
    let live = grants.into_iter().filter(|grant| grant.is_live(now) && !grant.is_customers_person);
    Ok(live.map(|grant| grant.user).collect())
}
