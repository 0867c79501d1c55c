//! The organisations that people work for, as far as a scope holds them. Floor 1. Rules P-26, S-9.

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, PartnerId};
use crate::domain::partners::PartnerKind;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::partners;
use crate::store::tenant::Reader;

/// An organisation that sells.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = partners)]
pub struct Organization {
    /// Id.
    pub id: PartnerId,
    /// Direct bill partner, provider or reseller.
    pub kind: PartnerKind,
    /// Name.
    pub name: String,
    /// Country code.
    pub country: String,
    /// Its number in the partner network.
    pub mpn_id: String,
}

impl Reader<'_> {
    /// The own organisation first, then, for a provider, its resellers by name. None for a customer's
    /// person.
    pub fn organizations(&mut self) -> Result<Vec<Organization>, StoreError> {
        if self.scope.customer().is_some() {
            return Ok(Vec::new());
        }
        let own = self.scope.reseller().unwrap_or(self.scope.partner());
        let mut found: Vec<Organization> = on!(&mut *self.conn, |c| partners::table
            .filter(partners::id.eq(own).or(partners::provider_id.eq(own)))
            .order((partners::name, partners::id))
            .select(Organization::as_select())
            .load(c))?;
        found.sort_by_key(|organization| organization.id != own);
        Ok(found)
    }

    /// Whether the people of this organisation are the scope's to see: its own, or a reseller of it.
    pub(in crate::store) fn holds_organization(&mut self, id: PartnerId) -> Result<bool, StoreError> {
        let own = self.scope.reseller().unwrap_or(self.scope.partner());
        if self.scope.customer().is_some() {
            return Ok(false);
        }
        if id == own {
            return Ok(true);
        }
        Ok(on!(&mut *self.conn, |c| diesel::select(diesel::dsl::exists(
            partners::table.filter(partners::id.eq(id)).filter(partners::provider_id.eq(own))
        ))
        .get_result(c))?)
    }

    /// Who sells to a customer of the scope: its reseller, or the partner who bills.
    pub fn seller(&mut self, customer: CustomerId) -> Result<Organization, StoreError> {
        let customer = self.customer(customer)?;
        let seller = customer.reseller_id.unwrap_or(customer.partner_id);
        Ok(on!(&mut *self.conn, |c| partners::table.find(seller).select(Organization::as_select()).first(c))?)
    }
}
