//! What a program asks before it does anything: tokens, who gives them, subscriptions, tenants. Floor 4.

mod accounts;
mod endpoints;
mod token;
mod wire;

use crate::api::Endpoint;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut all = token::endpoints();
    all.extend(endpoints::endpoints());
    all.extend(accounts::endpoints());
    all
}
