//! Product keys: the stock, sealed, and what bought software has of it. Floor 1. Domain 6.11, R-SW-3.
//!
//! A key of the stock is taken once and never given back: `taken_at` moves from nothing to a moment in one
//! statement, and no two rows of `software_keys` may name the same key.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{media, product_keys, software_entitlements, software_keys};
use super::scope::visible;
use super::tenant::{Reader, System, Writer};
use crate::domain::ids::{CustomerId, EntitlementId, PartnerId, ProductKeyId, SoftwareKeyId};
use crate::domain::keys::KeyState;
use crate::domain::time::Instant;

/// A key that bought software has, or waits for.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = software_keys)]
pub struct SoftwareKey {
    /// Id.
    pub id: SoftwareKeyId,
    /// Whose.
    pub customer_id: CustomerId,
    /// The software.
    pub entitlement_id: EntitlementId,
    /// The version it is for; "" while it waits for a key of any version.
    pub version: String,
    /// The key of the stock, once there is one.
    pub product_key_id: Option<ProductKeyId>,
    /// Where it stands.
    pub state: KeyState,
    /// When it was wanted.
    pub wanted_at: Instant,
    /// When it was given.
    pub issued_at: Option<Instant>,
    /// When it was first looked at.
    pub revealed_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// A key of the stock, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = product_keys)]
pub struct StockKey {
    /// Id.
    pub id: ProductKeyId,
    /// Name of the ring key that sealed it.
    pub ring_key: String,
    /// The sealed text.
    pub sealed: Vec<u8>,
}

/// A key for the stock.
#[derive(Debug, Clone)]
pub struct NewStockKey {
    /// The key, sealed.
    pub key: StockKey,
    /// Its product.
    pub product: String,
    /// Its version.
    pub version: String,
    /// What tells it from others.
    pub fingerprint: Vec<u8>,
}

/// Software that waits for a key.
#[derive(Debug, Clone, Queryable)]
pub struct WaitingKey {
    /// The row that waits.
    pub id: SoftwareKeyId,
    /// In whose tenant.
    pub partner: PartnerId,
    /// Whose.
    pub customer: CustomerId,
    /// The software.
    pub entitlement: EntitlementId,
}

impl Reader<'_> {
    /// The software of a customer that waits for a key.
    pub fn software_without_keys(&mut self, customer: CustomerId) -> Result<Vec<EntitlementId>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            visible!(software_keys.customer_id, scope, software_keys::table.select(software_keys::entitlement_id))
                .filter(software_keys::customer_id.eq(customer))
                .filter(software_keys::state.eq(KeyState::Waiting))
                .load(c)
        })?)
    }

    /// The keys of bought software, the newest version first.
    pub fn software_keys(
        &mut self,
        customer: CustomerId,
        entitlement: EntitlementId,
    ) -> Result<Vec<SoftwareKey>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            visible!(software_keys.customer_id, scope, software_keys::table.select(SoftwareKey::as_select()))
                .filter(software_keys::customer_id.eq(customer))
                .filter(software_keys::entitlement_id.eq(entitlement))
                .order((software_keys::version.desc(), software_keys::id))
                .load(c)
        })?)
    }

    /// A key of the stock, for a row of bought software that was looked up in the scope.
    pub fn stock_key(&mut self, of: &SoftwareKey) -> Result<StockKey, StoreError> {
        let id = of.product_key_id.ok_or(StoreError::NotFound)?;
        Ok(on!(&mut *self.conn, |c| product_keys::table.find(id).select(StockKey::as_select()).first(c))?)
    }

    /// Whether a key with one of these fingerprints is in the stock.
    pub fn is_key_known(&mut self, fingerprints: &[Vec<u8>]) -> Result<bool, StoreError> {
        let found: Option<ProductKeyId> = on!(&mut *self.conn, |c| product_keys::table
            .filter(product_keys::fingerprint.eq_any(fingerprints))
            .select(product_keys::id)
            .first(c)
            .optional())?;
        Ok(found.is_some())
    }

    /// The newest version of a product that there are files or keys of.
    pub fn newest_version(&mut self, product: &str) -> Result<Option<String>, StoreError> {
        let of_files: Option<String> = on!(&mut *self.conn, |c| media::table
            .filter(media::product_id.eq(product))
            .select(diesel::dsl::max(media::version))
            .first(c))?;
        let of_keys: Option<String> = on!(&mut *self.conn, |c| product_keys::table
            .filter(product_keys::product_id.eq(product))
            .select(diesel::dsl::max(product_keys::version))
            .first(c))?;
        Ok(of_files.max(of_keys))
    }
}

