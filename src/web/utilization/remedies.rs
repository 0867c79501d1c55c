//! What would help, the most money first, each with the form that does it. Floor 4. Features row 56, C7.

use actix_web::web::Data;
use askama::Template;

use super::customer::cannot;
use super::figures::{hours, share};
use crate::access::may;
use crate::domain::roles::Perm;
use crate::domain::time::Day;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::utilization::{Remedy, TriedRemedy, Unknown};
use crate::ops::{App, utilization};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::paging::address;

/// A remedy.
struct Line {
    what: String,
    name: String,
    href: String,
    monthly: String,
    before: String,
    after: String,
    /// The form, filled in; empty for who may not send it.
    form: String,
}

#[derive(Template)]
#[template(path = "utilization/remedies.html")]
struct RemediesPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    lines: Vec<Line>,
    /// What to import, because without it some unused hours have no cause.
    unknown: String,
    has_usage: bool,
    imports: String,
}

fn what(t: Texts, it: &TriedRemedy) -> String {
    match &it.remedy {
        Remedy::WidenScope => t.remedies_scope().to_owned(),
        Remedy::Flexibility => t.remedies_flexibility().to_owned(),
        Remedy::Exchange { region } => t.remedies_exchange(region),
        Remedy::Return { quantity } => t.remedies_return(*quantity, it.held.quantity),
    }
}

/// Which usage is missing.
fn missing(t: Texts, it: &Unknown) -> String {
    if it.gaps.is_empty() {
        return t.remedies_import_hours(hours(t, it.unused));
    }
    let stretch = |(first, last): &(Day, Day)| {
        if first == last { first.to_string() } else { format!("{first} – {last}") }
    };
    let days = it.gaps.iter().map(stretch).collect::<Vec<_>>().join(", ");
    t.remedies_import_days(days, hours(t, it.unused))
}

/// Where it is done, with everything filled in that the remedy says.
fn form(cx: &Cx, on: &OnCustomer<may::SeeSavings>, it: &TriedRemedy) -> String {
    let (customer, id, held) = (on.id(), it.held.id, &it.held);
    let setting = |scope: &str, optimise: &str| {
        let Some(is) = held.periods.last() else { return String::new() };
        let base = links::ReservationConfiguration::to(&customer, &id).to_string();
        let (name, subscription) = (held.name.as_str(), is.subscription.to_string());
        let fields = [("name", name), ("scope", scope), ("subscription", &subscription), ("optimise", optimise)];
        address(&base, fields)
    };
    let is = held.periods.last().map(|is| (is.scope.code(), is.optimise.code()));
    let (scope, _) = is.unwrap_or_default();
    match &it.remedy {
        Remedy::WidenScope if cx.may(Perm::ConfigureReservations) => setting("shared", "flexibility"),
        Remedy::Flexibility if cx.may(Perm::ConfigureReservations) => setting(scope, "flexibility"),
        Remedy::Exchange { region } if cx.may(Perm::FileRefunds) => {
            let base = links::ReservationExchange::to(&customer, &id).to_string();
            let term = held.term.code();
            address(&base, [("q", held.size.as_str()), ("region", region), ("term", term)])
        }
        Remedy::Return { quantity } if cx.may(Perm::FileRefunds) => {
            let base = links::ReservationRefund::to(&customer, &id).to_string();
            address(&base, [("quantity", quantity.to_string().as_str())])
        }
        Remedy::WidenScope | Remedy::Flexibility | Remedy::Exchange { .. } | Remedy::Return { .. } => String::new(),
    }
}

/// The page.
pub(super) async fn show(on: OnCustomer<may::SeeSavings>, cx: Cx, app: Data<App>) -> Page {
    let (may, customer) = (on.granted().clone(), on.id());
    let found = run(&app, move |app| utilization::remedies(app, &may, customer).map_err(Failure::from)).await?;
    let t = cx.t;
    let use_of = |(reserved, used)| format!("{} · {}", share(t, used, reserved), hours(t, used));
    let line = |it: &TriedRemedy| Line {
        what: what(t, it),
        name: it.held.name.clone(),
        href: links::ReservationOverview::to(&customer, &it.held.id).to_string(),
        monthly: it.monthly.as_ref().map_or_else(|error| cannot(t, error), |money| t.money(money)),
        before: use_of(it.before),
        after: use_of(it.after),
        form: form(&cx, &on, it),
    };
    cx.page(&RemediesPage {
        frame: CustomerFrame::at(&cx, on.customer(), Section::Utilization).here(t.remedies_title()),
        lines: found.iter().flat_map(|found| &found.tried).map(line).collect(),
        unknown: found.iter().filter_map(|found| found.unknown.as_ref()).map(|it| missing(t, it)).collect(),
        has_usage: found.is_some(),
        imports: links::UsageImports::to().to_string(),
        cx: &cx,
    })
}
