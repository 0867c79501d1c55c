//! Who may do what with a reservation. Floor 0. Rules R-IAM-1 to R-IAM-3, S-8, P-11 to P-14, P-20.
//!
//! A role is given on a reservation order, from where it flows to its reservations, or on one
//! reservation. Where the matrix asks for explicit access, [`is_enough`] says which access grants it.
//!
//! ```
//! use ground::domain::reservations::{Explicit, Level, ReservationRole, is_enough};
//! use ground::domain::roles::Perm;
//! let contributor = [Explicit::Reservation(ReservationRole::Contributor, Level::Reservation)];
//! assert!(is_enough(Perm::ConfigureReservations, &contributor));
//! assert!(!is_enough(Perm::FileRefunds, &contributor));
//! ```

use crate::domain::codes::codes;
use crate::domain::roles::Perm;
use crate::domain::subscriptions::AccessRole;

codes! {
    /// A role on a reservation or reservation order (R-IAM-3).
    ReservationRole, NotAReservationRole {
        /// Everything, also the refund when it is given on the order.
        Owner = "owner",
        /// Sees and configures.
        Contributor = "contributor",
        /// Sees.
        Reader = "reader",
        /// Everything, the refund too.
        ReservationsAdministrator = "reservations_administrator",
        /// Sees and configures; a role of later years.
        ReservationsContributor = "reservations_contributor",
        /// Sees; a role of later years.
        ReservationsReader = "reservations_reader",
    }
    /// Where a role was given.
    Level, NotALevel {
        /// On the reservation order: it holds for every reservation under it.
        Order = "reservation_order",
        /// On one reservation.
        Reservation = "reservation",
    }
}

impl ReservationRole {
    /// Whether it lets a person change scope, name and optimisation, split and merge.
    pub const fn may_configure(self) -> bool {
        match self {
            Self::Owner | Self::Contributor | Self::ReservationsAdministrator | Self::ReservationsContributor => true,
            Self::Reader | Self::ReservationsReader => false,
        }
    }

    /// Whether it lets a person ask for a refund or an exchange: that needs rights on the order.
    pub const fn may_refund(self, level: Level) -> bool {
        match (self, level) {
            (Self::Owner, Level::Order) | (Self::ReservationsAdministrator, Level::Order | Level::Reservation) => true,
            (Self::Owner, Level::Reservation)
            | (
                Self::Contributor | Self::Reader | Self::ReservationsContributor | Self::ReservationsReader,
                Level::Order | Level::Reservation,
            ) => false,
        }
    }
}

/// Access that somebody was given, beyond what the roles of their account allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Explicit {
    /// To an Azure subscription of the customer (S-8).
    Subscription(AccessRole),
    /// To a reservation (R-IAM-1: rights on a subscription do not carry over to it).
    Reservation(ReservationRole, Level),
}

/// Whether this access grants the act, where the matrix makes the act depend on access.
pub fn is_enough(perm: Perm, access: &[Explicit]) -> bool {
    access.iter().any(|access| one_is_enough(perm, *access))
}

fn one_is_enough(perm: Perm, access: Explicit) -> bool {
    match access {
        Explicit::Subscription(role) => {
            let manages = [Perm::ConfigureReservations, Perm::FileRefunds, Perm::CreateSupportRequests];
            if manages.contains(&perm) { role.may_manage() } else { perm != Perm::BuyInPortalView || role.may_buy() }
        }
        Explicit::Reservation(role, level) => {
            (perm == Perm::FileRefunds && role.may_refund(level))
                || ([Perm::ConfigureReservations, Perm::CreateSupportRequests].contains(&perm) && role.may_configure())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Typed out by hand from the table of 5.3: configure, refund by a role on the order, refund by a
    /// role on the reservation.
    #[test]
    fn r_iam_3_what_each_role_may() {
        let table = ReservationRole::ALL.iter().map(|role| {
            (role.code(), role.may_configure(), role.may_refund(Level::Order), role.may_refund(Level::Reservation))
        });
        assert_eq!(
            table.collect::<Vec<_>>(),
            [
                ("owner", true, true, false),
                ("contributor", true, false, false),
                ("reader", false, false, false),
                ("reservations_administrator", true, true, true),
                ("reservations_contributor", true, false, false),
                ("reservations_reader", false, false, false),
            ]
        );
    }

    #[test]
    fn s_8_access_to_the_subscription_manages_and_buys_by_its_role() {
        let by = |role| move |perm| is_enough(perm, &[Explicit::Subscription(role)]);
        for perm in [Perm::ConfigureReservations, Perm::FileRefunds, Perm::CreateSupportRequests] {
            assert!(by(AccessRole::Owner)(perm) && by(AccessRole::Contributor)(perm), "{perm}");
            assert!(!by(AccessRole::Reader)(perm) && !by(AccessRole::ReservationPurchaser)(perm), "{perm}");
        }
        assert!(by(AccessRole::ReservationPurchaser)(Perm::BuyInPortalView));
        assert!(!by(AccessRole::Contributor)(Perm::BuyInPortalView));
        assert!(by(AccessRole::Reader)(Perm::OpenPortalView));
    }

    #[test]
    fn r_iam_1_a_role_on_a_reservation_opens_no_subscription() {
        let owner = [Explicit::Reservation(ReservationRole::Owner, Level::Order)];
        assert!(is_enough(Perm::FileRefunds, &owner));
        for perm in [Perm::OpenPortalView, Perm::BuyInPortalView, Perm::AssignSubscriptionRoles] {
            assert!(!is_enough(perm, &owner), "{perm}");
        }
        assert!(!is_enough(Perm::FileRefunds, &[]));
    }
}
