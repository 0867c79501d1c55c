//! What came out, as JSON and as text.

use serde::Serialize;

use super::usage::{Ran, Simulation};
use crate::cli::failure::say;
use crate::domain::benefit::{Hours, Percent, Summary};
use crate::domain::time::Day;

#[derive(Debug, Serialize)]
struct Printed {
    reservations: Vec<ReservationLine>,
    resources: Vec<ResourceLine>,
}

#[derive(Debug, Serialize)]
struct ReservationLine {
    reservation_id: String,
    reserved_hours: String,
    used_hours: String,
    unused_hours: String,
    avg_utilization: String,
    min_utilization: String,
    max_utilization: String,
    daily: Vec<DayLine>,
}

#[derive(Debug, Serialize)]
struct DayLine {
    usage_date: Day,
    reserved_hours: String,
    used_hours: String,
    min: String,
    avg: String,
    max: String,
}

#[derive(Debug, Serialize)]
struct ResourceLine {
    resource_id: String,
    running_hours: String,
    covered_hours: String,
    payg_hours: String,
}

/// Of a reservation that is active in none of the hours.
const NOTHING: Summary = Summary {
    reserved: Hours::ZERO,
    used: Hours::ZERO,
    min: Percent::from_millionths(0),
    max: Percent::from_millionths(0),
};

fn printed(found: &Simulation<'_>) -> Printed {
    let reservations = found.reservations.iter().zip(&found.days);
    Printed {
        reservations: reservations.map(|(reservation, days)| reservation_line(&reservation.id, days)).collect(),
        resources: found.resources.values().map(resource_line).collect(),
    }
}

fn reservation_line(id: &str, days: &[(Day, Summary)]) -> ReservationLine {
    let all = Summary::sum(days.iter().map(|(_, summary)| *summary)).unwrap_or(NOTHING);
    ReservationLine {
        reservation_id: id.to_owned(),
        reserved_hours: all.reserved.to_string(),
        used_hours: all.used.to_string(),
        unused_hours: all.unused().to_string(),
        avg_utilization: all.avg().to_string(),
        min_utilization: all.min.to_decimal().to_string(),
        max_utilization: all.max.to_decimal().to_string(),
        daily: days.iter().map(day_line).collect(),
    }
}

fn day_line((day, summary): &(Day, Summary)) -> DayLine {
    DayLine {
        usage_date: *day,
        reserved_hours: summary.reserved.to_string(),
        used_hours: summary.used.to_string(),
        min: summary.min.to_decimal().to_string(),
        avg: summary.avg().to_string(),
        max: summary.max.to_decimal().to_string(),
    }
}

fn resource_line(ran: &Ran) -> ResourceLine {
    ResourceLine {
        resource_id: ran.resource_id.clone(),
        running_hours: ran.running.to_string(),
        covered_hours: ran.covered.to_string(),
        payg_hours: ran.running.minus(ran.covered).to_string(),
    }
}

/// One object.
pub(super) fn json(found: &Simulation<'_>) {
    // The types hold only texts and lists of them, which are always JSON.
    if let Ok(text) = serde_json::to_string_pretty(&printed(found)) {
        say(&text);
    }
}

/// A line for each reservation and resource.
pub(super) fn text(found: &Simulation<'_>) {
    let Printed { reservations, resources } = printed(found);
    for one in reservations {
        let ReservationLine { reservation_id, reserved_hours, used_hours, unused_hours, avg_utilization, .. } = &one;
        let range = format!("{} to {} %", one.min_utilization, one.max_utilization);
        say(&format!(
            "{reservation_id}: reserved {reserved_hours} h, used {used_hours} h, unused {unused_hours} h, \
             utilization {avg_utilization} % ({range})"
        ));
    }
    for one in resources {
        let ResourceLine { resource_id, running_hours, covered_hours, payg_hours } = one;
        say(&format!(
            "{resource_id}: running {running_hours} h, covered {covered_hours} h, pay-as-you-go {payg_hours} h"
        ));
    }
}
