//! Writing a case, its decision and its credit notes. Floor 1. Domain 6.12, 6.13, Q-11, C9.

use diesel::prelude::*;

use super::cases::RefundCase;
use crate::domain::ids::{
    CreditNoteId, CustomerId, EntitlementId, OrderId, RefundCaseId, ReservationId, SupportRequestId, UserId,
};
use crate::domain::money::Money;
use crate::domain::policy::UsdRate;
use crate::domain::refunds::{CaseKind, CaseQuote, CaseState, MoneyLeg, NoteLineKind, ReturnReason, Returned};
use crate::domain::text::PurchaseOrderNumber;
use crate::domain::time::Instant;
use crate::store::carts::StoredLine;
use crate::store::columns::DecimalText;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{
    case_returns, case_software, credit_note_lines, credit_note_software, credit_notes, refund_cases,
};
use crate::store::tenant::Writer;

/// A case to be written.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// Id; the form that asks for it carries it, so that asking twice is asking once.
    pub id: RefundCaseId,
    /// Whose, looked up in the scope by the caller.
    pub customer: CustomerId,
    /// The number people say.
    pub number: String,
    /// Refund or exchange.
    pub kind: CaseKind,
    /// The support request it is filed with.
    pub request: Option<SupportRequestId>,
    /// Why.
    pub reason: ReturnReason,
    /// Why, in words; perhaps empty.
    pub reason_text: String,
    /// The quote that was shown.
    pub quote: CaseQuote,
    /// The rate of the purchase.
    pub usd_rate: UsdRate,
    /// Who asks.
    pub by: UserId,
    /// What is returned, in the order of the quote.
    pub returns: Vec<Returned>,
    /// What an exchange buys instead, in the order of the quote.
    pub purchases: Vec<StoredLine>,
    /// The customer's own number for the new order of an exchange.
    pub purchase_order: PurchaseOrderNumber,
}

/// What the desk made of a case.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Where it stands now.
    pub state: CaseState,
    /// Who decided.
    pub by: UserId,
    /// What is said to the partner; perhaps empty.
    pub note: String,
    /// The quote of the day, where one decided.
    pub quote: Option<CaseQuote>,
    /// The order of an exchange's purchases.
    pub order: Option<OrderId>,
}

/// A credit note to be written.
#[derive(Debug, Clone)]
pub struct NewNote {
    /// Id.
    pub id: CreditNoteId,
    /// Of this case.
    pub case: RefundCaseId,
    /// The order that is credited.
    pub order: OrderId,
    /// The number people say.
    pub number: String,
    /// What the partner gets.
    pub total: Money,
    /// Kind, reservation, quantity, amount; a fee is below zero.
    pub lines: Vec<(NoteLineKind, ReservationId, u32, Money)>,
}

fn json(quote: &CaseQuote) -> Result<String, StoreError> {
    serde_json::to_string(quote)
        .map_err(|error| StoreError::Db(diesel::result::Error::SerializationError(Box::new(error))))
}

