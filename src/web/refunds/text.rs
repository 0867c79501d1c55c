//! A quote as text, for the support request it is filed with. Floor 4. S-60, S-77, Q-20.

use super::parts::{Amounts, StepLine};
use crate::domain::ids::{ReservationId, ReservationOrderId};
use crate::domain::orders::OrderNumber;
use crate::http::cx::Cx;

/// The IDs that support asks for.
pub(in crate::web) struct Ids<'a> {
    pub(in crate::web) name: &'a str,
    pub(in crate::web) reservation: ReservationId,
    pub(in crate::web) reservation_order: ReservationOrderId,
    pub(in crate::web) order: OrderNumber,
    pub(in crate::web) quantity: u32,
}

/// The lines of a request: what is returned, what is bought instead, what comes of it, how.
pub(in crate::web) fn description(
    cx: &Cx,
    returned: &[Ids<'_>],
    bought: &[String],
    amounts: &Amounts,
    steps: &[StepLine],
    remark: &str,
) -> String {
    let t = cx.t;
    let mut lines = Vec::new();
    if !remark.is_empty() {
        lines.push(remark.to_owned());
        lines.push(String::new());
    }
    for one in returned {
        lines.push(format!("{}: {}", t.refunds_reservation(), one.name));
        lines.push(format!("{}: {}", t.reservations_id(), one.reservation));
        lines.push(format!("{}: {}", t.reservations_order_id(), one.reservation_order));
        lines.push(format!("{}: {}", t.reservations_order_number(), one.order));
        lines.push(format!("{}: {}", t.refunds_quantity(), one.quantity));
        lines.push(String::new());
    }
    if !bought.is_empty() {
        lines.push(format!("{}:", t.exchange_new_total()));
        lines.extend(bought.iter().cloned());
        lines.push(String::new());
    }
    for line in &amounts.lines {
        lines.push(format!("{}: {}", line.label, t.money(&line.amount)));
    }
    lines.push(String::new());
    for (number, step) in (1..).zip(steps) {
        let amount = if step.amount.is_empty() { String::new() } else { format!(" = {}", step.amount) };
        lines.push(format!("{number}. {}{amount} ({})", step.words, step.rule));
    }
    lines.join("\n")
}
