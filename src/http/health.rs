//! Whether the program lives and whether it can work. Floor 3. Quality R-30.

use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpResponse, Responder};

use crate::ops::{App, health};

/// `/healthz`: the process answers. `/readyz`: database, schema and disk are fit for work.
pub fn register(config: &mut ServiceConfig) {
    config.route("/healthz", web::get().to(live)).route("/readyz", web::get().to(ready));
}

async fn live() -> impl Responder {
    "ok\n"
}

async fn ready(app: Data<App>) -> HttpResponse {
    match web::block(move || health::check(&app)).await {
        Ok(Ok(())) => HttpResponse::Ok().body("ready\n"),
        Ok(Err(fault)) => HttpResponse::ServiceUnavailable().body(format!("{fault}\n")),
        Err(stopping) => HttpResponse::ServiceUnavailable().body(format!("{stopping}\n")),
    }
}