impl Writer<'_> {
    /// Puts a key into the stock.
    pub fn insert_stock_key(&mut self, new: &NewStockKey) -> Result<(), StoreError> {
        let values = (
            product_keys::id.eq(new.key.id),
            product_keys::product_id.eq(&new.product),
            product_keys::version.eq(&new.version),
            product_keys::ring_key.eq(&new.key.ring_key),
            product_keys::sealed.eq(&new.key.sealed),
            product_keys::fingerprint.eq(&new.fingerprint),
            product_keys::imported_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(product_keys::table).values(values).execute(c))?;
        Ok(())
    }

    /// Takes the oldest free key of a product and version ("" for the newest there is) out of the stock;
    /// nothing when there is none.
    pub fn take_stock_key(
        &mut self,
        product: &str,
        version: &str,
    ) -> Result<Option<(ProductKeyId, String)>, StoreError> {
        loop {
            let free = product_keys::table
                .filter(product_keys::product_id.eq(product))
                .filter(product_keys::taken_at.is_null())
                .order((product_keys::version.desc(), product_keys::imported_at, product_keys::id))
                .select((product_keys::id, product_keys::version));
            let found: Option<(ProductKeyId, String)> = on!(&mut *self.conn, |c| {
                let mut query = free.into_boxed();
                if !version.is_empty() {
                    query = query.filter(product_keys::version.eq(version));
                }
                query.first(c).optional()
            })?;
            let Some((id, version)) = found else { return Ok(None) };
            let now = self.scope.now();
            let taken = on!(&mut *self.conn, |c| diesel::update(product_keys::table.find(id))
                .filter(product_keys::taken_at.is_null())
                .set(product_keys::taken_at.eq(now))
                .execute(c))?;
            // Another tenant's transaction may have been faster; then there is the next one.
            if taken > 0 {
                return Ok(Some((id, version)));
            }
        }
    }

    /// Notes that software wants a key of a version, with the key if there is one. The caller has looked the
    /// software up in the scope.
    pub fn insert_software_key(
        &mut self,
        id: SoftwareKeyId,
        customer: CustomerId,
        entitlement: EntitlementId,
        version: &str,
        key: Option<ProductKeyId>,
    ) -> Result<(), StoreError> {
        let now = self.scope.now();
        let state = if key.is_some() { KeyState::Issued } else { KeyState::Waiting };
        let values = (
            software_keys::id.eq(id),
            software_keys::partner_id.eq(self.scope.partner()),
            software_keys::customer_id.eq(customer),
            software_keys::entitlement_id.eq(entitlement),
            software_keys::version.eq(version),
            software_keys::product_key_id.eq(key),
            software_keys::state.eq(state),
            software_keys::wanted_at.eq(now),
            software_keys::issued_at.eq(key.map(|_key| now)),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(software_keys::table).values(values).execute(c))?;
        Ok(())
    }

    /// Gives a key to software that waits; false when it does not wait any more.
    pub fn fill_software_key(
        &mut self,
        id: SoftwareKeyId,
        version: &str,
        key: ProductKeyId,
    ) -> Result<bool, StoreError> {
        let (now, partner) = (self.scope.now(), self.scope.partner());
        let count = on!(&mut *self.conn, |c| diesel::update(software_keys::table.find(id))
            .filter(software_keys::partner_id.eq(partner))
            .filter(software_keys::state.eq(KeyState::Waiting))
            .set((
                software_keys::version.eq(version),
                software_keys::product_key_id.eq(key),
                software_keys::state.eq(KeyState::Issued),
                software_keys::issued_at.eq(now),
            ))
            .execute(c))?;
        Ok(count > 0)
    }

    /// Notes that somebody looked at a key; the first time counts. False when it was revoked meanwhile.
    pub fn reveal_software_key(&mut self, key: &SoftwareKey) -> Result<bool, StoreError> {
        let (now, partner) = (self.scope.now(), self.scope.partner());
        let count = on!(&mut *self.conn, |c| diesel::update(software_keys::table.find(key.id))
            .filter(software_keys::partner_id.eq(partner))
            .filter(software_keys::state.eq_any([KeyState::Issued, KeyState::Revealed]))
            .set((
                software_keys::state.eq(KeyState::Revealed),
                software_keys::revealed_at.eq(key.revealed_at.unwrap_or(now)),
            ))
            .execute(c))?;
        Ok(count > 0)
    }

    /// Revokes all keys of software, and says which were not revoked before.
    pub fn revoke_software_keys(
        &mut self,
        customer: CustomerId,
        entitlement: EntitlementId,
    ) -> Result<Vec<SoftwareKey>, StoreError> {
        let mut keys = self.software_keys(customer, entitlement)?;
        keys.retain(|key| key.state != KeyState::Revoked);
        let ids: Vec<SoftwareKeyId> = keys.iter().map(|key| key.id).collect();
        let (now, partner) = (self.scope.now(), self.scope.partner());
        on!(&mut *self.conn, |c| diesel::update(software_keys::table)
            .filter(software_keys::id.eq_any(&ids))
            .filter(software_keys::partner_id.eq(partner))
            .set((software_keys::state.eq(KeyState::Revoked), software_keys::revoked_at.eq(now)))
            .execute(c))?;
        Ok(keys)
    }

    /// Puts a key that was sealed anew in the place of the same key sealed before; false when somebody was
    /// faster.
    pub fn reseal_stock_key(
        &mut self,
        before: &StockKey,
        after: &StockKey,
        fingerprint: &[u8],
    ) -> Result<bool, StoreError> {
        let count = on!(&mut *self.conn, |c| diesel::update(product_keys::table.find(before.id))
            .filter(product_keys::ring_key.eq(&before.ring_key))
            .set((
                product_keys::ring_key.eq(&after.ring_key),
                product_keys::sealed.eq(&after.sealed),
                product_keys::fingerprint.eq(fingerprint),
            ))
            .execute(c))?;
        Ok(count > 0)
    }
}

