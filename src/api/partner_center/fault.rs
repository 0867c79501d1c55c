//! What is answered instead of what was asked for: the vendor's numbers and their status codes. Floor 4.
//! api 7.9.

use crate::access::Denied;
use crate::api::Refused;
use crate::domain::carts::{Code, Problem};
use crate::ops::StoreError;

/// A refusal: status, number, words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The status code.
    pub(super) status: u16,
    /// The vendor's number, or one of ours from 990000 on where the vendor has none.
    pub(super) code: u32,
    /// What is wrong, in English.
    pub(super) description: String,
    /// What the frame has to know besides: a missing right is noted, a busy server says when to come back.
    pub(super) refused: Option<Box<Refused>>,
}

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $status:literal $code:literal),+ $(,)?) => {
        impl Fault {$(
            $(#[$doc])*
            pub(super) fn $name(description: impl Into<String>) -> Self {
                Self { status: $status, code: $code, description: description.into(), refused: None }
            }
        )+}
    };
}

faults! {
    /// Not there, or not in the caller's scope.
    not_found = 404 1000,
    /// A property or parameter that cannot be read.
    invalid = 400 3000,
    /// The thing was changed since its etag was read.
    stale = 412 2055,
    /// No such subscription.
    no_subscription = 404 20003,
    /// No such cart.
    no_cart = 404 800_008,
    /// An input that the rules refuse.
    input = 400 800_002,
    /// Something is wrong with a line.
    cart_items = 400 800_009,
    /// Not supported.
    unsupported = 400 800_042,
    /// The cart was bought already.
    cart_submitted = 400 800_065,
    /// This kind of thing is not cancelled here.
    not_cancellable_kind = 403 800_019,
    /// Another act was faster.
    conflict = 409 990_001,
    /// Too many at once.
    too_many = 429 990_002,
    /// A defect of ours.
    defect = 500 990_004,
}

impl Fault {
    /// What the rules of buying found.
    pub(super) fn of_problem(line: Option<usize>, problem: &Problem) -> Self {
        let said = words(problem);
        let description = match line {
            Some(line) => format!("Line {line}: {said}"),
            None => said,
        };
        Self::numbered(number(problem.code()), description)
    }

    /// A 400 with a number.
    pub(super) fn numbered(code: u32, description: impl Into<String>) -> Self {
        Self { status: 400, code, description: description.into(), refused: None }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::not_found("There is no such thing for this partner."),
            StoreError::Stale => Self::stale("It was changed meanwhile; read it again."),
            StoreError::Duplicate(_) => Self::conflict("There is one already."),
            busy @ (StoreError::Busy(_) | StoreError::Open(_) | StoreError::Db(_)) => Refused::from(busy).into(),
        }
    }
}

impl From<Denied> for Fault {
    fn from(denied: Denied) -> Self {
        Refused::from(denied).into()
    }
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        let (status, description) = (refused.status.as_u16(), refused.message.clone());
        Self { status, code: 0, description, refused: Some(Box::new(refused)) }
    }
}

/// The vendor's number for a finding, where it has one; else that of a line that is not right.
pub(super) fn number(code: Code) -> u32 {
    if let Some(number) = code.vendor_error() {
        return number;
    }
    match code {
        Code::NoActiveSubscription => 800_011,
        Code::QuantityOutOfRange => 800_017,
        Code::CapacityNeedsSingleScope => 800_042,
        Code::ResellerRequired => 800_015,
        Code::TotalTooLarge | Code::PurchaseOrderRequired | Code::CartEmpty => 800_002,
        Code::PriceChanged
        | Code::PriceGone
        | Code::CurrencyMismatch
        | Code::CartExpired
        | Code::BoughtRecently
        | Code::MarketClosed
        | Code::CustomerNotActive
        | Code::SoftwareNeedsCommercial
        | Code::SubscriptionNotActive
        | Code::SubscriptionNotRegistered
        | Code::SubscriptionOfAnotherCustomer
        | Code::ResellerUnknown
        | Code::ResellerIsProvider
        | Code::ResellerNotIndirect
        | Code::CartAlreadyOrdered => 800_009,
    }
}

