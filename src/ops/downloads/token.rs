//! What stands in the address of a link: 256 bits that only this installation can make. Floor 2. Quality 41.
//!
//! It is worked out from the installation's secret and the link's id each time it is shown, so that the
//! database need not keep it: there stands its hash alone.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::config::Secret;
use crate::domain::ids::DownloadLinkId;

/// The token of a link.
pub fn token(secret: &Secret, link: DownloadLinkId) -> String {
    // HMAC takes a key of any length, so this never fails.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.bytes()) else { return String::new() };
    mac.update(b"download link\n");
    mac.update(link.uuid().as_bytes());
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

/// What the database keeps of a token.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Who downloads, as far as it is known: enough to go on with a download, not enough to name anybody.
pub(super) fn client(token: &str, address: &str, agent: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in [token, address, agent] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_token_is_256_bits_of_the_secret_and_the_link() {
        let secret = |byte: u8| Secret::new((0..32_u8).map(|at| at ^ byte).collect()).unwrap();
        let link = |number| DownloadLinkId::from_uuid(Uuid::from_u128(number));
        let made = token(&secret(0), link(1));
        assert_eq!(made.len(), 43);
        assert_eq!(made, token(&secret(0), link(1)));
        assert_ne!(made, token(&secret(0), link(2)));
        assert_ne!(made, token(&secret(1), link(1)));
        assert_eq!(hash(&made).len(), 32);
        assert_ne!(client("a", "bc", ""), client("ab", "c", ""));
    }
}
