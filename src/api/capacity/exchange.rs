//! What an exchange would bring, and asking for it. Floor 4. R-EX-1 to R-EX-6, Q-20.
//!
//! An exchange files its request with the quote, as the page does; the desk decides it. So the answer says
//! `PendingRefunds`, and the new reservations are there when the desk has approved.

use actix_web::http::StatusCode;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::purchase::{Purchase, of_findings, refused as purchase_refused, wanted};
use super::refund::{ToReturn, of_refusal, refused};
use super::{customer_of, no_reservation, wire};
use crate::access::{Granted, may};
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::carts::BillingPlan;
use crate::domain::ids::{CustomerId, RefundCaseId, ReservationOrderId};
use crate::domain::money::Money;
use crate::domain::policy::Refusal;
use crate::domain::refunds::ReturnReason;
use crate::domain::roles::Perm;
use crate::domain::text::PurchaseOrderNumber;
use crate::ops::App;
use crate::ops::orders::at_once;
use crate::ops::refunds::{
    self, AskedExchange, AskedLine, ExchangeSession, ExchangeView, RequestError, RequestExchange,
};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let post = |path, act| {
        let endpoint = Endpoint::post(Face::Arm, path, Perm::FileRefunds, act);
        endpoint.takes::<Request>().answers::<wire::Exchange>()
    };
    vec![
        post("/providers/Microsoft.Capacity/calculateExchange", calculate),
        post("/providers/Microsoft.Capacity/exchange", exchange),
    ]
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Request {
    properties: Option<Properties>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
struct Properties {
    session_id: Option<String>,
    reservations_to_exchange: Option<Vec<ToReturn>>,
    reservations_to_purchase: Option<Vec<Purchase>>,
}

/// An exchange that is asked for, with proof of the right to ask.
struct Wanted {
    may: Granted<may::FileRefunds>,
    customer: CustomerId,
    asked: AskedExchange,
    /// The price of each purchase.
    totals: Vec<Money>,
}

fn read(app: &App, call: &Call, properties: &Properties) -> Result<Wanted, Refused> {
    let returns = properties.reservations_to_exchange.as_deref().unwrap_or_default();
    let purchases = properties.reservations_to_purchase.as_deref().unwrap_or_default();
    let first = returns.first().ok_or_else(|| of_refusal(Refusal::ExchangeIncomplete))?.read()?;
    let customer = customer_of(app, call, first.0)?;
    let may = call.on::<may::FileRefunds>(app, customer, Some(first.1))?;
    let mut returned = Vec::new();
    for one in returns {
        let (order, id, quantity) = one.read()?;
        if customer_of(app, call, order)? != customer {
            return Err(no_reservation());
        }
        returned.push((id, Some(quantity)));
    }
    let (mut lines, mut totals, mut plan) = (Vec::new(), Vec::new(), None);
    for purchase in purchases {
        let under = ReservationOrderId::from_uuid(app.ids.new_id());
        let (may, wanted) = wanted(app, call, purchase, under)?;
        if wanted.customer != customer {
            let message = "The subscriptions of an exchange are those of one customer.";
            return Err(Refused::bad("InvalidRequestContent", message));
        }
        if *plan.get_or_insert(wanted.plan) != wanted.plan {
            let message = "The purchases of an exchange have one billing plan.";
            return Err(Refused::bad("InvalidRequestContent", message));
        }
        let quoted = at_once::quote(app, &may, &wanted).map_err(purchase_refused)?;
        totals.push(quoted.total);
        lines.push(AskedLine {
            sku: quoted.sku,
            quantity: wanted.quantity.get(),
            subscription: Some(wanted.setting.subscription),
            scope: Some(wanted.setting.scope),
        });
    }
    let plan = plan.unwrap_or(BillingPlan::Upfront);
    Ok(Wanted { may, customer, asked: AskedExchange { returns: returned, wanted: lines, plan }, totals })
}

fn calculate(app: &App, call: &Call) -> Answered {
    let body: Value = call.json()?;
    let wanted = read(app, call, &call.json::<Request>()?.properties.unwrap_or_default())?;
    let view = refunds::quoted_exchange(app, &wanted.may, wanted.customer, &wanted.asked).map_err(refused)?;
    if let Some((id, number)) = view.open() {
        return Err(refused(RequestError::Open(*id, number.clone())));
    }
    let refusal = view.quote.outcome.refusal();
    if let Some(other) = refusal.filter(|refusal| *refusal != Refusal::ExchangeTotalTooSmall) {
        return Err(of_refusal(other));
    }
    if !view.stops.is_empty() {
        return Err(of_findings(&view.stops));
    }
    let session = RefundCaseId::from_uuid(app.ids.new_id());
    let answer = shape(&wanted, &view, session, &body, refusal);
    let kept = ExchangeSession {
        id: session,
        customer_id: wanted.customer,
        asked: body.to_string(),
        answer: json!(answer).to_string(),
        refund_minor: view.quote.refund.minor(),
        net_minor: view.quote.net_payable.minor(),
    };
    refunds::keep_quote(app, &wanted.may, &kept)?;
    Answer::ok(&answer)
}

fn shape(
    wanted: &Wanted,
    view: &ExchangeView,
    session: RefundCaseId,
    body: &Value,
    refusal: Option<Refusal>,
) -> wire::Exchange {
    let quote = &view.quote;
    let list = |name: &str| {
        let found = body.pointer(&format!("/properties/{name}")).and_then(Value::as_array);
        found.cloned().unwrap_or_default()
    };
    let error = |refusal: Refusal| wire::PolicyError {
        code: refusal.to_string(),
        message: "The purchases are worth less than what is returned.".to_owned(),
    };
    let bought = list("reservationsToPurchase").into_iter().zip(&wanted.totals);
    let bought = bought.map(|(properties, total)| wire::ToPurchase {
        properties,
        billing_currency_total: (*total).into(),
        status: None,
    });
    let given = list("reservationsToExchange").into_iter().zip(&quote.lines);
    let given = given.map(|(one, line)| wire::ToExchange {
        reservation_id: one.get("reservationId").and_then(Value::as_str).unwrap_or_default().to_owned(),
        quantity: line.returned,
        billing_refund_amount: line.credit.into(),
        billing_information: wire::BillingInformation {
            billing_plan: None,
            completed_transactions: None,
            total_transactions: None,
            billing_currency_total_paid_amount: None,
            billing_currency_prorated_amount: line.credit.into(),
            billing_currency_remaining_commitment_amount: line
                .commitment
                .minus(line.credit)
                .unwrap_or(line.commitment)
                .into(),
        },
        status: None,
    });
    wire::Exchange {
        id: format!("/providers/microsoft.capacity/operationResults/{session}"),
        name: session.to_string(),
        status: "Succeeded",
        properties: wire::ExchangeProperties {
            session_id: session.to_string(),
            net_payable: quote.net_payable.into(),
            refunds_total: quote.refund.into(),
            purchases_total: quote.new_total.into(),
            reservations_to_purchase: bought.collect(),
            savings_plans_to_purchase: Vec::new(),
            reservations_to_exchange: given.collect(),
            policy_result: wire::ExchangePolicy { policy_errors: refusal.map(error).into_iter().collect() },
        },
    }
}

fn no_session() -> Refused {
    let message = "There is no such session, or its quote has gone. Calculate the exchange again.";
    Refused::bad("InvalidRequestContent", message)
}

/// Asks for what was quoted under the session; once.
fn exchange(app: &App, call: &Call) -> Answered {
    let session = call.json::<Request>()?.properties.unwrap_or_default().session_id.unwrap_or_default();
    let id: RefundCaseId = session.parse().map_err(|_not_a_guid| no_session())?;
    let kept = refunds::kept_quote(app, call.who()?, &call.circumstances, id).map_err(|error| {
        let refused = Refused::from(error);
        if refused.status == StatusCode::NOT_FOUND { no_session() } else { refused }
    })?;
    let asked: Request = serde_json::from_str(&kept.asked).map_err(|error| Refused::defect(&error.to_string()))?;
    let wanted = read(app, call, &asked.properties.unwrap_or_default())?;
    let returned: Vec<String> = wanted.asked.returns.iter().map(|(id, _)| id.to_string()).collect();
    let command = RequestExchange {
        customer: kept.customer_id,
        case: kept.id,
        asked: wanted.asked,
        reason: ReturnReason::Other,
        remark: None,
        purchase_order: PurchaseOrderNumber::from_stored(String::new()),
        shown: (kept.refund_minor, kept.net_minor),
        title: format!("Exchange of {} reservations", returned.len()),
        description: format!(
            "Exchange of reservations {}, asked for by the API client {}.",
            returned.join(", "),
            wanted.may.who().display_name(),
        ),
    };
    refunds::request_exchange(app, &wanted.may, &command, refunds::Again::Refused).map_err(refused)?;
    let mut answer: Map<String, Value> =
        serde_json::from_str(&kept.answer).map_err(|error| Refused::defect(&error.to_string()))?;
    answer.insert("status".to_owned(), json!("PendingRefunds"));
    for list in ["reservationsToPurchase", "reservationsToExchange"] {
        let items = answer.get_mut("properties").and_then(|properties| properties.get_mut(list));
        for item in items.and_then(Value::as_array_mut).into_iter().flatten() {
            if let Value::Object(item) = item {
                item.insert("status".to_owned(), json!("Pending"));
            }
        }
    }
    Answer::ok(&answer)
}
