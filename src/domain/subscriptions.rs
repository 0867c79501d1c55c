//! Azure subscriptions: state, registration, explicit access. Floor 0. Rules 6.2, R-BUY-2, S-8, S-27.
//!
//! ```
//! use ground::domain::subscriptions::{Registration, SubscriptionState, can_hold_reservation};
//! assert!(can_hold_reservation(SubscriptionState::Active, Registration::Registered).is_ok());
//! ```

use super::codes::codes;
use super::time::Instant;

codes! {
    /// Where a subscription stands.
    SubscriptionState, NotASubscriptionState {
        /// Ordered, not provisioned.
        Pending = "pending",
        /// In use.
        Active = "active",
        /// Stopped; can be reactivated for 90 days. Reservations on it keep running.
        Suspended = "suspended",
        /// Gone for good.
        Deleted = "deleted",
    }
    /// Whether a subscription is registered for reservations.
    Registration, NotARegistration {
        /// Not asked for.
        NotRegistered = "notregistered",
        /// Asked for, not answered.
        Registering = "registering",
        /// Ready to hold reservations.
        Registered = "registered",
    }
    /// What a person with explicit access to a subscription is there.
    AccessRole, NotAnAccessRole {
        /// Everything, as an admin agent has.
        Owner = "owner",
        /// Manages, does not give access.
        Contributor = "contributor",
        /// Looks.
        Reader = "reader",
        /// Buys reservations.
        ReservationPurchaser = "reservation_purchaser",
    }
}

/// Days a suspended subscription is kept before it is deleted (6.2, 8.3).
pub const KEPT_SUSPENDED_DAYS: i64 = 90;

/// The act does not fit the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a subscription that is {0} cannot do this")]
pub struct WrongState(pub SubscriptionState);

impl SubscriptionState {
    /// The subscription has been made.
    pub const fn provision(self) -> Result<Self, WrongState> {
        match self {
            Self::Pending => Ok(Self::Active),
            Self::Active | Self::Suspended | Self::Deleted => Err(WrongState(self)),
        }
    }

    /// Stops it.
    pub const fn suspend(self) -> Result<Self, WrongState> {
        match self {
            Self::Active => Ok(Self::Suspended),
            Self::Pending | Self::Suspended | Self::Deleted => Err(WrongState(self)),
        }
    }

    /// Starts it again.
    pub const fn reactivate(self) -> Result<Self, WrongState> {
        match self {
            Self::Suspended => Ok(Self::Active),
            Self::Pending | Self::Active | Self::Deleted => Err(WrongState(self)),
        }
    }

    /// Deletes it, once it has been suspended since `suspended_at` for [`KEPT_SUSPENDED_DAYS`].
    pub fn delete(self, suspended_at: Instant, now: Instant) -> Result<Self, WrongState> {
        match self {
            Self::Suspended if now >= suspended_at.plus_days(KEPT_SUSPENDED_DAYS) => Ok(Self::Deleted),
            Self::Pending | Self::Active | Self::Suspended | Self::Deleted => Err(WrongState(self)),
        }
    }
}

/// The registration cannot take this step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a registration that is {0} cannot do this")]
pub struct WrongRegistration(pub Registration);

impl Registration {
    /// Asks the vendor to register the subscription.
    pub const fn start(self) -> Result<Self, WrongRegistration> {
        match self {
            Self::NotRegistered => Ok(Self::Registering),
            Self::Registering | Self::Registered => Err(WrongRegistration(self)),
        }
    }

    /// The vendor has registered it.
    pub const fn finish(self) -> Result<Self, WrongRegistration> {
        match self {
            Self::Registering => Ok(Self::Registered),
            Self::NotRegistered | Self::Registered => Err(WrongRegistration(self)),
        }
    }
}

/// Why no reservation can be tied to a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotHold {
    /// 800012.
    #[error("the subscription is {0}, not active")]
    NotActive(SubscriptionState),
    /// 800030.
    #[error("the subscription is {0} for reservations")]
    NotRegistered(Registration),
}

