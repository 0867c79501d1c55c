//! One support request with its names. Floor 1.

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, OrderId, PartnerId, RefundCaseId, ReservationId, SupportRequestId, UserId};
use crate::domain::support::{Contact, ContactMethod, RequestForm, RequestState, Severity, Step, Topic};
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, partners, refund_cases, support_requests, users};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

diesel::alias! {
    pub(super) const ASSIGNEES: Alias<Assignees> = users as assignees;
}

/// A support request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportRequest {
    /// Id.
    pub id: SupportRequestId,
    /// The partner in whose tenant it is.
    pub partner_id: PartnerId,
    /// The customer it is about.
    pub customer_id: CustomerId,
    /// The number people say.
    pub number: String,
    /// Which form.
    pub form: RequestForm,
    /// Where it stands.
    pub state: RequestState,
    /// Where a draft stands.
    pub step: Step,
    /// What it is about.
    pub topic: Topic,
    /// How much it hurts.
    pub severity: Severity,
    /// One line; empty in a draft that has none yet.
    pub title: String,
    /// All of it.
    pub description: String,
    /// Who is to hear about it.
    pub contact: Contact,
    /// The reservation it is about.
    pub reservation_id: Option<ReservationId>,
    /// The order it is about.
    pub order_id: Option<OrderId>,
    /// Who wrote it.
    pub created_by: UserId,
    /// When it was begun.
    pub created_at: Instant,
    /// When it was sent.
    pub submitted_at: Option<Instant>,
    /// When the desk answered for the first time.
    pub answered_at: Option<Instant>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// When anything happened to it.
    pub updated_at: Instant,
    /// Who of the desk has it.
    pub assigned_to: Option<UserId>,
    /// Counts its changes.
    pub version: i32,
}

/// The refund or exchange that a request asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLink {
    /// Id.
    pub id: RefundCaseId,
    /// The number people say.
    pub number: String,
    /// `refund` or `exchange`.
    pub kind: String,
    /// Whether it was approved, rejected or closed.
    pub is_decided: bool,
}

/// A request with the names that stand beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRequest {
    /// The request.
    pub request: SupportRequest,
    /// The customer's name.
    pub customer_name: String,
    /// The partner's name.
    pub partner_name: String,
    /// The name of who wrote it.
    pub created_by_name: String,
    /// The name of who of the desk has it.
    pub assigned_to_name: Option<String>,
    /// The case it asks for.
    pub case: Option<CaseLink>,
}

/// The columns of a request.
#[derive(Queryable, Selectable)]
#[diesel(table_name = support_requests)]
pub(super) struct RequestRow {
    id: SupportRequestId,
    partner_id: PartnerId,
    customer_id: CustomerId,
    number: String,
    form: RequestForm,
    state: RequestState,
    step: i32,
    issue_type: String,
    problem_type: String,
    category: String,
    severity: Severity,
    title: String,
    description: String,
    contact_first_name: String,
    contact_last_name: String,
    contact_email: String,
    contact_phone: String,
    contact_method: String,
    contact_language: String,
    contact_country: String,
    reservation_id: Option<ReservationId>,
    order_id: Option<OrderId>,
    created_by: UserId,
    created_at: Instant,
    submitted_at: Option<Instant>,
    answered_at: Option<Instant>,
    closed_at: Option<Instant>,
    updated_at: Instant,
    assigned_to: Option<UserId>,
    version: i32,
}

type Names = (String, String, String, Option<String>);
type Case = (Option<RefundCaseId>, Option<String>, Option<String>, Option<Instant>, Option<Instant>);

/// What a query of requests loads.
pub(super) type Row = (RequestRow, Names, Case);

/// Requests with the names beside them; inside `on!`.
macro_rules! named {
    () => {
        support_requests::table
            .inner_join(customers::table.on(customers::id.eq(support_requests::customer_id)))
            .inner_join(partners::table.on(partners::id.eq(support_requests::partner_id)))
            .inner_join(users::table.on(users::id.eq(support_requests::created_by)))
            .left_join(ASSIGNEES.on(ASSIGNEES.field(users::id).nullable().eq(support_requests::assigned_to)))
            .left_join(refund_cases::table.on(refund_cases::request_id.eq(support_requests::id.nullable())))
            .select((
                RequestRow::as_select(),
                (
                    customers::company_name,
                    partners::name,
                    users::display_name,
                    ASSIGNEES.field(users::display_name).nullable(),
                ),
                (
                    refund_cases::id.nullable(),
                    refund_cases::number.nullable(),
                    refund_cases::kind.nullable(),
                    refund_cases::decided_at.nullable(),
                    refund_cases::closed_at.nullable(),
                ),
            ))
    };
}
pub(super) use named;

