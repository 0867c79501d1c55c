//! Software that the demonstration's customers have bought: some in use, one cancelled by the desk, one for
//! which the time to cancel is over.

use super::purchases::{ADAM, Act, LEE, SOFIA, client};
use super::seed::{customer_id, partner_id};
use super::visits::{Refused, Visit, visit};
use crate::access::may;
use crate::domain::catalog::sku_id;
use crate::domain::ids::{CustomerId, RefundCaseId};
use crate::domain::refunds::ReturnReason;
use crate::domain::support::Severity;
use crate::domain::term::Term::{self, OneYear, ThreeYears};
use crate::domain::text::{PurchaseOrderNumber, Quantity, Remark};
use crate::ops::carts::AddLine;
use crate::ops::orders::PlaceOrder;
use crate::ops::software::{RequestCancel, credit_of, list, look, request};
use crate::ops::{App, StoreError, carts, orders, refunds};
use crate::reference::windows_server_product;

const INES: &str = "ines.moreau@lantern.example";
const DAY_MINUTES: i64 = 24 * 60;

/// Customer, agent, days ago, term, how many, and how many days later it was cancelled.
type Bought = (&'static str, &'static str, i64, Term, &'static str, Option<i64>);

/// The oldest first.
const BOUGHT: &[Bought] = &[
    ("straitslogistics.example", ADAM, 75, OneYear, "2", None),
    ("mekongtextiles.example", SOFIA, 30, OneYear, "1", Some(4)),
    ("blueharbor.example", SOFIA, 12, ThreeYears, "4", None),
    ("blueharbor.example", ADAM, 6, OneYear, "2", None),
    ("hanbada.example", LEE, 5, OneYear, "3", None),
];

/// Every purchase, and the cancellation.
pub(super) fn acts() -> impl Iterator<Item = Act> {
    BOUGHT.iter().flat_map(|bought| {
        let (domain, agent, days, _, _, cancelled) = *bought;
        let buying = move |app: &App| visit(app, agent, days * DAY_MINUTES, |agent| buy(agent, bought));
        let purchase = Act { days, domain, act: Box::new(buying) };
        let cancel = cancelled.map(|later| {
            let days = days - later;
            Act { days, domain, act: Box::new(move |app| cancel(app, customer_id(domain), days)) }
        });
        std::iter::once(purchase).chain(cancel)
    })
}

fn buy(agent: &Visit, (domain, _, days, term, quantity, _): &Bought) -> Result<(), Refused> {
    let (past, may) = (&agent.app, agent.may::<may::PlaceOrders>()?);
    let (customer, client) = (customer_id(domain), client(domain)?);
    let sku = sku_id(&windows_server_product(), "", *term);
    carts::add(past, &may, customer, &AddLine { sku, subscription: None, quantity: Quantity::parse(quantity)? })?;
    let view = carts::show(past, &may, customer)?.ok_or(StoreError::NotFound)?;
    let number = if client.is_purchase_order_required { format!("PO-{}", 7000 + days) } else { String::new() };
    let command = PlaceOrder {
        customer,
        cart: view.cart.id,
        review_hash: view.hash,
        purchase_order: PurchaseOrderNumber::parse(&number)?,
        reseller: client.reseller.map(partner_id),
        request: None,
    };
    orders::place(past, &may, &command)?;
    Ok(())
}

/// Asked for by an admin agent, approved by the desk a day later.
fn cancel(app: &App, customer: CustomerId, days: i64) -> Result<(), Refused> {
    let (case, credit) = visit(app, ADAM, days * DAY_MINUTES, |agent| ask(agent, customer))?;
    visit(app, INES, (days - 1) * DAY_MINUTES, |desk| {
        let may = desk.may::<may::DecideRequests>()?;
        Ok(refunds::approve(&desk.app, &may, case, 1, credit, None)?)
    })
}

fn ask(agent: &Visit, customer: CustomerId) -> Result<(RefundCaseId, i64), Refused> {
    let (past, may) = (&agent.app, agent.may::<may::CancelSoftware>()?);
    let owned = list(past, &agent.may::<may::SeeSoftware>()?, customer)?;
    let line = owned.first().ok_or(StoreError::NotFound)?.line.it.id;
    let (found, contact) = look(past, &may, customer, &[line])?;
    let found = found.first().ok_or(StoreError::NotFound)?;
    let credit = credit_of(found);
    let remark = Remark::parse("The server is replaced by a virtual machine.")?;
    let command = RequestCancel {
        customer,
        line,
        reason: ReturnReason::NoLongerNeeded,
        amount: credit.minor(),
        impact: Severity::Minimal,
        title: format!("Cancel {}", found.line.it.title),
        description: format!(
            "Customer tenant GUID: {customer}\nOrder ID: {}\nReason for the refund: {}\nAmount requested: {credit}",
            found.line.number,
            remark.as_str()
        ),
        remark: Some(remark),
        contact,
    };
    request(past, &may, &command)?;
    let (found, _contact) = look(past, &may, customer, &[line])?;
    let case = found.first().and_then(|found| found.case.as_ref()).ok_or(StoreError::NotFound)?.0;
    Ok((case, credit.minor()))
}
