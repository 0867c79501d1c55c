//! `export`: what other programs read. Floor 4.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::failure::{CliError, note};
use super::{create, open};
use crate::config::Layers;
use crate::domain::ids::CustomerId;
use crate::domain::time::Day;
use crate::ops::installation;
use crate::ops::utilization::{self, FocusError};

/// Write files for other programs
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Focus(Focus),
}

/// Write the charges of reservations in a month as FOCUS 1.2 (CSV)
///
/// Purchases and their rates, the hours that were covered, those that nobody used, refunds and fees, with the
/// columns of commitment discounts. A list price that is not known stays empty and is named in
/// x_MissingListPrice.
#[derive(Debug, Args)]
struct Focus {
    /// The month, such as 2026-10
    #[arg(long, value_name = "MONTH")]
    month: String,
    /// Name or id of the partner; the oldest one when it is not given
    #[arg(long, value_name = "PARTNER")]
    partner: Option<String>,
    /// Only this customer
    #[arg(long, value_name = "ID")]
    customer: Option<CustomerId>,
    /// The file; standard output when it is not given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(self, layers: Layers) -> Result<ExitCode, CliError> {
        match self.what {
            What::Focus(focus) => focus.run(layers),
        }
    }
}

impl Focus {
    fn run(self, layers: Layers) -> Result<ExitCode, CliError> {
        let wrong = || CliError::Usage(format!("--month: {} is not a month such as 2026-10", self.month));
        let month: Day = format!("{}-01", self.month).parse().map_err(|_no_month| wrong())?;
        let app = open::for_command(layers)?;
        let partner = match &self.partner {
            Some(wanted) => installation::partner(&app, wanted),
            None => installation::first_partner(&app),
        };
        let partner = partner.map_err(create::refused)?.id;
        let (out, what): (Box<dyn Write>, _) = match &self.out {
            Some(path) => (Box::new(File::create(path).map_err(CliError::file(path))?), path.display().to_string()),
            None => (Box::new(io::stdout().lock()), "standard output".to_owned()),
        };
        let done = utilization::focus_of_partner(&app, partner, self.customer, month, BufWriter::new(out));
        match done {
            Ok(()) => {
                if self.out.is_some() {
                    note(&format!("{what}: FOCUS 1.2"));
                }
                Ok(ExitCode::SUCCESS)
            }
            Err(FocusError::Store(error)) => Err(error.into()),
            Err(FocusError::Out(why)) => Err(CliError::System { what, why }),
        }
    }
}
