//! Credit notes as they stand. Floor 1. Domain 6.13, Q-11, R-RF-14.

use diesel::prelude::*;
use uuid::Uuid;

use super::cases::RefundCase;
use crate::domain::ids::{CreditNoteId, CustomerId, EntitlementId, OrderId, RefundCaseId, ReservationId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::OrderNumber;
use crate::domain::refunds::NoteLineKind;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{
    credit_note_lines, credit_note_software, credit_notes, orders, reservations, software_entitlements,
};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

/// A credit note.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct CreditNote {
    /// Id.
    pub id: CreditNoteId,
    /// The case it is of.
    pub case: RefundCaseId,
    /// The order that is credited.
    pub order: OrderId,
    /// Its number.
    pub order_number: OrderNumber,
    /// The number people say.
    pub number: String,
    currency: Currency,
    total_minor: i64,
    /// When it was issued.
    pub issued_at: Instant,
}

impl CreditNote {
    /// What the partner gets.
    pub const fn total(&self) -> Money {
        Money::new(self.total_minor, self.currency)
    }
}

/// A line of a credit note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLine {
    /// Credit or fee.
    pub kind: NoteLineKind,
    /// The ID of the reservation or of the entitlement to software.
    pub thing: Uuid,
    /// Its name.
    pub name: String,
    /// Size and region of a reservation; software has none.
    pub place: Option<(String, String)>,
    /// How many.
    pub quantity: i32,
    /// The amount; a fee is below zero.
    pub amount: Money,
}

type LineRow = (NoteLineKind, ReservationId, String, String, String, i32, i64);

impl Reader<'_> {
    /// The credit notes of a case, in order.
    pub fn credit_notes(&mut self, case: &RefundCase) -> Result<Vec<CreditNote>, StoreError> {
        Ok(on!(&mut *self.conn, |c| credit_notes::table
            .inner_join(orders::table.on(orders::id.eq(credit_notes::order_id)))
            .filter(credit_notes::partner_id.eq(case.partner_id))
            .filter(credit_notes::case_id.eq(case.id))
            .order((credit_notes::issued_at, credit_notes::id))
            .select((
                credit_notes::id,
                credit_notes::case_id,
                credit_notes::order_id,
                orders::number,
                credit_notes::number,
                credit_notes::currency,
                credit_notes::total_minor,
                credit_notes::issued_at,
            ))
            .load(c))?)
    }

    /// One credit note of a customer of the scope with its lines.
    pub fn credit_note(
        &mut self,
        customer: CustomerId,
        id: CreditNoteId,
    ) -> Result<(CreditNote, Vec<NoteLine>), StoreError> {
        let scope = self.scope;
        let note: CreditNote = on!(&mut *self.conn, |c| {
            let joined =
                credit_notes::table.inner_join(orders::table.on(orders::id.eq(credit_notes::order_id))).select((
                    credit_notes::id,
                    credit_notes::case_id,
                    credit_notes::order_id,
                    orders::number,
                    credit_notes::number,
                    credit_notes::currency,
                    credit_notes::total_minor,
                    credit_notes::issued_at,
                ));
            visible!(credit_notes.customer_id, scope, joined)
                .filter(credit_notes::customer_id.eq(customer))
                .filter(credit_notes::id.eq(id))
                .first(c)
        })?;
        let rows: Vec<LineRow> = on!(&mut *self.conn, |c| credit_note_lines::table
            .inner_join(reservations::table.on(reservations::id.eq(credit_note_lines::reservation_id)))
            .filter(credit_note_lines::partner_id.eq(scope.partner()))
            .filter(credit_note_lines::credit_note_id.eq(id))
            .order(credit_note_lines::position)
            .select((
                credit_note_lines::kind,
                credit_note_lines::reservation_id,
                reservations::name,
                reservations::size,
                reservations::region,
                credit_note_lines::quantity,
                credit_note_lines::amount_minor,
            ))
            .load(c))?;
        let line = |(kind, reservation, name, size, region, quantity, minor)| NoteLine {
            kind,
            thing: ReservationId::uuid(reservation),
            name,
            place: Some((size, region)),
            quantity,
            amount: Money::new(minor, note.currency),
        };
        let software: Vec<(EntitlementId, String, i32, i64)> = on!(&mut *self.conn, |c| credit_note_software::table
            .inner_join(
                software_entitlements::table.on(software_entitlements::id.eq(credit_note_software::entitlement_id))
            )
            .filter(credit_note_software::partner_id.eq(scope.partner()))
            .filter(credit_note_software::credit_note_id.eq(id))
            .select((
                credit_note_software::entitlement_id,
                software_entitlements::title,
                credit_note_software::quantity,
                credit_note_software::amount_minor,
            ))
            .load(c))?;
        let of_software = |(id, name, quantity, minor): (EntitlementId, String, i32, i64)| NoteLine {
            kind: NoteLineKind::Credit,
            thing: id.uuid(),
            name,
            place: None,
            quantity,
            amount: Money::new(minor, note.currency),
        };
        let lines = rows.into_iter().map(line).chain(software.into_iter().map(of_software)).collect();
        Ok((note, lines))
    }
}

impl Writer<'_> {
    /// Whether a credit note of any partner has this number.
    pub fn is_credit_note_number_taken(&mut self, number: &str) -> Result<bool, StoreError> {
        Ok(on!(&mut *self.conn, |c| diesel::select(diesel::dsl::exists(
            credit_notes::table.filter(credit_notes::number.eq(number))
        ))
        .get_result(c))?)
    }
}
