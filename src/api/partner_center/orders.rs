//! Orders. Floor 4. api 7.5; 6.5, S-39 to S-41, P-23.

use actix_web::http::Method;

use super::call::{At, MOST};
use super::carts::{called, cycle, make, place, plan, read};
use super::fault::Fault;
use super::items::{catalog_item, parts, symbol};
use super::operation::{Json, Operation, may_say};
use super::wire::carts::{NewCart, NewCartLine, Participant};
use super::wire::common::{Amount, Attributes, Collection, Link, Links, moment};
use super::wire::orders::{
    ActivationLink, NewOrder, NewOrderLine, Order, OrderChange, OrderLine, ProvisioningStatus, QuantityStatus,
};
use crate::access::may::Permission;
use crate::access::{Granted, may};
use crate::domain::ids::{EntitlementId, OrderId};
use crate::domain::orders::{LineState, OrderStatus};
use crate::domain::policy::Refusal;
use crate::domain::refunds::ReturnReason;
use crate::domain::support::Severity;
use crate::http::links;
use crate::ops::PageAt;
use crate::ops::customers::Customer;
use crate::ops::orders::{self, MadeOf, OrderFilter};
use crate::ops::software::{self, CancelError, Cancellable, RequestCancel};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("getOrders", "/v1/customers/{customer}/orders", "The orders of a customer, newest first.", list)
            .with_query([
                may_say("billingType", "one_time, monthly, annual or none."),
                may_say("include_price", "true for prices."),
                may_say("size", "How many at once, 1 to 500."),
                may_say("offset", "How many to leave out."),
            ]),
        Operation::send(
            &Method::POST,
            "createOrder",
            "/v1/customers/{customer}/orders",
            "Buys without a cart of one's own.",
            create,
        )
        .with_status(201),
        Operation::get("getOrder", "/v1/customers/{customer}/orders/{order}", "One order.", show)
            .with_query([may_say("include_price", "true for prices.")]),
        Operation::send(
            &Method::PATCH,
            "updateOrder",
            "/v1/customers/{customer}/orders/{order}",
            "Cancels lines of an order.",
            update,
        ),
        Operation::get(
            "getOrderProvisioningStatus",
            "/v1/customers/{customer}/orders/{order}/provisioningstatus",
            "How far the lines of an order are.",
            provisioning,
        ),
        Operation::get(
            "getActivationLinks",
            "/v1/customers/{customer}/orders/{order}/lineitems/{line}/activationlinks",
            "Where a line of software is put to use: the page with its downloads and keys. None for reservations.",
            activation_links,
        ),
    ]
}

fn list(at: &At<'_, may::ViewOrders>) -> Result<Json<Collection<Order>>, Fault> {
    let customer = at.customer()?;
    let billed = |cycle: String| plan(Some(&cycle)).filter(|_| !cycle.eq_ignore_ascii_case("none"));
    let wanted = at.query("billingType").map(billed);
    let with_prices = has_prices(at);
    let window = at.window()?;
    let filter = OrderFilter { customer: Some(customer.id), ..OrderFilter::default() };
    let found = orders::with_lines(at.app, &at.may, &filter, PageAt::First, MOST)?;
    let meant = found.iter().filter(|(order, _)| wanted.is_none_or(|plan| plan == Some(order.billing_plan)));
    let items = meant.map(|(order, lines)| wire(customer, order, lines, with_prices)).collect();
    Ok(Json(Collection::window(&format!("/customers/{}/orders", customer.id), items, window)))
}

fn has_prices<P: Permission>(at: &At<'_, P>) -> bool {
    ["include_price", "includePrice"]
        .iter()
        .any(|name| at.query(name).is_some_and(|it| it.eq_ignore_ascii_case("true")))
}

fn create(at: &At<'_, may::PlaceOrders>, sent: NewOrder) -> Result<Json<Order>, Fault> {
    let cart = NewCart {
        line_items: sent.line_items.into_iter().map(|line| cart_line(line, sent.billing_cycle.as_deref())).collect(),
        purchase_order_number: sent.purchase_order_number,
    };
    let whole = read(at, cart)?;
    let cart = make(at, &whole)?;
    let placed = place(at, cart)?;
    // One billing cycle is one group, and one group is one order.
    let first = placed.first().copied().ok_or_else(|| Fault::defect("Nothing was bought."))?;
    Ok(Json(after_purchase(at, first)?))
}

