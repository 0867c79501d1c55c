//! Generated orders, with what they make: the same rows as a purchase writes. Floor 1.

use std::ops::Range;

use super::customers::{Made, YOUNGEST_DAYS};
use super::dice::Dice;
use super::{Offer, Stage};
use crate::domain::carts::{AppliedScope, BillingPlan, CartFace, CartState, Optimise};
use crate::domain::catalog::display_name;
use crate::domain::ids::PartnerId;
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::orders::{ChargeState, LineState, OrderNumber, OrderStatus, schedule};
use crate::domain::reservations::{ProvisioningState, StatusCode, benefit_start, ends_at};
use crate::domain::text::search_key;
use crate::domain::time::Instant;
use crate::store::backup::rows::{CartRow, ChargeRow, OrderLineRow, OrderRow, ReservationOrderRow, ReservationRow};
use crate::store::conn::Conn;
use crate::store::error::StoreError;

const KIND: u64 = 2;

/// How many numbers there are, and a step that meets each once before it meets one again.
const NUMBERS: u64 = 900_000_000;
const STEP: u64 = 123_456_787;

/// Rows of some orders.
#[derive(Default)]
pub(super) struct Batch {
    carts: Vec<CartRow>,
    orders: Vec<OrderRow>,
    lines: Vec<OrderLineRow>,
    reservation_orders: Vec<ReservationOrderRow>,
    charges: Vec<ChargeRow>,
    reservations: Vec<ReservationRow>,
}

/// An order that is being made.
struct Order {
    id: PartnerId,
    customer: Made,
    plan: BillingPlan,
    at: Instant,
    total: Money,
}

impl Batch {
    pub(super) fn of(stage: &Stage, range: Range<u64>) -> Result<Self, StoreError> {
        let mut batch = Self::default();
        for index in range {
            batch.add(stage, index).map_err(|error| StoreError::Open(error.to_string()))?;
        }
        Ok(batch)
    }

    fn add(&mut self, stage: &Stage, index: u64) -> Result<(), MoneyError> {
        let load = &stage.load;
        let mut dice = Dice::of(load.seed, KIND, index);
        let first = dice.below(load.customers);
        // Nearly every customer can buy; the neighbours of one that cannot are asked in turn.
        let candidates = (first..load.customers).chain(0..first).map(|customer| Made::of(stage, customer));
        let Some(customer) = candidates.take(100).find(Made::can_buy) else { return Ok(()) };
        let lines = load.reservations / load.orders + u64::from(index < load.reservations % load.orders);
        let offers: Vec<&Offer> = (0..lines).filter_map(|_| dice.pick(&stage.offers)).collect();
        let Some(from) = offers.iter().map(|offer| offer.from).max() else { return Ok(()) };
        let known = load.now.seconds_since(Instant::start_of(from)).max(1);
        let oldest = u64::try_from(known).unwrap_or(1).min((YOUNGEST_DAYS - 10) * 86_400);
        let at = load.now.plus_seconds(-i64::try_from(dice.below(oldest)).unwrap_or_default());
        let plan = if dice.below(7) == 0 { BillingPlan::Monthly } else { BillingPlan::Upfront };
        let (id, total) = (PartnerId::from_uuid(dice.id()), Money::zero(Currency::USD));
        let mut order = Order { id, customer, plan, at, total };
        for (number, offer) in (0_i32..).zip(offers) {
            self.line(stage, &mut order, offer, number, &mut dice)?;
        }
        self.order(stage, &order, index, &mut dice);
        Ok(())
    }

    fn line(
        &mut self,
        stage: &Stage,
        order: &mut Order,
        offer: &Offer,
        line_number: i32,
        dice: &mut Dice,
    ) -> Result<(), MoneyError> {
        let quantity = 1 + dice.below(12);
        let price = offer.price.times(u32::try_from(quantity).unwrap_or(1))?;
        order.total = order.total.plus(price)?;
        let line = Line {
            id: PartnerId::from_uuid(dice.id()),
            reservation_order: PartnerId::from_uuid(dice.id()),
            reservation: PartnerId::from_uuid(dice.id()),
            name: name(offer),
            quantity: i32::try_from(quantity).unwrap_or(1),
            price,
        };
        self.lines.push(line_row(stage, order, offer, &line, line_number));
        self.reservation_orders.push(reservation_order_row(stage, order, offer, &line));
        self.reservations.push(reservation_row(stage, order, offer, &line));
        for (sequence, charge) in (0..).zip(schedule(price, order.plan, offer.term, order.at.day())?) {
            let is_due = charge.due_on <= order.at.day();
            let state = if is_due { ChargeState::Succeeded } else { ChargeState::Scheduled };
            self.charges.push(ChargeRow {
                reservation_order_id: line.reservation_order,
                sequence,
                partner_id: stage.load.partner,
                customer_id: order.customer.id,
                due_on: charge.due_on,
                amount_minor: charge.amount.minor(),
                currency: charge.amount.currency().to_string(),
                state: state.to_string(),
            });
        }
        Ok(())
    }

