//! What the reservations of a customer cost and save: the figures of the page, to the cent. Floor 4. O-22,
//! features rows 47 to 50. The vendor has no such call.

use super::call::At;
use super::fault::Fault;
use super::operation::{Json, Operation, may_say};
use super::wire::common::{Amount, Attributes, Links};
use super::wire::savings::{CannotCompute, CurrencySavings, Exact, Figures, ReservationSavings, SavingsReport};
use crate::access::may;
use crate::ops::utilization::{self, CurrencyTotal, Days, HeldSum, Saved, Span};

pub(super) fn operations() -> Vec<Operation> {
    let about = "What the reservations of a customer cost and save.";
    vec![Operation::get("getCustomerSavings", "/v1/customers/{customer}/savings", about, show).with_query([
        may_say("month", "A month like 2026-10."),
        may_say("span", "1, 7, 30 or all: days back from the last one that is known. 30 without month and span."),
    ])]
}

fn show(at: &At<'_, may::SeeSavings>) -> Result<Json<SavingsReport>, Fault> {
    let customer = at.customer()?.id;
    let (days, query) = asked(at)?;
    let links = Links::own(format!("/customers/{customer}/savings?{query}"));
    let attributes = Attributes::of("SavingsReport");
    let found = utilization::savings_of(at.app, &at.may, customer, days)?;
    // A month after the last known day has no days.
    let fresh = found.as_ref().map(|found| found.sum.fresh).filter(|fresh| fresh.first <= fresh.last);
    let items = found.iter().flat_map(|found| found.sum.rows.iter().map(|row| item(found, row)));
    Ok(Json(SavingsReport {
        start_date: fresh.map(|fresh| fresh.first.to_string()),
        end_date: fresh.map(|fresh| fresh.last.to_string()),
        provisional_from_date: fresh.map(|fresh| fresh.provisional_from.to_string()),
        items: items.collect(),
        totals: found.iter().flat_map(|found| &found.totals).map(total).collect(),
        links,
        attributes,
    }))
}

/// The days that are asked for, and how they are asked for.
fn asked(at: &At<'_, may::SeeSavings>) -> Result<(Days, String), Fault> {
    match (at.query("month"), at.query("span")) {
        (Some(_), Some(_)) => Err(Fault::invalid("Say month or span, not both.")),
        (Some(month), None) => {
            let days = Days::month(&month).ok_or_else(|| Fault::invalid("month must be like 2026-10."))?;
            Ok((days, format!("month={month}")))
        }
        (None, span) => {
            let code = span.unwrap_or_else(|| Span::Month.code().to_owned());
            let span = Span::ALL.into_iter().find(|span| span.code() == code);
            let span = span.ok_or_else(|| Fault::invalid("span must be 1, 7, 30 or all."))?;
            Ok((Days::Span(span), format!("span={code}")))
        }
    }
}

fn item(found: &Saved, row: &HeldSum) -> ReservationSavings {
    let held = &row.held;
    let (savings, cannot_compute) = split(found.sum.savings_of(row));
    let break_even = found.sum.break_even(row);
    ReservationSavings {
        reservation_id: held.id.to_string(),
        reservation_order_id: held.order.to_string(),
        display_name: held.name.clone(),
        sku_name: held.size.clone(),
        region: held.region.clone(),
        quantity: held.quantity,
        currency_code: held.currency.code().to_owned(),
        reserved_hours: Exact(row.reserved.decimal()),
        used_hours: Exact(row.used.decimal()),
        savings: savings.map(Figures::from),
        cannot_compute,
        break_even_utilization_percentage: break_even.map(|it| Exact(it.utilization)),
        break_even_date: break_even.and_then(|it| it.day).map(|day| day.to_string()),
    }
}

fn total(it: &CurrencyTotal) -> CurrencySavings {
    let (savings, no_savings) = split(it.savings.clone());
    let (rate, no_rate) = split(it.rate.clone());
    let (lifetime, no_lifetime) = split(it.lifetime.clone());
    CurrencySavings {
        currency_code: it.currency.code().to_owned(),
        savings: savings.map(Figures::from),
        lifetime_savings: lifetime.map(Amount),
        effective_savings_rate_percentage: rate.flatten().map(Exact),
        cannot_compute: no_savings.or(no_rate).or(no_lifetime),
        coverage_percentage: it.coverage.map(Exact),
        lock_in_months: it.lock_in.map(Exact),
    }
}

fn split<T>(found: Result<T, crate::domain::savings::CannotCompute>) -> (Option<T>, Option<CannotCompute>) {
    match found {
        Ok(found) => (Some(found), None),
        Err(error) => (None, Some(error.into())),
    }
}
