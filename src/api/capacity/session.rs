//! The session of a quote: an id that says what was quoted, without a row. Floor 4.
//!
//! Half of it is random, half a signature over the reservation, the quantity and the amount. So it fits
//! only that quote, and ends when the quote would be another one. It becomes the id of the case, which
//! can be there once.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::domain::money::Money;
use crate::ops::App;

/// A new session for what is described.
pub(super) fn open(app: &App, about: &str, amount: Money) -> Uuid {
    let (_time, random) = app.ids.new_id().as_u64_pair();
    Uuid::from_u64_pair(random, signature(app, random, about, amount))
}

/// Whether the session was opened for this.
pub(super) fn fits(app: &App, session: Uuid, about: &str, amount: Money) -> bool {
    let (random, signed) = session.as_u64_pair();
    signed == signature(app, random, about, amount)
}

fn signature(app: &App, random: u64, about: &str, amount: Money) -> u64 {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(app.config.secret.bytes()) else { return 0 };
    mac.update(b"api session");
    mac.update(&random.to_be_bytes());
    mac.update(about.as_bytes());
    mac.update(amount.to_string().as_bytes());
    let bytes: [u8; 32] = mac.finalize().into_bytes().into();
    bytes.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}
