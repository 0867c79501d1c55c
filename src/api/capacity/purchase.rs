//! What a reservation would cost, and buying it. Floor 4. The rules are those of a cart with one line.

use actix_web::http::StatusCode;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{customer_of, shapes, wire};
use crate::access::{Granted, may};
use crate::api::frame::json::day;
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::carts::{AppliedScope, BillingPlan, Code, Finding, Optimise, Severity};
use crate::domain::ids::{CustomerId, ReservationOrderId, SubscriptionId};
use crate::domain::reservations::Setting;
use crate::domain::roles::Perm;
use crate::domain::term::Term;
use crate::domain::text::{DisplayName, Quantity};
use crate::ops::orders::PlaceError;
use crate::ops::orders::at_once::{self, BuyReservation, Quoted};
use crate::ops::reservations::by_order;
use crate::ops::{App, catalog, places};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(Face::Arm, "/providers/Microsoft.Capacity/calculatePrice", Perm::PlaceOrders, price)
            .takes::<Purchase>()
            .answers::<wire::Price>(),
        Endpoint::put(Face::Arm, "/providers/Microsoft.Capacity/reservationOrders/{order}", Perm::PlaceOrders, buy)
            .takes::<Purchase>()
            .answers::<wire::Order>(),
    ]
}

/// A purchase, as every client sends it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Purchase {
    pub(super) sku: Option<Sku>,
    pub(super) location: Option<String>,
    pub(super) properties: Option<Terms>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct Sku {
    pub(super) name: Option<String>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Terms {
    reserved_resource_type: Option<String>,
    billing_scope_id: Option<String>,
    term: Option<String>,
    billing_plan: Option<String>,
    quantity: Option<i64>,
    display_name: Option<String>,
    applied_scope_type: Option<String>,
    applied_scopes: Option<Vec<String>>,
    applied_scope_properties: Option<ScopeProperties>,
    renew: Option<bool>,
    reserved_resource_properties: Option<Reserved>,
}

/// Where it applies, in the newer form.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ScopeProperties {
    pub(super) subscription_id: Option<String>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
struct Reserved {
    instance_flexibility: Option<String>,
}

fn price(app: &App, call: &Call) -> Answered {
    let purchase: Purchase = call.json()?;
    let under = ReservationOrderId::from_uuid(app.ids.new_id());
    let (may, wanted) = wanted(app, call, &purchase, under)?;
    let quoted = at_once::quote(app, &may, &wanted).map_err(refused)?;
    Answer::ok(&wire::Price { properties: price_of(&quoted, &wanted) })
}

fn price_of(quoted: &Quoted, wanted: &BuyReservation) -> wire::PriceProperties {
    let payment = |charge: &crate::domain::orders::Charge| wire::Payment {
        due_date: day(charge.due_on),
        status: "Scheduled",
        pricing_currency_total: charge.amount.into(),
        billing_currency_total: charge.amount.into(),
        payment_date: None,
    };
    let is_monthly = wanted.plan == BillingPlan::Monthly;
    wire::PriceProperties {
        billing_currency_total: quoted.total.into(),
        pricing_currency_total: quoted.total.into(),
        is_billing_partner_managed: true,
        is_tax_included: false,
        reservation_order_id: wanted.under.to_string(),
        sku_title: quoted.title.clone(),
        sku_description: quoted.title.clone(),
        payment_schedule: is_monthly.then(|| quoted.charges.iter().map(payment).collect()),
    }
}

fn buy(app: &App, call: &Call) -> Answered {
    let under: ReservationOrderId = call
        .part("order")
        .parse()
        .map_err(|_not_a_guid| Refused::bad("InvalidReservationOrderId", "The reservation order id is not a GUID."))?;
    let purchase: Purchase = call.json()?;
    let (may, wanted) = wanted(app, call, &purchase, under)?;
    at_once::buy(app, &may, &wanted).map_err(refused)?;
    let customer = customer_of(app, call, under)?;
    let view = call.on::<may::ViewReservations>(app, customer, None)?;
    let (order, charges) = by_order::order(app, &view, under)?;
    Answer::ok(&shapes::order(&order, Some(&charges)))
}

/// What is asked for, and proof that the client may buy it for the customer of the billing scope.
pub(super) fn wanted(
    app: &App,
    call: &Call,
    purchase: &Purchase,
    under: ReservationOrderId,
) -> Result<(Granted<may::PlaceOrders>, BuyReservation), Refused> {
    let missing = |what: &str| Refused::bad("InvalidRequestContent", format!("{what} is missing."));
    let properties = purchase.properties.as_ref().ok_or_else(|| missing("properties"))?;
    let resource = properties.reserved_resource_type.as_deref().unwrap_or("VirtualMachines");
    if !resource.eq_ignore_ascii_case("VirtualMachines") {
        return Err(Refused::bad("InvalidRequestContent", format!("'{resource}' is not sold as a reservation.")));
    }
    if properties.renew == Some(true) {
        return Err(Refused::bad(
            "InvalidRequestContent",
            "Automatic renewal is off for a purchase; turn it on afterwards, where the policy has it.",
        ));
    }
    let billing = properties.billing_scope_id.as_deref().ok_or_else(|| missing("billingScopeId"))?;
    let billing = subscription(billing)?;
    let customer = customer_of_subscription(app, call, billing)?;
    let may = call.on::<may::PlaceOrders>(app, customer, None)?;
    let setting = setting(app, call, properties, (customer, billing))?;
    let size = purchase.sku.as_ref().and_then(|sku| sku.name.clone()).ok_or_else(|| missing("sku.name"))?;
    let region = purchase.location.clone().ok_or_else(|| missing("location"))?;
    if !catalog::is_region(app, &may, &region)? {
        return Err(Refused::bad("InvalidLocationId", format!("There is no location '{region}'.")));
    }
    let term = term(properties.term.as_deref().ok_or_else(|| missing("term"))?)?;
    let plan = billing_plan(properties.billing_plan.as_deref().unwrap_or("Upfront"))?;
    let count = properties.quantity.ok_or_else(|| missing("quantity"))?;
    let quantity = u32::try_from(count).ok().and_then(|count| Quantity::new(count).ok()).ok_or_else(|| {
        Refused::bad(
            "InvalidRequestContent",
            format!("The quantity must be from {} to {}.", Quantity::MIN, Quantity::MAX),
        )
    })?;
    let name = match properties.display_name.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => name_of(name)?,
        None => DisplayName::from_stored(format!("{size} {region}")),
    };
    Ok((may, BuyReservation { customer, under, size, region, term, quantity, setting, plan, name }))
}

