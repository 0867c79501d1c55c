//! Where a message leads: the path of a page. Floor 0.
//!
//! The addresses belong to `http::links`, which stands above the acts that send messages; a test there
//! compares the two.

use std::fmt;

use crate::domain::ids::{
    CustomerId, EntitlementId, OrderId, RefundCaseId, ReservationId, SubscriptionId, SupportRequestId,
};

/// The page that shows what a message tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An order of a customer.
    Order(CustomerId, OrderId),
    /// A reservation of a customer.
    Reservation(CustomerId, ReservationId),
    /// The reservations of a customer.
    Reservations(CustomerId),
    /// A subscription of a customer.
    Subscription(CustomerId, SubscriptionId),
    /// The subscriptions of a customer.
    Subscriptions(CustomerId),
    /// Downloads and keys of a customer's software.
    Software(CustomerId, EntitlementId),
    /// A refund or an exchange, as the partner sees it.
    Case(CustomerId, RefundCaseId),
    /// A support request, as the partner sees it.
    Request(CustomerId, SupportRequestId),
    /// A refund or an exchange at the desk.
    DeskCase(RefundCaseId),
    /// A support request at the desk.
    DeskRequest(SupportRequestId),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Order(customer, order) => write!(f, "/customers/{customer}/orders/{order}"),
            Self::Reservation(customer, one) => write!(f, "/customers/{customer}/reservations/{one}"),
            Self::Reservations(customer) => write!(f, "/customers/{customer}/reservations"),
            Self::Subscription(customer, one) => write!(f, "/customers/{customer}/subscriptions/{one}"),
            Self::Subscriptions(customer) => write!(f, "/customers/{customer}/subscriptions"),
            Self::Software(customer, one) => write!(f, "/customers/{customer}/software/{one}/downloads"),
            Self::Case(customer, case) => write!(f, "/customers/{customer}/refunds/{case}"),
            Self::Request(customer, request) => write!(f, "/customers/{customer}/support-requests/{request}"),
            Self::DeskCase(case) => write!(f, "/desk/cases/{case}"),
            Self::DeskRequest(request) => write!(f, "/desk/requests/{request}"),
        }
    }
}
