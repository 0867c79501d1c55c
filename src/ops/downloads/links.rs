//! Enabling links, handing them over, taking them back. Floor 2. S-90 to S-93, Q-25.

use serde_json::json;

use super::token::{hash, token};
use super::{event, wanting, with};
use crate::access::{Granted, may};
use crate::domain::audit::EventKind;
use crate::domain::downloads::{Limits, LinkState};
use crate::domain::ids::{CustomerId, DownloadLinkId, EntitlementId, MediaId};
use crate::domain::media::Media;
use crate::domain::software::EntitlementState;
use crate::domain::text::{PersonName, Remark};
use crate::ops::{App, keys};
use crate::store::downloads::DownloadLink;
use crate::store::software::Entitlement;
use crate::store::{Recorded, StoreError, Writer};

type May = Granted<may::SeeSoftwareKeys>;

/// Why nothing is enabled.
#[derive(Debug, thiserror::Error)]
pub enum EnableError {
    /// The software is not in use: cancelled, being cancelled, or its term is over.
    #[error("the software is not active")]
    NotActive,
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Downloads and keys (S-90): makes sure of a working link to a file, if one was chosen, and of a key for
/// its version. A link that works stays as it is; a dead one starts anew.
pub fn enable(
    app: &App,
    may: &May,
    customer: CustomerId,
    entitlement: EntitlementId,
    media: Option<MediaId>,
) -> Result<(), EnableError> {
    app.db.write(may.scope(), |w| {
        let line = w.software_line(customer, entitlement)?.it;
        if line.shown(w.scope().now()) != EntitlementState::Active {
            return Err(EnableError::NotActive);
        }
        let Some(media) = media else {
            keys::allocate(w, app, wanting(&line), None)?;
            return Ok(w.unchanged(()));
        };
        let media = w.media(media)?;
        if media.product != line.product_id {
            return Err(StoreError::NotFound.into());
        }
        keys::allocate(w, app, wanting(&line), Some(media.choice.version.as_str()))?;
        Ok(link(app, w, may, &line, &media)?)
    })
}

fn link(
    app: &App,
    w: &mut Writer<'_>,
    may: &May,
    line: &Entitlement,
    media: &Media,
) -> Result<Recorded<()>, StoreError> {
    let now = w.scope().now();
    let open = w.download_links(line.customer_id, line.id)?;
    let known = open.into_iter().find(|link| link.media_id == media.id);
    let enabled = event(EventKind::LinkEnabled, line, media);
    if let Some(link) = known {
        // A link of another secret can be shown no more: another one takes its place.
        if hash(&token(&app.config.secret, link.id)) == link.token_hash {
            let limits = link.limits();
            return match limits.state(now) {
                LinkState::Enabled | LinkState::Revoked => Ok(w.unchanged(())),
                LinkState::Exhausted | LinkState::Expired => {
                    if !w.enable_download_link(&link, may.who().user())? {
                        return Ok(w.unchanged(()));
                    }
                    let until = Limits::fresh(now).expires_at.to_string();
                    let before = json!({ "downloads": limits.downloads, "expires_at": limits.expires_at.to_string() });
                    w.record(&with(enabled.before(before), "expires_at", json!(until)), ())
                }
            };
        }
        w.revoke_download_links(&[link.id])?;
    }
    let (id, fresh) = (DownloadLinkId::from_uuid(app.ids.new_id()), Limits::fresh(now));
    w.insert_download_link(&DownloadLink {
        id,
        customer_id: line.customer_id,
        entitlement_id: line.id,
        media_id: media.id,
        token_hash: hash(&token(&app.config.secret, id)),
        enabled_at: now,
        expires_at: fresh.expires_at,
        downloads: fresh.downloads,
        enabled_by: may.who().user(),
        revoked_at: None,
    })?;
    w.record(&with(enabled, "expires_at", json!(fresh.expires_at.to_string())), ())
}

/// Notes to whom a link is given, and why.
pub fn hand_over(
    app: &App,
    may: &May,
    customer: CustomerId,
    entitlement: EntitlementId,
    id: DownloadLinkId,
    recipient: &PersonName,
    reason: &Remark,
) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        let (line, link) = find(w, customer, entitlement, id)?;
        let media = w.media(link.media_id)?;
        let event = with(event(EventKind::LinkSent, &line, &media), "recipient", json!(recipient.as_str()));
        w.record(&with(event, "reason", json!(reason.as_str())), ())
    })
}

/// Takes a link back for good; Downloads and keys makes another one.
pub fn revoke(
    app: &App,
    may: &May,
    customer: CustomerId,
    entitlement: EntitlementId,
    id: DownloadLinkId,
) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        let (line, link) = find(w, customer, entitlement, id)?;
        let media = w.media(link.media_id)?;
        if w.revoke_download_links(&[id])? == 0 {
            return Ok(w.unchanged(()));
        }
        let event = event(EventKind::LinkRevoked, &line, &media).before(json!({ "downloads": link.downloads }));
        w.record(&event, ())
    })
}

fn find(
    w: &mut Writer<'_>,
    customer: CustomerId,
    entitlement: EntitlementId,
    id: DownloadLinkId,
) -> Result<(Entitlement, DownloadLink), StoreError> {
    let line = w.software_line(customer, entitlement)?.it;
    let open = w.download_links(customer, entitlement)?;
    let link = open.into_iter().find(|link| link.id == id).ok_or(StoreError::NotFound)?;
    Ok((line, link))
}
