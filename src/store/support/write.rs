//! Keeping and changing support requests. Floor 1.

use diesel::prelude::*;

use super::requests::SupportRequest;
use crate::domain::ids::SupportRequestId;
use crate::domain::support::{Contact, ContactMethod, NewSupportRequest, RequestState, Topic};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{attachment_contents, attachments, support_requests};
use crate::store::tenant::Writer;

fn topic_codes(topic: Topic) -> (&'static str, &'static str, &'static str) {
    (
        topic.issue.map_or("", |it| it.code()),
        topic.problem.map_or("", |it| it.code()),
        topic.category.map_or("", |it| it.code()),
    )
}

fn method_code(contact: &Contact) -> &'static str {
    contact.method.map_or("", ContactMethod::code)
}

impl Writer<'_> {
    /// Keeps a new request; the caller has looked customer, reservation and order up in the scope.
    pub fn insert_support_request(&mut self, new: &NewSupportRequest) -> Result<(), StoreError> {
        let (issue, problem, category) = topic_codes(new.topic);
        let now = self.scope.now();
        let is_draft = new.state == RequestState::Draft;
        let values = (
            (
                support_requests::id.eq(new.id),
                support_requests::partner_id.eq(self.scope.partner()),
                support_requests::customer_id.eq(new.customer),
                support_requests::number.eq(&new.number),
                support_requests::form.eq(new.form),
                support_requests::state.eq(new.state),
                support_requests::step.eq(if is_draft { 1 } else { 3 }),
                support_requests::issue_type.eq(issue),
                support_requests::problem_type.eq(problem),
                support_requests::category.eq(category),
                support_requests::severity.eq(new.severity),
                support_requests::title.eq(&new.title),
                support_requests::description.eq(&new.description),
            ),
            (
                support_requests::contact_first_name.eq(&new.contact.first_name),
                support_requests::contact_last_name.eq(&new.contact.last_name),
                support_requests::contact_email.eq(&new.contact.email),
                support_requests::contact_phone.eq(&new.contact.phone),
                support_requests::contact_method.eq(method_code(&new.contact)),
                support_requests::contact_language.eq(&new.contact.language),
                support_requests::contact_country.eq(&new.contact.country),
            ),
            (
                support_requests::reservation_id.eq(new.reservation),
                support_requests::order_id.eq(new.order),
                support_requests::created_by.eq(new.created_by),
                support_requests::created_at.eq(now),
                support_requests::submitted_at.eq((!is_draft).then_some(now)),
                support_requests::updated_at.eq(now),
                support_requests::version.eq(1),
            ),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(support_requests::table).values(values).execute(c))?;
        Ok(())
    }

    /// Keeps everything of a request that may change and is still at its version.
    pub fn update_support_request(&mut self, changed: &SupportRequest) -> Result<(), StoreError> {
        let (issue, problem, category) = topic_codes(changed.topic);
        let (partner, now) = (self.scope.partner(), self.scope.now());
        let changes = (
            (
                support_requests::state.eq(changed.state),
                support_requests::step.eq(changed.step.number()),
                support_requests::issue_type.eq(issue),
                support_requests::problem_type.eq(problem),
                support_requests::category.eq(category),
                support_requests::severity.eq(changed.severity),
                support_requests::title.eq(&changed.title),
                support_requests::description.eq(&changed.description),
            ),
            (
                support_requests::contact_first_name.eq(&changed.contact.first_name),
                support_requests::contact_last_name.eq(&changed.contact.last_name),
                support_requests::contact_email.eq(&changed.contact.email),
                support_requests::contact_phone.eq(&changed.contact.phone),
                support_requests::contact_method.eq(method_code(&changed.contact)),
                support_requests::contact_language.eq(&changed.contact.language),
                support_requests::contact_country.eq(&changed.contact.country),
            ),
            (
                support_requests::reservation_id.eq(changed.reservation_id),
                support_requests::order_id.eq(changed.order_id),
                support_requests::submitted_at.eq(changed.submitted_at),
                support_requests::answered_at.eq(changed.answered_at),
                support_requests::closed_at.eq(changed.closed_at),
                support_requests::assigned_to.eq(changed.assigned_to),
                support_requests::updated_at.eq(now),
                support_requests::version.eq(changed.version + 1),
            ),
        );
        let count = on!(&mut *self.conn, |c| diesel::update(support_requests::table.find(changed.id))
            .filter(support_requests::partner_id.eq(partner))
            .filter(support_requests::customer_id.eq(changed.customer_id))
            .filter(support_requests::version.eq(changed.version))
            .set(changes)
            .execute(c))?;
        if count == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }

    /// Throws a draft away with its files; the caller has looked it up in the scope.
    pub fn delete_draft(&mut self, id: SupportRequestId) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        on!(&mut *self.conn, |c| {
            let files = attachments::table.filter(attachments::request_id.eq(id)).select(attachments::id);
            diesel::delete(attachment_contents::table.filter(attachment_contents::attachment_id.eq_any(files)))
                .execute(c)?;
            diesel::delete(attachments::table.filter(attachments::request_id.eq(id))).execute(c)?;
            diesel::delete(
                support_requests::table
                    .filter(support_requests::id.eq(id))
                    .filter(support_requests::partner_id.eq(partner))
                    .filter(support_requests::state.eq(RequestState::Draft)),
            )
            .execute(c)
        })?;
        Ok(())
    }
}
