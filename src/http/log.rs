//! One line of log for each request, and its metrics. Floor 3. Quality 51.
//!
//! The line has the route's pattern instead of the address, because addresses may hold what people
//! searched for. Pages are logged at `info`, files and health checks at `debug`.

use std::sync::Arc;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest};

use super::metrics::Metrics;
use super::visit::Visit;
use crate::domain::ids::UserId;

/// What an answer of the API says of itself: it has no visit, and one resource for every address.
#[derive(Debug)]
pub struct Noted {
    /// The pattern of the address.
    pub route: &'static str,
    /// Whose account.
    pub user: Option<UserId>,
    /// The id of the request.
    pub request_id: String,
}

/// Passes the request on and notes how it ended.
pub async fn note(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let method = req.method().clone();
    let metrics = req.app_data::<Data<Metrics>>().cloned();
    let answer = next.call(req).await;
    let (status, route, by) = match &answer {
        Ok(answer) => {
            let request = answer.request();
            let (route, by) = by(request);
            (answer.status(), route, by)
        }
        Err(error) => (error.as_response_error().status_code(), None, None),
    };
    let route = route.unwrap_or_else(|| "none".to_owned());
    let taken = started.elapsed();
    if let Some(metrics) = metrics {
        metrics.count(&method, &route, status.as_u16(), taken);
    }
    write_line(&method, &route, status.as_u16(), taken, by);
    answer
}

/// A person or a program, and the request's id.
type By = (Option<UserId>, String);

fn by(request: &HttpRequest) -> (Option<String>, Option<By>) {
    let extensions = request.extensions();
    if let Some(noted) = extensions.get::<Noted>() {
        return (Some(noted.route.to_owned()), Some((noted.user, noted.request_id.clone())));
    }
    let visit = extensions.get::<Arc<Visit>>();
    let by = visit.map(|visit| (visit.who.as_ref().map(|who| who.user()), visit.circumstances.request_id.clone()));
    (request.match_pattern(), by)
}

fn write_line(method: &Method, route: &str, status: u16, taken: std::time::Duration, by: Option<By>) {
    let duration_ms = u64::try_from(taken.as_millis()).unwrap_or(u64::MAX);
    let Some((user, request_id)) = by else {
        tracing::debug!(%method, route, status, duration_ms, "request");
        return;
    };
    let user = user.map(tracing::field::display);
    tracing::info!(%method, route, status, duration_ms, user, request_id, "request");
}
