//! `generate`: load data. Features row 43.

use std::process::ExitCode;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::failure::{CliError, say};
use super::{create, open};
use crate::config::Layers;
use crate::ops::generate::{self, Amounts, GenerateError};
use crate::ops::installation;

/// Make customers, orders and reservations, to try the program with many of them
///
/// Names are in three scripts; the rows keep to the invariants of `check`. The same seed makes the same
/// customers. Orders need price lists in USD (see `import reference`) and a person of the partner who may
/// place them. Never use it in a database that people work with.
#[derive(Debug, Args)]
pub(super) struct Generate {
    /// How many customers
    #[arg(long, default_value_t = 0)]
    customers: u64,
    /// How many orders
    #[arg(long, default_value_t = 0)]
    orders: u64,
    /// How many reservations, 1 to 100 for each order; as many as orders when it is not given
    #[arg(long)]
    reservations: Option<u64>,
    /// The same seed makes the same
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Name or id of the partner; the oldest one when it is not given
    #[arg(long, value_name = "PARTNER")]
    partner: Option<String>,
}

impl Generate {
    pub(super) fn run(self, layers: Layers) -> Result<ExitCode, CliError> {
        let app = open::for_command(layers)?;
        let partner = match &self.partner {
            Some(wanted) => installation::partner(&app, wanted),
            None => installation::first_partner(&app),
        };
        let partner = partner.map_err(create::refused)?;
        let reservations = self.reservations.unwrap_or(self.orders);
        let amounts = Amounts { customers: self.customers, orders: self.orders, reservations, seed: self.seed };
        let bar = ProgressBar::new(self.customers.saturating_add(self.orders));
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len}, {eta} left") {
            bar.set_style(style);
        }
        let made = generate::generate(&app, &partner, amounts, &mut |done| bar.set_position(done));
        bar.finish_and_clear();
        made.map_err(|error| match error {
            GenerateError::Store(error) => error.into(),
            GenerateError::Amounts(_) | GenerateError::There => CliError::Refused(error.to_string()),
        })?;
        let Amounts { customers, orders, .. } = amounts;
        let name = &partner.name;
        say(&format!("Made {customers} customers, {orders} orders and {reservations} reservations of {name}."));
        Ok(ExitCode::SUCCESS)
    }
}
