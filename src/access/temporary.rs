//! Temporary passwords: readable, from the operating system's randomness. Floor 2. Rule R-RO-1.

use super::sessions::NoRandomness;
use crate::domain::text::Password;

/// Letters and digits that nobody mixes up when one is read aloud or typed: no i, l, o, 0, 1.
const ALPHABET: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Four groups of five: about 99 bits.
const GROUPS: usize = 4;
const GROUP: usize = 5;

/// A new temporary password, such as `k7m3p-x4tq9-bnr2w-hd8vs`.
pub fn password() -> Result<Password, NoRandomness> {
    let mut letters = Vec::with_capacity(GROUPS * GROUP);
    while letters.len() < GROUPS * GROUP {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|_unavailable| NoRandomness)?;
        // Five bits choose of 32; the one number without a letter is drawn again, so that all are equal.
        letters.extend(bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 31)).copied().map(char::from)));
    }
    letters.truncate(GROUPS * GROUP);
    let groups: Vec<String> = letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
    Ok(Password::typed(&groups.join("-")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_password_is_long_readable_and_new_each_time() {
        let (one, other) = (password().unwrap(), password().unwrap());
        assert_ne!(one.reveal(), other.reveal());
        assert_eq!(one.reveal().len(), 23);
        assert!(one.reveal().split('-').all(|group| group.len() == 5 && group.bytes().all(|b| ALPHABET.contains(&b))));
        assert!(Password::parse(one.reveal()).is_ok());
    }
}