impl RequestRow {
    /// Codes of a topic that this release does not know count as not chosen.
    fn request(self) -> SupportRequest {
        SupportRequest {
            id: self.id,
            partner_id: self.partner_id,
            customer_id: self.customer_id,
            number: self.number,
            form: self.form,
            state: self.state,
            step: Step::at(self.step),
            topic: Topic {
                issue: self.issue_type.parse().ok(),
                problem: self.problem_type.parse().ok(),
                category: self.category.parse().ok(),
            },
            severity: self.severity,
            title: self.title,
            description: self.description,
            contact: Contact {
                first_name: self.contact_first_name,
                last_name: self.contact_last_name,
                email: self.contact_email,
                phone: self.contact_phone,
                method: self.contact_method.parse::<ContactMethod>().ok(),
                language: self.contact_language,
                country: self.contact_country,
            },
            reservation_id: self.reservation_id,
            order_id: self.order_id,
            created_by: self.created_by,
            created_at: self.created_at,
            submitted_at: self.submitted_at,
            answered_at: self.answered_at,
            closed_at: self.closed_at,
            updated_at: self.updated_at,
            assigned_to: self.assigned_to,
            version: self.version,
        }
    }
}

/// A row as it is handed out.
pub(super) fn named_request((row, names, case): Row) -> NamedRequest {
    let (customer_name, partner_name, created_by_name, assigned_to_name) = names;
    let (id, number, kind, decided_at, closed_at) = case;
    let is_decided = decided_at.or(closed_at).is_some();
    let case =
        id.map(|id| CaseLink { id, number: number.unwrap_or_default(), kind: kind.unwrap_or_default(), is_decided });
    NamedRequest { request: row.request(), customer_name, partner_name, created_by_name, assigned_to_name, case }
}

impl Reader<'_> {
    /// One request of a customer of the scope; another person's draft is not there.
    pub fn support_request(&mut self, customer: CustomerId, id: SupportRequestId) -> Result<NamedRequest, StoreError> {
        let scope = self.scope;
        let row: Row = on!(&mut *self.conn, |c| {
            let mut query = visible!(customers, scope, named!())
                .filter(support_requests::partner_id.eq(scope.partner()))
                .filter(support_requests::customer_id.eq(customer))
                .filter(support_requests::id.eq(id));
            query = match scope.user() {
                Some(user) => query
                    .filter(support_requests::state.ne(RequestState::Draft).or(support_requests::created_by.eq(user))),
                None => query,
            };
            query.first(c)
        })?;
        Ok(named_request(row))
    }

    /// The contact of the last request that a person sent, for the next one.
    pub fn last_contact(&mut self, user: UserId) -> Result<Option<Contact>, StoreError> {
        let scope = self.scope;
        let row: Option<RequestRow> = on!(&mut *self.conn, |c| support_requests::table
            .filter(support_requests::partner_id.eq(scope.partner()))
            .filter(support_requests::created_by.eq(user))
            .filter(support_requests::state.ne(RequestState::Draft))
            .order((support_requests::submitted_at.desc(), support_requests::id.desc()))
            .select(RequestRow::as_select())
            .first(c)
            .optional())?;
        Ok(row.map(|row| row.request().contact))
    }

    /// How many requests a person began since a moment.
    pub fn requests_begun(&mut self, user: UserId, since: Instant) -> Result<i64, StoreError> {
        Ok(on!(&mut *self.conn, |c| support_requests::table
            .filter(support_requests::created_by.eq(user))
            .filter(support_requests::created_at.gt(since))
            .count()
            .get_result(c))?)
    }

    /// Whether a request of any partner has this number; numbers are unique in the installation.
    pub fn is_request_number_taken(&mut self, number: &str) -> Result<bool, StoreError> {
        Ok(on!(&mut *self.conn, |c| diesel::select(diesel::dsl::exists(
            support_requests::table.filter(support_requests::number.eq(number))
        ))
        .get_result(c))?)
    }
}
