//! Download links and the downloads that were begun with them. Floor 1. Domain 6.10, S-92, S-93; quality 41.
//!
//! A link counts by one statement that only succeeds while it works, so the fifty-first of any number of
//! requests, on any number of servers, finds nothing to count.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{customers, download_links, downloads, partners, software_entitlements};
use super::scope::visible;
use super::tenant::{Reader, System, Writer};
use crate::domain::downloads::{LINK_DOWNLOADS, Limits, RESUME_SECONDS};
use crate::domain::ids::{CustomerId, DownloadId, DownloadLinkId, EntitlementId, MediaId, PartnerId, UserId};
use crate::domain::software::EntitlementState;
use crate::domain::time::Instant;

/// A link to a file, for one customer's software.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = download_links)]
pub struct DownloadLink {
    /// Id.
    pub id: DownloadLinkId,
    /// Whose.
    pub customer_id: CustomerId,
    /// The software.
    pub entitlement_id: EntitlementId,
    /// The file.
    pub media_id: MediaId,
    /// The hash of what stands in its address.
    pub token_hash: Vec<u8>,
    /// When it was enabled, for the last time.
    pub enabled_at: Instant,
    /// From when on it does not work.
    pub expires_at: Instant,
    /// Downloads since it was enabled.
    pub downloads: i32,
    /// Who enabled it, for the last time.
    pub enabled_by: UserId,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
}

impl DownloadLink {
    /// What decides whether it works.
    pub fn limits(&self) -> Limits {
        Limits { expires_at: self.expires_at, downloads: self.downloads, is_revoked: self.revoked_at.is_some() }
    }
}

/// A link as somebody finds it who has its address.
#[derive(Debug, Clone, Queryable)]
pub struct FoundLink {
    /// The link.
    pub link: DownloadLink,
    /// In whose tenant.
    pub partner: PartnerId,
    /// The name of the software.
    pub title: String,
    /// Where the software stands.
    pub state: EntitlementState,
    /// The customer's name.
    pub customer_name: String,
    /// The name of who sells to the customer.
    pub seller_name: String,
}

impl Reader<'_> {
    /// The links of bought software that were not taken back, the one enabled last first.
    pub fn download_links(
        &mut self,
        customer: CustomerId,
        entitlement: EntitlementId,
    ) -> Result<Vec<DownloadLink>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            visible!(download_links.customer_id, scope, download_links::table.select(DownloadLink::as_select()))
                .filter(download_links::customer_id.eq(customer))
                .filter(download_links::entitlement_id.eq(entitlement))
                .filter(download_links::revoked_at.is_null())
                .order((download_links::enabled_at.desc(), download_links::id.desc()))
                .load(c)
        })?)
    }
}

