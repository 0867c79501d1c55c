//! Utilization of one reservation: sentence, chart, figures, who used it; and the same as a file. Floor 4.
//! S-54, R-SZ-6, features rows 44 to 46.

use std::collections::HashMap;

use actix_web::web::{Data, Path, Query};
use rust_decimal::RoundingStrategy;
use serde::Deserialize;

use super::bars::{Bar, Given, TOP, draw};
use super::figures::{hours, money, share};
use super::users::{By, User, users};
use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, ReservationId, SubscriptionId};
use crate::domain::money::Money;
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::Amount;
use crate::http::csv::CsvFile;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::utilization::{Freshness, Span, UtilizationDay};
use crate::ops::{App, utilization};

/// What an address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    span: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    day: String,
    /// `users` for the file of who used it.
    #[serde(default)]
    part: String,
}

/// What was read for the section.
pub(in crate::web) struct Found {
    asked: Asked,
    known: Option<(Freshness, Vec<UtilizationDay>)>,
    names: HashMap<SubscriptionId, String>,
}

/// Reads what the section shows.
pub(in crate::web) fn read(
    app: &App,
    may: &Granted<may::ViewReservations>,
    customer: CustomerId,
    reservation: ReservationId,
    asked: Asked,
) -> Result<Found, Failure> {
    let span = if asked.day.is_empty() { Span::named(&asked.span) } else { Span::Lifetime };
    let known = utilization::of_reservation(app, may, customer, reservation, span)?;
    let names = utilization::subscription_names(app, may, customer)?;
    Ok(Found { asked, known, names })
}

/// A row of the figures.
pub(in crate::web) struct Line {
    pub(in crate::web) label: String,
    pub(in crate::web) href: String,
    pub(in crate::web) reserved: String,
    pub(in crate::web) used: String,
    pub(in crate::web) unused: String,
    pub(in crate::web) percent: String,
    pub(in crate::web) is_provisional: bool,
}

/// A choice above the chart.
pub(in crate::web) struct Choice {
    pub(in crate::web) label: String,
    pub(in crate::web) href: String,
    pub(in crate::web) is_current: bool,
}

/// The section.
pub(in crate::web) struct Section {
    pub(in crate::web) sentence: String,
    pub(in crate::web) title: String,
    pub(in crate::web) as_of: String,
    pub(in crate::web) spans: Vec<Choice>,
    pub(in crate::web) ways: Vec<Choice>,
    pub(in crate::web) way: &'static str,
    pub(in crate::web) bars: Vec<Bar>,
    pub(in crate::web) top: i64,
    pub(in crate::web) lines: Vec<Line>,
    pub(in crate::web) users: Vec<User>,
    pub(in crate::web) file: String,
    pub(in crate::web) users_file: String,
    pub(in crate::web) has_provisional: bool,
    pub(in crate::web) whole: String,
}

impl Section {
    /// The section of what was read; `None` while no usage of the customer is known.
    pub(in crate::web) fn new(
        t: Texts,
        customer: CustomerId,
        id: ReservationId,
        found: Found,
        with_money: bool,
    ) -> Option<Self> {
        let Found { asked, known, names } = found;
        let (fresh, days) = known?;
        let base = links::ReservationOverview::to(&customer, &id).to_string();
        let file = links::ReservationUtilization::to(&customer, &id).to_string();
        let day: Option<Day> = asked.day.parse().ok();
        let days: Vec<UtilizationDay> = days.into_iter().filter(|it| day.is_none_or(|day| it.day == day)).collect();
        let (span, by) = (Span::named(&asked.span), By::named(&asked.by));
        let rows: Vec<Row> = match day {
            Some(day) => hour_rows(t, day, &days, &fresh),
            None => day_rows(t, &days, &fresh, &base),
        };
        let (reserved, used) =
            (days.iter().map(|day| day.reserved).sum(), days.iter().map(|day| day.used).sum::<Amount>());
        let lost = days.first().filter(|_| with_money).map(|first| {
            money(days.iter().fold(0_i64, |sum, day| sum.saturating_add(day.lost_micros)), first.currency)
        });
        let query = |span: &str, by: By| match day {
            Some(day) => format!("?day={day}&by={}", by.code()),
            None => format!("?span={span}&by={}", by.code()),
        };
        let spans = Span::ALL.into_iter().map(|it| Choice {
            label: span_label(t, it).to_owned(),
            href: format!("{base}?span={}&by={}#utilization", it.code(), by.code()),
            is_current: day.is_none() && it == span,
        });
        let ways = By::ALL.into_iter().map(|it| Choice {
            label: it.label(t).to_owned(),
            href: format!("{base}{}#users", query(span.code(), it)),
            is_current: it == by,
        });
        let title = day.map_or_else(|| span_label(t, span).to_owned(), |day| t.date(&day));
        Some(Self {
            sentence: sentence(t, &title, used, reserved, lost.as_ref()),
            as_of: t.utilization_as_of(t.date(&fresh.last)),
            spans: spans.collect(),
            ways: ways.collect(),
            way: by.label(t),
            users: users(t, &days, by, &names),
            users_file: format!("{file}{}&part=users", query(span.code(), by)),
            file: format!("{file}{}", query(span.code(), by)),
            has_provisional: rows.iter().any(|row| row.is_provisional),
            whole: hours(t, reserved),
            bars: draw(rows.iter().map(Row::given).collect()),
            top: TOP,
            lines: rows.into_iter().map(|row| row.line(t)).collect(),
            title,
        })
    }
}