    fn order(&mut self, stage: &Stage, order: &Order, index: u64, dice: &mut Dice) {
        let Some(buyer) = stage.buyer.map(|user| PartnerId::from_uuid(user.uuid())) else { return };
        let cart_id = PartnerId::from_uuid(dice.id());
        let start = Dice::of(stage.load.seed, KIND, u64::MAX).below(NUMBERS);
        let number = OrderNumber::from_random(start.wrapping_add(index.wrapping_mul(STEP)) % NUMBERS);
        self.carts.push(CartRow {
            id: cart_id,
            partner_id: stage.load.partner,
            customer_id: order.customer.id,
            created_by: buyer,
            state: CartState::Ordered.to_string(),
            reseller_id: order.customer.reseller,
            purchase_order: String::new(),
            created_at: order.at.plus_seconds(-900),
            expires_at: order.at.plus_days(7),
            updated_at: order.at,
            version: 2,
            face: CartFace::Page.to_string(),
            request_key: None,
        });
        self.orders.push(OrderRow {
            id: order.id,
            partner_id: stage.load.partner,
            seller_id: order.customer.seller(stage),
            customer_id: order.customer.id,
            number: number.digits(),
            cart_id,
            order_group: 0,
            status: OrderStatus::Completed.to_string(),
            currency: order.total.currency().to_string(),
            billing_plan: order.plan.to_string(),
            total_minor: order.total.minor(),
            usd_rate: "1".to_owned(),
            purchase_order: String::new(),
            reseller_id: order.customer.reseller,
            placed_by: buyer,
            placed_at: order.at,
            review_hash: dice.id().as_bytes().repeat(2),
            version: 1,
        });
    }

    pub(super) fn insert(self, conn: &mut Conn) -> Result<(), StoreError> {
        CartRow::insert(conn, &self.carts)?;
        OrderRow::insert(conn, &self.orders)?;
        OrderLineRow::insert(conn, &self.lines)?;
        ReservationOrderRow::insert(conn, &self.reservation_orders)?;
        ChargeRow::insert(conn, &self.charges)?;
        ReservationRow::insert(conn, &self.reservations)
    }
}

/// A line that is being made.
struct Line {
    id: PartnerId,
    reservation_order: PartnerId,
    reservation: PartnerId,
    name: String,
    quantity: i32,
    price: Money,
}

/// The name that the cart gives a line.
fn name(offer: &Offer) -> String {
    let size = offer.size.strip_prefix("Standard_").unwrap_or(&offer.size);
    format!("{size} {} {}Y", offer.region, offer.term.months() / 12)
}

fn line_row(stage: &Stage, order: &Order, offer: &Offer, line: &Line, line_number: i32) -> OrderLineRow {
    OrderLineRow {
        id: line.id,
        order_id: order.id,
        partner_id: stage.load.partner,
        customer_id: order.customer.id,
        line_number,
        sku_id: offer.sku.clone(),
        title: display_name(&offer.size, &offer.region_name, offer.term),
        size: offer.size.clone(),
        region: offer.region.clone(),
        term: offer.term.to_string(),
        quantity: line.quantity,
        unit_minor: offer.price.minor(),
        total_minor: line.price.minor(),
        price_list_id: PartnerId::from_uuid(offer.list.uuid()),
        subscription_id: Some(order.customer.subscription),
        scope: Some(AppliedScope::Shared.to_string()),
        optimise: Some(Optimise::Flexibility.to_string()),
        name: line.name.clone(),
        state: LineState::Fulfilled.to_string(),
    }
}

fn reservation_order_row(stage: &Stage, order: &Order, offer: &Offer, line: &Line) -> ReservationOrderRow {
    ReservationOrderRow {
        id: line.reservation_order,
        partner_id: stage.load.partner,
        customer_id: order.customer.id,
        order_id: order.id,
        order_line_id: line.id,
        name: line.name.clone(),
        term: offer.term.to_string(),
        billing_plan: order.plan.to_string(),
        original_quantity: line.quantity,
        state: ProvisioningState::Succeeded.to_string(),
        requested_at: order.at,
        created_at: order.at,
        starts_at: benefit_start(order.at),
        expires_at: ends_at(order.at, offer.term),
        currency: line.price.currency().to_string(),
        total_minor: line.price.minor(),
    }
}

fn reservation_row(stage: &Stage, order: &Order, offer: &Offer, line: &Line) -> ReservationRow {
    ReservationRow {
        id: line.reservation,
        partner_id: stage.load.partner,
        seller_id: order.customer.seller(stage),
        customer_id: order.customer.id,
        reservation_order_id: line.reservation_order,
        name_key: search_key(&line.name),
        name: line.name.clone(),
        size: offer.size.clone(),
        region: offer.region.clone(),
        quantity: line.quantity,
        term: offer.term.to_string(),
        scope: AppliedScope::Shared.to_string(),
        subscription_id: order.customer.subscription,
        optimise: Optimise::Flexibility.to_string(),
        state: ProvisioningState::Succeeded.to_string(),
        status_code: StatusCode::Active.to_string(),
        is_renewing: false,
        archived_at: None,
        starts_at: benefit_start(order.at),
        expires_at: ends_at(order.at, offer.term),
        created_at: order.at,
        version: 1,
    }
}
