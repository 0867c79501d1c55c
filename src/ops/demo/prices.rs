//! A price list of the demonstration's own: East US, where the samples of the vendor's clients buy. No licensed
//! list of that region is shipped, so the prices of West US stand in for it, and the list says so by its name.

use std::fmt::Write;

use super::seed::SeedError;
use crate::domain::time::Day;
use crate::ops::App;
use crate::ops::prices::{Import, Outcome, import};
use crate::reference::{DataError, ReservationPrice, reservation_prices};

/// Where the prices come from, and where they stand in.
const FROM: &str = "westus";
const TO: &str = "eastus";

/// What the list is called on every page that names its source.
const NAME: &str = "East US of the demonstration: the West US list prices of 2020-08-14, not the vendor's for East US";
const SOURCE: &str = "made by the demonstration from its West US price list";

/// The day of the prices it is made from.
const EFFECTIVE: (i32, u32, u32) = (2020, 8, 14);

/// Imports the list, as `import prices` does.
pub(super) fn prices(app: &App) -> Result<(), SeedError> {
    let odd = |why: String| SeedError::Act(format!("the price list of East US: {why}"));
    let (year, month, day) = EFFECTIVE;
    let command = Import {
        name: NAME.to_owned(),
        source: SOURCE.to_owned(),
        effective_on: Day::ymd(year, month, day).ok_or_else(|| odd("no such day".to_owned()))?,
        is_dry_run: false,
        keeps_good: false,
    };
    let file = file().map_err(|error| odd(error.to_string()))?;
    let report = import(app, &command, file.as_bytes(), |_rows| {}).map_err(|error| odd(error.to_string()))?;
    match report.outcome {
        Outcome::Imported(_) => Ok(()),
        other @ (Outcome::DryRun | Outcome::SameFile(_) | Outcome::NothingNew | Outcome::Refused) => {
            Err(odd(format!("{other:?}, {:?}", report.bad.first())))
        }
    }
}

/// The list as a file.
fn file() -> Result<String, DataError> {
    let mut text = "armSkuName,armRegionName,term,currency,price\n".to_owned();
    for row in reservation_prices() {
        let ReservationPrice { region, size, term, total, .. } = row?;
        if region == FROM {
            let (currency, price) = (total.currency(), total.to_decimal());
            let _never_fails = writeln!(text, "{size},{TO},{},{},{price}", term.code(), currency.code());
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_price_of_west_us_stands_in_once() {
        let file = file().unwrap();
        assert_eq!(file.lines().filter(|line| line.contains(",eastus,")).count(), 514);
        assert!(file.contains("\nStandard_D2s_v3,eastus,P1Y,USD,") && NAME.contains("not the vendor's"));
    }
}
