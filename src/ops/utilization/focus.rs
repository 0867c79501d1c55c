//! The charges of reservations as a FOCUS 1.2 file: purchases, covered and unused hours, refunds. Floor 2.
//! R-UT-4.
//!
//! A customer's day at a time is in memory. The commitment of a charge is the purchase, so that the rows of a
//! commitment add up whatever became of its reservations (split, merged, given back in part).

use std::collections::HashMap;
use std::io;

use rust_decimal::Decimal;

use crate::access::{Granted, Scope, may};
use crate::domain::carts::BillingPlan;
use crate::domain::focus::{COLUMNS, Charge, Kind, Priced};
use crate::domain::ids::{CustomerId, PartnerId, ReservationId, ReservationOrderId, SubscriptionId};
use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::refunds::NoteLineKind;
use crate::domain::time::{Day, Instant};
use crate::ops::app::App;
use crate::ops::invoices::Invoice;
use crate::store::StoreError;
use crate::store::utilization::{
    Bought, GivenBack, Held, Like, ReservationPurchase, UtilizationDay, UtilizationFilter,
};

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum FocusError {
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody takes the file, or it cannot be written.
    #[error(transparent)]
    Out(#[from] io::Error),
}

/// Writes the charges of a month: those of one customer, or of all in the scope.
pub fn focus(
    app: &App,
    may: &Granted<may::SeeSavings>,
    customer: Option<CustomerId>,
    month: Day,
    out: impl io::Write,
) -> Result<(), FocusError> {
    write(app, may.scope(), customer, month, out)
}

/// The same on the command line, for a partner.
pub fn focus_of_partner(
    app: &App,
    partner: PartnerId,
    customer: Option<CustomerId>,
    month: Day,
    out: impl io::Write,
) -> Result<(), FocusError> {
    write(app, &Scope::operator("export focus", partner, app.clock.now()), customer, month, out)
}

fn write(
    app: &App,
    scope: &Scope,
    customer: Option<CustomerId>,
    month: Day,
    out: impl io::Write,
) -> Result<(), FocusError> {
    let month = Day::ymd(month.year(), month.month(), 1).unwrap_or(month);
    let (account, regions, customers) = app.db.read(scope, |r| {
        let partner = r.partners()?.into_iter().find(|one| one.id == scope.partner());
        let account = (scope.partner().to_string(), partner.map_or_else(String::new, |one| one.name));
        let regions = r.regions()?.into_iter().map(|(code, name, _)| (code, name)).collect();
        Ok::<_, StoreError>((account, regions, r.customers_with_reservations()?))
    })?;
    let mut file = csv::Writer::from_writer(out);
    file.write_record(COLUMNS).map_err(io::Error::from)?;
    for (id, name) in customers.into_iter().filter(|(id, _)| customer.is_none_or(|wanted| wanted == *id)) {
        super::catch_up(app, scope.partner(), id)?;
        let now = scope.now();
        let mut of = Of::read(app, scope, id, month, now, (&account, &name, &regions))?;
        of.purchases(&mut file)?;
        let mut day = month;
        while day < month.plus_months(1) {
            of.day(app, scope, day, &mut file)?;
            day = day.plus_days(1);
        }
    }
    file.flush()?;
    Ok(())
}

/// What is known of a customer for its rows.
struct Of<'a> {
    month: Day,
    account: &'a (String, String),
    regions: &'a HashMap<String, String>,
    customer: CustomerId,
    customer_text: (String, &'a str),
    held: HashMap<ReservationId, Held>,
    purchases: HashMap<ReservationOrderId, ReservationPurchase>,
    subscriptions: HashMap<SubscriptionId, String>,
    rates: HashMap<(String, String, Currency), UnitPrice>,
    bought: Vec<Bought>,
    back: Vec<GivenBack>,
    /// Whether the month is over, so that its charges stand on an invoice.
    is_over: bool,
}

/// What all rows of a reservation share.
struct Names {
    commitment: String,
    resource: String,
    price: String,
    subscription: (String, String),
}

impl<'a> Of<'a> {
    fn read(
        app: &App,
        scope: &Scope,
        customer: CustomerId,
        month: Day,
        now: Instant,
        (account, name, regions): (&'a (String, String), &'a str, &'a HashMap<String, String>),
    ) -> Result<Self, StoreError> {
        let next = month.plus_months(1);
        app.db.read(scope, |r| {
            let held: HashMap<ReservationId, Held> = r.held(customer)?.into_iter().map(|one| (one.id, one)).collect();
            let bought = r.charged_for_reservations(customer, month, Instant::start_of(next).plus_days(-1).day())?;
            let back = r.given_back(customer, Instant::start_of(month), Instant::start_of(next))?;
            let purchases = r.reservation_purchases(customer)?.into_iter().map(|one| (one.id, one)).collect();
            let subscriptions = r.subscription_names(customer)?.into_iter().collect();
            let rates = r.payg_rates(held.values().map(|one| one.size.clone()).collect())?;
            let (customer_text, is_over) = ((customer.to_string(), name), now.day() >= next);
            Ok(Self {
                month,
                account,
                regions,
                customer,
                customer_text,
                held,
                purchases,
                subscriptions,
                rates,
                bought,
                back,
                is_over,
            })
        })
    }

    fn names(&self, held: &Held, size: &str, subscription: Option<SubscriptionId>) -> Names {
        let (order, currency) = (held.order, held.currency);
        let subscription = subscription.or_else(|| held.periods.last().map(|period| period.subscription));
        let name = subscription.and_then(|id| self.subscriptions.get(&id)).cloned().unwrap_or_default();
        let commitment = format!("/providers/Microsoft.Capacity/reservationOrders/{order}");
        Names {
            resource: format!("{commitment}/reservations/{}", held.id),
            price: format!("{size}/{}/{currency}", held.region),
            subscription: (subscription.map_or_else(String::new, |id| id.to_string()), name),
            commitment,
        }
    }

    /// A row with what all of a reservation share; the rest is set by who asks.
    fn row<'b>(&'b self, kind: Kind, held: &'b Held, size: &'b str, names: &'b Names) -> Charge<'b> {
        let start = Instant::start_of(self.month);
        Charge {
            kind,
            month: self.month,
            period: (start, start),
            billed: Decimal::ZERO,
            effective: Decimal::ZERO,
            currency: held.currency,
            priced: None,
            hours: None,
            invoice: None,
            account: (&self.account.0, &self.account.1),
            commitment: (&names.commitment, self.purchases.get(&held.order).map_or("", |one| one.name.as_str())),
            region: (&held.region, self.regions.get(&held.region).map_or(held.region.as_str(), String::as_str)),
            size,
            price: &names.price,
            resource: (&names.resource, &held.name, "Reservation"),
            subscription: (&names.subscription.0, &names.subscription.1),
            customer: (&self.customer_text.0, self.customer_text.1),
        }
    }

    fn purchases(&self, file: &mut csv::Writer<impl io::Write>) -> Result<(), FocusError> {
        for one in &self.bought {
            let Some((held, purchase)) = self.first_of(one.order).zip(self.purchases.get(&one.order)) else { continue };
            let is_rate = one.plan == BillingPlan::Monthly;
            let until = if is_rate { one.due_on.plus_months(1) } else { one.due_on.plus_days(1) };
            let hours = if is_rate {
                until.days_since(one.due_on).saturating_mul(24)
            } else {
                purchase.expires_at.seconds_since(purchase.starts_at) / 3_600
            };
            let invoice = self.invoice(one.amount.currency());
            let names = self.names(held, &held.size, None);
            write_row(
                file,
                &Charge {
                    period: (Instant::start_of(one.due_on), Instant::start_of(until)),
                    billed: one.amount.to_decimal(),
                    priced: Some(priced(one.amount, purchase.quantity, "Instances")),
                    hours: Some(Decimal::from(hours).saturating_mul(Decimal::from(purchase.quantity))),
                    invoice: invoice.as_deref(),
                    price: &one.sku,
                    ..self.row(Kind::Purchase { is_rate }, held, &held.size, &names)
                },
            )?;
        }
        for one in &self.back {
            let Some(held) = self.held.get(&one.reservation) else { continue };
            let started = held.term_starts_at.day();
            let is_correction = started < self.month;
            let names = self.names(held, &held.size, None);
            let billed = -one.amount.to_decimal();
            let day = Instant::start_of(one.issued_at.day());
            let kind = match one.kind {
                NoteLineKind::Credit => Kind::Refund { is_correction },
                NoteLineKind::Fee => Kind::Fee,
            };
            let is_credit = one.kind == NoteLineKind::Credit;
            let mut credit = priced(one.amount, one.quantity, "Instances");
            credit.quantity = -credit.quantity;
            write_row(
                file,
                &Charge {
                    period: (day, day.plus_days(1)),
                    billed,
                    effective: if is_credit { Decimal::ZERO } else { billed },
                    priced: is_credit.then_some(credit),
                    hours: (is_credit && !is_correction).then_some(Decimal::ZERO),
                    invoice: Some(&one.number),
                    ..self.row(kind, held, &held.size, &names)
                },
            )?;
        }
        Ok(())
    }

    fn first_of(&self, order: ReservationOrderId) -> Option<&Held> {
        self.held.values().filter(|one| one.order == order).min_by_key(|one| (one.starts_at, one.id))
    }

    /// The invoice of the month.
    fn invoice(&self, currency: Currency) -> Option<String> {
        let to = Instant::start_of(self.month.plus_months(1)).plus_days(-1).day();
        self.is_over.then(|| Invoice { from: self.month, to, total: Money::zero(currency) }.number())
    }

    /// Covered and unused hours of a day.
    fn day(
        &mut self,
        app: &App,
        scope: &Scope,
        day: Day,
        file: &mut csv::Writer<impl io::Write>,
    ) -> Result<(), FocusError> {
        let filter = UtilizationFilter {
            customer: Some(self.customer),
            reservation: None,
            like: Like::default(),
            from: day,
            to: day,
        };
        let days = app.db.read(scope, |r| {
            let days = r.utilization_days(&filter)?;
            let sizes = days.iter().flat_map(|day| &day.detail.shares).map(|share| share.size.clone()).collect();
            Ok::<_, StoreError>((r.payg_rates(sizes)?, days))
        });
        let (rates, days) = days?;
        self.rates.extend(rates);
        for one in &days {
            if let Some(held) = self.held.get(&one.reservation) {
                self.covered(held, one, file)?;
                self.unused(held, one, file)?;
            }
        }
        Ok(())
    }

    fn list(&self, size: &str, held: &Held) -> Option<Decimal> {
        let key = (size.to_lowercase(), held.region.clone(), held.currency);
        self.rates.get(&key).map(|rate| rate.rate())
    }

    fn covered(
        &self,
        held: &Held,
        day: &UtilizationDay,
        file: &mut csv::Writer<impl io::Write>,
    ) -> Result<(), FocusError> {
        let start = Instant::start_of(day.day);
        let (mut used, mut given) = (0_u64, 0_i64);
        for share in &day.detail.shares {
            // What is left of the day's cost is shared by used hours; the parts add up to the last millionth.
            used = used.saturating_add(share.used.count());
            let upto = part(day.cost_micros.saturating_sub(day.lost_micros), used, day.used.count());
            let micros = upto.saturating_sub(given);
            given = upto;
            let names = self.names(held, &share.size, Some(share.subscription));
            let name = share.resource.rsplit('/').next().unwrap_or(&share.resource);
            let priced =
                Priced { quantity: share.covered.decimal(), unit: "Hours", list: self.list(&share.size, held) };
            write_row(
                file,
                &Charge {
                    period: (start, start.plus_days(1)),
                    effective: exact(micros, held.currency),
                    priced: Some(priced),
                    hours: Some(share.used.decimal()),
                    resource: (&share.resource, name, "Virtual machine"),
                    ..self.row(Kind::Used, held, &share.size, &names)
                },
            )?;
        }
        Ok(())
    }

    fn unused(
        &self,
        held: &Held,
        day: &UtilizationDay,
        file: &mut csv::Writer<impl io::Write>,
    ) -> Result<(), FocusError> {
        let left = day.reserved - day.used;
        if left.is_zero() {
            return Ok(());
        }
        let start = Instant::start_of(day.day);
        let names = self.names(held, &held.size, None);
        let priced = Priced { quantity: left.decimal(), unit: "Hours", list: self.list(&held.size, held) };
        write_row(
            file,
            &Charge {
                period: (start, start.plus_days(1)),
                effective: exact(day.lost_micros, held.currency),
                priced: Some(priced),
                hours: Some(left.decimal()),
                ..self.row(Kind::Unused, held, &held.size, &names)
            },
        )
    }
}

fn write_row(file: &mut csv::Writer<impl io::Write>, charge: &Charge<'_>) -> Result<(), FocusError> {
    let cells = charge.cells().ok_or_else(|| io::Error::other("an amount is too large"))?;
    Ok(file.write_record(cells).map_err(io::Error::from)?)
}

/// An amount for so many at a price for one; as one where it cannot be divided by them.
fn priced(amount: Money, quantity: i32, unit: &'static str) -> Priced {
    match amount.minor().checked_rem(i64::from(quantity)) {
        Some(0) => {
            let quantity = Decimal::from(quantity);
            Priced { quantity, unit, list: amount.to_decimal().checked_div(quantity) }
        }
        Some(_) | None => Priced { quantity: Decimal::ONE, unit: "Purchases", list: Some(amount.to_decimal()) },
    }
}

/// So much of an amount as a part has of the whole, half away from zero.
fn part(micros: i64, part: u64, whole: u64) -> i64 {
    let doubled = i128::from(micros).saturating_mul(i128::from(part)).saturating_mul(2);
    let found = doubled.saturating_add(i128::from(whole)).checked_div(i128::from(whole).saturating_mul(2));
    i64::try_from(found.unwrap_or(0)).unwrap_or(i64::MAX)
}

/// Millionths of the smallest unit in whole units.
fn exact(micros: i64, currency: Currency) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(micros), u32::from(currency.exponent()).saturating_add(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_whole() {
        let whole: Vec<i64> = (1..=3).map(|used| part(100, used, 3)).collect();
        assert_eq!(whole, [33, 67, 100]);
        assert_eq!(part(7, 0, 0), 0);
    }

    #[test]
    fn a_price_for_one_times_the_quantity_is_the_amount() {
        let three = |minor| priced(Money::new(minor, Currency::USD), 3, "Instances");
        assert_eq!((three(900).quantity, three(900).list), (Decimal::from(3), Some(Decimal::from(3))));
        assert_eq!((three(1_000).quantity, three(1_000).list), (Decimal::ONE, Some(Decimal::from(10))));
    }
}
