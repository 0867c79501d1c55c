//! Reservations from CSV: rows of one ID are its versions.

use std::collections::BTreeMap;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::cli::failure::CliError;
use crate::cli::moments::moment;
use crate::domain::benefit::{Reservation, Scope, Version};
use crate::domain::time::Instant;
use crate::reference::usage::UsageNames;

const COLUMNS: [&str; 10] = [
    "reservation_id",
    "arm_sku_name",
    "region",
    "quantity",
    "scope",
    "subscription_id",
    "resource_group",
    "instance_flexibility",
    "starts_at",
    "ends_at",
];

/// The most instances of a reservation (S-32).
const MOST: u32 = 999_999_999;

/// A row that is left out.
#[derive(Debug)]
pub(super) struct Bad {
    pub(super) line: u64,
    pub(super) reason: String,
}

/// What a file has.
#[derive(Debug)]
pub(super) struct Read {
    /// In the order of their IDs.
    pub(super) reservations: Vec<Reservation>,
    pub(super) bad: Vec<Bad>,
}

pub(super) fn read(path: &Path, names: &UsageNames) -> Result<Read, CliError> {
    let unreadable = |error: csv::Error| CliError::file(path)(error.into());
    let mut reader = ReaderBuilder::new().trim(Trim::All).flexible(true).from_path(path).map_err(unreadable)?;
    let headers = reader.headers().map_err(unreadable)?.clone();
    let places = COLUMNS.map(|name| headers.iter().position(|header| header.eq_ignore_ascii_case(name)));
    if let Some((name, _)) = COLUMNS.iter().zip(places).find(|(_, place)| place.is_none()) {
        return Err(CliError::Refused(format!("{}: there is no column {name}", path.display())));
    }
    let mut found: BTreeMap<String, Reservation> = BTreeMap::new();
    let mut bad = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let line = record.position().map_or(0, csv::Position::line);
        match version(&record, &places, names) {
            Ok((id, version)) => {
                let empty = || Reservation { id: id.clone(), continues: false, versions: Vec::new() };
                let reservation = found.entry(id.clone()).or_insert_with(empty);
                reservation.versions.push(version);
                if reservation.overlaps() {
                    reservation.versions.pop();
                    bad.push(Bad { line, reason: format!("overlaps an earlier row of {id}") });
                }
            }
            Err(reason) => bad.push(Bad { line, reason }),
        }
    }
    Ok(Read { reservations: found.into_values().collect(), bad })
}

/// One row: whose it is, and what it says.
fn version(
    record: &StringRecord,
    places: &[Option<usize>; COLUMNS.len()],
    names: &UsageNames,
) -> Result<(String, Version), String> {
    let [id, sku, region, quantity, scope, subscription, group, flexibility, starts, ends] =
        places.map(|place| place.and_then(|place| record.get(place)).unwrap_or(""));
    for (name, text) in COLUMNS.iter().zip([id, sku, region, quantity, scope]) {
        if text.is_empty() {
            return Err(format!("{name} is empty"));
        }
    }
    let (starts_at, ends_at) = (time("starts_at", starts)?, time("ends_at", ends)?);
    if starts_at >= ends_at {
        return Err(format!("ends_at {ends} is not after starts_at {starts}"));
    }
    let version = Version {
        starts_at,
        ends_at,
        sku: names.size(sku).unwrap_or(sku).to_owned(),
        region: names.region(region).unwrap_or(region).to_owned(),
        quantity: count(quantity)?,
        scope: self::scope(scope, subscription, group)?,
        is_flexible: is_on(flexibility)?,
    };
    Ok((id.to_owned(), version))
}

fn count(text: &str) -> Result<u32, String> {
    let count = text.parse().ok().filter(|count| (1..=MOST).contains(count));
    count.ok_or_else(|| format!("quantity {text} is not a number from 1 to {MOST}"))
}

fn scope(code: &str, subscription: &str, group: &str) -> Result<Scope, String> {
    let subscription_id = || {
        let given = Some(subscription).filter(|id| !id.is_empty());
        given.map(ToOwned::to_owned).ok_or_else(|| format!("scope {code} without subscription_id"))
    };
    match code.to_ascii_lowercase().as_str() {
        "shared" => Ok(Scope::Shared),
        "single" => Ok(Scope::Single { subscription_id: subscription_id()? }),
        "resource_group" if group.is_empty() => Err(format!("scope {code} without resource_group")),
        "resource_group" => {
            Ok(Scope::ResourceGroup { subscription_id: subscription_id()?, resource_group: group.to_owned() })
        }
        _ => Err(format!("scope {code} is not single, shared or resource_group")),
    }
}

/// R-BN-10: on where nothing is said.
fn is_on(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "" | "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(format!("instance_flexibility {text} is not on or off")),
    }
}

fn time(column: &str, text: &str) -> Result<Instant, String> {
    moment(text).map_err(|_not_a_moment| format!("{column} {text} is not a moment such as 2026-03-01T00:00:00Z"))
}
