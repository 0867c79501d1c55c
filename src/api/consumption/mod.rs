//! Microsoft.Consumption: how much of a reservation was used, by day, by month and by machine. Floor 4.
//! P-11, R-UT-1. By reservation order, by reservation, by subscription and by billing account. The figures are those of the pages; a day without known usage has no row.

mod filter;
mod scope;
mod wire;

use std::collections::BTreeMap;

use crate::api::frame::wire::{Exact, Page, ProviderOperation};
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::roles::Perm;
use crate::domain::time::Day;
use crate::domain::utilization::{Amount, Share, percent};
use crate::ops::App;
use crate::ops::reservations::by_order::Known;
use crate::ops::utilization::{Span, UtilizationDay, of_reservation};
use filter::Days;
use rust_decimal::{Decimal, RoundingStrategy};
use scope::Asked;

pub(super) fn endpoints() -> Vec<Endpoint> {
    const MARK: (&str, &str) = ("$skiptoken", "The mark of a next link.");
    const DAYS: (&str, &str) =
        ("$filter", "properties/usageDate ge 2026-10-01 AND properties/usageDate le 2026-11-01.");
    let get = |path, act| Endpoint::get(Face::Arm, path, Perm::ViewReservations, act);
    let summed = |path| {
        let query = &[("grain", "daily or monthly."), DAYS, MARK];
        get(path, summaries).answers::<Page<wire::Summary>>().asks(query)
    };
    let detailed = |path| get(path, details).answers::<Page<wire::Detail>>().asks(&[DAYS, MARK]);
    vec![
        Endpoint::get(Face::Arm, "/providers/Microsoft.Consumption/operations", Perm::OwnAccount, operations)
            .answers::<Page<ProviderOperation>>(),
        summed(
            "/providers/Microsoft.Capacity/reservationOrders/{order}/providers/Microsoft.Consumption/reservationSummaries",
        ),
        summed(
            "/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}/providers/Microsoft.Consumption/reservationSummaries",
        ),
        detailed(
            "/providers/Microsoft.Capacity/reservationOrders/{order}/providers/Microsoft.Consumption/reservationDetails",
        ),
        detailed(
            "/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}/providers/Microsoft.Consumption/reservationDetails",
        ),
        summed("/subscriptions/{subscription}/providers/Microsoft.Consumption/reservationSummaries"),
        detailed("/subscriptions/{subscription}/providers/Microsoft.Consumption/reservationDetails"),
        summed(
            "/providers/Microsoft.Billing/billingAccounts/{account}/providers/Microsoft.Consumption/reservationSummaries",
        ),
        detailed(
            "/providers/Microsoft.Billing/billingAccounts/{account}/providers/Microsoft.Consumption/reservationDetails",
        ),
    ]
}

fn operations(_: &App, call: &Call) -> Answered {
    let all = [
        ("reservationSummaries/read", "reservation summaries", "Read reservation summaries"),
        ("reservationDetails/read", "reservation details", "Read reservation details"),
    ];
    let all = all.map(|operation| ProviderOperation::of("Microsoft.Consumption", operation));
    Answer::ok(&call.arm_page(all.to_vec(), None))
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

fn summary(call: &Call, known: &Known, date: Day, days: &[UtilizationDay]) -> wire::Summary {
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
    wire::Summary {
        id: format!("{}/{text}", call.path),
        name: text,
        kind: "Microsoft.Consumption/reservationSummaries",
        properties: wire::SummaryProperties {
            reservation_order_id: it.reservation_order_id.to_string(),
            reservation_id: it.id.to_string(),
            sku_name: it.size.clone(),
            reserved_hours: hours(reserved),
            usage_date: date_of(date),
            used_hours: hours(used),
            min_utilization_percentage: number(shares().min().unwrap_or_default()),
            avg_utilization_percentage: number(average),
            max_utilization_percentage: number(shares().max().unwrap_or_default()),
            kind: "Reservation",
            purchased_quantity: it.quantity,
            remaining_quantity: 0,
            total_reserved_quantity: it.quantity,
            used_quantity: it.quantity,
            utilized_percentage: number(average),
        },
    }
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

fn detail(call: &Call, known: &Known, day: &UtilizationDay, share: &Share) -> wire::Detail {
    let it = &known.reservation;
    let text = format!("{}_{}_{}", it.id, date_of(day.day), share.resource.rsplit('/').next().unwrap_or_default());
    wire::Detail {
        id: format!("{}/{text}", call.path),
        name: text,
        kind: "Microsoft.Consumption/reservationDetails",
        properties: wire::DetailProperties {
            reservation_order_id: it.reservation_order_id.to_string(),
            reservation_id: it.id.to_string(),
            instance_flexibility_ratio: "1",
            instance_flexibility_group: "NA",
            sku_name: share.size.clone(),
            reserved_hours: hours(day.reserved),
            usage_date: date_of(day.day),
            used_hours: hours(share.used),
            instance_id: instance_id(share),
            total_reserved_quantity: it.quantity,
            kind: "Reservation",
        },
    }
}

/// The whole id of a machine; usage that was imported has it below its subscription.
fn instance_id(share: &Share) -> String {
    let has_subscription = share.resource.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("/subscriptions/"));
    if has_subscription {
        share.resource.clone()
    } else {
        format!("/subscriptions/{}{}", share.subscription, share.resource)
    }
}

/// The day, exactly so: one client parses it with a fixed format.
fn date_of(day: Day) -> String {
    day.date().format("%Y-%m-%dT00:00:00Z").to_string()
}

fn hours(amount: Amount) -> Exact {
    number(amount.decimal())
}

fn number(decimal: Decimal) -> Exact {
    decimal.round_dp_with_strategy(9, RoundingStrategy::MidpointAwayFromZero).normalize().into()
}
