//! Select product, and Downloads and keys: files of bought software, links to them, keys. Floor 2.
//! S-86 to S-93, P-17, P-18, domain 6.10, Q-24, Q-25; features rows 63, 64, 66, C10; quality 41.

mod custody;
mod fetch;
mod links;
mod select;
mod token;

use serde_json::json;

use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, EntitlementId};
use crate::domain::media::Media;
use crate::ops::keys::{self, Wanting};
use crate::store::software::Entitlement;
use crate::store::{StoreError, Writer};

pub use crate::store::downloads::{DownloadLink, FoundLink};
pub use custody::{Custody, HeldKey, HeldLink, custody};
pub use fetch::{Asked, Begun, Fetched, begin, etag, find};
pub use links::{EnableError, enable, hand_over, revoke};
pub use select::{Selection, select};
pub use token::{hash, token};

/// Takes back everything that lets software be used: its keys and its links. In the transaction of the act
/// that ends the software (R-SW-3); says how many keys and links there were.
pub fn revoke_software(w: &mut Writer<'_>, line: &Entitlement) -> Result<(usize, usize), StoreError> {
    let of = wanting(line);
    let revoked_keys = keys::revoke_all(w, of)?;
    let open = w.download_links(line.customer_id, line.id)?;
    for link in &open {
        let media = w.media(link.media_id)?;
        let event = event(EventKind::LinkRevoked, line, &media).before(json!({ "downloads": link.downloads }));
        w.record(&event, ()).map(|_recorded| ())?;
    }
    let ids: Vec<_> = open.iter().map(|link| link.id).collect();
    Ok((revoked_keys, w.revoke_download_links(&ids)?))
}

/// What a line of software wants a key for.
fn wanting(line: &Entitlement) -> Wanting<'_> {
    Wanting { customer: line.customer_id, entitlement: line.id, product: &line.product_id, title: &line.title }
}

/// What an event says of a file of bought software.
fn event(kind: EventKind, line: &Entitlement, media: &Media) -> Event {
    about(kind, line.customer_id, line.id, &line.title, media)
}

fn about(kind: EventKind, customer: CustomerId, entitlement: EntitlementId, title: &str, media: &Media) -> Event {
    Event::new(kind, "software_entitlements", entitlement).of_customer(customer).after(json!({
        "software": title,
        "version": media.choice.version,
        "language": media.choice.language,
        "file_type": media.choice.file_type,
        "file": media.file_name,
    }))
}

/// Adds a field to what an event says.
fn with(mut event: Event, field: &str, value: serde_json::Value) -> Event {
    if let Some(after) = event.after.as_mut().and_then(serde_json::Value::as_object_mut) {
        after.insert(field.to_owned(), value);
    }
    event
}