fn sentence(t: Texts, title: &str, used: Amount, reserved: Amount, lost: Option<&Money>) -> String {
    if reserved.is_zero() {
        return t.utilization_none_reserved().to_owned();
    }
    let used_share = share(t, used, reserved);
    match lost.filter(|lost| lost.minor() > 0) {
        Some(lost) => t.utilization_sentence_lost(title, used_share, t.money(lost)),
        None => t.utilization_sentence(title, used_share),
    }
}

pub(super) fn span_label(t: Texts, span: Span) -> &'static str {
    match span {
        Span::Day => t.utilization_span_day(),
        Span::Week => t.utilization_span_week(),
        Span::Month => t.utilization_span_month(),
        Span::Lifetime => t.utilization_span_lifetime(),
    }
}

/// A day or an hour.
struct Row {
    short: String,
    label: String,
    href: String,
    reserved: Amount,
    used: Amount,
    percent: String,
    is_provisional: bool,
}

impl Row {
    fn given(&self) -> Given {
        Given {
            label: self.short.clone(),
            title: format!("{}: {}", self.label, self.percent),
            whole: self.reserved,
            part: self.used,
            is_provisional: self.is_provisional,
        }
    }

    fn line(self, t: Texts) -> Line {
        Line {
            reserved: hours(t, self.reserved),
            used: hours(t, self.used),
            unused: hours(t, self.reserved - self.used),
            label: self.label,
            href: self.href,
            percent: self.percent,
            is_provisional: self.is_provisional,
        }
    }
}

fn day_rows(t: Texts, days: &[UtilizationDay], fresh: &Freshness, base: &str) -> Vec<Row> {
    let row = |it: &UtilizationDay| {
        let text = it.day.to_string();
        Row {
            short: text.get(5..).unwrap_or_default().to_owned(),
            label: t.date_short(&it.day),
            href: format!("{base}?day={text}#utilization"),
            reserved: it.reserved,
            used: it.used,
            percent: share(t, it.used, it.reserved),
            is_provisional: fresh.is_provisional(it.day),
        }
    };
    days.iter().map(row).collect()
}

fn hour_rows(t: Texts, day: Day, days: &[UtilizationDay], fresh: &Freshness) -> Vec<Row> {
    let Some(it) = days.first() else { return Vec::new() };
    let hours = it.detail.reserved.iter().zip(it.detail.used.iter());
    let row = |(hour, (reserved, used)): (i64, (Amount, Amount))| Row {
        short: format!("{hour:02}"),
        label: t.date_time_short(&Instant::start_of(day).plus_seconds(hour * 3_600)),
        href: String::new(),
        reserved,
        used,
        percent: share(t, used, reserved),
        is_provisional: fresh.is_provisional(day),
    };
    (0..).zip(hours).map(row).collect()
}

/// Who used it as a file, with what nobody used in the last row.
fn users_file(t: Texts, found: &Found) -> Page {
    let by = By::named(&found.asked.by);
    let details = t.common_details();
    let mut file = CsvFile::new(&[by.label(t), details, t.utilization_used_hours(), t.utilization_share()])?;
    let Some((_, days)) = &found.known else { return file.answer("utilization-users") };
    let day: Option<Day> = found.asked.day.parse().ok();
    let days: Vec<UtilizationDay> = days.iter().filter(|it| day.is_none_or(|day| it.day == day)).cloned().collect();
    for user in users(t, &days, by, &found.names) {
        file.row(&[
            user.name,
            user.more,
            user.amount.decimal().to_string(),
            user.share.trim_end_matches('%').to_owned(),
        ])?;
    }
    file.answer("utilization-users")
}

/// The figures as a file: days, or the hours of one.
pub(super) async fn file(
    on: OnCustomer<may::ViewReservations>,
    at: Path<links::ReservationUtilization>,
    asked: Query<Asked>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (may, customer, id) = (on.granted().clone(), on.id(), at.reservation);
    let asked = asked.into_inner();
    let found = run(&app, move |app| {
        crate::ops::reservations::overview(app, &may, customer, id)?;
        read(app, &may, customer, id, asked)
    })
    .await?;
    let t = cx.t;
    if found.asked.part == "users" {
        return users_file(t, &found);
    }
    let mut file = CsvFile::new(&[
        t.utilization_when(),
        t.record_reserved_hours(),
        t.utilization_used_hours(),
        t.nav_utilization(),
        t.utilization_provisional(),
    ])?;
    let day: Option<Day> = found.asked.day.parse().ok();
    let Some((fresh, days)) = found.known else { return file.answer("utilization") };
    for it in days.iter().filter(|it| day.is_none_or(|day| it.day == day)) {
        let is_provisional = if fresh.is_provisional(it.day) { "1" } else { "0" };
        let mut row = |when: String, reserved: Amount, used: Amount| {
            let percent = crate::domain::utilization::percent(used, reserved).unwrap_or_default();
            let percent = percent.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero);
            let cells = [reserved.decimal().to_string(), used.decimal().to_string(), percent.normalize().to_string()];
            let [reserved, used, percent] = cells;
            file.row(&[when, reserved, used, percent, is_provisional.to_owned()])
        };
        if day.is_none() {
            row(it.day.to_string(), it.reserved, it.used)?;
            continue;
        }
        for (hour, (reserved, used)) in (0_i64..).zip(it.detail.reserved.iter().zip(it.detail.used.iter())) {
            row(Instant::start_of(it.day).plus_seconds(hour * 3_600).to_string(), reserved, used)?;
        }
    }
    file.answer("utilization")
}
