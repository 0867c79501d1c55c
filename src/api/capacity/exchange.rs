//! What an exchange would bring. Floor 4. R-EX-1 to R-EX-6.
//!
//! An exchange is asked for by a support request, so the second call refuses and says so.

use serde::Deserialize;
use serde_json::{Value, json};

use super::purchase::{Purchase, refused as purchase_refused, wanted};
use super::refund::{ToReturn, of_refusal, refused};
use super::{customer_of, no_reservation, session};
use crate::access::may;
use crate::api::frame::json::money;
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::ids::ReservationOrderId;
use crate::domain::money::Money;
use crate::domain::policy::exchange::WantedLine;
use crate::domain::policy::{ProductKind, Refusal};
use crate::domain::roles::Perm;
use crate::ops::App;
use crate::ops::orders::at_once;
use crate::ops::refunds;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let post = |path, act| Endpoint::post(Face::Arm, path, Perm::FileRefunds, act);
    vec![
        post("/providers/Microsoft.Capacity/calculateExchange", calculate),
        post("/providers/Microsoft.Capacity/exchange", exchange),
    ]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Request {
    properties: Option<Properties>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Properties {
    reservations_to_exchange: Option<Vec<ToReturn>>,
    reservations_to_purchase: Option<Vec<Purchase>>,
}

fn calculate(app: &App, call: &Call) -> Answered {
    let body: Value = call.json()?;
    let properties = call.json::<Request>()?.properties.unwrap_or_default();
    let returns = properties.reservations_to_exchange.unwrap_or_default();
    let purchases = properties.reservations_to_purchase.unwrap_or_default();
    let first = returns.first().ok_or_else(|| of_refusal(Refusal::ExchangeIncomplete))?.read()?;
    let customer = customer_of(app, call, first.0)?;
    let may = call.on::<may::FileRefunds>(app, customer, Some(first.1))?;
    let mut returned = Vec::new();
    for one in &returns {
        let (order, id, quantity) = one.read()?;
        if customer_of(app, call, order)? != customer {
            return Err(no_reservation());
        }
        returned.push((id, quantity));
    }
    let mut lines = Vec::new();
    for purchase in &purchases {
        lines.push(line(app, call, purchase)?);
    }
    let totals: Vec<Money> = lines.iter().filter_map(|line| line.total().ok()).collect();
    let quote = refunds::exchange_quote(app, &may, customer, &returned, lines).map_err(refused)?;
    let refusal = quote.outcome.refusal();
    if let Some(other) = refusal.filter(|refusal| *refusal != Refusal::ExchangeTotalTooSmall) {
        return Err(of_refusal(other));
    }
    let errors: Vec<Value> = refusal
        .map(|refusal| json!({ "code": refusal, "message": "The purchases are worth less than what is returned." }))
        .into_iter()
        .collect();
    let session = session::open(app, "exchange", quote.net_payable);
    let asked =
        body.pointer("/properties/reservationsToPurchase").and_then(Value::as_array).cloned().unwrap_or_default();
    let bought = asked.iter().zip(&totals);
    let bought = bought.map(|(asked, total)| json!({ "properties": asked, "billingCurrencyTotal": money(*total) }));
    let given = returns.iter().zip(&quote.lines).map(|(one, line)| {
        json!({
            "reservationId": one.reservation_id,
            "quantity": line.returned,
            "billingRefundAmount": money(line.credit),
            "billingInformation": {
                "billingCurrencyProratedAmount": money(line.credit),
                "billingCurrencyRemainingCommitmentAmount": money(line.commitment),
            },
        })
    });
    Answer::ok(&json!({
        "id": format!("/providers/microsoft.capacity/operationResults/{session}"),
        "name": session,
        "status": "Succeeded",
        "properties": {
            "sessionId": session,
            "netPayable": money(quote.net_payable),
            "refundsTotal": money(quote.refund),
            "purchasesTotal": money(quote.new_total),
            "reservationsToPurchase": bought.collect::<Vec<_>>(),
            "savingsPlansToPurchase": [],
            "reservationsToExchange": given.collect::<Vec<_>>(),
            "policyResult": { "policyErrors": errors },
        },
    }))
}

/// A purchase as the exchange's rules look at it, at the price of today.
fn line(app: &App, call: &Call, purchase: &Purchase) -> Result<WantedLine, Refused> {
    let under = ReservationOrderId::from_uuid(app.ids.new_id());
    let (may, wanted) = wanted(app, call, purchase, under)?;
    let quoted = at_once::quote(app, &may, &wanted).map_err(purchase_refused)?;
    let unit_price = quoted.unit;
    let (quantity, plan, term) = (wanted.quantity.get(), wanted.plan, wanted.term);
    let product = ProductKind::VirtualMachines;
    Ok(WantedLine { product, term, plan, unit_price, three_year_price: None, quantity })
}

fn exchange(_: &App, _: &Call) -> Answered {
    let message = "An exchange is asked for by a support request: Microsoft.Support, service billing, problem \
                   classification exchange. Nothing was changed.";
    Err(Refused::bad("SelfServiceExchangeNotSupported", message))
}
