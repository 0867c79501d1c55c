//! FLOOR 4: the interfaces that existing programs speak: Azure Resource Manager and Partner Center v1.
//!
//! Same acts, rules, rights and events as the pages; only the shapes differ. [`endpoints`] is the whole
//! table, as data: the server answers from it, tests walk it, the description is made from it.
//!
//! # How to add an endpoint
//! A noun has a file with `pub(super) fn endpoints() -> Vec<Endpoint>` and one function per endpoint:
//!
//! ```ignore
//! Endpoint::get(Face::PartnerCenter, "/v1/customers/{customer}/orders", Perm::ViewOrders, list)
//!
//! fn list(app: &App, call: &Call) -> Answered {
//!     let customer = call.id("customer")?;                             // 404 when it is not a GUID
//!     let may = call.on::<may::ViewOrders>(app, customer, None)?;      // 404 foreign, 403 without access
//!     let found = orders::list(app, &may, ..)?;                        // StoreError becomes a Refused
//!     Answer::ok(&json!({ .. }))
//! }
//! ```
//!
//! * The pattern is matched without regard to case; names in braces take one part of the address, and
//!   [`Call::part`] gives it back as it was typed.
//! * The permission of the table is asked before the function runs: a role that never holds it gets 403
//!   whatever the request says. The function still needs a [`Granted`](crate::access::Granted) for the
//!   act: [`Call::may`] without a customer, [`Call::on`] with one.
//! * Functions run on the blocking pool. With `?dry_run=true` the `App` that they get forgets everything
//!   they wrote when they return.
//! * [`Refused`] is either face's error; [`Refused::new`] takes the status, the vendor's code and a text.
//! * [`frame::paging`] makes pages of lists, [`frame::wire`] sums and pages, [`frame::json`] moments.
//! * What it answers and takes is a type, named beside it: `.answers::<Page<Order>>()`, `.takes::<Body>()`;
//!   the description is made from these.

pub mod capacity;
pub mod consumption;
pub mod discovery;
pub mod frame;
pub mod openapi;
pub mod partner_center;
pub mod support;

use actix_web::web::ServiceConfig;

pub use frame::{Answer, Answered, Call, Endpoint, Face, Refused};

/// Every endpoint, in the order of the documentation.
pub fn endpoints() -> Vec<Endpoint> {
    let mut all = Vec::new();
    all.extend(discovery::endpoints());
    all.extend(capacity::endpoints());
    all.extend(partner_center::endpoints());
    all.extend(openapi::endpoints());
    all.extend(consumption::endpoints());
    all.extend(support::endpoints());
    all
}

/// Puts the endpoints into a server, before its pages.
pub fn register(config: &mut ServiceConfig) {
    frame::serve::register(config, endpoints());
}
