//! The purchases of an exchange as lines of a cart and as facts of a quote. Floor 2. R-EX-1, Q-8.

use std::collections::HashMap;

use crate::domain::carts::{BillingPlan, CartLine};
use crate::domain::ids::CartLineId;
use crate::domain::money::Money;
use crate::domain::policy::exchange::WantedLine;
use crate::domain::reservations::Setting;
use crate::domain::text::Quantity;
use crate::domain::time::{Day, Instant};
use crate::ops::app::Ids;
use crate::ops::carts::edit::first_name;
use crate::store::carts::StoredLine;
use crate::store::catalog::Offer;
use crate::store::refunds::{RefundCase, product_kind};
use crate::store::{Reader, StoreError};

/// What a quote has to know of a purchase; `three_years` is the price of one for three years.
pub(super) fn wanted(offer: &Offer, quantity: u32, plan: BillingPlan, three_years: Option<Money>) -> WantedLine {
    WantedLine {
        product: product_kind(Some(&offer.family)),
        term: offer.term,
        plan,
        unit_price: offer.unit,
        three_year_price: three_years,
        quantity,
    }
}

/// The same as a line of a cart.
pub(super) fn line(
    ids: Ids,
    offer: &Offer,
    quantity: Quantity,
    plan: BillingPlan,
    setting: Setting,
    at: Instant,
) -> StoredLine {
    StoredLine {
        line: CartLine {
            id: CartLineId::from_uuid(ids.new_id()),
            sku: offer.sku_id.clone(),
            term: offer.term,
            quantity,
            unit_price: offer.unit,
            reservation: Some(setting),
            plan,
            name: first_name(&offer.name, offer.term),
        },
        sku: offer.name.clone(),
        price_list: offer.price_list_id,
        added_at: at,
    }
}

/// What is on sale of the purchases of a case, at the prices of a day.
fn offers(
    r: &mut Reader<'_>,
    case: &RefundCase,
    lines: &[StoredLine],
    day: Day,
) -> Result<HashMap<String, Offer>, StoreError> {
    let skus: Vec<String> = lines.iter().map(|stored| stored.line.sku.clone()).collect();
    let segment = r.customer(case.customer_id)?.segment;
    r.offers(&skus, case.currency, segment, day)
}

/// The purchases of a case at the prices of a day. One that is not sold any more keeps the price it
/// had: the rules of buying refuse it, see `super::place`.
pub(in crate::ops::refunds) fn at_prices_of(
    r: &mut Reader<'_>,
    case: &RefundCase,
    wanted: Vec<WantedLine>,
    day: Day,
) -> Result<Vec<WantedLine>, StoreError> {
    let lines = r.case_purchases(case)?;
    let offers = offers(r, case, &lines, day)?;
    let price = |(wanted, stored): (WantedLine, &StoredLine)| {
        let unit_price = offers.get(&stored.line.sku).map_or(wanted.unit_price, |offer| offer.unit);
        WantedLine { unit_price, ..wanted }
    };
    Ok(wanted.into_iter().zip(&lines).map(price).collect())
}

/// The purchases of a case as lines of a cart that is bought today, at the prices of today.
pub(super) fn lines_today(r: &mut Reader<'_>, ids: Ids, case: &RefundCase) -> Result<Vec<StoredLine>, StoreError> {
    let mut lines = r.case_purchases(case)?;
    let now = r.scope().now();
    let offers = offers(r, case, &lines, now.day())?;
    for stored in &mut lines {
        stored.line.id = CartLineId::from_uuid(ids.new_id());
        stored.added_at = now;
        if let Some(offer) = offers.get(&stored.line.sku) {
            stored.line.unit_price = offer.unit;
            stored.price_list = offer.price_list_id;
        }
    }
    Ok(lines)
}
