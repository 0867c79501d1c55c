//! What clients of the API call their requests and what they say about them. Floor 1.

use diesel::prelude::*;

use super::requests::SupportRequest;
use crate::domain::ids::{CustomerId, SupportNoteId, SupportRequestId};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{support_communications, support_requests, support_tickets};
use crate::store::scope::visible;
use crate::store::tenant::{Reader, Writer};

/// The name of a request among those of its customer, and what has no column.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = support_tickets)]
pub struct Ticket {
    /// The request.
    pub request_id: SupportRequestId,
    /// As it was typed.
    pub name: String,
    /// What else was said, as JSON.
    pub said: String,
}

/// The name of a note, and how a client wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = support_communications)]
pub struct Communication {
    /// The note.
    pub note_id: SupportNoteId,
    /// As it was typed.
    pub name: String,
    /// One line.
    pub subject: String,
    /// Who is said to write; or "".
    pub sender: String,
    /// What was sent, letter by letter.
    pub body: String,
}

impl Reader<'_> {
    /// The request of a customer with this name, or with this number where it has no name.
    pub fn request_called(&mut self, customer: CustomerId, name: &str) -> Result<SupportRequestId, StoreError> {
        let scope = self.scope;
        let named: Option<SupportRequestId> = on!(&mut *self.conn, |c| {
            let names = support_tickets::table.select(support_tickets::request_id);
            visible!(support_tickets.customer_id, scope, names)
                .filter(support_tickets::customer_id.eq(customer))
                .filter(support_tickets::name_key.eq(name.to_lowercase()))
                .first(c)
                .optional()
        })?;
        if let Some(id) = named {
            return Ok(id);
        }
        Ok(on!(&mut *self.conn, |c| {
            let numbers = support_requests::table.select(support_requests::id);
            visible!(support_requests.customer_id, scope, numbers)
                .filter(support_requests::customer_id.eq(customer))
                .filter(support_requests::number.eq(name.to_uppercase()))
                .first(c)
        })?)
    }

    /// The names of some requests of the scope.
    pub fn tickets(&mut self, requests: &[SupportRequestId]) -> Result<Vec<Ticket>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            visible!(support_tickets.customer_id, scope, support_tickets::table.select(Ticket::as_select()))
                .filter(support_tickets::request_id.eq_any(requests))
                .load(c)
        })?)
    }

    /// The names of the notes of a request.
    pub fn communications(
        &mut self,
        customer: CustomerId,
        request: SupportRequestId,
    ) -> Result<Vec<Communication>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = support_communications::table.select(Communication::as_select());
            visible!(support_communications.customer_id, scope, all)
                .filter(support_communications::customer_id.eq(customer))
                .filter(support_communications::request_id.eq(request))
                .load(c)
        })?)
    }
}

impl Writer<'_> {
    /// Gives a request its name; a taken one is a duplicate.
    pub fn insert_ticket(&mut self, customer: CustomerId, new: &Ticket) -> Result<(), StoreError> {
        let values = (
            support_tickets::request_id.eq(new.request_id),
            support_tickets::partner_id.eq(self.scope.partner()),
            support_tickets::customer_id.eq(customer),
            support_tickets::name.eq(&new.name),
            support_tickets::name_key.eq(new.name.to_lowercase()),
            support_tickets::said.eq(&new.said),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(support_tickets::table).values(values).execute(c))?;
        Ok(())
    }

    /// Keeps what else was said; nothing for a request without a name.
    pub fn update_ticket(&mut self, request: SupportRequestId, said: &str) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        on!(&mut *self.conn, |c| diesel::update(support_tickets::table.find(request))
            .filter(support_tickets::partner_id.eq(partner))
            .set(support_tickets::said.eq(said))
            .execute(c))?;
        Ok(())
    }

    /// Gives a note its name; a taken one is a duplicate.
    pub fn insert_communication(&mut self, of: &SupportRequest, new: &Communication) -> Result<(), StoreError> {
        let values = (
            support_communications::note_id.eq(new.note_id),
            support_communications::partner_id.eq(self.scope.partner()),
            support_communications::customer_id.eq(of.customer_id),
            support_communications::request_id.eq(of.id),
            support_communications::name.eq(&new.name),
            support_communications::name_key.eq(new.name.to_lowercase()),
            support_communications::subject.eq(&new.subject),
            support_communications::sender.eq(&new.sender),
            support_communications::body.eq(&new.body),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(support_communications::table).values(values).execute(c))?;
        Ok(())
    }
}