pub(super) fn name_of(name: &str) -> Result<DisplayName, Refused> {
    DisplayName::parse(name)
        .map_err(|_odd| Refused::bad("InvalidRequestContent", "The display name has signs that a name cannot have."))
}

fn setting(
    app: &App,
    call: &Call,
    properties: &Terms,
    (customer, billing): (CustomerId, SubscriptionId),
) -> Result<Setting, Refused> {
    let kind = scope_type(properties.applied_scope_type.as_deref().unwrap_or("Shared"))?;
    let named = single(properties.applied_scopes.as_deref(), properties.applied_scope_properties.as_ref())?;
    let subscription = match (kind, named) {
        (AppliedScope::Shared, _) => billing,
        (AppliedScope::Single, Some(named)) => same_customer(app, call, named, customer)?,
        (AppliedScope::Single, None) => return Err(no_single()),
    };
    let flexibility =
        properties.reserved_resource_properties.as_ref().and_then(|it| it.instance_flexibility.as_deref());
    let optimise = optimise(flexibility.unwrap_or("On"))?;
    Ok(Setting { scope: kind, subscription, optimise })
}

pub(super) fn no_single() -> Refused {
    Refused::bad("MissingAppliedScopesForSingle", "A single scope needs one subscription.")
}

/// A subscription of the same customer; others are not associated with its account.
pub(super) fn same_customer(
    app: &App,
    call: &Call,
    named: SubscriptionId,
    customer: CustomerId,
) -> Result<SubscriptionId, Refused> {
    match places::of_subscription(app, call.who()?, &call.circumstances, named) {
        Ok(found) if found == customer => Ok(named),
        _ => Err(Refused::bad(
            "AppliedScopesNotAssociatedWithCommerceAccount",
            "The applied scope is no subscription of this customer.",
        )),
    }
}

/// The one subscription of a single scope, in either form.
pub(super) fn single(
    scopes: Option<&[String]>,
    properties: Option<&ScopeProperties>,
) -> Result<Option<SubscriptionId>, Refused> {
    let named = properties.and_then(|it| it.subscription_id.clone());
    let all: Vec<String> = scopes.unwrap_or_default().iter().cloned().chain(named).collect();
    match all.as_slice() {
        [] => Ok(None),
        [one] => subscription(one).map(Some),
        [one, rest @ ..] if rest.iter().all(|other| other.eq_ignore_ascii_case(one)) => subscription(one).map(Some),
        _ => Err(Refused::bad("InvalidSingleAppliedScopesCount", "A single scope has exactly one subscription.")),
    }
}

