//! Whether things can be bought for a customer, under a subscription, in a region. Floor 4.

use std::collections::BTreeMap;

use super::shelf::{Shelf, Thing, shelf};
use crate::access::may;
use crate::api::partner_center::call::At;
use crate::api::partner_center::fault::Fault;
use crate::api::partner_center::items::{customer_of, parts};
use crate::api::partner_center::operation::Json;
use crate::api::partner_center::wire::catalog::{InventoryItem, InventoryQuestion, Restriction};
use crate::domain::subscriptions::SubscriptionState;
use crate::ops::catalog;

pub(super) fn inventory(
    at: &At<'_, may::SeeCatalog>,
    asked: InventoryQuestion,
) -> Result<Json<Vec<InventoryItem>>, Fault> {
    let shelf = shelf(at)?;
    if asked.target_items.is_empty() {
        return Err(Fault::invalid("targetItems is empty."));
    }
    let context = asked.inventory_context;
    if let (Some(customer), Some(id)) = (&context.customer_id, &context.azure_subscription_id) {
        let customer = customer_of(at, customer)?;
        let found = id.parse().ok().map(|id| catalog::state_of_subscription(at.app, &at.may, customer.id, id));
        match found {
            Some(Ok(SubscriptionState::Active)) => {}
            Some(Ok(state)) => {
                return Err(Fault::numbered(800_012, format!("The Azure subscription is {state}, not active.")));
            }
            Some(Err(_)) | None => {
                let description = "This is no Azure subscription of the customer.".to_owned();
                return Err(Fault::numbered(800_011, description));
            }
        }
    }
    let mut found = Vec::new();
    for item in &asked.target_items {
        // What is not known is left out, as the vendor does.
        for thing in shelf.known(&item.product_id) {
            let (product_id, sku_id) = parts(thing.sku());
            let is_meant = match &item.sku_id {
                Some(wanted) => wanted.eq_ignore_ascii_case(sku_id),
                None => shelf.is_in(thing, context.arm_region_name.as_deref()),
            };
            if !is_meant {
                continue;
            }
            let restrictions = restrictions(&shelf, thing);
            found.push(InventoryItem {
                product_id: product_id.to_owned(),
                sku_id: sku_id.to_owned(),
                is_restricted: !restrictions.is_empty(),
                restrictions,
            });
        }
    }
    Ok(Json(found))
}

/// Why a SKU cannot be bought: the market is closed for reservations.
fn restrictions(shelf: &Shelf, thing: Thing<'_>) -> Vec<Restriction> {
    if shelf.is_open || matches!(thing, Thing::Software(..)) {
        return Vec::new();
    }
    let property = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![Restriction {
        reason_code: "NotAvailableForSubscription".to_owned(),
        description: format!("Restriction identified of type 'Country' with values '{}'.", shelf.country),
        properties: BTreeMap::from([property("type", "Country"), property("values", &shelf.country)]),
    }]
}
