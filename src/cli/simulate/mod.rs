//! `simulate`: the benefit of reservations from files alone, without a database. Rules R-BN-1 to
//! R-BN-15, R-UT-1, R-UT-2.

mod print;
mod reservations;
mod usage;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::failure::{CliError, note};
use super::moments::moment;
use crate::domain::benefit::{Flexibility, Hour, Machines};
use crate::domain::time::Instant;
use crate::ops::StoreError;
use crate::reference::usage::UsageNames;
use crate::reference::{DataError, flexibility_ratios};

const KEYS: &str = "\
Reservations, a row for each stretch of time in which nothing changed:
  reservation_id,arm_sku_name,region,quantity,scope(single|shared|resource_group),subscription_id,
  resource_group,instance_flexibility(on|off),starts_at,ends_at
Usage, in any order, plain or gzip:
  hour_start,subscription_id,resource_group,resource_id,arm_sku_name,region,running_hours,
  kind(regular|classic|promo|spot)
Times are UTC; a day begins at midnight. Hours are in the reserved size, utilization is in percent.
A bad row is told with its line and reason on standard error, and nothing is computed (exit code 1)
unless --keep-good. Usage in the order of time takes little memory however long it is.";

/// Apply reservations to usage, both from CSV files, hour by hour
#[derive(Debug, Args)]
#[command(after_help = KEYS)]
pub(super) struct Simulate {
    /// Reservations (CSV)
    #[arg(long, value_name = "FILE")]
    reservations: PathBuf,
    /// Usage (CSV, plain or gzip)
    #[arg(long, value_name = "FILE")]
    usage: PathBuf,
    /// The first hour: a day, or a moment such as 2026-03-01T00:00:00Z
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    from: Instant,
    /// The end, which is not part of it
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    to: Instant,
    /// Print JSON; numbers are texts with all their decimals
    #[arg(long)]
    json: bool,
    /// Leave bad rows out and compute with the others
    #[arg(long)]
    keep_good: bool,
}

impl Simulate {
    pub(super) fn run(self) -> Result<ExitCode, CliError> {
        let (from, to) = (Hour::of(self.from), Hour::of(self.to));
        if from.start() != self.from || to.start() != self.to || from >= to {
            return Err(CliError::Usage("--from and --to: full hours, the first before the second".to_owned()));
        }
        let names = UsageNames::shipped().map_err(no_table)?;
        let read = reservations::read(&self.reservations, &names)?;
        for bad in &read.bad {
            note(&format!("{}:{}: {}", self.reservations.display(), bad.line, bad.reason));
        }
        let machines = Machines::new(flexibility().map_err(no_table)?);
        let mut found = usage::Simulation::new(&read.reservations, machines, from..to);
        let bad_rows = found.read(&self.usage, &names)?;
        let bad = bad_rows.saturating_add(u64::try_from(read.bad.len()).unwrap_or(u64::MAX));
        if bad > 0 && !self.keep_good {
            return Err(CliError::Refused(format!("{bad} bad rows; --keep-good computes with the others")));
        }
        if self.json {
            print::json(&found);
        } else {
            print::text(&found);
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Size groups of this release (R-BN-11).
pub(super) fn flexibility() -> Result<Flexibility, DataError> {
    let mut table = Flexibility::default();
    for row in flexibility_ratios() {
        let row = row?;
        table.add(&row.group, &row.size, row.ratio);
    }
    Ok(table)
}

fn no_table(error: DataError) -> CliError {
    StoreError::Open(error.to_string()).into()
}
