//! A case as it stands, and what it returns. Floor 1. Domain 6.12, C9.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::ids::{
    CustomerId, EntitlementId, OrderId, PartnerId, RefundCaseId, ReservationId, SupportRequestId, UserId,
};
use crate::domain::money::{Currency, Money};
use crate::domain::policy::PolicyCode;
use crate::domain::refunds::{CaseKind, CaseQuote, CaseState, ReturnReason};
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{
    case_returns, case_software, customers, orders, partners, refund_cases, reservation_orders, reservations, users,
};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, System};

/// A refund or an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = refund_cases)]
pub struct RefundCase {
    /// Id.
    pub id: RefundCaseId,
    /// Who bills.
    pub partner_id: PartnerId,
    /// Whose reservations.
    pub customer_id: CustomerId,
    /// The number people say.
    pub number: String,
    /// Refund or exchange.
    pub kind: CaseKind,
    /// Where it stands.
    pub state: CaseState,
    /// The support request it was filed with.
    pub request_id: Option<SupportRequestId>,
    /// Why.
    pub reason: ReturnReason,
    /// Why, in words; perhaps empty.
    pub reason_text: String,
    /// The policy of the quote.
    pub policy: PolicyCode,
    quote: String,
    /// When it was quoted.
    pub quoted_at: Instant,
    /// The currency of the money.
    pub currency: Currency,
    credit_minor: i64,
    fee_minor: i64,
    net_minor: i64,
    cap_usd_minor: i64,
    /// Who asked.
    pub requested_by: UserId,
    /// When.
    pub requested_at: Instant,
    /// Who decided.
    pub decided_by: Option<UserId>,
    /// When.
    pub decided_at: Option<Instant>,
    /// What the desk said; perhaps empty.
    pub decision_note: String,
    decided_quote: Option<String>,
    /// The order of an exchange's purchases.
    pub order_id: Option<OrderId>,
    /// The reference of the vendor's payment, once there is one.
    pub vendor_reference: String,
    /// Since when it is settled.
    pub vendor_settled_at: Option<Instant>,
    /// The reference of the settlement with the customer, once there is one.
    pub customer_reference: String,
    /// Since when it is settled.
    pub customer_settled_at: Option<Instant>,
    /// When both were done, or the case was closed.
    pub closed_at: Option<Instant>,
    /// Why it was closed without a reference.
    pub closing_reason: String,
    /// Counts changes.
    pub version: i32,
}

fn stored(text: &str) -> Result<CaseQuote, StoreError> {
    serde_json::from_str(text)
        .map_err(|error| StoreError::Db(diesel::result::Error::DeserializationError(Box::new(error))))
}

impl RefundCase {
    /// The quote as it was when it was asked for.
    pub fn quote(&self) -> Result<CaseQuote, StoreError> {
        stored(&self.quote)
    }

    /// The quote by which it was decided.
    pub fn decided_quote(&self) -> Result<Option<CaseQuote>, StoreError> {
        self.decided_quote.as_deref().map(stored).transpose()
    }

    /// What comes back before the fee.
    pub const fn credit(&self) -> Money {
        Money::new(self.credit_minor, self.currency)
    }

    /// The fee.
    pub const fn fee(&self) -> Money {
        Money::new(self.fee_minor, self.currency)
    }

    /// What the partner gets.
    pub const fn net(&self) -> Money {
        Money::new(self.net_minor, self.currency)
    }

    /// What it counts against the limit.
    pub const fn counted_usd(&self) -> Money {
        Money::new(self.cap_usd_minor, Currency::USD)
    }
}

/// A reservation that a case returns.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct CaseReturn {
    /// The reservation.
    pub reservation: ReservationId,
    /// Its name.
    pub name: String,
    /// How many of it.
    pub quantity: i32,
    /// How many it had.
    pub of: i32,
    /// What comes back of it, in minor units.
    pub credit_minor: i64,
    /// The fee on it, in minor units.
    pub fee_minor: i64,
    /// The reservation that holds the rest.
    pub rest: Option<ReservationId>,
    /// The order it came from.
    pub order: OrderId,
}

