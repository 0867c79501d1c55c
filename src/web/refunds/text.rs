//! A quote as text, for the support request it is filed with. Floor 4. S-60, S-77, Q-20.

use super::parts::{Amounts, StepLine};
use crate::domain::ids::{ReservationId, ReservationOrderId};
use crate::domain::orders::OrderNumber;
use crate::http::cx::Cx;

/// The IDs that support asks for.
pub(super) struct Ids<'a> {
    pub(super) name: &'a str,
    pub(super) reservation: ReservationId,
    pub(super) reservation_order: ReservationOrderId,
    pub(super) order: OrderNumber,
    pub(super) quantity: u32,
}

/// The lines of a request: what is returned, what comes of it, how.
pub(super) fn description(
    cx: &Cx,
    returned: &[Ids<'_>],
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
    lines.push(format!("{}: {}", t.refunds_credit(), t.money(&amounts.credit)));
    lines.push(format!("{}: {}", t.refunds_fee(), t.money(&amounts.fee_taken)));
    lines.push(format!("{}: {}", t.refunds_net(), t.money(&amounts.net)));
    lines.push(String::new());
    for (number, step) in (1..).zip(steps) {
        let amount = if step.amount.is_empty() { String::new() } else { format!(" = {}", step.amount) };
        lines.push(format!("{number}. {}{amount} ({})", step.words, step.rule));
    }
    lines.join("\n")
}
