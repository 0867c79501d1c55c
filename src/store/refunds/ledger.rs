//! The refund limit of a customer as rows: what was held, released, refunded. Floor 1. R-RF-6 to
//! R-RF-10, C1. Rows are only added.

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, LedgerRowId, RefundCaseId};
use crate::domain::money::{Currency, Money};
use crate::domain::policy::{CapBasis, EntryKind, LedgerRow, PolicyCode};
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{refund_cases, refund_ledger};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

/// A row as it stands, with the number of its case.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct LedgerEntry {
    /// The case.
    pub case: RefundCaseId,
    /// Its number.
    pub case_number: String,
    /// What it does.
    pub kind: EntryKind,
    usd_minor: i64,
    /// What was counted.
    pub basis: CapBasis,
    /// By which policy.
    pub policy: PolicyCode,
    /// When.
    pub recorded_at: Instant,
    /// From when on a refund counts no longer.
    pub returns_at: Option<Instant>,
}

impl LedgerEntry {
    /// How much, in US dollars.
    pub const fn usd(&self) -> Money {
        Money::new(self.usd_minor, Currency::USD)
    }
}

impl Reader<'_> {
    /// The rows of a customer that may still count at `now`, for the arithmetic of the limit.
    pub fn limit_rows(&mut self, customer: CustomerId) -> Result<Vec<LedgerRow>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(EntryKind, Instant, i64)> = on!(&mut *self.conn, |c| {
            let rows = refund_ledger::table.select((
                refund_ledger::kind,
                refund_ledger::recorded_at,
                refund_ledger::usd_minor,
            ));
            visible!(refund_ledger.customer_id, scope, rows)
                .filter(refund_ledger::customer_id.eq(customer))
                .order((refund_ledger::recorded_at, refund_ledger::id))
                .load(c)
        })?;
        let row = |(kind, at, minor)| LedgerRow { kind, at, usd: Money::new(minor, Currency::USD) };
        Ok(rows.into_iter().map(row).collect())
    }

    /// The last rows of a customer, the latest first.
    pub fn ledger(&mut self, customer: CustomerId, limit: i64) -> Result<Vec<LedgerEntry>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let rows = refund_ledger::table
                .inner_join(refund_cases::table.on(refund_cases::id.eq(refund_ledger::case_id)))
                .select((
                    refund_ledger::case_id,
                    refund_cases::number,
                    refund_ledger::kind,
                    refund_ledger::usd_minor,
                    refund_ledger::basis,
                    refund_ledger::policy,
                    refund_ledger::recorded_at,
                    refund_ledger::returns_at,
                ));
            visible!(refund_ledger.customer_id, scope, rows)
                .filter(refund_ledger::customer_id.eq(customer))
                .order((refund_ledger::recorded_at.desc(), refund_ledger::id.desc()))
                .limit(limit)
                .load(c)
        })?)
    }
}

impl Writer<'_> {
    /// Adds a row.
    pub fn insert_ledger_row(
        &mut self,
        id: LedgerRowId,
        customer: CustomerId,
        case: RefundCaseId,
        row: &LedgerRow,
        counted: (CapBasis, PolicyCode),
        returns_at: Option<Instant>,
    ) -> Result<(), StoreError> {
        let values = (
            refund_ledger::id.eq(id),
            refund_ledger::partner_id.eq(self.scope.partner()),
            refund_ledger::customer_id.eq(customer),
            refund_ledger::case_id.eq(case),
            refund_ledger::kind.eq(row.kind),
            refund_ledger::usd_minor.eq(row.usd.minor()),
            refund_ledger::basis.eq(counted.0),
            refund_ledger::policy.eq(counted.1),
            refund_ledger::recorded_at.eq(row.at),
            refund_ledger::returns_at.eq(returns_at),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(refund_ledger::table).values(values).execute(c))?;
        Ok(())
    }
}
