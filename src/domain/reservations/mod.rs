//! Reservations: state, what a list shows, start of the benefit and end. Floor 0. Rules 6.7,
//! R-RES-1, R-RES-2, Q-5, Q-6, C-14, C-15.
//!
//! ```
//! use ground::domain::reservations::{benefit_start, ends_at};
//! use ground::domain::term::Term;
//! use ground::domain::time::Instant;
//! let bought = Instant::start_of("2018-02-23".parse().unwrap()).plus_seconds(18 * 3_600 + 924);
//! assert_eq!(benefit_start(bought).to_string(), "2018-02-23T19:00:00Z");
//! assert_eq!(ends_at(bought, Term::OneYear).to_string(), "2019-02-23T00:00:00Z");
//! ```

use super::codes::codes;
use super::term::Term;
use super::time::Instant;

mod expiry;
mod iam;
mod parts;
mod reach;
mod renewal;

pub use expiry::NEWS_DAYS;
pub use iam::{Explicit, Level, NotALevel, NotAReservationRole, ReservationRole, is_enough};
pub use parts::{Ended, NotAPartsRefusal, Part, Parts, PartsRefusal, Whole, merge, partial_return, split};
pub use reach::{ConfigureRefusal, Moved, NotAConfigureRefusal, Setting, Target, may_set, moved, reached};
pub use renewal::{
    NotARenewState, NotARenewalRefusal, RENEWAL_NOTICE_DAYS, RenewState, RenewalRefusal, locked_on, renewed_from,
};

codes! {
    /// What a reservation came from: why others make way for it.
    OriginKind, NotAnOriginKind {
        /// One became two.
        Split = "split",
        /// Several became one.
        Merge = "merge",
        /// What was kept of one that was returned in part.
        Return = "return",
    }
    /// `provisioningState` (6.7).
    ProvisioningState, NotAProvisioningState {
        /// Asked for.
        Creating = "Creating",
        /// Capacity is being looked for.
        PendingResourceHold = "PendingResourceHold",
        /// Capacity is held.
        ConfirmedResourceHold = "ConfirmedResourceHold",
        /// The charge is being made.
        PendingBilling = "PendingBilling",
        /// The charge is made.
        ConfirmedBilling = "ConfirmedBilling",
        /// Made.
        Created = "Created",
        /// Live.
        Succeeded = "Succeeded",
        /// Returned, split or merged; the status code says which (C-14).
        Cancelled = "Cancelled",
        /// Its term is over.
        Expired = "Expired",
        /// It could not be charged.
        BillingFailed = "BillingFailed",
        /// It could not be made.
        Failed = "Failed",
        /// Split, in the vendor's list; we keep `Cancelled` (C-14).
        Split = "Split",
        /// Merged, in the vendor's list; we keep `Cancelled` (C-14).
        Merged = "Merged",
    }
    /// `extendedStatusInfo.statusCode` (6.7): why a reservation is in its state.
    StatusCode, NotAStatusCode {
        /// Nothing to say.
        None = "None",
        /// Waiting.
        Pending = "Pending",
        /// Being made.
        Processing = "Processing",
        /// Live.
        Active = "Active",
        /// The purchase failed.
        PurchaseError = "PurchaseError",
        /// The payment failed.
        PaymentInstrumentError = "PaymentInstrumentError",
        /// Became two.
        Split = "Split",
        /// Became one with others.
        Merged = "Merged",
        /// Its term is over.
        Expired = "Expired",
        /// Done.
        Succeeded = "Succeeded",
    }
    /// `displayProvisioningState` (6.7): what a list shows.
    DisplayState, NotADisplayState {
        /// Live.
        Succeeded = "Succeeded",
        /// Live, and ends within [`EXPIRING_DAYS`].
        Expiring = "Expiring",
        /// Its term is over.
        Expired = "Expired",
        /// Not begun to be made.
        Pending = "Pending",
        /// Being made.
        Processing = "Processing",
        /// Returned, split or merged.
        Cancelled = "Cancelled",
        /// Not made, or not charged.
        Failed = "Failed",
        /// Live with something to look at.
        Warning = "Warning",
        /// Live without any benefit.
        NoBenefit = "NoBenefit",
    }
}

/// Days before its end from which a reservation is shown as expiring (R-RES-2).
pub const EXPIRING_DAYS: i64 = 30;

/// The step does not follow from the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a reservation that is {from} does not become {to}")]
pub struct WrongState {
    /// The state it is in.
    pub from: ProvisioningState,
    /// The state that was asked for.
    pub to: ProvisioningState,
}

