//! Carts and checkout. Floor 4. api 7.4; 6.4, R-BUY-2, R-BUY-3, Q-8.

use std::collections::HashMap;

use actix_web::http::Method;

use super::call::At;
use super::fault::{Fault, line_number, words};
use super::items::{catalog_item, once, read_item, reseller};
use super::operation::{Json, Operation};
use super::wire::carts::{Cart, CartLine, CartLineError, Checkout, NewCart, NewCartLine, ProvisioningContext};
use super::wire::common::{Attributes, Links, moment};
use crate::access::may;
use crate::domain::carts::{AppliedScope, BillingPlan, CartState, Code, Problem, Severity};
use crate::domain::ids::{CartId, OrderId, SubscriptionId};
use crate::domain::text::{DisplayName, PurchaseOrderNumber, Quantity};
use crate::ops::StoreError;
use crate::ops::carts::{self, CartView, Offer, WholeCart, WholeError, WholeLine};
use crate::ops::catalog;
use crate::ops::orders::{self, PlaceError, PlaceOrder};

type Buying<'a> = At<'a, may::PlaceOrders>;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::send(&Method::POST, "createCart", "/v1/customers/{customer}/carts", "Makes a cart.", create)
            .with_status(201),
        Operation::get("getCart", "/v1/customers/{customer}/carts/{cart}", "One cart.", show),
        Operation::send(
            &Method::PUT,
            "updateCart",
            "/v1/customers/{customer}/carts/{cart}",
            "Replaces its lines.",
            replace,
        ),
        Operation::act(
            "checkoutCart",
            "/v1/customers/{customer}/carts/{cart}/checkout",
            "Buys what is in the cart, once.",
            checkout,
        )
        .with_status(201),
    ]
}

fn create(at: &Buying<'_>, sent: NewCart) -> Result<Json<Cart>, Fault> {
    let id = make(at, &read(at, sent)?)?;
    Ok(Json(wire(&look(at, id)?)))
}

/// Makes a cart of the call.
pub(super) fn make(at: &Buying<'_>, whole: &WholeCart) -> Result<CartId, Fault> {
    let id = CartId::from_uuid(once(at));
    carts::make(at.app, &at.may, at.customer()?.id, id, whole).map_err(refused)
}

fn show(at: &Buying<'_>) -> Result<Json<Cart>, Fault> {
    Ok(Json(wire(&look(at, cart_id(at)?)?)))
}

fn replace(at: &Buying<'_>, sent: NewCart) -> Result<Json<Cart>, Fault> {
    let id = cart_id(at)?;
    look(at, id)?;
    carts::replace(at.app, &at.may, at.customer()?.id, id, &read(at, sent)?).map_err(refused)?;
    Ok(Json(wire(&look(at, id)?)))
}

fn checkout(at: &Buying<'_>) -> Result<Json<Checkout>, Fault> {
    let placed = place(at, cart_id(at)?)?;
    let orders = placed.into_iter().map(|id| super::orders::after_purchase(at, id)).collect::<Result<_, _>>()?;
    Ok(Json(Checkout { orders, order_errors: Vec::new(), attributes: Attributes::of("CartCheckoutResult") }))
}

/// Buys a cart as it stands; the same request again gets the same orders.
pub(super) fn place(at: &Buying<'_>, cart: CartId) -> Result<Vec<OrderId>, Fault> {
    let view = look(at, cart)?;
    let request = at.request_id();
    let command = PlaceOrder {
        customer: at.customer()?.id,
        cart,
        review_hash: view.hash.clone(),
        purchase_order: view.cart.purchase_order(),
        reseller: view.cart.reseller_id,
        request: Some(request.unwrap_or_else(|| at.app.ids.new_id().to_string())),
    };
    Ok(orders::place(at.app, &at.may, &command).map_err(not_placed)?.orders)
}

fn not_placed(error: PlaceError) -> Fault {
    let busy = || Fault { code: 800_064, ..Fault::conflict("The cart was changed meanwhile; look at it again.") };
    match error {
        PlaceError::NotAsReviewed | PlaceError::Store(StoreError::Stale) => busy(),
        PlaceError::OrderedOtherwise => Fault::cart_submitted("The cart was bought already."),
        PlaceError::Refused(findings) => {
            let refusal = findings.iter().find(|finding| finding.severity() == Severity::Refusal);
            refusal.map_or_else(busy, |finding| Fault::of_problem(finding.line, &finding.problem))
        }
        PlaceError::NoRate(currency) => Fault::input(format!("No rate of {currency} to the US dollar is known.")),
        PlaceError::Store(error) => gone(error),
        PlaceError::Money(error) => Fault::input(format!("{error}.")),
    }
}

