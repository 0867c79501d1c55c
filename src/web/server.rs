//! The server: routes, middleware, limits, graceful stop. Floor 4. Quality 49; performance 0.4, 0.5.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data, PathConfig, QueryConfig, ServiceConfig};
use actix_web::{App as ActixApp, HttpResponse, HttpServer};

use super::{failures, routes};
use crate::http::failure::Failure;
use crate::http::limits::InProgress;
use crate::http::metrics::Metrics;
use crate::http::{assets, health, limits, log, security, session, tls, visit};
use crate::ops::App;

/// Blocking threads of a worker; as many readers as all workers have together.
const BLOCKING_THREADS: usize = 2;

/// Seconds that running requests get to finish when the server stops.
const STOP_SECONDS: u64 = 20;

/// A server that listens.
pub struct Running {
    /// Where.
    pub address: SocketAddr,
    /// Where it listens for TLS, if anywhere.
    pub tls_address: Option<SocketAddr>,
    /// Stops it.
    pub handle: ServerHandle,
    /// Finishes when it has stopped.
    pub server: Server,
    /// What it counts.
    pub metrics: Data<Metrics>,
}

/// Starts to listen; the caller awaits `server`. `beside` puts in what is served beside the pages: another
/// face stands on the same floor, so this one does not know it.
pub fn serve(app: App, beside: fn(&mut ServiceConfig)) -> std::io::Result<Running> {
    let tls = match &app.config.tls {
        Some((bind, files)) => {
            let config = tls::config(files).map_err(std::io::Error::other)?;
            Some((TcpListener::bind(bind)?, config))
        }
        None => None,
    };
    let tls_address = tls.as_ref().map(|(listener, _)| listener.local_addr()).transpose()?;
    let listener = TcpListener::bind(app.config.bind)?;
    let address = listener.local_addr()?;
    let workers = app.config.workers;
    let data = Data::new(app);
    let metrics = Data::new(Metrics::new().map_err(std::io::Error::other)?);
    let counted = metrics.clone();
    let in_progress = Data::new(InProgress::default());
    let server = HttpServer::new(move || {
        let data = data.clone();
        ActixApp::new()
            .app_data(counted.clone())
            .app_data(in_progress.clone())
            .wrap(from_fn(limits::by_address))
            .wrap(Compress::default())
            .wrap(security::headers())
            .wrap(from_fn(log::note))
            .configure(move |config| configure(config, &data, beside))
    })
    .workers(workers)
    .worker_max_blocking_threads(BLOCKING_THREADS)
    .tcp_nodelay(true)
    .shutdown_timeout(STOP_SECONDS)
    .disable_signals()
    .client_request_timeout(Duration::from_secs(5))
    .listen(listener)?;
    let server = match tls {
        Some((listener, config)) => server.listen_rustls_0_23(listener, config)?,
        None => server,
    };
    let server = server.run();
    Ok(Running { address, tls_address, handle: server.handle(), server, metrics })
}

/// Serves `/metrics` on its own address, when the configuration names one.
pub fn serve_metrics(app: App, metrics: Data<Metrics>) -> std::io::Result<Option<Server>> {
    let Some(address) = app.config.metrics_bind else { return Ok(None) };
    let data = Data::new(app);
    let server = HttpServer::new(move || {
        let (data, metrics) = (data.clone(), metrics.clone());
        ActixApp::new().app_data(data).app_data(metrics).route("/metrics", web::get().to(show_metrics))
    });
    Ok(Some(server.workers(1).shutdown_timeout(1).disable_signals().bind(address)?.run()))
}

async fn show_metrics(app: Data<App>, metrics: Data<Metrics>) -> std::io::Result<HttpResponse> {
    let text = metrics.text(&app).map_err(std::io::Error::other)?;
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text))
}

/// Everything the server answers; tests use it in process.
pub fn configure(config: &mut ServiceConfig, app: &Data<App>, beside: fn(&mut ServiceConfig)) {
    config
        .app_data(app.clone())
        .app_data(PathConfig::default().error_handler(|_malformed, _| Failure::NotFound.into()))
        .app_data(QueryConfig::default().error_handler(|error, _| Failure::Malformed(error.to_string()).into()))
        .configure(assets::register)
        .configure(health::register)
        .configure(beside)
        .service(
            web::scope("")
                .wrap(from_fn(limits::time))
                .wrap(from_fn(visit::identify))
                .wrap(from_fn(failures::render))
                .wrap(session::middleware(&app.config.secret))
                .configure(|config| routes().register(config))
                .default_service(web::to(nothing)),
        );
}

async fn nothing() -> Result<&'static str, Failure> {
    Err(Failure::NotFound)
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::test;

    use super::*;
    use crate::config::{Config, Secret};
    use crate::ops::Clock;
    use crate::store::{DatabaseUrl, Db, migrate};

    #[actix_web::test]
    async fn a_visitor_is_led_to_sign_in_and_sees_pages_for_what_is_not_there() {
        let dir = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(dir.path().join("test.db"));
        migrate(&url).unwrap();
        let secret = Secret::new((0..32).collect()).unwrap();
        let config = Config::new(url.clone(), dir.path().into(), secret);
        let data = Data::new(App::new(Db::open(&url, 2).unwrap(), Clock::System, config));
        let app = test::init_service(
            ActixApp::new().wrap(security::headers()).configure(|c| configure(c, &data, |_nothing| {})),
        )
        .await;
        for (path, status) in [
            ("/", StatusCode::SEE_OTHER),
            ("/sign-in", StatusCode::OK),
            ("/nothing", StatusCode::NOT_FOUND),
            ("/healthz", StatusCode::OK),
            ("/readyz", StatusCode::OK),
            (assets::address("app.css"), StatusCode::OK),
        ] {
            let answer = test::call_service(&app, test::TestRequest::get().uri(path).to_request()).await;
            assert_eq!(answer.status(), status, "{path}");
        }
        let forged = test::TestRequest::post().uri("/sign-in").insert_header(("origin", "https://evil.test"));
        let refused = test::call_service(&app, forged.to_request()).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN);
        assert_eq!(refused.headers().get("content-type").unwrap(), "text/html; charset=utf-8");
        let wrong = test::TestRequest::delete().uri("/sign-in").to_request();
        assert_eq!(test::call_service(&app, wrong).await.status(), StatusCode::METHOD_NOT_ALLOWED);
    }
}
