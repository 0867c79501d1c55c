//! What runs without a reservation, and how many instances would save most. Floor 2. S-20, R-SZ-1, R-SZ-10,
//! features rows 53 to 55.

use std::collections::{BTreeSet, HashMap};

use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::benefit::{Hour, Hours, uncovered};
use crate::domain::ids::{AdviceAnswerId, CustomerId, SubscriptionId};
use crate::domain::money::{Currency, Money};
use crate::domain::savings::{Advice, CannotCompute, Offer, Point, advise, if_usage_falls};
use crate::domain::term::Term;
use crate::domain::time::{Day, Instant};
use crate::ops::app::App;
use crate::ops::catalog;
use crate::ops::customers::Customer;
use crate::store::StoreError;
use crate::store::utilization::{AdviceAnswer, NewAdviceAnswer};

use super::compute::{reservation, running};
use super::machines::{MachineHours, machine_hours};

/// How many days the advice looks back, the default first.
pub const WINDOWS: [i64; 3] = [30, 7, 60];

/// A term that is on sale.
#[derive(Debug, Clone)]
pub struct OnSale {
    /// What is put into the cart.
    pub sku: String,
    /// For how long.
    pub term: Term,
    /// The price of one.
    pub unit: Money,
    /// The curve, or why there is none.
    pub advice: Result<Advice, CannotCompute>,
    /// What the best quantity saves in a month when only 80 % or 50 % of the usage remain.
    pub falls: Vec<(u32, Point)>,
}

/// Machines of a size in a region that no reservation covers.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// The size.
    pub size: String,
    /// The region.
    pub region: String,
    /// How many machines ran.
    pub machines: usize,
    /// Their uncovered hours.
    pub hours: Hours,
    /// Where the first of them runs.
    pub subscription: Option<SubscriptionId>,
    /// Terms on sale; none where the size is not sold there.
    pub terms: Vec<OnSale>,
    /// Whether somebody put it aside.
    pub is_put_aside: bool,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Sizing {
    /// The first day that counts.
    pub first: Day,
    /// The last day with usage.
    pub last: Day,
    /// What could be bought, the largest saving first.
    pub suggestions: Vec<Suggestion>,
    /// Days of these of which no usage is known.
    pub gaps: u32,
    /// What ran, covered or not.
    pub machines: Vec<MachineHours>,
    /// What was put aside.
    pub answers: Vec<AdviceAnswer>,
}

