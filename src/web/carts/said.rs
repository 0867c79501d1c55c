//! What the review of a cart found, in words: what is wrong and how to put it right. Floor 4. U-5.

use crate::domain::carts::{Code, Finding, Problem};
use crate::http::cx::Cx;
use crate::http::links;
use crate::ops::customers::Customer;

/// A finding in words, with the way out.
#[derive(Debug, Clone)]
pub(in crate::web) struct Said {
    /// Its stable name, or "".
    pub(in crate::web) code: &'static str,
    /// What is wrong and what to do.
    pub(in crate::web) message: String,
    /// Where to put it right: address and words.
    pub(in crate::web) fix: Option<(String, &'static str)>,
}

impl Said {
    /// Words without a way out.
    pub(in crate::web) fn plain(message: impl Into<String>) -> Self {
        Self { code: "", message: message.into(), fix: None }
    }

    /// A finding about the cart or a line; a line is named and linked.
    pub(super) fn of_finding(cx: &Cx, customer: &Customer, finding: &Finding) -> Self {
        let said = Self::of_problem(cx, customer, &finding.problem);
        let Some(line) = finding.line else { return said };
        let number = line + 1;
        let message = cx.t.carts_of_line(cx.t.carts_line(number), said.message);
        Self { message, fix: said.fix.or_else(|| Some((format!("#line-{number}"), cx.t.carts_fix_line()))), ..said }
    }

    /// A finding about a product that was to be added.
    pub(super) fn of_new(cx: &Cx, customer: &Customer, problem: &Problem) -> Self {
        let said = Self::of_problem(cx, customer, problem);
        if problem.code() == Code::PriceGone {
            return Self { message: cx.t.carts_price_gone_now().to_owned(), ..said };
        }
        said
    }

    /// What a problem means for this customer.
    pub(in crate::web) fn of_problem(cx: &Cx, customer: &Customer, problem: &Problem) -> Self {
        let code = problem.code();
        Self { code: code.code(), message: words(cx, customer, problem), fix: fix(cx, customer, code) }
    }
}

fn words(cx: &Cx, customer: &Customer, problem: &Problem) -> String {
    let t = cx.t;
    match problem {
        Problem::Plain(code) => plain(cx, customer, *code),
        Problem::SubscriptionNotActive(state) => t.carts_subscription_not_active(t.subscription_state(state)),
        Problem::SubscriptionNotRegistered(_) => t.carts_subscription_not_registered().to_owned(),
        Problem::QuantityOutOfRange { min, max } => t.carts_quantity_out_of_range(min, max),
        Problem::PriceChanged { was, now } => t.carts_price_changed(t.money(was), t.money(now)),
        Problem::CurrencyMismatch { expected, found } => t.carts_currency_mismatch(found, expected),
        Problem::CartExpired(at) => t.carts_cart_expired(t.date_time(at)),
        Problem::BoughtRecently(at) => t.carts_bought_recently(t.date_time(at)),
    }
}

/// The words of a code that needs no more than the customer. The codes with facts of their own are
/// said by [`words`]; their general words stand here too, so that every code has some.
fn plain(cx: &Cx, customer: &Customer, code: Code) -> String {
    let t = cx.t;
    let fixed = match code {
        Code::MarketClosed => return t.carts_market_closed(&customer.country),
        Code::CustomerNotActive => t.carts_customer_not_active(),
        Code::NoActiveSubscription | Code::SubscriptionNotActive => t.carts_no_active_subscription(),
        Code::SubscriptionNotRegistered => t.carts_subscription_not_registered(),
        Code::SubscriptionOfAnotherCustomer => t.carts_subscription_of_another_customer(),
        Code::QuantityOutOfRange => t.carts_wrong_quantity(),
        Code::CapacityNeedsSingleScope => t.carts_capacity_needs_single_scope(),
        Code::PriceGone | Code::CurrencyMismatch => t.carts_price_gone(),
        Code::PriceChanged => t.carts_prices_next(),
        Code::TotalTooLarge => t.carts_total_too_large(),
        Code::ResellerRequired => t.carts_reseller_required(),
        Code::ResellerUnknown => t.carts_reseller_unknown(),
        Code::ResellerIsProvider => t.carts_reseller_is_provider(),
        Code::ResellerNotIndirect => t.carts_reseller_not_indirect(),
        Code::PurchaseOrderRequired => t.carts_purchase_order_required(),
        Code::SoftwareNeedsCommercial => t.carts_software_needs_commercial(),
        Code::CartEmpty => t.carts_cart_empty(),
        Code::CartExpired => t.carts_expired_next(),
        Code::CartAlreadyOrdered => t.carts_cart_already_ordered(),
        Code::BoughtRecently => t.carts_warning_title(),
    };
    fixed.to_owned()
}

/// The page where it is put right.
fn fix(cx: &Cx, customer: &Customer, code: Code) -> Option<(String, &'static str)> {
    let (t, id) = (cx.t, &customer.id);
    match code {
        Code::MarketClosed => Some((links::HelpTopic::to(&"markets".to_owned()).to_string(), t.carts_fix_markets())),
        Code::CustomerNotActive => Some((links::CustomerShow::to(id).to_string(), t.carts_fix_account())),
        Code::NoActiveSubscription | Code::SubscriptionNotActive | Code::SubscriptionNotRegistered => {
            Some((links::Subscriptions::to(id).to_string(), t.carts_fix_subscriptions()))
        }
        Code::PriceGone | Code::CartEmpty => Some((links::Products::to(id).to_string(), t.carts_fix_products())),
        Code::CartExpired => Some((links::Cart::to(id).to_string(), t.nav_cart())),
        Code::CartAlreadyOrdered | Code::BoughtRecently => {
            Some((links::CustomerOrders::to(id).to_string(), t.nav_order_history()))
        }
        Code::ResellerRequired | Code::ResellerUnknown | Code::ResellerIsProvider | Code::ResellerNotIndirect => {
            Some(("#reseller".to_owned(), t.carts_fix_field()))
        }
        Code::PurchaseOrderRequired => Some(("#purchase_order".to_owned(), t.carts_fix_field())),
        Code::SubscriptionOfAnotherCustomer
        | Code::QuantityOutOfRange
        | Code::CapacityNeedsSingleScope
        | Code::PriceChanged
        | Code::CurrencyMismatch
        | Code::SoftwareNeedsCommercial
        | Code::TotalTooLarge => None,
    }
}
