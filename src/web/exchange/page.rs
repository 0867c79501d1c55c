//! The page of the builder. Floor 4. C3, U-9.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::built::{Built, BuiltLine};
use super::shelf::Shelf;
use crate::access::may;
use crate::domain::carts::{AppliedScope, BillingPlan};
use crate::domain::ids::{RefundCaseId, ReservationId};
use crate::domain::money::Currency;
use crate::domain::policy::columns::{Choice, Column};
use crate::domain::policy::repair::Repair;
use crate::domain::refunds::{CaseQuote, ReturnReason};
use crate::domain::subscriptions::can_hold_reservation;
use crate::domain::term::Term;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::FormErrors;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::catalog::Snapshot;
use crate::ops::customers::Customer;
use crate::ops::refunds::{ExchangeView, Expected, Purchase, RequestError, ReturnView};
use crate::ops::utilization::Tried;
use crate::ops::{App, catalog, refunds};
use crate::web::carts::Said;
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::refunds::parts::{Amounts, Meter, StepLine, refused, steps};
use crate::web::utilization::figures::share;

pub(super) type On = OnCustomer<may::FileRefunds>;

/// What was typed into the request, to be shown again.
pub(super) struct Typed {
    pub(super) case: RefundCaseId,
    pub(super) reason: String,
    pub(super) remark: String,
    pub(super) purchase_order: String,
    pub(super) is_changed: bool,
    pub(super) is_sent: bool,
    pub(super) errors: FormErrors,
}

impl Typed {
    pub(super) fn fresh(case: RefundCaseId) -> Self {
        Self {
            case,
            reason: String::new(),
            remark: String::new(),
            purchase_order: String::new(),
            is_changed: false,
            is_sent: false,
            errors: FormErrors::new(),
        }
    }
}

/// A reservation that may be returned, in words.
struct ReturnRow<'a> {
    one: &'a ReturnView,
    typed: String,
    credit: String,
    ends: String,
}

/// A purchase in words, with what was typed.
struct PurchaseRow<'a> {
    one: &'a Purchase,
    typed: &'a BuiltLine,
    wrong: String,
    unit: String,
    total: String,
    /// The vendor's name of it.
    title: &'a str,
}

impl PurchaseRow<'_> {
    /// Whether it is tied to this subscription.
    fn is_tied(&self, id: &str) -> bool {
        self.one.setting.subscription.to_string() == id
    }
}

/// A change with which the exchange passes.
struct Repaired {
    words: String,
    net: String,
    href: String,
}

/// One of the four things that can be done.
struct ColumnView {
    label: &'static str,
    outcome: String,
    is_allowed: bool,
    cash: String,
    commitment: String,
    ends: String,
    limit: String,
    expected: String,
}

#[derive(Template)]
#[template(path = "exchange/build.html")]
struct BuildPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    here: String,
    own: ReservationId,
    title: String,
    status: String,
    returns: Vec<ReturnRow<'a>>,
    purchases: Vec<PurchaseRow<'a>>,
    subscriptions: Vec<(String, &'a str)>,
    shelf: &'a Shelf,
    plan: BillingPlan,
    quote_note: String,
    code: &'static str,
    refused: Option<String>,
    stops: Vec<Said>,
    repairs: Vec<Repaired>,
    amounts: Amounts,
    meter: Meter,
    steps: Vec<StepLine>,
    columns: Vec<ColumnView>,
    /// From when to when what ran is looked at; nothing while no usage is known.
    tried_days: Option<(String, String)>,
    may_request: bool,
    state: String,
    typed: Typed,
    view: &'a ExchangeView,
}

/// An exchange cannot be worked out, or was refused by the state of things.
pub(super) fn failed(error: RequestError) -> Failure {
    match error {
        RequestError::Store(error) => error.into(),
        RequestError::Money(error) => Failure::Bug(error.to_string()),
        RequestError::Open(..) | RequestError::Refused(_) | RequestError::Stopped(_) | RequestError::Changed => {
            Failure::Conflict
        }
    }
}

/// What is built, and what is on sale to the customer.
pub(super) async fn look(on: &On, app: &Data<App>, built: &Built) -> Result<(ExchangeView, Arc<Snapshot>), Failure> {
    let (granted, customer, asked) = (on.granted().clone(), on.customer().clone(), built.asked());
    run(app, move |app| {
        let currency = catalog::shelf(app, &granted, &customer)?.currency.unwrap_or(Currency::USD);
        let snapshot = catalog::snapshot(app, &granted, currency, customer.segment)?;
        let view = refunds::exchange(app, &granted, customer.id, &asked, &snapshot).map_err(failed)?;
        Ok::<_, Failure>((view, snapshot))
    })
    .await
}