impl System<'_> {
    /// Software that waits for a key of which there is one, the longest waiting first.
    pub fn keys_to_fill(&self, limit: i64) -> Result<Vec<WaitingKey>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| software_keys::table
                .inner_join(
                    software_entitlements::table.on(software_entitlements::id.eq(software_keys::entitlement_id)),
                )
                .filter(software_keys::state.eq(KeyState::Waiting))
                .filter(exists(
                    product_keys::table
                        .filter(product_keys::product_id.eq(software_entitlements::product_id))
                        .filter(product_keys::taken_at.is_null())
                        .filter(software_keys::version.eq("").or(product_keys::version.eq(software_keys::version)),),
                ))
                .order((software_keys::wanted_at, software_keys::id))
                .limit(limit)
                .select((
                    software_keys::id,
                    software_keys::partner_id,
                    software_keys::customer_id,
                    software_keys::entitlement_id,
                ))
                .load(c))?)
        })
    }

    /// Keys of the stock that another ring key than this one sealed.
    pub fn keys_sealed_before(&self, newest: &str, limit: i64) -> Result<Vec<StockKey>, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| product_keys::table
                .filter(product_keys::ring_key.ne(newest))
                .order(product_keys::id)
                .limit(limit)
                .select(StockKey::as_select())
                .load(c))?)
        })
    }

    /// The names of the ring keys that sealed something.
    pub fn ring_keys_in_use(&self) -> Result<Vec<String>, StoreError> {
        self.read(|conn| Ok(on!(conn, |c| product_keys::table.select(product_keys::ring_key).distinct().load(c))?))
    }
}