/// What could be bought for a customer; nothing while no usage is known.
pub fn sizing(
    app: &App,
    may: &Granted<may::SeeSavings>,
    customer: &Customer,
    window: i64,
) -> Result<Option<Sizing>, StoreError> {
    let currency = catalog::shelf(app, may, customer)?.currency.unwrap_or(Currency::USD);
    let on_sale = catalog::snapshot(app, may, currency, customer.segment)?;
    let read = app.db.read(may.scope(), |r| {
        let Some((known, last)) = r.usage_span(customer.id)? else { return Ok::<_, StoreError>(None) };
        let first = Instant::start_of(last).plus_days(1 - window).day().max(known);
        let usage = r.usage_of(customer.id, first, last)?;
        let names: HashMap<_, _> = r.subscription_names(customer.id)?.into_iter().collect();
        Ok(Some((first, last, usage, r.held(customer.id)?, r.advice_answers(customer.id)?, names)))
    })?;
    let Some((first, last, usage, held, answers, names)) = read else { return Ok(None) };
    let known: BTreeSet<Day> = usage.iter().map(|day| day.day).collect();
    let days = last.days_since(first).saturating_add(1);
    let gaps = u32::try_from(days).unwrap_or(0).saturating_sub(u32::try_from(known.len()).unwrap_or(0));
    let (machines, all) = running(&usage);
    let reservations: Vec<_> = held.iter().map(reservation).collect();
    let hours = Hour::first_of(first)..Hour::first_of(last).plus(24);
    let mut suggestions = Vec::new();
    for left in uncovered(&reservations, &machines, &all, hours.clone(), false) {
        let Some(machine) = left.machines.first().and_then(|id| machines.get(*id)) else { continue };
        let entries = on_sale.of_size(machine.sku).into_iter();
        let here = entries.filter(|entry| on_sale.region(entry).0 == machine.region);
        let term = |entry: &catalog::Entry| {
            let missing = || CannotCompute::NoPrice { size: machine.sku.to_owned(), region: machine.region.to_owned() };
            let offer = Offer { term: entry.term, price: entry.unit };
            let payg = entry.payg.map(|payg| payg.hourly).ok_or_else(missing);
            let advice = payg.clone().and_then(|payg| advise(&left.hourly, gaps.saturating_mul(24), payg, offer));
            let best = advice.as_ref().ok().and_then(|advice| advice.best);
            let fall = |percent| {
                let point = if_usage_falls(&left.hourly, percent, best?, payg.clone().ok()?, offer).ok()?;
                Some((percent, point))
            };
            let falls = [80, 50].into_iter().filter_map(fall).collect();
            OnSale { sku: entry.sku.clone(), term: entry.term, unit: entry.unit, advice, falls }
        };
        suggestions.push(Suggestion {
            terms: here.map(term).collect(),
            machines: left.machines.len(),
            hours: left.hourly.iter().copied().sum(),
            subscription: machine.subscription_id.parse().ok(),
            is_put_aside: answers.iter().any(|it| it.size == machine.sku && it.region == machine.region),
            size: machine.sku.to_owned(),
            region: machine.region.to_owned(),
        });
    }
    suggestions.sort_by_key(|it| (it.is_put_aside, std::cmp::Reverse(best_saving(it)), it.size.clone()));
    let machines = machine_hours(&reservations, &machines, &all, hours, &names);
    Ok(Some(Sizing { first, last, suggestions, gaps, machines, answers }))
}

/// The largest saving of a month that any term promises.
fn best_saving(it: &Suggestion) -> i64 {
    let points = it.terms.iter().filter_map(|term| term.advice.as_ref().ok()?.best_point());
    points.map(|point| point.monthly_saving.minor()).max().unwrap_or(0)
}

/// An answer to advice.
#[derive(Debug, Clone)]
pub struct AnswerAdvice {
    /// About which size.
    pub size: String,
    /// In which region.
    pub region: String,
    /// Why.
    pub reason: String,
    /// For how many days; for good without.
    pub days: Option<i64>,
}

/// Puts advice aside.
pub fn put_aside(
    app: &App,
    may: &Granted<may::ManageUsage>,
    customer: CustomerId,
    command: &AnswerAdvice,
) -> Result<(), StoreError> {
    let new = NewAdviceAnswer {
        id: AdviceAnswerId::from_uuid(app.ids.new_id()),
        customer,
        size: command.size.clone(),
        region: command.region.clone(),
        reason: command.reason.clone(),
        until: command.days.map(|days| may.scope().now().plus_days(days).day()),
        by: may.who().user(),
    };
    let event = Event::new(EventKind::AdviceAnswered, "advice_answers", new.id)
        .of_customer(customer)
        .after(serde_json::json!({ "size": new.size, "reason": new.reason, "until": new.until }));
    app.db.write(may.scope(), |w| {
        w.insert_advice_answer(&new)?;
        w.record(&event, ())
    })
}

/// Takes an answer back.
pub fn take_up(
    app: &App,
    may: &Granted<may::ManageUsage>,
    customer: CustomerId,
    id: AdviceAnswerId,
) -> Result<(), StoreError> {
    let event = Event::new(EventKind::AdviceAnswered, "advice_answers", id).of_customer(customer);
    app.db.write(may.scope(), |w| {
        if w.withdraw_advice_answer(customer, id)? { w.record(&event, ()) } else { Ok(w.unchanged(())) }
    })
}
