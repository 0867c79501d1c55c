//! Partner Center v1: what clients of the vendor's partner API send, over the same acts as the pages.
//! Floor 4. api 7; S-12, S-14.
//!
//! A call is read tolerantly (`call`), finds its operation in the table (`operation`), is granted or
//! refused there and is answered with the vendor's objects (`wire`) or numbers (`fault`).

mod audit;
mod call;
mod carts;
mod catalog;
mod customers;
mod downloads;
mod entitlements;
mod fault;
mod invoices;
mod items;
mod operation;
mod orders;
mod savings;
mod service_requests;
mod statement;
mod subscriptions;
mod users;
mod webhooks;
mod wire;

use std::sync::LazyLock;

use actix_web::http::Method;
pub(in crate::api) use operation::Operation;

use super::{Answered, Call, Endpoint, Face, Refused};
use crate::ops::App;

static TABLE: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let mut table = Vec::new();
    table.extend(customers::operations());
    table.extend(subscriptions::operations());
    table.extend(catalog::operations());
    table.extend(carts::operations());
    table.extend(orders::operations());
    table.extend(downloads::operations());
    table.extend(entitlements::operations());
    table.extend(service_requests::operations());
    table.extend(invoices::operations());
    table.extend(savings::operations());
    table.extend(audit::operations());
    table.extend(users::operations());
    table.extend(webhooks::operations());
    table
});

/// Every operation.
pub(in crate::api) fn operations() -> &'static [Operation] {
    &TABLE
}

/// The operations as the frame knows them.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let act = |method: &Method| match method.as_str() {
        "POST" => post,
        "PUT" => put,
        "PATCH" => patch,
        "DELETE" => delete,
        _ => get,
    };
    let endpoint = |it: &Operation| Endpoint::new(it.method, Face::PartnerCenter, it.path, it.perm, act(it.method));
    operations().iter().map(endpoint).collect()
}

/// The frame's acts are plain functions and know the method only by which of them it is.
fn get(app: &App, call: &Call) -> Answered {
    answer(app, call, &Method::GET)
}

fn post(app: &App, call: &Call) -> Answered {
    answer(app, call, &Method::POST)
}

fn put(app: &App, call: &Call) -> Answered {
    answer(app, call, &Method::PUT)
}

fn patch(app: &App, call: &Call) -> Answered {
    answer(app, call, &Method::PATCH)
}

fn delete(app: &App, call: &Call) -> Answered {
    answer(app, call, &Method::DELETE)
}

fn answer(app: &App, call: &Call, method: &Method) -> Answered {
    let parts: Vec<&str> = call.path.split('/').filter(|part| !part.is_empty()).collect();
    find(method, &parts).ok_or_else(Refused::not_found)?.run(app, call)
}

/// The operation of a line of the frame's table.
pub(super) fn operation(method: &Method, path: &str) -> Option<&'static Operation> {
    operations().iter().find(|it| it.method == method && it.path == path)
}

/// The operation at an address; fixed words go before names.
fn find(method: &Method, parts: &[&str]) -> Option<&'static Operation> {
    let fitting = operations().iter().filter(|it| it.method == method && it.is_at(parts));
    fitting.min_by_key(|it| it.path.split('/').map(|part| part.starts_with('{')).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_operation_and_no_address_stands_twice() {
        let mut ids: Vec<&str> = operations().iter().map(|operation| operation.id).collect();
        let mut places: Vec<String> = operations().iter().map(|it| format!("{} {}", it.method, it.path)).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        places.sort();
        places.dedup();
        assert_eq!((ids.len(), places.len()), (count, count));
        assert!(operations().iter().all(|it| it.path.starts_with("/v1/") && it.path.is_ascii()));
    }

    #[test]
    fn paths_are_found_in_any_case_and_with_a_slash_at_the_end() {
        let found = |path: &str| {
            let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
            find(&Method::GET, &parts).map(|it| it.id)
        };
        assert_eq!(found("/V1/Customers/ABC/Carts/Q/"), Some("getCart"));
        assert_eq!(found("/v1/invoices/summary"), Some("getInvoiceSummary"));
        assert_eq!(found("/v1/servicerequests/SupportTopics"), Some("getSupportTopics"));
        assert_eq!(found("/v1/nothing"), None);
    }
}
