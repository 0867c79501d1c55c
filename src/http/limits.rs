//! How many requests of one network address may be in progress, and how long each may take. Floor 3. Quality 49.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpRequest, HttpResponse};

use super::failure::Failure;
use super::visit::address;
use crate::access::Circumstances;
use crate::domain::audit::EventKind;
use crate::ops::App;
use crate::ops::refusals::{self, By, Refusal};

/// Requests in progress by address; an address without one has no entry.
#[derive(Debug, Default)]
pub struct InProgress(Mutex<HashMap<String, usize>>);

/// A place among the requests in progress; dropping it gives it back.
struct Place {
    all: Data<InProgress>,
    address: String,
}

impl Place {
    fn take(all: Data<InProgress>, address: String, limit: usize) -> Option<Self> {
        let mut places = all.0.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = places.entry(address.clone()).or_default();
        if *taken >= limit {
            return None;
        }
        *taken += 1;
        drop(places);
        Some(Self { all, address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = places.get_mut(&self.address) {
            *taken = taken.saturating_sub(1);
            if *taken == 0 {
                places.remove(&self.address);
            }
        }
    }
}

fn refusal(app: &App, req: &HttpRequest, address: String) -> Refusal {
    Refusal {
        kind: EventKind::RateLimited,
        by: By::Nobody,
        circumstances: Circumstances { at: app.clock.now(), address, request_id: String::new() },
        method: req.method().to_string(),
        route: "*".to_owned(),
        needs: None,
        customer: None,
        account: None,
    }
}

/// Passes the request on while its address has a place; refuses it with 429 otherwise.
pub async fn by_address(
    app: Data<App>,
    all: Data<InProgress>,
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let address = address(req.request(), &app.config.trusted_proxies);
    let Some(_place) = Place::take(all, address.clone(), app.config.requests_per_address) else {
        tracing::warn!(address, "too many requests in progress");
        refusals::note(&app, refusal(&app, req.request(), address));
        let answer = HttpResponse::TooManyRequests().insert_header(("Retry-After", "1")).body("too many requests\n");
        return Ok(req.into_response(answer));
    };
    Ok(next.call(req).await?.map_into_boxed_body())
}

/// Cuts a request that takes too long, reading its body included: actix has no limit of its own.
pub async fn time(
    app: Data<App>,
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let limit = Duration::from_secs(app.config.request_timeout_seconds);
    match actix_web::rt::time::timeout(limit, next.call(req)).await {
        Ok(answer) => answer,
        Err(_elapsed) => Err(Failure::Busy("the request took too long".to_owned()).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_by_address_and_given_back() {
        let all = Data::new(InProgress::default());
        let take = |address: &str| Place::take(all.clone(), address.to_owned(), 2);
        let (first, second) = (take("192.0.2.1"), take("192.0.2.1"));
        assert!(first.is_some() && second.is_some());
        assert!(take("192.0.2.1").is_none());
        assert!(take("192.0.2.2").is_some());
        drop(first);
        assert!(take("192.0.2.1").is_some());
        drop(second);
        assert!(all.0.lock().unwrap().is_empty());
    }
}