fn cart_line(line: NewOrderLine, billing_cycle: Option<&str>) -> NewCartLine {
    let of_record = line.partner_id_on_record.filter(|id| !id.is_empty());
    let of_record = of_record.map(|value| Participant { key: "transaction_reseller".to_owned(), value });
    NewCartLine {
        catalog_item_id: line.offer_id,
        quantity: line.quantity,
        billing_cycle: billing_cycle.map(ToOwned::to_owned),
        term_duration: line.term_duration,
        friendly_name: line.friendly_name,
        provisioning_context: line.provisioning_context,
        participants: line.participants.into_iter().chain(of_record).collect(),
    }
}

/// An order that the caller has just placed.
pub(super) fn after_purchase(at: &At<'_, may::PlaceOrders>, id: OrderId) -> Result<Order, Fault> {
    // Whoever buys sees the order; the matrix is asked all the same.
    let may =
        Granted::<may::ViewOrders>::check_with_access(at.may.whose(), at.may.scope().circumstances().clone(), true)?;
    let customer = at.customer()?;
    let view = orders::show(at.app, &may, customer.id, id)?;
    Ok(wire(customer, view.order(), &view.lines, false))
}

fn show(at: &At<'_, may::ViewOrders>) -> Result<Json<Order>, Fault> {
    let customer = at.customer()?;
    let view = orders::show(at.app, &at.may, customer.id, at.id("order")?)?;
    Ok(Json(wire(customer, view.order(), &view.lines, has_prices(at))))
}

fn update(at: &At<'_, may::CancelSoftware>, sent: OrderChange) -> Result<Json<Order>, Fault> {
    let customer = at.customer()?;
    let may = Granted::<may::ViewOrders>::check(at.may.whose(), at.may.scope().circumstances().clone())?;
    let view = orders::show(at.app, &may, customer.id, at.id("order")?)?;
    if !sent.status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case("cancelled")) {
        return Err(Fault::unsupported("An order is changed only to cancelled."));
    }
    let numbers: Vec<u32> = sent.line_items.iter().map(|line| line.line_item_number).collect();
    if numbers.iter().any(|number| !view.lines.iter().any(|line| u32::try_from(line.number) == Ok(*number))) {
        return Err(Fault::input("The order has no such line."));
    }
    let named = view
        .lines
        .iter()
        .filter(|line| numbers.is_empty() || u32::try_from(line.number).is_ok_and(|number| numbers.contains(&number)));
    let mut software = Vec::new();
    for line in named {
        match &line.made {
            MadeOf::Software { id, .. } => software.push(*id),
            MadeOf::Reservation { .. } => {
                return Err(Fault::not_cancellable_kind("Reservations are not cancelled; ask for their refund."));
            }
        }
    }
    cancel(at, &view, &software)?;
    let view = orders::show(at.app, &may, customer.id, at.id("order")?)?;
    Ok(Json(wire(customer, view.order(), &view.lines, false)))
}

/// Asks for lines of software to be cancelled, as the page does: each becomes a support request that the
/// desk decides. It is one act: nothing is asked for when one of them cannot be.
fn cancel(at: &At<'_, may::CancelSoftware>, view: &orders::OrderView, lines: &[EntitlementId]) -> Result<(), Fault> {
    let customer = at.customer()?.id;
    let (found, contact) = software::look(at.app, &at.may, customer, lines).map_err(not_cancelled)?;
    for one in &found {
        if let Some(refusal) = one.quote.outcome.refusal() {
            return Err(not_cancelled(CancelError::Refused(refusal)));
        }
    }
    let command = |one: &Cancellable| {
        let title = format!("Cancel {} of order {}", one.line.it.title, view.order().number);
        RequestCancel {
            customer,
            line: one.line.it.id,
            reason: ReturnReason::NoLongerNeeded,
            remark: None,
            amount: software::credit_of(one).minor(),
            impact: Severity::Minimal,
            description: title.clone(),
            title,
            contact: contact.clone(),
        }
    };
    let commands: Vec<RequestCancel> = found.iter().map(command).collect();
    software::request_all(at.app, &at.may, &commands).map(drop).map_err(not_cancelled)
}

fn not_cancelled(error: CancelError) -> Fault {
    match error {
        CancelError::Refused(refusal) => {
            let is_late = refusal == Refusal::CancellationWindowOver;
            Fault::numbered(if is_late { 900_117 } else { 800_061 }, format!("It cannot be cancelled: {refusal}."))
        }
        CancelError::Changed => Fault::numbered(800_061, "What comes back changed meanwhile; look again."),
        CancelError::Store(error) => error.into(),
        CancelError::Money(error) => Fault::input(format!("{error}.")),
    }
}

