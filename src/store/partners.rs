//! Organisations that sell. Floor 1. Glossary 142 to 145.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::partners;
use super::tenant::{Reader, System, Writer};
use crate::domain::ids::PartnerId;
use crate::domain::partners::PartnerKind;
use crate::domain::time::Instant;

/// A partner organisation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = partners)]
#[diesel(treat_none_as_default_value = false)]
pub struct Partner {
    /// The tenant GUID.
    pub id: PartnerId,
    /// Direct bill, provider or reseller.
    pub kind: PartnerKind,
    /// Name.
    pub name: String,
    /// The country, ISO 3166-1 alpha-2.
    pub country: String,
    /// The number of the partner network.
    pub mpn_id: String,
    /// The provider that bills a reseller's customers.
    pub provider_id: Option<PartnerId>,
    /// Since when.
    pub created_at: Instant,
}

impl Reader<'_> {
    /// The scope's partner and its resellers, by name; a reseller's people see those two only.
    pub fn partners(&mut self) -> Result<Vec<Partner>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let mut query = partners::table
                .filter(partners::id.eq(scope.partner()).or(partners::provider_id.eq(scope.partner())))
                .select(Partner::as_select())
                .into_boxed();
            if let Some(reseller) = scope.reseller() {
                query = query.filter(partners::id.eq(scope.partner()).or(partners::id.eq(reseller)));
            }
            query.order((partners::name, partners::id)).load(c)
        })?)
    }
}

impl System<'_> {
    /// Every partner, oldest first.
    pub fn partners(&self) -> Result<Vec<Partner>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| partners::table
                .order((partners::created_at, partners::id))
                .select(Partner::as_select())
                .load(c))?)
        })
    }
}

impl Writer<'_> {
    /// Makes a partner.
    pub fn insert_partner(&mut self, partner: &Partner) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::insert_into(partners::table).values(partner).execute(c))?;
        Ok(())
    }
}
