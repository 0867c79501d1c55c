//! `quote`: a refund, an exchange or a cancellation with its working, from facts alone. Domain 4; C2.
//!
//! Nothing is read and nothing is written: no database, no configuration, no clock.

mod arguments;
mod exchange;
mod facts;
mod print;
mod refund;
mod software;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::failure::CliError;

/// Quote refunds, exchanges and cancellations with their working
///
/// No database is needed. Amounts are what they come to at the moment of --cancelled-at, by the policy in force on that day
/// (POL-1810 unless --policy says otherwise). A quote that is refused is an answer too: exit code 0, with
/// the reason. Facts that cannot be are exit code 2.
#[derive(Debug, Args)]
pub(super) struct Quote {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Refund(refund::Refund),
    Exchange(exchange::Exchange),
    SoftwareCancel(software::SoftwareCancel),
}

impl Quote {
    pub(super) fn run(self) -> Result<ExitCode, CliError> {
        match self.what {
            What::Refund(refund) => refund.run(),
            What::Exchange(exchange) => exchange.run(),
            What::SoftwareCancel(software) => software.run(),
        }
    }
}
