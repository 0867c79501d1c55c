//! `serve`: the pages of a real installation, and how a server starts and stops..

use std::process::ExitCode;

use actix_web::rt::signal::unix::{Signal, SignalKind, signal};
use clap::Args;

use super::failure::{CliError, say};
use super::{logging, open};
use crate::config::Layers;
use crate::ops::housekeeping::Housekeeper;
use crate::ops::{App, health, system};
use crate::{api, web};

/// Serve the pages
///
/// Refuses to start with a short or missing secret, an unknown key, a schema that is behind (run
/// `migrate`) or newer, a data directory that cannot be written, or the demonstration's database. Looks
/// every minute for what has come due (see `housekeeping`). The
/// first SIGTERM or SIGINT stops listening; running requests get 20 seconds to finish. A second one
/// ends the program at once with exit code 1.
#[derive(Debug, Args)]
pub(super) struct Serve {}

impl Serve {
    pub(super) fn run(layers: Layers) -> Result<ExitCode, CliError> {
        let settings = layers.gather()?;
        logging::start(&settings.logging()?);
        let config = settings.config(settings.secret()?)?;
        open::data_dir(&config.data_dir)?;
        let app = open::app(config)?;
        health::check(&app)?;
        if system::is_demo(&app)? {
            let why = "this is the demonstration's database, with passwords that everybody knows; use `demo`";
            return Err(CliError::Refused(why.to_owned()));
        }
        until_stopped(app)
    }
}

/// Serves until a signal says to stop.
pub(super) fn until_stopped(app: App) -> Result<ExitCode, CliError> {
    actix_web::rt::System::new().block_on(serve(app))
}

async fn serve(app: App) -> Result<ExitCode, CliError> {
    let bind = app.config.bind;
    let failed = |why| CliError::System { what: bind.to_string(), why };
    let mut signals = Signals::listen().map_err(failed)?;
    let running = web::serve(app.clone(), api::register).map_err(failed)?;
    let metrics = web::serve_metrics(app.clone(), running.metrics).map_err(failed)?;
    let metrics = metrics.map(|server| (server.handle(), actix_web::rt::spawn(server)));
    system::started(&app)?;
    let housekeeper = Housekeeper::start(app.clone()).map_err(failed)?;
    tracing::info!(address = %running.address, "listening");
    say(&format!("Partner Dashboard is ready at http://{}", running.address));
    if let Some(address) = running.tls_address {
        say(&format!("and at https://{address}"));
    }
    let server = actix_web::rt::spawn(running.server);
    signals.next().await;
    tracing::info!("stopping: running requests may finish");
    let mut stopping = Box::pin(running.handle.stop(true));
    let is_graceful = std::future::poll_fn(|task| {
        use std::task::Poll;
        if stopping.as_mut().poll(task).is_ready() {
            return Poll::Ready(true);
        }
        if signals.poll(task).is_ready() { Poll::Ready(false) } else { Poll::Pending }
    })
    .await;
    if !is_graceful {
        tracing::warn!("stopped at once by a second signal");
        return Ok(ExitCode::from(1));
    }
    match server.await {
        Ok(ended) => ended.map_err(failed)?,
        Err(lost) => return Err(failed(std::io::Error::other(lost))),
    }
    if let Some((handle, _server)) = metrics {
        handle.stop(false).await;
    }
    housekeeper.stop();
    system::stopped(&app)?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// The signals that stop a server.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    fn poll(&mut self, task: &mut std::task::Context<'_>) -> std::task::Poll<()> {
        if self.terminate.poll_recv(task).is_ready() || self.interrupt.poll_recv(task).is_ready() {
            return std::task::Poll::Ready(());
        }
        std::task::Poll::Pending
    }

    async fn next(&mut self) {
        std::future::poll_fn(|task| self.poll(task)).await;
    }
}
