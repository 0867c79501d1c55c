//! What a customer's reservations cost and save, with the formula of each figure. Floor 4. Rule O-22, features
//! rows 47 to 50.

use actix_web::web::{Data, Query};
use askama::Template;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::customer::{cannot, months};
use super::section::{Choice, span_label};
use crate::access::may;
use crate::domain::benefit::Hours;
use crate::domain::money::{Currency, Money};
use crate::domain::savings::{Example, Savings, break_even_utilization, savings};
use crate::http::csv::CsvFile;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::utilization::{CurrencyTotal, Days, HeldSum, Saved, Span};
use crate::ops::{App, utilization};
use crate::web::customer_frame::{CustomerFrame, Section};

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    span: String,
    #[serde(default)]
    month: String,
}

impl Asked {
    /// A span, 30 days where nothing is said, or a month.
    fn days(&self) -> Result<Days, Failure> {
        if !self.month.is_empty() {
            return Days::month(&self.month).ok_or(Failure::NotFound);
        }
        Ok(Days::Span(if self.span.is_empty() { Span::Month } else { Span::named(&self.span) }))
    }

    /// The same in an address.
    fn query(&self) -> String {
        match self.days() {
            Ok(Days::Span(span)) => format!("?span={}", span.code()),
            Ok(Days::Month(_) | Days::Week(_)) | Err(_) => format!("?month={}", self.month),
        }
    }
}

/// A reservation, or all of one currency.
struct Line {
    name: String,
    href: String,
    /// The seven figures, or why they cannot be said.
    figures: Result<Vec<Money>, String>,
    /// The utilization from which on it saves, and the day on which it has paid for itself.
    break_even: [String; 2],
}

/// Rates of one currency.
struct Rates {
    currency: Currency,
    rate: String,
    coverage: String,
    lock_in: String,
    lifetime: String,
}

#[derive(Template)]
#[template(path = "utilization/savings.html")]
struct SavingsPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    lines: Vec<Line>,
    totals: Vec<Line>,
    rates: Vec<Rates>,
    spans: Vec<Choice>,
    months: Vec<Choice>,
    /// From when to when.
    period: String,
    as_of: String,
    file: String,
    has_usage: bool,
    example: Worked,
    /// Months as FOCUS files.
    focus: Vec<Choice>,
}

/// The published example with its figures.
struct Worked {
    given: String,
    figures: Vec<(&'static str, String)>,
}

impl SavingsPage<'_> {
    /// Figures with the names of their columns, which a narrow row says.
    fn labelled(&self, figures: &[Money]) -> Vec<(&'static str, String)> {
        names(self.cx.t).into_iter().zip(figures.iter().map(|one| self.cx.t.money(one))).collect()
    }

    /// Name and formula of each figure.
    fn formulas(&self) -> [(&'static str, &'static str); 12] {
        let t = self.cx.t;
        [
            (t.savings_list(), t.savings_list_how()),
            (t.savings_contracted(), t.savings_contracted_how()),
            (t.savings_cost(), t.savings_cost_how()),
            (t.savings_effective(), t.savings_effective_how()),
            (t.savings_lost(), t.savings_lost_how()),
            (t.savings_net(), t.savings_net_how()),
            (t.savings_unrealized(), t.savings_unrealized_how()),
            (t.savings_lifetime(), t.savings_lifetime_how()),
            (t.savings_rate(), t.savings_rate_how()),
            (t.savings_coverage(), t.savings_coverage_how()),
            (t.savings_break_even(), t.savings_break_even_how()),
            (t.savings_lock_in(), t.savings_lock_in_how()),
        ]
    }
}

/// The names of the figures, in their order.
fn names(t: Texts) -> [&'static str; 7] {
    [
        t.savings_list(),
        t.savings_contracted(),
        t.savings_cost(),
        t.savings_effective(),
        t.savings_lost(),
        t.savings_net(),
        t.savings_unrealized(),
    ]
}

fn figures(it: &Savings) -> Vec<Money> {
    vec![it.list_cost, it.contracted_cost, it.cost, it.effective_cost, it.unused_cost, it.net, it.unrealized]
}

/// The example that the tests of the formulas have, computed by the same formulas.
fn worked(t: Texts) -> Worked {
    let it = Example::month();
    let list = it.priced.list.map_or_else(String::new, |list| t.unit_price(&list));
    let hours = |hours: Hours| hours.to_decimal().to_string();
    let given = t.savings_example_given(
        hours(it.reserved),
        it.priced.size,
        list,
        hours(it.covered),
        t.money(&it.cost),
        t.money(&it.unused_cost),
    );
    let covered = [(it.priced, it.covered)];
    let found = savings(&it.facts(&covered)).map(|found| figures(&found)).unwrap_or_default();
    let mut figures: Vec<_> = names(t).into_iter().zip(found.iter().map(|one| t.money(one))).collect();
    let even = it.priced.list.and_then(|list| break_even_utilization(it.cost, it.reserved, list));
    figures.push((t.savings_break_even(), percent(t, even)));
    Worked { given, figures }
}