/// R-BUY-2: active **and** registered.
pub const fn can_hold_reservation(state: SubscriptionState, registration: Registration) -> Result<(), CannotHold> {
    match (state, registration) {
        (SubscriptionState::Active, Registration::Registered) => Ok(()),
        (SubscriptionState::Active, Registration::NotRegistered | Registration::Registering) => {
            Err(CannotHold::NotRegistered(registration))
        }
        (SubscriptionState::Pending | SubscriptionState::Suspended | SubscriptionState::Deleted, _) => {
            Err(CannotHold::NotActive(state))
        }
    }
}

/// A person's explicit access to a subscription (S-8): a role, perhaps with an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// What the person is there.
    pub role: AccessRole,
    /// When it ends; none means until it is taken away.
    pub ends_at: Option<Instant>,
}

impl Access {
    /// Whether it counts now; the moment of its end does not.
    pub fn is_live(self, now: Instant) -> bool {
        self.ends_at.is_none_or(|end| now < end)
    }
}

impl AccessRole {
    /// Whether it lets a sales or helpdesk agent buy a reservation for the subscription (Q-7).
    pub const fn may_buy(self) -> bool {
        match self {
            Self::Owner | Self::ReservationPurchaser => true,
            Self::Contributor | Self::Reader => false,
        }
    }

    /// Whether it lets them change, refund or ask support for what runs there (S-8).
    pub const fn may_manage(self) -> bool {
        match self {
            Self::Owner | Self::Contributor => true,
            Self::Reader | Self::ReservationPurchaser => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_change_as_the_rulebook_draws_them() {
        use SubscriptionState::{Active, Deleted, Pending, Suspended};
        let stopped = Instant::from_micros(0);
        let after_90_days = stopped.plus_days(90);
        let table = [
            (Pending, [Some(Active), None, None, None]),
            (Active, [None, Some(Suspended), None, None]),
            (Suspended, [None, None, Some(Active), Some(Deleted)]),
            (Deleted, [None, None, None, None]),
        ];
        for (state, after) in table {
            let did = [state.provision(), state.suspend(), state.reactivate(), state.delete(stopped, after_90_days)];
            assert_eq!(did.map(Result::ok), after, "{state}");
        }
        assert_eq!(Suspended.delete(stopped, after_90_days.plus_seconds(-1)), Err(WrongState(Suspended)));
    }

    #[test]
    fn r_buy_2_only_an_active_and_registered_subscription_holds_reservations() {
        for &state in SubscriptionState::ALL {
            for &registration in Registration::ALL {
                let expected = if state != SubscriptionState::Active {
                    Err(CannotHold::NotActive(state))
                } else if registration != Registration::Registered {
                    Err(CannotHold::NotRegistered(registration))
                } else {
                    Ok(())
                };
                assert_eq!(can_hold_reservation(state, registration), expected);
            }
        }
    }

    #[test]
    fn a_registration_goes_one_way() {
        use Registration::{NotRegistered, Registered, Registering};
        assert_eq!(NotRegistered.start().and_then(Registration::finish), Ok(Registered));
        assert_eq!(NotRegistered.finish(), Err(WrongRegistration(NotRegistered)));
        assert_eq!(Registering.start(), Err(WrongRegistration(Registering)));
        assert_eq!(Registered.start(), Err(WrongRegistration(Registered)));
        assert_eq!(Registered.finish(), Err(WrongRegistration(Registered)));
    }

    #[test]
    fn access_ends_at_its_end() {
        let end = Instant::from_micros(1_000_000);
        let access = Access { role: AccessRole::Owner, ends_at: Some(end) };
        assert!(access.is_live(end.plus_seconds(-1)));
        assert!(!access.is_live(end));
        assert!(Access { ends_at: None, ..access }.is_live(end.plus_days(10_000)));
    }

    #[test]
    fn q_7_owner_and_purchaser_buy_owner_and_contributor_manage() {
        let rights = AccessRole::ALL.iter().map(|role| (role.code(), role.may_buy(), role.may_manage()));
        assert_eq!(
            rights.collect::<Vec<_>>(),
            [
                ("owner", true, true),
                ("contributor", false, true),
                ("reader", false, false),
                ("reservation_purchaser", true, false)
            ]
        );
    }
}
