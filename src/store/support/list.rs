//! Lists of support requests by keyset, what happened last first, both ways. Floor 1.

use diesel::prelude::*;

use super::requests::{ASSIGNEES, NamedRequest, RequestRow, Row, named, named_request};
use crate::domain::ids::{CustomerId, OrderId, ReservationId, SupportRequestId, UserId};
use crate::domain::orders::OrderNumber;
use crate::domain::support::{IssueType, RequestState, Severity};
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::page::{PageAt, PageRows};
use crate::store::schema::{customers, orders, partners, refund_cases, support_requests, users};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// Which requests a list shows.
#[derive(Debug, Clone, Default)]
pub struct RequestFilter {
    /// Of this customer only.
    pub customer: Option<CustomerId>,
    /// In this state only.
    pub state: Option<RequestState>,
    /// Of this severity only.
    pub severity: Option<Severity>,
    /// Of this issue type only.
    pub issue: Option<IssueType>,
    /// About this reservation only.
    pub reservation: Option<ReservationId>,
    /// About this order only.
    pub order: Option<OrderId>,
    /// Written by this person only.
    pub created_by: Option<UserId>,
    /// Words of number, title or customer; or the ID or number of what it is about.
    pub words: String,
}

/// Which page of a list of requests.
pub type RequestPage = PageAt<SupportRequestId>;

/// A page of a list of requests.
pub type RequestRows = PageRows<NamedRequest>;

diesel::define_sql_function! {
    /// Small letters.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// A pattern for texts that hold a word anywhere; what LIKE would read as a sign is itself.
pub(super) fn part(word: &str) -> String {
    let mut pattern = String::from("%");
    for letter in word.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// Keeps the requests about a reservation or an order whose ID or number was typed, else those that hold
/// every word in number, title or customer; inside `on!`.
macro_rules! with_words {
    ($query:ident, $words:expr) => {
        let typed = $words.trim();
        if let Ok(id) = typed.parse::<uuid::Uuid>() {
            let (reservation, order) = (ReservationId::from_uuid(id), OrderId::from_uuid(id));
            $query = $query
                .filter(support_requests::reservation_id.eq(reservation).or(support_requests::order_id.eq(order)));
        } else if let Ok(number) = typed.parse::<OrderNumber>() {
            let named = orders::table.filter(orders::number.eq(number)).select(orders::id.nullable());
            $query = $query.filter(support_requests::order_id.eq_any(named));
        } else {
            for word in typed.split_whitespace() {
                let word = part(word);
                $query = $query.filter(
                    lower(support_requests::number)
                        .like(word.clone())
                        .escape('\\')
                        .or(lower(support_requests::title).like(word.clone()).escape('\\'))
                        .or(lower(customers::company_name).like(word).escape('\\')),
                );
            }
        }
    };
}
pub(super) use with_words;

impl Reader<'_> {
    /// A page of the requests of the scope; drafts only of the person who looks.
    pub fn support_requests(
        &mut self,
        filter: &RequestFilter,
        page: RequestPage,
        limit: usize,
    ) -> Result<RequestRows, StoreError> {
        let page = page.read(limit, |at, take| self.request_rows(filter, at, take))?;
        Ok(page.map(named_request))
    }

    fn request_rows(&mut self, filter: &RequestFilter, page: RequestPage, take: i64) -> Result<Vec<Row>, StoreError> {
        let scope = self.scope;
        let is_backwards = page.is_backwards();
        let mark = page.mark().map(|id| self.request_moment(id)).transpose()?;
        let (at, id) = (support_requests::updated_at, support_requests::id);
        Ok(on!(&mut *self.conn, |c| {
            let mut query =
                visible!(customers, scope, named!()).filter(support_requests::partner_id.eq(scope.partner()));
            if let Some(user) = scope.user() {
                query = query
                    .filter(support_requests::state.ne(RequestState::Draft).or(support_requests::created_by.eq(user)));
            }
            if let Some(customer) = filter.customer {
                query = query.filter(support_requests::customer_id.eq(customer));
            }
            if let Some(state) = filter.state {
                query = query.filter(support_requests::state.eq(state));
            }
            if let Some(severity) = filter.severity {
                query = query.filter(support_requests::severity.eq(severity));
            }
            if let Some(issue) = filter.issue {
                query = query.filter(support_requests::issue_type.eq(issue.code()));
            }
            if let Some(reservation) = filter.reservation {
                query = query.filter(support_requests::reservation_id.eq(reservation));
            }
            if let Some(order) = filter.order {
                query = query.filter(support_requests::order_id.eq(order));
            }
            if let Some(user) = filter.created_by {
                query = query.filter(support_requests::created_by.eq(user));
            }
            with_words!(query, filter.words);
            if let Some((moment, mark)) = mark {
                query = if is_backwards {
                    query.filter(at.ge(moment)).filter(at.gt(moment).or(id.gt(mark)))
                } else {
                    query.filter(at.le(moment)).filter(at.lt(moment).or(id.lt(mark)))
                };
            }
            query = if is_backwards { query.order((at.asc(), id.asc())) } else { query.order((at.desc(), id.desc())) };
            query.limit(take).load(c)
        })?)
    }

    fn request_moment(&mut self, mark: SupportRequestId) -> Result<(Instant, SupportRequestId), StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let marks = support_requests::table.select((support_requests::updated_at, support_requests::id));
            visible!(support_requests.customer_id, scope, marks).filter(support_requests::id.eq(mark)).first(c)
        })?)
    }
}