fn cart_id(at: &Buying<'_>) -> Result<CartId, Fault> {
    at.name("cart").parse().map_err(|_not_an_id| gone(StoreError::NotFound))
}

fn look(at: &Buying<'_>, id: CartId) -> Result<CartView, Fault> {
    carts::look_at(at.app, &at.may, at.customer()?.id, id).map_err(gone)
}

fn gone(error: StoreError) -> Fault {
    match error {
        StoreError::NotFound => Fault::no_cart("The customer has no such cart."),
        other @ (StoreError::Stale
        | StoreError::Duplicate(_)
        | StoreError::Busy(_)
        | StoreError::Open(_)
        | StoreError::Db(_)) => other.into(),
    }
}

fn refused(error: WholeError) -> Fault {
    match error {
        WholeError::Refused(found) => match found.first() {
            Some((line, problem)) => Fault::of_problem(Some(*line), problem),
            None => Fault::cart_items("Something is wrong with the lines."),
        },
        WholeError::Full => Fault::input(format!("A cart has at most {} lines.", carts::MAX_LINES)),
        WholeError::Ended(CartState::Ordered) => Fault::cart_submitted("The cart was bought already."),
        WholeError::Ended(CartState::Active | CartState::Expired) => Fault::cart_items("The cart expired."),
        WholeError::Store(error) => gone(error),
    }
}

/// What a client sent as a cart of ours.
pub(super) fn read(at: &Buying<'_>, sent: NewCart) -> Result<WholeCart, Fault> {
    if sent.line_items.is_empty() {
        return Err(Fault::invalid("lineItems is empty."));
    }
    let mut mpn_ids: Vec<&str> =
        sent.line_items.iter().flat_map(|line| &line.participants).map(|it| it.value.as_str()).collect();
    mpn_ids.sort_unstable();
    mpn_ids.dedup();
    if mpn_ids.len() > 1 {
        return Err(Fault::unsupported("All lines of a cart have the same partner of record."));
    }
    let purchase_order = PurchaseOrderNumber::parse(sent.purchase_order_number.as_deref().unwrap_or_default())
        .map_err(|why| Fault::invalid(format!("purchaseOrderNumber: {why}.")))?;
    let reseller = reseller(at, mpn_ids.first().copied())?;
    let skus: Vec<String> =
        sent.line_items.iter().filter_map(|line| Some(read_item(&line.catalog_item_id)?.0)).collect();
    let offers = carts::offers(at.app, &at.may, at.customer()?, &skus)?;
    let lines = sent.line_items.iter().enumerate().map(|(number, line)| read_line(at, &offers, number, line));
    let lines = lines.collect::<Result<_, _>>().map_err(|fault| or_closed(at, fault))?;
    Ok(WholeCart { lines, reseller, purchase_order })
}

/// Where nothing is sold, nothing is found: then the country is the reason.
fn or_closed(at: &Buying<'_>, fault: Fault) -> Fault {
    let shelf = at.customer().ok().and_then(|customer| catalog::shelf(at.app, &at.may, customer).ok());
    let is_closed = shelf.is_some_and(|shelf| !shelf.verdict.is_allowed());
    if is_closed && fault.code == 800_009 {
        Fault::of_problem(None, &Problem::Plain(Code::MarketClosed))
    } else {
        fault
    }
}

fn read_line(
    at: &Buying<'_>,
    offers: &HashMap<String, Offer>,
    number: usize,
    line: &NewCartLine,
) -> Result<WholeLine, Fault> {
    let wrong = |what: &str| Fault::invalid(format!("Line {number}: {what}."));
    let item = &line.catalog_item_id;
    let unknown = || Fault::cart_items(format!("Line {number}: nothing is on sale under {item}; read it again."));
    let (sku, availability) = read_item(item).ok_or_else(unknown)?;
    let offer = offers.get(&sku).ok_or_else(unknown)?;
    if catalog_item(&sku, at.customer()?, offer.unit) != format!("{sku}:{availability}") {
        return Err(unknown());
    }
    if line.term_duration.as_ref().is_some_and(|term| !term.eq_ignore_ascii_case(offer.term.code())) {
        return Err(wrong("termDuration is not the term of the SKU"));
    }
    let name = line.friendly_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let quantity = Quantity::new(line.quantity.unwrap_or(1))
        .map_err(|why| Fault::numbered(800_017, format!("Line {number}: quantity: {why}.")))?;
    Ok(WholeLine {
        quantity,
        subscription: if offer.is_software() { None } else { Some(subscription(number, line)?) },
        scope: scope(line.provisioning_context.scope.as_deref()).ok_or_else(|| wrong("scope is shared or single"))?,
        plan: plan(line.billing_cycle.as_deref())
            .ok_or_else(|| Fault::unsupported(format!("Line {number}: billingCycle is one_time or monthly.")))?,
        name: match name {
            Some(name) => Some(DisplayName::parse(name).map_err(|why| wrong(&format!("friendlyName: {why}")))?),
            None => None,
        },
        sku,
    })
}

