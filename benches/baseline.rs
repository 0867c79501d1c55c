//! The yardstick of `benches/load`: the same web server, sending a constant body.
//!
//! `cargo bench --bench baseline -- --port 8090 --bytes 21000`

use actix_web::{App, HttpResponse, HttpServer, web};

fn argument(name: &str, default: usize) -> usize {
    let given: Vec<String> = std::env::args().collect();
    let at = given.iter().position(|word| word == name);
    at.and_then(|at| given.get(at + 1)).and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    // `cargo bench` alone runs every benchmark; this one is no measurement, and would serve for ever.
    if !std::env::args().any(|word| word == "--port") {
        return Ok(());
    }
    let port = u16::try_from(argument("--port", 8090)).unwrap_or(8090);
    let body = web::Bytes::from("x".repeat(argument("--bytes", 21_000)));
    HttpServer::new(move || {
        let body = body.clone();
        App::new().route("/", web::get().to(move || std::future::ready(HttpResponse::Ok().body(body.clone()))))
    })
    .workers(argument("--workers", 2))
    .tcp_nodelay(true)
    .bind(("127.0.0.1", port))?
    .run()
    .await
}
