//! What a cart costs, which orders it becomes, and what was reviewed. Floor 0. Rules 6.5, R-BL-9,
//! quality 2.3.1.

use serde_json::json;

use super::{BillingPlan, LineFacts, ReviewInput};
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::orders::ChosenReseller;

/// Lines that become one order: an order has one currency and one billing plan (6.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderGroup {
    /// The currency of the order.
    pub currency: Currency,
    /// How it is paid.
    pub plan: BillingPlan,
    /// Which lines, counted from 0.
    pub lines: Vec<usize>,
    /// Their sum over the whole term.
    pub total: Money,
}

/// The orders a cart becomes, by currency and plan, at the prices in force. A line's total is its
/// unit price times its quantity (R-BL-9).
pub(super) fn groups(lines: &[LineFacts]) -> Result<Vec<OrderGroup>, MoneyError> {
    let mut groups: Vec<OrderGroup> = Vec::new();
    for (number, facts) in lines.iter().enumerate() {
        let Some(price) = facts.price_now else { continue };
        let (currency, plan) = (price.currency(), facts.line.plan);
        let total = price.times(facts.line.quantity.get())?;
        match groups.iter_mut().find(|group| group.currency == currency && group.plan == plan) {
            Some(group) => {
                group.total = group.total.plus(total)?;
                group.lines.push(number);
            }
            None => groups.push(OrderGroup { currency, plan, lines: vec![number], total }),
        }
    }
    per_currency_checked(&groups)?;
    groups.sort_by_key(|group| (group.currency, group.plan));
    Ok(groups)
}

/// The sum of each currency, in the order of the groups.
pub(super) fn per_currency(groups: &[OrderGroup]) -> Vec<Money> {
    // `groups` has checked that these sums can be counted.
    per_currency_checked(groups).unwrap_or_default()
}

fn per_currency_checked(groups: &[OrderGroup]) -> Result<Vec<Money>, MoneyError> {
    let mut totals: Vec<Money> = Vec::new();
    for group in groups {
        match totals.iter_mut().find(|total| total.currency() == group.currency) {
            Some(total) => *total = total.plus(group.total)?,
            None => totals.push(group.total),
        }
    }
    Ok(totals)
}

/// What was reviewed, as one line of text: two carts read the same only when the same things would
/// be bought at the same prices on the same account. The review page sends its hash with Buy.
pub fn fingerprint(input: &ReviewInput) -> String {
    let reseller = match input.reseller {
        ChosenReseller::Nobody | ChosenReseller::Unknown => None,
        ChosenReseller::Known { id, .. } => Some(id),
    };
    let lines = input.lines.iter().map(|facts| {
        let line = &facts.line;
        json!([
            line.id,
            line.sku,
            line.term.code(),
            line.quantity,
            price(line.unit_price),
            facts.price_now.map(price),
            line.reservation.map(|it| (it.subscription, it.scope, it.optimise)),
            line.plan,
            line.name,
        ])
    });
    json!(["cart-2", input.cart, reseller, input.purchase_order, lines.collect::<Vec<_>>()]).to_string()
}

fn price(money: Money) -> serde_json::Value {
    json!([money.minor(), money.currency()])
}
