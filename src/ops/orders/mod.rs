//! Orders: buying a cart, the history, one order. Floor 2. Domain 6.5, S-39 to S-41, P-23.

use serde_json::json;

use super::app::App;
use super::customers::{Markets, markets};
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::carts::BillingPlan;
use crate::domain::ids::{CustomerId, OrderId};
use crate::domain::orders::OrderNumber;
use crate::domain::partners::PartnerKind;
use crate::store::{PAGE_ROWS, PageAt, PageRows, StoreError};

pub mod at_once;
mod lines;
mod place;
mod turn;

pub use crate::store::activity::Happened;
pub use crate::store::orders::{
    MadeOf, NamedOrder, Order, OrderCharge, OrderFilter, OrderLine, OrderListed, OrderMark,
};
pub use crate::store::partners::Partner;
pub use place::{PlaceError, PlaceOrder, Placed, place};
pub(super) use turn::{Buying, turn_into_orders};

/// A page of orders, and what they can be narrowed to.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The page, the newest first.
    pub page: PageRows<OrderListed>,
    /// The markets to choose from; none in the list of one customer.
    pub markets: Markets,
}

/// A page of orders.
pub fn list(
    app: &App,
    may: &Granted<may::ViewOrders>,
    filter: &OrderFilter,
    page: PageAt<OrderMark>,
) -> Result<Listed, StoreError> {
    app.db.read(may.scope(), |r| {
        let page = r.orders(filter, page, PAGE_ROWS)?;
        let markets = if filter.customer.is_none() { markets(app, r)? } else { Markets::default() };
        Ok(Listed { page, markets })
    })
}

/// So many orders, the newest first, each with its lines.
pub fn with_lines(
    app: &App,
    may: &Granted<may::ViewOrders>,
    filter: &OrderFilter,
    page: PageAt<OrderMark>,
    limit: usize,
) -> Result<Vec<(Order, Vec<OrderLine>)>, StoreError> {
    app.db.read(may.scope(), |r| {
        let found = r.orders(filter, page, limit)?.rows.into_iter().map(|row| row.named.order);
        found.map(|order| r.order_lines(&order).map(|lines| (order, lines))).collect()
    })
}

/// The same without orders, for a filter that cannot be read.
pub fn nothing(app: &App, may: &Granted<may::ViewOrders>, customer: Option<CustomerId>) -> Result<Listed, StoreError> {
    let markets = match customer {
        Some(_) => Markets::default(),
        None => app.db.read(may.scope(), |r| markets(app, r))?,
    };
    Ok(Listed { page: PageRows::default(), markets })
}

/// Rows an export takes from the database at a time.
const EXPORT_STEP: usize = 1_000;

/// Every order that the filter means; leaves an event, because the list leaves the system.
pub fn export(app: &App, may: &Granted<may::ViewOrders>, filter: &OrderFilter) -> Result<Vec<OrderListed>, StoreError> {
    let rows = app.db.read(may.scope(), |r| {
        let mut rows: Vec<OrderListed> = Vec::new();
        let mut page = PageAt::First;
        loop {
            let found = r.orders(filter, page, EXPORT_STEP)?;
            let [_, next] = found.around(OrderMark::at);
            rows.extend(found.rows);
            match next {
                Some(next) => page = next,
                None => return Ok::<_, StoreError>(rows),
            }
        }
    })?;
    let facts = json!({
        "rows": rows.len(),
        "number": filter.number.map(OrderNumber::digits),
        "status": filter.status,
        "country": filter.country,
        "from": filter.from,
        "to": filter.to,
        "product": filter.product,
    });
    let mut event = Event::new(EventKind::Exported, "orders", "csv").after(facts);
    event.customer = filter.customer;
    app.db.write(may.scope(), |w| w.record(&event, rows))
}

/// One order with all that is shown of it.
#[derive(Debug, Clone)]
pub struct OrderView {
    /// The order and its names.
    pub named: NamedOrder,
    /// Its lines, in order.
    pub lines: Vec<OrderLine>,
    /// What is charged and when.
    pub charges: Vec<OrderCharge>,
    /// The partner of record; none for a direct-bill partner.
    pub partner_of_record: Option<Partner>,
    /// The other orders of the same purchase.
    pub siblings: Vec<Order>,
    /// What happened to it, to the cart it was and to what it made; the oldest first.
    pub happened: Vec<Happened>,
}

impl OrderView {
    /// The order itself.
    pub fn order(&self) -> &Order {
        &self.named.order
    }

    /// Whether it is paid month by month.
    pub fn is_monthly(&self) -> bool {
        self.order().billing_plan == BillingPlan::Monthly
    }
}

/// One order of a customer.
pub fn show(
    app: &App,
    may: &Granted<may::ViewOrders>,
    customer: CustomerId,
    id: OrderId,
) -> Result<OrderView, StoreError> {
    app.db.read(may.scope(), |r| {
        let named = r.order(customer, id)?;
        let lines = r.order_lines(&named.order)?;
        let charges = r.order_charges(id)?;
        let siblings = r.orders_of_cart(named.order.cart_id)?.into_iter().filter(|order| order.id != id).collect();
        let is_of_record =
            |partner: &Partner| partner.kind != PartnerKind::DirectBill && Some(partner.id) == named.order.reseller_id;
        let partner_of_record = r.partners()?.into_iter().find(is_of_record);
        let happened = r.happened_to(customer, &things(&named.order, &lines))?;
        Ok(OrderView { named, lines, charges, partner_of_record, siblings, happened })
    })
}

/// The ids under which the log knows what an order is, was and made.
fn things(order: &Order, lines: &[OrderLine]) -> Vec<String> {
    let made = lines.iter().map(|line| match &line.made {
        MadeOf::Reservation { id, .. } => id.to_string(),
        MadeOf::Software { id, .. } => id.to_string(),
    });
    [order.id.to_string(), order.cart_id.to_string()].into_iter().chain(made).collect()
}