fn column(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

impl Writer<'_> {
    /// Writes a case with what it returns.
    pub fn insert_case(&mut self, new: &NewCase) -> Result<(), StoreError> {
        let (credit, fee, net) = new.quote.amounts();
        let now = self.scope.now();
        let values = (
            (
                refund_cases::id.eq(new.id),
                refund_cases::partner_id.eq(self.scope.partner()),
                refund_cases::customer_id.eq(new.customer),
                refund_cases::number.eq(&new.number),
                refund_cases::kind.eq(new.kind),
                refund_cases::state.eq(CaseState::Requested),
                refund_cases::request_id.eq(new.request),
                refund_cases::reason.eq(new.reason),
                refund_cases::reason_text.eq(&new.reason_text),
                refund_cases::policy.eq(new.quote.policy()),
                refund_cases::quote.eq(json(&new.quote)?),
                refund_cases::quoted_at.eq(now),
                refund_cases::currency.eq(net.currency()),
            ),
            (
                refund_cases::credit_minor.eq(credit.minor()),
                refund_cases::fee_minor.eq(fee.minor()),
                refund_cases::net_minor.eq(net.minor()),
                refund_cases::usd_rate.eq(DecimalText(new.usd_rate.rate())),
                refund_cases::cap_usd_minor.eq(new.quote.counted_usd().minor()),
                refund_cases::requested_by.eq(new.by),
                refund_cases::requested_at.eq(now),
                refund_cases::decision_note.eq(""),
                refund_cases::vendor_reference.eq(""),
                refund_cases::customer_reference.eq(""),
                refund_cases::closing_reason.eq(""),
                refund_cases::version.eq(1),
            ),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(refund_cases::table).values(values).execute(c))?;
        for ((position, returned), (credit, fee)) in (0..).zip(&new.returns).zip(new.quote.lines()) {
            let values = (
                case_returns::case_id.eq(new.id),
                case_returns::position.eq(position),
                case_returns::partner_id.eq(self.scope.partner()),
                case_returns::customer_id.eq(new.customer),
                case_returns::reservation_id.eq(returned.reservation),
                case_returns::quantity.eq(column(returned.quantity)),
                case_returns::credit_minor.eq(credit.minor()),
                case_returns::fee_minor.eq(fee.minor()),
            );
            on!(&mut *self.conn, |c| diesel::insert_into(case_returns::table).values(values).execute(c))?;
        }
        self.insert_purchases(new)
    }

    /// Ties a case to the line of software that it cancels.
    pub fn insert_case_software(
        &mut self,
        case: RefundCaseId,
        customer: CustomerId,
        software: EntitlementId,
    ) -> Result<(), StoreError> {
        let values = (
            case_software::case_id.eq(case),
            case_software::partner_id.eq(self.scope.partner()),
            case_software::customer_id.eq(customer),
            case_software::entitlement_id.eq(software),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(case_software::table).values(values).execute(c))?;
        Ok(())
    }

    /// What a credit note gives back for software.
    pub fn insert_software_credit(
        &mut self,
        customer: CustomerId,
        note: CreditNoteId,
        software: EntitlementId,
        (quantity, amount): (i32, Money),
    ) -> Result<(), StoreError> {
        let values = (
            credit_note_software::credit_note_id.eq(note),
            credit_note_software::partner_id.eq(self.scope.partner()),
            credit_note_software::customer_id.eq(customer),
            credit_note_software::entitlement_id.eq(software),
            credit_note_software::quantity.eq(quantity),
            credit_note_software::amount_minor.eq(amount.minor()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(credit_note_software::table).values(values).execute(c))?;
        Ok(())
    }

    /// Writes what was decided; stale when the case was changed since it was read.
    pub fn decide_case(&mut self, case: &RefundCase, decision: &Decision) -> Result<(), StoreError> {
        let now = self.scope.now();
        let quote = decision.quote.as_ref().map(json).transpose()?;
        let changed = on!(&mut *self.conn, |c| diesel::update(refund_cases::table.find(case.id))
            .filter(refund_cases::partner_id.eq(case.partner_id))
            .filter(refund_cases::version.eq(case.version))
            .set((
                refund_cases::state.eq(decision.state),
                refund_cases::decided_by.eq(decision.by),
                refund_cases::decided_at.eq(now),
                refund_cases::decision_note.eq(&decision.note),
                refund_cases::decided_quote.eq(&quote),
                refund_cases::order_id.eq(decision.order),
                refund_cases::version.eq(refund_cases::version + 1),
            ))
            .execute(c))?;
        if changed == 0 {
            return Err(StoreError::Stale);
        }
        match &decision.quote {
            Some(quote) => self.keep_amounts(case, quote),
            None => Ok(()),
        }
    }

    /// The amounts of the day of the decision are those of the case from then on.
    fn keep_amounts(&mut self, case: &RefundCase, quote: &CaseQuote) -> Result<(), StoreError> {
        let (credit, fee, net) = quote.amounts();
        on!(&mut *self.conn, |c| diesel::update(refund_cases::table.find(case.id))
            .filter(refund_cases::partner_id.eq(case.partner_id))
            .set((
                refund_cases::policy.eq(quote.policy()),
                refund_cases::credit_minor.eq(credit.minor()),
                refund_cases::fee_minor.eq(fee.minor()),
                refund_cases::net_minor.eq(net.minor()),
                refund_cases::cap_usd_minor.eq(quote.counted_usd().minor()),
            ))
            .execute(c))?;
        for (position, (credit, fee)) in (0_i32..).zip(quote.lines()) {
            on!(&mut *self.conn, |c| diesel::update(case_returns::table.find((case.id, position)))
                .filter(case_returns::partner_id.eq(case.partner_id))
                .set((case_returns::credit_minor.eq(credit.minor()), case_returns::fee_minor.eq(fee.minor())))
                .execute(c))?;
        }
        Ok(())
    }

    /// Another state without a decision: asked, answered, withdrawn.
    pub fn move_case(&mut self, case: &RefundCase, state: CaseState, note: &str) -> Result<(), StoreError> {
        let changed = on!(&mut *self.conn, |c| diesel::update(refund_cases::table.find(case.id))
            .filter(refund_cases::partner_id.eq(case.partner_id))
            .filter(refund_cases::version.eq(case.version))
            .set((
                refund_cases::state.eq(state),
                refund_cases::decision_note.eq(note),
                refund_cases::version.eq(refund_cases::version + 1),
            ))
            .execute(c))?;
        if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }

    /// Notes that a money leg is settled, by its reference or for a written reason, and since when the
    /// case is closed.
    pub fn settle_case(
        &mut self,
        case: &RefundCase,
        leg: MoneyLeg,
        reference: &str,
        reason: &str,
        closed_at: Option<Instant>,
    ) -> Result<(), StoreError> {
        let now = self.scope.now();
        let reason = [case.closing_reason.as_str(), reason]
            .iter()
            .filter(|text| !text.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("\n");
        let row = refund_cases::table.find(case.id).filter(refund_cases::version.eq(case.version));
        let common = (
            refund_cases::closing_reason.eq(reason),
            refund_cases::closed_at.eq(closed_at),
            refund_cases::version.eq(refund_cases::version + 1),
        );
        let changed = match leg {
            MoneyLeg::Vendor => {
                let set =
                    (refund_cases::vendor_reference.eq(reference), refund_cases::vendor_settled_at.eq(now), common);
                on!(&mut *self.conn, |c| diesel::update(row).set(set).execute(c))?
            }
            MoneyLeg::Customer => {
                let leg = (refund_cases::customer_reference.eq(reference), refund_cases::customer_settled_at.eq(now));
                on!(&mut *self.conn, |c| diesel::update(row).set((leg, common)).execute(c))?
            }
        };
        if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }

    /// Writes a credit note with its lines.
    pub fn insert_credit_note(&mut self, customer: CustomerId, note: &NewNote) -> Result<(), StoreError> {
        let values = (
            credit_notes::id.eq(note.id),
            credit_notes::partner_id.eq(self.scope.partner()),
            credit_notes::customer_id.eq(customer),
            credit_notes::case_id.eq(note.case),
            credit_notes::order_id.eq(note.order),
            credit_notes::number.eq(&note.number),
            credit_notes::currency.eq(note.total.currency()),
            credit_notes::total_minor.eq(note.total.minor()),
            credit_notes::issued_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(credit_notes::table).values(values).execute(c))?;
        for (position, (kind, reservation, quantity, amount)) in (0_i32..).zip(&note.lines) {
            let values = (
                credit_note_lines::credit_note_id.eq(note.id),
                credit_note_lines::position.eq(position),
                credit_note_lines::partner_id.eq(self.scope.partner()),
                credit_note_lines::customer_id.eq(customer),
                credit_note_lines::kind.eq(*kind),
                credit_note_lines::reservation_id.eq(*reservation),
                credit_note_lines::quantity.eq(column(*quantity)),
                credit_note_lines::amount_minor.eq(amount.minor()),
            );
            on!(&mut *self.conn, |c| diesel::insert_into(credit_note_lines::table).values(values).execute(c))?;
        }
        Ok(())
    }
}
