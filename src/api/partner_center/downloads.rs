//! Downloads and keys of a line of software. Floor 4. S-86 to S-93, P-17, P-18.
//!
//! The vendor's interface has none of this, so it stands under the vendor's noun for the line it belongs to.
//! The acts and the right (admin agents only) are those of the page "Downloads and keys": looking at a key
//! needs a reason and a recipient and leaves an event.

use actix_web::http::Method;

use super::call::At;
use super::fault::Fault;
use super::operation::{Json, Operation};
use super::wire::common::{Attributes, Collection, moment};
use super::wire::downloads::{Download, DownloadLink, EnableDownload, RevealKey, RevealedKey, SoftwareKey};
use crate::access::{Granted, may};
use crate::domain::downloads::LinkState;
use crate::domain::ids::{EntitlementId, MediaId};
use crate::domain::text::{PersonName, Remark};
use crate::http::links;
use crate::ops::downloads::{self, Custody, EnableError, HeldLink};
use crate::ops::keys::{self, RevealError};
use crate::ops::orders::{self, MadeOf};

type May = may::SeeSoftwareKeys;

const DOWNLOADS: &str = "/v1/customers/{customer}/orders/{order}/lineitems/{line}/downloads";

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("getDownloads", DOWNLOADS, "The files of a line of software and their links.", list),
        Operation::send(
            &Method::POST,
            "enableDownload",
            DOWNLOADS,
            "Makes sure of a working link to a file and of a key for its version.",
            enable,
        ),
        Operation::get(
            "getSoftwareKeys",
            "/v1/customers/{customer}/orders/{order}/lineitems/{line}/keys",
            "The product keys of a line of software, under their masks.",
            held,
        ),
        Operation::send(
            &Method::POST,
            "revealSoftwareKey",
            "/v1/customers/{customer}/orders/{order}/lineitems/{line}/keys/{key}/reveal",
            "Shows a product key; who, why and for whom is kept.",
            reveal,
        ),
    ]
}

/// The software of the line in the address.
fn entitlement(at: &At<'_, May>) -> Result<EntitlementId, Fault> {
    let may = Granted::<may::ViewOrders>::check(at.may.whose(), at.may.scope().circumstances().clone())?;
    let view = orders::show(at.app, &may, at.customer()?.id, at.id("order")?)?;
    let line = view.lines.iter().find(|line| line.number.to_string() == at.name("line"));
    match line.map(|line| &line.made) {
        Some(MadeOf::Software { id, .. }) => Ok(*id),
        Some(MadeOf::Reservation { .. }) | None => Err(Fault::not_found("The order has no such line of software.")),
    }
}

fn uri(at: &At<'_, May>) -> String {
    at.call.path.get(3..).unwrap_or_default().to_owned()
}

fn list(at: &At<'_, May>) -> Result<Json<Collection<Download>>, Fault> {
    let (customer, id) = (at.customer()?.id, entitlement(at)?);
    let see = Granted::<may::SeeSoftware>::check(at.may.whose(), at.may.scope().circumstances().clone())?;
    let selection = downloads::select(at.app, &see, customer, id)?;
    let custody = downloads::custody(at.app, &at.may, customer, id)?;
    let item = |media: &crate::domain::media::Media| Download {
        media_id: media.id.to_string(),
        version: media.choice.version.as_str().to_owned(),
        language: media.choice.language.as_str().to_owned(),
        file_type: media.choice.file_type.as_str().to_owned(),
        file_name: media.file_name.clone(),
        size: media.size,
        sha256: media.sha256.to_string(),
        link: link_to(at, &custody, media.id),
        attributes: Attributes::of("Download"),
    };
    Ok(Json(Collection::all(uri(at), selection.media.iter().map(item).collect())))
}

/// The newest link to a file.
fn link_to(at: &At<'_, May>, custody: &Custody, media: MediaId) -> Option<DownloadLink> {
    let held: &HeldLink = custody.links.iter().find(|held| held.media.id == media)?;
    let limits = held.link.limits();
    let status = match limits.state(at.may.scope().now()) {
        LinkState::Enabled => "enabled",
        LinkState::Exhausted => "exhausted",
        LinkState::Expired => "expired",
        LinkState::Revoked => "revoked",
    };
    let address = |token: &String| format!("{}{}", at.call.base, links::DownloadFile::to(token));
    Some(DownloadLink {
        uri: held.token.as_ref().map(address),
        status: status.to_owned(),
        downloads: limits.downloads,
        expiry_date: moment(limits.expires_at),
    })
}

fn enable(at: &At<'_, May>, sent: EnableDownload) -> Result<Json<Collection<Download>>, Fault> {
    let media: Option<MediaId> = match sent.media_id.filter(|id| !id.is_empty()) {
        Some(id) => Some(id.parse().map_err(|_not_an_id| Fault::invalid("mediaId is no id."))?),
        None => None,
    };
    downloads::enable(at.app, &at.may, at.customer()?.id, entitlement(at)?, media).map_err(|error| match error {
        EnableError::NotActive => Fault::input("The software is not active."),
        EnableError::Store(error) => error.into(),
    })?;
    list(at)
}

fn held(at: &At<'_, May>) -> Result<Json<Collection<SoftwareKey>>, Fault> {
    let custody = downloads::custody(at.app, &at.may, at.customer()?.id, entitlement(at)?)?;
    let item = |held: &downloads::HeldKey| SoftwareKey {
        id: held.key.id.to_string(),
        version: held.key.version.clone(),
        status: held.key.state.code().to_owned(),
        masked_key: held.masked.clone(),
        attributes: Attributes::of("SoftwareKey"),
    };
    Ok(Json(Collection::all(uri(at), custody.keys.iter().map(item).collect())))
}

fn reveal(at: &At<'_, May>, sent: RevealKey) -> Result<Json<RevealedKey>, Fault> {
    let reason = Remark::parse(&sent.reason).map_err(|why| Fault::invalid(format!("reason: {why}.")))?;
    let recipient = PersonName::parse(&sent.recipient).map_err(|why| Fault::invalid(format!("recipient: {why}.")))?;
    let id = at.id("key")?;
    let shown = keys::reveal(at.app, &at.may, at.customer()?.id, entitlement(at)?, id, &reason, &recipient);
    let shown = shown.map_err(|error| match error {
        RevealError::NotActive => Fault::input("The software is not active."),
        RevealError::Waiting => Fault::input("No key was issued yet."),
        RevealError::Revoked => Fault::input("The key was revoked."),
        RevealError::Ring(why) => Fault::defect(why.to_string()),
        RevealError::Store(error) => error.into(),
    })?;
    Ok(Json(RevealedKey {
        id: shown.key.id.to_string(),
        version: shown.key.version.clone(),
        product_key: shown.text.reveal().to_owned(),
        attributes: Attributes::of("SoftwareKey"),
    }))
}