/// The page with what was built.
pub(super) async fn answer(on: &On, cx: &Cx, app: &Data<App>, own: ReservationId, built: Built, typed: Typed) -> Page {
    let (view, snapshot) = look(on, app, &built).await?;
    let first = view.returns.first().map(|one| (one.it.size_name.clone(), one.it.facts.term));
    let (size, term) = first.unwrap_or_else(|| (String::new(), Term::OneYear));
    let shelf = Shelf::new(cx.t, &snapshot, &built, (&size, term));
    let status = if typed.is_sent { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    cx.answer(status, &BuildPage::new(cx, on.customer(), own, &built, &view, &shelf, typed))
}

impl<'a> BuildPage<'a> {
    fn new(
        cx: &'a Cx,
        customer: &'a Customer,
        own: ReservationId,
        built: &'a Built,
        view: &'a ExchangeView,
        shelf: &'a Shelf,
        typed: Typed,
    ) -> Self {
        let (t, quote) = (cx.t, &view.quote);
        let name = view.returns.iter().find(|one| one.it.reservation.id == own);
        let name = name.map_or("", |one| one.it.reservation.name.as_str());
        let title = t.exchange_of(name);
        let here = links::ReservationExchange::to(&customer.id, &own).to_string();
        let as_case = CaseQuote::Exchange { facts: view.facts.clone(), quote: quote.clone() };
        let refusal = quote.outcome.refusal();
        let usable = view.subscriptions.iter().filter(|one| can_hold_reservation(one.state, one.registration).is_ok());
        let stops: Vec<Said> =
            view.stops.iter().map(|finding| Said::of_problem(cx, customer, &finding.problem)).collect();
        let repaired = |repair: &Repair| Repaired {
            words: t.policy_repair(&repair.change),
            net: t.exchange_net_with(t.money(&repair.net_payable)),
            href: format!("{here}?{}", built.with(repair.change, view).query()),
        };
        Self {
            frame: CustomerFrame::at(cx, customer, Section::Reservations).here(title.as_str()),
            customer,
            own,
            status: t.exchange_status().to_owned(),
            returns: return_rows(t, view, built),
            purchases: view.purchases.iter().filter_map(|one| purchase_row(t, one, built)).collect(),
            subscriptions: usable.map(|one| (one.id.to_string(), one.name.as_str())).collect(),
            shelf,
            plan: built.plan(),
            quote_note: t.refunds_quote_note(quote.policy, t.date(&quote.at.day())),
            code: refusal.map_or("", |refusal| refusal.code()),
            refused: refused(t, &as_case),
            repairs: view.repairs.iter().map(repaired).collect(),
            amounts: Amounts::of(t, &as_case),
            meter: Meter::of(view.headroom()),
            steps: steps(t, &quote.steps),
            columns: view.columns.iter().map(|column| column_view(t, column, view.expected.as_ref())).collect(),
            tried_days: view.expected.as_ref().map(|it| (t.date(&it.kept.days.0), t.date(&it.kept.days.1))),
            may_request: refusal.is_none() && stops.is_empty() && !view.has_gone && view.open().is_none(),
            stops,
            state: built.query(),
            here,
            title,
            typed,
            view,
            cx,
        }
    }

    fn shown(&self) -> (i64, i64) {
        (self.view.quote.refund.minor(), self.view.quote.net_payable.minor())
    }
}

fn return_rows<'a>(t: Texts, view: &'a ExchangeView, built: &Built) -> Vec<ReturnRow<'a>> {
    let mut credits = view.quote.lines.iter();
    let row = |one: &'a ReturnView| {
        let credit = (one.quantity > 0).then(|| credits.next()).flatten();
        let typed = built.returns.iter().find(|(id, _)| *id == one.it.reservation.id).map(|(_, typed)| typed.as_str());
        ReturnRow {
            typed: match typed {
                Some(typed) if typed.parse::<u32>() != Ok(one.quantity) && one.quantity == u32::MAX => typed.to_owned(),
                Some(_) | None => one.quantity.to_string(),
            },
            credit: credit.map_or_else(String::new, |line| t.money(&line.credit)),
            ends: t.date_short(&one.it.facts.expires_at.day()),
            one,
        }
    };
    view.returns.iter().map(row).collect()
}

fn purchase_row<'a>(t: Texts, one: &'a Purchase, built: &'a Built) -> Option<PurchaseRow<'a>> {
    let typed = built.lines.get(one.asked)?;
    let total = one.offer.unit.times(one.quantity).ok();
    let (least, most) = (one.offer.min_quantity, one.offer.max_quantity);
    let is_wrong = one.quantity < least || one.quantity > most;
    Some(PurchaseRow {
        wrong: if is_wrong { t.errors_field_out_of_range(t.common_quantity(), least, most) } else { String::new() },
        unit: t.money(&one.offer.unit),
        total: total.map_or_else(String::new, |total| t.money(&total)),
        title: &one.offer.name.title,
        typed,
        one,
    })
}

fn column_view(t: Texts, column: &Column, expected: Option<&Expected>) -> ColumnView {
    let refusal = column.outcome.refusal();
    let unknown = || t.exchange_expected_unknown().to_owned();
    let tried = |it: &Tried| share(t, it.used, it.reserved);
    ColumnView {
        label: match column.choice {
            Choice::Keep => t.exchange_keep(),
            Choice::WidenScope => t.exchange_widen(),
            Choice::Refund => t.refunds_refund(),
            Choice::Exchange => t.refunds_exchange(),
        },
        outcome: refusal.map_or(t.common_yes(), |refusal| t.policy_refusal(&refusal)).to_owned(),
        is_allowed: refusal.is_none(),
        cash: t.money(&column.cash_now),
        commitment: t.money(&column.commitment),
        ends: column.ends_on.map_or_else(|| t.exchange_ends_now().to_owned(), |day| t.date_short(&day)),
        limit: t.money(&column.cap_used_usd),
        expected: match column.choice {
            Choice::Keep => expected.map_or_else(unknown, |it| tried(&it.kept)),
            Choice::WidenScope => {
                expected.map_or_else(|| t.exchange_expected_wider().to_owned(), |it| tried(&it.wider))
            }
            Choice::Refund => t.exchange_expected_none().to_owned(),
            Choice::Exchange => match expected {
                None => unknown(),
                Some(it) => it.instead.as_ref().map_or_else(|| t.exchange_expected_buy().to_owned(), tried),
            },
        },
    }
}
