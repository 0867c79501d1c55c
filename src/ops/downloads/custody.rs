//! Downloads and keys: what an admin agent holds for a customer, and who held it before. Floor 2.
//! S-86, S-90, P-18; features row 66, C10.

use super::token::{hash, token};
use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, EntitlementId};
use crate::domain::media::Media;
use crate::ops::App;
use crate::ops::activity::Activity;
use crate::ops::keys::{self, SoftwareKey};
use crate::store::StoreError;
use crate::store::downloads::DownloadLink;
use crate::store::software::SoftwareLine;

/// Rows of the log that a page shows.
const LOG: i64 = 200;

/// A key under its mask.
#[derive(Debug, Clone)]
pub struct HeldKey {
    /// The row.
    pub key: SoftwareKey,
    /// The key under its mask; none while it waits, after it was revoked, or when it cannot be opened.
    pub masked: Option<String>,
}

/// A link with its address.
#[derive(Debug, Clone)]
pub struct HeldLink {
    /// The link.
    pub link: DownloadLink,
    /// Its file.
    pub media: Media,
    /// What stands in its address; none when the installation's secret was changed since.
    pub token: Option<String>,
}

/// Everything that lets software be used, and its log.
#[derive(Debug, Clone)]
pub struct Custody {
    /// The line.
    pub line: SoftwareLine,
    /// Its keys.
    pub keys: Vec<HeldKey>,
    /// Its links, the one enabled last first.
    pub links: Vec<HeldLink>,
    /// Who had what, when and why, the newest first.
    pub log: Vec<Activity>,
}

/// What is held of a customer's software.
pub fn custody(
    app: &App,
    may: &Granted<may::SeeSoftwareKeys>,
    customer: CustomerId,
    entitlement: EntitlementId,
) -> Result<Custody, StoreError> {
    app.db.read(may.scope(), |r| {
        let line = r.software_line(customer, entitlement)?;
        let mut held = Vec::new();
        for key in r.software_keys(customer, entitlement)? {
            held.push(HeldKey { masked: keys::mask(app, r, &key)?, key });
        }
        let mut links = Vec::new();
        for link in r.download_links(customer, entitlement)? {
            let token = Some(token(&app.config.secret, link.id)).filter(|token| hash(token) == link.token_hash);
            links.push(HeldLink { media: r.media(link.media_id)?, token, link });
        }
        let log = r.activity_about(customer, &[entitlement.to_string()], LOG)?;
        Ok(Custody { line, keys: held, links, log })
    })
}
