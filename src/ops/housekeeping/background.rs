//! The thread of a running server that looks for due jobs. Floor 2.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{Ran, Which, run};
use crate::ops::{App, refusals};

/// How often a server looks.
const LOOK_EVERY: Duration = Duration::from_mins(1);

/// Looks for due jobs until it is stopped: at once, and then every minute.
pub struct Housekeeper {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Housekeeper {
    /// Starts to look.
    pub fn start(app: App) -> std::io::Result<Self> {
        let (stop, stopped) = channel();
        let thread = std::thread::Builder::new().name("housekeeping".to_owned()).spawn(move || {
            look(&app);
            while stopped.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
                look(&app);
            }
        })?;
        Ok(Self { stop, thread })
    }

    /// Waits for the job that is being done, and stops.
    pub fn stop(self) {
        drop(self.stop);
        if self.thread.join().is_err() {
            tracing::error!("housekeeping ended by a defect");
        }
    }
}

fn look(app: &App) {
    refusals::settle(app);
    match run(app, Which::Due) {
        Ok(ran) => ran.iter().for_each(tell),
        Err(error) => tracing::warn!(%error, "housekeeping could not look for its jobs"),
    }
}

fn tell(ran: &Ran) {
    match &ran.outcome {
        Ok(0) => {}
        Ok(done) => tracing::info!(job = ran.job, done, "housekeeping"),
        Err(error) => tracing::error!(job = ran.job, %error, "housekeeping failed"),
    }
}
