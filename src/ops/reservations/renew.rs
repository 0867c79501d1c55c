//! Reservations that are bought again at their end. Floor 2. Domain 6.8, R-EX-1, Q-8, C-19.
//!
//! One transaction each, under the partner's write lock: whoever comes second finds the reservation not
//! renewing any more. A renewal that the rules refuse is kept with the reason and told; one that could not
//! be written is tried again by the next look, and the list of jobs says so.

use serde_json::json;

use crate::access::Scope;
use crate::domain::audit::{Event, EventKind};
use crate::domain::carts::{BillingPlan, CartLine, CartState, Severity, review};
use crate::domain::ids::{
    CartId, CartLineId, CustomerId, OrderId, ReservationAccessId, ReservationId, ReservationOrderId,
};
use crate::domain::messages::{News, Place};
use crate::domain::money::Money;
use crate::domain::orders::Buyer;
use crate::domain::partners::PartnerKind;
use crate::domain::policy::Payment;
use crate::domain::reservations::{Level, RenewalRefusal, ReservationRole, Setting, locked_on, renewed_from};
use crate::domain::text::{DisplayName, PurchaseOrderNumber, Quantity};
use crate::ops::app::App;
use crate::ops::carts::facts::{CartSide, Gathered, gather_for, market};
use crate::ops::messages;
use crate::ops::numbers::with_free_numbers;
use crate::ops::orders::{Buying, PlaceError, turn_into_orders};
use crate::store::carts::StoredLine;
use crate::store::catalog::Offer;
use crate::store::refunds::Refundable;
use crate::store::reservations::{NewAssignment, Renewal, RenewalOutcome, Reservation};
use crate::store::{Reader, Recorded, StoreError, Writer};

/// How many of a partner a look takes on; the next one takes on the rest.
const AT_ONCE: i64 = 500;

/// Buys every reservation again whose end is over and of which somebody wants it. Says how many were bought or
/// refused.
pub(in crate::ops) fn renew_due(app: &App, job: &'static str) -> Result<u64, StoreError> {
    let now = app.clock.now();
    let (mut done, mut failed) = (0, None);
    let partners = app.db.system("reservations of all partners are renewed at their end").partners()?;
    for partner in partners.into_iter().filter(|partner| partner.provider_id.is_none()) {
        let scope = Scope::system(job, partner.id, now);
        for (customer, id) in app.db.read(&scope, |r| r.renewals_due(AT_ONCE))? {
            let bought = with_free_numbers(|| app.db.write(&scope, |w| renew(app, w, customer, id)));
            let is_done = match bought {
                Err(PlaceError::Store(error)) => Err(error),
                // The review has let it pass, so this is a defect; nothing of the purchase was kept.
                Err(error) => {
                    tracing::error!(%error, reservation = %id, "a renewal cannot be bought");
                    app.db.write(&scope, |w| give_up(app, w, customer, id))
                }
                Ok(is_done) => Ok(is_done),
            };
            match is_done {
                Ok(is_done) => done += u64::from(is_done),
                // The others do not wait for it.
                Err(error) => failed = Some(error),
            }
        }
    }
    failed.map_or(Ok(done), Err)
}

fn give_up(
    app: &App,
    w: &mut Writer<'_>,
    customer: CustomerId,
    id: ReservationId,
) -> Result<Recorded<bool>, StoreError> {
    let it = w.refundable(customer, id)?.reservation;
    if it.is_renewing { refuse(app, w, &it, RenewalRefusal::Rules) } else { Ok(w.unchanged(false)) }
}

