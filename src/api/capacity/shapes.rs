//! Reservation orders and reservations, as Microsoft.Capacity writes them. Floor 4.

use serde_json::{Map, Value, json};

use crate::api::frame::json::{day, moment, money};
use crate::domain::carts::{AppliedScope, BillingPlan, Optimise};
use crate::domain::catalog::display_name;
use crate::domain::ids::{ReservationId, ReservationOrderId};
use crate::domain::orders::ChargeState;
use crate::domain::reservations::{OriginKind, StatusCode};
use crate::domain::time::Instant;
use crate::ops::reservations::by_order::{Known, OrderWithIds};
use crate::ops::reservations::{Relatives, Reservation, ReservationCharge};

/// The provider, as it stands in our own ids.
const PROVIDER: &str = "/providers/microsoft.capacity";

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

pub(super) fn flexibility(optimise: Optimise) -> &'static str {
    match optimise {
        Optimise::Flexibility => "On",
        Optimise::Capacity => "Off",
    }
}

/// A reservation order; with its payments when they were asked for.
pub(super) fn order(found: &OrderWithIds, charges: Option<&[ReservationCharge]>) -> Value {
    let order = &found.order;
    let ids: Vec<Value> = found.reservations.iter().map(|id| json!({ "id": reservation_id(order.id, *id) })).collect();
    let mut properties = json!({
        "displayName": order.name,
        "requestDateTime": moment(order.requested_at),
        "createdDateTime": moment(order.created_at),
        "benefitStartTime": moment(order.starts_at),
        "expiryDate": day(order.expires_at.day()),
        "expiryDateTime": moment(order.expires_at),
        "originalQuantity": order.original_quantity,
        "term": order.term.code(),
        "provisioningState": order.state,
        "billingPlan": plan(order.billing_plan),
        "reservations": ids,
    });
    if let (Some(charges), Some(fields)) = (charges, properties.as_object_mut()) {
        fields.insert("planInformation".to_owned(), payments(found, charges));
    }
    json!({
        "id": order_id(order.id),
        "type": "Microsoft.Capacity/reservationOrders",
        "name": order.id,
        "etag": found.reservations.len().saturating_add(1),
        "properties": properties,
    })
}

fn payments(found: &OrderWithIds, charges: &[ReservationCharge]) -> Value {
    let next = charges.iter().find(|charge| charge.state == ChargeState::Scheduled);
    let transactions: Vec<Value> = charges
        .iter()
        .map(|charge| {
            let state = match charge.state {
                ChargeState::Succeeded => "Succeeded",
                ChargeState::Scheduled => "Scheduled",
                ChargeState::Failed => "Failed",
                ChargeState::Cancelled => "Cancelled",
            };
            let mut transaction = json!({
                "dueDate": day(charge.due_on),
                "status": state,
                "pricingCurrencyTotal": money(charge.amount),
                "billingCurrencyTotal": money(charge.amount),
            });
            if let (ChargeState::Succeeded, Some(fields)) = (charge.state, transaction.as_object_mut()) {
                fields.insert("paymentDate".to_owned(), json!(day(charge.due_on)));
            }
            transaction
        })
        .collect();
    json!({
        "pricingCurrencyTotal": money(found.order.total()),
        "startDate": day(found.order.created_at.day()),
        "nextPaymentDueDate": next.map(|charge| day(charge.due_on)),
        "transactions": transactions,
    })
}

/// A reservation.
pub(super) fn reservation(known: &Known, now: Instant) -> Value {
    let it = &known.reservation;
    let scopes = match it.scope {
        AppliedScope::Shared => Value::Null,
        AppliedScope::Single => json!([format!("/subscriptions/{}", it.subscription_id)]),
    };
    let mut properties = json!({
        "reservedResourceType": "VirtualMachines",
        "instanceFlexibility": flexibility(it.optimise),
        "displayName": it.name,
        "appliedScopes": scopes,
        "appliedScopeType": scope(it.scope),
        "userFriendlyAppliedScopeType": scope(it.scope),
        "archived": it.archived_at.is_some(),
        "quantity": it.quantity,
        "provisioningState": it.state,
        "displayProvisioningState": it.display(now),
        "effectiveDateTime": moment(it.created_at),
        "benefitStartTime": moment(it.starts_at),
        "lastUpdatedDateTime": moment(known.changed_at),
        "purchaseDate": day(known.order.created_at.day()),
        "purchaseDateTime": moment(known.order.created_at),
        "expiryDate": day(it.expires_at.day()),
        "expiryDateTime": moment(it.expires_at),
        "skuDescription": display_name(&it.size, &it.region, it.term),
        "billingPlan": plan(known.order.billing_plan),
        "billingScopeId": format!("/subscriptions/{}", it.subscription_id),
        "term": it.term.code(),
        "renew": it.is_renewing,
        "userFriendlyRenewState": if it.is_renewing { "On" } else { "Off" },
    });
    if let Some(fields) = properties.as_object_mut() {
        if it.status_code != StatusCode::None {
            let status = json!({ "statusCode": it.status_code, "message": it.status_code });
            fields.insert("extendedStatusInfo".to_owned(), status);
        }
        origins(fields, it, &known.relatives);
    }
    json!({
        "id": reservation_id(it.reservation_order_id, it.id),
        "type": "Microsoft.Capacity/reservationOrders/reservations",
        "name": format!("{}/{}", it.reservation_order_id, it.id),
        "etag": it.version,
        "location": it.region,
        "sku": { "name": it.size },
        "kind": "Microsoft.Compute",
        "properties": properties,
    })
}

/// What it was split or merged from and into.
fn origins(fields: &mut Map<String, Value>, it: &Reservation, (sources, made): &Relatives) {
    let ids = |all: &[(OriginKind, Reservation)], kind: OriginKind| -> Vec<String> {
        let of_kind = all.iter().filter(|(known, _)| *known == kind);
        of_kind.map(|(_, one)| reservation_id(it.reservation_order_id, one.id)).collect()
    };
    let (split_from, split_into) = (ids(sources, OriginKind::Split), ids(made, OriginKind::Split));
    if !split_from.is_empty() || !split_into.is_empty() {
        let into = if split_into.is_empty() { Value::Null } else { json!(split_into) };
        let split = json!({ "splitSource": split_from.first(), "splitDestinations": into });
        fields.insert("splitProperties".to_owned(), split);
    }
    let (merged_from, merged_into) = (ids(sources, OriginKind::Merge), ids(made, OriginKind::Merge));
    if !merged_from.is_empty() || !merged_into.is_empty() {
        let from = if merged_from.is_empty() { Value::Null } else { json!(merged_from) };
        let merge = json!({ "mergeSources": from, "mergeDestination": merged_into.first() });
        fields.insert("mergeProperties".to_owned(), merge);
    }
}
