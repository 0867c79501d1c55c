//! What is sold, and which reservations reach a subscription. Floor 4. P-7, S-28 to S-33, S-83.

use std::collections::BTreeMap;

use serde_json::json;

use super::{shapes, wire};
use crate::access::may;
use crate::api::frame::odata::Filter;
use crate::api::frame::wire::{Page, ProviderOperation};
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::domain::money::Currency;
use crate::domain::roles::Perm;
use crate::domain::term::Term;
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
        Endpoint::get(Face::Arm, "/providers/Microsoft.Capacity/operations", Perm::OwnAccount, operations)
            .answers::<Page<ProviderOperation>>(),
        Endpoint::get(Face::Arm, catalogs, Perm::SeeCatalog, list).answers::<Page<wire::Catalog>>().asks(&[
            ("reservedResourceType", "VirtualMachines; there is nothing of another type."),
            ("location", "The region, such as eastus; without it every region."),
            ("$filter", "Comparisons with eq, joined by and and or: name eq 'Standard_B2s'."),
            ("$skip", "How many to leave out."),
            ("$take", "How many at once, 500 at most."),
            ("$skiptoken", "The mark of a next link."),
        ]),
        Endpoint::get(Face::Arm, applied, Perm::ViewReservations, applied_reservations)
            .answers::<wire::AppliedReservations>(),
    ]
}

fn operations(_: &App, call: &Call) -> Answered {
    let items = OPERATIONS.map(|operation| ProviderOperation::of("Microsoft.Capacity", operation));
    Answer::ok(&call.arm_page(items.to_vec(), None))
}

fn at_subscription(app: &App, call: &Call) -> Result<(SubscriptionId, CustomerId), Refused> {
    let id: SubscriptionId = call.id("subscription")?;
    Ok((id, places::of_subscription(app, call.who()?, &call.circumstances, id)?))
}

fn list(app: &App, call: &Call) -> Answered {
    let (_id, customer) = at_subscription(app, call)?;
    let filter = Filter::read(call.query("$filter").unwrap_or_default())?;
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
        return Answer::ok(&call.arm_page(Vec::<wire::Catalog>::new(), None));
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
    let is_kept = |one: &wire::Catalog| filter.as_ref().is_none_or(|filter| filter.keeps(&json!(one)));
    let all = by_size.iter().map(|((_, region), entries)| catalog(&sold, region, entries)).filter(is_kept);
    let mut items: Vec<wire::Catalog> = all.skip(skip).take(take.saturating_add(1)).collect();
    let has_next = items.len() > take;
    items.truncate(take);
    let next = has_next.then(|| skip.saturating_add(take).to_string());
    Answer::ok(&call.arm_page(items, next.as_deref()))
}

/// A size in a region with its terms.
fn catalog(sold: &Snapshot, region: &str, entries: &[&Entry]) -> wire::Catalog {
    let size = entries.first().and_then(|entry| sold.size(entry));
    let (name, cores) = size.map_or(("", 0), |size| (size.name.as_str(), size.vcpus));
    let memory = size.map_or(0, |size| size.memory_mib / 1024);
    let terms: Vec<&'static str> = entries.iter().map(|entry| entry.term.code()).collect();
    let price = |term: Term| entries.iter().find(|entry| entry.term == term).map(|entry| entry.unit.into());
    let property = |name: &'static str, value: String| wire::SkuProperty { name, value };
    wire::Catalog {
        resource_type: "virtualMachines",
        name: name.to_owned(),
        billing_plans: terms.iter().map(|term| (*term, vec!["Upfront", "Monthly"])).collect(),
        terms,
        locations: vec![region.to_owned()],
        sku_properties: vec![
            property("Cores", cores.to_string()),
            property("Ram", memory.to_string()),
            property("ProductTitle", "Reserved VM Instance".to_owned()),
            property("SKUName", size.map_or_else(String::new, |size| size.display_name.clone())),
        ],
        msrp: wire::Msrp { one_year: price(Term::OneYear), three_years: price(Term::ThreeYears) },
        restrictions: Vec::new(),
    }
}

/// The reservation orders whose discount reaches the subscription now.
fn applied_reservations(app: &App, call: &Call) -> Answered {
    let (id, customer) = at_subscription(app, call)?;
    let may = call.on::<may::ViewReservations>(app, customer, None)?;
    let reached = by_order::reaching(app, &may, customer, id)?.into_iter().map(shapes::order_id).collect();
    Answer::ok(&wire::AppliedReservations {
        id: format!("/subscriptions/{id}/providers/microsoft.capacity/AppliedReservations/default"),
        name: "default",
        kind: "Microsoft.Capacity/AppliedReservations",
        properties: wire::AppliedProperties { reservation_order_ids: Page { value: reached, next_link: None } },
    })
}
