//! Reservation orders and reservations, in the types of Microsoft.Capacity. Floor 4.

use super::wire;
use crate::api::frame::json::{day, moment};
use crate::domain::carts::{AppliedScope, BillingPlan, Optimise};
use crate::domain::catalog::display_name;
use crate::domain::ids::{ReservationId, ReservationOrderId, SubscriptionId};
use crate::domain::money::Money;
use crate::domain::orders::ChargeState;
use crate::domain::reservations::{DisplayState, OriginKind, StatusCode};
use crate::domain::time::Instant;
use crate::ops::reservations::by_order::{Known, OrderWithIds};
use crate::ops::reservations::{Relatives, Reservation, ReservationCharge};

/// The provider, as it stands in our own ids.
const PROVIDER: &str = "/providers/microsoft.capacity";

/// The one kind of thing that is reserved.
pub(super) const RESOURCE: &str = "VirtualMachines";

pub(super) fn order_id(order: ReservationOrderId) -> String {
    format!("{PROVIDER}/reservationOrders/{order}")
}

pub(super) fn reservation_id(order: ReservationOrderId, reservation: ReservationId) -> String {
    format!("{}/reservations/{reservation}", order_id(order))
}

pub(super) fn plan(plan: BillingPlan) -> &'static str {
    match plan {
        BillingPlan::Upfront => "Upfront",
        BillingPlan::Monthly => "Monthly",
    }
}

pub(super) fn scope(scope: AppliedScope) -> &'static str {
    match scope {
        AppliedScope::Shared => "Shared",
        AppliedScope::Single => "Single",
    }
}

/// The scopes of a reservation; none when it is shared.
fn scopes(scope: AppliedScope, subscription: SubscriptionId) -> Option<Vec<String>> {
    match scope {
        AppliedScope::Shared => None,
        AppliedScope::Single => Some(vec![format!("/subscriptions/{subscription}")]),
    }
}

pub(super) fn flexibility(optimise: Optimise) -> &'static str {
    match optimise {
        Optimise::Flexibility => "On",
        Optimise::Capacity => "Off",
    }
}

/// A reservation order; with its payments when they were asked for.
pub(super) fn order(found: &OrderWithIds, charges: Option<&[ReservationCharge]>) -> wire::Order {
    let order = &found.order;
    let reference = |id: &ReservationId| wire::Reference { id: reservation_id(order.id, *id) };
    wire::Order {
        id: order_id(order.id),
        kind: "Microsoft.Capacity/reservationOrders",
        name: order.id.to_string(),
        etag: found.reservations.len().saturating_add(1),
        properties: wire::OrderProperties {
            display_name: order.name.clone(),
            request_date_time: moment(order.requested_at),
            created_date_time: moment(order.created_at),
            benefit_start_time: moment(order.starts_at),
            expiry_date: day(order.expires_at.day()),
            expiry_date_time: moment(order.expires_at),
            original_quantity: order.original_quantity,
            term: order.term.code(),
            provisioning_state: order.state.to_string(),
            billing_plan: plan(order.billing_plan),
            reservations: found.reservations.iter().map(reference).collect(),
            plan_information: charges.map(|charges| payments(found, charges)),
        },
    }
}

fn payments(found: &OrderWithIds, charges: &[ReservationCharge]) -> wire::PlanInformation {
    let next = charges.iter().find(|charge| charge.state == ChargeState::Scheduled);
    let payment = |charge: &ReservationCharge| wire::Payment {
        due_date: day(charge.due_on),
        status: match charge.state {
            ChargeState::Succeeded => "Succeeded",
            ChargeState::Scheduled => "Scheduled",
            ChargeState::Failed => "Failed",
            ChargeState::Cancelled => "Cancelled",
        },
        pricing_currency_total: charge.amount.into(),
        billing_currency_total: charge.amount.into(),
        payment_date: (charge.state == ChargeState::Succeeded).then(|| day(charge.due_on)),
    };
    wire::PlanInformation {
        pricing_currency_total: found.order.total().into(),
        start_date: day(found.order.created_at.day()),
        next_payment_due_date: next.map(|charge| day(charge.due_on)),
        transactions: charges.iter().map(payment).collect(),
    }
}

