//! Microsoft.Consumption: how much of a reservation was used, by day, by month and by machine. Floor 4.
//! P-11, R-UT-1. By reservation order, by reservation, by subscription and by billing account. The figures are those of the pages; a day without known usage has no row.

mod filter;
mod scope;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::roles::Perm;
use crate::domain::time::Day;
use crate::domain::utilization::{Amount, Share, percent};
use crate::ops::App;
use crate::ops::reservations::by_order::Known;
use crate::ops::utilization::{Span, UtilizationDay, of_reservation};
use filter::Days;
use scope::Asked;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let get = |path, act| Endpoint::get(Face::Arm, path, Perm::ViewReservations, act);
    vec![
        Endpoint::get(Face::Arm, "/providers/Microsoft.Consumption/operations", Perm::OwnAccount, operations),
        get(
            "/providers/Microsoft.Capacity/reservationOrders/{order}/providers/Microsoft.Consumption/reservationSummaries",
            summaries,
        ),
        get(
            "/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}/providers/Microsoft.Consumption/reservationSummaries",
            summaries,
        ),
        get(
            "/providers/Microsoft.Capacity/reservationOrders/{order}/providers/Microsoft.Consumption/reservationDetails",
            details,
        ),
        get(
            "/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}/providers/Microsoft.Consumption/reservationDetails",
            details,
        ),
        get("/subscriptions/{subscription}/providers/Microsoft.Consumption/reservationSummaries", summaries),
        get("/subscriptions/{subscription}/providers/Microsoft.Consumption/reservationDetails", details),
        get(
            "/providers/Microsoft.Billing/billingAccounts/{account}/providers/Microsoft.Consumption/reservationSummaries",
            summaries,
        ),
        get(
            "/providers/Microsoft.Billing/billingAccounts/{account}/providers/Microsoft.Consumption/reservationDetails",
            details,
        ),
    ]
}

fn operations(_: &App, call: &Call) -> Answered {
    let operation = |name: &str, text: &str| {
        json!({
            "name": format!("Microsoft.Consumption/{name}/read"),
            "display": { "provider": "Microsoft Consumption", "resource": text, "operation": format!("Read {text}") },
        })
    };
    let all = vec![
        operation("reservationSummaries", "reservation summaries"),
        operation("reservationDetails", "reservation details"),
    ];
    Answer::ok(&call.arm_page(all, None))
}

/// The days of a reservation that are within the filter.
fn days(app: &App, asked: &Asked, known: &Known, within: Days) -> Result<Vec<UtilizationDay>, Refused> {
    let customer = known.order.customer_id;
    let found = of_reservation(app, &asked.may, customer, known.reservation.id, Span::Lifetime)?;
    let mut days = found.map_or(Vec::new(), |(_freshness, days)| days);
    days.retain(|one| within.holds(one.day));
    Ok(days)
}

fn summaries(app: &App, call: &Call) -> Answered {
    let grain = call.query("grain").unwrap_or("daily").to_lowercase();
    let is_monthly = match grain.as_str() {
        "daily" => false,
        "monthly" => true,
        _ => return Err(Refused::bad("BadRequest", "The grain must be daily or monthly.")),
    };
    let within = Days::of(call, is_monthly)?;
    let asked = scope::asked(app, call)?;
    let mut rows = Vec::new();
    for known in &asked.known {
        let found = days(app, &asked, known, within)?;
        let mut by_date: BTreeMap<Day, Vec<UtilizationDay>> = BTreeMap::new();
        for one in found {
            let first = Day::ymd(one.day.year(), one.day.month(), 1).unwrap_or(one.day);
            by_date.entry(if is_monthly { first } else { one.day }).or_default().push(one);
        }
        for (date, days) in by_date {
            rows.push(summary(call, known, date, &days));
        }
    }
    Answer::ok(&call.arm_page(rows, asked.next.as_deref()))
}

fn summary(call: &Call, known: &Known, date: Day, days: &[UtilizationDay]) -> Value {
    let it = &known.reservation;
    let reserved: Amount = days.iter().map(|one| one.reserved).sum();
    let used: Amount = days.iter().map(|one| one.used).sum();
    let of_hours = |one: &UtilizationDay| {
        let detail = one.detail.clone();
        (0..24).filter_map(move |hour| percent(detail.used.at(hour), detail.reserved.at(hour))).collect::<Vec<_>>()
    };
    let shares = || days.iter().flat_map(of_hours);
    let average = percent(used, reserved).unwrap_or_default();
    let text = format!("{}_{}_{}", it.reservation_order_id, it.id, date_of(date));
    json!({
        "id": format!("{}/{text}", call.path),
        "name": text,
        "type": "Microsoft.Consumption/reservationSummaries",
        "properties": {
            "reservationOrderId": it.reservation_order_id,
            "reservationId": it.id,
            "skuName": it.size,
            "reservedHours": hours(reserved),
            "usageDate": date_of(date),
            "usedHours": hours(used),
            "minUtilizationPercentage": number(shares().min().unwrap_or_default()),
            "avgUtilizationPercentage": number(average),
            "maxUtilizationPercentage": number(shares().max().unwrap_or_default()),
            "kind": "Reservation",
            "purchasedQuantity": it.quantity,
            "remainingQuantity": 0,
            "totalReservedQuantity": it.quantity,
            "usedQuantity": it.quantity,
            "utilizedPercentage": number(average),
        },
    })
}

fn details(app: &App, call: &Call) -> Answered {
    let within = Days::of(call, false)?;
    let asked = scope::asked(app, call)?;
    let mut rows = Vec::new();
    for known in &asked.known {
        for day in days(app, &asked, known, within)? {
            for share in &day.detail.shares {
                rows.push(detail(call, known, &day, share));
            }
        }
    }
    Answer::ok(&call.arm_page(rows, asked.next.as_deref()))
}

fn detail(call: &Call, known: &Known, day: &UtilizationDay, share: &Share) -> Value {
    let it = &known.reservation;
    let text = format!("{}_{}_{}", it.id, date_of(day.day), share.resource.rsplit('/').next().unwrap_or_default());
    json!({
        "id": format!("{}/{text}", call.path),
        "name": text,
        "type": "Microsoft.Consumption/reservationDetails",
        "properties": {
            "reservationOrderId": it.reservation_order_id,
            "reservationId": it.id,
            "instanceFlexibilityRatio": "1",
            "instanceFlexibilityGroup": "NA",
            "skuName": share.size,
            "reservedHours": hours(day.reserved),
            "usageDate": date_of(day.day),
            "usedHours": hours(share.used),
            "instanceId": share.resource,
            "totalReservedQuantity": it.quantity,
            "kind": "Reservation",
        },
    })
}

/// The day, exactly so: one client parses it with a fixed format.
fn date_of(day: Day) -> String {
    day.date().format("%Y-%m-%dT00:00:00Z").to_string()
}

/// Hours as a JSON number, digit by digit.
fn hours(amount: Amount) -> Value {
    number(amount.decimal())
}

fn number(decimal: rust_decimal::Decimal) -> Value {
    serde_json::from_str(
        &decimal
            .round_dp_with_strategy(9, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
            .normalize()
            .to_string(),
    )
    .unwrap_or_default()
}
