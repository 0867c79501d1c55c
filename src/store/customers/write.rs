//! Making and changing customers. Floor 1. P-3.

use diesel::prelude::*;

use super::CustomerDetails;
use super::terms::terms;
use crate::domain::customers::CustomerState;
use crate::domain::ids::CustomerId;
use crate::domain::text::search_key;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customer_terms, customers};
use crate::store::tenant::Writer;

impl Writer<'_> {
    /// Makes a customer and what it is found by.
    pub fn insert_customer(&mut self, id: CustomerId, details: &CustomerDetails) -> Result<(), StoreError> {
        let values = (
            customers::id.eq(id),
            customers::partner_id.eq(self.scope.partner()),
            customers::reseller_id.eq(details.reseller_id),
            customers::seller_id.eq(details.reseller_id.unwrap_or(self.scope.partner())),
            customers::company_name.eq(&details.company_name),
            customers::name_key.eq(search_key(&details.company_name)),
            customers::domain.eq(&details.domain),
            customers::country.eq(&details.country),
            customers::segment.eq(details.segment),
            customers::state.eq(CustomerState::Active),
            customers::is_delegated.eq(true),
            customers::is_purchase_order_required.eq(details.is_purchase_order_required),
            customers::created_at.eq(self.scope.now()),
            customers::version.eq(1),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(customers::table).values(values).execute(c))?;
        self.insert_terms(id, details)
    }

    /// Changes a customer that is still at `version`, and what it is found by.
    pub fn update_customer(
        &mut self,
        id: CustomerId,
        version: i32,
        details: &CustomerDetails,
    ) -> Result<(), StoreError> {
        let changes = (
            customers::reseller_id.eq(details.reseller_id),
            customers::seller_id.eq(details.reseller_id.unwrap_or(self.scope.partner())),
            customers::company_name.eq(&details.company_name),
            customers::name_key.eq(search_key(&details.company_name)),
            customers::domain.eq(&details.domain),
            customers::country.eq(&details.country),
            customers::segment.eq(details.segment),
            customers::is_purchase_order_required.eq(details.is_purchase_order_required),
            customers::version.eq(version + 1),
        );
        let partner = self.scope.partner();
        let changed = on!(&mut *self.conn, |c| diesel::update(customers::table.find(id))
            .filter(customers::partner_id.eq(partner))
            .filter(customers::version.eq(version))
            .set(changes)
            .execute(c))?;
        if changed == 0 {
            return Err(StoreError::Stale);
        }
        on!(&mut *self.conn, |c| diesel::delete(customer_terms::table.filter(customer_terms::customer_id.eq(id)))
            .execute(c))?;
        self.insert_terms(id, details)
    }

    fn insert_terms(&mut self, id: CustomerId, details: &CustomerDetails) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        for term in terms(&details.company_name, &details.domain) {
            let values = (
                customer_terms::partner_id.eq(partner),
                customer_terms::term.eq(term),
                customer_terms::customer_id.eq(id),
            );
            on!(&mut *self.conn, |c| diesel::insert_into(customer_terms::table).values(values).execute(c))?;
        }
        Ok(())
    }
}