/// A reservation.
pub(super) fn reservation(known: &Known, now: Instant) -> wire::Reservation {
    let it = &known.reservation;
    let shown = it.display(now);
    let status = (it.status_code != StatusCode::None)
        .then(|| wire::ExtendedStatus { status_code: it.status_code.to_string(), message: it.status_code.to_string() });
    let (split_properties, merge_properties) = origins(it, &known.relatives);
    wire::Reservation {
        id: reservation_id(it.reservation_order_id, it.id),
        kind: "Microsoft.Capacity/reservationOrders/reservations",
        name: format!("{}/{}", it.reservation_order_id, it.id),
        etag: it.version,
        location: it.region.clone(),
        sku: wire::SkuName { name: it.size.clone() },
        resource_kind: "Microsoft.Compute",
        properties: wire::ReservationProperties {
            reserved_resource_type: RESOURCE,
            instance_flexibility: flexibility(it.optimise),
            display_name: it.name.clone(),
            applied_scopes: scopes(it.scope, it.subscription_id),
            applied_scope_type: scope(it.scope),
            user_friendly_applied_scope_type: scope(it.scope),
            archived: it.archived_at.is_some(),
            quantity: it.quantity,
            // The clock ends a reservation; nothing is written at that moment.
            provisioning_state: if shown == DisplayState::Expired { shown.to_string() } else { it.state.to_string() },
            display_provisioning_state: shown.to_string(),
            effective_date_time: moment(it.created_at),
            benefit_start_time: moment(it.starts_at),
            last_updated_date_time: moment(known.changed_at),
            purchase_date: day(known.order.created_at.day()),
            purchase_date_time: moment(known.order.created_at),
            expiry_date: day(it.expires_at.day()),
            expiry_date_time: moment(it.expires_at),
            sku_description: display_name(&it.size, &it.region, it.term),
            billing_plan: plan(known.order.billing_plan),
            billing_scope_id: format!("/subscriptions/{}", it.subscription_id),
            term: it.term.code(),
            renew: it.is_renewing,
            user_friendly_renew_state: if it.is_renewing { "On" } else { "Off" },
            renew_properties: None,
            extended_status_info: status,
            split_properties,
            merge_properties,
        },
    }
}

/// What would be bought at the end of a reservation, and what that costs today, where it is sold.
pub(super) fn renewal(known: &Known, unit: Option<Money>) -> wire::RenewProperties {
    let it = &known.reservation;
    let count = u32::try_from(it.quantity).ok();
    let total = unit.zip(count).and_then(|(unit, count)| unit.times(count).ok());
    wire::RenewProperties {
        purchase_properties: wire::Renewal {
            sku: wire::SkuName { name: it.size.clone() },
            location: it.region.clone(),
            properties: wire::RenewalTerms {
                reserved_resource_type: RESOURCE,
                billing_scope_id: format!("/subscriptions/{}", it.subscription_id),
                term: it.term.code(),
                billing_plan: plan(known.order.billing_plan),
                quantity: it.quantity,
                display_name: it.name.clone(),
                applied_scope_type: scope(it.scope),
                applied_scopes: scopes(it.scope, it.subscription_id),
                renew: it.is_renewing,
                reserved_resource_properties: wire::ReservedProperties {
                    instance_flexibility: flexibility(it.optimise),
                },
            },
        },
        pricing_currency_total: total.map(Into::into),
        billing_currency_total: total.map(Into::into),
    }
}

/// What it was split or merged from and into.
fn origins(
    it: &Reservation,
    (sources, made): &Relatives,
) -> (Option<wire::SplitProperties>, Option<wire::MergeProperties>) {
    let ids = |all: &[(OriginKind, Reservation)], kind: OriginKind| -> Vec<String> {
        let of_kind = all.iter().filter(|(known, _)| *known == kind);
        of_kind.map(|(_, one)| reservation_id(it.reservation_order_id, one.id)).collect()
    };
    let some = |ids: Vec<String>| (!ids.is_empty()).then_some(ids);
    let (from, into) = (ids(sources, OriginKind::Split), some(ids(made, OriginKind::Split)));
    let split_source = from.first().cloned();
    let is_split = split_source.is_some() || into.is_some();
    let split = wire::SplitProperties { split_source, split_destinations: into };
    let (from, into) = (some(ids(sources, OriginKind::Merge)), ids(made, OriginKind::Merge));
    let merge_destination = into.first().cloned();
    let is_merged = from.is_some() || merge_destination.is_some();
    let merge = wire::MergeProperties { merge_sources: from, merge_destination };
    (is_split.then_some(split), is_merged.then_some(merge))
}
