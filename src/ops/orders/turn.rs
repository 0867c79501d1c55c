//! Reviewed lines become orders, whether they come from a cart, an exchange or a renewal. Floor 2. 6.5, 6.7.

use std::collections::BTreeSet;

use crate::domain::carts::OrderGroup;
use crate::domain::ids::{OrderId, ReservationOrderId, UserId};
use crate::domain::messages::{News, Place};
use crate::domain::orders::{LineState, OrderNumber, OrderStatus, partner_of_record};
use crate::ops::app::{App, Ids};
use crate::ops::carts::facts::Gathered;
use crate::ops::messages;
use crate::store::orders::NewOrder;
use crate::store::{Recorded, StoreError, Writer};

use super::lines::{event, write};
use super::place::PlaceError;

/// How many numbers are tried before giving up; one of 900 million is taken once in a blue moon.
const NUMBERS_TRIED: usize = 20;

/// In whose name, and what was reviewed.
#[derive(Debug, Clone, Copy)]
pub(in crate::ops) struct Buying<'a> {
    pub(in crate::ops) user: UserId,
    pub(in crate::ops) name: &'a str,
    pub(in crate::ops) hash: [u8; 32],
    /// The id that the reservation order of the only line is to have.
    pub(in crate::ops) under: Option<ReservationOrderId>,
    /// Whether it renews what ended: people are told of that, and not of an order too.
    pub(in crate::ops) is_renewal: bool,
}

/// Orders that were written, and the proof that they are in the log.
pub(in crate::ops) struct Turned {
    pub(in crate::ops) ids: Vec<OrderId>,
    pub(in crate::ops) recorded: Recorded<()>,
}

/// Turns lines that the review let pass into orders. Part of the transaction in which they were reviewed.
pub(in crate::ops) fn turn_into_orders(
    w: &mut Writer<'_>,
    app: &App,
    by: &Buying<'_>,
    gathered: &Gathered,
    groups: &[OrderGroup],
) -> Result<Turned, PlaceError> {
    let (ids, input) = (app.ids, &gathered.input);
    let reseller = partner_of_record(input.buyer, input.reseller)
        .map_err(|_the_review_says_it_first| PlaceError::NotAsReviewed)?;
    let mut turned = Turned { ids: Vec::new(), recorded: w.unchanged(()) };
    for (number, group) in groups.iter().enumerate() {
        let order = NewOrder {
            id: OrderId::from_uuid(ids.new_id()),
            customer: gathered.customer.id,
            number: free_number(w, ids)?,
            cart: input.cart,
            group: number,
            status: OrderStatus::of_lines(&vec![LineState::Fulfilled; group.lines.len()]),
            plan: group.plan,
            total: group.total,
            usd_rate: w.usd_rate(group.total.currency())?.ok_or(PlaceError::NoRate(group.total.currency()))?,
            purchase_order: input.purchase_order.clone(),
            reseller,
            placed_by: by.user,
            review_hash: by.hash.to_vec(),
        };
        let made = write(w, app, gathered, group, &order, by.under)?;
        turned.ids.push(order.id);
        if !by.is_renewal {
            tell(w, app, by, gathered, group, &order)?;
        }
        turned.recorded = w.record(&event(&order, &made), ())?;
    }
    Ok(turned)
}

fn free_number(w: &mut Writer<'_>, ids: Ids) -> Result<OrderNumber, StoreError> {
    for _ in 0..NUMBERS_TRIED {
        let number = OrderNumber::from_random(ids.random());
        if !w.is_order_number_taken(number)? {
            return Ok(number);
        }
    }
    Err(StoreError::Duplicate("orders_number_key".to_owned()))
}

/// Tells those who look after the subscriptions bought for, and, when none of the seller's admin agents
/// bought, these: money was spent in their name.
fn tell(
    w: &mut Writer<'_>,
    app: &App,
    buyer: &Buying<'_>,
    gathered: &Gathered,
    group: &OrderGroup,
    order: &NewOrder,
) -> Result<(), StoreError> {
    let mut to = messages::admins_of_seller(w, order.customer)?;
    if to.contains(&buyer.user) {
        to.clear();
    }
    let lines = group.lines.iter().filter_map(|line| gathered.lines.get(*line));
    let subscriptions: BTreeSet<_> =
        lines.filter_map(|stored| stored.line.reservation).map(|it| it.subscription).collect();
    for subscription in subscriptions {
        to.extend(messages::people_with_access(w, order.customer, subscription)?);
    }
    let news = News::OrderPlaced {
        customer: w.customer(order.customer)?.company_name,
        number: order.number,
        total: order.total,
        by: buyer.name.to_owned(),
    };
    messages::send(w, app, &to, Some(order.customer), &news, &Place::Order(order.customer, order.id))
}
