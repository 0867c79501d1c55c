//! What a customer is and whether the partner may sell to it. Floor 0. Rules 6.1, R-DAP-4, P-4, P-5.
//!
//! ```
//! use ground::domain::customers::{CustomerState, WrongState};
//! assert_eq!(CustomerState::Invited.accept(), Ok(CustomerState::Active));
//! assert_eq!(CustomerState::Removed.accept(), Err(WrongState(CustomerState::Removed)));
//! ```

use super::codes::codes;

codes! {
    /// The segment of a customer; prices are for one segment.
    Segment, NotASegment {
        /// Businesses.
        Commercial = "commercial",
        /// Schools and universities.
        Education = "education",
        /// Public bodies.
        Government = "government",
        /// Charities.
        NonProfit = "nonprofit",
    }
    /// What the partner is to the customer (`relationshipToPartner`).
    Relationship, NotARelationship {
        /// Nothing yet, or no more.
        None = "none",
        /// The partner sells to it.
        Reseller = "reseller",
        /// The partner advises it, another sells.
        Advisor = "advisor",
        /// Sold through syndication.
        Syndication = "syndication",
        /// The vendor's own support.
        MicrosoftSupport = "microsoft_support",
    }
    /// Where a customer stands.
    CustomerState, NotACustomerState {
        /// Asked for a relationship, not answered.
        Invited = "invited",
        /// May be sold to.
        Active = "active",
        /// The vendor checks it; no transactions (800073 to 800075).
        UnderReview = "under_review",
        /// The vendor's check failed; no transactions (800073 to 800075).
        Rejected = "rejected",
        /// The relationship has ended.
        Removed = "removed",
    }
}

/// The act does not fit the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a customer that is {0} cannot do this")]
pub struct WrongState(pub CustomerState);

impl CustomerState {
    /// The customer takes the partner's invitation.
    pub const fn accept(self) -> Result<Self, WrongState> {
        match self {
            Self::Invited => Ok(Self::Active),
            Self::Active | Self::UnderReview | Self::Rejected | Self::Removed => Err(WrongState(self)),
        }
    }

    /// The vendor starts to check the customer.
    pub const fn start_review(self) -> Result<Self, WrongState> {
        match self {
            Self::Active | Self::Rejected => Ok(Self::UnderReview),
            Self::Invited | Self::UnderReview | Self::Removed => Err(WrongState(self)),
        }
    }

    /// The vendor's check ends well.
    pub const fn pass_review(self) -> Result<Self, WrongState> {
        match self {
            Self::UnderReview => Ok(Self::Active),
            Self::Invited | Self::Active | Self::Rejected | Self::Removed => Err(WrongState(self)),
        }
    }

    /// The vendor's check ends badly.
    pub const fn fail_review(self) -> Result<Self, WrongState> {
        match self {
            Self::UnderReview => Ok(Self::Rejected),
            Self::Invited | Self::Active | Self::Rejected | Self::Removed => Err(WrongState(self)),
        }
    }
}

/// What stands against removing a relationship: each must be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ties {
    /// Reservations that still run.
    pub active_reservations: u32,
    /// Software that can still be cancelled and is not.
    pub cancellable_software: u32,
    /// Subscriptions neither suspended nor deleted.
    pub unsuspended_subscriptions: u32,
}

/// Why a relationship stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RemoveRefusal {
    /// There is no live relationship to remove.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// Something still ties the customer to the partner.
    #[error("still tied: {0:?}")]
    Tied(Ties),
}

/// 6.1: the relationship ends only when nothing runs any more.
pub const fn remove(state: CustomerState, ties: Ties) -> Result<CustomerState, RemoveRefusal> {
    match state {
        CustomerState::Active | CustomerState::UnderReview | CustomerState::Rejected => {}
        CustomerState::Invited | CustomerState::Removed => return Err(RemoveRefusal::WrongState(WrongState(state))),
    }
    if ties.active_reservations == 0 && ties.cancellable_software == 0 && ties.unsuspended_subscriptions == 0 {
        Ok(CustomerState::Removed)
    } else {
        Err(RemoveRefusal::Tied(ties))
    }
}

/// Whether anything may be sold: a reseller's active customer. Delegation (R-DAP-4) does not count.
pub const fn may_buy(state: CustomerState, relationship: Relationship) -> bool {
    matches!((state, relationship), (CustomerState::Active, Relationship::Reseller))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: Ties = Ties { active_reservations: 0, cancellable_software: 0, unsuspended_subscriptions: 0 };

    #[test]
    fn states_change_as_the_rulebook_draws_them() {
        use CustomerState::{Active, Invited, Rejected, Removed, UnderReview};
        let table = [
            (Invited, [Some(Active), None, None, None, None]),
            (Active, [None, Some(UnderReview), None, None, Some(Removed)]),
            (UnderReview, [None, None, Some(Active), Some(Rejected), Some(Removed)]),
            (Rejected, [None, Some(UnderReview), None, None, Some(Removed)]),
            (Removed, [None, None, None, None, None]),
        ];
        for (state, after) in table {
            let did = [state.accept(), state.start_review(), state.pass_review(), state.fail_review()].map(Result::ok);
            assert_eq!([did[0], did[1], did[2], did[3], remove(state, FREE).ok()], after, "{state}");
        }
    }

    #[test]
    fn a_relationship_with_anything_running_stays() {
        for tied in [
            Ties { active_reservations: 1, ..FREE },
            Ties { cancellable_software: 1, ..FREE },
            Ties { unsuspended_subscriptions: 1, ..FREE },
        ] {
            assert_eq!(remove(CustomerState::Active, tied), Err(RemoveRefusal::Tied(tied)));
        }
    }

    #[test]
    fn only_a_resellers_active_customer_buys() {
        for &state in CustomerState::ALL {
            for &relationship in Relationship::ALL {
                let expected = state == CustomerState::Active && relationship == Relationship::Reseller;
                assert_eq!(may_buy(state, relationship), expected);
            }
        }
    }

    #[test]
    fn codes_read_back() {
        for &segment in Segment::ALL {
            assert_eq!(segment.code().parse(), Ok(segment));
        }
        assert_eq!("Commercial".parse::<Segment>(), Err(NotASegment));
    }
}