impl ProvisioningState {
    /// The next step of the happy path, if there is one.
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Creating => Some(Self::PendingResourceHold),
            Self::PendingResourceHold => Some(Self::ConfirmedResourceHold),
            Self::ConfirmedResourceHold => Some(Self::PendingBilling),
            Self::PendingBilling => Some(Self::ConfirmedBilling),
            Self::ConfirmedBilling => Some(Self::Created),
            Self::Created => Some(Self::Succeeded),
            Self::Succeeded
            | Self::Cancelled
            | Self::Expired
            | Self::BillingFailed
            | Self::Failed
            | Self::Split
            | Self::Merged => None,
        }
    }

    /// Goes to a state that may follow: the next step, a failure on the way, an end from `Succeeded`.
    pub fn become_state(self, to: Self) -> Result<Self, WrongState> {
        let is_on_the_way = self.next().is_some();
        let follows = match to {
            Self::Failed => is_on_the_way,
            Self::BillingFailed => self == Self::PendingBilling,
            Self::Cancelled | Self::Expired => self == Self::Succeeded,
            Self::Creating | Self::Split | Self::Merged => false,
            Self::PendingResourceHold
            | Self::ConfirmedResourceHold
            | Self::PendingBilling
            | Self::ConfirmedBilling
            | Self::Created
            | Self::Succeeded => self.next() == Some(to),
        };
        if follows { Ok(to) } else { Err(WrongState { from: self, to }) }
    }

    /// Whether scope and name may be changed: only while it is live (6.7).
    pub const fn may_be_configured(self) -> bool {
        matches!(self, Self::Succeeded)
    }

    /// Whether it may be put away from the lists: only once it has ended (6.7).
    pub const fn may_be_archived(self) -> bool {
        match self {
            Self::Cancelled | Self::Expired | Self::BillingFailed | Self::Failed | Self::Split | Self::Merged => true,
            Self::Creating
            | Self::PendingResourceHold
            | Self::ConfirmedResourceHold
            | Self::PendingBilling
            | Self::ConfirmedBilling
            | Self::Created
            | Self::Succeeded => false,
        }
    }
}

/// What a list shows now; the clock decides about live ones, whether or not their end was written yet.
pub fn display(state: ProvisioningState, expires_at: Instant, now: Instant) -> DisplayState {
    match state {
        ProvisioningState::Creating => DisplayState::Pending,
        ProvisioningState::PendingResourceHold
        | ProvisioningState::ConfirmedResourceHold
        | ProvisioningState::PendingBilling
        | ProvisioningState::ConfirmedBilling => DisplayState::Processing,
        // C-15: the vendor's sample shows "Created" for a live one.
        ProvisioningState::Created | ProvisioningState::Succeeded => display_live(expires_at, now),
        ProvisioningState::Cancelled | ProvisioningState::Split | ProvisioningState::Merged => DisplayState::Cancelled,
        ProvisioningState::Expired => DisplayState::Expired,
        ProvisioningState::BillingFailed | ProvisioningState::Failed => DisplayState::Failed,
    }
}

fn display_live(expires_at: Instant, now: Instant) -> DisplayState {
    if now >= expires_at {
        DisplayState::Expired
    } else if now >= expires_at.plus_days(-EXPIRING_DAYS) {
        DisplayState::Expiring
    } else {
        DisplayState::Succeeded
    }
}

/// Q-6: the benefit starts at the next full hour, or at once when the hour is exact.
pub fn benefit_start(bought_at: Instant) -> Instant {
    const HOUR: i64 = 3_600_000_000;
    let over = bought_at.micros().rem_euclid(HOUR);
    if over == 0 { bought_at } else { Instant::from_micros(bought_at.micros() - over + HOUR) }
}