fn subscription(number: usize, line: &NewCartLine) -> Result<SubscriptionId, Fault> {
    let sent = line.provisioning_context.subscription_id.as_deref().unwrap_or_default();
    sent.parse().map_err(|_not_an_id| {
        Fault::numbered(800_011, format!("Line {number}: provisioningContext.subscriptionId is no Azure subscription."))
    })
}

fn scope(sent: Option<&str>) -> Option<AppliedScope> {
    match sent.map(str::to_ascii_lowercase).as_deref() {
        None | Some("" | "shared") => Some(AppliedScope::Shared),
        Some("single") => Some(AppliedScope::Single),
        Some(_) => None,
    }
}

/// How a billing cycle is paid; older clients write it in capitals or leave it out.
pub(super) fn plan(sent: Option<&str>) -> Option<BillingPlan> {
    match sent.map(str::to_ascii_lowercase).as_deref() {
        None | Some("" | "one_time" | "onetime" | "none" | "unknown") => Some(BillingPlan::Upfront),
        Some("monthly") => Some(BillingPlan::Monthly),
        Some(_) => None,
    }
}

/// How a plan is called.
pub(super) fn cycle(plan: BillingPlan) -> &'static str {
    match plan {
        BillingPlan::Upfront => "one_time",
        BillingPlan::Monthly => "monthly",
    }
}

fn wire(view: &CartView) -> Cart {
    let cart = &view.cart;
    let status = match cart.state {
        CartState::Active if view.is_expired() => "Expired",
        CartState::Active => "Active",
        CartState::Ordered => "Ordered",
        CartState::Expired => "Expired",
    };
    let purchase_order = cart.purchase_order();
    Cart {
        id: cart.id.to_string(),
        creation_timestamp: moment(cart.created_at),
        last_modified_timestamp: moment(cart.updated_at),
        expiration_timestamp: moment(cart.expires_at),
        last_modified_user: cart.created_by.to_string(),
        status: status.to_owned(),
        purchase_order_number: (!purchase_order.is_empty()).then(|| purchase_order.as_str().to_owned()),
        line_items: (0_u32..).zip(&view.lines).map(|(number, line)| wire_line(view, number, line)).collect(),
        links: Links::own(format!("/customers/{}/carts/{}", view.customer.id, cart.id)),
        attributes: Attributes::of("Cart"),
    }
}

/// The name of a line: its own, or that of what it is of.
pub(super) fn called(name: &str, title: &str) -> String {
    if name.is_empty() { title.to_owned() } else { name.to_owned() }
}

fn wire_line(view: &CartView, number: u32, shown: &carts::LineView) -> CartLine {
    let line = &shown.stored.line;
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    let group = view.review.groups.iter().position(|group| group.lines.contains(&at)).unwrap_or_default();
    let found = view.review.of_line(at).find(|finding| finding.severity() == Severity::Refusal);
    let is_open = view.cart.state == CartState::Active;
    CartLine {
        id: number,
        catalog_item_id: catalog_item(&line.sku, &view.customer, line.unit_price),
        friendly_name: called(line.name.as_str(), &shown.title),
        quantity: line.quantity.get(),
        currency_code: line.unit_price.currency().code().to_owned(),
        billing_cycle: cycle(line.plan).to_owned(),
        term_duration: line.term.code().to_owned(),
        provisioning_context: line.reservation.map(|setting| ProvisioningContext {
            subscription_id: Some(setting.subscription.to_string()),
            scope: Some(setting.scope.code().to_owned()),
            duration: None,
        }),
        order_group: group.to_string(),
        error: found.filter(|_| is_open).map(|finding| CartLineError {
            error_code: line_number(finding.code()).to_string(),
            error_description: words(&finding.problem),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn billing_cycles_and_scopes_are_read_as_clients_write_them() {
        assert_eq!(plan(Some("OneTime")), Some(BillingPlan::Upfront));
        assert_eq!(plan(Some("Monthly")), Some(BillingPlan::Monthly));
        assert_eq!(plan(Some("annual")), None);
        assert_eq!(scope(None), Some(AppliedScope::Shared));
        assert_eq!(scope(Some("Single")), Some(AppliedScope::Single));
        assert_eq!(scope(Some("galaxy")), None);
    }
}