fn provisioning(at: &At<'_, may::ViewOrders>) -> Result<Json<Collection<ProvisioningStatus>>, Fault> {
    let customer = at.customer()?;
    let view = orders::show(at.app, &at.may, customer.id, at.id("order")?)?;
    let of = |line: &orders::OrderLine| {
        let status = match line.state {
            LineState::PrefulfillmentPending => "Pending",
            LineState::Fulfilled => "Fulfilled",
            LineState::Unfulfilled => "Cancelled",
        };
        let quantity = line.quantity.get();
        ProvisioningStatus {
            line_item_number: u32::try_from(line.number).unwrap_or_default(),
            status: status.to_owned(),
            quantity_provisioning_information: vec![QuantityStatus { quantity, status: status.to_owned() }],
        }
    };
    let uri = format!("/customers/{}/orders/{}/provisioningstatus", customer.id, view.order().id);
    Ok(Json(Collection::all(uri, view.lines.iter().map(of).collect())))
}

fn activation_links(at: &At<'_, may::ViewOrders>) -> Result<Json<Collection<ActivationLink>>, Fault> {
    let customer = at.customer()?.id;
    let view = orders::show(at.app, &at.may, customer, at.id("order")?)?;
    let line = view.lines.iter().find(|line| line.number.to_string() == at.name("line"));
    let line = line.ok_or_else(|| Fault::not_found("The order has no such line."))?;
    let links = match &line.made {
        MadeOf::Software { id, .. } => {
            vec![Link::to(format!("{}{}", at.call.base, links::SoftwareDownloads::to(&customer, id)))]
        }
        MadeOf::Reservation { .. } => Vec::new(),
    };
    let uri = format!("/customers/{customer}/orders/{}/lineitems/{}/activationlinks", view.order().id, line.number);
    Ok(Json(Collection::all(uri, links.into_iter().map(|link| ActivationLink { link }).collect())))
}

/// An order as clients read it.
fn wire(customer: &Customer, order: &orders::Order, lines: &[orders::OrderLine], with_prices: bool) -> Order {
    let own = format!("/customers/{}/orders/{}", customer.id, order.id);
    let status = match order.status {
        OrderStatus::Unknown | OrderStatus::Pending => "pending",
        OrderStatus::Completed => "completed",
        OrderStatus::Cancelled => "cancelled",
    };
    Order {
        id: order.id.to_string(),
        alternate_id: order.number.to_string(),
        reference_customer_id: customer.id.to_string(),
        billing_cycle: cycle(order.billing_plan).to_owned(),
        currency_code: order.currency.code().to_owned(),
        currency_symbol: symbol(order.currency),
        line_items: lines.iter().map(|line| wire_line(customer, line, with_prices)).collect(),
        creation_date: moment(order.placed_at),
        status: status.to_owned(),
        transaction_type: "UserPurchase".to_owned(),
        total_price: with_prices.then(|| Amount(order.total())),
        links: Links {
            provisioning_status: Some(Link::to(format!("{own}/provisioningstatus"))),
            patch_operation: Some(Link { method: "PATCH".to_owned(), ..Link::to(own.clone()) }),
            ..Links::own(own)
        },
        attributes: Attributes::of("Order"),
    }
}

fn wire_line(customer: &Customer, line: &orders::OrderLine, with_prices: bool) -> OrderLine {
    let (product, sku) = parts(&line.sku);
    let is_cancelled = line.state == LineState::Unfulfilled;
    let subscription_id = line.setting().map(|setting| setting.subscription.to_string());
    let base = format!("/products/{product}/skus/{sku}");
    let tail = format!("?country={}", customer.country);
    OrderLine {
        line_item_number: u32::try_from(line.number).unwrap_or_default(),
        offer_id: catalog_item(&line.sku, customer, line.unit),
        subscription_id,
        friendly_name: called(&line.name, &line.title),
        quantity: if is_cancelled { 0 } else { line.quantity.get() },
        term_duration: Some(line.term.code().to_owned()),
        transaction_type: "New".to_owned(),
        unit_price: with_prices.then_some(Amount(line.unit)),
        total_price: with_prices.then_some(Amount(line.total)),
        links: Links {
            product: Some(Link::to(format!("/products/{product}{tail}"))),
            sku: Some(Link::to(format!("{base}{tail}"))),
            availabilities: Some(Link::to(format!("{base}/availabilities{tail}"))),
            ..Links::default()
        },
    }
}