/// R-RES-1: midnight UTC of the anniversary of the fulfilment (Q-5), not of the hour the benefit
/// starts, which may lie in the next day.
pub fn ends_at(bought_at: Instant, term: Term) -> Instant {
    term.expiry(bought_at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(day: &str, seconds: i64) -> Instant {
        Instant::start_of(day.parse().unwrap()).plus_seconds(seconds)
    }

    #[test]
    fn the_happy_path_and_its_failures() {
        use ProvisioningState::{
            BillingFailed, Cancelled, Created, Creating, Expired, Failed, PendingBilling, Succeeded,
        };
        let path: Vec<&str> =
            std::iter::successors(Some(Creating), |state| state.next()).map(ProvisioningState::code).collect();
        assert_eq!(
            path.join(" "),
            "Creating PendingResourceHold ConfirmedResourceHold PendingBilling ConfirmedBilling Created Succeeded"
        );
        let mut followers = std::collections::BTreeMap::new();
        for &from in ProvisioningState::ALL {
            let to = ProvisioningState::ALL.iter().copied().filter(|to| from.become_state(*to).is_ok());
            followers.insert(from, to.collect::<Vec<_>>());
        }
        assert_eq!(followers[&PendingBilling], [ProvisioningState::ConfirmedBilling, BillingFailed, Failed]);
        assert_eq!(followers[&Created], [Succeeded, Failed]);
        assert_eq!(followers[&Succeeded], [Cancelled, Expired]);
        for ended in ProvisioningState::ALL.iter().filter(|state| state.may_be_archived()) {
            assert!(followers[ended].is_empty(), "{ended}");
        }
        assert_eq!(Creating.become_state(Succeeded), Err(WrongState { from: Creating, to: Succeeded }));
    }

    #[test]
    fn only_live_ones_are_configured_and_only_ended_ones_archived() {
        for &state in ProvisioningState::ALL {
            assert_eq!(state.may_be_configured(), state == ProvisioningState::Succeeded);
            let has_ended = state.next().is_none() && state != ProvisioningState::Succeeded;
            assert_eq!(state.may_be_archived(), has_ended, "{state}");
        }
    }

    #[test]
    fn r_res_2_expiring_from_thirty_days_before_the_end() {
        let end = at("2027-03-31", 0);
        for (now, shown) in [
            (end.plus_days(-30).plus_seconds(-1), DisplayState::Succeeded),
            (end.plus_days(-30), DisplayState::Expiring),
            (end.plus_seconds(-1), DisplayState::Expiring),
            (end, DisplayState::Expired),
        ] {
            assert_eq!(display(ProvisioningState::Succeeded, end, now), shown, "{now}");
            assert_eq!(display(ProvisioningState::Created, end, now), shown, "{now}");
        }
    }

    #[test]
    fn every_state_is_shown_as_one_of_the_nine() {
        let end = at("2027-03-31", 0);
        let shown: Vec<String> = ProvisioningState::ALL
            .iter()
            .map(|state| format!("{state} {}", display(*state, end, end.plus_days(-90))))
            .collect();
        assert_eq!(
            shown,
            [
                "Creating Pending",
                "PendingResourceHold Processing",
                "ConfirmedResourceHold Processing",
                "PendingBilling Processing",
                "ConfirmedBilling Processing",
                "Created Succeeded",
                "Succeeded Succeeded",
                "Cancelled Cancelled",
                "Expired Expired",
                "BillingFailed Failed",
                "Failed Failed",
                "Split Cancelled",
                "Merged Cancelled",
            ]
        );
    }

    #[test]
    fn q_6_the_benefit_starts_at_the_next_full_hour_unless_it_is_exact() {
        for (bought, start) in [(46_800, 46_800), (46_801, 50_400), (48_000, 50_400), (86_399, 86_400)] {
            assert_eq!(benefit_start(at("2026-11-21", bought)), at("2026-11-21", start), "{bought}");
        }
        let just_after = Instant::from_micros(at("2026-11-21", 46_800).micros() + 1);
        assert_eq!(benefit_start(just_after), at("2026-11-21", 50_400));
    }

    #[test]
    fn r_res_1_ends_at_midnight_of_the_anniversary() {
        for (bought, term, end) in [
            (at("2018-02-23", 65_724), Term::OneYear, at("2019-02-23", 0)),
            (at("2028-02-29", 100), Term::OneYear, at("2029-02-28", 0)),
            (at("2028-02-29", 100), Term::ThreeYears, at("2031-02-28", 0)),
            // Bought in the last hour of a day: the benefit starts the day after, the end stays.
            (at("2026-11-21", 86_399), Term::ThreeYears, at("2029-11-21", 0)),
        ] {
            assert_eq!(ends_at(bought, term), end);
        }
    }

    proptest! {
        #[test]
        fn a_benefit_starts_within_the_hour_at_a_full_hour(micros in 0..4_000_000_000_000_000_i64) {
            let bought = Instant::from_micros(micros);
            let start = benefit_start(bought);
            prop_assert_eq!(start.micros() % 3_600_000_000, 0);
            prop_assert!(start >= bought && start.micros() - bought.micros() < 3_600_000_000);
            prop_assert_eq!(benefit_start(start), start);
        }
    }
}
