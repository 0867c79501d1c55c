//! Lists of cases by keyset, and the open ones of every tenant. Floor 1. C9, features row 62.

use diesel::prelude::*;

use super::cases::RefundCase;
use crate::domain::ids::{CustomerId, PartnerId, RefundCaseId};
use crate::domain::refunds::{CaseKind, CaseState};
use crate::domain::text::search_key;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, refund_cases};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, System};

/// Which cases a list shows.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// Only of this customer.
    pub customer: Option<CustomerId>,
    /// Only of this kind.
    pub kind: Option<CaseKind>,
    /// Only in this state.
    pub state: Option<CaseState>,
    /// Only those processed whose money legs are not both settled.
    pub is_unsettled: bool,
    /// A case number.
    pub words: String,
}

/// A case with the customer's name.
#[derive(Debug, Clone)]
pub struct CaseListed {
    /// The case.
    pub case: RefundCase,
    /// The customer's name.
    pub customer_name: String,
}

/// Where a page starts: the row beside it, and to which side it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseMark {
    /// When it was asked for.
    pub at: Instant,
    /// Its id.
    pub id: RefundCaseId,
    /// Whether the page lies before it.
    pub is_before: bool,
}

/// A case that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct OpenCase {
    /// Id.
    pub id: RefundCaseId,
    /// Who bills.
    pub partner: PartnerId,
    /// Whose.
    pub customer: CustomerId,
}

impl Reader<'_> {
    /// A page of cases, the latest first.
    pub fn refund_cases(
        &mut self,
        filter: &CaseFilter,
        mark: Option<CaseMark>,
        limit: i64,
    ) -> Result<Vec<CaseListed>, StoreError> {
        let scope = self.scope;
        let is_before = mark.is_some_and(|mark| mark.is_before);
        let mut rows: Vec<(RefundCase, String)> = on!(&mut *self.conn, |c| {
            let joined = refund_cases::table
                .inner_join(customers::table.on(customers::id.eq(refund_cases::customer_id)))
                .select((RefundCase::as_select(), customers::company_name));
            let mut query = visible!(customers, scope, joined).filter(refund_cases::partner_id.eq(scope.partner()));
            if let Some(customer) = filter.customer {
                query = query.filter(refund_cases::customer_id.eq(customer));
            }
            if let Some(kind) = filter.kind {
                query = query.filter(refund_cases::kind.eq(kind));
            }
            if let Some(state) = filter.state {
                query = query.filter(refund_cases::state.eq(state));
            }
            if filter.is_unsettled {
                query = query
                    .filter(refund_cases::state.eq(CaseState::Processed))
                    .filter(refund_cases::closed_at.is_null());
            }
            if !filter.words.is_empty() {
                query = query.filter(refund_cases::number.eq(search_key(&filter.words).to_uppercase()));
            }
            match mark {
                Some(CaseMark { at, id, is_before: false }) => {
                    query = query.filter(
                        refund_cases::requested_at
                            .lt(at)
                            .or(refund_cases::requested_at.eq(at).and(refund_cases::id.lt(id))),
                    );
                }
                Some(CaseMark { at, id, is_before: true }) => {
                    query = query.filter(
                        refund_cases::requested_at
                            .gt(at)
                            .or(refund_cases::requested_at.eq(at).and(refund_cases::id.gt(id))),
                    );
                }
                None => {}
            }
            if is_before {
                query.order((refund_cases::requested_at.asc(), refund_cases::id.asc())).limit(limit).load(c)
            } else {
                query.order((refund_cases::requested_at.desc(), refund_cases::id.desc())).limit(limit).load(c)
            }
        })?;
        if is_before {
            rows.reverse();
        }
        Ok(rows.into_iter().map(|(case, customer_name)| CaseListed { case, customer_name }).collect())
    }
}

impl System<'_> {
    /// Every case that waits for a decision, the oldest first.
    pub fn open_cases(&self) -> Result<Vec<OpenCase>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| refund_cases::table
                .filter(refund_cases::state.eq_any([CaseState::Requested, CaseState::AttentionNeeded]))
                .order((refund_cases::requested_at, refund_cases::id))
                .select((refund_cases::id, refund_cases::partner_id, refund_cases::customer_id))
                .load(c))?)
        })
    }
}
