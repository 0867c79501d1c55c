//! Words for subscriptions, access to them, and what the activity log tells. Exhaustive like `words`.

use super::Texts;
use crate::domain::subscriptions::{AccessRole, Registration};

impl Texts {
    /// `Not registered`, for reservations.
    pub fn registration(self, registration: &Registration) -> &'static str {
        match registration {
            Registration::NotRegistered => self.states_registration_not_registered(),
            Registration::Registering => self.states_registration_registering(),
            Registration::Registered => self.states_registration_registered(),
        }
    }

    /// `Owner`.
    pub fn access_role(self, role: &AccessRole) -> &'static str {
        match role {
            AccessRole::Owner => self.subscriptions_access_owner(),
            AccessRole::Contributor => self.subscriptions_access_contributor(),
            AccessRole::Reader => self.subscriptions_access_reader(),
            AccessRole::ReservationPurchaser => self.subscriptions_access_reservation_purchaser(),
        }
    }

    /// A sentence on what the role may do there.
    pub fn about_access_role(self, role: &AccessRole) -> &'static str {
        match role {
            AccessRole::Owner => self.subscriptions_access_about_owner(),
            AccessRole::Contributor => self.subscriptions_access_about_contributor(),
            AccessRole::Reader => self.subscriptions_access_about_reader(),
            AccessRole::ReservationPurchaser => self.subscriptions_access_about_reservation_purchaser(),
        }
    }
}
