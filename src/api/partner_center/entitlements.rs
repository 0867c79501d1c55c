//! Entitlements and their artifacts. Floor 4. api 7.6; P-11.

use std::collections::BTreeMap;

use super::call::{At, MOST};
use super::fault::Fault;
use super::items::parts;
use super::operation::{Json, Operation, may_say};
use super::wire::common::{Collection, Link, moment};
use super::wire::entitlements::{
    Artifact, Entitlement, QuantityDetail, ReferenceOrder, ReservationEntry, ReservedInstanceArtifact,
};
use crate::access::{Granted, may};
use crate::domain::carts::AppliedScope;
use crate::domain::ids::CustomerId;
use crate::domain::orders::LineState;
use crate::ops::entitlements;
use crate::ops::reservations::Reservation;
use crate::ops::software::{self, SoftwareLine};

/// The kind of what reservations give.
const RESERVED: &str = "reservedinstance";

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get(
            "getEntitlements",
            "/v1/customers/{customer}/entitlements",
            "What a customer is entitled to.",
            list,
        )
        .with_query([
            may_say("entitlementType", "software, reservedinstance or virtualmachinereservedinstance."),
            may_say("showExpiry", "true for when each ends."),
        ]),
        Operation::get(
            "getReservedInstanceArtifact",
            "/v1/customers/{customer}/artifacts/reservedinstance/groups/{group}/lineitems/{line}/resource/{resource}",
            "The reservations that a line of an order made.",
            artifact,
        ),
    ]
}

fn list(at: &At<'_, may::ViewReservations>) -> Result<Json<Collection<Entitlement>>, Fault> {
    let customer = at.customer()?.id;
    let uri = format!("/customers/{customer}/entitlements");
    let (is_reserved, is_software) = match at.query("entitlementType").map(|kind| kind.to_ascii_lowercase()).as_deref()
    {
        None => (true, true),
        Some(RESERVED | "virtualmachinereservedinstance") => (true, false),
        Some("software") => (false, true),
        Some(other) => return Err(Fault::invalid(format!("There is no entitlementType {other}."))),
    };
    let shows_expiry = at.query("showExpiry").is_some_and(|it| it.eq_ignore_ascii_case("true"));
    let found = if is_reserved {
        entitlements::list(at.app, &at.may, customer, i64::try_from(MOST).unwrap_or(i64::MAX))?
    } else {
        Vec::new()
    };
    let mut items: Vec<Entitlement> = found.iter().map(|it| wire(customer, it, shows_expiry)).collect();
    // Whoever may not see software sees none.
    let may = Granted::<may::SeeSoftware>::check(at.may.whose(), at.may.scope().circumstances().clone());
    if let Some(may) = may.ok().filter(|_| is_software) {
        items
            .extend(software::list(at.app, &may, customer)?.iter().map(|owned| of_software(&owned.line, shows_expiry)));
    }
    Ok(Json(Collection::all(uri, items)))
}

fn artifact(at: &At<'_, may::ViewReservations>) -> Result<Json<ReservedInstanceArtifact>, Fault> {
    let customer = at.customer()?.id;
    let found = entitlements::reservations(at.app, &at.may, customer, at.id("resource")?)?;
    let reservations: Vec<ReservationEntry> = found.iter().map(entry).collect();
    Ok(Json(ReservedInstanceArtifact { kind: RESERVED.to_owned(), machines: reservations.clone(), reservations }))
}

fn wire(customer: CustomerId, found: &entitlements::Entitlement, shows_expiry: bool) -> Entitlement {
    let (product, sku) = parts(&found.sku);
    let bought = u32::try_from(found.quantity).unwrap_or_default();
    let (quantity, status) = match found.state {
        LineState::Fulfilled => (bought, "Fulfilled"),
        LineState::PrefulfillmentPending => (bought, "Pending"),
        LineState::Unfulfilled => (0, "Cancelled"),
    };
    let resource = found.reservation_order;
    let (group, line) = (found.order.uuid().simple(), found.line);
    let address =
        format!("/customers/{customer}/artifacts/{RESERVED}/groups/{group}/lineitems/{line}/resource/{resource}");
    Entitlement {
        included_entitlements: Vec::new(),
        reference_order: ReferenceOrder {
            id: found.order.to_string(),
            line_item_id: found.line_number.to_string(),
            alternate_id: found.order_number.to_string(),
        },
        product_id: product.to_owned(),
        sku_id: sku.to_owned(),
        quantity,
        quantity_details: vec![QuantityDetail { quantity: bought, status: status.to_owned() }],
        entitlement_type: RESERVED.to_owned(),
        dynamic_attributes: BTreeMap::from([("reservationType".to_owned(), "virtualmachines".to_owned())]),
        expiry_date: shows_expiry.then(|| moment(found.expires_at)),
        entitled_artifacts: vec![Artifact {
            artifact_type: RESERVED.to_owned(),
            resource_id: resource.to_string(),
            link: Link::to(address),
        }],
    }
}

fn of_software(found: &SoftwareLine, shows_expiry: bool) -> Entitlement {
    let it = &found.it;
    let (product, sku) = parts(&it.sku_id);
    let count = |number: i32| u32::try_from(number).unwrap_or_default();
    let status = if it.quantity > 0 { "Fulfilled" } else { "Cancelled" };
    Entitlement {
        included_entitlements: Vec::new(),
        reference_order: ReferenceOrder {
            id: it.order_id.to_string(),
            line_item_id: it.order_line_id.to_string(),
            alternate_id: found.number.to_string(),
        },
        product_id: product.to_owned(),
        sku_id: sku.to_owned(),
        quantity: count(it.quantity),
        quantity_details: vec![QuantityDetail { quantity: count(it.bought_quantity), status: status.to_owned() }],
        entitlement_type: "software".to_owned(),
        dynamic_attributes: BTreeMap::new(),
        expiry_date: it.expires_at.filter(|_| shows_expiry).map(moment),
        entitled_artifacts: Vec::new(),
    }
}

fn entry(found: &Reservation) -> ReservationEntry {
    let (scope_type, applied_scopes) = match found.scope {
        AppliedScope::Shared => ("Shared", Vec::new()),
        AppliedScope::Single => ("Single", vec![format!("/subscriptions/{}", found.subscription_id)]),
    };
    ReservationEntry {
        reservation_id: found.id.to_string(),
        scope_type: scope_type.to_owned(),
        display_name: found.name.clone(),
        applied_scopes,
        quantity: u32::try_from(found.quantity).unwrap_or_default(),
        expiry_date_time: moment(found.expires_at),
        effective_date_time: moment(found.starts_at),
        provisioning_state: capital(found.state.code()),
    }
}

/// `succeeded` as the vendor writes it.
fn capital(code: &str) -> String {
    code.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}
