//! What is sold, and which reservations reach a subscription. Floor 4. P-7, S-28 to S-33, S-83.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::shapes;
use crate::access::may;
use crate::api::frame::json::money;
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::carts::AppliedScope;
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::domain::money::Currency;
use crate::domain::roles::Perm;
use crate::ops::App;
use crate::ops::catalog::{Entry, Snapshot, shelf, snapshot};
use crate::ops::reservations::by_order;
use crate::ops::{customers, places};

/// SKUs of a page, unless the client says how many.
const PAGE: usize = 500;

/// What the pages of the provider can be asked for.
const OPERATIONS: [(&str, &str, &str); 8] = [
    ("calculatePrice/action", "Reservation", "Calculate the price of a reservation"),
    ("catalogs/read", "Catalog", "Read the catalog of reservations"),
    ("reservationOrders/read", "Reservation order", "Read reservation orders"),
    ("reservationOrders/write", "Reservation order", "Buy a reservation"),
    ("reservationOrders/return/action", "Reservation order", "Return a reservation"),
    ("reservationOrders/split/action", "Reservation order", "Split a reservation"),
    ("reservationOrders/merge/action", "Reservation order", "Merge reservations"),
    ("reservationOrders/reservations/write", "Reservation", "Change a reservation"),
];

pub(super) fn endpoints() -> Vec<Endpoint> {
    let catalogs = "/subscriptions/{subscription}/providers/Microsoft.Capacity/catalogs";
    let applied = "/subscriptions/{subscription}/providers/Microsoft.Capacity/appliedReservations";
    vec![
        Endpoint::get(Face::Arm, "/providers/Microsoft.Capacity/operations", Perm::OwnAccount, operations),
        Endpoint::get(Face::Arm, catalogs, Perm::SeeCatalog, list),
        Endpoint::get(Face::Arm, applied, Perm::ViewReservations, applied_reservations),
    ]
}

fn operations(_: &App, call: &Call) -> Answered {
    let items = OPERATIONS.iter().map(|(name, resource, operation)| {
        json!({
            "name": format!("Microsoft.Capacity/{name}"),
            "isDataAction": false,
            "origin": "user,system",
            "display": {
                "provider": "Microsoft Capacity",
                "resource": resource,
                "operation": operation,
                "description": operation,
            },
        })
    });
    Answer::ok(&call.arm_page(items.collect(), None))
}

fn at_subscription(app: &App, call: &Call) -> Result<(SubscriptionId, CustomerId), Refused> {
    let id: SubscriptionId = call.id("subscription")?;
    Ok((id, places::of_subscription(app, call.who()?, &call.circumstances, id)?))
}

fn list(app: &App, call: &Call) -> Answered {
    let (_id, customer) = at_subscription(app, call)?;
    let may = call.on::<may::SeeCatalog>(app, customer, None)?;
    let (customer, _access) = customers::at_hand(
        app,
        may.who(),
        &call.circumstances,
        customers::AtHand { customer, reservation: None },
        None,
    )?;
    let kind = call.query("reservedResourceType").unwrap_or("VirtualMachines");
    let shelf = shelf(app, &may, &customer)?;
    if !kind.eq_ignore_ascii_case("VirtualMachines") || !shelf.verdict.is_allowed() {
        return Answer::ok(&call.arm_page(Vec::new(), None));
    }
    let sold = snapshot(app, &may, shelf.currency.unwrap_or(Currency::USD), customer.segment)?;
    let region = call.query("location").map(str::to_lowercase);
    let mut by_size: BTreeMap<(String, String), Vec<&Entry>> = BTreeMap::new();
    for entry in sold.all() {
        let (code, _name) = sold.region(entry);
        let is_here = region.as_deref().is_none_or(|wanted| wanted == code);
        if let Some(size) = sold.size(entry).filter(|_| is_here) {
            by_size.entry((size.name.clone(), code.to_owned())).or_default().push(entry);
        }
    }
    let mark = call.skip_token().and_then(|mark| mark.parse().ok());
    let skip: usize = mark.or(call.number("$skip")?).unwrap_or(0);
    let take = call.number("$take")?.unwrap_or(PAGE).clamp(1, PAGE);
    let items: Vec<Value> =
        by_size.iter().skip(skip).take(take).map(|((_, region), entries)| catalog(&sold, region, entries)).collect();
    let end = skip.saturating_add(items.len());
    let next = (end < by_size.len()).then(|| end.to_string());
    Answer::ok(&call.arm_page(items, next.as_deref()))
}

/// A size in a region with its terms.
fn catalog(sold: &Snapshot, region: &str, entries: &[&Entry]) -> Value {
    let size = entries.first().and_then(|entry| sold.size(entry));
    let (name, cores) = size.map_or(("", 0), |size| (size.name.as_str(), size.vcpus));
    let memory = size.map_or(0, |size| size.memory_mib / 1024);
    let terms: Vec<&str> = entries.iter().map(|entry| entry.term.code()).collect();
    let plans: serde_json::Map<String, Value> =
        terms.iter().map(|term| ((*term).to_owned(), json!(["Upfront", "Monthly"]))).collect();
    let prices: serde_json::Map<String, Value> =
        entries.iter().map(|entry| (entry.term.code().to_lowercase(), money(entry.unit))).collect();
    json!({
        "resourceType": "virtualMachines",
        "name": name,
        "terms": terms,
        "billingPlans": plans,
        "locations": [region],
        "skuProperties": [
            { "name": "Cores", "value": cores.to_string() },
            { "name": "Ram", "value": memory.to_string() },
            { "name": "ProductTitle", "value": "Reserved VM Instance" },
            { "name": "SKUName", "value": size.map(|size| size.display_name.as_str()) },
        ],
        "msrp": prices,
        "restrictions": [],
    })
}

/// The reservation orders whose discount reaches the subscription now.
fn applied_reservations(app: &App, call: &Call) -> Answered {
    let (id, customer) = at_subscription(app, call)?;
    let may = call.on::<may::ViewReservations>(app, customer, None)?;
    let now = call.circumstances.at;
    let mut reached = Vec::new();
    let mut after = None;
    loop {
        let page = by_order::orders(app, &may, Some(customer), after, PAGE)?;
        for found in &page.items {
            let all = by_order::of_order(app, &may, found.order.id)?;
            let is_applied = all.iter().map(|known| &known.reservation).any(|it| {
                let reaches = it.scope == AppliedScope::Shared || it.subscription_id == id;
                reaches && !it.has_ended(now)
            });
            if is_applied {
                reached.push(shapes::order_id(found.order.id));
            }
        }
        after = page.items.last().filter(|_| page.has_next).map(|last| last.order.id);
        if after.is_none() {
            break;
        }
    }
    Answer::ok(&json!({
        "id": format!("/subscriptions/{id}/providers/microsoft.capacity/AppliedReservations/default"),
        "name": "default",
        "type": "Microsoft.Capacity/AppliedReservations",
        "properties": { "reservationOrderIds": { "value": reached, "nextLink": Value::Null } },
    }))
}
