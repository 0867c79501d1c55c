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
use actix_web::{Error, HttpMessage};

use super::metrics::Metrics;
use super::visit::Visit;

/// Passes the request on and notes how it ended.
pub async fn note(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let method = req.method().clone();
    let metrics = req.app_data::<Data<Metrics>>().cloned();
    let answer = next.call(req).await;
    let (status, route, visit) = match &answer {
        Ok(answer) => {
            let request = answer.request();
            let visit = request.extensions().get::<Arc<Visit>>().cloned();
            (answer.status(), request.match_pattern(), visit)
        }
        Err(error) => (error.as_response_error().status_code(), None, None),
    };
    let route = route.unwrap_or_else(|| "none".to_owned());
    let taken = started.elapsed();
    if let Some(metrics) = metrics {
        metrics.count(&method, &route, status.as_u16(), taken);
    }
    write_line(&method, &route, status.as_u16(), taken, visit.as_deref());
    answer
}

fn write_line(method: &Method, route: &str, status: u16, taken: std::time::Duration, visit: Option<&Visit>) {
    let duration_ms = u64::try_from(taken.as_millis()).unwrap_or(u64::MAX);
    let Some(visit) = visit else {
        tracing::debug!(%method, route, status, duration_ms, "request");
        return;
    };
    let user = visit.who.as_ref().map(|who| tracing::field::display(who.user()));
    let request_id = visit.circumstances.request_id.as_str();
    tracing::info!(%method, route, status, duration_ms, user, request_id, "request");
}
