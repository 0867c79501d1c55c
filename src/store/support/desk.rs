//! The desk's look across partners: the queue, and where a request is. Floor 1. Q-20.
//!
//! The floor above asks for the proof of the right ([`crate::domain::roles::Perm::DecideRequests`]).

use diesel::prelude::*;

use super::list::{RequestPage, RequestRows, lower, part, with_words};
use super::requests::{ASSIGNEES, RequestRow, Row, named, named_request};
use crate::domain::ids::{CustomerId, OrderId, PartnerId, ReservationId, SupportRequestId, UserId};
use crate::domain::orders::OrderNumber;
use crate::domain::support::RequestState;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, orders, partners, refund_cases, support_requests, users};
use crate::store::tenant::System;

/// What a request asks the desk for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestKind {
    /// An answer.
    Question,
    /// Money back.
    Refund,
    /// Another reservation.
    Exchange,
}

/// Whose requests the desk looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Assigned {
    /// Everybody's.
    #[default]
    All,
    /// This person's.
    To(UserId),
    /// Nobody's.
    Nobody,
}

/// Which requests the queue shows.
#[derive(Debug, Clone, Default)]
pub struct DeskFilter {
    /// In this state only; otherwise those that are not closed.
    pub state: Option<RequestState>,
    /// Of this kind only.
    pub kind: Option<RequestKind>,
    /// Whose.
    pub assigned: Assigned,
    /// Of this partner only.
    pub partner: Option<PartnerId>,
    /// Words of number, title or customer; or the ID or number of what it is about.
    pub words: String,
}

impl System<'_> {
    /// A page of the requests of every partner, what was sent first first; never drafts.
    pub fn desk_queue(&self, filter: &DeskFilter, page: RequestPage, limit: usize) -> Result<RequestRows, StoreError> {
        Ok(page.read(limit, |at, take| self.desk_rows(filter, at, take))?.map(named_request))
    }

    fn desk_rows(&self, filter: &DeskFilter, page: RequestPage, take: i64) -> Result<Vec<Row>, StoreError> {
        let is_backwards = page.is_backwards();
        let (at, id) = (support_requests::submitted_at, support_requests::id);
        self.read(|conn| {
            let mark: Option<(Option<Instant>, SupportRequestId)> = page
                .mark()
                .map(|mark| on!(&mut *conn, |c| support_requests::table.find(mark).select((at, id)).first(c)))
                .transpose()?;
            Ok(on!(conn, |c| {
                let mut query = named!().filter(support_requests::state.ne(RequestState::Draft)).into_boxed();
                query = match filter.state {
                    Some(state) => query.filter(support_requests::state.eq(state)),
                    None => query.filter(support_requests::state.ne(RequestState::Closed)),
                };
                query = match filter.kind {
                    Some(RequestKind::Question) => query.filter(refund_cases::id.is_null()),
                    Some(RequestKind::Refund) => query.filter(refund_cases::kind.eq("refund")),
                    Some(RequestKind::Exchange) => query.filter(refund_cases::kind.eq("exchange")),
                    None => query,
                };
                query = match filter.assigned {
                    Assigned::To(user) => query.filter(support_requests::assigned_to.eq(user)),
                    Assigned::Nobody => query.filter(support_requests::assigned_to.is_null()),
                    Assigned::All => query,
                };
                if let Some(partner) = filter.partner {
                    query = query.filter(support_requests::partner_id.eq(partner));
                }
                with_words!(query, filter.words);
                if let Some((Some(moment), mark)) = mark {
                    query = if is_backwards {
                        query.filter(at.le(moment)).filter(at.lt(moment).or(id.lt(mark)))
                    } else {
                        query.filter(at.ge(moment)).filter(at.gt(moment).or(id.gt(mark)))
                    };
                }
                query =
                    if is_backwards { query.order((at.desc(), id.desc())) } else { query.order((at.asc(), id.asc())) };
                query.limit(take).load(c)
            })?)
        })
    }

    /// In whose tenant a request is that was sent.
    pub fn whose_request(&self, request: SupportRequestId) -> Result<(PartnerId, CustomerId), StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| support_requests::table
                .find(request)
                .filter(support_requests::state.ne(RequestState::Draft))
                .select((support_requests::partner_id, support_requests::customer_id))
                .first(c))?)
        })
    }

    /// How many requests wait for the desk, and how many of them nobody has.
    pub fn desk_counts(&self) -> Result<(i64, i64), StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| {
                let open = support_requests::table.filter(support_requests::state.eq(RequestState::Open));
                let all: i64 = open.count().get_result(c)?;
                let free: i64 = open.filter(support_requests::assigned_to.is_null()).count().get_result(c)?;
                Ok::<_, diesel::result::Error>((all, free))
            })?)
        })
    }
}
