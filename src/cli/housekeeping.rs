//! `housekeeping`: what comes due by itself, done now.

use std::process::ExitCode;

use clap::Args;

use super::failure::{CliError, say, tell};
use super::open;
use crate::config::Layers;
use crate::ops::housekeeping::{self, Which};

/// Do what has come due: send mail, tell what ends soon, delete what is over
///
/// A running server looks for it every minute; this looks for everything now, whenever it was done the
/// last time. It may run beside servers: nothing is done twice. Prints how many things each job did.
#[derive(Debug, Args)]
pub(super) struct Housekeeping {}

impl Housekeeping {
    pub(super) fn run(layers: Layers) -> Result<ExitCode, CliError> {
        let app = open::for_command(layers)?;
        let mut code = ExitCode::SUCCESS;
        for ran in housekeeping::run(&app, Which::All)? {
            match ran.outcome {
                Ok(done) => {
                    say(&format!("{}: {done}", ran.job));
                }
                Err(error) => {
                    let error = CliError::Store(error);
                    code = error.exit_code();
                    tell(&error);
                }
            }
        }
        Ok(code)
    }
}
