//! Cases of all customers, and as a file. Floor 4. C9, features row 62.

use actix_web::web::{Data, Query};
use askama::Template;

use super::parts::tone;
use super::query::{ListQuery, Side};
use crate::access::{Granted, may};
use crate::domain::ids::CustomerId;
use crate::domain::refunds::{CaseKind, CaseState};
use crate::http::csv::CsvFile;
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::refunds::CaseListed;
use crate::ops::{App, refunds};

/// Rows of a page.
const PAGE: usize = 50;

/// A row with what its state means.
pub(super) struct Row {
    pub(super) it: CaseListed,
    pub(super) tone: &'static str,
    /// Whether its money is settled, in a word; empty where none moved.
    pub(super) settled: &'static str,
}

/// What both lists show.
pub(super) struct List {
    pub(super) query: ListQuery,
    pub(super) base: String,
    pub(super) clear: String,
    pub(super) previous: String,
    pub(super) next: String,
    pub(super) file: String,
    pub(super) rows: Vec<Row>,
}

pub(super) async fn load(
    cx: &Cx,
    app: &Data<App>,
    may: &Granted<may::ViewOrders>,
    query: ListQuery,
    customer: Option<CustomerId>,
    base: String,
) -> Result<List, Failure> {
    let (may, filter, mark) = (may.clone(), query.filter(customer), query.mark());
    let limit = i64::try_from(PAGE).map_or(i64::MAX, |page| page.saturating_add(1));
    let look = move |app: &App| refunds::list(app, &may, &filter, mark, limit).map_err(Failure::from);
    let mut rows = run(app, look).await?;
    let is_backwards = mark.is_some_and(|mark| mark.is_before);
    let has_more = rows.len() > PAGE;
    if has_more && is_backwards {
        rows.remove(0);
    }
    rows.truncate(PAGE);
    let has_previous = if is_backwards { has_more } else { mark.is_some() };
    let has_next = is_backwards || has_more;
    let beside = |side, row: Option<&CaseListed>, is_there: bool| {
        row.filter(|_| is_there).map_or_else(String::new, |row| query.address(&base, Some((side, row))))
    };
    Ok(List {
        previous: beside(Side::Before, rows.first(), has_previous),
        next: beside(Side::After, rows.last(), has_next),
        clear: if query.is_filtered() { base.clone() } else { String::new() },
        file: query.address(links::RefundsExport::PATTERN, None),
        rows: rows.into_iter().map(|it| row(cx.t, it)).collect(),
        query,
        base,
    })
}

fn row(t: Texts, it: CaseListed) -> Row {
    Row { tone: tone(it.case.state), settled: settled(t, &it), it }
}

fn settled(t: Texts, it: &CaseListed) -> &'static str {
    match (it.case.state, it.case.closed_at) {
        (CaseState::Processed, Some(_)) => t.refunds_settled(),
        (CaseState::Processed, None) => t.refunds_leg_open(),
        (CaseState::Requested | CaseState::AttentionNeeded | CaseState::Rejected | CaseState::Withdrawn, _) => "",
    }
}

#[derive(Template)]
#[template(path = "refunds/all.html")]
struct AllPage<'a> {
    cx: &'a Cx,
    list: List,
    is_all: bool,
}

/// Cases of all customers in the person's scope.
pub(super) async fn all(may: Granted<may::ViewOrders>, cx: Cx, query: Query<ListQuery>, app: Data<App>) -> Page {
    let list = load(&cx, &app, &may, query.into_inner(), None, links::Refunds::PATTERN.to_owned()).await?;
    cx.page(&AllPage { cx: &cx, list, is_all: true })
}

/// What the filter means as a file; amounts and days as machines read them.
pub(super) async fn export(may: Granted<may::ViewOrders>, cx: Cx, query: Query<ListQuery>, app: Data<App>) -> Page {
    let (t, filter) = (cx.t, query.filter(None));
    let mut lines: Vec<Vec<String>> = Vec::new();
    let lines = run(&app, move |app| {
        refunds::each(app, &may, &filter, |row| lines.push(cells(t, row)))?;
        Ok::<_, Failure>(lines)
    })
    .await?;
    let mut file = CsvFile::new(&[
        t.refunds_case_of(),
        t.refunds_requested(),
        t.refunds_customer(),
        t.refunds_kind(),
        t.common_status(),
        t.refunds_policy(),
        t.refunds_credit(),
        t.refunds_fee(),
        t.refunds_net(),
        t.common_currency(),
        t.refunds_leg_vendor(),
        t.refunds_leg_customer(),
    ])?;
    for line in lines {
        file.row(&line)?;
    }
    file.answer("refunds")
}

fn cells(t: Texts, row: &CaseListed) -> Vec<String> {
    let case = &row.case;
    vec![
        case.number.clone(),
        case.requested_at.to_string(),
        row.customer_name.clone(),
        t.case_kind(&case.kind).to_owned(),
        t.case_state(&case.state).to_owned(),
        case.policy.to_string(),
        case.credit().to_decimal().to_string(),
        case.fee().to_decimal().to_string(),
        case.net().to_decimal().to_string(),
        case.currency.to_string(),
        case.vendor_reference.clone(),
        case.customer_reference.clone(),
    ]
}
