//! The new order of an approved exchange: by the rules of buying and on the way of Buy, in the
//! transaction of the approval. Floor 2. R-EX-1, 6.4 to 6.7, R-BUY-3, S-10.

use super::lines::lines_today;
use crate::domain::carts::{CartState, Finding, Severity, review};
use crate::domain::ids::{CartId, OrderId};
use crate::domain::orders::Buyer;
use crate::domain::partners::PartnerKind;
use crate::ops::app::App;
use crate::ops::carts::facts::{CartSide, Gathered, gather_for};
use crate::ops::orders::{Buying, PlaceError, turn_into_orders};
use crate::store::refunds::RefundCase;
use crate::store::{Reader, StoreError, Writer};

/// Everything the rules of buying look at, as if the purchases stood in a cart. Who asked for the exchange
/// buys; the partner of record is that of the order the first returned reservation came from (S-10).
fn gathered(r: &mut Reader<'_>, app: &App, case: &RefundCase) -> Result<Gathered, StoreError> {
    let (id, kind) = r.organisation_of(case.requested_by)?;
    let first = r.case_returns(case)?.first().map(|one| one.order).ok_or(StoreError::NotFound)?;
    let reseller = match kind {
        PartnerKind::IndirectProvider => r.order(case.customer_id, first)?.order.reseller_id,
        PartnerKind::DirectBill | PartnerKind::IndirectReseller | PartnerKind::Operator => None,
    };
    let side = CartSide {
        id: CartId::from_uuid(app.ids.new_id()),
        customer: case.customer_id,
        state: CartState::Active,
        expires_at: r.scope().now().plus_seconds(1),
        reseller,
        purchase_order: r.purchase_order_of(case)?,
    };
    let lines = lines_today(r, app.ids, case)?;
    gather_for(r, Buyer { id, kind }, side, lines)
}

/// What stands against the purchases of a case today.
pub(in crate::ops::refunds) fn stops(
    r: &mut Reader<'_>,
    app: &App,
    case: &RefundCase,
) -> Result<Vec<Finding>, StoreError> {
    let found = review(&gathered(r, app, case)?.input);
    Ok(found.findings.into_iter().filter(|finding| finding.severity() == Severity::Refusal).collect())
}

/// Buys what a case wants; one order, because one exchange has one currency and one billing plan.
pub(in crate::ops::refunds) fn place(w: &mut Writer<'_>, app: &App, case: &RefundCase) -> Result<OrderId, PlaceError> {
    let gathered = gathered(w, app, case)?;
    let found = review(&gathered.input);
    if !found.is_placeable() {
        return Err(PlaceError::Refused(found.findings));
    }
    let input = &gathered.input;
    let reseller = match input.buyer.kind {
        PartnerKind::IndirectProvider => crate::domain::orders::partner_of_record(input.buyer, input.reseller)
            .map_err(|_the_review_says_it_first| PlaceError::NotAsReviewed)?,
        PartnerKind::DirectBill | PartnerKind::IndirectReseller | PartnerKind::Operator => None,
    };
    let said = (reseller, &input.purchase_order);
    let cart = w.insert_bought_cart(input.cart, case.customer_id, case.requested_by, said)?;
    for (position, stored) in gathered.lines.iter().enumerate() {
        w.insert_cart_line(&cart, position, stored)?;
    }
    let name = w.person_name(case.requested_by)?;
    let by = Buying { user: case.requested_by, name: &name, hash: gathered.hash(), under: None, is_renewal: false };
    let orders = turn_into_orders(w, app, &by, &gathered, &found.groups)?;
    orders.ids.first().copied().ok_or(PlaceError::NotAsReviewed)
}