/// A percentage; a dash where there is none.
fn percent(t: Texts, share: Option<Decimal>) -> String {
    let share = share.map(|share| share.normalize());
    share.map_or_else(|| "–".to_owned(), |share| format!("{}%", t.decimal(&share, share.scale())))
}

/// The rows of the page and of the file.
fn lines(t: Texts, saved: &Saved) -> (Vec<Line>, Vec<Line>) {
    let line = |row: &HeldSum| Line {
        name: row.held.name.clone(),
        href: links::ReservationOverview::to(&row.customer, &row.held.id).to_string(),
        figures: saved.sum.savings_of(row).as_ref().map(figures).map_err(|error| cannot(t, error)),
        break_even: saved.sum.break_even(row).map_or_else(Default::default, |even| {
            let day = even.day.map_or_else(String::new, |day| day.to_string());
            [percent(t, Some(even.utilization)), day]
        }),
    };
    let total = |it: &CurrencyTotal| Line {
        name: t.savings_total(it.currency.code()),
        href: String::new(),
        figures: it.savings.as_ref().map(figures).map_err(|error| cannot(t, error)),
        break_even: Default::default(),
    };
    (saved.sum.rows.iter().map(line).collect(), saved.totals.iter().map(total).collect())
}

fn rates(t: Texts, it: &CurrencyTotal) -> Rates {
    Rates {
        currency: it.currency,
        rate: it.rate.as_ref().map_or_else(|error| cannot(t, error), |rate| percent(t, *rate)),
        coverage: percent(t, it.coverage),
        lock_in: it.lock_in.map_or_else(|| "–".to_owned(), |months| t.savings_months(t.decimal(&months, 1))),
        lifetime: it.lifetime.as_ref().map_or_else(|error| cannot(t, error), |money| t.money(money)),
    }
}

/// The page.
pub(super) async fn show(on: OnCustomer<may::SeeSavings>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let days = asked.days()?;
    let (may, customer) = (on.granted().clone(), on.id());
    let found = run(&app, move |app| utilization::savings_of(app, &may, customer, days).map_err(Failure::from));
    let saved = found.await?;
    let t = cx.t;
    let base = links::CustomerSavings::to(&customer).to_string();
    let spans = Span::ALL.into_iter().map(|it| Choice {
        label: span_label(t, it).to_owned(),
        href: format!("{base}?span={}", it.code()),
        is_current: days == Days::Span(it),
    });
    let sum = saved.as_ref().map(|saved| &saved.sum);
    let is_current = |one: Choice| Choice { is_current: one.label == asked.month, ..one };
    let (lines, totals) = saved.as_ref().map(|saved| lines(t, saved)).unwrap_or_default();
    cx.page(&SavingsPage {
        frame: CustomerFrame::at(&cx, on.customer(), Section::Utilization).here(t.savings_title()),
        lines,
        totals,
        rates: saved.iter().flat_map(|saved| &saved.totals).map(|it| rates(t, it)).collect(),
        spans: spans.collect(),
        months: months(&base, sum).into_iter().map(is_current).collect(),
        period: sum
            .map_or_else(String::new, |sum| format!("{} – {}", t.date(&sum.fresh.first), t.date(&sum.fresh.last))),
        as_of: sum.map_or_else(String::new, |sum| t.utilization_as_of(t.date(&sum.known.1))),
        file: format!("{}{}", links::SavingsExport::to(&customer), asked.query()),
        has_usage: saved.is_some(),
        example: worked(t),
        focus: months(&links::CustomerFocusExport::to(&customer).to_string(), sum),
        cx: &cx,
    })
}

/// The same as a file.
pub(super) async fn file(on: OnCustomer<may::SeeSavings>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let days = asked.days()?;
    let (may, customer) = (on.granted().clone(), on.id());
    let found = run(&app, move |app| utilization::savings_of(app, &may, customer, days).map_err(Failure::from));
    let saved = found.await?;
    let t = cx.t;
    let mut file = CsvFile::new(&[
        t.common_name(),
        t.savings_currency(),
        t.savings_list(),
        t.savings_contracted(),
        t.savings_cost(),
        t.savings_effective(),
        t.savings_lost(),
        t.savings_net(),
        t.savings_unrealized(),
        t.savings_break_even(),
        t.savings_break_even_day(),
    ])?;
    let (lines, totals) = saved.as_ref().map(|saved| lines(t, saved)).unwrap_or_default();
    for line in lines.into_iter().chain(totals) {
        let mut cells = vec![line.name];
        match line.figures {
            Ok(figures) => {
                cells.push(figures.first().map_or_else(String::new, |it| it.currency().code().to_owned()));
                cells.extend(figures.iter().map(|it| it.to_decimal().to_string()));
            }
            Err(why) => {
                cells.push(String::new());
                cells.push(why);
                cells.extend((0..6).map(|_| String::new()));
            }
        }
        cells.extend(line.break_even);
        file.row(&cells)?;
    }
    file.answer("savings")
}