fn renew(app: &App, w: &mut Writer<'_>, customer: CustomerId, id: ReservationId) -> Result<Recorded<bool>, PlaceError> {
    let of = w.refundable(customer, id)?;
    let it = of.reservation.clone();
    let now = w.scope().now();
    let renewal = w.renewal(&it)?.filter(|_| it.is_renewing && it.expires_at <= now);
    let Some(renewal) = renewal else { return Ok(w.unchanged(false)) };
    let purchase = match purchase(w, app, &of, &renewal)? {
        Ok(purchase) => purchase,
        Err(refusal) => return Ok(refuse(app, w, &it, refusal)?),
    };
    let bought = buy(app, w, &of, &renewal, purchase)?;
    let (order, made) = (w.order(customer, bought.order)?.order, bought.made);
    w.end_renewal(&it, RenewalOutcome::Renewed(order.id, made.id))?;
    let news = News::ReservationRenewed {
        customer: w.customer(customer)?.company_name,
        reservation: it.name.clone(),
        number: order.number,
        total: order.total(),
        until: made.expires_at.day(),
    };
    let to = messages::people_of_customer(w, customer)?;
    messages::send(w, app, &to, Some(customer), &news, &Place::Reservation(customer, made.id))?;
    let event = Event::new(EventKind::ReservationRenewed, "reservations", it.id)
        .of_customer(customer)
        .before(json!({ "expires_at": it.expires_at.to_string() }))
        .after(json!({
            "number": order.number.digits(),
            "unit_price": bought.unit.to_string(),
            "total": order.total().to_string(),
            "reservation": made.id.to_string(),
            "expires_at": made.expires_at.to_string(),
        }));
    Ok(w.record(&event, true)?)
}

fn refuse(
    app: &App,
    w: &mut Writer<'_>,
    it: &Reservation,
    refusal: RenewalRefusal,
) -> Result<Recorded<bool>, StoreError> {
    w.end_renewal(it, RenewalOutcome::Refused(refusal))?;
    let customer = it.customer_id;
    let news = News::ReservationNotRenewed {
        customer: w.customer(customer)?.company_name,
        reservation: it.name.clone(),
        refusal,
    };
    let to = messages::people_of_customer(w, customer)?;
    messages::send(w, app, &to, Some(customer), &news, &Place::Reservation(customer, it.id))?;
    let event = Event::new(EventKind::ReservationNotRenewed, "reservations", it.id)
        .of_customer(customer)
        .after(json!({ "expires_at": it.expires_at.to_string(), "refusal": refusal }));
    w.record(&event, true)
}

/// What is bought, once nothing stands against it.
struct Purchase {
    gathered: Gathered,
    unit: Money,
}

/// The same again, as the rules of buying see it today.
fn purchase(
    w: &mut Writer<'_>,
    app: &App,
    of: &Refundable,
    renewal: &Renewal,
) -> Result<Result<Purchase, RenewalRefusal>, PlaceError> {
    let (it, now) = (&of.reservation, w.scope().now());
    if !w.policy_book()?.on(now.day()).policy.code.knows_renewal() {
        return Ok(Err(RenewalRefusal::PolicyHasNone));
    }
    let Some(offer) = lower_offer(w, of)? else { return Ok(Err(RenewalRefusal::NotSold)) };
    if w.usd_rate(offer.unit.currency())?.is_none() {
        return Ok(Err(RenewalRefusal::Currency));
    }
    let Some(quantity) = u32::try_from(it.quantity).ok().and_then(|count| Quantity::new(count).ok()) else {
        return Ok(Err(RenewalRefusal::NotSold));
    };
    let (id, kind) = w.organisation_of(renewal.asked_by)?;
    let order = w.order(it.customer_id, of.order_id)?.order;
    let side = CartSide {
        id: CartId::from_uuid(app.ids.new_id()),
        customer: it.customer_id,
        state: CartState::Active,
        expires_at: now.plus_seconds(1),
        reseller: order.reseller_id.filter(|_| kind == PartnerKind::IndirectProvider),
        purchase_order: PurchaseOrderNumber::from_stored(order.purchase_order),
    };
    let stored = StoredLine {
        line: CartLine {
            id: CartLineId::from_uuid(app.ids.new_id()),
            sku: offer.sku_id.clone(),
            term: offer.term,
            quantity,
            unit_price: offer.unit,
            reservation: Some(Setting { scope: it.scope, subscription: it.subscription_id, optimise: it.optimise }),
            plan: match of.facts.payment {
                Payment::Upfront => BillingPlan::Upfront,
                Payment::Monthly { .. } => BillingPlan::Monthly,
            },
            name: DisplayName::from_stored(it.name.clone()),
        },
        sku: offer.name.clone(),
        price_list: offer.price_list_id,
        added_at: now,
    };
    let unit = offer.unit;
    let mut gathered = gather_for(w, Buyer { id, kind }, side, vec![stored])?;
    gathered.offers.insert(offer.sku_id.clone(), offer);
    gathered.look_at_lines();
    gathered.now = renewed_from(it.expires_at, now);
    let found = review(&gathered.input);
    let stop = found.findings.iter().find(|finding| finding.severity() == Severity::Refusal);
    Ok(match stop {
        Some(finding) => Err(RenewalRefusal::of(finding.code())),
        None => Ok(Purchase { gathered, unit }),
    })
}

