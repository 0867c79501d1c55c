//! FLOOR 4: pages. A file per noun: the page structs, the handlers, the routes.

mod account;
mod activity;
mod api_clients;
mod calculator;
mod carts;
mod catalog;
mod customer_frame;
mod customers;
mod desk;
mod downloads;
mod exchange;
mod failures;
mod field_words;
mod help;
mod home;
mod messages;
mod orders;
mod paging;
mod places;
mod policies;
mod refunds;
mod reservations;
mod server;
mod sign_in;
mod software;
mod subscriptions;
mod support;
mod usage;
mod users;
mod utilization;
mod views;
mod webhooks;

use crate::http::router::Routes;

pub use server::{Running, configure, serve, serve_metrics};

/// Every route of the pages, with its permission.
pub fn routes() -> Routes {
    Routes::new()
        .and(home::routes())
        .and(sign_in::routes())
        .and(account::routes())
        .and(catalog::routes())
        .and(customers::routes())
        .and(help::routes())
        .and(reservations::routes())
        .and(carts::routes())
        .and(orders::routes())
        .and(software::routes())
        .and(refunds::routes())
        .and(exchange::routes())
        .and(policies::routes())
        .and(calculator::routes())
        .and(subscriptions::routes())
        .and(support::routes())
        .and(desk::routes())
        .and(downloads::routes())
        .and(users::routes())
        .and(api_clients::routes())
        .and(webhooks::routes())
        .and(activity::routes())
        .and(views::routes())
        .and(messages::routes())
        .and(usage::routes())
        .and(utilization::routes())
}
