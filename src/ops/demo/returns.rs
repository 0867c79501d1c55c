//! Refunds of the demonstration: one that waits, one approved and half settled, one rejected, one about
//! which the desk has a question.

use super::seed::{customer_id, id_of};
use super::visits::{Act, Refused, Visit};
use crate::domain::ids::{CustomerId, RefundCaseId};
use crate::domain::refunds::{MoneyLeg, ReturnReason};
use crate::domain::text::{PaymentReference, Remark};
use crate::ops::StoreError;
use crate::ops::refunds::{self, Asked, RequestRefund, SettleLeg};

/// A refund that somebody asked for.
struct Return {
    by: &'static str,
    minutes: i64,
    domain: &'static str,
    size: &'static str,
    quantity: u32,
    is_used: bool,
    reason: ReturnReason,
    remark: &'static str,
    desk: Desk,
}

/// What the desk made of it, and how many minutes ago.
enum Desk {
    Waits,
    Asks(i64, &'static str),
    Approves(i64),
    Rejects(i64, &'static str),
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const ADAM: &str = "adam.lindqvist@northwind.example";
const DESK: &str = "ines.moreau@lantern.example";

static RETURNS: [Return; 4] = [
    Return {
        by: "chen.yiting@yushan.example",
        minutes: 4 * DAY,
        domain: "qingshan-textile.example",
        size: "Standard_E4s_v3",
        quantity: 1,
        is_used: true,
        reason: ReturnReason::WrongSize,
        remark: "客戶需要較小的執行個體。",
        desk: Desk::Asks(
            3 * DAY + 2 * HOUR,
            "Which size does the customer need instead? An exchange would have no fee.",
        ),
    },
    Return {
        by: ADAM,
        minutes: 66 * HOUR,
        domain: "openrivers.example",
        size: "Standard_D2s_v3",
        quantity: 1,
        is_used: true,
        reason: ReturnReason::Other,
        remark: "One of the two servers was switched off.",
        desk: Desk::Approves(48 * HOUR),
    },
    Return {
        by: ADAM,
        minutes: 60 * HOUR,
        domain: "mekongtextiles.example",
        size: "Standard_F4s_v2",
        quantity: 3,
        is_used: true,
        reason: ReturnReason::Other,
        remark: "The customer moves to another region.",
        desk: Desk::Rejects(40 * HOUR, "Ask for an exchange: the other region is offered, and there is no fee."),
    },
    Return {
        by: ADAM,
        minutes: 20 * HOUR,
        domain: "kowloon-trading.example",
        size: "Standard_F8s_v2",
        quantity: 1,
        is_used: false,
        reason: ReturnReason::WrongProduct,
        remark: "Three years were bought instead of one.",
        desk: Desk::Waits,
    },
];

/// Every refund asked for, and what the desk answers.
pub(super) fn acts() -> Vec<Act> {
    let mut acts = Vec::new();
    for one in &RETURNS {
        let customer = customer_id(one.domain);
        let case = RefundCaseId::from_uuid(id_of("refund", one.domain));
        acts.push(Act::new(one.by, one.minutes, move |who| ask(who, one, customer, case)));
        match one.desk {
            Desk::Waits => {}
            Desk::Asks(minutes, question) => acts.push(Act::new(DESK, minutes, move |who| {
                let version = refunds::desk_case(&who.app, &who.may()?, case)?.view.case.version;
                Ok(refunds::ask(&who.app, &who.may()?, case, version, &Remark::parse(question)?)?)
            })),
            Desk::Rejects(minutes, reason) => acts.push(Act::new(DESK, minutes, move |who| {
                let version = refunds::desk_case(&who.app, &who.may()?, case)?.view.case.version;
                Ok(refunds::reject(&who.app, &who.may()?, case, version, &Remark::parse(reason)?)?)
            })),
            Desk::Approves(minutes) => {
                acts.push(Act::new(DESK, minutes, move |who| approve(who, case)));
                let pays = move |who: &Visit| settle(who, customer, case);
                acts.push(Act::new("bella.novak@northwind.example", minutes / 2, pays));
            }
        }
    }
    acts
}

fn ask(who: &Visit, one: &Return, customer: CustomerId, case: RefundCaseId) -> Result<(), Refused> {
    let it = who.reservation(customer, one.size)?;
    let asked = Asked { quantity: Some(one.quantity), is_used: Some(one.is_used) };
    let found = refunds::refund(&who.app, &who.may()?, customer, it.id, asked)?;
    let command = RequestRefund {
        customer,
        reservation: it.id,
        case,
        quantity: one.quantity,
        is_used: one.is_used,
        reason: one.reason,
        remark: Some(Remark::parse(one.remark)?),
        shown_net: found.quote.net.minor(),
        title: format!("Refund of {}", it.name),
        description: format!(
            "{}\n\nReservation ID: {}\nReservation order ID: {}\nQuantity: {}\nNet: {}",
            one.remark, it.id, it.reservation_order_id, one.quantity, found.quote.net
        ),
    };
    refunds::request(&who.app, &who.may()?, &command, refunds::Again::SameCase)?;
    Ok(())
}

fn approve(who: &Visit, case: RefundCaseId) -> Result<(), Refused> {
    let found = refunds::desk_case(&who.app, &who.may()?, case)?;
    let (.., net) = found.today.ok_or(StoreError::NotFound)?.amounts();
    let note = Remark::parse("Approved as quoted.")?;
    Ok(refunds::approve(&who.app, &who.may()?, case, found.view.case.version, net.minor(), Some(&note))?)
}

/// The money has come from the vendor; the customer is still to be paid.
fn settle(who: &Visit, customer: CustomerId, case: RefundCaseId) -> Result<(), Refused> {
    let version = refunds::case_to_settle(&who.app, &who.may()?, customer, case)?.case.version;
    let by = Ok(PaymentReference::parse("WIRE-2291-0417")?);
    Ok(refunds::settle(&who.app, &who.may()?, &SettleLeg { customer, case, leg: MoneyLeg::Vendor, by, version })?)
}
