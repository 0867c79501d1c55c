//! The support requests of a customer, of all customers, and both as a file. Floor 4. P-21.

use actix_web::web::{Data, Query};
use askama::Template;

use super::query::ListQuery;
use super::said::{Clock, clock, tone};
use crate::access::{Granted, may};
use crate::domain::ids::CustomerId;
use crate::domain::roles::{Perm, Verdict, best};
use crate::domain::support::{IssueType, RequestState, Severity};
use crate::http::csv::CsvFile;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::support::{NamedRequest, RequestPage};
use crate::ops::{App, support};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::paging::around;

/// A row with its clock.
struct Row {
    it: NamedRequest,
    tone: &'static str,
    clock: Clock,
}

/// What both lists show.
struct List {
    query: ListQuery,
    base: String,
    clear: String,
    previous: String,
    next: String,
    file: String,
    rows: Vec<Row>,
}

impl List {
    fn is_state(&self, state: RequestState) -> bool {
        self.query.state() == Some(state)
    }

    fn is_severity(&self, severity: Severity) -> bool {
        self.query.severity() == Some(severity)
    }

    fn is_issue(&self, issue: IssueType) -> bool {
        self.query.issue() == Some(issue)
    }
}

async fn list(
    cx: &Cx,
    app: &Data<App>,
    may: &Granted<may::ViewSupportRequests>,
    query: ListQuery,
    customer: Option<CustomerId>,
    base: String,
) -> Result<List, Failure> {
    let (filter, page, of, now) = (query.filter(customer), query.page(), may.clone(), may.scope().now());
    let found = run(app, move |app| support::list(app, &of, &filter, page).map_err(Failure::from)).await?;
    let [previous, next] = around(&found, |row| row.request.id, |page| query.address(&base, page));
    let mut of_file = query.clone();
    of_file.customer = customer.map_or_else(String::new, |id| id.to_string());
    let row = |it: NamedRequest| Row { tone: tone(it.request.state), clock: clock(cx.t, &it.request, now), it };
    Ok(List {
        previous,
        next,
        clear: if query.is_filtered() { base.clone() } else { String::new() },
        file: of_file.address(links::SupportRequestsExport::PATTERN, RequestPage::First),
        query,
        base,
        rows: found.rows.into_iter().map(row).collect(),
    })
}

#[derive(Template)]
#[template(path = "support/all.html")]
struct AllPage<'a> {
    cx: &'a Cx,
    list: List,
    is_all: bool,
    is_own: bool,
}

impl AllPage<'_> {
    fn status(&self) -> &'static str {
        if self.is_own { self.cx.t.support_own_status() } else { self.cx.t.support_all_status() }
    }
}

/// Requests of all customers in the person's scope.
pub(super) async fn all(
    may: Granted<may::ViewSupportRequests>,
    cx: Cx,
    query: Query<ListQuery>,
    app: Data<App>,
) -> Page {
    let base = links::SupportRequests::PATTERN.to_owned();
    let list = list(&cx, &app, &may, query.into_inner(), None, base).await?;
    let is_own = best(may.who().roles(), Perm::ViewSupportRequests) == Verdict::Own;
    cx.page(&AllPage { cx: &cx, list, is_all: true, is_own })
}

#[derive(Template)]
#[template(path = "support/customer.html")]
struct CustomerPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    on: &'a OnCustomer<may::ViewSupportRequests>,
    list: List,
    is_all: bool,
}

/// The requests of one customer.
pub(super) async fn of_customer(
    on: OnCustomer<may::ViewSupportRequests>,
    cx: Cx,
    query: Query<ListQuery>,
    app: Data<App>,
) -> Page {
    let base = links::CustomerSupport::to(&on.id()).to_string();
    let list = list(&cx, &app, on.granted(), query.into_inner(), Some(on.id()), base).await?;
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Support);
    cx.page(&CustomerPage { cx: &cx, frame, on: &on, list, is_all: false })
}

/// What the filter means as a file, one row a request.
pub(super) async fn export(
    may: Granted<may::ViewSupportRequests>,
    cx: Cx,
    query: Query<ListQuery>,
    app: Data<App>,
) -> Page {
    let query = query.into_inner();
    let customer = Some(query.customer.as_str()).filter(|id| !id.is_empty());
    let customer: Option<CustomerId> = customer.map(str::parse).transpose().map_err(|_not_an_id| Failure::NotFound)?;
    let (filter, now) = (query.filter(customer), may.scope().now());
    let rows = run(&app, move |app| support::export(app, &may, &filter).map_err(Failure::from)).await?;
    let t = cx.t;
    let mut file = CsvFile::new(&[
        t.support_number(),
        t.support_subject_line(),
        t.support_customer(),
        t.support_issue(),
        t.support_category(),
        t.support_severity(),
        t.common_status(),
        t.support_created_by(),
        t.support_submitted(),
        t.support_clock(),
        t.support_updated(),
        t.support_assigned_to(),
    ])?;
    for NamedRequest { request, customer_name, created_by_name, assigned_to_name, .. } in rows {
        let topic = request.topic;
        file.row(&[
            request.number.clone(),
            request.title.clone(),
            customer_name,
            topic.issue.map_or_else(String::new, |it| t.issue_type(&it).to_owned()),
            topic.category.map_or_else(String::new, |it| t.category(&it).to_owned()),
            t.severity(&request.severity).to_owned(),
            t.request_state(&request.state).to_owned(),
            created_by_name,
            request.submitted_at.map_or_else(String::new, |at| at.to_string()),
            clock(t, &request, now).words,
            request.updated_at.to_string(),
            assigned_to_name.unwrap_or_default(),
        ])?;
    }
    file.answer("support-requests")
}
