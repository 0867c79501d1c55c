//! From what was typed to the facts of a quote, or to what is wrong with it. Floor 4. The same checks
//! as the command line.

use super::read::Read;
use super::typed::Typed;
use crate::domain::carts::BillingPlan;
use crate::domain::money::{Currency, Money};
use crate::domain::policy::exchange::{ExchangeFacts, ReturnLine, WantedLine};
use crate::domain::policy::software::{EntitlementState, SoftwareFacts};
use crate::domain::policy::{Payment, PolicyBook, PolicyCode, ProductKind, ReservationFacts, UsdRate, expiry};
use crate::domain::reservations::{ProvisioningState, benefit_start};
use crate::domain::roles::Role;
use crate::domain::term::Term;
use crate::domain::time::Instant;
use crate::ops::calculator::currency;

/// When it was ordered, and the moment of the quote.
fn moments(read: &mut Read, typed: &Typed) -> Option<(Instant, Instant)> {
    let t = read.t;
    let ordered = read.moment("ordered", t.calculator_ordered(), &typed.ordered);
    let cancelled = read.moment("cancelled", t.calculator_cancelled(), &typed.cancelled);
    let (ordered, cancelled) = (ordered?, cancelled?);
    if cancelled < ordered {
        return read.wrong("cancelled", t.calculator_before_order(t.calculator_cancelled()));
    }
    Some((ordered, cancelled))
}

fn money_code(read: &mut Read, typed: &Typed) -> Option<Currency> {
    match typed.currency.trim().to_ascii_uppercase().as_str() {
        "" => Some(Currency::USD),
        code => match currency(code) {
            Some(currency) => Some(currency),
            None => read.wrong("currency", read.t.calculator_wrong_currency()),
        },
    }
}

/// A code of a list; what is in no list is what the list begins with.
fn chosen<T: std::str::FromStr>(code: &str, default: T) -> T {
    code.parse().unwrap_or(default)
}

fn payment(read: &mut Read, typed: &Typed, term: Term) -> Option<Payment> {
    match chosen(&typed.plan, BillingPlan::Upfront) {
        BillingPlan::Upfront => Some(Payment::Upfront),
        BillingPlan::Monthly => {
            let label = read.t.calculator_instalments();
            let paid = read.number("instalments", label, &typed.instalments, (0, 0))?;
            if paid > term.months() {
                return read.wrong("instalments", read.t.calculator_too_many_instalments(i64::from(term.months())));
            }
            Some(Payment::Monthly { paid })
        }
    }
}

/// Units of the currency for a dollar; the dollar needs none.
fn rate(read: &mut Read, typed: &Typed, currency: Currency) -> Option<UsdRate> {
    let found = match typed.rate.trim() {
        "" if currency == Currency::USD => Some(UsdRate::USD),
        "" => return read.wrong("rate", read.t.calculator_rate_missing(currency)),
        typed => typed.parse().ok().and_then(|rate| UsdRate::new(rate, currency).ok()),
    };
    match found {
        Some(rate) => Some(rate),
        None => read.wrong("rate", read.t.calculator_wrong_rate()),
    }
}

/// The reservation, how many of it are returned, and when.
pub(super) fn reservation(read: &mut Read, typed: &Typed) -> Option<(ReservationFacts, u32, Instant)> {
    let t = read.t;
    let term = chosen(&typed.term, Term::OneYear);
    let currency = money_code(read, typed);
    let paid = read.amount("paid", t.calculator_paid(), &typed.paid, currency.unwrap_or(Currency::USD));
    let quantity = read.number("quantity", t.common_quantity(), &typed.quantity, (1, 1));
    let returned = read.number("returned", t.refunds_quantity(), &typed.returned, (0, quantity.unwrap_or(1)));
    let moments = moments(read, typed);
    let payment = payment(read, typed, term);
    let list = read.perhaps("list", t.calculator_list(), &typed.list, currency.unwrap_or(Currency::USD));
    let rate = rate(read, typed, currency?);
    let (ordered_at, cancelled_at) = moments?;
    let starts_at = match typed.starts.trim() {
        "" => benefit_start(ordered_at),
        text => read.moment("starts", t.calculator_starts(), text)?,
    };
    if starts_at < ordered_at {
        return read.wrong("starts", t.calculator_before_order(t.calculator_starts()));
    }
    let facts = ReservationFacts {
        product: chosen(&typed.product, ProductKind::VirtualMachines),
        state: ProvisioningState::Succeeded,
        term,
        ordered_at,
        starts_at,
        expires_at: expiry(ordered_at, starts_at, term),
        unit_paid: paid?,
        unit_list: list.ok()?,
        quantity: quantity?,
        payment: payment?,
        is_used: typed.used == "yes",
        usd_rate: rate?,
    };
    Some((facts, returned?, cancelled_at))
}

/// The reservation and what is bought instead, and when.
pub(super) fn exchange(read: &mut Read, typed: &Typed) -> Option<(ExchangeFacts, Instant)> {
    let found = reservation(read, typed);
    let t = read.t;
    let currency = currency(typed.currency.trim()).unwrap_or(Currency::USD);
    let total = read.amount("new_total", t.calculator_new_total(), &typed.new_total, currency);
    let quantity = read.number("new_quantity", t.calculator_new_quantity(), &typed.new_quantity, (1, 1));
    let long = read.perhaps("new_long", t.calculator_new_long(), &typed.new_long, currency);
    let (reservation, returned, at) = found?;
    let (total, quantity) = (total?, quantity?);
    let unit_price = total.share(1, quantity).ok().filter(|unit| unit.times(quantity) == Ok(total));
    let Some(unit_price) = unit_price else {
        return read.wrong("new_total", t.calculator_not_shared(i64::from(quantity)));
    };
    let wanted = WantedLine {
        product: chosen(&typed.new_product, reservation.product),
        term: chosen(&typed.new_term, reservation.term),
        plan: chosen(&typed.new_plan, BillingPlan::Upfront),
        unit_price,
        three_year_price: long.ok()?,
        quantity,
    };
    Some((ExchangeFacts { returns: vec![ReturnLine { reservation, returned }], wanted: vec![wanted] }, at))
}

/// A line of software, and when it is to be cancelled.
pub(super) fn software(read: &mut Read, typed: &Typed) -> Option<(SoftwareFacts, Instant)> {
    let t = read.t;
    let currency = money_code(read, typed);
    let paid = read.perhaps("paid", t.calculator_paid(), &typed.paid, currency.unwrap_or(Currency::USD));
    let quantity = read.number("quantity", t.common_quantity(), &typed.quantity, (1, 1));
    let returned =
        read.number("returned", t.calculator_returned_licences(), &typed.returned, (0, quantity.unwrap_or(1)));
    let (ordered_at, cancelled_at) = moments(read, typed)?;
    currency?;
    let term: Option<Term> = typed.term.parse().ok();
    let facts = SoftwareFacts {
        product: chosen(&typed.product, ProductKind::ServerSoftware),
        state: EntitlementState::Active,
        ordered_at,
        ends_at: term.map(|term| term.expiry(ordered_at)),
        unit_paid: paid.ok()?,
        quantity: quantity?,
        returned: returned?,
        role: chosen(&typed.role, Role::AdminAgent),
    };
    Some((facts, cancelled_at))
}

/// The policy that was chosen on every day, or those in force here.
pub(super) fn book(typed: &Typed, here: PolicyBook) -> PolicyBook {
    typed.policy.parse::<PolicyCode>().map_or(here, PolicyBook::only)
}

/// An amount as it is typed.
pub(super) fn plain(amount: Money) -> String {
    amount.to_decimal().to_string()
}
