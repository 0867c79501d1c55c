//! Select product: version, language, file type. Floor 2. S-88, S-89, P-17.

use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, EntitlementId, MediaId};
use crate::domain::media::Media;
use crate::ops::App;
use crate::store::StoreError;
use crate::store::software::SoftwareLine;

/// Bought software with what can be chosen of it.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The line.
    pub line: SoftwareLine,
    /// Its files, the newest version first.
    pub media: Vec<Media>,
    /// The file that was asked for last.
    pub last: Option<MediaId>,
}

/// What can be chosen of a customer's software.
pub fn select(
    app: &App,
    may: &Granted<may::SeeSoftware>,
    customer: CustomerId,
    entitlement: EntitlementId,
) -> Result<Selection, StoreError> {
    app.db.read(may.scope(), |r| {
        let line = r.software_line(customer, entitlement)?;
        let media = r.media_of(&line.it.product_id)?;
        let last = r.download_links(customer, entitlement)?.first().map(|link| link.media_id);
        Ok(Selection { line, media, last })
    })
}
