//! Words for roles on reservations. Exhaustive like `words`.

use super::Texts;
use crate::domain::reservations::{Level, RenewState, RenewalRefusal, ReservationRole};

impl Texts {
    /// `Owner`, of a reservation.
    pub fn reservation_role(self, role: &ReservationRole) -> &'static str {
        match role {
            ReservationRole::Owner => self.subscriptions_access_owner(),
            ReservationRole::Contributor => self.subscriptions_access_contributor(),
            ReservationRole::Reader => self.subscriptions_access_reader(),
            ReservationRole::ReservationsAdministrator => self.record_role_administrator(),
            ReservationRole::ReservationsContributor => self.record_role_contributor(),
            ReservationRole::ReservationsReader => self.record_role_reader(),
        }
    }

    /// A sentence on what the role may do with a reservation.
    pub fn about_reservation_role(self, role: &ReservationRole) -> &'static str {
        match role {
            ReservationRole::Owner => self.record_role_about_owner(),
            ReservationRole::ReservationsAdministrator => self.record_role_about_administrator(),
            ReservationRole::Contributor | ReservationRole::ReservationsContributor => {
                self.record_role_about_contributor()
            }
            ReservationRole::Reader | ReservationRole::ReservationsReader => self.record_role_about_reader(),
        }
    }

    /// Why a reservation was not renewed, as a sentence.
    pub fn renewal_refusal(self, refusal: &RenewalRefusal) -> &'static str {
        match refusal {
            RenewalRefusal::PolicyHasNone => self.record_not_renewed_policy(),
            RenewalRefusal::NotSold => self.record_not_renewed_sold(),
            RenewalRefusal::Customer => self.record_not_renewed_customer(),
            RenewalRefusal::Market => self.record_not_renewed_market(),
            RenewalRefusal::Subscription => self.record_not_renewed_subscription(),
            RenewalRefusal::Currency => self.record_not_renewed_currency(),
            RenewalRefusal::Reseller => self.record_not_renewed_reseller(),
            RenewalRefusal::PurchaseOrder => self.record_not_renewed_purchase_order(),
            RenewalRefusal::Rules => self.record_not_renewed_rules(),
        }
    }

    /// `Not renewed`.
    pub fn renew_state(self, state: &RenewState) -> &'static str {
        match state {
            RenewState::On => self.states_renewal_on(),
            RenewState::Off => self.states_renewal_off(),
            RenewState::Renewed => self.states_renewal_renewed(),
            RenewState::NotRenewed => self.states_renewal_not_renewed(),
            RenewState::NotApplicable => self.states_renewal_not_applicable(),
        }
    }

    /// `Reservation order`, as the place where a role is given.
    pub fn reservation_level(self, level: &Level) -> &'static str {
        match level {
            Level::Order => self.record_level_order(),
            Level::Reservation => self.record_level_reservation(),
        }
    }

    /// What a role given there reaches.
    pub fn about_reservation_level(self, level: &Level) -> &'static str {
        match level {
            Level::Order => self.record_level_about_order(),
            Level::Reservation => self.record_level_about_reservation(),
        }
    }
}
