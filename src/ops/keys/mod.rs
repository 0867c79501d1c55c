//! Product keys of bought software: given when it is bought, looked at with a reason, revoked when it is
//! cancelled. Floor 2. Domain 6.11, S-86, P-18, R-SW-3, Q-9; features rows 65, 66, C10.
//!
//! One key for a bought line and a version (ours): the newest version at once, another one when its files
//! are asked for. When there is none the line waits, admin agents are told, and the next import or look of
//! the housekeeper fills it; an order never fails for it. No key stands in an event, a log or an error.

mod fill;
mod import;
mod reveal;
mod ring;
mod rotate;

use serde_json::json;

use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, EntitlementId, SoftwareKeyId};
use crate::domain::keys::KeyState;
use crate::domain::messages::{News, Place};
use crate::ops::app::App;
use crate::ops::messages;
use crate::store::{StoreError, Writer};

pub use crate::store::keys::SoftwareKey;
pub(in crate::ops) use fill::fill_due;
pub use import::{Fault, ImportError, ImportReport, import};
pub use reveal::{RevealError, Revealed, mask, reveal};
pub use ring::{KeyRing, RingError};
pub use rotate::{RotateError, Rotated, rotate};

/// What wants a key.
#[derive(Debug, Clone, Copy)]
pub(in crate::ops) struct Wanting<'a> {
    /// Whose.
    pub(in crate::ops) customer: CustomerId,
    /// The software.
    pub(in crate::ops) entitlement: EntitlementId,
    /// The product.
    pub(in crate::ops) product: &'a str,
    /// Its name on the order.
    pub(in crate::ops) title: &'a str,
}

/// Gives software a key of a version, or of the newest one, if it has none of it; without a key in stock it
/// waits. In the transaction of the act that wants it.
pub(in crate::ops) fn allocate(
    w: &mut Writer<'_>,
    app: &App,
    of: Wanting<'_>,
    version: Option<&str>,
) -> Result<(), StoreError> {
    let version = match version {
        Some(version) => version.to_owned(),
        None => w.newest_version(of.product)?.unwrap_or_default(),
    };
    let has = w.software_keys(of.customer, of.entitlement)?;
    if has.iter().any(|key| key.version == version || key.version.is_empty()) {
        return Ok(());
    }
    let taken = w.take_stock_key(of.product, &version)?;
    let id = SoftwareKeyId::from_uuid(app.ids.new_id());
    let (key, version) = match taken {
        Some((key, version)) => (Some(key), version),
        None => (None, version),
    };
    w.insert_software_key(id, of.customer, of.entitlement, &version, key)?;
    let state = if key.is_some() { KeyState::Issued } else { KeyState::Waiting };
    w.record(&event(EventKind::KeyIssued, of.customer, of.entitlement, of.title, &version, state), ())
        .map(|_recorded| ())?;
    if key.is_none() {
        // The partner is told; whoever runs the installation can import more.
        tracing::warn!(product = of.product, version = version.as_str(), "no product key is left");
        tell(w, app, of, |customer, software| News::KeyMissing { customer, software })?;
    }
    Ok(())
}

/// Revokes every key of software, and leaves an event for each.
pub(in crate::ops) fn revoke_all(w: &mut Writer<'_>, of: Wanting<'_>) -> Result<usize, StoreError> {
    let revoked = w.revoke_software_keys(of.customer, of.entitlement)?;
    for key in &revoked {
        let event =
            event(EventKind::KeyRevoked, of.customer, of.entitlement, of.title, &key.version, KeyState::Revoked);
        w.record(&event.before(json!({ "key_state": key.state.code() })), ()).map(|_recorded| ())?;
    }
    Ok(revoked.len())
}

/// What an event says of a key; never the key.
fn event(
    kind: EventKind,
    customer: CustomerId,
    entitlement: EntitlementId,
    title: &str,
    version: &str,
    state: KeyState,
) -> Event {
    Event::new(kind, "software_entitlements", entitlement)
        .of_customer(customer)
        .after(json!({ "software": title, "version": version, "key_state": state.code() }))
}

/// Tells the admin agents of who sells to the customer.
fn tell(
    w: &mut Writer<'_>,
    app: &App,
    of: Wanting<'_>,
    news: impl FnOnce(String, String) -> News,
) -> Result<(), StoreError> {
    let name = w.customer(of.customer)?.company_name;
    let to = messages::admins_of_seller(w, of.customer)?;
    let place = Place::Software(of.customer, of.entitlement);
    messages::send(w, app, &to, Some(of.customer), &news(name, of.title.to_owned()), &place)
}