/// The number of a finding inside a line of a cart (10000 currency, 10001 item, 10002 quantity).
pub(super) fn line_number(code: Code) -> u32 {
    match code {
        Code::CurrencyMismatch => 10_000,
        Code::PriceGone | Code::PriceChanged => 10_001,
        Code::QuantityOutOfRange => 10_002,
        Code::MarketClosed
        | Code::CustomerNotActive
        | Code::SoftwareNeedsCommercial
        | Code::NoActiveSubscription
        | Code::SubscriptionNotActive
        | Code::SubscriptionNotRegistered
        | Code::SubscriptionOfAnotherCustomer
        | Code::CapacityNeedsSingleScope
        | Code::TotalTooLarge
        | Code::ResellerRequired
        | Code::ResellerUnknown
        | Code::ResellerIsProvider
        | Code::ResellerNotIndirect
        | Code::PurchaseOrderRequired
        | Code::CartEmpty
        | Code::CartExpired
        | Code::CartAlreadyOrdered
        | Code::BoughtRecently => number(code),
    }
}

/// A finding in English: clients show it to their developers, not to people who buy.
pub(super) fn words(problem: &Problem) -> String {
    match problem {
        Problem::Plain(code) => plain(*code).to_owned(),
        Problem::SubscriptionNotActive(state) => format!("The Azure subscription is {state}, not active."),
        Problem::SubscriptionNotRegistered(registration) => {
            format!("The Azure subscription is {registration} for reservations; register it first.")
        }
        Problem::QuantityOutOfRange { min, max } => format!("The quantity must be between {min} and {max}."),
        Problem::PriceChanged { was, now } => format!("The price changed from {was} to {now}; update the cart."),
        Problem::CurrencyMismatch { expected, found } => {
            format!("The price is in {found}, the customer is billed in {expected}.")
        }
        Problem::CartExpired(at) => format!("The cart expired at {at}."),
        Problem::BoughtRecently(at) => format!("The customer bought the same at {at}."),
    }
}

fn plain(code: Code) -> &'static str {
    match code {
        Code::MarketClosed => "Reservations are not sold in the customer's market.",
        Code::CustomerNotActive => "Nothing is sold to this customer: the relationship is not active.",
        Code::SoftwareNeedsCommercial => "Software is sold to commercial customers only.",
        Code::NoActiveSubscription => "The customer has no active Azure subscription.",
        Code::SubscriptionNotActive => "The Azure subscription is not active.",
        Code::SubscriptionNotRegistered => "The Azure subscription is not registered for reservations.",
        Code::SubscriptionOfAnotherCustomer => "This is no Azure subscription of the customer.",
        Code::QuantityOutOfRange => "This quantity is not sold.",
        Code::CapacityNeedsSingleScope => "Capacity is kept for a single scope only.",
        Code::PriceChanged => "The price changed; update the cart.",
        Code::PriceGone => "Nothing is on sale under this catalogItemId; read the availabilities again.",
        Code::CurrencyMismatch => "The price is not in the customer's currency.",
        Code::TotalTooLarge => "The sum is more than can be counted.",
        Code::ResellerRequired => "Name the indirect reseller's MPN ID in participants.",
        Code::ResellerUnknown => "The MPN ID in participants is not known.",
        Code::ResellerIsProvider => "An indirect provider cannot be its own partner of record.",
        Code::ResellerNotIndirect => "The partner in participants is no indirect reseller of this provider.",
        Code::PurchaseOrderRequired => "The customer wants a purchase order number: say it in purchaseOrderNumber.",
        Code::CartEmpty => "There is nothing in the cart.",
        Code::CartExpired => "The cart expired.",
        Code::CartAlreadyOrdered => "The cart was bought already.",
        Code::BoughtRecently => "The customer bought the same within a day.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::subscriptions::{Registration, SubscriptionState};

    #[test]
    fn findings_have_the_numbers_that_clients_look_for() {
        let table = [
            (Problem::SubscriptionNotRegistered(Registration::NotRegistered), 800_030),
            (Problem::SubscriptionNotActive(SubscriptionState::Suspended), 800_012),
            (Problem::Plain(Code::SubscriptionOfAnotherCustomer), 800_011),
            (Problem::Plain(Code::MarketClosed), 800_070),
            (Problem::Plain(Code::ResellerIsProvider), 2_072),
            (Problem::QuantityOutOfRange { min: 1, max: 100 }, 800_017),
            (Problem::Plain(Code::CartAlreadyOrdered), 800_065),
        ];
        for (problem, code) in table {
            let fault = Fault::of_problem(Some(2), &problem);
            assert_eq!((fault.status, fault.code), (400, code));
            assert!(fault.description.starts_with("Line 2: "), "{}", fault.description);
        }
    }

    #[test]
    fn a_thing_that_is_not_there_and_one_of_another_partner_are_the_same_answer() {
        let fault = Fault::from(StoreError::NotFound);
        assert_eq!((fault.status, fault.code), (404, 1000));
    }
}