impl Writer<'_> {
    /// Makes a link; the caller has looked the software up in the scope.
    pub fn insert_download_link(&mut self, new: &DownloadLink) -> Result<(), StoreError> {
        let values = (
            download_links::id.eq(new.id),
            download_links::partner_id.eq(self.scope.partner()),
            download_links::customer_id.eq(new.customer_id),
            download_links::entitlement_id.eq(new.entitlement_id),
            download_links::media_id.eq(new.media_id),
            download_links::token_hash.eq(&new.token_hash),
            download_links::enabled_at.eq(new.enabled_at),
            download_links::expires_at.eq(new.expires_at),
            download_links::downloads.eq(new.downloads),
            download_links::enabled_by.eq(new.enabled_by),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(download_links::table).values(values).execute(c))?;
        Ok(())
    }

    /// Starts a dead link anew with both counters fresh. False when it works already or was taken back:
    /// then somebody was faster.
    pub fn enable_download_link(&mut self, link: &DownloadLink, by: UserId) -> Result<bool, StoreError> {
        let (now, partner) = (self.scope.now(), self.scope.partner());
        let fresh = Limits::fresh(now);
        let count = on!(&mut *self.conn, |c| diesel::update(download_links::table.find(link.id))
            .filter(download_links::partner_id.eq(partner))
            .filter(download_links::revoked_at.is_null())
            .filter(download_links::expires_at.le(now).or(download_links::downloads.ge(LINK_DOWNLOADS)))
            .set((
                download_links::enabled_at.eq(now),
                download_links::expires_at.eq(fresh.expires_at),
                download_links::downloads.eq(fresh.downloads),
                download_links::enabled_by.eq(by),
            ))
            .execute(c))?;
        Ok(count > 0)
    }

    /// Takes links back; says how many were not taken back before.
    pub fn revoke_download_links(&mut self, ids: &[DownloadLinkId]) -> Result<usize, StoreError> {
        let (now, partner) = (self.scope.now(), self.scope.partner());
        Ok(on!(&mut *self.conn, |c| diesel::update(download_links::table)
            .filter(download_links::id.eq_any(ids))
            .filter(download_links::partner_id.eq(partner))
            .filter(download_links::revoked_at.is_null())
            .set(download_links::revoked_at.eq(now))
            .execute(c))?)
    }

    /// Counts a download and keeps whose it is, if the link works at this moment; says which number it has.
    pub fn count_download(
        &mut self,
        link: DownloadLinkId,
        id: DownloadId,
        client: &[u8],
        bytes: i64,
    ) -> Result<Option<i32>, StoreError> {
        let (now, partner) = (self.scope.now(), self.scope.partner());
        let counted: Option<(CustomerId, i32)> =
            on!(&mut *self.conn, |c| diesel::update(download_links::table.find(link))
                .filter(download_links::partner_id.eq(partner))
                .filter(download_links::revoked_at.is_null())
                .filter(download_links::expires_at.gt(now))
                .filter(download_links::downloads.lt(LINK_DOWNLOADS))
                .set(download_links::downloads.eq(download_links::downloads + 1))
                .returning((download_links::customer_id, download_links::downloads))
                .get_result(c)
                .optional())?;
        let Some((customer, number)) = counted else { return Ok(None) };
        let values = (
            downloads::id.eq(id),
            downloads::partner_id.eq(partner),
            downloads::customer_id.eq(customer),
            downloads::link_id.eq(link),
            downloads::client.eq(client),
            downloads::started_at.eq(now),
            downloads::granted_bytes.eq(bytes),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(downloads::table).values(values).execute(c))?;
        Ok(Some(number))
    }
}

impl System<'_> {
    /// The link whose address has this hash.
    pub fn download_link(&self, hash: &[u8]) -> Result<FoundLink, StoreError> {
        self.read(|conn| {
            Ok(on!(conn, |c| download_links::table
                .inner_join(
                    software_entitlements::table.on(software_entitlements::id.eq(download_links::entitlement_id)),
                )
                .inner_join(customers::table.on(customers::id.eq(download_links::customer_id)))
                .inner_join(partners::table.on(partners::id.eq(customers::seller_id)))
                .filter(download_links::token_hash.eq(hash))
                .select((
                    DownloadLink::as_select(),
                    download_links::partner_id,
                    software_entitlements::title,
                    software_entitlements::state,
                    customers::company_name,
                    partners::name,
                ))
                .first(c))?)
        })
    }

    /// Lets somebody go on with a download they began with a link, as long as the link has not ended and no
    /// more than `most` bytes were asked for in all; false when they began none.
    pub fn resume_download(
        &self,
        link: &DownloadLink,
        client: &[u8],
        now: Instant,
        bytes: i64,
        most: i64,
    ) -> Result<bool, StoreError> {
        if link.revoked_at.is_some() || link.expires_at <= now {
            return Ok(false);
        }
        self.touch(|conn| {
            let begun: Option<DownloadId> = on!(conn, |c| downloads::table
                .filter(downloads::link_id.eq(link.id))
                .filter(downloads::client.eq(client))
                .filter(downloads::started_at.gt(now.plus_seconds(-RESUME_SECONDS)))
                .filter(downloads::granted_bytes.le(most.saturating_sub(bytes)))
                .order((downloads::started_at.desc(), downloads::id.desc()))
                .select(downloads::id)
                .first(c)
                .optional())?;
            let Some(begun) = begun else { return Ok(false) };
            let count = on!(conn, |c| diesel::update(downloads::table.find(begun))
                .filter(downloads::granted_bytes.le(most.saturating_sub(bytes)))
                .set(downloads::granted_bytes.eq(downloads::granted_bytes + bytes))
                .execute(c))?;
            Ok(count > 0)
        })
    }
}