impl Reader<'_> {
    /// One case of a customer of the scope.
    pub fn refund_case(&mut self, customer: CustomerId, id: RefundCaseId) -> Result<RefundCase, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| visible!(
            refund_cases.customer_id,
            scope,
            refund_cases::table.select(RefundCase::as_select())
        )
        .filter(refund_cases::customer_id.eq(customer))
        .filter(refund_cases::id.eq(id))
        .first(c))?)
    }

    /// What a case returns, in order.
    pub fn case_returns(&mut self, case: &RefundCase) -> Result<Vec<CaseReturn>, StoreError> {
        Ok(on!(&mut *self.conn, |c| case_returns::table
            .inner_join(reservations::table.on(reservations::id.eq(case_returns::reservation_id)))
            .inner_join(reservation_orders::table.on(reservation_orders::id.eq(reservations::reservation_order_id)))
            .inner_join(orders::table.on(orders::id.eq(reservation_orders::order_id)))
            .filter(case_returns::partner_id.eq(case.partner_id))
            .filter(case_returns::case_id.eq(case.id))
            .order(case_returns::position)
            .select((
                case_returns::reservation_id,
                reservations::name,
                case_returns::quantity,
                reservations::quantity,
                case_returns::credit_minor,
                case_returns::fee_minor,
                case_returns::rest_id,
                orders::id,
            ))
            .load(c))?)
    }

    /// The open case that returns a reservation, if there is one: id and number.
    pub fn open_case_of(&mut self, reservation: ReservationId) -> Result<Option<(RefundCaseId, String)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let joined = refund_cases::table
                .inner_join(case_returns::table.on(case_returns::case_id.eq(refund_cases::id)))
                .select((refund_cases::id, refund_cases::number));
            visible!(refund_cases.customer_id, scope, joined)
                .filter(case_returns::reservation_id.eq(reservation))
                .filter(refund_cases::state.eq_any([CaseState::Requested, CaseState::AttentionNeeded]))
                .first(c)
                .optional()
        })?)
    }

    /// The line of software that a case cancels.
    pub fn software_of_case(&mut self, case: &RefundCase) -> Result<Option<EntitlementId>, StoreError> {
        Ok(on!(&mut *self.conn, |c| case_software::table
            .find(case.id)
            .filter(case_software::partner_id.eq(case.partner_id))
            .select(case_software::entitlement_id)
            .first(c)
            .optional())?)
    }

    /// The latest case about a line of software: id, number, state.
    pub fn case_of_software(
        &mut self,
        software: EntitlementId,
    ) -> Result<Option<(RefundCaseId, String, CaseState)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let joined = refund_cases::table
                .inner_join(case_software::table.on(case_software::case_id.eq(refund_cases::id)))
                .select((refund_cases::id, refund_cases::number, refund_cases::state));
            visible!(refund_cases.customer_id, scope, joined)
                .filter(case_software::entitlement_id.eq(software))
                .order((refund_cases::requested_at.desc(), refund_cases::id.desc()))
                .first(c)
                .optional()
        })?)
    }

    /// The latest case about each line of software of a customer.
    pub fn cases_of_software(
        &mut self,
        customer: CustomerId,
    ) -> Result<HashMap<EntitlementId, (RefundCaseId, String, CaseState)>, StoreError> {
        let scope = self.scope;
        let rows: Vec<(EntitlementId, RefundCaseId, String, CaseState)> = on!(&mut *self.conn, |c| {
            let joined = refund_cases::table
                .inner_join(case_software::table.on(case_software::case_id.eq(refund_cases::id)))
                .select((case_software::entitlement_id, refund_cases::id, refund_cases::number, refund_cases::state));
            visible!(refund_cases.customer_id, scope, joined)
                .filter(refund_cases::customer_id.eq(customer))
                .order((refund_cases::requested_at, refund_cases::id))
                .load(c)
        })?;
        // Later ones go over earlier ones.
        Ok(rows.into_iter().map(|(software, id, number, state)| (software, (id, number, state))).collect())
    }

    /// The name of the partner of the scope.
    pub fn partner_of_scope(&mut self) -> Result<String, StoreError> {
        let partner = self.scope.partner();
        Ok(on!(&mut *self.conn, |c| partners::table.find(partner).select(partners::name).first(c))?)
    }

    /// Names of people, for who asked and who decided.
    pub fn person_name(&mut self, id: UserId) -> Result<String, StoreError> {
        Ok(on!(&mut *self.conn, |c| users::table.find(id).select(users::display_name).first(c))?)
    }

    /// Whether a case or credit note of any partner has this number.
    pub fn is_case_number_taken(&mut self, number: &str) -> Result<bool, StoreError> {
        Ok(on!(&mut *self.conn, |c| diesel::select(diesel::dsl::exists(
            refund_cases::table.filter(refund_cases::number.eq(number))
        ))
        .get_result(c))?)
    }
}

impl System<'_> {
    /// Where a case lies: partner and customer. The proof of the right is asked for by the floor above.
    pub fn place_of_case(&self, id: RefundCaseId) -> Result<(PartnerId, CustomerId), StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| refund_cases::table
                .inner_join(customers::table.on(customers::id.eq(refund_cases::customer_id)))
                .filter(refund_cases::id.eq(id))
                .select((refund_cases::partner_id, refund_cases::customer_id))
                .first(c))?)
        })
    }
}