pub(super) fn scope_type(text: &str) -> Result<AppliedScope, Refused> {
    match text.to_ascii_lowercase().as_str() {
        "shared" => Ok(AppliedScope::Shared),
        "single" => Ok(AppliedScope::Single),
        _ => Err(Refused::bad("InvalidRequestContent", format!("The applied scope type '{text}' is not offered."))),
    }
}

pub(super) fn optimise(text: &str) -> Result<Optimise, Refused> {
    match text.to_ascii_lowercase().as_str() {
        "on" => Ok(Optimise::Flexibility),
        "off" => Ok(Optimise::Capacity),
        _ => Err(Refused::bad("InvalidRequestContent", "instanceFlexibility must be On or Off.")),
    }
}

fn billing_plan(text: &str) -> Result<BillingPlan, Refused> {
    match text.to_ascii_lowercase().as_str() {
        "upfront" => Ok(BillingPlan::Upfront),
        "monthly" => Ok(BillingPlan::Monthly),
        _ => Err(Refused::bad("InvalidRequestContent", "billingPlan must be Upfront or Monthly.")),
    }
}

fn term(text: &str) -> Result<Term, Refused> {
    let found = Term::ALL.into_iter().find(|term| term.code().eq_ignore_ascii_case(text));
    found.ok_or_else(|| Refused::bad("UnsupportedReservationTerm", format!("The term '{text}' is not sold.")))
}

/// The subscription in `/subscriptions/{id}`, or its bare id.
pub(super) fn subscription(text: &str) -> Result<SubscriptionId, Refused> {
    let wrong = || Refused::bad("InvalidSubscriptionId", format!("'{text}' is not a subscription."));
    let id = text.split('/').filter(|part| !part.is_empty()).find(|part| !part.eq_ignore_ascii_case("subscriptions"));
    id.and_then(|id| id.parse().ok()).ok_or_else(wrong)
}

pub(super) fn customer_of_subscription(app: &App, call: &Call, id: SubscriptionId) -> Result<CustomerId, Refused> {
    places::of_subscription(app, call.who()?, &call.circumstances, id).map_err(|error| {
        let refused = Refused::from(error);
        let message = "The subscription was not found.";
        if refused.status == StatusCode::NOT_FOUND { Refused::bad("InvalidSubscriptionId", message) } else { refused }
    })
}

/// The vendor's codes for what the rules of buying find; our own stands in the text.
pub(super) fn refused(error: PlaceError) -> Refused {
    match error {
        PlaceError::Refused(findings) => of_findings(&findings),
        PlaceError::OrderedOtherwise => {
            let message = "The reservation order id is in use for another purchase.";
            Refused::new(StatusCode::CONFLICT, "ReservationOrderIdAlreadyExists", message)
        }
        PlaceError::NotAsReviewed => Refused::bad("PurchaseError", "The purchase changed while it was made."),
        PlaceError::NoRate(currency) => {
            Refused::bad("CalculatePriceFailed", format!("No rate of {} to USD is known.", currency.code()))
        }
        PlaceError::Money(error) => Refused::bad("CalculatePriceFailed", error.to_string()),
        PlaceError::Store(error) => error.into(),
    }
}

pub(super) fn of_findings(findings: &[Finding]) -> Refused {
    let stopping = findings.iter().filter(|one| one.severity() == Severity::Refusal);
    let codes: Vec<Code> = stopping.map(|one| one.code()).collect();
    let code = match codes.first() {
        Some(Code::MarketClosed) => "NotSupportedCountry",
        Some(Code::PriceGone) => "FulfillmentOutOfStockError",
        Some(Code::CapacityNeedsSingleScope) => "MissingAppliedScopesForSingle",
        Some(
            Code::NoActiveSubscription
            | Code::SubscriptionNotActive
            | Code::SubscriptionNotRegistered
            | Code::SubscriptionOfAnotherCustomer,
        ) => "InvalidSubscriptionId",
        Some(
            Code::CustomerNotActive
            | Code::QuantityOutOfRange
            | Code::PriceChanged
            | Code::CurrencyMismatch
            | Code::TotalTooLarge
            | Code::ResellerRequired
            | Code::ResellerUnknown
            | Code::ResellerIsProvider
            | Code::ResellerNotIndirect
            | Code::PurchaseOrderRequired
            | Code::SoftwareNeedsCommercial
            | Code::CartEmpty
            | Code::CartExpired
            | Code::CartAlreadyOrdered
            | Code::BoughtRecently,
        )
        | None => "InvalidFulfillmentRequestParameters",
    };
    let named: Vec<String> = codes.iter().map(ToString::to_string).collect();
    Refused::bad(code, format!("The purchase is refused: {}.", named.join(", ")))
}
