//! Words for links and product keys.

use super::Texts;
use crate::domain::downloads::LinkState;
use crate::domain::keys::KeyState;

impl Texts {
    /// `Enabled`.
    pub fn link_state(self, state: &LinkState) -> &'static str {
        match state {
            LinkState::Enabled => self.states_link_enabled(),
            LinkState::Exhausted => self.states_link_exhausted(),
            LinkState::Expired => self.states_link_expired(),
            LinkState::Revoked => self.states_link_revoked(),
        }
    }

    /// `Issued`.
    pub fn key_state(self, state: &KeyState) -> &'static str {
        match state {
            KeyState::Waiting => self.downloads_key_waiting(),
            KeyState::Issued => self.downloads_key_issued(),
            KeyState::Revealed => self.downloads_key_revealed(),
            KeyState::Revoked => self.downloads_key_revoked(),
        }
    }
}