/// What is sold today, at the lower of today's price and the one that was known 30 days before the end.
fn lower_offer(r: &mut Reader<'_>, of: &Refundable) -> Result<Option<Offer>, StoreError> {
    let (it, today) = (&of.reservation, r.scope().now().day());
    let customer = r.customer(it.customer_id)?;
    let currency = market(r, &customer.country, today)?.currency;
    let skus = [of.sku_id.clone()];
    let Some(now) = r.offers(&skus, currency, customer.segment, today)?.remove(&of.sku_id) else { return Ok(None) };
    let locked = r.offers(&skus, currency, customer.segment, locked_on(it.expires_at))?.remove(&of.sku_id);
    Ok(Some(match locked {
        Some(locked) if locked.unit.minor() < now.unit.minor() => locked,
        Some(_) | None => now,
    }))
}

/// What a renewal made.
struct Bought {
    order: OrderId,
    made: Reservation,
    unit: Money,
}

/// Buys it on the way of Buy; people keep the roles they had.
fn buy(
    app: &App,
    w: &mut Writer<'_>,
    of: &Refundable,
    renewal: &Renewal,
    Purchase { gathered, unit }: Purchase,
) -> Result<Bought, PlaceError> {
    let found = review(&gathered.input);
    let (customer, user) = (of.reservation.customer_id, renewal.asked_by);
    let input = &gathered.input;
    let reseller = match input.buyer.kind {
        PartnerKind::IndirectProvider => crate::domain::orders::partner_of_record(input.buyer, input.reseller)
            .map_err(|_the_review_says_it_first| PlaceError::NotAsReviewed)?,
        PartnerKind::DirectBill | PartnerKind::IndirectReseller | PartnerKind::Operator => None,
    };
    let cart = w.insert_bought_cart(input.cart, customer, user, (reseller, &input.purchase_order))?;
    for (position, stored) in gathered.lines.iter().enumerate() {
        w.insert_cart_line(&cart, position, stored)?;
    }
    let under = ReservationOrderId::from_uuid(app.ids.new_id());
    let (name, hash) = (renewal.asked_by_name.as_str(), gathered.hash());
    let by = Buying { user, name, hash, under: Some(under), is_renewal: true };
    let orders = turn_into_orders(w, app, &by, &gathered, &found.groups)?;
    let order = orders.ids.first().copied().ok_or(PlaceError::NotAsReviewed)?;
    let made = w.reservations_of_order(under)?.into_iter().next().ok_or(PlaceError::NotAsReviewed)?;
    carry_roles(app, w, &of.reservation, &made, renewal)?;
    Ok(Bought { order, made, unit })
}

/// 6.8: permissions are inherited. Who buys is Owner of the new order already (R-IAM-2).
fn carry_roles(
    app: &App,
    w: &mut Writer<'_>,
    from: &Reservation,
    to: &Reservation,
    renewal: &Renewal,
) -> Result<(), StoreError> {
    let now = w.scope().now();
    for one in w.assignments(from.reservation_order_id, from.id)?.into_iter().filter(|one| one.is_live(now)) {
        let is_there =
            one.user == renewal.asked_by && one.role == ReservationRole::Owner && one.level() == Level::Order;
        if is_there {
            continue;
        }
        w.insert_assignment(&NewAssignment {
            id: ReservationAccessId::from_uuid(app.ids.new_id()),
            customer: to.customer_id,
            order: to.reservation_order_id,
            reservation: one.reservation.map(|_| to.id),
            user: one.user,
            role: one.role,
            granted_by: renewal.asked_by,
            ends_at: one.ends_at,
        })?;
    }
    Ok(())
}
